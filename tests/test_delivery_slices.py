"""Slices as jobs, on a real PostgreSQL: as many as wait, whatever happened to those before."""

from __future__ import annotations

import pytest
from delivery_samples import MAILING, NOW, SHELL, plan, plan_message
from sqlalchemy import text

from pressinvite.delivery.history import number_revision
from pressinvite.delivery.job_tables import prepare_jobs
from pressinvite.delivery.ledger import open_ledger
from pressinvite.delivery.senders import LEASE
from pressinvite.delivery.slices import SLICE, count_workers, hand_over, offer, offer_all, read_handed
from pressinvite.delivery.states import DEFERRED, SENT, Outcome


@pytest.fixture
def ledger(url):
    with open_ledger(url) as opened:
        prepare_jobs(opened)
        yield opened


def ask(ledger, sql: str):
    with ledger.database.reading() as connection:
        return connection.execute(text(sql)).all()


def tell(ledger, sql: str) -> None:
    with ledger.database.writing() as connection:
        connection.execute(text(sql))


def jobs(ledger) -> list[tuple[int, int | None]]:
    """Of each job that waits the mailing, and in how many seconds it may run (None: at once)."""
    asked = "SELECT args, extract(epoch FROM scheduled_at - now()) FROM procrastinate_jobs WHERE status = 'todo' ORDER BY id"
    return [(args["mailing"], None if seconds is None else round(seconds)) for args, seconds in ask(ledger, asked)]


def take(ledger, number: int, outcome: Outcome | None = None):
    """Claim so many messages, and record what came of them where an outcome is given."""
    sender = ledger.enlist(f"{take.runs:032x}", now=NOW)
    take.runs += 1
    rows = ledger.claim(MAILING, sender, 0, number, now=NOW)
    for row in rows if outcome else ():
        ledger.record(row, sender, outcome, now=NOW)
    return rows


take.runs = 1


def test_a_job_for_each_slice_and_never_one_for_each_message(ledger):
    plan(ledger, 3 * SLICE + 1)
    hand_over(ledger, [MAILING], until=None, now=NOW)
    assert jobs(ledger) == [(1, None)] * 4


def test_a_small_mailing_is_one_job(ledger):
    plan(ledger, 1)
    hand_over(ledger, [MAILING], until=None, now=NOW)
    assert jobs(ledger) == [(1, None)]


def test_handing_over_and_looking_again_add_nothing(ledger):
    plan(ledger, SLICE + 1)
    for _ in range(3):
        hand_over(ledger, [MAILING], until=None, now=NOW)
        assert offer_all(ledger, now=NOW) == []
    assert jobs(ledger) == [(1, None)] * 2


def test_no_jobs_for_what_a_dead_worker_held_of_a_revision_that_was_followed_by_another(ledger):
    plan(ledger, 3)
    hand_over(ledger, [MAILING], until=None, now=NOW)
    sender = ledger.enlist("d" * 32, now=NOW)
    rows = ledger.claim(MAILING, sender, 0, 3, now=NOW)
    number_revision(ledger, MAILING.uid, sequence=0, content="{}", now=NOW)
    number_revision(ledger, MAILING.uid, sequence=1, content='{"status": "cancelled"}', now=NOW)
    ledger.abandon(sender)
    ledger.take_over(now=NOW)
    tell(ledger, "DELETE FROM procrastinate_jobs")
    assert offer_all(ledger, now=NOW) == []
    assert jobs(ledger) == []
    assert [row.state for row in ledger.rows(MAILING)] == ["uncertain", "refused", "refused"]
    assert len(rows) == 3


def test_jobs_that_are_lost_come_again(ledger):
    plan(ledger, SLICE + 1)
    hand_over(ledger, [MAILING], until=None, now=NOW)
    tell(ledger, "DELETE FROM procrastinate_jobs")
    offer_all(ledger, now=NOW)
    assert jobs(ledger) == [(1, None)] * 2


def test_a_mailing_that_was_not_handed_over_is_nobodys_work(ledger):
    plan(ledger, 10)
    assert offer_all(ledger, now=NOW) == []
    assert offer(ledger, 1, now=NOW) == 0
    assert (jobs(ledger), read_handed(ledger, 1)) == ([], None)


def test_what_is_done_needs_no_job(ledger):
    plan(ledger, 10)
    take(ledger, 10, Outcome(SENT, "250 taken"))
    hand_over(ledger, [MAILING], until=None, now=NOW)
    assert jobs(ledger) == []


def test_a_put_off_message_is_a_job_for_when_it_is_due(ledger):
    plan(ledger, 10)
    take(ledger, 10, Outcome(DEFERRED, "451 later", NOW + 300))
    hand_over(ledger, [MAILING], until=None, now=NOW)
    offer_all(ledger, now=NOW)
    assert jobs(ledger) == [(1, 300)]
    assert len(ask(ledger, "SELECT 1 FROM procrastinate_jobs WHERE scheduled_at IS NULL")) == 0
    offer_all(ledger, now=NOW + 301)
    assert jobs(ledger) == [(1, 300), (1, None)]


def test_what_somebody_is_sending_is_looked_at_again_after_the_lease(ledger):
    plan(ledger, 10)
    hand_over(ledger, [MAILING], until=None, now=NOW)
    take(ledger, 10)
    tell(ledger, "DELETE FROM procrastinate_jobs")
    offer_all(ledger, now=NOW)
    assert jobs(ledger) == [(1, LEASE)]


def test_a_cancellation_goes_before_a_large_invitation(ledger):
    plan(ledger, 10)
    cancelled = MAILING._replace(revision=2, purpose="cancellation")
    ledger.plan(cancelled, [SHELL], [plan_message("red0@tidning0.example", salt="2")], now=NOW)
    hand_over(ledger, [MAILING, cancelled], until=None, now=NOW)
    first = ask(ledger, "SELECT args FROM procrastinate_jobs ORDER BY priority DESC, id LIMIT 1")
    assert first == [({"mailing": 2},)]


def test_once_the_meeting_is_over_nothing_is_sent_any_more(ledger):
    plan(ledger, 10)
    hand_over(ledger, [MAILING], until=NOW + 3600, now=NOW)
    assert read_handed(ledger, 1).until == NOW + 3600
    tell(ledger, "DELETE FROM procrastinate_jobs")
    assert offer_all(ledger, now=NOW + 3601) == [(MAILING, 10)]
    assert offer_all(ledger, now=NOW + 3602) == []
    assert (jobs(ledger), read_handed(ledger, 1)) == ([], None)
    assert ledger.count(MAILING)["planned"] == 10


def test_living_workers_are_counted(ledger):
    assert count_workers(ledger) == 0
    tell(ledger, "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now()), (now() - interval '1 minute')")
    assert count_workers(ledger) == 1
