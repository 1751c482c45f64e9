"""A worker in the test's own process: what it tells, and what it does about others that died."""

from __future__ import annotations

import asyncio
import signal
from types import SimpleNamespace
from typing import Any

import pytest
from delivery_samples import MAILING, NOW, SHELL, HandClock, compose, plan, transport
from mail_servers import MailServer
from procrastinate import App, PsycopgConnector
from sqlalchemy import text

from pressinvite.delivery import worker
from pressinvite.delivery.job_tables import prepare_jobs
from pressinvite.delivery.ledger import Ledger, open_ledger
from pressinvite.delivery.senders import LEASE
from pressinvite.delivery.slices import SLICE, hand_over
from pressinvite.delivery.worker import Expired, Failed, News, Ready, Sent, TookOver, Worker
from pressinvite.errors import Finding, SettingsError


@pytest.fixture
def ledger(url):
    with open_ledger(url) as opened:
        prepare_jobs(opened)
        yield opened


@pytest.fixture
def server():
    with MailServer() as running:
        yield running


@pytest.fixture
def make(ledger, server, monkeypatch):
    """A worker at a hand's clock, and what it has told."""
    monkeypatch.setattr(worker, "compose_row", compose)

    def make(**more: Any) -> tuple[Worker, list[News]]:
        news: list[News] = []
        made = Worker(ledger, transport(more.pop("port", server.port), **more), news.append, clock=HandClock())
        return made, news

    return make


def ask(ledger, sql: str):
    with ledger.database.reading() as connection:
        return connection.execute(text(sql)).all()


def tell(ledger, sql: str) -> None:
    with ledger.database.writing() as connection:
        connection.execute(text(sql))


def test_once_it_sends_all_slices_and_ends(ledger, make, server):
    plan(ledger, 2 * SLICE + 5)
    hand_over(ledger, [MAILING], until=None, now=NOW)
    before = signal.getsignal(signal.SIGTERM)
    made, news = make()
    made.run(once=True)
    assert [(type(each), each.outcomes["sent"], each.left) for each in news] == [
        (Sent, SLICE, SLICE + 5), (Sent, SLICE, 5), (Sent, 5, 0),
    ]  # fmt: skip
    assert len(set(server.recipients())) == len(server.taken) == 2 * SLICE + 5
    assert ask(ledger, "SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'pressinvite.send_slice'") == [(0,)]
    assert ask(ledger, "SELECT count(*) FROM procrastinate_workers") == [(0,)]
    assert signal.getsignal(signal.SIGTERM) == before


def test_a_job_that_runs_twice_sends_nothing_twice(ledger, make, server):
    plan(ledger, 5)
    hand_over(ledger, [MAILING], until=None, now=NOW)
    made, news = make()
    made._send_slice(1)
    made._send_slice(1)
    made._send_slice(99)
    assert len(server.taken) == 5
    assert [type(each) for each in news] == [Sent]


def test_limits_go_on_from_slice_to_slice(ledger, make, server, monkeypatch):
    monkeypatch.setattr(worker, "SLICE", 10)
    plan(ledger, 30)
    hand_over(ledger, [MAILING], until=None, now=NOW)
    made, _ = make(per_minute=60, connections=1)
    for _ in range(3):
        made._send_slice(1)
    assert len(server.taken) == 30
    assert sum(made.clock.waits) == pytest.approx(30 - 6, abs=1)  # one a second, but for the first six seconds' worth


def test_nothing_is_sent_once_the_meeting_is_over(ledger, make, server):
    plan(ledger, 5)
    hand_over(ledger, [MAILING], until=NOW - 1, now=NOW - 2)
    made, news = make()
    made._send_slice(1)
    assert (news, server.taken) == ([Expired(MAILING, 5)], [])


def test_what_fails_is_told_and_the_work_is_left_to_others(ledger, make, monkeypatch):
    plan(ledger, 5)
    hand_over(ledger, [MAILING], until=None, now=NOW)
    made, _ = make(port=1)
    with pytest.raises(SettingsError) as stopped:
        made.run(once=True)
    assert stopped.value.findings[0].code == "smtp-unreachable"
    assert ask(ledger, "SELECT args FROM procrastinate_jobs WHERE status = 'todo' AND args ? 'mailing'") == [
        ({"mailing": 1},)
    ]
    assert ledger.count(MAILING)["planned"] == 5


def test_it_waits_longer_after_each_failure_and_takes_work_again(ledger, make, server):
    plan(ledger, 5)
    hand_over(ledger, [MAILING], until=None, now=NOW)
    made, news = make()
    refusals = ["drop"] * 15
    server.faults = lambda step, _words: refusals.pop() if step == "connect" and refusals else None
    made.tell = lambda each: (news.append(each), isinstance(each, Sent) and made.stop())
    made.run(once=False)
    told = [each.pause if isinstance(each, Failed) else type(each) for each in news]
    assert told == [Ready, 1.0, Ready, 2.0, Ready, Sent]
    assert len(server.taken) == 5


