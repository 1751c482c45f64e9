"""The ledger: what is to be sent to whom, who holds it now, and what came of it.

A message is planned once; the database sees to that. Senders claim messages in groups, durably, before the first octet
of the group leaves; each connection (lane) works its group in the order of the rows' ids and records each outcome before
the next message's first octet. So of a killed sender's group only the first row without an outcome may have left.
"""

from __future__ import annotations

import json
import threading
from collections import Counter
from contextlib import suppress
from itertools import islice
from math import inf
from typing import TYPE_CHECKING, Any, Final, Literal, Self

from sqlalchemy import and_, func, insert, or_, select

from pressinvite.delivery import schema
from pressinvite.delivery.addresses import address_key
from pressinvite.delivery.database import LOCK_SECONDS, Database, open_database
from pressinvite.delivery.dealing import share
from pressinvite.delivery.mailings import Event, Form, Mailing, Planned, Row, StoredShell, Wish
from pressinvite.delivery.moves import (
    clear_sender,
    give_back,
    latest_revision,
    move_messages,
    one_line,
    withdraw,
)
from pressinvite.delivery.pseudonyms import DOMAIN as FORGOTTEN_DOMAIN
from pressinvite.delivery.senders import Sender, describe_sender, judge_life
from pressinvite.delivery.statements import (
    BEAT,
    CHOOSE_ABOVE,
    CHOOSE_BELOW,
    CHOOSE_DUE,
    CLAIM,
    CLAIM_NAMES,
    IS_DEFERRED,
    IS_PLANNED,
    IS_SENDING,
    LATEST,
    LOWER,
    PLAN_NAMES,
    RECORD,
    RECORD_NAMES,
    ROW,
    TELL,
    TELL_NAMES,
    TELL_PLANNED,
    insert_new,
    of_mailing,
)
from pressinvite.delivery.states import (
    DEFERRED,
    PLANNED,
    REFUSED,
    SENDING,
    STATES,
    UNCERTAIN,
    WITHDRAWN,
    Outcome,
    State,
)
from pressinvite.errors import Finding, SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import ColumnElement, Connection, Insert, RowMapping

    Shells = Mapping[tuple[str, Form], int]

CLOCK_SLACK: Final = 120.0
"""Seconds that clocks of several machines, or one that is being set right, may differ."""
_PLANNED_AT_ONCE: Final = 5000
"""Messages planned in one transaction: others may claim in between. Their Message-IDs lie anywhere in an index, and each
transaction writes what it has touched of that."""
_PAGE: Final = 500
"""Messages that are read at once."""

_READER, _WRITER = json.JSONDecoder(), json.JSONEncoder(ensure_ascii=False)
_M, _E, _S = schema.messages, schema.events, schema.senders
_IS_KNOWN = ~_M.c.recipient.endswith(f"@{FORGOTTEN_DOMAIN}")


class _LostError(Exception):
    """A sender had been taken for dead before all its outcomes were written down."""


