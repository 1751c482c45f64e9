"""What a reply can be, and the doubts that keep one from being counted; the words of both are in `language`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

Kind = Literal[
    "accepted", "declined", "tentative", "delegated", "counter", "undecided", "answered", "opted-out", "bounced",
    "delayed", "automatic", "unreadable",
]  # fmt: skip

CALENDAR: Final = frozenset({"accepted", "declined", "tentative", "delegated", "counter", "undecided"})
"""What a calendar program says for its owner (RFC 5546 sections 3.2.3 and 3.2.7)."""
PEOPLE: Final = CALENDAR | {"answered"}
"""What a person says of coming."""
COMING: Final[Mapping[str, bool]] = {"accepted": True, "declined": False}
"""Kinds that tell whether somebody comes; the others leave it open."""

Doubt = Literal[
    "unknown-meeting", "not-invited", "other-attendee", "other-sender", "no-sender", "newer-sequence", "older-sequence",
    "method-differs", "one-occurrence", "several-meetings", "unproved", "unread-calendar", "cut", "clock-ahead",
    "wrote-after",
]  # fmt: skip


class Reply(NamedTuple):
    """One thing that a mail says, matched against the ledger."""

    kind: Kind
    uid: str = ""
    """The meeting's, "" where it is not known."""
    address: str = ""
    """Whose reply it says it is; "" where it does not tell."""
    message: int | None = None
    """The number of our message that it speaks of."""
    sequence: int = 0
    """SEQUENCE of the revision that it answers."""
    stamp: float = 0.0
    """When it was given, in seconds since 1970."""
    counts: bool = False
    """False where it is only kept for the officer to look at."""
    doubts: tuple[Doubt, ...] = ()
    words: str = ""
    """What its sender wrote, or the server's words of a bounce."""
    more: Mapping[str, Any] = {}
    """`delegate`: an address; `start`, `end`: a proposed time, ISO 8601 in UTC or a date; `status`: of a bounce."""
