"""Clock times in running text as they are written in figures: "kl 9-13.30", "2 p.m.", "kl. 7 på kvällen"."""

from __future__ import annotations

import re

from pressinvite.reading.release.lexicon import Words, later
from pressinvite.reading.release.slips import straighten
from pressinvite.reading.release.spoken import find_spoken, hour_of_day
from pressinvite.records import NamedTuple

_DIGITS = re.compile(r"\d\d*")
_REACH = 40
"""Characters from a digit to where its time begins at most."""
_HOUR = r"(?P<{0}h>[01]?\d|2[0-4])(?:(?:\s?[.:]\s?|,)(?P<{0}m>[0-5]\d)(?!\d))?"
_CLOCK = re.compile(
    rf"(?<![\w./+])(?<!\d:)(?:(?P<mark>(?:klockslag|tid|time)\b\s?[:?]\s*(?=\d{{1,2}}\s*(?:[-–]\s*\d{{1,2}}\s*)?(?:\n|\Z))|(?:startar|börjar|inleds|drar i ?gång|kör i ?gång)\s(?=\d{{1,2}}(?:\s?[-–]\s?\d{{1,2}})?(?:\s(?:på|i|vid|med)\b|\s*[.,;](?!\d)|\s*(?:\n|\Z)))|kl(?:ockan)?(?:\b[.:]?|(?=\d))|klo\b\.?|at\b)\s*\.?\s*)?"
    rf"(?:(?P<packed>(?:[01]\d|2[0-3])[0-5]\d)(?!\d)|{_HOUR.format('s')})(?![\d%])(?:\s?(?P<noon>[ap])\.?m\b\.?)?"
    rf"(?:\s*\(?\s*(?P<dash>-|–|till|och|to|until|and)\s*(?:(?:klockan|kl|ca|c:a|cirka|omkring|around|about)\b\.?\s*){{0,2}}"
    rf"(?:(?P<packedend>(?:[01]\d|2[0-3])[0-5]\d)(?!\d)|{_HOUR.format('e')})(?![\d%])(?:\s?(?P<noonend>[ap])\.?m\b\.?|\snoon\b)?)?",
)
_ZONE = later(
    r"\s?\(?(?:(?P<abbreviation>c|e)es?t|(?P<gmt>gmt|utc)|(?P<name>finsk|finländsk|svensk|finnish|swedish)(?: normal| sommar)?[ -](?:tid|time))\b",
)
_ZONE_WORDS = Words("cet|cest|eet|eest|gmt|utc|finsk|finländsk|svensk|finnish|swedish")
_LONGEST_ZONE = 20
_PART = later(
    r"\s(?:(?:(?:på|om|in the)\s)?(?:(?P<late>eftermiddagen|kvällen|kvällstid|afternoon|evening|em\b\.?|e\.\s?m\b\.?)|(?P<early>förmiddagen|morgonen|natten|morning|fm\b\.?|f\.\s?m\b\.?))|(?:i\s(?P<tonight>kväll|eftermiddag)))(?!\w)",
)
"""The part of the day behind a time; the hour is one of twelve then."""
_PART_BEFORE = later(
    r"(?:(?P<lateday>(?:dags(?:kväll|eftermiddag)en|\bkvällen|\beftermiddagen))|(?P<earlyday>dags(?:morgon|förmiddag)en|\bmorgonen|\bförmiddagen))(?:(?!\bkl)[^.!?\n:]){0,40}$|(?:(?P<late>\b(?:på|i) (?:eftermiddagen|kvällen)|\bi (?:kväll|eftermiddag))|(?P<early>\b(?:på|i) (?:förmiddagen|morgonen)|\bi förmiddag)),?\s(?:vid\s)?$",
)
_PART_WORDS = Words("*eftermiddag*|*kväll*|*förmiddag*|*morgonen|natten|afternoon|evening|morning|em|e.*|fm|f.*")
"""Words that such a part of the day holds one of."""
_SECONDS = re.compile(r"[.:]\d\d\b")
_NOT_TIME = re.compile(
    r"\s*(?:procent|kronor|kr\b|miljon|tkr|meter|km\b|kb\b|mb\b|kvm|grader|år\b|personer|%)", re.IGNORECASE
)


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


