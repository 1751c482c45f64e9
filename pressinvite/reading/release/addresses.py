"""One line of a place → its parts: "Vigselrummet, Rådhuset, Stortorget 7, Lund" → venue, building, street, city."""

from __future__ import annotations

import re

from pressinvite.meeting import Place

_STREET_END = r"(?:gatan|vägen|torget|torg|platsen|gränd|allén|esplanaden|stigen|kajen|backen|leden)"
STREET = re.compile(
    r"(?P<street>[A-ZÅÄÖ][\wåäöéü.:'-]*(?:\s[\w:'.-]+){0,3}?\s\d{1,4}(?:\s?[–-]\s?\d{1,4})?(?:\s?[A-HJ-Za-hj-z](?!\w))?(?![\w.]*\d))(?=$|[\s,.;()])"
    rf"|(?P<bare>(?<![\w/])(?:[A-ZÅÄÖ][\wåäöé-]*{_STREET_END}|(?:Stora|Lilla|Gamla|Nya)\s[Tt]orget)(?=$|[\s,.;()–-]))"
)
_STREET_WORD = re.compile(rf"(?:\w+{_STREET_END}|\w+gata|\w+väg)\Z", re.IGNORECASE)
_BEFORE_STREET = frozenset(
    [
        "norra",
        "södra",
        "östra",
        "västra",
        "stora",
        "lilla",
        "gamla",
        "nya",
        "övre",
        "nedre",
        "inre",
        "yttre",
        "sankt",
        "s:t",
        "sankta",
        "första",
        "andra",
        "tredje",
    ]
)
POSTAL = re.compile(r"(?:SE?-)?(?P<code>\d{3}\s?\d{2})\s+(?P<city>[A-ZÅÄÖ][\wåäöé-]+(?:\s[A-ZÅÄÖ][\wåäöé-]+)?)")
_IN_CITY = re.compile(r"(?:^|\s+)(?:i|in)\s+(?P<city>[A-ZÅÄÖ][a-zåäöé-]+(?:\s[A-ZÅÄÖ][a-zåäöé-]+)?)$")
_CITY = re.compile(r"[A-ZÅÄÖ][a-zåäöéü]+(?:[ -][A-ZÅÄÖ]?[a-zåäöé]+)?\Z")
_HOUSE = re.compile(
    r"(?:huset|salen|rummet|hallen|gården|skolan|kyrkan|stationen|museet|teatern|arenan|parken|hotel|hotell|plan|våning|foajé|foajén|"
    r"entrén?|rum|sal|lokal|biblioteket|slott|slottet|borgen|verket|centrum|gallerian?|torg(?:et)?|hus|center|stadshus|rådhus|kontoret|auditorium|scen(?:en)?)$",
    re.IGNORECASE,
)
_FLOOR = re.compile(
    r"(?:(?:våning|vån\.?|plan)\s?\d+|\d+\s?(?:tr|trappor)|(?:bottenvåningen|entréplan|\w+ våningen|våningsplan \d+))\Z",
    re.IGNORECASE,
)
_NUMBERED_ROOM = re.compile(r"\b(?:våning|vån\.?|rum|sal|lokal)\s\d", re.IGNORECASE)
_ASIDE = re.compile(r"\s*\([^()]*\)")
_WITHIN = re.compile(
    r"\s+(?:i|in|vid|på entréplan|på plan)\s+(?=[A-ZÅÄÖ])|\s+(?:framför|utanför|mittemot|mitt emot|bakom|bredvid)\s+"
)
CITIES = frozenset(
    [
        "stockholm",
        "göteborg",
        "malmö",
        "uppsala",
        "linköping",
        "västerås",
        "örebro",
        "helsingborg",
        "norrköping",
        "jönköping",
        "umeå",
        "lund",
        "borås",
        "sundsvall",
        "gävle",
        "eskilstuna",
        "halmstad",
        "växjö",
        "karlstad",
        "södertälje",
        "kristianstad",
        "kalmar",
        "skövde",
        "luleå",
        "karlskrona",
        "trollhättan",
        "östersund",
        "borlänge",
        "falun",
        "varberg",
        "skellefteå",
        "uddevalla",
        "nyköping",
        "karlskoga",
        "vänersborg",
        "motala",
        "lidköping",
        "landskrona",
        "trelleborg",
        "örnsköldsvik",
        "visby",
        "ängelholm",
        "karlshamn",
        "kiruna",
        "piteå",
        "boden",
        "sandviken",
        "hudiksvall",
        "härnösand",
        "västervik",
        "katrineholm",
        "enköping",
        "ystad",
        "falkenberg",
        "alingsås",
        "kungälv",
        "mariestad",
        "värnamo",
        "huskvarna",
        "nässjö",
        "mora",
        "ludvika",
        "avesta",
        "kramfors",
        "sollefteå",
        "lycksele",
        "haparanda",
        "gällivare",
        "arvika",
        "kristinehamn",
        "köping",
        "sala",
        "fagersta",
        "lindesberg",
        "hallsberg",
        "mjölby",
        "vadstena",
        "tranås",
        "oskarshamn",
        "vimmerby",
        "nybro",
        "ronneby",
        "sölvesborg",
        "hässleholm",
        "eslöv",
        "höganäs",
        "simrishamn",
        "laholm",
        "kungsbacka",
        "mölndal",
        "partille",
        "lerum",
        "ulricehamn",
        "falköping",
        "tidaholm",
        "skara",
        "strömstad",
        "lysekil",
        "åmål",
        "säffle",
        "filipstad",
        "sunne",
        "torsby",
        "hedemora",
        "söderhamn",
        "ljusdal",
        "bollnäs",
        "åre",
        "strömsund",
        "arjeplog",
        "jokkmokk",
        "norrtälje",
        "solna",
        "sundbyberg",
        "nacka",
        "lidingö",
        "täby",
        "sollentuna",
        "huddinge",
        "botkyrka",
        "haninge",
        "tyresö",
        "sigtuna",
        "märsta",
        "kista",
        "bromma",
        "vaxholm",
        "strängnäs",
        "flen",
        "oxelösund",
        "trosa",
        "gnesta",
        "nynäshamn",
        "helsingfors",
        "åbo",
        "vasa",
        "esbo",
        "tammerfors",
        "mariehamn",
        "borgå",
        "uleåborg",
        "köpenhamn",
        "oslo",
        "bryssel",
        "strasbourg",
        "berlin",
        "london",
    ]
)
"""Towns whose name alone tells that it is one."""


