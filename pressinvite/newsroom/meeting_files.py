"""The meeting files of an organisation's folder: which there are, and which of what lies beside them is none.

Office programs, sync programs and people leave all sorts of things in a shared folder. What cannot be looked into is told
and counts as standing: a folder without rights must not withdraw all that was published of it.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pressinvite.errors import Finding, SettingsError
from pressinvite.language.reasons import explain_reading

if TYPE_CHECKING:
    from collections.abc import Iterator

MEETINGS = "meetings"
_ENDINGS = (".yaml", ".yml", ".json")
_LEFT = (".md", ".bak", ".orig", ".tmp", ".swp", "~", "thumbs.db", "desktop.ini")
"""Endings of files that nobody takes for a meeting."""
_HIDDEN = (".", "~", "#", "@ea")
"""Beginnings of names that programs use for themselves: lock files, a Mac's and a Synology's own, .git."""


class Scan(NamedTuple):
    """What lies in the folder."""

    files: dict[str, tuple[int, int]]
    """Meeting files: name below the organisation's folder, with "/", → time stamp in nanoseconds and size."""
    closed: dict[str, Finding]
    """Folders and files that cannot be looked into, by name, each with why."""
    notes: dict[str, Finding]
    """What is no meeting file, by name."""

    def is_closed(self, name: str) -> bool:
        """Tell whether a file lies where it cannot be seen."""
        return any(name == closed or name.startswith(f"{closed}/") for closed in self.closed)


def scan_meetings(top: Path) -> Scan:
    """Return what lies in the meetings' folder of an organisation's. Raises SettingsError where that cannot be told."""
    folder = top / MEETINGS
    if not folder.is_dir():
        raise SettingsError(Finding("no-meetings-folder", "error", "", {"name": str(folder)}))
    scan = Scan({}, {}, {})
    for name, entry in _walk(folder, MEETINGS, scan):
        ending = name.lower()
        if entry.is_symlink():
            scan.notes[name] = Finding("link-not-followed", "note", "", {"name": name})
        elif ending.endswith(_ENDINGS) and entry.is_file():
            try:
                stat = entry.stat()
            except FileNotFoundError:  # taken away this very moment
                continue
            scan.files[name] = stat.st_mtime_ns, stat.st_size
        elif not ending.endswith(_LEFT):
            scan.notes[name] = Finding("not-a-meeting-file", "note", "", {"name": name})
    if MEETINGS in scan.closed:
        raise SettingsError(scan.closed[MEETINGS])
    return Scan(dict(sorted(scan.files.items())), scan.closed, scan.notes)


def _walk(folder: Path, name: str, scan: Scan) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """The files of a folder and of those in it, names with "/"."""
    try:
        with os.scandir(folder) as found:
            entries = list(found)
    except OSError as error:
        values = {"name": name, "reason": explain_reading(error)}
        scan.closed[name] = Finding("folder-unreadable", "error", "", values)
        return
    for entry in entries:
        if entry.name.startswith(_HIDDEN):
            continue
        whole = f"{name}/{entry.name}"
        if not _is_text(whole):
            shown = whole.encode("utf-8", "replace").decode()
            scan.notes[shown] = Finding("odd-file-name", "note", "", {"name": shown})
        elif entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path), whole, scan)
        else:
            yield whole, entry


def _is_text(name: str) -> bool:
    """Tell whether a name is in the encoding that names have: others could neither be shown nor kept."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
