"""IPTC NewsCodes and schema.org's words for whether an event takes place.

`eventoccurstatus` has no code for what is postponed: such an event is told as highly uncertain, so that nobody counts
on it, and its schema.org status beside it says which it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressinvite.language.markers import N_

if TYPE_CHECKING:
    from pressinvite.meeting import Status

OCCURRENCE = "http://cv.iptc.org/newscodes/eventoccurstatus/"
SCHEMA_ORG = "https://schema.org/"

OCCURRENCES: dict[Status, tuple[str, str]] = {
    "confirmed": ("eos5", "Planned, occurs certainly"),
    "tentative": ("eos3", "Planned, may occur"),
    "postponed": ("eos2", "Planned, occurrence highly uncertain"),
    "cancelled": ("eos6", "Planned, then cancelled"),
}
"""Status → code and the name that the vocabulary gives it."""

STATUS_NAMES = {
    "EventCancelled": N_("Cancelled"),
    "EventPostponed": N_("Postponed"),
    "EventRescheduled": N_("Changed time"),
    "EventMovedOnline": N_("Moved online"),
}
"""schema.org's status → msgid of its name; EventScheduled needs none."""

_READ: dict[str, Status] = {
    "eos1": "tentative",
    "eos2": "tentative",
    "eos3": "tentative",
    "eos6": "cancelled",
    "eventcancelled": "cancelled",
    "eventpostponed": "postponed",
    "cancelled": "cancelled",
    "canceled": "cancelled",
    "postponed": "postponed",
}


def status_of(code: str) -> Status:
    """Return the status that an address or a qcode of these vocabularies means; what is not known is confirmed."""
    return _READ.get(code.replace(":", "/").rstrip("/").rpartition("/")[2].casefold(), "confirmed")
