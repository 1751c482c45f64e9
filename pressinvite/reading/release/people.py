"""Who takes part: people named in the invitation itself, with party and role.

Everybody whom the body names is a candidate. A list or a label of participants, a verb of taking part, a title or a
party speak for them; a quotation, a caption, a deadline or an address against.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from pressinvite.language.parties import parse_party
from pressinvite.meeting import Participant
from pressinvite.reading.release.given_names import is_given_name
from pressinvite.reading.release.lexicon import Lexicon, Words, later
from pressinvite.reading.release.names import Person, find_people, without_affiliations
from pressinvite.reading.release.roles import find_roles
from pressinvite.reading.release.titles import is_title
from pressinvite.reading.release.traces import Rejected, Trace
from pressinvite.records import NamedTuple

if TYPE_CHECKING:
    from pressinvite.reading.release.page import Page, Stretch
    from pressinvite.reading.release.reach import Reach
    from pressinvite.reading.release.role_words import Role

_TAKES_PART = Words(
    "delta*|medverka*|talar|talare|talarna|talas|möter|möt|berättar|på plats|finns|värd|värdar|presenter+|presentation|leds|leder"
    "|träffa|meet|talk to|with|tillsammans|invig+|svara|svarar|gästa*|intervjua|visar|förklarar|redogör|skriver under"
    "|undertecknar|bjuder|kommer|speaker|speakers|participa+|fråga|frågor till|sitter|ställa frågor|pratar|resonerar"
    "|kommenterar|inleder|föreläser|samtalar|modere+|comment|present|är|tar emot|håller|hälsar|guidar|tar över|sätter sig"
    "|väntar|åker med|trycker på|kör*|står|sjunger|spelar|läser|dansar|uppträder|diskuterar|träffas|spelas av|demonstrerar"
    "|delar ut|lämnar över|överlämnar|talk|join|joins|host|hosts|välkomnar|invigningstal*|panel|panelen",
)
_QUOTE = Lexicon(
    r"[,”\"]\s?(?:säger|sade|menar|konstaterar|says)\s(?:(?:[\w:-]+\s){0,4}[A-ZÅÄÖ]|hon\b|han\b)",
    "säger|sade|menar|konstaterar|says",
    cased=True,
)
_QUOTED = Lexicon(
    r"\b(?:säger|sade|menar|konstaterar|skriver|says)\s(?:[\w:-]+\s){0,4}$",
    " säger | sade | menar | konstaterar | skriver | says ",
)
_PICTURE = Lexicon(
    r"\bfoto(?:graf)?\s?(?:/källa)?\s?:|\bbild(?:text)?\s?:|\bphoto(?:grapher)?\s?:|\billustration\s?:|\bcopyright\b|©|\bfotograf\s[a-zåäö]|upphovsrätt",
    "foto|bild|photo|illustration|copyright|©|upphovsrätt",
)
_WRITTEN_BY = Lexicon(
    r"\b(?:pjäs\w*|bok\w*|verk\w*|film\w*|text\w*|musik|regi|skriv\w*|skrev\w*|ritad\w*|\w*skapad\w*|gjord\w*|målad\w*|foto\w*|\w*bild\w*|utställning\w*|komponer\w*|konstverk\w*|opera\w*|roman\w*|dikter|manus\w*|libretto\w*|koreografi\w*|scenografi\w*)\s(?:är\s)?(?:av|by|om)\s(?:[\w-]+\s){0,3}$"
    r"|\b(?:tagits fram|gjorts|skrivits|ritats|byggts|målats|leddes|invigdes|hölls)\s+av\s(?:[\w-]+\s){0,3}$"
    r"|\b(?:efter|enligt|till minne av|by)\s(?:den\s)?$",
    " av | by | om | efter | enligt ",
)
_ASKED_BY = Lexicon(
    r"\b(?:(?:för)?anmäl\w*|kontakta|mejla|maila|ring|e-?post|mejl|hör av|meddela\w*|skriv|svar|boka\w*|platsbokning|osa|säg till|upplysningar|information)\b[^.!?\n]{0,90}?"
    r"\b(?:till|hos|genom|via|med|av|for|to|from|åt|kontakta|ring)\s(?:[\w-]+\s){0,3}$"
    r"|\b(?:meddela(?: gärna)?|kontakta|ring|mejla|maila|messa|contact|call|e-?mail|write to|drop a line to|sign up with|tell|mailto|(?:note|word) to|biljett genom|sms:a|säg till|säg gärna till|hör av er till|fråga efter|be om)\s(?:[\w-]+\s){0,4}$"
    r"|\b(?:mer|mera|närmare|ytterligare)\s(?:information|upplysningar)\b[^.!?\n]{0,60}$|\bfrågor\b[^.!?\n]{0,40}\bbesvaras av\s(?:[\w-]+\s){0,3}$"
    r"|\b(?:pressansvarig|mediaansvarig|avsändare|sidansvarig|innehållsansvarig|ansvarig utgivare)\s*:?\s*$|\bredaktör\s*:\s*$",
    "anmäl|kontakta|mejl|mail| ring |post|hör |meddela|skriv |svar |boka|platsbokning|osa|säg |upplysningar|information|messa"
    "|contact|call |write to|line to|note to|word to|sign up|tell |biljett|sms:a|fråga efter| be om|frågor|pressansvarig|mediaansvarig|avsändare"
    "|sidansvarig|innehållsansvarig|utgivare|redaktör",
)
_FOUND_BELOW = Lexicon(
    r",?\s(?:se (?:presskontakt|kontakt|nedan)|see below|på numret|nedan\b)|,\s(?:nedan|below)\b",
    "kontakt|nedan|below|numret",
)
_STAYS_AWAY = Lexicon(
    r"[^.!?;\nA-ZÅÄÖ]{0,60}?\b(?:förhinder\b|(?:deltar|medverkar|närvarar|kommer)\s(?:dock\s|tyvärr\s|själv\s)?(?:inte|ej)\b(?! att)"
    r"|(?:kan|kunde)\s(?:dock\s|tyvärr\s|själv\s)?(?:inte|ej)\s(?:själv\s)?(?:delta|komma|medverka|närvara|vara med)|(?:skickar|sänder|sends)\s(?:en\s|a\s)?\w*(?:hälsning|greeting)"
    r"|(?:cannot|can not|will not|is unable to)\s(?:attend|come|join|be))",
    "förhinder|inte|ej|hälsning|greeting|cannot|can not|will not|unable",
    cased=True,
)
"""Behind a name and a role: who does not come."""
_CLEFT = later(r"\b(?:[A-ZÅÄÖ]\w+r\s(?:\w+\s)?gör|vigs|installeras|ställer upp)\s(?:också\s|även\s)?\Z")
"""What names who takes part right behind it: "Föredrar ärendet gör Eva Ek"."""
_INNER_POINT = later(r"(?<=\d)\.(?=\d)|(?<=\bkl)\.|(?<=\bKl)\.")
"""A point that ends no sentence: "senast kl. 8.30 till Ove Ek"."""
_GREETING = later(
    r"\W*(?:(?:med|många|bästa|varma|vänliga|soliga)\s)*(?:vänlig\w*\s)?(?:hälsning\w*|mvh|vänligen|hej då|regards|(?:best|kind) regards|sincerely)\W*\Z",
    re.IGNORECASE,
)
"""A line that only a signature follows."""
_LONG_AGO = later(r"\b1[0-8]\d\d\b|\b19[0-6]\d\b|-talet\b|\b[Ff]örra året\b", holds="1 -talet året")
_LINK = later(r"\s*(?:,|och|&|and|samt)\s*")
_INDENT, _GREETING_ROOM = 3, 60
_FEW_WORDS = 3
_INITIAL = later(r"\s[A-ZÅÄÖ]\.$")
_MOST, _LONGEST = 500, 20_000
"""So many names are weighed, and so much of one passage: no release has more."""
_LISTS = later(r"[^.!?]{3,80}:\s*$")
_BROKEN = later(r"\n(?=[^\WA-ZÅÄÖ]|\()|(?<=[^\n]{40})\n")
"""A line broken at a width, in a page of such lines; short ones that capitals follow are a list."""
_HYPHENS = later(r"(?<=[a-zåäö])-\n(?=[a-zåäö])")


class _Passage(NamedTuple):
    """A sentence or a line, and what it says of all whom it names."""

    text: str
    start: int
    says_so: bool
    """That they take part."""
    listed: bool
    """In a list of those who take part."""
    quotes: bool
    long_ago: bool


class _Mention(NamedTuple):
    """One place where somebody is named."""

    person: Person
    role: Role | None
    weight: int


def find_participants(page: Page) -> list[tuple[Participant, Trace]]:
    """Return who takes part, in order of the text, each once."""
    found: dict[str, list[_Mention]] = {}
    for mention in _mentions(page):
        found.setdefault(mention.person.name, []).append(mention)
    return [_participant(mentions) for mentions in found.values() if max(mention.weight for mention in mentions) > 0]


def _participant(mentions: list[_Mention]) -> tuple[Participant, Trace]:
    """Somebody with the best role of all mentions, and the first party told."""
    taken = [mention for mention in mentions if mention.weight > 0]
    first = taken[0].person
    party = next((mention.person.party for mention in mentions if mention.person.party), None) or _party_in(mentions)
    roles = [mention.role for mention in (*taken, *mentions) if mention.role is not None]
    role = max(roles, key=lambda role: role.rank, default=None)
    for other in roles:  # "ordförande" here, "ordförande för rådet" there: the fuller words
        if role is not None and other.rank > 1 and other.text.startswith(role.text + " ") and len(other.text) < 90:
            role = other
    spans = {"": (first.start, first.end), "name": (first.start, first.start + len(first.name))}
    if role is not None and role.end > role.start:
        spans["role"] = (role.start, role.end)
    others = tuple(Rejected(other.start, other.end, "lower-score") for other in roles if other is not role)[:3]
    certainty = "sure" if max(mention.weight for mention in taken) > 1 else "likely"
    text = " ".join(role.text.replace("\x01", "").split()) if role else None
    named = parse_party(text) if text and len(text) > 2 else None
    if text and party and re.search(r"\s\([A-Za-zÅÄÖåäö]{1,3}\)$", text):
        text = text.rpartition(" (")[0]  # "regionråd (C)"
    party, text = party or named, None if named else text  # "Ove Ek, Vänsterpartiet"
    return Participant(name=first.name, party=party, role=text), Trace(spans, certainty, others)  # type: ignore[arg-type]


def _party_in(mentions: list[_Mention]) -> str | None:
    """The party that stands within a role: "gruppledare (V) i Region Gotland"."""
    codes = (
        re.search(r"(?:\(|, )([A-ZÅÄÖa-zåäö]{1,4})(?:\)|$)", mention.role.text) for mention in mentions if mention.role
    )
    return next((party for code in codes if code and (party := parse_party(code[1]))), None)


def _mentions(page: Page) -> list[_Mention]:
    """Everybody named in the headline's text and body, sentence by sentence."""
    mentions: list[_Mention] = []
    listing = False
    wrapped = is_wrapped(page)
    for stretch in page.stretches:
        if stretch.part in ("contacts", "footer", "furniture"):
            listing = False
            continue
        labelled = any(kind == "participants" for _, kind, _ in stretch.labels)
        listing = labelled or (listing and _is_listed(page, stretch))
        if len(mentions) > _MOST:
            break
        for whole, start, says_so in _passages(page, stretch, listing=listing, wrapped=wrapped):
            text = whole[:_LONGEST]
            passage = _BROKEN.sub(" ", _HYPHENS.sub("\x01\x01", text)) if wrapped else text
            people = without_affiliations(find_people(passage, start), passage, start)
            if not people:
                continue
            facts = _Passage(text, start, says_so, listing, _QUOTE.is_in(text), bool(_LONG_AGO.search(text)))
            before: _Mention | None = None
            for person, role in zip(people, find_roles(passage, people, start), strict=True):
                weight = _weight(page, facts, person, role)
                linked = before and _LINK.fullmatch(passage, _end(before) - start, person.start - start)
                if weight == 0 and before and linked:
                    weight = min(before.weight, 1)  # in one list with somebody who does
                if role is None and before and before.weight < 0 and linked:
                    weight = min(weight, before.weight)  # "verk av A, B och C"
                if before and linked and weight > 1 and before.weight == 0 and not before.person.party:
                    mentions[-1] = before._replace(weight=1)  # "Sixtus Ek och Eva Al från kansliet"
                before = _Mention(person, role, weight - (stretch.part == "title"))  # a headline may be of anybody
                mentions.append(before)
        last = stretch.lines[-1].text if stretch.lines else ""
        listing = listing or (":" in last and bool(_LISTS.match(last)) and _TAKES_PART.is_in(last))
    return mentions


