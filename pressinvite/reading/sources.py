"""A named source → its octets → text → a reading: what kind of file it is, how it is encoded, and who reads it.

The octets decide before the file name does, for names lie. What is no text, or too much of it, is a finding and never
a crash. Wrong encodings are read where one can tell what was meant, and said.
"""

from __future__ import annotations

import codecs
import datetime as dt
import re
import stat
import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pressinvite.errors import Finding, SourceError, Spot
from pressinvite.language.markers import N_
from pressinvite.language.reasons import explain_reading
from pressinvite.reading.answer import Reading
from pressinvite.reading.files.kinds import find_kind, is_newsml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

MAX_OCTETS = 5 * 1024 * 1024
"""A source above this is refused."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ENCODING_NAMES = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp1252": "Latin-1 (Windows-1252)",
    "mac_roman": "Mac Roman",
    "cp850": "DOS (code page 850)",
}
_ONE_OCTET = ("cp1252", "mac_roman", "cp850")
"""Encodings of a letter an octet, the likeliest first."""
_WITHIN_WORDS = re.compile(r"(?<=[A-Za-z])[\xe5\xe4\xf6\xe9](?=[a-z])")
"""Swedish letters where they mostly fall: å, ä and ö within a word."""
_LOST = "\ufffd"
_FEW, _SHOWN = 3, 40


def read_source(name: str, *, published: dt.date | None, today: dt.date) -> Reading:
    """Return what the named file, or standard input for "-", holds.

    `published` resolves what a text leaves out ("på onsdag"); `today` does where neither it nor the text tells.
    Nothing is raised for what the user can get wrong: a missing or unreadable file is an error finding.
    """
    try:
        octets = _octets(name)
        return read_octets(octets, name, published=published, today=today)
    except SourceError as error:
        return Reading(name, error.text, (), error.findings)


def read_octets(octets: bytes, name: str, *, published: dt.date | None, today: dt.date) -> Reading:
    """Return what the octets hold; SourceError where they cannot be read. `name` only helps to tell data from prose."""
    if is_newsml(octets):
        from pressinvite.exchange.eventsml.reading import read_events  # noqa: PLC0415 -- only what agencies send

        return Reading(name, decode(octets)[0], *read_events(octets))
    kind = find_kind(octets, name)
    if kind is not None:
        from pressinvite.reading.files.agreement import read_file  # noqa: PLC0415 -- a text needs no child process

        return read_file(octets, kind, name, published=published, today=today)
    text, encoding = decode(octets)
    form = _form(text, name)
    if form == "release":
        from pressinvite.reading.release import read_release  # noqa: PLC0415 -- a data file does not need the reader

        # å ä ö in two characters, as Macs and PDFs have them, would stand in no list of words
        composed = unicodedata.normalize("NFC", text)
        reading = read_release(composed, published=published, today=today, source=name)
    else:
        from pressinvite.reading.datafile import read_data  # noqa: PLC0415 -- nor a text the loader

        reading = read_data(text, source=name, json=form == "json")
    said = () if encoding == "utf-8" else (Finding("encoding", "note", "", {"encoding": _ENCODING_NAMES[encoding]}),)
    return reading._replace(findings=(*said, *_lost_letters(text, octets, encoding), *reading.findings))


def _lost_letters(text: str, octets: bytes, encoding: str) -> Iterator[Finding]:
    """Octets that are no letters in the source's encoding; not what was typed as U+FFFD."""
    number = text.count(_LOST)
    if number and number > (octets.count(_LOST.encode()) if encoding == "utf-8" else 0):
        at = text.index(_LOST)
        begin, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
        spot = Spot(text.count("\n", 0, at) + 1, at - begin + 1, text[at : end if end >= 0 else None][:_SHOWN])
        yield Finding("letters-lost", "warning", "", {"encoding": _ENCODING_NAMES[encoding], "number": number}, spot)


def source_moment(name: str) -> dt.datetime | None:
    """Return when the file was last written, UTC, whole seconds; None for standard input."""
    if name == "-":
        return None
    return dt.datetime.fromtimestamp(int(Path(name).stat().st_mtime), dt.UTC)


