"""The commands that set up: init and completion."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from pressinvite.cli.console import read_clock

if TYPE_CHECKING:
    import argparse

    from pressinvite.language import Language


def run_init(options: argparse.Namespace, language: Language) -> int:
    """Make an organisation's folder."""
    from pathlib import Path  # noqa: PLC0415 -- see the module's docstring

    from pressinvite.starter import starter_files, write_workspace  # noqa: PLC0415

    _ = language.text
    folder = Path(options.folder)
    for path in write_workspace(folder, starter_files(language, today=read_clock().date())):
        sys.stdout.write(f"{path}\n")
    sys.stderr.write(_("Next: fill in {settings}, then run: pressinvite export {meeting} -o {folder}", settings=folder / "pressinvite.toml", meeting=folder / "meetings" / "sample.yaml", folder=folder / "invitations") + "\n")  # fmt: skip
    return 0


def run_completion(options: argparse.Namespace, _language: Language) -> int:
    """Print a shell's script."""
    from pressinvite.completion import render_script  # noqa: PLC0415 -- see the module's docstring

    sys.stdout.write(render_script(options.shell))
    return 0
