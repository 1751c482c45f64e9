"""The text as lines in their parts: heading, body, contacts, the newsroom's furniture and footer.

A newsroom's page carries navigation, tag lists, neighbouring releases, its own address and press service around the
release. Each line is told what part it is of, so that a postal address is never the place nor office hours the time.
"""

from __future__ import annotations

import re
from typing import Literal

from pressinvite.reading.release.labels import Label, read_label
from pressinvite.reading.release.lexicon import Lexicon, fold, later
from pressinvite.reading.release.words import TITLE_INVITES
from pressinvite.records import NamedTuple

Part = Literal["furniture", "head", "body", "contacts", "footer", "blank"]


class Line(NamedTuple):
    """One line."""

    number: int
    start: int
    """Offset of its first character that is no blank."""
    text: str
    """Without blanks and bullets at the ends."""
    part: Part
    label: Label | None
    is_bullet: bool
    value_start: int
    """Offset of what follows the label; `start` without one."""

    @property
    def value(self) -> str:
        """What follows the label."""
        return self.text[self.value_start - self.start :]


_FURNITURE = frozenset(
    (
        "gå direkt till innehåll", "hoppa till huvudinnehåll", "hoppa till innehåll", "till innehåll", "pressmeddelande",
        "pressmeddelanden", "press release", "nyhet", "nyheter", "dela", "sök", "lyssna", "skriv ut", "meny", "start",
        "media no image", "report this content", "skip to content", "share", "evenemang", "kalender", "relaterade länkar",
        "relaterat innehåll", "relaterat", "publicerad", "laddar", "ladda ner", "bifogade filer", "datum", "event",
        "pressinbjudningar", "prenumerera", "tillbaka", "tillbaka till pressrummet", "tillbaka till listan", "tillbaka till nyheter", "annons", "visa bilder", "facebook", "twitter", "linkedin", "press",
    )
)  # fmt: skip
_FOOTER = Lexicon(
    r"\b(?:ämnen|kategorier|regioner|nyckelord|taggar|tags|topics|categories|kontakter|contacts|bilder|bildbank|om oss|about us"
    r"|bilagor|senaste (?:pressmeddeland|inlägg|nytt|nyhet|larm)\w*.*|tidigare (?:nyheter|inlägg|pressmeddelanden)|andra (?:nyheter|meddelanden|pressmeddelanden)|fler pressmeddelanden.*|(?:partners?|sponsorer|huvudsponsorer)\s?:.{3,}|följ (?!med\b).{3,60}|relaterat(?: innehåll)?|relaterade (?:länkar|nyheter)|webb-tv"
    r"|läs mer om oss.*|mer från .{3,50}|fler nyheter.*|prenumerera.*|senast granskad.*|innehållsansvarig.*)\W*$",
    "ämnen|kategorier|regioner|nyckelord|taggar|tags|topics|categories|kontakter|contacts|bilder|bildbank|om oss|about us"
    "|bilagor|senaste | tidigare | andra |fler pressmeddelanden| partner|sponsorer| följ |relaterat|relaterade|webb-tv|läs mer om| mer från |fler nyheter|prenumerera|granskad"
    "|innehållsansvarig",
)
_ABOUT = Lexicon(
    r"\b(?:(?:om|about|välkommen till) [A-ZÅÄÖ].{2,50}|fakta om .{3,50})$",
    " om | about |välkommen till| fakta ",
    cased=True,
)
_CONTACTS = Lexicon(
    r"(?:(?:press|media)?kontakt(?:er|a|person(?:er)?|uppgifter)?\b|(?:för|vid) (?:(?:ytterligare|mer|vidare) )?(?:information|frågor|upplysningar)"
    r"|(?:mer|ytterligare) information\b|frågor\b.{0,40}\b(?:besvaras|svaras|kontakta)|frågor\s*[:?]|upplysningar\b|pressansvarig\b|contacts?\b|for (?:more|further) information"
    r"|(?:media|press) (?:contact|enquiries|inquiries)|avsändare\b|välkommen att kontakta|kontaktperson)",
    "kontakt|contact|information|frågor|upplysningar|pressansvarig|enquiries|inquiries|avsändare",
)
_STAMP = later(
    r"(?:nyhet(?:er)?|pressmeddelanden?|pressinbjudan|pressinbjudningar|press release|publicera(?:d|t)|senast (?:uppdaterad|ändrad)|uppdaterad|published|updated)?\W*(?:\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d\d-\d\d|[A-Za-z]{3,9} \d{1,2}, \d{4}|\d{1,2} [a-zå]{3,9},? \d{4})"
    r"\W*(?:(?:kl\.?|klockan)?\s*\d{1,2}[.:]\d\d(?:[.:]\d\d)?)?\s*(?:[A-Z]{3,4})?\W*(?:\|.*)?$",
    re.IGNORECASE,
)
_STAMP_WORDS = ("nyhet", "press", "publ", "senast", "uppdaterad", "updated")
_LONGEST_STAMP = 120
_YEAR = re.compile(r"\d\d\d\d")
_BULLETS = ("•", "*", "–", "-")
_BULLET = later(r"[•*–-]\s+|•")
_ORGANISATION = Lexicon(
    r"[a-zåäö][\w' -]*(?:kommun|stad|region(?:en)?|förbundet|universitet(?:et)?|verket|myndigheten|länsstyrelsen?|polisen)$|(?:region (?!\w+ i )|länsstyrelsen )[\w ]+$"
    r"|(?:\w+partiet|\w+demokraterna|moderaterna|liberalerna)(?: i)?(?: [\w-]+){0,3}$",
    "partiet|demokraterna|moderaterna|liberalerna|kommun|stad|region|förbundet|universitet|verket|myndigheten|länsstyrelse|polisen",
)


