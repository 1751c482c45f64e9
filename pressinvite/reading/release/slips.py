"""Slips of the keyboard in dates and times, put right in place: each character stays where it stood.

Full-width figures, an O for a nought, "10;30" and "10h30" are read as they are meant.
"""

from __future__ import annotations

from pressinvite.reading.release.lexicon import fold, later

_WIDE = later("[\uff10-\uff1a]")
_FIGURES = {0xFF10 + figure: str(figure) for figure in range(10)} | {0xFF1A: ":"}
_NOUGHTS = later(r"0(?<=[a-zåäö]0)(?=[a-zåäö]{2})")
_LETTER_O = later(r"(?<![\w.])([012]?)o([.:][0-5o][\do])(?!\w)|(?<![\w.])([012]?\d[.:])([0-5o]o|o[0-9])(?!\w)")
_SIGNS = later(r"(\bkl(?:ockan)?\.?\s?[012]?\d);(?=[0-5]\d\b)|(?<![\w.])([01]?\d|2[0-3])h(?=[0-5]\d\b)")
_HOUR = later(r"h[0-5]\d")


def straighten(text: str) -> str:
    """Return the text in small letters with such slips put right, each character in its place."""
    text = fold(text)
    if not text.isascii() and _WIDE.search(text):
        text = text.translate(_FIGURES)
    if "0" in text:
        text = _NOUGHTS.sub("o", text)
    if "o." in text or "o:" in text or ".o" in text or ":o" in text or "0o" in text:
        text = _LETTER_O.sub(lambda found: found[0].replace("o", "0"), text)
    return _SIGNS.sub(lambda found: f"{found[1] or found[2]}:", text) if ";" in text or _HOUR.search(text) else text


def is_near(word: str, right: str) -> bool:
    """Tell whether a word is another but for one letter: wrong, left out, put in or changed places with the next."""
    if abs(len(word) - len(right)) > 1:
        return False
    at = next((index for index, (one, other) in enumerate(zip(word, right, strict=False)) if one != other), None)
    if at is None:
        return True
    rest, meant = word[at:], right[at:]
    return (
        rest[1:] == meant[1:]
        or rest[1:] == meant
        or rest == meant[1:]
        or (rest[:2] == meant[1::-1] and rest[2:] == meant[2:])
    )
