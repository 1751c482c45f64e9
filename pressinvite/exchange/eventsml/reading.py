"""An EventsML-G2 document of anybody → meetings, and what there is to say of them.

Events stand as concepts in a conceptItem, several in a knowledgeItem or, in items of their own, in a newsMessage or in a
newsItem; older ones as `event`. All are found wherever they stand. What a meeting has no place for is named.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

from pressinvite import zones
from pressinvite.errors import Evidence, Finding
from pressinvite.exchange.eventsml.codes import Codes, last_part, read_codes
from pressinvite.exchange.eventsml.parties import (
    is_online,
    name_of,
    read_contact,
    read_online,
    read_own_registration,
    read_participant,
    read_place,
    read_words_of_registration,
)
from pressinvite.exchange.eventsml.revisions import read_revisions
from pressinvite.exchange.eventsml.texts import is_language, read_texts
from pressinvite.exchange.eventsml.times import read_instant, read_moment, read_times
from pressinvite.exchange.eventsml.tree import parse_tree
from pressinvite.exchange.newscodes import status_of
from pressinvite.meeting import Meeting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressinvite.exchange.eventsml.tree import Node
    from pressinvite.meeting import Registration, Status

_STATUSES = frozenset({"EventScheduled", "EventRescheduled", "EventMovedOnline", "EventCancelled", "EventPostponed"})
_OCCURRENCES = frozenset({"eos0", "eos1", "eos2", "eos3", "eos4", "eos5", "eos6"})
_KEPT = frozenset(
    {
        *("conceptId", "type", "name", "definition", "note", "remoteInfo", "broader", "eventDetails"),
        *(
            "dates",
            "eventStatus",
            "occurStatus",
            "registration",
            "accessStatus",
            "keyword",
            "participationRequirement",
            "subject",
        ),
        *("location", "participant", "organiser", "contactInfo", "language", "conceptExtProperty"),
    }
)
"""Elements of an event that are read; the others are named as left out."""
_LONGEST, _MOST = 40, 20
"""Characters of an element's name, and names, that are told."""


class _Event(NamedTuple):
    """One event on its way to a meeting."""

    item: Node
    concept: Node
    details: Node
    codes: Codes
    properties: dict[str, str]
    """What our own extension says."""
    findings: list[Finding]


def read_events(octets: bytes) -> tuple[tuple[Meeting, ...], tuple[Finding, ...]]:
    """Return the document's meetings, and findings whose fields are paths from the top; SourceError where it is no sound
    XML. No meeting at all is an answer too.
    """
    root = parse_tree(octets)
    codes = read_codes(root)
    meetings: list[Meeting] = []
    findings: list[Finding] = []
    for item, concept, details in _concepts(root, root):
        properties = {
            code: told.get("value")
            for told in concept.children("conceptExtProperty")
            if (code := codes.own(told, "rel")) and told.get("value")
        }
        event = _Event(item, concept, details, codes, properties, [])
        meeting = _meeting(event)
        findings += [found.within(f"meetings[{len(meetings)}]") for found in event.findings]
        meetings.append(meeting)
    findings.append(Finding("exchange-read" if meetings else "no-meeting", "note"))
    return tuple(meetings), tuple(findings)


def _concepts(item: Node, node: Node) -> Iterator[tuple[Node, Node, Node]]:
    """Yield each event with the item that it stands in and its details."""
    item = node if node.child("itemMeta") else item
    details = node.child("eventDetails")
    if details and node.tag in ("concept", "event"):
        yield item, node, details
        return
    for child in node.elements():
        yield from _concepts(item, child)


def _meeting(event: _Event) -> Meeting:
    zone = event.properties.get("timezone")
    times = read_times(event.details.child("dates"), zone if zone and zones.is_zone(zone) else None)
    event.findings.extend(times.findings)
    texts = read_texts(event.concept, event.codes)
    registration = _registration(event, times.timezone)
    if registration is None or "registration" not in event.properties:
        for told in event.details.children("registration"):
            texts.add("body", told.language, told.block)
    for told in event.details.children("accessStatus"):
        texts.add("access", told.language, name_of(told))
    language = _language(event, texts.first_language())
    words, translations = texts.parted(language)
    directions = words.pop("directions", None)
    places = list(event.details.children("location"))
    rooms = [node for node in places if not is_online(node, event.codes)]
    place = next((found for node in rooms if (found := read_place(node, event.codes))), None)
    meeting = Meeting(
        **words,
        translations=translations,
        language=language,
        start=times.start,
        end=times.end,
        timezone=times.timezone,
        status=_status(event),
        place=place._replace(directions=directions) if place else None,
        online=next((read_online(node) for node in places if is_online(node, event.codes)), None),
        registration=registration,
        previous=read_revisions(event.concept, event.codes, times.timezone),
        evidence=times.evidence,
    )
    meeting = _with_item(_with_people(meeting, event), event, times.timezone)
    _tell_left_out(event, rooms, times.timezone)
    spots = {field: spot for field, spot in _evidence(event).items() if getattr(meeting, field)}
    return meeting._replace(evidence={**meeting.evidence, **spots})


