"""A meeting as a ninjs 3.1 event (IPTC, "News in JSON"), shaped as TT shapes its press conferences.

ninjs has one language to an item and no field for much that an invitation tells. What has no field of its own stands
where a list has a free `role` or `rel`; the words in other languages and the earlier versions are associations of the
event, with only what differs. `ninjs_reading` takes all of it back.
"""

from __future__ import annotations

import datetime as dt
import html
from typing import TYPE_CHECKING, Any

from pressinvite.exchange.contact_info import (
    compact,
    contact_entry,
    flat_entries,
    participant_entry,
    place_entries,
    registration_entries,
    registration_terms,
)
from pressinvite.exchange.layout import render_item, render_items
from pressinvite.exchange.moments import iso_instant, iso_moment
from pressinvite.exchange.newscodes import OCCURRENCE, OCCURRENCES, SCHEMA_ORG, STATUS_NAMES
from pressinvite.exchange.told import item_uri, paragraphs_of, same_language, schema_status, version_of, web_uri
from pressinvite.language import open_language
from pressinvite.meeting import DEFAULT_TIMEZONE, Place, Translation, with_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pressinvite.exchange.contact_info import Entry
    from pressinvite.exchange.told import Told
    from pressinvite.meeting import Meeting, Online, Revision

SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"
DESCRIBED = ("directions", "accreditation", "access", "interviews", "photo")
"""Words that become descriptions under their own name."""
_IN_NOTE = ("embargo", "registration", "accreditation", "access", "interviews", "photo")
"""Facts for the editors, which are not for publication."""


def render_ninjs(told: Told) -> bytes:
    """Return the event as a file, UTF-8."""
    return render_item(ninjs_event(told))


def render_ninjs_listing(meetings: Sequence[Told]) -> bytes:
    """Return the events as one JSON array, which is how ninjs items travel together."""
    return render_items(ninjs_event(told) for told in meetings)


def ninjs_event(told: Told) -> dict[str, Any]:
    """Return the item (ninjs 3.1)."""
    meeting = told.meeting
    place = meeting.place
    event = {
        "standard": {"name": "ninjs", "version": "3.1", "schema": SCHEMA},
        "uri": told.identity,
        "type": "event",
        "representationType": "full",
        "version": str(version_of(meeting)),
        "firstCreated": iso_instant(meeting.created),
        "versionCreated": iso_instant(meeting.modified),
        "contentCreated": _midnight(meeting.published, meeting.timezone),
        "embargoedUntil": iso_moment(meeting.embargo, meeting.timezone),
        "pubStatus": pub_status(meeting),
        "edNote": editors_note(told),
        "language": told.language,
        "title": told.title,
        "located": place.city if place else None,
        **_words(told.words, told.title, registration=told),
        "people": _people(told),
        "organisations": [{"name": name, "rel": "organiser"} for name in meeting.organisers],
        "places": place_list(meeting),
        "subjects": _subjects(told),
        "events": _events(told),
        "eventDetails": _details(told),
        "infoSources": _sources(told),
        "renditions": [{"name": name, "href": uri, "contentType": kind} for name, uri, kind in renditions(told)],
        "associations": [*_translations(told), *_versions(told)],
        "altIds": _alt_ids(meeting.sequence, meeting.uid),
    }
    return compact(event)


def editors_note(told: Told, *, without: str = "") -> str:
    """Return what the receiving editors must know first, and how they come there; `without` the fact of a key."""
    facts = [fact for fact in told.facts if fact.key in _IN_NOTE and fact.key != without]
    return "\n".join((*told.notices, *(f"{fact.label}: " + "\n".join(fact.lines) for fact in facts)))


def pub_status(meeting: Meeting) -> str:
    """Return whether the news may be used. What is for chosen recipients alone is withheld; that an event is cancelled is
    news that can be used (TT's rule), and its own status tells of it.
    """
    return "withheld" if meeting.audience == "limited" else "usable"


