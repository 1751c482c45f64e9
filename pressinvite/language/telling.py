"""A finding told: several lines for the command line, or one sentence for programs (DESIGN, "Errors")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressinvite.language.excerpts import clean_line, render_excerpt
from pressinvite.language.fields import field_name
from pressinvite.language.findings import Words, find_words
from pressinvite.language.markers import N_
from pressinvite.language.quantities import fill_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pressinvite.errors import Finding
    from pressinvite.language.words import Language

_SEVERITIES = {"error": N_("error"), "warning": N_("warning"), "note": N_("note")}


def render_finding(finding: Finding, *, source: str, text: str, language: Language) -> str:
    """The finding as the command line shows it, several lines without a last line break.

    `text` is the source's text, for the excerpt; "" where there is none. Nothing of the source is printed raw.
    """
    found, expected, fix = _fill_words(finding, language)
    where = clean_line(source)
    if finding.spot:
        where += f":{finding.spot.line}:{finding.spot.column}"
    lines = [f"{where}: {severity_word(finding.severity, language)}: {found} [{finding.code}]"]
    lines += render_excerpt(text, [spot for spot in (finding.spot, finding.other) if spot])
    lines += [f"  {expected}"] if expected else []
    lines += ["  " + language.text(N_("fix: {fix}"), fix=fix)] if fix else []
    return "\n".join(lines)


def render_repairs(repairs: Sequence[Finding], *, source: str, language: Language) -> str:
    """All repairs of a source under one line, each with its place and what it changed: a list, since none needs care."""
    count = language.plural(
        "{count} field was given its written form", "{count} fields were given their written form", len(repairs)
    )
    lines = [f"{clean_line(source)}: {severity_word('note', language)}: {count} [repaired]"]
    rows = [
        (
            f"{repair.spot.line}:{repair.spot.column}" if repair.spot else "",
            field_name(repair.field.removesuffix(".text"), language),
            fill_text("{before} → {after}", repair.values, language),
        )
        for repair in repairs
    ]
    width, wide = (max(len(row[i]) for row in rows) for i in (0, 1))
    lines += [f"  {place:<{width}}  {name:<{wide}}  {words}" for place, name, words in rows]
    return "\n".join(lines)


def finding_sentence(finding: Finding, language: Language) -> str:
    """The finding in one line of whole sentences, for programs and pages."""
    found, expected, fix = _fill_words(finding, language)
    sentences = [f"{_capitalise(found)}.", expected, f"{_capitalise(fix)}." if fix else ""]
    return " ".join(sentence for sentence in sentences if sentence)


def severity_word(severity: str, language: Language) -> str:
    """As in "error", "varning"."""
    return language.text(_SEVERITIES[severity])


def _fill_words(finding: Finding, language: Language) -> Words:
    """The three texts in the language, filled. A code without texts speaks for itself."""
    words = find_words(finding.code)
    if words is None:
        return Words(clean_line(finding.code.replace("-", " ")), "", "")
    return Words(*(fill_text(language.text(msgid), finding.values, language) if msgid else "" for msgid in words))


def _capitalise(text: str) -> str:
    """The text with its first character in upper case."""
    return text[:1].upper() + text[1:]
