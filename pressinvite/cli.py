"""The command line: arguments → one call → exit status; the only place that prints.

Exit status: 0 done; 1 the source has errors; 2 wrong use; 4 settings or disk. Results go to standard output, what is
told about them to standard error. Every command imports what it needs itself, so that `--help` costs nothing.
"""

from __future__ import annotations

import gc
import gettext
import os
import sys
from typing import TYPE_CHECKING, NoReturn

from pressinvite.arguments import make_parser
from pressinvite.errors import Finding, PressinviteError, SettingsError, UsageError
from pressinvite.language import Language, open_language
from pressinvite.language.catalogues import DOMAIN, FOLDER

if TYPE_CHECKING:
    import argparse
    import datetime as dt
    from collections.abc import Callable, Sequence

    from pressinvite.export import Exporter
    from pressinvite.reading.answer import Reading
    from pressinvite.workspace import Workspace


def run() -> NoReturn:
    """Run the command of this process and end it.

    A process that lives for a sixth of a second gains a tenth of it by not collecting cycles and not taking its
    modules down one by one.
    """
    gc.set_threshold(100_000)
    status = main()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # nobody reads on, or the disk behind it is full
        status = status or SettingsError.exit_status
    os._exit(status)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    _use_utf8()
    language = _user_language(os.environ)
    try:
        parser = make_parser(language)
        if "_ARGCOMPLETE" in os.environ:  # a shell asks what may stand at the cursor
            from pressinvite.completion import answer_shell  # noqa: PLC0415 -- see the module's docstring

            answer_shell(parser, language)
        options = parser.parse_args(arguments)
        return COMMANDS[options.command](options, language)
    except SystemExit as stop:  # argparse's own --help and --version
        return int(stop.code or 0)
    except PressinviteError as error:
        _tell_error(error, language)
        return error.exit_status
    except BrokenPipeError:  # the reader of our output has gone: `pressinvite read … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 0
    except OSError as error:  # a full disk behind standard output, a folder that may not be entered
        _tell_error(_system_error(error), language)
        return SettingsError.exit_status
    except KeyboardInterrupt:
        return 130


