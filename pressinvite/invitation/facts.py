"""The rows of facts: time, place, online, participants, registration and the practical ones, old values with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressinvite.invitation.changes import place_line
from pressinvite.invitation.characters import mail_address, phone_address, web_address
from pressinvite.invitation.parts import Line, Row
from pressinvite.invitation.translated import own_words
from pressinvite.invitation.typography import dash_times
from pressinvite.language.markers import N_
from pressinvite.meeting import normalise

if TYPE_CHECKING:
    from pressinvite.invitation.changes import Changes
    from pressinvite.language import Language
    from pressinvite.meeting import Meeting, Organisation, Place

PRACTICAL = (
    ("accreditation", N_("Accreditation")),
    ("access", N_("Accessibility and entry")),
    ("interviews", N_("Interviews")),
    ("photo", N_("Photographs")),
)
"""Field and label, in the order of the page."""


def fact_rows(meeting: Meeting, organisation: Organisation, language: Language, changes: Changes) -> tuple[Row, ...]:
    """Return the rows that have something to say, in LOOK's order."""
    _ = language.text
    rows = [
        Row("time", _("Time"), time_lines(meeting, language, changes)),
        Row("place", _("Place"), place_lines(meeting, language, changes)),
        Row("online", _("Online"), online_lines(meeting, language, changes)),
        Row("participants", _("Participants"), participant_lines(meeting, language), party_note(meeting, language)),
        organiser_row(meeting, organisation, language),
        Row("embargo", _("Embargo"), embargo_lines(meeting, language)),
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
        if meeting.status == "cancelled":
            lines += [Line(_("Cancelled"), strong=True), Line(_("would have been {old}", old=when), quiet=True)]
        elif meeting.status == "postponed":
            lines += [
                Line(_("A new time will be announced."), strong=True),
                Line(_("previously {old}", old=when), quiet=True),
            ]
        else:
            lines.append(Line(when, strong=True))
    elif meeting.status == "cancelled":
        lines.append(Line(_("Cancelled"), strong=True))
    if meeting.status == "tentative":
        lines.append(Line(_("The time is preliminary."), quiet=True))
    if changes.old_time and meeting.status not in {"cancelled", "postponed"}:
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
        elif meeting.contacts:
            lines.append(Line(_("Ask the press contact for the link.")))
    if changes.old_online:
        lines.append(Line(_("previously {old}", old=changes.old_online), quiet=True))
    return tuple(lines)


def participant_lines(meeting: Meeting, language: Language) -> tuple[Line, ...]:
    """As "Ilmar Reepalu (S), kommunstyrelsens ordförande i Malmö stad"."""
    lang = own_words(meeting, language, "role").lang
    return tuple(
        Line(
            person.name,
            strong=True,
            short=person.party or "",
            meaning=language.party_name(person.party or "") or "",
            after=f", {person.role}" if person.role else "",
            lang=lang if person.role else "",
        )
        for person in meeting.participants
    )


def party_note(meeting: Meeting, language: Language) -> str:
    """The parties' names, which pages have behind their letters: "S = Socialdemokraterna, M = Moderaterna"."""
    parties = dict.fromkeys(person.party for person in meeting.participants if person.party)
    names = {party: language.party_name(party) for party in parties}
    return ", ".join(f"{party} = {name}" for party, name in names.items() if name)


def organiser_row(meeting: Meeting, organisation: Organisation, language: Language) -> Row:
    """Who invites, where that is not the organisation alone, whose name the page bears."""
    _ = language.text
    names = meeting.organisers
    if len(names) == 1 and normalise(names[0]) == normalise(organisation.name or ""):
        names = ()
    lines = (Line(language.join(names)),) if names else ()
    return Row("organisers", _("Organisers") if len(names) > 1 else _("Organiser"), lines)


def embargo_lines(meeting: Meeting, language: Language) -> tuple[Line, ...]:
    """From when it may be published: an invitation may be sent before that, and says so."""
    if meeting.embargo is None:
        return ()
    when = language.when(meeting.embargo)
    return (Line(language.text("May be published from {when} at the earliest.", when=when)),)


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
    return tuple(Line(line, lang=lang) for line in dash_times(text).split("\n") if line)


def _zone_name(zone: str) -> str:
    """As "Europe/Helsinki" → "Helsinki"."""
    return zone.rpartition("/")[2].replace("_", " ")
