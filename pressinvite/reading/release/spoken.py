"""Clock times told in words: "klockan halv elva", "kvart i 10", "half past two"."""

from __future__ import annotations

import re

from pressinvite.reading.release.lexicon import later
from pressinvite.records import NamedTuple

_SWEDISH = (
    "ett två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton arton nitton tjugo "
    "tjugoett tjugotvå tjugotre"
)
_ENGLISH = "one two three four five six seven eight nine ten eleven twelve"
_NUMBERS = {
    word: number for words in (_SWEDISH, _ENGLISH) for number, word in enumerate(words.split(), 1)
} | {"kvart": 15, "quarter": 15}  # fmt: skip
_WORD = "|".join(sorted(_SWEDISH.split(), key=len, reverse=True))
_ENGLISH_WORD = "|".join(_ENGLISH.split())
_PART = r"(?:fem|tio|tjugo|kvart)\s(?:över|i|före|efter)\s(?:halv\s)?|halv\s"
_SPOKEN = later(
    rf"\b(?:(?P<mark>kl\.?|klockan)\s)?(?P<part>{_PART})?(?P<hour>{_WORD}|(?:[01]?\d|2[0-3])(?![.:,]?\d))\b"
    rf"(?:\s?(?:–|-|till|och)\s?(?P<part2>{_PART})?(?P<hour2>{_WORD}|(?:[01]?\d|2[0-3])(?![.:,]?\d))\b)?",
)
_BETWEEN = later(
    rf"\b(?P<mark>mellan)\s(?P<part>{_PART})?(?P<hour>{_WORD})\soch\s(?P<part2>{_PART})?(?P<hour2>{_WORD})"
    r"(?=\s*(?:[.,;!\n]|$)|\s(?:på|den|i)\b)",
)
_IN_ENGLISH = later(
    rf"\b(?:(?P<part>half|quarter|five|ten|twenty)\s(?P<way>past|to)\s(?P<hour>{_ENGLISH_WORD}|\d\d?(?![.:]?\d))\b"
    rf"|at\s(?P<word>{_ENGLISH_WORD})(?=\s(?:in the|on|sharp)\b|\s*(?:[.,;\n]|$))"
    rf"|(?P<sharp>{_ENGLISH_WORD}|\d\d?)\so['’]clock\b|(?<!\d\s)(?<![-–]\s)(?<![-–])(?<!to\s)(?P<noon>(?:12\s)?noon)\b(?:\s?(?:–|-|to|until)\s?(?P<noonhour>\d{{1,2}})(?:[.:](?P<noonminute>\d\d))?\s?p\.?m\b\.?)?"
    r"|at\s(?P<at>\d|1[0-2])(?=\s(?:in|at|on|sharp)\b|\s*(?:\n|$)))",
)
_NOT_TIME = later(r"\s(?:timm|år|miljon|dag|tusen|kilo|mil\b|meter|procent|person)")
_FIRST = 7
"""Before this hour a spoken time is of the afternoon, where no word says otherwise: "klockan två"."""
_MARKED = later(r"kl(?<!\wkl)(?:\.|ockan)? [a-zåäö]")
_SPAN = later(r"mellan [a-zåäö]+ och ")
_TO = later(r" to [a-z]")
_AT = later(rf"at (?<!\wat )(?:\d|{_ENGLISH_WORD})")
_NOON = later(r" noon\b|^noon\b|\bnoon |clock\b")
_OF_HOUR = later(r"\b(?:fem|tio|tjugo) (?:över|i|före|efter) [a-zåäö]+ (?:på|i) (?:för|efter|mor|kv)")


class Spoken(NamedTuple):
    """A time in words."""

    start: int
    end: int
    hour: int
    minute: int
    until: tuple[int, int] | None
    is_bare: bool
    """True where the hour is one of twelve."""


def find_spoken(text: str) -> list[Spoken]:
    """Return the times that a text in small letters tells in words; the hours as they are said."""
    found = []
    if _has_signs(text):
        for match in (*_SPOKEN.finditer(text), *_BETWEEN.finditer(text)):
            if _is_time(match, text):
                hour, minute = _told(match["part"], match["hour"])
                until = _told(match["part2"], match["hour2"]) if match["hour2"] else None
                found.append(Spoken(match.start(), match.end(), hour, minute, until, is_bare=True))
    if _has_english_signs(text):
        found += [_in_english(match) for match in _IN_ENGLISH.finditer(text)]
    return found


def _has_signs(text: str) -> bool:
    """Tell whether there may be a time in Swedish words: asked piece by piece, since a text is searched for these fast."""
    if "halv" in text or "kvart" in text or _MARKED.search(text) is not None:
        return True
    parts = ("mellan ", _SPAN), ("fem ", _OF_HOUR), ("tio ", _OF_HOUR), ("tjugo ", _OF_HOUR)
    return any(word in text and pattern.search(text) is not None for word, pattern in parts)


def _has_english_signs(text: str) -> bool:
    """Tell whether there may be a time in English words."""
    return (
        " past " in text
        or (" to " in text and _TO.search(text) is not None)
        or ("at " in text and _AT.search(text) is not None)
        or (("noon" in text or "clock" in text) and _NOON.search(text) is not None)
    )


def _is_time(match: re.Match[str], text: str) -> bool:
    """Tell whether the numbers are of a clock: after "klockan", or with a quarter or half where nothing is counted."""
    part = match["part"] or ""
    if match["mark"]:
        return bool(part) or not match["hour"].isdecimal()
    if not part:
        return False
    counted = part.startswith(("halv", "kvart")) and not _NOT_TIME.match(text, match.end())
    return counted or bool(_PART_OF_DAY.match(text, match.end()))


_PART_OF_DAY = later(r"\s(?:på|i)\s(?:förmiddag|eftermiddag|morgon|kväll)")


def _told(part: str | None, word: str) -> tuple[int, int]:
    """Hour and minute of "halv elva", "fem över tio", "tio i halv två"."""
    hour, minute = int(word) if word.isdecimal() else _NUMBERS[word], 0
    for piece in reversed(re.findall(r"halv|\w+ (?:över|i|före|efter)\b", part or "")):
        number, _, way = piece.partition(" ")
        if piece == "halv":
            minute -= 30
        else:
            minute += _NUMBERS[number] if way in ("över", "efter") else -_NUMBERS[number]
    return (hour + minute // 60) % 24, minute % 60


def _in_english(match: re.Match[str]) -> Spoken:
    if match["noon"]:
        hour = match["noonhour"]
        until = (int(hour) % 12 + 12, int(match["noonminute"] or 0)) if hour else None
        return Spoken(match.start(), match.end(), 12, 0, until, is_bare=False)
    word = match["hour"] or match["sharp"] or match["at"] or match["word"]
    hour = (int(word) if word.isdecimal() else _NUMBERS[word]) % 24
    minute = 30 if match["part"] == "half" else _NUMBERS[match["part"]] if match["part"] else 0
    if match["way"] == "to":
        hour, minute = (hour - 1) % 24, 60 - minute
    return Spoken(match.start(), match.end(), hour, minute % 60, None, is_bare=True)


def hour_of_day(hour: int, *, late: bool | None) -> int:
    """The hour that is meant by a spoken one: of the afternoon where it is said, or nobody meets so early."""
    if late is None:
        return hour + 12 if hour < _FIRST else hour
    return hour + 12 if late and 0 < hour < 12 else hour
