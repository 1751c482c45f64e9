"""Making a connection to a mail server: the way there, encryption and login; and answers that have an end.

The standard library's client knows the protocol; ours limits each answer in time and length as a whole, since a server
that sends an octet now and then would otherwise hold it for ever.
"""

from __future__ import annotations

import re
import selectors
import smtplib
import socket
import ssl
import time
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from pressinvite.errors import Finding, SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from pressinvite.delivery.credentials import Secret, Server

_LONGEST_LINE: Final = 8192
_MOST_LINES: Final = 200
_ANSWER = re.compile(rb"[2-5][0-9][0-9](?:[ -]|$)")


class Timeouts(NamedTuple):
    """Seconds that each step may take as a whole; RFC 5321 section 4.5.3.2 names longer ones for relays."""

    connect: float = 30.0
    command: float = 120.0
    """For an answer to any command."""
    body: float = 300.0
    """For the whole message to leave."""
    dot: float = 600.0
    """For the answer to the last dot: some servers examine the message first."""


class Transport(NamedTuple):
    """How messages leave."""

    server: Server
    secret: Callable[[], Secret] | None = None
    """Asked anew for each connection, as tokens age; None where no login is asked for."""
    connections: int = 4
    per_minute: int = 0
    """0: no limit."""
    per_domain: int = 0
    """To one domain a minute; 0: no limit."""
    timeouts: Timeouts = Timeouts()
    context: ssl.SSLContext | None = None
    """For servers whose certificate an organisation signs itself; None: the system's authorities."""
    local_hostname: str = "[127.0.0.1]"
    """How we name ourselves; servers for submission do not look at it, and the machine's own name is nobody's business."""


class Ready(NamedTuple):
    """What a step waits for: that a socket can be read, or written; it goes on then, or when it has waited long enough."""

    sock: socket.socket
    writes: bool
    ends: float
    """By the monotonic clock."""


_Result = TypeVar("_Result")
PAUSED: Final = (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError)
"""Raised by a socket that must be waited for."""


def finish(steps: Generator[Ready, None, _Result]) -> _Result:
    """Wait for one conversation alone; its result."""
    try:
        while True:
            ready = next(steps)
            with selectors.DefaultSelector() as selector:
                selector.register(ready.sock, selectors.EVENT_WRITE if ready.writes else selectors.EVENT_READ)
                selector.select(max(ready.ends - time.monotonic(), 0.0))
    except StopIteration as end:
        result: _Result = end.value
        return result


def make_bell() -> tuple[socket.socket, socket.socket]:
    """Two ends: an octet written into the second wakes whoever waits for the first."""
    ends = socket.socketpair()
    for end in ends:
        end.setblocking(False)
    return ends


class LineError(Exception):
    """The connection cannot be used; `words` tell why."""

    def __init__(self, words: str, detail: str = "") -> None:
        super().__init__(words)
        self.words = f"{words}: {detail}" if detail else words


class _Answers:
    """The standard client's answers, with limits in time and length; mixed in before it."""

    answer_seconds = 60.0
    timeout: float
    sock: socket.socket | None
    _octets = b""
    _source: socket.socket | None = None

    def getreply(self) -> tuple[int, bytes]:
        """One answer, waited for: its code (-1 where it is none) and its words; raises SMTPServerDisconnected."""
        if self.sock:
            self.sock.setblocking(False)
        try:
            return finish(self.read_answer(self.answer_seconds))
        finally:
            if self.sock:
                self.sock.settimeout(self.timeout)

    def read_answer(self, seconds: float) -> Generator[Ready, None, tuple[int, bytes]]:
        """The steps of one answer, on a socket that does not block; its code and words, as `getreply`."""
        ends = time.monotonic() + seconds
        words: list[bytes] = []
        while len(words) < _MOST_LINES:
            if self._source is not self.sock:  # what came before the encryption is not to be trusted
                self._source, self._octets = self.sock, b""
            if b"\n" not in self._octets:
                yield from self._read_line(ends)
            line, _, self._octets = self._octets.partition(b"\n")
            line = line.rstrip(b"\r")
            if not _ANSWER.match(line):
                self._drop()
                return -1, line
            words.append(line[4:].strip())
            if line[3:4] != b"-":
                return int(line[:3]), b"\n".join(words)
        self._drop()
        return -1, b"an endless answer"

    def _read_line(self, ends: float) -> Generator[Ready, None, None]:
        """Octets, until there is a whole line among them."""
        while b"\n" not in self._octets:
            if self.sock is None or len(self._octets) > _LONGEST_LINE:
                raise self._drop("a line without an end")
            if not _has_pending(self.sock):
                yield Ready(self.sock, False, ends)
            try:
                more = self.sock.recv(65536)
            except PAUSED as paused:
                if time.monotonic() >= ends:
                    raise self._drop("no answer in time") from None
                if isinstance(paused, ssl.SSLWantWriteError):
                    yield Ready(self.sock, True, ends)
                continue
            except OSError as error:
                raise self._drop("the line broke", explain_line(error)) from None
            if not more:
                raise self._drop("the server closed the line")
            self._octets += more
            if time.monotonic() >= ends and b"\n" not in self._octets:
                raise self._drop("no answer in time")

    def _drop(self, words: str = "", detail: str = "") -> smtplib.SMTPServerDisconnected:
        self.close()
        return smtplib.SMTPServerDisconnected(f"{words}: {detail}" if detail else words)

    def close(self) -> None:
        super().close()  # type: ignore[misc]


