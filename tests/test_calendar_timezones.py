"""Time zone components, unfolded by dateutil and held against pytz's own offsets (DESIGN, rule 1)."""

from __future__ import annotations

import bisect
import datetime as dt
import io
import os
import re

import icalendar
import pytest
import pytz
from dateutil.rrule import rrulestr
from dateutil.tz import tzical

from pressinvite.calendar.timezones import Period, render_vtimezone
from pressinvite.calendar.transitions import parse_footer

HOUR = dt.timedelta(hours=1)
THOROUGH = bool(os.environ.get("CI"))
SOME = [
    "Europe/Stockholm", "Europe/Dublin", "Africa/Casablanca", "Africa/Cairo", "America/Sao_Paulo", "America/Santiago",
    "America/New_York", "America/Caracas", "Asia/Gaza", "Asia/Jerusalem", "Asia/Kolkata", "Asia/Tehran",
    "Asia/Pyongyang", "Atlantic/Azores", "Australia/Lord_Howe", "Europe/Istanbul", "Europe/Moscow", "Pacific/Apia",
    "Antarctica/Troll", "America/Godthab", "Etc/GMT+12", "EST5EDT",
]  # fmt: skip
ZONES = pytz.all_timezones if THOROUGH else SOME


def changes_of(zone: str) -> list[dt.datetime]:
    """The instants at which pytz changes its offset, naive UTC."""
    return list(getattr(pytz.timezone(zone), "_utc_transition_times", []))


def offset(zone: str, instant: dt.datetime) -> dt.timedelta:
    return pytz.utc.localize(instant).astimezone(pytz.timezone(zone)).utcoffset()


def seconds(written: str) -> dt.timedelta:
    parts = [int(written[i : i + 2] or 0) for i in (1, 3, 5)]
    whole = dt.timedelta(hours=parts[0], minutes=parts[1], seconds=parts[2])
    return -whole if written[0] == "-" else whole


def unfold(component: bytes, last_year: int) -> list[tuple[dt.datetime, dt.timedelta]]:
    """(instant, offset from then on) of each onset, the rules counted out by dateutil."""
    onsets = []
    for block in re.findall(r"BEGIN:(?:STANDARD|DAYLIGHT)\r\n(.*?)END:", component.decode("ascii"), re.DOTALL):
        told = dict(line.split(":", 1) for line in block.split("\r\n") if line)
        first = dt.datetime.fromisoformat(told["DTSTART"])
        days = [first]
        if "RRULE" in told:
            days = rrulestr(told["RRULE"], dtstart=first).between(first, dt.datetime(last_year + 1, 1, 1), inc=True)
            assert days[0] == first, "RFC 5545 section 3.8.5.3: DTSTART is the rule's first"
        onsets += [(day - seconds(told["TZOFFSETFROM"]), seconds(told["TZOFFSETTO"])) for day in days]
    return sorted(onsets)


def wrong_instants(zone: str, period: Period) -> list[dt.datetime]:
    onsets = unfold(render_vtimezone(zone, period), period.last.year)
    near = [change + HOUR * hours for change in changes_of(zone)[1:] for hours in (-2, -1, 0, 1, 2)]
    near += [change - dt.timedelta(seconds=1) for change in changes_of(zone)[1:]]
    steps = int((period.last - period.first) / dt.timedelta(days=20)) + 1
    asked = [*near, period.first, period.last, *(period.first + dt.timedelta(days=20 * step) for step in range(steps))]
    wrong = []
    for instant in asked:
        if period.first <= instant <= period.last:
            place = bisect.bisect_right([when for when, _ in onsets], instant)
            if not place or onsets[place - 1][1] != offset(zone, instant):
                wrong.append(instant)
    return wrong


def nights(zone: str, year: int) -> list[Period]:
    """An event's period around each change of the year, and up to and from it."""
    found = [change for change in changes_of(zone) if change.year == year]
    second = dt.timedelta(seconds=1)
    return [
        Period(first, last)
        for change in found
        for first, last in ((change - 2 * HOUR, change + 2 * HOUR), (change, change), (change - HOUR, change - second))
    ]


@pytest.mark.parametrize("zone", ZONES)
def test_components_say_what_pytz_says(zone: str) -> None:
    day = dt.datetime
    spans = [
        Period(day(2012, 1, 1), day(2012, 12, 31, 23)),
        Period(day(2026, 1, 1), day(2026, 12, 31, 23)),
        Period(day(2012, 1, 25, 14), day(2027, 12, 31)),
        Period(day(2037, 1, 1), day(2037, 12, 30)),
    ]
    for period in (*spans, *nights(zone, 2012), *nights(zone, 2026)):
        assert wrong_instants(zone, period) == [], period


