"""Where a meeting is: every place that the text tells is a candidate, what speaks for each is added up, the best is taken.

Candidates are the values of place labels, what follows "på", "i", "vid" or "hos" in the sentences that tell of the
meeting, and lines beside the time that hold a place and nothing else.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from pressinvite.meeting import Place, normalise
from pressinvite.reading.release.addresses import parse_place
from pressinvite.reading.release.houses import is_house, is_vague
from pressinvite.reading.release.lexicon import Lexicon, Words, later
from pressinvite.reading.release.mentions import find_mentions
from pressinvite.reading.release.online import PLATFORM, find_online, join_url, made_online, platform_of
from pressinvite.reading.release.phrases import read_phrase
from pressinvite.reading.release.towns import NO_PLACES, is_town, parse_words
from pressinvite.reading.release.traces import Rejected, Trace
from pressinvite.reading.release.values import Value, read_lines, split_directions, without_lead
from pressinvite.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressinvite.errors import Certainty
    from pressinvite.meeting import Online
    from pressinvite.reading.release.neighbours import Mention
    from pressinvite.reading.release.page import Page
    from pressinvite.reading.release.schedule import Slot
    from pressinvite.reading.release.traces import Span

_ENOUGH = 2.5
_LIKELY = 6.0
_AHEAD = 2.5
"""So much more must speak for a place than for the next one."""
_LABELLED = 20.0
_OTHER_DAY = 4.0
"""For a label on the line of another day."""
_TOWN_LABEL = later(r"(?:Ort|Stad|City)\s?:\s*(?P<town>[A-ZÅÄÖ][\w -]+?)\.?")
_NO_VALUE = Words(
    "se *|meddelas*|anges*|återkommer*|tba|tbc|lämnas*|ej bestämt*|ej klart*|skickas*|besked*|bestäms*|information om*|to be*"
    "|hemlig*",
)
_IS_SENTENCE = Lexicon(
    r"\b(?:(?:den|de|vi|ni|du|det|där|press(?:en|träffen|konferensen|visningen)?|journalister|medier(?:na)?|media|träffen|mötet|those|the press|föranmälda|anmälda|alla|both|you|we)\s+"
    r"(?:som\b|[a-zåäö]+(?:er|ar|s|r|t|de|te)\b|får\b|kan\b|är\b|may\b|can\b|are\b|is\b|will\b|meet\b|who\b)|på plats och|digitalt och på|rummet (?:och|eller)\b)",
    "rummet och|rummet eller| den | de | vi | ni | du | det | där | press| journalister | medier| media | träffen | mötet | those |the press"
    "| föranmälda | anmälda | alla | both | you | we |på plats och|digitalt och",
)
_ON_SITE = later(
    r"(?:på plats|även|eller(?: kom till)?|samt|välkommen till|fysiskt|plats|och) ?(?:för media på plats )?(?:på|i|vid|hos)?\s*(?P<place>[A-ZÅÄÖ][^.\n;]*)"
)
_BEHIND_MOMENT = later(r"(?:[\s,.;:)–-]|\([^()]*\))*")
_JOINS_PLACE = later(
    r"\w*\s*(?:,\s*(?:samt|och|eller|or)\s|,|samt|och|eller|/|\+|–|-)\s*(?:för media |för medier )?(?:fysiskt |på plats )?(?:(?:på|i|vid|hos)\s)?\s*",
    re.IGNORECASE,
)
_GATHERS = later(r"\b(?:samling|möt upp|gather(?:ing)?)\b[^.!?\n]*\Z", re.IGNORECASE)
_REMOTE = later(
    r",?\s(?:eller|samt|och|alternativt|or)\s+(?:även\s)?(?:via|på|per|by)\s(?P<how>telefon|skärm|phone|video)\b[^,;]*\Z",
    re.IGNORECASE,
)
_FROM_AFAR = Words("telefon|skärm|phone|video")
_REMOTELY = {"telefon": "telefon", "phone": "telefon"}
"""A value's end that tells of another way to take part: "Rådhuset eller via telefon"."""
_BETWEEN = " ,–-(+/"
_JOINS_ONLINE = parse_words(
    """och samt eller via även också med digitalt live på sänds men and or alternativt plus kommunens regionens vår vårt delta följa att går det
    bra vara hybrid streamas direkt fysiskt microsoft ms cisco google"""
)
"""Words between a house and "Teams"."""


