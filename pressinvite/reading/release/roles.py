"""What somebody is: the title before a name, the duty behind it, and titles that several share.

"finske rikspolischefen Eva Ek", "Eva Ek, chef för valkansliet", "kommunalråden A (S) och B (MP)", "A och B, båda jurister".
The words between two names are parted first: what stands directly before the next name is the next one's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pressinvite.reading.release.role_words import (
    ADDRESS,
    ARTICLES,
    BEFORE,
    COUNTS,
    GENERIC,
    GENITIVE,
    NEW,
    NO_ROLE_ADDRESS,
    PLACES,
    STOPS,
    VERBS,
)
from pressinvite.reading.release.titles import is_title, read_title

if TYPE_CHECKING:
    from pressinvite.reading.release.names import Person


class Role(NamedTuple):
    """A role as it was found beside one name."""

    text: str
    start: int
    end: int
    rank: int
    """Which of several roles of a person is told: an indefinite title before the name most, a form of address least."""
    plural: bool = False
    """True where the names beside this one have it too."""


_CUT = re.compile(
    r"[!?;\n•*]|:(?!\w)|(?<!\btf)(?<!\bt\.f)(?<!\bbl\.a)(?<!\bbl)(?<!\bfil)(?<!\bprof)(?<!\bdr)(?<!\bSt)\.(?=\s|$)|\s[–—|-]\s|\bsamt\b|\bliksom\b"
    r"|,?\s(?:som|där|vilka|vilken|vars|who|which|senast|när)\b|,\s(?:och|and|men|då|samt|vid|i|på|med|till)\b"
    r"|\soch (?:hans|hennes|några|andra|flera|den|de|det|en|ett|vi|folk|deras|ytterligare|många)\b",
    re.IGNORECASE,
)
_JOINED = re.compile(r"[ ]*(?P<joint>[,:(]|[–-]\s)?[ ]*")
_LINK = re.compile(r"\s*(?:,|och|&|and|samt|,\s*(?:och|samt|and))\s*$")
_IS = re.compile(r"(?:^|\s)(?P<role>[^\W\d_][\w-]+(?:\s[\w-]+)?)(?:\sär|\sis|\s?:)\s*$")
_DOES = re.compile(
    r",?\s+som\s+(?P<duty>(?:leder|ansvarar|har skrivit|skrivit|har byggt|har ritat|driver|leds)\b[^,.;\n]{2,50})"
)
_ALL_CAPITALS = re.compile(r"[A-ZÅÄÖ]{2,4},?")


def find_roles(passage: str, people: list[Person], offset: int) -> list[Role | None]:
    """Return each person's role, or None; places are offsets in the page."""
    found: list[Role | None] = [None] * len(people)
    shared_to: list[bool] = []
    at = 0
    for index, person in enumerate(people):
        gap = passage[at : person.start - offset]
        shared_to.append(index > 0 and bool(_LINK.fullmatch(gap)))
        before = _before(gap, offset + at, first=index == 0)
        if index and gap:
            _keep(found, index - 1, _behind(gap[: before.start - offset - at] if before else gap, offset + at))
        _keep(found, index, before)
        at = person.end - offset
    if people:
        _keep(found, len(people) - 1, _behind(passage[at:], offset + at))
    _share(found, shared_to)
    return found


def _keep(found: list[Role | None], index: int, role: Role | None) -> None:
    """The better of the roles that a person has."""
    known = found[index]
    if role is not None and (known is None or role.rank > known.rank):
        found[index] = role


def _share(found: list[Role | None], linked: list[bool]) -> None:
    """Give a title in the plural to all of a list: onward from before it, backward from behind it."""
    for index, role in enumerate(found):
        if (role is None or role.rank <= _UNIT) and index and linked[index]:
            before = found[index - 1]
            if before is not None and before.plural and before.rank != _BEHIND:
                found[index] = before
    for index in range(len(found) - 1, 0, -1):
        role = found[index]
        if role is not None and role.plural and role.rank == _BEHIND and linked[index] and found[index - 1] is None:
            found[index - 1] = role


