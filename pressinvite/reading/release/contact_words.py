"""The words between a name and what reaches somebody: labels, roles, other purposes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressinvite.reading.release.lexicon import Lexicon, Words, later
from pressinvite.reading.release.role_words import VERBS

if TYPE_CHECKING:
    from pressinvite.reading.release.layout import Line
    from pressinvite.reading.release.reach import Reach

LABELS = later(
    r"\b(?:tfn|tlf|tel(?:efon)?(?:nummer)?|mobil(?:telefon|nr|nummer)?|mob|e-?post(?:s?adress)?|mejl(?:adress)?|mail(?:adress)?|e-?mail|phone|cell|direkt(?:nr|nummer)?|växel|vx|vxl|titel|fax|sms|nås"
    r"|media ringer|ring|nummer|nr|alt(?:ernativt)?|eller|or|och|samt|på|via|on|at|även|by|per|med|genom|till|telefonnummer|whatsapp|signal)\b\s*(?:\(växel\))?\s*[.:]*|\b[TMEe]\s?:|[\x00|/,;:()–•.\s-]+",
    re.IGNORECASE,
)
PURPOSE = Words(
    "frågor|*kontakt*|information|*upplysning*|*intervju*|fakta|*tilläggsuppgifter*|undra|undrar|questions|contact|enquir*",
)
REGISTERS = Words(
    "*anmäl*|*registr*|*register*|*sign up*|*rsvp*|*säkra din plats*|osa|o.s.a|o.sa|os.a|o s a|o. s. a|o.s. a|o. s.a",
)
OTHER_PURPOSE = Words(
    "*biljett*|kassa|kassan|*ackredit*|*accredit*|*sidansvarig*|*innehållsansvarig*|*prenumer*|*nyhetsbrev*|*dial*|kod|koden|pin"
    "|*möteskod*|*konferens-id*|*konferensid*|*kundtjänst*|*kontaktcenter*|*allmänheten*|*ring in|*telefonkonferens*"
    "|*telefonnummer i*|*bokning av*|*visningar*|*ticket|*tickets|*felanmäl*|*bordsbokning*|*lyssna*|*uppringning*"
    "|*avregistrera*",
)
"""What a number is for that is no contact of the press: tickets, a conference by telephone, the page's editor."""
HOURS = Lexicon(
    r"(?:vardagar|öppet|öppen|bemanna[ds]|helger|kvällar|dygnet runt|svarar|alla dagar|måndag|tar emot samtal|weekdays|mon-fri)\b",
    "vardagar|öppet|öppen|bemanna|helger|kvällar|dygnet runt|svarar|alla dagar|måndag|tar emot samtal|weekdays|mon-fri",
)
OF_SOMEBODY = Lexicon(
    r"(?P<title>[\w-]+)\s(?:hos|till|åt|för|of|to)\s(?:[\w'-]+\s){0,4}$",
    " hos | till | åt | för | of | to ",
    cased=True,
)
"""Whose somebody is: "pressekreterare hos kulturminister …"."""
ANSWERS = later(r"(?:press|medie|media)(?:ansvarig|talesperson)", re.IGNORECASE)
"""Headings that are a role where they stand below a name."""
BADGE = later(r"(?:press|medie|media)kontakt|(?:press|media) contact|kontaktperson", re.IGNORECASE)
"""What stands on a line of its own between a name and a role."""
_SENTENCE_END = later(r"[.!?]\s+(?=[A-ZÅÄÖ])|[.!?]\s*$")
_FOLDED = str.maketrans("åäöéèüøæáóíúćčšžñł", "aaoeeuoaaoiuccsznl")
_GLUED = later(r"[A-ZÅÄÖ][a-zåäö]+(?=[A-ZÅÄÖ])")
_POSTAL_CODE = re.compile(r"\d\d\d(?<!\w\d\d\d)\s?\d\d\s+[A-ZÅÄÖa-zåäö]")
_POSTAL_WORD = Lexicon(r"\b(?:box|postadress|besöksadress)\b", " box | postadress | besöksadress ")
_MOST_ROLE = 110


