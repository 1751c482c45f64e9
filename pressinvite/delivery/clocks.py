"""Where sending has its time from, and how it waits."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import threading


class Clock(Protocol):
    """Where time comes from."""

    def now(self) -> float:
        """Seconds since 1970, UTC."""

    def wait(self, stop: threading.Event, seconds: float) -> None:
        """Return after so many seconds, or when `stop` is set."""


class SystemClock:
    """The machine's own clock."""

    def now(self) -> float:
        """Seconds since 1970, UTC."""
        return time.time()

    def wait(self, stop: threading.Event, seconds: float) -> None:
        """Return after so many seconds, or when `stop` is set."""
        stop.wait(seconds)
