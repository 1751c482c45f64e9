"""The meetings of the organisation's folder, as the staff's calendar lists them, and how one is saved.

Files are the truth: what is written is a small change in the file, and nothing is written over what another has changed.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pressinvite.errors import SourceError
from pressinvite.intake import examine_source
from pressinvite.invitation.names import file_stem
from pressinvite.language import open_language
from pressinvite.reading.datafile import read_data
from pressinvite.reading.document import render_yaml
from pressinvite.reading.edition import edit_yaml
from pressinvite.studio.drafts import fingerprint_of
from pressinvite.workspace import write_whole

if TYPE_CHECKING:
    import datetime as dt

    from pressinvite.meeting import Meeting
    from pressinvite.studio.drafts import Draft
    from pressinvite.studio.looks import Look
    from pressinvite.workspace import Workspace

_ENDINGS = (".yaml", ".yml", ".json")


class Listed(NamedTuple):
    """A meeting file in the list."""

    file: str
    """Below the organisation's folder, "meetings/x.yaml"."""
    meeting: Meeting | None
    """None where the file has errors, or holds several meetings."""
    errors: int


class Changed(NamedTuple):
    """Saving was refused: the file is not as it was opened."""

    theirs: Meeting | None
    """As the file has it now; None where it is gone or cannot be read."""
    fingerprint: str


def list_meetings(workspace: Workspace, *, now: dt.datetime) -> list[Listed]:
    """Return the meeting files, those to come first in their order, then the past ones, the latest first."""
    folder = (workspace.folder or Path()) / "meetings"
    found = []
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.suffix.lower() in _ENDINGS and path.is_file():
            reading = examine_source(str(path), organisation=workspace.organisation, published=None, now=now)
            errors = sum(finding.severity == "error" for finding in reading.findings)
            meeting = reading.meetings[0] if len(reading.meetings) == 1 else None
            found.append(Listed(f"meetings/{path.relative_to(folder).as_posix()}", meeting, errors))
    today = now.date().isoformat()
    coming = [each for each in found if _day(each) >= today or not _day(each)]
    past = [each for each in found if each not in coming]
    return [*sorted(coming, key=_day), *sorted(past, key=_day, reverse=True)]


def find_meeting(workspace: Workspace, file: str) -> Path | None:
    """Return the place of a meeting file by its name below the folder; None for any other name."""
    folder = ((workspace.folder or Path()) / "meetings").resolve()
    path = ((workspace.folder or Path()) / file).resolve()
    inside = path.is_relative_to(folder) and path.suffix.lower() in _ENDINGS
    return path if inside and path.is_file() else None


def save_draft(draft: Draft, look: Look, workspace: Workspace) -> Path | Changed:
    """Write a draft's meeting as a file and return where; Changed where the file it changes is not as it was opened."""
    meeting = look.meeting
    top = workspace.folder or Path()
    if not draft.file:
        path = _free_place(top / "meetings", file_stem(meeting, open_language(meeting.language)))
        write_whole(path, render_yaml([meeting._replace(evidence={})]).encode())
        return path
    path = top / draft.file
    octets = path.read_bytes() if path.is_file() else b""
    text = octets.decode("utf-8-sig", "replace")
    is_json = path.suffix.lower() == ".json"
    try:
        (theirs,) = read_data(text, json=is_json).meetings
    except (SourceError, ValueError):
        return Changed(None, fingerprint_of(octets))
    if fingerprint_of(octets) != draft.print:
        return Changed(theirs, fingerprint_of(octets))
    changed = {key: value for key, value in _shown(look.read).items() if value != getattr(draft.kept, key)}
    wanted = theirs._replace(**changed)  # type: ignore[arg-type]  # the fields of a meeting, each of its type
    write_whole(path, edit_yaml(text, theirs, wanted, json=is_json).encode())
    return path


def _shown(meeting: Meeting) -> dict[str, object]:
    """What a form can change: not identity and moments, which publishing and sending write."""
    own = {"uid", "sequence", "created", "modified", "previous", "evidence"}
    return {key: value for key, value in meeting._asdict().items() if key not in own}


def _free_place(folder: Path, stem: str) -> Path:
    number, path = 1, folder / f"{stem}.yaml"
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}.yaml"
    return path


def _day(listed: Listed) -> str:
    start = listed.meeting.start if listed.meeting else None
    return start.isoformat() if start else ""
