"""Labels at the beginning of a line: "Tid:", "När?", "Tid och plats:", "Plats    Stationsgatan 12"."""

from __future__ import annotations

import re
from typing import Literal

from pressinvite.reading.release.lexicon import Lexicon, later
from pressinvite.records import NamedTuple

LabelKind = Literal["time", "date", "place", "time-place", "participants", "registration", "contact", "programme", "what",
                    "online", "accreditation", "access", "interviews", "photo"]  # fmt: skip

_WORDS: dict[str, LabelKind] = {
    "tid": "time", "tider": "time", "när": "time", "tidpunkt": "time", "klockan": "time", "klockslag": "time", "time": "time",
    "when": "time", "datum": "date", "dag": "date", "date": "date", "day": "date",
    "dag och tid": "time", "datum och tid": "time", "tid och datum": "time", "date and time": "time", "tid och dag": "time",
    "tid och plats": "time-place", "var och när": "time-place", "när och var": "time-place", "plats och tid": "time-place",
    "dato": "date", "dato og tid": "time", "tid og sted": "time-place", "sted": "place", "hvor": "place", "hvornår": "time", "hvem": "participants", "tidspunkt": "time",
    "start": "time", "starttid": "time", "dag och plats": "time-place", "var exakt": "place", "vart": "place",
    "datum, tid och plats": "time-place", "tid, plats": "time-place", "time and place": "time-place", "tid/plats": "time-place",
    "plats": "place", "var": "place", "lokal": "place", "place": "place", "where": "place", "location": "place", "venue": "place",
    "adress": "place", "address": "place", "rum": "place", "sal": "place", "room": "place", "adress och plats": "place", "plats och lokal": "place",
    "lokal och plats": "place", "plats/lokal": "place", "träffpunkt": "place", "uppsamlingsplats": "place", "meeting point": "place", "utrymme": "place", "var någonstans": "place",
    "rummet": "place", "lokalen": "place", "platsen": "place", "stället": "place", "adressen": "place", "samlingspunkt": "place", "samlingsställe": "place",
    "datum och plats": "time-place", "plats och datum": "time-place", "plats och dag": "time-place",
    "plats och adress": "place", "ställe": "place", "tid & plats": "time-place", "plats & tid": "time-place", "when and where": "time-place", "tid + plats": "time-place",
    "samlingsplats": "place", "mötesplats": "place", "plats och anmälan": "place", "besöksadress": "place",
    "medverkande": "participants", "deltagare": "participants", "deltagande": "participants", "talare": "participants",
    "medverkar": "participants", "på plats": "participants", "participants": "participants", "speakers": "participants",
    "vem": "participants", "vilka": "participants", "panel": "participants", "representanter och talare": "participants",
    "anmälan": "registration", "föranmälan": "registration", "osa": "registration", "o.s.a": "registration",
    "registration": "registration", "ackreditering och anmälan": "registration", "anmäl dig": "registration", "rsvp": "registration",
    "praktisk information": "registration",
    "kontakt": "contact", "kontakter": "contact", "kontaktperson": "contact", "kontaktpersoner": "contact", "presskontakt": "contact",
    "presskontakter": "contact", "mediekontakt": "contact", "contact": "contact", "press contact": "contact", "avsändare": "contact",
    "program": "programme", "hålltider": "programme", "agenda": "programme", "tidsschema": "programme", "programme": "programme",
    "vad": "what", "what": "what", "ämne": "what", "tema": "what",
    "länk": "online", "digitalt": "online", "på distans": "online", "teams": "online", "zoom": "online", "link": "online",
    "ackreditering": "accreditation", "accreditation": "accreditation",
    "tillgänglighet": "access", "tolkning": "access", "inpassering": "access", "insläpp": "access", "parkering": "access",
    "intervjuer": "interviews", "foto": "photo", "fotografering": "photo",
}  # fmt: skip
_HEADINGS = ("på pressträffen deltar", "vid pressträffen deltar", "medverkande vid pressträffen", "medverkande på pressträffen",
             "på presskonferensen deltar", "vid presskonferensen deltar", "medverkande vid presskonferensen", "i pressträffen deltar",
             "på plats finns", "medverkar gör", "du möter", "ni möter", "möt")  # fmt: skip
_LABEL = later(
    # what may be a label, up to the first thing that ends one: the words are looked up, since a pattern of them all
    # would cost a start a twentieth of its time
    r"(?P<words>[^\W\d_][\w ,/.&+]{1,36}?)"
    r"(?P<end>\s*[:?]\s*[:?]?\s*|\s(?:[|-]|–(?=\s))\s+|\s{2,}|\s*$|\s+(?=\d|(?:mån|tis|ons|tors|fre|lör|sön)dag|(?:mon|tues|wednes|thurs|fri|satur|sun)day|kl\b|klockan\b))",
    re.IGNORECASE,
)
_PLAIN_PLACE = Lexicon(
    r"\b(?P<words>(?i:plats|place|lokal))(?P<end>\s+)(?=[A-ZÅÄÖ])", " plats | place | lokal ", cased=True
)


_KNOWN = frozenset((*_WORDS, *_HEADINGS))
_FIRST = re.compile(r"[^\W\d_]\w*")
_FIRST_WORDS = frozenset(found[0] for words in _KNOWN if (found := _FIRST.match(words)))


class Label(NamedTuple):
    """A label."""

    kind: LabelKind
    length: int
    """Characters of the line up to what is labelled."""


def _plain(match: re.Match[str]) -> str:
    return " ".join(match["words"].casefold().split())


def read_label(text: str) -> Label | None:
    """Return the label that a line begins with."""
    first = _FIRST.match(text)
    if first is None or first[0].casefold() not in _FIRST_WORDS:
        return None
    found = _LABEL.match(text)
    words = _plain(found) if found else ""
    if found is not None and words.startswith("plats för ") and ":" in found["end"]:
        return Label("place", found.end())
    if found is None or words not in _KNOWN:
        found = _PLAIN_PLACE.match(text)
        words = _plain(found) if found else ""
    if found is None:
        return None
    kind = _WORDS.get(words, "participants")
    bare = not found["end"].strip(" ")
    rest = text[found.end() :]
    if bare and kind in ("what", "contact", "online", "photo", "interviews") and rest:
        return None
    if bare and words == "klockan":
        return None  # the sentence begins with a time
    if (
        bare
        and words in ("var", "när", "vem", "dag", "möt", "samling", "press")
        and rest
        and not found["end"].startswith("  ")
    ):
        return None
    return Label(kind, found.end())


_INLINE = Lexicon(
    r"(?<=[.!?\s])(?<!\bpå )(?P<words>tid och plats|dag och tid|datum|tid|när|plats(?:en)?|var|lokal(?:en)?|rum|adress(?:en)?|samlingsplats|mötesplats|träffpunkt|time|place|venue|where|address)\s?[:?]\s?(?=\S)",
    "datum|tid|när|plats|var|lokal|rum|adress|träffpunkt|time|place|venue|where|address",
)


def inline_labels(text: str) -> list[tuple[int, LabelKind, int]]:
    """Return labels within a line: (offset, kind, offset of the value): "… Tid: 5 mars kl. 10. Plats: Rådhuset."."""
    if ":" not in text and "?" not in text:
        return []
    return [(match.start(), _WORDS[match["words"]], match.end()) for match in _INLINE.finditer(text)]
