"""What stands behind a place's label: its lines joined, directions and remarks apart from the place."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import islice
from typing import TYPE_CHECKING

from pressinvite.reading.release.addresses import POSTAL
from pressinvite.reading.release.houses import ROOMS, bare, is_floor, is_house
from pressinvite.reading.release.lexicon import Lexicon, Words, later
from pressinvite.reading.release.streets import find_street
from pressinvite.reading.release.towns import is_town
from pressinvite.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressinvite.reading.release.layout import Line
    from pressinvite.reading.release.page import Page

_LEAD_IN = Lexicon(
    r"\b(?:samling(?=\s(?:utanför|framför|bakom|utomhus)\s)|(?:samling|uppsamling|möt upp|vi (?:ses|möts|samlas|träffas|står|sitter))(?: sker)?(?: utomhus)? (?:på|i|vid|hos)|(?:fysiskt )?på plats (?:på|i|vid|hos)|plats (?:i|på|vid)"
    r"|hos oss (?:på|i|vid)|antingen (?:på|i|vid|hos)|(?:fysiskt )?(?:i|på|hos)|at|in|lokal:|adress:|address:)\s+(?=\S)",
    "samling|möt |vi ses|vi möts|vi samlas|vi träffas|vi står|vi sitter|antingen|plats | i | på | hos | at | in |lokal:|adress:|address:",
)
_DIRECTIONS = Words(
    "ingång*|infart*|entré|entrén*|besöksentré*|huvudentré*|huvudingång*|in från*|följ*|samling|parkera*|parkering*|via|gå|kör|adress:*"
    "|karta|kartan|kartor|vägbeskr*|bakom*|mitt emot*|mittemot*|entrance*|enter|anmäl*|föranmäl*|nära*|bredvid*|obs|fri|intill*"
    "|t-bana*|tunnelbana*|spårvagn*|pendeltåg*|bring|ring|legitim*|ta med*|tag med*|längst*|se karta*|buss|hiss|vid regn*|coffee*|kaffe|max|vi bjuder*|the *|you *"
    "|inte|ej|not|porten|till vänster|till höger|innanför*|please*|observera*|begränsat*|ändrad|ny lokal*|ny plats*|flyttad|eller vid|vid dåligt *|vid otjänligt *|vid fint *|vid vackert *",
)
_REGISTERS = Words("anmäl*|föranmäl*")
_REMARKS = Words("obs|max|fri|kaffe|coffee*|vi bjuder*|legitim*|ta med*|tag med*|bring|ring|observera*|begränsat*")
_WAYS = Words(
    "ingång*|entré*|*entré|*entrén|*ingången|parker*|gå|kör|via|följ*|våning*|plan|hiss|buss*|karta|kartan|vägen|dörr*|dörren"
    "|grind*|porten|bakom|bredvid|mittemot|entrance*|gate|floor|lokal*|plats|platsen|samling|adress*",
)
_SENTENCES = later(
    r"(?<![A-ZÅÄÖ\d\s])(?<!\b[Kk]l)(?<!\b[Cc]a)(?<!\b[Kk]v)(?<!\b[Kk]ungl)(?<!\b[Vv]ån)(?<!\b[Ss]t)(?<!\bfd)\.(?:\s+(?=[A-ZÅÄÖ(])|(?=[A-ZÅÄÖ][a-zåäö])|\s*$)|(?<=\d)\.\s+(?=[A-ZÅÄÖ])|(?<=[A-ZÅÄÖ])\.\s+(?=[A-ZÅÄÖ][a-zåäö]+ )|\s(?=till (?:vänster|höger) )|(?<=[a-zåäö\d])\s(?=(?:Frågor|Kontakt|Anmäl|För|Mer|Medverk|Välk|Inform)[^.,:()]{0,40}:\s)|[!?;](?:\s|$)(?![^()\n]*\))|\s[–-]\s(?=[a-zåäö])"
)
_OTHERWISE = Words("vid regn*|vid dåligt *|vid otjänligt *|eller vid|annars")
"""Another place in bad weather: what stands behind it belongs to it."""
_ENTRANCE = Words("ingång|entré|port|uppgång")
_CODED = Lexicon(
    r"(?:ingång|entré|port|uppgång|hiss|dörr|trapphus) (?:[a-z]\d{0,3}|\d{1,3}[a-z]?)\Z",
    "ingång |entré |port |uppgång |hiss |dörr |trapphus ",
)
_PAREN = later(r"\s*\(([^()]{2,140})\)\s*$")
_FEW = 3
_PAREN_WITHIN = later(r"\s*\(([^()]{2,140})\)(?=\s*,)")
_WAY_IN = Words("ingång*|entré|entrén|huvudentré*|huvudingång*|entrance*|enter")
_TO_DO = Words("ring|följ*|gå|kör|parker*|obs|max|fri|anmäl*|hiss|buss*|ta med*|legitim*")
"""In parentheses: what the reader is to do there."""
_MOST_LINES = 8
"""No place is told in more lines, blank ones counted."""
_PURPOSE = later(r"(?:kl\.?|klockan|ca|från)\s*\d|\d{1,2}[.:]\d\d|https?:|www\.|@", re.IGNORECASE)


class Value(NamedTuple):
    """The lines behind a label as one, and where they stand."""

    text: str
    start: int
    end: int
    aside: tuple[str, ...]
    """Lines of directions behind it."""


_INLINE = later(
    r"(?<=\w)\.?\s+(?:ämne|tema|talare|föreläsare|arrangör|värd|kostnad|pris|språk|topic|speakers?|host)\s?:\s",
    re.IGNORECASE,
)
"""Another label further on in the line: "Länsbiblioteket Ämne: Läslyftet"."""


def read_lines(page: Page, at: int, stop: int) -> Value | None:
    """Return what a label tells that is behind it at an offset: its line, or the ones below, up to what is another thing."""
    first = page.text.find("\n", at)
    first = stop if first < 0 else min(first, stop)
    if inline := _INLINE.search(page.text, at, first):
        first = stop = inline.start()
    written = page.text[at:first].strip()
    start = at + page.text[at:first].find(written) if written else at
    end, text = start + len(written), written
    aside: list[str] = []
    previous = written
    for line in _lines_below(page, at, stop, is_told=bool(written)):
        if not text:
            text, start, end = line.text, line.start, line.start + len(line.text)
        elif line.text.startswith("(") or (aside and not _is_address_line(line.text)):
            aside.append(line.text.strip("(). "))
            break
        elif _DIRECTIONS.is_at(line.text, 0) and not find_street(line.text.split(",")[0]):
            aside += [line.text.strip(". ")] if _tells_way(line.text) else []
            break
        elif joint := _joint(previous, line.text) or _named_between(previous, line, page, stop):
            text = f"{text.removesuffix('-')}{line.text}" if joint == "-" else f"{text.rstrip(',')}{joint}{line.text}"
            end = line.start + len(line.text)
        else:
            break
        previous = line.text
    return Value(text, start, end, tuple(aside)) if text else None


def _tells_way(line: str) -> bool:
    """Tell whether a line of directions tells the way, and is no remark on something else: "Max 20 personer"."""
    return not _REGISTERS.is_at(line, 0) and (not _REMARKS.is_at(line, 0) or _WAYS.is_in(line))


def _lines_below(page: Page, at: int, stop: int, *, is_told: bool) -> Iterator[Line]:
    """The lines below a label up to a blank one; where a blank one stands below the label, an address may follow the next."""
    spaced = gap = False
    index = bisect_right(page.lines, at, key=lambda line: line.start)
    for line in islice(page.lines, index, index + _MOST_LINES):
        if not line.text:
            spaced, gap = spaced or not is_told, is_told
            if gap and not spaced:
                return
            continue
        ended = line.start >= stop or line.label is not None or line.part in ("footer", "furniture") or line.start < at
        if ended or (gap and not _is_numbered(line.text)):
            return
        is_told, gap = True, False
        yield line


def _joint(before: str, line: str) -> str | None:
    """What joins a line to the one before it: ", " where it is another part of the address, " " where a sentence was broken."""
    if _PURPOSE.search(line) or len(line) > 120:
        return None
    if re.search(r"[a-zåäö]-$", before) and line[:1].islower():
        return "-"
    if before.endswith(","):
        return ", "
    if before.count("(") > before.count(")") or re.search(r"\b(?:i|på|vid|och|hos|av|the|of|in)$", before):
        return " "
    if len(before) > 45 and (line[:1].islower() or line[:1].isdigit()) and not before.endswith((".", "!", ":")):
        return " "
    return ", " if len(before) < 70 and not before.endswith((".", "!", "?")) and _is_address_line(line) else None


def _is_numbered(line: str) -> bool:
    """Tell whether a paragraph is an address with its number: it belongs to the one above it where every line is one."""
    street = find_street(line.partition(",")[0])
    sure = street is not None and street.is_numbered and street.is_sure
    return _is_address_line(line) and (sure or POSTAL.match(line) is not None)


def _named_between(before: str, line: Line, page: Page, stop: int) -> str | None:
    """What joins a name that nobody knows to the line before it, where an address stands below it: "Kvarnbyn // Storgatan 1"."""
    words = line.text.split()
    named = all(word[:1].isupper() for word in words) or (len(words) < _FEW and line.text[:1].isupper())
    if line.label is not None or len(words) > 4 or not named or len(before) > 60 or line.text.endswith((".", "!", ":")):
        return None
    index = bisect_right(page.lines, line.start, key=lambda other: other.start)
    for below in islice(page.lines, index, index + 2):
        if below.text and below.start < stop and below.label is None:
            street = find_street(below.text.split(",")[0])
            if _is_address_line(below.text) and (POSTAL.match(below.text) or (street and street.is_numbered)):
                return ", "
            continue
        break
    return None


def _is_address_line(line: str) -> bool:
    """Tell whether a line is a part of an address, or some of them, and nothing else."""
    parts = [part for part in line.split(", ") if part.strip(" .,")]
    return (
        bool(parts)
        and _is_address_part(parts[0])
        and all(_is_address_part(part) or len(part.split()) < 3 for part in parts)
    )


def _is_address_part(line: str) -> bool:
    text = line.strip(" .,")
    if len(text) > 70 or re.search(r"\b(?:är|har|kan|ska|hålls|börjar|som)\b|:", text):
        return False
    street = find_street(text)
    words = text.split()
    return (
        bool(POSTAL.match(text))
        or is_town(text)
        or is_floor(text)
        or bool(street and len(street.before) < 40)
        or (len(words) <= 5 and (any(is_house(word) for word in words) or bare(words[0]) in ROOMS))
    )


def split_directions(written: str) -> tuple[str, list[str]]:
    """Return the place of a value, and the directions and remarks behind it."""
    text, *rest = (*_SENTENCES.split(written, maxsplit=1),)
    text, further = text.strip(" .,;:•"), (rest[0] if rest else "")
    directions: list[str] = []
    if further:
        room = re.match(r"(?P<room>[^.!?]{3,50})(?:[.!?]\s*|$)(?P<rest>.*)", further, re.DOTALL)
        if room and _is_room(room["room"]) and not text.endswith(")"):
            text, further = f"{text}. {room['room'].strip(' .')}", room["rest"]
        if further and _DIRECTIONS.is_at(further, 0) and not _REGISTERS.is_at(further, 0):
            directions.append(re.split(r"(?<=[a-zåäö\d])(?<!\bkl)(?<!\bca)\.\s", further, maxsplit=1)[0].strip(" .()"))
    text, inside = _parentheses(text)
    kept, aside = _parts(text)
    return kept, [part for part in (*inside, *aside, *directions) if part]


def _is_room(sentence: str) -> bool:
    words = sentence.split()
    return is_floor(sentence.strip(" .")) or (
        len(words) <= 4 and (bare(words[0]) in ROOMS or is_house(words[0])) and not _DIRECTIONS.is_at(sentence, 0)
    )


def _parentheses(text: str) -> tuple[str, list[str]]:
    """Parentheses at the end are directions; those in the middle, with an address or a spot, belong to the place."""
    directions: list[str] = []
    for found in _PAREN_WITHIN.finditer(text):
        if _WAY_IN.is_at(found[1], 0) or _TO_DO.is_at(found[1], 0):
            text, directions = text.replace(found[0], "", 1), [*directions, found[1].strip(" .")]
    while text.rstrip().endswith(")") and (match := _PAREN.search(text)):
        content = match[1].strip(" .")
        parts = [part.strip() for part in content.split(",")]
        words = content.split()
        address = any(is_town(part) or ((street := find_street(part)) and street.is_numbered) for part in parts)
        spot = (len(words) <= 2 and is_house(words[-1]) and words[0] not in ("vid", "på", "i")) or (
            bare(words[0]) in ROOMS and any(word[:1].isupper() for word in words[1:])
        )
        if not _DIRECTIONS.is_at(content, 0) and (address or spot):
            break
        directions.insert(0, content)
        text = text[: match.start()]
    return text.strip(" .,"), directions


def _parts(text: str) -> tuple[str, list[str]]:
    """The parts between commas that are the place, and those that are directions."""
    parts = re.split(r",\s+(?![^()]*\))", text)
    kept = parts[:1]
    aside: list[str] = []
    for index, part in enumerate(parts[1:], 1):
        words = part.split()
        following = parts[index + 1] if index + 1 < len(parts) else ""
        street = find_street(following) if following else None
        if _CODED.match(part) or (_ENTRANCE.is_at(part, 0) and (street or is_town(following))):
            kept.append(part)
            continue
        goes_on = _OTHERWISE.is_at(aside[0] if aside else "", 0) or (
            bool(aside) and (part[:1].islower() or not (find_street(part) or is_town(part)))
        )
        named = part.startswith("the ") and is_house(words[-1]) and words[-1][:1].isupper()
        if goes_on or (_DIRECTIONS.is_at(part, 0) and not named) or _PURPOSE.search(part):
            aside.append(part)
        else:
            kept.append(part)
    return ", ".join(kept).strip(" .,"), aside


def without_lead(text: str) -> tuple[str, int]:
    """Return the value without "Samling vid", "På" and the like, and how many characters were left out."""
    found = _LEAD_IN.match(text)
    return (text[found.end() :], found.end()) if found else (text, 0)
