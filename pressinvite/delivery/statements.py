"""The ledger's statements on messages, their events and senders, written once: those that run for each group or message."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import ColumnElement, and_, bindparam, insert, literal_column, or_, select, update

from pressinvite.delivery import schema
from pressinvite.delivery.mailings import Mailing, Row
from pressinvite.delivery.states import DEFERRED, PLANNED, SENDING, UNCERTAIN, State

if TYPE_CHECKING:
    from sqlalchemy import Connection, Insert

IS_PLANNED, IS_DEFERRED, IS_SENDING, IS_UNCERTAIN = (
    schema.messages.c.state == literal_column(f"'{state}'") for state in (PLANNED, DEFERRED, SENDING, UNCERTAIN)
)
"""Written out, as partial indexes are used only for what the statement itself says."""
_M, _E, _S = schema.messages, schema.events, schema.senders
ROW: Final = [_M.c[field] for field in Row._fields]
"""What a Row is made of, in its order."""

BEAT = update(_S).where(_S.c.id == bindparam("who"), _S.c.ended == 0).values(seen=bindparam("now"))
"""A sign of life, of a sender that has not been taken for dead."""
RECORD = (
    update(_M)
    .where(_M.c.id == bindparam("which"), _M.c.sender == bindparam("who"), or_(IS_SENDING, IS_UNCERTAIN))
    .values(state=bindparam("new"), tries=bindparam("count"), due=bindparam("when"))
)
TELL = insert(_E)
"""An event with the server's words, or ours."""


def _claim(wanted: ColumnElement[bool]) -> Any:
    """Messages that no other transaction is claiming at this moment become this sender's; their rows."""
    picked = select(_M.c.id).where(_M.c.mailing == bindparam("mail"), wanted).order_by(_M.c.id)
    picked = picked.limit(bindparam("size")).with_for_update(skip_locked=True)
    # PostgreSQL runs a common table expression that locks rows once; a subquery it may run again and again
    chosen = picked.cte("chosen")
    held = {"state": SENDING, "sender": bindparam("who"), "lane": bindparam("which_lane")}
    return update(_M).where(_M.c.id.in_(select(chosen.c.id))).values(**held).returning(*ROW)


CLAIM_PLANNED = _claim(IS_PLANNED)
CLAIM_DUE = _claim(and_(IS_DEFERRED, _M.c.due <= bindparam("now")))


def _tell_all(state: State, *which: ColumnElement[bool]) -> Insert:
    """An event without words for each of these messages."""
    words: list[ColumnElement[str]] = [literal_column(f"'{state}'"), literal_column("''")]
    told = select(_M.c.id, bindparam("now", type_=_E.c.at.type), *words).where(*which).order_by(_M.c.id)
    return insert(_E).from_select(["message", "at", "state", "words"], told)


TELL_PLANNED = _tell_all(PLANNED, _M.c.mailing == bindparam("mail"), _M.c.id > bindparam("last"))
TELL_CLAIMED = _tell_all(SENDING, _M.c.sender == bindparam("who"), _M.c.lane == bindparam("which_lane"), IS_SENDING)


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
