"""What a feed's and a sitemap's fields may hold: texts, addresses, identifiers, language tags, moments.

Left out are controls, surrogates and noncharacters, which XML 1.0 forbids or advises against (section 2.2), and the
bidirectional embeddings, overrides and isolates, with which one title turns the words around it: markup is for that (W3C,
Unicode in XML, section 3.2). The marks, which turn nothing, stay.
"""

from __future__ import annotations

import datetime as dt
import re
import uuid
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterable

_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]")
_BREAKS = re.compile("\r\n?|[\x85\u2028\u2029]")
_BLANKS = re.compile("[ \t\n]+")
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "pressinvite")
_PLAIN_ADDRESS = re.compile(r"https?://[a-z0-9.-]+(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~/-]*)?")
_ADDRESS = re.compile(r"(https?)://([^/?#]+)((?:[/?][^#]*)?)(?:#(.*))?", re.IGNORECASE | re.DOTALL)
_HOST = re.compile(
    r"(?:\[[0-9A-Fa-f:.]+\]|[^\x00-,/:-@\[-`{-\xa0\u2000-\u206f\u3000\ud800-\udfff\ufeff\uffff]+)(?::[0-9]{1,5})?"
)
_STRAY_PERCENT = re.compile("%(?![0-9A-Fa-f]{2})")
_SURROGATES = re.compile("[\ud800-\udfff]")
_SIGNS = r"(?:[A-Za-z0-9._~:/?@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})"
_IDENTIFIER = re.compile(rf"(?:https?://|tag:|urn:){_SIGNS}+(?:#{_SIGNS}*)?")
_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def clean_block(text: str) -> str:
    """Return the text with LF line ends and without what cannot stand in a feed; a lone surrogate is shown as U+FFFD."""
    if not _ODD.search(text):
        return text
    return _ODD.sub(lambda sign: "\ufffd" if "\ud800" <= sign[0] <= "\udfff" else "", _BREAKS.sub("\n", text))


def clean_line(text: str) -> str:
    """Return the text on one line, as `clean_block`; no-break spaces stay."""
    if text.isprintable() and "  " not in text:  # most are
        return text.strip(" ")
    return _BLANKS.sub(" ", clean_block(text)).strip(" ")


def distinct_lines(texts: Iterable[str]) -> list[str]:
    """Return the texts on one line each, without empty and repeated ones."""
    return [line for line in dict.fromkeys(map(clean_line, texts)) if line]


def web_address(address: str) -> str:
    """Return the http or https address as RFC 3986 writes it, in ASCII; "" where it is none, or holds a password."""
    if _PLAIN_ADDRESS.fullmatch(address):  # ours are
        return address
    found = _ADDRESS.fullmatch(address.strip())
    if not found or not _HOST.fullmatch(found[2]):
        return ""
    fragment = "" if found[4] is None else "#" + _percent(found[4])
    host = found[2] if found[2].isascii() else _percent(found[2])
    return f"{found[1].lower()}://{host}{_percent(found[3])}{fragment}"


def stable_id(text: str) -> str:
    """Return the URI of an identifier, the same for ever: a UUID's is urn:uuid (RFC 9562 section 4), http, https, tag and urn
    addresses are their own, and any other text has a UUID of its own.
    """
    try:
        return f"urn:uuid:{uuid.UUID(text)}"
    except ValueError:
        if _IDENTIFIER.fullmatch(text):
            return text
        return f"urn:uuid:{uuid.uuid5(_NAMESPACE, clean_block(text))}"


def language_tag(tag: str) -> str:
    """Return the tag where it can be one (RFC 5646 section 2.1), else ""."""
    return tag if _TAG.fullmatch(tag) else ""


def utc_moment(moment: dt.datetime) -> str:
    """Return RFC 3339's form in UTC, to the second: "2012-01-25T14:00:00Z"."""
    return moment.astimezone(dt.UTC).isoformat()[:19] + "Z"


def _percent(part: str) -> str:
    return quote(_SURROGATES.sub("\ufffd", _STRAY_PERCENT.sub("%25", part)), safe="/?:@!$&'()*+,;=~%-._")
