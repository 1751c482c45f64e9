"""What was sent of a meeting before: its revisions by number, and who has had which."""

from __future__ import annotations

import hashlib
from collections import Counter
from secrets import token_hex
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import and_, func, insert, select

from pressinvite.delivery import schema
from pressinvite.delivery.mailings import Mailing
from pressinvite.delivery.moves import supersede
from pressinvite.delivery.statements import insert_new, of_mailing
from pressinvite.delivery.states import REFUSED, WITHDRAWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pressinvite.delivery.ledger import Ledger
    from pressinvite.delivery.states import State

_R, _M, _N, _E = schema.revisions, schema.messages, schema.mailings, schema.events


class Received(NamedTuple):
    """The latest message of a meeting to one recipient that may have reached them."""

    recipient: str
    revision: int
    purpose: str
    state: State
    """`sent` or `uncertain`."""
    message_id: str


class Latest(NamedTuple):
    """A meeting's latest revision."""

    revision: int
    sequence: int
    content: str
    made: float
    """Seconds since 1970, UTC."""


def read_latest(ledger: Ledger, uid: str) -> Latest | None:
    """The latest revision that the ledger has of a meeting, None where it has none."""
    asked = select(*(_R.c[field] for field in Latest._fields)).where(_R.c.uid == uid)
    with ledger.database.reading() as connection:
        found = connection.execute(asked.order_by(_R.c.revision.desc()).limit(1)).first()
    return Latest(*found) if found else None


def read_salt(ledger: Ledger) -> str:
    """The ledger's own secret, made where there is none: Message-IDs are made with it, and opt-outs known by them."""
    table = schema.secrets
    with ledger.database.writing() as connection:
        fresh = {"name": "message-id", "value": token_hex(16)}
        connection.execute(insert_new(connection, table, "name"), fresh)
        found: str = connection.execute(select(table.c.value).where(table.c.name == "message-id")).scalar_one()
    return found


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
        supersede(connection, uid, number, now)
    return number


def read_revision(ledger: Ledger, uid: str, revision: int) -> str | None:
    """The meeting as that revision had it, None where the ledger has none such."""
    asked = select(_R.c.content).where(_R.c.uid == uid, _R.c.revision == revision)
    with ledger.database.reading() as connection:
        found: str | None = connection.execute(asked).scalar()
    return found


def same_revisions(ledger: Ledger, uid: str, content: str) -> frozenset[int]:
    """The numbers of the meeting's revisions that say just this."""
    asked = select(_R.c.revision).where(_R.c.uid == uid, _R.c.content == content)
    with ledger.database.reading() as connection:
        return frozenset(connection.execute(asked).scalars())


def read_other_sent(ledger: Ledger, uid: str) -> Iterator[tuple[str, str]]:
    """The other meetings of which somebody has something, the latest first: uid, and their latest revision as JSON."""
    reached = select(_M.c.id).where(_M.c.mailing == _N.c.id, _M.c.state.in_(("sent", "uncertain"))).exists()
    sent = select(_N.c.uid).where(_N.c.uid != uid, reached)
    latest = select(_R.c.uid, func.max(_R.c.revision).label("revision")).where(_R.c.uid.in_(sent)).group_by(_R.c.uid)
    chosen = latest.subquery()
    asked = select(_R.c.uid, _R.c.content).join(
        chosen, and_(chosen.c.uid == _R.c.uid, chosen.c.revision == _R.c.revision)
    )
    with ledger.database.reading() as connection:
        found = [(row.uid, row.content) for row in connection.execute(asked.order_by(_R.c.made.desc()))]
    yield from found


class Overview(NamedTuple):
    """A mailing, and how it stands."""

    mailing: Mailing
    made: float
    """Seconds since 1970, UTC."""
    counts: Mapping[State, int]
    withdrawn: Mapping[str, int]
    """How many of those refused we have refused, by why: words of `WITHDRAWN`."""


def read_overview(ledger: Ledger, uid: str | None = None) -> list[Overview]:
    """Every mailing, or those of one meeting, oldest first, with how many of its messages are in each state."""
    columns = (_N.c.id, *(_N.c[field] for field in Mailing._fields), _N.c.made)
    asked = select(*columns, _M.c.state, func.count(_M.c.id)).outerjoin(_M, _M.c.mailing == _N.c.id)
    asked = asked.group_by(*columns, _M.c.state).order_by(_N.c.id)
    if uid is not None:
        asked = asked.where(_N.c.uid == uid)
    found: dict[int, Overview] = {}
    with ledger.database.reading() as connection:
        for number, *told, made, state, count in connection.execute(asked):
            counts = found.setdefault(number, Overview(Mailing(*told), made, {}, {})).counts
            if state is not None:
                counts[state] = count  # type: ignore[index]  # a dict until it is handed out
    return [each._replace(withdrawn=count_withdrawn(ledger, (each.mailing,))) for each in found.values()]


def count_withdrawn(ledger: Ledger, mailings: Iterable[Mailing]) -> Counter[str]:
    """How many messages of the mailings we have refused, and no server, by why: words of `WITHDRAWN`."""
    found: Counter[str] = Counter()
    with ledger.database.reading() as connection:
        for mailing in mailings:
            refused = of_mailing(mailing, _M.c.state == REFUSED, _E.c.words.in_(WITHDRAWN))
            asked = select(_E.c.words, func.count(_M.c.id.distinct())).join(_M, _M.c.id == _E.c.message)
            found.update({row[0]: row[1] for row in connection.execute(asked.where(refused).group_by(_E.c.words))})
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
