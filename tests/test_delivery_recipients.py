"""Recipients of files as programs write them: encodings, Excel workbooks, vCards, opt-outs, long lists, harm."""

from __future__ import annotations

import csv
import errno
import io
import os
import re
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pressinvite.delivery.recipients import Recipient, Recipients, clean_words, read_lists
from pressinvite.delivery.workbook import LIMITS, read_workbook, run
from pressinvite.errors import SettingsError, SourceError
from pressinvite.fence.limits import FileError
from pressinvite.language.findings import all_words
from pressinvite.language.telling import render_finding
from pressinvite.language.words import open_language

if TYPE_CHECKING:
    from collections.abc import Sequence

LISTS = Path(__file__).parent.parent / "samples" / "bjorkvik" / "lists"
SWEDISH = open_language("sv")
TABLE = [
    ["Namn", "E-post", "Språk"],
    ["Åsa Öberg", "asa@tidning.example", "sv"],
    ["Ove É", "ove@tidning.example", "en"],
]
PEOPLE = [("asa@tidning.example", "Åsa Öberg", "sv"), ("ove@tidning.example", "Ove É", "en")]


def read(
    tmp_path: Path, octets: bytes | str, *, opt_outs: Sequence[bytes | str] = (), skip_bad: bool = False
) -> Recipients:
    names = []
    for number, content in enumerate((octets, *opt_outs)):
        path = tmp_path / f"lista{number}"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        names.append(str(path))
    return read_lists(names[:1], opt_outs=names[1:], skip_bad=skip_bad)


def people(found: Recipients) -> list[tuple[str, str, str | None]]:
    return [(one.email, one.name, one.language) for one in found.recipients]


def emails(found: Recipients) -> list[str]:
    return [one.email for one in found.recipients]


def codes(found: Recipients) -> list[str]:
    return [finding.code for finding in found.findings]


def workbook(rows: Sequence[Sequence[Any]] = TABLE, **others: Sequence[Sequence[Any]]) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.active.title = "Press"
    for row in rows:
        book.active.append(row)
    for title, table in others.items():
        sheet = book.create_sheet(title)
        for row in table:
            sheet.append(row)
    return book


def saved(book: openpyxl.Workbook) -> bytes:
    octets = io.BytesIO()
    book.save(octets)
    return octets.getvalue()


def replaced(octets: bytes, name: str, content: bytes) -> bytes:
    new = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(octets)) as old, zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as archive:
        for member in old.infolist():
            if member.filename != name:
                archive.writestr(member.filename, old.read(member))
        archive.writestr(name, content)
    return new.getvalue()


SAVED = saved(workbook())


# texts


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1", "mac_roman"]
)
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_usual_way_to_write_a_table(encoding: str, separator: str, end: str, tmp_path: Path) -> None:
    text = "".join(separator.join(row) + end for row in TABLE)
    found = read(tmp_path, text.encode(encoding))
    assert people(found) == PEOPLE
    old = encoding in ("cp1252", "latin-1", "mac_roman")
    assert codes(found) == (["encoding"] if old else [])
    if old:
        assert found.findings[0].values["encoding"] == ("Mac Roman" if "mac" in encoding else "Latin-1 (Windows-1252)")


@pytest.mark.parametrize("name", ["Dušan Šimić", "Œuvre", "Žana", "André", "100 €", "L’Étoile …"])
def test_mac_roman_is_taken_only_where_it_is_certain(name: str, tmp_path: Path) -> None:
    found = read(tmp_path, f"namn;e-post\n{name.replace('ć', 'c')};a@tidning.example\n".encode("cp1252"))
    assert [one.name for one in found.recipients] == [name.replace("ć", "c")] or "Œ" in name


