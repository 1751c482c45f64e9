"""From errands to messages in the ledger: the shells they share, each message's parts, Message-ID and digest.

A shell that the ledger has already of the same mailing is used again: all who get a revision get the same words, also
where settings, templates or the program have changed since.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from sqlalchemy import select

from pressinvite.delivery import schema
from pressinvite.delivery.audience import letter_purpose
from pressinvite.delivery.composing import build_shell, message_id_of, plan_message, sha256_of
from pressinvite.delivery.history import read_salt
from pressinvite.delivery.mailings import Mailing, Planned, StoredShell
from pressinvite.delivery.stored import compose_stored, dump_parts, dump_shell, fill_stored
from pressinvite.language import open_language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pressinvite.delivery.audience import Errand
    from pressinvite.delivery.composing import MailingList
    from pressinvite.delivery.ledger import Ledger
    from pressinvite.delivery.letters import Occasion
    from pressinvite.delivery.mailings import Form, Row
    from pressinvite.delivery.stored import Filled
    from pressinvite.language import Language
    from pressinvite.meeting import Meeting, Organisation
    from pressinvite.templating import Templates


class Draft(NamedTuple):
    """All that the messages of one revision are made of, but the recipients."""

    meeting: Meeting
    """As it is sent: with uid and sequence."""
    revision: int
    organisation: Organisation
    mailing_list: MailingList
    occasion: Callable[[str], Occasion]
    """By purpose."""
    templates: Callable[[Language], Templates]


class Fresh:
    """Messages that have just been planned, by their digest: they are sent next, and need not be made again."""

    def __init__(self) -> None:
        self._kept: dict[str, Filled] = {}

    def keep(self, digest: str, filled: Filled) -> None:
        """Keep a message of this digest, where not too many are kept."""
        if len(self._kept) < MOST_FRESH:
            self._kept[digest] = filled

    def take(self, digest: str) -> bytes | None:
        """The octets of this digest, once; None where they are not here."""
        filled = self._kept.pop(digest, None)
        return filled.join() if filled else None


MOST_FRESH: Final = 10_000
"""Of some two kilobytes each."""


class Shells:
    """The shells of a draft, each made, or taken from the ledger, when it is first asked for."""

    def __init__(self, ledger: Ledger, draft: Draft) -> None:
        self._ledger, self.draft = ledger, draft
        self._kept: dict[tuple[str, str, Form], bytes] = {}
        self.fresh = Fresh()
        self.differs = False
        """True once a shell of the ledger says something else than the draft does now."""

    def mailing(self, purpose: str) -> Mailing:
        """The draft's mailing for a purpose."""
        draft = self.draft
        sender = draft.organisation.sender
        assert sender  # noqa: S101 -- whoever makes a draft has one
        return Mailing(draft.meeting.uid or "", draft.revision, purpose, sender.email, _title(draft.meeting))

    def get(self, purpose: str, language: str, form: Form) -> bytes:
        """The shell, as the ledger keeps it. Raises SettingsError where a template does not show the recipient."""
        key = (purpose, language, form)
        if key not in self._kept:
            built = self._build(purpose, language, form)
            stored = _read_shell(self._ledger, self.mailing(purpose), language, form)
            self.differs |= purpose == "invitation" and stored not in (None, built)
            self._kept[key] = stored or built
        return self._kept[key]

    def _build(self, purpose: str, language: str, form: Form) -> bytes:
        draft, spoken = self.draft, open_language(language)
        blueprint = plan_message(
            draft.meeting,
            organisation=draft.organisation,
            language=spoken,
            form=form,
            purpose=letter_purpose(purpose),
            templates=draft.templates(spoken),
            mailing_list=draft.mailing_list,
            occasion=draft.occasion(purpose),
        )
        return dump_shell(build_shell(blueprint))


def plan_errands(ledger: Ledger, shells: Shells, errands: Iterable[Errand], *, now: float) -> dict[Mailing, int]:
    """Write the messages of the errands into the ledger; return each mailing, with how many were new in it.

    Errands of one purpose may stand anywhere among the others; they are gone through once.
    """
    salt = read_salt(ledger)
    new: dict[Mailing, int] = {}
    waiting: dict[str, list[Errand]] = {}

    def plan_one(errand: Errand) -> Planned:
        planned, filled = _fill(shells, errand, salt=salt, now=now)
        shells.fresh.keep(planned.digest, filled)
        return planned

    def plan(purpose: str) -> None:
        group = waiting.pop(purpose)
        mailing = shells.mailing(purpose)
        needed = {(errand.language, errand.form) for errand in group}
        stored = [StoredShell(language, form, shells.get(purpose, language, form)) for language, form in sorted(needed)]
        messages = map(plan_one, group)
        new[mailing] = new.get(mailing, 0) + ledger.plan(mailing, stored, messages, now=now)

    for errand in errands:
        waiting.setdefault(errand.purpose, []).append(errand)
        if len(waiting[errand.purpose]) == _AT_ONCE:
            plan(errand.purpose)
    for purpose in list(waiting):
        plan(purpose)
    return new


_AT_ONCE = 5000
"""Errands in memory at a time."""


def _fill(shells: Shells, errand: Errand, *, salt: str, now: float) -> tuple[Planned, Filled]:
    """The message of an errand as the ledger plans it, and itself."""
    mailing = shells.mailing(errand.purpose)
    recipient = errand.recipient
    domain = mailing.envelope.rpartition("@")[2]
    message_id = message_id_of(mailing.uid, mailing.revision, errand.purpose, recipient.email, salt, domain=domain)
    parts = dump_parts(recipient, first=errand.first)
    shell = shells.get(errand.purpose, errand.language, errand.form)
    filled = fill_stored(shell, parts, message_id=message_id, date=now)
    digest = sha256_of(filled.join())
    return Planned(recipient.email, errand.language, errand.form, parts, message_id, now, digest), filled


def compose_errand(shells: Shells, errand: Errand, *, salt: str, now: float) -> bytes:
    """The message of an errand, which need not be planned."""
    return _fill(shells, errand, salt=salt, now=now)[1].join()


def compose_row(shell: StoredShell, row: Row) -> bytes:
    """The message of a row of the ledger: the bytes that were planned."""
    return compose_stored(shell.octets, row.parts, message_id=row.message_id, date=row.date)


def read_mailings(ledger: Ledger, uid: str, revision: int) -> Iterator[Mailing]:
    """The mailings of a meeting's revision, oldest first."""
    return (each for each in ledger.mailings() if (each.uid, each.revision) == (uid, revision))


def _read_shell(ledger: Ledger, mailing: Mailing, language: str, form: Form) -> bytes | None:
    told, shells = schema.mailings.c, schema.shells.c
    asked = select(shells.octets).join(schema.mailings, told.id == shells.mailing)
    asked = asked.where(told.uid == mailing.uid, told.revision == mailing.revision, told.purpose == mailing.purpose)
    with ledger.database.reading() as connection:
        found: bytes | None = connection.execute(asked.where(shells.language == language, shells.form == form)).scalar()
    return found


def _title(meeting: Meeting) -> str:
    return meeting.title or meeting.kind or ""
