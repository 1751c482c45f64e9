"""Slices of mailings as jobs of Procrastinate, from which workers on any machine take their work.

A job says no more than "there may be so much to send in this mailing": who it goes to, who holds what and what came of it
stands in the ledger alone. So a job may run twice, or be lost: there are as many as the ledger says there are
slices waiting, and whoever looks next adds what is missing. They are added with the ledger's own connection.
"""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from procrastinate import App, SyncPsycopgConnector
from procrastinate.exceptions import ConnectorException
from sqlalchemy import DateTime, String, and_, column, func, literal_column, or_, select, table
from sqlalchemy.dialects.postgresql import ENUM, JSONB
from sqlalchemy.dialects.postgresql import insert as insert_postgresql

from pressinvite.delivery import schema
from pressinvite.delivery.job_tables import handed
from pressinvite.delivery.mailings import Mailing
from pressinvite.delivery.senders import LEASE
from pressinvite.delivery.states import DEFERRED, PLANNED, SENDING
from pressinvite.errors import Finding, SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from procrastinate.jobs import JobDeferrer
    from sqlalchemy import ColumnElement, Connection

    from pressinvite.delivery.ledger import Ledger

SLICE: Final = 250
"""The most messages that are sent for one job: a small mailing never waits long behind a large one."""
QUEUE: Final = "pressinvite"
TASK: Final = "pressinvite.send_slice"
SILENCE: Final = 30.0
"""Seconds after which Procrastinate takes a worker that does not show itself for dead."""

_PRIORITIES: Final = {"cancellation": 2, "update": 1}
"""What must not wait behind a large invitation."""

_M, _N = schema.messages, schema.mailings
_IS_PLANNED, _IS_DEFERRED, _IS_SENDING = (
    _M.c.state == literal_column(f"'{state}'") for state in (PLANNED, DEFERRED, SENDING)
)
# of Procrastinate's tables, what its documentation lets others read
_JOBS: Final[Any] = table(
    "procrastinate_jobs",
    column("task_name", String), column("status", ENUM(name="procrastinate_job_status", create_type=False)), column("args", JSONB), column("queueing_lock", String),
    column("scheduled_at", DateTime(timezone=True)),
)  # fmt: skip
_WORKERS: Final[Any] = table("procrastinate_workers", column("last_heartbeat", DateTime(timezone=True)))


class Handed(NamedTuple):
    """A mailing that workers may send."""

    number: int
    mailing: Mailing
    until: float | None
    """The moment, in seconds since 1970, after which nothing more of it is sent; None: whenever."""


def hand_over(ledger: Ledger, mailings: Iterable[Mailing], *, until: float | None, now: float) -> None:
    """Let workers send what is planned of the mailings, up to a moment."""
    for mailing in mailings:
        with ledger.database.writing() as connection:
            number = connection.execute(select(_N.c.id).filter_by(**_key(mailing))).scalar_one()
            entry = insert_postgresql(handed).values(mailing=number, until=until)
            connection.execute(entry.on_conflict_do_update(index_elements=["mailing"], set_={"until": until}))
        offer(ledger, number, now=now)


def read_handed(ledger: Ledger, number: int) -> Handed | None:
    """The mailing of this number, None where workers may not send it, or no longer."""
    return next(_read_handed(ledger, handed.c.mailing == number), None)


def offer_all(ledger: Ledger, *, now: float) -> list[tuple[Mailing, int]]:
    """Add the jobs that are missing of all mailings; return those whose time is over, with how many were not sent."""
    waiting = select(_M.c.id).where(_M.c.mailing == handed.c.mailing, _M.c.state.in_((PLANNED, DEFERRED, SENDING)))
    over = []
    for each in list(_read_handed(ledger, waiting.exists())):
        left = offer(ledger, each.number, now=now)
        if left:
            over.append((each.mailing, left))
    return over


def offer(ledger: Ledger, number: int, *, now: float) -> int:
    """See to it that there are as many jobs as slices wait in a mailing, and one for later where something comes due.

    Once its time is over nothing is added, and it is no longer handed over; the number that was not sent is returned.
    """
    try:
        with ledger.database.writing() as connection:
            entry = select(handed.c.until).where(handed.c.mailing == number).with_for_update()
            found = connection.execute(entry).first()
            if found is None:
                return 0
            if found.until is not None and now > found.until:
                connection.execute(handed.delete().where(handed.c.mailing == number))
                return _count(connection, number, _M.c.state.in_((PLANNED, DEFERRED)))
            _add_jobs(connection, number, now)
    except ConnectorException as error:
        raise SettingsError(Finding("ledger-failed", "error", "", _explain(ledger, error))) from error
    return 0


