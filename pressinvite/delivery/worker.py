"""A worker: takes slices of mailings as they come, on any machine, and sends them as a run of sending does.

Procrastinate says when there is work, and notices workers that died; the ledger says what the work is. Whatever stops a
slice, its job is over and what is left is offered anew, to whoever comes first; a worker whose database or mail server
fails waits a while before it takes another, so that the others get them.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import threading
import uuid
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from procrastinate import App, PsycopgConnector
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Status
from procrastinate.worker import Worker as Engine
from psycopg import Error as PostgresError

from pressinvite.delivery.clocks import SystemClock
from pressinvite.delivery.job_tables import prepare_jobs
from pressinvite.delivery.planning import compose_row
from pressinvite.delivery.rates import Rates
from pressinvite.delivery.sending import Delivery, send_mailing
from pressinvite.delivery.slices import QUEUE, SILENCE, SLICE, TASK, offer, offer_all, read_handed
from pressinvite.errors import Finding, PressinviteError, SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from procrastinate import JobContext
    from sqlalchemy import Engine as Database

    from pressinvite.delivery.clocks import Clock
    from pressinvite.delivery.connecting import Transport
    from pressinvite.delivery.ledger import Ledger
    from pressinvite.delivery.mailings import Mailing
    from pressinvite.delivery.states import State

PAUSES: Final = (1.0, 2.0, 5.0, 10.0, 20.0, 40.0, 60.0)
"""Seconds that a worker waits after each failure in a row; the last one again and again."""
_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM)


class Sent(NamedTuple):
    """A slice is over."""

    mailing: Mailing
    outcomes: Mapping[State, int]
    left: int
    """How many messages of the mailing may be sent now, or later."""


class TookOver(NamedTuple):
    """What a sender held that has died was taken over."""

    states: Mapping[State, int]


class Expired(NamedTuple):
    """The time of a mailing is over, and so many of its messages were not sent."""

    mailing: Mailing
    number: int


class Failed(NamedTuple):
    """Something stops this worker; it tries again after some seconds."""

    error: PressinviteError
    pause: float


class Ready(NamedTuple):
    """The worker waits for mailings."""


class Stopping(NamedTuple):
    """The worker was asked to end, and brings the messages in hand to their end."""


News = Sent | TookOver | Expired | Failed | Ready | Stopping


class Worker:
    """One worker; `run` in the main thread, `stop` from anywhere."""

    def __init__(
        self, ledger: Ledger, transport: Transport, tell: Callable[[News], None], *, clock: Clock | None = None
    ) -> None:
        self.ledger, self.transport, self.tell = ledger, transport, tell
        self.clock = clock or SystemClock()
        self.rates = Rates(transport.per_minute, transport.per_domain)
        self._stopping = threading.Event()
        self._slice = threading.Event()
        self._engine: tuple[asyncio.AbstractEventLoop, Engine] | None = None
        self._error: BaseException | None = None
        self._failures = 0

    def run(self, *, once: bool) -> None:
        """Work until it is told to stop; `once` until there is no work. Raises SettingsError where work once fails."""
        with _quiet(), self._signals():
            while not self._stopping.is_set():
                self._error = None
                try:
                    self._work(wait=not once)
                except (PressinviteError, ConnectorException, PostgresError) as error:
                    self._error = self._error or error
                if self._error is None and once:
                    return
                self._recover(once=once)

    def _end(self) -> None:
        self.tell(Stopping())
        self.stop()

    def stop(self) -> None:
        """End after the messages in hand."""
        self._stopping.set()
        self._slice.set()
        if self._engine:
            loop, engine = self._engine
            with suppress(RuntimeError):  # the loop has just ended
                loop.call_soon_threadsafe(engine.stop)

    def _recover(self, *, once: bool) -> None:
        """Tell of what failed, and wait; what can only be a mistake of ours is raised."""
        error = self._error
        if isinstance(error, (ConnectorException, PostgresError)):
            error = SettingsError(Finding("ledger-unreachable", "error", "", _explain(self.ledger, error)))
        if error is None or self._stopping.is_set():
            return
        if not isinstance(error, PressinviteError) or once:
            raise error
        pause = PAUSES[min(self._failures, len(PAUSES) - 1)]
        self._failures += 1
        self.tell(Failed(error, pause))
        self.clock.wait(self._stopping, pause)

    def _work(self, *, wait: bool) -> None:
        """Let Procrastinate hand out jobs, until it is stopped."""
        prepare_jobs(self.ledger)
        self._look_around()
        if wait:
            self.tell(Ready())
        with asyncio.Runner(loop_factory=asyncio.SelectorEventLoop) as runner:  # psycopg cannot use Windows' usual one
            loop = runner.get_loop()
            loop.set_exception_handler(lambda *_: None)  # a job that could not be marked as done is only run again
            runner.run(self._hand_out(loop, wait=wait))
        if wait and not (self._error or self._stopping.is_set()):  # Procrastinate ends so where a connection breaks
            raise ConnectorException("the connection broke")

    async def _hand_out(self, loop: asyncio.AbstractEventLoop, *, wait: bool) -> None:
        app = App(connector=PsycopgConnector(kwargs=_address(self.ledger.database.engine), min_size=1, max_size=2))
        app.task(name=TASK, queue=QUEUE)(self._send_slice)
        look = app.task(name="pressinvite.look_around", queue=QUEUE, queueing_lock="look around", pass_context=True)
        app.periodic(cron="* * * * *")(look(self._look_after))
        async with app.open_async():
            engine = Engine(
                app, [QUEUE], wait=wait, delete_jobs="always", install_signal_handlers=False,
                stalled_worker_timeout=SILENCE,
            )  # fmt: skip
            self._engine = loop, engine
            try:
                if not self._stopping.is_set():
                    await engine.run()  # type: ignore[no-untyped-call]
            finally:
                self._engine = None

    def _send_slice(self, mailing: int) -> None:
        """Send up to a slice of a mailing; never raises."""
        now = self.clock.now
        try:
            found = read_handed(self.ledger, mailing)
            if found and (found.until is None or now() <= found.until):
                self._slice = threading.Event()
                if self._stopping.is_set():
                    self._slice.set()
                how = Delivery(
                    compose_row, uuid.uuid4().hex, self.clock, most=SLICE, stop=self._slice, rates=self.rates
                )
                try:
                    summary = send_mailing(self.ledger, found.mailing, self.transport, how)
                finally:
                    self._offer(mailing)
                self._failures = 0
                if summary.outcomes:
                    left = sum(summary.counts[state] for state in ("planned", "deferred", "sending"))
                    self.tell(Sent(found.mailing, summary.outcomes, left))
            else:
                self._offer(mailing)
        except BaseException as error:  # noqa: BLE001 -- told, or raised, in the main thread
            self._fail(error)

    def _offer(self, mailing: int) -> None:
        found = read_handed(self.ledger, mailing)
        left = offer(self.ledger, mailing, now=self.clock.now())
        if found and left:
            self.tell(Expired(found.mailing, left))

    async def _look_after(self, context: JobContext, timestamp: int) -> None:
        """Once a minute, on one of the workers: end the jobs of workers that died, and look around."""
        del timestamp
        manager = context.app.job_manager
        for job in await manager.get_stalled_jobs(seconds_since_heartbeat=SILENCE):
            if job.id is not None and job.queue == QUEUE:
                with suppress(ConnectorException):  # another worker has done it
                    await manager.finish_job_by_id_async(job.id, Status.FAILED, delete_job=True)
        try:
            await asyncio.to_thread(self._look_around)
        except PressinviteError as error:
            self._fail(error)

    def _look_around(self) -> None:
        """Take over from senders that died, and add the jobs that are missing."""
        states = self.ledger.take_over(now=self.clock.now())
        if states.total():
            self.tell(TookOver(states))
        for mailing, number in offer_all(self.ledger, now=self.clock.now()):
            self.tell(Expired(mailing, number))

    def _fail(self, error: BaseException) -> None:
        """Take no more jobs, for the main thread to tell why."""
        self._error = self._error or error
        if self._engine:
            loop, engine = self._engine
            loop.call_soon_threadsafe(engine.stop)

    @contextmanager
    def _signals(self) -> Iterator[None]:
        """Let the first signal stop the worker, and a second one end it at once."""
        before = {number: signal.getsignal(number) for number in _SIGNALS}

        def handle(_number: int, _frame: object) -> None:
            for number in _SIGNALS:
                signal.signal(number, signal.SIG_DFL)
            # in a thread, since whatever it waits for may be held by the very thread that is interrupted here
            threading.Thread(target=self._end, name="stop").start()

        try:
            for number in _SIGNALS:
                signal.signal(number, handle)
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


@contextmanager
def _quiet() -> Iterator[None]:
    """What Procrastinate and its connections would log, the worker tells itself, in the user's words."""
    loggers = [logging.getLogger(name) for name in ("procrastinate", "psycopg")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


def _address(database: Database) -> dict[str, Any]:
    """What psycopg needs to reach the ledger's database; the password, where there is one, stays among it."""
    _, found = database.dialect.create_connect_args(database.url)
    return dict(found)


def _explain(ledger: Ledger, error: BaseException) -> dict[str, object]:
    lines = str(error.__cause__ or error).strip().splitlines()
    return {"name": ledger.database.name, "problem": lines[0] if lines else ""}
