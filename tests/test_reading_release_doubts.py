"""What contradicts itself about the start is warned of, with both places; what agrees is not."""

from __future__ import annotations

import datetime as dt

import pytest

from pressinvite.reading.release import read_release

DAY = dt.date(2026, 9, 1)
SOUND = (
    "Pressinbjudan: ny bro\n\nPressen bjuds in till pressträff torsdag 10 september klockan 10.00.\n\n"
    "Tid: torsdag 10 september kl. 10.00–11.00\nPlats: Rådhuset, Lund\n"
)


@pytest.mark.parametrize(
    ("was", "now", "code"),
    [
        ("pressträff torsdag", "pressträff onsdag", "weekday"),
        ("Tid: torsdag", "Tid: fredag", "weekday"),
        ("pressträff torsdag 10", "pressträff torsdag 17", "two-dates"),
        ("klockan 10.00", "klockan 14.00", "two-times"),
    ],
)
def test_a_contradiction_is_told_with_both_places(was: str, now: str, code: str) -> None:
    findings = read_release(SOUND.replace(was, now, 1), published=DAY, today=DAY).findings
    told = [one for one in findings if one.severity == "warning"]
    assert code in [one.code for one in told]
    assert all(one.field == "meetings[0].start" and one.uncertain and one.spot for one in told)


def test_what_agrees_is_not_warned_of() -> None:
    findings = read_release(SOUND, published=DAY, today=DAY).findings
    assert [one.code for one in findings if one.severity == "warning"] == []
