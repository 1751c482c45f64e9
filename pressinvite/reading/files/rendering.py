"""HTML elements → text with the lines a reader sees: blocks, line breaks, bullets, tables as "label: value".

White space is the browser's: runs are one blank, a no-break space stays. Addresses that lie only in a link (mailto, tel,
a form to register by) are written behind its words, for a reader would click there. What the page hides or strikes out
is left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from pressinvite.reading.files.letters import clean_letters

if TYPE_CHECKING:
    from collections.abc import Iterator

_SPACES = re.compile(r"[ \t\n\r\f]+")
_GAPS = {  # element → line breaks before and after it
    **dict.fromkeys(("p", "ul", "ol", "dl", "table", "blockquote", "pre", "figure", "hr", "fieldset"), 2),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "main", "header", "footer", "aside"), 2),
    **dict.fromkeys(("div", "li", "dt", "dd", "tr", "address", "form", "body", "center", "caption", "figcaption"), 1),
    **dict.fromkeys(("thead", "tbody", "tfoot", "details", "summary", "option", "legend", "nav", "td", "th"), 1),
}
_SILENT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "applet",
        "head",
        "title",
        "select",
        "button",
        "textarea",
        "datalist",
        "audio",
        "video",
        "canvas",
        "map",
        "input",
        "meta",
        "link",
        "del",
        "s",
        "strike",
        "dialog",
    ]
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_BLOCK_STYLE = re.compile(r"display\s*:\s*(?:block|flex|grid|table)\b", re.IGNORECASE)
_BOTTOM = re.compile(r"margin-bottom\s*:\s*([\d.]+)", re.IGNORECASE)
_MARGIN = re.compile(r"margin\s*:\s*0[a-z]*\s*(?:;|$)", re.IGNORECASE)
_JOINS = re.compile(
    r"anmäl|regist|o\.?\s?s\.?\s?a\b|teams|zoom|webex|skype|join|delta|anslut|länk|\blink\b|sänd|stream|sign up|r\.?s\.?v\.?p",
    re.IGNORECASE,
)
_WRITE_TO = re.compile(
    r"\W*(?:skicka |send )?(?:ett )?(?:e-?post|mejl|mail|e-?mail|epost(?:meddelande)?)(?: till (?:mig|oss))?\W*",
    re.IGNORECASE,
)
"""Words of a link that say no more than that one can write."""
_BADGE = re.compile(r"\s*(?:press|media)?(?:kontakt|kontaktperson| contact)\s*", re.IGNORECASE)
"""What a newsroom pins on a contact's card; the heading above the cards says it already."""
_LABEL_END = (":", "?", "!", ".")


def render_element(element: Any, *, furniture: frozenset[Any] = frozenset()) -> str:
    """Return the element's text; elements in `furniture` are left out with all they hold."""
    writer = _Writer(furniture, lines_are_paragraphs=_has_empty_paragraphs(element))
    writer.write(element)
    return clean_letters(writer.text())


def is_hidden(element: Any) -> bool:
    """Tell whether a browser shows nothing of the element."""
    if element.tag in _SILENT or element.get("hidden") is not None:
        return True
    style = element.get("style")
    return bool(style and _HIDDEN.search(style))


def _is_close(style: str) -> bool:
    """Tell whether a paragraph's own style leaves no gap below it, as LibreOffice's lines do."""
    bottom = _BOTTOM.search(style)
    return bottom[1].startswith(("0.0", ".0")) or not bottom[1].strip("0.") if bottom else bool(_MARGIN.search(style))


def _has_empty_paragraphs(element: Any) -> bool:
    """Tell whether gaps are made by empty paragraphs, as Outlook and Word do: then a paragraph is a line."""
    return any(
        not (paragraph.text_content() or "").strip(" \t\r\n\u00a0") and not paragraph.findall(".//img")
        for paragraph in element.iter("p")
        if (paragraph.get("class") or "").startswith("Mso")
    )