def _octets(name: str) -> bytes:
    try:
        if name == "-":
            octets = _limited(sys.stdin.buffer) if sys.stdin else b""
        else:
            _refuse_pipe(name)
            with Path(name).open("rb") as file:
                octets = _limited(file)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        code = "no-file" if isinstance(error, FileNotFoundError) else "unreadable"
        values = {"name": name, "reason": explain_reading(error)}
        raise SourceError(Finding(code, "error", "", values), source=name) from None
    if len(octets) > MAX_OCTETS:
        raise SourceError(Finding("too-large", "error", "", {"limit": MAX_OCTETS // 1024 // 1024}), source=name)
    return octets


def _refuse_pipe(name: str) -> None:
    """SourceError for a pipe or a device, which may give nothing for ever; OSError where there is nothing."""
    mode = Path(name).stat().st_mode
    if not stat.S_ISREG(mode) and not stat.S_ISDIR(mode):
        values = {"name": name, "reason": N_("it is a pipe or a device, not a file")}
        raise SourceError(Finding("unreadable", "error", "", values), source=name)


def _limited(file: BinaryIO) -> bytes:
    return file.read(MAX_OCTETS + 1)


def decode(octets: bytes) -> tuple[str, str]:
    """Return the text with LF line ends, and the encoding's Python name; SourceError where it is no text."""
    if not octets.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise SourceError(Finding("empty", "error"))
    text, encoding = _decoded(octets)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    bad = next((i for i, char in enumerate(text) if char < " " and char not in "\t\n\f\v\x1b\x1c\x1d\x1e\x1f"), None)
    if bad is not None:
        line = text.count("\n", 0, bad) + 1
        spot = Spot(line, bad - text.rfind("\n", 0, bad), "")
        raise SourceError(Finding("binary", "error", "", {"number": f"U+{ord(text[bad]):04X}"}, spot))
    return text, encoding


def _decoded(octets: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if octets.startswith(mark):
            return octets[len(mark) :].decode(encoding, "replace"), encoding
    head = octets[:1000]
    if len(head) > 3 and head[1::2].count(0) > len(head) * 0.35 and head[::2].count(0) < len(head) * 0.05:
        return octets.decode("utf-16-le", "replace"), "utf-16-le"
    if len(head) > 3 and head[::2].count(0) > len(head) * 0.35 and head[1::2].count(0) < len(head) * 0.05:
        return octets.decode("utf-16-be", "replace"), "utf-16-be"
    try:
        return octets.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _decoded_by_letters(octets)


def _decoded_by_letters(octets: bytes) -> tuple[str, str]:
    """What is not UTF-8: that with damage, where other letters are right in it, else by where å, ä and ö fall."""
    text = octets.decode("utf-8", "replace")
    lost = text.count(_LOST)
    right = sum(char > "\x7f" for char in text) - lost
    if right and lost <= max(_FEW, right):
        return text, "utf-8"
    texts = {encoding: octets.decode(encoding, "replace") for encoding in _ONE_OCTET} | {"utf-8": text}
    best = max(texts, key=lambda encoding: len(_WITHIN_WORDS.findall(texts[encoding])))
    return texts[best], best


def _form(text: str, name: str) -> Literal["json", "yaml", "release"]:
    """What reads the text: by the file's ending, or by how it begins where there is none (standard input)."""
    ending = Path(name).suffix.lower()
    if ending == ".json":
        return "json"
    if ending in (".yaml", ".yml"):
        return "yaml"
    if ending not in ("", "."):
        return "release"
    start = text.lstrip()
    if start[:1] in ("{", "[") and start[1:].lstrip()[:1] in ('"', "{", "}"):
        return "json"
    return "yaml" if _begins_as_yaml(start) else "release"


def _begins_as_yaml(text: str) -> bool:
    from pressinvite.reading.keys import MEETING  # noqa: PLC0415 -- only where the name does not tell

    names = {key.name for key in MEETING} | {"meetings"}
    lines = (line for line in text.splitlines() if line.strip() and not line.startswith(("#", "---", "%")))
    first = next(lines, "")
    return first.partition(":")[0].strip("- \"'") in names and ":" in first
