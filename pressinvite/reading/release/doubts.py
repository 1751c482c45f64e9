"""Where a text contradicts itself about the start: another date, another time, a weekday that is not the date's.

A press officer confirms what two places of the text tell differently; each doubt holds both places.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from pressinvite.errors import Finding
from pressinvite.language import open_language
from pressinvite.reading.release.background import is_background
from pressinvite.reading.release.choices import day_choices
from pressinvite.reading.release.lexicon import Lexicon, Words, later
from pressinvite.reading.release.meant import CLOSE, MAIN, NOT_MEANT, OWN_PURPOSE, TIME_LABELS, stands_for_meeting
from pressinvite.reading.release.near_ties import is_each, near_clock, near_day, near_pair
from pressinvite.reading.release.other_clocks import date_beside, is_backwards, other_clock, rival_clock
from pressinvite.reading.release.purposes import is_invited_apart
from pressinvite.reading.release.resolution import span_of
from pressinvite.reading.release.tongue import tongue_of
from pressinvite.reading.release.words import INVITES, KINDS, PRESS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pressinvite.reading.release.choices import DayChoice
    from pressinvite.reading.release.moments import Day
    from pressinvite.reading.release.page import Page
    from pressinvite.reading.release.plain import PlainText
    from pressinvite.reading.release.schedule import Slot

_NEAR = dt.timedelta(days=14)
"""A date that is further away from the meeting's is hardly meant for it."""


def find_contradictions(
    page: Page, plain: PlainText, slots: Sequence[Slot], index: int, published: dt.date
) -> Iterator[Finding]:
    """Yield at most one warning each of weekdays, dates and times that speak against a meeting's start."""
    slot = slots[index]
    days = [choice for choice in day_choices(page, published) if page.stretch(choice.day.start).part in MAIN]
    here = plain.spot(slot.date.day.start, slot.date.day.end)
    wrong = _wrong_weekday(page, days, slots, slot)
    if wrong is not None:
        yield wrong_weekday(page, plain, wrong.day, slot.date.date)._replace(other=here)
    pair = near_pair(page, days, slots, slot, published)
    apart = () if is_each(page, slot.date) else [one for one in days if _is_set_apart(page, one)]
    rival = (
        _other_day(page, days, slots, slot, published)
        or _nearer_day(days, slots, slot, published)
        or _presented_day(page, days, slots, slot)
        or near_day(page, [one for one in days if one not in apart], slots, slot, published)
        or (pair[0] if pair and pair[0].date != slot.date.date else None)
    )
    if rival is not None:
        values = {"date": slot.date.date, "other": rival.date}
        there = plain.spot(rival.day.start, rival.day.end)
        yield Finding("two-dates", "warning", "start", values, here, there, uncertain=True)
    if slot.clock is None:
        return
    at = plain.spot(slot.clock.clock.start, slot.clock.clock.end)
    other = other_clock(page, slots, slot) or rival_clock(page, slots, slot) or near_clock(page, slots, slot)
    if other is None and pair is not None and pair[0].date == slot.date.date:
        other = pair[1]
    if other is not None:
        beside = date_beside(days, other, slot.date.date)
        told = dt.datetime.combine(beside, dt.time(other.hour, other.minute))
        there = plain.spot(other.start, other.end)
        yield Finding("two-times", "warning", "start", {"start": slot.start, "other": told}, at, there, uncertain=True)
    elif is_backwards(page, slot):
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
    bare = (choice for choice in days if choice.day.day is None and choice.day.weekday is not None)
    return next((choice for choice in bare if _misfits(page, choice, days, slots, slot)), None)


def _misfits(page: Page, choice: DayChoice, days: Sequence[DayChoice], slots: Sequence[Slot], slot: Slot) -> bool:
    """Tell whether a weekday alone is neither the meeting's nor that of anything else that the text tells of."""
    told_days = {day.date.weekday() for day in days if day.day.day is not None}
    if choice.day.weekday not in told_days and page.text.endswith("hela ", 0, choice.day.start):
        return True  # "flaggorna hissas på halv stång hela tisdagen"
    if choice.reason != "lower-score":
        return False
    meant = {other.date.date.weekday() for other in slots}
    home = page.stretch(slot.date.day.start).sentence(slot.date.day.start)[1]
    here = page.stretch(choice.day.start).sentence(choice.day.start)[1] == home
    if here and choice.day.weekday not in meant and page.text[: choice.day.start].endswith(("varje ", "every ")):
        return True
    if any(day.date.weekday() == choice.day.weekday and _is_other_event(day, slot) for day in days):
        return False  # "inleds tisdag", where the text tells of a Tuesday
    beside = next((day for day in days if day is not choice and _is_beside(page, choice, day)), None)
    if beside is not None:
        return beside.date == slot.date.date and beside.date.weekday() != choice.day.weekday
    told = len(slots) == 1 and (stands_for_meeting(page, choice.day.start) or _is_presented(page, choice.day))
    return told and choice.day.weekday not in meant and slot.date.day.day is not None


