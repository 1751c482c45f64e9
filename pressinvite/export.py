"""The main job: one source's meetings → calendar file, web page, e-mail, text and the meeting's own YAML, as files.

Everything is rendered before the first file is written, so a fault leaves nothing half done. File names follow the
meeting (DESIGN, "File names"); two meetings never share one, in a run or between runs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressinvite.calendar import Address
from pressinvite.errors import Finding, UsageError
from pressinvite.invitation import build_message, compose, file_stem, render_ics, render_page, render_text
from pressinvite.invitation.message import Envelope
from pressinvite.language import open_language
from pressinvite.language.catalogues import SPOKEN
from pressinvite.reading.document import render_yaml
from pressinvite.reading.seal import read_seal, sealed
from pressinvite.records import NamedTuple
from pressinvite.templating import open_templates
from pressinvite.workspace import is_bare_address, split_address, write_together

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from typing import Literal

    from pressinvite.meeting import Meeting
    from pressinvite.workspace import Workspace


class Written(NamedTuple):
    """A file that was made, or kept."""

    path: Path
    octets: int
    kept: bool = False
    """True for a YAML file that stood there, changed by hand, and was left as it is."""


class Exporter:
    """Writes into one folder; remembers the names given in this run."""

    def __init__(self, folder: Path, *, form: Literal["quiet", "rsvp"] = "quiet", recipient: str | None = None) -> None:
        self.folder = folder
        self.form: Literal["quiet", "rsvp"] = form
        self.recipient = _address(recipient) if recipient else None
        self._stems: set[str] = set()

    def write(self, meetings: Sequence[Meeting], workspace: Workspace, *, source: str = "") -> list[Written]:
        """Write the meetings' files and return what was made; the source itself is never written over.

        Raises SettingsError where a template is broken or the disk refuses; then nothing of these meetings is new.
        """
        files: dict[Path, bytes] = {}
        for meeting in meetings:
            files |= self.render(meeting, workspace)
        kept = {path for path in files if path.suffix == ".yaml" and _is_kept(path, source)}
        write_together({path: octets for path, octets in files.items() if path not in kept})
        return [self._written(path, octets, source, is_kept=path in kept) for path, octets in files.items()]

    def _written(self, path: Path, octets: bytes, source: str, *, is_kept: bool) -> Written:
        if not is_kept:
            return Written(path, len(octets))
        return Written(path, path.stat().st_size, kept=not (source and path.samefile(source)))

    def render(self, meeting: Meeting, workspace: Workspace) -> dict[Path, bytes]:
        """Return one meeting's files, in every language, as they would be written."""
        languages = spoken_languages(meeting, workspace)
        stem = self._free_stem(file_stem(meeting, open_language(languages[0])), meeting.uid or "")
        files: dict[Path, bytes] = {}
        for index, tag in enumerate(languages):
            name = f"{stem}.{tag}" if index else stem
            for ending, octets in self._render_language(meeting, workspace, tag, name).items():
                files[self.folder / f"{name}{ending}"] = octets
        files[self.folder / f"{stem}.yaml"] = sealed(render_yaml([meeting]), meeting).encode()
        return files

    def _render_language(self, meeting: Meeting, workspace: Workspace, tag: str, name: str) -> dict[str, bytes]:
        language = open_language(tag)
        templates = open_templates(workspace.templates, language)
        invitation = compose(meeting, organisation=workspace.organisation, language=language, stem=name)
        calendar = render_ics(invitation)
        envelope = Envelope(calendar=calendar if self.recipient is None else None)
        return {
            ".ics": calendar,
            ".html": render_page(invitation, templates).encode(),
            ".eml": build_message(
                invitation, templates, form=self.form, recipient=self.recipient, draft=True, envelope=envelope
            ),
            ".txt": render_text(invitation, templates).encode(),
        }

    def _free_stem(self, stem: str, uid: str) -> str:
        """The stem, numbered where another meeting has it: one of this run, or in the folder one with another uid."""
        number, free = 1, stem
        while free in self._stems or _owner(self.folder / f"{free}.yaml") not in (None, uid):
            number += 1
            free = f"{stem}-{number}"
        self._stems.add(free)
        return free


def _owner(path: Path) -> str | None:
    """The uid of the meeting whose exported YAML stands there, None where the name is free."""
    text = _text(path)
    if text is None:
        return None
    from pressinvite.reading.datafile import read_data  # noqa: PLC0415 -- only where a file stands already

    return next((meeting.uid for meeting in read_data(text).meetings if meeting.uid), "")


def _is_kept(path: Path, source: str) -> bool:
    """Tell whether a file must not be written: it is the source, or somebody has changed it since its export."""
    text = _text(path)
    if text is None:
        return False
    seal = read_seal(text)
    return seal is None or seal.is_broken or bool(source and path.samefile(source))


def _text(path: Path) -> str | None:
    try:
        return path.read_bytes().decode("utf-8", "replace")
    except OSError:
        return None


def spoken_languages(meeting: Meeting, workspace: Workspace) -> tuple[str, ...]:
    """Return the languages to write, the meeting's own first: the organisation's, or without settings its own alone."""
    own = meeting.language.partition("-")[0].lower()
    if workspace.folder is None:
        return (own if own in SPOKEN else "sv",)
    languages = workspace.organisation.languages
    return tuple(sorted(languages, key=lambda tag: tag.partition("-")[0].lower() != own))


def _address(written: str) -> Address:
    """The address of "Name <address>" or of a bare address; UsageError where it is none."""
    name, email = split_address(written)
    if not is_bare_address(email):
        raise UsageError(Finding("bad-recipient", "error", "", {"address": written}))
    return Address(email, name)
