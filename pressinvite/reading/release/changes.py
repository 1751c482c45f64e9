"""What a text tells of a change: the old date, time or place, and the new one behind "till", "utan" or "i stället".

"Skulle ha hållits 8 oktober", "flyttas från 10.00 till 13.00", "den 8 oktober har flyttats till den 13": the former is no
longer meant. What stands below "Tidigare inbjudan:" is not weighed at all.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressinvite.reading.release.lexicon import Lexicon, later

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pressinvite.reading.release.moments import Clock, Day
    from pressinvite.reading.release.page import Page

_MOVED = r"(?:(?:fram|om)?flytta\w*|skjut\w*(?: upp| fram)?|ändra\w*|senarel\w+|tidigarel\w+|moved|postponed|rescheduled|changed)"
_MOVED_STEMS = "flytta|skjut|ändra|senarel|tidigarel|moved|postponed|rescheduled|changed"
_FORMER = Lexicon(
    r"\b(?:skulle (?:\w+ )?(?:ha (?:hållits|ägt|varit|skett)|hållas|äga rum)\b|tidigare (?:\w+ )?(?:avise|utlys|plane|medde|annons|sag|ang|bestäm)\w*ts\b"
    r"|ursprungligen\b|ursprunglig[at]? (?:tid|dag|datum)|var (?:\w+ )?(?:planerad|tänkt|utlyst|bestämd|utsatt) (?:till|den|att)|i\s?stället för|instead of|(?:originally|previously) (?:scheduled|planned|announced)"
    rf"|was (?:to be|scheduled|planned|due)|{_MOVED} (?:från|from)\b)",
    f"skulle|tidigare|ursprunglig|planerad|tänkt|utlyst|bestämd|utsatt|stället|instead|originally|previously|was|{_MOVED_STEMS}",
)
_NEW = Lexicon(
    rf"\b(?:{_MOVED}\b[^!?]{{0,90}}?\b(?:till|to|until)\b|i\s?stället\b(?! för)|instead\b(?! of)|utan\b|ny(?:tt)? (?:tid|datum|dag)\b)",
    f"stället|instead|utan|ny|nytt|{_MOVED_STEMS}",
)
_MOVED_ON = later(
    r"[\s\d.:,()–-]*(?:(?:kl|klockan|at|den)\b[\s\d.:–-]*)?(?:(?:i|på|vid|in)\s[A-ZÅÄÖ][\w ,]{0,40}?\s)?"
    rf"(?:(?:har|has|had|been|is|är|blir|måste|tyvärr|därför|nu)\s){{0,3}}{_MOVED}\s(?:till|to|until)\b"
)
_MOVED_FROM = Lexicon(rf"\b{_MOVED} (?:från|from)(?: (?:den|klockan|kl\.?))?\s*$", _MOVED_STEMS)
_FORMER_HEADING = Lexicon(
    r"(?:den |vår |the )?(?:tidigare|ursprunglig\w*|gamla?|förra|föregående|previous|earlier|original)(?: utskickade?)?"
    r" (?:press|medie)?-?(?:inbjudan|kallelse|invitation)\W*$",
    "tidigare|ursprunglig|gaml|förra|föregående|previous|earlier|original",
)
_NEXT, _WITH = 12, 40
"""Characters from "till" to the new moment at most, and to the hour that stands with the new date."""
_REACH = 70
"""Characters from the words of a former time to it at most."""
_BUT_THERE = later(r"[^!?]*\b(?:inte|not)\b[^!?]*\b(?:utan|but)\s(?:i|på|vid|hos|in|at)\b", re.IGNORECASE)


def is_new(words: str) -> bool:
    """Tell whether the words before a moment say that it is the new one: nothing of a former stands behind them."""
    new = max((found.end() for found in _NEW.finditer(words)), default=-1)
    return new >= 0 and new > max((found.end() for found in _FORMER.finditer(words)), default=-1)


def is_elsewhere(words: str) -> bool:
    """Tell whether the words behind a moment deny the place alone: "hålls inte i Rådhuset utan i Folkets park"."""
    return bool(_BUT_THERE.match(words))


def is_former(page: Page, start: int, end: int, others: Sequence[Day | Clock]) -> bool:
    """Tell whether the date or time at a place is one that no longer holds; `others` are all of its kind.

    Where the text tells no other, it stands: only the day may have been moved, or only the hour.
    """
    if len(others) < _TWO:
        return False
    sentence, offset = page.stretch(start).sentence(start)
    before, behind = sentence[: start - offset], sentence[end - offset :]
    moved = _MOVED_ON.match(behind) if _NEW.may_hold(behind) else None
    if moved is not None and _is_told_behind(page, end + moved.end(), others):
        return True
    former = max((found.end() for found in _FORMER.finditer(before)), default=-1)
    if former < 0 or len(before) - former > _REACH:
        return False
    return former >= max((found.end() for found in _NEW.finditer(before)), default=-1)


def _is_told_behind(page: Page, at: int, others: Sequence[Day | Clock]) -> bool:
    """Tell whether a moment stands right behind "till", and one of the kind with it."""
    starts = [*(day.start for day in page.days), *(clock.start for clock in page.clocks)]
    return any(0 <= start - at <= _NEXT for start in starts) and any(0 <= one.start - at <= _WITH for one in others)


_TWO = 2


def part_moved(page: Page) -> Iterator[Clock]:
    """Yield the clock times; one that was moved "från 10.00 till 13.00" is no span but two."""
    for clock in page.clocks:
        before = page.text[max(0, clock.start - 40) : clock.start]
        if clock.until is None or not _MOVED_FROM.is_in(before):
            yield clock
            continue
        written = page.text[clock.start : clock.end]
        at = next((found.start() for found in re.finditer(r"\b(?:till|to|until)\s", written)), 0)
        if not at:
            yield clock
            continue
        hour, minute = clock.until
        yield clock._replace(end=clock.start + at, until=None)
        yield clock._replace(start=clock.start + at + written[at:].index(" ") + 1, hour=hour, minute=minute, until=None)


def former_from(page: Page) -> int:
    """Where an earlier invitation is quoted below the one that holds; the text's end where none is."""
    if "former" not in page.memory:
        heads = (line.start for line in page.lines if line.text and _FORMER_HEADING.match(line.text))
        at = next(heads, len(page.text))
        told = any(clock.start < at for clock in page.clocks) and any(
            day.start < at and day.day is not None for day in page.days
        )
        page.memory["former"] = at if told else len(page.text)
    found: int = page.memory["former"]
    return found
