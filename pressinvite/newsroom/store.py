"""What publishing remembers, in one SQLite file: addresses for life, what was last told of each meeting, and its made
parts, so that a run makes only what changed.

One run at a time: opening takes the lock. Nothing is kept before the site itself has been written.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, NamedTuple

from pressinvite.calendar import Stored
from pressinvite.errors import Finding, SettingsError
from pressinvite.newsroom.entries import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path
    from typing import Literal

    from pressinvite.newsroom.meetings import Piece

_VERSION = 1
_TABLES = f"""
create table sources (name text primary key, stamp integer, octets integer) without rowid;
create table entries ({
    ", ".join(
        f"{name} {'integer' if name in ('embargo', 'begins', 'over', 'modified') else 'text'}" for name in Entry._fields
    )
}, content text, sequence integer, made integer, told integer, kept text,
                      shown integer not null default 0, primary key (uid)) without rowid;
create table pieces (uid text, language text, card text, modified integer, sequence integer, event blob, zone text,
                     first text, last text, title text, summary text, html text, told text, search text,
                     primary key (uid, language)) without rowid;
create table paths (path text primary key, uid text, state text) without rowid;
create table files (path text primary key, uid text, print text) without rowid;
create table facts (name text primary key, value text) without rowid;
create index files_of on files (uid);
pragma user_version = {_VERSION};
"""
SHOWN, SHOWN_PAST = 1, 2
"""How a meeting's page stands in the site: as coming, or as past; 0 where it does not."""


class Last(NamedTuple):
    """What was last published of a meeting."""

    sequence: int
    content: str
    made: float
    """Seconds since 1970, UTC: when it was published so."""
    modified: int
    """Its own moment then, as `made`."""
    kept: str
    """What the meeting file holds of it where it can be written back: `created` and `previous`, as JSON."""


