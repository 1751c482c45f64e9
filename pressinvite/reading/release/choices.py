"""The dates and clock times of a text as candidates, scored by where they stand and what is near.

A clock time gains where a label or words of invitation stand before it, and loses near entry, registration, a
committee's sitting or office hours. A date gains from labels, from agreeing mentions, from its clock being beside it.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from typing import TYPE_CHECKING

from pressinvite.reading.release.background import (
    is_before_that,
    is_named_behind,
    is_of_season,
    is_soon,
    is_taken_up,
    series_score,
)
from pressinvite.reading.release.changes import former_from, is_elsewhere, is_former, is_new, part_moved
from pressinvite.reading.release.lexicon import Lexicon
from pressinvite.reading.release.programme import programme_clocks, programme_days
from pressinvite.reading.release.purposes import (
    ends_otherwise,
    is_called_off_behind,
    is_deadline,
    is_denied,
    is_in_parentheses,
    is_invited_apart,
    is_of_all,
    is_of_next,
    is_of_press_alone,
    is_of_something_else,
    is_of_the_press,
    is_of_the_public,
    near_words,
    own_lines,
    own_words,
    welcomes,
)
from pressinvite.reading.release.resolution import resolve_day, span_of, year_meant
from pressinvite.reading.release.stamps import STAMP, is_issued, is_stamped, stamp_score
from pressinvite.reading.release.time_lines import has_day_beside, is_named, stands_alone
from pressinvite.reading.release.words import (
    HINTS,
    INVITES,
    KINDS,
    MEETING_WORDS,
    PRESS,
    PRESS_WELCOME,
    TITLE_INVITES,
    without_the_public,
)
from pressinvite.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pressinvite.reading.release.moments import Clock, Day
    from pressinvite.reading.release.page import Page, Stretch


class DayChoice(NamedTuple):
    """A date that may be the meeting's."""

    day: Day
    date: dt.date
    score: float
    guessed_year: bool
    weekday_fits: bool
    reason: str = "lower-score"
    """Why it is not the meeting's, where it is not: a code."""


class ClockChoice(NamedTuple):
    """A clock time that may be the meeting's start."""

    clock: Clock
    score: float
    reason: str = "lower-score"


def day_choices(page: Page, published: dt.date) -> list[DayChoice]:
    """Return the text's dates, scored, in order of the text; worked out once for a page."""
    key = ("days", published)
    if key not in page.memory:
        page.memory[key] = _weighed_days(page, published)
    found: list[DayChoice] = page.memory[key]
    return found


def _weighed_days(page: Page, published: dt.date) -> list[DayChoice]:
    found: list[DayChoice] = []
    told_years = {(day.day, day.month): day.year for day in page.days if day.year is not None}
    weekdays: dict[tuple[int | None, int | None], int | None] = {
        (day.day, day.month): day.weekday for day in page.days if day.year is None and day.weekday is not None
    }
    heads = programme_days(page)
    in_force = [day for day in page.days if day.start < former_from(page)]
    dated = [day for day in in_force if day.day is not None]
    for day in in_force:
        coming = day.weekday == published.weekday() and page.text.endswith(("på ", "on "), 0, day.start)
        resolved = _resolved(page, day, found, told_years, weekdays, published, is_coming=coming)

        if resolved is None:
            continue
        date, guessed, fits = resolved
        stretch = page.stretch(day.start)
        words, reason = _word_score(page, stretch, day.start, day.end, dated)
        score = _part_score(stretch, day.start) + words
        score -= 6.0 if date < published else 0.0
        ahead = (date - published).days
        score -= 4.0 if ahead > _FAR_AHEAD else 1.5 if ahead > _WEEKS_AHEAD else 0.0
        score += 1.0 if day.weekday is not None and day.day is not None else 0.0
        is_bare = day.day is None and day.ahead is None and not day.is_same
        score -= 1.5 if is_bare and not is_of_the_press(stretch.sentence(day.start)[0]) else 0.0
        score -= 1.5 if not fits else 0.0
        stamp = stamp_score(page, day) if date == published else STAMP if is_issued(page, day) else 0.0
        score -= stamp
        score += 2.0 if _has_clock(page, day) else 0.0
        score += 2.5 if is_before_that(page, day.start) and (day.day is not None or is_soon(page, day)) else 0.0
        if day.day is not None and _SINCE.search(page.text, max(stretch.start, day.start - 24), day.start):
            score, reason = score - 3.0, "other-purpose"
        score += series_score(page, day)
        score -= 2.0 if day.last_day is not None and day.day is not None and day.last_day - day.day >= _PERIOD else 0.0
        if is_of_season(page, day):
            score, reason = score - 4.0, "other-purpose"
        if reason == "other-purpose" and is_taken_up(page, day.start):
            score, reason = score + 6.0, "lower-score"
        if day.start in heads:
            score, reason = score - 2.0, "programme"
        if stretch.part in ("footer", "furniture", "contacts"):
            reason = "elsewhere"
        elif stamp >= STAMP:
            reason = "stamp"
        elif date < published:
            reason = "past"
        found.append(DayChoice(day, date, score, guessed, fits, reason))
    return _with_agreement(_with_own_lines(page, found, published))


