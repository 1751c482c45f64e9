"""Add-to-calendar addresses, read back as the sites read them: by their query."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from calendar_cases import NASTY, PLACE, meeting, words
from hypothesis import given
from hypothesis import strategies as st

from pressinvite.calendar.links import add_links

TITLE = "Dags för nästa steg & lite + till; 100 %"


def read(address: str) -> dict[str, str]:
    assert " " not in address
    assert "+" not in address
    assert address.isascii()
    return {key: values[0] for key, values in parse_qs(urlsplit(address).query, strict_parsing=True).items()}


def links(**given: Any) -> dict[str, dict[str, str]]:
    return {
        name: read(link)
        for name, link in add_links(meeting(**given), words(summary=TITLE, description="Rad 1\nRad 2")).items()
    }


def test_google_gets_wall_times_and_the_zone() -> None:
    assert links()["google"] == {
        "action": "TEMPLATE", "text": TITLE, "dates": "20120125T150000/20120125T154500", "ctz": "Europe/Stockholm",
        "location": PLACE, "details": "Rad 1\nRad 2",
    }  # fmt: skip


@pytest.mark.parametrize("site", ["outlook", "office365"])
def test_microsoft_gets_instants_in_utc(site: str) -> None:
    assert links()[site] == {
        "path": "/calendar/action/compose", "rru": "addevent", "subject": TITLE,
        "startdt": "2012-01-25T14:00:00Z", "enddt": "2012-01-25T14:45:00Z", "location": PLACE, "body": "Rad 1\nRad 2",
    }  # fmt: skip


def test_yahoo_gets_instants_in_utc() -> None:
    assert links()["yahoo"] == {
        "v": "60", "title": TITLE, "st": "20120125T140000Z", "et": "20120125T144500Z", "in_loc": PLACE,
        "desc": "Rad 1\nRad 2",
    }  # fmt: skip


def test_the_sites_are_the_four() -> None:
    found = {name: urlsplit(link) for name, link in add_links(meeting(), words()).items()}
    assert {name: (parts.scheme, parts.netloc, parts.path) for name, parts in found.items()} == {
        "google": ("https", "calendar.google.com", "/calendar/render"),
        "outlook": ("https", "outlook.live.com", "/calendar/0/deeplink/compose"),
        "office365": ("https", "outlook.office.com", "/calendar/0/deeplink/compose"),
        "yahoo": ("https", "calendar.yahoo.com", "/"),
    }


def test_days_are_days() -> None:
    """The day after the last for Google and Microsoft; the last itself for Yahoo."""
    days = links(start=dt.date(2026, 12, 31), end=dt.date(2027, 1, 1))
    assert days["google"]["dates"] == "20261231/20270102"
    assert "ctz" not in days["google"]
    assert (days["outlook"]["startdt"], days["outlook"]["enddt"], days["outlook"]["allday"]) == (
        "2026-12-31",
        "2027-01-02",
        "true",
    )
    assert (days["yahoo"]["st"], days["yahoo"]["et"], days["yahoo"]["dur"]) == ("20261231", "20270101", "allday")


def test_without_an_end_the_default_length_is_used() -> None:
    assert links(end=None)["google"]["dates"] == "20120125T150000/20120125T160000"
    assert links(end=None)["outlook"]["enddt"] == "2012-01-25T15:00:00Z"


def test_a_long_description_is_cut_between_words() -> None:
    for link in add_links(meeting(), words(description="måndag tisdag " * 400)).values():
        assert 1500 < len(link) <= 1800
        told = read(link)
        body = next(told[key] for key in ("details", "body", "desc") if key in told)
        assert body.removesuffix("…").split(" ")[-1] in {"måndag", "tisdag"}


@given(summary=st.text(st.characters(), max_size=200), description=st.text(st.characters()))
def test_any_text_makes_an_address(summary: str, description: str) -> None:
    for link in add_links(meeting(), words(summary=summary, description=description)).values():
        read(link)


def test_what_looks_like_syntax_stays_text() -> None:
    found = {name: read(link) for name, link in add_links(meeting(), words(summary=NASTY)).items()}
    assert found["google"]["text"] == found["outlook"]["subject"] == found["yahoo"]["title"] == NASTY


@pytest.mark.parametrize("letter", ["a", "ö", "😀", "a b ö "])
def test_the_longest_title_and_place_leave_an_address_that_works(letter: str) -> None:
    made = add_links(meeting(), words(summary=letter * 5000, location=letter * 5000, description=letter * 5000))
    assert all(len(address) <= 1800 for address in made.values())
    assert read(made["google"])["text"].endswith("…")
