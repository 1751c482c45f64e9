"""The command line: arguments → one call → exit status; the only room that prints."""

from pressinvite.cli.entry import main, run

__all__ = ["main", "run"]
