"""A meeting as an event of Superdesk Planning, in the JSON that its feed parser `json_event` takes in.

That parser wants `type`, `guid` and `dates`, a `qcode` in every subject, place and location, and an `_id` in every
contact; of vocabularies it keeps what the desk has itself. Times are UTC in its own notation. Superdesk 2.4 knows
neither a day without clock times nor a missing end: those are a whole day and the usual length, and newer releases
read `all_day` and `no_end_time` beside them.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from pressinvite import zones
from pressinvite.exchange.contact_info import compact
from pressinvite.exchange.layout import render_item
from pressinvite.exchange.newscodes import OCCURRENCES
from pressinvite.exchange.ninjs import editors_note
from pressinvite.exchange.told import paragraphs_of, version_of
from pressinvite.language import open_language
from pressinvite.meeting import name_uuid, with_text

if TYPE_CHECKING:
    from pressinvite.exchange.told import Told
    from pressinvite.meeting import Contact, Participant, Place

STATES = {"confirmed": "scheduled", "tentative": "scheduled", "postponed": "postponed", "cancelled": "cancelled"}
"""Status → Superdesk's workflow state."""


def render_superdesk(told: Told) -> bytes:
    """Return the event as a file, UTF-8."""
    return render_item(superdesk_event(told))


def superdesk_event(told: Told) -> dict[str, Any]:
    """Return the item."""
    meeting = told.meeting
    code, name = OCCURRENCES[meeting.status]
    lead, body = paragraphs_of(told.words.lead), paragraphs_of(told.words.body)
    event = {
        "guid": told.identity,
        "type": "event",
        "version": version_of(meeting),
        "firstcreated": _utc(meeting.created),
        "versioncreated": _utc(meeting.modified),
        "event_created": _utc(meeting.created),
        "event_lastmodified": _utc(meeting.modified),
        "source": told.organisation.name,
        "original_source": meeting.uid,
        "language": told.language,
        "name": told.title,
        "slugline": next(iter(meeting.topics), told.kind),
        "definition_short": "\n\n".join(lead) or told.summary,
        "definition_long": "\n\n".join((*lead, *body)),
        "dates": _dates(told),
        "_time_to_be_confirmed": True if meeting.all_day and meeting.end is None else None,
        "occur_status": {"qcode": f"eocstat:{code}", "name": name, "label": name},
        "state": STATES[meeting.status],
        "state_reason": "\n".join(told.notices) if meeting.status in ("cancelled", "postponed") else None,
        "pubstatus": "usable" if meeting.audience == "open" else None,  # without one it is not posted
        "ednote": _note(told),
        "location": [_location(with_text(meeting.place))] if meeting.place else [],
        "participant": [{"name": _designation(person), "qcode": ""} for person in meeting.participants],
        "organizer": [{"name": organiser, "qcode": ""} for organiser in meeting.organisers],
        "event_contact_info": [_contact(contact, told) for contact in meeting.contacts],
        "registration": told.fact("registration"),
        "registration_details": told.fact("registration"),
        "accreditation_info": told.words.accreditation,
        "subject": [{"name": topic, "qcode": topic} for topic in (*meeting.topics, *meeting.categories)],
        "place": [{"name": region, "qcode": region} for region in meeting.regions],
        "links": list(dict.fromkeys(filter(None, _links(told)))),
    }
    return compact(event)


def _dates(told: Told) -> dict[str, Any]:
    meeting = told.meeting
    start, end = meeting.start, meeting.end
    if start is None:
        return {"tz": meeting.timezone}
    if not isinstance(start, dt.datetime):
        first, last = dt.datetime.combine(start, dt.time()), dt.datetime.combine(end or start, dt.time(23, 59, 59))
        more = {"all_day": True}
    elif isinstance(end, dt.datetime):
        first, last, more = start, end, {}
    else:
        first, last = start, start + dt.timedelta(minutes=told.organisation.default_minutes)
        more = {"no_end_time": True}
    begun, ended = (_utc(zones.resolve(moment, meeting.timezone).instant) for moment in (first, last))
    return compact({"start": begun, "end": ended, "tz": meeting.timezone, **more})


def _utc(instant: dt.datetime | None) -> str | None:
    """As Superdesk writes moments: without the Z."""
    return instant.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S+0000") if instant else None


def _note(told: Told) -> str:
    """The editors' note; an end that was assumed says so."""
    meeting = told.meeting
    assumed = meeting.start is not None and meeting.end is None and not meeting.all_day
    told_end = [open_language(told.language).text("No end time given") + "."] if assumed else []
    return "\n".join(filter(None, (editors_note(told), *told_end)))


def _designation(person: Participant) -> str:
    """As "Yrsa Lindmark (C), kommunstyrelsens ordförande"."""
    party = f" ({person.party})" if person.party else ""
    return f"{person.name}{party}" + (f", {person.role}" if person.role else "")


def _location(place: Place) -> dict[str, Any]:
    """The place, known by what it is called, so that two meetings there share it."""
    address = {
        "title": place.building if place.venue else None,
        "line": [place.street] if place.street else [],
        "locality": place.city,
        "postal_code": place.postal_code,
    }
    location = {
        "qcode": f"urn:uuid:{name_uuid(f'pressinvite:place:{place.text}')}",
        "name": place.venue or place.building or place.street or place.text,
        "address": compact(address),
    }
    if place.latitude is not None and place.longitude is not None:
        location["location"] = {"lat": place.latitude, "lon": place.longitude}
    return compact(location)


def _contact(contact: Contact, told: Told) -> dict[str, Any]:
    """A contact of Superdesk's; its id is made of what it says, in the form of the desk's own ids."""
    first, _, last = (contact.name or "").rpartition(" ")
    said = "\n".join((contact.name or "", contact.role or "", *contact.phones, *contact.emails))
    is_public = told.meeting.audience == "open"
    data = {
        "_id": name_uuid(f"pressinvite:contact:{said}").replace("-", "")[:24],
        "first_name": first,
        "last_name": last,
        "organisation": next(iter(told.meeting.organisers), told.organisation.name),
        "job_title": contact.role,
        "contact_phone": [{"number": phone, "public": is_public} for phone in contact.phones],
        "contact_email": list(contact.emails),
        "notes": contact.hours,
        "is_active": True,
        "public": is_public,
    }
    return compact(data)


def _links(told: Told) -> tuple[str | None, ...]:
    online = told.meeting.online
    return (told.url, told.meeting.url, online.url if online else None)
