"""VCALENDAR objects: one event in a file, or a feed of many whose octets are made once for each revision.

One VCALENDAR to a file (two break eleven programs); every TZID has its VTIMEZONE before the first VEVENT.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal, NamedTuple

from icalendar import Calendar, vDuration, vText

from pressinvite.calendar.events import build_event, clean_line
from pressinvite.calendar.spans import clock_span
from pressinvite.calendar.timezones import render_vtimezone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from pressinvite.calendar.words import Address, EventWords
    from pressinvite.meeting import Meeting

Method = Literal["PUBLISH", "REQUEST", "CANCEL"]
PRODUCT = "-//pressinvite//pressinvite//"
_END = b"END:VCALENDAR\r\n"


class Stored(NamedTuple):
    """One event of a feed, made."""

    modified: dt.datetime | None
    sequence: int
    octets: bytes
    zone: str
    """ "" where the event names no zone."""
    years: tuple[int, int]


def render_calendar(
    events: Sequence[bytes],
    *,
    zones: Mapping[str, tuple[int, int]],
    method: Method | None,
    name: str | None = None,
    refresh_hours: int | None = None,
    language: str = "sv",
) -> bytes:
    """Return one VCALENDAR of VEVENT octets.

    `zones` gives the zones that the events name, each with the first and last year in question. `name` and
    `refresh_hours` are a feed's (rule 12).
    """
    head = Calendar()
    head.add("version", "2.0")
    head.add("prodid", f"{PRODUCT}{language.upper()}")
    head.add("calscale", "GREGORIAN")
    if method:
        head.add("method", method)
    if name:
        head.add("name", vText(clean_line(name)))
        head.add("x-wr-calname", vText(clean_line(name)))
    if refresh_hours:
        interval = vDuration(dt.timedelta(hours=refresh_hours))
        interval.params["VALUE"] = "DURATION"
        head.add("refresh-interval", interval)
        head.add("x-published-ttl", vDuration(dt.timedelta(hours=refresh_hours)))
    start = bytes(head.to_ical()).removesuffix(_END)
    return b"".join((start, *(render_vtimezone(zone, *years) for zone, years in sorted(zones.items())), *events, _END))


def render_single(
    meeting: Meeting,
    words: EventWords,
    *,
    organizer: Address | None,
    attendee: Address | None = None,
    method: Method | None,
    default_minutes: int = 60,
) -> bytes:
    """Return the calendar file of one meeting (rules 4 to 9: `method` says which)."""
    event = build_event(meeting, words, organizer=organizer, attendee=attendee, default_minutes=default_minutes)
    zone, years = _zone_use(meeting, event, default_minutes)
    return render_calendar([event], zones={zone: years} if zone else {}, method=method, language=words.language)


def render_feed(
    meetings: Iterable[Meeting],
    words_of: Callable[[Meeting], EventWords],
    *,
    stored: dict[str, Stored],
    name: str,
    organizer: Address | None = None,
    refresh_hours: int = 4,
    default_minutes: int = 60,
    language: str = "sv",
) -> bytes:
    """Return the feed of the meetings, in their order.

    `stored` (uid → event) is the caller's, one for each feed's language: what it holds of the same revision is used
    again, and it is brought up to date. The words are only asked for where an event must be made.
    """
    events: list[bytes] = []
    uses: set[tuple[str, tuple[int, int]]] = set()
    for meeting in meetings:
        uid = meeting.uid or ""
        event = stored.get(uid)
        if event is None or event.modified != meeting.modified or event.sequence != meeting.sequence:
            octets = build_event(
                meeting, words_of(meeting), organizer=organizer, default_minutes=default_minutes, single=False
            )
            zone, years = _zone_use(meeting, octets, default_minutes)
            event = stored[uid] = Stored(meeting.modified, meeting.sequence, octets, zone, years)
        events.append(event.octets)
        uses.add((event.zone, event.years))
    return render_calendar(
        events, zones=_spans(uses), method="PUBLISH", name=name, refresh_hours=refresh_hours, language=language
    )


def _zone_use(meeting: Meeting, event: bytes, default_minutes: int) -> tuple[str, tuple[int, int]]:
    """The zone that the event's octets name, and the years of its clock; "" for dates alone and for UTC."""
    if not isinstance(meeting.start, dt.datetime) or b";TZID=" not in event:
        return "", (0, 0)
    span = clock_span(meeting, default_minutes)
    return meeting.timezone, (span.start.year, span.end.year)


def _spans(uses: Iterable[tuple[str, tuple[int, int]]]) -> dict[str, tuple[int, int]]:
    spans: dict[str, tuple[int, int]] = {}
    for zone, (first, last) in uses:
        if zone:
            known = spans.get(zone, (first, last))
            spans[zone] = (min(first, known[0]), max(last, known[1]))
    return spans
