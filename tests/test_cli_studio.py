"""`studio` as a press officer runs it: a process of its own that is ended, or dies, while a mailing is on its way."""

from __future__ import annotations

import re
import signal
import threading
from typing import TYPE_CHECKING, Self

import httpx2
import pytest
from dispatch_cases import MEETING, make_folder
from worker_cases import Reader, run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from mail_servers import MailServer

FILE = "meetings/bron.yaml"
TO = [f"red{number:02d}@posten.example" for number in range(30)]


class Officer:
    """A browser at a page that was started for it."""

    def __init__(self, folder: Path, server: MailServer) -> None:
        environ = {"PRESSINVITE_SMTP_URL": f"smtp://127.0.0.1:{server.port}"}
        self.program = Reader(run(folder, "studio", "--no-browser", environ=environ))
        self.program.wait_for("\n")
        address = self.program.lines[0].split()[0]
        home = address.partition("/?")[0]
        self.browser = httpx2.Client(base_url=home, headers={"origin": home}, follow_redirects=True, trust_env=False)
        self.browser.get(address)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.browser.close()
        self.program.__exit__()

    def plan(self) -> str:
        return self.browser.get(f"/send/{FILE}", params={"look": "1", "list": "media"}).text

    def send(self) -> int:
        """Send what there is to send; how many messages."""
        page = self.plan()
        (token,) = set(re.findall(r'name="csrf" value="(\w+)"', page))
        number = int(re.findall(r"To send (\d+) messages?, write", page)[0])
        data = {"csrf": token, "act": "send", "errand": "send", "list": "media", "number": str(number)}
        self.job = self.browser.post(f"/send/{FILE}", data=data).url.path
        assert self.job.startswith("/jobs/")
        return number

    def follow(self) -> None:
        """Wait until the mailing has ended."""
        with self.browser.stream("GET", f"{self.job}/events") as events:
            assert any(line == "event: done" for line in events.iter_lines())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    meeting = MEETING.replace("2027-05-20", "2036-05-20")
    top = make_folder(tmp_path / "office", meeting).parent.parent
    (top / "lists" / "media.csv").write_text("e-post\n" + "\n".join(TO) + "\n", "utf-8")
    with (top / "pressinvite.toml").open("a", encoding="utf-8") as file:
        file.write("\n[smtp]\nconnections = 1\n")
    return top


@pytest.fixture
def held(server: MailServer) -> Iterator[tuple[threading.Event, threading.Event]]:
    """Set when the fifth message is in the server's hand; what lets it go."""
    reached, go = threading.Event(), threading.Event()

    def hold(step: str, _words: str) -> None:
        if step == "dot" and len(server.taken) == 4 and not reached.is_set():
            reached.set()
            go.wait()

    server.faults = hold
    yield reached, go
    go.set()


def test_the_end_of_the_program_is_a_safe_end_of_the_mailing(folder, server, held):
    reached, go = held
    with Officer(folder, server) as officer:
        assert officer.send() == len(TO)
        reached.wait()
        officer.program.process.send_signal(signal.SIGTERM)
        officer.program.wait_for("A mailing is on its way")
        go.set()
        assert officer.program.process.wait() == 0
        officer.program.wait_for("start pressinvite studio again")
    taken = len(server.taken)
    assert 5 <= taken < len(TO)
    with Officer(folder, server) as officer:
        assert officer.send() == len(TO) - taken
        officer.follow()
        assert "uncertain" not in officer.plan()
    assert sorted(server.recipients()) == TO


def test_a_program_that_dies_in_the_middle_of_a_mailing_sends_nobody_anything_twice(folder, server, held):
    reached, go = held
    with Officer(folder, server) as officer:
        officer.send()
        reached.wait()
        officer.program.process.kill()
        officer.program.process.wait()
    go.set()
    with Officer(folder, server) as officer:
        assert "Nya bron öppnas" in officer.browser.get("/mailings").text
        officer.send()
        officer.follow()
        page = officer.plan()
    taken = server.recipients()
    assert len(taken) == len(set(taken))
    uncertain = re.search(r"(\d+) messages? (?:is|are) uncertain", page)
    assert uncertain  # what was in the server's hand: nobody can know
    assert len(set(TO) - set(taken)) <= int(uncertain[1])
