"""Where a text contradicts itself about the start: another date, another time, a weekday that is not the date's.

A press officer confirms what two places of the text tell differently; each doubt holds both places.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from pressinvite.errors import Finding
from pressinvite.language import open_language
from pressinvite.reading.release.choices import clock_choices, day_choices
from pressinvite.reading.release.verdict import language_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pressinvite.reading.release.choices import ClockChoice, DayChoice
    from pressinvite.reading.release.moments import Day
    from pressinvite.reading.release.page import Page
    from pressinvite.reading.release.plain import PlainText
    from pressinvite.reading.release.schedule import Slot

_ENOUGH_DATE = 4.0
_ENOUGH_CLOCK = 4.0
_MAIN = ("title", "lead", "body")
_OWN_PURPOSE = ("programme", "registration", "access", "accreditation", "interviews", "photo", "contact")


def find_contradictions(
    page: Page, plain: PlainText, slots: Sequence[Slot], index: int, published: dt.date
) -> Iterator[Finding]:
    """Yield at most one warning each of weekdays, dates and times that speak against a meeting's start."""
    slot = slots[index]
    days = [choice for choice in day_choices(page, published) if page.stretch(choice.day.start).part in _MAIN]
    here = plain.spot(slot.date.day.start, slot.date.day.end)
    wrong = _wrong_weekday(page, days, slot)
    if wrong is not None:
        yield wrong_weekday(page, plain, wrong.day, slot.date.date)._replace(other=here)
    meant = {other.date.date for other in slots}
    rival = next((choice for choice in days if choice.date not in meant and _speaks(page, choice, slot)), None)
    if rival is not None:
        values = {"date": slot.date.date, "other": rival.date}
        there = plain.spot(rival.day.start, rival.day.end)
        yield Finding("two-dates", "warning", "start", values, here, there, uncertain=True)
    if slot.clock is not None:
        other = _other_clock(page, slots, slot)
        if other is not None:
            told = dt.datetime.combine(slot.date.date, dt.time(other.clock.hour, other.clock.minute))
            times = {"start": slot.start, "other": told}
            at = plain.spot(slot.clock.clock.start, slot.clock.clock.end)
            there = plain.spot(other.clock.start, other.clock.end)
            yield Finding("two-times", "warning", "start", times, at, there, uncertain=True)


def wrong_weekday(page: Page, plain: PlainText, day: Day, date: dt.date) -> Finding:
    """Return the finding of a weekday that does not match its date, pointing at the weekday alone.

    It holds the weekday that would be right in the text's own language, and the text's words with it put in.
    """
    words = page.text[day.start : day.end]
    stated = words.split(" ")[0].rstrip(",")
    right = open_language(language_of(page)).weekday_name(date)
    form = f"{right}en" if stated.lower().endswith("dagen") else right
    corrected = (form.capitalize() if stated[:1].isupper() else form) + words[len(stated) :]
    values = {"weekday": day.weekday, "date": date, "word": right, "corrected": corrected}
    spot = plain.spot(day.start, day.start + len(stated))
    return Finding("weekday", "warning", "start", values, spot, uncertain=True)


def _wrong_weekday(page: Page, days: Sequence[DayChoice], slot: Slot) -> DayChoice | None:
    """Another mention whose weekday does not fit: its own date's, or that of the date right beside it."""
    for choice in days:
        if choice.day.start != slot.date.day.start and choice.day.day is not None and not choice.weekday_fits:
            return choice
    for choice in days:
        if choice.day.day is not None or choice.day.weekday is None:
            continue
        beside = next((day for day in days if day is not choice and _is_beside(page, choice, day)), None)
        if beside is not None and beside.date == slot.date.date and beside.date.weekday() != choice.day.weekday:
            return choice
    return None


def _is_beside(page: Page, one: DayChoice, other: DayChoice) -> bool:
    first, second = sorted((one.day, other.day), key=lambda day: day.start)
    between = page.text[first.end : second.start]
    return len(between) <= 7 and not between.strip(" ,(").removeprefix("den").strip()


def _speaks(page: Page, choice: DayChoice, slot: Slot) -> bool:
    """Tell whether another date reads as if it were the meeting's."""
    if choice.day.day is None or page.stretch(choice.day.start).label_at(choice.day.start) in _OWN_PURPOSE:
        return False
    return choice.score >= _ENOUGH_DATE and choice.score >= slot.date.score - 8.0


def _other_clock(page: Page, slots: Sequence[Slot], slot: Slot) -> ClockChoice | None:
    """Another time that reads as if it were the meeting's start."""
    meant = {(other.clock.clock.hour, other.clock.clock.minute) for other in slots if other.clock}
    meant |= {other.clock.clock.until for other in slots if other.clock and other.clock.clock.until}
    if isinstance(slot.end, dt.datetime):
        meant.add((slot.end.hour, slot.end.minute))
    for choice in clock_choices(page):
        stretch = page.stretch(choice.clock.start)
        if stretch.part not in _MAIN or stretch.label_at(choice.clock.start) in _OWN_PURPOSE:
            continue
        if (choice.clock.hour, choice.clock.minute) not in meant and choice.score >= _ENOUGH_CLOCK:
            return choice
    return None
