"""A meeting as text of the meeting format: written anew (`edition` writes into a file that stands).

YAML is written here and not by PyYAML, whose writer loses comments and order and costs a start-up time that the
export of one text does not have. What is written is a small safe part of YAML 1.2: plain words where no YAML version
reads anything else into them, JSON's quoted strings, and literal blocks for paragraphs.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pressinvite.errors import Alternative, Evidence
from pressinvite.meeting import Meeting, Revision
from pressinvite.reading.keys import KEYS, MEETING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


_PLAIN = re.compile(
    r"[^\W\d_](?:(?:[\w .,/()+@-]|–(?!\Z))*[\w.)])?\Z|\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?Z?)?\Z|\+?\d+\Z|https?://[\w./~%=-]+\Z"
)
_RESERVED = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
"""Plain words that YAML 1.1 or 1.2 takes for a truth value or nothing."""
_LONG_LINE = 60
"""From so many characters on, a line that quoting would fill with backslashes is written as a block."""


def to_data(meeting: Meeting) -> dict[str, Any]:
    """Return the meeting in the meeting format: keys in their order, what is absent left out, times as text."""
    data = _noun_data(meeting)
    if "evidence" in data:
        order = {key.name: index for index, key in enumerate(MEETING)}
        evidence = data["evidence"]
        data["evidence"] = {
            path: evidence[path] for path in sorted(evidence, key=lambda path: order.get(_root(path), 99))
        }
    return data


def _root(path: str) -> str:
    """The field of a path: "contacts[0].phones[1]" → "contacts"."""
    return path.partition(".")[0].partition("[")[0]


def render_json(meetings: Iterable[Meeting], findings: Iterable[Mapping[str, object]], *, explain: bool = False) -> str:
    """Return what `read --format json` prints: `{"meetings": [...], "findings": [...]}`.

    With `explain` the evidence of each field tells what was rejected for it too.
    """
    written = [to_data(meeting) for meeting in meetings]
    for evidence in () if explain else (entry for data in written for entry in data.get("evidence", {}).values()):
        evidence.pop("rejected", None)
    return json.dumps({"meetings": written, "findings": list(findings)}, ensure_ascii=False, indent=2) + "\n"


def render_yaml(
    meetings: Iterable[Meeting], *, head: str = "", comments: Sequence[Mapping[str, Sequence[str]]] = ()
) -> str:
    """Return the meetings as YAML documents, without their evidence.

    `head` is a comment above all; `comments` has for each meeting lines by path ("place.street"), which stand above
    what they speak of, or above what it would stand in where it is absent.
    """
    documents = []
    for index, meeting in enumerate(meetings):
        data = _noun_data(meeting._replace(evidence={}))
        notes = _standing(comments[index], data) if index < len(comments) and comments[index] else {}
        lines = _comment(notes.get("", ()), "")
        for key in (key.name for key in MEETING):
            lines += entry_lines(key, data[key], "", notes) if key in data else _comment(notes.get(key, ()), "")
        documents.append("\n".join(lines) + "\n")
    return "".join(f"{line}\n" for line in _comment(head.splitlines(), "")) + "---\n".join(documents)


def _standing(comments: Mapping[str, Sequence[str]], data: dict[str, Any]) -> dict[str, list[str]]:
    """The comments by the nearest path that is written, or by its key."""
    standing = set(_paths(data, ""))
    notes: dict[str, list[str]] = {}
    for path, lines in comments.items():
        at = path
        while at not in standing and ("." in at or "[" in at):
            at = at[: max(at.rfind("."), at.rfind("["))]
        notes.setdefault(at, []).extend(lines)
    return notes


def _paths(value: object, path: str) -> Iterator[str]:
    """All paths of what is written: "place", "place.street", "contacts[0].phones[1]"."""
    pairs: Iterable[tuple[str, object]] = ()
    if isinstance(value, dict):
        pairs = ((f"{path}.{key}" if path else key, inner) for key, inner in value.items())
    elif isinstance(value, list):
        pairs = ((f"{path}[{index}]", inner) for index, inner in enumerate(value))
    for below, inner in pairs:
        yield below
        yield from _paths(inner, below)


def _comment(lines: Iterable[str], indent: str) -> list[str]:
    """Comment lines without what YAML forbids in them."""
    return [f"{indent}# {''.join(char if char.isprintable() else ' ' for char in line)}".rstrip() for line in lines]


@lru_cache
def _defaults(noun: type[Any]) -> dict[str, Any]:
    """The noun's values where a key is absent."""
    return {**dict.fromkeys(noun._fields), **noun._field_defaults}


