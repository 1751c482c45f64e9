"""Sending as a press officer does it: commands in a folder, a real mail server, and what arrives there."""

from __future__ import annotations

import json
import re
import stat
import subprocess
import sys

import pytest
from dispatch_cases import MEETING, arrived, make_folder
from mail_servers import MailServer


@pytest.fixture
def meeting(tmp_path):
    return make_folder(tmp_path / "press")


def change(meeting, old: str, new: str) -> None:
    text = meeting.read_text("utf-8")
    assert old in text
    meeting.write_text(text.replace(old, new), "utf-8")


def test_a_dry_run_tells_who_gets_what_and_writes_nothing(run, meeting, server):
    status, out, err = run("send", meeting, "--to", "media", "desk")
    assert status == 0
    assert re.search(r"^Invitation +3  quiet 2, with answer buttons 1; English 1, Swedish 2$", out, re.MULTILINE)
    assert "  To: Åsa Ek <asa@posten.example>\n" in out
    assert "  Subject: Pressinbjudan: Nya bron öppnas, torsdag 20 maj 2027 kl. 10.00\n" in out
    assert "Nothing was sent." in err
    assert server.taken == []
    assert meeting.read_text("utf-8") == MEETING


def test_each_gets_the_invitation_once_in_their_form_and_language(run, meeting, server):
    assert run("send", meeting, "--to", "media", "desk", "--for-real")[0] == 0
    assert run("send", meeting, "--to", "media", "desk", "--for-real")[0] == 0
    found = {each.to: each for each in arrived(server)}
    assert len(server.taken) == 3
    assert {to: each.method for to, each in found.items()} == {
        "asa@posten.example": "PUBLISH", "bo@radion.example": "REQUEST", "desk@wire.example": "PUBLISH",
    }  # fmt: skip
    assert found["desk@wire.example"].subject == "Press invitation: Nya bron öppnas, Thursday 20 May 2027, 10:00"
    assert {each.uid for each in found.values()} == {"bron@bjorkvik.example"}
    assert {each.message["To"] for each in found.values()} == {
        "Åsa Ek <asa@posten.example>", "Bo Ström <bo@radion.example>", "The Desk <desk@wire.example>",
    }  # fmt: skip
    assert "Adressen har vi fått från: media" in found["asa@posten.example"].text


def test_who_comes_later_to_a_list_gets_what_is_missing(run, meeting, server):
    run("send", meeting, "--to", "media", "--for-real")
    _, out, _ = run("send", meeting, "--to", "media", "desk", "--for-real")
    assert server.recipients() == ["asa@posten.example", "bo@radion.example", "desk@wire.example"]
    assert "1 message was sent now." in out
    assert "Of 3 in all: 3 sent." in out


def test_a_new_time_goes_to_those_who_had_the_old_one_with_a_higher_sequence(run, meeting, server):
    run("send", meeting, "--to", "media", "--for-real")
    change(meeting, "T10:00", "T13:00")
    change(meeting, "T11:00", "T14:00")
    status, out, _ = run("send", meeting, "--to", "desk", "--for-real")
    assert status == 0
    assert "New time: 13:00–14:00 (previously 10:00–11:00)" in out
    later = {each.to: each for each in arrived(server)[2:]}
    assert {to: (each.method, each.sequence) for to, each in later.items()} == {
        "asa@posten.example": ("PUBLISH", 1), "bo@radion.example": ("REQUEST", 1), "desk@wire.example": ("PUBLISH", 1),
    }  # fmt: skip
    assert later["bo@radion.example"].text[0] == "Ny tid: kl. 13.00–14.00 (tidigare kl. 10.00–11.00)"
    assert later["bo@radion.example"].subject.startswith("Ändrad tid: Nya bron öppnas")
    assert "previously" not in " ".join(later["desk@wire.example"].text)
    text = meeting.read_text("utf-8")
    assert text.startswith("# Bron är klar.\ntitle: Nya bron öppnas\n")
    assert "sequence: 1\n" in text
    assert "  - sequence: 0\n" in text
    assert "    start: 2027-05-20T10:00\n" in text
    assert run("send", meeting, "--for-real")[0] == 0
    assert len(server.taken) == 5


