"""Where each field of a meeting stands in the release, and how sure the reading is: traces become the evidence.

What a finder traced is taken over; words that are shown as they were written (the lead, the organiser, a press card)
are found again in the text, and so are the addresses of the registration.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressinvite.errors import Alternative, Evidence
from pressinvite.reading.release.choices import clock_choices, day_choices
from pressinvite.reading.release.layout import is_stamp
from pressinvite.reading.release.purposes import is_of_the_press
from pressinvite.reading.release.traces import Rejected, Trace
from pressinvite.reading.release.words import KINDS, OTHER_KINDS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from pressinvite.errors import Certainty
    from pressinvite.meeting import Meeting, Online, Participant
    from pressinvite.reading.release.page import Page
    from pressinvite.reading.release.plain import PlainText
    from pressinvite.reading.release.schedule import Slot
from pressinvite.reading.release.traces import Span

OTHER_PURPOSES = ("programme", "registration", "access", "accreditation", "interviews", "photo", "contact")
_SURE_TITLE, _LIKELY_TITLE = 4.0, -2.0
_ENOUGH = 4.0
_NEAR, _FAR = 400, 80
_HANDFUL = 4
_DOUBTFUL_DAY = -3.0
_BEHIND_NAME = 8
"""Characters behind a name in which the party stands."""
_MOST_WORDS = 40
"""So many words tell a passage from any other."""
_PASSAGES = ("lead", "body", "accreditation", "access", "interviews", "photo", "about")
_PARTS = {
    "place": ("text", "venue", "building", "street", "postal_code", "city", "directions"),
    "online": ("platform", "url"),
    "registration": ("required", "deadline", "email", "url", "phone"),
    "participants": ("name", "party", "role"),
    "contacts": ("name", "role", "standing", "hours"),
}
_LISTS = ("topics", "categories", "regions", "organisers")


def field_evidence(plain: PlainText, field: str, trace: Trace, *, weighed: str = "") -> dict[str, Evidence]:
    """Return where a value and its parts were read, by their paths.

    What was rejected stands with the value itself, or with the part that was `weighed`.
    """
    if not trace.spans:
        return {}
    found = {}
    for part, (start, end) in trace.spans.items():
        path = f"{field}.{part}" if part else field
        found[path] = Evidence(plain.spot(start, end), trace.doubts.get(part, trace.certainty))
    if trace.rejected:
        path = f"{field}.{weighed}" if f"{field}.{weighed}" in found else field if field in found else next(iter(found))
        others = {other: Alternative(plain.spot(other.start, other.end), other.reason) for other in trace.rejected}
        found[path] = found[path]._replace(rejected=tuple(others.values()))
    return found


def with_parts(meeting: Meeting) -> dict[str, Evidence]:
    """Return the meeting's evidence with each part of a noun that no span is its own of, where the noun stands."""
    evidence = dict(meeting.evidence)
    nouns: list[tuple[str, object]] = [("place", meeting.place), ("online", meeting.online)]
    nouns.append(("registration", meeting.registration))
    nouns += [(f"participants[{index}]", person) for index, person in enumerate(meeting.participants)]
    nouns += [(f"contacts[{index}]", contact) for index, contact in enumerate(meeting.contacts)]
    for path, noun in nouns:
        whole = evidence.get(path)
        if whole is None or noun is None:
            continue
        for part in _PARTS[path.partition("[")[0]]:
            if f"{path}.{part}" not in evidence and getattr(noun, part):
                evidence[f"{path}.{part}"] = whole._replace(rejected=())
    return evidence


