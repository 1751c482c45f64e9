"""What a reading found: the meetings of one source, and the findings met on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressinvite.records import NamedTuple

if TYPE_CHECKING:
    from pressinvite.errors import Finding
    from pressinvite.meeting import Meeting


class Reading(NamedTuple):
    """One source, read."""

    source: str
    """The file's name as the user gave it, "-" for standard input."""
    text: str
    """The text as it was decoded, for excerpts; "" where it could not be."""
    meetings: tuple[Meeting, ...]
    """In the order of the source; none is an answer too."""
    findings: tuple[Finding, ...]
    """Fields are paths from the top: `meetings[0].start`."""