_SINCE = Lexicon(
    r"\b(?:från|sedan|från och med|since|(?:varar|pågår|gäller|öppet|kvar|ända|fram|on) till)\s(?:den\s)?$",
    "från|sedan|från och med|since|till",
)
_PERIOD = 3
"""Days: what goes on so long is no meeting."""
_SAME = 120
"""Characters before "samma dag" in which the date that it means is rather told than anywhere else."""
_AHEAD = 9.0
"""What a date of the future gains on a line of its own that looks like a stamp of publication, which never is ahead."""
_WEEKS_AHEAD, _FAR_AHEAD = 42, 300

"""Days: invitations are for the weeks to come."""
_BESIDE = 40


def _resolved(
    page: Page,
    day: Day,
    before: list[DayChoice],
    told_years: Mapping[tuple[int | None, int | None], int | None],
    weekdays: Mapping[tuple[int | None, int | None], int | None],
    published: dt.date,
    *,
    is_coming: bool,
) -> tuple[dt.date, bool, bool] | None:
    """As `resolve_day`, with what the rest of the text tells: the year of the same date, the day that "samma dag" is."""
    if day.is_same:
        main = [
            choice
            for choice in before
            if choice.reason not in ("elsewhere", "past", "stamp") and not choice.day.is_same
        ]
        dates = [choice.date for choice in main]
        near = [choice.date for choice in main if choice.day.start >= day.start - _SAME]
        if not main:
            return None
        base = near[-1] if near else max(reversed(dates), key=dates.count)
        return base + dt.timedelta(days=day.shift), False, True
    if day.day is None and day.ahead is None and day.week is None and not day.is_next and not is_soon(page, day):
        plain = (choice for choice in before if choice.reason == "lower-score")
        told_days = {choice.date for choice in plain if choice.day.day is not None or choice.day.shift}
        named = [date for date in told_days if date.weekday() == day.weekday and date >= published]
        named = named or [
            date for choice in before for date in span_of(choice.date, choice.day) if date.weekday() == day.weekday
        ]
        if len(named) == 1:  # "på torsdag" is the Thursday that the text has told of
            return named[0], False, True
        day = day._replace(is_next=is_coming)  # "på måndag", told on a Monday, is in a week
    told = told_years.get((day.day, day.month)) if day.day is not None else None

    meant = year_meant(day._replace(year=told), weekdays.get((day.day, day.month)), published) if told else None
    return resolve_day(day._replace(year=meant) if meant else day, published)


def _with_own_lines(page: Page, choices: list[DayChoice], published: dt.date) -> list[DayChoice]:
    """The choices; where the text itself tells no date, with what stands alone on a line and is ahead."""
    if any(choice.reason == "lower-score" and choice.day.day is not None for choice in choices):
        return choices
    return [
        choice._replace(score=choice.score + _AHEAD, reason="lower-score")
        if choice.date > published and page.stretch(choice.day.start).part == "furniture"
        else choice
        for choice in choices
    ]


def _has_clock(page: Page, day: Day) -> bool:
    """Tell whether a clock time stands right beside the date."""
    stretch = page.stretch(day.start)
    woken = (clock for clock in page.clocks if clock.hour >= _NIGHT)
    near = (clock for clock in woken if day.start - _BESIDE <= clock.start <= day.end + _BESIDE)
    return any(page.stretch(clock.start) is stretch for clock in near)


