"""Meetings as a table, CSV as RFC 4180 has it, made for Excel in Swedish.

UTF-8 with its mark, without which Excel reads å, ä and ö as two letters each. Between the cells stands `;` in every
language: Excel splits by the separator of Windows' region, which in Sweden is `;` because the comma is the decimal
sign, and a planning system that imports the file wants one dialect and not one for each language. The reader of
recipient lists and other programs find the separator themselves.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import TYPE_CHECKING

from pressinvite.exchange.moments import wall_of
from pressinvite.exchange.ninjs import editors_note
from pressinvite.exchange.told import paragraphs_of
from pressinvite.language import open_language
from pressinvite.language.markers import N_
from pressinvite.meeting import with_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pressinvite.exchange.told import Told

COLUMNS = (
    N_("Status"), N_("Beginning"), N_("End"), N_("Time zone"), N_("Title"), N_("Kind"), N_("Place"), N_("Town"),
    N_("Online"), N_("Participants"), N_("Organiser"), N_("Press contact"), N_("Phone"), N_("E-mail"),
    N_("Registration"), N_("No later than"), N_("Note"), N_("Text"), N_("Subject"), N_("Region"), N_("Web address"),
    N_("Published"), N_("Embargo"), N_("Language"), N_("Id"), N_("Revision"), N_("Changed"),
)  # fmt: skip
"""msgids of the header row."""
_STATUSES = {
    "confirmed": N_("Planned"),
    "tentative": N_("Preliminary"),
    "postponed": N_("Postponed"),
    "cancelled": N_("Cancelled"),
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for a formula at the beginning of a cell; in East Asian letters too."""


def render_csv(told: Told) -> bytes:
    """Return one meeting as a table of one row."""
    return render_csv_listing([told])


def render_csv_listing(meetings: Sequence[Told]) -> bytes:
    """Return a row for each meeting, below a header in the language of the first (Swedish where there is none)."""
    sheet = io.StringIO()
    writer = csv.writer(sheet, delimiter=";", lineterminator="\r\n")
    language = open_language(meetings[0].language if meetings else "sv")
    writer.writerow([language.text(column) for column in COLUMNS])
    for told in meetings:
        writer.writerow([inert_cell(cell) for cell in _cells(told)])
    return b"\xef\xbb\xbf" + sheet.getvalue().encode()


def inert_cell(text: str) -> str:
    """Return the text as no spreadsheet calculates it: an apostrophe stands before what would begin a formula. Its blanks
    are plain ones, which a search in the table finds.
    """
    cell = "\n".join(line.rstrip() for line in text.replace("\u00a0", " ").splitlines()).strip()
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _cells(told: Told) -> tuple[str, ...]:
    meeting, language = told.meeting, open_language(told.language)
    place, online, registration = meeting.place, meeting.online, meeting.registration
    contacts = meeting.contacts
    texts = (*paragraphs_of(told.words.lead), *paragraphs_of(told.words.body))
    return (
        language.text(_STATUSES[meeting.status]),
        _moment(meeting.start),
        _moment(meeting.end),
        meeting.timezone,
        told.title,
        told.kind,
        (with_text(place).text or "") if place else "",
        (place.city or "") if place else "",
        " ".join(filter(None, (online.platform, online.url))) if online else "",
        told.fact("participants"),
        "\n".join(meeting.organisers),
        "\n".join(", ".join(filter(None, (contact.name, contact.role))) for contact in contacts),
        "\n".join(language.phone(phone) for contact in contacts for phone in contact.phones),
        "\n".join(email for contact in contacts for email in contact.emails),
        told.fact("registration"),
        _moment(registration.deadline) if registration else "",
        editors_note(told, without="registration"),
        "\n\n".join(texts),
        "\n".join((*meeting.topics, *meeting.categories)),
        "\n".join(meeting.regions),
        told.url or meeting.url or "",
        _moment(meeting.published),
        _moment(meeting.embargo),
        told.language,
        meeting.uid or "",
        str(meeting.sequence),
        _moment(wall_of(meeting.modified, meeting.timezone)) if meeting.modified else "",
    )


def _moment(moment: dt.date | None) -> str:
    """As Excel in Swedish reads a date, on the meeting's clock: "2012-01-25 15:00", or the day alone."""
    if isinstance(moment, dt.datetime):
        return moment.strftime("%Y-%m-%d %H:%M")
    return moment.isoformat() if moment else ""