_BEHIND = 3
_UNIT = 2
"""Behind a name, but no title: an organisation."""


def _before(gap: str, offset: int, *, first: bool) -> Role | None:
    """The title that stands directly before a name, or in commas before it, or with "är" or a colon between."""
    if gap.rstrip(" ").endswith("\n") and not gap.rstrip().endswith((";", ":")):
        return None
    start = max(_last_break(gap), len(gap) - 160)
    segment = gap[start:]
    told = _IS.search(segment) or _IS.search(gap[max(0, len(gap) - 40) :].rpartition("\n")[2])
    if told:
        word = read_title(told["role"].split()[-1])
        if word and word.form == "base" and word.known:
            return Role(told["role"].strip(" •–"), offset + len(gap), offset + len(gap), 4)
    stripped = segment.rstrip()
    if stripped.endswith((";", ":")):
        return _group(stripped[:-1], offset + start)
    apposed = stripped.endswith(",")
    if apposed:
        stripped = stripped[:-1]
    tokens = [(match[0], match.start()) for match in re.finditer(r"\S+", stripped)]
    anchor = _anchor(tokens, apposed=apposed)
    if anchor is None:
        return None
    at = _leftmost(tokens, anchor, may_join=first)
    if apposed and not _may_be_apposed(
        tokens, at, anchor, first=first, at_start=not gap[: start + tokens[at][1]].strip(" ,")
    ):
        return None
    return _told(stripped, tokens, at, anchor, offset + start)


def _last_break(gap: str) -> int:
    """Where the segment right before the name begins: behind the last sentence, colon, bracket or dash."""
    body = gap.rstrip(" \n")
    body = body[:-1] if body.endswith((";", ":")) else body
    found = 0
    for match in re.finditer(r"[!?;()\n\"”“•|*]|:(?!\w)|\s[–—-]\s|\.(?=\s)", body):
        if match[0] == "." and re.search(
            r"(?:\btf|\bt\.f|\bfil|\bprof|\bdr|\bing|\bSt|\bbl\.?a|\bbla)$", gap[: match.start()], re.IGNORECASE
        ):
            continue
        found = match.end()
    return found


def _anchor(tokens: list[tuple[str, int]], *, apposed: bool) -> int | None:
    """The index of the title's own word: the last one, or one with "på", "i", "of" … and an organisation behind it."""
    if not tokens:
        return None
    last = tokens[-1][0]
    if _is_head(last) and not last.endswith(","):
        return len(tokens) - 1
    for index in range(len(tokens) - 2, max(-1, len(tokens) - 10), -1):
        word, behind = tokens[index][0], tokens[index + 1][0]
        if word.endswith(",") or word.casefold() in VERBS:
            return None
        if is_title(word) and behind.casefold() in PLACES:
            return index if apposed or tokens[-1][0][0].isupper() else None
    return None


def _is_head(word: str) -> bool:
    plain = word.strip(" .•–-").casefold()
    return read_title(word) is not None or plain in ADDRESS


def _leftmost(tokens: list[tuple[str, int]], anchor: int, *, may_join: bool) -> int:
    """Where the phrase begins: "biträdande", "kommunens", "1:a vice", "klimat- och", "den finske" go with the title."""
    at = anchor
    while at > 0:
        word = tokens[at - 1][0]
        plain = word.strip("•–.").casefold()
        if (
            plain == "och"
            and at > 1
            and (
                tokens[at - 2][0].endswith("-")
                or (may_join and _is_head(tokens[at - 2][0]) and not tokens[at - 2][0].endswith(","))
            )
        ):
            at -= 2
        elif plain == "andra" and at > 1 and tokens[at - 2][0].casefold() == "bland":
            break
        elif _goes_with(word, plain):
            at -= 1
        elif plain in ARTICLES or plain in COUNTS:
            break
        elif _behind_article(tokens, at - 1) or (
            tokens[at][0].casefold().endswith(GENERIC) and word[:1].isupper() and not word.endswith(",")
        ):
            at -= 1
        else:
            break
    while at < anchor and tokens[at][0].strip("•–").casefold() in NEW | COUNTS:
        at += 1
    return at


