"""Phone numbers, e-mail addresses and web addresses in running text, with where they stand.

They are found first and then covered, so that no digits of a number are taken for a date or a clock time.
"""

from __future__ import annotations

import re
from typing import Literal

from pressinvite.language.area_codes import AREAS
from pressinvite.language.phones import parse_phone
from pressinvite.reading.release.lexicon import fold, later
from pressinvite.records import NamedTuple

_AT = re.compile(r"(?=[@\[({\s])(?:@|\[at\]|\(at\)|\(a\)|\[snabel-?a\]|\(snabel-?a\)|\{at\}|\sat\s|\ssnabel-a\s)")
_LOCAL = re.compile(r"(?:[\w.+-]{1,64})\s?\Z")
_PLAIN_LOCAL = re.compile(r"(?<![\w.])(?:[\w-]+(?:\.[\w-]+){0,3})\s{0,3}\Z")
_DOMAIN = re.compile(r"\s?(?P<domain>(?:[\w-]{1,63}(?:\.|\s?(?:\[dot\]|\(dot\)|\[punkt\])\s?)){1,5}[a-z]{2,24}\b)")
_SPELLED_DOMAIN = later(
    r"\s*(?P<domain>[\w-]+(?:\s?(?:\.|\s(?:dot|punkt)\s)\s?[\w-]+)*\s?(?:\.|\s(?:dot|punkt)\s)\s?(?:se|com|org|nu|net|fi|eu|example)\b)(?!/)"
)
_DOT = later(r"\s?(?:\[dot\]|\(dot\)|\[punkt\]|\bdot\b|\bpunkt\b)\s?", re.IGNORECASE)
_URL = later(
    r"(?:https?://|www\.)(?:(?![”’])[^\s<>\")\]])+|(?<![\w@.-])[a-zåäö0-9-]{2,40}(?:\.[a-zåäö0-9-]{2,40}){0,2}\.(?:se|com|org|nu|net|fi|eu|example)(?:/(?:(?![”’])[^\s<>\")\]])*)?(?![\w@])"
)
_URL_SIGN = re.compile(r"://|www\.|\.(?:se|com|org|nu|net|fi|eu|example)")
"""Every web address holds one of these."""
_BLANK = re.compile(r"[ \n]")
_PHONE = re.compile(
    r"[+0(](?<![\w@./-].)(?:(?<=\+)\s?\d|(?<=0)0[1-9]|(?<=0)\d|(?<=\()0)(?:(?:[ ()/.-]|\u2013(?!$)){0,3}\d){5,15}(?!\d)"
)
_MOMENTS = later(
    r"[012]\d[.:]?[0-5]\d\s?[-–]\s?[012]\d[.:]?[0-5]\d\Z|[012]\d[.:][0-5]\d\s?[-–]\s?\d[.:][0-5]\d\Z|[0-3]\d/\d\d/20\d\d\Z"
)
_CALLED = later(r"\b(?:tfn|tlf|tel|telefon|mob|mobil|phone|mobile|gsm|växel|vx)\b[.:\s]{0,4}\Z", re.IGNORECASE)
_AREA = re.compile(r"0(?P<area>\d{1,3})\s?[-–]\s?\d")
_EIGHT = re.compile(r"[.:\s][2-9]\d[\d \u00a0]{5,}\d")
_EIGHT_DIGITS = later(
    r"\b(?:tlf|tfn|tel|telefon|mob|mobil|phone)\b[.:]{0,2}\s{0,2}(?P<number>[2-9]\d(?:[ \u00a0]?\d\d){3}|[2-9]\d\d ?\d\d ?\d{3})(?![\d.:/-])",
    re.IGNORECASE,
)
"""A number without an area code, as they are in Norway and Denmark."""
_NOBODYS = frozenset(
    [
        "fornamn.efternamn",
        "förnamn.efternamn",
        "firstname.lastname",
        "first.last",
        "first.lastname",
        "name.surname",
        "firstname.surname",
        "etunimi.sukunimi",
        "fornavn.etternavn",
        "fornavn.efternavn",
        "forename.surname",
    ]
)
"""What stands for anybody's name in a pattern of addresses."""
_GROUP = re.compile(r"\d+\)?")


class Reach(NamedTuple):
    """One way to reach somebody."""

    kind: Literal["phone", "email", "url"]
    start: int
    end: int
    value: str
    """E.164, a bare address or a web address; a number that is none of Sweden's as it is written; "" for a pattern of
    addresses, which reaches nobody.
    """


