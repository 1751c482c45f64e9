"""Word, OpenDocument, RTF and PDF: what a reader sees counts, what was deleted or hidden does not."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docx import Document
from docx.oxml import parse_xml
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from pressinvite.errors import SourceError
from pressinvite.fence.limits import FileError, Limits
from pressinvite.reading.files.child import extract_octets
from pressinvite.reading.files.kinds import find_kind

if TYPE_CHECKING:
    from pressinvite.reading.files.extract import Extract

FOLDER = Path(__file__).parent.parent / "samples" / "files"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def extract(octets: bytes, kind: str) -> Extract:
    assert find_kind(octets, "x") == kind
    return extract_octets(octets, kind, Limits())


def word(*blocks: str) -> bytes:
    """A document with header, footer and the blocks of WordprocessingML."""
    document = Document()
    document.sections[0].header.paragraphs[0].text = "Sidhuvud 1 januari kl. 9"
    document.sections[0].footer.paragraphs[0].text = "Sidfot"
    body = document.element.body
    for block in blocks:
        body.insert(len(body) - 1, parse_xml(f"<w:body {W}>{block}</w:body>")[0])
    octets = io.BytesIO()
    document.save(octets)
    return octets.getvalue()


def p(inside: str, properties: str = "") -> str:
    return f"<w:p>{properties}{inside}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def cell(text: str) -> str:
    return f"<w:tc>{p(r(text))}</w:tc>"


BOX = """<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="wps"><w:drawing><w:txbxContent><w:p><w:r><w:t>Ruta</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>Ruta</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"""


@pytest.mark.parametrize(
    ("block", "text"),
    [
        (p(r("Tid: ") + r("kl. 10")), "Tid: kl. 10"),
        (p(r("Tid: ") + f'<w:del w:id="1" w:author="x">{"<w:r><w:delText>kl. 9</w:delText></w:r>"}</w:del><w:ins w:id="2" w:author="x">{r("kl. 10")}</w:ins>'), "Tid: kl. 10"),
        (p(f'<w:moveFrom w:id="1" w:author="x">{r("bort")}</w:moveFrom><w:moveTo w:id="2" w:author="x">{r("hit")}</w:moveTo>'), "hit"),
        (p(r("dold", "<w:vanish/>") + r("synlig") + r("också", '<w:vanish w:val="0"/>')), "synligockså"),
        (p(r("a") + "<w:r><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/></w:r>"), "a\nb\tc-d"),
        (p(f'<w:hyperlink w:anchor="x">{r("länk")}</w:hyperlink>'), "länk"),
        (p(f'<w:smartTag w:uri="x" w:element="y">{r("smart")}</w:smartTag><w:sdt><w:sdtContent>{r(" fält")}</w:sdtContent></w:sdt>'), "smart fält"),
        (f"<w:sdt><w:sdtContent>{p(r('i en ram'))}</w:sdtContent></w:sdt>", "i en ram"),
        (p(r("Rubrik") + BOX), "Rubrik\nRuta"),
        (p(BOX), "Ruta"),
        (p(r("ett"), '<w:pPr><w:pStyle w:val="ListBullet"/></w:pPr>'), "• ett"),
        (f"<w:tbl><w:tr>{cell('Tid')}{cell('kl. 10')}</w:tr><w:tr>{cell('Plats')}{cell('Rådhuset')}</w:tr></w:tbl>", "Tid: kl. 10\nPlats: Rådhuset"),
        (f"<w:tbl><w:tr>{cell('a')}{cell('b')}{cell('c')}</w:tr><w:tr><w:trPr><w:del w:id='1' w:author='x'/></w:trPr>{cell('bort')}</w:tr></w:tbl>", "a, b, c"),
        (p(r("pressträﬀ i Malmo\u0308\u00a0")), "pressträff i Malmö"),
        (p('<w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r>' + r("punkt")), "• punkt"),
    ],
)  # fmt: skip
def test_word(block: str, text: str) -> None:
    assert extract(word(block), "docx").text == text


def test_word_s_paragraphs_have_gaps_beside_prose_and_short_ones_stand_together() -> None:
    prose = "Kommunen bjuder in till pressträff om hur Storgatan ska få plats för både cyklar och bussar."
    blocks = [p(r(text)) for text in ("Rubriken", prose, "Tid: kl. 10", "Plats: Lund")]
    assert extract(word(*blocks), "docx").text == f"Rubriken\n\n{prose}\n\nTid: kl. 10\nPlats: Lund"
    with_empty = [blocks[0], p(""), *blocks[1:]]
    assert extract(word(*with_empty), "docx").text == f"Rubriken\n\n{prose}\nTid: kl. 10\nPlats: Lund"


@pytest.mark.parametrize("kind", ["docx", "odt", "pdf"])
def test_the_headline_is_the_one_that_is_marked_as_such(kind: str) -> None:
    assert extract((FOLDER / f"storgatan.{kind}").read_bytes(), kind).title == "Så ska Storgatan byggas om"
    plain = {
        "docx": word(p(r("Inbjudan"))),
        "pdf": pdf([(72, 700 - 20 * n, 11, f"Rad {n}, lika stor") for n in range(5)]),
    }
    if kind in plain:
        assert extract(plain[kind], kind).title is None


def test_word_s_struck_words_are_said() -> None:
    found = extract(word(p(r("kl. 9", "<w:strike/>") + r(" kl. 10"))), "docx")
    assert (found.text, [said.code for said in found.said]) == ("kl. 10", ["struck-out"])


def test_word_s_links_show_the_address_to_write_to() -> None:
    document = Document()
    paragraph = document.add_paragraph()
    target = document.part.relate_to("mailto:anna@x.example?subject=x", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink", is_external=True)  # fmt: skip
    paragraph._p.append(parse_xml(f'<w:hyperlink {W} r:id="{target}">{r("Mejla Anna")}</w:hyperlink>'))
    octets = io.BytesIO()
    document.save(octets)
    assert extract(octets.getvalue(), "docx").text == "Mejla Anna (anna@x.example)"


def packed(name: str, change: str, to: str, file: str) -> bytes:
    """A sample with words of one of its members changed."""
    octets = io.BytesIO()
    with zipfile.ZipFile(FOLDER / name) as old, zipfile.ZipFile(octets, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            content = old.read(member)
            changed = content.decode().replace(change, to).encode() if member.filename == file else content
            assert member.filename != file or changed != content
            new.writestr(member, changed, member.compress_type)
    return octets.getvalue()


@pytest.mark.parametrize(
    ("to", "shown"),
    [
        ("kl. <text:span>15.00</text:span>", "kl. 15.00"),
        ("kl. <text:s text:c='2'/>15.00", "kl.   15.00"),
        ("kl.<text:tab/>15.00<text:line-break/>", "kl.\t15.00\n–15.45"),
        ("kl. 15.00<office:annotation><text:p>kl. 9</text:p></office:annotation>", "kl. 15.00–15.45"),
        ("kl. 15.00<text:note><text:note-body><text:p>kl. 9</text:p></text:note-body></text:note>", "kl. 15.00–15.45"),
        ("<text:a xlink:href='mailto:a@x.example'>Mejla</text:a>", "Mejla (a@x.example)"),
    ],
)
def test_opendocument(to: str, shown: str) -> None:
    assert shown in extract(packed("storgatan.odt", "kl. 15.00", to, "content.xml"), "odt").text


def test_opendocument_s_hidden_struck_and_deleted_words() -> None:
    styles = '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style><style:style style:name="S" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style></office:automatic-styles>'
    octets = packed("storgatan.odt", "</office:automatic-styles>", styles, "content.xml")
    path = io.BytesIO(octets)
    with zipfile.ZipFile(path) as archive:
        content = archive.read("content.xml").decode()
    changed = content.replace("15.00", '<text:span text:style-name="H">8.00</text:span><text:span text:style-name="S">9.00</text:span>15.00', 1)  # fmt: skip
    changed = changed.replace("<text:sequence-decls>", "<text:tracked-changes><text:changed-region><text:deletion><text:p>kl. 7</text:p></text:deletion></text:changed-region></text:tracked-changes><text:sequence-decls>", 1)  # fmt: skip
    again = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            new.writestr(
                member, changed if member.filename == "content.xml" else old.read(member), member.compress_type
            )
    found = extract(again.getvalue(), "odt")
    assert "kl. 15.00–15.45" in found.text
    assert [words for words in ("8.00", "9.00", "kl. 7") if words in found.text] == []
    assert [said.code for said in found.said] == ["struck-out"]


def test_a_word_template_is_told() -> None:
    octets = packed("storgatan.docx", "document.main+xml", "template.main+xml", "[Content_Types].xml")
    with pytest.raises(FileError) as told:
        extract(octets, "docx")
    assert (told.value.code, told.value.values) == ("other-format", {"format": "Word (.dotx, .docm)"})


def test_opendocument_that_is_locked_is_told() -> None:
    octets = packed(
        "storgatan.odt",
        "</manifest:manifest>",
        "<!-- manifest:encryption-data --></manifest:manifest>",
        "META-INF/manifest.xml",
    )
    with pytest.raises(FileError) as told:
        extract(octets, "odt")
    assert told.value.code == "file-encrypted"


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (r"Tid: kl. 10\par Plats: R\'e5dhuset", "Tid: kl. 10\nPlats: Rådhuset"),
        (r"kl. {\v 9}{\deleted 8}{\b\strike 7}10", "kl. 10"),
        (r"\u8226? ett \endash  tv\u229?", "• ett – två"),
        (r"{\*\generator x}{\fonttbl{\f0 Arial;}}ord", "ord"),
        (r"\trowd Tid\cell kl. 10\cell\row\trowd Plats\cell Lund\cell\row", "Tid: kl. 10\nPlats: Lund"),
    ],
)
def test_rtf(inside: str, text: str) -> None:
    assert extract(f"{{\\rtf1\\ansi\\ansicpg1252 {inside}}}".encode(), "rtf").text == text


def pdf(*pages: list[tuple[float, float, float, str]], password: str | None = None) -> bytes:
    """Pages of lines: from the left, from below, size, words."""
    octets = io.BytesIO()
    canvas = Canvas(octets, pagesize=A4, encrypt=password)
    for page in pages:
        for left, below, size, words in page:
            canvas.setFont("Helvetica", size)
            canvas.drawString(left, below, words)
        canvas.showPage()
    canvas.save()
    return octets.getvalue()


def test_pdf_lines_that_the_margin_broke_are_joined() -> None:
    lines = [
        (72, 780, 24, "Så ska Storgatan byggas om"),
        (72, 740, 11, "Kommunen bjuder in till pressträff om hur Storgatan ska få plats för både cyklar och bus-"),
        (72, 727, 11, "sar. Kommunalrådet visar vilka hus som berörs."),
        (72, 700, 11, "Tid: onsdag 10 mars 2027 kl. 15.00"),
        (72, 687, 11, "Plats: Vita salen, Lund"),
        (300, 30, 9, "Sida 1 (2)"),
    ]
    assert extract(pdf(lines), "pdf").text == (
        "Så ska Storgatan byggas om\n\n"
        "Kommunen bjuder in till pressträff om hur Storgatan ska få plats för både cyklar och bussar. Kommunalrådet visar vilka hus som berörs.\n\n"
        "Tid: onsdag 10 mars 2027 kl. 15.00\nPlats: Vita salen, Lund"
    )


def test_pdf_labels_stand_beside_their_values() -> None:
    lines = [
        (72, 700, 11, "Tid"),
        (200, 700, 11, "onsdag 10 mars 2027 kl. 15.00"),
        (72, 640, 11, "Plats"),
        (200, 640, 11, "Vita salen, Lund"),
    ]
    text = extract(pdf(lines), "pdf").text
    assert "Tid: onsdag 10 mars 2027 kl. 15.00" in text
    assert "Plats: Vita salen, Lund" in text


def test_pdf_without_text_is_told() -> None:
    with pytest.raises(FileError) as told:
        extract(pdf([], []), "pdf")
    assert told.value.code == "pdf-without-text"


def test_pdf_pages_beyond_the_limit_are_left_out_and_that_is_said() -> None:
    octets = pdf(*([(72, 700, 11, f"Detta är sidan nummer {number}.")] for number in range(1, 5)))
    found = extract_octets(octets, "pdf", Limits(pages=2))
    assert found.text == "Detta är sidan nummer 1.\n\nDetta är sidan nummer 2."
    assert [(said.code, said.values) for said in found.said] == [("pages-left-out", {"pages": 4, "limit": 2})]


@pytest.mark.parametrize(("password", "code"), [("hemligt", "file-encrypted")])
def test_pdf_with_a_password_is_told(password: str, code: str) -> None:
    with pytest.raises(FileError) as told:
        extract(pdf([(72, 700, 11, "Tid: kl. 10")], password=password), "pdf")
    assert told.value.code == code


@pytest.mark.parametrize(
    ("octets", "code"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "old-word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "__properties_version1.0".encode("utf-16-le"), "outlook-message"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "file-encrypted"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "other-format"),
        (b"PK\x03\x04....xl/workbook.xml", "other-format"),
        (b"PK\x03\x04....ppt/presentation.xml", "other-format"),
        (b"PK\x03\x04....bild.jpg", "other-format"),
        (b"\x89PNG\r\n\x1a\n", "other-format"),
        (b'<?xml version="1.0"?><rss><channel/></rss>', "other-format"),
        (b"\xff\xd8\xff\xe0", "other-format"),
    ],
)
def test_what_cannot_be_read_is_told_by_its_kind(octets: bytes, code: str) -> None:
    with pytest.raises(SourceError) as told:
        find_kind(octets, "x.docx")
    assert told.value.findings[0].code == code


@pytest.mark.parametrize(
    ("octets", "name", "kind"),
    [
        (b"Tid: kl. 10", "x.docx", None),
        (b"Inbjudan <i>idag</i>", "x.txt", None),
        (b"Inbjudan</p><p>Tid", "x.htm", "html"),
        (b"Inbjudan till pressfrukost", "x.html", None),
        (b"From: a\nTo: b\nSubject: c\n\nx", "-", "eml"),
        (b"From: a\nSubject: b\n", "x.txt", None),
        (b"From nobody Mon Sep 17\nFrom: a\nTo: b\nDate: c\n\nx", "x.mbox", "eml"),
        (b"Date: 10 March\nTo: Media\nSubject: x\n", "-", None),
        ("Från: a\nTill: b\nÄmne: c\n".encode(), "-", None),
        (b"title: From\nbody: x\n", "x.yaml", None),
        (b"<p>a</p>", "-", "html"),
        (b"<3 pressen", "-", None),
        (b"begin:vcalendar\n", "-", "ics"),
        (b"\xef\xbb\xbf\r\n%PDF-1.4", "-", "pdf"),
        ("<html>".encode("utf-16"), "-", "html"),
        ("<html>".encode("utf-16-le"), "-", "html"),
        (b"", "-", None),
    ],
)
def test_the_octets_decide_and_then_the_name(octets: bytes, name: str, kind: str | None) -> None:
    assert find_kind(octets, name) == kind
