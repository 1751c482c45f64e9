"""Dates in rarer forms: in words, in figures alone, with a misspelt month, by the week, several of one month."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from pressinvite.reading.release.day_words import MONTH, MONTHS, WEEKDAY, Day, full_year, weekday_number
from pressinvite.reading.release.lexicon import Words, later
from pressinvite.reading.release.slips import is_near

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

_ORDINALS = {
    word: number
    for words in (
        (
            "första andra tredje fjärde femte sjätte sjunde åttonde nionde tionde elfte tolfte trettonde fjortonde femtonde "
            "sextonde sjuttonde artonde nittonde tjugonde tjugoförsta tjugoandra tjugotredje tjugofjärde tjugofemte "
            "tjugosjätte tjugosjunde tjugoåttonde tjugonionde trettionde trettioförsta"
        ),
        (
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
            "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third "
            "twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"
        ),
    )
    for number, word in enumerate(words.split(), 1)
} | {"tolvte": 12}
_LONG_MONTHS = [name for name in MONTHS if len(name) > 5 or name == "april"]
_HEAD = rf"(?:(?P<weekday>{WEEKDAY})\b,?\s*\(?(?:den\s+|the\s+)?)?"
_YEAR = r"(?:,?\s+(?P<year>(?:19|20)\d\d)\b)?"
_IN_WORDS = later(
    rf"{_HEAD}\b(?P<ordinal>{'|'.join(sorted(_ORDINALS, key=len, reverse=True))})\s+(?:i\s+|of\s+)?(?P<month>{MONTH})\b{_YEAR}"
)
_COUNTED = later(r"(?<![\w./:-])\d{1,2}(?::?e|\.|st|nd|rd|th)?\s+(?P<odd>[a-zåäö]{4,11})\b")
"""A word behind a number; only where it is nearly a month the whole date is looked for."""
_MISSPELT = later(
    rf"(?=[\dmtwofls]){_HEAD}(?<![\w./:-])(?P<day>\d{{1,2}})(?::?e|\.|st|nd|rd|th)?\s+(?P<odd>[a-zåäö]{{4,11}})\b\.?{_YEAR}"
)
_FIGURES = later(
    rf"{_HEAD}(?<![\w/.:+-])(?:(?P<day>\d{{1,2}})(?:\s?/\s?(?P<monthnumber>\d{{1,2}})\s?/\s?|-(?P<dashed>\d{{1,2}})-(?=20)|\.(?P<dotted>\d{{1,2}})\.(?=\d\d,?\s+kl))"
    r"(?P<year>20\d\d|[2-4]\d)|(?P<fullyear>20\d\d)/(?P<lastmonth>\d\d)/(?P<lastday>\d\d))(?![\d/-])"
)
_PACKED = later(
    rf"{_HEAD}(?:(?<=\btid: )|(?<=\bdatum: )|(?<=\bnär: )|(?<=\bden )|(?<=\bdag )|(?<=\bdagen )|(?<![\w+/.:-])(?=\d+,?\s+(?:kl\b|klockan)))"
    r"(?P<year>(?:20)?[2-4]\d)(?P<monthnumber>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?![\w-])"
)
_WEEK = later(
    rf"(?P<weekday>{WEEKDAY})\b(?:\s?[-–]\s?(?:{WEEKDAY}))?,?\s+(?:i\s+)?(?:vecka|v\.?|week)\s?(?P<week>[1-9]|[1-4]\d|5[0-3])\b"
)
_NEXT_WEEK = later(
    rf"\b(?:(?:nästa|next)\s(?P<next>{WEEKDAY})\b(?!\svecka|,?\s\(?(?:den\s|d\.\s|the\s)?\d\d?(?:\s?/|:?e\b|\.?\s?(?:{MONTH})\b))"
    rf"|(?P<within>{WEEKDAY})\b,?\s(?:i\s)?(?:nästa vecka|next week)\b|(?:nästa vecka|next week),?\s(?:på\s|on\s)?(?P<behind>{WEEKDAY})\b(?!,?\s\(?(?:den\s)?\d))"
)
_NEXT_SIGNS = later(
    r"(?:nästa|next)\s(?:vecka|week|mån|man|tis|tirs|ons|tors|fre|lör|lør|sön|søn|mon|tue|wed|thu|fri|sat|sun)"
)
_SHORT = {"må": 0, "ti": 1, "on": None, "to": 3, "fr": 4, "lö": 5, "sö": 6}
"""Weekdays as they are cut short in Finland; "on" is English too."""
_CUT_SHORT = later(
    r"(?<![\w.])(?P<weekday>må|ti|on|(?<!\d )to|fr|lö|sö)\.?\s(?P<day>\d{1,2})\.(?P<monthnumber>1[0-2]|[1-9])(?!\d)(?:\.(?P<year>20\d\d)?(?!\d))?(?![:–-]\d)"
)
_CUT_SHORT_SIGNS = later(r"(?:må|ti|on|to|fr|lö|sö)\.? \d\d?\.\d")
_ITEM = rf"(?:(?:{WEEKDAY})\s(?:den\s)?)?\d{{1,2}}"
_SEVERAL = later(
    rf"(?<![\w./:-])(?P<list>{_ITEM}(?:,\s?{_ITEM})*,?)\s(?:och|samt|and|eller|or)\s(?:(?P<weekday>{WEEKDAY})\s(?:den\s)?)?(?P<day>\d{{1,2}})\s+(?P<month>{MONTH})\b{_YEAR}"
)
_TIMED = later(r",?\s+(?:\w+\s\w+\s)?(?:från\s|mellan\s|from\s|between\s)?(?:kl|at\s|\d)")
"""What follows two days that are told for a time they have in common: "den 9 och 10 juni" alone are something's length."""
_NUMBER = later(rf"(?:(?P<weekday>{WEEKDAY})\s(?:den\s)?)?(?P<day>\d+)")
_ORDINAL_SIGNS = later(r"(?:st|dr|dj|rd|t|nd)[ea]\s|(?:st|nd|rd|th)\sof\s")
_BEFORE_MONTH = later(
    r"(?:[ea]|st|nd|rd|th)\s+(?:i\s+|of\s+)?(?:jan|feb|ma[rjiy]|apr|ju[nl]|aug|sep|o[ck]t|nov|de[cs])"
)
_ORDINAL_WORDS = Words(*_ORDINALS)
_ODD_SIGNS = later(
    r"(?<![\w./:-])\d{1,2}(?::?e|\.|st|nd|rd|th)?\s+(?:[jfmasond][a-zåäö]{3,10}|[a-zåäö]{2,8}(?:ber|ar[iy]|st))\b"
)
_WEEK_LETTER = later(r"v(?<!\wv)\.?\s?\d")
_WEEK_SIGNS = later(
    # the digit is looked for first: so nothing else of a text is looked at
    r"\d(?:(?<=\bvecka\d)|(?<=\bvecka\s\d)|(?<=\bv\d)|(?<=\bv\s\d)|(?<=\bv\.\d)|(?<=\bv\.\s\d)|(?<=\bweek\d)|(?<=\bweek\s\d))"
)
_SEVERAL_SIGNS = later(r"\d,?\s(?:och|samt|and|eller|or)\s(?:\d|[a-zåäö]{3,9}\s(?:den\s)?\d)")
_FIGURE_SIGNS = later(r"/\s?\d{1,2}\s?/|-\d{1,2}-20|\.\d{1,2}\.\d\d,?\s")
_PACKED_SIGNS = later(r"[2-4](?<!\d.)(?:(?<=2)0[2-4])?\d[01]\d[0-3]\d(?!\d)")


