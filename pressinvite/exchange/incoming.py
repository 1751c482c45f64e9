"""A stranger's JSON, asked by type: what is of another type is complained of and absent, and nothing raises.

Texts come out as texts alone: HTML loses its elements, and what no page can show is left out.
"""

from __future__ import annotations

import datetime as dt
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any, NamedTuple

from pressinvite.errors import Finding
from pressinvite.exchange.moments import iso_moment, wall_of
from pressinvite.language.markers import N_
from pressinvite.zones import LAST_YEAR, is_zone

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pressinvite.meeting import Meeting

_TEXT, _LIST, _MAP = N_("text in quotation marks"), N_("a list in [ ]"), N_("a mapping in { }")
_LONGEST = 200_000
"""Characters of a text that are read."""
_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufeff\ufffe\uffff]")
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")
_DATE = re.compile(r"\d{4}-\d\d-\d\d\Z", re.ASCII)
_INSTANT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?\Z", re.ASCII)


class Taken(NamedTuple):
    """What was taken in of one item."""

    meeting: Meeting
    findings: tuple[Finding, ...]
    """Their values have `key`, the path within the item: "eventDetails.dates.startDate"."""
    origins: Mapping[str, str]
    """Meeting field → path within the item."""


def find_origins(item: Item, meeting: Meeting, places: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Return for each field that was read its path in the item: the first of its places that is there."""
    usual = type(meeting)()
    told = (field for field in places if getattr(meeting, field) != getattr(usual, field))
    found = ((field, next((path for path in places[field] if item.holds(path)), "")) for field in told)
    return {field: path for field, path in found if path}


class Item:
    """A mapping of a stranger's, or an empty one."""

    def __init__(self, data: object, path: str = "", complaints: list[Finding] | None = None) -> None:
        self.data: dict[str, Any] = data if isinstance(data, dict) else {}
        self.path = path
        self.complaints: list[Finding] = [] if complaints is None else complaints

    def __bool__(self) -> bool:
        return bool(self.data)

    def below(self, key: str) -> str:
        """Return a key's path."""
        return f"{self.path}.{key}" if self.path else key

    def holds(self, path: str) -> bool:
        """Tell whether there is something at a path of keys: "eventDetails.dates"."""
        value: object = self.data
        for key in path.split("."):
            value = value.get(key) if isinstance(value, dict) else None
        return value not in (None, "", [], {})

    def complain(self, key: str, expected: str) -> None:
        """Tell that a key's value was left out."""
        found = self.data.get(key)
        shown = "{…}" if isinstance(found, dict) else "[…]" if isinstance(found, list) else str(found)[:100]
        values = {"key": self.below(key), "found": shown, "expected": expected}
        self.complaints.append(Finding("exchange-value", "warning", "", values))

    def line(self, key: str) -> str | None:
        """Return a text on one line."""
        return " ".join((self.prose(key) or "").split()) or None

    def prose(self, key: str) -> str | None:
        """Return a text with its paragraphs."""
        value = self.data.get(key)
        if value is None:
            return None
        if not isinstance(value, str):
            self.complain(key, _TEXT)
            return None
        return clean_text(value) or None

    def address(self, key: str) -> str | None:
        """Return a web address that a browser opens."""
        value = self.line(key)
        if value is None or re.match(r"https?://[^\s<>\"]+\Z", value, re.IGNORECASE):
            return value
        self.complain(key, N_("a web address such as https://www.kommun.example/press"))
        return None

    def item(self, key: str) -> Item:
        """Return the mapping below a key."""
        value = self.data.get(key)
        if value is not None and not isinstance(value, dict):
            self.complain(key, _MAP)
        return Item(value, self.below(key), self.complaints)

    def items(self, key: str) -> list[Item]:
        """Return the mappings of a list."""
        value = self.data.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            self.complain(key, _LIST)
            return []
        found = [Item(entry, f"{self.below(key)}[{index}]", self.complaints) for index, entry in enumerate(value)]
        return [item for item in found if item]

    def lines(self, key: str) -> list[str]:
        """Return the texts of a list."""
        value = self.data.get(key)
        if value is not None and not isinstance(value, list):
            self.complain(key, _LIST)
        texts = [clean_text(entry) for entry in value if isinstance(entry, str)] if isinstance(value, list) else []
        return [" ".join(text.split()) for text in texts if text]

    def instant(self, key: str) -> dt.datetime | None:
        """Return a moment in UTC, whole seconds; one without an offset is UTC already."""
        moment = self.moment(key)
        if not isinstance(moment, dt.datetime):
            return None
        aware = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
        try:
            return aware.astimezone(dt.UTC)
        except OverflowError:
            return None

    def moment(self, key: str) -> dt.date | None:
        """Return a date, or a moment with the offset that it was written with, if any."""
        value = self.line(key)
        if value is None:
            return None
        try:
            if _DATE.match(value):
                return dt.date.fromisoformat(value)
            if _INSTANT.match(value):
                return dt.datetime.fromisoformat(value).replace(microsecond=0)
        except ValueError:
            pass
        self.complain(key, N_("a date, or a moment such as 2012-01-25T15:00:00+01:00"))
        return None


def clean_text(text: str) -> str:
    """Return the text with LF line ends and without what no page can show; a text without end is cut."""
    plain = text[:_LONGEST].replace("\r\n", "\n").replace("\r", "\n")
    plain = plain.replace("\u2028", "\n").replace("\u2029", "\n\n")
    shown = "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in _ODD.sub("", plain))
    return "\n".join(line.rstrip() for line in shown.split("\n")).strip()


def language_of(item: Item) -> str:
    """Return the item's language tag; Swedish where it tells none, or none that is one (RFC 5646)."""
    told = item.line("language") or ""
    return told if _TAG.match(told) else "sv"


def has_offset(moment: dt.date | None) -> bool:
    """Tell whether it is a moment beyond doubt."""
    return isinstance(moment, dt.datetime) and moment.tzinfo is not None


def wall_clock(moment: dt.date | None, zone: str) -> dt.date | None:
    """Return what the zone's clock shows at a moment; a date, and a moment without an offset, as they are."""
    if not isinstance(moment, dt.datetime) or not has_offset(moment):
        return moment
    if moment.year > LAST_YEAR:  # no table tells the clock's rule then
        return moment.replace(tzinfo=None)
    try:
        return wall_of(moment, zone)
    except (OverflowError, ValueError):
        return moment.replace(tzinfo=None)


def zone_of(moment: dt.date | None, told: str | None, usual: str) -> str:
    """Return the clock's zone: the one that is told, else the usual one where the offset is its own, or none is told, or
    all is in UTC; else the zone of that offset.
    """
    if told and is_zone(told):
        return told
    offset = moment.utcoffset() if isinstance(moment, dt.datetime) else None
    if not offset or not isinstance(moment, dt.datetime):
        return usual
    shown = iso_moment(moment.replace(tzinfo=None), usual)
    hours, rest = divmod(int(offset.total_seconds()), 3600)
    named = f"Etc/GMT{-hours:+d}"  # POSIX counts westwards
    is_own = shown is not None and dt.datetime.fromisoformat(shown) == moment
    return usual if is_own or rest or not is_zone(named) else named


class _Plain(HTMLParser):
    """HTML → its text: blocks are paragraphs, scripts and styles are nothing."""

    _BLOCKS = frozenset({"p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "section", "article"})
    _LINES = frozenset({"br", "li", "tr"})
    _HIDDEN = frozenset({"script", "style", "template", "noscript", "head", "iframe", "object", "svg"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Break the line where the element does."""
        del attrs
        self.hidden += tag in self._HIDDEN
        self.parts += ["\n\n"] if tag in self._BLOCKS else ["\n"] if tag in self._LINES else []

    def handle_endtag(self, tag: str) -> None:
        """End what was hidden, or the paragraph."""
        if tag in self._HIDDEN:
            self.hidden = max(0, self.hidden - 1)
        self.parts += ["\n\n"] if tag in self._BLOCKS else []

    def handle_data(self, data: str) -> None:
        """Keep what is shown; a line break of the source is a blank."""
        if not self.hidden:
            self.parts.append(re.sub(r"[ \t\n\r\f]+", " ", data))


def html_text(page: str) -> str:
    """Return the text of HTML, its paragraphs parted by empty lines."""
    parser = _Plain()
    parser.feed(page[:_LONGEST])
    parser.close()
    lines = "\n".join(line.strip() for line in "".join(parser.parts).split("\n"))
    return clean_text(re.sub(r"\n{3,}", "\n\n", lines))


def each_text(items: list[Item], key: str = "value") -> Iterator[tuple[str, str]]:
    """Yield role and plain text of headlines, descriptions or bodies, HTML as the text that it shows."""
    for item in items:
        kind, text = (item.line("contentType") or "").lower(), item.prose(key)
        if text:
            yield (item.line("role") or "").lower(), html_text(text) if "html" in kind else text
