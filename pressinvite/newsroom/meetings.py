"""One meeting in the site: its page, calendar file and exchange files, and its part of every list, feed and search.

All of it depends on the meeting, the site and whether its day has passed, and on no other meeting: it is made once for
each revision.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, NamedTuple

from pressinvite.calendar import Address, store_event
from pressinvite.invitation import compose, render_ics
from pressinvite.invitation.calendar_words import event_words
from pressinvite.invitation.changes import place_line
from pressinvite.invitation.headers import ascii_address
from pressinvite.invitation.page import embedded_json, event_data, named_links
from pressinvite.newsroom.addresses import stem_of
from pressinvite.newsroom.history import told_changes
from pressinvite.newsroom.layout import Crumb, Head, brief_words
from pressinvite.newsroom.site import key_slug

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pressinvite.calendar import Stored
    from pressinvite.invitation import Invitation
    from pressinvite.meeting import Meeting
    from pressinvite.newsroom.entries import Entry
    from pressinvite.newsroom.layout import Layout

HERE = "\x01"
"""Stands in stored parts for the way to the site's top, which differs from page to page; no text has it."""


class Piece(NamedTuple):
    """A meeting's part of lists, feeds and search in one language."""

    card: str
    """HTML of its place in a list."""
    event: Stored
    """Its VEVENT."""
    title: str
    summary: str
    html: str
    """What a feed shows."""
    told: str
    """When and where, as schema.org/Event has it, JSON."""
    search: str
    """Its record, JSON."""


class Rendered(NamedTuple):
    """All that one meeting becomes."""

    files: dict[str, bytes]
    """Path in the site → content."""
    pieces: dict[str, Piece]
    """Language → piece."""


def render_meeting(meeting: Meeting, entry: Entry, layouts: Mapping[str, Layout], *, is_past: bool) -> Rendered:
    """Return a public meeting's files and pieces in every language of the site."""
    files: dict[str, bytes] = {}
    pieces: dict[str, Piece] = {}
    shown = meeting._replace(embargo=None)  # it has ended, or nothing of this would be made
    for tag, layout in layouts.items():
        invitation = compose(
            shown, organisation=layout.site.organisation, language=layout.language, stem=stem_of(entry.path)
        )
        if is_past:
            invitation = invitation._replace(links={}, text_links={})
        path = layout.site.folder(tag) + entry.path
        files[f"{path}index.html"] = _page(invitation, entry, path, layout, is_past=is_past)
        files[f"{path}{invitation.stem}.ics"] = render_ics(invitation)
        pieces[tag] = _piece(invitation, entry, path, layout)
    return Rendered(files, pieces)


def _page(invitation: Invitation, entry: Entry, path: str, layout: Layout, *, is_past: bool) -> bytes:
    _ = layout.language.text
    site = layout.site
    month = entry.path.rpartition("/")[0].rpartition("/")[0]
    head = Head(
        title=f"{invitation.prefix}: {invitation.heading.text}" if invitation.prefix else invitation.heading.text,
        description=invitation.preheader,
        kind="article",
        updated=_iso(invitation.modified),
        data=embedded_json(event_data(invitation, url=site.address(path))),
    )
    own = site.folder(layout.tag)
    crumbs = (
        Crumb(_("Press calendar"), own),
        Crumb(layout.language.month_title(dt.date.fromisoformat(entry.first)).capitalize(), f"{own}{month}/"),
    )
    return layout.render(
        "newsroom/meeting.html",
        path,
        head=head,
        crumbs=crumbs,
        i=invitation,
        names=named_links(invitation),
        calendar_file=f"{invitation.stem}.ics",
        has_page=bool(invitation.url),
        past=is_past,
        history=told_changes(invitation.meeting, layout.language),
        keys=list(_keys(entry, own)),
        here="",
        exchange=[],
    )


def _keys(entry: Entry, own: str) -> Iterator[tuple[str, str, str]]:
    """Topics, regions and organisers: language, name, path of the page."""
    for kind in ("topics", "regions", "organisers"):
        for name in entry.names(kind):
            yield entry.language, name, f"{own}{kind}/{key_slug(name)}/"


def _piece(invitation: Invitation, entry: Entry, path: str, layout: Layout) -> Piece:
    meeting, site = invitation.meeting, layout.site
    title = f"{invitation.prefix}: {invitation.heading.text}" if invitation.prefix else invitation.heading.text
    sender = site.organisation.sender
    page = site.address(path)
    place = place_line(meeting.place) or (meeting.online.platform if meeting.online else "") or ""
    event = store_event(
        meeting._replace(url=meeting.url or page),
        event_words(invitation),
        organizer=Address(ascii_address(sender.email), sender.name) if sender else None,
        default_minutes=site.organisation.default_minutes,
    )
    return Piece(
        card=layout.part("newsroom/card.html", i=invitation, here=HERE, path=path, place=place, entry=entry),
        event=event,
        title=title,
        summary=invitation.preheader,
        html=layout.part("newsroom/item.html", i=invitation),
        told=_told(invitation, page, place),
        search=_search_record(invitation, entry, path, brief_words(place)),
    )


def _told(invitation: Invitation, page: str, place: str) -> str:
    data = event_data(invitation, url=page) or {}
    told = {key: data.get(key) for key in ("startDate", "endDate", "eventStatus")}
    return json.dumps({**told, "location": place}, ensure_ascii=False)


def _search_record(invitation: Invitation, entry: Entry, path: str, place: str) -> str:
    """What the search page needs of it: shown words, keys to filter by, and all words to look in."""
    meeting, start = invitation.meeting, invitation.meeting.start
    people = " ".join(person.name for person in meeting.participants)
    words = " ".join(filter(None, (invitation.heading.text, invitation.label, place, people, meeting.lead)))
    record = {
        "p": path,
        "t": brief_words(invitation.heading.text),
        "l": invitation.heading.lang,
        "s": invitation.prefix,
        "w": invitation.when,
        "c": invitation.language.clock(start) if isinstance(start, dt.datetime) else "",
        "f": list(reversed(invitation.leaf)) if invitation.leaf else [],
        "v": place,
        "d": entry.first,
        "e": entry.last,
        "k": {kind: entry.names(kind) for kind in ("topics", "regions", "organisers")},
        "q": " ".join(words.casefold().split()),
    }
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def _iso(moment: dt.datetime | None) -> str:
    return f"{moment.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}" if moment else ""
