"""The invitation as plain text: 72 columns, labels aligned, links written out; it says what the page says.

The template chooses the order of the blocks; a block is laid out here. Without a width nothing is wrapped: that is
the calendar entry's DESCRIPTION, whose program wraps by itself.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressinvite.invitation.changes import place_line
from pressinvite.invitation.parts import CALENDARS
from pressinvite.invitation.typography import tie_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pressinvite.invitation.parts import Card, Invitation, Line, Row, Words
    from pressinvite.templating import Templates

WIDTH = 72
COLUMN = 15
"""The widest column of labels, colon and blank included."""
_GLUE = "\x1f"
"""Stands for a blank that no line breaks at; no source's control character comes this far."""


def render_text(invitation: Invitation, templates: Templates, *, attached: bool = False) -> str:
    """Return the plain text, ending in a line break; with `attached` as the calendar file's own mail."""
    blocks = text_blocks(invitation, width=WIDTH) | {
        "links": _links(invitation, attached=attached),
        "letter": _letter(invitation),
    }
    rendered = templates.render("invitation/text.txt", i=invitation, **blocks)
    return rendered.strip("\n") + "\n"


def text_blocks(invitation: Invitation, *, width: int | None, calendar: bool = False) -> dict[str, str]:
    """Return the blocks by name, "" where there is nothing to say; `calendar` for DESCRIPTION."""
    _ = invitation.language.text
    meeting = invitation.meeting
    no_end = calendar and meeting.start is not None and meeting.end is None and not meeting.all_day
    service = [_card_block(card, width) for card in invitation.standing]
    return {
        "banner": "\n\n".join(
            _wrap("\n".join((f"{b.title.upper() if b.kind != 'changed' else b.title}", *b.lines)), width)
            for b in invitation.banners
        ),
        "heading": "" if calendar else _wrap(shown_heading(invitation), width),
        "label": "" if calendar else invitation.label,
        "lead": _paragraphs(invitation.lead, width),
        "facts": _facts(invitation, width),
        "no_end": _("No end time given") if no_end else "",
        "body": _paragraphs(invitation.body, width),
        "contacts": _titled(_("Press contact"), [_card_block(card, width) for card in invitation.contacts], width),
        "service": _titled(_("Press service"), service, width),
        "about": _titled(
            invitation.about_title, [_paragraphs(invitation.about, width)] if invitation.about else [], width
        ),
        "source": _wrap("\n".join(part for part in (invitation.source, invitation.url) if part), width),
    }


def shown_heading(invitation: Invitation) -> str:
    """Return the heading, and before it that the meeting is cancelled."""
    return f"{invitation.prefix}: {invitation.heading.text}" if invitation.prefix else invitation.heading.text


def card_text(card: Card) -> str:
    """Return a contact on one line: "Helene Persson, kommunikationsstrateg, 070-349 53 50"."""
    parts = [card.name, card.role.text if card.role else "", *(phone.text for phone in card.phones)]
    return ", ".join(part for part in (*parts, *(email.text for email in card.emails)) if part)


def line_text(line: Line) -> str:
    """Return a fact's line with its link written out."""
    words = f"{line.before}: {line.text}" if line.before else line.text
    address = f": {line.href}" if line.href.startswith("http") and line.href != line.text else ""
    short = f" ({line.short})" if line.short else ""
    return f"{words}{short}{address}{line.after}"


def _links(invitation: Invitation, *, attached: bool) -> str:
    """The calendar file's name, and the addresses that add the meeting without it."""
    _ = invitation.language.text
    if not invitation.text_links:
        return ""
    if attached:
        told = _("Open the attached file {name}, or add it straight to:", name=_("invitation.ics"))
    else:
        told = _(
            "Open the file {name}, which lies beside this one, or add it straight to:", name=f"{invitation.stem}.ics"
        )
    names = {**CALENDARS, "office365": "Outlook"}  # as the mail's button has it
    links = [f"{names[name]}:\n{href}" for name, href in invitation.text_links.items()]
    return _titled(_("Add to the calendar"), [_wrap(told, WIDTH), *links], WIDTH)


