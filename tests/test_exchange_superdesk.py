"""Superdesk Planning's event, judged by what the releases 2.4.0 of its planning module and 2.5.3 of its core ask for.

The tables below tell, in our own words, which fields an event and a contact have there and of which type, and what the
feed parser `json_event` takes for granted. They were read off those releases, whose files are under the AGPL and are
not copied here.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any

import pytest
from exchange_cases import EXPECTED, meetings, sample_meetings, tell
from hypothesis import given

from pressinvite.exchange.superdesk import render_superdesk, superdesk_event
from pressinvite.language.catalogues import SPOKEN
from pressinvite.meeting import Contact, Meeting, Online, Place

START = dt.datetime(2027, 3, 10, 16)
SAMPLES = dict(sample_meetings())
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0000")

EVENT: dict[str, type] = {
    "guid": str, "type": str, "version": int, "firstcreated": str, "versioncreated": str, "event_created": str,
    "event_lastmodified": str, "source": str, "original_source": str, "language": str, "name": str, "slugline": str,
    "definition_short": str, "definition_long": str, "dates": dict, "_time_to_be_confirmed": bool,
    "occur_status": dict, "state": str, "state_reason": str, "pubstatus": str, "ednote": str, "location": list,
    "participant": list, "organizer": list, "event_contact_info": list, "registration": str, "subject": list,
    "place": list, "links": list,
}  # fmt: skip
NEWER = {"registration_details", "accreditation_info"}
"""Fields of later releases, which 2.4.0 does not know."""
NEWER_DATES = {"all_day", "no_end_time"}
STATES = {
    "draft", "active", "ingested", "scheduled", "killed", "cancelled", "rescheduled", "postponed", "spiked",
}  # fmt: skip
CONTACT = {
    "_id": str, "first_name": str, "last_name": str, "organisation": str, "job_title": str, "contact_phone": list,
    "contact_email": list, "notes": str, "is_active": bool, "public": bool,
}  # fmt: skip


def check(event: dict[str, Any]) -> None:
    """Assert what the parser takes for granted and what the fields may hold."""
    assert event["type"] == "event"
    assert event["guid"]
    for key, value in event.items():
        assert key in NEWER or isinstance(value, EVENT[key]), key
    assert event["dates"].keys() - NEWER_DATES <= {"start", "end", "tz"}
    assert all(MOMENT.fullmatch(event["dates"][key]) for key in ("start", "end"))
    assert event["dates"]["start"] < event["dates"]["end"]
    assert event["state"] in STATES
    assert event.get("pubstatus") in (None, "usable", "cancelled")
    for key in ("subject", "place", "location"):
        assert all("qcode" in entry for entry in event.get(key, [])), key
    for contact in event.get("event_contact_info", []):
        assert re.fullmatch(r"[0-9a-f]{24}", contact["_id"])
        assert all(isinstance(value, CONTACT[key]) for key, value in contact.items())


def event(**given: Any) -> dict[str, Any]:
    return superdesk_event(tell(Meeting(**{"title": "Bron", "start": START, "uid": "bron@b.example", **given})))


@pytest.mark.parametrize("language", SPOKEN)
@pytest.mark.parametrize("name", SAMPLES)
def test_samples_are_what_superdesk_takes(name: str, language: str) -> None:
    check(json.loads(render_superdesk(tell(SAMPLES[name], language, url="https://b.example/m"))))


@given(meetings())
def test_meetings_of_every_shape_are_what_superdesk_takes(meeting: Meeting) -> None:
    check(json.loads(render_superdesk(tell(meeting))))


def test_a_day_without_clock_times_whole() -> None:
    made = render_superdesk(tell(SAMPLES["date-only.yaml[0]"]))
    assert json.loads(made) == json.loads((EXPECTED / "date-only.superdesk.json").read_bytes())


@pytest.mark.parametrize(
    ("status", "qcode", "state"),
    [
        ("confirmed", "eocstat:eos5", "scheduled"),
        ("tentative", "eocstat:eos3", "scheduled"),
        ("postponed", "eocstat:eos2", "postponed"),
        ("cancelled", "eocstat:eos6", "cancelled"),
    ],
)
def test_status(status: Any, qcode: str, state: str) -> None:
    made = event(status=status)
    assert (made["occur_status"]["qcode"], made["state"]) == (qcode, state)
    assert ("state_reason" in made) is (state in ("postponed", "cancelled"))


def test_an_end_that_nobody_told_is_the_usual_length_and_says_so() -> None:
    made = event()
    assert made["dates"] == {
        "start": "2027-03-10T15:00:00+0000",
        "end": "2027-03-10T16:00:00+0000",
        "tz": "Europe/Stockholm",
        "no_end_time": True,
    }
    assert made["ednote"] == "Sluttid ej angiven."


def test_several_days_run_to_the_last_second_of_the_last() -> None:
    made = event(start=dt.date(2027, 5, 18), end=dt.date(2027, 5, 19))
    assert made["dates"]["start"] == "2027-05-17T22:00:00+0000"
    assert made["dates"]["end"] == "2027-05-19T21:59:59+0000"
    assert "_time_to_be_confirmed" not in made


def test_meetings_in_one_room_share_their_place_and_contact() -> None:
    place = Place(text="Salen, Lund", venue="Salen", city="Lund")
    contact = Contact("Anna Maria Ek", "pressekreterare", ("+46846500401",), ("a@b.example",))
    first, second = (event(uid=uid, place=place, contacts=(contact,)) for uid in ("a", "b"))
    assert first["guid"] != second["guid"]
    assert first["location"] == second["location"]
    assert first["event_contact_info"] == second["event_contact_info"]
    (told,) = first["event_contact_info"]
    assert (told["first_name"], told["last_name"]) == ("Anna Maria", "Ek")


def test_a_limited_meeting_is_not_posted_and_its_contacts_are_not_public() -> None:
    contact = Contact("Anna Ek", None, ("+46846500401",))
    made = event(audience="limited", contacts=(contact,))
    assert "pubstatus" not in made
    (told,) = made["event_contact_info"]
    assert told["public"] is False
    assert told["contact_phone"] == [{"number": "+46846500401", "public": False}]


def test_links_are_each_address_once() -> None:
    made = event(url="https://b.example/x", online=Online("Teams", "https://b.example/x"))
    assert made["links"] == ["https://b.example/x"]
