"""A meeting → eventDetails: when, how certain, where, who comes, who invites, whom to ask, what is asked of visitors."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from pressinvite.exchange.eventsml import terms
from pressinvite.exchange.eventsml.markup import add, add_block, add_names, address
from pressinvite.exchange.eventsml.tellings import tellings
from pressinvite.exchange.eventsml.terms import own
from pressinvite.exchange.moments import iso_moment
from pressinvite.exchange.newscodes import OCCURRENCES, SCHEMA_ORG
from pressinvite.exchange.told import schema_status
from pressinvite.language import open_language
from pressinvite.meeting import normalise, with_text

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from pressinvite.exchange.told import Told
    from pressinvite.meeting import Contact, Meeting, Online, Place

_CONFIRMATION = {"tentative": terms.APPROXIMATE, "postponed": terms.UNDEFINED}


def add_details(concept: Element, told: Told) -> None:
    """Append eventDetails; nothing where no start is known, without which the standard has none."""
    meeting = told.meeting
    start = iso_moment(meeting.start, meeting.timezone)
    if start is None:
        return
    details = add(concept, "eventDetails")
    _add_dates(details, meeting, start)
    add(details, "eventStatus", uri=SCHEMA_ORG + schema_status(meeting))
    add(details, "occurStatus", qcode=f"{terms.OCCURRENCE_ALIAS}:{OCCURRENCES[meeting.status][0]}")
    registration = told.fact("registration")
    if registration:
        add_block(details, "registration", registration, lang=told.language)
    for category in meeting.categories:
        add(details, "keyword", category, lang=meeting.language)
    _add_requirement(details, told)
    for words, kind in ((meeting.topics, terms.ABSTRACT), (meeting.regions, terms.AREA)):
        for word in words:
            add_names(add(details, "subject", type=kind), [(meeting.language, word)])
    if meeting.place:
        _add_place(details, told, with_text(meeting.place))
    if meeting.online:
        _add_online(details, meeting.online)
    _add_participants(details, meeting)
    _add_organisers(details, told)
    for contact in _contacts(told):
        _add_contact(details, contact, meeting.language)
    add(details, "language", tag=meeting.language)


def _add_dates(details: Element, meeting: Meeting, start: str) -> None:
    dates = add(details, "dates")
    status = _CONFIRMATION.get(meeting.status)
    add(dates, "start", start, confirmationstatus=status)
    end = iso_moment(meeting.end, meeting.timezone)
    if end:
        add(dates, "end", end, confirmationstatus=status)


def _add_requirement(details: Element, told: Told) -> None:
    """What to bring."""
    texts = tellings(told, "accreditation")
    if texts:
        requirement = add(details, "participationRequirement", type=terms.ABSTRACT)
        label = next((fact.label for fact in told.facts if fact.key == "accreditation"), "")
        add_names(requirement, [(told.language, label)] if label else [])
        for language, text in texts.items():
            add_block(requirement, "definition", text, lang=language)


def _add_place(details: Element, told: Told, place: Place) -> None:
    """The place: its whole line as its full name, its parts as a point of interest with an address."""
    language = told.meeting.language
    location = add(details, "location")
    name = ", ".join(filter(None, (place.venue, place.building)))
    if name and name != place.text:
        add(location, "name", name, lang=language)
    if place.text:
        add(location, "name", place.text, lang=language, role=terms.WHOLE_NAME)
    point = add(location, "POIDetails")
    if place.latitude is not None and place.longitude is not None:
        add(point, "position", latitude=_degrees(place.latitude), longitude=_degrees(place.longitude))
    _add_address(point, place)
    url = address(place.map_url)
    if url:
        add(add(point, "contactInfo"), "web", url, role=own("map"))
    for tag, text in tellings(told, "directions").items():
        add_block(point, "access", text, lang=tag)
    if not len(point):
        location.remove(point)


def _add_address(point: Element, place: Place) -> None:
    if not any((place.venue, place.building, place.street, place.postal_code, place.city)):
        return
    postal = add(point, "address")
    for code in ("venue", "building", "street"):
        if getattr(place, code):
            add(postal, "line", getattr(place, code), role=own(code))
    if place.city:
        add(add(postal, "locality"), "name", place.city)
    if place.postal_code:
        add(postal, "postalCode", place.postal_code)


def _degrees(number: float) -> str:
    """As xs:decimal, which knows no exponents."""
    return format(Decimal(repr(number)), "f")


def _add_online(details: Element, online: Online) -> None:
    location = add(details, "location", typeuri=terms.VIRTUAL)
    if online.platform:
        add(location, "name", online.platform)
    url = address(online.url)
    if url:
        add(add(add(location, "POIDetails"), "contactInfo"), "web", url)


def _add_participants(details: Element, meeting: Meeting) -> None:
    """People with their duty as definition and their party as affiliation: letters as the code, the name in words."""
    for person in meeting.participants:
        told = add(details, "participant", type=terms.PERSON)
        add(told, "name", person.name)
        if person.role:
            add_block(told, "definition", person.role, lang=meeting.language)
        if person.party:
            party = add(add(told, "personDetails"), "affiliation", literal=person.party, role=own("party"))
            name = open_language(meeting.language).party_name(person.party)
            add_names(party, [(meeting.language, name)] if name else [])


def _add_organisers(details: Element, told: Told) -> None:
    """Who invites; the web address where that is the organisation of the settings."""
    organisation = told.organisation
    for name in told.meeting.organisers:
        organiser = add(details, "organiser", type=terms.ORGANISATION)
        add(organiser, "name", name)
        url = address(organisation.website)
        if url and normalise(name) == normalise(organisation.name or ""):
            add(add(add(organiser, "organisationDetails"), "contactInfo"), "web", url)


def _contacts(told: Told) -> tuple[Contact, ...]:
    """The meeting's contacts; the organisation's press service too, where the meeting has none of its own."""
    contacts = told.meeting.contacts
    if any(who.standing for who in contacts):
        return contacts
    return (*contacts, *(who._replace(standing=True) for who in told.organisation.contacts))


def _add_contact(details: Element, contact: Contact, language: str) -> None:
    """Whom to ask. Who that is stands in notes, for contactInfo has no name of its own."""
    told = add(details, "contactInfo", role=own("standing") if contact.standing else None)
    for code in ("name", "role"):
        if getattr(contact, code):
            add_block(told, "note", getattr(contact, code), lang=language, role=own(code))
    for phone in contact.phones:
        add(told, "phone", phone)
    for email in contact.emails:
        add(told, "email", email)
    if contact.hours:
        add_block(told, "note", contact.hours, lang=language, role=own("hours"))
