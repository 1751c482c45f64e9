"""A file of another program → a reading: its text by the release's reader, its calendar entries by themselves, the best of
what a message holds.

In a web page the text is the invitation, held to the page's data. A message may only point to what is attached.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from pressinvite.errors import Evidence, Finding, SourceError, Spot
from pressinvite.meeting import Meeting, normalise
from pressinvite.reading.answer import Reading
from pressinvite.reading.files.comparison import differs, hold_to_data, said_finding, spot_of
from pressinvite.reading.files.fence import take_apart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressinvite.fence.limits import Limits
    from pressinvite.reading.files.extract import Extract
    from pressinvite.reading.files.kinds import Kind


def read_file(
    octets: bytes, kind: Kind, name: str, *, published: dt.date | None, today: dt.date, limits: Limits | None = None
) -> Reading:
    """Return what a file of another program holds; SourceError where it cannot be read."""
    extract = take_apart(octets, kind, limits=limits)
    readings = [(extract, _read(extract, name, published, today))]
    readings += [(other, _read(other, name, published, today)) for other in _unfolded(extract) if other.text.strip()]
    chosen, reading = max(readings, key=lambda row: _completeness(row[1]))
    said = [
        said_finding(row)
        for row in (*extract.said, *(chosen.said if chosen is not extract else ()))
        if row.event is None
    ]
    if chosen is not extract:
        said.append(Finding("attachment-read", "note", "", {"name": chosen.name}))
    said += _against(chosen, reading, readings)
    return reading._replace(findings=(*said, *reading.findings))


def _completeness(reading: Reading) -> int:
    """How much of a meeting was read: one at all, the clock, the place."""
    meeting = reading.meetings[0] if reading.meetings else Meeting()
    return len(reading.meetings[:1]) + isinstance(meeting.start, dt.datetime) + bool(meeting.place or meeting.online)


def _against(chosen: Extract, reading: Reading, readings: list[tuple[Extract, Reading]]) -> Iterator[Finding]:
    """Yield what other parts of a message tell: another time, or nothing that was read."""
    unread = []
    for other, attempt in readings:
        if other is chosen or (other.events and chosen.events):
            continue
        if not attempt.meetings:
            unread += [other.name] if other.name else []
            continue
        told, start = attempt.meetings[0].start, reading.meetings[0].start
        if told and start and len(reading.meetings) == 1 and differs(start, told):
            values = {"start": start, "other": told, "name": other.name or chosen.name}
            spot = spot_of(reading.meetings[0], "start")
            yield Finding("attachment-start", "warning", "meetings[0].start", values, spot, uncertain=True)
    if unread:
        yield Finding("attachments-unread", "note", "", {"names": ", ".join(unread)})


def _unfolded(extract: Extract) -> Iterator[Extract]:
    for other in extract.others:
        yield other
        yield from _unfolded(other)


def _read(extract: Extract, name: str, published: dt.date | None, today: dt.date) -> Reading:
    from pressinvite.reading.release import read_release  # noqa: PLC0415 -- after the child has been waited for

    told = published or (dt.date.fromisoformat(extract.published) if extract.published else None)
    if extract.events and extract.events[0].first_line:
        from pressinvite.reading.files.entries import read_entries  # noqa: PLC0415 -- for calendar files only

        return read_entries(extract, name, published=told, today=today)
    if any(said.code == "no-meeting" for said in extract.said):  # a calendar of no event
        return Reading(name, extract.text, (), ())
    if not extract.text.strip():
        raise SourceError(Finding("no-words", "error"), source=name)
    reading = read_release(extract.text, published=told, today=today, source=name)
    organisers = (extract.organiser,) if extract.organiser else ()
    meetings = tuple(
        meeting._replace(url=meeting.url or extract.url, organisers=meeting.organisers or organisers)
        for meeting in reading.meetings
    )
    return hold_to_data(_titled(reading._replace(meetings=meetings), extract), extract.events)


def _titled(reading: Reading, extract: Extract) -> Reading:
    """The reading with the headline that the file marks as such, where the reader took another line for it."""
    marked = normalise(extract.title or "")
    titles = {meeting.title for meeting in reading.meetings}
    lines = extract.text.split("\n")[:40]
    alike = [at for at, line in enumerate(lines) if len(line) > 8 and f" {normalise(line)} " in f" {marked} "]
    at = max(alike, key=lambda at: len(lines[at]), default=None)
    if len(titles) != 1 or not marked or at is None or normalise(next(iter(titles)) or "\n") in marked:
        return reading
    if len(marked.split()) < 3:  # "Pressmeddelanden" heads a page, "Inbjudan" a letter
        return reading
    title = lines[at].strip("• ")
    evidence = Evidence(Spot(at + 1, 1, lines[at]))
    meetings = tuple(
        meeting._replace(title=title, evidence={**meeting.evidence, "title": evidence}) for meeting in reading.meetings
    )
    findings = tuple(found for found in reading.findings if found.code != "title-guess")
    return reading._replace(meetings=meetings, findings=findings)
