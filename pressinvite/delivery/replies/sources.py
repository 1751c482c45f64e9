"""Where replies are read: .eml files, mbox files, Maildirs and folders of them. Nothing there is changed."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple

from pressinvite.delivery.replies.mail import HEAD, LARGEST
from pressinvite.errors import Finding, SourceError
from pressinvite.language.reasons import explain_reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MAILDIR: Final = ("new", "cur")
_ENDINGS: Final = frozenset({".eml", ".mbox", ".mbx", ".mbs", ""})
_LONGEST_LINE: Final = 1024 * 1024


class Place(NamedTuple):
    """How far a mailbox on a server has been read."""

    name: str
    """User, server and folder."""
    validity: int
    """UIDVALIDITY: with another one, all UIDs are new (RFC 9051 section 2.3.1.1)."""
    last: int
    """The highest UID that was read."""


class Arrived(NamedTuple):
    """A mail as it lies at its source."""

    source: str
    """As the user names it."""
    octets: bytes | None
    """Its first two million octets and one more where there are more; None where it is too large, or cannot be read."""
    size: int
    reason: str = ""
    """The msgid of why it cannot be read."""
    place: Place | None = None
    """Where it is from a server: how far that has been read with it."""


def read_files(names: Iterable[str]) -> Iterator[Arrived]:
    """The mails of files and folders, in the order of their names; SourceError where one of the names is none."""
    for name in names:
        path = Path(name)
        if not path.exists():
            values = {"name": name, "reason": explain_reading(FileNotFoundError(2, ""))}
            raise SourceError(Finding("unreadable", "error", "", values), source=name)
        yield from _read_folder(path) if path.is_dir() else _read_file(path)


def _read_folder(folder: Path) -> Iterator[Arrived]:
    """A Maildir's messages (its subfolders too, ".Svar"), else the mail files of a folder and what lies below."""
    for here, folders, files in os.walk(folder):  # links to folders are not followed: they may lead round
        folders.sort()
        if {"new", "cur", "tmp"} <= set(folders):
            folders[:] = [name for name in folders if name not in ("new", "cur", "tmp")]
            for below in _MAILDIR:
                for path in sorted((Path(here) / below).iterdir()):
                    if path.is_file() and not path.name.startswith("."):
                        yield _read_one(path)
            continue
        for name in sorted(files):
            path = Path(here) / name
            is_named = path.suffix.lower() in _ENDINGS and not name.startswith(".")
            if is_named and path.is_file() and (path.suffix or _is_mbox(path)):  # a pipe would never end
                yield from _read_file(path)


def _read_file(path: Path) -> Iterator[Arrived]:
    if path.suffix.lower() != ".eml" and _is_mbox(path):
        yield from _read_mbox(path)
    else:
        yield _read_one(path)


def _is_mbox(path: Path) -> bool:
    with suppress(OSError), path.open("rb") as file:
        return file.read(5) == b"From "
    return False


def _read_one(path: Path) -> Arrived:
    try:
        size = path.stat().st_size
        if size > LARGEST:
            return Arrived(str(path), None, size)
        with path.open("rb") as file:
            return Arrived(str(path), file.read(HEAD + 1), size)
    except OSError as error:
        return Arrived(str(path), None, 0, explain_reading(error) or "?")


def _read_mbox(path: Path) -> Iterator[Arrived]:
    """The mails of an mbox, one in memory at a time (RFC 4155: each begins with a line "From " after an empty one)."""
    try:
        with path.open("rb") as file:
            for number, (octets, size) in enumerate(_split_mbox(file), 1):
                name = f"{path} ({number})"
                yield Arrived(name, None if size > LARGEST else octets, size)
    except OSError as error:
        yield Arrived(str(path), None, 0, explain_reading(error) or "?")


def _split_mbox(file: BinaryIO) -> Iterator[tuple[bytes, int]]:
    """Each mail's first octets and its size."""
    kept: list[bytes] = []
    size = held = 0
    was_empty = True
    while line := file.readline(_LONGEST_LINE):
        if was_empty and line.startswith(b"From ") and size:
            yield b"".join(kept)[: HEAD + 1], size
            kept, size, held = [], 0, 0
        if not (line.startswith(b"From ") and not size):
            size += len(line)
            if held <= HEAD:
                kept.append(line)
                held += len(line)
        was_empty = line in (b"\n", b"\r\n")
    if size:
        yield b"".join(kept)[: HEAD + 1], size
