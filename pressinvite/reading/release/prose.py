"""The words of the invitation itself: headline, lead, body, who invites, and the passages with a purpose of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressinvite.reading.release.layout import is_organisation
from pressinvite.reading.release.lexicon import Gate, Lexicon, Words, fold, later

if TYPE_CHECKING:
    from pressinvite.reading.release.page import Page, Stretch

_PREFIX = later(
    r"^(?:(?:pressmeddelande|påminnelse|press release|\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d\d-\d\d)\s*[:–-]\s*(?=\S))+",
    re.IGNORECASE,
)
_CLOSING = Lexicon(r"^(?:\W*(?:hjärtligt |varmt )?välkom(?:men|na)\W*|welcome\W*|varmt välkomna\W*)$", "välkom|welcome")
_EXTRAS = {
    "accreditation": Lexicon(
        r"presskort|press card|ackredit|legitimation", "presskort|press card|ackredit|legitimation"
    ),
    "access": Lexicon(
        r"teckenspråk|hörslinga|tolk(?:as|ning|en|ar)?\b|hiss finns|parkering|parkera|inpasser|insläpp|dörrarna öppn|sign language|hearing loop|rullstol",
        "teckenspråk|hörslinga|tolk|hiss finns|parkering|parkera|inpasser|insläpp|dörrarna öppn|sign language|hearing loop|rullstol",
    ),
    "interviews": Lexicon(r"intervju", "intervju"),
    "photo": Lexicon(
        r"fotograf|fototillfälle|\bfoto\b|bilder tas|photo", "fotograf|fototillfälle| foto |bilder tas|photo"
    ),
}
_ANY_EXTRA = Gate(*_EXTRAS.values())
_TAKES_PART = Lexicon(r"\bdeltar\b|medverka", " deltar |medverka", cased=True)


def headline(page: Page) -> str | None:
    """Return the headline without furniture; "INBJUDAN TILL PRESSKONFERENS" is shown in small letters."""
    if page.title is None:
        return None
    text = " ".join(page.title.text.split()).strip(" -–•")
    if text[:1].isdigit() or fold(text).startswith(("pressmeddelande", "påminnelse", "press release")):
        text = _PREFIX.sub("", text)
    return text or None


def headings(page: Page) -> set[str]:
    """Return the lines that stand as headings within the text: short, alone, no sentence, a time right below."""
    found = set()
    for stretch, below in zip(page.stretches, page.stretches[1:], strict=False):
        alone = stretch.part == "body" and len(stretch.lines) == 1 and not stretch.labels and len(stretch.text) < 90
        if alone and not stretch.text.rstrip().endswith((".", "!", ":")) and below.label_at(below.start) in _TIME:
            found.add(_flowing(stretch))
    return found


_TIME = ("time", "date", "time-place")


def heading_above(page: Page, at: int) -> str | None:
    """Return the heading right above the labelled time at a place of the text."""
    for stretch, below in zip(page.stretches, page.stretches[1:], strict=False):
        if below.holds(at):
            text = _flowing(stretch)
            return text if text in headings(page) and not _ONLY_A_KIND.fullmatch(text) else None
    return None


_ONLY_A_KIND = later(
    r"(?:\w*press-?\w+|\w*tillfälle\w*|fotografering|press \w+|photo \w+)\W*(?:\d\W*)?",
    re.IGNORECASE,
)
"""A heading that names no more than a kind of meeting is no headline of one: "Fototillfälle"."""


def lead_text(page: Page) -> str | None:
    """Return the first paragraph."""
    return " ".join(map(_flowing, _lead(page))) or None


def _lead(page: Page) -> list[Stretch]:
    """The first paragraph's stretches: two where its first line breaks off within a sentence."""
    for stretch, below in zip(page.stretches, [*page.stretches[1:], None], strict=True):
        if stretch.part == "lead":
            breaks_off = not stretch.text.rstrip().endswith(_SENTENCE_ENDS)
            if below is None or below.part != "body" or below.labels or not breaks_off:
                return [stretch]
            return [stretch, below] if page.text.count("\n", stretch.end, below.start) == 1 else [stretch]
    return []


_SENTENCE_ENDS = (".", "!", "?", ":", ";", "”", '"', ")")


