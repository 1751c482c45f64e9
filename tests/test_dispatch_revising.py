"""What sending writes into a meeting file, and all that it leaves as it was."""

from __future__ import annotations

import pytest

from pressinvite.dispatch.revising import write_back
from pressinvite.reading.datafile import read_data

FOUR = """\
{
    "language": "sv",
    "title": "Nya bron",
    "start": "2027-05-20T13:00",
    "organisers": ["Vägnämnden"],
    "contacts": [
        {"name": "Siv Almgren", "phones": ["070-174 06 21"]}
    ]
}
"""
TABBED = '{\n\t"title": "Nya bron",\n\t"start": "2027-05-20T13:00",\n\t"sequence": 0\n}'
LISTED = '[{"title":"Nya bron","start":"2027-05-20T13:00"}]\n'
NAMED = '{\r\n  "meetings": [\r\n    {\r\n      "title": "Nya bron",\r\n      "start": "2027-05-20T13:00"\r\n    }\r\n  ]\r\n}\r\n'


def written(tmp_path, name: str, text: str, **changes: object) -> str:
    """The file after a meeting that the settings have added to was written back."""
    path = tmp_path / name
    path.write_bytes(text.encode())
    (read,) = read_data(text, json=name.endswith(".json")).meetings
    complete = read._replace(organisers=read.organisers or ("Kommunen",), timezone="Europe/Helsinki")
    write_back(path, text, complete._replace(**changes))
    return path.read_bytes().decode()


@pytest.mark.parametrize(
    ("text", "last", "lead", "colon"),
    [
        (FOUR, "\n    ]", "\n    ", ": "),
        (LISTED, '"2027-05-20T13:00"', "", ":"),
        (NAMED, '"2027-05-20T13:00"', "\r\n      ", ": "),
        (FOUR.replace("    ", "\t"), "\n\t]", "\n\t", ": "),
    ],
)  # fmt: skip
def test_json_keeps_its_layout(tmp_path, text, last, lead, colon):
    found = written(tmp_path, "bron.json", text, uid="bron@x.example", status="cancelled")
    before, _, after = text.rpartition(last)
    added = f',{lead}"status"{colon}"cancelled",{lead}"uid"{colon}"bron@x.example"'
    assert found == f"{before}{last}{added}{after}"


def test_a_value_that_json_has_is_replaced_where_it_stands(tmp_path):
    earlier = read_data("title: x\nprevious:\n  - sequence: 0\n    start: 2027-05-20T10:00\n").meetings[0].previous
    found = written(tmp_path, "bron.json", TABBED, sequence=1, previous=earlier)
    previous = '\t"previous": [\n\t\t{\n\t\t\t"sequence": 0,\n\t\t\t"start": "2027-05-20T10:00"\n\t\t}\n\t]'
    assert found == TABBED.replace('"sequence": 0\n', f'"sequence": 1,\n{previous}\n')


def test_nothing_to_write_leaves_the_file(tmp_path):
    assert written(tmp_path, "bron.json", FOUR) == FOUR


def test_new_lines_end_as_the_files_lines_do(tmp_path):
    earlier = read_data("title: x\nprevious:\n  - sequence: 0\n    start: 2027-05-20T10:00\n").meetings[0].previous
    text = "# Om bron\r\ntitle: Nya bron   # kort\r\nstart: 2027-05-20T13:00\r\n"
    found = written(tmp_path, "bron.yaml", text, sequence=1, previous=earlier)
    added = "sequence: 1\r\nprevious:\r\n  - sequence: 0\r\n    start: 2027-05-20T10:00\r\n"
    assert found == text + added


@pytest.mark.parametrize(
    "text", ["- title: Nya bron\n  start: 2027-05-20T13:00\n", "meetings:\n- title: Nya bron\n  language: sv\n"]
)
def test_the_one_meeting_of_a_list_is_written_to(tmp_path, text):
    assert written(tmp_path, "bron.yaml", text, uid="bron@x.example") == f"{text}  uid: bron@x.example\n"
