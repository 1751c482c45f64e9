"""The arguments of the commands about the press calendar: publish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressinvite.arguments.parser import add_command
from pressinvite.arguments.settings import add_settings

if TYPE_CHECKING:
    from pressinvite.arguments.parser import Commands
    from pressinvite.language import Language


def add_publish(commands: Commands, language: Language) -> None:
    """Add `publish`."""
    _ = language.text
    parser = add_command(
        commands,
        "publish",
        _("Make the press calendar of the meetings: pages, feeds and files for the web."),
        _("Example: pressinvite publish"),
    )
    parser.add_argument(
        "-o", "--output", metavar=_("FOLDER"), help=_("where to write it (public, beside pressinvite.toml)")
    )
    parser.add_argument("--url", metavar=_("ADDRESS"), help=_("where it will lie on the web, instead of the settings'"))
    parser.add_argument(
        "--check", action="store_true", help=_("only tell what would change; exit status 5 where anything would")
    )
    add_settings(parser, language)
    parser.set_defaults(command="publish")
