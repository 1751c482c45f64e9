"""What stays together where lines break, and where long addresses may: for eyes only, never in calendar or headers.

Blanks within dates, times, numbers and addresses become no-break spaces, as "Myndigheternas skrivregler" asks for; in
Finnish dates too, whose day would else end a line as if it were a sentence.
"""

from __future__ import annotations

import re

from markupsafe import Markup, escape

NO_BREAK = "\u00a0"
_JOINER = "\u2060"
_TIED = re.compile(
    r"(?<=\d) (?=\d)"  # 350 000; 222 22; 53 50
    r"|(?<=\bkl\.) (?=\d)|(?<=\bklo) (?=\d)|(?<=\w) (?== \w)|(?<= =) (?=\w)"  # S = Socialdemokraterna
    r"|(?<=\d) (?=[^\W\d_]{3,9}(?: \d{4}\b(?!-)|–\d))"  # 25 januari 2012; 31 januari–1 februari
    r"|(?<=\d\.) (?=[^\W\d_]{3,6}kuuta\b)"  # 25. tammikuuta
    r"|(?<=[^\W\d_]) (?!\d\d?\. [^\W\d_]{3,6}kuuta\b)"  # januari 2012; Stortorget 7; not keskiviikko 25.
    r"(?=\d{4}\b(?!-)|\d{1,3} ?[A-Za-z]?(?:[,.;:)\n]|$))"
)
_RANGE = re.compile(r"(?<=\d)–(?=\d)")
_HYPHEN = re.compile(r"(?<![\d-])(\d{1,2}(?:[.:]\d\d)?) ?- ?(\d{1,2}(?:[.:]\d\d)?)(?![\d-]| \d)")
_SEAM = re.compile(r"(?<=[@/])(?![/\s]|$)|(?<=\w)(?=\.\w)")


def tie_words(text: str, glue: str = NO_BREAK) -> str:
    """Return the text with `glue` for the blanks that no line may break at."""
    return _TIED.sub(glue, text)


def dash_times(text: str) -> str:
    """Return the text with an en dash between clock times: "8-17" → "8–17"."""
    return _HYPHEN.sub("\\1–\\2", text)


def shown_words(text: str, href: str = "") -> Markup:
    """Return the text as HTML: words tied; an address may break after "@" and "/" and before a point."""
    if _is_address(text, href):
        return Markup(_SEAM.sub("<wbr>", str(escape(text))))  # noqa: S704 -- escaped, and the seams are ours
    return escape(_RANGE.sub(f"{_JOINER}–{_JOINER}", tie_words(text)))


def mail_words(text: str, href: str = "") -> Markup:
    """Return the text as an e-mail's HTML: words tied; no <wbr>, joiner or span, which Outlook ignores or shows."""
    return escape(text if _is_address(text, href) else tie_words(text))


def _is_address(text: str, href: str) -> bool:
    return href.startswith(("http", "mailto:")) and " " not in text
