"""The child process that takes a file apart, as its parent sees it: started, fed, timed and killed.

A parser of somebody else's format works in a process of its own, with little of our environment, so that a file made to
harm costs a moment and a finding. On Windows the clock and the size of the answer are the only limits.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from threading import Thread
from typing import TYPE_CHECKING, Any

from pressinvite.errors import Finding, SourceError
from pressinvite.reading.files.extract import Extract, Limits, from_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pressinvite.reading.files.kinds import Kind

_NAMES = {
    "html": "HTML",
    "docx": "Word (.docx)",
    "odt": "OpenDocument (.odt)",
    "eml": "e-mail (.eml)",
    "pdf": "PDF",
    "ics": "iCalendar (.ics)",
    "rtf": "RTF",
}
_KEPT = ("SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "TEMP", "TMP")
"""What Python needs to start on Windows; the rest of the environment is nobody's business."""


def take_apart(octets: bytes, kind: Kind, *, limits: Limits | None = None) -> Extract:
    """Return what a file holds, taken apart in a child process; SourceError where it cannot be, or costs too much."""
    limits = limits or Limits()
    values = {"format": _NAMES[kind]}
    answer = run_child(child_command(kind, limits), octets, limits=limits)
    if answer is None:
        raise SourceError(Finding("file-too-heavy", "error", "", values))
    try:
        data: dict[str, Any] = json.loads(answer)
        if "code" in data:
            raise SourceError(Finding(data["code"], "error", "", {**values, **data["values"]}))
        return from_json(data)
    except (ValueError, TypeError, KeyError):  # the child fell, or its memory ended
        raise SourceError(Finding("file-damaged", "error", "", values)) from None


def child_command(kind: Kind, limits: Limits) -> list[str]:
    """Return how the child is started: never with a module of the folder that the user stands in."""
    return [sys.executable, "-P", "-m", "pressinvite.reading.files.child", kind, json.dumps(limits)]


def run_child(command: Sequence[str], octets: bytes, *, limits: Limits) -> bytes | None:
    """Return what the command answers to the octets; None where it took too long, said too much or was killed."""
    with tempfile.TemporaryFile() as given:
        given.write(octets)
        given.seek(0)
        child = subprocess.Popen(  # noqa: S603 -- our own module, or a test's
            command, stdin=given, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment(), close_fds=True
        )
        try:
            answer = _answer(child, limits)
            is_done = answer is not None and child.wait(timeout=limits.seconds) >= 0
        except subprocess.TimeoutExpired:  # it closed its output and went on
            is_done = False
        finally:
            child.kill()
            child.wait()
    return answer if is_done else None


def _answer(child: subprocess.Popen[bytes], limits: Limits) -> bytes | None:
    """All that the child says, None where it took too long or said too much."""
    assert child.stdout is not None  # noqa: S101 -- asked for where it is started
    answers: list[bytes] = []
    pipe = child.stdout
    reader = Thread(target=lambda: answers.append(pipe.read(limits.output + 1)), daemon=True)
    reader.start()
    reader.join(limits.seconds)
    is_late = reader.is_alive() or not answers or len(answers[0]) > limits.output
    if is_late:
        child.kill()
        reader.join()
    pipe.close()
    return None if is_late else answers[0]


def _environment() -> dict[str, str]:
    """Where our modules lie, and nothing else that the child could tell: no secrets, no settings, no proxies."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    path = os.pathsep.join(place for place in sys.path if place)
    return {**kept, "PYTHONPATH": path, "PYTHONUTF8": "1"}
