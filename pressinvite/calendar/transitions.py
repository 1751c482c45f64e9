"""A zone's clock changes as pytz's own files hold them: the table of transitions, and the rule in the footer.

The files are TZif (RFC 8536). Their footer is a POSIX TZ string that says how the clock goes on for ever; the table
tells what it did until then.
"""

from __future__ import annotations

import datetime as dt
import re
import struct
from functools import lru_cache

import pytz

from pressinvite.records import NamedTuple

_DAY = 24 * 60 * 60
_FOOTER = re.compile(
    r"(?P<std><[^>]+>|[A-Za-z]+)(?P<std_offset>[-+]?[\d:]+)"
    r"(?:(?P<dst><[^>]+>|[A-Za-z]+)(?P<dst_offset>[-+]?[\d:]+)?,(?P<start>[^,]+),(?P<end>[^,]+))?\Z"
)
_RULE = re.compile(r"M(?P<month>\d+)\.(?P<week>\d)\.(?P<weekday>\d)(?:/(?P<time>[-+]?[\d:]+))?\Z")


class Transition(NamedTuple):
    """One change of the clock."""

    instant: dt.datetime
    """Naive UTC."""
    before: int
    """Offset from UTC until then, in seconds east."""
    after: int
    """Offset from then on."""
    is_dst: bool
    """The file's own flag of the time after it."""
    name: str
    """Abbreviation of the time after it: "CET"."""


class Rule(NamedTuple):
    """A yearly change, as a POSIX TZ string has it."""

    month: int
    week: int
    """1 to 4, or 5 for the last."""
    weekday: int
    """0 is Sunday."""
    seconds: int
    """Time on the clock before the change; may be negative or beyond 24 hours."""
    before: int
    after: int
    name: str
    is_summer: bool

    def onset(self, year: int) -> dt.datetime:
        """Return the wall time of the change, on the clock before it."""
        first = dt.datetime(year, self.month, 1)
        ahead = (self.weekday - (first.weekday() + 1)) % 7
        day = first + dt.timedelta(days=ahead + 7 * (self.week - 1))
        if day.month != self.month:
            day -= dt.timedelta(days=7)
        return day + dt.timedelta(seconds=self.seconds)

    def instant(self, year: int) -> dt.datetime:
        """Return the moment of the change, naive UTC."""
        return self.onset(year) - dt.timedelta(seconds=self.before)


class Clock(NamedTuple):
    """All that a zone's file tells."""

    transitions: tuple[Transition, ...]
    """In order; only those that change the offset or the flag."""
    rules: tuple[Rule, ...]
    """Two yearly rules, or none where the clock no longer changes or the rule is of another kind."""
    first_offset: int
    """Offset before the first transition."""
    first_name: str


@lru_cache
def read_clock(zone: str) -> Clock:
    """Return what pytz's file of the zone tells (RFC 8536 section 3)."""
    with pytz.open_resource(zone) as file:  # type: ignore[attr-defined]  # types-pytz lacks it
        octets = file.read()
    counts = _counts(octets, 0)
    start = 44 + _block_size(counts, 4)
    counts = _counts(octets, start)
    _, _, _, times, types, characters = counts
    at = start + 44
    instants = struct.unpack(f">{times}q", octets[at : at + 8 * times])
    kinds = octets[at + 8 * times : at + 9 * times]
    at += 9 * times
    infos = [struct.unpack(">lBB", octets[at + 6 * i : at + 6 * i + 6]) for i in range(types)]
    names = octets[at + 6 * types : at + 6 * types + characters]
    footer = octets[start + 44 + _block_size(counts, 8) :].strip(b"\n").decode("ascii")
    named = [(offset, bool(is_dst), names[i : names.index(b"\0", i)].decode("ascii")) for offset, is_dst, i in infos]
    first = next((info for info in named if not info[1]), named[0])
    made, before = [], first
    for instant, kind in zip(instants, kinds, strict=True):
        after = named[kind]
        if after[:2] != before[:2] and instant > -(2**33):
            moment = dt.datetime(1970, 1, 1) + dt.timedelta(seconds=instant)
            made.append(Transition(moment, before[0], after[0], after[1], after[2]))
        before = after
    return Clock(tuple(made), parse_footer(footer), first[0], first[2])


def _counts(octets: bytes, start: int) -> tuple[int, ...]:
    return struct.unpack(">6l", octets[start + 20 : start + 44])


def _block_size(counts: tuple[int, ...], width: int) -> int:
    """The length of a data block, its header left out."""
    is_ut, is_std, leap, times, types, characters = counts
    return times * width + times + types * 6 + characters + leap * (width + 4) + is_std + is_ut


def parse_footer(footer: str) -> tuple[Rule, ...]:
    """Return the two yearly rules of a POSIX TZ string (RFC 8536 section 3.3); () where it has none of that kind."""
    found = _FOOTER.match(footer)
    if not found or not found["dst"]:
        return ()
    standard = -_seconds(found["std_offset"])
    summer = -_seconds(found["dst_offset"]) if found["dst_offset"] else standard + 3600
    on = _parse_rule(found["start"], standard, summer, found["dst"])
    off = _parse_rule(found["end"], summer, standard, found["std"])
    return (on, off) if on and off else ()


def _parse_rule(written: str, before: int, after: int, name: str) -> Rule | None:
    found = _RULE.match(written)
    if not found:
        return None
    month, week, weekday = (int(found[part]) for part in ("month", "week", "weekday"))
    seconds = _seconds(found["time"] or "2")
    # by the greater offset and not by the file's flag: Dublin's winter is flagged as its daylight saving time
    return Rule(month, week, weekday, seconds, before, after, name.strip("<>"), after > before)


def _seconds(written: str) -> int:
    sign = -1 if written.startswith("-") else 1
    hours, minutes, seconds = (*(int(part) for part in written.lstrip("+-").split(":")), 0, 0)[:3]
    return sign * (hours * 3600 + minutes * 60 + seconds)


def shifted_days(rule: Rule) -> int:
    """Return by how many days the rule's time moves it: -1 for an hour before midnight."""
    return rule.seconds // _DAY
