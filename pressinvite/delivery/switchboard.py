"""The switchboard: one operator that holds many lines, and turns to each when the server has answered.

A lane is a conversation in steps. It waits for its socket, for something that takes time elsewhere (claiming, connecting,
a pause), or for its outcome to be written down: the outcomes that have come in together share one transaction. One thread
for all, as threads that take turns for a few microseconds each spend more on the turns than on the messages.
"""

from __future__ import annotations

import selectors
import threading
import time
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self

from pressinvite.delivery.connecting import Ready, make_bell

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Sequence

    from pressinvite.delivery.mailings import Row
    from pressinvite.delivery.states import Outcome


class Aside(NamedTuple):
    """Something that takes time is done in a thread of its own; the lane goes on with its result, or its error."""

    act: Callable[[], Any]


class Told(NamedTuple):
    """The outcome of a message; the lane goes on when it is written down, or meets the error that came of that."""

    row: Row
    outcome: Outcome


Need = Ready | Aside | Told


class _Result(NamedTuple):
    """What a lane goes on with."""

    value: Any = None
    error: BaseException | None = None


_NOTHING: Final = _Result()


class Switchboard:
    """Holds lanes until all have ended; `record` writes outcomes down, and returns for each an error or None."""

    def __init__(self, record: Callable[[Sequence[Told]], Sequence[BaseException | None]]) -> None:
        self._record = record
        self._going: deque[tuple[Generator[Need, Any, None], _Result]] = deque()
        self._told: list[tuple[Generator[Need, Any, None], Told]] = []
        self._waiting: dict[Any, tuple[Generator[Need, Any, None], Ready]] = {}
        self._watched: dict[Any, bool] = {}
        """Sockets that the system is asked about: whether for writing."""
        self._away = 0
        self._back: deque[tuple[Generator[Need, Any, None], _Result]] = deque()
        self._selector = selectors.DefaultSelector()
        self._bell, self._cord = make_bell()
        self._selector.register(self._bell, selectors.EVENT_READ)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._selector.close()
        self._bell.close()
        self._cord.close()

    def work(self, lanes: Iterable[Generator[Need, Any, None]]) -> None:
        """Hold the lanes until each has ended; they raise nothing."""
        self._going.extend((lane, _NOTHING) for lane in lanes)
        while self._going or self._told or self._waiting or self._away:
            while self._going:
                self._go_on(*self._going.popleft())
            if self._told:
                self._write_down()
            elif self._waiting or self._away:
                self._wait()

    def _go_on(self, lane: Generator[Need, Any, None], result: _Result) -> None:
        """Let a lane take its next step, and note what it waits for then."""
        try:
            need = lane.throw(result.error) if result.error else lane.send(result.value)
        except StopIteration:
            return
        if isinstance(need, Ready):
            self._watch(need)
            self._waiting[need.sock] = lane, need
        elif isinstance(need, Told):
            self._told.append((lane, need))
        else:
            self._away += 1
            threading.Thread(target=self._act, args=(lane, need.act), name="aside").start()

    def _act(self, lane: Generator[Need, Any, None], act: Callable[[], Any]) -> None:
        try:
            result = _Result(act())
        except BaseException as error:  # noqa: BLE001 -- the lane's own, and told there
            result = _Result(error=error)
        self._back.append((lane, result))
        with suppress(OSError):  # rung often enough already; or seen without, and all is over
            self._cord.send(b".")

    def _write_down(self) -> None:
        told, self._told = self._told, []
        errors = self._record([each for _, each in told])
        self._going.extend((lane, _Result(error=error)) for (lane, _), error in zip(told, errors, strict=True))

    def _watch(self, need: Ready) -> None:
        """Ask the system about a socket; one that is watched stays so while its lane does something else."""
        events = selectors.EVENT_WRITE if need.writes else selectors.EVENT_READ
        watched = self._watched.get(need.sock)
        if watched is None:
            for closed in [sock for sock in self._watched if sock.fileno() < 0]:  # the system gives its number again
                self._selector.unregister(closed)
                del self._watched[closed]
            self._selector.register(need.sock, events)
        elif watched != need.writes:
            self._selector.modify(need.sock, events)
        self._watched[need.sock] = need.writes

    def _wait(self) -> None:
        """Wait until a line can go on, or has waited long enough, or something that was done aside is done."""
        ends = min((need.ends for _, need in self._waiting.values()), default=None)
        for key, _ in self._selector.select(None if ends is None else max(ends - time.monotonic(), 0.0)):
            sock: Any = key.fileobj
            if sock is self._bell:
                with suppress(BlockingIOError):
                    self._bell.recv(4096)
            elif sock in self._waiting:
                self._going.append((self._waiting.pop(sock)[0], _NOTHING))
            else:  # nobody listens: it would be said again and again
                self._selector.unregister(sock)
                del self._watched[sock]
        while self._back:
            self._away -= 1
            self._going.append(self._back.popleft())
        now = time.monotonic()
        for sock in [sock for sock, (_, need) in self._waiting.items() if need.ends <= now]:
            self._going.append((self._waiting.pop(sock)[0], _NOTHING))