class Ledger:
    """An open ledger; safe for many threads. Every method may raise SettingsError (disk full, locked, out of reach)."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._latest = -inf
        self._adding: Insert | None = None
        self._numbers: dict[tuple[str, int, str], int] = {}
        self._running: set[str] = set()
        self._running_lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the ledger."""
        self.database.close()

    # planning

    def plan(self, mailing: Mailing, shells: Iterable[StoredShell], messages: Iterable[Planned], *, now: float) -> int:
        """Write down what is to be sent; return how many messages were new. A recipient who has one keeps that."""
        with self.database.writing(durable=False) as connection:
            self._check_clock(now, connection)
            number = _number_mailing(connection, mailing, now)
            known = {(shell.language, shell.form): _number_shell(connection, number, shell) for shell in shells}
        new = 0
        stream = iter(messages)
        while group := list(islice(stream, _PLANNED_AT_ONCE)):
            with self.database.writing(durable=False) as connection:
                new += self._plan_group(connection, number, known, group, now)
        with self.database.settling() as connection:  # puts the rest on the disk as well
            self._check_clock(now, connection)
        return new

    def _plan_group(
        self, connection: Connection, mailing: int, shells: Shells, group: Sequence[Planned], now: float
    ) -> int:
        """Plan the messages of a group that the ledger has not; return how many."""
        # one planner of a mailing at a time: PostgreSQL forgives a second row only by the index that is named, and two
        # that insert the same message at one moment may meet in another; and so what is new is known by its number
        table = schema.mailings.c
        asked = select(table.uid, table.revision).where(table.id == mailing)
        uid, revision = connection.execute(asked.with_for_update()).one()
        if latest_revision(connection, uid) > revision:  # nobody is told what is no longer so
            return 0
        last = connection.execute(select(func.coalesce(func.max(_M.c.id), 0))).scalar()
        if self._adding is None:
            self._adding = insert_new(connection, _M, "mailing", "address_key")
        rows = [
            (
                mailing, shells[message.language, message.form], message.recipient, address_key(message.recipient),
                _WRITER.encode(message.parts), message.message_id, message.date, message.digest, PLANNED, 0, 0.0, 0,
            )
            for message in group
        ]  # fmt: skip
        self.database.run(connection, self._adding, PLAN_NAMES, rows)
        return self.database.run(connection, TELL_PLANNED, ("now", "last", "mail"), [(now, last, mailing)])

    def resend(self, mailing: Mailing, states: Sequence[State] = (UNCERTAIN,), *, now: float) -> int:
        """Plan messages again on the user's word, with their old bytes; return how many. Only uncertain and refused ones
        that a server, and not we, have refused.
        """
        asked = select(_M.c.id).where(_may_go_again(mailing, states)).with_for_update()
        with self.database.writing() as connection:
            numbers = list(connection.execute(asked).scalars())
            move_messages(connection, numbers, PLANNED, "the user asked to send it again", now, tries=0, due=0.0)
        return len(numbers)

    def resendable(self, mailing: Mailing, states: Sequence[State]) -> list[str]:
        """To whom the messages go that `resend` would plan again."""
        with self.database.reading() as connection:
            return list(connection.execute(select(_M.c.recipient).where(_may_go_again(mailing, states))).scalars())

    def withdraw(self, mailing: Mailing, unwanted: Callable[[str], bool], *, now: float) -> int:
        """What waits for recipients of the mailing who want no more is not sent; return how many messages that was."""
        waiting = select(_M.c.recipient, _M.c.address_key).where(of_mailing(mailing, or_(IS_PLANNED, IS_DEFERRED)))
        with self.database.reading() as connection:
            keys = {key for recipient, key in connection.execute(waiting) if unwanted(recipient)}
        moved = 0
        for key in sorted(keys):
            with self.database.writing() as connection:
                moved += withdraw(connection, key, now)
        return moved

    def is_sending_earlier(self, uid: str, revision: int) -> bool:
        """Whether somebody is sending an earlier revision of the meeting at this moment."""
        earlier = and_(schema.mailings.c.uid == uid, schema.mailings.c.revision < revision)
        asked = select(_M.c.id).join(schema.mailings, schema.mailings.c.id == _M.c.mailing).where(earlier, IS_SENDING)
        with self.database.reading() as connection:
            return connection.execute(asked.limit(1)).first() is not None

    # sending

    def enlist(self, identity: str, *, now: float) -> Sender:
        """A new sender that stands for this process; nobody has had its id."""
        sender = describe_sender(identity)
        with self._running_lock:
            self._running.add(identity)
        with self.database.writing() as connection:
            self._check_clock(now, connection)
            connection.execute(insert(_S), {**sender._asdict(), "seen": now, "ended": 0, "first": schema.NONE_CLAIMED})
        return sender

    def beat(self, sender: Sender, *, now: float) -> bool:
        """Show that the sender lives; False where others have taken it for dead and it must stop at once."""
        with self.database.writing(durable=False) as connection:
            return connection.execute(BEAT, {"who": sender.id, "now": now}).rowcount == 1

    def dismiss(self, sender: Sender, *, now: float) -> None:
        """The sender has ended: what it held and had not begun is planned again, the rest uncertain."""
        with self.database.writing() as connection:
            clear_sender(connection, sender.id, now, begun="first")
        with self._running_lock:
            self._running.discard(sender.id)

    def abandon(self, sender: Sender) -> None:
        """The sender has ended, and the ledger cannot be told: whoever comes next takes over."""
        with self._running_lock:
            self._running.discard(sender.id)

    def take_over(self, *, now: float) -> Counter[State]:
        """What dead senders held becomes planned again, or uncertain where it may have left; how many of each."""
        with self.database.reading() as connection:
            found = connection.execute(select(_S).where(_S.c.ended == 0)).mappings().all()
        moved: Counter[State] = Counter()
        for each in found:
            begun = self._judge(each, now)
            if begun:
                with self.database.writing() as connection:
                    # one at a time, so that two who take over never wait for each other; and only if it is silent still
                    same = and_(_S.c.id == each["id"], _S.c.ended == 0, _S.c.seen == each["seen"])
                    if connection.execute(select(_S.c.id).where(same).with_for_update()).first():
                        moved += clear_sender(connection, each["id"], now, begun=begun)
        return moved

    def _judge(self, found: RowMapping, now: float) -> Literal["first", "all"] | None:
        """What a sender may have begun of each group it holds; None where it lives."""
        with self._running_lock:
            running = frozenset(self._running)
        sender = Sender(**{field: found[field] for field in Sender._fields})
        in_file = self.database.in_file
        life = judge_life(sender, describe_sender(""), seen=found["seen"], now=now, running=running, in_file=in_file)
        return None if life == "alive" else "first" if life == "killed" else "all"

    def claim(self, mailing: Mailing, sender: Sender, lane: int, size: int, *, now: float) -> tuple[Row, ...]:
        """Up to `size` messages that are now this lane's, which holds none; see `deal`."""
        return self.deal(mailing, sender, {lane: Wish(size)}, now=now).get(lane, ())

    def deal(
        self, mailing: Mailing, sender: Sender, wishes: Mapping[int, Wish], *, now: float
    ) -> dict[int, tuple[Row, ...]]:
        """Messages that are now these lanes', durably, each lane's in the order in which it must work them.

        Neighbours are dealt to different lanes: the outcomes that come in together are then written in the same places.
        """
        database = self.database
        with database.settling() as connection:
            self._check_clock(now)
            if database.run(connection, BEAT, ("now", "who"), [(now, sender.id)]) != 1:
                return {}
            latest = database.ask(connection, LATEST, {"uid": mailing.uid})[0][0]
            if (latest or 0) > mailing.revision:  # nobody is told what is no longer so
                return {}
            values = {"mail": self._number(connection, mailing), "above": max(wish.above for wish in wishes.values())}
            room = {lane: wish.size for lane, wish in wishes.items()}
            dealt = share(database.ask(connection, CHOOSE_ABOVE, {**values, "size": sum(room.values())}), room)
            # what was put off, or given back, lies before what the others hold: only those who hold nothing can have it
            room = {lane: wish.size - len(dealt[lane]) for lane, wish in wishes.items() if not wish.above}
            for statement, more in ((CHOOSE_BELOW, {}), (CHOOSE_DUE, {"now": now})):
                if any(room.values()):
                    asked = {**values, **more, "size": sum(room.values())}
                    for lane, found in share(database.ask(connection, statement, asked), room).items():
                        dealt[lane] += found
                        room[lane] -= len(found)
            claims = [(sender.id, lane, row[0]) for lane, found in dealt.items() for row in found]
            if claims:
                database.run(connection, CLAIM, CLAIM_NAMES, claims)
                numbers = sorted(number for _, _, number in claims)
                database.run(connection, LOWER, ("lowest", "who"), [(numbers[0], sender.id)])
                database.run(connection, TELL, TELL_NAMES, [(number, now, SENDING, "") for number in numbers])
        return {lane: tuple(map(_row, sorted(found))) for lane, found in dealt.items()}

    def record(self, row: Row, sender: Sender, outcome: Outcome, *, now: float) -> bool:
        """Write down what came of one try; see `record_all`."""
        return self.record_all([(row, outcome)], sender, now=now)[0]

    def record_all(self, tried: Sequence[tuple[Row, Outcome]], sender: Sender, *, now: float) -> list[bool]:
        """Write down what came of tries, in one transaction; False for each where the sender had been taken for dead.

        An answer still counts where the message is uncertain by then; one that was given to another sender is left to it.
        """
        values = [
            (outcome.state, row.tries + (outcome.state == DEFERRED), outcome.due, row.id, sender.id)
            for row, outcome in tried
        ]
        events = [(row.id, now, outcome.state, one_line(outcome.words)) for row, outcome in tried]
        run = self.database.run
        with suppress(_LostError), self.database.writing(durable=False) as connection:
            if run(connection, RECORD, RECORD_NAMES, values) != len(tried):
                raise _LostError  # which of them, that is asked one by one
            run(connection, TELL, TELL_NAMES, events)
            return [True] * len(tried)
        with self.database.writing(durable=False) as connection:
            held = [run(connection, RECORD, RECORD_NAMES, [each]) == 1 for each in values]
            counted = [told for told, counts in zip(events, held, strict=True) if counts]
            if counted:
                run(connection, TELL, TELL_NAMES, counted)
        return held

    def release(self, rows: Sequence[Row], sender: Sender, *, now: float) -> None:
        """Give back messages of which nothing has left; they are planned again."""
        held = and_(_M.c.id.in_([row.id for row in rows]), _M.c.sender == sender.id, IS_SENDING)
        with self.database.writing(durable=False) as connection:
            numbers = list(connection.execute(select(_M.c.id).where(held)).scalars())
            give_back(connection, numbers, "not begun", now)

    # looking

    def count(self, mailing: Mailing) -> dict[State, int]:
        """How many messages of the mailing are in each state."""
        asked = select(_M.c.state, func.count()).where(of_mailing(mailing)).group_by(_M.c.state)
        with self.database.reading() as connection:
            found = {row[0]: row[1] for row in connection.execute(asked)}
        return {state: found.get(state, 0) for state in STATES}

    def next_due(self, mailing: Mailing) -> float | None:
        """When the next message may be tried; None where none is left to try."""
        with self.database.reading() as connection:
            if connection.execute(select(_M.c.id).where(of_mailing(mailing, IS_PLANNED)).limit(1)).first():
                return 0.0
            return connection.execute(select(func.min(_M.c.due)).where(of_mailing(mailing, IS_DEFERRED))).scalar()

    def mailings(self) -> list[Mailing]:
        """All mailings, oldest first."""
        columns = [schema.mailings.c[field] for field in Mailing._fields]
        with self.database.reading() as connection:
            return [Mailing(*row) for row in connection.execute(select(*columns).order_by(schema.mailings.c.id))]

    def rows(self, mailing: Mailing, *states: State) -> Iterator[Row]:
        """The mailing's messages in these states (all where none is named), in the order planned; a page at a time."""
        last = 0
        while True:
            wanted = of_mailing(mailing, _M.c.id > last, _M.c.state.in_(states or STATES))
            with self.database.reading() as connection:
                page = connection.execute(select(*ROW).where(wanted).order_by(_M.c.id).limit(_PAGE))
                found = [_row(row) for row in page]
            yield from found
            if len(found) < _PAGE:
                return
            last = found[-1].id

    def events(self, row: Row) -> list[Event]:
        """All that has happened to a message, oldest first."""
        asked = select(_E.c.at, _E.c.state, _E.c.words).where(_E.c.message == row.id).order_by(_E.c.id)
        with self.database.reading() as connection:
            return [Event(*event) for event in connection.execute(asked)]

    def shell(self, number: int) -> StoredShell:
        """What the messages with this shell share."""
        columns = [schema.shells.c[field] for field in StoredShell._fields]
        with self.database.reading() as connection:
            return StoredShell(*connection.execute(select(*columns).where(schema.shells.c.id == number)).one())

    def _check_clock(self, now: float, connection: Connection | None = None) -> None:
        """Stop where the clock stands before what we, or the ledger, have seen: waits and dates would be wrong."""
        if connection:
            last = connection.execute(select(_E.c.at).order_by(_E.c.id.desc()).limit(1)).scalar()
            self._latest = max(self._latest, last or now)
        if self._latest > now + CLOCK_SLACK:
            raise SettingsError(Finding("clock-behind", "error", "", {"minutes": round((self._latest - now) / 60)}))
        self._latest = max(self._latest, now)

    def _number(self, connection: Connection, mailing: Mailing) -> int:
        """The mailing's number, 0 where the ledger has none such."""
        key = mailing[:3]
        if key not in self._numbers:
            table = schema.mailings.c
            asked = select(table.id).where(table.uid == key[0], table.revision == key[1], table.purpose == key[2])
            found: int | None = connection.execute(asked).scalar()
            if found is None:
                return 0
            self._numbers[key] = found
        return self._numbers[key]


