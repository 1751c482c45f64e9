"""Messages: a shell that all recipients of a meeting's revision share, and each recipient's own parts put into it.

The shell is a message that `invitation` and icalendar have built once and whole, for a recipient made of marks; it is
cut where the marks stand. The same shell and the same parts give the same octets, now and when both come back from the
ledger. Before a shell is used it is proved: filled, it must equal what is built whole for two odd recipients.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from typing import TYPE_CHECKING, NamedTuple

from pressinvite.delivery.parts import (
    FIRST,
    NAME,
    OUTLET,
    SOURCE,
    WHO,
    Unsubscribe,
    attendee_line,
    date_field,
    read_parts,
    read_token,
    to_field,
    unsubscribe_value,
)
from pressinvite.delivery.slots import Calendar, Cut, Filler, Slot, cut_message
from pressinvite.language.markers import N_

if TYPE_CHECKING:
    from pressinvite.delivery.letters import Occasion
    from pressinvite.delivery.parts import Addressee
    from pressinvite.invitation import Invitation
    from pressinvite.invitation.message import Form
    from pressinvite.invitation.parts import Letter
    from pressinvite.language import Language
    from pressinvite.meeting import Meeting, Organisation
    from pressinvite.templating import Templates

VERSION = 1
"""Of the stored table: raised where the same table would be filled otherwise."""
_LIST_ID = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)+")


class MailingList(NamedTuple):
    """What makes the recipients a list, for their mail programs."""

    list_id: str
    """As "press.kommun.example", for life (RFC 2919)."""
    unsubscribe: str
    """The bare address that takes opt-outs by mail."""
    one_click: str = ""
    """Beginning of the https address that takes them by one click (RFC 8058), the token is put behind it."""


class Shell(NamedTuple):
    """What all messages of one (meeting's revision, language, form, purpose) share."""

    octets: bytes
    """To be stored: the message without the recipient's parts, then the calendar around its ATTENDEE."""
    table: str
    """To be stored: where the slots are, as JSON."""
    sha256: str
    """Of both, in hex: the shell's name."""
    unsubscribe: Unsubscribe
    filler: Filler
    """Made of octets and table."""


class Blueprint(NamedTuple):
    """All that a message is built of, but the recipient."""

    invitation: Invitation
    """As the calendar has it."""
    shown: Invitation
    """As text and HTML have it."""
    form: Form
    purpose: str
    templates: Templates
    list_id: str
    unsubscribe: Unsubscribe


class _Probe(NamedTuple):
    """A recipient that does not exist."""

    email: str
    name: str = ""
    outlet: str = ""
    source: str = ""


_MARKED = _Probe("marked@pressinvite.invalid", "Marked Recipient")
_PROBES = (
    _Probe("o'dd+1@pressinvite.invalid", "Ødd, \"Név\" <a@b> & 'co'; \\ =?x?=  \t^", "R&D <b>", 'the "list" = ñ'),
    _Probe("bare@pressinvite.invalid"),
)
_NOT_SHOWN = N_("it does not show the recipient's parts (i.letter) as they are")
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MESSAGE_ID = "<marked-0123456789@pressinvite.invalid>"


def message_id_of(uid: str, revision: int, purpose: str, email: str, salt: str, *, domain: str) -> str:
    """Return the Message-ID of one message, the same every time; `domain` is the sender's.

    `salt` is the ledger's secret: without it nobody can make up the token of another's opt-out.
    """
    import hmac  # noqa: PLC0415 -- most of what this module is imported for needs none

    said = "\0".join((uid, str(revision), purpose, email))
    return f"<{hmac.digest(salt.encode(), said.encode(), 'sha256').hex()[:32]}@{domain}>"


def is_list_id(text: str) -> bool:
    """Tell whether the text can be a List-Id: "press.kommun.example"."""
    return bool(_LIST_ID.fullmatch(text))


def is_one_click(address: str) -> bool:
    """Tell whether the text can begin an address of RFC 8058: https, and nothing in it that a header or page changes."""
    from pressinvite.invitation.characters import web_address  # noqa: PLC0415 -- loads icalendar

    return address.startswith("https://") and web_address(address) == address


def plan_message(
    meeting: Meeting,
    *,
    organisation: Organisation,
    language: Language,
    form: Form,
    purpose: str,
    templates: Templates,
    mailing_list: MailingList,
    occasion: Occasion | None = None,
) -> Blueprint:
    """Return what the messages of a purpose are built of; `templates` speak the language.

    `purpose` is invitation, update, cancellation (of a cancelled meeting) or reminder:N; ValueError for others.
    Raises SettingsError where the organisation has no sender, UsageError where an address is none.
    """
    from urllib.parse import quote  # noqa: PLC0415 -- once for all messages

    from pressinvite.delivery.letters import Occasion, compose_purpose  # noqa: PLC0415 -- loads icalendar and Jinja
    from pressinvite.errors import Finding, SettingsError  # noqa: PLC0415 -- as above
    from pressinvite.invitation.headers import ascii_address  # noqa: PLC0415 -- as above

    if organisation.sender is None:
        raise SettingsError(Finding("no-sender", "error"))
    one_click = mailing_list.one_click
    if not is_list_id(mailing_list.list_id) or (one_click and not is_one_click(one_click)):
        raise ValueError(mailing_list)
    mailto = f"mailto:{quote(ascii_address(mailing_list.unsubscribe), safe='@+')}"
    invitation, shown = compose_purpose(
        meeting,
        organisation=organisation,
        language=language,
        form=form,
        purpose=purpose,
        occasion=occasion or Occasion(),
    )
    return Blueprint(invitation, shown, form, purpose, templates, mailing_list.list_id, Unsubscribe(mailto, one_click))


def build_shell(blueprint: Blueprint) -> Shell:
    """Return the shell of the messages, proved.

    Raises SettingsError where a template of the organisation's own does not show the recipient's parts as they are.
    """
    from pressinvite.calendar.words import Address  # noqa: PLC0415 -- loads icalendar
    from pressinvite.errors import Finding, SettingsError  # noqa: PLC0415 -- as above
    from pressinvite.invitation import render_ics  # noqa: PLC0415 -- as above
    from pressinvite.invitation.parts import Letter  # noqa: PLC0415 -- as above

    notice = _marked_notice(blueprint)
    octets = _build(blueprint, _MARKED, Letter(WHO, notice, NAME, OUTLET), _MESSAGE_ID, _EPOCH)
    recipient = Address(_MARKED.email, _MARKED.name)
    calendar = render_ics(blueprint.invitation, form=blueprint.form, recipient=recipient)
    token = read_token(_MESSAGE_ID)
    cut = cut_message(
        octets,
        {
            "to": to_field(_MARKED.email, _MARKED.name),
            "date": date_field(_EPOCH),
            "message-id": f"Message-ID: {_MESSAGE_ID}\r\n".encode(),
            "unsubscribe": f"List-Unsubscribe: {unsubscribe_value(blueprint.unsubscribe, token)}\r\n".encode(),
        },
        calendar,
    )
    shell = _shell_of(cut, blueprint.unsubscribe)
    silent = {"text": "text.txt", "html": "mail.html"}
    for slot in cut.slots:
        if WHO in slot.words:
            silent.pop(slot.kind, None)
    if silent or not _is_proved(shell, blueprint):
        name = next(iter(silent.values()), "mail.html, text.txt")
        raise SettingsError(Finding("template", "error", "", {"name": name, "problem": _NOT_SHOWN}))
    return shell


def build_whole(
    blueprint: Blueprint, recipient: Addressee, *, message_id: str, date: dt.datetime, first: bool = False
) -> bytes:
    """Return one message without a shell, as slowly as that goes: what `compose` must equal."""
    from pressinvite.delivery.letters import notice_lines  # noqa: PLC0415 -- loads icalendar and Jinja
    from pressinvite.invitation.parts import Letter  # noqa: PLC0415 -- as above

    parts = read_parts(recipient)
    invitation = blueprint.shown
    notice = notice_lines(invitation.organisation, invitation.language, source=parts.source, first=first)
    letter = Letter(parts.who, notice, parts.name, parts.outlet)
    return _build(blueprint, _Probe(recipient.email, parts.name), letter, message_id, date)


def compose(shell: Shell, recipient: Addressee, *, message_id: str, date: dt.datetime, first: bool = False) -> bytes:
    """Return the recipient's message, with CRLF; `first` adds what somebody must be told who has had none before.

    See `compose_pieces`.
    """
    return b"".join(compose_pieces(shell, recipient, message_id=message_id, date=date, first=first))


def compose_pieces(
    shell: Shell, recipient: Addressee, *, message_id: str, date: dt.datetime, first: bool = False
) -> list[bytes]:
    """Return the recipient's message in pieces, most of them shared with the others.

    An address with a local part outside ASCII needs a server with SMTPUTF8: its To field is UTF-8 (RFC 6532). Raises
    UsageError where the address is none, ValueError where the Message-ID is none.
    """
    parts = read_parts(recipient)
    value = unsubscribe_value(shell.unsubscribe, read_token(message_id))
    fields = {
        "to": to_field(recipient.email, parts.name),
        "date": date_field(date),
        "message-id": f"Message-ID: {message_id}\r\n".encode("ascii"),
        "unsubscribe": f"List-Unsubscribe: {value}\r\n".encode("ascii"),
    }
    attendee = attendee_line(recipient.email, parts.name) if shell.filler.has_attendee else b""
    return shell.filler.fill(fields, parts, attendee=attendee, first=first)


def sha256_of(octets: bytes) -> str:
    """Return the digest that the ledger keeps of a whole message, in hex."""
    return hashlib.sha256(octets).hexdigest()


def load_shell(octets: bytes, table: str) -> Shell:
    """Return the shell of what was stored. Raises ValueError where a newer version stored it."""
    read = json.loads(table)
    if read["version"] != VERSION:
        raise ValueError(read["version"])
    length, after = read["skeleton"], read["calendar"]
    slots = tuple(Slot(at, kind, words) for at, kind, words in read["slots"])
    calendar = None if after is None else Calendar(octets[length:after], octets[after:])
    return _shell_of(Cut(octets[:length], slots, calendar), Unsubscribe(*read["unsubscribe"]))


def _shell_of(cut: Cut, unsubscribe: Unsubscribe) -> Shell:
    around = cut.calendar or Calendar(b"", b"")
    octets = cut.skeleton + around.before + around.after
    told = {
        "version": VERSION,
        "skeleton": len(cut.skeleton),
        "calendar": len(cut.skeleton) + len(around.before) if cut.calendar else None,
        "slots": cut.slots,
        "unsubscribe": unsubscribe,
    }
    table = json.dumps(told, separators=(",", ":"))
    digest = hashlib.sha256(octets + b"\0" + table.encode("ascii")).hexdigest()
    return Shell(octets, table, digest, unsubscribe, Filler(cut))


def _marked_notice(blueprint: Blueprint) -> tuple[str, ...]:
    """The sentences at the end, those of a first message alone behind their mark."""
    from pressinvite.delivery.letters import notice_lines  # noqa: PLC0415 -- loads icalendar and Jinja

    invitation = blueprint.shown
    always = notice_lines(invitation.organisation, invitation.language, source="", first=False)
    once = notice_lines(invitation.organisation, invitation.language, source=SOURCE, first=True)
    return tuple(line if line in always else FIRST + line for line in once)


def _build(blueprint: Blueprint, recipient: _Probe, letter: Letter, message_id: str, date: dt.datetime) -> bytes:
    from pressinvite.calendar.words import Address  # noqa: PLC0415 -- loads icalendar
    from pressinvite.invitation.message import Envelope, build_message  # noqa: PLC0415 -- as above

    meeting = blueprint.invitation.meeting
    parts = (meeting.uid, meeting.sequence, meeting.modified, blueprint.shown.lang, blueprint.form, blueprint.purpose)
    return build_message(
        blueprint.invitation,
        blueprint.templates,
        form=blueprint.form,
        recipient=Address(recipient.email, recipient.name or None),
        date=date,
        message_id=message_id,
        envelope=Envelope(
            headers=_list_headers(blueprint, read_token(message_id)),
            seed="\0".join(map(str, parts)),
            shown=blueprint.shown._replace(letter=letter),
        ),
    )


def _list_headers(blueprint: Blueprint, token: str) -> tuple[tuple[str, str], ...]:
    """What makes it a list's mail; a reminder goes to those who did not answer, which a program found out (RFC 3834)."""
    headers = [
        ("List-Id", f"<{blueprint.list_id}>"),
        ("List-Unsubscribe", unsubscribe_value(blueprint.unsubscribe, token)),
    ]
    if blueprint.unsubscribe.one_click:
        headers.append(("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"))
    if blueprint.purpose.startswith("reminder"):
        headers.append(("Auto-Submitted", "auto-generated"))
    return tuple(headers)


def _is_proved(shell: Shell, blueprint: Blueprint) -> bool:
    """Tell whether two odd recipients get, octet for octet, what they would get of a message built whole."""
    return all(
        compose(shell, probe, message_id=_MESSAGE_ID, date=_EPOCH, first=bool(probe.source))
        == build_whole(blueprint, probe, message_id=_MESSAGE_ID, date=_EPOCH, first=bool(probe.source))
        for probe in _PROBES
    )
