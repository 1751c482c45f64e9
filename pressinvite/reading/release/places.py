"""Where a meeting is: the line under a label, or what follows "i", "på" or "hos" beside the time; then its parts.

"Vigselrummet, Rådhuset, Stortorget 7, Lund" → venue, building, street, city; parentheses and "Ingång …" are directions;
Teams, Zoom and the like are the meeting's online side.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from pressinvite.meeting import Online, Place
from pressinvite.reading.release.addresses import POSTAL, STREET, parse_place
from pressinvite.reading.release.traces import Trace

if TYPE_CHECKING:
    from pressinvite.reading.release.page import Page
    from pressinvite.reading.release.schedule import Slot

_PLATFORM = re.compile(
    r"\b(?P<name>Teams|Zoom|Skype|Webex|Google Meet|Facebook|Youtube|Instagram|telefon(?=konferens|möte)|Telefon(?=konferens|möte)|"
    r"webb-?tv|livesänd\w*|livestream\w*|live-?sänd\w*|webbsänd\w*|direktsänd\w*|webbutsänd\w*|på internet|webbsidor|streamas|strömmas|webbkonferens|webbinarium|digital[at]?\b|digitalt|online|på nätet|via länk|videolänk|på distans)",
    re.IGNORECASE,
)
_NAMED = {"teams": "Teams", "zoom": "Zoom", "skype": "Skype", "webex": "Webex", "google meet": "Google Meet", "facebook": "Facebook",
          "youtube": "Youtube", "instagram": "Instagram", "telefon": "telefon"}  # fmt: skip
_DIRECTIONS = re.compile(
    r"(?:ingång|entré\b|entrén|in från|följ|samling|parkering|via|gå in|föranmäl\w*|adress|kartan?|vägbeskrivning|bakom|mitt emot|entrance|anmäl\w*|nära|bredvid|obs|fri|föranmäl\w*)\b",
    re.IGNORECASE,
)
_PAREN = re.compile(r"\s*\(([^()]{2,120})\)")
_PROSE = re.compile(
    r"\b(?:i|på|hos|vid|till|utanför|framför|utomhus på|at|in)\s+(?=(?:[\w-]+,?\s){0,3}?[\"”A-ZÅÄÖ]|[\w-]*(?:salen|huset|rummet|hallen|parken|entrén|centralen|ytan|området|tältet|skolan|kontoret|museet|biblioteket|torget|kyrkan|stationen|hallen|gården|kajen|hamnen|lokal|auditorium|rum)\b)"
)
_CUT = re.compile(
    r"\s+(?:där|som|för att|när|kl\.?|klockan|den \d|(?:mån|tis|ons|tors|fre|lör|sön)dag|och (?:berättar|visar|svarar|allt|alla|det)|med (?:start|anledning)|under|om|efter|innan|dit|därför|nu på|mellan kl\w*|from|where|on (?:Mon|Tues|Wednes|Thurs|Fri))\b.*",
    re.IGNORECASE | re.DOTALL,
)
_NO_PLACE = re.compile(
    r"\b(?:pressträff|presskonferens|mediaträff|medieträff|pressvisning|tid|dag|morgon|samband|måndag|tisdag|onsdag|torsdag|fredag)\w*",
    re.IGNORECASE,
)


_TOLD = re.compile(
    r"\b(?:vara med|komma|hålls|är|får|kom|välkomna|sker|äger rum)\s(?:\w+\s){0,2}?(?:i|på|till|hos|vid)\s(?P<place>[A-ZÅÄÖ][^\n]*)"
)
"""A sentence where a place should stand alone: "Anmälda får komma till Lilla salen"."""
_BELONGS = re.compile(r"[A-ZÅÄÖ][\w-]+ (?:på|vid|hos) [A-ZÅÄÖ]")
_SENTENCE = re.compile(
    r"(?:den|de|vi|ni|det|på plats och|pressträffen|presskonferensen|träffen|mötet|those|the press)\b[^,]{0,60}\b(?:som|får|är|kan|hålls|sker|digitalt|may)\b",
    re.IGNORECASE,
)
_NAMED_HOUSE = re.compile(
    r"\b(?P<name>[A-ZÅÄÖ][a-zåäö]+(?:parken|torget|huset|skolan|salen|hallen|museet|kyrkan|biblioteket|teatern|arenan|stationen|slottet|gården))(?:s\s|\b)"
)


class Found(NamedTuple):
    """A place, and where it stands."""

    place: Place | None
    online: Online | None
    start: int
    end: int
    trace: Trace = Trace({})
    """Of the place and its parts."""


def find_place(page: Page, slot: Slot) -> Found:
    """Return the place and the online side of the meeting at a slot."""
    found = _labelled(page, slot) or _beside(page, slot) or _with_address(page, slot, _in_prose(page, slot))
    if found is None:
        return Found(None, _online(page), 0, 0)
    place, online = found.place, found.online or _online(page)
    trace = Trace({"": (found.start, found.end)} if place and found.end > found.start else {})
    return Found(place, online, found.start, found.end, trace)


def _labelled(page: Page, slot: Slot) -> Found | None:
    """The first place label after the time, else the last before it."""
    at = slot.span[0]
    spots = [
        (stretch, start, value)
        for stretch in page.stretches
        if stretch.part not in ("footer", "furniture")
        for start, kind, value in stretch.labels
        if kind == "place"
    ]
    after = [spot for spot in spots if spot[1] > at]
    for stretch, start, value in (*after, *reversed([spot for spot in spots if spot[1] <= at])):
        stop = min((label for label, _, _ in stretch.labels if label > start), default=stretch.end)
        written = page.text[value:stop]
        told = _told(page, written, value) if _SENTENCE.match(written) else None
        found = told or _read(page, written, value, labelled=True)
        if found is not None:
            return found
    return None


def _with_address(page: Page, slot: Slot, found: Found | None) -> Found | None:
    """A place in prose, or that of another mention of the same time where only that one tells the street."""
    if found is None or found.place is None or found.place.street or slot.clock is None:
        return found
    clock = slot.clock.clock
    for other in page.clocks:
        stretch = page.stretch(other.start)
        same = (other.hour, other.minute) == (clock.hour, clock.minute) and other.start != clock.start
        if same and stretch.part in ("lead", "body"):
            again = _prose(page, *stretch.sentence(other.start), other.end)
            if again and again.place and again.place.street:
                return again
    return found


def _told(page: Page, written: str, at: int) -> Found | None:
    """The place of a label whose value is sentences: "På plats och digitalt. Den som … får komma till Rådhuset"."""
    platform = _PLATFORM.search(written)
    found = _prose(page, written.split("\n\n", maxsplit=1)[0], at, at)
    if found is None:
        return None
    online = Online(platform=_platform_name(platform), url=_join_url(page)) if platform else None
    return found._replace(online=online)


def _beside(page: Page, slot: Slot) -> Found | None:
    """What stands on a "Tid och plats" line or stretch beside the time."""
    stretch = page.stretch(slot.span[0])
    if stretch.label_at(slot.span[0]) != "time-place":
        return None
    value = next((value for start, kind, value in stretch.labels if kind == "time-place"), stretch.start)
    covered = [(day.start, day.end) for day in page.days] + [(clock.start, clock.end) for clock in page.clocks]
    text = page.text[value : stretch.end]
    for start, end in covered:
        if value <= start < stretch.end:
            text = text[: start - value] + "\x00" * (end - start) + text[end - value :]
    best = max(re.split(r"\x00+[\s,.;:]*(?:\([^)]*\))?[\s,.;:]*", text), key=len, default="").strip(" ,.;:\n")
    best = re.sub(r"^(?:Samling (?:på|vid|i)|på|i|vid|hos)\s+", "", best)
    at = page.text.find(best[:20], value) if best else -1
    return _read(page, best, at, labelled=True) if at >= 0 and len(best) > 3 else None


def _in_prose(page: Page, slot: Slot) -> Found | None:
    """After a preposition in the sentence of the time, then anywhere else where the press is met."""
    stretch = page.stretch(slot.span[0])
    words = re.compile(
        r"\b(?:lokal(?:en)? är|plats(?:en)? är|lokalen är|vi ses (?:på|i|vid)|ses vi (?:på|i|vid)|hålls (?:på|i|vid|hos)|äger rum (?:på|i|vid))\s",
        re.IGNORECASE,
    )
    for other in page.stretches:
        if other.part in ("footer", "contacts", "furniture"):
            continue
        match = words.search(other.text)
        if match:
            sentence, begin = other.sentence(other.start + match.end())
            found = _read(
                page, sentence[other.start + match.end() - begin :], other.start + match.end(), labelled=False
            )
            if found:
                return found
    sentence, start = stretch.sentence(slot.span[0])
    found = _prose(page, sentence, start, slot.span[1])
    follows = next((other for other in page.stretches if other.start >= stretch.end), None)
    if found is None and follows is not None and follows.text.startswith(("i ", "på ", "vid ", "hos ")):
        sentence, start = follows.sentence(follows.start)  # the place is the next paragraph: "i Rådhuset"
        found = _prose(page, sentence, start, slot.span[1])
    return found or _of_the_day(page, slot)


def _of_the_day(page: Page, slot: Slot) -> Found | None:
    """A house named in another sentence that tells of the same date."""
    date = slot.date.date
    for day in page.days:
        stretch = page.stretch(day.start)
        if (day.day, day.month) != (date.day, date.month) or stretch.part not in ("lead", "body"):
            continue
        sentence, start = stretch.sentence(day.start)
        later = [match for match in _NAMED_HOUSE.finditer(sentence) if start + match.start() > day.end]
        if later:
            at = start + later[0].start("name")
            return Found(parse_place(later[0]["name"], None), None, at, at + len(later[0]["name"]))
    return None


def _prose(page: Page, sentence: str, offset: int, time_end: int) -> Found | None:
    """The phrase after the time first, else the one before it."""
    matches = list(_PROSE.finditer(sentence))
    matches.sort(key=lambda match: (offset + match.start() < time_end, match.start()))
    for match in matches:
        words = sentence[match.end() :]
        head = words[:40]
        if sentence[: match.start()].endswith(") ") or (match[0].startswith("i ") and _BELONGS.match(words)):
            continue
        if _NO_PLACE.match(head) or re.match(
            r"(?:\w+\s){0,2}(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)\b",
            head,
        ):
            continue
        lead = match[0] if match[0].startswith(("utomhus", "utanför", "framför")) else ""
        found = _read(page, lead + words, offset + match.end() - len(lead), labelled=False)
        if found and found.place and found.place.text and len(found.place.text) > 3:
            return found
    return None


def _read(page: Page, written: str, at: int, *, labelled: bool) -> Found | None:
    """The place that a phrase tells; None where it tells none."""
    text = written.strip(" \n\t:–-")
    text = re.sub(r"^(?:på )?plats (?:i|på|vid) ", "", text)
    at += len(written) - len(written.lstrip(" \n\t:–-"))
    told = _TOLD.search(text.split("\n")[0]) if labelled else None
    if told and told.start() < 90 and not _PLATFORM.match(text):
        at += told.start("place")
        text = text[told.start("place") :]
    platform = _PLATFORM.search(text)
    first, directions = _first_phrase(text, labelled=labelled)
    if not first:
        return None
    if platform and platform.start() < len(first):
        return _hybrid(page, text, platform, at)
    if not any(char.isalpha() for char in first) or len(first) > 160:
        return None
    place = parse_place(first, directions)
    return Found(place, None, at, at + len(first))


def _hybrid(page: Page, text: str, platform: re.Match[str], at: int) -> Found:
    """Online, and perhaps a place too: "Zoom samt på plats i Rådhuset"."""
    online = Online(platform=_platform_name(platform), url=_join_url(page))
    rest = re.search(
        r"(?:på plats (?:på|i|vid)|även (?:på|i)|eller (?:på|i|kom till)|samt (?:på|i)|välkommen till|plats i|på plats)\s+(?P<place>[A-ZÅÄÖ][^.\n;]*)",
        text,
    )
    before = (
        text[: platform.start()]
        .strip(" ,–-(")
        .removesuffix("via")
        .removesuffix("och")
        .removesuffix("samt")
        .strip(" ,–-(")
    )
    if rest:
        return Found(
            parse_place(rest["place"].strip(" ,."), None), online, at + rest.start("place"), at + rest.end("place")
        )
    if len(before) > 5 and before[0].isupper() and not re.search(r"digital|länk|via|webb", before, re.IGNORECASE):
        return Found(parse_place(before.removesuffix(" och").rstrip(" ,"), None), online, at, at + len(before))
    return Found(None, online, at, at + len(text.split("\n", maxsplit=1)[0]))


def _platform_name(match: re.Match[str]) -> str:
    name = match["name"].lower()
    return _NAMED.get(name, "webb")


def _online(page: Page) -> Online | None:
    """An online side told elsewhere: "Pressträffen sänds även på Facebook"."""
    for stretch in page.stretches:
        sent = stretch.part == "footer" and stretch.text.startswith(("Sändning", "Pressträff", "Presskonferens"))
        if stretch.part in ("footer", "furniture", "contacts") and not sent:
            continue
        for match in _PLATFORM.finditer(stretch.text):
            sentence, _ = stretch.sentence(stretch.start + match.start())
            told = match["name"].lower()
            strong = told in _NAMED or told.startswith(
                ("live", "webb", "direkts", "på internet", "stream", "ström", "webb-tv", "webbt")
            )
            if (
                strong
                and re.search(
                    r"pressträff|presskonferens|träffen|konferensen|sänd|live|digital|länk|följ|titta|se |delta|distans|via|streamas",
                    sentence,
                    re.IGNORECASE,
                )
                and not re.search(r"läs mer|gilla oss|efterhand på", sentence, re.IGNORECASE)
            ):
                return Online(platform=_platform_name(match), url=_join_url(page))
    return None


def _join_url(page: Page) -> str | None:
    wanted = re.compile(r"teams|zoom|meet|webex|skype|live|youtu|play|stream|solidtango|bambuser", re.IGNORECASE)
    return next(
        (
            reach.value
            for reach in page.reaches
            if reach.kind == "url" and reach.value.startswith("http") and wanted.search(reach.value)
        ),
        None,
    )


def _first_phrase(text: str, *, labelled: bool) -> tuple[str, str | None]:
    """What of a phrase is the place, and the directions behind it."""
    lines = [line.strip(" •") for line in text.split("\n")]
    text = lines[0]
    directions: list[str] = []
    for line in lines[1:]:
        if not line:
            break
        if line.startswith("("):
            directions.append(line.strip("(). "))
        elif (
            labelled
            and len(text) < 60
            and len(line) < 60
            and (not text or STREET.match(line) or POSTAL.match(line) or text.endswith(","))
        ):
            text = f"{text.rstrip(',')}, {line}".lstrip(", ")
        elif not text:
            text = line
        else:
            break
    sentence = re.split(
        r"(?<![A-ZÅÄÖ]|\d)\.(?:\s+(?=[A-ZÅÄÖ(])|(?=[A-ZÅÄÖ][a-zåäö])|\s*$)|[!?;]\s|\s[–-]\s(?=[a-z])", text, maxsplit=1
    )
    if len(sentence) > 1 and sentence[1] and _DIRECTIONS.match(sentence[1]):
        directions.append(sentence[1].strip(" ."))
    text = sentence[0].strip(" .,;:")
    text, inside = _parentheses(text)
    directions += inside
    if not labelled:
        text = _CUT.sub("", text).strip(" .,;:")
    parts = text.split(", ")
    kept = parts[:1]
    for part in parts[1:]:
        aside = _DIRECTIONS.match(part) and not STREET.match(part)
        (directions if aside or (directions and part[:1].islower()) else kept).append(part)
    return ", ".join(kept).strip(" .,"), ", ".join(part for part in directions if part) or None


def _parentheses(text: str) -> tuple[str, list[str]]:
    """Parentheses at the end are directions; those in the middle, or with an address, belong to the place."""
    directions = []
    while match := _PAREN.search(text):
        if match.end() < len(text.rstrip(" .,")) or STREET.search(match[1]):
            break
        directions.append(match[1].strip(" ."))
        text = text[: match.start()]
    return text, directions
