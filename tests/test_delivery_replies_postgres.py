"""Replies in a ledger on a real PostgreSQL server, taken by two at once."""

from __future__ import annotations

import threading

import pytest
from reply_cases import ASA, CASES, NILS, NOW, UID, arrive, case, send, take

from pressinvite.delivery.ledger import open_ledger
from pressinvite.delivery.replies.attendance import answered, attendance, mark, opt_outs, undelivered
from pressinvite.delivery.replies.held import read_held_replies
from pressinvite.delivery.replies.taking import take_replies
from pressinvite.delivery.rights import forget

pytestmark = pytest.mark.peer

NAMES = sorted(path.stem for path in CASES.glob("*.eml"))


def answer_of(ledger) -> list[object]:
    return [attendance(ledger, UID), opt_outs(ledger), answered(ledger, UID), undelivered(ledger, UID)]


def test_the_same_mails_come_to_the_same_in_both_databases(url, tmp_path):
    with open_ledger(url) as server, open_ledger(f"sqlite:///{tmp_path / 'p.db'}") as file:
        for ledger in (server, file):
            send(ledger)
            take(ledger, *NAMES)
            take(ledger, *NAMES)
            mark(ledger, UID, ASA, False, now=NOW)
        assert answer_of(server) == answer_of(file)
        forget(server, NILS, now=NOW)
        assert {each["kind"] for each in read_held_replies(server, NILS)} == {"opted-out"}


def test_two_who_take_the_same_mails_take_each_once(url):
    found = []

    def work() -> None:
        with open_ledger(url) as ledger:
            found.append(
                take_replies(ledger, (arrive(case(name)) for name in NAMES), now=NOW, own=["press@malmo.example"])
            )

    with open_ledger(url) as ledger:
        send(ledger)
    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with open_ledger(url) as ledger:
        assert sum(len(taken.replies) for taken in found) == len(NAMES) - 4
        assert take(ledger, *NAMES).replies == ()