def _evidence(event: _Event) -> dict[str, Evidence]:
    """Where the single fields stand."""
    concept, details, meta = event.concept, event.details, event.item.child("itemMeta")
    definitions = {"short" in event.codes.roles(node): node for node in reversed(list(concept.children("definition")))}
    places = {is_online(node, event.codes): node for node in reversed(list(details.children("location")))}
    nodes = {
        "title": concept.child("name"),
        "kind": concept.child("broader"),
        "lead": definitions.get(True),
        "body": definitions.get(False),
        "place": places.get(False),
        "online": places.get(True),
        "registration": details.child("registration"),
        "accreditation": details.child("participationRequirement"),
        "published": event.item.child("contentMeta", "contentCreated"),
        "embargo": meta.child("embargoed") if meta else None,
    }
    return {field: Evidence(node.spot) for field, node in nodes.items() if node and node.text}


def _language(event: _Event, of_title: str) -> str:
    tags = event.item.child("contentMeta", "language")
    told = (event.properties.get("language"), event.concept.language, tags and tags.get("tag"), of_title)
    return next((tag for tag in told if tag and is_language(tag)), Meeting().language)


def _status(event: _Event) -> Status:
    """The event's status: eventStatus tells of what is cancelled or postponed, occurStatus how certain it is."""
    found: Status = "confirmed"
    for tag, known in (("occurStatus", _OCCURRENCES), ("eventStatus", _STATUSES)):
        node = event.details.child(tag)
        code = last_part(event.codes.uri(node)) if node else ""
        if node and code and code not in known:
            values = {"code": node.get("qcode") or node.get("uri"), "name": name_of(node)}
            event.findings.append(Finding("event-code", "warning", "status", values, node.spot))
        elif code and status_of(code) != "confirmed":
            found = status_of(code)
    if found == "confirmed" and (vague := _vague(event)):
        event.findings.append(Finding("event-approximate", "warning", "start", {"words": vague.text}, vague.spot))
        return "tentative"
    return found


def _vague(event: _Event) -> Node | None:
    """The start, where the document says that it is not certain."""
    dates = event.details.child("dates")
    start = dates.child("start") if dates else None
    if dates is None or start is None:
        return None
    confirmations = [dates.child("confirmation")]
    told = {*event.codes.roles(start, "confirmationstatus"), start.get("approxstart"), start.get("approxend")}
    told |= {last_part(event.codes.uri(node)) for node in confirmations if node}
    is_vague = any(word[:1].isdigit() or "approx" in word.lower() or word == "undefined" for word in told)
    return start if is_vague else None


def _registration(event: _Event, zone: str) -> Registration | None:
    """How to register: by our own extension, else what addresses the words name; these then stand in the text too."""
    if "registration" in event.properties:
        deadline, _ = read_moment(event.properties.get("registration-deadline", ""), zone)
        return read_own_registration(event.properties)._replace(deadline=deadline)
    node = event.details.child("registration")
    if node is None or not node.text:
        return None
    event.findings.append(Finding("event-registration-text", "note", "registration", {}, node.spot))
    return read_words_of_registration(node.text)


def _with_people(meeting: Meeting, event: _Event) -> Meeting:
    """The meeting with who comes, who invites, whom to ask and what it is about, and where each of that stands."""
    details, codes = event.details, event.codes
    parties = [(node, name_of(node) or None) for tag in ("organiser", "participant") for node in details.children(tag)]
    contacts = [(node, read_contact(node, codes)) for node in details.children("contactInfo")]
    for party, name in parties:
        for kind in ("personDetails", "organisationDetails"):
            contacts += [(node, read_contact(node, codes, name)) for node in party.children(kind, "contactInfo")]
    subjects = [(node, name_of(node)) for node in details.children("subject")]
    keywords = [*details.children("keyword"), *event.item.children("contentMeta", "keyword")]
    areas = [row for row in subjects if "geoArea" in codes.roles(row[0], "type")]
    told: dict[str, dict[Any, Node]] = {
        "participants": _first([(node, read_participant(node, codes)) for node in details.children("participant")]),
        "organisers": _first([(node, name_of(node)) for node in details.children("organiser")]),
        "contacts": _first(contacts),
        "topics": _first([row for row in subjects if row not in areas]),
        "regions": _first(areas),
        "categories": _first([(node, node.text) for node in keywords]),
    }
    spots = {
        f"{field}[{index}]": Evidence(node.spot)
        for field, values in told.items()
        for index, node in enumerate(values.values())
    }
    lists: dict[str, Any] = {field: tuple(values) for field, values in told.items()}
    return meeting._replace(**lists, evidence={**meeting.evidence, **spots})