def test_the_encoding_is_that_of_the_whole_file(tmp_path: Path) -> None:
    rows = "".join(f"Anna;anna{number}@tidning.example\n" for number in range(5000))
    found = read(tmp_path, ("namn;e-post\n" + rows).encode() + "Åsa;asa@tidning.example".encode("cp1252"))
    assert list(found.recipients)[-1].name == "Åsa"
    half = read(tmp_path, ("namn;e-post\n" + rows).encode() + "X;x@tidning.example\nÅ".encode()[:-1])
    assert codes(half) == ["list-no-address", "encoding"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("shift", range(4))
def test_rows_across_the_pieces_that_are_read(end: str, shift: int, tmp_path: Path) -> None:
    head = f"namn;e-post{end}{'x' * shift};x@tidning.example{end}"
    rows = "".join(f"Anna;anna{number:05}@tidning.example{end}" for number in range(9000))
    found = read(tmp_path, head + rows)
    assert found.is_sound
    assert emails(found)[1:] == [f"anna{number:05}@tidning.example" for number in range(9000)]
    assert [one.row for one in found.recipients] == list(range(2, 9003))


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_a_line_end_at_the_very_edge_of_a_piece(end: str, tmp_path: Path) -> None:
    head, last = f"namn;e-post{end}", ";x@tidning.example\r"
    rows = "".join(f"z;a{number:05}@tidning.example{end}" for number in range((65536 - 100) // (24 + len(end)) + 1))
    text = head + rows
    text = text[: text.rindex(end, 0, 65536 - 100) + len(end)]
    text += "y" * (65536 - len(text) - len(last)) + last
    assert len(text) == 65536
    found = read(tmp_path, text + end[1:] + f"Ove;ove@tidning.example{end}")
    assert emails(found)[-1] == "ove@tidning.example"
    assert emails(found)[-2:] == ["x@tidning.example", "ove@tidning.example"]
    assert [one.row for one in found.recipients] == list(range(2, len(found.recipients) + 2))


def test_standard_input_is_a_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"e-post\na@tidning.example\n")))
    assert emails(read_lists(["-"])) == ["a@tidning.example"]


def test_what_cannot_be_opened_is_told(tmp_path: Path) -> None:
    found = read_lists([str(tmp_path / "saknas.csv"), str(tmp_path), "a\0b"])
    assert codes(found) == ["no-file", "unreadable", "unreadable"]
    assert [finding.values["file"] for finding in found.findings] == [
        str(tmp_path / "saknas.csv"),
        str(tmp_path),
        "a\0b",
    ]
    with pytest.raises(SourceError):
        found.require()


@pytest.mark.parametrize(
    ("octets", "code"),
    [
        (b"", "list-no-addresses"),
        (b" \r\n\r\n", "list-no-addresses"),
        (b"%PDF-1.7", "list-format"),
        (b"<html><table>", "list-format"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, "list-format"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "file-encrypted"),
        (b"namn;e-post\nA\0nna;anna@tidning.example", "list-format"),
        (b"BEGIN:VCALENDAR\n", "list-format"),
        (b"PK\x03\x04nonsense", "file-damaged"),
    ],
)
def test_files_that_are_no_lists(octets: bytes, code: str, tmp_path: Path) -> None:
    found = read(tmp_path, octets, skip_bad=True)
    assert codes(found) == [code]
    assert not found.is_sound


def test_findings_of_one_kind_are_counted_when_they_are_many(tmp_path: Path) -> None:
    found = read(tmp_path, "namn;e-post\n" + "Anna;anna\n" * 1000 + "Ove;ove@tidning.example\n")
    assert codes(found) == ["list-address"] * 100 + ["list-more"]
    assert found.findings[-1].values["count"] == 900
    assert found.skipped.bad == 1000


def test_a_hundred_findings_are_told_one_by_one(tmp_path: Path) -> None:
    assert codes(read(tmp_path, "namn;e-post\n" + "Anna;anna\n" * 100)) == ["list-address"] * 100


def test_bad_rows_stop_the_sending_or_are_left_out(tmp_path: Path) -> None:
    text = "namn;e-post\nAnna;anna\nOve;ove@tidning.example\n"
    strict, lenient = read(tmp_path, text), read(tmp_path, text, skip_bad=True)
    with pytest.raises(SourceError) as told:
        strict.require()
    assert [finding.code for finding in told.value.findings] == ["list-address"]
    assert [one.email for one in lenient.require()] == ["ove@tidning.example"]
    assert [(finding.code, finding.severity) for finding in lenient.findings] == [
        ("list-address", "warning"),
        ("list-skipped", "warning"),
    ]


