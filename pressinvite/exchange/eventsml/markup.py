"""Elements of NewsML-G2: text made fit for XML 1.0, blocks with line breaks, names in their languages, the octets.

Elements have plain names and the root declares the namespace, so that no prefix is needed. The standard library
writes them: an export needs no extra.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Iterable

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 does not allow, even escaped (section 2.2)."""
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*\Z")
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"\\^`{|}]+\Z", re.IGNORECASE)
_UNESCAPED = re.compile(r"%(?![0-9A-Fa-f]{2})|[\[\]]")
"""What stands for itself in no part of an address but a host that is a number (RFC 3986 section 2.2)."""
_MIXED = frozenset({"definition", "note", "registration", "access", "details", "edNote", "title"})
"""Elements in which white space would be read as text."""


def add(parent: ET.Element, tag: str, text: str = "", /, **attributes: str | None) -> ET.Element:
    """Append an element with a line of text; attributes without a value are left out. Return it."""
    element = ET.SubElement(parent, tag, _sound(attributes))
    element.text = line(text) or None
    return element


def add_block(parent: ET.Element, tag: str, text: str, /, **attributes: str | None) -> ET.Element:
    """Append an element whose text keeps its line breaks. Return it."""
    element = ET.SubElement(parent, tag, _sound(attributes))
    first, *others = (line(part) for part in text.strip().splitlines() or [""])
    element.text = first
    for part in others:
        ET.SubElement(element, "br").tail = f"\n{part}"  # who takes the characters alone has lines too
    return element


def add_names(parent: ET.Element, names: Iterable[tuple[str, str]], **attributes: str | None) -> None:
    """Append a name for each language and text."""
    for language, text in names:
        add(parent, "name", text, lang=language, **attributes)


def line(text: str) -> str:
    """Return a text on one line, without what XML cannot hold."""
    return re.sub(r"[ \t\r\n]+", " ", _FORBIDDEN.sub("", text)).strip(" ")


def address(url: str | None) -> str | None:
    """Return a web address with all escaped that an IRI cannot hold; None where it is none."""
    cleaned = _FORBIDDEN.sub("", url or "")
    if not _ADDRESS.match(cleaned):
        return None
    head, mark, fragment = cleaned.partition("#")
    return _escaped(head) + mark + _escaped(fragment).replace("#", "%23")


def _escaped(text: str) -> str:
    return _UNESCAPED.sub(lambda found: f"%{ord(found[0]):02X}", text)


def octets(root: ET.Element) -> bytes:
    """Return the document in UTF-8, indented outside of texts."""
    _indent(root, "\n")
    written: bytes = ET.tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + written + b"\n"


def _sound(attributes: dict[str, str | None]) -> dict[str, str]:
    """The attributes as XML has them: `lang` is xml:lang, and only where it is a language's tag."""
    given = {name: line(value) for name, value in attributes.items() if value is not None}
    language = given.pop("lang", "")
    return {**given, **({"xml:lang": language} if _LANGUAGE.match(language) else {})}


def _indent(element: ET.Element, margin: str) -> None:
    if not len(element) or element.tag in _MIXED:
        return
    element.text = f"{margin}  "
    for child in element:
        _indent(child, f"{margin}  ")
        child.tail = f"{margin}  "
    element[-1].tail = margin
