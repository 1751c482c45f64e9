"""A source, read, given its identity and checked: what `check` and `export` both begin with."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from pressinvite.checks import check_meeting
from pressinvite.errors import Finding
from pressinvite.meeting import DEFAULT_TIMEZONE, with_identity
from pressinvite.reading.sources import read_source, source_moment

if TYPE_CHECKING:
    from pressinvite.meeting import Meeting, Organisation
    from pressinvite.reading.answer import Reading


def examine_source(
    name: str, *, organisation: Organisation, published: dt.date | None, now: dt.datetime, sending: bool = False
) -> Reading:
    """Return the source's reading, its meetings complete in identity, with the findings of all checks.

    `now` (aware) tells today's date in the organisation's zone, and stands in for the moment of writing where standard
    input has none. A source without a meeting gets the error `no-meeting`: there is nothing to check or export.
    """
    reading = read_source(name, published=published, today=now.date())
    findings = [finding for finding in reading.findings if finding.code != "no-meeting"]
    meetings = []
    moment = source_moment(name) or now.astimezone(dt.UTC).replace(microsecond=0) if reading.meetings else now
    for index, read in enumerate(reading.meetings):
        meeting = _completed(read, organisation, moment)
        meetings.append(meeting)
        found = check_meeting(meeting, today=now.date(), organisation=organisation, sending=sending)
        if read.uid is None:
            found.append(Finding("uid-not-kept", "note", "", {"uid": meeting.uid}))
        told = {(finding.code, finding.field) for finding in findings}
        placed = (_placed(finding, meeting).within(f"meetings[{index}]") for finding in found)
        findings += [finding for finding in placed if (finding.code, finding.field) not in told]
    if not meetings and not any(finding.severity == "error" for finding in findings):
        findings.append(Finding("no-meeting", "error"))
    return reading._replace(meetings=tuple(meetings), findings=tuple(findings))


def _completed(meeting: Meeting, organisation: Organisation, moment: dt.datetime) -> Meeting:
    """The meeting with its identity; a text that names no zone is on the organisation's clock."""
    if "timezone" not in meeting.evidence and meeting.timezone == DEFAULT_TIMEZONE:
        meeting = replace(meeting, timezone=organisation.timezone)
    return with_identity(meeting, organiser=organisation.name, moment=moment)


def _placed(finding: Finding, meeting: Meeting) -> Finding:
    """The finding with the place in the source where its field, or the nearest above it, was read."""
    field = finding.field
    while finding.spot is None and field:
        finding = finding._replace(spot=meeting.evidence.get(field))
        field = field.rpartition("." if field.rfind(".") > field.rfind("[") else "[")[0]
    return finding


def is_blocked(reading: Reading, *, accept_uncertain: bool) -> bool:
    """Tell whether nothing may be written: an error, or something uncertain that was not accepted."""
    return any(
        finding.severity == "error" or (finding.uncertain and not accept_uncertain) for finding in reading.findings
    )
