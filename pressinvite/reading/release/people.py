"""Who takes part, and whom the press may call: people with what stands around them.

A participant's role stands in commas behind the name, or as a title before it. A contact is a name with what it can be
reached by, on its line or the lines around; in the newsroom's footer it is a standing one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pressinvite.meeting import Contact, Participant
from pressinvite.reading.release.layout import is_footer_heading
from pressinvite.reading.release.names import ROLE, Person, find_people
from pressinvite.reading.release.traces import Trace

if TYPE_CHECKING:
    from pressinvite.reading.release.layout import Line
    from pressinvite.reading.release.page import Page, Stretch
    from pressinvite.reading.release.reach import Reach

_TAKES_PART = re.compile(
    r"\b(?:deltar|deltagare|medverka\w*|talar(?:e|na)?|möter|möt\b|berättar|på plats|finns|värdar|presenter\w+|leds|leder|träffa|meet|with|tillsammans|invig\w+|svarar|gästa\w*|intervjua|visar|"
    r"förklarar|redogör|ordförande|minister|kommunalråd\w*|skriver under|bjuder|kommer|speakers?|participa\w+|fråga|frågor till|sitter|är med|ställa frågor)\b",
    re.IGNORECASE,
)
_QUOTE = re.compile(r"^\s*[–-]\s*\S|\bsäger\b|\bfoto:|\bfotograf\b|bildtext|photo:", re.IGNORECASE)
_ROLE_END = re.compile(
    r"[.!?](?:\s|$)|;|\n|:|\bsamt\b|\bliksom\b|\s[–-]\s|\((?!\w*\s*for)|,?\s+(?:som|där|vilka|om|för att|berättar|visar|talar|presenterar|medverkar|deltar|finns|svarar|går igenom|skriver|möter|håller|ger|kommer|tar|inleder|hälsar|står|är)\b",
    re.IGNORECASE,
)
_LABELS = re.compile(
    r"\b(?:tfn|tel(?:efon)?(?:nummer)?|mobil(?:telefon)?|mob|e-?post(?:adress)?|epost|mejl|mail|e-?mail|phone|direkt|växel|titel|fax|sms)\b\s*(?:\(växel\))?\s*[.:]*",
    re.IGNORECASE,
)
_DESK = re.compile(
    r"\b(?P<desk>[\wåäöÅÄÖ]*(?:\s)?press(?:tjänst(?:en)?|jour(?:en)?|avdelning(?:en)?|rum(?:met)?|kontoret)|mediecenter\w*|press office|press service|pressekretariat\w*)\b",
    re.IGNORECASE,
)
_HOURS = re.compile(r"(?:vardagar|öppet|öppen|bemannad|helger|dygnet runt|svarar|weekdays)\b", re.IGNORECASE)


def find_participants(page: Page) -> list[tuple[Participant, Trace]]:
    """Return who takes part, in order of the text, each once."""
    found: dict[str, tuple[Participant, int, int]] = {}
    listing = False
    for stretch in page.stretches:
        if stretch.part in ("contacts", "footer", "furniture", "title"):
            listing = False
            continue
        listing = any(kind == "participants" for _, kind, _ in stretch.labels) or (
            listing and _is_listed(page, stretch)
        )
        passages = [(stretch.text, stretch.start, True)] if listing and not stretch.labels else _passages(page, stretch)
        for passage, start, says_so in passages:
            for person, role in _with_roles(passage, start):
                if not (says_so or role or person.party):
                    continue
                known = found.get(person.name)
                party = person.party or (known[0].party if known else None)
                duty = (known[0].role if known else None) or role
                at = (known[1], known[2]) if known else (person.start, person.end)
                found[person.name] = (Participant(name=person.name, party=party, role=duty), *at)
    return [(participant, Trace({"": (start, end)})) for participant, start, end in found.values()]


def _is_listed(page: Page, stretch: Stretch) -> bool:
    """Tell whether a line goes on the list of those who take part: a name first, short, nothing to call."""
    people = find_people(stretch.text.split("\n")[0])
    reached = any(stretch.holds(reach.start) for reach in page.reaches)
    return (
        bool(people)
        and people[0].start < 12
        and len(stretch.lines[0].text) < 120
        and not stretch.labels
        and not reached
    )


def _passages(page: Page, stretch: Stretch) -> list[tuple[str, int, bool]]:
    """Sentences that may name somebody who takes part, each with its offset and whether it says so itself.

    Below a label of participants all do; in prose those without a number to call, quotations left out.
    """
    if any(kind == "participants" for _, kind, _ in stretch.labels):
        start = next(value for _, kind, value in stretch.labels if kind == "participants")
        stop = min((label for label, _, value in stretch.labels if label > start), default=stretch.end)
        return [(stretch.text[start - stretch.start : stop - stretch.start], start, True)]
    reached = [reach.start for reach in page.reaches if reach.kind != "url" and stretch.holds(reach.start)]
    found, at = [], stretch.start
    for end in (*stretch.ends, stretch.end):
        sentence = stretch.text[at - stretch.start : end - stretch.start]
        may = stretch.label_at(at) in (None, "what", "programme") and not _QUOTE.search(sentence)
        if sentence.strip() and may and not any(at <= reach < end for reach in reached):
            says_so = bool(_TAKES_PART.search(sentence)) or stretch.lines[0].is_bullet
            found.append((sentence, at, says_so))
        at = max(at, end)
    return found


def _with_roles(passage: str, offset: int) -> list[tuple[Person, str | None]]:
    people = find_people(passage, offset)
    roles: list[str | None] = []
    for index, person in enumerate(people):
        stop = people[index + 1].start - offset if index + 1 < len(people) else len(passage)
        begin = people[index - 1].end - offset if index else 0
        role = (
            person.title
            or _role_before(passage[begin : person.start - offset])
            or _role_after(passage[person.end - offset : stop])
        )
        roles.append(role)
    return list(zip(people, roles, strict=True))


def _role_after(text: str) -> str | None:
    """What follows the name: ", kommunstyrelsens ordförande i Malmö stad samt"."""
    follows = re.match(r"\s*(?:,|–|-|\()?\s*", text)
    words = text[follows.end() :] if follows else text
    joined = text.lstrip().startswith((",", "–", "-", "(", ":"))
    cut = _ROLE_END.search(words)
    words = words[: cut.start()] if cut else words
    words = re.sub(r"(?:,|\s)*\b(?:och|samt|and|med)?\s*$", "", words).strip(" ,–-()\n")
    words = _without_next_title(words)
    if not words or len(words) > 110 or words[0].isdigit():
        return None
    if not joined:
        is_title = ROLE.match(words) or (ROLE.search(words.split(",")[0]) and words[0].islower())
        return words if is_title else None
    return words if ROLE.search(words) or _may_be_role(words) else None


def _may_be_role(words: str) -> bool:
    """Tell whether words behind a comma can be a role that is not known: not one word alone, nor a verb first."""
    first = words.split(maxsplit=1)[0].lower()
    return len(words.split()) > 1 and first not in _NO_ROLE and not first.endswith(("r", "s", "t"))


_NO_ROLE = frozenset({"och", "samt", "den", "i", "på", "kl", "som", "med", "där"})


def _without_next_title(words: str) -> str:
    """Without the title of the next person: "chef, kommunalrådet" → "chef"."""
    head, comma, tail = words.rpartition(", ")
    if comma and re.fullmatch(r"(?:tf\.?\s|biträdande\s)?[\w-]+(?:et|en|n)", tail) and ROLE.search(tail):
        return head
    head, word, tail = words.rpartition(" och ")
    if word and re.fullmatch(r"(?:tf\.?\s|biträdande\s)?[\w-]+", tail) and ROLE.search(tail) and ROLE.search(head):
        return head
    return words


def _role_before(text: str) -> str | None:
    """A title before the name: "kommunalrådet", "biträdande kommenderingschef", "klimat- och miljöminister"."""
    words = re.split(r"[,;:!?\n()]|(?<!tf)(?<!\bt)(?<!\bf)\.|(?<!-)\s(?:och|samt|and)\s", text)[-1].split()
    if not words or not ROLE.search(words[-1].strip(" –-•")):
        return None
    first = len(words) - 1
    while first > 0 and _goes_before_title(words[first - 1]):
        first -= 1
    return " ".join(words[first:]).strip(" –-•")


_BEFORE_TITLE = frozenset(
    {"biträdande", "vice", "tf", "tf.", "t.f.", "nationell", "regional", "ställföreträdande", "förste", "andre", "lokal",
     "avgående", "tillträdande", "ansvarig", "operativ", "och", "senior", "chief", "press", "deputy", "prime"}
)  # fmt: skip


def _goes_before_title(word: str) -> bool:
    """Tell whether a word belongs to the title behind it: "biträdande", "kommunens", "klimat-"."""
    plain = word.strip("–-•").lower()
    return (
        plain in _BEFORE_TITLE
        or word.endswith("-")
        or (plain.endswith("s") and len(plain) > 4)
        or bool(ROLE.fullmatch(plain))
    )


class _Draft(NamedTuple):
    """A contact that is being read."""

    name: str | None
    role: list[str]
    reaches: list[Reach]
    hours: list[str]
    standing: bool
    at: tuple[int, int]


def find_contacts(page: Page, registration_at: set[int]) -> list[tuple[Contact, Trace]]:
    """Return the contacts, meeting's first; `registration_at` are offsets of addresses that are only for registering."""
    drafts: list[_Draft] = []
    footer = _contact_lines(page)
    for stretch in page.stretches:
        in_zone = stretch.part in ("contacts", "footer")
        if not in_zone and not _has_contact(page, stretch, registration_at):
            continue
        _read_stretch(page, stretch, drafts, registration_at, footer)
    return _merged(drafts)


