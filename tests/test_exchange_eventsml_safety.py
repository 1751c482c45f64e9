"""EventsML-G2 that is made to harm, broken or odd: a finding with a reason or a meeting, never a crash; and the way in."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from eventsml_cases import DAY, NAMESPACE, ORGANISATION, TESTS, codes, dates, item, only, read
from hypothesis import given
from hypothesis import strategies as st

from pressinvite.checks import check_meeting
from pressinvite.errors import SourceError
from pressinvite.reading.sources import read_octets, read_source

if TYPE_CHECKING:
    from pathlib import Path

AGENCY = TESTS / "cases" / "eventsml" / "agency.xml"
ON = dates("<start>2027-03-10</start>")


@pytest.mark.parametrize(
    ("document", "code"),
    [
        (f'<!DOCTYPE x [<!ENTITY a "ha">]><conceptItem xmlns="{NAMESPACE}">&a;</conceptItem>', "file-unsafe"),
        (f'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><conceptItem xmlns="{NAMESPACE}"/>', "file-unsafe"),
        (f'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><conceptItem xmlns="{NAMESPACE}">&a;</conceptItem>', "file-unsafe"),
        (f'<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]><conceptItem xmlns="{NAMESPACE}"/>', "file-unsafe"),
        ("<!DOCTYPE x [<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{n + 1} '{f'&a{n};' * 10}'>" for n in range(20)) + f']><conceptItem xmlns="{NAMESPACE}">&a20;</conceptItem>', "file-unsafe"),
        (f'<conceptItem xmlns="{NAMESPACE}">' + "<concept>" * 100_000, "file-too-heavy"),
        (f'<conceptItem xmlns="{NAMESPACE}">' + "<note/>" * 200_000 + "</conceptItem>", "file-too-heavy"),
        (f'<conceptItem xmlns="{NAMESPACE}"><concept></conceptItem>', "file-damaged"),
        (f'<conceptItem xmlns="{NAMESPACE}">&amp;&nope;</conceptItem>', "file-damaged"),
        (f'<conceptItem xmlns="{NAMESPACE}">', "file-damaged"),
        (f'<?xml version="1.0" encoding="nonsense"?><conceptItem xmlns="{NAMESPACE}"/>', "file-damaged"),
        (f'<?xml version="1.0" encoding="utf-7"?><conceptItem xmlns="{NAMESPACE}"/>', "file-damaged"),
        (f'<x:conceptItem xmlns="{NAMESPACE}"/>', "file-damaged"),
    ],
)  # fmt: skip
def test_what_is_made_to_harm_or_broken_is_refused_with_a_reason(document: str, code: str) -> None:
    with pytest.raises(SourceError) as caught:
        read(document)
    assert [finding.code for finding in caught.value.findings] == [code]


def test_an_attribute_made_long_and_a_text_made_long_are_only_long() -> None:
    details = f"{ON}<keyword>{'å' * 1_000_000}</keyword><subject literal='{'x' * 1_000_000}'/>"
    assert only(read(item(details))).start == dt.date(2027, 3, 10)


def test_characters_that_no_page_can_show_are_left_out() -> None:
    details = f"{ON}<organiser><name>Å\x85\ufeffby\u00a0kommun</name></organiser><keyword>a\u2028b</keyword>"
    meeting = only(read(item(details)))
    assert (meeting.organisers, meeting.categories) == (("Åby\u00a0kommun",), ("a b",))


def test_markup_in_texts_stays_text() -> None:
    details = f"{ON}<organiser><name>&lt;script&gt;alert(1)&lt;/script&gt;</name></organiser>"
    assert only(read(item(details))).organisers == ("<script>alert(1)</script>",)


def test_html_in_blocks_leaves_its_text() -> None:
    definition = '<definition xmlns:h="http://www.w3.org/1999/xhtml"><h:p>Ett<h:br/>två</h:p><h:ul><h:li>tre</h:li></h:ul></definition>'
    assert only(read(item(ON, before=definition))).body == "Ett\ntvå\n\ntre"


PIECES = st.sampled_from(
    [
        "<dates><start>2027-03-10</start></dates>", "<dates/>", "<dates><duration>P1D</duration></dates>", "<location/>",
        "<location><name/></location>", "<participant/>", "<organiser/>", "<contactInfo/>", "<contactInfo><phone/></contactInfo>",
        "<registration/>", "<subject/>", "<keyword/>", "<occurStatus qcode=''/>", "<occurStatus qcode=':'/>", "<language/>",
        "<participationRequirement/>", "<location typeuri='https://schema.org/VirtualLocation'/>", "<eventDetails/>", "text",
        "<contactInfo><email>mailto:a@b.example</email><note>x</note></contactInfo>", "<x:y xmlns:x='urn:y'/>",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=12), st.lists(st.sampled_from(["<name/>", "<note/>", "<definition/>", "<broader/>", "<remoteInfo href='x'/>", "<conceptId/>"]), max_size=6))  # fmt: skip
def test_missing_and_repeated_parts_are_never_a_crash(details: list[str], before: list[str]) -> None:
    reading = read(item("".join(details), before="".join(before)))
    for meeting in reading.meetings:
        check_meeting(meeting, organisation=ORGANISATION, today=DAY)


@given(st.binary(max_size=200), st.integers(0, 3000), st.integers(0, 200))
def test_damage_anywhere_is_a_finding_or_a_meeting(junk: bytes, at: int, cut: int) -> None:
    whole = AGENCY.read_bytes()
    try:
        read(whole[:at] + junk + whole[at + cut :])
    except SourceError as error:
        assert error.findings


# the command's way in


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
@pytest.mark.parametrize("name", ["x.xml", "-", "plan.txt"])
def test_it_is_known_by_its_root_whatever_the_name_and_encoding(encoding: str, name: str) -> None:
    head = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>\n'
    document = head + item(f"{ON}<organiser><name>Åbyns kommun</name></organiser>")
    reading = read_octets(document.encode(encoding), name, published=None, today=DAY)
    assert only(reading).organisers == ("Åbyns kommun",)


def test_other_xml_is_still_told_to_be_no_text() -> None:
    with pytest.raises(SourceError) as caught:
        read('<?xml version="1.0"?><rss version="2.0"/>')
    assert [finding.code for finding in caught.value.findings] == ["other-format"]


def test_a_file_is_read_by_name(tmp_path: Path) -> None:
    path = tmp_path / "plan.xml"
    path.write_bytes(AGENCY.read_bytes())
    assert only(read_source(str(path), published=None, today=DAY)).title == "Bron över Lillån invigs"
    path.write_text(f'<!DOCTYPE x><conceptItem xmlns="{NAMESPACE}"/>')
    assert codes(read_source(str(path), published=None, today=DAY)) == ["file-unsafe"]
