"""What a person is asked to look at: comments in the YAML of `read`, and what to confirm before an export."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressinvite.corrections import head_comment, render_confirmation, without_wrong_times, yaml_comments
from pressinvite.errors import Evidence, Finding, Spot
from pressinvite.language import Language, open_language
from pressinvite.meeting import Meeting, Online, Place, with_uids
from pressinvite.reading.answer import Reading
from pressinvite.reading.datafile import read_data
from pressinvite.reading.document import render_yaml
from pressinvite.reading.release import read_release

ENGLISH, SWEDISH = open_language("en"), open_language("sv")
START = dt.datetime(2027, 3, 11, 10)
SPOT = Spot(3, 5, "på torsdag")
MEETING = Meeting(
    title="Bron", start=START, place=Place(text="Torget"), evidence={"start": Evidence(SPOT, "guess"), "place": Evidence(Spot(4, 1, "Torget"))}
)  # fmt: skip
GUESS = Finding("start-guess", "warning", "meetings[0].start", {"start": START}, SPOT, uncertain=True)
WEEKDAY = Finding(
    "weekday", "warning", "meetings[0].start", {"date": START.date(), "weekday": 2, "word": "torsdag", "corrected": "torsdag 11 mars"},
    Spot(3, 5, "onsdag"), uncertain=True,
)  # fmt: skip
PHONE = Finding("phone", "warning", "meetings[0].contacts[0].phones[0]", {"phone": "12"})
NOTE = Finding("no-year", "note", "meetings[0].start", {"date": START}, SPOT)


def reading(*findings: Finding, meeting: Meeting = MEETING, source: str = "anslag.txt") -> Reading:
    return Reading(source, "", (meeting,), findings)


@pytest.mark.parametrize(
    ("source", "file", "line"),
    [
        ("pm/anslag.txt", "ut/a b.yaml", 'Läst ur anslag.txt. Rätta det som är fel och kör sedan: pressinvite export "ut/a b.yaml" -o inbjudningar'),
        ("-", "m.yaml", "Rätta det som är fel och kör sedan: pressinvite export m.yaml -o inbjudningar"),
        ("m.YAML", "m.yaml", "Rätta det som är fel och kör sedan: pressinvite export m.yaml -o inbjudningar"),
    ],
)  # fmt: skip
def test_the_head_tells_what_to_do_next(source: str, file: str, line: str) -> None:
    assert head_comment(source, file, SWEDISH) == line


def test_what_is_uncertain_stands_above_its_field() -> None:
    comments = yaml_comments(reading(GUESS, NOTE), SWEDISH)
    assert comments == [{"start": ["osäkert: läst på rad 3, ”på torsdag”; kontrollera dag och tid"]}]
    assert yaml_comments(reading(WEEKDAY, PHONE), ENGLISH) == [
        {
            "start": [
                'uncertain (line 3, "onsdag"): the weekday does not match the date. 11 March 2027 is a Thursday',
                '  ("torsdag"). Write "torsdag 11 mars", or correct the date.',
            ],
            "contacts[0].phones[0]": [
                'warning: "12" cannot be dialled. A number has its area code, as in 070-174 06 05, or its country',
                "  code, as in +46 70 174 06 05. Correct the number.",
            ],
        }
    ]


PIECES = [
    *re.split(r"(?<=[\n ])", (Path(__file__).parent.parent / "samples" / "malmo-lund-2012.txt").read_text("utf-8")),
    "Tid: fredag den 3 mars 2027 kl. 10\n", "Plats: # place:\n", "# as exported: ", "\u2028", "\x1b", "\t", "\u202e", '"', "\n\n",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=80).map("".join))
def test_what_read_writes_loads_to_what_was_read(text: str) -> None:
    day = dt.date(2027, 2, 20)
    read = read_release(text, published=day, today=day, source="x.txt")
    meetings = with_uids(read.meetings)
    written = render_yaml(
        meetings, head=head_comment("x.txt", "m.yaml", SWEDISH), comments=yaml_comments(read, SWEDISH)
    )
    again = read_data(written)
    assert again.meetings == tuple(meetings)
    found = [finding for finding in again.findings if finding.code != "no-meeting"]
    assert {finding.code for finding in found} <= {"unconfirmed"}
    assert {finding.field for finding in found} == {
        f"meetings[{number}].{key}"
        for number, comments in enumerate(yaml_comments(read, SWEDISH))
        for key, lines in comments.items()
        if key in ("start", "end", "place", "timezone", "online")
        and lines[0].startswith("osäkert")
        and getattr(again.meetings[number], key)
    }


def test_a_missing_place_has_an_example_that_can_be_uncommented() -> None:
    meeting = Meeting(title="Bron", start=START)
    text = render_yaml([meeting], comments=yaml_comments(reading(meeting=meeting), ENGLISH))
    assert read_data(text).meetings == (meeting,)
    filled = text.replace("# place:", "place:").replace("#   text:", "  text:")
    assert read_data(filled).meetings[0].place == Place(text="Council Hall, Storgatan 1, Lund")
    online = Meeting(title="Bron", start=START, online=Online(platform="Teams"))
    assert yaml_comments(reading(meeting=online), ENGLISH) == [{}]


def test_both_places_of_a_contradiction_are_told() -> None:
    two = GUESS._replace(code="two-dates", values={"date": START, "other": START}, other=Spot(9, 2, "12 mars"))
    ((line, *_),) = yaml_comments(reading(two), SWEDISH)[0].values()
    assert line.startswith("osäkert (rad 3, ”på torsdag” och rad 9, ”12 mars”): ")


def test_what_to_confirm_is_told_with_its_words_and_the_two_ways_on() -> None:
    shown = render_confirmation(reading(GUESS, PHONE), ENGLISH, published="2027-03-01").replace("\u00a0", " ")
    assert shown == (
        "Confirm before anything is written:\n"
        '  beginning  Thursday 11 March 2027, 10:00  (3:5 "på torsdag")\n'
        "If this is right, run the same command with --accept-uncertain.\n"
        "If not, correct the text, or write down what was read, correct it and export that file:\n"
        "  pressinvite read anslag.txt --published 2027-03-01 --output anslag.yaml\n"
        "  pressinvite export anslag.yaml -o invitations\n"
    )


def test_nothing_is_asked_where_nothing_is_uncertain() -> None:
    assert render_confirmation(reading(PHONE, NOTE), ENGLISH) == ""


def test_each_field_is_asked_about_once_and_of_which_meeting() -> None:
    place = Finding("place-guess", "warning", "meetings[1].place", {}, Spot(9, 1, "x"), uncertain=True)
    both = Reading("m.yaml", "", (MEETING, Meeting(title="Två")), (GUESS, WEEKDAY, place))
    lines = render_confirmation(both, SWEDISH).replace("\u00a0", " ").splitlines()
    assert lines[1:3] == [
        "  början, möte 1  torsdag 11 mars 2027 kl. 10.00  (3:5 ”på torsdag”)",
        "  plats, möte 2   hittades inte  (9:1 ”x”)",
    ]
    assert len(lines) == 4  # a meeting file is corrected where it stands


def test_a_time_of_something_wrong_is_left_out_and_asked_for() -> None:
    no_such = Finding(
        "no-such-date", "error", "meetings[0].start", {"written": "31 september"}, Spot(3, 5, "31 september")
    )
    read = reading(no_such, GUESS, meeting=MEETING._replace(end=START + dt.timedelta(hours=1)))
    (meeting,) = without_wrong_times(read)
    assert (meeting.start, meeting.end, meeting.place) == (None, None, MEETING.place)
    text = render_yaml([meeting], comments=yaml_comments(read, SWEDISH))
    assert text.splitlines()[1:-1] == [
        "# fel (rad 3, ”31 september”): ”31 september” finns inte. Så många dagar har inte månaden. Rätta",
        "#   datumet.",
        "# skriv så här, utan #:",
        "# start: 2012-01-25T15:00",
        "place:",
    ]
    assert read_data(text).findings == ()
    assert without_wrong_times(reading(GUESS)) == [MEETING]


@pytest.mark.parametrize("language", [ENGLISH, SWEDISH])
@pytest.mark.parametrize("finding", [GUESS, WEEKDAY])
def test_an_uncertain_time_stays_uncertain_in_the_yaml(finding: Finding, language: Language) -> None:
    text = render_yaml([MEETING, MEETING], comments=[*yaml_comments(reading(finding), language), {}])
    (told,) = read_data(text).findings
    assert (told.code, told.severity, told.field, told.uncertain) == (
        "unconfirmed",
        "warning",
        "meetings[0].start",
        True,
    )
    assert told.values["mark"] == language.text("uncertain")
    assert told.spot is not None
    assert told.spot.words == "start: 2027-03-11T10:00"
    kept = "\n".join(line for line in text.split("\n") if not line.startswith("#"))
    assert read_data(kept).findings == ()
