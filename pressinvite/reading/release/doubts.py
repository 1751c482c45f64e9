"""Where a text contradicts itself about the start: another date, another time, a weekday that is not the date's.

A press officer confirms what two places of the text tell differently; each doubt holds both places.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from pressinvite.errors import Finding
from pressinvite.language import open_language
from pressinvite.reading.release.choices import clock_choices, day_choices, is_in_parentheses
from pressinvite.reading.release.lexicon import Lexicon, later
from pressinvite.reading.release.programme import programme_clocks, programme_days
from pressinvite.reading.release.purposes import is_gathering
from pressinvite.reading.release.tongue import tongue_of
from pressinvite.reading.release.words import INVITES, KINDS, MEETING_WORDS, PRESS, PRESS_INVITED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pressinvite.reading.release.choices import ClockChoice, DayChoice
    from pressinvite.reading.release.moments import Clock, Day
    from pressinvite.reading.release.page import Page, Stretch
    from pressinvite.reading.release.plain import PlainText
    from pressinvite.reading.release.schedule import Slot

_MAIN = ("title", "lead", "body")
_OWN_PURPOSE = ("programme", "registration", "access", "accreditation", "interviews", "photo", "contact")
_TIME_LABELS = ("time", "date", "time-place")
_NEAR = dt.timedelta(days=14)
"""A date that is further away from the meeting's is hardly meant for it."""
_SLACK = dt.timedelta(minutes=45)
"""So much later than the meeting may the first line of its programme be."""


def find_contradictions(
    page: Page, plain: PlainText, slots: Sequence[Slot], index: int, published: dt.date
) -> Iterator[Finding]:
    """Yield at most one warning each of weekdays, dates and times that speak against a meeting's start."""
    slot = slots[index]
    days = [choice for choice in day_choices(page, published) if page.stretch(choice.day.start).part in _MAIN]
    here = plain.spot(slot.date.day.start, slot.date.day.end)
    wrong = _wrong_weekday(page, days, slots, slot)
    if wrong is not None:
        yield wrong_weekday(page, plain, wrong.day, slot.date.date)._replace(other=here)
    rival = _other_day(page, days, slots, slot, published)
    if rival is not None:
        values = {"date": slot.date.date, "other": rival.date}
        there = plain.spot(rival.day.start, rival.day.end)
        yield Finding("two-dates", "warning", "start", values, here, there, uncertain=True)
    if slot.clock is None:
        return
    at = plain.spot(slot.clock.clock.start, slot.clock.clock.end)
    other = _other_clock(page, slots, slot)
    if other is not None:
        told = dt.datetime.combine(slot.date.date, dt.time(other.hour, other.minute))
        there = plain.spot(other.start, other.end)
        yield Finding("two-times", "warning", "start", {"start": slot.start, "other": told}, at, there, uncertain=True)
    elif _is_backwards(page, slot):
        yield Finding("time-backwards", "warning", "start", {"written": at.words}, at, uncertain=True)


def wrong_weekday(page: Page, plain: PlainText, day: Day, date: dt.date) -> Finding:
    """Return the finding of a weekday that does not match its date, pointing at the weekday alone.

    It holds the weekday that would be right in the text's own language, and the text's words with it put in.
    """
    words = page.text[day.start : day.end]
    stated = words.split(" ")[0].rstrip(",")
    right = open_language(tongue_of(page)).weekday_name(date)
    form = f"{right}en" if stated.lower().endswith("dagen") else right
    corrected = (form.capitalize() if stated[:1].isupper() else form) + words[len(stated) :]
    values = {"weekday": day.weekday, "date": date, "word": right, "corrected": corrected}
    spot = plain.spot(day.start, day.start + len(stated))
    return Finding("weekday", "warning", "start", values, spot, uncertain=True)


def _wrong_weekday(page: Page, days: Sequence[DayChoice], slots: Sequence[Slot], slot: Slot) -> DayChoice | None:
    """Another mention whose weekday does not fit: its own date's, that of the date right beside it, or the meeting's."""
    for choice in days:
        if choice.day.start != slot.date.day.start and choice.day.day is not None and not choice.weekday_fits:
            return choice
    meant = {other.date.date.weekday() for other in slots}
    home = page.stretch(slot.date.day.start).sentence(slot.date.day.start)[1]
    for choice in days:
        if choice.day.day is not None or choice.day.weekday is None or choice.reason != "lower-score":
            continue
        here = page.stretch(choice.day.start).sentence(choice.day.start)[1] == home
        if here and choice.day.weekday not in meant and page.text[: choice.day.start].endswith(("varje ", "every ")):
            return choice
        beside = next((day for day in days if day is not choice and _is_beside(page, choice, day)), None)
        if beside is not None and beside.date == slot.date.date and beside.date.weekday() != choice.day.weekday:
            return choice
        told = len(slots) == 1 and (_stands_for_meeting(page, choice.day.start) or _is_presented(page, choice.day))
        if beside is None and told and choice.day.weekday not in meant and slot.date.day.day is not None:
            return choice
    return None