def text_traces(page: Page, meeting: Meeting) -> Iterator[tuple[str, Trace]]:
    """Yield the traces of what all meetings of a text share, by field: words, lists, registration, language."""
    if meeting.kind:
        yield "kind", kind_trace(page, meeting.kind)
    for field in _PASSAGES:
        held = getattr(meeting, field)
        passages = (
            [(field, held)] if isinstance(held, str) else [(f"{field}[{i}]", one) for i, one in enumerate(held or ())]
        )
        for path, words in passages:
            yield path, _span_trace(_locate_passage(page.text, words))
    for field in _LISTS:
        for index, word in enumerate(getattr(meeting, field)):
            line = next((line for line in reversed(page.lines) if line.text == word), None)
            at = line.start if line else page.text.rfind(word)
            yield f"{field}[{index}]", _span_trace((at, at + len(word)) if at >= 0 else None)
    prose = next((stretch for stretch in page.stretches if stretch.part == "lead"), page.stretches[0])
    yield "language", Trace({"": (prose.start, prose.end)})


def _locate_passage(text: str, words: str) -> Span | None:
    """Where the first paragraph of a passage stands, or its first sentence where what follows stands elsewhere."""
    first = words.split("\n\n", 1)[0]
    return locate(text, first) or locate(text, first.partition(". ")[0])


def _span_trace(span: Span | None, certainty: Certainty = "sure") -> Trace:
    return Trace({"": span} if span else {}, certainty)


def title_trace(page: Page) -> Trace:
    """Return where the headline stands, how sure it is that it is one, and the other lines that were weighed."""
    found = page.headline
    if found is None:
        return Trace({})
    certainty: Certainty = (
        "sure" if found.score >= _SURE_TITLE else "likely" if found.score >= _LIKELY_TITLE else "guess"
    )
    rejected = tuple(Rejected(line.start, line.start + len(line.text), "lower-score") for line in found.rejected)
    return Trace({"": (found.line.start, found.line.start + len(found.line.text))}, certainty, rejected)


def heading_trace(page: Page, heading: str, at: int) -> Trace:
    """Return where the headline of one of several meetings stands: the last such words before its time."""
    begin = max(0, at - _NEAR)
    span = locate(page.text[begin:at], heading)
    return _span_trace((begin + span[0], begin + span[1]) if span else None)


def slot_traces(page: Page, slot: Slot, slots: Sequence[Slot], published: dt.date) -> tuple[Trace, Trace]:
    """Return where a meeting's start and end were read, how sure they are, and the other dates and times of the text."""
    chosen, clock = slot.date, slot.clock
    read = chosen.day
    is_weak_day = read.day is None and read.ahead is None and clock is None and chosen.score < _ENOUGH
    is_weak_day = is_weak_day and not is_of_the_press(page.stretch(read.start).sentence(read.start)[0])
    certainty: Certainty = "sure"
    if is_weak_day or chosen.score < _DOUBTFUL_DAY or (clock is not None and clock.score < 1.0):
        certainty = "guess"
    elif chosen.guessed_year or read.day is None or clock is None or min(chosen.score, clock.score) < _ENOUGH:
        certainty = "likely"
    spans = {"": _start_span(page, slot)}
    if not spans[""][0] <= read.start < spans[""][1]:
        spans["date"] = read.start, read.end
    start = Trace(spans, certainty, tuple(_other_moments(page, slot, slots, published)))
    if slot.end_at is None:
        return start, Trace({})
    is_told = clock is None or (slot.end_at == (clock.clock.start, clock.clock.end) and bool(clock.clock.until))
    return start, Trace({"": slot.end_at}, "sure" if is_told and certainty == "sure" else "likely")


def _start_span(page: Page, slot: Slot) -> Span:
    """Where the start stands: date and time together where they are on one line, else the time."""
    start, end = slot.span
    day = slot.date.day
    whole = min(start, day.start), max(end, day.end)
    return (start, end) if "\n" in page.text[whole[0] : whole[1]] or whole[1] - whole[0] > _FAR else whole