@pytest.mark.parametrize("zone", SOME)
@pytest.mark.parametrize("year", [2011, 2012, 2026])
def test_every_night_has_standard_time(zone: str, year: int) -> None:
    """RFC 5545 section 3.6.5 asks for one of the two; Emacs reads a zone only with STANDARD."""
    for period in nights(zone, year):
        assert b"BEGIN:STANDARD" in render_vtimezone(zone, period)


@pytest.mark.parametrize("zone", SOME)
@pytest.mark.parametrize("year", [2012, 2026])
def test_dateutil_reads_the_wall_times_that_pytz_has(zone: str, year: int) -> None:
    for month in (1, 4, 7, 10):
        noon = dt.datetime(year, month, 5, 12)
        wanted = pytz.timezone(zone).localize(noon, is_dst=None)
        instant = wanted.astimezone(dt.UTC).replace(tzinfo=None)
        component = render_vtimezone(zone, Period(instant, instant)).decode("ascii")
        told = tzical(io.StringIO(f"BEGIN:VCALENDAR\n{component}END:VCALENDAR\n")).get(zone)
        assert noon.replace(tzinfo=told).utcoffset() == wanted.utcoffset(), month


def test_stockholm_is_the_two_rules_of_the_union() -> None:
    """Directive 2000/84/EC: the last Sundays of March and October at 01.00 UTC; so since 1996."""
    instant = dt.datetime(2012, 1, 25, 14)
    assert render_vtimezone("Europe/Stockholm", Period(instant, instant)).decode("ascii").split("\r\n") == [
        "BEGIN:VTIMEZONE", "TZID:Europe/Stockholm",
        "BEGIN:STANDARD", "DTSTART:19961027T030000", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
        "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "TZNAME:CET", "END:STANDARD",
        "BEGIN:DAYLIGHT", "DTSTART:19960331T020000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200", "TZNAME:CEST", "END:DAYLIGHT",
        "END:VTIMEZONE", "",
    ]  # fmt: skip


def test_winter_is_standard_time_in_dublin() -> None:
    """The zone's file has it the other way round (IST standard, GMT "daylight" of -1 h): calendars would not follow."""
    instant = dt.datetime(2026, 6, 1)
    text = render_vtimezone("Europe/Dublin", Period(instant, instant)).decode("ascii")
    summer = text[text.index("BEGIN:DAYLIGHT") :]
    assert "TZOFFSETTO:+0100" in summer
    assert "TZNAME:IST" in summer


def test_a_zone_without_changes_has_one_observance_that_changes_nothing() -> None:
    """Emacs reads a lone observance only so."""
    instant = dt.datetime(2026, 6, 1)
    text = render_vtimezone("Asia/Kolkata", Period(instant, instant)).decode("ascii")
    assert text.count("BEGIN:STANDARD") == 1
    assert "TZOFFSETFROM:+0530\r\nTZOFFSETTO:+0530" in text


@pytest.mark.parametrize("zone", ZONES)
def test_no_component_lists_dates_and_icalendar_takes_each(zone: str) -> None:
    component = render_vtimezone(zone, Period(dt.datetime(2012, 1, 25), dt.datetime(2027, 1, 1)))
    assert b"RDATE" not in component
    assert b"COMMENT" not in component
    assert b"BEGIN:STANDARD" in component
    assert all(len(line) <= 75 for line in component.split(b"\r\n"))
    read = icalendar.Timezone.from_ical(component)
    assert read["TZID"] == zone
    assert not read.errors


def test_a_footer_is_read_as_rfc_8536_has_it() -> None:
    on, off = parse_footer("CET-1CEST,M3.5.0,M10.5.0/3")
    assert (on.month, on.week, on.weekday, on.seconds, on.before, on.after, on.name) == (
        3,
        5,
        0,
        7200,
        3600,
        7200,
        "CEST",
    )
    assert (off.month, off.seconds, off.before, off.after, off.is_summer) == (10, 10800, 7200, 3600, False)
    assert on.onset(2026) == dt.datetime(2026, 3, 29, 2)
    assert off.instant(2026) == dt.datetime(2026, 10, 25, 1)
    assert parse_footer("<+0530>-5:30") == ()
    assert parse_footer("EET-2EEST,J85/2,J300/3") == ()
