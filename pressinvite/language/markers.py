"""Marks of words to translate, for extraction.

A msgid is English. Where English has one word for two uses, the msgid starts with a context and a bar,
"running|{weekday} {day}", and the English catalogue holds it without.
"""

from __future__ import annotations


def N_(msgid: str) -> str:  # noqa: N802 (gettext's customary name)
    """The msgid itself, marked for extraction; `Language.text` translates it later."""
    return msgid
