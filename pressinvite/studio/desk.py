"""The staff's page as an application: calendar, paste, draft, previews, files, saving. No rule of the house lives here."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from pressinvite.errors import PressinviteError
from pressinvite.language.markers import N_
from pressinvite.language.telling import finding_sentence, severity_word
from pressinvite.meeting import Meeting
from pressinvite.reading.datafile import read_data
from pressinvite.reading.sources import MAX_OCTETS, read_octets
from pressinvite.reading.values import parse_day
from pressinvite.studio.door import PREVIEW_POLICY, Door
from pressinvite.studio.drafts import Drawer, fingerprint_of, new_draft, step, with_form
from pressinvite.studio.forms import ROWS, form_of
from pressinvite.studio.looks import findings_of, look_at, mark_text
from pressinvite.studio.previews import Previews
from pressinvite.studio.publishing import PublishingPages
from pressinvite.studio.sending import SendingPages
from pressinvite.studio.shelves import Changed, find_meeting, list_meetings, save_draft
from pressinvite.templating import open_templates

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from pathlib import Path

    from starlette.requests import Request

    from pressinvite.language import Language
    from pressinvite.studio.door import Keys
    from pressinvite.studio.drafts import Draft
    from pressinvite.studio.looks import Look
    from pressinvite.workspace import Workspace

_STATIC = {"studio.css": "text/css; charset=utf-8", "studio.js": "text/javascript; charset=utf-8"}
_VIEWS = {"page": N_("Web page"), "mail": N_("E-mail"), "text": N_("Plain text"), "calendar": N_("Calendar entry")}
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
}


class Desk:
    """What the pages work with."""

    def __init__(
        self, open_workspace: Callable[[], Workspace], language: Language, keys: Keys, clock: Callable[[], dt.datetime]
    ) -> None:
        self._open, self.language, self.keys, self.clock = open_workspace, language, keys, clock
        self.templates = open_templates(None, language)
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
        organisation = self.workspace.organisation
        return self.templates.render(
            f"studio/{name}",
            lang=self.language.tag,
            organisation=organisation.name or "",
            csrf=self.keys.form_token,
            errors=lambda count: self.language.plural("{count} error", "{count} errors", count),
            severity=lambda word: severity_word(word, self.language).capitalize(),
            **values,
        )

    def refuse(self, code: str) -> str:
        """Return the page of a refusal."""
        return self.render("refused.html", told=self.language.text(_REFUSALS[code]))


def create_studio(desk: Desk, *, port: int) -> Starlette:
    """Return the application, for a server at this port of 127.0.0.1."""
    pages = _Pages(desk)
    sending = SendingPages(desk)
    routes = [
        Route("/", pages.calendar),
        Route("/new", pages.paste),
        Route("/drafts", pages.create, methods=["POST"]),
        Route("/drafts/{id}", pages.draft),
        Route("/drafts/{id}", pages.change, methods=["POST"]),
        Route("/drafts/{id}/preview/{view}", pages.preview),
        Route("/drafts/{id}/files/{ending}", pages.file),
        Route("/open/{file:path}", pages.open),
        Route("/static/{name}", pages.static),
        *sending.routes(),
        *PublishingPages(desk).routes(),
    ]
    return Starlette(
        routes=routes, middleware=[Middleware(Door, keys=desk.keys, port=port, render_refusal=desk.refuse)]
    )


class _Pages:
    """One method an address."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def calendar(self, _request: Request) -> Response:
        """All meetings and drafts."""
        return HTMLResponse(await run_in_threadpool(self._calendar))

    def _calendar(self) -> str:
        desk = self._desk
        now = desk.clock()
        listed = list_meetings(desk.workspace, now=now)
        today = now.date().isoformat()
        rows = [
            (
                each,
                desk.language.when(each.meeting.start, each.meeting.end) if each.meeting and each.meeting.start else "",
            )
            for each in listed
        ]
        coming = [
            row for row in rows if not row[0].meeting or (row[0].meeting.start or now.date()).isoformat() >= today
        ]
        past = [row for row in rows if row not in coming]
        return desk.render("calendar.html", coming=coming, past=past, drafts=desk.drawer.all(), quote=quote)

    async def paste(self, _request: Request) -> Response:
        """The form to paste or upload a release."""
        return HTMLResponse(self._desk.render("paste.html", told="", text=""))

    async def create(self, request: Request) -> Response:
        """Drafts of a release that was pasted or uploaded."""
        async with request.form(max_files=1, max_fields=10, max_part_size=MAX_OCTETS + 1) as form:
            if not self._desk.keys.is_form(str(form.get("csrf", ""))):
                return HTMLResponse(self._desk.refuse("form"), 403)
            upload = form.get("file")
            octets, name = str(form.get("text", "")).encode("utf-8", "replace"), ""
            if isinstance(upload, UploadFile) and upload.filename:
                octets, name = await upload.read(MAX_OCTETS + 1), upload.filename
            day = parse_day(str(form.get("published", "")))
        return await run_in_threadpool(self._create, octets, name, day)

    def _create(self, octets: bytes, name: str, published: dt.date | None) -> Response:
        desk = self._desk
        if len(octets) > MAX_OCTETS:
            return HTMLResponse(desk.refuse("size"), 413)
        try:
            reading = read_octets(octets, name or "-", published=published, today=desk.clock().date())
        except PressinviteError as error:
            told = " ".join(finding_sentence(finding, desk.language) for finding in error.findings)
            return HTMLResponse(desk.render("paste.html", told=told, text=""), 422)
        if not reading.meetings:
            told = " ".join(
                finding_sentence(each, desk.language) for each in reading.findings if each.severity != "note"
            )
            return HTMLResponse(
                desk.render(
                    "paste.html",
                    told=told or desk.language.text("No meeting was found in the text."),
                    text=reading.text,
                ),
                422,
            )
        drafts = [
            new_draft(
                meeting, name=name, text=reading.text, findings=findings_of(reading.findings, number, desk.language)
            )
            for number, meeting in enumerate(reading.meetings)
        ]
        for draft in reversed(drafts):
            desk.drawer.keep(draft)
        return RedirectResponse(f"/drafts/{drafts[0].id}" if len(drafts) == 1 else "/", 303)

    async def open(self, request: Request) -> Response:
        """The draft of a meeting file, made where there is none."""
        return await run_in_threadpool(self._open, request.path_params["file"])

    def _open(self, file: str) -> Response:
        desk = self._desk
        path = find_meeting(desk.workspace, file)
        if path is None:
            return HTMLResponse(
                desk.render("refused.html", told=desk.language.text("There is no such meeting file.")), 404
            )
        draft = desk.drawer.of_file(file)
        octets = path.read_bytes()
        if draft is None or (draft.at == 0 and draft.print != fingerprint_of(octets)):
            meetings = read_data(octets.decode("utf-8-sig", "replace"), json=path.suffix == ".json").meetings
            if len(meetings) != 1:
                told = desk.language.text("The file holds no meeting, or several: change it in a text editor.")
                return HTMLResponse(desk.render("refused.html", told=told), 422)
            draft = new_draft(
                meetings[0]._replace(evidence={}),
                name="",
                text="",
                findings=(),
                file=file,
                fingerprint=fingerprint_of(octets),
            )
            desk.drawer.keep(draft)
        return RedirectResponse(f"/drafts/{draft.id}", 303)

    async def draft(self, request: Request) -> Response:
        """A draft: text, form, what to look at, previews."""
        view, tag = (request.query_params.get(name, "") for name in ("view", "lang"))
        return await run_in_threadpool(self._draft, request.path_params["id"], view, tag=tag)

    def _draft(
        self, name: str, view: str, status: int = 200, *, clash: Changed | None = None, tag: str = ""
    ) -> Response:
        desk = self._desk
        draft = desk.drawer.find(name)
        if draft is None:
            told = desk.language.text("There is no such draft. Perhaps it has become a meeting.")
            return HTMLResponse(desk.render("refused.html", told=told), 404)
        look = self._look(draft)
        rows = {noun: _rows(draft.form, noun) for noun in ROWS}
        notes = _by_field(look)
        html = desk.render(
            "draft.html",
            draft=draft,
            look=look,
            notes=notes,
            rows=rows,
            marks=mark_text(draft.text, draft.kept, desk.language) if draft.text else [],
            views=[(key, desk.language.text(msgid)) for key, msgid in _VIEWS.items()],
            tag=self._tag(tag),
            view=view if view in _VIEWS else "page",
            tags=desk.workspace.organisation.languages,
            clash=self._clash(draft, clash) if clash else None,
        )
        return HTMLResponse(html, status)

    def _look(self, draft: Draft) -> Look:
        desk = self._desk
        return look_at(draft, organisation=desk.workspace.organisation, language=desk.language, now=desk.clock())

    async def change(self, request: Request) -> Response:
        """What was done in a draft's form: written, undone, confirmed, put right, saved, thrown away."""
        async with request.form(max_files=0, max_fields=600, max_part_size=1024 * 1024) as sent:
            form = {key: value for key, value in sent.items() if isinstance(value, str)}
        if not self._desk.keys.is_form(form.pop("csrf", "")):
            return HTMLResponse(self._desk.refuse("form"), 403)
        return await run_in_threadpool(self._change, request.path_params["id"], form, request.headers.get("accept", ""))

    def _change(self, name: str, form: dict[str, str], accept: str) -> Response:
        desk = self._desk
        draft = desk.drawer.find(name)
        if draft is None:
            return self._draft(name, "page")
        act, base = form.pop("act", "keep"), form.pop("version", "0")
        known = {key: value for key, value in form.items() if key in draft.form or _is_row(key)}
        if act in ("undo", "redo"):
            draft = step(draft, -1 if act == "undo" else 1)
        elif act == "drop":
            desk.drawer.drop(draft.id)
            return RedirectResponse("/", 303)
        else:
            draft = with_form(draft, known, base=int(base) if base.isdecimal() and len(base) < 6 else 0)
            kind, _, rest = act.partition(":")
            if kind == "confirm":
                draft = draft._replace(accepted=tuple(dict.fromkeys((*draft.accepted, rest))))
            elif kind == "day" and parse_day(rest):
                draft = with_form(draft, draft.form | {"start-day": rest}, base=draft.at)
        desk.drawer.keep(draft)
        if act in ("save", "mine"):
            return self._save(draft, over=form.get("print", "") if act == "mine" else "")
        if "application/json" in accept:
            look = self._look(draft)
            notes = desk.render("notes.html", draft=draft, look=look, notes=_by_field(look))
            return JSONResponse({"version": draft.at, "notes": notes, "last": len(draft.versions) - 1})
        return RedirectResponse(f"/drafts/{draft.id}", 303)

    def _save(self, draft: Draft, *, over: str) -> Response:
        """Write the meeting file; `over` is the fingerprint of a state that the user has seen and writes over."""
        desk = self._desk
        if over:
            draft = draft._replace(print=over)
        look = self._look(draft)
        if not look.is_sound:
            return self._draft(draft.id, "page", 422)
        done = save_draft(draft, look, desk.workspace)
        if isinstance(done, Changed):
            return self._draft(draft.id, "page", 409, clash=done)
        desk.drawer.drop(draft.id)
        return RedirectResponse(f"/open/{quote(done.relative_to(desk.folder).as_posix())}", 303)

    def _clash(self, draft: Draft, changed: Changed) -> dict[str, object]:
        """What the file says now and what the draft says, field by field."""
        theirs = form_of(changed.theirs) if changed.theirs else form_of(Meeting())
        rows = [
            (key, theirs.get(key, ""), draft.form.get(key, ""))
            for key in dict.fromkeys((*draft.form, *theirs))
            if theirs.get(key, "") != draft.form.get(key, "")
        ]
        return {"rows": rows, "print": changed.fingerprint, "gone": changed.theirs is None}

    async def preview(self, request: Request) -> Response:
        """What recipients will see, in a frame of its own."""
        tag = request.query_params.get("lang", "")
        return await run_in_threadpool(self._preview, request.path_params["id"], request.path_params["view"], tag)

    def _preview(self, name: str, view: str, tag: str) -> Response:
        desk = self._desk
        draft = desk.drawer.find(name)
        if draft is None or view not in _VIEWS:
            return PlainTextResponse("", 404)
        previews = Previews(self._look(draft).meeting, desk.workspace, self._tag(tag))
        makers: dict[str, Callable[[], str]] = {
            "page": previews.page,
            "mail": previews.mail,
            "text": lambda: desk.render("preview_text.html", text=previews.text()),
            "calendar": lambda: desk.render("preview_entry.html", entry=previews.entry()),
        }
        return HTMLResponse(makers[view](), headers={"content-security-policy": PREVIEW_POLICY})

    def _tag(self, asked: str) -> str:
        tags = self._desk.workspace.organisation.languages
        return asked if asked in tags else tags[0]

    async def file(self, request: Request) -> Response:
        """A file to download."""
        tag = request.query_params.get("lang", "")
        return await run_in_threadpool(self._file, request.path_params["id"], request.path_params["ending"], tag)

    def _file(self, name: str, ending: str, tag: str) -> Response:
        desk = self._desk
        draft = desk.drawer.find(name)
        found = (
            Previews(self._look(draft).meeting, desk.workspace, self._tag(tag)).file(f".{ending}") if draft else None
        )
        if found is None:
            return PlainTextResponse("", 404)
        disposition = f"attachment; filename*=UTF-8''{quote(found.name)}"
        return Response(found.octets, media_type=found.media_type, headers={"content-disposition": disposition})

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


def _is_row(name: str) -> bool:
    return name.partition("-")[0] in ROWS


def _rows(form: dict[str, str], noun: str) -> list[int]:
    """The numbers of a noun's rows, one empty row last."""
    numbers = {
        int(parts[1])
        for name in form
        if (parts := name.split("-"))[0] == noun and len(parts) == 3 and parts[1].isdecimal()
    }
    filled = [number for number in sorted(numbers) if any(form.get(f"{noun}-{number}-{key}") for key in ROWS[noun])]
    return [*filled, max(numbers, default=-1) + 1 if set(filled) == numbers else max(numbers)]


def _by_field(look: Look) -> dict[str, list[object]]:
    """The notes by the field that they stand beside."""
    found: dict[str, list[object]] = {}
    for note in look.notes:
        found.setdefault(note.field, []).append(note)
    return found
