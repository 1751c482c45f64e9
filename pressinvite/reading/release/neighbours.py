"""Places on the line of the time, and on lines of their own right above or below it: "Tisdag 8 september kl. 10 / Rådhuset"."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from pressinvite.reading.release.addresses import POSTAL
from pressinvite.reading.release.houses import CONNECTORS, is_house, is_vague
from pressinvite.reading.release.lexicon import later
from pressinvite.reading.release.names import find_people
from pressinvite.reading.release.phrases import read_phrase
from pressinvite.reading.release.streets import find_street
from pressinvite.reading.release.towns import is_town
from pressinvite.reading.release.values import read_lines
from pressinvite.reading.release.words import MEETING_WORDS
from pressinvite.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressinvite.reading.release.layout import Line
    from pressinvite.reading.release.page import Page
    from pressinvite.reading.release.schedule import Slot

_STEPS = ((1, 3.5), (2, 3.0), (-1, 2.5), (-2, 2.0), (3, 2.5))
"""Lines from that of the time, and what a place there begins with."""
_LEAD = later(
    r"(?:[\s,.;:)-]|–|\([^()]*\))*(?:(?:och|samt)\s+)?(?:(?:samling|möt (?:oss|upp)|kom|vi (?:ses|möts|träffas|samlas))\s)?(?:(?:på|i|vid|hos|till|at|in)\s+)?",
    re.IGNORECASE,
)


_ANY_LABEL = later(r"(?P<words>[A-ZÅÄÖ][\w ]{2,30}?)\s?[:?|]\s+(?=\S)")
_NO_LABEL = later(
    r"(?:\w*kontakt|press|media|medie|inbjud|påminn|invit|\w*adress|\w*kontor|avsändare|postadress|arrangör|bild|foto|parkering|ingång|entré|anmäl|samling\b|buss|tåg|läs|mer|fakta|namn|titel|mejl|e-post|tel|mobil|medverk|titta|frågor|vid frågor|information|tagg|ämne|nyckelord|topics|premiär|spelas|nästa)",
    re.IGNORECASE,
)
_MEETING_LABEL = later(
    r"(?:press|media|medie)(?:träff|konferens|visning|möte|lunch|frukost|genomgång|fika)\Z", re.IGNORECASE
)
_EVENT = later(r"(?P<name>[A-ZÅÄÖ]\w+)\s(?:(?:på|i|vid|hos)\s)+(?=\S)")
_CELL = later(r"(?:\s\|\s+|\t\s*| {3,})(?P<cell>[^|\t\n]{4,140})")
"""A cell of a table's row, but for the first."""
_SENTENCE = later(r"(?<=[a-zåäö)])\.\s+(?=[A-ZÅÄÖ])")
_NAME_IN_TOWN = later(r"(?P<name>[A-ZÅÄÖ][\w-]+(?:\s[\w-]+){0,2}?)(?:,| i)\s(?P<town>[A-ZÅÄÖ][\w -]+)")
_ASIDE = later(r"\s\([^()\n]{3,40}\)(?=,)")
"""Behind a time: "(insläpp 9.45)"."""
_NAME_ROOM = 50
_INDENT = 4
_FAR = 30_000


class Mention(NamedTuple):
    """A place in the text that may be the meeting's."""

    score: float
    start: int
    end: int
    directions: str | None
    reason: str
    """Why it is not the one, where it is not: `lower-score`, `other-purpose`, `elsewhere`."""


def find_neighbours(page: Page, slot: Slot, *, near: bool) -> Iterator[Mention]:
    """Return the places that stand on lines of their own: beside the time; unless `near`, behind any label and anywhere."""
    yield from _beside(page, slot)
    if near:
        return
    for line in page.lines:
        if line.start > _FAR or line.part == "footer":
            break
        if line.label is not None or line.part not in ("head", "body") or len(line.text) > 140:
            continue
        end = line.start + len(line.text)
        label = _ANY_LABEL.match(line.text)
        may_label = label and (not _NO_LABEL.match(label["words"]) or _MEETING_LABEL.match(label["words"]))
        if label and may_label and line is not page.title:
            yield from _alone(page, line.start + label.end(), end, 6.0)
        elif not label and not line.is_bullet and "," in line.text and not POSTAL.search(line.text):
            yield from _alone(page, line.start, end, 1.5)  # with a postal code it is the sender's own address


