from __future__ import annotations

import io
import re
import zipfile

import pytest
from icalendar import Calendar
from studio_cases import RELEASE, Studio

from pressinvite.reading.datafile import read_data


@pytest.fixture
def studio(tmp_path):
    return Studio(tmp_path)


def saved(studio: Studio) -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in (studio.top / "meetings").iterdir()}


def test_an_empty_folder_teaches(studio):
    assert "Klistra in texten till en inbjudan" in studio.get("/")


def test_a_pasted_release_becomes_a_meeting_file(studio):
    path = studio.paste()
    form = studio.form(path)
    assert form["title"] == "Så ska Storgatan byggas om"
    assert (form["start-day"], form["start-clock"], form["end-clock"]) == ("2027-03-10", "15.00", "15.45")
    assert form["place-text"] == "Vita salen, Kommunhuset, Kyrkogatan 2, Björkvik"
    assert (form["participants-0-name"], form["participants-0-party"]) == ("Yrsa Lindmark", "C")
    assert form["contacts-0-phones"] == "070-174 06 21"
    assert studio.act(path, "save").status_code == 303
    ((name, text),) = saved(studio).items()
    assert name == "2027-03-10-sa-ska-storgatan-byggas-om.yaml"
    (meeting,) = read_data(text).meetings
    assert meeting.uid
    assert str(meeting.start) == "2027-03-10 15:00:00"
    assert "Så ska Storgatan byggas om" in studio.get("/")
    assert not list((studio.top / "drafts").glob("*.json"))


def test_each_field_and_its_words_lead_to_one_another(studio):
    page = studio.get(studio.paste())
    assert re.search(r'<a class="mark" id="w-place-text" href="#f-place-text"[^>]*>Vita salen, Kommunhuset', page)
    assert 'id="f-place-text"' in page


def test_a_wrong_weekday_is_asked_about_and_one_button_puts_it_right(studio):
    path = studio.paste(RELEASE.replace("onsdag 10 mars", "torsdag 10 mars"))
    assert studio.act(path, "save").status_code == 422
    assert saved(studio) == {}
    page = studio.get(path)
    assert "Ta torsdag 11 mars 2027" in page
    assert 'value="day:2027-03-11"' in page
    assert studio.act(path, "day:2027-03-11").status_code == 303
    assert studio.form(path)["start-day"] == "2027-03-11"
    assert studio.act(path, "save").status_code == 303
    assert "2027-03-11-sa-ska-storgatan-byggas-om.yaml" in saved(studio)


def test_what_is_uncertain_can_be_confirmed(studio):
    path = studio.paste(RELEASE.replace("onsdag 10 mars", "torsdag 10 mars"))
    assert studio.act(path, "confirm:start-day").status_code == 303
    assert studio.act(path, "save").status_code == 303
    assert list(saved(studio)) == ["2027-03-10-sa-ska-storgatan-byggas-om.yaml"]


def test_an_edit_is_kept_at_once_and_undone(studio):
    path = studio.paste()
    studio.act(path, "keep", title="Ny rubrik")
    assert studio.form(path)["title"] == "Ny rubrik"
    again = Studio(studio.top)  # the program was killed and started again
    assert again.form(path)["title"] == "Ny rubrik"
    again.act(path, "undo")
    assert again.form(path)["title"] == "Så ska Storgatan byggas om"
    again.act(path, "redo")
    assert again.form(path)["title"] == "Ny rubrik"


def test_two_pages_of_one_draft_do_not_undo_one_another(studio):
    path = studio.paste()
    stale = studio.form(path) | {"kind": "presskonferens", "act": "keep"}
    studio.act(path, "keep", title="Från den ena")
    studio.browser.post(path, data=stale)
    assert (studio.form(path)["title"], studio.form(path)["kind"]) == ("Från den ena", "presskonferens")


def test_a_page_left_behind_by_undoing_and_typing_on_changes_nothing_but_its_own(studio):
    path = studio.paste()
    for title in ("Ett", "Två"):
        studio.act(path, "keep", title=title)
    stale = studio.form(path) | {"kind": "presskonferens", "act": "keep"}
    studio.act(path, "keep", title="Två och en halv")  # one more step of the same field
    studio.act(path, "undo")
    studio.act(path, "keep", title="Tre")
    studio.browser.post(path, data=stale)
    assert (studio.form(path)["title"], studio.form(path)["kind"]) == ("Tre", "presskonferens")


