"""Calendar files as programs that are not ours read them: all that was meant, and no complaint.

A missing program is a failure, not a skip: `.ci/run` installs them.
"""

from __future__ import annotations

import datetime as dt
import json
import subprocess
from pathlib import Path

import icalendar
import pytest
import vobject
from calendar_cases import CASES, PRESS, Case
from khal.khalendar.event import Event

from pressinvite.calendar import render_feed

pytestmark = pytest.mark.usefixtures("fresh_vobject")
PEERS = Path(__file__).parent / "peers"


def as_written(moment: dt.date) -> str:
    if isinstance(moment, dt.datetime):
        return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return moment.isoformat()


def wanted(case: Case, keys: set[str]) -> dict[str, object]:
    return {key: value for key, value in case.expected().items() if key in keys}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_icalendar_reads_it_without_an_error(case: Case) -> None:
    calendar = icalendar.Calendar.from_ical(case.render())
    (event,) = calendar.walk("VEVENT")
    assert [part.errors for part in calendar.walk() if getattr(part, "errors", [])] == []
    read = {
        "uid": str(event["UID"]),
        "start": as_written(event.decoded("DTSTART")),
        "end": as_written(event.decoded("DTEND")),
        "summary": str(event["SUMMARY"]),
        "description": str(event["DESCRIPTION"]),
        "location": str(event["LOCATION"]),
        "name": event["ORGANIZER"].params["CN"],
        "sequence": int(event["SEQUENCE"]),
        "status": str(event["STATUS"]),
        "method": str(calendar["METHOD"]),
    }
    assert read == wanted(case, set(read))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_vobject_reads_it_by_the_files_own_zones(case: Case) -> None:
    calendar = vobject.readOne(case.render().decode("utf-8"))
    calendar.validate(raiseException=True)
    event = calendar.vevent
    read = {
        "start": as_written(event.dtstart.value),
        "end": as_written(event.dtend.value),
        "summary": event.summary.value,
        "description": event.description.value,
        "location": event.location.value,
        "name": event.organizer.params["CN"][0],
        "attendees": [line.value.removeprefix("mailto:") for line in event.contents.get("attendee", [])],
        "status": event.status.value,
        "method": calendar.method.value,
    }
    assert read == wanted(case, set(read))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_khal_shows_it(case: Case) -> None:
    locale = {"default_timezone": dt.UTC, "local_timezone": dt.UTC, "unicode_symbols": True}
    event = Event.fromString(case.render().decode("utf-8"), calendar="press", locale=locale)
    last = event.end + dt.timedelta(days=1) if event.allday else event.end  # khal counts the last day in
    read = {
        "start": as_written(event.start),
        "end": as_written(last),
        "summary": event.summary,
        "description": event.description,
        "location": event.location,
    }
    assert read == wanted(case, set(read))


FEED = [
    case._replace(meeting=case.meeting._replace(uid=f"uid-{place}"))
    for place, case in enumerate(case for case in CASES if case.method == "PUBLISH")
]


def render_press_calendar() -> bytes:
    said = {case.meeting.uid: case.words for case in FEED}
    meetings = [case.meeting for case in FEED]
    return render_feed(meetings, lambda meeting: said[meeting.uid], stored={}, name="Pressträffar", organizer=PRESS)


def ask(command: list[str], octets: bytes, folder: Path) -> list[dict[str, object]]:
    file = folder / "meeting.ics"
    file.write_bytes(octets)
    done = subprocess.run([*command, str(file)], capture_output=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    read: list[dict[str, object]] = json.loads(done.stdout)
    return read


@pytest.mark.peer
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_ical_js_reads_it(case: Case, tmp_path: Path) -> None:
    assert ask(["node", str(PEERS / "icaljs.mjs")], case.render(), tmp_path) == [case.expected()]


@pytest.mark.peer
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_sabre_reads_it_and_finds_no_fault(case: Case, tmp_path: Path) -> None:
    assert ask(["php", str(PEERS / "sabre.php")], case.render(), tmp_path) == [case.expected()]


@pytest.fixture(scope="module")
def libical(tmp_path_factory) -> str:
    program = tmp_path_factory.mktemp("peers") / "libical"
    flags = subprocess.run(["pkg-config", "--cflags", "--libs", "libical"], capture_output=True, text=True, check=True)
    subprocess.run(["cc", "-Wall", str(PEERS / "libical.c"), *flags.stdout.split(), "-o", str(program)], check=True)
    return str(program)


@pytest.mark.peer
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_libical_reads_it_and_finds_no_fault(case: Case, tmp_path: Path, libical: str) -> None:
    assert ask([libical], case.render(), tmp_path) == [case.expected()]


@pytest.mark.peer
@pytest.mark.parametrize("program", ["ical.js", "sabre", "libical"])
def test_all_read_a_feed_of_many_zones(program: str, tmp_path: Path, libical: str) -> None:
    command = {"ical.js": ["node", str(PEERS / "icaljs.mjs")], "sabre": ["php", str(PEERS / "sabre.php")]}
    read = ask(command.get(program, [libical]), render_press_calendar(), tmp_path)
    assert read == [case.expected() for case in FEED]