def test_a_mistake_of_ours_is_not_hidden(ledger, make, monkeypatch):
    plan(ledger, 5)
    hand_over(ledger, [MAILING], until=None, now=NOW)
    made, _ = make()

    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(worker, "send_mailing", fail)
    with pytest.raises(ZeroDivisionError):
        made.run(once=False)


def test_dead_senders_and_the_jobs_of_dead_workers_are_cleared(ledger, make):
    plan(ledger, 5)
    hand_over(ledger, [MAILING], until=None, now=NOW)
    sender = ledger.enlist("1" * 32, now=NOW)
    ledger.claim(MAILING, sender, 0, 3, now=NOW)
    ledger.abandon(sender)
    tell(ledger, "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '31 seconds'), (now())")
    tell(ledger, "UPDATE procrastinate_jobs SET status = 'doing', worker_id = 1")
    tell(ledger, "INSERT INTO procrastinate_jobs (queue_name, task_name, status, worker_id, args) VALUES "
         "('pressinvite', 'pressinvite.send_slice', 'doing', 2, '{\"mailing\": 1}'), ('others', 'theirs', 'doing', 1, '{}')")  # fmt: skip
    made, news = make()

    async def look() -> None:
        app = App(connector=PsycopgConnector(kwargs=worker._address(ledger.database.engine), min_size=1, max_size=1))
        async with app.open_async():
            await made._look_after(SimpleNamespace(app=app), 0)

    asyncio.run(look())
    assert news == [TookOver({"uncertain": 1, "planned": 2})]
    found = ask(ledger, "SELECT task_name, status, worker_id FROM procrastinate_jobs ORDER BY id")
    assert found == [
        ("pressinvite.send_slice", "doing", 2),
        ("theirs", "doing", 1),
        ("pressinvite.send_slice", "todo", None),
    ]


def test_the_shell_of_the_samples_is_what_arrives(ledger, make, server):
    plan(ledger, 1)
    hand_over(ledger, [MAILING], until=None, now=NOW)
    make()[0].run(once=True)
    assert SHELL.octets.split(b"%s")[0] in server.taken[0].octets


class Away(Ledger):
    """A ledger that goes away after so many outcomes, and is back when its clock has waited for three seconds."""

    def __init__(self, database, clock: HandClock, after: int) -> None:
        super().__init__(database)
        self.clock, self.after = clock, after

    def check(self) -> None:
        if self.after <= 0 and sum(self.clock.waits) < 3:
            raise SettingsError(Finding("ledger-unreachable", "error"))

    def deal(self, *given: Any, **named: Any) -> Any:
        self.check()
        return super().deal(*given, **named)

    def record_all(self, tried: Any, *given: Any, **named: Any) -> list[bool]:
        self.check()
        self.after -= len(tried)
        return super().record_all(tried, *given, **named)

    def release(self, *given: Any, **named: Any) -> None:
        self.check()
        super().release(*given, **named)

    def dismiss(self, *given: Any, **named: Any) -> None:
        self.check()
        super().dismiss(*given, **named)


def test_what_is_known_of_messages_is_written_down_when_the_database_is_back(ledger, make, server):
    plan(ledger, 100)
    hand_over(ledger, [MAILING], until=None, now=NOW)
    made, _ = make()
    made.ledger = Away(ledger.database, made.clock, after=30)
    with pytest.raises(SettingsError) as stopped:
        made.run(once=True)
    assert stopped.value.findings[0].code == "ledger-unreachable"
    counts = ledger.count(MAILING)
    assert counts["sent"] == len(server.taken) >= 30
    assert counts["sent"] + counts["planned"] == 100


def test_what_a_machine_held_that_has_gone_is_sent_by_another_after_its_lease(ledger, make, server):
    plan(ledger, 10)
    hand_over(ledger, [MAILING], until=None, now=NOW)
    ledger.claim(MAILING, ledger.enlist("1" * 32, now=NOW), 0, 10, now=NOW)
    tell(ledger, "UPDATE senders SET boot = 'another machine'")
    made, news = make()
    made.clock.time = NOW + LEASE
    made.run(once=True)
    assert (news, server.taken) == ([], [])
    made.clock.time = NOW + LEASE + 1
    made.run(once=True)
    assert news == [TookOver({"uncertain": 1, "planned": 9}), Sent(MAILING, {"sent": 9}, 0)]
    assert len(server.taken) == 9
