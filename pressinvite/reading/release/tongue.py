"""In which language a text is written, told by its small words.

Swedish and English are read in full. A Norwegian or Danish text is read for time and place, and says so; a Finnish one
is said not to be read.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pressinvite.reading.release.page import Page

READ_IN_FULL = ("sv", "en")
READ_IN_PART = ("nb", "da")
_SMALL_WORDS = {
    "sv": "och är det att för med som till på av den ett inte vid från om kommer eller också vi ni får när där",
    "en": "the and of to is for with will at this are be from by that you",
    "nb": "og er det å for med som til på av den et ikke ved fra om kommer eller også vi dere får når der hvor",
    "da": "og er det at for med som til på af den et ikke ved fra om kommer eller også vi I får når der hvor",
    "fi": "ja on klo että sekä ovat tai mukana tilaisuus paikka aika myös kutsu tervetuloa",
}
_OWN = {
    "nb": "å av hvor hva velkommen fra pressekonferanse sted ikke mandag lørdag januar februar mai juni",
    "da": "af hvor hvad velkommen fra pressemøde sted ikke marts onsdag lørdag januar februar",
}
_TAGS: dict[str, list[str]] = {}
"""The languages that a word speaks for; twice where it is nearly theirs alone."""
for _tag, _words in (*_SMALL_WORDS.items(), *_OWN.items()):
    for _word in _words.split():
        _TAGS.setdefault(_word, []).append(_tag)
_WORD = re.compile(r"[a-zåäöæøA-ZÅÄÖÆØ]+")
_MOST = 4000
"""Characters that tell enough."""


def tongue_of(page: Page) -> str:
    """Return sv, en, nb, da or fi: the one whose small words stand most often, Swedish where none does."""
    if "tongue" not in page.memory:
        page.memory["tongue"] = _tongue(page.text[:_MOST])
    found: str = page.memory["tongue"]
    return found


def _tongue(text: str) -> str:
    scores = dict.fromkeys(_SMALL_WORDS, 0)
    counts = Counter(_WORD.findall(text.lower()))
    for word in counts.keys() & _TAGS.keys():
        for tag in _TAGS[word]:
            scores[tag] += counts[word]
    letters = sum(text.count(letter) for letter in "æøÆØ") - sum(text.count(letter) for letter in "äöÄÖ")
    scores["nb"] += letters
    scores["da"] += letters
    if scores["en"] > 2 * scores["sv"] + 2:
        return "en"
    best = max(scores, key=lambda tag: scores[tag])
    return (
        best
        if best == "fi" and scores["fi"] > 2 * scores["sv"] + 1
        else best
        if best in READ_IN_PART and scores[best] > scores["sv"] + 1
        else "sv"
    )