def test_the_script_is_told_what_another_page_has_written(studio):
    path = studio.paste()
    stale = studio.form(path) | {"kind": "presskonferens", "act": "keep"}
    studio.act(path, "keep", title="Från den ena")
    told = studio.browser.post(path, data=stale, headers={"accept": "application/json"}).json()
    assert (told["form"]["title"], told["form"]["kind"]) == ("Från den ena", "presskonferens")
    shown = stale | {"title": told["form"]["title"], "base": told["base"], "start-clock": "16.00"}
    studio.act(path, "keep", title="Från den ena igen")
    studio.browser.post(path, data=shown)
    assert (studio.form(path)["title"], studio.form(path)["start-clock"]) == ("Från den ena igen", "16.00")


def test_a_page_whose_memory_is_no_memory_still_keeps_what_is_written(studio):
    path = studio.paste()
    for base in ("", "[]", "{", '{"title": 3}', "[" * 100_000):
        form = studio.form(path) | {"title": f"Rubrik {len(base)}", "base": base, "act": "keep"}
        assert studio.browser.post(path, data=form).status_code == 303
        assert studio.form(path)["title"] == f"Rubrik {len(base)}"


def test_the_script_gets_what_was_found_at_once(studio):
    path = studio.paste()
    form = studio.form(path) | {"start-clock": "25.00", "act": "keep"}
    answer = studio.browser.post(path, data=form, headers={"accept": "application/json"}).json()
    assert answer["version"] == 1
    assert 'class="note error"' in answer["notes"]


def test_a_time_that_is_none_is_not_saved(studio):
    path = studio.paste()
    assert studio.act(path, "save", start__clock="kvart över tre").status_code == 422
    assert saved(studio) == {}
    assert studio.form(path)["start-clock"] == "kvart över tre"


def test_a_meeting_file_is_changed_by_little(studio):
    (studio.top / "meetings" / "a.yaml").write_text(
        "# vår egen kommentar\ntitle: Bron öppnar\nstart: 2027-04-01T10:00  # efter påsk\nend: 2027-04-01T11:00\n"
        "place:\n  text: Bron\nuid: a@bjorkvik.example\n",
        "utf-8",
    )
    answer = studio.browser.get("/open/meetings/a.yaml")
    path = answer.headers["location"]
    assert studio.act(path, "save", start__clock="10.30").status_code == 303
    assert saved(studio)["a.yaml"] == (
        "# vår egen kommentar\ntitle: Bron öppnar\nstart: 2027-04-01T10:30  # efter påsk\nend: 2027-04-01T11:00\n"
        "place:\n  text: Bron\nuid: a@bjorkvik.example\n"
    )


def test_a_file_that_another_has_changed_is_not_written_over(studio):
    file = studio.top / "meetings" / "a.yaml"
    file.write_text(
        "title: Bron öppnar\nstart: 2027-04-01T10:00\nplace:\n  text: Bron\nuid: a@bjorkvik.example\n", "utf-8"
    )
    path = studio.browser.get("/open/meetings/a.yaml").headers["location"]
    studio.act(path, "keep", title="Bron öppnar för alla")
    theirs = file.read_text("utf-8").replace("text: Bron", "text: Södra brofästet")
    file.write_text(theirs, "utf-8")
    answer = studio.act(path, "save")
    assert answer.status_code == 409
    assert "Södra brofästet" in answer.text
    assert file.read_text("utf-8") == theirs
    (seen,) = re.findall(r'name="print" value="(\w+)"', answer.text)
    form = studio.form(path) | {"place-text": "Södra brofästet", "print": seen, "act": "merge"}
    assert studio.browser.post(path, data=form).status_code == 303
    assert "title: Bron öppnar för alla" in file.read_text("utf-8")
    assert "text: Södra brofästet" in file.read_text("utf-8")


def test_what_they_will_get_is_shown_in_each_form(studio):
    path = studio.paste()
    assert "Vita salen" in studio.get(f"{path}/preview/page")
    assert "Press meeting" in studio.get(f"{path}/preview/page?lang=en") or "press meeting" in studio.get(
        f"{path}/preview/page?lang=en"
    )
    assert "Vita salen" in studio.get(f"{path}/preview/mail")
    assert "Plats:" in studio.get(f"{path}/preview/text")
    assert "onsdag 10 mars 2027" in studio.get(f"{path}/preview/calendar")


