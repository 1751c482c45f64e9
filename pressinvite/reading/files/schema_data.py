"""A page's data for search engines → day of publication and event: schema.org in JSON-LD and microdata, and meta tags.

extruct finds the data; what of it is meant for us is chosen here.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from pressinvite import zones
from pressinvite.meeting import DEFAULT_TIMEZONE
from pressinvite.reading.files.extract import Event, Extract
from pressinvite.reading.files.letters import clean_letters

if TYPE_CHECKING:
    from collections.abc import Iterator

_ARTICLES = frozenset({"newsarticle", "article", "pressrelease", "blogposting", "report", "reportagenewsarticle"})
_EVENT = re.compile(r"event$|^festival$", re.IGNORECASE)
_META = (
    "article:published_time",
    "datepublished",
    "dc.date",
    "dc.date.issued",
    "dcterms.issued",
    "pubdate",
    "publishdate",
)
_PUBLISHED_CLASS = re.compile(r"publi|(?:entry|post|article|release)-?date", re.IGNORECASE)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d{1,6}\)(https?://[^\s<>\"]{3,500})\s*-->")
_STATUS = {"eventcancelled": "cancelled", "eventpostponed": "postponed"}
_PLATFORMS = (("teams", "Teams"), ("zoom", "Zoom"), ("webex", "Webex"), ("meet.google", "Google Meet"))


def read_structured(document: Any, page: str) -> Extract:
    """Return day of publication, address and event as the page tells them to machines; the text is left empty."""
    items = list(_flat(_items(document, page)))
    published = next(
        (day for item in items if _types(item) & _ARTICLES and (day := _day(item.get("datePublished")))), None
    )
    events = [event for item in items if _is_event(item) and (event := _event(item)) is not None]
    organisers = (_organisation(item) for item in items if _types(item) & _ARTICLES)
    distinct = list({(event.start, event.title): event for event in events}.values())
    day = published or _meta_day(document)
    organiser = next(filter(None, organisers), None)
    saved = _SAVED_FROM.search(page[:5000])
    address = _address(document) or (saved[1] if saved else None)
    return Extract("", tuple(distinct[:20]), day, address, organiser=organiser)


def _items(document: Any, page: str) -> Iterator[dict[str, Any]]:
    lower = page.lower()
    has_json, has_microdata = "application/ld+json" in lower, "schema.org" in lower and "itemscope" in lower
    if not has_json and not has_microdata:
        return
    from extruct import JsonLdExtractor, MicrodataExtractor  # noqa: PLC0415 -- heavy, only where the page has data

    if has_json:
        for node in document.iter("script"):
            yield from _json_items(JsonLdExtractor, node)
    if has_microdata:
        for item in MicrodataExtractor(nested=True).extract_items(document, None):
            yield _like_json(item)


def _json_items(extractor: Any, node: Any) -> Iterator[dict[str, Any]]:
    """One script's items; a script that is not JSON has none, and does not hide the others."""
    try:
        yield from (item for item in extractor().extract_items(node) if isinstance(item, dict))
    except (ValueError, RecursionError):
        return


def _like_json(item: Any) -> Any:
    """A microdata item as JSON-LD has it."""
    if isinstance(item, list):
        return [_like_json(one) for one in item]
    if not isinstance(item, dict):
        return item
    properties = {key: _like_json(value) for key, value in item.get("properties", {}).items()}
    return {"@type": item.get("type", ""), **properties}


