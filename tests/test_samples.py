"""Every sample, exported: what calendars that are not ours read in it is what a person wrote down beside it."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path

import pytest
import vobject

from pressinvite.cli import main

SAMPLES = Path(__file__).parent.parent / "samples"
EXPECTED = Path(__file__).parent / "expected"
SOURCES = sorted(path for ending in ("yaml", "txt") for path in SAMPLES.rglob(f"*.{ending}"))
PUBLISHED = {"two-meetings": "2027-01-20", "english": "2027-04-01"}


def export(source: Path, folder: Path) -> list[Path]:
    day = PUBLISHED.get(source.stem, "2012-01-20")
    assert main(["export", str(source), "--published", day, "-o", str(folder)]) == 0
    return sorted(folder.iterdir())


def as_written(moment: dt.date) -> str:
    if isinstance(moment, dt.datetime):
        return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return moment.isoformat()


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_calendars_read_what_a_person_wrote_down(source: Path, tmp_path: Path) -> None:
    wanted = json.loads(source.with_name(f"{source.stem}.expected.json").read_text("utf-8"))
    files = [path for path in export(source, tmp_path) if path.name.count(".") == 1 and path.suffix == ".ics"]
    found = []
    for path in files:
        event = vobject.readOne(path.read_text("utf-8")).vevent
        found.append(
            {
                "start": as_written(event.dtstart.value),
                "end": as_written(event.dtend.value),
                "summary": event.summary.value,
                "location": event.location.value if hasattr(event, "location") else None,
            }
        )
    assert sorted(found, key=lambda row: row["start"]) == wanted


def kept_folder(source: Path) -> Path:
    """Where a sample's whole results are kept: malmo-lund-2012-txt, bjorkvik-teams-yaml."""
    name = source.relative_to(SAMPLES).with_suffix("").as_posix().replace("/", "-")
    return EXPECTED / f"{name}-{source.suffix[1:]}"


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_what_is_made_has_not_changed_unseen(source: Path, tmp_path: Path) -> None:
    """Whole files. Where a change is meant, `make expected` takes it over and a person looks at the difference."""
    made = {path.name: path.read_bytes().decode("utf-8") for path in export(source, tmp_path)}
    kept = {path.name: path.read_bytes().decode("utf-8") for path in kept_folder(source).iterdir()}
    assert made.keys() == kept.keys()
    for name, text in made.items():
        assert text == kept[name], name


def keep_all() -> None:
    """Take what is made now as what is expected."""
    shutil.rmtree(EXPECTED, ignore_errors=True)
    for source in SOURCES:
        export(source, kept_folder(source))


if __name__ == "__main__":
    keep_all()
