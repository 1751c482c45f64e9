"""The arguments of the commands about the press calendar: publish, serve, and the staff's page."""

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
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument(
        "--check", action="store_true", help=_("only tell what would change; exit status 5 where anything would")
    )
    ways.add_argument(
        "--watch",
        action="store_true",
        help=_("go on, and publish again when a file changes or a moment comes; Ctrl-C ends it"),
    )
    add_settings(parser, language)
    parser.set_defaults(command="publish")


def add_serve(commands: Commands, language: Language) -> None:
    """Add `serve`."""
    _ = language.text
    parser = add_command(
        commands,
        "serve",
        _("Show the press calendar on this computer alone, and anew with every change. It is published into public/."),
        _("Example: pressinvite serve --open"),
    )
    parser.add_argument(
        "--port", metavar=_("NUMBER"), type=int, default=8000, help=_("port to show it at (8000); 0 takes a free one")
    )
    parser.add_argument("--open", action="store_true", help=_("open it in the browser"))
    add_settings(parser, language)
    parser.set_defaults(command="serve", url=None)


def add_studio(commands: Commands, language: Language) -> None:
    """Add `studio`."""
    _ = language.text
    parser = add_command(
        commands,
        "studio",
        _("Open the staff's page: paste the release, see the invitation, correct and save it."),
        _("Example: pressinvite studio"),
    )
    parser.add_argument(
        "--port",
        metavar=_("NUMBER"),
        type=int,
        default=0,
        help=_("port to show it at; without it, a free one is taken"),
    )
    parser.add_argument("--no-browser", action="store_true", help=_("only print the address, do not open it"))
    add_settings(parser, language)
    parser.set_defaults(command="studio")
