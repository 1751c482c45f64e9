"""A release text as plain characters, with the way back: where in the source each of them stood.

Clipboards bring no-break spaces, soft hyphens, bidi marks and typographic bullets; the reader wants words. What it
finds is told in the words and columns of the source.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from pressinvite.errors import Spot
from pressinvite.reading.release.markup import Edit, find_edits

_BLANKS = dict.fromkeys(
    map(
        ord,
        "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\f\v\x1b",
    ),
    " ",
)
_BREAKS = dict.fromkeys(map(ord, "\x85\u2028\u2029\x1c\x1d\x1e"), "\n")
_ALIKE = {
    **dict.fromkeys(map(ord, "\u2010\u2011\u00ad"), "-"),
    **dict.fromkeys(map(ord, "\u2012\u2013\u2014\u2015\u2212"), "–"),
    **dict.fromkeys(map(ord, "\u2018\u2019\u201a\u2032"), "'"),
    **dict.fromkeys(map(ord, "\u2022\u25cf\u25aa\u25e6\u2023\u2043\u00b7\uf0b7"), "•"),
}
_WIDE = {wide: chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F)}
"""Letters, digits and signs of East Asian keyboards, a colon among them."""
_TABLE = {**_WIDE, **_BLANKS, **_BREAKS, **_ALIKE}
_GONE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
_SPECIAL = frozenset((*_GONE, *map(chr, _TABLE)))
_LINE_END = re.compile(r"\n")


class PlainText:
    """The text as the reader sees it, `text`, and the source it came from."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._back: list[int] | None = None
        special = _SPECIAL.intersection(source)
        if not special.isdisjoint(_GONE):
            self._back = [at for at, char in enumerate(source) if char not in _GONE]
            source = "".join(source[at] for at in self._back)
        for char in special:
            source = source.replace(char, _TABLE.get(ord(char), char))
        edits = find_edits(source)
        self.text = self._edited(source, edits) if edits else source
        self._starts = [0, *(line.end() for line in _LINE_END.finditer(self.source))]

    def _edited(self, source: str, edits: list[Edit]) -> str:
        """The text with its edits made; what an edit puts in stands where the edit does."""
        back = self._back or range(len(source))
        pieces, places, at = [], list[int](), 0
        for start, end, words in (*edits, Edit(len(source), len(source))):
            pieces += [source[at:start], words]
            places += back[at:start]
            places += [back[min(start, len(back) - 1)]] * len(words)
            at = end
        self._back = places
        return "".join(pieces)

    def offset(self, at: int) -> int:
        """Return the place in the source of a place in `text`."""
        if self._back is None or at >= len(self._back):
            return at if self._back is None else len(self.source)
        return self._back[at]

    def spot(self, start: int, end: int) -> Spot:
        """Return line, column and words of what stands from `start` to `end` in `text`."""
        last = max(start, end - 1)
        if self._back is not None:
            start, last = self.offset(start), self.offset(last)
        line = bisect_right(self._starts, start)
        return Spot(line, start - self._starts[line - 1] + 1, self.source[start : last + 1].partition("\n")[0])
