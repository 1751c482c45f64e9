"""When the meetings are: the best of the dates and clock times together, and their ends.

Several label lines, stops of a day or occasions are several meetings; a programme within one is one.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from pressinvite.reading.release.choices import ClockChoice, DayChoice, clock_choices, day_choices
from pressinvite.reading.release.lexicon import Lexicon, fold, later
from pressinvite.reading.release.moments import Clock, Day, parse_length
from pressinvite.reading.release.programme import programme_clocks
from pressinvite.reading.release.purposes import speaks_of_gathering
from pressinvite.reading.release.resolution import date_after, date_of
from pressinvite.reading.release.series import find_occasions
from pressinvite.reading.release.words import TITLE_PRESS
from pressinvite.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pressinvite.reading.release.page import Page


class Slot(NamedTuple):
    """When one meeting is, with the places it was read from."""

    date: DayChoice
    clock: ClockChoice | None
    end: dt.datetime | dt.date | None
    end_at: tuple[int, int] | None
    """Where the end was read."""

    @property
    def start(self) -> dt.date:
        """The wall time, or the date where no clock time is known."""
        if self.clock is None:
            return self.date.date
        return dt.datetime.combine(self.date.date, dt.time(self.clock.clock.hour, self.clock.clock.minute))

    @property
    def span(self) -> tuple[int, int]:
        """Where the time stands, or the date where there is no time."""
        return (
            (self.clock.clock.start, self.clock.clock.end) if self.clock else (self.date.day.start, self.date.day.end)
        )


def choose_slots(page: Page, published: dt.date) -> list[Slot]:
    """Return when the meetings are, best first one alone where the text invites to one; [] where no date is found."""
    days, clocks = day_choices(page, published), clock_choices(page)
    labelled = _labelled_slots(page, days, clocks)
    if len(labelled) > 1:
        return labelled
    several = [
        _slot(page, occasion.day, occasion.clock._replace(score=max(occasion.clock.score, _TOLD)))
        for occasion in find_occasions(page, days, clocks)
    ]
    several = [slot for slot in several if all(other.end != slot.start for other in several)]
    if several:
        return several
    one = _one_slot(page, days, clocks, published)
    return [one] if one else []


def _labelled_slots(page: Page, days: Sequence[DayChoice], clocks: Sequence[ClockChoice]) -> list[Slot]:
    """One slot for each label line with a date and a time of its own, where they differ and each has its own place."""
    slots: dict[dt.datetime, Slot] = {}
    last = days[-1].day.start if days else -1
    for stretch in page.stretches:
        if stretch.start > last:
            break
        if stretch.label_at(stretch.start) not in ("time", "time-place") or stretch.part in ("footer", "contacts"):
            continue
        day = next((choice for choice in days if stretch.holds(choice.day.start) and choice.day.day), None)
        clock = next((choice for choice in clocks if stretch.holds(choice.clock.start)), None)
        if day and clock:
            slot = _slot(page, day, clock)
            if isinstance(slot.start, dt.datetime):
                slots.setdefault(slot.start, slot)
    return list(slots.values())


def _one_slot(page: Page, days: Sequence[DayChoice], clocks: Sequence[ClockChoice], published: dt.date) -> Slot | None:
    clock = _likely_clock(page, days, clocks)
    if clock is not None and clock.score < 0:
        clock = _meeting_of_programme(page, clocks) or _first_of_programme(page, clocks)
    elif clock is not None and (clock.clock.start in programme_clocks(page) or _is_weak(clock)):
        clock = _meeting_of_programme(page, clocks) or clock
    if not days:
        if clock is None or clock.score < 4:
            return None
        guess = Day(clock.clock.start, clock.clock.end, None, None, None, None, ahead=0)
        return _slot(page, DayChoice(guess, published, -5.0, True, True), clock)
    best = max(days, key=lambda choice: choice.score + (_nearness(page, choice, clock) if clock else 0.0))
    alone = max(days, key=lambda choice: choice.score)
    if clock is not None and clock.score < _CLEAR and alone.score >= best.score + _CLEARLY:
        best, clock = alone, None  # the only time is another event's
    elif clock is not None and clock.score < _CLEAR and _is_of_another_day(days, best, clock):
        clock = None
    if best.score < (_DOUBTFUL if clock is None or clock.score < _PLAIN else 2 * _DOUBTFUL):
        return None
    return _slot(page, best, clock)


def _is_weak(clock: ClockChoice) -> bool:
    """Tell whether a time has another purpose and little speaks for it."""
    return clock.reason == "other-purpose" and clock.score < _TOLD


def _likely_clock(page: Page, days: Sequence[DayChoice], clocks: Sequence[ClockChoice]) -> ClockChoice | None:
    """The best time, or one nearly as good whose date is so much better that both together are the best."""
    best = max(clocks, key=lambda choice: choice.score, default=None)
    if best is None or best.score < 0 or not days:
        return best
    near = [choice for choice in clocks if choice.score >= max(best.score - _NEARLY, 0.0)]
    if len(near) == 1:
        return best

    pairs = [
        max((clock.score + day.score + _nearness(page, day, clock), -at, day.date) for day in days)
        for at, clock in enumerate(near)
    ]
    if len({date for _, _, date in pairs}) == 1:
        return best
    return near[-max(pairs)[1]]


_NEARLY = 1.5


def _is_of_another_day(days: Sequence[DayChoice], best: DayChoice, clock: ClockChoice) -> bool:
    """Tell whether another date stands right before the time: "flyttad till 2 september kl 16"."""
    beside = (choice.date for choice in days if 0 <= clock.clock.start - choice.day.end <= _BESIDE and choice.day.day)
    return any(date != best.date for date in beside)


_BESIDE = 2
_CLEAR = 4.0
_DOUBTFUL = -3.0
"""A date that scores less is no meeting's, unless the text tells a time for one plainly."""
_PLAIN = 6.0
_TOLD = 2.0
"""What a time scores at least that the text tells as one of several occasions."""
_CLEARLY = 3.0


