"""What the fields of feeds and sitemaps may hold."""

from __future__ import annotations

import datetime as dt
import uuid
from urllib.parse import urlsplit

import pytest
from feed_cases import ANY_ADDRESS, ANY_TEXT, CEST, as_block, as_line
from hypothesis import example, given
from rfc3986_validator import validate_rfc3986

from pressinvite.newsroom.fields import (
    clean_block,
    clean_line,
    distinct_lines,
    language_tag,
    stable_id,
    utc_moment,
    web_address,
)


@given(ANY_TEXT)
def test_texts_lose_only_what_cannot_be_shown(text: str) -> None:
    assert clean_block(text) == as_block(text)
    assert clean_line(text) == as_line(text)


def test_every_character_of_the_basic_plane() -> None:
    signs = [chr(point) for point in range(0x10000)]
    assert [clean_block(sign) for sign in signs] == [as_block(sign) for sign in signs]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Bron  öppnar ", "Bron öppnar"),
        ("Kl.\u00a015.00–15.45", "Kl.\u00a015.00–15.45"),
        ("a\u202eb\u2067c\u200fd", "abc\u200fd"),
        ("a\x00b\x1b[31mc\ufffe", "ab[31mc"),
        ("a\ud800b", "a\ufffdb"),
        ("  a\r\n\r\nb\u2028c\td ", "a b c d"),
    ],
)
def test_a_line(text: str, shown: str) -> None:
    assert clean_line(text) == shown


def test_lines_are_told_once() -> None:
    assert distinct_lines(["Bygg", " Bygg", "\x00", "Skola", "Bygg"]) == ["Bygg", "Skola"]


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("https://press.bjorkvik.example/sv/2026/bron.html", "https://press.bjorkvik.example/sv/2026/bron.html"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("HTTPS://www.bjorkvik.example/Väg?q=å b#del två", "https://www.bjorkvik.example/V%C3%A4g?q=%C3%A5%20b#del%20tv%C3%A5"),
        ("https://www.bjorkvik.example/a%20b%zz", "https://www.bjorkvik.example/a%20b%25zz"),
        ("https://www.bjorkvik.example/[a]?b#c#d", "https://www.bjorkvik.example/%5Ba%5D?b#c%23d"),
        ("https://[2001:db8::1]:8080/", "https://[2001:db8::1]:8080/"),
        ('https://www.bjorkvik.example/"><script>', "https://www.bjorkvik.example/%22%3E%3Cscript%3E"),
        ("https://björkvik.example/", "https://bj%C3%B6rkvik.example/"),
        (" https://www.bjorkvik.example/\n", "https://www.bjorkvik.example/"),
        ("https://user:word@www.bjorkvik.example/", ""),
        ("https://www.bjorkvik.example@evil.example/", ""),
        ("https://www.bjorkvik.example\\@evil.example/", ""),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//www.bjorkvik.example/", ""),
        ("https:///sv/", ""),
        ("/sv/", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_an_address(address: str, written: str) -> None:
    assert web_address(address) == written


@given(ANY_ADDRESS)
@example("https://a\u202eb.example/")
@example("https://a.example:x/")
def test_any_address_is_one_by_rfc_3986_or_none(address: str) -> None:
    written = web_address(address)
    if written:
        assert validate_rfc3986(written, rule="URI")
        assert urlsplit(written).scheme in {"http", "https"}
        assert urlsplit(written).username is None
        assert web_address(written) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2F1B4C3E-5B7A-4F0E-9F53-5C5B0A6C9B11", "urn:uuid:2f1b4c3e-5b7a-4f0e-9f53-5c5b0a6c9b11"),
        ("urn:uuid:2f1b4c3e-5b7a-4f0e-9f53-5c5b0a6c9b11", "urn:uuid:2f1b4c3e-5b7a-4f0e-9f53-5c5b0a6c9b11"),
        ("https://press.bjorkvik.example/sv/", "https://press.bjorkvik.example/sv/"),
        ("tag:bjorkvik.example,2026:press/sv", "tag:bjorkvik.example,2026:press/sv"),
    ],
)
def test_an_identifier_that_is_an_address(text: str, written: str) -> None:
    assert stable_id(text) == written


@given(ANY_TEXT)
@example("javascript:alert(1)")
@example("tag:%")
@example("https://")
def test_any_identifier_is_an_address(text: str) -> None:
    written = stable_id(text)
    assert validate_rfc3986(written, rule="URI")
    assert stable_id(written) == written


def test_other_identifiers_have_uuids_of_their_own() -> None:
    ids = [stable_id(uid) for uid in ("bron@bjorkvik.example", "budget@bjorkvik.example", "bron@bjorkvik.example")]
    assert ids[0] == ids[2] != ids[1]
    assert [uuid.UUID(one).version for one in ids] == [5, 5, 5]


@pytest.mark.parametrize("tag", ["sv", "en-GB", "zh-Hant-TW", "smj"])
def test_language_tags(tag: str) -> None:
    assert language_tag(tag) == tag


@pytest.mark.parametrize("tag", ["", "s", "svenska språket", 'sv"', "sv-", "sv\n", "-sv", "abcdefghi"])
def test_no_language_tags(tag: str) -> None:
    assert language_tag(tag) == ""


def test_a_moment_is_in_utc_to_the_second() -> None:
    assert utc_moment(dt.datetime(2026, 3, 29, 1, 59, 59, 999999, tzinfo=CEST)) == "2026-03-28T23:59:59Z"
