"""One meeting in the site: its page, calendar file and exchange files, and its part of every list, feed and search.

All of it depends on the meeting, the site and whether its day has passed, and on no other meeting: it is made once for
each revision.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, NamedTuple

from pressinvite.calendar import Address, render_published
from pressinvite.exchange.formats import FORMATS
from pressinvite.invitation import compose
from pressinvite.invitation.calendar_words import event_words
from pressinvite.invitation.changes import place_line
from pressinvite.invitation.exchanged import told_of
from pressinvite.invitation.headers import ascii_address
from pressinvite.invitation.page import embedded_json, event_data, named_links
from pressinvite.newsroom.addresses import stem_of
from pressinvite.newsroom.history import told_changes
from pressinvite.newsroom.layout import Crumb, Head, brief_words, straight_words
from pressinvite.newsroom.listings import KINDS
from pressinvite.newsroom.site import key_slug

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from pressinvite.calendar import Stored
    from pressinvite.exchange.told import Told
    from pressinvite.invitation import Invitation
    from pressinvite.meeting import Meeting
    from pressinvite.newsroom.entries import Entry
    from pressinvite.newsroom.layout import Layout
    from pressinvite.newsroom.site import Site

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


LABELS = {"ninjs": "ninjs", "ttninjs": "TT ninjs", "superdesk": "Superdesk", "eventsml": "EventsML-G2", "csv": "CSV"}
"""Names of the exchange formats, the same in every language."""


def tell(invitation: Invitation, path: str, layout: Layout) -> Told:
    """Return a published invitation as exchange formats need it."""
    page = layout.site.address(path)
    return told_of(invitation, url=page, calendar_url=f"{page}{invitation.stem}.ics")


def compose_public(meeting: Meeting, entry: Entry, layout: Layout, *, past: bool) -> Invitation:
    """Return a public meeting's invitation; an embargo that has ended, or nothing would be public, is not told of."""
    return compose(
        meeting._replace(embargo=None),
        organisation=layout.site.organisation,
        language=layout.language,
        stem=stem_of(entry.path),
        past=past,
    )


def render_meeting(
    meeting: Meeting, entry: Entry, layouts: Mapping[str, Layout], *, is_past: bool, fed: bool
) -> Rendered:
    """Return a public meeting's files and pieces in every language of the site; `fed` where feeds hold it."""
    files: dict[str, bytes] = {}
    pieces: dict[str, Piece] = {}
    for tag, layout in layouts.items():
        invitation = compose_public(meeting, entry, layout, past=is_past)
        path = layout.site.folder(tag) + entry.path
        data = event_data(invitation, url=layout.site.address(path)) or {}
        files[f"{path}index.html"] = _page(invitation, entry, path, layout, data=data, is_past=is_past)
        calendar, event = _calendar(invitation, path, layout)
        files[f"{path}{invitation.stem}.ics"] = calendar
        told = {key: data.get(key) for key in ("startDate", "endDate", "eventStatus")}
        html = layout.part("newsroom/item.html", i=invitation) if fed else ""
        pieces[tag] = _piece(invitation, entry, path, layout, event=event, html=html, told=told)
        if layout.site.formats:
            words = tell(invitation, path, layout)
            for name in layout.site.formats:
                files[f"{path}{invitation.stem}{FORMATS[name].ending}"] = FORMATS[name].render_one(words)
    return Rendered(files, pieces)


def listing_paths(site: Site, own: str) -> dict[str, Callable[[Sequence[Told]], bytes]]:
    """Return the files of a language that list all meetings in an exchange format, and what renders each."""
    formats = (FORMATS[name] for name in site.formats)
    return {f"{own}events{each.ending}": each.render_listing for each in formats if each.render_listing}


def _page(
    invitation: Invitation, entry: Entry, path: str, layout: Layout, *, data: Mapping[str, object], is_past: bool
) -> bytes:
    _ = layout.language.text
    site = layout.site
    month = entry.path.rpartition("/")[0].rpartition("/")[0]
    head = Head(
        title=f"{invitation.prefix}: {invitation.heading.text}" if invitation.prefix else invitation.heading.text,
        description=invitation.preheader,
        kind="article",
        updated=_iso(invitation.modified),
        data=embedded_json(data),
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
        exchange=[(LABELS[name], invitation.stem + FORMATS[name].ending) for name in site.formats],
    )


def _keys(entry: Entry, own: str) -> Iterator[tuple[str, str, str]]:
    """Topics, regions and organisers, each page once: language, "" of who invites; name; path of the page."""
    for kind in KINDS:
        for slug, name in _slugs(entry, kind).items():
            yield "" if kind == "organisers" else entry.language, name, f"{own}{kind}/{slug}/"


def _slugs(entry: Entry, kind: str) -> dict[str, str]:
    """Its topics, regions or organisers by what addresses can tell apart, each with its first name."""
    slugs: dict[str, str] = {}
    for name in entry.names(kind):
        slugs.setdefault(key_slug(name), name)
    return slugs


def _calendar(invitation: Invitation, path: str, layout: Layout) -> tuple[bytes, Stored]:
    """The calendar file and the feeds' event; where the release has no address, they lead to the meeting's page."""
    meeting, site = invitation.meeting, layout.site
    sender = site.organisation.sender
    return render_published(
        meeting._replace(url=meeting.url or site.address(path)),
        event_words(invitation),
        organizer=Address(ascii_address(sender.email), sender.name) if sender else None,
        default_minutes=site.organisation.default_minutes,
    )


def _piece(
    invitation: Invitation,
    entry: Entry,
    path: str,
    layout: Layout,
    *,
    event: Stored,
    html: str,
    told: Mapping[str, object],
) -> Piece:
    meeting = invitation.meeting
    title = f"{invitation.prefix}: {invitation.heading.text}" if invitation.prefix else invitation.heading.text
    place = place_line(meeting.place) or (meeting.online.platform if meeting.online else "") or ""
    where = _where(invitation)
    return Piece(
        card=layout.part("newsroom/card.html", i=invitation, here=HERE, path=path, place=where, entry=entry),
        event=event,
        title=title,
        summary=invitation.preheader,
        html=html,
        told=json.dumps({**told, "location": place}, ensure_ascii=False),
        search=_search_record(invitation, entry, path, brief_words(where)),
    )


def _where(invitation: Invitation) -> str:
    """The place, and that one can take part from elsewhere: "Vita salen, Björkvik · På distans: Teams"."""
    meeting = invitation.meeting
    parts = [place_line(meeting.place)]
    if meeting.online:
        label = invitation.language.text("Online")
        parts.append(f"{label}: {meeting.online.platform}" if meeting.online.platform else label)
    return " · ".join(filter(None, parts))


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
        "k": {kind: list(_slugs(entry, kind)) for kind in KINDS},
        "q": " ".join(words.casefold().split()),
    }
    return straight_words(json.dumps(record, ensure_ascii=False, separators=(",", ":")))


def _iso(moment: dt.datetime | None) -> str:
    return f"{moment.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}" if moment else ""
