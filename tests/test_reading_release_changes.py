"""What a text moves, takes back or tells twice: the new time is read, and two places or ends are warned of."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pressinvite.reading.release import read_release

if TYPE_CHECKING:
    from pressinvite.errors import Finding

DAY = dt.date(2026, 9, 1)
CASES = Path(__file__).parent / "cases" / "reading"


def _blocks(name: str) -> list[list[str]]:
    blocks = (CASES / name).read_text("utf-8").split("\n====\n")
    return [[part.strip("\n") for part in block.split("\n--\n")] for block in blocks]


def _told(text: str, code: str) -> list[Finding]:
    return [one for one in read_release(text, published=DAY, today=DAY).findings if one.code == code]


@pytest.mark.parametrize(("title", "text", "expected"), _blocks("changes.txt"), ids=lambda value: value[:50])
def test_the_new_time_holds(title: str, text: str, expected: str) -> None:
    meetings = read_release(text, published=DAY, today=DAY).meetings
    read = " ".join(one.start.isoformat()[:16] for one in meetings if one.start) or "no meeting"
    assert read == expected.strip(), title


@pytest.mark.parametrize(("title", "places", "expected"), _blocks("other-places.txt"), ids=lambda value: value[:50])
def test_another_place_is_warned_of(title: str, places: str, expected: str) -> None:
    told = _told(f"Pressinbjudan: ny bro\n\nTid: torsdag 10 september kl. 10.00\n{places}\n", "two-places")
    words = [one.other.words for one in told if one.other and one.uncertain]
    assert (" ".join(words) or "-") == expected.strip(), title


def test_another_town_in_the_headline_is_warned_of() -> None:
    text = "Pressträff i Malmö om bron\n\nTid: torsdag 10 september kl. 10.00\nPlats: Rådhuset, Storgatan 4, Lund\n"
    assert [one.other and one.other.words for one in _told(text, "two-places")] == ["Malmö"]
    assert _told(text.replace("Malmö", "Lund"), "two-places") == []
    suburb = text.replace("Malmö", "Stockholm").replace("Lund", "Solna")
    assert _told(suburb, "two-places") == []


def test_the_house_behind_but_is_the_place() -> None:
    text = (
        "Ändrad lokal för pressträffen\n\nPressträffen torsdag 10 september kl. 10.00 hålls inte i Rådhuset, "
        "Storgatan 4, utan i Folkets park, Parkgatan 2, Lund.\n"
    )
    (meeting,) = read_release(text, published=DAY, today=DAY).meetings
    assert meeting.place is not None
    assert meeting.place.street == "Parkgatan 2"


@pytest.mark.parametrize(
    ("length", "ends"), [("en halvtimme", [dt.time(10, 30)]), ("en timme", []), ("50 minuter", [])]
)
def test_a_length_that_is_not_the_span_is_warned_of(length: str, ends: list[dt.time]) -> None:
    text = (
        f"Pressinbjudan: ny bro\n\nTid: torsdag 10 september kl. 10.00–11.00\nPlats: Rådhuset, Lund\n\n"
        f"Presskonferensen beräknas ta {length}.\n"
    )
    told = [one.values["other"] for one in _told(text, "two-ends")]
    assert [one.time() for one in told if isinstance(one, dt.datetime)] == ends
