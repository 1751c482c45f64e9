"""Where a text contradicts itself about the place: two labels, another town in the headline, a "new venue" further down.

Only what cannot both be so is told: another street, another town, or the same label with another place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressinvite.errors import Finding
from pressinvite.meeting import normalise
from pressinvite.reading.release.addresses import parse_place
from pressinvite.reading.release.changes import former_from
from pressinvite.reading.release.lexicon import Lexicon, later
from pressinvite.reading.release.mentions import find_mentions
from pressinvite.reading.release.online import platform_of
from pressinvite.reading.release.towns import is_town, parse_words
from pressinvite.reading.release.words import KINDS
from pressinvite.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pressinvite.meeting import Meeting, Place
    from pressinvite.reading.release.page import Page, Stretch
    from pressinvite.reading.release.plain import PlainText
    from pressinvite.reading.release.schedule import Slot

_MAIN = ("title", "lead", "body")
_NEW_PLACE = Lexicon(
    r"\b(?:(?:ny|nya|ändrad|annan|byte av|bytt|bytte) (?:press)?(?:lokal|plats|adress|mötesplats|möteslokal|sal)\b|(?:new|changed|change of) (?:venue|place|location))",
    " ny | nya |ändrad|annan|byte av|bytt| new |changed|change of",
)
_NOT_RIVAL = Lexicon(
    r"\b(?:vid (?:regn|dåligt|oväder)|parker\w*|samling\w*|buss\w*|entré\w*|ingång\w*|garage\w*|alternativ\w*|annars|eller|därefter|sedan|post\w*|lunch\w*|or|entrance|webb?\w*|digital\w*|länk\w*)\b",
    "vid regn|vid dåligt|vid oväder| parker| samling| buss| entré| ingång| garage| alternativ| annars | eller | därefter | sedan | post| lunch| or | entrance | web| digital| länk",
)
"""What else a place may be told for."""
_IN_TOWN = later(r"\s(?:i|in)\s(?P<town>[A-ZÅÄÖ][a-zåäöé]+)\b(?!\s(?:kommun|län|universitet|stad|[A-ZÅÄÖ]))")
_OTHER_LABELS = ("adress", "besöksadress", "address", "samling", "träffpunkt", "uppsamling", "meeting point")
"""Labels of an address that stands beside the place's own, or of where people gather."""

_SUBURBS = {
    "stockholm": parse_words(
        """solna sundbyberg nacka lidingö danderyd huddinge kista bromma älvsjö täby sollentuna järfälla botkyrka haninge
        tyresö farsta vällingby spånga skärholmen hägersten johanneshov enskede årsta"""
    ),
    "göteborg": parse_words("mölndal partille kungälv hisingen angered mölnlycke"),
    "malmö": parse_words("burlöv arlöv oxie hyllie limhamn"),
    "helsingfors": parse_words("esbo vanda"),
    "köpenhamn": parse_words("frederiksberg"),
}
"""Who meets there says the big town's name."""


class _Rival(NamedTuple):
    """A place that the text tells as the meeting's beside the one taken."""

    start: int
    end: int
    words: str


def find_other_place(page: Page, plain: PlainText, meeting: Meeting, slots: Sequence[Slot]) -> Iterator[Finding]:
    """Yield the warning of a place that speaks against the meeting's; of several meetings each has its own."""
    if meeting.place is None or not meeting.place.text or len(slots) > 1:
        return
    told = meeting.evidence.get("place")
    rival = next(
        (
            one
            for found in (_labelled(page), _changed(page, slots[0], meeting.place), _towns(page, meeting.place))
            for one in found
            if _differs(one, meeting.place)
        ),
        None,
    )
    if rival is not None:
        values = {"place": meeting.place.text, "other": rival.words}
        there = plain.spot(rival.start, rival.end)
        yield Finding("two-places", "warning", "place", values, told.spot if told else there, there, uncertain=True)


def _labelled(page: Page) -> Iterator[_Rival]:
    """The values of the place labels, where there are several with the same word or a street each."""
    found = []
    for stretch in page.stretches:
        if stretch.part not in _MAIN or stretch.start >= former_from(page):
            continue
        for start, kind, value in stretch.labels:
            word = page.text[start:value].strip(" :?\n").casefold()
            if kind == "place" and not word.startswith(_OTHER_LABELS) and not _NOT_RIVAL.is_in(word):
                rival = _value(page, value)
                if rival is not None:
                    found.append((word, rival))
    found = found[:_MOST]
    words = [word for word, _ in found]
    for word, rival in found if len(found) > 1 else ():
        if words.count(word) > 1 or parse_place(rival.words, None).street:
            yield rival


def _value(page: Page, value: int) -> _Rival | None:
    """What stands behind a label, to the end of the line."""
    end = page.text.find("\n", value)
    end = len(page.text) if end < 0 else end
    words = page.text[value:end].strip()
    if len(words) < _SHORTEST or _NOT_RIVAL.is_in(words) or platform_of(words):
        return None
    return _Rival(value, value + len(page.text[value:end].rstrip()), words)


_SHORTEST = 4
_MOST = 30
"""So many labels are compared; time grows with the text alone."""


def _changed(page: Page, slot: Slot, place: Place) -> Iterator[_Rival]:
    """A place in the sentence that tells of a new one, or in the one behind it."""
    for stretch in page.stretches:
        found = _NEW_PLACE.search(stretch.text) if stretch.part in ("lead", "body") else None
        if found is None or _own(place) in normalise(stretch.text):
            continue
        within = (stretch.start + found.start(), stretch.end)
        for one in find_mentions(page, slot, within=within):
            if one.score > 0:
                yield _Rival(one.start, one.end, page.text[one.start : one.end].strip())


def _own(place: Place) -> str:
    """The first words of the place, in plain letters."""
    return normalise(place.venue or place.street or place.text or "")


def _towns(page: Page, place: Place) -> Iterator[_Rival]:
    """A town right behind the words for the meeting: "Pressträff i Lund"."""
    if not place.city or not is_town(place.city):
        return
    for stretch in page.stretches:
        if stretch.part in ("title", "lead"):
            yield from _town(stretch)


def _town(stretch: Stretch) -> Iterator[_Rival]:
    for kind in KINDS.finditer(stretch.text):
        found = _IN_TOWN.match(stretch.text, kind.end())
        if found and is_town(found["town"]):
            start = stretch.start + found.start("town")
            yield _Rival(start, start + len(found["town"]), found["town"])


def _differs(rival: _Rival, place: Place) -> bool:
    """Tell whether the two cannot both be so."""
    if normalise(rival.words) in normalise(place.text or "") or normalise(place.text or "") in normalise(rival.words):
        return False
    other = parse_place(rival.words, None)
    if is_town(rival.words):
        return normalise(place.city or "") not in _SUBURBS.get(normalise(rival.words), ())
    if other.street and place.street:
        return normalise(other.street) != normalise(place.street)
    if other.city and place.city and is_town(other.city) and is_town(place.city):
        return normalise(other.city) != normalise(place.city)
    return not set(normalise(rival.words).split()) & set(normalise(place.text or "").split())