def _other_moments(page: Page, slot: Slot, slots: Sequence[Slot], published: dt.date) -> Iterator[Rejected]:
    """The text's other dates and times, best first, each with why it is not the meeting's start."""
    meant = {at for other in slots for at in (other.date.day.start, other.clock.clock.start if other.clock else -1)}
    own = {slot.date.date}
    hours = {(slot.clock.clock.hour, slot.clock.clock.minute)} if slot.clock else set()
    others = [
        (choice.score, choice.day.start, choice.day.end, choice.reason)
        for choice in day_choices(page, published)
        if choice.date not in own
    ]
    others += [
        (choice.score, choice.clock.start, choice.clock.end, choice.reason)
        for choice in clock_choices(page)
        if (choice.clock.hour, choice.clock.minute) not in hours
    ]
    for _, start, end, reason in sorted(others, reverse=True)[:_HANDFUL]:
        stretch = page.stretch(start)
        if start in meant:
            yield Rejected(start, end, "another-meeting")
        elif stretch.part in ("footer", "furniture", "contacts"):
            yield Rejected(start, end, stretch.part)
        elif reason == "lower-score" and stretch.label_at(start) in OTHER_PURPOSES:
            yield Rejected(start, end, "other-purpose")
        else:
            yield Rejected(start, end, reason)


def with_party(page: Page, person: Participant, trace: Trace) -> Trace:
    """Return the trace of somebody who takes part with where the party's letters stand, behind the name."""
    if not person.party or "party" in trace.spans or "" not in trace.spans:
        return trace
    at = trace.spans[""][0]
    while at >= 0:
        begin = at + len(person.name)
        behind = page.text[begin : begin + _BEHIND_NAME]
        start = begin + len(behind) - len(behind.lstrip(" (,"))
        end = start + len(person.party)
        if page.text[start:end].upper() == person.party.upper() and not page.text[end : end + 1].isalnum():
            return trace._replace(spans={**trace.spans, "party": (start, end)})
        at = page.text.find(person.name, begin)
    return trace


def stamp_trace(page: Page, day: dt.date) -> Trace:
    """Return where the page's own time stamp stands."""
    for read in page.days:
        if (read.year, read.month, read.day) == (day.year, day.month, day.day):
            line = next((line for line in page.lines if line.start <= read.start < line.start + len(line.text)), None)
            if line and is_stamp(line.text):
                return Trace({"": (read.start, read.end)})
    return Trace({})


def kind_trace(page: Page, kind: str) -> Trace:
    """Return where the kind of meeting is named; an opening is less surely it than a press meeting."""
    for pattern in (KINDS, OTHER_KINDS):
        for stretch in page.stretches:
            found = pattern.search(stretch.text) if stretch.part in ("title", "lead", "body") else None
            if found and found[1].lower() == kind:
                span = stretch.start + found.start(1), stretch.start + found.end(1)
                return Trace({"": span}, "sure" if pattern is KINDS else "likely")
    return _span_trace(locate(page.text.lower(), kind), "likely")


def locate(text: str, words: str) -> Span | None:
    """Return where a passage stands whose blanks and line breaks were made into single blanks; None where it does not."""
    parts = [part for part in words.removeprefix("– ").split() if part != "•"][:_MOST_WORDS]
    at = text.find(parts[0]) if parts else -1
    while at >= 0:
        end = at
        for part in parts:
            while text[end : end + 1].isspace() or text[end : end + 1] == "•":
                end += 1
            if not text.startswith(part, end):
                break
            end += len(part)
        else:
            return at, end
        at = text.find(parts[0], at + 1)
    return None


def online_trace(page: Page, online: Online, at: int) -> Trace:
    """Return where the online side is told: its platform after the meeting's time first, and its address."""
    spans: dict[str, Span] = {}
    if online.platform:
        name = (
            "webb|live|digital|online|stream|ström|länk|distans|nät|sänd"
            if online.platform == "webb"
            else re.escape(online.platform)
        )
        found = list(re.finditer(rf"\b\w*(?:{name})\w*", page.text, re.IGNORECASE))
        found.sort(
            key=lambda match: (page.stretch(match.start()).part in ("footer", "furniture"), abs(match.start() - at))
        )
        if found:
            spans["platform"] = found[0].span()
    reach = next((reach for reach in page.reaches if online.url and reach.value == online.url), None)
    if reach:
        spans["url"] = reach.start, reach.end
    return Trace({"": next(iter(spans.values())), **spans}) if spans else Trace({})