def _has_pending(sock: socket.socket) -> bool:
    """Whether octets have been read that nobody is told of: deciphered ones, behind those that were asked for."""
    return isinstance(sock, ssl.SSLSocket) and sock.pending() > 0


class PlainClient(_Answers, smtplib.SMTP):
    """Without encryption from the start."""


class EncryptedClient(_Answers, smtplib.SMTP_SSL):
    """Encrypted from the first octet."""


Client = PlainClient | EncryptedClient


def open_client(
    server: Server,
    *,
    secret: Callable[[], Secret] | None,
    timeouts: Timeouts,
    context: ssl.SSLContext | None,
    local_hostname: str,
) -> Client:
    """A client that has said hello and is logged in; raises LineError and SettingsError."""
    named: dict[str, Any] = {"local_hostname": local_hostname, "timeout": timeouts.connect}
    if server.security != "plain":
        context = context or ssl.create_default_context()
    client: Client | None = None
    try:
        if server.security == "tls":
            client = EncryptedClient(server.host, server.port, context=context, **named)
        else:
            client = PlainClient(server.host, server.port, **named)
        assert client.sock  # noqa: S101 -- it is connected, or an error was raised
        client.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        client.answer_seconds = timeouts.command
        _greet(client)
        if server.security == "starttls" and context:
            _encrypt(client, server, context)
        if server.user and secret:
            _log_in(client, server, secret())
    except (SettingsError, LineError):
        _forget(client)
        raise
    except ssl.SSLCertVerificationError as error:
        _forget(client)
        values = {"host": server.host, "problem": error.verify_message}
        raise SettingsError(Finding("smtp-certificate", "error", "", values)) from None
    except smtplib.SMTPResponseException as error:
        _forget(client)
        raise LineError(_quote(error.smtp_code, error.smtp_error)) from None
    except (smtplib.SMTPException, OSError) as error:
        _forget(client)
        raise LineError(explain_line(error)) from None
    return client


def _forget(client: smtplib.SMTP | None) -> None:
    if client:
        client.close()


def _greet(client: smtplib.SMTP) -> None:
    """Learn what the server can do; LineError where it does not say so now.

    The standard client would go on with HELO after any other answer than 250, and take a server that is busy for one
    that can do nothing. Only one that does not know EHLO (RFC 5321 section 4.1.4: 500, 502; 504 of others) is greeted so.
    """
    code, words = client.ehlo()
    if code in (500, 502, 504):
        code, words = client.helo()
    if not 200 <= code < 300:
        raise LineError(_quote(code, words))


def _encrypt(client: smtplib.SMTP, server: Server, context: ssl.SSLContext) -> None:
    """STARTTLS, or nothing at all: never a login or a message in the open."""
    if not client.has_extn("starttls"):
        raise SettingsError(Finding("smtp-no-starttls", "error", "smtp.url", {"host": server.host}))
    code, words = client.starttls(context=context)
    if code != 220:
        raise LineError(_quote(code, words))
    _greet(client)


def _log_in(client: smtplib.SMTP, server: Server, secret: Secret) -> None:
    """Log in by PLAIN or LOGIN, or with a token; SettingsError where the server does not accept it."""
    offered = client.esmtp_features.get("auth", "").upper().split()
    client.user, client.password = server.user, secret.reveal()
    try:
        if server.method == "xoauth2":
            client.auth("XOAUTH2", _answer_token(server.user, secret))
        elif "PLAIN" in offered:
            client.auth("PLAIN", client.auth_plain)
        elif "LOGIN" in offered:
            client.auth("LOGIN", client.auth_login)
        else:
            values = {"host": server.host, "offered": sorted(offered)}
            raise SettingsError(Finding("smtp-no-login", "error", "smtp.url", values))
    except smtplib.SMTPAuthenticationError as error:
        words = _quote(error.smtp_code, error.smtp_error)
        if not 500 <= error.smtp_code < 600:  # later, or no answer at all
            raise LineError(words) from None
        values = {"user": server.user, "host": server.host, "problem": words}
        raise SettingsError(Finding("smtp-login", "error", "", values)) from None
    finally:
        client.password = ""


def _answer_token(user: str, secret: Secret) -> Any:
    """What XOAUTH2 asks for: the token at first, and nothing where the server then tells what was wrong with it."""

    def answer(challenge: bytes | None = None) -> str:
        return "" if challenge else f"user={user}\x01auth=Bearer {secret.reveal()}\x01\x01"

    return answer


def _quote(code: int, words: bytes | str) -> str:
    return f"{code} {clean_words(words)}"


def clean_words(answer: bytes | str) -> str:
    """A server's words on one line, at most 400 characters, without control characters."""
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    if text.isprintable():
        return text[:400]
    return " ".join("".join(mark if mark.isprintable() else " " for mark in text).split())[:400]


def explain_line(error: Exception) -> str:
    """What an error says, without its Python clothes."""
    return clean_words(getattr(error, "strerror", None) or str(error) or type(error).__name__)
