"""Whole calendars: single files by method, and feeds whose events are made once for each revision."""

from __future__ import annotations

import datetime as dt
import subprocess
from typing import TYPE_CHECKING

import icalendar
import pytest
import vobject
from calendar_cases import CASES, EDITOR, MOMENT, PRESS, meeting, words

from pressinvite.calendar import EventWords, render_calendar, render_feed, render_single

if TYPE_CHECKING:
    from pressinvite.calendar.files import Stored
    from pressinvite.meeting import Meeting

pytestmark = pytest.mark.usefixtures("fresh_vobject")
LATER = MOMENT + dt.timedelta(hours=1)


def newsroom(count: int = 4) -> list[Meeting]:
    zones = ["Europe/Stockholm", "America/Sao_Paulo", "UTC", "Europe/Stockholm"]
    timed = [
        meeting(uid=f"uid-{number}", start=dt.datetime(2012 + 5 * number, 1, 25, 15), end=None, timezone=zones[number])
        for number in range(count)
    ]
    return [*timed, meeting(uid="uid-dag", start=dt.date(2026, 12, 3), end=None)]


class Wordsmith:
    """The words of a meeting, counting how often they are asked for."""

    def __init__(self) -> None:
        self.asked: list[str | None] = []

    def __call__(self, meeting: Meeting) -> EventWords:
        self.asked.append(meeting.uid)
        return words(summary=f"Pressträff {meeting.uid}")


def feed(meetings: list[Meeting], stored: dict[str, Stored], wordsmith: Wordsmith) -> bytes:
    return render_feed(meetings, wordsmith, stored=stored, name="Pressträffar; Björkvik", organizer=PRESS)


def test_a_single_file_is_one_calendar_with_its_zone_before_its_event() -> None:
    text = render_single(meeting(), words(), organizer=PRESS, method="PUBLISH").decode("utf-8")
    assert text.startswith(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//pressinvite//pressinvite//SV\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\nBEGIN:VTIMEZONE\r\n"
    )
    assert text.endswith("END:VEVENT\r\nEND:VCALENDAR\r\n")
    assert text.index("END:VTIMEZONE") < text.index("BEGIN:VEVENT")
    assert text.count("BEGIN:VCALENDAR") == text.count("BEGIN:VEVENT") == text.count("BEGIN:VTIMEZONE") == 1


def test_days_and_utc_need_no_zone() -> None:
    for case in CASES:
        zoned = b";TZID=" in case.render()
        assert zoned == (b"BEGIN:VTIMEZONE" in case.render()), case.name
    assert b"DTSTART:20260601T090000Z" in next(case for case in CASES if case.name == "UTC").render()


def test_methods() -> None:
    asked = render_single(meeting(), words(), organizer=PRESS, attendee=EDITOR, method="REQUEST")
    assert b"METHOD:REQUEST\r\n" in asked
    assert b"METHOD" not in render_single(meeting(), words(), organizer=None, method=None)


def test_a_feed_says_who_it_is_and_how_often_to_ask() -> None:
    text = feed(newsroom(), {}, Wordsmith()).decode("utf-8")
    for line in (
        "METHOD:PUBLISH", "NAME:Pressträffar\\; Björkvik", "X-WR-CALNAME:Pressträffar\\; Björkvik",
        "REFRESH-INTERVAL;VALUE=DURATION:PT4H", "X-PUBLISHED-TTL:PT4H",
    ):  # fmt: skip
        assert f"\r\n{line}\r\n" in text
    for nowhere in ("ATTENDEE", "VALARM", "X-ALT-DESC"):
        assert nowhere not in text


def test_a_feed_keeps_its_order_and_has_each_zone_once() -> None:
    octets = feed(newsroom(), {}, Wordsmith())
    events = icalendar.Calendar.from_ical(octets).walk("VEVENT")
    assert [str(event["UID"]) for event in events] == ["uid-0", "uid-1", "uid-2", "uid-3", "uid-dag"]
    zones = [str(zone["TZID"]) for zone in icalendar.Calendar.from_ical(octets).walk("VTIMEZONE")]
    assert zones == ["America/Sao_Paulo", "Europe/Stockholm"]
    read = vobject.readOne(octets.decode("utf-8")).vevent_list
    starts = [event.dtstart.value.astimezone(dt.UTC).isoformat()[:16] for event in read[:4]]
    assert starts == ["2012-01-25T14:00", "2017-01-25T17:00", "2022-01-25T15:00", "2027-01-25T14:00"]


def test_an_event_is_made_once_for_each_revision() -> None:
    stored: dict[str, Stored] = {}
    wordsmith = Wordsmith()
    first = feed(newsroom(), stored, wordsmith)
    assert len(wordsmith.asked) == 5
    assert feed(newsroom(), stored, wordsmith) == first
    assert len(wordsmith.asked) == 5
    changed = newsroom()
    changed[1] = changed[1]._replace(modified=LATER)
    changed[2] = changed[2]._replace(sequence=1)
    again = feed(changed, stored, wordsmith)
    assert wordsmith.asked[5:] == ["uid-1", "uid-2"]
    assert again == feed(changed, {}, Wordsmith()), "stored octets are what would be made"


def test_a_meeting_that_is_gone_is_forgotten() -> None:
    stored: dict[str, Stored] = {}
    feed(newsroom(), stored, Wordsmith())
    fewer = newsroom()[2:]
    assert feed(fewer, stored, Wordsmith()) == feed(fewer, {}, Wordsmith())
    assert list(stored) == ["uid-2", "uid-3", "uid-dag"]


def test_a_feed_of_nothing_is_a_calendar() -> None:
    assert render_calendar([], zones={}, method="PUBLISH", language="en").decode("ascii").split("\r\n") == [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//pressinvite//pressinvite//EN", "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH", "END:VCALENDAR", "",
    ]  # fmt: skip


def test_plain_reading_by_grep_finds_no_bare_line_feed(tmp_path) -> None:
    (tmp_path / "feed.ics").write_bytes(feed(newsroom(), {}, Wordsmith()))
    bare = subprocess.run(["grep", "-cvP", "\\r$", str(tmp_path / "feed.ics")], capture_output=True, check=False)
    assert bare.stdout.strip() == b"0"
