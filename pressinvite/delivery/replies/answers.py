"""What a calendar program answers for its owner: iTIP REPLY and COUNTER (RFC 5546), as Outlook, Google, Apple and
others write them. What is no calendar of that kind is no answer; what cannot be read is told as such.
"""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple
from urllib.parse import unquote

from pressinvite.delivery.addresses import address_key, normalise_address
from pressinvite.delivery.replies.mail import clean_line
from pressinvite.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressinvite.delivery.replies.mail import Mail, Part

_KINDS: Final = frozenset({"text/calendar", "application/ics", "text/x-vcalendar", "application/calendar"})
_LARGEST: Final = 200_000
"""Octets of a calendar that is read: an answer has two or three thousand."""
_MOST_EVENTS: Final = 20
_MOST_ATTENDEES: Final = 500
_HIGHEST: Final = 2**31 - 1
_METHOD = re.compile(rb"(?im)^METHOD[^:\r\n]*:[ \t]*(REPLY|COUNTER)[ \t]*\r?$")


class Attendee(NamedTuple):
    """Who answers, and what."""

    address: str
    """Normalised, "" where it is none."""
    partstat: str
    """In upper case: "ACCEPTED"."""
    delegate: str
    """Whom they send in their place; "" where nobody is named."""
    comment: str = ""
    """Google's own place for words to an answer."""


class CalendarAnswer(NamedTuple):
    """One event of a REPLY or COUNTER."""

    method: Literal["REPLY", "COUNTER"]
    uid: str
    sequence: int
    stamp: float | None
    """DTSTAMP in seconds since 1970."""
    attendees: tuple[Attendee, ...]
    comment: str
    start: str
    """The proposed start of a COUNTER, ISO 8601 in UTC, or a date; "" where none is told."""
    end: str
    is_occurrence: bool
    """True where it speaks of one day of a series only: we never send one."""
    has_other_method: bool
    """True where the mail says another method of the part than the calendar itself (RFC 6047 section 2.4)."""


class Calendars(NamedTuple):
    """What a mail's calendars hold."""

    answers: tuple[CalendarAnswer, ...]
    is_unread: bool
    """True where one says that it is an answer and cannot be read."""


def read_answers(mail: Mail) -> Calendars:
    """Return the answers in a mail's calendars, each once though it be attached as well."""
    found: dict[CalendarAnswer, None] = {}
    is_unread = False
    for part in mail.parts:
        is_calendar = part.kind in _KINDS or part.name.lower().endswith((".ics", ".vcs"))
        if not is_calendar or not (_METHOD.search(part.octets) or part.method in ("REPLY", "COUNTER")):
            continue
        try:
            read = tuple(_read_calendar(mail, part))
        except Exception:  # noqa: BLE001 -- icalendar raises what it likes of what is no calendar
            read = ()
        found |= dict.fromkeys(read)
        is_unread = is_unread or not read
    # the attachment's own type tells no method: one answer is enough
    answers = {each._replace(has_other_method=False): each for each in reversed(found)}
    return Calendars(tuple(reversed(answers.values())), is_unread and not answers)


def _read_calendar(mail: Mail, part: Part) -> Iterator[CalendarAnswer]:
    from icalendar import Calendar  # noqa: PLC0415 -- only an answer needs it

    if len(part.octets) > _LARGEST:
        return
    calendar = Calendar.from_ical(mail.text(part))
    method = str(calendar.get("METHOD", part.method)).strip().upper()
    if method not in ("REPLY", "COUNTER"):
        return
    for event in calendar.walk("VEVENT")[:_MOST_EVENTS]:
        yield CalendarAnswer(
            "REPLY" if method == "REPLY" else "COUNTER",
            clean_line(str(event.get("UID", "")))[:300],
            _read_sequence(event.get("SEQUENCE")),
            _stamp_of(event),
            tuple(map(_read_attendee, _listed(event.get("ATTENDEE"))[:_MOST_ATTENDEES])),
            " ".join(clean_line(str(each)) for each in _listed(event.get("COMMENT"))[:5])[:500],
            _moment(event, "DTSTART") if method == "COUNTER" else "",
            _moment(event, "DTEND") if method == "COUNTER" else "",
            event.get("RECURRENCE-ID") is not None,
            bool(part.method) and part.method != method,
        )


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _read_sequence(value: Any) -> int:
    """SEQUENCE; 0 where there is none (RFC 5546 section 3.2.3)."""
    with suppress(TypeError, ValueError):
        return min(max(int(value), 0), _HIGHEST)
    return 0


def _stamp_of(event: Any) -> float | None:
    moment = _decoded(event, "DTSTAMP")
    if not isinstance(moment, dt.datetime):
        return None
    with suppress(OverflowError, ValueError, OSError):
        return (moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)).timestamp()
    return None


def _moment(event: Any, name: str) -> str:
    """A moment in UTC, a date or, where its zone is not known, a wall time."""
    moment = _decoded(event, name)
    with suppress(OverflowError, ValueError):
        if isinstance(moment, dt.datetime) and moment.tzinfo:
            return moment.astimezone(dt.UTC).isoformat()
        if isinstance(moment, dt.date):
            return moment.isoformat()
    return ""


def _decoded(event: Any, name: str) -> Any:
    value = event.get(name)
    with suppress(Exception):  # icalendar tells of a broken value when it is asked for
        return getattr(value[0] if isinstance(value, list) and value else value, "dt", None)
    return None


def _read_attendee(value: Any) -> Attendee:
    params = getattr(value, "params", {})
    delegates = _listed(params.get("DELEGATED-TO"))
    delegate = next(filter(None, map(_read_address, delegates)), "")
    partstat = str(params.get("PARTSTAT", "NEEDS-ACTION")).strip().upper()
    return Attendee(
        _read_address(value), partstat, delegate, clean_line(str(params.get("X-RESPONSE-COMMENT", "")))[:500]
    )


def _read_address(value: Any) -> str:
    """The address of "mailto:…" (RFC 5545 section 3.3.3), "" where it is none."""
    text = str(value).strip().strip('"')
    text = unquote(text[7:].partition("?")[0]) if text[:7].lower() == "mailto:" else text
    try:
        return normalise_address(text)
    except SourceError:
        return ""


def answering(answer: CalendarAnswer, sender_key: str) -> Attendee | None:
    """Return the attendee who wrote the mail, else the only one there is."""
    own = [one for one in answer.attendees if one.address and address_key(one.address) == sender_key]
    if own:
        return own[0]
    return answer.attendees[0] if len(answer.attendees) == 1 else None
