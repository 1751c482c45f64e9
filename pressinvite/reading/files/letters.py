"""Letters as other programs store them → letters as they are typed: ligatures of PDF, å ä ö in two parts from Mac and
PDF, Word's bullets from its symbol fonts.
"""

from __future__ import annotations

import re
import unicodedata

_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
_BULLETS = dict.fromkeys(
    map(ord, "\uf0b7\uf0a7\uf0a8\uf0d8\uf0fc\uf076\uf02d\u25aa\u25ab\u25cf\u25a0\u25e6\u27a2\u2756"), "•"
)
_NOTHING = dict.fromkeys([*range(0x00, 0x09), *range(0x0E, 0x20), 0x7F, 0xFFFC, 0xFFFE, 0xFFFF], None)
_TABLE = {**_NOTHING, **_LIGATURES, **_BULLETS, 0x0B: "\n", 0x0C: "\n\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n\n"}
_SURROGATES = re.compile("[\ud800-\udfff]")


def clean_letters(text: str) -> str:
    """Return the text in NFC without ligatures and control characters; line ends are LF."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_TABLE)
    return _SURROGATES.sub("\ufffd", unicodedata.normalize("NFC", text))


def join_lines(lines: list[str]) -> str:
    """Return lines as a text: no blanks at their ends, one empty line at most between two."""
    text = "\n".join(line.strip(" \t") for line in lines)
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n")
