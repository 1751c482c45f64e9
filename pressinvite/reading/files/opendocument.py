"""An OpenDocument text (.odt, ISO/IEC 26300) → its text as a reader sees it.

odfdo opens the package. Deleted text of tracked changes lies apart from the text and is not read, nor are hidden and
struck words, notes and comments. Headers and footers belong to the page's style and are not the release.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from pressinvite.fence.archive import check_archive
from pressinvite.fence.limits import FileError
from pressinvite.reading.files.extract import Extract, Said
from pressinvite.reading.files.letters import GAP, clean_letters, join_lines, with_gaps
from pressinvite.reading.files.rendering import lay_out_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressinvite.fence.limits import Limits

_SKIPPED = frozenset(
    (
        "text:tracked-changes",
        "office:annotation",
        "office:annotation-end",
        "text:note",
        "text:hidden-text",
        "text:hidden-paragraph",
        "text:sequence-decls",
        "office:forms",
        "text:table-of-content",
        "draw:image",
        "svg:desc",
    )
)


def extract_odt(octets: bytes, limits: Limits) -> Extract:
    """Return what an OpenDocument text says; FileError where it is none."""
    check_archive(octets, limits)
    if b"manifest:encryption-data" in _manifest(octets):
        raise FileError("file-encrypted")
    from odfdo import Document  # noqa: PLC0415 -- an extra

    document = Document(io.BytesIO(octets))
    reader = _Reader(document)
    text = clean_letters(join_lines(with_gaps(list(reader.blocks(document.body)))))
    if not text.strip():
        raise FileError("no-words")
    said = (Said("struck-out", "note"),) if reader.left_out else ()
    return Extract(text, title=clean_letters(reader.title) or None, said=said)


def _manifest(octets: bytes) -> bytes:
    """The list of members, which tells what is locked (ODF 1.3 part 2, section 3.4)."""
    import zipfile  # noqa: PLC0415 -- as here alone

    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        try:
            return archive.read("META-INF/manifest.xml")
        except KeyError:
            return b""


class _Reader:
    """One document, walked through."""

    def __init__(self, document: Any) -> None:
        self._hidden: set[str] = set()
        self._struck: set[str] = set()
        for style in document.get_part("content.xml").get_elements("//office:automatic-styles/style:style"):
            for properties in style.get_elements("style:text-properties"):
                name = style.get_attribute("style:name")
                if properties.get_attribute("text:display") == "none":
                    self._hidden.add(name)
                if properties.get_attribute("style:text-line-through-style") not in (None, "none"):
                    self._struck.add(name)
        self.title = ""
        """The first heading of the highest kind."""
        self.left_out = False
        """True where struck-out text was met."""

    def blocks(self, parent: Any, bullet: str = "") -> Iterator[str]:
        """Yield the paragraphs, and a table's rows, each as a line."""
        for element in parent.children:
            tag = element.tag
            if tag in _SKIPPED:
                continue
            if tag in ("text:p", "text:h"):
                if tag == "text:h":
                    yield GAP
                yield from self._paragraph(element, bullet)
                bullet = "" if not bullet else "  "
            elif tag == "table:table":
                yield GAP
                yield from self._table(element)
                yield GAP
            else:
                yield from self.blocks(element, "• " if tag in ("text:list-item", "text:list-header") else bullet)

    def _paragraph(self, paragraph: Any, bullet: str) -> Iterator[str]:
        boxes: list[Any] = []
        text = "" if self._is_left_out(paragraph) else "".join(self._inline(paragraph, boxes))
        if paragraph.tag == "text:h" and paragraph.get_attribute("text:outline-level") in ("1", 1):
            self.title = self.title or " ".join(text.split())
        if text.strip() or not boxes:
            yield from (bullet + text if text.strip() else text).split("\n")
        for box in boxes:
            yield from self.blocks(box)

    def _inline(self, parent: Any, boxes: list[Any]) -> Iterator[str]:
        yield parent.text or ""
        for element in parent.children:
            yield from self._piece(element, boxes)
            yield element.tail or ""

    def _piece(self, element: Any, boxes: list[Any]) -> Iterator[str]:
        tag = element.tag
        if tag == "text:s":
            count = element.get_attribute("text:c") or "1"
            yield " " * min(int(count) if str(count).isdecimal() else 1, 40)
        elif tag == "text:tab":
            yield "\t"
        elif tag == "text:line-break":
            yield "\n"
        elif tag == "draw:text-box":
            boxes.append(element)
        elif tag == "text:a":
            shown = "".join(self._inline(element, boxes))
            address = (element.get_attribute("xlink:href") or "").partition("?")[0]
            behind = address[7:] if address.lower().startswith("mailto:") else ""
            yield f"{shown} ({behind})" if behind and behind.lower() not in shown.lower() else shown
        elif tag not in _SKIPPED and not self._is_left_out(element):
            yield from self._inline(element, boxes)

    def _is_left_out(self, element: Any) -> bool:
        name = element.get_attribute("text:style-name")
        if name in self._struck:
            self.left_out = True
            return True
        return name in self._hidden

    def _table(self, table: Any) -> Iterator[str]:
        rows = list(_rows(table))
        shown = [[join_lines(list(self.blocks(cell))).replace(GAP, "") for cell in _cells(row)] for row in rows]
        is_headed = bool(rows) and rows[0].parent.tag == "table:table-header-rows"
        for line in lay_out_rows(shown, is_headed=is_headed):
            yield from line.split("\n")


def _rows(table: Any) -> Iterator[Any]:
    for child in table.children:
        if child.tag == "table:table-row":
            yield child
        elif child.tag in ("table:table-header-rows", "table:table-rows", "table:table-row-group"):
            yield from _rows(child)


def _cells(row: Any) -> list[Any]:
    return [child for child in row.children if child.tag == "table:table-cell"]
