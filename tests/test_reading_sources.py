"""Octets of any kind: what is text is read, whatever its encoding; what is not is told and never crashes."""

from __future__ import annotations

import datetime as dt
import io
import os
import subprocess
import sys
import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressinvite.errors import SourceError
from pressinvite.reading.sources import decode, read_octets, read_source, source_moment

if TYPE_CHECKING:
    from pathlib import Path

TODAY = dt.date(2026, 1, 1)
SWEDISH = "Tid: onsdag 25 januari 2012 kl. 15.00\nPlats: Rådhuset, Malmö\n"


@pytest.mark.parametrize(
    ("octets", "encoding"),
    [
        (SWEDISH.encode(), "utf-8"),
        (SWEDISH.encode("utf-8-sig"), "utf-8"),
        (SWEDISH.encode("latin-1"), "cp1252"),
        (SWEDISH.replace("-", "–").encode("cp1252"), "cp1252"),
        (SWEDISH.encode("utf-16"), "utf-16-le"),
        (b"\xfe\xff" + SWEDISH.encode("utf-16-be"), "utf-16-be"),
        (SWEDISH.encode("utf-16-le"), "utf-16-le"),
        (SWEDISH.encode("utf-16-be"), "utf-16-be"),
        (SWEDISH.replace("\n", "\r\n").encode(), "utf-8"),
        (SWEDISH.replace("\n", "\r").encode(), "utf-8"),
    ],
)
def test_encodings_are_read(octets: bytes, encoding: str) -> None:
    assert decode(octets) == (SWEDISH, encoding)


@pytest.mark.parametrize(
    ("octets", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (b"\xef\xbb\xbf\n", "empty"),
        (b"Tid: \x00 kl. 10", "binary"),
        (bytes(range(256)), "binary"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
    ],
)
def test_what_is_no_text_is_refused(octets: bytes, code: str) -> None:
    with pytest.raises(SourceError) as told:
        decode(octets)
    assert told.value.findings[0].code == code


@pytest.mark.parametrize(
    ("octets", "code"),
    [
        (b"%PDF-1.7\n...", "file-damaged"),
        (b"PK\x03\x04....", "other-format"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old-word"),
        (b"{\\rtf1\\ansi Tid}", "no-meeting"),
        (b"\n<!DOCTYPE html><html></html>", "no-words"),
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", "no-meeting"),
    ],
)
@pytest.mark.parametrize("name", ["x.txt", "-", "x.yaml", "x.docx"])
def test_files_of_other_programs_are_known_by_their_octets(octets: bytes, code: str, name: str, tmp_path: Path) -> None:
    path = tmp_path / name.replace("-", "x")
    path.write_bytes(octets)
    assert [finding.code for finding in read_source(str(path), published=None, today=TODAY).findings] == [code]


def test_other_encodings_are_said() -> None:
    reading = read_octets("title: Å\n".encode("latin-1"), "x.yaml", published=None, today=TODAY)
    assert reading.meetings[0].title == "Å"
    assert [(finding.code, finding.severity) for finding in reading.findings] == [("encoding", "note")]


@pytest.mark.parametrize(
    ("name", "text", "title"),
    [
        ("x.yml", "title: a", "a"),
        ("x.JSON", '{"title": "a"}', "a"),
        ("-", '\n {"title": "a"}', "a"),
        ("-", '[{"title": "a"}]', "a"),
        ("-", "# x\n---\ntitle: a", "a"),
        ("-", "meetings:\n- title: a", "a"),
        ("-", "- title: a", "a"),
        ("-", '"title": a', "a"),
        ("-", '[ {"title": "a"}]', "a"),
    ],
)
def test_data_is_known_by_name_or_beginning(name: str, text: str, title: str) -> None:
    (meeting,) = read_octets(text.encode(), name, published=None, today=TODAY).meetings
    assert meeting.title == title


def test_letters_in_two_characters_are_read_as_one() -> None:
    text = "Pressträff om ån\n\nTid: onsdag 10 mars 2027 kl. 15.00\nPlats: Rådhuset, Växjö\n\nKontakt: Åsa Löf, 070-174 06 21\n"
    apart = unicodedata.normalize("NFD", text)
    assert apart != text
    (meeting,) = read_octets(apart.encode(), "x.txt", published=None, today=TODAY).meetings
    assert meeting == read_octets(text.encode(), "x.txt", published=None, today=TODAY).meetings[0]


def test_a_text_needs_no_other_program_s_parser() -> None:
    code = "import sys, datetime as dt\nfrom pressinvite.reading.sources import read_octets\nread_octets(b'Tid: kl. 10', 'x.txt', published=None, today=dt.date(2027, 3, 1))\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "pressinvite.reading.release" in loaded
    assert not loaded & {
        "lxml",
        "icalendar",
        "email",
        "zipfile",
        "subprocess",
        "json",
        "pressinvite.reading.files.fence",
    }


def test_a_missing_file_and_a_folder_are_findings(tmp_path: Path) -> None:
    assert [f.code for f in read_source(str(tmp_path / "x.txt"), published=None, today=TODAY).findings] == ["no-file"]
    assert [f.code for f in read_source(str(tmp_path), published=None, today=TODAY).findings] == ["unreadable"]
    assert [f.code for f in read_source("a\0b", published=None, today=TODAY).findings] == ["unreadable"]


def test_more_than_five_megabytes_are_refused_without_reading_on(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    large.write_bytes(b"x" * (5 * 1024 * 1024 + 1))
    assert [f.code for f in read_source(str(large), published=None, today=TODAY).findings] == ["too-large"]


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"title: a\n")))
    assert read_source("-", published=None, today=TODAY).meetings[0].title == "a"
    assert source_moment("-") is None


