"""Sending by workers, as commands in folders: a real PostgreSQL, a real mail server, processes of their own."""

from __future__ import annotations

import pytest
from dispatch_cases import make_folder
from mail_servers import MailServer
from worker_cases import Reader, once, run

from pressinvite.cli import main
from pressinvite.delivery.ledger import open_ledger


@pytest.fixture
def server():
    with MailServer() as running:
        yield running


@pytest.fixture
def office(tmp_path):
    """The officer's machine: settings that name no mail server."""
    return make_folder(tmp_path / "office")


@pytest.fixture
def environ(url, monkeypatch):
    told = {"PRESSINVITE_LEDGER_URL": url, "PRESSINVITE_LEDGER_WORKERS": "true", "PRESSINVITE_LANGUAGE": "en"}
    for name, value in told.items():
        monkeypatch.setenv(name, value)
    return told


@pytest.fixture
def start(tmp_path, environ, server):
    """Start a worker on a machine of its own."""
    started: list[Reader] = []

    def start(*arguments: str, clock: float = 0.0, **more: str) -> Reader:
        folder = tmp_path / f"machine{len(started)}"
        make_folder(folder)
        told = {**environ, "PRESSINVITE_SMTP_URL": f"smtp://127.0.0.1:{server.port}", **more}
        started.append(
            Reader(run(folder, "worker", "--settings", "pressinvite.toml", *arguments, environ=told, clock=clock))
        )
        return started[-1]

    yield start
    for each in started:
        each.__exit__()


@pytest.fixture
def send(office, environ):
    """Send from the officer's machine, as a process."""

    def send(*arguments: str) -> Reader:
        return Reader(run(office.parent.parent, "send", str(office), "--for-real", *arguments, environ=environ))

    return send


def write_list(office, number: int) -> None:
    rows = "".join(f"red{index}@tidning{index % 7}.example\n" for index in range(number))
    (office.parent.parent / "lists" / "all.csv").write_text(f"e-post\n{rows}", "utf-8")


def addresses(number: int) -> list[str]:
    return sorted(f"red{index}@tidning{index % 7}.example" for index in range(number))


CONNECTIONS = 4


def check(url: str, server: MailServer, number: int) -> int:
    """What the server took is what the ledger says, uncertain ones apart, and nobody got two; how many are uncertain."""
    with open_ledger(url) as ledger:
        (mailing,) = ledger.mailings()
        sent = {row.recipient for row in ledger.rows(mailing, "sent")}
        uncertain = {row.recipient for row in ledger.rows(mailing, "uncertain")}
    taken = server.recipients()
    assert len(taken) == len(set(taken))
    assert sent <= set(taken) <= sent | uncertain
    assert sorted(sent | uncertain) == addresses(number)
    return len(uncertain)


def test_a_worker_that_waits_sends_what_is_handed_to_it(start, send, server):
    worker = start()
    worker.wait_for("Waiting for mailings.")
    with send("--to", "media") as officer:
        assert officer.status() == 0
        assert "2 messages wait for the workers." in officer.text
        assert "2 messages were sent now.\nOf 2 in all: 2 sent.\n" in officer.text
    assert sorted(server.recipients()) == ["asa@posten.example", "bo@radion.example"]
    assert worker.end() == 0
    assert "Nya bron öppnas: Invitation, revision 1: 2 sent\n" in worker.text
    assert worker.text.endswith("Ended.\n")


def test_a_worker_started_later_sends_what_waits_and_ends(start, office, environ, server, capsys):
    assert main(["send", str(office), "--to", "media", "--for-real", "--wait", "0"]) == 3
    said = capsys.readouterr()
    assert "0 messages were sent now.\nOf 2 in all: 2 not sent yet.\nThe workers send the rest" in said.out
    assert server.taken == []
    assert start("--once").status() == 0
    assert sorted(server.recipients()) == ["asa@posten.example", "bo@radion.example"]
    assert main(["send", str(office), "--to", "media", "--for-real"]) == 0
    assert "Of 2 in all: 2 sent." in capsys.readouterr().out
    assert start("--once").status() == 0
    assert len(server.taken) == 2


def test_told_to_end_a_worker_finishes_the_messages_in_hand(start, office, environ, server):
    write_list(office, 100)
    assert main(["send", str(office), "--to", "all", "--for-real", "--wait", "0"]) == 3
    workers: list[Reader] = []
    server.faults = once(20, lambda: workers[0].process.terminate())
    workers.append(start())
    assert workers[0].status() == 0
    assert 20 <= len(server.taken) < 100
    assert start("--once").status() == 0
    assert sorted(server.recipients()) == addresses(100)
    assert check(environ["PRESSINVITE_LEDGER_URL"], server, 100) == 0


def test_a_worker_that_is_killed_leaves_its_messages_to_the_next(start, office, environ, server, capsys):
    write_list(office, 100)
    assert main(["send", str(office), "--to", "all", "--for-real", "--wait", "0"]) == 3
    workers: list[Reader] = []
    server.faults = once(20, lambda: workers[0].process.kill())
    workers.append(start())
    assert workers[0].status() == -9
    other = start("--once")
    assert other.status() == 0
    assert "A sender had stopped without a word; of what it held:" in other.text
    assert check(environ["PRESSINVITE_LEDGER_URL"], server, 100) <= CONNECTIONS
