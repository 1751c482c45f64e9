"""Personal messages of some 25 kB (text, HTML, REQUEST with that recipient, the file attached): messages a second.

Beside mailmerge with a template of the same text, HTML and calendar (nothing attached), beside our own way of building
each message whole, and beside nodemailer with handlebars and ical-generator where BENCH_NODE_DIR names a folder with
their `node_modules`; without one that row is left out. `python -m tests.benchmarks.composing 100000` prints the peak
memory of a process that composes that many, in MB.
"""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import gc
import json
import os
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pressinvite.delivery.composing import (
    MailingList,
    build_shell,
    build_whole,
    compose,
    message_id_of,
    plan_message,
)
from pressinvite.language import open_language
from pressinvite.meeting import Organisation, Sender
from pressinvite.reading.datafile import read_data
from pressinvite.templating import open_templates
from tests.benchmarks.rows import Row, in_turn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pressinvite.delivery.composing import Blueprint

HERE = Path(__file__).parent
SAMPLE = HERE.parent.parent / "samples" / "malmo-lund-2012.yaml"
DATE = dt.datetime(2027, 1, 4, 8, tzinfo=dt.UTC)
FIRST_NAMES = ("Åsa", "Björn", "Märta", "Anna", "Per", "Gülşen", "Lars-Åke", "Eva")
LAST_NAMES = ("Öberg", "Lindqvist", "Sjöström", "Ek", "Ångström", "Berg", "Nordin")
OURS, PEERS, NODE = 10_000, 300, 2_000
MANY = 100_000


class Person(NamedTuple):
    email: str
    name: str
    outlet: str
    source: str


def people() -> Iterator[Person]:
    """As many recipients as are asked for, no two alike."""
    number = 0
    while True:
        number += 1
        name = f"{FIRST_NAMES[number % 8]} {LAST_NAMES[number % 7]}"
        yield Person(
            f"red{number}@redaktion{number % 97}.example", name, f"Tidningen Ö {number % 50}", "Medieregistret"
        )


def rows() -> list[Row]:
    """Measure and return the rows, in messages a second of CPU time."""
    plan = plan_sample()
    shell = build_shell(plan)
    node = find_node()
    with tempfile.TemporaryDirectory() as folder:
        merge = _mailmerge(Path(folder), plan)
        contenders: dict[str, Callable[[], float]] = {
            "ours": lambda: _rate(lambda to, mid: compose(shell, to, message_id=mid, date=DATE), OURS),
            "whole": lambda: _rate(lambda to, mid: build_whole(plan, to, message_id=mid, date=DATE), PEERS),
            "mailmerge": lambda: _rate(merge, PEERS),
        }
        if node:
            contenders["node"] = _node_rate(Path(folder), plan, node)
        took = in_turn(contenders, rounds=5)
    ours = took["ours"]
    found = [
        Row("composing", ours, "mailmerge", took["mailmerge"], 150, "msgs/s", more=True),
        Row("composing", ours, "each built whole", took["whole"], 100, "msgs/s", more=True),
    ]
    if node:
        found.append(Row("composing", ours, "nodemailer, handlebars, …", took["node"], 60, "msgs/s", more=True))
    else:
        sys.stdout.write("composing beside Node left out: BENCH_NODE_DIR names no folder with its packages\n")
    return [*found, Row("composing, 100,000: peak memory", _peak_of_many(), "60 MB", 60, 1.0, "MB")]


def plan_sample() -> Blueprint:
    """What the messages of a sample with answer buttons are built of."""
    (meeting,) = read_data(SAMPLE.read_text("utf-8")).meetings
    language = open_language("sv")
    return plan_message(
        meeting,
        organisation=Organisation(
            name="Malmö stad", sender=Sender(email="press@malmo.example", name="Malmö stads press")
        ),
        language=language,
        form="rsvp",
        purpose="invitation",
        templates=open_templates(None, language),
        mailing_list=MailingList("press.malmo.example", "press@malmo.example"),
    )


