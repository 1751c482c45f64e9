"""Arguments that many commands share: the meeting, the settings and the sender."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from pressinvite.language import Language


def add_meeting(parser: argparse.ArgumentParser, language: Language) -> None:
    """Add the meeting file, and the settings."""
    parser.add_argument("meeting", metavar=language.text("SOURCE"), help=language.text("meeting file (YAML or JSON)"))
    add_settings(parser, language)


def add_settings(parser: argparse.ArgumentParser, language: Language) -> None:
    """Add which settings hold and who sends."""
    _ = language.text
    parser.add_argument("--settings", metavar=_("FILE"), help=_("pressinvite.toml to use instead of the nearest one"))
    parser.add_argument("--sender", metavar=_("ADDRESS"), help=_('who invites by e-mail: "Name <address>"'))
