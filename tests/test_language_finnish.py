"""Finnish has forms of its own: those of Kielitoimiston ohjepankki, the language board's collection of rules."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import babel.dates
import pytest

from pressinvite.language import open_language
from pressinvite.language.dates import MONTHS, MONTHS_ALONE, WEEKDAYS
from pressinvite.language.holidays import holiday_name
from pressinvite.language.kinds import KINDS
from pressinvite.language.mentions import parse_dates
from pressinvite.language.parties import PARTIES

FINNISH, SWEDISH, ENGLISH = open_language("fi"), open_language("sv"), open_language("en")
CASES = Path(__file__).parent / "cases" / "language" / "finnish.txt"
FORMS = {
    "label": FINNISH.date_label,
    "week": lambda day: FINNISH.date_label(day, week=True),
    "running": FINNISH.date_running,
    "plain": FINNISH.date_plain,
    "month": FINNISH.month_name,
    "title": FINNISH.month_title,
    "short": FINNISH.month_short,
    "weekday": FINNISH.weekday_name,
    "range": FINNISH.date_range,
    "clock": FINNISH.clock,
    "clock_running": FINNISH.clock_running,
    "when": FINNISH.when,
    "when_running": FINNISH.when_running,
}


def read_cases() -> list[tuple[str, ...]]:
    lines = [line for line in CASES.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return [tuple(part.strip(" ") for part in line.split("|")) for line in lines]


def read_moment(written: str) -> dt.date:
    return dt.datetime.fromisoformat(written) if "T" in written else dt.date.fromisoformat(written)


@pytest.mark.parametrize(("form", "first", "last", "expected"), read_cases())
def test_dates_and_times(form: str, first: str, last: str, expected: str) -> None:
    moments = [read_moment(written) for written in (first, last) if written]
    assert FORMS[form](*moments) == expected.replace("klo ", "klo\u00a0")  # a line never ends between them


def test_every_form_has_a_case() -> None:
    assert {form for form, *_ in read_cases()} == set(FORMS)


def test_names_agree_with_babel() -> None:
    """CLDR has the months of dates in the partitive, and alone in the nominative."""
    inflected = babel.dates.get_month_names(locale="fi")
    alone = babel.dates.get_month_names(context="stand-alone", locale="fi")
    assert [FINNISH.text(msgid) for msgid in MONTHS] == [inflected[number] for number in range(1, 13)]
    assert [FINNISH.text(msgid) for msgid in MONTHS_ALONE] == [alone[number] for number in range(1, 13)]
    weekdays = babel.dates.get_day_names(context="stand-alone", locale="fi")
    assert [FINNISH.text(msgid) for msgid in WEEKDAYS] == [weekdays[number] for number in range(7)]


def test_weekdays_of_running_text_are_in_the_essive() -> None:
    """CLDR's weekdays of dates, "keskiviikkona 25. tammikuuta", are in the essive too."""
    essive = babel.dates.get_day_names(context="format", locale="fi")
    monday = dt.date(2012, 1, 23)
    for number in range(7):
        day = monday + dt.timedelta(days=number)
        assert FINNISH.date_running(day).partition(" ")[0] == essive[number]


def test_months_as_headings_in_the_other_languages() -> None:
    day = dt.date(2027, 3, 9)
    assert (SWEDISH.month_title(day), ENGLISH.month_title(day)) == ("mars 2027", "March 2027")
    assert (SWEDISH.month_name(day), ENGLISH.month_name(day)) == ("mars", "March")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a ja b"),
        (["a", "b", "c"], "a, b ja c"),
        (["ympäristö ja rakentaminen", "koulu"], "ympäristö ja rakentaminen sekä koulu"),
        (["a", "hoiva ja hoito", "c"], "a, hoiva ja hoito sekä c"),
        (["miljö och bygg", "koulu"], "miljö och bygg ja koulu"),
    ],
)
def test_lists(words: list[str], expected: str) -> None:
    """Ohjepankki, "Pilkku": none before ja, sekä and tai in a list; sekä joins what already holds ja."""
    assert FINNISH.join(words) == expected


def test_alternatives() -> None:
    assert FINNISH.join(["a", "b", "c"], alternative=True) == "a, b tai c"


