"""What the ledger knows of what replies speak of: our messages, the mailboxes invited, where one registers."""

from __future__ import annotations

import datetime as dt
import json
from contextlib import suppress
from math import inf
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from sqlalchemy import Select, and_, func, select

from pressinvite.delivery import schema
from pressinvite.delivery.addresses import address_key, normalise_address
from pressinvite.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from pressinvite.delivery.ledger import Ledger

_M, _N, _R = schema.messages, schema.mailings, schema.revisions
_SENT: Final[Select[Any]] = (
    select(
        _M.c.id, _N.c.uid, _M.c.recipient, _M.c.address_key, _M.c.message_id, _N.c.envelope, _M.c.date,
        func.coalesce(_R.c.sequence, 0),
    )
    .select_from(_M.join(_N, _N.c.id == _M.c.mailing))
    .outerjoin(_R, and_(_R.c.uid == _N.c.uid, _R.c.revision == _N.c.revision))
)  # fmt: skip
"""All messages, with the SEQUENCE of their revision."""
REACHED = ("sent", "uncertain", "sending")
"""States of a message that may have reached its recipient."""
_A_DAY = 86_400.0


class Sent(NamedTuple):
    """A message of ours."""

    number: int
    uid: str
    recipient: str
    address_key: str
    message_id: str
    envelope: str
    date: float
    sequence: int
    """SEQUENCE of its revision; of the latest to a recipient, the highest that they have been sent."""


class Registering(NamedTuple):
    """Where one registers for a meeting by mail."""

    uid: str
    key: str
    """Of the address."""
    title: str
    sequence: int
    last_day: float
    """Until when a mail there may be about it."""
    is_dedicated: bool
    """True where it is not the address that the invitations come from, where all sorts of mail arrives."""


class Lookup:
    """Questions to the ledger, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._registrations: list[Registering] | None = None

    def by_ids(self, message_ids: Sequence[str]) -> list[Sent]:
        """Our messages among these, in the order asked."""
        wanted = [each for each in message_ids if each]
        if not wanted:
            return []
        found = {sent.message_id: sent for sent in self._ask(_SENT.where(_M.c.message_id.in_(wanted)))}
        return [found[each] for each in wanted if each in found]

    def by_token(self, token: str) -> Sent | None:
        """The message whose Message-ID begins with the token, whole."""
        asked = self._ask(_SENT.where(_M.c.message_id.startswith(f"<{token}@", autoescape=True)).limit(5))
        return next((sent for sent in asked if sent.message_id.startswith(f"<{token}@")), None)

    def knows(self, uid: str) -> bool:
        """Tell whether anything was planned of the meeting."""
        return self._connection.execute(select(_N.c.id).where(_N.c.uid == uid).limit(1)).first() is not None

    def latest(self, uid: str, key: str) -> Sent | None:
        """The latest message of a meeting that may have reached a mailbox, with the highest SEQUENCE sent there."""
        reached = _SENT.where(_N.c.uid == uid, _M.c.address_key == key, _M.c.state.in_(REACHED))
        found = self._ask(reached.order_by(_M.c.id))
        return found[-1]._replace(sequence=max(sent.sequence for sent in found)) if found else None

    def latest_of_any(self, key: str) -> Sent | None:
        """The latest message of any meeting that may have reached a mailbox."""
        reached = _SENT.where(_M.c.address_key == key, _M.c.state.in_(REACHED))
        return next(iter(self._ask(reached.order_by(_M.c.id.desc()).limit(1))), None)

    def registrations(self) -> list[Registering]:
        """Where one registers for each meeting, by its latest revision."""
        if self._registrations is None:
            newest = select(_R.c.uid, func.max(_R.c.revision).label("top")).group_by(_R.c.uid).subquery()
            asked = select(_R).join(newest, and_(newest.c.uid == _R.c.uid, newest.c.top == _R.c.revision))
            senders = select(_N.c.uid, _N.c.envelope)
            own = {(uid, address_key(envelope)) for uid, envelope in self._connection.execute(senders)}
            rows = self._connection.execute(asked).mappings().all()
            found = (_registering(row["uid"], row["sequence"], read_content(row["content"])) for row in rows)
            self._registrations = [
                each._replace(is_dedicated=(each.uid, each.key) not in own) for each in found if each is not None
            ]
        return self._registrations

    def _ask(self, asked: Select[Any]) -> list[Sent]:
        return [Sent(*row) for row in self._connection.execute(asked)]


def read_content(content: str | None) -> dict[str, Any]:
    """Return a revision's content in the meeting format; empty where it is none."""
    with suppress(ValueError):
        data = json.loads(content or "")
        return data if isinstance(data, dict) else {}
    return {}


def _registering(uid: str, sequence: int, content: dict[str, Any]) -> Registering | None:
    email = (content.get("registration") or {}).get("email")
    if not isinstance(email, str):
        return None
    try:
        key = address_key(normalise_address(email))
    except SourceError:
        return None
    last = inf
    with suppress(ValueError, TypeError):
        day = dt.date.fromisoformat(str(content.get("end") or content.get("start"))[:10])
        last = dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).timestamp() + 2 * _A_DAY
    return Registering(uid, key, str(content.get("title") or ""), sequence, last, is_dedicated=True)


def first_mailing(ledger: Ledger) -> float | None:
    """Return when the first mailing was made, None where there is none."""
    with ledger.database.reading() as connection:
        found: float | None = connection.execute(select(func.min(_N.c.made))).scalar()
    return found
