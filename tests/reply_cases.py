"""What the tests of replies share: a meeting that has been sent to four mailboxes, and mails that come back."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pressinvite.delivery.history import number_revision
from pressinvite.delivery.mailings import Mailing, Planned, StoredShell
from pressinvite.delivery.replies.sources import Arrived
from pressinvite.delivery.replies.taking import Taken, take_replies
from pressinvite.delivery.states import SENT, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pressinvite.delivery.ledger import Ledger

CASES = Path(__file__).parent / "cases" / "replies"
UID = "2f6d7c11-3f0c-5a52-9a1b-6f0e2b8f5d3c"
ASA, RADIO, RUT, NILS = (
    "asa.oberg@tidningen.example",
    "redaktion@radion.example",
    "rut.ek@bladet.example",
    "nils.holm@tv.example",
)
INVITED = {
    ASA: (0xA1, "Åsa Öberg", "Tidningen Ö", "rsvp"),
    RADIO: (0xB2, "", "Radions nyheter", "quiet"),
    RUT: (0xC3, "Rut Ek", "Bladet", "rsvp"),
    NILS: (0xD4, "Nils Holm", "TV", "rsvp"),
}
SENT_AT = dt.datetime(2027, 3, 3, 7, tzinfo=dt.UTC).timestamp()
NOW = dt.datetime(2027, 3, 6, tzinfo=dt.UTC).timestamp()
CONTENT: dict[str, Any] = {
    "title": "Så byggs bron",
    "start": "2027-03-10T15:00",
    "end": "2027-03-10T15:45",
    "registration": {"email": "anmalan@malmo.example"},
}


def message_id(address: str, revision: int = 1) -> str:
    """The Message-ID of the message to one of them; later revisions have other ones."""
    return f"<{INVITED[address][0] + (revision - 1) * 0x1000:032x}@malmo.example>"


def send(
    ledger: Ledger, *, sequence: int = 0, now: float = SENT_AT, to: Iterable[str] = tuple(INVITED), **content: Any
) -> Mailing:
    """Plan a revision of the meeting for these and record it as sent."""
    told = json.dumps({**CONTENT, **content, "sequence": sequence})
    revision = number_revision(ledger, UID, sequence=sequence, content=told, now=now)
    purpose = "invitation" if revision == 1 else "update"
    mailing = Mailing(UID, revision, purpose, "press@malmo.example", "Så byggs bron")
    shells = [StoredShell("sv", form, b"") for form in ("quiet", "rsvp")]
    planned = [
        Planned(address, "sv", INVITED[address][3], {"name": INVITED[address][1], "outlet": INVITED[address][2]},
                message_id(address, revision), now, "")
        for address in to
    ]  # fmt: skip
    ledger.plan(mailing, shells, planned, now=now)
    sender = ledger.enlist(f"{revision:032}", now=now)
    for row in ledger.claim(mailing, sender, 0, len(planned), now=now):
        ledger.record(row, sender, Outcome(SENT, "250 taken"), now=now)
    return mailing


def case(name: str) -> bytes:
    return (CASES / f"{name}.eml").read_bytes()


def arrive(octets: bytes, source: str = "a mail") -> Arrived:
    return Arrived(source, octets, len(octets))


def take(
    ledger: Ledger, *mails: bytes | str, now: float = NOW, own: tuple[str, ...] = ("press@malmo.example",)
) -> Taken:
    """Take mails, named ones from the cases."""
    octets = [case(mail) if isinstance(mail, str) else mail for mail in mails]
    return take_replies(ledger, map(arrive, octets), now=now, own=own)


def calendar_mail(
    partstat: str = "ACCEPTED", *, address: str = ASA, stamp: str = "20270304T100000Z", sequence: int = 0, more: str = "",
    sender: str | None = None, name: str = "", head: str = "", method: str = "REPLY",
) -> bytes:  # fmt: skip
    """A calendar program's answer, as short as can be; a Message-ID of its own where no name is given."""
    sender = address if sender is None else sender
    name = name or f"{abs(hash((partstat, address, stamp, sequence, more, sender, head)))}@program.example"
    return (
        f"From: {sender}\r\nTo: press@malmo.example\r\nSubject: svar\r\nMessage-ID: <{name}>\r\n{head}"
        f"Date: Thu, 4 Mar 2027 10:00:00 +0000\r\nMIME-Version: 1.0\r\n"
        f"Content-Type: text/calendar; method={method}; charset=utf-8\r\n\r\n"
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//EN\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:{UID}\r\n"
        f"DTSTAMP:{stamp}\r\nSEQUENCE:{sequence}\r\n{more}ATTENDEE;PARTSTAT={partstat}:mailto:{address}\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n"
    ).encode()