@pytest.mark.parametrize(
    ("count", "meetings", "errors"),
    [
        (0, "0 tilaisuutta", "0 virhettä"),
        (1, "1 tilaisuus", "1 virhe"),
        (2, "2 tilaisuutta", "2 virhettä"),
        (21, "21 tilaisuutta", "21 virhettä"),
        (101, "101 tilaisuutta", "101 virhettä"),
    ],
)
def test_numbers_ask_for_the_partitive_singular(count: int, meetings: str, errors: str) -> None:
    """Ohjepankki, "Lukusanat": the partitive singular after every number but one; 21 and 101 are no exceptions (CLDR: n = 1)."""
    assert FINNISH.plural("{count} meeting", "{count} meetings", count) == meetings
    assert FINNISH.plural("{count} error", "{count} errors", count) == errors


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("+46701740605", "+46 70 174 06 05"),
        ("+46406280400", "+46 40 628 04 00"),
        ("+46406280400;ext=12", "+46 40 628 04 00, alanumero 12"),
        ("+358406280405", "+358 40 628 0405"),
        ("+358506280405", "+358 50 628 0405"),
        ("+35891234567", "+358 9 123 4567"),
        ("+4533123456", "+45 33 12 34 56"),
        ("112", "112"),
    ],
)
def test_phones_are_written_as_one_dials_them_from_finland(number: str, expected: str) -> None:
    """Ohjepankki, "Puhelinnumerot": the country's code with +, then the area's without 0, then groups with blanks."""
    assert FINNISH.phone(number) == expected


def test_finnish_numbers_are_grouped_for_finnish_readers_alone() -> None:
    assert SWEDISH.phone("+358406280405") == ENGLISH.phone("+358406280405") == "+358 406280405"


@pytest.mark.parametrize(
    ("kind", "finnish"),
    [
        ("pressträff", "tiedotustilaisuus"),
        ("press conference", "lehdistötilaisuus"),
        ("digital pressträff", "tiedotustilaisuus verkossa"),
        ("studiebesök", "tutustumiskäynti"),
        ("Lehdistötilaisuus", "lehdistötilaisuus"),
        ("Öppet hus", "Öppet hus"),
    ],
)
def test_kinds(kind: str, finnish: str) -> None:
    assert FINNISH.kind(kind) == finnish


def test_a_finnish_kind_is_understood_in_the_other_languages() -> None:
    assert (SWEDISH.kind("tiedotustilaisuus"), ENGLISH.kind("avajaiset")) == ("pressträff", "opening ceremony")


def test_each_kind_is_one_of_its_own() -> None:
    assert len({FINNISH.text(kind) for kind in KINDS}) == len(KINDS)


def test_parties_have_their_finnish_names_where_there_are_such() -> None:
    """As the Riksdag and Valmyndigheten name them in Finnish; parties of a town keep their Swedish name."""
    assert (FINNISH.party_name("S"), FINNISH.party_name("M")) == ("Sosiaalidemokraatit", "Maltillinen kokoomus")
    assert (FINNISH.party_name("MP"), FINNISH.party_name("V")) == ("Ympäristöpuolue vihreät", "Vasemmistopuolue")
    for code in ("D", "SPI", "NYANS", "MED", "KRVÅ"):
        assert FINNISH.party_name(code) == SWEDISH.party_name(code)
    assert len({FINNISH.party_name(code) for code in PARTIES}) == len(PARTIES)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (dt.date(2027, 1, 6), "loppiainen"),
        (dt.date(2027, 3, 26), "pitkäperjantai"),
        (dt.date(2027, 3, 29), "toinen pääsiäispäivä"),
        (dt.date(2027, 4, 30), "vapunaatto"),
        (dt.date(2027, 5, 6), "helatorstai"),
        (dt.date(2027, 6, 6), "Ruotsin kansallispäivä"),
        (dt.date(2027, 6, 26), "juhannuspäivä"),
        (dt.date(2027, 11, 6), "pyhäinpäivä"),
        (dt.date(2027, 12, 26), "tapaninpäivä"),
    ],
)
def test_holidays(day: dt.date, name: str) -> None:
    assert FINNISH.text(holiday_name(day) or "") == name


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Tilaisuus on 25. tammikuuta 2012 klo 15", [dt.date(2012, 1, 25)]),
        ("keskiviikkona 3. toukokuuta", [(5, 3)]),
        ("sal 12. Mars är röd", []),
        ("tammikuussa 2012", []),
    ],
)
def test_mentions(text: str, days: list[object]) -> None:
    assert [mention.day for mention in parse_dates(text)] == days
