"""The command line: arguments → one call → exit status; the only room that prints."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["main", "run"]


def run() -> NoReturn:
    """Run the command of this process and end it.

    A process that lives for a sixth of a second gains a tenth of it by not collecting cycles, from before the first
    module is loaded, and by not taking its modules down one by one.
    """
    gc.set_threshold(300_000)  # `send` makes 200,000 objects before it sends, and keeps them
    status = main()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # nobody reads on, or the disk behind it is full
        from pressinvite.errors import SettingsError  # noqa: PLC0415 -- nothing is loaded before the threshold is set

        status = status or SettingsError.exit_status
    os._exit(status)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    from pressinvite.cli.entry import main as run_command  # noqa: PLC0415 -- see above

    return run_command(arguments)
