"""A meeting file and lists → what is to go out, looked at before it goes, and going.

A dry run and the sending itself begin alike; only the sending writes: first the meeting file, then the ledger, then out.
"""

from __future__ import annotations

import datetime as dt
import threading
import uuid
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pressinvite.delivery.addresses import address_key
from pressinvite.delivery.audience import Audience, Errand, Round, add_opted_out, earlier_of
from pressinvite.delivery.clocks import SystemClock
from pressinvite.delivery.connecting import LineError
from pressinvite.delivery.history import number_revision, read_latest, read_revision, read_salt, same_revisions
from pressinvite.delivery.letters import Occasion
from pressinvite.delivery.planning import Draft, Shells, compose_errand, compose_row, plan_errands, read_mailings
from pressinvite.delivery.recipients import Recipient, read_lists
from pressinvite.delivery.senders import LEASE
from pressinvite.delivery.sending import Delivery, Summary, send_mailing
from pressinvite.delivery.states import DEFERRED, PLANNED, REFUSED, SENDING, UNCERTAIN
from pressinvite.delivery.transport import Line
from pressinvite.dispatch.posting import find_lists, read_posting
from pressinvite.dispatch.revising import parse_content, read_text, revise, seal_sequence_of, write_back
from pressinvite.errors import Finding, SettingsError, SourceError, UsageError
from pressinvite.intake import examine_source, is_blocked
from pressinvite.language.catalogues import SPOKEN
from pressinvite.templating import open_templates

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from pressinvite.delivery.clocks import Clock
    from pressinvite.delivery.connecting import Transport
    from pressinvite.delivery.history import Latest
    from pressinvite.delivery.ledger import Ledger
    from pressinvite.delivery.mailings import Form, Mailing
    from pressinvite.delivery.states import State
    from pressinvite.dispatch.posting import Posting
    from pressinvite.dispatch.revising import Revised
    from pressinvite.meeting import Meeting, Status
    from pressinvite.reading.answer import Reading
    from pressinvite.workspace import Workspace

_MOST_SECONDS = 2 * LEASE
_LOOK_SECONDS = 0.5
_DATA_ENDINGS = (".yaml", ".yml", ".json")


class Source(NamedTuple):
    """A meeting file that can be sent."""

    path: Path
    text: str
    meeting: Meeting
    """With what the settings add."""
    reading: Reading
    workspace: Workspace
    posting: Posting


class Wishes(NamedTuple):
    """What the command asks for."""

    lists: tuple[str, ...] = ()
    form: Form = "quiet"
    """For those whose list does not tell."""
    skip_bad: bool = False
    only_new: bool = False
    """Leave those alone who have had an earlier revision."""
    status: Status | None = None
    """The meeting's new status, for `cancel` and `postpone`."""
    reason: str = ""
    reminder: int = 0
    """Number of the reminder to send in place of the invitation; 0 for none."""
    answered: frozenset[str] = frozenset()
    """Keys of mailboxes that are not reminded."""


