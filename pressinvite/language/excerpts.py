"""Lines of a source with a caret under the words a finding speaks of, safe to print on any terminal.

A source may hold anything: escape sequences that would move the cursor, marks that reverse the text, tabs and
wide characters that would shift the caret, lines of a megabyte.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pressinvite.errors import Spot

_WIDEST = 100
"""Characters of a line that are shown."""


def clean_line(text: str) -> str:
    """The text as one printable line: control characters shown as symbols, tabs and line breaks as blanks."""
    return text if text.isascii() and text.isprintable() else "".join(map(_clean_character, text))


def _clean_character(char: str) -> str:
    """One character, in exactly one that is safe to print."""
    if char in "\t\n\r\v\f\x85\u2028\u2029":
        return " "
    if char.isprintable():
        return char
    category = unicodedata.category(char)
    if char < " ":
        return chr(0x2400 + ord(char))  # U+241B SYMBOL FOR ESCAPE and its like
    return " " if category == "Zs" else "\ufffd"


def render_excerpt(text: str, spots: Sequence[Spot]) -> list[str]:
    """Two lines for each spot: the source's line with its number, and the caret line. Spots outside are left out."""
    found = [(spot, line) for spot in spots if (line := _line_of(text, spot.line)) is not None]
    margin = max((len(str(spot.line)) for spot, _ in found), default=0)
    shown: list[str] = []
    for spot, line in found:
        words, caret = _cut_line(line, spot)
        shown += [f"  {spot.line:>{margin}} | {words}".rstrip(), f"  {'':{margin}} | {caret}"]
    return shown


def _line_of(text: str, number: int) -> str | None:
    """A line by its number, from 1; None where the text has no such line. Only CR LF, LF and CR end a line."""
    if not text or number < 1:
        return None
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n", number)
    return lines[number - 1] if len(lines) >= number else None


def _cut_line(line: str, spot: Spot) -> tuple[str, str]:
    """The line, cut around the caret where it is long, and the caret line below it."""
    start = min(max(spot.column - 1, 0), len(line))
    length = max(1, min(len(spot.words.split("\n")[0].rstrip("\r")), len(line) - start))
    first = 0 if start + length <= _WIDEST else max(0, start - _WIDEST // 4)
    last = min(len(line), first + _WIDEST)
    before, marked = clean_line(line[first:start]), clean_line(line[start : min(start + length, last)])
    after = clean_line(line[start + length : last])
    head, tail = "…" if first else "", "…" if last < len(line) else ""
    caret = " " * (_width(before) + len(head)) + "^" * max(1, _width(marked))
    return f"{head}{before}{marked}{after}{tail}", caret


def _width(text: str) -> int:
    """Columns that the text takes on a terminal (Unicode Standard Annex 11)."""
    if text.isascii():
        return len(text)
    return sum(_columns(char) for char in text)


def _columns(char: str) -> int:
    """0 for a mark that stands on the character before it, 2 for wide characters."""
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
