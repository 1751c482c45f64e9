"""What is told of a sending: before it goes who gets what, after it what came of each, and one message to look at."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from email import message_from_bytes, policy
from typing import TYPE_CHECKING, Any

from pressinvite.delivery.audience import letter_purpose
from pressinvite.delivery.letters import compose_purpose
from pressinvite.delivery.mailings import Form
from pressinvite.delivery.states import (
    DEFERRED,
    FORGOTTEN,
    PLANNED,
    REFUSED,
    SENDING,
    SENT,
    SUPERSEDED,
    UNCERTAIN,
    UNWANTED,
)
from pressinvite.language.markers import N_
from pressinvite.language.notes import note_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pressinvite.delivery.history import Overview
    from pressinvite.delivery.mailings import Mailing
    from pressinvite.delivery.replies.attendance import Undelivered
    from pressinvite.delivery.sending import Summary
    from pressinvite.delivery.states import State
    from pressinvite.dispatch.listed import Listed
    from pressinvite.dispatch.outgoing import Outgoing
    from pressinvite.language import Language

PURPOSES = {
    "invitation": N_("Invitation"),
    "update": N_("Update"),
    "cancellation": N_("Cancellation"),
    "reminder": N_("Reminder"),
}
FORMS = {"quiet": N_("quiet"), "rsvp": N_("with answer buttons")}
STATE_WORDS: Mapping[State, str] = {
    SENT: N_("sent"),
    PLANNED: N_("not sent yet"),
    SENDING: N_("being sent"),
    DEFERRED: N_("put off by the server"),
    REFUSED: N_("refused"),
    UNCERTAIN: N_("state|uncertain"),
}
WITHDRAWN_WORDS: Mapping[str, str] = {
    SUPERSEDED: N_("replaced by a new version"),
    UNWANTED: N_("opted out meanwhile"),
    FORGOTTEN: N_("erased before they were sent"),
}
"""Why a message was not sent that no server has refused."""
LANGUAGES = {"sv": N_("Swedish"), "en": N_("English"), "fi": N_("Finnish")}
_PARTS = {"email": N_("address"), "name": N_("name"), "outlet": N_("outlet"), "source": N_("from the list")}
_WIDTH = 34
Kind = tuple[str, str, Form]
"""Purpose, language, form."""


def render_plan(outgoing: Outgoing, language: Language) -> str:
    """Return who gets what: a line for each purpose, then those who get nothing, and why."""
    _ = language.text
    meeting = outgoing.meeting
    lines = [meeting.title or language.kind(meeting.kind or "")]
    if meeting.start:
        place = meeting.place.text if meeting.place else meeting.online.platform if meeting.online else ""
        lines.append(", ".join(filter(None, (language.when(meeting.start, meeting.end), place))))
    lines.append("")
    counts = outgoing.counts
    for purpose, number in _by(counts, 0).items():
        lines.append(_row(purpose_word(purpose, language), number, _kinds(counts, purpose, language)))
    if not counts:
        lines.append(_("Nobody gets anything now."))
    skipped = outgoing.recipients.skipped
    rest = (
        (_("have it already"), outgoing.audience.up_to_date),
        (_("want no more invitations"), skipped.opted_out),
        (_("twice on the lists"), skipped.duplicates),
        (_("wrong rows, left out"), skipped.bad),
    )
    lines += [_row(f"  {words}", number, "") for words, number in rest if number]
    lines += _waiting(outgoing, language)
    told = tell_changes(outgoing, language)
    if told:
        lines += ["", _("What they are told has changed:"), *(f"  {line}" for line in told)]
    return "\n".join(lines) + "\n"


def tell_changes(outgoing: Outgoing, language: Language) -> list[str]:
    """Return what the update or cancellation says first, in the user's language; nothing where there is none."""
    told: list[str] = []
    purposes = [
        purpose for purpose in _by(outgoing.counts, 0) if purpose.partition(":")[0] in ("update", "cancellation")
    ]
    for purpose in purposes:
        draft = outgoing.shells.draft
        _, shown = compose_purpose(
            draft.meeting,
            organisation=draft.organisation,
            language=language,
            form="quiet",
            purpose=letter_purpose(purpose),
            occasion=draft.occasion(purpose),
        )
        lines = [line for banner in shown.banners for line in (banner.title, *banner.lines)]
        told += [f"{purpose_word(purpose, language)}:", *(f"  {line}" for line in lines)] if purposes[1:] else lines
    return told


