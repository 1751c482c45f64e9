"""The meeting file as its next revision: SEQUENCE raised where it must be, the old values kept, written back.

A revision is a change of what people read; identity, moments and what is kept of earlier revisions are none.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, NamedTuple, Protocol

from pressinvite.errors import Finding, SettingsError
from pressinvite.meeting import Revision
from pressinvite.reading.datafile import read_data
from pressinvite.reading.document import to_data
from pressinvite.reading.edition import edit_yaml
from pressinvite.reading.seal import read_seal, state_of, with_state
from pressinvite.revisions import SIGNIFICANT, Change, next_sequence
from pressinvite.workspace import write_whole

if TYPE_CHECKING:
    from pathlib import Path

    from pressinvite.meeting import Meeting

_SENDING_SETS = ("sequence", "status", "uid", "created", "modified", "previous")
"""Keys that sending writes into the meeting file; what settings add to the others is not the file's."""
_NO_CONTENT = ("uid", "sequence", "created", "modified", "previous", "evidence")
"""Keys whose change alone makes no revision."""


class Known(Protocol):
    """The latest revision that was told, as the ledger or the press calendar keeps it."""

    @property
    def sequence(self) -> int:
        """Its SEQUENCE."""

    @property
    def content(self) -> str:
        """As `content_of` tells it."""

    @property
    def made(self) -> float:
        """Seconds since 1970, UTC."""


class Revised(NamedTuple):
    """A meeting as it is sent."""

    meeting: Meeting
    content: str
    """What makes it this revision, as JSON; by it the ledger numbers revisions."""
    before: Meeting | None
    """The latest revision that the ledger has, where it differs; None for the first, and for the same."""

    @property
    def changes(self) -> tuple[Change, ...]:
        """What differs from the latest revision."""
        if self.before is None:
            return ()
        keys = (key for key in self.meeting._fields if key not in _NO_CONTENT)
        pairs = ((key, getattr(self.before, key), getattr(self.meeting, key)) for key in keys)
        return tuple(Change(key, old, new) for key, old, new in pairs if old != new)


def revise(meeting: Meeting, *, latest: Known | None, seal_sequence: int | None, now: dt.datetime) -> Revised:
    """Return the meeting as the next revision after the ledger's latest, or as that one where nothing changed.

    `seal_sequence` is the SEQUENCE of an exported file whose time, place or status were changed since, else None.
    """
    content = content_of(meeting)
    least = 0 if seal_sequence is None else seal_sequence + 1
    if latest is None:
        raised = meeting._replace(sequence=max(meeting.sequence, least))
        return Revised(raised if raised == meeting else raised._replace(modified=now), content, None)
    if content == latest.content:
        return Revised(meeting._replace(sequence=latest.sequence), content, None)
    before = parse_content(latest.content)._replace(uid=meeting.uid, sequence=latest.sequence)
    wanted = max(next_sequence(before, meeting), meeting.sequence, least)
    revised = meeting._replace(sequence=wanted, modified=now)
    made = dt.datetime.fromtimestamp(int(latest.made), dt.UTC)
    return Revised(_with_previous(revised, before, made), content, before)


def content_of(meeting: Meeting) -> str:
    """Return what people read of a meeting, as JSON with its keys in order."""
    data = to_data(meeting)
    told = {key: value for key, value in data.items() if key not in _NO_CONTENT}
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def parse_content(content: str) -> Meeting:
    """Return the meeting of a revision that the ledger keeps; it has neither identity nor moments."""
    (meeting,) = read_data(content).meetings
    return meeting


def seal_sequence_of(text: str, meeting: Meeting) -> int | None:
    """Return the SEQUENCE that an export noted, where time, place or status were changed since; else None."""
    seal = read_seal(text)
    return seal.sequence if seal and state_of(meeting) != seal.state else None


def write_back(path: Path, text: str, revised: Meeting) -> str:
    """Write into the meeting file what sending made of it, and return its text; the rest of the file stays as it is.

    `text` is the file as it was read. Raises SettingsError where the file was changed meanwhile, or cannot be written.
    """
    new = edited(path, text, revised)
    if new == text:
        return text
    if read_text(path) != text:
        raise SettingsError(Finding("file-changed", "error", "", {"name": str(path)}))
    write_whole(path, new.encode())
    return new


def edited(path: Path, text: str, revised: Meeting) -> str:
    """Return the text that `write_back` writes. SourceError or ValueError where it is not one meeting's data."""
    is_json = path.suffix.lower() == ".json"
    (read,) = read_data(text, json=is_json).meetings
    wanted = read._replace(**{key: getattr(revised, key) for key in _SENDING_SETS})
    return with_state(edit_yaml(text, read, wanted, json=is_json), revised)


def read_text(path: Path) -> str:
    """Return a meeting file's text as it stands, line ends and all."""
    return path.read_bytes().decode("utf-8-sig")


def _with_previous(meeting: Meeting, before: Meeting, made: dt.datetime) -> Meeting:
    """The meeting with the values it had before a change of time, place or status, unless it keeps them already."""
    changed = {
        key: getattr(before, key) for key in sorted(SIGNIFICANT) if getattr(before, key) != getattr(meeting, key)
    }
    if not changed or any(kept.sequence >= before.sequence for kept in meeting.previous):
        return meeting
    kept = Revision(sequence=before.sequence, modified=made, values=changed)
    return meeting._replace(previous=(*meeting.previous, kept))