def _first(rows: list[tuple[Node, Any]]) -> dict[Any, Node]:
    """Each value once, with the element that tells it first."""
    found: dict[Any, Node] = {}
    for node, value in rows:
        if value:
            found.setdefault(value, node)
    return found


def _with_item(meeting: Meeting, event: _Event, zone: str) -> Meeting:
    """The meeting with what is said of the item: identity, revision, moments, whether it may be published."""

    def told(*path: str) -> str:
        node = event.item.child(*path)
        return node.text if node else ""

    status = event.item.child("itemMeta", "pubStatus")
    code = last_part(event.codes.uri(status)) if status else ""
    if status and code in ("canceled", "cancelled"):
        event.findings.append(Finding("event-withdrawn", "warning", "status", {}, status.spot, uncertain=True))
    embargo_node = event.item.child("itemMeta", "embargoed")
    embargo, _ = read_moment(embargo_node.text if embargo_node else "", zone)
    is_open_ended = embargo_node is not None and not embargo_node.text
    if embargo_node and is_open_ended:
        event.findings.append(Finding("event-embargo", "warning", "embargo", {}, embargo_node.spot))
    published, _ = read_moment(told("contentMeta", "contentCreated"), zone)
    sequence = event.properties.get("sequence", "")
    return meeting._replace(
        uid=_identity(event),
        sequence=int(sequence) if sequence.isascii() and sequence.isdigit() and len(sequence) < 10 else 0,
        created=read_instant(told("itemMeta", "firstCreated")),
        modified=read_instant(told("itemMeta", "versionCreated")),
        published=_day(published),
        embargo=_midnight(embargo),
        audience="limited" if code == "withheld" or is_open_ended else "open",
        url=_address(event),
    )


def _day(moment: dt.date | None) -> dt.date | None:
    return moment.date() if isinstance(moment, dt.datetime) else moment


def _midnight(moment: dt.date | None) -> dt.datetime | None:
    """The moment; of a day alone its beginning."""
    if moment is None or isinstance(moment, dt.datetime):
        return moment
    return dt.datetime(moment.year, moment.month, moment.day)


def _identity(event: _Event) -> str | None:
    """The uid that we wrote; of others a concept item's guid, and among several of one item the concept's own identity."""
    concept = event.concept.child("conceptId")
    guid = event.item.get("guid") if event.item.tag == "conceptItem" else ""
    return event.properties.get("uid") or guid or (event.codes.uri(concept) if concept else "") or None


def _address(event: _Event) -> str | None:
    """The release's address: what the event came from, else its page, else any link to the web or the contacts' own."""
    links = [node for node in event.concept.children("remoteInfo") if node.get("href").startswith("http")]
    pages = [node for node in links if node.get("contenttype") in ("", "text/html")]
    via = [node for node in pages if "via" in event.codes.roles(node, "rel")]
    found = next((node.get("href") for node in (*via, *pages)), None)
    webs = (node.text for node in event.details.children("contactInfo", "web"))
    return found or next((address for address in webs if address.startswith("http")), None)


def _tell_left_out(event: _Event, rooms: list[Node], zone: str) -> None:
    """Say what of the event has no place in a meeting."""
    dates = event.details.child("dates")
    start = dates.child("start") if dates else None
    if dates and start and any(dates.child(tag) for tag in ("rDate", "rRule")):
        moment, _ = read_moment(start.text, zone)
        event.findings.append(Finding("recurring", "warning", "start", {"start": moment}, start.spot))
    left = [node for parent in (event.concept, event.details) for node in parent.elements() if node.tag not in _KEPT]
    left += rooms[1:]
    left += [node for node in event.item.children("itemMeta", "edNote") if event.codes.own(node) != "changes"]
    if left:
        names = tuple(dict.fromkeys(last_part(node.tag)[:_LONGEST] for node in left))
        event.findings.append(Finding("exchange-left-out", "note", "", {"keys": names[:_MOST]}, left[0].spot))