def render_example(octets: bytes, language: Language) -> str:
    """Return a message as its recipient reads it: to whom, the subject, the plain text."""
    _ = language.text
    message = message_from_bytes(octets, policy=policy.default)
    body = message.get_body(("plain",))
    text = str(body.get_content()) if body else ""
    head = [f"{_('To')}: {message['To']}", f"{_('Subject')}: {message['Subject']}"]
    shown = "\n".join(f"  {line}".rstrip() for line in (*head, "", *text.splitlines()))
    return f"{_('An example:')}\n\n{shown}\n"


def render_summary(
    summary: Summary,
    language: Language,
    withdrawn: Mapping[str, int],
    *,
    zone: dt.tzinfo | None = None,
    shared: bool = False,
) -> str:
    """Return what came of a sending: what the ledger says of all its messages now, and what to do about the rest.

    `withdrawn` as `history.count_withdrawn` has it; `shared` where workers send them.
    """
    _ = language.text
    if not sum(summary.counts.values()):
        return _("Nobody had to be told; nothing was sent.") + "\n"
    counts, tried = summary.counts, summary.outcomes.get(SENT, 0)
    total = sum(counts.values())
    lines = [
        language.plural("{count} message was sent now.", "{count} messages were sent now.", tried),
        _("Of {total} in all: {states}.", total=total, states=state_list(counts, language, withdrawn)),
    ]
    if shared and any(counts.get(state) for state in (PLANNED, SENDING, DEFERRED)):
        lines.append(_("The workers send the rest, when they come to it. See “pressinvite mailings”."))
    elif summary.next_due:
        due = dt.datetime.fromtimestamp(summary.next_due, zone).astimezone(zone)
        lines.append(
            _(
                "The server asked to come again. Run the same command after {time}: only what is missing is sent.",
                time=language.clock(due),
            )
        )
    elif counts.get(PLANNED) or counts.get(SENDING):
        lines.append(_("Run the same command again: only what is missing is sent."))
    if counts.get(REFUSED, 0) > sum(withdrawn.values()):
        lines.append(_("Refused: see “pressinvite mailings”, correct the addresses, and send again."))
    if counts.get(UNCERTAIN):
        lines.append(
            _(
                "Uncertain: the connection broke when the message had left. See “pressinvite mailings”; to send those "
                "again, with the risk that some get it twice, say --resend-uncertain."
            )
        )
    return "\n".join(lines) + "\n"


def state_list(counts: Mapping[State, int], language: Language, withdrawn: Mapping[str, int] | None = None) -> str:
    """Return "12 sent, 1 refused, 2 replaced by a new version": the states that occur, and why we refused what we did."""
    apart = withdrawn or {}
    told = [
        (counts.get(state, 0) - (sum(apart.values()) if state == REFUSED else 0), STATE_WORDS[state])
        for state in STATE_WORDS
    ]
    told += [(apart.get(why, 0), words) for why, words in WITHDRAWN_WORDS.items()]
    return ", ".join(f"{number} {language.text(words)}" for number, words in told if number > 0)


def purpose_word(purpose: str, language: Language) -> str:
    """Return "Invitation", "Reminder 2", "Update from revision 1"."""
    kind, _, number = purpose.partition(":")
    if number and kind == "update":
        return language.text("Update from revision {number}", number=number)
    word = language.text(PURPOSES[kind])
    return f"{word} {number}" if number else word


def render_mailings(overview: Iterable[Overview], language: Language) -> str:
    """Return a table of mailings: when, what, to how many, and in which states."""
    _ = language.text
    lines = []
    for mailing, made, counts, withdrawn in overview:
        day = dt.datetime.fromtimestamp(made).astimezone()
        lines.append(f"{day:%Y-%m-%d %H:%M}  {mailing_words(mailing, language):<{_WIDTH}}  {mailing.title}")
        lines.append(f"{'':<18}{state_list(counts, language, withdrawn) or _('nobody')}")
    return "\n".join(lines) + "\n" if lines else _("Nothing has been sent yet.") + "\n"


