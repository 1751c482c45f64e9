"""The message: one recipient's octets, or a draft's, as DESIGN's rules 5 to 9 have them.

Quiet: text, HTML and the calendar file attached. Rsvp: also the calendar alternative that mail programs make buttons
of (RFC 6047). Nothing is random and no clock is read: moment, Message-ID and what the boundaries come from are given.
"""

from __future__ import annotations

import base64
import hashlib
from email.charset import QP, Charset
from email.message import Message
from email.utils import format_datetime
from typing import TYPE_CHECKING, Literal

from pressinvite.calendar import Address, render_single
from pressinvite.errors import Finding, UsageError
from pressinvite.invitation.calendar_words import event_words
from pressinvite.invitation.headers import address_line, ascii_address, header_line, verbatim_line
from pressinvite.invitation.mail import render_mail
from pressinvite.invitation.text import render_text
from pressinvite.records import NamedTuple

if TYPE_CHECKING:
    import datetime as dt

    from pressinvite.invitation.parts import Invitation
    from pressinvite.templating import Templates

Form = Literal["quiet", "rsvp"]
Method = Literal["PUBLISH", "REQUEST", "CANCEL"]


class Envelope(NamedTuple):
    """What comes to a message beside the invitation; most of it only where it is sent."""

    headers: tuple[tuple[str, str], ...] = ()
    """Further header fields, name and value, in printable ASCII: List-Id, List-Unsubscribe."""
    seed: str = ""
    """What the boundaries come from where many messages share them, "" for the message's own words."""
    calendar: bytes | None = None
    """The calendar file of the same form and recipient, where it has been rendered already."""
    shown: Invitation | None = None
    """What text and HTML say where the calendar says another thing: a reminder changes no entry."""


def render_ics(invitation: Invitation, *, form: Form = "quiet", recipient: Address | None = None) -> bytes:
    """Return the calendar file: PUBLISH, or with the rsvp form REQUEST or CANCEL to the recipient.

    Without a sender it has neither METHOD nor ORGANIZER. Raises UsageError where the rsvp form lacks either party.
    """
    organizer = _organizer(invitation)
    if form == "rsvp" and (recipient is None or organizer is None):
        raise UsageError(Finding("rsvp-without-sender" if recipient else "rsvp-without-recipient", "error"))
    attendee = recipient and Address(ascii_address(recipient.email), recipient.name)
    return render_single(
        invitation.meeting,
        event_words(invitation),
        organizer=organizer,
        attendee=attendee if form == "rsvp" else None,
        method=_method(invitation, form) if organizer else None,
        default_minutes=invitation.organisation.default_minutes,
    )


def build_message(
    invitation: Invitation,
    templates: Templates,
    *,
    form: Form = "quiet",
    recipient: Address | None = None,
    date: dt.datetime | None = None,
    message_id: str | None = None,
    draft: bool = False,
    envelope: Envelope | None = None,
) -> bytes:
    """Return the message with CRLF; a draft carries X-Unsent, so that Outlook opens it to be sent.

    Raises UsageError where an address cannot be one, or the rsvp form lacks sender or recipient.
    """
    envelope = envelope or Envelope()
    calendar = envelope.calendar or render_ics(invitation, form=form, recipient=recipient)
    shown = envelope.shown or invitation
    text, html = render_text(shown, templates, attached=True), render_mail(shown, templates)
    said = envelope.seed.encode() or "\0".join((message_id or "", text, html)).encode() + calendar
    seed = hashlib.sha256(said).hexdigest()
    bodies = [_text_part(text, "plain"), _text_part(html, "html")]
    if form == "rsvp":
        bodies.append(_calendar_part(calendar, _method(invitation, form)))
    alternative = _multipart("alternative", bodies, seed[:24])
    mixed = _multipart("mixed", [alternative, _attachment(invitation, calendar)], seed[24:48])
    own = [("Message-ID", message_id)] if message_id else []
    extra = "".join(verbatim_line(name, value) for name, value in (*own, *envelope.headers))
    head = _head(shown, recipient, date=date, extra=extra, draft=draft)
    octets = mixed.as_bytes(policy=mixed.policy.clone(linesep="\r\n", mangle_from_=False))
    return head.encode("ascii") + octets


def _head(
    invitation: Invitation, recipient: Address | None, *, date: dt.datetime | None, extra: str, draft: bool
) -> str:
    """The message's own header lines."""
    sender = _organizer(invitation)
    lines = [
        address_line("From", sender) if sender else "",
        address_line("To", recipient) if recipient and sender else "",
        header_line("Subject", invitation.subject),
        header_line("Date", format_datetime(date)) if date else "",
        extra,
        header_line("Content-Language", invitation.lang),
        header_line("X-Unsent", "1") if draft else "",
        header_line("MIME-Version", "1.0"),
    ]
    return "".join(lines)


def _organizer(invitation: Invitation) -> Address | None:
    sender = invitation.organisation.sender
    return Address(ascii_address(sender.email), sender.name) if sender else None


def _method(invitation: Invitation, form: Form) -> Method:
    """PUBLISH for quiet ones, a cancelled meeting too (DESIGN: rule 9)."""
    if form == "quiet":
        return "PUBLISH"
    return "CANCEL" if invitation.meeting.status == "cancelled" else "REQUEST"


def _part(kind: str, **parameters: str) -> Message:
    part = Message()
    part.add_header("Content-Type", kind, **parameters)
    return part


def _text_part(text: str, subtype: str) -> Message:
    """Quoted-printable: readable where a program shows the source, and 8 bits reach everybody."""
    charset = Charset("utf-8")
    charset.body_encoding = QP
    part = Message()
    part.add_header("Content-Type", f"text/{subtype}", charset="utf-8")
    part.set_payload(text, charset)
    del part["MIME-Version"]
    return part


def _calendar_part(calendar: bytes, method: str) -> Message:
    """The alternative that becomes buttons: no disposition and no id, or Outlook hides it (DESIGN: rule 7)."""
    return _base64(_part("text/calendar", method=method, charset="utf-8"), calendar)


def _attachment(invitation: Invitation, calendar: bytes) -> Message:
    name = invitation.language.text("invitation.ics")
    name = name if name.isascii() and name.replace(".", "").replace("-", "").isalnum() else "invitation.ics"
    part = _part("application/ics", name=name)
    part.add_header("Content-Disposition", "attachment", filename=name)
    return _base64(part, calendar)


def _base64(part: Message, octets: bytes) -> Message:
    part["Content-Transfer-Encoding"] = "base64"
    part.set_payload(base64.encodebytes(octets).decode("ascii"))
    return part


def _multipart(subtype: str, parts: list[Message], boundary: str) -> Message:
    """The parts with a boundary that neither quoted-printable nor Base64 can contain ("=_")."""
    whole = _part(f"multipart/{subtype}", boundary=f"=_{boundary}")
    for part in parts:
        whole.attach(part)
    return whole
