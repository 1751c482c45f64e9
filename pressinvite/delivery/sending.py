"""Sending a mailing: lanes that each claim a group of messages, hand them over one by one, and record each outcome.

A lane connects before it claims and records before it begins the next message; so whatever ends it, the ledger knows
all but the one message that may be on its way. Where the ledger cannot be written or the server not be reached, all
lanes stop after the message in hand, and what was not begun is given back.
"""

from __future__ import annotations

import hashlib
import threading
from collections import Counter
from itertools import zip_longest
from math import inf
from typing import TYPE_CHECKING, Final, NamedTuple

from pressinvite.delivery.clocks import Clock, SystemClock
from pressinvite.delivery.connecting import LineError, Transport
from pressinvite.delivery.rates import Rates
from pressinvite.delivery.senders import BEAT, LEASE
from pressinvite.delivery.states import (
    DEFERRED,
    PLANNED,
    REFUSED,
    SENDING,
    SENT,
    UNCERTAIN,
    WAITS,
    Outcome,
    State,
    decide_retry,
)
from pressinvite.delivery.transport import Answer, Letter, Line
from pressinvite.errors import Finding, PressinviteError, SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pressinvite.delivery.ledger import Ledger
    from pressinvite.delivery.mailings import Mailing, Row, StoredShell
    from pressinvite.delivery.senders import Sender

GROUP: Final = 64
"""The most messages that a lane claims at once, with one durable write."""
FIRST_GROUP: Final = 8
GROUP_SECONDS: Final = 0.5
"""How long a group should take: power loss makes a lane's whole group uncertain, and waiting for the disk takes time."""
CONNECT_WAITS: Final = (1.0, 2.0, 4.0, 8.0, 15.0)
"""Seconds between the tries to reach the server, before it is given up."""
END_WAITS: Final = (1.0, 2.0, 4.0, 8.0, 15.0)
"""Seconds between the tries to write down what came of the last messages, where a database has gone; within the lease."""
LINE_TRIES: Final = 3
"""How often one message may lose its connection before its turn, until it is put off."""
MOST_REFUSALS: Final = 25
"""So many refusals in a row do not come from the recipients: the mailing stops."""


class Summary(NamedTuple):
    """What a run of sending came to."""

    outcomes: Mapping[State, int]
    """How many tries of this run ended in each state."""
    counts: Mapping[State, int]
    """How many messages of the whole mailing are in each state now."""
    next_due: float | None
    """When a deferred message may be tried again, None where none is."""

    @property
    def is_complete(self) -> bool:
        """Whether every message has been taken by the server."""
        return not any(number for state, number in self.counts.items() if state != SENT)


class Delivery(NamedTuple):
    """How a mailing is sent, apart from what and through which server."""

    compose: Callable[[StoredShell, Row], bytes]
    """Makes a message's bytes again; called in many threads."""
    identity: str
    """An id that no run of sending has had: 32 hexadecimal digits."""
    clock: Clock = SystemClock()
    patience: float = 0.0
    """Seconds to wait, in all, for deferred messages to come due and for other senders to end."""
    progress: Callable[[State, int, int], None] | None = None
    """Told of each outcome: the state, how many outcomes there are, of how many messages; never in two threads at once."""
    waits: tuple[float, ...] = WAITS
    group: int = GROUP
    connect: Callable[[Transport], Line] = Line
    most: int = 0
    """The most messages that this run claims; 0: no limit."""
    stop: threading.Event | None = None
    """Set by others, it ends the run after the messages in hand; set by the run, it has ended."""
    rates: Rates | None = None
    """Where several runs keep the limits together; None: the run's own."""


def send_mailing(ledger: Ledger, mailing: Mailing, transport: Transport, delivery: Delivery) -> Summary:
    """Send what is planned and due, and return what came of it; safe beside other senders of the same mailing.

    Raises SettingsError where the ledger or the server stops everything; what was done by then is in the ledger.
    """
    clock = delivery.clock
    ledger.take_over(now=clock.now())
    sender = ledger.enlist(delivery.identity, now=clock.now())
    run = _Run(ledger, mailing, transport, delivery, sender)
    beating = threading.Thread(target=run.beat, name="heartbeat", daemon=True)
    beating.start()
    try:
        run.send()
    finally:
        run.stop.set()
        beating.join()
        run.end()
    if run.error:
        raise run.error
    return Summary(dict(run.outcomes), ledger.count(mailing), ledger.next_due(mailing))


