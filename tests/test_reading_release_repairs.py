"""Repairs: what is written anew, what may never change, and that each repair is told."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressinvite.errors import Finding, Spot
from pressinvite.language import open_language
from pressinvite.reading.release import read_release
from pressinvite.reading.release.capitals import lower_headline
from pressinvite.reading.release.repairs import changed_words
from pressinvite.reading.release.spelling import spell
from pressinvite.report import render_findings

if TYPE_CHECKING:
    from pressinvite.reading.answer import Reading

DAY = dt.date(2026, 9, 1)
CASES = Path(__file__).parent / "cases" / "reading" / "repairs.txt"
TEXT = """{title}

{lead}

Anna Berg och SKTF möter företaget GöteborgsOperan i Björkvik. Vårt berg är högt.

Tid: tisdag 8 september 2026 kl. 13.00–14.00

Plats: {place}

Kontakt:
{contact}
"""
SOUND = {
    "title": "Pressträff om nya bron",
    "lead": "Pressen bjuds in till en pressträff om den nya bron.",
    "place": "Rådhuset, Stortorget 7, Lund",
    "contact": "Elin Dahl, pressekreterare, 070-174 06 06",
}


def rows() -> list[tuple[str, str, str]]:
    text = CASES.read_text("utf-8")
    lines = [line.replace("⏎", "\n").replace("␣", " ") for line in text.splitlines() if line and line[0] != "#"]
    return [tuple(part for part in line.split(" | ")) for line in lines]


def read(**parts: str) -> Reading:
    return read_release(TEXT.format_map(SOUND | parts), published=DAY, today=DAY)


def repairs(reading: Reading) -> list[Finding]:
    return [finding for finding in reading.findings if finding.code == "repaired"]


def test_a_text_without_faults_gives_no_note() -> None:
    assert repairs(read()) == []


def test_there_are_enough_cases() -> None:
    assert len(rows()) >= 60
    assert sum(shown == "=" for _, _, shown in rows()) >= 25


@pytest.mark.parametrize(("field", "stood", "shown"), rows())
def test_cases(field: str, stood: str, shown: str) -> None:
    opening = "Pressen bjuds in till en pressträff om den nya bron. "
    reading = read(**{field: opening + stood if field == "lead" else stood})
    (meeting,) = reading.meetings
    notes = repairs(reading)
    if field == "contact":
        told = [f"{note.values['before']} → {note.values['after']}" for note in notes]
        assert told == ([] if shown == "=" else [shown])
        return
    value = {"lead": meeting.lead, "title": meeting.title, "place": meeting.place and meeting.place.text}[field]
    wanted = stood.replace("\n", " ") if shown == "=" else shown
    assert value == (opening + wanted if field == "lead" else wanted)
    assert [note.field for note in notes] == (
        [] if shown == "=" else [f"meetings[0].{'place.text' * (field == 'place') or field}"]
    )


def test_a_note_tells_what_stood_where_and_what_stands() -> None:
    lead = "Pressen bjuds in kl 10-11 till en pressträff.Den är om bron - och om vägen."
    (note,) = repairs(read(lead=lead))
    assert note == Finding(
        "repaired",
        "note",
        "meetings[0].lead",
        {"before": "kl 10-11 … pressträff.Den … bron - och", "after": "kl. 10–11 … pressträff. Den … bron – och"},
        Spot(3, 18, "kl 10-11"),
    )


def test_more_changes_than_there_is_room_for_are_cut() -> None:
    (note,) = repairs(read(lead="Pressen bjuds in. " + " ".join(f"Bro {n} öppnar kl {n}." for n in range(1, 20))))
    assert str(note.values["before"]).endswith(" …")
    assert len(str(note.values["before"])) <= 80


def test_the_parts_of_a_place_stay_within_its_text() -> None:
    (meeting,) = read(place="Vita salen,Rådhuset , Stortorget 7, 22222 Lund").meetings
    place = meeting.place
    assert place is not None
    assert place.text == "Vita salen, Rådhuset, Stortorget 7, 222 22 Lund"
    assert place.postal_code == "222 22"
    assert all(part is None or part in place.text for part in (place.venue, place.building, place.street, place.city))


def test_evidence_quotes_the_source() -> None:
    (meeting,) = read(title="FLOTTAN ÖVAR VID KUSTEN I MAJ").meetings
    assert meeting.title == "Flottan övar vid kusten i maj"
    assert meeting.evidence["title"].spot.words == "FLOTTAN ÖVAR VID KUSTEN I MAJ"


def test_what_several_meetings_share_is_told_once() -> None:
    text = TEXT.format_map(SOUND | {"title": "Två visningar av bron - nu"}).replace(
        "Tid: tisdag", "Tid: onsdag 9 september 2026 kl. 13.00\n\nPlats: Rådhuset, Lund\n\nTid: tisdag"
    )
    reading = read_release(text, published=DAY, today=DAY)
    assert {meeting.title for meeting in reading.meetings} == {"Två visningar av bron – nu"}
    assert len(repairs(reading)) == 1


def test_an_english_text_keeps_its_own_marks() -> None:
    text = """Press conference about the new bridge

