"""Places in running text, with what speaks for each: the sentence of the time, a verb of meeting, a street, a house.

What speaks against one: that people only gather, register or park there, that it is where somebody works, that another
day is told of.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressinvite.reading.release.clues import tells_of_meeting, weigh_lead
from pressinvite.reading.release.houses import is_house, is_vague
from pressinvite.reading.release.lexicon import Words, later
from pressinvite.reading.release.neighbours import Mention, find_neighbours
from pressinvite.reading.release.phrases import Phrase, read_phrase
from pressinvite.reading.release.streets import find_street
from pressinvite.reading.release.towns import is_town
from pressinvite.reading.release.weights import weigh_binding, weigh_distance, weigh_sentence, weigh_words
from pressinvite.reading.release.words import MEETING_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressinvite.reading.release.page import Page, Stretch
    from pressinvite.reading.release.schedule import Slot
    from pressinvite.reading.release.traces import Span

_PREPOSITION = later(
    r"(?<!\w)(?:(?P<kept>utomhus (?:på|vid|i|utanför|framför)|utomhus|utanför|framför|bakom|inne (?:i|på)|mittemot|mitt emot|outside|in front of)|(?P<left>på plats (?:i|på|vid|hos)|ombord på|från|på adress(?:en)?|i|på|hos|vid|till(?!\s(?:i|på|vid|och)\s)|runt|under|(?:väljer|välja|välj) mellan|(?<=invited )to|(?<=welcome )to|at|in(?!\s(?:i|på|till|vid)\s)|aboard|on board|är det|blir det|plats(?:en)? (?:är|blir) (?:den)?samma[^:.\n]{0,40}:|"
    r"(?:lokal(?:en)?|plats(?:en)?|mötesplats(?:en)?|samlingsplats(?:en)?|utrymmet|venue|adressen)(?: för (?:[\w-]+ ){1,3}|\s)(?:är|blir|is)|(?<=visning )av|(?<=visningen )av|(?<=invigning )av|(?<=invigningen )av|(?:invigs|döps|(?:ni|du) hittar)(?=\s(?:(?:den |det )?nya |(?-i:[A-ZÅÄÖ])))))\s+(?=[\w\"”“])",
    re.IGNORECASE,
)
_NO_PLACE = later(r"(?:plats|samband|dag|morgon|går|kväll|morse|stället|övrigt|detalj|mån|tis|ons|tors|fre|lör|sön)\b")
_BELONGS = later(r"(?P<name>[A-ZÅÄÖ][\w-]*) (?P<behind>(?:på|vid|hos) [A-ZÅÄÖ])", holds="på vid hos")
_GROUP = later(r"\([A-ZÅÄÖ]{1,4}\)\s*\Z", holds=")")
_NAMED_HOUSES = ("parken", "torget", "huset", "salen", "hallen", "museet", "kyrkan", "biblioteket", "teatern", "arenan",
                 "stationen", "slottet", "gården", "stranden", "badet", "skolan")  # fmt: skip
_GOVERNED = later(r"\b(?:i|på|vid|hos|till|från|av|om|för|ur|in|at)\s\Z", re.IGNORECASE)
_CAPITAL = later(r"\b[A-ZÅÄÖ][a-zåäö]{6,}\b")
_RECEIVED = Words("journalister|journalisterna|medierna|pressen|media")
_DAY = 2.0
"""What `weigh_sentence` gives a sentence that tells the day and no time."""
_FAR = 30_000
_MOST = 200
_LONG = 1600
"""A longer sentence is none."""


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
            if end - start > _LONG:
                start, end = _window(slot, start, end)
            if end > start and abs(start - slot.span[0]) < _FAR:
                nearness = weigh_sentence(page, slot, start, end)
                if within is not None or nearness > 0 or not near:
                    found += _in_sentence(page, slot, stretch, (start, end), nearness, forced=within is not None)
            start = max(start, stop)
            if len(found) > _MOST:
                return found
    if within is None:
        found += find_neighbours(page, slot, near=near)
    return found


def _window(slot: Slot, start: int, end: int) -> Span:
    """What of a very long sentence is read: around the time, else its beginning."""
    at = slot.span[0]
    middle = at if start <= at < end else start
    return max(start, middle - _LONG // 2), min(end, middle + _LONG // 2)


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
    if alone := _alone(page.text, start, end):
        yield Mention(_ALONE + max(near, 0.0), alone.start, alone.end, alone.directions, "lower-score")
        return
    phrases = list(_phrases(page.text, start, end))
    meeting = bool(phrases) and MEETING_WORDS.is_in(page.text[start:end])
    told = forced or near > 0 or meeting or (bool(phrases) and tells_of_meeting(page.text[start:end]))
    if not told and not any(weigh_words(page.text[phrase.start : phrase.end]) >= 2.0 for _, phrase in phrases):
        return
    received = near == _DAY and _RECEIVED.is_in(page.text[start:end])
    shared = near + (1.5 if received else 1.0 if meeting else 0.0) - (3.0 if stretch.part == "title" else 0.0)
    best = 0.0
    for preposition, phrase in phrases:
        kept = preposition["kept"]
        first = preposition.start("kept") if kept and not kept.lower().startswith("inne") else phrase.start
        before = page.text[max(start, preposition.start() - 90) : preposition.start()]
        gain, reason = weigh_lead(before, preposition[0].casefold().rstrip())
        written = page.text[phrase.start : phrase.end]
        score = shared + gain + weigh_words(written)
        if is_town(written):
            score -= 2.5 if preposition[0].casefold().startswith("till") else 0.5
        score += weigh_distance(slot, phrase.start, phrase.end)
        score += weigh_binding(page, slot, start, end, phrase.start)
        best = max(best, score)
        yield Mention(score, first, phrase.end, phrase.directions, reason)
    if near >= 2.0 and best < 3.0 and stretch.part != "title":
        yield from _named_houses(page, slot, start, end, near)


def _alone(text: str, start: int, end: int) -> Phrase | None:
    """The address that a sentence holds and nothing else: "… båda gångerna. Biograf Grand, Sveavägen 45, Stockholm"."""
    begin = start + len(text[start:end]) - len(text[start:end].lstrip())
    if end - begin > _LONGEST_ADDRESS or not text[begin : begin + 1].isupper() or "," not in text[begin:end]:
        return None
    phrase = read_phrase(text, begin, end)
    if phrase is None or text[phrase.end : end].strip(" .!\n"):
        return None
    streets = (find_street(part.strip()) for part in text[begin : phrase.end].split(","))
    return phrase if any(street and street.is_numbered and street.is_sure for street in streets) else None


_LONGEST_ADDRESS = 90
_ALONE = 3.0


def _phrases(text: str, start: int, end: int) -> Iterator[tuple[re.Match[str], Phrase]]:
    """What follows the prepositions of a sentence and may be a place."""
    at = start
    while (found := _PREPOSITION.search(text, at, end)) is not None:
        at = found.end()
        phrase = None if _NO_PLACE.match(text, at) else read_phrase(text, at, end)
        if phrase is None or phrase.end - phrase.start < 4:
            continue
        if found[0].casefold().startswith("av ") and not _begins_with_house(text[phrase.start : phrase.end]):
            continue  # "visning av utställningen Ljus på Konstmuseet"
        inner = _BELONGS.match(text, phrase.start, phrase.end) if found[0].casefold().startswith("i") else None
        if inner and not is_house(inner["name"]):
            at = inner.start("behind")  # "samtal i LRF på Medborgarhuset"
            continue
        if _GROUP.search(text, max(start, found.start() - 10), found.start()):
            continue  # "(S) i Stadshuset"
        at = phrase.end
        yield found, phrase


def _begins_with_house(text: str) -> bool:
    return any(is_house(word) for word in re.split(r",| (?:på|i|vid) ", text)[0].split())


def _named_houses(page: Page, slot: Slot, start: int, end: int, near: float) -> Iterator[Mention]:
    """Houses and parks that a sentence of the day names without a preposition: "på tisdag blir Ekparkens gräs klippt"."""
    for found in _CAPITAL.finditer(page.text, start, end):
        name = found[0].removesuffix("s")
        governed = _GOVERNED.search(page.text, max(start, found.start() - 12), found.start())
        if name.endswith(_NAMED_HOUSES) and not is_vague(name) and not governed and found.start() > start:
            score = near + 0.5 + weigh_binding(page, slot, start, end, found.start())
            yield Mention(score, found.start(), found.start() + len(name), None, "lower-score")
