"""The catalogues in `pressinvite/locale`: opened by language tag, with a pseudo-language for tests.

Made by Babel, read by the standard library (importing Babel costs a fifth of a start). The commands stand in
`tests/test_language_catalogues.py`, which also compares the compiled files with their sources.
"""

from __future__ import annotations

import gettext
import re
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "locale"
DOMAIN = "pressinvite"
SPOKEN = ("sv", "en", "fi")
"""Languages with a catalogue; others are shown in English."""
PSEUDO = "qps"
"""The pseudo-language: English, with accents and brackets."""

_ACCENTED = str.maketrans("AEIOUYaeiouycn", "ÅËÏÖÜÝàéîôûÿçñ")


def open_catalogue(tag: str) -> gettext.NullTranslations:
    """The words of a language: its primary subtag's catalogue, else the English one."""
    primary = tag.replace("_", "-").split("-")[0].lower()
    if primary == PSEUDO:
        return PseudoTranslations(open_catalogue("en"))
    spoken = primary if primary in SPOKEN else "en"
    return gettext.translation(DOMAIN, FOLDER, languages=[spoken])


class PseudoTranslations(gettext.NullTranslations):
    """English with every translated text bracketed and accented: what lacks both was never translated."""

    def __init__(self, english: gettext.NullTranslations) -> None:
        super().__init__()
        self._english = english

    def gettext(self, message: str) -> str:
        """The English text, marked."""
        return mark_text(self._english.gettext(message))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The English form for the count, marked."""
        return mark_text(self._english.ngettext(msgid1, msgid2, n))


def mark_text(text: str) -> str:
    """The text in brackets and with accents: "Time" → "⟦Tîmé⟧"; placeholders, and patterns without words, stay."""
    parts = re.split(r"(\{[^{}]*\})", text)
    if not any(char.isalpha() for part in parts if not part.startswith("{") for char in part):
        return text
    return "⟦" + "".join(part if part.startswith("{") else part.translate(_ACCENTED) for part in parts) + "⟧"