def html_body(paragraphs: Sequence[str]) -> str:
    """Return the paragraphs as HTML; no text of them is markup."""
    return "".join(f"<p>{html.escape(text, quote=False).replace(chr(10), '<br>')}</p>" for text in paragraphs)


def week_of(day: dt.date) -> tuple[int, int]:
    """Return a day's ISO 8601 year and week."""
    year, week, _ = day.isocalendar()
    return year, week


def _midnight(day: dt.date | None, zone: str) -> str | None:
    return iso_moment(dt.datetime(day.year, day.month, day.day), zone) if day else None


def _words(words: Translation, title: str = "", *, registration: Told | None = None) -> dict[str, Any]:
    """Headlines, descriptions and bodies; a headline that was composed says so by its role."""
    lead, body = paragraphs_of(words.lead), paragraphs_of(words.body)
    headline = [{"role": "main", "value": words.title}] if words.title else []
    if not headline and title:
        headline = [{"role": "label", "value": title}]
    described = [("lead", "\n\n".join(lead)), *((key, getattr(words, key)) for key in DESCRIBED)]
    described += [("about", text) for text in words.about]
    descriptions = [_description(role, text) for role, text in described if text]
    if registration:
        told = registration.fact("registration")
        descriptions += [_description("registration", told)] if told else []
        descriptions += registration_terms(registration.meeting)
    text = (*lead, *body)
    bodies = [
        {"contentType": "text/plain", "value": "\n\n".join(text)},
        {"contentType": "text/html5", "value": html_body(text)},
    ]
    return compact({"headlines": headline, "descriptions": descriptions, "bodies": bodies if text else []})


def _description(role: str, text: str) -> Entry:
    return {"role": role, "contentType": "text/plain", "value": text}


def _people(told: Told) -> list[Entry]:
    language = open_language(told.language)
    meeting = told.meeting
    return [
        *(participant_entry(person, language) for person in meeting.participants),
        *(contact_entry(contact) for contact in meeting.contacts),
    ]


def _places(place: Place | None, online: Online | None) -> list[Entry]:
    places = place_entries(with_text(place)) if place else []
    if online:
        reached = [{"type": "url", "value": online.url}] if online.url else []
        places.append(compact({"name": online.platform, "rel": "online", "contactInfo": reached}))
    return places


def place_list(meeting: Meeting) -> list[Entry]:
    """Return where it is held, the regions, and the clock's zone where it is not the usual one: no offset tells it."""
    areas = [{"name": region, "rel": "region"} for region in meeting.regions]
    if meeting.timezone != DEFAULT_TIMEZONE:
        areas.append({"name": meeting.timezone, "rel": "timezone"})
    return _places(meeting.place, meeting.online) + areas


def _subjects(told: Told) -> list[Entry]:
    named = [("topic", told.meeting.topics), ("category", told.meeting.categories)]
    kind = [{"name": told.words.kind, "rel": "eventType"}] if told.words.kind else []
    return kind + [{"name": name, "rel": rel} for rel, names in named for name in names]


def _events(told: Told) -> list[Entry]:
    """The week, as TT has it, and how the plans have changed."""
    language = open_language(told.language)
    start, status = told.meeting.start, schema_status(told.meeting)
    events = []
    if start is not None:
        year, week = week_of(start)
        events.append({"id": f"{year}-W{week:02d}", "name": language.text("Week {number}", number=week), "rel": "Week"})
    if status in STATUS_NAMES:
        events.append({"name": language.text(STATUS_NAMES[status]), "rel": "status", "uri": SCHEMA_ORG + status})
    return events


def _details(told: Told) -> dict[str, Any]:
    meeting, organisation = told.meeting, told.organisation
    name = next(iter(meeting.organisers), organisation.name)
    organiser = {
        "name": name,
        "uri": web_uri(organisation.website) if name and name == organisation.name else None,
        "contactInfo": flat_entries(meeting.contacts) + registration_entries(meeting.registration),
    }
    return compact(
        {
            "eventStatus": OCCURRENCE + OCCURRENCES[meeting.status][0],
            "dates": _dates(meeting._asdict(), meeting),
            "organiser": compact(organiser),
        }
    )


