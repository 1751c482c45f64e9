"""Sending from the staff's page: who gets what, a trial, and a mailing that goes on when the page is closed.

Everything is decided and kept by dispatch and the ledger, as for the command line; what runs here is shown while it runs.
"""

from __future__ import annotations

import os
import secrets
import threading
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pressinvite.answers import read_new, render_taken
from pressinvite.delivery.addresses import normalise_address
from pressinvite.delivery.history import count_withdrawn
from pressinvite.delivery.ledger import open_ledger
from pressinvite.delivery.replies.attendance import answered
from pressinvite.delivery.replies.taking import take_replies
from pressinvite.delivery.states import REFUSED, UNCERTAIN
from pressinvite.dispatch.outgoing import (
    Outgoing,
    Wishes,
    number_reminder,
    read_meeting_file,
    send_out,
    send_trial,
)
from pressinvite.dispatch.posting import ledger_url, list_files, read_transport
from pressinvite.dispatch.telling import render_example, render_plan, render_summary, state_list
from pressinvite.errors import Finding, PressinviteError, UsageError
from pressinvite.language.markers import N_
from pressinvite.language.telling import finding_sentence
from pressinvite.studio.changes import Changes

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

    from pressinvite.delivery.ledger import Ledger
    from pressinvite.delivery.states import State
    from pressinvite.dispatch.outgoing import Source
    from pressinvite.language import Language
    from pressinvite.workspace import Workspace

ERRANDS = {
    "send": N_("Invite, or tell of changes"),
    "remind": N_("Remind those who have not answered"),
    "postpone": N_("Tell that it is postponed"),
    "cancel": N_("Tell that it is cancelled"),
}
"""What can be sent, as the page names it."""
_STATUSES = {"postpone": "postponed", "cancel": "cancelled"}


class Asked(NamedTuple):
    """What somebody chose on the page."""

    file: str
    """The meeting file, below the organisation's folder."""
    errand: str = "send"
    lists: tuple[str, ...] = ()
    """Names in `lists/`."""
    form: str = "quiet"
    reason: str = ""
    again: tuple[str, ...] = ()
    """States whose messages are sent once more: `uncertain`, `refused`."""


class Plan(NamedTuple):
    """Who would get what."""

    text: str
    example: str
    """One message as its recipient reads it; "" where nobody gets anything."""
    number: int
    open: Mapping[str, int]
    """Messages that need the user's word: `uncertain`, `refused` → how many."""
    findings: tuple[str, ...]
    """Sentences: what is wrong with the lists, what to look at."""
    is_sound: bool
    """False where nothing may be sent before the lists are corrected."""


class Job:
    """A mailing on its way."""

    def __init__(self, title: str) -> None:
        self.id = secrets.token_urlsafe(9)
        self.title = title
        self.total = 0
        self.counts: Counter[State] = Counter()
        self.text = ""
        """What came of it; "" as long as it runs."""
        self.failed = False
        self.changes = Changes()

    @property
    def is_done(self) -> bool:
        """Tell whether it has ended."""
        return bool(self.text)

    def words(self, language: Language) -> str:
        """How far it is: "3 of 120: 2 sent, 1 refused"."""
        if self.is_done:
            return self.text
        states = state_list(self.counts, language) or language.text("it begins")
        return language.text(
            "{number} of {total}: {states}", number=self.counts.total(), total=self.total, states=states
        )


