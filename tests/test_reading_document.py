"""The meeting format, written: anew so that it loads to the same meeting, and into a file without touching the rest."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pressinvite.errors import Alternative, Evidence, Spot
from pressinvite.meeting import (
    Contact,
    Meeting,
    Online,
    Participant,
    Place,
    Registration,
    Revision,
    Translation,
    with_text,
)  # fmt: skip
from pressinvite.reading.datafile import read_data
from pressinvite.reading.document import render_json, render_yaml, to_data
from pressinvite.reading.edition import edit_yaml
from pressinvite.reading.json_schema import meeting_schema
from pressinvite.reading.keys import KEYS

if TYPE_CHECKING:
    from collections.abc import Callable

SAMPLES = Path(__file__).parent.parent / "samples"

# what a file can give back: no lone surrogates (no UTF-8 holds them), lines and paragraphs as the loader tidies them
words = st.text(
    st.sampled_from("ab åÖ1-:#'\"|>&*!%@`,[]{}?\\\n\t\x85\u2028\ufeff\x07😀م.")
    | st.characters(exclude_categories=["Cs"]),
    max_size=12,
)
line = words.map(lambda text: " ".join(text.split())).filter(bool)
paragraphs = st.lists(words, max_size=3).map("\n".join).map(
    lambda text: "\n".join(part.rstrip() for part in text.splitlines()).strip()
).filter(bool)  # fmt: skip
moments = st.datetimes(dt.datetime(1990, 1, 1), dt.datetime(2036, 1, 1)).map(
    lambda moment: moment.replace(microsecond=0)
)
days = st.one_of(st.dates(), moments)
instants = moments.map(lambda moment: moment.replace(tzinfo=dt.UTC))
tags = st.sampled_from(["sv", "en", "no", "fi", "en-GB"])
maybe = st.none


def nouns(noun: Callable[..., Any], **parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Nouns of the given parts, without the rest; `st.builds` would make up what a named tuple has a default for."""
    return st.fixed_dictionaries(parts).map(lambda made: noun(**made))


phones = st.sampled_from(["+46701740605", "+46846500400", "ring växeln"])
places = nouns(
    Place, text=line | maybe(), venue=line | maybe(), street=line | maybe(), city=line | maybe(),
    directions=line | maybe(), latitude=st.floats(-90, 90) | maybe(), map_url=line | maybe(),
).map(with_text)  # fmt: skip
people = nouns(Participant, name=line, party=line | maybe(), role=line | maybe())
contacts = nouns(
    Contact, name=line | maybe(), phones=st.lists(phones, max_size=2).map(tuple),
    emails=st.lists(line, max_size=2).map(tuple), standing=st.booleans(), hours=line | maybe(),
)  # fmt: skip
registrations = nouns(Registration, required=st.booleans() | maybe(), deadline=days | maybe(), email=line | maybe())
lists = st.lists(line, max_size=3).map(tuple)
meetings = nouns(
    Meeting,
    title=line | maybe(), kind=line | maybe(), lead=paragraphs | maybe(), body=paragraphs | maybe(),
    start=days | maybe(), end=days | maybe(), place=places | maybe(),
    online=nouns(Online, platform=line | maybe(), url=line | maybe()) | maybe(),
    participants=st.lists(people, max_size=3).map(tuple), contacts=st.lists(contacts, max_size=3).map(tuple),
    registration=registrations | maybe(), organisers=lists, topics=lists,
    about=st.lists(paragraphs, max_size=2).map(tuple), access=paragraphs | maybe(), language=tags,
    translations=st.dictionaries(tags, nouns(Translation, title=line | maybe(), body=paragraphs | maybe()), max_size=2),
    published=st.dates() | maybe(), embargo=moments | maybe(), audience=st.sampled_from(["open", "limited"]),
    uid=line | maybe(), sequence=st.integers(0, 99), status=st.sampled_from(["confirmed", "cancelled"]),
    created=instants | maybe(), modified=instants | maybe(),
    previous=st.lists(
        nouns(
            Revision, sequence=st.integers(0, 9), modified=instants,
            values=st.dictionaries(st.sampled_from(["start", "end"]), days | maybe()) | st.builds(lambda p: {"place": p}, places),
        ), max_size=2,
    ).map(tuple),
)  # fmt: skip


@given(meetings)
def test_yaml_loads_to_the_same_meeting(meeting: Meeting) -> None:
    reading = read_data(render_yaml([meeting]))
    assert reading.findings == () or not to_data(meeting)
    assert reading.meetings == (meeting,) or not to_data(meeting)