class _Writer:
    """Text that grows, and how many line breaks it ends in."""

    def __init__(self, furniture: frozenset[Any], *, lines_are_paragraphs: bool = False) -> None:
        self._furniture = furniture
        self._lines_are_paragraphs = lines_are_paragraphs
        self._parts: list[str] = []
        self._bullet = ""
        self._blank = False
        self._breaks = 2

    def text(self) -> str:
        """What was written, without blank ends of lines and with one empty line at most between two."""
        text = "\n".join(line.strip(" \t\u00a0") for line in "".join(self._parts).split("\n"))
        return re.sub(r"\n{3,}", "\n\n", text).strip("\n")

    def write(self, element: Any) -> None:
        """Write the element and all it holds, without its tail."""
        tag = element.tag
        if not isinstance(tag, str) or element in self._furniture or is_hidden(element):
            return
        if tag == "br":
            self._put("\n")
            return
        if tag == "table" and self._write_table(element):
            return
        if tag == "pre":
            self._gap(2)
            self._put(element.text_content().strip("\n"))
            self._gap(2)
            return
        self._write_inside(element, tag)

    def _write_inside(self, element: Any, tag: str) -> None:
        gap = self._gap_of(element, tag)
        self._gap(gap)
        if tag == "li":
            if _is_card(element.getparent()):
                if _BADGE.fullmatch(element.text_content()):
                    return
            else:
                self._bullet = _bullet(element)
        if "mso-list:ignore" in (element.get("style") or "").replace(" ", "").lower():
            shown = element.text_content().strip(" \t\r\n\u00a0")
            self._put(f"{shown} " if any(char.isalnum() for char in shown[:-1]) else "• ")
            return
        if tag == "a" and _WRITE_TO.fullmatch(element.text_content()):
            self._add_words(_behind_link(element, "").strip("()") or element.text_content().strip())
            return
        before = len(self._parts)
        self._flow(element.text)
        for child in element:
            self.write(child)
            self._flow(child.tail)
        if tag == "a":
            self._add_words(_behind_link(element, "".join(self._parts[before:])))
        if tag == "dt":
            self._end_label("".join(self._parts[before:]).rstrip())
            return
        self._gap(gap)

    def _add_words(self, words: str) -> None:
        """Write words with a blank before them."""
        if words:
            self._blank = self._breaks == 0
            self._put(words)

    def _end_label(self, label: str) -> None:
        self._blank = False
        self._put("" if not label or label.endswith(_LABEL_END) else ":")
        self._blank = True

    def _gap_of(self, element: Any, tag: str) -> int:
        if tag == "p" and self._lines_are_paragraphs:
            return 1
        if tag == "p" and ("NoSpacing" in (element.get("class") or "") or _is_close(element.get("style") or "")):
            return 1
        if tag == "dd" and _is_behind(element, "dt"):
            return 0
        if tag == "dd":
            return 1
        if tag == "p" and element.getparent() is not None and element.getparent().tag in ("li", "td", "th", "dd"):
            return 1
        gap = _GAPS.get(tag, 0)
        if not gap:
            style = element.get("style")
            gap = 1 if style and _BLOCK_STYLE.search(style) else 0
        if tag in ("ul", "ol") and (
            (element.getparent() is not None and element.getparent().tag == "li") or _is_card(element)
        ):
            return 1
        return gap

    def _flow(self, text: str | None) -> None:
        """Write running text: white space is one blank, and none at the beginning of a line."""
        if not text:
            return
        text = _SPACES.sub(" ", text)
        if text.startswith(" ") and self._breaks == 0:
            self._blank = True
        ends_blank = text.endswith(" ") and text != " "
        text = text.strip(" ")
        if text:
            self._put(text)
            self._blank = ends_blank

    def _put(self, text: str) -> None:
        if not text:
            return
        if self._bullet and not text.startswith("\n"):
            text, self._bullet, self._blank = self._bullet + text, "", False
        if self._blank and not text.startswith("\n"):
            text = " " + text
        self._blank = False
        self._parts.append(text)
        bare = text.rstrip("\n")
        self._breaks = len(text) - len(bare) + (self._breaks if not bare else 0)

    def _gap(self, breaks: int) -> None:
        """See to it that the text ends in so many line breaks at least."""
        if breaks:
            self._blank = False
            missing = breaks - self._breaks
            if missing > 0:
                self._put("\n" * missing)

    def _write_table(self, table: Any) -> bool:
        """Write a table of data row by row; False for one that only lays out the page."""
        rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in _rows(table)]
        rows = [[cell for cell in row if not is_hidden(cell)] for row in rows]
        if not any(len(row) > 1 for row in rows) or any(True for _ in table.iterdescendants("table")):
            return False
        shown = [[self._cell(cell) for cell in row] for row in rows]
        if any(text.count("\n") > 12 or len(text) > 1500 for row in shown for text in row):
            return False
        self._gap(2)
        for line in lay_out_rows(shown, is_headed=bool(rows[0]) and all(cell.tag == "th" for cell in rows[0])):
            self._put(line)
            self._gap(1)
        self._gap(2)
        return True

    def _cell(self, cell: Any) -> str:
        writer = _Writer(self._furniture, lines_are_paragraphs=self._lines_are_paragraphs)
        writer.write(cell)
        return writer.text()


