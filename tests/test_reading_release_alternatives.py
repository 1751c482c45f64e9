"""Patterns that are compiled as far as a text needs them find in it what the whole pattern finds."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pressinvite.reading.release.alternatives import Alternatives
from pressinvite.reading.release.lexicon import fold
from tests.test_reading_release_lexicon import LEXICONS

SPORTS = r"\b(?:(?:längd|backe)skid(?:or|åkning)\b(?! för barn)|konståk\w+|isdans(?= för par)|(?P<ball>handboll|fotboll|bandy)smatch|"
LONG = rf"{SPORTS}curling|rodel\w*|(?:nordisk|dubbel) kombination|skidskytte|ishockey\w*|störtlopp|slalom|puckelpist|hastighetsåkning)"


def told(pattern: re.Pattern[str], text: str) -> list[tuple[tuple[int, int], str | None]]:
    return [(found.span(), found.groupdict().get("ball")) for found in pattern.finditer(text)]


@pytest.mark.parametrize("name", [name for name, lexicon in LEXICONS.items() if len(lexicon.pattern) >= 200])
@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_each_text_is_read_as_by_the_whole_pattern(name: str, data: st.DataObject) -> None:
    lexicon = LEXICONS[name]
    whole = re.compile(lexicon.pattern, lexicon.flags)
    alternatives = Alternatives(lexicon.pattern, lexicon.flags)
    for _ in range(3):
        text = data.draw(st.from_regex(whole))
        read = text if lexicon.is_cased else fold(text)
        expected = [(found.span(), found.groups()) for found in whole.finditer(read)]
        found = alternatives.for_text(read).finditer(read)
        assert [(one.span(), one.groups()) for one in found] == expected


@pytest.mark.parametrize(
    "text",
    [
        "curling och konståkning, längdskidåkning för barn",
        "fotbollsmatch, bandysmatch, isdans för par, isdans för alla",
        "nordisk kombination och dubbel kombination",
        "inget av detta",
        "",
    ],
)
def test_what_is_left_out_would_not_have_matched(text: str) -> None:
    assert told(Alternatives(LONG, 0).for_text(text), text) == told(re.compile(LONG), text)


def test_only_what_a_text_holds_is_compiled() -> None:
    alternatives = Alternatives(LONG, 0)
    first = alternatives.for_text("curling", coming="curling, sedan slalom").pattern
    assert "curling" in first
    assert "slalom" in first
    assert "puckelpist" not in first
    assert "(?P<ball>" in first  # may be asked for by its name
    assert "puckelpist" in alternatives.for_text("puckelpist").pattern


def test_a_process_that_reads_on_compiles_all_of_it() -> None:
    alternatives = Alternatives(LONG, 0)
    for text in ("curling", "slalom", "rodel", "ishockey"):
        alternatives.for_text(text)
    assert alternatives.for_text("bad").pattern == LONG


def test_one_that_is_asked_again_and_again_compiles_all_of_it() -> None:
    alternatives = Alternatives(LONG, 0)
    for _ in range(200):
        alternatives.for_text("curling")
    assert alternatives.for_text("curling").pattern == LONG


def test_letters_count_as_they_are_written_where_case_is_ignored() -> None:
    told_of = LONG.replace("curling", "(?i:curling)")
    assert told(Alternatives(told_of, 0).for_text("Curling"), "Curling") == [((0, 7), None)]
    assert told(Alternatives(LONG, re.IGNORECASE).for_text("Slalom"), "Slalom") == [((0, 6), None)]


def test_a_sign_that_is_written_as_a_number_is_not_taken_for_letters() -> None:
    pattern = LONG.replace("curling", r"\u00e4lgjakt|\x66iske")
    for text in ("älgjakt", "fiske"):
        assert told(Alternatives(pattern, 0).for_text(text), text) == [((0, len(text)), None)]


def test_a_letter_that_may_be_missing_is_not_needed() -> None:
    pattern = LONG.replace("curling", "pilkar?|bågar{0,2}|(?:svart )?krutskytte")
    for text in ("pilka", "båga", "krutskytte"):
        assert told(Alternatives(pattern, 0).for_text(text), text) == [((0, len(text)), None)]


def test_threads_read_each_its_own_text() -> None:
    alternatives = Alternatives(LONG, 0)
    words = ("curling", "slalom", "rodel", "ishockey", "skidskytte", "puckelpist", "störtlopp")
    with ThreadPoolExecutor(len(words)) as pool:
        found = pool.map(lambda word: alternatives.for_text(word).search(word), words * 20)
    assert all(found)
