"""The same invitation in every kind of file, as other programs saved it, read by way of the child process."""

from __future__ import annotations

import datetime as dt
import io
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pressinvite.cli import main
from pressinvite.reading.files.kinds import find_kind
from pressinvite.reading.sources import read_source

if TYPE_CHECKING:
    from pressinvite.reading.answer import Reading

FOLDER = Path(__file__).parent.parent / "samples" / "files"
FILES = sorted(FOLDER.iterdir())
TODAY = dt.date(2027, 3, 6)


@cache
def read(path: Path) -> Reading:
    return read_source(str(path), published=None, today=TODAY)


def test_there_is_one_of_each_kind() -> None:
    assert {path.suffix for path in FILES} == {".docx", ".eml", ".html", ".ics", ".odt", ".pdf", ".rtf"}
    assert sum(path.stat().st_size for path in FILES) < 150_000


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.suffix)
def test_every_kind_tells_the_same_meeting(path: Path) -> None:
    (meeting,) = read(path).meetings
    assert (meeting.title or "").endswith("Så ska Storgatan byggas om")
    assert meeting.start == dt.datetime(2027, 3, 10, 15, 0)
    assert meeting.end == dt.datetime(2027, 3, 10, 15, 45)
    assert meeting.timezone == "Europe/Stockholm"
    place = meeting.place
    assert place is not None
    assert (place.venue, place.building, place.street, place.city) == (
        "Vita salen",
        "Kommunhuset",
        "Kyrkogatan 2",
        "Björkvik",
    )
    contact = meeting.contacts[0]
    assert (contact.name, contact.phones, contact.emails) == (
        "Anna Berg",
        ("+46701740621",),
        ("anna.berg@bjorkvik.example",),
    )
    assert len(meeting.contacts) == 1


@pytest.mark.parametrize("path", [path for path in FILES if path.suffix != ".eml"], ids=lambda path: path.suffix)
def test_who_takes_part_stands_in_all_but_the_forwarded_mail(path: Path) -> None:
    (meeting,) = read(path).meetings
    assert [person.name for person in meeting.participants] == ["Siv Almgren", "Oskar Fjällström"]


def test_the_day_of_publication_is_the_page_s_and_the_mail_s_own() -> None:
    page, mail = (read(FOLDER / f"storgatan.{end}") for end in ("html", "eml"))
    assert page.meetings[0].published == mail.meetings[0].published == dt.date(2027, 3, 5)
    told = dt.date(2027, 3, 1)
    assert read_source(str(FOLDER / "storgatan.html"), published=told, today=TODAY).meetings[0].published == told


def test_the_calendar_entry_keeps_its_identity() -> None:
    (meeting,) = read(FOLDER / "storgatan.ics").meetings
    assert (meeting.uid, meeting.sequence) == ("storgatan-2027@bjorkvik.example", 2)
    assert meeting.modified == dt.datetime(2027, 3, 1, 10, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.suffix)
def test_standard_input_is_known_by_its_octets(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(path.read_bytes())))
    assert len(read_source("-", published=None, today=TODAY).meetings) == 1


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.suffix)
def test_a_wrong_ending_does_not_mislead(path: Path) -> None:
    octets = path.read_bytes()
    assert [find_kind(octets, name) for name in ("x.txt", "x.yaml", "x", "-", "x.json")] == [path.suffix[1:]] * 5


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.suffix)
def test_spots_lie_in_the_extracted_text(path: Path) -> None:
    reading = read(path)
    lines = reading.text.split("\n")
    for evidence in reading.meetings[0].evidence.values():
        line, column, words = evidence.spot
        assert lines[line - 1][column - 1 :].startswith(words.partition("\n")[0])


def test_all_kinds_are_exported_with_their_yaml(tmp_path: Path) -> None:
    sources = [str(path) for path in FILES if path.suffix in (".docx", ".ics")]
    assert main(["export", *sources, "--published", "2027-03-05", "-o", str(tmp_path / "out")]) == 0
    made = [path.suffix for path in (tmp_path / "out").iterdir()]
    assert {end: made.count(end) for end in made} == {".ics": 2, ".html": 2, ".eml": 2, ".txt": 2, ".yaml": 2}


@pytest.mark.parametrize("ending", [".html", ".eml", ".ics"])
def test_what_is_exported_is_read_again(tmp_path: Path, ending: str) -> None:
    source = FOLDER.parent / "malmo-lund-2012.txt"
    assert main(["export", str(source), "--published", "2012-01-20", "-o", str(tmp_path)]) == 0
    (path,) = tmp_path.glob(f"*{ending}")
    reading = read_source(str(path), published=None, today=TODAY)
    (meeting,) = reading.meetings
    assert meeting.title == "Dags för nästa steg i MalmöLundsamarbetet"
    assert (meeting.start, meeting.end) == (dt.datetime(2012, 1, 25, 15, 0), dt.datetime(2012, 1, 25, 15, 45))
    assert meeting.uid == read_source(str(next(tmp_path.glob("*.yaml"))), published=None, today=TODAY).meetings[0].uid
    assert {"+46703495350", "+4646355978", "+4640344088"} <= {
        phone for contact in meeting.contacts for phone in contact.phones
    }
    assert not [finding for finding in reading.findings if finding.severity != "note"]
