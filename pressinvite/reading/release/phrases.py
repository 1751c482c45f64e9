"""Where the name of a place ends in running text: "på Rådhuset, Stora torget 1 i Lund, där ordföranden …".

A place goes on as long as its words may belong to one: names, houses, streets and their numbers, floors, towns, and what
joins them. The first other word ends it.
"""

from __future__ import annotations

import re

from pressinvite.reading.release.clues import MEETING_VERBS
from pressinvite.reading.release.houses import (
    CONNECTORS,
    MODIFIERS,
    ROOMS,
    STREET_NOUNS,
    bare,
    is_floor,
    is_house,
    is_street_word,
)
from pressinvite.reading.release.lexicon import Words, later
from pressinvite.reading.release.streets import find_street
from pressinvite.reading.release.towns import COUNTRIES, is_town, parse_words
from pressinvite.reading.release.words import MEETING_WORDS
from pressinvite.records import NamedTuple

_WORD = later(r"[^\s,;()!?]+")
_CLOCK = later(r"\d{1,2}[.:]\d\d|\d{1,2}/\d{1,2}|\d{4}-\d\d")
_TIMES = parse_words(
    """måndag måndagen tisdag tisdagen onsdag onsdagen torsdag torsdagen fredag fredagen lördag lördagen söndag söndagen januari
    februari mars april maj juni juli augusti september oktober november december monday tuesday wednesday thursday friday saturday
    sunday january february march may june july august october kl kl. klockan idag imorgon dag morgon morse kväll tid time tid: datum
    plats: tid kontakt kontakta välkomna välkommen varmt anmälan anmäl medverkande pressträff presskonferens program vänligen obs obs!
    när var vi ni den det de du"""
)
_MONTHS = later(
    r"\s*(?::e|e|th|st|nd|rd)?\s+(?:jan|feb|mar|apr|maj|may|jun|jul|aug|sep|okt|oct|nov|dec)[a-z]*\b|\s*/\s*\d",
    re.IGNORECASE,
)
_FLOORS = parse_words(
    """våning våningen vån vån. plan tr tr. trappor bv bv. entréplan gatuplan bottenvåningen bottenplan markplan floor ground
    övre nedre trappa upp"""
)
_ABBREVIATIONS = parse_words("kv. kungl. vån. tr. st. nr. fd. f.d. s:t bv. av. avd. prof. dr. ca.")
_SMALL = parse_words(
    "redan igen också även samt eller inte bara gärna sedan klockan idag inför utan samma varje några sina efter mellan inom genom"
)
_ADDRESS_BEHIND = later(r",\s(?P<address>[A-ZÅÄÖ][\w ]{4,40})")
_ON_HOUSE = later(r"\s+på\s+(?P<house>[A-ZÅÄÖ][\w-]*(?:\s[a-zåäö]+)?)")
_EVENTS = ("ingen", "ionen", "talet", "batten", "nariet", "panelen", "jektet", "betet", "matchen", "dagen", "veckan", "mässan", "festivalen",
           "programmet", "samband", "stunden", "festen", "evenemanget")  # fmt: skip
"""How what happens somewhere ends, and is no part of it: "samtalet på Rådhuset"."""
_BESIDE = frozenset(
    ["vid", "utanför", "bakom", "framför", "intill", "bredvid", "nedanför", "ovanför", "mittemot", "mellan"]
)
_QUOTES = "\"”“»«'’"
_ADDRESS_TAIL = later(r"(?:SE?-|FI-)?\d{3} ?\d\d\s+[A-ZÅÄÖ]|\d{5}\s+[A-ZÅÄÖ]")
_DIRECTIONS = Words(
    "ingång*|infart*|besöksentré|huvudentré*|huvudingång*|entré|entrén|in från|via|följ|samling|parker*|gå|kör|obs|fri|längst|mitt emot"
    "|inte|ej|not|porten|till vänster|till höger|innanför*|mittemot|bakom|nära|bredvid|entrance|enter|adress|karta|kartan|se karta|vägbeskrivning|anmäl*|föranmäl*|intill|upp för"
    "|nedre botten|ring|buss|hiss|vid regn|norrgående|södergående|östergående|västergående",
)
_NAMES = later(r"\s+([A-ZÅÄÖ][^\s,.;]*)(?: ([^\s,.]))?")
_PAREN = later(r"\s*\(([^()]{2,120})\)", holds=")")
_COMMA = later(r"\s*,\s*|[ \t]*\n(?!\s*\n)[ \t]*")
_ENTRANCE = later(r"(?:ingång|entré|uppgång)\s", re.IGNORECASE)
_WITHIN = later(r"(?:i|in|på)\s+")
_BEHIND = later(r"\s*[,.]\s*(?P<words>[^.\n;]{3,100})")
_MOMENT = later(r"[\s,]*(?:(?:mån|tis|ons|tors|fre|lör|sön)dag|den \d|kl\b|klockan\b|\d)", re.IGNORECASE)
_LIST_ITEM = later(r"[•*–-]\s|[A-ZÅÄÖ][\w -]{2,25}[,:]\s+(?:mån|tis|ons|tors|fre|lör|sön)dag", re.IGNORECASE)
"""How a line of several meetings begins: "Lund: tisdag …"."""
_MOST_PENDING = 5