def _nearness(page: Page, choice: DayChoice, clock: ClockChoice) -> float:
    """A date in the clock's own sentence or line is likely its date."""
    stretch = page.stretch(clock.clock.start)
    if not stretch.holds(choice.day.start):
        return 0.0
    _, start = stretch.sentence(clock.clock.start)
    _, other = stretch.sentence(choice.day.start)
    return 4.0 if start == other else 1.5


def _slot(page: Page, day: DayChoice, clock: ClockChoice | None) -> Slot:
    if clock is None:
        last = day.date.replace(day=day.day.last_day) if _can_end(day) and day.day.last_day else None
        return Slot(day, None, last, (day.day.start, day.day.end) if last else None)
    end, at = _end(page, day, clock)
    return Slot(day, clock, end, at)


def _can_end(day: DayChoice) -> bool:
    return day.day.last_day is not None and date_of(day.date.year, day.date.month, day.day.last_day) is not None


def _end(page: Page, day: DayChoice, choice: ClockChoice) -> tuple[dt.datetime | None, tuple[int, int] | None]:
    """The end: of the span itself, of another mention of the same start, or by the length told beside it."""
    clock = choice.clock
    start = dt.datetime.combine(day.date, dt.time(clock.hour, clock.minute))
    if not clock.until:
        late, at = _end_on_a_later_day(page, day, clock)
        if late:
            return late, at
        told, at = _end_by_length(page, clock, start)
        if told:
            return told, at
    listed = programme_clocks(page)
    same = [clock, *(other for other in page.clocks if (other.hour, other.minute) == (clock.hour, clock.minute))]
    for other in same:
        stretch = page.stretch(other.start)
        if other is not clock and (other.start in listed or stretch.label_at(other.start) == "programme"):
            continue
        if other.until and stretch.part not in ("footer", "contacts"):
            end = start.replace(hour=other.until[0], minute=other.until[1])
            if end > start:
                return end, (other.start, other.end)
            if end < start and start.hour >= 18 and (night := date_after(end, 1)):
                return night, (other.start, other.end)
            if other is clock and end < start:  # as it is written: checks tell that it cannot be
                return end, (other.start, other.end)
    return _told_end(page, start)


def _end_on_a_later_day(page: Page, day: DayChoice, clock: Clock) -> tuple[dt.datetime | None, tuple[int, int] | None]:
    """The end that follows with a date of its own: "25 november kl. 10.00 – 26 november kl. 15.00"."""
    last = next((one for one in page.days if clock.end <= one.start < clock.end + _NEAR and one.month), None)
    if last is None or last.day is None or last.month is None or not _TO.fullmatch(page.text, clock.end, last.start):
        return None, None
    hour = next((one for one in page.clocks if last.end <= one.start < last.end + _NEAR), None)
    date = date_of(day.date.year + ((last.month, last.day) < (day.date.month, day.date.day)), last.month, last.day)
    if hour is None or date is None:
        return None, None
    return dt.datetime.combine(date, dt.time(hour.hour, hour.minute)), (last.start, hour.end)


_TO = later(r"\s*(?:[-–—]|till(?:\soch\smed)?|t\.?o\.?m\.?|to|until)\s*(?:den\s)?")
_NEAR = 20
"""Characters between the parts of one span."""


