"""A shouted headline in small letters: "MARINEN ÖVAR I MAJ" is shown as "Marinen övar i maj".

How a word is written is looked up where the text itself does not shout: a name keeps its capitals, an abbreviation all
of them. What the text does not tell is decided by what everybody knows: towns, parties, authorities' letters.
"""

from __future__ import annotations

from itertools import pairwise

from pressinvite.language.parties import PARTIES
from pressinvite.reading.release.lexicon import later
from pressinvite.reading.release.towns import is_town


def _words(rows: str) -> frozenset[str]:
    return frozenset(rows.split())


_WORD = later(r"[^\W\d_]+(?:[0-9]+[^\W\d_]*)?")
_SENTENCE = later(r"(?:\A|[.!?:]\s+|\n)[\s\"”“'’(«»–•*-]*\Z")
_LETTERS = _words(
    "EU FN LO TCO SACO SKTF SVT SR TT TV IT AI KTH SJ SL SKR SKL SKF USA UK MSB UD NATO OECD WHO LRF SCB SMHI SOS FRA FOI FMV"
    " UNT DN GP NCC IOGT RFSL RFSU IKEA ABB SAAB SEB BUP HVB LSS SFI SFO HPV GIS GPS PR VA VM EM OS SM DM KKV PTS SGU LVFS SVA"
    " HBTQ HBTQI ÖB AB KB VD JO JK JMG KI LTU SLU UHR NTI BRIS UNHCR UNICEF UNESCO ISO CSN TBE MRSA PISA IVF DNA CO ADHD"
)
"""Written in capitals alone, whatever the text."""
_NAMES = _words(
    "sverige norge danmark finland island norden europa tyskland frankrike ryssland ukraina gotland skåne blekinge halland"
    " småland öland östergötland västergötland bohuslän dalsland värmland närke södermanland sörmland uppland västmanland dalarna"
    " gästrikland hälsingland härjedalen medelpad ångermanland jämtland västerbotten norrbotten lappland norrland götaland svealand"
    " mälardalen öresund östersjön vänern vättern mälaren siljan"
)
"""Countries, provinces and waters."""
_PERSONS = _words(
    "anna eva maria karin kristina lena kerstin sara ingrid emma malin jenny annika susanne marie elin monica birgitta inger ulla"
    " linda helena margareta åsa cecilia johanna elisabeth ann camilla gunilla sofia ida lars mikael anders johan erik karl"
    " peter thomas tomas daniel fredrik bengt mats andreas stefan magnus jonas gunnar leif ulf göran håkan henrik petter"
    " martin patrik kjell christer alexander viktor oskar niklas rolf sven joakim gustav david carl emil simon"
)
"""Common first names, none that is a word of its own: not "Bo", "Per", "Hans"."""
_SHORT = _words("kl nr tfn st dvs osv resp m h")
"""Shortened words that are no names."""
_SHORT_NAME = 4
_ROMAN = later(r"[IVX]{2,}")
_VOWELS = frozenset("AEIOUYÅÄÖÉÜÆØ")
_KNOWN_SHOUTS = _words(
    "pressinbjudan inbjudan pressträff presskonferens pressvisning pressinformation pressmeddelande påminnelse välkommen"
    " välkomna inställt uppskjutet"
)
"""Shouted before a headline that is not."""
_HEAD = later(r"(?P<head>[^\W\d_][^:–-]{5,60}?)(?=\s*(?::|\s[–-])\s)")


def is_shouted(text: str) -> bool:
    """Tell whether all of a headline is in capitals: several words, or one long one, and no abbreviation."""
    if not text.isupper():
        return False
    words = _WORD.findall(text)
    longest = max((len(word) for word in words), default=0)
    return longest > 7 or (longest > 3 and len(words) > 1)


def lower_headline(headline: str, text: str) -> str:
    """Return a shouted headline, or the shouted words before one, as a sentence; `text` tells how its words are written."""
    if is_shouted(headline):
        return _lowered(headline, headline, text)
    if not headline[1:2].isupper():
        return headline
    found = _HEAD.match(headline)
    head = found["head"] if found else ""
    if head.isupper() and any(word.casefold() in _KNOWN_SHOUTS for word in _WORD.findall(head)):
        return _lowered(head, headline, text) + headline[len(head) :]
    return headline


def lower_name(name: str) -> str:
    """Return somebody's shouted name with a capital to each part: "ÅSA ÖBERG-EK"."""
    return _WORD.sub(lambda word: word[0][0] + _small(word[0][1:]), name) if name.isupper() else name


