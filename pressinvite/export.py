"""The main job: one source's meetings → calendar file, web page, e-mail, text and the meeting's own YAML, as files;
where it is asked for, the exchange formats of agencies and planning systems too.

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
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path
    from typing import Literal

    from pressinvite.exchange.formats import Format
    from pressinvite.invitation import Invitation
    from pressinvite.meeting import Meeting
    from pressinvite.templating import Templates
    from pressinvite.workspace import Workspace


class Written(NamedTuple):
    """A file that was made, or kept."""

    path: Path
    octets: int
    kept: bool = False
    """True for a YAML file that stood there, changed by hand, and was left as it is."""


OWN_FORMATS = ("ics", "html", "eml", "txt")
"""What is made where nothing is asked for; the meeting's YAML always is."""
_BESIDE_CALENDAR = frozenset({"html", "txt"})
"""Formats that tell of the calendar file beside them, which is therefore made with them."""


class Exporter:
    """Writes into one folder; remembers the names given in this run."""

    def __init__(
        self,
        folder: Path,
        *,
        form: Literal["quiet", "rsvp"] = "quiet",
        recipient: str | None = None,
        formats: Sequence[str] = OWN_FORMATS,
    ) -> None:
        """Raises UsageError where there is no such format."""
        self.folder = folder
        self.form: Literal["quiet", "rsvp"] = form
        self.recipient = _address(recipient) if recipient else None
        self._formats = {*formats, "ics"} if _BESIDE_CALENDAR & {*formats} else {*formats}
        self._exchanged = _exchange_formats(name for name in formats if name not in OWN_FORMATS)
        self._stems: set[str] = set()

    def write(self, meetings: Sequence[Meeting], workspace: Workspace, *, source: str = "") -> list[Written]:
        """Write the meetings' files and return what was made; the source itself is never written over.

        Raises SettingsError where a template is broken or the disk refuses; then nothing of these meetings is new.
        """
        files: dict[Path, bytes] = {}
        for meeting in meetings:
            files |= self.render(meeting, workspace)
        kept = {path for path in files if _is_source(path, source) or (path.suffix == ".yaml" and _is_kept(path))}
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
        calendar = render_ics(invitation) if self._formats & {"ics", "eml"} else b""
        renderers: dict[str, Callable[[], bytes]] = {
            "ics": lambda: calendar,
            "html": lambda: render_page(invitation, templates).encode(),
            "eml": lambda: self._render_mail(invitation, templates, calendar),
            "txt": lambda: render_text(invitation, templates).encode(),
        }
        files = {f".{name}": render() for name, render in renderers.items() if name in self._formats}
        if self._exchanged:
            from pressinvite.invitation.exchanged import told_of  # noqa: PLC0415 -- only where it is asked for

            told = told_of(invitation)
            files |= {made.ending: made.render_one(told) for made in self._exchanged}
        return files

    def _render_mail(self, invitation: Invitation, templates: Templates, calendar: bytes) -> bytes:
        envelope = Envelope(calendar=calendar if self.recipient is None else None)
        return build_message(
            invitation, templates, form=self.form, recipient=self.recipient, draft=True, envelope=envelope
        )

    def _free_stem(self, stem: str, uid: str) -> str:
        """The stem, numbered where another meeting has it: one of this run, or in the folder one with another uid."""
        number, free = 1, stem
        while free in self._stems or _owner(self.folder / f"{free}.yaml") not in (None, uid):
            number += 1
            free = f"{stem}-{number}"
        self._stems.add(free)
        return free


def _exchange_formats(names: Iterable[str]) -> list[Format]:
    """The exchange formats of these names, each once; UsageError where there is no such format."""
    wanted = dict.fromkeys(names)
    if not wanted:
        return []
    from pressinvite.exchange.formats import FORMATS  # noqa: PLC0415 -- only where it is asked for

    for name in wanted:
        if name not in FORMATS:
            values = {"format": name, "known": (*OWN_FORMATS, *FORMATS)}
            raise UsageError(Finding("unknown-format", "error", "", values))
    return [FORMATS[name] for name in wanted]


def _owner(path: Path) -> str | None:
    """The uid of the meeting whose exported YAML stands there, None where the name is free."""
    text = _text(path)
    if text is None:
        return None
    from pressinvite.reading.datafile import read_data  # noqa: PLC0415 -- only where a file stands already

    return next((meeting.uid for meeting in read_data(text).meetings if meeting.uid), "")


def _is_source(path: Path, source: str) -> bool:
    return bool(source) and path.exists() and path.samefile(source)


def _is_kept(path: Path) -> bool:
    """Tell whether somebody has changed the YAML since its export, so that it must not be written."""
    text = _text(path)
    if text is None:
        return False
    seal = read_seal(text)
    return seal is None or seal.is_broken


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
