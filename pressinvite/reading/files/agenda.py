"""A calendar file (RFC 5545) → its events as a text to read and as data, each on the clock of a zone that we know.

icalendar reads the grammar. Alarms and invited persons are not kept; of a series the first meeting is taken; each is said.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from pressinvite.fence.limits import FileError
from pressinvite.language import open_language
from pressinvite.reading.files.extract import Event, Extract, Said
from pressinvite.reading.files.letters import clean_letters
from pressinvite.reading.files.zone_names import ZoneNames

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressinvite.fence.limits import Limits

_MOST_EVENTS = 50
_LONGEST = 2000
"""Characters of a title or a place; more is no title, and would push the lines behind it out of what is read."""
_CANCELLED = re.compile(
    r"\s*(?:\[?(?:inställd?t?|inställda|avbokat|avbokad|cancell?ed|aflyst|avlyst)\]?)\s*[:–-]\s*", re.IGNORECASE
)
_ONLINE = re.compile(
    r"\s*(?:microsoft teams[\w -]*|teams(?:-?möte)?|zoom(?:-?möte)?|skype[\w -]*|google meet|webex|webbinarium|digitalt(?: möte)?|online|https?://\S+)\s*",
    re.IGNORECASE,
)
_PLATFORMS = (("teams", "Teams"), ("zoom", "Zoom"), ("webex", "Webex"), ("meet", "Google Meet"), ("skype", "Skype"))
_JOIN = re.compile(
    r"https://[^\s<>\"]*(?:teams\.(?:microsoft|live)|zoom\.us|webex|meet\.google)[^\s<>\"]*", re.IGNORECASE
)
_JOIN_KEYS = (
    "CONFERENCE",
    "X-MICROSOFT-SKYPETEAMSMEETINGURL",
    "X-GOOGLE-CONFERENCE",
    "X-MICROSOFT-ONLINEMEETINGCONFLINK",
)
_ENGLISH = re.compile(r"\b(?:the|and|of|with|will|welcome|press conference|press meeting)\b", re.IGNORECASE)
_JOIN_TEXT = re.compile(
    r"(?:^|\n)[ ]{0,9}_{10,}[ ]{0,9}\n(?=[^_]{0,300}?(?:teams|zoom|skype|webex))(?:(?!\n[ ]{0,9}_{10,}).){0,5000}(?:\n[ ]{0,9}_{10,}[ ]{0,9}(?=\n|$))?",
    re.IGNORECASE | re.DOTALL,
)
"""What Teams writes into an invitation between two rules: how to join, passcode, numbers to dial."""
_LINK_TWICE = re.compile(r"[ ]?<(?:mailto:|tel:|https?://)[^<>\s]{3,2000}>")
_TAGS = re.compile(r"</?(?:p|br|b|a|ul|li|div|span|strong|html-blob)\b[^<>]*>", re.IGNORECASE)
_PROPERTY = re.compile(r"^(?:[A-Za-z-]+[;:][^\n]*(?:\n[ \t][^\n]*)*)$", re.MULTILINE)
_BROKEN = re.compile(r"BEGIN:(VALARM|VTODO|VJOURNAL|VFREEBUSY)\b.*?END:\1[^\n]*\n?", re.DOTALL)


def extract_ics(octets: bytes, limits: Limits) -> Extract:
    """Return the events of a calendar file; FileError where it is none."""
    return extract_calendar(_decoded(octets), limits)


def extract_calendar(text: str, _limits: Limits) -> Extract:
    """Return the events of a calendar's characters."""
    calendars = _parsed(text)
    lines: list[str] = []
    events: list[Event] = []
    said: list[Said] = []
    for calendar in calendars:
        names = ZoneNames(calendar)
        method = str(calendar.get("METHOD", "")).upper()
        for component in _meetings(calendar, said):
            if len(events) == _MOST_EVENTS:
                said.append(Said("events-left-out", "warning", {"limit": _MOST_EVENTS}))
                return Extract("\n".join(lines), tuple(events), said=tuple(said))
            if "DTSTART" not in component:
                continue
            event, told = _event(component, names, method)
            said += [row._replace(event=len(events)) for row in told]
            events.append(_written(event, component, lines))
    said += [] if events else [Said("no-meeting", "note")]
    return Extract("\n".join(lines), tuple(events), said=tuple(said))


