"""EventsML-G2 as it is read: our own back whole, other producers' as far as a meeting goes, and nothing that is made to harm."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from eventsml_cases import (
    DAY,
    NAMESPACE,
    ORGANISATION,
    SOURCES,
    TESTS,
    codes,
    complaints,
    concept,
    dates,
    item,
    only,
    read,
    sample_meetings,
    told,
)
from hypothesis import given
from test_reading_document import meetings as generated

from pressinvite.checks import check_meeting
from pressinvite.exchange.eventsml.reading import read_events
from pressinvite.exchange.eventsml.writing import render_eventsml, render_eventsml_listing
from pressinvite.meeting import (
    Contact,
    Meeting,
    Online,
    Organisation,
    Participant,
    Place,
    Registration,
    Revision,
    Translation,
)

if TYPE_CHECKING:
    from pathlib import Path


ALONE = Organisation()
AGENCY = TESTS / "cases" / "eventsml" / "agency.xml"


# round trips: what the standard and our extension of it hold


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_samples_come_back_whole(source: Path) -> None:
    for meeting in sample_meetings(source):
        reading = read(render_eventsml(told(meeting, meeting.language, ALONE)))
        assert codes(reading) == []
        back = only(reading)
        different = {field for field, value in back._asdict().items() if value != getattr(meeting, field)}
        assert different <= {"evidence"}


def test_a_kind_that_is_told_in_another_language_comes_along() -> None:
    """The words that pressinvite has for it, beside the meeting's own."""
    meeting = Meeting(title="The bridge", kind="press meeting", start=dt.date(2027, 6, 1), language="en", uid="u")
    back = only(read(render_eventsml(told(meeting, "sv", ALONE))))
    assert (back.language, back.kind, back.translations) == (
        "en",
        "press meeting",
        {"sv": Translation(kind="pressträff")},
    )


def test_everything_that_is_held_comes_back() -> None:
    meeting = Meeting(
        title="Bron <invigs> & firas", kind="pressvisning", lead="Första stycket.", body="Andra.\n\nTredje\nmed radbrott.",
        start=dt.datetime(2027, 7, 1, 9), end=dt.datetime(2027, 7, 1, 10, 30), timezone="Europe/Helsinki",
        place=Place(
            text="Vita salen, Kommunhuset, Kyrkogatan 2, 641 30 Björkvik, vid ån", venue="Vita salen", building="Kommunhuset",
            street="Kyrkogatan 2", postal_code="641 30", city="Björkvik", directions="från gården", latitude=58.91,
            longitude=-16.5, map_url="https://karta.example/?q=1&z=2",
        ),
        online=Online("Teams", "https://teams.example/l/1"),
        participants=(Participant("Yrsa Lindmark", "C", "ordförande"), Participant("Olof Ek", "Björkvikspartiet")),
        contacts=(
            Contact("Siv Almgren", "kommunikatör", ("+46701740621", "+46701740622"), ("siv.almgren@bjorkvik.example",)),
            Contact("Pressjouren", None, ("+46846500400",), (), standing=True, hours="kl. 8–17"),
        ),
        registration=Registration(True, dt.datetime(2027, 6, 30, 12), "press@bjorkvik.example", "https://bjorkvik.example/a", "+46701740605"),
        organisers=("Björkviks kommun", "Polisen"), topics=("Trafik", "Broar"), categories=("Press",), regions=("Mellansjö",),
        about=("Om kommunen.", "Om polisen."), accreditation="Ta med\npresslegitimation.", access="Entrén öppnar kl. 8.\n\nHörslinga finns.",
        interviews="Efteråt.", photo="Ja.", language="sv",
        translations={"en": Translation("The bridge", "First.", "Second.", "press viewing", "from the yard", "Press card", "Doors", "After", "Yes", ("About.",))},
        url="https://bjorkvik.example/press/1", published=dt.date(2027, 6, 1), embargo=dt.datetime(2027, 6, 2, 6), audience="limited",
        uid="bron@bjorkvik.example", sequence=2, status="postponed", created=dt.datetime(2027, 6, 1, 8, tzinfo=dt.UTC),
        modified=dt.datetime(2027, 6, 3, 8, tzinfo=dt.UTC),
        previous=(
            Revision(0, dt.datetime(2027, 6, 1, 8, tzinfo=dt.UTC), {"title": "Bron", "start": dt.date(2027, 6, 30), "end": None}),
            Revision(1, None, {"status": "confirmed", "place": None, "online": Online("Zoom"), "timezone": "Europe/Stockholm"}),
        ),
    )  # fmt: skip
    document = render_eventsml(told(meeting))
    assert complaints(document) == []
    back = only(read(document))
    assert {key: value for key, value in back._asdict().items() if value != getattr(meeting, key)} == {
        "evidence": back.evidence
    }
    assert back == meeting


