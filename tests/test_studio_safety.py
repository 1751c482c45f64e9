"""What a crash, a second page, a neighbour with a text editor or a wrong word must not do to what somebody has written."""

from __future__ import annotations

import json
import re

import pytest
from studio_cases import RELEASE, Studio

from pressinvite.reading.datafile import read_data

BRIDGE = "title: Bron öppnar\nstart: 2027-04-01T10:00\nplace:\n  text: Bron\nuid: a@bjorkvik.example\n"


@pytest.fixture
def studio(tmp_path):
    return Studio(tmp_path)


def meetings(studio: Studio) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in sorted((studio.top / "meetings").iterdir())}


def open_bridge(studio: Studio, text: str = BRIDGE) -> str:
    (studio.top / "meetings" / "a.yaml").write_text(text, "utf-8")
    return studio.browser.get("/open/meetings/a.yaml").headers["location"]


def drafts(studio: Studio):
    return list((studio.top / "drafts").glob("*.json"))


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: [],
        lambda data: data | {"at": 9},
        lambda data: data | {"at": "x"},
        lambda data: data | {"versions": []},
        lambda data: data | {"versions": [3]},
        lambda data: data | {"kept": {"start": "onsdag"}},
        lambda data: data | {"kept": None},
        lambda data: data | {"findings": [1]},
        lambda data: data | {"accepted": None},
        lambda data: {},
    ],
)
def test_a_draft_that_is_damaged_is_told_of_and_left(studio, damage):
    path = studio.paste()
    (file,) = drafts(studio)
    written = json.dumps(damage(json.loads(file.read_text("utf-8"))))
    file.write_text(written, "utf-8")
    assert file.name in studio.get("/")
    assert studio.browser.get(path).status_code == 404
    assert file.read_text("utf-8") == written


def test_a_draft_cut_off_by_a_crash_is_told_of(studio):
    studio.paste()
    (file,) = drafts(studio)
    file.write_text(file.read_text("utf-8")[:200], "utf-8")
    assert file.name in studio.get("/")


def test_a_doubt_about_the_day_stands_when_the_clock_is_changed(studio):
    path = studio.paste(RELEASE.replace("onsdag 10 mars", "torsdag 10 mars"))
    assert studio.act(path, "save", start__clock="16.00").status_code == 422
    assert meetings(studio) == {}
    assert "Ta torsdag 11 mars 2027" in studio.get(path)


def test_a_program_that_ended_between_saving_and_clearing_away_doubles_nothing(studio):
    path = studio.paste()
    (file,) = drafts(studio)
    before = file.read_bytes()
    studio.act(path, "save")
    file.write_bytes(before)  # as if it had been killed before the draft was removed
    assert studio.act(path, "save").status_code == 303
    assert list(meetings(studio)) == ["2027-03-10-sa-ska-storgatan-byggas-om.yaml"]
    assert not drafts(studio)


def test_the_same_release_pasted_twice_is_one_meeting(studio):
    studio.act(studio.paste(), "save")
    again = studio.paste(RELEASE.replace("15.00–15.45", "16.00–16.45"))
    answer = studio.act(again, "save")
    assert answer.status_code == 409
    assert len(meetings(studio)) == 1
    (seen,) = re.findall(r'name="print" value="(\w+)"', answer.text)
    picks = {"pick:start-clock": "ours", "pick:end-clock": "ours"}
    form = studio.form(again) | picks | {"print": seen, "act": "merge"}
    assert studio.browser.post(again, data=form).status_code == 303
    ((_name, text),) = meetings(studio).items()
    assert "start: 2027-03-10T16:00" in text


def test_of_a_clash_each_field_is_as_it_was_chosen(studio):
    path = open_bridge(studio)
    studio.act(path, "keep", title="Bron öppnar för alla", start__clock="11.00")
    theirs = BRIDGE.replace("Bron öppnar", "Bron invigs").replace("text: Bron", "text: Södra brofästet  # deras")
    (studio.top / "meetings" / "a.yaml").write_text(theirs, "utf-8")
    answer = studio.act(path, "save")
    assert answer.status_code == 409
    assert "ändrat på båda sidor" in answer.text  # the title
    (seen,) = re.findall(r'name="print" value="(\w+)"', answer.text)
    form = studio.form(path) | {"pick:title": "theirs", "print": seen, "act": "merge"}
    assert studio.browser.post(path, data=form).status_code == 303
    assert meetings(studio)["a.yaml"] == theirs.replace("T10:00", "T11:00")


def test_a_file_that_changes_again_while_one_chooses_is_compared_again(studio):
    path = open_bridge(studio)
    studio.act(path, "keep", title="Bron öppnar för alla")
    file = studio.top / "meetings" / "a.yaml"
    file.write_text(BRIDGE.replace("text: Bron", "text: Södra brofästet"), "utf-8")
    (seen,) = re.findall(r'name="print" value="(\w+)"', studio.act(path, "save").text)
    file.write_text(BRIDGE.replace("text: Bron", "text: Norra brofästet"), "utf-8")
    form = studio.form(path) | {"print": seen, "act": "merge"}
    answer = studio.browser.post(path, data=form)
    assert answer.status_code == 409
    assert "Norra brofästet" in answer.text
    assert "Norra brofästet" in file.read_text("utf-8")


