"""Answers to invitations that really went out, read and shown as a press officer does it."""

from __future__ import annotations

import csv
import email
import email.policy
import io
import json
import re
import sqlite3

import icalendar
import pytest
from dispatch_cases import make_folder
from mail_servers import MailServer

from pressinvite.cli import main
from pressinvite.delivery.ledger import open_ledger
from pressinvite.delivery.replies.attendance import opt_outs

ASA, BO, DESK = "asa@posten.example", "bo@radion.example", "desk@wire.example"
GREEDY = '=HYPERLINK("http://x.example")'


@pytest.fixture
def sent(tmp_path, monkeypatch, capsys):
    """The folder, and what each recipient got: their own bytes by address."""
    monkeypatch.setenv("PRESSINVITE_LANGUAGE", "sv")
    meeting = make_folder(tmp_path / "press")
    (meeting.parent.parent / "lists" / "media.csv").write_text(
        f"namn;e-post;redaktion;läge\nÅsa Ek;{ASA};Posten;tyst\nBo Ström;{BO};Radion;rsvp\nThe Desk;{DESK};Wire;rsvp\n",
        "utf-8",
    )
    with MailServer() as server:
        monkeypatch.setenv("PRESSINVITE_SMTP_URL", f"smtp://127.0.0.1:{server.port}")
        assert main(["send", str(meeting), "--to", "media", "--for-real"]) == 0
    monkeypatch.chdir(meeting.parent.parent)
    capsys.readouterr()
    return {taken.recipient: taken.octets for taken in server.taken}


def run(capsys, *arguments: str) -> tuple[int, str, str]:
    status = main(list(arguments))
    said = capsys.readouterr()
    return status, said.out, said.err


def answer_by_calendar(octets: bytes, partstat: str, comment: str = "") -> bytes:
    """What a calendar program makes of the invitation it got (icalendar's reading and writing, not ours)."""
    got = email.message_from_bytes(octets, policy=email.policy.default)
    part = next(part for part in got.walk() if part.get_content_type() == "text/calendar")
    request = icalendar.Calendar.from_ical(part.get_payload(decode=True))
    (asked,) = request.walk("VEVENT")
    reply = icalendar.Calendar()
    for name, value in (("prodid", "-//Kalender//SV"), ("version", "2.0"), ("method", "REPLY")):
        reply.add(name, value)
    event = icalendar.Event()
    for name in ("uid", "sequence", "organizer", "dtstart"):
        event[name] = asked[name]
    event.add("dtstamp", icalendar.vDatetime.from_ical("20260601T120000Z"))
    attendee = asked["attendee"]
    attendee.params["PARTSTAT"] = partstat
    event["attendee"] = attendee
    if comment:
        event.add("comment", comment)
    reply.add_component(event)
    mail = email.message.EmailMessage(policy=email.policy.SMTP)
    mail["From"], mail["To"], mail["Subject"] = got["To"], got["From"], f"Svar: {got['Subject']}"
    mail["Message-ID"], mail["Date"] = f"<{partstat.lower()}@program.example>", "Mon, 01 Jun 2026 12:00:00 +0000"
    mail.set_content(reply.to_ical().decode(), subtype="calendar", params={"method": "REPLY"})
    return mail.as_bytes()


def answer_by_hand(octets: bytes, words: str, number: int = 1) -> bytes:
    got = email.message_from_bytes(octets, policy=email.policy.default)
    mail = email.message.EmailMessage(policy=email.policy.SMTP)
    mail["From"], mail["To"], mail["In-Reply-To"] = got["To"], got["From"], got["Message-ID"]
    mail["Message-ID"], mail["Date"] = f"<{number}@hand.example>", "Mon, 01 Jun 2026 13:00:00 +0000"
    mail.set_content(words)
    return mail.as_bytes()


@pytest.fixture
def answered(sent, tmp_path, capsys):
    """Bo comes, Åsa has written, a stranger has answered for nobody; the folder of mails has been read."""
    mails = tmp_path / "mails"
    mails.mkdir()
    (mails / "bo.eml").write_bytes(answer_by_calendar(sent[BO], "ACCEPTED", "Med fotograf"))
    (mails / "asa.eml").write_bytes(answer_by_hand(sent[ASA], f"{GREEDY}\n\n> Välkommen"))
    other = answer_by_calendar(sent[DESK], "DECLINED").replace(
        b"From: The Desk <desk@wire.example>", b"From: x@stranger.example"
    )
    (mails / "other.eml").write_bytes(other)
    assert run(capsys, "replies", str(mails))[0] == 0
    return mails


