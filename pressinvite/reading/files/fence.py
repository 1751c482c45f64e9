"""The child process that takes a file apart, as its parent sees it: started, fed, timed and killed.

A parser of somebody else's format works in a process of its own, with little of our environment, so that a file made to
harm costs a moment and a finding. On Windows the clock and the size of the answer are the only limits.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from pressinvite.errors import Finding, SourceError
from pressinvite.fence.limits import Limits
from pressinvite.fence.parent import run_child
from pressinvite.reading.files.extract import Extract, from_json

if TYPE_CHECKING:
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
