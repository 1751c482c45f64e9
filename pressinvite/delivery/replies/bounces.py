"""Messages that did not arrive: RFC 3464 delivery reports, and what qmail, Exim, Postfix, Sendmail and Exchange write
without one. A bounce tells which of our messages it is about by that message's Message-ID, which nobody else knows.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple

from pressinvite.delivery.addresses import normalise_address, split_addresses
from pressinvite.delivery.replies.mail import MESSAGE_ID, clean_line, decode_words, find_ids, read_fields
from pressinvite.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pressinvite.delivery.replies.mail import Mail

_DAEMONS: Final = re.compile(r"(?i)(?:mailer-?daemon|postmaster|mail-?daemon|mdaemon|microsoftexchange[0-9a-f]*)@")
_SUBJECT: Final = re.compile(
    r"(?i)\s*(?:undeliver(?:ed|able)|undelivered mail returned|returned mail|mail delivery (?:failed|failure|system)"
    r"|delivery (?:status notification|failure|failed|has failed)|failure notice|mail system error|message delayed"
    r"|delayed mail|warning: (?:message|could not send)|could not send message|mail could not be delivered"
    r"|nicht zustellbar|kan inte levereras|kunde inte leverera|olevererbart|oleverbart|ej levererat|leveransfel"
    r"|meddelandet (?:kunde|har) inte|leveransen (?:misslyckades|är försenad)|undelivered:)"
)
_OPENING: Final = re.compile(
    r"(?i)this is the (?:qmail-send program|mail system at)|i(?:'m| am) (?:sorry|afraid)[^.]{0,60}(?:could not|wasn't able)"
    r"|could not be delivered to one or more|addresses had (?:permanent fatal|transient non-fatal) errors"
    r"|did not reach (?:some or all of )?the (?:intended|following) recipient|delivery has failed to these recipients"
    r"|address not found|your message wasn't delivered|wasn't delivered to|couldn't be delivered|unable to deliver your message"
    r"|kunde inte levereras|nådde inte|leverans(?:en)? till (?:följande|dessa) mottagare|generated automatically by mail delivery"
    r"|message that you sent (?:could not|has not yet)"
)
_LATER: Final = re.compile(
    r"(?i)delayed|will (?:keep|continue) (?:trying|to try)|still (?:trying|being retried)|not yet been delivered"
    r"|has not been delivered (?:yet|to all)|you do not need to resend|transient non-fatal|warning: (?:message|could not send)"
    r"|fördröj|försena|försöker igen|fortsätter att försöka|do not need to do anything|no action is required on your part"
)
_GIVEN_UP: Final = re.compile(
    r"(?i)given up|permanent (?:fatal )?error|giving up|ger upp|permanent fel|retry (?:time(?:out)?|limit) exceeded"
)
_FAILED_LINE: Final = re.compile(
    r"(?m)^[ \t]{0,8}(?:to:[ \t]*)?<?([^\s<>@:;,()\"']{1,64}@[^\s<>@:;,()\"']{1,200})>?:?[ \t]*$"
)
_FAILED_QUOTED: Final = re.compile(
    r"(?m)^[ \t]*'?([^\s<>@:;,()\"']{1,64}@[^\s<>@:;,()\"']{1,200}?)'? (?:on|den) \d[^\n]*"
)
_FAILED_ANGLED: Final = re.compile(r"(?m)^[ \t]*<([^\s<>@]{1,64}@[^\s<>@]{1,200})>:")
_STATUS: Final = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_ORIGINAL: Final = re.compile(
    r"(?im)^(?:---? ?(?:below this line|this is a copy|original message|the following|ursprungligt)|message[- ]?headers?:"
    r"|return-path:|received: from|-{4,} ?(?:this is a copy|original)|diagnostic information for administrators"
    r"|diagnostikinformation)"
)
_QUOTED_ID: Final = re.compile(rf"(?im)^[> \t]*message-id:\s*({MESSAGE_ID})")


class Bounce(NamedTuple):
    """One recipient whom a message did not reach, or has not yet."""

    recipient: str
    """As the report names it, normalised; "" where it names none."""
    is_final: bool
    """False where the server goes on trying."""
    status: str
    """RFC 3463: "5.1.1"; "" where none is told."""
    words: str
    """The server's own, on one line."""