class Phrase(NamedTuple):
    """The words of a place in a text."""

    start: int
    end: int
    directions: str | None
    """What stands right behind it on how to get in."""


def read_phrase(text: str, at: int, stop: int) -> Phrase | None:
    """Return the place that begins at an offset; None where no place does."""
    end = _segment_end(text, at, stop)
    if end is None:
        return None
    directions: list[str] = []
    while end < stop:
        inside = _parenthesis(text, end, stop)
        if inside is not None:
            content, after = inside
            behind = _goes_on(text, after, stop)
            if _belongs(content) or (behind is not None and not _is_way(content, text[after:behind])):
                end = after
                continue
            directions.append(content.strip(" ."))
            break
        following = _goes_on(text, end, stop)
        if following is None:
            directions += _aside(text, end, stop)
            break
        end = following
    return Phrase(at, end, ", ".join(directions) or None)


def _segment_end(text: str, at: int, stop: int) -> int | None:
    """The end of the words from an offset up to a comma that belong to a place; None where the first does not."""
    end: int | None = None
    pending = 0
    before = ""
    while (found := _WORD.match(text, _skip(text, at, stop), stop)) is not None:
        if end is not None and _is_new_line(text, at, found.start()):
            break
        word, after = found[0], found.end()
        closed = (
            word.endswith((".", ":")) and word.casefold() not in _ABBREVIATIONS and not re.match(r"[A-Z]\.\Z", word)
        )
        word = word.rstrip(".:") if closed else word
        if (word[:1] in _QUOTES and end is None) or (word[:1] in _QUOTES[:5] and len(word) > 1):
            quoted = _quoted_end(text, found.start(), stop)
            if quoted is not None:
                end, pending, before, at = quoted, 0, "Name", quoted
                continue
        kind = _kind(text, word, before, after, stop, started=end is not None)
        if kind == "stop":
            break
        if kind == "part":
            end, pending = found.start() + len(word), 0
        else:
            pending += 1
        before, at = word, after
        if closed or pending > _MOST_PENDING or text[after : after + 1] in (",", ";", "(", ")", "!", "?"):
            break
    return end


def _skip(text: str, at: int, stop: int) -> int:
    while at < stop and text[at].isspace():
        at += 1
    return at


def _is_new_line(text: str, at: int, start: int) -> bool:
    """Tell whether a line ends here that was not broken for its length."""
    gap = text.find("\n", at, start)
    if gap < 0:
        return False
    if text.count("\n", at, start) > 1 or _LIST_ITEM.match(text, start):
        return True
    line = text.rfind("\n", 0, gap) + 1
    return gap - line < 45 and text[start : start + 1].isupper()


def _quoted_end(text: str, start: int, stop: int) -> int | None:
    found = next((at for at in range(start + 2, min(start + 60, stop)) if text[at] in _QUOTES[:5]), None)
    return None if found is None or "\n" in text[start:found] else found + 1


def _kind(text: str, word: str, before: str, after: int, stop: int, *, started: bool) -> str:
    """What a word does to a place: "part" of it, "join" where only with a part behind it, "stop"."""
    key = bare(word)
    following = _WORD.match(text, _skip(text, after, stop), stop)
    next_word = following[0] if following else ""
    if word[:1].isdigit():
        return _number_kind(text, word, before, after, next_word)
    named = key in ("august", "april", "maj", "may") and word[:1].isupper() and next_word[:1].isupper()
    if key in _TIMES and not named and not (key in ("den", "det", "de") and not next_word[:1].isdigit()):
        return "stop"
    if key in _FLOORS and (before or next_word[:1].isdigit()):
        waits = key in ("plan", "våning", "vån", "övre", "nedre") and not started and not before[:1].isdigit()
        return "join" if waits else "part"
    if word[:1].isupper():
        return "part"
    if is_house(word) or (before[:1].isupper() and (key in STREET_NOUNS or is_street_word(word))):
        return "part"
    if started and (_is_named_noun(before, word) or (key in ("stan", "staden") and before[:1].isupper())):
        return "part"
    if not started and text[after : after + 1] == "," and len(word) > 3 and _is_addressed(text, after, stop):
        return "part"  # "vår redaktion, Storgatan 28"
    if started and len(word) == 1 and word.isalpha() and before[:1].isdigit() and key != "i":
        return "part"
    return "join" if _joins(text, word, before, after, stop, started=started) else "stop"


