"""Where a value of a release was read, how sure that is, and what else it might have been.

Every finder returns a trace beside each value; `assembly` turns them into the meeting's evidence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressinvite.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pressinvite.errors import Certainty

Span = tuple[int, int]
"""First offset in the page, and the one behind the last."""


class Rejected(NamedTuple):
    """Something that was weighed and not taken."""

    start: int
    end: int
    reason: str = ""
    """Code of the reason: `lower-score`, `other-purpose`, `footer`; words are chosen when printed."""


class Trace(NamedTuple):
    """How one value was read."""

    spans: Mapping[str, Span]
    """"" is the value itself; its parts by their keys: `street`, `phones[0]`, `role`."""
    certainty: Certainty = "sure"
    rejected: tuple[Rejected, ...] = ()
    """Best first, at most a handful."""
    doubts: Mapping[str, Certainty] = {}
    """Parts that are less sure than the whole: a deadline whose year was counted out."""
