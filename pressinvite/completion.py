"""Completion: what Tab offers in bash, zsh, fish and PowerShell, by argcomplete, which asks the program itself.

A static script (shtab) answers sooner, but knows only the commands of the day it was made, and puts no quotes around
file names in PowerShell. Nothing here is imported unless a shell asks (`_ARGCOMPLETE` in the environment).
What the help calls a FILE, a SOURCE or a LIST is completed as a file, a FOLDER as a folder, choices as themselves.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import argcomplete
from argcomplete.completers import SuppressCompleter
from argcomplete.shell_integration import shellcode

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator, MutableMapping

    from pressinvite.language import Language


def render_script(shell: str) -> str:
    """Return the script that makes the shell (bash, zsh, fish, powershell) ask `pressinvite` at every Tab."""
    # without readline's default, which offers files where a date or an address belongs
    return shellcode(["pressinvite"], shell=shell, use_defaults=False)


def answer_shell(parser: argparse.ArgumentParser, language: Language) -> None:
    """Write what may stand at the cursor to where the shell waits for it, and end the process."""
    _attach(parser, language)
    if os.environ.get("_ARGCOMPLETE_SHELL") == "powershell":
        _straighten(os.environ)
    argcomplete.autocomplete(
        parser,
        always_complete_options=False,  # files first; options once "-" is typed
        output_stream=_answer_stream(os.environ),
        default_completer=SuppressCompleter(),
    )


def _attach(parser: argparse.ArgumentParser, language: Language) -> None:
    """Give every argument of every command the completer of its word in the help."""
    by_word: dict[str, Callable[..., Iterator[str]]] = {
        language.text("SOURCE"): complete_files,
        language.text("FILE"): complete_files,
        language.text("LIST"): complete_files,
        language.text("FOLDER"): complete_folders,
    }
    for action in parser._actions:  # noqa: SLF001 -- argparse has no public list of what was added
        completer = by_word.get(str(action.metavar))
        if completer is not None:
            action.completer = completer  # type: ignore[attr-defined]  # argcomplete's own attribute
        if isinstance(action.choices, dict):
            for command in action.choices.values():
                _attach(command, language)


def complete_files(prefix: str, **_asked: object) -> Iterator[str]:
    """Yield files and folders that begin so, folders with a slash; hidden ones where the point is typed."""
    yield from _entries(prefix, folders_only=False)


def complete_folders(prefix: str, **_asked: object) -> Iterator[str]:
    """Yield folders that begin so, each with a slash."""
    yield from _entries(prefix, folders_only=True)


def _entries(prefix: str, *, folders_only: bool) -> Iterator[str]:
    head, slash, begun = prefix.rpartition("/")
    try:
        entries = sorted(Path(f"{head}{slash}" or ".").expanduser().iterdir())
    except (OSError, RuntimeError, ValueError):  # RuntimeError: "~nobody"; ValueError: a NUL
        return
    for entry in entries:
        hidden = entry.name.startswith(".") and not begun.startswith(".")
        if entry.name.startswith(begun) and not hidden:
            if entry.is_dir():
                yield f"{head}{slash}{entry.name}/"
            elif not folders_only:
                yield f"{head}{slash}{entry.name}"


def _straighten(environ: MutableMapping[str, str]) -> None:
    """PowerShell's line as argcomplete reads lines: it hands over the command without the blank before the cursor,
    a path with backslashes, and a backtick before a blank within a name.
    """
    line = environ.get("COMP_LINE", "").replace("\\", "/").replace("` ", "\\ ")
    environ["COMP_LINE"] = line.ljust(int(environ.get("COMP_POINT", "0")))


def _answer_stream(environ: MutableMapping[str, str]) -> TextIO | None:
    """Where the answer goes: the file that PowerShell names, else descriptor 8; None where there is neither.

    Windows PowerShell reads a file as UTF-8 only where it begins with the mark.
    """
    name = environ.get("_ARGCOMPLETE_STDOUT_FILENAME")
    try:
        if name:
            encoding = "utf-8-sig" if environ.get("_ARGCOMPLETE_SHELL") == "powershell" else "utf-8"
            return open(name, "w", encoding=encoding)  # noqa: PTH123 -- argcomplete ends the process
        return os.fdopen(8, "w", encoding=sys.getfilesystemencoding(), errors="surrogateescape")
    except OSError:
        return None
