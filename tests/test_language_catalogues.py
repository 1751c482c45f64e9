"""The catalogues are complete and compiled; `make catalogues` makes them so."""

from __future__ import annotations

import gettext
import io
import re
from functools import cache
from pathlib import Path
from typing import IO, TYPE_CHECKING

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from pressinvite.language.catalogues import DOMAIN, FOLDER, SPOKEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from babel.messages.catalog import Catalog

TOP = Path(__file__).parent.parent
KEYWORDS = {"_": None, "N_": None, "text": None, "gettext": None, "ngettext": (1, 2), "plural": (1, 2)}


TRANSLATED = tuple(tag for tag in SPOKEN if tag != "en")
SAME: dict[str, set[str]] = {
    "sv": {
        "Embargo",
        "FORMAT,…",
        "Id",
        "London",  # towns of the calendar entry's clocks
        "New York",
        "Region",
        "Revision",
        "Status",
        "Stockholm",
        "Text",
        "Tokyo",
        "embargo",
        "id",
        "region",
        "status",
        "{number} kB",
    },
    "fi": {"Embargo", "Helsinki", "Logo", "New York", "embargo"},
}
"""What is one and the same word in English and in the language."""


def read_catalogue(tag: str) -> Catalog:
    return read_po(io.BytesIO((FOLDER / tag / "LC_MESSAGES" / f"{DOMAIN}.po").read_bytes()), locale=tag)


@cache
def extract_msgids() -> set[object]:
    with (FOLDER / "babel.cfg").open(encoding="utf-8") as settings:
        methods, options = parse_mapping_cfg(settings)
    found: set[object] = set()
    for folder in ("pressinvite", "templates"):
        own = [
            (pattern.removeprefix(f"{folder}/"), method) for pattern, method in methods if pattern.startswith(folder)
        ]
        chosen = {pattern.removeprefix(f"{folder}/"): values for pattern, values in options.items()}
        for _, _, msgid, _, _ in extract_from_dir(TOP / folder, own, chosen, keywords=KEYWORDS):
            found.add(msgid)
    return found


