"""TT's ttninjs 1.8, judged by TT's schema: all samples in both languages, meetings of every shape, a file by hand."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from exchange_cases import EXPECTED, TTNINJS, meetings, sample_meetings, tell
from hypothesis import given
from hypothesis import strategies as st

from pressinvite.exchange.ttninjs import render_ttninjs, render_ttninjs_listing, ttninjs_event
from pressinvite.language.catalogues import SPOKEN
from pressinvite.meeting import Meeting, Online, Place, Registration

START = dt.datetime(2027, 3, 10, 16)
SAMPLES = dict(sample_meetings())


def event(**given: Any) -> dict[str, Any]:
    return ttninjs_event(tell(Meeting(**{"title": "Bron", "start": START, "uid": "bron@b.example", **given})))


@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize("name", SAMPLES)
def test_samples_are_what_the_schema_asks_for(name: str, language: str) -> None:
    told = tell(SAMPLES[name], language, url="https://b.example/m", calendar_url="https://b.example/m.ics")
    TTNINJS.validate(json.loads(render_ttninjs(told)))


@given(meetings(), st.sampled_from(SPOKEN))
def test_meetings_of_every_shape_are_what_the_schema_asks_for(meeting: Meeting, language: str) -> None:
    TTNINJS.validate(json.loads(render_ttninjs(tell(meeting, language))))


def test_the_schema_is_not_blind() -> None:
    assert not TTNINJS.is_valid(event() | {"uri": "not a uri"})
    assert not TTNINJS.is_valid(event() | {"datetime": "2027-03-10 16:00"})
    assert not TTNINJS.is_valid(event() | {"week": "10"})


def test_a_cancelled_meeting_whole() -> None:
    made = render_ttninjs(tell(SAMPLES["cancelled.yaml[0]"]))
    expected = (EXPECTED / "cancelled.ttninjs.json").read_bytes()
    assert json.loads(made) == json.loads(expected)


def test_a_listing_is_an_array_of_the_same_items() -> None:
    told = [tell(meeting) for meeting in SAMPLES.values()]
    assert json.loads(render_ttninjs_listing(told)) == [json.loads(render_ttninjs(each)) for each in told]


@pytest.mark.parametrize(
    ("status", "code", "phrase"),
    [
        ("confirmed", "1", "Planerat"),  # the two that TT writes down, in TT's words
        ("cancelled", "4", "Inställt"),
        ("tentative", "1", "Preliminärt"),
        ("postponed", "4", "Uppskjutet"),  # nobody must go there
    ],
)
def test_status(status: Any, code: str, phrase: str) -> None:
    made = event(status=status)
    assert (made["body_event"]["eventstatus"], made["body_event"]["eventstatus_text"]) == (code, phrase)
    assert made["pubstatus"] == "usable"


@pytest.mark.parametrize(
    ("start", "end", "dates"),
    [
        (START, None, {"date": "2027-03-10", "datetime": "2027-03-10T16:00:00+01:00", "enddate": "2027-03-10"}),
        (dt.date(2027, 9, 2), None, {"date": "2027-09-02", "enddate": "2027-09-02"}),
        (dt.date(2027, 5, 18), dt.date(2027, 5, 19), {"date": "2027-05-18", "enddate": "2027-05-19"}),
    ],
)
def test_dates(start: dt.date, end: dt.date | None, dates: dict[str, str]) -> None:
    made = event(start=start, end=end)
    assert {key: made[key] for key in ("date", "datetime", "enddate", "enddatetime") if key in made} == dates


def test_the_columns_of_tts_calendar() -> None:
    made = event(
        kind="pressträff", organisers=("Lunds kommun",), topics=("Broar", "Trafik"), regions=("Skåne",),
        place=Place(venue="Salen", street="Torget 1", postal_code="222 22", city="Lund"), online=Online("Teams", "https://t.example"),
        registration=Registration(required=False), accreditation="Presskort.", url="https://lund.example/bron",
    )["body_event"]  # fmt: skip
    assert {key: made[key] for key in ("arena", "address", "city", "organizer", "eventtags", "eventtype_text")} == {
        "arena": "Salen", "address": "Torget 1, 222 22", "city": "Lund", "organizer": "Lunds kommun",
        "eventtags": "Broar, Trafik", "eventtype_text": "pressträff",
    }  # fmt: skip
    assert (made["region_text"], made["eventweb"], made["accreditation"]) == (
        "Skåne",
        "https://t.example",
        "Presskort.",
    )
    assert made["eventurl"] == "https://lund.example/bron"
    assert "Anmälan: Ingen anmälan behövs." in made["note_extra"]


def test_what_is_not_for_publication_has_no_body_text() -> None:
    made = event(lead="Ett.", body="Två.")
    assert (made["profile"], made["description_text"]) == ("INFO", "Ett.\n\nTvå.")
    assert not [key for key in made if key.startswith("body_") and key != "body_event"]
