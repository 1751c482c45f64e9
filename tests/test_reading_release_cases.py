"""The case files of the reader: times, places, registration, headlines, what contradicts itself and what is a trap."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from pressinvite.reading.release import read_release
from tests.mutations import is_warned

DAY = dt.date(2026, 9, 1)
CASES = Path(__file__).parent / "cases" / "reading"


def _rows(name: str) -> list[list[str]]:
    lines = (CASES / name).read_text("utf-8").splitlines()
    return [[cell.strip() for cell in line.split(" | ")] for line in lines if line and not line.startswith("#")]


def _blocks(name: str) -> list[list[str]]:
    blocks = (CASES / name).read_text("utf-8").split("\n====\n")
    return [[part.strip("\n") for part in block.split("\n--\n")] for block in blocks]


def _moment(value: dt.date | None) -> str:
    return value.isoformat()[:16] if value else "-"


@pytest.mark.parametrize(("written", "start", "end"), _rows("moments.txt"))
def test_when(written: str, start: str, end: str) -> None:
    text = (
        f"Pressträff om nya bron\n\nPressen bjuds in till en pressträff.\n\nTid: {written}\n\nPlats: Rådhuset, Lund\n"
    )
    (meeting,) = read_release(text, published=DAY, today=DAY).meetings
    assert (_moment(meeting.start), _moment(meeting.end)) == (start, end)


@pytest.mark.parametrize(("written", "venue", "building", "street", "code", "city"), _rows("places.txt"))
def test_where(written: str, venue: str, building: str, street: str, code: str, city: str) -> None:
    text = f"Pressträff om nya bron\n\nPressen bjuds in.\n\nTid: tisdag 8 september kl. 10.00\n\nPlats: {written}\n"
    (meeting,) = read_release(text, published=DAY, today=DAY).meetings
    place = meeting.place
    assert place is not None
    read = (place.venue, place.building, place.street, place.postal_code, place.city)
    assert tuple(part or "-" for part in read) == (venue, building, street, code, city)


@pytest.mark.parametrize(("title", "text", "expected"), _blocks("traps.txt"), ids=lambda value: value[:50])
def test_traps(title: str, text: str, expected: str) -> None:
    meetings = read_release(text, published=DAY, today=DAY).meetings
    read = "\n".join(f"{_moment(meeting.start)} {_moment(meeting.end)}" for meeting in meetings) or "no meeting"
    assert read == expected.strip(), title


@pytest.mark.parametrize(("written", "needed", "deadline", "email"), _rows("registration.txt"))
def test_registration(written: str, needed: str, deadline: str, email: str) -> None:
    text = f"Pressinbjudan: ny bro\n\nTid: torsdag 10 september kl. 10.00\nPlats: Rådhuset, Lund\n\n{written}\n"
    (meeting,) = read_release(text, published=DAY, today=DAY).meetings
    told = meeting.registration
    read = "-" if told is None else {True: "yes", False: "no", None: "said"}[told.required]
    assert (read, _moment(told.deadline if told else None), (told and told.email) or "-") == (needed, deadline, email)


@pytest.mark.parametrize(("title", "text", "expected"), _blocks("headlines.txt"), ids=lambda value: value[:50])
def test_headlines(title: str, text: str, expected: str) -> None:
    (meeting,) = read_release(text, published=DAY, today=DAY).meetings
    assert (meeting.title or "-") == expected.strip(), title


@pytest.mark.parametrize(("title", "text", "expected"), _blocks("invitations.txt"), ids=lambda value: value[:50])
def test_invitations(title: str, text: str, expected: str) -> None:
    meetings = read_release(text, published=DAY, today=DAY).meetings
    assert ("invites" if meetings else "no meeting") == expected.strip(), title


@pytest.mark.parametrize(("title", "text", "expected"), _blocks("contradictions.txt"), ids=lambda value: value[:50])
def test_contradictions(title: str, text: str, expected: str) -> None:
    findings = read_release(text, published=DAY, today=DAY).findings
    told = [one.code for one in findings if one.field == "meetings[0].start" and one.severity != "note"]
    assert (" ".join(told) or "-") == expected.strip(), title


@pytest.mark.parametrize(("written", "start", "zone"), _rows("zones.txt"))
def test_zones(written: str, start: str, zone: str) -> None:
    text = "Pressinbjudan: ny bro\n\nPressen bjuds in till en pressträff.\n\n" + written.replace(" / ", "\n") + "\n"
    (meeting,) = read_release(text, published=DAY, today=DAY).meetings
    assert (_moment(meeting.start), meeting.timezone) == (start, zone)


@pytest.mark.parametrize(("day", "text", "expected"), _blocks("free-texts.txt"), ids=lambda value: value[:50])
def test_a_start_is_right_or_asked_about(day: str, text: str, expected: str) -> None:
    assert _is_right_or_asked(day, text, expected)


@pytest.mark.xfail(strict=True, reason="texts of the same writer that the reader gets wrong and does not ask about")
@pytest.mark.parametrize(("day", "text", "expected"), _blocks("free-texts-missed.txt"), ids=lambda value: value[:50])
def test_a_start_that_is_silently_wrong(day: str, text: str, expected: str) -> None:
    assert _is_right_or_asked(day, text, expected)


def _is_right_or_asked(day: str, text: str, expected: str) -> bool:
    """Whether the first start is read as a person reads it, or there is a warning; a text without a meeting has neither."""
    published = dt.date.fromisoformat(day)
    reading = read_release(text, published=published, today=published)
    read = _moment(reading.meetings[0].start) if reading.meetings else "no meeting"
    first = expected.strip().splitlines()[0]
    return read == first or (read != "no meeting" != first and is_warned(reading))
