"""The arguments of every command, with the help that is shown of them."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, NoReturn

from pressinvite import __version__
from pressinvite.errors import Finding, UsageError
from pressinvite.language.markers import N_

if TYPE_CHECKING:
    from pressinvite.language import Language

ARGPARSE_WORDS = (
    N_("usage: "), N_("positional arguments"), N_("options"), N_("show this help message and exit"),
    N_("the following arguments are required: %s"), N_("unrecognized arguments: %s"), N_("expected one argument"),
    N_("expected at least one argument"), N_("argument %(argument_name)s: %(message)s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
)  # fmt: skip
"""argparse's own msgids, so that the catalogues have them."""


class _Parser(argparse.ArgumentParser):
    """argparse with errors in the house's words and status."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(Finding("usage", "error", "", {"problem": message, "usage": self.format_usage().strip()}))


def make_parser(language: Language) -> argparse.ArgumentParser:
    """Return the parser of the whole command line; its `command` is the name of the one that was given."""
    _ = language.text
    parser = _Parser(
        prog="pressinvite",
        description=_("From a press release to an invitation in the calendar."),
        epilog=_("Example: pressinvite export release.txt -o invitations"),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"pressinvite {__version__}", help=_("show the version"))
    commands = parser.add_subparsers(title=_("commands"), metavar=_("COMMAND"), required=True, parser_class=_Parser)
    _add_read(commands, language)
    _add_check(commands, language)
    _add_export(commands, language)
    _add_init(commands, language)
    _add_completion(commands, language)
    return parser


def _add_command(
    commands: argparse._SubParsersAction[_Parser], name: str, summary: str, example: str
) -> argparse.ArgumentParser:
    return commands.add_parser(
        name, help=summary, description=summary, epilog=example, formatter_class=argparse.RawDescriptionHelpFormatter
    )


def _add_read(commands: argparse._SubParsersAction[_Parser], language: Language) -> None:
    _ = language.text
    parser = _add_command(
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


def _add_check(commands: argparse._SubParsersAction[_Parser], language: Language) -> None:
    _ = language.text
    parser = _add_command(
        commands, "check", _("Tell what is wrong with meetings."), _("Example: pressinvite check meetings/*.yaml")
    )
    _add_sources(parser, language)
    parser.add_argument("--format", choices=("text", "json"), default="text", help=_("form of the answer (text)"))
    parser.set_defaults(command="check")


def _add_export(commands: argparse._SubParsersAction[_Parser], language: Language) -> None:
    _ = language.text
    parser = _add_command(
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
    parser.set_defaults(command="export")


def _add_init(commands: argparse._SubParsersAction[_Parser], language: Language) -> None:
    _ = language.text
    parser = _add_command(
        commands,
        "init",
        _("Make a folder for an organisation, with commented settings and a sample meeting."),
        _("Example: pressinvite init press"),
    )
    parser.add_argument("folder", metavar=_("FOLDER"), help=_("folder to make"))
    parser.set_defaults(command="init")


def _add_completion(commands: argparse._SubParsersAction[_Parser], language: Language) -> None:
    _ = language.text
    parser = _add_command(
        commands,
        "completion",
        _("Print the script that makes a shell complete commands and file names."),
        _("Example: pressinvite completion bash >> ~/.bashrc") + INSTALLATION,
    )
    parser.add_argument("shell", choices=("bash", "zsh", "fish", "powershell"), help=_("the shell you write in"))
    parser.set_defaults(command="completion")


INSTALLATION = """

  bash        pressinvite completion bash >> ~/.bashrc
  zsh         pressinvite completion zsh >> ~/.zshrc
  fish        pressinvite completion fish > ~/.config/fish/completions/pressinvite.fish
  PowerShell  pressinvite completion powershell | Add-Content $PROFILE
"""
"""How each shell is taught, the same words in every language."""


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
    parser.add_argument("--settings", metavar=_("FILE"), help=_("pressinvite.toml to use instead of the nearest one"))
    parser.add_argument("--sender", metavar=_("ADDRESS"), help=_('who invites by e-mail: "Name <address>"'))
    _add_published(parser, language)


def _add_published(parser: argparse.ArgumentParser, language: Language) -> None:
    _ = language.text
    parser.add_argument(
        "--published", metavar=_("DATE"), help=_("day of publication, 2012-01-20, where the text does not tell")
    )