def _has_contact(page: Page, stretch: Stretch, registration_at: set[int]) -> bool:
    """Tell whether a stretch of the body names somebody with a way to reach them."""
    inside = [
        reach
        for reach in page.reaches
        if stretch.holds(reach.start) and reach.kind != "url" and reach.start not in registration_at
    ]
    return bool(inside) and not re.search(
        r"ring in|konferenskod|telefonkonferensen|dial-?in|telefonnummer i", stretch.text, re.IGNORECASE
    )


def _read_stretch(
    page: Page, stretch: Stretch, drafts: list[_Draft], registration_at: set[int], footer: set[int]
) -> None:
    standing = stretch.part == "footer"
    for line in stretch.lines:
        if standing and line.start not in footer:
            continue
        start, end = line.start, line.start + len(line.text)
        value = line.value_start if line.label and line.label.kind == "contact" else start
        reaches = [
            r
            for r in page.reaches
            if start <= r.start < end
            and r.kind != "url"
            and (r.start not in registration_at or stretch.part == "contacts")
        ]
        people = [person for person in find_people(page.text[value:end], value) if not _belongs_to_role(page, person)]
        if not people:
            _read_line_without_name(page, line, value, reaches, drafts, standing=standing)
            continue
        _read_line_with_names(page, line, value, people, reaches, drafts, standing=standing)