class Found(NamedTuple):
    """A place, and where it stands."""

    place: Place | None
    online: Online | None
    start: int
    end: int
    trace: Trace = Trace({})
    """Of the place and its parts."""


class _Candidate(NamedTuple):
    """A place that may be the meeting's."""

    score: float
    start: int
    end: int
    place: Place | None
    online: Online | None
    reason: str
    """Why it was not taken, where it was not."""
    is_address: bool = False
    """Behind a label of an address: "Adress:"."""


def find_place(page: Page, slot: Slot) -> Found:
    """Return the place and the online side of the meeting at a slot."""
    candidates = sorted(_candidates(page, slot), key=lambda one: -one.score)
    best = candidates[0] if candidates and candidates[0].score >= _ENOUGH else _gathering(page, candidates)
    if best is None:
        return Found(None, find_online(page), 0, 0)
    best = _located(page, slot, _with_address(_fuller(best, candidates), candidates))
    online = best.online or find_online(page)
    if best.place is None or (best.score < _LIKELY and online and _is_weak(best.place)):
        return Found(None, online, best.start, best.end)
    spans = {"": (best.start, best.end), **_part_spans(page, best)}
    others = {(one.start, one.end): one.reason for one in reversed(candidates) if one.place and one.start != best.start}
    rejected = [Rejected(*span, reason) for span, reason in reversed(others.items())][:5]
    return Found(best.place, online, best.start, best.end, Trace(spans, _certainty(best, candidates), tuple(rejected)))


def _gathering(page: Page, candidates: list[_Candidate]) -> _Candidate | None:
    """Where the press gathers, as long as no other place is told: "Samling vid Rådhuset"."""
    return next(
        (
            one
            for one in candidates
            if one.reason == "other-purpose" and _GATHERS.search(page.text, max(one.start - 40, 0), one.start)
        ),
        None,
    )


def _is_weak(place: Place) -> bool:
    return place.street is None and place.venue is None


def _certainty(best: _Candidate, candidates: list[_Candidate]) -> Certainty:
    """A guess is what little speaks for, or what another place is nearly as likely as."""
    street = best.place.street if best.place else None
    if best.score >= _LABELLED - 5 or (best.score >= _LIKELY + 3 and street):
        return "sure"
    rival = max((one.score for one in candidates if _is_elsewhere(one, best)), default=0.0)
    stands_out = best.score - rival >= _AHEAD and best.score >= (_ENOUGH if street else _ENOUGH + 1)
    return "likely" if best.score >= _LIKELY or stands_out else "guess"


def _is_elsewhere(one: _Candidate, best: _Candidate) -> bool:
    """Tell whether a candidate is another place than the best, and not a part or another spelling of it."""
    if one.place is None or best.place is None or not (one.place.venue or one.place.street):
        return False
    words, others = set(normalise(best.place.text or "").split()), set(normalise(one.place.text or "").split())
    return not words & others


def _fuller(best: _Candidate, candidates: list[_Candidate]) -> _Candidate:
    """The same place told elsewhere with its street: "Quality Hotell" and "Quality Hotell, Storgatan 17, i Luleå"."""
    if best.score >= _LABELLED - 5 or best.place is None:
        return best
    wider = (one for one in candidates if one.score >= _ENOUGH and one.end == best.end and one.start < best.start)
    found = next((one for one in wider if one.place and one.place.venue and (one.place.text or "")[:1].isupper()), None)
    if found is not None:
        return found._replace(score=best.score)
    if best.place.street or not best.place.venue:
        return best
    name, text = best.place.venue.casefold(), (best.place.text or "").casefold()
    for other in candidates:
        if (
            other.score >= _ENOUGH
            and other.place
            and text in (other.place.text or "").casefold()
            and other.place.text != best.place.text
        ):
            return other._replace(score=best.score)
        fuller = other.place is not None and other.place.street and other.place.venue
        if (
            fuller
            and other.place
            and other.place.venue
            and (other.place.venue.casefold().startswith(name) or name.startswith(other.place.venue.casefold()))
        ):
            return other._replace(score=best.score)
    return best