def _with_agreement(choices: list[DayChoice]) -> list[DayChoice]:
    """Each other mention of the same date speaks for it."""
    counts: dict[dt.date, int] = {}
    for choice in choices:
        if (choice.day.day is not None or choice.day.ahead is not None) and choice.reason != "elsewhere":
            counts[choice.date] = counts.get(choice.date, 0) + 1
    agreed = [choice._replace(score=choice.score + min(counts.get(choice.date, 1) - 1, 3) * 1.0) for choice in choices]
    return [choice._replace(score=choice.score - 8.0) if _is_miscopied(choice, agreed) else choice for choice in agreed]


def _is_miscopied(choice: DayChoice, others: list[DayChoice]) -> bool:
    """Tell whether the date has a weekday that fits another date of the text, a week away at most: that one is meant."""
    if choice.weekday_fits or choice.day.weekday is None:
        return False
    main = (
        other for other in others if other.reason == "lower-score" and other.weekday_fits and other.day.day is not None
    )
    return any(
        other.date.weekday() == choice.day.weekday and abs((other.date - choice.date).days) < _WEEK for other in main
    )


_WEEK = 7


def clock_choices(page: Page) -> list[ClockChoice]:
    """Return the text's clock times, scored, in order of the text; worked out once for a page."""
    if "clocks" not in page.memory:
        page.memory["clocks"] = _weighed_clocks(page)
    found: list[ClockChoice] = page.memory["clocks"]
    return found


def _weighed_clocks(page: Page) -> list[ClockChoice]:
    found = []
    listed = programme_clocks(page)
    clocks = [clock for clock in part_moved(page) if clock.start < former_from(page)]
    for clock in clocks:
        stretch = page.stretch(clock.start)
        words, reason = _word_score(page, stretch, clock.start, clock.end, clocks)
        score = _part_score(stretch, clock.start) + words
        score += (1.0 if clock.is_marked else 0.0) + (0.5 if clock.until else 0.0)
        if stretch.part in ("title", "lead", "body") and stands_alone(page, clock):
            score += 4.0 if has_day_beside(page, clock) else 3.0
        score += 3.5 if is_named(page, clock) else 0.0
        if reason == "other-purpose" and is_named_behind(page, clock):
            score, reason = score + 6.0, "lower-score"
        if is_stamped(page, clock):
            score, reason = score - 8.0, "stamp"
        score -= 3.0 if clock.hour < _NIGHT else 0.0
        score += 1.5 if _STARTS.search(page.text, max(stretch.start, clock.start - _BESIDE), clock.start) else 0.0
        score += 2.5 if _is_told_before(page, stretch, clock.start) else 0.0
        score -= 3.0 if clock.zone is None and is_in_parentheses(page.text, clock.start) else 0.0
        score += _zone_score(page, clock)
        order = listed.get(clock.start) if stretch.label_at(clock.start) not in ("time", "time-place") else None
        if order is not None:
            score -= 1.0 if order == 0 else 5.0
            reason = "programme"
        if stretch.part in ("footer", "furniture", "contacts"):
            reason = "elsewhere"
        found.append(ClockChoice(clock, score, reason))
    main = [index for index, choice in enumerate(found) if choice.score > -2.0]
    if len(main) == 1:  # the only time that the text tells
        found[main[0]] = found[main[0]]._replace(score=found[main[0]].score + 2.0)
    return found


_STARTS = Lexicon(
    r"\b(?:(?:beräknad |planerad |med )?start|starttid|begins|starts)\W{0,3}(?:ca\.?\s|cirka\s|at\s)?$", "start|begins"
)


def _zone_score(page: Page, clock: Clock) -> float:
    """A time told on two clocks is taken on that of the country that the text is about."""
    if clock.zone is None:
        return 0.0
    others = (other for other in page.clocks if other is not clock and abs(other.start - clock.start) < _BESIDE)
    twice = any(other.zone and other.zone != clock.zone for other in others)
    return (1.5 if clock.zone == page.zone_word else -4.0) if twice else 0.5


_NIGHT = 6


def _is_told_before(page: Page, stretch: Stretch, at: int) -> bool:
    """Tell whether the time's date is set before another event: "Veckan innan, den 18 maj kl. 13.30"."""
    _, offset = stretch.sentence(at)
    own = [day.start for day in page.days if offset <= day.start < at]
    return bool(own) and is_before_that(page, own[-1])


def _part_score(stretch: Stretch, at: int) -> float:
    """What the part of the page says: a label most, the footer least."""
    score = {"title": 3.0, "lead": 2.0, "body": 0.0, "contacts": -6.0, "footer": -12.0, "furniture": -9.0}[stretch.part]
    kind = stretch.label_at(at)
    if kind in ("time", "time-place", "date"):
        score += 8.0
    elif kind in ("registration", "programme", "access", "contact", "accreditation", "interviews", "photo"):
        score -= 5.0
    return score


