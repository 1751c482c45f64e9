"""A month as a leaf of a wall calendar: weeks from Monday, with ISO 8601 numbers, and what is on each day."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pressinvite.newsroom.entries import Entry


class Day(NamedTuple):
    """One day of the leaf."""

    date: dt.date
    inside: bool
    """False for the days of the months before and after, which fill the weeks."""
    entries: tuple[Entry, ...]


class Week(NamedTuple):
    """A row of the leaf."""

    number: int
    days: tuple[Day, ...]


def month_weeks(month: str, entries: Sequence[Entry]) -> list[Week]:
    """Return the weeks of "2027/03"; a meeting of several days stands on each of them."""
    year, number = (int(part) for part in month.split("/"))
    on: dict[str, list[Entry]] = {}
    for entry in entries:
        day, last = dt.date.fromisoformat(entry.first), dt.date.fromisoformat(entry.last)
        day = max(day, dt.date(year, number, 1))
        while day <= last and (day.year, day.month) == (year, number):
            on.setdefault(day.isoformat(), []).append(entry)
            day += dt.timedelta(days=1)
    weeks = []
    for week in calendar.Calendar().monthdatescalendar(year, number):
        days = tuple(Day(day, day.month == number, tuple(on.get(day.isoformat(), ()))) for day in week)
        weeks.append(Week(week[0].isocalendar().week, days))
    return weeks
