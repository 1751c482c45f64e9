"""The arguments of the commands that set up: init, completion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressinvite.arguments.parser import add_command

if TYPE_CHECKING:
    from pressinvite.arguments.parser import Commands
    from pressinvite.language import Language


def add_init(commands: Commands, language: Language) -> None:
    """Add `init`."""
    _ = language.text
    parser = add_command(
        commands,
        "init",
        _("Make a folder for an organisation, with commented settings and a sample meeting."),
        _("Example: pressinvite init press"),
    )
    parser.add_argument("folder", metavar=_("FOLDER"), help=_("folder to make"))
    parser.set_defaults(command="init")


def add_completion(commands: Commands, language: Language) -> None:
    """Add `completion`."""
    _ = language.text
    parser = add_command(
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
