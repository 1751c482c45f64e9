"""How the press tells that it comes: needed or not, until when and to whom.

A sentence is about registration when it says so ("anmälan", "o.s.a."), or when it asks the reader to write or ring and
speaks of coming ("mejla om du kommer"), or names a last moment and an address.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from pressinvite.meeting import Registration
from pressinvite.reading.release.contact_words import begins_like_name
from pressinvite.reading.release.lexicon import Gate, Lexicon, later
from pressinvite.reading.release.resolution import resolve_day
from pressinvite.reading.release.traces import Trace
from pressinvite.records import NamedTuple

if TYPE_CHECKING:
    from pressinvite.errors import Certainty
    from pressinvite.reading.release.moments import Clock, Day
    from pressinvite.reading.release.page import Page, Stretch
    from pressinvite.reading.release.traces import Span

_SAYS = Lexicon(
    r"(?<!av)(?<!fel)(?:\b(?:för|på)?anmäl(?:an\b|er\b|s\b|da\b|t\b|ning|ningslänk|\s+(?:dig|er|gärna|ditt|ert|deltagande|om|till)\b)|\banmäler (?:er|dig)\b|\bo\.?\s?s\.?\s?a\b|\br\.?s\.?v\.?p\b|\bregistrera (?:dig|er)\b|\bregister (?:for|by|at|to|with|via|here|before|now|your|no later)\b|\b(?:must|to|please) register\b|\bregistration\b|\bsign up\b|\bfyll i (?:formuläret|blanketten)\b"
    r"|\b(?:före|innan|förhands)?anmälan\b|\b(?:för|förhands)?anmäla\b(?= (?:dig|er|sig|ert|ditt|deltag\w*|närvaro|att|intresse|till|via|senast|på|hos|namn)\b|\W*$)|\bskriv\w* (?:därför )?upp (?:dig|er)\b)",
    "anmäl| sa | s.a | s. | s |o.s|os |osa|r.s|register|registration|registrera |rs.|rsv|sign up|skriv|fyll i",
)
_ASKS = Lexicon(
    r"\b(?:säg(?:er)? (?:gärna )?(?:till|vilken|vilket)|hör (?:gärna |då |av |er |dig )*av|meddela\b|mejla\w*|maila|mailas|e-?posta|sms:?a|smsa|messa|i sms|skicka|skriv(?:er)?\b|ring\b|ringa\b|tala (?:gärna |bara )?om\b|svara (?:på|till|senast|gärna)|boka\w*|säkra|reservera|tacka ja|bekräfta|lämnas?\b|uppge\b|begär\b|be om\b|hälsa\b|"
    r"kontakta\b|vänd (?:dig|er)|let us know|tell us|write to|e-?mail\b|contact|confirm|notify|send\b|drop (?:us |me |him |her )?a line)",
    " be om | begär | hälsa | lämna| send | uppge | bekräfta| drop | boka| confirm| contact| hör | kontakta|let us know|mail| meddela | mejla| messa| notify|posta| reservera| ring | ringa "
    "| skicka| skriv| sms| svara | säkra|tacka ja|tala |tell us| säg | säger |vänd |write to",
)
_COMES = Lexicon(
    r"\b(?:kommer|komma|delta\w*|vara med|är med|vill (?:sitta|följa)|följa? med|ska (?:du|ni) med|besöka|närva\w+|medverka|din plats|er plats|plats(?:er(?:na)?)?\b(?! för|\s?:)|ankomst|namn(?:et)?\b|your name|redaktion|antal|hur många|\w*allergi\w*|räkna med er|vilken tid|vilka tider|vilken dag|dyk\w* upp|på väg|vill ha (?:lunch|mat|frukost)|så (?:skickar|får)|stol(?:ar|en)?|önskar|"
    r"attend\w*|coming|take part|participate|come|join|först inne|först till kvarn|intresse(?:rade)?|bevaka)\b",
    "allergi|ankomst|namn|your name|antal|attend|besöka|bevaka|come|coming|delta|följ|vill |först inne|först till kvarn|hur många|intresse|join|komma|kommer|medverka|närva|participate|plats|redaktion|räkna med er|ska |take part|vara med|vilka tider|vilken tid|vilken dag|dyk|på väg|så skickar|så får|vill ha |stol|är med|önskar",
)
_LATEST = Lexicon(
    r"\b(?:senast|no later than|sista (?:(?:anmälnings)?dag|(?:för)?anmälan|svarsdag)|stänger|deadline|by (?:noon|\d|mon|tue|wed|thu|fri)|före (?:den|kl|klockan|\d|måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag)|t\.?o\.?m|dagen innan|dagen före)\b",
    "by |dagen före|dagen innan|deadline|före | tom | t.o|no later than|senast|sista |stänger",
)
_NOT_NEEDED = Lexicon(
    r"ingen (?:för)?anmälan|(?:för)?anmälan (?:behövs|krävs|är) (?:inte|ej)|(?:för)?anmälan:? nej|inte (?:för)?anmäla (?:dig|er|sig)|behöver (?:du |ni |man )?inte (?:för)?anmäla|behöver (?:du |ni |man )?(?:inte|inget) (?:höra av|(?:för)?anmäla\b|säga till|tala om|meddela)|bara att (?:dyka upp|komma)\b|utan (?:att (?:ha )?)?(?:för)?anmäl(?:an|t|a)\b|no (?:prior |advance )?registration|"
    r"no need to (?:register|sign up|book)|no sign-?up|just turn up|just come|bara kom\b|drop-?in|registration is not",
    "anmäl|anmälan|behöver|bara att |bara kom|behöver |no sign|drop|just come|just turn up|no need to |registration",
)
_NEEDED = Lexicon(
    r"obligatorisk|krävs|måste|kräver|ska anmäla|ska vara gjord|behöver (?:du |ni |man )?(?:för)?anmäla|antalet platser är begränsat|(?:behöver vi|vi behöver) veta|rsvp|endast (?:för )?(?:för)?anmälda|bindande|o\.?\s?s\.?\s?a\b|required|must|begränsat antal|"
    r"\b(?:anmäl (?:dig|er)|säg till|skriv\w* (?:därför )?upp|säkra|boka|tala om att|register)\b",
    "anmäl |begränsat antal|antalet platser|behöver anmäla|behöver |bindande|boka|endast |kräver|krävs|must|måste| sa | s.a | s. | s |o.s|obligatorisk|os |osa|register|required|rsvp|ska anmäla|ska vara gjord|skriv|säg till|säkra|tala om att|vi behöver",
)
_POLITE = Lexicon(r"\b(?:gärna|vänligen|please)\b", "gärna|please|vänligen")
_DONE = Lexicon(
    r"\b(?:anmälda|som (?:har )?(?:för)?anmält|föranmält|som är anmälda|har (?:för)?anmält sig|redan anmält)\b",
    "anmälda|anmält",
)
_COMMAND = Lexicon(r"obligatorisk|senast|anmäl (?:dig|er)|(?:för)?anmälan\b", "anmäl |anmälan|obligatorisk|senast")
_NEVER = Lexicon(
    r"avanmäl|avregistr|nyhetsbrev|prenumer|abonner|felanmäl|våra pressmeddelanden|kommer nyheterna|inte vill vara med|avbeställ|newsletter|subscribe|allmänheten anmäl|\bring(?:a|er)? in på|\bringa upp\b|\bdial(?:ling)?[ -]in\b|uppringning",
    "ring in |ringa in |ringa upp|ringer in |dial|uppringning|abonner|avanmäl|avbeställ|avregistr|felanmäl|newsletter|nyhetsbrev|prenumer|kommer nyheterna|inte vill vara med|allmänheten anmäl|subscribe|våra pressmeddelanden",
)
_OTHER = Lexicon(
    r"\bfrågor\?|pressbild|högupplöst|mer information|bevakar? (?:match|tävling)|recension\w*|fribiljett\w*|behöver el|intervju\w*|på bild|inte (?:kan )?komma|inte har möjlighet",
    "behöver el|på bild|bevaka|fribiljett|frågor?|högupplöst|inte |intervju|mer information|pressbild|recension",
)
_ACCREDITS = Lexicon(r"\backredit|\baccredit|\bansök(?:an|ningar|er)?\b", "ckredit|ccredit|nsök")
_OF_ALL = Lexicon(r"\b(?:hela|själva|the whole)\b", " hela | själva |the whole")
"""An accreditation to more than this meeting: "till själva festivalen"."""
_TURN_TO = later(r"\s*(?:hör av (?:dig|er)|meddela|säg till)(?: till| hos)?\s?:\s*\S+@", re.IGNORECASE)
"""A line that is a label of its own: "Hör av dig till: anna@…"."""
_ADDRESS_ALONE = later(
    r"\s*(?:(?:please|vänligen|gärna)\s)?(?:e-?mail|mejla|maila|mejl|e-?post|skicka (?:ett )?(?:mejl|mail|e-?post|sms)|skriv till|svara till|write to|contact|kontakta|send (?:it|an e-?mail) to|adressen är|adress:)\b[^.!?\n]{0,12}",
    re.IGNORECASE,
)
"""A sentence that only gives the address for what the one before it asks: "Email press@…"."""
_GOES_ON = later(r"\s*(?:det gör (?:du|ni|man)|gör (?:det|så)|det görs|det sker|dit)\b", re.IGNORECASE)
"""How what the sentence before it asks for is done: "Det gör du hos Eva Ek"."""
_BY_MESSAGE = later(r"\b(?:ett|via|per|med) (?:sms|mejl|mail)\b|\b[Ff]öranmälan\b")
"""What goes to the text's contact, where nobody is named."""
_ASKED_FOR = Gate(_NOT_NEEDED, _SAYS, _ASKS, _COMES, _LATEST)
_BESIDE = 12
"""Characters between "senast" and its time."""
_FOLLOWS = 160
"""Characters behind a passage in which its address may stand."""


