"""A mailbox on a server (IMAP, RFC 9051): what is new there since it was last read. Nothing is changed: the folder is
opened for reading only, and messages are fetched without being marked as seen.

The standard library's client knows the protocol; ours limits in time and size what a server may answer.
"""

from __future__ import annotations

import base64
import datetime as dt
import imaplib
import re
import ssl
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from pressinvite.delivery.connecting import LineError, clean_words, explain_line
from pressinvite.delivery.replies.mail import HEAD, LARGEST
from pressinvite.delivery.replies.sources import Arrived, Place
from pressinvite.errors import Finding, SettingsError

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Iterator

    from pressinvite.delivery.credentials import Secret, Server

_LONGEST_LINE: Final = 8 * 1024 * 1024
"""Octets: a list of all the numbers in a mailbox is one line."""
_MOST_OCTETS: Final = 64 * 1024 * 1024
"""Of the answer to one command."""
_GREETING_SECONDS: Final = 60.0
_TOGETHER: Final = 25
"""Messages fetched by one command, as long as they are small."""
_SMALL: Final = 1024 * 1024
_UID: Final = re.compile(rb"\bUID (\d{1,10})\b")
_SIZE: Final = re.compile(rb"\bRFC822\.SIZE (\d{1,12})\b")
_BODY: Final = re.compile(rb"\bBODY\[\]")
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Mailbox(NamedTuple):
    """A folder on a server."""

    server: Server
    folder: str = "INBOX"
    secret: Callable[[], Secret] | None = None
    """None where no login is asked for."""
    context: ssl.SSLContext | None = None
    """For servers whose certificate an organisation signs itself; None: the system's authorities."""
    seconds: float = 60.0
    """That an answer may take as a whole; a message's ten times that."""

    @property
    def name(self) -> str:
        """As the ledger and the user know it."""
        return f"{self.server.user or 'anonymous'}@{self.server.host}/{self.folder}"


class _Bounded:
    """The standard client's reading, with limits; mixed in before it."""

    sock: socket.socket
    ends = 0.0
    left = 0
    _octets = bytearray()
    _source: socket.socket | None = None

    def open(self, *given: Any, **named: Any) -> None:
        """Connect; the greeting too comes in time or not at all."""
        self.allow(_GREETING_SECONDS)
        super().open(*given, **named)  # type: ignore[misc]

    def allow(self, seconds: float) -> None:
        """The next answer may take so long, and have as much as one may have."""
        self.ends, self.left = time.monotonic() + seconds, _MOST_OCTETS

    def read(self, size: int) -> bytes:
        """So many octets: what a server has announced; raises `imaplib.IMAP4.abort`."""
        if size > self.left:
            raise imaplib.IMAP4.abort("an answer without an end")
        while len(self._octets) < size:
            self._receive()
        return self._take(size)

    def readline(self) -> bytes:
        """A line with its end."""
        while (end := self._octets.find(b"\n")) < 0:
            if len(self._octets) > _LONGEST_LINE:
                raise imaplib.IMAP4.abort("a line without an end")
            self._receive()
        return self._take(end + 1)

    def _take(self, size: int) -> bytes:
        taken = bytes(self._octets[:size])
        del self._octets[:size]
        self.left -= size
        if self.left < 0:
            raise imaplib.IMAP4.abort("an answer without an end")
        return taken

    def _receive(self) -> None:
        if self._source is not self.sock:  # what came before the encryption is not to be trusted
            self._source, self._octets = self.sock, bytearray()
        seconds = self.ends - time.monotonic()
        if seconds <= 0:
            raise imaplib.IMAP4.abort("no answer in time")
        self.sock.settimeout(seconds)
        try:
            more = self.sock.recv(256 * 1024)
        except TimeoutError:
            raise imaplib.IMAP4.abort("no answer in time") from None
        if not more:
            raise imaplib.IMAP4.abort("the server closed the line")
        self._octets += more


class _PlainClient(_Bounded, imaplib.IMAP4):
    """Without encryption from the start."""


class _EncryptedClient(_Bounded, imaplib.IMAP4_SSL):
    """Encrypted from the first octet."""


