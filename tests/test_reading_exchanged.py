"""Agencies' JSON through the reader's door: recognised by shape, with places in the file, and never written into."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pytest
from exchange_cases import DAY, sample_meetings, tell
from hypothesis import given
from hypothesis import strategies as st

from pressinvite.exchange.formats import FORMATS
from pressinvite.exchange.ninjs import render_ninjs, render_ninjs_listing
from pressinvite.exchange.ttninjs import render_ttninjs
from pressinvite.intake import examine_source
from pressinvite.meeting import Organisation
from pressinvite.reading.datafile import read_data
from pressinvite.reading.sources import read_octets

if TYPE_CHECKING:
    from pathlib import Path

    from pressinvite.reading.answer import Reading

MEETINGS = dict(sample_meetings())
EVENT: dict[str, Any] = {
    "uri": "x:y", "type": "event", "headlines": [{"value": "Bron"}],
    "eventDetails": {"dates": {"startDate": "2027-03-10T16:00:00+01:00"}},
}  # fmt: skip


def read(document: object, name: str = "x.json") -> Reading:
    octets = document if isinstance(document, bytes) else json.dumps(document, indent=1).encode()
    return read_octets(octets, name, published=None, today=DAY)


def codes(reading: Reading) -> list[str]:
    return [finding.code for finding in reading.findings]


@pytest.mark.parametrize("render", [render_ninjs, render_ttninjs])
@pytest.mark.parametrize("name", ["x.json", "x.ninjs.json", "-"])
def test_an_event_is_read_whatever_its_name(render: Any, name: str) -> None:
    reading = read(render(tell(MEETINGS["teams.yaml[0]"])), name)
    (meeting,) = reading.meetings
    assert (meeting.uid, meeting.start) == ("budget-2028@bjorkvik.example", MEETINGS["teams.yaml[0]"].start)
    assert codes(reading) == ["exchange-read"]


def test_a_listing_is_all_its_meetings() -> None:
    listing = render_ninjs_listing([tell(meeting, meeting.language) for meeting in MEETINGS.values()])
    assert list(read(listing).meetings) == list(MEETINGS.values())


@pytest.mark.parametrize(
    "wrap", [lambda items: items, lambda items: {"total": 2, "hits": items}, lambda items: {"items": items}]
)
def test_of_a_feed_the_events_are_taken(wrap: Any) -> None:
    text = {"uri": "x:1", "type": "text", "headlines": [{"value": "Nyhet"}]}
    reading = read(wrap([text, EVENT, EVENT | {"uri": "x:z"}]))
    assert [meeting.uid for meeting in reading.meetings] == ["x:y", "x:z"]
    assert codes(reading) == ["exchange-other-news", "exchange-read"]
    assert reading.findings[0].spot is not None
    assert reading.findings[0].spot.words == '"text"'


def test_news_without_an_event_is_no_meeting_and_no_fault() -> None:
    reading = read({"uri": "x:1", "type": "text"})
    assert (reading.meetings, codes(reading)) == ((), ["exchange-other-news", "no-meeting"])


def test_our_own_format_is_read_as_before() -> None:
    reading = read({"title": "Bron", "url": "https://b.example/type", "start": "2027-03-10T16:00"})
    assert (len(reading.meetings), codes(reading)) == (1, [])
    assert codes(read({"title": "uri", "kind": "type", "uri": "x"})) == ["misspelt-key"]


def test_fields_and_faults_have_their_place_in_the_file() -> None:
    reading = read(EVENT | {"people": "Yrsa"})
    (meeting,) = reading.meetings
    (fault, _note) = reading.findings
    lines = reading.text.split("\n")
    assert fault.field == "meetings[0]"
    assert fault.spot is not None
    assert lines[fault.spot.line - 1][fault.spot.column - 1 :] == '"Yrsa"'
    assert meeting.evidence["start"].spot.words == '"2027-03-10T16:00:00+01:00"'
    assert meeting.evidence["title"].spot.words == '"Bron"'
    spot = meeting.evidence["start"].spot
    assert lines[spot.line - 1][spot.column - 1 :].startswith(spot.words)
    assert "status" not in meeting.evidence  # nothing was said of it
    assert meeting.evidence["start"].certainty == "sure"


@pytest.mark.parametrize("render", [render_ninjs, render_ttninjs])
def test_an_offset_holds_whatever_clock_the_organisation_goes_by(render: Any, tmp_path: Path) -> None:
    told = MEETINGS["moved.yaml[0]"]
    (tmp_path / "x.json").write_bytes(render(tell(told)))
    finnish = Organisation(name="Borgå stad", timezone="Europe/Helsinki")
    now = dt.datetime(2027, 3, 1, tzinfo=dt.UTC)
    (meeting,) = examine_source(str(tmp_path / "x.json"), organisation=finnish, published=None, now=now).meetings
    assert (meeting.start, meeting.timezone) == (told.start, "Europe/Stockholm")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"uri": "x:y", "type": "event", "a": ' + "[" * 50 + "]" * 50 + "}", "too-deep"),
        ('{"uri": "x:y", "type": "event", "version": ' + "9" * 10_000 + "}", "json-syntax"),
        ('{"uri": "x:y", "type": "event"', "json-syntax"),
        ('{"uri": "x:y", "uri": "x:z", "type": "event"}', "duplicate-key"),
    ],
)
def test_what_no_reader_should_swallow_is_an_error(text: str, code: str) -> None:
    reading = read(text.encode())
    assert (reading.meetings, codes(reading)) == ((), [code])


@pytest.mark.parametrize("number", ["1e999", "-1e999", "NaN", "Infinity", "9" * 400, "0.1"])
def test_numbers_of_any_size_are_no_place(number: str) -> None:
    text = '{"uri": "x:y", "type": "event", "places": [{"name": "A", "geoJSON": {"type": "Point", "coordinates": [%s, 91]}}]}'
    (meeting,) = read((text % number).encode()).meetings
    assert meeting.place is not None
    assert meeting.place.latitude is None


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["uri", "type", "items", "a"]), inner, max_size=4)
    ),
)


@given(json_values)
def test_any_json_with_news_in_it_is_read_without_a_crash(value: object) -> None:
    read({"hits": [EVENT, value], "x": value})
    read([value, EVENT | {"headlines": value, "eventDetails": value, "places": [value], "associations": [value]}])


@pytest.mark.parametrize("name", ["superdesk", "csv"])
def test_formats_that_are_only_written_are_no_meeting_files(name: str) -> None:
    made = FORMATS[name].render_one(tell(MEETINGS["teams.yaml[0]"]))
    assert read_data(made.decode("utf-8-sig"), json=True).meetings == ()
