"""A whole mailing to Postfix's smtp-sink: a process of its own from the shell's call to the exit, messages a second.

`pressinvite send --for-real` (list read, planned, ledger on the disk, four connections) beside mailmerge sending its
way, and nodemailer's pool with handlebars and ical-generator, in CPU time of the whole process; by the wall clock beside
one connection of the standard library at 40 ms round trip. A peer that is not installed counts as missed. What the
ledger takes of the wall clock is told by the same command without one: a fifth with it is a quarter more than without.
"""

from __future__ import annotations

import compileall
import csv
import math
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from pressinvite.delivery.composing import build_whole
from tests.benchmarks.composing import DATE, SAMPLE, find_node, people, plan_sample, write_given, write_template
from tests.benchmarks.rows import Row, in_turn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
CONNECTIONS = 4
FEW, MANY = 1_000, 10_000
AFAR, AFAR_ONE = 1_000, 50
ROUND_TRIP = 40
SETTINGS = '[organisation]\nname = "Malmö stad"\n[sender]\nname = "Malmö stads press"\nemail = "press@malmo.example"\n'
OURS = [sys.executable, "-m", "pressinvite"]
WITHOUT_LEDGER = [sys.executable, "-m", "tests.benchmarks.children.without_ledger"]


def rows() -> list[Row]:
    """Measure and return the rows."""
    sink = _find_sink()
    if not sink:
        return [Row("sending", math.nan, "smtp-sink: not installed", math.nan, 1, "msgs/s", more=True)]
    compileall.compile_dir(ROOT / "pressinvite", quiet=1)  # as pip does with every package it installs
    with tempfile.TemporaryDirectory() as name, _serving(_sink_command(sink)) as port:
        folder = Path(name)
        few = in_turn(
            {"ours": _ours(folder / "few", port, FEW), **_peers(folder, port, FEW, with_mailmerge=True)}, rounds=5
        )
        many = in_turn(
            {
                "ours": _ours(folder / "many", port, MANY),
                "with": _ours(folder / "with", port, MANY, by_clock=True),
                "without": _ours(folder / "without", port, MANY, command=WITHOUT_LEDGER, by_clock=True),
                **_peers(folder, port, MANY, with_mailmerge=False),
            },
            rounds=5,
        )
        afar = _measure_afar(folder, port)
    node = "nodemailer, handlebars, …" if find_node() else "Node's packages: not there"
    return [
        Row("sending 1,000", few["ours"], "mailmerge", few.get("mailmerge", math.nan), 8, "msgs/s", more=True),
        Row("sending 1,000", few["ours"], node, few.get("node", math.nan), 3, "msgs/s", more=True),
        Row("sending 10,000", many["ours"], node, many.get("node", math.nan), 5, "msgs/s", more=True),
        Row("sending 10,000: the ledger", 1e6 / many["with"], "without one", 1e6 / many["without"], 1.25, "µs/msg"),
        Row("sending at 40 ms, 16 lines", afar["ours"], "smtplib, one line", afar["smtplib"], 8, "msgs/s", more=True),
    ]


def _find_sink() -> str:
    """Postfix's own server that takes and forgets, "" where it is not installed."""
    return shutil.which("smtp-sink", path=f"{os.environ.get('PATH', '')}:/usr/sbin") or ""


def _sink_command(sink: str) -> tuple[int, list[str]]:
    """A free port, and the command that listens there; as root it wants another user to be."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    user = ["-u", "nobody"] if os.getuid() == 0 else []
    return port, [sink, *user, "-m", "64", f"127.0.0.1:{port}", "256"]


@contextmanager
def _serving(told: tuple[int, Sequence[str]]) -> Iterator[int]:
    """The port of a server that runs meanwhile."""
    port, command = told
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            ends = time.monotonic() + 10
            while socket.socket().connect_ex(("127.0.0.1", port)):
                if time.monotonic() > ends or process.poll() is not None:
                    raise RuntimeError(command)
                time.sleep(0.05)
            yield port
        finally:
            process.terminate()


@contextmanager
def _delayed(port: int) -> Iterator[int]:
    """The port of a way to that one which takes time."""
    command = [sys.executable, "-m", "tests.benchmarks.children.delay", str(port), str(ROUND_TRIP)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        try:
            yield int(process.stdout.readline() if process.stdout else 0)
        finally:
            process.terminate()


def _rate(
    number: int, command: Sequence[str], folder: Path, more: Mapping[str, str], *, by_clock: bool = False
) -> float:
    """Messages a second of CPU time, or by the wall clock, of a process that exits 0."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **more}
    start = time.perf_counter()
    with (folder / "said").open("wb") as said:
        process = subprocess.Popen(command, cwd=folder, env=environment, stdout=said, stderr=said)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    took = time.perf_counter() - start
    if process.returncode:
        raise RuntimeError(command, (folder / "said").read_text("utf-8", "replace")[-400:])
    return number / (took if by_clock else used.ru_utime + used.ru_stime)


