"""What Tab offers: asked as each shell's script asks, and in the shells themselves.

zsh and fish are installed by `.ci/run`. PowerShell is not: what its script hands over (the command without the blank
before the cursor, backslashes, a backtick before a blank, a file for the answer) is handed over here instead.
"""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
from pathlib import Path

import pytest

from pressinvite.completion import render_script

SCRIPTS = str(Path(sys.executable).parent)
SHELLS = ("bash", "zsh", "fish", "powershell")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A press officer's folder."""
    for name in ("Inbjudan 25 januari.txt", "inbjudan.txt", "åtgärder.yaml", ".dold.txt"):
        (tmp_path / name).write_text("", "utf-8")
    (tmp_path / "Gamla möten").mkdir()
    (tmp_path / "Gamla möten" / "bron.yaml").write_text("", "utf-8")
    return tmp_path


def environment(**more: str) -> dict[str, str]:
    path = f"{SCRIPTS}{os.pathsep}{os.environ['PATH']}"
    return {"PATH": path, "HOME": "/nonexistent", "LC_ALL": "C.UTF-8", "PRESSINVITE_LANGUAGE": "sv", **more}


def asked(folder: Path, line: str, shell: str = "bash", point: int | None = None) -> list[str]:
    """What the program answers, asked through the file that a script may name."""
    answer = folder.parent / "answer"
    done = subprocess.run(
        ["pressinvite"],
        cwd=folder,
        env=environment(
            _ARGCOMPLETE="1",
            _ARGCOMPLETE_SHELL=shell,
            _ARGCOMPLETE_IFS="\n",
            _ARGCOMPLETE_SUPPRESS_SPACE="0" if shell == "powershell" else "1",
            _ARGCOMPLETE_STDOUT_FILENAME=str(answer),
            COMP_LINE=line,
            COMP_POINT=str(len(line) if point is None else point),
        ),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=True,
    )
    assert done.stdout == b""
    return answer.read_text("utf-8").split("\n")


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("pressinvite c", {"check", "cancel", "completion"}),
        ("pressinvite ex", {"export", "extract"}),
        ("pressinvite read --format ", {"yaml", "json", "text"}),
        ("pressinvite read --format=j", {"--format=json"}),
        ("pressinvite read i", {"inbjudan.txt"}),
        ("pressinvite read I", {"Inbjudan\\ 25\\ januari.txt"}),
        ("pressinvite read 'I", {"Inbjudan 25 januari.txt"}),
        ("pressinvite read å", {"åtgärder.yaml"}),
        ("pressinvite read .", {".dold.txt"}),
        ("pressinvite check inbjudan.txt å", {"åtgärder.yaml"}),
        ("pressinvite check 'Gamla möten/", {"Gamla möten/bron.yaml"}),
        ("pressinvite export å -o ", {"Gamla\\ möten/"}),
        ("pressinvite export --settings G", {"Gamla\\ möten/"}),
        ("pressinvite init ", {"Gamla\\ möten/"}),
        ("pressinvite completion ", set(SHELLS)),
        ("pressinvite se", {"send", "serve"}),
        ("pressinvite serve --port ", {""}),
        ("pressinvite export --form ", {"quiet", "rsvp"}),
        ("pressinvite export --published ", {""}),
        ("pressinvite export --to ", {""}),
        ("pressinvite read nothing/that/is/", {""}),
        ("pressinvite read ~nobody-of-that-name/", {""}),
    ],
)
def test_what_is_offered(folder: Path, line: str, offered: set[str]) -> None:
    assert set(asked(folder, line)) == offered


def test_options_are_offered_once_a_hyphen_is_typed(folder: Path) -> None:
    assert {"--output", "--sender", "--accept-uncertain"} <= set(asked(folder, "pressinvite export --"))
    assert not [word for word in asked(folder, "pressinvite export ") if word.startswith("-")]


def test_the_home_folder_is_found_and_stays_as_typed(folder: Path) -> None:
    env = environment(HOME=str(folder), _ARGCOMPLETE="1", _ARGCOMPLETE_SHELL="bash", COMP_POINT="20")
    env |= {"COMP_LINE": "pressinvite read ~/å", "_ARGCOMPLETE_STDOUT_FILENAME": str(folder.parent / "answer")}
    subprocess.run(["pressinvite"], cwd="/", env=env, check=True, stdin=subprocess.DEVNULL)
    assert (folder.parent / "answer").read_text("utf-8").strip() == "~/åtgärder.yaml"


@pytest.mark.parametrize(
    ("line", "point", "offered"),
    [
        ("pressinvite m", 13, {"mailings "}),
        ("pressinvite ch", 14, {"check "}),
        ("pressinvite read --format", 26, {"yaml", "json", "text"}),
        ("pressinvite read I", 18, {"Inbjudan` 25` januari.txt "}),
        ("pressinvite check .\\Gamla` möten\\", 33, {"./Gamla` möten/bron.yaml "}),
        ("pressinvite export å -o", 24, {"Gamla` möten/"}),
    ],
)
def test_what_powershell_hands_over(folder: Path, line: str, point: int, offered: set[str]) -> None:
    answer = asked(folder, line, "powershell", point)
    assert answer[0].startswith("\ufeff")  # Windows PowerShell reads UTF-8 only behind the mark
    answer[0] = answer[0][1:]
    assert set(answer) == offered


