"""Mailings to a server that does everything wrong at once: nobody is lost, nobody gets two, and doubt only where it is due."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from delivery_samples import MAILING, PATIENT, HandClock, delivery, ledger_url, plan, transport
from mail_servers import MailServer
from test_delivery_sending import check_truth, states

from pressinvite.delivery.credentials import Server
from pressinvite.delivery.ledger import open_ledger
from pressinvite.delivery.sending import send_mailing
from pressinvite.errors import SettingsError

if TYPE_CHECKING:
    import ssl
    from pathlib import Path

    from mail_servers import Fault

SHARE = 0.05
KINDS = ("451 4.3.0 later", "550 5.1.1 no", "421 4.3.2 closing", "drop", "garbage", "pieces")
DOT_KINDS = (*KINDS, "take drop", "take garbage")
WITHOUT_A_WORD = {"drop", "garbage", "take drop", "take garbage"}
MOST_RUNS = 2000


class Script:
    """Every kind of fault, each with its share, at every step; and a share of the recipients is greylisted."""

    def __init__(self, seed: int, *, answers: bool = False) -> None:
        self.dice = random.Random(seed)  # noqa: S311 -- faults, not secrets
        self.answers = answers
        """To each message that has left there is an answer."""
        self.met: set[str] = set()
        self.doubtful: set[str] = set()
        """To whom a message left that no answer was given to."""

    def __call__(self, step: str, words: str) -> Fault | None:
        if step == "rcpt" and words not in self.met:
            self.met.add(words)
            if self.dice.random() < SHARE:
                return "451 4.7.1 greylisted, come again"
        fault = self.choose(step)
        if step == "dot" and fault in WITHOUT_A_WORD:
            self.doubtful.add(words)
        return fault

    def choose(self, step: str) -> Fault | None:
        for kind in DOT_KINDS if step == "dot" else KINDS:
            if self.dice.random() < SHARE and not (self.answers and step == "dot" and kind in WITHOUT_A_WORD):
                return kind
        return None


def send_all(
    folder: Path,
    number: int,
    script: Script,
    connections: int,
    contexts: tuple[ssl.SSLContext, ssl.SSLContext] | None = None,
) -> None:
    """Send a mailing, again and again where the server kept us from it, and compare what came of it."""
    clock = HandClock()
    server_context, client_context = contexts or (None, None)
    with open_ledger(ledger_url(folder)) as ledger, MailServer(script, context=server_context) as server:
        plan(ledger, number)
        how = transport(server.port, connections=connections, context=client_context, timeouts=PATIENT)
        if contexts:
            how = how._replace(server=Server("127.0.0.1", server.port, "starttls"))
        for _ in range(MOST_RUNS):
            try:
                send_mailing(ledger, MAILING, how, delivery(clock=clock, patience=1e6))
            except SettingsError as stopped:
                assert stopped.findings[0].code in ("smtp-unreachable", "smtp-refuses-all")
            else:
                break
        check_truth(ledger, server)
        found = states(ledger)
        assert len(found) == number
        assert set(found.values()) <= {"sent", "refused", "uncertain"}
        assert {who for who, state in found.items() if state == "uncertain"} <= script.doubtful
        assert list(found.values()).count("sent") > number / 2


@pytest.mark.parametrize("connections", [1, 4])
@pytest.mark.parametrize("encrypted", [False, True])
def test_every_fault_at_one_in_twenty(tmp_path, connections, encrypted, server_context, client_context):
    send_all(tmp_path, 200, Script(1), connections, (server_context, client_context) if encrypted else None)


def test_where_every_message_is_answered_none_is_uncertain(tmp_path):
    send_all(tmp_path, 500, Script(2, answers=True), 4)


@pytest.mark.peer
@pytest.mark.parametrize(("connections", "encrypted"), [(1, False), (4, True), (16, False)])
def test_ten_thousand_recipients(tmp_path, connections, encrypted, server_context, client_context):
    send_all(tmp_path, 10_000, Script(3), connections, (server_context, client_context) if encrypted else None)


@pytest.mark.peer
def test_ten_thousand_recipients_and_an_answer_to_every_message(tmp_path):
    send_all(tmp_path, 10_000, Script(4, answers=True), 4)
