"""The same ledger on a real PostgreSQL server, with several senders on one mailing."""

from __future__ import annotations

import itertools
import signal
import threading

import pytest
from delivery_samples import MAILING, NOW, addresses, claim_in_threads, delivery, plan, transport
from mail_servers import MailServer
from sqlalchemy import text
from test_delivery_sending_crashes import CONNECTIONS, NUMBER, check, send_rest, send_with_one_killed, start

from pressinvite.delivery.ledger import open_ledger
from pressinvite.delivery.senders import LEASE, describe_sender
from pressinvite.delivery.sending import send_mailing
from pressinvite.delivery.states import SENT, Outcome
from pressinvite.errors import SettingsError

pytestmark = pytest.mark.peer


@pytest.fixture
def ledger(url):
    with open_ledger(url) as opened:
        yield opened


def test_planning_sending_and_a_second_run(ledger):
    assert plan(ledger, 100) == 100
    assert plan(ledger, 103) == 3
    with MailServer() as server:
        assert send_mailing(ledger, MAILING, transport(server.port), delivery()).is_complete
        assert send_mailing(ledger, MAILING, transport(server.port), delivery()).outcomes == {}
    assert sorted(server.recipients()) == sorted(addresses(103))
    assert [event.state for event in ledger.events(next(ledger.rows(MAILING)))] == ["planned", "sending", "sent"]


def test_threads_that_claim_at_once_share_nothing(ledger):
    claimed = claim_in_threads(ledger, 300)
    assert len(claimed) == len(set(claimed)) == 300


def test_two_that_plan_at_once_plan_each_message_once(url):
    new = []

    def work() -> None:
        with open_ledger(url) as ledger:
            new.append(plan(ledger, 2000))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(new) == 2000
    with open_ledger(url) as ledger:
        assert ledger.count(MAILING)["planned"] == 2000
        assert all(len(ledger.events(row)) == 1 for row in itertools.islice(ledger.rows(MAILING), 20))


def test_a_sender_on_another_machine_is_taken_over_after_its_lease(ledger):
    plan(ledger, 5)
    sender = ledger.enlist("1" * 32, now=NOW)
    rows = ledger.claim(MAILING, sender, 0, 5, now=NOW)
    ledger.record(rows[0], sender, Outcome(SENT, "250 taken"), now=NOW)
    with ledger.database.writing() as connection:
        connection.execute(text("UPDATE senders SET boot = 'elsewhere'"))
    assert describe_sender("").boot != "elsewhere"
    assert not ledger.take_over(now=NOW + LEASE)
    assert ledger.take_over(now=NOW + LEASE + 1) == {"uncertain": 1, "planned": 3}


@pytest.mark.parametrize("number", [NUMBER, 5_000])
def test_four_processes_send_one_mailing_and_one_is_killed(url, number):
    send_with_one_killed(url, "second", "third", "fourth", number=number)


@pytest.mark.parametrize("step", ["after claim", "before deliver", "after deliver", "before record", "after record"])
def test_killed_at_any_step(url, step):
    with open_ledger(url) as ledger:
        plan(ledger, NUMBER)
    with MailServer() as server:
        assert start(url, server.port, step, "5" if step == "after claim" else "40").wait() == -signal.SIGKILL
        assert send_rest(url, server.port) <= CONNECTIONS
        check(url, server)


def test_a_server_that_is_not_there():
    with pytest.raises(SettingsError) as stopped:
        open_ledger("postgresql://nobody@127.0.0.1:1/none")
    assert stopped.value.findings[0].code == "ledger-unreachable"


def test_a_ledger_of_version_1_opens_and_what_a_dead_sender_holds_in_it_is_found(url):
    with open_ledger(url) as ledger:
        plan(ledger, 3)
        ledger.claim(MAILING, ledger.enlist("1" * 32, now=NOW), 0, 2, now=NOW)
        with ledger.database.writing() as connection:
            connection.execute(text("UPDATE ledger_version SET version = 1"))
            connection.execute(text("ALTER TABLE senders DROP COLUMN first"))
            connection.execute(text("CREATE INDEX messages_held ON messages (sender) WHERE state = 'sending'"))
    with open_ledger(url) as ledger:
        assert ledger.take_over(now=NOW + LEASE + 1).total() == 2
        assert ledger.count(MAILING)["planned"] == 2
