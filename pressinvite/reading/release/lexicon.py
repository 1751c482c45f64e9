"""Word patterns behind a gate: what they must hold is looked for first, and the pattern only where it is there.

A release is asked for some forty kinds of words, sentence by sentence, and nearly always the answer is no. Looking for
plain stems in small letters answers that twenty to fifty times as fast as the pattern itself would.
"""

from __future__ import annotations

import re
import sys
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@lru_cache(maxsize=1024)
def fold(text: str) -> str:
    """Return the text in small letters, each character in its place."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


class Lexicon:
    """A pattern of words in small letters, whatever the text's. Matches hold the folded text; their spans are the text's.

    `stems` are what a match must hold one of; a test derives them from the pattern and compares. Nothing is compiled
    before it is needed: a start asks for few of them.
    """

    def __init__(self, pattern: str, stems: str, *, flags: int = 0) -> None:
        self.pattern, self.stems, self._flags = pattern, tuple(stems.split("|")), flags
        self._whole: re.Pattern[str] | None = None

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """Return the first match within the bounds."""
        folded = fold(text)
        for stem in self.stems:
            if stem in folded:
                return self._compiled().search(folded, start, end)
        return None

    def match(self, text: str) -> re.Match[str] | None:
        """Return the match at the beginning."""
        return self._compiled().match(fold(text)) if self.search(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yield all matches in order."""
        return self._compiled().finditer(fold(text)) if self.search(text) else iter(())

    def count(self, text: str) -> int:
        """Return how many matches there are."""
        return sum(1 for _ in self.finditer(text))

    def sub(self, replacement: str, text: str) -> str:
        """Return the text, folded, with all matches replaced."""
        return self._compiled().sub(replacement, fold(text))

    def _compiled(self) -> re.Pattern[str]:
        if self._whole is None:
            self._whole = re.compile(self.pattern, self._flags)
        return self._whole