def _word_score(page: Page, stretch: Stretch, start: int, end: int, others: Sequence[Day | Clock]) -> tuple[float, str]:
    """What the words of the same sentence say, those just before it most; and what else it is for.

    `others` are the dates or times among which it stands.
    """
    sentence, offset = stretch.sentence(start)
    clause = page.text[max(offset, _end_before(page, start)) : start]
    if is_deadline(clause):
        return -6.0, "other-purpose"  # "anmäl er till pressträffen senast den 4 maj"
    score = 0.0
    if MEETING_WORDS.is_in(sentence):
        score += 3.0
    if INVITES.is_in(sentence):
        score += 2.0
    before = is_of_the_press(clause[-70:])
    score += 1.5 if before else 0.0
    if start - offset < _AT_FRONT and "\n" in page.text[max(0, offset - 2) : start]:
        score += 1.0  # the line begins with it
    if stretch.part == "title" and TITLE_INVITES.is_in(stretch.text):
        return score, "lower-score"  # "Pressinbjudan: badet har premiär 24 augusti" is about the première
    behind = sentence[end - offset :]
    own = behind.partition("\n")[0] if _is_bullet(page, start) else behind
    denied = (is_denied(clause) and not is_new(clause)) or (is_called_off_behind(own) and not is_elsewhere(own))
    if denied or is_former(page, start, end, others):
        return score - 8.0 + _other_purpose(page, stretch, start, end, clause, others), "no-longer"
    other = _other_purpose(page, stretch, start, end, clause, others)
    if other:
        return score + other, "other-purpose"
    following = own_words(sentence[end - offset :], [one.start - end for one in others])
    named = 1.0 if (PRESS.is_in(following) and not before) or PRESS_WELCOME.is_in(sentence) else 0.0
    return score + named + (2.5 if HINTS.is_in(sentence) else 0.0), "lower-score"


def _is_bullet(page: Page, at: int) -> bool:
    """Tell whether a place stands in a line of a list, which tells nothing of the lines around it."""
    return page.lines[bisect_left(page.lines, at + 1, key=lambda line: line.start) - 1].is_bullet


def _other_purpose(
    page: Page, stretch: Stretch, start: int, end: int, clause: str, others: Sequence[Day | Clock]
) -> float:
    """How much the words around a date or time say that it is of something else than the meeting; 0 where they do not."""
    sentence, offset = stretch.sentence(start)
    behind = sentence[end - offset :]
    if is_of_something_else(clause[-60:]) or is_of_the_public(page.text, start) or is_of_all(behind):
        return -6.0
    if is_of_press_alone(clause):
        return 0.0
    near = near_words(behind, [one.start - end for one in others])
    if is_of_something_else(own_lines(sentence[: start - offset], [one.end - offset for one in others])) or (
        ends_otherwise(near) and not welcomes(behind)
    ):
        return -2.5
    if _FOR_ALL.is_in(without_the_public(sentence)) and not PRESS.is_in(sentence) and not KINDS.is_in(sentence):
        return -1.0
    apart = is_invited_apart(page.text[end : min(stretch.end, end + _BEHIND)])
    return -5.0 if apart or is_of_next(page.text[max(stretch.start, start - _BEFORE) : start]) else 0.0


_BEFORE, _BEHIND = 70, 70
"""Characters in which a text tells that there is another invitation to what it names."""
_AT_FRONT = 30
_FOR_ALL = Lexicon(
    r"\b(?:alla (?:är|hälsas)(?: \w+)? välkomna|alla andra|allmänhetens?|för alla|hela staden|för hela|alla som vill|besökar\w+|gratis|fritt inträde|fri entré|biljett\w*|publiken|samråd\w*|everybody|the public)\b",
    "alla är|alla hälsas|alla andra|allmänheten|för alla|hela staden|för hela|alla som vill| besökar| gratis |fritt inträde|fri entré| biljett|publiken|samråd|everybody|the public",
)
"""A sentence about what is for everybody."""


def _end_before(page: Page, at: int) -> int:
    """Where the clock time before this place ends: what stands before that belongs to it."""
    index = bisect_left(page.clocks, at, key=lambda clock: clock.start)
    return page.clocks[index - 1].end if index else 0
