"""Header fields of a message: ASCII lines of at most 76 octets, no line break but a fold (RFC 5322, RFC 2047).

Words outside ASCII are Q-encoded in pieces of at most 75 characters, cut between characters: one mail program
loses what follows a padded Base64 word.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from pressinvite.errors import Finding, UsageError

if TYPE_CHECKING:
    from pressinvite.calendar import Address

LONGEST_LINE = 76
LONGEST_WORD = 75
"""RFC 2047 section 2, with "=?utf-8?q?" and "?="."""
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!*+-/")
"""What stands for itself in a Q-encoded word, in any header (RFC 2047 section 5, rule 3)."""
_CONTROLS = r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+"
_TURNING = "[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
"""Bidirectional controls: a header has no lines to turn, and a name must not show as another address."""
_LOCAL = r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}"
_DOMAIN = r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
"""Labels of letters, digits and hyphens, at least two of them (RFC 1123 section 2.1)."""
_UTF8_LOCAL = r'[^\x00-\x20"(),:;<>@\[\\\]\x7f-\xa0]+'
"""What `_LOCAL` may hold, and all from U+00A1 on; told by what is left out, which is compiled much faster."""


def header_line(name: str, value: str) -> str:
    """Return `Name: value` with its line break, folded; value is unstructured text."""
    return _folded(name, _encoded(_one_line(value)))


def verbatim_line(name: str, value: str) -> str:
    """Return `Name: value` with its line break for identifiers and addresses, which cannot be encoded nor folded.

    Raises ValueError where the value is not printable ASCII or too long for a line (RFC 5322 section 2.1.1).
    """
    if not value.isascii() or not value.isprintable() or len(name) + len(value) > 990:
        raise ValueError(name)
    return f"{name}: {value}\r\n"


def address_line(name: str, address: Address, *, utf8: bool = False) -> str:
    """Return `From: "Name" <address>` with its line break; with `utf8` for servers that take any local part."""
    bare = utf8_address(address.email) if utf8 else ascii_address(address.email)
    if not address.name:
        return _folded(name, [bare])
    return _folded(name, [*_phrase(_one_line(address.name)), f"<{bare}>"])


def ascii_address(email: str) -> str:
    """Return the bare address with its domain in ASCII (IDNA).

    Raises UsageError where it is none, or where its local part is not ASCII: few servers take it (RFC 6531).
    """
    local, _, domain = email.rpartition("@")
    plain = _ascii_domain(domain)
    dotted = local and ".." not in local and not local.startswith(".") and not local.endswith(".")
    if not dotted or not re.fullmatch(_LOCAL, local) or not plain:
        raise UsageError(Finding("bad-recipient", "error", "", {"address": email}))
    return f"{local}@{plain}"


def utf8_address(email: str) -> str:
    """Return the bare address, its domain in ASCII and its local part as it is (RFC 6532 section 3.2).

    Raises UsageError where it is none.
    """
    local, _, domain = email.rpartition("@")
    seen = _one_line(local) == local and local.isprintable() and len(local.encode("utf-8", "replace")) <= 64
    if not seen or not re.fullmatch(_UTF8_LOCAL, local):
        raise UsageError(Finding("bad-recipient", "error", "", {"address": email}))
    plain = "".join(char if char.isascii() else "x" for char in local)  # where points stand is the same rule
    return f"{local}@{ascii_address(f'{plain}@{domain}').rpartition('@')[2]}"


@lru_cache(maxsize=1000)
def _ascii_domain(domain: str) -> str:
    """The domain in ASCII, "" where it is none."""
    try:
        plain = domain if domain.isascii() else domain.encode("idna").decode("ascii")
    except UnicodeError:
        return ""
    return plain if len(plain) <= 253 and re.fullmatch(_DOMAIN, plain) else ""


def _one_line(text: str) -> str:
    """The text without controls and lone surrogates, blanks for its line breaks."""
    if text.isprintable():  # neither a control nor a surrogate, and no blank but the usual one
        return text.strip()
    legible = re.sub(_TURNING, "", text).encode("utf-8", "replace").decode("utf-8")
    return " ".join(re.sub(_CONTROLS, " ", legible).split(" ")).strip()


def _phrase(name: str) -> list[str]:
    """A display name: atoms as they are, other ASCII quoted, else encoded (RFC 5322 sections 3.2.3 and 3.4)."""
    if not name.isascii() or len(name) > LONGEST_LINE - 12 or "=?" in name:
        return _q_words(name)
    words = name.split(" ")
    if all(word and all(char.isalnum() or char in "!#$%&'*+-/=?^_`{|}~" for char in word) for word in words):
        return words
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return [f'"{escaped}"']


def _encoded(text: str) -> list[str]:
    """The words that a fold may part: as they are, or from the first to the last word outside ASCII encoded."""
    words = text.split(" ")
    odd = [index for index, word in enumerate(words) if not _is_safe(word)]
    if not odd:
        return words
    first, last = odd[0], odd[-1] + 1
    return [*words[:first], *_q_words(" ".join(words[first:last])), *words[last:]]


def _is_safe(word: str) -> bool:
    """Whether the word may stand as it is: two blanks in a row would be lost in a fold."""
    return word.isascii() and word != "" and "=?" not in word and len(word) < LONGEST_LINE


class _Quoted(dict[str, str]):
    """A character as it stands in a Q-encoded word; those that were asked for are kept."""

    def __missing__(self, char: str) -> str:
        quoted = char if char in _PLAIN else "".join(f"={octet:02X}" for octet in char.encode())
        if len(self) < 1000:
            self[char] = quoted
        return quoted


_QUOTED = _Quoted({" ": "_"})


def _q_words(text: str) -> list[str]:
    pieces, piece = [], ""
    for char in text:
        octets = _QUOTED[char]
        if len(piece) + len(octets) > LONGEST_WORD - len("=?utf-8?q??="):
            pieces.append(piece)
            piece = ""
        piece += octets
    return [f"=?utf-8?q?{piece}?=" for piece in (*pieces, piece)]


def _folded(name: str, words: list[str]) -> str:
    lines, line = [], f"{name}:"
    for index, word in enumerate(words):
        if index and len(line) + 1 + len(word) > LONGEST_LINE:
            lines.append(line)
            line = ""
        line += f" {word}"
    return "\r\n".join((*lines, line)) + "\r\n"