class Outgoing:
    """What is to go out of a meeting's revision."""

    def __init__(self, source: Source, ledger: Ledger, wishes: Wishes, *, now: dt.datetime) -> None:
        self.source, self.ledger, self.wishes, self.now = source, ledger, wishes, now
        ledger.take_over(now=now.timestamp())  # what the dead may have sent, their recipients may have
        latest = read_latest(ledger, source.meeting.uid or "")
        self.revised = _revise(source, latest, wishes, now)
        is_new = latest is None or latest.content != self.revised.content
        self.revision = (latest.revision if latest else 0) + is_new
        self.recipients = read_lists(
            find_lists(wishes.lists, source.workspace),
            opt_outs=source.posting.opt_outs,
            noted=source.posting.noted,
            opted_out=lambda read: add_opted_out(ledger, read),
            skip_bad=wishes.skip_bad,
        )
        self.audience = Audience(ledger, self._round(), self.recipients.recipients)
        self.shells = Shells(ledger, self._draft())
        self._counts: Counter[tuple[str, str, Form]] | None = None
        self._salt = ""

    @property
    def meeting(self) -> Meeting:
        """The meeting as it is sent."""
        return self.revised.meeting

    @property
    def counts(self) -> Counter[tuple[str, str, Form]]:
        """How many get what: (purpose, language, form) → number; without what the ledger has already."""
        if self._counts is None:
            held = {
                (told.purpose, address_key(row.recipient)) for told in self.mailings() for row in self.ledger.rows(told)
            }
            self._counts = Counter(
                (each.purpose, each.language, each.form)
                for each in self.errands()
                if (each.purpose, address_key(each.recipient.email)) not in held
            )
        return self._counts

    def count_due(self, again: Sequence[State]) -> int:
        """How many messages will go out: new ones, those that wait, and those in the states that are sent again."""
        holds, due = self.recipients.wishes.holds, self.counts.total()
        for mailing in self.mailings():
            waiting = (row.recipient for row in self.ledger.rows(mailing, PLANNED, DEFERRED))
            due += sum(not holds(email) for email in waiting) + len(self.ledger.resendable(mailing, again))
        return due

    @property
    def waiting(self) -> Counter[State]:
        """How many messages of the revision's mailings are in the ledger, by state."""
        found: Counter[State] = Counter()
        for mailing in self.mailings():
            found.update(self.ledger.count(mailing))
        return found

    def mailings(self) -> Iterator[Mailing]:
        """The mailings that this is about and that the ledger has: those of the revision, or the one reminder."""
        found = read_mailings(self.ledger, self.meeting.uid or "", self.revision)
        if self.wishes.reminder:
            return (each for each in found if each.purpose == f"reminder:{self.wishes.reminder}")
        return (each for each in found if not each.purpose.startswith("reminder"))

    def errands(self) -> Iterator[Errand]:
        """All that is to go out; the recipients' sources are told by the names of the lists, not of files."""
        if self.wishes.reminder:
            yield from self.audience.reminders(self.wishes.reminder, self.wishes.answered)
            return
        lists: dict[str, str] = {}
        for each in self.audience.errands():
            if each.purpose == "invitation" or not self.wishes.only_new:
                file = each.recipient.source
                source = lists.get(file) or lists.setdefault(file, Path(file).stem)
                yield each._replace(recipient=each.recipient._replace(source=source))

    def compose(self, errand: Errand) -> bytes:
        """The whole message of an errand."""
        self._salt = self._salt or read_salt(self.ledger)
        return compose_errand(self.shells, errand, salt=self._salt, now=self.now.timestamp())

    def trial(self, email: str) -> Errand:
        """An errand like the first one, to another address; the invitation where nothing is to go out."""
        first = next(self.errands(), None)
        recipient = Recipient(email, source=first.recipient.source if first else "")
        if first:
            return first._replace(recipient=recipient)
        told = self._round()
        purpose = "cancellation" if told.is_cancelled else "invitation"
        return Errand(purpose, told.language, told.form, recipient, first=True)

    def plan(self, clock: Clock | None = None) -> None:
        """Write down what is to go out: the meeting file as it is sent, its revision, and every message.

        From the new revision on nobody begins a message of an earlier one; what is on its way then is waited for, as whoever
        gets it must be told of what changed. Raises SettingsError where that does not end.
        """
        source, clock = self.source, clock or SystemClock()
        write_back(source.path, source.text, self.meeting)
        now = self.now.timestamp()
        uid = self.meeting.uid or ""
        number_revision(self.ledger, uid, sequence=self.meeting.sequence, content=self.revised.content, now=now)
        never, ends = threading.Event(), clock.now() + _MOST_SECONDS
        while self.ledger.is_sending_earlier(uid, self.revision):
            if clock.now() > ends:
                raise SettingsError(Finding("earlier-on-its-way", "error"))
            clock.wait(never, _LOOK_SECONDS)
            self.ledger.take_over(now=clock.now())
        self.audience = Audience(self.ledger, self._round(), self.recipients.recipients)
        self.shells = Shells(self.ledger, self._draft())
        plan_errands(self.ledger, self.shells, self.errands(), now=now)
        wishes = self.recipients.wishes
        for mailing in self.mailings() if wishes else ():
            self.ledger.withdraw(mailing, wishes.holds, now=now)

    def _draft(self) -> Draft:
        workspace = self.source.workspace
        return Draft(
            self.meeting,
            self.revision,
            workspace.organisation,
            self.source.posting.mailing_list,
            lambda purpose: Occasion(self._since(purpose), self.wishes.reason),
            lambda language: open_templates(workspace.templates, language),
        )

    def _since(self, purpose: str) -> Meeting | None:
        """The revision that those have who get an update; None for other purposes."""
        if not purpose.startswith("update"):
            return None
        content = read_revision(self.ledger, self.meeting.uid or "", earlier_of(purpose, self.revision))
        return parse_content(content) if content else None

    def _round(self) -> Round:
        own = self.meeting.language.partition("-")[0].lower()
        return Round(
            uid=self.meeting.uid or "",
            revision=self.revision,
            is_cancelled=self.meeting.status == "cancelled",
            language=own if own in SPOKEN else SPOKEN[0],
            form=self.wishes.form,
            spoken=tuple(SPOKEN),
            opted_out=self.recipients.wishes.holds,
            same=same_revisions(self.ledger, self.meeting.uid or "", self.revised.content),
        )


