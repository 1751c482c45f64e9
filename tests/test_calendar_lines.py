"""Folding and cleaning: whatever text comes in (RFC 5545 section 3.1)."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pressinvite.calendar.lines import clean_line, clean_text, fold_line

ANY = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n"))


@given(ANY | st.text("å🎉\\^a", min_size=60))
@example("\\" * 200)
@example("SUMMARY:" + "🎉" * 80)
def test_lines_are_cut_between_characters_and_never_longer_than_75_octets(line: str) -> None:
    folded = fold_line(line)
    assert folded.endswith(b"\r\n")
    parts = folded[:-2].split(b"\r\n ")
    assert all(len(part) <= (75 if place == 0 else 74) for place, part in enumerate(parts))
    assert "".join(part.decode("utf-8") for part in parts) == line  # each part is whole UTF-8
    if len(line.encode()) > 75:
        assert all(len(part) >= 70 for part in parts[:-1]), "lines are filled"


def test_a_line_of_75_octets_stays_whole_and_one_of_76_does_not() -> None:
    assert fold_line("a" * 75) == b"a" * 75 + b"\r\n"
    assert fold_line("a" * 76) == b"a" * 75 + b"\r\n a\r\n"
    assert fold_line("a" * 74 + "å") == b"a" * 74 + b"\r\n " + "å".encode() + b"\r\n"


def test_an_escape_is_not_cut() -> None:
    assert fold_line("a" * 74 + "\\n") == b"a" * 74 + b"\r\n \\n\r\n"
    assert fold_line("a" * 73 + "\\\\n") == b"a" * 73 + b"\\\\\r\n n\r\n"


@pytest.mark.parametrize(
    ("written", "clean"),
    [
        ("Dags för\r\nnästa steg", "Dags för nästa steg"),
        ("X\r\nATTENDEE:mailto:a@b.example", "X ATTENDEE:mailto:a@b.example"),
        ("a\x00b\x1b[31mc\x85d\u2028e\x0bf\x1cg", "a b [31mc d e f g"),
        ("\ud83d halvt", "halvt"),
        ("  \t blanka   ", "blanka"),
        ("👩‍👩‍👧 \u200fمؤتمر", "👩‍👩‍👧 \u200fمؤتمر"),
        ("", ""),
    ],
)
def test_a_title_is_one_line(written, clean) -> None:
    assert clean_line(written) == clean


def test_a_description_keeps_its_lines() -> None:
    assert clean_text("a\r\nb\rc\n\n| d\x00\x0c\n\te  ") == "a\nb\nc\n\n| d\n\te"


@given(st.text(st.characters()))
def test_nothing_clean_holds_a_control_or_half_a_character(text: str) -> None:
    for clean in (clean_line(text), clean_text(text)):
        clean.encode("utf-8")
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", clean)
    assert len(clean_line(text).splitlines()) <= 1
