"""Comments that call a time or a place uncertain keep a YAML file from being made anything of."""

from __future__ import annotations

import pytest

from pressinvite.reading.datafile import read_data


def marked(text: str) -> list[tuple[str, object]]:
    return [
        (finding.field, finding.values["mark"]) for finding in read_data(text).findings if finding.code == "unconfirmed"
    ]


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("# osäkert: läst på rad 3\nstart: 2027-03-11T10:00\n", "start"),
        ('# Uncertain (line 3, "x"): two dates\n#   of them\nstart: 2027-03-11T10:00\n', "start"),
        ("start: 2027-03-11T10:00 # osäkert\n", "start"),
        ("# epävarma: luettu riviltä 3\nstart: 2027-03-11T10:00\n", "start"),
        ("start: 2027-03-11T10:00\nend: 2027-03-11T11:00   #uncertain: check it\n", "end"),
        ("start: 2027-03-11\n# uncertain: read on line 4\nplace:\n  text: Torget\n", "place"),
        ("start: 2027-03-11\nplace:\n  # osäkert: läst på rad 4\n  text: Torget\n", "place"),
        ("start: 2027-03-11\nplace:\n  text: Torget  # osäkert\n", "place"),
        ("start: 2027-03-11\nplace: {text: Torget}\n", None),
        ("start: 2027-03-11\n# osäkert om någon tolkar\nplace:\n  text: Torget\n", None),
        ("# läst ur x\n\nstart: 2027-03-11\n# osäkert: läst på rad 4\ntitle: Bron\n", None),
        ("body: |-\n  Tid:\n  # osäkert: det här är text\nstart: 2027-03-11\n", None),
        ("body: >-\n  Tid\n  # osäkert: text\n\nstart: 2027-03-11\n", None),
        ("title: 'Bron # osäkert'\nstart: 2027-03-11\n", None),
        ("place:\n  text: 'Torget # osäkert: nej'\nstart: 2027-03-11\n", None),
    ],
)
def test_a_mark_stands_above_its_field_or_behind_it(text: str, field: str | None) -> None:
    found = marked(text)
    assert [name for name, _ in found] == ([f"meetings[0].{field}"] if field else [])


def test_each_document_has_its_own_marks() -> None:
    text = "start: 2027-03-11\n---\n# uncertain: read on line 3\nstart: 2027-03-12\n"
    assert marked(text) == [("meetings[1].start", "uncertain")]
    assert marked("- start: 2027-03-11\n  body: |-\n    # osäkert: x\n- start: 2027-03-12\n") == []
    assert marked("- start: 2027-03-11\n# osäkert: läst\n- start: 2027-03-12\n") == [("meetings[1].start", "osäkert")]
