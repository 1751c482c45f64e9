"""Dates that tell when a text was published, and not when anything takes place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressinvite.reading.release.lexicon import later

if TYPE_CHECKING:
    from pressinvite.reading.release.moments import Day
    from pressinvite.reading.release.page import Page

STAMP = 4.0
"""From this score on a date is a stamp of publication."""


def stamp_score(page: Page, day: Day) -> float:
    """Return how much a date of the day of publication looks like its stamp: above the headline, a year, no weekday."""
    if page.title is not None and day.end <= page.title.start:
        return 12.0
    label = page.stretch(day.start).label_at(day.start)
    if label == "date" and day.year is not None and day.weekday is None and _is_dateline(page, day):
        return 4.0
    if day.ahead is not None or day.weekday is not None or label is not None:
        return 0.0
    return 4.0 if day.year is not None else 1.5


def _is_dateline(page: Page, day: Day) -> bool:
    """Tell whether "Datum:" is followed by no time, and another date of the text is told with one."""
    stretch = page.stretch(day.start)
    index = page.stretches.index(stretch)
    own = [stretch, *page.stretches[index + 1 : index + 2]]
    if any(one.holds(clock.start) for one in own if one is stretch or one.labels for clock in page.clocks):
        return False
    others = (one.end for one in page.days if one.day is not None and (one.day, one.month) != (day.day, day.month))
    return any(0 < clock.start - end < _WITH_IT for end in others for clock in page.clocks)


_WITH_IT = 30
"""Characters between a date and the time that is told with it."""


def is_issued(page: Page, day: Day) -> bool:
    """Tell whether the date goes with the words for an invitation and nothing else: "Inbjudan till medierna 12.10.2026"."""
    if day.year is None or day.weekday is not None or sum(other.day is not None for other in page.days) < _BOTH:
        return False
    end = page.text.find("\n", day.end)
    line = page.text[page.text.rfind("\n", 0, day.start) + 1 : day.start]
    rest = page.text[day.end : end if end >= 0 else None]
    return len(line) < _SHORT and not rest.strip(" .") and bool(_ISSUED.fullmatch(line))


_BOTH = 2
_SHORT = 40
_ISSUED = later(
    r"\W*(?:press|medie|media|mass-?medie)?-?(?:inbjudan|kallelse|meddelande|invitation)"
    r"(?: (?:till|för|to) (?:the )?(?:press\w*|medi\w+|massmedi\w+|journalister\w*))?\W*(?:den )?",
    re.IGNORECASE,
)
