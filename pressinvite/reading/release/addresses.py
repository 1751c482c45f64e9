"""One line of a place → its parts: "Vigselrummet, Rådhuset, Stortorget 7, Lund" → venue, building, street, city."""

from __future__ import annotations

import re

from pressinvite.meeting import Place
from pressinvite.reading.release.houses import BEFORE_STREET, ROOMS, bare, is_floor, is_house
from pressinvite.reading.release.lexicon import Lexicon, Words, later
from pressinvite.reading.release.streets import Street, find_street
from pressinvite.reading.release.towns import COUNTRIES, PROVINCES, is_town

_SPLIT = later(r",\s*|\s/\s|\s[–-]\s(?=[A-ZÅÄÖ])|(?<=[^\WA-ZÅÄÖ\d_]{3})(?<!ungl)\.\s+(?=[A-ZÅÄÖ])")
POSTAL = later(
    r"(?:\b(?:SE?|FIN?|DK|NO?|D|A|CH)[ -])?(?<!\d)(?P<code>\d{3}\s?\d{2}|\d{4}(?=\s[A-ZÆØÅ][a-zæøå]+\Z))\s+"
    r"(?P<city>[A-ZÅÄÖØÆ][\wåäöéüøæ-]+(?:\s[A-ZÅÄÖØ][\wåäöéü-]+)?)"
)
_CUT = "\x00"
"""Stands where parentheses were left out: what is behind them is no part of the name."""
_CODE_DIGITS = 4
_IN = frozenset(("i", "in"))
_IN_TOWN = later(
    r"(?P<head>.*?)(?:^|\s)(?P<word>i|in)\s+(?:centrala\s+)?(?P<city>[A-ZÅÄÖØ][a-zåäöéøüA-Z-]+(?:\s[A-ZÅÄÖ][a-zåäöé-]+)?)$"
)
_TOWN = later(r"[A-ZÅÄÖØ][a-zåäöéüøæ]+(?:[ -][A-ZÅÄÖ]?[a-zåäöé]+)?\Z")
_OUTSIDE = Lexicon(
    r"\b(?:utomhus|utanför|framför|inne|bakom|vid|på|i|hos|at|outside|in front of)\s+(?:(?:på|i|vid)\s+)?(?=\S)",
    "utomhus|utanför|framför|inne|bakom| vid | på | i | hos | at |outside|in front of",
)
_BESIDE = Lexicon(
    r"\s+(?:framför|utanför|nedanför|ovanför|mittemot|mitt emot|bakom|bredvid|intill|nära|vid|invid|längs|i hörnet av)\s+\S.*"
    r"|\s+(?:på|i)\s+(?:(?:nedre|övre) plan\Z|entréplan|bottenplan|bottenvåningen|markplan|(?:plan|våning)\s?\d+|(?:första|andra|tredje|fjärde|femte) våningen)\b.*",
    "framför|utanför|nedanför|ovanför|mittemot|emot|bakom|bredvid|intill|nära|vid|längs|hörnet|plan|våning",
    cased=True,
)
_ON_STREET = later(
    r"(?P<head>\S.{2,}?)\s(?:på|vid|längs|intill)\s(?P<street>(?:[A-ZÅÄÖ][a-zåäö]+a\s)?[A-ZÅÄÖ][\w-]*(?:gatan|vägen|gränd|gränden|stigen|allén|esplanaden)"
    r"(?:/[A-ZÅÄÖ][\w-]*)?)\Z",
    holds="gatan vägen gränd stigen allén esplanaden",
)
"""A house or a spot by a street without a number."""
_SPOTS = later(r"\s(?:vid|på|hos)\s")
_ON_FLOOR = later(r"\s+(?:på|i)\s+(?:(?:nedre|övre)\s)?(?:\w*plan|våning|bottenvåningen)\b")
_OUT_OF_TOWN = frozenset(
    ["flygplats", "hamn", "fyr", "strand", "skog", "sjö", "äng", "kulle", "udde", "fjäll", "naturreservat"]
)
"""What goes by a town's name and lies outside it, or may: "Växjö flygplats"."""
_WITHIN = later(r"\s+(?:i|in)\s+(?=\S)")
_ENTRANCE = Words("ingång|entré|uppgång|port|entrance|dörr|c/o|box|fack")
_CORNER = Words("i hörnet|i korsningen|i mellan|hörnet|korsningen|mellan")
_ROOM_ENDINGS = ("salen", "rummet", "sal", "rum", "foajén", "scenen", "aulan", "auditoriet", "auditorium", "lokalen", "lokal", "studion",
                 "entrén", "room", "kabinett")  # fmt: skip


