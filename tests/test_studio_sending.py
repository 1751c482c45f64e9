from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest
import studio_cases
from dispatch_cases import DESK, MEDIA, arrived
from studio_cases import Studio

if TYPE_CHECKING:
    from mail_servers import MailServer

FILE = "meetings/2036-03-10-sa-ska-storgatan-byggas-om.yaml"
RELEASE = studio_cases.RELEASE.replace("onsdag 10 mars 2027", "måndag 10 mars 2036")


def now() -> dt.datetime:
    """The clock that the ledger has, too."""
    return dt.datetime.now().astimezone()


@pytest.fixture
def studio(tmp_path):
    made = Studio(tmp_path, clock=now)
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "media.csv").write_text(MEDIA, "utf-8")
    (tmp_path / "lists" / "desk.csv").write_text(DESK, "utf-8")
    made.act(made.paste(RELEASE), "save")
    return made


def sending(studio: Studio, act: str, **fields: object):
    data = {"csrf": studio.keys.form_token, "act": act, "errand": "send", "list": ["media"], **fields}
    return studio.browser.post(f"/send/{FILE}", data=data)


def send(studio: Studio, **fields: object) -> str:
    """Send, wait for the end, and return the page of the mailing."""
    answer = sending(studio, "send", **fields)
    assert answer.status_code == 303, re.findall(r"role=.alert.>(.*?)<", answer.text)
    pages = studio.browser.get(answer.headers["location"])
    with studio.browser.stream("GET", f"{answer.headers['location']}/events") as events:
        assert events.headers["content-type"].startswith("text/event-stream")
        assert any(line == "event: done" for line in events.iter_lines())
    assert pages.status_code == 200
    return studio.get(answer.headers["location"])


def test_from_pasted_text_to_the_journalists_inbox(server: MailServer, studio: Studio):
    look = studio.get(f"/send/{FILE}?look=1&errand=send&list=media")
    assert "Inget har skickats." in look
    assert re.search(r"Inbjudan\s+2", look)
    assert server.taken == []
    page = send(studio, number="2")
    assert "Av totalt 2: 2 skickade." in page
    assert {(mail.to, mail.method) for mail in arrived(server)} == {
        ("asa@posten.example", "PUBLISH"),
        ("bo@radion.example", "REQUEST"),
    }
    assert "Så ska Storgatan byggas om" in studio.get("/mailings")
    assert "asa@posten.example" in studio.get(f"/attendance/{FILE}")


def test_nothing_is_sent_without_the_right_number(server: MailServer, studio: Studio):
    for number in ("", "3", "två"):
        assert sending(studio, "send", number=number).status_code == 422
    assert server.taken == []


def test_a_second_sending_has_nothing_to_send(server: MailServer, studio: Studio):
    send(studio, number="2")
    assert "Skicka till alla" not in studio.get(f"/send/{FILE}?look=1&list=media")
    assert len(server.taken) == 2


def test_a_trial_goes_to_one_and_leaves_no_trace(server: MailServer, studio: Studio):
    answer = sending(studio, "try", address="siv.almgren@bjorkvik.example")
    assert answer.status_code == 200
    assert [mail.to for mail in arrived(server)] == ["siv.almgren@bjorkvik.example"]
    assert "Inget har skickats ännu" in studio.get("/mailings")


def test_what_they_are_told_has_changed_is_shown_before_it_is_sent(server: MailServer, studio: Studio):
    send(studio, number="2")
    path = studio.browser.get(f"/open/{FILE}").headers["location"]
    studio.act(path, "save", start__clock="16.00", end__clock="16.45")
    look = studio.get(f"/send/{FILE}?look=1&errand=send").replace("\u00a0", " ")
    assert "Ny tid: kl. 16.00–16.45 (tidigare kl. 15.00–15.45)" in look
    send(studio, number="2", list=[])
    assert [mail.sequence for mail in arrived(server)] == [0, 0, 1, 1]


def test_a_cancellation_reaches_those_who_had_the_invitation(server: MailServer, studio: Studio):
    send(studio, number="2")
    page = send(studio, errand="cancel", list=[], reason="Sjukdom.", number="2")
    assert "Av totalt 2: 2 skickade." in page
    last = arrived(server)[-1]
    assert (last.status, last.sequence) == ("CANCELLED", 1)
    assert "Inställt" in studio.get("/")


def test_ones_own_word_on_who_comes(server: MailServer, studio: Studio):
    send(studio, number="2")
    data = {"csrf": studio.keys.form_token, "address": "bo@radion.example", "coming": "yes"}
    assert studio.browser.post(f"/attendance/{FILE}", data=data).status_code == 303
    assert "Bo Ström" in studio.get(f"/door/{FILE}")


@pytest.mark.parametrize(
    "path", ["/send/../pressinvite.toml", "/send/meetings/none.yaml", "/attendance/lists/media.csv", "/door/x"]
)
def test_only_meeting_files_can_be_sent(studio: Studio, path: str):
    assert studio.browser.get(path).status_code == 404


@pytest.mark.parametrize("name", ["../pressinvite.toml", "/etc/passwd", "..", "none"])
def test_only_lists_of_the_folder_are_read(studio: Studio, name: str):
    page = studio.browser.get(f"/send/{FILE}", params={"look": "1", "list": name}).text
    assert "root:" not in page
    assert "languages" not in page


def test_without_a_mail_server_it_says_what_is_missing(studio: Studio):
    answer = sending(studio, "send", number="2")
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


def test_replies_need_a_mailbox(studio: Studio):
    answer = studio.browser.post("/replies", data={"csrf": studio.keys.form_token})
    assert answer.status_code == 422
    assert "[imap]" in answer.text
    assert studio.browser.post("/replies", data={"csrf": "x"}).status_code == 403


def test_what_is_uncertain_is_sent_again_only_on_ones_word(server: MailServer, studio: Studio):
    broken = []

    def break_once(step: str, _words: str) -> str | None:
        if step == "dot" and not broken:
            broken.append(step)
            return "take drop"
        return None

    server.faults = break_once
    send(studio, number="2")
    look = studio.get(f"/send/{FILE}?look=1&list=media")
    assert "osäkra" in look
    assert "Skicka till alla" not in look
    again = studio.get(f"/send/{FILE}?look=1&list=media&again=uncertain")
    assert "För att skicka 1 meddelanden" in again or "skicka 1 meddelande" in again
    send(studio, number="1", again=["uncertain"])
    assert "osäkra" not in studio.get(f"/send/{FILE}?look=1&list=media")


def test_who_sends_sees_which_meeting_it_is(studio: Studio):
    page = re.sub(r"\s+", " ", studio.get(f"/send/{FILE}").replace("\u00a0", " "))
    head = re.search(r'<p class="lead">(.*?)</p>', page)
    assert head is not None
    assert head[1] == (
        "Så ska Storgatan byggas om · måndag 10 mars 2036 kl. 15.00–15.45 · Vita salen, Kommunhuset, Kyrkogatan 2, Björkvik"
    )
