"""The commands of sending: send, cancel, postpone, remind, mailings."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pressinvite.cli.console import find_workspace, read_clock
from pressinvite.delivery.addresses import normalise_address
from pressinvite.delivery.history import count_withdrawn, read_overview
from pressinvite.delivery.ledger import open_ledger
from pressinvite.delivery.states import REFUSED, UNCERTAIN
from pressinvite.dispatch.namesakes import find_namesake
from pressinvite.dispatch.outgoing import (
    Outgoing,
    Wishes,
    number_reminder,
    read_meeting_file,
    send_out,
    send_trial,
    undelivered,
)
from pressinvite.dispatch.posting import find_near_opt_outs, ledger_url, read_transport
from pressinvite.dispatch.sharing import prepare_sharing, share
from pressinvite.dispatch.telling import (
    render_example,
    render_mailings,
    render_open,
    render_plan,
    render_returned,
    render_summary,
)
from pressinvite.errors import Finding, SourceError, UsageError
from pressinvite.reading.answer import Reading
from pressinvite.report import render_findings
from pressinvite.workspace import write_whole

if TYPE_CHECKING:
    import argparse

    from pressinvite.delivery.ledger import Ledger
    from pressinvite.delivery.mailings import Mailing
    from pressinvite.delivery.states import State
    from pressinvite.dispatch.outgoing import Source
    from pressinvite.language import Language

UNDELIVERED = 3
"""Exit status where some messages were not taken."""


def run_send(options: argparse.Namespace, language: Language) -> int:
    """Show who gets what of a meeting; send it with --for-real."""
    wishes = Wishes(
        tuple(options.to),
        options.form,
        skip_bad=options.skip_bad,
        only_new=options.only_new,
        reason=options.reason or "",
    )
    return _dispatch(options, language, wishes)


def run_cancel(options: argparse.Namespace, language: Language) -> int:
    """Show who is told that a meeting is cancelled; tell them with --for-real."""
    return _dispatch(options, language, Wishes(status="cancelled", reason=options.reason or ""))


def run_postpone(options: argparse.Namespace, language: Language) -> int:
    """Show who is told that a meeting is postponed; tell them with --for-real."""
    return _dispatch(options, language, Wishes(status="postponed", reason=options.reason or ""))


def run_remind(options: argparse.Namespace, language: Language) -> int:
    """Show who has not answered; remind them with --for-real."""
    from pressinvite.delivery.replies.attendance import answered  # noqa: PLC0415 -- nothing else that is sent asks

    source = _read_source(options, language)
    if source.meeting.status in ("cancelled", "postponed"):
        raise UsageError(Finding("remind-cancelled", "error"), source=options.meeting)
    with open_ledger(source.posting.ledger) as ledger:
        outgoing = Outgoing(source, ledger, Wishes(), now=read_clock())
        if not outgoing.audience.had_any:
            raise UsageError(Finding("remind-nothing-sent", "error", "", {"name": options.meeting}))
        if outgoing.revised.before:
            raise UsageError(Finding("remind-send-first", "error", "", {"name": options.meeting}))
        number = number_reminder(ledger, source.meeting.uid or "", outgoing.revision, again=options.again)
        wishes = Wishes(reminder=number, answered=answered(ledger, source.meeting.uid or ""))
        reminding = Outgoing(source, ledger, wishes, now=read_clock())
        return _go(reminding, options, language)


def run_mailings(options: argparse.Namespace, language: Language) -> int:
    """Show what has been sent, and what is uncertain or refused."""
    from pressinvite.delivery.replies.attendance import undelivered as read_returned  # noqa: PLC0415 -- as above

    workspace = find_workspace(options, options.meeting or "-")
    with open_ledger(ledger_url(workspace)) as ledger:
        uid = None
        if options.meeting:
            uid = read_meeting_file(options.meeting, workspace, now=read_clock(), sending=False).meeting.uid
        overview = read_overview(ledger, uid)
        meetings = dict.fromkeys(each.mailing.uid for each in overview)
        returned = {uid: [row for row in read_returned(ledger, uid) if row.is_final] for uid in meetings}
        if options.format == "json":
            import json  # noqa: PLC0415 -- only for programs

            told = [
                {
                    **each.mailing._asdict(),
                    "made": each.made,
                    "states": each.counts,
                    "withdrawn": each.withdrawn,
                    "open": _open_rows(ledger, each.mailing),
                }
                for each in overview
            ]
            came_back = [{"uid": uid, **row._asdict()} for uid, rows in returned.items() for row in rows]
            sys.stdout.write(json.dumps({"mailings": told, "returned": came_back}, ensure_ascii=False, indent=2) + "\n")
            return 0
        sys.stdout.write(render_mailings(overview, language))
        for each in overview:
            if each.counts.get(UNCERTAIN) or each.counts.get(REFUSED):
                sys.stdout.write("\n" + render_open(each.mailing, _open_rows(ledger, each.mailing), language))
        sys.stdout.write(render_returned([row for rows in returned.values() for row in rows], language))
    return 0


def _open_rows(ledger: Ledger, mailing: Mailing) -> list[dict[str, object]]:
    """What of a mailing needs a person: each message with the last that was said of it."""
    return [
        {
            "recipient": row.recipient,
            "state": row.state,
            "words": ledger.events(row)[-1].words,
            "message_id": row.message_id,
        }
        for row in ledger.rows(mailing, UNCERTAIN, REFUSED)
    ]


def _read_source(options: argparse.Namespace, language: Language) -> Source:
    source = read_meeting_file(options.meeting, find_workspace(options, options.meeting), now=read_clock())
    sys.stderr.write(render_findings(source.reading, language))
    near = find_near_opt_outs(source.workspace)
    if near:
        sys.stderr.write(render_findings(Reading(language.text("lists"), "", (), tuple(near)), language))
    return source


def _dispatch(options: argparse.Namespace, language: Language, wishes: Wishes) -> int:
    source = _read_source(options, language)
    with open_ledger(source.posting.ledger) as ledger:
        outgoing = Outgoing(source, ledger, wishes, now=read_clock())
        _tell_namesake(outgoing, language)
        _tell_lists(outgoing, language)
        if not wishes.lists and not outgoing.audience.had_any and not wishes.status:
            raise UsageError(Finding("send-no-lists", "error"), source="--to")
        return _go(outgoing, options, language)


def _tell_namesake(outgoing: Outgoing, language: Language) -> None:
    """Print which other meeting this one may be, where nobody has had it under its uid."""
    if outgoing.audience.had_any:
        return
    finding = find_namesake(outgoing.ledger, outgoing.meeting, today=outgoing.now.astimezone().date())
    if finding:
        told = Reading(outgoing.source.reading.source, "", (), (finding,))
        sys.stderr.write(render_findings(told, language))


def _tell_lists(outgoing: Outgoing, language: Language) -> None:
    """Print what was found in the lists; SourceError where nothing may be sent before it is corrected."""
    found = outgoing.recipients
    by_file: dict[str, list[Finding]] = {}
    for finding in found.findings:
        by_file.setdefault(str(finding.values.get("file") or language.text("lists")), []).append(finding)
    for file, findings in by_file.items():
        sys.stderr.write(render_findings(Reading(file, "", (), tuple(findings)), language))
    if not found.is_sound:
        errors = {str(each.values.get("file")) for each in found.findings if each.severity == "error"}
        code = "opt-outs-unsound" if errors <= set(outgoing.source.posting.opt_outs) else "lists-unsound"
        raise SourceError(Finding(code, "error"), source=language.text("lists"))


def _go(outgoing: Outgoing, options: argparse.Namespace, language: Language) -> int:
    """Tell what is to go out, and do with it what the options ask for."""
    _ = language.text
    trial = _parse_trial(options.test) if options.test else ""
    sys.stdout.write(render_plan(outgoing, language))
    if trial:
        return _try(outgoing, trial, language)
    if options.outbox:
        return _fill_outbox(outgoing, Path(options.outbox), language)
    if options.for_real:
        return _send(outgoing, options, language)
    example = next(outgoing.errands(), None)
    if example:
        sys.stdout.write("\n" + render_example(outgoing.compose(example), language))
    _tell_kept(outgoing, language)
    sys.stderr.write(_("Nothing was sent. Try it with --test ADDRESS; send it with --for-real.") + "\n")
    return 0


def _tell_kept(outgoing: Outgoing, language: Language) -> None:
    if outgoing.shells.differs:
        kept = Reading(outgoing.source.reading.source, "", (), (Finding("shell-kept", "warning"),))
        sys.stderr.write(render_findings(kept, language))


def _parse_trial(written: str) -> str:
    """The address of --test; UsageError where it is none."""
    try:
        return normalise_address(written)
    except SourceError:
        raise UsageError(Finding("bad-test-address", "error", "", {"address": written}), source="--test") from None


def _try(outgoing: Outgoing, email: str, language: Language) -> int:
    send_trial(outgoing, email, read_transport(outgoing.source.workspace, os.environ))
    sys.stderr.write(language.text("One message was sent to {address}; nothing else was sent.", address=email) + "\n")
    return 0


def _fill_outbox(outgoing: Outgoing, folder: Path, language: Language) -> int:
    number = 0
    for number, errand in enumerate(outgoing.errands(), 1):
        slug = "".join(char if char.isalnum() or char in "@.-" else "_" for char in errand.recipient.email)
        write_whole(folder / f"{number:05}-{slug[:80]}.eml", outgoing.compose(errand), private=True)
    words = language.plural(
        "{count} message was written to {folder}; nothing was sent.",
        "{count} messages were written to {folder}; nothing was sent.",
        number,
        folder=folder,
    )
    sys.stderr.write(f"{words}\n")
    return 0


def _send(outgoing: Outgoing, options: argparse.Namespace, language: Language) -> int:
    """Plan, send, and tell what came of it; on a terminal the number is asked for first."""
    from pressinvite.cli.progress import Progress  # noqa: PLC0415 -- only where something is sent

    again: list[State] = [UNCERTAIN] if options.resend_uncertain else []
    again += [REFUSED] if options.resend_refused else []
    workspace = outgoing.source.workspace
    shared = workspace.settings.get("ledger", {}).get("workers") and not options.here
    if shared:
        prepare_sharing(outgoing.ledger)
    else:
        transport = read_transport(workspace, os.environ)
    if sys.stdin.isatty() and sys.stdout.isatty():
        _ask(outgoing.count_due(again), options, language)
    outgoing.plan()
    mailings = list(outgoing.mailings())
    for mailing in mailings if again else ():
        outgoing.ledger.resend(mailing, again, now=read_clock().timestamp())
    _tell_kept(outgoing, language)
    if shared:
        return _look_on(outgoing, mailings, options, language)
    progress = Progress(sys.stderr, language)
    try:
        summary = send_out(outgoing, mailings, transport, patience=60.0 * options.wait, progress=progress)
    except KeyboardInterrupt:
        progress.end()
        sys.stderr.write(language.text("Stopped. Run the same command again: only what is missing is sent.") + "\n")
        raise
    finally:
        progress.end()
    withdrawn = count_withdrawn(outgoing.ledger, mailings)
    sys.stdout.write(render_summary(summary, language, withdrawn))
    return UNDELIVERED if undelivered(summary.counts, withdrawn) else 0


def _look_on(outgoing: Outgoing, mailings: list[Mailing], options: argparse.Namespace, language: Language) -> int:
    """Hand the mailings to the workers, and tell what comes of it while they send."""
    from pressinvite.cli.working import look_on  # noqa: PLC0415 -- only where workers send

    share(outgoing.ledger, outgoing.meeting, mailings, now=read_clock().timestamp())
    summary = look_on(outgoing.ledger, mailings, language, patience=60.0 * options.wait)
    withdrawn = count_withdrawn(outgoing.ledger, mailings)
    sys.stdout.write(render_summary(summary, language, withdrawn, shared=True))
    return UNDELIVERED if undelivered(summary.counts, withdrawn) else 0


def _ask(number: int, options: argparse.Namespace, language: Language) -> None:
    """Ask for the number of messages to be typed; UsageError where something else is."""
    lists = language.join([Path(name).stem for name in getattr(options, "to", ())]) or language.text("those who had it")
    sys.stdout.write(
        language.text("To send {number} messages ({lists}), type the number {number}: ", number=number, lists=lists)
    )
    sys.stdout.flush()
    found = sys.stdin.readline().strip()
    if found != str(number):
        raise UsageError(Finding("not-confirmed", "error", "", {"found": found or "–", "number": number}))