def _goes_with(word: str, plain: str) -> bool:
    """Tell whether a word belongs to the title behind it."""
    if word.endswith(","):
        return bool(_ALL_CAPITALS.fullmatch(word)) and is_title(word)
    if plain in BEFORE or word.endswith("-") or re.fullmatch(r"\d:[ae]", plain):
        return True
    if plain in VERBS or plain in ("finns", "hos", "dels", "plats"):
        return False
    title = read_title(word)
    if title is not None and title.form.startswith("definite"):
        return False
    genitive = plain.endswith(GENITIVE) or (plain.endswith("s") and word[:1].isupper() and len(plain) > 2)
    return genitive or plain in ADDRESS or (title is not None and title.known)


def _behind_article(tokens: list[tuple[str, int]], index: int) -> bool:
    """Tell whether a word is the adjective of "den särskilda utredaren", "den finske rikspolischefen"."""
    word = tokens[index][0].casefold()
    at = index
    while at > 0 and tokens[at][0].casefold().endswith(("a", "e")) and tokens[at][0].casefold() not in ARTICLES:
        at -= 1
    has_article = at < index and tokens[at][0].casefold() in ("den", "det", "de")
    return word.endswith(("a", "e")) and word not in COUNTS and (has_article or word.endswith(("iska", "iske")))


def _may_be_apposed(tokens: list[tuple[str, int]], at: int, anchor: int, *, first: bool, at_start: bool) -> bool:
    """Tell whether ", NAME" names who has the title: a definite one, that is not the last person's own."""
    if at_start and not first:
        return False
    title = read_title(tokens[anchor][0])
    definite = title is not None and title.form.startswith("definite")
    behind_article = at > 0 and tokens[at - 1][0].casefold() in ARTICLES
    return definite or behind_article or tokens[at][0].casefold().endswith("s")


def _group(text: str, offset: int) -> Role | None:
    """A title in the plural before a list: "de fem gruppledarna; A, B och C"."""
    tokens = [(match[0], match.start()) for match in re.finditer(r"\S+", text)]
    title = read_title(tokens[-1][0]) if tokens else None
    if not tokens or title is None or "plural" not in title.form or not title.known:
        return None
    at = _leftmost(tokens, len(tokens) - 1, may_join=False)
    return _told(text, tokens, at, len(tokens) - 1, offset)


def _told(text: str, tokens: list[tuple[str, int]], at: int, anchor: int, offset: int) -> Role | None:
    """The phrase from a token to the end as a role, in the singular."""
    title = read_title(tokens[anchor][0])
    plural = title is not None and "plural" in title.form
    words = [token[0] for token in tokens[at:]]
    if plural and title is not None:
        words[anchor - at] = title.singular
    if all(word.strip(".").casefold() in ADDRESS | NO_ROLE_ADDRESS for word in words):
        rank = 0
        if words[-1].strip(".").casefold() in NO_ROLE_ADDRESS:
            return None
    else:
        definite = title is not None and title.form == "definite"
        rank = 2 if definite and anchor == len(tokens) - 1 else 4
    phrase = " ".join(words).strip(" –-•*,")
    start = offset + tokens[at][1]
    return Role(phrase, start, offset + len(text), rank, plural)


def _behind(text: str, offset: int) -> Role | None:
    """What follows a name: ", kommunstyrelsens ordförande i Malmö stad", " (mediaansvarig)", " imam vid moskén"."""
    joined = _JOINED.match(text)
    start = joined.end() if joined else 0
    joint = joined["joint"] if joined else None
    words = text[start : start + 240]
    if joint == "(":
        inside = words.partition(")")[0]
        return Role(inside, offset + start, offset + start + len(inside), _BEHIND) if _has_title(inside) else None
    words = _until_end(words, joined=joint is not None)
    words = words.rstrip(" ,.–-(\n*")
    if not words or len(words) > 110 or words[0].isdigit():
        return _does(text, offset)
    if not _is_role(words, joined=joint is not None):
        return _does(text, offset) or _affiliation(words, offset + start)
    return _singular(words, offset + start)