def render_open(mailing: Mailing, rows: Iterable[Mapping[str, object]], language: Language) -> str:
    """Return what of a mailing needs a person, a line each: who, the state, the last that was said."""
    lines = [f"{mailing.title}: {mailing_words(mailing, language)}"]
    for row in rows:
        words = note_words(str(row["words"]), language)
        if row["words"] not in WITHDRAWN_WORDS:
            words = f"{language.text(STATE_WORDS[row['state']])}: {words}"  # type: ignore[index]  # a state
        lines.append(f"  {row['recipient']}  {words}")
    return "\n".join(lines) + "\n"


def render_returned(rows: Sequence[Undelivered], language: Language) -> str:
    """Return the messages that the server took and that came back all the same; "" where none did."""
    if not rows:
        return ""
    lines = [f"  {row.recipient}  {row.words}".rstrip() for row in rows]
    return "\n".join(("", language.text("Came back after they were sent:"), *lines)) + "\n"


def render_held(email: str, listed: Iterable[Listed], held: Iterable[Mapping[str, Any]], language: Language) -> str:
    """Return all that is held of an address, for the person whose it is."""
    _ = language.text
    lines = [email, ""]
    for place in listed:
        where = _("{file}, row {row}", file=place.file, row=place.row)
        words = (
            _("Has asked to be left alone: {where}", where=where)
            if place.opt_out
            else _("In the list {where}", where=where)
        )
        lines.append(words)
    for each in held:
        when = f"{dt.datetime.fromtimestamp(each['date']).astimezone():%Y-%m-%d %H:%M}"
        lines.append(f"{when}  {purpose_word(each['purpose'], language)}: {each['meeting']}")
        parts = ((key, value) for key, value in each["parts"].items() if isinstance(value, str))
        lines.append("  " + ", ".join(f"{language.text(_PARTS.get(key, key))}: {value}" for key, value in parts))
        lines.append(f"  Message-ID {each['message_id']}, SHA-256 {each['sha256']}")
        for event in each["events"]:
            at = f"{dt.datetime.fromtimestamp(event['at']).astimezone():%Y-%m-%d %H:%M:%S}"
            words = note_words(event["words"], language)
            lines.append(f"  {at}  {_(STATE_WORDS[event['state']])}  {words}".rstrip())
    return "\n".join(lines if len(lines) > 2 else [*lines, _("Nothing is held.")]) + "\n"


def mailing_words(mailing: Mailing, language: Language) -> str:
    """Return "Invitation, revision 2"."""
    revision = language.text("revision {number}", number=mailing.revision)
    return f"{purpose_word(mailing.purpose, language)}, {revision}"


def _by(counts: Mapping[Kind, int], place: int, purpose: str = "") -> dict[str, int]:
    """The counts by one part of their key, of one purpose or of all."""
    found: Counter[str] = Counter()
    for key, number in counts.items():
        if purpose in ("", key[0]):
            found[key[place]] += number
    return dict(found)


def _kinds(counts: Mapping[Kind, int], purpose: str, language: Language) -> str:
    """As "quiet 8, with answer buttons 4; Swedish 10, English 2"."""
    parts = []
    for place, words in ((2, FORMS), (1, LANGUAGES)):
        found = _by(counts, place, purpose)
        parts.append(", ".join(f"{language.text(words[key])} {number}" for key, number in sorted(found.items())))
    return "; ".join(parts)


def _row(words: str, number: int, more: str) -> str:
    return f"{words:<{_WIDTH}}{number:>6}  {more}".rstrip()


def _waiting(outgoing: Outgoing, language: Language) -> list[str]:
    """What is in the ledger of this revision and not sent: it goes first, or needs the user's word."""
    waiting = outgoing.waiting
    return [
        _row(f"  {language.text(STATE_WORDS[state])}", waiting[state], "")
        for state in (PLANNED, SENDING, DEFERRED, REFUSED, UNCERTAIN)
        if waiting[state]
    ]
