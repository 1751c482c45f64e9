"""Sending by workers, as commands in folders: a real PostgreSQL, a real mail server, processes of their own."""

from __future__ import annotations

import signal
import threading

import pytest
from dispatch_cases import make_folder
from mail_servers import MailServer
from postgres_server import restart
from worker_cases import A_MINUTE_BEHIND, AT_ONCE, ELSEWHERE, IMPATIENT, Reader, check, once, run, write_list

from pressinvite.cli import main


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

    def start(*arguments: str, machine: str = "", **more: str) -> Reader:
        folder = tmp_path / f"machine{len(started)}"
        make_folder(folder)
        told = {**environ, "PRESSINVITE_SMTP_URL": f"smtp://127.0.0.1:{server.port}", **more}
        started.append(
            Reader(run(folder, "worker", "--settings", "pressinvite.toml", *arguments, environ=told, machine=machine))
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


CONNECTIONS = 4
"""Of each worker."""


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
    server.faults = once(20, lambda: workers[0].process.terminate())  # noqa: PLW0108 -- made before there is a worker
    workers.append(start())
    assert workers[0].status() == 0
    assert 20 <= len(server.taken) < 100
    assert start("--once").status() == 0
    assert check(environ["PRESSINVITE_LEDGER_URL"], server, 100) == 0


def test_a_worker_that_is_killed_leaves_its_messages_to_the_next(start, office, environ, server, capsys):
    write_list(office, 100)
    assert main(["send", str(office), "--to", "all", "--for-real", "--wait", "0"]) == 3
    workers: list[Reader] = []
    server.faults = once(20, lambda: workers[0].process.kill())  # noqa: PLW0108 -- as above
    workers.append(start())
    assert workers[0].status() == -9
    other = start("--once")
    assert other.status() == 0
    assert "A sender had stopped without a word; of what it held:" in other.text
    assert check(environ["PRESSINVITE_LEDGER_URL"], server, 100) <= CONNECTIONS


def test_a_server_that_asks_to_come_again_is_tried_when_it_is_due(start, send, server):
    later = ["451 4.7.1 come again"]
    server.faults = lambda step, words: later.pop() if step == "rcpt" and "bo@" in words and later else None
    worker = start(machine=IMPATIENT)
    with send("--to", "media") as officer:
        assert officer.status() == 0, officer.text
    assert sorted(server.recipients()) == ["asa@posten.example", "bo@radion.example"]
    assert "1 sent, 1 put off by the server; 1 left\n" in worker.text


def test_a_worker_without_its_mail_server_leaves_the_work_to_others(start, office, environ, server, url):
    assert main(["send", str(office), "--to", "media", "--for-real", "--wait", "0"]) == 3
    broken = start("--once", machine=AT_ONCE, PRESSINVITE_SMTP_URL="smtp://127.0.0.1:1")
    assert broken.status() == 4
    assert "[smtp-unreachable]" in broken.text
    assert start("--once").status() == 0
    assert len(server.taken) == 2


def test_sending_from_here_although_workers_send_else(office, environ, server, monkeypatch, capsys):
    monkeypatch.setenv("PRESSINVITE_SMTP_URL", f"smtp://127.0.0.1:{server.port}")
    assert main(["send", str(office), "--to", "media", "--for-real", "--here"]) == 0
    assert len(server.taken) == 2


def test_looking_away_loses_nothing(start, send, server):
    with send("--to", "media") as officer:
        officer.wait_for("2 messages wait for the workers.")
        assert officer.end(by=signal.SIGINT) == 130
        assert "Nothing is lost: the workers go on." in officer.text
    assert start("--once").status() == 0
    assert len(server.taken) == 2


@pytest.mark.parametrize("command", [("worker",), ("send", "{file}", "--to", "media", "--for-real")])
def test_a_ledger_in_a_file_has_no_workers(office, server, monkeypatch, capsys, command):
    monkeypatch.setenv("PRESSINVITE_LANGUAGE", "en")
    monkeypatch.setenv("PRESSINVITE_LEDGER_WORKERS", "true")
    monkeypatch.setenv("PRESSINVITE_SMTP_URL", f"smtp://127.0.0.1:{server.port}")
    settings = ("--settings", str(office.parent.parent / "pressinvite.toml"))
    assert main([*(each.format(file=office) for each in command), *settings]) == 4
    assert "[workers-need-postgresql]" in capsys.readouterr().err
    assert server.taken == []


@pytest.mark.peer
def test_four_workers_send_a_thousand_and_one_is_killed(start, send, office, environ, server):
    write_list(office, 1000)
    workers: list[Reader] = []
    server.faults = once(300, lambda: workers[1].process.kill())  # noqa: PLW0108 -- as above
    workers += [start() for _ in range(4)]
    for worker in workers:
        worker.wait_for("Waiting for mailings.")
    with send("--to", "all") as officer:
        status = officer.status()
    assert workers[1].status() == -signal.SIGKILL
    assert [workers[number].end() for number in (0, 2, 3)] == [0, 0, 0]
    uncertain = check(environ["PRESSINVITE_LEDGER_URL"], server, 1000)
    assert uncertain <= CONNECTIONS
    assert status == (3 if uncertain else 0)
    assert all(" sent" in workers[number].text for number in (0, 2, 3))


@pytest.mark.peer
def test_the_database_is_started_anew_midway(start, send, office, environ, server, postgres_server):
    write_list(office, 1000)
    restarting = threading.Thread(target=restart, args=(postgres_server,))
    server.faults = once(300, restarting.start)
    workers = [start(), start()]
    with send("--to", "all") as officer:
        status = officer.status()
    restarting.join()
    assert [worker.end() for worker in workers] == [0, 0]
    assert any("Trying again in" in worker.text for worker in workers)
    assert not any("Traceback" in each.text for each in (*workers, officer))
    uncertain = check(environ["PRESSINVITE_LEDGER_URL"], server, 1000)
    assert uncertain <= 2 * CONNECTIONS
    assert status == (3 if uncertain else 0)


@pytest.mark.peer
def test_two_machines_whose_clocks_are_a_minute_apart(start, send, office, environ, server):
    write_list(office, 1000)
    workers = [start(), start(machine=ELSEWHERE + A_MINUTE_BEHIND)]
    for worker in workers:
        worker.wait_for("Waiting for mailings.")
    with send("--to", "all") as officer:
        assert officer.status() == 0, officer.text
    assert [worker.end() for worker in workers] == [0, 0]
    assert all(" sent" in worker.text and "error" not in worker.text for worker in workers)
    assert check(environ["PRESSINVITE_LEDGER_URL"], server, 1000) == 0
