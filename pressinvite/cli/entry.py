"""From the arguments to one command, and from what it raises to the exit status.

Exit status: 0 done; 1 the source has errors; 2 wrong use; 3 some messages were not delivered; 4 settings, disk or
ledger. Results go to standard output, what is told about them to standard error. Every command imports what it needs
itself, so that `--help` costs nothing.
"""

from __future__ import annotations

import gettext
import os
import re
import sys
from importlib import import_module
from typing import TYPE_CHECKING

from pressinvite.arguments import make_parser
from pressinvite.cli.console import as_settings_error, tell_error
from pressinvite.errors import Finding, PressinviteError, SettingsError
from pressinvite.language import Language, open_language
from pressinvite.language.catalogues import DOMAIN, FOLDER

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    _use_utf8()
    language = _user_language(os.environ)
    try:
        given = list(sys.argv[1:] if arguments is None else arguments)
        is_asked = "_ARGCOMPLETE" in os.environ
        parser = make_parser(language, only="" if is_asked else next(iter(given), ""))
        if is_asked:  # a shell asks what may stand at the cursor
            from pressinvite.completion import answer_shell  # noqa: PLC0415 -- see the module's docstring

            answer_shell(parser, language)
        options = parser.parse_args(given)
        return _run_command(options, language)
    except SystemExit as stop:  # argparse's own --help and --version
        return int(stop.code or 0)
    except PressinviteError as error:
        tell_error(error, language)
        return error.exit_status
    except BrokenPipeError:  # the reader of our output has gone: `pressinvite read … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 0
    except OSError as error:  # a full disk behind standard output, a folder that may not be entered
        tell_error(as_settings_error(error), language)
        return SettingsError.exit_status
    except KeyboardInterrupt:
        return 130


def _run_command(options: argparse.Namespace, language: Language) -> int:
    """The command's exit status. Raises SettingsError where the extra that it needs is not installed."""
    module, _, function = COMMANDS[options.command].partition(":")
    try:
        command: Callable[[argparse.Namespace, Language], int] = getattr(
            import_module(f"pressinvite.cli.{module}"), function
        )
        return command(options, language)
    except ModuleNotFoundError as error:
        code = _OF_EXTRAS.get((error.name or "").partition(".")[0])
        if code is None:
            raise
        raise SettingsError(Finding(code, "error", "", {"command": options.command})) from None


def _use_utf8() -> None:
    """Windows consoles and the C locale would otherwise fail on å, ä and ö."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by the caller
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 -- for the whole process
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _user_language(environ: os._Environ[str] | dict[str, str]) -> Language:
    """The language of messages: PRESSINVITE_LANGUAGE, else the system's, where that is Swedish or Finnish; else English."""
    told = next(
        (environ[name] for name in ("PRESSINVITE_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), ""
    )
    if not told and os.name == "nt":
        import locale  # noqa: PLC0415 -- Windows tells its language nowhere else

        told = locale.getlocale()[0] or ""
    first = re.split(r"[-_.@]", told.lower())[0]  # "fi_FI.UTF-8", "fi-FI", on Windows "Finnish_Finland"
    tag = "sv" if first.startswith(("sv", "swedish")) else "fi" if first in ("fi", "finnish") else "en"
    tag = told if told == "qps" else tag
    # argparse's own words ("usage", "options") are looked up in the default domain
    gettext.bindtextdomain(DOMAIN, str(FOLDER))
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = tag
    return open_language(tag)


_OF_EXTRAS = dict.fromkeys(("sqlalchemy", "idna"), "sending-not-installed") | dict.fromkeys(
    ("starlette", "uvicorn", "watchfiles"), "serving-not-installed"
)
"""Packages that not everybody has → what is told where one is missing."""

COMMANDS = {
    "read": "sources:run_read",
    "check": "sources:run_check",
    "export": "sources:run_export",
    "send": "sending:run_send",
    "cancel": "sending:run_cancel",
    "postpone": "sending:run_postpone",
    "remind": "sending:run_remind",
    "mailings": "sending:run_mailings",
    "extract": "rights:run_extract",
    "forget": "rights:run_forget",
    "weed": "rights:run_weed",
    "replies": "replies:run_replies",
    "attendance": "replies:run_attendance",
    "worker": "working:run_worker",
    "publish": "publishing:run_publish",
    "serve": "serving:run_serve",
    "studio": "studio:run_studio",
    "init": "folder:run_init",
    "completion": "folder:run_completion",
}
"""Module and function that run each command of `arguments`; imported when it is called."""
