"""Rows of dates, times and places to which the press is invited: a table, or a programme of days whose visits are open.

Each row is a meeting of its own where a line above says that the press may come to them. Rows on one day are that only
where each has a place of its own; otherwise they are the programme of one meeting.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressinvite.reading.release.lexicon import Lexicon, Words, later
from pressinvite.reading.release.words import KINDS, PRESS, PRESS_INVITED, PRESS_WELCOME
from pressinvite.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pressinvite.reading.release.choices import ClockChoice, DayChoice
    from pressinvite.reading.release.layout import Line
    from pressinvite.reading.release.page import Page

_OFFERS = Lexicon(
    r"\b(?:följande (?:tillfällen|tider|platser|punkter|programpunkter|besök|stopp)|dessa (?:tillfällen|stopp|platser|besök|punkter)|på (?:två|tre|fyra) (?:platser|orter)"
    r"|här (?:kan|får|stannar|möter|träffar)|(?:besök|punkter|programpunkter|stopp)\w* (?:är )?öppna för|för (?:pressen|medier(?:na)?|media|journalister|er) ?:|the following)\b",
    "följande|dessa|på två|på tre|på fyra|här kan|här får|här stannar|här möter|här träffar|öppna för|pressen|medie|media|journalister| er |the following",
)
"""Words above rows that offer each of them."""
_CLOSED = Lexicon(
    r"\b(?:ej|inte|utan|no) (?:press|medi|journalist)\w*|\benskil[dt]\w*|\b(?:åter|av|hem)resa\b|\bavfärd\b|\b(?:ej|inte) (?:öppe[nt] )?för (?:press|medi|journalist)|\b(?:slute[nt]|stäng[td])\b|\bclosed\b|\bnot open\b",
    "enskil|resa |avfärd|press|medi|journalist|slute|stäng|closed|not open",
)
_PROGRAMME = later(
    r"\W*(?:preliminärt |detaljerat )?(?:program|agenda|schema|hålltider|tidplan|schedule)\b", re.IGNORECASE
)
_OWN_PLACE = later(
    r"\b(?:på|i|vid|hos|at|in)\s+(?!pressen|medi|svenska|engelska)\w{3}|[a-zåäö](?:gatan|vägen|torget|gränd)\b"
)
_GAP = 14
"""Characters between a row's date and time."""


class Row(NamedTuple):
    """One line of a table: its date, its time and whether it names a place."""

    day: DayChoice
    clock: ClockChoice
    has_place: bool


def find_rows(page: Page, days: Sequence[DayChoice], clocks: Sequence[ClockChoice]) -> list[Row]:
    """Return the rows that the press is invited to, in order of the text; [] where there is no table of them."""
    best = max(days, key=lambda choice: choice.score, default=None)
    for above, lines in _runs(page, days, clocks):
        if any(_PROGRAMME.match(line.text) for line in above):
            continue
        offers = any(_OFFERS.is_in(line.text) or _introduces(line.text) for line in above)
        open_lines = [line.text for line in above if _clock_in(line, clocks) is None]
        invites = offers or any(words.is_in(line) for line in open_lines for words in (PRESS_INVITED, PRESS_WELCOME))
        rows: list[Row] = []
        heading = None
        for line in lines:
            day, clock = _day_in(line, days), _clock_in(line, clocks)
            if clock is None:
                heading = day
            elif (day or heading or best) and not _CLOSED.is_in(line.text):
                row_day = day or heading or best
                if row_day is not None:
                    rows.append(Row(row_day, clock, bool(_OWN_PLACE.search(line.text))))
        if len(rows) > 1 and _are_apart(rows, offers=offers, invites=invites, text=[line.text for line in lines]):
            return rows
    return []


def _introduces(line: str) -> bool:
    """Tell whether a line ends with a colon and speaks to the press: "Pressen är välkommen till följande:"."""
    return line.endswith(":") and (PRESS.is_in(line) or _YOU.is_in(line))


_YOU = Words("ni|er|du|you|hänga med|följa med|följer med")


def _are_apart(rows: list[Row], *, offers: bool, invites: bool, text: list[str]) -> bool:
    """Tell whether the rows are meetings, and not the programme of one."""
    dates = {row.day.date for row in rows}
    if len(dates) > 1:
        return invites or all(KINDS.is_in(line) for line in text)
    return offers and all(row.has_place for row in rows)


def _runs(
    page: Page, days: Sequence[DayChoice], clocks: Sequence[ClockChoice]
) -> Iterator[tuple[list[Line], list[Line]]]:
    """Yield the lines of each table with the two lines of text above it."""
    lines = [line for line in page.lines if line.text]
    run: list[Line] = []
    begin = 0
    for index, line in enumerate([*lines, None]):
        is_row = line is not None and line.part == "body" and line.label is None and _is_row(page, line, days, clocks)
        if line is not None and is_row:
            begin = begin if run else index
            run.append(line)
            continue
        if len(run) > 1:
            yield lines[max(0, begin - 2) : begin], run
        run = []


def _is_row(page: Page, line: Line, days: Sequence[DayChoice], clocks: Sequence[ClockChoice]) -> bool:
    """Tell whether a line begins with its time, its date or a town before these, or is a date alone."""
    day, clock = _day_in(line, days), _clock_in(line, clocks)
    if clock is None:
        return day is not None and day.day.start == line.start and day.day.end >= line.start + len(line.text) - 1
    spans = sorted([(clock.clock.start, clock.clock.end), *([(day.day.start, day.day.end)] if day else [])])
    head, rest = page.text[line.start : spans[0][0]], page.text[spans[-1][1] : line.start + len(line.text)]
    return (
        spans[-1][0] - spans[0][1] < _GAP
        and bool(_TOWN.fullmatch(head))
        and (not rest.strip() or _TELLS.match(rest) is not None)
    )


_TOWN = later(r"(?:[A-ZÅÄÖ]\w+(?: [\w-]+){0,2}[:,]?\s+)?(?:[Kk]l\b\.?\s*)?")
"""What may stand before a row's date and time: a town."""
_TELLS = later(r"\s*(?:[,:–|\t-]|\s{2})\s*\S|\.?\s+(?:[A-ZÅÄÖ0-9]|(?:på|i|vid|hos|press|medi))")
"""What may stand behind them: no verb, as in running text."""


def _day_in(line: Line, days: Sequence[DayChoice]) -> DayChoice | None:
    end = line.start + len(line.text)
    return next((one for one in days if line.start <= one.day.start < end and one.day.day is not None), None)


def _clock_in(line: Line, clocks: Sequence[ClockChoice]) -> ClockChoice | None:
    end = line.start + len(line.text)
    return next((one for one in clocks if line.start <= one.clock.start < end), None)