class _Passage(NamedTuple):
    """A sentence about registration."""

    text: str
    start: int
    weight: float

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def span(self) -> Span:
        """Without the blanks at its ends."""
        return self.start + len(self.text) - len(self.text.lstrip()), self.start + len(self.text.rstrip())


class _Deadline(NamedTuple):
    """The last moment to register, and where it was read."""

    moment: dt.date
    span: Span
    certainty: Certainty


def find_registration(
    page: Page, published: dt.date, meeting_day: dt.date | None = None
) -> tuple[Registration | None, Trace]:
    """Return what the text says of registration, None where it says nothing, and where it was read.

    `meeting_day` resolves "senast dagen innan".
    """
    passages = _all_passages(page)
    if not passages:
        return None, Trace({})
    denied = next((one for one in passages if _NOT_NEEDED.is_in(one.text)), None)
    if denied and not any(_is_needed(one) and one is not denied for one in passages):
        return Registration(required=False), Trace({"": denied.span})
    moments = [found for one in passages if (found := _deadline(page, one, published, meeting_day))]
    told = next((one for one in moments if meeting_day is None or _day_of(one.moment) <= meeting_day), None)
    told = told or next(iter(moments), None)
    email = _reach(page, passages, "email") or _named_address(page, passages) or _meant(page, passages, "email")
    url = _reach(page, passages, "url")
    phone = None if email else _reach(page, passages, "phone")
    needed = any(_is_needed(one) for one in passages)
    if not (email or url or phone):
        phone = _meant(page, passages, "phone")
    if not (email or url or phone or needed or told) and _BY_MESSAGE.search(passages[0].text):
        email = _next_address(page, passages, "email")
        phone = None if email else _next_address(page, passages, "phone")
    registration = Registration(
        required=True if needed else None, deadline=told.moment if told else None, email=email, url=url, phone=phone
    )
    return registration, _trace(page, passages, registration, told)