@given(meetings)
def test_json_loads_to_the_same_meeting(meeting: Meeting) -> None:
    reading = read_data(render_json([meeting], []), json=True)
    assert reading.meetings == (meeting,)


spots = st.builds(Spot, line=st.integers(0, 999), column=st.integers(0, 999), words=line | st.just(""))
evidences = st.dictionaries(
    st.sampled_from(["title", "place.street", "contacts[0].phones[1]", "start"]),
    st.builds(
        Evidence, spot=spots, certainty=st.sampled_from(["sure", "likely", "guess"]),
        rejected=st.lists(st.builds(Alternative, spot=spots, reason=st.sampled_from(["", "footer"])), max_size=2).map(tuple),
    ), max_size=3,
)  # fmt: skip


@given(evidences)
def test_json_gives_the_evidence_back_and_holds_the_schema(evidence: dict[str, Evidence]) -> None:
    written = render_json([Meeting(title="x", evidence=evidence)], [], explain=True)
    (read,) = read_data(written, json=True).meetings
    assert {path: read.evidence[path] for path in evidence} == evidence
    jsonschema.validate(json.loads(written)["meetings"][0], meeting_schema())
    plain = json.loads(render_json([Meeting(title="x", evidence=evidence)], []))["meetings"][0].get("evidence", {})
    assert plain.keys() == evidence.keys()
    assert all(set(entry) == {"line", "column", "words", "certainty"} for entry in plain.values())


paths = st.sampled_from(
    ["", "title", "start", "place", "place.street", "place.nothing", "participants[0]", "participants[1].role", "contacts",
     "contacts[0].name", "contacts[0].phones[0]", "organisers[0]", "about[1]", "registration.deadline", "body", "x[0].y"]
)  # fmt: skip
remarks = st.dictionaries(paths, st.lists(words | st.just("key: value"), min_size=1, max_size=2), max_size=5)


@given(st.lists(meetings.filter(lambda meeting: bool(to_data(meeting))), max_size=2), words, remarks)
def test_comments_change_nothing_of_what_is_read(
    made: list[Meeting], head: str, comments: dict[str, list[str]]
) -> None:
    text = render_yaml(made, head=head, comments=[comments] * len(made))
    assert read_data(text).meetings == tuple(made)


NOTED = Meeting(
    title="Bron", place=Place(text="Torget, Lund", city="Lund"), participants=(Participant(name="Ada Berg", role="chef"),),
    contacts=(Contact(phones=("+46701740605",)),), organisers=("Lunds kommun",),
    body='Hon sade: "nu bygger vi", och sedan sade hon det en gång till.',
)  # fmt: skip


def test_comments_stand_above_what_they_speak_of() -> None:
    comments = {
        "title": ["kort?"], "place.city": ["rad 3"], "place.street": ["saknas"], "participants[0].name": ["vem"],
        "participants[0].role": ["roll"], "contacts[0].phones[0]": ["nummer"], "organisers[0]": ["vilka"], "start": ["när"],
    }  # fmt: skip
    assert (
        render_yaml([NOTED], head="Rätta det här", comments=[comments])
        == """\
# Rätta det här
# kort?
title: Bron
# när
# saknas
place:
  text: Torget, Lund
  # rad 3
  city: Lund
participants:
  # vem
  - name: Ada Berg
    # roll
    role: chef
contacts:
  - phones:
      # nummer
      - +46701740605
organisers:
  # vilka
  - Lunds kommun
body: |-
  Hon sade: "nu bygger vi", och sedan sade hon det en gång till.
"""
    )


@given(meetings)
def test_pyyaml_reads_the_same_words(meeting: Meeting) -> None:
    """Another reader's YAML 1.1: texts must be texts to it too, and nothing else."""
    data = to_data(meeting)
    loaded = yaml.load(render_yaml([meeting]), Loader=yaml.BaseLoader)  # noqa: S506 -- only strings, lists and mappings
    if data:
        assert loaded["title"] == data["title"] if "title" in data else "title" not in loaded
        assert [person["name"] for person in loaded.get("participants", [])] == [p.name for p in meeting.participants]
        assert loaded.get("body") == meeting.body