def body_text(page: Page) -> str | None:
    """Return the prose behind the lead: no labels, contacts, passages told elsewhere, furniture or footer."""
    lead = _lead(page)
    seen: set[str] = {_flowing(stretch) for stretch in lead}
    paragraphs = []
    for stretch in page.stretches:
        if stretch in lead or stretch.part != "body" or (stretch.labels and stretch.labels[0][0] <= stretch.start + 3):
            continue
        text = _flowing(stretch)
        if (
            text in seen
            or _CLOSING.match(text)
            or len(text) < 25
            or any(reach.kind == "phone" and stretch.holds(reach.start) for reach in page.reaches)
        ):
            continue
        if len(text) < 220 and (any(words.is_in(text) for words in _EXTRAS.values()) or _TAKES_PART.is_in(text)):
            continue
        seen.add(text)
        paragraphs.append(text)
    return "\n\n".join(paragraphs) or None


def _flowing(stretch: Stretch) -> str:
    """The stretch as a paragraph; bullets keep their lines."""
    if any(line.is_bullet for line in stretch.lines):
        return "\n".join(("– " if line.is_bullet else "") + " ".join(line.text.split()) for line in stretch.lines)
    return " ".join(stretch.text.split())


def extras(page: Page) -> dict[str, str]:
    """Return the sentences about press cards, access, interviews and pictures, by the meeting's keys."""
    found: dict[str, list[str]] = {}
    for stretch in page.stretches:
        if stretch.part not in ("body", "lead") or stretch.label_at(stretch.start) in ("participants", "place", "time"):
            continue
        at = stretch.start
        for end in (*stretch.ends, stretch.end):
            written = stretch.text[at - stretch.start : end - stretch.start]
            at = max(at, end)
            if not _ANY_EXTRA.may_hold(written):
                continue
            for passage in _own_lines(written):
                sentence = " ".join(passage.split()).strip(" •–-")
                key = next((key for key, words in _EXTRAS.items() if words.is_in(sentence)), None)
                if key and 12 < len(sentence) < 250 and sentence not in found.get(key, []):
                    found.setdefault(key, []).append(sentence)
    return {key: " ".join(sentences) for key, sentences in found.items() if len(sentences) <= 3}


def _own_lines(sentence: str) -> list[str]:
    """A sentence; of a programme, with a time before each line, none: "13.30 Samling på parkeringen" tells of no access."""
    return [] if "\n" in sentence.strip() and _HOUR.search(sentence) else [sentence]


_HOUR = later(r"(?m)^\W*(?:kl\.?\s?)?[012]?\d[.:]?[0-5]\d\b\s*(?:[-–]\s*[012]?\d[.:]?[0-5]\d\b)?\s+\S")
_HEADINGS = frozenset(
    {"ämnen", "topics", "kategorier", "categories", "regioner", "regions", "kontakter", "contacts", "nyckelord"}
)


def tag_list(page: Page, *headings: str) -> tuple[str, ...]:
    """Return the newsroom's words below one of the headings: short lines up to the next heading."""
    found: list[str] = []
    inside = False
    if not any(heading in fold(page.text) for heading in headings):
        return ()
    for line in page.lines:
        key = line.text.casefold().strip(" :")
        if key in headings:
            inside = True
        elif inside and (key in _HEADINGS or (line.text and not line.is_bullet) or len(line.text) > 60):
            break
        elif inside and line.text:
            found.append(line.text)
    return tuple(found)


def about_text(page: Page) -> tuple[str, ...]:
    """Return the newsroom's paragraphs about itself: the long ones of the footer."""
    paragraphs = []
    for stretch in page.stretches:
        text = " ".join(stretch.text.split()) if stretch.part == "footer" else ""
        if len(text) <= 90 or text in paragraphs:
            continue
        if not any(reach.kind != "url" and stretch.holds(reach.start) for reach in page.reaches):
            paragraphs.append(text)
    return tuple(paragraphs)


_BY = Words("från|av|from")
_SENT_BY = later(
    r"^(?:pressmeddelande|press\w*|inbjudan|påminnelse|press release|press invitation)\s(?:från|av|from)\s+(?=\S)",
    re.IGNORECASE,
)
_FROM = later(r"Välkommen till (?P<name>[A-ZÅÄÖ][\wåäö]+ (?:stad|kommun))")


def organisers(page: Page) -> tuple[str, ...]:
    """Return who invites, where the newsroom names itself above the headline or in its footer."""
    for line in page.lines:
        if page.title is not None and line.start >= page.title.start:
            break
        name = _SENT_BY.sub("", line.text) if _BY.is_in(line.text) else line.text
        if line.text and is_organisation(name):
            return (name,)
    found = next(
        (match for stretch in page.stretches if stretch.part == "footer" and (match := _FROM.search(stretch.text))),
        None,
    )
    return (found["name"],) if found else ()
