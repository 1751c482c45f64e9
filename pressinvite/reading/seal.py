"""The last line of an exported YAML file: by it a later export knows what has been changed by hand since.

It holds the digest of the file as it was written, the meeting's SEQUENCE and the digest of its time, place and status,
so that a correction is never written over and a new time is never sent with an old SEQUENCE (DESIGN, rule 8).
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from pressinvite.records import NamedTuple

if TYPE_CHECKING:
    from pressinvite.meeting import Meeting

_MARK = "# as exported: "
_SIGNIFICANT = ("start", "end", "timezone", "place", "online", "status")


class Seal(NamedTuple):
    """What an export noted of a file."""

    is_broken: bool
    """True where the file has been changed since."""
    sequence: int
    state: str
    """Digest of time, place and status."""


def sealed(yaml: str, meeting: Meeting) -> str:
    """Return the file's text with its seal as the last line."""
    return f"{yaml}{_MARK}{_digest(yaml)} {meeting.sequence} {state_of(meeting)}\n"


def read_seal(yaml: str) -> Seal | None:
    """Return the seal of a file's text, None where it has none that can be read."""
    body, mark, rest = yaml.rpartition(_MARK)
    words = rest.split()
    if not mark or len(words) < 3 or not words[1].isdecimal():
        return None
    is_broken = words[0] != _digest(body) or rest.count("\n") > 1
    return Seal(is_broken, int(words[1][:9]), words[2])


def with_state(yaml: str, meeting: Meeting) -> str:
    """Return the file's text, its seal telling the meeting's SEQUENCE and state; it stays, or becomes, a changed file."""
    body, mark, rest = yaml.rpartition(_MARK)
    words = rest.split()
    if not mark or len(words) < 3:
        return yaml
    line_end = "\r\n" if rest.endswith("\r\n") else "\n"
    return f"{body}{mark}{' '.join((words[0], str(meeting.sequence), state_of(meeting)))}{line_end}"


def state_of(meeting: Meeting) -> str:
    """Return the digest of what a calendar must be told of with a higher SEQUENCE."""
    import json  # noqa: PLC0415 -- a text that is only checked has no seal

    from pressinvite.reading.document import to_data  # noqa: PLC0415

    data = to_data(meeting)
    told = {key: data[key] for key in _SIGNIFICANT if key in data}
    return _digest(json.dumps(told, sort_keys=True))


def _digest(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
