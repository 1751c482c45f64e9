"""What was sent of a meeting before: its revisions by number, and who has had which."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import func, insert, select

from pressinvite.delivery import schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressinvite.delivery.ledger import Ledger
    from pressinvite.delivery.states import State

_R, _M, _N = schema.revisions, schema.messages, schema.mailings


class Received(NamedTuple):
    """The latest message of a meeting to one recipient that may have reached them."""

    recipient: str
    revision: int
    purpose: str
    state: State
    """`sent` or `uncertain`."""
    message_id: str


def number_revision(ledger: Ledger, uid: str, *, sequence: int, content: str, now: float) -> int:
    """The number of the meeting's content: the latest one's where it is the same, else one more, from 1.

    Content that returns to what it once was is a new revision: its readers have had another in between.
    """
    digest = hashlib.sha256(content.encode()).hexdigest()
    with ledger.database.writing() as connection:
        asked = select(_R.c.revision, _R.c.digest, _R.c.sequence).where(_R.c.uid == uid)
        latest = connection.execute(asked.order_by(_R.c.revision.desc()).limit(1)).first()
        if latest and (latest.digest, latest.sequence) == (digest, sequence):
            return int(latest.revision)
        number = int(latest.revision) + 1 if latest else 1
        values = {"uid": uid, "revision": number, "sequence": sequence, "digest": digest}
        connection.execute(insert(_R), {**values, "content": content, "made": now})
    return number


def read_revision(ledger: Ledger, uid: str, revision: int) -> str | None:
    """The meeting as that revision had it, None where the ledger has none such."""
    asked = select(_R.c.content).where(_R.c.uid == uid, _R.c.revision == revision)
    with ledger.database.reading() as connection:
        found: str | None = connection.execute(asked).scalar()
    return found


def read_received(ledger: Ledger, uid: str) -> Iterator[Received]:
    """Whom the meeting has reached, or may have: each recipient's latest message, in the order of their addresses."""
    reached = select(_M.c.address_key, func.max(_M.c.id).label("latest")).join(_N, _N.c.id == _M.c.mailing)
    reached = reached.where(_N.c.uid == uid, _M.c.state.in_(("sent", "uncertain"))).group_by(_M.c.address_key)
    chosen = reached.subquery()
    asked = (
        select(_M.c.recipient, _N.c.revision, _N.c.purpose, _M.c.state, _M.c.message_id)
        .join(chosen, chosen.c.latest == _M.c.id)
        .join(_N, _N.c.id == _M.c.mailing)
        .order_by(_M.c.address_key)
    )
    with ledger.database.reading() as connection:
        found = [Received(*row) for row in connection.execute(asked)]
    yield from found
