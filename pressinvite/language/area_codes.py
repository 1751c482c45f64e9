"""Swedish area codes: where a number is parted, and how long it may be.

The Swedish numbering plan (PTS, "Den svenska numreringsplanen för telefoni", ITU-T E.164): national significant
numbers of seven to nine digits; longer only in machine-to-machine series, which nobody calls.
"""

from __future__ import annotations

_THREE_DIGITS = "11 13 16 18 19 21 23 26 31 33 35 36 40 42 44 46 54 60 63 90"
_FOUR_DIGITS = """
120-123 125 140-144 150-152 155-159 171 173-176 220-227 240 241 243 246-248 250 251 253 258 270 271 278 280 281
290-295 297 300-304 320-322 325 340 345 346 370-372 380-383 390 392 393 410 411 413-418 430 431 433 435 451 454-457
459 470-472 474 476-481 485 486 490-496 498-506 510-515 520-526 528 530-534 550-555 560 563-565 570 571 573 580-587
589-591 611-613 620-624 640 642-645 647 650-653 657 660-663 670-672 680 682 684 687 690-693 695 696 910-916 918
920-930 932-935 940-943 950-954 960 961 970 971 973 975-978 980 981
"""


def _spread(codes: str) -> list[str]:
    """Each code of a list with ranges: "120-122" → 120, 121, 122."""
    spread: list[str] = []
    for part in codes.split():
        first, _, last = part.partition("-")
        spread += [str(number) for number in range(int(first), int(last or first) + 1)]
    return spread


# Area code without its 0 → the fewest and the most digits that may follow.
AREAS: dict[str, tuple[int, int]] = {
    "8": (6, 8),
    **dict.fromkeys(_spread(_THREE_DIGITS), (5, 7)),
    **dict.fromkeys(_spread(_FOUR_DIGITS), (5, 6)),
    "10": (7, 7),  # the same number wherever the office is
    "20": (4, 7),  # free of charge
    **dict.fromkeys(("70", "72", "73", "76", "79"), (7, 7)),  # mobile
    "75": (7, 7),  # personal numbers
    **dict.fromkeys(_spread("770-777"), (6, 6)),  # shared cost; written 0771-12 34 56
    **dict.fromkeys(("900", "939", "944"), (4, 7)),  # premium rate
}


def split_area(national: str) -> tuple[str, str] | None:
    """Area code (without 0) and the subscriber's digits of a national number without its 0; None if there is none."""
    for length in (3, 1, 2):
        area, rest = national[:length], national[length:]
        fewest, most = AREAS.get(area, (1, 0))
        if fewest <= len(rest) <= most:
            return area, rest
    return None
