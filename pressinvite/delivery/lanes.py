"""A lane: one connection that claims a group of messages, hands them over one by one, and tells each outcome.

It connects before it claims, and its outcome is written down before it begins the next message; so whatever ends it, the
ledger knows all but the one message that may be on its way. It is a conversation in steps, held at the switchboard.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from functools import partial
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Final

from pressinvite.delivery.states import REFUSED, SENT, UNCERTAIN, Outcome, decide_retry
from pressinvite.delivery.switchboard import Aside, Told
from pressinvite.delivery.transport import Letter
from pressinvite.errors import PressinviteError

if TYPE_CHECKING:
    from collections.abc import Generator

    from pressinvite.delivery.mailings import Row
    from pressinvite.delivery.sending import Run
    from pressinvite.delivery.switchboard import Need
    from pressinvite.delivery.transport import Answer, Line

GROUP: Final = 64
"""The most messages that a lane holds, claimed with one durable write."""
FIRST_GROUP: Final = 8
GROUP_SECONDS: Final = 0.5
"""How long a group should take: power loss makes a lane's whole group uncertain, and waiting for the disk takes time."""
LINE_TRIES: Final = 3
"""How often one message may lose its connection before its turn, until it is put off."""


class Lane:
    """One connection and the group of messages it holds."""

    def __init__(self, run: Run, number: int) -> None:
        self.run, self.number = run, number
        self._size = min(FIRST_GROUP, run.delivery.group)
        self._line: Line | None = None

    def work(self) -> Generator[Need, Any, None]:
        """Send groups until there are none; never raises."""
        run = self.run
        try:
            while not run.stop.is_set() and (yield from self._connect()):
                now = run.clock.now()
                place = (self.number, self._size)
                rows = run.dealer.take(*place) or (yield Aside(partial(run.dealer.ask, *place)))
                if not rows:
                    break
                yield from self._work_group(rows)
                whole = (run.clock.now() - now) * self._size / len(rows)  # as it was dealt fewer than it can take
                self._size = choose_size(self._size, whole, most=run.delivery.group)
        except GeneratorExit:  # the switchboard itself has failed
            raise
        except BaseException as error:  # noqa: BLE001 -- told by the run, in its own thread
            run.fail(error)
        yield Aside(self._leave)
        yield from self._hang_up()

    def _leave(self) -> None:
        """Give back what was dealt to the lane and not begun."""
        try:
            rows = self.run.dealer.leave(self.number)
            if rows:
                self.run.release(rows)
        except BaseException as error:  # noqa: BLE001 -- as above
            self.run.fail(error)

    def _work_group(self, rows: tuple[Row, ...]) -> Generator[Need, Any, None]:
        """Each message in order; whatever stops us, those that were not begun are given back."""
        run, begun = self.run, 0
        try:
            letter, wait = self._write_letter(rows[0])
            for row, after in zip_longest(rows, rows[1:]):
                following, next_wait = self._write_letter(after) if after else (None, 0.0)
                if wait:
                    yield Aside(partial(run.clock.wait, run.stop, wait))
                if not (letter and (yield from self._connect()) and run.may_begin()):
                    return
                begun += 1
                try:
                    answer = yield from self._try(letter, None if next_wait or not run.sends_ahead else following)
                except PressinviteError:  # no connection was to be had: nothing of the message has left
                    begun -= 1
                    raise
                if answer is None:
                    begun -= 1
                    return
                yield Told(row, _decide(row, answer, run))
                run.dealer.tell(self.number)
                if run.dealer.is_due(self.number):
                    with suppress(RuntimeError):  # no thread is to be had: the claim is made when a lane asks
                        threading.Thread(target=run.dealer.deal_ahead, name="claim").start()
                run.weigh(answer)
                letter, wait = following, next_wait
        finally:
            if begun < len(rows):
                run.release(rows[begun:])

    def _write_letter(self, row: Row) -> tuple[Letter | None, float]:
        """The message, and how many seconds to wait before it may leave."""
        run = self.run
        letter = Letter(run.mailing.envelope, row.recipient, run.render(row))
        return letter, run.rates.take(row.recipient, run.clock.now())

    def _try(self, letter: Letter, following: Letter | None) -> Generator[Need, Any, Answer | None]:
        """What came of handing over one message, on a new connection where one broke before the message had left.

        None where it was not even begun.
        """
        answer = None
        for _ in range(LINE_TRIES):
            if not ((yield from self._connect()) and self._line and self.run.may_begin()):
                break
            answer = yield from self._line.delivering(letter, following)
            if answer.kind != "line":
                break
        return answer

    def _connect(self) -> Generator[Need, Any, bool]:
        """Whether there is a connection, after making one where there was none."""
        if self._line and not self._line.is_open:
            yield from self._hang_up()
        if not self._line:
            self._line = yield Aside(self.run.open_line)
        return self._line is not None

    def _hang_up(self) -> Generator[Need, Any, None]:
        if self._line:
            line, self._line = self._line, None
            self.run.close_line()
            yield from line.closing()


def choose_size(size: int, seconds: float, *, most: int) -> int:
    """How many messages to claim next, after so many took so many seconds: never more than twice as many."""
    fitting = size * GROUP_SECONDS / seconds if seconds > 0 else most
    return int(max(1, min(fitting, 2 * size, most)))


def _decide(row: Row, answer: Answer, run: Run) -> Outcome:
    """The state that an answer brings a message to."""
    if answer.kind == "taken":
        return Outcome(SENT, answer.words)
    if answer.kind == "never":
        return Outcome(REFUSED, answer.words)
    if answer.kind == "unknown":
        return Outcome(UNCERTAIN, answer.words)
    return decide_retry(answer.words, tries=row.tries + 1, now=run.clock.now(), waits=run.delivery.waits)
