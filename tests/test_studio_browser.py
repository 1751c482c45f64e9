"""The staff's page in a browser: keyboard, script and no script, axe on each view, narrow and wide, light, dark and forced."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from dispatch_cases import MEDIA
from studio_cases import NOW, RELEASE, SETTINGS

from pressinvite.language import open_language
from pressinvite.studio.desk import Desk, create_studio
from pressinvite.studio.door import Keys
from pressinvite.studio.listening import Server
from pressinvite.workspace import open_workspace

pytestmark = pytest.mark.browser

PEERS = Path(__file__).parent / "peers"
FILE = "meetings/2027-03-10-sa-ska-storgatan-byggas-om.yaml"


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What the browser saw on its way through the whole page."""
    top = tmp_path_factory.mktemp("studio")
    for name in ("meetings", "lists"):
        (top / name).mkdir()
    (top / "pressinvite.toml").write_text(SETTINGS + '[publish]\nurl = "https://press.bjorkvik.example/"\n', "utf-8")
    (top / "lists" / "media.csv").write_text(MEDIA, "utf-8")
    (top / "release.txt").write_text(RELEASE, "utf-8")
    keys, server = Keys(), Server(0)
    desk = Desk(lambda: open_workspace(top / "pressinvite.toml", environ={}), open_language("sv"), keys, lambda: NOW)
    server.start(create_studio(desk, port=server.port))
    address = f"http://127.0.0.1:{server.port}/?token={keys.token}"
    command = ["node", PEERS / "studio.cjs", address, top / "release.txt", FILE, os.environ.get("STUDIO_PICTURES", "")]
    try:
        done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=400)
    finally:
        server.end()
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_no_view_keeps_anybody_out(told):
    assert told["violations"] == []


def test_nothing_scrolls_sideways(told):
    assert told["sideways"] == []


def test_the_policy_hinders_nothing_and_no_script_fails(told):
    assert told["console"] == []


def test_the_token_is_not_left_in_the_address(told):
    assert "token" not in told["opened"]


def test_the_first_tab_leads_past_the_navigation(told):
    assert told["skip"] == "skip"


def test_words_and_field_light_up_together(told):
    assert told["lit"] is True


def test_a_keystroke_is_previewed_kept_and_undone(told):
    assert told["preview"] == "En helt ny rubrik"
    assert told["kept"] == "En helt ny rubrik"
    assert told["undone"] == "Så ska Storgatan byggas om"


def test_what_is_wrong_is_said_at_once(told):
    assert told["error"].startswith("Fel:")


def test_without_script_a_text_becomes_a_meeting_too(told):
    assert told["plain"] == "Utan skript"


def test_two_tabs_of_one_draft_keep_what_each_has_written(told):
    assert told["tabs"] == ["Från första fliken", "presskonferens", "Ring på klockan"]


def test_the_last_keystrokes_are_kept_though_the_page_is_left_at_once(told):
    assert told["late"] == "Skrivet i sista stund"


def test_while_the_program_is_silent_it_is_said_and_nothing_is_lost(told):
    assert (told["silent"], told["again"]) == ("pressvisning", "pressvisning")


def test_what_is_wrong_stands_beside_its_field(told):
    assert told["beside"] == "n-start-clock"


def test_a_clash_keeps_what_was_written_here(told):
    assert told["merged"] == "Från första fliken"


def test_after_saving_the_next_step_is_told(told):
    assert "Skicka inbjudan" in told["saved"]


def test_the_entry_is_seen_from_another_place(told):
    assert "23.00" in told["tokyo"]
