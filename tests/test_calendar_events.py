"""One event's octets: each of DESIGN's rules, expected by hand; and any text through a parser that is not ours."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import vobject
from calendar_cases import EDITOR, MOMENT, PLACE, PRESS, UID, meeting, words
from hypothesis import given
from hypothesis import strategies as st

from pressinvite.calendar import Address, EventWords, build_event, render_single
from pressinvite.calendar.lines import clean_line, clean_text
from pressinvite.meeting import Meeting, Online, Place


def lines(octets: bytes) -> list[str]:
    """The unfolded content lines."""
    assert octets.endswith(b"\r\n")
    assert b"\n" not in octets.replace(b"\r\n", b"")
    return octets.replace(b"\r\n ", b"").decode("utf-8").split("\r\n")[:-1]


def event(meeting: Meeting, words: EventWords, **given: Any) -> list[str]:
    return lines(build_event(meeting, words, **{"organizer": PRESS, **given}))


def test_the_meeting_of_2012_whole() -> None:
    plain = words(description="Tid: 15; plats, Lund\\\nSlut", description_html=None)
    assert sorted(event(meeting(sequence=1), plain)) == sorted([
        "BEGIN:VEVENT",
        f"UID:{UID}",
        "DTSTAMP:20120120T080000Z",
        "CREATED:20120120T080000Z",
        "LAST-MODIFIED:20120120T080000Z",
        "SEQUENCE:1",
        "DTSTART;TZID=Europe/Stockholm:20120125T150000",
        "DTEND;TZID=Europe/Stockholm:20120125T154500",
        "SUMMARY:Dags för nästa steg i MalmöLundsamarbetet",
        "DESCRIPTION:Tid: 15\\; plats\\, Lund\\\\\\nSlut",
        "LOCATION:Vigselrummet\\, Rådhuset\\, Stortorget 7\\, Lund",
        "GEO:55.7029;13.1929",
        (
            'X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-APPLE-RADIUS=100;X-TITLE="Vigselrummet, Rådhuset, Stortorget 7, Lund"'
            ":geo:55.7029,13.1929"
        ),
        "URL:https://bjorkvik.example/press?id=1&sida=2",
        "STATUS:CONFIRMED",
        "TRANSP:OPAQUE",
        "CLASS:PUBLIC",
        "CATEGORIES:samverkan,kultur\\, fritid",
        "CONTACT:Rut Ek\\, presschef\\, 070-174 06 05",
        'ORGANIZER;CN="Björkviks kommun, press; jouren":mailto:press@bjorkvik.example',
        "END:VEVENT",
    ])  # fmt: skip


def test_an_attendee_is_one_recipient_who_may_answer() -> None:
    found = [line for line in event(meeting(), words(), attendee=EDITOR) if line.startswith("ATTENDEE")]
    assert found == [
        (
            'ATTENDEE;CN="Ek, Rut; redaktionen";CUTYPE=INDIVIDUAL;PARTSTAT=NEEDS-ACTION;ROLE=REQ-PARTICIPANT;RSVP=TRUE'
            ":mailto:rut.ek@tidningen.example"
        )
    ]


def test_a_public_file_names_no_attendee_and_without_a_sender_nobody() -> None:
    assert not [line for line in event(meeting(), words()) if line.startswith("ATTENDEE")]
    nobody = lines(render_single(meeting(), words(), organizer=None, method=None))
    assert not [line for line in nobody if line.startswith(("ATTENDEE", "ORGANIZER", "METHOD"))]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Rut Ek", ';CN="Rut Ek"'),
        ("Press, kultur", ';CN="Press, kultur"'),
        ("Press; kultur: alla", ';CN="Press; kultur: alla"'),
        ('Rut "Rutan" Ek', ";CN=\"Rut 'Rutan' Ek\""),
        ("Rut\r\nATTENDEE:mailto:x@x.example", ';CN="Rut ATTENDEE:mailto:x@x.example"'),
        (None, ""),
    ],
)
def test_names_are_quoted(name, written) -> None:
    made = build_event(meeting(), words(), organizer=Address("press@bjorkvik.example", name))
    assert [line for line in lines(made) if line.startswith("ORGANIZER")] == [
        f"ORGANIZER{written}:mailto:press@bjorkvik.example"
    ]


@pytest.mark.parametrize(
    ("status", "told", "transparency"),
    [
        ("confirmed", "CONFIRMED", "OPAQUE"),
        ("tentative", "TENTATIVE", "OPAQUE"),
        ("postponed", "TENTATIVE", "TRANSPARENT"),
        ("cancelled", "CANCELLED", "TRANSPARENT"),
    ],
)
def test_statuses(status, told, transparency) -> None:
    made = event(meeting(status=status), words())
    assert f"STATUS:{told}" in made
    assert f"TRANSP:{transparency}" in made


def test_a_limited_meeting_is_private() -> None:
    assert "CLASS:PRIVATE" in event(meeting(audience="limited"), words())


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        (dt.datetime(2012, 1, 25, 15), None, (";TZID=Europe/Stockholm:20120125T150000", ";TZID=Europe/Stockholm:20120125T163000")),
        (dt.datetime(2026, 10, 25, 1, 45), None, (":20261024T234500Z", ":20261025T011500Z")),
        (dt.date(2012, 1, 25), None, (";VALUE=DATE:20120125", ";VALUE=DATE:20120126")),
        (dt.date(2011, 12, 31), dt.date(2012, 1, 1), (";VALUE=DATE:20111231", ";VALUE=DATE:20120102")),
        (dt.date(2012, 1, 25), dt.datetime(2012, 1, 25, 16), (";VALUE=DATE:20120125", ";VALUE=DATE:20120126")),
    ],
)  # fmt: skip
def test_an_end_is_always_given(start, end, told) -> None:
    """90 minutes by default here; on the night the clock goes back they end at 02.15 for the second time."""
    made = event(meeting(start=start, end=end), words(), default_minutes=90)
    assert f"DTSTART{told[0]}" in made
    assert f"DTEND{told[1]}" in made
    assert not [line for line in made if line.startswith("DURATION")]


@pytest.mark.parametrize(
    "start", [dt.datetime(2026, 3, 29, 2, 30), dt.datetime(2038, 1, 1, 9), None], ids=["gap", "beyond", "none"]
)
def test_a_time_that_does_not_exist_makes_no_event(start) -> None:
    with pytest.raises(ValueError, match=r".*"):
        build_event(meeting(start=start, end=None), words(), organizer=PRESS)


def test_online_is_a_conference() -> None:
    """No quotation mark stands in a parameter (RFC 5545 section 3.2), nor ^', which not all know (RFC 6868)."""
    online = Online(platform='Teams, "skarpt"', url="https://teams.example/l/1?c=%7b%7d")
    made = event(meeting(online=online, place=None), words(location=None))
    line = "CONFERENCE;FEATURE=VIDEO;LABEL=\"Teams, 'skarpt'\";VALUE=URI:https://teams.example/l/1?c=%7b%7d"
    assert [found for found in made if found.startswith("CONFERENCE")] == [line]
    assert not [line for line in made if line.startswith(("LOCATION", "GEO", "X-APPLE"))]


