"""JSON Feed 1.1: by the format's own words, another program's schema, and as another program reads it."""

from __future__ import annotations

import copy
import datetime as dt
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from feed_cases import ANY_HEAD, ANY_ITEM, BRIDGE, BUDGET, HEAD, ITEMS, SITE, as_block, as_line, as_lines, as_utc
from hypothesis import given
from hypothesis import strategies as st
from jsonfeedvalidator.schema import SCHEMA
from jsonschema import Draft4Validator

from pressinvite.newsroom.fields import language_tag, stable_id, web_address
from pressinvite.newsroom.items import FeedHead, FeedItem
from pressinvite.newsroom.json_feed import join_items, render_item, render_json_feed

JSON_HEAD = HEAD._replace(self_url=f"{SITE}/sv/feed.json")
PEERS = Path(__file__).parent / "peers"


def version_1_1() -> Draft4Validator:
    """jsonfeedvalidator's schema of version 1, which takes no key that it does not know, with the two keys that 1.1 added
    to feed and item ("Changes from version 1": authors, language); version 1's author is deprecated there.
    """
    schema = copy.deepcopy(SCHEMA)
    for part in (schema, schema["definitions"]["item"]):
        part["properties"]["authors"] = {"type": "array", "items": {"$ref": "#/definitions/author"}}
        part["properties"]["language"] = {"type": "string"}
        del part["properties"]["author"]
    schema["properties"]["version"] = {"enum": ["https://jsonfeed.org/version/1.1"]}
    return Draft4Validator(schema, format_checker=Draft4Validator.FORMAT_CHECKER)


JUDGE = version_1_1()


def judged(octets: bytes) -> dict[str, Any]:
    feed: dict[str, Any] = json.loads(octets.decode("utf-8"))
    JUDGE.validate(feed)
    return feed


def test_a_feed_whole() -> None:
    assert judged(render_json_feed(JSON_HEAD, ITEMS)) == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Pressträffar i Björkvik",
        "home_page_url": "https://press.bjorkvik.example/sv/",
        "feed_url": "https://press.bjorkvik.example/sv/feed.json",
        "description": "Allt som pressen bjuds in till",
        "icon": "https://press.bjorkvik.example/icon.png",
        "authors": [{"name": "Björkviks kommun", "url": "https://www.bjorkvik.example/"}],
        "language": "sv",
        "items": [
            {
                "id": "urn:uuid:2f1b4c3e-5b7a-4f0e-9f53-5c5b0a6c9b11",
                "url": "https://press.bjorkvik.example/sv/2026/2026-09-03-bron-oppnar.html",
                "title": "Bron öppnar <3 & invigs",
                "summary": "Torsdagen den 3 september 2026 kl.\u00a010.00 i Björkvik.",
                "date_published": "2026-08-19T06:00:00Z",
                "date_modified": "2026-08-20T08:30:00Z",
                "authors": [{"name": "Björkviks kommun"}, {"name": "Brobolaget"}],
                "tags": ["Trafik", "Bygg & bo"],
                "language": "sv",
                "attachments": [
                    {
                        "url": "https://press.bjorkvik.example/sv/2026/2026-09-03-bron-oppnar.ics",
                        "mime_type": "text/calendar",
                        "title": "Bron öppnar <3 & invigs",
                    },
                ],
                "_event": {
                    "about": "https://schema.org/Event",
                    "startDate": "2026-09-03T10:00:00+02:00",
                    "endDate": "2026-09-03T10:45:00+02:00",
                    "eventStatus": "https://schema.org/EventScheduled",
                    "location": "Bron, Hamngatan 1, Björkvik",
                },
                "content_html": BRIDGE.html,
            },
            {
                "id": stable_id("budget-2027@bjorkvik.example"),
                "url": "https://press.bjorkvik.example/en/2026/2026-10-01-budget.html",
                "title": "The budget",
                "date_modified": "2026-08-21T00:00:00Z",
                "authors": [{"name": "Björkviks kommun"}],
                "language": "en",
                "_event": {"about": "https://schema.org/Event", "startDate": "2026-10-01"},
                "content_html": "<p>Welcome.</p>",
            },
        ],
    }


def test_the_version_stands_first_each_item_on_a_line_and_letters_are_not_escaped() -> None:
    octets = render_json_feed(JSON_HEAD, ITEMS)
    assert len(octets.splitlines()) == len(ITEMS) + 2
    assert octets.startswith(b'{"version":"https://jsonfeed.org/version/1.1",')
    assert "Björkviks kommun".encode() in octets
    assert octets == render_json_feed(JSON_HEAD, list(ITEMS))


