"""What is held of somebody, and having it erased: in a folder whose invitations really went out."""

from __future__ import annotations

import hashlib
import json
import sqlite3

import pytest
from dispatch_cases import make_folder
from mail_servers import MailServer

from pressinvite.cli import main
from pressinvite.delivery.rights import scrub

BO = "bo@radion.example"


@pytest.fixture
def folder(tmp_path, monkeypatch, capsys):
    """Åsa has the invitation, the server has refused Bo in words that name him."""
    monkeypatch.setenv("PRESSINVITE_LANGUAGE", "en")
    meeting = make_folder(tmp_path / "press")
    refuse = f"550 5.1.1 <{BO.upper()}>: no such user"
    with MailServer(lambda step, words: refuse if step == "rcpt" and BO in words else None) as server:
        monkeypatch.setenv("PRESSINVITE_SMTP_URL", f"smtp://127.0.0.1:{server.port}")
        assert main(["send", str(meeting), "--to", "media", "--for-real"]) == 3
        monkeypatch.chdir(meeting.parent.parent)
        capsys.readouterr()
        folder = meeting.parent.parent
        yield folder, server


def run(capsys, *arguments: str):
    status = main(list(arguments))
    said = capsys.readouterr()
    return status, said.out, said.err


def octets_of(folder) -> bytes:
    """The whole ledger, its journal folded in."""
    with sqlite3.connect(folder / "pressinvite.db") as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("VACUUM")
    return (folder / "pressinvite.db").read_bytes()


def test_all_that_is_held_is_shown(capsys, folder):
    _, server = folder
    status, out, _ = run(capsys, "extract", "Asa@Posten.example", "--format", "json")
    told = json.loads(out)
    (message,) = told["messages"]
    assert status == 0
    assert [(each["file"].endswith("media.csv"), each["row"]) for each in told["lists"]] == [(True, 2)]
    assert message["parts"]["name"] == "Åsa Ek"
    assert message["sha256"] == hashlib.sha256(server.taken[0].octets).hexdigest()
    assert [event["state"] for event in message["events"]] == ["planned", "sending", "sent"]
    _, out, _ = run(capsys, "extract", BO)
    assert "refused  550 5.1.1" in out
    assert run(capsys, "extract", "nobody@posten.example")[1] == "nobody@posten.example\n\nNothing is held.\n"


def test_every_place_of_an_address_is_shown(capsys, folder):
    path, _ = folder
    rows = "namn,e-post,e-post 2\nA,a@posten.example,\nB,bo@radion.example,\nC,c@posten.example,BO@radion.example\n"
    (path / "lists" / "alla.csv").write_text(f"{rows}B,Bo@Radion.example,\n", "utf-8")
    (path / "lists" / "avbojt.csv").write_text("x@y.example\nbo@radion.example\n", "utf-8")
    _, out, _ = run(capsys, "extract", BO)
    for place in ("In the list {}alla.csv, row 3", "In the list {}alla.csv, row 4", "In the list {}alla.csv, row 5",
                  "In the list {}media.csv, row 3", "Has asked to be left alone: {}avbojt.csv, row 2"):  # fmt: skip
        assert f"{place.format(str(path / 'lists') + '/')}\n" in out
    _, out, _ = run(capsys, "forget", BO)
    assert f"Remove by hand: {path / 'lists' / 'alla.csv'}, row 4\n" in out
    assert f"Has asked to be left alone: {path / 'lists' / 'avbojt.csv'}, row 2\n" in out
    told = json.loads(run(capsys, "extract", BO, "--format", "json")[1])["lists"]
    assert [each["row"] for each in told if each["opt_out"]] == [2]


def test_nothing_is_erased_without_the_users_word(capsys, folder):
    path, _ = folder
    before = octets_of(path)
    assert run(capsys, "forget", BO)[0] == 0
    assert run(capsys, "weed", "--before", "2999-01-01")[0] == 0
    assert BO.encode() in before
    assert BO.encode() in octets_of(path)


def test_who_is_forgotten_is_nowhere_in_the_ledger_and_the_proof_stays(capsys, folder):
    path, _ = folder
    status, out, _ = run(capsys, "forget", BO, "--for-real")
    assert status == 0
    assert "media.csv, row 3" in out
    held = octets_of(path).lower()
    for erased in (BO, "bo str\u00f6m", "radion"):
        assert erased.encode() not in held
    assert b"asa@posten.example" in held
    _, out, _ = run(capsys, "extract", BO, "--format", "json")
    (message,) = json.loads(out)["messages"]
    assert (message["state"], len(message["sha256"])) == ("refused", 64)
    assert message["events"][-1]["words"] == "550 5.1.1 <…>: no such user"
    assert list(message["parts"]) == ["email"]


def test_what_waits_for_somebody_who_is_forgotten_is_not_sent(capsys, folder):
    path, server = folder
    server.faults = lambda step, words: "451 later" if step == "rcpt" and BO in words else None
    meeting = str(path / "meetings" / "bron.yaml")
    run(capsys, "send", meeting, "--resend-refused", "--for-real", "--wait", "0")
    run(capsys, "forget", BO, "--for-real")
    server.faults = lambda _step, _words: None
    run(capsys, "send", meeting, "--for-real")
    assert server.recipients() == ["asa@posten.example"]


def test_old_messages_are_weeded_and_new_ones_kept(capsys, folder):
    path, _ = folder
    assert run(capsys, "weed", "--before", "2020-01-01", "--for-real")[1] == "0 messages to 0 addresses.\n"
    assert run(capsys, "weed", "--before", "2999-01-01", "--for-real")[1] == "2 messages to 2 addresses.\n"
    assert b"@posten.example" not in octets_of(path)
    assert run(capsys, "weed", "--before", "2999-01-01")[1] == "0 messages to 0 addresses.\n"
    assert run(capsys, "mailings")[1].endswith("1 sent, 1 refused\n\nNya bron öppnas: Invitation, revision 1\n"
                                               "  " + _pseudonym(path) + "  refused: 550 5.1.1 <…>: no such user\n")  # fmt: skip


def _pseudonym(folder) -> str:
    with sqlite3.connect(folder / "pressinvite.db") as connection:
        return connection.execute("SELECT recipient FROM messages WHERE state = 'refused'").fetchone()[0]


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("550 <A@B.example>: no, a@b.example!", "550 <…>: no, …!"),
        ("nothing", "nothing"),
        ("", ""),
    ],
)
def test_an_address_is_taken_out_of_words(words, left):
    assert scrub(words, "a@b.example") == left