def test_rows_that_a_quotation_mark_has_swallowed_are_never_passed_over(tmp_path: Path) -> None:
    short = 'namn;e-post\n"Anna;anna@tidning.example\nOve;ove@tidning.example\n'
    long = 'namn;e-post\n"Anna;anna@tidning.example\n' + "Ove;ove@tidning.example\n" * 9000
    for text in (short, long):
        found = read(tmp_path, text, skip_bad=True)
        assert "list-quote" in codes(found)
        assert not found.is_sound


def test_a_full_disk_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    class Full(io.BytesIO):
        def write(self, octets: object) -> int:
            raise OSError(errno.ENOSPC, "x")

    monkeypatch.setattr("pressinvite.delivery.recipients.tempfile.SpooledTemporaryFile", lambda **_: Full())
    with pytest.raises(SettingsError) as told:
        read(tmp_path, "e-post\na@tidning.example\n")
    assert [finding.code for finding in told.value.findings] == ["disk"]


def test_lists_together(tmp_path: Path) -> None:
    for name, text in (
        ("a.csv", "e-post;läge\na@tidning.example;tyst\nb@tidning.example;\n"),
        ("b.csv", "e-post;läge\nA@tidning.example;tyst\nB@tidning.example;rsvp\nc@tidning.example;\n"),
        ("c.csv", "e-post;läge\na@tidning.example;rsvp\n"),
    ):
        (tmp_path / name).write_text(text, "utf-8")
    two = read_lists([str(tmp_path / "a.csv"), str(tmp_path / "b.csv")])
    assert emails(two) == ["a@tidning.example", "b@tidning.example", "c@tidning.example"]
    assert codes(two) == ["list-duplicate-elsewhere"] * 2
    assert two.is_sound
    assert two.skipped.duplicates == 2
    three = read_lists([str(tmp_path / "a.csv"), str(tmp_path / "c.csv")])
    assert [(finding.code, finding.severity, finding.spot and finding.spot.line) for finding in three.findings] == [
        ("list-duplicate-differs", "error", 2)
    ]


def test_recipients_are_gone_through_again_and_side_by_side(tmp_path: Path) -> None:
    found = read(tmp_path, "e-post\n" + "".join(f"a{number}@tidning.example\n" for number in range(5000)))
    assert len(found.recipients) == 5000
    assert list(found.recipients) == list(found.recipients)
    assert all(one == other for one, other in zip(found.recipients, found.recipients, strict=True))
    assert next(iter(found.recipients)) == Recipient("a0@tidning.example", source=str(tmp_path / "lista0"), row=2)


# opt-outs


@pytest.mark.parametrize(
    "opt_out",
    [
        "anna@tidning.example",
        "# de här vill inte\n\nANNA@Tidning.example\n",
        "Namn;E-post\nAnna;anna@tidning.example\n",
        "Namn;E-post;E-post 2\nAnna;x@y.example;anna@tidning.example\n",
        "Anna Berg <anna@tidning.example>, ove@y.example",
        "BEGIN:VCARD\nVERSION:3.0\nFN:Anna\nEMAIL:x@y.example\nEMAIL:anna@tidning.example\nEND:VCARD\n",
        "anna@tidning.example\n".encode("utf-16"),
        saved(workbook([["mejl"], ["anna@tidning.example"]])),
    ],
)
def test_who_has_opted_out_is_never_written_to(opt_out: str | bytes, tmp_path: Path) -> None:
    table = "e-post;språk\nAnna@tidning.example;\nove@tidning.example;\nanna@tidning.example;finska\n"
    found = read(tmp_path, table, opt_outs=[opt_out])
    assert emails(found) == ["ove@tidning.example"]
    assert found.skipped.opted_out == 2
    assert codes(found) == ["list-opted-out"]
    assert found.is_sound


def test_whole_domains_opt_out_with_all_below_them(tmp_path: Path) -> None:
    table = "e-post\na@tidning.example\nb@lokal.tidning.example\nc@mintidning.example\nd@sjö.example\n"
    found = read(tmp_path, table, opt_outs=["@Tidning.example\n@SJÖ.example\n"])
    assert emails(found) == ["c@mintidning.example"]
    assert found.skipped.opted_out == 3


