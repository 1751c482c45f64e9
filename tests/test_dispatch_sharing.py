"""Looking on while workers send, and until when they may."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from delivery_samples import MAILING, NOW, HandClock, plan
from sqlalchemy import text

from pressinvite.delivery.job_tables import prepare_jobs
from pressinvite.delivery.ledger import open_ledger
from pressinvite.delivery.states import DEFERRED, REFUSED, SENT, Outcome
from pressinvite.dispatch.sharing import NOBODY, Onlooker, find_end, watch
from pressinvite.errors import Finding, SettingsError
from pressinvite.meeting import Meeting

if TYPE_CHECKING:
    from pressinvite.delivery.sending import Summary


@pytest.fixture
def ledger(url):
    with open_ledger(url) as opened:
        prepare_jobs(opened)
        yield opened


class Scene(HandClock):
    """A clock at whose moments something happens, and what was told meanwhile."""

    def __init__(self, ledger) -> None:
        super().__init__()
        self.ledger, self.acts = ledger, {}
        self.shown, self.missed = [], []
        self.sender = ledger.enlist("1" * 32, now=NOW)

    def wait(self, stop, seconds: float) -> None:
        super().wait(stop, seconds)
        self.acts.pop(round(self.time - NOW), lambda: None)()

    def send(self, number: int, outcome: Outcome | None = None) -> None:
        for row in self.ledger.claim(MAILING, self.sender, 0, number, now=self.time):
            self.ledger.record(row, self.sender, outcome or Outcome(SENT, "250 taken"), now=self.time)

    def live(self) -> None:
        with self.ledger.database.writing() as connection:
            connection.execute(text("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now())"))

    def die(self) -> None:
        with self.ledger.database.writing() as connection:
            connection.execute(text("DELETE FROM procrastinate_workers"))

    def watch(self, patience: float) -> Summary:
        onlooker = Onlooker(
            lambda counts: self.shown.append(counts["sent"]), lambda: self.missed.append(self.time - NOW)
        )
        return watch(self.ledger, [MAILING], onlooker, patience=patience, clock=self)


@pytest.fixture
def scene(ledger):
    plan(ledger, 3)
    return Scene(ledger)


def test_it_ends_when_all_is_done(scene):
    scene.live()
    scene.acts = {5: lambda: scene.send(1), 8: lambda: scene.send(2)}
    summary = scene.watch(600)
    assert (scene.time - NOW, summary.outcomes["sent"], summary.is_complete) == (8, 3, True)
    assert scene.shown == [0] * 5 + [1] * 3 + [3]
    assert scene.missed == []


def test_that_nobody_works_is_told_once_each_time_it_begins(scene):
    scene.acts = {50: scene.live, 60: scene.die, 120: lambda: scene.send(3)}
    scene.watch(600)
    assert scene.missed == [NOBODY, 60 + NOBODY - 1]


def test_patience_ends_where_nothing_happens(scene):
    scene.acts = {50: lambda: scene.send(1)}
    summary = scene.watch(100)
    assert (scene.time - NOW, summary.counts["planned"], summary.counts["sent"]) == (150, 2, 1)


def test_what_comes_due_later_than_one_looks_on_is_left(scene):
    scene.live()
    scene.acts = {1: lambda: scene.send(3, Outcome(DEFERRED, "451 later", NOW + 700))}
    summary = scene.watch(600)
    assert (scene.time - NOW, summary.next_due) == (1, NOW + 700)


def test_what_comes_due_before_is_waited_for(scene):
    scene.live()
    scene.acts = {1: lambda: scene.send(3, Outcome(DEFERRED, "451 later", NOW + 100)), 102: lambda: scene.send(3)}
    assert scene.watch(600).is_complete
    assert scene.time - NOW == 102


def test_refused_ones_need_no_waiting(scene):
    scene.acts = {1: lambda: scene.send(3, Outcome(REFUSED, "550 no"))}
    scene.watch(600)
    assert scene.time - NOW == 1


def test_a_database_that_starts_anew_is_waited_for_a_minute(scene, monkeypatch):
    count = scene.ledger.count

    def fail(_mailing: object) -> None:
        raise SettingsError(Finding("ledger-unreachable", "error"))

    def break_down() -> None:
        monkeypatch.setattr(scene.ledger, "count", fail)

    def mend() -> None:
        monkeypatch.setattr(scene.ledger, "count", count)

    scene.acts = {2: break_down, 42: mend, 45: break_down, 85: mend, 86: lambda: scene.send(3)}
    assert scene.watch(600).is_complete
    scene.acts = {round(scene.time - NOW) + 1: break_down}
    plan(scene.ledger, 4)
    with pytest.raises(SettingsError):
        scene.watch(600)


def moment(written: str) -> float:
    return dt.datetime.fromisoformat(written).timestamp()


@pytest.mark.parametrize(
    ("start", "end", "status", "until"),
    [
        (dt.datetime(2027, 5, 20, 10), None, "confirmed", "2027-05-20T22:00+00:00"),
        (dt.datetime(2027, 5, 20, 10), dt.datetime(2027, 5, 21, 16), "postponed", "2027-05-21T22:00+00:00"),
        (dt.date(2027, 12, 1), None, "confirmed", "2027-12-01T23:00+00:00"),
    ],
)
def test_invitations_go_until_the_day_is_over(start, end, status, until):
    assert find_end(Meeting(start=start, end=end, status=status)) == moment(until)


def test_a_cancellation_and_a_meeting_without_a_day_have_no_end():
    assert find_end(Meeting(start=dt.datetime(2027, 5, 20, 10), status="cancelled")) is None
    assert find_end(Meeting()) is None
