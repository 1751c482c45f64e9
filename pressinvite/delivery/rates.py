"""How fast messages may leave: at most so many a minute, in all and to one domain.

A bucket that lets a few through at once and then one at a time, at even distances (the generic cell rate algorithm).
"""

from __future__ import annotations

import threading
from typing import Final

BURST_SECONDS: Final = 6.0
"""How much of a minute's number may leave at once."""


class Bucket:
    """One limit; not safe for threads by itself."""

    def __init__(self, per_minute: int) -> None:
        self._distance = 60.0 / per_minute
        self._burst = max(BURST_SECONDS - self._distance, 0.0)
        self._next = 0.0
        self._latest = 0.0

    def delay(self, now: float) -> float:
        """Seconds until the next message may leave."""
        if now < self._latest:  # the clock was set back
            self._next = min(self._next, now)
        self._latest = now
        return max(self._next - self._burst - now, 0.0)

    def take(self, now: float) -> None:
        """Count a message that leaves after its delay."""
        self._next = max(self._next, now) + self._distance


class Rates:
    """The limits of one mailing; safe for many threads. 0 a minute is no limit."""

    def __init__(self, per_minute: int = 0, per_domain: int = 0) -> None:
        self._all = Bucket(per_minute) if per_minute else None
        self._per_domain = per_domain
        self._domains: dict[str, Bucket] = {}
        self._lock = threading.Lock()

    def take(self, recipient: str, now: float) -> float:
        """Seconds to wait before the message to this recipient; it counts from now on."""
        if not self._all and not self._per_domain:
            return 0.0
        with self._lock:
            buckets = [self._all] if self._all else []
            if self._per_domain:
                domain = recipient.rpartition("@")[2].casefold()
                buckets.append(self._domains.setdefault(domain, Bucket(self._per_domain)))
            wait = max(bucket.delay(now) for bucket in buckets)
            for bucket in buckets:
                bucket.take(now + wait)
            return wait
