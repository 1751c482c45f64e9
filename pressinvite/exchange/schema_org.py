"""A meeting as schema.org/Event in JSON-LD, as search engines and other calendars read it in a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pressinvite.exchange.moments import iso_moment
from pressinvite.exchange.told import old_start, schema_status

if TYPE_CHECKING:
    from pressinvite.meeting import Meeting, Online, Organisation, Place

_ROOT = "https://schema.org/"


def event_json_ld(
    meeting: Meeting, *, organisation: Organisation, url: str | None, description: str, language: str
) -> dict[str, Any]:
    """Return the Event (schema.org/Event); times carry their offset from UTC, days are days."""
    event: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Event",
        "identifier": meeting.uid,
        "name": meeting.title or meeting.kind,
        "description": description,
        "inLanguage": language,
        "url": url,
        "startDate": iso_moment(meeting.start, meeting.timezone),
        "endDate": iso_moment(meeting.end, meeting.timezone),
        "previousStartDate": iso_moment(old_start(meeting), meeting.timezone),
        "eventStatus": _ROOT + schema_status(meeting),
        "eventAttendanceMode": _ROOT + _attendance(meeting),
        "location": _locations(meeting),
        "organizer": _organizer(meeting, organisation),
        "performer": [_person(person.name, person.role) for person in meeting.participants],
        "isAccessibleForFree": True,
    }
    return {key: value for key, value in event.items() if value not in (None, "", [])}


def _attendance(meeting: Meeting) -> str:
    if meeting.online and meeting.place:
        return "MixedEventAttendanceMode"
    return "OnlineEventAttendanceMode" if meeting.online else "OfflineEventAttendanceMode"


def _locations(meeting: Meeting) -> list[dict[str, Any]] | dict[str, Any] | None:
    found = [_place(meeting.place)] if meeting.place else []
    if meeting.online:
        found.append(_virtual(meeting.online))
    return found[0] if len(found) == 1 else found or None


def _place(place: Place) -> dict[str, Any]:
    address = {
        "@type": "PostalAddress",
        "streetAddress": place.street,
        "postalCode": place.postal_code,
        "addressLocality": place.city,
    }
    parts = {key: value for key, value in address.items() if value}
    told: dict[str, Any] = {
        "@type": "Place",
        "name": place.venue or place.building or place.text,
        "address": parts if len(parts) > 1 else place.text,
        "hasMap": place.map_url,
    }
    if place.latitude is not None and place.longitude is not None:
        told["geo"] = {"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude}
    return {key: value for key, value in told.items() if value}


def _virtual(online: Online) -> dict[str, Any]:
    told = {"@type": "VirtualLocation", "name": online.platform, "url": online.url}
    return {key: value for key, value in told.items() if value}


def _organizer(meeting: Meeting, organisation: Organisation) -> list[dict[str, Any]] | dict[str, Any] | None:
    names = meeting.organisers or ((organisation.name,) if organisation.name else ())
    found = []
    for name in names:
        told = {"@type": "Organization", "name": name}
        if name == organisation.name and organisation.website:
            told["url"] = organisation.website
        found.append(told)
    return found[0] if len(found) == 1 else found or None


def _person(name: str, role: str | None) -> dict[str, Any]:
    return {"@type": "Person", "name": name, **({"jobTitle": role} if role else {})}
