"""The one place that listens: 127.0.0.1 and no other address, in a thread of its own."""

from __future__ import annotations

import errno
import socket
import threading
from typing import TYPE_CHECKING

import uvicorn

from pressinvite.errors import Finding, SettingsError, UsageError
from pressinvite.studio.serving import LONGEST_HEAD

if TYPE_CHECKING:
    from starlette.types import ASGIApp

HOST = "127.0.0.1"
_PATIENCE = 2
"""Seconds that answers in hand get at the end."""


class Server:
    """Holds the port from the moment it is made; answers from `start` to `end`."""

    def __init__(self, port: int) -> None:
        """Take the port, with 0 a free one. Raises SettingsError where that cannot be, UsageError where it is none."""
        self._socket = _listen(port)
        self.port = int(self._socket.getsockname()[1])
        self._server: uvicorn.Server | None = None

    def start(self, app: ASGIApp) -> None:
        """Answer with the application."""
        config = uvicorn.Config(
            app,
            http="h11",
            ws="none",
            loop="asyncio",
            lifespan="off",
            log_config=None,
            log_level="error",
            access_log=False,
            proxy_headers=False,
            server_header=False,
            timeout_graceful_shutdown=_PATIENCE,
            h11_max_incomplete_event_size=LONGEST_HEAD,
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, args=([self._socket],), daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Answer no more, and give the port back."""
        if self._server:
            self._server.should_exit = True
            self._thread.join()
        self._socket.close()


def _listen(port: int) -> socket.socket:
    if port not in range(65536):
        raise UsageError(Finding("bad-port", "error", "", {"port": port}))
    try:
        return socket.create_server((HOST, port))
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise SettingsError(Finding("port-taken", "error", "", {"port": port})) from None
        raise SettingsError(Finding("port-refused", "error", "", {"port": port})) from None
