"""Which exchange format JSON is in, and the items in it: by its shape, for files of agencies have any name.

A news item says what it is (`type`) and which (`uri`); a meeting of our own format has neither key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from pressinvite.exchange.ninjs_reading import read_ninjs
from pressinvite.exchange.ttninjs_reading import read_ttninjs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pressinvite.exchange.incoming import Taken

_NEWS = frozenset({
    "text", "audio", "video", "picture", "graphic", "composite", "component", "event", "planning",
})  # fmt: skip
"""ninjs's types of news items."""
_LISTS = ("items", "hits", "_items", "item", "results", "events")
"""Keys that houses put a feed's items under."""
_TT_KEYS = frozenset({"$standard", "body_event", "versioncreated", "firstcreated", "datetime", "person", "pubstatus"})
"""Keys that ttninjs has and ninjs 3 spells otherwise."""


class Found(NamedTuple):
    """An item of a feed."""

    path: str
    """Where it stands in the document: "", "[0]", "items[3]"."""
    data: dict[str, Any]
    read: Callable[..., Taken] | None
    """What reads it; None where it is other news than an event."""


def find_items(document: object) -> list[Found]:
    """Return the news items of a document: one alone, a list, or a feed's; none where it is no exchange format."""
    return [Found(path, item, _reader(item)) for path, item in _candidates(document) if _is_news(item)]


def _candidates(document: object) -> Iterator[tuple[str, Any]]:
    if isinstance(document, dict):
        key = next((key for key in _LISTS if isinstance(document.get(key), list)), None)
        if _is_news(document) or key is None:
            yield "", document
        else:
            yield from ((f"{key}[{index}]", item) for index, item in enumerate(document[key]))
    elif isinstance(document, list):
        yield from ((f"[{index}]", item) for index, item in enumerate(document))


def _is_news(item: object) -> bool:
    if not isinstance(item, dict):
        return False
    kind = item.get("type")
    return isinstance(kind, str) and kind in _NEWS and isinstance(item.get("uri"), str)


def _reader(item: dict[str, Any]) -> Callable[..., Taken] | None:
    if item["type"] != "event":
        return None
    return read_ttninjs if _TT_KEYS & item.keys() else read_ninjs
