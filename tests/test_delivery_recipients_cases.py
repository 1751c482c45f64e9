"""Recipients by readable cases: addresses, cells, columns, whole lists (tests/cases/delivery)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from email_validator import EmailNotValidError, validate_email
from hypothesis import given
from hypothesis import strategies as st

from pressinvite.delivery.addresses import address_key, needs_utf8, normalise_address, split_addresses
from pressinvite.delivery.columns import column_letters, field_of, parse_form, parse_language, split_topics
from pressinvite.delivery.recipients import Recipient, Recipients, read_lists
from pressinvite.errors import SourceError

if TYPE_CHECKING:
    from pressinvite.errors import Finding

FOLDER = Path(__file__).parent / "cases" / "delivery"


def unescape(text: str) -> str:
    text = text.replace("\\\\", "\\u005c").replace("\\t", "\t").replace("\\r", "\r").replace("\\n", "\n")
    return re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text)


def pairs(name: str) -> list[Any]:
    lines = [line for line in (FOLDER / name).read_text("utf-8").splitlines() if line and not line.startswith("#")]
    split = [line.rpartition(" |")[::2] for line in lines]
    return [pytest.param(unescape(given_), expected.strip(), id=given_) for given_, expected in split]


def is_address(address: str) -> bool:
    """Whether another program takes the address too."""
    try:
        validate_email(address, check_deliverability=False, test_environment=True, strict=True)
    except EmailNotValidError:
        return False
    return True


def reason(written: str) -> str:
    with pytest.raises(SourceError) as told:
        normalise_address(written)
    (finding,) = told.value.findings
    assert (finding.code, finding.severity) == ("list-address", "error")
    return str(finding.values["reason"])


@pytest.mark.parametrize(("written", "expected"), pairs("addresses.txt"))
def test_addresses(written: str, expected: str) -> None:
    if expected.startswith("- "):
        assert reason(written) == expected[2:]
    else:
        assert normalise_address(written) == expected
        assert normalise_address(expected) == expected
        if "--" not in written[written.index("@") + 3 : written.index("@") + 6]:
            assert is_address(expected)


@pytest.mark.parametrize(
    ("address", "sound"),
    [
        ("a" * 64 + "@tidning.example", True),
        ("a" * 65 + "@tidning.example", False),
        ("å" * 32 + "@tidning.example", True),
        ("å" * 33 + "@tidning.example", False),
        ("a@" + "b" * 63 + ".example", True),
        ("a@" + "b" * 64 + ".example", False),
        ("a@" + "ö" * 50 + ".example", True),  # xn-- and the letters' places: 59 characters
        ("a@" + "ö" * 70 + ".example", False),
        ("a" * 64 + "@" + "b." * 91 + "example", True),  # 64 + 1 + 182 + 7 = 254
        ("a" * 64 + "@" + "b." * 91 + "examples", False),
        ("a@" + "b." * 124 + "se", True),  # 2 + 248 + 2 = 252
        ("a@" + "b." * 126 + "se", False),  # 256
    ],
)
def test_lengths(address: str, *, sound: bool) -> None:
    if sound:
        assert len(normalise_address(address).encode()) <= 254
    else:
        assert reason(address) in (
            "it is longer than an address may be",
            "its domain has a character or a length that no domain has",
        )
    assert is_address(address) is sound or not address.isascii()  # which counts characters, not octets


@given(st.text(st.sampled_from("aB9.@-_'+ \"<>()[],;:\\åÖß\u200b\n\u3002"), max_size=20) | st.text(max_size=30))
def test_what_is_kept_is_an_address_to_others_too_and_stays_so(text: str) -> None:
    for written in (text, f"{text}@tidning.example", f"anna@{text}.example"):
        try:
            kept = normalise_address(written)
        except SourceError:
            continue
        assert kept == normalise_address(kept)
        assert kept.partition("@")[2].isascii()
        assert not re.search(r"[\s\x00-\x1f\x7f-\x9f<>(),;:\"\[\]\\]", kept)
        assert needs_utf8(kept) is not kept.isascii()
        assert is_address(kept) or kept.rpartition("@")[2][2:4] == "--" or needs_utf8(kept)


def test_keys_fold_case_and_nothing_else() -> None:
    assert address_key("Anna@tidning.example") == address_key("anna@tidning.example")
    assert address_key("ÅSA@tidning.example") == address_key("åsa@tidning.example")
    assert address_key("an.na@gmail.com") != address_key("anna@gmail.com")
    assert address_key("anna+x@gmail.com") != address_key("anna@gmail.com")


@pytest.mark.parametrize(("cell", "expected"), pairs("cells.txt"))
def test_cells(cell: str, expected: str) -> None:
    found = [f"{one.address} ({one.name})" if one.name else one.address for one in split_addresses(cell)]
    assert "; ".join(found) == expected


@given(st.text(st.sampled_from("ab@.,;<>\"\\ \n'/och"), max_size=40) | st.text())
def test_any_cell_is_split(cell: str) -> None:
    found = split_addresses(cell)
    assert "".join(one.address for one in found).count("@") <= cell.count("@") + cell.count("%40")
    assert all(one.address for one in found) or "<" in cell or "mailto:" in cell.lower()


@pytest.mark.parametrize(("header", "field"), pairs("columns.txt"))
def test_columns(header: str, field: str) -> None:
    assert (field_of(header) or "-") == field


def test_values_of_columns() -> None:
    assert [parse_language(word) for word in ("sv", "Svenska", "sv_FI", "EN", "English", "en-GB", " ", "et", "-")] == [
        "sv", "sv", "sv", "en", "en", "en", "", None, None,
    ]  # fmt: skip
    assert [parse_language(word) for word in ("fi", "Suomi", "finska", "fi-FI", "ruotsi", "englanti")] == [
        "fi", "fi", "fi", "fi", "sv", "en",
    ]  # fmt: skip
    assert [parse_form(word, answers=False) for word in ("tyst", "Quiet", "RSVP", "med svar", "", "–", "ja")] == [
        "quiet", "quiet", "rsvp", "rsvp", "", "", None,
    ]  # fmt: skip
    assert [parse_form(word, answers=True) for word in ("ja", "Nej", "x", "kanske")] == ["rsvp", "quiet", "rsvp", None]
    assert [parse_form(word, answers=True) for word in ("kyllä", "Ei")] == ["rsvp", "quiet"]
    assert split_topics(" kultur, sport ;kultur\nmiljö  och klimat") == ("kultur", "sport", "miljö och klimat")
    assert [column_letters(place) for place in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def cases() -> list[Any]:
    blocks = (FOLDER / "lists.txt").read_text("utf-8").split("\n== ")[1:]
    split = [re.split(r"\n(?:--\n)?", block, maxsplit=1) for block in blocks]
    return [pytest.param(*body.partition("\n--\n")[::2], id=title) for title, body in split]


def told(recipient: Recipient) -> str:
    parts = (recipient.name, recipient.outlet, recipient.language, recipient.form, "/".join(recipient.topics))
    return re.sub(r"( \|)+$", "", " | ".join((recipient.email, *(part or "" for part in parts))).replace("|  |", "| |").replace("|  |", "| |").rstrip())  # fmt: skip


def told_finding(finding: Finding) -> str:
    mark = "~" if finding.severity == "note" else "!"
    return f"{mark} {finding.code} {finding.values.get('row', '')} {finding.values.get('column', '')}".rstrip()


def read(tmp_path: Path, octets: bytes, name: str = "lista.csv", **options: Any) -> Recipients:
    path = tmp_path / name
    path.write_bytes(octets)
    return read_lists([str(path)], **options)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(("text", "expected"), cases())
def test_lists(text: str, expected: str, encoding: str, tmp_path: Path) -> None:
    octets = unescape(text).encode(encoding)
    read_ = read(tmp_path, octets)
    findings = sorted(read_.findings, key=lambda finding: finding.severity == "note")
    shown = [told(recipient) for recipient in read_.recipients] + [told_finding(finding) for finding in findings]
    assert shown == [line for line in expected.splitlines() if line]
    assert all(finding.values["file"] == str(tmp_path / "lista.csv") for finding in findings)
    skipping = read(tmp_path, octets, skip_bad=True)
    assert list(skipping.recipients) == list(read_.recipients)
    whole = {"list-two-columns", "list-no-addresses", "list-quote"}
    assert skipping.is_sound is not bool({finding.code for finding in findings} & whole)
    assert read_.is_sound is not any(line.startswith("!") for line in shown)
