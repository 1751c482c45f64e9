from __future__ import annotations

import datetime as dt

import pytest
from studio_cases import RELEASE, Studio

from pressinvite.language import open_language
from pressinvite.meeting import Meeting
from pressinvite.studio.entries import differences, entry_time

SWEDISH = open_language("sv")
AT_THREE = Meeting(title="Bron", start=dt.datetime(2027, 3, 10, 15), end=dt.datetime(2027, 3, 10, 15, 45))


@pytest.mark.parametrize(
    ("zone", "when"),
    [
        ("Europe/Stockholm", "onsdag 10 mars 2027 kl. 15.00–15.45"),
        ("Europe/Helsinki", "onsdag 10 mars 2027 kl. 16.00–16.45"),
        ("Europe/London", "onsdag 10 mars 2027 kl. 14.00–14.45"),
        ("America/New_York", "onsdag 10 mars 2027 kl. 9.00–9.45"),
        ("Asia/Tokyo", "onsdag 10 mars 2027 kl. 23.00–23.45"),
    ],
)
def test_the_entry_stands_at_the_readers_own_time(zone, when):
    told = entry_time(AT_THREE, zone, SWEDISH).replace("\u00a0", " ")
    assert told.replace("kl. 0", "kl. ").replace("–0", "–") == when


def test_between_the_days_that_clocks_change_new_york_is_an_hour_nearer():
    spring = AT_THREE._replace(start=dt.datetime(2027, 3, 20, 15), end=None)  # New York changed on the 14th
    assert "10.00–11.00" in entry_time(spring, "America/New_York", SWEDISH)


def test_without_an_end_an_hour_is_shown_and_said():
    meeting = AT_THREE._replace(end=None)
    assert "15.00–16.00" in entry_time(meeting, "Europe/Stockholm", SWEDISH)
    assert any("en timme" in each for each in differences(meeting, SWEDISH))
    assert not any("en timme" in each for each in differences(AT_THREE, SWEDISH))


def test_a_date_alone_is_that_day_everywhere():
    meeting = Meeting(title="Bron", start=dt.date(2027, 3, 10))
    assert entry_time(meeting, "Asia/Tokyo", SWEDISH) == "onsdag 10 mars 2027, hela dagen"
    assert any("heldagspost" in each for each in differences(meeting, SWEDISH))
    assert not any("lokala tid" in each for each in differences(meeting, SWEDISH))


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"status": "cancelled"}, "tas bort för hand"),
        ({"status": "postponed"}, "preliminär"),
        ({"lead": "Välkommen."}, "HTML"),
    ],
)
def test_only_what_applies_is_said(changed, words):
    assert any(words in each for each in differences(AT_THREE._replace(**changed), SWEDISH))
    assert not any(words in each for each in differences(AT_THREE, SWEDISH))


def test_no_time_is_no_time():
    assert entry_time(Meeting(title="Bron"), "Europe/Stockholm", SWEDISH) == ""
    assert differences(Meeting(title="Bron"), SWEDISH) == []


def test_the_page_offers_places_and_takes_no_other(tmp_path):
    studio = Studio(tmp_path)
    path = studio.paste(RELEASE)
    page = studio.get(f"{path}?view=calendar&zone=Asia/Tokyo")
    assert 'preview/calendar?lang=sv&amp;zone=Asia/Tokyo"' in page
    assert "23.00" in studio.get(f"{path}/preview/calendar?zone=Asia/Tokyo")
    assert "15.00" in studio.get(f"{path}/preview/calendar?zone=../../etc/passwd")


def test_a_clock_that_is_none_is_told_of_beside_it_in_plain_words(tmp_path):
    studio = Studio(tmp_path)
    path = studio.paste(RELEASE)
    studio.act(path, "keep", start__clock="25.99")
    page = studio.get(path)
    assert 'id="n-start-clock">”25.99” är inget klockslag. Skriv till exempel 15.00.' in page
    assert "2012-01-25T15:00" not in page
