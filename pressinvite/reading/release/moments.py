"""Dates and clock times in running text: found where they stand, typed, not yet chosen among.

What is written ("torsdag 28/4", "7:e juni", "24.1.2024", "i morgon", "kl 9-13.30") becomes day, month, year, weekday
and hours; which of them is the meeting's is for `schedule`.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from pressinvite.reading.release.lexicon import fold

WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            ("måndag", "monday", "mån", "mandag"), ("tisdag", "tuesday", "tis", "tirsdag"), ("onsdag", "wednesday", "ons"),
            ("torsdag", "thursday", "tors", "tor"), ("fredag", "friday", "fre"), ("lördag", "saturday", "lör", "lørdag"),
            ("söndag", "sunday", "sön", "søndag"),
        )
    )
    for name in names
}  # fmt: skip
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("januari", "january", "jan", "januar"), ("februari", "february", "feb", "febr", "februar"), ("mars", "march", "mar", "marts"),
            ("april", "apr"), ("maj", "may", "mai"), ("juni", "june", "jun"), ("juli", "july", "jul"),
            ("augusti", "august", "aug"), ("september", "sep", "sept"), ("oktober", "october", "okt", "oct"),
            ("november", "nov"), ("december", "dec", "desember"),
        ), 1,
    )
    for name in names
}  # fmt: skip
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_WEEKDAY = r"(?:mån|man|tis|tirs|ons|tors|fre|lör|lør|sön|søn)dag(?:en|s)?|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mån|tis|ons|tors?|fre|lör|sön)(?=\s+\d)"
_DATE = re.compile(
    # the first letters are asked for first: most words begin no date
    r"(?<!\w)(?=[\dadfijlmnopstw])(?:(?<![/:-])"
    rf"(?:(?P<weekday>{_WEEKDAY})\b,?\s*(?:den\s+|the\s+)?)?"
    rf"(?:(?P<iso>\d{{4}}-\d\d-\d\d)(?!\d)"
    rf"|(?P<day>\d{{1,2}})(?::?[ea]|st|nd|rd|th|\.)?(?:\s*[-–]\s*(?P<last>\d{{1,2}})\.?)?\s+(?:of\s+)?(?P<month>{_MONTH})\b\.?(?:,?\s+(?P<year>(?:19|20)\d\d)\b)?"
    rf"|(?P<name>{_MONTH})\s+(?P<nameday>\d{{1,2}})(?:st|nd|rd|th)?\b(?![.:]\d)(?:,?\s+(?P<nameyear>(?:19|20)\d\d)\b)?"
    r"|(?P<sday>\d{1,2})\s?/\s?(?P<smonth>\d{1,2})(?![\d/])(?:[\s-]+(?P<syear>(?:19|20)\d\d)\b)?"
    r"|(?P<fday>\d{1,2})\.\s?(?P<fmonth>1[0-2]|0?[1-9])\.\s?(?P<fyear>(?:19|20)\d\d)\b"
    r"|(?P<kday>\d{1,2})\.(?P<kmonth>1[0-2]|0?[1-9])\.?(?=,?\s+(?:kl|klo)\b)"
    r"|(?<=den\s)(?P<only>\d{1,2}):?e\b(?!\s?(?:i|klass|gång|plats|rad|år|upplag))"
    r"|(?:(?<=den\s)|(?<=dag\s))(?P<dday>\d{1,2})\.(?P<dmonth>1[0-2]|0?[1-9])\.?(?!\d))"
    rf"|(?P<alone>{_WEEKDAY})\b"
    r"|(?P<relative>i\s?dag|i\s?morgon|morgondagens?|i\s?kväll|i\s?eftermiddag|i\s?förmiddag|i\s?övermorgon|today|tomorrow|this (?:morning|afternoon))\b"
    r"|(?P<same>(?:på )?(?:samma (?:dag|förmiddag|eftermiddag)|publiceringsdagen)|(?:on )?the same day)\b)",
)
_DIGITS = re.compile(r"\d\d*")
_DAY_WORDS = ("dag", "day", "morgon", "kväll", "tomorrow", "morning", "afternoon")
"""Every date holds a digit or one of these."""
_REACH = 40
"""Characters from such a sign to where its date begins or ends at most."""
_HOUR = r"(?P<{0}h>[01]?\d|2[0-4])(?:(?:\s?[.:]\s?|,)(?P<{0}m>[0-5]\d)(?!\d))?"
_CLOCK = re.compile(
    rf"(?<![\w.:/+])(?:(?P<mark>kl(?:ockan)?\b\.?|klo\b\.?|at\b)\s*\.?\s*)?"
    rf"(?:(?P<packed>(?:[01]\d|2[0-3])[0-5]\d)(?!\d)|{_HOUR.format('s')})(?![\d%])(?:\s?(?P<noon>[ap])\.?m\b\.?)?"
    rf"(?:\s*\(?\s*(?P<dash>-|–|till|och|to|until|and)\s*(?:kl(?:ockan)?\b\.?\s*)?"
    rf"(?:(?P<packedend>(?:[01]\d|2[0-3])[0-5]\d)(?!\d)|{_HOUR.format('e')})(?![\d%])(?:\s?(?P<noonend>[ap])\.?m\b\.?)?)?",
)
_ZONE = re.compile(
    r"\s?\(?(?:(?P<abbreviation>c|e)es?t|(?P<gmt>gmt|utc|bst)|(?P<name>finsk|finländsk|svensk|finnish|swedish)(?: normal| sommar)?[ -](?:tid|time))\b",
)
_SECONDS = re.compile(r"[.:]\d\d\b")
_NOT_TIME = re.compile(
    r"\s*(?:procent|kronor|kr\b|miljon|tkr|meter|km\b|kb\b|mb\b|kvm|grader|år\b|personer|%)", re.IGNORECASE
)
_LENGTH = re.compile(
    r"(?:(?P<number>\d{1,3}(?:,5)?)|(?P<word>en|ett|två|one|two)(?P<half>\s+och\s+en\s+halv)?|(?P<halfhour>(?:en\s+)?halv))\s*-?\s*(?P<unit>minut|min\b|timm|tim\b|minutes|hour)|(?P<quarter>en|tre)\s+kvart",
)


class Day(NamedTuple):
    """A date as written."""

    start: int
    end: int
    day: int | None
    """None for a weekday or "i morgon" alone."""
    month: int | None
    """None for "den 17:e" too."""
    year: int | None
    weekday: int | None
    last_day: int | None = None
    """The last of several days of one month: "25–26 januari"."""
    ahead: int | None = None
    """Days after the publication: 0 for "idag"."""
    is_same: bool = False
    """True for "samma dag": the date told before it."""


class Clock(NamedTuple):
    """A clock time or a span of one, as written."""

    start: int
    end: int
    hour: int
    minute: int
    until: tuple[int, int] | None
    """Hour and minute of the span's end."""
    is_marked: bool
    """True after "kl." or "klockan"."""
    zone: str | None = None
    """The clock it is told on, in capitals: CET, EET, GMT; "finsk tid" is EET."""


