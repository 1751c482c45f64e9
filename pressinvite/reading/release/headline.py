"""The headline among the lines at the top: not who publishes, nor a menu, a path of pages, a stamp or a caption.

Every short line above the first paragraph may be it. Each is scored by how it reads (words of an invitation, small
words between, no full stop), by what is around it (a paragraph below) and by whether the page uses it as a name.
"""

from __future__ import annotations

import re

from pressinvite.reading.release.layout import Line, is_organisation, is_stamp
from pressinvite.reading.release.lexicon import Lexicon, Words, fold, later
from pressinvite.reading.release.words import TITLE_INVITES, TITLE_PRESS
from pressinvite.records import NamedTuple

_TOP = 30
"""So many lines at the top are looked at."""
_PATH = later(r"\S\s+[|›»>/•]\s+\S|\S {3,}\S")
"""A path of pages or a row of menu words: "Start / Press / Nyheter", "Press   Bilder   Om oss"."""
_PATH_SIGNS = ("|", "›", "»", ">", "/", "•", "   ")
_CAPTION = Lexicon(
    r"\b(?:foto|fotograf|bild|bildtext|photo|källa|illustration)\s?[:/]|^bild(?:en)? ",
    "foto|bild|photo|källa|illustration",
)
_BARE = Lexicon(
    r"(?:press|media)?-?\s?(?:inbjudan|invitation|meddelande|kallelse|release)(?: (?:till|to|för) (?:a )?(?:press|media)[\w -]{2,20})?\W*$",
    "inbjudan|invitation|meddelande|kallelse|release",
)
"""A line that only says what it is: "PRESSINBJUDAN", "Inbjudan till presskonferens"."""
_FROM = Lexicon(r"(?:pressmeddelande|pressinbjudan|nyhet|press release) (?:från|from)\b", " från | from ")
_NEWS = Lexicon(
    r"(?:nyhet(?:er)?|pressmeddelanden?|pressinbjudan|(?:uppdaterad|ändrad|ny) inbjudan|artikel|aktuellt|publicera[dt]|published)\b.{0,30}?(?:\d{1,2}[./ ]\s?\w{1,9}[./ ]\s?\d{4}|\d{4}-\d\d|\w+ \d{1,2},? \d{4})",
    "nyhet|pressmeddelande|pressinbjudan|inbjudan|artikel|aktuellt|publicera|published",
)
_NAMED = Lexicon(
    r"\b(?:om|följ|välkommen till|läs mer om|mer från|about|follow)\s+(?P<name>.{3,60}?)\s*:?$",
    " om | följ |välkommen till| mer från| about | follow ",
)
_PRESS = Words("press*|media*|medie*|journalist*")
_SENTENCES = later(r"[a-zåäö]{2}[.!?]\s[A-ZÅÄÖ]")
_PLAIN = 2.0
_LEAST = -2.5
"""A single word that is neither furniture nor a name may be the headline: "Pressträff"."""
_UNFINISHED = frozenset(
    (
        "den",
        "det",
        "i",
        "på",
        "och",
        "av",
        "för",
        "till",
        "med",
        "att",
        "som",
        "en",
        "ett",
        "the",
        "of",
        "and",
        "to",
        "in",
    )
)
"""A hard line break has cut it."""
_DATED = later(r"(?:19|20)\d\d,?\s(?:kl\.?\s)?\d{1,2}[.:]\d\d|\b(?:idag|today)\s(?:kl\.?\s)?\d{1,2}[.:]\d\d$")
_SMALL = re.compile(r"(?<=\s)[a-zåäö]{2,}")
_GREETING = Lexicon(
    r"\b(?:till|hej|hejsan|hallå|bästa|kära|dear)\s(?:er\b|dig\b|alla|\w*redaktion|\w*chef|\w*redaktör|media|medier|press)",
    " till | hej | hejsan | hallå | bästa | kära | dear ",
)
_MOMENT = later(
    r"(?:\w+dag(?:en)?,?\s)?(?:den\s)?\d{1,2}(?:/\d{1,2}|\.\d{1,2}\.?|\s\w{3,9}).{0,20}\d{1,2}[.:]\d\d\s?[–-]\s?\d{1,2}",
    re.IGNORECASE,
)
_PHONE = later(r"\b0\d{1,3}[ -]\s?\d{2,3}[ -]?\d\d|\+46")
_DAY_AND_CLOCK = later(
    r"\w+dag(?:en)?,?\s(?:den\s)?\d{1,2}(?:/\d{1,2}|\s\w{3,9})(?:\s\d{4})?,?\skl(?:ockan)?\.?\s\d", re.IGNORECASE
)
_TIMED = later(
    r"(?:(?:\w+dag(?:en)?,?\s)(?:den\s)?\d{1,2}(?:/\d{1,2}|\.\d{1,2}\.?|\s\w{3,9}),?\s)?(?:kl(?:ockan)?\b\.?\s*\d|\d{1,2}[.:]\d\d\b)",
    re.IGNORECASE,
)
"""A line that begins with a time is one of the programme, or tells when the meeting is."""
_ADDRESS = Lexicon(
    r",\s[a-zåäö][\w ]*(?:gatan|vägen|torget|plan|plats|gränd|väg|salen|rummet)\b(?:\s\d|\s?$|\splan)",
    "gatan|vägen|torget|plan|plats|gränd|väg|salen|rummet",
)
_SALUTATION = Lexicon(
    r"\b(?:till|hej|bästa|att|dnr|diarienr|ref|handläggare|to)\b",
    " till | hej | bästa | att | dnr | diarienr | ref | handläggare | to ",
)
_ISO_DAY = later(r"(?:19|20)\d\d-\d\d-\d\d\s+(?=[A-ZÅÄÖ])")
_MOMENTS = ("time", "date", "place", "time-place")


