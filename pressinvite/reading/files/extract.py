"""What a file of another program holds, as plain values: text, events told as data, and what there is to say about it.

The values cross from the child process to ours as JSON, so they are text, numbers, tuples and None alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pressinvite.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Said(NamedTuple):
    """A finding to be, of the file as a whole."""

    code: str
    severity: str
    values: Mapping[str, Any] = {}
    event: int | None = None
    """Index of the event that it concerns, with its start; None for the file."""


class Event(NamedTuple):
    """What a calendar entry, or a page's schema.org data, says of one event."""

    title: str | None = None
    start: str | None = None
    """ISO 8601 wall time, or a date alone."""
    end: str | None = None
    """As `start`; a date is the last day itself."""
    timezone: str | None = None
    """IANA name; None where the time floats."""
    place: str | None = None
    """One line."""
    venue: str | None = None
    street: str | None = None
    postal_code: str | None = None
    city: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    platform: str | None = None
    online_url: str | None = None
    url: str | None = None
    status: str = "confirmed"
    uid: str | None = None
    sequence: int = 0
    organiser: str | None = None
    categories: tuple[str, ...] = ()
    private: bool = False
    created: str | None = None
    """ISO 8601, UTC."""
    modified: str | None = None
    first_line: int = 0
    """Its lines in the extract's text, counted from 1; 0 where it has none."""
    last_line: int = 0
    description: str | None = None


class Extract(NamedTuple):
    """One file, or one part of a message."""

    text: str
    """As a person reads it, lines and all."""
    events: tuple[Event, ...] = ()
    published: str | None = None
    """The day of publication, ISO 8601, that the file states as data."""
    url: str | None = None
    title: str | None = None
    """The headline, where the file marks one: h1, a message's subject."""
    organiser: str | None = None
    """Who publishes it."""
    said: tuple[Said, ...] = ()
    name: str = ""
    """The attachment's name."""
    others: tuple[Extract, ...] = ()
    """Attachments and attached messages, in the order to try where the text tells of no meeting."""


def to_json(extract: Extract) -> dict[str, Any]:
    """Return the extract as JSON's own types."""
    data = extract._asdict()
    data["events"] = [event._asdict() for event in extract.events]
    data["said"] = [said._asdict() for said in extract.said]
    data["others"] = [to_json(other) for other in extract.others]
    return data


def from_json(data: dict[str, Any]) -> Extract:
    """Return what `to_json` was given; raises TypeError or KeyError where it is something else."""
    events = tuple(Event(**{**event, "categories": tuple(event["categories"])}) for event in data["events"])
    said = tuple(Said(**row) for row in data["said"])
    others = tuple(from_json(other) for other in data["others"])
    return Extract(**{**data, "events": events, "said": said, "others": others})
