"""Several meetings in one text that has no label line for each: a day's stops, two occasions, the same hour on many days.

A programme within one meeting stays one meeting. Separate ones are told by rows that the press may come to, by words such
as "two occasions", or by weekdays that each go with a clock time.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from pressinvite.reading.release.lexicon import Lexicon, Words, later
from pressinvite.reading.release.programme import programme_clocks
from pressinvite.reading.release.purposes import is_in_parentheses, is_of_the_public
from pressinvite.reading.release.tables import find_rows
from pressinvite.reading.release.time_lines import stands_alone
from pressinvite.reading.release.words import HINTS, KINDS, PICTURES, PRESS, PRESS_INVITED
from pressinvite.records import NamedTuple

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from pressinvite.reading.release.choices import ClockChoice, DayChoice
    from pressinvite.reading.release.page import Page, Stretch

_OCCASIONS = Lexicon(
    r"\bvälj(?:er)? (?:själva? )?(?:mellan|en av|ett av|tid|vilke[nt])\b|\bchoose (?:between|one of)\b|\b(?:två|tre|fyra|flera|båda|bägge|two|three|several)\s+(?:olika |separata )?(?:gånger|(?:press|medie?a?)\w+(?:ar|er|n)\b|tillfällen|träffar|chanser|omgångar|visningar|pass\b|hållpunkter|uppehåll|stopp\b|orter|hållplatser|occasions|sessions|stops)",
    "press|medi| välj| choose |uppehåll|stopp | stops|orter|hållplatser|gånger|tillfällen|träffar|chanser|omgångar|visningar| pass |hållpunkter|occasions|sessions",
)
_JOINING = frozenset(
    (
        "och",
        "samt",
        "and",
        "den",
        "alla",
        "båda",
        "samtliga",
        "gånger",
        "gångerna",
        "dagar",
        "dagarna",
        "all",
        "both",
        "at",
    )
)


class Occasion(NamedTuple):
    """One of several meetings: its date and its clock time."""

    day: DayChoice
    clock: ClockChoice


def find_occasions(page: Page, days: Sequence[DayChoice], clocks: Sequence[ClockChoice]) -> list[Occasion]:
    """Return the separate meetings of a text, in its order; [] where it tells of one or none."""
    for find in (
        _by_weekday,
        _by_joint,
        _by_table,
        _by_heading,
        _by_choice,
        _by_each_day,
        _by_word,
        _by_sentence,
        _by_day,
    ):
        found = [one for one in find(page, days, clocks) if not _is_of_the_public(page, one)]
        found.sort(key=_when)
        starts = {(occasion.day.date, occasion.clock.clock.hour, occasion.clock.clock.minute) for occasion in found}
        if len(starts) > 1:
            return found
    return []


def _is_of_the_public(page: Page, occasion: Occasion) -> bool:
    """Tell whether the line of a time begins with what everybody may come to: "Vernissage: lördag 3/9 kl 12–16"."""
    at = min(occasion.day.day.start, occasion.clock.clock.start)
    return is_of_the_public(page.text, at) or _SOLD_OUT.is_in(page.stretch(at).sentence(at)[0])


_SOLD_OUT = Words("slutsåld|slutsålt|slutsålda|utsåld|utsålt|utsålda")


def _when(occasion: Occasion) -> tuple[dt.date, int, int]:
    return occasion.day.date, occasion.clock.clock.hour, occasion.clock.clock.minute


def _by_weekday(page: Page, days: Sequence[DayChoice], clocks: Sequence[ClockChoice]) -> list[Occasion]:
    """Each clock time with the weekdays before it: "måndag kl. 8–10, fredag kl. 13–14"."""
    last = clocks[-1].clock.start if clocks else -1
    for stretch in _main(page):
        if stretch.start > last:
            break
        found: list[Occasion] = []
        for clock in (choice for choice in clocks if stretch.holds(choice.clock.start) and choice.score > 0):
            told = _days_before(page, stretch, days, clock.clock.start)
            if told and not _EACH.search(page.text, max(stretch.start, told[0].day.start - _WORDS), told[0].day.start):
                found += [Occasion(day, clock) for day in told]
        dates = {occasion.day.date for occasion in found}
        sentences = {stretch.sentence(occasion.clock.clock.start)[1] for occasion in found}
        if not (len(dates) > 1 and len(sentences) == 1 and len(dates) == len(found)):
            continue
        if stretch.label_at(stretch.start) == "time" or _speaks_to_the_press(stretch, clocks):
            return found
    return []


_EACH = later(r"\b(?:varje|var|every|each)\s\Z", holds="var every each")
"""What makes weekdays those of every week: "varje tisdag och torsdag kl. 14.00"."""


def _days_before(page: Page, stretch: Stretch, days: Sequence[DayChoice], at: int) -> list[DayChoice]:
    """The days that a time goes with: those right before it, or the first ones told where words stand for them."""
    dated = [choice for choice in days if choice.day.ahead is None and not choice.day.is_same]
    dated = [choice for choice in dated if stretch.start <= choice.day.start < at]
    words = _FIRST_DAYS.search(page.text, max(stretch.start, at - _WORDS), at)
    if words:
        told = [choice for choice in dated if choice.day.day is not None]
        return told[: _COUNT.get(words["count"], len(told))] if words["first"] else told
    before: list[DayChoice] = []
    for day in reversed(dated):
        if not _JOINING.issuperset(page.text[day.day.end : at].replace(",", " ").split()):
            break
        before.insert(0, day)
        at = day.day.start
    return before


_FIRST_DAYS = later(
    r"\b(?P<count>båda|bägge|två|tre|alla)\s(?:(?:de\s)?(?P<first>första)\s|tre\s)?dagarna,?\s\Z", holds="dagarna"
)
"""Words for the days of a list: "båda de första dagarna kl 8–10"."""
_COUNT = {"båda": 2, "bägge": 2, "två": 2, "tre": 3}
_WORDS = 40


def _by_joint(page: Page, days: Sequence[DayChoice], clocks: Sequence[ClockChoice]) -> list[Occasion]:
    """Two times that "och" joins, under a label of time or where the press is invited: "kl. 10.00 och 13.00"."""
    for one, other in pairwise(clocks):
        stretch = page.stretch(one.clock.start)
        joint = page.text[one.clock.end : other.clock.start].strip()
        if stretch.part not in ("lead", "body") or joint not in _JOINTS or min(one.score, other.score) <= 0:
            continue
        told = stretch.label_at(one.clock.start) in ("time", "time-place")
        near = [day for day in days if stretch.holds(day.day.start) and day.score > 0]
        if near and (told or _speaks_to_the_press(stretch, clocks)):
            day = max(near, key=lambda day: day.score)
            return [Occasion(day, one), Occasion(day, other)]
    return []


_JOINTS = ("och", "samt", "and", "respektive", "resp.", "eller", "or", "alternativt")


def _speaks_to_the_press(stretch: Stretch, clocks: Sequence[ClockChoice]) -> bool:
    """Tell whether the press is invited in the passage, or named in the sentence of its first time, before that."""
    if PRESS_INVITED.is_in(stretch.text):
        return True
    first = _first_within(clocks, stretch.start, stretch.end)
    if first is None:
        return False
    sentence, start = stretch.sentence(first.clock.start)
    before = sentence[: first.clock.start - start]
    return PRESS.is_in(before) or HINTS.is_in(before)


def _by_table(page: Page, days: Sequence[DayChoice], clocks: Sequence[ClockChoice]) -> list[Occasion]:
    """The rows of a table that the press is invited to."""
    return [Occasion(row.day, row.clock) for row in find_rows(page, days, clocks)]


def _by_heading(page: Page, days: Sequence[DayChoice], clocks: Sequence[ClockChoice]) -> list[Occasion]:
    """Times on lines of their own, each below a heading that names a meeting: "Pressträff", "Fototillfälle"."""
    best = max(days, key=lambda choice: choice.score, default=None)
    found: list[Occasion] = []
    above = ""
    for line in page.lines if best else ():
        end = line.start + len(line.text)
        first = _first_within(clocks, line.value_start, end) if line.part == "body" else None
        told = (
            first is not None
            and line.part == "body"
            and _OCCASION_WORDS.is_in(above)
            and _OCCASION.fullmatch(above) is not None
        )
        if first and best and told and first.score > -_TOLD and not _has_date(page, first):
            found += [Occasion(best, first)] if stands_alone(page, first.clock) else []
        above = line.text or above
    return found


_TOLD = 2.0
_OCCASION_WORDS = Words("*press*|*tillfälle*|fotografering*|photo*")
_OCCASION = later(
    r"(?:\d\.\s)?(?:\w*press-?\w*(?:träff|konferens|visning|lunch|möte)\w*|\w*(?:foto|bild|film)-?tillfälle\w*|fotografering|intervjutillfälle|photo (?:call|opportunity)|press (?:conference|preview|meeting))\W*",
    re.IGNORECASE,
)


def _by_sentence(page: Page, days: Sequence[DayChoice], clocks: Sequence[ClockChoice]) -> list[Occasion]:
    """Times of other days and other hours, each in a sentence of its own that names the press and the day."""
    found: list[Occasion] = []
    for one in clocks:
        stretch = page.stretch(one.clock.start)
        if stretch.part not in ("lead", "body") or one.reason != "lower-score" or one.score < _TOLD:
            continue
        if is_in_parentheses(page.text, one.clock.start):
            continue  # "(frågor till 11.30)"
        sentence, offset = stretch.sentence(one.clock.start)
        own = [day for day in days if offset <= day.day.start < one.clock.start and day.reason == "lower-score"]
        if own and (PRESS.is_in(sentence) or KINDS.is_in(sentence) or PICTURES.is_in(sentence)):
            found.append(Occasion(own[-1], one))
    whens = [_when(one) for one in found]
    different = len({when[0] for when in whens}) == len({when[1:] for when in whens}) == len(found)
    return found if different else []


def _by_day(page: Page, days: Sequence[DayChoice], clocks: Sequence[ClockChoice]) -> list[Occasion]:
    """Passages that each begin with a date of their own and speak to those who report: "Onsdag 1 april: Öppen träning"."""
    heads = {choice.day.start: choice for choice in days if choice.day.day is not None and choice.score > 0}
    found = []
    for stretch in _main(page) if len(heads) > 1 else ():
        day = heads.get(stretch.start)
        first = _first_within(clocks, stretch.start, stretch.end) if day else None
        speaks = any(words.is_in(stretch.text) for words in (PRESS, KINDS, HINTS, PICTURES))
        if day and first and speaks and first.reason == "lower-score":
            found.append(Occasion(day, first))
    return found if len({one.day.date for one in found}) == len(found) else []


def _by_choice(page: Page, days: Sequence[DayChoice], clocks: Sequence[ClockChoice]) -> list[Occasion]:
    """Lines that begin with a time right below words that offer them: "21 mars. Välj mellan"."""
    best = max(days, key=lambda choice: choice.score, default=None)
    listed = programme_clocks(page)
    if best is None or not listed:
        return []
    for stretch in _main(page):
        first = next((at for at in listed if at >= stretch.end), None)
        if first is None or page.text[stretch.end : first].strip() or not _OCCASIONS.is_in(stretch.text[-_WORDS:]):
            continue
        told = [choice for choice in days if stretch.holds(choice.day.start) and choice.day.day is not None]
        run = [at for at in listed if at >= first]
        run = run[: next((index for index in range(1, len(run)) if listed[run[index]] == 0), len(run))]
        return [Occasion((told or [best])[-1], one) for one in clocks if one.clock.start in run]
    return []


def _by_each_day(page: Page, days: Sequence[DayChoice], clocks: Sequence[ClockChoice]) -> list[Occasion]:
    """Every date of the text, where its only time is told for all of them: "kl. 10 alla tre dagarna"."""
    told = [one for one in clocks if one.reason == "lower-score" and one.score > 0]
    if len(told) != 1 or not _EACH_DAY.search(page.text, told[0].clock.start - _WORDS, told[0].clock.end + _WORDS):
        return []
    main = [
        day for day in days if day.day.day is not None and day.reason in ("lower-score", "programme") and day.score > 0
    ]
    return [Occasion(day, told[0]) for day in {day.date: day for day in main}.values()]


_EACH_DAY = Lexicon(
    r"\b(?:(?:alla|båda|bägge|samtliga) (?:två |tre |fyra )?(?:dagar(?:na)?|gånger(?:na)?|platser(?:na)?)|varje dag|(?:on )?(?:both|all|each)(?: two| three)? days?)\b",
    "dag|gång|plats|days|day ",
)


def _by_word(page: Page, days: Sequence[DayChoice], clocks: Sequence[ClockChoice]) -> list[Occasion]:
    """The clock times that no other purpose is told of, where the text tells of "två tillfällen"."""
    told = next((stretch for stretch in _main(page, title=True) if _OCCASIONS.is_in(stretch.text)), None)
    if told is None:
        return []
    main = _main(page)
    plain = [one for one in clocks if one.reason == "lower-score" and page.stretch(one.clock.start) in main]
    likely = [one for one in plain if one.score >= (0.0 if _has_date(page, one) else 2.5)]
    able = [one for one in plain if one.score >= 0]
    count = _COUNTED.search(told.text)
    if count is not None and len(likely) < len(able) == _NUMBERS[count["number"]]:
        likely = able  # "två pressträffar", and two times
    likeliest = max(days, key=lambda day: day.score, default=None)
    others = {day.date for day in days if day.reason == "lower-score" and day.score > 0}
    only = likeliest if len(others) == 1 else None
    found = []
    for clock in likely:
        near = [day for day in days if day.score > 0 and page.stretch(day.day.start).holds(clock.clock.start)]
        before = [day for day in near if day.day.start < clock.clock.start]
        day = before[-1] if before else near[0] if near else only
        if day is not None:
            found.append(Occasion(day, clock))
    return found if 2 <= len(found) <= 6 else []


_COUNTED = Lexicon(r"\b(?P<number>två|båda|bägge|two|tre|three|fyra) (?:press|medie?a?)\w", "press|medi")
_NUMBERS = {"två": 2, "båda": 2, "bägge": 2, "two": 2, "tre": 3, "three": 3, "fyra": 4}


def _has_date(page: Page, choice: ClockChoice) -> bool:
    """Tell whether a date of its own stands right before the time."""
    return any(0 <= choice.clock.start - day.end <= 4 and day.day is not None for day in page.days)


def _first_within(clocks: Sequence[ClockChoice], start: int, end: int) -> ClockChoice | None:
    """The first clock time from one place of the text to another; they stand in its order."""
    index = bisect_left(clocks, start, key=lambda choice: choice.clock.start)
    return clocks[index] if index < len(clocks) and clocks[index].clock.start < end else None


def _main(page: Page, *, title: bool = False) -> list[Stretch]:
    parts = ("title", "lead", "body") if title else ("lead", "body")
    return [stretch for stretch in page.stretches if stretch.part in parts]
