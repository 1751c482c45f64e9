"""Meetings with what any calendar must understand of their files: instants and texts written down by hand."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from pressinvite.calendar import Address, EventWords, render_single
from pressinvite.meeting import Meeting, Online, Place

PRESS = Address("press@bjorkvik.example", "Björkviks kommun, press; jouren")
EDITOR = Address("rut.ek@tidningen.example", "Ek, Rut; redaktionen")
PLACE = "Vigselrummet, Rådhuset, Stortorget 7, Lund"
MOMENT = dt.datetime(2012, 1, 20, 8, tzinfo=dt.UTC)
UID = "5d1c6f0e-0000-5000-8000-0123456789ab"
BODY = "Tid: onsdag 25 januari 2012\n\n| Program; del 1, 2\nSökväg C:\\nytt\\tal och \\, \\;\n<b>{{ x }}</b>"
NASTY = (
    "| Så; blir det, va? C:\\nytt \\\\ \"citat\" 'q' 🎉👩‍👩‍👧 مؤتمر صحفي במסיבת "
    + "mycket lång rubrik med åäö " * 4
    + "<b>{{ x }}</b> \\, \\; BEGIN:VALARM"
)


class Case(NamedTuple):
    name: str
    meeting: Meeting
    start: str
    end: str
    words: EventWords
    method: str = "PUBLISH"
    attendee: Address | None = None
    status: str = "CONFIRMED"

    def render(self) -> bytes:
        method: Any = self.method
        return render_single(self.meeting, self.words, organizer=PRESS, attendee=self.attendee, method=method)

    def expected(self) -> dict[str, object]:
        return {
            "uid": self.meeting.uid,
            "start": self.start,
            "end": self.end,
            "summary": self.words.summary,
            "description": self.words.description,
            "location": self.words.location,
            "organizer": PRESS.email,
            "name": PRESS.name,
            "attendees": [self.attendee.email] if self.attendee else [],
            "sequence": self.meeting.sequence,
            "status": self.status,
            "method": self.method,
            "complaints": [],
        }


def meeting(**given: Any) -> Meeting:
    start = dt.datetime(2012, 1, 25, 15)
    usual: dict[str, Any] = {
        "uid": UID,
        "start": start,
        "end": dt.datetime(2012, 1, 25, 15, 45),
        "place": Place(text=PLACE, latitude=55.7029, longitude=13.1929),
        "url": "https://bjorkvik.example/press?id=1&sida=2",
        "created": MOMENT,
        "modified": MOMENT,
    }
    return Meeting(**{**usual, **given})


def words(**given: Any) -> EventWords:
    usual: dict[str, Any] = {
        "summary": "Dags för nästa steg i MalmöLundsamarbetet",
        "description": BODY,
        "location": PLACE,
        "description_html": "<p>Tid: onsdag 25 januari 2012</p><p>Åsa &amp; Rut</p>",
        "contact": ("Rut Ek, presschef, 070-174 06 05",),
        "categories": ("samverkan", "kultur, fritid"),
    }
    return EventWords(**{**usual, **given})


def in_zone(name: str, zone: str, first: tuple[int, ...], last: tuple[int, ...], start: str, end: str) -> Case:
    timed = meeting(timezone=zone, start=dt.datetime(*first), end=dt.datetime(*last))  # type: ignore[arg-type]
    return Case(name, timed, start, end, words())


START, END = "2012-01-25T14:00:00Z", "2012-01-25T14:45:00Z"
DAY = dt.date
CASES = [
    Case("2012", meeting(), START, END, words()),
    Case("no end", meeting(end=None), START, "2012-01-25T15:00:00Z", words()),
    Case("all day", meeting(start=DAY(2026, 12, 3), end=None), "2026-12-03", "2026-12-04", words()),
    Case("two days", meeting(start=DAY(2026, 12, 31), end=DAY(2027, 1, 1)), "2026-12-31", "2027-01-02", words()),
    Case(
        "across midnight",
        meeting(start=dt.datetime(2026, 5, 22, 22, 30), end=dt.datetime(2026, 5, 23, 0, 15)),
        "2026-05-22T20:30:00Z",
        "2026-05-22T22:15:00Z",
        words(),
    ),
    Case(
        "online",
        meeting(place=None, online=Online(platform='Teams, "skarpt"', url="https://teams.example/l/19%3ax?c=%7b%22y%22%7d")),
        START,
        END,
        words(location="Teams"),
    ),
    Case(
        "endless words",
        meeting(online=Online(platform="Teams " + "å" * 10_000, url="https://teams.example/l/1")),
        START,
        END,
        words(location="Sal " + "ö" * 10_000),
    ),
    Case("request", meeting(sequence=2), START, END, words(), "REQUEST", EDITOR),
    Case("cancel", meeting(sequence=3, status="cancelled"), START, END, words(), "CANCEL", EDITOR, "CANCELLED"),
    Case("cancelled, quiet", meeting(sequence=3, status="cancelled"), START, END, words(), status="CANCELLED"),
    Case("postponed", meeting(sequence=1, status="postponed"), START, END, words(), status="TENTATIVE"),
    Case("nasty", meeting(), START, END, words(summary=NASTY, location="| Sal 1; \\n, C:\\ny 🎉 " + "å" * 90)),
    in_zone("spring", "Europe/Stockholm", (2026, 3, 29, 1, 30), (2026, 3, 29, 3, 30), "2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z"),
    in_zone("autumn", "Europe/Stockholm", (2026, 10, 25, 1, 30), (2026, 10, 25, 3, 30), "2026-10-24T23:30:00Z", "2026-10-25T02:30:00Z"),
    in_zone("Sao Paulo", "America/Sao_Paulo", (2012, 10, 20, 23, 30), (2012, 10, 21, 1, 30), "2012-10-21T02:30:00Z", "2012-10-21T03:30:00Z"),
    in_zone("Casablanca", "Africa/Casablanca", (2026, 2, 25, 10), (2026, 2, 25, 11), "2026-02-25T10:00:00Z", "2026-02-25T11:00:00Z"),
    in_zone("Dublin", "Europe/Dublin", (2026, 3, 29, 0, 30), (2026, 3, 29, 2, 30), "2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z"),
    in_zone("Tehran", "Asia/Tehran", (2012, 3, 20, 23, 30), (2012, 3, 21, 1, 30), "2012-03-20T20:00:00Z", "2012-03-20T21:00:00Z"),
    in_zone("Lord Howe", "Australia/Lord_Howe", (2026, 10, 4, 1, 30), (2026, 10, 4, 3), "2026-10-03T15:00:00Z", "2026-10-03T16:00:00Z"),
    in_zone("New York", "America/New_York", (2026, 11, 1, 0, 30), (2026, 11, 1, 2, 30), "2026-11-01T04:30:00Z", "2026-11-01T07:30:00Z"),
    in_zone("Kolkata", "Asia/Kolkata", (2026, 11, 1, 9), (2026, 11, 1, 10), "2026-11-01T03:30:00Z", "2026-11-01T04:30:00Z"),
    in_zone("Apia", "Pacific/Apia", (2012, 4, 1, 2, 30), (2012, 4, 1, 4, 30), "2012-03-31T12:30:00Z", "2012-03-31T15:30:00Z"),
    in_zone("Apia's lost day", "Pacific/Apia", (2011, 12, 31, 9), (2011, 12, 31, 10), "2011-12-30T19:00:00Z", "2011-12-30T20:00:00Z"),
    in_zone("Santiago", "America/Santiago", (2026, 9, 5, 23, 30), (2026, 9, 6, 1, 30), "2026-09-06T03:30:00Z", "2026-09-06T04:30:00Z"),
    in_zone("Jerusalem", "Asia/Jerusalem", (2026, 3, 27, 1, 30), (2026, 3, 27, 3, 30), "2026-03-26T23:30:00Z", "2026-03-27T00:30:00Z"),
    in_zone("UTC", "UTC", (2026, 6, 1, 9), (2026, 6, 1, 10), "2026-06-01T09:00:00Z", "2026-06-01T10:00:00Z"),
]  # fmt: skip
