"""Workers as processes of their own, for the tests of sharing: each in an organisation's folder, as on a machine."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Self

from delivery_samples import addresses

from pressinvite.delivery.ledger import open_ledger

if TYPE_CHECKING:
    from collections.abc import Callable

    from mail_servers import MailServer

ROOT = Path(__file__).parent.parent


def run(folder: Path, *arguments: str, environ: dict[str, str], machine: str = "") -> subprocess.Popen[str]:
    """A command in a process of its own, on a machine that Python statements describe."""
    environ = {
        **os.environ,
        "PRESSINVITE_LANGUAGE": "en",
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "error",
        **environ,
    }
    code = f"{machine}from pressinvite.cli import run\nrun()"
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.Popen(
        command, cwd=folder, env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


ELSEWHERE = """\
from pressinvite.delivery import senders
senders._read_boot = lambda: "another machine"
"""
"""Another machine: of its processes nothing is known here."""

A_MINUTE_BEHIND = """\
from pressinvite.delivery import worker
class Behind(worker.SystemClock):
    def now(self):
        return super().now() - 60
worker.SystemClock = Behind
"""

AT_ONCE = """\
from pressinvite.delivery import sending
sending.CONNECT_WAITS = ()
"""
"""Gives a mail server up at the first failure."""

IMPATIENT = """\
from functools import partial
from pressinvite.delivery import worker
worker.Delivery = partial(worker.Delivery, waits=(1.0,) * 7)
"""
"""Comes again after a second where a server asks for it, in place of a minute and more."""


class Reader:
    """A process, and the lines it has said so far."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.lines: list[str] = []
        self._said = threading.Condition()
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self._thread.join()
        self.process.stdout.close()

    @property
    def text(self) -> str:
        return "".join(self.lines)

    def wait_for(self, words: str, seconds: float = 60.0) -> None:
        """Return once a line has these words."""
        with self._said:
            assert self._said.wait_for(lambda: words in self.text, seconds), self.text

    def end(self, *, by: int = signal.SIGTERM) -> int:
        """Ask it to end; its exit status."""
        self.process.send_signal(by)
        return self.status()

    def status(self, seconds: float = 120.0) -> int:
        status = self.process.wait(seconds)
        self._thread.join(10)
        return status

    def _read(self) -> None:
        for line in self.process.stdout:
            with self._said:
                self.lines.append(line)
                self._said.notify_all()


def check(url: str, server: MailServer, number: int) -> int:
    """What the server took is what the ledger says, uncertain ones apart, and nobody got two; how many are uncertain."""
    with open_ledger(url) as ledger:
        (mailing,) = ledger.mailings()
        sent = {row.recipient for row in ledger.rows(mailing, "sent")}
        uncertain = {row.recipient for row in ledger.rows(mailing, "uncertain")}
    taken = server.recipients()
    assert len(taken) == len(set(taken))
    assert sent <= set(taken) <= sent | uncertain
    assert sent | uncertain == set(addresses(number))
    return len(uncertain)


def write_list(meeting: Path, number: int) -> None:
    """A list "all" with so many recipients, beside a meeting of an organisation's folder."""
    rows = "\n".join(("e-post", *addresses(number)))
    (meeting.parent.parent / "lists" / "all.csv").write_text(rows, "utf-8")


def once(number: int, then: Callable[[], None]) -> Callable[[str, str], None]:
    """A fault of the mail server that is none: at the message of this number something else happens."""
    seen, lock = [0], threading.Lock()

    def note(step: str, _words: str) -> None:
        if step == "dot":
            with lock:
                seen[0] += 1
                if seen[0] != number:
                    return
            then()

    return note
