"""The whole command line, or one command of it: each is added by the module of its owner, which is loaded for it alone."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from pressinvite import __version__
from pressinvite.arguments.parser import Formatter, Parser

if TYPE_CHECKING:
    import argparse

    from pressinvite.language import Language

ADDERS = {
    "read": "sources:add_read",
    "check": "sources:add_check",
    "export": "sources:add_export",
    "send": "sending:add_send",
    "cancel": "sending:add_cancel",
    "postpone": "sending:add_postpone",
    "remind": "sending:add_remind",
    "mailings": "sending:add_mailings",
    "extract": "rights:add_rights",
    "forget": "rights:add_rights",
    "weed": "rights:add_rights",
    "replies": "replies:add_replies",
    "attendance": "replies:add_attendance",
    "worker": "sending:add_worker",
    "publish": "publishing:add_publish",
    "serve": "publishing:add_serve",
    "studio": "publishing:add_studio",
    "init": "folder:add_init",
    "completion": "folder:add_completion",
}
"""Command → module and function that adds it, in the order of the help."""


def make_parser(language: Language, *, only: str = "") -> argparse.ArgumentParser:
    """Return the parser of the whole command line; its `command` is the name of the one that was given.

    With `only`, the first word of the command line, the parser of that command alone where it is one: making all of
    them takes a tenth of a start.
    """
    _ = language.text
    parser = Parser(
        prog="pressinvite",
        description=_("From a press release to an invitation in the calendar."),
        epilog=_("Example: pressinvite export release.txt -o invitations"),
        formatter_class=Formatter,
    )
    parser.add_argument("--version", action="version", version=f"pressinvite {__version__}", help=_("show the version"))
    commands = parser.add_subparsers(title=_("commands"), metavar=_("COMMAND"), required=True, parser_class=Parser)
    for name in (ADDERS[only],) if only in ADDERS else dict.fromkeys(ADDERS.values()):
        module, function = name.split(":")
        getattr(import_module(f"pressinvite.arguments.{module}"), function)(commands, language)
    return parser