RESERVED = ["no", "Yes", "null", "~", "true", "1", "1.5", "0x1f", "1e3", "2012-01-25", "12:30", "- a", "# a", "a: b", "a #b",
            "*a", "&a", "!a", "|", "> x", "%", "@a", "`a", "'a'", '"a"', "[a]", "{a}", "?", "a:", ",", "=", "<<", ".inf"]  # fmt: skip


@pytest.mark.parametrize("word", RESERVED)
def test_words_that_yaml_would_read_as_something_else_stay_words(word: str) -> None:
    text = render_yaml([Meeting(title=word, organisers=(word, "x"))])
    loaded = yaml.safe_load(text)
    if word not in {"2012-01-25", "1"}:  # read by our table, where digits and dates are words too
        assert loaded["title"] == word
    assert read_data(text).meetings[0].title == word


@given(meetings)
def test_what_is_written_holds_the_published_schema(meeting: Meeting) -> None:
    jsonschema.validate(json.loads(render_json([meeting], []))["meetings"][0], meeting_schema())


SCHEMA_CASES = [
    {"titel": "x"}, {"title": ["x"]}, {"title": True}, {"start": "31 mars"}, {"start": "2012-01-25T15:00+01:00"},
    {"place": "Lund"}, {"place": {"stret": "x"}}, {"organisers": "x"}, {"participants": [{"party": "S"}]},
    {"status": "inställt"}, {"sequence": -1}, {"created": "2012-01-01T10:00"}, {"translations": {"en": {"x": 1}}},
    {"previous": [{"sequence": 1}]}, {"registration": {"required": "kanske"}}, {"place": {"latitude": "norr"}},
    {"title": 2012}, {"title": None}, {"place": None}, {"contacts": [None]}, {"postal": 1}, {"start": "2012-01-25 15:00"},
    {"registration": {"required": True, "deadline": "2012-01-24"}}, {"evidence": {"start": {"line": 1, "column": 2}}},
]  # fmt: skip


@pytest.mark.parametrize("data", SCHEMA_CASES, ids=json.dumps)
def test_schema_and_loader_judge_alike(data: dict[str, object]) -> None:
    valid = jsonschema.Draft202012Validator(meeting_schema()).is_valid(data)
    assert valid == (read_data(json.dumps(data), json=True).findings == ())


def test_schema_is_a_schema_and_knows_every_key() -> None:
    schema = meeting_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    assert set(schema["properties"]) == set(Meeting._fields)
    for noun, keys in KEYS.items():
        assert {key.name for key in keys} == set(noun._fields)


@pytest.mark.parametrize("path", sorted(SAMPLES.rglob("*.yaml")), ids=lambda path: path.stem)
def test_editing_nothing_changes_nothing(path: Path) -> None:
    text = path.read_text("utf-8")
    (meeting,) = read_data(text).meetings
    assert edit_yaml(text, meeting, meeting) == text


COMMENTED = """\
# Om mötet
title: Gammal rubrik   # kort
start: 2027-03-10T15:00

place:          # var
  text: Biblioteket, Lund
  # huset
  venue: Biblioteket
  city: Lund
participants:
  - name: A B   # först
    role: chef
  - name: C D
body: |
  En rad.

  Två.

# sist
kind: pressträff
"""


def test_editing_keeps_comments_and_order() -> None:
    (old,) = read_data(COMMENTED).meetings
    new = old._replace(
        title="Ny: rubrik",
        start=dt.datetime(2027, 3, 10, 16, 0),
        place=old.place._replace(venue="Salen", text="Salen, Lund"),
        sequence=1,
        kind=None,
    )
    assert (
        edit_yaml(COMMENTED, old, new)
        == """\
# Om mötet
title: "Ny: rubrik"   # kort
start: 2027-03-10T16:00

place:          # var
  text: Salen, Lund
  # huset
  venue: Salen
  city: Lund
participants:
  - name: A B   # först
    role: chef
  - name: C D
body: |
  En rad.

  Två.

# sist
sequence: 1
"""
    )


@given(meetings, meetings)
def test_an_edited_file_loads_to_the_new_meeting(old: Meeting, new: Meeting) -> None:
    text = render_yaml([old._replace(title="x")])
    new = new._replace(title="y")
    (read,) = read_data(text).meetings
    assert read_data(edit_yaml(text, read, new)).meetings == (new,)


def test_one_document_of_several_is_edited_alone() -> None:
    text = "title: a\n---\ntitle: b # två\n"
    _first, second = read_data(text).meetings
    assert edit_yaml(text, second, second._replace(title="c"), document=1) == "title: a\n---\ntitle: c # två\n"
