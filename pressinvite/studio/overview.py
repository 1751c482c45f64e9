"""The staff's calendar: drafts, what is to come and what has been; a month, and what is looked for."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from pressinvite.studio.shelves import list_meetings

if TYPE_CHECKING:
    from starlette.requests import Request

    from pressinvite.studio.desk import Desk
    from pressinvite.studio.shelves import Listed

_MONTH = re.compile(r"(\d{4})-(\d\d)\Z", re.ASCII)


class Day(NamedTuple):
    """A day of the month's table."""

    day: dt.date
    is_inside: bool
    """False for the days of the months beside it."""
    meetings: list[Listed]


class OverviewPages:
    """One method an address."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def routes(self) -> list[Route]:
        """Return the addresses."""
        return [Route("/", self.calendar)]

    async def calendar(self, request: Request) -> Response:
        """All meetings and drafts; those of a month; those that were looked for."""
        words, month = request.query_params.get("q", "").strip()[:200], request.query_params.get("month", "")
        return HTMLResponse(await run_in_threadpool(self._calendar, words, month))

    def _calendar(self, words: str, asked: str) -> str:
        desk = self._desk
        now = desk.clock()
        today = now.date()
        every = list_meetings(desk.workspace, now=now)
        listed = [each for each in every if _holds(each, words)]
        coming = [each for each in listed if not (day := _last_day(each)) or day >= today]
        drafts = [draft for draft in desk.drawer.all() if not draft.is_untouched]
        month = _month(asked)
        return desk.render(
            "calendar.html",
            coming=coming,
            past=[each for each in listed if each not in coming],
            drafts=[draft for draft in drafts if _fold(words) in _fold(draft.form.get("title", ""))],
            damaged=desk.drawer.damaged(),
            is_empty=not every and not drafts,
            words=words,
            month=month,
            weeks=_weeks(month, listed) if month else [],
            this_month=f"{today:%Y-%m}",
            ways=_ways(month, words) if month else {},
            today=today,
            when=lambda each: desk.language.when(each.meeting.start, each.meeting.end) if each.meeting.start else "",
            month_title=desk.language.month_title,
            weekdays=[
                desk.language.date_label(dt.date(2024, 1, number)).split()[0].strip(",") for number in range(1, 8)
            ],
            date_label=desk.language.date_label,
            quote=quote,
        )


def _holds(listed: Listed, words: str) -> bool:
    """Tell whether a meeting has all of these words, whatever their accents and case."""
    meeting = listed.meeting
    told = [listed.file]
    if meeting:
        people = (person.name for person in meeting.participants)
        place = (meeting.place.text or "") if meeting.place else ""
        told += [meeting.title or "", meeting.kind or "", place, *people, *meeting.topics]
    text = _fold(" ".join(told))
    return all(word in text for word in _fold(words).split())


def _fold(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in apart if not unicodedata.combining(char))


def _first_day(listed: Listed) -> dt.date | None:
    return _date(listed.meeting.start) if listed.meeting and listed.meeting.start else None


def _last_day(listed: Listed) -> dt.date | None:
    end = listed.meeting.end if listed.meeting else None
    return _date(end) if end else _first_day(listed)


def _date(moment: dt.date) -> dt.date:
    return moment.date() if isinstance(moment, dt.datetime) else moment


def _month(asked: str) -> dt.date | None:
    match = _MONTH.match(asked)
    inside = match and 1 <= int(match[2]) <= 12 and 1900 <= int(match[1]) <= 2200
    return dt.date(int(match[1]), int(match[2]), 1) if match and inside else None


def _weeks(month: dt.date, listed: list[Listed]) -> list[list[Day]]:
    """The weeks of a month, from Monday, each day with its meetings."""
    begin = month - dt.timedelta(days=month.weekday())
    after = _next(month)
    weeks = []
    while begin < after:
        days = [begin + dt.timedelta(days=number) for number in range(7)]
        weeks.append(
            [Day(day, day.month == month.month, [each for each in listed if _is_on(each, day)]) for day in days]
        )
        begin += dt.timedelta(days=7)
    return weeks


def _is_on(listed: Listed, day: dt.date) -> bool:
    first, last = _first_day(listed), _last_day(listed)
    return first is not None and last is not None and first <= day <= last


def _next(month: dt.date) -> dt.date:
    return (month + dt.timedelta(days=32)).replace(day=1)


def _ways(month: dt.date, words: str) -> dict[str, tuple[dt.date, str]]:
    """The months before and after with their addresses."""
    found = {"before": (month - dt.timedelta(days=1)).replace(day=1), "after": _next(month)}
    search = {"q": words} if words else {}
    return {key: (day, "/?" + urlencode({"month": f"{day:%Y-%m}", **search})) for key, day in found.items()}
