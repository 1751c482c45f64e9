"""Personal names and parties in running text: capitals are candidates, signs around and in them decide.

A run of words with capitals is trimmed of titles, units and places, then weighed: a given name that many bear, a party
behind, a title before or a comma behind speak for a person; words that organisations, streets and works are made of
against.
"""

from __future__ import annotations

import re
from itertools import pairwise

from pressinvite.language.parties import parse_party
from pressinvite.reading.release.given_names import is_given_name
from pressinvite.reading.release.houses import is_house
from pressinvite.reading.release.lexicon import Lexicon, later
from pressinvite.reading.release.titles import is_title, read_title
from pressinvite.reading.release.towns import is_town
from pressinvite.records import NamedTuple

_UP, _LOW = "A-ZÀ-ÖØ-Þ", "a-zß-öø-ÿ"
_FURTHER = re.compile("[\u0100-\u017f]")
_AS_LATIN = {code: "A" if chr(code).isupper() else "a" for code in range(0x100, 0x180) if code not in (0x138, 0x149)}
"""Letters of Polish, Czech, Turkish names as ones that the patterns know: with all of them these take long to compile."""
_WORD_END = rf"(?:(?:(?<=M)a?c|(?<=[OD])')[{_UP}])?[{_LOW}']+(?:-[{_UP}][{_LOW}']+)*"
_INITIAL_END = rf"(?:[{_LOW}]\.|\.)(?:-?[{_UP}]\.)*"
"""What is behind the first capital: "oldberg", "cDonald", ".-G."."""
_PARTICLE = "von|van|af|de|der|den|di|del|da|dos|el|al|bin|ibn|la|le|zu|ter|ten|du"
_RUN = re.compile(
    # the capital is looked for first, then what stands before it: so nothing else of a text is looked at
    rf"[{_UP}](?:(?<![{_UP}{_LOW}@.\d-].)|(?<=[{_LOW}].)(?<!\bMc.)(?<!\bMac.)(?<!\w'.))"
    rf"(?:{_WORD_END}|{_INITIAL_END}\s?)"
    rf"(?:\s(?:(?:{_PARTICLE})\s){{0,2}}[{_UP}](?:{_WORD_END}|{_INITIAL_END}|\b(?=\s[{_UP}][{_LOW}]|\s\([{_UP}]{{1,3}}\))))+"
    rf"(?![{_LOW}@])"
)
_ROYAL = Lexicon(
    rf"\b(?:(?:[Kk]ron)?[Pp]rins(?:essan)?|[Dd]rottning) [{_UP}][{_LOW}]+\b(?! (?:(?:{_PARTICLE}|av) )?[{_UP}])",
    "prins|drottning",
    cased=True,
)
_TOKEN = later(r"\S+")
_CAPITALS = re.compile(
    rf"[{_UP}](?<![\w@.-].)[{_UP}]+(?:-[{_UP}]{{2,}})?(?: [{_UP}]{{2,}}(?:-[{_UP}]{{2,}})?){{1,2}}(?![\w@])"
)
_PARTY = later(
    r"\*?,?\s?\((?P<code>[^\W\d_]{1,5}!?|[A-ZÅÄÖ][a-zåäö]+(?: [A-Za-zåäö]+){0,2})(?:[,/ ]+[A-ZÅÄÖ][\wåäö]+)?\)"
)
_STREET = later(r"[ ](?:plan|väg|gata|torg|gränd|allé|plats)\b|[ ][1-9]\d{0,2}\b(?![-–/ ]\d)(?!\s?år)")
"""What behind two capitalised words makes an address of them."""
_STREET_STARTS = tuple(f" {start}" for start in ("plan", "väg", "gata", "torg", "gränd", "allé", "plats", *"123456789"))
_WITH_ANOTHER = later(rf"\*?(?:, | och | and )(?P<name>[{_UP}][{_LOW}]+)")
_COMPANY = later(r"[ ](?:AB|A/S|AS|ASA|Oy|Oyj|Abp|Ltd|Inc|GmbH|Corp|LLC|HB|KB)\b")
_DESK = later(r"[ ](?:press|medie|media)(?!ansvarig|tales|chef|sekr|komm)[a-zåäö]+")
_PREPOSITION = Lexicon(
    r"\b(?:i|på|vid|hos|från|för|from|in|at|of|the)\s$", " i | på | vid | hos | från | för | from | in | at | of | the "
)
_AT = Lexicon(r"\b(?:vid|at|of|the)\s$", " vid | at | of | the ")
_NO_NAME_WORDS = """
leader project investor relations management communications board waterfront cars visit
kontakta mejla maila meddela skicka byrå mining owners members workers tidning nyheter radio television allehanda kuriren polisens
utanför innanför bakom framför nära sedan efteråt forum plaza scen lounge vice biträdande kungl bild taggar polisområde konferenscentret
meet barnen korset samverkan samling under citysamverkan sir dr mr mrs ms professor affairs prime sveriges
hus plan kaj sal rum sverige svenska svensk nordiska kungliga riksdagen regeringen europeiska press media information kontakt tel
telefon mobil epost e-post mejl mail tfn växel adress titel datum tid plats för vid mer med och om från till
som det den de en ett nu när här vi ni på i januari februari mars april maj juni juli augusti september
oktober november december facebook twitter linkedin instagram youtube google microsoft teams zoom business
city park mall center office news the of and for west east north south norra södra östra västra gamla nya
stora lilla tekniska kultur idrott fritid sociala barn utbildning miljö ab oyj ltd inc läs se följ ladda obs
program hålltider medverkande talare mvh vänliga hälsningar sommar vår höst jul region stockholms malmö
göteborgs lunds ring skriv box vad var vem varför hur pressträff presskonferens inbjudan pressinbjudan
frågor ingen alla även också dessutom swedish nordic european british american international national global
battle camp spallation source centre institute agency arctic baltic week day night days award awards grand
prix cup open tour world euro stadium arena stadion airport valsverk entreprenad asfalt bygg fastigheter
energi invest consulting group holding sweden finland norden skandinavien scandinavia vector studies public
health climate research lab labs house studio studios festival live music about restaurang café hotell hotel
villa slottet slott torg gata väg kyrka länk blå röd grön gul vit svart röda blåa gröna rädda barnens nej ja
hej kära bästa tack mediefrågor presskontakt pressansvarig mediekontakt direkt fax mob webb samhälle
näringsliv politik ekonomi sport hälsa trafik nyheter ämnen regioner kategorier bilder relaterat första
andra tredje fjärde årets dagens veckans nästa inför efter mellan över genom mot kring hos bland
idag imorgon igår måndag tisdag onsdag torsdag fredag lördag söndag måndagen tisdagen onsdagen torsdagen
fredagen lördagen söndagen monday tuesday wednesday thursday friday saturday sunday january february march
june july august october folkets jubileet internationell verksamhet utställningar turism trädgård vetenskap
kalender abp asa plc gmbh corp sjukhus sjukhuset bank banken fonden förbund moderat liberal prof docent ing
nasdaq nyse globe newswire bloomberg reuters cision destination alliance friskolor duon trion kvartetten gruppen förening distrikt avdelning fil time place date address contact phone email mobile where when what who rsvp
"""
_NO_NAME = frozenset(_NO_NAME_WORDS.split())
"""Words with a capital that are no part of a personal name."""
_SURNAME_WORDS = """svensk dansk norsk finne ny vår sommar jul vit svart grön blå röd gul park west north hall kock bonde präst prost major
jägare fiskare domare smed greve mästare lind skog holm stad"""
_SURNAMES = frozenset(_SURNAME_WORDS.split())
"""Words that are surnames too, behind a given name."""
_TITLE_ENDS = frozenset(
    [
        "chef",
        "rektor",
        "professor",
        "direktör",
        "ordförande",
        "minister",
        "informatör",
        "kommunikatör",
        "pressekreterare",
        "projektledare",
    ]
)
"""Titles that glued or broken lines leave behind a given name."""
_NO_NAME_ENDS = (
    "kommun", "kommuns", "regionen", "regionens", "stads", "länsstyrelsen", "länsstyrelsens", "universitet", "universitetet",
    "universitets", "högskolan", "högskola", "myndigheten", "verket", "verkets", "polisen", "museet", "museum", "förbundet", "rådet",
    "nämnden", "gatan", "vägen", "torget", "huset", "salen", "parken", "stiftelsen", "festivalen", "skolan", "förvaltningen", "kontoret",
    "enheten", "staben", "centrum", "hotell", "hotel", "teatern", "arenan", "bolaget", "dagen", "kontakt", "tjänsten", "tjänst", "aktion",
    "avdelningen", "kansliet", "departementet", "ministeriet", "partiet", "demokraterna", "liberalerna", "moderaterna", "kyrkan",
    "stationen", "förening", "föreningen", "sällskapet", "gården", "välkommen", "välkomna", "verken", "verk", "rummet", "kyrka",
    "gruppen", "akademien", "akademin", "institutet", "styrelsen", "styrelsens", "utskottet", "samverkan", "biblioteket", "loppet",
    "bildningen", "fonden", "banken", "skogen", "sjukhuset", "sjukhus", "kriget", "priset", "rapporten", "aktiebolag", "konferensen",
    "beredningen", "kommittén", "kommissionen", "organisationen", "konserten", "orkestern", "operan", "bladet", "posten", "tidningen", "scenen", "listan", "laget",
    "region", "distriktet", "byrån", "hallen", "forening", "foreningen", "forbund",
)  # fmt: skip
_NO_FIRST_ENDS = ("et", "en", "na", "tion", "ing", "het", "skap", "ens", "ets")
_GLUED_BEHIND = later(rf"[{_UP}]+[{_LOW}]*")
_GLUE = later(r"[^\W\d_]+$")


