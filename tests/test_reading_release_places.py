"""Where a meeting is: the value of a label, a phrase in prose, lines beside the time; its parts, and its online side."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressinvite.meeting import Meeting, Place
from pressinvite.reading.release import read_release
from pressinvite.reading.release.addresses import parse_place
from pressinvite.reading.release.page import open_page
from pressinvite.reading.release.places import Found, find_place
from pressinvite.reading.release.plain import PlainText
from pressinvite.reading.release.schedule import choose_slots

DAY = dt.date(2026, 9, 1)
CASES = Path(__file__).parent / "cases" / "reading"
TIME = "Tid: tisdag 8 september kl. 10.00"


def _rows(name: str) -> list[list[str]]:
    lines = (CASES / name).read_text("utf-8").splitlines()
    return [[cell.strip() for cell in line.split(" | ")] for line in lines if line and not line.startswith("#")]


def _meeting(text: str) -> Meeting:
    (meeting,) = read_release(text, published=DAY, today=DAY).meetings
    return meeting


def _found(text: str) -> Found:
    page = open_page(PlainText(text))
    return find_place(page, choose_slots(page, DAY)[0])


def _parts(place: Place | None) -> list[str]:
    told = place or Place()
    return [part or "-" for part in (told.text, told.venue, told.street, told.city)]


@pytest.mark.parametrize(("written", "place", "venue", "street", "city"), _rows("place-values.txt"))
def test_behind_a_label(written: str, place: str, venue: str, street: str, city: str) -> None:
    text = f"Pressträff om nya bron\n\nPressen bjuds in.\n\n{TIME}\n\nPlats: {written}\n\nVälkomna!\n"
    assert _parts(_meeting(text).place) == [place, venue, street, city]


@pytest.mark.parametrize(("written", "place", "venue", "street", "city"), _rows("place-sentences.txt"))
def test_in_prose(written: str, place: str, venue: str, street: str, city: str) -> None:
    text = (
        "Pressinbjudan: Ny kunskap om framtiden\n\nKommunen bygger ut och berättar mer för medierna om planerna.\n\n"
        f"{written.replace(' // ', chr(10))}\n\nVälkomna!\n\nKontakt:\nEva Lind, pressansvarig, 070-174 06 05\n"
    )
    assert _parts(_meeting(text).place) == [place, venue, street, city]


@pytest.mark.parametrize(("written", "platform", "url"), _rows("online.txt"))
def test_online(written: str, platform: str, url: str) -> None:
    text = f"Pressträff om nya bron\n\nPressen bjuds in.\n\n{TIME}\n\nPlats: Rådhuset, Lund\n\n{written.replace(' // ', chr(10))}\n\nVälkomna!\n"
    meeting = _meeting(text)
    assert meeting.place is not None
    online = meeting.online
    assert [(online.platform if online else None) or "-", (online.url if online else None) or "-"] == [platform, url]


def test_the_trace_tells_where_the_place_and_its_parts_stand() -> None:
    text = f"Pressträff om nya bron\n\nPressen bjuds in.\n\n{TIME}\n\nPlats: Stora salen, Rådhuset, Stortorget 7, 222 22 Lund (ingång från gården)\n"
    found = _found(text)
    spans = {part: text[start:end] for part, (start, end) in found.trace.spans.items()}
    assert spans == {
        "": "Stora salen, Rådhuset, Stortorget 7, 222 22 Lund",
        "venue": "Stora salen",
        "building": "Rådhuset",
        "street": "Stortorget 7",
        "postal_code": "222 22",
        "city": "Lund",
        "directions": "ingång från gården",
    }
    assert found.trace.certainty == "sure"


def test_a_place_in_prose_is_likely_and_the_gathering_is_rejected() -> None:
    text = (
        "Pressträff om nya bron\n\nPressen bjuds in till pressträff tisdag 8 september kl. 10.00 i Rådhuset. "
        "Den som vill åka buss tillsammans samlas kl. 9.30 vid Tekniska museet.\n\nVälkomna!\n"
    )
    found = _found(text)
    assert found.place is not None
    assert (found.place.text, found.trace.certainty) == ("Rådhuset", "likely")
    assert [text[one.start : one.end] for one in found.trace.rejected] == ["Tekniska museet"]


def test_each_of_several_meetings_has_its_own_place() -> None:
    text = (
        "Pressträffar om nya bron\n\nPressen bjuds in.\n\nTid: tisdag 8 september kl. 10.00\nPlats: Rådhuset, Lund\n\n"
        "Tid: onsdag 9 september kl. 13.00\nPlats: Stadsbiblioteket, Malmö\n"
    )
    meetings = read_release(text, published=DAY, today=DAY).meetings
    assert [meeting.place.text for meeting in meetings if meeting.place] == [
        "Rådhuset, Lund",
        "Stadsbiblioteket, Malmö",
    ]


def test_the_footer_and_the_headline_give_no_place() -> None:
    text = (
        "Pressinbjudan: Malmö bygger nytt\n\nVi bjuder in till pressträff tisdag 8 september kl. 10.00.\n\nVälkomna!\n\n"
        "Kontakt:\nEva Lind, 070-174 06 05\n\nOm oss\nBolaget finns i Kulturhuset, Storgatan 1, Malmö.\n"
    )
    assert _meeting(text).place is None


@given(st.text(alphabet=st.sampled_from("Rådhuset Lund Storgatan 12 , . ( ) i på – \n 222 22 ”“"), max_size=120))
def test_every_part_stands_in_the_line(written: str) -> None:
    place = parse_place(written, None)
    letters = set("".join(written.split()))
    assert all(
        set("".join((part or "").split())) <= letters | set(";–,") for part in (place.venue, place.street, place.city)
    )


def test_the_senders_own_address_is_no_place() -> None:
    text = (
        "Pressinbjudan: Bolaget bygger nytt\n\nVi bjuder in till pressträff tisdag 8 september kl. 10.00.\n\nVälkomna!\n\n"
        "Bolaget AB\nStorgatan 1, 222 22 Lund\n"
    )
    assert _meeting(text).place is None


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Stadshuset, Sessionssalen\nFyrbodagatan 1, Kalmar", ["Stadshuset", "Fyrbodagatan 1", "Kalmar"]),
        ("\nKvarnhuset\nStorgatan 12\n392 30 Kalmar", ["Kvarnhuset", "Storgatan 12", "Kalmar"]),
        ("\n\nKvarnhuset\n\nStorgatan 12, Kalmar", ["Kvarnhuset", "Storgatan 12", "Kalmar"]),
        ("The Rope Museum\nOld Rope Walk\nVarvsgatan 6\n371 32 Karlskrona", ["The Rope Museum", "Varvsgatan 6", "Karlskrona"]),
        ("Kvarnhuset\n\nStorgatan 12, Kalmar", ["Kvarnhuset", None, None]),
        ("Kvarnhuset\nVälkomna", ["Kvarnhuset", None, None]),
    ],
)  # fmt: skip
def test_an_address_goes_on_below_its_label(written: str, expected: list[str | None]) -> None:
    text = f"Pressträff om nya bron\n\nPressen bjuds in.\n\n{TIME}\nPlats: {written}\n\nVarmt välkomna!\n"
    place = _meeting(text).place or Place()
    assert [place.venue, place.street, place.city] == expected


def test_each_meeting_of_a_list_has_the_town_that_its_line_begins_with() -> None:
    text = (
        "Pressinbjudan: Leden är klar\n\nVi bjuder in lokala medier på tre orter:\n\n"
        "Vänersborg, tisdag 8 september kl 10.00, Sjöboden vid gästhamnen\n"
        "Färgelanda, tisdag 8 september kl 14.00, Biblioteket, Allévägen 4\n"
        "Uddevalla, onsdag 9 september kl 9.30, Bohusgalleriet\n\nVälkomna!\n"
    )
    meetings = read_release(text, published=DAY, today=DAY).meetings
    assert [_parts(meeting.place) for meeting in meetings] == [
        ["Sjöboden vid gästhamnen", "Sjöboden vid gästhamnen", "-", "Vänersborg"],
        ["Biblioteket, Allévägen 4", "Biblioteket", "Allévägen 4", "Färgelanda"],
        ["Bohusgalleriet", "Bohusgalleriet", "-", "Uddevalla"],
    ]


def test_a_label_on_the_line_of_another_day_is_not_this_meetings() -> None:
    text = (
        "Pressinbjudan: Öppet hus på brigaden\n\nBrigaden tar emot press vid två tillfällen:\n\n"
        "1. Måndag 7 september kl. 14.00, förhandsvisning. Plats: Plan Syd, garnisonen i Skövde.\n\n"
        "2. Tisdag 8 september kl. 09.40, presskonferens i presstältet med brigadchefen.\n"
    )
    meetings = read_release(text, published=DAY, today=DAY).meetings
    assert [_parts(meeting.place)[1] for meeting in meetings] == ["Plan Syd", "presstältet"]
