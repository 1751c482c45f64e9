"""Sending against a real server: everything arrives once, whatever the server does."""

from __future__ import annotations

import random
import sqlite3
import threading
from collections import Counter

import pytest
from delivery_samples import MAILING, NOW, HandClock, addresses, compose, delivery, ledger_url, plan, transport
from hypothesis import given, settings
from hypothesis import strategies as st
from mail_servers import MailServer

from pressinvite.delivery.ledger import open_ledger
from pressinvite.delivery.sending import MOST_REFUSALS, send_mailing
from pressinvite.errors import SettingsError

STEPS = ("connect", "ehlo", "mail", "rcpt", "data", "dot")
FAULTS = ("451 4.3.0 later", "550 5.1.1 no", "421 4.3.2 closing", "drop", "garbage", "drip")
DOT_FAULTS = (*FAULTS, "take drop", "take garbage")


@pytest.fixture
def ledger(tmp_path):
    with open_ledger(ledger_url(tmp_path)) as opened:
        yield opened


def once(step: str, fault: str):
    """A fault at the first such step, and never again."""
    left = [fault]
    return lambda now, _words: left.pop() if now == step and left else None


def states(ledger) -> dict[str, str]:
    return {row.recipient: row.state for row in ledger.rows(MAILING)}


def check_truth(ledger, server) -> None:
    """What the server took is what the ledger says, uncertain ones apart; nobody got it twice."""
    found = states(ledger)
    taken = Counter(server.recipients())
    assert set(taken.values()) <= {1}
    assert {who for who, state in found.items() if state == "sent"} <= set(taken)
    assert set(taken) <= {who for who, state in found.items() if state in ("sent", "uncertain")}


def test_everyone_gets_the_planned_bytes_once_and_a_second_run_sends_nothing(ledger):
    plan(ledger, 100)
    with MailServer() as server:
        summary = send_mailing(ledger, MAILING, transport(server.port), delivery())
        again = send_mailing(ledger, MAILING, transport(server.port), delivery())
    assert sorted(server.recipients()) == sorted(addresses(100))
    assert {taken.digest for taken in server.taken} == {row.digest for row in ledger.rows(MAILING)}
    assert {taken.sender for taken in server.taken} == {MAILING.envelope}
    assert summary.is_complete
    assert summary.outcomes == {"sent": 100}
    assert again.outcomes == {}
    assert 1 < server.most_lines <= 4


def test_without_pipelining_the_same(ledger):
    plan(ledger, 20)
    with MailServer(extensions=()) as server:
        assert send_mailing(ledger, MAILING, transport(server.port), delivery()).is_complete
    check_truth(ledger, server)


@pytest.mark.parametrize("pipelining", [True, False])
@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("step", STEPS[:-1])
def test_a_fault_before_the_message_leaves_nobody_uncertain(ledger, step, fault, pipelining):
    plan(ledger, 3)
    faults = once(step, fault)
    with MailServer(faults, extensions=("PIPELINING",) if pipelining else ()) as server:
        summary = send_mailing(ledger, MAILING, transport(server.port), delivery(patience=600.0))
    refused = fault.startswith("550") and step in ("mail", "rcpt", "data")
    assert summary.counts["refused"] == refused
    assert summary.counts["sent"] == 3 - refused
    check_truth(ledger, server)


@pytest.mark.parametrize("fault", DOT_FAULTS)
def test_a_fault_after_the_last_dot(ledger, fault):
    plan(ledger, 3)
    with MailServer(once("dot", fault)) as server:
        summary = send_mailing(ledger, MAILING, transport(server.port), delivery(patience=600.0))
    spoken = {"451": "sent", "421": "sent", "550": "refused"}.get(fault[:3], "uncertain")
    assert summary.counts[spoken] == (3 if spoken == "sent" else 1)
    assert sum(summary.counts.values()) == 3
    check_truth(ledger, server)


def test_an_answer_that_never_comes_is_waited_for_only_so_long(ledger):
    plan(ledger, 2)
    with MailServer(once("dot", "take silence")) as server:
        summary = send_mailing(ledger, MAILING, transport(server.port), delivery())
    assert (summary.counts["sent"], summary.counts["uncertain"]) == (1, 1)
    doubtful = next(ledger.rows(MAILING, "uncertain"))
    assert [event.state for event in ledger.events(doubtful)] == ["planned", "sending", "uncertain"]
    assert ledger.events(doubtful)[-1].words == "no answer in time"


def test_an_uncertain_message_goes_again_on_the_users_word_alone_with_the_same_bytes(ledger):
    plan(ledger, 1)
    with MailServer(once("dot", "take drop")) as server:
        send_mailing(ledger, MAILING, transport(server.port), delivery())
        send_mailing(ledger, MAILING, transport(server.port), delivery())
        assert len(server.taken) == 1
        assert ledger.resend(MAILING, now=NOW) == 1
        send_mailing(ledger, MAILING, transport(server.port), delivery())
    first, second = server.taken
    assert (first.octets, first.message_id) == (second.octets, second.message_id)
    assert ledger.count(MAILING)["sent"] == 1


