"""VCALENDAR objects: one event in a file, or a feed of many whose octets are made once for each revision.

One VCALENDAR to a file (two break eleven programs); every TZID has its VTIMEZONE before the first VEVENT.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from icalendar import Calendar, vDuration, vText

from pressinvite.calendar.events import build_event, without_html
from pressinvite.calendar.lines import clean_line
from pressinvite.calendar.spans import clock_span
from pressinvite.calendar.timezones import Period, render_vtimezone
from pressinvite.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from pressinvite.calendar.words import Address, EventWords
    from pressinvite.meeting import Meeting

Method = Literal["PUBLISH", "REQUEST", "CANCEL"]
PRODUCT = "-//pressinvite//pressinvite//"
_NEVER = Period(dt.datetime(1970, 1, 1), dt.datetime(1970, 1, 1))
_END = b"END:VCALENDAR\r\n"


class Stored(NamedTuple):
    """One event of a feed, made."""

    modified: dt.datetime | None
    sequence: int
    octets: bytes
    zone: str
    """Empty where the event names no zone."""
    first: dt.datetime
    """From when to when it is, naive UTC."""
    last: dt.datetime


def render_calendar(
    events: Sequence[bytes],
    *,
    zones: Mapping[str, Period],
    method: Method | None,
    name: str | None = None,
    refresh_hours: int | None = None,
    language: str = "sv",
) -> bytes:
    """Return one VCALENDAR of VEVENT octets.

    `zones` gives the zones that the events name, each with the period in question. `name` and
    `refresh_hours` are a feed's (rule 12).
    """
    start = _render_head(method, name, refresh_hours, language)
    return b"".join((start, *(render_vtimezone(zone, period) for zone, period in sorted(zones.items())), *events, _END))


@lru_cache(maxsize=64)
def _render_head(method: Method | None, name: str | None, refresh_hours: int | None, language: str) -> bytes:
    """What stands before the first component: the same for all files of a site."""
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
    return bytes(head.to_ical()).removesuffix(_END)


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
    return _render_alone(meeting, event, method, default_minutes, words.language)


def render_published(
    meeting: Meeting, words: EventWords, *, organizer: Address | None, default_minutes: int = 60
) -> tuple[bytes, Stored]:
    """Return a published meeting's calendar file, and its event as feeds hold it: made once for both."""
    event = build_event(meeting, words, organizer=organizer, default_minutes=default_minutes)
    file = _render_alone(meeting, event, "PUBLISH" if organizer else None, default_minutes, words.language)
    return file, _stored(meeting, without_html(event), default_minutes)


def render_feed(
    meetings: Collection[Meeting],
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
    events: list[Stored] = []
    for meeting in meetings:  # 10,000 in a few milliseconds: no more here than must be
        event = stored.get(meeting.uid)  # type: ignore[arg-type]  # one without a uid is not there
        if event is None or event[0] != meeting.modified or event[1] != meeting.sequence:
            event = stored[meeting.uid or ""] = _store_event(
                meeting, words_of(meeting), organizer=organizer, default_minutes=default_minutes
            )
        events.append(event)
    if len(stored) > len(events):  # meetings that are gone
        shown = {meeting.uid for meeting in meetings}
        for uid in stored.keys() - shown:
            del stored[uid]
    return join_feed(events, name=name, refresh_hours=refresh_hours, language=language)


def join_feed(events: Sequence[Stored], *, name: str, refresh_hours: int = 4, language: str = "sv") -> bytes:
    """Return the feed of events that are made already, in their order."""
    return render_calendar(
        [event[2] for event in events],
        zones=_spans(events),
        method="PUBLISH",
        name=name,
        refresh_hours=refresh_hours,
        language=language,
    )


def _store_event(
    meeting: Meeting, words: EventWords, *, organizer: Address | None, default_minutes: int = 60
) -> Stored:
    """Return a meeting's event, made once for all feeds of a language."""
    octets = build_event(meeting, words, organizer=organizer, default_minutes=default_minutes, single=False)
    return _stored(meeting, octets, default_minutes)


def _stored(meeting: Meeting, event: bytes, default_minutes: int) -> Stored:
    zone, period = _zone_use(meeting, event, default_minutes)
    return Stored(meeting.modified, meeting.sequence, event, zone, period.first, period.last)


def _render_alone(meeting: Meeting, event: bytes, method: Method | None, default_minutes: int, language: str) -> bytes:
    zone, period = _zone_use(meeting, event, default_minutes)
    return render_calendar([event], zones={zone: period} if zone else {}, method=method, language=language)


def _zone_use(meeting: Meeting, event: bytes, default_minutes: int) -> tuple[str, Period]:
    """The zone that the event's octets name, and from when to when it is; no zone for dates alone and for UTC."""
    if not isinstance(meeting.start, dt.datetime) or b";TZID=" not in event:
        return "", _NEVER
    start, end = (moment.astimezone(dt.UTC).replace(tzinfo=None) for moment in clock_span(meeting, default_minutes))
    return meeting.timezone, Period(start, end)


def _spans(events: Sequence[Stored]) -> dict[str, Period]:
    """Each zone's whole period."""
    spans: dict[str, Period] = {}
    for zone in {event[3] for event in events} - {""}:
        used = [event for event in events if event[3] == zone]
        spans[zone] = Period(min([event[4] for event in used]), max([event[5] for event in used]))
    return spans