def _is_beside(page: Page, one: DayChoice, other: DayChoice) -> bool:
    first, second = sorted((one.day, other.day), key=lambda day: day.start)
    between = page.text[first.end : second.start]
    return len(between) <= 7 and not between.strip(" ,(").removeprefix("den").strip()


def _stands_for_meeting(page: Page, at: int) -> bool:
    """Tell whether a date or time at this place is the meeting's by where it stands: label, headline, its sentence."""
    stretch = page.stretch(at)
    if stretch.part == "title" or stretch.label_at(at) in _TIME_LABELS:
        return True
    sentence = stretch.sentence(at)[0].replace("\n", " ")
    return KINDS.is_in(sentence) or PRESS_INVITED.is_in(sentence)


def _is_presented(page: Page, day: Day) -> bool:
    """Tell whether the weekday is that of something the sender shows or tells: "På onsdag presenterar vi"."""
    sentence, offset = page.stretch(day.start).sentence(day.start)
    before = sentence[: day.start - offset].lower()
    return before.endswith(("på ", "nu ", "on ")) and _PRESENTS.is_in(sentence)


_PRESENTS = Lexicon(
    r"\b(?:presenterar|inviger|berättar|visar|redovisar|träffar|möter|bjuder)\svi\b|\bvi\s(?:presenterar|inviger|berättar|visar|redovisar|träffar|möter|bjuder)\b|\bwe (?:will )?(?:present|open|show)\b",
    "presenterar|inviger|berättar|visar|redovisar|träffar|möter|bjuder|present|open|show",
)


def _other_day(
    page: Page, days: Sequence[DayChoice], slots: Sequence[Slot], slot: Slot, published: dt.date
) -> DayChoice | None:
    """Another date that reads as if it were the meeting's.

    Where the text tells the meeting's date once only, any date near it that no other purpose is told of may be meant;
    where two places agree, only one that stands as the meeting's own does.
    """
    meant = {other.date.date for other in slots}
    own = [choice for choice in days if _is_told(page, choice) and choice.reason != "other-purpose"]
    agreed = sum(choice.date == slot.date.date for choice in own) > 1
    home = page.stretch(slot.date.day.start).sentence(slot.date.day.start)[1]
    for choice in days:
        if choice.day.ahead is not None and choice.date not in meant and _follows_relative(page, slot.date, [choice]):
            return choice
    for choice in days:
        label = page.stretch(choice.day.start).label_at(choice.day.start)
        if _is_impossible_deadline(page, choice, slots, published):
            return choice
        if choice.date in meant or label in _OWN_PURPOSE or not _is_told(page, choice):
            continue
        if _follows_relative(page, choice, days) or _is_week_off(choice, slot):
            return choice
        if choice.day.last_day and slot.date.date in _span(choice):
            continue
        strong = _stands_for_meeting(page, choice.day.start) or _has_same_time(page, choice, slot)
        excused = choice.reason == "other-purpose" and (
            (strong and label in _TIME_LABELS) or _AFTER_SITTING.is_in(page.text)
        )
        if choice.reason in _NOT_MEANT and not excused:
            continue
        if page.stretch(choice.day.start).sentence(choice.day.start)[1] == home and not _follows_relative(
            page, choice, days
        ):
            continue
        if _is_fallback(page, choice):
            continue
        reach = _NEAR if slot.date.day.day is not None else _WEEK
        near = abs(choice.date - slot.date.date) <= reach and choice.reason != "past"
        if strong or (near and not agreed) or _follows_relative(page, choice, days):
            return choice
    return None


def _is_fallback(page: Page, choice: DayChoice) -> bool:
    """Tell whether a date is that of a meeting put off: "vid hård vind flyttas visningen till onsdag"."""
    sentence, offset = page.stretch(choice.day.start).sentence(choice.day.start)
    return _PUT_OFF.is_in(sentence[: choice.day.start - offset])


_PUT_OFF = Lexicon(
    r"\b(?:vid|om|ifall|if|in case of)\b[^.!?]{0,60}\b(?:flytta|skjut|ställ|ersätt|blir det|håll|moved?|postpone)\w*|\breserv(?:dag|datum|tid)\w*|\brain date",
    "flytta|skjut|ställ|ersätt|blir det|håll|move|postpone|reservda|reservti|rain date",
)