def find_rare_days(text: str) -> list[Day]:
    """Return the dates of these kinds in a text in small letters, in no order."""
    found: list[Day] = []
    if _ORDINAL_WORDS.is_in(text) and _ORDINAL_SIGNS.search(text) and _BEFORE_MONTH.search(text):
        found += (_in_words(match) for match in _IN_WORDS.finditer(text))
    if _ODD_SIGNS.search(text):
        found += _misspelt(text)
    if _FIGURE_SIGNS.search(text):
        found += _in_figures(text)
    if _PACKED_SIGNS.search(text):
        found += (_day(match, int(match["day"]), int(match["monthnumber"])) for match in _PACKED.finditer(text))
    if ("vecka" in text or "week" in text or _WEEK_LETTER.search(text)) and _WEEK_SIGNS.search(text):
        found += (
            Day(*match.span(), None, None, None, weekday_number(match["weekday"]), week=int(match["week"]))
            for match in _WEEK.finditer(text)
        )
    if ("nästa " in text or "next " in text) and _NEXT_SIGNS.search(text):
        found += (
            Day(*match.span(), None, None, None, weekday_number(match[match.lastgroup or 0]), is_next=True)
            for match in _NEXT_WEEK.finditer(text)
        )
    if _CUT_SHORT_SIGNS.search(text):
        found += (
            Day(
                *match.span(),
                int(match["day"]),
                int(match["monthnumber"]),
                full_year(match["year"]),
                _SHORT[match["weekday"]],
            )
            for match in _CUT_SHORT.finditer(text)
            if 1 <= int(match["day"]) <= 31
        )
    if _SEVERAL_SIGNS.search(text):
        found += _several(text)
    nights = list(_nights(text))
    found = [day for day in found if not any(night.start < day.end and day.start < night.end for night in nights)]
    return [*found, *nights, *_feasts(text)]


