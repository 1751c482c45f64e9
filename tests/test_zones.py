"""Wall time to instant: what is beyond doubt, what is skipped, what comes twice, and where the tables end."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pytest

from pressinvite.zones import is_zone, kind_of, offset_at, open_zone, resolve

HOUR = dt.timedelta(hours=1)


def utc(*parts: int) -> dt.datetime:
    return dt.datetime(*parts, tzinfo=dt.UTC)  # type: ignore[arg-type,misc]


@pytest.mark.parametrize(
    ("wall", "zone", "instant"),
    [
        (dt.datetime(2012, 1, 25, 15), "Europe/Stockholm", utc(2012, 1, 25, 14)),
        (dt.datetime(2012, 7, 25, 15), "Europe/Stockholm", utc(2012, 7, 25, 13)),
        (dt.datetime(2026, 6, 1, 9), "UTC", utc(2026, 6, 1, 9)),
        (dt.datetime(2026, 6, 1, 9), "Asia/Kolkata", utc(2026, 6, 1, 3, 30)),
        (dt.datetime(2011, 12, 31, 9), "Pacific/Apia", utc(2011, 12, 30, 19)),
        (dt.datetime(2037, 12, 31, 23), "Europe/Stockholm", utc(2037, 12, 31, 22)),
    ],
)
def test_a_wall_time_is_an_instant(wall, zone, instant) -> None:
    assert resolve(wall, zone) == (instant, "ok")


@pytest.mark.parametrize(
    ("wall", "zone"),
    [
        (dt.datetime(2026, 3, 29, 2), "Europe/Stockholm"),
        (dt.datetime(2026, 3, 29, 2, 59, 59), "Europe/Stockholm"),
        (dt.datetime(2011, 12, 30, 12), "Pacific/Apia"),  # a whole day
        (dt.datetime(2012, 10, 21, 0, 30), "America/Sao_Paulo"),
        (dt.datetime(2026, 10, 4, 2, 15), "Australia/Lord_Howe"),  # half an hour
    ],
)
def test_a_time_that_the_clock_skips_is_no_instant(wall, zone) -> None:
    assert resolve(wall, zone) == (None, "gap")


@pytest.mark.parametrize(
    ("wall", "zone", "first"),
    [
        (dt.datetime(2026, 10, 25, 2, 30), "Europe/Stockholm", utc(2026, 10, 25, 0, 30)),
        (dt.datetime(2026, 11, 1, 1, 30), "America/New_York", utc(2026, 11, 1, 5, 30)),
        (dt.datetime(2026, 10, 25, 1, 30), "Europe/Dublin", utc(2026, 10, 25, 0, 30)),
        (dt.datetime(2026, 4, 5, 1, 45), "Australia/Lord_Howe", utc(2026, 4, 4, 14, 45)),
    ],
)
def test_a_time_that_comes_twice_is_the_first_and_says_so(wall, zone, first) -> None:
    assert resolve(wall, zone) == (first, "overlap")


def test_the_hours_beside_gap_and_overlap_are_beyond_doubt() -> None:
    zone = "Europe/Stockholm"
    assert resolve(dt.datetime(2026, 3, 29, 1, 59), zone) == (utc(2026, 3, 29, 0, 59), "ok")
    assert resolve(dt.datetime(2026, 3, 29, 3), zone) == (utc(2026, 3, 29, 1), "ok")
    assert resolve(dt.datetime(2026, 10, 25, 1, 59), zone) == (utc(2026, 10, 24, 23, 59), "ok")
    assert resolve(dt.datetime(2026, 10, 25, 3), zone) == (utc(2026, 10, 25, 2), "ok")


@pytest.mark.parametrize("wall", [dt.datetime(2038, 1, 1), dt.datetime(9999, 12, 31, 23), dt.datetime(1, 1, 1)])
def test_beyond_the_tables_is_said(wall) -> None:
    assert resolve(wall, "Asia/Tokyo") == (None, "beyond-tables")


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Europe/Stockholm", True), ("UTC", True), ("America/Argentina/ComodRivadavia", True), ("US/Pacific", True),
        ("europe/stockholm", False), ("Europe/Lund", False), ("", False), ("CEST", False), ("+01:00", False),
        ("../../../etc/passwd", False), ("/etc/passwd", False), ("Europe", False), ("zone.tab", False), ("Å", False),
    ],
)  # fmt: skip
def test_zones_are_known_by_their_exact_names(name, known) -> None:
    assert is_zone(name) is known


def test_an_unknown_zone_cannot_be_opened() -> None:
    with pytest.raises(LookupError):
        open_zone("Europe/Lund")


def test_offsets_are_of_the_instant() -> None:
    assert offset_at(utc(2012, 1, 25, 14), "Europe/Stockholm") == HOUR
    assert offset_at(utc(2012, 7, 25, 14), "Europe/Stockholm") == 2 * HOUR
    assert offset_at(utc(2026, 2, 25, 10), "Africa/Casablanca") == 0 * HOUR


def test_the_usual_zone_is_known_without_pytz() -> None:
    code = "import sys; from pressinvite.zones import is_zone; assert is_zone('Europe/Stockholm'); assert 'pytz' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_daytime_in_sweden_is_beyond_doubt_whenever_the_clocks_change() -> None:
    noons = [utc(1980, 1, 1, 11) + number * dt.timedelta(days=1) for number in range(58 * 365)]
    offsets = [offset_at(noon, "Europe/Stockholm") for noon in noons]
    changes = [noon for noon, before, now in zip(noons[1:], offsets, offsets[1:], strict=False) if before != now]
    assert len(changes) > 110
    for change in changes:
        for hour in range(24):
            wall = dt.datetime(change.year, change.month, change.day, hour, 30)
            assert kind_of(wall, "Europe/Stockholm") == resolve(wall, "Europe/Stockholm").kind
    assert kind_of(dt.datetime(2012, 3, 25, 2, 30), "Europe/Stockholm") == "gap"
    assert kind_of(dt.datetime(2012, 4, 25, 2, 30), "Europe/London") == "ok"
