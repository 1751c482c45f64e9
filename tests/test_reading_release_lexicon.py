"""The gate before the patterns: it hides no match; and tables of words read as their notation says."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pressinvite.reading import release
from pressinvite.reading.release.lexicon import Gate, Lexicon, Words, _Later, fold, later, turn_to


def _lexicons() -> dict[str, Lexicon]:
    """All lexicons of the reader, by module and name, each once."""
    found: dict[str, Lexicon] = {}
    for module in pkgutil.iter_modules(release.__path__):
        members = vars(importlib.import_module(f"{release.__name__}.{module.name}"))
        for name, value in members.items():
            for key, lexicon in value.items() if isinstance(value, dict) else (("", value),):
                if isinstance(lexicon, Lexicon) and lexicon not in found.values():
                    found[f"{module.name}.{name}{key}"] = lexicon
    return found


LEXICONS = _lexicons()


def test_there_are_lexicons() -> None:
    assert len(LEXICONS) > 50
    assert len(WAITING) > 5


@pytest.mark.parametrize("name", LEXICONS)
@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_gate_hides_no_match(name: str, data: st.DataObject) -> None:
    lexicon = LEXICONS[name]
    pattern = re.compile(lexicon.pattern, lexicon.flags)
    text = data.draw(st.from_regex(pattern))
    read = text if lexicon.is_cased else fold(text)
    turn_to(text)
    assert lexicon.is_in(text) is (pattern.search(read) is not None)


@pytest.mark.parametrize(
    ("text", "is_in"),
    [
        ("Anmälan senast fredag", True),
        ("avanmälan", False),
        ("en kallelse.", True),
        ("kallelser", False),
        ("stadens pressmöten", True),
        ("invånare", True),
        ("invånar- och", False),
        ("INVÅNARNA", True),
        ("(hör av dig)", True),
        ("hör av digitaliseringen", False),
        ("hör  av dig", False),
        ("jag hör av\ndig", False),
        ("de följer med", False),
        ("vi följ medan", True),
        ("o.s.a.", True),
        ("tv-team och press", True),
        ("", False),
    ],
)
def test_tables_of_words(text: str, *, is_in: bool) -> None:
    words = Words("anmäl*|kallelse|*press*|invånar+", "hör av dig|följ med*|o.s.a|tv-team")
    assert words.is_in(text) is is_in


def test_where_a_word_stands() -> None:
    words = Words("kaffe*|buss|möt upp")
    assert words.begins("– Kaffepaus")
    assert words.begins("möt upp vid porten")
    assert not words.begins("sedan kaffe")
    assert words.is_at("sedan kaffe", 6)
    assert not words.is_at("sedan kaffe", 5)


def test_many_words_are_remembered_and_forgotten() -> None:
    words = Words("kaffe")
    assert not any(words.is_in(f"ord{number}") for number in range(25_000))
    assert words.is_in("ord7 kaffe")


def test_matches_hold_the_folded_text_at_the_texts_places() -> None:
    found = Lexicon(r"\b(\w+)träff", "träff").search("Vår PRESSTRÄFF i dag")
    assert found is not None
    assert (found[1], found.span()) == ("press", (4, 14))


def test_what_has_no_small_letter_of_its_own_keeps_its_place() -> None:
    assert fold("İstanbul BJUDER") == "İstanbul bjuder"


def test_patterns_wait_for_a_text_that_holds_what_they_look_for() -> None:
    pattern = later(r"(?P<street>\w+(?:gatan|torget)) \d+", re.IGNORECASE, holds="gatan torget")
    assert pattern.search("Rådhuset, Lund") is None
    assert pattern.match("Storgatan", 0, 5) is None
    assert pattern.fullmatch("Rådhuset") is None
    assert not [*pattern.finditer("Rådhuset, Lund")]
    found = pattern.search("STORTORGET 7")
    assert found is not None
    assert found["street"] == "STORTORGET"
    assert [match.span() for match in pattern.finditer("Storgatan 1, Nygatan 2")] == [(0, 11), (13, 22)]


def _waiting() -> dict[str, _Later]:
    """All patterns that wait so, by module and name."""
    return {
        f"{module.name}.{name}": value
        for module in pkgutil.iter_modules(release.__path__)
        for name, value in vars(importlib.import_module(f"{release.__name__}.{module.name}")).items()
        if isinstance(value, _Later) and value.holds
    }


WAITING = _waiting()


@pytest.mark.parametrize("name", WAITING)
@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_a_pattern_waits_for_is_in_every_match(name: str, data: st.DataObject) -> None:
    pattern = re.compile(WAITING[name].pattern, WAITING[name].flags)
    found = pattern.search(data.draw(st.from_regex(pattern)))
    assert found is not None
    words = fold(found[0]) if pattern.flags & re.IGNORECASE else found[0]
    assert any(letters in words for letters in WAITING[name].holds)


def test_patterns_are_compiled_when_asked() -> None:
    pattern = later(r"(?P<hour>\d+)\.(\d\d)")
    found = pattern.search("kl. 10.30")
    assert found is not None
    assert found["hour"] == "10"
    assert pattern.pattern == r"(?P<hour>\d+)\.(\d\d)"


@pytest.mark.parametrize(
    ("text", "may_hold"),
    [
        ("Välkommen till och med fredag", True),
        ("Välkommen till mötet", False),
        ("sedan dess", True),
        ("sedanefter", False),
    ],
)
def test_a_phrase_opens_the_gate_as_a_whole(text: str, *, may_hold: bool) -> None:
    lexicon = Lexicon(r"\b(?:till och med|sedan)\b", "till och med|sedan ")
    assert lexicon.may_hold(text) is may_hold
    assert lexicon.is_in(text) is may_hold


def test_several_lexicons_are_asked_at_once() -> None:
    gate = Gate(Lexicon(r"kaffe", "kaffe"), Lexicon(r"\bte\b", " te "))
    assert gate.may_hold("Vi bjuder på te.")
    assert gate.may_hold("kaffepaus")
    assert not gate.may_hold("teater")