def test_html_is_on_one_line_and_only_where_the_file_holds_one_event() -> None:
    html = words(description_html="<p>Tid;\nplats, Lund</p>")
    made = event(meeting(), html)
    assert "X-ALT-DESC;FMTTYPE=text/html:<!DOCTYPE html><html><body><p>Tid\\; plats\\, Lund</p></body></html>" in made
    assert not [line for line in event(meeting(), html, single=False) if line.startswith("X-ALT-DESC")]


def test_nobody_is_rung_awake() -> None:
    assert b"VALARM" not in build_event(meeting(), words(), organizer=PRESS)


def test_the_same_revision_gives_the_same_octets() -> None:
    assert build_event(meeting(), words(), organizer=PRESS) == build_event(meeting(), words(), organizer=PRESS)
    with pytest.raises(ValueError, match=UID):
        build_event(meeting(modified=None), words(), organizer=PRESS)


def test_line_ends_never_begin_a_property() -> None:
    evil = "X\r\nATTENDEE:mailto:x@x.example\nBEGIN:VALARM\rEND:VEVENT"
    made = build_event(
        meeting(
            uid=evil, url=f"https://x.example/{evil}", place=Place(text=evil), online=Online(platform=evil, url=evil)
        ),
        EventWords(
            summary=evil, description=evil, location=evil, description_html=evil, contact=(evil,), categories=(evil,)
        ),
        organizer=Address(f"press@x.example{evil}", evil),
        attendee=Address(f"rut@x.example{evil}", evil),
    )
    names = [line.partition(":")[0].partition(";")[0] for line in lines(made)]
    assert names.count("ATTENDEE") == 1
    assert names.count("BEGIN") == names.count("END") == 1
    assert len(names) == len(set(names) - {"BEGIN", "END"}) + 2