def _end(mention: _Mention) -> int:
    """The end of a name and of the role behind it, from where a list goes on: "A, gruppchef, och B"."""
    behind = mention.role is not None and mention.person.end <= mention.role.start
    return mention.role.end if mention.role is not None and behind else mention.person.end


def is_wrapped(page: Page) -> bool:
    """Tell whether lines are broken at a width, in the middle of sentences."""
    lines = [line.text for line in page.lines]
    broken = sum(
        35 <= len(line) <= 100 and after[:1].islower() and not line.endswith((".", ":", "!", "?"))
        for line, after in pairwise(lines)
    )
    return broken > 1


def _is_listed(page: Page, stretch: Stretch) -> bool:
    """Tell whether a line goes on the list of those who take part: a name, short, nothing to call."""
    line = stretch.lines[0]
    reached = any(stretch.holds(reach.start) for reach in page.reaches if reach.kind != "url")
    return bool(find_people(line.text)) and len(line.text) < 140 and not stretch.labels and not reached


def _passages(page: Page, stretch: Stretch, *, listing: bool, wrapped: bool) -> list[tuple[str, int, bool]]:
    """Sentences that may name somebody who takes part, each with its offset and whether it says so itself.

    Below a label of participants all do; in prose those without a number to call.
    """
    label = next((value for _, kind, value in stretch.labels if kind == "participants"), None)
    if label is not None:
        stop = min((at for at, _, value in stretch.labels if at > label), default=stretch.end)
        return [(stretch.text[label - stretch.start : stop - stretch.start], label, True)]
    if listing:
        return [(stretch.text, stretch.start, True)]
    reaches = [reach for reach in page.reaches if reach.kind != "url" and stretch.holds(reach.start)]
    found: list[tuple[str, int, bool]] = []
    told, at = False, stretch.start
    ends = (end for end in stretch.ends if not _INITIAL.search(page.text, max(0, end - 4), end))
    for end in (*ends, stretch.end):
        sentence = stretch.text[at - stretch.start : end - stretch.start]
        for line, start in [(sentence, at)] if wrapped else _lines(sentence, at):
            inside = [
                reach.end
                for reach in reaches
                if start <= reach.start < start + len(line) and not _is_bracketed(page.text, reach)
            ]
            skip = max(inside, default=start) - start
            may = _may_name(page, stretch, start)
            says_so = _TAKES_PART.is_in(line[skip:]) or stretch.lines[0].is_bullet or told
            if line[skip:].strip() and may:
                found.append((line[skip:], start + skip, says_so))
            told = told or (":" in line and bool(_LISTS.match(line)) and _TAKES_PART.is_in(line))
        at = max(at, end)
    return found


