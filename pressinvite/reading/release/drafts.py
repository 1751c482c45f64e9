"""A contact that is being read: its parts and where they stand, until it is whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pressinvite.meeting import Contact
from pressinvite.reading.release.traces import Trace

if TYPE_CHECKING:
    from pressinvite.reading.release.reach import Reach
    from pressinvite.reading.release.traces import Span

Zone = Literal["own", "newsroom", "prose"]


class Draft:
    """A contact that is being read."""

    def __init__(
        self,
        name: str | None,
        at: Span,
        zone: Zone,
        *,
        role: str | None = None,
        role_at: Span | None = None,
        reaches: list[Reach] | None = None,
        desk: bool = False,
    ) -> None:
        self.name, self.at = name, at
        self.zone = zone
        """Where it stands: a block of contacts, the newsroom's own list, a sentence."""
        self.role, self.role_at = role, role_at
        self.reaches = [] if reaches is None else reaches
        self.hours: str | None = None
        self.hours_at: Span | None = None
        self.desk = desk
        """True for a press service, False for a person."""
        self.card = False
        """True where the newsroom's list calls it "Presskontakt"."""


def merge_drafts(drafts: list[Draft]) -> list[Draft]:
    """Return the drafts with each person once; who is also the meeting's own is that."""
    made: dict[str, Draft] = {}
    for number, draft in enumerate(drafts):
        known = made.get(draft.name or f"\0{number}")
        if known is None:
            made[draft.name or f"\0{number}"] = draft
            continue
        if draft.reaches and draft.zone != "newsroom":
            known.zone = draft.zone
        known.reaches = [*known.reaches, *draft.reaches]
        known.card = known.card or draft.card
        if not known.role:
            known.role, known.role_at = draft.role, draft.role_at
    return list(made.values())


def made_contact(draft: Draft, *, standing: bool) -> tuple[Contact, Trace]:
    """Return the contact, and where each part of it was read."""
    spans: dict[str, Span] = {"": draft.at}
    if draft.name:
        spans["name"] = draft.at
    if draft.role and draft.role_at:
        spans["role"] = draft.role_at
    if draft.hours and draft.hours_at:
        spans["hours"] = draft.hours_at
    values: dict[str, list[str]] = {"phone": [], "email": []}
    for reach in draft.reaches:
        kind = values[reach.kind]
        if reach.value not in kind:
            spans[f"{reach.kind}s[{len(kind)}]"] = (reach.start, reach.end)
            kind.append(reach.value)
    contact = Contact(
        name=draft.name, role=draft.role, phones=tuple(values["phone"]), emails=tuple(values["email"]),
        standing=standing, hours=draft.hours,
    )  # fmt: skip
    return contact, Trace(spans, "sure" if draft.name or draft.desk else "likely")


def emails_of(reaches: list[Reach]) -> list[str]:
    """Return the e-mail addresses among numbers and addresses."""
    return [reach.value for reach in reaches if reach.kind == "email"]
