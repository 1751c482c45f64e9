"""News items in JSON → meetings: the exchange formats' own reading, with the place in the file of what it found."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pressinvite.errors import Evidence, Finding
from pressinvite.exchange.recognition import find_items
from pressinvite.reading.answer import Reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressinvite.exchange.recognition import Found
    from pressinvite.meeting import Meeting
    from pressinvite.reading.nodes import Node

_LONGEST_NUMBER = 30
_NAMED = {"null": None, "true": True, "false": False}
_STEP = re.compile(r"[^.\[\]]+")


def read_exchanged(document: Node, text: str, *, source: str) -> Reading | None:
    """Return the meetings of a document of news items; None where it is no exchange format."""
    items = find_items(_data(document))
    if not items:
        return None
    meetings: list[Meeting] = []
    findings: list[Finding] = []
    others = [item for item in items if item.read is None]
    for item in items:
        if item.read is None:
            continue
        taken = item.read(item.data)
        nodes = {field: _told(_node(document, f"{item.path}.{path}")) for field, path in taken.origins.items()}
        prefix = f"meetings[{len(meetings)}]"
        meetings.append(
            taken.meeting._replace(evidence={field: Evidence(node.spot(text)) for field, node in nodes.items()})
        )
        findings += [_placed(finding, document, item, text).within(prefix) for finding in taken.findings]
    if others:
        spot = _node(document, f"{others[0].path}.type").spot(text)
        findings.append(Finding("exchange-other-news", "note", "", {"count": len(others)}, spot))
    if meetings:
        findings.append(Finding("exchange-read", "note", ""))
    else:
        findings.append(Finding("no-meeting", "note"))
    return Reading(source, text, tuple(meetings), tuple(findings))


def _placed(finding: Finding, document: Node, item: Found, text: str) -> Finding:
    """The finding where its key stands in the file."""
    return finding._replace(spot=_node(document, f"{item.path}.{finding.values['key']}").spot(text))


def _node(document: Node, path: str) -> Node:
    """The node at a path, or the nearest above it."""
    node = document
    for step in _STEP.findall(path):
        found = next(_below(node, step), None)
        if found is None:
            break
        node = found
    return node


def _told(node: Node) -> Node:
    """What a list or a mapping tells first: the value or the name of its first entry."""
    if node.kind == "list" and node.items:
        return _told(node.items[0])
    if node.kind == "map":
        return next((value for key, value in node.pairs if key.value in ("value", "name", "href")), node)
    return node


def _below(node: Node, step: str) -> Iterator[Node]:
    if node.kind == "map":
        yield from (value for key, value in node.pairs if key.value == step)
    elif node.kind == "list" and step.isdigit() and int(step) < len(node.items):
        yield node.items[int(step)]


def _data(node: Node) -> Any:
    """The node as plain data; a number that is no number of an event is its text."""
    if node.kind == "map":
        return {key.value: _data(value) for key, value in node.pairs}
    if node.kind == "list":
        return [_data(item) for item in node.items]
    if not node.plain:
        return node.value
    if node.value in _NAMED:
        return _NAMED[node.value]
    return float(node.value) if len(node.value) <= _LONGEST_NUMBER else node.value