def _is_bracketed(text: str, reach: Reach) -> bool:
    """Tell whether a number stands in brackets behind a name, and the sentence goes on: "Eva Ek (070-…) visar"."""
    opens = "(" in text[reach.start - 1 : reach.start + 1]
    closes = _CLOSED.match(text, reach.end - 1)
    if not opens or closes is None or closes["verb"] in _ANSWERS:
        return False
    before = text[
        max(text.rfind("\n", 0, reach.start), text.rfind(". ", 0, reach.start), reach.start - 80) + 1 : reach.start
    ]
    return _TAKES_PART.is_in(closes["verb"]) or _TAKES_PART.is_in(before)


_CLOSED = later(r"\S?\)\s(?P<verb>\w+)")
_ANSWERS = ("svarar", "finns", "är", "kommenterar")
"""What somebody does whom the press may ring."""


def _may_name(page: Page, stretch: Stretch, at: int) -> bool:
    """Tell whether a sentence may name who takes part: not one that a label calls the place or the registration."""
    label, value = next(((kind, value) for start, kind, value in reversed(stretch.labels) if start <= at), (None, at))
    if label in _HEADS and any(value < line.start <= at and _is_heading(line.text) for line in stretch.lines):
        line = next((line for line in reversed(stretch.lines) if line.start <= at), stretch.lines[0])
        stop = line.start + len(line.text)
        return any(line.start <= clock.start < stop for clock in page.clocks)  # another heading, and a time below it
    return label in _MAY or (label == "place" and value < at)


