from __future__ import annotations

import ast
import datetime as dt
import errno
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressinvite.errors import Finding, Spot
from pressinvite.language import Language, open_language
from pressinvite.language.findings import all_words
from pressinvite.language.reasons import explain_reading, explain_writing
from pressinvite.language.telling import finding_sentence, render_finding

FINDINGS = all_words()

PACKAGE = Path(__file__).parent.parent / "pressinvite"
ENGLISH, SWEDISH = open_language("en"), open_language("sv")
TEXT = "Pressinbjudan\n\nVälkommen!\nTid: fredag den 3 september 2026 kl. 10.00\n"
WEEKDAY = Finding(
    "weekday",
    "warning",
    "start",
    {"weekday": 4, "date": dt.date(2026, 9, 3), "word": "torsdag", "corrected": "torsdag den 3 september"},
    Spot(4, 6, "fredag"),
    uncertain=True,
)


def render(finding: Finding, text: str = TEXT, source: str = "samples/anslag.txt") -> list[str]:
    return render_finding(finding, source=source, text=text, language=ENGLISH).split("\n")


def test_layout_in_english() -> None:
    assert render(WEEKDAY) == [
        "samples/anslag.txt:4:6: warning: the weekday does not match the date [weekday]",
        "  4 | Tid: fredag den 3 september 2026 kl. 10.00",
        "    |      ^^^^^^",
        '  3 September 2026 is a Thursday ("torsdag").',
        '  fix: write "torsdag den 3 september", or correct the date',
    ]


def test_layout_in_swedish() -> None:
    shown = render_finding(WEEKDAY, source="anslag.txt", text=TEXT, language=SWEDISH)
    assert shown.split("\n") == [
        "anslag.txt:4:6: varning: veckodagen stämmer inte med datumet [weekday]",
        "  4 | Tid: fredag den 3 september 2026 kl. 10.00",
        "    |      ^^^^^^",
        "  3 september 2026 är en torsdag.",
        "  åtgärd: skriv ”torsdag den 3 september”, eller rätta datumet",
    ]


def test_without_a_place_in_the_source() -> None:
    finding = Finding("no-contact", "warning", "contacts")
    assert render(finding, text="")[0] == "samples/anslag.txt: warning: there is nobody to contact [no-contact]"


def test_one_sentence_for_programs() -> None:
    assert finding_sentence(WEEKDAY, ENGLISH) == (
        'The weekday does not match the date. 3 September 2026 is a Thursday ("torsdag"). '
        'Write "torsdag den 3 september", or correct the date.'
    )


def test_both_places_are_shown() -> None:
    text = "\n" * 8 + "Onsdag 2 september\n" + "Tid: torsdag\n"
    finding = WEEKDAY._replace(spot=Spot(9, 1, "Onsdag"), other=Spot(10, 6, "torsdag"))
    assert render(finding, text)[1:5] == [
        "   9 | Onsdag 2 september",
        "     | ^^^^^^",
        "  10 | Tid: torsdag",
        "     |      ^^^^^^^",
    ]


@pytest.mark.parametrize(
    ("line", "words", "shown", "caret"),
    [
        ("Tid:\tfredag", "fredag", "Tid: fredag", "     ^^^^^^"),
        ("日本 fredag", "fredag", "日本 fredag", "     ^^^^^^"),
        ("日本 fredag", "日本", "日本 fredag", "^^^^"),
        ("a\u030a fredag", "fredag", "a\u030a fredag", "  ^^^^^^"),
        ("\x1b[31mfredag", "fredag", "␛[31mfredag", "     ^^^^^^"),
        ("\u202efredag\x9b2J", "fredag", "\ufffdfredag\ufffd2J", " ^^^^^^"),
        ("fredag", "fredag\nlördag", "fredag", "^^^^^^"),
    ],
)
def test_carets_stand_under_the_words(line: str, words: str, shown: str, caret: str) -> None:
    finding = WEEKDAY._replace(spot=Spot(1, line.index(words.split("\n", maxsplit=1)[0]) + 1, words))
    assert render(finding, line)[1:3] == [f"  1 | {shown}", f"    | {caret}"]


