"""The nouns: a meeting and its parts, frozen and typed, without behaviour that touches the world.

One word for one thing, here and everywhere: a *meeting* is what the press is invited to; an *invitation* is a
meeting in one language; a *message* is the octets sent to one recipient; a *mailing* is one revision of a meeting
to one list; a *reply* is what comes back; a *finding* is something to tell the user; the *organisation* is who invites.
Wall times are naive `datetime` values on the clock of `Meeting.timezone`; `zones` alone turns them into instants.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from typing import TYPE_CHECKING, Literal

from pressinvite.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pressinvite.errors import Evidence

Status = Literal["confirmed", "tentative", "postponed", "cancelled"]
Audience = Literal["open", "limited"]

DEFAULT_TIMEZONE = "Europe/Stockholm"


class Place(NamedTuple):
    """Where the meeting is held."""

    text: str | None = None
    """What is shown and what LOCATION holds: one line. Composed of the parts where absent."""
    venue: str | None = None
    """The room or hall: "Vigselrummet"."""
    building: str | None = None
    """The house: "Rådhuset"."""
    street: str | None = None
    """Street and number: "Stortorget 7"."""
    postal_code: str | None = None
    """"222 22": digits and blanks as written."""
    city: str | None = None
    """"Lund"."""
    directions: str | None = None
    """How to get in: "ingång från gården". Not part of `text`."""
    latitude: float | None = None
    """Degrees north, WGS 84."""
    longitude: float | None = None
    """Degrees east, WGS 84."""
    map_url: str | None = None
    """An https address of a map."""


class Online(NamedTuple):
    """How the meeting is attended from afar."""

    platform: str | None = None
    """"Teams", "Zoom", "telefon"."""
    url: str | None = None
    """The https address to join, None where it is sent later."""


class Participant(NamedTuple):
    """Somebody the press meets there."""

    name: str
    """As it is shown."""
    party: str | None = None
    """The party's own capitals: S, M, MP."""
    role: str | None = None
    """Title or duty, as written."""


class Contact(NamedTuple):
    """Somebody the press may call or write to."""

    name: str | None = None
    """A person's or a desk's name."""
    role: str | None = None
    """Title or duty, as written."""
    phones: tuple[str, ...] = ()
    """E.164: "+46703495350"; what could not be read as a number stays as written (finding `phone`)."""
    emails: tuple[str, ...] = ()
    """Bare addresses."""
    standing: bool = False
    """True for the organisation's standing press service, False for this meeting's contacts."""
    hours: str | None = None
    """When somebody answers, in words."""


class Registration(NamedTuple):
    """How the press tells that it comes. A Meeting without one says nothing about it."""

    required: bool | None = None
    """True: must register; False: said not to be needed; None: asked for or possible."""
    deadline: dt.date | None = None
    """A date or a wall time (datetime) on the meeting's clock."""
    email: str | None = None
    url: str | None = None
    phone: str | None = None
    """E.164."""


class Translation(NamedTuple):
    """A meeting's own words in another language; what is None is shown in the original, marked."""

    title: str | None = None
    lead: str | None = None
    body: str | None = None
    kind: str | None = None
    directions: str | None = None
    accreditation: str | None = None
    access: str | None = None
    interviews: str | None = None
    photo: str | None = None
    about: tuple[str, ...] = ()


class Revision(NamedTuple):
    """What an earlier revision said in the keys that a later one changed."""

    sequence: int
    """The earlier revision's SEQUENCE."""
    modified: dt.datetime | None
    """The earlier revision's moment, UTC; None where it was not written down."""
    values: Mapping[str, object]
    """Meeting key → old typed value (None: it was absent): start, end, place, status, title …"""


class Meeting(NamedTuple):
    """One press meeting, in one revision."""

    title: str | None = None
    """The headline without furniture."""
    kind: str | None = None
    """Free text: "pressträff"; words known to `language.kinds` are translated."""
    lead: str | None = None
    """The first paragraph."""
    body: str | None = None
    """The rest; paragraphs are parted by an empty line."""
    start: dt.date | None = None
    """Wall time (naive datetime) on the clock of `timezone`, or a date where no clock time is known."""
    end: dt.date | None = None
    """As `start`; a date is the last day, itself included. None where the end is not told."""
    timezone: str = DEFAULT_TIMEZONE
    """IANA name."""
    place: Place | None = None
    online: Online | None = None
    participants: tuple[Participant, ...] = ()
    contacts: tuple[Contact, ...] = ()
    registration: Registration | None = None
    organisers: tuple[str, ...] = ()
    """Who invites, by name, the first first."""
    topics: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    """Paragraphs about the organisers."""
    accreditation: str | None = None
    """What to bring: a press card."""
    access: str | None = None
    """Entry from and to, parking, hearing loop, interpreter."""
    interviews: str | None = None
    """When and where interviews can be made."""
    photo: str | None = None
    """When and where pictures can be taken."""
    language: str = "sv"
    """BCP 47 tag of the words above."""
    translations: Mapping[str, Translation] = {}
    """Language tag → the words in it."""
    url: str | None = None
    """The release's own address."""
    published: dt.date | None = None
    """Day of publication."""
    embargo: dt.datetime | None = None
    """Wall time before which nothing is public."""
    audience: Audience = "open"
    """`limited`: sent to chosen recipients, never published."""
    uid: str | None = None
    """Identity for life; None until `with_identity` gives one."""
    sequence: int = 0
    """Rises on a change of time, place or status (RFC 5546 section 2.1.4)."""
    status: Status = "confirmed"
    created: dt.datetime | None = None
    """UTC."""
    modified: dt.datetime | None = None
    """UTC: the moment of this revision; DTSTAMP and LAST-MODIFIED."""
    previous: tuple[Revision, ...] = ()
    """Old values, the latest revision last."""
    evidence: Mapping[str, Evidence] = {}
    """Field path → where it was read and how sure that is: "start", "place.street", "contacts[0].phones[1]"."""

    @property
    def all_day(self) -> bool:
        """True where a date alone is known."""
        return self.start is not None and not isinstance(self.start, dt.datetime)

    def __eq__(self, other: object) -> bool:
        """Tell whether both say the same, wherever it was read."""
        if not isinstance(other, Meeting):
            return NotImplemented
        return self[:-1] == other[:-1]  # `evidence` is the last field

    def __ne__(self, other: object) -> bool:
        """Tell whether they differ; without this a tuple's own comparison, evidence and all, would."""
        return not self == other

    def __hash__(self) -> int:
        return hash(self[:-1])


