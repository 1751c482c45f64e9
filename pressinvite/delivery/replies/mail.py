"""A mail as it came, within bounds: who wrote it, what it answers, its readable parts.

Anybody can write to the mailbox. So only the first two million octets are looked at, nothing is unpacked, and each
header, part and level has its limit; a mail that goes beyond tells less, but it never stops the reading of the others.
"""

from __future__ import annotations

import codecs
import datetime as dt
import hashlib
import re
from contextlib import suppress
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header
from email.parser import BytesHeaderParser
from email.utils import parsedate_to_datetime
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from pressinvite.delivery.addresses import address_key, normalise_address, split_addresses
from pressinvite.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from email.message import Message

LARGEST: Final = 25 * 1024 * 1024
"""Octets of a mail that is looked at at all."""
HEAD: Final = 2 * 1024 * 1024
"""Octets of it that are: what answers stands first, and what comes after is somebody's picture."""
_MOST_LINES: Final = 40_000
_MOST_PARTS: Final = 100
_DEEPEST: Final = 12
_MOST_BOUNDARIES: Final = 1_000
_MOST_MULTIPARTS: Final = 60
_MOST_HEADERS: Final = 400
_LONGEST_HEADER: Final = 4_000
_LONGEST_PART: Final = 400_000
_MOST_REFERENCES: Final = 50
_SLOW_CODECS: Final = frozenset({"punycode", "idna"})
"""For names of a few characters: they take an hour for a mail."""
MESSAGE_ID: Final = r"<[!-;=?-~]{3,300}>"
"""What a Message-ID can look like; ours are ASCII without blanks."""
_MESSAGE_ID = re.compile(MESSAGE_ID)
_LINE_END = re.compile(rb"\r\n|\n|\r")
_QUOTED_FROM = re.compile(rb"(?m)^>(?=From )")


class Part(NamedTuple):
    """A part that may tell something."""

    kind: str
    """Its content type in lower case: "text/plain"."""
    octets: bytes
    """Decoded from its transfer encoding, at most 400,000; none of an attached message."""
    charset: str
    method: str
    """The `method` of a calendar, in upper case."""
    name: str
    """Its file name, "" without one."""
    fields: tuple[Mapping[str, str], ...] = ()
    """Of a delivery status its groups of fields, of an attached message its header: names in lower case."""


class Mail(NamedTuple):
    """A mail, taken apart."""

    key: str
    """The same for all copies of it."""
    message_id: str
    sender: str
    """The one address of From, normalised; "" where there is none, or more than one."""
    sender_name: str
    recipients: frozenset[str]
    """Keys of the addresses it went to."""
    subject: str
    sent: float | None
    """Its Date."""
    references: tuple[str, ...]
    """Message-IDs of what it answers, the nearest first."""
    header: Mapping[str, str]
    """The first field of each name, names in lower case, undecoded."""
    parts: tuple[Part, ...]
    is_cut: bool
    """True where there was more than is looked at."""

    @property
    def sender_key(self) -> str:
        """What all spellings of the sender's mailbox share."""
        return address_key(self.sender)

    def text(self, part: Part) -> str:
        """The part's words."""
        return decode_text(part.octets, part.charset)


def read_mail(octets: bytes) -> Mail:
    """Return the mail of its octets, whatever they are; nothing is raised."""
    octets = octets.lstrip(b"\xef\xbb\xbf\r\n")
    if octets.startswith(b"From "):  # the line that an mbox puts before each
        octets = octets.partition(b"\n")[2]
    head, is_cut = _cut(octets)
    message, is_heavy = _parse(head)
    pairs = [
        (name.lower(), str(value)[: 5 * _LONGEST_HEADER]) for name, value in islice(message.raw_items(), _MOST_HEADERS)
    ]
    header: dict[str, str] = {}
    for name, value in pairs:
        header.setdefault(name, value[:_LONGEST_HEADER])
    sender, sender_name = _read_sender([value for name, value in pairs if name == "from"])
    message_id = next(iter(_MESSAGE_ID.findall(header.get("message-id", ""))), "")
    parts = () if is_heavy else tuple(_read_parts(message))
    return Mail(
        _key_of(message_id, sender, head),
        message_id,
        sender,
        sender_name,
        frozenset(_keys([value for name, value in pairs if name in ("to", "cc", "delivered-to", "x-original-to")])),
        decode_words(header.get("subject", ""))[:300],
        _read_date(header.get("date", "")),
        _read_references(pairs),
        header,
        parts,
        is_cut or is_heavy,
    )


def _cut(octets: bytes) -> tuple[bytes, bool]:
    """The octets that are looked at, and whether there are more."""
    head = octets[:HEAD]
    last = next(islice(_LINE_END.finditer(head), _MOST_LINES, None), None)
    head = head[: last.end()] if last else head
    return head, len(head) < len(octets)


def _parse(head: bytes) -> tuple[Message, bool]:
    """The message; its header alone, and True, where its parts would cost too much."""
    is_heavy = head.count(b"\n--") + head.count(b"\r--") > _MOST_BOUNDARIES
    is_heavy = is_heavy or len(re.findall(rb"(?i)multipart/|message/", head)) > _MOST_MULTIPARTS
    if not is_heavy:
        with suppress(Exception):  # the standard library's parser is not to be trusted with everything
            return message_from_bytes(head), False
    return BytesHeaderParser().parsebytes(head), True


