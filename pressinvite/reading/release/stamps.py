"""Dates that tell when a text was published, and not when anything takes place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressinvite.reading.release.changes import is_new
from pressinvite.reading.release.lexicon import later
from pressinvite.reading.release.words import KINDS

if TYPE_CHECKING:
    from pressinvite.reading.release.moments import Clock, Day
    from pressinvite.reading.release.page import Page

STAMP = 4.0
"""From this score on a date is a stamp of publication."""


def stamp_score(page: Page, day: Day) -> float:
    """Return how much a date of the day of publication looks like its stamp: above the headline, a year, no weekday."""
    if page.title is not None and day.end <= page.title.start and not _names_meeting(page, day.start):
        return 12.0
    label = page.stretch(day.start).label_at(day.start)
    if label == "date" and day.year is not None and day.weekday is None and _is_dateline(page, day):
        return 4.0
    if day.ahead is not None or day.weekday is not None or label is not None:
        return 0.0
    return 4.0 if day.year is not None else 1.5


def _names_meeting(page: Page, at: int) -> bool:
    """Tell whether the sentence of a date or time begins with a press meeting: "Pressträff idag 15.30 utanför polishuset"."""
    return KINDS.match(page.stretch(at).sentence(at)[0].lstrip(" -–•*")) is not None


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


def _is_below_leaf(page: Page, clock: Clock) -> bool:
    """Tell whether the last date above the time is the leaf of a calendar, its month on a line of its own."""
    above = next((day for day in reversed(page.days) if day.end <= clock.start), None)
    return above is not None and "\n" in page.text[above.start : above.end] and above.end > clock.start - _LEAF


_LEAF = 120
"""Characters between them."""


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


def is_stamped(page: Page, clock: Clock) -> bool:
    """Tell whether the time goes with a time stamp: "2026-05-05 09:15 CET" above the text or a dateline."""
    before = page.text[max(0, clock.start - 12) : clock.start].rstrip(" ,|•")
    if page.stretch(clock.start).label_at(clock.start) in ("time", "time-place") or _is_below_leaf(page, clock):
        return False
    if page.title is not None and clock.end <= page.title.start and not _names_meeting(page, clock.start):
        sentence, offset = page.stretch(clock.start).sentence(clock.start)
        return not is_new(sentence[: clock.start - offset])
    dated = re.search(r"\d{4}-\d\d-\d\d(?: kl\.?)?$", before) or re.search(r"(?:19|20)\d\d(?: kl\.?)?$", before)
    if not dated:
        return False
    start = page.text.rfind("\n", 0, clock.start) + 1
    line = page.text[start : page.text.find("\n", clock.end)]
    return (
        clock.zone is not None
        or "|" in line
        or "•" in line
        or (page.stretch(clock.start).label_at(clock.start) is None and before[:-2].endswith("-"))
    )
