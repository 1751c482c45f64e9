"""The child process: octets in on standard input, a kind's own module, an extract out as JSON.

Before any parser is imported it fences itself in.
"""

from __future__ import annotations

import importlib
import json
import sys
from typing import TYPE_CHECKING, Any

from pressinvite.fence.child import fence_in
from pressinvite.fence.limits import FileError, Limits
from pressinvite.reading.files.extract import Extract, Said, to_json

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
