"""Wall time ↔ instant with pytz: the hour that a clock skips, the hour it shows twice, and where the tables end.

`localize(is_dst=None)` alone is used: `datetime(tzinfo=pytz zone)` would be minutes off (pytz's documentation,
"Localized times and date arithmetic"). Nothing here guesses: what a wall time leaves open is told as a kind.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from pressinvite.records import NamedTuple

if TYPE_CHECKING:
    from pytz.tzinfo import BaseTzInfo

LAST_YEAR = 2037
"""pytz's tables end here; its zones have no rules for later years."""


Kind = Literal["ok", "gap", "overlap", "beyond-tables"]
_EU_RULES, _LAST_CHANGE = 1980, 3
"""Since then Sweden's clocks change on Sundays at 01:00 UTC: no hour later than three is skipped or comes twice."""
_USUAL = frozenset({"Europe/Stockholm", "UTC"})


class Resolved(NamedTuple):
    """What a wall time in a zone is."""

    instant: dt.datetime | None
    """UTC; the first of the two in an overlap; None in a gap and beyond the tables."""
    kind: Kind


def is_zone(name: str) -> bool:
    """Tell whether the name is an IANA zone that pytz has."""
    if name in _USUAL:
        return True
    import pytz  # noqa: PLC0415 -- 10 ms, and 10 more for its set, which looks at 600 files

    return name in pytz.all_timezones_set


@lru_cache(maxsize=64)
def open_zone(name: str) -> BaseTzInfo:
    """Return pytz's zone; raises LookupError where there is none."""
    import pytz  # noqa: PLC0415 -- as in is_zone
    from pytz.tzfile import build_tzinfo  # noqa: PLC0415

    if name not in _USUAL or name == "UTC":
        return pytz.timezone(name)
    # pytz.timezone would first look at all 600 files
    with pytz.open_resource(name) as file:  # type: ignore[attr-defined]  # types-pytz lacks it
        return build_tzinfo(name, file)


@lru_cache(maxsize=256)
def resolve(wall: dt.datetime, zone: str) -> Resolved:
    """Return the instant of a naive wall time on the zone's clock, and whether that is beyond doubt."""
    if wall.year > LAST_YEAR:
        return Resolved(None, "beyond-tables")
    from pytz import AmbiguousTimeError, NonExistentTimeError  # noqa: PLC0415 -- as in is_zone

    rules = open_zone(zone)
    try:
        return Resolved(_utc(rules.localize(wall, is_dst=None)), "ok")
    except NonExistentTimeError:
        return Resolved(None, "gap")
    except AmbiguousTimeError:
        both = (_utc(rules.localize(wall, is_dst=is_dst)) for is_dst in (True, False))
        return Resolved(min(both), "overlap")
    except OverflowError:  # the first and last day of the calendar
        return Resolved(None, "beyond-tables")


def kind_of(wall: dt.datetime, zone: str) -> Kind:
    """Return what `resolve` tells of a wall time; of Swedish daytime without the tables, which take long to load."""
    if zone == "Europe/Stockholm" and _EU_RULES <= wall.year <= LAST_YEAR and wall.hour > _LAST_CHANGE:
        return "ok"
    return resolve(wall, zone).kind


def offset_at(instant: dt.datetime, zone: str) -> dt.timedelta:
    """Return the zone's offset from UTC at an instant (aware)."""
    offset = instant.astimezone(open_zone(zone)).utcoffset()
    assert offset is not None  # noqa: S101 -- pytz's zones always have one
    return offset


def _utc(aware: dt.datetime) -> dt.datetime:
    return aware.astimezone(dt.UTC)
