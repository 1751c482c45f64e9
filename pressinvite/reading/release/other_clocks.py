"""Another clock time that reads as if it were the meeting's start: in its sentences, or in the programme."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from pressinvite.reading.release.background import is_other_hour
from pressinvite.reading.release.choices import clock_choices
from pressinvite.reading.release.lexicon import Lexicon, later
from pressinvite.reading.release.meant import CLOSE, MAIN, NOT_MEANT, OWN_PURPOSE, TIME_LABELS, stands_for_meeting
from pressinvite.reading.release.programme import programme_clocks, programme_days
from pressinvite.reading.release.purposes import is_gathering, is_in_parentheses, is_of_something_else
from pressinvite.reading.release.words import INVITES, KINDS, MEETING_WORDS, PRESS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pressinvite.reading.release.choices import ClockChoice, DayChoice
    from pressinvite.reading.release.moments import Clock
    from pressinvite.reading.release.page import Page, Stretch
    from pressinvite.reading.release.schedule import Slot

_SLACK = dt.timedelta(minutes=45)
"""So much later than the meeting may the first line of its programme be."""


def other_clock(page: Page, slots: Sequence[Slot], slot: Slot) -> Clock | None:
    """Another time that reads as if it were the meeting's start, by the rule of the dates; or a programme's first."""
    if slot.clock is None:
        return None
    mine = slot.clock.clock
    meant = {(other.clock.clock.hour, other.clock.clock.minute) for other in slots if other.clock}
    ends = {other.clock.clock.until for other in slots if other.clock and other.clock.clock.until}
    if isinstance(slot.end, dt.datetime):
        ends.add((slot.end.hour, slot.end.minute))
    choices = clock_choices(page)
    agreed = sum((one.clock.hour, one.clock.minute) == (mine.hour, mine.minute) for one in choices) > 1
    home = page.stretch(mine.start).sentence(mine.start)[1]
    for choice in choices:
        stretch = page.stretch(choice.clock.start)
        if stretch.part not in MAIN or stretch.label_at(choice.clock.start) in OWN_PURPOSE:
            continue
        told = (choice.clock.hour, choice.clock.minute)
        is_start = _has_day_before(page, choice.clock) or stretch.label_at(choice.clock.start) in TIME_LABELS
        if told in meant or (told in ends and not is_start):
            continue
        named = _is_labelled(page, stretch, choice) or _is_on_own_day(page, slot, choice)
        if choice.reason in NOT_MEANT and not named:
            continue
        if stretch.sentence(choice.clock.start)[1] == home or _is_aside(page, stretch, choice.clock):
            continue
        if _is_of_other_day(page, stretch, choice.clock, slots) or _is_within(page, slot, choice.clock):
            continue
        told_plainly = choice.clock.is_marked or _has_day_before(page, choice.clock)
        may_be = (
            told_plainly
            and not agreed
            and not is_other_hour(page, choice.clock, slot)
            and not _is_of_other_event(page, slot, choice.clock)
            and not _is_otherwise(page, slot, stretch, choice.clock)
        )
        if may_be or stands_for_meeting(page, choice.clock.start):
            return choice.clock
    return _programme_clock(page, slot) if len(slots) == 1 else None


def rival_clock(page: Page, slots: Sequence[Slot], slot: Slot) -> Clock | None:
    """Another time that much speaks for, in a sentence of its own, where no label tells the meeting's; it may be the
    start, or that of a meeting that was not read.
    """
    if slot.clock is None or page.stretch(slot.clock.clock.start).label_at(slot.clock.clock.start) in TIME_LABELS:
        return None
    mine, enough = slot.clock.clock, max(_MUCH, slot.clock.score - _NEARLY)
    meant = {(other.clock.clock.hour, other.clock.clock.minute) for other in slots if other.clock}
    meant |= {(other.end.hour, other.end.minute) for other in slots if isinstance(other.end, dt.datetime)}
    home = page.stretch(mine.start).sentence(mine.start)[1]
    for choice in clock_choices(page):
        clock, stretch = choice.clock, page.stretch(choice.clock.start)
        if choice.score < enough or choice.reason not in ("lower-score", "programme") or stretch.part not in MAIN:
            continue
        begin = stretch.sentence(clock.start)[1]
        own = begin != home and not (_begins(page, begin, clock) and _begins(page, home, mine))
        if not own or (clock.hour, clock.minute) in meant or _is_during(slots, clock):
            continue
        if not _is_aside(page, stretch, clock) and not _is_otherwise(page, slot, stretch, clock):
            return clock
    return None


_MUCH, _NEARLY = 2.0, 2.0


def _begins(page: Page, sentence: int, clock: Clock) -> bool:
    """Tell whether a sentence begins with a time, as in a programme: "Kl. 09.30 Kaffe. Kl. 10.00 Provkörning."."""
    return not page.text[sentence : clock.start].strip()


def _is_during(slots: Sequence[Slot], clock: Clock) -> bool:
    """Tell whether a time is between the start and the end of one of the meetings."""
    told = dt.time(clock.hour, clock.minute)
    spans = ((one.start, one.end) for one in slots)
    return any(
        isinstance(start, dt.datetime) and isinstance(end, dt.datetime) and start.time() < told < end.time()
        for start, end in spans
    )


def date_beside(days: Sequence[DayChoice], clock: Clock, date: dt.date) -> dt.date:
    """Return the date that stands right before a time, or the one given where none does."""
    before = [one.date for one in days if 0 <= clock.start - one.day.end <= _WORDS_BETWEEN]
    return before[-1] if before else date


def _is_on_own_day(page: Page, slot: Slot, choice: ClockChoice) -> bool:
    """Tell whether the meeting's own date stands right before the time, and its sentence is of a press meeting, whatever
    else is to be done then: "den 18 april kl 12.15 öppnar vi kartan på en presslunch".
    """
    at = choice.clock.start
    mine = (slot.date.date.day, slot.date.date.month)
    before = any(0 <= at - day.end <= CLOSE and (day.day, day.month) == mine for day in page.days)
    if choice.reason != "other-purpose" or not before:
        return False
    sentence, offset = page.stretch(at).sentence(at)
    own = KINDS.is_in(sentence) or PRESS.is_in(sentence)
    behind = page.text[choice.clock.end : choice.clock.end + _LINE]
    return own and not (is_of_something_else(sentence[: at - offset]) or is_gathering(behind))


def _is_otherwise(page: Page, slot: Slot, stretch: Stretch, clock: Clock) -> bool:
    """Tell whether a time is of another weekday, of food, of registering, or of somebody's comment where a label tells
    the meeting's own.
    """
    sentence = stretch.sentence(clock.start)[0]
    labelled = page.stretch(slot.span[0]).label_at(slot.span[0]) in TIME_LABELS
    begins = slot.start if isinstance(slot.start, dt.datetime) else None
    early = begins - begins.replace(hour=clock.hour, minute=clock.minute) if begins else dt.timedelta(0)
    if dt.timedelta(0) < early <= _EARLY and _ARRIVES.is_in(sentence):
        return True
    before = (day for day in page.days if 0 <= clock.start - day.end <= CLOSE and day.day is None)
    if any(day.weekday not in (None, slot.date.date.weekday()) for day in before):
        return True  # "på onsdag kl 18"
    return _SERVED.is_in(sentence) or (labelled and _COMMENTS.is_in(sentence))


_EARLY = dt.timedelta(minutes=30)
_ARRIVES = Lexicon(r"\b(?:möt\w*|entré\w*|dörr\w*|på plats|entrance|doors?)\b", "möt|entré|dörr|på plats|entrance|door")
"""Who is met at the door so much before the start has come for it."""
_SERVED = Lexicon(r"\b(?:serveras|tilmeld\w*|påmeld\w*)\b|\bsenest (?:kl|den|\d)", "serveras|tilmeld|påmeld|senest ")
_COMMENTS = Lexicon(r"\b(?:kommenterar|comments)\b", "kommenterar|comments")


def _is_of_other_event(page: Page, slot: Slot, clock: Clock) -> bool:
    """Tell whether a time is of something that the meeting only goes with: at night; or in a sentence that names
    neither a meeting nor anybody who tells, shows or receives, where the press is named in that of the meeting's own
    time, or that stands under a label and before it.
    """
    if clock.hour < _MORNING:
        return True
    sentence = page.stretch(clock.start).sentence(clock.start)[0]
    if _has_day_before(page, clock) or INVITES.is_in(sentence) or _is_of_meeting(sentence):
        return False
    mine, at = page.stretch(slot.span[0]), slot.span[0]
    if mine.label_at(at) in TIME_LABELS:
        return isinstance(slot.start, dt.datetime) and (clock.hour, clock.minute) > (slot.start.hour, slot.start.minute)
    return PRESS.is_in(mine.sentence(at)[0]) or KINDS.is_in(mine.sentence(at)[0])


def _is_of_meeting(sentence: str) -> bool:
    return PRESS.is_in(sentence) or MEETING_WORDS.is_in(sentence) or _TELLS.is_in(sentence) or _ENTER.is_in(sentence)


_MORNING = 6
"""Before this hour something has happened, and nobody meets."""
_TELLS = Lexicon(
    r"\b(?:berättar|presenterar|visar|redovisar|träffar|träffas|möts|samlas|ses|startar vi|börjar vi|drar vi|vi (?:startar|börjar|öppnar|ses)|start|we)\b",
    "berättar|presenterar|visar|redovisar|träffa|möts|samlas| ses |startar|börjar|drar vi|öppnar|start| we ",
)
_ENTER = Lexicon(r"\b(?:ni|er|du|you)\b", " ni | er | du | you ")


def _has_day_before(page: Page, clock: Clock) -> bool:
    """Tell whether a date stands right before the time, which then begins something."""
    before = (day.end for day in page.days if 0 <= clock.start - day.end <= _WORDS_BETWEEN)
    return any(not _BREAK.search(page.text, end, clock.start) for end in before)


_WORDS_BETWEEN = 12
_BREAK = re.compile(r"[.!?]\s|\n")


def _is_labelled(page: Page, stretch: Stretch, choice: ClockChoice) -> bool:
    """Tell whether the time is the first under a label of time, whatever the words behind it tell."""
    at = choice.clock.start
    value = max((value for start, _, value in stretch.labels if start <= at), default=None)
    first = value is not None and not any(value <= other.start < at for other in page.clocks)
    told = choice.reason == "other-purpose" and first and stretch.label_at(at) in TIME_LABELS
    return told and not (value is not None and is_of_something_else(page.text[value:at]))


def _is_aside(page: Page, stretch: Stretch, clock: Clock) -> bool:
    """Tell whether the time stands in parentheses, or behind "från" with no end: "(frallor från 7.45)"."""
    before = page.text[max(stretch.start, clock.start - 80) : clock.start]
    return is_in_parentheses(page.text, clock.start) or (clock.until is None and bool(_FROM.search(before)))


_FROM = later(r"\b(?:från|from)\s(?:cirka\s|ca\.?\s|omkring\s)?$", re.IGNORECASE)


def _is_within(page: Page, slot: Slot, clock: Clock) -> bool:
    """Tell whether the time is of something during the meeting: between its start and end, in a sentence of its own."""
    if not isinstance(slot.start, dt.datetime) or not isinstance(slot.end, dt.datetime):
        return False
    told = slot.start.replace(hour=clock.hour, minute=clock.minute)
    own = not _has_day_before(page, clock) and not stands_for_meeting(page, clock.start)
    return slot.start < told < slot.end and own


def _is_of_other_day(page: Page, stretch: Stretch, clock: Clock, slots: Sequence[Slot]) -> bool:
    """Tell whether another date stands right before the time: it is that day's."""
    meant = {(other.date.date.day, other.date.date.month) for other in slots}
    before = [day for day in page.days if stretch.start <= day.start and clock.start - 30 <= day.end <= clock.start]
    return bool(before) and before[-1].day is not None and (before[-1].day, before[-1].month) not in meant


