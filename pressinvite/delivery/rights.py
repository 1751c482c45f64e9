"""People's rights: what the ledger holds of somebody, and having it erased (GDPR, articles 15 and 17).

What is erased leaves the proof of sending: that a message with this Message-ID and digest went out at that moment. Its
recipient becomes a pseudonym made with the ledger's secret: whoever tells an address can still be told what went to it,
and from the pseudonym alone nobody finds the address. Opt-outs stay: they are kept to be respected.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import and_, insert, select, update

from pressinvite.delivery import schema
from pressinvite.delivery.addresses import address_key
from pressinvite.delivery.history import read_salt
from pressinvite.delivery.pseudonyms import DOMAIN, pseudonym_of
from pressinvite.delivery.replies.held import erase_replies, erase_replies_before
from pressinvite.delivery.states import DEFERRED, FORGOTTEN, PLANNED, REFUSED, SENDING
from pressinvite.errors import Finding, SettingsError

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection

    from pressinvite.delivery.ledger import Ledger

_M, _E, _N, _S = schema.messages, schema.events, schema.mailings, schema.shells
_AT_ONCE = 200


class Erased(NamedTuple):
    """What was erased."""

    messages: int
    people: int


def read_held(ledger: Ledger, email: str) -> list[dict[str, Any]]:
    """Return all that the ledger holds of a normalised address, oldest first, of JSON's types.

    Moments are seconds since 1970, UTC. What was erased is found too, without what is gone.
    """
    keys = (address_key(email), address_key(pseudonym_of(email, read_salt(ledger))))
    asked = (
        select(_N.c.title, _N.c.uid, _N.c.purpose, _N.c.revision, _S.c.language, _S.c.form, *_M.c)
        .join(_N, _N.c.id == _M.c.mailing)
        .join(_S, _S.c.id == _M.c.shell)
        .where(_M.c.address_key.in_(keys))
        .order_by(_M.c.id)
    )
    with ledger.database.reading() as connection:
        rows = connection.execute(asked).mappings().all()
        events = {row["id"]: _read_events(connection, row["id"]) for row in rows}
    return [
        {
            "meeting": row["title"], "uid": row["uid"], "purpose": row["purpose"], "revision": row["revision"],
            "language": row["language"], "form": row["form"], "recipient": row["recipient"],
            "parts": json.loads(row["parts"]), "message_id": row["message_id"], "date": row["date"],
            "sha256": row["digest"], "state": row["state"], "events": events[row["id"]],
        }
        for row in rows
    ]  # fmt: skip


def forget(ledger: Ledger, email: str, *, now: float) -> Erased:
    """Erase what the ledger holds of a normalised address; what waits to be sent to it is not sent.

    Raises SettingsError while a message to it is on its way.
    """
    erased = _erase(ledger, _M.c.address_key == address_key(email), now=now)
    pseudonym = pseudonym_of(email, read_salt(ledger))
    with ledger.database.writing() as connection:
        erase_replies(connection, email, pseudonym)
    return erased


def weed(ledger: Ledger, before: float, *, now: float) -> Erased:
    """Erase what the ledger holds of all recipients of messages dated before a moment (seconds since 1970)."""
    erased = _erase(ledger, and_(_M.c.date < before, ~_M.c.recipient.endswith(f"@{DOMAIN}")), now=now)
    salt = read_salt(ledger)
    with ledger.database.writing() as connection:
        erase_replies_before(connection, before, lambda email: pseudonym_of(email, salt))
    return erased


def count_weeds(ledger: Ledger, before: float) -> Erased:
    """Return what `weed` would erase."""
    wanted = and_(_M.c.date < before, ~_M.c.recipient.endswith(f"@{DOMAIN}"))
    with ledger.database.reading() as connection:
        keys = connection.execute(select(_M.c.address_key).where(wanted)).scalars().all()
    return Erased(len(keys), len(set(keys)))


def _erase(ledger: Ledger, wanted: ColumnElement[bool], *, now: float) -> Erased:
    """Erase the parts of the wanted messages, some in a transaction at a time."""
    salt = read_salt(ledger)
    messages, people = 0, set()
    while True:
        with ledger.database.writing() as connection:
            asked = select(_M.c.id, _M.c.recipient, _M.c.state).where(wanted).limit(_AT_ONCE).with_for_update()
            rows = connection.execute(asked).all()
            if any(row.state == SENDING for row in rows):
                raise SettingsError(Finding("forget-on-its-way", "error"))
            for row in rows:
                _erase_message(connection, row.id, row.recipient, salt=salt)
                if row.state in (PLANNED, DEFERRED):
                    _stop(connection, row.id, now)
        messages += len(rows)
        people |= {address_key(row.recipient) for row in rows}
        if len(rows) < _AT_ONCE:
            return Erased(messages, len(people))


def _erase_message(connection: Connection, number: int, recipient: str, *, salt: str) -> None:
    """The recipient's parts and address out of a message, and the address out of what servers said of it."""
    pseudonym = pseudonym_of(recipient, salt)
    values = {"recipient": pseudonym, "address_key": address_key(pseudonym), "parts": json.dumps({"email": pseudonym})}
    connection.execute(update(_M).where(_M.c.id == number).values(**values))
    for event in connection.execute(select(_E.c.id, _E.c.words).where(_E.c.message == number)).all():
        words = scrub(event.words, recipient)
        if words != event.words:
            connection.execute(update(_E).where(_E.c.id == event.id).values(words=words))


def scrub(words: str, email: str) -> str:
    """Return the words without the address, however it is written in them."""
    lower, sought = words.lower(), email.lower()
    parts, place = [], 0
    while (found := lower.find(sought, place)) >= 0 and sought:
        parts += [words[place:found], "…"]
        place = found + len(sought)
    return "".join((*parts, words[place:]))


def _stop(connection: Connection, number: int, now: float) -> None:
    """A message that waits is not sent any more."""
    connection.execute(update(_M).where(_M.c.id == number).values(state=REFUSED))
    told = {"message": number, "at": now, "state": REFUSED, "words": FORGOTTEN}
    connection.execute(insert(_E), told)


def _read_events(connection: Connection, number: int) -> list[dict[str, Any]]:
    asked = select(_E.c.at, _E.c.state, _E.c.words).where(_E.c.message == number).order_by(_E.c.id)
    return [dict(row) for row in connection.execute(asked).mappings()]
