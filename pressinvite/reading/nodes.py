"""YAML and JSON text as one kind of node, each with its line, column and span in the text.

Only what both formats share is let through: anchors, aliases, tags and directives are findings, as are duplicate
keys and nesting beyond what a meeting needs, so that no file can swell or run anything when it is read. YAML comes
from PyYAML's events (libyaml where present) and JSON from a small scanner, for `json` tells no positions.
"""

from __future__ import annotations

import json
from json import decoder
from typing import TYPE_CHECKING, Any, Literal

from pressinvite.errors import Finding, SourceError, Spot
from pressinvite.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_scan_string: Callable[[str, int, bool], tuple[str, int]] = decoder.scanstring  # type: ignore[attr-defined]  # not in its stub
MAX_DEPTH = 12
"""A meeting nests five deep; a file that nests deeper is no meeting."""
NEWS_DEPTH = 40
"""A feed of news items nests their associations in them, and the area of a place in those."""


Kind = Literal["scalar", "list", "map"]


class Node(NamedTuple):
    """A value in a data file."""

    kind: Kind
    value: str
    """The scalar's text; "" for the others."""
    plain: bool
    """True for a scalar without quotation marks, which may mean null, a number or a truth value."""
    items: tuple[Node, ...]
    """A list's values; a map's keys and values in turn."""
    line: int
    """Counted from 1."""
    column: int
    """Counted from 1."""
    start: int
    """Offset of the first character."""
    end: int
    """Offset behind the last character."""
    flow: bool
    """True where written on one line with brackets, as all of JSON is."""

    @property
    def pairs(self) -> Iterator[tuple[Node, Node]]:
        """A map's keys with their values."""
        return zip(self.items[::2], self.items[1::2], strict=True)

    def spot(self, text: str) -> Spot:
        """Return where the node stands, with its first line as its words."""
        return Spot(self.line, self.column, text[self.start : self.end].split("\n", 1)[0].rstrip())


def _refuse(code: str, text: str, line: int, column: int, *, width: int = 1, **values: object) -> SourceError:
    lines = text.split("\n")
    words = lines[line - 1][column - 1 : column - 1 + width] if 0 < line <= len(lines) else ""
    return SourceError(Finding(code, "error", "", values, Spot(line, column, words)), text=text)