def test_long_lines_are_cut_around_the_words() -> None:
    line = "x" * 5000 + "fredag" + "y" * 5000
    excerpt, caret = render(WEEKDAY._replace(spot=Spot(1, 5001, "fredag")), line)[1:3]
    assert len(excerpt) < 120
    assert excerpt[caret.index("^") : caret.rindex("^") + 1] == "fredag"
    assert excerpt.count("…") == 2


@pytest.mark.parametrize("spot", [Spot(99, 1, "x"), Spot(0, 1, "x"), Spot(1, 99, "x"), Spot(2, 1, "")])
def test_places_outside_the_text(spot: Spot) -> None:
    assert "fix: " in render(WEEKDAY._replace(spot=spot))[-1]


def test_line_ends_of_every_sort() -> None:
    for end in ("\n", "\r\n", "\r"):
        assert render(WEEKDAY, TEXT.replace("\n", end)) == render(WEEKDAY)


def test_quoted_values_are_cut_and_cleaned() -> None:
    finding = Finding("phone", "warning", values={"phone": "\x1b]0;" + "9" * 500})
    first = render(finding)[0]
    assert "\x1b" not in first
    assert f'"␛]0;{"9" * 75}…"' in first


def test_the_usage_of_a_command_is_shown_whole() -> None:
    finding = Finding("usage", "error", values={"problem": "x" * 300, "usage": "usage:\x1b y\n" + " " * 9 + "z" * 300})
    found, usage, _ = render(finding, text="")
    assert "x" * 300 in found
    assert usage == f"  usage:␛ y {'z' * 300}"


@pytest.mark.parametrize(
    ("code", "value"), [("yaml-syntax", "problem"), ("toml-syntax", "problem"), ("template", "problem")]
)
def test_what_parsers_say_in_english_is_shown_in_english_alone(code: str, value: str) -> None:
    finding = Finding(code, "error", "", {value: "found unexpected end of stream", "name": "x"})
    assert ": found unexpected end of stream" in finding_sentence(finding, ENGLISH)
    for language in (SWEDISH, open_language("qps")):
        assert "unexpected" not in finding_sentence(finding, language)