def _may_go_again(mailing: Mailing, states: Sequence[State]) -> ColumnElement[bool]:
    withdrawn = select(_E.c.id).where(_E.c.message == _M.c.id, _E.c.words.in_(WITHDRAWN)).exists()
    return of_mailing(mailing, _M.c.state.in_(set(states) & {UNCERTAIN, REFUSED}), ~withdrawn, _IS_KNOWN)


def open_ledger(url: str, *, lock_seconds: float = LOCK_SECONDS) -> Ledger:
    """The ledger at an SQLAlchemy address, made where there is none. Raises SettingsError."""
    return Ledger(open_database(url, lock_seconds=lock_seconds))


def _number_mailing(connection: Connection, mailing: Mailing, now: float) -> int:
    table = schema.mailings
    key = {"uid": mailing.uid, "revision": mailing.revision, "purpose": mailing.purpose}
    connection.execute(insert_new(connection, table, *key), {**mailing._asdict(), "made": now})
    found: int = connection.execute(select(table.c.id).filter_by(**key)).scalar_one()
    return found


def _number_shell(connection: Connection, mailing: int, shell: StoredShell) -> int:
    """The number of a shell that the ledger has from now on; SettingsError where it has another in its place."""
    table = schema.shells
    values = {**shell._asdict(), "mailing": mailing}
    connection.execute(insert_new(connection, table, "mailing", "language", "form"), values)
    asked = select(table.c.id, table.c.octets).filter_by(mailing=mailing, language=shell.language, form=shell.form)
    number, octets = connection.execute(asked).one()
    if octets != shell.octets:
        told = {"language": shell.language, "form": shell.form}
        raise SettingsError(Finding("ledger-other-shell", "error", "", told))
    return int(number)


def _row(found: Sequence[Any]) -> Row:
    number, shell, recipient, parts, *rest = found
    return Row(number, shell, recipient, _READER.raw_decode(parts)[0], *rest)