class Headline(NamedTuple):
    """The headline, and what else it might have been."""

    line: Line
    score: float
    rejected: tuple[Line, ...]


def find_headline(lines: list[Line]) -> Headline | None:
    """Return the headline; None where the text begins with a paragraph or a label."""
    top = [line for line in lines if line.text and line.part in ("head", "body")][: _TOP + 1]
    names = _names(lines)
    scored: list[tuple[float, int, Line]] = []
    for index, line in enumerate(top[_menu_end(top) : _TOP], _menu_end(top)):
        if line.label is not None and line.label.kind in _MOMENTS:
            behind = _behind_date(line)
            if behind is not None:
                scored.append((3.0, index, behind))
            break
        if scored and _is_moment(line.text):
            break
        if is_paragraph(line.text) or (scored and max(scored)[0] > 0 and _is_sentence(line.text)):
            break
        score = _score(line, top[index + 1] if index + 1 < len(top) else None, names) - 0.3 * len(scored)
        scored.append((score, index, line))
    if not scored:
        return None
    scored.sort(key=lambda one: (-one[0], one[1]))
    score, at, best = scored[0]
    below = next((one for one in scored[1:] if one[1] == at + 1 and one[0] > _PLAIN), None)
    if below and len(best.text.split()) == 1 and _BARE.match(best.text) and below[2].number == best.number + 1:
        score, _, best = below  # "PRESSINBJUDAN" right above its headline
    return Headline(best, score, tuple(line for _, _, line in scored[1:3])) if score > _LEAST else None


def is_paragraph(text: str) -> bool:
    """Tell whether a line is running text and no headline."""
    return len(text) > 190 or (len(text) > 110 and ". " in text) or (len(text) > 80 and text.endswith("."))


def _is_moment(text: str) -> bool:
    """Tell whether the line begins with a date and has a time: "29 mars 2022 10:00 – 11:30", "Onsdag den 1 juni, klockan 14"."""
    return (("–" in text or "-" in text) and bool(_MOMENT.match(text))) or bool(_DAY_AND_CLOCK.match(text))


def _is_sentence(text: str) -> bool:
    """Tell whether the line is a sentence of its own, as leads are."""
    return text.endswith(".") and len(text.split()) > 3


