"""ninjs 3.1, judged by IPTC's schema: all samples in both languages, meetings of every shape, and files written by hand."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from exchange_cases import EXPECTED, MOMENT, NINJS, ORGANISATION, meetings, sample_meetings, tell
from hypothesis import given
from hypothesis import strategies as st

from pressinvite.exchange.ninjs import ninjs_event, render_ninjs, render_ninjs_listing
from pressinvite.language.catalogues import SPOKEN
from pressinvite.meeting import (
    Contact,
    Meeting,
    Online,
    Organisation,
    Participant,
    Place,
    Registration,
    Revision,
)

START = dt.datetime(2027, 3, 10, 16)
SAMPLES = dict(sample_meetings())


def event(**given: Any) -> dict[str, Any]:
    return ninjs_event(tell(Meeting(**{"title": "Bron", "start": START, "uid": "bron@b.example", **given})))


@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize("name", SAMPLES)
def test_samples_are_what_the_schema_asks_for(name: str, language: str) -> None:
    told = tell(SAMPLES[name], language, url="https://b.example/m", calendar_url="https://b.example/m.ics")
    NINJS.validate(json.loads(render_ninjs(told)))


@given(meetings(), st.sampled_from(SPOKEN))
def test_meetings_of_every_shape_are_what_the_schema_asks_for(meeting: Meeting, language: str) -> None:
    NINJS.validate(json.loads(render_ninjs(tell(meeting, language))))


def test_the_schema_is_not_blind() -> None:
    broken = event() | {"uri": "not a uri"}
    assert not NINJS.is_valid(broken)
    assert not NINJS.is_valid(event() | {"startDate": "2027-03-10"})
    wrong = event()
    wrong["eventDetails"]["dates"]["startDate"] = "2027-03-10T16:00"
    assert not NINJS.is_valid(wrong)


def test_a_moved_meeting_whole() -> None:
    made = render_ninjs(tell(SAMPLES["moved.yaml[0]"]))
    expected = json.loads((EXPECTED / "moved.ninjs.json").read_bytes())
    assert json.loads(made) == expected
    assert list(json.loads(made)) == list(expected)


def test_an_item_has_a_line_for_each_key_and_its_letters_as_they_are() -> None:
    told = tell(SAMPLES["moved.yaml[0]"])
    lines = render_ninjs(told).decode().split("\n")
    assert [line.split('"')[1] for line in lines[1:-2]] == list(ninjs_event(told))
    assert '  "title": "Så ska Storgatan byggas om",' in lines


def test_a_listing_is_an_array_of_the_same_items() -> None:
    told = [tell(meeting) for meeting in SAMPLES.values()]
    listing = json.loads(render_ninjs_listing(told))
    assert listing == [json.loads(render_ninjs(each)) for each in told]
    assert len({item["uri"] for item in listing}) == len(listing)
    assert render_ninjs_listing([]) == b"[]\n"


@pytest.mark.parametrize(
    ("status", "code", "word"),
    [
        ("confirmed", "eos5", None),
        ("tentative", "eos3", None),
        ("postponed", "eos2", "https://schema.org/EventPostponed"),
        ("cancelled", "eos6", "https://schema.org/EventCancelled"),
    ],
)
def test_status(status: Any, code: str, word: str | None) -> None:
    made = event(status=status)
    assert made["eventDetails"]["eventStatus"] == f"http://cv.iptc.org/newscodes/eventoccurstatus/{code}"
    assert [each.get("uri") for each in made["events"] if each["rel"] == "status"] == ([word] if word else [])
    assert made["pubStatus"] == "usable"  # TT: the news of a cancelled event can be used


def test_what_is_for_chosen_recipients_is_withheld() -> None:
    assert event(audience="limited")["pubStatus"] == "withheld"


@pytest.mark.parametrize(
    ("start", "end", "dates"),
    [
        # no end known: its day alone, as TT has it
        (START, None, {"startDate": "2027-03-10T16:00:00+01:00", "expectedEndDate": "2027-03-10"}),
        (dt.date(2027, 9, 2), None, {"expectedStartDate": "2027-09-02", "expectedEndDate": "2027-09-02"}),
        (
            dt.date(2027, 5, 18),
            dt.date(2027, 5, 19),
            {"expectedStartDate": "2027-05-18", "expectedEndDate": "2027-05-19"},
        ),
        # over the change to summer time: each moment with the offset of its own
        (
            dt.datetime(2027, 3, 27, 16),
            dt.datetime(2027, 3, 28, 12),
            {"startDate": "2027-03-27T16:00:00+01:00", "endDate": "2027-03-28T12:00:00+02:00"},
        ),
    ],
)
def test_dates(start: dt.date, end: dt.date | None, dates: dict[str, str]) -> None:
    assert event(start=start, end=end)["eventDetails"]["dates"] == dates


def test_another_clock_is_told_by_its_name() -> None:
    made = event(timezone="Europe/Helsinki")
    assert made["eventDetails"]["dates"]["startDate"] == "2027-03-10T16:00:00+02:00"
    assert {"name": "Europe/Helsinki", "rel": "timezone"} in made["places"]
    assert "places" not in event()


def test_people_have_title_party_and_ways_to_reach_them() -> None:
    made = event(
        participants=(Participant("Yrsa Lindmark", "C", "ordförande"),),
        contacts=(Contact("Pressjouren", None, ("+46846500400",), (), standing=True, hours="kl. 8–17"),),
    )
    assert made["people"] == [
        {
            "name": "Yrsa Lindmark",
            "rel": "participant",
            "contactInfo": [
                {"type": "title", "value": "ordförande"},
                {"type": "party", "name": "Centerpartiet", "value": "C"},
            ],
        },
        {
            "name": "Pressjouren",
            "rel": "pressService",
            "contactInfo": [{"type": "phone", "value": "+46846500400"}, {"type": "hours", "value": "kl. 8–17"}],
        },
    ]


def test_registration_is_for_people_and_for_programs() -> None:
    made = event(registration=Registration(True, dt.datetime(2027, 3, 9, 12), "anmal@b.example", None, "+46846500401"))
    described = {each["role"]: each["value"] for each in made["descriptions"]}
    assert described["registrationRequired"] == "true"
    assert described["registrationDeadline"] == "2027-03-09T12:00:00+01:00"
    assert "tisdag 9 mars 2027 kl. 12.00" in described["registration"].replace("\u00a0", " ")
    assert "anmal@b.example" in made["edNote"]
    assert made["eventDetails"]["organiser"]["contactInfo"] == [
        {"type": "email", "role": "registration", "value": "anmal@b.example"},
        {"type": "phone", "role": "registration", "value": "+46846500401"},
    ]


def test_online_place_and_point() -> None:
    made = event(
        online=Online("Teams", "https://teams.example/x"),
        place=Place(text="Torget, Lund", latitude=55.7, longitude=13.2),
    )
    assert made["places"] == [
        {
            "name": "Torget, Lund",
            "rel": "place",
            "literal": "Torget, Lund",
            "geoJSON": {"type": "Point", "coordinates": [13.2, 55.7]},  # RFC 7946: longitude first
        },
        {"name": "Teams", "rel": "online", "contactInfo": [{"type": "url", "value": "https://teams.example/x"}]},
    ]


def test_subjects_regions_and_embargo() -> None:
    made = event(
        topics=("Ekonomi",),
        categories=("Inrikes",),
        regions=("Skåne",),
        embargo=dt.datetime(2027, 3, 1, 6),
        kind="pressträff",
    )
    assert [(each["rel"], each["name"]) for each in made["subjects"]] == [
        ("eventType", "pressträff"), ("topic", "Ekonomi"), ("category", "Inrikes"),
    ]  # fmt: skip
    assert made["places"] == [{"name": "Skåne", "rel": "region"}]
    assert made["embargoedUntil"] == "2027-03-01T06:00:00+01:00"
    assert "1 mars 2027" in made["edNote"]


def test_addresses_are_renditions() -> None:
    told = tell(
        Meeting(title="x", start=START, url="https://b.example/release"),
        url="https://b.example/m",
        calendar_url="https://b.example/m.ics",
    )
    assert [(each["name"], each["href"], each["contentType"]) for each in ninjs_event(told)["renditions"]] == [
        ("page", "https://b.example/m", "text/html"),
        ("calendar", "https://b.example/m.ics", "text/calendar"),
        ("release", "https://b.example/release", "text/html"),
    ]


def test_html_holds_no_markup_of_a_text() -> None:
    made = event(lead="<script>alert(1)</script>\nA & B", body='<img src=x onerror="x()">')
    bodies = {each["contentType"]: each["value"] for each in made["bodies"]}
    assert bodies["text/plain"] == '<script>alert(1)</script>\nA & B\n\n<img src=x onerror="x()">'
    assert bodies["text/html5"] == (
        '<p>&lt;script&gt;alert(1)&lt;/script&gt;<br>A &amp; B</p><p>&lt;img src=x onerror="x()"&gt;</p>'
    )


def test_a_headline_that_was_composed_says_so() -> None:
    made = ninjs_event(tell(Meeting(kind="pressträff", start=START, organisers=("Lunds kommun",))))
    assert made["headlines"] == [{"role": "label", "value": "Pressträff, Lunds kommun"}]
    assert made["title"] == "Pressträff, Lunds kommun"


def test_another_language_is_an_item_of_its_own_that_holds_the_original() -> None:
    swedish, english = (ninjs_event(tell(SAMPLES["registration.yaml[0]"], tag)) for tag in ("sv", "en"))
    assert swedish["uri"] != english["uri"]
    assert swedish["altIds"] == english["altIds"]
    (original,) = english["associations"]
    assert (original["rel"], original["language"], original["uri"]) == ("translation", "sv", swedish["uri"])
    assert original["headlines"] == swedish["headlines"]
    (translation,) = swedish["associations"]
    assert (translation["language"], translation["uri"]) == ("en", english["uri"])


def test_a_version_follows_each_kept_revision_and_not_the_clock() -> None:
    first = Revision(0, MOMENT, {"title": "Broon"})
    assert event(sequence=0, previous=(first,))["version"] == "2"  # a corrected word raises no SEQUENCE
    told = tell(SAMPLES["moved.yaml[0]"])
    assert render_ninjs(told) == render_ninjs(told)


def test_nothing_is_made_of_nobody() -> None:
    made = ninjs_event(tell(Meeting(title="x", start=START), organisation=Organisation()))
    NINJS.validate(made)
    assert "infoSources" not in made
    assert ORGANISATION.name not in json.dumps(made, ensure_ascii=False)
