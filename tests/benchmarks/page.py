"""The staff's page: a pasted release → filled fields, one keystroke → what was found and the preview; the server's own time.

Wall time of whole requests to the application in this process, without the network; the peer is the bound itself.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.rows import Row

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 100
MEDIAN, LONG = 50.0, 100.0
"""Milliseconds that half and 95 of 100 may take."""
TEXT = (Path(__file__).parent.parent.parent / "samples" / "malmo-lund-2012.txt").read_text("utf-8")


def rows() -> list[Row]:
    """Measure and return the rows."""
    sys.path.insert(0, str(Path(__file__).parent.parent))
    from studio_cases import Studio

    with tempfile.TemporaryDirectory() as folder:
        studio = Studio(Path(folder))
        pasted = _times(lambda _turn: studio.get(studio.paste(TEXT, published="2012-01-20")))
        path = studio.paste(TEXT, published="2012-01-20")
        form = studio.form(path)

        def type_on(turn: int) -> None:
            form["title"] += "abcdefghij"[turn % 10]
            data = form | {"act": "keep"}
            told = studio.browser.post(path, data=data, headers={"accept": "application/json"}).json()
            form["version"] = str(told["version"])
            studio.get(f"{path}/preview/page")

        typed = _times(type_on)
    return [*_pair("page: pasted text, fields", pasted), *_pair("page: a keystroke, preview", typed)]


def _times(work: Callable[[int], object]) -> list[float]:
    """Milliseconds of each round, without the first."""
    found = []
    for turn in range(ROUNDS + 1):
        before = time.perf_counter()
        work(turn)
        found.append((time.perf_counter() - before) * 1000)
    return sorted(found[1:])


def _pair(name: str, times: list[float]) -> list[Row]:
    long = times[int(len(times) * 0.95)]
    return [
        Row(f"{name} (median)", statistics.median(times), "the bound", MEDIAN, 1.0),
        Row(f"{name} (95th)", long, "the bound", LONG, 1.0),
    ]
