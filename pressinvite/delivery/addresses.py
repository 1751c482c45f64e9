"""E-mail addresses: the one rule of which can be written to, and how people write them in lists.

What is kept: the local part as given (RFC 5321 section 2.4: only its own server may fold it), the domain in lower case and
in ASCII (IDNA 2008, RFC 5891). Refused, and told why: quoted local parts, comments, blanks and control characters (header
injection), IP literals, domains without a dot, what is longer than RFC 5321 section 4.5.3.1 allows. Letters outside ASCII
before the @ (RFC 6532) are kept in NFC; only servers with SMTPUTF8 take them. Nothing is looked up.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple
from urllib.parse import unquote

from pressinvite.errors import Finding, SourceError
from pressinvite.language.markers import N_

LONGEST_ADDRESS = 254
"""Octets: RFC 5321 section 4.5.3.1.3, less the angle brackets."""
_LONGEST_LOCAL = 64
_LONGEST_DOMAIN = 253
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_PLAIN = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+[A-Za-z](?:[A-Za-z0-9-]{{0,61}}[A-Za-z0-9])?")
_SPECIAL = {
    '"': N_("quotation marks before the @ are taken by few servers"),
    "(": N_("it has a comment in brackets"),
    ")": N_("it has a comment in brackets"),
    "[": N_("a number instead of a domain is not written to"),
    "<": N_("it has an angle bracket too many"),
    ">": N_("it has an angle bracket too many"),
}
_EDGES = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Invisible characters that come along when an address is copied from a page or from Outlook."""
_BLANKS = " \t\r\n\v\f\u00a0\u2007\u202f"
_BETWEEN = frozenset({"/", "|", "+", "&", "och", "and", "eller", "or", "samt"})
_BRACKETED = re.compile(r"<([^<>]*)>")
_PIECES = re.compile(r"""(?:"(?:[^"\\]|\\.)*"|<[^<>]*>|[^;,\r\n"<]|["<])+|[;,\r\n]""")


class Written(NamedTuple):
    """An address as a list has it."""

    address: str
    """Without name, brackets and `mailto:`; not yet judged."""
    name: str = ""
    """The name beside it, "" for none."""


def normalise_address(written: str) -> str:
    """The address as it is kept and written to; SourceError with the finding `list-address` where it is none."""
    text = _trim(written)
    if len(text) <= _LONGEST_LOCAL and _PLAIN.fullmatch(text):  # nearly all: short, plain, sound
        local, _, domain = text.partition("@")
        if "--" not in domain:
            return f"{local}@{domain.lower()}"
    reason = _fault_of(text)
    if reason:
        raise _refusal(written, reason)
    local, _, domain = unicodedata.normalize("NFC", text).rpartition("@")
    plain = _ascii_domain(domain, written)
    if len(local.encode()) > _LONGEST_LOCAL or len(f"{local}@{plain}".encode()) > LONGEST_ADDRESS:
        raise _refusal(written, N_("it is longer than an address may be"))
    return f"{local}@{plain}"


def address_key(address: str) -> str:
    """What all spellings of one mailbox have in common, for lists, opt-outs and the ledger alike: no server in use tells
    Anna@ from anna@. Dots and what follows a plus sign are: on most servers they lead to another mailbox.
    """
    return address.lower() if address.isascii() else unicodedata.normalize("NFC", address).casefold()


def needs_utf8(address: str) -> bool:
    """Tell whether only a server with SMTPUTF8 (RFC 6531) takes the normalised address."""
    return not address.isascii()


def split_addresses(cell: str) -> list[Written]:
    """The addresses that a cell holds, with their names: `Name <address>`, several, `mailto:` links."""
    text = _trim(cell)
    if not text:
        return []
    if _PLAIN.fullmatch(text):
        return [Written(text)]
    found: list[Written] = []
    before: list[str] = []
    for piece in _PIECES.findall(text):
        word = _trim(piece)
        if word in (";", "\r", "\n") or not word:
            found += [Written(left) for left in before]
            before = []
        elif word != ",":
            bracketed = _BRACKETED.search(word)
            if bracketed is not None:  # "Sjöberg, Anna <address>", as Outlook writes it
                name = ", ".join((*before, word[: bracketed.start()].strip(_BLANKS)))
                found.append(Written(_bare(bracketed[1]), _unquote(name)))
                before = []
            elif "@" in word:
                found += [Written(left) for left in before]
                found += _split_words(word)
                before = []
            else:
                before.append(word)
    return found + [Written(left) for left in before]


