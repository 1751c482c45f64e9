"""A meeting → an EventsML-G2 document: a concept item for one, a news message of such items for several.

Of the standard's two containers a listing is a newsMessage: in it each event keeps a guid, version, embargo and publication
status of its own, by which whoever takes it in replaces or withdraws that one; a knowledgeItem has one of each for all. Nothing here reads the clock: the message is as old as its latest item.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from pressinvite.exchange.eventsml import terms
from pressinvite.exchange.eventsml.details import add_details
from pressinvite.exchange.eventsml.markup import add, add_block, add_names, address, line, octets
from pressinvite.exchange.eventsml.revisions import add_revisions
from pressinvite.exchange.eventsml.tellings import about, tellings
from pressinvite.exchange.moments import iso_instant, iso_moment
from pressinvite.exchange.told import item_uri, version_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pressinvite.exchange.told import Told
    from pressinvite.meeting import Meeting

CONCEPT_ITEM = "application/vnd.iptc.g2.conceptitem+xml"
NEWS_MESSAGE = "application/vnd.iptc.g2.newsmessage+xml"
"""Media types that IANA has registered for IPTC."""
_UNDATED = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
"""Stands where a moment is obligatory and none is known."""
_NOTES = ("access", "interviews", "photo")


def render_eventsml(told: Told) -> bytes:
    """Return a conceptItem of one meeting, UTF-8, valid by the schema of NewsML-G2 2.35."""
    item = _item(told)
    item.set("xmlns", terms.NAMESPACE)
    return octets(item)


def render_eventsml_listing(listed: Sequence[Told]) -> bytes:
    """Return a newsMessage of the meetings; of none, one with an empty knowledgeItem, for a message may not be empty."""
    root = ET.Element("newsMessage", {"xmlns": terms.NAMESPACE})
    moments = [_written(told.meeting) for told in listed]
    header = add(root, "header")
    add(header, "sent", iso_instant(max(moments, default=_UNDATED)) or "")
    add(header, "catalogRef", href=terms.CATALOGUE)
    names = dict.fromkeys(_provider(told) for told in listed)
    if len(names) == 1:
        add(header, "sender", next(iter(names)))
    items = add(root, "itemSet")
    items.extend(_item(told) for told in listed)
    if not listed:
        items.append(_empty_item())
    return octets(root)


def _item(told: Told) -> ET.Element:
    item = ET.Element("conceptItem", _head(told.identity, version_of(told.meeting)))
    if told.language:
        item.set("xml:lang", told.language)
    add(item, "catalogRef", href=terms.CATALOGUE)
    add(add(item, "catalog"), "scheme", alias=terms.OWN_ALIAS, uri=terms.OWN_SCHEME)
    _add_item_meta(item, told)
    _add_content_meta(item, told)
    _add_concept(item, told)
    return item


def _head(guid: str, version: int) -> dict[str, str]:
    return {
        "guid": guid,
        "version": str(version),
        "standard": terms.STANDARD,
        "standardversion": terms.STANDARD_VERSION,
        "conformance": "power",
    }


def _empty_item() -> ET.Element:
    item = ET.Element("knowledgeItem", _head("urn:uuid:00000000-0000-0000-0000-000000000000", 1))  # RFC 9562, nil
    add(item, "catalogRef", href=terms.CATALOGUE)
    meta = add(item, "itemMeta")
    add(meta, "itemClass", qcode="cinat:concept")
    add(meta, "provider", literal="pressinvite")
    add(meta, "versionCreated", iso_instant(_UNDATED) or "")
    return item


def _add_item_meta(item: ET.Element, told: Told) -> None:
    """What is said of the item itself. A cancelled meeting's item stays usable: `canceled` would take back the news."""
    meeting = told.meeting
    meta = add(item, "itemMeta")
    add(meta, "itemClass", qcode="cinat:concept")
    add(add(meta, "provider", uri=address(told.organisation.website)), "name", _provider(told))
    add(meta, "versionCreated", iso_instant(_written(meeting)) or "")
    if meeting.created:
        add(meta, "firstCreated", iso_instant(meeting.created) or "")
    embargo = iso_moment(meeting.embargo, meeting.timezone)
    if embargo:
        add(meta, "embargoed", embargo)
    add(meta, "pubStatus", qcode=terms.WITHHELD if meeting.audience == "limited" else terms.USABLE)
    add(meta, "title", told.title, lang=told.language)
    for notice in told.notices:
        add_block(meta, "edNote", notice, lang=told.language, role=terms.own("changes"))