def read_mailbox(mailbox: Mailbox, *, read_before: tuple[int, int], since: float) -> Iterator[Arrived]:
    """The mails of a folder that are new: above the highest UID of `read_before` (UIDVALIDITY, UID), none from before
    the day of `since`. Raises SettingsError.
    """
    host = mailbox.server.host
    try:
        client = _open(mailbox)
    except LineError as error:
        values = {"host": host, "port": mailbox.server.port, "problem": error.words}
        raise SettingsError(Finding("imap-unreachable", "error", "", values)) from None
    try:
        yield from _read(client, mailbox, read_before, since)
    except (imaplib.IMAP4.error, OSError, ValueError) as error:
        values = {"host": host, "port": mailbox.server.port, "problem": explain_line(error)}
        raise SettingsError(Finding("imap-unreachable", "error", "", values)) from None
    finally:
        _close(client)


def _open(mailbox: Mailbox) -> Any:
    """A client that is logged in; raises LineError and SettingsError."""
    server = mailbox.server
    context = mailbox.context or ssl.create_default_context()
    kind: Any = _EncryptedClient if server.security == "tls" else _PlainClient
    more = {"ssl_context": context} if server.security == "tls" else {}
    client: Any = None
    try:
        client = kind(server.host, server.port, timeout=mailbox.seconds, **more)
        if server.security == "starttls":
            _encrypt(client, mailbox, context)
        if mailbox.secret:
            client.allow(mailbox.seconds)
            _log_in(client, server, mailbox.secret())
    except ssl.SSLCertVerificationError as error:
        _close(client)
        values = {"host": server.host, "problem": error.verify_message}
        raise SettingsError(Finding("imap-certificate", "error", "", values)) from None
    except (imaplib.IMAP4.error, OSError, ValueError) as error:
        _close(client)
        raise LineError(explain_line(error)) from None
    except (SettingsError, LineError):
        _close(client)
        raise
    return client


def _close(client: Any) -> None:
    if client is not None:
        with suppress(OSError):
            client.shutdown()


def _encrypt(client: Any, mailbox: Mailbox, context: ssl.SSLContext) -> None:
    """STARTTLS, or nothing at all: never a login in the open."""
    client.allow(mailbox.seconds)
    if "STARTTLS" not in client.capabilities:
        raise SettingsError(Finding("imap-no-starttls", "error", "imap.url", {"host": mailbox.server.host}))
    client.starttls(ssl_context=context)


def _log_in(client: Any, server: Server, secret: Secret) -> None:
    """Log in by PLAIN or LOGIN, or with a token; SettingsError where the server does not accept it."""
    offered = set(client.capabilities)
    try:
        if server.method == "xoauth2":
            token = f"user={server.user}\x01auth=Bearer {secret.reveal()}\x01\x01".encode()
            answers = iter((token, b""))  # nothing where the server then tells what was wrong with it
            client.authenticate("XOAUTH2", lambda _challenge: next(answers, b""))
        elif "AUTH=PLAIN" in offered:
            client.authenticate("PLAIN", lambda _challenge: f"\0{server.user}\0{secret.reveal()}".encode())
        elif "LOGINDISABLED" not in offered:
            client.login(server.user, secret.reveal())
        else:
            raise SettingsError(Finding("imap-no-login", "error", "imap.url", {"host": server.host}))
    except imaplib.IMAP4.abort:
        raise
    except (imaplib.IMAP4.error, UnicodeError) as error:
        words = "" if isinstance(error, UnicodeError) else clean_words(str(error))
        if "UNAVAILABLE" in words:  # RFC 5530: later
            raise LineError(words) from None
        values = {"user": server.user, "host": server.host, "problem": words}
        raise SettingsError(Finding("imap-login", "error", "", values)) from None


def _read(client: Any, mailbox: Mailbox, read_before: tuple[int, int], since: float) -> Iterator[Arrived]:
    validity = _examine(client, mailbox)
    known, last = read_before
    last = last if known == validity else 0
    for group in _groups(_sizes(client, mailbox, _search(client, mailbox, last, since))):
        fetched = _fetch(client, mailbox, [uid for uid, size in group if size <= LARGEST])
        for uid, size in group:
            octets = fetched.get(uid)
            if octets is None and size <= LARGEST:  # somebody has just deleted it
                continue
            yield Arrived(f"{mailbox.name} ({uid})", octets, size, place=Place(mailbox.name, validity, uid))