def test_greylisting_is_waited_out_and_every_word_of_it_kept(ledger):
    plan(ledger, 5)
    met = set()

    def greylist(step, words) -> str | None:
        if step == "rcpt" and words not in met:
            met.add(words)
            return "451 4.7.1 greylisted, come again"
        return None

    clock = HandClock()
    with MailServer(greylist) as server:
        impatient = send_mailing(ledger, MAILING, transport(server.port), delivery(clock=clock))
        assert impatient.counts["deferred"] == 5
        assert impatient.next_due == NOW + 60
        summary = send_mailing(ledger, MAILING, transport(server.port), delivery(clock=clock, patience=120.0))
    assert summary.is_complete
    assert sum(clock.waits) == 60
    events = ledger.events(next(ledger.rows(MAILING)))
    assert [event.state for event in events] == ["planned", "sending", "deferred", "sending", "sent"]
    assert events[2].words == "451 4.7.1 greylisted, come again"
    assert events[4].words == "250 2.0.0 taken"


def test_a_server_that_always_says_later_is_given_up_after_growing_waits(ledger):
    plan(ledger, 1)
    clock = HandClock()
    with MailServer(lambda step, _: "450 4.2.1 busy" if step == "rcpt" else None) as server:
        how = delivery(clock=clock, patience=1e6, waits=(10.0, 20.0, 40.0))
        summary = send_mailing(ledger, MAILING, transport(server.port), how)
    assert summary.counts["refused"] == 1
    assert clock.waits == [10.0, 20.0, 40.0]
    assert sum(command.startswith("RCPT") for command in server.commands) == 4


def test_a_server_that_takes_three_messages_a_connection(ledger):
    plan(ledger, 20)
    taken = Counter()

    def tire(step, _words) -> str | None:
        taken[step] += 1
        return "421 4.7.0 enough" if step == "mail" and taken["mail"] % 4 == 0 else None

    with MailServer(tire) as server:
        assert send_mailing(ledger, MAILING, transport(server.port, connections=1), delivery()).is_complete
    check_truth(ledger, server)


def test_a_server_that_refuses_everything_stops_the_mailing(ledger):
    plan(ledger, 100)
    with (
        MailServer(lambda step, _: "550 5.7.1 not you" if step == "mail" else None) as server,
        pytest.raises(SettingsError) as stopped,
    ):
        send_mailing(ledger, MAILING, transport(server.port, connections=1), delivery())
    assert stopped.value.findings[0].code == "smtp-refuses-all"
    assert ledger.count(MAILING)["refused"] == MOST_REFUSALS
    assert ledger.count(MAILING)["planned"] == 100 - MOST_REFUSALS


def test_a_server_that_is_not_there_stops_it_with_nothing_lost(ledger):
    plan(ledger, 5)
    with MailServer() as server:
        port = server.port
    clock = HandClock()
    with pytest.raises(SettingsError) as stopped:
        send_mailing(ledger, MAILING, transport(port), delivery(clock=clock))
    assert stopped.value.findings[0].code == "smtp-unreachable"
    assert sum(clock.waits) == 30
    assert ledger.count(MAILING)["planned"] == 5


def test_bytes_that_are_not_those_planned_are_not_sent(ledger):
    plan(ledger, 5)
    with MailServer() as server:
        how = delivery()._replace(compose=lambda shell, row: compose(shell, row) + b"PS\r\n")
        with pytest.raises(SettingsError) as stopped:
            send_mailing(ledger, MAILING, transport(server.port), how)
        assert stopped.value.findings[0].code == "message-differs"
        assert not server.taken
    assert ledger.count(MAILING)["planned"] == 5


def test_progress_is_told_of_each_outcome(ledger):
    plan(ledger, 10)
    told = []
    with MailServer(once("rcpt", "550 5.1.1 no")) as server:
        how = delivery(progress=lambda *step: told.append(step))
        send_mailing(ledger, MAILING, transport(server.port), how)
    assert [done for _, done, _ in told] == list(range(1, 11))
    assert {total for _, _, total in told} == {10}
    assert Counter(state for state, _, _ in told) == {"sent": 9, "refused": 1}


def test_the_limit_a_minute_is_held(ledger):
    plan(ledger, 30)
    clock = HandClock()
    with MailServer() as server:
        send_mailing(ledger, MAILING, transport(server.port, connections=1, per_minute=60), delivery(clock=clock))
    assert sum(clock.waits) == pytest.approx(30 - 6)


