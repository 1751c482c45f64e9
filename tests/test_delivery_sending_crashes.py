"""Senders that are killed: at most one message a connection is uncertain, the rest arrives once."""

from __future__ import annotations

import itertools
import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from delivery_child import STEPS
from delivery_samples import MAILING, PATIENT, addresses, delivery, ledger_url, plan, transport
from mail_servers import MailServer

from pressinvite.delivery.ledger import Ledger, open_ledger
from pressinvite.delivery.sending import SystemClock, send_mailing

if TYPE_CHECKING:
    from pressinvite.delivery.senders import Sender

CHILD = Path(__file__).parent / "delivery_child.py"
NUMBER = 150
CONNECTIONS = 4


def start(url: str, port: int, *more: str) -> subprocess.Popen[bytes]:
    places = os.pathsep.join((str(CHILD.parent.parent), os.environ.get("PYTHONPATH", "")))
    command = [sys.executable, str(CHILD), url, str(port), *more]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": places})


def send_rest(url: str, port: int, number: int = NUMBER) -> int:
    """Take over, send what is left; return how many were uncertain when it began."""
    with open_ledger(url) as ledger:
        clock = SystemClock()
        ledger.take_over(now=clock.now())
        doubtful = ledger.count(MAILING)["uncertain"]
        summary = send_mailing(ledger, MAILING, transport(port, timeouts=PATIENT), delivery(clock=clock))
        assert summary.counts["sent"] + doubtful == number
        return doubtful


def check(url: str, server: MailServer, number: int = NUMBER) -> None:
    """What the server took is what the ledger says, uncertain ones apart; nobody got it twice."""
    with open_ledger(url) as ledger:
        sent = {row.recipient for row in ledger.rows(MAILING, "sent")}
        uncertain = {row.recipient for row in ledger.rows(MAILING, "uncertain")}
    taken = server.recipients()
    assert len(taken) == len(set(taken))
    assert sent <= set(taken) <= sent | uncertain
    assert sent | uncertain == set(addresses(number))


def crash(folder: Path, *step: str, after: int = 0) -> None:
    """Kill a sender at a step of its own, or `after` so many steps of the server's; then send the rest."""
    url = ledger_url(folder)
    with open_ledger(url) as ledger:
        plan(ledger, NUMBER)
    children: list[subprocess.Popen[bytes]] = []
    steps = itertools.count(1)

    def kill(_step: str, _words: str) -> None:
        if after and next(steps) == after:
            children[0].kill()

    with MailServer(kill) as server:
        children.append(start(url, server.port, *step))
        assert children[0].wait() == -signal.SIGKILL
        assert send_rest(url, server.port) <= CONNECTIONS
        check(url, server)


@pytest.mark.parametrize("step", STEPS)
def test_killed_at_any_step_nobody_is_lost_or_gets_two(tmp_path, step):
    crash(tmp_path, step, {"before claim": "3", "after claim": "5"}.get(step, "40"))


def test_killed_by_somebody_else(tmp_path):
    crash(tmp_path, after=271)


@pytest.mark.peer
@pytest.mark.parametrize("seed", range(200))
def test_killed_at_two_hundred_random_moments(tmp_path, seed):
    dice = random.Random(seed)  # noqa: S311 -- moments, not secrets
    if dice.random() < 0.5:
        crash(tmp_path, after=dice.randint(1, 4 * NUMBER))
    else:
        step = dice.choice(STEPS)
        crash(tmp_path, step, str(dice.randint(1, 9 if "claim" in step else NUMBER)))