def _is_addressed(text: str, after: int, stop: int) -> bool:
    """Tell whether a street with its number follows a comma."""
    found = _ADDRESS_BEHIND.match(text, after, stop)
    street = find_street(found["address"]) if found else None
    return street is not None and street.is_numbered and street.is_sure


def _joins(text: str, word: str, before: str, after: int, stop: int, *, started: bool) -> bool:
    """Tell whether a small word may stand within a place: "i", "nya", "kommunens"."""
    key = bare(word)
    following = _WORD.match(text, _skip(text, after, stop), stop)
    next_word = following[0] if following else ""
    if key in CONNECTORS or key in MODIFIERS or key in ROOMS or word in ("-", "–", "/", "&") or word.endswith("-"):
        return True
    if key == "och":
        return before.endswith("-") or is_house(next_word) or _joins_names(text, before, after, stop)
    if key == "till":
        return is_house(before) and (next_word[:1].isupper() or is_house(next_word))
    genitive = key.endswith("s") and not key.endswith("as") and len(key) > 4 and key not in MEETING_VERBS
    adjective = not started and key.endswith(("a", "e")) and is_house(next_word)
    if not started and key.endswith(("n", "t")) and len(key) > 3:
        if _is_within(text, after, stop) and not (MEETING_WORDS.is_in(key) or key.endswith(_EVENTS)):
            return True  # "manegen på Kvarngården"
        beside = bare(next_word) in _BESIDE and not MEETING_WORDS.is_in(key)
        if beside or (bare(before) in MODIFIERS and bare(next_word) in ("i", "på")):
            return True  # "plattan vid Mora lasarett", "gamla milan i Hembygdsparken"
    title = next_word[:1].isupper() and key.endswith(("et", "en", "an")) and not started and len(key) > 5
    return genitive or adjective or title


def _is_within(text: str, after: int, stop: int) -> bool:
    """Tell whether a house follows that a part of it was named before: "… på Kvarngården", "… på Bergs gård"."""
    found = _ON_HOUSE.match(text, after, stop)
    return found is not None and any(is_house(word) for word in found["house"].split())


def _is_named_noun(before: str, word: str) -> bool:
    """Tell whether a noun ends a name: "Karolinska institutet", "Moderna Museets biograf"; no verb, no small word."""
    owner = before[:1].isupper() and before.endswith(("s", "ska")) and not is_town(before)
    key = bare(word)
    return owner and len(key) > 3 and key.isalpha() and not key.endswith(("r", "s", "de", "te")) and key not in _SMALL


def _joins_names(text: str, before: str, after: int, stop: int) -> bool:
    """Tell whether "och" stands within one name: "Sveriges Kommuner och Regioner", not before a person."""
    words = _NAMES.match(text, after, stop)
    return words is not None and before[:1].isupper() and not is_town(before) and not (words[2] or "").isupper()


def _number_kind(text: str, word: str, before: str, after: int, next_word: str) -> str:
    if _CLOCK.match(word) or _MONTHS.match(text, after):
        return "stop"
    if re.match(r"(?:tr|trappor|våningen|vån)\b", next_word):
        return "join"
    if re.match(r"\d\d\Z", next_word) and len(word) == 3:
        return "part"
    if before and (
        before[:1].isupper()
        or bare(before) in ROOMS
        or bare(before) in STREET_NOUNS
        or is_house(before)
        or bare(before) in _FLOORS
    ):
        return "part"
    return "part" if re.match(r"\d\d\Z", word) and re.match(r"\d{3}\Z", before) else "stop"


def _parenthesis(text: str, end: int, stop: int) -> tuple[str, int] | None:
    """What stands in parentheses right behind the place, and where they end."""
    found = _PAREN.match(text, end, stop)
    return (found[1], found.end()) if found else None


