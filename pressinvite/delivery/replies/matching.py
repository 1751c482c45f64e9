"""What a mail says, and of which meeting and recipient the ledger says that it may say so.

Counted is what comes from the very mailbox that was asked (From, and ATTENDEE of a calendar's answer), or what shows
that its sender had our message: its Message-ID is made with a secret. All else that speaks of a meeting is kept with
its doubts. A mail that has nothing to do with a meeting gives nothing at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pressinvite.delivery.addresses import address_key
from pressinvite.delivery.replies.answers import answering, read_answers
from pressinvite.delivery.replies.automatic import is_automatic
from pressinvite.delivery.replies.bounces import read_bounces
from pressinvite.delivery.replies.kinds import Reply
from pressinvite.delivery.replies.quoting import own_words
from pressinvite.delivery.replies.wishes import is_wish, read_wish_token
from pressinvite.meeting import normalise

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pressinvite.delivery.replies.answers import CalendarAnswer
    from pressinvite.delivery.replies.bounces import Bounces
    from pressinvite.delivery.replies.kinds import Doubt, Kind
    from pressinvite.delivery.replies.mail import Mail
    from pressinvite.delivery.replies.sent import Lookup, Sent

_KINDS: Final[Mapping[str, Kind]] = {
    "ACCEPTED": "accepted",
    "DECLINED": "declined",
    "TENTATIVE": "tentative",
    "DELEGATED": "delegated",
}
_CLOCK_SLACK: Final = 600.0
"""Seconds that the clock of somebody's computer may be ahead of ours."""
_SHORTEST_TITLE: Final = 8


def match_mail(mail: Mail, lookup: Lookup, *, now: float, own: frozenset[str] = frozenset()) -> list[Reply]:
    """Return what the mail says; nothing where it has nothing to do with a meeting. `own` are our addresses' keys."""
    if lookup.by_ids([mail.message_id]):  # a copy of what we sent
        return []
    found = _match(mail, lookup, now, own)
    return [reply._replace(doubts=(*reply.doubts, "cut")) for reply in found] if mail.is_cut else found


def _match(mail: Mail, lookup: Lookup, now: float, own: frozenset[str]) -> list[Reply]:
    calendars = read_answers(mail)
    related = next(iter(lookup.by_ids(mail.references)), None)
    if calendars.answers:
        return [_match_answer(mail, answer, lookup, related, now) for answer in calendars.answers]
    bounces = read_bounces(mail)
    if bounces is not None:
        return _match_bounces(mail, bounces, lookup, now)
    token = read_wish_token(mail)
    if token:
        return _match_wish(mail, lookup.by_token(token), "", now)
    if mail.sender_key in own or (related and mail.sender_key == address_key(related.envelope)):
        return []  # the officer's own part of the conversation
    if calendars.is_unread:
        told = _of(related, "unreadable", mail, now) if related else Reply("unreadable", address=mail.sender, stamp=now)
        return [told._replace(counts=False, doubts=("unread-calendar",))]
    if is_automatic(mail):
        return [_of(related, "automatic", mail, now, own_words(mail))] if related else []
    words = own_words(mail)
    if is_wish(mail, words):
        return _match_wish(mail, related, words, now)
    if related:
        return [_of(related, "answered", mail, now, words)]
    return _match_registration(mail, words, lookup, now)


def _match_answer(mail: Mail, answer: CalendarAnswer, lookup: Lookup, related: Sent | None, now: float) -> Reply:
    """What a calendar program says: counted from the mailbox that was invited, of a SEQUENCE that there has been."""
    attendee = answering(answer, mail.sender_key)
    invited = lookup.latest(answer.uid, mail.sender_key)
    doubts: list[Doubt] = []
    if not mail.sender:
        doubts.append("no-sender")
    elif attendee is None or address_key(attendee.address) != mail.sender_key:
        doubts.append("other-attendee")
    if not lookup.knows(answer.uid):
        doubts.append("unknown-meeting")
    elif invited is None:
        doubts.append("not-invited")
    elif answer.sequence > invited.sequence:
        doubts.append("newer-sequence")
    if answer.has_other_method:
        doubts.append("method-differs")
    if answer.is_occurrence:
        doubts.append("one-occurrence")
    counts = not doubts
    stamp, is_ahead = _moment(answer.stamp or mail.sent, mail, now)
    if is_ahead:
        doubts.append("clock-ahead")
    kind: Kind = (
        "counter" if answer.method == "COUNTER" else _KINDS.get(attendee.partstat if attendee else "", "undecided")
    )
    message = invited or (related if related and related.uid == answer.uid else None)
    more = {"delegate": attendee.delegate if attendee else "", "start": answer.start, "end": answer.end}
    return Reply(
        kind,
        answer.uid,
        invited.recipient if invited else mail.sender or (attendee.address if attendee else ""),
        message.number if message else None,
        answer.sequence,
        stamp,
        counts,
        tuple(doubts),
        answer.comment or (attendee.comment if attendee else ""),
        {name: value for name, value in more.items() if value},
    )


