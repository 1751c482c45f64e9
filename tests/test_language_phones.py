from __future__ import annotations

from pathlib import Path

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressinvite.language import open_language
from pressinvite.language.area_codes import AREAS, split_area
from pressinvite.language.phones import format_abroad, format_phone, is_dialable, parse_phone, split_extension

CASES = Path(__file__).parent / "cases" / "language" / "phones.txt"


def read_cases() -> list[tuple[str, str, str, str]]:
    lines = [line for line in CASES.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return [tuple(part.strip() for part in line.split("|")) for line in lines]


@pytest.mark.parametrize(("written", "inside", "home", "abroad"), read_cases())
def test_notations(written: str, inside: str, home: str, abroad: str) -> None:
    number = parse_phone(written)
    if inside == "-":
        assert number is None
        assert not is_dialable(written)
        return
    assert number == inside
    assert is_dialable(number)
    assert open_language("sv").phone(number) == home
    assert open_language("sv-FI").phone(number) == abroad


def test_other_languages_show_the_country_code() -> None:
    assert open_language("en").phone("+46703495350") == "+46 70 349 53 50"
    assert open_language("en").phone("+46406280400;ext=12") == "+46 40 628 04 00 ext. 12"


@pytest.mark.parametrize("words", ["växeln", "", "070-174 06 0", "ring oss"])
def test_what_is_no_number_is_shown_as_written(words: str) -> None:
    assert open_language("sv").phone(words) == words
    assert open_language("en").phone(words) == words


def test_blanks_and_marks_of_every_sort() -> None:
    assert parse_phone("\u202a070\u2011174\u00a006\u200905\u202c") == "+46701740605"


@pytest.mark.parametrize(
    ("digits", "shown"),
    [("12345", "123 45"), ("123456", "12 34 56"), ("1234567", "123 45 67")],
)
def test_groups_after_the_area_code(digits: str, shown: str) -> None:
    assert format_phone(f"+4640{digits}") == f"040-{shown}"


def peer_numbers() -> list[str]:
    """Numbers of each area and length that the other package takes for real."""
    numbers = [
        f"+46{area}{start}{'3456789'[: length - 1]}"
        for area, (fewest, most) in AREAS.items()
        for length in range(fewest, most + 1)
        for start in "23478"
    ]
    return [number for number in numbers if phonenumbers.is_valid_number(phonenumbers.parse(number))]


def test_area_codes_agree_with_phonenumbers() -> None:
    compared = 0
    for number in peer_numbers():
        area, subscriber = split_area(number[3:])
        theirs = phonenumbers.format_number(phonenumbers.parse(number), phonenumbers.PhoneNumberFormat.NATIONAL)
        their_area, _, their_subscriber = theirs.partition("-")
        if area.startswith("77"):  # we write 0771-12 34 56 as Swedes do, they 077-112 34 56
            continue
        compared += 1
        assert (f"0{area}", subscriber) == (their_area, their_subscriber.replace(" ", "")), number
        if area not in ("20", "900", "939", "944"):  # free and premium numbers they group otherwise
            assert format_phone(number) == theirs
    assert compared > 1500


def test_every_area_of_theirs_is_known() -> None:
    unknown = [
        code
        for code in range(10, 1000)
        for rest in ("23456", "234567")
        if phonenumbers.is_valid_number(phonenumbers.parse(f"+46{code}{rest}"))
        and split_area(f"{code}{rest}") is None
        and not str(code).startswith("7")  # paging and telematics: nobody calls the press there
        and not str(code).startswith(("99", "649"))  # premium rate
    ]
    assert unknown == []


@given(st.sampled_from(peer_numbers()), st.sampled_from(["{}", "0046{}", "+46 (0){}", "0{}", "tfn: 0{}", "0{} ankn 7"]))
def test_each_notation_of_a_number_is_the_same_number(number: str, notation: str) -> None:
    written = notation.format(number[3:]) if notation != "{}" else number
    read = parse_phone(written)
    assert read is not None
    assert split_extension(read)[0] == number
    assert parse_phone(format_phone(number)) == number
    assert parse_phone(format_abroad(number)) == number


@given(st.text() | st.text("0123456789+-() /.46"))
def test_any_text_is_a_number_or_none(text: str) -> None:
    number = parse_phone(text)
    if number is not None:
        assert is_dialable(number)
        assert parse_phone(number) == number
        assert format_phone(number)
    open_language("sv").phone(text)
    open_language("en").phone(text)


@given(st.from_regex(r"\+(?!46)[1-9][0-9]{6,14}", fullmatch=True))
def test_foreign_numbers_keep_their_digits(number: str) -> None:
    assert parse_phone(number) == number
    assert format_abroad(number).replace(" ", "") == number
