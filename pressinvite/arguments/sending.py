"""The arguments of the commands that send, and of the one that tells what was sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressinvite.arguments.parser import add_command
from pressinvite.arguments.settings import add_meeting, add_settings

if TYPE_CHECKING:
    import argparse

    from pressinvite.arguments.parser import Commands
    from pressinvite.language import Language


def add_send(commands: Commands, language: Language) -> None:
    """Add `send`."""
    _ = language.text
    parser = add_command(
        commands,
        "send",
        _("Send a meeting to lists: the invitation to who has none, what changed to who has an earlier one."),
        _("Example: pressinvite send meetings/bridge.yaml --to lists/media.csv"),
    )
    add_meeting(parser, language)
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


def add_cancel(commands: Commands, language: Language) -> None:
    """Add `cancel`."""
    _ = language.text
    parser = add_command(
        commands,
        "cancel",
        _("Cancel a meeting, and tell all who have had it."),
        _('Example: pressinvite cancel meetings/bridge.yaml --reason "The minister is ill." --for-real'),
    )
    add_meeting(parser, language)
    _add_reason(parser, language)
    _add_doing(parser, language)
    parser.set_defaults(command="cancel")


def add_postpone(commands: Commands, language: Language) -> None:
    """Add `postpone`."""
    _ = language.text
    parser = add_command(
        commands,
        "postpone",
        _("Postpone a meeting to a time not yet known, and tell all who have had it."),
        _("Example: pressinvite postpone meetings/bridge.yaml --for-real"),
    )
    add_meeting(parser, language)
    _add_reason(parser, language)
    _add_doing(parser, language)
    parser.set_defaults(command="postpone")


def add_remind(commands: Commands, language: Language) -> None:
    """Add `remind`."""
    _ = language.text
    parser = add_command(
        commands,
        "remind",
        _("Remind those who have had a meeting and not answered."),
        _("Example: pressinvite remind meetings/bridge.yaml --for-real"),
    )
    add_meeting(parser, language)
    parser.add_argument("--again", action="store_true", help=_("send one more reminder, where one has been sent"))
    _add_doing(parser, language)
    parser.set_defaults(command="remind")


def add_mailings(commands: Commands, language: Language) -> None:
    """Add `mailings`."""
    _ = language.text
    parser = add_command(
        commands,
        "mailings",
        _("Show what has been sent, and what is uncertain or refused."),
        _("Example: pressinvite mailings meetings/bridge.yaml"),
    )
    parser.add_argument(
        "meeting", metavar=_("SOURCE"), nargs="?", help=_("meeting file (YAML or JSON); all meetings without one")
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help=_("form of the answer (text)"))
    add_settings(parser, language)
    parser.set_defaults(command="mailings")


def add_worker(commands: Commands, language: Language) -> None:
    """Add `worker`."""
    _ = language.text
    parser = add_command(
        commands,
        "worker",
        _("Send what is handed to workers, beside any number of others: with a ledger in PostgreSQL."),
        _("Example: pressinvite worker --settings /etc/pressinvite/pressinvite.toml"),
    )
    parser.add_argument("--once", action="store_true", help=_("send what there is, and end"))
    add_settings(parser, language)
    parser.set_defaults(command="worker")


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
