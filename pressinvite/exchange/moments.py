"""Wall times of a meeting ↔ ISO 8601 with the offset from UTC, as all exchange formats write them (RFC 3339)."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from pressinvite import zones


@lru_cache(maxsize=256)  # every format of a meeting asks for the same few
def iso_moment(moment: object, zone: str) -> str | None:
    """Return "2012-01-25T15:00:00+01:00" of a wall time in a zone, "2012-01-25" of a date; None where it is neither, or a
    wall time that the zone's clock does not show.
    """
    if isinstance(moment, dt.datetime):
        instant = zones.resolve(moment, zone).instant
        if instant is None:
            return None
        return _wall(instant + zones.offset_at(instant, zone)) + _offset(instant, zone)
    return moment.isoformat() if isinstance(moment, dt.date) else None


def iso_instant(instant: dt.datetime | None) -> str | None:
    """Return "2027-05-20T08:00:00Z" of a moment in UTC."""
    return f"{_wall(instant.astimezone(dt.UTC))}Z" if instant else None


def _wall(moment: dt.datetime) -> str:
    """Date and time alone; strftime would write the year 999 in three digits."""
    return moment.replace(tzinfo=None).isoformat(timespec="seconds")


def wall_of(instant: dt.datetime, zone: str) -> dt.datetime:
    """Return what the zone's clock shows at a moment; OverflowError at the calendar's ends."""
    return instant.astimezone(zones.open_zone(zone)).replace(tzinfo=None)


def _offset(instant: dt.datetime, zone: str) -> str:
    minutes = int(zones.offset_at(instant, zone).total_seconds()) // 60
    sign, left = ("-", -minutes) if minutes < 0 else ("+", minutes)
    return f"{sign}{left // 60:02d}:{left % 60:02d}"