def _is_needed(passage: _Passage) -> bool:
    return _NEEDED.is_in(passage.text) and not _POLITE.is_in(passage.text) and not _NOT_NEEDED.is_in(passage.text)


def _day_of(moment: dt.date) -> dt.date:
    return moment.date() if isinstance(moment, dt.datetime) else moment


def _trace(page: Page, passages: list[_Passage], registration: Registration, told: _Deadline | None) -> Trace:
    """Where the registration and its parts stand; an address within a passage before the same one elsewhere."""
    spans: dict[str, Span] = {"": passages[0].span}
    if told:
        spans["deadline"] = told.span
    for key in ("email", "url", "phone"):
        value = getattr(registration, key)
        reaches = [reach for reach in page.reaches if value and reach.value == value]
        reaches.sort(key=lambda reach: not any(one.start <= reach.start < one.end + 2 for one in passages))
        if reaches:
            spans[key] = reaches[0].start, reaches[0].end
    return Trace(spans, doubts={"deadline": told.certainty} if told else {})


def asks_to_register(page: Page) -> bool:
    """Tell whether the reader is asked to say that he comes."""
    passages = _all_passages(page)
    return bool(passages) and (
        any(_is_needed(one) for one in passages) or not any(_NOT_NEEDED.is_in(one.text) for one in passages)
    )


