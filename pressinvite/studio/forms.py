"""A meeting as a form: flat names and texts, and back; what the texts mean is read as from a meeting file.

Names are paths of the meeting format with "-" for the steps (`place-text`, `participants-0-name`); day and clock are two
fields, since that is how people write them.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from pressinvite.language import open_language
from pressinvite.reading.datafile import read_data
from pressinvite.reading.document import to_data

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pressinvite.meeting import Meeting
    from pressinvite.reading.answer import Reading

LINES = ("title", "kind", "url", "embargo", "audience", "status", "timezone", "language", "published")
TEXTS = ("lead", "body", "accreditation", "access", "interviews", "photo")
LISTS = ("organisers", "topics", "regions", "categories")
NOUNS = {
    "place": (
        "text",
        "venue",
        "building",
        "street",
        "postal_code",
        "city",
        "directions",
        "latitude",
        "longitude",
        "map_url",
    ),
    "online": ("platform", "url"),
    "registration": ("required", "deadline", "email", "url", "phone"),
}
ROWS = {
    "participants": ("name", "party", "role"),
    "contacts": ("name", "role", "phones", "emails", "hours", "standing"),
}
SPARE = 1
"""Empty rows below participants and contacts."""
_MOMENTS = ("start", "end")
_CLOCK = re.compile(r"(\d{1,2})(?:[.:]?(\d\d))?\Z")
_COMPOSED = ("venue", "building", "street", "postal_code", "city")
Form = dict[str, str]


def form_of(meeting: Meeting) -> Form:
    """Return the form's texts for a meeting."""
    data = to_data(meeting._replace(evidence={}))
    form = {name: str(data.get(name) or "") for name in (*LINES, *TEXTS)}
    form["audience"] = form["audience"] or "open"  # as the form's choice has it
    form |= {name: ", ".join(data.get(name) or ()) for name in LISTS}
    for name in _MOMENTS:
        day, _, clock = str(data.get(name) or "").partition("T")
        form |= {f"{name}-day": day, f"{name}-clock": clock[:5].replace(":", ".")}
    if form["end-clock"] and form["end-day"] == form["start-day"]:
        form["end-day"] = ""  # so that the day is changed in one place
    for noun, keys in NOUNS.items():
        form |= {f"{noun}-{key}": _written((data.get(noun) or {}).get(key), key) for key in keys}
    for noun, keys in ROWS.items():
        rows = data.get(noun) or []
        for number in range(len(rows) + SPARE):
            row = rows[number] if number < len(rows) else {}
            form |= {f"{noun}-{number}-{key}": _written(row.get(key), key) for key in keys}
    return form


def read_form(form: Mapping[str, str], kept: Meeting, *, source: str) -> Reading:
    """Return the meeting that a form tells, with what is wrong with its values; `kept` gives what no form shows."""
    data = data_of(form, kept)
    return read_data(json.dumps(data, ensure_ascii=False), source=source, json=True)


def data_of(form: Mapping[str, str], kept: Meeting) -> dict[str, Any]:
    """Return the meeting format's data for a form."""
    shown = {*LINES, *TEXTS, *LISTS, *NOUNS, *ROWS, *_MOMENTS, "evidence"}
    data = {key: value for key, value in to_data(kept._replace(evidence={})).items() if key not in shown}
    data |= {name: form[name].strip() for name in (*LINES, *TEXTS) if form.get(name, "").strip()}
    data |= {name: _split(form[name]) for name in LISTS if _split(form.get(name, ""))}
    for name in _MOMENTS:
        moment = _moment(form.get(f"{name}-day", ""), form.get(f"{name}-clock", ""), form.get("start-day", ""))
        data |= {name: moment} if moment else {}
    for noun, keys in NOUNS.items():
        told = {key: form[f"{noun}-{key}"].strip() for key in keys if form.get(f"{noun}-{key}", "").strip()}
        data |= {noun: _as_place(told, kept) if noun == "place" else told} if told else {}
    for noun, keys in ROWS.items():
        rows = [row for number in range(_row_count(form, noun)) if (row := _row(form, f"{noun}-{number}", keys))]
        data |= {noun: rows} if rows else {}
    return data


def _as_place(told: dict[str, str], kept: Meeting) -> dict[str, str]:
    """The place; where its line was rewritten, the parts that do not stand in it any more go."""
    line = told.get("text", "")
    if line and kept.place and line != kept.place.text:
        told = {key: value for key, value in told.items() if key not in _COMPOSED or value in line}
    return told


def _row(form: Mapping[str, str], name: str, keys: tuple[str, ...]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for key in keys:
        text = form.get(f"{name}-{key}", "").strip()
        if text:
            row[key] = _split(text) if key in ("phones", "emails") else text
    return {} if set(row) <= {"standing"} else row


def _row_count(form: Mapping[str, str], noun: str) -> int:
    numbers = [int(match[1]) for name in form if (match := re.match(rf"{noun}-(\d{{1,3}})-", name))]
    return max(numbers, default=-1) + 1


def _split(text: str) -> list[str]:
    return [part for line in text.replace(";", "\n").replace(",", "\n").split("\n") if (part := line.strip())]


def _moment(day: str, clock: str, other_day: str) -> str:
    """As "2027-03-10T15:00"; what is no clock or day stays, to be told of."""
    day, clock = day.strip() or (other_day.strip() if clock.strip() else ""), clock.strip()
    if not clock:
        return day
    match = _CLOCK.match(clock.removeprefix("kl.").strip())
    return f"{day}T{int(match[1]):02d}:{match[2] or '00'}" if match else f"{day}T{clock}"


def bad_clocks(form: Mapping[str, str]) -> list[str]:
    """Return the fields of clocks that are none."""
    found = []
    for name in (f"{moment}-clock" for moment in _MOMENTS):
        text = form.get(name, "").strip().removeprefix("kl.").strip()
        match = _CLOCK.match(text)
        if text and not (match and int(match[1]) < 24 and int(match[2] or 0) < 60):
            found.append(name)
    return found


def _written(value: object, key: str) -> str:
    """A value as people write it: phone numbers in the national form."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ", ".join(_written(item, key) for item in value)
    text = "" if value is None else str(value)
    return open_language("sv").phone(text) if key in ("phones", "phone") and text else text
