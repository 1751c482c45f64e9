"""Where two things meet: a dead or living sender and a cancellation, a wish for no more and what waits, and erasure."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from dispatch_cases import arrived, make_folder
from mail_servers import MailServer

from pressinvite.cli import main
from pressinvite.delivery.ledger import open_ledger
from pressinvite.delivery.planning import plan_errands, read_mailings
from pressinvite.delivery.states import SENT, Outcome
from pressinvite.dispatch.outgoing import Outgoing, Wishes, read_meeting_file
from pressinvite.errors import SettingsError
from pressinvite.workspace import open_workspace

ASA, BO = "asa@posten.example", "bo@radion.example"


@pytest.fixture
def server(monkeypatch):
    with MailServer() as running:
        monkeypatch.setenv("PRESSINVITE_LANGUAGE", "en")
        monkeypatch.setenv("PRESSINVITE_SMTP_URL", f"smtp://127.0.0.1:{running.port}")
        yield running


@pytest.fixture
def meeting(tmp_path, monkeypatch, capsys):
    file = make_folder(tmp_path / "press")
    monkeypatch.chdir(file.parent.parent)
    return file


@pytest.fixture
def ledger(meeting):
    with open_ledger(f"sqlite:///{meeting.parent.parent / 'pressinvite.db'}") as opened:
        yield opened


def run(*arguments: object) -> int:
    return main([str(argument) for argument in arguments])


def put_off(server, *names: str) -> None:
    server.faults = lambda step, words: "451 later" if step == "rcpt" and any(name in words for name in names) else None


def send(meeting, *more: str) -> int:
    return run("send", meeting, "--to", "media", "--for-real", "--wait", "0", *more)


def states(ledger, revision: int = 1) -> dict[str, str]:
    (mailing,) = [
        each for each in read_mailings(ledger, "bron@bjorkvik.example", revision) if each.purpose == "invitation"
    ]
    return {row.recipient: row.state for row in ledger.rows(mailing)}


def hold(ledger, meeting, *, alive: bool):
    """A sender that has claimed both messages; and what it does when it is done."""
    plan_only(ledger, meeting)
    now = time.time()
    sender = ledger.enlist("a" * 32, now=now)
    (mailing,) = read_mailings(ledger, "bron@bjorkvik.example", 1)
    rows = ledger.claim(mailing, sender, 0, 10, now=now)
    if not alive:
        ledger.abandon(sender)
    return sender, rows


def outgoing(ledger, meeting, wishes: Wishes) -> Outgoing:
    workspace = open_workspace(meeting.parent.parent / "pressinvite.toml", environ={})
    now = dt.datetime.now().astimezone()
    return Outgoing(read_meeting_file(str(meeting), workspace, now=now), ledger, wishes, now=now)


def plan_only(ledger, meeting) -> None:
    outgoing(ledger, meeting, Wishes(("media",))).plan()


def test_who_may_have_it_from_a_dead_sender_is_told_of_the_cancellation(ledger, meeting, server):
    hold(ledger, meeting, alive=False)
    assert run("cancel", meeting, "--for-real") == 0
    assert [each.subject.partition(":")[0] for each in arrived(server)] == ["Inställt"]
    assert server.recipients() == [ASA]
    assert states(ledger) == {ASA: "uncertain", BO: "refused"}


class Watching:
    """A clock that does something when it is waited by."""

    def __init__(self, act) -> None:
        self.act, self.time = act, time.time()

    def now(self) -> float:
        return self.time

    def wait(self, _stop, seconds: float) -> None:
        self.time += seconds
        self.act()


def test_a_living_sender_is_waited_for_and_what_it_still_sent_is_told_of(ledger, meeting, server):
    sender, rows = hold(ledger, meeting, alive=True)

    def finish() -> None:
        ledger.record(rows[0], sender, Outcome(SENT, "250"), now=time.time())
        ledger.release(rows[1:], sender, now=time.time())

    going = outgoing(ledger, meeting, Wishes(status="cancelled"))
    going.plan(Watching(finish))
    assert [(each.purpose, each.revision) for each in going.mailings()] == [("cancellation", 2)]
    assert [row.recipient for mailing in going.mailings() for row in ledger.rows(mailing)] == [ASA]
    assert states(ledger) == {ASA: "sent", BO: "refused"}


def test_a_sender_that_never_ends_stops_the_change_and_says_so(ledger, meeting):
    hold(ledger, meeting, alive=True)
    with pytest.raises(SettingsError) as stopped:
        outgoing(ledger, meeting, Wishes(status="cancelled")).plan(Watching(lambda: None))
    assert stopped.value.findings[0].code == "earlier-on-its-way"


def test_a_sender_of_an_earlier_revision_can_neither_claim_nor_plan_any_more(ledger, meeting):
    sender, rows = hold(ledger, meeting, alive=True)
    (mailing,) = read_mailings(ledger, "bron@bjorkvik.example", 1)
    now = time.time()
    late = outgoing(ledger, meeting, Wishes(("media", "desk")))
    ledger.release(rows, sender, now=now)
    meeting.write_text(meeting.read_text("utf-8").replace("T10:00", "T10:30"), "utf-8")
    outgoing(ledger, meeting, Wishes(("media",))).plan()
    assert ledger.claim(mailing, sender, 0, 10, now=now) == ()
    before = states(ledger)
    plan_errands(ledger, late.shells, late.errands(), now=now)
    assert states(ledger) == before


def test_who_wants_no_more_gets_nothing_that_waits(ledger, meeting, server):
    put_off(server, BO)
    assert send(meeting) == 3
    (meeting.parent.parent / "lists" / "avbojt.csv").write_text(f"{BO}\n", "utf-8")
    put_off(server)
    with ledger.database.writing() as connection:
        connection.exec_driver_sql("UPDATE messages SET due = 0")
    assert send(meeting) != 4
    assert server.recipients() == [ASA]
    assert send(meeting, "--resend-refused") != 4
    assert server.recipients() == [ASA]


def test_a_wish_that_comes_by_mail_stops_what_waits(ledger, meeting, server, tmp_path):
    put_off(server, BO)
    send(meeting)
    (mailing,) = read_mailings(ledger, "bron@bjorkvik.example", 1)
    (waiting,) = [row for row in ledger.rows(mailing) if row.recipient == BO]
    head = f"From: {BO}\r\nTo: press@bjorkvik.example\r\nMessage-ID: <nej@x.example>\r\nIn-Reply-To: {waiting.message_id}\r\n"
    (tmp_path / "nej.eml").write_bytes(f"{head}\r\navregistrera\r\n".encode())
    assert run("replies", tmp_path / "nej.eml") == 0
    assert states(ledger)[BO] == "refused"


def test_who_is_forgotten_stops_nobody_and_gets_nothing(ledger, meeting, server):
    server.faults = lambda step, words: "550 no" if step == "rcpt" and BO in words else None
    send(meeting)
    for email in (ASA, BO):
        assert run("forget", email, "--for-real") == 0
    server.faults = lambda _step, _words: None
    media = meeting.parent.parent / "lists" / "media.csv"
    media.write_text(f"{media.read_text('utf-8')}Dan;dan@posten.example;;;\n", "utf-8")
    assert send(meeting) != 4
    assert server.recipients() == [ASA, "dan@posten.example"]
    assert send(meeting, "--resend-refused", "--resend-uncertain") != 4
    media.write_text("namn;e-post\nDan;dan@posten.example\n", "utf-8")
    meeting.write_text(meeting.read_text("utf-8").replace("T10:00", "T10:30"), "utf-8")
    assert send(meeting) == 0
    assert server.recipients()[2:] == ["dan@posten.example"]
    assert run("remind", meeting, "--for-real") == 0
    assert server.recipients()[3:] == ["dan@posten.example"]
