"""Dealing: one claim for all lanes that want messages, none of which holds more than a group or one out of its order."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressinvite.delivery.dealing import Dealer, share
from pressinvite.delivery.lanes import choose_size
from pressinvite.delivery.mailings import Row, Wish

GROUP = 8


def row(number: int) -> Row:
    return Row(number, 1, f"red{number}@b.example", {}, "", 0.0, "", "sending", 0)


class Source:
    """Hands out messages as the ledger would, and notes each claim."""

    def __init__(self, *numbers: int) -> None:
        self.left = list(numbers)
        self.claims: list[dict[int, Wish]] = []

    def claim(self, wishes: dict[int, Wish]) -> dict[int, tuple[Row, ...]]:
        self.claims.append(dict(wishes))
        dealt = {}
        for lane, wish in wishes.items():
            mine = sorted([number for number in self.left if number > wish.above][: wish.size])
            self.left = [number for number in self.left if number not in mine]
            dealt[lane] = tuple(map(row, mine))
        return dealt


def ids(rows) -> list[int]:
    return [each.id for each in rows]


def test_one_claim_does_for_the_lanes_that_have_nearly_come_to_their_end():
    source = Source(*range(1, 100))
    dealer = Dealer(source.claim, group=GROUP)
    assert ids(dealer.ask(0, 4)) == [1, 2, 3, 4]
    assert ids(dealer.ask(1, 4)) == [5, 6, 7, 8]
    for _ in range(4):
        dealer.tell(0)
    for _ in range(3):
        dealer.tell(1)
    assert ids(dealer.ask(0, 4)) == [9, 10, 11, 12]
    assert source.claims[-1] == {0: Wish(4), 1: Wish(4, above=8)}
    assert ids(dealer.take(1, 6)) == [13, 14, 15, 16]
    assert dealer.take(1, 6) == ()


def test_a_lane_that_is_fast_is_dealt_more_from_then_on():
    source = Source(*range(1, 100))
    dealer = Dealer(source.claim, group=GROUP)
    for lane in (0, 1):
        dealer.ask(lane, 1)
        dealer.tell(lane)
    assert ids(dealer.take(0, 1)) == [2]
    assert dealer.take(1, 4) == ()
    dealer.tell(0)
    dealer.ask(0, 2)
    assert source.claims[-1] == {0: Wish(2), 1: Wish(4)}


def test_a_lane_that_holds_much_is_dealt_nothing_more():
    source = Source(*range(1, 100))
    dealer = Dealer(source.claim, group=GROUP)
    dealer.ask(0, 8)
    dealer.ask(1, 8)
    for _ in range(5):
        dealer.tell(0)
    dealer.ask(1, 8)
    assert source.claims[-1] == {1: Wish(8)}


def test_a_lane_never_holds_more_than_a_group():
    source = Source(*range(1, 100))
    dealer = Dealer(source.claim, group=GROUP)
    dealer.ask(0, 8)
    for _ in range(6):
        dealer.tell(0)
    dealer.ask(1, 8)
    assert source.claims[-1] == {0: Wish(6, above=8), 1: Wish(8)}


def test_no_more_is_claimed_than_the_run_may():
    source = Source(*range(1, 100))
    dealer = Dealer(source.claim, group=GROUP, most=10)
    assert ids(dealer.ask(0, 8)) == list(range(1, 9))
    assert ids(dealer.ask(1, 8)) == [9, 10]
    assert dealer.ask(2, 8) == ()
    assert (len(source.claims), dealer.left) == (2, 0)


def test_what_was_dealt_to_a_lane_that_leaves_is_to_be_given_back_and_it_gets_nothing_more():
    source = Source(*range(1, 100))
    dealer = Dealer(source.claim, group=GROUP)
    dealer.ask(0, 4)
    for _ in range(4):
        dealer.tell(0)
    dealer.ask(1, 4)
    assert ids(dealer.leave(0)) == [5, 6, 7, 8]
    assert dealer.leave(0) == ()
    dealer.ask(1, 4)
    assert list(source.claims[-1]) == [1]


def nearly_done(dealer: Dealer) -> None:
    """Lane 0 has a quarter left of what it was dealt, lane 1 three quarters, lane 2 more."""
    for lane in (0, 1, 2):
        dealer.ask(lane, 8)
    for lane, ended in enumerate((6, 2, 1)):
        for _ in range(ended):
            dealer.tell(lane)


def test_before_a_lane_has_nothing_left_it_is_dealt_the_next_group_with_those_that_soon_want_one():
    source = Source(*range(1, 100))
    dealer = Dealer(source.claim, group=GROUP)
    nearly_done(dealer)
    assert [dealer.is_due(lane) for lane in (0, 1, 2)] == [True, False, False]
    dealer.deal_ahead()
    assert source.claims[3:] == [{0: Wish(6, above=8), 1: Wish(2, above=16)}]
    assert not dealer.is_due(0)
    assert ids(dealer.take(0, 8)) == [25, 26, 27, 28, 29, 30]
    assert len(source.claims) == 4


def test_where_nothing_is_left_no_claim_is_made_ahead_until_one_that_was_asked_for_finds_something():
    source = Source(*range(1, 25))
    dealer = Dealer(source.claim, group=GROUP)
    nearly_done(dealer)
    dealer.deal_ahead()
    assert not dealer.is_due(0)
    dealer.tell(0)
    dealer.tell(0)
    assert dealer.ask(0, 8) == ()
    source.left = [30, 31]
    assert ids(dealer.ask(0, 8)) == [30, 31]
    dealer.tell(0)
    dealer.tell(0)
    assert dealer.is_due(0)


def test_where_the_run_may_claim_no_more_nothing_is_claimed_ahead():
    source = Source(*range(1, 100))
    dealer = Dealer(source.claim, group=GROUP, most=24)
    nearly_done(dealer)
    assert not dealer.is_due(0)


def test_why_a_claim_ahead_failed_is_told_to_the_lane_that_asks_next():
    source = Source(*range(1, 100))
    dealer = Dealer(source.claim, group=GROUP)
    nearly_done(dealer)
    dealer._claim = lambda _: {}[0]
    dealer.deal_ahead()
    assert not dealer.is_due(0)
    assert dealer.take(0, 8) == ()
    with pytest.raises(KeyError):
        dealer.ask(0, 8)


def test_a_lane_that_comes_again_after_giving_back_can_have_what_lies_before():
    source = Source(5, 6, 7, 8)
    dealer = Dealer(source.claim, group=GROUP)
    dealer.ask(0, 4)
    dealer.leave(0)
    source.left = [1, 2]
    assert ids(dealer.ask(0, 4)) == [1, 2]


@given(st.integers(0, 10**6), st.integers(1, 5), st.integers(1, 12))
def test_whatever_happens_each_lane_works_in_order_and_holds_at_most_a_group(seed, lanes, group):
    dice = random.Random(seed)  # noqa: S311 -- a course of events, not a secret
    source = Source(*range(1, 200))
    dealer = Dealer(source.claim, group=group)
    held: dict[int, list[int]] = {lane: [] for lane in range(lanes)}
    worked: dict[int, list[int]] = {lane: [] for lane in range(lanes)}
    going = set(range(lanes))
    while going:
        lane = dice.choice(sorted(going))
        if held[lane]:
            worked[lane].append(held[lane].pop(0))
            if dice.random() < 0.1:  # it is put off, and comes again
                source.left.insert(0, worked[lane].pop())
            dealer.tell(lane)
            if dealer.is_due(lane) and dice.random() < 0.5:
                dealer.deal_ahead()
            continue
        size = dice.randint(1, group)
        rows = dealer.take(lane, size) or dealer.ask(lane, size)
        held[lane] = ids(rows)
        assert held[lane] == sorted(held[lane])
        for each, waiting in dealer._dealt.items():
            assert len(held[each]) + len(waiting) <= group
            assert not held[each] or max(held[each]) < waiting[0].id
        if not rows:
            going.remove(lane)
            assert dealer.leave(lane) == ()
    assert sorted(number for numbers in worked.values() for number in numbers) == list(range(1, 200))


def test_neighbours_go_to_different_lanes_as_far_as_each_has_room():
    rows = [(number,) for number in range(1, 8)]
    assert share(rows, {3: 2, 5: 4, 6: 0, 7: 1}) == {3: [(1,), (4,)], 5: [(2,), (5,), (6,), (7,)], 6: [], 7: [(3,)]}
    assert share([], {0: 3}) == {0: []}


@pytest.mark.parametrize(
    ("size", "seconds", "most", "next_size"),
    [(8, 0.01, 64, 16), (8, 0.0, 64, 16), (48, 0.1, 64, 64), (64, 1.0, 64, 32), (8, 60.0, 64, 1), (8, 0.5, 64, 8)],
)
def test_a_group_takes_about_half_a_second_and_grows_by_doubling(size, seconds, most, next_size):
    assert choose_size(size, seconds, most=most) == next_size