def test_what_the_format_does_not_hold() -> None:
    """Old values of other keys than time, place, status and title, and where a field was read."""
    meeting = Meeting(
        title="Bron", start=dt.date(2027, 6, 1), uid="u", sequence=1,
        previous=(Revision(0, None, {"start": dt.date(2027, 5, 1), "lead": "Annan text"}),),
    )  # fmt: skip
    back = only(read(render_eventsml(told(meeting, organisation=ALONE))))
    assert back.previous == (Revision(0, None, {"start": dt.date(2027, 5, 1)}),)
    different = {name for name, value in back._asdict().items() if value != getattr(meeting, name)}
    assert different - {"created", "modified"} == {"previous", "evidence"}


def test_the_other_language_s_item_is_the_same_meeting() -> None:
    meeting = next(
        meeting for source in SOURCES if source.name == "registration.yaml" for meeting in sample_meetings(source)
    )
    swedish, english = (only(read(render_eventsml(told(meeting, language, ALONE)))) for language in ("sv", "en"))
    assert swedish == english == meeting


def test_a_listing_comes_back_in_its_order() -> None:
    meetings = [meeting for source in SOURCES for meeting in sample_meetings(source)]
    reading = read(render_eventsml_listing([told(meeting, organisation=ALONE) for meeting in meetings]))
    assert [meeting.uid for meeting in reading.meetings] == [meeting.uid for meeting in meetings]
    assert read(render_eventsml_listing([])).meetings == ()


def test_our_own_page_and_press_service_are_kept_of_a_published_one() -> None:
    meeting = Meeting(title="Bron", start=dt.date(2027, 6, 1), uid="u")
    back = only(read(render_eventsml(told(meeting, organisation=ORGANISATION, url="https://bjorkvik.example/p"))))
    assert back.url == "https://bjorkvik.example/p"
    assert [(contact.name, contact.standing) for contact in back.contacts] == [("Pressjouren", True)]


@given(generated)
def test_times_and_identity_of_any_meeting_come_back(meeting: Meeting) -> None:
    one = told(meeting)
    for back in read_events(render_eventsml(one))[0]:
        for field in ("start", "end", "status", "audience", "sequence", "published", "uid", "created", "modified"):
            if field not in ("start", "end") or meeting.end is None or type(meeting.start) is type(meeting.end):
                assert getattr(back, field) == getattr(one.meeting, field)


# other producers


