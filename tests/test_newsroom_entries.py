"""When a meeting is public, past, in the feeds; and when a site changes although no file does."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from publishing_cases import NOW, Desk, differing

from pressinvite.meeting import Meeting
from pressinvite.newsroom.entries import entry_of, next_moment

UTC = dt.UTC
MOMENT = dt.datetime(2027, 1, 1, tzinfo=UTC)


def entry(**told: object):
    return entry_of(Meeting(uid="u", modified=MOMENT)._replace(**told), "meetings/x.yaml")


def instant(text: str) -> int:
    return int(dt.datetime.fromisoformat(text).timestamp())


@pytest.mark.parametrize(
    ("told", "over"),
    [
        ({"start": dt.datetime(2027, 5, 20, 13)}, "2027-05-20T22:00+00:00"),
        ({"start": dt.datetime(2027, 1, 20, 13)}, "2027-01-20T23:00+00:00"),
        ({"start": dt.date(2027, 1, 20)}, "2027-01-20T23:00+00:00"),
        ({"start": dt.datetime(2027, 1, 20, 13), "end": dt.datetime(2027, 1, 22, 1)}, "2027-01-22T23:00+00:00"),
        ({"start": dt.date(2027, 1, 20), "end": dt.date(2027, 1, 22)}, "2027-01-22T23:00+00:00"),
        ({"start": dt.datetime(2027, 1, 20, 13), "timezone": "America/New_York"}, "2027-01-21T05:00+00:00"),
        ({"start": dt.datetime(2027, 1, 20, 13), "timezone": "Pacific/Kiritimati"}, "2027-01-20T10:00+00:00"),
        ({"start": dt.datetime(2027, 3, 27, 13)}, "2027-03-27T23:00+00:00"),  # the night that loses an hour
        ({"start": dt.datetime(2027, 3, 28, 13)}, "2027-03-28T22:00+00:00"),
        ({"start": dt.datetime(2027, 10, 31, 13)}, "2027-10-31T23:00+00:00"),
        ({"start": dt.datetime(2018, 11, 3, 13), "timezone": "America/Sao_Paulo"}, "2018-11-04T03:00+00:00"),  # no midnight
        ({"start": dt.datetime(2037, 12, 31, 13)}, "2038-01-01T00:00+00:00"),  # after the zones' tables: on UTC
    ],
)  # fmt: skip
def test_a_day_passes_at_midnight_of_its_own_clock(told, over):
    assert entry(**told).over == instant(over)
    assert not entry(**told).is_past(instant(over) - 1)
    assert entry(**told).is_past(instant(over))


def test_a_doubtful_hour_of_an_embargo_is_the_later_one():
    doubtful = entry(start=dt.date(2027, 11, 5), embargo=dt.datetime(2027, 10, 31, 2, 30))
    assert not doubtful.is_public(instant("2027-10-31T01:29:59+00:00"))
    assert doubtful.is_public(instant("2027-10-31T01:30:00+00:00"))


def test_the_embargo_that_the_clock_skips_ends_with_the_gap_or_later():
    skipped = entry(start=dt.date(2027, 5, 5), embargo=dt.datetime(2027, 3, 28, 2, 30))
    assert not skipped.is_public(instant("2027-03-28T00:59:59+00:00"))
    assert skipped.is_public(instant("2027-03-28T02:00:00+00:00"))


@pytest.mark.parametrize(
    ("status", "days"), [("confirmed", 90), ("tentative", 90), ("postponed", 90), ("cancelled", 0)]
)
def test_feeds_keep_what_has_been_for_ninety_days_and_what_was_cancelled_until_its_day_has_passed(status, days):
    held = entry(start=dt.date(2027, 1, 20), status=status)
    assert held.is_in_feeds(held.over + days * 86400 - 1)
    assert not held.is_in_feeds(held.over + days * 86400)


def test_the_next_moment_is_the_earliest_of_all_that_can_be_public():
    now = instant("2027-03-01T09:00+00:00")
    later = entry(start=dt.date(2027, 5, 20), embargo=dt.datetime(2027, 4, 1, 8))
    held = entry(start=dt.date(2026, 12, 10))
    cancelled = entry(start=dt.date(2027, 3, 1), status="cancelled")
    limited = entry(start=dt.date(2027, 3, 1), audience="limited", embargo=dt.datetime(2027, 3, 1, 12))
    assert next_moment([limited], now) is None
    assert next_moment([later, held, cancelled, limited], now) == (instant("2027-03-01T23:00+00:00"), cancelled)
    assert next_moment([later, held], now) == (instant("2027-03-10T23:00+00:00"), held)
    assert next_moment([later], now) == (instant("2027-04-01T06:00+00:00"), later)
    assert next_moment([held, cancelled], instant("2028-01-01T00:00+00:00")) is None


def test_of_a_meeting_whose_embargo_outlasts_its_day_only_its_end_is_told():
    late = entry(start=dt.date(2027, 3, 2), embargo=dt.datetime(2027, 4, 1, 8))
    assert next_moment([late], instant("2027-03-01T00:00+00:00")) == (instant("2027-04-01T06:00+00:00"), late)


# the site

ENDS = "2027-05-20T22:00:00+00:00"


@pytest.fixture
def desk(tmp_path) -> Desk:
    made = Desk(tmp_path / "desk")
    made.write("bron.yaml")
    made.write("torg.yaml", title="Torget", start="2027-09-01T10:00", end="2027-09-01T11:00", topics=["Handel"])
    return made


def uids_in(octets: bytes) -> list[str]:
    return re.findall(r"\r\nUID:([^\r]+)", octets.decode())


def test_a_passed_day_leaves_the_page_of_coming_ones_on_the_next_run(desk):
    over = dt.datetime.fromisoformat(ENDS)
    done = desk.publish()
    assert done.next_change is not None
    assert done.next_change[0].isoformat() == "2027-05-21T00:00:00+02:00", "on the organisation's clock"
    assert done.next_change[1] == "meetings/bron.yaml"
    before = desk.tree()
    assert desk.publish(over - dt.timedelta(seconds=1)).outcome.total == 0
    done = desk.publish(over)
    after = desk.tree()
    assert "Nya bron" in before["index.html"].decode()
    assert "Nya bron" not in after["index.html"].decode()
    assert "Nya bron" in after["2027/index.html"].decode()
    assert "Nya bron" in after["topics/trafik/index.html"].decode()
    page = "2027/05/20-nya-bron-oppnar/index.html"
    assert "calendar.google.com" in before[page].decode()
    assert "calendar.google.com" not in after[page].decode()
    assert differing(before, after) >= {page, "en/" + page, "index.html", "en/index.html", "topics/trafik/index.html"}
    assert not any("2027-09" in path or "handel" in path or "/09/" in path for path in differing(before, after))
    assert {name for name in after if name.endswith("calendar.ics") and "bron" not in name} & differing(
        before, after
    ) == set()
    assert done.next_change is not None
    assert done.next_change[0].isoformat() == "2027-08-19T00:00:00+02:00", "ninety days"


def test_ninety_days_later_the_calendar_lets_go_and_the_archive_keeps(desk):
    over = dt.datetime.fromisoformat(ENDS)
    desk.publish(over)
    held = desk.tree()
    assert len(uids_in(held["calendar.ics"])) == 2
    done = desk.publish(over + dt.timedelta(days=90))
    tree = desk.tree()
    assert len(uids_in(tree["calendar.ics"])) == 1
    assert uids_in(tree["topics/trafik/calendar.ics"]) == []
    assert len(uids_in(tree["2027/calendar.ics"])) == 2
    assert "Nya bron" not in tree["atom.xml"].decode() + tree["feed.json"].decode()
    assert "Nya bron" in tree["topics/trafik/index.html"].decode()
    assert not any(path.startswith(("2027/", "en/2027/", "search")) for path in differing(held, tree))
    assert done.next_change is not None
    assert done.next_change[0].isoformat() == "2027-09-02T00:00:00+02:00"


def test_a_cancelled_one_stays_in_the_calendar_until_its_day_has_passed(desk):
    desk.publish()
    desk.edit("bron.yaml", status="cancelled")
    desk.publish(NOW)
    event = next(part for part in desk.tree()["calendar.ics"].decode().split("BEGIN:VEVENT") if "bron" in part)
    for line in ("STATUS:CANCELLED", "TRANSP:TRANSPARENT", "SEQUENCE:1", "SUMMARY:INSTÄLLT: Nya bron öppnar"):
        assert f"\r\n{line}\r\n" in event
    over = dt.datetime.fromisoformat(ENDS)
    assert desk.publish(over - dt.timedelta(seconds=1)).outcome.total == 0
    desk.publish(over)
    tree = desk.tree()
    assert len(uids_in(tree["calendar.ics"])) == 1
    assert uids_in(tree["topics/trafik/calendar.ics"]) == []
    assert "STATUS:CANCELLED" in tree["2027/calendar.ics"].decode()
    assert "Nya bron" in tree["2027/05/index.html"].decode()
