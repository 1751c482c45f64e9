"""What the columns of a list mean: names in Swedish, English and Finnish, as people and other programs write them.

The first line that names an address column, or others beside a column of addresses, is the header; titles may stand above it. Where an address
comes first there is none, and only addresses are taken: a guess at names or languages would be read by the recipient.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

Field = Literal["email", "email2", "name", "first", "last", "outlet", "language", "form", "topics"]

SEARCHED = 50
"""Rows in which the header is looked for."""

_NAMES: dict[Field, str] = {
    "email": "epost epostadress epostadr epostadresser eadress mejl mejladress mejladresser mail mailadress mailaddress email"
    " emailadress emailaddress emails emailaddresses adressepost epost1 epost1adress email1 mail1 mejl1 email1value"
    " email1address emailaddress1 emailvalue primaryemail primäremail primärepost primärepostadress workemail emailwork"
    " arbetsepost epostarbete epostjobb jobbmejl jobbmail businessemail smtp smtpadress smtpaddress epostadress1"
    " kontaktepost contactemail sähköposti sähköpostiosoite sposti spostiosoite",
    "email2": "epostprivat privatepost privatmejl privatmail homeemail emailhome personalemail secondaryemail",
    "name": "namn name fullname fulltnamn heltnamn kontakt kontaktperson contact contactname contactperson displayname"
    " visningsnamn person journalist reporter förochefternamn förnamnochefternamn firstandlastname formattedname"
    " mottagare recipient mottagarensnamn nimi kokonimi vastaanottaja yhteyshenkilö toimittaja",
    "first": "förnamn fornamn firstname givenname tilltalsnamn first etunimi",
    "last": "efternamn lastname surname familyname last sukunimi",
    "outlet": "redaktion tidning tidningar företag foretag outlet company companyname organisation organization"
    " organisationname organizationname organization1name organisationsnamn media medium medie mediaföretag medieföretag"
    " mediehus arbetsplats publication publikation newsroom bolag kanal mediaoutlet arbetsgivare employer newspaper"
    " toimitus lehti tiedotusväline mediatalo organisaatio yritys julkaisu",
    "language": "språk sprak language lang språkkod sprakkod languagecode preferredlanguage kieli kielikoodi",
    "form": "läge lage form mode utskicksform inbjudningsform svarsläge rsvp osa kutsutapa",
    "topics": "ämnen amnen ämne amne topics topic bevakning bevakningsområde bevakningsområden kategorier categories"
    " category kategori taggar tags tag etiketter labels beat beats ämnesområde ämnesområden groupmembership intressen aihe aiheet",
}  # fmt: skip
_KNOWN: dict[str, Field] = {name: field for field, names in _NAMES.items() for name in names.split()}
_GOOGLES = re.compile(r"\* .*|myContacts", re.IGNORECASE)
"""Groups that Google puts every contact in."""
_EXAMPLE = re.compile(r"\b(?:ex|exempel\w*|e\.?g|example)\b", re.IGNORECASE)
"""A header that shows how an address is written: "E-post (t.ex. namn@tidning.se)"."""
_PERHAPS = frozenset(
    (
        "adress",
        "adresser",
        "address",
        "kontakt",
        "kontaktuppgift",
        "kontaktuppgifter",
        "contact",
        "till",
        "to",
        "osoite",
    )
)
"""Names of columns that may hold addresses of either sort, or none; what stands below them tells."""
_FURTHER = re.compile(r"(?:epost|email|mejl|mail)(?:adress|address)?[2-9](?:value|adress|address)?")
_LANGUAGES = {
    "sv": "sv", "svenska": "sv", "swedish": "sv", "swe": "sv", "se": "sv", "svensk": "sv",
    "en": "en", "engelska": "en", "english": "en", "eng": "en", "gb": "en", "uk": "en", "us": "en", "engelsk": "en",
    "fi": "fi", "suomi": "fi", "finska": "fi", "finnish": "fi", "fin": "fi", "finsk": "fi", "ruotsi": "sv", "englanti": "en",
}  # fmt: skip
_FORMS: dict[str, Literal["quiet", "rsvp"]] = {
    **dict.fromkeys(("tyst", "tysta", "quiet", "silent", "utansvar", "utansvarsknappar", "ejsvar", "noreply"), "quiet"),
    **dict.fromkeys(("rsvp", "osa", "svar", "medsvar", "medsvarsknappar", "svarsknappar"), "rsvp"),
}  # fmt: skip
_ANSWERS: dict[str, Literal["quiet", "rsvp"]] = {
    **dict.fromkeys(("ja", "j", "yes", "y", "x", "1", "true", "sant", "kyllä"), "rsvp"),
    **dict.fromkeys(("nej", "n", "no", "0", "false", "falskt", "ei"), "quiet"),
}  # fmt: skip


class Columns(NamedTuple):
    """Where the fields stand in the rows of a list."""

    places: dict[Field, tuple[int, ...]]
    """Field → the columns that hold it, first come first."""
    header: int
    """Index of the header among the rows looked at; -1 where there is none."""
    first: int
    """Index of the first row that is no title and no header."""
    names: tuple[str, ...] = ()
    """The header's cells as written; () where there is none."""
    answers: bool = False
    """True where the column of forms asks yes or no: "OSA", "rsvp"."""

    def name_of(self, place: int) -> str:
        """A column as the user knows it: its name in the header, else its letter in a spreadsheet."""
        written = self.names[place].strip() if place < len(self.names) else ""
        return written or column_letters(place)


