"""People, places and ways to reach them, as ninjs and ttninjs have them, taken in.

Both formats have the same lists under names of their own; `Spelling` holds the names.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from pressinvite.exchange.contact_info import CONTACT, REGISTRATION, SERVICE
from pressinvite.language.phones import parse_phone
from pressinvite.meeting import Contact, Online, Participant, Place, Registration, with_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pressinvite.exchange.incoming import Item


class Spelling(NamedTuple):
    """How a format spells what both have."""

    reached: str
    postal_code: str
    point: str


NINJS = Spelling("contactInfo", "postalCode", "geoJSON")
TTNINJS = Spelling("contactinfo", "postalcode", "geometry_geojson")

AREAS = {"region": "region", "lan": "region", "kommun": "region", "ort": "city", "landskap": "", "land": "",
         "delstat": "", "capital": "", "city": "city", "timezone": ""}  # fmt: skip
"""`rel` of a place that is an area and not where the meeting is held → what it is to a meeting. TT's own are among them,
without their dots: "län" is written in two ways in Unicode.
"""
REGIONS = tuple(rel for rel, area in AREAS.items() if area == "region")
_VENUE = {"venue": "venue", "building": "building", "address": "street", "place": "text"}
_DEGREES = 2


def read_people(people: list[Item], spelling: Spelling) -> tuple[tuple[Participant, ...], tuple[Contact, ...]]:
    """Return whom the press meets and whom it may call; who has no `rel` of ours is somebody to meet."""
    participants, contacts = [], []
    for person in people:
        rel, reached = person.line("rel") or "", person.items(spelling.reached)
        if rel in (CONTACT, SERVICE):
            contact = _contact(person.line("name"), _first(reached, "title"), reached)
            hours = _first(reached, "hours")
            contacts.append(contact._replace(standing=rel == SERVICE, hours=hours))
        elif name := person.line("name"):
            participants.append(Participant(name, _first(reached, "party"), _first(reached, "title")))
    return tuple(participants), tuple(contacts)


def read_organiser_contacts(reached: list[Item]) -> tuple[Contact, ...]:
    """Return the contacts of an organiser's own list, the numbers of one name together."""
    named: dict[str, list[Item]] = {}
    for entry in reached:
        if entry.line("role") != REGISTRATION and _kind(entry) in ("phone", "email"):
            named.setdefault(entry.line("name") or "", []).append(entry)
    return tuple(_contact(name or None, None, entries) for name, entries in named.items())


def read_registration(reached: list[Item]) -> Registration | None:
    """Return the ways to register among an organiser's; None where there is none."""
    ways = [entry for entry in reached if entry.line("role") == REGISTRATION]
    phone = _first(ways, "phone")
    found = Registration(
        email=_first(ways, "email"),
        phone=(parse_phone(phone) or phone) if phone else None,
        url=next((entry.address("value") for entry in ways if _kind(entry) == "url"), None),
    )
    return found if any(found) else None


def read_place(places: list[Item], spelling: Spelling) -> Place | None:
    """Return where the meeting is held: the first place that is neither an area nor online, and a building behind it."""
    sites = [place for place in places if (rel := rel_of(place)) not in AREAS and rel != "online"]
    if not sites:
        return None
    site, *others = sites
    rel, name = rel_of(site), site.line("name")
    reached = site.items(spelling.reached)
    address = next((entry.item("address") for entry in reached if entry.item("address")), None)
    lines = address.lines("lines") if address else []
    building = next((place.line("name") for place in others if place.line("rel") == "building"), None)
    latitude, longitude = _point(site, spelling)
    part = _VENUE.get(rel, "venue")
    place = Place(
        text=site.line("literal") or (name if part == "text" else None),
        venue=name if part == "venue" else None,
        building=name if part == "building" else building,
        street=", ".join(lines) or (name if part == "street" else None),
        postal_code=address.line(spelling.postal_code) if address else None,
        city=address.line("locality") if address else None,
        latitude=latitude,
        longitude=longitude,
        map_url=next((entry.address("value") for entry in reached if _kind(entry) == "map"), None),
    )
    if place.text and not _stands_in(place):
        place = place._replace(text=None)  # a code, or a name alone, and not what is shown
    placed = with_text(place)
    return placed if placed.text or latitude is not None else None


def _stands_in(place: Place) -> bool:
    """Tell whether the parts of the place stand in its text, as they must where both are shown."""
    parts = (place.venue, place.building, place.street, place.postal_code, place.city)
    text = "".join((place.text or "").split()).casefold()
    return all("".join(part.split()).casefold() in text for part in parts if part)


def read_online(places: list[Item], spelling: Spelling) -> Online | None:
    """Return how it is attended from afar."""
    for place in places:
        if rel_of(place) == "online":
            urls = (entry.address("value") for entry in place.items(spelling.reached) if _kind(entry) == "url")
            return Online(place.line("name"), next(urls, None))
    return None


def rel_of(item: Item) -> str:
    """Return an item's relation in lower case and ASCII, "" where it tells none."""
    folded = unicodedata.normalize("NFKD", (item.line("rel") or "").casefold())
    return "".join(char for char in folded if char.isascii())


def names_of(items: Iterable[Item], *rels: str) -> tuple[str, ...]:
    """Return the names of those with one of the relations, each once."""
    names = (item.line("name") for item in items if rel_of(item) in rels)
    return tuple(dict.fromkeys(filter(None, names)))


def _contact(name: str | None, role: str | None, reached: list[Item]) -> Contact:
    phones = [value.removeprefix("tel:") for value in _values(reached, "phone")]
    emails = [value.removeprefix("mailto:") for value in _values(reached, "email")]
    return Contact(name, role, tuple(parse_phone(phone) or phone for phone in phones), tuple(emails))


def _values(entries: list[Item], kind: str) -> list[str]:
    return [value for entry in entries if _kind(entry) == kind and (value := entry.line("value"))]


def _kind(entry: Item) -> str:
    """What an entry is, by its type or its value: every house has its own words."""
    told = (entry.line("type") or "").lower().replace("-", "")
    value = entry.line("value") if "value" in entry.data else None
    if told in ("phone", "mobile", "telephone", "tel", "telefon", "mobil", "cell"):
        return "phone"
    if told in ("email", "mail", "epost") or (not told and value and "@" in value):
        return "email"
    if told in ("web", "url", "website", "www"):
        return "url"
    return told


def _first(entries: list[Item], kind: str) -> str | None:
    return next(iter(_values(entries, kind)), None)


def _point(site: Item, spelling: Spelling) -> tuple[float | None, float | None]:
    """Latitude and longitude, where both are degrees (RFC 7946: longitude first)."""
    point = site.item(spelling.point)
    degrees = point.data.get("coordinates")
    if point.data.get("type") != "Point" or not isinstance(degrees, list) or len(degrees) < _DEGREES:
        return None, None
    longitude, latitude = degrees[:_DEGREES]
    sound = all(isinstance(each, int | float) and not isinstance(each, bool) for each in (longitude, latitude))
    if not sound or not abs(latitude) <= 90 or not abs(longitude) <= 180:
        return None, None
    return float(latitude), float(longitude)
