"""Which characters, addresses and language tags of a source may be shown: the rest is left out before composing.

Control characters, lone surrogates and noncharacters stand in no HTML, header or calendar file (HTML section 13.2.3.5,
RFC 5545 section 3.1); a name with a line break in it would be two headers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeVar

from pressinvite.meeting import Contact, Online, Participant, Place, Registration, Sender, Translation

if TYPE_CHECKING:
    from pressinvite.meeting import Meeting, Organisation, Revision

_ODD = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
"""What cannot be shown; all of it, as all noncharacters, is unprintable."""
_TAG = r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*"
_PARTS = (Place, Online, Participant, Contact, Registration, Sender, Translation)
_BLOCKS = {"lead", "body", "about", "directions", "accreditation", "access", "interviews", "photo", "hours"}
"""Fields that may hold several lines."""
_KEPT = {"timezone", "language", "status", "audience", "accent", "email", "name"}
"""Fields that are never None where they were not."""

Noun = TypeVar("Noun", "Meeting", "Organisation")


def clean_block(text: str) -> str:
    """Return the text with its line breaks, without characters that cannot be shown."""
    if text.isprintable() or text.replace("\n", " ").replace("\u00a0", " ").isprintable():
        return text.strip()
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    shown = re.sub(_ODD, lambda match: "\ufffd" if "\ud800" <= match[0] <= "\udfff" else "", text)
    return "".join(char for char in shown if ord(char) & 0xFFFE != 0xFFFE).strip()


def clean_line(text: str) -> str:
    """Return the text on one line; no-break spaces stay."""
    return " ".join(word for word in re.split(r"[ \t\n]+", clean_block(text)) if word)


def clean_words(noun: Noun) -> Noun:
    """Return the meeting or the organisation with all its texts cleaned; what becomes empty is None."""
    cleaned: Noun = _clean_fields(noun)
    return cleaned


def web_address(address: str | None) -> str:
    """Return the address where it is http or https and holds no blank or quote, else ""."""
    text = (address or "").strip()
    head, _, rest = text.partition("://")
    sound = (
        head.lower() in {"http", "https"} and rest.strip("/") and not any(char in ' "<>\\^`{|}\t\n' for char in text)
    )
    return _encode(text) if sound else ""


def mail_address(address: str) -> str:
    """Return `mailto:` with the address, "" where it is no bare address."""
    local, _, domain = address.rpartition("@")
    sound = local and domain and "@" not in local and not any(char in ' "<>()\\,;:?&%#/[]^`{|}' for char in address)
    return f"mailto:{_encode(address)}" if sound else ""


def phone_address(phone: str) -> str:
    """Return `tel:` with an E.164 number and its extension, "" where the text is none (RFC 3966)."""
    number, _, extension = phone.partition(";ext=")
    digits = number[1:] + extension
    return f"tel:{phone}" if number[:1] == "+" and digits.isascii() and digits.isdigit() else ""


def language_tag(tag: str) -> str:
    """Return the tag where it can stand in `lang` (RFC 5646), else ""."""
    return tag if re.fullmatch(_TAG, tag) else ""


def _encode(address: str) -> str:
    """The address in ASCII: what is outside is percent-encoded (RFC 3987 section 3.1)."""
    if address.isascii():
        return address
    octets = address.encode("utf-8", "replace")
    return "".join(chr(octet) if octet < 0x80 else f"%{octet:02X}" for octet in octets)


def _clean(value: Any, name: str) -> Any:
    if isinstance(value, str):
        return (clean_block(value) if name in _BLOCKS else clean_line(value)) or None
    if isinstance(value, _PARTS):
        return _clean_fields(value)
    if isinstance(value, tuple):
        return tuple(item for part in value if (item := _clean(part, name)) is not None)
    return value


def _clean_fields(noun: Any) -> Any:
    """The noun with clean fields; one that has to stay keeps a text, even an empty one."""
    new: dict[str, Any] = {}
    for name, old in noun._asdict().items():
        if name == "translations":
            new[name] = {tag: _clean(words, "") for tag, words in old.items()}
        elif name == "previous":
            new[name] = tuple(_clean_revision(revision) for revision in old)
        elif name != "evidence":
            cleaned = _clean(old, name)
            new[name] = "" if cleaned is None and name in _KEPT and old is not None else cleaned
    return noun._replace(**new)


def _clean_revision(revision: Revision) -> Revision:
    return revision._replace(values={key: _clean(old, key) for key, old in revision.values.items()})