def find_columns(rows: Sequence[Sequence[str]]) -> Columns | None:
    """The columns of a list that begins with these rows; None where neither a header nor an address is found."""
    for index, row in enumerate(rows[:SEARCHED]):
        fields = [field_of(cell) if "@" not in cell or _EXAMPLE.search(cell) else None for cell in row]
        if any("@" in cell and not field for cell, field in zip(row, fields, strict=True)):
            return Columns({}, -1, index)
        known = {field for field in fields if field}
        if "email" in known or "email2" in known:
            return _columns(row, fields, index)
        place = _place_with_addresses(rows[index + 1 : SEARCHED]) if known else None
        if place is not None and (len(known) > 1 or (place < len(row) and _letters(row[place]) in _PERHAPS)):
            fields[place : place + 1] = ["email"]
            return _columns(row, fields, index)
    return None


def field_of(header: str) -> Field | None:
    """What a column of this name holds; None for a name that is not known."""
    if len(header) > 60:
        return None
    whole = _letters(header)
    if whole in _KNOWN:
        return _KNOWN[whole]
    if _FURTHER.fullmatch(whole):
        return "email2"
    parts = [_letters(part) for part in re.split(r"[/|&(),:]|\boch\b|\beller\b|\bor\b|\band\b", header.lower())]
    fields = [_KNOWN[part] for part in parts if part in _KNOWN]
    if parts and parts[0] not in _KNOWN and "email" not in fields:
        return None
    return "email" if "email" in fields else fields[0] if fields else None


def parse_language(cell: str) -> str | None:
    """The language of a cell, "sv", "en" or "fi"; "" for an empty cell, None for one that is not known."""
    word = cell.strip().casefold()
    if not word:
        return ""
    return _LANGUAGES.get(_letters(word)) or _LANGUAGES.get(re.split("[-_]", word)[0])


def parse_form(cell: str, *, answers: bool) -> Literal["quiet", "rsvp", ""] | None:
    """The form of a cell; "" for an empty cell, None for one that is not known."""
    word = _letters(cell)
    if not word:
        return "" if not cell.strip(" -–—") else None
    return _FORMS.get(word) or (_ANSWERS.get(word) if answers else None)


def split_topics(cell: str) -> tuple[str, ...]:
    """The topics of a cell, separated by comma, semicolon, bar or line break, or by Google's three colons; each once."""
    if not cell:
        return ()
    words = (" ".join(word.split()) for word in re.split(r":::|[;,|\r\n]", cell))
    return tuple(dict.fromkeys(word for word in words if word and not _GOOGLES.fullmatch(word)))


def column_letters(place: int) -> str:
    """A column as spreadsheets name it: 0 → "A", 26 → "AA"."""
    letters, number = "", place + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _columns(row: Sequence[str], fields: Sequence[Field | None], index: int) -> Columns:
    places: dict[Field, tuple[int, ...]] = {}
    for place, field in enumerate(fields):
        if field:
            places[field] = (*places.get(field, ()), place)
    forms = [_letters(row[place]) for place in places.get("form", ()) if place < len(row)]
    return Columns(places, index, index + 1, tuple(row), answers=bool(forms) and forms[0] in ("rsvp", "osa"))


def _place_with_addresses(rows: Sequence[Sequence[str]]) -> int | None:
    """The column where most addresses stand."""
    counts: dict[int, int] = {}
    for row in rows:
        for place, cell in enumerate(row):
            if "@" in cell:
                counts[place] = counts.get(place, 0) + 1
    return max(counts, key=lambda place: (counts[place], -place)) if counts else None


def _letters(text: str) -> str:
    """The text in lower case, its letters and digits alone."""
    composed = unicodedata.normalize("NFC", text).casefold()
    return "".join(char for char in composed if char.isalnum())