def is_stamp(text: str) -> bool:
    """Tell whether the line is a time stamp of publication and nothing else."""
    if len(text) >= _LONGEST_STAMP or not _YEAR.search(text):
        return False
    dated = not text[0].isalpha() or text.partition(" ")[2][:1].isdigit()  # "2026-05-05 …", "May 5, 2026"
    return (dated or _is_headed(text)) and _STAMP.match(text) is not None


def _is_headed(text: str) -> bool:
    """Tell whether the line begins with a word that stands before a stamp, with a figure among the first words."""
    words = [word for word in text.split() if any(map(str.isalnum, word))]
    return fold(text).startswith(_STAMP_WORDS) and any(map(str.isdigit, "".join(words[:4])))


def is_footer_heading(text: str) -> bool:
    """Tell whether a line is one of the headings that newsrooms put below a release."""
    return bool(_FOOTER.match(text) or _ABOUT.match(text))


def is_contact_heading(text: str) -> bool:
    """Tell whether contacts follow, on the line or below it."""
    return bool(_CONTACTS.match(text))


def split_lines(text: str) -> list[Line]:
    """Return the lines with their parts."""
    lines: list[Line] = []
    part: Part = "head"
    at = 0
    contents, awaits_value, is_menu = 0, False, True
    for index, raw in enumerate(text.split("\n")):
        text, start, is_bullet = _unbulleted(raw, at)
        at += len(raw) + 1
        if not text:
            lines.append(Line(index, start, text, "blank", None, is_bullet, start))
            continue
        label = None if _is_wrapped(text, lines) else read_label(text)
        now, part = _part(text, label, part, contents, is_value=awaits_value, is_menu=is_menu)
        is_bare = label is not None and label.length == len(text)
        is_menu = is_menu and len(text) < _PARAGRAPH and (label is None or is_bare)
        awaits_value = is_bare
        contents += now not in ("furniture", "footer")
        lines.append(Line(index, start, text, now, label, is_bullet, start + (label.length if label else 0)))
    return _one_release(_without_mail_head(lines))


def _without_mail_head(lines: list[Line]) -> list[Line]:
    """The lines of a mail that was pasted with its head: of that the subject alone is the release's. A date with
    "kl" and no year is none of a mail program: it tells when the meeting is.
    """
    found = list(lines)
    for begin, line in enumerate(lines):
        if _MAIL_HEAD.match(line.text) is None or (begin and _MAIL_HEAD.match(lines[begin - 1].text)):
            continue
        end = next((at for at in range(begin, len(lines)) if not _MAIL_HEAD.match(lines[at].text)), len(lines))
        keys = {one.text.partition(":")[0].strip().casefold() for one in lines[begin:end]}
        if not (keys & _SUBJECT and keys & _ENVELOPE):
            continue
        for at in range(begin, end):
            head = _MAIL_HEAD.match(lines[at].text)
            is_subject = head is not None and head[1].casefold() in _SUBJECT
            start = lines[at].start + (head.end() if head and is_subject else 0)
            text = lines[at].text[head.end() :] if head and is_subject else lines[at].text
            part: Part = "head" if is_subject and text else "furniture"
            found[at] = lines[at]._replace(start=start, text=text, part=part, label=None, value_start=start)
    return found