def test_a_corrected_word_is_told_without_a_new_sequence(run, meeting, server):
    run("send", meeting, "--to", "media", "--for-real")
    change(meeting, "Nya bron öppnas", "Nya bron invigs")
    run("send", meeting, "--for-real")
    assert [(each.sequence, each.text[0]) for each in arrived(server)[2:]] == [
        (0, "Rubrik: Nya bron invigs (tidigare Nya bron öppnas)")
    ] * 2
    assert "sequence: 1" not in meeting.read_text("utf-8")


def test_only_new_leaves_those_alone_who_had_an_earlier_revision(run, meeting, server):
    run("send", meeting, "--to", "media", "--for-real")
    change(meeting, "Nya bron öppnas", "Nya bron invigs")
    run("send", meeting, "--to", "media", "desk", "--only-new", "--for-real")
    assert server.recipients()[2:] == ["desk@wire.example"]


def test_who_missed_a_revision_is_told_of_all_that_changed_since_theirs(run, meeting, server):
    run("send", meeting, "--to", "media", "--for-real")
    change(meeting, "T10:00", "T10:30")
    run("send", meeting, "--to", "desk", "--only-new", "--for-real")
    change(meeting, "Norra kajen 2", "Södra kajen 7")
    run("send", meeting, "--for-real")
    last = {each.to: each for each in arrived(server)[-3:]}["asa@posten.example"]
    assert last.text[:2] == [
        "Ny tid: kl. 10.30–11.00 (tidigare kl. 10.00–11.00)",
        "Ny plats: Södra kajen 7, Björkvik (tidigare Norra kajen 2, Björkvik)",
    ]


def test_a_cancellation_reaches_all_who_had_it_and_no_one_else(run, meeting, server):
    run("send", meeting, "--to", "media", "--for-real")
    status, out, _ = run("cancel", meeting, "--reason", "Ministern är sjuk.")
    assert status == 0
    assert "Reason: Ministern är sjuk." in out
    assert "status:" not in meeting.read_text("utf-8")
    assert run("cancel", meeting, "--reason", "Ministern är sjuk.", "--for-real")[0] == 0
    told = {each.to: each for each in arrived(server)[2:]}
    assert {to: (each.method, each.sequence, each.status) for to, each in told.items()} == {
        "asa@posten.example": ("PUBLISH", 1, "CANCELLED"), "bo@radion.example": ("CANCEL", 1, "CANCELLED"),
    }  # fmt: skip
    assert all(each.subject.startswith("Inställt: Nya bron öppnas") for each in told.values())
    assert all("Anledning: Ministern är sjuk." in each.text for each in told.values())
    assert "status: cancelled\n" in meeting.read_text("utf-8")
    run("send", meeting, "--to", "media", "desk", "--for-real")
    run("cancel", meeting, "--for-real")
    assert len(server.taken) == 4


def test_a_postponed_meeting_and_its_new_time(run, meeting, server):
    run("send", meeting, "--to", "media", "--for-real")
    run("postpone", meeting, "--for-real")
    change(meeting, "status: postponed\n", "")
    change(meeting, "2027-05-20T10:00\nend: 2027-05-20T11:00", "2027-06-03T10:00\nend: 2027-06-03T11:00")
    run("send", meeting, "--for-real")
    told = [(each.sequence, each.status, each.subject.partition(":")[0]) for each in arrived(server)[2:]]
    assert told == [(1, "TENTATIVE", "Uppskjutet")] * 2 + [(2, "CONFIRMED", "Ändrad tid")] * 2


