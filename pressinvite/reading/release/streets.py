"""The street in a part of an address: "Peab Asfalt Omformargatan 2" → "Omformargatan 2", and "Peab Asfalt" before it."""

from __future__ import annotations

from pressinvite.reading.release.houses import (
    BEFORE_STREET,
    ENGLISH_STREETS,
    FIRST_NAMES,
    ROOMS,
    STREET_NOUNS,
    bare,
    is_house,
    is_street_word,
)
from pressinvite.reading.release.lexicon import later
from pressinvite.records import NamedTuple

_NUMBER = later(r"[1-9]\d{0,3}(?:[A-Za-z](?:[-–][A-Za-z])?)?(?:(?:[-/]|–(?=\d))\d{1,4}[A-Za-z]?)?\Z")
_FOREIGN = frozenset(("rue", "avenue", "boulevard", "via", "calle", "place", "unter", "am"))
_SQUARES = frozenset(("torget", "torg", "plan", "väg", "gata", "plats", "allé", "esplanaden", "straße", "platz"))
_BEFORE = (
    "på",
    "vid",
    "i",
    "hos",
    "at",
    "adress",
    "Adress",
    "utanför",
    "Utanför",
    "framför",
    "Framför",
    "bakom",
    "invid",
    "intill",
    "mittemot",
)
"""Before a street without a house: no part of its name."""
_LETTER = later(r"[A-Za-z](?:[-–][A-Za-z])?\Z")
_INITIAL = later(r"[A-ZÅÄÖ]\.?\Z")
"""Of who a street is named after: "P O Hallmans gata"."""
_DASH = later(r"(?<=\d)\s?[–-]\s?(?=\d)")


class Street(NamedTuple):
    """A street of a part, and the words around it."""

    text: str
    """With its number."""
    before: str
    behind: str
    is_numbered: bool
    is_sure: bool
    """False for a name and a number that need be no street: "Hangö 2"."""


def find_street(part: str) -> Street | None:
    """Return the street of one part of an address; None where it has none."""
    words = _DASH.sub(lambda dash: dash[0].strip(), part).split()
    for at, word in enumerate(words):
        if _NUMBER.match(word.rstrip(".")):
            found = _numbered(words, at)
            if found:
                return found
    return _bare_street(words)


def _numbered(words: list[str], at: int) -> Street | None:
    """The street whose number stands at a word."""
    end = at + 1
    if end < len(words) and _LETTER.match(words[end]) and (len(words[end]) > 1 or words[end] not in "iI"):
        end += 1
    following = words[at + 1 : at + 5]
    english = next((i for i, word in enumerate(following, 1) if bare(word) in ENGLISH_STREETS), None)
    if at == 0 or (english and words[at - 1][-1:] in ",("):
        if english and english > 1 and following[0][:1].isupper():
            return _street(words, at, at + english + 1, numbered=True)
        return None
    begin = _begin(words, at - 1)
    return None if begin is None else _street(words, begin, end, numbered=True)


def _street(words: list[str], begin: int, end: int, *, numbered: bool) -> Street:
    before = " ".join(words[:begin]).strip(" –-")
    for word in _BEFORE:
        before = "" if before == word else before.removesuffix(f" {word}").strip()
    name = words[begin:end]
    sure = any(is_street_word(word) or bare(word) in STREET_NOUNS or bare(word) in ENGLISH_STREETS for word in name)
    return Street(" ".join(name).strip(" ."), before, " ".join(words[end:]), numbered, sure)


def _begin(words: list[str], last: int) -> int | None:
    """The first word of the street whose last one before the number is told."""
    word = words[last]
    if bare(word) in STREET_NOUNS and last > 0:
        return _with_owner(words, last)
    foreign = next((at for at, one in enumerate(words[:last]) if bare(one) in _FOREIGN), None)
    if foreign is not None:
        return foreign
    if bare(word) in ROOMS or len(word) <= 3 or not word[:1].isalpha():
        return None
    if is_street_word(word):
        return _with_first_name(words, last)
    begin = last
    while begin > 0 and words[begin][:1].isupper() and words[begin - 1][:1].isupper() and last - begin < 3:
        if is_house(words[begin - 1]) or bare(words[begin - 1]) in ROOMS:
            break
        begin -= 1
    if word.isupper() or (words[last + 1].startswith(("19", "20")) and len(words[last + 1]) == 4):
        return None  # "BUDGET 2027"
    if not words[begin][:1].isupper() or any(bare(before) in ROOMS for before in words[:begin]):
        return None  # "rum Hangö 2"
    return None if is_house(word) and begin == last and not word[:1].isupper() else begin


def _with_first_name(words: list[str], last: int) -> int:
    """Where a street begins with its adjectives and first names: "Norra Ågatan", "Hjalmar Lundbohmsvägen"."""
    begin = last
    while begin > 0 and bare(words[begin - 1]) in BEFORE_STREET:
        begin -= 1
    names = 0
    while begin > 0 and names < 2 and bare(words[begin - 1]) in FIRST_NAMES and words[begin - 1][:1].isupper():
        begin, names = begin - 1, names + 1
    return begin


def _with_owner(words: list[str], last: int) -> int | None:
    """Where a street begins whose noun stands alone: "Drottning Kristinas väg", "Norra esplanaden"."""
    begin = last - 1
    if bare(words[last]) in ROOMS and not words[begin].endswith(("s", "z")) and bare(words[begin]) not in BEFORE_STREET:
        return None  # "Stadshuset plan 3"
    if not words[begin][:1].isupper():
        return last if words[last][:1].isupper() else None
    owner = words[begin]
    if bare(owner) in BEFORE_STREET:
        return _with_first_name(words, begin)
    if begin > 0 and owner.endswith("s") and words[begin - 1][:1].isupper():
        before = bare(words[begin - 1])
        alone = begin == 1 and not is_house(words[0]) and before not in ROOMS
        if before in FIRST_NAMES or before in BEFORE_STREET or alone:
            return _with_first_name(words, begin - 1)
    while begin > 0 and _INITIAL.match(words[begin - 1]):
        begin -= 1
    return begin


def _bare_street(words: list[str]) -> Street | None:
    """A street without a number: the whole part, or right behind a house: "Pressrummet Norra Agnegatan"."""
    for at, word in enumerate(words):
        name = word.strip(".;")
        is_noun = bare(name) in _SQUARES
        is_name = is_street_word(name) and name[:1].isupper()
        if "/" in name or not (is_name or (is_noun and at > 0 and words[at - 1][:1].isupper())):
            continue
        begin = _with_first_name(words, at) if is_name else at - 1
        whole = begin == 0 and at == len(words) - 1
        behind_house = begin > 0 and is_house(words[begin - 1]) and words[begin - 1][:1].isupper()
        if whole or (behind_house and words[at + 1 : at + 2] in ([], ["-"], ["–"])):
            return _street(words, begin, at + 1, numbered=False)
    return _owned_bare(words)


def _owned_bare(words: list[str]) -> Street | None:
    """A square or road by its noun, the whole part: "Gustav Adolfs torg"."""
    if 2 <= len(words) <= 3 and bare(words[-1]) in _SQUARES:
        owned = words[-2].endswith("s") and all(word[:1].isupper() for word in words[:-1])
        if owned and not any(is_house(word) for word in words[:-1]):
            return _street(words, 0, len(words), numbered=False)
    return None