def _is_impossible_deadline(page: Page, choice: DayChoice, slots: Sequence[Slot], published: dt.date) -> bool:
    """Tell whether a last day to register is behind the meetings, or before the text was published."""
    if choice.day.day is None or published <= choice.date <= max(other.date.date for other in slots):
        return False
    sentence, offset = page.stretch(choice.day.start).sentence(choice.day.start)
    return bool(_REGISTERING.search(sentence[: choice.day.start - offset]))


_REGISTERING = Lexicon(
    r"\b(?:(?:för)?anmäl\w*|o\.?s\.?a\.?|r\.?s\.?v\.?p\.?|register|registration)\b[^.!?\n]{0,60}\b(?:senast|sista dag(?:en)?|no later than|by)\W{0,3}(?:den |på )?$",
    "senast|sista dag|no later than| by",
)


def _is_week_off(choice: DayChoice, slot: Slot) -> bool:
    """Tell whether a date is the meeting's weekday of the week before or after, and both say so: the usual slip."""
    told = choice.day.weekday is not None and choice.weekday_fits and choice.reason in _SLIPS
    mine = slot.date.day
    return told and mine.day is not None and abs(choice.date - slot.date.date) == _WEEK


_WEEK = dt.timedelta(days=7)
_SLIPS = ("lower-score", "other-purpose", "past", "programme")


def _has_same_time(page: Page, choice: DayChoice, slot: Slot) -> bool:
    """Tell whether the meeting's own time stands right behind another date."""
    if slot.clock is None:
        return False
    mine = (slot.clock.clock.hour, slot.clock.clock.minute)
    behind = (one for one in page.clocks if 0 <= one.start - choice.day.end <= _CLOSE)
    return any((one.hour, one.minute) == mine for one in behind)


_CLOSE = 6
_LAST_WORDS = 40
_DEADLINE = Lexicon(
    r"\b(?:sista (?:anmälan|anmälningsdag(?:en)?|dag(?:en)? för anmälan)|anmäl (?:dig|er) senast|anmälan senast|registration deadline|register by)\W{0,3}(?:är |den |på )?$",
    "anmäl|registration|register",
)
_NOT_MEANT = ("other-purpose", "no-longer", "stamp", "elsewhere", "programme")
_AFTER_SITTING = Lexicon(
    r"\b(?:press|medi)\w+[^.!?]{0,40}\b(?:efter|i anslutning till|i samband med)\b[^.!?]{0,50}(?:sammanträde|möte|nämnd|styrelse|fullmäktige|utskott)",
    "sammanträde|möte|nämnd|styrelse|fullmäktige|utskott",
)
"""A press meeting after a sitting is on the sitting's day."""


def _follows_relative(page: Page, choice: DayChoice, days: Sequence[DayChoice]) -> bool:
    """Tell whether the date stands right behind "i dag" or "i morgon", which is another day."""
    before = (day for day in days if day.day.ahead is not None and 0 < choice.day.start - day.day.end <= 14)
    return any(
        day.date != choice.date and not re.search(r"[.!?\n]", page.text[day.day.end : choice.day.start])
        for day in before
    )


def _is_told(page: Page, choice: DayChoice) -> bool:
    """Tell whether the mention is a date: not a bare weekday, a last day to register, nor "i dag" without a date, time or invitation beside it."""
    if choice.day.day is not None:
        return not _DEADLINE.search(page.text, max(0, choice.day.start - _LAST_WORDS), choice.day.start)
    sentence = page.stretch(choice.day.start).sentence(choice.day.start)[0].replace("\n", " ")
    if choice.day.ahead and KINDS.is_in(sentence) and INVITES.is_in(sentence):
        return True  # "I morgon bjuder vi in till pressträff"
    after = page.text[choice.day.end : choice.day.end + 25]
    return choice.day.ahead is not None and bool(_MOMENT_FOLLOWS.match(after))


_MOMENT_FOLLOWS = later(r",?\s(?:\w+dag(?:en)?,?\s)?(?:den\s\d|\d|kl)", re.IGNORECASE)


def _span(choice: DayChoice) -> list[dt.date]:
    """The days of "25–26 januari"."""
    last = choice.day.last_day or 0
    return [choice.date + dt.timedelta(days=step) for step in range(max(0, last - choice.date.day) + 1)]


