"""Atom feeds: by the words and the grammar of RFC 4287, and as other people's readers take them."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
from pathlib import Path
from typing import Any

import feedparser
import pytest
from feed_cases import ANY_HEAD, ANY_ITEM, HEAD, ITEMS, as_block, as_line, as_lines, as_utc
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pressinvite.newsroom.atom import join_entries, render_atom, render_entry
from pressinvite.newsroom.fields import language_tag, stable_id, web_address
from pressinvite.newsroom.items import FeedHead, FeedItem

HERE = Path(__file__).parent
GRAMMAR = etree.RelaxNG(file=str(HERE / "schemas" / "atom.rng"))
ATOM = {"a": "http://www.w3.org/2005/Atom"}
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

WHOLE = """\
<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="sv">
<id>https://press.bjorkvik.example/sv/</id>
<title>Pressträffar i Björkvik</title>
<subtitle>Allt som pressen bjuds in till</subtitle>
<updated>2026-08-21T00:00:00Z</updated>
<author><name>Björkviks kommun</name><uri>https://www.bjorkvik.example/</uri></author>
<link rel="self" type="application/atom+xml" href="https://press.bjorkvik.example/sv/feed.atom"/>
<link rel="alternate" type="text/html" hreflang="sv" href="https://press.bjorkvik.example/sv/"/>
<icon>https://press.bjorkvik.example/icon.png</icon>
<generator>pressinvite</generator>
<entry xml:lang="sv">
<id>urn:uuid:2f1b4c3e-5b7a-4f0e-9f53-5c5b0a6c9b11</id>
<title>Bron öppnar &lt;3 &amp; invigs</title>
<updated>2026-08-20T08:30:00Z</updated>
<published>2026-08-19T06:00:00Z</published>
<author><name>Björkviks kommun</name></author>
<author><name>Brobolaget</name></author>
<link rel="alternate" type="text/html" hreflang="sv" href="https://press.bjorkvik.example/sv/2026/2026-09-03-bron-oppnar.html"/>
<link rel="enclosure" type="text/calendar" href="https://press.bjorkvik.example/sv/2026/2026-09-03-bron-oppnar.ics"/>
<category term="Trafik"/>
<category term="Bygg &amp; bo"/>
<summary>Torsdagen den 3 september 2026 kl.\u00a010.00 i Björkvik.</summary>
<content type="html">&lt;p lang="sv"&gt;Välkommen till &lt;a href="https://press.bjorkvik.example/?a=1&amp;amp;b=2"&gt;bron&lt;/a&gt;.&lt;/p&gt;
</content>
</entry>
<entry xml:lang="en">
<id>BUDGET</id>
<title>The budget</title>
<updated>2026-08-21T00:00:00Z</updated>
<author><name>Björkviks kommun</name></author>
<link rel="alternate" type="text/html" hreflang="en" href="https://press.bjorkvik.example/en/2026/2026-10-01-budget.html"/>
<content type="html">&lt;p&gt;Welcome.&lt;/p&gt;</content>
</entry>
</feed>
"""


def judged(octets: bytes) -> Any:
    """The feed, which is well-formed, fits the grammar and keeps its three Schematron rules, and its word on moments and
    links that no grammar holds (RFC 4287 sections 3.3, 4.1.1, 4.1.2, 4.2.7.2).
    """
    feed = etree.fromstring(octets)
    GRAMMAR.assertValid(feed)
    entries = feed.findall("a:entry", ATOM)
    assert feed.find("a:author/a:name", ATOM) is not None
    assert all(entry.find("a:content", ATOM) is not None for entry in entries)
    assert all(date.text.endswith("Z") for date in feed.iter("{*}updated", "{*}published"))
    for part in (feed, *entries):
        relations = [link.get("rel") for link in part.findall("a:link", ATOM)]
        assert len(relations) == len(set(relations))
    return feed


def texts(part: Any, name: str) -> list[str]:
    return [element.text or "" for element in part.findall(f"a:{name}", ATOM)]


def test_a_feed_whole() -> None:
    octets = render_atom(HEAD, ITEMS)
    assert octets.decode() == WHOLE.replace("BUDGET", stable_id("budget-2027@bjorkvik.example"))
    judged(octets)


def test_the_same_meetings_give_the_same_octets() -> None:
    assert render_atom(HEAD, ITEMS) == render_atom(HEAD._replace(updated=HEAD.updated + dt.timedelta(1)), list(ITEMS))


def test_an_empty_feed_was_updated_when_its_head_says() -> None:
    feed = judged(render_atom(HEAD, []))
    assert texts(feed, "updated") == ["2026-01-01T00:00:00Z"]
    assert texts(feed, "entry") == []


def test_a_feed_of_which_little_is_known() -> None:
    bare = FeedHead(id="x", title="Pressträffar", home_url="", self_url="", updated=HEAD.updated, author="")
    feed = judged(render_atom(bare, [FeedItem("x", "", "", "", "", HEAD.updated)]))
    assert [element.tag.rpartition("}")[2] for element in feed] == [
        "id", "title", "updated", "author", "generator", "entry",
    ]  # fmt: skip
    assert texts(feed, "author/a:name") == ["Pressträffar"]
    assert feed.get(LANGUAGE) is None


def test_an_entry_without_language_and_author_has_the_feeds() -> None:
    (entry,) = judged(render_atom(HEAD, [ITEMS[0]._replace(authors=(), language="")])).findall("a:entry", ATOM)
    assert entry.get(LANGUAGE) is None
    assert entry.find("a:author", ATOM) is None
    assert entry.find("a:link[@rel='alternate']", ATOM).get("hreflang") is None


def test_an_entry_is_the_same_in_every_feed() -> None:
    made = {item.uid: render_entry(item) for item in ITEMS}
    newest = HEAD._replace(updated=ITEMS[1].updated)
    assert join_entries(newest, [made[item.uid] for item in ITEMS]) == render_atom(HEAD, ITEMS)
    english = HEAD._replace(language="en", author="Någon annan", updated=ITEMS[1].updated)
    assert join_entries(english, [made[ITEMS[1].uid]]) == render_atom(english, ITEMS[1:])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<title>The budget</title>", ""),
        ("2026-08-20T08:30:00Z", "20 augusti 2026"),
        ('type="text/calendar"', 'type="calendar"'),
        ('xml:lang="en"', 'xml:lang="engelska språket"'),
        ('<category term="Trafik"/>', "<category/>"),
        ("<generator>pressinvite</generator>", "<generator>pressinvite</generator><generator>x</generator>"),
        ("<id>https://press.bjorkvik.example/sv/</id>", ""),
    ],
)
def test_the_grammar_judges(old: str, new: str) -> None:
    spoiled = render_atom(HEAD, ITEMS).decode().replace(old, new)
    assert not GRAMMAR.validate(etree.fromstring(spoiled.encode()))


@given(ANY_HEAD, st.lists(ANY_ITEM, max_size=3))
def test_any_text_stays_in_its_place(head: FeedHead, items: list[FeedItem]) -> None:
    feed = judged(render_atom(head, items))
    assert texts(feed, "title") == [as_line(head.title)]
    assert texts(feed, "subtitle") == [line for line in [as_line(head.subtitle)] if line]
    assert texts(feed, "author/a:name") == [as_line(head.author) or as_line(head.title)]
    assert texts(feed, "updated") == [as_utc(max((item.updated for item in items), default=head.updated))]
    assert feed.get(LANGUAGE, "") == language_tag(head.language)
    entries = feed.findall("a:entry", ATOM)
    assert len(entries) == len(items)
    for entry, item in zip(entries, items, strict=True):
        assert texts(entry, "title") == [as_line(item.title)]
        assert texts(entry, "content") == [as_block(item.html)]
        assert texts(entry, "summary") == [line for line in [as_line(item.summary)] if line]
        assert [word.get("term") for word in entry.findall("a:category", ATOM)] == as_lines(item.categories)
        assert texts(entry, "author/a:name") == as_lines(item.authors)
        assert {link.get("href") for link in entry.findall("a:link", ATOM)} == {
            address for address in (web_address(item.url), web_address(item.calendar_url)) if address
        }
        assert {*entry.iter("{*}script")} == set()


def read_by_feedparser(octets: bytes) -> Any:
    read = feedparser.parse(octets, sanitize_html=False, resolve_relative_uris=False)
    assert (read.bozo, read.version, read.encoding) == (False, "atom10", "utf-8")
    return read


def test_feedparser_reads_all_that_was_meant() -> None:
    read = read_by_feedparser(render_atom(HEAD, ITEMS))
    told = (read.feed.id, read.feed.title, read.feed.subtitle, read.feed.link, read.feed.author, read.feed.icon)
    assert told == (HEAD.id, HEAD.title, HEAD.subtitle, HEAD.home_url, HEAD.author, HEAD.icon_url)
    for entry, item in zip(read.entries, ITEMS, strict=True):
        assert (entry.id, entry.title, entry.link) == (stable_id(item.uid), item.title, item.url)
        assert (entry.title_detail.type, entry.title_detail.language) == ("text/plain", item.language)
        assert dt.datetime(*entry.updated_parsed[:6], tzinfo=dt.UTC) == item.updated
        assert [(part.type, part.value) for part in entry.content] == [("text/html", item.html.strip())]
        assert [tag.term for tag in entry.get("tags", [])] == as_lines(item.categories)
        assert [author.name for author in entry.authors] == list(item.authors)
        assert [(link.type, link.href) for link in entry.enclosures] == [
            ("text/calendar", address) for address in [item.calendar_url] if address
        ]
    first = read.entries[0]
    assert first.published == "2026-08-19T06:00:00Z"
    assert first.summary == ITEMS[0].summary


def as_feedparser_shows(text: str) -> str:
    """Its guess: what could be UTF-8 that somebody took for Latin-1 is told as UTF-8."""
    try:
        return text.strip().encode("iso-8859-1").decode("utf-8")
    except UnicodeError:
        return text.strip()


@given(ANY_HEAD, st.lists(ANY_ITEM, min_size=1, max_size=2))
def test_feedparser_reads_any_text(head: FeedHead, items: list[FeedItem]) -> None:
    read = read_by_feedparser(render_atom(head, items))
    assert read.feed.get("title", "") == as_feedparser_shows(as_line(head.title))
    for entry, item in zip(read.entries, items, strict=True):
        assert entry.id == stable_id(item.uid)
        assert entry.get("title", "") == as_feedparser_shows(as_line(item.title))
        assert entry.content[0].value == as_feedparser_shows(as_block(item.html))


@pytest.mark.peer
def test_feedsmith_reads_all_that_was_meant(tmp_path: Path) -> None:
    file = tmp_path / "feed.atom"
    file.write_bytes(render_atom(HEAD, ITEMS))
    command = ["node", str(HERE / "peers" / "feedsmith.mjs"), str(file)]
    read = json.loads(subprocess.run(command, capture_output=True, check=True, timeout=60).stdout)
    assert read["format"] == "atom"
    feed = read["feed"]
    assert (feed["id"], feed["title"]["value"], feed["xml"]["lang"]) == (HEAD.id, HEAD.title, HEAD.language)
    for entry, item in zip(feed["entries"], ITEMS, strict=True):
        assert (entry["id"], entry["title"]) == (stable_id(item.uid), {"value": item.title})
        assert entry["content"] == {"value": item.html.strip(), "type": "html"}
        assert (entry["updated"], entry.get("published")) == (
            as_utc(item.updated),
            as_utc(item.published) if item.published else None,
        )
    first = feed["entries"][0]
    assert first["summary"] == {"value": ITEMS[0].summary}
    assert first["authors"] == [{"name": "Björkviks kommun"}, {"name": "Brobolaget"}]
    assert first["categories"] == [{"term": "Trafik"}, {"term": "Bygg & bo"}]
    assert first["links"][1] == {"href": ITEMS[0].calendar_url, "rel": "enclosure", "type": "text/calendar"}
