"""A meeting's programme: two or more lines below each other that begin with a time and tell what happens then."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pressinvite.reading.release.page import Page

_SEVERAL = 2


def programme_clocks(page: Page) -> dict[int, int]:
    """Return the clock times that begin lines of a programme, each with its place in it, by their offsets.

    A programme is two or more lines below each other that begin with a time and tell what happens then.
    """
    if "programme" not in page.memory:
        page.memory["programme"] = _programme(page)
    found: dict[int, int] = page.memory["programme"]
    return found


def _programme(page: Page) -> dict[int, int]:
    by_line = {clock.start: clock for clock in page.clocks}
    found: dict[int, int] = {}
    if len(by_line) < _SEVERAL:
        return found
    run: list[int] = []
    for line in (*page.lines, None):
        if line is not None and not line.text:
            continue
        clock = next((by_line[at] for at in range(line.start, line.start + 4) if at in by_line), None) if line else None
        tells = line is not None and clock is not None and line.start + len(line.text) - clock.end > 3
        if tells and clock is not None:
            run.append(clock.start)
            continue
        if len(run) > 1:
            found |= {at: order for order, at in enumerate(run)}
        run = []
    return found


def programme_days(page: Page) -> set[int]:
    """Return the dates that stand alone above lines of a programme, by their offsets."""
    listed = programme_clocks(page)
    heads: dict[int, int] = {}
    if not listed:
        return set()
    for index, line in enumerate(page.lines):
        day = next((day for day in page.days if day.start == line.start), None) if line.text else None
        if day is not None and day.end >= line.start + len(line.text) - 1:
            below = next((other for other in page.lines[index + 1 :] if other.text), None)
            if below is not None and any(below.start <= at < below.start + 4 for at in listed):
                heads[day.start] = index
    return set(heads)
