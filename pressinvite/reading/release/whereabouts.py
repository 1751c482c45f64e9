"""On whose clock a meeting's time is told: by a word beside it, else by the town where it is.

A release from Helsinki gives Helsinki's time; read as Stockholm's it would be an hour late in every calendar.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressinvite.reading.release.lexicon import later
from pressinvite.reading.release.towns import TOWNS
from pressinvite.reading.release.zone_names import is_of_wide_country, zone_behind, zone_of_words
from pressinvite.records import NamedTuple

if TYPE_CHECKING:
    from pressinvite.errors import Certainty
    from pressinvite.meeting import Place
    from pressinvite.reading.release.page import Page
    from pressinvite.reading.release.schedule import Slot

HOME = "Europe/Stockholm"
_ZONE_OF_WORD = {"EET": "Europe/Helsinki", "CET": HOME, "GMT": "UTC"}
_FINNISH_REACH = later(r"\+358|\.fi\b")
_FINNISH_PLACE = later(
    r"\b(?:Helsingfors|Esbo|Vanda|Åbo|Tammerfors|Vasa|Borgå|Ekenäs|Raseborg|Hangö|Lovisa|Mariehamn|Jakobstad|Karleby|Närpes|Nykarleby|Pargas"
    r"|Kimito|Kyrkslätt|Sibbo|Grankulla|[A-ZÅÄÖ][a-zåäö]+ministeriet)\b"
)
_LOCAL = later(r"\b(?:lokal(?: |\s)?tid|lokaltid|local time)\b", re.IGNORECASE, holds="lokal local")
_BESIDE = 60
_NEIGHBOURS = ("Europe/Helsinki", "Europe/Oslo", "Europe/Copenhagen", "Europe/Tallinn", "Europe/Riga", "Europe/Vilnius")


class Whereabouts(NamedTuple):
    """A zone, and what told it."""

    zone: str
    start: int
    end: int
    certainty: Certainty


def find_zone(page: Page, slot: Slot, place: Place | None) -> Whereabouts | None:
    """Return the zone of the meeting's time, where the text tells one; None means the organisation's own."""
    beside = _zone_beside(page, slot)
    if beside is not None:
        return beside
    for words, certainty in _named_places(page, slot, place):
        found = zone_of_words(words)
        if found and (certainty == "sure" or _is_of_town(words or "", *found)):
            zone, written = found
            at = max(page.text.find(written), 0)
            return Whereabouts(zone, at, at + len(written), "sure" if certainty == "sure" else "likely")
    if place is not None and place.city:
        return None  # a town of which we know no other zone
    finnish = _FINNISH_REACH.search(page.text) or _in_finland(page.text)
    return Whereabouts("Europe/Helsinki", *finnish.span(), "likely") if finnish else None


def _in_finland(text: str) -> re.Match[str] | None:
    """What tells of Finland where no number does: a town or a ministry there, and that Finnish is spoken."""
    return _FINNISH_PLACE.search(text) if "finska" in text else None


def find_open_zone(page: Page, slot: Slot, place: Place | None) -> tuple[int, int] | None:
    """Return what tells that the time is of another clock, where it does not tell of which: "lokal tid", "Brazil"."""
    clock = slot.clock.clock if slot.clock else None
    if clock is None:
        return None
    behind = None if clock.zone else zone_behind(page.text, clock.end)
    if behind is not None and behind[0] is None:
        return clock.start, behind[1]
    if find_zone(page, slot, place) is not None:
        return None
    city = place.city if place else None
    local = _LOCAL.search(page.text, clock.end, clock.end + _BESIDE)
    if local and not (city and city.casefold() in TOWNS):
        return local.span()
    words = (place.text if place else None) or city
    if not words or not is_of_wide_country(words):
        return None
    last = re.split(r"[,\n]", words)[-1].strip()
    at = page.text.find(last)
    return (at, at + len(last)) if at >= 0 else slot.span


def _zone_beside(page: Page, slot: Slot) -> Whereabouts | None:
    clock = slot.clock.clock if slot.clock else None
    if clock is None:
        return None
    behind = zone_behind(page.text, clock.end)
    if behind is not None and behind[0]:
        return Whereabouts(behind[0], clock.start, behind[1], "sure")
    if clock.zone and behind is None:
        return Whereabouts(_ZONE_OF_WORD[clock.zone], clock.start, clock.end + _zone_length(page, clock.end), "sure")
    return None


def _named_places(page: Page, slot: Slot, place: Place | None) -> list[tuple[str | None, str]]:
    """What may name the town, surest first; where the time is said to be local, the rest of the text too."""
    city, text = (place.city, place.text) if place else (None, None)
    named = [(city, "sure"), (re.split(r"[,\n]", text)[-1] if city and text else text, "likely")]
    clock = slot.clock.clock if slot.clock else None
    if not city and clock and _LOCAL.search(page.text, clock.end, clock.end + _BESIDE):
        stretch = page.stretch(clock.start)
        named += [(stretch.text[clock.end - stretch.start :], "likely"), (page.title and page.title.text, "likely")]
    return named


def _is_of_town(words: str, zone: str, name: str) -> bool:
    """Tell whether a name stands for the town: a room or a hotel may be called Tokyo, hardly Vasa."""
    before, _, behind = words.partition(name)
    stands = before.rstrip().lower().endswith((",", " i", " in", "\n", " to")) or not before.strip()
    return zone in _NEIGHBOURS or (stands and not behind[:2].strip(" .,;)\n"))


def _zone_length(page: Page, at: int) -> int:
    """How many characters behind a time name its zone: " CET", " (finsk tid"."""
    found = re.match(r"\s?\(?[A-Za-zå]+(?:\stid|\stime)?", page.text[at : at + 20])
    return found.end() if found else 0
