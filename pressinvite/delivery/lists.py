"""A list of any kind, opened: what it is by its octets, its columns, its rows one at a time, and what to tell of it."""

from __future__ import annotations

import json
import sys
import tempfile
from contextlib import ExitStack, contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from pressinvite.delivery.cards import COLUMNS, read_cards
from pressinvite.delivery.columns import SEARCHED, Columns, find_columns
from pressinvite.delivery.tables import Row, Script, find_script, open_text, read_rows
from pressinvite.errors import Finding, SourceError
from pressinvite.language.reasons import explain_reading

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

MAX_OCTETS = 64 * 1024 * 1024
"""A list above this is refused: half a million recipients."""
_ENCODINGS = {"cp1252": "Latin-1 (Windows-1252)", "mac_roman": "Mac Roman"}
_OTHERS = (
    (b"%pdf-", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"<!doctype html", "HTML"),
    (b"<html", "HTML"),
    (b"<table", "HTML"),
    (b"<?xml", "XML"),
    (b"begin:vcalendar", "iCalendar (.ics)"),
)

Kind = Literal["csv", "xlsx", "vcard"]


class OpenList(NamedTuple):
    """A list while it is read."""

    kind: Kind
    columns: Columns | None
    """None where no address was found in its first rows."""
    rows: Iterator[Row]
    """All rows below the header, empty ones left out; to be read once."""
    said: list[Finding]
    """What there is to tell of the whole."""
    above: tuple[Row, ...] = ()
    """The rows above the header, or above the first address where there is none: titles, mostly."""


@contextmanager
def open_list(name: str) -> Iterator[OpenList]:
    """The list of that name, standard input for "-"; SourceError where it cannot be read at all."""
    with ExitStack() as stack:
        file = _open_file(name, stack)
        head = file.read(4096)
        if not head.strip(b"\0 \t\r\n\xef\xbb\xbf"):
            raise SourceError(Finding("list-no-addresses", "error"), source=name)
        if head.startswith(b"PK\x03\x04"):
            yield _open_workbook(file, name, stack)
            return
        _refuse_others(head, name)
        script = find_script(file)
        if script is None:
            raise _refused("list-format", name, format="")
        encoding = _ENCODINGS.get(script.encoding)
        said = [Finding("encoding", "note", "", {"encoding": encoding})] if encoding else []
        if _is_card(head, script):
            said = []  # each card has its own encoding, and may name it
            yield OpenList("vcard", COLUMNS, _cards(file, script, name), said)
        else:
            yield _with_columns("csv", read_rows(stack.enter_context(open_text(file, script))), said)


def _open_file(name: str, stack: ExitStack) -> BinaryIO:
    """The file, open at its beginning; standard input is copied to a file without a name."""
    try:
        if name == "-":
            file: BinaryIO = stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 -- the stack closes it
            if sys.stdin:
                file.write(sys.stdin.buffer.read(MAX_OCTETS + 1))
        else:
            file = stack.enter_context(Path(name).open("rb"))  # noqa: SIM115 -- as above
        size = file.seek(0, 2)
        file.seek(0)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        code = "no-file" if isinstance(error, FileNotFoundError) else "unreadable"
        values = {"name": name, "reason": explain_reading(error)}
        raise SourceError(Finding(code, "error", "", values), source=name) from None
    if size > MAX_OCTETS:
        raise _refused("list-too-large", name, limit=MAX_OCTETS // 1024 // 1024)
    return file


def _refuse_others(head: bytes, name: str) -> None:
    """SourceError for what is known and cannot be a list."""
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        is_locked = "EncryptedPackage".encode("utf-16-le") in head
        raise _refused("file-encrypted" if is_locked else "list-format", name, format=".xlsx" if is_locked else ".xls")
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for mark, format_name in _OTHERS:
        if start.startswith(mark):
            raise _refused("list-format", name, format=format_name)


def _is_card(head: bytes, script: Script) -> bool:
    words = head[script.start :].decode(script.encoding, "replace")
    return words.lstrip()[:11].upper() == "BEGIN:VCARD"


def _cards(file: BinaryIO, script: Script, name: str) -> Iterator[Row]:
    try:
        yield from read_cards(file, script)
    except ImportError:
        raise _refused("list-library", name, format="vCard") from None


def _with_columns(kind: Kind, rows: Iterator[Row], said: list[Finding]) -> OpenList:
    """The list with its columns, found in its first rows."""
    first = list(islice(rows, SEARCHED))
    columns = find_columns([row.cells for row in first])
    start = columns.first if columns else 0
    above = tuple(first[: columns.header if columns.header >= 0 else start]) if columns else ()
    return OpenList(kind, columns, chain(first[start:], rows), said, above)


def _open_workbook(file: BinaryIO, name: str, stack: ExitStack) -> OpenList:
    """The list of a workbook, which a child process has written into a file without a name."""
    from pressinvite.delivery.workbook import LIMITS, child_command  # noqa: PLC0415 -- other lists need no child
    from pressinvite.fence.parent import run_child_into  # noqa: PLC0415 -- as above

    answer = stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 -- as above
    file.seek(0)
    if not run_child_into(child_command(), file, answer, limits=LIMITS):
        raise _refused("list-too-heavy", name, format=".xlsx")
    answer.seek(0)
    lines = _answers(answer, name)
    told = next(lines)
    said: list[Finding] = []
    if told["others"]:
        said.append(Finding("list-sheets", "note", "", {"sheet": told["sheet"], "others": tuple(told["others"])}))
    if told["hidden"]:
        said.append(Finding("list-hidden-sheets", "warning", "", {"sheets": tuple(told["hidden"])}))
    return _with_columns("xlsx", (Row(*row) for row in lines), said)


def _answers(answer: BinaryIO, name: str) -> Iterator[Any]:
    """What the child answered, line by line; SourceError where it tells of a fault, or fell before it was done."""
    for line in answer:
        try:
            told = json.loads(line)
        except ValueError:
            break
        if told is None:
            return
        if isinstance(told, dict) and "code" in told:
            raise _refused(str(told["code"]), name, format=".xlsx")
        yield told
    raise _refused("list-too-heavy", name, format=".xlsx")


def _refused(code: str, name: str, **values: object) -> SourceError:
    return SourceError(Finding(code, "error", "", values), source=name)
