"""A real SMTP server in a thread that misbehaves as told: the peer of the tests of sending."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import re
import threading
from typing import TYPE_CHECKING, NamedTuple, Self

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable


class Taken(NamedTuple):
    """A message that the server took, whether or not it managed to say so."""

    sender: str
    recipient: str
    message_id: str
    digest: str
    answered: bool
    octets: bytes


Fault = str
"""An answer to give ("451 later"), or `pieces` (the good answer, an octet at a time), `drop` (close the line), `silence` (no answer), `garbage`, `drip` (an endless answer), `take drop`,
`take garbage`, `take silence` (at the dot only: the message is taken, the answer fails)."""

EXTENSIONS = ("PIPELINING", "SIZE 35882577", "8BITMIME", "SMTPUTF8", "ENHANCEDSTATUSCODES")


class MailServer:
    """Listens on loopback; `faults(step, words)` tells what goes wrong at connect, ehlo, starttls, auth, mail, rcpt, data, dot."""

    def __init__(
        self,
        faults: Callable[[str, str], Fault | None] = lambda _step, _words: None,
        *,
        extensions: tuple[str, ...] = EXTENSIONS,
        context: ssl.SSLContext | None = None,
        implicit: bool = False,
        logins: dict[str, str] | None = None,
    ) -> None:
        self.faults, self.extensions, self.context, self.implicit = faults, extensions, context, implicit
        self.logins = logins or {}
        self.lenient = False
        """Asks for the message whether or not it took the recipient."""
        self.methods = "PLAIN LOGIN XOAUTH2"
        self.taken: list[Taken] = []
        self.commands: list[str] = []
        self.behind: list[bytes] = []
        """What had arrived with each command, unread yet."""
        self.connections = 0
        self.open_lines = 0
        self.most_lines = 0
        self.port = 0
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()

    def recipients(self) -> list[str]:
        return [message.recipient for message in self.taken]

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        self._talks: set[asyncio.Task] = set()
        tls = self.context if self.implicit else None
        server = await asyncio.start_server(self._talk, "127.0.0.1", 0, limit=1 << 26, ssl=tls)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stop.wait()
        server.close()
        for talk in list(self._talks):
            talk.cancel()
        await asyncio.gather(*self._talks, return_exceptions=True)

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._talks.add(asyncio.current_task())
        self.connections += 1
        self.open_lines += 1
        self.most_lines = max(self.most_lines, self.open_lines)
        try:
            await _Session(self, reader, writer).run()
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError, OSError, EOFError):
            pass
        finally:
            self.open_lines -= 1
            self._talks.discard(asyncio.current_task())
            writer.transport.abort() if self.open_lines < 0 else writer.close()


class _Session:
    def __init__(self, server: MailServer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.server, self.reader, self.writer = server, reader, writer
        self.sender: str | None = None
        self.recipient = ""
        self.encrypted = server.implicit

    async def say(self, text: str) -> None:
        self.writer.write(text.encode() + b"\r\n")
        await self.writer.drain()

    async def say_in_pieces(self, text: str) -> None:
        for octet in text.encode() + b"\r\n":
            self.writer.write(bytes([octet]))
            await self.writer.drain()
            await asyncio.sleep(0)

    async def misbehave(self, fault: Fault) -> None:
        if fault == "drop":
            raise EOFError
        if fault == "silence":
            await self.server._stop.wait()
        elif fault == "garbage":
            await self.say("\x00\xff what? 250")
        elif fault == "drip":
            while True:
                await self.say("250-more and more")
        else:
            await self.say(fault)
            if fault.startswith("421"):
                raise EOFError

    async def answer(self, step: str, words: str, good: str) -> bool:
        """Whether the good answer was given."""
        fault = self.server.faults(step, words)
        if fault and fault != "pieces":
            await self.misbehave(fault)
            return False
        await (self.say_in_pieces if fault else self.say)(good)
        return True

    async def run(self) -> None:
        if not await self.answer("connect", "", "220 lab.example ESMTP"):
            return
        while line := await self.reader.readline():
            words = line.decode("utf-8", "replace").rstrip("\r\n")
            self.server.commands.append(words)
            self.server.behind.append(bytes(self.reader._buffer))
            handler = getattr(self, "on_" + words.split(" ")[0].lower(), None)
            if handler is None:
                await self.say("502 5.5.2 not known")
            elif await handler(words):
                return

    async def on_ehlo(self, words: str) -> None:
        more = list(self.server.extensions)
        if self.server.context and not self.encrypted:
            more.append("STARTTLS")
        if self.server.logins:
            more.append("AUTH " + self.server.methods)
        lines = ["lab.example", *more]
        text = "\r\n".join(f"250{'-' if line is not lines[-1] else ' '}{line}" for line in lines)
        await self.answer("ehlo", words, text)

    async def on_helo(self, words: str) -> None:
        await self.say("250 lab.example")

    async def on_starttls(self, words: str) -> None:
        more = self.server.faults("behind starttls", words)  # somebody on the way adds words of their own
        if await self.answer("starttls", words, "220 go" + (f"\r\n{more}" if more else "")):
            await self.writer.start_tls(self.server.context)
            self.encrypted = True

    async def on_auth(self, words: str) -> None:
        fault = self.server.faults("auth", words)
        if fault:
            return await self.misbehave(fault)
        _, method, *first = words.split(" ")

        async def ask(prompt: str) -> str:
            await self.say("334 " + base64.b64encode(prompt.encode()).decode())
            return base64.b64decode(await self.reader.readline()).decode()

        given = base64.b64decode(first[0]).decode() if first else ""
        if method == "PLAIN":
            _, user, secret = given.split("\0")
        elif method == "LOGIN":
            user = given or await ask("Username:")
            secret = await ask("Password:")
        else:
            found = re.fullmatch("user=(.*)\x01auth=Bearer (.*)\x01\x01", given)
            user, secret = found.groups()
            if self.server.logins.get(user) != secret:
                await ask('{"status":"401"}')
        good = self.server.logins.get(user) == secret
        await self.say("235 2.7.0 in" if good else "535 5.7.8 wrong name or password")
        return None

    async def on_mail(self, words: str) -> None:
        if self.sender is not None:
            await self.say("503 5.5.1 nested MAIL")
        elif await self.answer("mail", words, "250 2.1.0 ok"):
            self.sender, self.recipient = re.search("<(.*?)>", words)[1], ""

    async def on_rcpt(self, words: str) -> None:
        if self.sender is None:
            await self.say("503 5.5.1 MAIL first")
        elif await self.answer("rcpt", words, "250 2.1.5 ok"):
            self.recipient = re.search("<(.*?)>", words)[1]

    async def on_data(self, words: str) -> None:
        if not self.recipient and not self.server.lenient:
            await self.say("554 5.5.1 no valid recipients")
            return
        if not await self.answer("data", self.recipient, "354 go on"):
            return
        lines = []
        while (line := await self.reader.readline()) != b".\r\n":
            if not line.endswith(b"\n"):
                raise EOFError
            lines.append(line[1:] if line.startswith(b".") else line)
        octets = b"".join(lines)
        fault = self.server.faults("dot", self.recipient)
        good = not fault or fault == "pieces"
        if good or fault.startswith("take"):
            self.take(octets, answered=good)
        self.sender, self.recipient = None, ""
        if good:
            await (self.say_in_pieces if fault else self.say)("250 2.0.0 taken")
        else:
            await self.misbehave(fault.removeprefix("take "))

    def take(self, octets: bytes, *, answered: bool) -> None:
        found = re.search(rb"(?im)^message-id:\s*(\S+)", octets)
        digest = hashlib.sha256(octets).hexdigest()
        self.server.taken.append(
            Taken(self.sender or "", self.recipient, found[1].decode() if found else "", digest, answered, octets)
        )

    async def on_rset(self, words: str) -> None:
        self.sender, self.recipient = None, ""
        await self.say("250 2.0.0 ok")

    async def on_noop(self, words: str) -> None:
        await self.say("250 2.0.0 ok")

    async def on_quit(self, words: str) -> bool:
        await self.say("221 2.0.0 bye")
        return True
