"""The site's feeds: exactly the meetings that each is to have, the same in every format, as other people's programs read them."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
from pathlib import Path
from typing import Any, NamedTuple

import feedparser
import icalendar
import pytest
import vobject
from lxml import etree
from publishing_cases import BRIDGE, SETTINGS, URL, Desk

from pressinvite.newsroom.fields import stable_id

pytestmark = pytest.mark.usefixtures("fresh_vobject")
PEERS = Path(__file__).parent / "peers"
GRAMMAR = etree.RelaxNG(file=str(Path(__file__).parent / "schemas" / "atom.rng"))
NOW = dt.datetime(2027, 6, 1, 9, tzinfo=dt.UTC)
ATOM = {"a": "http://www.w3.org/2005/Atom"}


class Row(NamedTuple):
    """A meeting, and what any calendar must understand of it."""

    uid: str
    told: dict[str, Any]
    start: str
    end: str
    status: str = "CONFIRMED"
    coming: bool = True
    """Whether the feeds of coming meetings have it on 1 June 2027."""


ROWS = (
    Row("summer", {"start": "2027-06-20T13:00", "end": "2027-06-20T14:00"}, "2027-06-20T11:00:00Z", "2027-06-20T12:00:00Z"),
    Row("winter", {"start": "2027-12-20T13:00", "end": "2027-12-20T14:00"}, "2027-12-20T12:00:00Z", "2027-12-20T13:00:00Z"),
    Row("noend", {"start": "2027-06-21T13:00", "end": None}, "2027-06-21T11:00:00Z", "2027-06-21T12:00:00Z"),
    Row("allday", {"start": "2027-06-22", "end": "2027-06-24"}, "2027-06-22", "2027-06-25"),
    Row(
        "york", {"start": "2027-06-23T09:00", "end": "2027-06-23T10:00", "timezone": "America/New_York"},
        "2027-06-23T13:00:00Z", "2027-06-23T14:00:00Z",
    ),
    Row(
        "cancelled", {"start": "2027-06-25T09:00", "end": "2027-06-25T10:00", "status": "cancelled"},
        "2027-06-25T07:00:00Z", "2027-06-25T08:00:00Z", "CANCELLED",
    ),
    Row(
        "postponed", {"start": "2027-06-26T09:00", "end": "2027-06-26T10:00", "status": "postponed"},
        "2027-06-26T07:00:00Z", "2027-06-26T08:00:00Z", "TENTATIVE",
    ),
    Row("recent", {"start": "2027-03-10T09:00", "end": "2027-03-10T10:00"}, "2027-03-10T08:00:00Z", "2027-03-10T09:00:00Z"),
    Row("old", {"start": "2027-02-10T09:00", "end": "2027-02-10T10:00"}, "2027-02-10T08:00:00Z", "2027-02-10T09:00:00Z", coming=False),
    Row(
        "off", {"start": "2027-05-20T09:00", "end": "2027-05-20T10:00", "status": "cancelled"},
        "2027-05-20T07:00:00Z", "2027-05-20T08:00:00Z", "CANCELLED", coming=False,
    ),
)  # fmt: skip
KEYS = {
    "topics": {"trafik": ("summer", "york", "old", "off"), "skola": ("winter", "recent", "summer")},
    "regions": {"skane": ("noend", "allday", "old"), "aland": ("cancelled",)},
    "organisers": {"vagnamnden": ("summer", "off"), "bjorkviks-kommun": ("winter", "noend", "allday", "york", "cancelled", "postponed", "recent", "old")},
}  # fmt: skip
NAMES = {"trafik": "Trafik", "skola": "Skola", "skane": "Skåne", "aland": "Åland", "vagnamnden": "Vägnämnden"}


def has(uid: str, kind: str) -> list[str] | None:
    return [NAMES[slug] for slug, uids in KEYS[kind].items() if uid in uids and slug in NAMES] or None


@pytest.fixture(scope="module")
def desk(tmp_path_factory) -> Desk:
    made = Desk(tmp_path_factory.mktemp("feeds") / "desk", SETTINGS + "formats = []\n")
    for row in ROWS:
        keys = {kind: has(row.uid, kind) for kind in KEYS}
        moments = {"created": "2027-01-01T08:00:00Z", "modified": f"2027-01-{len(row.uid):02}T08:00:00Z"}
        made.write(
            f"{row.uid}.yaml",
            BRIDGE,
            title=f"Möte {row.uid}",
            uid=f"{row.uid}@x.example",
            **row.told,
            **keys,
            **moments,
        )
    made.write(
        "limited.yaml", title="Hemligt", uid="limited@x.example", audience="limited", start="2027-06-20T13:00", end=None
    )
    done = made.publish(NOW)
    assert (done.stopped, done.meetings) == ((), len(ROWS))
    return made


COMING = tuple(row.uid for row in ROWS if row.coming)
FEEDS = {"": COMING} | {
    f"{kind}/{slug}/": tuple(uid for uid in COMING if uid in uids)
    for kind, slugs in KEYS.items()
    for slug, uids in slugs.items()
}
CALENDARS = FEEDS | {"2027/": tuple(row.uid for row in ROWS)}
IN_LANGUAGES = [(language, path) for language in ("", "en/") for path in CALENDARS]


def wanted(uids: tuple[str, ...]) -> list[tuple[str, str, str, str]]:
    return sorted((f"{row.uid}@x.example", row.start, row.end, row.status) for row in ROWS if row.uid in uids)


def as_written(moment: dt.date) -> str:
    return f"{moment.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}" if isinstance(moment, dt.datetime) else moment.isoformat()


def test_there_are_these_feeds_and_no_others(desk):
    tree = desk.tree()
    own = {path for path in tree if path.endswith("/calendar.ics") or path == "calendar.ics"}
    assert own == {f"{language}{path}calendar.ics" for language, path in IN_LANGUAGES}
    for name in ("atom.xml", "feed.json"):
        assert {path for path in tree if path.endswith(name)} == {
            f"{lang}{path}{name}" for lang in ("", "en/") for path in FEEDS
        }


@pytest.mark.parametrize(("language", "path"), IN_LANGUAGES)
def test_icalendar_reads_exactly_the_meetings_of_each_calendar(desk, language, path):
    octets = desk.tree()[f"{language}{path}calendar.ics"]
    calendar = icalendar.Calendar.from_ical(octets)
    events = calendar.walk("VEVENT")
    assert [part.errors for part in calendar.walk() if getattr(part, "errors", [])] == []
    read = [
        (
            str(event["UID"]),
            as_written(event.decoded("DTSTART")),
            as_written(event.decoded("DTEND")),
            str(event["STATUS"]),
        )
        for event in events
    ]
    assert sorted(read) == wanted(CALENDARS[path])
    assert str(calendar["METHOD"]) == "PUBLISH"
    assert calendar["REFRESH-INTERVAL"].params["VALUE"] == "DURATION"
    assert str(calendar["X-PUBLISHED-TTL"]).startswith("PT")
    assert str(calendar["NAME"]) == str(calendar["X-WR-CALNAME"])
    assert str(calendar["NAME"]).startswith("Björkviks kommun: ")
    assert all(name.encode() not in octets for name in ("ATTENDEE", "VALARM", "X-ALT-DESC"))
    zones = {str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")}
    assert {event["DTSTART"].params["TZID"] for event in events if "TZID" in event["DTSTART"].params} == zones
    for event in events:
        assert str(event["ORGANIZER"]) == "mailto:press@bjorkvik.example"
        if str(event["STATUS"]) == "CANCELLED":
            assert str(event["TRANSP"]) == "TRANSPARENT"
            assert str(event["SUMMARY"]).startswith(("INSTÄLLT: ", "CANCELLED: "))
        assert str(event["URL"]).startswith(f"{URL}{language}2027/")


def test_a_name_tells_what_each_calendar_is_of(desk):
    names = {
        path: str(icalendar.Calendar.from_ical(desk.tree()[f"{path}calendar.ics"])["X-WR-CALNAME"])
        for path in CALENDARS
    }
    assert names["topics/trafik/"] == "Björkviks kommun: Trafik"
    assert names["2027/"].endswith("2027")
    assert len(set(names.values())) == len(names)


@pytest.mark.parametrize("path", CALENDARS)
def test_vobject_reads_them_by_the_files_own_zones(desk, path):
    calendar = vobject.readOne(desk.tree()[f"{path}calendar.ics"].decode("utf-8"))
    events = calendar.contents.get("vevent", [])
    read = [(e.uid.value, as_written(e.dtstart.value), as_written(e.dtend.value), e.status.value) for e in events]
    assert sorted(read) == wanted(CALENDARS[path])


@pytest.mark.parametrize("language", ["", "en/"])
@pytest.mark.parametrize("path", FEEDS)
def test_atom_and_json_feed_have_the_same_meetings_with_the_same_ids_and_moments(desk, language, path):
    tree = desk.tree()
    atom = etree.fromstring(tree[f"{language}{path}atom.xml"])
    GRAMMAR.assertValid(atom)
    entries = {
        entry.findtext("a:id", namespaces=ATOM): entry.findtext("a:updated", namespaces=ATOM)
        for entry in atom.findall("a:entry", ATOM)
    }
    feed = json.loads(tree[f"{language}{path}feed.json"])
    assert entries == {stable_id(f"{uid}@x.example"): f"2027-01-{len(uid):02}T08:00:00Z" for uid in FEEDS[path]}
    assert {item["id"]: item["date_modified"] for item in feed["items"]} == entries
    parsed = feedparser.parse(tree[f"{language}{path}atom.xml"])
    assert not parsed.bozo
    assert {entry.id for entry in parsed.entries} == entries.keys()
    assert parsed.feed.language == feed["language"] == (language.rstrip("/") or "sv")
    links = [item["url"] for item in feed["items"]]
    assert all(link.removeprefix(URL) + "index.html" in tree for link in links)
    assert all(item["attachments"][0]["url"].removeprefix(URL) in tree for item in feed["items"])
    assert feed["feed_url"] == f"{URL}{language}{path}feed.json"
    assert "Hemligt" not in json.dumps(feed, ensure_ascii=False)


@pytest.mark.parametrize("path", ["", "topics/trafik/", "regions/aland/", "2027/"])
def test_pages_lead_to_their_feeds(desk, path):
    page = etree.HTML(desk.tree()[f"en/{path}index.html"])
    found = {
        (link.get("type"), link.get("href")) for link in page.findall(".//link[@rel='alternate']") if link.get("type")
    }
    kinds = {"text/calendar": "calendar.ics", "application/atom+xml": "atom.xml", "application/feed+json": "feed.json"}
    names = [kinds["text/calendar"]] if path == "2027/" else list(kinds.values())
    assert {href.rpartition("/")[2] for _type, href in found} == set(names)
    assert {kinds[kind] for kind, _href in found} == set(names)


@pytest.fixture(scope="module")
def libical(tmp_path_factory) -> str:
    program = tmp_path_factory.mktemp("peers") / "libical"
    flags = subprocess.run(["pkg-config", "--cflags", "--libs", "libical"], capture_output=True, text=True, check=True)
    subprocess.run(["cc", "-Wall", str(PEERS / "libical.c"), *flags.stdout.split(), "-o", str(program)], check=True)
    return str(program)


@pytest.mark.peer
@pytest.mark.parametrize("program", ["ical.js", "sabre", "libical"])
@pytest.mark.parametrize(("language", "path"), IN_LANGUAGES)
def test_other_programs_read_them_and_find_no_fault(desk, libical, program, language, path):
    command = {"ical.js": ["node", str(PEERS / "icaljs.mjs")], "sabre": ["php", str(PEERS / "sabre.php")]}
    file = desk.site / f"{language}{path}calendar.ics"
    done = subprocess.run([*command.get(program, [libical]), str(file)], capture_output=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    read = json.loads(done.stdout)
    assert sorted((e["uid"], e["start"], e["end"], e["status"]) for e in read) == wanted(CALENDARS[path])
    assert {(e["organizer"], tuple(e["attendees"]), e["method"], tuple(e["complaints"])) for e in read} <= {
        ("press@bjorkvik.example", (), "PUBLISH", ())
    }
