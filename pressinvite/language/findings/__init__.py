"""The texts of findings: what was found, what was expected, how to put it right; each room has its table.

Placeholders are filled from `Finding.values`, raw values that `language.quantities` forms: "{date}" a plain date,
"{date:running}" in running text, "{date:weekday}" and "{weekday:weekday}" the weekday's name, "{end:clock}" a time;
"{reason:reason}" a msgid after a colon, or nothing; "{problem:english}" likewise, in English alone; "{problem:words}"
likewise, a server's words as they came; "{list:or}" a list of alternatives; "{usage:whole}" a long text of our own.
`found` goes on after "warning:", in lower case and without a full stop; `expected` is whole sentences (or nothing);
`fix` is an order, without a full stop.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from pressinvite.language.findings.wording import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Words", "all_words", "find_words"]

_ROOMS = (
    "release", "checks", "sources", "workspace", "events", "recipients", "sending", "replies", "dispatch", "newsroom",
)  # fmt: skip
"""Whose findings are looked for first: each table is loaded when it is its turn."""


def find_words(code: str) -> Words | None:
    """Return a code's three texts, None where it has none."""
    return next((table[code] for table in _tables() if code in table), None)


def all_words() -> dict[str, Words]:
    """Return the three texts of every code."""
    return {code: words for table in _tables() for code, words in table.items()}


def _tables() -> Iterator[dict[str, Words]]:
    for room in _ROOMS:
        table: dict[str, Words] = getattr(import_module(f"{__name__}.{room}"), room.upper())
        yield table
