"""What the form of a line tells of the time that it holds: date and time alone, a meeting's name before them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressinvite.reading.release.lexicon import later
from pressinvite.reading.release.words import KINDS

if TYPE_CHECKING:
    from pressinvite.reading.release.moments import Clock
    from pressinvite.reading.release.page import Page

_FILLING = later(r"[\W\d]|\b(?:kl|klo|klockan|den|och|at|from|mellan|ca|cirka)\b", re.IGNORECASE)


def stands_alone(page: Page, clock: Clock) -> bool:
    """Tell whether date and time are all that the line holds, or a label's value: "tisdag 4 december kl. 13.20"."""
    start = page.text.rfind("\n", 0, clock.start) + 1
    end = page.text.find("\n", clock.end)
    end = len(page.text) if end < 0 else end
    if end - start > 90:
        return False
    rest = [page.text[start : clock.start], page.text[clock.end : end]]
    for day in page.days:
        if start <= day.start < end:
            side = 0 if day.start < clock.start else 1
            base = start if side == 0 else clock.end
            rest[side] = rest[side][: day.start - base] + " " * (day.end - day.start) + rest[side][day.end - base :]
    rest[0] = _OWN_LABEL.sub("", rest[0])
    return len(_FILLING.sub("", "".join(rest))) <= 3


_OWN_LABEL = later(r"^\W*[A-ZÅÄÖ][\w ]{1,22}:\s")
"""A label that is nobody else's: "Smällen: torsdag 9 september kl. 14.10"."""


def has_day_beside(page: Page, clock: Clock) -> bool:
    """Tell whether a date stands right before or behind the time on its line."""
    return any(
        day.day is not None
        and (0 <= clock.start - day.end <= _NEXT_TO or 0 <= day.start - clock.end <= _NEXT_TO)
        and "\n" not in page.text[min(day.end, clock.end) : max(day.start, clock.start)]
        for day in page.days
    )


_NEXT_TO = 14


def is_named(page: Page, clock: Clock) -> bool:
    """Tell whether the line of a time begins with a press meeting's name and a colon: "Pressträff: 09.30–10.15"."""
    start = page.text.rfind("\n", 0, clock.start) + 1
    head = page.text[start : clock.start]
    return ":" in head and len(head) < _HEAD and KINDS.match(head.lstrip(" -–•*")) is not None


_HEAD = 40