def test_an_agency_s_event() -> None:
    octets = AGENCY.read_bytes()
    assert complaints(octets) == []
    reading = read(octets)
    assert only(reading) == Meeting(
        title="Bron över Lillån invigs",
        kind="invigning",
        lead="Efter tre år är bron klar.",
        body="Ministern klipper bandet.\n\nDärefter bjuds på kaffe & tårta.\n\nAnmäl dig till press@bro.example senast den 8 mars.",
        start=dt.datetime(2027, 3, 10, 14, 0),
        end=dt.datetime(2027, 3, 10, 15, 30),
        place=Place(
            text="Södra brofästet, Brohuset, Ågatan 7, 850 00 Lillvik, Sverige",
            venue="Södra brofästet",
            building="Brohuset",
            street="Ågatan 7",
            postal_code="850 00",
            city="Lillvik",
            directions="Grinden öppnas kl. 13.30.",
            latitude=62.3908,
            longitude=17.3069,
        ),
        participants=(Participant("Gun Wallin", "MP", "Vägnämnden"), Participant("Lillviks blåsorkester")),
        contacts=(
            Contact("Ove Lind, pressansvarig", phones=("+46701740631",)),
            Contact("Brobolaget", phones=("+46406280412",), emails=("info@bro.example",)),
        ),
        registration=Registration(email="press@bro.example"),
        organisers=("Brobolaget",),
        topics=("transport",),
        categories=("byggnad",),
        regions=("Norrbygden",),
        accreditation="Presslegitimation",
        access="Endast press",
        language="sv-SE",
        translations={"en": Translation(title="The bridge across the Lillån opens")},
        url="https://bro.example/press/invigning",
        published=dt.date(2027, 2, 18),
        embargo=dt.datetime(2027, 3, 9, 6, 0),
        uid="urn:newsml:byran.example:20270220:plan-4711",
        created=dt.datetime(2027, 2, 18, 14, 4, 5, tzinfo=dt.UTC),
        modified=dt.datetime(2027, 2, 20, 6, 30, tzinfo=dt.UTC),
    )
    assert codes(reading) == ["event-registration-text", "exchange-left-out"]
    assert reading.findings[1].values == {"keys": ("newsCoverageStatus", "newsCoverage", "edNote")}
    assert reading.findings[-1].code == "exchange-read"


def test_fields_and_findings_tell_their_place_in_the_file() -> None:
    reading = read(AGENCY.read_bytes())
    lines = reading.text.split("\n")
    spots = [evidence.spot for evidence in only(reading).evidence.values()] + [
        finding.spot for finding in reading.findings if finding.spot
    ]
    assert {"title", "start", "end", "place"} <= only(reading).evidence.keys()
    assert all(lines[spot.line - 1][spot.column - 1 :].startswith(spot.words) for spot in spots)


def test_several_events_of_a_knowledge_item_have_their_own_identities() -> None:
    events = "".join(
        concept(dates(f"<start>2027-03-1{number}</start>")).replace("x:1", f"x:{number}") for number in range(3)
    )
    person = '<concept><conceptId qcode="x:9"/><type qcode="cpnat:person"/><name>Gun Wallin</name></concept>'
    document = f'<knowledgeItem xmlns="{NAMESPACE}" guid="urn:all" standard="NewsML-G2" standardversion="2.30"><catalog><scheme alias="x" uri="http://x.example/"/></catalog><itemMeta/><conceptSet>{events}{person}</conceptSet></knowledgeItem>'
    meetings = read(document).meetings
    assert [meeting.uid for meeting in meetings] == ["http://x.example/0", "http://x.example/1", "http://x.example/2"]
    assert [meeting.start for meeting in meetings] == [dt.date(2027, 3, 10 + number) for number in range(3)]


@pytest.mark.parametrize("inner", [item(dates("<start>2027-03-10</start>")), f'<events><event><name>Bron invigs</name><eventDetails>{dates("<start>2027-03-10</start>")}</eventDetails></event></events>'])  # fmt: skip
def test_events_within_a_news_item(inner: str) -> None:
    document = f'<newsItem xmlns="{NAMESPACE}" guid="urn:n" standard="NewsML-G2" standardversion="2.30"><itemMeta/><contentSet><inlineXML>{inner}</inlineXML></contentSet></newsItem>'
    meeting = only(read(document))
    assert (meeting.title, meeting.start) == ("Bron invigs", dt.date(2027, 3, 10))


