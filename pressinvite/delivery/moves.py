"""Messages brought from one state into another, each move with its event; within a transaction of the ledger's."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, Literal

from sqlalchemy import and_, or_, select, update

from pressinvite.delivery import schema
from pressinvite.delivery.statements import IS_DEFERRED, IS_PLANNED, IS_SENDING, LATEST, TELL
from pressinvite.delivery.states import PLANNED, REFUSED, SUPERSEDED, UNCERTAIN, UNWANTED, State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

_AT_ONCE: Final = 500
"""Messages in one statement: a database takes only so many numbers."""
_LONGEST_WORDS: Final = 500
_M, _S = schema.messages, schema.senders


def move_messages(
    connection: Connection, numbers: Sequence[int], state: State, words: str, now: float, **values: object
) -> None:
    """Bring messages into a state, and tell it; some at a time, as a statement takes only so many numbers."""
    for first in range(0, len(numbers), _AT_ONCE):
        group = numbers[first : first + _AT_ONCE]
        connection.execute(update(_M).where(_M.c.id.in_(group)).values(state=state, **values))
        told = {"at": now, "state": state, "words": one_line(words)}
        connection.execute(TELL, [{**told, "message": number} for number in group])


def give_back(connection: Connection, numbers: Sequence[int], words: str, now: float) -> None:
    """Plan messages again of which nothing has left; those of a revision that is no longer the latest are not sent."""
    table, latest = schema.mailings, schema.revisions
    newer = select(latest.c.revision).where(latest.c.uid == table.c.uid, latest.c.revision > table.c.revision).exists()
    asked = select(_M.c.id).join(table, table.c.id == _M.c.mailing).where(newer)
    stale = {
        number
        for first in range(0, len(numbers), _AT_ONCE)
        for number in connection.execute(asked.where(_M.c.id.in_(numbers[first : first + _AT_ONCE]))).scalars()
    }
    move_messages(connection, [number for number in numbers if number not in stale], PLANNED, words, now, due=0.0)
    move_messages(connection, sorted(stale), REFUSED, SUPERSEDED, now)


def clear_sender(
    connection: Connection, identity: str, now: float, *, begun: Literal["first", "all"]
) -> Counter[State]:
    """Take everything from a sender: what it may have begun is uncertain, the rest planned again."""
    connection.execute(update(_S).where(_S.c.id == identity).values(ended=1))  # first: a claim locks it first as well
    first = connection.execute(select(_S.c.first).where(_S.c.id == identity)).scalar_one()
    mine = and_(_M.c.id >= first, _M.c.sender == identity, IS_SENDING)
    held = select(_M.c.lane, _M.c.id).where(mine).order_by(_M.c.lane, _M.c.id)
    lanes: dict[int, list[int]] = {}
    for lane, number in connection.execute(held.with_for_update()):
        lanes.setdefault(lane, []).append(number)
    split = 1 if begun == "first" else None
    doubtful = [number for group in lanes.values() for number in group[:split]]
    untouched = [number for group in lanes.values() for number in (group[split:] if split else [])]
    move_messages(connection, doubtful, UNCERTAIN, "the sender ended while it may have left", now)
    give_back(connection, untouched, "the sender ended before it was begun", now)
    return Counter({UNCERTAIN: len(doubtful), PLANNED: len(untouched)})


def supersede(connection: Connection, uid: str, revision: int, now: float) -> None:
    """What waits of a meeting's earlier revisions is not sent any more."""
    earlier = select(schema.mailings.c.id).where(schema.mailings.c.uid == uid, schema.mailings.c.revision < revision)
    waiting = and_(_M.c.mailing.in_(earlier), or_(IS_PLANNED, IS_DEFERRED))
    numbers = list(connection.execute(select(_M.c.id).where(waiting).with_for_update()).scalars())
    move_messages(connection, numbers, REFUSED, SUPERSEDED, now)


def latest_revision(connection: Connection, uid: str) -> int:
    """The number of the meeting's latest revision, 0 where none is written down."""
    return connection.execute(LATEST, {"uid": uid}).scalar() or 0


def one_line(words: str) -> str:
    """An event's words: what a message came into it by, on one line."""
    return " ".join(words.split())[:_LONGEST_WORDS]


def withdraw(connection: Connection, key: str, now: float) -> int:
    """What waits for a mailbox that wants no more is not sent; return how many messages that was."""
    waiting = and_(_M.c.address_key == key, or_(IS_PLANNED, IS_DEFERRED))
    numbers = list(connection.execute(select(_M.c.id).where(waiting).with_for_update()).scalars())
    move_messages(connection, numbers, REFUSED, UNWANTED, now)
    return len(numbers)
