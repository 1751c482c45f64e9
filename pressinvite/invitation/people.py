"""The contacts as cards: this meeting's, and the standing press service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressinvite.invitation.characters import language_tag, mail_address, phone_address
from pressinvite.invitation.parts import Card, Link, Words
from pressinvite.invitation.translated import same_language
from pressinvite.invitation.typography import dash_times
from pressinvite.meeting import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pressinvite.language import Language
    from pressinvite.meeting import Contact, Meeting, Organisation


def contact_cards(meeting: Meeting, language: Language) -> tuple[Card, ...]:
    """Return the cards of those to call about this meeting."""
    return _cards((who for who in meeting.contacts if not who.standing), language, meeting.language)


def standing_cards(meeting: Meeting, organisation: Organisation, language: Language) -> tuple[Card, ...]:
    """Return the press service's cards: the meeting's own, else the organisation's."""
    own = tuple(who for who in meeting.contacts if who.standing)
    if own:
        return _cards(own, language, meeting.language)
    written = organisation.languages[0] if organisation.languages else "sv"
    return _cards(organisation.contacts, language, written)


def _cards(contacts: Iterable[Contact], language: Language, written: str) -> tuple[Card, ...]:
    lang = "" if same_language(written, language.tag) else language_tag(written)
    return tuple(
        Card(
            name=contact.name or "",
            role=Words(role, lang) if (role := _role(contact, language)) else None,
            phones=tuple(Link(language.phone(phone), phone_address(phone)) for phone in contact.phones),
            emails=tuple(Link(email, mail_address(email)) for email in contact.emails),
            hours=Words(dash_times(contact.hours), lang) if contact.hours else None,
        )
        for contact in contacts
    )


def _role(contact: Contact, language: Language) -> str:
    """The role, "" where it says no more than the name or the headings."""
    role = contact.role or ""
    headings = (language.text("Press contact"), language.text("Press service"), contact.name or "")
    return "" if normalise(role) in map(normalise, headings) else role