def _split_words(words: str) -> list[Written]:
    """Addresses with nothing but blanks between them; words that do not belong make one that is none."""
    parts = [part for part in words.split() if part.lower() not in _BETWEEN]
    if len(parts) > 1 and not all("@" in part for part in parts):
        return [Written(words)]
    return [Written(_bare(part)) for part in parts]


def _bare(text: str) -> str:
    """The address without `mailto:` and what such a link may carry (RFC 6068)."""
    text = _trim(text)
    if text[:7].lower() == "mailto:":
        return _trim(unquote(text[7:].partition("?")[0]))
    return text


def _unquote(name: str) -> str:
    name = name.strip(_BLANKS)
    if len(name) > 1 and name[0] == name[-1] and name[0] in "\"'":
        name = re.sub(r"\\(.)", r"\1", name[1:-1]).strip(_BLANKS)
    return name


def _trim(text: str) -> str:
    return text.strip(_BLANKS).strip(_EDGES).strip(_BLANKS) if text else text


def _fault_of(text: str) -> str:
    """The msgid of why the text cannot be an address; "" where nothing is seen yet."""
    local, at, domain = text.rpartition("@")
    if not at:
        return N_("it has no @")
    if any(char in _BLANKS or unicodedata.category(char)[0] == "Z" for char in text):
        return N_("it has a blank in it")
    if not text.isprintable():
        return N_("it holds a character that cannot be seen")
    special = next((reason for sign, reason in _SPECIAL.items() if sign in text), "")
    if special:
        return special
    if not local:
        return N_("nothing stands before the @")
    if "@" in local:
        return N_("it has more than one @")
    if not all(local.split(".")):
        return N_("a dot stands first or last before the @, or two stand together")
    if not all(char.isalnum() or char in "!#$%&'*+/=?^_`{|}~-." or _is_mark(char) for char in local):
        return N_("it has a character that no address has")
    return _domain_fault(domain)


def _domain_fault(domain: str) -> str:
    """As `_fault_of`, of what stands after the @."""
    labels = re.split("[.\u3002\uff0e\uff61]", domain)  # RFC 3490 section 3.1: what else is a dot
    if len(labels) < 2:
        return N_("its domain has no dot")
    if not all(labels):
        return N_("a dot stands first or last in its domain, or two stand together")
    if labels[-1].isdecimal():
        return N_("a number instead of a domain is not written to")
    return ""


def _ascii_domain(domain: str, written: str) -> str:
    """The domain in lower case and ASCII (UTS 46 without transitional forms, then IDNA 2008)."""
    reason = N_("its domain has a character or a length that no domain has")
    if domain.isascii() and "--" not in domain:
        if len(domain) <= _LONGEST_DOMAIN and re.fullmatch(rf"(?:{_LABEL}\.)+{_LABEL}", domain):
            return domain.lower()
        raise _refusal(written, reason)
    try:
        import idna  # noqa: PLC0415 -- few domains need it
    except ImportError:
        raise _refusal(
            written, N_('domains with å, ä and ö need the extra: pip install "pressinvite[lists]"')
        ) from None
    try:
        plain = idna.encode(domain, uts46=True, std3_rules=True).decode("ascii").lower()
    except (idna.IDNAError, UnicodeError):  # also labels and domains that are too long
        raise _refusal(written, reason) from None
    if len(plain) > _LONGEST_DOMAIN or not re.fullmatch(rf"(?:{_LABEL}\.)+{_LABEL}", plain):
        raise _refusal(written, reason)
    return plain


def _is_mark(char: str) -> bool:
    """A letter's accent that has no letter of its own with it."""
    return unicodedata.category(char) in ("Mn", "Mc")


def _refusal(written: str, reason: str) -> SourceError:
    return SourceError(Finding("list-address", "error", "email", {"address": written.strip(), "reason": reason}))
