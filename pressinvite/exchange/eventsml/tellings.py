"""A meeting's words in every language it is told in, the item's own language first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressinvite.exchange.told import same_language

if TYPE_CHECKING:
    from pressinvite.exchange.told import Told
    from pressinvite.meeting import Translation


def tellings(told: Told, key: str) -> dict[str, str]:
    """Return language → text of a meeting's field; {} where nothing is told.

    What the invitation has chosen for its language stands for that language, paragraphs parted by an empty line.
    """
    meeting = told.meeting
    found: dict[str, str] = {}
    chosen = {"title": told.title, "kind": told.kind, "lead": "\n\n".join(told.lead), "body": "\n\n".join(told.body)}
    text = chosen[key] if key in chosen else getattr(told.words, key)
    if text:
        found[_language_of(told, key)] = text
    original = meeting.place.directions if key == "directions" and meeting.place else getattr(meeting, key, None)
    if original:
        found.setdefault(meeting.language, original)
    for language, words in meeting.translations.items():
        if getattr(words, key):
            found.setdefault(language, getattr(words, key))
    return found


def about(told: Told) -> list[tuple[str, str]]:
    """Return language and text of each paragraph about the organisers."""
    rows = [(told.meeting.language, text) for text in told.meeting.about]
    return rows + [(tag, text) for tag, words in told.meeting.translations.items() for text in words.about]


def _language_of(told: Told, key: str) -> str:
    """The language that the told text is in: the original's, where it is not translated."""
    if same_language(told.language, told.meeting.language):
        return told.meeting.language
    tag, words = _translation(told)
    is_translated = key == "kind" or (words is not None and getattr(words, key))
    return tag if is_translated else told.meeting.language


def _translation(told: Told) -> tuple[str, Translation | None]:
    rows = told.meeting.translations.items()
    return next(((tag, words) for tag, words in rows if same_language(tag, told.language)), (told.language, None))
