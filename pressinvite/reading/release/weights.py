"""What speaks for a place in running text: the time and the day of its sentence, a street, a house, the distance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressinvite.reading.release.clues import is_organisation_only
from pressinvite.reading.release.houses import bare, is_house, is_vague
from pressinvite.reading.release.streets import find_street
from pressinvite.reading.release.towns import COUNTRIES, is_town

if TYPE_CHECKING:
    from pressinvite.reading.release.page import Page
    from pressinvite.reading.release.schedule import Slot


def weigh_sentence(page: Page, slot: Slot, start: int, end: int) -> float:
    """Return what a sentence gains by the date and the time that it tells."""
    if start <= slot.span[0] < end:
        return 4.0
    clock = slot.clock.clock if slot.clock else None
    clocks = [one for one in page.clocks if start <= one.start < end]
    if clock and any((one.hour, one.minute) == (clock.hour, clock.minute) for one in clocks):
        return 3.5
    date = slot.date.date
    days = [day for day in page.days if start <= day.start < end]
    if any((day.day, day.month) == (date.day, date.month) for day in days):
        return 2.0 if not clocks else 0.5
    if clocks or any(day.day is not None for day in days):
        return -2.0
    return 0.0


def weigh_binding(page: Page, slot: Slot, start: int, end: int, at: int) -> float:
    """Return what a place gains or loses where its sentence tells of several times or days, by the one it stands behind."""
    clock = slot.clock.clock if slot.clock else None
    clocks = [one for one in page.clocks if start <= one.start < end]
    if clock and len(clocks) > 1 and any((one.hour, one.minute) == (clock.hour, clock.minute) for one in clocks):
        before = [one for one in clocks if one.start < at] or clocks[:1]
        own = [one for one in before if (one.hour, one.minute) == (clock.hour, clock.minute)]
        return 1.0 if own and before[-1].start - own[-1].end < 20 else -3.0
    days = [day for day in page.days if start <= day.start < end and day.day is not None]
    if len({(day.day, day.month) for day in days}) > 1:
        near = [day for day in days if day.start < at][-1:] or days[:1]
        date = slot.date.date
        return 1.5 if (near[0].day, near[0].month) == (date.day, date.month) else -4.0
    return 0.0


def weigh_words(text: str) -> float:
    """Return what a place gains by its own words: a street with a number, a house; a town alone is little."""
    words = text.split()
    streets = [street for part in text.split(",") if (street := find_street(part))]
    houses = [word for word in words if is_house(word)]
    town = any(is_town(part.split()[-1]) for part in text.split(",") if part.strip()) and len(words) > 1
    score = 2.0 if any(street.is_numbered and (street.is_sure or town) for street in streets) else 0.5 if town else 0.0
    if any(not is_vague(word) for word in houses):
        score += 1.5
    elif houses or streets:
        score += 0.5
    elif is_organisation_only(text):
        score -= 2.0
    if is_town(text) or bare(words[0]) in COUNTRIES:
        score -= 2.0
    return score - (1.0 if len(words) == 1 and is_vague(words[0]) else 0.0)


def weigh_distance(slot: Slot, start: int, end: int) -> float:
    """Return what a place gains that stands right beside the time, and loses far from it."""
    first, last = slot.span
    gap = start - last if start >= last else first - end
    if gap > 300:
        return -0.5
    return (1.0 if gap < 15 else 0.0) + (0.3 if start >= last else 0.0) - max(gap, 0) / 400
