"""The arguments of every command, with the help that is shown of them."""

from pressinvite.arguments.commands import make_parser

__all__ = ["make_parser"]
