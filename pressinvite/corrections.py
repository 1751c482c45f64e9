"""What is left to a person: the comments in the YAML that `read` writes, and what to confirm before an export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressinvite.language.markers import N_

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressinvite.errors import Finding
    from pressinvite.language import Language
    from pressinvite.meeting import Meeting
    from pressinvite.reading.answer import Reading

_WIDEST = 98
_EXAMPLE = "start: 2012-01-25T15:00"


def head_comment(source: str, file: str, language: Language) -> str:
    """Return the line above the YAML of a reading: what to do next, with the file that it is written to."""
    from pathlib import PurePath  # noqa: PLC0415 -- only the writing of YAML needs it

    written = language.text(
        N_("Correct what is wrong, then run: pressinvite export {file} -o {folder}"),
        file=_argument(file), folder=language.text(N_("invitations")),
    )  # fmt: skip
    if source == "-" or is_data(source):
        return written
    return language.text(N_("Read from {source}. {next}"), source=PurePath(source).name, next=written)


def is_data(source: str) -> bool:
    """Tell whether the source is a meeting file already, by its name."""
    return source.lower().endswith((".yaml", ".yml", ".json"))


def yaml_comments(reading: Reading, language: Language) -> list[dict[str, list[str]]]:
    """Return for each meeting the comment lines by path: what is uncertain, what was warned of, what was not found."""
    notes: list[dict[str, list[str]]] = [{} for _ in reading.meetings]
    wrong = _wrong_fields(reading)
    for finding in reading.findings:
        number, path = _place(finding)
        if finding.severity == "note" or not 0 <= number < len(notes):
            continue
        if finding.severity == "error" or path not in wrong[number]:  # what is left out is not uncertain any more
            notes[number].setdefault(path, []).extend(_wrapped(_remark(finding, language)))
    for fields, note in zip(wrong, notes, strict=True):
        if "start" in fields:
            note.setdefault("start", []).extend((language.text(N_("write it like this, without #:")), _EXAMPLE))
    for meeting, note in zip(reading.meetings, notes, strict=True):
        if meeting.place is None and meeting.online is None:
            note.setdefault("place", []).extend(_missing_place(language))
    return notes


def without_wrong_times(reading: Reading) -> list[Meeting]:
    """Return the meetings without the times that were read from something wrong: a person writes them.

    Whoever exports them unchanged is told that they are missing, where an invented value would go through.
    """
    meetings = []
    for meeting, wrong in zip(reading.meetings, _wrong_fields(reading), strict=True):
        start, end = (None if field in wrong else getattr(meeting, field) for field in ("start", "end"))
        meetings.append(meeting._replace(start=start, end=end) if wrong else meeting)
    return meetings


def _wrong_fields(reading: Reading) -> list[set[str]]:
    """For each meeting the times whose source was an error; an end goes by its start."""
    wrong: list[set[str]] = [set() for _ in reading.meetings]
    for finding in reading.findings:
        number, path = _place(finding)
        if finding.severity == "error" and 0 <= number < len(wrong) and path.partition(".")[0] in ("start", "end"):
            wrong[number] |= {"start", "end"} if path.startswith("start") else {"end"}
    return wrong


def _place(finding: Finding) -> tuple[int, str]:
    """The number of the meeting that a finding concerns, from 0, and the field in it; -1 where it concerns none."""
    head, _, path = finding.field.partition(".")
    number = head.removeprefix("meetings[").removesuffix("]")
    return (int(number), path) if number.isascii() and number.isdigit() else (-1, "")


def _remark(finding: Finding, language: Language) -> str:
    """As in: uncertain: read on line 3, "on Thursday"; check it."""
    from pressinvite.explanation import quote  # noqa: PLC0415 -- most texts need no remark
    from pressinvite.language.telling import finding_sentence, severity_word  # noqa: PLC0415

    is_guess = finding.code.endswith("-guess") or finding.code == "uncertain-field"
    if is_guess and finding.spot:
        is_time = finding.code in ("start-guess", "end-guess")
        text = (
            N_("uncertain: read on line {line}, {words}; check day and time")
            if is_time
            else N_("uncertain: read on line {line}, {words}; check it")
        )
        return language.text(text, line=finding.spot.line, words=quote(finding.spot, language, 50))
    word = language.text(N_("uncertain")) if finding.uncertain else severity_word(finding.severity, language)
    text = finding_sentence(finding, language)
    told = [spot for spot in (finding.spot, finding.other) if spot]
    spots = [
        language.text(N_("line {line}, {words}"), line=spot.line, words=quote(spot, language, 50)) for spot in told
    ]
    where = f" ({language.join(spots)})" if spots else ""
    return f"{word}{where}: {text[:1].lower()}{text[1:]}"


def _missing_place(language: Language) -> Iterator[str]:
    yield language.text(N_("the place was not found; write it like this, without #:"))
    yield "place:"
    yield "  text: " + language.text(N_("Council Hall, Storgatan 1, Lund"))


def _wrapped(text: str) -> list[str]:
    from textwrap import wrap  # noqa: PLC0415 -- only comments need it

    return wrap(text, _WIDEST, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)


def render_confirmation(reading: Reading, language: Language, *, published: str | None = None) -> str:
    """Return what to confirm before anything is written, a line a field, and the two ways on; "" where nothing is."""
    rows = dict(_unsure(reading, language))
    if not rows:
        return ""
    width = max(len(name) for name in rows) + 2
    lines = [language.text(N_("Confirm before anything is written:"))]
    lines += [f"  {name:<{width}}{said}" for name, said in rows.items()]
    lines += [language.text(N_("If this is right, run the same command with --accept-uncertain."))]
    if not is_data(reading.source):
        told = f" --published {published}" if published else ""
        file = reading.source.rpartition(".")[0] or "meeting"
        folder = language.text(N_("invitations"))
        command = f"pressinvite read {_argument(reading.source)}{told} --output {_argument(f'{file}.yaml')}"
        lines += [
            language.text(
                N_("If not, correct the text, or write down what was read, correct it and export that file:")
            ),
            f"  {command}",
            f"  pressinvite export {_argument(f'{file}.yaml')} -o {folder}",
        ]
    return "\n".join(lines) + "\n"


def _unsure(reading: Reading, language: Language) -> Iterator[tuple[str, str]]:
    """Name and value, with where it was read, of each field that something uncertain was found about."""
    from pressinvite.language.fields import field_name  # noqa: PLC0415 -- only where something is uncertain

    for finding in reading.findings:
        number, path = _place(finding)
        if not finding.uncertain or not 0 <= number < len(reading.meetings):
            continue
        meeting = reading.meetings[number]
        name = field_name(path, language)
        if len(reading.meetings) > 1:
            name = language.text(N_("{field} of meeting {number}"), field=name, number=number + 1)
        yield name, _said(meeting, path, finding, language)


def _said(meeting: Meeting, path: str, finding: Finding, language: Language) -> str:
    from pressinvite.explanation import show_value, where  # noqa: PLC0415 -- only where something is uncertain

    evidence = meeting.evidence.get(path)
    spot = evidence.spot if evidence else finding.spot
    value = show_value(meeting, path, language) or language.text(N_("not found"))
    return f"{value}  ({where(spot, language, 60)})" if spot else value


def _argument(name: str) -> str:
    """A file name as a shell takes it."""
    return name if all(char.isalnum() or char in "._-/\\:~" for char in name) else f'"{name}"'