def _score(line: Line, following: Line | None, names: set[str]) -> float:
    text, words = line.text, line.text.split()
    score = -2.0 if len(words) == 1 else 1.0 if len(words) == 2 else 2.0
    small = len(_SMALL.findall(text))
    score += min(small, 3) * 0.7 if not text.isupper() else 1.0
    if _BARE.match(text):
        score += 3.0 if len(words) > 1 else 4.0
    elif TITLE_INVITES.is_in(text) or TITLE_PRESS.is_in(text):
        score += 1.0 if text.endswith(".") else 3.5
    elif _PRESS.is_in(text):
        score += 1.0
    if is_organisation(text) or _FROM.match(text) or _plain(text) in names:
        score -= 6.0
    steps = len(_PATH.findall(text)) if any(sign in text for sign in _PATH_SIGNS) else 0
    if steps > 1 or (steps and not TITLE_INVITES.is_in(text)):
        score -= 6.0
    if is_stamp(text) or _NEWS.match(text) or _CAPTION.is_in(text) or (len(words) < 4 and _SALUTATION.match(text)):
        score -= 8.0
    score -= 4.0 if _ADDRESS.is_in(text) and not TITLE_INVITES.is_in(text) else 0.0
    score -= 5.0 if (":" in text or "." in text) and _DATED.search(text) and not TITLE_INVITES.is_in(text) else 0.0
    score -= 4.0 if len(words) < 7 and _GREETING.match(text) else 0.0
    score -= 3.0 if text.endswith((":", ".", ",")) else 0.0
    score -= 6.0 if "@" in text or _PHONE.search(text) else 0.0
    score -= 6.0 if _may_be_timed(text) and _TIMED.match(text) else 0.0
    score -= 4.0 if text[:1].islower() or (_SENTENCES.search(text) and text.endswith((".", "!", "?"))) else 0.0
    score -= 2.0 if line.label is not None and not line.value else 0.0
    if following is not None:
        score += 1.5 if is_paragraph(following.text) or len(following.text) > 100 else 0.0
        score -= 6.0 if len(words) > 1 and words[-1] in _UNFINISHED else 0.0
        score -= (
            (6.0 if len(text) > 40 else 3.0) if text[-1:].isalpha() and following.text[:1].islower() else 0.0
        )  # a hard break
    return score


def _may_be_timed(text: str) -> bool:
    """Tell whether a line begins with a digit or the word for a clock, or names a day."""
    small = fold(text)
    return text[:1].isdigit() or small.startswith("kl") or "dag" in small


def _names(lines: list[Line]) -> set[str]:
    """What the page calls its publisher: in stamp lines, behind "Om" and "Följ", in the footer."""
    found: set[str] = set()
    for line in lines:
        if not line.text or len(line.text) > 160:
            continue
        if "|" in line.text and re.search(r"\d{4}", line.text):
            found.update(_plain(part) for part in line.text.split("|"))
        named = _NAMED.match(line.text)
        if named:
            found.add(_plain(named["name"]))
        if line.part == "footer" and len(line.text) < 50:
            found.add(_plain(line.text))
    return found


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _tells_press(text: str) -> bool:
    return TITLE_INVITES.is_in(text) or TITLE_PRESS.is_in(text)


def _menu_end(top: list[Line]) -> int:
    """How many lines at the top are a menu: five or more of one to three words, a caption before them."""
    best = run = 0
    for at, line in enumerate(top):
        if (
            len(line.text.split()) <= 3
            and len(line.text) < 32
            and not _BARE.match(line.text)
            and not _tells_press(line.text)
            and (line.label is None or not line.value)
        ):
            run += 1
            best = at + 1 if run >= 5 else best
        elif at > 0:
            break
    return best


def _behind_date(line: Line) -> Line | None:
    """The headline that stands behind the day on the same line: "date 2026-05-05 The mayor …"."""
    found = _ISO_DAY.match(line.value)
    if found is None or len(line.value) - found.end() < 30:
        return None
    start = line.value_start + found.end()
    return line._replace(start=start, text=line.value[found.end() :], label=None, value_start=start)
