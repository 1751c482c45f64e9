"""Every field of a meeting that was read from a text tells where it stands there, and how sure that is."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressinvite.errors import Evidence, Spot
from pressinvite.language.fields import CERTAINTIES, FIELDS, REASONS
from pressinvite.meeting import Meeting, Place
from pressinvite.reading.datafile import read_data
from pressinvite.reading.document import render_json
from pressinvite.reading.guesses import find_guesses
from pressinvite.reading.keys import KEYS
from pressinvite.reading.release import read_release

DAY = dt.date(2027, 2, 20)
TEXT = """\
Björkviks kommun

Pressinbjudan: Bron öppnas i mars

Björkviks kommun bjuder in pressen till en pressträff om den nya bron. Den har byggts i två år.

Tid: onsdag den 10 mars 2027 kl. 10.00–11.30
Plats: Stora salen, Rådhuset, Stortorget 7, Björkvik
Medverkande: Ada Berg (S), kommunalråd, och Bo Dahl, arkitekt

Träffen sänds även på Zoom.

Ta med presslegitimation.

Anmäl dig senast den 8 mars 2027 till press@bjorkvik.example.

Presskontakt:
Siv Almgren, pressansvarig, 070-174 06 21, siv.almgren@bjorkvik.example

Om Björkviks kommun

