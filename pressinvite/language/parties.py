"""Political parties: their letters and names, as Swedish councils write them.

Parties of the Riksdag (and FP, the Liberals' letters until 2015), and those with seats in several councils.
"""

from __future__ import annotations

from pressinvite.language.markers import N_

PARTIES = {
    "S": N_("the Social Democrats"),
    "M": N_("the Moderates"),
    "SD": N_("the Sweden Democrats"),
    "C": N_("the Centre Party"),
    "V": N_("the Left Party"),
    "KD": N_("the Christian Democrats"),
    "MP": N_("the Green Party"),
    "L": N_("the Liberals"),
    "FP": N_("the Liberal People's Party"),
    "FI": N_("the Feminist Initiative"),
    "PP": N_("the Pirate Party"),
    "D": N_("the Democrats"),
    "SPI": N_("the Pensioners' Party"),
    "NYANS": N_("the Nuance Party"),
    "MED": N_("the Citizens' Coalition"),
    "KRVÅ": N_("the Healthcare Party"),
}
"""Letters in the party's own capitals → msgid of the name."""

_SPELLINGS = {
    "S": "socialdemokraterna socialdemokrat socialdemokratisk socialdemokratiska",
    "M": "moderaterna moderat moderata moderatpartiet",
    "SD": "sverigedemokraterna sverigedemokrat sverigedemokratisk",
    "C": "centerpartiet centern centerpartist centerpartistisk",
    "V": "vänsterpartiet vänstern vänsterpartist vänsterpartistisk",
    "KD": "kristdemokraterna kristdemokrat kristdemokratisk",
    "MP": "miljöpartiet miljöpartist miljöpartistisk gröna",
    "L": "liberalerna liberal",
    "FP": "folkpartiet folkpartist",
    "FI": "feministiskt-initiativ f!",
    "PP": "piratpartiet",
    "D": "demokraterna",
    "NYANS": "partiet-nyans",
    "KRVÅ": "sjukvårdspartiet",
}
_LONG_NAMES = {
    "miljöpartiet de gröna": "MP",
    "folkpartiet liberalerna": "FP",
    "medborgerlig samling": "MED",
    "sveriges pensionärers intresseparti": "SPI",
}


def _index_spellings() -> dict[str, str]:
    """Every known spelling, case-folded → letters."""
    index = {code.casefold(): code for code in PARTIES} | _LONG_NAMES
    for code, words in _SPELLINGS.items():
        index |= {word.replace("-", " "): code for word in words.split()}
    return index


_INDEX = _index_spellings()


def parse_party(written: str) -> str | None:
    """The letters of a party as it may be written: "(s)", "Fp", "moderat", "Miljöpartiet de gröna"."""
    return _INDEX.get(" ".join(written.strip(" \u00a0()[].,;:").split()).casefold())
