"""The pages of a draft: paste, the form beside the text, previews, files, saving, throwing away."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from pressinvite.errors import PressinviteError
from pressinvite.language.fields import field_name
from pressinvite.language.markers import N_
from pressinvite.language.telling import finding_sentence
from pressinvite.reading.datafile import read_data
from pressinvite.reading.sources import MAX_OCTETS, read_octets
from pressinvite.reading.values import parse_day
from pressinvite.studio.door import PREVIEW_POLICY
from pressinvite.studio.drafts import fingerprint_of, new_draft, seen, step, with_form
from pressinvite.studio.entries import ZONES
from pressinvite.studio.forms import ROWS
from pressinvite.studio.looks import findings_of, look_at, mark_text
from pressinvite.studio.merging import clash_rows, merge
from pressinvite.studio.previews import Previews
from pressinvite.studio.shelves import Changed, find_meeting, save_draft

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from starlette.requests import Request

    from pressinvite.language import Language
    from pressinvite.studio.desk import Desk
    from pressinvite.studio.drafts import Draft
    from pressinvite.studio.looks import Look, Note

_VIEWS = {"page": N_("Web page"), "mail": N_("E-mail"), "text": N_("Plain text"), "calendar": N_("Calendar entry")}
_ROW = re.compile(rf"({'|'.join(ROWS)})-\d{{1,3}}-([a-z]+)\Z", re.ASCII)


class DraftPages:
    """One method an address."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> list[Route]:
        """Return the addresses."""
        return [
            Route("/new", self.paste),
            Route("/drafts", self.create, methods=["POST"]),
            Route("/drafts/{id}", self.draft),
            Route("/drafts/{id}", self.change, methods=["POST"]),
            Route("/drafts/{id}/preview/{view}", self.preview),
            Route("/drafts/{id}/files/{ending}", self.file),
            Route("/open/{file:path}", self.open),
        ]

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
        saved = "saved" in request.query_params
        return await run_in_threadpool(self._open, request.path_params["file"], saved=saved)

    def _open(self, file: str, *, saved: bool) -> Response:
        desk = self._desk
        path = find_meeting(desk.workspace, file)
        if path is None:
            return desk.absent(desk.language.text("There is no such meeting file."))
        with desk.lock:
            draft = desk.drawer.of_file(file)
            octets = path.read_bytes()
            if draft is None or (draft.is_untouched and draft.print != fingerprint_of(octets)):
                meetings = read_data(octets.decode("utf-8-sig", "replace"), json=path.suffix == ".json").meetings
                if len(meetings) != 1:
                    told = desk.language.text("The file holds no meeting, or several: change it in a text editor.")
                    return HTMLResponse(desk.render("refused.html", told=told), 422)
                if draft:
                    desk.drawer.drop(draft.id)
                kept, print_ = meetings[0]._replace(evidence={}), fingerprint_of(octets)
                draft = new_draft(kept, name="", text="", findings=(), file=file, fingerprint=print_)
                desk.drawer.keep(draft)
        return RedirectResponse(f"/drafts/{draft.id}{'?saved=1' if saved else ''}", 303)

    async def draft(self, request: Request) -> Response:
        """A draft: text, form, what to look at, previews."""
        asked = {name: request.query_params.get(name, "") for name in ("view", "lang", "zone", "saved")}
        return await run_in_threadpool(self._draft, request.path_params["id"], asked)

    def _draft(self, name: str, asked: dict[str, str], status: int = 200, *, clash: Changed | None = None) -> Response:
        desk = self._desk
        draft = desk.drawer.find(name)
        if draft is None:
            return desk.absent(desk.language.text("There is no such draft. Perhaps it has become a meeting."))
        look = self._look(draft)
        view, tag, zone = asked.get("view", ""), self._tag(asked.get("lang", "")), asked.get("zone", "")
        html = desk.render(
            "draft.html",
            draft=draft,
            seen=json.dumps(seen(draft.form)),
            look=look,
            notes=_by_field(look),
            rows={noun: _rows(draft.form, noun) for noun in ROWS},
            marks=mark_text(draft.text, draft.kept, desk.language) if draft.text else [],
            views=[(key, desk.language.text(msgid)) for key, msgid in _VIEWS.items()],
            tag=tag,
            view=view if view in _VIEWS else "page",
            zone=zone if zone in ZONES else look.meeting.timezone if look.meeting.timezone in ZONES else "",
            zones=[(key, desk.language.text(msgid)) for key, msgid in ZONES.items()],
            tags=desk.workspace.organisation.languages,
            clash=clash,
            clash_rows=clash_rows(draft, clash) if clash else [],
            refused=status == 422,
            saved=bool(asked.get("saved")) and draft.is_untouched,
            field_label=lambda field: _label(field, desk.language),
            quote=quote,
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
        with desk.lock:  # two pages of one draft, or two clicks: one after the other
            draft = desk.drawer.find(name)
            if draft is None:
                return self._draft(name, {})
            act = form.get("act", "keep")
            if act == "drop":
                return HTMLResponse(desk.render("drop.html", draft=draft))
            if act == "drop-now":
                desk.drawer.drop(draft.id)
                return RedirectResponse("/", 303)
            known = {key: value for key, value in form.items() if key in draft.first or _is_row(key)}
            draft = _acted(with_form(draft, known, base=_read_base(form.get("base", ""))), act)
            desk.drawer.keep(draft)
            if act == "save":
                return self._save(draft)
            if act == "merge":
                return self._merge(draft, form)
        if "application/json" in accept:
            return JSONResponse(self._told(draft))
        return RedirectResponse(f"/drafts/{draft.id}", 303)

    def _told(self, draft: Draft) -> dict[str, object]:
        """What the page's script is told of a draft as it now stands."""
        desk = self._desk
        look = self._look(draft)
        by_field = _by_field(look)
        return {
            "form": draft.form,
            "base": json.dumps(seen(draft.form)),
            "version": draft.at,
            "last": len(draft.versions) - 1,
            "notes": desk.render("notes.html", draft=draft, look=look, notes=by_field),
            "beside": {
                field: {"severity": notes[0].severity, "html": desk.render("beside.html", told=notes).strip()}
                for field, notes in by_field.items()
            },
        }

    def _merge(self, draft: Draft, form: dict[str, str]) -> Response:
        """Save over a file that another has changed, each field as the user chose; or say that it has changed again."""
        desk = self._desk
        path = find_meeting(desk.workspace, draft.file)
        octets = path.read_bytes() if path else b""
        if fingerprint_of(octets) == form.get("print", ""):
            theirs = read_data(octets.decode("utf-8-sig", "replace"), json=draft.file.endswith(".json")).meetings
            draft = merge(draft, theirs[0] if len(theirs) == 1 else None, form, fingerprint=fingerprint_of(octets))
            desk.drawer.keep(draft)
        return self._save(draft)

    def _save(self, draft: Draft) -> Response:
        """Write the meeting file."""
        desk = self._desk
        look = self._look(draft)
        if not look.is_sound:
            return self._draft(draft.id, {}, 422)
        done = save_draft(draft, look, desk.workspace)
        if isinstance(done, Changed):
            desk.drawer.keep(draft._replace(file=done.file))
            return self._draft(draft.id, {}, 409, clash=done)
        desk.drawer.drop(draft.id)
        return RedirectResponse(f"/open/{quote(done.relative_to(desk.folder).as_posix())}?saved=1", 303)

    async def preview(self, request: Request) -> Response:
        """What recipients will see, in a frame of its own."""
        tag, zone = (request.query_params.get(name, "") for name in ("lang", "zone"))
        name, view = request.path_params["id"], request.path_params["view"]
        return await run_in_threadpool(self._preview, name, view, tag, zone)

    def _preview(self, name: str, view: str, tag: str, zone: str) -> Response:
        desk = self._desk
        draft = desk.drawer.find(name)
        if draft is None or view not in _VIEWS:
            return PlainTextResponse("", 404)
        meeting = self._look(draft).meeting
        previews = Previews(meeting, desk.workspace, self._tag(tag))
        zone = zone if zone in ZONES else meeting.timezone
        makers: dict[str, Callable[[], str]] = {
            "page": previews.page,
            "mail": previews.mail,
            "text": lambda: desk.render("preview_text.html", text=previews.text()),
            "calendar": lambda: desk.render("preview_entry.html", entry=previews.entry(zone)),
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


def _acted(draft: Draft, act: str) -> Draft:
    """The draft after a button: undone, redone, confirmed, a day taken; as it is for any other."""
    kind, _, rest = act.partition(":")
    if kind in ("undo", "redo"):
        return step(draft, -1 if kind == "undo" else 1)
    if kind == "confirm":
        return draft._replace(accepted=tuple(dict.fromkeys((*draft.accepted, rest))))
    if kind == "day" and parse_day(rest):
        return with_form(draft, {"start-day": rest}, base={"start-day": ""})
    return draft


def _label(field: str, language: Language) -> str:
    """What a form's field is called where it stands alone: "contacts-0-phones" → "press contact 1, phone"."""
    clocks = {"day": language.text("Day"), "clock": language.text("Clock time")}
    words: list[str] = []
    for part in field.split("-"):
        if part.isdecimal():
            words[-1] += f" {int(part) + 1}"
        else:
            words.append(clocks.get(part) or field_name(part, language))
    return ", ".join(words).capitalize()


def _read_base(text: str) -> dict[str, str]:
    """What a page remembers of the texts that it showed; nothing where that is not readable: all counts as written there."""
    try:
        return {str(key): str(value) for key, value in json.loads(text).items()}
    except (ValueError, AttributeError, RecursionError):
        return {}


def _is_row(name: str) -> bool:
    match = _ROW.match(name)
    return bool(match and match[2] in ROWS[match[1]])


def _rows(form: dict[str, str], noun: str) -> list[int]:
    """The numbers of a noun's rows, one empty row last."""
    numbers = {
        int(parts[1])
        for name in form
        if (parts := name.split("-"))[0] == noun and len(parts) == 3 and parts[1].isdecimal()
    }
    filled = [number for number in sorted(numbers) if any(form.get(f"{noun}-{number}-{key}") for key in ROWS[noun])]
    return [*filled, max(numbers, default=-1) + 1 if set(filled) == numbers else max(numbers)]


def _by_field(look: Look) -> dict[str, list[Note]]:
    """The notes by the field that they stand beside."""
    found: dict[str, list[Note]] = {}
    for note in look.notes:
        found.setdefault(note.field, []).append(note)
    return found