def _beside(page: Page, slot: Slot) -> Iterator[Mention]:
    """The places beside the time that are all there is on their line."""
    at = slot.span[0]
    index = bisect_right(page.lines, at, key=lambda line: line.start) - 1
    if index < 0:
        return
    line = page.lines[index]
    stop = line.start + len(line.text)
    moments = [(day.start, day.end) for day in page.days] + [(clock.start, clock.end) for clock in page.clocks]
    spans = sorted(span for span in moments if line.start <= span[0] < stop)
    pairs = zip([line.value_start, *(end for _, end in spans)], [*(start for start, _ in spans), stop], strict=True)
    labelled = line.label is not None and line.label.kind in ("time-place", "time")
    own = (at, slot.span[1], slot.date.day.start, slot.date.day.end)
    for start, end in pairs:
        if labelled or start in own or end in own:
            in_row = start in own and bool(spans) and spans[0][0] - line.start < _INDENT and len(spans) > 1
            stop_at = _SENTENCE.search(page.text, start, end) if in_row else None
            score = 5.0 if labelled else 7.0 if in_row else 3.5
            yield from _alone(page, start, stop_at.start() if stop_at else end, score)
    aside = _ASIDE.match(page.text, slot.span[1], stop)
    if aside:
        yield from _alone(page, aside.end(), stop, 3.5)
    for cell in _CELL.finditer(page.text, line.start, stop):
        yield from _alone(page, cell.start("cell"), cell.end(), 3.5)
    yield from _sentences_behind(page, slot)
    for step, score in _STEPS:
        other = page.lines[index + step] if 0 <= index + step < len(page.lines) else None
        if other is not None and _may_hold(page, slot, other):
            block = read_lines(page, other.start, len(page.text)) if step > 0 else None
            yield from _alone(page, other.start, block.end if block else other.start + len(other.text), score)
            if block and _is_addressed(block.text, other.text):
                yield Mention(score + 2.0, block.start, block.end, None, "lower-score")


def _is_addressed(text: str, first: str) -> bool:
    """Tell whether lines are a name that nobody knows and the street of it below."""
    streets = [street for part in text.split(", ")[1:] if (street := find_street(part))]
    told = any(street.is_numbered and street.is_sure for street in streets) and len(first) < _NAME_ROOM
    return (
        told
        and text != first
        and first[:1].isupper()
        and not (find_people(first) or MEETING_WORDS.is_in(first) or first.endswith("."))
    )


def _sentences_behind(page: Page, slot: Slot) -> Iterator[Mention]:
    """The sentences behind that of the time which are an address and nothing else: "… kl. 10. Rådhuset, Storgatan 1."."""
    stretch = page.stretch(slot.span[0])
    start, seen = stretch.start, 0
    for end in stretch.ends:
        if start > slot.span[0] and seen < 3:
            yield from _alone(page, start, end, 3.0)
            seen += 1
        start = end


def _may_hold(page: Page, slot: Slot, line: Line) -> bool:
    fits = line.label is None and line.part in ("head", "body") and 3 < len(line.text) < 140
    return fits and (line is not page.title or line.start > slot.span[0])


def _is_spot(name: str) -> bool:
    """Tell whether a word is a house or, by its form, a spot that is known: "Sjöboden vid hamnen", not "Rundvandring på …"."""
    known = (
        name.endswith(("en", "et", "an")) and not name.endswith(("ingen", "ionen")) and not MEETING_WORDS.is_in(name)
    )
    return is_house(name) or known


def _is_in_town(text: str) -> bool:
    """Tell whether a text is a name and the town it is in: "Rosenbad, Stockholm", "Trångforsen i Boden"."""
    found = _NAME_IN_TOWN.fullmatch(text)
    return found is not None and is_town(found["town"]) and not is_town(found["name"]) and not find_people(text)


def _alone(page: Page, start: int, end: int, score: float) -> Iterator[Mention]:
    """The place that is all there is between two offsets, directions apart."""
    lead = _LEAD.match(page.text, start, end)
    begin = lead.end() if lead else start
    phrase = read_phrase(page.text, begin, end) if begin < end else None
    if phrase is None:
        return
    event = _EVENT.match(page.text, begin, phrase.end)
    if event and not _is_spot(event["name"]) and not is_town(page.text[event.end() : phrase.end]):
        phrase = read_phrase(page.text, event.end(), end) or phrase  # "Rundvandring på Konstmuseet"
    text = page.text[phrase.start : phrase.end]
    words = text.split()
    rest = page.text[phrase.end : end].strip(" .,;:!()")
    town = any(is_town(part.split()[-1]) for part in text.split(",") if part.strip())
    street = any((street := find_street(part)) and (street.is_sure or town) for part in text.split(","))
    house = any(is_house(word) and not is_vague(word) for word in words)
    if (
        words[0] in CONNECTORS
        or text.islower()
        or not (street or house or _is_in_town(text))
        or (rest and not phrase.directions and len(rest) > 25)
    ):
        return
    gain = (2.0 if street else 0.0) + (1.5 if house else 0.0) - (2.0 if MEETING_WORDS.is_in(text) else 0.0)
    yield Mention(score + gain, phrase.start, phrase.end, phrase.directions, "lower-score")
