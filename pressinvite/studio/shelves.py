"""The meetings of the organisation's folder, as the staff's calendar lists them, and how one is saved.

Files are the truth: what is written is a small change in the file, and nothing is written over what another has changed.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pressinvite.errors import SourceError
from pressinvite.intake import examine_source
from pressinvite.invitation.names import file_stem
from pressinvite.language import open_language
from pressinvite.reading.datafile import read_data
from pressinvite.reading.document import render_yaml, to_data
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
    file: str
    """Its name below the organisation's folder."""
    is_there: bool = True
    """False where it was removed: what is here can be saved as a new file."""


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
    top = workspace.folder or Path()
    try:
        folder, path = (top / "meetings").resolve(), (top / file).resolve()
        inside = path.is_relative_to(folder) and path.suffix.lower() in _ENDINGS
        return path if inside and path.is_file() else None
    except (OSError, RuntimeError, ValueError):  # a name that is too long, a loop of links, a NUL
        return None


def save_draft(draft: Draft, look: Look, workspace: Workspace) -> Path | Changed:
    """Write a draft's meeting as a file and return where; Changed where the file it changes is not as it was opened."""
    meeting = look.meeting
    top = workspace.folder or Path()
    if not draft.file:
        path, same = _free_place(top / "meetings", meeting)
        if same is not None:  # saved before, and the program ended in between; or the same release was pasted twice
            octets = path.read_bytes()
            changed = Changed(same, fingerprint_of(octets), path.relative_to(top).as_posix())
            return path if _shown(same) == _shown(meeting) else changed
        write_whole(path, render_yaml([meeting._replace(evidence={})]).encode())
        return path
    path = top / draft.file
    octets = path.read_bytes() if path.is_file() else b""
    if not path.is_file():
        if draft.print != fingerprint_of(b""):
            return Changed(None, fingerprint_of(b""), draft.file, is_there=False)
        written = meeting._replace(evidence={})
        is_json = path.suffix.lower() == ".json"
        write_whole(
            path, (json.dumps(to_data(written), ensure_ascii=False) if is_json else render_yaml([written])).encode()
        )
        return path
    text = octets.decode("utf-8-sig", "replace")
    is_json = path.suffix.lower() == ".json"
    found = read_data(text, json=is_json).meetings
    theirs = found[0] if len(found) == 1 else None
    if theirs is None or fingerprint_of(octets) != draft.print:
        return Changed(theirs, fingerprint_of(octets), draft.file)
    changed_keys = {key: value for key, value in _shown(look.read).items() if value != getattr(draft.kept, key)}
    wanted = theirs._replace(**changed_keys)  # type: ignore[arg-type]  # the fields of a meeting, each of its type
    try:
        edited = edit_yaml(text, theirs, wanted, json=is_json)
    except (SourceError, ValueError):  # a meeting in another format, such as an agency's
        return Changed(None, fingerprint_of(octets), draft.file)
    write_whole(path, edited.encode())
    return path


def _shown(meeting: Meeting) -> dict[str, object]:
    """What a form can change: not identity and moments, which publishing and sending write."""
    own = {"uid", "sequence", "created", "modified", "previous", "evidence"}
    return {key: value for key, value in meeting._asdict().items() if key not in own}


def _free_place(folder: Path, new: Meeting) -> tuple[Path, Meeting | None]:
    """Where a new meeting is to lie; with the meeting that lies there already where it is the same one by its uid."""
    stem = file_stem(new, open_language(new.language))
    number, path = 1, folder / f"{stem}.yaml"
    while path.exists():
        found = read_data(path.read_text("utf-8-sig", "replace")).meetings if path.is_file() else ()
        if len(found) == 1 and found[0].uid == new.uid:
            return path, found[0]
        number += 1
        path = folder / f"{stem}-{number}.yaml"
    return path, None


def _day(listed: Listed) -> str:
    start = listed.meeting.start if listed.meeting else None
    return start.isoformat() if start else ""
