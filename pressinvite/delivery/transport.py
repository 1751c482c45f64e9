"""One connection to a mail server: messages handed over, and what the server answers.

A message's commands go in one write where the server takes that, behind the message before it (PIPELINING, RFC 2920 section 3.1): a round trip each. What matters after
a fault is whether the message can have left: the last dot goes out only with the whole message, so before it nothing has, and between it and the answer nobody knows.
"""

from __future__ import annotations

import re
import smtplib
import ssl
import time
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from pressinvite.delivery.connecting import (
    PAUSED,
    LineError,
    Ready,
    Transport,
    clean_words,
    explain_line,
    finish,
    open_client,
)
from pressinvite.delivery.line_ends import has_whole_lines

if TYPE_CHECKING:
    from collections.abc import Generator

_ADDRESS = re.compile(r"[^\s<>\x00-\x1f\x7f]+@[^\s<>\x00-\x1f\x7f@]+")
_DOTTED = re.compile(rb"\n\.")
"""Found in a quarter of the time that replacing octets by octets takes."""

LEAVE_SECONDS: Final = 5.0
"""How long the leave of a server is waited for."""
Step = Literal["mail", "rcpt", "data", "dot", ""]
_STEPS: Final[tuple[Step, ...]] = ("mail", "rcpt", "data")


class Answer(NamedTuple):
    """What a try to hand over one message came to."""

    kind: Literal["taken", "later", "never", "line", "unknown"]
    """`taken`, `later` (4xx), `never` (5xx): the server's word on the message. `line`: the connection failed before the
    message had left. `unknown`: it failed after."""
    words: str
    step: Step = ""
    """At which step, "" where no server spoke."""


class Letter(NamedTuple):
    """A message in its envelope."""

    envelope: str
    """The address that bounces go to."""
    recipient: str
    octets: bytes
    """With lines ending in CRLF."""


