"""How the press tells that it comes: needed or not, until when and to whom."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from pressinvite.meeting import Registration
from pressinvite.reading.release.choices import resolve_day

if TYPE_CHECKING:
    from pressinvite.reading.release.page import Page, Stretch

_WORDS = re.compile(
    r"\b(?:(?:för)?anmäl(?:an|er|s|d|da|t|ning|ningen|ningslänk)?\b|anmäl (?:dig|er|gärna|ditt|ert|deltagande|om|till)|o\.?\s?s\.?\s?a\b|säg till|hör (?:gärna )?av (?:er|dig)|meddela|registrer(?:a|ing)|ansök(?:an|er|ningar)\b|register|rsvp|registration|sign up)",
    re.IGNORECASE,
)
_NOT_NEEDED = re.compile(
    r"ingen (?:för)?anmälan|(?:för)?anmälan (?:behövs|krävs) (?:inte|ej)|behöver inte anmäla|utan föranmälan|no registration|drop-?in",
    re.IGNORECASE,
)
_NEEDED = re.compile(
    r"obligatorisk|krävs|måste|kräver|ska anmäla|behöver anmäla|endast (?:för )?(?:för)?anmälda|anmäl dig|säg till|required|must",
    re.IGNORECASE,
)
_LATEST = re.compile(r"\b(?:senast|no later than)\b", re.IGNORECASE)
_ABOUT_OTHER = re.compile(r"ackredit|frågor\?|avanmäl|nyhetsbrev|prenumer", re.IGNORECASE)


def find_registration(page: Page, published: dt.date) -> Registration | None:
    """Return what the text says of registration; None where it says nothing."""
    passages = [
        passage
        for stretch in page.stretches
        if stretch.part not in ("footer", "furniture")
        for passage in _passages(stretch)
    ]
    if not passages:
        return None
    if any(_NOT_NEEDED.search(text) for text, _ in passages):
        return Registration(required=False)
    deadline = next(
        (found for text, start in passages if (found := _deadline(page, start, len(text), published))), None
    )
    email = _reach(page, passages, "email") or _named_address(page, passages)
    url = _reach(page, passages, "url")
    phone = None if email else _reach(page, passages, "phone")
    required = True if any(_NEEDED.search(text) for text, _ in passages) else None
    return Registration(required=required, deadline=deadline, email=email, url=url, phone=phone)


def _passages(stretch: Stretch) -> list[tuple[str, int]]:
    """The sentences about registration with their offsets, and the one behind each, which often has the address."""
    found: list[tuple[str, int]] = []
    for match in _WORDS.finditer(stretch.text):
        at = stretch.start + match.start()
        sentence, start = stretch.sentence(at)
        if (_ABOUT_OTHER.search(sentence) and not _LATEST.search(sentence)) or (found and start == found[-1][1]):
            continue
        if stretch.part == "contacts" and stretch.label_at(at) != "registration":
            continue
        if re.search(r"anmälda\b|som har anmält|som anmält", sentence, re.IGNORECASE) and not re.search(
            r"obligatorisk|senast|anmäl (?:dig|er)", sentence, re.IGNORECASE
        ):
            continue
        found.append((sentence, start))
        if stretch.label_at(at) == "registration":
            found.append((stretch.text[start - stretch.start :], start))
    return found


def _deadline(page: Page, start: int, length: int, published: dt.date) -> dt.date | None:
    """The date or time after "senast", "före" or "by"."""
    text = page.text[start : start + length]
    word = re.search(r"\b(?:senast|före|innan|no later than|by|fram till|t\.?o\.?m)\b", text, re.IGNORECASE)
    if not word:
        return None
    from_here = start + word.end()
    day = next((day for day in page.days if from_here <= day.start < min(start + length, from_here + 70)), None)
    if day is None:
        day = next(
            (day for day in page.days if start <= day.start < start + length and day.end >= from_here - 40), None
        )
    resolved = resolve_day(day, published) if day else None
    if resolved is None or day is None:
        return None
    clock = next(
        (clock for clock in page.clocks if start <= clock.start < start + length and abs(clock.start - day.end) < 40),
        None,
    )
    if clock is None:
        return resolved[0]
    return dt.datetime.combine(resolved[0], dt.time(clock.hour, clock.minute))


_TO_NAME = re.compile(r"\btill (?P<name>[A-ZÅÄÖ][a-zåäöé]+(?:[ -][A-ZÅÄÖ][a-zåäöé]+){1,2})")


def _named_address(page: Page, passages: list[tuple[str, int]]) -> str | None:
    """The address of somebody whom the passage only names, from where that name stands with it."""
    for text, start in passages:
        named = _TO_NAME.search(text)
        at = page.text.find(named["name"], start + len(text)) if named else -1
        while named and at >= 0:
            near = (reach for reach in page.reaches if reach.kind == "email" and at <= reach.start < at + 160)
            found = next(near, None)
            if found:
                return found.value
            at = page.text.find(named["name"], at + 1)
    return None


def _reach(page: Page, passages: list[tuple[str, int]], kind: str) -> str | None:
    for text, start in passages:
        for reach in page.reaches:
            if reach.kind == kind and start <= reach.start < start + len(text) + 2:
                return reach.value
    return None