_OF_SOMEBODY = re.compile(
    r"(?:\b(?:hos|till|åt|of|to|för)\s(?:[\w-]+\s){0,3}|\bhos\s[^\n]{0,50}(?:minister|ordförande|råd)\n\s*)$",
    re.IGNORECASE,
)
_SECTION = re.compile(r"(?:press|media)?kontakt(?:er|person(?:er)?)?\W*$|contacts?\W*$", re.IGNORECASE)


def _belongs_to_role(page: Page, person: Person) -> bool:
    """Tell whether the name is part of another's role: "pressekreterare hos kulturminister Alva Grenhult"."""
    return bool(_OF_SOMEBODY.search(page.text[max(0, person.start - 80) : person.start]))


def _contact_lines(page: Page) -> set[int]:
    """Where the footer's lines begin that stand below the heading of its contacts."""
    inside, found = False, set()
    for line in page.lines:
        if line.part != "footer" or not line.text:
            continue
        if _SECTION.match(line.text):
            inside = True
        elif is_footer_heading(line.text):
            inside = False
        if inside:
            found.add(line.start)
    return found


def _read_line_with_names(
    page: Page,
    line: Line,
    value: int,
    people: list[Person],
    reaches: list[Reach],
    drafts: list[_Draft],
    *,
    standing: bool,
) -> None:
    end = line.start + len(line.text)
    owners = [
        person for index, person in enumerate(people) if _is_contact(person, people, index, reaches, end)
    ] or people[:1]
    for index, person in enumerate(owners):
        stop = owners[index + 1].start if index + 1 < len(owners) else end
        begin = owners[index - 1].end if index else value
        own = [
            reach
            for reach in reaches
            if person.start <= reach.start < stop or (index == 0 and reach.start < person.start)
        ]
        inner_stop = min((reach.start for reach in own if reach.start > person.end), default=stop)
        role = person.title or _contact_role(page.text[person.end : inner_stop])
        before = _role_before(page.text[begin : person.start]) if index == 0 or not role else None
        if drafts and drafts[-1].name == person.name:
            drafts[-1].reaches.extend(own)
            if role and not drafts[-1].role:
                drafts[-1].role.append(role)
            continue
        roles = [part for part in (role or before,) if part]
        drafts.append(_Draft(person.name, roles, own, [], standing, (person.start, person.end)))


