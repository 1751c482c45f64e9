"""From when to when a calendar shows a meeting: DTSTART and DTEND, as wall times, dates and instants.

A DTEND is always given (eight programs show no end for a DURATION): the day after a date, for RFC 5545 section 3.6.1
leaves the last day out, and the default length where no end is told (DESIGN, rules 10 and 11).
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING

from pressinvite import zones
from pressinvite.records import NamedTuple

if TYPE_CHECKING:
    from pressinvite.meeting import Meeting


class Span(NamedTuple):
    """DTSTART and DTEND of a meeting with clock times."""

    start: dt.datetime
    """Aware, in the meeting's pytz zone."""
    end: dt.datetime


def clock_span(meeting: Meeting, default_minutes: int) -> Span:
    """Return when a meeting with a clock time begins and ends.

    Raises ValueError where a wall time does not exist or lies beyond the tables: checks have told of both.
    """
    start = _local(meeting.start, meeting.timezone)
    if isinstance(meeting.end, dt.datetime):
        return Span(start, _local(meeting.end, meeting.timezone))
    return Span(start, (start + dt.timedelta(minutes=default_minutes)).astimezone(zones.open_zone(meeting.timezone)))


def day_span(meeting: Meeting) -> tuple[dt.date, dt.date]:
    """Return the first day of a meeting without a clock time, and the day after its last."""
    if meeting.start is None:
        raise ValueError
    last = meeting.end or meeting.start
    return meeting.start, dt.date(last.year, last.month, last.day) + dt.timedelta(days=1)


@lru_cache(maxsize=64)
def _local(wall: dt.date | None, zone: str) -> dt.datetime:
    if not isinstance(wall, dt.datetime):
        raise TypeError
    instant = zones.resolve(wall, zone).instant
    if instant is None:
        raise ValueError(wall)
    return instant.astimezone(zones.open_zone(zone))
