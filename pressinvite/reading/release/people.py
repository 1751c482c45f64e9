"""Who is met and who answers: names with party and role, contacts with numbers and addresses.

A name is two to four capitalised words that are no place, office or label. In a contact block words, numbers and
addresses go to the latest name; in a list of participants a role stands behind the name, else in front of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from pressinvite.language.parties import parse_party
from pressinvite.meeting import Contact, Participant
from pressinvite.reading.release.layout import is_contact_heading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressinvite.reading.release.layout import Line
    from pressinvite.reading.release.page import Page, Stretch
    from pressinvite.reading.release.reach import Reach

_WORD = r"[A-ZÅÄÖÉ][a-zåäöéüáíóøæ]+(?:-[A-ZÅÄÖ][a-zåäöéü]+)?"
_NAME = re.compile(
    rf"(?:(?<=\bsamt)|(?<=\boch)|(?<![\w.@-]))(?P<name>{_WORD}(?:[ ](?:(?:von|af|de|van|der|al|el|Mc{_WORD})|[A-ZÅÄÖ]\.?|{_WORD})){{1,3}})(?![\w@])"
)
_NOT_NAMES = frozenset(
    [
        "region",
        "regionen",
        "malmö",
        "stad",
        "stads",
        "lunds",
        "kommun",
        "kommuns",
        "polisen",
        "presstjänst",
        "presskontakt",
        "kontakt",
        "kontakter",
        "telefon",
        "mobil",
        "epost",
        "e-post",
        "tfn",
        "tel",
        "press",
        "media",
        "medier",
        "enhet",
        "enheten",
        "avdelning",
        "avdelningen",
        "pressjour",
        "stadskontoret",
        "stockholm",
        "stockholms",
        "göteborg",
        "göteborgs",
        "uppsala",
        "södra",
        "norra",
        "östra",
        "västra",
        "sverige",
        "sveriges",
        "svenska",
        "välkommen",
        "välkomna",
        "mer",
        "information",
        "plats",
        "tid",
        "när",
        "var",
        "hej",
        "the",
        "and",
        "for",
        "press-kontakt",
        "radio",
        "kommunikation",
        "kommunikationsavdelningen",
        "länsstyrelsen",
        "universitet",
        "universitetet",
        "museet",
        "museum",
        "stiftelsen",
        "föreningen",
        "växel",
        "adress",
        "rum",
        "office",
        "news",
        "contact",
        "phone",
        "email",
        "medverkande",
        "deltagare",
        "frågor",
        "anmälan",
        "vid",
        "för",
        "på",
        "under",
        "mitt",
        "vi",
        "ni",
        "läs",
        "se",
        "nytt",
        "nya",
        "stora",
        "lilla",
        "dag",
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
        "måndag",
        "tisdag",
        "onsdag",
        "torsdag",
        "fredag",
        "lördag",
        "söndag",
    ]
)
_DUTY = re.compile(
    r"(?:chef|informatör|sekreterare|officer|ansvarig|ansvariga|direktör|råd|strateg|ledare|enheten|staben|avdelningen|förvaltningen|kontoret|"
    r"ordförande|rektor|professor|borgmästare|minister|manager|director|handläggare|specialist|nämnden|verket|förbundet|gatan|vägen|torget|"
    r"salen|huset|parken|skolan|museet|rummet|center|centrum)\Z",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(r"(?:\bi|\bpå|\bför|\bvid|\bhos|\bfrån|\btill|\binom|\bof|\bat|\bin)\s$")
_REACH_WORD = re.compile(
    r"(?:tfn|tel|telefon(?:nummer)?|mobil(?:telefon|nummer)?|mob|e-?post(?:adress)?|e-?mail|mejl|mail|växel|direkt|phone|mobile|vx|eller|och|alt|via|på|t|m|e|nås)\b\.?",
    re.IGNORECASE,
)
_PARTY = re.compile(r"\s*\((?P<party>[A-Za-zÅÄÖåäö]{1,4})\)")
_HOURS = re.compile(
    r"(?:öppen|öppet|bemannad|nås|svarar|tillgänglig|vardagar|dygnet runt)\b[^\n]*?(?=\.?\s*(?:\x00|$))", re.IGNORECASE
)
_DESK = re.compile(
    r"(?:\w*press(?:tjänst|jour|avdelning|rum|kontakt|telefon)\w*|\w*kommunikations(?:avdelning|enhet|stab)\w*|press office|media desk)",
    re.IGNORECASE,
)


class Person(NamedTuple):
    """A participant or contact, and where the name or number stands."""

    entry: Participant | Contact
    start: int
    end: int


class Name(NamedTuple):
    """A person's name, and where it stands in the text that was searched."""

    name: str
    start: int
    end: int