def covered_text(text: str, offset: int, reaches: list[Reach]) -> str:
    """A text with its numbers and addresses as marks."""
    for reach in reaches:
        start, end = max(0, reach.start - offset), reach.end - offset
        if 0 <= start < end <= len(text):
            text = text[:start] + "\x00" * (end - start) + text[end:]
    return text


def is_short_way(gap: str) -> bool:
    """Tell whether a number still belongs to the name before it: no new sentence but its label, no other purpose."""
    if len(gap) > 220 or OTHER_PURPOSE.is_in(gap) or REGISTERS.is_in(gap):
        return False
    ends = [match.end() for match in _SENTENCE_END.finditer(gap)]
    rest = gap[ends[-1] :] if ends else ""
    return len(LABELS.sub("", rest)) < 4 and (len(gap) < 130 or "\x00" in gap)


def is_labelled(line: Line, reaches: list[Reach]) -> bool:
    """Tell whether a line is a label and an address for it, and nothing else: "Anmälan: eva.ek@…"."""
    words = covered_text(line.text, line.start, reaches).strip("\x00 .")
    return line.label is not None or words.endswith(":")


def is_postal(text: str) -> bool:
    """Tell whether a line holds a postal code with its town, or begins with the word for an address."""
    return bool(_POSTAL_CODE.search(text) or _POSTAL_WORD.match(text))


def role_text(text: str) -> str | None:
    """What stands between a name and a number, labels and party left out."""
    words = (
        text.partition("\x00")[0] if text.strip("\x00 ") and not text.startswith("\x00") else text.replace("\x00", " ")
    )
    words = re.sub(
        r"\b(?:tfn|tlf|tel(?:efon)?(?:nummer)?|mobil(?:telefon)?|mob|e-?post(?:adress)?|mejl|mail|e-?mail|phone|direkt|växel|vx|titel|fax|sms)\b\s*(?:\(växel\))?\s*[.:]*",
        " ",
        words,
        flags=re.IGNORECASE,
    )
    words = re.sub(r"(?<=[a-zåäö])(?=[A-ZÅÄÖ])", " ", words) if words[:1].isupper() and _GLUED.match(words) else words
    words = re.sub(r"\s*\([A-ZÅÄÖ]{1,4}\)|^[\s,–-]*(?=och\b|eller\b)", "", words)
    words = re.split(r"\s(?:on|på|via|senast\s.*)\s*$|[!?]|\.\s(?=[A-ZÅÄÖ])|\ssenast\s|\som ni\s", words)[0]
    words = re.sub(r"(?:^|\s)(?:på|on|via|eller|och|or|nås|kontaktas)\s*(?:på|via)?\s*$", "", words).strip(
        " ,.:;–-|/()\n•"
    )
    words = re.sub(r"^(?:på|vid|från|hos|at|i)\s(?:plats\b)?", "", " ".join(words.split()))
    if words.partition(" ")[0] in VERBS - {"är", "is"}:
        return None  # "Ove Ek finns för intervjuer, ring …"
    return words if 1 < len(words) <= _MOST_ROLE and any(char.isalpha() for char in words) else None


def is_made_of(email: str, name: str) -> bool:
    """Tell whether an address is made of a name: "gry.ek@", "minna@"."""
    parts = [part for part in re.split(r"[._+-]", email.partition("@")[0].casefold()) if len(part) > 1]
    names = re.split(r"[\s-]", name.casefold().translate(_FOLDED))
    if not parts or not all(part in names for part in parts):
        return False
    return len(parts) > 1 or parts[0] in (names[0], names[-1])


def begins_like_name(email: str, name: str) -> bool:
    """Tell whether an address holds the beginning of a part of the name: "maria.f@" for Maria Fröstling."""
    local = email.partition("@")[0].casefold().translate(_FOLDED)
    return any(part[:4] in local for part in re.split(r"[ -]", name.casefold().translate(_FOLDED)))
