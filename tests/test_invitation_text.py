"""The text's lines: they are cut where the standard library's textwrap would cut them."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressinvite.invitation.text import _fold

WORDS = st.sampled_from(
    [
        "en",
        "bro",
        "kl.",
        "Stortorget",
        "a-b",
        "https://www.kommun.example/press/bron",
        "–",
        "\u00a0",
        "\t",
        "",
        " ",
        "ö" * 30,
    ]
)


@given(st.lists(WORDS, max_size=14).map(" ".join), st.sampled_from([12, 20, 72]), st.sampled_from(["", "Tid: "]))
def test_lines_are_textwraps(text: str, width: int, first: str) -> None:
    expected = textwrap.wrap(
        text,
        width,
        initial_indent=first,
        subsequent_indent=" " * len(first),
        break_long_words=False,
        break_on_hyphens=False,
    )
    if len(first) + len(text) <= width:
        expected = [first + text]
    assert _fold(text, width, first, " " * len(first)) == (expected or [first])


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Onsdagen den 25 januari 2012 kl. 15.00", ["Onsdagen den", "25 januari 2012", "kl. 15.00"]),
        ("Läs https://www.kommun.example/press/bron här", ["Läs", "https://www.kommun.example/press/bron", "här"]),
    ],
)
def test_what_belongs_together_stays_on_a_line(text: str, lines: list[str]) -> None:
    assert _fold(text, 16, "", "") == lines