def _examine(client: Any, mailbox: Mailbox) -> int:
    """Open the folder for reading only; its UIDVALIDITY."""
    client.allow(mailbox.seconds)
    status, told = client.select(_quote(mailbox.folder), readonly=True)
    if status != "OK":
        values = {"folder": mailbox.folder, "host": mailbox.server.host, "problem": clean_words(told[0] or b"")}
        raise SettingsError(Finding("imap-folder", "error", "imap.folder", values))
    _, found = client.response("UIDVALIDITY")
    return int(found[0]) if found and found[0] else 0


def _search(client: Any, mailbox: Mailbox, last: int, since: float) -> list[int]:
    """The UIDs to read, rising."""
    client.allow(mailbox.seconds)
    day = dt.datetime.fromtimestamp(since, dt.UTC) - dt.timedelta(days=1)  # whatever clock the server is on
    told = f"{day.day}-{_MONTHS[day.month - 1]}-{day.year}"
    status, found = client.uid("SEARCH", "UID", f"{last + 1}:*", "SINCE", told)
    _require(status, found)
    numbers = {int(word) for line in found if line for word in line.split()}
    return sorted(number for number in numbers if number > last)  # "7:*" is the last one where there is no 7


def _sizes(client: Any, mailbox: Mailbox, uids: list[int]) -> Iterator[tuple[int, int]]:
    for start in range(0, len(uids), 500):
        some = uids[start : start + 500]
        client.allow(mailbox.seconds)
        status, found = client.uid("FETCH", ",".join(map(str, some)), "(UID RFC822.SIZE)")
        _require(status, found)
        sizes = {int(uid[1]): int(size[1]) for uid, size in map(_numbers, filter(None, found)) if uid and size}
        yield from ((uid, sizes[uid]) for uid in some if uid in sizes)


def _numbers(line: bytes | tuple[bytes, ...]) -> tuple[re.Match[bytes] | None, re.Match[bytes] | None]:
    whole = line if isinstance(line, bytes) else b"".join(line)
    return _UID.search(whole), _SIZE.search(whole)


def _groups(sizes: Iterator[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Messages to be fetched together."""
    group: list[tuple[int, int]] = []
    octets = 0
    for uid, size in sizes:
        if group and (len(group) >= _TOGETHER or octets + size > _SMALL):
            yield group
            group, octets = [], 0
        group.append((uid, size))
        octets += size
    if group:
        yield group


def _fetch(client: Any, mailbox: Mailbox, uids: list[int]) -> dict[int, bytes]:
    """The first octets of messages, by UID; those that are gone are left out."""
    if not uids:
        return {}
    client.allow(10 * mailbox.seconds)
    status, found = client.uid("FETCH", ",".join(map(str, uids)), f"(UID BODY.PEEK[]<0.{HEAD + 1}>)")
    _require(status, found)
    fetched: dict[int, bytes] = {}
    for index, item in enumerate(found):
        if isinstance(item, tuple) and _BODY.search(item[0]):
            after = found[index + 1] if index + 1 < len(found) else b""
            uid = _UID.search(item[0]) or (_UID.search(after) if isinstance(after, bytes) else None)
            if uid:
                fetched[int(uid[1])] = item[1]
    return fetched


def _require(status: str, found: list[Any]) -> None:
    if status != "OK":
        words = found[0] if found and isinstance(found[0], bytes) else b""
        raise imaplib.IMAP4.error(clean_words(words))


def _quote(folder: str) -> str:
    """A folder's name as the protocol has it: modified UTF-7 (RFC 3501 section 5.1.3), quoted."""
    pieces: list[str] = []
    for run in re.findall(r"[\x20-\x7e]+|[^\x20-\x7e]+", folder):
        if run.isascii() and run.isprintable():
            pieces.append(run.replace("&", "&-"))
        else:
            encoded = base64.b64encode(run.encode("utf-16-be")).decode("ascii").rstrip("=").replace("/", ",")
            pieces.append(f"&{encoded}-")
    told = "".join(pieces).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{told}"'
