from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from jinja2 import TemplateNotFound

from pressinvite.errors import SettingsError
from pressinvite.language import open_language
from pressinvite.templating import open_templates, template_folders

LANGUAGE = open_language("sv")


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8", "surrogateescape"))


@pytest.mark.parametrize("place", ["pressinvite/templates", "templates"])
def test_templates_lie_in_the_package_or_beside_it(tmp_path, place):
    (tmp_path / "pressinvite").mkdir()
    write(tmp_path / place, "a.html", "found {{ x }}")
    assert template_folders(tmp_path / "pressinvite") == [tmp_path / place]
    assert open_templates(None, LANGUAGE, package=tmp_path / "pressinvite").render("a.html", x="<") == "found &lt;"


def test_the_organisations_own_folder_wins_file_by_file(tmp_path):
    write(tmp_path / "own", "a.html", "own")
    write(tmp_path / "templates", "a.html", "ours")
    write(tmp_path / "templates", "b.html", "ours {% include 'a.html' %}")
    templates = open_templates(tmp_path / "own", LANGUAGE, package=tmp_path / "pressinvite")
    assert templates.render("b.html") == "ours own"


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("one\n{% if %}\n", 2, "Expected an expression"),
        ("one\ntwo\n{{ missing }}\n", 3, "missing"),
        ("one\n{{ ''.__class__.__mro__ }}", 2, "unsafe"),
        ("{% include 'nowhere.html' %}", 1, "nowhere.html: not found"),
        ("one\n{{ 1 / 0 }}", 2, "division"),
        ("one\n{% include '../secret.html' %}", 2, "not found"),
        ("one\ntwo \udce5", 2, "UTF-8"),
    ],
)
def test_a_broken_template_says_file_and_line(tmp_path, text, line, problem):
    write(tmp_path, "secret.html", "secret")
    write(tmp_path / "own", "a.html", text)
    with pytest.raises(SettingsError) as caught:
        open_templates(tmp_path / "own", LANGUAGE).render("a.html")
    (finding,) = caught.value.findings
    assert (finding.code, finding.spot.line) == ("template", line)
    assert problem in finding.values["problem"]
    assert caught.value.source == str(tmp_path / "own" / "a.html")
    assert caught.value.exit_status == 4


def test_a_fault_in_an_included_template_is_told_there(tmp_path):
    write(tmp_path, "a.html", "\n{% include 'b.html' %}")
    write(tmp_path, "b.html", "\n\n{{ missing }}")
    with pytest.raises(SettingsError) as caught:
        open_templates(tmp_path, LANGUAGE).render("a.html")
    assert (Path(caught.value.source).name, caught.value.findings[0].spot.line) == ("b.html", 3)


def test_a_link_out_of_the_folder_is_not_followed(tmp_path):
    write(tmp_path, "secret.html", "secret")
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "a.html").symlink_to(tmp_path / "secret.html")
    with pytest.raises(SettingsError):
        open_templates(tmp_path / "own", LANGUAGE).render("a.html")


def test_a_fault_of_ours_is_not_the_users():
    with pytest.raises(TemplateNotFound):
        open_templates(None, LANGUAGE).render("nowhere.html")


def test_an_override_of_the_style_sheet_is_used(tmp_path):
    shutil.copytree(Path(__file__).parent.parent / "templates" / "invitation", tmp_path / "invitation")
    write(tmp_path, "invitation/page.css", "/* own */")
    assert open_templates(tmp_path, LANGUAGE).render("invitation/page.css") == "/* own */"
