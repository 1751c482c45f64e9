"""Contradictions made from labelled releases: of a weekday, date or clock time that stands twice, one is changed.

`python -m tests.mutations FOLDER` prints how many of them the reader warns of, and how many unchanged texts it leaves
in peace. FOLDER holds ID.txt and ID.json as tests/releases does. The changes are made by plain patterns of their own,
not by the reader's.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pressinvite.reading.release import read_release

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressinvite.reading.answer import Reading

WEEKDAYS = {
    "sv": ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS = {
    "sv": ("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
           "december"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
           "December"),
}  # fmt: skip


class Mutation(NamedTuple):
    """One changed text."""

    kind: str
    """weekday, date or clock; "unchanged, in peace" for the text itself."""
    text: str
    was: str
    now: str


def mutations(text: str, start: dt.datetime | dt.date) -> Iterator[Mutation]:
    """Yield the text with each mention of the start changed that another mention of the text contradicts."""
    day = start.date() if isinstance(start, dt.datetime) else start
    end = _end_of_release(text)
    dates = [match.span("day") for match in _date_pattern(day).finditer(text, 0, end) if _is_meant(text, match)]
    weekdays = [match.span("name") for match in _weekday_pattern(day).finditer(text, 0, end) if _is_meant(text, match)]
    for at, end in weekdays:
        if len(weekdays) > 1 or any(0 <= date - end <= 12 for date, _ in dates):
            for step in (1, 3, 5):
                yield _changed(text, "weekday", at, end, _other_weekday(text[at:end], step))
    if len(dates) > 1:
        for at, end in dates:
            for step in (1, 2, 7):
                number = str(day.day + step if day.day + step <= 28 else day.day - step)
                yield _changed(text, "date", at, end, number.zfill(end - at) if text[at] == "0" else number)
    if isinstance(start, dt.datetime):
        yield from _other_clocks(text, start)


def _other_clocks(text: str, start: dt.datetime) -> Iterator[Mutation]:
    found = _clock_pattern(start).finditer(text, 0, _end_of_release(text))
    clocks = [match.span("hour") for match in found if _is_meant(text, match)]
    for at, end in clocks if len(clocks) > 1 else ():
        for step in (1, 2):
            yield _changed(text, "clock", at, end, str((start.hour + step) % 24).zfill(end - at))


_OTHER_RELEASES = re.compile(
    r"^(?:Relaterat innehåll|Relaterade nyheter|Senaste pressmeddelandena?\b.*)$", re.MULTILINE
)
"""Headings below which a newsroom lists other releases: nothing there is said of this meeting."""
_NOT_OF_THE_START = re.compile(
    r"\d\s?[-–]\s?$"  # "(Berlin, 19-20 April)": the last of several days, of a conference or a journey around the meeting
    r"|\bförra\s$"  # "förra tisdagen" is another Tuesday
    r"|\b(?:Publicera[dt]|Embargo lifts|embargo till)\s(?:den\s)?(?:\d{1,2} \w+ at )?$"  # the page's stamp, and when others may write
    r"|\b(?:Före|Inför|before)\s[^.!?\n]{0,40}sammanträde\sden\s$"  # a sitting that the meeting is before: later is no contradiction
)


def _end_of_release(text: str) -> int:
    found = _OTHER_RELEASES.search(text)
    return found.start() if found else len(text)


def _is_meant(text: str, match: re.Match[str]) -> bool:
    """Tell whether a mention of the day or hour is one of the meeting's start, and another one would contradict it."""
    return not _NOT_OF_THE_START.search(text[max(0, match.start() - 80) : match.start()])


def _changed(text: str, kind: str, at: int, end: int, now: str) -> Mutation:
    return Mutation(kind, text[:at] + now + text[end:], text[max(0, at - 15) : end + 15], now)


def _weekday_pattern(day: dt.date) -> re.Pattern[str]:
    names = "|".join(names[day.weekday()] for names in WEEKDAYS.values())
    return re.compile(rf"\b(?P<name>{names})(?:en)?\b(?!s)", re.IGNORECASE)


def _other_weekday(name: str, step: int) -> str:
    names = next(names for names in WEEKDAYS.values() if name.lower() in [one.lower() for one in names])
    index = [one.lower() for one in names].index(name.lower())
    found = names[(index + step) % 7]
    return found.upper() if name.isupper() else found.capitalize() if name[0].isupper() else found


def _date_pattern(day: dt.date) -> re.Pattern[str]:
    """The date with its month in words or figures: the day's number is what stands in the group."""
    months = "|".join(names[day.month - 1] for names in MONTHS.values())
    after = rf"(?::?[ea]|st|nd|rd|th)?\.?\s(?:of\s)?(?:{months})\b|/0?{day.month}(?![\d/])|(?=,?\s\d{{4}})(?<=[a-z] {day.day})"
    return re.compile(
        rf"(?<![\d./:])(?P<day>0?{day.day})(?:{after}|(?<=\d{{4}}-{day.month:02}-{day.day:02})\b)", re.IGNORECASE
    )


def _clock_pattern(start: dt.datetime) -> re.Pattern[str]:
    """The hour with its minutes, or after "kl" alone where it is whole."""
    minutes = rf"[.:]{start.minute:02}(?![\d])"
    alone = r"|(?<=kl \d)(?![\d.:])|(?<=kl \d\d)(?![\d.:])" if start.minute == 0 else ""
    return re.compile(rf"(?<![\d.:–-])(?P<hour>0?{start.hour})(?:{minutes}{alone})", re.IGNORECASE)


def is_warned(reading: Reading) -> bool:
    """Tell whether anything but a note speaks of a start."""
    return any(
        finding.severity != "note" and (finding.field in ("meetings", "start") or finding.field.endswith("].start"))
        for finding in reading.findings
    )


def count_warned(folder: Path) -> tuple[dict[str, tuple[int, int]], list[str]]:
    """Return for each kind of change how many are warned of and how many there are, the unchanged texts that are left
    in peace among them, and every miss in words.
    """
    counts: dict[str, tuple[int, int]] = {}
    misses: list[str] = []
    for label in sorted(folder.glob("*.json")):
        gold = json.loads(label.read_text("utf-8"))
        if len(gold["meetings"]) != 1:
            continue
        text = label.with_suffix(".txt").read_text("utf-8")
        published = dt.date.fromisoformat(gold["reference_date"])
        written = gold["meetings"][0]["start"]
        start = dt.datetime.fromisoformat(written) if "T" in written else dt.date.fromisoformat(written)
        unchanged = Mutation("unchanged, in peace", text, "", "")
        for one in (unchanged, *mutations(text, start)):
            warned = is_warned(read_release(one.text, published=published, today=published))
            right = warned is not (one is unchanged)
            told, asked = counts.get(one.kind, (0, 0))
            counts[one.kind] = told + right, asked + 1
            if not right:
                misses.append(f"{gold['id']} {one.kind} {one.was!r} → {one.now}")
    return counts, misses


if __name__ == "__main__":
    figures, told_wrong = count_warned(Path(sys.argv[1]))
    for kind, (right, asked) in figures.items():
        sys.stdout.write(f"{kind:24} {right / asked:.3f}  ({right}/{asked})\n")
    for miss in told_wrong if "-v" in sys.argv else ():
        sys.stdout.write(f"{miss}\n")