@pytest.mark.parametrize("skip_bad", [False, True])
@pytest.mark.parametrize(
    "opt_out",
    [
        "anna@@tidning.example",
        "x@y.example\nAnna Berg\n",
        "Anna Berg\nx@y.example\n",
        "Anna Berg\n",
        "@\n",
        "@example",
        b"%PDF-1",
    ],
)
def test_a_wish_that_cannot_be_read_stops_everything(opt_out: str | bytes, *, skip_bad: bool, tmp_path: Path) -> None:
    found = read(tmp_path, "e-post\na@tidning.example\n", opt_outs=[opt_out], skip_bad=skip_bad)
    assert not found.is_sound


def test_an_opt_out_list_that_is_missing_stops_everything_and_an_empty_one_does_not(tmp_path: Path) -> None:
    assert read(tmp_path, "e-post\na@tidning.example\n", opt_outs=[""]).is_sound
    assert read(tmp_path, "e-post\na@tidning.example\n", opt_outs=["e-post\n"]).is_sound
    assert not read_lists([str(tmp_path / "lista0")], opt_outs=[str(tmp_path / "saknas")], skip_bad=True).is_sound


# workbooks


def test_a_workbook_of_openpyxl_and_of_xlsxwriter(tmp_path: Path) -> None:
    assert people(read(tmp_path, saved(workbook()))) == PEOPLE
    for options in ({}, {"constant_memory": True}):  # shared strings; strings in the cells
        octets = io.BytesIO()
        book = xlsxwriter.Workbook(octets, {"in_memory": True, **options})
        sheet = book.add_worksheet("Press")
        for number, row in enumerate(TABLE):
            sheet.write_row(number, 0, row)
        book.close()
        assert people(read(tmp_path, octets.getvalue())) == PEOPLE


def test_formulas_give_the_values_last_calculated(tmp_path: Path) -> None:
    octets = io.BytesIO()
    book = xlsxwriter.Workbook(octets)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["namn", "e-post"])
    sheet.write_formula(1, 0, '="Anna "&"Berg"', value="Anna Berg")
    sheet.write_formula(1, 1, '=LOWER("ANNA@TIDNING.EXAMPLE")', value="anna@tidning.example")
    sheet.write_url(2, 1, "mailto:ove@tidning.example", string="ove@tidning.example")
    sheet.write_formula(3, 1, "=1/0", value="#DIV/0!")
    book.close()
    found = read(tmp_path, octets.getvalue())
    assert people(found) == [("anna@tidning.example", "Anna Berg", None), ("ove@tidning.example", "", None)]
    assert [(finding.code, finding.values["row"], finding.values["column"]) for finding in found.findings] == [
        ("list-address", 4, "e-post")
    ]


def test_a_formula_that_was_never_calculated_is_a_row_without_address(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        saved(workbook([["namn", "e-post"], ["Anna", '="a@"&"tidning.example"'], ["Ove", "o@tidning.example"]])),
    )
    assert codes(found) == ["list-no-address"]


def test_titles_merged_cells_numbers_and_empty_rows(tmp_path: Path) -> None:
    book = workbook(
        [
            ["Presslista 2027"],
            [],
            ["Namn", "E-post", "Nr"],
            ["Anna", "anna@tidning.example", 7],
            [],
            ["Ove", "ove@tidning.example", 8.5],
        ]
    )
    book.active.merge_cells("A1:C1")
    found = read(tmp_path, saved(book))
    assert [(one.email, one.row) for one in found.recipients] == [
        ("anna@tidning.example", 4),
        ("ove@tidning.example", 6),
    ]
    assert codes(found) == ["list-unused-columns"]


def test_the_first_sheet_with_addresses_is_read_and_the_others_are_told(tmp_path: Path) -> None:
    book = workbook([["Så här gör du"]], Lokalt=TABLE, Riks=TABLE, Gammalt=TABLE)
    book["Gammalt"].sheet_state = "hidden"
    found = read(tmp_path, saved(book))
    assert people(found) == PEOPLE
    assert [(finding.code, finding.severity) for finding in found.findings] == [
        ("list-sheets", "note"), ("list-hidden-sheets", "warning"),
    ]  # fmt: skip
    assert found.findings[0].values["others"] == ("Riks",)
    assert found.findings[1].values["sheets"] == ("Gammalt",)


