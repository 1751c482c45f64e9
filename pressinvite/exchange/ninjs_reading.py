"""A ninjs 3 event, ours or another house's, taken in as a meeting.

What we write comes back as it was, but for what `ninjs` cannot hold. Of others' events only what a meeting has a place
for is taken, and the rest that an invitation might have wanted is named, so that nobody believes that all came along.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from pressinvite.errors import Finding
from pressinvite.exchange.incoming import (
    Item,
    Taken,
    each_text,
    find_origins,
    has_offset,
    html_text,
    language_of,
    wall_clock,
    zone_of,
)
from pressinvite.exchange.newscodes import status_of
from pressinvite.exchange.ninjs import DESCRIBED
from pressinvite.exchange.people_reading import (
    NINJS,
    REGIONS,
    names_of,
    read_online,
    read_organiser_contacts,
    read_people,
    read_place,
    read_registration,
    rel_of,
)
from pressinvite.meeting import DEFAULT_TIMEZONE, Meeting, Place, Registration, Revision, Translation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pressinvite.meeting import Status

LEFT_OUT = ("edNote", "plannedCoverage", "usageTerms", "objects", "trustIndicators", "expires")
"""What a meeting has no place for, though its editors may have to know it."""
ORIGINS = {
    "title": ("headlines", "title"), "kind": ("subjects",), "status": ("eventDetails.eventStatus", "pubStatus"),
    "start": ("eventDetails.dates.startDate", "eventDetails.dates.expectedStartDate"),
    "end": ("eventDetails.dates.endDate", "eventDetails.dates.expectedEndDate"), "place": ("places",),
    "participants": ("people",), "registration": ("descriptions", "eventDetails.organiser.contactInfo"),
    "organisers": ("organisations", "eventDetails.organiser.name"), "lead": ("descriptions",), "body": ("bodies",),
    "language": ("language",), "url": ("renditions",), "published": ("contentCreated",), "embargo": ("embargoedUntil",),
    "audience": ("pubStatus",), "topics": ("subjects",), "uid": ("uri",), "created": ("firstCreated",),
    "modified": ("versionCreated",),
}  # fmt: skip
"""Meeting field → where in the item it is read."""
_SEQUENCE_DIGITS = 9


def read_ninjs(data: Mapping[str, Any], *, timezone: str = DEFAULT_TIMEZONE) -> Taken:
    """Return the meeting of one item; `timezone` is the clock where the item does not tell another."""
    item = Item(data)
    ids = _alt_ids(item)
    places, dates = item.items("places"), item.item("eventDetails").item("dates")
    zone = _zone(places, dates, timezone)
    start = wall_clock(_date(dates, "Start"), zone)
    words = _words(item, is_ours="uid" in ids)
    meeting = Meeting(
        title=words.title,
        kind=words.kind,
        lead=words.lead,
        body=words.body,
        start=start,
        end=_end(dates, start, zone),
        timezone=zone,
        place=_with_directions(read_place(places, NINJS), words),
        online=read_online(places, NINJS),
        **_people(item, zone),
        topics=_topics(item),
        categories=names_of(item.items("subjects"), "category"),
        regions=names_of(places, *REGIONS),
        about=words.about,
        accreditation=words.accreditation,
        access=words.access,
        interviews=words.interviews,
        photo=words.photo,
        language=language_of(item),
        translations=_translations(item),
        **_identity(item, ids, zone),
        previous=_versions(item, zone, start),
    )
    findings = (*_distinct(item.complaints), *_left_out(item, dates, is_ours="uid" in ids))
    origins = find_origins(item, meeting, ORIGINS)
    if has_offset(_date(dates, "Start")):  # so the clock is told, and no other may be taken for it
        origins["timezone"] = "eventDetails.dates.startDate"
    return Taken(meeting, findings, origins)


def _people(item: Item, zone: str) -> dict[str, Any]:
    """Who is met, who is called, who invites, and how one registers with them."""
    organiser = item.item("eventDetails").item("organiser")
    reached = organiser.items("contactInfo")
    participants, contacts = read_people(item.items("people"), NINJS)
    return {
        "participants": participants,
        "contacts": contacts or read_organiser_contacts(reached),
        "organisers": _organisers(item, organiser),
        "registration": _registration(reached, list(each_text(item.items("descriptions"))), zone),
    }


def _identity(item: Item, ids: dict[str, str], zone: str) -> dict[str, Any]:
    """Which meeting it is, in which version, and who may know of it from when."""
    return {
        "url": _release(item),
        "published": _day(item.moment("contentCreated"), zone),
        "embargo": _clock(item.moment("embargoedUntil"), zone),
        "audience": "limited" if item.data.get("pubStatus") == "withheld" else "open",
        "uid": ids.get("uid") or item.line("uri"),
        "sequence": _sequence(ids.get("sequence")),
        "status": _status(item),
        "created": item.instant("firstCreated"),
        "modified": item.instant("versionCreated"),
    }


def _distinct(complaints: list[Finding]) -> list[Finding]:
    """Each complaint once, though a list was looked at for several things."""
    return list({str(complaint.values["key"]): complaint for complaint in complaints}.values())


def _left_out(item: Item, dates: Item, *, is_ours: bool) -> list[Finding]:
    keys = [] if is_ours else [key for key in LEFT_OUT if item.data.get(key)]
    keys += ["eventDetails.dates.recurrence"] if dates.data.get("recurrence") else []
    return [Finding("exchange-left-out", "warning", "", {"key": keys[0], "keys": tuple(keys)})] if keys else []


def _alt_ids(item: Item) -> dict[str, str]:
    pairs = ((entry.line("role"), entry.line("value")) for entry in item.items("altIds"))
    return {role: value for role, value in pairs if role and value}


def _sequence(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= _SEQUENCE_DIGITS else 0


def _zone(places: list[Item], dates: Item, usual: str) -> str:
    told = next((place.line("name") for place in places if place.line("rel") == "timezone"), None)
    return zone_of(_date(dates, "Start"), told, usual)


def _date(dates: Item, key: str) -> dt.date | None:
    """The moment, else what is expected; a month or a year alone is no day, and is complained of."""
    return dates.moment(f"{key.lower()}Date") or dates.moment(f"expected{key}Date")


def _end(dates: Item, start: dt.date | None, zone: str) -> dt.date | None:
    """The end; its day alone is no end of a meeting whose clock time is known, nor one that is the day of the start."""
    end = wall_clock(_date(dates, "End"), zone)
    if isinstance(end, dt.datetime) and not isinstance(start, dt.datetime):
        end = end.date()
    if end is None or isinstance(end, dt.datetime):
        return end
    return None if isinstance(start, dt.datetime) or end == start else end


def _clock(moment: dt.date | None, zone: str) -> dt.datetime | None:
    wall = wall_clock(moment, zone)
    if wall is None or isinstance(wall, dt.datetime):
        return wall
    return dt.datetime(wall.year, wall.month, wall.day)


def _day(moment: dt.date | None, zone: str) -> dt.date | None:
    wall = wall_clock(moment, zone)
    return wall.date() if isinstance(wall, dt.datetime) else wall


def _words(item: Item, *, is_ours: bool = True) -> Translation:
    """Headline, lead, body and what is described by role."""
    headlines = [text for role, text in each_text(item.items("headlines")) if role != "label"]
    title = next(iter(headlines), None) or (None if is_ours else item.line("title"))
    described: dict[str, str] = {}
    about = []
    for role, text in each_text(item.items("descriptions")):
        if role == "about":
            about.append(text)
        else:
            described.setdefault("lead" if role in ("", "summary", "abstract", "ingress") else role, text)
    lead = described.get("lead")
    return Translation(
        title=" ".join(title.split()) if title else None,
        lead=lead,
        body=_body(item.items("bodies"), lead),
        kind=next(iter(names_of(item.items("subjects"), "eventtype")), None),
        about=tuple(about),
        **{key: described.get(key) for key in DESCRIBED},
    )


def _body(bodies: list[Item], lead: str | None) -> str | None:
    """The text without the lead that it begins with; plain text goes before HTML."""
    texts = sorted(bodies, key=lambda body: "html" in (body.line("contentType") or "").lower())
    for body in texts:
        is_page = "html" in (body.line("contentType") or "").lower()
        text = body.prose("value")
        text = html_text(text) if text and is_page else text
        if text:
            rest = text.removeprefix(lead) if lead else text
            return (rest.strip() or None) if not lead or rest[:1] in ("", "\n") else text
    return None


def _with_directions(place: Place | None, words: Translation) -> Place | None:
    if not words.directions:
        return place
    return (place or Place())._replace(directions=" ".join(words.directions.split()))


def _registration(reached: list[Item], descriptions: list[tuple[str, str]], zone: str) -> Registration | None:
    terms = dict(descriptions)
    found = read_registration(reached) or Registration()
    required = {"true": True, "false": False}.get(terms.get("registrationrequired", ""))
    deadline = Item({"deadline": terms.get("registrationdeadline")}).moment("deadline")
    told = found._replace(required=required, deadline=wall_clock(deadline, zone))
    return told if any(value is not None for value in told) else None


def _organisers(item: Item, organiser: Item) -> tuple[str, ...]:
    named = names_of(item.items("organisations"), "organiser", "organizer")
    own = organiser.line("name")
    return named or ((own,) if own else ())


def _topics(item: Item) -> tuple[str, ...]:
    """The subjects that are neither categories nor the kind."""
    subjects = item.items("subjects")
    rels = {rel_of(subject) for subject in subjects} - {"category", "eventtype"}
    return names_of(subjects, *rels)


def _release(item: Item) -> str | None:
    """The release's own address, else that of its page."""
    named = {
        entry.line("name"): entry for entry in item.items("renditions") if "html" in (entry.line("contentType") or "")
    }
    chosen = named.get("release") or (None if "page" in named else next(iter(named.values()), None))
    return chosen.address("href") if chosen else None


