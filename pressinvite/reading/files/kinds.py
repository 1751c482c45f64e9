"""What kind of file octets are: by how they begin, and by the name only where that leaves it open."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

from pressinvite.errors import Finding, SourceError

Kind = Literal["html", "docx", "odt", "eml", "pdf", "ics", "rtf"]

_HEAD = 4096
_TAG = (
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--(?:(?!-->).){0,2000}-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|meta|title|style|div|p|h[1-6]|table|span|article|section|main|ul|font|b|a|br)\b[^<>]*>"
)
"""These three are compiled where a file looks like a page: a text does not."""
_CLIPBOARD_HTML = r"Version:\d\.\d\s+StartHTML:\d+"
_SOME_TAG = r"</(?:html|body|div|p|h[1-6]|td|li|span|a)>"
_HEADER = re.compile(r"([A-Za-z][A-Za-z0-9-]*):")
_ADDRESSED = frozenset({"from", "sender", "return-path", "received", "delivered-to", "x-unsent"})
_SENT = frozenset({"message-id", "mime-version", "received", "date", "to", "subject", "content-type"})
_NEWSML = "http://iptc.org/std/nar/2006-10-01/"
_ITEM = (
    r"<(?:[\w.-]+:)?(?:conceptItem|knowledgeItem|newsMessage|newsItem|packageItem|planningItem|concept|events?)[\s>]"
)
"""Compiled where the namespace stands at the head: a text does not have it."""
_OTHERS = (
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x1f\x8b", "gzip"),
    (b"bplist00", "Webarchive"),
)


def find_kind(octets: bytes, name: str) -> Kind | None:
    """Return the kind of file, None for plain text and data; SourceError where it is of a kind that cannot be read."""
    if octets[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF-"):
        return "pdf"
    if octets.startswith(b"PK\x03\x04"):
        return _packed(octets)
    if octets.startswith(b"\xd0\xcf\x11\xe0"):
        raise SourceError(_compound(octets))
    for start, format_name in _OTHERS:
        if octets.startswith(start):
            raise SourceError(Finding("other-format", "error", "", {"format": format_name}))
    head = _head(octets)
    if head.startswith("{\\rtf"):
        return "rtf"
    if head[:15].upper() == "BEGIN:VCALENDAR":
        return "ics"
    if _is_page(head, name):
        return "html"
    if head.startswith("<?xml"):
        raise SourceError(Finding("other-format", "error", "", {"format": "XML"}))
    return "eml" if _is_message(head) else None


def is_newsml(octets: bytes) -> bool:
    """Tell whether it is a NewsML-G2 document, of which EventsML-G2 is a part, by the root's namespace."""
    head = _head(octets)
    return head.startswith("<") and _NEWSML in head and re.search(_ITEM, head) is not None


def _packed(octets: bytes) -> Kind:
    """The kind of a ZIP file, by the names of its members, which stand in it unpacked."""
    if b"mimetypeapplication/vnd.oasis.opendocument.text" in octets[:200]:
        return "odt"
    if b"word/document" in octets or b"word/_rels" in octets:
        return "docx"
    for mark, format_name in ((b"xl/workbook", ".xlsx"), (b"ppt/presentation", ".pptx")):
        if mark in octets:
            raise SourceError(Finding("other-format", "error", "", {"format": format_name}))
    if b"[Content_Types].xml" in octets:
        return "docx"
    raise SourceError(Finding("other-format", "error", "", {"format": "ZIP"}))


def _compound(octets: bytes) -> Finding:
    """What is told of Microsoft's old container, whose members are named in UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in octets:
        return Finding("file-encrypted", "error", "", {"format": ".docx"})
    if "__properties_version1".encode("utf-16-le") in octets:
        return Finding("outlook-message", "error")
    if "Workbook".encode("utf-16-le") in octets:
        return Finding("other-format", "error", "", {"format": ".xls"})
    return Finding("old-word", "error")


def _head(octets: bytes) -> str:
    head = octets[:_HEAD]
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if head.startswith(mark):
            return head[2:].decode(encoding, "ignore").lstrip()
    if head[:1] == b"<" and head[1:2] == b"\0":
        return head.decode("utf-16-le", "ignore")
    return head.removeprefix(b"\xef\xbb\xbf").decode("latin-1").lstrip()


def _is_page(head: str, name: str) -> bool:
    if head.startswith("<") and re.match(_TAG, head, re.IGNORECASE | re.DOTALL):
        return True
    if head.startswith("Version:") and re.match(_CLIPBOARD_HTML, head):
        return True
    named = Path(name).suffix.lower() in (".html", ".htm", ".xhtml")
    return named and re.search(_SOME_TAG, head, re.IGNORECASE) is not None


def _is_message(head: str) -> bool:
    """Tell whether it begins with the header fields of a message (RFC 5322): who from, and one more at least."""
    if head.startswith("From ") and "\n" in head:  # mbox
        head = head.partition("\n")[2]
    fields = set()
    for line in head.splitlines():
        if not line.strip():
            break
        found = _HEADER.match(line)
        if found:
            fields.add(found[1].lower())
        elif not line[0].isspace():
            return False
    return (bool(fields & _ADDRESSED) and len(fields & _SENT) >= 2) or {"mime-version", "content-type"} <= fields
