"""schema.org/Event as search engines ask for it (https://schema.org/Event, Google's documentation of Event)."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from calendar_cases import MOMENT, UID, meeting

from pressinvite.exchange.schema_org import event_json_ld
from pressinvite.meeting import Online, Organisation, Participant, Place, Revision

ORGANISATION = Organisation(name="Björkviks kommun", website="https://bjorkvik.example/")


def json_ld(**given: Any) -> Any:
    made = event_json_ld(
        meeting(**given), organisation=ORGANISATION, url="https://bjorkvik.example/p", description="Text", language="sv"
    )
    return json.loads(json.dumps(made))


def test_a_meeting_whole() -> None:
    place = Place(text="Rådhuset, Stortorget 7, Lund", building="Rådhuset", street="Stortorget 7", city="Lund")
    people = (Participant(name="Rut Ek", role="ordförande"), Participant(name="Åsa Li"))
    assert json_ld(title="Nästa steg", place=place, participants=people) == {
        "@context": "https://schema.org",
        "@type": "Event",
        "identifier": UID,
        "name": "Nästa steg",
        "description": "Text",
        "inLanguage": "sv",
        "url": "https://bjorkvik.example/p",
        "startDate": "2012-01-25T15:00:00+01:00",
        "endDate": "2012-01-25T15:45:00+01:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": {
            "@type": "Place",
            "name": "Rådhuset",
            "address": {"@type": "PostalAddress", "streetAddress": "Stortorget 7", "addressLocality": "Lund"},
        },
        "organizer": {"@type": "Organization", "name": "Björkviks kommun", "url": "https://bjorkvik.example/"},
        "performer": [
            {"@type": "Person", "name": "Rut Ek", "jobTitle": "ordförande"},
            {"@type": "Person", "name": "Åsa Li"},
        ],
        "isAccessibleForFree": True,
    }


@pytest.mark.parametrize(
    ("start", "zone", "told"),
    [
        (dt.datetime(2026, 7, 1, 9), "Europe/Stockholm", "2026-07-01T09:00:00+02:00"),
        (dt.datetime(2026, 7, 1, 9), "America/St_Johns", "2026-07-01T09:00:00-02:30"),
        (dt.datetime(2026, 7, 1, 9), "UTC", "2026-07-01T09:00:00+00:00"),
        (dt.date(2026, 7, 1), "Europe/Stockholm", "2026-07-01"),
        (dt.datetime(2026, 3, 29, 2, 30), "Europe/Stockholm", None),
    ],
)
def test_starts_carry_their_offset(start, zone, told) -> None:
    assert json_ld(start=start, end=None, timezone=zone).get("startDate") == told


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("confirmed", "EventScheduled"),
        ("tentative", "EventScheduled"),
        ("postponed", "EventPostponed"),
        ("cancelled", "EventCancelled"),
    ],
)
def test_statuses(status, told) -> None:
    assert json_ld(status=status)["eventStatus"] == f"https://schema.org/{told}"


def test_a_moved_meeting_tells_its_old_start() -> None:
    old = Revision(sequence=0, modified=MOMENT, values={"start": dt.datetime(2012, 1, 24, 10)})
    made = json_ld(previous=(old,))
    assert made["eventStatus"] == "https://schema.org/EventRescheduled"
    assert made["previousStartDate"] == "2012-01-24T10:00:00+01:00"


def test_a_meeting_moved_online_says_so() -> None:
    old = Revision(sequence=0, modified=MOMENT, values={"place": Place(text="Rådhuset")})
    made = json_ld(place=None, online=Online(platform="Teams", url="https://teams.example/1"), previous=(old,))
    assert made["eventStatus"] == "https://schema.org/EventMovedOnline"
    assert made["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
    assert made["location"] == {"@type": "VirtualLocation", "name": "Teams", "url": "https://teams.example/1"}


def test_a_meeting_in_a_place_and_online_is_both() -> None:
    made = json_ld(online=Online(url="https://teams.example/1"))
    assert made["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert [part["@type"] for part in made["location"]] == ["Place", "VirtualLocation"]
    assert made["location"][0]["geo"] == {"@type": "GeoCoordinates", "latitude": 55.7029, "longitude": 13.1929}


def test_several_organisers_are_all_named() -> None:
    made = json_ld(organisers=("Malmö stad", "Björkviks kommun"))
    assert [(part["name"], part.get("url")) for part in made["organizer"]] == [
        ("Malmö stad", None),
        ("Björkviks kommun", "https://bjorkvik.example/"),
    ]
