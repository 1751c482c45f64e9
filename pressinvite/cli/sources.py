"""The commands about sources: read, check, export."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from pressinvite.cli.console import (
    as_settings_error,
    expand_sources,
    find_workspace,
    parse_published,
    read_clock,
    render_refusal,
    tell_error,
)
from pressinvite.errors import Finding, PressinviteError, UsageError

if TYPE_CHECKING:
    import argparse
    import datetime as dt

    from pressinvite.export import Exporter
    from pressinvite.language import Language
    from pressinvite.reading.answer import Reading


def run_read(options: argparse.Namespace, language: Language) -> int:
    """Show what was understood of a source."""
    from pressinvite.reading.document import render_json  # noqa: PLC0415 -- see the module's docstring
    from pressinvite.reading.sources import read_source  # noqa: PLC0415
    from pressinvite.report import render_findings, render_meeting, sentences  # noqa: PLC0415

    reading = read_source(options.source, published=parse_published(options), today=read_clock().date())
    explanation = ""
    if options.explain and options.format != "json":
        from pressinvite.explanation import render_explanation  # noqa: PLC0415

        explanation = render_explanation(reading, language) or _explain_refusal(reading, options, language)
    if options.format == "json":
        answer = render_json(reading.meetings, sentences(reading.findings, language), explain=options.explain)
    elif options.format == "yaml":
        answer = _yaml(reading, language, file=options.output)
        sys.stderr.write(explanation)
    else:
        answer = explanation or "\n".join(render_meeting(meeting, language) for meeting in reading.meetings)
    if options.format != "json":
        sys.stderr.write(render_findings(reading, language))
    if options.output:
        from pathlib import Path  # noqa: PLC0415

        from pressinvite.workspace import write_whole  # noqa: PLC0415

        write_whole(Path(options.output), answer.encode("utf-8", "surrogatepass"))
    else:
        sys.stdout.write(answer)
    return int(any(finding.severity == "error" for finding in reading.findings))


def _explain_refusal(reading: Reading, options: argparse.Namespace, language: Language) -> str:
    """Why a text without a meeting is no invitation."""
    from pressinvite.corrections import is_data  # noqa: PLC0415 -- see the module's docstring
    from pressinvite.explanation import render_signs  # noqa: PLC0415
    from pressinvite.reading.release.signs import find_signs  # noqa: PLC0415

    if is_data(reading.source) or not reading.text:
        return ""
    return render_signs(
        find_signs(reading.text, published=parse_published(options), today=read_clock().date()), language
    )


def _yaml(reading: Reading, language: Language, *, file: str | None) -> str:
    """The meetings to correct; with uids, so that a corrected title does not make a second calendar entry."""
    from pressinvite.corrections import head_comment, without_wrong_times, yaml_comments  # noqa: PLC0415 -- see the module's docstring
    from pressinvite.meeting import with_uids  # noqa: PLC0415
    from pressinvite.reading.document import render_yaml  # noqa: PLC0415

    if not reading.meetings:
        return ""
    head = head_comment(reading.source, file or "meeting.yaml", language)
    meetings = without_wrong_times(reading._replace(meetings=tuple(with_uids(reading.meetings))))
    return render_yaml(meetings, head=head, comments=yaml_comments(reading, language))


def run_check(options: argparse.Namespace, language: Language) -> int:
    """Tell what is wrong with sources."""
    from pressinvite.intake import examine_source, is_blocked  # noqa: PLC0415 -- see the module's docstring
    from pressinvite.reading.answer import Reading  # noqa: PLC0415
    from pressinvite.report import count_line, render_findings, sentences  # noqa: PLC0415

    _ = language.text
    published, now, status, answers = parse_published(options), read_clock(), 0, []
    for source in expand_sources(options.sources):
        try:
            organisation = find_workspace(options, source).organisation
            reading = examine_source(source, organisation=organisation, published=published, now=now)
        except UsageError:  # wrong for all of them
            raise
        except (PressinviteError, OSError) as error:  # a bad source does not stop the good ones
            told = as_settings_error(error) if isinstance(error, OSError) else error
            status = max(status, told.exit_status)
            reading = Reading(told.source or source, told.text, (), told.findings)
        blocked = is_blocked(reading, accept_uncertain=options.accept_uncertain)
        status = max(status, int(blocked))
        if options.format == "json":
            answers.append({"source": source, "findings": sentences(reading.findings, language)})
        else:
            counts = count_line(reading.findings, language) or _("nothing to complain of")
            last = render_refusal(reading, language, published=options.published) if blocked else f"{source}: {counts}"
            sys.stdout.write(f"{render_findings(reading, language)}{last}\n")
    if options.format == "json":
        import json  # noqa: PLC0415

        sys.stdout.write(json.dumps(answers, ensure_ascii=False, indent=2) + "\n")
    return status


def run_export(options: argparse.Namespace, language: Language) -> int:
    """Make the files of sources."""
    from pathlib import Path  # noqa: PLC0415 -- see the module's docstring

    from pressinvite.export import Exporter  # noqa: PLC0415

    if options.form == "rsvp" and not options.to:
        raise UsageError(Finding("rsvp-without-recipient", "error"))
    formats = tuple(filter(None, (name.strip().lower() for name in options.format.split(","))))
    exporter = Exporter(Path(options.output), form=options.form, recipient=options.to, formats=formats)
    now, status = read_clock(), 0
    for source in expand_sources(options.sources):
        try:
            status = max(status, _export_one(exporter, source, options, language, now=now))
        except UsageError:  # wrong for all of them
            raise
        except (PressinviteError, OSError) as error:  # a bad source does not stop the good ones
            told = as_settings_error(error) if isinstance(error, OSError) else error
            tell_error(told, language)
            status = max(status, told.exit_status)
    return status


def _export_one(
    exporter: Exporter, source: str, options: argparse.Namespace, language: Language, *, now: dt.datetime
) -> int:
    from pressinvite.intake import examine_source, is_blocked  # noqa: PLC0415 -- see the module's docstring
    from pressinvite.report import render_findings  # noqa: PLC0415

    workspace = find_workspace(options, source)
    organisation, published = workspace.organisation, parse_published(options)
    reading = examine_source(source, organisation=organisation, published=published, now=now)
    sys.stderr.write(render_findings(reading, language))
    if is_blocked(reading, accept_uncertain=options.accept_uncertain):
        sys.stderr.write(render_refusal(reading, language, published=options.published) + "\n")
        return 1
    made = exporter.write(reading.meetings, workspace, source="" if source == "-" else source)
    width = max(len(str(file.path)) for file in made)
    for file in made:
        if file.kept:
            kept = Finding("changed-by-hand", "warning", "", {"name": str(file.path)})
            sys.stderr.write(render_findings(reading._replace(findings=(kept,)), language))
            continue
        sys.stdout.write(f"{file.path!s:<{width}}  {_size(file.octets, language)}\n")
    return 0


def _size(octets: int, language: Language) -> str:
    point = language.text("decimal|.")
    number = f"{max(octets / 1000, 0.1):5.1f}".replace(".", point)
    return language.text("{number} kB", number=number)