@given(st.binary(max_size=300))
@pytest.mark.parametrize("name", ["x.txt", "x.yaml", "x.json", "-"])
def test_any_octets_are_read_or_refused(name: str, octets: bytes) -> None:
    try:
        reading = read_octets(octets, name, published=None, today=TODAY)
    except SourceError as error:
        assert error.findings
    else:
        assert reading.source == name
        assert reading.meetings or reading.findings


LETTERS = "Pressträff på Rådhuset i Växjö. Kontakt: Åsa Öberg – ”välkommen”\n"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "mac_roman"])
def test_an_encoding_of_one_octet_is_known_by_where_its_letters_fall(encoding: str) -> None:
    assert decode(LETTERS.encode(encoding)) == (LETTERS, encoding)
    plain = LETTERS.replace("–", "-").replace("”", '"')
    assert decode(plain.encode("cp850")) == (plain, "cp850")


def test_quotation_marks_alone_are_windows() -> None:
    text = "Frukost – ”möt” oss\n".replace("ö", "o")
    assert decode(text.encode("cp1252")) == (text, "cp1252")


@pytest.mark.parametrize("octets", [b"\xff\xfe\x80", b"\xed\xa0\x80\xed\xb0\x80", b"\xe5"])
def test_damage_in_utf_8_leaves_the_other_letters_and_is_warned_of(octets: bytes) -> None:
    reading = read_octets(SWEDISH.encode() + LETTERS.encode() + b"Slut" + octets, "x.txt", published=TODAY, today=TODAY)
    told = next(finding for finding in reading.findings if finding.code == "letters-lost")
    assert (told.severity, told.values["encoding"]) == ("warning", "UTF-8")
    assert told.spot is not None
    assert (told.spot.line, told.spot.column) == (4, 5)
    assert "Växjö" in reading.text


def test_a_mark_of_loss_that_was_typed_is_no_damage() -> None:
    reading = read_octets((SWEDISH + "\ufffd").encode(), "x.txt", published=TODAY, today=TODAY)
    assert not any(finding.code == "letters-lost" for finding in reading.findings)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "ror.txt"
    os.mkfifo(path)
    (finding,) = read_source(str(path), published=None, today=TODAY).findings
    assert (finding.code, finding.severity) == ("unreadable", "error")
    assert "pipe" in str(finding.values["reason"])
