"""The tables of shared sending, beside the ledger's in PostgreSQL: Procrastinate's own, and what was handed to workers.

They are made when a mailing is first shared, by Procrastinate's schema as it comes in its package, and led on by its
migrations; one of several machines does that, under the lock of the ledger's own migrations. What was applied last is
written down by its name, as Procrastinate itself keeps no record.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from procrastinate.schema import SchemaManager
from sqlalchemy import BigInteger, Column, Float, MetaData, String, Table, func, insert, inspect, select, update

from pressinvite.delivery.migrations import LOCK
from pressinvite.errors import Finding, SettingsError

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from pressinvite.delivery.ledger import Ledger

_TABLES: Final = MetaData()

applied = Table("workers_version", _TABLES, Column("migration", String, nullable=False))
"""The last of Procrastinate's migrations that the tables have."""

handed = Table(
    "handed",
    _TABLES,
    Column("mailing", BigInteger, primary_key=True, autoincrement=False),
    Column("until", Float),  # the moment after which nothing of it is sent any more; none: whenever
)
"""The mailings that workers may send; whoever adds jobs of one holds its row."""


def prepare_jobs(ledger: Ledger, *, folder: Path | None = None) -> None:
    """Make the tables where there are none, and lead older ones to the newest; all or nothing.

    `folder` holds Procrastinate's migrations, where they are not those of the package. Raises SettingsError for a ledger
    in a file, and for tables that are newer or somebody else's.
    """
    if ledger.database.in_file:
        raise SettingsError(Finding("workers-need-postgresql", "error"))
    steps = _read_steps(folder or Path(SchemaManager.get_migrations_path()))
    newest = max(steps)
    with ledger.database.writing() as connection:
        connection.execute(select(func.pg_advisory_xact_lock(LOCK)))
        if not inspect(connection).has_table(applied.name):
            _make(connection, newest)
        found: str = connection.execute(select(applied.c.migration)).scalar_one()
        if found > newest:
            raise SettingsError(Finding("workers-newer", "error", "", {"found": found, "known": newest}))
        for name in sorted(name for name in steps if name > found):
            run_script(connection, steps[name])
            connection.execute(update(applied), {"migration": name})


def _make(connection: Connection, newest: str) -> None:
    if inspect(connection).has_table("procrastinate_jobs"):
        raise SettingsError(Finding("workers-others", "error"))
    run_script(connection, SchemaManager.get_schema())
    _TABLES.create_all(connection)
    connection.execute(insert(applied), {"migration": newest})


def run_script(connection: Connection, script: str) -> None:
    """Run a script of many statements in the transaction that is open."""
    # without values: only then PostgreSQL takes several statements at once
    connection.exec_driver_sql(script, execution_options={"no_parameters": True})


def _read_steps(folder: Path) -> dict[str, str]:
    """Procrastinate's migrations; their names sort in the order in which they are applied."""
    return {path.stem: path.read_text("utf-8") for path in folder.glob("*.sql")}