def names_in(text: str) -> Iterator[Name]:
    """Yield the names of people, in order; words of duty and office around them are left out."""
    for match in _NAME.finditer(text):
        words = match["name"].split(" ")
        start = match.start()
        while words and _DUTY.search(words[0]):
            start += len(words.pop(0)) + 1
        duty = next((index for index, word in enumerate(words) if _DUTY.search(word)), len(words))
        words = words[:duty]
        if len(words) < 2 or any(_is_other(word) for word in words):
            continue
        name = " ".join(words)
        yield Name(name, start, start + len(name))


def _is_other(word: str) -> bool:
    """Tell whether a capitalised word is of a place, an office or a label."""
    word = word.casefold().strip(".")
    return word in _NOT_NAMES or word.endswith(("kommun", "kommuns"))


def find_contacts(page: Page) -> list[Person]:
    """Return this meeting's contacts, then the newsroom's standing ones."""
    found: list[Person] = []
    for standing in (False, True):
        part = "footer" if standing else "contacts"
        block = _Block(page, standing=standing)
        for stretch in page.stretches:
            if stretch.part == part:
                for line in stretch.lines:
                    block.take(line)
            elif not standing and stretch.part in ("lead", "body"):
                block.take_prose(stretch)
        found += block.people()
    return found


class _Block:
    """A contact block while it is read."""

    def __init__(self, page: Page, *, standing: bool) -> None:
        self.page, self.standing = page, standing
        self.starts = [reach.start for reach in page.reaches]
        self.drafts: list[dict[str, object]] = []
        self.desk: tuple[str, int] | None = None

    def take(self, line: Line) -> None:
        start, stop = line.value_start, line.start + len(line.text)
        if self.standing and len(line.text) > 400:
            return
        if len(line.text) < 40 and _DESK.match(line.text):
            self.desk = (line.text.strip(" :."), line.start)
        at = start
        for reach in self.page.reaches[bisect_left(self.starts, start) : bisect_left(self.starts, stop)]:
            self.words(at, reach.start)
            self.reach(reach)
            at = reach.end
        self.words(at, stop)

    def take_prose(self, stretch: Stretch) -> None:
        """Read contacts that stand within a paragraph: from the last name before each number or address on."""
        reaches = self.page.reaches[bisect_left(self.starts, stretch.start) : bisect_left(self.starts, stretch.end)]
        at = stretch.start
        for reach in reaches:
            if reach.kind == "url" or stretch.label_at(reach.start) == "registration":
                continue
            before = self.page.text[max(at, reach.start - 160) : reach.start]
            name = next(reversed(list(names_in(before))), None)
            if name:
                start = reach.start - len(before) + name.start
                self.name(name.name, start, "", "")
                self.words(start + len(name.name), reach.start)
                self.reach(reach)
            elif at > stretch.start and reach.start - at < 40:
                self.reach(reach)
            else:
                continue
            at = reach.end

    def words(self, start: int, stop: int) -> None:
        text = self.page.text[start:stop]
        if is_contact_heading(text.strip()) and len(text) > 40 and ":" not in text and self.standing:
            return
        for match in re.finditer(r"[^,;|:()\t/–]+", text):
            part = match[0].strip(" .•-")
            at = start + match.start()
            name = next(names_in(match[0]), None) if len(part) < 90 else None
            if name and not _PREPOSITION.search(match[0][: name.start]):
                self.name(name.name, at + name.start, match[0][: name.start].strip(), match[0][name.end :].strip())
            elif (
                self.drafts
                and self.drafts[-1]["name"]
                and len(part) > 3
                and not _REACH_WORD.fullmatch(part)
                and not self.standing
            ):
                if len(part) < 60 and not self.drafts[-1]["done"] and not is_contact_heading(part):
                    self.drafts[-1]["role"] = ", ".join(filter(None, (str(self.drafts[-1]["role"] or ""), _tidy(part))))

    def name(self, name: str, at: int, before: str, after: str) -> None:
        role = _tidy(before) if before and not is_contact_heading(before) else ""
        role = ", ".join(filter(None, (role, _tidy(after))))
        self.drafts.append(
            {"name": name, "role": role, "phones": [], "emails": [], "at": at, "end": at + len(name), "done": False}
        )

    def reach(self, reach: Reach) -> None:
        if reach.kind == "url":
            return
        if not self.drafts:
            name = self.desk[0] if self.desk else None
            self.drafts.append(
                {
                    "name": name,
                    "role": "",
                    "phones": [],
                    "emails": [],
                    "at": reach.start,
                    "end": reach.end,
                    "done": True,
                }
            )
        draft = self.drafts[-1]
        values = draft["phones" if reach.kind == "phone" else "emails"]
        draft["done"] = True
        if isinstance(values, list) and reach.value not in values:
            values.append(reach.value)

    def people(self) -> list[Person]:
        found = []
        for draft in self.drafts:
            phones, emails = draft["phones"], draft["emails"]
            if not (phones or emails) and self.standing:
                continue
            entry = Contact(
                name=str(draft["name"]) if draft["name"] else None,
                role=(str(draft["role"]) or None),
                phones=tuple(phones) if isinstance(phones, list) else (),
                emails=tuple(emails) if isinstance(emails, list) else (),
                standing=self.standing,
                hours=self.hours(int(str(draft["at"]))) if self.standing else None,
            )
            found.append(Person(entry, int(str(draft["at"])), int(str(draft["end"]))))
        return found

    def hours(self, at: int) -> str | None:
        begin = self.page.text.rfind("\n", 0, at) + 1
        match = _HOURS.search(self.page.text[begin:at].rstrip(" .,:") + "\x00")
        return match[0].strip(" .") if match else None


