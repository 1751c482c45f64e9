"""CSV: the shape of RFC 4180, what Excel in Swedish needs, and cells that calculate nothing."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest
from exchange_cases import EXPECTED, meetings, sample_meetings, tell
from hypothesis import given
from hypothesis import strategies as st

from pressinvite.exchange.spreadsheet import COLUMNS, inert_cell, render_csv, render_csv_listing
from pressinvite.meeting import Meeting

SAMPLES = dict(sample_meetings())


def rows(octets: bytes) -> list[list[str]]:
    assert octets.startswith(b"\xef\xbb\xbf")  # without its mark Excel takes UTF-8 for Windows-1252
    return list(csv.reader(io.StringIO(octets.decode("utf-8-sig"), newline=""), delimiter=";", strict=True))


def test_one_meeting_whole() -> None:
    assert render_csv(tell(SAMPLES["teams.yaml[0]"])) == (EXPECTED / "teams.csv").read_bytes()


def test_a_listing_has_one_header_and_a_row_each() -> None:
    table = rows(render_csv_listing([tell(meeting) for meeting in SAMPLES.values()]))
    assert len(table) == len(SAMPLES) + 1
    assert {len(row) for row in table} == {len(COLUMNS)}
    assert table[0][:5] == ["Status", "Början", "Slut", "Tidszon", "Rubrik"]
    assert {row[0] for row in table[1:]} == {"Planerat", "Inställt"}


def test_the_header_speaks_the_meetings_language() -> None:
    (head, _row) = rows(render_csv(tell(SAMPLES["teams.yaml[0]"], "en")))
    assert head[:3] == ["Status", "Beginning", "End"]
    assert rows(render_csv_listing([]))[0][1] == "Början"


def test_a_date_alone_and_a_missing_end() -> None:
    (_head, row) = rows(render_csv(tell(SAMPLES["date-only.yaml[0]"])))
    assert row[1:3] == ["2027-09-02", ""]
    (_head, row) = rows(render_csv(tell(Meeting(title="x", start=dt.datetime(2027, 3, 10, 16)))))
    assert row[1:3] == ["2027-03-10 16:00", ""]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("  =1+1", "'=1+1"),
        ("\t@SUM(A1)", "'@SUM(A1)"),
        ("-1", "'-1"),
        ("+46 8 1", "'+46 8 1"),
        ("＝1", "'＝1"),
        ("a=1", "a=1"),
        ("kl.\u00a015", "kl. 15"),
        ("a\r\nb", "a\nb"),
    ],
)
def test_no_cell_is_a_formula(text: str, cell: str) -> None:
    assert inert_cell(text) == cell


@given(st.text(max_size=30))
def test_no_text_makes_a_formula_or_a_cell_more(title: str) -> None:
    table = rows(render_csv(tell(Meeting(title=title, start=dt.date(2027, 3, 10)))))
    assert [len(row) for row in table] == [len(COLUMNS)] * 2
    assert not [cell for row in table for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


@given(meetings())
def test_meetings_of_every_shape_make_a_row(meeting: Meeting) -> None:
    assert [len(row) for row in rows(render_csv(tell(meeting)))] == [len(COLUMNS)] * 2


def test_records_end_as_rfc_4180_has_it() -> None:
    made = render_csv(tell(SAMPLES["date-only.yaml[0]"])).decode("utf-8-sig")
    assert made.endswith("\r\n")
    assert made.count("\r\n") == made.count("\n") == 2
