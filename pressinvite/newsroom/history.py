"""What changed in a meeting since it was first told, revision by revision, in words for its page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from pressinvite.invitation.changes import banners, read_changes

if TYPE_CHECKING:
    import datetime as dt

    from pressinvite.language import Language
    from pressinvite.meeting import Meeting


class Told(NamedTuple):
    """One change."""

    when: str
    """Day and clock of the revision; "" where it was not written down."""
    lines: tuple[str, ...]
    """"Ny tid: kl. 16.00 (tidigare kl. 15.00)"."""


def told_changes(meeting: Meeting, language: Language) -> tuple[Told, ...]:
    """Return the changes, the latest first; nothing where the meeting is as it was first told."""
    told = []
    after = meeting
    for index in range(len(meeting.previous), 0, -1):
        seen = after._replace(previous=meeting.previous[:index])
        found = banners(seen, language, read_changes(seen, language))
        lines = tuple(line for each in found for line in (each.title, *(each.lines if each.kind == "changed" else ())))
        if lines:
            told.append(Told(_moment(after.modified, meeting.timezone, language), lines))
        kept = meeting.previous[index - 1]
        values: dict[str, Any] = {key: old for key, old in kept.values.items() if key in meeting._fields}
        after = after._replace(**values, modified=kept.modified)
    return tuple(told)


def _moment(moment: dt.datetime | None, zone: str, language: Language) -> str:
    if moment is None:
        return ""
    from pressinvite.zones import offset_at  # noqa: PLC0415 -- only a changed meeting needs the tables

    wall = (moment + offset_at(moment, zone)).replace(tzinfo=None)
    return language.when(wall)
