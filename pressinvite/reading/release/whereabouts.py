"""On whose clock a meeting's time is told: by a word beside it, else by the town where it is.

A release from Helsinki gives Helsinki's time; read as Stockholm's it would be an hour late in every calendar.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pressinvite.reading.release.lexicon import later

if TYPE_CHECKING:
    from pressinvite.errors import Certainty
    from pressinvite.meeting import Place
    from pressinvite.reading.release.page import Page
    from pressinvite.reading.release.schedule import Slot

HOME = "Europe/Stockholm"
_ZONE_OF_WORD = {"EET": "Europe/Helsinki", "CET": HOME, "GMT": "UTC"}
_TOWNS = {
    "Europe/Helsinki": "helsingfors helsinki åbo turku vasa vaasa esbo espoo vanda vantaa tammerfors tampere uleåborg oulu borgå porvoo lovisa ekenäs raseborg "
    "raasepori hangö hanko jakobstad pietarsaari karleby kokkola nykarleby närpes kristinestad korsholm pedersöre kyrkslätt sibbo grankulla lojo ingå sjundeå pargas "
    "kimito kimitoön mariehamn jomala finström rovaniemi torneå tornio kemi lahtis lahti jyväskylä kuopio björneborg pori villmanstrand finland åland",
    "Europe/Oslo": "oslo bergen trondheim stavanger tromsø tromsö bodø drammen fredrikstad kristiansand ålesund hamar lillehammer kongsvinger norge",
    "Europe/Copenhagen": "köpenhamn københavn copenhagen århus aarhus odense aalborg ålborg helsingør helsingör roskilde danmark",
    "Europe/London": "london edinburgh manchester",
    "Europe/Tallinn": "tallinn",
    "Europe/Riga": "riga",
    "Europe/Vilnius": "vilnius",
    "Atlantic/Reykjavik": "reykjavik reykjavík",
}
_ZONE_OF_TOWN = {town: zone for zone, towns in _TOWNS.items() for town in towns.split()}
_WORD = later(r"[A-ZÅÄÖ][\wåäöøæ]+")
_FINNISH_REACH = later(r"\+358|\.fi\b")


class Whereabouts(NamedTuple):
    """A zone, and what told it."""

    zone: str
    start: int
    end: int
    certainty: Certainty


def find_zone(page: Page, slot: Slot, place: Place | None) -> Whereabouts | None:
    """Return the zone of the meeting's time, where the text tells one; None means the organisation's own."""
    clock = slot.clock.clock if slot.clock else None
    if clock is not None and clock.zone:
        return Whereabouts(_ZONE_OF_WORD[clock.zone], clock.start, clock.end + _zone_length(page, clock.end), "sure")
    for words, certainty in ((place.city if place else None, "sure"), (place.text if place else None, "likely")):
        named = next((word for word in _WORD.findall(words or "") if word.casefold() in _ZONE_OF_TOWN), None)
        if named:
            at = max(page.text.find(named), 0)
            return Whereabouts(
                _ZONE_OF_TOWN[named.casefold()], at, at + len(named), "sure" if certainty == "sure" else "likely"
            )
    if place is not None and place.city:
        return None  # a town of which we know no other zone
    finnish = _FINNISH_REACH.search(page.text)
    return Whereabouts("Europe/Helsinki", *finnish.span(), "likely") if finnish else None


def _zone_length(page: Page, at: int) -> int:
    """How many characters behind a time name its zone: " CET", " (finsk tid"."""
    found = re.match(r"\s?\(?[A-Za-zå]+(?:\stid|\stime)?", page.text[at : at + 20])
    return found.end() if found else 0
