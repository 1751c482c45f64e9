"""Who comes to a meeting: read out of all replies and the officer's own word, anew each time it is asked.

Of a calendar program's answers the one with the highest SEQUENCE holds, then the latest DTSTAMP (RFC 5546 section
2.1.5), in whatever order they came; one to an earlier time or place tells nothing of the present one. What a person
wrote by hand is for the officer to read, and the officer's word holds until a later answer.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from sqlalchemy import and_, func, insert, or_, select

from pressinvite.delivery import schema
from pressinvite.delivery.addresses import address_key, normalise_address
from pressinvite.delivery.replies.kinds import CALENDAR, COMING
from pressinvite.delivery.replies.sent import REACHED
from pressinvite.errors import Finding, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Connection

    from pressinvite.delivery.ledger import Ledger

_M, _N, _R, _S = schema.messages, schema.mailings, schema.revisions, schema.shells
_P, _W, _K = schema.replies, schema.mails, schema.marks


class Guest(NamedTuple):
    """Somebody who was invited, or who wrote though they were not."""

    name: str
    outlet: str
    address: str
    form: Literal["quiet", "rsvp", ""]
    """How they were invited last; "" where they were not."""
    answer: str = ""
    """A kind of reply, "" where there is none."""
    coming: bool | None = None
    """None where it is not known."""
    at: float | None = None
    """When the answer was given."""
    words: str = ""
    """What they wrote last, or the server's words of a bounce."""
    delegate: str = ""
    """The address of whom they send in their place."""
    delegate_answer: str = ""
    """What that person answered."""
    start: str = ""
    """The time they propose, ISO 8601 in UTC or a date."""
    end: str = ""
    is_marked: bool = False
    """True where `coming` is the officer's word."""
    doubts: tuple[str, ...] = ()
    """What to look at: codes of `kinds.Doubt`."""
    others: tuple[Other, ...] = ()
    """What came for them from elsewhere, and is not counted."""


class Other(NamedTuple):
    """A reply that is kept and not counted."""

    sender: str
    kind: str
    words: str
    doubts: tuple[str, ...]


class _Told(NamedTuple):
    """A reply as the ledger has it."""

    id: int
    kind: str
    uid: str
    address_key: str
    message: int | None
    sequence: int
    stamp: float
    counts: bool
    doubts: tuple[str, ...]
    words: str
    more: Mapping[str, Any]
    sender: str
    sender_name: str
    sent: float

    @property
    def rank(self) -> tuple[int, float, float, int]:
        return (self.sequence, self.stamp, self.sent, self.id)


class _Replies:
    """A meeting's replies, to be asked for by whose they are and by the message they speak of."""

    def __init__(self, told: list[_Told]) -> None:
        self.all = told
        self.by_key: dict[str, list[_Told]] = {}
        self.by_message: dict[int, list[_Told]] = {}
        for each in told:
            self.by_key.setdefault(each.address_key, []).append(each)
            if each.message is not None and not each.counts:
                self.by_message.setdefault(each.message, []).append(each)


class _Invited(NamedTuple):
    recipient: str
    key: str
    parts: Mapping[str, Any]
    form: Literal["quiet", "rsvp"]
    sequence: int
    """The highest that they have been sent."""
    numbers: frozenset[int]
    """Of their messages."""


class _Mark(NamedTuple):
    sequence: int
    at: float
    coming: bool | None


def attendance(ledger: Ledger, uid: str) -> list[Guest]:
    """Return whoever was invited to a meeting, by outlet and name, then those who wrote though they were not."""
    with ledger.database.reading() as connection:
        invited = _read_invited(connection, uid)
        told = _Replies(_read_replies(connection, uid, invited))
        marks = _read_marks(connection, uid)
    guests = [_describe(one, invited, told, marks.get(one.key)) for one in invited.values()]
    guests.sort(key=lambda guest: (guest.outlet.casefold(), guest.name.casefold(), guest.address))
    return guests + _strangers(invited, told.all, marks)


def mark(ledger: Ledger, uid: str, address: str, coming: bool | None, *, now: float) -> None:
    """Write down the officer's word; None takes it back. UsageError where nobody with that address is known."""
    key = address_key(normalise_address(address))
    with ledger.database.writing() as connection:
        invited = _read_invited(connection, uid)
        written = connection.execute(select(_P.c.id).where(_P.c.uid == uid, _P.c.address_key == key).limit(1)).first()
        if key not in invited and not written:
            raise UsageError(Finding("unknown-guest", "error", "", {"address": address}))
        sequence = max((each.sequence for each in invited.values()), default=0)
        values = {"uid": uid, "address_key": key, "sequence": sequence, "at": now}
        connection.execute(insert(_K), {**values, "coming": None if coming is None else int(coming)})


