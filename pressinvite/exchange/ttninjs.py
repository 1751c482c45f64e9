"""A meeting as TT's own event: ttninjs 1.8, which TT Nyhetsbyrån grew from ninjs 1.5.

People, places and ways to reach them are ninjs's under other names. The profile is INFO, not for publication, which is
why the text stands in `description_text`: TT has `body_text` for what is published alone.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from pressinvite.exchange.contact_info import compact, contact_entry, flat_entries, participant_entry
from pressinvite.exchange.layout import render_item, render_items
from pressinvite.exchange.moments import iso_instant, iso_moment
from pressinvite.exchange.newscodes import SCHEMA_ORG, STATUS_NAMES
from pressinvite.exchange.ninjs import editors_note, place_list, pub_status, renditions, week_of
from pressinvite.exchange.told import paragraphs_of, schema_status, version_of
from pressinvite.language import open_language
from pressinvite.language.markers import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pressinvite.exchange.told import Told
    from pressinvite.meeting import Meeting

SCHEMA = "https://tt.se/spec/ttninjs/ttninjs-schema_1.8.json#"
STATUSES = {
    "confirmed": ("1", N_("Planned")),
    "tentative": ("1", N_("Preliminary")),
    "postponed": ("4", N_("Postponed")),
    "cancelled": ("4", N_("Cancelled")),
}
"""Status → TT's code and the phrase beside it. TT writes down 1 and 4 alone; what is postponed is not held as planned,
and who goes by the code must not go there.
"""


def render_ttninjs(told: Told) -> bytes:
    """Return the event as a file, UTF-8."""
    return render_item(ttninjs_event(told))


def render_ttninjs_listing(meetings: Sequence[Told]) -> bytes:
    """Return the events as one JSON array."""
    return render_items(ttninjs_event(told) for told in meetings)


def ttninjs_event(told: Told) -> dict[str, Any]:
    """Return the item (ttninjs 1.8)."""
    meeting, language = told.meeting, open_language(told.language)
    people = [participant_entry(person, language) for person in meeting.participants]
    people += [contact_entry(contact) for contact in meeting.contacts]
    texts = (*paragraphs_of(told.words.lead), *paragraphs_of(told.words.body))
    event = {
        "$standard": {"name": "ttninjs", "version": "1.8", "schema": SCHEMA},
        "uri": told.identity,
        "type": "event",
        "representationtype": "complete",
        "profile": "INFO",
        "version": str(version_of(meeting)),
        "firstcreated": iso_instant(meeting.created),
        "versioncreated": iso_instant(meeting.modified),
        "embargoed": iso_moment(meeting.embargo, meeting.timezone),
        **_dates(meeting),
        "pubstatus": pub_status(meeting),
        "ednote": editors_note(told),
        "language": told.language,
        "week": week_of(meeting.start)[1] if meeting.start else None,
        "source": told.organisation.name,
        "description_text": "\n\n".join(texts),
        "body_event": _body(told),
        "person": [lowered(person) for person in people],
        "organisation": [{"name": name, "rel": "organiser"} for name in meeting.organisers],
        "place": [_tt_place(place) for place in place_list(meeting)],
        "subject": [
            {"name": name, "rel": rel}
            for rel, names in (("topic", meeting.topics), ("category", meeting.categories))
            for name in names
        ],
        "event": _status(told),
        "infosource": _source(told),
        "title": told.title,
        "headline": told.title,
        "located": meeting.place.city if meeting.place else None,
        "renditions": {name: {"href": uri, "mimetype": kind} for name, uri, kind in renditions(told)},
        "altids": {"originaltransmissionreference": meeting.uid} if meeting.uid else None,
    }
    return compact(event)


def lowered(entry: Any) -> Any:
    """Return ninjs's mapping with the keys as ttninjs spells them: all in lower case."""
    if isinstance(entry, dict):
        return {key.lower(): lowered(value) for key, value in entry.items()}
    return [lowered(item) for item in entry] if isinstance(entry, list) else entry


def _dates(meeting: Meeting) -> dict[str, Any]:
    """The days, and the moments where clock times are known; the day of the end where nobody has told its time."""
    start, end = meeting.start, meeting.end
    if start is None:
        return {}
    last = end or start
    return {
        "date": start.isoformat()[:10],
        "datetime": _clock(start, meeting),
        "enddate": last.isoformat()[:10],
        "enddatetime": _clock(end, meeting),
    }


def _clock(moment: dt.date | None, meeting: Meeting) -> str | None:
    return iso_moment(moment, meeting.timezone) if isinstance(moment, dt.datetime) else None


def _body(told: Told) -> dict[str, str]:
    """What TT's own calendar of events has columns for."""
    meeting, place = told.meeting, told.meeting.place
    code, phrase = STATUSES[meeting.status]
    phones = [phone for contact in meeting.contacts for phone in contact.phones]
    emails = [email for contact in meeting.contacts for email in contact.emails]
    facts = [fact for fact in told.facts if fact.key in ("online", "registration", "access", "interviews", "photo")]
    body = {
        "arena": (place.venue or place.building) if place else None,
        "city": place.city if place else None,
        "address": ", ".join(filter(None, (place.street, place.postal_code))) if place else None,
        "eventurl": told.url or meeting.url,
        "eventphone": next(iter(phones), None),
        "eventweb": meeting.online.url if meeting.online else None,
        "organizer": next(iter(meeting.organisers), told.organisation.name),
        "organizerurl": told.organisation.website,
        "organizerphone": next((phone for who in told.organisation.contacts for phone in who.phones), None),
        "organizermail": next(iter(emails), None),
        "eventstatus": code,
        "eventstatus_text": open_language(told.language).text(phrase),
        "region_text": next(iter(meeting.regions), None),
        "eventtags": ", ".join((*meeting.topics, *meeting.categories)),
        "eventtype_text": told.words.kind,
        "note_extra": "\n".join(f"{fact.label}: " + "\n".join(fact.lines) for fact in facts),
        "accreditation": told.words.accreditation,
        "extraurl": meeting.url if told.url else None,
    }
    return compact(body)


def _tt_place(place: dict[str, Any]) -> dict[str, Any]:
    """A ninjs place as ttninjs has it: the point under another name, and the line that is shown as its name."""
    told = lowered({key: value for key, value in place.items() if key not in ("geoJSON", "literal")})
    if "geoJSON" in place:
        told["geometry_geojson"] = place["geoJSON"]
    if "literal" in place:
        told["name"] = place["literal"] if place["rel"] == "place" else told["name"]
    return told  # type: ignore[no-any-return]


def _status(told: Told) -> list[dict[str, str]]:
    """How the plans have changed, where they have."""
    status = schema_status(told.meeting)
    if status not in STATUS_NAMES:
        return []
    name = open_language(told.language).text(STATUS_NAMES[status])
    return [{"name": name, "rel": "status", "scheme": SCHEMA_ORG, "code": status}]


def _source(told: Told) -> list[dict[str, Any]]:
    """Who publishes this, with its standing press service."""
    organisation = told.organisation
    if not organisation.name:
        return []
    entries = flat_entries(organisation.contacts)
    return [
        compact({"name": organisation.name, "rel": "publisher", "contactinfo": [lowered(each) for each in entries]})
    ]
