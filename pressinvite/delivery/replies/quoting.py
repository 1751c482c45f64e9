"""What somebody wrote in an answer, without what they answer to: quoted lines, headers of the old mail, signatures."""

from __future__ import annotations

import html
import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from pressinvite.delivery.replies.mail import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressinvite.delivery.replies.mail import Mail

_LINES: Final = 5
_LONGEST: Final = 400
_WROTE: Final = re.compile(
    r"(?i)^(?:on|den|le|am|el|il|på|pe|ti|ke|to|må|tis|ons|tor|fre|lör|sön|mån)\b.{4,300}"
    r"\b(?:wrote|skrev|schrieb|écrit|kirjoitti|escribió|skrifaði)\b.{0,200}:\s*$"
    r"|^.{1,200}<[^<>\s]+@[^<>\s]+>.{0,60}\b(?:wrote|skrev|kirjoitti)\b.{0,60}:\s*$"
    r"|^\d{4}-\d\d-\d\d.{4,200}\b(?:wrote|skrev)\b.{0,200}:\s*$|^\d{1,2}\.? \w+\.? \d{4} kl\.? .{4,200}\bskrev\b.{0,200}:\s*$"
)
_OLD_MAIL: Final = re.compile(
    r"(?i)^(?:-{2,}\s*(?:original message|ursprungligt meddelande|ursprunglig(?:a)? (?:mötesförfrågan|avtalad tid)|forwarded message"
    r"|vidarebefordrat meddelande|original appointment|alkuperäinen viesti|ursprüngliche nachricht|svar på|oprindelig meddelelse)\s*-{2,}"
    r"|_{20,}|begin forwarded message:|vidarebefordrat brev:|-{20,})\s*$"
)
_FROM_LINE: Final = re.compile(r"(?i)^\*?(?:från|from|lähettäjä|von|fra):\*?\s*\S")
_SENT_LINE: Final = re.compile(
    r"(?i)^\*?(?:skickat|datum|sent|date|lähetetty|gesendet|sendt|till|to|ämne|subject):\*?\s*\S"
)
_PHONE_LINE: Final = re.compile(
    r"(?i)^(?:skickat från (?:min|outlook|mail)|sent from (?:my|outlook|mail|yahoo)|hämta outlook för|get outlook for"
    r"|skaffa outlook|lähetetty \w+).{0,60}$"
)
_SKIPPED: Final = frozenset({"style", "script", "head", "title", "blockquote"})
_BREAKS: Final = frozenset({"br", "p", "div", "tr", "li", "ul", "ol", "h1", "h2", "h3", "h4", "table", "hr", "td"})
_TAG: Final = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)([^<>]*)>")
_BLANKS: Final = re.compile(r"\s+")
_QUOTE_MARKS: Final = (
    "gmail_quote", "gmail_attr", "divrplyfwdmsg", "appendonsend", "moz-cite-prefix", "yahoo_quoted", "border-top:solid #e1e1e1",
    "border-top:solid #b5c4df", "border-top: 1pt solid", "protonmail_quote", "tutanota_quote", "mail-editor-reference-message",
)  # fmt: skip


def own_words(mail: Mail) -> str:
    """Return the first lines that the mail's sender wrote; "" where nothing is left. Lines are parted by line breaks."""
    plain = next((mail.text(part) for part in mail.parts if part.kind == "text/plain" and not part.name), "")
    words = _first_lines(_own_lines(plain))
    if words:
        return words
    page = next((mail.text(part) for part in mail.parts if part.kind == "text/html" and not part.name), "")
    return _first_lines(_own_lines(_page_text(page)))


def _first_lines(lines: Iterator[str]) -> str:
    return "\n".join(islice((shown for line in lines if (shown := clean_line(line))), _LINES))[:_LONGEST]


def _own_lines(text: str) -> Iterator[str]:
    """The lines down to the old mail or the signature, without quoted ones in between."""
    lines = [line[:1000].replace("\u00a0", " ") for line in text[:200_000].splitlines()[:2000]]
    index = 0
    while index < len(lines):
        line = lines[index].strip()
        wrote = _attribution(lines[index : index + 3])
        if wrote:
            after = next((part.strip() for part in lines[index + wrote :] if part.strip()), "")
            if not after.startswith(">"):  # all that follows is the old mail, without marks
                return
            index += wrote
            continue
        if _OLD_MAIL.match(line) or lines[index].rstrip("\r") in ("-- ", "--"):
            return
        if _FROM_LINE.match(line) and any(_SENT_LINE.match(part.strip()) for part in lines[index + 1 : index + 4]):
            return
        if not line.startswith(">") and not _PHONE_LINE.match(line):
            yield lines[index]
        index += 1


def _attribution(lines: list[str]) -> int:
    """How many of the lines say who wrote the old mail, broken as they may be; 0 where none does."""
    for number in range(1, len(lines) + 1):
        block = [line.strip() for line in lines[:number]]
        if not all(block):
            return 0
        if _WROTE.match(" ".join(block)):
            return 0 if number > 1 and _WROTE.match(" ".join(block[1:])) else number
    return 0


def _page_text(page: str) -> str:
    """An HTML body's text down to the old mail, in one pass over its tags."""
    page = _without_comments(page)
    pieces: list[str] = []
    place, skipped, depth = 0, "", 0
    for tag in _TAG.finditer(page):
        if not skipped:
            pieces.append(_BLANKS.sub(" ", page[place : tag.start()]))
        place = tag.end()
        closes, name, rest = tag[1], tag[2].lower(), tag[3][:600].lower()
        if skipped:
            depth += (name == skipped) * (-1 if closes else 1)
            skipped = skipped if depth else ""
        elif any(mark in rest for mark in _QUOTE_MARKS):
            place = len(page)
            break
        elif name in _SKIPPED and not closes:
            skipped, depth = name, 1
        if name in _BREAKS:
            pieces.append("\n")
    if not skipped:
        pieces.append(_BLANKS.sub(" ", page[place:]))
    return html.unescape("".join(pieces))


def _without_comments(page: str) -> str:
    first, *rest = page.split("<!--")
    return first + "".join(piece.partition("-->")[2] for piece in rest)
