"""One figure beside a named peer's, both measured in turn on the same machine."""

from __future__ import annotations

import os
import statistics
import subprocess
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

ROUNDS = 9


class Row(NamedTuple):
    """A line of the table."""

    name: str
    ours: float
    peer_name: str
    peer: float
    goal: float | None
    """The ratio ours : peer that must be kept: at most this, or at least where `more` is set; None where it is only told."""
    unit: str = "ms"
    more: bool = False
    """True where more is better (a rate)."""

    @property
    def ratio(self) -> float:
        return self.ours / self.peer

    @property
    def kept(self) -> bool:
        if self.goal is None:
            return True
        return self.ratio >= self.goal if self.more else self.ratio <= self.goal


def child_cpu(command: Sequence[str], folder: Path) -> float:
    """CPU time (user and system) of a whole process, in ms; an error where it does not exit 0."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=folder) as process:
        said = process.stderr.read() if process.stderr else b""
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(command, said.decode("utf-8", "replace")[-400:])
    return (used.ru_utime + used.ru_stime) * 1000


def in_turn(contenders: Mapping[str, Callable[[], float]], rounds: int = ROUNDS) -> dict[str, float]:
    """The median of each contender's figures, measured A B C, A B C …; the first round warms up and does not count."""
    figures: dict[str, list[float]] = {name: [] for name in contenders}
    for turn in range(rounds + 1):
        for name, measure in contenders.items():
            figure = measure()
            if turn:
                figures[name].append(figure)
    return {name: statistics.median(values) for name, values in figures.items()}


def print_rows(rows: Sequence[Row]) -> bool:
    """Print the table and tell whether every goal is kept."""
    for row in rows:
        sign, verdict = (">=" if row.more else "<="), ("ok" if row.kept else "MISSED")
        asked = "(no goal)  told" if row.goal is None else f"(goal {sign} {row.goal:g})  {verdict}"
        print(  # noqa: T201 -- the table is the result
            f"{row.name:<34} {row.ours:>11.1f} {row.unit:<8} {row.peer_name:<28} {row.peer:>11.1f} "
            f"ratio {row.ratio:>8.2f} {asked}",
            flush=True,
        )
    return all(row.kept for row in rows)