def lower_words(shouted: str, text: str, *, within: bool = False) -> str:
    """Return the shouted words of a place, each part between commas begun with a capital; of a role `within` a sentence."""
    if not shouted.isupper():
        return shouted
    if within:
        return _lowered(f"1 {shouted}", shouted, text)[2:]
    parts = [_lowered(part, part, text) if len(part) > _SHORT_NAME else part for part in shouted.split(", ")]
    return ", ".join(parts)


def _lowered(shouted: str, headline: str, text: str) -> str:
    parts, at = [], 0
    spellings, names = _spellings(shouted, headline, text), _names(shouted, text)
    for match in _WORD.finditer(shouted):
        parts.append(shouted[at : match.start()])
        at = match.end()
        word = match[0]
        is_first = bool(_SENTENCE.search(shouted[: match.start()]))
        if shouted[match.start() - 1 : match.start()] in (":", "’", "'") and len(word) < 3 and match.start() > 1:
            parts.append(word.lower())  # "EU:S", "2:A", an ending
            continue
        written = _written(word, spellings, in_brackets=shouted[match.start() - 1 : match.start()] == "(")
        if match.start() in names and written.islower():
            written = written.capitalize()
        parts.append(written[:1].upper() + written[1:] if is_first and written.islower() else written)
    return "".join((*parts, shouted[at:]))


def _written(word: str, spellings: dict[str, str], *, in_brackets: bool) -> str:
    """One word as the text has it elsewhere, else as everybody writes it."""
    key = word.casefold()
    known = spellings.get(key)
    if known is not None:
        return known
    if in_brackets and word in PARTIES:
        return word
    if key in _SHORT:
        return key
    if word in _LETTERS or any(char.isdigit() for char in word) or (len(word) < 6 and not _VOWELS & set(word)):
        return word
    if word != "VI" and _ROMAN.fullmatch(word):
        return word
    if len(word) == 1:
        return key if word in "IÅ" else word
    if word[-1] == "S" and word[:-1] in _LETTERS and len(word) > 3:
        return f"{word[:-1]}s"
    if any(is_town(name) or name in _NAMES for name in (key, key.removesuffix("s"))):
        return word[0] + _small(word[1:])
    return _small(word)


def _small(word: str) -> str:
    """The word in small letters, where they are the same letters ("İ" has none of its own)."""
    small = word.lower()
    return small if len(small) == len(word) else word


def _names(shouted: str, text: str) -> set[int]:
    """Where the words of names stand: two that the text writes with capitals side by side, or a first name that
    everybody knows with what goes on behind it, "KARL-PETTER SVENSSON".
    """
    found: set[int] = set()
    words = list(_WORD.finditer(shouted))
    for first, second in pairwise(words):
        between = shouted[first.end() : second.start()]
        if between not in (" ", "-"):
            continue
        pair = f"{first[0].capitalize()}{between}{second[0].capitalize()}"
        knows = first[0].casefold() in _PERSONS and len(second[0]) > 2
        if knows or pair in text or (first.start() in found and shouted[first.start() - 1 : first.start()] == "-"):
            found |= {first.start(), second.start()}
    return found


def _spellings(shouted: str, headline: str, text: str) -> dict[str, str]:
    """Word, case-folded → how the text writes it in lines that do not shout: small letters before capitals, since any
    word may begin a sentence; a word that only begins sentences tells nothing.
    """
    wanted = {word.casefold() for word in _WORD.findall(shouted)}
    bases = {word.removesuffix("s"): word for word in wanted if word.endswith("s") and len(word) > _SHORT_NAME}
    wanted |= bases.keys()
    small: set[str] = set()
    others: dict[str, str] = {}
    for line in text.split("\n"):
        if line.isupper() or headline in line:
            continue
        for match in _WORD.finditer(line):
            word = match[0]
            key = word.casefold()
            in_address = "@" in line and (
                line[match.start() - 1 : match.start()] == "@" or line[match.end() :][:1] == "@"
            )
            if key not in wanted or len(key) != len(word) or in_address:
                continue
            if word.islower():
                small.add(key)
            elif not _SENTENCE.search(line[max(0, match.start() - 8) : match.start()] if match.start() else ""):
                others.setdefault(key, word)
            elif len(word) > 1 and not word[1:].islower():
                others.setdefault(key, word)  # "SKTF", "GöteborgsOperan": also where a sentence begins
    for base, whole in bases.items():  # a name in the genitive, which the text has without its "s"
        if base in others and base not in small and whole not in small:
            others.setdefault(whole, f"{others[base]}s")
    return {key: key if key in small else others[key] for key in wanted if key in small or key in others}
