"""A feed as JSON Feed 1.1 (jsonfeed.org/version/1.1), with when and where each meeting is as an extension, `_event`.

The extension's words are schema.org/Event's, which its `about` names; readers pass over what they do not know.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

from pressinvite.newsroom.fields import (
    clean_block,
    clean_line,
    distinct_lines,
    language_tag,
    stable_id,
    utc_moment,
    web_address,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pressinvite.newsroom.items import FeedEvent, FeedHead, FeedItem

MEDIA_TYPE = "application/feed+json"
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def render_json_feed(head: FeedHead, items: Sequence[FeedItem]) -> bytes:
    """Return the JSON Feed document of the items, in their order; ids and moments are those of the Atom feed."""
    return join_items(head, map(render_item, items))


def join_items(head: FeedHead, items: Iterable[bytes]) -> bytes:
    """Return the JSON Feed document of items that are made already, one on a line."""
    title = clean_line(head.title)
    author = {"name": clean_line(head.author) or title, "url": web_address(head.website)}
    feed = {
        "home_page_url": web_address(head.home_url),
        "feed_url": web_address(head.self_url),
        "description": clean_line(head.subtitle),
        "icon": web_address(head.icon_url),
        "authors": [_told(author)] if author["name"] else [],
        "language": language_tag(head.language),
    }
    opening = _octets({"version": "https://jsonfeed.org/version/1.1", "title": title, **_told(feed), "items": []})
    return b"".join((opening.removesuffix(b"]}"), b"\n", b",\n".join(items), b"\n]}\n"))


def render_item(item: FeedItem) -> bytes:
    """Return the item's object on one line, the same in whatever feed it stands."""
    title = clean_line(item.title)
    calendar = {"url": web_address(item.calendar_url), "mime_type": "text/calendar", "title": title}
    told = {
        "id": stable_id(item.uid),
        "url": web_address(item.url),
        "title": title,
        "summary": clean_line(item.summary),
        "date_published": utc_moment(item.published) if item.published else "",
        "date_modified": utc_moment(item.updated),
        "authors": [{"name": name} for name in distinct_lines(item.authors)],
        "tags": distinct_lines(item.categories),
        "language": language_tag(item.language),
        "attachments": [_told(calendar)] if calendar["url"] else [],
        "_event": _event(item.event) if item.event else {},
    }
    return _octets({**_told(told), "content_html": clean_block(item.html)})


def _event(event: FeedEvent) -> dict[str, Any]:
    return _told(
        {
            "about": "https://schema.org/Event",
            "startDate": _moment(event.start),
            "endDate": _moment(event.end) if event.end else "",
            "eventStatus": web_address(event.status or ""),
            "location": clean_line(event.location or ""),
        }
    )


def _moment(moment: dt.date) -> str:
    """The moment with its own offset from UTC, or the date (ISO 8601)."""
    return moment.isoformat(timespec="seconds") if isinstance(moment, dt.datetime) else moment.isoformat()


def _told(pairs: dict[str, Any]) -> dict[str, Any]:
    """What is known of the pairs: the format leaves a key out rather than empty."""
    return {key: value for key, value in pairs.items() if value}


def _octets(pairs: dict[str, Any]) -> bytes:
    return _ENCODER.encode(pairs).encode("utf-8")
