"""Who gets in: whoever opened the address that the command printed, from this computer, and nobody's page on their behalf.

The address's token is good once; it becomes a cookie that other sites' pages cannot use (SameSite=Strict). Only this
computer's own names are answered to (DNS rebinding), a change needs the page's own origin and its form's token (CSRF), and no
request may be larger than it must be. Pages run nothing but our own script.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import logging
import secrets
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, cookie_parser
from starlette.responses import HTMLResponse, RedirectResponse

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "pressinvite"
MAX_OCTETS = 6 * 1024 * 1024
"""Of a request: the largest source, and what a form adds to it."""
PATIENCE = 60.0
"""Seconds in which a request's body must have come."""
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; "
    "frame-src 'self'; base-uri 'none'; frame-ancestors 'none'"
)
PREVIEW_POLICY = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'"
)
"""Of what recipients will see, shown in a frame: its styles stand in it; nothing of it runs, nothing is fetched."""
HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
_LOG = logging.getLogger("pressinvite.studio")
_CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_KNOWN = frozenset({"GET", "HEAD", "POST"})
_OPEN = ("/static/",)
"""What says nothing of anybody."""


class Keys:
    """The secrets of one run of the page."""

    def __init__(self) -> None:
        self.token: str | None = secrets.token_urlsafe(24)
        """In the address that is opened; None once it was used."""
        self._session = secrets.token_urlsafe(32)
        self._seal = secrets.token_bytes(32)

    @property
    def form_token(self) -> str:
        """What every form carries."""
        return hmac.new(self._seal, self._session.encode(), hashlib.sha256).hexdigest()

    def exchange(self, token: str) -> str | None:
        """Return the cookie's value for the token, the first time; None for another, and afterwards."""
        if self.token is None or not hmac.compare_digest(token.encode(), self.token.encode()):
            return None
        self.token = None
        return self._session

    def is_session(self, cookie: str) -> bool:
        """Tell whether a cookie is this run's."""
        return hmac.compare_digest(cookie.encode(), self._session.encode())

    def is_form(self, token: str) -> bool:
        """Tell whether a form's token is this run's."""
        return hmac.compare_digest(token.encode(), self.form_token.encode())


class Door:
    """Stands before the application; `render_refusal` makes the page of a refusal from its code."""

    def __init__(
        self, app: ASGIApp, keys: Keys, port: int, render_refusal: Callable[[str], str], patience: float = PATIENCE
    ) -> None:
        self._patience = patience
        self._app, self._keys, self._refusal = app, keys, render_refusal
        self._hosts = {f"{name}:{port}" for name in ("127.0.0.1", "localhost")}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or let through."""
        if scope["type"] != "http":
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                headers.setdefault("content-security-policy", POLICY)
            await send(message)

        begun = False

        async def send_noting(message: Message) -> None:
            nonlocal begun
            begun = True
            await send_with_headers(message)

        try:
            app = self._judge(scope)
            await app(scope, _bounded(receive, self._patience), send_noting)
        except ClientDisconnect:  # the page was closed: nobody reads an answer
            pass
        except Exception:
            _LOG.exception("%s %s", scope["method"], scope["path"])
            if begun:
                raise
            await self._refuse("broken", 500)(scope, receive, send_with_headers)

    def _judge(self, scope: Scope) -> ASGIApp:
        headers = Headers(scope=scope)
        if headers.get("host", "").lower() not in self._hosts:
            return self._refuse("host", 421)
        if scope["method"] not in _KNOWN:
            return self._refuse("method", 405)
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > MAX_OCTETS or "transfer-encoding" in headers:
            return self._refuse("size", 413)
        if scope["path"].startswith(_OPEN):
            return self._app
        token = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("token", [""])[0]
        if token and scope["method"] == "GET":
            return self._enter(token, scope["path"])
        if not self._keys.is_session(cookie_parser(headers.get("cookie", "")).get(COOKIE, "")):
            return self._refuse("session", 403)
        if scope["method"] in _CHANGING and headers.get("origin", "") != f"http://{headers['host']}":
            return self._refuse("origin", 403)
        return self._app

    def _enter(self, token: str, path: str) -> ASGIApp:
        session = self._keys.exchange(token)
        if session is None:
            return self._refuse("token", 403)
        answer = RedirectResponse(path if path.startswith("/") and not path.startswith("//") else "/", 303)
        answer.set_cookie(COOKIE, session, httponly=True, samesite="strict", path="/")
        return answer

    def _refuse(self, code: str, status: int) -> ASGIApp:
        return HTMLResponse(self._refusal(code), status)


def _bounded(receive: Receive, patience: float) -> Receive:
    """The request's body, ended where it is longer than it may be or has not come within so many seconds."""
    taken, whole = 0, False
    until = asyncio.get_running_loop().time() + patience

    async def take() -> Message:
        nonlocal taken, whole
        if whole:
            return await receive()  # waits for the end of the connection, as long as the answer lasts
        try:
            async with asyncio.timeout_at(until):
                message = await receive()
        except TimeoutError:
            raise HTTPException(408) from None
        taken += len(message.get("body", b""))
        if taken > MAX_OCTETS:
            raise HTTPException(413)
        whole = not message.get("more_body", False)
        return message

    return take