@settings(max_examples=40)
@given(st.integers(0, 10**9), st.sampled_from([0.02, 0.1, 0.3]), st.booleans())
def test_any_faults_nobody_lost_and_nobody_twice(tmp_path_factory, seed, share, pipelining):
    dice = random.Random(seed)  # noqa: S311 -- faults, not secrets
    number = 25

    def faults(step, _words) -> str | None:
        if dice.random() >= share:
            return None
        return dice.choice(DOT_FAULTS if step == "dot" else FAULTS)

    with open_ledger(ledger_url(tmp_path_factory.mktemp("faults"))) as ledger:
        plan(ledger, number)
        clock = HandClock()
        with MailServer(faults, extensions=("PIPELINING",) if pipelining else ()) as server:
            for _ in range(20):
                try:
                    send_mailing(ledger, MAILING, transport(server.port), delivery(clock=clock, patience=1e6))
                except SettingsError as stopped:
                    assert stopped.findings[0].code in ("smtp-unreachable", "smtp-refuses-all")
                else:
                    break
            check_truth(ledger, server)
        counts = ledger.count(MAILING)
        assert counts["planned"] == counts["deferred"] == counts["sending"] == 0
        assert sum(counts.values()) == number


class Trouble:
    """What befalls a ledger in the midst of sending, and how it is put right."""

    def __init__(self, ledger, clock: HandClock, path) -> None:
        self.ledger, self.clock, self.path = ledger, clock, path
        self.other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)

    def pragma(self, words: str) -> int | None:
        with self.ledger.database.reading() as connection:
            told = connection.exec_driver_sql(f"PRAGMA {words}")
            return told.scalar() if told.returns_rows else None

    def begin(self, kind: str) -> None:
        if kind == "ledger-full":
            self.pragma(f"max_page_count={self.pragma('page_count')}")
        elif kind == "ledger-read-only":
            self.pragma("query_only=1")
        elif kind == "ledger-locked":
            self.other.execute("BEGIN IMMEDIATE")
        else:
            self.clock.time -= 86400

    def end(self, kind: str) -> None:
        self.pragma("max_page_count=1000000")
        self.pragma("query_only=0")
        if self.other.in_transaction:
            self.other.execute("ROLLBACK")
        self.other.close()
        if kind == "clock-behind":
            self.clock.time += 86400


@pytest.mark.parametrize("connections", [1, 4])
@pytest.mark.parametrize("kind", ["ledger-full", "ledger-read-only", "ledger-locked", "clock-behind"])
def test_a_ledger_that_fails_in_the_midst_stops_clearly_and_nothing_is_lost(tmp_path, kind, connections):
    number, clock = 300, HandClock()
    with open_ledger(ledger_url(tmp_path), lock_seconds=0.05) as ledger:
        plan(ledger, number)
        trouble = Trouble(ledger, clock, tmp_path / "pressinvite.db")
        begun = threading.Event()

        def begin(step, _words) -> None:
            if step == "dot" and len(server.taken) >= 60 and not begun.is_set():
                begun.set()
                trouble.begin(kind)

        with MailServer(begin) as server:
            how = delivery(clock=clock)
            with pytest.raises(SettingsError) as stopped:
                send_mailing(ledger, MAILING, transport(server.port, connections=connections), how)
            assert stopped.value.findings[0].code == kind
            taken = len(server.taken)
            assert taken < number
            trouble.end(kind)
            check_truth_later(ledger, server)
            how = delivery(clock=clock)
            summary = send_mailing(ledger, MAILING, transport(server.port, connections=connections), how)
            check_truth(ledger, server)
    assert summary.counts["uncertain"] <= connections
    assert summary.counts["sent"] + summary.counts["uncertain"] == number


class TestTheLedgerFailsAtTheStart:
    """Nothing is sent."""

    def test_locked(self, tmp_path):
        with open_ledger(ledger_url(tmp_path), lock_seconds=0.05) as ledger, MailServer() as server:
            plan(ledger, 10)
            other = sqlite3.connect(tmp_path / "pressinvite.db", isolation_level=None)
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(SettingsError) as stopped:
                send_mailing(ledger, MAILING, transport(server.port), delivery())
            other.execute("ROLLBACK")
            other.close()
            assert stopped.value.findings[0].code == "ledger-locked"
            assert not server.taken
            assert send_mailing(ledger, MAILING, transport(server.port), delivery()).is_complete

    def test_clock_set_back(self, ledger):
        plan(ledger, 10)
        with MailServer() as server:
            with pytest.raises(SettingsError) as stopped:
                send_mailing(ledger, MAILING, transport(server.port), delivery(clock=HandClock(NOW - 86400)))
            assert stopped.value.findings[0] == ("clock-behind", "error", "", {"minutes": 1440}, None, None, False)
            assert not server.taken


def check_truth_later(ledger, server) -> None:
    """Before the next sender has taken over: what is taken and not told is still held."""
    found = states(ledger)
    assert all(found[who] in ("sent", "sending", "uncertain") for who in server.recipients())


def test_an_interruption_brings_the_messages_in_hand_to_their_end(ledger):
    plan(ledger, 100)

    def interrupt(_state, done, _total) -> None:
        if done == 10:
            raise KeyboardInterrupt

    with MailServer() as server:
        with pytest.raises(KeyboardInterrupt):
            send_mailing(ledger, MAILING, transport(server.port), delivery(progress=interrupt))
        check_truth(ledger, server)
        counts = ledger.count(MAILING)
        assert counts["sending"] == counts["uncertain"] == 0
        assert send_mailing(ledger, MAILING, transport(server.port), delivery()).is_complete
