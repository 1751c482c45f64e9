"""Calendar entries → meetings: the entry tells when, where and what; its description tells whom to ask and who comes."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from pressinvite.errors import Evidence, Finding, Spot
from pressinvite.meeting import DEFAULT_TIMEZONE, Meeting, Online
from pressinvite.reading.answer import Reading
from pressinvite.reading.files.comparison import differs, event_place, moment_of, said_finding, shifted, spot_of
from pressinvite.reading.release import read_release
from pressinvite.reading.release.names import find_people

if TYPE_CHECKING:
    from pressinvite.meeting import Place
    from pressinvite.reading.files.extract import Event, Extract

_AGAINST = frozenset({"two-dates", "two-times", "weekday", "no-such-date"})
"""What the reader may hold against an entry's own description."""
_TOLD = ("start", "end", "place", "title", "timezone", "kind")
_INVITING = "Inbjudan till pressträff"


def read_entries(extract: Extract, name: str, *, published: dt.date | None, today: dt.date) -> Reading:
    """Return a calendar file's meetings, one an entry, and what is to be said of them."""
    meetings: list[Meeting] = []
    findings: list[Finding] = []
    lines = extract.text.split("\n")
    for index, event in enumerate(extract.events):
        block = lines[event.first_line - 1 : event.last_line]
        described, found = _described(event, block, published, today)
        meetings.append(_meeting(event, described, block))
        said = [said_finding(row, "start") for row in extract.said if row.event == index]
        spot = spot_of(meetings[-1], "start")
        findings += [told._replace(spot=told.spot or spot).within(f"meetings[{index}]") for told in (*said, *found)]
    if not meetings:
        findings.append(Finding("no-meeting", "note"))
    return Reading(name, extract.text, tuple(meetings), tuple(findings))


def _described(
    event: Event, block: list[str], published: dt.date | None, today: dt.date
) -> tuple[Meeting | None, list[Finding]]:
    """What the release's reader understands of an entry, and what in its description speaks against the entry."""
    if not event.description:
        return None, []
    above = 0
    reading = read_release("\n".join(block), published=published, today=today)
    if not reading.meetings:  # an entry in a calendar invites by being there
        above = 1
        reading = read_release("\n".join([_INVITING, *block]), published=published, today=today)
    if not reading.meetings:
        return None, []
    start = moment_of(event.start)
    others = [meeting for meeting in reading.meetings if meeting.start and start and differs(meeting.start, start)]
    index = next((at for at, meeting in enumerate(reading.meetings) if meeting not in others), 0)
    down = event.first_line - 1 - above
    meeting = reading.meetings[index]
    meeting = meeting._replace(evidence=_moved(meeting, down), kind=meeting.kind if not above else None)
    found = [
        told._replace(
            field="start" if told.code in _AGAINST else told.field.partition(".")[2],
            spot=shifted(told.spot, down),
            other=shifted(told.other, down),
        )
        for told in reading.findings
        if told.code in _AGAINST
        or (told.field.startswith(f"meetings[{index}].") and not _is_told(told.field.partition(".")[2]))
    ]
    if others and not any(told.code in _AGAINST for told in found):
        spot = shifted(spot_of(others[0], "start"), down)
        values = {"start": start, "other": others[0].start}
        found.append(Finding("entry-start", "warning", "start", values, spot, uncertain=True))
    return meeting, found


def _is_told(field: str) -> bool:
    """Tell whether the entry itself tells the field."""
    return field.startswith(_TOLD)


def _moved(meeting: Meeting, down: int) -> dict[str, Evidence]:
    """The evidence so many lines further down, what stood above left out."""
    found = {}
    for field, evidence in meeting.evidence.items():
        spot = shifted(evidence.spot, down)
        rejected = tuple(
            other._replace(spot=moved) for other in evidence.rejected if (moved := shifted(other.spot, down))
        )
        if spot and spot.line > 0:
            found[field] = evidence._replace(spot=spot, rejected=rejected)
    return found


def _meeting(event: Event, described: Meeting | None, block: list[str]) -> Meeting:
    """The meeting of an entry; what it does not tell itself, its description does."""
    base = described or Meeting(body=event.description)
    start = moment_of(event.start)
    end = moment_of(event.end)
    if len(event.start or "") == 10 and not end and base.start and not differs(base.start, start or base.start):
        start, end = base.start, base.end  # an entry of the whole day, whose text tells the time
    evidence = {
        **{key: spot for key, spot in base.evidence.items() if not _is_told(key)},
        **_told_evidence(event, block),
    }
    place = _place(event, base)
    online = base.online if place is None or event.online_url else None
    if event.online_url or event.platform:
        online = Online(platform=event.platform or (online.platform if online else None), url=event.online_url)
    return base._replace(
        title=event.title or base.title,
        start=start,
        end=end,
        timezone=event.timezone or DEFAULT_TIMEZONE,
        place=place,
        online=online,
        url=event.url or base.url,
        status=event.status,  # type: ignore[arg-type]  # from JSON
        uid=event.uid,
        sequence=event.sequence,
        organisers=base.organisers or _organisers(event.organiser),
        categories=base.categories or event.categories,
        audience="limited" if event.private else "open",
        created=_utc(event.created),
        modified=_utc(event.modified),
        published=base.published,
        evidence=evidence,
    )


def _told_evidence(event: Event, block: list[str]) -> dict[str, Evidence]:
    """Where the entry's own fields stand among its lines, of which the last may be missing: a file may be too long."""
    fields: list[tuple[str, ...]] = [(), ("start", "timezone") if event.timezone else ("start",)]
    fields += [("place",)] if event.place else []
    found = {"title": Evidence(Spot(event.first_line, 1, block[0]))} if block else {}
    for number, (names, line) in enumerate(zip(fields, block, strict=False)):
        found |= dict.fromkeys(names, Evidence(_behind_label(event.first_line + number, line)))
    return found


def _behind_label(number: int, line: str) -> Spot:
    label, _, value = line.partition(": ")
    return Spot(number, len(label) + 3, value)


def _place(event: Event, base: Meeting) -> Place | None:
    """The entry's place, with the parts that the reader knows in it."""
    if not event.place:
        return base.place if not event.online_url else None
    return event_place(event)


def _organisers(name: str | None) -> tuple[str, ...]:
    """Who invites; the person whose calendar the entry stood in is not who invites."""
    return (name,) if name and not find_people(name) else ()


def _utc(value: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(value) if value else None