def parse_days(text: str) -> list[Day]:
    """Return all dates of the text in order."""
    text = fold(text)
    found = []
    for start, end in _around_signs(text):
        for match in _DATE.finditer(text, start, end):
            day = _day(match)
            if day is not None:
                found.append(day)
    return found


def _around_signs(text: str) -> list[tuple[int, int]]:
    """The stretches of a folded text around whatever may be of a date; those that touch are one."""
    signs = [match.start() for match in _DIGITS.finditer(text)]
    for word in _DAY_WORDS:
        at = text.find(word)
        while at >= 0:
            signs.append(at)
            at = text.find(word, at + 1)
    found: list[tuple[int, int]] = []
    for at in sorted(signs):
        if found and at - _REACH <= found[-1][1]:
            found[-1] = found[-1][0], at + _REACH
        else:
            found.append((max(0, at - _REACH), at + _REACH))
    return found


def _day(match: re.Match[str]) -> Day | None:
    part = match.groupdict()
    start, end = match.span()
    weekday = weekday_number(part["weekday"] or part["alone"])
    year: int | None
    if part["alone"]:
        return Day(start, end, None, None, None, weekday)
    if part["relative"]:
        return Day(start, end, None, None, None, None, ahead=_ahead(part["relative"].lower()))
    if part["same"]:
        return Day(start, end, None, None, None, None, is_same=True)
    if part["only"]:
        number = int(part["only"])
        return Day(start, end, number, None, None, weekday) if 1 <= number <= 31 else None
    if part["iso"]:
        year, month, day = (int(number) for number in part["iso"].split("-"))
    else:
        day = int(next(part[key] for key in ("day", "nameday", "sday", "fday", "kday", "dday") if part[key]))
        named = part["month"] or part["name"]
        month = (
            MONTHS[named.lower()]
            if named
            else int(part["smonth"] or part["fmonth"] or part["kmonth"] or part["dmonth"])
        )
        written = next((part[key] for key in ("year", "nameyear", "syear", "fyear") if part[key]), None)
        year = int(written) if written else None
    if not 1 <= month <= 12 or not 1 <= day <= 31:
        return None
    last = int(part["last"]) if part["last"] and day < int(part["last"]) <= 31 else None
    return Day(start, end, day, month, year, weekday, last)