def lay_out_rows(rows: list[list[str]], *, is_headed: bool) -> Iterator[str]:
    """Yield a table's lines: "label: value" for two columns, or below headings; else the cells one after the other."""
    filled = [row for row in rows if any(row)]
    if is_headed and len(filled) == 2 and len(filled[0]) == len(filled[1]):
        yield from (lay_out_row([label, value]) for label, value in zip(*filled, strict=True) if value)
        return
    for row in filled:
        yield lay_out_row([text for text in row if text])


def lay_out_row(cells: list[str]) -> str:
    """Return a row as one line: "Tid: 10.00"; "10.00 Kaffe"; "Anna Berg, presschef, 08-46500400"."""
    if len(cells) != 2:
        return ", ".join(" ".join(text.split("\n")) for text in cells) if len(cells) > 1 else "".join(cells)
    label, value = cells
    if any(char.isdigit() for char in label) or len(label) > 60 or "\n" in label:
        return f"{label} {value}" if len(label) < 30 else f"{label}\n{value}"
    label = label if label.endswith(_LABEL_END) else f"{label}:"
    return f"{label}\n{value}" if "\n" in value else f"{label} {value}"


def _bullet(element: Any) -> str:
    """What stands before an item of a list, written with its first words."""
    parent = element.getparent()
    if parent is None or parent.tag != "ol":
        return "• "
    return f"{1 + sum(1 for _ in element.itersiblings('li', preceding=True))}. "


def _is_card(element: Any) -> bool:
    """Tell whether a list is what somebody is reached by, which newsrooms show without bullets below the name."""
    if element is None or element.tag != "ul" or len(element.text_content()) > 400:
        return False
    return any(
        (link.get("href") or "").lower().startswith(("mailto:", "tel:")) for link in element.iter("a")
    ) and not any(len(item.text_content()) > 80 for item in element.iter("li"))


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from child.findall("tr")


def _is_behind(element: Any, tag: str) -> bool:
    before = element.getprevious()
    return before is not None and before.tag == tag


def _behind_link(element: Any, shown: str) -> str:
    """What a link leads to and its words do not say: an address to write, ring or register by."""
    target = (element.get("href") or "").strip()
    scheme, _, rest = target.partition(":")
    scheme = scheme.lower()
    if scheme == "mailto":
        address = unquote(rest.partition("?")[0]).strip()
        return f"({address})" if address and address.lower() not in shown.lower() and len(address) < 100 else ""
    if scheme == "tel":
        digits = [char for char in shown if char.isdigit()]
        number = unquote(rest).strip()
        return f"({number})" if len(digits) < 6 and 5 < len(number) < 30 else ""
    if scheme in ("http", "https") and _JOINS.search(shown) and "://" not in shown and "www." not in shown:
        return f"({target})" if len(target) < 500 and not any(char.isspace() for char in target) else ""
    return ""