def _read_parts(message: Message) -> Iterator[Part]:
    """The parts that are no multipart, in their order; what is attached as a message is one of them."""
    stack: list[tuple[Any, int]] = [(message, 0)]
    count = 0
    while stack and count < _MOST_PARTS:
        part, level = stack.pop()
        count += 1
        kind = part.get_content_type()
        payload = part.get_payload()
        if kind.startswith("multipart/") and isinstance(payload, list):
            if level < _DEEPEST:
                stack += [(child, level + 1) for child in reversed(payload)]
            continue
        yield _read_part(part, kind, payload)


def _read_part(part: Message, kind: str, payload: Any) -> Part:
    name = decode_words(_param(part, "filename", "content-disposition") or _param(part, "name"))[:200]
    if kind.startswith("message/") and isinstance(payload, list):
        groups = tuple(_fields(group) for group in payload[:_MOST_PARTS] if group is not None)
        return Part(kind, b"", "", "", name, groups)
    octets: Any = b""
    with suppress(Exception):  # Base64 that is none, and the like
        octets = part.get_payload(decode=True)
    octets = octets[:_LONGEST_PART] if isinstance(octets, bytes) else b""
    return Part(kind, octets, _param(part, "charset").lower()[:40], _param(part, "method").upper()[:20], name)


def _param(part: Message, name: str, header: str = "content-type") -> str:
    """A parameter, "" where there is none or it cannot be read."""
    with suppress(Exception):  # RFC 2231 written wrong
        value = part.get_param(name, "", header)
        return str(value[2] if isinstance(value, tuple) else value or "")
    return ""


def _fields(message: Message) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for name, value in islice(message.raw_items(), _MOST_HEADERS):
        found.setdefault(name.lower(), str(value)[:_LONGEST_HEADER])
    return found


def read_fields(text: str) -> Mapping[str, str]:
    """Return the header that a text begins with, names in lower case."""
    message = BytesHeaderParser().parsebytes(text[:50_000].lstrip().encode("utf-8", "replace"))
    return _fields(message)


def find_ids(text: str) -> tuple[str, ...]:
    """Return what can be Message-IDs in a text, each once, at most fifty."""
    return tuple(dict.fromkeys(islice((found[0] for found in _MESSAGE_ID.finditer(text)), _MOST_REFERENCES)))


def _read_sender(values: list[str]) -> tuple[str, str]:
    """The one address of From and the name beside it; two of them, or two fields, are nobody's."""
    found = [one for value in values for one in split_addresses(_unfold(value[:_LONGEST_HEADER]))]
    if len(values) != 1 or len(found) != 1:
        return "", ""
    name = decode_words(found[0].name)[:200]
    try:
        return normalise_address(found[0].address), name
    except SourceError:
        return "", name


def _keys(values: list[str]) -> Iterator[str]:
    for value in values[:20]:
        for one in split_addresses(_unfold(value[:_LONGEST_HEADER])):
            with suppress(SourceError):
                yield address_key(normalise_address(one.address))


def _unfold(value: str) -> str:
    return re.sub(r"[\r\n]+[ \t]*", " ", value)


def _read_references(pairs: list[tuple[str, str]]) -> tuple[str, ...]:
    """What In-Reply-To names, then References from the last."""
    told = [found for name, value in pairs if name == "in-reply-to" for found in _MESSAGE_ID.findall(value)]
    thread = [found for name, value in pairs if name == "references" for found in _MESSAGE_ID.findall(value)]
    return tuple(dict.fromkeys([*told, *reversed(thread)]))[:_MOST_REFERENCES]


def _read_date(value: str) -> float | None:
    with suppress(Exception):  # it raises what it likes of dates that are none
        moment = parsedate_to_datetime(_unfold(value[:200]))
        moment = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
        return moment.timestamp()
    return None


def _key_of(message_id: str, sender: str, head: bytes) -> str:
    """A digest of the Message-ID and the sender, or of what every copy has where there is none (no Received fields)."""
    if message_id:
        told = f"{message_id}\0{address_key(sender)}".encode("utf-8", "surrogateescape")
    else:
        plain = _QUOTED_FROM.sub(b"", _LINE_END.sub(b"\n", head)).rstrip()
        header, _, body = plain.partition(b"\n\n")
        kept = sorted(re.findall(rb"(?im)^(?:from|date|subject):.*$", header))
        told = b"\0".join((*kept, body))
    return hashlib.sha256(told).hexdigest()


def decode_words(value: str) -> str:
    """Return a header's text with its encoded words decoded (RFC 2047), on one line, without control characters."""
    text = _unfold(value)
    pieces: list[str] = []
    try:
        decoded = decode_header(text)
    except (ValueError, LookupError, MessageError):
        decoded = [(text, None)]
    for words, charset in decoded:
        octets = words.encode("utf-8", "surrogateescape") if isinstance(words, str) else words
        pieces.append(decode_text(octets, charset or "utf-8"))
    return clean_line("".join(pieces))


def clean_line(text: str) -> str:
    """Return the text on one line without what cannot be seen."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def decode_text(octets: bytes, charset: str) -> str:
    """Return the words of octets, whatever charset they say; UTF-8 or Windows' Western letters where that is none."""
    wanted = {"": "utf-8", "us-ascii": "utf-8", "ascii": "utf-8", "iso-8859-1": "cp1252", "latin-1": "cp1252"}
    for name in (wanted.get(charset.lower(), charset), "utf-8"):
        with suppress(Exception):  # codecs raise what they like
            if codecs.lookup(name).name not in _SLOW_CODECS:
                return octets.decode(name).removeprefix("\ufeff")
    return octets.decode("cp1252", "replace")
