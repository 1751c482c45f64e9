"""Addresses for life: what was once given leads to its meeting, whatever is changed, and is never another's."""

from __future__ import annotations

import re

import pytest
from publishing_cases import SETTINGS, URL, Desk, dead_links

SMALL = SETTINGS + "formats = []\n"
DAY = "2027/05/20-"


@pytest.fixture
def desk(tmp_path) -> Desk:
    return Desk(tmp_path / "desk", SMALL)


def pages(desk: Desk, folder: str = "") -> dict[str, str]:
    """Meetings' addresses in a language: path → page."""
    found = {}
    for path, octets in desk.tree().items():
        if re.fullmatch(re.escape(folder) + r"\d{4}/\d\d/\d\d-[^/]+/index\.html", path):
            found[path.removeprefix(folder).removesuffix("index.html")] = octets.decode()
    return found


def target(page: str) -> str:
    """Where a page sends its reader, as refresh and canonical tell; "" where it is a meeting's own."""
    sent = re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', page)
    if not sent:
        return ""
    canonical = re.search(r'rel="canonical" href="([^"]+)"', page)
    assert canonical is not None
    assert canonical[1].endswith(sent[1].replace("../", "")), page
    return canonical[1].removeprefix(URL)


def redirects(desk: Desk) -> set[tuple[str, str]]:
    lines = [line.split(" ") for line in desk.tree()["_redirects"].decode().splitlines()]
    assert all(len(line) == 3 and line[2] == "301" for line in lines)
    return {(line[0].removeprefix("/kalender/"), line[1].removeprefix("/kalender/")) for line in lines}


@pytest.mark.parametrize(
    ("change", "new"),
    [
        ({"title": "Bron dröjer"}, "2027/05/20-bron-drojer/"),
        ({"start": "2027-06-01T13:00", "end": "2027-06-01T14:00"}, "2027/06/01-nya-bron-oppnar/"),
    ],
)
def test_a_changed_title_or_day_is_a_new_address_to_which_the_old_one_leads(desk, change, new):
    desk.write("bron.yaml")
    desk.publish()
    old = "2027/05/20-nya-bron-oppnar/"
    assert pages(desk).keys() == {old}
    desk.edit("bron.yaml", **change)
    desk.publish()
    for folder in ("", "en/"):
        found = pages(desk, folder)
        assert {path: target(page) for path, page in found.items()} == {old: folder + new, new: ""}
        assert 'name="robots" content="noindex"' in found[old]
        files = [f"{folder}{path}{path[:-1].replace('/', '-')}.ics" for path in (old, new)]
        assert desk.tree()[files[0]] == desk.tree()[files[1]], "who has the old file's address gets the new time"
        assert (files[0], files[1]) in redirects(desk)
    assert redirects(desk) >= {(old, new), ("en/" + old, "en/" + new)}
    assert old not in desk.tree()["sitemap.xml"].decode()
    assert dead_links(desk.tree()) == set()


def test_another_time_the_same_day_is_the_same_address(desk):
    desk.write("bron.yaml")
    desk.publish()
    before = pages(desk).keys()
    desk.edit("bron.yaml", start="2027-05-20T09:00")
    desk.publish()
    assert pages(desk).keys() == before


def test_chains_lead_straight_to_the_last_and_a_title_taken_back_is_the_first_address_again(desk):
    desk.write("bron.yaml", title="Ett")
    desk.publish()
    for title in ("Två", "Tre"):
        desk.edit("bron.yaml", title=title)
        desk.publish()
    assert {path: target(page) for path, page in pages(desk).items()} == {
        DAY + "ett/": DAY + "tre/", DAY + "tva/": DAY + "tre/", DAY + "tre/": "",
    }  # fmt: skip
    desk.edit("bron.yaml", title="Ett")
    desk.publish()
    assert {path: target(page) for path, page in pages(desk).items()} == {
        DAY + "ett/": "", DAY + "tva/": DAY + "ett/", DAY + "tre/": DAY + "ett/",
    }  # fmt: skip
    assert {pair for pair in redirects(desk) if not pair[0].startswith("en/") and pair[0].endswith("/")} == {
        (DAY + "tva/", DAY + "ett/"), (DAY + "tre/", DAY + "ett/"),
    }  # fmt: skip


def test_two_that_swap_their_titles_keep_what_was_theirs(desk):
    desk.write("a.yaml", title="Ett", uid="a@x.example")
    desk.write("b.yaml", title="Två", uid="b@x.example")
    desk.publish()
    desk.edit("a.yaml", title="Två")
    desk.edit("b.yaml", title="Ett")
    desk.publish()
    found = {path: target(page) for path, page in pages(desk).items()}
    assert found == {DAY + "ett/": DAY + "tva-2/", DAY + "tva/": DAY + "ett-2/", DAY + "tva-2/": "", DAY + "ett-2/": ""}
    assert "<title>Två " in pages(desk)[DAY + "tva-2/"]
    assert "<title>Ett " in pages(desk)[DAY + "ett-2/"]


