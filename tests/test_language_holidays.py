from __future__ import annotations

import datetime as dt

import holidays
import pytest

from pressinvite.language import open_language
from pressinvite.language.dates import holiday
from pressinvite.language.holidays import easter_sunday, eve_name, holiday_name, is_eve, public_holiday

YEARS = range(2000, 2051)


def days_of(year: int) -> list[dt.date]:
    first = dt.date(year, 1, 1)
    return [first + dt.timedelta(days=number) for number in range((dt.date(year + 1, 1, 1) - first).days)]


@pytest.mark.parametrize("year", YEARS)
def test_public_holidays_agree_with_the_package(year: int) -> None:
    theirs = holidays.country_holidays("SE", years=year, include_sundays=False, language="sv")
    swedish = open_language("sv")
    ours = {day: swedish.text(name) for day in days_of(year) if (name := public_holiday(day))}
    assert ours.keys() == theirs.keys()
    for day, name in ours.items():
        assert name.casefold() in theirs[day].replace("Nationaldagen", "Sveriges nationaldag").casefold()


@pytest.mark.parametrize(
    ("day", "name", "eve"),
    [
        ("2026-12-24", "julafton", True),
        ("2026-12-31", "nyårsafton", True),
        ("2026-06-19", "midsommarafton", True),
        ("2026-06-20", "midsommardagen", False),
        ("2026-04-02", "skärtorsdagen", True),
        ("2026-04-03", "långfredagen", False),
        ("2026-04-04", "påskafton", True),
        ("2026-05-23", "pingstafton", True),
        ("2026-01-05", "trettondagsafton", True),
        ("2026-04-30", "valborgsmässoafton", True),
        ("2026-10-30", "allhelgonaafton", True),
        ("2026-10-31", "alla helgons dag", False),
        ("2004-06-06", None, False),
        ("2005-06-06", "Sveriges nationaldag", False),
        ("2004-05-31", "annandag pingst", False),
        ("2005-05-16", None, False),
        ("2012-01-25", None, False),
        ("2008-05-01", "första maj", False),
        ("2026-05-14", "Kristi himmelsfärdsdag", False),
        ("2008-04-30", "valborgsmässoafton", True),
    ],
)
def test_days(day: str, name: str | None, eve: bool) -> None:
    date = dt.date.fromisoformat(day)
    msgid = holiday_name(date)
    assert (msgid and open_language("sv").text(msgid)) == name
    assert holiday(dt.datetime.combine(date, dt.time(9))) == msgid
    assert is_eve(date) is eve


def test_easter() -> None:
    """Dates of the Astronomical Almanac."""
    known = {2000: "2000-04-23", 2008: "2008-03-23", 2011: "2011-04-24", 2038: "2038-04-25", 2049: "2049-04-18"}
    assert {year: easter_sunday(year).isoformat() for year in known} == known


def test_the_ends_of_the_calendar() -> None:
    assert eve_name(dt.date.max) == "New Year's Eve"
    assert public_holiday(dt.date.min) == "New Year's Day"
