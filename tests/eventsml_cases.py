"""Meetings told as EventsML-G2, and the published schema that documents are held to."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml import etree
from test_reading_document import meetings

from pressinvite.exchange.eventsml.writing import render_eventsml
from pressinvite.invitation import compose
from pressinvite.invitation.exchanged import told_of
from pressinvite.language import open_language
from pressinvite.meeting import Contact, Meeting, Organisation, with_identity
from pressinvite.reading.sources import read_octets, read_source

if TYPE_CHECKING:
    from pressinvite.reading.answer import Reading

NAMESPACE = "http://iptc.org/std/nar/2006-10-01/"
TESTS = Path(__file__).parent
SAMPLES = TESTS.parent / "samples"
SCHEMA = TESTS / "schemas" / "NewsML-G2_2.35-spec-All-Power.xsd"
NAR = "{http://iptc.org/std/nar/2006-10-01/}"
MOMENT = dt.datetime(2027, 1, 1, 8, tzinfo=dt.UTC)
DAY = dt.date(2027, 1, 20)
ORGANISATION = Organisation(
    name="Björkviks kommun",
    website="https://www.bjorkvik.example",
    contacts=(Contact(name="Pressjouren", phones=("+46846500400",)),),
)
GENERATED = meetings.map(
    lambda meeting: meeting._replace(end=meeting.end if type(meeting.end) is type(meeting.start) else None)
)
"""Any meetings whose end is of the start's kind: the checks let no other come so far."""
SOURCES = sorted(path for ending in ("yaml", "txt") for path in SAMPLES.rglob(f"*.{ending}"))


@cache
def schema() -> Any:
    """NewsML-G2 2.35, everything in it: conformance "power"."""
    return etree.XMLSchema(etree.parse(SCHEMA))


def complaints(octets: bytes) -> list[str]:
    """What the schema has against a document."""
    judge = schema()
    judge.validate(etree.fromstring(octets))
    return [f"{error.line}: {error.message}" for error in judge.error_log]


def told(meeting: Meeting, language: str = "sv", organisation: Organisation = ORGANISATION, **addresses: str) -> Any:
    """The meeting as the invitation tells it."""
    whole = with_identity(meeting, organiser=None, moment=MOMENT)
    return told_of(compose(whole, organisation=organisation, language=open_language(language)), **addresses)


def sample_meetings(source: Path) -> list[Meeting]:
    read = read_source(str(source), published=DAY, today=DAY).meetings
    return [with_identity(meeting, organiser="Björkviks kommun", moment=MOMENT) for meeting in read]


def event(meeting: Meeting, language: str = "sv", **addresses: str) -> Any:
    """The meeting's document, parsed by lxml."""
    return etree.fromstring(render_eventsml(told(meeting, language, **addresses)))


def found(document: Any, *path: str) -> list[Any]:
    """The elements at a path of names below the document's root."""
    return document.findall("/".join(f"{NAR}{name}" for name in path))


def texts(document: Any, *path: str) -> list[str]:
    return ["".join(element.itertext()) for element in found(document, *path)]


def read(document: str | bytes) -> Reading:
    octets = document if isinstance(document, bytes) else document.encode()
    return read_octets(octets, "x.xml", published=None, today=DAY)


def codes(reading: Reading) -> list[str]:
    """What is said but that an event of an agency's format was read."""
    return [finding.code for finding in reading.findings if finding.code != "exchange-read"]


def concept(details: str, *, before: str = "", after: str = "") -> str:
    return f'<concept><conceptId qcode="x:1"/><type qcode="cpnat:event"/><name>Bron invigs</name>{before}<eventDetails>{details}</eventDetails>{after}</concept>'


def item(details: str, *, meta: str = "", before: str = "", after: str = "") -> str:
    return (
        f'<conceptItem xmlns="{NAMESPACE}" guid="urn:x" standard="NewsML-G2" standardversion="2.30">'
        f'<itemMeta><itemClass qcode="cinat:concept"/><provider literal="p"/><versionCreated>2027-01-01T00:00:00Z</versionCreated>{meta}</itemMeta>'
        f"{concept(details, before=before, after=after)}</conceptItem>"
    )


def dates(inner: str) -> str:
    return f"<dates>{inner}</dates>"


def only(reading: Reading) -> Meeting:
    (meeting,) = reading.meetings
    return meeting
