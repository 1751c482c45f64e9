"""RTF → its text. striprtf knows the grammar; what is hidden, struck out or deleted is taken away before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressinvite.fence.limits import FileError
from pressinvite.reading.files.extract import Extract
from pressinvite.reading.files.letters import clean_letters, join_lines, with_gaps
from pressinvite.reading.files.rendering import lay_out_rows

if TYPE_CHECKING:
    from pressinvite.fence.limits import Limits

_LEFT_OUT = re.compile(r"\{(?:\\[a-z]{1,20}-?\d{0,6} ?){0,30}?\\(?:v|deleted|strike|striked1)(?=[\\ ])[^{}]*\}")
_ROW = re.compile(r"[^|\n]*\|(?:[^|\n]*\|)+")


def extract_rtf(octets: bytes, _limits: Limits) -> Extract:
    """Return what an RTF file says; FileError where it says nothing."""
    from striprtf.striprtf import rtf_to_text  # noqa: PLC0415 -- an extra

    source = _LEFT_OUT.sub("", octets.decode("latin-1"))
    text = rtf_to_text(source, errors="ignore")  # type: ignore[no-untyped-call]  # striprtf has no types
    lines = [
        "".join(lay_out_rows([_split(line)], is_headed=False)) if _ROW.fullmatch(line) else line
        for line in text.split("\n")
    ]
    text = clean_letters(join_lines(with_gaps(lines)))
    if not text.strip():
        raise FileError("no-words")
    return Extract(text)


def _split(line: str) -> list[str]:
    return [cell.strip() for cell in line.rstrip("|").split("|")]