def test_a_reminder_goes_once_and_again_only_when_asked(run, meeting, server):
    run("send", meeting, "--to", "media", "--for-real")
    assert run("remind", meeting, "--for-real")[0] == 0
    status, _, err = run("remind", meeting, "--for-real")
    assert (status, "[remind-again]" in err) == (2, True)
    assert run("remind", meeting, "--again", "--for-real")[0] == 0
    assert [each.subject.partition(":")[0] for each in arrived(server)[2:]] == ["Påminnelse"] * 4
    change(meeting, "T10:00", "T10:30")
    assert "[remind-send-first]" in run("remind", meeting)[2]
    run("cancel", meeting, "--for-real")
    assert "[remind-cancelled]" in run("remind", meeting)[2]


def test_nobody_is_reminded_of_what_was_never_sent(run, meeting):
    assert "[remind-nothing-sent]" in run("remind", meeting)[2]


def test_opt_outs_win_over_lists_and_over_what_was_had(run, meeting, server):
    run("send", meeting, "--to", "media", "--for-real")
    (meeting.parent.parent / "lists" / "Avböjt.csv").write_text("asa@posten.example\n@wire.example\n", "utf-8")
    change(meeting, "T10:00", "T10:30")
    _, out, _ = run("send", meeting, "--to", "media", "desk", "--for-real")
    assert re.search(r"want no more invitations +2$", out, re.MULTILINE)
    assert server.recipients()[2:] == ["bo@radion.example"]


def test_a_token_of_the_one_click_page_is_an_opt_out(run, meeting, server):
    run("send", meeting, "--to", "media", "--for-real")
    token = arrived(server)[0].message["Message-ID"].strip("<>").partition("@")[0]
    (meeting.parent.parent / "lists" / "opt-outs.txt").write_text(f"https://bjorkvik.example/av/{token}\n", "utf-8")
    change(meeting, "T10:00", "T10:30")
    assert run("send", meeting, "--to", "media", "--for-real")[0] == 0
    assert server.recipients()[2:] == ["bo@radion.example"]


def test_an_odd_line_of_the_one_click_page_does_not_stop_the_sending(run, meeting, server):
    toml = meeting.parent.parent / "pressinvite.toml"
    toml.write_text(f'{toml.read_text("utf-8")}[lists]\nopt_outs = ["lists/klick.txt"]\n', "utf-8")
    clicks = meeting.parent.parent / "lists" / "klick.txt"
    clicks.write_text(f"bo@radion.example\nfavicon.ico\n{'0' * 32}\n{'f' * 31}\n", "utf-8")
    status, _, err = run("send", meeting, "--to", "media", "--for-real")
    assert (status, server.recipients()) == (0, ["asa@posten.example"])
    assert err.count("[list-opt-out-odd]") == 2
    clicks.write_text("bo@@radion.example\n", "utf-8")
    status, _, err = run("send", meeting, "--to", "desk", "--for-real")
    assert (status, len(server.taken)) == (1, 1)
    assert "[opt-outs-unsound]" in err
    assert "--skip-bad" not in err


def test_one_click_is_offered_only_where_its_opt_outs_are_read(run, meeting, server):
    toml = meeting.parent.parent / "pressinvite.toml"
    lists = '[lists]\none_click = "https://bjorkvik.example/av/"\n'
    toml.write_text(f"{toml.read_text('utf-8')}{lists}", "utf-8")
    assert "[one-click-alone]" in run("send", meeting, "--to", "media")[2]
    (meeting.parent.parent / "lists" / "klick.txt").write_text("", "utf-8")
    toml.write_text(f'{toml.read_text("utf-8")}opt_outs = ["lists/klick.txt"]\n', "utf-8")
    assert run("send", meeting, "--to", "media", "--for-real")[0] == 0
    message = arrived(server)[0].message
    token = message["Message-ID"].strip("<>").partition("@")[0]
    assert f"<https://bjorkvik.example/av/{token}>" in message["List-Unsubscribe"]
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_who_has_answered_is_not_reminded_and_who_said_no_more_gets_no_more(run, meeting, server, tmp_path):
    run("send", meeting, "--to", "media", "desk", "--for-real")
    ids = {each.to: each.message["Message-ID"] for each in arrived(server)}
    answers = (("asa@posten.example", "Jag kommer gärna!"), ("desk@wire.example", "unsubscribe"))
    for number, (sender, words) in enumerate(answers):
        head = f"From: {sender}\r\nTo: press@bjorkvik.example\r\nMessage-ID: <svar{number}@x.example>\r\n"
        head += f"Date: Mon, 30 Nov 2026 10:00:00 +0100\r\nIn-Reply-To: {ids[sender]}\r\n"
        octets = f"{head}Content-Type: text/plain; charset=utf-8\r\n\r\n{words}\r\n".encode()
        (tmp_path / f"svar{number}.eml").write_bytes(octets)
    settings = ("--settings", meeting.parent.parent / "pressinvite.toml")
    assert run("replies", tmp_path / "svar0.eml", tmp_path / "svar1.eml", *settings)[0] == 0
    assert run("remind", meeting, "--for-real")[0] == 0
    assert server.recipients()[3:] == ["bo@radion.example"]
    change(meeting, "T10:00", "T10:30")
    run("send", meeting, "--to", "desk", "--for-real")
    assert sorted(server.recipients()[4:]) == ["asa@posten.example", "bo@radion.example"]