class Postroom:
    """What is sent from the page, and what is on its way."""

    def __init__(
        self, open_workspace: Callable[[], Workspace], language: Language, clock: Callable[[], dt.datetime]
    ) -> None:
        self._open, self._language, self._clock = open_workspace, language, clock
        self.jobs: dict[str, Job] = {}
        self._threads: list[threading.Thread] = []
        self._stops: list[threading.Event] = []
        self._ending = False
        self._lock = threading.Lock()

    def lists(self) -> list[str]:
        """Return the names of the lists in the organisation's folder."""
        files, _opt_outs = list_files(self._open())
        return [Path(name).stem for name in files]

    def plan(self, asked: Asked) -> Plan:
        """Return who would get what. Raises PressinviteError for what must be put right first."""
        source = self._source(asked)
        with open_ledger(source.posting.ledger) as ledger:
            outgoing = self._outgoing(source, ledger, asked)
            example = next(outgoing.errands(), None) if outgoing.recipients.is_sound else None
            return Plan(
                render_plan(outgoing, self._language),
                render_example(outgoing.compose(example), self._language) if example else "",
                outgoing.count_due(_states(asked)),
                _open_counts(outgoing),
                tuple(finding_sentence(finding, self._language) for finding in outgoing.recipients.findings),
                outgoing.recipients.is_sound,
            )

    def try_one(self, asked: Asked, address: str) -> str:
        """Send one message to an address; return the address as it was written to."""
        email = normalise_address(address)
        source = self._source(asked)
        with open_ledger(source.posting.ledger) as ledger:
            send_trial(self._outgoing(source, ledger, asked), email, read_transport(source.workspace, os.environ))
        return email

    def start(self, asked: Asked, *, number: str) -> Job:
        """Begin a mailing, and return it; `number` is how many messages the user has been told of and has written.

        Raises UsageError where it is another number now, and PressinviteError for what must be put right first.
        """
        source = self._source(asked)
        transport = read_transport(source.workspace, os.environ)
        with open_ledger(source.posting.ledger) as ledger:
            outgoing = self._outgoing(source, ledger, asked)
            due = outgoing.count_due(_states(asked))
            if number.strip() != str(due):
                raise UsageError(Finding("not-confirmed", "error", "", {"found": number.strip() or "–", "number": due}))
            if not outgoing.recipients.is_sound:
                raise UsageError(Finding("lists-unsound", "error"))
        job = Job(source.meeting.title or asked.file)
        job.total = due
        self.jobs[job.id] = job

        def send() -> None:
            try:
                with open_ledger(source.posting.ledger) as ledger:
                    outgoing = self._outgoing(source, ledger, asked)
                    outgoing.plan()
                    mailings = list(outgoing.mailings())
                    for mailing in mailings if asked.again else ():
                        ledger.resend(mailing, _states(asked), now=self._clock().timestamp())
                    summary = send_out(
                        outgoing, mailings, transport, patience=0.0, progress=_counter(job), begin=self._begin
                    )
                    job.failed = self._ending
                    job.text = render_summary(summary, self._language, count_withdrawn(ledger, mailings))
            except PressinviteError as error:
                job.failed = True
                job.text = " ".join(finding_sentence(finding, self._language) for finding in error.findings)
            except Exception as error:  # the page must say that it has ended, whatever it was
                job.failed = True
                job.text = self._language.text("It was stopped: {problem}", problem=type(error).__name__)
                raise
            finally:
                job.changes.tell()

        thread = threading.Thread(target=send, name=f"mailing-{job.id}")
        self._threads.append(thread)
        thread.start()
        return job

    def read_replies(self) -> str:
        """Read what is new in the mailbox, and return what was found."""
        workspace = self._open()
        sender = workspace.organisation.sender
        now = self._clock().timestamp()
        with open_ledger(ledger_url(workspace)) as ledger:
            titles = {each.uid: each.title for each in ledger.mailings()}
            arrived = read_new(workspace, ledger, os.environ, now=now)
            taken = take_replies(ledger, arrived, now=now, own=[sender.email] if sender else [])
        return render_taken(taken, titles, self._language)

    @property
    def running(self) -> list[Job]:
        """The mailings that are on their way."""
        return [job for job in self.jobs.values() if not job.is_done]

    def end(self) -> list[Job]:
        """Bring the messages in hand to their end, leave the rest for the next time, and return what was on its way."""
        running = self.running
        with self._lock:
            self._ending = True
            for stop in self._stops:
                stop.set()
        for thread in self._threads:
            thread.join()
        return running

    def _begin(self, stop: threading.Event) -> None:
        with self._lock:
            self._stops.append(stop)
            if self._ending:
                stop.set()

    def _source(self, asked: Asked) -> Source:
        workspace = self._open()
        return read_meeting_file(str((workspace.folder or Path()) / asked.file), workspace, now=self._clock())

    def _outgoing(self, source: Source, ledger: Ledger, asked: Asked) -> Outgoing:
        now = self._clock()
        wishes = Wishes(
            asked.lists,
            "rsvp" if asked.form == "rsvp" else "quiet",
            status=_STATUSES.get(asked.errand),  # type: ignore[arg-type]  # statuses both
            reason=asked.reason,
        )
        if asked.errand != "remind":
            return Outgoing(source, ledger, wishes, now=now)
        first = Outgoing(source, ledger, Wishes(), now=now)
        if not first.audience.had_any:
            raise UsageError(Finding("remind-nothing-sent", "error", "", {"name": asked.file}))
        uid = source.meeting.uid or ""
        number = number_reminder(ledger, uid, first.revision, again=True)
        return Outgoing(source, ledger, Wishes(reminder=number, answered=answered(ledger, uid)), now=now)


def _states(asked: Asked) -> list[State]:
    return [state for state in (UNCERTAIN, REFUSED) if state in asked.again]


def _open_counts(outgoing: Outgoing) -> dict[str, int]:
    waiting = outgoing.waiting
    return {state: waiting[state] for state in (UNCERTAIN, REFUSED) if waiting[state]}


def _counter(job: Job) -> Callable[[State, int, int], None]:
    def count(state: State, _number: int, total: int) -> None:
        job.counts[state] += 1
        job.total = max(job.total, total)
        job.changes.tell()

    return count
