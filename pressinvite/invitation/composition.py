"""One meeting → the invitation in one language: every word that page, mail, text and calendar show is chosen here."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import TYPE_CHECKING

from pressinvite.calendar.links import add_links
from pressinvite.invitation.calendar_words import link_words, short_link_words
from pressinvite.invitation.changes import banners, place_line, read_changes, subject_prefix
from pressinvite.invitation.characters import clean_words, language_tag, web_address
from pressinvite.invitation.facts import fact_rows
from pressinvite.invitation.names import file_stem
from pressinvite.invitation.parts import Invitation, Leaf, Words
from pressinvite.invitation.people import contact_cards, standing_cards
from pressinvite.invitation.translated import own_about, own_words, paragraphs

if TYPE_CHECKING:
    from pressinvite.invitation.changes import Changes
    from pressinvite.language import Language
    from pressinvite.meeting import Meeting, Organisation

LONGEST_SUBJECT = 200
"""Characters; a longer title is cut between words. The heading shows all of it."""


def compose(
    meeting: Meeting, *, organisation: Organisation, language: Language, stem: str | None = None, past: bool = False
) -> Invitation:
    """Return the invitation to a meeting; `stem` is the name of the files beside the page, given where it is taken. What is
    past is not offered to be added to a calendar.
    """
    meeting, organisation = clean_words(meeting), _clean_organisation(organisation)
    changes = read_changes(meeting, language)
    heading = _heading(meeting, organisation, language)
    invitation = Invitation(
        meeting=meeting,
        organisation=organisation,
        language=language,
        lang=language_tag(language.tag) or "en",
        stem=stem or file_stem(meeting, language),
        label=_label(meeting, language),
        heading=heading,
        prefix=_prefix(meeting, language),
        subject=_subject(meeting, heading.text, language, changes),
        preheader=_preheader(meeting, language, changes),
        when=language.when(meeting.start, meeting.end) if meeting.start else "",
        banners=banners(meeting, language, changes),
        lead=paragraphs(own_words(meeting, language, "lead")),
        rows=fact_rows(meeting, organisation, language, changes),
        leaf=_leaf(meeting, language),
        body=paragraphs(own_words(meeting, language, "body")),
        contacts=contact_cards(meeting, language),
        standing=standing_cards(meeting, organisation, language),
        about=_about(meeting, organisation, language),
        about_title=_about_title(meeting, organisation, language),
        links={},
        text_links={},
        organiser=language.join(meeting.organisers) or organisation.name or "",
        source=_source(meeting, organisation, language),
        url=web_address(meeting.url),
        modified=meeting.modified,
    )
    return invitation if past else _with_links(invitation)


@lru_cache(maxsize=8)
def _clean_organisation(organisation: Organisation) -> Organisation:
    """The organisation's own texts, cleaned once for all its meetings."""
    return clean_words(organisation)


def _with_links(invitation: Invitation) -> Invitation:
    """The invitation with its add-to-calendar addresses, none where there is nothing to add."""
    meeting = invitation.meeting
    if meeting.start is None or meeting.status in {"cancelled", "postponed"}:
        return invitation
    minutes = invitation.organisation.default_minutes
    return invitation._replace(
        links=add_links(meeting, link_words(invitation), default_minutes=minutes),
        text_links=add_links(meeting, short_link_words(invitation), default_minutes=minutes),
    )


def _prefix(meeting: Meeting, language: Language) -> str:
    """What stands before the heading in capitals."""
    if meeting.status == "cancelled":
        return language.text("CANCELLED")
    return language.text("POSTPONED") if meeting.status == "postponed" else ""


def _heading(meeting: Meeting, organisation: Organisation, language: Language) -> Words:
    """The title, else "KIND, first organiser"."""
    title = own_words(meeting, language, "title")
    if title.text:
        return title
    kind = own_words(meeting, language, "kind").text
    words = language.kind(kind) if kind else language.text("Press meeting")
    first = next(iter(meeting.organisers), organisation.name)
    return Words(", ".join(part for part in (words[:1].upper() + words[1:], first) if part))