def read_meeting_file(name: str, workspace: Workspace, *, now: dt.datetime, sending: bool = True) -> Source:
    """Return the meeting file, read and checked for sending (else only read). Raises SourceError for what is none, or holds several."""
    if not name.lower().endswith(_DATA_ENDINGS):
        raise SourceError(_needs_file(name), source=name)
    posting = read_posting(workspace)
    reading = examine_source(name, organisation=workspace.organisation, published=None, now=now, sending=sending)
    if any(finding.code == "exchange-read" for finding in reading.findings):  # nothing of ours is written into it
        raise SourceError(_needs_file(name), source=name)
    if len(reading.meetings) > 1:
        values = {"count": len(reading.meetings)}
        raise SourceError(Finding("send-one-meeting", "error", "", values), source=name)
    # a time, place or status that was changed gets its higher SEQUENCE here, and a file without uid its uid
    kept = tuple(finding for finding in reading.findings if finding.code not in ("stale-sequence", "uid-not-kept"))
    reading = reading._replace(findings=kept)
    if is_blocked(reading, accept_uncertain=not sending):
        raise SourceError(*kept, source=reading.source, text=reading.text)
    return Source(Path(name), read_text(Path(name)), reading.meetings[0], reading, workspace, posting)


def _needs_file(name: str) -> Finding:
    return Finding("send-needs-file", "error", "", {"name": name, "file": f"{Path(name).stem}.yaml"})


def send_out(
    outgoing: Outgoing,
    mailings: Sequence[Mailing],
    transport: Transport,
    *,
    patience: float,
    progress: Callable[[State, int, int], None] | None,
    begin: Callable[[threading.Event], None] | None = None,
) -> Summary:
    """Send what waits of the mailings, one after the other; return what came of all.

    `begin` is handed, before each, the event that ends it after the messages in hand.
    """
    outcomes: Counter[State] = Counter()
    counts: Counter[State] = Counter()
    due: float | None = None
    for mailing in mailings:
        stop = threading.Event()
        if begin:
            begin(stop)
        take = outgoing.shells.fresh.take
        delivery = Delivery(compose_row, uuid.uuid4().hex, patience=patience, progress=progress, stop=stop, take=take)
        summary = send_mailing(outgoing.ledger, mailing, transport, delivery)
        outcomes.update(summary.outcomes)
        counts.update(summary.counts)
        due = min(filter(None, (due, summary.next_due)), default=None)
    return Summary(outcomes, counts, due)


def send_trial(outgoing: Outgoing, email: str, transport: Transport) -> None:
    """Send one message to an address that the ledger is not told of. Raises SettingsError where it is not taken."""
    octets = outgoing.compose(outgoing.trial(email))
    try:
        line = Line(transport)
    except LineError as error:
        values = {"host": transport.server.host, "port": transport.server.port, "problem": error.words}
        raise SettingsError(Finding("trial-unreachable", "error", "", values)) from None
    try:
        answer = line.deliver(outgoing.source.posting.sender.email, email, octets)
    finally:
        line.close()
    if answer.kind != "taken":
        values = {"address": email, "problem": answer.words}
        raise SettingsError(Finding("trial-failed", "error", "", values))


def number_reminder(ledger: Ledger, uid: str, revision: int, *, again: bool) -> int:
    """Return the number of the reminder to send: the last one while some of it waits, else the next.

    Raises UsageError where one has gone to all, and the user did not ask for one more.
    """
    prefix = "reminder:"
    sent = [each for each in read_mailings(ledger, uid, revision) if each.purpose.startswith(prefix)]
    if not sent:
        return 1
    number, last = max((int(each.purpose.removeprefix(prefix)), each) for each in sent)
    if waits(ledger.count(last)):
        return number
    if not again:
        raise UsageError(Finding("remind-again", "error", "", {"number": number}))
    return number + 1


def waits(counts: Mapping[State, int]) -> int:
    """How many messages wait to be sent."""
    return sum(counts.get(state, 0) for state in (PLANNED, DEFERRED, SENDING))


def undelivered(counts: Mapping[State, int], withdrawn: Mapping[str, int]) -> int:
    """How many messages have not been taken by the server, or may not have been; those we have `withdrawn` apart."""
    return waits(counts) + counts.get(REFUSED, 0) - sum(withdrawn.values()) + counts.get(UNCERTAIN, 0)


def _revise(source: Source, latest: Latest | None, wishes: Wishes, now: dt.datetime) -> Revised:
    meeting = source.meeting._replace(status=wishes.status) if wishes.status else source.meeting
    moment = now.astimezone(dt.UTC).replace(microsecond=0)
    return revise(meeting, latest=latest, seal_sequence=seal_sequence_of(source.text, meeting), now=moment)
