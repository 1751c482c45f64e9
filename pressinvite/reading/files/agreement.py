"""A file's text, read by the release's reader, and held to what the file says as data: both must tell the same meeting.

In a web page the text is the invitation and its data fills in what the text leaves out. In a calendar file the entry is
the meeting, and its description adds whom to ask and who takes part. Where they contradict, both are told.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from pressinvite.errors import Evidence, Finding, SourceError, Spot
from pressinvite.meeting import Meeting, Online, Place, normalise, with_text
from pressinvite.reading.answer import Reading
from pressinvite.reading.files.fence import take_apart

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pressinvite.reading.files.extract import Event, Extract, Limits, Said
    from pressinvite.reading.files.kinds import Kind

_SETTLED = frozenset({"start-guess", "no-year"})
"""What is no longer open where the page's data tells the same start."""


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


def said_finding(said: Said, field: str = "") -> Finding:
    """Return what the child said as a finding."""
    severity = said.severity
    return Finding(said.code, severity, field, _typed_values(said.values))  # type: ignore[arg-type]  # from JSON


def _typed_values(values: Mapping[str, object]) -> dict[str, object]:
    """Values of findings, times as times."""
    return {key: moment_of(value) if key == "start" else value for key, value in values.items()}


def moment_of(value: object) -> dt.date | None:
    """Return a wall time or a date of its ISO 8601 form."""
    if not isinstance(value, str):
        return None
    return dt.date.fromisoformat(value) if len(value) == 10 else dt.datetime.fromisoformat(value)


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
        replace(meeting, url=meeting.url or extract.url, organisers=meeting.organisers or organisers)
        for meeting in reading.meetings
    )
    return _held(_titled(reading._replace(meetings=meetings), extract), extract)


def _titled(reading: Reading, extract: Extract) -> Reading:
    """The reading with the headline that the file marks as such, where the reader took another line for it."""
    marked = normalise(extract.title or "")
    titles = {meeting.title for meeting in reading.meetings}
    lines = extract.text.split("\n")[:40]
    alike = [at for at, line in enumerate(lines) if len(line) > 8 and f" {normalise(line)} " in f" {marked} "]
    at = max(alike, key=lambda at: len(lines[at]), default=None)
    if len(titles) != 1 or not marked or at is None or normalise(next(iter(titles)) or "\n") in marked:
        return reading
    title = lines[at].strip("• ")
    evidence = Evidence(Spot(at + 1, 1, lines[at]))
    meetings = tuple(
        replace(meeting, title=title, evidence={**meeting.evidence, "title": evidence}) for meeting in reading.meetings
    )
    findings = tuple(found for found in reading.findings if found.code != "title-guess")
    return reading._replace(meetings=meetings, findings=findings)


def _held(reading: Reading, extract: Extract) -> Reading:
    """The reading of a page held to the events that the page describes as data."""
    if not extract.events:
        return reading
    if not reading.meetings:
        event = extract.events[0]
        values = {"title": event.title or "–", "start": moment_of(event.start)}
        return reading._replace(findings=(*reading.findings, Finding("event-without-invitation", "note", "", values)))
    meetings, findings = list(reading.meetings), list(reading.findings)
    for index, meeting in enumerate(reading.meetings):
        event = _nearest(meeting, extract.events)
        if len(meetings) > 1 and moment_of(event.start) != meeting.start:
            continue
        meetings[index] = filled(meeting, event)
        if moment_of(event.start) == meeting.start:  # two ways tell the same: no guess any longer
            findings = [
                found for found in findings if found.code not in _SETTLED or found.field != f"meetings[{index}].start"
            ]
        findings += [found.within(f"meetings[{index}]") for found in contradictions(meeting, event)]
    return reading._replace(meetings=tuple(meetings), findings=tuple(findings))


def _nearest(meeting: Meeting, events: tuple[Event, ...]) -> Event:
    """The event of a page that is the meeting: of the same start, else of the same title, else the first."""
    same = [event for event in events if moment_of(event.start) == meeting.start]
    title = normalise(meeting.title or "")
    named = [event for event in events if event.title and normalise(event.title) == title]
    return (same or named or list(events))[0]