def _is_contact(person: Person, people: list[Person], index: int, reaches: list[Reach], end: int) -> bool:
    """Of several names in a line, those that are followed by a way to reach them before the next such name."""
    stop = people[index + 1].start if index + 1 < len(people) else end
    return any(person.end <= reach.start < stop for reach in reaches)


def _contact_role(text: str) -> str | None:
    """What stands between the name and the number, labels and party left out."""
    words = _LABELS.sub("", text)
    words = re.sub(r"^\s*\([A-ZÅÄÖ]{1,4}\)", "", words)
    words = re.split(r"\s(?:on|på|via)\s*$|[!?]|\.\s(?=[A-ZÅÄÖ])", words)[0]
    words = re.sub(r"(?:^|\s)(?:på|on|via|eller|och|or)\s*$", "", words).strip(" ,.:;–-|/()\n")
    return words if 1 < len(words) <= 110 else None


def _read_line_without_name(
    page: Page, line: Line, value: int, reaches: list[Reach], drafts: list[_Draft], *, standing: bool
) -> None:
    """A line of a number, a role or a desk: it goes with the person above, or is a desk of its own."""
    text = page.text[value : line.start + len(line.text)]
    desk = _DESK.search(text)
    open_draft = drafts[-1] if drafts and drafts[-1].standing == standing else None
    same_desk = (
        open_draft is not None
        and desk is not None
        and open_draft.name is not None
        and _DESK.search(open_draft.name) is not None
    )
    if desk and (line.label is None or line.label.kind == "contact") and not same_desk and (reaches or len(text) < 40):
        is_own_line = len(text) < 40 and not reaches
        name = text.strip(" :") if is_own_line else None
        role = [] if is_own_line else [desk.string[: desk.end()].strip(" :,")[-60:]]
        drafts.append(_Draft(name, role, list(reaches), [], True, (value, value + len(text))))
        return
    if open_draft is None:
        if reaches:
            drafts.append(_Draft(None, [], list(reaches), [], standing, (reaches[0].start, reaches[0].end)))
        return
    if _HOURS.search(text) and re.search(r"\d", text) and same_desk | (open_draft.name is not None):
        open_draft.hours.append(_hours_text(text, reaches, line.start))
    elif not open_draft.role and not _HOURS.search(text):
        duty = _footer_role(text, reaches, value)
        if duty and duty != open_draft.name:
            open_draft.role.append(duty)
    open_draft.reaches.extend(reaches)
    if same_desk and not open_draft.role and text.startswith("Presskontakt"):
        open_draft.role.append("Presskontakt")


def _footer_role(text: str, reaches: list[Reach], value: int) -> str | None:
    stop = min((reach.start - value for reach in reaches if reach.start >= value), default=len(text))
    words = re.sub(r"^(?:Presskontakt|Press contact|Kontakt)\s+", "", text[:stop])
    role = _contact_role(words)
    return (
        role
        if role and len(role) < 80 and any(char.isalpha() for char in role) and not role.endswith(".example")
        else None
    )


def _hours_text(text: str, reaches: list[Reach], start: int) -> str:
    stop = min((reach.start - start for reach in reaches), default=len(text))
    head = _HOURS.search(text)
    words = text[head.start() if head else 0 : stop]
    return " ".join(words.split()).strip(" .,:")


def _merged(drafts: list[_Draft]) -> list[tuple[Contact, Trace]]:
    """The contacts, the same person once; a standing one that is also the meeting's is the meeting's."""
    made: dict[str, tuple[_Draft, list[Reach]]] = {}
    for number, draft in enumerate(drafts):
        key = draft.name or f"\0{number}"
        if not draft.reaches and (draft.standing or not draft.name or not draft.role):
            continue
        known = made.get(key)
        if known:
            known[1].extend(draft.reaches)
            if not known[0].role and draft.role:
                known[0].role.extend(draft.role)
        else:
            made[key] = (draft, list(draft.reaches))
    contacts = []
    for draft, reaches in made.values():
        phones = tuple(dict.fromkeys(reach.value for reach in reaches if reach.kind == "phone"))
        emails = tuple(dict.fromkeys(reach.value for reach in reaches if reach.kind == "email"))
        if not phones and not emails and draft.standing:
            continue
        role = next((role for role in draft.role if role), None)
        contact = Contact(
            name=draft.name, role=role, phones=phones, emails=emails, standing=draft.standing,
            hours="; ".join(draft.hours) or None,
        )  # fmt: skip
        contacts.append((contact, Trace({"": draft.at})))
    return contacts
