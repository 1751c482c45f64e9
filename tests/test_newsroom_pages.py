"""What the published pages tell machines, as another program (extruct) reads it, and what they hold no part of."""

from __future__ import annotations

import itertools
import json
import re
from typing import TYPE_CHECKING

import extruct
import lxml.html
import pytest
from newsroom_demo import ENDLESS, MARK, SITE, hostile_meeting

if TYPE_CHECKING:
    from pathlib import Path

TURNING = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
HARM = "2027/03/23-ont-uppsat-script-alert-1-script-img-src-x-onerror-alert-2-7/"
STATUSES = [
    ("2027/03/10-sa-ska-storgatan-byggas-om/", "EventScheduled", None),
    ("2025/02/04-ny-skola-i-vastra-hamnen-2025/", "EventScheduled", None),
    ("2027/03/12-invigningen-av-torget/", "EventCancelled", None),
    ("2027/03/26-ishallens-upprustning/", "EventPostponed", None),
    ("2027/03/17-nya-badplatsen-vid-sjon/", "EventRescheduled", "2027-03-17T15:00:00+01:00"),
    ("2027/03/24-elnatets-framtid/", "EventRescheduled", "2027-03-19T10:00:00+01:00"),
    ("2027/03/18-vattentakten-i-kvarnsjon/", "EventMovedOnline", None),
    ("2027/03/20-oppet-hus-pa-reningsverket/", "EventScheduled", None),
]


def read(path: Path) -> dict[str, list[dict[str, object]]]:
    told: dict[str, list[dict[str, object]]] = extruct.extract(
        path.read_bytes(), encoding="utf-8", syntaxes=["json-ld", "opengraph"], uniform=True
    )
    return told


@pytest.mark.parametrize("own", ["", "en/"])
@pytest.mark.parametrize(("address", "status", "before"), STATUSES)
def test_a_meeting_is_one_event(demo_site: Path, own: str, address: str, status: str, before: str | None) -> None:
    told = read(demo_site / own / address / "index.html")
    (event,) = told["json-ld"]
    assert (event["@type"], event["url"]) == ("Event", SITE + own + address)
    assert event["eventStatus"] == f"https://schema.org/{status}"
    assert event.get("previousStartDate") == before
    assert event["inLanguage"] == (own.strip("/") or "sv")
    (shared,) = told["opengraph"]
    assert shared["og:url"] == event["url"]
    assert str(shared["og:title"]).endswith(str(event["name"]))
    assert shared["og:locale"] == ("en_GB" if own else "sv_SE")


def test_a_meeting_moved_online_is_there(demo_site: Path) -> None:
    (event,) = read(demo_site / "2027/03/18-vattentakten-i-kvarnsjon/index.html")["json-ld"]
    assert event["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
    assert event["location"]["@type"] == "VirtualLocation"  # type: ignore[index] -- another type fails


def test_all_words_that_mean_harm_are_read_back_as_words(demo_site: Path) -> None:
    (event,) = read(demo_site / HARM / "index.html")["json-ld"]
    asked = json.loads(json.dumps(hostile_meeting(), ensure_ascii=False).translate(TURNING))
    assert event["name"] == asked["title"]
    assert event["description"] == asked["lead"]
    assert event["location"][0]["name"] == asked["place"]["text"]  # type: ignore[index] -- another type fails


def test_no_text_turns_the_words_around_it(demo_site: Path) -> None:
    assert "\u202e" in str(hostile_meeting()["lead"])
    paths = [*demo_site.rglob("*.html"), *demo_site.rglob("meetings.json")]
    for path in paths:
        text = path.read_text("utf-8")
        assert text.translate(TURNING) == text, path


def test_no_text_opens_an_element(demo_site: Path) -> None:
    """Scripts are our own, there is no style, frame or comment; the only images are logos, nothing has a handler."""
    harmed = 0
    for path in demo_site.rglob("*.html"):
        text = path.read_text("utf-8")
        page = lxml.html.fromstring(text)
        scripts = page.xpath("//script")
        kinds = [script.get("type") or script.get("src") for script in scripts]
        assert all(re.fullmatch(r"application/ld\+json|(\.\./)+search\.js", kind) for kind in kinds), path
        assert len(scripts) <= 1, path
        assert page.xpath("//style | //iframe | //object | //embed | //base | //comment()") == [], path
        assert {image.get("alt") for image in page.xpath("//img")} <= {"Björkviks kommun"}, path
        names = {name for element in page.iter() for name in element.attrib}
        assert not {name for name in names if name.startswith("on") or name == "style"}, path
        assert MARK not in text
        harmed += "alert(1)" in text and "{{ 7*7 }}" in text
    assert harmed > 10


def test_a_list_is_no_longer_for_a_long_text(demo_site: Path) -> None:
    """The meeting's own page has all; lists, months and the other meetings' pages have the beginning."""
    long = {
        path.relative_to(demo_site).as_posix()
        for path in demo_site.rglob("*.html")
        if ENDLESS in path.read_text("utf-8")
    }
    own = {f"{folder}{HARM}index.html" for folder in ("", "en/")}
    assert own < long
    assert {path for path in long - own if not re.search("(topics|regions|organisers)/|search/", path)} == set()


@pytest.mark.parametrize("own", ["", "en/"])
def test_pages_are_in_order(demo_site: Path, own: str) -> None:
    """One h1, no heading left out, one of each landmark, every id once."""
    for path in (demo_site / own).rglob("*.html"):
        page = lxml.html.fromstring(path.read_bytes())
        if page.xpath("//meta[@http-equiv='refresh']"):
            continue
        levels = [int(heading.tag[1]) for heading in page.iter("h1", "h2", "h3", "h4")]
        assert levels[:1] == [1], path
        assert levels.count(1) == 1, path
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels)), path
        assert [len(page.xpath(f"//body//{name}")) for name in ("main", "header", "footer")] == [1, 1, 1], path
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids)), path


LANGUAGES = [
    ("en/index.html", "Elnätets framtid", "sv"),
    ("en/index.html", "The new bathing place by the lake", "en"),
    ("en/index.html", "Trafik", "sv"),
    ("en/index.html", "Housing", "en"),
    ("index.html", "Housing", "en"),
    ("index.html", "Trafik", "sv"),
    ("index.html", "English", "en"),
    ("en/index.html", "Svenska", "sv"),
    ("en/topics/trafik/index.html", "Trafik", "sv"),
    ("topics/housing/index.html", "Housing fair opens", "en"),
    ("en/search/index.html", "Trafik", "sv"),
    ("en/subscribe/index.html", "Trafik", "sv"),
    ("en/2027/03/index.html", "Elnätets framtid", "sv"),
    ("en/2027/03/24-elnatets-framtid/index.html", "Elnätets framtid", "sv"),
    ("en/2027/03/24-elnatets-framtid/index.html", "Miljö", "sv"),
]


@pytest.mark.parametrize(("path", "words", "lang"), LANGUAGES)
def test_parts_in_another_language_say_so(demo_site: Path, path: str, words: str, lang: str) -> None:
    page = lxml.html.fromstring((demo_site / path).read_bytes())
    shown = page.xpath(f"//body//*[normalize-space(translate(text(), '\u00a0', ' '))='{words}']")
    assert shown
    assert {element.xpath("ancestor-or-self::*[@lang][1]/@lang")[0] for element in shown} == {lang}