def test_powershells_script_asks_so() -> None:
    script = render_script("powershell")
    assert "Register-ArgumentCompleter -Native -CommandName pressinvite" in script
    for name in ("_ARGCOMPLETE_STDOUT_FILENAME", "COMP_LINE", "COMP_POINT", '_ARGCOMPLETE_SHELL = "powershell"'):
        assert name in script
    assert script.isascii()  # whatever encoding a profile has


@pytest.mark.parametrize("shell", SHELLS)
def test_the_command_prints_the_shells_script(shell: str) -> None:
    done = subprocess.run(
        ["pressinvite", "completion", shell], env=environment(), capture_output=True, check=True, text=True
    )
    assert done.stdout == render_script(shell)
    assert "pressinvite" in done.stdout


def test_a_shell_that_gives_nowhere_to_answer_ends_quietly(folder: Path) -> None:
    env = environment(_ARGCOMPLETE="1", COMP_LINE="pressinvite ", COMP_POINT="12")
    done = subprocess.run(["pressinvite"], cwd=folder, env=env, capture_output=True, check=False, text=True)
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


# The shells themselves, as somebody sits at them.


class Terminal:
    """A shell on a terminal of its own; what it shows is waited for, at most ten seconds."""

    def __init__(self, arguments: list[str], folder: Path, **more: str) -> None:
        self.screen, behind = os.openpty()
        env = environment(TERM="dumb", COLUMNS="200", **more)
        self.shell = subprocess.Popen(
            arguments, cwd=folder, env=env, stdin=behind, stdout=behind, stderr=behind, start_new_session=True
        )
        os.close(behind)
        self.shown = ""

    def write(self, keys: str) -> None:
        os.write(self.screen, keys.encode())

    def wait(self, pattern: str) -> str:
        """What the shell shows until the pattern stands there, which is then used up."""
        while not (found := re.search(pattern, self.shown)):
            ready, _, _ = select.select([self.screen], [], [], 10)
            assert ready, f"{pattern} was not shown: {self.shown}"
            self.shown += os.read(self.screen, 4096).decode("utf-8", "replace")
        self.shown = self.shown[found.end() :]
        return found[0]

    def close(self) -> None:
        os.close(self.screen)
        self.shell.kill()
        self.shell.wait()


TYPED = [
    ("pressinvite exp\t", "pressinvite export "),
    ("pressinvite read --format j\t", "--format json "),
    ("pressinvite read I\t", r"read Inbjudan\\ 25\\ januari\.txt "),
    ("pressinvite check å\t", r"check åtgärder\.yaml "),
    ("pressinvite export inbjudan.txt -o G\t", r"-o Gamla\\ möten/"),
]


def at_shell(terminal: Terminal, keys: str, wanted: str) -> None:
    """Type, wait for what Tab makes of it, and take the line away again."""
    terminal.wait("ready> ")
    terminal.write(keys)
    terminal.wait(wanted)
    terminal.write("\x15\n")  # control-u: nothing is run


@pytest.mark.skipif(sys.platform == "win32", reason="bash is at home elsewhere")
def test_bash(folder: Path) -> None:
    script = folder.parent / "script"
    script.write_text("PS1='ready> '\nbind 'set enable-bracketed-paste off'\n" + render_script("bash"), "utf-8")
    terminal = Terminal(["bash", "--noprofile", "--rcfile", str(script), "-i"], folder)
    for keys, wanted in TYPED:
        at_shell(terminal, keys, wanted)
    terminal.close()


@pytest.mark.peer
def test_zsh(folder: Path) -> None:
    dots = folder.parent / "dots"
    dots.mkdir()
    start = (
        "PS1='ready> '\nunsetopt PROMPT_SP ZLE_BRACKETED_PASTE 2>/dev/null\nautoload -Uz compinit && compinit -u -D\n"
    )
    (dots / ".zshrc").write_text(start + render_script("zsh"), "utf-8")
    terminal = Terminal(["zsh", "--no-globalrcs", "-i"], folder, ZDOTDIR=str(dots))
    for keys, wanted in TYPED:
        at_shell(terminal, keys, wanted)
    terminal.close()


@pytest.mark.peer
@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("pressinvite exp", ["export"]),
        ("pressinvite read --format ", ["json", "text", "yaml"]),
        ("pressinvite read I", ["Inbjudan 25 januari.txt"]),
        ("pressinvite check å", ["åtgärder.yaml"]),
        ("pressinvite export inbjudan.txt -o G", ["Gamla möten/"]),
    ],
)
def test_fish(folder: Path, line: str, offered: list[str]) -> None:
    script = f"{render_script('fish')}\ncomplete --do-complete {line!r}\n"
    done = subprocess.run(
        ["fish", "--no-config", "-c", script], cwd=folder, env=environment(), capture_output=True, check=True, text=True
    )
    assert sorted(row.partition("\t")[0] for row in done.stdout.splitlines()) == offered
