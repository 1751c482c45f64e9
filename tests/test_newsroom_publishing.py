"""Incremental: what changed is written, and nothing else is touched; what was lost is made again."""

from __future__ import annotations

import json
import re
import shutil

import pytest
from publishing_cases import NOW, SETTINGS, Desk, differing, tree_of

SMALL = SETTINGS + "formats = []\n"
PAGE = "2027/05/20-nya-bron-oppnar/"
ICS = "2027-05-20-nya-bron-oppnar.ics"


@pytest.fixture
def desk(tmp_path) -> Desk:
    made = Desk(tmp_path / "desk", SMALL)
    made.write("bron.yaml", uid="bron@x.example", regions=["Skåne"], organisers=["Vägnämnden"])
    made.write(
        "torg.yaml",
        title="Torget",
        start="2028-06-01T10:00",
        end="2028-06-01T11:00",
        topics=["Handel"],
        uid="t@x.example",
    )
    made.publish()
    return made


def both(*paths: str) -> set[str]:
    """The paths in both languages."""
    return {*paths, *(f"en/{path}" for path in paths)}


def touched(desk: Desk, stamps: dict[str, int]) -> set[str]:
    now = desk.stamps()
    return {path for path in now.keys() | stamps.keys() if now.get(path) != stamps.get(path)}


def feeds(folder: str) -> tuple[str, ...]:
    return tuple(folder + name for name in ("index.html", "calendar.ics", "atom.xml", "feed.json"))


def test_nothing_changed_nothing_written(desk):
    whole, stamps = tree_of(desk.top), {path: path.stat().st_mtime_ns for path in desk.top.rglob("*")}
    done = desk.publish()
    assert (done.outcome.total, done.sources, done.readings) == (0, (), ())
    assert tree_of(desk.top) == whole
    assert {path: path.stat().st_mtime_ns for path in desk.top.rglob("*")} == stamps, "not even the store"
    assert desk.publish(check=True).outcome.total == 0


def test_one_place_changed_touches_only_what_shows_the_meeting(desk):
    before, stamps = desk.tree(), desk.stamps()
    desk.edit("bron.yaml", place={"text": "Stadshuset"})
    done = desk.publish()
    shows_it = both(
        PAGE + "index.html", PAGE + ICS, "2027/index.html", "2027/calendar.ics", "2027/05/index.html", "search/meetings.json",
        *feeds(""), *feeds("topics/trafik/"), *feeds("regions/skane/"), *feeds("organisers/vagnamnden/"),
    ) | {"sitemap.xml"}  # fmt: skip
    assert set(done.outcome.changed) == shows_it
    assert (done.outcome.made, done.outcome.removed) == ((), ())
    assert touched(desk, stamps) == shows_it == differing(before, desk.tree())


def test_a_new_meeting_leaves_the_pages_of_the_others(desk):
    stamps = desk.stamps()
    desk.write(
        "bad.yaml",
        title="Badet",
        start="2029-01-08T10:00",
        end="2029-01-08T11:00",
        topics=["Fritid"],
        uid="b@x.example",
    )
    done = desk.publish()
    assert not any(path.startswith((PAGE, "2027/05", "topics/trafik", "regions/")) for path in touched(desk, stamps))
    assert {*done.outcome.made, *done.outcome.changed} == touched(desk, stamps)


@pytest.mark.parametrize(
    "lost",
    [
        "index.html",
        PAGE + "index.html",
        PAGE + ICS,
        "en/" + PAGE + ICS,
        "topics/handel/feed.json",
        "style.css",
        "sitemap.xml",
        "404.html",
    ],
)
def test_a_lost_file_is_made_again_and_no_other_touched(desk, lost):
    before, stamps = desk.tree(), desk.stamps()
    (desk.site / lost).unlink()
    assert desk.publish(check=True).outcome == ((lost,), (), ())
    done = desk.publish()
    assert done.outcome == ((lost,), (), ())
    assert desk.tree() == before
    assert touched(desk, stamps) <= {lost}


def test_lost_pages_of_what_is_no_more_are_made_again(desk):
    desk.edit("torg.yaml", title="Torget flyttar")
    desk.publish()
    desk.remove("bron.yaml")
    desk.publish()
    before = desk.tree()
    for path in (PAGE + "index.html", "2028/06/01-torget/index.html", "2027/05/index.html"):
        (desk.site / path).unlink()
    desk.publish()
    assert desk.tree() == before


def test_a_site_that_was_taken_away_is_made_again_the_same(desk):
    before = desk.tree()
    shutil.rmtree(desk.site)
    assert len(desk.publish().outcome.made) == len(before)
    assert desk.tree() == before


def test_new_settings_touch_only_what_they_change(desk):
    before, stamps = desk.tree(), desk.stamps()
    settings = desk.top / "pressinvite.toml"
    settings.write_text(SMALL.replace("[sender]", 'accent = "#5b2a86"\n[sender]'), "utf-8")
    done = desk.publish()
    assert set(done.outcome.changed) == {"style.css", "icon.svg"} & before.keys()
    assert touched(desk, stamps) == set(done.outcome.changed)
    settings.write_text(SMALL, "utf-8")
    assert desk.publish().outcome.changed == done.outcome.changed
    assert differing(desk.tree(), before) == set()


