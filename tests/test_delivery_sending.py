"""Sending against a real server: everything arrives once, whatever the server does."""

from __future__ import annotations

import pytest
from delivery_samples import MAILING, NOW, HandClock, addresses, delivery, ledger_url, plan, transport
from mail_servers import MailServer

from pressinvite.delivery.ledger import open_ledger
from pressinvite.delivery.sending import send_mailing


@pytest.fixture
def ledger(tmp_path):
    with open_ledger(ledger_url(tmp_path)) as opened:
        yield opened


def test_everyone_gets_the_planned_bytes_once_and_a_second_run_sends_nothing(ledger):
    plan(ledger, 100)
    with MailServer() as server:
        summary = send_mailing(ledger, MAILING, transport(server.port), delivery())
        again = send_mailing(ledger, MAILING, transport(server.port), delivery())
    assert sorted(server.recipients()) == sorted(addresses(100))
    assert {taken.digest for taken in server.taken} == {row.digest for row in ledger.rows(MAILING)}
    assert summary.is_complete
    assert summary.outcomes == {"sent": 100}
    assert again.outcomes == {}
    assert 1 < server.most_lines <= 4