def _ours(
    folder: Path,
    port: int,
    number: int,
    *,
    command: Sequence[str] = OURS,
    connections: int = CONNECTIONS,
    by_clock: bool = False,
) -> Callable[[], float]:
    """The command that a press officer types, in an organisation's folder; each time with a ledger of its own."""
    folder.mkdir()
    (folder / "pressinvite.toml").write_text(SETTINGS, "utf-8")
    _write_list(folder / "list.csv", number)
    meeting = SAMPLE.read_text("utf-8").replace("2012-01-25T", "2036-01-25T")  # one that is still to come
    settings = {
        "PRESSINVITE_SMTP_URL": f"smtp://127.0.0.1:{port}",
        "PRESSINVITE_SMTP_CONNECTIONS": str(connections),
        "PRESSINVITE_LANGUAGE": "en",
    }
    arguments = ["send", "meeting.yaml", "--to", "list.csv", "--form", "rsvp", "--for-real"]

    def measure() -> float:
        for path in folder.glob("pressinvite.db*"):
            path.unlink()
        (folder / "meeting.yaml").write_text(meeting, "utf-8")
        return _rate(number, [*command, *arguments], folder, settings, by_clock=by_clock)

    return measure


def _write_list(path: Path, number: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)  # mailmerge guesses the dialect from the first kilobyte
        writer.writerow(("name", "email", "outlet"))
        writer.writerows((person.name, person.email, person.outlet) for person in islice(people(), number))


def _peers(folder: Path, port: int, number: int, *, with_mailmerge: bool) -> dict[str, Callable[[], float]]:
    """Those that are installed."""
    found: dict[str, Callable[[], float]] = {}
    mailmerge = Path(sys.executable).parent / "mailmerge"
    if with_mailmerge and mailmerge.is_file():
        place = folder / "mailmerge"
        place.mkdir()
        write_template(place / "mailmerge_template.txt", plan_sample())
        _write_list(place / "mailmerge_database.csv", number)
        (place / "mailmerge_server.conf").write_text(f"[smtp_server]\nhost = 127.0.0.1\nport = {port}\n", "utf-8")
        merging = [str(mailmerge), "--no-dry-run", "--no-limit", "--output-format", "raw"]
        found["mailmerge"] = lambda: _rate(number, merging, place, {})
    packages = find_node()
    if packages and shutil.which("node"):
        given = folder / f"given{number}.json"
        write_given(given, plan_sample(), number)
        pooling = ["node", str(HERE / "sending.cjs"), str(given), str(port), str(CONNECTIONS)]
        found["node"] = lambda: _rate(number, pooling, folder, {"NODE_PATH": packages})
    return found


def _measure_afar(folder: Path, port: int) -> dict[str, float]:
    """Sixteen connections of ours, and one that hands over fewer messages, ready-made, at the same pace from first to last."""
    person = next(people())
    octets = build_whole(plan_sample(), person, message_id="<1@malmo.example>", date=DATE)
    path = folder / "message.eml"
    path.write_bytes(octets)
    with _delayed(port) as far:
        one = [sys.executable, "-m", "tests.benchmarks.children.one_line", str(path), str(far), str(AFAR_ONE)]
        return in_turn(
            {
                "ours": _ours(folder / "afar", far, AFAR, connections=16, by_clock=True),
                "smtplib": lambda: _rate(AFAR_ONE, one, folder, {}, by_clock=True),
            },
            rounds=5,
        )
