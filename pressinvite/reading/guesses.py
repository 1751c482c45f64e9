"""What was taken for want of anything better: one warning for each field that is a guess.

Time and place are what a journalist goes by, so nothing is written before a guess of them is confirmed; of the other
fields the warning only asks for a look. What is likely is no warning.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressinvite.errors import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressinvite.errors import Evidence
    from pressinvite.meeting import Meeting

_ESSENTIAL = ("start", "end", "place")
_CODES = {"start": "start-guess", "end": "end-guess", "place": "place-guess", "title": "title-guess"}


def find_guesses(meeting: Meeting) -> Iterator[Finding]:
    """Yield the warnings of a meeting's evidence, in the order of the fields; a field's parts are told with it."""
    told = set()
    for path, evidence in meeting.evidence.items():
        field = path.partition(".")[0]
        if evidence.certainty == "guess" and field not in told:
            told.add(field)
            yield _guess(meeting, field, evidence)


def _guess(meeting: Meeting, field: str, evidence: Evidence) -> Finding:
    values: dict[str, object] = {"words": evidence.spot.words}
    code = _CODES.get(field, "uncertain-field")
    if code == "uncertain-field":
        from pressinvite.language.fields import FIELDS  # noqa: PLC0415 -- seldom needed

        key = field.partition("[")[0]
        values["field"] = FIELDS.get(key, key)
    elif field == "place":
        values["place"] = meeting.place.text if meeting.place else ""
    else:
        values[field] = getattr(meeting, field)
    return Finding(code, "warning", field, values, evidence.spot, uncertain=field in _ESSENTIAL)
