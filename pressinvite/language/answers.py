"""Words for what came back: kinds of replies, and the doubts about one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pressinvite.language.markers import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pressinvite.language.words import Language

KINDS: Final[Mapping[str, str]] = {
    "accepted": N_("comes"),
    "declined": N_("does not come"),
    "tentative": N_("comes perhaps"),
    "delegated": N_("sends somebody else"),
    "counter": N_("proposes another time"),
    "undecided": N_("has not decided"),
    "answered": N_("has written"),
    "opted-out": N_("wants no more invitations"),
    "bounced": N_("could not be reached"),
    "delayed": N_("not reached yet"),
    "automatic": N_("automatic answer"),
    "unreadable": N_("answer that cannot be read"),
    "": N_("no answer"),
}
"""Kind of reply → what somebody does, in the third person."""

DOUBTS: Final[Mapping[str, str]] = {
    "unknown-meeting": N_("of a meeting that has not been sent from here"),
    "not-invited": N_("from an address that was not invited"),
    "other-attendee": N_("the calendar answers for another than the sender"),
    "other-sender": N_("from another address than the invited one"),
    "no-sender": N_("without exactly one sender"),
    "newer-sequence": N_("of a later version than has been sent"),
    "older-sequence": N_("of the earlier time or place"),
    "method-differs": N_("the mail and its calendar say different things"),
    "one-occurrence": N_("of one day of a series, which was not sent"),
    "several-meetings": N_("may be about another of the meetings with that address"),
    "unproved": N_("does not show which message it is about"),
    "unread-calendar": N_("its calendar cannot be read"),
    "cut": N_("too large to be read to its end"),
    "clock-ahead": N_("dated in the future"),
    "wrote-after": N_("wrote again after answering"),
    "opted-out": N_("wants no more invitations"),
}
"""Doubt → its words, to stand after a kind."""


def kind_word(kind: str, language: Language) -> str:
    """Return "kommer" for "accepted"; "inget svar" for ""."""
    return language.text(KINDS[kind])


def doubt_words(doubts: tuple[str, ...], language: Language) -> str:
    """Return the doubts with commas between."""
    return ", ".join(language.text(DOUBTS[doubt]) for doubt in doubts)
