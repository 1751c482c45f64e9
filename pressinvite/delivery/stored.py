"""What a ledger keeps to make a message again: its shell as octets, the recipient's parts as JSON; and the making.

The same octets come back at any time, in any process and thread: nothing of a meeting, a template or a catalogue is read.
"""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from pressinvite.delivery.composing import Shell, compose, load_shell
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
    told = {key: value for key, value in parts.items() if key in _Stored._fields}
    moment = dt.datetime.fromtimestamp(int(date), dt.UTC)
    first = bool(parts.get("first"))
    return compose(_load(shell), _Stored(**told), message_id=message_id, date=moment, first=first)


@lru_cache(maxsize=64)
def _load(octets: bytes) -> Shell:
    """The shell, kept for the next message: a mailing has one for each language and form."""
    table, _, rest = octets.partition(b"\n")
    return load_shell(rest, table.decode("ascii"))