def _programme_clock(page: Page, slot: Slot) -> Clock | None:
    """The first time of the programme, where it cannot be that of a meeting that begins at the slot."""
    first = {order: at for at, order in programme_clocks(page).items()}.get(0)
    clock = next((clock for clock in page.clocks if clock.start == first), None)
    if clock is None or not isinstance(slot.start, dt.datetime) or slot.clock is None:
        return None
    lines = [one for one in page.clocks if one.start in programme_clocks(page)]
    mine = (slot.start.hour, slot.start.minute)
    own = [one for one in lines if (one.hour, one.minute) == mine]
    told = [page.text[one.end : one.end + 2 * _LINE].split("\n")[0] for one in lines]
    named = [one for one, words in zip(lines, told, strict=True) if KINDS.match(words.lstrip(" :–-"))]
    if len(named) == 1 and not own:
        return named[0]  # "14.15 Pressträff" of a meeting at 13.15
    stretch = page.stretch(clock.start)
    if stretch.part not in MAIN or any(at < clock.start for at in programme_days(page)):
        return None
    opening = next((one for one, words in zip(lines, told, strict=True) if _OPENS.is_in(words)), None)
    if clock in own or opening in own or any(KINDS.is_in(page.text[one.end : one.end + _LINE]) for one in own):
        return None  # the meeting itself is a line of it
    if own or opening:
        return opening
    begins = dt.datetime.combine(slot.date.date, dt.time(clock.hour, clock.minute))
    early = _SLACK if is_gathering(page.text[clock.end : clock.end + _LINE]) else dt.timedelta(0)
    return None if slot.start - early <= begins <= slot.start + _SLACK else clock


_LINE = 70
_OPENS = Lexicon(
    r"\b(?:hälsar|välkom\w+|inledning\w*|inleder|introduktion|welcome|introduction|opening remarks)\b",
    "hälsar|välkom|inled|introduktion|welcome|introduction|opening",
)
"""What the line of a programme tells with which the meeting begins."""


def is_backwards(page: Page, slot: Slot) -> bool:
    """Tell whether a span of the meeting's time, or its programme's first, ends when it begins or before: "11–11"."""
    mine = slot.clock.clock if slot.clock else None
    if mine is None:
        return False
    first = {order: at for at, order in programme_clocks(page).items()}.get(0)
    spans = [clock for clock in page.clocks if clock.until and clock.start in (mine.start, first)]
    return any(clock.until and clock.until <= (clock.hour, clock.minute) and clock.hour < _EVENING for clock in spans)


_EVENING = 18
