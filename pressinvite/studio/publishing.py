"""The page that publishes the press calendar: first what would change, then doing it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from pressinvite.errors import PressinviteError
from pressinvite.language.telling import finding_sentence
from pressinvite.publication import open_site, publish

if TYPE_CHECKING:
    from starlette.requests import Request

    from pressinvite.publication import Published
    from pressinvite.studio.desk import Desk

_LISTED = 50
"""Files that are named one by one."""


class PublishingPages:
    """One method an address."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> list[Route]:
        """Return the addresses."""
        return [Route("/publish", self.look), Route("/publish", self.act, methods=["POST"])]

    async def look(self, _request: Request) -> Response:
        """What publishing would change."""
        return await run_in_threadpool(self._run, check=True)

    async def act(self, request: Request) -> Response:
        """Publish."""
        async with request.form(max_files=0, max_fields=5, max_part_size=4096) as sent:
            if not self._desk.keys.is_form(str(sent.get("csrf", ""))):
                return HTMLResponse(self._desk.refuse("form"), 403)
        return await run_in_threadpool(self._run, check=False)

    def _run(self, *, check: bool) -> Response:
        desk = self._desk
        workspace = desk.workspace
        try:
            site = open_site(workspace)
            folder = (workspace.folder or Path()) / "public"
            done = publish(workspace, site, folder, now=desk.clock(), check=check)
        except PressinviteError as error:
            told = [finding_sentence(finding, desk.language) for finding in error.findings]
            return HTMLResponse(desk.render("publish.html", done=None, told=told, check=check), 422)
        found = [
            (reading.source, finding.severity, finding_sentence(finding, desk.language))
            for reading in done.readings
            for finding in reading.findings
            if finding.severity != "note"
        ]
        page = desk.render(
            "publish.html",
            done=done,
            told=[],
            check=check,
            found=found,
            meetings=self._meetings(done),
            kinds=self._kinds(done),
            most=_LISTED,
            address=site.url,
            when=desk.language.when(done.next_change[0].replace(tzinfo=None)) if done.next_change else "",
        )
        return HTMLResponse(page)

    def _meetings(self, done: Published) -> list[tuple[str, tuple[str, ...]]]:
        _ = self._desk.language.text
        kinds = ((_("New meetings"), done.new_titles), (_("Changed meetings"), done.changed_titles))
        return [(word, titles) for word, titles in kinds if titles]

    def _kinds(self, done: Published) -> list[tuple[str, tuple[str, ...]]]:
        _ = self._desk.language.text
        outcome = done.outcome
        kinds = ((_("New"), outcome.made), (_("Changed"), outcome.changed), (_("Removed"), outcome.removed))
        return [(word, paths) for word, paths in kinds if paths]