def test_what_was_found_is_told(sent, tmp_path, capsys) -> None:
    (tmp_path / "bo.eml").write_bytes(answer_by_calendar(sent[BO], "DECLINED", "Är på resa"))
    (tmp_path / "asa.eml").write_bytes(answer_by_hand(sent[ASA], "Avregistrera"))
    status, out, err = run(capsys, "replies", str(tmp_path / "bo.eml"), str(tmp_path / "asa.eml"))
    assert (status, err) == (0, "")
    assert out == (
        "Nya bron öppnas\n"
        "  bo@radion.example: kommer inte\n"
        "    ”Är på resa”\n"
        "  asa@posten.example: vill inte ha fler inbjudningar\n"
        "    ”Avregistrera”\n"
        "\n"
        "2 meddelanden lästes: 2 svar, 0 lästa förut, 0 om annat.\n"
    )
    assert (
        run(capsys, "replies", str(tmp_path / "bo.eml"))[1]
        == "1 meddelande lästes: 0 svar, 1 lästa förut, 0 om annat.\n"
    )


def test_what_was_found_for_programs(answered, capsys) -> None:
    (answered / "new.eml").write_bytes((answered / "bo.eml").read_bytes().replace(b"<accepted@", b"<again@"))
    status, out, _ = run(capsys, "replies", "--format", "json", str(answered))
    data = json.loads(out)
    assert (status, data["mails"], data["repeated"], data["unrelated"], data["findings"]) == (0, 4, 3, 0, [])
    (reply,) = data["replies"]
    assert (reply["kind"], reply["address"], reply["uid"], reply["counts"]) == (
        "accepted",
        BO,
        "bron@bjorkvik.example",
        True,
    )
    assert (reply["at"], reply["words"], reply["doubts"]) == ("2026-06-01T12:00:00+00:00", "Med fotograf", [])


def test_the_table(answered, capsys) -> None:
    status, out, _ = run(capsys, "attendance", "meetings/bron.yaml")
    assert status == 0
    assert out.replace("\u00a0", " ").splitlines() == [
        "Nya bron öppnas",
        "torsdag 20 maj 2027 kl. 10.00–11.00, Norra kajen 2, Björkvik",
        "",
        "Namn      Redaktion  Adress              Svar         När",
        "Åsa Ek    Posten     asa@posten.example  har skrivit  1 juni 2026 kl. 15.00",
        f"    ”{GREEDY}”",
        "Bo Ström  Radion     bo@radion.example   kommer       1 juni 2026 kl. 14.00",
        "    ”Med fotograf”",
        "The Desk  Wire       desk@wire.example   inget svar",
        "                     x@stranger.example  kommer inte  1 juni 2026 kl. 14.00",
        "    obs: kalendern svarar för någon annan än avsändaren, från en adress som inte är inbjuden",
        "",
        "3 inbjudna: 1 kommer, 1 är obestämd, 1 har inte svarat",
    ]


def test_the_officer_marks(answered, capsys) -> None:
    status, out, _ = run(
        capsys, "attendance", "meetings/bron.yaml", "--mark", f"{ASA}=ja", "--mark", f"{DESK}=no", "--format", "json"
    )
    told = {each["address"]: (each["coming"], each["is_marked"]) for each in json.loads(out)}
    assert (status, told[ASA], told[DESK], told[BO]) == (0, (True, True), (False, True), (True, False))
    out = run(capsys, "attendance", "meetings/bron.yaml", "--mark", f"{ASA}=unknown")[1]
    assert "1 kommer, 1 kommer inte, 1 är obestämd" in out


@pytest.mark.parametrize("mark", ["yes", f"{ASA}=perhaps", f"{ASA}=", "=yes", "nobody@posten.example=yes"])
def test_a_mark_that_is_none_changes_nothing(answered, capsys, mark) -> None:
    status, out, err = run(capsys, "attendance", "meetings/bron.yaml", "--mark", mark)
    assert (status, out) == (2, "")
    assert "bad-mark" in err or "unknown-guest" in err


