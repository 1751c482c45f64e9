"""A Word document (.docx, ECMA-376) → its text as a reader sees it.

python-docx opens the package and follows its relations within; nothing outside is fetched. What tracked changes insert
counts, what they delete does not, nor hidden or struck text. Headers and footers are not the release.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from pressinvite.fence.archive import check_archive
from pressinvite.fence.limits import FileError
from pressinvite.reading.files.extract import Extract, Said
from pressinvite.reading.files.letters import GAP, clean_letters, join_lines, with_gaps
from pressinvite.reading.files.rendering import lay_out_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressinvite.fence.limits import Limits

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_INSIDE = frozenset(_W + name for name in ("ins", "moveTo", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml"))
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_OFF = ("0", "false", "off", "none")
_HEADING = re.compile(r"heading|rubrik|title|titel", re.IGNORECASE)
_HIGHEST = re.compile(r"(?:title|titel|rubrik|heading ?1|rubrik ?1)", re.IGNORECASE)
_MAILTO = re.compile(r"HYPERLINK\s+\"mailto:([^\"?]+)", re.IGNORECASE)


def extract_docx(octets: bytes, limits: Limits) -> Extract:
    """Return what a Word document says; FileError where it is none."""
    check_archive(octets, limits)
    from docx import Document  # noqa: PLC0415 -- an extra
    from docx.opc.exceptions import PackageNotFoundError  # noqa: PLC0415

    try:
        document = Document(io.BytesIO(octets))
    except ValueError as error:  # a template, a file with macros: python-docx names what it is
        raise FileError("other-format", format="Word (.dotx, .docm)") from error
    except (KeyError, PackageNotFoundError) as error:
        raise FileError("file-damaged") from error
    reader = _Reader(document)
    lines = list(_enough(reader.blocks(document.element.body), limits.characters))
    text = clean_letters(join_lines(with_gaps(lines)))
    if not text.strip():
        raise FileError("no-words")
    said = (Said("struck-out", "note"),) if reader.left_out else ()
    return Extract(text, title=clean_letters(reader.title) or None, said=said)


def _enough(lines: Iterator[str], most: int) -> Iterator[str]:
    """The lines up to somewhat more characters than are read of a file; what is behind need not be walked through."""
    left = most + most // 10
    for line in lines:
        yield line
        left -= len(line) + 1
        if left < 0:
            return


class _Reader:
    """One document, walked through."""

    def __init__(self, document: Any) -> None:
        self._relations = document.part.rels
        self._document = document
        self._counts: dict[str, int] = {}
        self._bullets: dict[str, bool] = {}
        self.title = ""
        """The first heading of the highest kind."""
        self.left_out = False
        """True where struck-out text was met."""

    def blocks(self, parent: Any) -> Iterator[str]:
        """Yield the paragraphs, and a table's rows, each as a line."""
        for element in parent:
            if element.tag == _W + "p":
                yield from self._paragraph(element)
            elif element.tag == _W + "tbl":
                yield GAP
                yield from self._table(element)
                yield GAP
            elif element.tag in _INSIDE:
                yield from self.blocks(element)

    def _paragraph(self, paragraph: Any) -> Iterator[str]:
        boxes: list[Any] = []
        text = "".join(self._inline(paragraph, boxes))
        was_deleted = not text.strip() and next(paragraph.iter(_W + "del", _W + "moveFrom"), None) is not None
        if _HEADING.match(_style(paragraph)):
            yield GAP
            self.title = self.title or (" ".join(text.split()) if _HIGHEST.fullmatch(_style(paragraph)) else "")
        if not was_deleted and not (boxes and not text.strip()):
            yield from (self._bullet(paragraph) + text if text.strip() else text).split("\n")
        for box in boxes:
            yield from self.blocks(box)

    def _inline(self, parent: Any, boxes: list[Any]) -> Iterator[str]:
        for element in parent:
            if element.tag == _W + "r":
                yield from self._run(element, boxes)
            elif element.tag == _W + "hyperlink":
                shown = "".join(self._inline(element, boxes))
                yield shown + self._address(element, shown)
            elif element.tag in _INSIDE:
                yield from self._inline(element, boxes)

    def _run(self, run: Any, boxes: list[Any]) -> Iterator[str]:
        if _is_on(run, "vanish"):
            return
        if _is_on(run, "strike") or _is_on(run, "dstrike"):
            self.left_out = self.left_out or any((text.text or "").strip() for text in run.iter(_W + "t"))
            return
        for element in run:
            name = element.tag.removeprefix(_W) if isinstance(element.tag, str) else ""
            if name == "t":
                yield element.text or ""
            elif name == "br" and element.get(_W + "type") in ("page", "column"):
                yield "\n\n"
            elif name in _SIGNS:
                yield _SIGNS[name]
            elif name == "sym":
                yield "• "
            elif name == "instrText" and (found := _MAILTO.search(element.text or "")):
                yield "" if found[1] in "".join(run.getparent().itertext(_W + "t")) else f"({found[1]}) "
            elif element.tag == _ALTERNATE or name in ("drawing", "pict", "object"):
                boxes += _boxes(element)

    def _address(self, link: Any, shown: str) -> str:
        """The address that a link leads to, where its words are others."""
        relation = self._relations.get(link.get(_R + "id") or "")
        target = relation.target_ref if relation is not None and relation.is_external else ""
        if not target.lower().startswith("mailto:"):
            return ""
        address = target[7:].partition("?")[0]
        return f" ({address})" if address and address.lower() not in shown.lower() else ""

    def _bullet(self, paragraph: Any) -> str:
        found = paragraph.find(f"{_W}pPr/{_W}numPr/{_W}numId")
        if found is None:
            return "• " if _style(paragraph).lower().startswith(("listbullet", "punktlista")) else ""
        number = found.get(_W + "val") or "0"
        if number == "0":
            return ""
        if number not in self._bullets:
            self._bullets[number] = self._is_bulleted(number)
        if self._bullets[number]:
            return "• "
        self._counts[number] = self._counts.get(number, 0) + 1
        return f"{self._counts[number]}. "

    def _is_bulleted(self, number: str) -> bool:
        try:
            root = self._document.part.numbering_part.element
        except (KeyError, NotImplementedError, AttributeError):
            return True
        for entry in root.iter(_W + "num"):
            if entry.get(_W + "numId") == number:
                wanted = entry.find(_W + "abstractNumId")
                abstract = wanted.get(_W + "val") if wanted is not None else None
                for kind in root.iter(_W + "abstractNum"):
                    form = kind.find(f"{_W}lvl/{_W}numFmt")
                    if kind.get(_W + "abstractNumId") == abstract and form is not None:
                        return bool(form.get(_W + "val") == "bullet")
        return True

    def _table(self, table: Any) -> Iterator[str]:
        rows = [row for row in table.iterchildren(_W + "tr") if row.find(f"{_W}trPr/{_W}del") is None]
        shown = [[join_lines(list(self.blocks(cell))) for cell in _cells(row)] for row in rows]
        is_headed = bool(rows) and rows[0].find(f"{_W}trPr/{_W}tblHeader") is not None
        for line in lay_out_rows(shown, is_headed=is_headed):
            yield from line.split("\n")


def _style(paragraph: Any) -> str:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    return (style.get(_W + "val") or "") if style is not None else ""


def _cells(row: Any) -> Iterator[Any]:
    for child in row:
        if child.tag == _W + "tc":
            yield child
        elif child.tag in _INSIDE:
            yield from _cells(child)


def _is_on(run: Any, name: str) -> bool:
    found = run.find(f"{_W}rPr/{_W}{name}")
    return found is not None and (found.get(_W + "val") or "").lower() not in _OFF


def _boxes(element: Any) -> list[Any]:
    """The contents of text boxes, each once: of what is stored for new and old Word alike, the new."""
    choice = next(element.iter(_CHOICE), None)
    return list((element if choice is None else choice).iter(_W + "txbxContent"))