def _status(item: Item) -> Status:
    """What schema.org's word says, else the occurrence; news that are cancelled are an event that is."""
    for event in item.items("events"):
        if event.line("rel") == "status":
            told = status_of(event.line("uri") or "")
            if told != "confirmed":
                return told
    if item.line("pubStatus") in ("canceled", "cancelled"):
        return "cancelled"
    return status_of(item.item("eventDetails").line("eventStatus") or "")


def _associated(item: Item, rel: str) -> list[Item]:
    return [other for other in item.items("associations") if other.line("rel") == rel]


def _translations(item: Item) -> dict[str, Translation]:
    texts = {language_of(other): _words(other) for other in _associated(item, "translation")}
    return {tag: words for tag, words in texts.items() if tag != language_of(item) and any(words)}


def _versions(item: Item, zone: str, start: dt.date | None) -> tuple[Revision, ...]:
    return tuple(_version(other, zone, start) for other in _associated(item, "previousVersion"))


def _version(other: Item, zone: str, start: dt.date | None) -> Revision:
    """What an earlier version said otherwise, as far as it is told."""
    details = other.item("eventDetails")
    dates = details.item("dates")
    values: dict[str, object] = {}
    if title := _words(other).title:
        values["title"] = title
    begun = wall_clock(_date(dates, "Start"), zone)
    if begun is not None:
        values["start"] = begun
    if _date(dates, "End") is not None:
        values["end"] = _end(dates, begun or start, zone)
    places = other.items("places")
    found = {"place": read_place(places, NINJS), "online": read_online(places, NINJS)}
    values |= {key: value for key, value in found.items() if value is not None}
    if details.line("eventStatus"):
        values["status"] = _status(other)
    return Revision(_sequence(_alt_ids(other).get("sequence")), other.instant("versionCreated"), values)
