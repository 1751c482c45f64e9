"""What the command line tells of a source: its findings, what was understood, and what was done, as text.

Pure functions of values and a language; `cli` prints what they return. Layout: DESIGN, "Errors".
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from pressinvite.language.telling import finding_sentence, render_finding, render_repairs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pressinvite.errors import Finding
    from pressinvite.language import Language
    from pressinvite.meeting import Contact, Meeting, Participant, Registration
    from pressinvite.reading.answer import Reading


def render_findings(reading: Reading, language: Language) -> str:
    """Return the findings of a reading one below the other, errors first, each with its excerpt, and last the repairs
    as a list; "" without any.
    """
    rank = {"error": 0, "warning": 1, "note": 2}
    repairs = [finding for finding in reading.findings if finding.code == "repaired"]
    others = [finding for finding in reading.findings if finding.code != "repaired"]
    told = [
        render_finding(finding, source=reading.source, text=reading.text, language=language).rstrip("\n")
        for finding in sorted(others, key=lambda finding: rank[finding.severity])
    ]
    told += [render_repairs(repairs, source=reading.source, language=language)] if repairs else []
    return "".join(f"{one}\n" for one in told)


def count_line(findings: Iterable[Finding], language: Language) -> str:
    """Return "1 error, 2 warnings": how many there are of each that there is; "" where there is none."""
    severities = [finding.severity for finding in findings]
    words = (
        language.plural("{count} error", "{count} errors", severities.count("error")),
        language.plural("{count} warning", "{count} warnings", severities.count("warning")),
        language.plural("{count} note", "{count} notes", severities.count("note")),
    )
    return ", ".join(word for word, kind in zip(words, ("error", "warning", "note"), strict=True) if kind in severities)


def sentences(findings: Iterable[Finding], language: Language) -> list[dict[str, object]]:
    """Return findings as programs read them: code, severity, field, text, line and column.

    Where two places of the text disagree, `other` is the second one, with its words.
    """
    return [
        {
            "code": finding.code,
            "severity": finding.severity,
            "field": finding.field,
            "text": finding_sentence(finding, language),
            "line": finding.spot.line if finding.spot else None,
            "column": finding.spot.column if finding.spot else None,
            **({"other": finding.other._asdict()} if finding.other else {}),
        }
        for finding in findings
    ]


def render_meeting(meeting: Meeting, language: Language) -> str:
    """Return what was understood of one meeting: aligned labels and values, what is missing said."""
    _ = language.text
    missing = _("not found")
    rows = [
        (_("Title"), meeting.title or missing),
        (_("Kind"), language.kind(meeting.kind) if meeting.kind else missing),
        (_("Status"), "" if meeting.status == "confirmed" else _status(meeting.status, language)),
        (_("Time"), language.when(meeting.start, meeting.end) if meeting.start else missing),
        (_("Place"), _place(meeting) or ("" if meeting.online else missing)),
        (_("Online"), " ".join(filter(None, (meeting.online.platform, meeting.online.url))) if meeting.online else ""),
        *((_("With"), _participant(person)) for person in meeting.participants),
        (_("Registration"), _registration(meeting.registration, language)),
        *((_("Press contact"), _contact(contact, language)) for contact in meeting.contacts),
        (_("Accreditation"), meeting.accreditation or ""),
        (_("Accessibility and entry"), meeting.access or ""),
        (_("Interviews"), meeting.interviews or ""),
        (_("Photographs"), meeting.photo or ""),
        (_("Organiser"), language.join(meeting.organisers) if meeting.organisers else ""),
    ]
    shown = [(label, " ".join(value.split())) for label, value in rows if value]
    width = max(len(label) for label, _value in shown) + 2
    lines, before = [], ""
    for label, value in shown:
        lines.append(f"{'' if label == before else label:<{width}}{value}")
        before = label
    return "\n".join(lines) + "\n"


def _place(meeting: Meeting) -> str:
    place = meeting.place
    if place is None:
        return ""
    return (place.text or "") + (f" ({place.directions})" if place.directions else "")


def _status(status: str, language: Language) -> str:
    _ = language.text
    return {"tentative": _("tentative"), "postponed": _("postponed"), "cancelled": _("cancelled")}[status]


def _participant(person: Participant) -> str:
    name = f"{person.name} ({person.party})" if person.party else person.name
    return f"{name}, {person.role}" if person.role else name


def _contact(contact: Contact, language: Language) -> str:
    phones = [language.phone(phone) for phone in contact.phones]
    return ", ".join(filter(None, (contact.name, contact.role, *phones, *contact.emails)))


def _registration(registration: Registration | None, language: Language) -> str:
    _ = language.text
    if registration is None:
        return ""
    if registration.required is False:
        return _("not needed")
    deadline = registration.deadline
    phone = language.phone(registration.phone) if registration.phone else None
    parts = [_("required") if registration.required else None, registration.email, registration.url, phone]
    if deadline:
        end = language.when(deadline, None) if isinstance(deadline, dt.datetime) else language.date_label(deadline)
        parts.append(_("no later than {deadline}", deadline=end))
    return ", ".join(part for part in parts if part) or _("wanted")
