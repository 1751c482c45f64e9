"""What changed since the last revision, and when SEQUENCE must rise (DESIGN, rule 8)."""

from __future__ import annotations

import datetime as dt

import pytest

from pressinvite.meeting import Meeting, Online, Participant, Place, Revision
from pressinvite.revisions import changes, check_sequence, next_sequence

BEFORE = dt.datetime(2012, 1, 20, 8, tzinfo=dt.UTC)
MEETING = Meeting(
    title="Dags för nästa steg",
    start=dt.datetime(2012, 1, 25, 15),
    end=dt.datetime(2012, 1, 25, 15, 45),
    place=Place(text="Rådhuset, Lund"),
    sequence=1,
)


def revised(sequence: int, was: int, **old: object) -> Meeting:
    return MEETING._replace(sequence=sequence, previous=(Revision(sequence=was, modified=BEFORE, values=old),))


def test_changes_are_told_in_their_kept_order_with_old_and_new() -> None:
    meeting = revised(1, 0, start=dt.datetime(2012, 1, 25, 16), title="Dags för nästa steg", place=None)
    assert changes(meeting) == (
        ("start", dt.datetime(2012, 1, 25, 16), dt.datetime(2012, 1, 25, 15)),
        ("place", None, Place(text="Rådhuset, Lund")),
    )


def test_only_the_last_revision_counts() -> None:
    first = Revision(sequence=0, modified=BEFORE, values={"title": "Pressträff"})
    last = Revision(sequence=1, modified=BEFORE, values={"status": "tentative"})
    assert changes(MEETING._replace(previous=(first, last))) == (("status", "tentative", "confirmed"),)
    assert changes(MEETING) == ()


@pytest.mark.parametrize(
    ("change", "rises"),
    [
        ({"start": dt.datetime(2012, 1, 25, 16)}, True),
        ({"start": dt.date(2012, 1, 25)}, True),
        ({"end": None}, True),
        ({"timezone": "Europe/Helsinki"}, True),
        ({"place": Place(text="Stadshuset, Malmö")}, True),
        ({"online": Online(url="https://teams.example/1")}, True),
        ({"status": "cancelled"}, True),
        ({"title": "Dags för nästa stora steg"}, False),
        ({"participants": (Participant(name="Rut Ek"),)}, False),
        ({"modified": BEFORE}, False),
        ({}, False),
    ],
)
def test_the_sequence_rises_for_time_place_and_status_alone(change, rises) -> None:
    assert next_sequence(MEETING, MEETING._replace(**change)) == (2 if rises else 1)


@pytest.mark.parametrize(
    ("sequence", "was", "old", "good"),
    [
        (1, 0, {"start": dt.datetime(2012, 1, 25, 16)}, True),
        (1, 1, {"start": dt.datetime(2012, 1, 25, 16)}, False),
        (0, 1, {"status": "tentative"}, False),
        (1, 1, {"title": "Annan rubrik"}, True),
        (0, 1, {"title": "Annan rubrik"}, False),
        (1, 1, {"place": Place(text="Rådhuset, Lund")}, True),  # kept, though the same
    ],
)
def test_a_stale_sequence_is_found(sequence, was, old, good) -> None:
    assert check_sequence(revised(sequence, was, **old)) is good
    assert check_sequence(MEETING)