def _all_passages(page: Page) -> list[_Passage]:
    """The sentences about registration, found once for a page."""
    if "registration" not in page.memory:
        page.memory["registration"] = [
            one for stretch in page.stretches if stretch.part != "furniture" for one in _passages(page, stretch)
        ]
    found: list[_Passage] = page.memory["registration"]
    return found


def _passages(page: Page, stretch: Stretch) -> list[_Passage]:
    """The sentences of a stretch that are about registration, accreditation only where nothing else is."""
    found: list[_Passage] = []
    accredits: list[_Passage] = []
    at = stretch.start
    before = ""
    for end in (*stretch.ends, stretch.end):
        if end <= at:
            continue
        text = page.text[at:end]
        label = stretch.label_at(at + len(text) - len(text.lstrip()))
        weight = _weight(page, text, at, before, label) - (2.0 if stretch.part in ("contacts", "footer") else 0.0)
        if label == "registration" and stretch.part != "footer":
            weight = max(weight, 2.0)
        known = found or accredits
        last = known[-1] if known else None
        if weight >= 1.5 and text.lstrip().startswith("Dit "):
            found.append(_Passage(before + text, at - len(before), weight))  # "Skriv till press@…. Dit anmäler ni er."
        elif weight >= 1.5:
            found.append(_Passage(text, at, weight))
        elif (
            last
            and last.end == at
            and (_GOES_ON.match(text) or (_ADDRESS_ALONE.match(text) and _is_reached(page, text, at)))
        ):
            known[-1] = last._replace(text=last.text + text)
        elif (
            _ACCREDITS.is_in(text)
            and not _OF_ALL.is_in(text)
            and stretch.part not in ("contacts", "footer")
            and _LATEST.is_in(text)
        ):
            accredits.append(_Passage(text, at, 1.0))
        before, at = text, end
    return found or accredits


def _weight(page: Page, text: str, start: int, before: str, label: str | None) -> float:
    """How much a sentence is about registration."""
    if not _ASKED_FOR.may_hold(text):
        return 0.0
    if _NOT_NEEDED.is_in(text):
        return 4.0
    if _NEVER.is_in(text):
        return 0.0
    asked = _ASKS.search(text)
    coming = asked and _COMES.search(text, asked.start(), asked.end() + 60)
    if _OTHER.is_in(text) and not (_LATEST.is_in(text) or _SAYS.is_in(text) or coming):
        return 0.0
    if _DONE.is_in(text) and not _COMMAND.is_in(_DONE.sub("", text)):
        return 0.0
    weight = 2.0 if _SAYS.is_in(text) else 0.0
    if label == "contact" and not weight:
        return 0.0
    latest = _LATEST.is_in(text)
    if asked:
        weight += 0.5
        weight += 1.0 if _TURN_TO.match(text) and _is_reached(page, text, start) else 0.0
        comes = _COMES.is_in(text) or (before and _COMES.is_in(before) and "?" in before)
        weight += 1.0 if comes else 0.0
        weight += 1.0 if latest and _is_reached(page, text, start) else 0.0
    elif (latest or (": " in text and _COMES.is_in(text))) and _is_reached(page, text, start):
        weight += 1.5  # "Din plats på rundturen: anmal@…"
    return weight


def _is_reached(page: Page, text: str, start: int) -> bool:
    """Tell whether a number or an e-mail address stands in a sentence."""
    return any(reach.kind != "url" and start <= reach.start < start + len(text) for reach in page.reaches)


def _deadline(page: Page, passage: _Passage, published: dt.date, meeting_day: dt.date | None) -> _Deadline | None:
    """The date or time after "senast", "före" or "by"."""
    word = re.search(
        r"\b(?:senast|före|innan|no later than|by|fram till|t\.?o\.?m|till och med|ha kommit in|stänger|closes|before|går ut|sista (?:\w*dag|(?:för)?anmälan)|deadline)\b",
        passage.text,
        re.IGNORECASE,
    )
    if not word:
        return None
    before = re.compile(r"dagen (?:innan|före)\b", re.IGNORECASE).search(passage.text, word.start())
    if meeting_day and before:
        moment = _with_clock(
            meeting_day - dt.timedelta(days=1), _clock_near(page, passage, passage.start + word.start())
        )
        return _Deadline(moment, (passage.start + before.start(), passage.start + before.end()), "likely")
    from_here = passage.start + word.end()
    within = [day for day in page.days if passage.start <= day.start < passage.end]
    day = next((day for day in within if from_here <= day.start < from_here + 70), None)
    day = day or next((day for day in within if day.end >= from_here - 40), None)
    if meeting_day and day is not None and day.is_same:
        moment = _with_clock(meeting_day, _clock_near(page, passage, day.end, day))
        return _Deadline(moment, (day.start, day.end), "likely")
    if day is None and meeting_day == published:
        return _same_day(page, passage, published, from_here)
    resolved = resolve_day(day, published) if day else None
    if resolved is None or day is None:
        return None
    moment = _with_clock(resolved[0], _clock_near(page, passage, day.end, day))
    return _Deadline(moment, (day.start, day.end), "sure" if day.year is not None else "likely")


