"""What a sound meeting meets: one small function a rule, each giving the findings of its rule.

Errors stop the writing, warnings ask for a look, notes inform; DESIGN and the texts in `language.findings` say why.
Fields are paths within the meeting: "start", "contacts[0].phones[1]".
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from pressinvite import zones
from pressinvite.errors import Finding
from pressinvite.language.holidays import holiday_name, is_eve
from pressinvite.language.mentions import parse_dates
from pressinvite.language.parties import PARTIES
from pressinvite.language.phones import is_dialable
from pressinvite.meeting import DEFAULT_TIMEZONE, Organisation, normalise
from pressinvite.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressinvite.errors import Severity
    from pressinvite.meeting import Meeting

_LONGEST_DAY = dt.timedelta(hours=12)
_LONGEST_MEETING = dt.timedelta(days=7)
_FIRST_HOUR = 5
"""Meetings with the press do not begin between midnight and this hour."""
_LAST_YEAR = 2037
"""Where the tables of pytz end."""
_LONGEST_ADDRESS = 254
"""RFC 5321 section 4.5.3.1.3, less the angle brackets."""


class _Case(NamedTuple):
    """What the rules look at."""

    meeting: Meeting
    today: dt.date
    organisation: Organisation
    sending: bool


def check_meeting(
    meeting: Meeting, *, today: dt.date, organisation: Organisation | None = None, sending: bool = False
) -> list[Finding]:
    """The findings of all rules, in the order of the rules. `today` is the date on the organisation's clock.

    `sending` makes a meeting in the past an error.
    """
    case = _Case(meeting, today, organisation or Organisation(), sending)
    return [finding for rule in RULES for finding in rule(case)]


def _check_zone(case: _Case) -> Iterator[Finding]:
    """The zone has a name that is known."""
    if not zones.is_zone(case.meeting.timezone):
        yield Finding("unknown-zone", "error", "timezone", {"zone": case.meeting.timezone})


def _check_start(case: _Case) -> Iterator[Finding]:
    """A meeting has a date, and it is well that it has a time; whole days with a last day are meant so."""
    start = case.meeting.start
    if start is None:
        yield Finding("no-start", "error", "start")
    elif not isinstance(start, dt.datetime) and case.meeting.end is None:
        yield Finding("no-time", "note", "start", {"date": start})


def _check_end(case: _Case) -> Iterator[Finding]:
    """The end comes after the beginning and is told in the same way (RFC 5545 section 3.6.1); a note where it is not told."""
    start, end = case.meeting.start, case.meeting.end
    if start is None:
        return
    if end is None:
        if isinstance(start, dt.datetime):
            yield Finding("no-end", "note", "end", {"minutes": case.organisation.default_minutes})
        return
    values = {"start": start, "end": end}
    if isinstance(start, dt.datetime) and isinstance(end, dt.datetime):
        backwards = end <= start
    else:
        backwards = _day_of(end) < _day_of(start)
    if backwards:
        yield Finding("end-before-start", "error", "end", values)
    elif isinstance(start, dt.datetime) != isinstance(end, dt.datetime):
        yield Finding("end-differs-in-kind", "error", "end", values)


def _check_length(case: _Case) -> Iterator[Finding]:
    """More than twelve hours of one day, or a week, is mostly a slip of the pen."""
    start, end = case.meeting.start, case.meeting.end
    if start is None or end is None:
        return
    days = _day_of(end) - _day_of(start)
    one_day = not days and isinstance(start, dt.datetime) and isinstance(end, dt.datetime)
    if days > _LONGEST_MEETING or (one_day and end - start > _LONGEST_DAY):
        yield Finding("long-meeting", "warning", "end", {"start": start, "end": end})


def _check_hour(case: _Case) -> Iterator[Finding]:
    """A meeting in the small hours is mostly a missing or a twelve-hour clock time."""
    start = case.meeting.start
    if isinstance(start, dt.datetime) and start.hour < _FIRST_HOUR:
        yield Finding("at-night", "warning", "start", {"start": start})


def _check_clock(case: _Case) -> Iterator[Finding]:
    """Wall times exist on the clock of the zone, and once only (rule 2)."""
    meeting = case.meeting
    deadline = meeting.registration.deadline if meeting.registration else None
    moments = {
        "start": meeting.start,
        "end": meeting.end,
        "registration.deadline": deadline,
        "embargo": meeting.embargo,
    }
    for field, moment in moments.items():
        if moment is not None and moment.year > _LAST_YEAR:
            yield Finding("beyond-tables", "error", field, {"date": moment})
        elif isinstance(moment, dt.datetime) and zones.is_zone(meeting.timezone):
            yield from _check_moment(field, moment, meeting.timezone)


def _check_moment(field: str, moment: dt.datetime, zone: str) -> Iterator[Finding]:
    """The wall time is neither in the gap of spring nor in the overlap of autumn."""
    kind = zones.kind_of(moment, zone)
    values = {"moment": moment, "zone": zone}
    if kind == "gap":
        yield Finding("time-in-gap", "error", field, values)
    elif kind == "overlap":
        yield Finding("time-in-overlap", "warning", field, values)
    elif kind == "beyond-tables":
        yield Finding("beyond-tables", "error", field, {"date": moment})


def _check_past(case: _Case) -> Iterator[Finding]:
    """The meeting is still to come; a cancelled one may be told of afterwards."""
    meeting = case.meeting
    if meeting.start is None or meeting.status == "cancelled":
        return
    if _day_of(meeting.end or meeting.start) < case.today and _day_of(meeting.start) < case.today:
        severity: Severity = "error" if case.sending else "warning"
        yield Finding("in-the-past", severity, "start", {"date": _day_of(meeting.start), "today": case.today})


def _check_holiday(case: _Case) -> Iterator[Finding]:
    """In Sweden, the meeting begins on a day when editorial offices are at work."""
    meeting = case.meeting
    if meeting.start is None or meeting.timezone != DEFAULT_TIMEZONE:
        return
    day = _day_of(meeting.start)
    name = holiday_name(day)
    if name:
        yield Finding("holiday-eve" if is_eve(day) else "holiday", "warning", "start", {"date": day, "holiday": name})


def _check_dates_in_text(case: _Case) -> Iterator[Finding]:
    """A date in the title stands in the text too, or is the meeting's own where the text has none."""
    meeting = case.meeting
    title, body = meeting.title or "", "\n".join(filter(None, (meeting.lead, meeting.body)))
    in_title = {_month_and_day(mention.day): title[mention.start : mention.end] for mention in parse_dates(title)}
    if not in_title:
        return
    in_body = {_month_and_day(mention.day): body[mention.start : mention.end] for mention in parse_dates(body)}
    if in_body and not in_title.keys() & in_body.keys():
        values = {"title": tuple(in_title.values()), "body": tuple(in_body.values())}
        yield Finding("dates-differ", "warning", "title", values)
    elif not in_body and meeting.start and not in_title.keys() & set(_days_of(meeting)):
        yield Finding(
            "title-date", "warning", "title", {"title": tuple(in_title.values()), "date": _day_of(meeting.start)}
        )


