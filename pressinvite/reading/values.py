"""Scalars of the meeting format → typed values, one small parser a kind; None where the text is no such value.

The kinds stand in `reading.keys`. What a parser accepts is what DESIGN's meeting format shows, and the JSON Schema
says the same in its own words (`reading.json_schema`).
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from pressinvite.language.phones import parse_phone
from pressinvite.reading.keys import CHOICES
from pressinvite.zones import is_zone

if TYPE_CHECKING:
    from collections.abc import Callable

    from pressinvite.reading.keys import ValueKind

NULLS = frozenset({"", "~", "null", "Null", "NULL"})
"""Plain scalars that mean "nothing" (YAML 1.2 core schema)."""
FLAGS = {"true": True, "false": False, "yes": True, "no": False}
BOOLEANS = frozenset({"true", "True", "TRUE", "false", "False", "FALSE"})
"""Plain scalars that a schema takes for a truth value, never for text."""

_WALL = r"(?a)(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::(\d\d)(?:\.0+)?)?\Z"
_DAY = r"(?a)\d{4}-\d\d-\d\d\Z"
_UTC = r"(?a)(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.\d+)?(?:Z|\+00:00)\Z"
_LANGUAGE = r"(?a)[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z"


def _parse_line(text: str) -> str | None:
    """One line: every run of white space, line breaks too, becomes one blank."""
    return " ".join(text.split()) or None


def _parse_text(text: str) -> str | None:
    """Paragraphs: line ends become LF, blanks at the ends go."""
    return "\n".join(line.rstrip() for line in text.splitlines()).strip() or None


def parse_day(text: str) -> dt.date | None:
    """Return the date of `2012-01-25`."""
    try:
        return dt.date.fromisoformat(text) if re.match(_DAY, text) else None
    except ValueError:
        return None


def parse_wall(text: str) -> dt.datetime | None:
    """Return the wall time of `2012-01-25T15:00`; seconds may be given, an offset may not."""
    found = re.match(_WALL, text)
    try:
        return dt.datetime.fromisoformat(f"{found[1]}T{found[2]}:{found[3] or '00'}") if found else None
    except ValueError:
        return None


def _parse_moment(text: str) -> dt.date | None:
    return parse_wall(text) or parse_day(text)


def parse_utc(text: str) -> dt.datetime | None:
    """Return the instant of `2012-01-20T08:00:00Z`, whole seconds."""
    found = re.match(_UTC, text)
    try:
        return dt.datetime.fromisoformat(f"{found[1]}T{found[2]}+00:00") if found else None
    except ValueError:
        return None


def _parse_flag(text: str) -> bool | None:
    return FLAGS.get(text.lower())


def _parse_whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _parse_number(text: str) -> float | None:
    try:
        number = float(text) if text.isascii() and "_" not in text else None
    except ValueError:
        return None
    return number if number is not None and abs(number) <= 180 else None


def _parse_phone(text: str) -> str | None:
    """E.164 where it can be read; as written otherwise, for `checks` to tell of."""
    return parse_phone(text) or _parse_line(text)


def _parse_zone(text: str) -> str | None:
    return text if is_zone(text) else None


def _parse_language(text: str) -> str | None:
    return text if re.match(_LANGUAGE, text) else None


PARSERS: dict[ValueKind, Callable[[str], object]] = {
    "line": _parse_line,
    "text": _parse_text,
    "day": parse_day,
    "moment": _parse_moment,
    "wall": parse_wall,
    "utc": parse_utc,
    "flag": _parse_flag,
    "whole": _parse_whole,
    "number": _parse_number,
    "address": _parse_line,
    "email": _parse_line,
    "phone": _parse_phone,
    "zone": _parse_zone,
    "language": _parse_language,
    "status": lambda text: text if text in CHOICES["status"] else None,
    "audience": lambda text: text if text in CHOICES["audience"] else None,
    "certainty": lambda text: text if text in CHOICES["certainty"] else None,
}
"""Kind → parser. Addresses are only read here: whether they are sound is for `checks`."""
TEXTUAL = frozenset({"line", "text", "address", "email", "phone"})
"""Kinds that take any scalar as text, a number too, but no truth value without quotation marks."""
