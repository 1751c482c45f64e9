"""The ledger's tables, the same in SQLite and PostgreSQL.

A mailing is one purpose of one meeting revision; its messages are unique by recipient, so that the database itself
refuses a second one. Instants are seconds since 1970 in UTC. Events are only ever added.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    DDL,
    BigInteger,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    event,
)

from pressinvite.delivery.states import STATES

VERSION: Final = 2
"""Of the tables below; `migrations.STEPS` leads older ledgers here."""

METADATA: Final = MetaData()

_KEY = BigInteger().with_variant(Integer(), "sqlite")  # SQLite numbers rows by themselves only as INTEGER
_STATE_LIST = ", ".join(f"'{state}'" for state in STATES)

version = Table("ledger_version", METADATA, Column("version", Integer, nullable=False))

secrets = Table(  # what makes tokens that nobody can guess; never leaves the ledger
    "secrets", METADATA, Column("name", String, primary_key=True), Column("value", String, nullable=False)
)

revisions = Table(
    "revisions",
    METADATA,
    Column("uid", String, primary_key=True),
    Column("revision", Integer, primary_key=True),  # from 1, one more for each change of content
    Column("sequence", Integer, nullable=False),  # the calendar's own, DESIGN rule 8
    Column("digest", String(64), nullable=False),  # sha256 of the content
    Column("content", Text, nullable=False),  # the meeting as JSON, to tell later what changed
    Column("made", Float, nullable=False),
)

mailings = Table(
    "mailings",
    METADATA,
    Column("id", _KEY, primary_key=True),
    Column("uid", String, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("purpose", String, nullable=False),  # as `audience.Errand` has it
    Column("envelope", String, nullable=False),  # the address that bounces go to
    Column("title", Text, nullable=False),
    Column("made", Float, nullable=False),
    UniqueConstraint("uid", "revision", "purpose"),
)

shells = Table(
    "shells",
    METADATA,
    Column("id", _KEY, primary_key=True),
    Column("mailing", ForeignKey("mailings.id"), nullable=False),
    Column("language", String, nullable=False),
    Column("form", String, nullable=False),  # quiet or rsvp
    Column("octets", LargeBinary, nullable=False),  # the skeleton that all its messages share
    UniqueConstraint("mailing", "language", "form"),
)

senders = Table(
    "senders",
    METADATA,
    Column("id", String(32), primary_key=True),
    Column("boot", String, nullable=False),  # of the machine, "" where it cannot be told
    Column("space", String, nullable=False),  # the process number's name space
    Column("pid", BigInteger, nullable=False),
    Column("born", String, nullable=False),  # tells a process from a later one with its number
    Column("seen", Float, nullable=False),
    Column("ended", Integer, nullable=False),  # 1: it holds nothing any more
    Column("first", BigInteger, nullable=False),  # it has claimed no message with a lower id
)
NONE_CLAIMED: Final = 2**62
"""`first` of a sender that has claimed nothing."""

messages = Table(
    "messages",
    METADATA,
    Column("id", _KEY, primary_key=True),
    Column("mailing", ForeignKey("mailings.id"), nullable=False),
    Column("shell", ForeignKey("shells.id"), nullable=False),
    Column("recipient", String, nullable=False),  # as it is written on the envelope
    Column("address_key", String, nullable=False),  # the same for spellings of one mailbox
    Column("parts", Text, nullable=False),  # the recipient's own, as JSON
    Column("message_id", String, nullable=False, unique=True),
    Column("date", Float, nullable=False),  # of the Date header
    Column("digest", String(64), nullable=False),  # sha256 of the whole message
    Column("state", String, CheckConstraint(f"state IN ({_STATE_LIST})"), nullable=False),
    Column("tries", Integer, nullable=False),
    Column("due", Float, nullable=False),
    Column("sender", ForeignKey("senders.id")),  # who holds it, or held it last
    Column("lane", Integer, nullable=False),  # that sender's connection; it works its rows in the order of their ids
    UniqueConstraint("mailing", "address_key"),
)
# only of messages that wait, none of those that are held: each outcome then changes as few pages as can be (and with OR,
# as SQLite sees through that but not through IN); in plain SQL, as for words of a database's own SQLAlchemy loads all
# that it has for it
_WAITING: Final = (
    "CREATE INDEX messages_waiting ON messages (mailing, state) WHERE state = 'planned' OR state = 'deferred'"
)
event.listen(messages, "after_create", DDL(_WAITING))  # type: ignore[no-untyped-call]

events = Table(
    "events",
    METADATA,
    Column("id", _KEY, primary_key=True),
    Column("message", ForeignKey("messages.id"), nullable=False, index=True),
    Column("at", Float, nullable=False),
    Column("state", String, nullable=False),  # that the message came into
    Column("words", Text, nullable=False),  # the server's, or ours where no server spoke
)

mails = Table(
    "mails",
    METADATA,
    Column("id", _KEY, primary_key=True),
    Column("key", String(64), nullable=False, unique=True),  # the same for all copies of one mail
    Column("source", String, nullable=False),  # where it was read first
    Column("sender", String, nullable=False),  # the address of From, "" where there is not exactly one
    Column("sender_name", String, nullable=False),
    Column("subject", Text, nullable=False),
    Column("sent", Float, nullable=False),  # of its Date, or when it was taken
    Column("taken", Float, nullable=False),
)
"""What came back and had to do with a meeting; each mail once, and never changed."""

replies = Table(
    "replies",
    METADATA,
    Column("id", _KEY, primary_key=True),
    Column("mail", ForeignKey("mails.id"), nullable=False),
    Column("kind", String, nullable=False),  # of `replies.kinds`
    Column("uid", String, nullable=False),  # of the meeting, "" where it is not known
    Column("address_key", String, nullable=False),  # whose reply it says it is
    Column("message", ForeignKey("messages.id"), index=True),  # of ours that it speaks of
    Column("sequence", Integer, nullable=False),  # of the revision that it answers
    Column("stamp", Float, nullable=False),  # when it was given; orders replies of one sequence
    Column("counts", Integer, nullable=False),  # 1: from whom we asked; 0: kept for the officer to look at
    Column("doubts", String, nullable=False),  # codes, separated by blanks
    Column("words", Text, nullable=False),
    Column("more", Text, nullable=False),  # JSON: delegate, proposed time, status of a bounce
)
"""What the mails say; never changed. Who comes is read out of all of them."""
Index("replies_of_meeting", replies.c.uid, replies.c.address_key)
Index("replies_by_kind", replies.c.kind, replies.c.address_key)

marks = Table(
    "marks",
    METADATA,
    Column("id", _KEY, primary_key=True),
    Column("uid", String, nullable=False, index=True),
    Column("address_key", String, nullable=False),
    Column("sequence", Integer, nullable=False),  # of the revision that was known then
    Column("at", Float, nullable=False),
    Column("coming", Integer),  # 1 yes, 0 no, NULL: not known, or taken back
)
"""The officer's own word on who comes; never changed, the last one holds."""

mailboxes = Table(
    "mailboxes",
    METADATA,
    Column("name", String, primary_key=True),  # user, server and folder
    Column("validity", BigInteger, nullable=False),  # UIDVALIDITY, RFC 9051 section 2.3.1.1
    Column("last", BigInteger, nullable=False),  # the highest UID that was read
)