TEXT = st.text(st.characters(), max_size=300) | st.lists(
    st.sampled_from(
        ["\\", "\\n", "\n", ",", ";", ":", '"', "|", "å", "🎉", "مؤتمر", " ", "\r\n", "\x00", "^n", "END:VEVENT"]
    )
).map("".join)


@given(summary=TEXT, description=TEXT, location=TEXT, name=TEXT)
def test_any_text_comes_back_from_vobject(summary: str, description: str, location: str, name: str) -> None:
    said = EventWords(summary=summary, description=description, location=location)
    made = render_single(meeting(), said, organizer=Address(PRESS.email, name), method="PUBLISH")
    assert all(len(line) <= 75 for line in made.split(b"\r\n"))
    read = vobject.readOne(made.decode("utf-8")).vevent
    assert read.summary.value == clean_line(summary)
    assert read.description.value == clean_text(description)
    assert (read.location.value if hasattr(read, "location") else "") == clean_line(location)
    assert read.dtstart.value == dt.datetime(2012, 1, 25, 14, tzinfo=dt.UTC)
    assert read.organizer.value == "mailto:press@bjorkvik.example"


def test_constants_of_the_cases_are_what_the_tests_say() -> None:
    assert (MOMENT.isoformat(), PLACE) == ("2012-01-20T08:00:00+00:00", "Vigselrummet, Rådhuset, Stortorget 7, Lund")


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        (dt.datetime(2012, 10, 28, 2, 30), dt.datetime(2012, 10, 28, 3, 30), ":20121028T003000Z :20121028T023000Z"),
        (dt.datetime(2012, 10, 28, 1, 30), None, ":20121027T233000Z :20121028T003000Z"),
        (dt.datetime(2012, 10, 28, 3, 30), None, ";TZID=Europe/Stockholm:20121028T033000 ;TZID=Europe/Stockholm:20121028T043000"),
    ],
)  # fmt: skip
def test_the_hour_that_comes_twice_is_written_in_utc(start, end, told) -> None:
    made = event(meeting(start=start, end=end), words())
    found = {line.split(":")[0].split(";")[0]: line for line in made}
    assert f"{found['DTSTART'][7:]} {found['DTEND'][5:]}" == told


def test_no_parameter_is_endless() -> None:
    long = "Sal " + "ö" * 10_000
    made = event(meeting(online=Online(platform=long, url="https://teams.example/l/1")), words(location=long))
    (conference,) = [line for line in made if line.startswith("CONFERENCE")]
    assert f"LABEL={long[:250]};" in conference
    assert [line for line in made if line.startswith("LOCATION")] == [f"LOCATION:{long}"]
    assert not [line for line in made if line.startswith("X-APPLE")]