def strings_of(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


def ids_of(message: Message) -> list[str]:
    return [message.id] if isinstance(message.id, str) else list(message.id)


def words_of(compiled: IO[bytes]) -> dict[object, str]:
    """All texts but the header, which names the release of Babel that compiled it."""
    found = gettext.GNUTranslations(compiled)._catalog
    assert len(found) > 10
    return {key: string for key, string in found.items() if key}


def own_messages(tag: str) -> list[Message]:
    return [message for message in read_catalogue(tag) if message.id]


def placeholders(text: str, *, of_all_languages: bool = False) -> set[str]:
    """Names in braces and percent signs as argparse has them; without those that only English shows."""
    names = {name for name, form in re.findall(r"\{(\w+)(:\w+)?\}", text) if form != ":english" or not of_all_languages}
    return names | set(re.findall(r"%(?:\(\w+\))?[sdr]", text))


def faults(message: Message) -> Iterator[str]:
    """What disagrees between a msgid and its translation, one line each; an empty translation has none."""
    name = ids_of(message)[0]
    needed = {each for msgid in ids_of(message) for each in placeholders(msgid, of_all_languages=True)}
    known = {each for msgid in ids_of(message) for each in placeholders(msgid)}
    for string in filter(None, strings_of(message)):
        if not needed <= placeholders(string) <= known:
            yield f"{name}: placeholders"
        if [string[:1].isspace(), string[-1:].isspace()] != [name[:1].isspace(), name[-1:].isspace()]:
            yield f"{name}: blanks at the ends"
        if "\u201c" in string:  # Swedish and Finnish open and close with ”
            yield f"{name}: English quotation marks"
        if "\u00ad" in string:
            yield f"{name}: soft hyphen"


def untranslated(messages: Iterable[Message]) -> set[str]:
    """Msgids that show as they are, other than patterns without words."""
    return {
        msgid
        for message in messages
        for msgid, string in zip(ids_of(message), strings_of(message), strict=True)
        if string == re.sub(r"^\w+\|", "", msgid) and re.search(r"[^\W\d_]{2}", re.sub(r"\{[^{}]*\}", "", string))
    }


@pytest.mark.parametrize("tag", SPOKEN)
def test_the_words_of_code_and_templates_are_those_of_the_catalogue(tag: str) -> None:
    used, kept = extract_msgids(), {message.id for message in own_messages(tag)}
    assert len(used) > 100
    assert {"missing": used - kept, "unused": kept - used} == {"missing": set(), "unused": set()}


def test_each_language_has_a_catalogue_and_each_catalogue_a_language() -> None:
    assert {path.parent.parent.name for path in FOLDER.glob("*/LC_MESSAGES/*.po")} == set(SPOKEN)


@pytest.mark.parametrize("tag", TRANSLATED)
def test_every_catalogue_is_complete(tag: str) -> None:
    assert [message.id for message in own_messages(tag) if not all(strings_of(message))] == []


@pytest.mark.parametrize("tag", TRANSLATED)
def test_nothing_is_left_in_english(tag: str) -> None:
    """A text that is the same in both languages is one of those that may be."""
    assert untranslated(own_messages(tag)) == SAME[tag]


@pytest.mark.parametrize("tag", TRANSLATED)
def test_no_english_words_stand_in_a_translation(tag: str) -> None:
    """Small words of English are words of neither Swedish nor Finnish: where one stands, a part was left in English."""
    english = re.compile(r"\b(?:the|is|are|and|was|which|with|this|that|from)\b")
    found = [string for message in own_messages(tag) for string in strings_of(message) if english.search(string)]
    assert found == []


def test_english_has_what_its_msgids_cannot_say() -> None:
    """A msgid with a context, "list|and", shows without it."""
    used = {msgid for msgid in extract_msgids() if isinstance(msgid, str) and re.match(r"\w+\|", msgid)}
    english = {message.id: message.string for message in own_messages("en")}
    assert {msgid: english.get(msgid) for msgid in used} == {msgid: msgid.split("|", 1)[1] for msgid in used}


@pytest.mark.parametrize("tag", SPOKEN)
def test_nothing_is_fuzzy_and_placeholders_agree(tag: str) -> None:
    assert [message.id for message in own_messages(tag) if message.fuzzy] == []
    assert [fault for message in own_messages(tag) for fault in faults(message)] == []


@pytest.mark.parametrize(
    ("ids", "strings", "found"),
    [
        ("{name} is here", "{nimi} on paikalla", ["{name} is here: placeholders"]),
        ("{name} is here", "on paikalla", ["{name} is here: placeholders"]),
        ("it{problem:english}", "se", []),
        ("{date:running} comes", "{date} tulee", []),
        ("choose from %(choices)s", "valitse", ["choose from %(choices)s: placeholders"]),
        ("choose %s", "valitse %d", ["choose %s: placeholders"]),
        ("usage: ", "käyttö:", ["usage: : blanks at the ends"]),
        ("“{words}”", "“{words}”", ["“{words}”: English quotation marks"]),
        ("soft", "peh\u00admeä", ["soft: soft hyphen"]),
        (("{count} error", "{count} errors"), ("{count} virhe", "virhettä"), ["{count} error: placeholders"]),
        (("{count} error", "{count} errors"), ("{count} virhe", "{count} virhettä"), []),
        ("empty", "", []),
    ],
)
def test_faults_are_found(ids: str | tuple[str, ...], strings: str | tuple[str, ...], found: list[str]) -> None:
    """The tests of the catalogues above see what they look for."""
    assert list(faults(Message(ids, strings))) == found


def test_what_was_not_translated_is_found() -> None:
    kept = [
        Message("status", "status"),
        Message("place", "paikka"),
        Message("list|and", "and"),
        Message("range|{first} – {last}", "{first} – {last}"),
    ]
    assert untranslated(kept) == {"status", "list|and"}


@pytest.mark.parametrize("tag", SPOKEN)
def test_the_compiled_catalogue_is_that_of_the_source(tag: str) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, read_catalogue(tag))
    compiled.seek(0)
    with (FOLDER / tag / "LC_MESSAGES" / f"{DOMAIN}.mo").open("rb") as kept:
        assert words_of(kept) == words_of(compiled)
