"""Places in running text, with what speaks for each: the sentence of the time, a verb of meeting, a street, a house.

What speaks against one: that people only gather, register or park there, that it is where somebody works, that another
day is told of.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pressinvite.reading.release.houses import CONNECTORS, bare, is_house, is_vague
from pressinvite.reading.release.phrases import Phrase, read_phrase
from pressinvite.reading.release.streets import find_street
from pressinvite.reading.release.towns import COUNTRIES, is_town
from pressinvite.reading.release.values import read_lines
from pressinvite.reading.release.words import MEETING_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressinvite.reading.release.page import Page, Stretch
    from pressinvite.reading.release.schedule import Slot
    from pressinvite.reading.release.traces import Span

_PREPOSITION = re.compile(
    r"(?<!\w)(?:(?P<kept>utomhus (?:på|vid|i|utanför|framför)|utomhus|utanför|framför|bakom|inne (?:i|på)|mittemot|mitt emot|outside|in front of)|(?P<left>på plats (?:i|på|vid|hos)|ombord på|i|på|hos|vid|till(?!\s(?:i|på|vid|och)\s)|runt|under|at|in(?!\s(?:i|på|till|vid)\s)|aboard|on board|är det|blir det|"
    r"(?:lokal(?:en)?|plats(?:en)?|mötesplats(?:en)?|samlingsplats(?:en)?|utrymmet|lokalen för träffen|venue) (?:är|blir|is)))\s+(?=[\w\"”“])",
    re.IGNORECASE,
)
_VERBS = (
    r"\b(?:hålls|hålles|äger rum|ägde rum|sker|ses|möts|mötas|träffas|samlas|ordnas|anordnas|arrangeras|genomförs|startar|börjar|håller till|är|blir|står|sitter|finns|ställer oss|"
    r"välkomna?|välkommen|välkomnas|hälsas|bjuds in|bjuder|inbjuds|kallar|kallas|kom|komma|kommer|tar emot|möter|möta|visas|visar|presenteras|presenterar|invigs|inviger|besöka|besöker|släpps in|"
    r"tas emot|tar plats|startskott|spadtag|held|take place|takes place|welcome|invited|meet|gather)\b"
)
_TELLS = re.compile(_VERBS, re.IGNORECASE)
_VERB = re.compile(rf"{_VERBS}[^.!?]{{0,70}}\Z", re.IGNORECASE)
_STRONG_VERB = re.compile(
    r"(?:hålls|hålles|äger rum|det sker|vi ses|ses vi|ses|möts|träffas|vi samlas|håller till|välkom\w+(?: till)?|bjuds in till|lokalen är|platsen är|venue is|takes? place|held|pressträff\w*|presskonferens\w*|pressvisning\w*|"
    r"pressmöte\w*|mediaträff\w*|medieträff\w*|pressen|journalister|medierna|media|visning|informationsträff|mediainfo|briefing|press conference|vi (?:står|sitter|börjar|finns))(?:,?\s\w+){0,3},?\s*\Z",
    re.IGNORECASE,
)
_WE_MEET = re.compile(
    r"\b(?:vi (?:ses|möts|träffas|samlas|sitter|står|börjar|håller till|ställer oss)|ses vi|ni (?:hittar|möter) oss|hålls|äger rum|det sker)(?:,?\s\w+){0,4},?\s*\Z",
    re.IGNORECASE,
)
_OTHER_PURPOSE = re.compile(
    r"\b(?:samling|parker\w*|ingång\w*|insläpp|inpasser\w*|buss\w*|avgår|avfärd|tåg\w*|kaffe|fika|mingel|lunch|premiär|registrer\w*|anmäl(?:an|ning|er|s)?\b|kontakta|"
    r"möt upp|hämtas|träffade|visades|läs mer|sänds|följ\w*|titta|finns att (?:läsa|hämta)|bilder|arbetar|jobbar|anställd\w*|bor\b|född|ligger|belägen|beläget|handlingar|mejla|skriv till|"
    r"spelas|turné\w*|nästa|i går|igår|förra|efteråt|därefter|sedan|senare|tidigare|allmänheten|invånar\w*|besökare|gather|parking|register)\b[^.!?;]{0,60}\Z",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"(?:chef|ordförande|direktör|professor|forskare|läkare|rektor|\bvd|råd|sekreterare|ansvarig|strateg|samordnare|handläggare|ledare|minister|docent|lektor|jurist|kommunikatör|pressekreterare|doktorand|"
    r"intendent|planerare|informatör|polis|expert|ledamot|president|director|manager|head|officer|anställda|medarbetare|personal(?:en)?|talesperson|utredare|kock|kocken|hydrolog\w*|ekolog|analytiker|ingenjör)(?:en|n|er|na)?\s*\Z",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"(?:kommun|regionen|region|förbundet|myndigheten|ab|styrelsen|nämnden|partiet|universitet|högskola|förvaltning|departementet|landstinget|län|socken|europa|sverige|norden|världen|eu|nato|fn|riksdag|regering|regeringen|riksdagen|facebook|instagram|youtube|teams|zoom|skype|internet|webben|tv|play)\Z",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-ZÅÄÖ][a-zåäöéü]+\s\Z")
_NO_PLACE = re.compile(
    r"(?:plats|samband|dag|morgon|går|kväll|morse|stället|övrigt|detalj|mån|tis|ons|tors|fre|lör|sön)\b"
)
_BELONGS = re.compile(r"(?P<name>[A-ZÅÄÖ][\w-]*) (?P<behind>(?:på|vid|hos) [A-ZÅÄÖ])")
_GROUP = re.compile(r"\([A-ZÅÄÖ]{1,4}\)\s*\Z")
_NAMED_HOUSES = ("parken", "torget", "huset", "salen", "hallen", "museet", "kyrkan", "biblioteket", "teatern", "arenan",
                 "stationen", "slottet", "gården", "stranden", "badet", "skolan")  # fmt: skip
_GOVERNED = re.compile(r"\b(?:i|på|vid|hos|till|från|av|om|för|ur|in|at)\s\Z", re.IGNORECASE)
_CAPITAL = re.compile(r"\b[A-ZÅÄÖ][a-zåäö]{6,}\b")
_FAR = 30_000
_MOST = 200


class Mention(NamedTuple):
    """A place in the text that may be the meeting's."""

    score: float
    start: int
    end: int
    directions: str | None
    reason: str
    """Why it is not the one, where it is not: `lower-score`, `other-purpose`, `elsewhere`."""