def parse_yaml(text: str) -> list[Node]:
    """Return the documents of a YAML text; SourceError with the place where it is none, or uses what is not allowed."""
    import yaml  # noqa: PLC0415 -- only data files need it

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return _Builder(text).build(yaml.parse(text, Loader=loader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        if mark and error.context_mark and not text[mark.index :].strip():
            mark = error.context_mark  # what was opened there is not closed before the end
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise _refuse("yaml-syntax", text, line, column, problem=str(error.problem or "")) from None
    except yaml.YAMLError:  # a character that YAML does not allow (ReaderError has no mark)
        offset = next((i for i, char in enumerate(text) if not _allowed(char)), 0)
        line, column = text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
        raise _refuse("yaml-character", text, line, column, number=f"U+{ord(text[offset]):04X}") from None


def _allowed(char: str) -> bool:
    """Tell whether YAML 1.1 lets the character stand in a file (section 5.1, printable characters)."""
    return char in "\t\n\r\x85" or " " <= char <= "~" or "\xa0" <= char <= "\ud7ff" or "\ue000" <= char != "\ufeff"


class _Open:
    """A collection whose end has not been met yet."""

    def __init__(self, event: Any, kind: Literal["list", "map"]) -> None:
        self.event, self.kind, self.items = event, kind, list[Node]()


class _Builder:
    """Nodes from PyYAML's events, without recursion."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.documents: list[Node] = []
        self.stack: list[_Open] = []

    def build(self, events: Iterator[Any]) -> list[Node]:
        for event in events:
            self.take(event, type(event).__name__)
        return self.documents

    def take(self, event: Any, name: str) -> None:
        if name == "DocumentStartEvent" and (event.tags or event.version):
            self.refuse(event, "yaml-feature", feature="%")
        elif name == "AliasEvent":
            self.refuse(event, "yaml-feature", feature=f"*{event.anchor}")
        elif name in ("ScalarEvent", "SequenceStartEvent", "MappingStartEvent"):
            if event.anchor is not None:
                self.refuse(event, "yaml-feature", feature=f"&{event.anchor}")
            if event.tag is not None:
                self.refuse(event, "yaml-feature", feature=str(event.tag))
            if name == "ScalarEvent":
                self.place(self.node(event, "scalar", event.value, not event.style and event.implicit[0]))
            else:
                if len(self.stack) >= MAX_DEPTH:
                    self.refuse(event, "too-deep", depth=MAX_DEPTH)
                self.stack.append(_Open(event, "map" if name.startswith("M") else "list"))
        elif name in ("SequenceEndEvent", "MappingEndEvent"):
            self.close(event)

    def close(self, event: Any) -> None:
        opened = self.stack.pop()
        flow = bool(opened.event.flow_style)
        mark = opened.event.start_mark
        # libyaml ends a block collection where the next token starts: its own end is its last value's
        end = event.end_mark.index if flow or not opened.items else opened.items[-1].end
        node = Node(opened.kind, "", False, tuple(opened.items), mark.line + 1, mark.column + 1, mark.index, end, flow)
        _refuse_duplicates(node, self.text)
        self.place(node)

    def node(self, event: Any, kind: Literal["scalar"], value: str, plain: bool) -> Node:
        mark = event.start_mark
        end = event.end_mark.index
        if event.style in ("|", ">"):  # libyaml ends a block scalar at the next token, past blank lines and comments
            end = mark.index + len(self.text[mark.index : end].rstrip())
        return Node(kind, value, plain, (), mark.line + 1, mark.column + 1, mark.index, end, False)

    def place(self, node: Node) -> None:
        (self.stack[-1].items if self.stack else self.documents).append(node)

    def refuse(self, event: Any, code: str, **values: object) -> None:
        mark = event.start_mark
        raise _refuse(code, self.text, mark.line + 1, mark.column + 1, width=20, **values)


def _refuse_duplicates(node: Node, text: str) -> None:
    if node.kind != "map":
        return
    seen: dict[str, Node] = {}
    for key, _ in node.pairs:
        if key.kind != "scalar":
            raise _refuse("key-not-text", text, key.line, key.column)
        if key.value in seen:
            first = seen[key.value]
            finding = Finding("duplicate-key", "error", "", {"key": key.value, "line": first.line}, key.spot(text))
            raise SourceError(finding, text=text)
        seen[key.value] = key


def parse_json(text: str, *, deepest: int = MAX_DEPTH) -> list[Node]:
    """Return the one document of a JSON text (RFC 8259); SourceError with the place where it is none, or nests deeper."""
    scanner = _Json(text, deepest)
    try:
        node, at = scanner.value(scanner.blank(0), 0)
        if scanner.blank(at) != len(text):
            raise scanner.refuse(scanner.blank(at))
    except json.JSONDecodeError as error:
        raise scanner.refuse(error.pos) from None
    return [node]


class _Json:
    """A JSON text, scanned into nodes."""

    def __init__(self, text: str, deepest: int) -> None:
        self.text = text
        self.deepest = deepest
        self.starts = [0, *(i + 1 for i, char in enumerate(text) if char == "\n")]

    def where(self, at: int) -> tuple[int, int]:
        from bisect import bisect_right  # noqa: PLC0415 -- only data files need it

        line = bisect_right(self.starts, at)
        return line, at - self.starts[line - 1] + 1

    def refuse(self, at: int) -> SourceError:
        line, column = self.where(at)
        return _refuse("json-syntax", self.text, line, column)

    def blank(self, at: int) -> int:
        while at < len(self.text) and self.text[at] in " \t\r\n":
            at += 1
        return at

    def value(self, at: int, depth: int) -> tuple[Node, int]:
        char = self.text[at : at + 1]
        if char in ("{", "["):
            return self.collection(at, depth)
        if char == '"':
            value, end = _scan_string(self.text, at + 1, True)
            if any("\ud800" <= char <= "\udfff" for char in value):  # no file and no mail can hold half a character
                value = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
            return self.node("scalar", value, at, end, plain=False), end
        end = at
        while end < len(self.text) and (self.text[end].isalnum() or self.text[end] in "+-."):
            end += 1
        word = self.text[at:end]
        try:
            json.loads(word or "?")  # null, true, false or a number, judged by the standard library
        except ValueError:
            raise self.refuse(at) from None
        return self.node("scalar", word, at, end, plain=True), end

    def collection(self, start: int, depth: int) -> tuple[Node, int]:
        if depth >= self.deepest:
            line, column = self.where(start)
            raise _refuse("too-deep", self.text, line, column, depth=self.deepest)
        is_map = self.text[start] == "{"
        closing = "}" if is_map else "]"
        items: list[Node] = []
        at = self.blank(start + 1)
        while self.text[at : at + 1] != closing:
            if items:
                at = self.blank(self.expect(",", at))
            if is_map:
                if self.text[at : at + 1] != '"':
                    raise self.refuse(at)
                key, at = self.value(at, depth)
                items.append(key)
                at = self.blank(self.expect(":", self.blank(at)))
            node, at = self.value(at, depth + 1)
            items.append(node)
            at = self.blank(at)
        made = self.node("map" if is_map else "list", "", start, at + 1, plain=False, items=tuple(items))
        _refuse_duplicates(made, self.text)
        return made, at + 1

    def expect(self, char: str, at: int) -> int:
        if self.text[at : at + 1] != char:
            raise self.refuse(at)
        return at + 1

    def node(self, kind: Kind, value: str, start: int, end: int, *, plain: bool, items: tuple[Node, ...] = ()) -> Node:
        line, column = self.where(start)
        return Node(kind, value, plain, items, line, column, start, end, True)
