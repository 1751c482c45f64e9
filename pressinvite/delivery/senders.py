"""Who is sending, and whether a sender still lives: so that a dead one's messages can be taken over.

On the same machine the system knows: a process is told by its number and the moment it was born. From another machine
only time tells: a sender shows itself every few seconds, and is taken for dead when it has not for a whole lease; it
stops by itself well before that. A ledger in a file is used on one machine; a sender from before that was last started
may have died with the power, and its last words with it.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final, Literal, NamedTuple

LEASE: Final = 120.0
"""Seconds after which a sender on another machine that has not shown itself is taken for dead."""
BEAT: Final = LEASE / 8
"""Seconds between two signs of life."""

Life = Literal["alive", "killed", "lost"]
"""`killed`: all that it had written is there. `lost`: its last words may be missing, as the power went."""


class Sender(NamedTuple):
    """One run of sending, in one process."""

    id: str
    boot: str
    """Changes whenever the machine starts; "" where it cannot be told."""
    space: str
    """The name space in which the process number counts: containers have their own."""
    pid: int
    born: str
    """The moment the process began, as the system tells it; "" where it cannot be told."""


def describe_sender(identity: str) -> Sender:
    """The process we are in, as a sender with this id."""
    pid = os.getpid()
    return Sender(identity, _read_boot(), _read_space(), pid, _read_birth(pid) or "")


def judge_life(
    sender: Sender, here: Sender, *, seen: float, now: float, running: frozenset[str], in_file: bool
) -> Life:
    """Whether a sender lives, as seen from this process.

    `running` are the ids that this process itself still runs; `in_file` tells that the ledger is a file.
    """
    if sender.boot and sender.boot == here.boot and sender.space == here.space:
        if (sender.pid, sender.born) == (here.pid, here.born):
            return "alive" if sender.id in running else "killed"
        birth = _read_birth(sender.pid)
        return "alive" if birth is not None and (not sender.born or birth == sender.born) else "killed"
    if in_file and sender.boot and here.boot and sender.boot != here.boot:
        return "lost"
    if now - seen <= LEASE:
        return "alive"
    return "lost" if in_file and not sender.boot else "killed"


def _read(path: str) -> str:
    try:
        return Path(path).read_text("ascii", errors="replace").strip()
    except OSError:
        return ""


def _read_boot() -> str:
    if sys.platform == "darwin":
        import subprocess  # noqa: PLC0415 -- the system's own command is the one way to ask

        asked = subprocess.run(
            ["/usr/sbin/sysctl", "-n", "kern.bootsessionuuid"], capture_output=True, text=True, check=False
        )
        return asked.stdout.strip()
    return _read("/proc/sys/kernel/random/boot_id")


def _read_space() -> str:
    try:
        return str(Path("/proc/self/ns/pid").readlink())
    except OSError:
        return ""


def _read_birth(pid: int) -> str | None:
    """The moment a living process began ("" where it lives and the system does not tell), None where there is none."""
    status = _read(f"/proc/{pid}/stat")
    if status:
        fields = status.rpartition(")")[2].split()  # the name before it may hold blanks
        return None if fields[0] in "ZX" else fields[19]
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return None
    except OSError:  # it lives, and is another user's
        return ""
    return ""