def _dates(values: Mapping[str, Any], meeting: Meeting) -> dict[str, str]:
    """Start and end, as far as the values have them; a day alone is an expected date, and so is the day of an end that
    nobody has told, as TT has it.
    """
    dates: dict[str, str] = {}
    start = values.get("start", meeting.start)
    for name, key in (("start", "Start"), ("end", "End")):
        moment = values.get(name)
        if name not in values or start is None:
            continue
        moment = moment or start.date() if isinstance(start, dt.datetime) else moment or start
        told = iso_moment(moment, meeting.timezone)
        if told and isinstance(moment, dt.datetime):
            dates[f"{key.lower()}Date"] = told
        else:  # a clock time that does not exist is no more than its day
            dates[f"expected{key}Date"] = moment.isoformat()[:10]
    return dates


def _sources(told: Told) -> list[Entry]:
    """Who publishes this, with its standing press service."""
    organisation = told.organisation
    if not organisation.name:
        return []
    source = {
        "name": organisation.name,
        "role": "publisher",
        "uri": web_uri(organisation.website),
        "contactInfo": flat_entries(organisation.contacts),
    }
    return [compact(source)]


def renditions(told: Told) -> list[tuple[str, str, str]]:
    """Return name, address and media type of what there is of the meeting on the web."""
    named = (
        ("page", told.url, "text/html"),
        ("calendar", told.calendar_url, "text/calendar"),
        ("release", told.meeting.url, "text/html"),
    )
    return [(name, uri, kind) for name, address, kind in named if (uri := web_uri(address))]


def _alt_ids(sequence: int, uid: str | None = None) -> list[Entry]:
    named = (("uid", uid), ("sequence", str(sequence)))
    return [{"role": role, "value": value} for role, value in named if value]


def _translations(told: Told) -> Iterator[Entry]:
    """The words that the meeting has in other languages than this item's."""
    meeting = told.meeting
    texts = dict(meeting.translations)
    if not same_language(told.language, meeting.language):
        texts = {meeting.language: _original(meeting), **texts}
    for tag, words in texts.items():
        if not same_language(tag, told.language):
            own = "" if same_language(tag, meeting.language) else tag
            kind = [{"name": words.kind, "rel": "eventType"}] if words.kind else []
            yield compact(
                {
                    "name": words.title or told.title,
                    "uri": item_uri(meeting, own),
                    "rel": "translation",
                    "type": "event",
                    "representationType": "partial",
                    "language": tag,
                    **_words(words),
                    "subjects": kind,
                }
            )


def _original(meeting: Meeting) -> Translation:
    """The meeting's words in its own language."""
    words = {key: getattr(meeting, key) for key in Translation._fields if key != "directions"}
    return Translation(**words, directions=meeting.place.directions if meeting.place else None)


def _versions(told: Told) -> Iterator[Entry]:
    """What earlier versions said of time, place, status and headline."""
    for number, revision in enumerate(told.meeting.previous, start=1):
        yield _version(told, revision, number)


def _version(told: Told, revision: Revision, number: int) -> Entry:
    values = revision.values
    status = values.get("status")
    details = {
        "eventStatus": OCCURRENCE + OCCURRENCES[status][0] if status else None,  # type: ignore[index]
        "dates": _dates({key: values[key] for key in ("start", "end") if key in values}, told.meeting),
    }
    title, place, online = (values.get(key) for key in ("title", "place", "online"))
    return compact(
        {
            "name": title or told.title,
            "uri": told.identity,
            "rel": "previousVersion",
            "type": "event",
            "representationType": "partial",
            "version": str(number),
            "versionCreated": iso_instant(revision.modified),
            "headlines": [{"role": "main", "value": title}] if title else [],
            "places": _places(place, online),  # type: ignore[arg-type]
            "events": [{"rel": "status", "uri": SCHEMA_ORG + "EventPostponed"}] if status == "postponed" else [],
            "eventDetails": compact(details),
            "altIds": _alt_ids(revision.sequence),
        }
    )
