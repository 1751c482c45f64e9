"""Roles, and the small words around a title: what goes with it, and what ends it."""

from __future__ import annotations

from pressinvite.records import NamedTuple

ADDRESS = frozenset({"dr", "prof", "sir", "fil", "ing", "lord", "lady", "dame", "doc"})
NO_ROLE_ADDRESS = frozenset({"ms", "mr", "mrs", "herr", "fru"})
_BEFORE_WORDS = """
biträdande vice tf tf. t.f. t.f t f nationell nationella regional regionala ställföreträdande förste andre första andra lokal avgående
tillträdande ansvarig operativ operativa senior chief press deputy prime verkställande tillförordnad teknisk medicinsk
administrativ politisk politiska vetenskaplig konstnärlig acting executive managing vakthavande juridisk ekonomisk
pedagogisk kommunal statlig svensk finsk norsk dansk global former lead principal general head internationell
legitimerad adjungerad gästande inre yttre högste särskild ordinarie assisterande vetenskapliga tekniske medicinske ekonomiske
administrative konstnärlige kommunikativ strategisk digital klinisk extern intern samordnande kyrklig militär civil associerad
ständig ständiga ständige särskilda särskilde specialiserad kvinnlig grafisk bitr bitr. stf stf.
"""
BEFORE = frozenset(_BEFORE_WORDS.split())
NEW = frozenset(
    {
        "ny",
        "nye",
        "nya",
        "nytt",
        "nytillträdd",
        "nytillträdde",
        "nyvald",
        "nyvalda",
        "nyutnämnd",
        "nyutnämnde",
        "blivande",
    }
)
ARTICLES = frozenset({"den", "det", "de", "the", "båda", "bägge"})
COUNTS = frozenset({"båda", "bägge", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "alla", "samtliga"})
PLACES = ("på", "i", "vid", "för", "of", "for", "at", "hos", "från", "inom", "mot", "till", "om", "with")
GENERIC = (
    "kommuns",
    "kommunens",
    "stads",
    "stadens",
    "regions",
    "universitets",
    "förbunds",
    "läns",
    "högskolas",
    "landstings",
)
GENITIVE = (
    "ens",
    "éns",
    "yns",
    "öns",
    "ions",
    "unds",
    "ets",
    "nas",
    "ans",
    "kommuns",
    "stads",
    "regions",
    "förbunds",
    "bolags",
    "läns",
    "verks",
    "partis",
)
_VERBS_WORDS = """
berättar visar talar presenterar medverkar deltar deltager finns svarar går skriver möter håller ger kommer tar inleder
hälsar står är leder öppnar inviger klipper sätter pratar förklarar redovisar redogör beskriver guidar modererar
diskuterar samtalar föreläser kommenterar har kan ska skall vill får blir säger menar tror hoppas lämnar bjuder ritar
sitter resonerar lovar gästar läser demonstrerar delar överlämnar tillkännager avslöjar sammanfattar arbetar jobbar
räcker spelar sjunger framför signerar startar välkomnar summerar följer ställer var blev hade kom tillsammans resonera
ansluter deltog medverkade överräcker tackar minns låter provar smakar invigningstalar will is are has gives
presents speaks talks meets opens welcomes take takes comment comments who which where och som där vilka vilken vars när samt
liksom plus kontaktas nås mejlas utnämns befordrar utsågs uppträder tas emot
"""
VERBS = frozenset(_VERBS_WORDS.split())
_STOP_WORDS = "inte bara också även nu då sedan redan alltså men eller den det ett en i på bland både till med utan mfl"
STOPS = frozenset(_STOP_WORDS.split())
ENGLISH = frozenset(
    {
        "chief",
        "minister",
        "director",
        "commissioner",
        "officer",
        "manager",
        "scientist",
        "ambassador",
        "secretary",
        "president",
        "curator",
        "conservator",
        "archaeologist",
        "historian",
        "pathologist",
        "engineer",
        "researcher",
        "biologist",
    }
)
"""English titles take the capitals before them along: "EU Commissioner", "Chief Science Officer"."""
COUNTED = 5
"""A title with a number before a list: all of the list have it."""
BEHIND = 3
UNIT = 2
"""Behind a name, but no title: an organisation."""


class Role(NamedTuple):
    """A role as it was found beside one name."""

    text: str
    start: int
    end: int
    rank: int
    """Which of several roles of a person is told: an indefinite title before the name most, a form of address least."""
    plural: bool = False
    """True where the names beside this one have it too."""