def _decoded(octets: bytes) -> str:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if octets.startswith(mark):
            return octets[len(mark) :].decode(encoding, "replace")
    try:
        return octets.decode("utf-8")
    except UnicodeDecodeError:
        # octets may be folded in the middle of a character (RFC 5545 section 3.1)
        unfolded = re.sub(rb"\r?\n[ \t]", b"", octets)
        try:
            return unfolded.decode("utf-8")
        except UnicodeDecodeError:
            return unfolded.decode("cp1252", "replace")


def _parsed(text: str) -> list[Any]:
    """The calendars in the file; what is no event is put aside where it does not parse."""
    from icalendar import Calendar  # noqa: PLC0415 -- 60 ms, for calendar files only

    text = text.strip().replace("\r\n", "\n").replace("\r", "\n")
    for attempt, needs_event in ((text, False), (_BROKEN.sub("", text), False), (_events_alone(text), True)):
        try:
            found = Calendar.from_ical(attempt, multiple=True)
        except (ValueError, IndexError, KeyError, AttributeError, TypeError):
            continue
        calendars = [calendar for calendar in found if calendar.name == "VCALENDAR"]
        if calendars and (calendars[0].subcomponents or not needs_event):
            return calendars
    raise FileError("file-damaged")


def _events_alone(text: str) -> str:
    """The calendar's events and what it says of itself, without lines that are no property (RFC 5545 section 3.1)."""
    head = re.findall(r"^(?:METHOD|X-WR-TIMEZONE):[^\n]*$", text, re.MULTILINE | re.IGNORECASE)
    blocks = [block for rest in text.split("BEGIN:VEVENT\n")[1:] if (block := rest.partition("END:VEVENT")[0]) != rest]
    events = (
        "\n".join(("BEGIN:VEVENT", *_PROPERTY.findall(block), "END:VEVENT")) for block in blocks[: _MOST_EVENTS + 1]
    )
    return "\n".join(("BEGIN:VCALENDAR", *head, *events, "END:VCALENDAR"))


def _meetings(calendar: Any, said: list[Said]) -> Iterator[Any]:
    """Yield the events, of a series its first alone; what is not kept is said."""
    events = [component for component in calendar.subcomponents if component.name == "VEVENT"]
    masters = {str(event.get("UID")) for event in events if "RECURRENCE-ID" not in event}
    if any("ATTENDEE" in event or event.subcomponents for event in events):
        said.append(Said("calendar-parts-left-out", "note"))
    for event in events:
        if "RECURRENCE-ID" not in event or str(event.get("UID")) not in masters:
            yield event


