"""What mail programs do to a text on its way: quote marks, flowed lines (RFC 3676), the header of a forwarded message."""

from __future__ import annotations

import re

from pressinvite.records import NamedTuple

_QUOTE = re.compile(r"^(?:> ?)+")
_FIELD = re.compile(
    r"[\s*>]*(?P<name>från|from|fra|von|skickat|sent|sendt|datum|date|dato|till|to|til|kopia|cc|ämne|subject|emne|svar till|reply-to|prioritet|importance|bifogade filer|attachments)\s*:\**\s*(?P<value>.*)$",
    re.IGNORECASE,
)
_MARKER = re.compile(
    r"\W*(?:forwarded message|begin forwarded message|vidarebefordrat (?:brev|meddelande)|ursprungligt meddelande|original message|ursprungligt mail|videresendt melding)\W*$",
    re.IGNORECASE,
)
_RULE = re.compile(r"\s*(?:--|[_=-]{5,})\s*$")
_WROTE = re.compile(
    r"\s*(?:(?:den|på|on|am|le)\s+)?[^\n:]{0,60}\d{4}\b.{0,120}?\b(?:skrev|wrote|schrieb)\b.{0,120}:\s*$", re.IGNORECASE
)
_FROM = ("från", "from", "fra", "von")
_SENT = ("skickat", "sent", "sendt", "datum", "date", "dato")
_SUBJECT = ("ämne", "subject", "emne")
_MONTHS = (
    ("jan",), ("feb",), ("mar",), ("apr",), ("maj", "may"), ("jun",), ("jul",), ("aug",), ("sep",), ("okt", "oct"), ("nov",), ("dec", "des"),
)  # fmt: skip
_ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
_DAY_FIRST = re.compile(r"\b(\d{1,2})\.? ([a-zå]{3,9})\.?,? (\d{4})\b", re.IGNORECASE)
_MONTH_FIRST = re.compile(r"\b([a-z]{3,9})\.? (\d{1,2}),? (\d{4})\b", re.IGNORECASE)


class Forwarded(NamedTuple):
    """A body without what the forwarder wrote."""

    text: str
    subject: str = ""
    """Of the forwarded message."""
    sent: str | None = None
    """Its day, ISO 8601."""
    is_forwarded: bool = False


def unflowed(text: str, *, delete_space: bool) -> str:
    """Return format=flowed text with its paragraphs on one line each (RFC 3676 section 4)."""
    lines: list[str] = []
    is_open = False
    depth = 0
    for raw in text.split("\n"):
        found = re.match(r">*", raw)
        marks = found[0] if found else ""
        line = raw[len(marks) :].removeprefix(" ")
        is_signature = line == "-- "
        if is_open and len(marks) == depth and not is_signature:
            lines[-1] += line
        else:
            lines.append(f"{marks} {line}" if marks else line)
        depth = len(marks)
        is_open = line.endswith(" ") and not is_signature
        if is_open and delete_space:
            lines[-1] = lines[-1][:-1]
    return "\n".join(lines)


def unquoted(text: str) -> str:
    """Return a body without quote marks where it is a quotation mostly, else without what it quotes."""
    lines = text.split("\n")
    quoted = [line for line in lines if line.startswith(">")]
    if not quoted:
        return text
    if len("".join(quoted)) > 0.6 * len(text):
        return "\n".join(_QUOTE.sub("", line) for line in lines)
    return "\n".join(line for line in lines if not line.startswith(">"))


def forwarded_part(text: str, *, is_forward: bool) -> Forwarded:
    """Return the message within a body: the innermost one that is forwarded, or the part before what it answers."""
    lines = text.split("\n")
    blocks = list(_header_blocks(lines))
    if not blocks:
        return Forwarded(_without_marks(lines))
    first = blocks[0][0]
    before = "\n".join(lines[:first])
    is_marked = any(_MARKER.match(line) for line in lines[max(0, first - 3) : first])
    if not is_forward and not is_marked and len(before.split()) > 60:
        return Forwarded(_without_marks(lines[:first]))
    for index in range(len(blocks) - 1, -1, -1):
        _, end, fields = blocks[index]
        after = lines[end : blocks[index + 1][0]] if index + 1 < len(blocks) else lines[end:]
        if len(" ".join(after).split()) >= 15 or index == 0:
            return Forwarded(
                _without_marks(after), _of(fields, _SUBJECT), _sent_day(_of(fields, _SENT)), is_forwarded=True
            )
    return Forwarded(text)


def _without_marks(lines: list[str]) -> str:
    """Lines without those that only part messages: "-----", "-- ", "Begin forwarded message:"."""
    return "\n".join(line for line in lines if not any(mark.match(line[:400]) for mark in (_RULE, _MARKER, _WROTE)))


def _header_blocks(lines: list[str]) -> list[tuple[int, int, dict[str, str]]]:
    """Where fields of a forwarded message stand: three or more on lines that follow, who from and what about among them."""
    blocks = []
    at = 0
    while at < len(lines):
        end, fields = at, dict[str, str]()
        while end < len(lines) and (found := _FIELD.match(lines[end][:300])):
            fields[found["name"].lower()] = found["value"].strip("* ")
            end += 1
            while (
                end < len(lines) - 1
                and not lines[end].strip()
                and _FIELD.match(lines[end + 1][:300])
                and len(fields) < 3
            ):
                end += 1
        if len(fields) >= 3 and _of(fields, _FROM) and any(name in fields for name in _SUBJECT + _SENT):
            blocks.append((at, end, fields))
        at = max(end, at + 1)
    return blocks


def _of(fields: dict[str, str], names: tuple[str, ...]) -> str:
    return next((fields[name] for name in names if name in fields), "")


def _sent_day(words: str) -> str | None:
    """The day in a forwarded header: "den 20 januari 2012 10:15", "Friday, January 20, 2012", "2012-01-20 10:15"."""
    found = _ISO.search(words)
    if found:
        return found[0]
    for pattern, year, month, day in ((_DAY_FIRST, 3, 2, 1), (_MONTH_FIRST, 3, 1, 2)):
        for match in pattern.finditer(words):
            number = _month(match[month])
            if number and 1 <= int(match[day]) <= 28 + 3:
                return f"{int(match[year]):04d}-{number:02d}-{int(match[day]):02d}"
    return None


def _month(word: str) -> int | None:
    start = word.lower()[:3]
    return next((number for number, starts in enumerate(_MONTHS, 1) if start in starts), None)
