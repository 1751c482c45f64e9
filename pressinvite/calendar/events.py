"""One meeting as one VEVENT: its octets, made by icalendar, which escapes and quotes.

The rules are DESIGN's "What every calendar program needs"; their numbers stand beside what they ask for.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from icalendar import Event, vCalAddress, vText, vUri

from pressinvite import zones
from pressinvite.calendar.lines import clean_line, clean_text, fold_line
from pressinvite.calendar.spans import clock_span, day_span

if TYPE_CHECKING:
    from pressinvite.calendar.words import Address, EventWords
    from pressinvite.meeting import Meeting

_NAME = str.maketrans({'"': "'", "\\": "/", "^": " "})
LONGEST_PARAMETER = 250
"""Characters: with a parameter of thousands sabre, which is in Nextcloud, refuses the whole file."""
_ALT_DESC = re.compile(rb"^X-ALT-DESC;[^\n]*\n(?: [^\n]*\n)*", re.MULTILINE)
_STATUS = {"confirmed": "CONFIRMED", "tentative": "TENTATIVE", "postponed": "TENTATIVE", "cancelled": "CANCELLED"}
"""A postponed meeting is still meant to be held, at a time not yet known: TENTATIVE (RFC 5545 section 3.8.1.11)."""


def build_event(
    meeting: Meeting,
    words: EventWords,
    *,
    organizer: Address | None,
    attendee: Address | None = None,
    default_minutes: int = 60,
    single: bool = True,
) -> bytes:
    """Return the VEVENT with CRLF.

    `single` adds the HTML description of a file that holds this event alone (rules 12 and 13). The meeting has a uid
    and its moments (`with_identity`). Raises ValueError where its time does not exist: checks have told of it.
    """
    event = Event()  # typed values are set as they are: `add` would guess their types first
    event["uid"] = vText(clean_line(meeting.uid or ""))
    _add_moments(event, meeting)
    _add_time(event, meeting, default_minutes)
    event["summary"] = vText(clean_line(words.summary))
    event["description"] = vText(clean_text(words.description))
    _add_place(event, meeting, words)
    if meeting.url:
        event["url"] = vUri(clean_line(meeting.url))
    event["status"] = vText(_STATUS[meeting.status])
    event["transp"] = vText("TRANSPARENT" if meeting.status in ("cancelled", "postponed") else "OPAQUE")
    event["class"] = vText("PRIVATE" if meeting.audience == "limited" else "PUBLIC")
    if words.categories:
        event.add("categories", [clean_line(word) for word in words.categories])
    for contact in words.contact:
        event.add("contact", clean_line(contact))
    if single and words.description_html:
        _add_html(event, words.description_html)
    _add_parties(event, organizer, attendee)
    return b"".join([fold_line(str(line)) for line in event.content_lines() if line])


def without_html(event: bytes) -> bytes:
    """Return an event as it is in a feed: without the HTML description of a file that holds it alone (rule 12)."""
    return _ALT_DESC.sub(b"", event)


def render_attendee(attendee: Address) -> bytes:
    """Return the ATTENDEE line of an event, with CRLF: the one line of it that is the recipient's own."""
    event = Event()
    _add_parties(event, None, attendee)
    return next(fold_line(line) for line in map(str, event.content_lines()) if line.startswith("ATTENDEE"))


def _add_moments(event: Event, meeting: Meeting) -> None:
    """DTSTAMP, CREATED and LAST-MODIFIED in UTC (rule 3), never the clock's."""
    if meeting.modified is None:
        raise ValueError(meeting.uid)
    event.add("dtstamp", meeting.modified)
    event.add("created", meeting.created or meeting.modified)
    event.add("last-modified", meeting.modified)
    event.add("sequence", meeting.sequence)


def _add_time(event: Event, meeting: Meeting, default_minutes: int) -> None:
    timed = isinstance(meeting.start, dt.datetime)
    start, end = clock_span(meeting, default_minutes) if timed else day_span(meeting)  # rules 10 and 11
    if isinstance(start, dt.datetime) and isinstance(end, dt.datetime) and _is_doubtful(start, end, meeting.timezone):
        # the hour that the clock shows twice: half of the programs take the first, half the second
        start, end = start.astimezone(dt.UTC), end.astimezone(dt.UTC)
    event.add("dtstart", start)
    event.add("dtend", end)


def _is_doubtful(start: dt.datetime, end: dt.datetime, zone: str) -> bool:
    """Tell whether start or end is in the hour that the clock shows twice."""
    return any(zones.resolve(moment.replace(tzinfo=None), zone).kind == "overlap" for moment in (start, end))


def _add_place(event: Event, meeting: Meeting, words: EventWords) -> None:
    """LOCATION on one line, and where the coordinates are known GEO and what Apple shows a map by (rule 13)."""
    location = clean_line(words.location or "")
    if location:
        event["location"] = vText(location)
    place = meeting.place
    if place and place.latitude is not None and place.longitude is not None:
        event.add("geo", (place.latitude, place.longitude))
        if len(location) <= LONGEST_PARAMETER:  # X-TITLE has to be all of it
            apple = vUri(f"geo:{place.latitude},{place.longitude}")
            apple.params.update({"VALUE": "URI", "X-TITLE": location, "X-APPLE-RADIUS": "100"})
            event.add("x-apple-structured-location", apple)
    if meeting.online and meeting.online.url:
        conference = vUri(clean_line(meeting.online.url))
        conference.params.update({"VALUE": "URI", "FEATURE": "VIDEO"})
        if meeting.online.platform:
            # RFC 6868's ^ is not known to all, and a quotation mark cannot stand in a parameter (RFC 5545 section 3.2)
            label = clean_line(meeting.online.platform).replace('"', "'").replace("^", "")
            conference.params["LABEL"] = label[:LONGEST_PARAMETER]
        event.add("conference", conference)


def _add_html(event: Event, body: str) -> None:
    page = vText(f"<!DOCTYPE html><html><body>{clean_line(body)}</body></html>")
    page.params["FMTTYPE"] = "text/html"
    event.add("x-alt-desc", page)


def _add_parties(event: Event, organizer: Address | None, attendee: Address | None) -> None:
    """ORGANIZER is the sending mailbox; ATTENDEE the one recipient who may answer (rules 4 and 5)."""
    if organizer:
        event.add("organizer", _party(organizer))
    if attendee:
        answers = {"CUTYPE": "INDIVIDUAL", "ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "TRUE"}
        party = _party(attendee)
        party.params.update(answers)
        event.add("attendee", party)


def _party(address: Address) -> vCalAddress:
    party = vCalAddress(f"mailto:{clean_line(address.email)}")
    # RFC 5545 section 3.2: a parameter value cannot hold a quotation mark. A backslash means itself there, but icalendar
    # takes what follows for escaped, and reads the next parameter as part of the name; a caret is doubled by RFC 6868,
    # and sabre refuses the file
    name = clean_line((address.name or "").translate(_NAME))
    if name:
        party.params["CN"] = name
    return party