def _use_utf8() -> None:
    """Windows consoles and the C locale would otherwise fail on å, ä and ö."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by the caller
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115 -- for the whole process
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _user_language(environ: os._Environ[str] | dict[str, str]) -> Language:
    """The language of messages: PRESSINVITE_LANGUAGE, else the system's; Swedish where it is neither said nor English."""
    told = next(
        (environ[name] for name in ("PRESSINVITE_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), ""
    )
    if not told and os.name == "nt":
        import locale  # noqa: PLC0415 -- Windows tells its language nowhere else

        told = locale.getlocale()[0] or ""
    tag = "sv" if told.lower().startswith(("sv", "swedish")) else "en"
    tag = told if told == "qps" else tag
    # argparse's own words ("usage", "options") are looked up in the default domain
    gettext.bindtextdomain(DOMAIN, str(FOLDER))
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = tag
    return open_language(tag)


def _now() -> dt.datetime:
    import datetime as dt  # noqa: PLC0415 -- not for --help

    return dt.datetime.now().astimezone()


def _published(options: argparse.Namespace) -> dt.date | None:
    if options.published is None:
        return None
    from pressinvite.reading.values import parse_day  # noqa: PLC0415 -- not for --help

    day = parse_day(options.published)
    if day is None:
        raise UsageError(Finding("bad-published", "error", "", {"found": options.published}))
    return day


def _read(options: argparse.Namespace, language: Language) -> int:
    from pressinvite.reading.document import render_json  # noqa: PLC0415 -- see the module's docstring
    from pressinvite.reading.sources import read_source  # noqa: PLC0415
    from pressinvite.report import render_findings, render_meeting, sentences  # noqa: PLC0415

    reading = read_source(options.source, published=_published(options), today=_now().date())
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
    return render_signs(find_signs(reading.text, published=_published(options), today=_now().date()), language)


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


def _check(options: argparse.Namespace, language: Language) -> int:
    from pressinvite.intake import examine_source, is_blocked  # noqa: PLC0415 -- see the module's docstring
    from pressinvite.reading.answer import Reading  # noqa: PLC0415
    from pressinvite.report import count_line, render_findings, sentences  # noqa: PLC0415

    _ = language.text
    published, now, status, answers = _published(options), _now(), 0, []
    for source in _expanded(options.sources):
        try:
            organisation = _workspace(options, source).organisation
            reading = examine_source(source, organisation=organisation, published=published, now=now)
        except UsageError:  # wrong for all of them
            raise
        except (PressinviteError, OSError) as error:  # a bad source does not stop the good ones
            told = _system_error(error) if isinstance(error, OSError) else error
            status = max(status, told.exit_status)
            reading = Reading(told.source or source, told.text, (), told.findings)
        blocked = is_blocked(reading, accept_uncertain=options.accept_uncertain)
        status = max(status, int(blocked))
        if options.format == "json":
            answers.append({"source": source, "findings": sentences(reading.findings, language)})
        else:
            counts = count_line(reading.findings, language) or _("nothing to complain of")
            last = _refusal(reading, language, published=options.published) if blocked else f"{source}: {counts}"
            sys.stdout.write(f"{render_findings(reading, language)}{last}\n")
    if options.format == "json":
        import json  # noqa: PLC0415

        sys.stdout.write(json.dumps(answers, ensure_ascii=False, indent=2) + "\n")
    return status


def _export(options: argparse.Namespace, language: Language) -> int:
    from pathlib import Path  # noqa: PLC0415 -- see the module's docstring

    from pressinvite.export import Exporter  # noqa: PLC0415

    if options.form == "rsvp" and not options.to:
        raise UsageError(Finding("rsvp-without-recipient", "error"))
    exporter = Exporter(Path(options.output), form=options.form, recipient=options.to)
    now, status = _now(), 0
    for source in _expanded(options.sources):
        try:
            status = max(status, _export_one(exporter, source, options, language, now=now))
        except UsageError:  # wrong for all of them
            raise
        except (PressinviteError, OSError) as error:  # a bad source does not stop the good ones
            told = _system_error(error) if isinstance(error, OSError) else error
            _tell_error(told, language)
            status = max(status, told.exit_status)
    return status


def _export_one(
    exporter: Exporter, source: str, options: argparse.Namespace, language: Language, *, now: dt.datetime
) -> int:
    from pressinvite.intake import examine_source, is_blocked  # noqa: PLC0415 -- see the module's docstring
    from pressinvite.report import render_findings  # noqa: PLC0415

    workspace = _workspace(options, source)
    organisation, published = workspace.organisation, _published(options)
    reading = examine_source(source, organisation=organisation, published=published, now=now)
    sys.stderr.write(render_findings(reading, language))
    if is_blocked(reading, accept_uncertain=options.accept_uncertain):
        sys.stderr.write(_refusal(reading, language, published=options.published) + "\n")
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


def _expanded(sources: list[str]) -> list[str]:
    """The sources with "meetings/*.yaml" spelled out, which Windows' shells leave to the program."""
    from pathlib import Path  # noqa: PLC0415 -- see the module's docstring

    found: list[str] = []
    for source in sources:
        name = Path(source)
        pattern = any(char in name.name for char in "*?") and not name.exists()
        found += sorted(str(path) for path in name.parent.glob(name.name)) or [source] if pattern else [source]
    return found


def _refusal(reading: Reading, language: Language, *, published: str | None) -> str:
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


def _init(options: argparse.Namespace, language: Language) -> int:
    from pathlib import Path  # noqa: PLC0415 -- see the module's docstring

    from pressinvite.starter import starter_files  # noqa: PLC0415
    from pressinvite.workspace import write_workspace  # noqa: PLC0415

    _ = language.text
    folder = Path(options.folder)
    for path in write_workspace(folder, starter_files(language, today=_now().date())):
        sys.stdout.write(f"{path}\n")
    sys.stderr.write(_("Next: fill in {settings}, then run: pressinvite export {meeting} -o {folder}", settings=folder / "pressinvite.toml", meeting=folder / "meetings" / "sample.yaml", folder=folder / "public") + "\n")  # fmt: skip
    return 0


def _completion(options: argparse.Namespace, _language: Language) -> int:
    from pressinvite.completion import render_script  # noqa: PLC0415 -- see the module's docstring

    sys.stdout.write(render_script(options.shell))
    return 0


def _workspace(options: argparse.Namespace, source: str) -> Workspace:
    from pathlib import Path  # noqa: PLC0415 -- see the module's docstring

    from pressinvite.workspace import find_settings, open_workspace  # noqa: PLC0415

    settings = Path(options.settings) if options.settings else find_settings(source)
    return open_workspace(settings, environ=os.environ, sender=options.sender)


def _system_error(error: OSError) -> SettingsError:
    from pressinvite.language.reasons import explain_reading  # noqa: PLC0415 -- only where something is wrong

    values = {"name": str(error.filename or ""), "reason": explain_reading(error)}
    return SettingsError(Finding("system", "error", "", values))


def _tell_error(error: PressinviteError, language: Language) -> None:
    from pressinvite.reading.answer import Reading  # noqa: PLC0415 -- only where something is wrong
    from pressinvite.report import render_findings  # noqa: PLC0415

    sys.stderr.write(render_findings(Reading(error.source or "pressinvite", error.text, (), error.findings), language))


COMMANDS: dict[str, Callable[[argparse.Namespace, Language], int]] = {
    "read": _read,
    "check": _check,
    "export": _export,
    "init": _init,
    "completion": _completion,
}
"""What runs each command of `arguments`."""
