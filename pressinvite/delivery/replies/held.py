"""People's rights in what came back: what is held of somebody's replies, and having it erased.

What is erased leaves that a reply was taken, of which kind and when, under the pseudonym that stands on the messages.
An address that asked for no more stays in that one row: it is kept to be respected.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, or_, select, update

from pressinvite.delivery import schema
from pressinvite.delivery.addresses import address_key

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import ColumnElement, Connection

    from pressinvite.delivery.ledger import Ledger

_P, _W, _K = schema.replies, schema.mails, schema.marks


def read_held_replies(ledger: Ledger, email: str) -> list[dict[str, Any]]:
    """Return all replies of or from a normalised address, and the officer's marks, oldest first, of JSON's types."""
    key = address_key(email)
    asked = select(*_P.c, _W.c.sender, _W.c.sender_name, _W.c.subject, _W.c.sent, _W.c.taken, _W.c.source)
    asked = asked.join(_W, _W.c.id == _P.c.mail).where(or_(_P.c.address_key == key, func.lower(_W.c.sender) == key))
    marked = select(_K.c.uid, _K.c.at, _K.c.coming).where(_K.c.address_key == key)
    with ledger.database.reading() as connection:
        replies = [
            {
                "kind": row["kind"], "uid": row["uid"], "address": row["address_key"], "sender": row["sender"],
                "name": row["sender_name"], "subject": row["subject"], "words": row["words"], "at": row["stamp"],
                "sent": row["sent"], "taken": row["taken"], "source": row["source"], **json.loads(row["more"]),
            }
            for row in connection.execute(asked.order_by(_P.c.id)).mappings()
        ]  # fmt: skip
        marks = [
            {"kind": "marked", "uid": uid, "at": at, "coming": None if coming is None else bool(coming)}
            for uid, at, coming in connection.execute(marked.order_by(_K.c.id))
        ]
    return replies + marks


def erase_replies(connection: Connection, email: str, pseudonym: str) -> None:
    """Put the pseudonym in place of a normalised address, and take out what was written from it or to it."""
    key = address_key(email)
    theirs = or_(_P.c.address_key == key, func.lower(_W.c.sender) == key)
    _erase(connection, theirs, _K.c.address_key == key, lambda _: pseudonym)
    named = select(_P.c.id, _P.c.more).where(_P.c.more.contains(key, autoescape=True))  # as somebody's delegate
    for number, more in connection.execute(named).all():
        connection.execute(update(_P).where(_P.c.id == number).values(more=more.replace(key, pseudonym)))


def erase_replies_before(connection: Connection, before: float, pseudonym_of: Callable[[str], str]) -> None:
    """Erase what was written in mails dated before a moment, whoever wrote them, and marks from before it."""
    _erase(connection, _W.c.sent < before, _K.c.at < before, pseudonym_of)


def _erase(
    connection: Connection,
    wanted: ColumnElement[bool],
    marked: ColumnElement[bool],
    pseudonym_of: Callable[[str], str],
) -> None:
    asked = select(_P.c.id, _P.c.mail, _P.c.kind, _P.c.counts, _P.c.address_key, _W.c.sender)
    for row in connection.execute(asked.join(_W, _W.c.id == _P.c.mail).where(wanted)).all():
        is_wish = row.kind == "opted-out" and row.counts
        key = row.address_key if is_wish or not row.address_key else address_key(pseudonym_of(row.address_key))
        connection.execute(update(_P).where(_P.c.id == row.id).values(words="", more="{}", address_key=key))
        silent = {
            "sender": pseudonym_of(row.sender) if row.sender else "",
            "sender_name": "",
            "subject": "",
            "source": "",
        }
        connection.execute(update(_W).where(_W.c.id == row.mail).values(**silent))
    for number, key in connection.execute(select(_K.c.id, _K.c.address_key).where(marked)).all():
        connection.execute(update(_K).where(_K.c.id == number).values(address_key=address_key(pseudonym_of(key))))
