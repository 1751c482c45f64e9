"""Messages that several lanes are dealt in one claim: which lane gets which, and what becomes of them after a kill."""

from __future__ import annotations

import pytest
from delivery_samples import MAILING, NOW, ledger_url, plan

from pressinvite.delivery.ledger import open_ledger
from pressinvite.delivery.mailings import Wish
from pressinvite.delivery.states import DEFERRED, SENT, Outcome


@pytest.fixture
def ledger(tmp_path):
    with open_ledger(ledger_url(tmp_path)) as opened:
        yield opened


def test_lanes_are_dealt_neighbours_and_who_holds_messages_only_what_lies_behind_them(ledger):
    plan(ledger, 20)
    sender = ledger.enlist("1" * 32, now=NOW)

    def deal(**wishes: Wish) -> dict[str, list[int]]:
        numbered = {int(lane[1:]): wish for lane, wish in wishes.items()}
        dealt = ledger.deal(MAILING, sender, numbered, now=NOW)
        return {f"l{lane}": [row.id for row in rows] for lane, rows in dealt.items()}

    assert deal(l0=Wish(3), l1=Wish(3)) == {"l0": [1, 3, 5], "l1": [2, 4, 6]}
    # the first lane gives two back, and goes on; the other holds its last one
    later = ledger.deal(MAILING, sender, {2: Wish(2)}, now=NOW)[2]
    ledger.release(later, sender, now=NOW)
    assert deal(l0=Wish(2), l1=Wish(2, above=10)) == {"l0": [11, 13], "l1": [12, 14]}
    assert deal(l0=Wish(9), l1=Wish(2, above=20)) == {"l0": [7, 8, 9, 10, 15, 16, 17, 18, 19], "l1": []}
    assert deal(l0=Wish(9), l1=Wish(9, above=14)) == {"l0": [20], "l1": []}


def test_what_was_put_off_goes_to_a_lane_that_holds_nothing(ledger):
    plan(ledger, 6)
    sender = ledger.enlist("1" * 32, now=NOW)
    (first, *_) = ledger.claim(MAILING, sender, 0, 4, now=NOW)
    ledger.record(first, sender, Outcome(DEFERRED, "450", NOW + 60), now=NOW)
    wishes = {0: Wish(4, above=4), 1: Wish(4)}
    dealt = ledger.deal(MAILING, sender, wishes, now=NOW + 61)
    assert {lane: [row.id for row in rows] for lane, rows in dealt.items()} == {0: [5], 1: [1, 6]}
    assert {row.state for rows in dealt.values() for row in rows} == {"sending"}


def test_of_a_killed_sender_only_the_one_in_hand_is_uncertain_though_more_was_dealt_meanwhile(ledger):
    plan(ledger, 8)
    sender = ledger.enlist("1" * 32, now=NOW)
    rows = ledger.claim(MAILING, sender, 0, 3, now=NOW)
    ledger.record_all([(row, Outcome(SENT, "250")) for row in rows[:2]], sender, now=NOW)
    ledger.deal(MAILING, sender, {0: Wish(2, above=rows[-1].id), 1: Wish(2)}, now=NOW)
    ledger.abandon(sender)
    ledger.take_over(now=NOW)
    found = [row.state for row in ledger.rows(MAILING)]
    assert found == ["sent", "sent", "uncertain", "planned", "uncertain", "planned", "planned", "planned"]
