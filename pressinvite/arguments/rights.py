"""The arguments of the commands for the rights of those we hold data of: extract, forget, weed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressinvite.arguments.parser import add_command
from pressinvite.arguments.settings import add_settings

if TYPE_CHECKING:
    from pressinvite.arguments.parser import Commands
    from pressinvite.language import Language


def add_rights(commands: Commands, language: Language) -> None:
    """Add `extract`, `forget` and `weed`."""
    _ = language.text
    extract = add_command(
        commands, "extract", _("Show all that is held of somebody."),
        _("Example: pressinvite extract anna@tidning.example"),
    )  # fmt: skip
    extract.add_argument("--format", choices=("text", "json"), default="text", help=_("form of the answer (text)"))
    forget = add_command(
        commands, "forget", _("Erase what is held of somebody; the proof of sending stays."),
        _("Example: pressinvite forget anna@tidning.example --for-real"),
    )  # fmt: skip
    weed = add_command(
        commands, "weed", _("Erase what is held of the recipients of old messages; the proof of sending stays."),
        _("Example: pressinvite weed --before 2025-01-01 --for-real"),
    )  # fmt: skip
    for parser in (extract, forget):
        parser.add_argument("address", metavar=_("ADDRESS"), help=_("the e-mail address"))
    for parser in (forget, weed):
        parser.add_argument("--for-real", action="store_true", help=_("erase; without it nothing is erased"))
    weed.add_argument("--before", metavar=_("DATE"), required=True, help=_("day, 2025-01-01, before which to erase"))
    for name, parser in (("extract", extract), ("forget", forget), ("weed", weed)):
        add_settings(parser, language)
        parser.set_defaults(command=name)
