"""Which lists the site has at a moment, and which meetings stand in each: coming, months, years, topics, regions,
organisers. Only public meetings reach them, so that no count tells of another.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from pressinvite.newsroom.entries import digest_of
from pressinvite.newsroom.site import key_slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pressinvite.newsroom.entries import Entry

KINDS = ("topics", "regions", "organisers")
COMING = 100
"""Meetings on a page of coming ones; the months have all."""
LATEST = 50
"""Past meetings on the page of a topic; the years have all."""
_LONGEST = 62
"""Days of a meeting that the months show: a longer one stands in those of its beginning."""


class Listing(NamedTuple):
    """One list. Its pages and feeds depend on its members, and on nothing else but `beside`."""

    kind: str
    """`coming`, `month`, `year`, `topics`, `regions`, `organisers`."""
    key: str
    """"2027/03", "2027", a topic's name; "" for coming."""
    path: str
    """In the site, without the language's folder: "2027/03/", "topics/trafik/"; "" for coming."""
    coming: tuple[Entry, ...]
    """In the order of time."""
    past: tuple[Entry, ...]
    """The latest first."""
    feed: tuple[Entry, ...] = ()
    """What its calendar feed holds, in the order of time; empty where the list has no feed."""
    beside: tuple[str, ...] = ()
    """Keys of the lists before and after it."""
    last_language: str = ""
    """What its name was written in when its last meeting left it."""

    @property
    def members(self) -> tuple[Entry, ...]:
        """All, in the order of time."""
        return (*reversed(self.past), *self.coming)

    @property
    def language(self) -> str:
        """What a topic's name is written in: the language of its latest meeting; "" where none was, and of who invites, for
        those are names of their own (WCAG 2.2, 3.1.2).
        """
        if self.kind == "organisers":
            return ""
        latest = self.coming[-1:] or self.past[:1]
        return latest[0].language if latest else self.last_language

    @property
    def fingerprint(self) -> str:
        """What its pages and feeds are made of."""
        told = (",".join([entry.digest + entry.path for entry in each]) for each in (self.coming, self.past, self.feed))
        return digest_of(self.kind, self.key, self.path, *told, *self.beside)


def find_listings(public: Sequence[Entry], now: int) -> list[Listing]:
    """Return the lists of the public meetings."""
    ordered = sorted(public, key=lambda entry: (entry.begins, entry.uid))
    found = [_listing("coming", "", "", ordered, now, feed=True)]
    for kind in KINDS:
        found += _by_name(kind, ordered, now)
    years: dict[str, list[Entry]] = defaultdict(list)
    months: dict[str, list[Entry]] = defaultdict(list)
    for entry in ordered:
        years[entry.first[:4]].append(entry)
        for month in months_of(entry):
            months[month].append(entry)
    found += _periods("year", years, now)
    found += _periods("month", months, now)
    return found


def months_of(entry: Entry) -> list[str]:
    """Return the months that a meeting is in: "2027/03"."""
    if entry.first[:7] == entry.last[:7]:
        return [entry.first[:7].replace("-", "/")]
    first, last = dt.date.fromisoformat(entry.first), dt.date.fromisoformat(entry.last)
    days = range(min((last - first).days + 1, _LONGEST))
    return list(dict.fromkeys(f"{first + dt.timedelta(days=day):%Y/%m}" for day in days))


def _by_name(kind: str, ordered: Iterable[Entry], now: int) -> list[Listing]:
    """A list for each topic, by what its address can tell apart: "Trafik" and "trafik" are one."""
    named: dict[str, list[Entry]] = defaultdict(list)
    names: dict[str, str] = {}
    for entry in ordered:
        for slug, name in {key_slug(name): name for name in entry.names(kind)}.items():
            named[slug].append(entry)
            names[slug] = name  # as the latest has it
    return [
        _listing(kind, names[slug], f"{kind}/{slug}/", entries, now, feed=True)
        for slug, entries in sorted(named.items())
    ]


def _listing(kind: str, key: str, path: str, ordered: Sequence[Entry], now: int, *, feed: bool) -> Listing:
    coming = tuple(entry for entry in ordered if not entry.is_past(now))
    past = tuple(entry for entry in reversed(ordered) if entry.is_past(now)) if kind != "coming" else ()
    fed = tuple(entry for entry in ordered if entry.is_in_feeds(now)) if feed else ()
    return Listing(kind, key, path, coming, past[:LATEST], fed)


def _periods(kind: str, periods: dict[str, list[Entry]], now: int) -> list[Listing]:
    """Months or years, each with those before and after it; a year's feed is its archive."""
    keys = sorted(periods)
    found = []
    for index, key in enumerate(keys):
        entries = periods[key]
        coming = tuple(entry for entry in entries if not entry.is_past(now))
        past = tuple(entry for entry in reversed(entries) if entry.is_past(now))
        beside = (keys[index - 1] if index else "", keys[index + 1] if index + 1 < len(keys) else "")
        found.append(Listing(kind, key, f"{key}/", coming, past, tuple(entries) if kind == "year" else (), beside))
    return found
