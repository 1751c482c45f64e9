"""Dates that a text tells beside the meeting's: of another event, of what comes after it, of what it is about.

A second date speaks against the meeting's only where its own sentence is about the same event. Another day told in
full, one that "redan" or "dessförinnan" sets against the meeting's, and one in a sentence below the invitation that
speaks to nobody, are background.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressinvite.reading.release.changes import is_new
from pressinvite.reading.release.lexicon import Lexicon, Words, later
from pressinvite.reading.release.words import HINTS, KINDS, MEETING_WORDS, PRESS, PRESS_WELCOME

if TYPE_CHECKING:
    from pressinvite.reading.release.choices import DayChoice
    from pressinvite.reading.release.moments import Clock, Day
    from pressinvite.reading.release.page import Page
    from pressinvite.reading.release.schedule import Slot


def is_background(page: Page, choice: DayChoice, slot: Slot) -> bool:
    """Tell whether a date that does not stand as the meeting's own is of something else."""
    told, mine = choice.day, slot.date.day
    stretch = page.stretch(told.start)
    sentence, offset = stretch.sentence(told.start)
    if mine.shift:
        return True  # "dagen efter" is told from another event's date
    if choice.day.last_day is not None and mine.last_day is None and told.weekday is not None:
        return True  # "lördag-söndag den 19–20 mars"
    both = mine.weekday is not None and told.weekday is not None and choice.weekday_fits and slot.date.weekday_fits
    if both and choice.date.weekday() != slot.date.date.weekday():
        return True  # "lördag 22 april möts lagen": a slip changes the weekday or the date, seldom both
    if choice.date > slot.date.date and (is_before_that(page, mine.start) or _goes_back(page, offset + len(sentence))):
        return True
    if choice.date < slot.date.date and _LATER.search(page.text, max(0, mine.start - _REACH), mine.start):
        return True
    below = told.start > max(slot.span[1], mine.end) and stretch.part != "title"
    fuller = told.weekday is not None and mine.weekday is None
    if not below or fuller or stretch.label_at(told.start) is not None or _speaks(sentence):
        return False
    return not any(-_BESIDE < clock.start - told.start < told.end - told.start + _BESIDE for clock in page.clocks)


_BESIDE = 12
"""Characters between a date and the clock time that it is told with."""


def is_other_hour(page: Page, clock: Clock, slot: Slot) -> bool:
    """Tell whether a time that does not stand as the meeting's own is of something else: hours away from it, or later
    and followed by "dessförinnan".
    """
    if slot.clock is None:
        return True
    mine = slot.clock.clock
    away = (clock.hour - mine.hour) * 60 + clock.minute - mine.minute
    sentence, offset = page.stretch(clock.start).sentence(clock.start)
    if is_new(sentence[: clock.start - offset]):
        return False  # "tiden ändras till kl. 15.30"
    own = page.stretch(mine.start).sentence(mine.start)[0]
    mere = not _is_for_press(sentence) and not _TELLS.is_in(sentence)
    if mere and ((away > 0 and _is_for_press(own)) or PRESS_WELCOME.is_in(own)):
        return True  # "kl. 15 föreläser de; kl. 13 är de tillgängliga för medier"
    later = away > 0 and (_goes_back(page, offset + len(sentence)) or is_before_that(page, mine.start))
    return abs(away) > _HOURS_AWAY or later


def _is_for_press(sentence: str) -> bool:
    return any(words.is_in(sentence) for words in (PRESS, KINDS, HINTS))


_TELLS = Words(
    "svarar|svara|ställer|ger|lämnar|informerar|lägger|läggs|håller|hålls|talar|berättar|presenterar|visar|visas|redovisar|redogör|träffar|möter|samlas|ses|vi|ni|er|answers|tells|presents|shows|we|you|välkom*|bjud*|inbjud*"
)
"""What is done at meetings of the press, or who does it."""
_HOURS_AWAY = 180
"""Minutes: who mistakes the hour is seldom further off."""


def _speaks(sentence: str) -> bool:
    """Tell whether a sentence names the meeting or the press, or speaks of those who invite and those who may come."""
    return MEETING_WORDS.is_in(sentence) or PRESS.is_in(sentence) or _PEOPLE.is_in(sentence) or "!" in sentence


_PEOPLE = Words("vi|oss|ni|er|dig|du|we|us|you|välkom*|inbjud*|bjud*|invit*|welcome")


def is_before_that(page: Page, at: int) -> bool:
    """Tell whether a date or time is set before another: "Redan torsdag 23 maj", "veckan innan, den 18 maj"."""
    return bool(_EARLIER.search(page.text, max(0, at - _REACH), at))


def _goes_back(page: Page, at: int) -> bool:
    """Tell whether the next sentence goes back before the date: "flyttar in den 18 september. Dessförinnan …"."""
    return bool(_BACK.match(page.text, at))


