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
    sys.stdout.write(language.text("{address}  (Ctrl-C ends it)", address=address) + "\n")
    sys.stdout.flush()
    server.start(create_studio(Desk(open_folder, language, keys, read_clock), port=server.port))
    if not options.no_browser:
        webbrowser.open(address)
    ended = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: ended.set())
    try:
        ended.wait()
    except KeyboardInterrupt:
        pass
    finally:
        server.end()
    return 0
