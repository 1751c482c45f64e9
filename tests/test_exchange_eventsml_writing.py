"""EventsML-G2 as it is written: valid by IPTC's schema whatever a meeting holds, and each field where the standard has it."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pytest
from eventsml_cases import (
    GENERATED,
    MOMENT,
    NAR,
    SAMPLES,
    SOURCES,
    TESTS,
    complaints,
    event,
    found,
    read,
    sample_meetings,
    texts,
    told,
)
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from newsroom_demo import publish_demo

from pressinvite.exchange.eventsml.writing import render_eventsml, render_eventsml_listing
from pressinvite.exchange.formats import FORMATS
from pressinvite.meeting import Meeting, Online, Organisation, Participant, Place, Registration, Revision, Translation
from pressinvite.reading.sources import read_source

if TYPE_CHECKING:
    from pathlib import Path

START = dt.datetime(2027, 3, 10, 15, 0)
MEETING = Meeting(
    title="Så byggs torget om", start=START, organisers=("Björkviks kommun",), uid="torget@bjorkvik.example"
)
RELEASES = sorted((TESTS / "releases").rglob("*.txt"))[::3]
"""A third of them, which take three seconds to read."""
DETAILS = ("concept", "eventDetails")


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_samples_are_valid_by_the_published_schema(source: Any, language: str) -> None:
    listed = [told(meeting, language) for meeting in sample_meetings(source)]
    assert listed
    assert [complaints(render_eventsml(one)) for one in listed] == [[] for _ in listed]
    assert complaints(render_eventsml_listing(listed)) == []


def test_meetings_of_releases_are_valid_and_listed_one_by_one() -> None:
    read = [
        meeting
        for path in RELEASES
        for meeting in read_source(str(path), published=None, today=dt.date(2026, 1, 1)).meetings
    ]
    listed = [told(meeting) for meeting in read]
    assert len(listed) > 40
    document = render_eventsml_listing(listed)
    assert complaints(document) == []
    assert len(list(etree.fromstring(document).iter(f"{NAR}conceptItem"))) == len(listed)


@given(GENERATED, st.sampled_from(["sv", "en", "fi"]))
def test_any_meeting_is_valid(meeting: Meeting, language: str) -> None:
    document = render_eventsml(told(meeting, language))
    assert complaints(document) == []
    assert render_eventsml(told(meeting, language)) == document


def test_a_listing_of_nothing_is_valid_and_has_no_event() -> None:
    document = render_eventsml_listing([])
    assert complaints(document) == []
    assert b"eventDetails" not in document


def test_what_is_published_is_valid_and_read_back(tmp_path: Path) -> None:
    """A site of three years, one meeting of which means harm in every field."""
    site = publish_demo(tmp_path)
    files = sorted(site.rglob("*.eventsml.xml"))
    assert len(files) > 50
    assert {path: found for path in files if (found := complaints(path.read_bytes()))} == {}
    listed = read((site / "events.eventsml.xml").read_bytes()).meetings
    assert len(listed) > 10
    assert {meeting.audience for meeting in listed} == {"open"}


def test_export_makes_it_where_it_is_asked_for(tmp_path: Path, run: Any) -> None:
    source = SAMPLES / "bjorkvik" / "registration.yaml"
    status, _, _ = run("export", source, "--format", "eventsml", "-o", tmp_path)
    assert status == 0
    name = "2027-05-11-kommunen-regionen-och-polisen-om-tryggheten-i-sommar"
    assert complaints((tmp_path / f"{name}.eventsml.xml").read_bytes()) == []
    status, shown, _ = run("read", tmp_path / f"{name}.en.eventsml.xml", "--format", "json")
    (meeting,) = json.loads(shown)["meetings"]
    assert (status, meeting["uid"]) == (0, "trygg-sommar@bjorkvik.example")
    assert meeting["title"] == "Kommunen, regionen och polisen om tryggheten i sommar"
    assert list(meeting["translations"]) == ["en"]


def test_one_sample_whole() -> None:
    """Written by hand after the standard, and compared to the octet."""
    (meeting,) = sample_meetings(SAMPLES / "bjorkvik" / "cancelled.yaml")
    made = render_eventsml(
        told(
            meeting,
            organisation=Organisation(name="Björkviks kommun", website="https://www.bjorkvik.example"),
            url="https://www.bjorkvik.example/press/sjoparken/",
            calendar_url="https://www.bjorkvik.example/press/sjoparken.ics",
        )
    )
    assert made.decode() == (TESTS / "cases" / "eventsml" / "cancelled.expected.xml").read_text("utf-8")


def test_every_alias_is_iptc_s_or_declared_in_the_document() -> None:
    catalogue = etree.parse(TESTS / "schemas" / "catalog.IPTC-G2-Standards_41.xml")
    known = {scheme.get("alias") for scheme in catalogue.iter(f"{NAR}scheme")}
    used = set()
    for source in SOURCES:
        for meeting in sample_meetings(source):
            document = event(meeting, url="https://bjorkvik.example/p", calendar_url="https://bjorkvik.example/p.ics")
            own = {scheme.get("alias") for scheme in found(document, "catalog", "scheme")}
            names = ("qcode", "role", "rel", "type", "confirmationstatus")
            codes = {element.get(name) for element in document.iter() for name in names} - {None}
            used |= {code.partition(":")[0] for code in codes} - own
            assert found(document, "catalogRef")[0].get("href").endswith("catalog.IPTC-G2-Standards_41.xml")
    assert {"cinat", "cpnat", "eocstat", "stat", "drol", "nrol"} <= used
    assert used <= known


def test_media_types_are_those_registered() -> None:
    row = FORMATS["eventsml"]
    assert (row.ending, row.media_type) == (".eventsml.xml", "application/vnd.iptc.g2.conceptitem+xml")
    assert row.listing_media_type == "application/vnd.iptc.g2.newsmessage+xml"
    assert (row.render_one, row.render_listing) == (render_eventsml, render_eventsml_listing)


@pytest.mark.parametrize(
    ("meeting", "start", "end"),
    [
        (MEETING, "2027-03-10T15:00:00+01:00", []),
        (MEETING._replace(end=dt.datetime(2027, 3, 10, 15, 45)), "2027-03-10T15:00:00+01:00", ["2027-03-10T15:45:00+01:00"]),
        (MEETING._replace(start=dt.datetime(2027, 7, 1, 9), timezone="Europe/Helsinki"), "2027-07-01T09:00:00+03:00", []),
        (MEETING._replace(start=dt.date(2027, 5, 18), end=dt.date(2027, 5, 19)), "2027-05-18", ["2027-05-19"]),
    ],
)  # fmt: skip
def test_dates(meeting: Meeting, start: str, end: list[str]) -> None:
    document = event(meeting)
    assert texts(document, *DETAILS, "dates", "start") == [start]
    assert texts(document, *DETAILS, "dates", "end") == end


@pytest.mark.parametrize(
    ("meeting", "status", "occurrence", "confirmation"),
    [
        (MEETING, "EventScheduled", "eos5", None),
        (MEETING._replace(status="tentative"), "EventScheduled", "eos3", "edconf:approximate"),
        (MEETING._replace(status="postponed"), "EventPostponed", "eos2", "edconf:undefined"),
        (MEETING._replace(status="cancelled"), "EventCancelled", "eos6", None),
        (MEETING._replace(previous=(Revision(0, None, {"start": dt.datetime(2027, 3, 9, 15)}),), sequence=1), "EventRescheduled", "eos5", None),
    ],
)  # fmt: skip
def test_status(meeting: Meeting, status: str, occurrence: str, confirmation: str | None) -> None:
    document = event(meeting)
    (told_status,) = found(document, *DETAILS, "eventStatus")
    (occurs,) = found(document, *DETAILS, "occurStatus")
    (start,) = found(document, *DETAILS, "dates", "start")
    assert told_status.get("uri") == f"https://schema.org/{status}"
    assert occurs.get("qcode") == f"eocstat:{occurrence}"
    assert start.get("confirmationstatus") == confirmation
    # `canceled` would take the news back that the meeting is cancelled
    assert found(document, "itemMeta", "pubStatus")[0].get("qcode") == "stat:usable"


def test_the_old_time_stands_in_words_for_editors() -> None:
    (meeting,) = sample_meetings(SAMPLES / "bjorkvik" / "moved.yaml")
    (note,) = texts(event(meeting), "itemMeta", "edNote")
    assert "tidigare kl.\u00a015.00–15.45" in note
    assert "tidigare Biblioteket" in note


def test_one_item_holds_the_words_of_all_languages() -> None:
    (meeting,) = sample_meetings(SAMPLES / "bjorkvik" / "registration.yaml")
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    for language, other in (("sv", "en"), ("en", "sv")):
        document = event(meeting, language)
        for path in (("name",), ("definition",), ("note",), ("broader", "name")):
            assert [element.get(lang) for element in found(document, "concept", *path)][:2] == [language, other]


def test_each_language_s_item_has_its_own_guid_and_one_event() -> None:
    swedish, english = event(MEETING), event(MEETING, "en")
    assert swedish.get("guid") != english.get("guid")
    uris = {found(document, "concept", "conceptId")[0].get("uri") for document in (swedish, english)}
    assert uris == {swedish.get("guid")}


def test_a_version_rises_with_every_revision_and_no_clock_is_read() -> None:
    first = event(MEETING._replace(modified=MOMENT))
    second = event(MEETING._replace(modified=MOMENT, sequence=1, previous=(Revision(0, None, {"start": None}),)))
    assert (first.get("version"), second.get("version")) == ("1", "2")
    assert texts(first, "itemMeta", "versionCreated") == ["2027-01-01T08:00:00Z"]


def test_a_message_is_as_old_as_its_latest_item() -> None:
    later = MEETING._replace(modified=MOMENT + dt.timedelta(days=1), uid="b")
    document = etree.fromstring(render_eventsml_listing([told(later), told(MEETING)]))
    assert document.findtext(f"{NAR}header/{NAR}sent") == "2027-01-02T08:00:00Z"
    assert document.findtext(f"{NAR}header/{NAR}sender") == "Björkviks kommun"


def test_place_parts_coordinates_and_link() -> None:
    place = Place(
        venue="Vita salen", building="Kommunhuset", street="Kyrkogatan 2", postal_code="641 30", city="Björkvik",
        directions="entré från gården", latitude=58.9, longitude=1e-05, map_url="https://karta.example/?x=[1]",
    )  # fmt: skip
    document = event(MEETING._replace(place=place, online=Online("Teams", "https://teams.example/l/1")))
    room, online = found(document, *DETAILS, "location")
    point = room.find(f"{NAR}POIDetails")
    assert [name.text for name in room.findall(f"{NAR}name")] == [
        "Vita salen, Kommunhuset",
        "Vita salen, Kommunhuset, Kyrkogatan 2, 641 30 Björkvik",
    ]
    assert dict(point.find(f"{NAR}position").attrib) == {"latitude": "58.9", "longitude": "0.00001"}
    assert [line.text for line in point.iter(f"{NAR}line")] == ["Vita salen", "Kommunhuset", "Kyrkogatan 2"]
    assert point.findtext(f"{NAR}address/{NAR}postalCode") == "641 30"
    assert point.findtext(f"{NAR}access") == "entré från gården"
    assert point.findtext(f"{NAR}contactInfo/{NAR}web") == "https://karta.example/?x=%5B1%5D"
    assert online.get("typeuri") == "https://schema.org/VirtualLocation"
    assert online.findtext(f"{NAR}POIDetails/{NAR}contactInfo/{NAR}web") == "https://teams.example/l/1"


def test_people_have_duty_and_party() -> None:
    document = event(
        MEETING._replace(participants=(Participant("Yrsa Lindmark", "C", "ordförande"), Participant("Olof Ek")))
    )
    first, second = found(document, *DETAILS, "participant")
    assert (first.findtext(f"{NAR}name"), first.findtext(f"{NAR}definition")) == ("Yrsa Lindmark", "ordförande")
    party = first.find(f"{NAR}personDetails/{NAR}affiliation")
    assert (party.get("literal"), party.findtext(f"{NAR}name")) == ("C", "Centerpartiet")
    assert [child.tag for child in second] == [f"{NAR}name"]


def test_registration_stands_in_words_and_as_data() -> None:
    registration = Registration(
        True, dt.datetime(2027, 3, 9, 12), "press@bjorkvik.example", "https://bjorkvik.example/a", "+46701740605"
    )
    document = event(MEETING._replace(registration=registration))
    (words,) = texts(document, *DETAILS, "registration")
    assert words.split("\n")[:2] == [
        "Obligatorisk, senast tisdag 9 mars 2027 kl.\u00a012.00",
        "E-post: press@bjorkvik.example",
    ]
    data = {node.get("rel"): node.get("value") for node in found(document, "concept", "conceptExtProperty")}
    assert data["pressinvite:registration"] == "true"
    assert data["pressinvite:registration-deadline"] == "2027-03-09T12:00:00+01:00"
    assert data["pressinvite:registration-phone"] == "+46701740605"


def test_embargo_and_audience() -> None:
    document = event(MEETING._replace(embargo=dt.datetime(2027, 3, 8, 6), audience="limited"))
    assert texts(document, "itemMeta", "embargoed") == ["2027-03-08T06:00:00+01:00"]
    assert found(document, "itemMeta", "pubStatus")[0].get("qcode") == "stat:withheld"


def test_the_press_service_comes_along() -> None:
    contacts = found(event(MEETING), *DETAILS, "contactInfo")
    assert [(contact.get("role"), contact.findtext(f"{NAR}phone")) for contact in contacts] == [
        ("pressinvite:standing", "+46846500400")
    ]


def test_a_meeting_without_a_start_has_no_event_details() -> None:
    """The standard has none without a start; the checks stop such a meeting before it comes here."""
    document = event(MEETING._replace(start=None))
    assert found(document, *DETAILS) == []
    assert texts(document, "concept", "name") == ["Så byggs torget om"]


@pytest.mark.parametrize(
    "text",
    [
        "<b>&amp;</b> ]]> \"'",
        "\x00\x08\x0b\x1f\ufffe\uffff a",
        "x" * 10_000,
        "\u202egninnavda\u2066",
        "<!DOCTYPE x [<!ENTITY a 'b'>]>&a;",
        "{{ 7 * 7 }}",
        "\ud800 a",
    ],
)
def test_any_text_is_only_text(text: str) -> None:
    meeting = MEETING._replace(
        title=text, lead=text, body=f"{text}\n\n{text}", kind=text, topics=(text,), organisers=(text,), access=text,
        place=Place(text=text, street=text, map_url=text), participants=(Participant(text, text, text),),
        translations={"en": Translation(title=text)}, url=text,
    )  # fmt: skip
    document = render_eventsml(told(meeting))
    assert complaints(document) == []
    tags = {element.tag.removeprefix(NAR) for element in etree.fromstring(document).iter()}
    assert not {tag for tag in tags if tag == "b" or "}" in tag}
