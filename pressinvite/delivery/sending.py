"""Sending a mailing: lanes that each claim a group of messages, hand them over one by one, and record each outcome.

A lane connects before it claims and records before it begins the next message; so whatever ends it, the ledger knows
all but the one message that may be on its way. Where the ledger cannot be written or the server not be reached, all
lanes stop after the message in hand, and what was not begun is given back.
"""

from __future__ import annotations

import hashlib
import threading
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from pressinvite.delivery.clocks import Clock, SystemClock
from pressinvite.delivery.connecting import LineError, Transport
from pressinvite.delivery.dealing import Dealer
from pressinvite.delivery.lanes import FIRST_GROUP, GROUP, LINE_TRIES, Lane
from pressinvite.delivery.rates import Rates
from pressinvite.delivery.senders import BEAT, LEASE
from pressinvite.delivery.states import DEFERRED, PLANNED, SENDING, SENT, WAITS, Outcome, State
from pressinvite.delivery.switchboard import Switchboard
from pressinvite.delivery.transport import Answer, Line
from pressinvite.errors import Finding, PressinviteError, SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from pressinvite.delivery.ledger import Ledger
    from pressinvite.delivery.mailings import Mailing, Row, StoredShell, Wish
    from pressinvite.delivery.senders import Sender
    from pressinvite.delivery.switchboard import Told

CONNECT_WAITS: Final = (1.0, 2.0, 4.0, 8.0, 15.0)
"""Seconds between the tries to reach the server, before it is given up."""
END_WAITS: Final = (1.0, 2.0, 4.0, 8.0, 15.0)
"""Seconds between the tries to write down what came of the last messages, where a database has gone; within the lease."""
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
    take: Callable[[str], bytes | None] = lambda _: None
    """Gives the octets of a digest, where they are at hand and need not be made again."""
    rates: Rates | None = None
    """Where several runs keep the limits together; None: the run's own."""


def send_mailing(ledger: Ledger, mailing: Mailing, transport: Transport, delivery: Delivery) -> Summary:
    """Send what is planned and due, and return what came of it; safe beside other senders of the same mailing.

    Raises SettingsError where the ledger or the server stops everything; what was done by then is in the ledger.
    """
    clock = delivery.clock
    ledger.take_over(now=clock.now())
    sender = ledger.enlist(delivery.identity, now=clock.now())
    run = Run(ledger, mailing, transport, delivery, sender)
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


class Run:
    """What the lanes of one run share."""

    def __init__(
        self, ledger: Ledger, mailing: Mailing, transport: Transport, delivery: Delivery, sender: Sender
    ) -> None:
        self.ledger, self.mailing, self.transport, self.delivery, self.sender = (
            ledger, mailing, transport, delivery, sender,
        )  # fmt: skip
        self.clock = delivery.clock
        self.rates = delivery.rates or Rates(transport.per_minute, transport.per_domain)
        self.dealer = Dealer(self.claim, group=delivery.group, most=delivery.most)
        self.stop = delivery.stop or threading.Event()
        self.error: BaseException | None = None
        self.outcomes: Counter[State] = Counter()
        self.open_lines = 0
        self.sends_ahead = True
        """Until an answer is lost: a server that closes a line on commands it has not read may take its last answer along."""
        self._seen = self.clock.now()
        self._shells: dict[int, StoredShell] = {}
        self._unrecorded: list[Told] = []
        self._unreleased: list[Row] = []
        self._refusals = 0
        self._done = 0
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
            if (
                not self.dealer.left
                or pause is None
                or idle > LINE_TRIES
                or (pause and self.clock.now() + pause > ends)
            ):
                return
            self.clock.wait(self.stop, pause)

    def _send_round(self) -> None:
        counts = self.ledger.count(self.mailing)
        waiting = int(min(counts[PLANNED] + counts[DEFERRED], self.dealer.left))
        self._total = self.outcomes.total() + waiting
        number = min(self.transport.connections, -(-waiting // FIRST_GROUP))
        round_ = _Round(self, number)
        try:
            threading.Thread(target=round_.work, name="lines").start()
            round_.ended.wait()
        except BaseException:  # the user interrupts: the messages in hand are still brought to their end
            self.stop.set()
            if round_.has_begun:  # one that begins later sees that it is to stop
                round_.ended.wait()
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

    def claim(self, wishes: Mapping[int, Wish]) -> Mapping[int, tuple[Row, ...]]:
        """Messages for the lanes that wish for some."""
        return self.ledger.deal(self.mailing, self.sender, wishes, now=self.clock.now())

    def render(self, row: Row) -> bytes:
        """The message's bytes, as they were planned; SettingsError where they cannot be made again."""
        octets = self.delivery.take(row.digest)
        if octets is not None:
            return octets
        shell = self._shells.get(row.shell) or self._shells.setdefault(row.shell, self.ledger.shell(row.shell))
        octets = self.delivery.compose(shell, row)
        if hashlib.sha256(octets).hexdigest() != row.digest:
            raise SettingsError(Finding("message-differs", "error", "", {"recipient": row.recipient}))
        return octets

    def record(self, told: Sequence[Told]) -> list[BaseException | None]:
        """Write down outcomes before anything else is sent on their lanes; what stops each lane, None for those that go on."""
        try:
            tried = [(each.row, each.outcome) for each in told]
            held = self.ledger.record_all(tried, self.sender, now=self.clock.now())
        except BaseException as error:  # noqa: BLE001 -- each lane's own, and told there
            self._unrecorded += told
            return [error] * len(told)
        return [self._show(each.outcome, counts=counts) for each, counts in zip(told, held, strict=True)]

    def _show(self, outcome: Outcome, *, counts: bool) -> BaseException | None:
        self.outcomes[outcome.state] += 1
        self._done += 1
        try:
            if self.delivery.progress:
                self.delivery.progress(outcome.state, self._done, self._total)
        except BaseException as error:  # noqa: BLE001 -- as above
            return error
        return None if counts else SettingsError(Finding("sender-replaced", "error"))

    def release(self, rows: tuple[Row, ...]) -> None:
        """Give back messages that were not begun."""
        try:
            self.ledger.release(rows, self.sender, now=self.clock.now())
        except PressinviteError:
            self._unreleased += rows
            raise

    def weigh(self, answer: Answer) -> None:
        """Stop a mailing of which the server takes nothing at all."""
        if answer.kind == "unknown":
            self.sends_ahead = False
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

    def close_line(self) -> None:
        """Count one connection less."""
        with self._lock:
            self.open_lines -= 1


class _Round:
    """The lanes of a run, worked in one thread until nothing is due."""

    def __init__(self, run: Run, number: int) -> None:
        self._run, self._number = run, number
        self.has_begun = False
        self.ended = threading.Event()
        """To wait for in place of the thread: up to Python 3.12 a join that was interrupted takes it for ended."""

    def work(self) -> None:
        """Hold the lines; never raises."""
        self.has_begun = True
        run = self._run
        try:
            with Switchboard(run.record) as switchboard:
                switchboard.work([Lane(run, number).work() for number in range(self._number)])
        except BaseException as error:  # noqa: BLE001 -- told by the run, in its own thread
            run.fail(error)
        finally:
            self.ended.set()