def _with_address(best: _Candidate, candidates: list[_Candidate]) -> _Candidate:
    """The house that is told in one place with the street that a label of its address tells in another."""
    if best.place is None:
        return best
    if best.is_address and best.place.street and not best.place.venue:
        house = next((one for one in candidates if one.place and _is_named_house(one)), None)
        return _joined(house, best)._replace(score=best.score) if house else best
    if best.place.venue and not best.place.street:
        address = next((one for one in candidates if one.is_address and one.place and one.place.street), None)
        return _joined(best, address) if address and address.place and not address.place.venue else best
    return best


def _is_named_house(one: _Candidate) -> bool:
    place, told = one.place, one.reason == "lower-score" and one.score >= _ENOUGH
    if not told or place is None or place.venue is None or place.street is not None:
        return False
    return any(is_house(word) and not is_vague(word) for word in place.venue.split())


def _joined(house: _Candidate, address: _Candidate) -> _Candidate:
    if house.place is None or address.place is None:
        return house
    code, city = address.place.postal_code, house.place.city or address.place.city
    return house._replace(place=house.place._replace(street=address.place.street, postal_code=code, city=city))


def _located(page: Page, slot: Slot, best: _Candidate) -> _Candidate:
    """The place with the town that stands on a line of its own above its time: "Lysekil // Torsdag 14 juni kl. 14"."""
    if best.place is None or best.place.city or not (best.place.venue or best.place.street):
        return best
    index = bisect_right(page.lines, slot.span[0], key=lambda line: line.start) - 1
    above = next((line for line in reversed(page.lines[max(index - 3, 0) : index]) if line.text), None)
    town = above.text.strip(" :.") if above else ""
    head = page.text[page.lines[index].start : min(slot.span[0], slot.date.day.start)].strip(" ,:–-•")
    town = head if is_town(head) else town
    if not is_town(town):
        town = next(
            (told["town"] for line in page.lines[index : index + 9] if (told := _TOWN_LABEL.fullmatch(line.text))), ""
        )
    return best._replace(place=best.place._replace(city=town)) if is_town(town) else best


def _candidates(page: Page, slot: Slot) -> Iterator[_Candidate]:
    labelled = list(_labelled(page, slot))
    yield from labelled
    for mention in find_mentions(page, slot, near=bool(labelled)):
        words = page.text[mention.start : mention.end]
        if " " not in words and (platform_of(words) not in (None, "webb") or words.casefold() in NO_PLACES):
            continue  # "på Youtube", "kriget i Ukraina"
        place = _parsed(page, mention)
        yield _Candidate(mention.score, mention.start, mention.end, place, None, mention.reason)


def _parsed(page: Page, mention: Mention) -> Place:
    lines = page.text[mention.start : mention.end].split("\n")
    text = lines[0].strip()
    for line in lines[1:]:
        broken = len(lines[0]) > 45 or not line.strip()[:1].isupper() or text.endswith(("-", ","))
        text = f"{text}{' ' if broken else ', '}{line.strip()}"
    return parse_place(text, mention.directions)