def _tidy(words: str) -> str:
    text = re.sub(
        r"\b(?:tfn|tel|telefon|mobil|mob|e-?post|mejl|e-?mail)\b\.?\s*$",
        "",
        words.strip(" .,:•-–"),
        flags=re.IGNORECASE,
    ).strip(" .,:-–")
    return "" if _REACH_WORD.fullmatch(text) else text


def find_participants(page: Page, contacts: list[Person]) -> list[Person]:
    """Return those the press meets: of labelled lists, else of sentences that say who takes part."""
    found: dict[str, Person] = {}
    known = {person.entry.name for person in contacts}
    for text, start, is_list in _passages(page):
        for person in _read_list(text, start):
            if is_list or person.entry.name not in known:
                found.setdefault(person.entry.name or "", person)
    return list(found.values())


def _passages(page: Page) -> Iterator[tuple[str, int, bool]]:
    parts = [part for stretch in page.stretches if stretch.part in ("lead", "body") for part in _parts(stretch)]
    lists = [part for part in parts if part[2] and part[0].strip()]
    yield from lists or parts


def _parts(stretch: Stretch) -> Iterator[tuple[str, int, bool]]:
    """The lines below a label of participants, else all of the stretch's prose: (text, offset, whether a list)."""
    values = [value for _, kind, value in stretch.labels if kind == "participants"]
    for value in values:
        stop = min((other for other, _, _ in stretch.labels if other >= value), default=stretch.end)
        begin = value
        for line in stretch.text[value - stretch.start : stop - stretch.start].split("\n"):
            yield line, begin, True
            begin += len(line) + 1
    if not values and not any(kind not in ("what", "programme") for _, kind, _ in stretch.labels):
        starts = [stretch.start, *stretch.ends]
        for begin, stop in zip(starts, [*stretch.ends, stretch.end], strict=True):
            yield stretch.text[begin - stretch.start : stop - stretch.start], begin, False


def _read_list(text: str, start: int) -> Iterator[Person]:
    names = [match for match in names_in(text) if not _PREPOSITION.search(text[max(0, match.start - 6) : match.start])]
    for index, match in enumerate(names):
        stop = names[index + 1].start if index + 1 < len(names) else len(text)
        after = text[match.end : stop]
        party = _PARTY.match(after)
        code = parse_party(party["party"]) if party else None
        after = after[party.end() :] if party and code else after
        role = None
        if after.lstrip().startswith((",", "–", "-", "(", ":")):
            role = (
                re.sub(r"(?:,|;|\s)*\b(?:samt|och|and)?\s*$", "", after.strip(" ,–-():;.\n")).strip(" ,–-();.") or None
            )
        else:
            before = text[names[index - 1].end if index else 0 : match.start]
            before = re.split(r"[,;:]|\b(?:deltar|medverkar|samt|och|är|av|finns)\b", before)[-1].strip(" ")
            role = before if before and before[:1].islower() and len(before) < 70 else None
        yield Person(Participant(name=match.name, party=code, role=role), start + match.start, start + match.end)
