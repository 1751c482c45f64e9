"""iCalendar (RFC 5545): events, time zone components, iTIP, add-to-calendar links; its words come as arguments."""

from __future__ import annotations

from pressinvite.calendar.events import build_event, render_attendee
from pressinvite.calendar.files import Stored, join_feed, render_calendar, render_feed, render_published, render_single
from pressinvite.calendar.words import Address, EventWords

__all__ = [
    "Address",
    "EventWords",
    "Stored",
    "build_event",
    "join_feed",
    "render_attendee",
    "render_calendar",
    "render_feed",
    "render_published",
    "render_single",
]