def test_a_former_address_of_another_is_not_given_again(desk):
    desk.write("a.yaml", title="Ett", uid="a@x.example")
    desk.publish()
    desk.edit("a.yaml", title="Två")
    desk.publish()
    desk.write("b.yaml", title="Ett", uid="b@x.example")
    desk.publish()
    assert {path: target(page) for path, page in pages(desk).items()} == {
        DAY + "ett/": DAY + "tva/", DAY + "tva/": "", DAY + "ett-2/": "",
    }  # fmt: skip
    desk.remove("a.yaml")
    desk.publish()
    desk.write("c.yaml", title="Ett", uid="c@x.example")
    desk.publish()
    assert DAY + "ett-3/" in pages(desk)


def test_two_of_one_name_have_an_address_each_and_keep_it(desk):
    for name in "abc":
        desk.write(f"{name}.yaml", uid=f"{name}@x.example", place={"text": f"Sal {name}"})
    desk.publish()
    slug = DAY + "nya-bron-oppnar"
    first = pages(desk)
    assert first.keys() == {slug + "/", slug + "-2/", slug + "-3/"}
    desk.remove("a.yaml")
    desk.edit("b.yaml", place={"text": "Sal z"})
    desk.publish()
    second = pages(desk)
    assert second.keys() == first.keys()
    assert "Sal z" in second[slug + "-2/"]
    assert second[slug + "-3/"] == first[slug + "-3/"]


@pytest.mark.parametrize(
    "title",
    [
        "🎉", "مؤتمر صحفي", "記者会見", "CON", "nul.txt", "..", "../../etc/passwd", "a/b\\c", "index.html", "x" * 10_000,
        "ord " * 2_500, "ÅÄÖ åäö", "Åker", "%2e%2e", "#", "?", "<script>alert(1)</script>", "aux", "COM1", "ŉ", "İstanbul",
    ],
)  # fmt: skip
def test_any_title_is_an_address_that_every_system_can_hold(desk, title):
    desk.write("bron.yaml", title=title, topics=[title[:200]], regions=[title[:200]], organisers=[title[:200]])
    done = desk.publish()
    assert done.stopped == ()
    assert len(pages(desk)) == 1
    for path in desk.tree():
        for part in path.split("/"):
            assert re.fullmatch(r"[a-z0-9._-]+", part), part
            assert len(part) < 100
            stem = part.partition(".")[0]
            assert stem not in {
                "con",
                "prn",
                "aux",
                "nul",
                *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)),
            }
            assert not part.endswith(".")
    assert dead_links(desk.tree()) == set()


def test_no_two_paths_differ_in_case_alone_or_in_how_letters_are_composed(desk):
    for number, title in enumerate(("Åker", "A\u030aker", "ÅKER", "åker", "aker")):
        desk.write(f"{number}.yaml", title=title, topics=[title], uid=f"{number}@x.example")
    desk.publish()
    tree = desk.tree()
    assert len({path.casefold() for path in tree}) == len(tree)
    assert len(pages(desk)) == 5
    assert [path for path in tree if path.startswith("topics/") and path.endswith("index.html")] == [
        "topics/aker/index.html"
    ]


def test_months_and_years_that_become_empty_stay_for_life(desk):
    desk.write("bron.yaml")
    desk.write("torg.yaml", title="Torget", start="2028-06-01T10:00", end="2028-07-01T11:00", uid="t@x.example")
    desk.publish()
    desk.remove("torg.yaml")
    desk.publish()
    desk.publish()
    tree = desk.tree()
    for path in ("2028/index.html", "2028/06/index.html", "2028/07/index.html", "2028/calendar.ics"):
        assert path in tree, path
        assert "en/" + path in tree
    assert dead_links(tree) == set()
    assert "BEGIN:VEVENT" not in tree["2028/calendar.ics"].decode()
    assert "2028" not in tree["sitemap.xml"].decode()


def test_a_language_that_is_given_up_takes_its_pages_with_it(desk):
    desk.write("bron.yaml")
    desk.publish()
    desk.edit("bron.yaml", title="Ett")
    desk.publish()
    settings = desk.top / "pressinvite.toml"
    settings.write_text(SMALL.replace('["sv", "en"]', '["sv"]'), "utf-8")
    desk.publish()
    assert [path for path in desk.tree() if path.startswith("en/")] == []
    assert dead_links(desk.tree()) == set()
    settings.write_text(SMALL, "utf-8")
    desk.publish()
    assert {path: target(page) for path, page in pages(desk, "en/").items()} == {
        DAY + "nya-bron-oppnar/": "en/" + DAY + "ett/", DAY + "ett/": "",
    }  # fmt: skip


def test_exchange_files_stay_at_their_old_addresses(tmp_path):
    desk = Desk(tmp_path / "desk", SETTINGS + 'formats = ["ninjs", "eventsml"]\n')
    desk.write("bron.yaml")
    desk.publish()
    old = {path for path in desk.tree() if path.endswith((".ninjs.json", ".eventsml.xml")) and DAY in path}
    assert len(old) == 4, "two formats in two languages"
    desk.edit("bron.yaml", title="Bron dröjer")
    desk.publish()
    tree = desk.tree()
    for path in old:
        assert tree[path] == tree[path.replace("nya-bron-oppnar", "bron-drojer")]
    assert {path for path, _new in redirects(desk)} >= old