def _rate(make: Callable[[Person, str], bytes], number: int) -> float:
    """Messages a second of CPU time, each dropped when it is made; Message-IDs are part of the work."""
    gc.collect()
    before = time.process_time()
    for person in islice(people(), number):
        make(person, message_id_of("uid", 1, "invitation", person.email, "salt", domain="malmo.example"))
    return number / (time.process_time() - before)


def bodies_of(plan: Blueprint) -> dict[str, str]:
    """Our text, HTML and calendar with a peer's marks where the recipient's parts stand."""
    person = Person("red1@redaktion.example", "Nils", "Tidningen", "")
    octets = build_whole(plan, person, message_id="<1@malmo.example>", date=DATE)
    found = {}
    for part in email.message_from_bytes(octets, policy=email.policy.default).walk():
        if part.get_content_maintype() == "text":
            text = part.get_payload(decode=True).decode().replace("\r\n", "\n")
            text = (
                text.replace(person.email, "{{ email }}")
                .replace("Nils", "{{ name }}")
                .replace("Tidningen", "{{ outlet }}")
            )
            found[part.get_content_subtype()] = text.replace("{{ name }}, {{ outlet }}", "{{ name }}, {{ outlet }}")
    return found


def _mailmerge(folder: Path, plan: Blueprint) -> Callable[[Person, str], bytes]:
    """A message by mailmerge, as its users write a template of several parts."""
    from mailmerge.template_message import TemplateMessage

    path = folder / "template.txt"
    write_template(path, plan)
    template = TemplateMessage(path)
    return lambda to, _: str(template.render(to._asdict())[2]).encode()


def write_template(path: Path, plan: Blueprint) -> None:
    """Write mailmerge's template of our text, HTML and calendar."""
    head = 'MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary="bb"\n\n'
    kinds = {"plain": "text/plain", "html": "text/html", "calendar": "text/calendar; method=REQUEST"}
    bodies = "".join(
        f"--bb\nContent-Type: {kinds[kind]}; charset=utf-8\n\n{body}\n" for kind, body in bodies_of(plan).items()
    )
    path.write_text(
        f"TO: {{{{ email }}}}\nFROM: press@malmo.example\nSUBJECT: Pressinbjudan\n{head}{bodies}--bb--\n", "utf-8"
    )


def find_node() -> str:
    """The folder with the Node peer's packages, "" where there is none."""
    folder = Path(os.environ.get("BENCH_NODE_DIR", HERE.parent / "peers")) / "node_modules"
    wanted = ("nodemailer", "handlebars", "ical-generator", "@touch4it/ical-timezones")
    return str(folder) if all((folder / name).is_dir() for name in wanted) else ""


def _node_rate(folder: Path, plan: Blueprint, packages: str) -> Callable[[], float]:
    path = folder / "given.json"
    write_given(path, plan, NODE)
    command = ["node", str(HERE / "composing.cjs"), str(path)]
    environment = os.environ | {"NODE_PATH": packages}

    def measure() -> float:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        return float(done.stdout)

    return measure


def write_given(path: Path, plan: Blueprint, number: int) -> None:
    """Write what the Node peer makes its messages of, to so many people."""
    bodies = bodies_of(plan)
    given = {
        "people": [person._asdict() for person in islice(people(), number)],
        "text": bodies["plain"],
        "html": bodies["html"],
        "summary": plan.invitation.heading.text,
        "description": bodies["plain"],
        "location": plan.invitation.meeting.place.text if plan.invitation.meeting.place else "",
    }
    path.write_text(json.dumps(given), "utf-8")


def _peak_of_many() -> float:
    """Peak memory of a process of its own that composes many, in MB."""
    command = [sys.executable, "-m", "tests.benchmarks.composing", str(MANY)]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def _compose_many(number: int) -> float:
    shell = build_shell(plan_sample())
    for place, person in enumerate(islice(people(), number)):
        compose(shell, person, message_id=f"<{place}@malmo.example>", date=DATE)
    status = Path("/proc/self/status").read_text("ascii")
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM"))


if __name__ == "__main__":
    sys.stdout.write(f"{_compose_many(int(sys.argv[1])):.1f}\n")
