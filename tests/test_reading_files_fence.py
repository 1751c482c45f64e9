"""The child process and what it is there for: files made to harm cost a moment and a finding."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import json
import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressinvite.errors import SourceError
from pressinvite.fence.archive import check_archive
from pressinvite.fence.limits import FileError, Limits
from pressinvite.fence.parent import run_child
from pressinvite.reading.files.child import READERS, extract_octets, run
from pressinvite.reading.files.extract import Event, Extract, Said, from_json, to_json
from pressinvite.reading.files.fence import take_apart
from pressinvite.reading.files.kinds import find_kind
from pressinvite.reading.sources import read_octets

FOLDER = Path(__file__).parent.parent / "samples" / "files"
TODAY = dt.date(2027, 3, 6)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def refused(octets: bytes, kind: str, **limits: float) -> str:
    """The code of what is told of a file, through the child."""
    with pytest.raises(SourceError) as told:
        take_apart(octets, kind, limits=Limits(**limits))  # type: ignore[arg-type]  # as the cases have it
    (finding,) = told.value.findings
    assert finding.severity == "error"
    return finding.code


def document(content: bytes | str, name: str = "word/document.xml", base: str = "storgatan.docx") -> bytes:
    """A sample with one member replaced or added."""
    octets = io.BytesIO()
    with zipfile.ZipFile(FOLDER / base) as old, zipfile.ZipFile(octets, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            if member.filename != name:
                new.writestr(member.filename, old.read(member))
        new.writestr(name, content)
    return octets.getvalue()


def entities(declared: str, used: str) -> str:
    return f'<?xml version="1.0"?><!DOCTYPE w:document [{declared}]><w:document {W}><w:body><w:p><w:r><w:t>{used}</w:t></w:r></w:p></w:body></w:document>'


HEAD = b"From: a\nTo: b\nSubject: c\n\n"
LAUGHS = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize("base", ["storgatan.docx", "storgatan.odt"])
def test_a_zip_bomb_is_refused_by_what_it_says_and_by_what_it_unpacks_to(base: str) -> None:
    bomb = document(b"<a>" + b" " * 70_000_000, "word/bomb.xml", base)
    assert len(bomb) < 200_000
    assert refused(bomb, base[-4:].strip(".")) == "file-too-heavy"
    said = zipfile.ZipFile(io.BytesIO(document(b" " * 2_000_000, "x.bin", base)))
    with pytest.raises(FileError) as told:
        check_archive(said.fp.read() if said.fp else b"", Limits(unpacked=1_000_000))  # type: ignore[union-attr]
    assert told.value.code in ("file-too-heavy", "file-damaged")


def test_sizes_that_lie_are_found_out_while_unpacking() -> None:
    octets = bytearray(document(b" " * 3_000_000, "x.bin"))
    size = (3_000_000).to_bytes(4, "little")
    lying = bytes(octets).replace(size, (1000).to_bytes(4, "little"))
    assert lying != bytes(octets)
    with pytest.raises(FileError) as told:
        check_archive(lying, Limits(unpacked=1_000_000))
    assert told.value.code in ("file-damaged", "file-too-heavy")


def test_more_members_than_an_office_file_has_are_refused() -> None:
    octets = io.BytesIO()
    with zipfile.ZipFile(octets, "w") as archive:
        for number in range(30):
            archive.writestr(f"word/document{number}.xml", "<a/>")
    assert refused(octets.getvalue(), "docx", members=20) == "file-too-heavy"


@pytest.mark.parametrize(
    "xml",
    [
        entities(LAUGHS, "&a9;"),
        entities(LAUGHS, ""),
        entities('<!ENTITY x SYSTEM "file:///etc/hostname">', "&x;"),
        entities('<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;', "x"),
        entities('<!ENTITY x SYSTEM "file:///etc/hostname">', "&x;").replace("?>", ' encoding="utf-16"?>', 1).encode("utf-16"),
    ],
)  # fmt: skip
@pytest.mark.parametrize(("base", "name"), [("storgatan.docx", "word/document.xml"), ("storgatan.docx", "word/_rels/document.xml.rels"), ("storgatan.odt", "content.xml")])  # fmt: skip
def test_entities_are_never_resolved(base: str, name: str, xml: str | bytes) -> None:
    assert refused(document(xml, name, base), base[-4:].strip(".")) == "file-unsafe"


def test_entities_of_a_page_stay_words() -> None:
    page = '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><html><body><p>Tid &x; kl. 10</p></body></html>'
    extract = take_apart(page.encode(), "html")
    assert (
        Path("/etc/hostname").read_text("utf-8").strip() not in extract.text if Path("/etc/hostname").exists() else True
    )
    assert "kl. 10" in extract.text


def test_what_a_document_names_outside_is_not_fetched() -> None:
    relations = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="http://127.0.0.1:9/x.dotm" TargetMode="External"/></Relationships>'
    assert "Storgatan" in take_apart(document(relations, "word/_rels/document.xml.rels"), "docx").text


@pytest.mark.parametrize("kind", [path.suffix[1:] for path in sorted(FOLDER.iterdir())])
@pytest.mark.parametrize("part", [0.3, 0.9])
def test_a_truncated_file_is_read_as_far_as_it_goes_or_told(kind: str, part: float) -> None:
    octets = (FOLDER / f"storgatan.{kind}").read_bytes()
    octets = octets[: int(len(octets) * part)]
    try:
        reading = read_octets(octets, "x", published=None, today=TODAY)
    except SourceError as error:
        assert error.findings[0].code in (
            "file-damaged",
            "no-words",
            "pdf-without-text",
            "file-too-heavy",
            "other-format",
        )
    else:
        assert reading.text


@pytest.mark.parametrize(
    ("octets", "kind"),
    [
        (b"<html><body>" + b"<div>" * 100_000 + b"Tid", "html"),
        (b"<html><body><p>x" + b"<b><table><tr><td>" * 10_000 + b"Tid", "html"),
        (b"From: a\r\nTo: b\r\n" + b"Content-Type: message/rfc822\r\n\r\n" * 2_000 + b"x", "eml"),
        (
            b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(1_500)),
            "eml",
        ),
        (b"BEGIN:VCALENDAR\r\n" * 20_000, "ics"),
        (b"{\\rtf1" + b"{" * 200_000, "rtf"),
        (b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]>>endobj\ntrailer<</Root 1 0 R>>", "pdf"),
    ],
)
def test_depth_without_end_is_survived(octets: bytes, kind: str) -> None:
    started = time.monotonic()
    try:
        assert take_apart(octets, kind) is not None  # type: ignore[arg-type]  # as the cases have it
    except SourceError as error:
        assert error.findings[0].code in ("file-damaged", "no-words", "pdf-without-text", "file-too-heavy")
    assert time.monotonic() - started < Limits().seconds


def test_a_pattern_that_a_library_searches_for_ever_is_ended() -> None:
    assert refused(b"{\\rtf1" + b'{\\field{\\*\\fldinst{HYPERLINK "a"' * 20_000, "rtf", cpu=1) == "file-too-heavy"


@pytest.mark.parametrize(
    ("octets", "kind"),
    [
        (HEAD + b"a" * 2_000_000, "eml"),
        (HEAD + b"a<" * 500_000, "eml"),
        (HEAD + b"> " * 500_000, "eml"),
        (HEAD + b"From: x\n" * 100_000, "eml"),
        (b"<html><body>" + b"a" * 2_000_000, "html"),
        (b"<html><body><ul>" + b"<li><a>x.y-" * 30_000, "html"),
        (b"<html><body>" + b" \t" * 1_000_000 + b"x", "html"),
        (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20270310T100000Z\nDESCRIPTION:" + b"_" * 500_000 + b"\nEND:VEVENT\nEND:VCALENDAR", "ics"),
        (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20270310T100000Z\nDESCRIPTION:" + b"\\n" * 500_000 + b"\nEND:VEVENT\nEND:VCALENDAR", "ics"),
        (b"{\\rtf1 " + b"{\\b\\v" * 100_000, "rtf"),
    ],
)  # fmt: skip
def test_our_own_patterns_take_no_longer_than_the_text_is_long(octets: bytes, kind: str) -> None:
    started = time.process_time()
    try:
        extract_octets(octets, kind, Limits())
    except FileError as error:
        assert error.code in ("no-words", "file-damaged")
    assert time.process_time() - started < 8


@pytest.mark.parametrize(
    "head", ["<!---->" * 580, "<!--" * 1000, "<!-- > " * 500, "\n" * 4000, "<?xml " * 600, "From:" * 800, "A:\n" * 1000]
)
def test_a_kind_is_told_at_once(head: str) -> None:
    started = time.process_time()
    with contextlib.suppress(SourceError):
        find_kind(head.encode(), "x.html")
    assert time.process_time() - started < 0.5


def test_a_child_that_hangs_is_ended() -> None:
    started = time.monotonic()
    assert run_child([sys.executable, "-c", "import time; time.sleep(60)"], b"", limits=Limits(seconds=0.3)) is None
    assert run_child([sys.executable, "-c", "while True: pass"], b"", limits=Limits(seconds=0.3)) is None
    quiet = "import os, time; os.close(1); time.sleep(60)"
    assert run_child([sys.executable, "-c", quiet], b"", limits=Limits(seconds=0.3)) is None
    assert time.monotonic() - started < 20


def test_a_child_that_never_stops_talking_is_ended() -> None:
    talk = "import sys\nwhile True: sys.stdout.write('x' * 65536)"
    assert run_child([sys.executable, "-c", talk], b"", limits=Limits(output=100_000)) is None


@pytest.mark.parametrize("code", ["import os; os.abort()", "import os; os._exit(3)", "raise SystemExit(1)", "print('{')", "print('[]')", "print('{}')"])  # fmt: skip
def test_a_child_that_falls_is_a_finding(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pressinvite.reading.files.fence.child_command", lambda *_: [sys.executable, "-c", code])
    assert refused(b"x", "html") in ("file-damaged", "file-too-heavy")


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the system has no such limit")
def test_memory_is_limited() -> None:
    fence = f"from pressinvite.fence.child import fence_in\nfrom pressinvite.fence.limits import Limits\nfence_in(Limits(memory={400 * 1024 * 1024}))\n"
    greedy = fence + "try:\n    x = bytearray(500 * 1024 * 1024)\nexcept MemoryError:\n    print('no')"
    assert run_child([sys.executable, "-c", greedy], b"", limits=Limits()) == b"no\n"


@pytest.mark.parametrize(
    "act",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import socket; socket.getaddrinfo('x.example', 80)",
        "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "import os; os.fork()",
        "open('made-by-a-file', 'w')",
        "import os; os.open('made-by-a-file', os.O_CREAT | os.O_WRONLY)",
        "import os; os.remove('made-by-a-file')",
        "from lxml import etree; print('no' if 'fil' not in etree.tostring(etree.fromstring('<!DOCTYPE a [<!ENTITY x SYSTEM \"http://127.0.0.1:9/\">]><a>&x;</a>', etree.XMLParser(no_network=False, resolve_entities=True))).decode() else '')",
    ],
)  # fmt: skip
def test_the_child_neither_connects_nor_writes_nor_starts_others(act: str) -> None:
    code = "from pressinvite.fence.child import fence_in\nfrom pressinvite.fence.limits import Limits\nfence_in(Limits())\ntry:\n    {}\nexcept Exception as error:\n    print('no')"
    assert run_child([sys.executable, "-c", code.format(act)], b"", limits=Limits()) == b"no\n"


def test_the_child_inherits_no_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRESSINVITE_SMTP_URL", "smtp://anna:hemligt@x.example")
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    code = "import os, json; print(json.dumps(sorted(os.environ)))"
    told = json.loads(run_child([sys.executable, "-c", code], b"", limits=Limits()) or b"")
    assert set(told) <= {"PYTHONPATH", "PYTHONUTF8", "LC_CTYPE", "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "TEMP", "TMP"}


def test_a_library_in_the_folder_one_stands_in_is_not_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "lxml.py").write_text("raise SystemExit(9)", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert "Storgatan" in take_apart((FOLDER / "storgatan.html").read_bytes(), "html").text


@pytest.mark.parametrize("kind", sorted(set(READERS) - {"ics", "eml"}))
def test_a_missing_library_is_told(kind: str) -> None:
    code = (
        "import sys, json\nfor name in ('lxml', 'docx', 'odfdo', 'pdfminer', 'striprtf'): sys.modules[name] = None\n"
        "from pressinvite.reading.files import child\n"
        f"print(json.dumps(child.run([{kind!r}, json.dumps(child.Limits())], sys.stdin.buffer.read())))"
    )
    octets = (FOLDER / f"storgatan.{kind}").read_bytes()
    answer = json.loads(run_child([sys.executable, "-c", code], octets, limits=Limits()) or b"")
    assert answer == {"code": "library-missing", "values": {}}


def test_text_beyond_the_limit_is_cut_and_that_is_said() -> None:
    page = ("<html><body><p>Tid: onsdag 10 mars 2027 kl. 10</p>" + "<p>ord</p>" * 200).encode()
    data = run(["html", json.dumps(Limits(characters=100))], page)
    extract = from_json(data)
    assert len(extract.text) == 100
    assert [(said.code, said.values) for said in extract.said] == [("text-cut", {"limit": 100})]


def test_an_extract_crosses_as_json_and_comes_out_the_same() -> None:
    event = Event(title="Å", start="2027-03-10", categories=("a", "b"), latitude=1.5)
    extract = Extract(
        "text", (event,), "2027-03-01", said=(Said("recurring", "warning", {"start": "x"}, 0),), others=(Extract("b"),)
    )
    assert from_json(json.loads(json.dumps(to_json(extract)))) == extract


MAGIC = {
    "html": [b"<html><body>", b"<!doctype html><p>", b"<table><tr><td>", b'<script type="application/ld+json">', b"<div itemscope itemtype=http://schema.org/Event>"],
    "docx": [b"PK\x03\x04", (FOLDER / "storgatan.docx").read_bytes()[:3000], (FOLDER / "storgatan.docx").read_bytes()],
    "odt": [b"PK\x03\x04", (FOLDER / "storgatan.odt").read_bytes()[:4000], (FOLDER / "storgatan.odt").read_bytes()],
    "eml": [b"From: a\nTo: b\nSubject: ", b"Content-Type: multipart/mixed; boundary=x\n\n--x\n", b"Content-Type: text/html; charset=", b"From: a\nSubject: =?utf-8?"],
    "pdf": [b"%PDF-1.7\n", (FOLDER / "storgatan.pdf").read_bytes()[:2000]],
    "ics": [b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:", b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;TZID=", b"BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:x\n"],
    "rtf": [b"{\\rtf1 ", b"{\\rtf1\\ansi{\\fonttbl"],
}  # fmt: skip
ENDS = {"ics": b"\nDTSTART:20270310T100000Z\nEND:VEVENT\nEND:VCALENDAR", "rtf": b"}"}


@pytest.mark.parametrize("kind", sorted(MAGIC))
@given(data=st.data())
@settings(max_examples=150)
def test_any_octets_behind_a_kind_s_beginning_are_read_or_told(kind: str, data: st.DataObject) -> None:
    head = data.draw(st.sampled_from(MAGIC[kind]))
    tail = data.draw(st.one_of(st.binary(max_size=300), st.text(st.characters(exclude_categories=("Cs",)), max_size=200).map(str.encode)))  # fmt: skip
    octets = head + tail + data.draw(st.sampled_from([b"", ENDS.get(kind, b"")]))
    at = data.draw(st.integers(0, len(octets)))
    octets = octets[:at] + data.draw(st.binary(max_size=4)) + octets[at:]
    try:
        extract = extract_octets(octets, kind, Limits())
    except FileError as error:
        assert error.code in (
            "file-damaged",
            "no-words",
            "pdf-without-text",
            "file-encrypted",
            "file-unsafe",
            "file-too-heavy",
        )
    else:
        assert from_json(json.loads(json.dumps(to_json(extract)))) == extract


@pytest.mark.parametrize("kind", sorted(MAGIC))
@given(tail=st.binary(max_size=200))
@settings(max_examples=3)
def test_any_octets_through_the_child_are_read_or_told(kind: str, tail: bytes) -> None:
    try:
        reading = read_octets(MAGIC[kind][0] + tail, "x", published=None, today=TODAY)
    except SourceError as error:
        assert error.findings
    else:
        assert reading.meetings or reading.findings


def test_the_child_is_a_program_of_its_own() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pressinvite.reading.files.child", "ics", json.dumps(Limits())],
        input=(FOLDER / "storgatan.ics").read_bytes(), capture_output=True, check=True, env={**os.environ},
    )  # fmt: skip
    assert from_json(json.loads(done.stdout)).events[0].timezone == "Europe/Stockholm"