def test_a_file_that_was_removed_can_be_written_again(studio):
    path = open_bridge(studio)
    studio.act(path, "keep", title="Bron öppnar för alla")
    (studio.top / "meetings" / "a.yaml").unlink()
    answer = studio.act(path, "save")
    assert answer.status_code == 409
    assert meetings(studio) == {}
    (seen,) = re.findall(r'name="print" value="(\w+)"', answer.text)
    form = studio.form(path) | {"print": seen, "act": "merge"}
    assert studio.browser.post(path, data=form).status_code == 303
    (meeting,) = read_data(meetings(studio)["a.yaml"]).meetings
    assert (meeting.title, meeting.uid) == ("Bron öppnar för alla", "a@bjorkvik.example")


@pytest.mark.parametrize("text", ["title: [", BRIDGE + "---\n" + BRIDGE.replace("a@", "b@"), "titel: x\n", "\x00"])
def test_a_file_that_cannot_be_changed_here_says_so_and_stays(studio, text):
    path = open_bridge(studio)
    studio.act(path, "keep", title="Bron öppnar för alla")
    (studio.top / "meetings" / "a.yaml").write_text(text, "utf-8")
    assert studio.act(path, "save").status_code == 409
    assert meetings(studio)["a.yaml"] == text
    assert studio.form(path)["title"] == "Bron öppnar för alla"
    assert studio.browser.get("/").status_code == 200


@pytest.mark.parametrize("text", ["title: [", BRIDGE + "---\n" + BRIDGE.replace("a@", "b@"), "titel: x\n", "\x00", ""])
def test_a_file_with_errors_or_several_meetings_is_not_opened_but_told_of(studio, text):
    (studio.top / "meetings" / "a.yaml").write_text(text, "utf-8")
    answer = studio.browser.get("/open/meetings/a.yaml")
    assert answer.status_code == 422
    assert "textredigerare" in answer.text
    assert not drafts(studio)


def test_a_json_file_stays_json_and_is_changed_by_little(studio):
    text = '{"title": "Bron öppnar",\n "start": "2027-04-01T10:00", "place": {"text": "Bron"}, "uid": "a@bjorkvik.example"}\n'
    (studio.top / "meetings" / "a.json").write_text(text, "utf-8")
    path = studio.browser.get("/open/meetings/a.json").headers["location"]
    assert studio.act(path, "save", start__clock="10.30").status_code == 303
    assert meetings(studio)["a.json"] == text.replace("T10:00", "T10:30")


def test_a_meeting_that_was_only_looked_at_is_no_draft(studio):
    path = open_bridge(studio)
    assert "ändringar som inte är sparade" not in studio.get("/").lower()
    assert studio.browser.get("/open/meetings/a.yaml").headers["location"] == path
    studio.act(path, "keep", title="Bron öppnar för alla")
    assert "ändringar som inte är sparade" in studio.get("/").lower()
    assert studio.browser.get("/open/meetings/a.yaml").headers["location"] == path
    assert len(drafts(studio)) == 1


def test_a_file_that_changed_before_anything_was_written_is_read_anew(studio):
    open_bridge(studio)
    path = open_bridge(studio, BRIDGE.replace("Bron öppnar", "Bron invigs"))
    assert studio.form(path)["title"] == "Bron invigs"
    assert len(drafts(studio)) == 1


def test_undo_keeps_what_was_written_but_not_yet_kept(studio):
    path = studio.paste()
    studio.act(path, "undo", title="Just skrivet")
    assert studio.form(path)["title"] == "Så ska Storgatan byggas om"
    studio.act(path, "redo")
    assert studio.form(path)["title"] == "Just skrivet"


def test_a_draft_is_thrown_away_at_the_second_word(studio):
    path = studio.paste()
    asked = studio.act(path, "drop")
    assert asked.status_code == 200
    assert "Kasta utkastet?" in asked.text
    assert len(drafts(studio)) == 1
    assert studio.act(path, "drop-now").status_code == 303
    assert not drafts(studio)


def test_after_saving_it_says_so_and_what_comes_next(studio):
    answer = studio.act(studio.paste(), "save")
    page = studio.get(answer.headers["location"])
    assert "Sparat i meetings/2027-03-10-sa-ska-storgatan-byggas-om.yaml." in page
    assert 'href="/send/meetings/2027-03-10-sa-ska-storgatan-byggas-om.yaml"' in page
    assert 'href="/publish"' in page


def test_a_limited_meeting_is_not_offered_to_the_press_calendar(studio):
    answer = studio.act(studio.paste(), "save", audience="limited")
    page = studio.get(answer.headers["location"])
    assert 'class="button plain" href="/publish"' not in page
    assert "Skicka inbjudan" in page


def test_settings_that_somebody_is_writing_in_are_told_of(studio):
    studio.get("/")
    (studio.top / "pressinvite.toml").write_text("[organisation", "utf-8")
    answer = studio.browser.get("/")
    assert answer.status_code == 422
    assert "Björkviks kommun" in answer.text
    assert "pressinvite.toml" in answer.text


def test_what_nobody_touched_is_no_change(studio):
    path = open_bridge(studio)
    form = studio.form(path)
    assert set(form) >= {"title", "audience", "registration-required", "contacts-0-standing"}
    studio.act(path, "keep")
    (file,) = drafts(studio)
    assert len(json.loads(file.read_text("utf-8"))["versions"]) == 1


def test_the_fix_is_a_button_beside_the_field_at_once_too(studio):
    path = studio.paste(RELEASE.replace("onsdag 10 mars", "torsdag 10 mars"))
    assert re.search(r'id="n-start-day">[^<]*<button form="draft" name="act" value="day:2027-03-11">', studio.get(path))
    form = studio.form(path) | {"act": "keep"}
    told = studio.browser.post(path, data=form, headers={"accept": "application/json"}).json()
    assert 'value="day:2027-03-11"' in told["beside"]["start-day"]["html"]
