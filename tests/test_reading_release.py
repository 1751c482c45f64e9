"""Release text in, meetings out: readable cases, and any text at all."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressinvite.reading.release import read_release

DAY = dt.date(2026, 9, 1)
CASES = Path(__file__).parent / "cases" / "reading"


def _cases() -> list[tuple[str, str, str]]:
    cases = []
    for path in sorted(CASES.glob("times*.txt")):
        for block in path.read_text("utf-8").split("\n====\n"):
            title, written, expected = (part.strip("\n") for part in block.split("\n--\n"))
            cases.append((title.strip(), written, expected.strip()))
    return cases


@pytest.mark.parametrize(("title", "written", "expected"), _cases(), ids=lambda value: value[:40])
def test_a_labelled_time_is_read(title: str, written: str, expected: str) -> None:
    text = f"Pressträff om nya bron\n\nPressen bjuds in till en pressträff.\n\n{written}\n\nPlats: Stora salen, Rådhuset, Stortorget 7, Lund\n"
    meeting = read_release(text, published=DAY, today=DAY).meetings[0]
    read = meeting.start.isoformat() if meeting.start else ""
    assert f"{read[:16]} {meeting.end.isoformat()[:16] if meeting.end else '-'}" == expected, title


def test_place_people_and_phones() -> None:
    text = (
        "Pressmeddelande -\n\nBron öppnas\n\nMedia bjuds in till en pressträff.\n\nTid: tisdag 8 september 2026 kl. 10-11\n\n"
        "Plats: Stora salen, Rådhuset, Stortorget 7, Lund\n\nMedverkande:\nAnna Alm (S), kommunalråd\nBo Ek (M), ledamot\n\n"
        "Presskontakt:\nEva Lind, pressansvarig, tfn: 046 - 35 59 78\n"
    )
    meeting = read_release(text.replace("046 - 35 59 78", "070-174 06 05"), published=DAY, today=DAY).meetings[0]
    assert meeting.title == "Bron öppnas"
    assert meeting.place is not None
    assert (meeting.place.venue, meeting.place.building) == ("Stora salen", "Rådhuset")
    assert (meeting.place.street, meeting.place.city) == ("Stortorget 7", "Lund")
    assert [(one.name, one.party, one.role) for one in meeting.participants] == [
        ("Anna Alm", "S", "kommunalråd"),
        ("Bo Ek", "M", "ledamot"),
    ]
    assert [(one.name, one.phones) for one in meeting.contacts] == [("Eva Lind", ("+46701740605",))]
    assert meeting.evidence["start"].spot.line == 7


def test_a_wrong_weekday_is_told() -> None:
    text = "Pressträff\n\nMedia hälsas välkomna.\n\nTid: fredag 3 september 2026 kl. 10.00\nPlats: Rådhuset, Lund\n"
    findings = read_release(text, published=DAY, today=DAY).findings
    assert [(one.code, one.field, one.uncertain) for one in findings] == [("weekday", "meetings[0].start", True)]


@pytest.mark.parametrize(
    "text", ["", "Hej", "Kommunen bygger en ny skola.\n\nDen blir klar 2028.", "Tid: 31 februari kl. 25:99"]
)
def test_nothing_is_invented(text: str) -> None:
    reading = read_release(text, published=DAY, today=DAY)
    assert reading.meetings == ()
    assert reading.findings[-1].code == "no-meeting"


def test_a_date_that_is_in_no_calendar_is_an_error_and_never_another_day() -> None:
    text = "Pressinbjudan: bron\n\nPressträff den 31 februari 2027 kl. 10 i Rådhuset, Lund.\n\nVälkomna!\n"
    findings = read_release(text, published=DAY, today=DAY).findings
    told = next(one for one in findings if one.code == "no-such-date")
    assert (told.severity, told.spot) == ("error", (3, 16, "31 februari 2027"))


def test_an_end_before_the_start_is_kept_for_the_checks() -> None:
    text = "Pressinbjudan: bron\n\nPressträff den 3 mars 2027 kl. 10.00-09.00 i Rådhuset, Lund.\n"
    (meeting,) = read_release(text, published=DAY, today=DAY).meetings
    assert (meeting.start, meeting.end) == (dt.datetime(2027, 3, 3, 10), dt.datetime(2027, 3, 3, 9))


def test_a_date_told_once_with_its_year_has_it_everywhere() -> None:
    text = "Pressträff om bron\n\nDen 25 januari möts vi.\n\nTid: onsdag 25 januari 2012 kl. 15.00\nPlats: Rådhuset, Lund\n"
    reading = read_release(text, published=None, today=DAY)
    assert [meeting.start for meeting in reading.meetings] == [dt.datetime(2012, 1, 25, 15)]
    assert [one.code for one in reading.findings] == []


PIECES = (
    *(
        "Tid: ",
        "Plats: ",
        "Datum: ",
        "Kontakt: ",
        "Anmälan: ",
        "Medverkande: ",
        "\n",
        "\n\n",
        "31 februari",
        "25:99",
        "kl. 10.00-11",
        "kl 0930",
    ),
    *(
        "0000-00-00",
        "9999-12-31",
        "1 januari 0001",
        "31/12",
        "söndag",
        "i morgon",
        "Pressträff",
        "press bjuds in",
        "Anna Alm (S), ",
        "070-174 06 05",
        "a@b.example",
    ),
)


@given(
    st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=40).map("".join),
    st.sampled_from([dt.date.min, DAY, dt.date(2024, 2, 29), dt.date.max]),
)
def test_any_text_is_read(text: str, day: dt.date) -> None:
    reading = read_release(text, published=day, today=day)
    asked = {finding.code for finding in reading.findings}
    undated = [meeting for meeting in reading.meetings if meeting.start is None]
    assert not undated or asked & {"no-such-date", "unread-date"}  # the text shows a date that is none
    assert reading.meetings or reading.findings[-1].code == "no-meeting"
