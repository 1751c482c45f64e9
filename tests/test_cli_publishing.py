"""Publishing as a press officer does it: what is told of a folder as it is, and what is left alone."""

from __future__ import annotations

import os
import re
import sqlite3
import sys
from contextlib import closing

import pytest
from dispatch_cases import arrived, make_folder
from publishing_cases import BRIDGE, SETTINGS, Desk, tree_of

TIMES = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"


@pytest.fixture
def desk(tmp_path, monkeypatch) -> Desk:
    made = Desk(tmp_path / "press", SETTINGS + "formats = []\n")
    made.write("bron.yaml", BRIDGE, start="2036-05-20T13:00", end="2036-05-20T14:00")
    monkeypatch.chdir(made.top)
    return made


def test_a_run_tells_what_it_did_and_when_to_run_it_again(run, desk):
    status, out, err = run("publish")
    assert (status, err) == (0, "")
    assert out == (
        f"{desk.site}: {len(desk.tree())} files new, 0 changed, 0 removed\n1 meeting is public.\n"
        "The site next changes by itself Wednesday 21 May 2036, 00:00 (meetings/bron.yaml): run this again then.\n"
    )
    assert run("publish")[1].splitlines()[0] == f"{desk.site}: nothing has changed"


def test_in_swedish(run, desk, monkeypatch):
    monkeypatch.setenv("PRESSINVITE_LANGUAGE", "sv")
    desk.write("trasig.yaml", start="2036-05-32T10:00")
    desk.put("inbjudan.docx", b"PK\x03\x04")
    desk.put("kopia.yaml", "uid: x@y.example\naudience: limited\ntitle: [")
    status, out, err = run("publish")
    assert status == 1
    assert "1 pressträff är offentlig.\n" in out
    assert "meetings/trasig.yaml har fel: det som publicerats av den tidigare står kvar som det var.\n" in out
    assert 'upplysning: "meetings/inbjudan.docx" är ingen mötesfil och lämnades' in err
    assert "meetings/kopia.yaml:" in err
    assert re.search(
        r"Webbplatsen ändras härnäst av sig själv onsdag 21 maj 2036 kl\. 00\.00 \(meetings/bron\.yaml\)",
        out.replace("\xa0", " "),
    )


def test_a_look_says_what_would_be_written_and_writes_nothing(run, desk):
    before = tree_of(desk.top)
    status, out, _ = run("publish", "--check")
    assert status == 5
    assert "changed  meetings/bron.yaml\n" in out
    assert "new      " in out
    assert "… and " in out
    assert "\nNothing was written.\n" in out
    assert tree_of(desk.top) == before
    run("publish")
    assert run("publish", "--check")[0] == 0
    (desk.top / "published.nginx.conf").unlink()
    assert run("publish", "--check")[0] == 5
    assert run("publish")[0] == 0
    assert run("publish", "--check")[0] == 0
    desk.write("sen.yaml", title="Sedan", start="2036-06-01", end=None, embargo="2036-05-01T08:00")
    before = tree_of(desk.top)
    status, out, _ = run("publish", "--check")
    assert (status, "changed  meetings/sen.yaml\n" in out) == (5, True), (
        "its uid is to be written back, if nothing else"
    )
    assert tree_of(desk.top) == before
    assert run("publish")[0] == 0
    assert run("publish", "--check")[0] == 0


def test_what_is_withheld_is_said_to_be(run, desk):
    run("publish")
    desk.edit("bron.yaml", audience="limited", start="2036-05-32")
    status, out, _ = run("publish")
    assert status == 1
    assert "meetings/bron.yaml has errors, and says that it must not be public: nothing of it is published.\n" in out
    assert "0 meetings are public.\n" in out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("-o", "."), "output-among-sources"),
        (("-o", ".."), "output-among-sources"),
        (("-o", "/"), "output-among-sources"),
        (("-o", "meetings"), "output-among-sources"),
        (("-o", "meetings/site"), "output-among-sources"),
        (("-o", "lists"), "folder-not-ours"),
        (("-o", "pressinvite.toml"), "output-no-folder"),
        (("--url", "ftp://x.example/"), "bad-publish-url"),
        (("--url", "https://[x"), "bad-publish-url"),
        (("--url", "https://x.example/?a"), "bad-publish-url"),
        (("--url", "https://x.example/#a"), "bad-publish-url"),
        (("--url", "https://u:p@x.example/"), "bad-publish-url"),
        (("--url", "press.x.example"), "bad-publish-url"),
    ],
)
def test_where_a_site_cannot_be_is_told_and_nothing_taken_away(run, desk, arguments, code):
    (desk.top / "lists").mkdir()
    (desk.top / "lists" / "media.csv").write_text("namn,e-post\n")
    before = tree_of(desk.top)
    status, out, err = run("publish", *arguments)
    assert (status, out) == (4, "")
    assert f"[{code}]" in err
    assert "fix: " in err
    assert tree_of(desk.top) == {
        **before,
        **{path: b for path, b in tree_of(desk.top).items() if path == "published.db"},
    }


