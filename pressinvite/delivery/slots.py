"""Slots: the places in a message's octets where the recipient's parts stand; cut out once, filled for each recipient.

A slot is a whole header field, a whole line of a body before quoted-printable, or the calendar from the last line of
Base64 that ends before ATTENDEE: what is encoded anew is what changes. Filled, it gives the octets of a message that
was built whole.
"""

from __future__ import annotations

import quopri
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from pressinvite.delivery.line_ends import has_whole_lines
from pressinvite.delivery.parts import (
    FIRST,
    LINE,
    NAME,
    OUTLET,
    SOURCE,
    WHO,
    base64_lines,
    body_line,
    escape_html,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pressinvite.delivery.parts import Parts

Kind = Literal["to", "date", "message-id", "unsubscribe", "text", "html", "calendar"]
_LINES = re.compile(rb"(?:[^\r\n]*=\r\n)*[^\r\n]*\r\n")
"""Lines of quoted-printable, soft breaks within."""
_ATTENDEE = re.compile(rb"(?<=\r\n)ATTENDEE[;:](?:[^\r]|\r\n )*\r\n")
_MARKS = (WHO, NAME, OUTLET, SOURCE)


class Slot(NamedTuple):
    """A place where something of the recipient's is put in."""

    at: int
    """Octets of the skeleton before it."""
    kind: Kind
    words: str = ""
    """Of a body's line: its text, with marks where the parts stand."""


class Calendar(NamedTuple):
    """The calendar file around its ATTENDEE, from a multiple of 57 octets on."""

    before: bytes
    after: bytes


class Cut(NamedTuple):
    """A message without what is the recipient's."""

    skeleton: bytes
    slots: tuple[Slot, ...]
    """In the order of their places."""
    calendar: Calendar | None
    """None where the calendar file names no recipient."""


def cut_message(octets: bytes, fields: Mapping[Kind, bytes], calendar: bytes) -> Cut:
    """Return the message, built for a recipient made of marks, without that recipient's parts.

    `fields` are its header fields with their line breaks, `calendar` is the calendar file in it. Raises ValueError
    where one of the fields does not stand in its head.
    """
    head = octets.index(b"\r\n\r\n") + 2
    places: list[tuple[int, int, Kind, str]] = []
    for kind, field in fields.items():
        at = octets.index(b"\r\n" + field, 0, head) + 2
        places.append((at, at + len(field), kind, ""))
    places += _marked_lines(octets, head)
    parted = _part_calendar(calendar)
    if parted:
        places += _calendar_places(octets, calendar, len(parted.before))
    skeleton, slots, start = b"", [], 0
    for at, end, kind, words in sorted(places):
        skeleton += octets[start:at]
        slots.append(Slot(len(skeleton), kind, words))
        start = end
    return Cut(skeleton + octets[start:], tuple(slots), parted)


def _marked_lines(octets: bytes, start: int) -> list[tuple[int, int, Kind, str]]:
    """The bodies' lines that hold a mark."""
    found: list[tuple[int, int, Kind, str]] = []
    kind: Kind = "text"
    for match in _LINES.finditer(octets, start):
        line = match[0]
        if line.startswith(b"Content-Type: text/"):
            kind = "html" if line.startswith(b"Content-Type: text/html") else "text"
        elif b"=EF=" in line:
            words = quopri.decodestring(line).decode("utf-8", "replace").rstrip("\r\n")
            if any(mark in words for mark in (*_MARKS, FIRST)):
                found.append((match.start(), match.end(), kind, words))
    return found


def _part_calendar(calendar: bytes) -> Calendar | None:
    """The file from the last line of Base64 that ends before its ATTENDEE."""
    found = _ATTENDEE.search(calendar)
    if not found:
        return None
    return Calendar(calendar[found.start() // LINE * LINE : found.start()], calendar[found.end() :])


def _calendar_places(octets: bytes, calendar: bytes, before: int) -> list[tuple[int, int, Kind, str]]:
    """Where the file stands in Base64: as alternative and attached."""
    whole = base64_lines(calendar)
    found = _ATTENDEE.search(calendar)
    kept = len(base64_lines(calendar[: found.start() - before])) if found else 0
    places: list[tuple[int, int, Kind, str]] = []
    at = octets.find(whole)
    while at >= 0:
        places.append((at + kept, at + len(whole), "calendar", ""))
        at = octets.find(whole, at + len(whole))
    return places


class Filler:
    """A cut message, ready to be filled: the pieces between the slots, and what has been encoded before."""

    def __init__(self, cut: Cut) -> None:
        edges = [0, *(slot.at for slot in cut.slots), len(cut.skeleton)]
        self._pieces: list[bytes] = [b""] * (3 * len(cut.slots) + 1)
        self._pieces[::3] = [cut.skeleton[start:end] for start, end in pairwise(edges)]
        self._fields = [(3 * i + 1, slot.kind) for i, slot in enumerate(cut.slots) if not slot.words]
        self._lines = [(3 * i + 1, _Line(slot)) for i, slot in enumerate(cut.slots) if slot.words]
        self._calendar = cut.calendar
        self._tails: dict[int, bytes] = {}
        self._has_whole_lines = all(map(has_whole_lines, self._pieces))

    @property
    def has_attendee(self) -> bool:
        """True where the calendar names the recipient."""
        return self._calendar is not None

    def fill(self, fields: dict[str, bytes], parts: Parts, *, attendee: bytes, first: bool) -> list[bytes]:
        """Return the message's octets in pieces; `fields` are the header fields by kind, `attendee` the line of that name.

        Of each three pieces one is the recipient's own; the others are shared by all messages.
        """
        tail = b""
        if self._calendar:
            fields["calendar"], tail = self._encode_calendar(self._calendar, attendee)
        pieces = self._pieces.copy()
        for index, kind in self._fields:
            pieces[index] = fields[kind]
            if kind == "calendar":
                pieces[index + 1] = tail
        for index, line in self._lines:
            pieces[index] = line.encode(parts, first)
        return pieces

    def has_whole_lines(self, pieces: list[bytes]) -> bool:
        """Whether every line of what `fill` has returned ends in CRLF: only what is the recipient's own is looked at anew.

        What is shared was looked at once; the calendar's tails are lines of Base64, made here.
        """
        return self._has_whole_lines and has_whole_lines(b"".join(pieces[1::3]))

    def _encode_calendar(self, calendar: Calendar, attendee: bytes) -> tuple[bytes, bytes]:
        """The Base64 around ATTENDEE up to the end of a line; from there on it is one of 57 that are kept."""
        octets = calendar.before + attendee
        missing = -len(octets) % LINE
        tail = self._tails.get(missing)
        if tail is None:
            tail = self._tails[missing] = base64_lines(calendar.after[missing:])
        return base64_lines(octets + calendar.after[:missing]), tail


class _Line:
    """A body's line with marks."""

    def __init__(self, slot: Slot) -> None:
        self._html = slot.kind == "html"
        self._first = FIRST in slot.words
        self._words = slot.words.replace(FIRST, "")
        self._marks = tuple(mark for mark in _MARKS if mark in self._words)
        self._ready = b"" if self._marks else body_line(self._words)

    def encode(self, parts: Parts, first: bool) -> bytes:
        """The line in quoted-printable; nothing where it is for a first message alone, or a part is not there."""
        if self._first and not first:
            return b""
        if not self._marks:
            return self._ready
        words = self._words
        for mark in self._marks:
            part = _part_of(parts, mark)
            if not part:
                return b""
            words = words.replace(mark, escape_html(part) if self._html else part)
        return body_line(words)


def _part_of(parts: Parts, mark: str) -> str:
    if mark == WHO:
        return parts.who
    if mark == SOURCE:
        return parts.source
    return parts.name if mark == NAME else parts.outlet