def _told_end(page: Page, start: dt.datetime) -> tuple[dt.datetime | None, tuple[int, int] | None]:
    """The end by a line of its own: "11.00 Slut" in the programme, "Slut: 11.00" below the time."""
    for clock in page.clocks:
        stretch = page.stretch(clock.start)
        begin = page.text.rfind("\n", 0, clock.start) + 1
        stop = page.text.find("\n", clock.end)
        before, after = page.text[begin : clock.start], page.text[clock.end : stop if stop >= 0 else None]
        ends = _ENDS_BEFORE.fullmatch(fold(before)) if before.strip() else _ENDS_AFTER.match(fold(after))
        ends = ends or _WHOLE_ENDS.search(before) or _DONE.match(fold(after))
        end = start.replace(hour=clock.hour, minute=clock.minute)
        if ends and end > start and stretch.part in ("lead", "body"):
            return end, (clock.start, clock.end)
    return None, None


_ENDS_BEFORE = later(
    r"\W*(?:slut|sluttid|sluttar|avslutas?|end)\s?:?\s*(?:ca\.?\s|cirka\s|omkring\s)?", holds="slut end"
)
_WHOLE_ENDS = Lexicon(
    r"\b(?:träffen|pressträffen|presskonferensen|pressvisningen|visningen|mötet|evenemanget|det hela|allt|vi|programmet|turen|rundturen|resan|the (?:meeting|event|conference|visit))\s"
    r"(?:är (?:helt )?(?:slut|klar[at]?|färdig[at]?|över|tillbaka)|slutar|avslutas?|rundar av|räknar med att (?:vara klara|sluta)|(?:ends|finishes|is over))\s(?:(?:ca\.?|cirka|omkring|runt|senast|vid|around|about|at|by)\s)?\Z",
    "träffen|konferensen|visningen|mötet|evenemanget|det hela|allt| vi |programmet|turen|resan|meeting|event|conference|visit",
)
"""What says before a time that the whole ends then: "Hela träffen är slut 12.00"."""
_ENDS_AFTER = later(r"\W*(?:slut|avslut(?:ning|as)?|end|tack och hej)\W*$")


_DONE = later(
    r"\s(?:är|blir) (?:det|allt|vi) (?:helt )?(?:slut|klar[at]?|färdig[at]?|över)\b", holds="slut klar färdig över"
)
"""What says so behind it: "14.30 är det slut"."""


def _first_of_programme(page: Page, clocks: Sequence[ClockChoice]) -> ClockChoice | None:
    """The first line of the programme that is neither people coming together nor coffee, where no other time is told."""
    listed = programme_clocks(page)
    for choice in clocks:
        stretch = page.stretch(choice.clock.start)
        follows = page.text[choice.clock.end : choice.clock.end + 60]
        first = choice.clock.start in listed and stretch.part in ("lead", "body")
        if first and not speaks_of_gathering(follows) and not _FOOD.match(follows):
            return choice._replace(score=1.0)
    return None


_FOOD = later(
    r"\W*(?:\w*frukost|fika|kaffe\w*|lunch|mingel|smörgås\w*|coffee|breakfast)\b(?!\w*(?:möte|seminarium))",
    re.IGNORECASE,
)


def _meeting_of_programme(page: Page, clocks: Sequence[ClockChoice]) -> ClockChoice | None:
    """The programme's line that names the press meeting: "12.00 Pressträff i Stadshuset"."""
    listed = programme_clocks(page)
    found = (
        choice
        for choice in clocks
        if choice.clock.start in listed and TITLE_PRESS.is_in(_rest_of_line(page, choice.clock.end))
    )
    return next((choice._replace(score=max(choice.score, _TOLD)) for choice in found), None)


def _rest_of_line(page: Page, at: int) -> str:
    return page.text[at : at + _LINE].split("\n", 1)[0]


_LINE = 60


_SPELLED_END = later(r"\A\W{0,3}(?:prick|exakt|sharp)?\s*\(\s?[-–]\s?(\d{1,2})[.:](\d\d)\)", holds="(")


def _end_by_length(page: Page, clock: Clock, start: dt.datetime) -> tuple[dt.datetime | None, tuple[int, int] | None]:
    stretch = page.stretch(clock.start)
    after = page.text[clock.end : min(clock.end + 90, stretch.end)]
    spelled = _SPELLED_END.search(after)
    if spelled:
        end = start.replace(hour=int(spelled[1]) % 24, minute=int(spelled[2]) % 60)
        return (end, (clock.start, clock.end + spelled.end())) if end > start else (None, None)
    until = _end_in_words(page, clock, start)
    if until:
        return start.replace(hour=until.hour, minute=until.minute), (clock.start, until.end)
    near = "sedan" not in after.lower() and "efter" not in after.lower()
    bracketed = _BRACKETED.match(fold(after))
    labelled = near and stretch.label_at(clock.start) in ("time", "time-place")
    bracketed = bracketed or _SET_APART.match(fold(after))
    length = parse_length(bracketed["length"] if bracketed else after) if bracketed or labelled else None
    told = clock.end
    if length is None:
        main_end = _main_end(page, clock.end)
        found = _TAKES.search(page.text, clock.end, min(clock.end + 260, main_end)) or _WHOLE_TAKES.search(
            page.text, clock.end, main_end
        )
        length, told = (parse_length(found["length"]), found.end()) if found else (None, told)
    if length and dt.timedelta(minutes=5) <= length <= dt.timedelta(hours=10):
        return start + length, (clock.start, told)
    return None, None


