"""The files of a new organisation's folder."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import PurePosixPath

import pytest

from pressinvite.language import open_language
from pressinvite.language.catalogues import SPOKEN
from pressinvite.starter import starter_files


@pytest.mark.parametrize("tag", SPOKEN)
def test_the_schema_lies_beside_the_settings_where_the_sample_looks_for_it(tag: str) -> None:
    files = {file.name: file.octets.decode() for file in starter_files(open_language(tag), today=dt.date(2027, 1, 7))}
    assert [name for name in files if name.startswith("meetings/")] == ["meetings/sample.yaml"]
    comment = files["meetings/sample.yaml"].splitlines()[0]
    schema = PurePosixPath("meetings") / comment.partition("$schema=")[2]
    assert str(schema) == "meetings/../meeting.schema.json"
    assert json.loads(files["meeting.schema.json"])["$schema"].startswith("https://json-schema.org/")
