"""Line ends: octets of which every line ends in CRLF, and the knowledge that they do.

What has been looked at is a `WholeLines`, so that nobody looks again: for a large message that takes as long as making it.
"""

from __future__ import annotations

import re

_LONE_RETURN = re.compile(rb"\r(?!\n)")


class WholeLines(bytes):
    """Octets in which no CR stands without LF, and no LF without CR; whoever makes one has seen to it."""

    __slots__ = ()


def has_whole_lines(octets: bytes) -> bool:
    """Whether no CR stands without LF, and no LF without CR. What is joined of such octets is such octets."""
    if type(octets) is WholeLines:
        return True
    return octets.count(b"\n") == octets.count(b"\r") and not _LONE_RETURN.search(octets)
