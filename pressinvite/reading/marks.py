"""The marks of `read` in a YAML file: comments that call a value uncertain, and stand until somebody has looked.

A value that a text leaves open is open in the YAML made of it too. The comment above it, or behind it, is what keeps
that in mind, so nothing is made of the meeting before the comment is taken away.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pressinvite.errors import Finding
from pressinvite.language import open_language
from pressinvite.language.catalogues import SPOKEN
from pressinvite.language.fields import FIELDS
from pressinvite.language.markers import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressinvite.reading.nodes import Node

_ASKED = ("start", "end", "timezone", "place", "online")
"""What is asked for before an export: when, and where."""


@lru_cache
def _mark() -> re.Pattern[str]:
    """How a mark begins, in each language that comments are written in."""
    words = "|".join(re.escape(open_language(tag).text(N_("uncertain"))) for tag in SPOKEN)
    return re.compile(rf"#[ \t]?({words})[ \t]*(?=[:(]|$)", re.IGNORECASE)


def find_marks(text: str, node: Node) -> Iterator[Finding]:
    """Yield `unconfirmed` for each time and place of a meeting that a mark stands at, once a field."""
    if "#" not in text:
        return
    lines = text.split("\n")
    for key, value in node.pairs if node.kind == "map" and not node.flow else ():
        first, last = key.line, key.line + text.count("\n", key.start, value.end)
        found = _mark_above(lines, key) or _mark_behind(lines[first - 1 : last], value, text)
        if key.value in _ASKED and found is None and value.kind == "map" and not value.flow:
            found = next(
                (mark for inner, held in value.pairs if (mark := _mark_above(lines, inner) or _mark_behind([lines[inner.line - 1]], held, text))),
                None,
            )  # fmt: skip
        if key.value in _ASKED and found:
            values = {"field": FIELDS.get(key.value, key.value), "mark": found}
            spot = key.spot(text)._replace(words=lines[first - 1][key.column - 1 :].rstrip())
            yield Finding("unconfirmed", "warning", key.value, values, spot, uncertain=True)


def _mark_above(lines: list[str], key: Node) -> str | None:
    """The mark in the comment lines straight above a key; what stands further in may be the text of a value."""
    at = key.line - 2
    while at >= 0 and lines[at].lstrip(" ").startswith("#") and lines[at].index("#") < key.column:
        found = _mark().match(lines[at].strip())
        if found:
            return found[1]
        at -= 1
    return None


def _mark_behind(lines: list[str], value: Node, text: str) -> str | None:
    """The mark behind a value that stands on one line."""
    if value.kind != "scalar" or len(lines) != 1:
        return None
    end = text.find("\n", value.end)
    behind = text[value.end : end if end >= 0 else len(text)]
    found = _mark().match(behind.strip()) if behind[:1] in (" ", "\t") else None
    return found[1] if found else None
