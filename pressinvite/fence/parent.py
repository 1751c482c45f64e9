"""The child process as its parent sees it: started with little of our environment, fed, timed and killed.

On Windows the clock and the size of the answer are the only limits.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
from threading import Thread
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pressinvite.fence.limits import Limits

_KEPT = ("SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "TEMP", "TMP")
"""What Python needs to start on Windows; the rest of the environment is nobody's business."""
_CHUNK = 64 * 1024


def run_child(command: Sequence[str], octets: bytes, *, limits: Limits) -> bytes | None:
    """Return what the command answers to the octets; None where it took too long, said too much or was killed."""
    answer = io.BytesIO()
    with tempfile.TemporaryFile() as given:
        given.write(octets)
        given.seek(0)
        return answer.getvalue() if run_child_into(command, given, answer, limits=limits) else None


def run_child_into(command: Sequence[str], given: BinaryIO, answer: BinaryIO, *, limits: Limits) -> bool:
    """Write what the command answers to a file into another; False where it took too long, said too much or was killed.

    OSError where the answer cannot be written.
    """
    child = subprocess.Popen(  # noqa: S603 -- our own module, or a test's
        command, stdin=given, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment(), close_fds=True
    )
    try:
        return _take_answer(child, answer, limits) and child.wait(timeout=limits.seconds) >= 0
    except subprocess.TimeoutExpired:  # it closed its output and went on
        return False
    finally:
        child.kill()
        child.wait()


def _take_answer(child: subprocess.Popen[bytes], answer: BinaryIO, limits: Limits) -> bool:
    """Whether all that the child says is taken, in time and within its size."""
    assert child.stdout is not None  # noqa: S101 -- asked for where it is started
    pipe = child.stdout
    ended: list[bool | OSError] = []

    def take() -> None:
        left = limits.output
        try:
            while left >= 0 and (chunk := pipe.read(min(_CHUNK, left + 1))):
                left -= len(chunk)
                answer.write(chunk)
            ended.append(left >= 0)
        except OSError as error:
            ended.append(error)

    reader = Thread(target=take, daemon=True)
    reader.start()
    reader.join(limits.seconds)
    is_done = not reader.is_alive() and ended == [True]
    if not is_done:
        child.kill()
        reader.join()
    pipe.close()
    if ended and isinstance(ended[0], OSError):
        raise ended[0]
    return is_done


def _environment() -> dict[str, str]:
    """Where our modules lie, and nothing else that the child could tell: no secrets, no settings, no proxies."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    path = os.pathsep.join(place for place in sys.path if place)
    return {**kept, "PYTHONPATH": path, "PYTHONUTF8": "1"}