def _check_place(case: _Case) -> Iterator[Finding]:
    """The place is known, its parts stand in what is shown, and what is online can be reached."""
    place, online = case.meeting.place, case.meeting.online
    parts = (place.venue, place.building, place.street, place.postal_code, place.city) if place else ()
    text = (place.text or "").strip() if place else ""
    if not text and not any(parts) and online is None:
        yield Finding("no-place", "warning", "place")
    if online is not None and not online.url:
        yield Finding("online-without-address", "warning", "online")
    names = ("venue", "building", "street", "postal_code", "city")
    for name, part in zip(names, parts, strict=False):
        if text and part and not _stands_in(part, text, tight=name == "postal_code"):
            yield Finding("place-parts-differ", "error", f"place.{name}", {"part": part, "text": text})


def _check_participants(case: _Case) -> Iterator[Finding]:
    """Parties are written with letters that are known."""
    for index, participant in enumerate(case.meeting.participants):
        if participant.party and participant.party not in PARTIES:
            values = {"party": participant.party, "known": tuple(PARTIES)}
            yield Finding("unknown-party", "warning", f"participants[{index}].party", values)


def _check_contacts(case: _Case) -> Iterator[Finding]:
    """Somebody can be reached: one of the meeting's contacts or the standing press service."""
    contacts = (*case.meeting.contacts, *case.organisation.contacts)
    if not any(contact.phones or contact.emails for contact in contacts):
        yield Finding("no-contact", "warning", "contacts")


def _check_phones(case: _Case) -> Iterator[Finding]:
    """Every phone number can be dialled."""
    registration = case.meeting.registration
    numbers = {
        f"contacts[{index}].phones[{place}]": phone
        for index, contact in enumerate(case.meeting.contacts)
        for place, phone in enumerate(contact.phones)
    }
    if registration and registration.phone:
        numbers["registration.phone"] = registration.phone
    for field, phone in numbers.items():
        if not is_dialable(phone):
            yield Finding("phone", "warning", field, {"phone": phone})


def _check_emails(case: _Case) -> Iterator[Finding]:
    """Every e-mail address can stand in a header and be written to."""
    registration = case.meeting.registration
    addresses = {
        f"contacts[{index}].emails[{place}]": email
        for index, contact in enumerate(case.meeting.contacts)
        for place, email in enumerate(contact.emails)
    }
    if registration and registration.email is not None:
        addresses["registration.email"] = registration.email
    for field, address in addresses.items():
        if not is_email(address):
            yield Finding("bad-email", "error", field, {"address": address})


