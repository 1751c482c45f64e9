"""Small mailings for the tests of delivery: a few words to each recipient."""

from __future__ import annotations

import hashlib
import json
import threading
from typing import TYPE_CHECKING, Any

from pressinvite.delivery.connecting import Timeouts, Transport
from pressinvite.delivery.credentials import Server
from pressinvite.delivery.mailings import Mailing, Planned, Row, StoredShell
from pressinvite.delivery.sending import Delivery

if TYPE_CHECKING:
    from pathlib import Path

    from pressinvite.delivery.ledger import Ledger

NOW = 1_780_000_000.0
MAILING = Mailing("m1@malmo.example", 1, "invitation", "press@malmo.example", "Pressträff")
SHELL = StoredShell("sv", "quiet", b"Subject: Presstr\r\n\r\nV=C3=A4lkommen, %s!\r\n.en rad med punkt\r\n")


class HandClock:
    """A clock that only waiting moves."""

    def __init__(self, now: float = NOW) -> None:
        self.time, self.waits = now, []
        self._lock = threading.Lock()

    def now(self) -> float:
        return self.time

    def wait(self, stop: threading.Event, seconds: float) -> None:
        with self._lock:
            if seconds and not stop.is_set():
                self.waits.append(seconds)
                self.time += seconds


def compose(shell: StoredShell, row: Row | Planned) -> bytes:
    head = f"Message-ID: {row.message_id}\r\nTo: {row.recipient}\r\n"
    return head.encode() + shell.octets.replace(b"%s", json.dumps(row.parts["name"]).encode())


def plan_message(recipient: str, shell: StoredShell = SHELL, salt: str = "") -> Planned:
    key = hashlib.sha256((recipient + salt).encode()).hexdigest()[:24]
    planned = Planned(
        recipient, shell.language, shell.form, {"name": f"Å {recipient}"}, f"<{key}@malmo.example>", NOW, ""
    )
    return planned._replace(digest=hashlib.sha256(compose(shell, planned)).hexdigest())


def addresses(number: int) -> list[str]:
    return [f"red{index}@tidning{index % 7}.example" for index in range(number)]


def plan(ledger: Ledger, number: int, mailing: Mailing = MAILING, now: float = NOW) -> int:
    return ledger.plan(mailing, [SHELL], map(plan_message, addresses(number)), now=now)


def ledger_url(folder: Path) -> str:
    return f"sqlite:///{folder / 'pressinvite.db'}"


PATIENT = Timeouts(connect=60, command=60, body=60, dot=60)
"""For servers that always answer: no busy machine makes a message uncertain."""


def transport(port: int, **more: Any) -> Transport:
    quick = Timeouts(connect=5, command=0.3, body=5, dot=0.3)
    return Transport(Server("127.0.0.1", port, "plain"), **{"timeouts": quick, **more})


_runs = iter(range(1_000_000))


def delivery(**more: Any) -> Delivery:
    return Delivery(compose, f"{next(_runs):032x}", **{"clock": HandClock(), **more})


def claim_in_threads(ledger, number_of_messages):
    """Plan so many messages, and return the rows that four threads claimed at once."""
    plan(ledger, number_of_messages)
    claimed: list[int] = []

    def work(number: int) -> None:
        sender = ledger.enlist(f"{number:032}", now=NOW)
        while rows := ledger.claim(MAILING, sender, 0, 7, now=NOW):
            claimed.extend(row.id for row in rows)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return claimed
