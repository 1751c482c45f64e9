"""Repairs: the words of a meeting in their written forms, and a note for each field with what stood and what stands now.

What is shown is repaired, never the evidence, which quotes the source. A note tells the words that changed; forms that
only the reader's plain characters had lost (an apostrophe, a dash) are no repair, and are not told.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import islice
from typing import TYPE_CHECKING

from pressinvite.errors import Finding, Spot
from pressinvite.language.phones import format_abroad, format_phone
from pressinvite.reading.release.plain import PlainText
from pressinvite.reading.release.spelling import compose, spell
from pressinvite.reading.release.towns import is_in_sweden

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressinvite.meeting import Contact, Meeting, Participant, Place
    from pressinvite.reading.release.page import Page

_ROOM = 76
"""Characters of a note's "before": what is longer is cut."""
_MOST = 300
"""So many changes of one kind are looked at; no release has more, and time grows with the text alone."""
_TOLD = 20
"""So many changes of a field are more than a note has room for."""
_PROSE = ("lead", "body", "accreditation", "access", "interviews", "photo")
_PLACE = ("text", "venue", "building", "street", "city", "directions")
_HARD_BREAK = r"(?P<sign>[-\u00ad]|\u2010(?=\s))[ \t]*\n[ \t]*(?P<right>[^\W\d_]{2,})"
_LAST_WORD = r"[^\W\d_]+\Z"
_LONGEST_WORD = 60
_JOINING = frozenset(
    {"och", "eller", "samt", "respektive", "resp", "till", "som", "men", "and", "or", "to", "utan", "i", "på"}
)
"""Behind a hyphen that stands for a word left out: "barn- och ungdomsnämnden"."""
_UNSEEN = r"(?<=[\w.,!?”\")])(?: {2}|[ \t]*[—―‒−][ \t]*)(?=\w)"
"""What the reader's plain characters have put right already: doubled blanks, other dashes."""
_SHORTEST_HOUSE = 4
"""Letters of the shortest word that a name runs into; less is part of a name, "GrönBlå"."""
_SHORTEST_SHOUT = 5
"""Letters of the longest word of what may be an abbreviation: "KTH", "IKEA"."""
_MENU = 3
"""Doubled blanks of a line that is a row of menu words and no sentence."""
_POSTAL = r"(?<![\d-])(\d{3})(\d{2})(?= [A-ZÅÄÖ]|\Z)"


Change = tuple[str, str]
"""Some words, as they stood and as they are now."""


def repair_meetings(page: Page, plain: PlainText, meetings: list[Meeting]) -> tuple[tuple[Meeting, ...], list[Finding]]:
    """Return the meetings of a text repaired, and the notes; what several meetings share is told once."""
    repaired, notes = [], []
    told: set[tuple[str, tuple[Change, ...]]] = set()
    for index, meeting in enumerate(meetings):
        desk = _Desk(page, plain, swedish=meeting.language == "sv")
        repaired.append(desk.repair(meeting))
        for field, changes in desk.changes.items():
            if (field, tuple(changes)) not in told:
                told.add((field, tuple(changes)))
                spot = desk.spots.get(field) or _spot(changes[0][0], field, meeting, plain)
                notes.append(_note(field, changes, spot).within(f"meetings[{index}]"))
    return tuple(repaired), notes


