"""Taking replies into the ledger: each mail once, from whatever and however many sources it comes."""

from __future__ import annotations

import json
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from sqlalchemy import insert, select, update

from pressinvite.delivery import schema
from pressinvite.delivery.addresses import address_key
from pressinvite.delivery.moves import withdraw
from pressinvite.delivery.replies.mail import LARGEST, clean_line, read_mail
from pressinvite.delivery.replies.matching import match_mail
from pressinvite.delivery.replies.sent import Lookup
from pressinvite.errors import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from pressinvite.delivery.ledger import Ledger
    from pressinvite.delivery.replies.kinds import Reply
    from pressinvite.delivery.replies.mail import Mail
    from pressinvite.delivery.replies.sources import Arrived, Place

_AT_ONCE: Final = 25
"""Mails in one transaction; what they hold is in memory."""


class TakenReply(NamedTuple):
    """A reply that is new in the ledger."""

    source: str
    sender: str
    """From, "" where there is not exactly one."""
    reply: Reply


class Taken(NamedTuple):
    """What a run found."""

    mails: int
    """How many were looked at."""
    repeated: int
    """Of those, taken before."""
    unrelated: int
    """Of those, about no meeting: nothing of them is kept."""
    replies: tuple[TakenReply, ...]
    findings: tuple[Finding, ...]

    @property
    def counts(self) -> Counter[str]:
        """How many replies there are of each kind."""
        return Counter(each.reply.kind for each in self.replies)


def take_replies(ledger: Ledger, arrived: Iterable[Arrived], *, now: float, own: Iterable[str] = ()) -> Taken:
    """Take all that arrived into the ledger; `own` are our addresses. Raises SettingsError where it cannot be written.

    What has been taken stays taken, wherever a run ends.
    """
    keys = frozenset(map(address_key, own))
    mails = repeated = unrelated = 0
    replies: list[TakenReply] = []
    findings: list[Finding] = []
    stream = iter(arrived)
    while group := list(islice(stream, _AT_ONCE)):
        read: list[tuple[Arrived, Mail]] = []
        for one in group:
            if one.octets is None:
                findings.append(_left(one))
            else:
                read.append((one, read_mail(one.octets)))
        mails += len(group)
        with ledger.database.writing() as connection:
            if not ledger.database.in_file:  # of two who take the same mail, one waits
                connection.exec_driver_sql("LOCK TABLE mails IN SHARE ROW EXCLUSIVE MODE")
            lookup = Lookup(connection)
            for one, mail in read:
                if connection.execute(select(schema.mails.c.id).where(schema.mails.c.key == mail.key)).first():
                    repeated += 1
                    continue
                found = match_mail(mail, lookup, now=now, own=keys)
                if found:
                    _keep(connection, one, mail, found, now)
                unrelated += not found
                replies += [TakenReply(one.source, mail.sender, reply) for reply in found]
            for place in {one.place.name: one.place for one in group if one.place}.values():
                _remember(connection, place)
    return Taken(mails, repeated, unrelated, tuple(replies), tuple(findings))


def read_place(ledger: Ledger, name: str) -> tuple[int, int]:
    """Return a mailbox's UIDVALIDITY and highest UID when it was last read, (0, 0) where it never was."""
    boxes = schema.mailboxes.c
    with ledger.database.reading() as connection:
        found = connection.execute(select(boxes.validity, boxes.last).where(boxes.name == name)).first()
    return (int(found[0]), int(found[1])) if found else (0, 0)


def _left(one: Arrived) -> Finding:
    if one.reason:
        reason = one.reason.strip("?")
        return Finding("unreadable", "warning", "", {"name": one.source, "reason": reason})
    values = {"name": one.source, "size": round(one.size / 1_000_000), "limit": LARGEST // (1024 * 1024)}
    return Finding("reply-too-large", "warning", "", values)


def _keep(connection: Connection, one: Arrived, mail: Mail, found: list[Reply], now: float) -> None:
    """Write a mail and what it says."""
    values = {
        "key": mail.key, "source": clean_line(one.source), "sender": mail.sender, "sender_name": mail.sender_name,
        "subject": mail.subject, "sent": mail.sent if mail.sent is not None else now, "taken": now,
    }  # fmt: skip
    number = connection.execute(insert(schema.mails).returning(schema.mails.c.id), values).scalar_one()
    connection.execute(insert(schema.replies), [_row(number, reply) for reply in found])
    for reply in found:
        if reply.kind == "opted-out" and reply.counts:  # also what waits already
            withdraw(connection, address_key(reply.address), now)


def _row(mail: int, reply: Reply) -> dict[str, object]:
    return {
        "mail": mail, "kind": reply.kind, "uid": reply.uid, "address_key": address_key(reply.address),
        "message": reply.message, "sequence": reply.sequence, "stamp": reply.stamp, "counts": int(reply.counts),
        "doubts": " ".join(reply.doubts), "words": reply.words, "more": json.dumps(dict(reply.more), ensure_ascii=False),
    }  # fmt: skip


def _remember(connection: Connection, place: Place) -> None:
    values = {"validity": place.validity, "last": place.last}
    known = update(schema.mailboxes).where(schema.mailboxes.c.name == place.name)
    if not connection.execute(known.values(**values)).rowcount:
        connection.execute(insert(schema.mailboxes), {"name": place.name, **values})
