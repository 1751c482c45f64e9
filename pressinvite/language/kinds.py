"""Kinds of press meetings whose names are translated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressinvite.language.catalogues import SPOKEN, open_catalogue
from pressinvite.language.markers import N_

if TYPE_CHECKING:
    from pressinvite.language.words import Language

KINDS = (
    N_("press meeting"),
    N_("meeting with the press"),
    N_("press conference"),
    N_("online press meeting"),
    N_("online press conference"),
    N_("press briefing"),
    N_("press breakfast"),
    N_("press lunch"),
    N_("press preview"),
    N_("press tour"),
    N_("press visit"),
    N_("press event"),
    N_("photo opportunity"),
    N_("study visit"),
    N_("background briefing"),
    N_("opening ceremony"),
    N_("ground-breaking ceremony"),
    N_("seminar"),
)


def translate_kind(language: Language, written: str) -> str:
    """The kind in the language, in lower case; a kind that is not known as written."""
    word = " ".join(written.split()).casefold()
    for msgid in KINDS:  # its own word first, since another language may use it otherwise
        if language.text(msgid).casefold() == word:
            return language.text(msgid)
    for catalogue in map(open_catalogue, SPOKEN):
        for msgid in KINDS:
            if catalogue.gettext(msgid).casefold() == word:
                return language.text(msgid)
    return written
