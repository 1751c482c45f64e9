"""Access tokens for XOAUTH2 (Microsoft 365, Google), fetched with a refresh token and renewed before they end.

One POST to the token endpoint that the settings name (RFC 6749 section 6), over https, without following redirects: a
whole OAuth library would bring an HTTP client of its own for this. A refresh token that the endpoint renews (Microsoft
does) is kept where the old one was found, if that is the keyring.
"""

from __future__ import annotations

import http.client
import json
import ssl
import threading
import time
import urllib.error
import urllib.request
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import urlencode, urlsplit

from pressinvite.delivery.credentials import SERVICE, Secret
from pressinvite.errors import Finding, SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

REFRESH_NAME: Final = "PRESSINVITE_OAUTH_REFRESH_TOKEN"
CLIENT_SECRET_NAME: Final = "PRESSINVITE_OAUTH_CLIENT_SECRET"  # noqa: S105 -- the variable's name
_EARLY: Final = 120.0
"""Seconds before its end that a token is renewed; one that lives shortly, at half its life."""
_SECONDS: Final = 30.0
_LONGEST: Final = 64 * 1024
_USUAL_LIFE: Final = 3600.0


class Endpoint(NamedTuple):
    """Where tokens come from, as `[oauth]` in the settings names it."""

    url: str
    client_id: str
    scope: str = ""
    context: ssl.SSLContext | None = None
    """For an endpoint with a certificate of the organisation's own; None: the system's authorities."""

    @property
    def account(self) -> str:
        """The name that the keyring knows the refresh token by."""
        return f"refresh-token@{urlsplit(self.url).hostname}"


def parse_endpoint(told: Mapping[str, Any]) -> Endpoint | None:
    """The endpoint that the settings name, None where they name none. Raises SettingsError for half of one."""
    url, client = told.get("token_url") or "", told.get("client_id") or ""
    if not url and not client:
        return None
    if not client or not url.startswith("https://") or not urlsplit(url).hostname:
        raise SettingsError(Finding("oauth-settings", "error", "oauth"))
    return Endpoint(url, client, told.get("scope") or "")


class Tokens:
    """Gives the access token that is good now; safe for many threads."""

    def __init__(
        self,
        endpoint: Endpoint,
        environ: Mapping[str, str],
        *,
        keyring: Callable[[str, str], str | None],
        keep: Callable[[str, str, str], None],
        now: Callable[[], float] = time.time,
    ) -> None:
        """`keep(service, name, secret)` puts a renewed refresh token into the keyring. Raises SettingsError without one."""
        self._endpoint, self._keep, self._now = endpoint, keep, now
        named = environ.get(REFRESH_NAME)
        refresh = named or keyring(SERVICE, endpoint.account)
        if not refresh:
            values = {"variable": REFRESH_NAME, "service": SERVICE, "account": endpoint.account}
            raise SettingsError(Finding("oauth-no-secret", "error", "", values))
        self._refresh, self._in_keyring = Secret(refresh), not named
        self._client_secret = environ.get(CLIENT_SECRET_NAME) or ""
        self._token, self._renewing = Secret(""), 0.0
        self._lock = threading.Lock()

    def __call__(self) -> Secret:
        """The token. Raises SettingsError where the endpoint gives none."""
        with self._lock:
            if self._now() >= self._renewing:
                self._renew()
            return self._token

    def _renew(self) -> None:
        endpoint = self._endpoint
        asked = {
            "grant_type": "refresh_token", "client_id": endpoint.client_id, "scope": endpoint.scope,
            "refresh_token": self._refresh.reveal(), "client_secret": self._client_secret,
        }  # fmt: skip
        asked_at = self._now()  # its life begins after this
        answer = _post(endpoint, {key: value for key, value in asked.items() if value})
        token = answer.get("access_token")
        if not isinstance(token, str) or not token.isprintable():
            raise SettingsError(_refused(endpoint, str(answer.get("error_description") or answer.get("error") or "")))
        life = answer.get("expires_in")
        seconds = float(life) if isinstance(life, int | float) else _USUAL_LIFE
        self._token, self._renewing = Secret(token), asked_at + seconds - min(_EARLY, seconds / 2)
        renewed = answer.get("refresh_token")
        if isinstance(renewed, str) and renewed and renewed != self._refresh.reveal():
            self._refresh = Secret(renewed)
            if self._in_keyring:
                self._keep(SERVICE, endpoint.account, renewed)


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """A secret goes to the address that the settings name and nowhere else."""

    def redirect_request(self, *_: object) -> None:
        return None


def _post(endpoint: Endpoint, fields: Mapping[str, str]) -> dict[str, Any]:
    """The endpoint's answer, also where it refuses: both are JSON (RFC 6749 section 5)."""
    request = urllib.request.Request(endpoint.url, urlencode(fields).encode(), {"Accept": "application/json"})  # noqa: S310 -- https, as parse_endpoint asks
    context = endpoint.context or ssl.create_default_context()
    opener = urllib.request.build_opener(_NoRedirects, urllib.request.HTTPSHandler(context=context))
    try:
        try:
            with opener.open(request, timeout=_SECONDS) as answer:
                octets = answer.read(_LONGEST)
        except urllib.error.HTTPError as error:
            with error:
                if error.code >= 500:
                    raise SettingsError(_unreachable(endpoint, f"{error.code} {error.reason}")) from None
                octets = error.read(_LONGEST)
    except (OSError, http.client.HTTPException) as error:  # the line broke, also in the midst of an answer
        raise SettingsError(_unreachable(endpoint, str(getattr(error, "reason", error)))) from None
    try:
        read = json.loads(octets)
    except ValueError:
        read = {}
    return read if isinstance(read, dict) else {}


def _refused(endpoint: Endpoint, words: str) -> Finding:
    values = {"host": urlsplit(endpoint.url).hostname, "problem": " ".join(words.split())[:200]}
    return Finding("oauth-refused", "error", "", values)


def _unreachable(endpoint: Endpoint, words: str) -> Finding:
    return Finding("oauth-unreachable", "error", "", {"host": urlsplit(endpoint.url).hostname, "problem": words})