def test_another_folder_gets_the_site_and_one_with_other_files_is_refused(run, desk, tmp_path):
    status, out, _ = run("publish", "-o", tmp_path / "webb" / "press")
    assert status == 0
    assert out.startswith(f"{tmp_path / 'webb' / 'press'}: ")
    assert not desk.site.exists()
    (tmp_path / "annat").mkdir()
    (tmp_path / "annat" / ".git").mkdir()
    assert run("publish", "-o", tmp_path / "annat")[0] == 0, "what is hidden is version control's"
    (tmp_path / "foton").mkdir()
    (tmp_path / "foton" / "a.jpg").write_bytes(b"x")
    status, _, err = run("publish", "-o", tmp_path / "foton")
    assert (status, "[folder-not-ours]" in err) == (4, True)
    assert (tmp_path / "foton" / "a.jpg").read_bytes() == b"x"


@pytest.mark.parametrize(
    ("url", "base"),
    [
        ("https://x.example/press/kalender", "/press/kalender/"),
        ("https://x.example", "/"),
        ("https://x.example:8443/å b/", "/%C3%A5%20b/"),
        ("https://press.ängslund.example/", "/"),
        ("https://press.ängslund.example:8443/press/", "/press/"),
    ],
)
def test_an_address_with_a_path_is_that_of_every_page(run, desk, url, base):
    assert run("publish", "--url", url)[0] == 0
    desk.edit("bron.yaml", title="Annat")
    assert run("publish", "--url", url)[0] == 0
    tree = desk.tree()
    assert tree["_redirects"].decode().startswith(base)
    assert f'href="{base}"' in tree["404.html"].decode()
    assert f"{base}2036/05/20-annat/" in tree["sitemap.xml"].decode()
    assert all(octets.isascii() for path, octets in tree.items() if path in ("_redirects", "sitemap.xml", "robots.txt"))


def test_what_a_shared_folder_gathers_is_told_or_left_alone(run, desk):
    put = desk.put
    put("text.txt", "hej")
    for left in (
        "~$inbjudan.docx",
        ".dold.yaml",
        "._bron.yaml",
        ".~lock.bron.yaml#",
        "#bron.yaml#",
        "bron.yaml~",
        "Thumbs.db",
        "x.bak",
    ):
        put(left, b"\x00\x05\x16\x07")
    put(".git/x.yaml", "title: Hemligt")
    put("@eaDir/bron.yaml", "title: Hemligt")
    put("mapp.yaml/torg.yaml", (desk.top / "meetings/bron.yaml").read_text("utf-8").replace("Nya bron", "Torget"))
    (desk.top / "meetings" / "etc").symlink_to("/etc")
    (desk.top / "meetings" / "utanför.yaml").symlink_to(desk.top / "pressinvite.toml")
    (desk.top / "meetings" / "runt").symlink_to(desk.top / "meetings")
    os.mkfifo(desk.top / "meetings" / "rör.yaml")
    put("tom.yaml", "")
    put("trasig.json", "[1, 2")
    put("skräp.yml", b"\xff\xfe\x00\x01garbage\x00")
    put("pdf.yaml", b"%PDF-1.4\n%%EOF\n")
    status, out, err = run("publish")
    assert status == 1
    assert "2 meetings are public." in out
    told = re.findall(r"^meetings/([^:\n]+):[\d:]*(?: |$)(?:note|error|warning): .*\[([a-z-]+)\]$", err, re.MULTILINE)
    named = dict(told)
    assert {name: code for name, code in named.items() if code in ("not-a-meeting-file", "link-not-followed")} == {
        "text.txt": "not-a-meeting-file", "rör.yaml": "not-a-meeting-file", "etc": "link-not-followed",
        "utanför.yaml": "link-not-followed", "runt": "link-not-followed",
    }  # fmt: skip
    assert {"tom.yaml", "trasig.json", "skräp.yml", "pdf.yaml"} <= named.keys()
    assert "Hemligt" not in "".join(octets.decode("utf-8", "replace") for octets in desk.tree().values())


