"""What earlier revisions of a meeting said of time, place, status and title: an extension of the concept, both ways.

NewsML-G2 has versions of items but no way to tell in one what another said; its extension properties may hold related
values, which receivers that do not know them pass over. The words for people stand in the item's edNote.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from pressinvite.exchange.eventsml.markup import add
from pressinvite.exchange.eventsml.terms import own
from pressinvite.exchange.eventsml.times import read_instant, read_moment
from pressinvite.exchange.moments import iso_instant, iso_moment
from pressinvite.meeting import Online, Place, Revision, Status
from pressinvite.zones import is_zone

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from pressinvite.exchange.eventsml.codes import Codes
    from pressinvite.exchange.eventsml.tree import Node
    from pressinvite.meeting import Meeting

HELD = ("title", "status", "start", "end", "timezone", "place", "online")
"""Keys whose old values are kept."""
_NOUNS: dict[str, type[Place | Online]] = {"place": Place, "online": Online}
_DEGREES = ("latitude", "longitude")


def add_revisions(concept: Element, meeting: Meeting) -> None:
    """Append a property for each earlier revision: its sequence as value, its moment and old values as related."""
    for revision in meeting.previous:
        zone = str(revision.values.get("timezone") or meeting.timezone)
        told = add(concept, "conceptExtProperty", rel=own("previous"), value=str(revision.sequence))
        if revision.modified:
            add(told, "related", rel=own("modified"), value=iso_instant(revision.modified))
        for key in HELD:
            if key in revision.values:
                _add_value(told, key, revision.values[key], zone)


def _add_value(told: Element, key: str, value: Any, zone: str) -> None:
    """An old value; without one where the key was absent."""
    if key in ("start", "end"):
        add(told, "related", rel=own(key), value=iso_moment(value, zone))
    elif key not in _NOUNS:
        add(told, "related", rel=own(key), value=value)
    else:
        related = add(told, "related", rel=own(key))
        for part, text in (value._asdict() if value else {}).items():
            if text is not None:
                add(related, "related", rel=own(part), value=str(text))


def read_revisions(concept: Node, codes: Codes, zone: str) -> tuple[Revision, ...]:
    """Return the earlier revisions that our own extension tells of; what is no sound value is left out."""
    found = []
    for told in concept.children("conceptExtProperty"):
        number = told.get("value")
        if codes.own(told, "rel") == "previous" and number.isascii() and number.isdigit() and len(number) < 10:
            found.append(_revision(told, int(number), codes, zone))
    return tuple(found)


def _revision(told: Node, sequence: int, codes: Codes, zone: str) -> Revision:
    related = {codes.own(node, "rel"): node for node in told.children("related")}
    modified = related.get("modified")
    old_zone = related["timezone"].get("value") if "timezone" in related else ""
    clock = old_zone if is_zone(old_zone) else zone
    values = {key: _value(key, related[key], codes, clock) for key in HELD if key in related}
    is_read = {key: value is not None or not _says(related[key]) for key, value in values.items()}
    return Revision(
        sequence=sequence,
        modified=read_instant(modified.get("value")) if modified else None,
        values={key: value for key, value in values.items() if is_read[key]},
    )


def _says(node: Node) -> bool:
    return bool(node.get("value")) or any(True for _ in node.elements())


def _value(key: str, node: Node, codes: Codes, zone: str) -> object:
    text = node.get("value")
    if key in ("start", "end"):
        return read_moment(text, zone)[0]
    if key == "status":
        return text if text in get_args(Status) else None
    if key == "timezone":
        return text if is_zone(text) else None
    if key not in _NOUNS:
        return text or None
    noun = _NOUNS[key]
    parts: dict[str, Any] = {}
    for part in node.children("related"):
        name = codes.own(part, "rel")
        if name in noun._fields and part.get("value"):
            parts[name] = _degrees(part.get("value")) if name in _DEGREES else part.get("value")
    return noun(**parts) if parts else None


def _degrees(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if abs(number) <= 180 else None
