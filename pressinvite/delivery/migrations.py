"""Making a ledger's tables, and leading those of an older version to the present one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import func, insert, inspect, select, update

from pressinvite.delivery import schema
from pressinvite.errors import Finding, SettingsError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection

STEPS: Final[Mapping[int, tuple[str, ...]]] = {
    2: ("DROP INDEX messages_held", "ALTER TABLE senders ADD COLUMN first BIGINT NOT NULL DEFAULT 0"),
}
"""Version → the SQL that leads there from the version before; plain SQL that both databases read."""

LOCK: Final = 0x50726573
"""Number of the advisory lock under which one of several machines makes the tables."""


def migrate(connection: Connection, *, steps: Mapping[int, tuple[str, ...]] = STEPS) -> int:
    """Return the ledger's version, after its tables were made or led to the newest; all or nothing.

    The connection is inside a writing transaction. Raises SettingsError for a ledger from a newer pressinvite.
    """
    newest = max((schema.VERSION, *steps))
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(LOCK)))
    if not inspect(connection).has_table(schema.version.name):
        schema.METADATA.create_all(connection)
        connection.execute(insert(schema.version), {"version": schema.VERSION})
    found: int = connection.execute(select(schema.version.c.version)).scalar_one()
    if found > newest:
        raise SettingsError(Finding("ledger-newer", "error", "", {"found": found, "known": newest}))
    for number in range(found + 1, newest + 1):
        for statement in steps[number]:
            connection.exec_driver_sql(statement)
        connection.execute(update(schema.version), {"version": number})
    return newest