def _is_other_event(choice: DayChoice, slot: Slot) -> bool:
    """Tell whether a date is that of several days, or of another day told in full, that is no meeting's."""
    told = choice.day
    in_full = told.day is not None and (told.last_day is not None or (told.weekday is not None and choice.weekday_fits))
    return in_full and choice.date != slot.date.date and choice.reason in ("lower-score", "other-purpose", "programme")


def _is_beside(page: Page, one: DayChoice, other: DayChoice) -> bool:
    first, second = sorted((one.day, other.day), key=lambda day: day.start)
    between = page.text[first.end : second.start]
    return len(between) <= 7 and not between.strip(" ,(").removeprefix("den").strip()


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
    for choice in days:
        if choice.day.year not in (None, choice.date.year) and choice.date in meant:
            return choice._replace(date=choice.date.replace(year=choice.day.year))  # a year that has been
        if choice.day.ahead is not None and choice.date not in meant and _follows_relative(page, slot.date, [choice]):
            return choice
    return next(
        (
            choice
            for choice in days
            if _is_impossible_deadline(page, choice, slots, published)
            or (choice.date not in meant and _is_rival(page, choice, days, slot, agreed=agreed))
        ),
        None,
    )


def _presented_day(page: Page, days: Sequence[DayChoice], slots: Sequence[Slot], slot: Slot) -> DayChoice | None:
    """The day on which the lead says that something is presented, where a label tells another of the same days and the
    lead tells no time: "Resultatet presenteras på onsdag, 7 december" above "Tid: torsdag 8 december".
    """
    if page.stretch(slot.date.day.start).label_at(slot.date.day.start) not in TIME_LABELS:
        return None
    meant = {other.date.date for other in slots}
    return next(
        (
            one
            for one in days
            if one.reason == "lower-score"
            and one.date not in meant
            and one.day.day is not None
            and abs(one.date - slot.date.date) <= _WEEK
            and page.stretch(one.day.start).part == "lead"
            and _IS_SHOWN.search(page.stretch(one.day.start).sentence(one.day.start)[0]) is not None
            and not any(0 <= clock.start - one.day.end <= CLOSE for clock in page.clocks)
        ),
        None,
    )


_IS_SHOWN = Lexicon(
    r"\b(?:resultat\w*|rapport\w*|undersökning\w*|förslag\w*|planer\w*|studie\w*)\s(?:presenteras|redovisas|visas|offentliggörs)\s(?:nu\s|därför\s)?(?:på|den)\s",
    "presenteras|redovisas|visas|offentliggörs",
)


def _nearer_day(days: Sequence[DayChoice], slots: Sequence[Slot], slot: Slot, published: dt.date) -> DayChoice | None:
    """A date of the weeks to come, where a meeting was read that is further ahead: the press is seldom invited to that."""
    if slot.date.date - published <= _WEEKS_AHEAD:
        return None
    meant = {other.date.date for other in slots}
    return next(
        (
            one
            for one in days
            if published <= one.date <= published + _WEEKS_AHEAD
            and one.date not in meant
            and one.day.day is not None
            and one.reason != "stamp"
        ),
        None,
    )


_WEEKS_AHEAD = dt.timedelta(days=40)


