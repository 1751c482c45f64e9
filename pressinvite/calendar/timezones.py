"""VTIMEZONE components that every calendar program understands, made of pytz's own tables (DESIGN, rule 1).

A rule that is in force becomes an RRULE; where the rule has since changed, the changes of the period in question stand
one by one. Never RDATE, which Outlook shifts. A component covers the period that it was asked for.
"""

from __future__ import annotations

import calendar
import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING

from pressinvite.calendar.transitions import Rule, read_clock, shifted_days
from pressinvite.records import NamedTuple
from pressinvite.zones import LAST_YEAR

if TYPE_CHECKING:
    from pressinvite.calendar.transitions import Clock, Transition


class Period(NamedTuple):
    """The instants that a component must be right for, naive UTC."""

    first: dt.datetime
    last: dt.datetime


_DAYS = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")
_LONG_AGO = dt.datetime(1970, 1, 1)
_LAST = dt.datetime(LAST_YEAR, 12, 31)


@lru_cache(maxsize=1000)
def render_vtimezone(zone: str, period: Period) -> bytes:
    """Return the zone's VTIMEZONE (RFC 5545 section 3.6.5) with CRLF, right for all instants of the period."""
    rules_from = _ruled_since(zone)
    if rules_from is not None and rules_from < period.first.year:  # as good as always: the same for every such period
        return _render_ruled(zone)
    return _render(zone, _observances(read_clock(zone), period))


@lru_cache
def _render_ruled(zone: str) -> bytes:
    """The VTIMEZONE of a zone for any period after its rules came into force."""
    return _render(zone, _observances(read_clock(zone), Period(_LAST, _LAST)))


@lru_cache
def _ruled_since(zone: str) -> int | None:
    """The first year of a zone's rules, which are in force and need no single changes; None where that is not so."""
    clock = read_clock(zone)
    if not _can_write(clock.rules) or any(shifted_days(rule) for rule in clock.rules):
        return None
    return _rules_from(clock, LAST_YEAR)


def _render(zone: str, observances: list[str]) -> bytes:
    lines = ["BEGIN:VTIMEZONE", f"TZID:{zone}", *observances, "END:VTIMEZONE"]
    return "".join(f"{line}\r\n" for line in lines).encode("ascii")


def _observances(clock: Clock, period: Period) -> list[str]:
    shifted = any(shifted_days(rule) for rule in clock.rules)
    rules_from = _rules_from(clock, period.last.year) if _can_write(clock.rules) else None
    in_force = rules_from is not None and rules_from <= period.last.year
    if shifted or not in_force:
        lines = _yearly_lines(clock, period)
        if lines:
            return lines
    if rules_from is None or not in_force:
        return _single_lines(clock, period)
    lines = []
    if shifted:  # Horde passes over a BYDAY without a number
        lines = _single_lines(clock, period)
    elif rules_from >= period.first.year:  # what was before the rule
        lines = _single_lines(clock, Period(period.first, dt.datetime(rules_from - 1, 12, 31)))
    # from the rule's own first year: one program (ts-ics) does not count an observance's first onset
    for rule in sorted(clock.rules, key=lambda rule: rule.is_summer):
        lines += _rule_lines(rule, rules_from)
    return lines


def _yearly_lines(clock: Clock, period: Period) -> list[str]:
    """The changes around a short period as yearly rules from the year before, as Outlook writes them itself.

    Emacs, Horde, Ruby's icalendar and ts-ics do not understand a night's change without a rule. Empty where such rules
    would be wrong within the period, or where nothing changes in it.
    """
    changes = _changes(clock, period)
    if len(changes) < 2 or changes[0].instant > period.first or all(_is_summer(change) for change in changes):
        return []
    first, last = changes[0].instant, changes[-1].instant
    year = dt.timedelta(days=365 - 7)  # an n-th Sunday moves by six days from year to year
    if period.last >= first + year or last >= first + year:
        return []
    lines = []
    for change in sorted(changes, key=_is_summer):
        onset = change.instant + dt.timedelta(seconds=change.before)
        length = calendar.monthrange(onset.year, onset.month)[1]
        week = 5 if onset.day > length - 7 else (onset.day + 6) // 7
        seconds = (onset - dt.datetime(onset.year, onset.month, onset.day)).seconds
        weekday = (onset.weekday() + 1) % 7
        summer = _is_summer(change)
        rule = Rule(onset.month, week, weekday, seconds, change.before, change.after, change.name, summer)
        lines += _rule_lines(rule, onset.year - 1)
    return lines