def _is_heading(line: str) -> bool:
    return len(line) < _HEADING_ROOM and line[:1].isupper() and line[-1:].isalpha()


_NEW_SENTENCE = later(r"[?!]\s+[A-ZÅÄÖ]")
_HEADS, _HEADING_ROOM = ("accreditation", "access"), 30
_MAY = (None, "what", "programme", "photo", "interviews", "time-place", "time", "date")
"""Labels below which somebody may be named who takes part."""


def _lines(sentence: str, at: int) -> list[tuple[str, int]]:
    """The lines of a sentence with their offsets; a title below a name goes with it."""
    found: list[tuple[str, int]] = []
    for line in sentence.split("\n"):
        below_name = found and len(found[-1][0].split()) in (2, 3, 4) and "\n" not in found[-1][0]
        if (
            below_name
            and any(is_title(word) for word in line.split()[:3])
            and len(line) < 90
            and _is_name(found[-1][0])
        ):
            found[-1] = (f"{found[-1][0]}\n{line}", found[-1][1])
        else:
            found.append((line, at))
        at += len(line) + 1
    return found


def _is_name(line: str) -> bool:
    """Tell whether a line is a name and nothing else."""
    people = find_people(line)
    return len(people) == 1 and len(people[0].name) >= len(line.strip()) - 8


