"""What the calendar entry says: SUMMARY, LOCATION, DESCRIPTION, CONTACT; the calendar room only lays it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressinvite.calendar import EventWords
from pressinvite.invitation.changes import place_line
from pressinvite.invitation.characters import web_address
from pressinvite.invitation.text import card_text, line_text, shown_heading, text_blocks

if TYPE_CHECKING:
    from pressinvite.invitation.parts import Invitation, Row

_AS_HTML = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;", "\n": "<br>"})


def event_words(invitation: Invitation) -> EventWords:
    """Return the words of a calendar file: the description is the full plain text (DESIGN: rules 10 and 13)."""
    blocks = [block for block in text_blocks(invitation, width=None, calendar=True).values() if block]
    contacts = tuple(card_text(card) for card in (*invitation.contacts, *invitation.standing))
    return EventWords(
        summary=shown_heading(invitation),
        description="\n\n".join(blocks),
        location=_location(invitation),
        description_html="".join(f"<p>{block.translate(_AS_HTML)}</p>" for block in blocks),
        contact=contacts,
        categories=(*invitation.meeting.categories, *invitation.meeting.topics),
        language=invitation.lang,
    )


def link_words(invitation: Invitation) -> EventWords:
    """Return the words of the add-to-calendar links: how to join and to register, whom to call, the release."""
    parts = [
        _join_address(invitation),
        *(f"{row.label}: {_one_line(row)}" for row in invitation.rows if row.key == "registration"),
        *(card_text(card) for card in invitation.contacts[:1]),
        _no_end(invitation),
        invitation.url,
    ]
    return EventWords(
        summary=invitation.heading.text,
        description="\n".join(part for part in parts if part),
        location=place_line(invitation.meeting.place) or _join_address(invitation) or _location(invitation),
        language=invitation.lang,
    )


def short_link_words(invitation: Invitation) -> EventWords:
    """Return the words of the links that plain text writes out: title, place and how to join."""
    place = place_line(invitation.meeting.place)
    return EventWords(
        summary=invitation.heading.text,
        description=_join_address(invitation) if place else "",
        location=place or _join_address(invitation) or _location(invitation),
        language=invitation.lang,
    )


def _join_address(invitation: Invitation) -> str:
    online = invitation.meeting.online
    return web_address(online.url) if online else ""


def _one_line(row: Row) -> str:
    return ", ".join(line_text(line) for line in row.lines)


def _no_end(invitation: Invitation) -> str:
    meeting = invitation.meeting
    told = meeting.end is not None or meeting.all_day
    return "" if told else invitation.language.text("No end time given")


def _location(invitation: Invitation) -> str | None:
    """The place on one line; the platform's name where there is no place."""
    meeting = invitation.meeting
    return place_line(meeting.place) or (meeting.online.platform if meeting.online else None)