@pytest.mark.parametrize(
    "code",
    [
        "smtp-login", "smtp-unreachable", "smtp-refuses-all", "smtp-certificate", "trial-failed", "trial-unreachable",
        "oauth-refused", "oauth-unreachable", "ledger-failed", "ledger-unreachable", "imap-login", "imap-unreachable",
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", [SWEDISH, ENGLISH, open_language("fi")], ids=["sv", "en", "fi"])
def test_what_a_server_answers_is_shown_in_every_language(code: str, language: Language) -> None:
    told = f"535 5.7.8 Error: authentication failed, {'x' * 80} see 7"
    assert f": {told}" in finding_sentence(Finding(code, "error", "", {"problem": told}), language)


def test_our_own_words_of_a_line_are_translated_and_others_stand_after_them() -> None:
    values = {"host": "mail.example", "port": 25, "problem": "the line broke: Connection reset by peer"}
    found = finding_sentence(Finding("smtp-unreachable", "error", "", values), SWEDISH)
    assert ": förbindelsen bröts: Connection reset by peer" in found


@pytest.mark.parametrize(
    ("number", "reading", "writing"),
    [
        (errno.EISDIR, "det är en mapp, inte en fil", "det är en mapp, inte en fil"),
        (errno.ENOENT, "den finns inte", "mappen finns inte"),
        (errno.EEXIST, "det ligger redan en fil där mappen ska vara", "det ligger redan en fil där mappen ska vara"),
        (errno.EACCES, "du har inte rätt att läsa den", "du har inte rätt att skriva där"),
        (errno.ENOSPC, "disken är full", "disken är full"),
        (errno.EROFS, "disken är skrivskyddad", "disken är skrivskyddad"),
    ],
)
def test_reasons_of_the_system_are_told_in_the_language(number: int, reading: str, writing: str) -> None:
    error = OSError(number, "as the system says")
    read = Finding("unreadable", "error", "", {"name": "x", "reason": explain_reading(error)})
    written = Finding("disk", "error", "", {"name": "x", "reason": explain_writing(error)})
    assert finding_sentence(read, SWEDISH).startswith(f"Det går inte att läsa ”x”: {reading}. ")
    assert finding_sentence(written, SWEDISH).startswith(f"Det gick inte att skriva ”x”: {writing}. ")


@pytest.mark.parametrize("error", [OSError(errno.EIO, "Input/output error"), ValueError("embedded null byte")])
def test_reasons_without_words_are_left_out(error: Exception) -> None:
    finding = Finding("unreadable", "error", "", {"name": "x", "reason": explain_reading(error)})
    assert finding_sentence(finding, ENGLISH).startswith('"x" cannot be read. ')


def test_alternatives_are_joined_with_or() -> None:
    finding = Finding("no-logo", "error", "", {"name": "x", "allowed": (".png", ".svg", ".webp")})
    assert ".png, .svg eller .webp" in finding_sentence(finding, SWEDISH)
    assert ".png, .svg or .webp" in finding_sentence(finding, ENGLISH)


def test_missing_values_do_not_hide_the_finding() -> None:
    assert "… is a …" in render(Finding("weekday", "warning"))[1]


def test_unknown_codes_speak_for_themselves() -> None:
    assert render(Finding("odd-thing", "note"))[0] == "samples/anslag.txt: note: odd thing [odd-thing]"


@given(st.text(), st.integers(-2, 9), st.integers(-2, 200), st.text(), st.sampled_from(sorted(FINDINGS)))
def test_nothing_of_a_source_is_printed_raw(text: str, line: int, column: int, words: str, code: str) -> None:
    values = dict.fromkeys(set(re.findall(r"\{(\w+)", " ".join(FINDINGS[code]))), words)
    finding = Finding(code, "error", "", values, Spot(line, column, words), Spot(column, line, words))
    for language in (SWEDISH, ENGLISH):
        shown = render_finding(finding, source=words, text=text, language=language)
        assert all(char.isprintable() or char in "\n\u00a0" for char in shown)
        assert "\n" not in finding_sentence(finding, language)


def constructions() -> list[tuple[str, str, ast.Call]]:
    """Every `Finding("code", …)` of the package, with its file."""
    found = []
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Finding" and node.args:
                first = node.args[0]
                choices = [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]
                found += [(path.name, choice.value, node) for choice in choices if isinstance(choice, ast.Constant)]
    return found


def test_every_code_has_its_texts() -> None:
    assert {(name, code) for name, code, _ in constructions() if code not in FINDINGS} == set()


def test_every_text_has_its_code() -> None:
    """Codes may also go through a helper, so any mention in another module counts."""
    sources = "\n".join(path.read_text("utf-8") for path in PACKAGE.rglob("*.py") if "findings" not in path.parts)
    assert {code for code in FINDINGS if f'"{code}"' not in sources} == set()


def test_values_that_stand_in_the_call_are_those_of_the_text() -> None:
    wrong = []
    for name, code, call in constructions():
        values = next((arg for arg in [*call.args[3:4], *(k.value for k in call.keywords if k.arg == "values")]), None)
        if not isinstance(values, ast.Dict) or code not in FINDINGS:
            continue
        given_names = {key.value for key in values.keys if isinstance(key, ast.Constant)}
        asked = set(re.findall(r"\{(\w+)", " ".join(FINDINGS[code])))
        if not asked <= given_names:
            wrong.append((name, code, asked - given_names))
    assert wrong == []


def test_texts_are_written_alike() -> None:
    for code, words in FINDINGS.items():
        for language in (ENGLISH, SWEDISH):
            found, expected, fix = (language.text(msgid) if msgid else "" for msgid in words)
            assert not found.endswith("."), code
            assert not expected or expected.endswith((".", "}", "?")), code
            assert not fix.endswith("."), code
            assert not re.match(r"[A-ZÅÄÖ](?![A-Z])", found), code