def test_a_concept_that_is_no_event_is_no_meeting() -> None:
    document = f'<conceptItem xmlns="{NAMESPACE}"><itemMeta/><concept><conceptId qcode="x:1"/><type qcode="cpnat:person"/><name>G</name></concept></conceptItem>'
    reading = read(document)
    assert (reading.meetings, codes(reading)) == ((), ["no-meeting"])


# times


@pytest.mark.parametrize(
    ("inner", "start", "end", "zone", "found"),
    [
        ("<start>2027-03-10T15:00:00+01:00</start>", dt.datetime(2027, 3, 10, 15), None, "Europe/Stockholm", []),
        ("<start>2027-07-10T13:00:00Z</start>", dt.datetime(2027, 7, 10, 15), None, "Europe/Stockholm", []),
        ("<start>2027-03-10T15:00:00</start>", dt.datetime(2027, 3, 10, 15), None, "Europe/Stockholm", ["event-without-offset"]),
        ("<start>2027-03-10T15:00</start>", dt.datetime(2027, 3, 10, 15), None, "Europe/Stockholm", ["event-without-offset"]),
        ("<start>2027-03-10T15:00:00+02:00</start>", dt.datetime(2027, 3, 10, 14), None, "Europe/Stockholm", ["event-offset"]),
        ("<start>2027-03-10T15:00:00.999+01:00</start>", dt.datetime(2027, 3, 10, 15), None, "Europe/Stockholm", []),
        ("<start>2027-03-09T24:00:00+01:00</start>", dt.datetime(2027, 3, 10), None, "Europe/Stockholm", []),
        ("<start>2027-03-10</start>", dt.date(2027, 3, 10), None, "Europe/Stockholm", []),
        ("<start>2027-03-10+01:00</start>", dt.date(2027, 3, 10), None, "Europe/Stockholm", []),
        ("<start>2027-03</start>", None, None, "Europe/Stockholm", ["event-date-partial"]),
        ("<start>2027</start>", None, None, "Europe/Stockholm", ["event-date-partial"]),
        ("<start>2027-02-30</start>", None, None, "Europe/Stockholm", ["event-time-unread"]),
        ("<start>snart</start>", None, None, "Europe/Stockholm", ["event-time-unread"]),
        ("<start>12027-03-10T15:00:00Z</start>", None, None, "Europe/Stockholm", ["event-time-unread"]),
        ("<start>0001-01-01T00:00:00+14:00</start>", None, None, "Europe/Stockholm", ["event-time-unread"]),
        ("<start/>", None, None, "Europe/Stockholm", []),
        ("", None, None, "Europe/Stockholm", []),
    ],
)  # fmt: skip
def test_starts(inner: str, start: Any, end: Any, zone: str, found: list[str]) -> None:
    reading = read(item(dates(inner)))
    meeting = only(reading)
    assert (meeting.start, meeting.end, meeting.timezone) == (start, end, zone)
    assert codes(reading) == found


def test_a_time_without_an_offset_is_left_to_the_organisation_s_clock() -> None:
    assert "timezone" not in only(read(item(dates("<start>2027-03-10T15:00:00</start>")))).evidence
    assert "timezone" in only(read(item(dates("<start>2027-03-10T15:00:00Z</start>")))).evidence


