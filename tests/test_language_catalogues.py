"""The catalogues are complete and compiled; `make catalogues` makes them so."""

from __future__ import annotations

import gettext
import io
import re
from pathlib import Path
from typing import IO, TYPE_CHECKING

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from pressinvite.language.catalogues import DOMAIN, FOLDER, SPOKEN

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

TOP = Path(__file__).parent.parent
KEYWORDS = {"_": None, "N_": None, "text": None, "gettext": None, "ngettext": (1, 2), "plural": (1, 2)}


def read_catalogue(tag: str) -> Catalog:
    return read_po(io.BytesIO((FOLDER / tag / "LC_MESSAGES" / f"{DOMAIN}.po").read_bytes()), locale=tag)


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


def test_the_words_of_code_and_templates_are_those_of_the_catalogue() -> None:
    used, kept = extract_msgids(), {message.id for message in own_messages("sv")}
    assert len(used) > 100
    assert {"missing": used - kept, "unused": kept - used} == {"missing": set(), "unused": set()}


def test_swedish_is_complete() -> None:
    assert [message.id for message in own_messages("sv") if not all(strings_of(message))] == []


def test_english_has_what_its_msgids_cannot_say() -> None:
    """A msgid with a context, "list|and", shows without it."""
    used = {msgid for msgid in extract_msgids() if isinstance(msgid, str) and re.match(r"\w+\|", msgid)}
    english = {message.id: message.string for message in own_messages("en")}
    assert {msgid: english.get(msgid) for msgid in used} == {msgid: msgid.split("|", 1)[1] for msgid in used}


@pytest.mark.parametrize("tag", SPOKEN)
def test_nothing_is_fuzzy_and_placeholders_agree(tag: str) -> None:
    for message in own_messages(tag):
        assert not message.fuzzy, message.id
        asked = {name for msgid in ids_of(message) for name in re.findall(r"\{(\w+)", msgid)}
        for string in filter(None, strings_of(message)):
            assert set(re.findall(r"\{(\w+)", string)) <= asked, message.id
            assert "\u00ad" not in string


@pytest.mark.parametrize("tag", SPOKEN)
def test_the_compiled_catalogue_is_that_of_the_source(tag: str) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, read_catalogue(tag))
    compiled.seek(0)
    with (FOLDER / tag / "LC_MESSAGES" / f"{DOMAIN}.mo").open("rb") as kept:
        assert words_of(kept) == words_of(compiled)
