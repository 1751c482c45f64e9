"""Drafts: what somebody is working at, kept on the disk at every change, so that nothing is lost by a reload, a crash or a
second page. Each keeps its versions, for undo.

A draft is a file of `drafts/` in the organisation's folder; the meeting it becomes is a file of `meetings/`.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from pressinvite.errors import PressinviteError
from pressinvite.reading.datafile import read_data
from pressinvite.reading.document import render_json
from pressinvite.studio.forms import Form, form_of
from pressinvite.workspace import write_whole

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from pressinvite.meeting import Meeting

_ID = re.compile(r"[A-Za-z0-9_-]{8,32}\Z")
MOST_VERSIONS = 300


class Draft(NamedTuple):
    """One draft."""

    id: str
    name: str
    """What it was made of: a file's name, "" for pasted text."""
    text: str
    """The release, "" where there is none."""
    kept: Meeting
    """As it was read, with its evidence: what no form shows comes from here."""
    findings: tuple[dict[str, Any], ...]
    """What was found in the text, as sentences with their places; they stand until accepted or the field is changed."""
    versions: tuple[Form, ...]
    """The form's texts at each step, the first as they were read."""
    at: int
    """The version that stands; those after it can be had again."""
    accepted: tuple[str, ...] = ()
    """Fields that somebody has confirmed."""
    file: str = ""
    """Name of the meeting file that it changes, below the organisation's folder; "" for a new one."""
    print: str = ""
    """That file's fingerprint when it was opened."""

    @property
    def form(self) -> Form:
        """The texts as they stand."""
        return self.versions[self.at]

    @property
    def is_untouched(self) -> bool:
        """Tell whether it is a meeting file that was looked at, and nothing more."""
        return bool(self.file) and not _differing(self.form, self.first)

    @property
    def first(self) -> Form:
        """The texts as they were read."""
        return self.versions[0]


def new_draft(
    meeting: Meeting, *, name: str, text: str, findings: Sequence[dict[str, Any]], file: str = "", fingerprint: str = ""
) -> Draft:
    """Return a draft of a meeting that was read."""
    form = form_of(meeting)
    return Draft(secrets.token_urlsafe(9), name, text, meeting, tuple(findings), (form,), 0, (), file, fingerprint)


def with_form(draft: Draft, form: Mapping[str, str], *, base: Mapping[str, str]) -> Draft:
    """Return the draft with a form that was filled in from a page that showed `base` (as `seen` tells it).

    Only what was changed on that page counts: what another page has changed since stays. A further change of the same field
    does not make a version of its own.
    """
    written = {key: value.replace("\r\n", "\n") for key, value in form.items()}
    mine = {key: value for key, value in written.items() if _digest(value) != base.get(key, _EMPTY)}
    new = draft.form | mine
    if not _differing(new, draft.form):
        return draft
    kept = draft.versions[: draft.at + 1]
    now = _differing(new, kept[-1])
    if len(kept) > 2 and len(now) == 1 and now == _differing(kept[-1], kept[-2]):
        kept = kept[:-1]
    versions = (*kept, new)
    if len(versions) > MOST_VERSIONS:
        versions = (versions[0], *versions[-MOST_VERSIONS + 1 :])
    return draft._replace(versions=versions, at=len(versions) - 1)


def seen(form: Mapping[str, str]) -> dict[str, str]:
    """Return what a page remembers of the texts that it shows, to tell later which of them were changed on it."""
    return {key: _digest(value) for key, value in form.items() if value}


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=5).hexdigest()


_EMPTY = _digest("")


def step(draft: Draft, by: int) -> Draft:
    """Return the draft a version back (-1) or forth (1), as far as there are any."""
    return draft._replace(at=min(max(draft.at + by, 0), len(draft.versions) - 1))


def _differing(one: Form, other: Form) -> set[str]:
    return {key for key in one.keys() | other.keys() if one.get(key, "") != other.get(key, "")}


def fingerprint_of(octets: bytes) -> str:
    """Return what tells two states of a file apart."""
    return hashlib.blake2b(octets, digest_size=16).hexdigest()


class Drawer:
    """The folder of drafts."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, draft: Draft) -> None:
        """Write a draft. Raises SettingsError where the disk refuses."""
        meeting = json.loads(render_json([draft.kept], [], explain=True))["meetings"][0]
        data = draft._asdict() | {"kept": meeting}
        write_whole(self._folder / f"{draft.id}.json", json.dumps(data, ensure_ascii=False).encode(), private=True)

    def find(self, name: str) -> Draft | None:
        """Return a draft by id, None where there is none, or where its file is not ours."""
        if not _ID.match(name):
            return None
        try:
            return _parse((self._folder / f"{name}.json").read_text("utf-8"), name)
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, PressinviteError):
            return None

    def damaged(self) -> list[str]:
        """Return the names of files in the folder that are no drafts any more."""
        return [path.name for path in self._files() if not self.find(path.stem)]

    def all(self) -> list[Draft]:
        """Return all drafts, the last changed first."""
        return [draft for path in self._files() if (draft := self.find(path.stem))]

    def of_file(self, file: str) -> Draft | None:
        """Return the draft that changes a meeting file."""
        return next((draft for draft in self.all() if draft.file == file), None)

    def drop(self, name: str) -> None:
        """Remove a draft that has become a meeting, or is not wanted."""
        if _ID.match(name):
            (self._folder / f"{name}.json").unlink(missing_ok=True)

    def _files(self) -> list[Path]:
        times = {}
        for path in self._folder.glob("*.json") if self._folder.is_dir() else ():
            with suppress(FileNotFoundError):  # become a meeting this moment
                times[path] = path.stat().st_mtime
        return sorted(times, key=lambda path: times[path], reverse=True)


def _parse(text: str, name: str) -> Draft:
    """Return the draft of a file's text. Raises one of many where it is none."""
    data = json.loads(text)
    (kept,) = read_data(json.dumps(data["kept"]), json=True).meetings
    versions = tuple({str(key): str(words) for key, words in version.items()} for version in data["versions"])
    findings = tuple({str(key): value for key, value in finding.items()} for finding in data["findings"])
    told = {key: str(data[key]) for key in ("name", "text", "file", "print")}
    at = int(data["at"])
    if not 0 <= at < len(versions):
        raise ValueError(at)
    accepted = tuple(map(str, data["accepted"]))
    return Draft(name, told["name"], told["text"], kept, findings, versions, at, accepted, told["file"], told["print"])
