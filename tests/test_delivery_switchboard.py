"""The switchboard: who is waiting holds nobody up, and outcomes that come in together are written down together."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from pressinvite.delivery.connecting import Ready
from pressinvite.delivery.mailings import Row
from pressinvite.delivery.states import SENT, Outcome
from pressinvite.delivery.switchboard import Aside, Switchboard, Told

if TYPE_CHECKING:
    from collections.abc import Generator

    Steps = Generator[Any, Any, None]

LATE = 60.0


def told(number: int) -> Told:
    return Told(Row(number, 1, "a@b.example", {}, "", 0.0, "", "sending", 0), Outcome(SENT, "250"))


def no_records(_told):
    raise AssertionError


def run(*lanes: Steps, record=no_records) -> None:
    with Switchboard(record) as switchboard:
        switchboard.work(lanes)


@contextmanager
def pairs(number: int):
    made = [socket.socketpair() for _ in range(number)]
    for ours, _ in made:
        ours.setblocking(False)
    try:
        yield made
    finally:
        for pair in made:
            for end in pair:
                end.close()


def soon(sock: socket.socket, *, writes: bool = False) -> Ready:
    return Ready(sock, writes, time.monotonic() + LATE)


def test_each_lane_goes_on_when_its_own_server_has_answered():
    heard = []

    def lane(number: int, ours: socket.socket, wake: socket.socket | None) -> Steps:
        yield soon(ours)
        heard.append((number, ours.recv(9)))
        if wake:
            wake.send(b"next")

    with pairs(3) as ((a, a_far), (b, b_far), (c, c_far)):
        c_far.send(b"first")
        run(lane(0, a, b_far), lane(1, b, None), lane(2, c, a_far))
    assert heard == [(2, b"first"), (0, b"next"), (1, b"next")]


def test_a_server_that_says_nothing_is_waited_for_until_its_time_and_holds_nobody_up():
    heard = []

    def silent(ours: socket.socket) -> Steps:
        ends = time.monotonic() + 0.05
        while time.monotonic() < ends:
            yield Ready(ours, False, ends)
        heard.append("given up")

    def quick(ours: socket.socket) -> Steps:
        yield soon(ours)
        heard.append("answered")

    with pairs(2) as ((a, _), (b, b_far)):
        b_far.send(b"x")
        run(silent(a), quick(b))
    assert heard == ["answered", "given up"]


def test_a_socket_that_cannot_be_written_is_waited_for():
    number = 1 << 22

    def pour(ours: socket.socket) -> Steps:
        left = memoryview(bytes(number))
        while left:
            try:
                left = left[ours.send(left) :]
            except BlockingIOError:
                yield soon(ours, writes=True)

    with pairs(1) as ((ours, far),):
        got = []
        reader = threading.Thread(target=lambda: got.append(sum(iter(lambda: len(far.recv(1 << 16)), 0))))
        reader.start()
        run(pour(ours))
        ours.close()
        reader.join()
    assert got == [number]


def test_what_is_done_aside_holds_no_other_lane_up_and_its_result_comes_back():
    gone = threading.Event()
    results = []

    def waiting() -> Steps:
        results.append((yield Aside(lambda: gone.wait(LATE))))

    def quick() -> Steps:
        assert (yield Aside(lambda: "done")) == "done"
        gone.set()

    run(waiting(), quick())
    assert results == [True]


def test_an_error_aside_is_the_lanes_own():
    met = []

    def lane() -> Steps:
        try:
            yield Aside(lambda: 1 // 0)
        except ZeroDivisionError as error:
            met.append(error)

    run(lane())
    assert len(met) == 1


def test_outcomes_that_have_come_in_together_are_written_down_together_and_before_anything_else_happens():
    groups, went_on = [], []

    def record(group) -> list[None]:
        assert not went_on
        groups.append([each.row.id for each in group])
        return [None] * len(group)

    def lane(number: int) -> Steps:
        yield told(number)
        went_on.append(number)

    run(*map(lane, range(4)), record=record)
    assert groups == [[0, 1, 2, 3]]
    assert went_on == [0, 1, 2, 3]


def test_what_came_of_writing_down_is_told_to_each_lane():
    met = []

    def lane(number: int) -> Steps:
        try:
            yield told(number)
            met.append((number, None))
        except KeyError:
            met.append((number, KeyError))

    run(lane(0), lane(1), lane(2), record=lambda _: [None, KeyError(), None])
    assert met == [(0, None), (1, KeyError), (2, None)]


def test_a_line_that_broke_makes_way_for_one_with_its_number():
    heard, held = [], []

    def lane() -> Steps:
        for number in range(3):
            ours, far = socket.socketpair()
            held.append(far)
            ours.setblocking(False)
            far.send(b"%d" % number)
            numbers.add(ours.fileno())
            yield soon(ours)
            heard.append(ours.recv(9))
            ours.close()
            held.pop().close()

    numbers: set[int] = set()
    run(lane())
    assert heard == [b"0", b"1", b"2"]
    assert len(numbers) < 3, "the system gave no number again: nothing was tested"


def test_a_server_that_speaks_unasked_is_not_asked_about_again_and_again():
    looks = []

    def lane(ours: socket.socket, far: socket.socket) -> Steps:
        far.send(b"x")
        yield soon(ours)
        ours.recv(9)
        far.send(b"421 closing")
        yield Aside(lambda: time_passes.wait(0.2))
        yield soon(ours)
        assert ours.recv(99) == b"421 closing"

    time_passes = threading.Event()
    with pairs(1) as ((ours, far),), Switchboard(no_records) as switchboard:
        select = switchboard._selector.select
        switchboard._selector.select = lambda *given: looks.append(given) or select(*given)
        switchboard.work([lane(ours, far)])
    assert len(looks) <= 4


def test_a_lane_that_fails_ends_the_work_with_its_error():
    def lane() -> Steps:
        yield Aside(int)
        raise LookupError

    with pytest.raises(LookupError):
        run(lane())