def _weight(page: Page, passage: _Passage, person: Person, role: Role | None) -> int:
    """What speaks for somebody's taking part, less what speaks against it."""
    text, start, says_so = passage.text, passage.start, passage.says_so
    line = (
        page.text.rfind("\n", max(0, start - 200), start) + 1
    )  # it may begin behind a number: "ring 08-… till Ove Ek"
    line = line or max(0, start - 200)
    before = page.text[max(line, person.start - 140) : person.start]
    before = _INNER_POINT.sub(" ", before)
    head = role.start if role is not None and role.start < person.start else person.start
    lead = _INNER_POINT.sub(" ", page.text[max(line, head - 140) : head])
    weight = (role is not None) + (person.party is not None) + says_so
    if _PICTURE.is_in(before[-60:]):
        weight -= 4
    if _ASKED_BY.is_in(lead) or _ASKED_BY.is_in(before) or _FOUND_BELOW.match(text, person.end - start):
        weight -= 4
    if passage.quotes or _QUOTED.is_in(lead):
        weight -= says_so
    weight += _CLEFT.search(lead) is not None and not says_so
    weight -= passage.long_ago and not _QUOTED.is_in(lead)  # "Förra året …, säger Eva Ek": said today
    if _WRITTEN_BY.is_in(lead):
        weight -= 2
    if _STAYS_AWAY.match(text, person.end - start):
        weight -= 6
    acts = _TAKES_PART.is_at(text, person.end - start + 1)
    if role is None and not (person.party or passage.listed or acts or _is_given(person.name)):
        weight -= 1  # two capitals alone may be anything
    return weight - 3 if _is_reached_below(page, person, passage) else weight


def _is_given(name: str) -> bool:
    return any(is_given_name(word) for word in name.split())


def _is_reached_below(page: Page, person: Person, facts: _Passage) -> bool:
    """Tell whether a line is a signature: a name alone, with a number or an address in one of the lines below.

    What a label calls a participant is none, nor is a number below that another label calls that of the registration.
    """
    passage, start = facts.text, facts.start
    if page.stretch(start).label_at(start) == "participants":
        return False
    begin = page.text.rfind("\n", 0, person.start) + 1
    above = page.text[page.text.rfind("\n", 0, max(begin - 1, 0)) + 1 : max(begin - 1, 0)]
    if person.start - begin < _INDENT and len(above) < _GREETING_ROOM and _GREETING.match(above):
        return True
    is_alone = len(passage.strip()) <= len(person.name) + (70 if "\n" in passage else 30)
    is_first = person.start - start < 25 and "\n" not in passage.strip() and len(passage) < 160
    if not (is_alone or is_first) or passage.rstrip().endswith("."):
        return False
    end = start + len(passage)
    below = next(
        (
            reach
            for reach in page.reaches
            if reach.kind != "url" and end <= reach.start < end + (90 if is_alone else 12)
        ),
        None,
    )
    if below is None or page.stretch(below.start).label_at(below.start) not in (None, "contact"):
        return False
    between = page.text[end : below.start]
    told = _NEW_SENTENCE.search(between) or ("\n\n" in between and len(between.split()) > _FEW_WORDS)
    in_list = len(page.stretch(start).lines) > 1 and told
    return not (find_people(between) or in_list)
