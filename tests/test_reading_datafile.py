"""The meeting format, read: strictly, with every fault told where it stands."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from pressinvite.meeting import Contact, Online, Participant, Place, Registration, Revision, Translation
from pressinvite.reading.datafile import read_data

FULL = """\
title: "Hej: hopp"
kind: pressträff
start: 2012-01-25T15:00
end: 2012-01-25 15:45:00
timezone: Europe/Helsinki
place: {venue: Vigselrummet, street: Stortorget 7, postal_code: 22222, city: Lund, latitude: 55.7, longitude: -13}
online:
  platform: Teams
  url: https://teams.example/x
participants:
  - {name: Ilmar Reepalu, party: S}
contacts:
  - name: Helene Persson
    phones: [+46703495350, "046 – 35 59 78"]
    emails: [a@b.example]
    standing: no
registration: {required: false, deadline: 2012-01-24}
organisers: [Malmö stad]
language: no
translations:
  en: {title: Hello}
published: 2012-01-20
embargo: 2012-01-25T08:00
audience: limited
uid: x@y
sequence: 2
status: postponed
created: 2012-01-20T08:00:00Z
modified: 2012-01-21T08:00:00Z
previous:
  - {sequence: 1, modified: 2012-01-20T09:00:00Z, start: 2012-01-25T14:00, end: null, place: {city: Lund}}
body: |
  Första.

  Andra.