def kill_again_and_again(folder: Path, kills: int, seed: int) -> None:
    """One mailing whose sender is killed at random steps, and started again each time.

    At each kill no more became uncertain than had an open connection; what the server took by then is sent, or uncertain.
    """
    dice = random.Random(seed)  # noqa: S311 -- as above
    url, number = ledger_url(folder), 40 * kills
    children: list[subprocess.Popen[bytes]] = []
    left, open_lines, before = 0, 0, 0

    def kill(_step: str, _words: str) -> None:
        nonlocal left, open_lines
        left -= 1
        if left == 0:
            open_lines = server.open_lines
            children[-1].kill()

    with MailServer(kill) as server:
        with open_ledger(url) as ledger:
            plan(ledger, number)
        for _ in range(kills):
            left = dice.randint(1, 200)
            children.append(start(url, server.port))
            assert children[-1].wait() == -signal.SIGKILL
            with open_ledger(url) as ledger:
                ledger.take_over(now=SystemClock().now())
                counts = ledger.count(MAILING)
                known = {row.recipient for row in ledger.rows(MAILING, "sent", "uncertain")}
            assert counts["uncertain"] - before <= open_lines <= CONNECTIONS
            assert counts["sending"] == 0
            assert set(server.recipients()) <= known
            before = counts["uncertain"]
        left = 0
        send_rest(url, server.port, number)
        check(url, server, number)


def test_one_mailing_killed_again_and_again(tmp_path):
    kill_again_and_again(tmp_path, 6, 1)


@pytest.mark.peer
def test_one_mailing_killed_two_hundred_times(tmp_path):
    kill_again_and_again(tmp_path, 200, 2)


def test_two_processes_send_one_mailing(tmp_path):
    url = ledger_url(tmp_path)
    with open_ledger(url) as ledger:
        plan(ledger, NUMBER)
    with MailServer() as server:
        with start(url, server.port) as one, start(url, server.port) as other:
            assert (one.wait(), other.wait()) == (0, 0)
        assert send_rest(url, server.port) == 0
        check(url, server)


def send_with_one_killed(url: str, *others: str, number: int = NUMBER) -> None:
    """One sender is on its way when the others start, and is killed among them; then the rest is sent."""
    with open_ledger(url) as ledger:
        plan(ledger, number)
    going = threading.Event()

    def note(step: str, _words: str) -> None:
        if step == "dot":
            going.set()

    with MailServer(note) as server:
        victim = start(url, server.port, "after deliver", str(number // 7))
        assert going.wait(60)
        children = [start(url, server.port) for _ in others]
        assert victim.wait() == -signal.SIGKILL
        assert [child.wait() for child in children] == [0 for _ in others]
        assert send_rest(url, server.port, number) <= CONNECTIONS
        check(url, server, number)


def test_one_of_two_processes_is_killed(tmp_path):
    send_with_one_killed(ledger_url(tmp_path), "second")


@pytest.mark.peer
def test_one_of_two_processes_is_killed_in_a_long_mailing(tmp_path):
    send_with_one_killed(ledger_url(tmp_path), "second", number=10_000)


def test_interrupted_the_message_in_hand_is_brought_to_its_end_and_recorded(tmp_path):
    url, stop, given_up = ledger_url(tmp_path), threading.Event(), threading.Event()
    given_up_before_the_answer: list[bool] = []

    class Watched(Ledger):
        def dismiss(self, sender: Sender, *, now: float) -> None:
            given_up.set()
            super().dismiss(sender, now=now)

    def interrupt(step: str, _words: str) -> None:
        if step == "dot" and not stop.is_set():
            os.kill(os.getpid(), signal.SIGINT)
            assert stop.wait(30)
            given_up_before_the_answer.append(given_up.wait(0.3))

    with open_ledger(url) as opened:
        ledger = Watched(opened.database)
        plan(ledger, NUMBER)
        with MailServer(interrupt) as server:
            line = transport(server.port, connections=1, timeouts=PATIENT)
            with pytest.raises(KeyboardInterrupt):
                send_mailing(ledger, MAILING, line, delivery(clock=SystemClock(), stop=stop))
        counts = ledger.count(MAILING)
    assert given_up_before_the_answer == [False]
    assert (counts["sent"], counts["uncertain"], counts["planned"]) == (1, 0, NUMBER - 1)
    assert len(server.recipients()) == 1
