"""The calendar entry as a calendar program shows it: its time on a chosen zone's clock, and where programs differ.

What differs was measured with twenty programs (DESIGN, "What every calendar program needs", rules 8 to 13); told is only
what applies to the meeting at hand.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytz

from pressinvite.language.markers import N_
from pressinvite.zones import resolve

if TYPE_CHECKING:
    from pressinvite.language import Language
    from pressinvite.meeting import Meeting

ZONES = {
    "Europe/Stockholm": N_("Stockholm"),
    "Europe/Helsinki": N_("Helsinki"),
    "Europe/London": N_("London"),
    "America/New_York": N_("New York"),
    "Asia/Tokyo": N_("Tokyo"),
}
"""Zones to choose from, as the page names them."""
_DEFAULT = dt.timedelta(minutes=60)
"""The length in the calendar where no end is known (rule 10)."""


def entry_time(meeting: Meeting, zone: str, language: Language) -> str:
    """Return when the entry stands in a calendar on the zone's clock; "" where no time is known."""
    start, end = meeting.start, meeting.end
    if start is None:
        return ""
    if not isinstance(start, dt.datetime):  # an all-day entry is on that day, wherever one is
        return language.text("{when}, the whole day", when=language.when(start, end))
    begins = _on_clock(start, meeting.timezone, zone)
    ends = _on_clock(end, meeting.timezone, zone) if isinstance(end, dt.datetime) else None
    if begins is None:
        return ""
    return language.when(begins, ends or begins + _DEFAULT)


def _on_clock(wall: dt.datetime, own: str, zone: str) -> dt.datetime | None:
    instant = resolve(wall, own).instant
    return instant.astimezone(pytz.timezone(zone)).replace(tzinfo=None) if instant else None


def differences(meeting: Meeting, language: Language) -> list[str]:
    """Return in words where calendar programs show this meeting differently."""
    _ = language.text
    told = []
    is_day = meeting.start is not None and not isinstance(meeting.start, dt.datetime)
    if is_day:
        told.append(_("No clock time is known: it stands at the top of the day, as an entry of the whole day."))
    elif meeting.start and not meeting.end:
        told.append(_("No end is known: every program shows one hour, and the text says that the end is not given."))
    if meeting.status == "cancelled":
        told.append(
            _(
                "It is cancelled: who got answer buttons sees that by itself. An entry that was saved from a file may have to be removed by hand; the mail says so."
            )
        )
    elif meeting.status == "postponed":
        told.append(
            _(
                "It is postponed: the entry stays at its old time, as a tentative one. Not every program shows that; the title says it."
            )
        )
    if meeting.lead or meeting.body:
        told.append(
            _(
                "Programs that read HTML, such as Outlook, show paragraphs and links; others, and subscribed calendars, plain text."
            )
        )
    if not is_day and meeting.start:
        told.append(_("Abroad it is shown at the local time of whoever reads it: choose a place above to see it."))
    return told
