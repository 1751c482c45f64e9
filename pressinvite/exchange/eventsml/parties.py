"""People, places and ways to reach somebody, of eventDetails → a meeting's participants, contacts, place and link."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pressinvite.exchange.eventsml.terms import VIRTUAL
from pressinvite.language.parties import parse_party
from pressinvite.language.phones import parse_phone
from pressinvite.meeting import Contact, Online, Participant, Place, Registration, normalise, with_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pressinvite.exchange.eventsml.codes import Codes
    from pressinvite.exchange.eventsml.tree import Node

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_LINK = re.compile(r"https?://[^\s<>\"]{3,1000}")


def name_of(node: Node) -> str:
    """Return what a party, place or concept is called: its first name, else its literal."""
    return next((name.text for name in node.children("name") if name.text), "") or node.get("literal")


def read_participant(node: Node, codes: Codes) -> Participant | None:
    """Return somebody whom the press meets; None where nobody is named."""
    name = name_of(node)
    if not name:
        return None
    affiliations = list(node.children("personDetails", "affiliation"))
    parties = [party for told in affiliations if (party := _party(told, codes))]
    duties = [text for told in node.children("definition") if (text := told.text)]
    duties += [name_of(told) for told in affiliations if not _party(told, codes) and name_of(told)]
    return Participant(name, party=next(iter(parties), None), role=", ".join(duties) or None)


def _party(affiliation: Node, codes: Codes) -> str | None:
    """A party's letters: as we wrote them, else those that its literal or its name stand for."""
    literal = affiliation.get("literal")
    if codes.own(affiliation) == "party" and literal:
        return literal
    return parse_party(literal) or parse_party(name_of(affiliation))


def read_contact(node: Node, codes: Codes, name: str | None = None) -> Contact | None:
    """Return whom to ask, of a contactInfo; `name` is the party's that it belongs to. None where nobody can be reached."""
    told: dict[str, str] = {}
    plain = []
    for note in node.children("note"):
        code = codes.own(note)
        if code:
            told[code] = note.text
        elif note.text:
            plain.append(note.text)
    contact = Contact(
        name=told.get("name") or name or (plain.pop(0) if plain else None),
        role=told.get("role"),
        phones=tuple(parse_phone(phone.text) or phone.text for phone in node.children("phone") if phone.text),
        emails=tuple(email.text.removeprefix("mailto:") for email in node.children("email") if email.text),
        standing=codes.own(node) == "standing",
        hours=told.get("hours") or "; ".join(plain) or None,
    )
    is_reachable = contact.phones or contact.emails or told
    return contact if is_reachable else None


def is_online(node: Node, codes: Codes) -> bool:
    """Tell whether a location is none on a map."""
    return codes.uri(node, "type") == VIRTUAL


def read_online(node: Node) -> Online:
    """Return how a meeting is attended from afar."""
    web = node.child("POIDetails", "contactInfo", "web")
    return Online(platform=name_of(node) or None, url=(web.text if web else "") or None)


def read_place(node: Node, codes: Codes) -> Place | None:
    """Return the place of a location; None where it says nothing."""
    point = node.child("POIDetails")
    names = [(codes.roles(name), name.text) for name in node.children("name") if name.text]
    whole = next((text for roles, text in names if "full" in roles), None)
    plain = next((text for roles, text in names if "full" not in roles), None) or node.get("literal") or None
    parts, beyond = _address(point.child("address") if point else None, codes)
    if plain and whole is None and plain not in parts.values():
        if parts and "," not in plain and "venue" not in parts:
            parts["venue"] = plain
        else:
            whole = ", ".join((plain, *(text for text in (with_text(Place(**parts)).text,) if text)))
    elif whole:
        whole = _completed(whole, parts)
    place = Place(text=whole, **parts)
    if not whole and beyond:
        place = place._replace(text=", ".join(filter(None, (with_text(place).text, *beyond))) or None)
    latitude, longitude = _position(node)
    place = place._replace(
        latitude=latitude,
        longitude=longitude,
        map_url=next((web.text for web in node.children("POIDetails", "contactInfo", "web") if web.text), None),
    )
    return with_text(place) if any(value is not None for value in place) else None


def _completed(whole: str, parts: dict[str, Any]) -> str:
    """The place's full name with the parts of its address that do not stand in it."""
    missing = {key: part for key, part in parts.items() if f" {normalise(part)} " not in f" {normalise(whole)} "}
    return ", ".join(filter(None, (whole, with_text(Place(**missing)).text)))


def _address(node: Node | None, codes: Codes) -> tuple[dict[str, Any], list[str]]:
    """The parts of an address, and what a place has no part for: area and country. Of lines without a role the last
    with a number is the street, what stands above it the house.
    """
    parts: dict[str, Any] = {}
    if node is None:
        return parts, []
    lines = []
    for told in node.children("line"):
        code = codes.own(told)
        if code in ("venue", "building", "street"):
            parts[code] = told.text
        elif told.text:
            lines.append(told.text)
    numbered = [text for text in lines if re.search(r"\d", text)]
    street = (numbered or lines)[-1] if lines else None
    above = lines[: lines.index(street)] if street else []
    read = {
        "building": ", ".join(above),
        "street": street,
        "postal_code": next((code.text for code in node.children("postalCode")), None),
        "city": next((name for locality in node.children("locality") if (name := name_of(locality))), None),
    }
    beyond = [name for tag in ("area", "country") for told in node.children(tag) if (name := name_of(told))]
    return {**{key: value for key, value in read.items() if value}, **parts}, beyond


def _position(node: Node) -> tuple[float | None, float | None]:
    position = node.child("POIDetails", "position") or node.child("geoAreaDetails", "position")
    try:
        latitude, longitude = (float(position.get(name)) for name in ("latitude", "longitude")) if position else (91, 0)
    except ValueError:
        return None, None
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else (None, None)


def read_words_of_registration(text: str) -> Registration | None:
    """Return the addresses to register at that a text names; None where it names none."""
    email, link = _EMAIL.search(text), _LINK.search(text)
    if not email and not link:
        return None
    return Registration(email=email[0].rstrip(".") if email else None, url=link[0].rstrip(".,;)") if link else None)


def read_own_registration(properties: Mapping[str, str]) -> Registration:
    """Return what our own extension says of registration, its deadline left out."""
    return Registration(
        required={"true": True, "false": False}.get(properties["registration"]),
        email=properties.get("registration-email"),
        url=properties.get("registration-url"),
        phone=properties.get("registration-phone"),
    )
