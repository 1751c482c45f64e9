"""A release text → meetings with evidence and findings: what the other modules found, put together.

No meeting is an answer: a text must invite the press to something at a time before one is made of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressinvite.errors import Finding
from pressinvite.meeting import Contact, Meeting, Participant
from pressinvite.reading.answer import Reading
from pressinvite.reading.release.page import open_page
from pressinvite.reading.release.people import find_contacts, find_participants
from pressinvite.reading.release.places import find_place
from pressinvite.reading.release.plain import PlainText
from pressinvite.reading.release.registration import find_registration
from pressinvite.reading.release.schedule import choose_slots, day_choices
from pressinvite.reading.release.words import (
    INVITES,
    KINDS,
    MEETING_WORDS,
    NO_INVITATION,
    PRESS_INVITED,
    TITLE_INVITES,
    TITLE_PRESS,
)

if TYPE_CHECKING:
    import datetime as dt

    from pressinvite.errors import Spot
    from pressinvite.reading.release.page import Page
    from pressinvite.reading.release.people import Person
    from pressinvite.reading.release.places import Found
    from pressinvite.reading.release.schedule import Slot

_CANCELLED = re.compile(r"\b(?:inställd|inställt|ställs in|cancelled)\b", re.IGNORECASE)
_ENGLISH = re.compile(r"\b(?:the|and|of|will|is|for)\b", re.IGNORECASE)
_SWEDISH = re.compile(r"\b(?:och|att|som|för|är|den|på)\b", re.IGNORECASE)
_TITLE_FURNITURE = re.compile(r"(?:pressmeddelande|press release)\s*[-–:|]\s*", re.IGNORECASE)


def read_release(text: str, *, published: dt.date | None, today: dt.date, source: str = "") -> Reading:
    """Return the meetings that a release text invites to, and what is doubtful about them.

    What the text leaves out of a date is taken from `published`, else from `today`.
    """
    plain = PlainText(text)
    page = open_page(plain)
    day = published or today
    try:
        slots = choose_slots(page, day) if _invites(page) else []
    except OverflowError:  # a day next to the calendar's first or last year
        slots = []
    if not slots:
        return Reading(source, text, (), (Finding("no-meeting", "note"),))
    meetings, findings = [], []
    for index, slot in enumerate(slots):
        meetings.append(_meeting(plain, page, slot, day, published))
        findings += [finding.within(f"meetings[{index}]") for finding in _doubts(plain, page, slot, day)]
    return Reading(source, text, tuple(meetings), tuple(findings))


def _invites(page: Page) -> bool:
    """Tell whether the press is invited to something."""
    title = page.title.text if page.title else ""
    body = "\n".join(stretch.text for stretch in page.stretches if stretch.part in ("title", "lead", "body"))
    if NO_INVITATION.search(body):
        return False
    if TITLE_INVITES.search(title) or TITLE_PRESS.search(title) or PRESS_INVITED.search(body):
        return True
    labelled = any(kind in ("time", "time-place") for stretch in page.stretches for _, kind, _ in stretch.labels)
    placed = any(kind in ("place", "time-place") for stretch in page.stretches for _, kind, _ in stretch.labels)
    if labelled and placed:
        return bool(MEETING_WORDS.search(body) or INVITES.search(body))
    return bool(KINDS.search(body)) and (labelled or bool(INVITES.search(body)))


def _meeting(plain: PlainText, page: Page, slot: Slot, day: dt.date, published: dt.date | None) -> Meeting:
    found = find_place(page, slot)
    contacts = find_contacts(page)
    people = find_participants(page, contacts)
    lead = next((" ".join(stretch.text.split()) for stretch in page.stretches if stretch.part == "lead"), None)
    body = "\n\n".join(stretch.text for stretch in page.stretches if stretch.part == "body" and not stretch.labels)
    kind = KINDS.search(plain.text)
    title = _TITLE_FURNITURE.sub("", page.title.text).strip() if page.title else None
    return Meeting(
        title=title or None,
        kind=kind[1].lower() if kind else None,
        lead=lead,
        body=body or None,
        start=slot.start,
        end=slot.end,
        place=found.place,
        online=found.online,
        participants=tuple(person.entry for person in people if isinstance(person.entry, Participant)),
        contacts=tuple(person.entry for person in contacts if isinstance(person.entry, Contact)),
        registration=find_registration(page, day),
        about=_about(page),
        language="en" if len(_ENGLISH.findall(plain.text[:3000])) > len(_SWEDISH.findall(plain.text[:3000])) else "sv",
        published=published,
        status="cancelled" if title and _CANCELLED.search(title) else "confirmed",
        evidence=_evidence(plain, page, slot, found, people, contacts),
    )


def _about(page: Page) -> tuple[str, ...]:
    """The footer's paragraphs of prose."""
    prose = (line for stretch in page.stretches if stretch.part == "footer" for line in stretch.lines)
    reached = {reach.start for reach in page.reaches if reach.kind != "url"}
    return tuple(
        line.text
        for line in prose
        if len(line.text) > 100 and not any(line.start <= at < line.start + len(line.text) for at in reached)
    )


def _evidence(
    plain: PlainText, page: Page, slot: Slot, found: Found, people: list[Person], contacts: list[Person]
) -> dict[str, Spot]:
    evidence = {"start": plain.spot(*slot.span)}
    if page.title:
        evidence["title"] = plain.spot(page.title.start, page.title.start + len(page.title.text))
    if slot.end_at:
        evidence["end"] = plain.spot(*slot.end_at)
    if found.end:
        evidence["place"] = plain.spot(found.start, found.end)
    for key, entries in (("participants", people), ("contacts", contacts)):
        for index, person in enumerate(entries):
            evidence[f"{key}[{index}]"] = plain.spot(person.start, person.end)
    return evidence


def _doubts(plain: PlainText, page: Page, slot: Slot, day: dt.date) -> list[Finding]:
    """What is doubtful about the start: its weekday, its year, another date that is as likely."""
    chosen = slot.date
    spot = plain.spot(chosen.day.start, chosen.day.end)
    found = []
    if not chosen.weekday_fits:
        values = {"weekday": chosen.day.weekday, "date": chosen.date}
        found.append(Finding("weekday", "warning", "start", values, spot, uncertain=True))
    if chosen.guessed_year:
        found.append(Finding("no-year", "note", "start", {"date": chosen.date}, spot))
    if chosen.score < 0 or (slot.clock is not None and slot.clock.score < 1):
        found.append(Finding("start-guess", "warning", "start", {"start": slot.start}, spot, uncertain=True))
    for other in day_choices(page, day):
        if other.date != chosen.date and other.score >= max(chosen.score - 1, 6) and other.day.day is not None:
            there = plain.spot(other.day.start, other.day.end)
            values = {"date": chosen.date, "other": other.date}
            found.append(Finding("two-dates", "warning", "start", values, spot, there, uncertain=True))
            break
    return found