def test_a_message_that_came_back_is_shown(run, meeting, server, tmp_path):
    run("send", meeting, "--to", "media", "--for-real")
    sent = arrived(server)[0]
    bounce = f"""From: MAILER-DAEMON@mail.example
To: press@bjorkvik.example
Subject: Undelivered Mail Returned to Sender
Message-ID: <retur@mail.example>
Date: Mon, 30 Nov 2026 10:00:00 +0100
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

It did not arrive.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example

Final-Recipient: rfc822; {sent.to}
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 no such user

--b
Content-Type: message/rfc822

Message-ID: {sent.message["Message-ID"]}
From: press@bjorkvik.example
To: {sent.to}

--b--
"""
    (tmp_path / "retur.eml").write_bytes(bounce.replace("\n", "\r\n").encode())
    run("replies", tmp_path / "retur.eml", "--settings", meeting.parent.parent / "pressinvite.toml")
    _, out, _ = run("mailings", meeting)
    assert re.search(r"Came back after they were sent:\n  asa@posten\.example  .*5\.1\.1", out)


def test_what_waits_of_an_earlier_revision_is_never_sent(run, meeting, server):
    server.faults = lambda step, words: "451 later" if step == "rcpt" and "bo@" in words else None
    assert run("send", meeting, "--to", "media", "--for-real", "--wait", "0")[0] == 3
    server.faults = lambda _step, _words: None
    change(meeting, "T10:00", "T10:30")
    assert run("send", meeting, "--to", "media", "--for-real")[0] == 0
    found = {each.to: each for each in arrived(server)}
    assert (len(server.taken), found["bo@radion.example"].sequence) == (3, 1)
    assert "10.30" in found["bo@radion.example"].subject
    assert "a later revision took its place" in run("mailings", meeting)[1]


def test_wrong_rows_stop_everything_until_they_are_left_out_on_purpose(run, meeting, server):
    (meeting.parent.parent / "lists" / "media.csv").write_text("e-post\nasa@posten.example\nbo(at)radion\n", "utf-8")
    status, _, err = run("send", meeting, "--to", "media", "--for-real")
    assert (status, "media.csv:3:1: error" in err, server.taken) == (1, True, [])
    assert run("send", meeting, "--to", "media", "--skip-bad", "--for-real")[0] == 0
    assert server.recipients() == ["asa@posten.example"]


def test_a_trial_says_plainly_that_the_server_is_not_there(run, meeting, monkeypatch):
    with MailServer() as gone:
        pass
    monkeypatch.setenv("PRESSINVITE_SMTP_URL", f"smtp://127.0.0.1:{gone.port}")
    monkeypatch.setenv("PRESSINVITE_LANGUAGE", "sv")
    status, _, err = run("send", meeting, "--to", "media", "--test", "me@bjorkvik.example")
    assert status == 4
    assert f"e-postservern 127.0.0.1, port {gone.port}, går inte att nå: " in err


