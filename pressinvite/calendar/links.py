"""Add-to-calendar addresses of Google, Outlook.com, Microsoft 365 and Yahoo (DESIGN, rule 14).

None of them is a standard; the parameters are what those sites read today. Blanks are %20, since a + would be shown.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from pressinvite.calendar.lines import clean_line, clean_text
from pressinvite.calendar.spans import clock_span, day_span

if TYPE_CHECKING:
    from pressinvite.calendar.words import EventWords
    from pressinvite.meeting import Meeting

LONGEST = 1800
"""Characters of an address that browsers, mail programs and the sites' own redirects all take."""

LONGEST_PART = 640
"""Characters that a title or a place may take of it."""

_Pairs = dict[str, str]


def add_links(meeting: Meeting, words: EventWords, *, default_minutes: int = 60) -> dict[str, str]:
    """Return the addresses by the name of the calendar: google, outlook, office365, yahoo."""
    return {
        "google": google_link(meeting, words, default_minutes=default_minutes),
        "outlook": outlook_link(meeting, words, default_minutes=default_minutes),
        "office365": office365_link(meeting, words, default_minutes=default_minutes),
        "yahoo": yahoo_link(meeting, words, default_minutes=default_minutes),
    }


def google_link(meeting: Meeting, words: EventWords, *, default_minutes: int = 60) -> str:
    """Return Google Calendar's address: wall times with the zone as `ctz`."""
    dates = "/".join(_basic(moment) for moment in _span(meeting, default_minutes))
    pairs = {"action": "TEMPLATE", "text": _short(words.summary), "dates": dates}
    if isinstance(meeting.start, dt.datetime):
        pairs["ctz"] = meeting.timezone
    pairs["location"] = _short(words.location or "")
    return _address("https://calendar.google.com/calendar/render", pairs, "details", words)


def outlook_link(meeting: Meeting, words: EventWords, *, default_minutes: int = 60) -> str:
    """Return Outlook.com's address: instants in UTC."""
    return _microsoft("https://outlook.live.com/calendar/0/deeplink/compose", meeting, words, default_minutes)


def office365_link(meeting: Meeting, words: EventWords, *, default_minutes: int = 60) -> str:
    """Return Microsoft 365's address: instants in UTC."""
    return _microsoft("https://outlook.office.com/calendar/0/deeplink/compose", meeting, words, default_minutes)


def yahoo_link(meeting: Meeting, words: EventWords, *, default_minutes: int = 60) -> str:
    """Return Yahoo Calendar's address: instants in UTC, or days."""
    start, end = _span(meeting, default_minutes)
    pairs = {"v": "60", "title": _short(words.summary)}
    if isinstance(start, dt.datetime) and isinstance(end, dt.datetime):
        pairs |= {"st": f"{start.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}", "et": f"{end.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"}
    else:
        pairs |= {"st": _basic(start), "et": _basic(end - dt.timedelta(days=1)), "dur": "allday"}
    pairs["in_loc"] = _short(words.location or "")
    return _address("https://calendar.yahoo.com/", pairs, "desc", words)


def _microsoft(base: str, meeting: Meeting, words: EventWords, default_minutes: int) -> str:
    start, end = _span(meeting, default_minutes)
    pairs = {"path": "/calendar/action/compose", "rru": "addevent", "subject": _short(words.summary)}
    if isinstance(start, dt.datetime) and isinstance(end, dt.datetime):
        pairs |= {
            "startdt": f"{start.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}",
            "enddt": f"{end.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}",
        }
    else:
        pairs |= {"startdt": start.isoformat(), "enddt": end.isoformat(), "allday": "true"}
    pairs["location"] = _short(words.location or "")
    return _address(base, pairs, "body", words)


def _span(meeting: Meeting, default_minutes: int) -> tuple[dt.date, dt.date]:
    if isinstance(meeting.start, dt.datetime):
        return clock_span(meeting, default_minutes)
    return day_span(meeting)


def _basic(moment: dt.date) -> str:
    return f"{moment:%Y%m%dT%H%M%S}" if isinstance(moment, dt.datetime) else f"{moment:%Y%m%d}"


def _address(base: str, pairs: _Pairs, body_key: str, words: EventWords) -> str:
    """The address with as much of the description as there is room for, cut between words."""
    pairs = {key: value for key, value in pairs.items() if value}
    body = clean_text(words.description)
    address = f"{base}?{_query({**pairs, body_key: body})}" if body else f"{base}?{_query(pairs)}"
    while len(address) > LONGEST and body:
        body = body[: len(body) * LONGEST // len(address)].rpartition(" ")[0]
        shown = {**pairs, body_key: f"{body}…"} if body else pairs
        address = f"{base}?{_query(shown)}"
    return address


def _short(text: str) -> str:
    """The text on one line, cut where it would take more than its part of an address."""
    line = clean_line(text)
    shown = line
    while len(quote(shown)) > LONGEST_PART:
        line = line[: len(line) * LONGEST_PART // len(quote(shown)) - 1]
        shown = f"{line}…"
    return shown


def _query(pairs: _Pairs) -> str:
    return urlencode(pairs, quote_via=quote)
