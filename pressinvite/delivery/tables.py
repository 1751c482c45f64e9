"""Lists as separated text (CSV): which encoding, which separator, and the rows, one at a time.

Spreadsheets write what their country and their age have taught them: `;` and Windows-1252, tabs and UTF-16, Mac Roman
with CR, a first line `sep=;`. The file is looked through once for its encoding and then read again row by row, so that a
list of any length takes the memory of one row (RFC 4180 is what the writers had in mind).
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from pressinvite.delivery.columns import Columns, field_of, find_columns

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHUNK = 64 * 1024
_SEPARATORS = (";", ",", "\t", "|")
_SEP = re.compile(r'"?sep=(.)"?[;,\t|]*(?:\r\n|\r|\n|$)', re.IGNORECASE)
_MAC_CERTAIN = frozenset(b"\x81\x8c")
"""Å, undefined in Windows-1252, and å, there a capital Œ."""
_MAC = frozenset(b"\x80\x81\x83\x85\x86\x8a\x8c\x8e\x9a\x9f\xca\xd0\xd1\xd5")
"""Ä Å É Ö Ü ä å é ö ü, no-break space, dashes and apostrophe of Mac Roman: all that a Swedish list from a Mac holds."""
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


class Row(NamedTuple):
    """One row of a list, as it stands there."""

    number: int
    """As a spreadsheet counts, from 1; of a vCard, the line it begins on."""
    cells: list[str]
    fault: str = ""
    """Code of what makes the row unreadable; "" for none."""
    is_hidden: bool = False
    """True where a spreadsheet does not show the row: hidden by hand or by a filter."""


class Script(NamedTuple):
    """How a text is written."""

    encoding: str
    """Python's name."""
    start: int = 0
    """Octets before the text: a byte order mark."""


def find_script(file: BinaryIO) -> Script | None:
    """The encoding of the whole file; None where it is no text. Leaves the file at any place."""
    file.seek(0)
    head = file.read(_CHUNK)
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return Script(encoding, len(mark))
    sample = head[:2000]
    if len(sample) > 3 and b"\0" in sample:
        half = len(sample) * 0.35
        for encoding, first in (("utf-16-le", 1), ("utf-16-be", 0)):
            if sample[first::2].count(0) > half and sample[1 - first :: 2].count(0) < len(sample) * 0.05:
                return Script(encoding)
        return None
    return _eight_bits(file, head)


def _eight_bits(file: BinaryIO, chunk: bytes) -> Script | None:
    """UTF-8 where all of it is; else Mac Roman where that is certain; else Windows-1252. None where there is a NUL."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    is_utf8, high = True, set[int]()
    while chunk:
        if b"\0" in chunk:
            return None
        if not chunk.isascii() or not is_utf8:
            high.update(octet for octet in set(chunk) if octet > 0x7F)
        if is_utf8:
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                is_utf8 = False
        chunk = file.read(_CHUNK)
    if is_utf8:
        try:
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            is_utf8 = False
    if is_utf8:
        return Script("utf-8")
    return Script("mac_roman" if high & _MAC_CERTAIN and high <= _MAC else "cp1252")


def open_text(file: BinaryIO, script: Script) -> io.TextIOWrapper:
    """The file as text from its beginning; what cannot be read shows as U+FFFD. Line ends stay as they are."""
    file.seek(script.start)
    return io.TextIOWrapper(io.BufferedReader(_Part(file)), script.encoding, "replace", newline="")


class _Part(io.RawIOBase):
    """A file from where it stands: closing it leaves the file open."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]  # any buffer
        octets = self._file.read(len(view))
        view[: len(octets)] = octets
        return len(octets)


def read_rows(text: io.TextIOWrapper) -> Iterator[Row]:
    """The rows of the text, empty ones left out but counted; a row that cannot be told from the next has a fault."""
    head = text.read(_CHUNK)
    named = _SEP.match(head)
    start = named.end() if named else 0
    separator = named[1] if named else find_separator(head)
    lines = _lines(head[start:], text)
    reader = csv.reader(lines, delimiter=separator, skipinitialspace=separator not in "\t ")
    number, line = 0, 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:  # a field of more than 131,072 characters: a quotation mark that never ends
            yield Row(number, [], "list-quote")
            continue
        several = reader.line_num - line > 1
        line = reader.line_num
        if any(cells):
            if not all(map(str.strip, cells)) and not any(map(str.strip, cells)):
                continue
            swallowed = several and any(_is_record(cell, separator) for cell in cells)
            yield Row(number, cells, "list-quote" if swallowed else "")


def find_separator(head: str) -> str:
    """The separator that makes most of the beginning of a text: a header that is known, rows of equal length."""
    return max(_SEPARATORS, key=lambda separator: (*_order_in(head, separator), -_SEPARATORS.index(separator)))


def _order_in(head: str, separator: str) -> tuple[int, int]:
    """How many columns are known by name, and how many rows have as many cells as the most have."""
    lines = io.StringIO(head, newline="")
    try:
        rows = [row for row in islice(csv.reader(lines, delimiter=separator), 50) if row]
    except csv.Error:
        return 0, 0
    found = find_columns(rows)
    header = rows[found.header] if isinstance(found, Columns) and found.header >= 0 else []
    known = len({field for cell in header if (field := field_of(cell))}) if len(header) > 1 else 0
    lengths = [len(row) for row in rows if len(row) > 1]
    return known, max(map(lengths.count, lengths), default=0)


def _lines(head: str, text: io.TextIOWrapper) -> Iterator[str]:
    """Lines of the head and then of the text; the head may end in the middle of one."""
    start = io.StringIO(head, newline="")
    left = ""
    for line in start:
        if left:
            yield left
        left = line
    if left.endswith("\n"):
        yield left
        left = ""
    for line in text:
        if left and left.endswith("\r") and not line.startswith("\n"):
            yield left
            left = ""
        yield left + line
        left = ""
    if left:
        yield left


def _is_record(cell: str, separator: str) -> bool:
    """Tell whether a cell holds rows of its own: a quotation mark was not closed."""
    if "\n" not in cell and "\r" not in cell:
        return False
    return any("@" in line and separator in line.strip(separator + " ") for line in cell.splitlines()[1:])
