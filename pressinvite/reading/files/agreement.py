"""A file's text, read by the release's reader, and held to what the file says as data: both must tell the same meeting.

In a web page the text is the invitation and its data fills in what the text leaves out. In a calendar file the entry is
the meeting, and its description adds whom to ask and who takes part. Where they contradict, both are told.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from pressinvite.errors import Finding, SourceError, Spot
from pressinvite.meeting import Meeting, Online, Place, normalise, with_text
from pressinvite.reading.answer import Reading
from pressinvite.reading.files.fence import take_apart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressinvite.reading.files.extract import Event, Extract, Limits, Said
    from pressinvite.reading.files.kinds import Kind

_SETTLED = frozenset({"start-guess", "no-year"})
"""What is no longer open where the page's data tells the same start."""


def read_file(
    octets: bytes, kind: Kind, name: str, *, published: dt.date | None, today: dt.date, limits: Limits | None = None
) -> Reading:
    """Return what a file of another program holds; SourceError where it cannot be read."""
    extract = take_apart(octets, kind, limits=limits)
    reading = _read(extract, name, published, today)
    tried = extract
    for other in _unfolded(extract):
        if reading.meetings:
            break
        attempt = _read(other, name, published, today)
        if attempt.meetings:
            reading, tried = attempt, other
    said = [said_finding(row) for row in extract.said if row.event is None]
    if tried is not extract:
        said += [said_finding(row) for row in tried.said if row.event is None]
        said.append(Finding("attachment-read", "note", "", {"name": tried.name}))
    return reading._replace(findings=(*said, *reading.findings))


def _unfolded(extract: Extract) -> Iterator[Extract]:
    for other in extract.others:
        yield other
        yield from _unfolded(other)


def said_finding(said: Said, field: str = "") -> Finding:
    """Return what the child said as a finding."""
    severity = said.severity
    return Finding(said.code, severity, field, _typed_values(said.values))  # type: ignore[arg-type]  # from JSON


def _typed_values(values: dict[str, object]) -> dict[str, object]:
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
    if not extract.text.strip():
        raise SourceError(Finding("no-words", "error"), source=name)
    reading = read_release(extract.text, published=told, today=today, source=name)
    meetings = tuple(replace(meeting, url=meeting.url or extract.url) for meeting in reading.meetings)
    return _held(reading._replace(meetings=meetings), extract)


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
    if place is None and event.place and not (meeting.online and not event.street):
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
    return replace(
        meeting,
        evidence=evidence,
        title=meeting.title or event.title,
        start=start,
        end=end,
        place=place,
        online=online,
        url=meeting.url or event.url,
        status=status,  # type: ignore[arg-type]  # from JSON
        organisers=meeting.organisers or ((event.organiser,) if event.organiser else ()),
    )


def event_place(event: Event) -> Place:
    """Return the place of an event; its parts only where they stand in its line."""
    line = event.place or ""
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
    if told is not None and meeting.start is not None and _differs(meeting.start, told):
        values = {"start": meeting.start, "other": told}
        yield Finding("data-start", "warning", "start", values, spot, uncertain=True)
    elif end is not None and meeting.end is not None and _differs(meeting.end, end):
        values = {"end": meeting.end, "other": end}
        yield Finding("data-end", "warning", "end", values, spot_of(meeting, "end") or spot)
    place = with_text(meeting.place).text if meeting.place else None
    if place and event.place and not _same_place(place, event.place):
        values = {"place": place, "other": event.place}
        yield Finding("data-place", "note", "place", values, spot_of(meeting, "place"))


def _differs(one: dt.date, other: dt.date) -> bool:
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