@pytest.mark.parametrize("spelling", [b'hidden="1"', b'hidden="true"'])  # Excel and openpyxl; LibreOffice
def test_hidden_rows_are_left_out_and_told(spelling: bytes, tmp_path: Path) -> None:
    book = workbook()
    book.active.row_dimensions[2].hidden = True
    octets, name = saved(book), "xl/worksheets/sheet1.xml"
    xml = zipfile.ZipFile(io.BytesIO(octets)).read(name)
    assert b'hidden="1"' in xml
    found = read(tmp_path, replaced(octets, name, xml.replace(b'hidden="1"', spelling)))
    assert people(found) == PEOPLE[1:]
    assert [(finding.code, finding.values["count"]) for finding in found.findings] == [("list-hidden-rows", 1)]


def test_opt_outs_are_read_where_they_are_hidden_too(tmp_path: Path) -> None:
    book = workbook([["mejl"], ["anna@tidning.example"]])
    book.active.row_dimensions[2].hidden = True
    assert emails(read(tmp_path, "e-post\nanna@tidning.example\nx@y.example\n", opt_outs=[saved(book)])) == [
        "x@y.example"
    ]
    for state in ("visible", "hidden", "veryHidden"):
        book = workbook([["mejl"], ["anna@tidning.example"]], Fler=[["mejl"], ["ove@tidning.example"]])
        book["Fler"].sheet_state = state
        assert not read(tmp_path, "e-post\nx@y.example\n", opt_outs=[saved(book)], skip_bad=True).is_sound


def test_what_a_sheet_says_of_its_size_is_not_trusted(tmp_path: Path) -> None:
    octets, name = saved(workbook()), "xl/worksheets/sheet1.xml"
    xml = zipfile.ZipFile(io.BytesIO(octets)).read(name)
    small = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', xml)
    assert small != xml
    assert people(read(tmp_path, replaced(octets, name, small))) == PEOPLE


BOMB = b'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a0 "ha">' + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10)) + b"]><s>&a9;</s>"  # fmt: skip
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/hostname">]><s>&x;</s>'


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("xl/worksheets/sheet1.xml", BOMB, "file-unsafe"),
        ("xl/sharedStrings.xml", OUTSIDE, "file-unsafe"),
        ("xl/workbook.xml", OUTSIDE.decode().encode("utf-16"), "file-unsafe"),
        ("xl/worksheets/sheet1.xml", b"<a>" + b" " * 300_000_000, "file-too-heavy"),
        ("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row>", "file-damaged"),
        ("xl/workbook.xml", b"<a/>", "list-no-addresses"),
    ],
)
def test_workbooks_made_to_harm_are_refused(name: str, content: bytes, code: str, tmp_path: Path) -> None:
    started = time.monotonic()
    found = read(tmp_path, replaced(saved(workbook()), name, content), skip_bad=True)
    assert codes(found) == [code]
    assert not found.is_sound
    assert time.monotonic() - started < 30


