"""What a ledger keeps to make a message again: its shell as octets, the recipient's parts as JSON; and the making.

The same octets come back at any time, in any process and thread: nothing of a meeting, a template or a catalogue is read.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from pressinvite.delivery.composing import Shell, compose_pieces, load_shell
from pressinvite.delivery.line_ends import WholeLines
from pressinvite.delivery.parts import read_parts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pressinvite.delivery.parts import Addressee


class _Stored(NamedTuple):
    """A recipient, from its parts."""

    email: str
    name: str = ""
    outlet: str = ""
    source: str = ""


def dump_shell(shell: Shell) -> bytes:
    """Return the shell as one row of octets: its table as a line of JSON, then what is shared."""
    return shell.table.encode("ascii") + b"\n" + shell.octets


def dump_parts(recipient: Addressee, *, first: bool) -> dict[str, Any]:
    """Return the recipient's parts, of JSON's types; empty ones are left out.

    `first` where they have had no message before: then they are told where the address is from.
    """
    parts = read_parts(recipient)
    source = parts.source if first else ""
    told = {"email": recipient.email, "name": parts.name, "outlet": parts.outlet, "source": source, "first": first}
    return {key: value for key, value in told.items() if value}


def compose_stored(shell: bytes, parts: Mapping[str, Any], *, message_id: str, date: float) -> bytes:
    """Return the message of a stored shell and parts; `date` is in seconds of Unix time and told in UTC.

    Raises ValueError where a newer version stored the shell.
    """
    return fill_stored(shell, parts, message_id=message_id, date=date).join()


def fill_stored(shell: bytes, parts: Mapping[str, Any], *, message_id: str, date: float) -> Filled:
    """Return the same in pieces."""
    find = parts.get
    told = _Stored(parts["email"], find("name", ""), find("outlet", ""), find("source", ""))
    loaded = _load(shell)
    pieces = compose_pieces(loaded, told, message_id=message_id, date=_read_date(int(date)), first=bool(find("first")))
    return Filled(tuple(pieces), loaded.filler.has_whole_lines(pieces))


class Filled(NamedTuple):
    """A message in pieces, most of which it shares with others."""

    pieces: tuple[bytes, ...]
    has_whole_lines: bool
    """Whether every line ends in CRLF."""

    def join(self) -> bytes:
        """The message's octets."""
        octets = b"".join(self.pieces)
        return WholeLines(octets) if self.has_whole_lines else octets


@lru_cache(maxsize=8)
def _read_date(seconds: int) -> dt.datetime:
    return dt.datetime.fromtimestamp(seconds, dt.UTC)


@lru_cache(maxsize=64)
def _load(octets: bytes) -> Shell:
    """The shell, kept for the next message: a mailing has one for each language and form."""
    table, _, rest = octets.partition(b"\n")
    return load_shell(rest, table.decode("ascii"))
