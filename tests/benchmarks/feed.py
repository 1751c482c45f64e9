"""A newsroom's calendar of 10,000 meetings, in a warm process, beside icalendar's plain loop over the same properties.

First: no event is known. Again: the octets of all are stored, or of all but one. The peer is what icalendar's own
documentation shows: an Event for each meeting, `add` for each property, `to_ical` of the whole. It makes a tenth as
many events, for its time grows with their number; the rows show events a second of CPU time.
"""

from __future__ import annotations

import datetime as dt
import gc
import time
from typing import TYPE_CHECKING

import icalendar
import pytz

from pressinvite.calendar import Address, EventWords, render_feed
from pressinvite.meeting import Meeting, Place
from tests.benchmarks.rows import Row, in_turn

if TYPE_CHECKING:
    from collections.abc import Callable

    from pressinvite.calendar.files import Stored

MANY = 10_000
FEW = 1_000
ORGANIZER = Address("press@kommun.example", "Björkviks kommun, press")
ZONE = pytz.timezone("Europe/Stockholm")
MOMENT = dt.datetime(2026, 11, 23, 8, tzinfo=dt.UTC)
TOPICS = ("kultur", "skola", "trafik")
BODY = (
    "Tid: onsdag 25 januari 2012 kl. 15.00–15.45\nPlats: Vigselrummet, Rådhuset, Stortorget 7, Lund\n\n"
    "Kommunstyrelsens ordförande berättar om nästa steg i samarbetet mellan städerna; tid för enskilda intervjuer "
    "finns efteråt.\n\nPresskontakt: Rut Ek, presschef, 070-174 06 05, rut.ek@kommun.example\n"
)


def rows() -> list[Row]:
    """Measure and return the rows, in events a second."""
    meetings = [_meeting(number) for number in range(MANY)]
    changed = [*meetings[:-1], meetings[-1]._replace(modified=MOMENT + dt.timedelta(hours=1), sequence=1)]
    stored: dict[str, Stored] = {}
    _feed(meetings, stored)
    _compare(meetings[:FEW])

    def one_changed() -> float:
        stored[meetings[-1].uid or ""] = kept
        return _rate(lambda: _feed(changed, stored), MANY)

    kept = stored[meetings[-1].uid or ""]
    contenders = {
        "first": lambda: _rate(lambda: _feed(meetings[:FEW], {}), FEW),
        "plain": lambda: _rate(lambda: _plain(meetings[:FEW]), FEW),
        "unchanged": lambda: _rate(lambda: _feed(meetings, stored), MANY),
        "one changed": one_changed,
    }
    took = in_turn(contenders, rounds=7)
    peer, plain = "icalendar's plain loop", took["plain"]
    return [
        Row("feed: first time", took["first"], peer, plain, 1.0, "events/s", more=True),
        Row("feed: unchanged", took["unchanged"], peer, plain, 300, "events/s", more=True),
        Row("feed: one of 10,000 changed", took["one changed"], peer, plain, 300, "events/s", more=True),
    ]


def _rate(work: Callable[[], object], number: int) -> float:
    """Events a second of CPU time."""
    gc.collect()
    before = time.process_time()
    work()
    return number / (time.process_time() - before)


def _meeting(number: int) -> Meeting:
    start = dt.datetime(2012, 1, 2, 9) + dt.timedelta(days=number // 8, minutes=30 * (number % 8))
    return Meeting(
        uid=f"{number:08d}-5d1c-5000-8000-0123456789ab",
        title=f"Dags för nästa steg i samarbetet mellan städerna, del {number}",
        start=start,
        end=start + dt.timedelta(minutes=45),
        place=Place(text=f"Vigselrummet, Rådhuset, Stortorget {number % 90}, Lund"),
        topics=(TOPICS[number % 3],),
        url=f"https://kommun.example/press/{number}",
        created=MOMENT,
        modified=MOMENT,
    )


def _words(meeting: Meeting) -> EventWords:
    return EventWords(
        summary=meeting.title or "",
        description=BODY,
        location=meeting.place.text if meeting.place else None,
        contact=("Rut Ek, presschef, 070-174 06 05",),
        categories=meeting.topics,
    )


def _feed(meetings: list[Meeting], stored: dict[str, Stored]) -> bytes:
    return render_feed(meetings, _words, stored=stored, name="Pressträffar", organizer=ORGANIZER)


def _plain(meetings: list[Meeting]) -> bytes:
    whole = icalendar.Calendar()
    whole.add("version", "2.0")
    whole.add("prodid", "-//peer//plain//SV")
    for meeting in meetings:
        whole.add_component(_plain_event(meeting))
    return whole.to_ical()


def _plain_event(meeting: Meeting) -> icalendar.Event:
    words = _words(meeting)
    event = icalendar.Event()
    event.add("uid", meeting.uid)
    event.add("dtstamp", meeting.modified)
    event.add("created", meeting.created)
    event.add("last-modified", meeting.modified)
    event.add("sequence", meeting.sequence)
    event.add("dtstart", ZONE.localize(meeting.start, is_dst=None))
    event.add("dtend", ZONE.localize(meeting.end, is_dst=None))
    event.add("summary", words.summary)
    event.add("description", words.description)
    event.add("location", words.location)
    event.add("url", meeting.url)
    event.add("status", "CONFIRMED")
    event.add("transp", "OPAQUE")
    event.add("class", "PUBLIC")
    event.add("categories", list(words.categories))
    event.add("contact", words.contact[0])
    party = icalendar.vCalAddress(f"mailto:{ORGANIZER.email}")
    party.params["CN"] = icalendar.vText(ORGANIZER.name)
    event.add("organizer", party)
    return event


def _compare(meetings: list[Meeting]) -> None:
    """Both say the same, or the rows would mean nothing."""
    wholes = (_feed(meetings, {}), _plain(meetings))
    events = (octets[octets.index(b"BEGIN:VEVENT") : -len(b"END:VCALENDAR\r\n")] for octets in wholes)
    ours, theirs = (sorted(octets.replace(b"\r\n ", b"").split(b"\r\n")) for octets in events)
    if ours != theirs:
        raise RuntimeError([pair for pair in zip(ours, theirs, strict=False) if pair[0] != pair[1]][:3])
