"""Updates of meetings of which people have had different revisions: each is told what changed since theirs."""

from __future__ import annotations

import io
import sys

import pytest
from dispatch_cases import arrived, make_folder


@pytest.fixture
def meeting(tmp_path):
    file = make_folder(tmp_path / "press")
    change(file, "end: 2027-05-20T11:00\n", "")
    (file.parent.parent / "lists" / "dan.csv").write_text("namn,e-post\nDan,dan@posten.example\n", "utf-8")
    return file


def change(meeting, old: str, new: str) -> None:
    text = meeting.read_text("utf-8")
    assert old in text
    meeting.write_text(text.replace(old, new, 1), "utf-8")


def told(server, start: int) -> dict[str, str]:
    """What each is told first, of the messages from a number on; each has had one of them only."""
    found = arrived(server)[start:]
    assert len({each.to for each in found}) == len(found)
    return {each.to: each.text[0] for each in found}


def test_what_is_undone_is_told_to_those_alone_who_had_it(run, meeting, server):
    run("send", meeting, "--to", "media", "desk", "--for-real")
    change(meeting, "T10:00", "T13:00")
    run("send", meeting, "--to", "dan", "--only-new", "--for-real")
    change(meeting, "T13:00", "T10:00")
    _, out, _ = run("send", meeting, "--to", "media", "desk", "--for-real")
    assert "  have it already                      3\n" in out
    assert told(server, 4) == {"dan@posten.example": "Ny tid: kl. 10.00 (tidigare kl. 13.00)"}
    run("send", meeting, "--to", "media", "desk", "dan", "--for-real")
    assert len(server.taken) == 5
    run("remind", meeting, "--for-real")
    assert len(server.taken) == 9


def test_each_is_told_the_old_time_that_they_had(run, meeting, server):
    run("send", meeting, "--to", "media", "dan", "--for-real")
    change(meeting, "T10:00", "T13:00")
    server.faults = lambda step, words: "550 5.1.1 no" if step == "rcpt" and "bo@" in words else None
    run("send", meeting, "--for-real", "--wait", "0")
    server.faults = lambda _step, _words: None
    change(meeting, "T13:00", "T15:00")
    status, out, _ = run("send", meeting, "--for-real")
    assert status == 0
    assert "  Update from revision 1:\n    New time: 15:00 (previously 10:00)\n" in out
    assert told(server, 5) == {
        "asa@posten.example": "Ny tid: kl. 15.00 (tidigare kl. 13.00)",
        "dan@posten.example": "Ny tid: kl. 15.00 (tidigare kl. 13.00)",
        "bo@radion.example": "Ny tid: kl. 15.00 (tidigare kl. 10.00)",
    }
    run("send", meeting, "--for-real")
    assert len(server.taken) == 8
    assert "Update from revision 1, revision 3" in run("mailings", meeting)[1]


@pytest.mark.parametrize(
    ("old", "new", "is_told"),
    [
        ("uid: bron@bjorkvik.example\n", "", True),
        ("uid: bron@bjorkvik.example\n", "uid: annan@bjorkvik.example\n", True),
        ("start: 2027-05-20T10:00", "start: 2027-06-01T10:00\nuid: annan@bjorkvik.example", True),
        ("title: Nya bron öppnas", "title: NYA  BRON öppnas!\nuid: annan@bjorkvik.example", True),
        ("title: Nya bron öppnas", "title: Budget för 2028\nuid: annan@bjorkvik.example", True),
        ("reached by the uid", "", False),
        ("another meeting", "", False),
    ],
)
def test_a_meeting_that_lost_its_uid_is_told_before_it_is_sent(run, meeting, server, old, new, is_told):
    run("send", meeting, "--to", "media", "--for-real")
    if old == "another meeting":
        change(meeting, "title: Nya bron öppnas\n", "title: Budget för 2028\n")
        change(meeting, "2027-05-20", "2027-06-01")
        old, new = "bron@bjorkvik", "annan@bjorkvik"
    if new and "uid: annan" in new and not old.startswith("uid"):
        change(meeting, "uid: bron@bjorkvik.example\n", "")
    if old != "reached by the uid":
        change(meeting, old, new)
    _, out, err = run("send", meeting, "--to", "media", "--for-real")
    found = ("[sent-as-other]" in err, 'write its uid in the file again: "uid: bron@bjorkvik.example"' in err)
    assert found == (is_told, is_told), err + out


def test_a_cancelled_meeting_may_be_followed_by_another_on_its_day(run, meeting, server):
    run("send", meeting, "--to", "media", "--for-real")
    run("cancel", meeting, "--for-real")
    change(meeting, "uid: bron@", "uid: annan@")
    change(meeting, "status: cancelled\n", "")
    assert "[sent-as-other]" not in run("send", meeting, "--to", "media")[2]


@pytest.fixture
def terminal(monkeypatch):
    """A person at a terminal, who types these words."""

    def type_words(words: str) -> None:
        typed = io.StringIO(words + "\n")
        monkeypatch.setattr(typed, "isatty", lambda: True, raising=False)
        monkeypatch.setattr("sys.stdin", typed)
        monkeypatch.setattr(type(sys.stdout), "isatty", lambda _self: True)

    return type_words


def test_the_number_that_is_asked_for_is_that_of_the_messages_that_leave(run, meeting, server, terminal):
    answers = {"bo@": "550 5.1.1 no", "desk@": "451 later"}
    server.faults = lambda step, words: next((a for who, a in answers.items() if step == "rcpt" and who in words), None)
    run("send", meeting, "--to", "media", "desk", "--for-real", "--wait", "0")
    server.faults = lambda _step, _words: None
    assert server.recipients() == ["asa@posten.example"]
    terminal("0")
    _, out, _ = run("send", meeting, "--to", "media", "desk", "dan", "--resend-refused", "--for-real")
    assert "type the number 3: " in out  # Dan is new, the desk waits, Bo was refused
    terminal("0")
    _, out, _ = run("send", meeting, "--to", "media", "desk", "dan", "--for-real")
    assert "type the number 2: " in out
    assert "Invitation                             1  " in out
    terminal("2")
    run("send", meeting, "--to", "media", "desk", "dan", "--for-real")
    assert sorted(server.recipients()[1:]) == ["dan@posten.example", "desk@wire.example"]


def test_a_file_without_uid_is_not_told_to_go_on_elsewhere_as_it_gets_its_uid(run, meeting, server):
    change(meeting, "uid: bron@bjorkvik.example\n", "")
    _, _, err = run("send", meeting, "--to", "media", "--for-real")
    assert "[uid-not-kept]" not in err
    assert "\nuid: " in meeting.read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "is_told"),
    [
        ("avbojda.csv", True),
        ("Avböjningar.csv", True),
        ("opt_outs.txt", True),
        ("avbojt.csv", False),
        ("optik.csv", False),
    ],
)
def test_what_may_be_a_list_of_opt_outs_by_another_name_is_told(run, meeting, name, is_told):
    (meeting.parent.parent / "lists" / name).write_text("e-post\nbo@radion.example\n", "utf-8")
    _, _, err = run("send", meeting, "--to", "media")
    assert ("[opt-outs-name]" in err, f"rename it to avbojt{name[-4:]}" in err) == (is_told, is_told)