def _label(meeting: Meeting, language: Language) -> str:
    """As "Pressinbjudan · pressträff"."""
    kind = own_words(meeting, language, "kind").text
    words = language.kind(kind) if kind else ""
    invitation = language.text("Press invitation")
    return f"{invitation} · {words}" if words and words.casefold() != invitation.casefold() else invitation


def _subject(meeting: Meeting, heading: str, language: Language, changes: Changes) -> str:
    """As "Pressinbjudan: TITLE, onsdag 25 januari 2012 kl. 15.00", or first what changed."""
    prefix = subject_prefix(meeting, language, changes) or language.text("Press invitation")
    if heading.casefold().startswith(prefix.casefold()):
        prefix = ""
    if len(heading) > LONGEST_SUBJECT:
        heading = heading[:LONGEST_SUBJECT].rpartition(" ")[0] or heading[:LONGEST_SUBJECT]
        heading += "…"
    last = meeting.end if meeting.all_day else None
    when = language.when(meeting.start, last).replace("\u00a0", " ") if meeting.start else ""
    words = ", ".join(part for part in (heading, when) if part)
    return f"{prefix}: {words}" if prefix else words


def _preheader(meeting: Meeting, language: Language, changes: Changes) -> str:
    """As "onsdag 25 januari 2012 kl. 15.00–15.45, Vigselrummet, Rådhuset, Stortorget 7, Lund"; first what changed."""
    shown = banners(meeting, language, changes)
    when = language.when(meeting.start, meeting.end) if meeting.start else ""
    told = ""
    if shown and shown[0].kind != "changed":
        when = f"{shown[0].title}: {when}" if when else shown[0].title
    elif changes.new_time and changes.old_time and meeting.start:
        told = shown[0].title
        when = "" if changes.new_time == when else language.date_label(meeting.start)
    online = meeting.online.platform if meeting.online else ""
    return ", ".join(part for part in (told, when, place_line(meeting.place), online) if part)


def _leaf(meeting: Meeting, language: Language) -> Leaf | None:
    """The days' leaf, the first alone where they are in two months; none where that day no longer holds."""
    if meeting.start is None or meeting.status in {"cancelled", "postponed"}:
        return None
    day, last = str(meeting.start.day), meeting.end
    if meeting.all_day and last and last.timetuple()[:2] == meeting.start.timetuple()[:2]:
        day = f"{day}–{last.day}" if last.day > meeting.start.day else day
    return Leaf(day, language.month_short(meeting.start))


def _about_title(meeting: Meeting, organisation: Organisation, language: Language) -> str:
    """As "Om Malmö stad", whom the texts are about; "Om oss" where that is nobody or several."""
    names = meeting.organisers if meeting.about and meeting.organisers else (organisation.name,)
    if len(names) == 1 and names[0]:
        return language.text("About {name}", name=names[0])
    return language.text("About")


def _about(meeting: Meeting, organisation: Organisation, language: Language) -> tuple[Words, ...]:
    """The meeting's own about-texts, else the organisation's."""
    texts = own_about(meeting, language)
    if not texts:
        own = organisation.languages[0] if organisation.languages else "sv"
        tag = "" if own.partition("-")[0] == language.tag.partition("-")[0] else language_tag(own)
        texts = tuple(Words(text, tag) for text in organisation.about)
    return tuple(part for text in texts for part in paragraphs(text))


def _source(meeting: Meeting, organisation: Organisation, language: Language) -> str:
    """Who says this and when it was published."""
    _ = language.text
    name = organisation.name or language.join(meeting.organisers)
    day = meeting.published
    parts = [
        _("Source: {name}.", name=name) if name else "",
        _("Published {date}.", date=_day(day, language)) if day else "",
        _("Updated {date}.", date=_day(meeting.modified, language)) if meeting.previous and meeting.modified else "",
    ]
    return " ".join(part for part in parts if part)


def _day(day: dt.date, language: Language) -> str:
    return language.date_plain(day.date() if isinstance(day, dt.datetime) else day)
