from __future__ import annotations

import datetime as dt
from pathlib import Path

import babel.dates
import pytest

from pressinvite.language import Language, open_language
from pressinvite.language.dates import MONTHS, WEEKDAYS
from pressinvite.language.kinds import KINDS
from pressinvite.language.mentions import parse_dates
from pressinvite.language.parties import PARTIES, parse_party

SWEDISH = open_language("sv")
ENGLISH = open_language("en")
CASES = Path(__file__).parent / "cases" / "language" / "when.txt"


def read_cases() -> list[tuple[str, ...]]:
    lines = [line for line in CASES.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return [tuple(part.strip(" ") for part in line.split("|")) for line in lines]


def read_moment(written: str) -> dt.date | None:
    if not written:
        return None
    return dt.datetime.fromisoformat(written) if "T" in written else dt.date.fromisoformat(written)


@pytest.mark.parametrize(("start", "end", "label", "running", "english"), read_cases())
def test_when(start: str, end: str, label: str, running: str, english: str) -> None:
    first, last = read_moment(start), read_moment(end)
    assert SWEDISH.when(first, last) == label.replace("kl. ", "kl.\u00a0")
    assert SWEDISH.when_running(first, last) == running.replace("kl. ", "kl.\u00a0")
    assert ENGLISH.when(first, last) == english


def test_dates() -> None:
    day = dt.date(2012, 1, 25)
    assert SWEDISH.date_running(day) == "onsdagen den 25 januari 2012"
    assert SWEDISH.date_label(day) == "onsdag 25 januari 2012"
    assert SWEDISH.date_label(day, week=True) == "onsdag 25 januari 2012, vecka 4"
    assert SWEDISH.date_plain(day) == "25 januari 2012"
    assert (SWEDISH.month_short(day), ENGLISH.month_short(day)) == ("jan", "Jan")
    assert ENGLISH.date_running(day) == "Wednesday 25 January 2012"
    assert ENGLISH.date_label(day, week=True) == "Wednesday 25 January 2012, week 4"


def test_the_week_is_that_of_iso_8601() -> None:
    assert SWEDISH.date_label(dt.date(2027, 1, 1), week=True) == "fredag 1 januari 2027, vecka 53"


def test_clock() -> None:
    assert SWEDISH.clock(dt.time(15), dt.time(15, 45)) == "kl.\u00a015.00–15.45"
    assert SWEDISH.clock(dt.time(9), dt.time(15)) == "kl.\u00a009.00–15.00"
    assert SWEDISH.clock_running(dt.time(9), dt.time(15)) == "kl.\u00a09–15"
    assert ENGLISH.clock(dt.time(9), dt.time(15)) == "09:00–15:00"


@pytest.mark.parametrize("tag", ["sv", "en"])
def test_names_agree_with_babel(tag: str) -> None:
    language = open_language(tag)
    months, weekdays = babel.dates.get_month_names(locale=tag), babel.dates.get_day_names(locale=tag)
    assert [language.text(msgid) for msgid in MONTHS] == [months[number] for number in range(1, 13)]
    assert [language.text(msgid) for msgid in WEEKDAYS] == [weekdays[number] for number in range(7)]


@pytest.mark.parametrize(
    ("words", "swedish", "english"),
    [
        ([], "", ""),
        (["a"], "a", "a"),
        (["a", "b"], "a och b", "a and b"),
        (["a", "b", "c"], "a, b och c", "a, b and c"),
        (["miljö och bygg", "skola"], "miljö och bygg samt skola", "miljö och bygg and skola"),
        (["arts and crafts", "school"], "arts and crafts och school", "arts and crafts as well as school"),
        (["a", "vård och omsorg", "c"], "a, vård och omsorg samt c", "a, vård och omsorg and c"),
    ],
)
def test_lists(words: list[str], swedish: str, english: str) -> None:
    assert SWEDISH.join(words) == swedish
    assert ENGLISH.join(words) == english


@pytest.mark.parametrize(
    ("kind", "swedish", "english"),
    [
        ("pressträff", "pressträff", "press meeting"),
        ("Pressträff", "pressträff", "press meeting"),
        ("press  conference", "presskonferens", "press conference"),
        ("digital pressträff", "digital pressträff", "online press meeting"),
        ("Öppet hus", "Öppet hus", "Öppet hus"),
    ],
)
def test_kinds(kind: str, swedish: str, english: str) -> None:
    assert SWEDISH.kind(kind) == swedish
    assert ENGLISH.kind(kind) == english


def test_each_kind_is_one_of_its_own() -> None:
    assert len({SWEDISH.text(kind) for kind in KINDS}) == len(KINDS)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("S", "S"),
        ("(s)", "S"),
        ("Fp", "FP"),
        ("(KD)", "KD"),
        ("moderat", "M"),
        ("Miljöpartiet de gröna", "MP"),
        ("Socialdemokraterna", "S"),
        ("Lundapartiet", None),
        ("", None),
    ],
)
def test_parties(written: str, code: str | None) -> None:
    assert parse_party(written) == code


def test_every_party_is_read_by_its_name_and_named_by_its_letters() -> None:
    for code in PARTIES:
        name = SWEDISH.party_name(code)
        assert name
        assert parse_party(name) == code
    assert SWEDISH.party_name("XX") is None


def test_tags() -> None:
    assert open_language("en-GB").when(dt.date(2012, 1, 25)) == "Wednesday 25 January 2012"
    assert open_language("sv-FI").date_plain(dt.date(2012, 1, 25)) == "25 januari 2012"
    estonian = open_language("et")
    assert (estonian.tag, estonian.kind("pressträff")) == ("et", "press meeting")
    assert open_language("sv") is SWEDISH
    assert isinstance(SWEDISH, Language)


def test_plurals() -> None:
    assert [SWEDISH.plural("{count} error", "{count} errors", count) for count in (0, 1, 2)] == [
        "0 fel",
        "1 fel",
        "2 fel",
    ]
    assert ENGLISH.plural("{count} error", "{count} errors", 1) == "1 error"


def test_values_are_not_read_as_patterns() -> None:
    assert SWEDISH.text("fix: {fix}", fix="{0.__class__}") == "åtgärd: {0.__class__}"


def test_the_pseudo_language_marks_every_word() -> None:
    pseudo = open_language("qps")
    assert pseudo.text("press meeting") == "⟦préss méétîñg⟧"
    assert pseudo.text("fix: {fix}", fix="raw") == "⟦fîx: raw⟧"
    assert pseudo.plural("{count} error", "{count} errors", 2) == "⟦2 érrôrs⟧"
    assert pseudo.when(dt.datetime(2012, 1, 25, 15)) == "⟦Wédñésdàÿ⟧ 25 ⟦Jàñûàrÿ⟧ 2012, 15:00"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Den 25 januari 2012 kl. 15", [dt.date(2012, 1, 25)]),
        ("onsdagen den 3:e maj", [(5, 3)]),
        ("25 jan. och 1 feb 2027", [(1, 25), dt.date(2027, 2, 1)]),
        ("2026-09-03T10:00", [dt.date(2026, 9, 3)]),
        ("on January 25, 2012", [dt.date(2012, 1, 25)]),
        ("the 25th of January 2012", [dt.date(2012, 1, 25)]),
        ("31 februari", []),
        ("29 februari", [(2, 29)]),
        ("15 majoritetsföreträdare, 46 – 35, 0046", []),
        ("i mars 2012", []),
    ],
)
def test_mentions(text: str, days: list[object]) -> None:
    assert [mention.day for mention in parse_dates(text)] == days
