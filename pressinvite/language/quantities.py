"""Raw values of findings in words: what a placeholder and its format make of a date, a number, a list or a text."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from pressinvite.language.excerpts import clean_line
from pressinvite.language.notes import note_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pressinvite.language.words import Language

_LONGEST = 80
"""Characters of a value that are shown."""
_ANSWER = 400
"""Characters of what a server answered."""
_WHOLE = 1000
"""Characters of a value of our own, such as the usage of a command."""


def fill_text(text: str, values: Mapping[str, object], language: Language) -> str:
    """The text with its placeholders filled; a value that is missing shows as "…"."""
    return text.format_map(_Values(values, language))


class _Values(dict[str, "_Shown"]):
    """Values by name, each knowing its language."""

    def __init__(self, values: Mapping[str, object], language: Language) -> None:
        super().__init__({name: _Shown(value, language) for name, value in values.items()})
        self._language = language

    def __missing__(self, name: str) -> _Shown:
        return _Shown("…", self._language)


class _Shown:
    """A value that is formed when a text takes it in."""

    def __init__(self, value: object, language: Language) -> None:
        self._value = value
        self._language = language

    def __format__(self, form: str) -> str:
        value = self._value
        if form == "hidden":  # a word that this language need not say
            return ""
        if form == "word":  # a msgid, such as the name of a holiday
            return clean_line(self._language.text(str(value)))
        if form in ("reason", "english", "words", "whole"):
            return _show_remark(str(value), form, self._language)
        if form == "or" and isinstance(value, list | tuple):
            return self._language.join([format(_Shown(item, self._language)) for item in value], alternative=True)
        if form == "weekday" and isinstance(value, dt.date | int):
            return self._language.weekday_name(value)
        if isinstance(value, dt.date):
            return _show_date(value, form, self._language)
        return _show_plain(value, self._language)


def _show_remark(text: str, form: str, language: Language) -> str:
    """After a colon, or nothing: a msgid ("reason"), words in English alone ("english"), a server's words, or ours of its
    line, in every language ("words"); or all of a text ("whole").
    """
    if form == "whole":
        return _cut(" ".join(clean_line(text).split()), _WHOLE)
    if form == "words":
        return f": {_cut(clean_line(note_words(text, language)), _ANSWER)}" if text else ""
    english = language.tag.lower().partition("-")[0] == "en"
    words = language.text(text) if form == "reason" else text if english else ""
    return f": {_cut(clean_line(words), _LONGEST)}" if words else ""


def _show_date(day: dt.date, form: str, language: Language) -> str:
    """A date or wall time in one of the language's forms; plain where none is asked for."""
    if form == "running":
        return language.date_running(day)
    if form == "clock" and isinstance(day, dt.datetime):
        return language.clock(day)
    if form == "when" or (isinstance(day, dt.datetime) and not form):
        return language.when(day)
    return language.date_plain(day)


def _show_plain(value: object, language: Language) -> str:
    """A text cleaned and cut; a list in words; all else as Python writes it."""
    if isinstance(value, dt.time):
        return language.clock(value)
    if isinstance(value, list | tuple | set | frozenset):
        items = sorted(value, key=str) if isinstance(value, set | frozenset) else value
        return language.join([format(_Shown(item, language)) for item in items])
    return _cut(clean_line(str(value)), _LONGEST)


def _cut(text: str, longest: int) -> str:
    """The text, cut where it is longer, and then seen to be."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
