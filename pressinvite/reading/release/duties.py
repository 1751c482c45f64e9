"""What follows a name: a duty or an organisation in commas, up to the clause that goes on."""

from __future__ import annotations

import re

from pressinvite.reading.release.lexicon import later
from pressinvite.reading.release.role_words import (
    ADDRESS,
    BEFORE,
    BEHIND,
    COUNTS,
    NEW,
    PLACES,
    STOPS,
    UNIT,
    VERBS,
    Role,
)
from pressinvite.reading.release.titles import is_title, read_title

_CUT = later(
    r"•|\bsamt\b|\bliksom\b|(?=[!?;\n*:.,\s])(?:[!?;\n*]|:(?!\w)|(?<!\btf)(?<!\bt\.f)(?<!\bf\.d)(?<!\bbl\.a)(?<!\bbl)(?<!\bfil)(?<!\bprof)(?<!\bdr)(?<!\bSt)\.(?=\s|$)|\s(?:[|-]|[–—](?=\s))\s|,?\s(?:som|där|vilka|vilken|vars|who|which|senast|när)\b|,\s(?:och|and|men|då|samt|vid|i|på|med|till)\b"
    r"|\soch (?:från|i|på|vid|med|till|av|hans|hennes|några|andra|flera|den|de|det|en|ett|vi|folk|deras|ytterligare|många)\b)",
    re.IGNORECASE,
)
_CLOCK = later(r"\bklockan\b|\bkl\b|\d[.:]\d")
_JOINED = later(r"[ ]*(?P<joint>[,:(/]|[–-]\s)?[ ]*")
_DOES = later(
    r",?\s+som\s+(?P<duty>(?:leder|ansvarar|har skrivit|skrivit|har byggt|har ritat|driver|leds)\b[^,.;\n]{2,50})"
)


def role_behind(text: str, offset: int) -> Role | None:
    """Return what follows a name: ", kommunstyrelsens ordförande i Malmö stad", " (mediaansvarig)", " imam vid moskén"."""
    text, offset = _below_name(text, offset)
    joined = _JOINED.match(text)
    start = joined.end() if joined else 0
    joint = joined["joint"] if joined else None
    words = text[start : start + 240]
    if joint == "(":
        inside = words.partition(")")[0]
        return Role(inside, offset + start, offset + start + len(inside), BEHIND) if _has_title(inside) else None
    words = _until_end(words, joined=joint is not None)
    words = words.rstrip(" ,.–-(\n*").rstrip()
    if not words or len(words) > 110 or (words[0].isdigit() and not re.match(r"\d:[ae]\s", words)):
        return _does(text, offset)
    if not _is_role(words, joined=joint is not None):
        return _does(text, offset) or _affiliation(words, offset + start)
    return _singular(words, offset + start)


def _below_name(text: str, offset: int) -> tuple[str, int]:
    """The text as if it stood behind the name: a title on the next line, one behind "är" or behind an age."""
    line = re.match(r"\s*\n\s*(?P<line>[^\n]{3,90})(?=\n|$)", text)
    if line and _is_role(line["line"], joined=True) and _has_title(" ".join(line["line"].split()[:3])):
        return ", " + line["line"], offset + line.start("line") - 2
    skipped = re.match(r",\s?\d{1,2}(?:\sår)?(?=,\s)|,?(?:\ssom)?\s(?:är|is)(?:\s(?:ny|nya|the|an?|en))?(?=\s)", text)
    if skipped and (skipped[0][-1:].isdigit() or skipped[0].endswith("år")):
        return text[skipped.end() :], offset + skipped.end()
    if skipped and _has_title(" ".join(text[skipped.end() :].split()[:3])):
        return "," + text[skipped.end() :], offset + skipped.end() - 1
    return text, offset


def _does(text: str, offset: int) -> Role | None:
    """A duty told in a clause: ", som leder bygget"."""
    found = _DOES.match(text)
    return (
        Role("som " + found["duty"].strip(), offset + found.start("duty"), offset + found.end(), 1) if found else None
    )


def _affiliation(words: str, offset: int) -> Role | None:
    """Where somebody comes from, where nothing else is told: "från tillverkaren Voltbus"."""
    word, _, unit = words.partition(" ")
    if word not in ("från", "from") or not 2 < len(unit) <= 60 or unit.split()[0].casefold() in VERBS:
        return None
    if word == "from":
        tokens = unit.split()
        stop = next((at for at, token in enumerate(tokens) if not (token[0].isupper() or token in ("of", "the"))), None)
        unit = " ".join(tokens[:stop])
    start = offset + len(word) + 1
    return Role(unit, start, start + len(unit), 0) if unit else None


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
    if not tokens:
        return False
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
            or (first.endswith("-") and tokens[1:2] == ["och"] and any(is_title(word) for word in tokens[2:5]))
        )
    if all(token.strip(".").casefold() in ADDRESS for token in tokens):
        return len(tokens) > 1  # "fil. dr"
    if _has_title(words) or (len(tokens) <= 2 and read_title(tokens[-1])):
        return True
    if first[0].isupper():
        return len(tokens) <= 7
    return (
        len(tokens) <= 4
        and not _CLOCK.search(words)
        and first.isalpha()
        and not first.endswith(("r", "s", "de", "te", "å"))
        and first not in STOPS
    )


def _singular(words: str, offset: int) -> Role:
    """The role behind a name; a plural one in the singular: "båda säkerhetsstrateger" → "säkerhetsstrateg"."""
    tokens = words.split(" ")
    both = tokens[0].casefold() in COUNTS
    skip = 0
    while skip < len(tokens) - 1 and tokens[skip].casefold() in COUNTS | NEW:
        skip += 1
    title = next((read_title(word) for word in tokens if read_title(word)), None)
    alike = title is not None and title.form == "base" and title.singular.endswith(("are", "ande"))
    plural = title is not None and title.known and (title.form == "plural" or both)
    if plural and title is not None:
        ends = [word[len(word.rstrip(",")) :] for word in tokens]
        tokens = [
            title.singular + end if read_title(word) == title else word for word, end in zip(tokens, ends, strict=True)
        ]
    text = " ".join(" ".join(tokens[skip:]).split())
    rank = BEHIND if title is not None else UNIT
    return Role(text, offset, offset + len(words), rank, plural or (alike and title is not None and title.known))
