"""What the ledger and the lines to a mail server say in words of our own: English where they are kept, and keys as such.

A server's own words stand beside them, or in their place; they are shown as they came, in every language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pressinvite.language.markers import N_

if TYPE_CHECKING:
    from pressinvite.language.words import Language

NOTES: Final = frozenset(
    {
        # what happened to a message
        N_("a later revision took its place"),
        N_("the recipient wants no more"),
        N_("the user asked to send it again"),
        N_("the sender ended while it may have left"),
        N_("the sender ended before it was begun"),
        N_("not begun"),
        N_("not sent: the recipient was forgotten"),
        N_("the address cannot be written on an envelope"),
        N_("the server does not take addresses beyond ASCII (SMTPUTF8)"),
        N_("the server does not take 8-bit messages (8BITMIME)"),
        N_("the message is larger than the server takes"),
        # what happened to a line
        N_("no answer in time"),
        N_("an answer that is none"),
        N_("an answer without an end"),
        N_("an endless answer"),
        N_("a line without an end"),
        N_("the line broke"),
        N_("the line is closed"),
        N_("the server closed the line"),
    }
)
"""All of them; others' words may follow after a colon."""


def note_words(words: str, language: Language) -> str:
    """Return the note in the language, with others' words after it as they are; what is no note of ours unchanged."""
    if words in NOTES:
        return language.text(words)
    note, colon, others = words.partition(": ")
    return f"{language.text(note)}{colon}{others}" if note in NOTES else words