def is_city(name: str) -> bool:
    """Tell whether the name is that of a town that everybody knows."""
    return name.casefold() in CITIES


def parse_place(written: str, directions: str | None) -> Place:
    """Return the place of one line with its parts."""
    text = " ".join(written.split()).strip(" .,")
    bare = _ASIDE.sub(lambda match: match[0] if STREET.search(match[0]) else " ", text)
    parts = [part.strip(" .()") for part in re.split(r",\s*|\s\(", bare) if part.strip(" .()")]
    street, postal, city = None, None, None
    left: list[str] = []
    for written_part in parts:
        code = POSTAL.search(written_part)
        part = written_part[: code.start()].strip() if code else written_part
        if code:
            postal, city = code["code"], code["city"]
        in_city = _IN_CITY.search(part) if part else None
        if in_city and _looks_like_city(in_city["city"]):
            city = city or in_city["city"]
            part = part if in_city.start() else ""
        found = _street_in(part, alone=len(parts) == 1) if part and street is None else None
        if found:
            street, rest = found
            left += [rest] if rest else []
        elif part:
            left.append(part)
    if city is None:
        city = _city_of(left, parts, has_street=street is not None)
    venue, building = _houses(left, city)
    return Place(
        text=text or None,
        venue=venue,
        building=building,
        street=street,
        postal_code=postal,
        city=city,
        directions=directions,
    )


def _street_in(part: str, *, alone: bool) -> tuple[str, str] | None:
    """Street with number of a part, and what stands before it: "Peab Asfalt", "Omformargatan 2"."""
    found = STREET.search(part)
    if (
        found is None
        or _FLOOR.match(part)
        or _NUMBERED_ROOM.search(found[0])
        or (found["bare"] and alone and found.start() == 0)
    ):
        return None
    begin = found.start()
    adjective = part[:begin].rstrip().rpartition(" ")[2]
    if adjective.casefold() in _BEFORE_STREET:
        begin = part[:begin].rstrip().rindex(adjective)
    words = part[begin : found.end()].strip().split(" ")
    before: list[str] = []
    at = next((index for index, word in enumerate(words) if _STREET_WORD.match(word)), None)
    while at and words[0].casefold() not in _BEFORE_STREET:
        before.append(words.pop(0))
        at -= 1
    rest = f"{part[:begin]} {' '.join(before)}".strip(" –-")
    for word in ("på", "vid", "i", "hos"):
        rest = "" if rest == word else rest.removesuffix(f" {word}").strip()
    return " ".join(words), rest


def _city_of(left: list[str], parts: list[str], *, has_street: bool) -> str | None:
    """The town among the parts, taken out of them; a name that nobody knows only behind a street."""
    for part in left if len(parts) > 1 else ():
        if is_city(part):
            left.remove(part)
            return part
    last = left[-1] if left else ""
    if has_street and len(parts) > 1 and last == parts[-1] and _looks_like_city(last):
        return left.pop()
    words = re.findall(r"(?:\b(?:i|in|utanför|vid)\s)([A-ZÅÄÖ][a-zåäö]+)", " ".join(left))
    return next((word for word in words if is_city(word)), None)


def _looks_like_city(name: str) -> bool:
    return bool(_CITY.match(name)) and not any(_HOUSE.search(word) for word in name.split())


def _houses(left: list[str], city: str | None) -> tuple[str | None, str | None]:
    """Venue and building of what is neither street nor city; floors are neither."""
    names = []
    for part in left:
        name = re.sub(rf"\s+(?:i|in)\s+{re.escape(city)}$", "", part) if city else part
        name = _WITHIN.split(name)[0] if len(name) > 12 else name
        if name and not _FLOOR.match(name) and name != city:
            names.append(name)
    return (names[0] if names else None), (names[1] if len(names) > 1 else None)
