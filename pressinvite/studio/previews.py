"""What recipients will see of a draft: page, mail, text and calendar entry in each language, and the same as files."""

from __future__ import annotations

import io
import zipfile
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pressinvite.invitation import build_message, compose, render_ics, render_mail, render_page, render_text
from pressinvite.invitation.calendar_words import event_words
from pressinvite.language import open_language
from pressinvite.studio.entries import differences, entry_time
from pressinvite.templating import open_templates

if TYPE_CHECKING:
    from pressinvite.invitation import Invitation
    from pressinvite.language import Language
    from pressinvite.meeting import Meeting
    from pressinvite.templating import Templates
    from pressinvite.workspace import Workspace

_TYPES = {
    ".ics": "text/calendar; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".eml": "message/rfc822",
    ".txt": "text/plain; charset=utf-8",
    ".zip": "application/zip",
}


@lru_cache
def _templates(tag: str) -> Templates:
    """The package's own templates: they stay as they are while the program runs."""
    return open_templates(None, open_language(tag))


def _own_templates(workspace: Workspace, language: Language) -> Templates:
    """The organisation's templates, as they are at this moment: somebody may be writing them."""
    return open_templates(workspace.templates, language)


class Entry(NamedTuple):
    """What a calendar program shows."""

    title: str
    when: str
    place: str
    text: str
    differences: list[str]
    """Where calendar programs show it differently, in words."""


class File(NamedTuple):
    """Something to download."""

    name: str
    media_type: str
    octets: bytes


class Previews:
    """The previews of one meeting in one language."""

    def __init__(self, meeting: Meeting, workspace: Workspace, tag: str) -> None:
        self._language: Language = open_language(tag)
        self._templates = _own_templates(workspace, self._language) if workspace.templates else _templates(tag)
        self._invitation: Invitation = compose(meeting, organisation=workspace.organisation, language=self._language)

    def page(self) -> str:
        """Return the web page."""
        return render_page(self._invitation, self._templates)

    def mail(self) -> str:
        """Return the mail's HTML."""
        return render_mail(self._invitation, self._templates)

    def text(self) -> str:
        """Return the plain text."""
        return render_text(self._invitation, self._templates, attached=True)

    def entry(self, zone: str) -> Entry:
        """Return the calendar entry in words, on a zone's clock."""
        words = event_words(self._invitation)
        when = entry_time(self._invitation.meeting, zone, self._language)
        told = differences(self._invitation.meeting, self._language)
        return Entry(words.summary, when, words.location or "", words.description, told)

    @property
    def subject(self) -> str:
        """The mail's subject."""
        return self._invitation.subject

    def file(self, ending: str) -> File | None:
        """Return a file to download by its ending; None where there is no such file."""
        if ending == ".zip":
            return self._bundle()
        makers = {
            ".ics": lambda: render_ics(self._invitation),
            ".html": lambda: self.page().encode(),
            ".eml": lambda: build_message(self._invitation, self._templates, draft=True),
            ".txt": lambda: self.text().encode(),
        }
        maker = makers.get(ending)
        return File(f"{self._invitation.stem}{ending}", _TYPES[ending], maker()) if maker else None

    def _bundle(self) -> File:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bundle:
            for ending in (".ics", ".html", ".eml", ".txt"):
                if file := self.file(ending):
                    bundle.writestr(zipfile.ZipInfo(file.name), file.octets)
        return File(f"{self._invitation.stem}.zip", _TYPES[".zip"], packed.getvalue())
