"""The commands of what comes back: replies, attendance."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pressinvite.answers import (
    attendance_data,
    parse_mark,
    read_new,
    render_attendance,
    render_attendance_csv,
    render_door_list,
    render_taken,
    taken_data,
)
from pressinvite.cli.console import find_workspace, read_clock
from pressinvite.delivery.ledger import open_ledger
from pressinvite.delivery.replies.attendance import attendance, mark
from pressinvite.delivery.replies.sources import read_files
from pressinvite.delivery.replies.taking import take_replies
from pressinvite.dispatch.outgoing import read_meeting_file
from pressinvite.dispatch.posting import ledger_url
from pressinvite.reading.answer import Reading
from pressinvite.report import render_findings, sentences
from pressinvite.templating import open_templates
from pressinvite.workspace import write_whole

if TYPE_CHECKING:
    import argparse

    from pressinvite.delivery.ledger import Ledger
    from pressinvite.language import Language
    from pressinvite.meeting import Meeting
    from pressinvite.workspace import Workspace


def run_replies(options: argparse.Namespace, language: Language) -> int:
    """Take what has come back into the ledger, and tell of it."""
    workspace = find_workspace(options, "-")
    now = read_clock().timestamp()
    sender = workspace.organisation.sender
    with open_ledger(ledger_url(workspace)) as ledger:
        titles = {each.uid: each.title for each in ledger.mailings()}
        arrived = read_files(options.sources) if options.sources else read_new(workspace, ledger, os.environ, now=now)
        taken = take_replies(ledger, arrived, now=now, own=[sender.email] if sender else [])
    if options.format == "json":
        sys.stdout.write(taken_data(taken, sentences(taken.findings, language)))
        return 0
    told = Reading(language.text("replies"), "", (), taken.findings)
    sys.stderr.write(render_findings(told, language))
    sys.stdout.write(render_taken(taken, titles, language))
    return 0


def run_attendance(options: argparse.Namespace, language: Language) -> int:
    """Show who comes to a meeting; write down the officer's word first where there is one."""
    workspace = find_workspace(options, options.meeting)
    now = read_clock()
    meeting = read_meeting_file(options.meeting, workspace, now=now, sending=False).meeting
    marks = [parse_mark(written, language) for written in options.mark]
    with open_ledger(ledger_url(workspace)) as ledger:
        for address, coming in marks:
            mark(ledger, meeting.uid or "", address, coming, now=now.timestamp())
        answer = _render(options.format, ledger, meeting, workspace, language)
    if options.output:
        octets = answer.encode("utf-8-sig" if options.format == "csv" else "utf-8")  # Excel knows UTF-8 by its mark
        write_whole(Path(options.output), octets)
    else:
        sys.stdout.write(answer)
    return 0


def _render(form: str, ledger: Ledger, meeting: Meeting, workspace: Workspace, language: Language) -> str:
    guests = attendance(ledger, meeting.uid or "")
    if form == "json":
        return attendance_data(guests)
    if form == "csv":
        return render_attendance_csv(guests, language)
    templates = open_templates(workspace.templates, language)
    render = render_door_list if form == "html" else render_attendance
    return render(guests, meeting, language, templates)
