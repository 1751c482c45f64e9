"""Which of a text's dates and times are the press meeting's: candidates, scored by where they stand and what is near.

A clock time gains where a label or words of invitation stand before it, and loses near entry, registration, a
committee's sitting or office hours. A date gains from labels, from agreeing mentions, from its clock being beside it.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from pressinvite.reading.release.moments import Clock, Day, parse_length
from pressinvite.reading.release.series import find_occasions
from pressinvite.reading.release.words import INVITES, MEETING_WORDS, NOT_THE_MEETING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pressinvite.reading.release.page import Page, Stretch


Moment = TypeVar("Moment", dt.date, dt.datetime)


class DayChoice(NamedTuple):
    """A date that may be the meeting's."""

    day: Day
    date: dt.date
    score: float
    guessed_year: bool
    weekday_fits: bool


class ClockChoice(NamedTuple):
    """A clock time that may be the meeting's start."""

    clock: Clock
    score: float


class Slot(NamedTuple):
    """When one meeting is, with the places it was read from."""

    date: DayChoice
    clock: ClockChoice | None
    end: dt.datetime | dt.date | None
    end_at: tuple[int, int] | None
    """Where the end was read."""

    @property
    def start(self) -> dt.date:
        """The wall time, or the date where no clock time is known."""
        if self.clock is None:
            return self.date.date
        return dt.datetime.combine(self.date.date, dt.time(self.clock.clock.hour, self.clock.clock.minute))

    @property
    def span(self) -> tuple[int, int]:
        """Where the time stands, or the date where there is no time."""
        return (
            (self.clock.clock.start, self.clock.clock.end) if self.clock else (self.date.day.start, self.date.day.end)
        )


def resolve_day(day: Day, published: dt.date) -> tuple[dt.date, bool, bool] | None:
    """Return the date, whether its year was guessed, and whether its weekday fits; None where there is no such date.

    What the text leaves out comes from the day of publication: the nearest such day that is not more than a month
    before it, and with a weekday told, of the years around the one where it fits.
    """
    if day.day is None or day.month is None:
        ahead = day.ahead if day.ahead is not None else ((day.weekday or 0) - published.weekday()) % 7
        found = _date_after(published, ahead)
        return (found, False, True) if found else None
    if day.year is not None:
        found = _date(day.year, day.month, day.day)
        return (found, False, day.weekday in (None, found.weekday())) if found else None
    years = [_date(published.year + step, day.month, day.day) for step in (0, 1, -1)]
    ahead_of = [found for found in years if found and (found - published).days >= -31]
    if not ahead_of:
        return None
    best = min(ahead_of, key=lambda found: abs((found - published).days))
    return best, True, day.weekday in (None, best.weekday())


def _date_after(day: Moment, ahead: int) -> Moment | None:
    try:
        return day + dt.timedelta(days=ahead)
    except OverflowError:  # the calendar's last week
        return None


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def day_choices(page: Page, published: dt.date) -> list[DayChoice]:
    """Return the text's dates, scored, in order of the text."""
    found = []
    told_years = {(day.day, day.month): day.year for day in page.days if day.year is not None}
    for day in page.days:
        told = told_years.get((day.day, day.month)) if day.day is not None and day.year is None else None
        resolved = resolve_day(day._replace(year=told) if told else day, published)
        if resolved is None:
            continue
        date, guessed, fits = resolved
        stretch = page.stretch(day.start)
        score = _place_score(stretch, day.start) + _word_score(stretch, day.start, day.end)
        score -= 6.0 if date < published else 0.0
        score -= 4.0 if (date - published).days > 300 else 0.0
        score += 1.0 if day.weekday is not None and day.day is not None else 0.0
        score -= 1.5 if day.day is None and day.ahead is None else 0.0
        score -= 3.0 if not fits else 0.0
        score -= _stamp_score(page, day) if date == published else 0.0
        if any(
            day.start - 40 <= clock.start <= day.end + 40 and page.stretch(clock.start) is stretch
            for clock in page.clocks
        ):
            score += 2.0
        found.append(DayChoice(day, date, score, guessed, fits))
    return _with_agreement(found)


