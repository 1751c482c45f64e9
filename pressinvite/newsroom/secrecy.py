"""What a meeting file that has errors still tells of whom it is for: what must not be public is taken away at once.

Errors never make anything public. Where the file cannot be taken apart, its text is searched for the two keys; in doubt it
must not be public.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from pressinvite.newsroom.entries import end_of_embargo

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pressinvite.errors import Finding
    from pressinvite.meeting import Meeting

_TOLD = re.compile(
    r"""(?:^|[{,])[ \t\-"']*(audience|embargo)["']?[ \t]*[:=][ \t]*["']?([^"'#,}\r\n]*)""", re.MULTILINE | re.IGNORECASE
)
_NOTHING = ("", "null", "~")
_KEYS = ("audience", "embargo")
_FARTHEST = dt.timedelta(hours=14)
"""How far a clock can be from UTC."""


def is_secret(meeting: Meeting, now: dt.datetime) -> bool:
    """Tell whether a meeting must not be public at `now`, whatever else is wrong with it."""
    return meeting.audience != "open" or end_of_embargo(meeting) > now.timestamp()


def has_secret(text: str, findings: Iterable[Finding], now: dt.datetime) -> bool:
    """Tell whether a file says of any meeting that it must not be public, as far as its text can be understood."""
    if any(finding.severity == "error" and finding.field.rpartition(".")[2] in _KEYS for finding in findings):
        return True
    return any(_restricts(key.lower(), value.strip(), now) for key, value in _TOLD.findall(text))


def _restricts(key: str, value: str, now: dt.datetime) -> bool:
    if value in _NOTHING:
        return False
    if key == "audience":
        return value != "open"
    try:
        moment = dt.datetime.fromisoformat(value)
    except ValueError:
        return True
    return moment.replace(tzinfo=moment.tzinfo or dt.UTC) + _FARTHEST > now