class _Desk:
    """Where one meeting is repaired: the source it came from, and what was changed in it by field."""

    def __init__(self, page: Page, plain: PlainText, *, swedish: bool) -> None:
        self.page = page
        self.plain = plain
        self.swedish = swedish
        self.changes: dict[str, list[Change]] = {}
        self.broken = _broken_words(plain.source)
        self.unseen = _unseen_changes(plain.source)
        self.spelt: dict[str, str] = {}
        self.spots: dict[str, Spot] = {}
        self._shown: str | None = None

    def repair(self, meeting: Meeting) -> Meeting:
        """Return the meeting with all its words repaired."""
        new: dict[str, object] = {}
        if meeting.title:
            new["title"] = self._title(meeting.title)
        for field in _PROSE:
            words = getattr(meeting, field)
            if words:
                new[field] = self._words(field, words)
        if meeting.about:
            new["about"] = tuple(self._words(f"about[{i}]", words) for i, words in enumerate(meeting.about))
        if meeting.organisers:
            new["organisers"] = tuple(compose(name) for name in meeting.organisers)
        if meeting.place:
            new["place"] = self._place(meeting.place)
        new["participants"] = tuple(self._person(i, person) for i, person in enumerate(meeting.participants))
        new["contacts"] = tuple(self._contact(i, contact) for i, contact in enumerate(meeting.contacts))
        self._tell_phones(meeting)
        changed = {field: value for field, value in new.items() if value != getattr(meeting, field)}
        return meeting._replace(**changed) if changed else meeting  # type: ignore[arg-type]  # each value is of its field's type

    def _title(self, title: str) -> str:
        lowered = title
        if self.swedish and title[:2].isupper():
            from pressinvite.reading.release.capitals import lower_headline  # noqa: PLC0415 -- few headlines shout

            lowered = lower_headline(title, self.plain.text)
        if lowered != title:
            self.changes["title"] = [(title, lowered)]
        return self._words("title", lowered)

    def _words(self, field: str, words: str) -> str:
        """One value in the written forms; what was changed in it is noted."""
        known = self.spelt.get(words)
        if known is not None:
            return known
        whole = words
        for parted, joined in self.broken.items():
            whole = whole.replace(parted, joined)
        whole = spell(whole, swedish=self.swedish)
        if whole != words:
            self._tell(field, [one for one in _first_changes(words, whole) if self._stood(*one)])
        for one in [one for one in self.unseen if one[1] in whole]:
            self.unseen.remove(one)
            self._tell(field, [one])
        if whole == words:
            self.spelt[words] = words
        return whole

    def _tell(self, field: str, changes: list[Change]) -> None:
        if changes:
            known = self.changes.setdefault(field, [])
            known += [one for one in changes if one not in known]

    def _stood(self, before: str, after: str) -> bool:
        """Tell whether the source has the words as they were read, and not as they are now: an apostrophe there is one
        that the reader's plain characters had lost.
        """
        if self._shown is None:
            self._shown = " ".join(self.plain.source.split())
        return before in self._shown or after not in self._shown

    def _place(self, place: Place) -> Place:
        new: dict[str, str] = {}
        for part in _PLACE:
            words = getattr(place, part)
            if not words:
                continue
            # the parts stand in the text, and what is told of it holds for them
            field = f"place.{part}" if part in ("text", "directions") else ""
            quiet = dict(self.changes)
            new[part] = self._words(field, self._lowered(field, words))
            if not field:
                self.changes = quiet
        code = place.postal_code
        if code and len(code) == 5 and code.isdigit() and is_in_sweden(place.city or ""):
            new["postal_code"] = f"{code[:3]} {code[3:]}"
            text = new.get("text", "")
            new["text"] = re.sub(_POSTAL, r"\1 \2", text) if code in text else text
            self._tell("place.text", [(code, new["postal_code"])])
        changed = {part: words for part, words in new.items() if words and words != getattr(place, part)}
        return place._replace(**changed) if changed else place  # type: ignore[arg-type]  # texts all

    def _person(self, index: int, person: Participant) -> Participant:
        field = f"participants[{index}]"
        name = self._name(field, person.name)
        role = self._role(field, person.role, shouted=person.name.isupper())
        return person._replace(name=name, role=role) if (name, role) != (person.name, person.role) else person

    def _contact(self, index: int, contact: Contact) -> Contact:
        field = f"contacts[{index}]"
        name = self._name(field, contact.name) if contact.name else None
        role = self._role(field, contact.role, shouted=bool(contact.name and contact.name.isupper()))
        hours = self._words(f"{field}.hours", contact.hours) if contact.hours else None
        self._tell_glued(field, name or "")
        old = (contact.name, contact.role, contact.hours)
        return contact._replace(name=name, role=role, hours=hours) if (name, role, hours) != old else contact

    def _name(self, field: str, name: str) -> str:
        """Somebody's name; one that the text shouts as others are written."""
        name = compose(name)
        if not name.isupper():
            return name
        from pressinvite.reading.release.capitals import lower_name  # noqa: PLC0415 -- few names are shouted

        self._tell(f"{field}.name", [(name, lower_name(name))])
        return lower_name(name)

    def _role(self, field: str, role: str | None, *, shouted: bool) -> str | None:
        """A role; one that is shouted with the name that it goes with in small letters."""
        if not role:
            return None
        return self._words(f"{field}.role", self._lowered(f"{field}.role", role, within=True) if shouted else role)

    def _lowered(self, field: str, words: str, *, within: bool = False) -> str:
        """A shouted role or place in small letters, abbreviations left alone."""
        if not (self.swedish and words.isupper() and max(map(len, words.split()), default=0) > _SHORTEST_SHOUT):
            return words
        from pressinvite.reading.release.capitals import lower_words  # noqa: PLC0415 -- few values are shouted

        lowered = lower_words(words, self.plain.text, within=within)
        if lowered != words:
            self._tell(field, [(words, lowered)])
        return lowered

    def _tell_glued(self, field: str, name: str) -> None:
        """A name that ran into the word before it: "TrafikkontoretViktor Löfving"."""
        text, at = self.plain.text, -1
        while " " in name and (at := text.find(name, at + 1)) >= 0:
            start = max(text.rfind(" ", 0, at), text.rfind("\n", 0, at)) + 1
            if at - start > _SHORTEST_HOUSE and text[start:at].isalpha() and text[at - 1].islower():
                self._tell(f"{field}.name", [(text[start : at + len(name)], f"{text[start:at]} {name}")])
                return

    def _tell_phones(self, meeting: Meeting) -> None:
        """Numbers that the source has in no notation that they are shown in."""
        wanted = {number: "contacts" for contact in meeting.contacts for number in contact.phones}
        if meeting.registration and meeting.registration.phone:
            wanted.setdefault(meeting.registration.phone, "registration")
        for number, field in wanted.items():
            if not number.startswith("+") or ";ext=" in number:
                continue
            reaches = [reach for reach in self.page.reaches if reach.value == number and reach.kind == "phone"]
            written = [" ".join(self.page.text[one.start : one.end].replace("–", "-").split()) for one in reaches]
            shown = format_phone(number)
            if written and shown not in written and format_abroad(number) not in written:
                self.spots.setdefault(field, self.plain.spot(reaches[0].start, reaches[0].end))
                self._tell(field, [(written[0], shown)])


