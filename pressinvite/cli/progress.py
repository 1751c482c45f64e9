"""The progress of a sending: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import time
from collections import Counter
from typing import TYPE_CHECKING, TextIO

from pressinvite.delivery.states import PLANNED, SENDING
from pressinvite.dispatch.telling import state_list

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pressinvite.delivery.states import State
    from pressinvite.language import Language

_WIDTH = 24
_BAR_SECONDS = 0.1
_LINE_SECONDS = 10.0


class Progress:
    """Told of each outcome; call `end` after the last."""

    def __init__(self, stream: TextIO, language: Language) -> None:
        self._stream, self._language = stream, language
        self._is_bar = stream.isatty()
        self._counts: Counter[State] = Counter()
        self._drawn = time.monotonic()
        self._shown = 0
        self._total = 0

    def __call__(self, state: State, _number: int, total: int) -> None:
        """Count an outcome, of `total` messages, and show it where it is time."""
        self._counts[state] += 1
        self._total = max(total, self._counts.total())
        self._draw_now_and_then()

    def show(self, counts: Mapping[State, int]) -> None:
        """Show how a mailing stands that others send, where it is time."""
        self._total = sum(counts.values())
        self._counts = Counter({state: number for state, number in counts.items() if state not in (PLANNED, SENDING)})
        self._draw_now_and_then()

    def _draw_now_and_then(self) -> None:
        now = time.monotonic()
        if now - self._drawn >= (_BAR_SECONDS if self._is_bar else _LINE_SECONDS):
            self._drawn = now
            self._draw()

    def end(self) -> None:
        """Leave the last state of the bar on a line of its own."""
        if self._is_bar and self._counts:
            self._draw()
            self._stream.write("\n")

    def _draw(self) -> None:
        done = self._counts.total()
        words = f"{done}/{self._total}  {state_list(self._counts, self._language)}"
        if self._is_bar:
            full = _WIDTH * done // max(self._total, 1)
            line = f"[{'#' * full}{'.' * (_WIDTH - full)}] {words}"
            self._stream.write(f"\r{line:<{self._shown}}")
            self._shown = len(line)
        else:
            self._stream.write(f"{words}\n")
        self._stream.flush()