def _changes(clock: Clock, period: Period) -> list[Transition]:
    """The last change before the period and all within it."""
    before = [change for change in clock.transitions if change.instant <= period.first]
    return before[-1:] + [change for change in clock.transitions if period.first < change.instant <= period.last]


def _can_write(rules: tuple[Rule, ...]) -> bool:
    return bool(rules) and all(_recurrence(rule) for rule in rules)


def _rules_from(clock: Clock, last_year: int) -> int | None:
    """The first year from which on the clock did as the footer's rules say; None where it does so in none."""
    by_year: dict[int, set[tuple[dt.datetime, int]]] = {}
    for transition in clock.transitions:
        by_year.setdefault(transition.instant.year, set()).add((transition.instant, transition.after))
    found = None
    for year in range(max(LAST_YEAR, last_year), 1969, -1):
        ruled = {(rule.instant(year), rule.after) for rule in clock.rules}
        if year <= LAST_YEAR and by_year.get(year, set()) != ruled:
            break
        found = year
    return found


def _single_lines(clock: Clock, period: Period) -> list[str]:
    """Observances without a rule: the last change before the period and all within it; none after it, for one program
    (Ruby's icalendar) fails on an observance that begins after the event.
    """
    changes = _changes(clock, period)
    lines: list[str] = []
    if not changes or changes[0].instant > period.first:
        lines += _observance("STANDARD", _LONG_AGO, clock.first_offset, clock.first_offset, clock.first_name)
    elif len(changes) == 1:  # Emacs understands a lone observance only where nothing changes at its onset
        (change,) = changes
        onset = change.instant + dt.timedelta(seconds=change.after)
        return _observance("STANDARD", onset, change.after, change.after, change.name)
    summers = [_is_summer(change) for change in changes]
    if all(summers) and not lines:  # there must be standard time, if only by name
        summers = [False] * len(changes)
    for change, summer in zip(changes, summers, strict=True):
        onset = change.instant + dt.timedelta(seconds=change.before)
        kind = "DAYLIGHT" if summer else "STANDARD"
        lines += _observance(kind, onset, change.before, change.after, change.name)
    return lines


def _is_summer(change: Transition) -> bool:
    """By the file's flag, but turned where it says that winter is the exception (Dublin, Casablanca)."""
    if change.is_dst:
        return change.after >= change.before
    return False


def _rule_lines(rule: Rule, year: int) -> list[str]:
    lines = _observance(
        "DAYLIGHT" if rule.is_summer else "STANDARD", rule.onset(year), rule.before, rule.after, rule.name
    )
    lines.insert(2, f"RRULE:{_recurrence(rule)}")
    return lines


def _observance(kind: str, onset: dt.datetime, before: int, after: int, name: str) -> list[str]:
    return [
        f"BEGIN:{kind}",
        f"DTSTART:{onset:%Y%m%dT%H%M%S}",
        f"TZOFFSETFROM:{_offset(before)}",
        f"TZOFFSETTO:{_offset(after)}",
        f"TZNAME:{name}",
        f"END:{kind}",
    ]


def _offset(seconds: int) -> str:
    """UTC-OFFSET (RFC 5545 section 3.3.14): "+0100", with seconds only where there are any."""
    sign, left = ("-", -seconds) if seconds < 0 else ("+", seconds)
    hours, minutes, rest = left // 3600, left // 60 % 60, left % 60
    return f"{sign}{hours:02d}{minutes:02d}" + (f"{rest:02d}" if rest else "")


def _recurrence(rule: Rule) -> str | None:
    """The rule as RRULE; None where a shift by days leads out of the month, which no RRULE can tell."""
    head = f"FREQ=YEARLY;BYMONTH={rule.month}"
    shift = shifted_days(rule)
    if shift == 0:
        return f"{head};BYDAY={-1 if rule.week == 5 else rule.week}{_DAYS[rule.weekday]}"
    length = calendar.monthrange(2023, rule.month)[1]
    first = length - 6 if rule.week == 5 else 7 * rule.week - 6
    days = range(first + shift, first + shift + 7)
    if days[0] < 1 or days[-1] > length or rule.month == 2:
        return None
    return f"{head};BYDAY={_DAYS[(rule.weekday + shift) % 7]};BYMONTHDAY={','.join(map(str, days))}"