class Line:
    """An open connection, logged in where that was asked for. Not safe for threads."""

    def __init__(self, transport: Transport) -> None:
        """Raise LineError where another try may help, SettingsError where none will."""
        self._timeouts = transport.timeouts
        self._client = open_client(
            transport.server,
            secret=transport.secret,
            timeouts=transport.timeouts,
            context=transport.context,
            local_hostname=transport.local_hostname,
        )
        self._pipelining = self._client.has_extn("pipelining")
        self._eight_bit = self._client.has_extn("8bitmime")
        self._international = self._client.has_extn("smtputf8")
        limit = self._client.esmtp_features.get("size", "")
        self._limit = int(limit) if limit.isdecimal() else 0
        self._sized = self._client.has_extn("size")
        assert self._client.sock  # noqa: S101 -- it is connected, or an error was raised
        self._client.sock.setblocking(False)
        self._announced: Letter | None = None
        """Whose commands have been sent, their answers not read yet."""

    @property
    def is_open(self) -> bool:
        """Whether another message can be tried on it."""
        return self._client.sock is not None

    def deliver(self, envelope: str, recipient: str, octets: bytes, following: Letter | None = None) -> Answer:
        """Hand over one message, and wait for the answer; see `delivering`."""
        return finish(self.delivering(Letter(envelope, recipient, octets), following))

    def delivering(self, letter: Letter, following: Letter | None = None) -> Generator[Ready, None, Answer]:
        """The steps of handing over one message, lines ending in CRLF, to one recipient; never raises for what a server does.

        Where `following` is what will be delivered next, its commands may go ahead; nothing of itself does.
        """
        octets = letter.octets
        if not has_whole_lines(octets):
            raise ValueError("a line of the message does not end in CRLF")
        announced, self._announced = self._announced, None
        if announced and announced != letter:  # the server waits for another message
            self._client.close()
            return Answer("line", "the line is closed")
        commands: list[bytes] = []
        if not announced:
            commands, obstacle = self._write_commands(letter)
            if obstacle:
                return Answer("never", obstacle)
        refusal = yield from self._introduce(commands)
        return refusal or (yield from self._hand_over(octets, following if self._pipelining else None))

    def close(self) -> None:
        """Take leave, and wait for that; see `closing`."""
        finish(self.closing())

    def closing(self) -> Generator[Ready, None, None]:
        """The steps of a brief leave; without a word where the server waits for a message, as it would take the word for that."""
        try:
            if self.is_open and not self._announced:
                yield from self._send(b"quit\r\n", LEAVE_SECONDS)
                yield from self._answer(LEAVE_SECONDS)
        except LineError:
            pass
        self._client.close()

    def _write_commands(self, letter: Letter) -> tuple[list[bytes], str]:
        """MAIL, RCPT and DATA; and why the message cannot go to this server at all ("" where it can)."""
        options, obstacle = self._choose_options(*letter)
        if obstacle:
            return [], obstacle
        commands = (f"MAIL FROM:<{letter.envelope}>{options}\r\n", f"RCPT TO:<{letter.recipient}>\r\n", "DATA\r\n")
        return [command.encode() for command in commands], ""

    def _choose_options(self, envelope: str, recipient: str, octets: bytes) -> tuple[str, str]:
        """What MAIL must say, and why the message cannot go to this server at all ("" where it can)."""
        if not (_ADDRESS.fullmatch(envelope) and _ADDRESS.fullmatch(recipient)):
            return "", "the address cannot be written on an envelope"
        foreign = not (envelope.isascii() and recipient.isascii())
        if foreign and not self._international:
            return "", "the server does not take addresses beyond ASCII (SMTPUTF8)"
        if not octets.isascii() and not self._eight_bit:
            return "", "the server does not take 8-bit messages (8BITMIME)"
        if self._limit and len(octets) > self._limit:
            return "", f"the message is larger than the server takes: {self._limit} bytes"
        size = f" SIZE={len(octets)}" if self._sized else ""
        body = " BODY=8BITMIME" if self._eight_bit and not octets.isascii() else ""
        return size + body + (" SMTPUTF8" if foreign else ""), ""

    def _introduce(self, commands: list[bytes]) -> Generator[Ready, None, Answer | None]:
        """MAIL, RCPT and DATA, none where they went ahead; None where the server waits for the message."""
        verdict = None
        try:
            if self._pipelining and commands:
                yield from self._send(b"".join(commands), self._timeouts.command)
            for number, step in enumerate(_STEPS):
                if not self._pipelining:
                    if verdict:
                        break
                    yield from self._send(commands[number], self._timeouts.command)
                code, words = yield from self._answer(self._timeouts.command)
                if not verdict and not (code == 354 if step == "data" else 200 <= code < 300):
                    verdict = _judge(code, _quote(code, words), step)
                elif verdict and code == 354:  # RFC 2920 section 3.1 would have us send an empty message
                    self._client.close()
            if verdict and self.is_open:
                yield from self._send(b"RSET\r\n", self._timeouts.command)
                yield from self._answer(self._timeouts.command)
        except LineError as error:
            self._client.close()
            return verdict or Answer("line", error.words)
        if verdict and verdict.kind == "line":
            self._client.close()
        return verdict

    def _hand_over(self, octets: bytes, following: Letter | None) -> Generator[Ready, None, Answer]:
        """The message and its last dot, and the commands of the following one behind it."""
        stuffed = _DOTTED.sub(b"\n..", octets)
        start = b"." if stuffed.startswith(b".") else b""
        end = b".\r\n" if stuffed.endswith(b"\r\n") else b"\r\n.\r\n"
        whole = len(start) + len(stuffed) + len(end)
        commands, _ = self._write_commands(following) if following else ([], "")
        try:
            # where less than the whole is sent, the system has not taken the last octets: the message has not left
            whole_letter = b"".join((start, stuffed, end, *commands))
            sent = yield from self._send(whole_letter, self._timeouts.body, enough=whole)
        except LineError as error:
            self._client.close()
            return Answer("line", error.words)
        answer = yield from self._read_verdict()
        if not sent:  # of a command perhaps a part
            self._client.close()
        if commands and self.is_open:
            self._announced = following
        return answer

    def _read_verdict(self) -> Generator[Ready, None, Answer]:
        """What the server says after the last dot."""
        try:
            code, said = yield from self._answer(self._timeouts.dot)
        except LineError as error:
            self._client.close()
            return Answer("unknown", error.words)
        words = _quote(code, said)
        if 200 <= code < 300:
            return Answer("taken", words, "dot")
        if code == 421:
            self._client.close()
        if 400 <= code < 600:
            return Answer("later" if code < 500 else "never", words, "dot")
        self._client.close()
        return Answer("unknown", f"an answer that is none: {words}", "dot")

    def _send(self, octets: bytes, seconds: float, *, enough: int | None = None) -> Generator[Ready, None, bool]:
        """Whether all octets were sent; LineError where not even `enough` of them were."""
        sock = self._client.sock
        if sock is None:
            raise LineError("the line is closed")
        ends = time.monotonic() + seconds
        left, sent = memoryview(octets), 0
        try:
            while sent < len(octets):
                try:
                    sent += sock.send(left[sent:])
                except PAUSED as paused:
                    if time.monotonic() >= ends:
                        raise TimeoutError("timed out") from None
                    yield Ready(sock, not isinstance(paused, ssl.SSLWantReadError), ends)
        except OSError as error:
            if enough is None or sent < enough:
                raise LineError("the line broke", explain_line(error)) from None
        return sent == len(octets)

    def _answer(self, seconds: float) -> Generator[Ready, None, tuple[int, bytes]]:
        try:
            return (yield from self._client.read_answer(seconds))
        except (smtplib.SMTPException, OSError) as error:
            raise LineError(explain_line(error)) from None


def _quote(code: int, words: bytes) -> str:
    """An answer as it is kept; most are not."""
    return f"{code} {clean_words(words)}" if code > 0 else clean_words(words)


def _judge(code: int, words: str, step: Step) -> Answer:
    """What a negative answer before the message says of it; 421 speaks of the connection alone."""
    if code == 421 or not 400 <= code < 600:
        return Answer("line", words, step)
    return Answer("later" if code < 500 else "never", words, step)