def find_mentions(page: Page, slot: Slot, within: Span | None = None, *, near: bool = False) -> list[Mention]:
    """Return the places of the sentences that may tell of the meeting, scored.

    Of one span of the text where that is given; with `near` of the sentences that tell of its time alone, as is enough
    where a label tells the place.
    """
    found: list[Mention] = []
    first, last = within or (0, len(page.text))
    for stretch in _stretches(page, slot, within):
        start = max(stretch.start, first)
        for stop in (*stretch.ends, stretch.end):
            end = min(stop, last)
            if end > start:
                nearness = _nearness(page, slot, start, end)
                if within is not None or nearness > 0 or not near:
                    found += _in_sentence(page, slot, stretch, (start, end), nearness, forced=within is not None)
            start = max(start, end)
            if len(found) > _MOST:
                return found
    if within is None:
        found += _beside(page, slot)
    return found


def _stretches(page: Page, slot: Slot, within: Span | None) -> Iterator[Stretch]:
    for stretch in page.stretches:
        if within is not None:
            if stretch.start < within[1] and stretch.end > within[0]:
                yield stretch
            continue
        near = stretch.part in ("title", "lead", "body") and abs(stretch.start - slot.span[0]) < _FAR
        if near and stretch.label_at(stretch.start) not in ("participants", "contact", "registration", "place"):
            yield stretch


def _in_sentence(
    page: Page, slot: Slot, stretch: Stretch, span: Span, near: float, *, forced: bool
) -> Iterator[Mention]:
    """The places of one sentence, and the houses it names where no place is told."""
    start, end = span
    phrases = list(_phrases(page.text, start, end))
    meeting = bool(phrases) and bool(MEETING_WORDS.search(page.text, start, end))
    if not (forced or near > 0 or (phrases and (meeting or _TELLS.search(page.text, start, end)))):
        return
    shared = near + (1.0 if meeting else 0.0) - (3.0 if stretch.part == "title" else 0.0)
    best = 0.0
    for preposition, phrase in phrases:
        kept = preposition["kept"]
        first = preposition.start("kept") if kept and not kept.lower().startswith("inne") else phrase.start
        before = page.text[max(start, preposition.start() - 90) : preposition.start()]
        score, reason = _score(page, slot, before, preposition, phrase.start, phrase.end)
        score += shared + _bound(page, slot, start, end, phrase.start)
        best = max(best, score)
        yield Mention(score, first, phrase.end, phrase.directions, reason)
    if near >= 2.0 and best < 3.0 and stretch.part != "title":
        yield from _named_houses(page, slot, start, end, near)