class Person(NamedTuple):
    """Somebody named in a text."""

    name: str
    start: int
    end: int
    """Behind the name and its party."""
    party: str | None
    letters: str | None = None
    """Those of a party that is not known, as they are written."""


def _is_no_name(word: str) -> bool:
    """Tell whether a word with a capital is part of something else than a personal name."""
    plain = word.casefold()
    return (
        plain in _NO_NAME
        or plain.removesuffix("s").endswith(_NO_NAME_ENDS)
        or plain.endswith(_NO_NAME_ENDS)
        or plain.startswith(("press", "medie"))
    )


def find_people(text: str, offset: int = 0) -> list[Person]:
    """Return the people that a passage names, in order; places are offsets in the page."""
    found = []
    plain = text.translate(_AS_LATIN) if _FURTHER.search(text) else text
    for run in _RUN.finditer(plain):
        for start, end in _unbroken(run[0], run.start()):
            person = _person(text, start, end, offset)
            if person and not (
                run.start() == start and _is_glued(text, start) and not _may_be_glued(text, person, offset)
            ):
                found.append(person)
    royal = (match.span() for match in _ROYAL.finditer(plain))
    found += [Person(text[start:end], offset + start, offset + end, None) for start, end in royal]
    for match in _CAPITALS.finditer(plain):
        words = text[slice(*match.span())].split()
        if is_given_name(words[0]) and not any(_is_no_name(word) or is_title(word) for word in words):
            found.append(_with_party(text, " ".join(words), match.start(), offset))
    if any(person.party for person in found):  # the letters among parties are a party's too: "(Sjvp)"
        found = [person._replace(party=person.party or person.letters) for person in found]
    return sorted(found, key=lambda person: person.start) if len(found) > 1 else found


