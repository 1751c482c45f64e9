"""An e-mail (RFC 5322, MIME) → the text of the release in it, and what is attached, to try in order.

A forwarded release lies below the forwarder's words, as text or as a message of its own; its own date counts as the
day of publication. A meeting request (text/calendar) is data to hold the text to. Saved web pages (.mht) are read as pages.
"""

from __future__ import annotations

import datetime as dt
import re
from email import message_from_bytes, policy
from typing import TYPE_CHECKING, Any

from pressinvite import zones
from pressinvite.fence.limits import FileError
from pressinvite.meeting import DEFAULT_TIMEZONE, normalise
from pressinvite.reading.files.extract import Extract, Said
from pressinvite.reading.files.forwarding import forwarded_part, unflowed, unquoted
from pressinvite.reading.files.letters import clean_letters, join_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressinvite.fence.limits import Limits

_PREFIX = re.compile(r"\s*(?:(?:vb|sv|fw|fwd|re|aw|wg|vs|vidarebefordrat)\s*(?:\[\d+\])?\s*:\s*)+", re.IGNORECASE)
_FORWARD = re.compile(r"\s*(?:vb|fw|fwd|vidarebefordrat)\s*:", re.IGNORECASE)
_LINK_TWICE = re.compile(r"\s?<(?P<scheme>mailto:|tel:|(?=https?://))(?P<target>[^<>\s]{3,500})>")
_READABLE = {
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/rtf": "rtf",
    "text/rtf": "rtf",
    "text/calendar": "ics",
    "application/ics": "ics",
}
_ENDINGS = {"pdf": "pdf", "docx": "docx", "odt": "odt", "rtf": "rtf", "ics": "ics", "eml": "eml"}
_BOUNDARIES = 4
"""Lines that begin with two hyphens, for each part that a message may have: boundaries, signatures, rules."""
_PLAIN_ENDINGS = ("txt", "text")


def extract_eml(octets: bytes, limits: Limits) -> Extract:
    """Return what a message holds; FileError where it holds nothing to read."""
    if octets.startswith(b"From "):
        octets = octets.partition(b"\n")[2]
    if octets.count(b"\n--") > _BOUNDARIES * limits.members:  # the standard library would parse each of them
        raise FileError("file-too-heavy")
    message = message_from_bytes(octets.lstrip(b"\xef\xbb\xbf\r\n"), policy=policy.default)
    budget = _Budget(limits)
    if _is_saved_page(message):
        return _saved_page(message, budget)
    extract = _extract(message, budget, depth=0)
    if not extract.text.strip() and not extract.events and not extract.others:
        raise FileError("no-words")
    return extract


class _Budget:
    """What parts of a message may still be unpacked."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._octets = limits.unpacked
        self._parts = limits.members

    def content(self, part: Any) -> bytes:
        """Return a part's octets, decoded."""
        payload = part.get_payload(decode=True) or b""
        octets = payload if isinstance(payload, bytes) else b""
        self._octets -= len(octets)
        if self._octets < 0:
            raise FileError("file-too-heavy")
        return octets

    def count(self, depth: int) -> None:
        """Take notice of one part more."""
        self._parts -= 1
        if self._parts < 0 or depth > self.limits.depth:
            raise FileError("file-too-heavy")


def _is_saved_page(message: Any) -> bool:
    return message.get_content_type() == "multipart/related" and (
        "Snapshot-Content-Location" in message or "saved by" in str(message.get("From", "")).lower()
    )


def _saved_page(message: Any, budget: _Budget) -> Extract:
    from pressinvite.reading.files.webpage import decode_page, extract_page  # noqa: PLC0415 -- needs an extra

    for part in _leaves(message, budget):
        if part.get_content_type() == "text/html":
            return extract_page(decode_page(budget.content(part)), budget.limits)
    raise FileError("no-words")


def _leaves(message: Any, budget: _Budget, depth: int = 0) -> Iterator[Any]:
    """Yield the parts that are no multipart; an attached message is one of them."""
    stack = [(message, depth)]
    while stack:
        part, level = stack.pop()
        budget.count(0)
        if part.is_multipart() and part.get_content_maintype() == "multipart":
            if level > 40:
                raise FileError("file-too-heavy")
            stack += [(child, level + 1) for child in reversed(part.get_payload())]
        else:
            yield part


def _extract(message: Any, budget: _Budget, depth: int) -> Extract:
    budget.count(depth)
    plain = page = ""
    others: list[Extract] = []
    said: list[Said] = []
    events: tuple[Any, ...] = ()
    for part in _leaves(message, budget):
        kind, name = part.get_content_type(), _name(part)
        is_attached = part.get_content_disposition() == "attachment" or bool(name)
        if kind == "message/rfc822":
            inner = part.get_payload()
            others += [_extract(inner[0], budget, depth + 1)._replace(name=name or _subject(inner[0]))] if inner else []
        elif kind == "text/plain" and not is_attached and not plain:
            plain = _plain_text(part, budget)
        elif kind == "text/html" and not is_attached and not page:
            page = _html_text(part, budget)
        elif (other := _attached(part, kind, name, budget, depth)) is not None:
            events = events or tuple(event._replace(first_line=0, last_line=0) for event in other.events if other.text)
            others.append(other)
    text, published, title, is_forwarded = _release(_fuller(plain, page), message)
    others = [other._replace(published=other.published or published) for other in others]
    others.sort(key=lambda other: bool(other.events))
    if others and not text.strip():
        events = ()
    said += [row for other in others for row in other.said if row.code == "library-missing"]
    events = () if is_forwarded else events
    return Extract(text, events, published, title=title, said=tuple(said), others=tuple(others))


