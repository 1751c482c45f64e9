"""Word patterns behind a gate: what they must hold is looked for first, and the pattern only where it is there.

A release is asked for some eighty kinds of words, sentence by sentence, and nearly always the answer is no. So each
written word is looked at once and told apart by the stems it holds, as a number with a bit for each kind; a sentence
has the bits of its words, and to ask it for one kind is to look at a bit.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias, cast

from pressinvite.reading.release.alternatives import Alternatives

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MOST_WORDS, _MOST_TEXTS = 20_000, 2_000
"""So many are remembered: words from text to text, texts only while one release is read."""
_LONGEST_WORD, _MOST_COMING = 60, 10_000
_KEY = 3
"""Letters of a stem by which it is looked up."""


@lru_cache(maxsize=1024)
def fold(text: str) -> str:
    """Return the text in small letters, each character in its place."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


_Stem: TypeAlias = tuple[str, bool, bool | None]
"""What a written word must hold; whether the word begins with it; whether more letters must follow, or None may."""


def _is_at(stem: _Stem, word: str, at: int) -> bool:
    """Tell whether a stem whose letters stand at this place of a word in small letters has there what it asks for."""
    letters, begins, goes_on = stem
    if begins and at and _joins(word[at - 1]):
        return False
    end = at + len(letters)
    return goes_on is None or _joins(word[end : end + 1]) is goes_on


class _Kinds:
    """The stems of all lexicons, each with the bits of those that have it, and what is known of words and texts."""

    def __init__(self) -> None:
        self._stems: dict[_Stem, int] = {}
        self._rows: dict[str, list[tuple[_Stem, int]]] = {}
        """The stems with their bits, by their first letters; empty until they are asked for."""
        self._words: dict[str, int] = {}
        self.texts: dict[str, int] = {}
        """The bits of each text that was asked for in this release."""
        self.told: dict[tuple[int, str], bool] = {}
        """Whether a lexicon, by its bit, is in a text."""
        self.coming = ""
        """The release that is asked about, its beginning at least."""
        self._count = 0

    def add(self, stems: Iterable[_Stem]) -> int:
        """Return the bit of what has these stems."""
        bit = 1 << self._count
        self._count += 1
        known = self._stems
        for stem in stems:
            known[stem] = known.get(stem, 0) | bit
        self._rows = {}
        self._words.clear()
        self.forget_texts()
        return bit

    def forget_texts(self) -> None:
        """Leave what is known of texts, and keep what is known of words."""
        self.texts.clear()
        self.told.clear()

    def of_text(self, text: str) -> int:
        """Return the bits of all lexicons that a text may hold words of, and remember them."""
        bits, words = 0, self._words
        for word in text.split():
            try:
                bits |= words[word]
            except KeyError:  # once for each word
                bits |= self._of_word(word)
        if len(self.texts) >= _MOST_TEXTS:
            self.forget_texts()
        self.texts[text] = bits
        return bits

    def _of_word(self, written: str) -> int:
        """The bits of one word with the signs around it."""
        rows = self._rows or self._sort_stems()
        word, bits = written.lower(), 0
        for at in range(len(word)):
            for key in (word[at : at + _KEY], word[at : at + 2], word[at]):
                if key in rows:
                    for stem, own in rows[key]:
                        if word.startswith(stem[0], at) and bits | own != bits and _is_at(stem, word, at):
                            bits |= own
        if len(written) < _LONGEST_WORD:
            if len(self._words) >= _MOST_WORDS:
                self._words.clear()
            self._words[written] = bits
        return bits

    def _sort_stems(self) -> dict[str, list[tuple[_Stem, int]]]:
        rows: dict[str, list[tuple[_Stem, int]]] = {}
        for stem, bits in self._stems.items():
            rows.setdefault(stem[0][:_KEY], []).append((stem, bits))
        self._rows = rows  # at once, for other threads
        return rows


def _joins(char: str) -> bool:
    return char.isalnum() or char == "_"


def _longest_word(stem: str) -> _Stem:
    """The longest word of several, and whether a word begins or ends with it: "vi ses" holds one that begins "ses"."""
    words = stem.split(" ")
    at = max(range(len(words)), key=lambda index: len(words[index]))
    return words[at], at > 0, False if at < len(words) - 1 else None


