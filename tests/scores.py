"""How right the reader is on labelled releases: the figures, and every miss.

`python -m tests.scores tests/releases/aside` prints them. A folder holds ID.txt, what a newsroom published, and ID.json,
what a careful person reads in it (tests/releases/README.md). Meetings are paired by nearest start.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from pressinvite.reading.release import read_release
from tests.mutations import is_warned

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pressinvite.meeting import Meeting
    from pressinvite.reading.answer import Reading

Gold = dict[str, Any]


class Answer(NamedTuple):
    """One thing asked of one text."""

    figure: str
    ident: str
    wanted: object
    read: object
    right: bool


def read_folder(folder: Path) -> Iterator[tuple[Gold, Reading]]:
    """Yield each label with what is read in its text, published on the label's day."""
    for label in sorted(folder.glob("*.json")):
        gold = json.loads(label.read_text("utf-8"))
        day = dt.date.fromisoformat(gold["reference_date"])
        yield gold, read_release(label.with_suffix(".txt").read_text("utf-8"), published=day, today=day)


def compare(gold: Gold, reading: Reading) -> Iterator[Answer]:
    """Yield what is right and wrong in one reading; a meeting that was not read is wrong in all."""
    meetings, ident = list(reading.meetings), gold["id"]
    yield _same("invitation or not", ident, gold["is_invitation"], bool(meetings))
    if not gold["is_invitation"]:
        return
    yield _same("number of meetings", ident, len(gold["meetings"]), len(meetings))
    for wanted in gold["meetings"]:
        found = min(meetings, key=lambda one: _distance(wanted["start"], one.start), default=None)
        if found is not None:
            meetings.remove(found)
        yield from _compare_meeting(ident, wanted, found)
    right = [_written(one.start) for one in reading.meetings] == [wanted["start"] for wanted in gold["meetings"]]
    if right and len(gold["meetings"]) == 1:
        yield _same("right start, no warning", ident, False, is_warned(reading))
    elif reading.meetings and not right:
        yield _same("wrong start, warned", ident, True, is_warned(reading))
    if reading.meetings:
        yield from _compare_shared(gold, reading.meetings[0])


def _compare_meeting(ident: str, wanted: Mapping[str, Any], found: Meeting | None) -> Iterator[Answer]:
    place = found.place if found else None
    yield _same("start", ident, wanted["start"], _written(found.start) if found else None)
    yield _same("end", ident, wanted["end"], _written(found.end) if found else "nothing read")
    text = place.text if place else None
    right = found is not None and _overlap(wanted["place"], text) >= 0.85
    yield Answer("place", ident, wanted["place"], text, right)
    for part in ("street", "city"):
        got = getattr(place, part) if place else None
        yield Answer(part, ident, wanted[part], got, found is not None and _plain(wanted[part]) == _plain(got))
    yield _same("online", ident, bool(wanted["online"]), bool(found.online) if found else None)


def _compare_shared(gold: Gold, meeting: Meeting) -> Iterator[Answer]:
    ident = gold["id"]
    right = _overlap(_headline(gold["title"]), _headline(meeting.title)) >= 0.85
    yield Answer("title", ident, gold["title"], meeting.title, right)
    for figure, standing in (("contacts", False), ("standing contacts", True)):
        wanted = {phone for one in gold["contacts"] if bool(one.get("standing")) is standing for phone in one["phones"]}
        got = {phone for one in meeting.contacts if one.standing is standing for phone in one.phones}
        yield from (_same(figure, ident, phone, phone if phone in got else None) for phone in sorted(wanted))
    wanted_names = {_plain(one["name"]) for one in gold["participants"]}
    got_names = {_plain(one.name) for one in meeting.participants}
    for name in sorted(wanted_names | got_names):
        yield _same("participants", ident, name in wanted_names, name in got_names)
    yield _same("registration", ident, bool(gold["registration"]), bool(meeting.registration))


def _same(figure: str, ident: str, wanted: object, read: object) -> Answer:
    return Answer(figure, ident, wanted, read, wanted == read)


def _written(moment: dt.date | None) -> str | None:
    return moment.isoformat()[:16] if moment else None


def _distance(wanted: str, start: dt.date | None) -> float:
    if start is None:
        return float("inf")
    moment = start if isinstance(start, dt.datetime) else dt.datetime.combine(start, dt.time())
    return abs((dt.datetime.fromisoformat(wanted) - moment).total_seconds())


def _plain(text: str | None) -> str:
    return " ".join(re.findall(r"\w+", (text or "").casefold()))


def _headline(text: str | None) -> str:
    return re.sub(
        r"^(?:press|media)?\W?(?:inbjudan|invitation)[^:]{0,40}(?::|\s[–-])\s+", "", text or "", flags=re.IGNORECASE
    )


def _overlap(wanted: str | None, got: str | None) -> float:
    """Share of words that two lines have in common, 1 where both are empty."""
    first, second = _plain(wanted).split(), _plain(got).split()
    if not first or not second:
        return float(first == second)
    return 2 * sum(min(first.count(word), second.count(word)) for word in set(first)) / (len(first) + len(second))


def count_figures(folder: Path) -> tuple[dict[str, tuple[int, int]], list[Answer]]:
    """Return right and asked by figure, and the misses."""
    counts: dict[str, tuple[int, int]] = {}
    misses = []
    for gold, reading in read_folder(folder):
        for answer in compare(gold, reading):
            right, asked = counts.get(answer.figure, (0, 0))
            counts[answer.figure] = right + answer.right, asked + 1
            if not answer.right:
                misses.append(answer)
    return counts, misses


if __name__ == "__main__":
    told, missed = count_figures(Path(sys.argv[1]))
    for figure, (right, asked) in told.items():
        sys.stdout.write(f"{figure:28} {right / asked:.3f}  ({right}/{asked})\n")
    for miss in missed if "-v" in sys.argv else ():
        sys.stdout.write(f"{miss.ident}\t{miss.figure}\twanted {miss.wanted!r}\tread {miss.read!r}\n")
