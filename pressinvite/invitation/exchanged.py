"""An invitation as exchange formats need it: its words and its meeting, without any layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressinvite.exchange.told import Fact, Told
from pressinvite.invitation.characters import language_tag
from pressinvite.invitation.text import line_text
from pressinvite.invitation.translated import own_about, own_words, same_language
from pressinvite.meeting import Translation

if TYPE_CHECKING:
    from pressinvite.invitation.parts import Invitation

_WORDS = ("title", "lead", "body", "directions", "accreditation", "access", "interviews", "photo")


def told_of(invitation: Invitation, *, url: str | None = None, calendar_url: str | None = None) -> Told:
    """Return the invitation told; `url` and `calendar_url` are the addresses of its page and its calendar file."""
    meeting, language = invitation.meeting, invitation.language
    own = same_language(meeting.language, invitation.lang) and language_tag(meeting.language)
    kind = own_words(meeting, language, "kind").text
    words = {key: own_words(meeting, language, key).text or None for key in _WORDS}
    return Told(
        meeting=meeting,
        organisation=invitation.organisation,
        language=own or invitation.lang,
        title=invitation.heading.text,
        kind=language.kind(kind) if kind else "",
        lead=tuple(words.text for words in invitation.lead),
        body=tuple(words.text for words in invitation.body),
        words=Translation(**words, kind=kind or None, about=tuple(text.text for text in own_about(meeting, language))),
        summary=invitation.preheader,
        notices=tuple(line for banner in invitation.banners for line in _notice(banner.title, banner.lines)),
        facts=tuple(Fact(row.key, row.label, tuple(line_text(line) for line in row.lines)) for row in invitation.rows),
        url=url,
        calendar_url=calendar_url,
    )


def _notice(title: str, lines: tuple[str, ...]) -> tuple[str, ...]:
    """As "Inställt. Det som var planerat blir inte av.", then the further lines."""
    sentence = title if title.endswith((".", "!", "?")) else f"{title}."
    return (f"{sentence} {lines[0]}" if lines else sentence, *lines[1:])