def without_affiliations(people: list[Person], text: str, offset: int = 0) -> list[Person]:
    """Return the people without what only names where the one before comes from: "Eva Ek, Groupe Delorme" on a line."""
    kept = people[:1]
    for before, person in pairwise(people):
        behind = text[person.end - offset :].lstrip(" .")
        unit = (
            text[before.end - offset : person.start - offset] == ", "
            and (not behind or behind[0] == "\n")
            and not (person.party or any(is_given_name(word) for word in person.name.split()))
            and is_given_name(before.name.split()[0])
        )
        kept += [] if unit else [person]
    return kept


def _unbroken(run: str, start: int) -> list[tuple[int, int]]:
    """The run's parts on one line each."""
    parts, at = [], start
    for line in run.split("\n"):
        parts.append((at, at + len(line)))
        at += len(line) + 1
    return parts


def _is_glued(text: str, start: int) -> bool:
    return start > 0 and text[start - 1].isalpha()


def _may_be_glued(text: str, person: Person, offset: int) -> bool:
    """Tell whether a name may follow a word without a blank: "TrafikkontoretViktor Löfving"."""
    word = _GLUE.search(text, max(0, person.start - offset - 40), person.start - offset)
    return is_given_name(person.name.split()[0]) or (word is not None and _is_no_name(word[0]))


def _person(text: str, start: int, end: int, offset: int) -> Person | None:
    """The person that a run of capitalised words names, trimmed; None where it names none."""
    words = [(match[0], start + match.start()) for match in _TOKEN.finditer(text[start:end])]
    words = _behind_title(_trimmed(words))
    names = [word for word, _ in words if len(word.strip(".")) > 1 and word[0].isupper()]
    if words and words[-1][0].isalpha() and len(words[-1][0]) == 1:
        names.append(words[-1][0])  # "Bo Ö (S)"
    if len(names) < 2 or len(names) > 4:
        return None
    first, last = words[0], words[-1]
    if _COMPANY.match(text, last[1] + len(last[0])) or (
        last[0].endswith("s") and not is_given_name(first[0]) and _DESK.match(text, last[1] + len(last[0]))
    ):
        return None  # "Kiruna Cell AB", "Blekinge Krafts pressjour"
    name = " ".join(word for word, _ in words)
    person = _with_party(text, name, first[1], offset)
    glued = _GLUED_BEHIND.match(text, last[1] + len(last[0]))
    if glued and not (is_title(glued[0]) or _is_no_name(glued[0])):
        return None
    if any(
        (_is_no_name(word) or is_title(word))
        and not (_is_given(text, first) and (index == 0 or word.casefold() in _SURNAMES or _is_surname(word)))
        for index, word in enumerate(names)
    ) or (text.startswith(_STREET_STARTS, last[1] + len(last[0])) and _STREET.match(text, last[1] + len(last[0]))):
        return None
    return person if _weight(text, [word for word, _ in words], first[1], person) >= 1 else None