def test_a_new_name_of_the_organisation_is_on_every_page(desk):
    (desk.top / "pressinvite.toml").write_text(SMALL.replace("Björkviks kommun", "Björkviks stad"), "utf-8")
    desk.publish()
    pages = {path: page.decode() for path, page in desk.tree().items() if path.endswith(".html")}
    assert [path for path, page in pages.items() if "Björkviks stad" not in page] == []


def test_a_template_of_the_house_is_taken_up_and_left_again(desk):
    before, stamps = desk.tree(), desk.stamps()
    own = desk.top / "templates" / "newsroom" / "search.js"
    own.parent.mkdir(parents=True)
    own.write_text('"use strict";\n')
    assert desk.publish().outcome.changed == ("search.js",)
    assert touched(desk, stamps) == {"search.js"}
    own.unlink()
    desk.publish()
    assert desk.tree() == before


def test_a_file_by_another_name_is_the_same_meeting(desk):
    before, stamps = desk.tree(), desk.stamps()
    meetings = desk.top / "meetings"
    (meetings / "2027").mkdir()
    (meetings / "bron.yaml").rename(meetings / "2027" / "broöppning.yaml")
    assert desk.publish().outcome.total == 0
    assert (desk.tree(), desk.stamps()) == (before, stamps)
    (meetings / "2027" / "broöppning.yaml").rename(meetings / "x.yaml")
    (meetings / "torg.yaml").rename(meetings / "2027" / "broöppning.yaml")
    (meetings / "x.yaml").rename(meetings / "torg.yaml")
    done = desk.publish()
    assert (done.outcome.total, done.stopped, done.meetings) == (0, (), 2)


def test_two_files_that_change_names_with_each_other_are_two_meetings_still(desk):
    before = desk.tree()
    meetings = desk.top / "meetings"
    one, other = (meetings / "bron.yaml").read_text("utf-8"), (meetings / "torg.yaml").read_text("utf-8")
    desk.put("bron.yaml", other)
    desk.put("torg.yaml", one)
    done = desk.publish()
    assert (done.outcome.total, done.stopped, done.meetings) == (0, (), 2)
    assert desk.tree() == before


def test_one_meeting_in_two_files_is_told_and_the_first_stays(desk):
    before = desk.tree()
    text = (desk.top / "meetings" / "bron.yaml").read_text("utf-8")
    desk.put("a kopia.yaml", text.replace("Nya bron", "Gamla bron"))
    for _ in range(2):
        done = desk.publish()
        assert done.stopped == ("meetings/a kopia.yaml",)
        (reading,) = [each for each in done.readings if each.source == "meetings/a kopia.yaml"]
        assert [(finding.code, finding.values["other"]) for finding in reading.findings] == [
            ("uid-in-two-files", "meetings/bron.yaml")
        ]
        assert desk.tree() == before
    desk.edit("bron.yaml", title="Bron dröjer")
    assert desk.publish().stopped == ("meetings/a kopia.yaml",)
    assert "2027/05/20-bron-drojer/index.html" in desk.tree()
    desk.remove("bron.yaml")
    assert desk.publish().stopped == ()
    assert "2027/05/20-gamla-bron-oppnar/index.html" in desk.tree()


def test_a_copy_beside_a_new_meeting_is_told_from_the_start(tmp_path):
    desk = Desk(tmp_path / "new", SMALL)
    desk.write("a.yaml", uid="bron@x.example")
    desk.write("b.yaml", uid="bron@x.example", title="Gamla bron")
    done = desk.publish()
    assert (done.stopped, done.meetings) == (("meetings/b.yaml",), 1)


def test_names_of_files_and_the_order_in_which_they_came_change_nothing(tmp_path):
    moments = {"created": "2027-02-01T08:00:00Z", "modified": "2027-02-01T08:00:00Z"}
    one = {"title": "Ett", "uid": "z@x.example", "start": "2027-06-01", "end": None, "topics": ["Å", "Öl"], **moments}
    two = {"title": "Två", "uid": "a@x.example", "start": "2027-06-02", "end": None, "topics": ["Öl", "A"], **moments}
    first, second = Desk(tmp_path / "first"), Desk(tmp_path / "second")
    first.write("1.yaml", **one)
    first.write("2.yaml", **two)
    first.publish()
    second.write("1.yaml", **two)
    second.publish()
    second.write("9.yaml", **one)
    second.publish()
    assert differing(first.tree(), second.tree()) == set()


def test_other_folders_for_the_site_are_made_whole(desk, tmp_path):
    other = tmp_path / "web" / "site"
    desk.publish(folder=other)
    assert tree_of(other) == desk.tree()
    desk.edit("bron.yaml", place={"text": "Stadshuset"})
    desk.publish(folder=other)
    assert b"Stadshuset" in tree_of(other)[PAGE + "index.html"]