def find_reaches(text: str) -> list[Reach]:
    """Return all of the text in order, none within another."""
    found = _emails(text)
    covered = cover(text, found)
    found += _urls(covered)
    covered = cover(text, found)
    found += _phones(covered)
    return sorted(found, key=lambda reach: reach.start)


def cover(text: str, spans: list[Reach]) -> str:
    """Return the text of the same length with the spans as blanks."""
    parts, at = [], 0
    for reach in sorted(spans, key=lambda reach: reach.start):
        if reach.start >= at:
            parts += [text[at : reach.start], "\x00" * (reach.end - reach.start)]
            at = reach.end
    return "".join((*parts, text[at:]))


def _emails(text: str) -> list[Reach]:
    """E-mail addresses: around each sign or word for "at", the local part before it and the domain behind."""
    small = fold(text)
    found: list[Reach] = []
    for at in _AT.finditer(small):
        spelled = at[0][:1].isspace()
        local = (_PLAIN_LOCAL if spelled else _LOCAL).search(small, max(0, at.start() - 70), at.start())
        domain = (_SPELLED_DOMAIN if spelled else _DOMAIN).match(small, at.end())
        if local is None or domain is None or (found and local.start() < found[-1].end):
            continue
        reach = _address(text, local.start(), text[local.start() : local.end()].rstrip(), domain)
        if reach is not None:
            found.append(reach)
    return found


def _address(text: str, start: int, local: str, domain: re.Match[str]) -> Reach | None:
    """The address of a local part as written and a domain; a phone number may run into it: "08-465 00 405vera@…"."""
    host = _DOT.sub(".", text[domain.start("domain") : domain.end("domain")]).replace(" ", "")
    bare = local.lstrip(".-+")
    start, local = start + len(local) - len(bare), bare
    glued = re.match(r"^\d{2,}(?=[a-zåäö])", local)
    if glued:
        start, local = start + glued.end(), local[glued.end() :]
    if local.casefold() in _NOBODYS:
        return Reach("url", start, domain.end(), "")
    address = f"{local}@{host}".rstrip(".")
    return Reach("email", start, domain.end(), address.lower() if address.isupper() else address) if local else None


def _urls(text: str) -> list[Reach]:
    """Web addresses: within each run of signs without a blank that holds a sign of one."""
    found = []
    end = 0
    for sign in _URL_SIGN.finditer(text):
        if sign.start() < end:
            continue
        start = max(end, text.rfind(" ", end, sign.start()) + 1, text.rfind("\n", end, sign.start()) + 1)
        blank = _BLANK.search(text, sign.end())
        end = blank.start() if blank else len(text)
        for match in _URL.finditer(text, start, end):
            value = match[0].rstrip(".,;:!?")
            found.append(Reach("url", match.start(), match.start() + len(value), value))
    return found


def _phones(text: str) -> list[Reach]:
    found = []
    at = 0
    while match := _PHONE.search(text, at):
        reach = _first_phone(text, match)
        if reach:
            found.append(reach)
        at = reach.end if reach else match.start() + 2
    may_hold = (found or "tl" in text or "el" in text or "mob" in text) and _EIGHT.search(text)
    others = _EIGHT_DIGITS.finditer(text) if may_hold else ()
    found += [Reach("phone", *other.span("number"), " ".join(other["number"].split())) for other in others]
    return found


def _first_phone(text: str, match: re.Match[str]) -> Reach | None:
    """The longest number that begins here: what follows may be a second one."""
    ends = [group.end() for group in _GROUP.finditer(text, match.start(), match.end())]
    for end in reversed(ends):
        written = text[match.start() : end]
        number = None if _is_of_time(written) else parse_phone(written)
        if number and sum(char.isdigit() for char in written) >= 6:
            return Reach("phone", match.start(), end, number)
    written = match[0].strip()
    if _is_of_time(written) or not _is_told(text, match):
        return None
    return Reach("phone", match.start(), match.start() + len(written), " ".join(written.split()))


def _is_of_time(written: str) -> bool:
    """Tell whether digits are a span of clock times or a date, which have eight at most."""
    return sum(map(str.isdigit, written)) <= _MOST_OF_TIME and _MOMENTS.match(written) is not None


_MOST_OF_TIME = 8


def _is_told(text: str, match: re.Match[str]) -> bool:
    """Tell whether digits that are no number in Sweden are surely one all the same: a word says so, or an area code
    behind a comma.
    """
    before = text[max(0, match.start() - 14) : match.start()]
    if _CALLED.search(before):
        return True
    area = _AREA.match(match[0])
    return area is not None and area["area"] in AREAS and before.rstrip(" ").endswith(",")