def _belongs(content: str) -> bool:
    """Tell whether what stands in parentheses is of the place: an address, a square's end; no directions."""
    if _DIRECTIONS.is_at(content, 0):
        return False
    parts = [part.strip() for part in content.split(",")]
    if any(is_town(part) or ((street := find_street(part)) and street.is_numbered) for part in parts):
        return True
    words = content.split()
    if len(words) in (2, 3) and bare(words[0]) in ROOMS:
        return words[1][:1].isupper()
    return len(words) <= 2 and is_house(words[-1])


def _is_way(content: str, behind: str) -> bool:
    """Tell whether parentheses tell the way, and no street or town stands behind them."""
    parts = [part.strip() for part in behind.split(",") if part.strip()]
    return _DIRECTIONS.is_at(content, 0) and not any(is_town(part) or find_street(part) for part in parts)


def _goes_on(text: str, end: int, stop: int) -> int | None:
    """The end of the part behind a comma where it is of the place too."""
    comma = _COMMA.match(text, end, stop)
    postal = _ADDRESS_TAIL.match(text, comma.end() if comma else _skip(text, end, stop), stop)
    if postal:
        return _segment_end_of_town(text, postal.end() - 1, stop)
    if comma is None:
        return None
    at = comma.end()
    if _ENTRANCE.match(text, at, stop):
        aside = text.find(",", at, min(at + 40, stop))
        return None if aside < 0 else _goes_on(text, aside, stop)
    within = _WITHIN.match(text, at, stop)
    found = _segment_end(text, within.end() if within else at, stop)
    if found is None or ("\n" in text[end:at] and _MOMENT.match(text, found)):
        return None  # "… vid hamnen // Lund, tisdag 8 september": the next meeting's town
    if within:
        return found if is_town(text[within.end() : found]) or _has_house(text[within.end() : found]) else None
    if _is_part(text[at:found], text[found : found + 40], text[end:at]):
        return found
    return _before_address(text, at, found, stop)


def _before_address(text: str, at: int, end: int, stop: int) -> int | None:
    """The end of a name between commas that nobody knows, where a street or a town follows it: ", Nobel Forum, Nobels väg 1"."""
    comma = _COMMA.match(text, end, stop)
    following = _segment_end(text, comma.end(), stop) if comma and text[end : end + 1] == "," else None
    if comma is None or following is None or not text[at].isupper() or text.count(" ", at, end) > 3:
        return None
    street = find_street(text[comma.end() : following])
    return end if (street and street.is_numbered) or is_town(text[comma.end() : following]) else None


def _segment_end_of_town(text: str, at: int, stop: int) -> int:
    found = _WORD.match(text, at, stop)
    end = found.end() if found else at
    return end - 1 if text[end - 1 : end] in ".:" else end


def _has_house(segment: str) -> bool:
    return any(is_house(word) for word in segment.split())


def _is_part(segment: str, behind: str, gap: str) -> bool:
    """Tell whether what stands between commas may be a part of an address: no person, no new clause."""
    words = segment.split()
    street = find_street(segment)
    if is_floor(segment) or street or words[0][:1] in _QUOTES:
        return True
    if "\n" in gap and "," not in gap:
        return is_town(segment) or (len(words) < 6 and any(is_house(word) for word in words))
    if is_town(segment) or (is_town(words[0]) and len(words) <= 2):
        return True
    if re.match(r"\s+[a-zåäö]+(?:ar|er|s|de|te)\b", behind):
        return False  # a verb: a new clause
    if any(is_house(word) for word in words) or bare(words[0]) in ROOMS or bare(segment) in COUNTRIES:
        return True
    person = re.match(r"\s*(?:,\s*[a-zåäö]|\([A-ZÅÄÖ]{1,3}\))", behind) and not _MOMENT.match(behind)
    if person and len(words) > 1:
        return False  # "Anna Berg, ordförande"
    if not words[0][:1].isupper() or len(words) > 3:
        return False
    if (
        len(words) == 2
        and words[0].endswith("s")
        and words[1].endswith(("universitet", "högskola", "museum", "sjukhus"))
    ):
        return True  # "Kemihuset, Linköpings universitet"
    return len(words) != 2 or bare(words[0]) in MODIFIERS or bool(_MOMENT.match(behind))


def _aside(text: str, end: int, stop: int) -> list[str]:
    """Directions right behind a place: ", ingång från gården"."""
    found = _BEHIND.match(text, end, stop)
    if found and _DIRECTIONS.is_at(found["words"], 0):
        return [found["words"].split(" – ")[0].strip(" ,.")]
    return []