def _does(text: str, offset: int) -> Role | None:
    """A duty told in a clause: ", som leder bygget"."""
    found = _DOES.match(text)
    return (
        Role("som " + found["duty"].strip(), offset + found.start("duty"), offset + found.end(), 1) if found else None
    )


def _affiliation(words: str, offset: int) -> Role | None:
    """Where somebody comes from, where nothing else is told: "från tillverkaren Voltbus"."""
    found = re.match(r"(?:från|from)\s(?P<unit>.{3,60})$", words)
    if not found or found["unit"].split()[0].casefold() in VERBS:
        return None
    return Role(found["unit"], offset + found.start("unit"), offset + found.end(), 1)


def _until_end(words: str, *, joined: bool) -> str:
    """The phrase up to the clause that follows: a verb, "som", a comma before what is no title and no organisation."""
    cut = _CUT.search(words)
    words = words[: cut.start()] if cut else words
    words = _until_verb(words)
    parts = re.split(r",\s*", words)
    kept = [parts[0]]
    for part in parts[1:]:
        first = part.split(" ", 1)[0]
        title = next((found for word in part.split() if (found := read_title(word)) and found.known), None)
        is_own_title = title is not None and title.form == "base" and joined
        if not part or not (first[:1].isupper() or is_own_title) or first[:1].isdigit():
            break
        kept.append(part)
    return ", ".join(kept) if len(kept) > 1 else kept[0]


def _until_verb(words: str) -> str:
    tokens = list(re.finditer(r"[^\s,]+", words))
    for index, token in enumerate(tokens):
        word = token[0]
        before = tokens[index - 1][0] if index else ""
        is_verb = word in VERBS and word not in ("och", "har")
        if word == "och" and index + 1 < len(tokens) and tokens[index + 1][0] in VERBS:
            is_verb = True
        ends_like_verb = word.endswith(("ar", "er")) and word.islower() and len(word) > 3 and not read_title(word)
        if is_verb or (ends_like_verb and before[:1].isupper() and index > 1):
            return words[: token.start()]
    return re.sub(r"\s(?:och|med|samt|and)\s*$", "", words)


def _has_title(words: str) -> bool:
    return any(is_title(word) for word in re.split(r"[\s/,]+", words))


def _is_role(words: str, *, joined: bool) -> bool:
    """Tell whether the words behind a name are what somebody is."""
    tokens = words.replace(",", " ").split()
    first = tokens[0]
    if first.casefold() in VERBS or first.casefold() in PLACES:
        return False
    if not joined:
        return (
            is_title(first)
            or first.casefold() in BEFORE
            or any(
                is_title(word) for word in tokens[1:3] if first.casefold().endswith("s") or first.casefold() in COUNTS
            )
        )
    if _has_title(words):
        return True
    if first[0].isupper():
        return len(tokens) <= 7
    return (
        len(tokens) <= 4 and first.isalpha() and not first.endswith(("r", "s", "de", "te", "å")) and first not in STOPS
    )


def _singular(words: str, offset: int) -> Role:
    """The role behind a name; a plural one in the singular: "båda säkerhetsstrateger" → "säkerhetsstrateg"."""
    tokens = words.split(" ")
    both = tokens[0].casefold() in COUNTS
    skip = 0
    while skip < len(tokens) - 1 and tokens[skip].casefold() in COUNTS | NEW:
        skip += 1
    title = next((read_title(word) for word in tokens if read_title(word)), None)
    plural = title is not None and title.known and (title.form == "plural" or both)
    if plural and title is not None:
        tokens = [title.singular if read_title(word) == title else word for word in tokens]
    text = " ".join(" ".join(tokens[skip:]).split())
    rank = _BEHIND if title is not None else _UNIT
    return Role(text, offset, offset + len(words), rank, plural)


def role_before(text: str, offset: int) -> Role | None:
    """Return the title that ends a text, where a name follows."""
    return _before(text, offset, first=True)