class Sender(NamedTuple):
    """The mailbox that invitations come from: ORGANIZER and From."""

    email: str
    name: str | None = None


class Organisation(NamedTuple):
    """Who sends: the profile from `pressinvite.toml`. All is optional: a text alone can be exported."""

    name: str | None = None
    website: str | None = None
    logo: str | None = None
    """An https address, or a data: address made of the file that the settings name."""
    accent: str = "#00558c"
    """#rrggbb with WCAG AA contrast against white; the settings refuse others."""
    languages: tuple[str, ...] = ("sv",)
    """Languages of what is exported, the first is the organisation's own."""
    timezone: str = DEFAULT_TIMEZONE
    about: tuple[str, ...] = ()
    accessibility_statement: str | None = None
    """An https address."""
    contacts: tuple[Contact, ...] = ()
    """Standing press contacts."""
    sender: Sender | None = None
    default_minutes: int = 60
    """Length that the calendar shows of a meeting whose end is not told (DESIGN: rule 10)."""


def normalise(text: str) -> str:
    """Letters and digits of a text in NFC, case-folded, single blanks between: what two spellings share."""
    folded = unicodedata.normalize("NFC", text).casefold()
    return " ".join("".join(char if char.isalnum() else " " for char in folded).split())


def with_text(place: Place) -> Place:
    """Return the place with its `text`, composed of the parts where there is none: "Stortorget 7, 222 22 Lund"."""
    if place.text:
        return place
    town = " ".join(filter(None, (place.postal_code, place.city)))
    parts = filter(None, (place.venue, place.building, place.street, town))
    return place._replace(text=", ".join(parts) or None)


_NAMESPACE_URL = bytes.fromhex("6ba7b8119dad11d180b400c04fd430c8")


def derive_uid(organiser: str, title: str, day: dt.date | None) -> str:
    """Return the uid of a meeting that has none written down: UUIDv5 of who invites, the headline and the day.

    The same text gives the same uid, so that a second export updates the entry in a journalist's calendar.
    """
    words = (normalise(organiser), normalise(title), day.isoformat()[:10] if day else "")
    return name_uuid("pressinvite:" + "\n".join(words))


def name_uuid(name: str) -> str:
    """Return the UUIDv5 of a name in the URL namespace (RFC 9562, section 5.5)."""
    from hashlib import sha1  # noqa: PLC0415 -- only a meeting without a uid needs it; uuid itself takes longer to import

    octets = bytearray(sha1(_NAMESPACE_URL + name.encode(), usedforsecurity=False).digest()[:16])
    octets[6], octets[8] = octets[6] & 0x0F | 0x50, octets[8] & 0x3F | 0x80
    digits = octets.hex()
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def with_uids(meetings: Iterable[Meeting], *, organiser: str | None = None) -> list[Meeting]:
    """Return the meetings, each with a uid of its own; `organiser` is who invites where a meeting does not tell."""
    made: list[Meeting] = []
    for meeting in meetings:
        names = (next(iter(meeting.organisers), organiser or ""), meeting.title or meeting.kind or "")
        uid = meeting.uid or derive_uid(*names, meeting.start)
        if meeting.uid is None and any(other.uid == uid for other in made):
            uid = derive_uid(names[0], f"{names[1]} {meeting.start} {len(made)}", meeting.start)
        made.append(meeting._replace(uid=uid))
    return made


def with_identity(meeting: Meeting, *, organiser: str | None, moment: dt.datetime) -> Meeting:
    """Return the meeting with uid, created and modified; `moment` (UTC) stands in where neither it nor its day of
    publication tells when it was written, so the clock is never read and an unchanged meeting gives the same octets.
    """
    first = meeting.organisers[0] if meeting.organisers else organiser or ""
    day = meeting.published
    stamp = dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC) if day else moment
    return meeting._replace(
        organisers=meeting.organisers or ((organiser,) if organiser else ()),
        uid=meeting.uid or derive_uid(first, meeting.title or meeting.kind or "", meeting.start),
        created=meeting.created or meeting.modified or stamp,
        modified=meeting.modified or meeting.created or stamp,
    )