class _Parts:
    """What is known of a place while its parts are read."""

    def __init__(self) -> None:
        self.street: str | None = None
        self.is_numbered = False
        self.postal_code: str | None = None
        self.city: str | None = None
        self.names: list[str] = []
        self.before_street = 0
        """How many of the names stand before the street."""
        self.floors = 0
        """Floors and entrances behind the last name."""


def parse_place(written: str, directions: str | None) -> Place:
    """Return the place of one line with its parts."""
    text = " ".join(written.split()).strip(" .,;")
    parts = _Parts()
    segments = _segments(text)
    for segment in segments:
        _read_segment(segment, parts)
    _settle_city(parts, len(segments))
    _settle_street(parts)
    venue, building = _houses(parts.names)
    return Place(
        text=text or None,
        venue=venue,
        building=building,
        street=parts.street,
        postal_code=parts.postal_code,
        city=parts.city,
        directions=directions,
    )


def _segments(text: str) -> list[str]:
    """The parts between commas, and those of an address in parentheses; other parentheses stay with their name or go."""
    found: list[str] = []
    pieces = re.split(r"\(([^()]*)\)", text)
    joined = ""
    for index, piece in enumerate(pieces):
        if index % 2 == 0:
            joined += piece
        elif _is_address(piece):
            joined += f", {piece}, "
        elif _BESIDE.match(f" {piece}") or (piece.strip() and re.match(r"\s*\w", pieces[index + 1])):
            joined = f"{joined.rstrip()}{_CUT}"
        elif piece.strip() and not re.match(r"\s*\w", "".join(pieces[index + 1 : index + 2])):
            numbered = joined.rstrip()[-1:].isdigit() or bool(re.search(r"\d\s?[A-Za-z]\s*\Z", joined))
            numbered = numbered or is_town(joined.rpartition(",")[2].strip())
            joined = f"{joined}, {piece}, " if numbered else f"{joined.rstrip()} ({piece.replace(', ', '; ')})"
    head, _, rest = joined.partition(", ") if _CORNER.is_at(joined, 0) else ("", "", joined)
    found = [head, *_SPLIT.split(rest)]
    return [piece.strip(" .,") for piece in found if piece.strip(" .,")]


def _is_address(piece: str) -> bool:
    return any(is_town(part) or ((street := find_street(part)) and street.is_numbered) for part in _SPLIT.split(piece))


def _read_segment(segment: str, parts: _Parts) -> None:
    """Take one segment into the parts."""
    code = POSTAL.search(segment) if sum(map(str.isdigit, segment)) >= _CODE_DIGITS else None
    if code and (parts.postal_code is None):
        parts.postal_code = code["code"]
        parts.city = _first_town(code["city"])
        segment = segment[: code.start()].strip(" ,")
    if not segment or bare(segment) in COUNTRIES:
        return
    if is_floor(segment) or (_ENTRANCE.is_at(segment, 0) and (parts.names or parts.street)):
        parts.floors += 1
        return
    segment = segment.removeprefix("c/o ")
    if segment[0] in '”"“»' and segment[-1] in '”"“«' and parts.names and parts.street is None:
        parts.names[-1] = f"{parts.names[-1]}, {segment}"  # the name that a house goes by
        return
    if _CORNER.is_at(segment, 0):
        parts.names.append(_without_town(segment, parts))
        return
    if is_town(segment.rstrip(_CUT)):
        segment = segment.rstrip(_CUT)
        parts.city = parts.city or segment
        return
    segment = _without_town(segment, parts)
    beside = _ON_STREET.match(segment) if parts.street is None else None
    if beside:
        parts.street = beside["street"]
        segment = beside["head"]
    street = find_street(segment) if parts.street is None or not parts.is_numbered else None
    if street and (street.is_numbered or parts.street is None):
        _take_street(street, parts)
    elif segment:
        parts.names.append(segment)
        parts.floors = 0


def _take_street(street: Street, parts: _Parts) -> None:
    """Take a street and what stands around it in its segment into the parts."""
    parts.street, parts.is_numbered = street.text, street.is_numbered
    before = street.before
    if parts.names and before.istitle() and " " not in before and not is_house(before):
        parts.street, before = f"{before} {parts.street}", ""  # "Rådhuset, Peter Myndes backe 4"
    parts.names += [before] if before else []
    parts.before_street = len(parts.names)
    behind = street.behind.strip(" –-,")
    if behind and not is_floor(behind):
        _read_segment(behind, parts)


def _first_town(name: str) -> str:
    first, _, rest = name.partition(" ")
    return first if rest and ((is_town(first) and not is_town(name)) or bare(rest) in COUNTRIES) else name