_REACH = 30
_EARLIER = Lexicon(
    r"\b(?:redan|dessförinnan|innan dess|(?:dagen|veckan|kvällen|dagar) (?:innan|före|tidigare)|already|before that|ahead of that|days (?:earlier|before))\b[^.!?\n]{0,12}$",
    "redan|dessförinnan|innan|före|tidigare|already|before|ahead of|earlier",
)
_LATER = Lexicon(
    r"\b(?:(?:dagen|veckan) (?:efter|därpå)|(?:dagar|veckor|days?|weeks?) (?:senare|later|after)|därefter|after that)\b[^.!?\n]{0,12}$",
    "efter|därpå|senare|later|after",
)
_BACK = later(
    r"\s*(?:men )?(?:dessförinnan|innan dess|redan|först|dagen (?:innan|före)|before that|but first|ahead of that)\b",
    re.IGNORECASE,
)


def series_score(page: Page, day: Day) -> float:
    """A weekday of every week tells no date: "varannan tisdag"; that the first time is on a date does, and
    what is to happen with a thing that is spoken of does not.
    """
    before = page.text[max(0, day.start - _REACH) : day.start]
    if day.day is None:
        return -8.0 if day.weekday is not None and _HABIT.search(before) else 0.0
    return (
        2.0 if _FIRST.search(before) else -2.0 if _THAT_IS.search(page.text, max(0, day.start - 60), day.start) else 0.0
    )


_THAT_IS = Lexicon(
    r"[a-zåäö]\ssom\s(?!hålls|äger|börjar|startar|inleds|ordnas|anordnas|arrangeras|genomförs|går av|vi |då )(?:[a-zåäö]+\s){1,5}(?:den\s)?$",
    "som",
)
"""What is told of a thing that is shown: "instrumentet som skickas upp den 2 november"."""
_HABIT = Lexicon(
    r"\b(?:varannan|varje|var (?:tredje|fjärde|femte)|every(?: other| second)?|each)\s$",
    "varannan|varje|var tredje|var fjärde|var femte|every|each",
)
_FIRST = Lexicon(
    r"\b(?:första (?:gången|tillfället|träffen|mötet)|premiären|(?:the )?first (?:time|one|meeting))\s(?:är|blir|hålls|äger rum|is)\s(?:på\s|redan\s|on\s)?(?:den\s)?$",
    "första|premiären|first",
)


def is_taken_up(page: Page, at: int) -> bool:
    """Tell whether the next sentence tells what happens at a date or time: "till den 8 oktober. Då läses de upp klockan 10",
    "kl 11. Då hålls en pressträff".
    """
    stretch = page.stretch(at)
    sentence, start = stretch.sentence(at)
    after = start + len(sentence)
    if not _THEN.match(page.text, after):
        return False
    following, begin = stretch.sentence(after + 1)
    told = KINDS.is_in(following) or PRESS_WELCOME.is_in(following)
    return told or any(begin <= clock.start < begin + len(following) for clock in page.clocks)


_THEN = later(
    r"\s*(?:då|samtidigt|i samband med (?:det|detta)|vid (?:detta|det) tillfället?|den dagen|den kvällen|that day|then)\s",
    re.IGNORECASE,
)


def is_soon(page: Page, day: Day) -> bool:
    """Tell whether a weekday is said to be the coming one: "Redan på torsdag", whatever later Thursday the text tells."""
    return _SOON.search(page.text, max(0, day.start - _REACH), day.start) is not None


_SOON = Lexicon(
    r"\b(?:redan|nu|kommande|already|this|coming)\s(?:på\s|on\s)?$", "redan|nu|kommande|already|this|coming"
)


def is_of_season(page: Page, day: Day) -> bool:
    """Tell whether the date begins or ends a span of dates of two months: "25 maj–1 september"."""
    begins = _SPAN.match(page.text, day.end)
    ends = _SPAN_BEFORE.search(page.text, max(0, day.start - 3), day.start)
    if day.day is None or not (begins or ends) or page.stretch(day.start).label_at(day.start) is not None:
        return False
    joined = (begins.end() if begins else -1, ends.start() if ends else -1)
    return any(
        other.day is not None and other.month != day.month and (other.start == joined[0] or other.end == joined[1])
        for other in page.days
    )


_SPAN_BEFORE = later(r"\s?[–-]\s?\Z")
_SPAN = later(r"\s?[–-]\s?")


def is_named_behind(page: Page, clock: Clock) -> bool:
    """Tell whether the press meeting is named right behind a time, or the press before it, or the next sentence is of it:
    "11.00 pressträff i Blå salongen", "För media: fotografering 9.15", "kl 11. Då hålls en pressträff".
    """
    begin = page.stretch(clock.start).sentence(clock.start)[1]
    behind = page.text[clock.end : clock.end + _KIND_BEHIND].lstrip(" :–-,")
    if KINDS.match(behind) or _PRESS_MAY.match(behind) or _FOR_PRESS.match(page.text, begin, clock.start):
        return True
    following = page.text[clock.end : clock.end + _NEXT_SENTENCE]
    return is_taken_up(page, clock.start) and (KINDS.is_in(following) or PRESS_WELCOME.is_in(following))


_KIND_BEHIND, _NEXT_SENTENCE = 40, 160
_PRESS_MAY = later(
    r"(?:är|hälsas|får|bjuds|släpps|kan) (?:pressen|media|medier(?:na)?|journalister(?:na)?|fotografer(?:na)?|reportrar(?:na)?)\b",
    re.IGNORECASE,
)
_FOR_PRESS = later(r"\s*(?:för )?(?:media|medier|pressen|press|fotografer|reportrar)\s?:\s", re.IGNORECASE)
