"""What a calendar entry says, and who is named in it: made by the invitation, laid out here."""

from __future__ import annotations

from pressinvite.records import NamedTuple


class Address(NamedTuple):
    """A mailbox."""

    email: str
    """Bare, in ASCII."""
    name: str | None = None
    """CN."""


class EventWords(NamedTuple):
    """The texts of one event in one language."""

    summary: str
    description: str
    location: str | None
    """One line."""
    description_html: str | None = None
    """The description for Outlook, as the body of an HTML page."""
    contact: tuple[str, ...] = ()
    """One line a contact."""
    categories: tuple[str, ...] = ()
    language: str = "sv"
    """BCP 47."""
