"""A mailing and its messages, as they are planned and as the ledger keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pressinvite.delivery.states import State

Form = Literal["quiet", "rsvp"]


class Mailing(NamedTuple):
    """One purpose of one revision of a meeting."""

    uid: str
    revision: int
    """From 1; every change of content counts."""
    purpose: str
    """`invitation`, `update`, `cancellation` or `reminder:N`."""
    envelope: str
    """The address on the envelope, where bounces go."""
    title: str = ""
    """The meeting's, for `mailings`."""


class StoredShell(NamedTuple):
    """What all messages of one mailing, language and form share."""

    language: str
    form: Form
    octets: bytes
    """Whatever the composer needs to make each message's bytes again."""


class Planned(NamedTuple):
    """A message to be, as planned."""

    recipient: str
    language: str
    form: Form
    parts: Mapping[str, Any]
    """The recipient's own, of JSON's types."""
    message_id: str
    """With its angle brackets; unique in the ledger."""
    date: float
    """Of the Date header."""
    digest: str
    """sha256 of the whole message, hexadecimal."""


class Row(NamedTuple):
    """A message as the ledger keeps it."""

    id: int
    shell: int
    recipient: str
    parts: Mapping[str, Any]
    message_id: str
    date: float
    digest: str
    state: State
    tries: int
    """How many tries the server has answered with "later"."""


class Wish(NamedTuple):
    """What a lane asks for."""

    size: int
    """The most messages."""
    above: int = 0
    """The highest id of those that it holds already: it gets higher ones alone, as it works them in order. 0: it holds none."""


class Event(NamedTuple):
    """One step in a message's life; never changed or taken away."""

    at: float
    state: State
    words: str
