"""A meeting's own words in the invitation's language, or the original with its tag."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressinvite.invitation.characters import language_tag
from pressinvite.invitation.parts import Words

if TYPE_CHECKING:
    from pressinvite.language import Language
    from pressinvite.meeting import Meeting


def own_words(meeting: Meeting, language: Language, key: str) -> Words:
    """Return the text of a meeting's field ("role": only the tag), "" where there is none."""
    if same_language(meeting.language, language.tag):
        return Words(_original(meeting, key))
    translation = next((words for tag, words in meeting.translations.items() if same_language(tag, language.tag)), None)
    translated = getattr(translation, key, None)
    if translated:
        return Words(translated)
    return Words(_original(meeting, key), language_tag(meeting.language))


def own_about(meeting: Meeting, language: Language) -> tuple[Words, ...]:
    """Return the paragraphs about the organisers."""
    if same_language(meeting.language, language.tag):
        return tuple(Words(text) for text in meeting.about)
    for tag, words in meeting.translations.items():
        if same_language(tag, language.tag) and words.about:
            return tuple(Words(text) for text in words.about)
    return tuple(Words(text, language_tag(meeting.language)) for text in meeting.about)


def same_language(first: str, second: str) -> bool:
    """Tell whether two tags share their language: "sv" and "sv-FI"."""
    return first.lower().partition("-")[0] == second.lower().partition("-")[0]


def paragraphs(words: Words) -> tuple[Words, ...]:
    """Return the paragraphs, which empty lines part."""
    parts = ("\n".join(line.strip() for line in part.split("\n")).strip() for part in _blocks(words.text))
    return tuple(Words(part, words.lang) for part in parts if part)


def _blocks(text: str) -> list[str]:
    lines = [line if line.strip() else "" for line in text.split("\n")]
    return "\n".join(lines).split("\n\n")


def _original(meeting: Meeting, key: str) -> str:
    if key == "directions":
        return (meeting.place.directions if meeting.place else None) or ""
    return getattr(meeting, key, None) or ""