def _stamp_score(page: Page, day: Day) -> float:
    """How much a date of the day of publication looks like its stamp: above the headline, a year, no weekday."""
    if page.title is not None and day.end <= page.title.start:
        return 12.0
    if day.ahead is not None or day.weekday is not None or page.stretch(day.start).label_at(day.start) is not None:
        return 0.0
    return 4.0 if day.year is not None else 1.5


def _with_agreement(choices: list[DayChoice]) -> list[DayChoice]:
    """Each other mention of the same date speaks for it."""
    counts: dict[dt.date, int] = {}
    for choice in choices:
        if choice.day.day is not None or choice.day.ahead is not None:
            counts[choice.date] = counts.get(choice.date, 0) + 1
    return [choice._replace(score=choice.score + min(counts.get(choice.date, 1) - 1, 3) * 1.0) for choice in choices]


def clock_choices(page: Page) -> list[ClockChoice]:
    """Return the text's clock times, scored, in order of the text."""
    found = []
    for clock in page.clocks:
        stretch = page.stretch(clock.start)
        score = _place_score(stretch, clock.start) + _word_score(stretch, clock.start, clock.end)
        score += (1.0 if clock.is_marked else 0.0) + (0.5 if clock.until else 0.0)
        score -= 5.0 if _is_stamp(page, clock) else 0.0
        score -= 3.0 if clock.hour < 6 else 0.0
        score += 1.5 if _FINNISH.match(page.text, clock.end) else 0.0
        found.append(ClockChoice(clock, score))
    main = [index for index, choice in enumerate(found) if choice.score > -2.0]
    if len(main) == 1:  # the only time that the text tells
        found[main[0]] = found[main[0]]._replace(score=found[main[0]].score + 2.0)
    return found


_FINNISH = re.compile(r"\s?\(?(?:EES?T|finsk tid)\b")
"""A time told in two zones is taken on the clock of the place, which is the later one."""


def _is_stamp(page: Page, clock: Clock) -> bool:
    """Tell whether the time goes with a time stamp: "2026-05-05 09:15 CET" above the text or a dateline."""
    before = page.text[max(0, clock.start - 12) : clock.start].rstrip()
    return bool(re.search(r"\d{4}-\d\d-\d\d$", before)) or bool(
        re.search(r"(?:19|20)\d\d kl\.?$|(?:19|20)\d\d$", before)
        and page.text[clock.end : clock.end + 5].strip()[:2] in ("CE", "EE", "GM")
    )


def _place_score(stretch: Stretch, at: int) -> float:
    """What the part of the page says: a label most, the footer least."""
    score = {"title": 3.0, "lead": 2.0, "body": 0.0, "contacts": -6.0, "footer": -12.0, "furniture": -9.0}[stretch.part]
    kind = stretch.label_at(at)
    if kind in ("time", "time-place", "date"):
        score += 8.0
    elif kind in ("registration", "programme", "access", "contact", "accreditation", "interviews", "photo"):
        score -= 5.0
    return score


def _word_score(stretch: Stretch, start: int, end: int) -> float:
    """What the words of the same sentence say, those just before it most."""
    sentence, offset = stretch.sentence(start)
    before, after = sentence[: start - offset], sentence[end - offset :]
    score = 0.0
    if MEETING_WORDS.search(sentence):
        score += 3.0
    if INVITES.search(sentence):
        score += 2.0
    near = before[-60:]
    if NOT_THE_MEETING.search(near):
        score -= 6.0
    elif NOT_THE_MEETING.search(before) or NOT_THE_MEETING.search(after[:45]):
        score -= 2.5
    if near.rstrip().endswith(("(ej", "tidigare", "inte", "istället för", "i stället för", "(tidigare")):
        score -= 8.0
    return score


def choose_slots(page: Page, published: dt.date) -> list[Slot]:
    """Return when the meetings are, best first one alone where the text invites to one; [] where no date is found."""
    days, clocks = day_choices(page, published), clock_choices(page)
    labelled = _labelled_slots(page, days, clocks)
    if len(labelled) > 1:
        return labelled
    several = [_slot(page, occasion.day, occasion.clock) for occasion in find_occasions(page, days, clocks)]
    if several:
        return several
    one = _one_slot(page, days, clocks, published)
    return [one] if one else []


