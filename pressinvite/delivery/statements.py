"""The ledger's statements on messages, their events and senders, written once: those that run for each group or message."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import ColumnElement, and_, bindparam, func, insert, literal_column, or_, select, update

from pressinvite.delivery import schema
from pressinvite.delivery.mailings import Mailing, Row
from pressinvite.delivery.states import DEFERRED, PLANNED, SENDING, UNCERTAIN

if TYPE_CHECKING:
    from sqlalchemy import Connection

IS_PLANNED, IS_DEFERRED, IS_SENDING, IS_UNCERTAIN = (
    schema.messages.c.state == literal_column(f"'{state}'") for state in (PLANNED, DEFERRED, SENDING, UNCERTAIN)
)
"""Written out, as partial indexes are used only for what the statement itself says."""
_M, _E, _S = schema.messages, schema.events, schema.senders
ROW: Final = [_M.c[field] for field in Row._fields]
"""What a Row is made of, in its order."""

LATEST = select(func.max(schema.revisions.c.revision)).where(schema.revisions.c.uid == bindparam("uid"))
"""The number of the meeting's latest revision, NULL where none is written down."""
BEAT = update(_S).where(_S.c.id == bindparam("who"), _S.c.ended == 0).values(seen=bindparam("now"))
"""A sign of life, of a sender that has not been taken for dead."""
RECORD = (
    update(_M)
    .where(_M.c.id == bindparam("which"), _M.c.sender == bindparam("who"), or_(IS_SENDING, IS_UNCERTAIN))
    .values(state=bindparam("new"), tries=bindparam("count"), due=bindparam("when"))
)
RECORD_NAMES: Final = ("new", "count", "when", "which", "who")
TELL = insert(_E)
"""An event with the server's words, or ours."""
TELL_NAMES: Final = ("message", "at", "state", "words")
PLAN_NAMES: Final = (
    "mailing", "shell", "recipient", "address_key", "parts", "message_id", "date", "digest", "state", "tries", "due", "lane",
)  # fmt: skip


def _choose(*wanted: ColumnElement[bool]) -> Any:
    """The first of a mailing's messages that no other transaction is claiming at this moment, in the order of their ids."""
    columns = [literal_column(f"'{SENDING}'") if column is _M.c.state else column for column in ROW]  # as it becomes
    chosen = select(*columns).where(_M.c.mailing == bindparam("mail"), *wanted).order_by(_M.c.id)
    return chosen.limit(bindparam("size")).with_for_update(skip_locked=True)


CHOOSE_ABOVE = _choose(IS_PLANNED, _M.c.id > bindparam("above"))
CHOOSE_BELOW = _choose(IS_PLANNED, _M.c.id <= bindparam("above"))
CHOOSE_DUE = _choose(IS_DEFERRED, _M.c.due <= bindparam("now"))
CLAIM = (
    update(_M)
    .where(_M.c.id == bindparam("which"))
    .values(state=literal_column(f"'{SENDING}'"), sender=bindparam("who"), lane=bindparam("which_lane"))
)
"""A message that was chosen becomes this sender's."""
CLAIM_NAMES: Final = ("who", "which_lane", "which")
LOWER = (
    update(_S).where(_S.c.id == bindparam("who"), _S.c.first > bindparam("lowest")).values(first=bindparam("lowest"))
)
"""What a sender holds is looked for from this message on."""
_NEW = select(
    _M.c.id, bindparam("now", type_=_E.c.at.type), literal_column(f"'{PLANNED}'"), literal_column("''")
).where(_M.c.id > bindparam("last"), _M.c.mailing + 0 == bindparam("mail"))  # found by number: few of a mailing are new
TELL_PLANNED = insert(_E).from_select(["message", "at", "state", "words"], _NEW.order_by(_M.c.id))
"""An event without words for each message above a number."""


def of_mailing(mailing: Mailing, *more: ColumnElement[bool]) -> ColumnElement[bool]:
    """The condition that a message is of this mailing, and more."""
    told = schema.mailings.c
    number = select(told.id).where(
        told.uid == mailing.uid, told.revision == mailing.revision, told.purpose == mailing.purpose
    )
    return and_(_M.c.mailing == number.scalar_subquery(), *more)


def insert_new(connection: Connection, table: Any, *unique: str) -> Any:
    """An INSERT that leaves a row with the same unique columns alone."""
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects.postgresql import insert as insert_postgresql  # noqa: PLC0415 -- one of the two

        return insert_postgresql(table).on_conflict_do_nothing(index_elements=unique)
    from sqlalchemy.dialects.sqlite import insert as insert_sqlite  # noqa: PLC0415

    return insert_sqlite(table).on_conflict_do_nothing(index_elements=unique)