Björkvik ligger mellan sjön och skogen, har 18 400 invånare och är känt för sina broar av sten och stål.
"""


def read(text: str, published: dt.date = DAY) -> Meeting:
    (meeting,) = read_release(text, published=published, today=published).meetings
    return meeting


def shown(text: str) -> dict[str, tuple[int, str, str]]:
    """Path → line, words and certainty."""
    return {path: (found.spot.line, found.spot.words, found.certainty) for path, found in read(text).evidence.items()}


def test_every_field_tells_where_it_was_read() -> None:
    found = shown(TEXT)
    assert found["title"] == (3, "Pressinbjudan: Bron öppnas i mars", "sure")
    assert found["kind"] == (5, "pressträff", "sure")
    assert found["lead"][:1] == (5,)
    assert found["start"][:2] == (7, "onsdag den 10 mars 2027 kl. 10.00–11.30")
    assert found["end"][:2] == (7, "kl. 10.00–11.30")
    assert found["place"][:2] == (8, "Stora salen, Rådhuset, Stortorget 7, Björkvik")
    assert found["participants[0]"][0] == 9
    assert found["participants[0].name"][:2] == (9, "Ada Berg")
    assert found["participants[0].party"][:2] == (9, "S")
    assert found["participants[0].role"][:2] == (9, "kommunalråd")
    assert found["participants[1]"][0] == 9
    assert found["online"][:2] == (11, "Zoom")
    assert found["accreditation"][:2] == (13, "Ta med presslegitimation.")
    assert found["registration"][:2] == (15, "Anmäl dig senast den 8 mars 2027 till press@bjorkvik.example.")
    assert found["registration.email"][:2] == (15, "press@bjorkvik.example")
    assert found["registration.deadline"] == (15, "8 mars 2027", "sure")
    assert found["contacts[0].name"][:2] == (18, "Siv Almgren")
    assert found["contacts[0].role"][:2] == (18, "pressansvarig")
    assert found["contacts[0].phones[0]"][:2] == (18, "070-174 06 21")
    assert found["contacts[0].emails[0]"][:2] == (18, "siv.almgren@bjorkvik.example")
    assert found["place.venue"][:2] == (8, "Stora salen")
    assert found["place.building"][:2] == (8, "Rådhuset")
    assert found["place.street"][:2] == (8, "Stortorget 7")
    assert found["place.city"][:2] == (8, "Björkvik")
    assert found["place.text"] == found["place"]
    assert found["registration.required"] == found["registration"]
    assert found["organisers[0]"] == (1, "Björkviks kommun", "sure")
    assert found["language"][0] == 5


def test_a_date_that_stands_elsewhere_than_its_time_tells_where() -> None:
    found = shown(
        TEXT.replace("onsdag den 10 mars 2027 kl. 10.00–11.30", "kl. 10.00").replace("i mars", "10 mars 2027")
    )
    assert found["start"][:2] == (7, "kl. 10.00")
    assert found["start.date"][:2] == (3, "10 mars 2027")
    assert "start.date" not in shown(TEXT)


def test_the_party_is_read_where_its_letters_stand() -> None:
    text = TEXT.replace("den nya bron.", "den nya bron. Ada Berg säger mer där.").replace("Ada Berg (S)", "Ada Berg(s)")
    assert shown(text)["participants[0].party"][:2] == (9, "s")


def test_no_field_of_a_meeting_is_without_its_evidence() -> None:
    meeting = read(TEXT)
    standard = Meeting()
    for key in (key.name for key in KEYS[Meeting]):
        if getattr(meeting, key) != getattr(standard, key) and key not in ("evidence", "published"):
            held = getattr(meeting, key)
            paths = [f"{key}[{index}]" for index in range(len(held))] if type(held) is tuple else [key]
            assert set(paths) <= set(meeting.evidence), key


def test_no_registration_is_read_somewhere_too() -> None:
    found = shown(
        TEXT.replace("Anmäl dig senast den 8 mars 2027 till press@bjorkvik.example.", "Ingen anmälan behövs.")
    )
    assert found["registration"] == (15, "Ingen anmälan behövs.", "sure")
    assert not any(path.startswith("registration.") for path in found)


def test_the_stamp_of_the_page_is_the_evidence_of_its_day() -> None:
    reading = read_release(TEXT.replace("Björkviks kommun\n", "2027-02-19 09:15\n", 1), published=None, today=DAY)
    (meeting,) = reading.meetings
    assert meeting.published == dt.date(2027, 2, 19)
    assert meeting.evidence["published"].spot == Spot(1, 1, "2027-02-19")
    assert "published" not in read(TEXT).evidence


@pytest.mark.parametrize(
    ("was", "now", "field"),
    [
        ("10 mars 2027", "10 mars", "start"),
        ("kl. 10.00–11.30", "kl. 10.00 (ca 30 minuter)", "end"),
        ("8 mars 2027", "8 mars", "registration.deadline"),
        ("den 8 mars 2027", "dagen innan", "registration.deadline"),
    ],
)
def test_what_was_counted_out_is_only_likely(was: str, now: str, field: str) -> None:
    assert shown(TEXT.replace(was, now))[field][2] == "likely"
    assert find_guesses(read(TEXT.replace(was, now))) is not None
    assert list(find_guesses(read(TEXT.replace(was, now)))) == []


def test_a_plain_text_is_not_warned_of() -> None:
    reading = read_release(TEXT, published=DAY, today=DAY)
    assert [finding for finding in reading.findings if finding.severity != "note"] == []


def test_other_times_of_the_text_are_kept_with_why_not() -> None:
    text = TEXT.replace("Ta med", "Program: kl. 9.15 kaffe.\n\nTa med")
    rejected = read(text).evidence["start"].rejected
    assert (13, "kl. 9.15") in [(other.spot.line, other.spot.words) for other in rejected]
    assert {other.reason for other in rejected} <= set(REASONS)


def test_words_are_those_of_the_source() -> None:
    odd = (
        TEXT.replace("kl. 10", "kl.\u00a010")
        .replace("presslegitimation", "press\u00adlegitimation")
        .replace("–", "\u2014")
    )
    lines = odd.split("\n")
    for path, found in read(odd).evidence.items():
        line = lines[found.spot.line - 1]
        assert line[found.spot.column - 1 :].startswith(found.spot.words), path
        assert found.spot.words, path


PIECES = [
    *re.split(r"(?<=[\n ])", TEXT),
    "\u00ad",
    "\u200b",
    "\r\n",
    "\t",
    "Tid: i morgon kl 9\n",
    "inställd ",
    "• ",
    "Zoom ",
]


@given(
    st.lists(st.sampled_from(PIECES), max_size=60).map("".join) | st.integers(0, len(TEXT)).map(lambda at: TEXT[:at])
)
def test_every_spot_lies_in_the_text(text: str) -> None:
    lines = text.split("\n")
    for meeting in read_release(text, published=DAY, today=DAY).meetings:
        for path, found in meeting.evidence.items():
            for spot in (found.spot, *(other.spot for other in found.rejected)):
                assert lines[spot.line - 1][spot.column - 1 :].startswith(spot.words), path


def test_each_guess_is_one_warning_and_time_and_place_must_be_confirmed() -> None:
    spot, guess = Spot(3, 1, "på torsdag"), "guess"
    meeting = Meeting(
        title="Bron", start=dt.datetime(2027, 3, 10, 10), end=dt.datetime(2027, 3, 10, 11), place=Place(text="Lund"),
        evidence={
            "title": Evidence(spot, guess), "start": Evidence(spot, guess), "end": Evidence(spot, guess),
            "place.street": Evidence(spot, guess), "place.city": Evidence(spot, guess), "kind": Evidence(spot, "likely"),
            "contacts[1].phones[0]": Evidence(spot, guess), "registration": Evidence(spot),
        },
    )  # fmt: skip
    assert [(found.code, found.field, found.uncertain) for found in find_guesses(meeting)] == [
        ("title-guess", "title", False),
        ("start-guess", "start", True),
        ("end-guess", "end", True),
        ("place-guess", "place", True),
        ("uncertain-field", "contacts[1]", False),
    ]
    assert all(found.severity == "warning" and found.spot == spot for found in find_guesses(meeting))


def test_a_guess_is_still_one_when_the_answer_is_read_again() -> None:
    text = "Pressträff om bron\n\nPressen är välkommen till en pressträff.\n\nTid: kl. 10.00\nPlats: Rådhuset, Lund\n"
    reading = read_release(text, published=DAY, today=DAY)
    assert [finding.code for finding in reading.findings if finding.uncertain] == ["start-guess"]
    again = read_data(render_json(reading.meetings, []), json=True)
    assert [finding.code for finding in again.findings] == ["start-guess"]
    assert again.findings[0].spot == reading.findings[-1].spot


def test_rejected_candidates_come_only_where_they_are_asked_for() -> None:
    meeting = read(TEXT.replace("Ta med", "Program: kl. 9.15 kaffe.\n\nTa med"))
    plain = json.loads(render_json([meeting], []))["meetings"][0]["evidence"]
    assert plain["end"] == {"line": 7, "column": 30, "words": "kl. 10.00–11.30", "certainty": "sure"}
    assert all("rejected" not in entry for entry in plain.values())
    told = json.loads(render_json([meeting], [], explain=True))["meetings"][0]["evidence"]
    assert told["start"]["rejected"][0].keys() == {"line", "column", "words", "reason"}


def test_every_reason_field_and_certainty_has_words() -> None:
    folder = Path(__file__).parent.parent / "pressinvite" / "reading"
    sources = "\n".join(path.read_text("utf-8") for path in folder.rglob("*.py"))
    used = set(re.findall(r"""(?:Rejected\([^\n]*|reason(?:: str)? = [^"\n]*)"([a-z-]+)\"""", sources))
    assert {"lower-score", "another-meeting", "programme"} <= used <= set(REASONS)
    assert {key.name for keys in KEYS.values() for key in keys} - {"previous", "evidence"} <= set(FIELDS)
    assert set(CERTAINTIES) == {"sure", "likely", "guess"}


def test_every_value_has_evidence_under_its_own_path() -> None:
    meeting = read(TEXT)
    for path, noun in (
        ("place", meeting.place),
        ("registration", meeting.registration),
        ("contacts[0]", meeting.contacts[0]),
    ):
        told = [key.name for key in KEYS[type(noun)] if getattr(noun, key.name) not in (None, False, ())]
        assert told
        assert all(any(key.startswith(f"{path}.{part}") for key in meeting.evidence) for part in told), path
