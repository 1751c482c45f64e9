"""What the words before a place tell of it: that the press meets there, or that people only gather, park or work there."""

from __future__ import annotations

import re
from itertools import pairwise

from pressinvite.reading.release.houses import is_house
from pressinvite.reading.release.lexicon import later
from pressinvite.reading.release.towns import parse_words

_WORD = later(r"\w[\w-]*")
MEETING_VERBS = parse_words(
    """hålls hålles rum sker ses möts mötas träffas samlas ordnas anordnas arrangeras genomförs startar börjar är blir står sitter finns
    ställer välkomna välkommen välkomnas hälsas bjuds bjuder inbjuds inbjuder kallar kallas kom komma kommer tar tas möter möta visas visar presenteras
    presenterar redovisas redovisar lämnar överlämnar invigs inviger besöka besöker släpps startskott spadtag hittar håller anordnar ordnar arrangerar väntar bänkar döps firar firas samling
    held takes take welcome invited meet gather invite invites"""
)
_STRONG = parse_words(
    """hålls hålles rum sker ses möts träffas samlas välkomna välkommen välkomnas pressen journalister medierna media medier mediainfo
    briefing conference held place visning informationsträff frågestund invigs"""
)
_STRONG_BEGINNINGS = ("pressträff", "presskonferens", "pressvisning", "pressmöte", "presslunch", "pressfrukost", "pressbrunch", "pressinformation",
                      "pressgenomgång", "pressrundtur", "mediaträff", "medieträff", "mediedag")  # fmt: skip
_WE_MEET = frozenset(
    (
        ("vi", "ses"), ("ses", "vi"), ("vi", "möts"), ("vi", "träffas"), ("vi", "samlas"), ("vi", "sitter"), ("vi", "står"), ("vi", "börjar"),
        ("vi", "ställer"), ("vi", "håller"), ("ni", "hittar"), ("ni", "möter"), ("äger", "rum"), ("det", "sker"), ("we", "meet"), ("väntar", "på"),
    )
)  # fmt: skip
_OTHERWISE = parse_words(
    """samling insläpp avgår avfärd kaffe fika mingel lunch premiär anmäl anmälan anmälning anmäler anmäls kontakta hämtas träffade
    visades sänds titta bilder arbetar jobbar bor född ligger belägen beläget handlingar handlingarna mejla skriv spelas nästa igår förra efteråt därefter
    senare tidigare allmänheten besökare gather gathering parking register parkera parkering studerar utbildad verksam forskar"""
)
_OTHERWISE_BEGINNINGS = (
    "parker",
    "ingång",
    "inpasser",
    "buss",
    "tåg",
    "registrer",
    "följ",
    "anställ",
    "turné",
    "invånar",
)
_OTHERWISE_PAIRS = frozenset((("möt", "upp"), ("läs", "mer"), ("att", "läsa"), ("att", "hämta"), ("i", "går")))
_ROLES = tuple(
    f"{role}{ending}"
    for role in (
        "chef", "ordförande", "direktör", "professor", "forskare", "läkare", "rektor", "råd", "sekreterare", "ansvarig", "strateg", "samordnare",
        "handläggare", "ledare", "minister", "docent", "lektor", "jurist", "kommunikatör", "doktorand", "intendent", "planerare", "informatör", "polis",
        "expert", "ledamot", "president", "director", "manager", "officer", "anställda", "medarbetare", "personal", "talesperson", "utredare", "kock",
        "hydrolog", "ekolog", "analytiker", "ingenjör", "biolog", "lärare", "elever", "head", "forskar", "studenter",
    )
    for ending in ("", "n", "en", "er", "na")
)  # fmt: skip
_ORGANISATIONS = ("kommun", "regionen", "förbundet", "myndigheten", "styrelsen", "nämnden", "partiet", "universitet", "högskola",
                  "förvaltning", "departementet", "landstinget", "socken")  # fmt: skip
