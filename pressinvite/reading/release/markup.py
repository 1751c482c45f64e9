"""What chat programs, Markdown and mail put around a text → edits that leave the words: marks, bars, pictures, quoting.

"**Plats:** Torget", "📍 Torget", "| Plats | Torget |" and "> Plats: Torget" all say "Plats: Torget". Each edit tells
what it takes the place of, so that what is read still has its place in the source.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressinvite.reading.release.lexicon import later
from pressinvite.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_PICTURES = {
    **dict.fromkeys("📍🏢🏛🏠🗺", "Plats: "),
    **dict.fromkeys("📅📆🗓", "Datum: "),
    **dict.fromkeys("⏰🕐🕑🕒🕓🕔🕕🕖🕗🕘🕙🕚🕛🕒🕞⌚", "Tid: "),
    **dict.fromkeys("📞☎📱✆📧✉", "Kontakt: "),
}
"""Pictures that stand for a label."""
_QUOTED = later(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
_EMPHASIS = later(r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*\n]{1,300}?)(?<=[^\s*])\1(?![\w*])")
_BAR = later(r"^[ \t]*\|[ \t]*(?:[:|-][:| -]*$)?|[ \t]*\|[ \t]*$", re.MULTILINE)
_HASHES = later(r"^#{1,6}[ \t]+(?=\S)", re.MULTILINE)
_PICTURE = later(r"^[ \t]*([\u2300-\u23ff\u2600-\u27bf\U0001f300-\U0001faff])[\ufe0e\ufe0f\u200d]*[ \t]*", re.MULTILINE)
_FIRST_PICTURE = "\u2300"
_HAS_PICTURE = later(r"[\u2300-\u23ff\u2600-\u27bf\U0001f300-\U0001faff]")
_LABELLED = later(r"[^\W\d_][\w ]{1,20}:")
_GLUED = (
    "Plats:",
    "Tid:",
    "Datum:",
    "Lokal:",
    "Adress:",
    "Kontakt:",
    "Medverkande:",
    "Anmälan:",
    "Place:",
    "Time:",
    "Venue:",
    "Contact:",
)
"""Labels that a lost line break leaves at the end of the line above, without a blank."""

_ENDS = '.)!?”"'


class Edit(NamedTuple):
    """What stands instead of a stretch of the source."""

    start: int
    end: int
    text: str = ""


def find_edits(source: str) -> list[Edit]:
    """Return the edits of a text, in order, none within another."""
    edits: list[Edit] = []
    at = 0
    for edit in sorted(_all_edits(source)):
        if edit.start >= at and (edit.end > edit.start or edit.text):
            edits.append(edit)
            at = edit.end
    return edits


def _all_edits(source: str) -> Iterator[Edit]:
    """The edits of each kind, which may overlap; a kind is looked for where its sign stands at all."""
    if ">" in source and _is_quoted(source):
        yield from _removals(_QUOTED, source)
    if "*" in source:
        for found in _EMPHASIS.finditer(source):
            yield Edit(found.start(1), found.end(1))
            yield Edit(found.end(2), found.end())
    if "|" in source:
        yield from _removals(_BAR, source)
    if "#" in source:
        yield from _removals(_HASHES, source)
    if source and max(source) >= _FIRST_PICTURE and _HAS_PICTURE.search(source):
        yield from _pictures(source)
    yield from _lost_breaks(source)


def _removals(pattern: re.Pattern[str], source: str) -> Iterator[Edit]:
    return (Edit(found.start(), found.end()) for found in pattern.finditer(source))


def _pictures(source: str) -> Iterator[Edit]:
    """A picture before a label says nothing more; one without is the label itself where we know it."""
    for found in _PICTURE.finditer(source):
        label = "" if _LABELLED.match(source, found.end()) else _PICTURES.get(found[1])
        if label is not None:
            yield Edit(found.start(), found.end(), label)


def _lost_breaks(source: str) -> Iterator[Edit]:
    """A line break before each label that stands glued to the word before it."""
    for label in _GLUED:
        at = source.find(label, 1)
        while at > 0:
            before = source[at - 1]
            if before in _ENDS or before.isdigit() or before.islower():
                yield Edit(at, at, "\n")
            at = source.find(label, at + 1)


def _is_quoted(source: str) -> bool:
    """Tell whether each line with words is quoted, as where a message is copied out of an answer."""
    lines = [line.lstrip() for line in source.split("\n")]
    return all(line.startswith(">") for line in lines if line) and source.count(">") > 1
