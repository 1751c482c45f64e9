"""Who gets what of a meeting's revision: those on the lists, those who have had an earlier one, and those left out.

Who has had nothing gets the invitation; who has had an earlier revision gets what changed, or that it is cancelled, on a
list or not, in the form and language they have had; who has had this one gets nothing. Opt-outs win over all.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import and_, func, select

from pressinvite.delivery import schema
from pressinvite.delivery.addresses import address_key
from pressinvite.delivery.history import read_salt
from pressinvite.delivery.pseudonyms import DOMAIN, pseudonym_of
from pressinvite.delivery.recipients import Recipient
from pressinvite.delivery.replies.attendance import opt_outs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pressinvite.delivery.ledger import Ledger
    from pressinvite.delivery.mailings import Form
    from pressinvite.delivery.opt_outs import OptOuts

_M, _N, _S = schema.messages, schema.mailings, schema.shells
_PAGE = 500


class Errand(NamedTuple):
    """One message to be."""

    purpose: str
    """`invitation`, `cancellation`, `reminder:N`; `update` for who has the revision before, `update:N` for revision N."""
    language: str
    form: Form
    recipient: Recipient
    first: bool
    """True where they have had no message of this ledger before."""


class Had(NamedTuple):
    """What somebody has had of the meeting last."""

    revision: int
    language: str
    form: Form


class Round(NamedTuple):
    """What decides who gets what."""

    uid: str
    revision: int
    is_cancelled: bool
    language: str
    """For those whose list does not tell."""
    form: Form
    """As `language`."""
    spoken: tuple[str, ...]
    """Languages that there are words for."""
    opted_out: Callable[[str], bool]
    """Tells of a normalised address whether it is not to be written to."""
    same: frozenset[int] = frozenset()
    """Earlier revisions that say what this one says: who has one of them has this one."""


class Audience:
    """The errands of a round; gone through as often as is needed, in the memory that those who had something take."""

    def __init__(self, ledger: Ledger, told: Round, recipients: Iterable[Recipient] = ()) -> None:
        self._ledger, self._round, self._recipients = ledger, told, recipients
        self._had = read_had(ledger, told.uid)
        self._known = _read_known(ledger)
        self._forgotten = _read_forgotten(ledger, told.uid, told.revision)
        self._salt = read_salt(ledger) if self._forgotten else ""
        self._planned = _read_updates(ledger, told.uid, told.revision)

    @property
    def had_any(self) -> bool:
        """Whether anybody has had anything of the meeting."""
        return bool(self._had)

    @property
    def up_to_date(self) -> int:
        """How many have had this revision."""
        return sum(not self._is_behind(had) for had in self._had.values())

    def errands(self) -> Iterator[Errand]:
        """All that is to be sent, the lists first and in their order; what is planned already is among it."""
        told, listed = self._round, set()
        for recipient in self._recipients:
            key = address_key(recipient.email)
            had = self._had.get(key)
            if had:
                listed.add(key)
            if had is None and not told.is_cancelled and not self._is_forgotten(recipient.email):
                yield self._invite(recipient, key)
            elif had and self._is_behind(had):
                yield self._tell_again(recipient, key, had)
        if any(self._is_behind(had) for had in self._had.values()):
            for key, recipient in _read_reached(self._ledger, told.uid):
                had = self._had[key]
                if key not in listed and self._is_behind(had) and not told.opted_out(recipient.email):
                    yield self._tell_again(recipient, key, had)

    def reminders(self, number: int, answered: frozenset[str] | set[str]) -> Iterator[Errand]:
        """A reminder for each who has had this revision and has not answered; `answered` are keys of mailboxes."""
        for key, recipient in _read_reached(self._ledger, self._round.uid):
            had = self._had[key]
            is_due = not self._is_behind(had) and key not in answered
            if is_due and not self._round.opted_out(recipient.email):
                yield Errand(f"reminder:{number}", had.language, had.form, recipient, first=False)

    def left_out(self) -> int:
        """How many who have had an earlier revision are not told of this one, as they have opted out."""
        reached = _read_reached(self._ledger, self._round.uid)
        return sum(self._round.opted_out(recipient.email) for _, recipient in reached)

    def _is_forgotten(self, email: str) -> bool:
        """Whether a message of this revision was to that address, which has been erased since."""
        return bool(self._forgotten) and pseudonym_of(email, self._salt) in self._forgotten

    def _invite(self, recipient: Recipient, key: str) -> Errand:
        told = self._round
        language = recipient.language if recipient.language in told.spoken else told.language
        return Errand(
            "invitation", language or told.language, recipient.form or told.form, recipient, key not in self._known
        )

    def _is_behind(self, had: Had) -> bool:
        """Whether somebody does not know yet what the revision says."""
        return had.revision < self._round.revision and had.revision not in self._round.same

    def _tell_again(self, recipient: Recipient, key: str, had: Had) -> Errand:
        if self._round.is_cancelled:
            purpose = "cancellation"
        else:
            is_last = had.revision == self._round.revision - 1
            purpose = self._planned.get(key) or ("update" if is_last else f"update:{had.revision}")
        return Errand(purpose, had.language, had.form, recipient, first=False)


def letter_purpose(purpose: str) -> str:
    """The purpose as `letters` knows it: an update is one from whatever revision."""
    return "update" if purpose.startswith("update:") else purpose


def earlier_of(purpose: str, revision: int) -> int:
    """The revision that those have who get this purpose of a later one."""
    _, _, number = purpose.partition(":")
    return int(number) if number else revision - 1


def add_opted_out(ledger: Ledger, wishes: OptOuts) -> None:
    """Add those who told us in an answer, or by the token of a message, that they want no more."""
    wishes.add_keys(opt_outs(ledger))
    with ledger.database.reading() as connection:
        for token in sorted(wishes.tokens):
            asked = select(_M.c.address_key).where(_M.c.message_id.startswith(f"<{token}@"))
            wishes.add_keys(connection.execute(asked).scalars())


def read_had(ledger: Ledger, uid: str) -> dict[str, Had]:
    """What each mailbox, by its key, has had of the meeting last, or may have had."""
    asked = (
        select(_M.c.address_key, _N.c.revision, _S.c.language, _S.c.form)
        .join(_N, _N.c.id == _M.c.mailing)
        .join(_S, _S.c.id == _M.c.shell)
        .where(_N.c.uid == uid, _M.c.state.in_(("sent", "uncertain")), ~_M.c.recipient.endswith(f"@{DOMAIN}"))
        .order_by(_M.c.id)
    )
    kinds: dict[Had, Had] = {}  # a handful, shared by all
    found: dict[str, Had] = {}
    with ledger.database.reading() as connection:
        for key, *rest in connection.execute(asked):
            had = Had(*rest)
            found[key] = kinds.setdefault(had, had)
    return found


def _read_updates(ledger: Ledger, uid: str, revision: int) -> dict[str, str]:
    """The purpose under which each mailbox, by its key, has an update of the revision in the ledger already.

    Nobody gets a second one, whatever is learnt meanwhile of what they had before.
    """
    asked = select(_M.c.address_key, _N.c.purpose).join(_N, _N.c.id == _M.c.mailing)
    asked = asked.where(_N.c.uid == uid, _N.c.revision == revision, _N.c.purpose.startswith("update"))
    with ledger.database.reading() as connection:
        return {row.address_key: row.purpose for row in connection.execute(asked)}


def _read_known(ledger: Ledger) -> set[str]:
    """The mailboxes that have had, or may have had, any message at all."""
    asked = select(_M.c.address_key).where(_M.c.state.in_(("sent", "uncertain"))).distinct()
    with ledger.database.reading() as connection:
        return set(connection.execute(asked).scalars())


def _read_forgotten(ledger: Ledger, uid: str, revision: int) -> set[str]:
    """The pseudonyms that messages of the meeting's revision are to."""
    asked = select(_M.c.recipient).join(_N, _N.c.id == _M.c.mailing).where(_N.c.uid == uid, _N.c.revision == revision)
    with ledger.database.reading() as connection:
        return set(connection.execute(asked.where(_M.c.recipient.endswith(f"@{DOMAIN}"))).scalars())


def _read_reached(ledger: Ledger, uid: str) -> Iterator[tuple[str, Recipient]]:
    """Whom the meeting has reached, or may have, by their keys: as their latest message knows them; a page at a time."""
    reached = and_(_M.c.state.in_(("sent", "uncertain")), ~_M.c.recipient.endswith(f"@{DOMAIN}"))
    latest = select(func.max(_M.c.id)).join(_N, _N.c.id == _M.c.mailing).where(_N.c.uid == uid, reached)
    latest = latest.group_by(_M.c.address_key)
    asked = select(_M.c.id, _M.c.address_key, _M.c.recipient, _M.c.parts).where(_M.c.id.in_(latest)).order_by(_M.c.id)
    last = 0
    while True:
        with ledger.database.reading() as connection:
            page = connection.execute(asked.where(_M.c.id > last).limit(_PAGE)).all()
        for _, key, email, parts in page:
            told = json.loads(parts)
            yield key, Recipient(email, told.get("name", ""), told.get("outlet", ""))
        if len(page) < _PAGE:
            return
        last = page[-1].id