def _labelled(page: Page, slot: Slot) -> Iterator[_Candidate]:
    """The values of the labels: of the ones for a place the first behind the time, else the last before it; then of
    those for time and place together.
    """
    at = slot.span[0]
    spots, times = _spots(page, "place"), _spots(page, "time") or _spots(page, "date")
    place_first = bool(spots) and bool(times) and spots[0][0] < times[0][0] and len(spots) > 1
    ordered = sorted(spots, key=lambda spot: ((spot[0] > at) if place_first else (spot[0] <= at), abs(spot[0] - at)))
    for rank, spot in enumerate(ordered[:12]):
        found = _value_at(page, *spot)
        if found:
            is_address = page.text[spot[0] : spot[0] + 12].casefold().startswith(("adress", "address", "besöksadress"))
            base = (
                _ENOUGH
                if _is_postal(page, spot[0])
                else _OTHER_DAY
                if _is_of_other_day(page, slot, spot[0])
                else _LABELLED
            )
            for one in _of_value(page, slot, _without_moments(page, found) or found, base - rank * 0.5):
                yield one._replace(is_address=is_address and base == _LABELLED)
    for rank, spot in enumerate(sorted(_spots(page, "time-place"), key=lambda spot: abs(spot[0] - at))[:12]):
        found = _value_at(page, *spot)
        rest = _without_moments(page, found) if found else None
        if rest:
            yield from _of_value(page, slot, rest, _LABELLED - 8 - rank * 0.5)


def _is_of_other_day(page: Page, slot: Slot, start: int) -> bool:
    """Tell whether a label stands in a line behind another date than the meeting's: "1. Fredag 15/9 … Plats: …"."""
    stretch = page.stretch(start)
    if stretch.start <= slot.span[0] < stretch.end:
        return False
    first = max(page.text.rfind("\n", 0, start) + 1, stretch.start)
    day = next((day for day in reversed(page.days) if first <= day.start < start and day.day is not None), None)
    date = slot.date.date
    return day is not None and (day.day, day.month or date.month) != (date.day, date.month)


def _is_postal(page: Page, start: int) -> bool:
    """Tell whether a label may be that of the organiser's own address: "Besöksadress", or "Adress" below the contacts."""
    word = page.text[start : start + 12].casefold()
    if not word.startswith(("adress", "besöksadress")):
        return False
    return word.startswith("besök") or any(
        stretch.part == "contacts" and stretch.start < start for stretch in page.stretches
    )


def _spots(page: Page, wanted: str) -> list[tuple[int, int, int]]:
    """Where labels of a kind stand: the label, its value, the end of the stretch."""
    return [
        (start, value, stretch.end)
        for stretch in page.stretches
        if stretch.part not in ("footer", "furniture")
        for start, kind, value in stretch.labels
        if kind == wanted
    ]


def _value_at(page: Page, start: int, value: int, end: int) -> Value | None:
    """The value of a label, up to the next label."""
    stretches = (page.stretch(value), page.stretch(start))
    later = [label for stretch in stretches for label, _, _ in stretch.labels if label > start]
    return read_lines(page, value, min(min(later, default=len(page.text)), max(end, value) + 1500))


def _of_value(page: Page, slot: Slot, value: Value, score: float) -> Iterator[_Candidate]:
    """What a label's value tells: a place, a place within sentences, an online side, or both."""
    if _NO_VALUE.is_at(value.text, 0):
        return
    remote = None if platform_of(value.text) or not _FROM_AFAR.is_in(value.text) else _REMOTE.search(value.text)
    value = value._replace(text=value.text[: remote.start()]) if remote else value
    platform = _REMOTELY.get(remote["how"].casefold(), "webb") if remote else platform_of(value.text)
    text, skipped = without_lead(value.text)
    kept, directions = split_directions(text)
    online = made_online(platform, join_url(page, value.start, value.end)) if platform else None
    told = _IS_SENTENCE.match(text)
    if told or (platform and platform_of(kept)):
        yield _within(page, slot, value, kept if not told else "", online, score)
        return
    if len(kept) < 2 or not any(char.isalpha() for char in kept) or len(kept) > 170:
        return
    place = parse_place(kept, ", ".join((*value.aside, *directions)) or None)
    start, end = _whereabouts(page, kept, value.start + skipped, value.end)
    yield _Candidate(score, start, end, place, online, "lower-score")