def _event(component: Any, names: ZoneNames, method: str) -> tuple[Event, list[Said]]:
    start, zone, said = _moment(component["DTSTART"], names)
    end = _end(component, names, start, zone)
    title = (_words(component, "SUMMARY") or "")[:_LONGEST]
    is_cancelled = bool(_CANCELLED.match(title)) or method == "CANCEL" or _upper(component, "STATUS") == "CANCELLED"
    status = {"TENTATIVE": "tentative"}.get(_upper(component, "STATUS"), "confirmed")
    if any(key in component for key in ("RRULE", "RDATE")):
        said.append(Said("recurring", "warning", {"start": start}))
    if any(_JOIN_TEXT.search(clean_letters(str(prop))) for prop in _each(component.get("DESCRIPTION") or [])):
        said.append(Said("joining-left-out", "note"))
    place, online = _places((_words(component, "LOCATION") or "")[:_LONGEST])
    url = _join_address(component)
    latitude, longitude = _coordinates(component)
    event = Event(
        title=_CANCELLED.sub("", title, count=1) or None,
        start=start,
        end=end,
        timezone=zone,
        place=place,
        latitude=latitude if place else None,
        longitude=longitude if place else None,
        platform=_platform(url, online, component) if url or online else None,
        online_url=url or (online if online.startswith("https://") else None),
        url=_link(_words(component, "URL")),
        status="cancelled" if is_cancelled else status,
        uid=_words(component, "UID"),
        sequence=_number(component, "SEQUENCE"),
        organiser=_organiser(component),
        categories=_categories(component),
        private=_upper(component, "CLASS") in ("PRIVATE", "CONFIDENTIAL"),
        created=_stamp(component, "CREATED"),
        modified=_stamp(component, "LAST-MODIFIED") or _stamp(component, "DTSTAMP"),
        description=_description(component),
    )
    return event, said


def _moment(prop: Any, names: ZoneNames) -> tuple[str, str | None, list[Said]]:
    """The wall time, its zone (None where it floats), and what is to be said of it."""
    value = prop.dt
    if not isinstance(value, dt.datetime):
        return value.isoformat(), None, []
    return names.wall_time(value, str(prop.params.get("TZID") or ""))


def _end(component: Any, names: ZoneNames, start: str, zone: str | None) -> str | None:
    """The end on the start's clock; of whole days the last one itself (RFC 5545 section 3.6.1: DTEND is the day after)."""
    value = None
    if "DTEND" in component:
        raw = component["DTEND"].dt
        if isinstance(raw, dt.datetime):
            value = names.wall_time(raw, str(component["DTEND"].params.get("TZID") or ""), wanted=zone)[0]
        else:
            value = (raw - dt.timedelta(days=1)).isoformat() if len(start) == 10 else None
    elif "DURATION" in component:
        length = component["DURATION"].dt
        if len(start) == 10:
            value = (dt.date.fromisoformat(start) + length - dt.timedelta(days=1)).isoformat()
        else:
            value = (dt.datetime.fromisoformat(start) + length).isoformat(timespec="minutes")
    return value if value and value > start and len(value) == len(start) else None


def _written(event: Event, component: Any, lines: list[str]) -> Event:
    """The event with its lines, which are appended: title, time, place, link, and what describes it."""
    if lines:
        lines.append("")
    first = len(lines) + 1
    description = event.description or ""
    is_english = bool(_ENGLISH.search(f"{event.title} {description}")) and not re.search("[åäöÅÄÖ]", description)
    language = open_language("en" if is_english else "sv")
    time, place, contact = ("Time", "Place", "Contact") if is_english else ("Tid", "Plats", "Kontakt")
    lines.append(event.title or "–")
    lines.append(f"{time}: {language.when(_typed(event.start), _typed(event.end))}")
    lines += [f"{place}: {event.place}"] if event.place else []
    lines += [f"Länk: {event.online_url}"] if event.online_url else []
    lines += ["", *description.split("\n")] if description else []
    told = [f"{contact}: {words}" for words in _all_words(component, "CONTACT")]
    lines += ["", *told] if told and not all(words.partition(": ")[2] in description for words in told) else []
    return event._replace(first_line=first, last_line=len(lines))


def _typed(value: str | None) -> Any:
    if value is None:
        return None
    return dt.date.fromisoformat(value) if len(value) == 10 else dt.datetime.fromisoformat(value)


def _places(location: str) -> tuple[str | None, str]:
    """The room, and what LOCATION says of meeting from afar: Outlook joins both by a semicolon."""
    parts = [part.strip() for part in location.split(";") if part.strip()]
    online = [part for part in parts if _ONLINE.fullmatch(part)]
    rooms = [part for part in parts if part not in online]
    return ", ".join(rooms) or None, online[0] if online else ""


