"""The table of `read --explain`: aligned, at most a hundred columns, with the source's words and what was not taken."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressinvite.errors import Alternative, Evidence, Spot
from pressinvite.explanation import render_explanation, render_signs, show_value
from pressinvite.language import open_language
from pressinvite.language.fields import SIGNS
from pressinvite.meeting import Contact, Meeting, Online, Participant, Place, Registration
from pressinvite.reading.answer import Reading
from pressinvite.reading.datafile import read_data
from pressinvite.reading.release import read_release, verdict
from pressinvite.reading.release.signs import find_signs

DAY = dt.date(2027, 2, 20)
ENGLISH, SWEDISH = open_language("en"), open_language("sv")
MEETING = Meeting(
    title="Så ska Storgatan och torget byggas om under tre år",
    start=dt.datetime(2027, 3, 10, 10),
    end=dt.datetime(2027, 3, 10, 11, 30),
    place=Place(text="Rådhuset, Lund", venue="Rådhuset", city="Lund"),
    online=Online(url="https://zoom.example/1"),
    participants=(Participant(name="Ada Berg", party="S", role="kommunalråd"),),
    contacts=(Contact(name="Siv Almgren", phones=("+46701740621",)),),
    registration=Registration(required=False),
    body="En rad.\n\n" + "Och mycket mer text. " * 20,
    evidence={
        "body": Evidence(Spot(11, 1, "En rad.")),
        "contacts[0]": Evidence(Spot(9, 15, "Siv Almgren")),
        "contacts[0].name": Evidence(Spot(9, 15, "Siv Almgren")),
        "contacts[0].phones[0]": Evidence(Spot(9, 28, "070-174 06 21")),
        "title": Evidence(Spot(1, 1, "Så ska Storgatan och torget byggas om under tre år"), "likely"),
        "start": Evidence(
            Spot(3, 6, "onsdag den 10 mars kl. 10.00"), "likely",
            (Alternative(Spot(7, 20, "8 mars"), "other-purpose"), Alternative(Spot(9, 1, "2027\x1b"), "new-reason")),
        ),
        "end": Evidence(Spot(3, 30, "10.00–11.30")),
        "place": Evidence(Spot(4, 8, "Rådhuset, Lund"), "guess"),
        "place.text": Evidence(Spot(4, 8, "Rådhuset, Lund"), "guess"),
        "place.city": Evidence(Spot(4, 18, "Lund"), "guess"),
        "online": Evidence(Spot(5, 1, "https://zoom.example/1")),
        "participants[0]": Evidence(Spot(6, 1, "Ada Berg")),
        "participants[0].party": Evidence(Spot(6, 11, "S")),
        "registration": Evidence(Spot(7, 1, "Ingen anmälan behövs.")),
        "contacts[3].name": Evidence(Spot(8, 1, "x")),
        "contacts.x": Evidence(Spot(8, 1, "x")),
    },
)  # fmt: skip


def test_the_table_in_swedish() -> None:
    reading = Reading("x.txt", "", (MEETING,), ())
    assert render_explanation(reading, SWEDISH).replace("\u00a0", " ") == (
        "Fält                  Läst som                        Var i källan                        Hur säkert\n"
        "Rubrik                Så ska Storgatan och torget     1:1 ”Så ska Storgatan och torget    troligt\n"
        "                      byggas om under tre år          byggas om under tre år”\n"
        "Början                onsdag 10 mars 2027 kl. 10.00   3:6 ”onsdag den 10 mars kl. 10.00”  troligt\n"
        "    inte 7:20 ”8 mars”: gäller något annat, till exempel anmälan, program eller telefontid\n"
        "    inte 9:1 ”2027␛”: new reason\n"
        "Slut                  kl. 11.30                       3:30 ”10.00–11.30”                  säkert\n"
        "Plats                 Rådhuset, Lund                  4:8 ”Rådhuset, Lund”                gissning\n"
        "  ort                 Lund                            4:18 ”Lund”                         gissning\n"
        "På distans            https://zoom.example/1          5:1 ”https://zoom.example/1”        säkert\n"
        "Medverkande           Ada Berg                        6:1 ”Ada Berg”                      säkert\n"
        "  parti               S                               6:11 ”S”                            säkert\n"
        "Presskontakt          Siv Almgren                     9:15 ”Siv Almgren”                  säkert\n"
        "  telefon             070-174 06 21                   9:28 ”070-174 06 21”                säkert\n"
        "Anmälan               behövs inte                     7:1 ”Ingen anmälan behövs.”         säkert\n"
        "Brödtext              En rad. Och mycket mer text.…   11:1 ”En rad.”                      säkert\n"
    )


def test_what_was_not_found_is_said_and_meetings_are_counted() -> None:
    shown = render_explanation(Reading("x", "", (Meeting(title="a"), Meeting(title="b")), ()), ENGLISH)
    assert shown.splitlines()[0] == "Meeting 1"
    assert "Place                 not found\n" in shown
    assert "Press contact         not found\n" in shown
    assert "Meeting 2\n" in shown
    assert render_explanation(Reading("x", "", (), ()), ENGLISH) == ""


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("start", "Wednesday 10 March 2027, 10:00"), ("end", "11:30"), ("place.city", "Lund"), ("place", "Rådhuset, Lund"),
        ("contacts[0].phones[0]", "+46 70 174 06 21"), ("contacts[7]", None), ("contacts.x", None), ("title.upper", None),
        ("nothing", None), ("", None), ("registration", "not needed"),
    ],
)  # fmt: skip
def test_values_are_told_in_the_users_words(path: str, value: str | None) -> None:
    shown = show_value(MEETING, path, ENGLISH)
    assert (shown.replace("\u00a0", " ") if shown else shown) == value


@given(st.text(max_size=300), st.text(max_size=300), st.integers(1, 9999))
def test_no_line_is_wider_than_a_hundred_columns(title: str, words: str, line: int) -> None:
    spot = Spot(line, line, words)
    evidence = {path: Evidence(spot, "guess", (Alternative(spot, "footer"),)) for path in ("title", "access")}
    meeting = Meeting(title=title, access=title, evidence=evidence)
    for language in (ENGLISH, SWEDISH):
        shown = render_explanation(Reading("x", "", (meeting,), ()), language)
        assert max(map(len, shown.split("\n"))) <= 100
        assert all(char.isprintable() for char in shown.replace("\n", ""))


PIECES = re.split(r"(?<=[\n ])", (Path(__file__).parent.parent / "samples" / "malmo-lund-2012.txt").read_text("utf-8"))


@given(st.lists(st.sampled_from(PIECES), max_size=80).map("".join))
def test_whatever_was_read_can_be_explained(text: str) -> None:
    reading = read_release(text, published=DAY, today=DAY)
    shown = render_explanation(reading, SWEDISH)
    assert bool(shown) == bool(reading.meetings)
    assert max(map(len, shown.split("\n"))) <= 100


def test_a_meeting_file_can_be_explained_too() -> None:
    reading = read_data("title: Bron\nstart: 2027-03-10T10:00\nplace: {text: Lund}\ncontacts:\n  - name: Siv Almgren\n")
    assert "Beginning             Wednesday 10 March 2027, 10:00  2:8" in render_explanation(reading, ENGLISH)


def test_a_text_without_a_meeting_tells_what_was_weighed() -> None:
    assert render_signs(("press-welcome +2.0", "labels +0.5", "reports -3.0", "new-code -1.0"), SWEDISH) == (
        "Det här talar för och emot att pressen bjuds in:\n"
        "  emot  den berättar om något som har varit\n"
        "  för   pressen bjuds in med rena ord\n"
        "  emot  new code\n"
        "  för   tid eller plats står under en etikett\n"
    )
    assert render_signs((), SWEDISH) == ""


def test_signs_are_found_where_a_day_is_named() -> None:
    text = "Bron invigdes\n\nOnsdag 10 mars 2027 kl. 10.00 träffades kommunalråden i Rådhuset.\n"
    signs = find_signs(text, published=DAY, today=DAY)
    assert any(sign.startswith("no-press -") for sign in signs)
    assert {sign.partition(" ")[0] for sign in signs} <= set(SIGNS)
    assert find_signs("Bron är klar.", published=DAY, today=DAY) == ()


def test_every_sign_that_is_weighed_has_words() -> None:
    source = Path(verdict.__file__).read_text("utf-8")
    assert set(
        re.findall(r'^ +"([a-z]+(?:-[a-z]+)*)": |found\["([a-z-]+)"\]|found = \{"([a-z-]+)":', source, re.MULTILINE)
    ) <= {tuple(code if at == index else "" for at in range(3)) for code in SIGNS for index in range(3)}
