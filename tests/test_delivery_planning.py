"""Messages that have just been planned: they are at hand when they are sent, as many as may be kept."""

from __future__ import annotations

import hashlib
import json

from delivery_samples import MAILING, SHELL, delivery, ledger_url, plan_message, transport
from mail_servers import MailServer

from pressinvite.delivery import planning
from pressinvite.delivery.ledger import open_ledger
from pressinvite.delivery.planning import Fresh
from pressinvite.delivery.sending import send_mailing
from pressinvite.delivery.stored import Filled

WORDS = b"Subject: x\r\n\r\nhej\r\n"


def test_a_message_is_taken_once_by_its_digest():
    fresh = Fresh()
    fresh.keep("d1", Filled((b"a\r\n", b"b\r\n"), has_whole_lines=True))
    assert fresh.take("d2") is None
    assert fresh.take("d1") == b"a\r\nb\r\n"
    assert fresh.take("d1") is None


def test_only_so_many_are_kept(monkeypatch):
    monkeypatch.setattr(planning, "MOST_FRESH", 2)
    fresh = Fresh()
    for number in range(4):
        fresh.keep(str(number), Filled((b"",), has_whole_lines=True))
    assert [fresh.take(str(number)) for number in range(4)] == [b"", b"", None, None]


def test_what_is_at_hand_is_not_made_again_and_what_is_not_is_made_and_proved(tmp_path):
    """Each message's digest names it, whoever has it: here one of three is at hand."""
    made = []

    def compose(shell, row) -> bytes:
        made.append(row.recipient)
        head = f"Message-ID: {row.message_id}\r\nTo: {row.recipient}\r\n".encode()
        return head + shell.octets.replace(b"%s", json.dumps(row.parts["name"]).encode())

    messages = [plan_message(f"red{number}@b.example") for number in range(3)]
    at_hand = compose(SHELL, messages[1])
    made.clear()
    store = {hashlib.sha256(at_hand).hexdigest(): at_hand}
    with open_ledger(ledger_url(tmp_path)) as ledger, MailServer() as server:
        ledger.plan(MAILING, [SHELL], messages, now=0.0)
        how = delivery(take=store.get)._replace(compose=compose)
        assert send_mailing(ledger, MAILING, transport(server.port), how).is_complete
    assert sorted(made) == ["red0@b.example", "red2@b.example"]
    assert {taken.digest for taken in server.taken} == {message.digest for message in messages}