class Store:
    """The open file, inside one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def sources(self) -> dict[str, tuple[int, int]]:
        """Return the files that were read without errors: name → time stamp in nanoseconds and size."""
        return {name: (stamp, octets) for name, stamp, octets in self._db.execute("select * from sources")}

    def keep_source(self, name: str, stamp: int, octets: int) -> None:
        """Note that a file was read as it stands."""
        self._db.execute("insert or replace into sources values (?, ?, ?)", (name, stamp, octets))

    def drop_source(self, name: str) -> None:
        """Forget a file: it is read again, where it stands."""
        self._db.execute("delete from sources where name = ?", (name,))

    def entries(self) -> dict[str, tuple[Entry, int]]:
        """Return all meetings by uid, each with how it is shown."""
        rows = self._db.execute(f"select {', '.join(Entry._fields)}, shown from entries where source != ''")  # noqa: S608 -- our own names
        return {row[0]: (Entry._make(row[:-1]), row[-1]) for row in rows}

    def keep_entry(self, entry: Entry, *, shown: int) -> None:
        """Note a meeting as it is now, and how it is shown; what was last told of it stays."""
        marks = ", ".join("?" * len(entry))
        sets = ", ".join(f"{name} = excluded.{name}" for name in (*Entry._fields[1:], "shown"))
        self._db.execute(
            f"insert into entries ({', '.join(Entry._fields)}, shown) values ({marks}, ?)"  # noqa: S608 -- our own names
            f" on conflict (uid) do update set {sets}",
            (*entry, shown),
        )

    def last_told(self, uid: str) -> Last | None:
        """Return what was last published of a meeting, be it withdrawn since; None where it never was."""
        row = self._db.execute(
            "select sequence, content, made, told, kept from entries where uid = ? and content is not null", (uid,)
        ).fetchone()
        return Last(*row) if row else None

    def keep_told(self, uid: str, last: Last) -> None:
        """Note what is published of a meeting."""
        self._db.execute(
            "update entries set sequence = ?, content = ?, made = ?, told = ?, kept = ? where uid = ?",
            (last.sequence, last.content, int(last.made), last.modified, last.kept, uid),
        )

    def drop_entry(self, uid: str) -> None:
        """Forget a meeting that is no more, but for its addresses and what was last told of it: it may come back."""
        self._db.execute("update entries set source = '', shown = 0 where uid = ?", (uid,))
        self.drop_pieces(uid)

    def keep_pieces(self, uid: str, pieces: Mapping[str, Piece]) -> None:
        """Note a meeting's parts of lists, feeds and search."""
        self._db.execute("delete from pieces where uid = ?", (uid,))
        self._db.executemany(
            "insert into pieces values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(uid, tag, *_row(piece)) for tag, piece in pieces.items()],
        )

    def drop_pieces(self, uid: str) -> None:
        """Forget the parts of a meeting that is not public."""
        self._db.execute("delete from pieces where uid = ?", (uid,))

    def column(
        self, name: Literal["card", "search"], language: str, uids: Iterable[str] | None = None
    ) -> dict[str, str]:
        """Return one part of the meetings' pieces by uid: `card`, `search`; of all, or of some."""
        asked = f"select uid, {name} from pieces where language = ?"  # noqa: S608 -- our own names
        if uids is None:
            return dict(self._db.execute(asked, (language,)))
        rows = (self._db.execute(f"{asked} and uid = ?", (language, uid)).fetchone() for uid in uids)
        return dict(row for row in rows if row)

    def events(self, language: str, uids: Iterable[str]) -> list[Stored]:
        """Return made events in the order of the uids."""
        asked = "select modified, sequence, event, zone, first, last from pieces where language = ? and uid = ?"
        return [_stored(row) for uid in uids if (row := self._db.execute(asked, (language, uid)).fetchone())]

    def items(self, language: str, uids: Iterable[str]) -> dict[str, tuple[str, str, str, str]]:
        """Return title, summary, HTML and time of feeds' items by uid."""
        asked = "select title, summary, html, told from pieces where language = ? and uid = ?"
        rows = ((uid, self._db.execute(asked, (language, uid)).fetchone()) for uid in uids)
        return {uid: row for uid, row in rows if row}

    def paths(self) -> dict[str, tuple[str, str]]:
        """Return every path ever given: path → uid and `current`, `moved` or `gone`."""
        return {path: (uid, state) for path, uid, state in self._db.execute("select * from paths")}

    def keep_path(self, path: str, uid: str, state: str) -> None:
        """Note what became of a path."""
        self._db.execute("insert or replace into paths values (?, ?, ?)", (path, uid, state))

    def files(self) -> dict[str, str]:
        """Return the files that belong to no meeting: path → fingerprint of what they are made of."""
        return dict(self._db.execute("select path, print from files where uid = ''"))

    def files_of(self, uid: str) -> set[str]:
        """Return the files of a meeting."""
        return {path for (path,) in self._db.execute("select path from files where uid = ?", (uid,))}

    def all_files(self) -> frozenset[str]:
        """Return the paths of all files."""
        return frozenset(path for (path,) in self._db.execute("select path from files"))

    def meeting_files(self) -> dict[str, list[str]]:
        """Return the files of all meetings by uid."""
        found: dict[str, list[str]] = {}
        for uid, path in self._db.execute("select uid, path from files where uid != ''"):
            found.setdefault(uid, []).append(path)
        return found

    def keep_files(self, files: Iterable[tuple[str, str, str]]) -> None:
        """Note files: path, the uid of the meeting that they are of or "", and fingerprint."""
        self._db.executemany("insert or replace into files values (?, ?, ?)", files)

    def drop_files(self, paths: Iterable[str]) -> None:
        """Forget files that are no more."""
        self._db.executemany("delete from files where path = ?", [(path,) for path in paths])

    def fact(self, name: str) -> str:
        """Return a fact by name, "" where it was never noted."""
        row = self._db.execute("select value from facts where name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def keep_fact(self, name: str, value: str) -> None:
        """Note a fact."""
        if self.fact(name) != value:
            self._db.execute("insert or replace into facts values (?, ?)", (name, value))

    def drop_fact(self, name: str) -> None:
        """Forget a fact, where it was noted."""
        self._db.execute("delete from facts where name = ?", (name,))

    def commit(self, run: str) -> None:
        """Keep what was noted, and the name of the run whose journal is to be done; the file stays locked."""
        if run:
            self.keep_fact("run", run)
        self._db.execute("commit")


@contextmanager
def open_store(path: Path, *, look: bool = False) -> Iterator[Store]:
    """Open the file, or make it; what was noted and not committed is forgotten at the end. With `look` it is a copy in
    memory: nothing is written.

    Raises SettingsError where another run has it, where a newer version wrote it, and where it is none of ours.
    """
    try:
        connection = _copied(path) if look else sqlite3.connect(path, timeout=0, isolation_level=None)
    except sqlite3.Error as error:
        raise _refusal(path, error) from None
    try:
        connection.execute("pragma locking_mode = exclusive")  # to the end, not to the commit: files are moved after it
        connection.execute("begin immediate")
        version = connection.execute("pragma user_version").fetchone()[0]
        if version > _VERSION:
            raise SettingsError(Finding("store-newer", "error", "", {"name": str(path)}))
        if version == 0:
            for statement in _TABLES.split(";"):
                connection.execute(statement)
        yield Store(connection)
    except sqlite3.Error as error:
        raise _refusal(path, error) from None
    finally:
        connection.close()  # rolls back


def _copied(path: Path) -> sqlite3.Connection:
    copy = sqlite3.connect(":memory:", isolation_level=None)
    if path.exists():
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", timeout=0, uri=True)) as original:
            original.execute("begin")
            original.execute("select count(*) from sqlite_master")  # where it is locked, backup would wait for ever
            original.backup(copy)
    return copy


def _refusal(path: Path, error: sqlite3.Error) -> SettingsError:
    """What SQLite refuses, by its remedy: wait, make room, or look after the file."""
    kind = error.sqlite_errorcode & 0xFF if hasattr(error, "sqlite_errorcode") else sqlite3.SQLITE_ERROR
    values = {"name": str(path), "problem": str(error)}
    if kind in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return SettingsError(Finding("publishing-already", "error", "", values))
    if kind in (
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_IOERR,
    ):
        return SettingsError(Finding("store-unwritable", "error", "", values))
    return SettingsError(Finding("store-broken", "error", "", values))


def _row(piece: Piece) -> tuple[object, ...]:
    event = piece.event
    return (
        piece.card, int(event.modified.timestamp()) if event.modified else 0, event.sequence, event.octets, event.zone,
        event.first.isoformat(), event.last.isoformat(), piece.title, piece.summary, piece.html, piece.told, piece.search,
    )  # fmt: skip


def _stored(row: tuple[int, int, bytes, str, str, str]) -> Stored:
    modified, sequence, octets, zone, first, last = row
    moment = dt.datetime.fromtimestamp(modified, dt.UTC)
    return Stored(moment, sequence, octets, zone, dt.datetime.fromisoformat(first), dt.datetime.fromisoformat(last))