def _phrases(text: str, start: int, end: int) -> Iterator[tuple[re.Match[str], Phrase]]:
    """What follows the prepositions of a sentence and may be a place."""
    at = start
    while (found := _PREPOSITION.search(text, at, end)) is not None:
        at = found.end()
        phrase = None if _NO_PLACE.match(text, at) else read_phrase(text, at, end)
        if phrase is None or phrase.end - phrase.start < 4:
            continue
        inner = _BELONGS.match(text, phrase.start, phrase.end) if found[0].casefold().startswith("i") else None
        if inner and not is_house(inner["name"]):
            at = inner.start("behind")  # "samtal i SKTF på Medborgarhuset"
            continue
        if _GROUP.search(text, max(start, found.start() - 10), found.start()):
            continue  # "(S) i Stadshuset"
        at = phrase.end
        yield found, phrase


def _named_houses(page: Page, slot: Slot, start: int, end: int, near: float) -> Iterator[Mention]:
    """Houses and parks that a sentence of the day names without a preposition: "på tisdag blir Ekparkens gräs klippt"."""
    for found in _CAPITAL.finditer(page.text, start, end):
        name = found[0].removesuffix("s")
        governed = _GOVERNED.search(page.text, max(start, found.start() - 12), found.start())
        if name.endswith(_NAMED_HOUSES) and not is_vague(name) and not governed and found.start() > start:
            score = near + 0.5 + _bound(page, slot, start, end, found.start())
            yield Mention(score, found.start(), found.start() + len(name), None, "lower-score")


def _bound(page: Page, slot: Slot, start: int, end: int, at: int) -> float:
    """What a place gains or loses where its sentence tells of several times or days, by the one that it stands behind."""
    clock = slot.clock.clock if slot.clock else None
    clocks = [one for one in page.clocks if start <= one.start < end]
    if clock and len(clocks) > 1 and any((one.hour, one.minute) == (clock.hour, clock.minute) for one in clocks):
        before = [one for one in clocks if one.start < at] or clocks[:1]
        own = [one for one in before if (one.hour, one.minute) == (clock.hour, clock.minute)]
        return 1.0 if own and before[-1].start - own[-1].end < 20 else -3.0
    days = [day for day in page.days if start <= day.start < end and day.day is not None]
    if len({(day.day, day.month) for day in days}) > 1:
        near = [day for day in days if day.start < at][-1:] or days[:1]
        date = slot.date.date
        return 1.5 if (near[0].day, near[0].month) == (date.day, date.month) else -4.0
    return 0.0


def _nearness(page: Page, slot: Slot, start: int, end: int) -> float:
    """What a sentence gains by the date and the time that it tells."""
    if start <= slot.span[0] < end:
        return 4.0
    clock = slot.clock.clock if slot.clock else None
    clocks = [one for one in page.clocks if start <= one.start < end]
    if clock and any((one.hour, one.minute) == (clock.hour, clock.minute) for one in clocks):
        return 3.5
    date = slot.date.date
    days = [day for day in page.days if start <= day.start < end]
    if any((day.day, day.month) == (date.day, date.month) for day in days):
        return 2.0 if not clocks else 0.5
    if clocks or any(day.day is not None for day in days):
        return -2.0
    return 0.0


