"""What differs between two revisions of a meeting, and when SEQUENCE rises.

RFC 5546 section 2.1.4 asks for a higher SEQUENCE when a change must be told to those invited. For the press that is
time, place and status, not a corrected word (DESIGN, rule 8).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressinvite.records import NamedTuple

if TYPE_CHECKING:
    from pressinvite.meeting import Meeting

SIGNIFICANT = frozenset({"start", "end", "timezone", "place", "online", "status"})
"""Keys whose change raises SEQUENCE."""


class Change(NamedTuple):
    """One key that a revision changed."""

    field: str
    old: object
    """None where it was absent."""
    new: object


def changes(meeting: Meeting) -> tuple[Change, ...]:
    """Return what the meeting's latest kept revision said otherwise, in the order it is kept."""
    if not meeting.previous:
        return ()
    told = ((field, old, getattr(meeting, field)) for field, old in meeting.previous[-1].values.items())
    return tuple(Change(field, old, new) for field, old, new in told if old != new)


def next_sequence(old: Meeting, new: Meeting) -> int:
    """Return the SEQUENCE of a meeting that replaces another."""
    significant = any(getattr(old, field) != getattr(new, field) for field in SIGNIFICANT)
    return old.sequence + 1 if significant else old.sequence


def check_sequence(meeting: Meeting) -> bool:
    """Tell whether the sequence is high enough: never below an earlier one, above it where something significant
    changed since.
    """
    if not meeting.previous:
        return True
    before = meeting.previous[-1].sequence
    raised = any(change.field in SIGNIFICANT for change in changes(meeting))
    return meeting.sequence > before if raised else meeting.sequence >= before
