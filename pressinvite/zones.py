"""Wall time ↔ instant with pytz: the hour that a clock skips, the hour it shows twice, and where the tables end.

`localize(is_dst=None)` alone is used: `datetime(tzinfo=pytz zone)` would be minutes off (pytz's documentation,
"Localized times and date arithmetic"). Nothing here guesses: what a wall time leaves open is told as a kind.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal, NamedTuple

import pytz

LAST_YEAR = 2037
"""pytz's tables end here; its zones have no rules for later years."""


class Resolved(NamedTuple):
    """What a wall time in a zone is."""

    instant: dt.datetime | None
    """UTC; the first of the two in an overlap; None in a gap and beyond the tables."""
    kind: Literal["ok", "gap", "overlap", "beyond-tables"]


def is_zone(name: str) -> bool:
    """Tell whether the name is an IANA zone that pytz has."""
    return name in pytz.all_timezones_set


def resolve(wall: dt.datetime, zone: str) -> Resolved:
    """Return the instant of a naive wall time on the zone's clock, and whether that is beyond doubt."""
    if wall.year > LAST_YEAR:
        return Resolved(None, "beyond-tables")
    rules = pytz.timezone(zone)
    try:
        return Resolved(_utc(rules.localize(wall, is_dst=None)), "ok")
    except pytz.NonExistentTimeError:
        return Resolved(None, "gap")
    except pytz.AmbiguousTimeError:
        both = (_utc(rules.localize(wall, is_dst=is_dst)) for is_dst in (True, False))
        return Resolved(min(both), "overlap")
    except OverflowError:  # the first and last day of the calendar
        return Resolved(None, "beyond-tables")


def offset_at(instant: dt.datetime, zone: str) -> dt.timedelta:
    """Return the zone's offset from UTC at an instant (aware)."""
    offset = instant.astimezone(pytz.timezone(zone)).utcoffset()
    assert offset is not None  # noqa: S101 -- pytz's zones always have one
    return offset


def _utc(aware: dt.datetime) -> dt.datetime:
    return aware.astimezone(dt.UTC)
