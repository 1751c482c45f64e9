"""Phone numbers as they are written within the country of the meeting: "050 415 6789" is a Finnish one in Helsinki.

A number that may be Sweden's or the other country's, where nothing tells which, is kept as it is written: it cannot be
dialled, and the check says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressinvite.errors import Finding
from pressinvite.language.phones import is_dialable, parse_abroad
from pressinvite.reading.release.lexicon import later
from pressinvite.reading.release.whereabouts import HOME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressinvite.meeting import Meeting
    from pressinvite.reading.release.page import Page
    from pressinvite.reading.release.reach import Reach
    from pressinvite.reading.release.whereabouts import Whereabouts

_COUNTRY_OF_ZONE = {
    "Europe/Helsinki": "358", "Europe/Mariehamn": "358", "Europe/Oslo": "47", "Europe/Copenhagen": "45", "Europe/London": "44",
    "Europe/Tallinn": "372", "Europe/Riga": "371", "Atlantic/Reykjavik": "354",
}  # fmt: skip
_WITH_ZERO = ("358", "44")
"""Countries where a number begins with 0, as in Sweden."""
_SWEDISH_MOBILE = later(r"\(?07[02369]")
_OF_SWEDEN = later(r"\+46|\.se\b")
_OF_COUNTRY = {"358": later(r"\+358|\.fi\b"), "44": later(r"\+44|\.uk\b")}


def settle_numbers(page: Page, zone: Whereabouts | None) -> None:
    """Read the numbers of a page anew where the meeting is in another country than Sweden."""
    country = _COUNTRY_OF_ZONE.get(zone.zone) if zone is not None and zone.zone != HOME else None
    if country is None:
        return
    for index, reach in enumerate(page.reaches):
        written = page.text[reach.start : reach.end]
        if reach.kind == "phone" and not written.startswith(("+", "00")):
            page.reaches[index] = reach._replace(value=_settled(page, reach, written, country))


def find_undialled(meeting: Meeting) -> Iterator[Finding]:
    """Numbers that were kept as they are written, since they are none or may be of two countries."""
    for index, contact in enumerate(meeting.contacts):
        for place, phone in enumerate(contact.phones):
            field = f"contacts[{index}].phones[{place}]"
            if not is_dialable(phone):
                read = meeting.evidence.get(field)
                yield Finding("phone", "warning", field, {"phone": phone}, read.spot if read else None)


def _settled(page: Page, reach: Reach, written: str, country: str) -> str:
    """The number in the country, in Sweden, or as it is written where it may be either."""
    abroad = parse_abroad(written, country)
    if abroad is None or not reach.value.startswith("+") or _SWEDISH_MOBILE.match(written):
        return reach.value if abroad is None or reach.value.startswith("+") else abroad
    if country not in _WITH_ZERO:
        return reach.value
    is_open = _OF_SWEDEN.search(page.text) is not None and _OF_COUNTRY[country].search(page.text) is None
    return " ".join(written.split()) if is_open else abroad
