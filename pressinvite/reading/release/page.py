"""The page: the text in stretches (a title, a paragraph, a labelled line with what goes on below it), with all dates,
times and addresses found in them once. Every other module asks the page and not the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Any, Literal

from pressinvite.reading.release.headline import find_headline
from pressinvite.reading.release.labels import LabelKind, inline_labels
from pressinvite.reading.release.layout import Line, split_lines
from pressinvite.reading.release.lexicon import Lexicon, fold, turn_to
from pressinvite.reading.release.moments import Clock, Day, parse_clocks, parse_days
from pressinvite.reading.release.reach import Reach, cover, find_reaches
from pressinvite.records import NamedTuple

if TYPE_CHECKING:
    from pressinvite.reading.release.headline import Headline
    from pressinvite.reading.release.plain import PlainText

StretchPart = Literal["title", "lead", "body", "contacts", "footer", "furniture"]
_MOST = 300
"""So many dates, times and addresses are weighed; no release has more, and time grows with the text alone."""
_FINLAND = Lexicon(
    r"\bFinland\b|\bOyj\b|\bAbp\b|\b(?:finsk|finländsk) tid\b|\+358|\.fi\b|\b(?:Helsingfors|Åbo|Vasa|Esbo|Tammerfors|Mariehamn|Borgå|Ekenäs|Jakobstad|Raseborg)\b",
    "finland|oyj|abp|finsk |finländsk |+358|.fi|helsingfors|åbo|vasa|esbo|tammerfors|mariehamn|borgå|ekenäs|jakobstad|raseborg",
    cased=True,
)
_FAR = 800
"""What is further away is not of the same sentence, wherever the next full stop is."""
_SENTENCE_END = re.compile(
    r"(?=[.!?\s])(?:[.!?](?=\s+[A-ZÅÄÖ\"]|\s+[”–]|\s+•|\s*$)|(?<=[a-zåäö])(?=\sKlockan\s\d)|\n\s*\n|(?<=[a-zåäö])\.(?=[A-ZÅÄÖ]))"
)
_ABBREVIATIONS = (
    "kl", "ca", "dr", "tel", "st", "kv", "kungl", "nr", "vån", "prof", "osv", "dvs", "ordf", "tlf", "tfn", "mob", "resp", "inkl",
    *(
        f"{first}{dot}{blank}{last}"
        for first, last in (("t", "f"), ("bl", "a"), ("m", "fl"), ("s", "k"), ("t", "ex"))
        for dot in ("", ".") for blank in ("", " ")
    ),
    *(f"{first}{dot}o{other}m" for first in ("fr", "t") for dot in ("", ".") for other in ("", ".")),
)  # fmt: skip
"""What stands before a point that ends no sentence."""


class Stretch(NamedTuple):
    """Lines that belong together."""

    part: StretchPart
    start: int
    end: int
    text: str
    """As in the page, from `start` to `end`."""
    lines: tuple[Line, ...]
    labels: tuple[tuple[int, LabelKind, int], ...]
    """(offset, kind, offset of the value), in order."""
    ends: tuple[int, ...]
    """Where its sentences end, offsets in the page."""

    def holds(self, at: int) -> bool:
        """Tell whether the place is within."""
        return self.start <= at < self.end

    def label_at(self, at: int) -> LabelKind | None:
        """Return the label that the place stands under."""
        found = None
        for start, kind, _ in self.labels:
            if start <= at:
                found = kind
        return found

    def sentence(self, at: int) -> tuple[str, int]:
        """Return the sentence around the place, and its offset in the page."""
        index = bisect_right(self.ends, at)
        start = self.ends[index - 1] if index else self.start
        end = self.ends[index] if index < len(self.ends) else self.end
        start, end = max(start, at - _FAR), min(end, at + _FAR)
        return self.text[start - self.start : end - self.start], start


class Page(NamedTuple):
    """A release text, taken apart."""

    text: str
    lines: list[Line]
    stretches: list[Stretch]
    starts: list[int]
    reaches: list[Reach]
    days: list[Day]
    clocks: list[Clock]
    title: Line | None
    headline: Headline | None
    """The title with its score, and what else it might be."""
    zone_word: str
    """On whose clock times are told when a text tells them on two: CET, or EET where it is about Finland."""
    memory: dict[Any, Any]
    """What was worked out about the page once."""

    def stretch(self, at: int) -> Stretch:
        """Return the stretch that holds a place of the text."""
        return self.stretches[max(bisect_right(self.starts, at) - 1, 0)]


def open_page(plain: PlainText) -> Page:
    """Return the page of a text."""
    text = plain.text
    turn_to(text)
    lines = split_lines(text)
    headline = find_headline(lines)
    title = headline.line if headline else None
    reaches = find_reaches(text)
    covered = cover(text, reaches)
    days = parse_days(covered)[:_MOST]
    spans = [Reach("url", day.start, day.end, "") for day in days if day.day is not None]
    clocks = parse_clocks(cover(covered, spans))[:_MOST]
    stretches = _stretches(text, lines, title)
    reaches = reaches[:_MOST]
    return Page(
        text, lines, stretches, [stretch.start for stretch in stretches], reaches, days, clocks, title,
        headline, "EET" if _FINLAND.is_in(text) else "CET", {},
    )  # fmt: skip


def _stretches(text: str, lines: list[Line], title: Line | None) -> list[Stretch]:
    groups: list[list[Line]] = []
    parts: list[StretchPart] = []
    before: Line | None = None
    seen_lead = False
    for line in lines:
        if not line.text:
            before = line
            continue
        part: StretchPart = "body"
        if line.part in ("contacts", "footer", "furniture"):
            part = line.part
        elif title is not None and (line is title or line.text == title.text):
            part = "title"
        same = groups and (parts[-1] == part or (parts[-1] == "lead" and part == "body" and _is_cut(groups[-1][-1])))
        if same and _goes_on(groups[-1][-1], line, before):
            groups[-1].append(line)
        else:
            if part == "body" and not seen_lead and line.label is None and len(line.text) > 40:
                part, seen_lead = "lead", True
            groups.append([line])
            parts.append(part)
        before = line
    return [_stretch(text, part, group) for part, group in zip(parts, groups, strict=True)] or [
        Stretch("body", 0, len(text), text, (), (), ())
    ]


_WRAPPED = 45
_SENTENCE_ENDS = (".", "!", "?", ":", ";", "”", '"', ")")


def _is_cut(line: Line) -> bool:
    """Tell whether a hard line break cut the sentence: a long line that ends in the middle of it."""
    return len(line.text) > _WRAPPED and not line.text.endswith(_SENTENCE_ENDS)


_SHORT_VALUE = ("time", "date", "place", "time-place", "participants", "programme", "registration")


def _goes_on(last: Line, line: Line, before: Line | None) -> bool:
    """Tell whether a line belongs to the stretch of the last one."""
    blank_between = before is not None and not before.text
    if line.label is not None:
        return False
    if last.label is not None and not last.value and last.label.kind in _SHORT_VALUE:
        return True  # "Tid:" with its value below
    if last.is_bullet and line.is_bullet:
        return True
    if blank_between:
        return False
    return not (
        last.label is not None
        and last.label.kind in ("time", "date", "place")
        and len(last.value) > 3
        and not line.text.startswith("(")
    )


def _stretch(text: str, part: StretchPart, lines: list[Line]) -> Stretch:
    start, end = lines[0].start, lines[-1].start + len(lines[-1].text)
    if lines[0].label is not None:
        start = lines[0].value_start - lines[0].label.length
    inside = text[start:end]
    labels = [(line.start, line.label.kind, line.value_start) for line in lines if line.label is not None]
    own = [(line.start, line.value_start) for line in lines if line.label is not None]
    for at, kind, value in inline_labels(inside):
        if not any(first <= start + at < last for first, last in own):
            labels.append((start + at, kind, start + value))
    return Stretch(part, start, end, inside, tuple(lines), tuple(sorted(set(labels))), tuple(_ends(inside, start)))


def _ends(text: str, offset: int) -> list[int]:
    """Where the sentences end, abbreviations left alone."""
    if not ("." in text or "!" in text or "?" in text or "\n" in text or "Klockan" in text):
        return []
    return [
        offset + match.end()
        for match in _SENTENCE_END.finditer(text)
        if not (match[0] == "." and _is_abbreviated(text[max(0, match.start() - 8) : match.start()]))
    ]


def _is_abbreviated(before: str) -> bool:
    """Tell whether the text before a point ends with an abbreviation; none of them has six letters in a row."""
    if before[-6:].isalpha():
        return False
    words = fold(before.removesuffix("\n")).replace("\n", " ")
    if not words.endswith(_ABBREVIATIONS):
        return False
    signs = (words[: -len(one)][-1:] for one in _ABBREVIATIONS if words.endswith(one))
    return any(not (sign.isalnum() or sign == "_") for sign in signs)
