"""Dealing messages to the lanes of a run: a group for each lane that has come to its end, or nearly so, in one claim.

Every claim waits for the disk, so one does for all lanes that want messages, and it is made before the first of them has
nothing left. A lane never holds more than a group, as power loss makes all of it uncertain; and it gets no message that
lies before one that it holds, as it works them in their order.
"""

from __future__ import annotations

import threading
from collections import deque
from math import inf
from typing import TYPE_CHECKING, Any, Final

from pressinvite.delivery.mailings import Wish

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from pressinvite.delivery.mailings import Row

    Claim = Callable[[Mapping[int, Wish]], Mapping[int, tuple[Row, ...]]]

_NEARLY: Final = 4
"""A lane that holds a quarter of a group is dealt the next one along with others."""
_AHEAD: Final = 4 / 3
"""One that holds up to three quarters of one as well, where the claim is made ahead: all then come to their ends together."""


class Dealer:
    """Deals what a run of sending claims; safe for threads."""

    def __init__(self, claim: Claim, *, group: int, most: int = 0) -> None:
        self.left: float = most or inf
        """How many messages the run may still claim."""
        self._claim, self._group = claim, group
        self._sizes: dict[int, int] = {}
        self._given: dict[int, int] = {}
        self._ended: dict[int, int] = {}
        self._highest: dict[int, int] = {}
        self._dealt: dict[int, tuple[Row, ...]] = {}
        self._claiming = threading.Lock()
        self._is_dry = False
        """Whether the last claim found nothing, or all that the run may have: the next one waits until a lane asks."""
        self._failed: BaseException | None = None
        """Why a claim failed that was made before a lane asked; told to the one that does."""

    def take(self, lane: int, size: int) -> tuple[Row, ...]:
        """The group that was dealt to a lane while it worked on the one before; empty where none was.

        From now on it is dealt up to `size` messages at once.
        """
        if lane in self._sizes:
            self._sizes[lane] = size
        return self._dealt.pop(lane, ())

    def ask(self, lane: int, size: int) -> tuple[Row, ...]:
        """The next group of a lane that holds none, of up to `size` messages; waits for the claim. Empty where nothing is left."""
        with self._claiming:
            if self._failed:
                raise self._failed
            self._sizes[lane] = size
            if lane not in self._dealt:
                self._given[lane] = self._ended[lane] = 0  # whatever it gave back
                self._deal(_NEARLY)
            return self._dealt.pop(lane, ())

    def tell(self, lane: int) -> None:
        """The lane has brought one of its messages to its end."""
        self._ended[lane] += 1

    def is_due(self, lane: int) -> bool:
        """Whether the next groups are to be claimed now, as the lane has nearly come to its end: see `deal_ahead`."""
        return self._wants(lane, _NEARLY) and not (self._is_dry or self._failed or self._claiming.locked())

    def deal_ahead(self) -> None:
        """Claim the next groups while the lanes work; never raises: what went wrong is raised where a lane asks."""
        with self._claiming:
            try:
                self._deal(_AHEAD)
            except BaseException as error:  # noqa: BLE001 -- as said
                self._failed = error

    def leave(self, lane: int) -> tuple[Row, ...]:
        """The lane has ended, and what it held is given back; what was dealt to it and is to be given back as well."""
        with self._claiming:
            self._sizes.pop(lane, None)
            return self._dealt.pop(lane, ())

    def _wants(self, lane: int, part: float) -> bool:
        """Whether the lane holds no more than one in `part` of what it can, and has been dealt nothing."""
        held = self._given[lane] - self._ended[lane]
        return lane not in self._dealt and held * part <= self._sizes[lane]

    def _deal(self, part: float) -> None:
        wishes: dict[int, Wish] = {}
        left = self.left
        for lane, size in self._sizes.items():
            held = self._given[lane] - self._ended[lane]
            wanted = int(min(size, self._group - held, left))
            if wanted > 0 and self._wants(lane, part):
                wishes[lane] = Wish(wanted, self._highest[lane] if held else 0)
                left -= wanted
        if not wishes:
            return
        found = {lane: rows for lane, rows in self._claim(wishes).items() if rows}
        for lane, rows in found.items():
            self._given[lane] += len(rows)
            self._highest[lane] = rows[-1].id
            self._dealt[lane] = rows
            self.left -= len(rows)
        self._is_dry = not found or not self.left


def share(rows: Iterable[tuple[Any, ...]], room: Mapping[int, int]) -> dict[int, list[tuple[Any, ...]]]:
    """Deal rows to lanes in turn, to each as many as it has room for; there are no more than all have room for."""
    dealt: dict[int, list[tuple[Any, ...]]] = {lane: [] for lane in room}
    turns = deque(lane for lane, size in room.items() if size)
    for row in rows:
        lane = turns.popleft()
        dealt[lane].append(row)
        if len(dealt[lane]) < room[lane]:
            turns.append(lane)
    return dealt
