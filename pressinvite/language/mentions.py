"""Dates that a text mentions in passing, for checks that compare two texts; the reader's own grammar is richer."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

from pressinvite.language.catalogues import SPOKEN, open_catalogue
from pressinvite.language.dates import MONTHS, MONTHS_SHORT
from pressinvite.records import NamedTuple


class Mention(NamedTuple):
    """One date in a text."""

    day: dt.date | tuple[int, int]
    """The date; month and day where no year is written."""
    start: int
    """Offset of its first character."""
    end: int
    """Offset after its last character."""


@cache
def _months() -> dict[str, int]:
    """Names and short names of months in every language → number."""
    catalogues = [open_catalogue(tag) for tag in SPOKEN]
    return {
        catalogue.gettext(msgid).casefold().rstrip("."): number
        for catalogue in catalogues
        for names in (MONTHS, MONTHS_SHORT)
        for number, msgid in enumerate(names, start=1)
    }


@cache
def _pattern() -> re.Pattern[str]:
    """Matches "25 januari 2012", "3:e maj", "25. tammikuuta 2012", "January 25, 2012", "2012-01-25"; short forms need their day before them."""
    names = "|".join(sorted(_months(), key=len, reverse=True))
    return re.compile(
        rf"(?<![\d-])(?P<iso>\d{{4}}-\d\d-\d\d)(?![\d-])"
        rf"|(?<![\d.:,])(?P<day>\d{{1,2}})(?::?(?:e|a|st|nd|rd|th)|\.(?=[ \u00a0]\w+kuuta))?(?:[ \u00a0]of)?[ \u00a0](?P<month>{names})\b\.?"
        rf"(?:,?[ \u00a0](?P<year>\d{{4}})\b)?"
        rf"|\b(?P<month2>{names})[ \u00a0](?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?![.:]\d)"
        rf"(?:,?[ \u00a0](?P<year2>\d{{4}})\b)?",
        re.IGNORECASE,
    )


def parse_dates(text: str) -> list[Mention]:
    """The dates that a text mentions, in its order. What is no day of the calendar is left out."""
    mentions: list[Mention] = []
    if not any(map(str.isdigit, text)):  # most titles: the pattern and the months' names are not needed
        return mentions
    for match in _pattern().finditer(text):
        day = _read_match(match)
        if day is not None:
            mentions.append(Mention(day, match.start(), match.end()))
    return mentions


def _read_match(match: re.Match[str]) -> dt.date | tuple[int, int] | None:
    """The day of a match, None for 31 February."""
    if match["iso"]:
        year, month, day = map(int, match["iso"].split("-"))
    else:
        month = _months()[(match["month"] or match["month2"]).casefold()]
        day, year = int(match["day"] or match["day2"]), int(match["year"] or match["year2"] or 0)
    try:
        date = dt.date(year or 2000, month, day)  # 2000 was a leap year
    except ValueError:
        return None
    return date if year else (month, day)
