"""The ledger's database: opening it, transactions that last, and what can go wrong with it in the user's words.

SQLite: a file that only its owner reads, a write-ahead log, and one connection that all threads share in turn. A durable
transaction is on the disk when it returns; any other survives the process but perhaps not the power. In PostgreSQL all are durable.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import contextmanager
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sqlalchemy import create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import StaticPool

from pressinvite.delivery.migrations import migrate
from pressinvite.errors import Finding, SettingsError
from pressinvite.language.reasons import explain_writing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sqlalchemy import URL, ClauseElement, Connection, Engine, Select, UpdateBase

LOCK_SECONDS: Final = 30.0
"""How long a locked ledger is waited for."""

_CODES: Final = {
    "SQLITE_BUSY": "ledger-locked",
    "SQLITE_LOCKED": "ledger-locked",
    "SQLITE_READONLY": "ledger-read-only",
    "SQLITE_PERM": "ledger-read-only",
    "SQLITE_FULL": "ledger-full",
    "SQLITE_IOERR": "ledger-full",
    "SQLITE_NOTADB": "ledger-damaged",
    "SQLITE_CORRUPT": "ledger-damaged",
    "53100": "ledger-full",
    "25006": "ledger-read-only",
    "55P03": "ledger-locked",
    "42501": "ledger-read-only",
}
"""The databases' own codes (SQLite's names, PostgreSQL's appendix A) → ours."""


class _Written(NamedTuple):
    """A statement as a database reads it."""

    sql: str
    arrange: Callable[[Sequence[Any]], Any] | None
    """Makes of a row's values what the SQL takes; None where it takes the row as it is."""


