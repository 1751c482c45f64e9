"""A ttninjs 1.8 event, TT's own or ours, taken in as a meeting."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from pressinvite.errors import Finding
from pressinvite.exchange.incoming import (
    Item,
    Taken,
    find_origins,
    has_offset,
    html_text,
    language_of,
    wall_clock,
    zone_of,
)
from pressinvite.exchange.newscodes import status_of
from pressinvite.exchange.people_reading import REGIONS, TTNINJS, names_of, read_online, read_people, read_place, rel_of
from pressinvite.language import open_language
from pressinvite.language.catalogues import SPOKEN
from pressinvite.language.phones import parse_phone
from pressinvite.meeting import DEFAULT_TIMEZONE, Contact, Meeting, Online, Place, with_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pressinvite.meeting import Status

LEFT_OUT = ("ednote", "body_event.note_extra", "body_event.note_pm", "assignments")
"""What a meeting has no place for, though its editors may have to know it."""
ORIGINS = {
    "title": ("headline", "title"), "kind": ("body_event.eventtype_text",),
    "status": ("body_event.eventstatus", "pubstatus"), "start": ("datetime", "date"), "end": ("enddatetime", "enddate"),
    "place": ("place", "body_event.arena", "body_event.address", "body_event.city"), "online": ("body_event.eventweb",),
    "participants": ("person",), "organisers": ("organisation", "body_event.organizer"),
    "body": ("description_text", "body_text", "body_html5", "body_richhtml5"), "language": ("language",),
    "accreditation": ("body_event.accreditation",), "url": ("renditions", "body_event.eventurl"),
    "embargo": ("embargoed",), "audience": ("pubstatus",), "topics": ("subject",), "uid": ("uri",),
    "created": ("firstcreated",), "modified": ("versioncreated",),
}  # fmt: skip
"""Meeting field → where in the item it is read."""
_CANCELLED = "4"


def read_ttninjs(data: Mapping[str, Any], *, timezone: str = DEFAULT_TIMEZONE) -> Taken:
    """Return the meeting of one item; `timezone` is the clock where the item does not tell another."""
    item = Item(data)
    body, places, subjects = item.item("body_event"), item.items("place"), item.items("subject")
    zone = _zone(item, places, timezone)
    start = wall_clock(item.moment("datetime") or item.moment("date"), zone)
    participants, contacts = read_people(item.items("person"), TTNINJS)
    own_uid = item.item("altids").line("originaltransmissionreference")
    rels = {rel_of(subject) for subject in subjects} - {"category"}
    organiser = body.line("organizer")
    meeting = Meeting(
        title=item.line("headline") or item.line("title"),
        kind=body.line("eventtype_text"),
        body=_text(item),
        start=start,
        end=_end(item, start, zone),
        timezone=zone,
        place=read_place(places, TTNINJS) or _place(body),
        online=read_online(places, TTNINJS) or _online(body),
        participants=participants,
        contacts=contacts if contacts or own_uid else _contacts(body),
        organisers=names_of(item.items("organisation"), "organiser", "organizer")
        or ((organiser,) if organiser else ()),
        topics=names_of(subjects, *rels),
        categories=names_of(subjects, "category"),
        regions=names_of(places, *REGIONS) or tuple(filter(None, (body.line("region_text"),))),
        accreditation=body.prose("accreditation"),
        language=language_of(item),
        url=_url(item, body),
        embargo=_embargo(item, zone),
        audience="limited" if item.data.get("pubstatus") == "withheld" else "open",
        uid=own_uid or item.line("uri"),
        status=_status(item, body),
        created=item.instant("firstcreated"),
        modified=item.instant("versioncreated"),
    )
    distinct = {str(complaint.values["key"]): complaint for complaint in item.complaints}
    origins = find_origins(item, meeting, ORIGINS)
    if has_offset(item.moment("datetime")):  # so the clock is told, and no other may be taken for it
        origins["timezone"] = "datetime"
    return Taken(meeting, (*distinct.values(), *_left_out(item, is_ours=own_uid is not None)), origins)


def _left_out(item: Item, *, is_ours: bool) -> list[Finding]:
    inner = {f"body_event.{key}": value for key, value in item.item("body_event").data.items()}
    keys = [] if is_ours else [key for key in LEFT_OUT if (inner | item.data).get(key)]
    return [Finding("exchange-left-out", "warning", "", {"key": keys[0], "keys": tuple(keys)})] if keys else []


def _zone(item: Item, places: list[Item], usual: str) -> str:
    told = next((place.line("name") for place in places if place.line("rel") == "timezone"), None)
    return zone_of(item.moment("datetime"), told, usual)


def _end(item: Item, start: dt.date | None, zone: str) -> dt.date | None:
    """The end; its day alone is no end of a meeting whose clock time is known, nor one that is the day of the start."""
    if isinstance(start, dt.datetime):
        end = wall_clock(item.moment("enddatetime"), zone)
        return end if isinstance(end, dt.datetime) else None
    day = item.moment("enddate")
    day = day.date() if isinstance(day, dt.datetime) else day
    return None if day == start else day


def _text(item: Item) -> str | None:
    """The text, of whichever of TT's fields has one; a page as the text that it shows."""
    for key in ("description_text", "body_text"):
        if text := item.prose(key):
            return text
    page = item.prose("body_html5") or item.prose("body_richhtml5")
    return (html_text(page) or None) if page else None


def _place(body: Item) -> Place | None:
    """Where it is held, as TT's own columns have it."""
    place = with_text(Place(venue=body.line("arena"), street=body.line("address"), city=body.line("city")))
    return place if place.text else None


def _online(body: Item) -> Online | None:
    url = body.address("eventweb")
    return Online(url=url) if url else None


def _contacts(body: Item) -> tuple[Contact, ...]:
    """Whom TT's own columns name: the event's phone, else the organiser's, and its mailbox."""
    phone = body.line("eventphone") or body.line("organizerphone")
    email = body.line("organizermail")
    phones = (parse_phone(phone) or phone,) if phone else ()
    return (Contact(phones=phones, emails=(email,) if email else ()),) if phone or email else ()


def _url(item: Item, body: Item) -> str | None:
    renditions = item.item("renditions")
    if renditions.data.get("page") or renditions.data.get("release"):
        return renditions.item("release").address("href")
    return body.address("eventurl")


def _embargo(item: Item, zone: str) -> dt.datetime | None:
    wall = wall_clock(item.moment("embargoed"), zone)
    if wall is None or isinstance(wall, dt.datetime):
        return wall
    return dt.datetime(wall.year, wall.month, wall.day)


def _status(item: Item, body: Item) -> Status:
    """What schema.org's word says, else TT's code and the phrase beside it."""
    for event in item.items("event"):
        told = status_of(event.line("code") or "") if event.line("rel") == "status" else "confirmed"
        if told != "confirmed":
            return told
    phrase = (body.line("eventstatus_text") or "").casefold()
    if body.line("eventstatus") == _CANCELLED or item.line("pubstatus") == "canceled":
        return "cancelled"
    return "tentative" if phrase in _phrases("Preliminary") else "confirmed"


def _phrases(msgid: str) -> set[str]:
    return {open_language(tag).text(msgid).casefold() for tag in SPOKEN}