def test_the_files_can_be_had(studio):
    path = studio.paste()
    calendar = studio.browser.get(f"{path}/files/ics")
    assert calendar.headers["content-type"] == "text/calendar; charset=utf-8"
    assert len(Calendar.from_ical(calendar.content).walk("VEVENT")) == 1
    bundle = zipfile.ZipFile(io.BytesIO(studio.browser.get(f"{path}/files/zip").content))
    assert {name.rpartition(".")[2] for name in bundle.namelist()} == {"ics", "html", "eml", "txt"}
    assert studio.browser.get(f"{path}/files/exe").status_code == 404


HOSTILE = "<script>alert(1)</script>{{ 7777*7777 }}\"'><img src=x onerror=alert(1)>"


def test_nothing_written_becomes_markup(studio):
    path = studio.paste()
    form = {name: HOSTILE for name in studio.form(path) if name not in {"csrf", "base", "print"}}
    studio.browser.post(path, data=form | {"csrf": studio.keys.form_token, "base": "", "act": "keep"})
    for address in (path, "/", *(f"{path}/preview/{view}" for view in ("page", "mail", "text", "calendar"))):
        page = studio.browser.get(address).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "60481729" not in page


@pytest.mark.parametrize(
    "file",
    ["../pressinvite.toml", "pressinvite.toml", "meetings/../pressinvite.toml", "meetings/x.yaml", "/etc/passwd"],
)
def test_only_meeting_files_are_opened(studio, file):
    assert studio.browser.get(f"/open/{file}").status_code == 404


@pytest.mark.parametrize("name", ["../../etc/passwd", "x", "a" * 40, "abc.defgh"])
def test_only_drafts_are_drafts(studio, name):
    assert studio.browser.get(f"/drafts/{name}").status_code == 404


def test_a_text_that_invites_to_nothing_says_so(studio):
    answer = studio.browser.post(
        "/drafts",
        data={"csrf": studio.keys.form_token, "text": "Kommunens budget har antagits av fullmäktige i går kväll."},
    )
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


def test_an_uploaded_file_is_read_and_a_broken_one_told_of(studio):
    data = {"csrf": studio.keys.form_token, "text": ""}
    answer = studio.browser.post("/drafts", data=data, files={"file": ("inbjudan.txt", RELEASE.encode())})
    assert answer.status_code == 303
    broken = studio.browser.post("/drafts", data=data, files={"file": ("../<b>.docx", b"PK\x03\x04 no document")})
    assert broken.status_code == 422
    assert "<b>.docx" not in broken.text


def test_publishing_shows_first_what_would_change(studio):
    with (studio.top / "pressinvite.toml").open("a", encoding="utf-8") as file:
        file.write('[publish]\nurl = "https://press.bjorkvik.example/"\n')
    studio.act(studio.paste(), "save")
    look = studio.get("/publish")
    assert "<li>2027/03/10-sa-ska-storgatan-byggas-om/index.html</li>" in look
    assert re.search(r"<h2>Nya möten</h2>\s*<ul[^>]*>\s*<li>Så ska Storgatan byggas om</li>\s*</ul>", look)
    assert not (studio.top / "public").exists()
    assert studio.browser.post("/publish", data={"csrf": "x"}).status_code == 403
    done = studio.browser.post("/publish", data={"csrf": studio.keys.form_token})
    assert done.status_code == 200
    assert "Så ska Storgatan byggas om" in (studio.top / "public" / "index.html").read_text("utf-8")
    assert "Det som är publicerat är aktuellt." in studio.get("/publish")


def test_without_an_address_publishing_says_what_is_missing(studio):
    answer = studio.browser.get("/publish")
    assert answer.status_code == 422
    assert "[publish]" in answer.text


def test_settings_that_change_are_taken_at_once(studio):
    assert "Björkviks kommun" in studio.get("/")
    settings = studio.top / "pressinvite.toml"
    settings.write_text(settings.read_text("utf-8").replace("Björkviks kommun", "Björkviks kommun och stad"), "utf-8")
    assert "Björkviks kommun och stad" in studio.get("/")
