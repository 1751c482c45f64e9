"""The arguments of the commands about sources: read, check, export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressinvite.arguments.parser import add_command
from pressinvite.arguments.settings import add_settings

if TYPE_CHECKING:
    import argparse

    from pressinvite.arguments.parser import Commands
    from pressinvite.language import Language


def add_read(commands: Commands, language: Language) -> None:
    """Add `read`."""
    _ = language.text
    parser = add_command(
        commands, "read", _("Show what was understood of a source."), _("Example: pressinvite read release.txt")
    )
    parser.add_argument(
        "source",
        metavar=_("SOURCE"),
        help=_("release text, web page, Word, PDF, e-mail, calendar file, YAML or JSON; - is standard input"),
    )
    parser.add_argument(
        "--format", choices=("yaml", "json", "text"), default="yaml", help=_("form of the answer (yaml)")
    )
    parser.add_argument(
        "--output",
        metavar=_("FILE"),
        help=_("write there instead of to standard output; folders that are missing are made"),
    )
    parser.add_argument(
        "--explain",
        action="store_true",
        help=_("tell where each field was read, how sure that is and what was rejected"),
    )
    _add_published(parser, language)
    parser.set_defaults(command="read")


def add_check(commands: Commands, language: Language) -> None:
    """Add `check`."""
    _ = language.text
    parser = add_command(
        commands, "check", _("Tell what is wrong with meetings."), _("Example: pressinvite check meetings/*.yaml")
    )
    _add_sources(parser, language)
    parser.add_argument("--format", choices=("text", "json"), default="text", help=_("form of the answer (text)"))
    parser.set_defaults(command="check")


def add_export(commands: Commands, language: Language) -> None:
    """Add `export`."""
    _ = language.text
    parser = add_command(
        commands,
        "export",
        _("Make calendar file, web page, e-mail and text of meetings."),
        _("Example: pressinvite export release.txt -o invitations"),
    )
    _add_sources(parser, language)
    parser.add_argument(
        "-o",
        "--output",
        metavar=_("FOLDER"),
        required=True,
        help=_("where the files are written; made where it is missing"),
    )
    parser.add_argument(
        "--form",
        choices=("quiet", "rsvp"),
        default="quiet",
        help=_("e-mail with a calendar file (quiet) or with answer buttons (rsvp)"),
    )
    parser.add_argument("--to", metavar=_("ADDRESS"), help=_("recipient of the e-mail; needed by --form rsvp"))
    parser.add_argument(
        "--format",
        metavar=_("FORMAT,…"),
        default="ics,html,eml,txt",
        help=_("what to make (ics,html,eml,txt), for planning systems also ninjs, ttninjs, eventsml, superdesk, csv"),
    )
    parser.set_defaults(command="export")


def _add_sources(parser: argparse.ArgumentParser, language: Language) -> None:
    _ = language.text
    parser.add_argument(
        "sources",
        metavar=_("SOURCE"),
        nargs="+",
        help=_("release text, web page, Word, PDF, e-mail, calendar file, YAML or JSON; - is standard input"),
    )
    parser.add_argument(
        "--accept-uncertain", action="store_true", help=_("go on although something uncertain was found")
    )
    add_settings(parser, language)
    _add_published(parser, language)


def _add_published(parser: argparse.ArgumentParser, language: Language) -> None:
    _ = language.text
    parser.add_argument(
        "--published", metavar=_("DATE"), help=_("day of publication, 2012-01-20, where the text does not tell")
    )
