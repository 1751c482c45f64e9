"""The pages of sending: choose lists, look, try, send, follow; what has been sent; who comes."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from pressinvite.answers import answer_word, render_door_list
from pressinvite.delivery.history import read_overview
from pressinvite.delivery.ledger import open_ledger
from pressinvite.delivery.replies.attendance import attendance, mark
from pressinvite.dispatch.outgoing import read_meeting_file
from pressinvite.dispatch.posting import ledger_url
from pressinvite.dispatch.telling import render_mailings
from pressinvite.errors import PressinviteError
from pressinvite.language.telling import finding_sentence
from pressinvite.studio.door import PREVIEW_POLICY
from pressinvite.studio.postroom import ERRANDS, Asked, Postroom
from pressinvite.studio.shelves import find_meeting
from pressinvite.templating import open_templates

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from starlette.datastructures import FormData, QueryParams
    from starlette.requests import Request

    from pressinvite.studio.desk import Desk
    from pressinvite.studio.postroom import Job, Plan

_ANSWERS = {"yes": True, "no": False, "unknown": None}


class SendingPages:
    """One method an address."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.postroom = Postroom(lambda: desk.workspace, desk.language, desk.clock)

    def routes(self) -> list[Route]:
        """Return the addresses."""
        return [
            Route("/send/{file:path}", self.choose),
            Route("/send/{file:path}", self.act, methods=["POST"]),
            Route("/jobs/{id}", self.job),
            Route("/jobs/{id}/events", self.events),
            Route("/mailings", self.mailings),
            Route("/attendance/{file:path}", self.guests),
            Route("/attendance/{file:path}", self.mark, methods=["POST"]),
            Route("/door/{file:path}", self.door),
            Route("/replies", self.replies, methods=["POST"]),
        ]

    async def choose(self, request: Request) -> Response:
        """What can be sent of a meeting, and, where lists were chosen, who would get what."""
        asked = _asked(request.path_params["file"], request.query_params)
        return await run_in_threadpool(self._choose, asked, "look" in request.query_params)

    def _choose(self, asked: Asked, look: bool, told: str = "", status: int = 200) -> Response:
        desk = self._desk
        if find_meeting(desk.workspace, asked.file) is None:
            return HTMLResponse(
                desk.render("refused.html", told=desk.language.text("There is no such meeting file.")), 404
            )
        plan: Plan | None = None
        if look:
            try:
                plan = self.postroom.plan(asked)
            except PressinviteError as error:
                told, status = self._sentences(error), 422
        page = desk.render(
            "send.html",
            asked=asked,
            plan=plan,
            told=told,
            lists=self.postroom.lists(),
            errands=[(key, desk.language.text(words)) for key, words in ERRANDS.items()],
            address=f"/send/{quote(asked.file)}",
            head=self._head(asked.file),
            quote=quote,
        )
        return HTMLResponse(page, status)

    def _head(self, file: str) -> str:
        """What a meeting is known by to who sends it: title, when and where; the file's name where it cannot be read."""
        desk, path = self._desk, find_meeting(self._desk.workspace, file)
        try:
            meeting = read_meeting_file(str(path), desk.workspace, now=desk.clock(), sending=False).meeting
        except PressinviteError:
            return file
        when = desk.language.when(meeting.start, meeting.end) if meeting.start else ""
        place = meeting.place.text if meeting.place else ""
        return " · ".join(part for part in (meeting.title, when, place) if part) or file

    async def act(self, request: Request) -> Response:
        """A trial, or the sending itself."""
        async with request.form(max_files=0, max_fields=200, max_part_size=64 * 1024) as sent:
            if not self._desk.keys.is_form(str(sent.get("csrf", ""))):
                return HTMLResponse(self._desk.refuse("form"), 403)
            asked = _asked(request.path_params["file"], sent)
            act, address, number = (str(sent.get(name, "")) for name in ("act", "address", "number"))
        return await run_in_threadpool(self._act, asked, act, address, number)

    def _act(self, asked: Asked, act: str, address: str, number: str) -> Response:
        desk = self._desk
        if find_meeting(desk.workspace, asked.file) is None:
            return HTMLResponse(
                desk.render("refused.html", told=desk.language.text("There is no such meeting file.")), 404
            )
        try:
            if act == "try":
                email = self.postroom.try_one(asked, address)
                told = desk.language.text("One message was sent to {address}; nothing else was sent.", address=email)
                return self._choose(asked, look=True, told=told)
            job = self.postroom.start(asked, number=number)
        except PressinviteError as error:
            return self._choose(asked, look=True, told=self._sentences(error), status=422)
        return RedirectResponse(f"/jobs/{job.id}", 303)

    async def job(self, request: Request) -> Response:
        """A mailing on its way."""
        job = self.postroom.jobs.get(request.path_params["id"])
        if job is None:
            return RedirectResponse("/mailings", 303)
        return HTMLResponse(self._desk.render("job.html", job=job, words=job.words(self._desk.language)))

    async def events(self, request: Request) -> Response:
        """How far a mailing is, as server-sent events."""
        job = self.postroom.jobs.get(request.path_params["id"])
        if job is None:
            return PlainTextResponse("", 404)
        return StreamingResponse(self._follow(job), media_type="text/event-stream")

    async def _follow(self, job: Job) -> AsyncIterator[bytes]:
        async for _version in job.changes.follow():
            words = job.words(self._desk.language).strip().replace("\n", "\ndata: ")
            yield f"event: {'done' if job.is_done else 'progress'}\ndata: {words}\n\n".encode()
            if job.is_done:
                return

    async def mailings(self, _request: Request) -> Response:
        """What has been sent."""
        return HTMLResponse(await run_in_threadpool(self._mailings))

    def _mailings(self) -> str:
        desk = self._desk
        with open_ledger(ledger_url(desk.workspace)) as ledger:
            text = render_mailings(read_overview(ledger, None), desk.language)
        return desk.render("mailings.html", text=text, running=self.postroom.running)

    async def replies(self, request: Request) -> Response:
        """What is new in the mailbox, read now."""
        async with request.form(max_files=0, max_fields=5, max_part_size=4096) as sent:
            if not self._desk.keys.is_form(str(sent.get("csrf", ""))):
                return HTMLResponse(self._desk.refuse("form"), 403)
        return await run_in_threadpool(self._replies)

    def _replies(self) -> Response:
        try:
            text, status = self.postroom.read_replies(), 200
        except PressinviteError as error:
            text, status = self._sentences(error), 422
        return HTMLResponse(self._desk.render("replies.html", text=text, failed=status != 200), status)

    async def guests(self, request: Request) -> Response:
        """Who comes to a meeting."""
        return await run_in_threadpool(self._guests, request.path_params["file"])

    def _guests(self, file: str) -> Response:
        return self._of_meeting(
            file,
            lambda guests, meeting: HTMLResponse(
                self._desk.render(
                    "attendance.html",
                    guests=guests,
                    meeting=meeting,
                    file=file,
                    quote=quote,
                    answer=lambda guest: answer_word(guest, self._desk.language),
                )
            ),
        )

    async def door(self, request: Request) -> Response:
        """The reception's list, to print."""
        return await run_in_threadpool(self._door, request.path_params["file"])

    def _door(self, file: str) -> Response:
        desk = self._desk

        def show(guests: list[object], meeting: object) -> Response:
            templates = open_templates(desk.workspace.templates, desk.language)
            page = render_door_list(guests, meeting, desk.language, templates)  # type: ignore[arg-type]  # as read below
            policy = PREVIEW_POLICY.replace("sandbox; ", "")
            return HTMLResponse(page, headers={"content-security-policy": policy})

        return self._of_meeting(file, show)

    def _of_meeting(self, file: str, show: Callable[[list[object], object], Response]) -> Response:
        desk = self._desk
        path = find_meeting(desk.workspace, file)
        if path is None:
            return HTMLResponse(
                desk.render("refused.html", told=desk.language.text("There is no such meeting file.")), 404
            )
        try:
            meeting = read_meeting_file(str(path), desk.workspace, now=desk.clock(), sending=False).meeting
            with open_ledger(ledger_url(desk.workspace)) as ledger:
                guests: list[object] = list(attendance(ledger, meeting.uid or ""))
        except PressinviteError as error:
            return HTMLResponse(desk.render("refused.html", told=self._sentences(error)), 422)
        return show(guests, meeting)

    async def mark(self, request: Request) -> Response:
        """The officer's own word on who comes."""
        async with request.form(max_files=0, max_fields=10, max_part_size=4096) as sent:
            if not self._desk.keys.is_form(str(sent.get("csrf", ""))):
                return HTMLResponse(self._desk.refuse("form"), 403)
            address, word = str(sent.get("address", "")), str(sent.get("coming", ""))
        return await run_in_threadpool(self._mark, request.path_params["file"], address, word)

    def _mark(self, file: str, address: str, word: str) -> Response:
        desk = self._desk
        path = find_meeting(desk.workspace, file)
        if path is None or word not in _ANSWERS:
            return HTMLResponse(desk.render("refused.html", told=desk.language.text("That cannot be done here.")), 404)
        try:
            meeting = read_meeting_file(str(path), desk.workspace, now=desk.clock(), sending=False).meeting
            with open_ledger(ledger_url(desk.workspace)) as ledger:
                mark(ledger, meeting.uid or "", address, _ANSWERS[word], now=desk.clock().timestamp())
        except PressinviteError as error:
            return HTMLResponse(desk.render("refused.html", told=self._sentences(error)), 422)
        return RedirectResponse(f"/attendance/{quote(file)}", 303)

    def _sentences(self, error: PressinviteError) -> str:
        return " ".join(finding_sentence(finding, self._desk.language) for finding in error.findings)


def _asked(file: str, told: QueryParams | FormData) -> Asked:
    errand = str(told.get("errand", "send"))
    return Asked(
        file,
        errand if errand in ERRANDS else "send",
        tuple(str(name) for name in told.getlist("list") if _is_name(str(name))),
        "rsvp" if told.get("form") == "rsvp" else "quiet",
        str(told.get("reason", "")),
        tuple(str(state) for state in told.getlist("again")),
    )


def _is_name(name: str) -> bool:
    """Tell whether it is a list's name, and no path."""
    return (
        name.isprintable()
        and 0 < len(name.encode("utf-8", "replace")) < 200
        and not {*name} & {*"/\\"}
        and name not in (".", "..")
    )
