"""A PDF with text → its text: lines that a page's width broke are joined, gaps between paragraphs kept.

pdfminer.six tells where lines and blocks stand; of three libraries it alone keeps the paragraphs apart.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from pressinvite.fence.limits import FileError
from pressinvite.reading.files.extract import Extract, Said
from pressinvite.reading.files.letters import clean_letters, join_lines
from pressinvite.reading.release.labels import read_label
from pressinvite.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressinvite.fence.limits import Limits

_PAGE_NUMBER = re.compile(r"(?:sida|page|sid\.?)?\s*\d{1,3}\s*(?:(?:[(/]|av|of)\s*\d{1,3}\s*\)?)?$", re.IGNORECASE)
_BULLET = re.compile(r"[•*–-]\s|\d{1,2}[.)]\s")
_LABEL = re.compile(r"[A-ZÅÄÖ][\w /-]{1,30}:(?:\s|$)")
_UNMAPPED = re.compile(r"\(cid:\d{1,6}\)")
"""Letters of a font that does not say which they are."""
_NEARLY = 3.0
"""Points by which a line may fall short of the margin and still be full."""


class _Line(NamedTuple):
    """A line of print, in points from the lower left."""

    left: float
    right: float
    bottom: float
    top: float
    text: str


def extract_pdf(octets: bytes, limits: Limits) -> Extract:
    """Return what a PDF says; FileError where it is locked, damaged or holds pictures alone."""
    from pdfminer.high_level import extract_pages  # noqa: PLC0415 -- an extra
    from pdfminer.layout import LAParams  # noqa: PLC0415
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect  # noqa: PLC0415
    from pdfminer.pdfexceptions import PDFException  # noqa: PLC0415
    from pdfminer.psexceptions import PSException  # noqa: PLC0415

    octets = octets[octets.index(b"%PDF-") :]
    try:
        count = _count_pages(octets)
        pages = extract_pages(io.BytesIO(octets), maxpages=limits.pages, laparams=LAParams(all_texts=True))
        laid_out = [_blocks(page) for page in pages]
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        raise FileError("file-encrypted") from error
    except (PDFException, PSException) as error:
        raise FileError("file-damaged") from error
    text = _UNMAPPED.sub("", clean_letters("\n\n".join(filter(None, map(_page_text, laid_out)))))
    if sum(char.isalpha() for char in text) < 10:
        raise FileError("pdf-without-text" if count else "file-damaged")
    said = (Said("pages-left-out", "warning", {"pages": count, "limit": limits.pages}),) if count > limits.pages else ()
    return Extract(text, title=_headline(laid_out[0]), said=said)


def _count_pages(octets: bytes) -> int:
    from pdfminer.pdfdocument import PDFDocument  # noqa: PLC0415 -- an extra
    from pdfminer.pdfparser import PDFParser  # noqa: PLC0415
    from pdfminer.pdftypes import dict_value, int_value  # noqa: PLC0415

    catalog = PDFDocument(PDFParser(io.BytesIO(octets))).catalog
    return int_value(dict_value(catalog.get("Pages", {})).get("Count", 0))


def _blocks(page: Any) -> list[list[_Line]]:
    return _with_labels([block for block in (_lines(box) for box in _boxes(page)) if block])


def _headline(blocks: list[list[_Line]]) -> str | None:
    """The words in the largest print, where they are plainly larger than the rest."""
    lines = [line for block in blocks for line in block]
    heights = sorted(line.top - line.bottom for line in lines)
    if len(heights) < 3 or heights[-1] < heights[len(heights) // 2] * 1.2:
        return None
    words = " ".join(line.text for line in lines if line.top - line.bottom > heights[-1] * 0.95)
    return clean_letters(words) if len(words) < 250 else None


def _page_text(blocks: list[list[_Line]]) -> str:
    edge = max((line.right for block in blocks for line in block), default=0.0)
    return "\n\n".join(join_lines(list(_joined(block, edge))) for block in blocks)


def _boxes(parent: Any) -> Iterator[Any]:
    """Yield the blocks of text in reading order, those within figures too."""
    from pdfminer.layout import LTFigure, LTTextBox  # noqa: PLC0415 -- an extra

    for element in parent:
        if isinstance(element, LTTextBox):
            yield element
        elif isinstance(element, LTFigure):
            yield from _boxes(element)


def _lines(box: Any) -> list[_Line]:
    lines = [
        _Line(line.x0, line.x1, line.y0, line.y1, " ".join(line.get_text().split(" ")).strip(" \t\n")) for line in box
    ]
    return [line for line in lines if line.text and not _PAGE_NUMBER.match(line.text)]


def _with_labels(blocks: list[list[_Line]]) -> list[list[_Line]]:
    """The blocks, each value beside the label that stands left of it on the same line: a table's two columns."""
    taken: set[int] = set()
    for block in blocks:
        for index, label in enumerate(block):
            found = next(
                (at for at, other in enumerate(blocks) if at not in taken and _stands_beside(other, label)), None
            )
            if found is None or blocks[found] is block:
                continue
            taken.add(found)
            first, *rest = blocks[found]
            colon = "" if label.text.endswith(":") else ":"
            text = f"{label.text}{colon} {first.text}"
            block[index] = _Line(label.left, first.right, label.bottom, label.top, text)
            block[index + 1 : index + 1] = rest
            break
    return [block for at, block in enumerate(blocks) if at not in taken]


def _stands_beside(block: list[_Line], label: _Line) -> bool:
    if len(label.text) > 25 or not block or block[0].left <= label.right:
        return False
    overlap = min(block[0].top, label.top) - max(block[0].bottom, label.bottom)
    return overlap > 0.6 * (label.top - label.bottom) and read_label(label.text.rstrip(": ") + ": x") is not None


def _joined(block: list[_Line], edge: float) -> Iterator[str]:
    """Yield a block's lines; a line that the next word did not fit into goes on in the next."""
    text = ""
    for line, below in zip(block, [*block[1:], None], strict=True):
        text += line.text
        if below is None or not _is_broken(line, below, edge):
            yield text
            if below is not None and not _is_alike(line, below):
                yield ""
            text = ""
        elif text.endswith("\u00ad") or _is_hyphenated(text, below.text):
            text = text[:-1]
        else:
            text += " "
    if text:
        yield text


def _is_broken(line: _Line, below: _Line, edge: float) -> bool:
    if _BULLET.match(below.text) or _LABEL.match(below.text) or not _is_alike(line, below):
        return False
    word = below.text.split(" ")[0]
    width = (line.right - line.left) / max(len(line.text), 1)
    return line.right + width * (len(word) + 1) > edge - _NEARLY and len(line.text) > 25


def _is_alike(line: _Line, other: _Line) -> bool:
    """Tell whether two lines are of the same size, which a headline and its lead are not."""
    heights = sorted((line.top - line.bottom, other.top - other.bottom))
    return heights[1] < heights[0] * 1.15


def _is_hyphenated(text: str, below: str) -> bool:
    word = below.split(" ", maxsplit=1)[0].strip(",.")
    return (
        text[-1:] == "-"
        and text[-2:-1].isalpha()
        and word[:1].islower()
        and word not in ("och", "eller", "samt", "and")
    )
