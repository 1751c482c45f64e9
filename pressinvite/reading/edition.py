"""A meeting's changes put into the YAML or JSON text it was read from; all the rest of the text stays as it is."""

from __future__ import annotations

import re
from json import dumps
from typing import TYPE_CHECKING, Any

from pressinvite.reading.document import entry_lines, to_data
from pressinvite.reading.nodes import parse_json, parse_yaml

if TYPE_CHECKING:
    from pressinvite.meeting import Meeting
    from pressinvite.reading.nodes import Node


def edit_yaml(text: str, old: Meeting, new: Meeting, *, document: int = 0, json: bool = False) -> str:
    """Return `text` with what differs between `old` (as it was read) and `new`; comments, order and the rest stay.

    `document` counts the documents of the file from 0. SourceError where the text is no YAML (or JSON), ValueError where
    that document is neither a meeting nor a list of one.
    """
    node = _meeting_node((parse_json if json else parse_yaml)(text)[document])
    before, after = to_data(old._replace(evidence={})), to_data(new._replace(evidence={}))
    edits = sorted(_map_edits(text, node, before, after), reverse=True)
    line_end = "\r\n" if "\r\n" in text else "\n"
    for start, end, words in edits:
        text = text[:start] + words.replace("\r\n", "\n").replace("\n", line_end) + text[end:]
    return text


def _meeting_node(node: Node) -> Node:
    """The one meeting of a document, which may be a list, or have it below `meetings`."""
    if node.kind == "map":
        node = next((value for key, value in node.pairs if key.value == "meetings"), node)
    if node.kind == "list" and len(node.items) == 1:
        node = node.items[0]
    if node.kind != "map":
        raise ValueError
    return node


def _map_edits(text: str, node: Node, before: dict[str, Any], after: dict[str, Any]) -> list[tuple[int, int, str]]:
    """The replacements (start, end, words) that turn a mapping's text from one value into another."""
    if node.flow:
        return _flow_edits(text, node, before, after)
    indent = " " * (node.column - 1)
    edits = []
    standing = set()
    for key, value in node.pairs:
        standing.add(key.value)
        old, new = before.get(key.value), after.get(key.value)
        if old == new:
            continue
        if new is None:
            edits.append((_line_start(text, key.start), _line_end(text, value.end), ""))
        elif value.kind == "map" and not value.flow and isinstance(old, dict) and isinstance(new, dict) and new:
            edits += _map_edits(text, value, old, new)
        else:
            edits.append(
                (key.start, max(value.end, key.end), "\n".join(entry_lines(key.value, new, indent)).lstrip(" "))
            )
    fresh = {key: new for key, new in after.items() if key not in standing and new != before.get(key)}
    added = [line for key, new in fresh.items() for line in entry_lines(key, new, indent)]
    if added:
        at = _line_end(text, node.end)
        lead = "" if text[:at].endswith("\n") else "\n"
        edits.append((at, at, lead + "\n".join(added) + "\n"))
    return edits


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _line_end(text: str, at: int) -> int:
    found = text.find("\n", at)
    return len(text) if found < 0 else found + 1


def _flow_edits(text: str, node: Node, before: dict[str, Any], after: dict[str, Any]) -> list[tuple[int, int, str]]:
    """As `_map_edits`, of a mapping in brackets; new keys stand at its end, laid out as its last one is."""
    changed = {key: new for key, new in after.items() if new != before.get(key)}
    pairs = list(node.pairs)
    if not pairs or before.keys() - after.keys():
        return [] if before == after else [(node.start, node.end, _dump(text, after, ""))]
    last, held = pairs[-1]
    ahead = text[pairs[-2][1].end : last.start] if pairs[1:] else f",{text[node.start + 1 : last.start]}"
    blank = ahead.strip(" \t\r\n") == ","
    ahead, colon = ahead if blank else ", ", text[last.end : held.start]
    indent = ahead.rpartition("\n")[2] if "\n" in ahead else ""
    edits = []
    for key, value in pairs:
        if key.value in changed:
            edits.append((value.start, value.end, _dump(text, changed.pop(key.value), indent)))
    colon = colon if colon.strip(" ") == ":" else ": "
    added = "".join(f"{ahead}{dumps(key)}{colon}{_dump(text, new, indent)}" for key, new in changed.items())
    return [*edits, (held.end, held.end, added)] if added else edits


def _dump(text: str, value: object, indent: str) -> str:
    """The value in JSON, on as many lines as the text would have for it, and in its letters."""
    step = re.search(r"^[ \t]+(?=\S)", text, re.MULTILINE)
    is_ascii = text.isascii() and "\\u" in text
    if not indent or step is None:
        return dumps(value, ensure_ascii=is_ascii)
    return dumps(value, ensure_ascii=is_ascii, indent=step[0]).replace("\n", f"\n{indent}")
