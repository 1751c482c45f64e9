"""The arguments of the commands about what came back: replies, attendance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressinvite.arguments.parser import add_command
from pressinvite.arguments.settings import add_meeting, add_settings

if TYPE_CHECKING:
    from pressinvite.arguments.parser import Commands
    from pressinvite.language import Language


def add_replies(commands: Commands, language: Language) -> None:
    """Add `replies`."""
    _ = language.text
    parser = add_command(
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
    add_settings(parser, language)
    parser.set_defaults(command="replies")


def add_attendance(commands: Commands, language: Language) -> None:
    """Add `attendance`."""
    _ = language.text
    parser = add_command(
        commands,
        "attendance",
        _("Show who comes to a meeting."),
        _("Example: pressinvite attendance meetings/bridge.yaml --format html --output door.html"),
    )
    add_meeting(parser, language)
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
