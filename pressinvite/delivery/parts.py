"""One recipient's own parts of a message, each encoded for its place: header, body, calendar.

They give the octets that `invitation` and icalendar would give: plain names by a short way, all others by theirs. No
part can begin a header, a line or a property, or turn the direction of what stands beside it.
"""

from __future__ import annotations

import binascii
import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from pressinvite.calendar import Address

LONGEST = 200
"""Characters of a name, outlet or source: what is longer is a column that went wrong, and is cut."""
LINE = 57
"""Octets in a line of Base64 (RFC 2045 section 6.8: 76 characters)."""
WHO, NAME, OUTLET, SOURCE, FIRST = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3", "\ufdd4"
"""Marks of the parts in a message that is made to be cut: noncharacters, which no meeting's text can hold (they are
left out when it is composed). FIRST begins the lines of a recipient's first message alone.
"""
_ODD = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]+")
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")
_PLAIN_NAME = re.compile(r"[\w .-]+")
"""Letters, digits, points, hyphens and blanks: what icalendar escapes in no way, but quotes where there is a blank."""
_MESSAGE_ID = re.compile(r"<([A-Za-z0-9._-]{1,64})@[A-Za-z0-9.-]{1,253}>")


class Addressee(Protocol):
    """What a message needs of a recipient; `delivery.recipients` has it."""

    @property
    def email(self) -> str:
        """Bare address, its domain in ASCII."""

    @property
    def name(self) -> str:
        """A person's or a desk's; may be empty."""

    @property
    def outlet(self) -> str:
        """Newspaper or broadcaster; may be empty."""

    @property
    def source(self) -> str:
        """Where the address comes from, in words; may be empty."""


class Unsubscribe(NamedTuple):
    """Where a recipient's wish to have no more goes (RFC 2369 section 3.2)."""

    mailto: str
    """As `mailto:press@kommun.example`: the subject is added."""
    one_click: str = ""
    """Beginning of an https address that takes the token behind it (RFC 8058), "" where there is none."""


class Parts(NamedTuple):
    """A recipient's parts, clean, as words."""

    name: str
    outlet: str
    source: str
    who: str
    """Name, outlet and address."""


def clean_part(text: str) -> str:
    """Return the text on one line without controls, bidirectional controls and what cannot be shown."""
    if not text.isprintable() or "  " in text:
        shown = _TURNING.sub("", _ODD.sub(" ", text))
        text = " ".join("".join(char for char in shown if ord(char) & 0xFFFE != 0xFFFE).split())
    return text[:LONGEST].strip()


def read_parts(recipient: Addressee) -> Parts:
    """Return the recipient's parts as they are shown."""
    name, outlet = clean_part(recipient.name), clean_part(recipient.outlet)
    who = ", ".join(part for part in (name, outlet, recipient.email) if part)
    return Parts(name, outlet, clean_part(recipient.source), who)


def read_token(message_id: str) -> str:
    """Return what stands before the "@" of a Message-ID and names the recipient to us alone.

    Raises ValueError where it is none (`composing.message_id_of` makes them).
    """
    found = _MESSAGE_ID.fullmatch(message_id)
    if not found:
        raise ValueError(message_id)
    return found[1]


class _Writers(NamedTuple):
    """What others write with, loaded when the first message is made: their rooms load icalendar."""

    address: type[Address]
    address_line: Callable[..., str]
    render_attendee: Callable[[Address], bytes]
    fold_line: Callable[[str], bytes]


@lru_cache(maxsize=1)
def _load_writers() -> _Writers:
    from pressinvite.calendar import Address, render_attendee  # noqa: PLC0415 -- loads icalendar
    from pressinvite.calendar.lines import fold_line  # noqa: PLC0415 -- as above
    from pressinvite.invitation.headers import address_line  # noqa: PLC0415 -- as above

    return _Writers(Address, address_line, render_attendee, fold_line)


def to_field(email: str, name: str) -> bytes:
    """Return the To field with its line break. UsageError where the address is none."""
    write = _load_writers()
    return write.address_line("To", write.address(email, name), utf8=not email.isascii()).encode()


def date_field(date: dt.datetime) -> bytes:
    """Return the Date field with its line break (RFC 5322 section 3.6.1); the moment is aware of its zone."""
    return _date_field(date, date.utcoffset())


@lru_cache(maxsize=8)
def _date_field(date: dt.datetime, _offset: dt.timedelta | None) -> bytes:
    """As above; one moment on two clocks is equal to itself, and yet written in two ways."""
    from email.utils import format_datetime  # noqa: PLC0415 -- costs more than a message

    return f"Date: {format_datetime(date)}\r\n".encode("ascii")


def unsubscribe_value(unsubscribe: Unsubscribe, token: str) -> str:
    """Return the value of List-Unsubscribe: by mail always, by one click where that is set up."""
    ways = [f"<{unsubscribe.mailto}?subject=unsubscribe%20{token}>"]
    if unsubscribe.one_click:
        ways.append(f"<{unsubscribe.one_click}{token}>")
    return ", ".join(ways)


def attendee_line(email: str, name: str) -> bytes:
    """Return the folded ATTENDEE line with its line break, as icalendar writes it (DESIGN: rule 5)."""
    write = _load_writers()
    if not email.isascii():
        from urllib.parse import quote  # noqa: PLC0415 -- hardly ever needed

        email = quote(email, safe="!#$&'*+/=?^_`{|}~@-.")  # RFC 6068 section 2: UTF-8, percent-encoded
    if not _PLAIN_NAME.fullmatch(name):
        return write.render_attendee(write.address(email, name))
    shown = f'"{name}"' if " " in name else name
    answers = "CUTYPE=INDIVIDUAL;PARTSTAT=NEEDS-ACTION;ROLE=REQ-PARTICIPANT;RSVP=TRUE"
    return write.fold_line(f"ATTENDEE;CN={shown};{answers}:mailto:{email}")


def body_line(text: str) -> bytes:
    """Return a line of a body in quoted-printable with its line break, as the e-mail package writes it."""
    octets = text.encode()
    quoted = binascii.b2a_qp(octets)
    if b"\n" in quoted or octets[:1] == b"." or octets[-1:] in {b" ", b"\t"}:  # long or odd: the two part ways
        from email.quoprimime import body_encode  # noqa: PLC0415 -- few lines are

        quoted = body_encode(octets.decode("latin-1"), eol="\r\n").encode("ascii")
    return quoted + b"\r\n"


def escape_html(text: str) -> str:
    """Return the text as the style inliner writes it in an element's content (HTML section 13.3)."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def base64_lines(octets: bytes) -> bytes:
    """Return Base64 in lines of 76 characters with CRLF."""
    return b"".join(
        [binascii.b2a_base64(octets[at : at + LINE], newline=False) + b"\r\n" for at in range(0, len(octets), LINE)]
    )