def parse_clocks(text: str) -> list[Clock]:
    """Return all clock times of the text in order. A bare number is one only after "kl."."""
    text = straighten(text)
    spoken = spoken_clocks(text)
    written = _written_clocks(text)
    if not spoken:
        return written
    own = [clock for clock in written if not any(one.start < clock.end and clock.start < one.end for one in spoken)]
    return sorted((*own, *spoken), key=lambda clock: clock.start)


def spoken_clocks(text: str) -> list[Clock]:
    """Return the clock times in words of a text in small letters."""
    found = []
    for told in find_spoken(text):
        late, end = part_of_day(text, told.start, told.end)
        hour, until = told.hour, told.until
        if told.is_bare:
            hour = hour_of_day(hour, late=late)
            until = (hour_of_day(until[0], late=late), until[1]) if until else None
        found.append(Clock(told.start, end, hour, told.minute, until, is_marked=True, zone=_zone(text, end)))
    return found


def _written_clocks(text: str) -> list[Clock]:
    found: list[Clock] = []
    at = 0
    while (digit := _DIGITS.search(text, at)) and (match := _CLOCK.search(text, max(at, digit.start() - _REACH))):
        clock = _clock(match, text)
        if clock is None:
            at = max(match.end("packed"), match.end("sh"), match.start() + 1)
        else:
            found.append(clock)
            at = clock.end
            second = _second(clock, text)
            if second is not None:
                found.append(second)
                at = second.end
    return found


def _second(first: Clock, text: str) -> Clock | None:
    """The second of two times that share one "kl.": "kl. 10 och 14"."""
    joined = _JOINED.match(text, first.end) if first.is_marked and not first.until else None
    if joined is None or int(joined["hour"]) <= first.hour:
        return None
    minute = int(joined["minute"] or 0)
    return Clock(joined.start("hour"), joined.end(), int(joined["hour"]), minute, None, is_marked=True)


_JOINED = later(
    r"\s(?:och|samt|respektive|resp\.|and)\s(?P<hour>[01]?\d|2[0-3])(?:[.:](?P<minute>[0-5]\d))?(?![\d/%])"
    r"(?=\s*(?:[.,;)\n]|\Z)|\s(?:i|på|vid|hos|in|on|den)\b)"
)
_BETWEEN = later(r"\b(?:mellan|between)\s(?:(?:ca|cirka|klockan|kl)\b\.?\s?){0,2}\Z")
_PART_FOLLOWS = later(r"\s*(?:[.,;)\n]|\Z)|\s(?:på|den|i|on|in)\b|\s\w{2,6}dag")
_TIDEN = later(r"\s?-?tiden\b")
_AM_PM = later(r"\.?m\b\.?")


def _clock(match: re.Match[str], text: str) -> Clock | None:
    part = match.groupdict()
    is_pair = (part["dash"] or "") in ("och", "and")
    between = is_pair and bool(_BETWEEN.search(text, max(0, match.start() - _REACH), match.start("sh")))
    if is_pair and not between and not part["noonend"]:
        part |= {"dash": None}  # two times: "kl. 10.00 och 14.00"
    begins = _begin(match, part, text, between=between)
    if begins is None:
        return None
    hour, minute, marked = begins
    until: tuple[int, int] | None = None
    end = match.end("noon") if part["noon"] else max(match.end("packed"), match.end("sm"), match.end("sh"))
    if part["noon"] and (rest := _AM_PM.match(text, end)):
        end = rest.end()
    if part["dash"] and (part["packedend"] or part["eh"]):
        until = _until(part, marked=marked, between=between)
        end = match.end() if until else end
    hour = _afternoon(hour, part["noon"] or (part["noonend"] if until and hour <= 12 else None), until)
    if hour > 23 or _SECONDS.match(text, end) or _NOT_TIME.match(text, end):
        return None
    is_marked = marked or bool(part["noon"] or part["noonend"])
    late, end = part_of_day(text, match.start(), end)
    if late:
        hour, until = _of_afternoon(hour, until)
    start = match.start("sh") if (part["mark"] or "").startswith(("klocks", "ti")) else match.start()
    return Clock(start, end, hour, minute, until, is_marked, _zone(text, end))