_MAIL_HEAD = later(
    r"(från|till|kopia|cc|skickat|datum(?!\s?:(?!.*\b(?:19|20)\d\d\b).*\bkl\b)|ämne|svar till|from|to|sent|date|subject|reply-to)\s?:\s*(?:(?:sv|re|vb|fw|fwd)\s?:\s*)*",
    re.IGNORECASE,
)
_ENVELOPE = frozenset(("från", "from", "skickat", "sent", "datum", "date", "till", "to"))
_SUBJECT = frozenset(("ämne", "subject"))


def _is_wrapped(text: str, above: list[Line]) -> bool:
    """Tell whether a line in small letters goes on with the sentence of the full line above it, which a break cut."""
    return text[0].islower() and bool(above) and len(above[-1].text) > _FULL and above[-1].text[-1] not in ".:;!?"


_FULL = 50


def _one_release(lines: list[Line]) -> list[Line]:
    """Of a list of releases, each a headline above a time stamp, only the one that invites; the others are footer."""
    heads = []
    for index, line in enumerate(lines):
        head = _text_above(lines, index) if line.text and is_stamp(line.text) else None
        if head is not None and len(lines[head].text) > _HEADLINE and not is_stamp(lines[head].text):
            heads.append(head)
    if len(heads) < _SEVERAL:
        return lines
    blocks = list(zip(heads, (*heads[1:], len(lines)), strict=True))
    chosen = next((block for block in blocks if _invites(lines[block[0] : block[1]])), None)
    if chosen is None:
        return lines
    return [
        line
        if chosen[0] <= index < chosen[1] or not line.text or line.part == "furniture"
        else line._replace(part="footer")
        for index, line in enumerate(lines)
    ]


_HEADLINE = 12
_PARAGRAPH = 100
_SEVERAL = 2


def _text_above(lines: list[Line], index: int) -> int | None:
    """The nearest line with text above one, at most two further up."""
    return next((at for at in range(index - 1, max(-1, index - 4), -1) if lines[at].text), None)


def _invites(block: list[Line]) -> bool:
    return any(TITLE_INVITES.is_in(line.text) for line in block[:1]) or any(
        line.label is not None and line.label.kind in ("time", "time-place") for line in block
    )


def _unbulleted(raw: str, at: int) -> tuple[str, int, bool]:
    """A line without blanks and bullets at its ends, where it begins, and whether it had a bullet."""
    text = raw.strip()
    start = at + len(raw) - len(raw.lstrip())
    bullet = _BULLET.match(text) if text.startswith(_BULLETS) else None
    if bullet:
        start, text = start + bullet.end(), text[bullet.end() :]
        start, text = start + len(text) - len(text.lstrip()), text.strip()
    return text, start, bullet is not None


def _part(
    text: str, label: Label | None, before: Part, contents: int, *, is_value: bool, is_menu: bool
) -> tuple[Part, Part]:
    """The line's part, and the part that goes on after it; a bare "Kontakt" in the menu above all text heads nothing."""
    key = text.casefold().strip(" -–:.|•…")
    if before == "footer":
        return "footer", "footer"
    if contents >= 3 and (_FOOTER.match(text) or (_ABOUT.match(text) and contents >= 5 and before == "contacts")):
        return "footer", "footer"
    if key in _FURNITURE or (is_stamp(text) and not is_value) or not any(char.isalnum() for char in text):
        return "furniture", before
    if label is None and is_contact_heading(text) and contents >= 2 and not is_menu:
        return "contacts", "contacts"
    if label is not None and label.kind == "contact" and not (is_menu and label.length == len(text)):
        return "contacts", "contacts"
    if before == "contacts":
        if label is not None or len(text) > 260:
            return "body", "body"
        return "contacts", "contacts"
    if before == "head" and contents == 0:
        return "head", "body"
    return "body", "body"


def is_organisation(text: str) -> bool:
    """Tell whether the line only names who publishes: "Umeå kommun"."""
    return len(text) < 45 and bool(_ORGANISATION.match(text))
