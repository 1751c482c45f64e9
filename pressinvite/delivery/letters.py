"""What a message says beside the invitation: its purpose in the subject and above all else, and the notice at its end.

An update says first what changed, old and new; a cancellation why; a reminder asks for an answer and for nothing else.
The notice is what the General Data Protection Regulation (EU) 2016/679, article 14, asks to be told in the first
message to somebody whose address came from elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from pressinvite.invitation import compose
from pressinvite.invitation.changes import read_changes, subject_prefix
from pressinvite.invitation.characters import clean_line
from pressinvite.invitation.parts import Banner, Invitation
from pressinvite.language.fields import FIELDS
from pressinvite.language.markers import N_
from pressinvite.meeting import Meeting, Registration, Revision
from pressinvite.revisions import changes

if TYPE_CHECKING:
    from pressinvite.invitation.message import Form
    from pressinvite.language import Language
    from pressinvite.meeting import Organisation

_BANNERED = frozenset({"start", "end", "timezone", "place", "online", "status"})
"""Keys whose change the invitation tells by itself."""
_UNTOLD = frozenset({"sequence", "created", "modified", "previous", "evidence", "published", "uid", "audience"})
"""Keys whose change is nobody's news."""

_NAMES = {"participants": N_("Participants"), "registration": FIELDS["deadline"]}
"""What of a key is told, where that is not its name."""


class Occasion(NamedTuple):
    """Why a message is sent, where the meeting does not tell."""

    since: Meeting | None = None
    """The revision that the recipients of an update have; None for the last that the meeting keeps."""
    reason: str = ""
    """Why it is cancelled or postponed, in the officer's own words."""


def compose_purpose(
    meeting: Meeting, *, organisation: Organisation, language: Language, form: Form, purpose: str, occasion: Occasion
) -> tuple[Invitation, Invitation]:
    """Return the invitation as the calendar has it, and as text and HTML show it for the purpose.

    Raises ValueError where the purpose is none, or not that of a meeting with this status.
    """
    kind, _, number = purpose.partition(":")
    numbered = number.isascii() and number.isdigit()
    if kind not in {"invitation", "update", "cancellation", "reminder"} or numbered != (kind == "reminder"):
        raise ValueError(purpose)
    if (kind == "cancellation") != (meeting.status == "cancelled"):
        raise ValueError(purpose)
    if kind in {"invitation", "reminder"}:  # who is invited first has not seen what was said before
        meeting = meeting._replace(previous=())
    elif kind == "update" and occasion.since is not None:
        meeting = _since(meeting, occasion.since)
    invitation = compose(meeting, organisation=organisation, language=language)
    shown = invitation
    if kind == "update":
        shown = _as_update(invitation)
    elif kind == "reminder":
        shown = _as_reminder(invitation, form)
    return invitation, _with_reason(shown, occasion.reason)


def notice_lines(organisation: Organisation, language: Language, *, source: str, first: bool) -> tuple[str, ...]:
    """Return the sentences at the end: in a first message what is kept and from where; always how to have no more."""
    _ = language.text
    stop = _("Do you not want more invitations? Answer with the word “unsubscribe”.")
    if not first:
        return (stop,)
    name = clean_line(organisation.name or "")
    lines = (
        _("{name} keeps your e-mail address to invite you to press meetings.", name=name)
        if name
        else _("We keep your e-mail address to invite you to press meetings."),
        _("We have the address from: {source}", source=source) if source else "",
        _("Answer if you want to know what is kept about you, or have it changed or erased."),
        _("You can complain to the data protection authority, in Sweden IMY (imy.se)."),
    )
    return (*(line for line in lines if line), stop)


def _since(meeting: Meeting, old: Meeting) -> Meeting:
    """The meeting, its last kept revision being the one that the recipients have."""
    keys = (key for key in Meeting._fields if key not in _UNTOLD)
    values = {key: getattr(old, key) for key in keys if getattr(old, key) != getattr(meeting, key)}
    revision = Revision(sequence=old.sequence, modified=old.modified, values=values)
    return meeting._replace(previous=(revision,) if values else ())


def _as_update(invitation: Invitation) -> Invitation:
    """With all that changed in the banner, and a subject that says so."""
    _ = invitation.language.text
    news = _news(invitation)
    banners = invitation.banners
    if news and banners and banners[0].kind == "changed":
        banners = (banners[0]._replace(lines=(*banners[0].lines, *news)), *banners[1:])
    elif news and not banners:
        banners = (Banner("changed", news[0], tuple(news[1:])),)
    told = subject_prefix(
        invitation.meeting, invitation.language, read_changes(invitation.meeting, invitation.language)
    )
    subject = invitation.subject if told else _subject(invitation, _("Updated press invitation"))
    return invitation._replace(subject=subject, banners=banners)


def _as_reminder(invitation: Invitation, form: Form) -> Invitation:
    """The facts and the question; what was told before is not told again."""
    _ = invitation.language.text
    how = (
        _("Answer in your calendar, or answer this message.")
        if form == "rsvp"
        else _("Answer this message with yes or no.")
    )
    ask = Banner("reminder", _("Will you come?"), (_("We have not had an answer from you."), how))
    return invitation._replace(
        subject=_subject(invitation, _("Reminder")),
        banners=(ask,),
        lead=(),
        body=(),
        about=(),
        links={},
        text_links={},
    )


def _subject(invitation: Invitation, word: str) -> str:
    """As "Påminnelse: TITLE, onsdag 10 mars 2027"; what the subject says of a changed time or place stays."""
    usual = f"{invitation.language.text('Press invitation')}: "
    if invitation.subject.startswith(usual):
        return f"{word}: {invitation.subject.removeprefix(usual)}"
    return f"{word}: {invitation.subject}"


def _with_reason(invitation: Invitation, reason: str) -> Invitation:
    words = clean_line(reason)
    if not words or not invitation.banners:
        return invitation
    first, *rest = invitation.banners
    told = invitation.language.text("Reason: {reason}", reason=words)
    return invitation._replace(banners=(first._replace(lines=(*first.lines[:1], told, *first.lines[1:])), *rest))


def _news(invitation: Invitation) -> list[str]:
    """What changed beside time, place and status: short values old and new, long ones by name."""
    _ = invitation.language.text
    news, named = [], []
    for change in changes(invitation.meeting):
        if change.field in _BANNERED | _UNTOLD:
            continue
        pair = _values(change.field, change.old, change.new, invitation.language)
        name = _(_NAMES.get(change.field) or FIELDS.get(change.field, ""))
        if pair and name:
            new, old = (words or _("nothing") for words in pair)
            news.append(_("{field}: {new} (previously {old})", field=name[:1].upper() + name[1:], new=new, old=old))
        elif name:
            named.append(name)
    if named:
        news.append(_("Also changed: {fields}", fields=invitation.language.join(named)))
    return news


def _values(field: str, old: Any, new: Any, language: Language) -> tuple[str, str] | None:
    """The new and the old value in words; None where words would be too long."""
    if field == "title":
        return new or "", old or ""
    if field == "participants":
        return tuple(language.join([one.name for one in people or ()]) for people in (new, old))  # type: ignore[return-value]  # two
    if field == "registration":
        days = [one.deadline if isinstance(one, Registration) else None for one in (new, old)]
        shown = tuple(language.when(day) if day else "" for day in days)
        return shown if shown[0] != shown[1] else None  # type: ignore[return-value]  # two
    return None
