"""The organisation's accent colour: is it readable, and what is it in the dark.

Contrast as WCAG 2.2 defines it (relative luminance of sRGB); AA asks for 4.5 between text and its ground.
"""

from __future__ import annotations

from functools import lru_cache

AA = 4.5
"""WCAG 2.2 success criterion 1.4.3, text of normal size."""
AAA = 7.0
"""WCAG 2.2 success criterion 1.4.6: light letters on a dark ground look thinner than they are."""
LIGHT_GROUND = "#ffffff"
"""The ground of the page, and the words on the button."""
LIGHT_BOX = "#f4f6f8"
"""The facts' ground by day."""
DARK_GROUND = "#14191f"
"""The ground of the page in dark mode, and the words on the button there."""
DARK_BOX = "#1d242c"
"""The facts' ground by night, the lightest ground that the accent stands on."""


def contrast(first: str, second: str) -> float:
    """Return the contrast of two `#rrggbb` colours, 1 to 21; ValueError where one is none."""
    one, two = sorted((_luminance(parse_colour(first)), _luminance(parse_colour(second))))
    return (two + 0.05) / (one + 0.05)


def parse_colour(written: str) -> tuple[int, int, int]:
    """`#rrggbb` → red, green and blue of 0 to 255; ValueError where it is written otherwise."""
    digits = written.removeprefix("#")
    if len(written) != 7 or len(digits) != 6 or not all(char in "0123456789abcdefABCDEF" for char in digits):
        raise ValueError(written)
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def is_accessible(accent: str) -> bool:
    """Tell whether links and the button can be read by day in this colour; False where it is no `#rrggbb`."""
    try:
        return contrast(accent, LIGHT_GROUND) >= AA
    except ValueError:
        return False


def light_shade(accent: str) -> str:
    """The accent, darkened in small steps until it is AA on the facts' ground too."""
    return _shade(parse_colour(accent), 0, LIGHT_BOX, AA)


def dark_shade(accent: str) -> str:
    """The accent, lightened in small steps until it is AAA on the dark grounds."""
    return _shade(parse_colour(accent), 255, DARK_BOX, AAA)


@lru_cache(maxsize=64)
def _shade(colour: tuple[int, int, int], end: int, ground: str, least: float) -> str:
    for step in range(101):
        red, green, blue = (round(part + (end - part) * step / 100) for part in colour)
        shade = f"#{red:02x}{green:02x}{blue:02x}"
        if contrast(shade, ground) >= least:
            return shade
    raise AssertionError(ground)  # black and white reach it on these grounds


def _luminance(colour: tuple[int, int, int]) -> float:
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
