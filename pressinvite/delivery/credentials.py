"""Which mail server the settings name, and the secret for it: from the environment or the keyring, never from a file.

`smtp://host:25` without encryption, `smtp+starttls://user@host:587`, `smtps://user@host:465`; likewise
`imap+starttls://user@host:143` and `imaps://user@host:993` for what comes back. A user name with an @ is written as it is. `?auth=xoauth2` (Microsoft 365, Google) takes an access token in place of a password.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final, Literal, NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

from pressinvite.errors import Finding, SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Security = Literal["plain", "starttls", "tls"]
Method = Literal["password", "xoauth2"]

Protocol = Literal["smtp", "imap"]

_SCHEMES: Final[Mapping[str, tuple[Protocol, Security, int]]] = {
    "smtp": ("smtp", "plain", 25),
    "smtp+starttls": ("smtp", "starttls", 587),
    "smtps": ("smtp", "tls", 465),
    "imap": ("imap", "plain", 143),
    "imap+starttls": ("imap", "starttls", 143),
    "imaps": ("imap", "tls", 993),
}
_LOCAL: Final = frozenset({"localhost", "127.0.0.1", "::1"})
PASSWORD_NAME: Final = "PRESSINVITE_SMTP_PASSWORD"  # noqa: S105 -- the variable's name
TOKEN_NAME: Final = "PRESSINVITE_SMTP_TOKEN"  # noqa: S105
_SECRET_NAMES: Final[Mapping[tuple[Protocol, Method], str]] = {
    ("smtp", "password"): PASSWORD_NAME,
    ("smtp", "xoauth2"): TOKEN_NAME,
    ("imap", "password"): "PRESSINVITE_IMAP_PASSWORD",
    ("imap", "xoauth2"): "PRESSINVITE_IMAP_TOKEN",
}


class _Codes(NamedTuple):
    """The findings of a protocol's settings."""

    url: str
    unencrypted: str
    no_secret: str


_CODES: Final[Mapping[Protocol, _Codes]] = {
    "smtp": _Codes("smtp-url", "smtp-login-unencrypted", "smtp-no-secret"),
    "imap": _Codes("imap-url", "imap-login-unencrypted", "imap-no-secret"),
}
SERVICE: Final = "pressinvite"
"""Under which the keyring keeps our secrets; the user name there is `user@host`."""


class Server(NamedTuple):
    """A mail server to hand messages to, or to read them at."""

    host: str
    port: int
    security: Security
    user: str = ""
    """"" where no login is asked for."""
    method: Method = "password"
    protocol: Protocol = "smtp"


class Secret:
    """A password or a token that shows itself nowhere."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def __repr__(self) -> str:
        return "Secret(…)"

    def reveal(self) -> str:
        """The secret itself, for the server alone."""
        return self._value


def parse_server(url: str, protocol: Protocol = "smtp") -> Server:
    """The server that an address names. Raises SettingsError, which never quotes a password."""
    field, codes = f"{protocol}.url", _CODES[protocol]
    try:
        parts = urlsplit(url)
        port = parts.port
        host = parts.hostname or ""
    except ValueError:
        raise SettingsError(Finding(codes.url, "error", field)) from None
    if parts.password is not None:
        raise SettingsError(Finding("secret-in-settings", "error", field, {"key": field}))
    asked = parse_qs(parts.query)
    method = asked.pop("auth", ["password"])[-1].lower()
    unknown: tuple[str, Security, int] = ("", "plain", 0)
    speaks, security, usual = _SCHEMES.get(parts.scheme, unknown)
    known = speaks == protocol and host and not parts.path.strip("/") and not asked
    if not known or method not in ("password", "xoauth2"):
        raise SettingsError(Finding(codes.url, "error", field))
    user = unquote(parts.username or "")
    if user and security == "plain" and host not in _LOCAL:
        raise SettingsError(Finding(codes.unencrypted, "error", field, {"host": host}))
    return Server(host, port or usual, security, user, "xoauth2" if method == "xoauth2" else "password", protocol)


def find_secret(server: Server, environ: Mapping[str, str], *, keyring: Callable[[str, str], str | None]) -> Secret:
    """The secret for the server's user; `keyring(service, name)` answers None where it holds none.

    Raises SettingsError where there is none.
    """
    name = _SECRET_NAMES[server.protocol, server.method]
    account = f"{server.user}@{server.host}"
    value = environ.get(name) or keyring(SERVICE, account)
    if not value:
        values = {"variable": name, "service": SERVICE, "account": account}
        raise SettingsError(Finding(_CODES[server.protocol].no_secret, "error", "", values))
    return Secret(value)


def ask_keyring(service: str, name: str) -> str | None:
    """What the user's keyring holds; None where it holds nothing, is locked or there is none."""
    try:
        import keyring  # noqa: PLC0415 -- an extra of its own, and slow to load
        from keyring.errors import KeyringError  # noqa: PLC0415
    except ImportError:
        return None
    try:
        return keyring.get_password(service, name)
    except KeyringError:
        return None


def keep_in_keyring(service: str, name: str, secret: str) -> None:
    """Put a secret into the user's keyring; where it takes none, the old one stays."""
    try:
        import keyring  # noqa: PLC0415 -- as above
        from keyring.errors import KeyringError  # noqa: PLC0415
    except ImportError:
        return
    with suppress(KeyringError):
        keyring.set_password(service, name, secret)