def answered(ledger: Ledger, uid: str) -> frozenset[str]:
    """Return keys of the addresses that a reminder must leave alone: any answer to the present time and place, the
    officer's word, a wish for no more, a message that finally did not arrive.
    """
    silent = {"", "undecided", "automatic", "delayed", "unreadable"}
    guests = attendance(ledger, uid)
    done = {
        address_key(guest.address)
        for guest in guests
        if guest.is_marked or (guest.form and guest.answer not in silent and "older-sequence" not in guest.doubts)
    }
    with ledger.database.reading() as connection:
        asked = select(_P.c.address_key).where(_P.c.kind == "opted-out", _P.c.counts == 1)
        return frozenset(done | set(connection.execute(asked).scalars()))


def opt_outs(ledger: Ledger) -> list[str]:
    """Return the addresses that have asked for no more, each once, in their order."""
    asked = select(_P.c.address_key).where(_P.c.kind == "opted-out", _P.c.counts == 1).distinct()
    with ledger.database.reading() as connection:
        return sorted(connection.execute(asked).scalars())


class Undelivered(NamedTuple):
    """A message that did not arrive, or has not yet."""

    message_id: str
    recipient: str
    is_final: bool
    status: str
    """RFC 3463, "" where none was told."""
    words: str
    at: float


def undelivered(ledger: Ledger, uid: str) -> list[Undelivered]:
    """Return what bounced of a meeting's messages, the latest word on each, in the order they were planned."""
    asked = select(_M.c.message_id, _M.c.recipient, _P.c.kind, _P.c.more, _P.c.words, _P.c.stamp)
    asked = asked.join(_M, _M.c.id == _P.c.message)
    wanted = asked.where(_P.c.uid == uid, _P.c.kind.in_(("bounced", "delayed")), _P.c.counts == 1)
    with ledger.database.reading() as connection:
        rows = connection.execute(wanted.order_by(_M.c.id, _P.c.kind != "bounced", _P.c.stamp.desc())).all()
    latest: dict[str, Undelivered] = {}
    for row in rows:  # a final word before any that it is delayed
        status = json.loads(row.more).get("status", "")
        told = Undelivered(row.message_id, row.recipient, row.kind == "bounced", status, row.words, row.stamp)
        latest.setdefault(row.message_id, told)
    return list(latest.values())


def _read_invited(connection: Connection, uid: str) -> dict[str, _Invited]:
    """Each mailbox that the meeting may have reached, by its key, with its latest message."""
    columns = (_M.c.recipient, _M.c.address_key, _M.c.parts, _S.c.form, func.coalesce(_R.c.sequence, 0), _M.c.id)
    of_revision = and_(_R.c.uid == _N.c.uid, _R.c.revision == _N.c.revision)
    joined = _M.join(_N, _N.c.id == _M.c.mailing).join(_S, _S.c.id == _M.c.shell).outerjoin(_R, of_revision)
    asked = select(*columns).select_from(joined).where(_N.c.uid == uid, _M.c.state.in_(REACHED)).order_by(_M.c.id)
    found: dict[str, _Invited] = {}
    for recipient, key, parts, form, sequence, number in connection.execute(asked):
        before = found.get(key)
        highest, numbers = (before.sequence, before.numbers) if before else (0, frozenset())
        told = json.loads(parts)
        found[key] = _Invited(recipient, key, told, form, max(sequence, highest), numbers | {number})
    return found


def _read_replies(connection: Connection, uid: str, invited: Mapping[str, _Invited]) -> list[_Told]:
    """All replies of the meeting, and the wishes for no more of those invited; oldest first."""
    columns = [_P.c[name] for name in _Told._fields if name in _P.c] + [_W.c.sender, _W.c.sender_name, _W.c.sent]
    asked = select(*columns).join(_W, _W.c.id == _P.c.mail)
    asked = asked.where(or_(_P.c.uid == uid, and_(_P.c.kind == "opted-out", _P.c.counts == 1)))
    rows = connection.execute(asked.order_by(_P.c.id)).mappings()
    return [
        _Told(
            **{
                **row,
                "counts": bool(row["counts"]),
                "doubts": tuple(row["doubts"].split()),
                "more": json.loads(row["more"]),
            }
        )
        for row in rows
        if row["uid"] == uid or row["address_key"] in invited
    ]


def _read_marks(connection: Connection, uid: str) -> dict[str, _Mark]:
    """The officer's last word on each."""
    asked = select(_K).where(_K.c.uid == uid).order_by(_K.c.id)
    found: dict[str, _Mark] = {}
    for row in connection.execute(asked).mappings():
        found[row["address_key"]] = _Mark(
            row["sequence"], row["at"], None if row["coming"] is None else bool(row["coming"])
        )
    return found