def _plain_text(part: Any, budget: _Budget) -> str:
    text = _decoded(part, budget)
    if (part.get_param("format") or "").lower() == "flowed":
        text = unflowed(text, delete_space=(part.get_param("delsp") or "").lower() == "yes")
    return _LINK_TWICE.sub(_link_once, text)


def _link_once(found: re.Match[str]) -> str:
    """An address once: Outlook writes "anna@x.example<mailto:anna@x.example>"."""
    target = found["target"]
    before = found.string[max(0, found.start() - 200) : found.start()]
    shown = before.rstrip().rpartition(" ")[2].rpartition("\n")[2]
    is_number = found["scheme"] == "tel:" and any(char.isdigit() for char in shown)
    if is_number or "@" in shown or "://" in shown or "www." in shown or len(target) > 300:
        return ""
    return f" ({target})"


def _html_text(part: Any, budget: _Budget) -> str:
    """An HTML body's text; nothing is taken away, for it is no newsroom's page."""
    from pressinvite.reading.files.rendering import render_element  # noqa: PLC0415 -- needs an extra
    from pressinvite.reading.files.webpage import decode_page, open_page  # noqa: PLC0415

    page = _decoded(part, budget) if part.get_content_charset() else decode_page(budget.content(part))
    try:
        return render_element(open_page(page))
    except FileError:
        return ""


def _decoded(part: Any, budget: _Budget) -> str:
    octets = budget.content(part)
    charset = part.get_content_charset() or "utf-8"
    charset = "cp1252" if charset in ("iso-8859-1", "latin-1", "us-ascii", "ascii") else charset
    for name in (charset, "utf-8") if charset == "cp1252" and octets.isascii() else (charset,):
        try:
            return clean_letters(octets.decode(name))
        except (UnicodeDecodeError, LookupError):
            continue
    try:
        return clean_letters(octets.decode("utf-8"))
    except UnicodeDecodeError:
        return clean_letters(octets.decode("cp1252", "replace"))


def _name(part: Any) -> str:
    try:
        return " ".join(clean_letters(part.get_filename() or "").split())[:120]
    except (ValueError, TypeError, AttributeError, IndexError):  # a broken header
        return ""


def _attached(part: Any, kind: str, name: str, budget: _Budget, depth: int) -> Extract | None:
    """What is attached, where it can be read; one that cannot does not spoil the message."""
    from pressinvite.reading.files.child import extract_octets  # noqa: PLC0415 -- the two call each other

    ending = name.rpartition(".")[2].lower()
    wanted = _ENDINGS.get(ending) or _READABLE.get(kind)
    if wanted is None and not (ending in _PLAIN_ENDINGS and kind.startswith("text/")):
        return None
    if wanted is None:
        return Extract(_decoded(part, budget), name=name)
    octets = budget.content(part)
    try:
        if wanted == "eml":
            return _extract(message_from_bytes(octets, policy=policy.default), budget, depth + 1)._replace(name=name)
        return extract_octets(octets, wanted, budget.limits)._replace(name=name or f"{wanted}")
    except FileError as error:
        if error.code == "file-too-heavy":
            raise
        return None
    except ImportError:
        return Extract("", said=(Said("library-missing", "warning", {"format": name or wanted}),), name=name)


def _fuller(plain: str, page: str) -> str:
    """The body to read: the plain one, unless it only says that there is another."""
    return page if len(normalise(plain)) < 0.4 * len(normalise(page)) else plain or page


def _release(body: str, message: Any) -> tuple[str, str | None, str | None, bool]:
    """The release in a body: its text below its subject, its day, its subject, and whether it was forwarded."""
    subject = _subject(message)
    found = forwarded_part(unquoted(body), is_forward=bool(_FORWARD.match(subject)))
    title = found.subject or subject
    title = _PREFIX.sub("", title, count=1).strip()
    text = join_lines(found.text.split("\n"))
    if title and text and not _stands(title, text) and not _has_headline(text):
        text = f"{title}\n\n{text}"
    return text, found.sent or _day(message), title or None, found.is_forwarded


def _stands(title: str, text: str) -> bool:
    """Tell whether the subject stands at the top of the text already, on a line of its own or with more beside it."""
    words = normalise(title)
    lines = [normalise(line) for line in text.split("\n") if line.strip()][:8]
    return any(line == words or (len(words.split()) > 2 and words in line) for line in lines)


def _has_headline(text: str) -> bool:
    """Tell whether the first line stands alone as a headline: no greeting, no sentence, no label."""
    first, _, rest = text.partition("\n")
    is_alone = rest.startswith("\n")
    return (
        is_alone
        and 15 < len(first) < 120
        and first[-1] not in ".,:;!"
        and not re.match(r"(?:hej|god|hello|dear)\b", first, re.IGNORECASE)
    )


def _subject(message: Any) -> str:
    try:
        return " ".join(clean_letters(str(message.get("Subject") or "")).split())[:300]
    except (ValueError, TypeError, AttributeError, IndexError):
        return ""


def _day(message: Any) -> str | None:
    """The day in Sweden on which the message was sent."""
    try:
        sent = getattr(message.get("Date"), "datetime", None)
        if not isinstance(sent, dt.datetime):
            return None
        if sent.tzinfo is not None:
            sent = sent.astimezone(zones.open_zone(DEFAULT_TIMEZONE))
        return sent.date().isoformat()
    except (ValueError, TypeError, AttributeError, IndexError, OverflowError):
        return None
