"""What speaks against a meeting's time beside another date or hour: its week's number, its length, a word that it is off,
a copy of the invitation in another language, a second line for the time.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from pressinvite.errors import Finding
from pressinvite.reading.release.lexicon import Lexicon, later
from pressinvite.reading.release.moments import parse_length
from pressinvite.reading.release.words import NEW_TIME

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pressinvite.reading.release.page import Page
    from pressinvite.reading.release.plain import PlainText
    from pressinvite.reading.release.schedule import Slot

_WEEK = Lexicon(r"\b(?:vecka|week|v\.?)\s?(?P<week>\d{1,2})\b(?![.:/]\d)", "vecka|week|v")
_MEETING = (
    r"(?:(?:press|medie?|media)-?(?:träffen|konferensen|visningen|mötet|tillfället|lunchen|frukosten|seminariet|eventet|briefingen)"
    r"|träffen|mötet|evenemanget|the (?:press |media )?(?:conference|meeting|event|briefing))"
)
_LASTS = Lexicon(
    rf"\b{_MEETING}\s(?:tar|varar|pågår|beräknas (?:ta|pågå|vara)|väntas (?:ta|pågå)|takes|lasts)\s(?:i\s|about\s|under\s)?(?:(?:ca\.?|cirka|omkring|ungefär)\s)?"
    r"(?P<length>(?:\d|en |ett |två |tre |halv)[^.!?\n]{0,20})",
    " tar |varar|pågår|beräknas|väntas|takes|lasts",
)
_OFF = Lexicon(
    rf"\b{_MEETING}\b[^.!?\n]{{0,40}}?\b(?:(?:är|har blivit|blir) (?:tyvärr )?(?:inställ[dt]|avlyst)|(?:ställs|har ställts|ställts) (?:tyvärr )?in\b|blir (?:tyvärr )?inte av|utgår|avlyses|(?:is|has been) (?:cancelled|canceled|called off))",
    "inställ|avlys|ställs|ställts|inte av|utgår|cancel|called off",
)
_IF = Lexicon(
    r"\b(?:om|ifall|vid|kan|annars|if|may|unless|förra|tidigare|ordinarie|gårdagens)\b",
    "om|ifall|vid|kan|annars|if|may|unless|förra|tidigare|ordinarie|gårdagens",
)
"""What is only so in some case, or of another meeting."""
_ENGLISH = frozenset(("time", "when", "date", "day", "date and time", "time and place", "when and where"))
_WORD = later(r"[^\W\d_][\w ,&]*")
_SLACK = dt.timedelta(minutes=15)


def find_objections(page: Page, plain: PlainText, slots: Sequence[Slot], index: int) -> Iterator[Finding]:
    """Yield a warning of each kind that speaks against the meeting's time."""
    slot = slots[index]
    yield from _other_slot(page, plain, slots, index)
    yield from _wrong_week(page, plain, slot)
    if len(slots) == 1:
        yield from _other_length(page, plain, slot)
        yield from _called_off(page, plain, slot)


def _other_slot(page: Page, plain: PlainText, slots: Sequence[Slot], index: int) -> Iterator[Finding]:
    """Another meeting read that is rather this one told differently."""
    slot = slots[index]
    for other in slots:
        if other is slot or not (_is_right_below(page, slot, other) or _is_copy(page, slot, other)):
            continue
        here, there = plain.spot(*slot.span), plain.spot(*other.span)
        if slot.date.date == other.date.date:
            values = {"start": slot.start, "other": other.start}
            yield Finding("two-times", "warning", "start", values, here, there, uncertain=True)
        else:
            dates = {"date": slot.date.date, "other": other.date.date}
            yield Finding("two-dates", "warning", "start", dates, here, there, uncertain=True)
        return


def _is_right_below(page: Page, one: Slot, other: Slot) -> bool:
    """Tell whether the two stand under the same label on lines right below each other, and on the same day."""
    first, second = sorted((one.span, other.span))
    between = page.text[first[1] : second[0]]
    labels = [page.stretch(span[0]).label_at(span[0]) for span in (first, second)]
    lines = [_label(page, span[0]) for span in (first, second)]
    same = None not in labels and lines[0] == lines[1] and one.date.date == other.date.date
    return same and between.count("\n") == 1


def _is_copy(page: Page, one: Slot, other: Slot) -> bool:
    """Tell whether one stands under a Swedish label and the other under an English one."""
    labels = [_label(page, slot.span[0]) for slot in (one, other)]
    return all(labels) and (labels[0] in _ENGLISH) is not (labels[1] in _ENGLISH)


def _label(page: Page, at: int) -> str:
    """The words of the label that a place stands under; "" without one."""
    stretch = page.stretch(at)
    found = [(start, value) for start, kind, value in stretch.labels if start <= at and kind in ("time", "time-place")]
    words = _WORD.match(page.text, found[-1][0], found[-1][1]) if found else None
    return words[0].strip().casefold() if words else ""


def _wrong_week(page: Page, plain: PlainText, slot: Slot) -> Iterator[Finding]:
    """The number of a week told in the date's own sentence that is not the date's."""
    at = slot.date.day.start
    stretch = page.stretch(at)
    sentence, offset = stretch.sentence(at)
    start = max(0, sentence.rfind("\n", 0, at - offset))
    found = _WEEK.search(sentence, start)
    right = slot.date.date.isocalendar().week
    if found is None or slot.date.day.day is None or int(found["week"]) == right:
        return
    if "\n" in sentence[at - offset : found.start()] or not 1 <= int(found["week"]) <= _LAST_WEEK:
        return
    there = plain.spot(offset + found.start(), offset + found.end())
    here = plain.spot(at, slot.date.day.end)
    values = {"week": int(found["week"]), "right": right, "date": slot.date.date}
    yield Finding("week-number", "warning", "start", values, there, here, uncertain=True)


_LAST_WEEK = 53


def _other_length(page: Page, plain: PlainText, slot: Slot) -> Iterator[Finding]:
    """A length told for the meeting that is not that of its span."""
    clock = slot.clock.clock if slot.clock else None
    if clock is None or clock.until is None or not isinstance(slot.end, dt.datetime) or slot.end_at is None:
        return
    found = next((one for one in _LASTS.finditer(page.text) if _is_main(page, one.start())), None)
    length = parse_length(found["length"]) if found else None
    start = dt.datetime.combine(slot.date.date, dt.time(clock.hour, clock.minute))
    if found is None or length is None or abs(start + length - slot.end) <= _SLACK:
        return
    there = plain.spot(found.start("length"), found.end("length"))
    values = {"end": slot.end, "other": start + length}
    yield Finding("two-ends", "warning", "end", values, plain.spot(*slot.end_at), there, uncertain=True)


def _called_off(page: Page, plain: PlainText, slot: Slot) -> Iterator[Finding]:
    """A sentence that says the meeting is off, in a text that invites to it."""
    if not _OFF.is_in(page.text) or NEW_TIME.is_in(page.text):
        return
    for found in _OFF.finditer(page.text):
        stretch = page.stretch(found.start())
        sentence, offset = stretch.sentence(found.start())
        other = any(
            offset <= day.start < offset + len(sentence) and day.start != slot.date.day.start and day.day is not None
            for day in page.days
        )
        if stretch.part not in ("footer", "furniture") and not _IF.is_in(sentence) and not other:
            yield Finding(
                "maybe-called-off", "warning", "start", {}, plain.spot(found.start(), found.end()), uncertain=True
            )
            return


def _is_main(page: Page, at: int) -> bool:
    return page.stretch(at).part in ("title", "lead", "body")
