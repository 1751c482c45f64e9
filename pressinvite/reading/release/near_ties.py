"""Where little speaks for the date or time that was taken, and another of the text has nearly as much for it.

Whatever the reasons for each were, so narrow a choice is a guess, and a person is asked. A date and a time that stand
beside each other speak for each other.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressinvite.reading.release.background import is_named_behind
from pressinvite.reading.release.choices import clock_choices
from pressinvite.reading.release.lexicon import later
from pressinvite.reading.release.meant import MAIN, OWN_PURPOSE, TIME_LABELS
from pressinvite.reading.release.purposes import is_in_parentheses

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from pressinvite.reading.release.choices import DayChoice
    from pressinvite.reading.release.moments import Clock
    from pressinvite.reading.release.page import Page
    from pressinvite.reading.release.schedule import Slot

_PLAIN_CLOCK, _CLOCK_MARGIN = 5.0, 2.5
_WEAK_CLOCK, _WEAK_MARGIN = 3.0, 3.0
_LABELLED_MARGIN = 0.5
_PLAINLY = 4.0
_PLAIN_DAY, _DAY_MARGIN = 6.0, 3.0
"""Scores up to which a choice is open, and how much less its rival has at least. Of texts that were read rightly one in
twenty is asked about.
"""


def near_clock(page: Page, slots: Sequence[Slot], slot: Slot) -> Clock | None:
    """Return the time that is nearly as likely as the one taken, None where that is plain."""
    if slot.clock is None or is_named_behind(page, slot.clock.clock):
        return None
    is_labelled = _is_labelled(page, slot.clock.clock.start)
    if not is_labelled and (own := _clock_of_day(page, slots, slot)):
        return own
    if slot.clock.score > _PLAIN_CLOCK and not is_labelled:
        return None
    is_paired = _has_own_day(page, slot.clock.clock)
    meant = {(one.clock.clock.hour, one.clock.clock.minute) for one in slots if one.clock}
    meant |= {one.clock.clock.until for one in slots if one.clock and one.clock.clock.until}
    margin = _WEAK_MARGIN if slot.clock.score <= _WEAK_CLOCK else _CLOCK_MARGIN
    least = slot.clock.score - (_LABELLED_MARGIN if is_labelled else margin)
    rivals = [
        one
        for one in clock_choices(page)
        if one.score >= least
        and one.reason not in ("stamp", "no-longer")
        and (one.clock.hour, one.clock.minute) not in meant
        and page.stretch(one.clock.start).part in MAIN
        and not _is_excused(page, one.clock)
        and (_is_labelled(page, one.clock.start) if is_labelled else not is_paired or _has_own_day(page, one.clock))
        and page.stretch(one.clock.start).label_at(one.clock.start) not in OWN_PURPOSE
    ]
    best = max(rivals, key=lambda one: one.score, default=None)
    return best.clock if best else None


def _is_excused(page: Page, clock: Clock) -> bool:
    """Tell whether a time ends something, is the same on another clock, or stands behind the last day for something."""
    before = max(0, clock.start - _NEAR)
    if _UNTIL.search(page.text, before, clock.start) or is_in_parentheses(page.text, clock.start):
        return True
    day = next((day for day in page.days if _is_beside(page, day.end, clock.start)), None)
    return day is not None and _UNTIL.search(page.text, max(0, day.start - _NEAR), day.start) is not None


_UNTIL = later(
    r"\b(?:till|senast|före|innan|efter|until|by|before|after)\s(?:den\s|på\s|kl\.?\s|klockan\s|ca\.?\s)*\Z",
    re.IGNORECASE,
)


def _clock_of_day(page: Page, slots: Sequence[Slot], slot: Slot) -> Clock | None:
    """The time right behind the very date that was taken, where another was taken than that."""
    day = slot.date.day
    if slot.clock is None or slot.clock.score > _WEAK_CLOCK or _is_beside(page, day.end, slot.clock.clock.start):
        return None
    meant = {(one.clock.clock.hour, one.clock.clock.minute) for one in slots if one.clock}
    own = (one for one in page.clocks if _is_beside(page, day.end, one.start))
    return next((one for one in own if (one.hour, one.minute) not in meant), None)


def near_day(
    page: Page, days: Iterable[DayChoice], slots: Sequence[Slot], slot: Slot, published: dt.date
) -> DayChoice | None:
    """Return the date to come that is nearly as likely as the one taken, None where that is plain."""
    chosen = slot.date
    if chosen.score > _PLAIN_DAY or _is_labelled(page, chosen.day.start):
        return None
    meant = {one.date.date for one in slots}
    is_paired = _has_clock(page, chosen) and not is_each(page, chosen)
    rivals = [
        one
        for one in days
        if one.score >= chosen.score - _DAY_MARGIN
        and one.reason not in ("stamp", "no-longer")
        and one.date not in meant
        and one.date >= published
        and not (is_paired and not _has_clock(page, one))
        and not _UNTIL.search(page.text, max(0, one.day.start - _NEAR), one.day.start)
        and page.stretch(one.day.start).label_at(one.day.start) not in OWN_PURPOSE
    ]
    return max(rivals, key=lambda one: one.score, default=None)


def is_each(page: Page, choice: DayChoice) -> bool:
    """Tell whether a weekday is that of every week, and so none alone: "Varannan tisdag kl 15"."""
    start = choice.day.start
    return choice.day.day is None and _EACH.search(page.text, max(0, start - _NEAR), start) is not None


_EACH = later(r"\b(?:varje|varannan|var tredje|var fjärde|every)\s\Z", re.IGNORECASE)


def near_pair(
    page: Page, days: Sequence[DayChoice], slots: Sequence[Slot], slot: Slot, published: dt.date
) -> tuple[DayChoice, Clock] | None:
    """Return another date to come with a time of its own beside it that much speaks for: a second meeting, or this one."""
    if len(slots) > 1 or slot.clock is None or _is_labelled(page, slot.clock.clock.start):
        return None
    mine = (slot.date.date, slot.clock.clock.hour, slot.clock.clock.minute)
    clocks = [one for one in clock_choices(page) if one.score >= _PLAINLY and one.reason == "lower-score"]
    for day in days:
        told = day.score >= _PLAINLY and day.reason == "lower-score" and day.date >= published
        if not told or page.stretch(day.day.start).label_at(day.day.start) in OWN_PURPOSE:
            continue
        for one in (each.clock for each in clocks if day.day.start - _NEAR <= each.clock.end <= day.day.end + _REACH):
            beside = _is_beside(page, day.day.end, one.start) or _is_beside(page, one.end, day.day.start)
            same = (day.date, one.hour, one.minute) == mine or _is_twin(one, slot.clock.clock)
            if beside and not same and not _is_excused(page, one):
                return day, one
    return None


def _is_twin(one: Clock, other: Clock) -> bool:
    """Tell whether two times are the same moment on two countries' clocks."""
    return one.zone is not None and other.zone is not None and abs(one.hour - other.hour) <= 1


def _is_labelled(page: Page, at: int) -> bool:
    return page.stretch(at).label_at(at) in TIME_LABELS


def _has_own_day(page: Page, clock: Clock) -> bool:
    return any(_is_beside(page, day.end, clock.start) or _is_beside(page, clock.end, day.start) for day in page.days)


def _has_clock(page: Page, choice: DayChoice) -> bool:
    start, end = choice.day.start, choice.day.end
    return any(_is_beside(page, end, one.start) or _is_beside(page, one.end, start) for one in page.clocks)


def _is_beside(page: Page, end: int, start: int) -> bool:
    return 0 <= start - end <= _NEAR and not _BREAK.search(page.text, end, start)


_NEAR, _REACH = 14, 60
_BREAK = re.compile(r"[.!?]\s|\n\n")
