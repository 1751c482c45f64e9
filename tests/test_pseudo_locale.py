"""A run in the pseudo-language: every word of ours is marked, so that what is not was never translated."""

from __future__ import annotations

import ast
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from newsroom_demo import NOW, SETTINGS, SITE, demo_meetings, write_organisation

from pressinvite.cli import main
from pressinvite.invitation import compose, render_mail, render_page, render_text
from pressinvite.language import open_language
from pressinvite.language.findings import all_words
from pressinvite.publication import open_site, publish
from pressinvite.reading.datafile import read_data
from pressinvite.reading.keys import KEYS
from pressinvite.templating import open_templates
from pressinvite.workspace import open_workspace

ROOT = Path(__file__).parent.parent
SAMPLES = sorted((ROOT / "samples").rglob("*.yaml"))
MARKED = re.compile(r"⟦[^⟦⟧]*⟧")


SAID = {"data-none", "data-one", "data-many", "data-some", "data-failed"}
"""What the search's script says."""


class Shown(HTMLParser):
    """The texts that a page shows or reads aloud."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in ("style", "script", "code")
        spoken = ("alt", "aria-label", "title", "placeholder", *(key for key, _ in attrs if key in SAID))
        self.texts += [value or "" for key, value in attrs if key in spoken]
        if ("name", "description") in attrs or ("property", "og:title") in attrs:
            self.texts += [value or "" for key, value in attrs if key == "content"]

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in ("style", "script", "code")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.texts.append(data)


def bare_words(text: str, source: str) -> set[str]:
    """Words that are neither marked nor the source's own."""
    left = text
    while MARKED.search(left):
        left = MARKED.sub(" ", left)
    own = set(re.findall(r"\w+", source.casefold()))
    return set(re.findall(r"[^\W\d_]{2,}", left.casefold())) - own - NAMES


NAMES = {"google", "outlook", "com", "microsoft", "yahoo", "tel", "mailto", "https", "www", "utf"}
"""Names of programs, and parts of addresses."""


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_pages_mails_and_texts_have_no_untranslated_word(path: Path) -> None:
    settings = path.parent / "pressinvite.toml"
    workspace = open_workspace(settings if settings.is_file() else None, environ={})
    language = open_language("qps")
    templates = open_templates(None, language)
    source = path.read_text("utf-8") + (settings.read_text("utf-8") if settings.is_file() else "")
    for meeting in read_data(path.read_text("utf-8")).meetings:
        invitation = compose(meeting, organisation=workspace.organisation, language=language)
        for html in (render_page(invitation, templates), render_mail(invitation, templates)):
            shown = Shown()
            shown.feed(html)
            assert bare_words(" ".join(shown.texts), source) == set()
        text = re.sub(r"https?://\S+", "", render_text(invitation, templates))
        assert bare_words(text, source) == set()


def test_published_pages_have_no_untranslated_word(tmp_path: Path) -> None:
    """Those of the demo organisation: of every kind, and of every kind of meeting."""
    meetings = demo_meetings()
    del meetings["hostile"]
    write_organisation(tmp_path, meetings)
    workspace = open_workspace(tmp_path / "pressinvite.toml", environ={})
    site = open_site(workspace, SITE)._replace(languages=("qps",))
    publish(workspace, site, tmp_path / "public", now=NOW)
    (tmp_path / "meetings" / "withdrawn.json").unlink()
    publish(workspace, site, tmp_path / "public", now=NOW)
    source = (
        SETTINGS
        + repr(meetings).replace("\\n", " ")
        + SITE
        + "atom json feed qps ninjs tt ttninjs superdesk eventsml csv"
    )
    pages = list((tmp_path / "public").rglob("*.html"))
    assert len(pages) > 100
    found = {}
    for path in pages:
        shown = Shown()
        shown.feed(path.read_text("utf-8"))
        if bare := bare_words(" ".join(shown.texts), source):
            found[path.relative_to(tmp_path).as_posix()] = bare
    assert found == {}


def test_the_command_line_has_no_untranslated_word(capsys, monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("PRESSINVITE_LANGUAGE", "qps")
    monkeypatch.chdir(tmp_path)
    text = "titel: x\nplace: Lund\n---\ntitle: y\nstart: 2027-03-10T15:00\nend: 2027-03-10T14:00\nonline: {platform: Teams}\n"
    Path("m.yaml").write_text(text, "utf-8")
    assert main(["check", "m.yaml"]) == 1
    assert main(["read", "m.yaml", "--format", "text"]) == 1
    said = capsys.readouterr()
    codes = " ".join(all_words()).replace("-", " ")
    keys = " ".join(key.name for keys in KEYS.values() for key in keys)
    assert bare_words(said.out + said.err, f"m.yaml {text} {codes} {keys}") == set()


@pytest.mark.parametrize("path", sorted((ROOT / "templates").rglob("*.*")), ids=lambda path: path.name)
def test_templates_hold_no_words_of_a_language(path: Path) -> None:
    text = path.read_text("utf-8")
    text = re.sub(r"\{#.*?#\}", "", text, flags=re.DOTALL)
    outside = re.sub(r"\{[{%].*?[%}]\}", "", text, flags=re.DOTALL)
    assert not re.search(r"[åäöÅÄÖ]", outside.replace("Björkvik", "").replace("björkvik", "")), path.name


@pytest.mark.parametrize("path", sorted((ROOT / "pressinvite").rglob("*.py")), ids=lambda path: path.name)
def test_python_code_shows_no_swedish(path: Path) -> None:
    """What is shown goes through the catalogues. What the reader looks for, and forms that are parsed, is data."""
    if {"release", "files", "replies"} & set(path.parts) or path.name in {
        "kinds.py",
        "parties.py",
        "phones.py",
        "mentions.py",
        "area_codes.py",
        "catalogues.py",
        "columns.py",
    }:
        return
    tree = ast.parse(path.read_text("utf-8"))
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    shown = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs
    ]
    assert [
        text for text in shown if re.search(r"[åäöÅÄÖ]", text) and "å, ä and ö" not in text and "Björkvik" not in text
    ] == []
