"""What a meeting's files are called: DATE-slug, in ASCII, the same on every system."""

from __future__ import annotations

import hashlib
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pressinvite.language import Language
    from pressinvite.meeting import Meeting

LONGEST_SLUG = 60
_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "ß": "ss", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "œ": "oe", "ı": "i"})


def file_stem(meeting: Meeting, language: Language) -> str:
    """Return "2012-01-25-dags-for-nasta-steg"; further languages put their tag behind it."""
    kind = language.kind(meeting.kind) if meeting.kind else language.text("Press meeting")
    words = meeting.title or " ".join((kind, *meeting.organisers[:1]))
    slug = slug_of(words)
    if not slug:
        # Words in another script: what tells two of them apart is a digest, as short as it may be.
        slug = "meeting-" + hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:8]
    return f"{meeting.start.isoformat()[:10]}-{slug}" if meeting.start else slug


def slug_of(text: str) -> str:
    """Return the text's letters and digits in ASCII, hyphens between, at most 60 characters, cut between words."""
    folded = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    plain = "".join(
        char if char.isascii() and char.isalnum() else "" if unicodedata.combining(char) else " " for char in folded
    )
    slug = "-".join(plain.split())
    if len(slug) <= LONGEST_SLUG:
        return slug
    cut = slug[: LONGEST_SLUG + 1].rpartition("-")[0]
    return cut if len(cut) >= LONGEST_SLUG // 2 else slug[:LONGEST_SLUG].rstrip("-")