def filled(meeting: Meeting, event: Event) -> Meeting:
    """Return the meeting with what the text left out and the data tells."""
    place = meeting.place
    if event.place and (_is_less(place, event.place) if place else not meeting.online or event.street):
        place = event_place(event)
    start, end = meeting.start, meeting.end
    told = moment_of(event.start)
    if start is not None and isinstance(told, dt.datetime) and meeting.all_day and told.date() == start:
        start = told
    if end is None and event.end and start == told:
        end = moment_of(event.end)
    online = meeting.online
    if event.online_url and (online is None or online.url is None):
        online = Online(platform=(online.platform if online else None) or event.platform, url=event.online_url)
    status = (
        event.status if meeting.status == "confirmed" and event.status in ("cancelled", "postponed") else meeting.status
    )
    evidence = dict(meeting.evidence)
    if start == told and "start" in evidence:
        evidence["start"] = evidence["start"]._replace(certainty="sure")
    is_same = start == told and meeting.uid is None
    return replace(
        meeting,
        evidence=evidence,
        uid=event.uid if is_same else meeting.uid,
        sequence=event.sequence if is_same else meeting.sequence,
        title=meeting.title or event.title,
        start=start,
        end=end,
        place=place,
        online=online,
        url=meeting.url or event.url,
        status=status,  # type: ignore[arg-type]  # from JSON
        organisers=meeting.organisers or ((event.organiser,) if event.organiser else ()),
    )


def _is_less(place: Place, line: str) -> bool:
    """Tell whether a line holds all words of a place and more."""
    known, told = set(normalise(with_text(place).text or "").split()), set(normalise(line).split())
    return known < told and not place.street


def event_place(event: Event) -> Place:
    """Return the place of an event: with the parts that the reader knows in its line, else with those it is told in."""
    from pressinvite.reading.release import read_release  # noqa: PLC0415 -- as above

    line = event.place or ""
    text = f"Inbjudan till pressträff\nTid: 10 mars 2027 kl. 10.00\nPlats: {line}\n"
    read = read_release(text, published=None, today=dt.date(2027, 3, 1))
    place = read.meetings[0].place if len(read.meetings) == 1 else None
    if place and normalise(with_text(place).text or "") == normalise(line) and not event.street:
        return replace(place, text=line, latitude=event.latitude, longitude=event.longitude)
    held = normalise(line)
    parts = {
        key: value
        for key in ("venue", "street", "postal_code", "city")
        if (value := getattr(event, key)) and normalise(value) in held
    }
    return Place(text=line, latitude=event.latitude, longitude=event.longitude, **parts)


def contradictions(meeting: Meeting, event: Event) -> Iterator[Finding]:
    """Yield what the text and the data tell differently; of the start it is uncertain which is right."""
    told, end = moment_of(event.start), moment_of(event.end)
    spot = spot_of(meeting, "start")
    if told is not None and meeting.start is not None and differs(meeting.start, told):
        values = {"start": meeting.start, "other": told}
        yield Finding("data-start", "warning", "start", values, spot, uncertain=True)
    elif end is not None and meeting.end is not None and differs(meeting.end, end):
        values = {"end": meeting.end, "other": end}
        yield Finding("data-end", "warning", "end", values, spot_of(meeting, "end") or spot)
    place = with_text(meeting.place).text if meeting.place else None
    if place and event.place and not _same_place(place, event.place):
        lines = {"place": place, "other": event.place}
        yield Finding("data-place", "note", "place", lines, spot_of(meeting, "place"))


def differs(one: dt.date, other: dt.date) -> bool:
    """Tell whether two moments are others; a date alone leaves the clock open."""
    if isinstance(one, dt.datetime) and isinstance(other, dt.datetime):
        return one != other
    return _day(one) != _day(other)


def _day(moment: dt.date) -> dt.date:
    return moment.date() if isinstance(moment, dt.datetime) else moment


def _same_place(one: str, other: str) -> bool:
    """Tell whether two lines can be the same place: most words of the shorter one are in the other."""
    first, second = set(normalise(one).split()), set(normalise(other).split())
    fewer = min(first, second, key=len)
    return bool(fewer) and len(first & second) * 2 >= len(fewer)


def spot_of(meeting: Meeting, field: str) -> Spot | None:
    """Return where a field was read."""
    evidence = meeting.evidence.get(field)
    return evidence.spot if evidence else None


def shifted(spot: Spot | None, lines: int) -> Spot | None:
    """Return the spot so many lines further down."""
    return spot._replace(line=spot.line + lines) if spot else None