def _noun_data(noun: Any) -> dict[str, Any]:
    standard = _defaults(type(noun))  # type: ignore[arg-type]  # a class is hashable
    values = ((key.name, getattr(noun, key.name)) for key in KEYS[type(noun)])
    return {name: _data(value) for name, value in values if value != standard[name]}


def _data(value: Any) -> Any:
    if type(value) in KEYS:
        return _noun_data(value)
    if isinstance(value, Revision):
        head = {"sequence": value.sequence, **({"modified": _data(value.modified)} if value.modified else {})}
        return {**head, **{key.name: _data(value.values[key.name]) for key in MEETING if key.name in value.values}}
    if isinstance(value, dt.date):
        return _moment(value)
    if isinstance(value, Evidence):
        rejected = {"rejected": _data(value.rejected)} if value.rejected else {}
        return {**value.spot._asdict(), "certainty": value.certainty, **rejected}
    if isinstance(value, Alternative):
        return {**value.spot._asdict(), "reason": value.reason}
    if isinstance(value, dict):
        return {name: _data(inner) for name, inner in value.items()}
    return [_data(inner) for inner in value] if isinstance(value, tuple) else value


def _moment(value: dt.date) -> str:
    if not isinstance(value, dt.datetime):
        return value.isoformat()
    if value.tzinfo:
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    return value.isoformat(timespec="auto" if value.second else "minutes")


def _scalar(value: object) -> str:
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    if not isinstance(value, str):
        return repr(value)
    if _PLAIN.match(value) and value.lower() not in _RESERVED:
        return value
    # JSON's escapes are YAML's; what YAML does not allow raw (C1 controls, U+FEFF, surrogates) is escaped too
    quoted = json.dumps(value, ensure_ascii=False)
    return "".join(char if char.isprintable() or char == "\xa0" else _escape(char) for char in quoted)


def _escape(char: str) -> str:
    number = ord(char)
    return f"\\U{number:08x}" if number > 0xFFFF else f"\\u{number:04x}"


_NO_NOTES: Mapping[str, Sequence[str]] = {}


def entry_lines(
    key: str, value: object, indent: str, notes: Mapping[str, Sequence[str]] = _NO_NOTES, path: str = ""
) -> list[str]:
    """The lines of `key: value` at an indentation, below the comments of its path."""
    path = f"{path}.{key}" if path else key
    name = key if _PLAIN.match(key) and key.lower() not in _RESERVED else _scalar(key) if key else '""'
    return [*_comment(notes.get(path, ()), indent), *_with_head(f"{indent}{name}:", value, indent, notes, path)]


def _with_head(head: str, value: object, indent: str, notes: Mapping[str, Sequence[str]], path: str) -> list[str]:
    below = indent + "  "
    if isinstance(value, dict) and value:
        return [head, *(line for key, inner in value.items() for line in entry_lines(key, inner, below, notes, path))]
    if isinstance(value, list) and value:
        items = (_item(inner, below, notes, f"{path}[{index}]") for index, inner in enumerate(value))
        return [head, *(line for lines in items for line in lines)]
    if isinstance(value, dict | list):
        return [f"{head} {'{}' if isinstance(value, dict) else '[]'}"]
    if isinstance(value, str) and _is_block(value):
        return [f"{head} |-", *(f"{below}{line}".rstrip() for line in value.split("\n"))]
    return [f"{head} {_scalar(value)}"]


def _item(value: object, indent: str, notes: Mapping[str, Sequence[str]], path: str) -> list[str]:
    """The lines of one list item; what is said of its first key stands above the item."""
    comments = _comment(notes.get(path, ()), indent)
    if isinstance(value, dict) and value:
        (name, held), *others = value.items()
        comments += _comment(notes.get(f"{path}.{name}", ()), indent)
        first, *rest = entry_lines(name, held, indent + "  ", {**notes, f"{path}.{name}": ()}, path)
        rest += [line for key, inner in others for line in entry_lines(key, inner, indent + "  ", notes, path)]
        return [*comments, f"{indent}- {first.lstrip(' ')}", *rest]
    return [*comments, *_with_head(f"{indent}-", value, indent, notes, path)]


def _is_block(value: str) -> bool:
    """Tell whether to write a literal block: of several lines, or long and full of what quoting would escape.

    It gives the text back where nothing is unprintable and no line ends, nor the first begins, with a blank.
    """
    lines = value.split("\n")
    is_wanted = len(lines) > 1 or (len(value) > _LONG_LINE and ('"' in value or "\\" in value))
    return bool(
        is_wanted and all(line.replace("\xa0", "").isprintable() for line in lines) and lines[0] and not lines[0].startswith(" ")
        and lines[-1] and all(line == line.rstrip() for line in lines)
    )  # fmt: skip