def count_workers(ledger: Ledger) -> int:
    """How many workers have shown themselves of late."""
    alive = _WORKERS.c.last_heartbeat > func.now() - dt.timedelta(seconds=SILENCE)
    with ledger.database.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(_WORKERS).where(alive)).scalar_one())


def _read_handed(ledger: Ledger, wanted: Any) -> Iterator[Handed]:
    columns = [_N.c[field] for field in Mailing._fields]
    asked = select(_N.c.id, handed.c.until, *columns).join(handed, handed.c.mailing == _N.c.id).where(wanted)
    with ledger.database.reading() as connection:
        found = connection.execute(asked.order_by(_N.c.id)).all()
    for number, until, *told in found:
        yield Handed(number, Mailing(*told), until)


def _count(connection: Connection, number: int, wanted: ColumnElement[bool]) -> int:
    return int(connection.execute(select(func.count()).where(_M.c.mailing == number, wanted)).scalar_one())


def _add_jobs(connection: Connection, number: int, now: float) -> None:
    """The jobs that are missing; the caller holds the mailing's row, so that two never add the same."""
    purpose: str = connection.execute(select(_N.c.purpose).where(_N.c.id == number)).scalar_one()
    todo = and_(_JOBS.c.task_name == TASK, _JOBS.c.args["mailing"].as_integer() == number, _JOBS.c.status == "todo")
    ready = or_(_JOBS.c.scheduled_at.is_(None), _JOBS.c.scheduled_at <= func.now())
    there = connection.execute(select(func.count()).select_from(_JOBS).where(todo, ready)).scalar_one()
    waiting = _count(connection, number, or_(_IS_PLANNED, and_(_IS_DEFERRED, _M.c.due <= now)))
    missing = math.ceil(waiting / SLICE) - there
    if missing > 0:
        jobs: list[dict[str, Any]] = [{"mailing": number}] * missing
        _configure(connection, purpose).batch_defer(*jobs)
    later = _read_later(connection, number, now)
    if later is None:
        return
    # by the database's clock, which Procrastinate goes by; and one for each minute
    clock: dt.datetime = connection.execute(select(func.now())).scalar_one()
    moment = (clock + dt.timedelta(seconds=later)).astimezone(dt.UTC)
    lock = f"mailing {number} at {moment:%Y-%m-%dT%H:%M}Z"
    if not connection.execute(select(_JOBS.c.queueing_lock).where(todo, _JOBS.c.queueing_lock == lock)).first():
        _configure(connection, purpose, schedule_at=moment, queueing_lock=lock).defer(mailing=number)


def _read_later(connection: Connection, number: int, now: float) -> float | None:
    """Seconds until somebody has to look again, None where nothing is left for later."""
    asked = select(func.min(_M.c.due)).where(_M.c.mailing == number, _IS_DEFERRED, _M.c.due > now)
    due = connection.execute(asked).scalar()
    times = [due - now] if due is not None else []
    if _count(connection, number, _IS_SENDING):  # whoever sends them may die
        times.append(LEASE)
    return min(times, default=None)


_APP: Final = App(connector=SyncPsycopgConnector())
"""Never opened: the ledger's own connection is what it uses."""


def _configure(connection: Connection, purpose: str, **more: Any) -> JobDeferrer:
    """What adds jobs in the transaction that is open."""
    driver = connection.connection.driver_connection
    priority = _PRIORITIES.get(purpose.partition(":")[0], 0)
    return _APP.configure_task(TASK, queue=QUEUE, priority=priority, connection=driver, **more)


def _key(mailing: Mailing) -> dict[str, Any]:
    return {"uid": mailing.uid, "revision": mailing.revision, "purpose": mailing.purpose}


def _explain(ledger: Ledger, error: ConnectorException) -> dict[str, object]:
    lines = str(error.__cause__ or error).strip().splitlines()
    return {"name": ledger.database.name, "problem": lines[0] if lines else ""}