def _match_bounces(mail: Mail, bounces: Bounces, lookup: Lookup, now: float) -> list[Reply]:
    """What did not arrive, by our Message-ID in it; else, in doubt, by the address that it names."""
    if not bounces.bounces:  # a report that all is well
        return []
    sent = next(iter(lookup.by_ids(bounces.message_ids)), None)
    if sent:
        key = sent.address_key
        told = max(bounces.bounces, key=lambda each: (address_key(each.recipient) == key, each.is_final))
    else:
        told = bounces.bounces[0]
        sent = lookup.latest_of_any(address_key(told.recipient)) if told.recipient else None
        if sent is None:
            return []
        return [_bounce(sent, told, mail, now)._replace(counts=False, doubts=("unproved",))]
    return [_bounce(sent, told, mail, now)]


def _bounce(sent: Sent, told: Any, mail: Mail, now: float) -> Reply:
    reply = _of(sent, "bounced" if told.is_final else "delayed", mail, now, told.words)
    elsewhere = told.recipient if address_key(told.recipient) != sent.address_key else ""
    more = {"status": told.status, "forwarded": elsewhere}
    return reply._replace(doubts=(), more={name: value for name, value in more.items() if value})


def _match_wish(mail: Mail, related: Sent | None, words: str, now: float) -> list[Reply]:
    """Both the mailbox that was written to and the one that asks, where they are two: an opt-out always wins."""
    found = [_of(related, "opted-out", mail, now, words)] if related else []
    if mail.sender and (related is None or mail.sender_key != related.address_key):
        stamp, _ = _moment(mail.sent, mail, now)
        found.append(Reply("opted-out", address=mail.sender, stamp=stamp, counts=True, words=words))
    return found


def _match_registration(mail: Mail, words: str, lookup: Lookup, now: float) -> list[Reply]:
    """A mail to the address where one registers: of the meeting that its sender was invited to, or that it names."""
    day = mail.sent or now
    open_ones = [each for each in lookup.registrations() if each.key in mail.recipients and each.last_day >= day]
    if not open_ones or not mail.sender:
        return []
    subject = normalise(mail.subject)
    named = [each for each in open_ones if len(each.title) >= _SHORTEST_TITLE and normalise(each.title) in subject]
    asked = [found for each in named or open_ones if (found := lookup.latest(each.uid, mail.sender_key))]
    stamp, _ = _moment(mail.sent, mail, now)
    if asked:
        latest = max(asked, key=lambda each: each.date)
        reply = _of(latest, "answered", mail, now, words)
        return [reply._replace(doubts=("several-meetings",)) if len(asked) > 1 else reply]
    own_box = [each for each in named or open_ones if named or each.is_dedicated]
    if len(own_box) != 1:
        return []
    return [
        Reply("answered", own_box[0].uid, mail.sender, None, own_box[0].sequence, stamp, False, ("not-invited",), words)
    ]


def _of(sent: Sent, kind: Kind, mail: Mail, now: float, words: str = "") -> Reply:
    """A reply that shows that its sender has our message."""
    stamp, _ = _moment(mail.sent, mail, now)
    doubts: tuple[Doubt, ...] = () if mail.sender_key == sent.address_key else ("other-sender",)
    return Reply(kind, sent.uid, sent.recipient, sent.number, sent.sequence, stamp, True, doubts, words)


def _moment(told: float | None, mail: Mail, now: float) -> tuple[float, bool]:
    """When a reply was given, never in the future: a clock that is ahead must not outlive later replies."""
    if told is None:
        return now, False
    if told <= now + _CLOCK_SLACK:
        return told, False
    return min(mail.sent if mail.sent is not None else now, now), True