def _provider(told: Told) -> str:
    names = (told.organisation.name, *told.meeting.organisers)
    return line(next(filter(None, names), None) or "pressinvite")


def _written(meeting: Meeting) -> dt.datetime:
    return meeting.modified or meeting.created or _UNDATED


def _add_content_meta(item: ET.Element, told: Told) -> None:
    meta = add(item, "contentMeta")
    if told.meeting.published:
        add(meta, "contentCreated", told.meeting.published.isoformat()[:10])
    languages = dict.fromkeys((told.language, told.meeting.language, *told.meeting.translations))
    for tag in languages:
        add(meta, "language", tag=tag)
    for language, text in tellings(told, "title").items():
        add(meta, "headline", text, lang=language)


def _add_concept(item: ET.Element, told: Told) -> None:
    meeting = told.meeting
    concept = add(item, "concept")
    add(concept, "conceptId", uri=item_uri(meeting), created=iso_instant(meeting.created))
    add(concept, "type", qcode=terms.EVENT)
    is_composed = not meeting.title and not any(words.title for words in meeting.translations.values())
    add_names(concept, tellings(told, "title").items(), role=terms.own("composed") if is_composed else None)
    for key, role in (("lead", terms.SHORT), ("body", terms.LONG)):
        for language, text in tellings(told, key).items():
            add_block(concept, "definition", text, lang=language, role=role)
    for key in _NOTES:
        for language, text in tellings(told, key).items():
            add_block(concept, "note", text, lang=language, role=terms.own(key))
    for language, text in about(told):
        add_block(concept, "note", text, lang=language, role=terms.own("about"))
    _add_links(concept, told)
    kinds = tellings(told, "kind")
    if kinds:
        add_names(add(concept, "broader", type=terms.ABSTRACT), kinds.items())
    add_details(concept, told)
    for code, value in _properties(told).items():
        if value:
            add(concept, "conceptExtProperty", rel=terms.own(code), value=value)
    add_revisions(concept, meeting)


def _add_links(concept: ET.Element, told: Told) -> None:
    """The page, the calendar file, the release."""
    page, calendar, release = (address(url) for url in (told.url, told.calendar_url, told.meeting.url))
    if page and page != release:
        add(concept, "remoteInfo", reluri=terms.ALTERNATE, href=page, contenttype="text/html")
    if calendar:
        add(concept, "remoteInfo", reluri=terms.ALTERNATE, href=calendar, contenttype="text/calendar")
    if release:
        add(concept, "remoteInfo", reluri=terms.VIA, href=release, contenttype="text/html")


def _properties(told: Told) -> dict[str, str | None]:
    """What the standard has no property for, by extension: the clock, the revision, how to register."""
    meeting = told.meeting
    registration = meeting.registration
    found = {
        "timezone": meeting.timezone,
        "sequence": str(meeting.sequence),
        "uid": meeting.uid,
        "language": meeting.language,
    }
    if registration is None:
        return found
    required = {True: "true", False: "false", None: "unsaid"}[registration.required]
    deadline = registration.deadline
    return {
        **found,
        "registration": required,
        "registration-deadline": iso_moment(deadline, meeting.timezone) if deadline else None,
        "registration-email": registration.email,
        "registration-url": registration.url,
        "registration-phone": registration.phone,
    }