class _Run:
    """What the lanes of one run share."""

    def __init__(
        self, ledger: Ledger, mailing: Mailing, transport: Transport, delivery: Delivery, sender: Sender
    ) -> None:
        self.ledger, self.mailing, self.transport, self.delivery, self.sender = (
            ledger, mailing, transport, delivery, sender,
        )  # fmt: skip
        self.clock = delivery.clock
        self.rates = delivery.rates or Rates(transport.per_minute, transport.per_domain)
        self.stop = delivery.stop or threading.Event()
        self.error: BaseException | None = None
        self.outcomes: Counter[State] = Counter()
        self.open_lines = 0
        self.sends_ahead = True
        """Until an answer is lost: a server that closes a line on commands it has not read may take its last answer along."""
        self._seen = self.clock.now()
        self._shells: dict[int, StoredShell] = {}
        self._unrecorded: list[tuple[Row, Outcome]] = []
        self._unreleased: list[Row] = []
        self._refusals = 0
        self._left: float = delivery.most or inf
        self._total = 0
        self._lock = threading.RLock()

    def send(self) -> None:
        """Rounds of lanes, until nothing is left that can be sent within the patience."""
        ends = self.clock.now() + self.delivery.patience
        idle = 0
        while not self.stop.is_set():
            before = self.outcomes.total()
            self._send_round()
            if self.stop.is_set():
                return
            self.ledger.take_over(now=self.clock.now())
            pause = self._pause()
            idle = idle + 1 if self.outcomes.total() == before and not pause else 0
            if not self._left or pause is None or idle > LINE_TRIES or (pause and self.clock.now() + pause > ends):
                return
            self.clock.wait(self.stop, pause)

    def _send_round(self) -> None:
        counts = self.ledger.count(self.mailing)
        waiting = int(min(counts[PLANNED] + counts[DEFERRED], self._left))
        self._total = self.outcomes.total() + waiting
        number = min(self.transport.connections, -(-waiting // FIRST_GROUP))
        lanes = [_Lane(self, lane) for lane in range(number)]
        threads = [threading.Thread(target=lane.work, name=f"lane {lane.number}") for lane in lanes]
        try:
            for thread in threads:
                thread.start()
            for lane in lanes:
                lane.ended.wait()
        except BaseException:  # the user interrupts: the messages in hand are still brought to their end
            self.stop.set()
            for lane in lanes:
                if lane.has_begun:  # one that begins later sees that it is to stop
                    lane.ended.wait()
            raise

    def _pause(self) -> float | None:
        """Seconds until there may be something to send again; None where there is nothing to wait for."""
        due = self.ledger.next_due(self.mailing)
        if due is not None:
            return max(due - self.clock.now(), 0.0)
        return BEAT if self.ledger.count(self.mailing)[SENDING] else None

    def end(self) -> None:
        """Say what can still be said, and give back everything."""
        # a server that is started anew comes back: what is known of messages is worth waiting for
        untold = bool(self._unrecorded or self._unreleased)
        waits = END_WAITS if untold and not self.ledger.database.in_file else ()
        for pause in (*waits, 0.0):
            now = self.clock.now()
            try:
                for row, outcome in self._unrecorded:
                    self.ledger.record(row, self.sender, outcome, now=now)
                if self._unreleased:
                    self.ledger.release(self._unreleased, self.sender, now=now)
                self.ledger.dismiss(self.sender, now=now)
            except PressinviteError as error:
                self.fail(error)
                self.clock.wait(threading.Event(), pause)
            else:
                return
        self.ledger.abandon(self.sender)

    def fail(self, error: BaseException) -> None:
        """Stop all lanes; the first error is told."""
        with self._lock:
            self.error = self.error or error
        self.stop.set()

    def beat(self) -> None:
        """Show every few seconds that the run lives, until it stops."""
        while not self.stop.wait(BEAT):
            self._show_life()

    def _show_life(self) -> bool:
        try:
            now = self.clock.now()
            if self.ledger.beat(self.sender, now=now):
                self._seen = now
                return True
            self.fail(SettingsError(Finding("sender-replaced", "error")))
        except PressinviteError as error:
            self.fail(error)
        return False

    def may_begin(self) -> bool:
        """Whether a message may be begun: nothing stops us, and nobody can have taken us for dead meanwhile."""
        if self.stop.is_set():
            return False
        return abs(self.clock.now() - self._seen) < LEASE / 2 or self._show_life()

    def claim(self, lane: int, size: int) -> tuple[Row, ...]:
        """Up to `size` messages for a lane, never more than the run may still claim."""
        with self._lock:
            size = int(min(size, self._left))
            self._left -= size
        rows = self.ledger.claim(self.mailing, self.sender, lane, size, now=self.clock.now()) if size else ()
        with self._lock:
            self._left += size - len(rows)
        return rows

    def render(self, row: Row) -> bytes:
        """The message's bytes, as they were planned; SettingsError where they cannot be made again."""
        shell = self._shells.get(row.shell) or self._shells.setdefault(row.shell, self.ledger.shell(row.shell))
        octets = self.delivery.compose(shell, row)
        if hashlib.sha256(octets).hexdigest() != row.digest:
            raise SettingsError(Finding("message-differs", "error", "", {"recipient": row.recipient}))
        return octets

    def record(self, row: Row, outcome: Outcome) -> None:
        """Write down an outcome before anything else is sent on the lane."""
        try:
            held = self.ledger.record(row, self.sender, outcome, now=self.clock.now(), company=self.open_lines)
        except PressinviteError:
            with self._lock:
                self._unrecorded.append((row, outcome))
            raise
        with self._lock:
            self.outcomes[outcome.state] += 1
            if self.delivery.progress:
                self.delivery.progress(outcome.state, self.outcomes.total(), self._total)
        if not held:
            raise SettingsError(Finding("sender-replaced", "error"))

    def release(self, rows: tuple[Row, ...]) -> None:
        """Give back messages that were not begun."""
        try:
            self.ledger.release(rows, self.sender, now=self.clock.now())
        except PressinviteError:
            with self._lock:
                self._unreleased += rows
            raise

    def weigh(self, answer: Answer) -> None:
        """Stop a mailing of which the server takes nothing at all."""
        if answer.kind == "unknown":
            self.sends_ahead = False
        with self._lock:
            self._refusals = self._refusals + 1 if answer.kind == "never" and answer.step else 0
            if self._refusals < MOST_REFUSALS:
                return
        values = {"host": self.transport.server.host, "number": MOST_REFUSALS, "problem": answer.words}
        raise SettingsError(Finding("smtp-refuses-all", "error", "", values))

    def open_line(self) -> Line | None:
        """A connection; None where only this lane gets none, or the run stops. Raises SettingsError where no lane gets one."""
        words = ""
        for number, pause in enumerate((0.0, *CONNECT_WAITS), 1):
            self.clock.wait(self.stop, pause)
            if self.stop.is_set():
                return None
            try:
                line = self.delivery.connect(self.transport)
            except LineError as error:
                words = error.words
                if self.open_lines and number >= LINE_TRIES:
                    return None
                continue
            with self._lock:
                self.open_lines += 1
            return line
        server = self.transport.server
        values = {"host": server.host, "port": server.port, "problem": words}
        raise SettingsError(Finding("smtp-unreachable", "error", "", values))


class _Lane:
    """One connection and the group of messages it holds."""

    def __init__(self, run: _Run, number: int) -> None:
        self.run, self.number = run, number
        self._size = min(FIRST_GROUP, run.delivery.group)
        self._line: Line | None = None
        self.has_begun = False
        self.ended = threading.Event()
        """To wait for in place of the thread: up to Python 3.12 a join that was interrupted takes it for ended."""

    def work(self) -> None:
        """Send groups until there are none; never raises."""
        run = self.run
        self.has_begun = True
        try:
            while not run.stop.is_set() and self._is_connected():
                now = run.clock.now()
                rows = run.claim(self.number, self._size)
                if not rows:
                    break
                self._work_group(rows)
                self._size = choose_size(self._size, run.clock.now() - now, most=run.delivery.group)
        except BaseException as error:  # noqa: BLE001 -- told by the run, in its own thread
            run.fail(error)
        finally:
            try:
                self._hang_up()
            finally:
                self.ended.set()

    def _work_group(self, rows: tuple[Row, ...]) -> None:
        """Each message in order; whatever stops us, those that were not begun are given back."""
        run, begun = self.run, 0
        try:
            letter, wait = self._write_letter(rows[0])
            for row, after in zip_longest(rows, rows[1:]):
                following, next_wait = self._write_letter(after) if after else (None, 0.0)
                if wait:
                    run.clock.wait(run.stop, wait)
                if not (letter and self._is_connected() and run.may_begin()):
                    return
                begun += 1
                try:
                    answer = self._try(letter, None if next_wait or not run.sends_ahead else following)
                except PressinviteError:  # no connection was to be had: nothing of the message has left
                    begun -= 1
                    raise
                if answer is None:
                    begun -= 1
                    return
                run.record(row, _decide(row, answer, run))
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

    def _try(self, letter: Letter, following: Letter | None) -> Answer | None:
        """What came of handing over one message, on a new connection where one broke before the message had left.

        None where it was not even begun.
        """
        answer = None
        for _ in range(LINE_TRIES):
            if not (self._is_connected() and self._line and self.run.may_begin()):
                break
            answer = self._line.deliver(*letter, following)
            if answer.kind != "line":
                break
        return answer

    def _is_connected(self) -> bool:
        if self._line and not self._line.is_open:
            self._hang_up()
        if not self._line:
            self._line = self.run.open_line()
        return self._line is not None

    def _hang_up(self) -> None:
        if self._line:
            with self.run._lock:  # noqa: SLF001 -- the same file's
                self.run.open_lines -= 1
            self._line.close()
            self._line = None


def choose_size(size: int, seconds: float, *, most: int) -> int:
    """How many messages to claim next, after so many took so many seconds: never more than twice as many."""
    fitting = size * GROUP_SECONDS / seconds if seconds > 0 else most
    return int(max(1, min(fitting, 2 * size, most)))


def _decide(row: Row, answer: Answer, run: _Run) -> Outcome:
    """The state that an answer brings a message to."""
    if answer.kind == "taken":
        return Outcome(SENT, answer.words)
    if answer.kind == "never":
        return Outcome(REFUSED, answer.words)
    if answer.kind == "unknown":
        return Outcome(UNCERTAIN, answer.words)
    return decide_retry(answer.words, tries=row.tries + 1, now=run.clock.now(), waits=run.delivery.waits)
