"""Which date is meant by what is written: without a year, by its weekday, its week or its number alone.

What the text leaves out comes from the day of publication.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from pressinvite.reading.release.moments import Day

_Moment = TypeVar("_Moment", dt.date, dt.datetime)


def resolve_day(day: Day, published: dt.date) -> tuple[dt.date, bool, bool] | None:
    """Return the date, whether its year was guessed, and whether its weekday fits; None where there is no such date.

    What the text leaves out comes from the day of publication: the nearest such day that is not more than a month
    before it, and with a weekday told, of the years around the one where it fits.
    """
    if day.is_next:
        found = date_after(published, 7 - published.weekday() + (day.weekday or 0))
        return (found, False, True) if found else None
    if day.week is not None:
        return _of_week(day.week, day.weekday or 0, published)
    if day.day is not None and day.month is None:
        return _next_of_number(day.day, day.weekday, published)
    if day.day is None or day.month is None:
        ahead = day.ahead if day.ahead is not None else ((day.weekday or 0) - published.weekday()) % 7
        found = date_after(published, ahead)
        return (found, False, True) if found else None
    if day.year is not None:
        found = date_of(day.year, day.month, day.day)
        return (found, False, day.weekday in (None, found.weekday())) if found else None
    years = [date_of(published.year + step, day.month, day.day) for step in (0, 1, -1)]
    ahead_of = [found for found in years if found and (found - published).days >= -31]
    if not ahead_of:
        return None
    best = min(ahead_of, key=lambda found: abs((found - published).days))
    if day.weekday not in (None, best.weekday()):
        fitting = (found for found in years if found and found.weekday() == day.weekday)
        best = min((best, *fitting), key=lambda found: abs((found - published).days))
    return best, True, day.weekday in (None, best.weekday())


def year_meant(day: Day, weekday: int | None, published: dt.date) -> int | None:
    """Return the year of a date: as it is written, or the publication's where that has been and the weekday that the
    text tells of the date is of the year to come: "onsdag den 11 februari … 11 februari 2014", published in 2015.
    """
    written = date_of(day.year or 0, day.month or 0, day.day or 0)
    if written is None or weekday is None or written >= published or written.weekday() == weekday:
        return day.year
    years = (date_of(published.year + step, written.month, written.day) for step in (0, 1))
    ahead = next((found for found in years if found is not None and found >= published), None)
    return ahead.year if ahead is not None and ahead.weekday() == weekday else day.year


def span_of(first: dt.date, day: Day) -> list[dt.date]:
    """Return the days of "25–26 januari"; [] for a single date."""
    return [first + dt.timedelta(days=step) for step in range(day.last_day - first.day + 1)] if day.last_day else []


def _of_week(week: int, weekday: int, published: dt.date) -> tuple[dt.date, bool, bool] | None:
    """The weekday of "onsdag vecka 41" that is nearest to the day of publication, at most a month before it."""
    days = [date_of_week(published.year + step, week, weekday) for step in (0, 1, -1)]
    found = [day for day in days if day and (day - published).days >= -31]
    return (min(found, key=lambda day: abs((day - published).days)), False, True) if found else None


def _next_of_number(number: int, weekday: int | None, published: dt.date) -> tuple[dt.date, bool, bool] | None:
    """The first day with that number in its month, from the day of publication on: "den 17:e"; with a weekday told that is
    not its own, the first that both fit: "måndagen den 2:a".
    """
    months = (
        (published.year + (published.month + step - 1) // 12, (published.month + step - 1) % 12 + 1)
        for step in range(4)
    )
    days = [day for year, month in months if (day := date_of(year, month, number)) and day >= published]
    found = next((day for day in days if day.weekday() == weekday), next(iter(days), None))
    return (found, True, weekday in (None, found.weekday())) if found else None


def date_after(day: _Moment, ahead: int) -> _Moment | None:
    """Return the day so many days later; None behind the calendar's last."""
    try:
        return day + dt.timedelta(days=ahead)
    except OverflowError:
        return None


def date_of(year: int, month: int, day: int) -> dt.date | None:
    """Return the date; None where the calendar has no such day."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def date_of_week(year: int, week: int, weekday: int) -> dt.date | None:
    """Return the date of a weekday, 0 for Monday, by its week (ISO 8601); None where there is no such week."""
    try:
        return dt.date.fromisocalendar(year, week, weekday + 1)
    except ValueError:
        return None