def _without_town(segment: str, parts: _Parts) -> str:
    """The segment without "i Lund" at its end; the town goes to the parts."""
    found = None if _IN.isdisjoint(segment.split()) else _IN_TOWN.match(segment)
    if found is None:
        return segment
    city, head = found["city"], found["head"]
    if not is_town(city):
        last = bare(head.split()[-1]) if head.split() else ""
        numbered = bool(head and (street := find_street(head)) and street.is_numbered)
        is_house_of = (is_house(last) or head.istitle()) and not last.endswith(_ROOM_ENDINGS)
        if not _looks_like_town(city) or not (numbered or is_house_of):
            return segment
    parts.city = parts.city or city
    return head


def _looks_like_town(name: str) -> bool:
    words = name.split()
    if not _TOWN.match(name) or any(is_house(word) or bare(word) in ROOMS for word in words):
        return False
    if bare(name) in PROVINCES:
        return False
    if words[-1].endswith(("en", "et", "an", "na", "bad", "center")) and not is_town(name):
        return False
    return len(words) == 1 or bare(words[0]) in BEFORE_STREET


def _settle_city(parts: _Parts, count: int) -> None:
    """A name nobody knows is a town behind a street or a house; "Haparanda polisstation" is in Haparanda."""
    last = parts.names[-1] if parts.names else ""
    if parts.city is None and count > 1 and _looks_like_town(last) and not parts.floors:
        before = parts.names[-2].split()[-1] if len(parts.names) > 1 else ""
        behind_house = is_house(before) and not bare(before).endswith(_ROOM_ENDINGS)
        behind_street = parts.is_numbered and len(parts.names) > parts.before_street
        if behind_street or (behind_house and not parts.street):
            parts.city = parts.names.pop()
    if parts.city is None:
        for spot in (spot for name in parts.names for spot in _SPOTS.split(_indoors(name))):
            words = spot.split()
            if (
                len(words) > 1
                and is_town(words[0])
                and words[1][:1].islower()
                and is_house(words[1])
                and words[1] not in _OUT_OF_TOWN
            ):
                parts.city = words[0]
                break


def _indoors(name: str) -> str:
    """The house of "utanför Rådhuset"."""
    outside = _OUTSIDE.match(name)
    return name[outside.end() :] if outside else name


def _settle_street(parts: _Parts) -> None:
    """A square without a number is the venue where no other is told."""
    inner = not parts.before_street and all(bare(name.split()[0]) in ROOMS for name in parts.names)
    if parts.street and not parts.is_numbered and inner:
        parts.names, parts.street = [parts.street, *parts.names], None  # "Skeppsbron, kajplats 7"


def _is_room_of(room: str) -> bool:
    """Tell whether what stands before "på" is a room with a name: "Läsesalen", "norra foajén"."""
    return bare(room).endswith(_ROOM_ENDINGS) and (" " in room or room[:1].isupper())


def _is_spot_on(spot: str, ground: str) -> bool:
    """Tell whether a named spot stands on a named ground: "Spegeltältet på Kattrumpan"."""
    plain = " " not in spot and spot[:1].isupper() and is_house(spot)
    return plain and " " not in ground and ground[:1].isupper() and not is_house(ground)


def _houses(names: list[str]) -> tuple[str | None, str | None]:
    """Venue and building: "Pelarrummet i Stadshuset" names both, "evenemangsytan i Vasaparken" is one name."""
    found: list[str] = []
    for index, name in enumerate(names):
        plain = _indoors(name) if index == 0 else name
        if _CORNER.is_at(plain, 0):
            found.append(plain)
            continue
        plain, _, _ = plain.partition(_CUT)
        beside = _BESIDE.search(plain)
        on_floor = beside and _ON_FLOOR.match(beside[0])
        spot = plain[: beside.start()] if beside else ""
        if beside and (on_floor or " " in spot):
            plain = plain[: beside.start()] or plain  # "Bokbåten Saga vid kajen", but not "skolgården vid Östra skolan"
        head, *rest = _WITHIN.split(plain, maxsplit=1)
        room, _, house = plain.partition(" på ")
        if house and (_is_room_of(room) or _is_spot_on(room, house)):
            head, rest = room, _WITHIN.split(house, maxsplit=1)  # "Läsesalen på stadsbiblioteket"
        is_named = any(word[:1].isupper() for word in head.split()) or head is room or is_floor(head)
        found += [head, *rest] if is_named else [plain]
    kept = [name.strip(" ,") for name in found if name.strip(" ,") and not is_floor(name)]
    return (kept[0] if kept else None), (kept[1] if len(kept) > 1 else None)
