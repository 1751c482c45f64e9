"""The command line's parser: of one command as of all, and as wide as the terminal."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from pressinvite.arguments import make_parser
from pressinvite.cli.entry import COMMANDS
from pressinvite.language import open_language


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_alone_is_told_as_among_all(capsys, command) -> None:
    shown = []
    for only in (command, ""):
        with pytest.raises(SystemExit):
            make_parser(open_language("sv"), only=only).parse_args([command, "--help"])
        shown.append(capsys.readouterr().out)
    assert f"pressinvite {command}" in shown[0]
    assert shown[0] == shown[1]


def test_what_is_no_command_leaves_all(capsys) -> None:
    with pytest.raises(SystemExit):
        make_parser(open_language("sv"), only="--help").parse_args(["--help"])
    shown = capsys.readouterr().out
    assert all(f"\n    {command}" in shown for command in COMMANDS)


@pytest.mark.parametrize("columns", [60, 120])
def test_help_is_as_wide_as_the_terminal(columns) -> None:
    command = [sys.executable, "-m", "pressinvite", "read", "--help"]
    done = subprocess.run(
        command, env={**os.environ, "COLUMNS": str(columns)}, capture_output=True, encoding="utf-8", check=True
    )
    assert columns - 15 < max(map(len, done.stdout.splitlines())) < columns
