"""Dates and times that a text shows and that were not understood, or are open: each is asked about.

Nothing takes their place in silence: no whole day that of "kl. 25.00", no bare weekday that of "torsdag 8 oktr".
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from pressinvite.errors import Finding
from pressinvite.reading.release.choices import clock_choices, day_choices
from pressinvite.reading.release.lexicon import Lexicon, later
from pressinvite.reading.release.resolution import date_of
from pressinvite.reading.release.tongue import tongue_of
from pressinvite.reading.release.whereabouts import find_open_zone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressinvite.meeting import Meeting
    from pressinvite.reading.release.choices import ClockChoice
    from pressinvite.reading.release.page import Page
    from pressinvite.reading.release.plain import PlainText
    from pressinvite.reading.release.schedule import Slot

_COME = Lexicon(
    r"\b(?:tar (?:vi )?emot er|vi ses|ses vi|välkomna|kom gärna|kom till|möter er|vi möts)\b",
    "emot er|vi ses|ses vi|välkomna|kom gärna|kom till|möter er|vi möts",
)
_MAIN = ("title", "lead", "body")
_TIME_LABELS = ("time", "date", "time-place")
_LIKE_CLOCK = later(
    r"\bkl(?:ockan)?\b\.?\s*\d[\w.:,;]*\w|\bkl(?:ockan)?\b\.?\s*\d|\bklockan\s[a-zåäö]+\s(?:i|över)\s\w+|\bmellan\s[012]?\d\s(?:och|-|–)\s[012]?\d\b(?!\s?(?:år|procent|%|personer|elever|kronor|mil|km|kg|ton))",
    re.IGNORECASE,
)
_LIKE_LABELLED = later(r"(?<![\w./-])\d{1,2}[.:;,h]\s?\d\d(?![\d/])|(?<![\w./-])[012]?\dh\b")
_LIKE_DATE = later(
    r"(?:\bden\s|\bthe\s)?(?<![\w./:-])\d{1,2}(?::?[ea]\b|st\b|nd\b|rd\b|th\b|\.)?\s+(?:of\s)?(?!kl|till\b|och\b|and\b|to\b|eller\b|or\b|pm\b|am\b)[^\W\d]{2,}\.?(?:,?\s+(?:19|20)\d\d\b|(?=,?\s+(?:kl|klockan|at)\b))"
    r"|(?<![\w./:+-])\d{1,4}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{2,4}(?![\w:])|(?<![\w./:+-])\d{6}(?:\d\d)?(?=,?\s+(?:kl|klockan|at)\b)|\bden\s\w*(?:onde|unde|femte|sjätte|fjärde|elfte|tolfte)\b",
    re.IGNORECASE,
)
_BEHIND = later(r"[\s,(]{0,3}")
_OR = later(
    r"[\s,]+(?:eller|or|alternativt|alt\.)\s+(?:(?:kl|klockan|at)\b\.?\s*)?(?P<hour>[01]?\d|2[0-3])(?:[.:](?P<minute>[0-5]\d))?(?![\d/.:]|\s?(?:min|tim|hour|pers))",
    re.IGNORECASE,
)
_OR_SIGN = later(r"[\s,]+(?:eller|or|alt)", re.IGNORECASE)
"""How both begin."""
_OR_DAY = later(r"[\s,]+(?:eller|or|alternativt|alt\.)\s+(?:på\s|den\s)?", re.IGNORECASE)


def find_unread(page: Page, plain: PlainText, slot: Slot, meeting: Meeting, published: dt.date) -> Iterator[Finding]:
    """Yield what is to be asked about the date, the time and the clock of a meeting."""
    date = unread_date(page, slot)
    if date is not None:
        yield Finding(
            "unread-date", "warning", "start", {"written": plain.spot(*date).words}, plain.spot(*date), uncertain=True
        )
    time = _unread_time(page, slot)
    if time is not None:
        yield Finding(
            "unread-time", "warning", "start", {"written": plain.spot(*time).words}, plain.spot(*time), uncertain=True
        )
    zone = find_open_zone(page, slot, meeting.place)
    if zone is not None:
        values = {"zone": meeting.timezone}
        yield Finding("open-clock", "warning", "start", values, plain.spot(*zone), uncertain=True)
    yield from _alternatives(page, plain, slot, published)


def is_guess(slot: Slot) -> bool:
    """Tell whether no date was read, and the day of publication stands in for it."""
    return slot.clock is not None and (slot.date.day.start, slot.date.day.end) == slot.span


def unread_date(page: Page, slot: Slot) -> tuple[int, int] | None:
    """Where a date stands that was not read, and something else was taken: a bare weekday, the day of publication."""
    day = slot.date.day
    if is_guess(slot):
        stretch = page.stretch(slot.span[0])
        matches = _LIKE_DATE.finditer(stretch.text)
        spans = ((stretch.start + found.start(), stretch.start + found.end()) for found in matches)
        return next((span for span in spans if not _is_known(page, *span)), None)
    if day.day is not None or day.weekday is None or day.week is not None or day.is_next:
        return None
    blank = _BEHIND.match(page.text, day.end)
    behind = _LIKE_DATE.match(page.text, blank.end() if blank else day.end)
    return (day.start, behind.end()) if behind and not _is_known(page, *behind.span()) else None


def _is_known(page: Page, start: int, end: int) -> bool:
    """Tell whether a date or time was read at a place of the text."""
    days = any(start < day.end and day.start < end for day in page.days)
    return days or any(start < clock.end and clock.start < end for clock in page.clocks)


def _unread_time(page: Page, slot: Slot) -> tuple[int, int] | None:
    """Where a time stands that no meeting has, where the meeting would be of a whole day."""
    if slot.clock is not None:
        return None
    for stretch in page.stretches:
        for pattern in (_LIKE_CLOCK, _LIKE_LABELLED) if stretch.part in _MAIN else ():
            for found in pattern.finditer(stretch.text):
                start, end = stretch.start + found.start(), stretch.start + found.end()
                label = stretch.label_at(start)
                stands = label in _TIME_LABELS or (label is None and pattern is _LIKE_CLOCK)
                if stands and not _is_known(page, start, end):
                    return start, end
    relative = _RELATIVE.search(page.text, *_sentence_of(page, slot.date.day.start))
    if relative is not None:
        return relative.span()
    told = (one.clock for one in clock_choices(page) if _may_be_start(page, one) or _is_below(page, one))
    return next(((clock.start, clock.end) for clock in told), None)


def _sentence_of(page: Page, at: int) -> tuple[int, int]:
    """Where the sentence around a place and the one behind it stand."""
    stretch = page.stretch(at)
    sentence, start = stretch.sentence(at)
    end = start + len(sentence)
    following, begin = stretch.sentence(end) if end < stretch.end else ("", end)
    return start, begin + len(following)


_RELATIVE = Lexicon(
    r"\b(?:en|två|tre|halv|\d{1,2}|one|two|an)\s(?:och en halv\s)?(?:timm\w+|minuter|kvart|hours?|minutes)\s(?:före|innan|efter|senare|tidigare|before|after|later|earlier)\b",
    "timm|minuter|kvart|hour|minutes",
)
"""A time told by another: "en och en halv timme före matchen"."""


def _may_be_start(page: Page, choice: ClockChoice) -> bool:
    """Tell whether a time that was not taken stands in the release itself: no stamp, and no time of entry or last moment to register."""
    return choice.reason != "stamp" and choice.score > _ENTRY and page.stretch(choice.clock.start).part in _MAIN


_ENTRY = -3.5
"""A time that words of entry or a deadline stand before has less."""


def _is_below(page: Page, choice: ClockChoice) -> bool:
    """Tell whether a time stands among the contacts in a sentence that asks the reader to come."""
    stretch = page.stretch(choice.clock.start)
    return stretch.part == "contacts" and _COME.is_in(stretch.sentence(choice.clock.start)[0])


def _alternatives(page: Page, plain: PlainText, slot: Slot, published: dt.date) -> Iterator[Finding]:
    """A second date or time behind "eller", and the date that figures alone may mean as well."""
    day, date = slot.date.day, slot.date.date
    here = plain.spot(day.start, day.end)
    if day.is_open and tongue_of(page) == "en" and (other := date_of(date.year, date.day, date.month)):
        yield Finding("two-dates", "warning", "start", {"date": date, "other": other}, here, uncertain=True)
    joined = _OR_DAY.match(page.text, day.end) if _OR_SIGN.match(page.text, day.end) else None
    rival = next((one for one in day_choices(page, published) if joined and one.day.start == joined.end()), None)
    if rival is not None and rival.date != date:
        there = plain.spot(rival.day.start, rival.day.end)
        yield Finding("two-dates", "warning", "start", {"date": date, "other": rival.date}, here, there, uncertain=True)
    if slot.clock is None:
        return
    clock = slot.clock.clock
    found = _OR.match(page.text, clock.end) if _OR_SIGN.match(page.text, clock.end) else None
    if found is not None and not any(one.start <= found.start("hour") < one.end for one in page.days):
        told = dt.datetime.combine(date, dt.time(int(found["hour"]), int(found["minute"] or 0)))
        at, there = plain.spot(clock.start, clock.end), plain.spot(found.start("hour"), found.end())
        yield Finding("two-times", "warning", "start", {"start": slot.start, "other": told}, at, there, uncertain=True)
