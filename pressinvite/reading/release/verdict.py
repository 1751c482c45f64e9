"""Is it an invitation at all, what kind, in which language, and when was it published."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from pressinvite.reading.release.layout import is_stamp
from pressinvite.reading.release.words import (
    INVITES,
    KINDS,
    NO_INVITATION,
    OTHER_KINDS,
    PRESS,
    PRESS_INVITED,
    PRESS_WELCOME,
    TITLE_INVITES,
    TITLE_PRESS,
)

if TYPE_CHECKING:
    from pressinvite.reading.release.page import Page
    from pressinvite.reading.release.schedule import Slot

ENOUGH = 3.0


def is_invitation(page: Page, slot: Slot) -> bool:
    """Tell whether the press is invited: what the headline, labels and sentences say, added up."""
    title = page.title.text if page.title else ""
    score = 0.0
    score += 3.0 if TITLE_INVITES.search(title) else 2.0 if TITLE_PRESS.search(title) else 0.0
    labels = {kind for stretch in page.stretches if stretch.part != "footer" for _, kind, _ in stretch.labels}
    score += 1.5 if labels & {"time", "date", "time-place"} else 0.0
    score += 1.0 if labels & {"place", "time-place"} else 0.0
    score += 1.0 if labels & {"registration", "participants"} else 0.0
    score += 1.0 if slot.clock is not None and slot.clock.score >= 8.0 else 0.0
    main = "\n".join(stretch.text for stretch in page.stretches if stretch.part in ("title", "lead", "body"))
    welcome = bool(PRESS_WELCOME.search(main))
    score += (
        3.0
        if welcome
        else 2.0
        if PRESS_INVITED.search(main)
        else 0.5
        if PRESS.search(main) and INVITES.search(main)
        else 0.0
    )
    score += 1.0 if KINDS.search(main) or TITLE_INVITES.search(main) else 0.0
    score += 1.0 if re.search(r"välkom(?:men|na)\W*$|\bwelcome\b", main, re.IGNORECASE | re.MULTILINE) else 0.0
    stretch = page.stretch(slot.span[0])
    sentence, _ = stretch.sentence(slot.span[0])
    score += 1.5 if KINDS.search(sentence) or PRESS_INVITED.search(sentence) else 0.0
    if not labels & {"time", "date", "place", "time-place"} and not (
        welcome or TITLE_INVITES.search(title) or KINDS.search(sentence)
    ):
        score -= 3.0
    if NO_INVITATION.search(main):
        score -= 4.0
    if not (KINDS.search(main) or PRESS.search(main) or TITLE_INVITES.search(title)):
        score -= 2.0
    if slot.clock is None and slot.date.day.day is None and not PRESS_INVITED.search(sentence):
        score -= 2.0
    if (slot.clock is None or slot.clock.score < 2.0) and not TITLE_INVITES.search(title):
        score -= 1.0
    if slot.date.score < -2:
        score -= 3.0
    return score >= ENOUGH


def kind_of(page: Page) -> str | None:
    """Return the kind of meeting: a press meeting of some sort where one is named, else what is held."""
    texts = [stretch.text for stretch in page.stretches if stretch.part in ("title", "lead", "body")]
    return kind_in(*texts)


def kind_in(*texts: str) -> str | None:
    """Return the kind that the first of the texts names, a press meeting of some sort before anything else."""
    for pattern in (KINDS, OTHER_KINDS):
        for text in texts:
            found = pattern.search(text)
            if found:
                return found[1].lower()
    return None


_ENGLISH = re.compile(r"\b(?:the|and|of|to|is|for|with|will|press|at)\b", re.IGNORECASE)
_SWEDISH = re.compile(r"\b(?:och|är|det|att|för|med|som|till|på|av|den)\b", re.IGNORECASE)


def language_of(page: Page) -> str:
    """Return "en" where the text's small words are English, else "sv"."""
    text = page.text[:5000]
    return "en" if len(_ENGLISH.findall(text)) > 2 * len(_SWEDISH.findall(text)) + 2 else "sv"


def published_day(page: Page) -> dt.date | None:
    """Return the day of the page's own time stamp, None where it has none."""
    for line in page.lines:
        if line.part == "footer":
            return None
        if line.text and is_stamp(line.text):
            found = next(
                (day for day in page.days if line.start <= day.start <= line.start + len(line.text) and day.year), None
            )
            if found and found.year and found.month and found.day:
                try:
                    return dt.date(found.year, found.month, found.day)
                except ValueError:
                    return None
    return None
