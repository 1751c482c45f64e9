from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressinvite.colours import AA, AAA, DARK_BOX, LIGHT_BOX, contrast, dark_shade, is_accessible, light_shade

COLOUR = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.48),
        ("#0000ff", "#ffffff", 8.59),
    ],
)
def test_contrast_is_that_of_wcag(first, second, expected):
    assert contrast(first, second) == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize(
    ("accent", "sound"), [("#00558c", True), ("#767676", True), ("#777777", False), ("blue", False), ("#12345", False)]
)
def test_an_accent_is_readable_on_white(accent, sound):
    assert is_accessible(accent) is sound


@given(COLOUR)
def test_both_shades_are_readable_on_their_grounds(colour):
    assert contrast(dark_shade(colour), DARK_BOX) >= AAA
    assert contrast(light_shade(colour), LIGHT_BOX) >= AA
