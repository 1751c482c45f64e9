"""ninjs and ttninjs taken back in: what they can hold comes back, other houses' events are understood, nothing crashes."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from exchange_cases import DAY, MOMENT, meetings, sample_meetings, tell
from hypothesis import given
from hypothesis import strategies as st

from pressinvite.checks import check_meeting
from pressinvite.exchange.incoming import html_text
from pressinvite.exchange.ninjs import ninjs_event
from pressinvite.exchange.ninjs_reading import read_ninjs
from pressinvite.exchange.ttninjs import ttninjs_event
from pressinvite.exchange.ttninjs_reading import read_ttninjs
from pressinvite.meeting import (
    Contact,
    Meeting,
    Online,
    Participant,
    Place,
    Registration,
    Revision,
    Translation,
    with_identity,
    with_text,
)

SAMPLES = dict(sample_meetings())
START = dt.datetime(2027, 3, 10, 16)
NINJS_KEEPS = frozenset(Meeting._fields) - {"evidence"}
"""All of a meeting, that is, but for where it was read."""
TTNINJS_KEEPS = frozenset({
    "kind", "start", "end", "timezone", "online", "participants", "contacts", "organisers", "topics", "categories",
    "regions", "accreditation", "audience", "language", "url", "embargo", "uid", "status", "created", "modified",
})  # fmt: skip
"""ttninjs has one text, which is lead and body in one, and no place for registration, access, interviews, photographs,
what the organisers are, other languages, the day of publication, SEQUENCE and earlier versions, but in words.
"""


def whole(**given: Any) -> Meeting:
    meeting = Meeting(**{"title": "Bron", "start": START, "uid": "bron@b.example", **given})
    return with_identity(meeting, organiser="Björkviks kommun", moment=MOMENT)


def through_ninjs(meeting: Meeting, language: str = "sv") -> Meeting:
    taken = read_ninjs(json.loads(json.dumps(ninjs_event(tell(meeting, language)))))
    assert taken.findings == ()
    return taken.meeting


def through_ttninjs(meeting: Meeting) -> Meeting:
    taken = read_ttninjs(json.loads(json.dumps(ttninjs_event(tell(meeting, meeting.language)))))
    assert taken.findings == ()
    return taken.meeting


def differing(before: Meeting, after: Meeting) -> dict[str, tuple[object, object]]:
    pairs = {key: (getattr(before, key), getattr(after, key)) for key in Meeting._fields}
    return {key: pair for key, pair in pairs.items() if pair[0] != pair[1]}


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_comes_back_whole_from_ninjs(name: str) -> None:
    meeting = SAMPLES[name]
    assert differing(meeting, through_ninjs(meeting, meeting.language)) == {}


@given(meetings())
def test_meetings_of_every_shape_come_back_whole_from_ninjs(meeting: Meeting) -> None:
    before = with_identity(meeting, organiser=None, moment=MOMENT)
    assert differing(before, through_ninjs(before, meeting.language)) == {}


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_comes_back_from_ttninjs_but_for_what_it_cannot_hold(name: str) -> None:
    meeting = SAMPLES[name]
    assert not differing(meeting, through_ttninjs(meeting)).keys() & TTNINJS_KEEPS


@given(meetings())
def test_meetings_of_every_shape_come_back_from_ttninjs(meeting: Meeting) -> None:
    before = with_identity(meeting, organiser=None, moment=MOMENT)
    after = through_ttninjs(before)
    assert not differing(before, after).keys() & TTNINJS_KEEPS
    assert (after.body or "").split() == " ".join(filter(None, (before.lead, before.body))).split()
    if before.place:
        told = ("venue", "street", "postal_code", "city", "building", "latitude", "longitude", "map_url")
        assert after.place is not None
        assert all(getattr(after.place, part) == getattr(before.place, part) for part in told)


@pytest.mark.parametrize(
    ("given", "lost"),
    [
        # a URI has no letters but those of ASCII
        ({"url": "https://b.example/å"}, {"url": ("https://b.example/å", "https://b.example/%C3%A5")}),
        # of an earlier version only headline, times, place, online and status are told, and not what it lacked
        (
            {"previous": (Revision(0, MOMENT, {"lead": "Förr.", "place": None, "title": "Broon"}),)},
            {
                "previous": (
                    (Revision(0, MOMENT, {"lead": "Förr.", "place": None, "title": "Broon"}),),
                    (Revision(0, MOMENT, {"title": "Broon"}),),
                )
            },
        ),
    ],
)
def test_what_ninjs_cannot_hold(given: dict[str, Any], lost: dict[str, Any]) -> None:
    meeting = whole(**given)
    assert differing(meeting, through_ninjs(meeting)) == lost


def test_earlier_versions_come_back() -> None:
    values = {
        "title": "Broon",
        "start": dt.date(2027, 3, 9),
        "place": with_text(Place(street="Torget 1", city="Lund")),
        "online": Online("Zoom", None),
        "status": "postponed",
    }
    later = {"end": None}  # nobody had told when it would end
    meeting = whole(sequence=2, previous=(Revision(0, MOMENT, values), Revision(1, None, later)))
    assert through_ninjs(meeting).previous == meeting.previous


def test_all_fields_are_kept_or_named_as_lost() -> None:
    place = with_text(Place(venue="Salen", building="Rådhuset", city="Lund", directions="från gården"))
    full = whole(
        kind="pressträff", lead="Ett.\n\nTvå\nrader.", body="Tre.", end=dt.datetime(2027, 3, 10, 17), place=place,
        online=Online("Teams", "https://t.example"), timezone="Europe/Helsinki",
        participants=(Participant("Yrsa Lindmark", "C", "ordförande"), Participant("Olof")),
        contacts=(Contact("Siv", "chef", ("+46701740621",), ("s@b.example",)), Contact(standing=True, hours="kl. 8–17")),
        registration=Registration(True, dt.date(2027, 3, 9), "a@b.example", "https://b.example/a", "+46701740622"),
        organisers=("Björkviks kommun", "Polisen"), topics=("Broar",), categories=("Inrikes",), regions=("Skåne",),
        about=("Om oss.", "Mer."), accreditation="Kort.", access="Hiss.", interviews="Efteråt.", photo="Ja.",
        language="sv-FI", translations={"en": Translation(title="The bridge", about=("Us.",))}, url="https://b.example/r",
        published=dt.date(2027, 3, 1), embargo=dt.datetime(2027, 3, 2, 6), sequence=3, status="tentative", audience="limited",
        previous=(Revision(2, MOMENT, {"title": "Broon"}),),
    )  # fmt: skip
    empty = Meeting()
    unset = {key for key in Meeting._fields if getattr(full, key) == getattr(empty, key)}
    assert unset == {"evidence"}
    assert set(Meeting._fields) - unset == NINJS_KEEPS
    assert differing(full, through_ninjs(full)) == {}


# Another house's events, as TT shapes its press conferences.

PRESS_CONFERENCE: dict[str, Any] = {
    "uri": "http://byra.example/event/4711",
    "type": "event",
    "pubStatus": "usable",
    "language": "sv",
    "versionCreated": "2027-03-01T12:00:00+01:00",
    "edNote": "Vi bevakar.",
    "headlines": [{"value": "Regeringen håller pressträff"}],
    "bodies": [
        {"contentType": "text/html5", "value": "<p>Statsministern</p>"},
        {"contentType": "text/plain", "value": "Statsministern möter pressen.\n\nAckreditering krävs."},
    ],
    "people": [{"name": "Yrsa Lindmark", "rel": "about"}],
    "organisations": [{"name": "Centerpartiet", "rel": "about"}],
    "places": [{"name": "Rosenbad", "contactInfo": [{"type": "address", "address": {"lines": ["Torget 4"], "locality": "Björkvik"}}]},
               {"name": "Mellansjö län", "rel": "län"}, {"name": "Sverige", "rel": "land"}],
    "subjects": [{"name": "Politik", "uri": "http://byra.example/subref/11000000"}],
    "events": [{"name": "2027-10", "rel": "Week"}],
    "eventDetails": {
        "dates": {"startDate": "2027-03-10T16:00:00+01:00", "expectedEndDate": "2027-03-10"},
        "organiser": {
            "name": "Regeringskansliet",
            "contactInfo": [
                {"type": "telefon", "name": "Pressjouren", "value": "08-465 004 00"},
                {"type": "mail", "name": "Pressjouren", "value": "press@kansli.example"},
            ],
        },
    },
}  # fmt: skip


def test_a_press_conference_of_an_agency() -> None:
    taken = read_ninjs(PRESS_CONFERENCE)
    assert taken.meeting == Meeting(
        title="Regeringen håller pressträff",
        body="Statsministern möter pressen.\n\nAckreditering krävs.",
        start=START,
        place=Place(text="Rosenbad, Torget 4, Björkvik", venue="Rosenbad", street="Torget 4", city="Björkvik"),
        participants=(Participant("Yrsa Lindmark"),),
        contacts=(Contact("Pressjouren", None, ("+46846500400",), ("press@kansli.example",)),),
        organisers=("Regeringskansliet",),
        topics=("Politik",),
        regions=("Mellansjö län",),
        uid="http://byra.example/event/4711",
        modified=dt.datetime(2027, 3, 1, 11, tzinfo=dt.UTC),
    )
    (left,) = taken.findings
    assert (left.code, left.values["keys"]) == ("exchange-left-out", ("edNote",))


@pytest.mark.parametrize(
    ("literal", "shown"),
    [
        ("Rosenbad, Torget 4, Björkvik", "Rosenbad, Torget 4, Björkvik"),
        ("ROSENBAD torget 4 i BJÖRKVIK", "ROSENBAD torget 4 i BJÖRKVIK"),
        ("Rosenbad", "Rosenbad, Torget 4, Björkvik"),  # without its parts it is not what is shown
        ("place:4711", "Rosenbad, Torget 4, Björkvik"),
    ],
)
def test_what_is_shown_of_a_place_has_its_parts(literal: str, shown: str) -> None:
    (site, *areas) = PRESS_CONFERENCE["places"]
    place = read_ninjs(PRESS_CONFERENCE | {"places": [site | {"literal": literal}, *areas]}).meeting.place
    assert place is not None
    assert place.text == shown


def test_a_language_that_is_none_is_swedish() -> None:
    for read in (read_ninjs, read_ttninjs):
        assert read({"uri": "x:y", "type": "event", "language": 'sv" onload="x'}).meeting.language == "sv"
        assert read({"uri": "x:y", "type": "event", "language": "nb-NO"}).meeting.language == "nb-NO"


def test_an_agencys_item_keeps_its_address_when_it_goes_on() -> None:
    taken = read_ninjs(PRESS_CONFERENCE)
    assert ninjs_event(tell(taken.meeting))["uri"] == PRESS_CONFERENCE["uri"]


def test_an_event_of_tts_calendar() -> None:
    taken = read_ttninjs(
        {
            "uri": "http://byra.example/event/1",
            "type": "event",
            "date": "2027-03-10",
            "datetime": "2027-03-10T16:00:00+01:00",
            "headline": "Pressträff",
            "body_html5": "<p>Ett &amp; två</p><script>alert(1)</script><p>Tre<br>fyra</p>",
            "body_event": {
                "arena": "Salen", "address": "Torget 1", "city": "Lund", "organizer": "Lunds kommun", "eventstatus": "4",
                "eventstatus_text": "Inställt", "eventphone": "08-465 004 00", "organizermail": "a@b.example",
                "eventweb": "https://b.example/live", "note_pm": "Ring före.", "region_text": "Skåne",
            },
        }
    )  # fmt: skip
    assert taken.meeting == Meeting(
        title="Pressträff",
        body="Ett & två\n\nTre\nfyra",
        start=START,
        place=Place(text="Salen, Torget 1, Lund", venue="Salen", street="Torget 1", city="Lund"),
        online=Online(url="https://b.example/live"),
        contacts=(Contact(phones=("+46846500400",), emails=("a@b.example",)),),
        organisers=("Lunds kommun",),
        regions=("Skåne",),
        uid="http://byra.example/event/1",
        status="cancelled",
    )
    assert [finding.values["keys"] for finding in taken.findings] == [("body_event.note_pm",)]


@pytest.mark.parametrize(
    ("written", "start", "zone"),
    [
        ("2027-03-10T15:00:00Z", START, "Europe/Stockholm"),  # systems that have all in UTC
        ("2027-03-10T16:00:00+01:00", START, "Europe/Stockholm"),
        ("2027-07-10T16:00:00+02:00", dt.datetime(2027, 7, 10, 16), "Europe/Stockholm"),
        ("2027-03-10T16:00:00+02:00", START, "Etc/GMT-2"),  # POSIX counts westwards
        ("2027-03-10T10:00:00-05:00", dt.datetime(2027, 3, 10, 10), "Etc/GMT+5"),
        ("2027-03-10T16:00:00", START, "Europe/Stockholm"),
        ("2027-03-10T20:30:00+05:30", START, "Europe/Stockholm"),  # no zone is called so: the same moment on our clock
    ],
)
def test_the_clock_of_a_moment(written: str, start: dt.datetime, zone: str) -> None:
    taken = read_ninjs({"uri": "x:y", "type": "event", "eventDetails": {"dates": {"startDate": written}}})
    assert (taken.meeting.start, taken.meeting.timezone) == (start, zone)


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("http://cv.iptc.org/newscodes/eventoccurstatus/eos6", "cancelled"),
        ("eocstat:eos6", "cancelled"),
        ("http://cv.iptc.org/newscodes/eventoccurstatus/eos3", "tentative"),
        ("https://schema.org/EventPostponed", "postponed"),
        ("http://example.com/whatever", "confirmed"),
    ],
)
def test_status_of_others(code: str, status: str) -> None:
    item = {"uri": "x:y", "type": "event", "eventDetails": {"eventStatus": code}}
    assert read_ninjs(item).meeting.status == status


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>Ett</p><p>Två</p>", "Ett\n\nTvå"),
        ("Rakt\ntext  med &amp;", "Rakt text med &"),
        ("<ul><li>a<li>b</ul>", "a\nb"),
        ("<script>x</script>kvar<style>y", "kvar"),
        ("5 < 6 & 7", "5 < 6 & 7"),
        ("<!-- <p>nej</p> --><p>ja</p>", "ja"),
        ("&lt;script&gt;", "<script>"),
    ],
)
def test_pages_become_their_text(page: str, text: str) -> None:
    assert html_text(page) == text


# Strangers' data.

scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20) | st.sampled_from(
    ["2027-13-01", "9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+14:00", "javascript:alert(1)", "<b>", "\ud800", "2027"]
)  # fmt: skip
anything = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "rel", "value", "x"]), inner, max_size=3)
    ),
    max_leaves=8,
)


def spoilt(draw: Any, value: Any, chance: int) -> Any:
    """The value with something else in some places."""
    if draw(st.integers(0, chance)) == 0:
        return draw(anything)
    if isinstance(value, dict):
        return {key: spoilt(draw, inner, chance) for key, inner in value.items()}
    return [spoilt(draw, inner, chance) for inner in value] if isinstance(value, list) else value


EVENTS = [
    *(ninjs_event(tell(meeting)) for meeting in SAMPLES.values()), PRESS_CONFERENCE,
    *(ttninjs_event(tell(meeting)) for meeting in SAMPLES.values()),
]  # fmt: skip


@given(st.data(), st.sampled_from(EVENTS))
def test_spoilt_events_are_findings_and_no_crash(data: st.DataObject, event: dict[str, Any]) -> None:
    spoilt_event = {key: spoilt(data.draw, value, 6) for key, value in event.items()}
    for read in (read_ninjs, read_ttninjs):
        taken = read(spoilt_event)
        assert all(finding.severity == "warning" for finding in taken.findings)
        check_meeting(taken.meeting, today=DAY)
        texts = [taken.meeting.title, taken.meeting.lead, taken.meeting.body, taken.meeting.kind]
        assert all(text is None or (isinstance(text, str) and text.strip()) for text in texts)
        assert "\ud800" not in str(texts)


def test_each_fault_is_told_once_with_its_place() -> None:
    item = {
        "uri": "x:y",
        "type": "event",
        "headlines": "Bron",
        "people": [{"name": 7}],
        "eventDetails": {"dates": {"startDate": "i morgon", "expectedEndDate": "2027-03"}},
        "renditions": [{"name": "release", "contentType": "text/html", "href": "javascript:alert(1)"}],
    }
    taken = read_ninjs(item)
    assert {finding.values["key"] for finding in taken.findings} == {
        "headlines", "people[0].name", "eventDetails.dates.startDate", "eventDetails.dates.expectedEndDate",
        "renditions[0].href",
    }  # fmt: skip
    assert len(taken.findings) == 5
    assert taken.meeting.url is None
