"""The README's commands do what it says."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from pressinvite.cli import main

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).parent.parent
COMMANDS = re.findall(r"^\$ (pressinvite .*)$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)


def test_all_commands_run_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    monkeypatch.chdir(tmp_path)
    assert len(COMMANDS) >= 8
    for command in COMMANDS:
        assert main(shlex.split(command)[1:]) == 0, command
    made = {path.suffix for path in (tmp_path / "out").iterdir() if path.is_file()}
    assert made == {".ics", ".html", ".eml", ".txt", ".yaml"}
    assert (tmp_path / "out" / "press" / "pressinvite.toml").is_file()


def test_the_small_meeting_shown_is_sound(tmp_path: Path) -> None:
    (shown,) = re.findall(r"```yaml\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    (tmp_path / "meeting.yaml").write_text(shown, "utf-8")
    assert main(["check", str(tmp_path / "meeting.yaml")]) == 0


def test_files_and_targets_named_exist() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    for link in re.findall(r"\]\((?!https:)([^)]+)\)", text):
        assert (ROOT / link).exists(), link
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert set(re.findall(r"`make (\w+)`", text)) <= set(targets)
