"""Publishing again with every change: `publish --watch`, and `serve`, which shows it in the browser."""

from __future__ import annotations

import datetime as dt
import os
import signal
import sys
import webbrowser
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from pressinvite.cli.console import as_settings_error, find_workspace, read_clock, tell_error
from pressinvite.cli.publishing import count_words, tell_statement
from pressinvite.errors import PressinviteError
from pressinvite.publication import open_site, publish
from pressinvite.report import render_findings
from pressinvite.studio.changes import Changes
from pressinvite.studio.listening import HOST, Server
from pressinvite.studio.serving import Shown, create_app
from pressinvite.studio.watching import Ran, Watching
from pressinvite.templating import open_templates
from pressinvite.workspace import SETTINGS_NAME

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator

    from pressinvite.language import Language
    from pressinvite.publication import Published
    from pressinvite.workspace import Workspace

_BUSY = dt.timedelta(seconds=5)
"""How long another run is waited for."""


def run_watch(options: argparse.Namespace, language: Language) -> int:
    """Publish now and with every change, until Ctrl-C."""
    workspace = _open(options)
    site = open_site(workspace, options.url)
    top = workspace.folder or Path()
    folder = Path(options.output) if options.output else top / "public"
    tell_statement(site.organisation, language)
    rounds = _Rounds(options, language, folder, lambda _base, _done: None)
    _go_on(top, rounds)
    return 0


def run_serve(options: argparse.Namespace, language: Language) -> int:
    """Publish into public/ now and with every change, and show it, until Ctrl-C."""
    workspace = _open(options)
    site = open_site(workspace, options.url)
    top = workspace.folder or Path()
    server = Server(options.port)
    shown = Shown(top / "public", site.base, Changes())
    address = f"http://{HOST}:{server.port}"
    _write(language.text("{address}  (Ctrl-C ends it)", address=address + site.base))
    tell_statement(site.organisation, language)
    wanted = [address + site.base] if options.open else []

    def show(base: str, done: Published | None) -> None:
        if base != shown.base:
            _write(address + base)
        shown.base = base
        if done:
            shown.gone = done.gone
            if done.outcome.total:
                shown.changes.tell()
        while wanted:
            webbrowser.open(wanted.pop())

    server.start(create_app(shown, open_templates(None, language), language, port=server.port))
    try:
        _go_on(top, _Rounds(options, language, shown.folder, show))
    finally:
        shown.changes.close()
        server.end()
    return 0


def _go_on(top: Path, rounds: _Rounds) -> None:
    """Publish until the user ends it."""
    watching = Watching(top, rounds.publish, clock=read_clock, environ=os.environ)
    with _ended_by_signal(), suppress(KeyboardInterrupt), watching:
        watching.wait()


class _Rounds:
    """Publishes again and again, as settings, templates and meetings then are, and tells of each time in a line.

    `show` is told of each: the path below which the site lies, and what was done, None where that failed.
    """

    def __init__(
        self,
        options: argparse.Namespace,
        language: Language,
        folder: Path,
        show: Callable[[str, Published | None], None],
    ) -> None:
        self._options, self._language, self._folder, self._show = options, language, folder, show

    def publish(self, echo: bool) -> Ran:
        """Publish; of an echo of our own writing only what it changed is told."""
        base = ""
        try:
            workspace = _open(self._options)
            site = open_site(workspace, self._options.url)
            base = site.base
            done = publish(workspace, site, self._folder, now=read_clock())
        except (PressinviteError, OSError) as error:
            return self._fail(error, base)
        self._show(base, done)
        if done.outcome.total or not echo:
            self._tell(done)
        top = (workspace.folder or Path()).resolve()  # as watching tells of files
        written = frozenset(top / name for name in done.sources)
        return Ran(done.next_change[0] if done.next_change else None, written)

    def _fail(self, error: PressinviteError | OSError, base: str) -> Ran:
        told = error if isinstance(error, PressinviteError) else as_settings_error(error)
        tell_error(told, self._language)
        if base:
            self._show(base, None)
        if any(finding.code == "publishing-already" for finding in told.findings):
            words = self._language.text("Not published. It is tried again in {seconds} seconds.", seconds=_BUSY.seconds)
            _write(_stamped(words))
            return Ran(read_clock() + _BUSY)
        _write(_stamped(self._language.text("Not published. It is tried again when a file changes.")))
        return Ran()

    def _tell(self, done: Published) -> None:
        for reading in done.readings:
            sys.stderr.write(render_findings(reading, self._language))
        sys.stderr.flush()
        told = [
            f"{self._folder}: {count_words(done, self._language)}",
            self._language.plural("{count} meeting is public", "{count} meetings are public", done.meetings),
        ]
        if done.stopped:
            told.append(
                self._language.plural("{count} file has errors", "{count} files have errors", len(done.stopped))
            )
        _write(_stamped("; ".join(told)))


def _open(options: argparse.Namespace) -> Workspace:
    """The workspace as it is now: the one that was found first, also while an editor puts its settings in place."""
    workspace = find_workspace(options, "-")
    if workspace.folder and not options.settings:
        options.settings = str(workspace.folder / SETTINGS_NAME)
    return workspace


def _stamped(words: str) -> str:
    return f"{read_clock():%Y-%m-%d %H:%M:%S}  {words}"


def _write(words: str) -> None:
    """A line, at once: somebody reads along."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


@contextmanager
def _ended_by_signal() -> Iterator[None]:
    """SIGTERM ends it as Ctrl-C does."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
