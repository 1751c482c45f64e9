"""What publishing remembers: kept only when a run is whole, for life, and one run at a time."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing

import pytest
from publishing_cases import tree_of

from pressinvite.errors import SettingsError
from pressinvite.meeting import Meeting
from pressinvite.newsroom.entries import entry_of
from pressinvite.newsroom.store import SHOWN, Last, open_store

MOMENT = dt.datetime(2027, 1, 1, tzinfo=dt.UTC)
ENTRY = entry_of(Meeting(uid="u", start=dt.date(2027, 5, 20), modified=MOMENT), "meetings/u.yaml", path="2027/05/20-u/")
TOLD = Last(3, '{"title": "Ett"}', 1_800_000_000, 1_790_000_000, '{"created": "2027-01-01T00:00:00Z"}')


def test_what_is_not_committed_is_forgotten(tmp_path):
    with open_store(tmp_path / "x.db") as store:
        store.keep_fact("a", "b")
    with open_store(tmp_path / "x.db") as store:
        assert store.fact("a") == ""
        store.keep_fact("a", "b")
        store.commit("first")
    with open_store(tmp_path / "x.db") as store:
        assert (store.fact("a"), store.fact("run")) == ("b", "first")
        store.commit("")
    with open_store(tmp_path / "x.db") as store:
        assert store.fact("run") == "first", "a run that moved no file has no journal"


def fail(path) -> None:
    with open_store(path) as store:
        store.keep_path("2027/05/20-u/", "u", "current")
        raise ZeroDivisionError


def test_an_error_within_a_run_forgets_it_and_opens_the_file_again(tmp_path):
    with pytest.raises(ZeroDivisionError):
        fail(tmp_path / "x.db")
    with open_store(tmp_path / "x.db") as store:
        assert store.paths() == {}


def test_what_was_told_outlives_withdrawal(tmp_path):
    with open_store(tmp_path / "x.db") as store:
        assert store.last_told("u") is None
        store.keep_entry(ENTRY, shown=SHOWN)
        assert store.last_told("u") is None, "known, never told"
        store.keep_told("u", TOLD)
        store.keep_path(ENTRY.path, "u", "current")
        assert store.entries() == {"u": (ENTRY, SHOWN)}
        store.drop_entry("u")
        assert store.entries() == {}
        assert store.last_told("u") == TOLD
        assert store.paths() == {ENTRY.path: ("u", "current")}
        store.keep_entry(ENTRY, shown=0)
        assert store.entries() == {"u": (ENTRY, 0)}
        assert store.last_told("u") == TOLD


def test_a_look_writes_nothing_and_sees_what_is_kept(tmp_path):
    with open_store(tmp_path / "none.db", look=True) as store:
        store.keep_fact("a", "b")
        store.commit("x")
    assert tree_of(tmp_path) == {}
    with open_store(tmp_path / "x.db") as store:
        store.keep_fact("a", "b")
        store.commit("first")
    before = tree_of(tmp_path)
    with open_store(tmp_path / "x.db", look=True) as store:
        assert store.fact("a") == "b"
        store.keep_fact("a", "c")
        store.commit("x")
    assert tree_of(tmp_path) == before


@pytest.mark.parametrize("committed", [False, True])
def test_the_file_is_one_runs_to_its_end(tmp_path, committed):
    with open_store(tmp_path / "x.db") as first:
        first.keep_fact("a", "b")
        if committed:
            first.commit("x")
        with pytest.raises(SettingsError) as refused, open_store(tmp_path / "x.db"):
            pass
        assert refused.value.findings[0].code == "publishing-already"
    with open_store(tmp_path / "x.db"):
        pass


def test_the_same_fact_again_is_not_written(tmp_path):
    with open_store(tmp_path / "x.db") as store:
        store.keep_fact("a", "b")
        store.commit("x")
    stamp = (tmp_path / "x.db").stat().st_mtime_ns
    with open_store(tmp_path / "x.db") as store:
        store.keep_fact("a", "b")
        store.commit("")
    assert (tmp_path / "x.db").stat().st_mtime_ns == stamp


def test_a_file_of_another_shape_is_told_whenever_it_is_found(tmp_path):
    with open_store(tmp_path / "x.db") as store:
        store.commit("x")
    with closing(sqlite3.connect(tmp_path / "x.db")) as database:
        database.execute("drop table entries")
    with pytest.raises(SettingsError) as refused, open_store(tmp_path / "x.db") as store:
        store.entries()
    assert refused.value.findings[0].code == "store-broken"