def _labelled_slots(page: Page, days: Sequence[DayChoice], clocks: Sequence[ClockChoice]) -> list[Slot]:
    """One slot for each label line with a date and a time of its own, where they differ and each has its own place."""
    slots: dict[dt.datetime, Slot] = {}
    last = days[-1].day.start if days else -1
    for stretch in page.stretches:
        if stretch.start > last:
            break
        if stretch.label_at(stretch.start) not in ("time", "time-place") or stretch.part in ("footer", "contacts"):
            continue
        day = next((choice for choice in days if stretch.holds(choice.day.start) and choice.day.day), None)
        clock = next((choice for choice in clocks if stretch.holds(choice.clock.start)), None)
        if day and clock:
            slot = _slot(page, day, clock)
            if isinstance(slot.start, dt.datetime):
                slots.setdefault(slot.start, slot)
    return list(slots.values())


def _one_slot(page: Page, days: Sequence[DayChoice], clocks: Sequence[ClockChoice], published: dt.date) -> Slot | None:
    clock = max(clocks, key=lambda choice: choice.score, default=None)
    if clock is not None and clock.score < 0:
        clock = None
    if not days:
        if clock is None or clock.score < 4:
            return None
        guess = Day(clock.clock.start, clock.clock.end, None, None, None, None, ahead=0)
        return _slot(page, DayChoice(guess, published, -5.0, True, True), clock)
    best = max(days, key=lambda choice: choice.score + (_nearness(page, choice, clock) if clock else 0.0))
    if best.score < -3:
        return None
    return _slot(page, best, clock)


def _nearness(page: Page, choice: DayChoice, clock: ClockChoice) -> float:
    """A date in the clock's own sentence or line is likely its date."""
    stretch = page.stretch(clock.clock.start)
    if not stretch.holds(choice.day.start):
        return 0.0
    _, start = stretch.sentence(clock.clock.start)
    _, other = stretch.sentence(choice.day.start)
    return 4.0 if start == other else 1.5


def _slot(page: Page, day: DayChoice, clock: ClockChoice | None) -> Slot:
    if clock is None:
        last = day.date.replace(day=day.day.last_day) if _can_end(day) and day.day.last_day else None
        return Slot(day, None, last, (day.day.start, day.day.end) if last else None)
    end, at = _end(page, day, clock)
    return Slot(day, clock, end, at)


def _can_end(day: DayChoice) -> bool:
    return day.day.last_day is not None and _date(day.date.year, day.date.month, day.day.last_day) is not None


def _end(page: Page, day: DayChoice, choice: ClockChoice) -> tuple[dt.datetime | None, tuple[int, int] | None]:
    """The end: of the span itself, of another mention of the same start, or by the length told beside it."""
    clock = choice.clock
    start = dt.datetime.combine(day.date, dt.time(clock.hour, clock.minute))
    if not clock.until:
        told, at = _end_by_length(page, clock, start)
        if told:
            return told, at
    same = [clock, *(other for other in page.clocks if (other.hour, other.minute) == (clock.hour, clock.minute))]
    for other in same:
        stretch = page.stretch(other.start)
        if other is not clock and stretch.label_at(other.start) == "programme":
            continue
        if other.until and stretch.part not in ("footer", "contacts"):
            end = start.replace(hour=other.until[0], minute=other.until[1])
            if end > start:
                return end, (other.start, other.end)
            if end < start and start.hour >= 18 and (night := _date_after(end, 1)):
                return night, (other.start, other.end)
            if other is clock and end < start:  # as it is written: checks tell that it cannot be
                return end, (other.start, other.end)
    return None, None


_SPELLED_END = re.compile(r"prick\s*\(-\s*(\d{1,2})[.:](\d\d)\)")


def _end_by_length(page: Page, clock: Clock, start: dt.datetime) -> tuple[dt.datetime | None, tuple[int, int] | None]:
    stretch = page.stretch(clock.start)
    after = page.text[clock.end : min(clock.end + 90, stretch.end)]
    spelled = _SPELLED_END.search(after)
    if spelled:
        end = start.replace(hour=int(spelled[1]) % 24, minute=int(spelled[2]) % 60)
        return (end, (clock.start, clock.end + spelled.end())) if end > start else (None, None)
    if "sedan" in after.lower() or "efter" in after.lower():
        return None, None
    length = parse_length(after) if stretch.label_at(clock.start) in ("time", "time-place") else None
    if length and dt.timedelta(minutes=5) <= length <= dt.timedelta(hours=10):
        return start + length, (clock.start, clock.end)
    return None, None
