"""Whom the press may call or write to: people and desks with what reaches them, the meeting's own and the newsroom's.

A contact is a name with a number or an address, in a block of short lines or in a sentence; a number goes with the name
before it, an address also with the name that it is made of.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressinvite.reading.release.contact_words import (
    ANSWERS,
    BADGE,
    HOURS,
    LABELS,
    OF_SOMEBODY,
    OTHER_PURPOSE,
    PURPOSE,
    REGISTERS,
    covered_text,
    is_labelled,
    is_made_of,
    is_postal,
    is_short_way,
    role_text,
)
from pressinvite.reading.release.drafts import Draft, emails_of, made_contact, merge_drafts
from pressinvite.reading.release.duties import role_behind
from pressinvite.reading.release.given_names import is_given_name
from pressinvite.reading.release.houses import bare
from pressinvite.reading.release.lexicon import Lexicon, Words, later
from pressinvite.reading.release.names import Person, find_people, without_affiliations
from pressinvite.reading.release.roles import role_before
from pressinvite.reading.release.standing import (
    CARD,
    SENDER,
    find_desk,
    find_newsroom_lines,
    headed_names,
    is_heading,
    mark_standing,
)
from pressinvite.reading.release.titles import is_title, waits_for_name
from pressinvite.reading.release.towns import COUNTRIES

if TYPE_CHECKING:
    from pressinvite.meeting import Contact
    from pressinvite.reading.release.drafts import Zone
    from pressinvite.reading.release.layout import Line
    from pressinvite.reading.release.page import Page
    from pressinvite.reading.release.reach import Reach
    from pressinvite.reading.release.traces import Span, Trace

_WRITE_TO = Lexicon(r"(?:e-?post|mejl\w*|mail\w*|skicka (?:e-?post|mejl))\s+(?:till|to)\b", " till | to ")
_PRESS_TITLE = Lexicon(r"\b(?:presskontakt|mediekontakt|kontaktperson|press)\s*:?\s*$", "kontakt|press")
_COMES = Words("meddela|senast|säg till|hör av|bekräfta|kommer|plats")
_FAX = Lexicon(r"\bfax\W*$", "fax")
_FIRST_NAME = later(
    r"(?:\b(?:[Rr]ing|[Ss]ms:?a|[Mm]essa|[Kk]ontakta|[Mm]ejla|[Mm]ed|[Tt]ill|[Ff]råga|[Pp]resskontakt:|[Mm]ediekontakt:|[Kk]ontakt:|[Kk]ontaktperson:)\s|\n)(?P<name>[A-ZÅÄÖ][a-zåäöé]+)\s*(?:,|på|via|:)?\s*\Z"
)
_LANDS = COUNTRIES | {"uk", "us", "usa", "international"}
_NEAR, _BEHIND = 30, 100
_LONG = 100
"""A line of so many characters without a number names no contact, where it stands in prose."""


def find_contacts(page: Page) -> list[tuple[Contact, Trace]]:
    """Return the contacts, in order of the text, each once."""
    reader = _Reader(page)
    for line in page.lines:
        if line.text and line is not page.title:
            reader.read(line)
    reader.read_loose()
    drafts = merge_drafts(reader.drafts)
    standing = mark_standing(drafts)
    return [
        made_contact(draft, standing=is_standing)
        for draft, is_standing in zip(drafts, standing, strict=True)
        if draft.reaches
    ]


class _Reader:
    """Reads line by line; `open` is who the next number goes with."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.newsroom = find_newsroom_lines(page)
        self.drafts: list[Draft] = []
        self.loose: list[tuple[Line, list[Reach]]] = []
        """Numbers and addresses without a name before them, by lines."""
        self.open: Draft | None = None
        self.pending: tuple[str, Span] | None = None
        """A title on a line of its own, above a name."""
        self.next_reach = 0
        self.closed = False
        """True below a postal address: what follows reaches the organisation."""
        self.heads = headed_names(page)

    def read(self, line: Line) -> None:
        """Read one line."""
        reaches = self._reaches(line)
        zone = self._zone(line)
        if line.part == "footer" and zone == "prose":
            self.open = None
            return
        if line.part == "furniture" and not reaches:
            return
        pending, self.pending = self.pending, None
        is_block = zone != "prose"
        if not reaches and self._read_heading(line, zone):
            return
        if line.label is not None and line.label.kind != "contact":
            self.open = None
        value = line.value_start if line.label and line.label.kind == "contact" else line.start
        end = line.start + len(line.text)
        text = self.page.text[value:end]
        if not (is_block or reaches or self.open) and len(text) >= _LONG and not is_postal(text):
            return  # prose with nobody to call
        people = [] if _WRITE_TO.match(text) else self._people(text, value)
        if people and reaches:
            self._read_pairs(line, zone, value, people, reaches, pending)
        elif people and self._may_open(text, people, is_block=is_block):
            self._open(zone, value, end, people[0], pending)
        elif not people:
            self._read_bare(line, zone, value, reaches)
        elif not is_block:
            self.open = None

    def _read_heading(self, line: Line, zone: Zone) -> bool:
        """Read a line that only says that contacts follow; False where it is another."""
        awaited = self.open if zone != "prose" and self.open and not self.open.reaches else None
        if not is_heading(line) or (awaited and ANSWERS.fullmatch(line.text)):
            return False
        if awaited and BADGE.fullmatch(line.text):
            awaited.card = awaited.card or zone == "newsroom"
        else:
            self.open = None
        return True

    def _zone(self, line: Line) -> Zone:
        if line.start in self.newsroom:
            return "newsroom"
        return "own" if line.part == "contacts" or SENDER.match(line.text) else "prose"

    def _reaches(self, line: Line) -> list[Reach]:
        """The numbers and addresses of a line, without fax numbers."""
        found, end = [], line.start + len(line.text)
        everything = self.page.reaches
        while self.next_reach < len(everything) and everything[self.next_reach].start < end:
            reach = everything[self.next_reach]
            self.next_reach += 1
            is_fax = reach.kind == "phone" and _FAX.is_in(self.page.text[max(0, reach.start - 12) : reach.start])
            if reach.start >= line.start and reach.kind != "url" and not is_fax:
                found.append(reach)
        return found

    def _people(self, text: str, offset: int) -> list[Person]:
        """Who is named in a line, but for those in another's role: "pressekreterare hos kulturminister Alva Grenhult"."""
        found = []
        signed = text.strip("/")
        if " " not in text and is_given_name(signed):
            return [Person(signed, offset + text.find(signed), offset + len(text), None)]
        for person in without_affiliations(find_people(text, offset), text, offset):
            before = self.page.text[max(0, person.start - 90) : person.start].replace("\n", " ")
            of = OF_SOMEBODY.search(before)
            wrapped = "\n" in self.page.text[person.start - len(of[0]) : person.start] if of else False
            if not (of and is_title(of["title"]) and (not wrapped or waits_for_name(of[0].split()[-1]))):
                found.append(person)
        if self.open and not self.open.reaches and re.match(r"[\w-]+,\s", text) and is_title(text.partition(",")[0]):
            return []  # "Pressekreterare, Ove Ek" below a name: whose
        return found

    def _may_open(self, text: str, people: list[Person], *, is_block: bool) -> bool:
        """Tell whether a line without a number may be the first of a contact's: one name, short."""
        return len(people) == 1 and len(text) < (150 if is_block else _LONG)

    def _open(self, zone: Zone, value: int, end: int, person: Person, pending: tuple[str, Span] | None) -> None:
        if self.open and self.open.name == person.name and not self.open.reaches:
            return
        self._add(Draft(person.name, (person.start, person.start + len(person.name)), zone))
        role = self._role(value, person, end) or pending
        if role and self.open:
            self.open.role, self.open.role_at = role

    def _add(self, draft: Draft) -> None:
        self.drafts.append(draft)
        self.open, self.closed = draft, False

    def _role(self, begin: int, person: Person, stop: int) -> tuple[str, Span] | None:
        """The role around a name on its line: before it, or between it and the first number."""
        text = self.page.text
        before = text[begin : person.start]
        title = role_before(before, begin)
        if title:
            return title.text, (title.start, title.end)
        behind = role_text(text[person.end : stop])
        if behind:
            at = text.find(behind[:20], person.end)
            return behind, (at, at + len(behind))
        press = _PRESS_TITLE.search(before)
        return (
            (before[press.start() :].strip(" :"), (begin + press.start(), begin + press.end()))
            if press and len(press[0]) > 6
            else None
        )

    def _read_pairs(
        self,
        line: Line,
        zone: Zone,
        value: int,
        people: list[Person],
        reaches: list[Reach],
        pending: tuple[str, Span] | None,
    ) -> None:
        """A line of names and numbers: each number with the name before it, where nothing else comes between."""
        owned: dict[int, list[Reach]] = {}
        loose: list[Reach] = []
        for reach in reaches:
            owner = self._owner(people, reach, reaches)
            owned.setdefault(owner, []).append(reach) if owner is not None else loose.append(reach)
        self.open = None if zone == "prose" else self.open
        at = value
        for index, person in enumerate(people):
            own = owned.get(index, [])
            if own:
                stop = min((reach.start for reach in own if reach.start > person.end), default=person.end)
                role = self._role(at, person, stop) or (pending if index == 0 else None)
                if role is None and stop == person.end:
                    duty = role_behind(self.page.text[person.end : person.end + 160], person.end)
                    role = (duty.text, (duty.start, duty.end)) if duty else None
                self._add(Draft(person.name, (person.start, person.start + len(person.name)), zone, reaches=own))
                if role and self.open:
                    self.open.role, self.open.role_at = role
                at = max(reach.end for reach in own)
            else:
                at = person.end
        if loose:
            self.loose.append((line, loose))

    def _owner(self, people: list[Person], reach: Reach, reaches: list[Reach]) -> int | None:
        """The index of the person whom a number belongs to."""
        for index, person in enumerate(people):
            if reach.kind == "email" and is_made_of(reach.value, person.name):
                return index
        before = [index for index, person in enumerate(people) if person.end <= reach.start]
        if not before:
            first = people[0]
            near = 0 < first.start - reach.end < 12 and not any(first.end <= other.start for other in reaches)
            return 0 if near else None
        person = people[before[-1]]
        behind = next((index for index, other in enumerate(people) if 0 < other.start - reach.end < 9), None)
        if behind is not None and re.match(r"\s(?:till|to)\s", self.page.text[reach.end :]):
            return behind
        gap = covered_text(self.page.text[person.end : reach.start], person.end, reaches)
        return before[-1] if is_short_way(gap) else None

    def _read_bare(self, line: Line, zone: Zone, value: int, reaches: list[Reach]) -> None:
        """A line without a name: a desk, a number, a title, hours or an address."""
        end = line.start + len(line.text)
        text = self.page.text[value:end]
        covered = covered_text(text, value, reaches)
        if is_postal(text) and not reaches:
            self.open, self.closed = None, True
            return
        if not reaches and "fax" in text.casefold() and not re.sub(r"[\d+]", "", LABELS.sub("", text)):
            return  # a fax number
        if zone == "newsroom" and not reaches and self._read_headed(line, text, value):
            return
        desk = find_desk(covered)
        if desk and self._starts_desk(desk, text, reaches, zone):
            self._add_desk(desk, value, zone, reaches)
        elif reaches:
            self._take(line, zone, covered, value, reaches)
        elif self.open and not self.open.reaches and not self.open.desk:
            self._take_role(zone, text, value)
        elif zone != "prose" and len(text) < 80 and any(is_title(word) for word in text.split()[:3]):
            self.pending = (text.strip(" :,"), (value, end))
        elif zone == "prose" and not (self.open and self.open.desk and HOURS.is_in(text)):
            self.open = None
        if self.open and self.open.desk:
            self._take_hours(covered, value)

    def _read_headed(self, line: Line, text: str, value: int) -> bool:
        """Read the name of a desk above its "Presskontakt", once or doubled; False where there is none."""
        doubled = self.heads.get(line.start)
        if doubled is not None and not (self.open and text in (self.open.name, self.open.role)):
            at = (value, value + len(text))
            name, role = (text, None) if doubled else (None, text)
            self._add(Draft(name, at, "newsroom", role=role, role_at=at if role else None, desk=True))
        return doubled is not None

    def _starts_desk(self, desk: Span, text: str, reaches: list[Reach], zone: Zone) -> bool:
        if OTHER_PURPOSE.is_in(text) and zone == "prose":
            return False
        if self.open and not self.open.reaches and (self.open.desk or (not reaches and self.open.name)):
            return False
        return (
            bool(reaches)
            or (zone != "prose" and len(text) < 70)
            or (zone == "prose" and len(text) < 45 and desk[0] < 3)
        )

    def _add_desk(self, desk: Span, value: int, zone: Zone, reaches: list[Reach]) -> None:
        at = (value + desk[0], value + desk[1])
        role = " ".join(self.page.text[at[0] : at[1]].split())
        self._add(Draft(None, at, zone, role=role, role_at=at, reaches=list(reaches), desk=True))

    def _take(self, line: Line, zone: Zone, covered: str, value: int, reaches: list[Reach]) -> None:
        """Give numbers to who is open, or keep them as loose."""
        words = LABELS.sub(" ", covered).strip()
        if bare(words) in _LANDS:
            return  # the numbers of a conference by telephone, country by country
        other = not CARD.match(covered) and (OTHER_PURPOSE.is_in(covered) or REGISTERS.is_in(covered))
        labelled = (line.label is not None and line.label.kind != "contact") or is_postal(covered)
        if (
            self.open
            and not other
            and not labelled
            and (zone != "prose" or len(words) < (60 if self.open.reaches else 20))
        ):
            card = CARD.match(covered)
            self.open.card = self.open.card or bool(card)
            if card and self.open.desk and not self.open.role:
                word = covered[: card.end()].strip()
                self.open.role, self.open.role_at = word, (value, value + len(word))
            draft = self.open
            if not draft.role:
                rest = card.end() if card and covered[card.end() :].strip("\x00 /") else 0
                self._take_role(zone, covered[rest:], value)  # it may close the draft
            draft.reaches.extend(reaches)
        elif (
            zone != "prose"
            and not self.closed
            and not other
            and not re.search(r"växel|\bvxl?\b|kundtjänst|kontaktcenter", covered, re.IGNORECASE)
            and not is_postal(covered)
        ):
            if self._read_first_name(line, reaches):
                return
            role = role_text(covered)
            role = None if role and (PURPOSE.is_in(role) or "?" in role or len(role) > 60) else role
            draft = Draft(None, (reaches[0].start, reaches[-1].end), zone, role=role, reaches=reaches)
            draft.desk = zone == "newsroom" and bool(CARD.match(covered))
            self._add(draft)
        else:
            self.loose.append((line, reaches))

    def _take_role(self, zone: Zone, text: str, value: int) -> None:
        """A line below a name: the role, where there is none yet."""
        if self.open is None:
            return
        role = role_text(text)
        fits = role and len(role) < 90 and not any(char.isdigit() for char in role.split()[0]) and not HOURS.is_in(role)
        if role and fits and not self.open.role:
            at = self.page.text.find(role[:20], value)
            self.open.role, self.open.role_at = role, (at, at + len(role))
        elif zone == "prose" and (len(text) > 60 or text.endswith(".")):
            self.open = None

    def _take_hours(self, covered: str, value: int) -> None:
        found = HOURS.search(covered)
        if found and self.open and not self.open.hours and re.search(r"\d|dygnet", covered[found.start() :]):
            words = re.split(r"\x00", covered[found.start() :])[0].strip(" .,:/()")
            self.open.hours = " ".join(words.split())
            self.open.hours_at = (value + found.start(), value + found.start() + len(words))

    def read_loose(self) -> None:
        """Addresses without a name before them: of somebody named elsewhere, or of nobody in particular."""
        people = {person.name: person for person in find_people(self.page.text)} if self.loose else {}
        for line, reaches in self.loose:
            if any(
                draft.reaches and not set(emails_of(draft.reaches)).isdisjoint(emails_of(reaches))
                for draft in self.drafts
            ):
                draft = next(
                    draft for draft in self.drafts if not set(emails_of(draft.reaches)).isdisjoint(emails_of(reaches))
                )
                draft.reaches.extend(reaches if draft.name else [])
                continue
            named = next((name for name in people for email in emails_of(reaches) if is_made_of(email, name)), None)
            known = next((draft for draft in self.drafts if named and draft.name == named and draft.reaches), None)
            if known and not is_labelled(line, reaches):
                known.reaches.extend(reaches)
            elif named and not known:
                person = people[named]
                draft = Draft(named, (person.start, person.start + len(named)), "prose", reaches=list(reaches))
                title = role_before(self.page.text[max(0, person.start - 60) : person.start], max(0, person.start - 60))
                draft.role, draft.role_at = (title.text, (title.start, title.end)) if title else (None, None)
                self.drafts.append(draft)
            elif not named and not self._read_first_name(line, reaches):
                self._read_nameless(line, reaches)

    def _read_first_name(self, line: Line, reaches: list[Reach]) -> bool:
        """Read a number behind somebody's first name: "Ring Tove på 070-…"; False where there is none."""
        found = _FIRST_NAME.search(self.page.text, max(0, reaches[0].start - _NEAR), reaches[0].start)
        if found is None or reaches[0].kind != "phone" or not is_given_name(found["name"]) or line.part == "footer":
            return False
        at = found.span("name")
        known = next((one for one in self.drafts if one.name and one.name.split()[0] == found["name"]), None)
        if known is None:
            named = (one for one in find_people(self.page.text) if one.name.split()[0] == found["name"])
            name = next((one.name for one in named), found["name"])
            self.drafts.append(Draft(name, at, "prose", reaches=list(reaches)))
        elif not known.reaches:
            known.reaches.extend(reaches)
        return True

    def _read_nameless(self, line: Line, reaches: list[Reach]) -> None:
        """A number for questions with nobody's name."""
        at = reaches[0].start - line.start
        sentence = line.text[max(0, at - 160) : at + _BEHIND]
        if line.label is not None and line.label.kind != "contact":
            return
        asked = re.search(r"frågor|questions|information", sentence, re.IGNORECASE)
        if PURPOSE.is_in(sentence) and not OTHER_PURPOSE.is_in(sentence) and (asked or not REGISTERS.is_in(sentence)):
            self.drafts.append(Draft(None, (reaches[0].start, reaches[-1].end), "prose", reaches=list(reaches)))
