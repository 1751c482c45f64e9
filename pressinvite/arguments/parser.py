"""argparse in the house's way: help as wide as the terminal, errors in our own words, one command after another."""

from __future__ import annotations

import argparse
import os
import sys
from functools import cache
from typing import TYPE_CHECKING, NoReturn

from pressinvite.errors import Finding, UsageError
from pressinvite.language.markers import N_

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction["Parser"]  # noqa: SLF001 -- argparse has no other name for it

ARGPARSE_WORDS = (
    N_("usage: "), N_("positional arguments"), N_("options"), N_("show this help message and exit"),
    N_("the following arguments are required: %s"), N_("unrecognized arguments: %s"), N_("expected one argument"),
    N_("expected at least one argument"), N_("argument %(argument_name)s: %(message)s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
)  # fmt: skip
"""argparse's own msgids, so that the catalogues have them."""


class Formatter(argparse.RawDescriptionHelpFormatter):
    """Help as wide as the terminal. argparse makes one for each argument, and would load shutil to measure for each."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_terminal_width() - 2)


@cache
def _terminal_width() -> int:
    """The columns of the terminal, as `shutil.get_terminal_size` finds them."""
    told = os.environ.get("COLUMNS", "")
    if told.isdecimal() and int(told):
        return int(told)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or _COLUMNS  # type: ignore[union-attr]
    except (AttributeError, ValueError, OSError):  # no standard output, or no terminal
        return _COLUMNS


_COLUMNS = 80


class Parser(argparse.ArgumentParser):
    """argparse with errors in the house's words and status."""

    def error(self, message: str) -> NoReturn:
        """UsageError with argparse's words and the command's usage."""
        raise UsageError(Finding("usage", "error", "", {"problem": message, "usage": self.format_usage().strip()}))


def add_command(commands: Commands, name: str, summary: str, example: str) -> argparse.ArgumentParser:
    """Return a command's parser, shown with an example."""
    return commands.add_parser(name, help=summary, description=summary, epilog=example, formatter_class=Formatter)
