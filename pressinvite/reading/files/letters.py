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
_NOTHING = dict.fromkeys([*range(0x09), *range(0x0E, 0x20), 0x7F, 0xFFFC, 0xFFFE, 0xFFFF], None)
_TABLE = {**_NOTHING, **_LIGATURES, **_BULLETS, 0x0B: "\n", 0x0C: "\n\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n\n"}
GAP = "\x1f"
"""A line that stands for an empty one which the writer did not type: above a heading, beside a table."""
_LONG = 80
"""A paragraph of more characters is prose, with a gap around it; shorter ones stand line by line."""
_SURROGATES = re.compile("[\ud800-\udfff]")


def clean_letters(text: str) -> str:
    """Return the text in NFC without ligatures and control characters; line ends are LF."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_TABLE)
    return _SURROGATES.sub("\ufffd", unicodedata.normalize("NFC", text))


def join_lines(lines: list[str]) -> str:
    """Return lines as a text: no blanks at their ends, one empty line at most between two."""
    text = "\n".join(line.strip(" \t\u00a0") for line in lines)
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n")


def with_gaps(paragraphs: list[str]) -> list[str]:
    """Return paragraphs with an empty line beside prose, where the writer has made no gaps of empty paragraphs."""
    if any(not paragraph.strip(" \t\u00a0") for paragraph in paragraphs[1:-1]):
        return ["" if paragraph == GAP else paragraph for paragraph in paragraphs]
    lines: list[str] = []
    for paragraph in paragraphs:
        if lines and (len(paragraph) > _LONG or len(lines[-1]) > _LONG):
            lines.append("")
        lines.append("" if paragraph == GAP else paragraph)
    return lines