def _check_urls(case: _Case) -> Iterator[Finding]:
    """Every web address is one that a browser opens: http or https."""
    meeting = case.meeting
    addresses = {
        "url": meeting.url,
        "place.map_url": meeting.place.map_url if meeting.place else None,
        "online.url": meeting.online.url if meeting.online else None,
        "registration.url": meeting.registration.url if meeting.registration else None,
    }
    for field, address in addresses.items():
        if address is not None and not is_web_address(address):
            yield Finding("bad-url", "error", field, {"address": address})


def _check_deadline(case: _Case) -> Iterator[Finding]:
    """Registration closes before the meeting begins."""
    start, registration = case.meeting.start, case.meeting.registration
    deadline = registration.deadline if registration else None
    if start is None or deadline is None:
        return
    if isinstance(start, dt.datetime) and isinstance(deadline, dt.datetime):
        late = deadline > start
    else:
        late = _day_of(deadline) > _day_of(start)
    if late:
        values = {"deadline": deadline, "start": start}
        yield Finding("deadline-after-meeting", "warning", "registration.deadline", values)


def _check_registration(case: _Case) -> Iterator[Finding]:
    """Whoever must register can: there is an address or a number to do it by."""
    registration = case.meeting.registration
    if registration is None or registration.email or registration.url or registration.phone:
        return
    if registration.required or (registration.deadline and registration.required is None):
        yield Finding("registration-without-address", "warning", "registration")


def _check_sender(case: _Case) -> Iterator[Finding]:
    """Somebody sends the invitation."""
    if case.organisation.sender is None:
        yield Finding("no-sender", "note")


def _check_revision(case: _Case) -> Iterator[Finding]:
    """A change of time, place or status has raised the sequence (rule 8)."""
    meeting = case.meeting
    if not meeting.previous:
        return
    from pressinvite.revisions import check_sequence  # noqa: PLC0415 (few meetings have earlier revisions)

    if not check_sequence(meeting):
        before = meeting.previous[-1].sequence
        values = {"previous": before, "sequence": meeting.sequence, "wanted": before + 1}
        yield Finding("stale-sequence", "error", "sequence", values)


RULES = (
    _check_start,
    _check_zone,
    _check_clock,
    _check_end,
    _check_length,
    _check_hour,
    _check_past,
    _check_holiday,
    _check_dates_in_text,
    _check_place,
    _check_participants,
    _check_contacts,
    _check_phones,
    _check_emails,
    _check_urls,
    _check_deadline,
    _check_registration,
    _check_revision,
    _check_sender,
)
"""All rules, in the order in which their findings are told."""


def is_email(address: str) -> bool:
    """True for a bare address that any mail server takes: ASCII before the @, a host name with a dot after it.

    Quoted local parts and comments (RFC 5322 section 3.4.1) are refused: nobody's press mailbox has one.
    """
    local, at, domain = address.rpartition("@")
    labels = domain.split(".")
    return (
        bool(at)
        and len(address) <= _LONGEST_ADDRESS
        and local.isascii()
        and all(char.isalnum() or char in "!#$%&'*+/=?^_`{|}~-." for char in local)
        and all(local.split("."))
        and len(labels) > 1
        and all(_is_host_label(label) for label in labels)
    )


def is_web_address(address: str) -> bool:
    """True for an http or https address with a host and nothing that could break out of a line or an attribute."""
    scheme, colon, rest = address.partition("://")
    if not colon or scheme.lower() not in ("http", "https"):
        return False
    if not address.isprintable() or any(char.isspace() or char in '<>"\\^`{|}' for char in address):
        return False
    host = rest.split("/")[0].split("?")[0].split("#")[0]
    name, _, port = host.partition(":")
    return all(_is_host_label(label) for label in name.rstrip(".").split(".")) and (not port or port.isdecimal())


def _is_host_label(label: str) -> bool:
    """True for one part of a host name; letters of any script, as in "malmö.example" (RFC 5890)."""
    inner = label.replace("-", "").replace("_", "")
    return inner.isalnum() and len(label) <= 63 and label[0] != "-" and label[-1] != "-"  # RFC 1035 section 2.3.4


def _stands_in(part: str, text: str, *, tight: bool = False) -> bool:
    """True where the part stands in the text in whole words; `tight` compares without blanks (postal codes)."""
    if tight:
        return normalise(part).replace(" ", "") in normalise(text).replace(" ", "")
    return f" {normalise(part)} " in f" {normalise(text)} "


def _day_of(moment: dt.date) -> dt.date:
    """The calendar day of a date or a wall time."""
    return moment.date() if isinstance(moment, dt.datetime) else moment


def _month_and_day(day: dt.date | tuple[int, int]) -> tuple[int, int]:
    """What dates with and without a year share."""
    return day if isinstance(day, tuple) else (day.month, day.day)


def _days_of(meeting: Meeting) -> Iterator[tuple[int, int]]:
    """Month and day of each day of the meeting, at most a week of them."""
    if meeting.start is None:
        return
    first = _day_of(meeting.start)
    last = _day_of(meeting.end or meeting.start)
    for number in range(min((last - first).days, 7) + 1):
        yield _month_and_day(first + dt.timedelta(days=number))
