"""A source, read, given its identity and checked: what `check` and `export` both begin with."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from pressinvite.checks import check_meeting
from pressinvite.errors import Finding
from pressinvite.meeting import DEFAULT_TIMEZONE, with_identity, with_uids
from pressinvite.reading.seal import read_seal, state_of
from pressinvite.reading.sources import read_source, source_moment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressinvite.meeting import Meeting, Organisation
    from pressinvite.reading.answer import Reading
    from pressinvite.reading.seal import Seal


def examine_source(
    name: str, *, organisation: Organisation, published: dt.date | None, now: dt.datetime, sending: bool = False
) -> Reading:
    """Return the source's reading, its meetings complete in identity, with the findings of all checks.

    `now` (aware) tells today's date in the organisation's zone, and stands in for the moment of writing where standard
    input has none. A source without a meeting gets the error `no-meeting`: there is nothing to check or export.
    """
    reading = read_source(name, published=published, today=now.date())
    findings = [finding for finding in reading.findings if finding.code != "no-meeting"]
    meetings: list[Meeting] = []
    moment = source_moment(name) or now.astimezone(dt.UTC).replace(microsecond=0) if reading.meetings else now
    seal = read_seal(reading.text)
    named = with_uids(reading.meetings, organiser=organisation.name)
    for index, read in enumerate(reading.meetings):
        meeting = _completed(named[index], organisation, moment, seal)
        found = check_meeting(meeting, today=now.date(), organisation=organisation, sending=sending)
        found += _check_identity(read, meeting, meetings, seal)
        meetings.append(meeting)
        told = {(finding.code, finding.field) for finding in findings}
        placed = (_placed(finding, meeting).within(f"meetings[{index}]") for finding in found)
        findings += [finding for finding in placed if (finding.code, finding.field) not in told]
    if not meetings and not any(finding.severity == "error" for finding in findings):
        findings.append(Finding("no-meeting", "error"))
    return reading._replace(meetings=tuple(meetings), findings=tuple(findings))


def _completed(read: Meeting, organisation: Organisation, moment: dt.datetime, seal: Seal | None) -> Meeting:
    """The meeting with its moments; a source that names no zone is on the organisation's clock.

    An exported file that was changed since is a revision, as new as the file.
    """
    if "timezone" not in read.evidence and read.timezone == DEFAULT_TIMEZONE:
        read = read._replace(timezone=organisation.timezone)
    meeting = with_identity(read, organiser=organisation.name, moment=moment)
    if seal and seal.is_broken and meeting.modified and moment > meeting.modified:
        meeting = meeting._replace(modified=moment)
    return meeting


def _check_identity(read: Meeting, meeting: Meeting, before: list[Meeting], seal: Seal | None) -> Iterator[Finding]:
    """The meeting has an id of its own, and a higher SEQUENCE where an exported file tells another time or place."""
    if read.uid is None:
        yield Finding("uid-not-kept", "note", "", {"uid": meeting.uid})
    elif any(other.uid == read.uid for other in before):
        yield Finding("uid-twice", "error", "uid", {"uid": read.uid})
    if seal and meeting.sequence <= seal.sequence and state_of(meeting) != seal.state:
        values = {"previous": seal.sequence, "sequence": meeting.sequence, "wanted": seal.sequence + 1}
        yield Finding("stale-sequence", "error", "sequence", values)


def _placed(finding: Finding, meeting: Meeting) -> Finding:
    """The finding with the place in the source where its field, or the nearest above it, was read."""
    field = finding.field
    while finding.spot is None and field:
        read = meeting.evidence.get(field)
        finding = finding._replace(spot=read.spot if read else None)
        field = field.rpartition("." if field.rfind(".") > field.rfind("[") else "[")[0]
    return finding


def is_blocked(reading: Reading, *, accept_uncertain: bool) -> bool:
    """Tell whether nothing may be written: an error, or something uncertain that was not accepted."""
    return any(
        finding.severity == "error" or (finding.uncertain and not accept_uncertain) for finding in reading.findings
    )