@pytest.mark.skipif(sys.platform == "darwin", reason="a Mac's disk has no such names")
def test_a_name_that_is_no_text_is_told(run, desk):
    with open(os.fsencode(desk.top) + b"/meetings/\xe5.yaml", "wb") as file:  # noqa: PTH123 -- octets
        file.write(b"title: x\n")
    status, _, err = run("publish")
    assert (status, "[odd-file-name]" in err) == (0, True)


def test_a_json_file_and_one_of_two_meetings_are_published(run, desk):
    desk.put("a.json", '{"title": "Torget", "start": "2036-06-01", "place": {"text": "Torget"}}')
    desk.put("b.yaml", "title: Ett\nstart: 2036-06-01\n---\ntitle: Två\nstart: 2036-06-02\n")
    status, out, _ = run("publish")
    assert (status, "4 meetings are public." in out) == (0, True)
    assert re.search(
        rf'"uid": ?"[^"]+".*"modified": ?"{TIMES}"', (desk.top / "meetings/a.json").read_text("utf-8"), re.DOTALL
    )


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda path: path.write_bytes(b"no database" * 200), "store-broken"),
        (lambda path: path.mkdir(), "store-unwritable"),
        (lambda path: _database(path, "pragma user_version = 99"), "store-newer"),
        (lambda path: _database(path, "create table sources (x)"), "store-broken"),
    ],
)  # fmt: skip
def test_a_store_that_cannot_be_used_is_told(run, desk, make, code):
    run("publish")
    (desk.top / "published.db").unlink()
    make(desk.top / "published.db")
    before = tree_of(desk.top)
    for more in ((), ("--check",)):
        status, _, err = run("publish", *more)
        assert (status, f"[{code}]" in err) == (4, True)
    assert tree_of(desk.top) == before


def _database(path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute(statement)
        database.commit()


def test_a_lost_store_makes_no_guess_about_what_lies_there(run, desk):
    run("publish")
    desk.edit("bron.yaml", audience="limited")
    (desk.top / "published.db").unlink()
    before = desk.tree()
    status, _, err = run("publish")
    assert (status, "[folder-not-ours]" in err) == (4, True)
    assert desk.tree() == before


def test_a_lost_folder_of_meetings_withdraws_nothing(run, desk):
    run("publish")
    before = desk.tree()
    (desk.top / "meetings").rename(desk.top / "möten")
    status, _, err = run("publish")
    assert (status, "[no-meetings-folder]" in err) == (4, True)
    assert desk.tree() == before


def test_publishing_and_sending_raise_the_sequence_once(run, server, tmp_path, monkeypatch):
    file = make_folder(tmp_path / "press")
    top = file.parent.parent
    with (top / "pressinvite.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[publish]\nurl = "https://press.bjorkvik.example/"\n')
    monkeypatch.chdir(top)

    def change(old: str, new: str) -> None:
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), "utf-8")

    def published() -> str:
        return re.search(r"SEQUENCE:(\d+)", (top / "public/calendar.ics").read_text("utf-8"))[1]  # type: ignore[index]

    assert run("publish")[0] == 0
    assert run("send", file, "--to", "media", "--for-real")[0] == 0
    assert published() == "0"
    change("2027-05-20T10:00", "2027-05-20T09:00")
    assert run("publish")[0] == 0
    assert run("send", file, "--for-real")[0] == 0
    assert (published(), {each.sequence for each in arrived(server)[2:]}) == ("1", {1})
    change("2027-05-20T09:00", "2027-05-20T08:00")
    assert run("send", file, "--for-real")[0] == 0
    assert run("publish")[0] == 0
    assert (published(), {each.sequence for each in arrived(server)[4:]}) == ("2", {2})
    assert file.read_text("utf-8").count("\nsequence: 2\n") == 1
    before = tree_of(top / "public")
    assert run("publish")[1].splitlines()[0].endswith("nothing has changed")
    assert tree_of(top / "public") == before
