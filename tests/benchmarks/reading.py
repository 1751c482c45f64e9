"""A release text of some 2 kB → its meeting with findings, in a warm process, beside dateparser's search in it.

The peer finds dates alone. Large texts: the time grows with the length, a megabyte is read within three seconds, and
what is above five megabytes is refused within one.
"""

from __future__ import annotations

import datetime as dt
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from dateparser.search import search_dates

from pressinvite.reading.release import read_release
from pressinvite.reading.sources import read_source
from tests.benchmarks.rows import Row, in_turn

if TYPE_CHECKING:
    from collections.abc import Callable

SAMPLES = Path(__file__).parent.parent.parent / "samples"
DAY = dt.date(2012, 1, 20)
OFTEN = 10
MEGABYTE = 1_000_000
TOO_LARGE = 6 * 1024 * 1024


def rows() -> list[Row]:
    """Measure and return the rows, in ms of CPU time."""
    text = _release()
    large = f"{text}\n\n" * (MEGABYTE // len(text))
    contenders = {
        "ours": lambda: _took(lambda: read_release(text, published=DAY, today=DAY), OFTEN),
        "dateparser": lambda: _took(lambda: search_dates(text, languages=["sv"]), 1),
    }
    took = in_turn(contenders)
    quarter = _took(lambda: read_release(large[: MEGABYTE // 4], published=DAY, today=DAY), 1)
    whole = _took(lambda: read_release(large[:MEGABYTE], published=DAY, today=DAY), 1)
    return [
        Row("reading, release of 2 kB", took["ours"], "dateparser's search", took["dateparser"], 0.02),
        Row("reading, 1 MB", whole, "three seconds", 3000.0, 1.0),
        Row("reading, 1 MB", whole, "four times a quarter of it", 4 * quarter, 1.3),
        Row("reading, 6 MB refused", _refusal(), "one second", 1000.0, 1.0),
    ]


def _release() -> str:
    """Some 2 kB: the release of 2012 with the paragraphs of another."""
    first, second = (
        (SAMPLES / name).read_text("utf-8") for name in ("malmo-lund-2012.txt", "bjorkvik/two-meetings.txt")
    )
    return f"{first}\n\n{second}"[:2000]


def _took(work: Callable[[], object], times: int) -> float:
    before = time.process_time()
    for _ in range(times):
        work()
    return (time.process_time() - before) / times * 1000


def _refusal() -> float:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.txt"
        path.write_bytes(b"x" * TOO_LARGE)
        return _took(lambda: read_source(str(path), published=None, today=DAY), 1)