def _flat(items: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Yield all items, those within others too."""
    if depth > 12:
        return
    if isinstance(items, dict):
        yield items
        for value in items.values():
            if isinstance(value, dict | list):
                yield from _flat(value, depth + 1)
    elif not isinstance(items, str | int | float | None):
        for item in items:
            yield from _flat(item, depth + 1)


def _types(item: dict[str, Any]) -> set[str]:
    found = item.get("@type") or ""
    names = found if isinstance(found, list) else [found]
    return {str(name).rpartition("/")[2].lower() for name in names}


def _is_event(item: dict[str, Any]) -> bool:
    return any(_EVENT.search(name) for name in _types(item)) and bool(item.get("startDate"))


def _event(item: dict[str, Any]) -> Event | None:
    start, end = wall_time(item.get("startDate")), wall_time(item.get("endDate"))
    if start is None:
        return None
    event = Event(
        title=_words(item.get("name")),
        start=start,
        end=end if end and end > start else None,
        timezone=DEFAULT_TIMEZONE,
        url=_link(item.get("url")),
        status=_STATUS.get((_words(item.get("eventStatus")) or "").rpartition("/")[2].lower(), "confirmed"),
        uid=_identity(item.get("identifier")),
        organiser=_name(item.get("organizer")),
        description=_words(item.get("description")),
    )
    locations = item.get("location")
    for location in locations if isinstance(locations, list) else [locations]:
        event = _located(event, location)
    return event


def _located(event: Event, location: Any) -> Event:
    if isinstance(location, str):
        return event._replace(place=_words(location))
    if not isinstance(location, dict):
        return event
    if "virtuallocation" in _types(location):
        url = _link(location.get("url"))
        platform = _words(location.get("name")) or next((name for key, name in _PLATFORMS if key in (url or "")), None)
        return event._replace(online_url=url, platform=platform)
    address = location.get("address")
    name = _words(location.get("name"))
    if not isinstance(address, dict):
        parts = [part for part in (name, _words(address)) if part]
        return event._replace(place=", ".join(dict.fromkeys(parts)) or None)
    street, code, city = (_words(address.get(key)) for key in ("streetAddress", "postalCode", "addressLocality"))
    town = " ".join(filter(None, (code, city)))
    place = ", ".join(dict.fromkeys(filter(None, (name, street, town)))) or None
    return event._replace(place=place, venue=name, street=street, postal_code=code, city=city)


def wall_time(value: Any) -> str | None:
    """Return ISO 8601 as wall time in Sweden, "2012-01-25T15:00" or a date alone; None where it is neither."""
    text = (_words(value) or "").replace(" ", "T", 1)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return text if _is_date(text) else None
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    if moment.tzinfo is not None:
        try:
            moment = moment.astimezone(dt.UTC).astimezone(zones.open_zone(DEFAULT_TIMEZONE)).replace(tzinfo=None)
        except (OverflowError, ValueError):
            return None
    return moment.replace(second=0, microsecond=0).isoformat(timespec="minutes")


def _is_date(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _day(value: Any) -> str | None:
    found = wall_time(value)
    return found[:10] if found else None


def _meta_day(document: Any) -> str | None:
    for meta in document.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if name in _META and (day := _day(meta.get("content"))):
            return day
    for element in document.iter("time"):
        is_stated = element.get("pubdate") is not None or "datePublished" in (element.get("itemprop") or "")
        is_stated = is_stated or bool(_PUBLISHED_CLASS.search(element.get("class") or ""))
        if is_stated and (day := _day(element.get("datetime"))):
            return day
    return None


def _address(document: Any) -> str | None:
    for element in document.iter("link"):
        if "canonical" in (element.get("rel") or "").lower().split() and (url := _link(element.get("href"))):
            return url
    for meta in document.iter("meta"):
        if (meta.get("property") or "").lower() == "og:url" and (url := _link(meta.get("content"))):
            return url
    return None


def _words(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name")
    return " ".join(clean_letters(value).split()) or None if isinstance(value, str) else None


def _organisation(item: dict[str, Any]) -> str | None:
    """Who writes or publishes an article, where it is an organisation."""
    for key in ("author", "sourceOrganization", "publisher"):
        for told in item[key] if isinstance(item.get(key), list) else [item.get(key)]:
            if isinstance(told, dict) and any("organization" in name for name in _types(told)):
                return _words(told.get("name"))
    return None


def _name(value: Any) -> str | None:
    return _words(value)


def _identity(value: Any) -> str | None:
    """A uid, where the identifier is one in all the world and no number of the page's."""
    text = _words(value) or ""
    return (
        text if re.fullmatch(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}(?:@[\w.-]{1,100})?", text) else None
    )


def _link(value: Any) -> str | None:
    text = _words(value) or ""
    return text if re.fullmatch(r"https?://[^\s<>\"]{3,500}", text) else None