def _first_changes(before: str, after: str) -> list[Change]:
    """The words that differ, line by line until there are enough: no repair goes over a line's end."""
    found: list[Change] = []
    for old, new in zip(before.split("\n"), after.split("\n"), strict=False):
        if old != new:
            found += changed_words(old, new)
            if len(found) > _TOLD:
                break
    return found


def changed_words(before: str, after: str) -> list[Change]:
    """Return the words that differ between two spellings of one text: their letters and digits are the same, so the
    places where both have come equally far are where the words part.
    """
    old, new = _counted(before), _counted(after)
    found: list[tuple[int, int, int, int]] = []
    i = j = 0
    while i < len(old) and j < len(new):
        first_i, first_j = i, j
        count_i, count_j = old[i][1], new[j][1]
        i, j = i + 1, j + 1
        while count_i != count_j and (i < len(old) if count_i < count_j else j < len(new)):
            if count_i < count_j:
                count_i, i = count_i + old[i][1], i + 1
            else:
                count_j, j = count_j + new[j][1], j + 1
        if [word for word, _ in old[first_i:i]] != [word for word, _ in new[first_j:j]]:
            found.append((first_i, i, first_j, j))
    if i < len(old) or j < len(new):
        found.append((i, len(old), j, len(new)))
    return [
        _trimmed(" ".join(word for word, _ in old[a:b]), " ".join(word for word, _ in new[c:d]))
        for a, b, c, d in _with_neighbours(found, old, new)
    ]


def _trimmed(before: str, after: str) -> Change:
    """The words without the stop or comma behind both."""
    while before[-1:] in (".", ",", ";", ":") and before[-1:] == after[-1:] and before[:-1] != after[:-1]:
        before, after = before[:-1], after[:-1]
    return before, after


