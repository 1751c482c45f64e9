"""A meeting that was sent before under another uid: its file has lost the uid, or had it changed.

Those who had it would be invited a second time, and the calendar entry that they have would never change.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from unicodedata import normalize

from pressinvite.delivery.history import read_other_sent
from pressinvite.dispatch.revising import parse_content
from pressinvite.errors import Finding

if TYPE_CHECKING:
    from pressinvite.delivery.ledger import Ledger
    from pressinvite.meeting import Meeting


def find_namesake(ledger: Ledger, meeting: Meeting, *, today: dt.date) -> Finding | None:
    """Return a warning where a meeting to come was sent under another uid, with this title or on this day.

    The one that is most like it is named. Meetings that are over, or cancelled, are none.
    """
    likest: tuple[int, str, Meeting] | None = None
    for uid, content in read_other_sent(ledger, meeting.uid or ""):
        other = parse_content(content)
        day = _day(other)
        if other.status == "cancelled" or day is None or day < today:
            continue
        likeness = 2 * (_title(other) == _title(meeting) != "") + (day == _day(meeting))
        if likeness > (likest[0] if likest else 0):
            likest = (likeness, uid, other)
    if likest is None:
        return None
    _, uid, other = likest
    values = {"title": other.title or other.kind or "", "date": _day(other), "uid": uid}
    return Finding("sent-as-other", "warning", "uid", values)


def _day(meeting: Meeting) -> dt.date | None:
    start = meeting.start
    return start.date() if isinstance(start, dt.datetime) else start


def _title(meeting: Meeting) -> str:
    """The title's letters and digits, however they are written."""
    return "".join(filter(str.isalnum, normalize("NFKC", meeting.title or "").casefold()))
