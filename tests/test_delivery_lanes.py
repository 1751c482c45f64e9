"""Lanes at the switchboard: large messages over encrypted lines, slow servers, and a lane that fails beside others."""

from __future__ import annotations

from typing import Any

import pytest
from delivery_samples import MAILING, PATIENT, SHELL, addresses, delivery, ledger_url, plan, plan_message, transport
from mail_servers import MailServer

from pressinvite.delivery.connecting import Transport
from pressinvite.delivery.credentials import Server
from pressinvite.delivery.lanes import GROUP
from pressinvite.delivery.ledger import Ledger, open_ledger
from pressinvite.delivery.sending import send_mailing


@pytest.fixture
def ledger(tmp_path):
    with open_ledger(ledger_url(tmp_path)) as opened:
        yield opened


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_messages_larger_than_a_socket_takes_at_once_arrive_whole_over_encrypted_lines(
    ledger, security, server_context, client_context
):
    shell = SHELL._replace(octets=SHELL.octets + 40_000 * b".line with a dot, and words behind it\r\n")
    messages = [plan_message(recipient, shell) for recipient in addresses(12)]
    ledger.plan(MAILING, [shell], messages, now=0.0)
    with MailServer(context=server_context, implicit=security == "tls") as server:
        line = Transport(
            Server("127.0.0.1", server.port, security), connections=3, timeouts=PATIENT, context=client_context
        )
        assert send_mailing(ledger, MAILING, line, delivery()).outcomes == {"sent": 12}
        assert server.most_lines > 1
    assert {taken.digest for taken in server.taken} == {message.digest for message in messages}
    assert len(server.taken) == 12


def test_answers_that_come_octet_by_octet_are_put_together(ledger):
    plan(ledger, 8)
    with MailServer(lambda *_: "pieces") as server:
        assert send_mailing(ledger, MAILING, transport(server.port, timeouts=PATIENT), delivery()).is_complete
    assert len(server.taken) == 8


def test_one_lane_that_gets_no_answer_holds_no_other_up(ledger):
    plan(ledger, 60)
    silent = ["silence"]
    taken_meanwhile = []

    def fault(step: str, _words: str) -> str | None:
        return silent.pop() if step == "dot" and silent and len(server.taken) > 20 else None

    with MailServer(fault) as server:
        how = delivery(progress=lambda state, *_: state == "uncertain" and taken_meanwhile.append(len(server.taken)))
        line = transport(server.port, timeouts=PATIENT._replace(dot=1.0))
        counts = send_mailing(ledger, MAILING, line, how).counts
    assert (counts["sent"], counts["uncertain"]) == (59, 1)
    assert taken_meanwhile[0] > 40  # all but what that lane holds


def test_no_lane_holds_more_than_a_group_and_each_holds_what_it_works_in_order(tmp_path):
    number, held = 1500, {}

    class Watched(Ledger):
        """Keeps what each lane holds, as it is told."""

        def deal(self, mailing, sender, wishes, *, now) -> dict:
            dealt = super().deal(mailing, sender, wishes, now=now)
            for lane, rows in dealt.items():
                mine = held.setdefault(lane, [])
                assert not (mine and rows) or max(mine) < rows[0].id
                mine += [row.id for row in rows]
                most.append(len(mine))
            return dealt

        def record_all(self, tried, *given: Any, **named: Any) -> list[bool]:
            done = super().record_all(tried, *given, **named)
            for row, _ in tried:
                (lane,) = [lane for lane, mine in held.items() if row.id in mine]
                assert held[lane].pop(0) == row.id
            return done

    most: list[int] = []
    with open_ledger(ledger_url(tmp_path)) as opened, MailServer() as server:
        ledger = Watched(opened.database)
        plan(ledger, number)
        assert send_mailing(ledger, MAILING, transport(server.port, timeouts=PATIENT), delivery()).is_complete
    assert sum(map(len, held.values())) == 0
    assert 8 < max(most) <= GROUP
    assert sorted(server.recipients()) == sorted(addresses(number))
