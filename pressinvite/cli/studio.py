"""The command that opens the staff's page: studio."""

from __future__ import annotations

import signal
import sys
import threading
import webbrowser
from typing import TYPE_CHECKING

from pressinvite.cli.console import find_workspace, read_clock
from pressinvite.errors import Finding, SettingsError
from pressinvite.studio.desk import Desk, create_studio
from pressinvite.studio.door import Keys
from pressinvite.studio.listening import HOST, Server
from pressinvite.workspace import SETTINGS_NAME

if TYPE_CHECKING:
    import argparse

    from pressinvite.language import Language
    from pressinvite.studio.postroom import Postroom
    from pressinvite.workspace import Workspace


def run_studio(options: argparse.Namespace, language: Language) -> int:
    """Show the staff's page until Ctrl-C. Its address is good once, and for this computer alone."""

    def open_folder() -> Workspace:
        workspace = find_workspace(options, "-")
        if workspace.folder is None:
            raise SettingsError(Finding("no-workspace-for-studio", "error"))
        options.settings = str(workspace.folder / SETTINGS_NAME)  # the one that was found first, from now on
        return workspace

    open_folder()
    keys = Keys()
    server = Server(options.port)
    address = f"http://{HOST}:{server.port}/?token={keys.token}"
    _write(language.text("{address}  (Ctrl-C ends it)", address=address))
    app = create_studio(Desk(open_folder, language, keys, read_clock), port=server.port)
    server.start(app)
    if not options.no_browser:
        webbrowser.open(address)
    ended = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: ended.set())
    try:
        while not ended.wait(1.0):  # Windows tells of Ctrl-C only between two waits
            pass
    except KeyboardInterrupt:
        pass
    finally:
        _end_mailings(app.state.postroom, language)
        server.end()
    return 0


def _end_mailings(postroom: Postroom, language: Language) -> None:
    """Bring what is being sent to a safe end, and tell what became of it."""
    if postroom.running:
        _write(language.text("A mailing is on its way: the messages in hand are brought to their end."))
    for job in postroom.end():
        _write(f"{job.title}: {job.text.strip()}")
        _write(language.text("What is left goes out when you start pressinvite studio again and send once more."))


def _write(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
