"""Content lines: what their text may hold, and how they are cut (RFC 5545 section 3.1)."""

from __future__ import annotations

import re
from functools import cache

LONGEST = 75
"""Octets of a line, its end left out."""


def clean_line(text: str) -> str:
    """Return the text on one line, without controls: a line break in a title must not begin a property."""
    return " ".join(_without_controls(text).split())


def clean_text(text: str) -> str:
    """Return the text with LF line ends and without other controls."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(_without_controls(line).rstrip() for line in lines)


def _without_controls(text: str) -> str:
    """The text with blanks for its controls: most texts hold nothing unprintable but no-break spaces."""
    return text if text.replace("\u00a0", " ").isprintable() else _controls().sub(" ", text)


@cache
def _controls() -> re.Pattern[str]:
    """What TEXT may not hold (RFC 5545 section 3.1, CONTROL), and line ends that only some programs know; none of it is
    printable.
    """
    return re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x80-\x9f\ud800-\udfff\ufffe\uffff]|[\u2028\u2029]")


def fold_line(line: str) -> bytes:
    """Return the content line with its CRLF, cut between characters, and never within an escape: some programs undo
    escapes before they join the lines. Octets are counted, not characters; icalendar's own fold takes three times as long.
    """
    octets = line.encode()
    if len(octets) <= LONGEST:
        return octets + b"\r\n"
    parts, start, room = [], 0, LONGEST
    while len(octets) - start > room:
        end = start + room
        while octets[end] & 0xC0 == 0x80:  # within a character of UTF-8
            end -= 1
        end = _before_escape(octets, start, end)
        parts.append(octets[start:end])
        start, room = end, LONGEST - 1
    parts.append(octets[start:])
    return b"\r\n ".join(parts) + b"\r\n"


def _before_escape(octets: bytes, start: int, end: int) -> int:
    """The place of the cut, moved before a backslash (or RFC 6868's ^) that belongs to what follows."""
    piece = octets[start:end]
    slashes, carets = (len(piece) - len(piece.rstrip(sign)) for sign in (b"\\", b"^"))
    return end - 1 if (slashes % 2 or carets % 2) and len(piece) > 1 else end