_KINDS = _Kinds()
_TEXTS = _KINDS.texts


def _bits(text: str) -> int:
    bits = _TEXTS.get(text)
    return _KINDS.of_text(text) if bits is None else bits


def turn_to(text: str) -> None:
    """Leave what is remembered of the last release; the next questions are about this one."""
    _KINDS.forget_texts()
    _KINDS.coming = text[:_MOST_COMING]
    fold.cache_clear()


class Lexicon:
    """A pattern of words in small letters, whatever the text's. Matches hold the folded text; their spans are the text's.

    `stems` are what a match must hold one of; a blank at their ends is the end of a word. A test makes texts of the pattern
    and compares. Nothing is compiled before it is needed: a start asks for few of them. A `cased` pattern is matched
    with the text as it is written.
    """

    def __init__(self, pattern: str, stems: str, *, flags: int = 0, cased: bool = False) -> None:
        self.pattern, self.stems = pattern, tuple(stems.split("|"))
        self.flags, self.is_cased = flags, cased
        self._phrases = [stem.strip() for stem in self.stems if " " in stem and " " in stem.strip()]
        self._word_bit = _KINDS.add(
            (stem, False, None) if " " not in stem else _longest_word(stem)
            for stem in self.stems
            if " " not in stem or " " not in stem.strip()
        )
        phrase_bit = (
            _KINDS.add(_longest_word(stem) for stem in self.stems if " " in stem.strip()) if self._phrases else 0
        )
        self.bit = self._word_bit | phrase_bit
        self._alternatives: Alternatives | None = None

    def may_hold(self, text: str) -> bool:
        """Tell whether the text holds a stem; the pattern is in no text that does not."""
        bits = _bits(text) & self.bit
        return bits != 0 and self._may(text, bits)

    def _may(self, text: str, bits: int) -> bool:
        """Tell whether its word stands in the text, or one of its phrases as a whole."""
        return bits & self._word_bit != 0 or any(phrase in fold(text) for phrase in self._phrases)

    def is_in(self, text: str) -> bool:
        """Tell whether there is a match."""
        bits = _TEXTS.get(text)
        bits = (_KINDS.of_text(text) if bits is None else bits) & self.bit
        if not bits:
            return False
        told = _KINDS.told.get((self.bit, text))
        if told is None:
            read = self._read(text)
            told = self._may(text, bits) and self._pattern(read).search(read) is not None
            _KINDS.told[self.bit, text] = told
        return told

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """Return the first match within the bounds."""
        if not self.may_hold(text[start:end] if start or end is not None else text):
            return None
        read = self._read(text)
        return self._pattern(read).search(read, start, len(text) if end is None else end)

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Return the match at the beginning, or at another place."""
        bits = _TEXTS.get(text)
        bits = (_KINDS.of_text(text) if bits is None else bits) & self.bit
        if not bits or not self._may(text, bits):
            return None
        read = self._read(text)
        return self._pattern(read).match(read, start)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yield all matches in order."""
        if not self.may_hold(text):
            return iter(())
        read = self._read(text)
        return self._pattern(read).finditer(read)

    def count(self, text: str) -> int:
        """Return how many matches there are."""
        return sum(1 for _ in self.finditer(text))

    def sub(self, replacement: str, text: str) -> str:
        """Return the text, folded, with all matches replaced."""
        read = self._read(text)
        return self._pattern(read).sub(replacement, read) if self.may_hold(text) else read

    def _read(self, text: str) -> str:
        return text if self.is_cased else fold(text)

    def _pattern(self, read: str) -> re.Pattern[str]:
        """What finds the matches in this text."""
        if self._alternatives is None:
            self._alternatives = Alternatives(self.pattern, self.flags)
        return self._alternatives.for_text(read, self._read(_KINDS.coming))


class Gate:
    """Several lexicons at once: what holds a word of none need not be asked for each."""

    def __init__(self, *lexicons: Lexicon) -> None:
        self._bits = sum(lexicon.bit for lexicon in lexicons)

    def may_hold(self, text: str) -> bool:
        """Tell whether the text may hold words of any."""
        return bool(_bits(text) & self._bits)