class Database:
    """An open database; safe for many threads."""

    def __init__(self, engine: Engine, name: str) -> None:
        self.engine, self.name = engine, name
        self.in_file = engine.dialect.name == "sqlite"
        self.lock = threading.RLock()
        self._shared: Connection | None = None
        self.driver: sqlite3.Connection | None = None
        """The shared connection as the file's own module has it: SQLAlchemy's way around takes as long as the file."""
        self.synchronous = ""
        """As the file was last told."""
        self._log: int | None = None
        self._written: dict[ClauseElement, _Written] = {}

    def writing(self, *, durable: bool = True) -> _Transaction:
        """A transaction that is written at the end, or nothing of it; raises SettingsError where it cannot be."""
        return _Transaction(self, "FULL" if durable else "NORMAL")

    @contextmanager
    def settling(self) -> Iterator[Connection]:
        """A transaction that is on the disk when it returns, like a durable one; but in a file others may write meanwhile.

        Waiting for the disk is what takes time, and SQLite would let nobody write until it is over. What it asks of the
        disk after a durable transaction, to have taken the write-ahead log, we ask of it ourselves.
        """
        with self.writing(durable=not self.in_file) as connection:
            yield connection
        if self.in_file:
            self._settle()

    def _settle(self) -> None:
        with self.lock:
            if self._log is None:
                try:
                    self._log = os.open(f"{self.name}-wal", os.O_RDWR)
                except FileNotFoundError:  # on file systems without such a log SQLite waits for the disk each time
                    self._log = -1
        if self._log < 0:
            return
        try:
            (os.fdatasync if hasattr(os, "fdatasync") else os.fsync)(self._log)
        except OSError:
            raise SettingsError(Finding("ledger-full", "error", "", {"name": self.name})) from None

    def reading(self) -> _Transaction:
        """A transaction that sees one state of things and writes nothing."""
        return _Transaction(self, "")

    def run(
        self, connection: Connection, statement: UpdateBase, names: tuple[str, ...], rows: Sequence[Sequence[Any]]
    ) -> int:
        """Run a plain statement with each row's values of these names, quickly; return how many rows of the table it touched.

        SQLAlchemy writes the SQL once for each statement, and in a file has no part in running it: for what runs for
        each message.
        """
        sql, arrange = self._written.get(statement) or self._write(statement, names)
        given: Sequence[Any] = list(map(arrange, rows)) if arrange else rows
        if self.driver:
            run = self.driver.execute if len(given) == 1 else self.driver.executemany
            return int(run(sql, given[0] if len(given) == 1 else given).rowcount)
        return connection.exec_driver_sql(sql, given if len(given) > 1 else given[0]).rowcount

    def ask(self, connection: Connection, statement: Select[Any], values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """The rows that a plain question with values finds, quickly, as above; of columns that need no conversion."""
        sql, arrange = self._written.get(statement) or self._write(statement, tuple(values))
        given = tuple(values.values())
        arranged = arrange(given) if arrange else given
        if self.driver:
            return self.driver.execute(sql, arranged).fetchall()
        return [tuple(row) for row in connection.exec_driver_sql(sql, arranged)]

    def _write(self, statement: ClauseElement, names: tuple[str, ...]) -> _Written:
        """A statement as the database reads it; it is always run with values of the same names, in the same order."""
        written: Any = statement.compile(dialect=self.engine.dialect, column_keys=list(names))
        fixed = {name: value for name, value in written.params.items() if name not in names}
        arrange = _arrange((*names, *fixed), tuple(fixed.values()), written.positiontup)
        found = self._written[statement] = _Written(str(written), arrange)
        return found

    def connect(self) -> Connection:
        """A connection: in a file the one that all threads share, a server has one for each."""
        if not self.in_file:
            return self.engine.connect()
        if not self._shared:
            self._shared = self.engine.connect()
            self.driver = self._shared.connection.driver_connection
        return self._shared

    def close(self) -> None:
        """Let go of the database."""
        with self.lock:
            if self._shared:
                self._shared.close()
            self._shared = self.driver = None
            if self._log is not None and self._log >= 0:
                os.close(self._log)
            self._log = None
            self.engine.dispose()


class _Transaction:
    """What `writing` and `reading` begin and end. It runs for each message: a class, as generators take several times as long."""

    __slots__ = ("_connection", "_database", "_synchronous")

    def __init__(self, database: Database, synchronous: str) -> None:
        self._database = database
        self._synchronous = synchronous
        """How the disk is waited for; "" where nothing is written."""
        self._connection: Connection | None = None

    def __enter__(self) -> Connection:
        database = self._database
        if database.in_file:  # one connection, that all threads share in turn
            database.lock.acquire()
        try:
            self._connection = connection = database.connect()
        except BaseException as error:
            self._leave(error)
            raise
        try:
            driver = database.driver
            if driver:
                if self._synchronous not in ("", database.synchronous):
                    driver.execute(f"PRAGMA synchronous={self._synchronous}")
                    database.synchronous = self._synchronous
                driver.execute("BEGIN IMMEDIATE" if self._synchronous else "BEGIN")
        except BaseException as error:
            self._end(error)
            raise
        return connection

    def __exit__(self, _kind: type[BaseException] | None, error: BaseException | None, _trace: object) -> None:
        self._end(error)

    def _end(self, error: BaseException | None) -> None:
        """Commit or roll back, for SQLAlchemy where it has run a statement, and for the file."""
        try:
            if error is None and self._synchronous:
                try:
                    if self._connection:
                        self._connection.commit()
                    driver = self._database.driver
                    if driver and driver.in_transaction:
                        driver.execute("COMMIT")  # its own method would have the word read anew each time
                    return self._leave(None)
                except (DBAPIError, sqlite3.Error) as failed:
                    error = failed
            for part in (self._connection, self._database.driver):
                if part:
                    part.rollback()
        except BaseException as failed:  # of two failures the first is told
            self._leave(error or failed)
            raise
        return self._leave(error)

    def _leave(self, error: BaseException | None) -> None:
        """Make way for others; raise SettingsError for what the database said."""
        database = self._database
        if database.in_file:
            database.lock.release()
        elif self._connection:
            self._connection.close()
        if isinstance(error, DBAPIError | sqlite3.Error):
            raise SettingsError(_explain(error, database.name)) from error


def open_database(url: str, *, lock_seconds: float = LOCK_SECONDS) -> Database:
    """The database at an SQLAlchemy address (`sqlite:///file`, `postgresql://user@host/name`), its tables in order.

    A new file is its owner's alone (0600). Raises SettingsError.
    """
    try:
        address = make_url(url)
        if address.get_backend_name() == "postgresql":
            address = address.set(drivername="postgresql+psycopg")
        name = address.database or ""
        if address.get_backend_name() == "sqlite":
            if not name.startswith("file:"):  # SQLite's own addresses say themselves how the file is opened
                _make_file(name)
            engine = _open_file(address, lock_seconds)
        else:
            engine = create_engine(address, pool_size=32, pool_pre_ping=False)
    except (ArgumentError, NoSuchModuleError, ImportError, ValueError):
        raise SettingsError(Finding("ledger-url", "error", "", {"url": _hide(url)})) from None
    database = Database(engine, name)
    try:
        with database.writing() as connection:
            migrate(connection)
    except BaseException:
        database.close()
        raise
    return database


def _make_file(name: str) -> None:
    """The file, its owner's alone from its first moment; an existing one stays as it is."""
    if not name or name == ":memory:":
        raise ValueError(name)
    try:
        os.close(os.open(name, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        code = "ledger-read-only" if Path(name).is_file() else "ledger-not-made"
        values = {"name": name, "reason": explain_writing(error)}
        raise SettingsError(Finding(code, "error", "", values)) from None


def _open_file(address: URL, lock_seconds: float) -> Engine:
    arguments = {"timeout": lock_seconds, "check_same_thread": False}
    engine = create_engine(address, connect_args=arguments, poolclass=StaticPool)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # transactions are begun here, in words; the module would begin them late
        connection.execute(
            "PRAGMA page_size=2048"
        )  # of a new file; each outcome writes whole pages, mostly one row of each
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA cache_size=-16000")  # kilobytes: a mailing of ten thousand
        connection.execute("PRAGMA wal_autocheckpoint=8000")  # pages: each time the disk is waited for twice more

    return engine


def _arrange(
    names: tuple[str, ...], fixed: tuple[Any, ...], order: Sequence[str] | None
) -> Callable[[Sequence[Any]], Any] | None:
    """See `_Written`: named values, or in the SQL's order where it has one; the last ones are the same for every row."""
    if order is None:
        return lambda row: dict(zip(names, (*row, *fixed), strict=True))
    if tuple(order) == names and not fixed:
        return None
    places = [names.index(name) for name in order]
    if len(places) < 2:
        return lambda row: tuple((*row, *fixed)[place] for place in places)
    pick = itemgetter(*places)
    return (lambda row: pick((*row, *fixed))) if fixed else pick


def _explain(error: DBAPIError | sqlite3.Error, name: str) -> Finding:
    origin: Any = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(origin, "sqlite_errorname", None) or getattr(origin, "sqlstate", None) or ""
    base = "_".join(code.split("_")[:2])  # SQLITE_READONLY_DIRECTORY is a kind of SQLITE_READONLY
    if base in ("SQLITE_CANTOPEN", ""):
        return Finding("ledger-unreachable", "error", "", {"name": name, "problem": _first_line(origin)})
    return Finding(_CODES.get(base, "ledger-failed"), "error", "", {"name": name, "problem": _first_line(origin)})


def _first_line(error: object) -> str:
    return (str(error).strip().splitlines() or [""])[0]


def _hide(url: str) -> str:
    """The address without what may be a password."""
    head, at, tail = url.rpartition("@")
    return f"{head.partition('://')[0]}://…@{tail}" if at else url