_NO_SPOTS = parse_words(
    """ab län region europa sverige norden världen eu nato fn riksdag regering regeringen riksdagen facebook instagram youtube teams zoom skype
    internet webben tv play finland norge danmark skåne småland norrland svealand götaland"""
)
_PRESS = parse_words(
    "press pressen media medier medierna massmedia journalister journalisterna redaktionerna reportrar"
)
_TOPICS = parse_words(
    """läget situationen utvecklingen vården köerna framtiden beslutet händelsen branden olyckan dådet
    mordet utsläppet lägesbilden trafiken renoveringen ombyggnaden utbyggnaden nedläggningen flytten vaccineringen vaccinationerna"""
)
"""What a meeting is about, and where that is: "läget på sjukhuset"."""
_INVITES = ("bjuder", "bjuds", "inbjuder", "inbjuds", "välkom", "kallar")
"""Before "pressen till": where the press is invited to."""
_NAME = later(r"[A-ZÅÄÖ][a-zåäöéü-]+\s(?P<last>[A-ZÅÄÖ][a-zåäöéü-]+)\s\Z")
_BEHIND_CLAUSE = later(r".*[.!?;]\s", re.DOTALL)


def tells_of_meeting(sentence: str) -> bool:
    """Tell whether any verb of the sentence may be one of meeting."""
    return not MEETING_VERBS.isdisjoint(_WORD.findall(sentence.casefold()))


def is_organisation_only(text: str) -> bool:
    """Tell whether a name without a house or street is that of an organisation, a country or a channel."""
    last = text.rsplit(None, 1)[-1].casefold()
    return last in _NO_SPOTS or last.endswith(_ORGANISATIONS)


def weigh_lead(before: str, preposition: str) -> tuple[float, str]:
    """Return what a place gains or loses by the words before it, and why it would be left."""
    before = _BEHIND_CLAUSE.sub("", before)
    words = _WORD.findall(before.casefold())
    pairs = list(pairwise(words))
    told = preposition.endswith(("är", "blir", "is", ":", "hittar"))
    score = 4.0 if told or not _WE_MEET.isdisjoint(pairs[-6:]) or "hålls" in words[-6:] else _verb(words)
    last = words[-1] if words else ""
    if last in ("inte", "ej", "not"):  # "inte i Rådhuset utan i Folkets hus"
        return score - 8.0, "no-longer"
    welcome = last in ("in", "er", "inbjuds", "bjuds", "kom", "komma") or any(
        word.startswith("välkom") for word in words[-2:]
    )
    welcome = welcome or (last in _PRESS and any(word.startswith(_INVITES) for word in words[-9:-1]))
    score -= 2.0 if preposition.startswith("till") and not welcome else 1.5 if preposition == "från" else 0.0
    score += 1.0 if preposition.startswith("på plats") else 0.0
    near = words[-10:]
    if ("som", "tidigare") in pairs:
        near = [word for word in near if word != "tidigare"]
    if "står" in words[-3:]:  # "står bussen på Stortorget": that is where it is met
        near = [word for word in near if not word.startswith("buss")]
    if (
        not _OTHERWISE.isdisjoint(near)
        or not _OTHERWISE_PAIRS.isdisjoint(pairs[-9:])
        or any(word.startswith(_OTHERWISE_BEGINNINGS) for word in near)
    ):
        return score - 3.5, "other-purpose"
    if last in _TOPICS and not preposition.startswith(("vid", "hos")):
        return score - 6.0, "elsewhere"
    if last == "vd" or last.endswith(_ROLES):
        return score - 4.0, "elsewhere"
    name = _NAME.search(before)
    works_there = name and not is_house(name["last"]) and not preposition.startswith("på plats")
    return (score - 2.5, "elsewhere") if works_there else (score, "lower-score")


def _verb(words: list[str]) -> float:
    """What the verbs and nouns before the place tell."""
    near = words[-4:]
    if not _STRONG.isdisjoint(near) or any(word.startswith(_STRONG_BEGINNINGS) for word in near):
        return 2.0
    return 0.0 if MEETING_VERBS.isdisjoint(words[-12:]) else 1.0