def test_other_packed_files_are_no_lists(tmp_path: Path) -> None:
    octets = io.BytesIO()
    with zipfile.ZipFile(octets, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    assert codes(read(tmp_path, octets.getvalue())) == ["list-format"]


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_any_damage_to_a_workbook_is_read_or_told(data: st.DataObject) -> None:
    octets = bytearray(SAVED)
    for _ in range(data.draw(st.integers(1, 4))):
        octets[data.draw(st.integers(0, len(octets) - 1))] = data.draw(st.integers(0, 255))
    try:
        assert list(read_workbook(bytes(octets), LIMITS))
    except FileError as error:
        assert error.code in all_words()


def test_a_missing_library_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    assert list(run(saved(workbook()), LIMITS)) == [{"code": "list-library"}]
    monkeypatch.setitem(sys.modules, "vobject", None)
    assert codes(read(tmp_path, "BEGIN:VCARD\nVERSION:3.0\nFN:A\nEMAIL:a@b.example\nEND:VCARD\n")) == ["list-library"]
    monkeypatch.setitem(sys.modules, "idna", None)
    found = read(tmp_path, "e-post\na@sjö.example\n")
    assert "pressinvite[lists]" in str(found.findings[0].values["reason"])


# vCards

OLD_OUTLOOK = (
    "BEGIN:VCARD\r\nVERSION:2.1\r\nN;LANGUAGE=sv;CHARSET=Windows-1252:Öberg;Åsa\r\nFN;CHARSET=Windows-1252:Åsa Öberg\r\n"
    "ORG;CHARSET=Windows-1252:Tidningen Sjö;Kultur\r\nTITLE:Reporter\r\n"
    "ADR;WORK;PREF;ENCODING=QUOTED-PRINTABLE;CHARSET=Windows-1252:;;Storgatan 1=0D=0A=\r\nC/o Berg;Bj=F6rkvik;;;\r\n"
    "EMAIL;PREF;INTERNET:asa@tidning.example\r\nPHOTO;TYPE=JPEG;ENCODING=BASE64:\r\n /9j/4AAQSkZJRgABAQEAYABgAAD\r\n\r\n"
    "REV:20270111T100000Z\r\nEND:VCARD\r\n"
).encode("cp1252")
OLD_PHONE = (
    b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=96berg;=C3=85sa;;;\r\n"
    b"EMAIL;HOME:hem@privat.example\r\nEMAIL;INTERNET;PREF:asa@tidning.example\r\nEND:VCARD\r\n"
)
APPLE = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nPRODID:-//Apple Inc.//macOS 14.2//EN\r\nN:Öberg;Åsa;;;\r\nFN:Åsa Öberg\r\nORG:Tidningen\\, Sjö;\r\n"
    "item1.EMAIL;type=INTERNET:hem@privat.example\r\nitem1.X-ABLabel:_$!<Home>!$_\r\n"
    "EMAIL;type=INTERNET;type=WORK;type=pref:asa@tidning.example\r\nNOTE:rad ett\\nrad två som är så lång att den måste vik\r\n as\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Press;;;;\r\nFN:Press\r\nX-ADDRESSBOOKSERVER-KIND:group\r\nX-ADDRESSBOOKSERVER-MEMBER:urn:uuid:1\r\nEND:VCARD\r\n"
)
GOOGLE = "BEGIN:VCARD\nVERSION:3.0\nFN:Åsa Öberg\nN:Öberg;Åsa;;;\nEMAIL;TYPE=INTERNET;TYPE=WORK:asa@tidning.example\nORG:Tidningen\nCATEGORIES:kultur,myContacts\nEND:VCARD\n"
NEW = (
    'BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:individual\r\nFN:Åsa Öberg\r\nEMAIL;TYPE="home,x";PREF=50:hem@privat.example\r\n'
    "EMAIL;TYPE=work;PREF=1:asa@tidning.example\r\nLANG;PREF=1:sv\r\nORG:Tidningen\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:group\r\nFN:Alla\r\nMEMBER:urn:uuid:1\r\nEND:VCARD\r\n"
)


@pytest.mark.parametrize(
    ("octets", "outlet", "others"),
    [
        (OLD_OUTLOOK, "Tidningen Sjö", 0),
        (OLD_PHONE, "", 1),
        (APPLE.encode(), "Tidningen, Sjö", 1),
        (GOOGLE.encode(), "Tidningen", 0),
        (GOOGLE.replace("\n", "\r").encode(), "Tidningen", 0),
        (NEW.encode("utf-8-sig"), "Tidningen", 1),
        (NEW.encode("utf-16"), "Tidningen", 1),
    ],
    ids=["outlook", "phone", "apple", "google", "google-cr", "4.0", "4.0-utf-16"],
)
def test_vcards_as_programs_write_them(octets: bytes, outlet: str, others: int, tmp_path: Path) -> None:
    found = read(tmp_path, octets)
    assert [(one.email, one.name, one.outlet) for one in found.recipients] == [
        ("asa@tidning.example", "Åsa Öberg", outlet)
    ]
    assert codes(found) == (["list-other-addresses"] if others else [])
    assert "myContacts" not in [topic for one in found.recipients for topic in one.topics]


