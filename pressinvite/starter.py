"""The files of a new organisation's folder: commented settings and a sample meeting, in the user's language."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, NamedTuple

from pressinvite.errors import Finding, SettingsError
from pressinvite.reading.json_schema import meeting_schema
from pressinvite.templating import open_templates
from pressinvite.workspace import SETTINGS_NAME, is_file, write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pressinvite.language import Language

SAMPLE_NAME = "meetings/sample.yaml"


class NewFile(NamedTuple):
    """A file of a new organisation's folder."""

    name: str
    octets: bytes


def starter_files(language: Language, *, today: dt.date) -> list[NewFile]:
    """Return the files, names relative to the folder; the sample meeting is on a Wednesday four weeks from `today`."""
    templates = open_templates(None, language)
    day = today + dt.timedelta(days=28 + (2 - today.weekday()) % 7)
    sample = templates.render("starter/sample.yaml", day=day, published=today, language=language, quote=_quote)
    settings = templates.render("starter/pressinvite.toml", language=language, quote=_quote)
    schema = json.dumps(meeting_schema(), ensure_ascii=False, indent=2) + "\n"
    return [
        NewFile(SETTINGS_NAME, settings.encode()),
        NewFile(SAMPLE_NAME, sample.encode()),
        NewFile("meeting.schema.json", schema.encode()),
    ]


def _quote(text: str) -> str:
    """The text as a string of JSON, which is one of YAML and of TOML too."""
    return json.dumps(text, ensure_ascii=False)


def write_workspace(folder: Path, files: Iterable[NewFile]) -> list[Path]:
    """Write a new organisation's folder and return what was made; SettingsError where there is one already."""
    if is_file(folder / SETTINGS_NAME):
        raise SettingsError(Finding("workspace-exists", "error", "", {"name": str(folder / SETTINGS_NAME)}))
    made = []
    for file in files:
        write_whole(folder / file.name, file.octets)
        made.append(folder / file.name)
    return made
