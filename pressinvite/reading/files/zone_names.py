"""The zone names of other calendars → zones that pytz has: Windows', Outlook's own, and zones described in the file.

Windows' names go by CLDR's table as icalendar carries it. "W. Europe Standard Time" is Stockholm's in CLDR's row for
Sweden, so it is here; a zone that only the file describes is the known one that shows the same clock at that time.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import Any

from pressinvite import zones
from pressinvite.meeting import DEFAULT_TIMEZONE
from pressinvite.reading.files.extract import Said

_SWEDISH = frozenset({"w. europe standard time", "västeuropa, normaltid", "vesteuropa, normaltid"})
_LIKELY = (DEFAULT_TIMEZONE, "Europe/Helsinki", "Europe/London", "UTC", "America/New_York", "Asia/Tokyo")
"""A zone of no known name is the first of these that shows the same time."""
_UTC = frozenset({"utc", "gmt", "z", "etc/utc", "etc/gmt", "coordinated universal time", "tzone://microsoft/utc"})


@cache
def windows_zones() -> dict[str, str]:
    """Return Windows' names, in small letters, and pytz's."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON  # noqa: PLC0415 -- for calendar files only

    return {name.lower(): zone for name, zone in WINDOWS_TO_OLSON.items()} | dict.fromkeys(_SWEDISH, DEFAULT_TIMEZONE)


def known_zone(name: str) -> str | None:
    """Return pytz's name for a zone's name, None where only the file itself can tell."""
    bare = name.strip().strip("\"'")
    if bare.lower() in _UTC:
        return "UTC"
    tail = "/".join(bare.split("/")[-2:])  # /freeassociation.sourceforge.net/Europe/Stockholm
    for candidate in (bare, tail, "/".join(bare.split("/")[-3:])):
        if candidate and zones.is_zone(candidate):
            return candidate
    found = windows_zones().get(bare.lower())
    if found:
        return found
    return DEFAULT_TIMEZONE if re.search(r"stockholm", bare, re.IGNORECASE) else None


class ZoneNames:
    """One calendar's zones."""

    def __init__(self, calendar: Any) -> None:
        self._default = known_zone(str(calendar.get("X-WR-TIMEZONE") or "")) or None
        self._described: dict[str, str] = {}
        self._offsets: dict[str, set[dt.timedelta]] = {}
        for component in calendar.subcomponents:
            if component.name == "VTIMEZONE":
                meant = known_zone(str(component.get("X-LIC-LOCATION") or ""))
                self._described |= {str(component.get("TZID")): meant} if meant else {}
                self._offsets[str(component.get("TZID"))] = _offsets(component)

    def wall_time(
        self, moment: dt.datetime, name: str, *, wanted: str | None = None
    ) -> tuple[str, str | None, list[Said]]:
        """Return a time as the clock of its zone shows it, the zone, and what is to be said.

        `wanted` is the zone to show it in where it is known (an end on the start's clock). No zone: the time floats.
        """
        wall = moment.replace(tzinfo=None)
        if not name and moment.tzinfo is None:
            zone = self._default
            said = [] if zone else [Said("floating-time", "note", {"zone": DEFAULT_TIMEZONE})]
            return _text(wall), zone, said
        zone = known_zone(name) or self._described.get(name) if name else "UTC"
        if zone == "UTC":
            zone, wall = self._shown(moment.replace(tzinfo=dt.UTC), wanted or self._default)
            return _text(wall), zone, []
        if zone:
            said = self._contradiction(name, zone, wall.year)
            if wanted and wanted != zone:
                return _text(_on_clock(wall, zone, wanted)), wanted, said
            return _text(wall), zone, said
        return self._assumed(moment, name, wanted)

    def _contradiction(self, name: str, zone: str, year: int) -> list[Said]:
        """What is said of a zone that the file itself describes by offsets which it never has, summer or winter."""
        described = self._offsets.get(name)
        days = (dt.datetime(year, month, 1, tzinfo=dt.UTC) for month in (1, 7))
        if not described or not described.isdisjoint({zones.offset_at(day, zone) for day in days}):
            return []
        return [Said("zone-against-file", "warning", {"name": name[:80], "zone": zone})]

    def _assumed(self, moment: dt.datetime, name: str, wanted: str | None) -> tuple[str, str | None, list[Said]]:
        """A zone of a name that nobody knows: by the offset that the file describes."""
        offset = moment.utcoffset() if moment.tzinfo else None
        wall = moment.replace(tzinfo=None)
        if offset is None:
            zone = wanted or self._default or DEFAULT_TIMEZONE
            return _text(wall), zone, [Said("unknown-zone-name", "warning", {"name": name[:80], "zone": zone})]
        instant = (wall - offset).replace(tzinfo=dt.UTC)
        for zone in filter(None, (wanted, self._default, *_LIKELY)):
            if zones.offset_at(instant, zone) == offset:
                return _text(wall), zone, [Said("zone-by-offset", "note", {"name": name[:80], "zone": zone})]
        zone, wall = self._shown(instant, wanted or self._default)
        return _text(wall), zone, [Said("zone-by-offset", "note", {"name": name[:80], "zone": zone})]

    def _shown(self, instant: dt.datetime, zone: str | None) -> tuple[str, dt.datetime]:
        """An instant on the clock of a zone, of Stockholm where none is told."""
        zone = zone or DEFAULT_TIMEZONE
        try:
            return zone, instant.astimezone(zones.open_zone(zone)).replace(tzinfo=None)
        except OverflowError:  # the first and last day of the calendar
            return "UTC", instant.replace(tzinfo=None)


def _offsets(component: Any) -> set[dt.timedelta]:
    """The offsets from UTC that a VTIMEZONE gives its clock."""
    told = (getattr(part.get("TZOFFSETTO"), "td", None) for part in component.subcomponents)
    return {offset for offset in told if isinstance(offset, dt.timedelta)}


def _on_clock(wall: dt.datetime, zone: str, wanted: str) -> dt.datetime:
    """A wall time of one zone as another zone's clock shows it."""
    instant = zones.resolve(wall, zone).instant
    return instant.astimezone(zones.open_zone(wanted)).replace(tzinfo=None) if instant else wall


def _text(wall: dt.datetime) -> str:
    return wall.replace(second=0, microsecond=0).isoformat(timespec="minutes")
