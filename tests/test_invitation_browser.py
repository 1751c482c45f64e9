from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from pressinvite.invitation import compose, render_mail, render_page
from pressinvite.language import open_language
from pressinvite.meeting import Organisation
from pressinvite.reading.datafile import read_data
from pressinvite.templating import open_templates

pytestmark = pytest.mark.browser

PEERS = Path(__file__).parent / "peers"
SAMPLES = Path(__file__).parent.parent / "samples"
SV, FI = open_language("sv"), open_language("fi")


def invitation(name: str, language=SV):
    (meeting,) = read_data((SAMPLES / name).read_text("utf-8")).meetings
    return compose(meeting, organisation=Organisation(name="Björkviks kommun"), language=language)


@pytest.fixture(
    params=[
        ("malmo-lund-2012.yaml", SV),
        ("bjorkvik/moved.yaml", SV),
        ("bjorkvik/cancelled.yaml", SV),
        ("bjorkvik/registration.yaml", SV),
        ("alvnas/bron.yaml", FI),
        ("bjorkvik/cancelled.yaml", FI),
    ],
    ids=lambda given: f"{given[0]}, {given[1].tag}",
)
def page(request, tmp_path):
    name, language = request.param
    path = tmp_path / "page.html"
    path.write_text(render_page(invitation(name, language), open_templates(None, language)), "utf-8")
    return path


def look(path: Path) -> dict[str, object]:
    done = subprocess.run(["node", PEERS / "look.cjs", path], check=False, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def nu_errors(path: Path) -> list[str]:
    jar = PEERS / "node_modules/vnu-jar/build/dist/vnu.jar"
    done = subprocess.run(
        ["java", "-jar", jar, "--stdout", "--exit-zero-always", "--format", "json", path],
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return [message["message"] for message in json.loads(done.stdout)["messages"] if message["type"] == "error"]


def test_the_page_is_accessible_narrow_and_one_sheet(page):
    assert look(page) == {"violations": [], "sideways": 0, "sheets": 1, "buttons": 0}


def test_the_page_is_valid(page):
    assert nu_errors(page) == []


@pytest.mark.parametrize(("name", "language"), [("malmo-lund-2012.yaml", SV), ("alvnas/bron.yaml", FI)])
def test_the_mail_is_valid_and_fits_a_phone(tmp_path, name, language):
    path = tmp_path / "mail.html"
    path.write_text(render_mail(invitation(name, language), open_templates(None, language)), "utf-8")
    assert nu_errors(path) == []
    assert look(path)["sideways"] == 0