class Bounces(NamedTuple):
    """What a report tells."""

    bounces: tuple[Bounce, ...]
    message_ids: tuple[str, ...]
    """What may be our message's, the likeliest first."""


def read_bounces(mail: Mail) -> Bounces | None:
    """Return what did not arrive; None where the mail is no report of that kind."""
    text = "\n".join(mail.text(part) for part in mail.parts if part.kind in ("text/plain", ""))[:200_000]
    status = [part for part in mail.parts if part.kind in ("message/delivery-status", "message/global-delivery-status")]
    if status:
        found = tuple(bounce for part in status for bounce in _read_groups(part.fields))
        return Bounces(found, _original_ids(mail, text))
    if _is_receipt(mail) or not _looks_like_one(mail, text):
        return None
    return Bounces((_read_text(mail, text),), _original_ids(mail, text))


def _is_receipt(mail: Mail) -> bool:
    """Tell whether it is a receipt of somebody who read a message (RFC 8098), or did not."""
    return any("disposition-notification" in part.kind for part in mail.parts)


def _looks_like_one(mail: Mail, text: str) -> bool:
    """Tell whether a program that carries mail wrote it: two signs of three, as anyone may write the words."""
    is_daemon = bool(_DAEMONS.match(mail.sender)) or mail.header.get("return-path", "").strip() == "<>"
    is_named = "x-failed-recipients" in mail.header
    signs = (is_daemon or is_named, bool(_SUBJECT.match(mail.subject)), bool(_OPENING.search(text[:3000])))
    return sum(signs) >= 2


def _read_groups(groups: tuple[Mapping[str, str], ...]) -> Iterator[Bounce]:
    """RFC 3464 section 2.3: the fields of each recipient; the first group is the message's."""
    for group in groups:
        action = group.get("action", "").strip().lower().partition(" ")[0]
        if action not in ("failed", "delayed"):
            continue
        recipient = next(
            filter(None, (_typed(group.get(name, "")) for name in ("original-recipient", "final-recipient"))), ""
        )
        found = _STATUS.search(group.get("status", ""))
        words = group.get("diagnostic-code", "").partition(";")
        told = decode_words(words[2] or words[0])[:400]
        yield Bounce(recipient, action == "failed", found[1] if found else "", told)


def _typed(value: str) -> str:
    """The address of "rfc822;anna@x.example"."""
    kind, semicolon, address = value.partition(";")
    return _address(address.strip() if semicolon else kind.strip())


def _address(written: str) -> str:
    found = split_addresses(written[:400])
    with suppress(SourceError):
        return normalise_address(found[0].address) if found else ""
    return ""


def _read_text(mail: Mail, text: str) -> Bounce:
    """What a report in words alone tells: whom, whether for good, and the server's words."""
    original = _ORIGINAL.search(text)
    told = text[: original.start()] if original and original.start() > 40 else text[:3000]
    named = mail.header.get("x-failed-recipients", "")
    tried = (pattern.search(told) for pattern in (_FAILED_ANGLED, _FAILED_QUOTED, _FAILED_LINE))
    found = next((match for match in tried if match), None)
    recipient = _address(named) if named else _address(found[1]) if found else ""
    said = told[found.end() :] if found else told
    status = _STATUS.search(told)
    is_later = bool(_LATER.search(f"{mail.subject}\n{told}")) and not _GIVEN_UP.search(told)
    is_final = not is_later and not (status and status[1][0] == "4" and not _GIVEN_UP.search(told))
    return Bounce(recipient, is_final, status[1] if status else "", clean_line(said)[:400])


def _original_ids(mail: Mail, text: str) -> tuple[str, ...]:
    """The Message-ID of what is sent back, else whatever could be one: those of others are nobody's in the ledger."""
    ids: list[str] = []
    for part in mail.parts:
        fields = list(part.fields) if part.kind in ("message/rfc822", "message/global") else []
        if part.kind in ("text/rfc822-headers", "message/rfc822-headers", "message/global-headers"):
            fields.append(read_fields(mail.text(part)) if part.octets else dict(*part.fields[:1]))
        ids += [found for each in fields for found in find_ids(each.get("message-id", ""))]
    ids += _QUOTED_ID.findall(text)
    return tuple(dict.fromkeys((*ids, *mail.references)))[:50]
