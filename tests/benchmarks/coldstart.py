"""A press officer's wait: whole processes, from the shell's call to the exit, in CPU time.

Peers: mailmerge's dry run of one message of like size, and the bare import of the four packages that the export cannot
do without.
"""

from __future__ import annotations

import compileall
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.rows import Row, child_cpu, in_turn

ROOT = Path(__file__).parent.parent.parent
SAMPLE = str(ROOT / "samples" / "malmo-lund-2012.txt")
BIN = Path(sys.executable).parent
FOUR = "import icalendar, jinja2, babel, pytz"


def rows() -> list[Row]:
    """Measure and return the rows. Our modules are compiled first, as pip does with every package it installs."""
    compileall.compile_dir(ROOT / "pressinvite", quiet=1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours = str(BIN / "pressinvite")
        export = [ours, "export", SAMPLE, "--published", "2012-01-20", "-o", str(folder / "out")]
        child_cpu(export, folder)
        _write_mailmerge(folder)

        def fresh_export() -> float:
            for path in (folder / "out").iterdir():
                path.unlink()
            return child_cpu(export, folder)

        commands = {
            "--help": [ours, "--help"],
            "--version": [ours, "--version"],
            "read": [ours, "read", SAMPLE, "--published", "2012-01-20"],
            "check": [ours, "check", SAMPLE, "--published", "2012-01-20"],
            "mailmerge": [str(BIN / "mailmerge"), "--dry-run", "--no-limit"],
            "bare import": [sys.executable, "-c", FOUR],
        }
        contenders = {key: (lambda command=command: child_cpu(command, folder)) for key, command in commands.items()}
        took = in_turn({"export": fresh_export, **contenders})
    mailmerge = took["mailmerge"]
    return [
        Row("cold start: export", took["export"], "mailmerge dry run", mailmerge, 1.2),
        Row("cold start: export", took["export"], "bare import of the four", took["bare import"], 1.6),
        Row("cold start: --help", took["--help"], "mailmerge dry run", mailmerge, 0.4),
        Row("cold start: --version", took["--version"], "mailmerge dry run", mailmerge, 0.4),
        Row("cold start: read", took["read"], "mailmerge dry run", mailmerge, 0.7),
        Row("cold start: check", took["check"], "mailmerge dry run", mailmerge, 0.7),
    ]


def _write_mailmerge(folder: Path) -> None:
    """One message with our own text and page as its parts, so that both make about the same octets."""
    (text,), (page,) = (folder / "out").glob("*.txt"), (folder / "out").glob("*.html")
    plain, html = (path.read_text("utf-8").replace("{", "(").replace("}", ")") for path in (text, page))
    (folder / "mailmerge_template.txt").write_text(
        "TO: {{email}}\nFROM: press@kommun.example\nSUBJECT: Pressinbjudan\nMIME-Version: 1.0\n"
        'Content-Type: multipart/alternative; boundary="=_b"\n\n--=_b\nContent-Type: text/plain; charset=utf-8\n\n'
        f"{plain}\n--=_b\nContent-Type: text/html; charset=utf-8\n\n{html}\n--=_b--\n",
        "utf-8",
    )
    (folder / "mailmerge_database.csv").write_text("email\nredaktion@tidning.example\n", "utf-8")
    (folder / "mailmerge_server.conf").write_text("[smtp_server]\nhost = localhost\nport = 25\n", "utf-8")
