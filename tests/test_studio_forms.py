from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from pressinvite.meeting import Contact, Meeting, Participant, Place
from pressinvite.reading.datafile import read_data
from pressinvite.studio.drafts import new_draft, seen, step, with_form
from pressinvite.studio.forms import form_of, read_form

SAMPLES = Path(__file__).parent.parent / "samples"
MEETING = Meeting(title="Bron öppnar", start=dt.datetime(2027, 4, 1, 10), end=dt.datetime(2027, 4, 1, 11))


@pytest.mark.parametrize("name", [*sorted(path.name for path in (SAMPLES / "bjorkvik").glob("*.yaml"))])
def test_a_form_that_nobody_touches_changes_nothing(name):
    (meeting,) = read_data((SAMPLES / "bjorkvik" / name).read_text("utf-8")).meetings
    reading = read_form(form_of(meeting), meeting, source=name)
    assert reading.meetings == (meeting,)
    assert reading.findings == ()


@pytest.mark.parametrize(
    ("clock", "expected"),
    [
        ("15", "15:00"),
        ("15.30", "15:30"),
        ("15:30", "15:30"),
        ("1530", "15:30"),
        ("kl. 9.05", "09:05"),
        (" 9 ", "09:00"),
    ],
)
def test_clocks_as_people_write_them(clock, expected):
    (meeting,) = read_form(form_of(MEETING) | {"start-clock": clock, "end-clock": ""}, MEETING, source="").meetings
    assert f"{meeting.start:%H:%M}" == expected


def test_an_end_without_a_day_is_on_the_first_day():
    form = form_of(MEETING)
    assert form["end-day"] == ""
    (meeting,) = read_form(form | {"start-day": "2027-05-02"}, MEETING, source="").meetings
    assert (meeting.start, meeting.end) == (dt.datetime(2027, 5, 2, 10), dt.datetime(2027, 5, 2, 11))


def test_the_parts_of_a_place_go_with_its_line():
    place = Place(text="Vita salen, Kyrkogatan 2, Björkvik", venue="Vita salen", street="Kyrkogatan 2", city="Björkvik")
    kept = MEETING._replace(place=place)
    (meeting,) = read_form(
        form_of(kept) | {"place-text": "Blå salen, Kyrkogatan 2, Björkvik"}, kept, source=""
    ).meetings
    assert meeting.place == Place(text="Blå salen, Kyrkogatan 2, Björkvik", street="Kyrkogatan 2", city="Björkvik")


def test_rows_can_be_added_and_emptied():
    kept = MEETING._replace(
        participants=(Participant("Yrsa Lindmark", "C"), Participant("Ture Backlund")),
        contacts=(Contact("Siv Almgren", phones=("+46701740621",)),),
    )
    form = form_of(kept) | {
        "participants-0-name": "",
        "participants-0-party": "",
        "participants-2-name": "Eva Lind",
        "contacts-0-phones": "070-174 06 21, 070-174 06 22",
    }
    (meeting,) = read_form(form, kept, source="").meetings
    assert [person.name for person in meeting.participants] == ["Ture Backlund", "Eva Lind"]
    assert meeting.contacts[0].phones == ("+46701740621", "+46701740622")


def test_what_is_no_day_is_told_of():
    reading = read_form(form_of(MEETING) | {"start-day": "nästa tisdag"}, MEETING, source="")
    assert [finding.field for finding in reading.findings if finding.severity == "error"]


def test_typing_on_in_one_field_is_one_step():
    draft = new_draft(MEETING, name="", text="", findings=())
    for title in ("Bron öppnas", "Bron öppnas i", "Bron öppnas i maj"):
        draft = with_form(draft, draft.form | {"title": title}, base=seen(draft.form))
    draft = with_form(draft, draft.form | {"kind": "pressvisning"}, base=seen(draft.form))
    back = step(step(draft, -1), -1)
    assert (step(draft, -1).form["title"], step(draft, -1).form["kind"]) == ("Bron öppnas i maj", "")
    assert back.form["title"] in {"Bron öppnas", "Bron öppnar"}
    assert step(back, -5).form == draft.first
    assert step(draft, 5) == draft


def test_a_step_after_undo_ends_what_could_be_redone():
    draft = new_draft(MEETING, name="", text="", findings=())
    draft = with_form(draft, draft.form | {"title": "Ett"}, base=seen(draft.first))
    other = with_form(step(draft, -1), draft.first | {"kind": "pressvisning"}, base=seen(draft.first))
    assert step(other, 1) == other
    assert (other.form["title"], other.form["kind"]) == ("Bron öppnar", "pressvisning")
