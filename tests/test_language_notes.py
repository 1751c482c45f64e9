"""Notes of our own in the ledger: kept in English, shown in the language."""

from __future__ import annotations

from pathlib import Path

import pytest

import pressinvite.delivery
from pressinvite.language import open_language
from pressinvite.language.notes import NOTES, note_words

SWEDISH, ENGLISH = open_language("sv"), open_language("en")


@pytest.mark.parametrize("note", sorted(NOTES))
def test_each_is_written_by_the_delivery_and_has_swedish_words(note: str) -> None:
    code = "".join(file.read_text("utf-8") for file in Path(pressinvite.delivery.__file__).parent.rglob("*.py"))
    assert note in code
    assert note_words(note, ENGLISH) == note
    assert note_words(note, SWEDISH) not in ("", note)


@pytest.mark.parametrize("words", ["", "550 5.1.1 no such user", "250 2.0.0 Ok: queued as 1"])
def test_a_servers_words_stay_as_they_are(words: str) -> None:
    assert note_words(words, SWEDISH) == words


def test_what_others_said_stands_after_our_words() -> None:
    assert note_words("an answer that is none: \ufffd 250", SWEDISH) == "inget riktigt svar: \ufffd 250"
    assert note_words("the message is larger than the server takes: 9000 bytes", SWEDISH) == (
        "mejlet är större än servern tar emot: 9000 bytes"
    )
