"""What the commands share: the clock, the settings, sources spelled out, and how an error is told."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from pressinvite.errors import Finding, PressinviteError, SettingsError, UsageError

if TYPE_CHECKING:
    import argparse
    import datetime as dt

    from pressinvite.language import Language
    from pressinvite.reading.answer import Reading
    from pressinvite.workspace import Workspace


def read_clock() -> dt.datetime:
    """The moment, aware, in the machine's own zone."""
    import datetime as dt  # noqa: PLC0415 -- not for --help

    return dt.datetime.now().astimezone()


def parse_published(options: argparse.Namespace) -> dt.date | None:
    """The day of --published; UsageError where it is none."""
    if options.published is None:
        return None
    from pressinvite.reading.values import parse_day  # noqa: PLC0415 -- not for --help

    day = parse_day(options.published)
    if day is None:
        raise UsageError(Finding("bad-published", "error", "", {"found": options.published}))
    return day


def find_workspace(options: argparse.Namespace, source: str) -> Workspace:
    """The workspace that --settings names, or the nearest upwards from the source."""
    from pathlib import Path  # noqa: PLC0415 -- see the module's docstring

    from pressinvite.workspace import find_settings, open_workspace  # noqa: PLC0415

    settings = Path(options.settings) if options.settings else find_settings(source)
    return open_workspace(settings, environ=os.environ, sender=options.sender)


def expand_sources(sources: list[str]) -> list[str]:
    """The sources with "meetings/*.yaml" spelled out, which Windows' shells leave to the program."""
    from pathlib import Path  # noqa: PLC0415 -- see the module's docstring

    found: list[str] = []
    for source in sources:
        name = Path(source)
        pattern = any(char in name.name for char in "*?") and not name.exists()
        found += sorted(str(path) for path in name.parent.glob(name.name)) or [source] if pattern else [source]
    return found


def render_refusal(reading: Reading, language: Language, *, published: str | None) -> str:
    """What is told last of a source of which nothing was written."""
    from pressinvite.report import count_line  # noqa: PLC0415 -- only where something is wrong

    _ = language.text
    counts = count_line(reading.findings, language)
    if any(finding.severity == "error" for finding in reading.findings):
        return _(
            "{source}: {counts}; nothing is written before that is corrected", source=reading.source, counts=counts
        )
    from pressinvite.corrections import render_confirmation  # noqa: PLC0415

    refusal = _(
        "{source}: {counts}; nothing was written: confirm with --accept-uncertain, or correct the text",
        source=reading.source, counts=counts,
    )  # fmt: skip
    return render_confirmation(reading, language, published=published) + refusal


def as_settings_error(error: OSError) -> SettingsError:
    """What the system refused, as an error of ours."""
    from pressinvite.language.reasons import explain_reading  # noqa: PLC0415 -- only where something is wrong

    values = {"name": str(error.filename or ""), "reason": explain_reading(error)}
    return SettingsError(Finding("system", "error", "", values))


def tell_error(error: PressinviteError, language: Language) -> None:
    """Print an error's findings."""
    from pressinvite.reading.answer import Reading  # noqa: PLC0415 -- only where something is wrong
    from pressinvite.report import render_findings  # noqa: PLC0415

    sys.stderr.write(render_findings(Reading(error.source or "pressinvite", error.text, (), error.findings), language))
