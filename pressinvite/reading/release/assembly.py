"""All parts together: the page's findings become meetings, or none where nobody is invited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressinvite.errors import Finding
from pressinvite.meeting import Meeting
from pressinvite.reading.answer import Reading
from pressinvite.reading.guesses import find_guesses
from pressinvite.reading.release.contacts import find_contacts
from pressinvite.reading.release.doubts import find_contradictions, wrong_weekday
from pressinvite.reading.release.evidence import (
    field_evidence,
    heading_trace,
    kind_trace,
    online_trace,
    slot_traces,
    stamp_trace,
    text_traces,
    title_trace,
    with_parts,
    with_party,
)
from pressinvite.reading.release.numbers import find_undialled, settle_numbers
from pressinvite.reading.release.objections import find_objections
from pressinvite.reading.release.other_places import find_other_place
from pressinvite.reading.release.page import Page, open_page
from pressinvite.reading.release.people import find_participants
from pressinvite.reading.release.places import find_place
from pressinvite.reading.release.plain import PlainText
from pressinvite.reading.release.prose import (
    about_text,
    body_text,
    extras,
    heading_above,
    headings,
    headline,
    lead_text,
    organisers,
    tag_list,
)
from pressinvite.reading.release.registration import find_registration
from pressinvite.reading.release.repairs import repair_meetings
from pressinvite.reading.release.resolution import resolve_day
from pressinvite.reading.release.schedule import Slot, choose_slots
from pressinvite.reading.release.tongue import READ_IN_FULL, READ_IN_PART, tongue_of
from pressinvite.reading.release.traces import Trace
from pressinvite.reading.release.unread import find_unread, is_guess, unread_date
from pressinvite.reading.release.verdict import (
    is_called_off,
    is_invitation,
    kind_in,
    kind_of,
    published_day,
)
from pressinvite.reading.release.whereabouts import HOME, find_zone
from pressinvite.reading.release.words import MEETING_WORDS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from pressinvite.errors import Evidence
    from pressinvite.reading.release.places import Found


def read_release(text: str, *, published: dt.date | None, today: dt.date, source: str = "") -> Reading:
    """Return the meetings that a release text invites to, and the findings met on the way.

    `published` resolves "på onsdag" and dates without a year; where it is None the text's own time stamp does, and
    where that is missing too, `today`. No meeting is an answer: the note `no-meeting`.
    """
    plain = PlainText(text)
    page = open_page(plain)
    told = published or published_day(page)
    day = told or today
    slots = choose_slots(page, day)
    impossible = list(_impossible_dates(page, plain, day))
    if not slots or not is_invitation(page, slots[0], day):
        said = [Finding("called-off", "note")] if slots and is_called_off(page) else []
        if tongue_of(page) not in (*READ_IN_FULL, *READ_IN_PART):
            said.append(Finding("other-language", "note", "", {"language": tongue_of(page)}))
        return Reading(source, text, (), (*impossible, *said, Finding("no-meeting", "note")))
    settle_numbers(page, find_zone(page, slots[0], _place(page, slots[0]).place))
    shared = _shared(page, plain, day, slots[0].date.date)
    if told:
        stamp = field_evidence(plain, "published", stamp_trace(page, told)) if published is None else {}
        shared = shared._replace(published=told, evidence={**shared.evidence, **stamp})
    meetings, findings = [], [finding.within("meetings[0]") for finding in impossible]
    for index, slot in enumerate(slots):
        meeting = _meeting(page, plain, slot, slots, shared, day)
        if len(slots) > 1:
            meeting = _headed(page, plain, slot, meeting)
        if is_guess(slot) and (impossible or unread_date(page, slot)):
            meeting = _undated(meeting)
        meetings.append(meeting)
        doubts = (
            *find_guesses(meeting),
            *_doubts(page, plain, slots, index, told, day),
            *find_unread(page, plain, slot, meeting, day),
            *find_other_place(page, plain, meeting, slots),
            *_elsewhere(meeting),
            *(() if index else find_undialled(meeting)),
        )
        findings += [finding.within(f"meetings[{index}]") for finding in doubts]
    meetings = [meeting._replace(evidence=with_parts(meeting)) for meeting in meetings]
    repaired, notes = repair_meetings(page, plain, meetings)
    return Reading(source, text, repaired, (*findings, *notes))


def _meeting(page: Page, plain: PlainText, slot: Slot, slots: Sequence[Slot], shared: Meeting, day: dt.date) -> Meeting:
    """The meeting at a slot, with where its time and place were read."""
    found = _place(page, slot)
    start, end = slot_traces(page, slot, slots, day)
    own: dict[str, Evidence] = {
        **field_evidence(plain, "start", start),
        **field_evidence(plain, "end", end),
        **field_evidence(plain, "place", found.trace),
    }
    if found.online:
        own |= field_evidence(plain, "online", online_trace(page, found.online, slot.span[0]))
    zone = find_zone(page, slot, found.place)
    if zone:
        own |= field_evidence(plain, "timezone", Trace({"": (zone.start, zone.end)}, zone.certainty))
        shared = shared._replace(timezone=zone.zone)
    evidence = {**own, **shared.evidence}
    return shared._replace(start=slot.start, end=slot.end, place=found.place, online=found.online, evidence=evidence)


def _undated(meeting: Meeting) -> Meeting:
    """The meeting without the day of publication as its date, where the text shows another that was not understood."""
    known = {path: one for path, one in meeting.evidence.items() if path.partition(".")[0] not in ("start", "end")}
    return meeting._replace(start=None, end=None, evidence=known)


def _place(page: Page, slot: Slot) -> Found:
    """The place of the meeting at a slot, looked for once."""
    key = ("place", slot.span, slot.date.date, slot.start)
    if key not in page.memory:
        page.memory[key] = find_place(page, slot)
    found: Found = page.memory[key]
    return found


def _elsewhere(meeting: Meeting) -> Iterator[Finding]:
    """A clock or a language that is not the usual one is told of."""
    zone = meeting.evidence.get("timezone")
    if zone and meeting.timezone != HOME:
        yield Finding("other-clock", "note", "timezone", {"zone": meeting.timezone}, zone.spot)
    if meeting.language not in READ_IN_FULL:
        yield Finding("read-in-part", "note", "language", {"language": meeting.language})


def _headed(page: Page, plain: PlainText, slot: Slot, meeting: Meeting) -> Meeting:
    """One of several meetings under the headline of its own that stands right above its time, where there is one."""
    heading = heading_above(page, slot.span[0])
    if heading is None:
        return meeting
    body = "\n\n".join(part for part in (meeting.body or "").split("\n\n") if part not in headings(page))
    kind = kind_in(heading)
    evidence = {**meeting.evidence, **field_evidence(plain, "title", heading_trace(page, heading, slot.span[0]))}
    if kind:
        evidence |= field_evidence(plain, "kind", kind_trace(page, kind))
    return meeting._replace(title=heading, kind=kind or meeting.kind, body=body or None, evidence=evidence)


def _impossible_dates(page: Page, plain: PlainText, published: dt.date) -> Iterator[Finding]:
    """Dates that are in no calendar, where the meeting's date should stand: "31 februari"."""
    for day in page.days:
        stretch = page.stretch(day.start)
        if day.day is None or stretch.part not in ("title", "lead", "body") or resolve_day(day, published) is not None:
            continue
        sentence, _ = stretch.sentence(day.start)
        if stretch.label_at(day.start) in ("time", "date", "time-place") or MEETING_WORDS.is_in(sentence):
            spot = plain.spot(day.start, day.end)
            yield Finding("no-such-date", "error", "start", {"written": spot.words}, spot)


