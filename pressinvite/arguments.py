"""The arguments of every command, with the help that is shown of them."""

from __future__ import annotations

import argparse
import os
import sys
from functools import cache
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


class _Formatter(argparse.RawDescriptionHelpFormatter):
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


class _Parser(argparse.ArgumentParser):
    """argparse with errors in the house's words and status."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(Finding("usage", "error", "", {"problem": message, "usage": self.format_usage().strip()}))


def make_parser(language: Language, *, only: str = "") -> argparse.ArgumentParser:
    """Return the parser of the whole command line; its `command` is the name of the one that was given.

    With `only`, the first word of the command line, the parser of that command alone where it is one: making all of
    them takes a tenth of a start.
    """
    _ = language.text
    parser = _Parser(
        prog="pressinvite",
        description=_("From a press release to an invitation in the calendar."),
        epilog=_("Example: pressinvite export release.txt -o invitations"),
        formatter_class=_Formatter,
    )
    parser.add_argument("--version", action="version", version=f"pressinvite {__version__}", help=_("show the version"))
    commands = parser.add_subparsers(title=_("commands"), metavar=_("COMMAND"), required=True, parser_class=_Parser)
    adders = {
        "read": _add_read, "check": _add_check, "export": _add_export, "send": _add_send, "cancel": _add_cancel,
        "postpone": _add_postpone, "remind": _add_remind, "mailings": _add_mailings, "extract": _add_rights,
        "forget": _add_rights, "weed": _add_rights, "replies": _add_replies, "attendance": _add_attendance,
        "worker": _add_worker, "init": _add_init, "completion": _add_completion,
    }  # fmt: skip
    for add in (adders[only],) if only in adders else dict.fromkeys(adders.values()):
        add(commands, language)
    return parser


def _add_command(
    commands: argparse._SubParsersAction[_Parser], name: str, summary: str, example: str
) -> argparse.ArgumentParser:
    return commands.add_parser(name, help=summary, description=summary, epilog=example, formatter_class=_Formatter)


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


def _add_send(commands: argparse._SubParsersAction[_Parser], language: Language) -> None:
    _ = language.text
    parser = _add_command(
        commands,
        "send",
        _("Send a meeting to lists: the invitation to who has none, what changed to who has an earlier one."),
        _("Example: pressinvite send meetings/bridge.yaml --to lists/media.csv"),
    )
    _add_meeting(parser, language)
    parser.add_argument(
        "--to",
        metavar=_("LIST"),
        nargs="+",
        action="extend",
        default=[],
        help=_("lists of recipients: CSV, Excel or vCard; those in lists/ by their name alone"),
    )
    parser.add_argument(
        "--form",
        choices=("quiet", "rsvp"),
        default="quiet",
        help=_("where the list does not tell: with a calendar file (quiet) or with answer buttons (rsvp)"),
    )
    parser.add_argument("--skip-bad", action="store_true", help=_("leave out the rows that are wrong"))
    parser.add_argument("--only-new", action="store_true", help=_("leave alone those who have had an earlier revision"))
    _add_reason(parser, language)
    _add_doing(parser, language)
    parser.set_defaults(command="send")


def _add_cancel(commands: argparse._SubParsersAction[_Parser], language: Language) -> None:
    _ = language.text
    parser = _add_command(
        commands,
        "cancel",
        _("Cancel a meeting, and tell all who have had it."),
        _('Example: pressinvite cancel meetings/bridge.yaml --reason "The minister is ill." --for-real'),
    )
    _add_meeting(parser, language)
    _add_reason(parser, language)
    _add_doing(parser, language)
    parser.set_defaults(command="cancel")


def _add_postpone(commands: argparse._SubParsersAction[_Parser], language: Language) -> None:
    _ = language.text
    parser = _add_command(
        commands,
        "postpone",
        _("Postpone a meeting to a time not yet known, and tell all who have had it."),
        _("Example: pressinvite postpone meetings/bridge.yaml --for-real"),
    )
    _add_meeting(parser, language)
    _add_reason(parser, language)
    _add_doing(parser, language)
    parser.set_defaults(command="postpone")


def _add_remind(commands: argparse._SubParsersAction[_Parser], language: Language) -> None:
    _ = language.text
    parser = _add_command(
        commands,
        "remind",
        _("Remind those who have had a meeting and not answered."),
        _("Example: pressinvite remind meetings/bridge.yaml --for-real"),
    )
    _add_meeting(parser, language)
    parser.add_argument("--again", action="store_true", help=_("send one more reminder, where one has been sent"))
    _add_doing(parser, language)
    parser.set_defaults(command="remind")


def _add_mailings(commands: argparse._SubParsersAction[_Parser], language: Language) -> None:
    _ = language.text
    parser = _add_command(
        commands,
        "mailings",
        _("Show what has been sent, and what is uncertain or refused."),
        _("Example: pressinvite mailings meetings/bridge.yaml"),
    )
    parser.add_argument(
        "meeting", metavar=_("SOURCE"), nargs="?", help=_("meeting file (YAML or JSON); all meetings without one")
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help=_("form of the answer (text)"))
    _add_settings(parser, language)
    parser.set_defaults(command="mailings")


def _add_rights(commands: argparse._SubParsersAction[_Parser], language: Language) -> None:
    _ = language.text
    extract = _add_command(
        commands, "extract", _("Show all that is held of somebody."),
        _("Example: pressinvite extract anna@tidning.example"),
    )  # fmt: skip
    extract.add_argument("--format", choices=("text", "json"), default="text", help=_("form of the answer (text)"))
    forget = _add_command(
        commands, "forget", _("Erase what is held of somebody; the proof of sending stays."),
        _("Example: pressinvite forget anna@tidning.example --for-real"),
    )  # fmt: skip
    weed = _add_command(
        commands, "weed", _("Erase what is held of the recipients of old messages; the proof of sending stays."),
        _("Example: pressinvite weed --before 2025-01-01 --for-real"),
    )  # fmt: skip
    for parser in (extract, forget):
        parser.add_argument("address", metavar=_("ADDRESS"), help=_("the e-mail address"))
    for parser in (forget, weed):
        parser.add_argument("--for-real", action="store_true", help=_("erase; without it nothing is erased"))
    weed.add_argument("--before", metavar=_("DATE"), required=True, help=_("day, 2025-01-01, before which to erase"))
    for name, parser in (("extract", extract), ("forget", forget), ("weed", weed)):
        _add_settings(parser, language)
        parser.set_defaults(command=name)


def _add_replies(commands: argparse._SubParsersAction[_Parser], language: Language) -> None:
    _ = language.text
    parser = _add_command(
        commands,
        "replies",
        _("Read what has come back: answers, opt-outs, messages that did not arrive."),
        _("Example: pressinvite replies"),
    )
    parser.add_argument(
        "sources",
        metavar=_("SOURCE"),
        nargs="*",
        help=_("e-mail (.eml), mbox, Maildir or a folder of them; without one the mailbox of the settings"),
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help=_("form of the answer (text)"))
    _add_settings(parser, language)
    parser.set_defaults(command="replies")


def _add_attendance(commands: argparse._SubParsersAction[_Parser], language: Language) -> None:
    _ = language.text
    parser = _add_command(
        commands,
        "attendance",
        _("Show who comes to a meeting."),
        _("Example: pressinvite attendance meetings/bridge.yaml --format html --output door.html"),
    )
    _add_meeting(parser, language)
    parser.add_argument(
        "--format",
        choices=("text", "csv", "json", "html"),
        default="text",
        help=_("form of the answer (text); html is a list to print for the reception desk"),
    )
    parser.add_argument(
        "--output",
        metavar=_("FILE"),
        help=_("write there instead of to standard output; folders that are missing are made"),
    )
    parser.add_argument(
        "--mark",
        metavar=_("ADDRESS=yes|no|unknown"),
        action="append",
        default=[],
        help=_("write down whether somebody comes; can be given several times"),
    )
    parser.set_defaults(command="attendance")


def _add_meeting(parser: argparse.ArgumentParser, language: Language) -> None:
    parser.add_argument("meeting", metavar=language.text("SOURCE"), help=language.text("meeting file (YAML or JSON)"))
    _add_settings(parser, language)


def _add_reason(parser: argparse.ArgumentParser, language: Language) -> None:
    _ = language.text
    parser.add_argument("--reason", metavar=_("WORDS"), help=_("why, in one sentence, for those who are told"))


def _add_doing(parser: argparse.ArgumentParser, language: Language) -> None:
    """What to do with the messages; without any of it they are only shown."""
    _ = language.text
    doing = parser.add_mutually_exclusive_group()
    doing.add_argument("--for-real", action="store_true", help=_("send; without it nothing is sent"))
    doing.add_argument("--test", metavar=_("ADDRESS"), help=_("send one message to this address alone"))
    doing.add_argument("--outbox", metavar=_("FOLDER"), help=_("write the messages there instead of sending them"))
    parser.add_argument(
        "--wait",
        metavar=_("MINUTES"),
        type=int,
        default=10,
        help=_("how long to wait for servers that ask to come again, or for workers (10)"),
    )
    parser.add_argument("--here", action="store_true", help=_("send from this computer, although workers send else"))
    parser.add_argument(
        "--resend-uncertain",
        action="store_true",
        help=_("send again what may have arrived: some may get it twice"),
    )
    parser.add_argument("--resend-refused", action="store_true", help=_("try again what servers have refused"))


def _add_worker(commands: argparse._SubParsersAction[_Parser], language: Language) -> None:
    _ = language.text
    parser = _add_command(
        commands,
        "worker",
        _("Send what is handed to workers, beside any number of others: with a ledger in PostgreSQL."),
        _("Example: pressinvite worker --settings /etc/pressinvite/pressinvite.toml"),
    )
    parser.add_argument("--once", action="store_true", help=_("send what there is, and end"))
    _add_settings(parser, language)
    parser.set_defaults(command="worker")


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
    _add_settings(parser, language)
    _add_published(parser, language)


def _add_settings(parser: argparse.ArgumentParser, language: Language) -> None:
    _ = language.text
    parser.add_argument("--settings", metavar=_("FILE"), help=_("pressinvite.toml to use instead of the nearest one"))
    parser.add_argument("--sender", metavar=_("ADDRESS"), help=_('who invites by e-mail: "Name <address>"'))


def _add_published(parser: argparse.ArgumentParser, language: Language) -> None:
    _ = language.text
    parser.add_argument(
        "--published", metavar=_("DATE"), help=_("day of publication, 2012-01-20, where the text does not tell")
    )
