"""How much a file may cost, and what a child says of one that cannot be read."""

from __future__ import annotations

from typing import Any, NamedTuple


class Limits(NamedTuple):
    """How much a file may cost. What is above is a finding, never a longer wait."""

    seconds: float = 20.0
    """Of the clock on the wall; the child is killed then."""
    cpu: int = 15
    """Seconds of work."""
    memory: int = 768 * 1024 * 1024
    """Octets of address space; measured: 5 MB of any kind need at most 165 MB, 18 MB of Word's XML 281 MB."""
    output: int = 8 * 1024 * 1024
    """Octets that the child may answer."""
    unpacked: int = 60 * 1024 * 1024
    """Octets of all members of a packed file, and of all parts of a message."""
    members: int = 2000
    """Files within a packed file; parts of a message."""
    pages: int = 30
    """Of a PDF; later ones are left out and that is said."""
    depth: int = 8
    """Messages within messages."""
    characters: int = 200_000
    """Of text; an invitation has a few thousand. What is behind is left out and that is said."""


class FileError(Exception):
    """The file cannot be read; the child tells code and values."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.code = code
        self.values = values