@pytest.mark.parametrize(
    ("lines", "language"),
    [
        ("LANG:et\n", None),
        ("LANG:fi\n", "fi"),
        ("LANG;PREF=2:sv\nLANG;PREF=1:en-GB\n", "en"),
        ("LANG;PREF=1:et\nLANG:sv\n", "sv"),
        ("", None),
    ],
)
def test_a_card_s_language_is_one_that_the_person_speaks(lines: str, language: str | None, tmp_path: Path) -> None:
    found = read(tmp_path, NEW.replace("LANG;PREF=1:sv\r\n", lines))
    assert [one.language for one in found.recipients] == [language]
    assert codes(found) == ["list-other-addresses"]


def test_an_old_encoding_of_a_card_is_no_matter(tmp_path: Path) -> None:
    assert codes(read(tmp_path, GOOGLE.encode("cp1252"))) == []


@pytest.mark.parametrize(("length", "sound"), [(200, True), (201, False)])
def test_words_have_a_longest_length(length: int, *, sound: bool, tmp_path: Path) -> None:
    for column in ("namn", "redaktion", "ämnen"):
        assert read(tmp_path, f"e-post;{column}\na@tidning.example;{'x' * length}\n").is_sound is sound


def test_each_card_has_its_own_encoding(tmp_path: Path) -> None:
    found = read(tmp_path, OLD_OUTLOOK + GOOGLE.replace("asa@", "ove@").encode())
    assert [one.name for one in found.recipients] == ["Åsa Öberg", "Åsa Öberg"]
    assert found.is_sound


def test_cards_that_cannot_be_used_are_told_by_their_line(tmp_path: Path) -> None:
    bare = "BEGIN:VCARD\nVERSION:3.0\nFN:Anna\nEND:VCARD\n"
    broken = "BEGIN:VCARD\nVERSION:3.0\nEMAIL;;;=:x:\n\x07\nEND:VCARD\n"
    found = read(tmp_path, GOOGLE + bare + broken + "BEGIN:VCARD\nFN:Slut")
    assert emails(found) == ["asa@tidning.example"]
    assert [finding.values["row"] for finding in found.findings] == [9, 13, 18]
    assert codes(found)[0] == "list-no-address"
    assert {*codes(found)[1:]} <= {"list-card", "list-no-address", "list-address"}


# all


def test_the_samples(tmp_path: Path) -> None:
    names = [str(LISTS / name) for name in ("lokalmedia.csv", "riksmedia.xlsx", "kontakter.vcf")]
    found = read_lists(names, opt_outs=[str(LISTS / "avbojt.csv")])
    assert found.is_sound
    assert [(one.email, one.language, one.form) for one in found.recipients] == [
        ("asa.sjoberg@bjorkviksposten.example", "sv", "rsvp"),
        ("desk@bjorkviksposten.example", None, None),
        ("siri@xn--sjtidningen-sfb.example", "sv", "quiet"),
        ("ove.tallin@rikstidningen.example", "sv", None),
        ("Harald.Tunnbrink@nordnytt.example", "en", None),
        ("alva.renkvist@skogsbladet.example", None, None),
        ("colin.marsh@northernwire.example", "en", None),
    ]
    assert found.skipped.opted_out == 1


def test_findings_are_told_with_file_row_and_column(tmp_path: Path) -> None:
    found = read(tmp_path, "namn;e-post\nAnna;anna berg@tidning.example\n")
    (finding,) = found.findings
    assert render_finding(finding, source="press.csv", text="", language=SWEDISH).splitlines() == [
        "press.csv:2:2: fel: det går inte att skriva till ”anna berg@tidning.example”: den innehåller ett mellanslag [list-address]",
        "  åtgärd: skriv den som redaktion@tidning.example, eller ta bort raden",
    ]


MARKS = ["namn;e-post\n", "e-post,språk,läge\n", "sep=|\n", "BEGIN:VCARD\nVERSION:3.0\nEMAIL:", "BEGIN:VCARD\nVERSION:2.1\nN;ENCODING=QUOTED-PRINTABLE:", '"', "\nEND:VCARD\n", "a@b.example", ";", "\r", "\n", "\ufeff", "@", "mailto:", "<"]  # fmt: skip