def test_a_trial_goes_to_one_address_and_the_ledger_knows_nothing_of_it(run, meeting, server):
    status, _, err = run("send", meeting, "--to", "media", "--test", "me@bjorkvik.example")
    assert (status, server.recipients()) == (0, ["me@bjorkvik.example"])
    assert "nothing else was sent" in err
    assert (
        run("mailings", "--settings", meeting.parent.parent / "pressinvite.toml")[1] == "Nothing has been sent yet.\n"
    )


def test_an_outbox_holds_what_each_would_get(run, meeting, server, tmp_path):
    assert run("send", meeting, "--to", "media", "desk", "--outbox", tmp_path / "out")[0] == 0
    files = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert files == ["00001-asa@posten.example.eml", "00002-bo@radion.example.eml", "00003-desk@wire.example.eml"]
    run("send", meeting, "--to", "media", "desk", "--for-real")
    assert b"X-Unsent" not in (tmp_path / "out" / files[0]).read_bytes()
    assert stat.S_IMODE((tmp_path / "out" / files[0]).stat().st_mode) == 0o600


def test_what_the_server_refuses_is_told_and_is_status_three(run, meeting, server):
    server.faults = lambda step, words: "550 5.1.1 no such user" if step == "rcpt" and "bo@" in words else None
    status, out, _ = run("send", meeting, "--to", "media", "--for-real")
    assert status == 3
    assert "Of 2 in all: 1 sent, 1 refused." in out
    _, out, _ = run("mailings", meeting)
    assert "  bo@radion.example  refused: 550 5.1.1 no such user\n" in out
    status, out, _ = run("mailings", meeting, "--format", "json")
    (row,) = json.loads(out)["mailings"][0]["open"]
    assert (row["recipient"], row["state"]) == ("bo@radion.example", "refused")
    server.faults = lambda _step, _words: None
    assert run("send", meeting, "--to", "media", "--for-real")[0] == 3
    assert run("send", meeting, "--resend-refused", "--for-real")[0] == 0
    assert server.recipients() == ["asa@posten.example", "bo@radion.example"]


def test_what_a_new_version_replaced_is_not_told_as_refused(run, meeting, server):
    server.faults = lambda step, words: "451 4.7.1 later" if step == "rcpt" and "bo@" in words else None
    assert run("send", meeting, "--to", "media", "--for-real", "--wait", "0")[0] == 3
    server.faults = lambda _step, _words: None
    change(meeting, "T10:00", "T10:30")
    assert run("send", meeting, "--to", "media", "--for-real")[0] == 0
    _, out, _ = run("mailings", meeting)
    assert "  1 sent, 1 replaced by a new version\n" in out
    assert "  bo@radion.example  a later revision took its place\n" in out
    assert "refused" not in out
    assert json.loads(run("mailings", meeting, "--format", "json")[1])["mailings"][0]["withdrawn"] == {
        "a later revision took its place": 1
    }


def test_who_opts_out_while_a_message_waits_is_no_failure(run, meeting, server):
    server.faults = lambda step, words: "451 4.7.1 later" if step == "rcpt" and "bo@" in words else None
    run("send", meeting, "--to", "media", "--for-real", "--wait", "0")
    server.faults = lambda _step, _words: None
    (meeting.parent.parent / "lists" / "opt-outs.txt").write_text("bo@radion.example\n", "utf-8")
    status, out, _ = run("send", meeting, "--to", "media", "--for-real")
    assert (status, server.recipients()) == (0, ["asa@posten.example"])
    assert "Of 2 in all: 1 sent, 1 opted out meanwhile.\n" in out
    assert "correct the addresses" not in out


@pytest.mark.parametrize("command", ["cancel", "postpone"])
def test_to_cancel_what_nobody_had_says_that_nobody_had_to_be_told(run, meeting, server, command):
    status, out, _ = run(command, meeting, "--for-real")
    assert (status, server.taken) == (0, [])
    assert out.endswith("Nobody had to be told; nothing was sent.\n")


