"""Dates and times as XML Schema writes them → wall times on the meeting's clock.

A start may be a moment with or without an offset, a day, a month or a year (section 3.2 of XML Schema, part 2); instead of
an end a duration may be told. What a meeting cannot hold is told in a finding and never guessed.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, NamedTuple

from pressinvite import zones
from pressinvite.errors import Evidence, Finding
from pressinvite.meeting import DEFAULT_TIMEZONE

if TYPE_CHECKING:
    from pressinvite.exchange.eventsml.tree import Node

_MOMENT = re.compile(
    r"(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?\Z",
    re.ASCII,
)
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:Z|[+-]\d\d:\d\d)?\Z", re.ASCII)
_PART = re.compile(r"\d{4}(?:-\d\d)?(?:Z|[+-]\d\d:\d\d)?\Z", re.ASCII)
_DURATION = re.compile(
    r"P(?:(\d{1,4})Y)?(?:(\d{1,5})M)?(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,8})M)?(?:(\d{1,9})(?:\.\d+)?S)?)?\Z",
    re.ASCII,
)


class Times(NamedTuple):
    """When an event is."""

    start: dt.date | None
    end: dt.date | None
    timezone: str
    evidence: dict[str, Evidence]
    findings: list[Finding]


def read_times(dates: Node | None, zone: str | None) -> Times:
    """Return start and end of an event's `dates` on the clock of its zone; Sweden's where it names none."""
    clock = zone or DEFAULT_TIMEZONE
    start_node = dates.child("start") if dates else None
    times = Times(None, None, clock, {}, [])
    if dates is None or start_node is None or not start_node.text:
        return times
    start, offset = read_moment(start_node.text, clock)
    times.evidence["start"] = Evidence(start_node.spot)
    if start is None:
        code = "event-date-partial" if _PART.match(start_node.text) else "event-time-unread"
        times.findings.append(Finding(code, "warning", "start", {"words": start_node.text}, start_node.spot))
        return times
    _tell_clock(times, start_node, zone=zone, offset=offset, is_moment=isinstance(start, dt.datetime))
    end_node = dates.child("end") or dates.child("duration")
    end = None
    if end_node is not None and end_node.text:
        end = _end(end_node, start, clock)
        if end is None and not _is_same_day(end_node, start):
            values = {"words": end_node.text}
            times.findings.append(Finding("event-end-unused", "warning", "end", values, end_node.spot))
        elif end is not None:
            times.evidence["end"] = Evidence(end_node.spot)
    return times._replace(start=start, end=end)


def read_moment(text: str, zone: str) -> tuple[dt.date | None, str]:
    """Return the wall time or day, and the offset as it is written; None for what is neither."""
    text = text.strip()
    day = _DAY.match(text)
    found = _MOMENT.match(text)
    try:
        if day:
            return dt.date.fromisoformat(day[1]), ""
        if not found:
            return None, ""
        is_midnight = found[2] == "24"
        time = dt.time(0 if is_midnight else int(found[2]), int(found[3]), int(found[4] or 0))
        wall = dt.datetime.combine(dt.date.fromisoformat(found[1]), time) + dt.timedelta(days=is_midnight)
        if not found[5]:
            return wall, ""
        instant = wall.replace(tzinfo=_offset(found[5]))
        return instant.astimezone(zones.open_zone(zone)).replace(tzinfo=None), found[5]
    except (ValueError, OverflowError):  # no such day or hour, or outside of the calendar
        return None, ""


def read_instant(text: str) -> dt.datetime | None:
    """Return the moment in UTC, whole seconds; of one without offset, as if it were UTC."""
    found, _ = read_moment(text, "UTC")
    return found.replace(tzinfo=dt.UTC) if isinstance(found, dt.datetime) else None


def _offset(text: str) -> dt.timezone:
    if text == "Z":
        return dt.UTC
    sign = -1 if text[0] == "-" else 1
    return dt.timezone(sign * dt.timedelta(hours=int(text[1:3]), minutes=int(text[4:])))


def _tell_clock(times: Times, node: Node, *, zone: str | None, offset: str, is_moment: bool) -> None:
    """Say so where the clock that the time is told on is not the file's own."""
    spot = node.spot
    if is_moment and not offset and zone is None:
        values = {"zone": times.timezone}
        times.findings.append(Finding("event-without-offset", "note", "start", values, spot))
        return
    times.evidence["timezone"] = Evidence(spot)
    wall, _ = read_moment(node.text, times.timezone)
    if not is_moment or offset in ("", "Z", "+00:00") or zone is not None or not isinstance(wall, dt.datetime):
        return
    told = _offset(offset).utcoffset(None)
    instant = (read_instant(node.text) or wall).replace(tzinfo=dt.UTC)
    if zones.offset_at(instant, times.timezone) != told:
        values = {"offset": offset, "zone": times.timezone}
        times.findings.append(Finding("event-offset", "note", "start", values, spot))


def _end(node: Node, start: dt.date, zone: str) -> dt.date | None:
    """The end, where it is of the same kind as the start: a moment or a day."""
    if node.tag == "duration":
        return _after(start, node.text, zone)
    end, _ = read_moment(node.text, zone)
    return end if isinstance(end, dt.datetime) == isinstance(start, dt.datetime) else None


def _is_same_day(node: Node, start: dt.date) -> bool:
    """Tell whether only the start's own day is told as end: TT's way to say that no end is known."""
    return isinstance(start, dt.datetime) and read_moment(node.text, "UTC")[0] == start.date()


def _after(start: dt.date, text: str, zone: str) -> dt.date | None:
    """The end after a duration: years to days by the calendar, hours and less by the clock that runs on."""
    found = _DURATION.match(text.strip())
    if not found or text.strip().endswith(("P", "T")):
        return None
    years, months, days, hours, minutes, seconds = (int(number or 0) for number in found.groups())
    try:
        moved = _months_later(start, years * 12 + months) + dt.timedelta(days=days)
        rest = dt.timedelta(hours=hours, minutes=minutes, seconds=seconds)
        if not isinstance(moved, dt.datetime):
            moved += rest - dt.timedelta(days=1)
            return moved if not rest % dt.timedelta(days=1) and moved >= start else None
        instant = zones.resolve(moved, zone).instant
        if instant is None or not rest:
            return moved + rest
        return (instant + rest).astimezone(zones.open_zone(zone)).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None


def _months_later(start: dt.date, months: int) -> dt.date:
    """So many months later, on the last day of a month that is too short."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    for day in range(start.day, start.day - 4, -1):
        try:
            return start.replace(year=year, month=month + 1, day=day)
        except ValueError:
            continue
    raise OverflowError