def _counted(text: str) -> list[tuple[str, int]]:
    """The words, each with how many letters and digits it has."""
    return [(word, sum(map(str.isalnum, unicodedata.normalize("NFKC", word)))) for word in text.split()]


def _with_neighbours(
    found: list[tuple[int, int, int, int]], old: list[tuple[str, int]], new: list[tuple[str, int]]
) -> Iterator[tuple[int, int, int, int]]:
    """The stretches of words, a sign alone with the words around it; those that touch are one."""
    merged: list[tuple[int, int, int, int]] = []
    for a, b, c, d in found:
        letters = min(sum(count for _, count in old[a:b]), sum(count for _, count in new[c:d]))
        if letters < 3:  # a dash alone, "kl"
            before, after = min(a, c, 1) if letters == 0 else 0, min(len(old) - b, len(new) - d, 1)
            a, b, c, d = a - before, b + after, c - before, d + after  # noqa: PLW2901 -- widened
        if merged and (a <= merged[-1][1] or c <= merged[-1][3]):
            a, c = merged[-1][0], merged.pop()[2]  # noqa: PLW2901 -- widened
        merged.append((a, b, c, d))
    yield from merged


def _broken_words(source: str) -> dict[str, str]:
    """Words that a hyphen parts at the end of a line: as they are read → whole. A hyphen that is the word's own stays:
    where it is written so elsewhere, behind letters alone ("EU-") and behind one or two ("e-post", "it-chef").
    """
    if "-\n" not in source and "\u00ad\n" not in source and "\u2010\n" not in source:
        return {}
    found = {}
    for match in islice(re.finditer(_HARD_BREAK, source), _MOST):
        right = match["right"]
        before = re.search(_LAST_WORD, source[max(0, match.start() - _LONGEST_WORD) : match.start()])
        if before is None or right.casefold() in _JOINING:
            continue
        left = before[0]
        parted = f"{left} {right}" if match["sign"] == "\u00ad" else f"{left}- {right}"
        whole, hyphened = f"{left}{right}", f"{left}-{right}"
        if match["sign"] == "\u00ad":
            found[parted] = whole
        elif hyphened in source or (left.isupper() and right.islower()) or (len(left) < 3 and right.islower()):
            found[parted] = hyphened
        elif right.islower() and not left.isupper():
            found[parted] = whole
    return found


def _unseen_changes(source: str) -> list[Change]:
    if not ("  " in source or "—" in source or "―" in source or "‒" in source or "−" in source):
        return []
    found = []
    rows = "\n".join(line for line in source.split("\n") if line.count("  ") < _MENU)
    for match in islice(re.finditer(_UNSEEN, rows), _MOST):
        words = rows[max(0, match.start() - _LONGEST_WORD) : match.end() + _LONGEST_WORD]
        at = match.start() - max(0, match.start() - _LONGEST_WORD)
        left, right = words[:at].split()[-1], words[at + len(match[0]) :].split()[0]
        before = f"{left}{match[0]}{right}".replace("\t", " ")
        if "•" in before or "|" in before:
            continue
        after = spell(" ".join(PlainText(before).text.split()))
        if before != after:
            found.append((before, after))
    return found


def _note(field: str, changes: list[Change], spot: Spot | None) -> Finding:
    """One note for a field, with as many of its changes as there is room for."""
    (before, after), left = changes[0], len(changes) - 1
    for stood, stands in changes[1:]:
        if max(len(before) + len(stood), len(after) + len(stands)) + 3 > _ROOM:
            break
        before, after, left = f"{before} … {stood}", f"{after} … {stands}", left - 1
    more = " …" if left else ""
    return Finding("repaired", "note", field, {"before": before + more, "after": after + more}, spot)


def _spot(words: str, field: str, meeting: Meeting, plain: PlainText) -> Spot | None:
    """Where the words stand in the source, else where their field was read."""
    at = plain.text.find(words)
    if at < 0:
        found = re.search(r"\s+".join(map(re.escape, words.split()[:8])), plain.text)
        at, end = found.span() if found else (-1, -1)
    else:
        end = at + len(words)
    if at >= 0:
        return plain.spot(at, end)
    read = meeting.evidence.get(field)
    return read.spot if read else None