def _score(page: Page, slot: Slot, before: str, preposition: re.Match[str], start: int, end: int) -> tuple[float, str]:
    """What speaks for a place and what against it, by its words and those before it."""
    text = page.text[start:end]
    words = text.split()
    streets = [street for part in text.split(",") if (street := find_street(part))]
    street = next((one for one in streets if one.is_numbered), streets[0] if streets else None)
    houses = [word for word in words if is_house(word)]
    score = 2.0 if street and street.is_numbered else 0.0
    score += 1.5 if any(not is_vague(word) for word in houses) else 0.5 if houses or street else 0.0
    score -= 2.0 if is_town(text) or bare(words[0]) in COUNTRIES else 0.0
    score -= 1.0 if len(words) == 1 and is_vague(words[0]) else 0.0
    score -= 2.0 if not houses and not street and _ORGANISATION.search(text) else 0.0
    strong = _STRONG_VERB.search(before)
    told = preposition[0].casefold().rstrip().endswith(("är", "blir", "is"))
    score += 4.0 if told or _WE_MEET.search(before) else 2.0 if strong else 1.0 if _VERB.search(before) else 0.0
    score -= (
        2.0
        if preposition[0].casefold().startswith("till")
        and not re.search(
            r"välkom\w*(?:\s\w+)?\s*\Z|\bkom(?:ma)?\s*\Z|(?:in|er|inbjuds|bjuds)\s*\Z", before, re.IGNORECASE
        )
        else 0.0
    )
    reason = "lower-score"
    if _OTHER_PURPOSE.search(before):
        score, reason = score - 3.5, "other-purpose"
    if (role := _ROLE.search(before)) or ((name := _NAME.search(before)) and not is_house(name[0])):
        score, reason = score - (4.0 if role else 2.5), "elsewhere"
    return score + _distance(slot, start, end, page.text), reason


def _distance(slot: Slot, start: int, end: int, text: str) -> float:
    """What a place gains that stands right beside the time, and loses far from it."""
    first, last = slot.span
    gap = text[last:start] if start >= last else text[end:first]
    if len(gap) > 300:
        return -0.5
    bonus = 1.0 if len(gap) < 15 else 0.0
    return bonus + (0.3 if start >= last else 0.0) - len(gap) / 400


def _beside(page: Page, slot: Slot) -> Iterator[Mention]:
    """A place on the line of the time, or on a line of its own right above or below it."""
    at = slot.span[0]
    index = next((i for i, line in enumerate(page.lines) if line.start <= at <= line.start + len(line.text)), None)
    if index is None:
        return
    line = page.lines[index]
    spans = [(day.start, day.end) for day in page.days] + [(clock.start, clock.end) for clock in page.clocks]
    spans = sorted(span for span in spans if line.start <= span[0] < line.start + len(line.text))
    stop = line.start + len(line.text)
    pairs = zip([line.value_start, *(end for _, end in spans)], [*(start for start, _ in spans), stop], strict=True)
    for start, end in pairs:
        yield from _alone(page, start, end, 5.0 if line.label and line.label.kind in ("time-place", "time") else 3.5)
    for step, score in ((1, 3.5), (2, 3.0), (-1, 2.5), (-2, 2.0), (3, 2.5)):
        if 0 <= index + step < len(page.lines):
            other = page.lines[index + step]
            if (
                other.label is None
                and other.part in ("head", "body")
                and 3 < len(other.text) < 140
                and other is not page.title
            ):
                block = read_lines(page, other.start, len(page.text)) if step > 0 else None
                yield from _alone(page, other.start, block.end if block else other.start + len(other.text), score)


def _alone(page: Page, start: int, end: int, score: float) -> Iterator[Mention]:
    """The place that is all there is between two offsets, directions apart."""
    text = page.text[start:end]
    lead = re.match(
        r"(?:[\s,.;:–)-]|\([^()]*\))*(?:(?:och|samt)\s+)?(?:Samling\s)?(?:(?:på|i|vid|hos|at|in)\s+)?",
        text,
        re.IGNORECASE,
    )
    begin = start + (lead.end() if lead else 0)
    phrase = read_phrase(page.text, begin, end) if begin < end else None
    if phrase is None:
        return
    words = page.text[phrase.start : phrase.end].split()
    if words[0] in CONNECTORS:
        return
    rest = page.text[phrase.end : end].strip(" .,;:!()")
    street = any(find_street(part) for part in page.text[phrase.start : phrase.end].split(","))
    houses = any(is_house(word) and not is_vague(word) for word in words)
    if not (street or houses) or (rest and not phrase.directions and len(rest) > 25):
        return
    gain = (
        (2.0 if street else 0.0)
        + (1.5 if houses else 0.0)
        - (2.0 if MEETING_WORDS.search(page.text, phrase.start, phrase.end) else 0.0)
    )
    yield Mention(score + gain, phrase.start, phrase.end, phrase.directions, "lower-score")