def _is_rival(page: Page, choice: DayChoice, days: Sequence[DayChoice], slot: Slot, *, agreed: bool) -> bool:
    """Tell whether a date that no meeting is on reads as if the one at the slot were on it."""
    stretch = page.stretch(choice.day.start)
    label = stretch.label_at(choice.day.start)
    if label in OWN_PURPOSE or not _is_told(page, choice):
        return False
    sentence = stretch.sentence(choice.day.start)[0]
    if is_invited_apart(sentence) or (choice.reason == "past" and _HAS_BEEN.is_in(sentence)):
        return False
    if _is_set_apart(page, choice):
        return False
    if _follows_relative(page, choice, days) or _is_week_off(choice, slot):
        return True
    strong = stands_for_meeting(page, choice.day.start) or _has_same_time(page, choice, slot)
    timed = strong and (label in TIME_LABELS or _has_same_time(page, choice, slot))
    excused = timed or _AFTER_SITTING.is_in(page.text)
    if choice.reason in NOT_MEANT and not (choice.reason == "other-purpose" and excused):
        return False
    spans = slot.date.date in span_of(choice.date, choice.day)

    if spans or _is_beside_own(page, choice, days, slot):
        return False
    reach = _NEAR if slot.date.day.day is not None else _WEEK
    near = abs(choice.date - slot.date.date) <= reach and choice.reason != "past"
    told_once = not agreed and not is_background(page, choice, slot)
    return strong or (near and (told_once or _heads_names(page, choice)))


def _is_beside_own(page: Page, choice: DayChoice, days: Sequence[DayChoice], slot: Slot) -> bool:
    """Tell whether the date's own sentence tells the meeting's date too: "Den 31 maj avslöjar vi vem som kommer den 9 juni"."""
    home = page.stretch(choice.day.start).sentence(choice.day.start)[1]
    own = [slot.date, *(day for day in days if day.date == slot.date.date and day.day.day is not None)]
    return any(page.stretch(day.day.start).sentence(day.day.start)[1] == home for day in own)


_HAS_BEEN = Words(
    "föregående|förra pressträffen|förra presskonferensen|previous|hölls|gjordes|visades|presenterades|skedde|ägde|was|were|held"
)


def _is_next(page: Page, choice: DayChoice) -> bool:
    """Tell whether a date is that of the meeting after this one: "Nästa hålls onsdag 9 september"."""
    sentence, offset = page.stretch(choice.day.start).sentence(choice.day.start)
    return _NEXT.match(sentence[: choice.day.start - offset].lstrip()) is not None


_NEXT = Lexicon(
    r"(?:nästa|the next) (?:hålls|blir|är|(?:press)?träff|presskonferens|gång|tillfälle|möte|one|press)\w*\b",
    "nästa|next",
)


def _is_set_apart(page: Page, choice: DayChoice) -> bool:
    return _is_next(page, choice) or _is_fallback(page, choice)


def _heads_names(page: Page, choice: DayChoice) -> bool:
    """Tell whether the date stands before a colon and a list of names: "Dessa kommer den 4 mars: Eva Ek, Bo Al"."""
    sentence, offset = page.stretch(choice.day.start).sentence(choice.day.start)
    behind = sentence[choice.day.end - offset :]
    return behind[:1] == ":" and len(_NAMES.findall(behind)) > 1


_NAMES = later(r"\b[A-ZÅÄÖ][a-zåäöé]+ [A-ZÅÄÖ][a-zåäöé]+")


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
    return told and (mine.day is not None or mine.is_same) and abs(choice.date - slot.date.date) == _WEEK


_WEEK = dt.timedelta(days=7)
_SLIPS = ("lower-score", "other-purpose", "past", "programme")


def _has_same_time(page: Page, choice: DayChoice, slot: Slot) -> bool:
    """Tell whether the meeting's own time stands right behind another date."""
    if slot.clock is None:
        return False
    mine = (slot.clock.clock.hour, slot.clock.clock.minute)
    behind = (one for one in page.clocks if 0 <= one.start - choice.day.end <= CLOSE)
    return any((one.hour, one.minute) == mine for one in behind)


_LAST_WORDS = 40
_DEADLINE = Lexicon(
    r"\b(?:sista (?:anmälan|anmälningsdag(?:en)?|dag(?:en)? för anmälan)|anmäl (?:dig|er) senast|anmälan senast|registration deadline|register by)\W{0,3}(?:är |den |på )?$",
    "anmäl|registration|register",
)
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
    if choice.day.shift and PRESS.is_in(sentence):
        return True  # "Två dagar tidigare får pressen gå över bron"
    if choice.day.ahead and KINDS.is_in(sentence) and INVITES.is_in(sentence):
        return True  # "I morgon bjuder vi in till pressträff"
    after = page.text[choice.day.end : choice.day.end + 25]
    return choice.day.ahead is not None and bool(_MOMENT_FOLLOWS.match(after))


_MOMENT_FOLLOWS = later(r",?\s(?:\w+dag(?:en)?,?\s)?(?:den\s\d|\d|kl)", re.IGNORECASE)