def test_an_uncertain_one_is_sent_again_only_on_the_users_word(run, meeting, server):
    broken = ["take drop"]
    server.faults = lambda step, _words: broken.pop() if step == "dot" and broken else None
    status, out, _ = run("send", meeting, "--to", "media", "--for-real", "--wait", "0")
    assert (status, "--resend-uncertain" in out) == (3, True)
    assert run("send", meeting, "--to", "media", "--for-real", "--wait", "0")[0] == 3
    assert len(server.taken) == 2
    assert run("send", meeting, "--resend-uncertain", "--for-real")[0] == 0
    assert server.taken[2].octets == server.taken[0].octets


def test_changed_settings_do_not_change_a_revision_that_is_out(run, meeting, server):
    run("send", meeting, "--to", "media", "--for-real")
    toml = meeting.parent.parent / "pressinvite.toml"
    toml.write_text(toml.read_text("utf-8").replace("[sender]", 'about = ["Ny text om oss."]\n[sender]'), "utf-8")
    (meeting.parent.parent / "lists" / "desk.csv").write_text(
        "namn;e-post;språk\nEn till;till@posten.example;sv\n", "utf-8"
    )
    _, _, err = run("send", meeting, "--to", "desk", "--for-real")
    assert "[shell-kept]" in err
    first, _, last = arrived(server)
    assert "Ny text om oss." not in last.text
    assert first.text[:9] == last.text[:9]


@pytest.mark.parametrize(
    ("arguments", "code", "status"),
    [
        (("send", "{file}"), "send-no-lists", 2),
        (("send", "{file}", "--to", "medja"), "list-not-found", 2),
        (("send", "{file}", "--to", "media", "--test", "me at home"), "bad-test-address", 2),
        (("send", "{text}", "--to", "media"), "send-needs-file", 1),
        (
            ("send", "{event}", "--to", "media"),
            "send-needs-file",
            1,
        ),  # nothing of ours is written into an agency's file
        (("send", "{two}", "--to", "media"), "send-one-meeting", 1),
        (("send", "{past}", "--to", "media"), "in-the-past", 1),
        (("send", "{alone}", "--to", "media"), "no-workspace", 4),
    ],
)
def test_what_cannot_be_sent_is_told(run, meeting, tmp_path, arguments, code, status):
    files = {
        "file": meeting, "text": meeting.with_suffix(".txt"), "two": meeting.with_name("two.yaml"),
        "past": meeting.with_name("past.yaml"), "alone": tmp_path / "alone.yaml",
        "event": meeting.with_name("event.json"),
    }  # fmt: skip
    files["text"].write_text("Pressträff den 20 maj 2027 kl. 10", "utf-8")
    files["two"].write_text(f"{MEETING}---\n{MEETING.replace('bron@', 'tva@')}", "utf-8")
    files["past"].write_text(MEETING.replace("2027", "2012"), "utf-8")
    files["alone"].write_text(MEETING, "utf-8")
    files["event"].write_text('{"uri": "x:y", "type": "event", "headlines": [{"value": "Bron"}]}', "utf-8")
    found, out, err = run(*(argument.format(**files) for argument in arguments))
    assert (found, f"[{code}]" in err) == (status, True), err
    assert out == ""


def test_without_a_mail_server_nothing_is_planned(run, meeting):
    status, _, err = run("send", meeting, "--to", "media", "--for-real")
    assert (status, "[no-mail-server]" in err) == (4, True)
    assert run("mailings", meeting)[1] == "Nothing has been sent yet.\n"


def test_without_the_extra_the_user_is_told_what_to_install(meeting):
    # in a process of its own: modules that are loaded twice in one are not those that other tests know
    code = "import sys; sys.modules['sqlalchemy'] = None; from pressinvite.cli import run; run()"
    command = [sys.executable, "-c", code, "send", str(meeting), "--to", "media"]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stdout, "[sending-not-installed]" in done.stderr) == (4, "", True)


def test_the_ledger_is_the_users_alone(run, meeting, server):
    run("send", meeting, "--to", "media", "--for-real")
    assert stat.S_IMODE((meeting.parent.parent / "pressinvite.db").stat().st_mode) == 0o600
