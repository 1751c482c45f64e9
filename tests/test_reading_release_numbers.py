"""Phone numbers as they are written where the meeting is, and what looks like a number or an address and is none."""

from __future__ import annotations

import datetime as dt

import pytest

from pressinvite.language.phones import parse_abroad
from pressinvite.reading.release import read_release

DAY = dt.date(2026, 9, 1)


def _phones(place: str, contact: str) -> list[str]:
    text = f"Pressträff om nya bron\n\nPressen bjuds in.\n\nTid: tisdag 8 september kl. 10.00\nPlats: {place}\n\n{contact}\n"
    (meeting,) = read_release(text, published=DAY, today=DAY).meetings
    return [phone for contact in meeting.contacts for phone in contact.phones]


@pytest.mark.parametrize(
    ("place", "written", "expected"),
    [
        ("Rådhuset, Lund", "040-628 04 05", "+46406280405"),
        ("Rådhuset, Helsingfors", "040 628 0405", "+358406280405"),
        ("Rådhuset, Mariehamn", "040-628 04 05", "+358406280405"),
        ("Rådhuset, Helsingfors", "+46 40 628 04 05", "+46406280405"),
        ("Rådhuset, Helsingfors", "070-174 06 05", "+46701740605"),
        ("Rådhuset, Oslo", "040-628 04 05", "+46406280405"),
        ("Rådhuset, Oslo", "tlf. 40 62 80 40", "+4740628040"),
        ("Rådhuset, Köpenhamn", "tel 40 62 80 40", "+4540628040"),
        ("Rådhuset, Lund", "tel 40 62 80 40", "40 62 80 40"),
        ("Rådhuset, Lund", "070-174060599", "070-174060599"),
        ("Rådhuset, Lund", "tfn 040-62", None),
    ],
)
def test_a_number_is_of_the_country_of_the_meeting(place: str, written: str, expected: str | None) -> None:
    assert _phones(place, f"Kontakt: Ove Tallin, {written}") == ([expected] if expected else [])


def test_a_number_that_may_be_of_two_countries_is_kept_as_it_is_written() -> None:
    contact = "Kontakt: Ove Tallin, 040-628 04 05\nVäxeln i Malmö: +46 40 628 04 00"
    assert "040-628 04 05" in _phones("Rådhuset, Helsingfors", contact)


def test_a_number_that_is_none_is_told_of() -> None:
    text = (
        "Pressträff\n\nPressen bjuds in.\n\nTid: tisdag 8 september kl. 10\nPlats: Rådhuset, Lund\n\n"
        "Kontakt: Ove Tallin, 070-174060599\n"
    )
    told = [one.field for one in read_release(text, published=DAY, today=DAY).findings if one.code == "phone"]
    assert told == ["meetings[0].contacts[0].phones[0]"]


def test_hours_of_a_programme_are_no_number() -> None:
    assert _phones("Rådhuset, Lund", "0900–1130 Rundvandring\n1200 Lunch\n\nKontakt: Ove Tallin, 070-174 06 05") == [
        "+46701740605"
    ]


@pytest.mark.parametrize("pattern", ["fornamn.efternamn", "förnamn.efternamn", "firstname.lastname"])
def test_a_pattern_of_addresses_reaches_nobody(pattern: str) -> None:
    contact = f"Kontakt: Ove Tallin, 070-174 06 05, {pattern}@bjorkvik.example"
    text = f"Pressträff\n\nPressen bjuds in.\n\nTid: tisdag 8 september kl. 10\nPlats: Rådhuset, Lund\n\n{contact}\n"
    (meeting,) = read_release(text, published=DAY, today=DAY).meetings
    assert [contact.emails for contact in meeting.contacts] == [()]


@pytest.mark.parametrize(
    ("written", "country", "expected"),
    [
        ("040 628 04 05", "358", "+358406280405"),
        ("40 62 80 40", "47", "+4740628040"),
        ("040 62 80 40", "47", None),
        ("40 62 80 4", "45", None),
        ("40 62 80 40", "358", None),
        ("40 62 80 40", "999", None),
    ],
)
def test_what_is_a_number_in_another_country(written: str, country: str, expected: str | None) -> None:
    assert parse_abroad(written, country) == expected


def test_all_numbers_of_a_line_go_with_their_names() -> None:
    text = (
        "Pressträff\n\nPressen bjuds in.\n\nTid: tisdag 8 september kl. 10\nPlats: Rådhuset, Lund\n\n"
        "Kontakt: Ove Tallin, 040-6280, och Siri Mobäck, 070-174060599, Eva Ek 070-174 06 05\n"
    )
    (meeting,) = read_release(text, published=DAY, today=DAY).meetings
    assert [(contact.name, contact.phones) for contact in meeting.contacts] == [
        ("Ove Tallin", ("040-6280",)),
        ("Siri Mobäck", ("070-174060599",)),
        ("Eva Ek", ("+46701740605",)),
    ]
