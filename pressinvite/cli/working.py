"""Sending by workers: the command worker, and looking on while workers send."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from pressinvite.cli.console import find_workspace, read_clock, tell_error
from pressinvite.cli.progress import Progress
from pressinvite.delivery.ledger import open_ledger
from pressinvite.dispatch.outgoing import waits
from pressinvite.dispatch.posting import ledger_url, read_transport
from pressinvite.dispatch.sharing import NOBODY, Onlooker, prepare_sharing, watch

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from pressinvite.delivery.ledger import Ledger
    from pressinvite.delivery.mailings import Mailing
    from pressinvite.delivery.sending import Summary
    from pressinvite.delivery.worker import News
    from pressinvite.language import Language


def run_worker(options: argparse.Namespace, language: Language) -> int:
    """Send slices of mailings as they come, until a signal; with --once what there is."""
    workspace = find_workspace(options, "-")
    transport = read_transport(workspace, os.environ)
    with open_ledger(ledger_url(workspace)) as ledger:
        prepare_sharing(ledger)
        from pressinvite.delivery.worker import Failed, Worker  # noqa: PLC0415 -- an extra, and slow to load
        from pressinvite.dispatch.news import render_news  # noqa: PLC0415

        def tell(news: News) -> None:
            if isinstance(news, Failed):
                tell_error(news.error, language)
            _write(render_news(news, language))

        Worker(ledger, transport, tell).run(once=options.once)
    _write(language.text("Ended."))
    return 0


def look_on(ledger: Ledger, mailings: Sequence[Mailing], language: Language, *, patience: float) -> Summary:
    """Show how the workers get on, until all is done, or nothing has happened for so many seconds."""
    waiting = sum(waits(ledger.count(mailing)) for mailing in mailings)
    words = language.plural(
        "{count} message waits for the workers. Ctrl-C only ends the looking on: they go on.",
        "{count} messages wait for the workers. Ctrl-C only ends the looking on: they go on.",
        waiting,
    )
    progress = Progress(sys.stderr, language)

    def miss() -> None:
        progress.end()
        told = language.text(
            "No worker has been seen for {seconds} seconds. What is not sent stays in the ledger: start one with "
            "“pressinvite worker”, on any machine, or stop this with Ctrl-C and send from here with --here.",
            seconds=round(NOBODY),
        )
        sys.stderr.write(f"{told}\n")

    try:
        sys.stderr.write(f"{words}\n")
        return watch(ledger, mailings, Onlooker(progress.show, miss), patience=patience)
    except KeyboardInterrupt:
        progress.end()
        sys.stderr.write(language.text("Nothing is lost: the workers go on. See “pressinvite mailings”.") + "\n")
        raise
    finally:
        progress.end()


def _write(words: str) -> None:
    """A line with its moment, at once: others may read along."""
    sys.stdout.write(f"{read_clock():%Y-%m-%d %H:%M:%S}  {words}\n")
    sys.stdout.flush()
