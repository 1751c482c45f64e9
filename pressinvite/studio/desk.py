"""The staff's page as an application: calendar, paste, draft, previews, files, saving. No rule of the house lives here."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from pressinvite.errors import PressinviteError
from pressinvite.language.markers import N_
from pressinvite.language.telling import finding_sentence, severity_word
from pressinvite.studio.door import Door
from pressinvite.studio.drafts import Drawer
from pressinvite.studio.overview import OverviewPages
from pressinvite.studio.publishing import PublishingPages
from pressinvite.studio.sending import SendingPages
from pressinvite.studio.writing import DraftPages
from pressinvite.templating import open_templates

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from starlette.requests import Request

    from pressinvite.language import Language
    from pressinvite.studio.door import Keys
    from pressinvite.workspace import Workspace

_STATIC = {"studio.css": "text/css; charset=utf-8", "studio.js": "text/javascript; charset=utf-8"}
_REFUSALS = {
    "host": N_("This address is not this computer's own."),
    "method": N_("That cannot be done here."),
    "size": N_("What was sent is too large: at most 5 MB can be read."),
    "session": N_(
        "This page has to be opened from the command: run pressinvite studio, and open the address it shows."
    ),
    "origin": N_("This came from another site's page, and was not done."),
    "token": N_("This address was used before. Run pressinvite studio again, and open the new address."),
    "form": N_("This page is older than the program that runs now. Reload it: what you wrote is kept."),
    "slow": N_("What was sent did not arrive in time."),
    "unreadable": N_("What was sent cannot be read."),
    "absent": N_("There is nothing at this address."),
    "broken": N_(
        "Something went wrong here that should not. Nothing was written by halves: go back and look. "
        "What happened is told in the window where pressinvite was started."
    ),
}


class Desk:
    """What the pages work with."""

    def __init__(
        self, open_workspace: Callable[[], Workspace], language: Language, keys: Keys, clock: Callable[[], dt.datetime]
    ) -> None:
        self._open, self.language, self.keys, self.clock = open_workspace, language, keys, clock
        self.templates = open_templates(None, language)
        self.lock = threading.Lock()
        """Held while a draft or a meeting file is read, changed and written."""
        self._read: tuple[tuple[tuple[int, int], ...], Workspace] | None = None

    @property
    def workspace(self) -> Workspace:
        """The organisation's folder as it stands now; its settings are read again where a file beside them has changed."""
        if self._read:
            folder = self._read[1].folder
            if folder and _stamps(folder) == self._read[0]:
                return self._read[1]
        workspace = self._open()
        if workspace.folder:
            self._read = (_stamps(workspace.folder), workspace)
        return workspace

    @property
    def folder(self) -> Path:
        """The organisation's folder."""
        folder = self.workspace.folder
        assert folder is not None  # noqa: S101 -- the command has told where there is none
        return folder

    @property
    def drawer(self) -> Drawer:
        """The drafts."""
        return Drawer(self.folder / "drafts")

    def render(self, name: str, **values: object) -> str:
        """Return a page."""
        return self.templates.render(
            f"studio/{name}",
            lang=self.language.tag,
            organisation=self._name(),
            csrf=self.keys.form_token,
            errors=lambda count: self.language.plural("{count} error", "{count} errors", count),
            severity=lambda word: severity_word(word, self.language).capitalize(),
            **values,
        )

    def _name(self) -> str:
        """The organisation's name; the last one known while somebody is writing in its settings."""
        try:
            return self.workspace.organisation.name or ""
        except PressinviteError:
            return (self._read[1].organisation.name or "") if self._read else ""

    def absent(self, told: str) -> HTMLResponse:
        """Return the page of what is not there."""
        return HTMLResponse(self.render("refused.html", told=told), 404)

    def refuse(self, code: str) -> str:
        """Return the page of a refusal."""
        return self.render("refused.html", told=self.language.text(_REFUSALS[code]))


def create_studio(desk: Desk, *, port: int) -> Starlette:
    """Return the application, for a server at this port of 127.0.0.1."""
    sending = SendingPages(desk)
    app = Starlette(
        routes=[
            *OverviewPages(desk).routes(),
            *DraftPages(desk).routes(),
            *sending.routes(),
            *PublishingPages(desk).routes(),
            Route("/static/{name}", _Static(desk).static),
        ],
        middleware=[Middleware(Door, keys=desk.keys, port=port, render_refusal=desk.refuse)],
        exception_handlers={HTTPException: _refusal(desk), PressinviteError: _trouble(desk)},
    )
    app.state.postroom = sending.postroom
    return app


def _refusal(desk: Desk) -> Callable[[Request, Exception], Response]:
    """Makes the page of what cannot be done, in the user's language."""
    codes = {404: "absent", 405: "method", 408: "slow", 413: "size"}

    def answer(_request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 400
        return HTMLResponse(desk.refuse(codes.get(status, "unreadable")), status)

    return answer


def _trouble(desk: Desk) -> Callable[[Request, Exception], Response]:
    """Makes the page of what the user has to put right first: settings that cannot be read, a disk that is full."""

    def answer(_request: Request, error: Exception) -> Response:
        findings = error.findings if isinstance(error, PressinviteError) else ()
        told = " ".join(finding_sentence(finding, desk.language) for finding in findings)
        source = Path(error.source).name if isinstance(error, PressinviteError) else ""
        return HTMLResponse(desk.render("refused.html", told=f"{source}: {told}" if source else told), 422)

    return answer


class _Static:
    """Our own style and script."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def static(self, request: Request) -> Response:
        """Our own style and script."""
        name = request.path_params["name"]
        if name not in _STATIC:
            return PlainTextResponse("", 404)
        return Response(self._desk.templates.render(f"studio/{name}"), media_type=_STATIC[name])


def _stamps(folder: Path) -> tuple[tuple[int, int], ...]:
    """When the files beside the settings (they, the logo) were last written, and how large they are."""
    with os.scandir(folder) as entries:
        stats = [entry.stat() for entry in entries if entry.is_file()]
    return tuple(sorted((stat.st_mtime_ns, stat.st_size) for stat in stats))
