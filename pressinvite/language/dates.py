"""Dates and times in words: labels, running text, ranges, and across midnight.

All take naive wall times. Patterns and the names in them are msgids with a context (`running|…`), so that every
language has its own forms: Swedish ones as "Myndigheternas skrivregler" has them, which Babel's do not follow (15:00,
no "den"); Finnish ones, whose names inflect ("keskiviikkona 25. tammikuuta", "tammikuu 2012"), as Kielitoimiston
ohjepankki has them.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from pressinvite.language.holidays import holiday_name
from pressinvite.language.markers import N_

if TYPE_CHECKING:
    from pressinvite.language.words import Language

    Clock = dt.datetime | dt.time

MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"), N_("August"),
    N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip
"""As they stand behind a day: "25. tammikuuta"."""
MONTHS_ALONE = (
    N_("alone|January"), N_("alone|February"), N_("alone|March"), N_("alone|April"), N_("alone|May"),
    N_("alone|June"), N_("alone|July"), N_("alone|August"), N_("alone|September"), N_("alone|October"),
    N_("alone|November"), N_("alone|December"),
)  # fmt: skip
"""As they stand by themselves or before a year: "tammikuu 2012"."""
MONTHS_SHORT = (
    N_("short|Jan"), N_("short|Feb"), N_("short|Mar"), N_("short|Apr"), N_("short|May"), N_("short|Jun"),
    N_("short|Jul"), N_("short|Aug"), N_("short|Sept"), N_("short|Oct"), N_("short|Nov"), N_("short|Dec"),
)  # fmt: skip
WEEKDAYS = (
    N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"),
)  # fmt: skip
WEEKDAYS_RUNNING = (
    N_("running|Monday"), N_("running|Tuesday"), N_("running|Wednesday"), N_("running|Thursday"), N_("running|Friday"),
    N_("running|Saturday"), N_("running|Sunday"),
)  # fmt: skip
"""As they stand in a sentence that tells when: "onsdagen", "keskiviikkona"."""


def _day_words(language: Language, day: dt.date) -> dict[str, object]:
    """What the patterns of dates speak of."""
    return {
        "weekday": language.text(WEEKDAYS[day.weekday()]),
        "day": day.day,
        "month": language.text(MONTHS[day.month - 1]),
        "year": day.year,
    }


def date_plain(language: Language, day: dt.date) -> str:
    """As in "25 januari 2012"."""
    return language.text(N_("plain|{day} {month} {year}"), **_day_words(language, day))


def date_running(language: Language, day: dt.date) -> str:
    """As in "onsdagen den 25 januari 2012"."""
    words = _day_words(language, day) | {"weekday": language.text(WEEKDAYS_RUNNING[day.weekday()])}
    return language.text(N_("running|{weekday} {day} {month} {year}"), **words)


def month_title(language: Language, day: dt.date) -> str:
    """As in "januari 2012", "tammikuu 2012"; over a month's meetings."""
    return language.text(N_("title|{month} {year}"), month=language.text(MONTHS_ALONE[day.month - 1]), year=day.year)


def date_label(language: Language, day: dt.date, *, week: bool = False) -> str:
    """As in "onsdag 25 januari 2012", with the ISO 8601 week "…, vecka 4"."""
    label = language.text(N_("label|{weekday} {day} {month} {year}"), **_day_words(language, day))
    if not week:
        return label
    return language.text(N_("{date}, week {week}"), date=label, week=day.isocalendar().week)


def date_range(language: Language, first: dt.date, last: dt.date) -> str:
    """As in "25–26 januari 2012", "31 januari–1 februari 2012"; one day alone where both are the same."""
    first, last = _date_of(first), _date_of(last)
    words = {
        "first_day": first.day,
        **_day_words(language, last),
        "first_month": language.text(MONTHS[first.month - 1]),
    }
    if first == last:
        return date_plain(language, first)
    if (first.year, first.month) == (last.year, last.month):
        return language.text(N_("range|{first_day}–{day} {month} {year}"), **words)
    if first.year == last.year:
        return language.text(N_("range|{first_day} {first_month} – {day} {month} {year}"), **words)
    return language.text(
        N_("range|{first} – {last}"), first=date_plain(language, first), last=date_plain(language, last)
    )


def clock(language: Language, start: Clock, end: Clock | None = None) -> str:
    """As a label, always with minutes: "kl. 09.00–15.45"."""
    return _join_clock(language, _digits(language, start), None if end is None else _digits(language, end))


def clock_running(language: Language, start: Clock, end: Clock | None = None) -> str:
    """In running text: "kl. 9–15"; with minutes in both where one has them, "kl. 9.30–10.15"."""
    times = [start] if end is None else [start, end]
    # Midnight keeps its minutes: "kl. 0" reads as a slip.
    whole = all(time.minute == 0 and time.hour != 0 for time in times)
    shown = [
        language.text(N_("hour|{hour}:00"), hour=time.hour) if whole else _digits(language, time, running=True)
        for time in times
    ]
    return _join_clock(language, *shown)


def _digits(language: Language, time: Clock, *, running: bool = False) -> str:
    """As in "09.00"; in running text "9.30" and "00.30"."""
    words = {"hour": time.hour, "minute": time.minute}
    if running and time.hour:
        return language.text(N_("clock|{hour}:{minute:02}"), **words)
    return language.text(N_("clock|{hour:02}:{minute:02}"), **words)


def _join_clock(language: Language, start: str, end: str | None = None) -> str:
    """As in "kl. 15.00", "kl. 15.00–15.45"."""
    if end is None:
        return language.text(N_("clock|{time}"), time=start)
    return language.text(N_("clock|{start}–{end}"), start=start, end=end)


def when(language: Language, start: dt.date, end: dt.date | None = None) -> str:
    """The whole time as a label: "onsdag 25 januari 2012 kl. 15.00–15.45"; a date alone; several days; over midnight."""
    return _when(language, start, end, running=False)


def when_running(language: Language, start: dt.date, end: dt.date | None = None) -> str:
    """The whole time in running text: "onsdagen den 25 januari 2012 kl. 15.00–15.45"."""
    return _when(language, start, end, running=True)


def _when(language: Language, start: dt.date, end: dt.date | None, *, running: bool) -> str:
    """The whole time, by what is known of it."""
    last = start if end is None else end
    timed = isinstance(start, dt.datetime)
    if _date_of(start) == _date_of(last):
        return _moment(language, start, end, running=running)
    if not timed and not isinstance(last, dt.datetime):
        return date_range(language, start, last)
    return language.text(
        N_("when|{first} – {last}"),
        first=_moment(language, start, None, running=running),
        last=_moment(language, last, None, running=running),
    )


def _moment(language: Language, start: dt.date, end: dt.date | None, *, running: bool) -> str:
    """A day with its clock time, if it has one."""
    day = _date_of(start)
    date = date_running(language, day) if running else date_label(language, day)
    if not isinstance(start, dt.datetime):
        return date
    until = end if isinstance(end, dt.datetime) else None
    time = clock_running(language, start, until) if running else clock(language, start, until)
    return language.text(N_("when|{date}, {time}"), date=date, time=time)


def _date_of(day: dt.date) -> dt.date:
    """The calendar day of a date or a wall time."""
    return day.date() if isinstance(day, dt.datetime) else day


def holiday(day: dt.date) -> str | None:
    """Msgid of the Swedish public holiday or eve on that day, None on other days."""
    return holiday_name(_date_of(day))