def _describe(one: _Invited, invited: Mapping[str, _Invited], told: _Replies, marked: _Mark | None) -> Guest:
    """One of those invited, with what the replies come to."""
    own = [each for each in told.by_key.get(one.key, ()) if each.counts]
    calendar = _latest(own, CALENDAR)
    written = _latest(own, ("answered",))
    chosen = (
        calendar
        or written
        or _latest(own, ("opted-out", "bounced"))
        or _latest(own, ("delayed", "automatic", "unreadable"))
    )
    guest = Guest(str(one.parts.get("name", "")), str(one.parts.get("outlet", "")), one.recipient, one.form)
    if chosen:
        guest = _with_answer(guest, chosen, one, written, told)
    guest = guest._replace(others=_others(one, invited, told, guest.delegate))
    if any(each.kind == "opted-out" for each in own) and guest.answer != "opted-out":
        guest = guest._replace(doubts=(*guest.doubts, "opted-out"))
    return _with_mark(guest, marked, one.sequence, calendar)


def _latest(told: list[_Told], kinds: Iterable[str]) -> _Told | None:
    return max((each for each in told if each.kind in frozenset(kinds)), key=lambda each: each.rank, default=None)


def _with_answer(guest: Guest, chosen: _Told, one: _Invited, written: _Told | None, told: _Replies) -> Guest:
    doubts = [doubt for doubt in chosen.doubts if doubt != "older-sequence"]
    is_answer = chosen.kind in CALENDAR or chosen.kind == "answered"
    is_older = is_answer and chosen.sequence < one.sequence
    if is_older:
        doubts.append("older-sequence")
    coming = None if is_older else COMING.get(chosen.kind)
    words, delegate, delegate_answer = chosen.words, str(chosen.more.get("delegate", "")), ""
    if written and written is not chosen and written.stamp > chosen.stamp:
        words = written.words
        doubts.append("wrote-after")
    if chosen.kind == "delegated" and delegate:
        theirs = told.by_key.get(address_key(delegate), ())
        reply = _latest([each for each in theirs if _is_of_delegate(each, delegate)], CALENDAR)
        delegate_answer = reply.kind if reply else ""
        coming = COMING.get(reply.kind) if reply and reply.sequence >= one.sequence and not is_older else None
    return guest._replace(
        answer=chosen.kind, coming=coming, at=chosen.stamp, words=words, delegate=delegate, delegate_answer=delegate_answer,
        start=str(chosen.more.get("start", "")), end=str(chosen.more.get("end", "")), doubts=tuple(doubts),
    )  # fmt: skip


def _is_of_delegate(each: _Told, delegate: str) -> bool:
    """Tell whether a reply is of somebody whom an invited one has named; they were not invited by us."""
    return each.address_key == address_key(delegate) and set(each.doubts) <= {"not-invited", "clock-ahead", "cut"}


def _others(one: _Invited, invited: Mapping[str, _Invited], told: _Replies, delegate: str) -> tuple[Other, ...]:
    """What is not counted, and says that it is of this mailbox or answers the message to it."""
    found = {each.id: each for each in told.by_key.get(one.key, ()) if not each.counts}
    for number in one.numbers:
        found |= {each.id: each for each in told.by_message.get(number, ()) if each.address_key not in invited}
    return tuple(
        Other(each.sender, each.kind, each.words, each.doubts)
        for _, each in sorted(found.items())
        if not (delegate and _is_of_delegate(each, delegate))
    )


def _with_mark(guest: Guest, marked: _Mark | None, sequence: int, calendar: _Told | None) -> Guest:
    """The officer's word, where no later answer speaks and it is of the present time and place."""
    if marked is None or marked.coming is None:
        return guest
    if marked.sequence < sequence or (calendar and calendar.sequence >= marked.sequence and calendar.stamp > marked.at):
        return guest
    return guest._replace(coming=marked.coming, is_marked=True)


def _strangers(invited: Mapping[str, _Invited], told: list[_Told], marks: Mapping[str, _Mark]) -> list[Guest]:
    """Those who wrote of the meeting and were not invited, by address; delegates stand beside who sent them."""
    sequence = max((one.sequence for one in invited.values()), default=0)
    numbers = {number for one in invited.values() for number in one.numbers}
    delegates = {address_key(str(each.more["delegate"])) for each in told if each.counts and each.more.get("delegate")}
    found: dict[str, Guest] = {}
    for each in sorted(told, key=lambda reply: reply.rank):
        key = each.address_key
        if key in invited or key in delegates or each.message in numbers or not key or each.kind == "opted-out":
            continue
        guest = Guest(each.sender_name, "", each.sender or key, "", each.kind, None, each.stamp, each.words)
        found[key] = _with_mark(guest._replace(doubts=each.doubts), marks.get(key), sequence, None)
    return [found[key] for key in sorted(found)]