@pytest.mark.parametrize(
    ("start", "told_end", "end", "found"),
    [
        ("2027-03-10T15:00:00+01:00", "<end>2027-03-10T16:00:00+01:00</end>", dt.datetime(2027, 3, 10, 16), []),
        ("2027-03-10T15:00:00+01:00", "<end>2027-03-10T15:00:00Z</end>", dt.datetime(2027, 3, 10, 16), []),
        ("2027-03-10T15:00:00+01:00", "<duration>PT45M</duration>", dt.datetime(2027, 3, 10, 15, 45), []),
        ("2027-03-10T15:00:00+01:00", "<duration>P1DT2H</duration>", dt.datetime(2027, 3, 11, 17), []),
        # on 28 March 2027 Sweden's clocks go from 2 to 3
        ("2027-03-28T01:00:00+01:00", "<duration>PT2H</duration>", dt.datetime(2027, 3, 28, 4), []),
        ("2027-01-31", "<duration>P1M</duration>", dt.date(2027, 2, 27), []),
        ("2027-03-10", "<end>2027-03-12</end>", dt.date(2027, 3, 12), []),
        ("2027-03-10", "<duration>P2D</duration>", dt.date(2027, 3, 11), []),
        ("2027-03-10", "<duration>PT48H</duration>", dt.date(2027, 3, 11), []),
        ("2027-03-10", "<duration>PT2H</duration>", None, ["event-end-unused"]),
        ("2027-03-10", "<end>2027-03-10T16:00:00Z</end>", None, ["event-end-unused"]),
        # TT's way to say that no end is known
        ("2027-03-10T15:00:00+01:00", "<end>2027-03-10</end>", None, []),
        ("2027-03-10T15:00:00+01:00", "<end>2027-03-12</end>", None, ["event-end-unused"]),
        ("2027-03-10T15:00:00+01:00", "<end>2016</end>", None, ["event-end-unused"]),
        ("2027-03-10T15:00:00+01:00", "<duration>-PT2H</duration>", None, ["event-end-unused"]),
        ("2027-03-10T15:00:00+01:00", "<duration>P</duration>", None, ["event-end-unused"]),
        ("2027-03-10T15:00:00+01:00", "<duration>P9999Y</duration>", None, ["event-end-unused"]),
        ("2027-03-10T15:00:00+01:00", "<duration>PT999999999S</duration>", dt.datetime(2058, 11, 16, 16, 46, 39), []),
    ],
)  # fmt: skip
def test_ends(start: str, told_end: str, end: Any, found: list[str]) -> None:
    reading = read(item(dates(f"<start>{start}</start>{told_end}")))
    assert only(reading).end == end
    assert codes(reading) == found


@pytest.mark.parametrize(
    ("given_dates", "status", "found"),
    [
        ('<start confirmationstatus="edconf:approximate">2027-03-10</start>', "tentative", ["event-approximate"]),
        ('<start approxstart="2027-03-08" approxend="2027-03-12">2027-03-10</start>', "tentative", ["event-approximate"]),
        ('<start>2027-03-10</start><confirmation qcode="edconf:bothApprox"/>', "tentative", ["event-approximate"]),
        ('<start>2027-03-10</start><rRule freq="DAILY"/>', "confirmed", ["recurring"]),
    ],
)  # fmt: skip
def test_dates_that_are_not_certain_or_not_one(given_dates: str, status: str, found: list[str]) -> None:
    reading = read(item(dates(given_dates)))
    assert only(reading).status == status
    assert codes(reading) == found


# codes, status, publication

ON = dates("<start>2027-03-10</start>")


@pytest.mark.parametrize(
    ("told_status", "status", "found"),
    [
        ('<occurStatus qcode="eocstat:eos5"/>', "confirmed", []),
        ('<occurStatus qcode="vad:eos6"/>', "cancelled", []),
        ('<occurStatus uri="http://cv.iptc.org/newscodes/eventoccurstatus/eos2"/>', "tentative", []),
        ('<eventStatus uri="https://schema.org/EventPostponed"/><occurStatus qcode="eocstat:eos5"/>', "postponed", []),
        ('<eventStatus qcode="schema:EventCancelled"/>', "cancelled", []),
        ('<occurStatus qcode="eocstat:eos99"><name>Kanske</name></occurStatus>', "confirmed", ["event-code"]),
        ("<occurStatus/>", "confirmed", []),
    ],
)
def test_status_goes_by_the_code_and_not_by_its_alias(told_status: str, status: str, found: list[str]) -> None:
    reading = read(item(ON + told_status))
    assert only(reading).status == status
    assert codes(reading) == found