def _without_moments(page: Page, value: Value) -> Value | None:
    """The value without the date and the time that stand before the place: "tisdag 8/9, Rådhuset"; None without these."""
    moments = [
        (day.start, day.end) for day in page.days if value.start <= day.start < value.end and day.day is not None
    ]
    moments += [(clock.start, clock.end) for clock in page.clocks if value.start <= clock.start < value.end]
    written = page.text[value.start : value.end]
    if not moments or min(moments)[0] - value.start > 15 or written != value.text:
        return None
    behind = _BEHIND_MOMENT.match(page.text, max(end for _, end in moments), value.end)
    at = behind.end() if behind else value.end
    return value._replace(text=page.text[at : value.end], start=at) if at < value.end - 3 else None


def _within(page: Page, slot: Slot, value: Value, kept: str, online: Online | None, score: float) -> _Candidate:
    """The place in a label's sentences: "Vi ses på plats i Rådhuset eller på Teams"; None where only online."""
    before = _before_platform(kept) if kept else None
    behind = _behind_platform(page, value) if online and not before else None
    if behind:
        return _Candidate(score, *behind, parse_place(page.text[slice(*behind)], None), online, "lower-score")
    if before:
        before, _ = split_directions(before)
        start, end = _whereabouts(page, before, value.start, value.end)
        return _Candidate(score, start, end, parse_place(before, None), online, "lower-score")
    limit = page.text.find("\n\n", value.start)
    stop = max(page.stretch(value.start).end, value.end)
    mentions = find_mentions(page, slot, within=(value.start, min(limit if limit > 0 else stop, stop)))
    best = max(mentions, key=lambda one: one.score, default=None)
    if best and (best.score >= 1.0):
        return _Candidate(score, best.start, best.end, _parsed(page, best), online, "lower-score")
    named = _ON_SITE.search(value.text) if online else None
    if named and not platform_of(named["place"]):
        start, end = _whereabouts(page, named["place"], value.start, value.end)
        return _Candidate(score, start, end, parse_place(named["place"].strip(" ,."), None), online, "lower-score")
    if online:
        return _Candidate(score, value.start, value.end, None, online, "lower-score")
    return _Candidate(1.0, value.start, value.end, None, None, "lower-score")


def _before_platform(kept: str) -> str | None:
    """What stands before "och via Teams": "Rådhuset, Lund"."""
    found = PLATFORM.search(kept)
    before = kept[: found.start()].strip(_BETWEEN) if found else ""
    while before.rpartition(" ")[2].strip(_BETWEEN).casefold() in _JOINS_ONLINE:
        before = before.rpartition(" ")[0].strip(_BETWEEN)
    is_place = len(before) > 3 and any(char.isupper() or char.isdigit() for char in before)
    return before if (is_place or is_house(before)) and not platform_of(before) else None


def _behind_platform(page: Page, value: Value) -> Span | None:
    """What stands behind "Zoom samt": "Rådhuset i Lund"."""
    found = PLATFORM.search(page.text, value.start, value.end)
    joined = found and _JOINS_PLACE.match(page.text, found.end(), value.end)
    if not joined:
        return None
    phrase = read_phrase(page.text, joined.end(), value.end)
    return (phrase.start, phrase.end) if phrase else None


def _whereabouts(page: Page, text: str, start: int, end: int) -> Span:
    """Where a text of one line stands between two offsets of the page, its lines joined; all of it where it is not found."""
    return _find_spaced(page.text, text, start, end) or (start, end)


def _find_spaced(text: str, wanted: str, start: int, end: int) -> Span | None:
    at = text.find(wanted, start, end)
    if at >= 0:
        return at, at + len(wanted)
    words = wanted.split()
    first, last = text.find(words[0], start, end), text.rfind(words[-1].rstrip(",."), start, end)
    if first < 0 or last < first:
        return None
    return first, last + len(words[-1].rstrip(",."))


def _part_spans(page: Page, best: _Candidate) -> dict[str, Span]:
    """Where the parts of the place stand."""
    found: dict[str, Span] = {}
    place = best.place
    stop = best.end + 400
    for part in ("venue", "building", "street", "postal_code", "city", "directions"):
        value = getattr(place, part)
        if value:
            span = _find_spaced(page.text, value, best.start, stop if part == "directions" else best.end)
            if span:
                found[part] = span
    return found
