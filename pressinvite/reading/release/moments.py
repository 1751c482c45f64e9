"""Dates and clock times in running text: found where they stand, typed, not yet chosen among.

What is written ("torsdag 28/4", "7:e juni", "24.1.2024", "i morgon", "kl 9-13.30") becomes day, month, year, weekday
and hours; which of them is the meeting's is for `schedule`.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING

from pressinvite.reading.release.clocks import Clock, parse_clocks
from pressinvite.reading.release.day_words import (
    MONTHS,
    NAMES,
    Day,
    full_year,
    month_pattern,
    month_start_pattern,
    short_weekday_pattern,
    weekday_number,
    weekday_pattern,
)
from pressinvite.reading.release.lexicon import Words, fold, later
from pressinvite.reading.release.rare_days import find_rare_days
from pressinvite.reading.release.slips import straighten

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["Clock", "Day", "parse_clocks", "parse_days", "parse_length", "weekday_number"]

_SHORT_YEAR = r"\s?(?:[-']|’(?=\d))(?P<{0}>[2-4]\d)\b(?!\s?[./:]\d|\s(?:{1}))"
_SHIFTED = (
    r",? (?:kl\b|klockan|at |\d{1,2}[.:]\d\d)|,? (?:kan|får|är|visar|bjuder|håller|hålls|presenterar|berättar|möter|träffar|har|ska|välkomn|finns|"
    r"släpp|tar|we |the press|reporters|journalists|pressen|medi)"
)
"""What follows "dagen innan" where it is a day of its own, and not that before some event."""
_TOLD = later(
    r"(?<!\w)(?:(?P<relative>i\s?dag|i\s?morgon|morgondagens?|i\s?kväll|i\s?eftermiddag|i\s?förmiddag|i\s?övermorgon|today|tomorrow|this (?:morning|afternoon))\b"
    r"|(?P<count>två|tre|fyra|two|three|\d) (?:dagar|days) (?P<way>innan|före|tidigare|dessförinnan|before|earlier|senare|efter|later|after)(?=,? (?:kl\b|klockan|får|kan|bjuder|visar|är (?:press|medi|journ)|möter|håller|hålls|the press|pressen|medi|journ))"
    rf"|(?P<shift>(?:dagen|the day) (?:innan|före|dessförinnan|efter|därpå|därefter|before|after)|the (?:following|next) day)(?={_SHIFTED})"
    r"|(?P<same>(?:på )?(?:samma (?:dag|förmiddag|eftermiddag)|publiceringsdagen)|samma kväll|(?:on )?the\ssame\sday)\b)"
)
"""A day that is told by another one: "i morgon", "dagen innan", "samma dag"."""
_TOLD_WORDS = Words(
    "idag|dag|dagen|dagar|days|day|today|tomorrow|*morgon*|*kväll|*eftermiddag|*förmiddag|morning|afternoon|publiceringsdagen"
)
"""Each of them holds one of these."""
_DIGITS = re.compile(r"\d\d*")
_DAY_WORDS = ("dag", "day", "morgon", "kväll", "tomorrow", "morning", "afternoon")
"""Every date holds a digit or one of these."""
_REACH = 40
"""Characters from such a sign to where its date begins or ends at most."""
_LENGTH = later(
    r"(?:(?P<number>\d{1,3}(?:,5)?)|(?P<word>en|ett|två|one|two)(?P<half>\s+och\s+en\s+halv)?|(?P<halfhour>(?:en\s+)?halv))\s*-?\s*(?P<unit>minut|min\b|timm|tim\b|minutes|hour)|(?P<quarter>en|tre)\s+kvart",
)


def _date_pattern(names: Collection[str]) -> str:
    """What matches a date that is written with these names of days and months."""
    weekday, month, starts = weekday_pattern(names), month_pattern(names), month_start_pattern(names)
    # the second of "lördag–söndag 10–11 oktober"
    to_weekday = (
        rf"(?:\s?(?:-|–|och|till|to|and)\s?(?:{weekday})(?=,?\s+(?:den\s+)?\d\d?\.?\s?(?:-|–|och|till|to|and)\s?\d))?"
    )
    return (
        # the first letters are asked for first: most words begin no date
        r"(?<!\w)(?=[\dadfijlmnopstw])(?:(?<![/:-])"
        rf"(?:(?P<weekday>{weekday}\b|{short_weekday_pattern(names)}){to_weekday}(?:\s(?:morgon|förmiddag|eftermiddag|kväll)(?=,?\s(?:den\s)?\d))?,?\s*(?:\(\s?)?(?:den\s+|d\.\s?|the\s+)?)?"
        rf"(?:(?P<iso>\d{{4}}-\d\d?-\d\d?)(?![\d-])"
        rf"|(?P<day>\d{{1,2}})(?::?[ea]|st|nd|rd|th|\.)?(?:\s*[-–]\s*(?P<last>\d{{1,2}})\.?)?\s+(?:of\s+)?(?P<month>{month})\b\.?(?:,?\s+(?P<year>(?:19|20)\d\d)\b|{_SHORT_YEAR.format('yy', starts)})?"
        rf"|(?P<name>{month})\.?\s+(?P<nameday>\d{{1,2}})(?:st|nd|rd|th)?\b(?![.:]\d)(?:,?\s+(?P<nameyear>(?:19|20)\d\d)\b)?"
        rf"|(?P<sday>\d{{1,2}})\s?/\s?(?P<smonth>\d{{1,2}})(?![\d/])(?:[\s-]+(?P<syear>(?:19|20)\d\d)\b|{_SHORT_YEAR.format('syy', starts)})?"
        r"|(?P<fday>\d{1,2})\.\s?(?P<fmonth>1[0-2]|0?[1-9])\.\s?(?P<fyear>(?:19|20)\d\d)\b"
        r"|(?P<kday>\d{1,2})\.(?P<kmonth>1[0-2]|0?[1-9])\.?(?=,?\s+(?:kl|klo)\b)"
        r"|(?:(?<=den\s)|(?<=dag\s)|(?<=day\s)|(?<=day the\s))(?P<only>\d{1,2})(?::?[ea]|(?<!den \d)(?<!den \d\d)(?:st|nd|rd|th))\b(?!\s?(?:i|klass|gång|plats|rad|år|upplag))"
        r"|(?:(?<=den\s)|(?<=dag\s)|(?<=senast\s)|(?<=före\s))(?P<dday>\d{1,2})\.(?P<dmonth>1[0-2]|0?[1-9])\.?(?!\d))"
        rf"|(?:(?<!\bi\s)|(?P<gone>(?<=\bi\s)))(?P<alone>{weekday})(?(gone)(?<!dags))\b"
        r")"
    )


class _Dates:
    """The pattern of a date with the names that a text held so far: with all of them it takes twice as long to compile.

    After a few texts all of them are in it.
    """

    def __init__(self) -> None:
        self._texts_left = _FIRST_TEXTS
        self._known: tuple[re.Pattern[str], frozenset[str]] | None = None
        """What is compiled, and the names in it."""

    def for_text(self, text: str) -> re.Pattern[str]:
        """Return what finds all dates of a text in small letters."""
        compiled, known = self._known or (None, frozenset())
        if compiled is not None and (known is NAMES or not any(name in text for name in NAMES - known)):
            return compiled
        self._texts_left -= 1
        names = known.union(name for name in NAMES if name in text) if self._texts_left > 0 else NAMES
        compiled = re.compile(_date_pattern(names))
        self._known = compiled, names
        return compiled


_FIRST_TEXTS = 3
_DATES = _Dates()


def parse_days(text: str) -> list[Day]:
    """Return all dates of the text in order."""
    text = straighten(text)
    found: list[Day] = []
    is_told = _TOLD_WORDS.is_in(text)
    date = _DATES.for_text(text)
    for start, end in _around_signs(text):
        found += (day for match in date.finditer(text, start, end) if (day := _day(match)) is not None)
        if is_told:
            found += map(_told_day, _TOLD.finditer(text, start, end))
    found.sort(key=lambda day: day.start)
    rare = find_rare_days(text)
    if not rare:
        return found
    rare.sort(key=lambda day: day.start)
    starts = [day.start for day in rare]
    reach = list(accumulate((day.end for day in rare), max))
    plain = [day for day in found if not _is_covered(day, starts, reach)]
    return sorted((*plain, *rare), key=lambda day: day.start)


def _is_covered(day: Day, starts: list[int], reach: list[int]) -> bool:
    """Tell whether a date overlaps one of those that begin at `starts`; `reach` is how far those up to each go."""
    index = bisect_left(starts, day.end)
    return index > 0 and reach[index - 1] > day.start


def _around_signs(text: str) -> list[tuple[int, int]]:
    """The stretches of a folded text around whatever may be of a date; those that touch are one."""
    signs = [match.start() for match in _DIGITS.finditer(text)]
    for word in _DAY_WORDS:
        at = text.find(word)
        while at >= 0:
            signs.append(at)
            at = text.find(word, at + 1)
    found: list[tuple[int, int]] = []
    for at in sorted(signs):
        if found and at - _REACH <= found[-1][1]:
            found[-1] = found[-1][0], at + _REACH
        else:
            found.append((max(0, at - _REACH), at + _REACH))
    return found


def _day(match: re.Match[str]) -> Day | None:
    part = match.groupdict()
    start, end = match.span()
    weekday = weekday_number(part["weekday"] or part["alone"])
    year: int | None
    if part["alone"]:
        return Day(start, end, None, None, None, weekday)
    if part["only"]:
        number = int(part["only"])
        return Day(start, end, number, None, None, weekday) if 1 <= number <= 31 else None
    if part["iso"]:
        year, month, day = (int(number) for number in part["iso"].split("-"))
    else:
        day = int(next(part[key] for key in ("day", "nameday", "sday", "fday", "kday", "dday") if part[key]))
        named = part["month"] or part["name"]
        month = (
            MONTHS[named.lower()]
            if named
            else int(part["smonth"] or part["fmonth"] or part["kmonth"] or part["dmonth"])
        )
        written = next((part[key] for key in ("year", "nameyear", "syear", "fyear", "yy", "syy") if part[key]), None)
        year = full_year(written)
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    last = int(part["last"]) if part["last"] and day < int(part["last"]) <= 31 else None
    return Day(start, end, day, month, year, weekday, last)


def _told_day(match: re.Match[str]) -> Day:
    start, end = match.span()
    if match["relative"]:
        return Day(start, end, None, None, None, None, ahead=_ahead(match["relative"]))
    if match["count"]:
        days = {"två": 2, "tre": 3, "fyra": 4, "two": 2, "three": 3}.get(match["count"]) or int(match["count"])
        return Day(start, end, None, None, None, None, is_same=True, shift=days if match["way"] in _AFTER else -days)
    shift = 0 if match["same"] else -1 if match[0].endswith(("innan", "före", "before")) else 1
    return Day(start, end, None, None, None, None, is_same=True, shift=shift)


_AFTER = ("senare", "efter", "later", "after")


def _ahead(word: str) -> int:
    """Days ahead of "i dag", "i morgon" and the like."""
    if "övermorgon" in word:
        return 2
    return 1 if word.replace(" ", "").startswith(("imorgon", "morgondag", "tomorrow")) else 0


def parse_length(text: str) -> dt.timedelta | None:
    """Return the first length of time told: "ca 30 minuter", "1,5 timme", "en halv timme"."""
    found = _LENGTH.search(fold(text))
    if not found:
        return None
    if found["quarter"]:
        return dt.timedelta(minutes=15 if found["quarter"].lower() == "en" else 45)
    if found["halfhour"]:
        return dt.timedelta(minutes=30)
    number = (
        float(found["number"].replace(",", "."))
        if found["number"]
        else 2.0
        if found["word"].lower() in ("två", "two")
        else 1.0
    )
    if found["half"]:
        number += 0.5
    is_minutes = found["unit"].lower().startswith("min")
    return dt.timedelta(minutes=number) if is_minutes else dt.timedelta(hours=number)