def _ahead(word: str) -> int:
    """Days ahead of "i dag", "i morgon" and the like."""
    if "övermorgon" in word:
        return 2
    return 1 if word.replace(" ", "").startswith(("imorgon", "morgondag", "tomorrow")) else 0


def weekday_number(word: str | None) -> int | None:
    """Return 0 for "måndagen"; None for None."""
    if not word:
        return None
    word = word.lower()
    return next(number for name, number in WEEKDAYS.items() if word.startswith(name))


_NUMBERS = {
    word: number
    for number, word in enumerate(
        ["ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"], 1
    )
}
_SPOKEN = re.compile(
    rf"\b(?:(?P<mark>kl\.?|klockan)\s)?(?:(?P<part>halv|kvart över|kvart i)\s)?(?P<hour>{'|'.join(_NUMBERS)})\b(?:\s(?:–|-|till|och)\s(?:(?P<part2>halv|kvart över|kvart i)\s)?(?P<hour2>{'|'.join(_NUMBERS)})\b)?",
)
"""A time in words: "klockan halv elva", "från halv tio till elva"."""
_MORNING = 7
"""Before this hour a spoken time is of the afternoon: "klockan två"."""


def _spoken_clocks(text: str) -> list[Clock]:
    if "halv" not in text and "kvart" not in text and not re.search(r"klockan [a-zåäö]", text):
        return []
    found = []
    for match in _SPOKEN.finditer(text):
        if match["mark"] or (
            match["part"]
            and not re.match(r"\s(?:timm|år|miljon|dag|tusen|kilo|mil\b|meter)", text[match.end() : match.end() + 8])
        ):
            hour, minute = _spoken(match["part"], match["hour"])
            until = _spoken(match["part2"], match["hour2"]) if match["hour2"] else None
            found.append(Clock(match.start(), match.end(), hour, minute, until, is_marked=True))
    return found


def _spoken(part: str | None, word: str) -> tuple[int, int]:
    """Hour and minute of "halv elva"; the hours that nobody meets at in the night are of the afternoon."""
    hour = _NUMBERS[word.lower()]
    hour = hour + 12 if hour < _MORNING else hour
    if part is None:
        return hour, 0
    part = part.lower()
    return (hour, 15) if part.endswith("över") else (hour - 1, 45) if part.endswith(" i") else (hour - 1, 30)


def parse_clocks(text: str) -> list[Clock]:
    """Return all clock times of the text in order. A bare number is one only after "kl."."""
    text = fold(text)
    spoken = _spoken_clocks(text)
    written = _written_clocks(text)
    return sorted((*written, *spoken), key=lambda clock: clock.start) if spoken else written


