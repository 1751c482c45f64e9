"""A sender in a process of its own, that may kill itself at a step: python delivery_child.py URL PORT [STEP NUMBER]."""

from __future__ import annotations

import os
import signal
import sys
import threading
import uuid
from typing import Any

from delivery_samples import MAILING, PATIENT, compose, transport

from pressinvite.delivery.ledger import Ledger, open_ledger
from pressinvite.delivery.sending import Delivery, send_mailing
from pressinvite.delivery.transport import Line

STEPS = ("before claim", "after claim", "render", "before deliver", "after deliver", "before record", "after record")


def main(url: str, port: str, step: str = "", number: str = "0") -> None:
    seen, lock = [0], threading.Lock()

    def reach(name: str) -> None:
        with lock:
            seen[0] += name == step
            if name == step and seen[0] == int(number):
                os.kill(os.getpid(), signal.SIGKILL)

    class Watched(Ledger):
        def deal(self, *given: Any, **named: Any) -> Any:
            reach("before claim")
            rows = super().deal(*given, **named)
            reach("after claim")
            return rows

        def record_all(self, tried: Any, *given: Any, **named: Any) -> Any:
            for _ in tried:
                reach("before record")
            done = super().record_all(tried, *given, **named)
            for _ in tried:
                reach("after record")
            return done

    class WatchedLine(Line):
        def delivering(self, *given: Any) -> Any:
            reach("before deliver")
            answer = yield from super().delivering(*given)
            reach("after deliver")
            return answer

    def render(shell, row) -> bytes:
        reach("render")
        return compose(shell, row)

    with open_ledger(url) as opened:
        ledger = Watched(opened.database)
        how = Delivery(render, uuid.uuid4().hex, connect=WatchedLine)
        send_mailing(ledger, MAILING, transport(int(port), timeouts=PATIENT), how)


if __name__ == "__main__":
    main(*sys.argv[1:])
