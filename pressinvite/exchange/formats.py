"""The formats that meetings are exchanged in, by the names that `export --format` and the newsroom call them.

A format is one row: the ending of its files, its media type, and what renders one meeting or a listing of several.
The same `Told` gives the same octets: no clock is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pressinvite.exchange.eventsml.writing import (
    CONCEPT_ITEM,
    NEWS_MESSAGE,
    render_eventsml,
    render_eventsml_listing,
)
from pressinvite.exchange.ninjs import render_ninjs, render_ninjs_listing
from pressinvite.exchange.spreadsheet import render_csv, render_csv_listing
from pressinvite.exchange.superdesk import render_superdesk
from pressinvite.exchange.ttninjs import render_ttninjs, render_ttninjs_listing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pressinvite.exchange.told import Told


class Format(NamedTuple):
    """One way to tell others of meetings."""

    ending: str
    """Of a file's name: ".ninjs.json"."""
    media_type: str
    """IANA media type, with its charset where it has one."""
    render_one: Callable[[Told], bytes]
    """One meeting in one language → the file."""
    render_listing: Callable[[Sequence[Told]], bytes] | None = None
    """Several meetings → one file; None where the format has no such form."""
    listing_media_type: str | None = None
    """Of a listing, where it is another than that of one meeting."""


FORMATS: dict[str, Format] = {
    "ninjs": Format(".ninjs.json", "application/json", render_ninjs, render_ninjs_listing),
    "ttninjs": Format(".ttninjs.json", "application/json", render_ttninjs, render_ttninjs_listing),
    "superdesk": Format(".superdesk.json", "application/json", render_superdesk),
    "eventsml": Format(".eventsml.xml", CONCEPT_ITEM, render_eventsml, render_eventsml_listing, NEWS_MESSAGE),
    "csv": Format(".csv", "text/csv; charset=utf-8", render_csv, render_csv_listing),
}
"""Name → format."""