@given(
    pieces=st.lists(st.one_of(st.sampled_from(MARKS), st.text(max_size=8)), max_size=20),
    encoding=st.sampled_from(["utf-8", "utf-16", "latin-1"]),
)
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_read_or_told(pieces: list[str], encoding: str, tmp_path: Path) -> None:
    octets = "".join(pieces).encode(encoding, "replace")
    check(read(tmp_path, octets, opt_outs=[octets], skip_bad=True))
    check(read(tmp_path, octets))


@given(
    octets=st.binary(max_size=200),
    head=st.sampled_from([b"", b"e-post\n", b"\xff\xfe", b"BEGIN:VCARD\n", b"\xef\xbb\xbf"]),
)
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_octets_are_read_or_told(octets: bytes, head: bytes, tmp_path: Path) -> None:
    check(read(tmp_path, head + octets, opt_outs=[octets]))


def check(found: Recipients) -> None:
    """Nothing that would break a header, no mailbox twice; every finding has words."""
    kept = list(found.recipients)
    assert len({one.email.casefold() for one in kept}) == len(kept) == len(found.recipients)
    for one in kept:
        for word in (one.email, one.name, one.outlet, *one.topics):
            assert word == clean_words(word)
            assert word.isprintable()
        assert " " not in one.email
        assert one.row > 0
    for finding in found.findings:
        assert finding.code in all_words()
        for language in (SWEDISH, open_language("en")):
            assert render_finding(finding, source="x", text="", language=language)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems count memory otherwise")
def test_a_hundred_thousand_rows_take_little_memory_and_time(tmp_path: Path) -> None:
    path = tmp_path / "stor.csv"
    with path.open("w", encoding="cp1252", newline="") as file:
        file.write("Namn;E-post;Redaktion;Språk;Läge;Ämnen\r\n")
        for number in range(100_000):
            file.write(f"Åsa Björk;asa.{number}@tidning{number % 977}.example;Posten;sv;tyst;kultur, sport\r\n")
    code = (
        "import resource, time\nfrom pressinvite.delivery.recipients import read_lists\n"
        f"read_lists([{str(LISTS / 'lokalmedia.csv')!r}])\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        f"found = read_lists([{str(path)!r}])\nprint(sum(1 for _ in found.recipients))\n"
        "used = resource.getrusage(resource.RUSAGE_SELF)\n"
        "print((used.ru_maxrss - before) // 1024, int(used.ru_utime))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    count, megabytes, seconds = map(int, done.stdout.split())
    assert count == 100_000
    assert megabytes < 30
    assert seconds < 15


WORDS = st.text(st.characters(categories=("L", "N", "P", "S"), exclude_characters="\ufffd"), max_size=12)
NAMES = st.lists(WORDS.filter(bool), min_size=1, max_size=3).map(" ".join)


@given(
    rows=st.lists(
        st.tuples(NAMES, st.one_of(st.just(""), NAMES), st.sampled_from(["", "sv", "en"])), min_size=1, max_size=8
    ),
    order=st.permutations(["namn", "e-post", "redaktion", "språk"]),
    separator=st.sampled_from([";", ",", "\t", "|"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_written_is_read(
    rows: list[tuple[str, str, str]],
    order: list[str],
    separator: str,
    quoting: Any,
    end: str,
    encoding: str,
    tmp_path: Path,
) -> None:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, order, delimiter=separator, quoting=quoting, lineterminator=end)
    writer.writeheader()
    for number, (name, outlet, language) in enumerate(rows):
        writer.writerow({"namn": name, "e-post": f"a{number}@tidning.example", "redaktion": outlet, "språk": language})
    found = read(tmp_path, text.getvalue().encode(encoding))
    assert [(one.name, one.outlet, one.language or "", one.row) for one in found.recipients] == [
        (name, outlet, language, number) for number, (name, outlet, language) in enumerate(rows, start=2)
    ]
    assert found.findings == ()


def test_a_text_list_loads_no_library() -> None:
    code = (
        "import sys\nfrom pressinvite.delivery.recipients import read_lists\n"
        f"print(len(read_lists([{str(LISTS / 'kontakter.vcf')!r}][:0] + [{os.devnull!r}]).recipients), *sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not set(done.stdout.split()) & {"openpyxl", "vobject", "idna", "zipfile", "subprocess", "email", "sqlalchemy", "icalendar", "babel"}  # fmt: skip
