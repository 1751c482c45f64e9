"""People and ways to reach them as ninjs has them: `contactInfo`, a list of one number or address each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pressinvite.exchange.moments import iso_moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pressinvite.language import Language
    from pressinvite.meeting import Contact, Meeting, Participant, Place, Registration

Entry = dict[str, Any]

CONTACT, SERVICE, PARTICIPANT = "contact", "pressService", "participant"
"""`rel` of a person to an event: whom to call about it, the standing press service, whom the press meets there."""
REGISTRATION = "registration"
"""`role` of the ways to register."""


def compact(data: dict[str, Any]) -> Entry:
    """Return the mapping without what is empty."""
    return {key: value for key, value in data.items() if value not in (None, "", [], {}, ())}


def participant_entry(person: Participant, language: Language) -> Entry:
    """Return somebody whom the press meets; title and party stand among the contact info, for ninjs has no other place."""
    party = {"type": "party", "name": language.party_name(person.party), "value": person.party} if person.party else {}
    title = {"type": "title", "value": person.role} if person.role else {}
    return compact(
        {"name": person.name, "rel": PARTICIPANT, "contactInfo": [compact(entry) for entry in (title, party) if entry]}
    )


def contact_entry(contact: Contact) -> Entry:
    """Return somebody to call, with all there is to know of them."""
    entries = [{"type": "title", "value": contact.role}, *_ways(contact), {"type": "hours", "value": contact.hours}]
    return compact(
        {
            "name": contact.name,
            "rel": SERVICE if contact.standing else CONTACT,
            "contactInfo": [entry for entry in entries if entry["value"]],
        }
    )


def flat_entries(contacts: Iterable[Contact]) -> list[Entry]:
    """Return every number and address with whose it is, as an organiser has them."""
    return [
        compact({**way, "role": "press", "name": ", ".join(filter(None, (contact.name, contact.role)))})
        for contact in contacts
        for way in _ways(contact)
    ]


def registration_entries(registration: Registration | None) -> list[Entry]:
    """Return the ways to register."""
    if registration is None:
        return []
    ways = {"email": registration.email, "phone": registration.phone, "url": registration.url}
    return [{"type": kind, "role": REGISTRATION, "value": value} for kind, value in ways.items() if value]


def registration_terms(meeting: Meeting) -> Iterator[Entry]:
    """Yield whether one must register and until when, as descriptions that a program can read."""
    registration = meeting.registration
    if registration is not None and registration.required is not None:
        yield {"role": "registrationRequired", "value": str(registration.required).lower()}
    deadline = iso_moment(registration.deadline, meeting.timezone) if registration else None
    if deadline:
        yield {"role": "registrationDeadline", "value": deadline}


def place_entries(place: Place) -> list[Entry]:
    """Return the place under its most exact name, and the building that a room lies in as one more."""
    named = (("venue", place.venue), ("building", place.building), ("address", place.street), ("place", place.text))
    rel, name = next(((rel, name) for rel, name in named if name), ("place", None))
    address = compact(
        {
            "lines": [place.street] if place.street else [],
            "locality": place.city,
            "postalCode": place.postal_code,
        }
    )
    reached = [{"type": "address", "address": address}] if address else []
    reached += [{"type": "map", "value": place.map_url}] if place.map_url else []
    entry = compact({"name": name, "rel": rel, "literal": place.text, "contactInfo": reached})
    if place.latitude is not None and place.longitude is not None:
        # RFC 7946 section 3.1.1: longitude first
        entry["geoJSON"] = {"type": "Point", "coordinates": [place.longitude, place.latitude]}
    building = [{"name": place.building, "rel": "building"}] if place.venue and place.building else []
    return [entry, *building] if len(entry) > 1 else []


def _ways(contact: Contact) -> list[Entry]:
    return [
        *({"type": "phone", "value": phone} for phone in contact.phones),
        *({"type": "email", "value": email} for email in contact.emails),
    ]