def _day(match: re.Match[str], day: int, month: int) -> Day:
    part = match.groupdict()
    return Day(*match.span(), day, month, full_year(part.get("year")), weekday_number(part.get("weekday")))


def _in_words(match: re.Match[str]) -> Day:
    return _day(match, _ORDINALS[match["ordinal"]], MONTHS[match["month"]])


def _misspelt(text: str) -> Iterator[Day]:
    if not any(_month_meant(match["odd"]) for match in _COUNTED.finditer(text)):
        return
    for match in _MISSPELT.finditer(text):
        meant = _month_meant(match["odd"])
        if meant and 1 <= int(match["day"]) <= 31:
            yield _day(match, int(match["day"]), MONTHS[meant])


def _month_meant(word: str) -> str | None:
    """The month that a misspelt word stands for; None for one that is no month, or written as it should be."""
    return None if word in MONTHS else next((name for name in _LONG_MONTHS if is_near(word, name)), None)


def _in_figures(text: str) -> Iterator[Day]:
    """Day, month and year between strokes, the day first; where that cannot be, the month."""
    for match in _FIGURES.finditer(text):
        if match["fullyear"]:
            yield _day(match, int(match["lastday"]), int(match["lastmonth"]))._replace(year=int(match["fullyear"]))
            continue
        first, second = int(match["day"]), int(match["monthnumber"] or match["dashed"] or match["dotted"])
        if 1 <= first <= 31 and 1 <= second <= 12:
            yield _day(match, first, second)._replace(is_open=first <= 12 and first != second)
        elif 1 <= first <= 12 and 1 <= second <= 31:
            yield _day(match, second, first)


_FEASTS = {
    "nyårsdagen": (1, 1), "trettondagen": (6, 1), "trettondag jul": (6, 1), "alla hjärtans dag": (14, 2),
    "internationella kvinnodagen": (8, 3), "valborgsmässoafton": (30, 4), "första maj": (1, 5),
    "sveriges nationaldag": (6, 6), "nationaldagen": (6, 6), "fn-dagen": (24, 10), "luciadagen": (13, 12), "julafton": (24, 12),
    "juldagen": (25, 12), "annandag jul": (26, 12), "nyårsafton": (31, 12),
}  # fmt: skip
"""Days of the year with a name, those that stay on their date: day and month."""
_FEAST = later(
    rf"(?:\bpå|\bunder|\bden|:)\s(?:själva\s|årets\s)?(?P<feast>{'|'.join(_FEASTS)})\b(?![,\s(]*(?:den\s)?\d{{1,2}}(?:\s|/)(?:{MONTH}|\d))"
)
_FEAST_WORDS = Words("*dagen|*afton|maj|jul|dag")


def _feasts(text: str) -> Iterator[Day]:
    for match in _FEAST.finditer(text) if _FEAST_WORDS.is_in(text) else ():
        yield Day(*match.span("feast"), *_FEASTS[match["feast"]], None, None)


def _nights(text: str) -> Iterator[Day]:
    """The night that two dates are told for: "natten mellan den 29 och 30 april"."""
    for match in _NIGHT.finditer(text) if "natt" in text else ():
        first, last = int(match["day"]), int(match["last"])
        if 1 <= first < last <= 31:
            start = match.start("day")
            yield Day(start, match.end(), first, MONTHS[match["month"]], full_year(match["year"]), None, last)


_NIGHT = later(
    rf"\bnatt(?:en)?\s(?:mellan\s|till\s)?(?:den\s|{WEEKDAY}\s)*(?P<day>\d{{1,2}})\s?(?:och|till|–|-)\s?(?:den\s|{WEEKDAY}\s)*(?P<last>\d{{1,2}})\s+(?P<month>{MONTH})\b{_YEAR}"
)


def _several(text: str) -> Iterator[Day]:
    """The dates of "8, 9 och 12 oktober", each at its own number."""
    for match in _SEVERAL.finditer(text):
        if "," not in match["list"] and not _TIMED.match(text, match.end()):
            continue
        first = match.start("weekday") if match["weekday"] else match.start("day")
        last = _day(match, int(match["day"]), MONTHS[match["month"]])._replace(start=first)
        items = [*_NUMBER.finditer(text, match.start("list"), match.end("list"))]
        days = [*(int(item["day"]) for item in items), last.day or 0]
        if all(0 < one < other <= 31 for one, other in pairwise(days)):
            for item in items:
                weekday = weekday_number(item["weekday"])
                yield last._replace(start=item.start(), end=item.end(), day=int(item["day"]), weekday=weekday)
            yield last
