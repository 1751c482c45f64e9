"""Why a source was read as it was, for people: each field with its value, where it stands, how sure that is, and what
was weighed instead. A table of at most a hundred columns.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from pressinvite.language.excerpts import clean_line
from pressinvite.language.fields import CERTAINTIES, REASONS, SIGNS, field_name
from pressinvite.language.markers import N_
from pressinvite.meeting import Contact, Online, Participant, Place, Registration

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressinvite.errors import Spot
    from pressinvite.language import Language
    from pressinvite.meeting import Meeting
    from pressinvite.reading.answer import Reading

_FIELD, _VALUE, _WHERE = 20, 30, 34
_PASSAGES = ("lead", "body", "about", "language")
"""Fields that one line is shown of."""
_WIDEST = 100
_ORDER = (
    "title", "kind", "status", "start", "end", "timezone", "place", "online", "participants", "contacts",
    "registration", "accreditation", "access", "interviews", "photo", "organisers", "language", "url", "published",
    "embargo", "topics", "categories", "regions", "lead", "body", "about",
)  # fmt: skip
_WANTED = ("title", "start", "place", "contacts")
_STEP = re.compile(r"[^.\[\]]+")


def render_explanation(reading: Reading, language: Language) -> str:
    """Return the table of each of the source's meetings; "" where there is none."""
    _ = language.text
    tables = []
    for number, meeting in enumerate(reading.meetings, 1):
        lines = [_("Meeting {number}", number=number)] if len(reading.meetings) > 1 else []
        lines.append(_row(_("Field"), _("Read as"), _("Where"), _("How sure")))
        lines += _rows(meeting, language)
        tables.append("\n".join(lines) + "\n")
    return "\n".join(tables)


def render_signs(signs: tuple[str, ...], language: Language) -> str:
    """Return what spoke for and against a text without a meeting, the weightiest first; "" where nothing did."""
    weighed = [(float(weight), code) for code, _, weight in (sign.partition(" ") for sign in signs)]
    if not weighed:
        return ""
    words = {True: language.text(N_("for")), False: language.text(N_("against"))}
    width = max(map(len, words.values())) + 2
    lines = [language.text(N_("What speaks for and against an invitation of the press:"))]
    for weight, code in sorted(weighed, key=lambda sign: -abs(sign[0])):
        said = language.text(SIGNS[code]) if code in SIGNS else code.replace("-", " ")
        lines.append(f"  {words[weight > 0]:<{width}}{said}")
    return "\n".join(lines) + "\n"


def _rows(meeting: Meeting, language: Language) -> Iterator[str]:
    for key in _ORDER:
        paths = [path for path in meeting.evidence if path.partition(".")[0].partition("[")[0] == key]
        if not paths and key in _WANTED and not getattr(meeting, key):
            yield _row(_capitalise(field_name(key, language)), language.text(N_("not found")), "", "")
        for path in sorted(paths, key=_numbered):
            yield from _field_rows(meeting, path, language)


def _numbered(path: str) -> list[int]:
    """A key by which `contacts[10]` comes after `contacts[9]`, and a noun before its parts, in their own order."""
    return [int(step) if _is_number(step) else -1 for step in _STEP.findall(path)]


def _is_number(step: str) -> bool:
    return step.isascii() and step.isdigit()


def _field_rows(meeting: Meeting, path: str, language: Language) -> Iterator[str]:
    evidence = meeting.evidence[path]
    value = show_value(meeting, path, language)
    above = path.rpartition(".")[0]
    same = (
        above in meeting.evidence
        and path.endswith((".text", ".name"))
        and value == show_value(meeting, above, language)
    )
    if value is None or same:
        return
    name = field_name(path, language)
    label = f"  {name}" if "." in path else _capitalise(name)
    most = 1 if path.partition("[")[0] in _PASSAGES else 2
    spot = where(evidence.spot, language, _WHERE * most - 10 * (most - 1))
    yield _row(label, value, spot, language.text(CERTAINTIES[evidence.certainty]), most=most)
    for other in evidence.rejected:
        reason = language.text(REASONS[other.reason]) if other.reason in REASONS else other.reason.replace("-", " ")
        head = "    " + language.text(N_("not {where}"), where=where(other.spot, language, _WHERE))
        yield _cut(f"{head}: {reason}" if reason else head, _WIDEST)


def show_value(meeting: Meeting, path: str, language: Language) -> str | None:
    """Return the value at a path in the user's words; None where there is none that could be shown on a line."""
    if path == "start.date":  # read elsewhere than its time
        return language.date_label(meeting.start) if meeting.start else None
    value: object = meeting
    for step in _STEP.findall(path):
        if type(value) is tuple:  # several; a noun is a named one
            value = value[int(step)] if _is_number(step) and int(step) < len(value) else None
        else:
            value = getattr(value, step, None)
    if path == "end" and isinstance(value, dt.datetime) and _is_same_day(meeting.start, value):
        return language.clock(value)
    if isinstance(value, dt.date):
        return language.when(value)
    if isinstance(value, Place | Online | Participant | Contact | Registration):
        return _noun(value, language)
    if path.rpartition(".")[2].partition("[")[0] in ("phones", "phone") and isinstance(value, str):
        return language.phone(value)
    return " ".join(value.split()) if isinstance(value, str) else None


def _noun(value: Place | Online | Participant | Contact | Registration, language: Language) -> str:
    """What a whole noun is known by: its name, or what is shown of it."""
    if isinstance(value, Place):
        return value.text or ""
    if isinstance(value, Online):
        return value.platform or value.url or ""
    if isinstance(value, Registration):
        words = {True: N_("needed"), False: N_("not needed"), None: N_("wanted")}
        return language.text(words[value.required])
    return value.name or ""


def _is_same_day(start: dt.date | None, end: dt.datetime) -> bool:
    return isinstance(start, dt.datetime) and start.date() == end.date()


def quote(spot: Spot, language: Language, longest: int) -> str:
    """Return the words of a spot in the language's quotation marks, cut where they are long."""
    words = _cut(" ".join(clean_line(spot.words).split()), longest)
    return language.text(N_('"{words}"'), words=words) if words else ""


def where(spot: Spot, language: Language, width: int) -> str:
    """Return line and column of a spot with its words, cut to a width: 13:6 "Onsdagen den 25 januari"."""
    place = f"{spot.line}:{spot.column}"
    return f"{place} {quote(spot, language, width - len(place) - 3)}".rstrip()


def _row(field: str, value: str, where: str, certainty: str, *, most: int = 1) -> str:
    """One row of the table; a value and its words go on below where they are long, `most` lines in all."""
    values, places = _folded(value, _VALUE, most), _folded(where, _WHERE, most)
    lines = []
    for index in range(max(len(values), len(places))):
        first = index == 0
        cells = (
            _cut(field, _FIELD) if first else "",
            values[index] if index < len(values) else "",
            places[index] if index < len(places) else "",
        )
        padded = "  ".join(f"{cell:<{width}}" for cell, width in zip(cells, (_FIELD, _VALUE, _WHERE), strict=True))
        lines.append(f"{padded}  {certainty if first else ''}".rstrip())
    return "\n".join(lines)


def _folded(text: str, width: int, most: int) -> list[str]:
    """The text in at most so many lines, cut where it is longer."""
    from textwrap import wrap  # noqa: PLC0415 -- only a table needs it

    return wrap(clean_line(text), width, max_lines=most, placeholder="…", break_on_hyphens=False) or [""]


def _cut(text: str, longest: int) -> str:
    text = clean_line(text)
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def _capitalise(text: str) -> str:
    return text[:1].upper() + text[1:]
