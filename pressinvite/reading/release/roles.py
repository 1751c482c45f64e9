"""What somebody is: the title before a name, the duty behind it, and titles that several share.

"finske rikspolischefen Eva Ek", "Eva Ek, chef för valkansliet", "kommunalråden A (S) och B (MP)", "A och B, båda jurister".
The words between two names are parted first: what stands directly before the next name is the next one's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressinvite.reading.release.duties import role_behind
from pressinvite.reading.release.lexicon import later
from pressinvite.reading.release.role_words import (
    ADDRESS,
    ARTICLES,
    BEFORE,
    BEHIND,
    COUNTED,
    COUNTS,
    ENGLISH,
    GENERIC,
    GENITIVE,
    NEW,
    NO_ROLE_ADDRESS,
    PLACES,
    UNIT,
    VERBS,
    Role,
)
from pressinvite.reading.release.titles import is_title, read_title

if TYPE_CHECKING:
    from pressinvite.reading.release.names import Person


_WHOSE = frozenset({"region", "svenska", "kungliga", "nordiska", "europeiska", "business"})
_DEFINITE = ("en", "et", "rna", "rn", "ln", "an")
"""How a Swedish noun that goes with "direktören för" ends: "fritidssektorn"."""
_UNITS = ("förbund", "kommun", "universitet", "högskola", "förening", "bolag", "verk", "sjukhus", "museum", "kansli", "skola", "län",
          "stift", "församling", "klubb", "råd", "styrelse", "nämnd", "distrikt", "stad", "landsting", "region", "parti")  # fmt: skip
"""What ends the name of an organisation in small letters: "Dalarnas kommunförbund"."""
_LEARNED = ("professor", "docent", "lektor", "doktor", "forskare", "adjunkt")
"""Who is one in a subject: "professorn i geologi"."""
_SHORT_WORD = 3
_LINK = later(r"\s*(?:,\s?\d{1,2}(?: år)?|\([^()\n]{1,30}\))?\s*(?:,|och|&|and|samt|,\s*(?:och|samt|and))\s*$")
_IS = later(r"(?:^|\s)(?P<role>(?:vice |biträdande |[A-ZÅÄÖ]\w+(?:ig|isk) )?[^\W\d_][\w-]+)(?:\sär|\sis|\s?:)\s*$")
_ALL_CAPITALS = later(r"[A-ZÅÄÖ]{2,4},?")


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
            _keep(found, index - 1, role_behind(gap[: before.start - offset - at] if before else gap, offset + at))
        _keep(found, index, before)
        at = person.end - offset
    if people:
        _keep(found, len(people) - 1, role_behind(passage[at:], offset + at))
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
        if (role is None or role.rank <= UNIT) and index:
            before = found[index - 1] if linked[index] or _is_counted(found[index - 1]) else None
            if before is not None and before.plural and before.rank != BEHIND:
                found[index] = before
    for index in range(len(found) - 1, 0, -1):
        role = found[index]
        if role is not None and role.plural and role.rank == BEHIND and linked[index] and found[index - 1] is None:
            found[index - 1] = role


def _is_counted(role: Role | None) -> bool:
    return role is not None and role.rank == COUNTED


def _before(gap: str, offset: int, *, first: bool) -> Role | None:
    """The title that stands directly before a name, or in commas before it, or with "är" or a colon between."""
    if gap.rstrip(" ").endswith("\n") and not gap.rstrip().endswith((";", ":")):
        return None
    start = max(_last_break(gap), len(gap) - 160)
    segment = gap[start:]
    told = None
    if gap.rstrip().endswith(("är", "is", ":")):
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
        stripped = stripped[:-1].removesuffix(" själv")
    tokens = [(match[0], match.start()) for match in re.finditer(r"\S+", stripped)]
    anchor = _anchor(tokens, apposed=apposed)
    if anchor is None or (apposed and _is_organisation(tokens)):
        return None
    at = _leftmost(tokens, anchor, may_join=first)
    if apposed and not _may_be_apposed(
        tokens, at, anchor, first=first, at_start=not gap[: start + tokens[at][1]].strip(" ,–-(")
    ):
        return None
    return _told(stripped, tokens, at, anchor, offset + start)


def _last_break(gap: str) -> int:
    """Where the segment right before the name begins: behind the last sentence, colon, bracket or dash."""
    body = gap.rstrip(" \n")
    body = body[:-1] if body.endswith((";", ":")) else body
    found = 0
    for match in re.finditer(r"[!?;()\n\"|*]|[”“]|•|:(?!\w)|\s(?:-|[–—](?=\s))\s|\.(?=\s)", body):
        if match[0] == "." and re.search(
            r"(?:\btf|\bt\.f|\bbitr|\bstf|\bfil|\bprof|\bdr|\bing|\bSt|\bbl\.?a|\bbla)$",
            gap[: match.start()],
            re.IGNORECASE,
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
            owned = tokens[-1][0].endswith(_UNITS) and tokens[-2][0][0].isupper() and tokens[-2][0].endswith("s")
            title = read_title(word)
            whole = title is not None and title.form == "definite" and tokens[-1][0].endswith(_DEFINITE)
            subject = behind == "i" and word.casefold().startswith(_LEARNED) and index == len(tokens) - 3
            return index if apposed or owned or whole or subject or tokens[-1][0][0].isupper() else None
    return None


def _is_organisation(tokens: list[tuple[str, int]]) -> bool:
    """Tell whether the last words are the name of an organisation, in commas: "Svenska Skidlöparna"."""
    words = [word for word, _ in tokens[-2:]]
    return len(words) > 1 and all(word[:1].isupper() for word in words) and words[0].casefold() in _WHOSE


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
            and (tokens[at - 2][0].endswith("-") or (may_join and _may_join(tokens[at - 2][0], tokens[at][0])))
        ):
            at -= 2
        elif plain == "andra" and at > 1 and tokens[at - 2][0].casefold() == "bland":
            break
        elif may_join and word.endswith(",") and at > 1 and is_title(word) and tokens[at - 2][0].endswith("s"):
            at -= 1  # "nämndens sekreterare, professor"
        elif (
            _is_english(word, plain, tokens[anchor][0])
            or (at == 1 and _is_english(plain, plain, tokens[anchor][0]))
            or _goes_with(word, plain)
            or (plain in _WHOSE and tokens[at][0][:1].isupper())
        ):
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


def _may_join(before: str, behind: str) -> bool:
    """Tell whether two titles are of one person: "kommunalråd och ordförande"; not "ministern och utredningens ordförande"."""
    title = read_title(before)
    another = title is not None and title.form.startswith("definite") and behind.endswith("s")
    return _is_head(before) and not before.endswith(",") and not another


def _is_english(word: str, plain: str, title: str) -> bool:
    """Tell whether a word with a capital goes with an English title: "EU Commissioner"."""
    if title.casefold() in ENGLISH and title.islower() and word.islower():  # "museum director"
        return word.isalpha() and len(word) > _SHORT_WORD and plain not in VERBS | ARTICLES and plain not in PLACES
    english = title[:1].isupper() and title.strip(".").casefold() in ENGLISH
    return english and word[:1].isupper() and not word.endswith(",") and plain not in ARTICLES


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
    """A title in the plural before a list: "de fem gruppledarna; A, B och C", "Tre kommunalråd är med: A, B och C"."""
    tokens = [(match[0], match.start()) for match in re.finditer(r"\S+", text)]
    if not tokens:
        return None
    counted = next((at for at, (word, _) in enumerate(tokens[:4]) if word.casefold() in COUNTS), None)
    titles = (
        range(len(tokens) - 1, len(tokens)) if counted is None else range(counted + 1, min(counted + 4, len(tokens)))
    )
    for index in titles:
        title = read_title(tokens[index][0])
        if title is None or not title.known or not (counted is not None or "plural" in title.form):
            continue
        at = _leftmost(tokens, index, may_join=False) if counted is None else index
        start, end = offset + tokens[at][1], offset + tokens[index][1] + len(tokens[index][0])
        words = [*(word for word, _ in tokens[at:index]), title.singular]
        return Role(" ".join(words), start, end, 4 if counted is None else COUNTED, plural=True)
    return None


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


def role_before(text: str, offset: int) -> Role | None:
    """Return the title that ends a text, where a name follows."""
    return _before(text, offset, first=True)