def _other_clock(page: Page, slots: Sequence[Slot], slot: Slot) -> Clock | None:
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
        if stretch.part not in _MAIN or stretch.label_at(choice.clock.start) in _OWN_PURPOSE:
            continue
        told = (choice.clock.hour, choice.clock.minute)
        is_start = _has_day_before(page, choice.clock) or stretch.label_at(choice.clock.start) in _TIME_LABELS
        if told in meant or (told in ends and not is_start):
            continue
        if choice.reason in _NOT_MEANT and not _is_labelled(page, stretch, choice):
            continue
        if stretch.sentence(choice.clock.start)[1] == home or _is_aside(page, stretch, choice.clock):
            continue
        if _is_of_other_day(page, stretch, choice.clock, slots) or _is_within(page, slot, choice.clock):
            continue
        told_plainly = choice.clock.is_marked or _has_day_before(page, choice.clock)
        may_be = (
            told_plainly
            and not agreed
            and not _is_of_other_event(page, slot, choice.clock)
            and not _is_otherwise(page, slot, stretch, choice.clock)
        )
        if may_be or _stands_for_meeting(page, choice.clock.start):
            return choice.clock
    return _programme_clock(page, slot) if len(slots) == 1 else None


def _is_otherwise(page: Page, slot: Slot, stretch: Stretch, clock: Clock) -> bool:
    """Tell whether a time is of another weekday, of food, of registering, or of somebody's comment where a label tells
    the meeting's own.
    """
    sentence = stretch.sentence(clock.start)[0]
    labelled = page.stretch(slot.span[0]).label_at(slot.span[0]) in _TIME_LABELS
    before = (day for day in page.days if 0 <= clock.start - day.end <= _CLOSE and day.day is None)
    if any(day.weekday not in (None, slot.date.date.weekday()) for day in before):
        return True  # "på onsdag kl 18"
    return _SERVED.is_in(sentence) or (labelled and _COMMENTS.is_in(sentence))


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
    if mine.label_at(at) in _TIME_LABELS:
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
    return any(0 <= clock.start - day.end <= 12 for day in page.days)


def _is_labelled(page: Page, stretch: Stretch, choice: ClockChoice) -> bool:
    """Tell whether the time is the first under a label of time, whatever the words behind it tell."""
    at = choice.clock.start
    value = max((value for start, _, value in stretch.labels if start <= at), default=None)
    first = value is not None and not any(value <= other.start < at for other in page.clocks)
    return choice.reason == "other-purpose" and first and stretch.label_at(at) in _TIME_LABELS


def _is_aside(page: Page, stretch: Stretch, clock: Clock) -> bool:
    """Tell whether the time stands in parentheses, or behind "från" with no end: "(frallor från 7.45)"."""
    before = page.text[max(stretch.start, clock.start - 80) : clock.start]
    return is_in_parentheses(page, clock.start) or (clock.until is None and bool(_FROM.search(before)))


_FROM = later(r"\b(?:från|from)\s(?:cirka\s|ca\.?\s|omkring\s)?$", re.IGNORECASE)


def _is_within(page: Page, slot: Slot, clock: Clock) -> bool:
    """Tell whether the time is of something during the meeting: between its start and end, in a sentence of its own."""
    if not isinstance(slot.start, dt.datetime) or not isinstance(slot.end, dt.datetime):
        return False
    told = slot.start.replace(hour=clock.hour, minute=clock.minute)
    own = not _has_day_before(page, clock) and not _stands_for_meeting(page, clock.start)
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
    stretch = page.stretch(clock.start)
    if stretch.part not in _MAIN or any(at < clock.start for at in programme_days(page)):
        return None
    listed = programme_clocks(page)
    mine = (slot.start.hour, slot.start.minute)
    if any(one.start in listed and (one.hour, one.minute) == mine for one in page.clocks):
        return None  # the meeting itself is a line of it
    begins = dt.datetime.combine(slot.date.date, dt.time(clock.hour, clock.minute))
    early = _SLACK if is_gathering(page.text[clock.end : clock.end + 60]) else dt.timedelta(0)
    return None if slot.start - early <= begins <= slot.start + _SLACK else clock


def _is_backwards(page: Page, slot: Slot) -> bool:
    """Tell whether a span of the meeting's time, or its programme's first, ends when it begins or before: "11–11"."""
    mine = slot.clock.clock if slot.clock else None
    if mine is None:
        return False
    first = {order: at for at, order in programme_clocks(page).items()}.get(0)
    spans = [clock for clock in page.clocks if clock.until and clock.start in (mine.start, first)]
    return any(clock.until and clock.until <= (clock.hour, clock.minute) and clock.hour < _EVENING for clock in spans)


_EVENING = 18