def test_publication() -> None:
    withheld = read(item(ON, meta='<pubStatus qcode="stat:withheld"/>'))
    assert (only(withheld).audience, codes(withheld)) == ("limited", [])
    withdrawn = read(item(ON, meta='<pubStatus qcode="stat:canceled"/>'))
    assert (only(withdrawn).status, codes(withdrawn)) == ("confirmed", ["event-withdrawn"])
    assert withdrawn.findings[0].uncertain
    endless = read(item(ON, meta="<embargoed/>"))
    assert (only(endless).audience, codes(endless)) == ("limited", ["event-embargo"])


def test_another_alias_for_our_own_terms() -> None:
    document = render_eventsml(told(Meeting(title="B", start=dt.date(2027, 3, 10), uid="u", photo="Ja.", sequence=4)))
    renamed = document.replace(b"pressinvite:photo", b"q:photo").replace(b"pressinvite:sequence", b"q:sequence")
    renamed = renamed.replace(b'alias="pressinvite"', b'alias="q"')
    assert (only(read(renamed)).photo, only(read(renamed)).sequence) == ("Ja.", 4)


@pytest.mark.parametrize(
    "extension",
    [
        '<conceptExtProperty rel="p:timezone" value="Mars/Olympus"/>',
        '<conceptExtProperty rel="p:sequence" value="-1"/><conceptExtProperty rel="p:sequence" value="٣"/>',
        '<conceptExtProperty rel="p:registration" value="kanske"/><conceptExtProperty rel="p:registration-deadline" value="x"/>',
        '<conceptExtProperty rel="p:previous" value="x"/><conceptExtProperty rel="p:previous" value="0"><related rel="p:start" value="x"/><related rel="p:status" value="x"/><related rel="p:timezone" value="../etc"/><related rel="p:place"><related rel="p:latitude" value="nan"/></related></conceptExtProperty>',
        '<conceptExtProperty rel="p:language" value="1"/><conceptExtProperty/>',
    ],
)
def test_an_extension_that_is_not_sound_is_no_harm(extension: str) -> None:
    document = item(ON, after=extension).replace(
        "<itemMeta>", '<catalog><scheme alias="p" uri="urn:publicid:-:pressinvite:terms:"/></catalog><itemMeta>'
    )
    meeting = only(read(document))
    assert (meeting.start, meeting.timezone, meeting.sequence, meeting.language) == (
        dt.date(2027, 3, 10),
        "Europe/Stockholm",
        0,
        "sv",
    )
    check_meeting(meeting, organisation=ORGANISATION, today=DAY)


@pytest.mark.parametrize(
    ("location", "place"),
    [
        ("<name>Torget</name>", Place(text="Torget")),
        ("<name>Rådhuset, Stortorget 7, Lund</name>", Place(text="Rådhuset, Stortorget 7, Lund")),
        ("<name>Torget</name><geoAreaDetails><position latitude='55.7' longitude='13.2'/></geoAreaDetails>", Place(text="Torget", latitude=55.7, longitude=13.2)),
        ("<name>Torget</name><POIDetails><position latitude='95' longitude='x'/></POIDetails>", Place(text="Torget")),
        ("<POIDetails><address><line>Ågatan 7</line><locality literal='Lillvik'/></address></POIDetails>", Place(text="Ågatan 7, Lillvik", street="Ågatan 7", city="Lillvik")),
        ("<name>Salen, vid ån</name><POIDetails><address><line>Ågatan 7</line></address></POIDetails>", Place(text="Salen, vid ån, Ågatan 7", street="Ågatan 7")),
        ('<name role="nrol:full">Torget</name><POIDetails><address><line>Ågatan 7</line></address></POIDetails>', Place(text="Torget, Ågatan 7", street="Ågatan 7")),
        ("", None),
    ],
)  # fmt: skip
def test_places(location: str, place: Place | None) -> None:
    assert only(read(item(f"{ON}<location>{location}</location>"))).place == place
