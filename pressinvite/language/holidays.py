"""Swedish public holidays and their eves: days on which nobody expects a press meeting.

Lagen (1989:253) om allmänna helgdagar; 6 June came and Whit Monday went with 2005 (SFS 2004:1320).
"""

from __future__ import annotations

import datetime as dt

from pressinvite.language.markers import N_

# (month, day) → msgid; from Easter Sunday, days → msgid.
_FIXED = {
    (1, 1): N_("New Year's Day"), (1, 6): N_("Epiphany"), (5, 1): N_("May Day"),
    (12, 25): N_("Christmas Day"), (12, 26): N_("Boxing Day"),
}  # fmt: skip
_EASTER = {
    -2: N_("Good Friday"), 0: N_("Easter Sunday"), 1: N_("Easter Monday"), 39: N_("Ascension Day"),
    49: N_("Whit Sunday"),
}  # fmt: skip
_FIXED_EVES = {
    (1, 5): N_("Twelfth Night"), (4, 30): N_("Walpurgis Night"), (12, 24): N_("Christmas Eve"),
    (12, 31): N_("New Year's Eve"),
}  # fmt: skip
_EASTER_EVES = {-3: N_("Maundy Thursday"), -1: N_("Holy Saturday"), 48: N_("Whitsun Eve")}


def easter_sunday(year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar (the anonymous computus, Nature 1876)."""
    century, rest = divmod(year, 100)
    moon = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (year % 19 + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)


def public_holiday(day: dt.date) -> str | None:
    """Msgid of the public holiday on that day (other than an ordinary Sunday), None if it is none."""
    month, weekday = day.month, day.weekday()
    if month == 6 and weekday == 5 and 20 <= day.day <= 26:
        return N_("Midsummer's Day")
    if weekday == 5 and ((month == 10 and day.day == 31) or (month == 11 and day.day <= 6)):
        return N_("All Saints' Day")
    if (month, day.day) == (6, 6) and day.year >= 2005:
        return N_("Sweden's National Day")
    days_from_easter = (day - easter_sunday(day.year)).days
    if days_from_easter == 50 and day.year <= 2004:
        return N_("Whit Monday")
    return _FIXED.get((month, day.day)) or _EASTER.get(days_from_easter)


def eve_name(day: dt.date) -> str | None:
    """Msgid of the eve on that day, None if it is none; most offices close then, or at noon."""
    tomorrow = public_holiday(day + dt.timedelta(days=1)) if day < dt.date.max else None
    if tomorrow == "Midsummer's Day":
        return N_("Midsummer's Eve")
    if tomorrow == "All Saints' Day":
        return N_("All Saints' Eve")
    return _FIXED_EVES.get((day.month, day.day)) or _EASTER_EVES.get((day - easter_sunday(day.year)).days)


def holiday_name(day: dt.date) -> str | None:
    """Msgid of the public holiday or eve on that day, None on other days."""
    return public_holiday(day) or eve_name(day)


def is_eve(day: dt.date) -> bool:
    """True on an eve that is no public holiday itself."""
    return public_holiday(day) is None and eve_name(day) is not None