def _shared(page: Page, plain: PlainText, day: dt.date, meeting_day: dt.date) -> Meeting:
    """What all meetings of a text have in common."""
    registration, registering = find_registration(page, day, meeting_day)
    contacts = find_contacts(page)
    participants = find_participants(page)
    names = {contact.name for contact, _ in contacts if contact.standing}
    participants = [(participant, trace) for participant, trace in participants if participant.name not in names]
    evidence = field_evidence(plain, "title", title_trace(page))
    for i, (participant, trace) in enumerate(participants):
        traced = with_party(page, participant, trace)
        evidence |= field_evidence(plain, f"participants[{i}]", traced, weighed="role")
    for i, (_, trace) in enumerate(contacts):
        evidence |= field_evidence(plain, f"contacts[{i}]", trace)
    told = extras(page)
    meeting = Meeting(
        title=headline(page),
        kind=kind_of(page),
        lead=lead_text(page),
        body=body_text(page),
        participants=tuple(participant for participant, _ in participants),
        contacts=tuple(contact for contact, _ in contacts),
        registration=registration,
        organisers=organisers(page),
        topics=tag_list(page, "ämnen", "topics"),
        categories=tag_list(page, "kategorier", "categories"),
        regions=tag_list(page, "regioner", "regions"),
        about=about_text(page),
        language=tongue_of(page),
        accreditation=told.get("accreditation"),
        access=told.get("access"),
        interviews=told.get("interviews"),
        photo=told.get("photo"),
    )
    for field, trace in (*text_traces(page, meeting), ("registration", registering)):
        evidence |= field_evidence(plain, field, trace)
    return meeting._replace(evidence=evidence)


def _doubts(
    page: Page, plain: PlainText, slots: list[Slot], index: int, told: dt.date | None, day: dt.date
) -> Iterator[Finding]:
    """What a person would ask about the start of one of the meetings."""
    chosen = slots[index].date
    read = chosen.day
    spot = plain.spot(read.start, read.end)
    if not chosen.weekday_fits:
        yield wrong_weekday(page, plain, read, chosen.date)
    if chosen.guessed_year and read.day is not None:
        yield Finding("no-year", "note", "start", {"date": chosen.date}, spot)
    if told and chosen.date < told:
        values = {"date": chosen.date, "published": told}
        yield Finding("start-before-publication", "warning", "start", values, spot, uncertain=True)
    yield from find_contradictions(page, plain, slots, index, day)
    yield from find_objections(page, plain, slots, index)
