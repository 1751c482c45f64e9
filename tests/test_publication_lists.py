"""Topics, regions and organisers that lose their last meeting: who subscribes is not left with an error."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import pytest
from publishing_cases import Desk


@pytest.fixture
def desk(tmp_path) -> Desk:
    return Desk(tmp_path / "desk")


def test_a_topic_that_its_last_meeting_leaves_keeps_its_page_and_feeds(desk):
    desk.write("bron.yaml", topics=["Trafik"])
    desk.write("torget.yaml", title="Torget", topics=["Trafik", "Skola"], language="en")
    desk.publish()
    before = {path for path in desk.tree() if "/skola/" in f"/{path}"}
    assert before == {
        f"{folder}topics/skola/{name}"
        for folder in ("", "en/")
        for name in ("index.html", "calendar.ics", "atom.xml", "feed.json")
    }
    desk.edit("torget.yaml", topics=["Trafik"])
    desk.publish()
    tree = desk.tree()
    assert {path for path in tree if "/skola/" in f"/{path}"} == before
    page = tree["topics/skola/index.html"].decode()
    assert "Här finns inga pressträffar längre." in page
    assert '<h1 lang="en" dir="auto">Skola</h1>' in page
    assert '<meta name="robots" content="noindex">' in page
    assert "BEGIN:VEVENT" not in tree["topics/skola/calendar.ics"].decode()
    assert json.loads(tree["topics/skola/feed.json"])["items"] == []
    assert "topics/skola" not in tree["index.html"].decode()
    assert "topics/skola" not in tree["sitemap.xml"].decode()
    assert desk.publish().outcome.total == 0
    desk.edit("torget.yaml", topics=["Trafik", "Skola"])
    desk.publish()
    assert "BEGIN:VEVENT" in desk.tree()["topics/skola/calendar.ics"].decode()


def test_a_limited_meeting_takes_no_page_away_that_others_left(desk):
    desk.write("bron.yaml", topics=["Skola"])
    desk.publish()
    desk.edit("bron.yaml", topics=["Trafik"])
    desk.publish()
    desk.write("torget.yaml", title="Torget", topics=["Skola"], audience="limited")
    assert desk.publish().outcome.total == 0
    assert "topics/skola/index.html" in desk.tree()


@pytest.mark.parametrize("how", ["limited", "removed"])
def test_a_topic_whose_last_meeting_is_taken_away_goes_with_it(desk, how):
    desk.write("bron.yaml", topics=["Trafik"])
    desk.write("torget.yaml", title="Torget", topics=["Skola"])
    desk.publish()
    if how == "limited":
        desk.edit("torget.yaml", audience="limited")
    else:
        desk.remove("torget.yaml")
    desk.publish()
    assert not [path for path in desk.tree() if "/skola/" in f"/{path}"]


@pytest.mark.parametrize("how", ["limited", "removed"])
def test_a_topic_that_a_meeting_once_had_goes_with_the_meeting(desk, how):
    desk.write("bron.yaml", topics=["Skola"])
    desk.publish()
    desk.edit("bron.yaml", topics=["Trafik"])
    desk.publish()
    assert "topics/skola/index.html" in desk.tree()
    if how == "limited":
        desk.edit("bron.yaml", audience="limited")
    else:
        desk.remove("bron.yaml")
    desk.publish()
    assert not [path for path in desk.tree() if "skola" in path]
    with closing(sqlite3.connect(desk.top / "published.db")) as store:
        assert not [row for row in store.execute("select * from facts") if "skola" in str(row).casefold()]
