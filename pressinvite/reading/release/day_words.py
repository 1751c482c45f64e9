"""A date as written, and the names of days and months that it is written with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressinvite.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            ("måndag", "monday", "mån", "mandag", "mon"), ("tisdag", "tuesday", "tis", "tirsdag", "tue"), ("onsdag", "wednesday", "ons", "wed"),
            ("torsdag", "thursday", "tors", "tor", "thu"), ("fredag", "friday", "fre", "fri"), ("lördag", "saturday", "lör", "lørdag", "sat"),
            ("söndag", "sunday", "sön", "søndag", "sun"),
        )
    )
    for name in names
}  # fmt: skip
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("januari", "january", "jan", "januar"), ("februari", "february", "feb", "febr", "februar"), ("mars", "march", "mar", "marts"),
            ("april", "apr"), ("maj", "may", "mai"), ("juni", "june", "jun"), ("juli", "july", "jul"),
            ("augusti", "august", "aug"), ("september", "sep", "sept"), ("oktober", "october", "okt", "oct"),
            ("november", "nov"), ("december", "dec", "desember"),
        ), 1,
    )
    for name in names
}  # fmt: skip
_BY_LENGTH = sorted(MONTHS, key=len, reverse=True)
_SWEDISH = ("mån", "man", "tis", "tirs", "ons", "tors", "fre", "lör", "lør", "sön", "søn")
_ENGLISH = ("mon", "tues", "wednes", "thurs", "fri", "satur", "sun")
_CUT = ("mån", "tis", "ons", "tor", "fre", "lör", "sön")
_SHORT = (*_CUT, "mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SHORT_FORMS = {"tor": "tors?d?", "tue": "tues?", "thu": "thur?s?"}
_STARTS = (
    "jan",
    "feb",
    "mar",
    "apr",
    "mai",
    "maj",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "okt",
    "oct",
    "nov",
    "dec",
    "des",
)
NAMES = frozenset((*MONTHS, *_STARTS, *_SWEDISH, *_ENGLISH, *_SHORT))
"""What stands in every name of a day or a month."""


def month_pattern(names: Collection[str] = NAMES) -> str:
    """Return what matches these names of months, the longest first."""
    return _any_of(name for name in _BY_LENGTH if name in names)


def month_start_pattern(names: Collection[str] = NAMES) -> str:
    """Return what every name of a month begins with."""
    return _any_of(start for start in _STARTS if start in names)


def weekday_pattern(names: Collection[str] = NAMES) -> str:
    """Return what matches these weekdays: "torsdagskvällen", "thursday", and "tors" before a number."""
    ends = r"dag(?:en|s(?:(?:morgon|förmiddag|eftermiddag|kväll)(?:en)?)?)?"
    cut = _any_of("tors?" if name == "tor" else name for name in _CUT if name in names)
    swedish, english = (_any_of(name for name in known if name in names) for known in (_SWEDISH, _ENGLISH))
    return rf"(?:{swedish}){ends}|(?:{english})day|(?:{cut})(?=\s+\d)"


def short_weekday_pattern(names: Collection[str] = NAMES) -> str:
    """Return what matches that which is a weekday only before its date: "tors. 10/9", "Wed. 9 Sep"."""
    return rf"(?:{_any_of(_SHORT_FORMS.get(name, name) for name in _SHORT if name in names)})\.?(?=,?\s+\d)"


def _any_of(patterns: Iterable[str]) -> str:
    """The alternatives, or what matches nowhere."""
    return "|".join(patterns) or "(?!)"


MONTH, WEEKDAY = month_pattern(), weekday_pattern()


class Day(NamedTuple):
    """A date as written."""

    start: int
    end: int
    day: int | None
    """None for a weekday or "i morgon" alone."""
    month: int | None
    """None for "den 17:e" too."""
    year: int | None
    weekday: int | None
    last_day: int | None = None
    """The last of several days of one month: "25–26 januari"."""
    ahead: int | None = None
    """Days after the publication: 0 for "idag"."""
    is_same: bool = False
    """True for "samma dag": the date told before it."""
    shift: int = 0
    """Days from that date: 1 for "dagen efter"."""
    week: int | None = None
    """The week of a weekday alone: "onsdag vecka 41"."""
    is_next: bool = False
    """True for the weekday of the week after that of the publication: "torsdag i nästa vecka"."""
    is_open: bool = False
    """True where day and month may be the other way round: "10/11/2026"."""


def weekday_number(word: str | None) -> int | None:
    """Return 0 for "måndagen"; None for None."""
    if not word:
        return None
    word = word.lower()
    return next(number for name, number in WEEKDAYS.items() if word.startswith(name))


def full_year(written: str | None) -> int | None:
    """Return 2026 for "2026" and "26"; None for None."""
    return int(written) % 100 + 2000 if written and len(written) == 2 else int(written) if written else None
