"""Which lists there are, and what stands in each: no meeting too many, none too few, counts that fit."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from pressinvite.meeting import Meeting
from pressinvite.newsroom.entries import DAY, Entry, entry_of
from pressinvite.newsroom.listings import COMING, LATEST, Listing, find_listings, months_of

NOW = int(dt.datetime(2027, 6, 1, 9, tzinfo=dt.UTC).timestamp())
MOMENT = dt.datetime(2027, 1, 1, tzinfo=dt.UTC)


def entry(uid: str, first: dt.date, last: dt.date | None = None, **told: object) -> Entry:
    meeting = Meeting(uid=uid, modified=MOMENT, start=first, end=last)._replace(**told)
    return entry_of(meeting, f"meetings/{uid}.yaml", path=f"{first:%Y/%m/%d}-{uid}/")


def lists(*entries: Entry, now: int = NOW) -> dict[tuple[str, str], Listing]:
    return {(each.kind, each.key): each for each in find_listings(entries, now)}


def uids(entries) -> list[str]:
    return [each.uid for each in entries]


entries_of = st.lists(
    st.builds(
        lambda day, days, status, topics: (dt.date(2026, 11, 1) + dt.timedelta(days=day), days, status, topics),
        st.integers(0, 500), st.sampled_from([0, 0, 1, 35]), st.sampled_from(["confirmed", "cancelled"]),
        st.lists(st.sampled_from(["Trafik", "trafik", "Skola", "Å", "A"]), max_size=3),
    ),
    max_size=12,
)  # fmt: skip


@given(entries_of)
def test_every_meeting_stands_where_its_time_and_keys_say(told):
    entries = [
        entry(f"u{number}", first, first + dt.timedelta(days=days), status=status, topics=tuple(topics))
        for number, (first, days, status, topics) in enumerate(told)
    ]
    found = lists(*entries)
    coming = found["coming", ""]
    assert uids(coming.coming) == uids(sorted((e for e in entries if e.over > NOW), key=lambda e: (e.begins, e.uid)))
    assert {*uids(coming.feed)} == {
        e.uid for e in entries if e.over > NOW or (e.status != "cancelled" and e.over + 90 * DAY > NOW)
    }
    for each in entries:
        year = found["year", each.first[:4]]
        assert each.uid in uids(year.members)
        assert each.uid in uids(year.feed), "the archive keeps all"
        months = {key for kind, key in found if kind == "month" and each.uid in uids(found[kind, key].members)}
        assert months == {*months_of(each)}
    topics = {each.path: each for (kind, _key), each in found.items() if kind == "topics"}
    slugs = {"Trafik": "trafik", "trafik": "trafik", "Skola": "skola", "Å": "a", "A": "a"}
    wanted: dict[str, set[str]] = {}
    for each in entries:
        for name in each.names("topics"):
            wanted.setdefault(f"topics/{slugs[name]}/", set()).add(each.uid)
    assert {path: {*uids(each.members)} for path, each in topics.items()} == wanted
    for each in found.values():
        assert len(set(uids(each.members))) == len(each.members)
        assert not {*uids(each.coming)} & {*uids(each.past)}


def test_months_are_led_from_one_to_the_next():
    found = lists(entry("a", dt.date(2027, 1, 5)), entry("b", dt.date(2027, 3, 5)), entry("c", dt.date(2028, 3, 5)))
    assert [found["month", key].beside for key in ("2027/01", "2027/03", "2028/03")] == [
        ("", "2027/03"), ("2027/01", "2028/03"), ("2027/03", ""),
    ]  # fmt: skip
    assert found["year", "2027"].beside == ("", "2028")


def test_a_meeting_of_several_months_stands_in_each_and_a_very_long_one_in_its_first():
    assert months_of(entry("a", dt.date(2027, 1, 31), dt.date(2027, 3, 1))) == ["2027/01", "2027/02", "2027/03"]
    assert months_of(entry("a", dt.date(2027, 1, 1), dt.date(2029, 1, 1))) == ["2027/01", "2027/02", "2027/03"]


def test_a_topic_has_its_latest_meetings_and_the_year_has_all():
    past = [
        entry(f"p{n:03}", dt.date(2027, 1, 1) + dt.timedelta(days=n % 100), topics=("Trafik",))
        for n in range(LATEST + 20)
    ]
    coming = [entry(f"c{n:03}", dt.date(2027, 8, 1), topics=("Trafik",)) for n in range(COMING + 20)]
    found = lists(*past, *coming)
    assert len(found["topics", "Trafik"].past) == LATEST
    assert found["topics", "Trafik"].past[0].begins >= found["topics", "Trafik"].past[-1].begins
    assert len(found["topics", "Trafik"].coming) == COMING + 20
    assert len(found["year", "2027"].members) == len(past) + len(coming)


def test_what_a_list_is_made_of_tells_its_changes_apart():
    one = entry("a", dt.date(2027, 8, 5), topics=("Trafik",))
    first = lists(one)["topics", "Trafik"].fingerprint
    assert lists(one)["topics", "Trafik"].fingerprint == first
    assert lists(one._replace(path="2027/08/05-b/"))["topics", "Trafik"].fingerprint != first
    assert lists(one._replace(digest="x"))["topics", "Trafik"].fingerprint != first
    assert lists(one, entry("b", dt.date(2027, 8, 5)))["topics", "Trafik"].fingerprint == first
    assert lists(one, now=one.over)["topics", "Trafik"].fingerprint != first