def _written_clocks(text: str) -> list[Clock]:
    found = []
    at = 0
    while (digit := _DIGITS.search(text, at)) and (match := _CLOCK.search(text, max(at, digit.start() - _REACH))):
        clock = _clock(match, text)
        if clock is None:
            at = max(match.end("packed"), match.end("sh"), match.start() + 1)
        else:
            found.append(clock)
            at = clock.end
    return found


def _clock(match: re.Match[str], text: str) -> Clock | None:
    part = match.groupdict()
    marked = bool(part["mark"])
    if part["packed"]:
        if not marked or part["mark"].lower() == "at":
            return None
        hour, minute = int(part["packed"][:2]), int(part["packed"][2:])
    else:
        hour, minute = int(part["sh"]), int(part["sm"] or 0)
        if part["sm"] is None and not (marked or part["noon"] or part["noonend"]):
            return None
    if part["sm"] and text[match.end("sh")] == "," and not marked:
        return None  # a sum: "12,50"
    if part["mark"] and part["mark"].lower() == "at" and part["sm"] is None and not part["noon"]:
        return None
    until: tuple[int, int] | None = None
    end = match.end("noon") if part["noon"] else max(match.end("packed"), match.end("sm"), match.end("sh"))
    if part["noon"] and text[end : end + 2].lower().startswith(("m", ".m")):
        end = match.end("noon") + 1
    if part["dash"] and (part["packedend"] or part["eh"]):
        until = _until(part, marked=marked)
        end = match.end() if until else end
    hour = _afternoon(hour, part["noon"] or (part["noonend"] if until and hour <= 12 else None), until)
    if hour > 23 or _SECONDS.match(text, end) or _NOT_TIME.match(text, end):
        return None
    is_marked = marked or bool(part["noon"] or part["noonend"])
    return Clock(match.start(), end, hour, minute, until, is_marked, _zone(text, end))


def _zone(text: str, at: int) -> str | None:
    """The clock that a time is told on, where it says so right behind it."""
    found = _ZONE.match(text, at)
    if found is None:
        return None
    if found["gmt"]:
        return "GMT"
    letter = (found["abbreviation"] or {"s": "C", "f": "E"}[found["name"][0].lower()]).upper()
    return f"{letter}ET"


def _until(part: dict[str, str | None], *, marked: bool) -> tuple[int, int] | None:
    if part["packedend"]:
        return int(part["packedend"][:2]), int(part["packedend"][2:])
    hour, minute = int(part["eh"] or 0), int(part["em"] or 0)
    dash = (part["dash"] or "").lower()
    if part["em"] is None and not part["noonend"] and (dash in ("och", "and") or not (marked or part["sm"])):
        return None
    hour = _afternoon(hour, part["noonend"], None)
    return (hour, minute) if hour < 24 else (23, 59) if minute == 0 else None


def _afternoon(hour: int, noon: str | None, until: tuple[int, int] | None) -> int:
    """The hour of a twelve-hour clock; a span's first half is before its second."""
    if noon and noon.lower() == "p" and hour < 12 and (until is None or hour + 12 <= until[0]):
        return hour + 12
    return 0 if noon and noon.lower() == "a" and hour == 12 else hour


def parse_length(text: str) -> dt.timedelta | None:
    """Return the first length of time told: "ca 30 minuter", "1,5 timme", "en halv timme"."""
    found = _LENGTH.search(fold(text))
    if not found:
        return None
    if found["quarter"]:
        return dt.timedelta(minutes=15 if found["quarter"].lower() == "en" else 45)
    if found["halfhour"]:
        return dt.timedelta(minutes=30)
    number = (
        float(found["number"].replace(",", "."))
        if found["number"]
        else 2.0
        if found["word"].lower() in ("två", "two")
        else 1.0
    )
    if found["half"]:
        number += 0.5
    is_minutes = found["unit"].lower().startswith("min")
    return dt.timedelta(minutes=number) if is_minutes else dt.timedelta(hours=number)