def _join_address(component: Any) -> str | None:
    """The https address to join by."""
    for key in _JOIN_KEYS:
        for words in _all_words(component, key):
            if _link(words) and words.startswith("https://"):
                return words
    described = " ".join((*_all_words(component, "LOCATION"), *_all_words(component, "DESCRIPTION")))
    found = _JOIN.search(described)
    return found[0].rstrip(".,;)") if found else None


def _platform(url: str | None, online: str, component: Any) -> str | None:
    props = component.get("CONFERENCE") or []
    label = next((str(prop.params.get("LABEL")) for prop in _each(props) if prop.params.get("LABEL")), None)
    told = f"{url or ''} {online}".lower()
    return label or next((name for key, name in _PLATFORMS if key in told), None)


def _coordinates(component: Any) -> tuple[float | None, float | None]:
    geo = component.get("GEO")
    try:
        latitude, longitude = float(geo.latitude), float(geo.longitude)
    except (AttributeError, ValueError, TypeError):
        return None, None
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else (None, None)


def _organiser(component: Any) -> str | None:
    """Who invites, where ORGANIZER has a name that is no address."""
    for prop in _each(component.get("ORGANIZER") or []):
        name = clean_letters(str(getattr(prop, "params", {}).get("CN", ""))).strip(" '\"")
        if name and "@" not in name:
            return name
    return None


def _categories(component: Any) -> tuple[str, ...]:
    found = [str(word) for prop in _each(component.get("CATEGORIES") or []) for word in getattr(prop, "cats", [])]
    return tuple(dict.fromkeys(clean_letters(word).strip() for word in found if word.strip()))[:30]


def _description(component: Any) -> str | None:
    """DESCRIPTION, else what Outlook says in HTML."""
    plain = "\n".join(clean_letters(str(prop)) for prop in _each(component.get("DESCRIPTION") or []))
    plain = _LINK_TWICE.sub("", _JOIN_TEXT.sub("\n", plain))
    plain = re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in plain.split("\n"))).strip()
    page = plain.replace("\n", "<br>") if _TAGS.search(plain) else ""
    if plain and not page:
        return plain
    page = page or next((str(prop).replace("\\n", "\n") for prop in _each(component.get("X-ALT-DESC") or [])), "")
    return _of_page(page) or plain or None


def _of_page(page: str) -> str:
    """A description in HTML, as Google and Outlook have it, as text."""
    if "<" not in page:
        return ""
    from pressinvite.reading.files.rendering import render_element  # noqa: PLC0415 -- only where there is HTML
    from pressinvite.reading.files.webpage import open_page  # noqa: PLC0415

    try:
        return render_element(open_page(page))
    except (FileError, ImportError):
        return ""


def _each(props: Any) -> list[Any]:
    return props if isinstance(props, list) else [props]


def _all_words(component: Any, key: str) -> list[str]:
    return [words for prop in _each(component.get(key) or []) if (words := " ".join(clean_letters(str(prop)).split()))]


def _words(component: Any, key: str) -> str | None:
    """A property on one line."""
    return next(iter(_all_words(component, key)), None)


def _upper(component: Any, key: str) -> str:
    return (_words(component, key) or "").upper()


def _number(component: Any, key: str) -> int:
    words = _words(component, key) or "0"
    return int(words) if words.isdecimal() and len(words) < 9 else 0


def _link(words: str | None) -> str | None:
    return words if words and re.fullmatch(r"https?://[^\s<>\"]{3,1000}", words) else None


def _stamp(component: Any, key: str) -> str | None:
    value = getattr(component.get(key), "dt", None)
    if not isinstance(value, dt.datetime):
        return None
    aware = value if value.tzinfo else value.replace(tzinfo=dt.UTC)
    try:
        return aware.astimezone(dt.UTC).replace(microsecond=0).isoformat()
    except (OverflowError, ValueError):
        return None
