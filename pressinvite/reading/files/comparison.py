"""What a file tells as data, held to what its text tells: both must be of the same meeting.

The text is the invitation and the data fills in what it leaves out; where the two contradict, both are told.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from pressinvite.errors import Evidence, Finding, Spot
from pressinvite.meeting import Meeting, Online, Place, normalise, with_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pressinvite.reading.answer import Reading
    from pressinvite.reading.files.extract import Event, Said


def hold_to_data(reading: Reading, events: tuple[Event, ...]) -> Reading:
    """Return a reading held to the events that its file describes as data: gaps filled, contradictions told.

    What was taken of the data stands in lines of its own below the text, so that each field tells where it was read.
    """
    if not events:
        return reading
    if not reading.meetings:
        values = {"title": events[0].title or "–", "start": moment_of(events[0].start)}
        return reading._replace(findings=(*reading.findings, Finding("event-without-invitation", "note", "", values)))
    meetings, findings, text = list(reading.meetings), list(reading.findings), reading.text.rstrip("\n")
    for index, meeting in enumerate(reading.meetings):
        event = _nearest(meeting, events, is_only=len(meetings) == 1)
        if event is None:
            continue
        text, spots = _with_data(text, event)
        meetings[index] = filled(meeting, event, spots)
        settled = {(code, f"meetings[{index}].{field}") for code, field in _settled(meeting, meetings[index], event)}
        findings = [found for found in findings if (found.code, found.field) not in settled]
        findings += [found.within(f"meetings[{index}]") for found in contradictions(meeting, event, spots)]
    return reading._replace(text=text, meetings=tuple(meetings), findings=tuple(findings))


def _with_data(text: str, event: Event) -> tuple[str, dict[str, Spot]]:
    """The text with the event's data below it, and where each field stands there."""
    told = (("start", event.start), ("end", event.end), ("place", event.place), ("online", event.online_url))
    lines, spots = ["", f"[data] {event.title or '–'}"], {"title": Spot(0, 8, event.title or "–")}
    for field, value in told:
        if value:
            lines.append(f"[data] {field}: {value}")
            spots[field] = Spot(len(lines) - 1, len(field) + 10, value)
    first = text.count("\n") + 2
    spots["title"] = spots["title"]._replace(line=1)
    return "\n".join((text, *lines)), {field: spot._replace(line=spot.line + first) for field, spot in spots.items()}


def _settled(meeting: Meeting, held: Meeting, event: Event) -> set[tuple[str, str]]:
    """Doubts, by code and field, that are no longer open where two ways tell the same."""
    found = set()
    if moment_of(event.start) == held.start:
        found |= {("start-guess", "start"), ("no-year", "start")}
    if event.end and moment_of(event.end) == held.end:
        found.add(("end-guess", "end"))
    if event.place and (held.place != meeting.place or _same_place(_line(held.place), event.place)):
        found.add(("place-guess", "place"))
    return found


def _line(place: Place | None) -> str:
    return (with_text(place).text or "") if place else ""


def _nearest(meeting: Meeting, events: tuple[Event, ...], *, is_only: bool) -> Event | None:
    """The event that is the meeting: of the same start, else of the same title, else the only one of an only meeting."""
    title = normalise(meeting.title or "")
    same = [event for event in events if moment_of(event.start) == meeting.start]
    named = [event for event in events if event.title and normalise(event.title) == title]
    only = list(events) if is_only and len(events) == 1 else []
    return next(iter(same or (named if is_only else []) or only), None)


def filled(meeting: Meeting, event: Event, spots: dict[str, Spot]) -> Meeting:
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
    is_same = start == told and meeting.uid is None
    held = meeting._replace(
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
    return held._replace(evidence=_evidence(meeting, held, spots, is_same=start == told))


def _evidence(meeting: Meeting, held: Meeting, spots: dict[str, Spot], *, is_same: bool) -> dict[str, Evidence]:
    """Where the fields were read: in the data those that it filled in; a start that both tell is sure."""
    evidence = dict(meeting.evidence)
    for field in ("start", "end", "place", "online", "title"):
        if getattr(held, field) != getattr(meeting, field) and field in spots:
            evidence = {key: at for key, at in evidence.items() if key.partition(".")[0] != field}
            evidence[field] = Evidence(spots[field], "likely")
    if is_same and "start" in evidence:
        evidence["start"] = evidence["start"]._replace(certainty="sure")
    return evidence


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
        return place._replace(text=line, latitude=event.latitude, longitude=event.longitude)
    held = normalise(line)
    parts = {
        key: value
        for key in ("venue", "street", "postal_code", "city")
        if (value := getattr(event, key)) and normalise(value) in held
    }
    return Place(text=line, latitude=event.latitude, longitude=event.longitude, **parts)


def contradictions(meeting: Meeting, event: Event, spots: dict[str, Spot]) -> Iterator[Finding]:
    """Yield what the text and the data tell differently; of the start it is uncertain which is right."""
    told, end = moment_of(event.start), moment_of(event.end)
    spot = spot_of(meeting, "start")
    if told is not None and meeting.start is not None and differs(meeting.start, told):
        values = {"start": meeting.start, "other": told}
        yield Finding("data-start", "warning", "start", values, spot, spots["start"], uncertain=True)
    elif end is not None and meeting.end is not None and differs(meeting.end, end):
        values = {"end": meeting.end, "other": end}
        yield Finding("data-end", "warning", "end", values, spot_of(meeting, "end") or spot, spots["end"])
    place = with_text(meeting.place).text if meeting.place else None
    if place and event.place and not _same_place(place, event.place):
        lines = {"place": place, "other": event.place}
        yield Finding("data-place", "note", "place", lines, spot_of(meeting, "place"), spots["place"])


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


def moment_of(value: object) -> dt.date | None:
    """Return a wall time or a date of its ISO 8601 form."""
    if not isinstance(value, str):
        return None
    return dt.date.fromisoformat(value) if len(value) == 10 else dt.datetime.fromisoformat(value)


def said_finding(said: Said, field: str = "") -> Finding:
    """Return what the child said as a finding."""
    severity = said.severity
    return Finding(said.code, severity, field, _typed_values(said.values))  # type: ignore[arg-type]  # from JSON


def _typed_values(values: Mapping[str, object]) -> dict[str, object]:
    """Values of findings, times as times."""
    return {key: moment_of(value) if key == "start" else value for key, value in values.items()}
