"""What a child process gives up before it imports any parser: seconds, memory, files written, processes, network.

Where the system has no such limits (Windows), the refusals and the parent's clock remain.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pressinvite.fence.limits import Limits

_REFUSED = (
    *("socket.", "urllib.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "pty."),
    *("os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.chmod", "os.link", "os.symlink", "os.truncate"),
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


def fence_in(limits: Limits) -> None:
    """Give up what reading a file does not need, for good."""
    sys.dont_write_bytecode = True
    sys.setrecursionlimit(3000)
    try:
        import resource  # noqa: PLC0415 -- not on Windows
    except ImportError:
        pass
    else:
        _limit(resource.RLIMIT_CPU, limits.cpu)
        _limit(resource.RLIMIT_AS, limits.memory)
        _limit(resource.RLIMIT_FSIZE, 0)
        _limit(resource.RLIMIT_CORE, 0)
    sys.addaudithook(_refuse)


def _limit(what: int, most: int) -> None:
    import resource  # noqa: PLC0415 -- as above

    hard = resource.getrlimit(what)[1]
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    try:
        resource.setrlimit(what, (most, most))
    except (ValueError, OSError):  # macOS refuses RLIMIT_AS
        return


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event.startswith(_REFUSED) and event != "socket.__new__":
        raise PermissionError(event)
    if event == "open" and len(arguments) > 2 and isinstance(arguments[2], int) and arguments[2] & _WRITING:
        raise PermissionError(event)
