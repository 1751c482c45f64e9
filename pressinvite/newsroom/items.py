"""A feed and what stands in it, whatever its format: Atom (RFC 4287) and JSON Feed say the same.

Texts may hold any character: each format leaves out what it cannot hold. Moments are aware; an address that is not http or
https is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt


class FeedEvent(NamedTuple):
    """When and where the meeting is, for formats that have no words of their own for it."""

    start: dt.date
    """An aware datetime with the place's own offset from UTC, or a date alone."""
    end: dt.date | None = None
    """As `start`; None where none is given."""
    location: str | None = None
    """One line, as shown."""
    status: str | None = None
    """schema.org's address of it, as exchange writes eventStatus: "https://schema.org/EventCancelled"."""


class FeedItem(NamedTuple):
    """One meeting in a feed, in one language."""

    uid: str
    """The meeting's, for life; any text."""
    url: str
    """The page's absolute address."""
    title: str
    """Plain text on one line."""
    summary: str
    """Plain text: a sentence or two; "" where there is none."""
    html: str
    """What our templates made: safe, with absolute addresses."""
    updated: dt.datetime
    """When the meeting was last changed."""
    published: dt.datetime | None = None
    """When it was first made public."""
    language: str = ""
    """Its tag (RFC 5646); "" is the feed's."""
    categories: tuple[str, ...] = ()
    """Subject words, as shown."""
    calendar_url: str = ""
    """Absolute address of the meeting's .ics; "" where there is none."""
    authors: tuple[str, ...] = ()
    """Who invites; nobody means the feed's author."""
    event: FeedEvent | None = None
    """None where no day is known."""


class FeedHead(NamedTuple):
    """What a feed tells of itself."""

    id: str
    """The same for the feed's life, wherever it lies: an http, https, tag or urn address, or any text."""
    title: str
    """Plain text on one line."""
    home_url: str
    """Absolute address of the page that shows the same meetings."""
    self_url: str
    """Absolute address of the feed itself."""
    updated: dt.datetime
    """Told where the feed has no item; else the newest item's moment is."""
    author: str
    """The organisation's name; "" takes the title."""
    subtitle: str = ""
    """Plain text; "" where there is none."""
    language: str = ""
    """The tag (RFC 5646) of all that does not tell its own; "" where unknown."""
    website: str = ""
    """The organisation's own address."""
    icon_url: str = ""
    """Absolute address of a square picture."""
