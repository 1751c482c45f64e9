"""Words and forms: catalogues, dates, times, phone numbers, parties, public holidays, lists, texts of findings."""

from __future__ import annotations

from pressinvite.language.words import Language, open_language

__all__ = ["Language", "open_language"]