def _is_surname(word: str) -> bool:
    """Tell whether a word behind a given name only ends like a title: "Skarpsvärd"."""
    title = read_title(word)
    return title is not None and not _is_no_name(word) and title.form == "base" and word.casefold() not in _TITLE_ENDS


def _is_given(text: str, word: tuple[str, int]) -> bool:
    """Tell whether the first word is a given name, and not the month behind a day: "5 Maj"."""
    return is_given_name(word[0]) and not text[: word[1]].rstrip()[-1:].isdigit()


def _trimmed(words: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """Without titles, units and places at both ends."""
    first = 0
    while (
        first < len(words) - 1
        and not is_given_name(words[first][0])
        and (is_title(words[first][0]) or _is_no_name(words[first][0].strip(".")))
    ):
        first += 1
    words = words[first:]
    given = next((index for index, (word, _) in enumerate(words) if is_given_name(word)), 0)
    if 0 < given <= len(words) - 2 and not words[0][0].endswith("."):
        words = words[given:]
    stop = next(
        (index for index, (word, _) in enumerate(words) if index > 1 and (is_title(word) or _is_no_name(word))),
        len(words),
    )
    if stop < len(words) and not is_given_name(words[0][0]) and is_house(words[stop][0]):
        return []  # "Naval Yard Museum"
    words = words[:stop]
    while words and words[-1][0][0].islower():
        words = words[:-1]
    return words


def _behind_title(words: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """The two or three words behind a title written with capitals: "Coast Region Chief Marten Oxhag"."""
    for index in range(len(words) - 3, 0, -1):
        if is_title(words[index][0]) or words[index][0] == "Chief":
            return words[index + 1 :]
    return words


def _weight(text: str, words: list[str], start: int, person: Person) -> int:
    """What speaks for a person: a name that many bear, a party, a title before, few words."""
    before = text[max(0, start - 40) : start]
    behind = text[start + len(person.name) : start + len(person.name) + 3]
    weight = 3 if is_given_name(words[0]) else 0
    weight += 1 if len(words) == 2 else 0
    weight += 2 if person.party or words[0].endswith(".") else 0
    weight += (
        1 if len(words) == 2 and words[-1].endswith(("sson", "ström", "berg", "qvist", "lund", "gren", "stedt")) else 0
    )
    word = before.rstrip().rpartition(" ")[2]
    title = read_title(word) if word and before.endswith(" ") else None
    weight += 2 if title and not re.search(r",\s[^\s,]+\s$", before) else 0  # a title in commas is the last one's
    if behind[:2] == ", " and behind[2:].islower():
        weight += 1 + is_title(text[start + len(person.name) + 2 :][:30].split(" ", 1)[0])
    weight -= 1 if not is_given_name(words[0]) and words[0].endswith(_NO_FIRST_ENDS) else 0
    weight -= 4 if _AT.is_in(before) else 0
    if not is_given_name(words[0]):
        weight -= 3 * is_town(words[0])
    weight -= 3 if before.endswith(" ") and title is None and word.islower() and is_house(word) else 0
    if weight < 4:
        weight -= 3 if _PREPOSITION.is_in(before) and not is_given_name(words[0]) else 0
        weight -= 2 if before.endswith(("”", '"', "“")) else 0
        with_another = _WITH_ANOTHER.match(text, start + len(person.name))
        listed = with_another is not None and is_given_name(with_another["name"])  # "Sixtus Ek och Eva Al": no genitive
        weight -= 1 if words[0].endswith("s") and not (is_given_name(words[0]) or listed) else 0
    return weight


def _with_party(text: str, name: str, start: int, offset: int) -> Person:
    """The person with the party behind the name: "Alva Berg (S)", "Ove Ek, (C)"."""
    end = start + len(name)
    party = _PARTY.match(text, end) if "(" in text[end : end + 4] else None
    code = parse_party(party["code"]) if party else None
    if party and (code or len(party["code"]) < 6):
        end = party.end() if code or party["code"][0].isupper() else end
    elif text[end : end + 1] == "*":
        end += 1
    letters = (
        party["code"].upper() if party and not code and party["code"][0].isupper() and len(party["code"]) < 6 else None
    )
    return Person(name, offset + start, offset + end, code, letters)
