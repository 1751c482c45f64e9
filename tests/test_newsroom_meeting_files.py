"""What lies in the meetings' folder: meetings, what is told, what is left; what cannot be seen is not withdrawn."""

from __future__ import annotations

import errno
import io
import os
from typing import Any
from unittest.mock import patch

import pytest
from publishing_cases import Desk

from pressinvite.errors import SettingsError
from pressinvite.newsroom.meeting_files import scan_meetings


def refused(*names: str) -> Any:
    """The system does not let these folders be read."""
    real = os.scandir

    def scandir(path: str | os.PathLike[str]) -> Any:
        if str(path).rpartition("/")[2] in names:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return real(path)

    return patch("os.scandir", scandir)


@pytest.fixture
def desk(tmp_path) -> Desk:
    made = Desk(tmp_path / "desk")
    made.write("bron.yaml")
    made.write("2027/torg.YAML", title="Torget", uid="t@x.example")
    made.write("2027/vår/bad.yml", title="Badet", uid="b@x.example")
    return made


def test_meetings_lie_in_folders_of_folders(desk):
    scan = scan_meetings(desk.top)
    assert list(scan.files) == ["meetings/2027/torg.YAML", "meetings/2027/vår/bad.yml", "meetings/bron.yaml"]
    assert (scan.closed, scan.notes) == ({}, {})
    stat = (desk.top / "meetings/bron.yaml").stat()
    assert scan.files["meetings/bron.yaml"] == (stat.st_mtime_ns, stat.st_size)


def test_a_folder_that_cannot_be_read_keeps_what_was_published_of_it(desk):
    assert desk.publish().meetings == 3
    before = desk.tree()
    with refused("2027"):
        done = desk.publish()
    assert (done.stopped, done.outcome.total, done.meetings) == (("meetings/2027",), 0, 3)
    (finding,) = next(reading for reading in done.readings if reading.source == "meetings/2027").findings
    assert (finding.code, finding.values["reason"]) == ("folder-unreadable", "you are not allowed to read it")
    assert desk.tree() == before
    assert desk.publish().outcome.total == 0, "and is not read again for it"


def test_a_name_that_only_begins_like_a_closed_folder_is_not_in_it(desk):
    with refused("2027"):
        scan = scan_meetings(desk.top)
    assert scan.is_closed("meetings/2027/torg.YAML")
    assert scan.is_closed("meetings/2027")
    assert not scan.is_closed("meetings/2027.yaml")


def test_meetings_that_cannot_be_read_at_all_stop_the_run(desk):
    desk.publish()
    before = desk.tree()
    with refused("meetings"), pytest.raises(SettingsError) as stopped:
        desk.publish()
    assert stopped.value.findings[0].code == "folder-unreadable"
    assert desk.tree() == before


def test_a_file_that_cannot_be_read_keeps_what_was_published_of_it(desk):
    desk.publish()
    before = desk.tree()
    desk.edit("bron.yaml", title="Annat")
    real = io.open

    def opened(path: Any, *more: Any, **named: Any) -> Any:
        if str(path).endswith("bron.yaml"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return real(path, *more, **named)

    with patch("io.open", opened):
        done = desk.publish()
    assert done.stopped == ("meetings/bron.yaml",)
    assert {finding.code for reading in done.readings for finding in reading.findings} == {"unreadable"}
    assert desk.tree() == before
    assert desk.publish().outcome.total > 0
