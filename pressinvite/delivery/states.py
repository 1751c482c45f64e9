"""The states of a message, each with what it promises, and how long to wait before another try.

A message starts as planned and is claimed (sending) before its first octet leaves. Only a server's own answer makes it
sent, deferred or refused; where no answer came after the whole message had left, nobody knows (RFC 5321 section
4.5.3.2.6 warns of the same gap), and it stays uncertain until a person says otherwise.
"""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

State = Literal["planned", "sending", "sent", "deferred", "refused", "uncertain"]

PLANNED: Final = "planned"
"""In the ledger with its bytes told; nothing of it has left, and any sender may claim it."""
SENDING: Final = "sending"
"""Claimed by one living sender, durably, before its first octet leaves; nobody else touches it."""
SENT: Final = "sent"
"""The server has taken the whole message and said so; it is never sent again."""
DEFERRED: Final = "deferred"
"""The server has said that it did not take it, and to come again; it is tried again when it is due."""
REFUSED: Final = "refused"
"""The server has said no for good, or "later" too often: it is not sent again unless the user says so. Or we have: see
`WITHDRAWN`."""
UNCERTAIN: Final = "uncertain"
"""The whole message may have left and no answer is known; it is sent again, the same bytes, only on the user's word."""

STATES: Final[tuple[State, ...]] = (PLANNED, SENDING, SENT, DEFERRED, REFUSED, UNCERTAIN)

SUPERSEDED: Final = "a later revision took its place"
UNWANTED: Final = "the recipient wants no more"
FORGOTTEN: Final = "not sent: the recipient was forgotten"
WITHDRAWN: Final = (SUPERSEDED, UNWANTED, FORGOTTEN)
"""Words of events that end a message which no server has refused: it is refused by us, and never sent again."""

WAITS: Final = (60.0, 300.0, 900.0, 3600.0, 3600.0, 7200.0, 14400.0)
"""Seconds before the second try, the third and so on; after the last the message is refused. Greylisting servers let
a message pass after one to five minutes."""


class Outcome(NamedTuple):
    """What one try to hand over a message came to."""

    state: State
    words: str
    """The server's own words, or what happened to the line; one line, at most 500 characters."""
    due: float = 0.0
    """When a deferred message is to be tried again, in seconds since 1970 (UTC)."""


def decide_retry(words: str, *, tries: int, now: float, waits: tuple[float, ...] = WAITS) -> Outcome:
    """The outcome of a 4xx answer to try number `tries` (from 1): deferred with a growing wait, refused after the last."""
    if tries > len(waits):
        return Outcome(REFUSED, words)
    return Outcome(DEFERRED, words, now + waits[tries - 1])