def _end_in_words(page: Page, clock: Clock, start: dt.datetime) -> Clock | None:
    """The end that the sentence of the start tells: "vi börjar klockan 9.00 och det är slut klockan 10"."""
    last = next((one for one in page.clocks if clock.end <= one.start < clock.end + _LINE), None)
    if last is None or not _UNTIL.match(page.text, clock.end, last.start):
        return None
    is_bus = _BUS.is_in(page.stretch(clock.start).sentence(clock.start)[0])
    return last if (last.hour, last.minute) > (start.hour, start.minute) and not is_bus else None


_BUS = Lexicon(r"\b\w*buss\w*|\b(?:tåget|båten|färjan|bus|train)\b", "buss|tåget|båten|färjan|bus |train")


_UNTIL = later(
    r"[^.!?\n]*\b(?:fram till|på till|och till|(?:är|blir) slut|slut|slutar|avslutas|klar[at]?|(?:tillbaka|åter)(?: (?:vid|på|i) \w+)?|(?:uppe|ute|hemma|ner|nere) igen|until|ends)(?: (?:ca\.?|cirka|omkring|ungefär|senast|vid|about|at))?\s*\Z",
    re.IGNORECASE,
)
_BRACKETED = later(
    r"[^.!?\n(]{0,40}\(\s?(?P<length>(?:ca\.?|cirka|omkring|ungefär|drygt|högst|räkna med|about)?\s?[\w, ]{2,16}(?:min\w*|timm\w*|tim|hours?)\.?)\s?\)",
    holds="min tim hour",
)
_SET_APART = later(
    r",\s(?:i\s)?(?P<length>(?:ca\.?\s|cirka\s|omkring\s|about\s)?(?:\d{1,3}|en|one|two|två|en halv|half an|an)\s(?:min\w*|timm\w+|tim|hours?)\.?)[,.;\n]",
    holds="min tim hour",
)
"""A length between commas: "at 2 pm, one hour, in the Blue Hall"."""
_TAKES = Lexicon(
    r"(?:(?:is\sexpected\sto|will|should)\s(?:last|take)(?:\sfor)?|(?:det|den|träffen|pressträffen|mötet|presskonferensen|visningen|allt|it|the \w+)\s(?:hela\s)?(?:tar|varar|pågår|beräknas (?:ta|pågå)|väntas (?:ta|pågå)|takes|lasts)|(?:och |den |träffen )?(?:håller på|varar|pågår)(?= i )|räkna med|längd:?|beräknad tid:?|tidsåtgång:?|duration:?)"
    r"\s(?:i\s|about\s|under\s)?(?P<length>(?:ca\.?|cirka|omkring|ungefär|högst|drygt|max\.?)?\s?(?:\d|en |ett |två |tre |en halv|halv)[^.!?\n]{0,30})",
    "last|take|tar|varar|pågår|beräknas|väntas|takes|lasts|håller på|räkna med|längd|beräknad|tidsåtgång|duration",
)
"""How long the whole takes, told in a sentence of its own."""
_WHOLE_TAKES = Lexicon(
    r"\b(?:(?:press|medie?a?)-?(?:träffen|konferensen|visningen|mötet|tillfället|lunchen|frukosten|briefingen)|hela (?:träffen|besöket|visningen|turen)|the (?:press |media )?(?:conference|presentation|briefing|event)\b[^.!?\n]{0,60}?)"
    r"\s(?:and )?(?:(?:beräknas|väntas) (?:ta|pågå|vara)|(?:is expected to|will) (?:last|take)|tar|varar|pågår|takes|lasts)\s(?:i\s|about\s|for\s|around\s){0,2}(?P<length>(?:ca\.?|cirka|omkring|ungefär|högst|drygt|max\.?)?\s?(?:\d|en |ett |två |tre |en halv|halv)[^.!?\n]{0,30})",
    "träffen|konferensen|visningen|mötet|tillfället|lunchen|frukosten|briefingen|besöket|turen|conference|presentation|briefing|event",
)
"""How long the press meeting takes, wherever that is told."""


def _main_end(page: Page, at: int) -> int:
    """Where the release ends: contacts and footer are further down."""
    return next(
        (one.start for one in page.stretches if one.start > at and one.part in ("contacts", "footer")), len(page.text)
    )
