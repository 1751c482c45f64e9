"""A list's feeds: its calendar, Atom and JSON Feed, joined of parts that each meeting has once."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

from pressinvite.calendar import join_feed
from pressinvite.newsroom.addresses import calendar_path
from pressinvite.newsroom.atom import render_atom
from pressinvite.newsroom.items import FeedEvent, FeedHead, FeedItem
from pressinvite.newsroom.json_feed import render_json_feed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pressinvite.newsroom.entries import Entry
    from pressinvite.newsroom.layout import Layout
    from pressinvite.newsroom.listings import Listing
    from pressinvite.newsroom.store import Store

MOST_ITEMS = 100
"""Meetings in Atom and JSON Feed, the last changed first: readers ask for them every hour."""


def render_feeds(listing: Listing, layout: Layout, store: Store, *, begun: int, born: str) -> dict[str, bytes]:
    """Return a list's feeds by path; none for months. `begun` is when the site was first published, `born` the address that
    it had then: ids stay when a site gets another address (RFC 4287 section 4.2.6).
    """
    _ = layout.language.text
    if listing.kind == "month":
        return {}
    own = layout.site.folder(layout.tag) + listing.path
    name = feed_name(listing, layout)
    events = store.events(layout.tag, [entry.uid for entry in listing.feed])
    files = {f"{own}calendar.ics": join_feed(events, name=name, language=layout.tag)}
    if listing.kind == "year":
        return files
    latest = sorted(listing.feed, key=lambda entry: (-entry.modified, entry.uid))[:MOST_ITEMS]
    items = _items(latest, layout, store)
    for file, render in (("atom.xml", render_atom), ("feed.json", render_json_feed)):
        head = _head(f"{own}{file}", own, name, layout, begun, born)
        files[own + file] = render(head, items)
    return files


def feed_name(listing: Listing, layout: Layout) -> str:
    """Return what calendar programs and feed readers call it: whose it is, and of what."""
    _ = layout.language.text
    whose = layout.site.name
    of = {"coming": _("press meetings"), "year": _("press meetings {year}", year=listing.key)}.get(
        listing.kind, listing.key
    )
    return f"{whose}: {of}" if whose else of


def _head(path: str, home: str, name: str, layout: Layout, begun: int, born: str) -> FeedHead:
    site = layout.site
    return FeedHead(
        id=born + path,
        title=name,
        home_url=site.address(home),
        self_url=site.address(path),
        updated=dt.datetime.fromtimestamp(begun, dt.UTC),
        author=site.name,
        language=layout.tag,
        website=site.organisation.website or "",
        icon_url=site.address("icon.svg"),
    )


def _items(entries: Sequence[Entry], layout: Layout, store: Store) -> list[FeedItem]:
    kept = store.items(layout.tag, [entry.uid for entry in entries])
    found = []
    for entry in entries:
        if entry.uid not in kept:
            continue
        title, summary, html, told = kept[entry.uid]
        page = layout.site.address(layout.site.folder(layout.tag) + entry.path)
        item = FeedItem(
            uid=entry.uid,
            url=page,
            title=title,
            summary=summary,
            html=html,
            updated=dt.datetime.fromtimestamp(entry.modified, dt.UTC),
            categories=(*entry.names("topics"), *entry.names("regions")),
            calendar_url=layout.site.address(layout.site.folder(layout.tag) + calendar_path(entry.path)),
            authors=entry.names("organisers"),
            event=_event(json.loads(told)),
        )
        found.append(item)
    return found


def _event(told: dict[str, str]) -> FeedEvent | None:
    start = told.get("startDate")
    if not start:
        return None
    end = told.get("endDate")
    return FeedEvent(_moment(start), _moment(end) if end else None, told.get("location"), told.get("eventStatus"))


def _moment(written: str) -> dt.date:
    return dt.datetime.fromisoformat(written) if "T" in written else dt.date.fromisoformat(written)
