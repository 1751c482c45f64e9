"""Revisions by number, and who has had which."""

from __future__ import annotations

import pytest
from delivery_samples import MAILING, NOW, SHELL, ledger_url, plan_message

from pressinvite.delivery.history import number_revision, read_received, read_revision
from pressinvite.delivery.ledger import open_ledger
from pressinvite.delivery.states import SENT, Outcome

UID = MAILING.uid


@pytest.fixture
def ledger(tmp_path):
    with open_ledger(ledger_url(tmp_path)) as opened:
        yield opened


def test_every_change_of_content_counts_and_the_same_content_does_not(ledger):
    steps = [("kl. 15", 0), ("kl. 15", 0), ("kl. 16", 1), ("kl. 15", 2), ("kl. 15", 2), ("kl. 15!", 2)]
    numbers = [number_revision(ledger, UID, sequence=raised, content=said, now=NOW) for said, raised in steps]
    assert numbers == [1, 1, 2, 3, 3, 4]
    assert number_revision(ledger, "other", sequence=0, content="kl. 15", now=NOW) == 1
    assert [read_revision(ledger, UID, number) for number in (1, 2, 5)] == ["kl. 15", "kl. 16", None]


def test_the_latest_that_reached_each_recipient(ledger):
    def send(revision: int, purpose: str, *recipients: str) -> None:
        mailing = MAILING._replace(revision=revision, purpose=purpose)
        messages = [plan_message(recipient, salt=f"{revision}{purpose}") for recipient in recipients]
        ledger.plan(mailing, [SHELL], messages, now=NOW)
        sender = ledger.enlist(f"{revision}{purpose}", now=NOW)
        for row in ledger.claim(mailing, sender, 0, 10, now=NOW):
            ledger.record(row, sender, Outcome(SENT, "250 taken"), now=NOW)

    send(1, "invitation", "anna@x.example", "eva@x.example")
    send(2, "update", "anna@x.example")
    update = MAILING._replace(revision=3, purpose="update")
    ledger.plan(update, [SHELL], [plan_message("eva@x.example", salt="3"), plan_message("ny@x.example")], now=NOW)
    found = [(one.recipient, one.revision, one.purpose, one.state) for one in read_received(ledger, UID)]
    assert found == [("anna@x.example", 2, "update", "sent"), ("eva@x.example", 1, "invitation", "sent")]
