"""What a draft's page shows: the text with the words that were read marked, the form, and what is to be looked at first."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

from pressinvite.checks import check_meeting
from pressinvite.language.fields import field_name
from pressinvite.language.telling import finding_sentence
from pressinvite.meeting import with_identity
from pressinvite.studio.forms import bad_clocks, read_form

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pressinvite.errors import Finding, Spot
    from pressinvite.language import Language
    from pressinvite.meeting import Meeting, Organisation
    from pressinvite.studio.drafts import Draft


class Mark(NamedTuple):
    """A piece of the text; with a field, the words that it was read from."""

    words: str
    field: str = ""
    """Name of the form's field, "" for the text between."""
    title: str = ""
    """What the field is called."""


class Note(NamedTuple):
    """Something found, beside its field."""

    severity: str
    """`error`, `warning` or `note`."""
    code: str
    field: str
    """Name of the form's field, "" where it concerns the whole."""
    text: str
    uncertain: bool = False
    """To be confirmed before the meeting is saved."""
    day: str = ""
    """A day that would put it right, ISO 8601: the button writes it in."""
    day_words: str = ""
    """As the button says it."""


class Look(NamedTuple):
    """A draft as it stands."""

    read: Meeting
    """As the form tells it; what could not be read is missing."""
    meeting: Meeting
    """The same, complete in identity."""
    notes: tuple[Note, ...]
    """Errors first, then what is uncertain."""

    @property
    def is_sound(self) -> bool:
        """Tell whether it can be saved: no error, nothing uncertain left."""
        return not any(note.severity == "error" or note.uncertain for note in self.notes)


def look_at(draft: Draft, *, organisation: Organisation, language: Language, now: dt.datetime) -> Look:
    """Return what a draft amounts to and all that is to be said about it; `now` is aware."""
    reading = read_form(draft.form, draft.kept, source=draft.name or "draft")
    moment = now.astimezone(dt.UTC).replace(microsecond=0)
    notes = [_note(finding, language) for finding in reading.findings if finding.code != "uid-not-kept"]
    for name in bad_clocks(draft.form):  # told in the form's words, beside the clock, not in the meeting file's
        text = language.text("“{clock}” is no time of day. Write it as 15.00.", clock=draft.form[name])
        day = f"{name.partition('-')[0]}-day"
        notes = [note for note in notes if note.field != day or note.severity != "error"]
        notes.append(Note("error", "bad-clock", name, text))
    read = reading.meetings[0] if reading.meetings else draft.kept
    meeting = with_identity(read, organiser=organisation.name, moment=moment)
    checked = check_meeting(meeting, today=now.date(), organisation=organisation)
    told = {(note.code, note.field) for note in notes}
    found = (_note(finding, language) for finding in checked)
    notes += [note for note in found if (note.code, note.field) not in told]
    notes += [stands for told_of in draft.findings if (stands := _standing(told_of, draft))]
    rank = {"error": 0, "warning": 1, "note": 2}
    notes.sort(key=lambda note: (rank[note.severity], not note.uncertain))
    return Look(read, meeting, tuple(dict.fromkeys(notes)))


def findings_of(findings: Iterable[Finding], number: int, language: Language) -> list[dict[str, Any]]:
    """Return a text's findings about its meeting of that number, as a draft keeps them."""
    kept = []
    for finding in findings:
        head, _, path = finding.field.partition(".")
        if finding.field and head not in (f"meetings[{number}]", ""):
            continue
        if finding.severity == "note" and finding.code != "repaired":
            continue
        note = _note(finding._replace(field=path), language)
        kept.append(note._asdict())
    return kept


def _standing(told: dict[str, Any], draft: Draft) -> Note | None:
    """A finding of the text, as long as its field is as it was read and nobody has confirmed it."""
    note = Note(**told)
    if note.code == "repaired" or note.field in draft.accepted:
        return None
    if note.field and draft.form.get(note.field, "") != draft.first.get(note.field, ""):
        return None
    return note


def _note(finding: Finding, language: Language) -> Note:
    day, words = "", ""
    if finding.code == "weekday":
        other = _same_weekday(finding)
        day, words = (other.isoformat(), language.date_label(other)) if other else ("", "")
    text = finding_sentence(finding, language)
    field = form_field(finding.field)
    return Note(finding.severity, finding.code, field, text, finding.uncertain, day, words)


def _same_weekday(finding: Finding) -> dt.date | None:
    """The nearest day that has the weekday that was written: "fredag 3 september" was perhaps the 4th."""
    date, weekday = finding.values.get("date"), finding.values.get("weekday")
    if not isinstance(date, dt.date) or not isinstance(weekday, int):
        return None
    apart = (weekday - date.weekday() + 3) % 7 - 3
    return dt.date(date.year, date.month, date.day) + dt.timedelta(days=apart)


def form_field(path: str) -> str:
    """Return the form's field of a path of the meeting format: "contacts[0].phones[1]" → "contacts-0-phones"."""
    path = path.partition("meetings[0].")[2] or path
    steps = [step for part in path.split(".") for step in part.replace("]", "").split("[") if step]
    if not steps:
        return ""
    if steps[0] in ("start", "end"):
        return f"{steps[0]}-day"
    if steps[0] in ("place", "online", "registration"):
        keys = {"place": "text", "online": "platform", "registration": "deadline"}
        return f"{steps[0]}-{steps[1] if len(steps) > 1 else keys[steps[0]]}"
    if steps[0] in ("participants", "contacts"):
        number = steps[1] if len(steps) > 1 else "0"
        return f"{steps[0]}-{number}-{steps[2] if len(steps) > 2 else 'name'}"
    return steps[0]


def mark_text(text: str, meeting: Meeting, language: Language) -> list[Mark]:
    """Return the text in pieces, those that fields were read from marked; where two overlap, the first and longer wins."""
    found = []
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    for path, evidence in meeting.evidence.items():
        begin = _place(evidence.spot, text, starts)
        if begin is not None:
            found.append((begin, begin + len(evidence.spot.words), path))
    marks, at = [], 0
    for begin, end, path in sorted(found, key=lambda each: (each[0], -each[1])):
        if begin < at:
            continue
        if begin > at:
            marks.append(Mark(text[at:begin]))
        marks.append(Mark(text[begin:end], form_field(path), field_name(path, language)))
        at = end
    return [*marks, Mark(text[at:])] if at < len(text) else marks


def _place(spot: Spot, text: str, starts: list[int]) -> int | None:
    """Where a spot's words stand; None where the text has others there."""
    if not spot.words or not 0 < spot.line < len(starts):
        return None
    begin = starts[spot.line - 1] + spot.column - 1
    return begin if text.startswith(spot.words, begin) else None
