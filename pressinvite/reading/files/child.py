"""The child process: octets in on standard input, a kind's own module, an extract out as JSON.

Before any parser is imported it fences itself in: seconds, memory, no files written, no processes, no network. Where the
system has no such limits (Windows), the refusals and the parent's clock remain.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from typing import TYPE_CHECKING, Any

from pressinvite.reading.files.extract import Extract, FileError, Limits, Said, to_json

if TYPE_CHECKING:
    from collections.abc import Callable

READERS = {
    "html": "webpage",
    "docx": "word",
    "odt": "opendocument",
    "eml": "mail",
    "pdf": "pdf",
    "ics": "agenda",
    "rtf": "richtext",
}
"""Kind → the module of this folder whose `extract_KIND` reads it."""
_REFUSED = (
    *("socket.", "urllib.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "pty."),
    *("os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.chmod", "os.link", "os.symlink", "os.truncate"),
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


def extract_octets(octets: bytes, kind: str, limits: Limits) -> Extract:
    """Return what a file of a kind holds; FileError where it cannot be read. Needs no fence: tests call it."""
    module = importlib.import_module(f"pressinvite.reading.files.{READERS[kind]}")
    extract: Callable[[bytes, Limits], Extract] = getattr(module, f"extract_{kind}")
    try:
        return extract(octets, limits)
    except (FileError, ImportError, MemoryError):
        raise
    except Exception as error:  # whatever a parser of somebody else's raises, the file is what is wrong
        raise FileError("file-damaged") from error


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


def run(arguments: list[str], octets: bytes) -> dict[str, Any]:
    """Return the answer to a file: an extract, or code and values of what is wrong."""
    kind, limits = arguments[0], Limits(*json.loads(arguments[1]))
    try:
        return to_json(_cut(extract_octets(octets, kind, limits), limits.characters))
    except FileError as error:
        return {"code": error.code, "values": error.values}
    except ImportError:
        return {"code": "library-missing", "values": {}}
    except (MemoryError, RecursionError):
        return {"code": "file-too-heavy", "values": {}}


def _cut(extract: Extract, most: int) -> Extract:
    """The extract with so many characters of each text at most, and said so."""
    others = tuple(_cut(other, most) for other in extract.others)
    if len(extract.text) <= most:
        return extract._replace(others=others)
    said = (*extract.said, Said("text-cut", "warning", {"limit": most}))
    return extract._replace(text=extract.text[:most], said=said, others=others)


if __name__ == "__main__":
    fence_in(Limits(*json.loads(sys.argv[2])))
    sys.stdout.write(json.dumps(run(sys.argv[1:], sys.stdin.buffer.read())))
