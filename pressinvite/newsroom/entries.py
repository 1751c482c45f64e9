"""A meeting as the site's lists and its clock see it, and what of it is public at a moment.

Nothing of a limited meeting is ever public, nothing of an embargoed one before its moment. A meeting is coming until
the day of its end has passed; the calendar feeds keep it for 90 days more, a cancelled one no longer (DESIGN, rule 9).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import TYPE_CHECKING, NamedTuple

from pressinvite import zones
from pressinvite.invitation.characters import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pressinvite.meeting import Meeting

DAY = 86_400
FEED_DAYS = 90
_SEPARATOR = "\x1f"


class Entry(NamedTuple):
    """One meeting. Moments are whole seconds since 1970, UTC."""

    uid: str
    source: str
    """Name of the file it was read from."""
    audience: str
    embargo: int
    """Not public before; 0 where there is none."""
    begins: int
    over: int
    """When the day of its end has passed, on the meeting's clock."""
    first: str
    """Its first day, ISO 8601."""
    last: str
    status: str
    topics: str
    """Names, "\\x1f" between them; as are regions and organisers."""
    regions: str
    organisers: str
    modified: int
    digest: str
    """What its pages are made of."""
    path: str = ""
    """Where it lies in the site: "2027/03/10-slug/"; "" as long as it was never public."""
    language: str = ""
    """Its own, which its topics are named in."""

    def is_public(self, now: int) -> bool:
        """Tell whether it may be shown."""
        return self.audience == "open" and self.embargo <= now

    def is_past(self, now: int) -> bool:
        """Tell whether its day has passed."""
        return self.over <= now

    def is_in_feeds(self, now: int) -> bool:
        """Tell whether calendars that subscribe still get it."""
        if self.status == "cancelled":
            return self.over > now
        return self.over + FEED_DAYS * DAY > now

    def names(self, kind: str) -> tuple[str, ...]:
        """Return its topics, regions or organisers."""
        told: str = getattr(self, kind)
        return tuple(told.split(_SEPARATOR)) if told else ()


def entry_of(meeting: Meeting, source: str, *, path: str = "") -> Entry:
    """Return the entry of a checked meeting, which has a start, a uid and its moments."""
    if meeting.start is None or meeting.modified is None:
        raise ValueError(meeting.uid)
    first = _day(meeting.start)
    last = max(first, _day(meeting.end)) if meeting.end else first
    begins = meeting.start if isinstance(meeting.start, dt.datetime) else _midnight(first)
    return Entry(
        uid=meeting.uid or "",
        source=source,
        audience=meeting.audience,
        embargo=end_of_embargo(meeting),
        begins=_instant(begins, meeting.timezone),
        over=_instant(_midnight(last + dt.timedelta(days=1)), meeting.timezone),
        first=first.isoformat(),
        last=last.isoformat(),
        status=meeting.status,
        topics=_joined(meeting.topics),
        regions=_joined(meeting.regions),
        organisers=_joined(meeting.organisers),
        modified=int(meeting.modified.timestamp()),
        digest=digest_of(repr(meeting[:-1])),  # evidence, the last field, is no part of what is shown
        path=path,
        language=meeting.language,
    )


def end_of_embargo(meeting: Meeting) -> int:
    """Return the second from which a meeting may be public, 0 without an embargo; of an hour that the clock shows twice
    the later one.
    """
    if meeting.embargo is None:
        return 0
    found = zones.resolve(meeting.embargo, meeting.timezone)
    if found.kind != "overlap" or found.instant is None:
        return _instant(meeting.embargo, meeting.timezone)
    offset = zones.offset_at(found.instant + dt.timedelta(hours=3), meeting.timezone)  # after the clock was put back
    return int((meeting.embargo - offset).replace(tzinfo=dt.UTC).timestamp())


def digest_of(*parts: str) -> str:
    """Return what tells two contents apart."""
    return hashlib.blake2b(json.dumps(parts).encode(), digest_size=12).hexdigest()


def next_moment(entries: Iterable[Entry], now: int) -> tuple[int, Entry] | None:
    """Return when the site changes although no file does, and by which meeting: an embargo ends, a day passes, a feed
    lets go. None where it never does.
    """
    best: tuple[int, Entry] | None = None
    for entry in entries:
        if entry.audience != "open":
            continue
        moments = (entry.embargo, entry.over, 0 if entry.status == "cancelled" else entry.over + FEED_DAYS * DAY)
        for moment in moments:
            if moment > now and moment >= entry.embargo and (best is None or moment < best[0]):
                best = (moment, entry)
    return best


def local_moment(moment: int, zone: str) -> dt.datetime:
    """Return a moment on a zone's clock, with its offset from UTC then."""
    instant = dt.datetime.fromtimestamp(moment, dt.UTC)
    return instant.astimezone(dt.timezone(zones.offset_at(instant, zone)))


def _joined(names: Iterable[str]) -> str:
    """The names as pages can show them, each once."""
    return _SEPARATOR.join(dict.fromkeys(filter(None, map(clean_line, names))))


def _day(moment: dt.date) -> dt.date:
    return moment.date() if isinstance(moment, dt.datetime) else moment


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day)


def _instant(wall: dt.datetime, zone: str) -> int:
    """The instant; a midnight that the clock skips is the next hour."""
    for hours in range(3):
        instant = zones.resolve(wall + dt.timedelta(hours=hours), zone).instant
        if instant is not None:
            return int(instant.timestamp())
    return int(wall.replace(tzinfo=dt.UTC).timestamp())  # after the last year of the zones' tables