def test_a_table_for_a_spreadsheet_has_no_formulas(answered, tmp_path, capsys) -> None:
    file = tmp_path / "out" / "närvaro.csv"
    assert run(capsys, "attendance", "meetings/bron.yaml", "--format", "csv", "--output", str(file))[0] == 0
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(file.read_text("utf-8-sig")), delimiter=";"))
    assert rows[0][:6] == ["Namn", "Redaktion", "Adress", "Inbjuden", "Kommer", "Svar"]
    assert rows[1][:6] == ["Åsa Ek", "Posten", ASA, "quiet", "", "har skrivit"]
    assert rows[1][7] == f"'{GREEDY}"
    assert rows[2][4:8] == ["ja", "kommer", "2026-06-01T12:00:00+00:00", "Med fotograf"]
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_the_list_for_the_door(answered, capsys) -> None:
    status, out, _ = run(capsys, "attendance", "meetings/bron.yaml", "--format", "html")
    assert status == 0
    named = re.findall(r'<th scope="row">([^<]*)</th><td>([^<]*)</td>', out)
    assert named == [("Bo Ström", "Radion"), ("Åsa Ek", "Posten")]
    assert '<html lang="sv">' in out
    assert GREEDY not in out


def test_without_a_mailbox_in_the_settings(sent, capsys) -> None:
    status, out, err = run(capsys, "replies")
    assert (status, out) == (4, "")
    assert "[no-mailbox]" in err


def test_in_english_and_of_a_file_that_is_not_there(sent, capsys, monkeypatch) -> None:
    monkeypatch.setenv("PRESSINVITE_LANGUAGE", "en")
    assert run(capsys, "replies", "nowhere.mbox")[0] == 1
    assert run(capsys, "attendance", "meetings/bron.yaml")[1].endswith("\n\n3 invited: 3 have not answered\n")


# people's rights


def ledger_octets(folder) -> bytes:
    with sqlite3.connect(folder / "pressinvite.db") as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("VACUUM")
    return (folder / "pressinvite.db").read_bytes()


def test_what_somebody_answered_is_shown_to_them(answered, capsys) -> None:
    run(capsys, "attendance", "meetings/bron.yaml", "--mark", f"{BO}=no")
    _, out, _ = run(capsys, "extract", BO, "--format", "json")
    reply, marked = json.loads(out)["replies"]
    assert (reply["kind"], reply["words"], reply["name"]) == ("accepted", "Med fotograf", "Bo Ström")
    assert (marked["kind"], marked["coming"]) == ("marked", False)
    out = run(capsys, "extract", "x@stranger.example")[1]
    assert out.startswith("x@stranger.example\n\n2026-06-01 ")
    assert "Svar: kommer inte\n  x@stranger.example" in out
    assert "kommer inte (enligt er)" in run(capsys, "extract", BO)[1]


def test_who_is_forgotten_is_in_no_reply(answered, capsys, tmp_path) -> None:
    run(capsys, "attendance", "meetings/bron.yaml", "--mark", f"{BO}=yes")
    folder = tmp_path / "press"
    assert b"Med fotograf" in ledger_octets(folder)
    for address in (BO, "x@stranger.example"):
        assert run(capsys, "forget", address, "--for-real")[0] == 0
    held = ledger_octets(folder).lower()
    for erased in (BO, "bo ström", "med fotograf", "stranger.example"):
        assert erased.encode() not in held
    assert ASA.encode() in held
    assert "3 inbjudna: 1 kommer, 1 är obestämd" in run(capsys, "attendance", "meetings/bron.yaml")[1]
    assert run(capsys, "replies", str(answered))[1].startswith("3 meddelanden lästes: 0 svar, 3 lästa förut")


def test_a_wish_for_no_more_outlives_being_forgotten(sent, capsys, tmp_path) -> None:
    (tmp_path / "wish.eml").write_bytes(answer_by_hand(sent[ASA], "Avregistrera"))
    run(capsys, "replies", str(tmp_path / "wish.eml"))
    run(capsys, "forget", ASA, "--for-real")
    with open_ledger(f"sqlite:///{tmp_path / 'press' / 'pressinvite.db'}") as ledger:
        assert opt_outs(ledger) == [ASA]


def test_old_replies_are_weeded_and_new_ones_kept(answered, capsys, tmp_path) -> None:
    run(capsys, "weed", "--before", "2020-01-01", "--for-real")
    assert b"Med fotograf" in ledger_octets(tmp_path / "press")
    run(capsys, "weed", "--before", "2999-01-01", "--for-real")
    held = ledger_octets(tmp_path / "press")
    assert not any(erased in held for erased in (b"Med fotograf", b"stranger.example", BO.encode(), GREEDY.encode()))