lead: null
"""


def only(text: str, **options: bool):
    reading = read_data(text, **options)
    assert reading.findings == ()
    (meeting,) = reading.meetings
    return meeting


def test_every_key_is_typed_by_the_table_not_by_yaml() -> None:
    meeting = only(FULL)
    assert meeting.title == "Hej: hopp"
    assert meeting.start == dt.datetime(2012, 1, 25, 15, 0)
    assert meeting.end == dt.datetime(2012, 1, 25, 15, 45)
    assert meeting.place == Place(
        text="Vigselrummet, Stortorget 7, 22222 Lund", venue="Vigselrummet", street="Stortorget 7",
        postal_code="22222", city="Lund", latitude=55.7, longitude=-13.0,
    )  # fmt: skip
    assert meeting.online == Online(platform="Teams", url="https://teams.example/x")
    assert meeting.participants == (Participant(name="Ilmar Reepalu", party="S"),)
    assert meeting.contacts == (
        Contact(name="Helene Persson", phones=("+46703495350", "+4646355978"), emails=("a@b.example",)),
    )
    assert meeting.registration == Registration(required=False, deadline=dt.date(2012, 1, 24))
    assert meeting.language == "no"
    assert meeting.translations == {"en": Translation(title="Hello")}
    assert meeting.body == "Första.\n\nAndra."
    assert meeting.lead is None
    assert meeting.modified == dt.datetime(2012, 1, 21, 8, tzinfo=dt.UTC)
    assert meeting.previous == (
        Revision(
            sequence=1,
            modified=dt.datetime(2012, 1, 20, 9, tzinfo=dt.UTC),
            values={"start": dt.datetime(2012, 1, 25, 14, 0), "end": None, "place": Place(text="Lund", city="Lund")},
        ),
    )


def test_every_value_knows_its_place_in_the_file() -> None:
    evidence = only(FULL).evidence
    assert evidence["start"].spot == (3, 8, "2012-01-25T15:00")
    assert evidence["contacts[0].phones[1]"].spot == (14, 28, '"046 – 35 59 78"')
    assert evidence["place.city"].spot == (6, 78, "Lund")


def test_yaml_documents_lists_and_the_answer_of_read_all_hold_meetings() -> None:
    assert [m.title for m in read_data("title: a\n---\ntitle: b\n---\n").meetings] == ["a", "b"]
    assert [m.title for m in read_data("- title: a\n- title: b\n").meetings] == ["a", "b"]
    answer = {
        "meetings": [{"title": "a", "evidence": {"title": {"line": 3, "column": 1, "words": "x"}}}],
        "findings": [],
    }
    (meeting,) = read_data(json.dumps(answer), json=True).meetings
    assert meeting.title == "a"
    assert meeting.evidence["title"].spot == (3, 1, "x")


def test_json_may_be_indented_with_tabs_and_hold_escaped_astral_characters() -> None:
    assert only('{\n\t"title": "\\ud83d\\ude00 \\/ å",\n\t"sequence": 3\n}', json=True).title == "😀 / å"


def test_half_a_character_is_replaced() -> None:
    assert only('{"title": "a\\ud800b \\ud83d\\ude00"}', json=True).title == "a\ufffdb 😀"


def test_the_moment_of_a_revision_may_be_called_so() -> None:
    text = "previous:\n  - {sequence: 0, moment: 2012-01-20T09:00:00Z, start: 2012-01-25}\n  - {sequence: 1}\n"
    first, second = only(text).previous
    assert first.modified == dt.datetime(2012, 1, 20, 9, tzinfo=dt.UTC)
    assert first.values == {"start": dt.date(2012, 1, 25)}
    assert second.modified is None


def test_absent_null_and_empty_mean_the_same() -> None:
    absent = only("title: x\n")
    assert only("title: x\nlead:\nplace: ~\nkind: ''\nparticipants: null\nonline: null\n") == absent


def test_no_document_is_no_meeting() -> None:
    assert [finding.code for finding in read_data("# only a comment\n").findings] == ["no-meeting"]


FAULTS = [
    ("titel: x\n", "misspelt-key", "meetings[0].titel", 1, 1, {"nearest": "title"}),
    ("place:\n  stret: x\n", "misspelt-key", "meetings[0].place.stret", 2, 3, {"nearest": "street"}),
    ("title: x\nzzqq: 1\n", "unknown-key", "meetings[0].zzqq", 2, 1, {"key": "zzqq"}),
    ("start: 31 mars\n", "wrong-type", "meetings[0].start", 1, 8, {"found": "31 mars"}),
    ("start: 2012-02-31T10:00\n", "wrong-type", "meetings[0].start", 1, 8, {}),
    ("start: 2012-02-03T25:99\n", "wrong-type", "meetings[0].start", 1, 8, {}),
    ("start: 2012-02-03T10:00+01:00\n", "wrong-type", "meetings[0].start", 1, 8, {}),
    ("created: 2012-02-03T10:00\n", "wrong-type", "meetings[0].created", 1, 10, {}),
    ("timezone: Europe/Lund\n", "wrong-type", "meetings[0].timezone", 1, 11, {}),
    ("language: svenska\n", "wrong-type", "meetings[0].language", 1, 11, {}),
    ("status: zzz\n", "wrong-type", "meetings[0].status", 1, 9, {}),
    ("status: inställd\n", "misspelt-value", "meetings[0].status", 1, 9, {"nearest": "cancelled"}),
    ("status: peruttu\n", "misspelt-value", "meetings[0].status", 1, 9, {"nearest": "cancelled"}),
    ("status: cancelld\n", "misspelt-value", "meetings[0].status", 1, 9, {"nearest": "cancelled"}),
    ("audience: Limited\n", "misspelt-value", "meetings[0].audience", 1, 11, {"nearest": "limited"}),
    ("sequence: -1\n", "wrong-type", "meetings[0].sequence", 1, 11, {}),
    ("title: [a]\n", "wrong-type", "meetings[0].title", 1, 8, {}),
    ("title: true\n", "wrong-type", "meetings[0].title", 1, 8, {}),
    ("place: Lund\n", "not-a-mapping", "meetings[0].place", 1, 8, {"found": "Lund"}),
    ("participants: [Anna]\n", "not-a-mapping", "meetings[0].participants[0]", 1, 16, {"found": "Anna"}),
    ("organisers: Lund\n", "not-a-list", "meetings[0].organisers", 1, 13, {"found": "Lund"}),
    ("participants:\n  - party: S\n", "missing-key", "meetings[0].participants[0]", 2, 5, {"key": "name"}),
    ("previous:\n  - start: 2012-01-01\n", "missing-key", "meetings[0].previous[0]", 2, 5, {}),
    ("translations:\n  svenska: {title: x}\n", "wrong-type", "meetings[0].translations.svenska", 2, 3, {}),
    ("title: a\ntitle: b\n", "duplicate-key", "", 2, 1, {"line": 1}),
    ("title: &a b\n", "yaml-feature", "", 1, 8, {"feature": "&a"}),
    ("title: !!python/object/apply:os.system ['x']\n", "yaml-feature", "", 1, 8, {}),
    ("%TAG ! x\n---\ntitle: a\n", "yaml-feature", "", 1, 1, {}),
    ("lead: *a\n", "yaml-feature", "", 1, 7, {"feature": "*a"}),
    ("title: 'a\n", "yaml-syntax", "", 1, 8, {}),
    ("title: a\n\tlead: b\n", "yaml-syntax", "", 2, 1, {}),
    ("? [a]\n: b\n", "key-not-text", "", 1, 3, {}),
    ("title: a\x0bb\n", "yaml-character", "", 1, 9, {"number": "U+000B"}),
    ("just words\n", "not-a-mapping", "meetings[0]", 1, 1, {"found": "just words"}),
]


@pytest.mark.parametrize(("text", "code", "field", "line", "column", "values"), FAULTS)
def test_faults_are_told_with_their_place(text, code, field, line, column, values) -> None:
    reading = read_data(text)
    assert reading.meetings == ()
    finding = reading.findings[0]
    assert (finding.code, finding.severity, finding.field) == (code, "error", field)
    assert finding.spot[:2] == (line, column)
    assert values.items() <= dict(finding.values).items()


JSON_FAULTS = [
    ('{"title": "a",}', 1, 15),
    ('{"title" "a"}', 1, 10),
    ("{title: 1}", 1, 2),
    ('{"a": tru}', 1, 7),
    ('{"title": "a"} x', 1, 16),
    ('{"title": "a\nb"}', 1, 13),
    ('{\n  "title": "a', 2, 12),
    ("", 1, 1),
]


@pytest.mark.parametrize(("text", "line", "column"), JSON_FAULTS)
def test_json_faults_are_told_with_their_place(text: str, line: int, column: int) -> None:
    (finding,) = read_data(text, json=True).findings
    assert finding.code == "json-syntax"
    assert finding.spot[:2] == (line, column)


@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 50_000 + "x", "a: " + "{b: " * 5000])
@pytest.mark.parametrize("as_json", [True, False])
def test_deep_nesting_neither_crashes_nor_swells(text: str, as_json: bool) -> None:
    codes = {finding.code for finding in read_data(text, json=as_json).findings}
    assert codes <= {"too-deep", "json-syntax", "yaml-syntax"}
    assert codes


def test_all_faults_of_a_file_are_told_and_sound_meetings_kept() -> None:
    reading = read_data("titel: x\nstart: i morgon\n---\ntitle: fine\n")
    assert [finding.code for finding in reading.findings] == ["misspelt-key", "wrong-type"]
    assert [meeting.title for meeting in reading.meetings] == ["fine"]