def _same_day(page: Page, passage: _Passage, day: dt.date, at: int) -> _Deadline | None:
    """A time alone, where the meeting is on the day of publication: "senast kl. 12"."""
    found = next((one for one in page.clocks if at <= one.start < min(at + _BESIDE, passage.end)), None)
    if found is None:
        return None
    return _Deadline(_with_clock(day, (found.hour, found.minute)), (found.start, found.end), "likely")


def _with_clock(day: dt.date, clock: tuple[int, int] | None) -> dt.date:
    return dt.datetime.combine(day, dt.time(*clock)) if clock else day


def _clock_near(page: Page, passage: _Passage, at: int, day: Day | None = None) -> tuple[int, int] | None:
    """The clock time beside a date of the passage; noon in so many words is one."""
    near: Clock | None = next(
        (one for one in page.clocks if passage.start <= one.start < passage.end and abs(one.start - at) < 40), None
    )
    if near is not None:
        return near.hour, near.minute
    begin = day.start if day else at
    noon = re.search(
        r"\b(?:noon|lunchtid|klockan tolv|kl\.? tolv)\b",
        page.text[max(passage.start, begin - 20) : at + 20],
        re.IGNORECASE,
    )
    return (12, 0) if noon else None


_MEANS = Lexicon(
    r"\b(?:henne|honom|him|her|mig|oss|nedan\w*|undertecknad|(?:press|medie)kontakt\w*|kontaktperson\w*|below|kommunikatör\w*)\b",
    "henne|honom|him|her|mig|oss|nedan|undertecknad|kontakt|below|kommunikatör",
)
_NAMED = later(
    r"\b(?!(?:Mejla|Maila|Ring|Kontakta|Skriv|Meddela|Anmäl|Hör|Hälsa)\s)(?P<name>[A-ZÅÄÖ][a-zåäöé]+(?:[ -][A-ZÅÄÖ][a-zåäöé]+){1,2})"
)


def _named_address(page: Page, passages: list[_Passage]) -> str | None:
    """The address of somebody whom a passage only names, from where that name stands with it."""
    for one in passages:
        for named in _NAMED.finditer(one.text):
            at = page.text.find(named["name"], one.end)
            while at >= 0:
                near = (reach for reach in page.reaches if reach.kind == "email" and at <= reach.start < at + _FOLLOWS)
                found = next(near, None)
                if found and begins_like_name(found.value, named["name"]):
                    return found.value
                at = page.text.find(named["name"], at + 1)
    return None


def _meant(page: Page, passages: list[_Passage], kind: str) -> str | None:
    """The address of the contact that a passage means without giving it: "till oss nedan", "hör av dig till mig", "till henne"."""
    for one in passages:
        found = _MEANS.search(one.text)
        if found is None:
            continue
        begin = page.stretch(one.start).start if found[0] in ("henne", "honom", "him", "her") else one.end
        for reach in page.reaches:
            if reach.kind == kind and reach.start >= begin and page.stretch(reach.start).part != "footer":
                return reach.value
    return None


def _next_address(page: Page, passages: list[_Passage], kind: str) -> str | None:
    """The first address or number below a passage that gives none: those of the text's contact."""
    reaches = (one for one in page.reaches if one.kind == kind and one.start >= passages[0].end)
    return next((one.value for one in reaches if page.stretch(one.start).part != "footer"), None)


def _reach(page: Page, passages: list[_Passage], kind: str) -> str | None:
    for one in passages:
        for reach in page.reaches:
            end = one.end + (_FOLLOWS if one.text.rstrip().endswith(":") else 2)  # "till vår pressbyrå:"
            if reach.kind == kind and reach.value and one.start <= reach.start < end:
                return reach.value
    return None