def test_an_item_is_the_same_in_every_feed() -> None:
    made = [render_item(item) for item in ITEMS]
    assert join_items(JSON_HEAD, made) == render_json_feed(JSON_HEAD, ITEMS)
    other = JSON_HEAD._replace(language="en", author="Någon annan")
    assert join_items(other, made[1:]) == render_json_feed(other, ITEMS[1:])


def test_a_feed_of_which_little_is_known() -> None:
    bare = FeedHead(id="x", title="", home_url="", self_url="", updated=HEAD.updated, author="")
    item = FeedItem("x", "", "", "", "", HEAD.updated)
    assert judged(render_json_feed(bare, [item])) == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "",
        "items": [{"id": stable_id("x"), "date_modified": "2026-01-01T00:00:00Z", "content_html": ""}],
    }
    assert judged(render_json_feed(bare, []))["items"] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"version":"https://jsonfeed.org/version/1.1"', '"version":"https://jsonfeed.org/version/2"'),
        ('"title":"Pressträffar i Björkvik",', ""),
        ('"mime_type":"text/calendar",', ""),
        ('"date_modified":"2026-08-21T00:00:00Z"', '"date_modified":"21 augusti 2026"'),
        ('"tags":["Trafik","Bygg & bo"]', '"tags":["Trafik","Trafik"]'),
        ('"_event"', '"event"'),
        ('"home_page_url":"https://press.bjorkvik.example/sv/"', '"home_page_url":"/sv/ a"'),
    ],
)
def test_the_schema_judges(old: str, new: str) -> None:
    assert not JUDGE.is_valid(json.loads(render_json_feed(JSON_HEAD, ITEMS).decode().replace(old, new)))


def told(pairs: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in pairs.items() if value not in ("", [], None)}


@given(ANY_HEAD, st.lists(ANY_ITEM, max_size=3))
def test_any_text_stays_in_its_place(head: FeedHead, items: list[FeedItem]) -> None:
    feed = judged(render_json_feed(head, items))
    author = as_line(head.author) or as_line(head.title)
    assert feed["title"] == as_line(head.title)
    assert feed.get("description", "") == as_line(head.subtitle)
    assert feed.get("language", "") == language_tag(head.language)
    assert [one["name"] for one in feed.get("authors", [])] == [author for author in [author] if author]
    assert len(feed["items"]) == len(items)
    for shown, item in zip(feed["items"], items, strict=True):
        event, authors = shown.pop("_event", None), shown.pop("authors", [])
        assert [one["name"] for one in authors] == as_lines(item.authors)
        assert (event is None) == (item.event is None)
        calendar = web_address(item.calendar_url)
        title = as_line(item.title)
        assert shown == {
            **told(
                {
                    "id": stable_id(item.uid),
                    "url": web_address(item.url),
                    "title": title,
                    "summary": as_line(item.summary),
                    "date_published": as_utc(item.published) if item.published else "",
                    "date_modified": as_utc(item.updated),
                    "tags": as_lines(item.categories),
                    "language": language_tag(item.language),
                    "attachments": [told({"url": calendar, "mime_type": "text/calendar", "title": title})]
                    if calendar
                    else [],
                }
            ),
            "content_html": as_block(item.html),
        }
        if event and item.event:
            assert type(item.event.start).fromisoformat(event["startDate"]) == whole_seconds(item.event.start)
            assert event.get("location", "") == as_line(item.event.location or "")


def whole_seconds(moment: dt.date) -> dt.date:
    return moment.replace(microsecond=0) if isinstance(moment, dt.datetime) else moment


@pytest.mark.peer
def test_feedsmith_reads_all_that_was_meant(tmp_path: Path) -> None:
    file = tmp_path / "feed.json"
    octets = render_json_feed(JSON_HEAD, ITEMS)
    file.write_bytes(octets)
    done = subprocess.run(
        ["node", str(PEERS / "feedsmith.mjs"), str(file)], capture_output=True, check=True, timeout=60
    )
    read = json.loads(done.stdout)
    assert read["format"] == "json"
    meant = json.loads(octets)
    del meant["version"]  # what Feedsmith does not tell: the version, and an extension that it does not know
    for item in meant["items"]:
        del item["_event"]
        item["content_html"] = item["content_html"].strip()
    assert read["feed"] == meant
    assert [item["title"] for item in read["feed"]["items"]] == [BRIDGE.title, BUDGET.title]
