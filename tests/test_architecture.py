"""The house's plan: which room may import which, what a start loads, and who opens a socket."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "pressinvite"

ROOMS = {
    "records": set(),
    "errors": set(),
    "meeting": {"errors"},
    "colours": {"errors"},
    "passwords": set(),
    "fence": {"errors"},
    "language": {"errors"},
    "zones": {"errors"},
    "templating": {"language", "errors"},
    "revisions": {"zones", "meeting", "errors"},
    "calendar": {"zones", "meeting", "errors"},
    "exchange": {"zones", "language", "meeting", "errors"},
    "checks": {"zones", "revisions", "language", "meeting", "errors"},
    "reading": {"calendar", "exchange", "fence", "zones", "language", "meeting", "errors"},
    "invitation": {
        "calendar", "exchange", "revisions", "templating", "colours", "zones", "language", "meeting", "errors",
    },
    "delivery": {
        "invitation", "calendar", "revisions", "templating", "fence", "language", "meeting", "errors",
    },
    "newsroom": {
        "invitation", "exchange", "calendar", "revisions", "templating", "colours", "zones", "language", "meeting", "errors",
    },
    "workspace": {"reading", "colours", "passwords", "zones", "language", "meeting", "errors"},
    "report": {"reading", "language", "meeting", "errors"},
    "explanation": {"reading", "language", "meeting", "errors"},
    "corrections": {"explanation", "reading", "language", "meeting", "errors"},
    "intake": {"checks", "reading", "workspace", "language", "meeting", "errors"},
    "export": {
        "invitation", "exchange", "calendar", "templating", "reading", "workspace", "language", "meeting", "errors",
    },
    "dispatch": {
        "delivery", "templating", "revisions", "intake", "reading", "workspace", "zones", "language", "meeting",
        "errors",
    },
    "publication": {
        "newsroom", "exchange", "dispatch", "intake", "templating", "reading", "workspace", "language", "meeting", "errors",
    },
    "studio": {
        "publication", "newsroom", "exchange", "dispatch", "delivery", "answers", "export", "intake", "invitation", "calendar",
        "checks", "revisions", "corrections", "explanation", "report", "starter", "templating", "reading", "workspace",
        "fence", "passwords", "colours", "zones", "language", "meeting", "errors",
    },
    "answers": {"dispatch", "delivery", "templating", "workspace", "zones", "language", "meeting", "errors"},
    "starter": {"templating", "reading", "workspace", "language", "errors"},
    "arguments": {"language", "errors"},
    "completion": {"language"},
    "cli": {
        "arguments", "completion", "corrections", "explanation", "export", "intake", "report", "starter", "workspace",
        "studio", "answers", "publication", "dispatch", "delivery", "templating", "reading", "language", "meeting", "errors",
    },
    "__main__": {"cli"},
    "__init__": set(),
}  # fmt: skip
"""Room → the rooms it may import: only downwards. `records` is below all of them, a part of the language as it were."""

MODULES = sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_modules(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_rooms_import_only_downwards(path: Path) -> None:
    room = room_of(path)
    own = {name.split(".")[1] for name in imported_modules(path) if name.startswith("pressinvite.")} - {room}
    assert own - {"__version__", "records"} <= ROOMS[room]


def test_every_room_is_planned_and_no_room_rings() -> None:
    assert {room_of(path) for path in MODULES} == set(ROOMS)
    done: set[str] = set()
    while len(done) < len(ROOMS):
        free = {room for room, below in ROOMS.items() if room not in done and below <= done}
        assert free, f"a ring among {set(ROOMS) - done}"
        done |= free


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_nobody_but_delivery_and_studio_opens_a_socket(path: Path) -> None:
    network = {
        "socket",
        "ssl",
        "http",
        "urllib.request",
        "smtplib",
        "imaplib",
        "ftplib",
        "asyncio",
        "requests",
        "httpx",
        "psycopg",
        "procrastinate",
        "starlette",
        "uvicorn",
        "webbrowser",
    }
    # sending and taking replies is what delivery is for, and four of its files do it; Procrastinate, with which workers
    # share a mailing, talks to the ledger's own database, and its worker runs in a loop of asyncio's;
    # only studio listens, and its server runs in such a loop; `serve --open` asks the system for its browser
    talks = {
        "delivery/connecting.py": {"socket", "ssl", "smtplib"}, "delivery/transport.py": {"socket", "ssl", "smtplib"},
        "delivery/tokens.py": {"ssl", "http", "urllib.request"}, "delivery/replies/imap.py": {"socket", "ssl", "imaplib"},
        "delivery/job_tables.py": {"procrastinate"}, "delivery/slices.py": {"procrastinate"},
        "delivery/worker.py": {"asyncio", "procrastinate", "psycopg"},
        "studio/listening.py": {"socket", "uvicorn", "starlette"}, "studio/serving.py": {"starlette"},
        "studio/changes.py": {"asyncio"}, "cli/serving.py": {"webbrowser"},
        "cli/studio.py": {"webbrowser"}, "studio/desk.py": {"starlette"}, "studio/door.py": {"asyncio", "starlette"}, "studio/writing.py": {"starlette"}, "studio/overview.py": {"starlette"}, "studio/sending.py": {"starlette"}, "studio/publishing.py": {"starlette"},
    }  # fmt: skip
    allowed = talks.get(path.relative_to(PACKAGE).as_posix(), set())
    found = {name for name in imported_modules(path) if name in network or name.split(".")[0] in network}
    assert not {name for name in found if name not in allowed and name.split(".")[0] not in allowed}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_files_and_functions_are_of_readable_size(path: Path) -> None:
    text = path.read_text("utf-8")
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1}" for node in functions if node.end_lineno - node.lineno >= 50
    ]
    assert not long
    assert text.count("\n") <= 420


def loaded(*arguments: str) -> set[str]:
    """The modules in memory after a command, run in a process of its own."""
    code = (
        "import sys\nfrom pressinvite.cli import main\n"
        f"try:\n    main({list(arguments)!r})\nexcept SystemExit:\n    pass\n"
        "print('\\n' + ' '.join(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    return set(done.stderr.splitlines()[-1].split())


HEAVY = {
    "argcomplete",
    "icalendar",
    "jinja2",
    "babel",
    "css_inline",
    "phonenumbers",
    "sqlalchemy",
    "procrastinate",
    "starlette",
    "uvicorn",
    "watchfiles",
    "email.message",
    "asyncio",
    "unittest",
}


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("export", "--help")])
def test_help_loads_next_to_nothing(arguments: tuple[str, ...]) -> None:
    modules = loaded(*arguments)
    assert not modules & (HEAVY | {"pytz", "yaml", "json", "pressinvite.reading.sources"})


@pytest.mark.parametrize("command", ["read", "check"])
def test_reading_and_checking_a_text_load_no_writer(command: str) -> None:
    sample = str(PACKAGE.parent / "samples" / "malmo-lund-2012.txt")
    modules = loaded(command, sample)
    assert "pressinvite.reading.release" in modules
    assert not modules & (HEAVY | {"yaml"})
