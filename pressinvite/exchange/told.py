"""What an exchange format is made of: one meeting told in one language, every word chosen, with its identities.

Formats of agencies and planning systems show data and words side by side. The data are the meeting's own; the words
were chosen by whoever made the `Told` (`invitation.exchanged`), so that file, page and mail say the same.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from pressinvite.meeting import Place, Translation, name_uuid
from pressinvite.records import NamedTuple

if TYPE_CHECKING:
    from pressinvite.meeting import Meeting, Organisation


class Fact(NamedTuple):
    """A row of the invitation's facts, in words."""

    key: str
    """`time`, `place`, `online`, `participants`, `organisers`, `embargo`, `registration`, `accreditation`, `access` …"""
    label: str
    """As the language has it: "Anmälan"."""
    lines: tuple[str, ...]
    """Plain text, with links written out."""


class Told(NamedTuple):
    """A meeting in one language.

    That a meeting with `audience: limited`, or before its embargo, is told to nobody is the concern of who publishes
    the result: a format makes what it is given, and marks it where it has a mark (ninjs: withheld, embargoed).
    """

    meeting: Meeting
    """Without characters that no format can hold, and with uid, created and modified."""
    organisation: Organisation
    language: str
    """BCP 47 tag of the words below."""
    title: str
    """The headline; "KIND, ORGANISER" where the meeting has none. Never empty."""
    kind: str
    """ "pressträff" in this language; "" where it is not told."""
    lead: tuple[str, ...]
    """Paragraphs of plain text; a line break within one is kept."""
    body: tuple[str, ...]
    """As `lead`: what comes after it."""
    words: Translation
    """The meeting's own words in this language, else in the original."""
    summary: str
    """When and where, on one line; first what changed."""
    notices: tuple[str, ...] = ()
    """What a reader of an earlier version must know first: cancelled, postponed, another time or place."""
    facts: tuple[Fact, ...] = ()
    """The invitation's rows, in its order."""
    url: str | None = None
    """The absolute address of its page in this language."""
    calendar_url: str | None = None
    """The absolute address of its calendar file."""

    @property
    def identity(self) -> str:
        """The item's URI: that of the meeting for its own language, one of its own for each other language."""
        return item_uri(self.meeting, "" if same_language(self.language, self.meeting.language) else self.language)

    def fact(self, key: str) -> str:
        """Return a fact's lines as one text, "" where there is none."""
        return next(("\n".join(fact.lines) for fact in self.facts if fact.key == key), "")


_URI = r"[A-Za-z][A-Za-z0-9+.-]+:[!#-;=?-\[\]_a-z~]+\Z"
_UUID = r"(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z"


def item_uri(meeting: Meeting, language: str = "") -> str:
    """Return a meeting's identity as a URI, the same for life: its uid where that is one (a UUID as urn:uuid, RFC 9562),
    else a UUIDv5 of it. The words in a further language are an item of their own (`language`), or one would replace
    the other where both are taken in.
    """
    uid = meeting.uid or ""
    if not language and re.match(_URI, uid):
        return uid
    if not language and re.match(_UUID, uid):
        return f"urn:uuid:{uid.lower()}"
    return "urn:uuid:" + name_uuid("\n".join(filter(None, (f"pressinvite:{uid}", language.lower()))))


def web_uri(address: str | None) -> str | None:
    """Return a web address as a URI: what is outside of ASCII percent-encoded (RFC 3987, section 3.1); None where it is
    no web address.
    """
    if not address or not address.lower().startswith(("http://", "https://")):
        return None
    uri = "".join(char if char.isascii() else "".join(f"%{octet:02X}" for octet in char.encode()) for char in address)
    return uri if re.match(_URI, uri) else None


def version_of(meeting: Meeting) -> int:
    """Return which version of the meeting this is, from 1: it rises with every revision that was kept, a corrected word
    too, as SEQUENCE does not.
    """
    return max(len(meeting.previous), meeting.sequence) + 1


def old_start(meeting: Meeting) -> dt.date | None:
    """Return the start that the revision before this one had, where it was another."""
    old = meeting.previous[-1].values.get("start") if meeting.previous else None
    return old if isinstance(old, dt.date) and old != meeting.start else None


def schema_status(meeting: Meeting) -> str:
    """Return the name of the meeting's schema.org EventStatusType: "EventScheduled", "EventCancelled" …"""
    if meeting.status in ("cancelled", "postponed"):
        return {"cancelled": "EventCancelled", "postponed": "EventPostponed"}[meeting.status]
    if old_start(meeting) is not None:
        return "EventRescheduled"
    old = meeting.previous[-1].values if meeting.previous else {}
    if isinstance(old.get("place"), Place) and meeting.place is None and meeting.online:
        return "EventMovedOnline"
    return "EventScheduled"


def same_language(first: str, second: str) -> bool:
    """Tell whether two tags share their language: "sv" and "sv-FI"."""
    return first.lower().partition("-")[0] == second.lower().partition("-")[0]


def paragraphs_of(text: str | None) -> tuple[str, ...]:
    """Return the paragraphs of a text, which empty lines part; a line break within one is kept."""
    lines = "\n".join(line.strip() for line in (text or "").split("\n"))
    return tuple(part for block in lines.split("\n\n") if (part := block.strip("\n")))
