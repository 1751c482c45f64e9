"""Personal names, parties and roles in running text.

A name is two to four words with capitals that are not the words organisations, places and roles are made of. What
stands in commas behind it, or as a title before it, is the role.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pressinvite.language.parties import parse_party

_WORD = r"[A-ZÅÄÖÉÜØ][a-zåäöéèüøæ']+(?:-[A-ZÅÄÖÉ][a-zåäöéü]+)?"
NAME = re.compile(
    rf"(?:(?<![A-Za-zÅÄÖåäöéü@.-])|(?<=[a-zåäö])(?<!\bMc))(?P<name>{_WORD}(?:\s(?:von|af|de|van|der|di|el|bin|[A-ZÅÄÖ]\.?))*(?:\s{_WORD}){{1,3}})(?![a-zåäö@])"
)
_PARTY = re.compile(r"\*?\s?\((?P<code>[A-ZÅÄÖa-zåäö]{1,4}|[A-ZÅÄÖ][a-zåäö]+)\)")
ROLE = re.compile(
    r"(?:chef(?:en)?|råd(?:et|en)?|ledare(?:n)?|ordförande(?:n)?|direktör(?:en)?|minister(?:n)?|ansvarig(?:a)?|sekreterare(?:n)?|informatör(?:en)?|kommunikatör(?:en)?|"
    r"strateg(?:en)?|samordnare(?:n)?|handläggare(?:n)?|rektor(?:n)?|professor(?:n)?|landshövding(?:en)?|\bvd|verkställande|utredare(?:n)?|redaktör(?:en)?|kurator|"
    r"intendent(?:en)?|producent(?:en)?|talesperson(?:en)?|general(?:en)?|koordinator(?:n)?|manager|officer|director|kapten(?:en)?|doktor(?:and)?|konstnär(?:en)?|arkitekt(?:en)?|"
    r"ekonom(?:en)?|chair|president(?:en)?|mayor|minister|head of|expert(?:en)?|forskare(?:n)?|läkare(?:n)?|polis(?:en)?|imam(?:en)?|biskop(?:en)?|kyrkoherde|kock(?:en)?|"
    r"författare(?:n)?|historiker(?:n)?|tränare(?:n)?|ledamot|vice|biträdande|tf\.?|t f|planerare(?:n)?|ingenjör(?:en)?|jurist(?:en)?|analytiker(?:n)?|grundare(?:n)?|"
    r"assistent(?:en)?|pressjour|presstjänst|kännare|utvecklare(?:n)?|curator|spokesperson|editor|secretary|advisor|rådgivare(?:n)?|landsbygdsstrateg|kommissarie|befäl(?:et)?|generalsekreterare)\b",
    re.IGNORECASE,
)
_STREET = re.compile(r"\s(?:plan|väg|gata|torg|gränd|allé|plats)\b|\s[1-9]\d{0,2}\b(?![-–/ ]\d)")
"""What behind two capitalised words makes an address of them."""
_PREPOSITION = re.compile(r"\b(?:i|på|vid|in|at)\s$", re.IGNORECASE)
_NO_NAME = frozenset(
    [
        "meet",
        "barnen",
        "korset",
        "samverkan",
        "samling",
        "under",
        "citysamverkan",
        "sir",
        "dr",
        "mr",
        "mrs",
        "ms",
        "professor",
        "affairs",
        "prime",
        "sveriges",
        "sverige",
        "svenska",
        "svensk",
        "nordiska",
        "kungliga",
        "riksdagen",
        "regeringen",
        "europeiska",
        "press",
        "media",
        "information",
        "kontakt",
        "tel",
        "telefon",
        "mobil",
        "epost",
        "e-post",
        "mejl",
        "mail",
        "tfn",
        "växel",
        "adress",
        "titel",
        "datum",
        "tid",
        "plats",
        "för",
        "vid",
        "mer",
        "med",
        "och",
        "om",
        "från",
        "till",
        "som",
        "det",
        "den",
        "de",
        "en",
        "ett",
        "nu",
        "när",
        "här",
        "vi",
        "ni",
        "på",
        "i",
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
        "facebook",
        "twitter",
        "linkedin",
        "instagram",
        "youtube",
        "google",
        "microsoft",
        "teams",
        "zoom",
        "business",
        "city",
        "park",
        "mall",
        "center",
        "office",
        "news",
        "the",
        "of",
        "and",
        "for",
        "west",
        "east",
        "north",
        "south",
        "norra",
        "södra",
        "östra",
        "västra",
        "gamla",
        "nya",
        "stora",
        "lilla",
        "tekniska",
        "kultur",
        "idrott",
        "fritid",
        "sociala",
        "barn",
        "utbildning",
        "miljö",
        "ab",
        "oyj",
        "ltd",
        "inc",
        "läs",
        "se",
        "följ",
        "ladda",
        "obs",
        "program",
        "hålltider",
        "medverkande",
        "talare",
        "mvh",
        "vänliga",
        "hälsningar",
        "sommar",
        "vår",
        "höst",
        "jul",
        "region",
        "stockholms",
        "malmö",
        "göteborgs",
        "lunds",
        "ring",
        "skriv",
        "box",
        "vad",
        "var",
        "vem",
        "varför",
        "hur",
        "pressträff",
        "presskonferens",
        "inbjudan",
        "pressinbjudan",
        "frågor",
        "ingen",
        "alla",
        "även",
        "också",
        "dessutom",
    ]
)
"""Words with a capital that are no part of a personal name."""
_NO_NAME_ENDS = (
    "kommun", "kommuns", "regionen", "regionens", "stad", "stads", "länsstyrelsen", "länsstyrelsens", "universitet", "universitetet",
    "universitets", "högskolan", "högskola", "myndigheten", "verket", "verkets", "polisen", "museet", "museum", "förbundet", "rådet",
    "nämnden", "gatan", "vägen", "torget", "huset", "salen", "parken", "stiftelsen", "festivalen", "skolan", "förvaltningen", "kontoret",
    "enheten", "staben", "centrum", "hotell", "hotel", "teatern", "arenan", "bolaget", "dagen", "kontakt", "tjänsten", "tjänst", "aktion",
    "avdelningen", "kansliet", "departementet", "ministeriet", "partiet", "demokraterna", "liberalerna", "moderaterna", "kyrkan", "stationen", "partiet", "förening", "föreningen", "sällskapet", "gården", "välkommen", "välkomna",
)  # fmt: skip


def _is_no_name(word: str) -> bool:
    """Tell whether a word with a capital is part of something else than a personal name."""
    plain = word.casefold()
    return plain in _NO_NAME or plain.endswith(_NO_NAME_ENDS)


class Person(NamedTuple):
    """Somebody named in a text."""

    name: str
    start: int
    end: int
    """Behind the name and its party."""
    party: str | None
    title: str | None
    """A role that stood before the name, within the same capitals: "Presschef Anna Berg"."""


def find_people(text: str, offset: int = 0) -> list[Person]:
    """Return the people that a passage names, in order; places are offsets in the page."""
    found = []
    for match in NAME.finditer(text):
        words = match["name"].split(" ")
        start, titles = match.start("name"), []
        while len(words) > 2 and (ROLE.fullmatch(words[0]) or (ROLE.search(words[0]) and len(words) > 2)):
            titles.append(words[0])
            start += len(words[0]) + 1
            words = words[1:]
        while len(words) > 2 and _is_no_name(words[0]):
            start += len(words[0]) + 1
            words = words[1:]
        while len(words) > 2 and _is_no_name(words[-1]):
            words = words[:-1]
        if _PREPOSITION.search(text[max(0, start - 6) : start]):
            continue  # a place: "på Idre Fjäll"
        duty = next((index for index, word in enumerate(words) if index and ROLE.search(word)), len(words))
        words = words[:duty]
        if (
            len(words) < 2
            or _STREET.match(text, start + len(" ".join(words)))
            or any(_is_no_name(word) for word in words)
            or ROLE.fullmatch(words[0])
            or ROLE.fullmatch(words[-1])
        ):
            continue
        end = start + len(" ".join(words))
        party = _PARTY.match(text, end)
        code = parse_party(party["code"]) if party else None
        if party and code:
            end = party.end()
        elif text[end : end + 1] == "*":
            end += 1
        found.append(Person(" ".join(words), offset + start, offset + end, code, " ".join(titles) or None))
    return found
