"""The command about the press calendar: publish."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pressinvite.cli.console import find_workspace, read_clock
from pressinvite.errors import Finding
from pressinvite.publication import open_site, publish
from pressinvite.reading.answer import Reading
from pressinvite.report import render_findings

if TYPE_CHECKING:
    import argparse

    from pressinvite.language import Language
    from pressinvite.meeting import Organisation
    from pressinvite.publication import Published

_TO_DO = 5
_LISTED = 20


def run_publish(options: argparse.Namespace, language: Language) -> int:
    """Bring the press calendar up to date, or tell what that would change."""
    if options.watch:
        from pressinvite.cli.serving import run_watch  # noqa: PLC0415 -- an extra

        return run_watch(options, language)
    workspace = find_workspace(options, "-")
    site = open_site(workspace, options.url)
    folder = Path(options.output) if options.output else (workspace.folder or Path()) / "public"
    done = publish(workspace, site, folder, now=read_clock(), check=options.check)
    tell_statement(site.organisation, language)
    for reading in done.readings:
        sys.stderr.write(render_findings(reading, language))
    sys.stdout.write(_render(done, folder, language, check=options.check))
    if done.stopped:
        return 1
    return _TO_DO if options.check and (done.outcome.total or done.sources) else 0


def tell_statement(organisation: Organisation, language: Language) -> None:
    """Warn where the settings name no accessibility statement."""
    if not organisation.accessibility_statement:
        finding = Finding("no-accessibility-statement", "warning")
        sys.stderr.write(render_findings(Reading("pressinvite.toml", "", (), (finding,)), language))


def count_words(done: Published, language: Language) -> str:
    """What was done to the site's files, in so many words."""
    outcome = done.outcome
    counts = (
        language.plural("{count} file new", "{count} files new", len(outcome.made)),
        language.plural("{count} changed", "{count} changed", len(outcome.changed)),
        language.plural("{count} removed", "{count} removed", len(outcome.removed)),
    )
    return ", ".join(counts) if outcome.total else language.text("nothing has changed")


def _render(done: Published, folder: Path, language: Language, *, check: bool) -> str:
    """What was done, or would be; what stays as it was; and when to run it again."""
    _ = language.text
    outcome = done.outcome
    lines = []
    if check:
        kinds = (
            (_("changed"), done.sources),
            (_("new"), outcome.made),
            (_("changed"), outcome.changed),
            (_("removed"), outcome.removed),
        )
        listed = [(word, path) for word, paths in kinds for path in paths]
        width = max((len(word) for word, _path in listed), default=0)
        lines += [f"{word:<{width}}  {path}" for word, path in listed[:_LISTED]]
        if len(listed) > _LISTED:
            lines.append(_("… and {count} more", count=len(listed) - _LISTED))
    lines.append(f"{folder}: {count_words(done, language)}")
    lines.append(language.plural("{count} meeting is public.", "{count} meetings are public.", done.meetings))
    if check:
        lines.append(_("Nothing was written."))
    for name in done.stopped:
        if name in done.withheld:
            told = _("{name} has errors, and says that it must not be public: nothing of it is published.", name=name)
        else:
            told = _("{name} has errors: what was published of it before stays as it was.", name=name)
        lines.append(told)
    if done.next_change:
        moment, name = done.next_change
        when = language.when(moment.replace(tzinfo=None))
        lines.append(_("The site next changes by itself {when} ({name}): run this again then.", when=when, name=name))
    return "\n".join(lines) + "\n"
