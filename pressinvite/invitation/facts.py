"""The rows of facts: time, place, online, participants, registration and the practical ones, old values with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressinvite.invitation.changes import place_line
from pressinvite.invitation.characters import mail_address, phone_address, web_address
from pressinvite.invitation.parts import Line, Row
from pressinvite.invitation.translated import own_words
from pressinvite.language.markers import N_

if TYPE_CHECKING:
    from pressinvite.invitation.changes import Changes
    from pressinvite.language import Language
    from pressinvite.meeting import Meeting, Participant, Place

PRACTICAL = (
    ("accreditation", N_("Accreditation")),
    ("access", N_("Accessibility and entry")),
    ("interviews", N_("Interviews")),
    ("photo", N_("Photographs")),
)
"""Field and label, in the order of the page."""


def fact_rows(meeting: Meeting, language: Language, changes: Changes) -> tuple[Row, ...]:
    """Return the rows that have something to say, in LOOK's order."""
    _ = language.text
    rows = [
        Row("time", _("Time"), time_lines(meeting, language, changes)),
        Row("place", _("Place"), place_lines(meeting, language, changes)),
        Row("online", _("Online"), online_lines(meeting, language, changes)),
        Row("participants", _("Participants"), participant_lines(meeting, language)),
        Row("registration", _("Registration"), registration_lines(meeting, language)),
        *(Row(key, _(label), practical_lines(meeting, language, key)) for key, label in PRACTICAL),
    ]
    return tuple(row for row in rows if row.lines)


def time_lines(meeting: Meeting, language: Language, changes: Changes) -> tuple[Line, ...]:
    """The whole time; of a postponed meeting that a new one will be told; the old time in words."""
    _ = language.text
    lines = []
    if meeting.start is not None:
        when = language.when(meeting.start, meeting.end)
        if meeting.status == "postponed":
            lines += [
                Line(_("A new time will be announced."), strong=True),
                Line(_("previously {old}", old=when), quiet=True),
            ]
        else:
            lines.append(Line(when, strong=True))
    if meeting.status == "cancelled":
        lines.append(Line(_("Cancelled"), quiet=True))
    if meeting.status == "tentative":
        lines.append(Line(_("The time is preliminary."), quiet=True))
    if changes.old_time and meeting.status != "postponed":
        lines.append(Line(_("previously {old}", old=changes.old_time), quiet=True))
    if meeting.timezone != "Europe/Stockholm" and meeting.start is not None and not meeting.all_day:
        lines.append(Line(_("Local time in {zone}", zone=_zone_name(meeting.timezone)), quiet=True))
    return tuple(lines)


def place_lines(meeting: Meeting, language: Language, changes: Changes) -> tuple[Line, ...]:
    """The name, the address, how to get in, the map; the old place in words."""
    _ = language.text
    place = meeting.place
    lines = _named_place(place) if place else []
    if place and place.directions:
        words, lang = own_words(meeting, language, "directions")
        lines += [Line(line, lang=lang) for line in words.split("\n")]
    href = web_address(place.map_url) if place else ""
    if href:
        lines.append(Line(_("Show on a map"), href=href))
    if changes.old_place:
        lines.append(Line(_("previously {old}", old=changes.old_place), quiet=True))
    return tuple(lines)


def _named_place(place: Place) -> list[Line]:
    """The first part of the place in bold, the rest of it on the line below."""
    text = place_line(place)
    first = place.venue or place.building or text.partition(",")[0]
    if not text:
        return []
    if text.startswith(f"{first},"):
        return [Line(first, strong=True), Line(text[len(first) + 1 :].strip())]
    return [Line(text, strong=True)]


def online_lines(meeting: Meeting, language: Language, changes: Changes) -> tuple[Line, ...]:
    """The platform and its link."""
    _ = language.text
    lines = []
    online = meeting.online
    if online and (online.platform or online.url):
        href = web_address(online.url)
        if online.platform:
            lines.append(Line(online.platform, strong=True))
        if href:
            lines.append(Line(online.url or href, href=href))
        elif online.url:
            lines.append(Line(online.url))
        else:
            lines.append(Line(_("The link will be sent later.")))
    if changes.old_online:
        lines.append(Line(_("previously {old}", old=changes.old_online), quiet=True))
    return tuple(lines)


def participant_lines(meeting: Meeting, language: Language) -> tuple[Line, ...]:
    """As "Ilmar Reepalu (S), kommunstyrelsens ordförande i Malmö stad"; the party's name in words at its first member."""
    told: set[str] = set()
    return tuple(_participant(person, meeting, language, told) for person in meeting.participants)


def _participant(person: Participant, meeting: Meeting, language: Language, told: set[str]) -> Line:
    name = f"{person.name} ({person.party})" if person.party else person.name
    party = language.party_name(person.party) if person.party and person.party not in told else None
    told.add(person.party or "")
    words = [word for word in (person.role, party) if word]
    _, lang = own_words(meeting, language, "role")
    return Line(name, strong=True, after=f", {', '.join(words)}" if words else "", lang=lang if person.role else "")


def registration_lines(meeting: Meeting, language: Language) -> tuple[Line, ...]:
    """Whether, until when, and where."""
    _ = language.text
    registration = meeting.registration
    if registration is None:
        return ()
    if registration.required is False:
        return (Line(_("No registration is needed.")),)
    lines = []
    deadline = language.when(registration.deadline) if registration.deadline else ""
    if deadline and registration.required:
        lines.append(Line(_("Required, no later than {date}", date=deadline), strong=True))
    elif deadline:
        lines.append(Line(_("No later than {date}", date=deadline), strong=True))
    elif registration.required:
        lines.append(Line(_("Required"), strong=True))
    if registration.email:
        lines.append(Line(registration.email, before=_("E-mail"), href=mail_address(registration.email)))
    if registration.phone:
        lines.append(
            Line(language.phone(registration.phone), before=_("Phone"), href=phone_address(registration.phone))
        )
    if registration.url:
        lines.append(Line(registration.url, before=_("Web"), href=web_address(registration.url)))
    return tuple(lines)


def practical_lines(meeting: Meeting, language: Language, key: str) -> tuple[Line, ...]:
    """The lines of a free text: press card, entry, interviews, photographs."""
    text, lang = own_words(meeting, language, key)
    return tuple(Line(line, lang=lang) for line in text.split("\n") if line)


def _zone_name(zone: str) -> str:
    """As "Europe/Helsinki" → "Helsinki"."""
    return zone.rpartition("/")[2].replace("_", " ")