def _letter(invitation: Invitation) -> str:
    """To whom it is sent and what they must know, a sentence a line: none is wrapped, for names differ in length."""
    letter = invitation.letter
    if letter is None:
        return ""
    return "\n".join((invitation.language.text("This message was sent to:"), letter.who, *letter.notice))


def _facts(invitation: Invitation, width: int | None) -> str:
    """The rows, labels in a column; a longer label stands on a line of its own."""
    if width is None:
        return "\n".join(_entry(row, invitation) for row in invitation.rows)
    indent = max((size for row in invitation.rows if (size := len(row.label) + 2) <= COLUMN), default=COLUMN)
    blank = " " * indent
    lines: list[str] = []
    for row in invitation.rows:
        first, *rest = (*(line_text(line) for line in row.lines), *([row.note] if row.note else []))
        label = f"{row.label}:"
        if len(label) >= indent:
            lines.append(label)
            label = ""
        lines += _fold(first, width, label.ljust(indent), blank)
        for text in rest:
            lines += _fold(text, width, blank, blank)
    return "\n".join(lines)


def _entry(row: Row, invitation: Invitation) -> str:
    """A row in DESCRIPTION: the place on one line, people as a list, old values in brackets."""
    first, *rest = row.lines
    if row.key == "participants":
        return "\n".join((f"{row.label}:", *(f"– {line_text(line)}" for line in row.lines), *filter(None, [row.note])))
    words = f"{row.label}: {line_text(first)}"
    if rest and f"{first.text}, {rest[0].text}" == place_line(invitation.meeting.place):
        words += f", {rest.pop(0).text}"
    for line in rest:
        words += f" ({line.text})" if line.quiet else f"\n{line_text(line)}"
    return words


def _card_block(card: Card, width: int | None) -> str:
    """A contact: name and role, then each number and address on a line of its own."""
    who = ", ".join(part for part in (card.name, card.role.text if card.role else "") if part)
    hours = card.hours.text if card.hours else ""
    lines = [who, *(phone.text for phone in card.phones), *(email.text for email in card.emails), hours]
    return _wrap("\n".join(line for line in lines if line), width)


def _titled(title: str, blocks: list[str], width: int | None) -> str:
    """A block with its title underlined where the text has columns."""
    if not blocks:
        return ""
    rule = "" if width is None else "\n" + "-" * len(title)
    return f"{title}{rule}\n" + "\n\n".join(blocks)


def _paragraphs(parts: Iterable[Words], width: int | None) -> str:
    return "\n\n".join(_wrap(words.text, width) for words in parts)


def _wrap(text: str, width: int | None) -> str:
    if width is None:
        return text
    return "\n".join(line for part in text.split("\n") for line in _fold(part, width, "", ""))


def _fold(text: str, width: int, first: str, rest: str) -> list[str]:
    """Lines of at most `width` columns; a longer word, such as an address, stays whole.

    As the standard library's textwrap makes them, which takes longer to load than to do it.
    """
    if len(first) + len(text) <= width:
        return [first + text]
    lines: list[str] = []
    pieces = [piece for piece in re.split("( +)", tie_words(text, _GLUE).expandtabs()) if piece]
    at = 0
    while at < len(pieces):
        if lines and not pieces[at].strip():  # no line but the first begins with blanks
            at += 1
        indent, start = rest if lines else first, at
        room = width - len(indent)
        while at < len(pieces) and (at == start or len(pieces[at]) <= room):
            room -= len(pieces[at])
            at += 1
        line = pieces[start : at - 1 if at > start and not pieces[at - 1].strip() else at]
        lines += [indent + "".join(line)] if line else []
    return [line.replace(_GLUE, " ") for line in lines] or [first]