def _begin(
    match: re.Match[str], part: dict[str, str | None], text: str, *, between: bool
) -> tuple[int, int, bool] | None:
    """Hour and minute that a time begins with, and whether a word marks it as one; None where the number is none."""
    mark = part["mark"]
    if part["packed"]:
        return (int(part["packed"][:2]), int(part["packed"][2:]), True) if mark and mark != "at" else None
    hour, minute = int(part["sh"] or 0), int(part["sm"] or 0)
    if part["sm"]:
        is_sum = text[match.end("sh")] == "," and not mark  # "12,50"
        return None if is_sum else (hour, minute, bool(mark))
    if mark:
        return None if mark == "at" and not part["noon"] else (hour, minute, True)
    if part["noon"] or part["noonend"] or _is_span(part):
        return hour, minute, False
    is_span = (between or _is_behind_date(match, text)) and _is_bare_span(match, text)
    return (hour, minute, True) if is_span or _is_about(match, text) else None


def _is_span(part: dict[str, str | None]) -> bool:
    """Tell whether a bare number begins a span whose end has minutes: "9 till 10.30"."""
    first, last = int(part["sh"] or 0), int(part["eh"] or 0)
    return part["em"] is not None and part["dash"] not in ("och", "and") and _EARLIEST <= first < last


def _is_about(match: re.Match[str], text: str) -> bool:
    """Tell whether a bare number is an hour "or so": "vid 9-tiden"."""
    return match["sm"] is None and _TIDEN.match(text, match.end("sh")) is not None


def _is_behind_date(match: re.Match[str], text: str) -> bool:
    """Tell whether a bare span stands right behind a date, which is covered then: "onsdag 4/2, 10–12"."""
    dashed = match["eh"] is not None and match["em"] is None and match["dash"] in ("-", "–", "till")
    return dashed and text[: match.start("sh")].rstrip(" ,")[-1:] == "\x00"


def _is_bare_span(match: re.Match[str], text: str) -> bool:
    """Tell whether the bare numbers of "mellan 13 och 14" are hours: nothing that is counted follows."""
    first, last = int(match["sh"] or 0), int(match["eh"] or 0)
    return _EARLIEST < first < last and _PART_FOLLOWS.match(text, match.end()) is not None


_EARLIEST = 6


def part_of_day(text: str, start: int, end: int) -> tuple[bool | None, int]:
    """Tell whether a time is said to be of the afternoon, None where nothing is said, and where it ends with that."""
    if not _PART_WORDS.is_in(text[max(0, start - 60) : end + _REACH]):
        return None, end
    behind = _PART.match(text, end, end + _REACH)
    if behind:
        return not behind["early"], behind.end()
    before = _PART_BEFORE.search(text, max(0, start - 60), start)
    return (bool(before["late"] or before["lateday"]) if before else None), end


def _of_afternoon(hour: int, until: tuple[int, int] | None) -> tuple[int, tuple[int, int] | None]:
    """The hours of a time on a twelve-hour clock after noon; "kl. 11–1 på eftermiddagen" begins before it."""
    if until and 0 < until[0] < _NOON:
        until = until[0] + _NOON, until[1]
    is_before = until is not None and hour + _NOON > until[0]
    return (hour + _NOON if 0 < hour < _NOON and not is_before else hour), until


_NOON = 12


def _zone(text: str, at: int) -> str | None:
    """The clock that a time is told on, where it says so right behind it."""
    found = _ZONE.match(text, at) if _ZONE_WORDS.is_in(text[at : at + _LONGEST_ZONE]) else None
    if found is None:
        return None
    if found["gmt"]:
        return "GMT"
    letter = (found["abbreviation"] or {"s": "C", "f": "E"}[found["name"][0].lower()]).upper()
    return f"{letter}ET"


def _until(part: dict[str, str | None], *, marked: bool, between: bool) -> tuple[int, int] | None:
    if part["packedend"]:
        return int(part["packedend"][:2]), int(part["packedend"][2:])
    hour, minute = int(part["eh"] or 0), int(part["em"] or 0)
    dash = (part["dash"] or "").lower()
    if (
        part["em"] is None
        and not part["noonend"]
        and ((dash in ("och", "and") and not between) or not (marked or part["sm"]))
    ):
        return None
    hour = _afternoon(hour, part["noonend"], None)
    return (hour, minute) if hour < 24 else (23, 59) if minute == 0 else None


def _afternoon(hour: int, noon: str | None, until: tuple[int, int] | None) -> int:
    """The hour of a twelve-hour clock; a span's first half is before its second."""
    if noon and noon.lower() == "p" and hour < 12 and (until is None or hour + 12 <= until[0]):
        return hour + 12
    return 0 if noon and noon.lower() == "a" and hour == 12 else hour