The press is invited to a press conference at 10:00-11:30 on the 8th of September about "the bridge" - at last.
The mayor of the city will tell you what the bridge has cost, and the engineers will show how it was built.

Time: Tuesday 8 September 2026, 10:00
Place: City Hall, Lund
"""
    (meeting,) = read_release(text, published=DAY, today=DAY).meetings
    assert meeting.language == "en"
    assert meeting.lead is not None
    assert '10:00–11:30 on the 8th of September about "the bridge" – at last.' in meeting.lead


def test_the_report_lists_the_repairs_last() -> None:
    reading = read(
        title="MARINEN ÖVAR I MAJ", lead="Pressen bjuds in till en pressträff kl 10 om marinens övning i maj."
    )
    shown = render_findings(reading._replace(source="pm.txt"), open_language("sv"))
    assert shown.split("\n")[-4:] == [
        "pm.txt: upplysning: 2 uppgifter skrevs om till rätt form [repaired]",
        "  1:1   rubrik   MARINEN ÖVAR I MAJ → Marinen övar i maj",
        "  3:37  ingress  kl 10 → kl. 10",
        "",
    ]


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        ("lika", "lika", []),
        ("kl 10 i dag", "kl. 10 i dag", [("kl 10", "kl. 10")]),
        ("bron - en", "bron – en", [("bron - en", "bron – en")]),
        ("klart.Nu går", "klart. Nu går", [("klart.Nu", "klart. Nu")]),
        ("klar . Nu , ja", "klar. Nu, ja", [("klar . Nu , ja", "klar. Nu, ja")]),
        ("en infor- mation här", "en information här", [("infor- mation", "information")]),
        ("ﬁlm är", "film är", [("ﬁlm", "film")]),
        ("- Nu", "– Nu", [("- Nu", "– Nu")]),
    ],
)
def test_changed_words(before: str, after: str, changes: list[tuple[str, str]]) -> None:
    assert changed_words(before, after) == changes


def test_no_repair_goes_over_the_end_of_a_line() -> None:
    listed = "– kl. 10.00\n– 11.30 och slut\n– den 10\n– 12 maj"
    assert spell(listed) == listed


# Whatever is written


PIECES = """kl kl. klockan 10 1030 10.30 10:30 - – -- 8-17 25-26 maj måndag-fredag 2026-2033 bron.Nu Lund,Malmö "bron" “bro”
!! , . : % 20% 25000 kronor 1.5 miljoner Levi's 'så' t.ex www.bron.Example a@b.Example S:t EU:S i vecka 7-9 ﬁlm a\u030a och"""
WORDS = st.sampled_from(PIECES.split())
TEXTS = st.one_of(
    st.text(max_size=80), st.lists(WORDS, max_size=12).map(" ".join), st.lists(WORDS, max_size=8).map("".join)
)


def letters(text: str) -> str:
    """Letters and digits, however they are composed."""
    return "".join(char for char in unicodedata.normalize("NFKC", text) if char.isalnum())


@given(TEXTS, st.booleans())
def test_a_repair_is_made_once_and_changes_no_letter_or_digit(text: str, swedish: bool) -> None:
    repaired = spell(text, swedish=swedish)
    assert spell(repaired, swedish=swedish) == repaired
    assert letters(repaired) == letters(text)
    assert repaired.count("\n") == text.count("\n")


@given(TEXTS.map(str.upper), TEXTS)
def test_a_headline_keeps_its_letters(headline: str, text: str) -> None:
    lowered = lower_headline(headline, text)
    assert letters(lowered).casefold() == letters(headline).casefold()
    assert re.sub(r"\w", "", lowered) == re.sub(r"\w", "", headline)
    assert lower_headline(lowered, text) == lowered


@given(TEXTS)
def test_changes_are_found_between_any_two_spellings(text: str) -> None:
    for before, after in changed_words(text, spell(text)):
        assert letters(before) == letters(after)
