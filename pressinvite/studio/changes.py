"""What version of the site is shown, and the pages that wait for the next."""

from __future__ import annotations

import asyncio
import secrets
import threading
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable


class Changes:
    """Told of from any thread, followed in the server's loop."""

    def __init__(self) -> None:
        self._run = secrets.token_hex(4)  # a page of an earlier run is of another version, whatever its number
        self._number = 0
        self._lock = threading.Lock()
        self._wakers: set[Callable[[], object]] = set()
        self._closed = False

    @property
    def version(self) -> str:
        """What tells this state of the site from every other."""
        return f"{self._run}-{self._number}"

    def tell(self) -> None:
        """Note that the site is another one."""
        with self._lock:
            self._number += 1
        self._wake()

    def close(self) -> None:
        """Let all who follow end."""
        self._closed = True
        self._wake()

    async def follow(self) -> AsyncIterator[str]:
        """Yield the version as it is, and each that comes, until `close`; one that has passed meanwhile is left out."""
        woken = asyncio.Event()
        waker = partial(asyncio.get_running_loop().call_soon_threadsafe, woken.set)
        with self._lock:
            self._wakers.add(waker)
        try:
            while not self._closed:
                woken.clear()
                yield self.version
                await woken.wait()
        finally:
            with self._lock:
                self._wakers.discard(waker)

    def _wake(self) -> None:
        with self._lock:
            wakers = tuple(self._wakers)
        for wake in wakers:
            with suppress(RuntimeError):  # its loop has ended
                wake()
