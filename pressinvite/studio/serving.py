"""The local view of the published site: its folder over HTTP as a good web host gives it, for this computer alone.

While it is shown, each page gets a small script that loads it anew when the site has changed; on the disk it has none.
Only the names of this computer are answered to (DNS rebinding), only GET and HEAD; the headers are those that the README
asks of a host.
"""

from __future__ import annotations

import hashlib
from itertools import chain
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from pressinvite.studio.files import HTML, find_file

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from pressinvite.language import Language
    from pressinvite.studio.changes import Changes
    from pressinvite.templating import Templates

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' https:; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-cache",
}
"""On every answer. No cache gives a page unasked: an unchanged one costs a 304."""

_SCRIPT = "/-/reload.js"
_EVENTS = "/-/changes"
_READING = ("GET", "HEAD")
LONGEST_HEAD = 16 * 1024
"""Octets of a request's address and headers."""


class Shown:
    """What is shown at this moment; whoever publishes sets it."""

    def __init__(self, folder: Path, base: str, changes: Changes) -> None:
        self.folder = folder
        self.base = base
        """The path below which the site lies, as its address on the web has it: "/" or "/press/"."""
        self.gone: frozenset[str] = frozenset()
        """Pages of withdrawn meetings, relative to the site."""
        self.changes = changes


def create_app(shown: Shown, templates: Templates, language: Language, *, port: int) -> Starlette:
    """Return the application, for a server at this port of 127.0.0.1."""
    script = templates.render("studio/reload.js", events=_EVENTS).encode()
    waiting = templates.render("studio/waiting.html", lang=language.tag).encode()

    async def reload(request: Request) -> Response:
        return _answer(request, 200, script, "text/javascript; charset=utf-8")

    async def follow(request: Request) -> Response:
        if request.method == "HEAD":
            return Response(media_type="text/event-stream")
        return StreamingResponse(_events(shown.changes), media_type="text/event-stream")

    async def show(request: Request) -> Response:
        version = shown.changes.version  # before the file is read: at worst it is loaded once too often
        path = request.scope["path"]
        found = await run_in_threadpool(find_file, shown.folder, path, base=shown.base, gone=shown.gone)
        if found.location:
            query = request.url.query
            location = f"{found.location}?{query}" if query else found.location
            return Response(status_code=found.status, headers={"location": location})
        octets = found.octets or (waiting if found.status == 404 else b"")
        if found.media_type == HTML:
            octets = _with_script(octets, version)
        return _answer(request, found.status, octets, found.media_type)

    return Starlette(
        routes=[Route(_SCRIPT, reload), Route(_EVENTS, follow), Route("/{path:path}", show)],
        middleware=[Middleware(_Guard, port=port)],
    )


class _Guard:
    """Turns away what does not come from this computer's own pages, and adds the headers of every answer."""

    def __init__(self, app: ASGIApp, port: int) -> None:
        self._app = app
        names = ("127.0.0.1", "localhost")
        self._hosts = {f"{name}:{port}" for name in names} | (set(names) if port == 80 else set())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        app: ASGIApp = self._app
        if Headers(scope=scope).get("host", "").lower() not in self._hosts:
            app = PlainTextResponse("Misdirected request: another host's name.\n", 421)
        elif scope["method"] not in _READING:
            app = PlainTextResponse("Only GET and HEAD.\n", 405, {"allow": ", ".join(_READING)})
        elif (
            sum(len(part) for part in (scope["raw_path"], scope["query_string"], *chain(*scope["headers"])))
            > LONGEST_HEAD
        ):
            app = PlainTextResponse("Too much.\n", 431)  # the server itself refuses only what comes in several pieces
        await app(scope, receive, send_with_headers)


async def _events(changes: Changes) -> AsyncIterator[bytes]:
    """Server-sent events (HTML, section 9.2): the version as it is, and each that comes."""
    yield b"retry: 1000\n"
    async for version in changes.follow():
        yield f"event: version\ndata: {version}\n\n".encode()


def _answer(request: Request, status: int, octets: bytes, media_type: str) -> Response:
    """The answer, or 304 where the asker has it already (RFC 9110, section 13.1.2)."""
    tag = f'"{hashlib.blake2b(octets, digest_size=12).hexdigest()}"'
    asked = request.headers.get("if-none-match", "")
    known = {each.strip().removeprefix("W/") for each in asked.split(",")}
    if status == 200 and known & {tag, "*"}:
        return Response(status_code=304, headers={"etag": tag})
    return Response(octets, status, {"etag": tag}, media_type)


def _with_script(page: bytes, version: str) -> bytes:
    """The page with the script at the end of its head; at its own end where it has no head."""
    script = f'<script src="{_SCRIPT}" data-version="{version}" defer></script>\n'.encode()
    head, end, body = page.partition(b"</head>")
    return head + script + end + body