class Words:
    """A table of words, parted by "|": "anmäl*" begins so, "*press*" holds it, "invånar+" goes on, "kallelse" is all of it.

    Several words behind each other are found as they stand. There is no pattern to compile.
    """

    def __init__(self, *rows: str) -> None:
        self._entries = [_entry(entry) for row in rows for entry in row.split("|") if entry]
        self._phrases = [entry for entry in self._entries if " " in entry[0]]
        self._word_bit = _KINDS.add(entry for entry in self._entries if " " not in entry[0])
        self._phrase_bit = _KINDS.add(map(_word_of_phrase, self._phrases))

    def is_in(self, text: str) -> bool:
        """Tell whether the text holds one of them."""
        bits = _bits(text)
        if bits & self._word_bit:
            return True
        return bool(bits & self._phrase_bit) and self._has_phrase(fold(text))

    def is_at(self, text: str, at: int) -> bool:
        """Tell whether one of them stands at a place of the text."""
        if not self.is_in(text):
            return False
        folded = fold(text)
        return any(folded.startswith(entry[0], at) and _is_at(entry, folded, at) for entry in self._entries)

    def begins(self, text: str) -> bool:
        """Tell whether the text begins with one of them, whatever signs stand before it."""
        first = next((at for at, char in enumerate(text) if _joins(char)), None)
        return first is not None and self.is_at(text, first)

    def _has_phrase(self, folded: str) -> bool:
        for phrase in self._phrases:
            at = folded.find(phrase[0])
            while at >= 0:
                if _is_at(phrase, folded, at):
                    return True
                at = folded.find(phrase[0], at + 1)
        return False


def _entry(written: str) -> _Stem:
    goes_on = True if written.endswith("+") else None if written.endswith("*") else False
    return written.strip("*").rstrip("+"), not written.startswith("*"), goes_on


def _word_of_phrase(phrase: _Stem) -> _Stem:
    """The longest word of a phrase, as far as its ends are known."""
    letters, begins, goes_on = phrase
    words = letters.split(" ")
    at = max(range(len(words)), key=lambda index: len(words[index]))
    last = at == len(words) - 1
    return words[at], at > 0 or begins, goes_on if last else False


def later(pattern: str, flags: int = 0, *, holds: str = "") -> re.Pattern[str]:
    """Return the pattern, compiled when it is first needed.

    `holds` are letters or signs, parted by a blank, of which one is in every match: in small letters where the pattern
    ignores case. A text without them is not worth the compiling.
    """
    return cast("re.Pattern[str]", _Later(pattern, flags, tuple(holds.split())))


_PATIENCE = 50
"""After so many texts a pattern is compiled all the same: looking at it again and again would cost more."""


class _Later:
    """A pattern that is not compiled yet; its methods are the compiled one's from the first call that needs it."""

    def __init__(self, pattern: str, flags: int, holds: tuple[str, ...]) -> None:
        self._wanted = pattern, flags
        self.holds = holds
        self._spared = 0

    def search(self, text: str, *bounds: int) -> re.Match[str] | None:
        return self._compiled().search(text, *bounds) if self._is_needed(text, *bounds) else None

    def match(self, text: str, *bounds: int) -> re.Match[str] | None:
        return self._compiled().match(text, *bounds) if self._is_needed(text, *bounds) else None

    def fullmatch(self, text: str, *bounds: int) -> re.Match[str] | None:
        return self._compiled().fullmatch(text, *bounds) if self._is_needed(text, *bounds) else None

    def finditer(self, text: str, *bounds: int) -> Iterator[re.Match[str]]:
        return self._compiled().finditer(text, *bounds) if self._is_needed(text, *bounds) else iter(())

    def _is_needed(self, text: str, start: int = 0, end: int | None = None) -> bool:
        self._spared += 1
        if not self.holds or self._spared > _PATIENCE:
            return True
        piece = text if end is None else text[start:end]
        if self._wanted[1] & re.IGNORECASE:
            piece = fold(piece)
        return any(letters in piece for letters in self.holds)

    def _compiled(self) -> re.Pattern[str]:
        compiled = re.compile(*self._wanted)
        for method in ("search", "match", "fullmatch", "finditer", "findall", "sub", "split"):
            setattr(self, method, getattr(compiled, method))
        return compiled

    def __getattr__(self, name: str) -> object:
        return getattr(self._compiled(), name)
