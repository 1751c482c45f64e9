"""What a reader of an earlier invitation must know first: cancelled, postponed, another time or place."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from pressinvite.invitation.parts import Banner
from pressinvite.meeting import Place, with_text
from pressinvite.records import NamedTuple
from pressinvite.revisions import changes as revised

if TYPE_CHECKING:
    from pressinvite.language import Language
    from pressinvite.meeting import Meeting, Online


class Changes(NamedTuple):
    """Old values in words, "" where nothing changed."""

    old_time: str = ""
    new_time: str = ""
    """As much of the new time as differs: "kl. 16.00" where the day stays."""
    old_place: str = ""
    old_online: str = ""
    others: bool = False
    """True where something else than time, place or status changed."""


def read_changes(meeting: Meeting, language: Language) -> Changes:
    """Return what differs from the last revision that was kept, in words."""
    old: dict[str, Any] = {change.field: change.old for change in revised(meeting)}
    new_time, old_time = _times(meeting, language, old) if old.keys() & {"start", "end"} else ("", "")
    place = place_line(old["place"]) if old.get("place") else ""
    if meeting.place and place == place_line(meeting.place):
        place = ""
    return Changes(
        old_time=old_time,
        new_time=new_time,
        old_place=place,
        old_online=_online(old["online"]) if old.get("online") else "",
        others=bool(old.keys() - {"start", "end", "place", "online", "status", "timezone"}),
    )


def _times(meeting: Meeting, language: Language, old: dict[str, object]) -> tuple[str, str]:
    """The new and the old time: the clock alone where both are on one and the same day."""
    start, end = old.get("start", meeting.start), old.get("end", meeting.end)
    if not isinstance(start, dt.date) or meeting.start is None:
        return (language.when(meeting.start, meeting.end) if meeting.start else ""), ""
    last = end if isinstance(end, dt.date) else None
    moments = [moment for moment in (start, last, meeting.start, meeting.end) if moment is not None]
    clocks = [moment for moment in moments if isinstance(moment, dt.datetime)]
    if len(clocks) == len(moments) and len({moment.date() for moment in clocks}) == 1:
        return language.clock(clocks[-2 if meeting.end else -1], clocks[-1] if meeting.end else None), language.clock(
            clocks[0], clocks[1] if last else None
        )
    return language.when(meeting.start, meeting.end), language.when(start, last)


def banners(meeting: Meeting, language: Language, changes: Changes) -> tuple[Banner, ...]:
    """Return the banners that stand above everything."""
    _ = language.text
    if meeting.status == "cancelled":
        told = _("What was planned will not take place.")
        if meeting.start:
            when = _told_time(meeting.start, meeting.end, language)
            told = _("What was planned for {when} will not take place.", when=when)
        saved = _("Have you put the time in your calendar? Then remove it yourself, if it does not disappear.")
        return (Banner("cancelled", _("Cancelled"), (told, saved)),)
    if meeting.status == "postponed":
        told = _("A new time will be announced.")
        if meeting.start:
            day = _("It will not be on {date}.", date=_told_days(meeting, language))
            told = f"{day} {told}"
        return (Banner("postponed", _("Postponed"), (told,)),)
    lines = []
    if changes.new_time and changes.old_time:
        lines.append(_("New time: {new} (previously {old})", new=changes.new_time, old=changes.old_time))
    elif changes.new_time:
        lines.append(_("New time: {new}", new=changes.new_time))
    if changes.old_place:
        new = place_line(meeting.place) if meeting.place else _("see below")
        lines.append(_("New place: {new} (previously {old})", new=new, old=changes.old_place))
    lines += _other_lines(meeting, language)
    return (Banner("changed", lines[0], tuple(lines[1:])),) if lines else ()


def _other_lines(meeting: Meeting, language: Language) -> list[str]:
    """What changed beside time and place: taking part online, the clock's zone, and that it takes place after all."""
    _ = language.text
    old = {change.field: change.old for change in revised(meeting)}
    lines = []
    if "status" in old and meeting.status == "confirmed":
        lines.append(_("What was planned will take place after all"))
    if "timezone" in old:
        lines.append(_("New time zone: {new} (previously {old})", new=meeting.timezone, old=old["timezone"]))
    if "online" in old and meeting.online is None:
        lines.append(_("It is no longer possible to take part online"))
    elif "online" in old and old["online"] is None:
        lines.append(_("It is now possible to take part online"))
    elif "online" in old:
        lines.append(_("New link for taking part online"))
    return lines


def _told_time(start: dt.date, end: dt.date | None, language: Language) -> str:
    """As "torsdagen den 3 juni 2027 kl. 11.00–12.00", the clock as in the facts."""
    if not isinstance(start, dt.datetime) or (isinstance(end, dt.datetime) and end.date() != start.date()):
        return language.when_running(start, end)
    time = language.clock(start, end if isinstance(end, dt.datetime) else None)
    return language.text("when|{date}, {time}", date=language.date_running(start), time=time)


def _told_days(meeting: Meeting, language: Language) -> str:
    """As "torsdagen den 3 juni 2027"; several days as a range."""
    if meeting.all_day and meeting.start and meeting.end:
        return language.when_running(meeting.start, meeting.end)
    return language.date_running(meeting.start) if meeting.start else ""


def subject_prefix(meeting: Meeting, language: Language, changes: Changes) -> str:
    """Return "Inställt", "Uppskjutet", "Ändrad tid", "Ny plats"; "" where nothing of that changed."""
    _ = language.text
    if meeting.status == "cancelled":
        return _("Cancelled")
    if meeting.status == "postponed":
        return _("Postponed")
    if changes.new_time and changes.old_place:
        return _("Changed time and place")
    if changes.new_time:
        return _("Changed time")
    return _("New place") if changes.old_place else ""


def place_line(place: object) -> str:
    """Return the place on one line: its text, else its parts."""
    return (with_text(place).text or "") if isinstance(place, Place) else ""


def _online(online: Online) -> str:
    return " ".join(part for part in (online.platform, online.url) if part)