def test_of_two_folders_each_is_brought_up_to_date_in_its_turn(desk, tmp_path):
    other = tmp_path / "web"
    desk.publish(folder=other)
    stamps = {path: (other / path).stat().st_mtime_ns for path in tree_of(other)}
    desk.edit("bron.yaml", audience="limited")
    desk.edit("torg.yaml", place={"text": "Stadshuset"})
    desk.publish()
    whole = desk.tree()
    assert not any("nya-bron" in path or "trafik" in path for path in whole)
    assert any("nya-bron" in path for path in tree_of(other)), "nothing was said of that one"
    expected = desk.publish(folder=other, check=True).outcome
    assert desk.publish(folder=other).outcome == expected
    assert tree_of(other) == whole
    same = [path for path in whole if path in stamps and (other / path).stat().st_mtime_ns == stamps[path]]
    assert "style.css" in same
    assert desk.publish(folder=other).outcome.total == 0
    assert desk.publish().outcome.total == 0
    assert desk.tree() == whole


def test_the_folder_may_be_moved_with_all_that_is_in_it(desk, tmp_path):
    before = desk.tree()
    desk.top.rename(tmp_path / "moved")
    desk.top, desk.site = tmp_path / "moved", tmp_path / "moved" / "public"
    assert desk.publish().outcome.total == 0
    assert desk.tree() == before


def test_ids_in_feeds_are_the_meetings_own_through_every_change(desk):
    def ids() -> tuple[list[str], list[str], list[str]]:
        tree = desk.tree()
        atom = re.findall(r"<entry.*?<id>(.*?)</id>", tree["topics/trafik/atom.xml"].decode(), re.DOTALL)
        items = re.findall(r'"id":"([^"]+)"', tree["topics/trafik/feed.json"].decode())
        return atom, items, re.findall(r"UID:(\S+)", tree["topics/trafik/calendar.ics"].decode())

    before = ids()
    assert [len(each) for each in before] == [1, 1, 1]
    assert before[2] == ["bron@x.example"]
    desk.edit("bron.yaml", title="Något annat", start="2027-07-01T09:00", end="2027-07-01T10:00")
    desk.publish(NOW)
    assert ids() == before


def test_ids_of_feeds_stay_when_the_site_gets_another_address(desk):
    def ids() -> dict[str, str]:
        feeds = {path: octets.decode() for path, octets in desk.tree().items() if path.endswith("atom.xml")}
        return {path: text[text.index("<id>") : text.index("</id>")] for path, text in feeds.items()}

    before = ids()
    assert len(set(before.values())) == len(before) > 1
    (desk.top / "pressinvite.toml").write_text(SMALL.replace("press.bjorkvik.example/kalender", "ny.bjorkvik.example"))
    desk.publish()
    assert 'href="https://ny.bjorkvik.example/atom.xml"' in desk.tree()["atom.xml"].decode()
    assert ids() == before


def test_names_that_addresses_cannot_tell_apart_are_one_link_and_one_choice(desk):
    desk.edit("bron.yaml", topics=["Näringsliv", "naringsliv", "Политика"])
    desk.edit("torg.yaml", topics=["NÄRINGSLIV"])
    desk.publish()
    page, search = (desk.tree()[path].decode() for path in (PAGE + "index.html", "search/index.html"))
    assert re.findall(r'href="[./]*topics/([^/]*)/"[^>]*>([^<]*)<', page)[0] == ("naringsliv", "Näringsliv")
    assert page.count("/topics/naringsliv/") == 1
    choices = re.findall(r'<option value="([^"]+)"[^>]*>(NÄRINGSLIV|Политика)<', search)
    records = json.loads(desk.tree()["search/meetings.json"])
    assert [record["k"]["topics"] for record in records] == [[slug for slug, _name in choices], ["naringsliv"]]


def test_who_invites_is_a_name_and_no_foreign_word(desk):
    desk.edit("bron.yaml", language="fi", title="Uusi silta", topics=["Liikenne"])
    desk.publish()
    page = desk.tree()["2027/05/20-uusi-silta/index.html"].decode()
    assert re.search(r'lang="fi"[^>]*>Liikenne<', page)
    assert re.search(r'organisers/vagnamnden/">Vägnämnden<', page)
    heading = re.search(r"<h1([^>]*)>Vägnämnden<", desk.tree()["organisers/vagnamnden/index.html"].decode())
    assert heading
    assert heading[1] == ""


def test_a_page_names_the_organisation_once_in_its_title(desk):
    titles = {
        path: re.findall(r"<title>(.*?)</title>", desk.tree()[path].decode())
        for path in ("index.html", "archive/index.html")
    }
    assert titles == {
        "index.html": ["Presskalender: Björkviks kommun"],
        "archive/index.html": ["Alla månader – Björkviks kommun"],
    }
