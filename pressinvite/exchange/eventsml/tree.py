"""An XML document of somebody else → a tree with places and languages, safely: no document type, bounded in depth and size.

A G2 document has no document type, so one that declares any is made to harm (CWE-776, CWE-611) and refused before an
entity can be; expat fetches nothing by itself. Elements of the IPTC's namespace have plain names, others keep theirs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers import expat

from pressinvite.errors import Finding, SourceError, Spot
from pressinvite.exchange.eventsml.terms import NAMESPACE
from pressinvite.exchange.incoming import clean_text

if TYPE_CHECKING:
    from collections.abc import Iterator

_FORMAT = "EventsML-G2"
_DEEPEST, _MOST = 60, 150_000
"""Levels and elements: an event nests a dozen levels deep and has about a hundred elements."""
_XML = "http://www.w3.org/XML/1998/namespace"
_MARK = "}"
_BREAKS = frozenset({"p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "tr", "table"})
"""Elements of HTML, which blocks may hold, that begin a paragraph."""
_SHOWN = 60


class Text(NamedTuple):
    """Characters between tags."""

    words: str
    line: int
    column: int


class Node(NamedTuple):
    """An element."""

    tag: str
    """ "conceptItem"; of another namespace "http://…}p"."""
    attributes: dict[str, str]
    language: str
    """xml:lang, its own or that of what is around it; "" where none is told."""
    content: list[Node | Text]
    line: int
    column: int

    def get(self, name: str) -> str:
        """Return an attribute on one line, "" where it is not told."""
        return _line(clean_text(self.attributes.get(name, "")))

    def children(self, *path: str) -> Iterator[Node]:
        """Yield the elements at a path of names below this one."""
        for child in self.content:
            if isinstance(child, Node) and child.tag == path[0]:
                if len(path) > 1:
                    yield from child.children(*path[1:])
                else:
                    yield child

    def child(self, *path: str) -> Node | None:
        """Return the first element at a path of names."""
        return next(self.children(*path), None)

    def elements(self) -> Iterator[Node]:
        """Yield the elements in this one."""
        return (child for child in self.content if isinstance(child, Node))

    @property
    def text(self) -> str:
        """All characters within, on one line."""
        return _line(clean_text("".join(_pieces(self))))

    @property
    def block(self) -> str:
        """All characters within; lines end where `br` or an empty line is, paragraphs are parted by an empty line."""
        pieces = re.sub(r"[ \t]*\n[ \t]*", "\n", clean_text("".join(_pieces(self))))
        return re.sub(r"\n{3,}", "\n\n", pieces).strip("\n ")

    @property
    def spot(self) -> Spot:
        """Where its text, or that of the first element within, begins; the element itself where it has none."""
        return next(_spots(self), Spot(self.line, self.column + 1, ""))


def parse_tree(octets: bytes) -> Node:
    """Return the document's root; SourceError where it is no sound XML, or costs too much."""
    builder = _Builder()
    try:
        builder.parser.Parse(octets, True)
    except (expat.ExpatError, ValueError, LookupError) as error:  # an encoding that Python does not know
        line = getattr(error, "lineno", 0)
        spot = Spot(line, getattr(error, "offset", 0) + 1, "") if line else None
        raise SourceError(Finding("file-damaged", "error", "", {"format": _FORMAT}, spot)) from None
    return builder.root


def _line(text: str) -> str:
    return re.sub(r"[ \t\n]+", " ", text).strip(" ")


def _spots(node: Node) -> Iterator[Spot]:
    for child in node.content:
        if isinstance(child, Node):
            yield from _spots(child)
        elif child.words.strip():
            first = child.words.lstrip()
            above = child.words[: len(child.words) - len(first)]
            lines = above.count("\n")
            column = len(above) - above.rfind("\n") - 1 if lines else child.column + len(above)
            yield Spot(child.line + lines, column + 1, first.rstrip().partition("\n")[0][:_SHOWN])


def _pieces(node: Node) -> Iterator[str]:
    for child in node.content:
        if isinstance(child, Text):
            # a line break of the file is a blank, an empty line parts paragraphs
            yield re.sub(r"[ \t]*\n[ \t]*", " ", re.sub(r"\n[ \t]*\n\s*", "\0", child.words)).replace("\0", "\n\n")
        elif child.tag.rpartition(_MARK)[2] == "br":
            yield "\n"
        elif child.tag.rpartition(_MARK)[2] in _BREAKS:
            yield "\n\n"
            yield from _pieces(child)
            yield "\n\n"
        else:
            yield from _pieces(child)


class _Builder:
    """What expat tells → nodes."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=_MARK)
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self._open: list[Node] = []
        self._run: list[str] = []
        self._begun = 0, 0
        self._count = 0
        self.root = Node("", {}, "", [], 0, 0)

    def _refuse(self, *_: object) -> None:
        raise SourceError(Finding("file-unsafe", "error", "", {"format": _FORMAT}))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._flush()
        self._count += 1
        if len(self._open) >= _DEEPEST or self._count > _MOST:
            raise SourceError(Finding("file-too-heavy", "error", "", {"format": _FORMAT}))
        language = attributes.get(f"{_XML}{_MARK}lang")
        around = self._open[-1].language if self._open else ""
        node = Node(
            name.removeprefix(f"{NAMESPACE}{_MARK}"),
            attributes,
            around if language is None else language.strip(),
            [],
            self.parser.CurrentLineNumber,
            self.parser.CurrentColumnNumber,
        )
        if self._open:
            self._open[-1].content.append(node)
        else:
            self.root = node
        self._open.append(node)

    def _end(self, _: str) -> None:
        self._flush()
        self._open.pop()

    def _characters(self, words: str) -> None:
        """Take in a line, or a part of it: expat tells each line and each entity by itself."""
        if not self._run:
            self._begun = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber
        self._run.append(words)

    def _flush(self) -> None:
        if self._run:
            self._open[-1].content.append(Text("".join(self._run), *self._begun))
            self._run = []
