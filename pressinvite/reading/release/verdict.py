"""Is it an invitation at all, what kind, in which language, and when was it published."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from pressinvite.reading.release.choices import clock_choices
from pressinvite.reading.release.layout import is_stamp
from pressinvite.reading.release.lexicon import Lexicon, Words, fold
from pressinvite.reading.release.registration import asks_to_register
from pressinvite.reading.release.time_lines import stands_alone
from pressinvite.reading.release.words import (
    ADDRESSED,
    CALLED_OFF,
    HINTS,
    INVITES,
    KINDS,
    NEW_TIME,
    OTHER_KINDS,
    PRESS,
    PRESS_INVITED,
    PRESS_WELCOME,
    PUBLIC,
    REPORTS,
    SITTING,
    TITLE_INVITES,
    TITLE_PRESS,
    tells_of_no_invitation,
    without_the_public,
)

if TYPE_CHECKING:
    from pressinvite.reading.release.moments import Day
    from pressinvite.reading.release.page import Page
    from pressinvite.reading.release.schedule import Slot

ENOUGH = 1.0
"""From this score on the press is invited."""


def is_invitation(page: Page, slot: Slot, published: dt.date | None = None) -> bool:
    """Tell whether the press is invited to what is at the slot."""
    return weigh_invitation(page, slot, published)[0] >= ENOUGH and not is_called_off(page)


def is_called_off(page: Page) -> bool:
    """Tell whether the text calls a meeting off and names no new time for it."""
    lead = next((stretch.text for stretch in page.stretches if stretch.part == "lead"), "")
    opening = f"{page.title.text if page.title else ''}\n{lead[:200]}"
    return CALLED_OFF.is_in(opening) and not NEW_TIME.is_in(opening)


def weigh_invitation(page: Page, slot: Slot, published: dt.date | None = None) -> tuple[float, tuple[str, ...]]:
    """Return how much speaks for an invitation of the press, and what does, as codes with their weights."""
    found = {**_of_title(page), **_of_labels(page, slot), **_of_words(page), **_of_slot(page, slot, published)}
    if found.keys() <= _FORM:
        found["form-alone"] = -1.0
    return sum(found.values()), tuple(f"{code} {weight:+.1f}" for code, weight in found.items() if weight)


_FORM = frozenset({"set-off", "labels", "clear-time", "registration", "other-sentence"})
"""What only the form of a text tells: a line that begins with a time, without a word of anybody who is asked to come."""


def _of_title(page: Page) -> dict[str, float]:
    """What stands in the headline, and in the lines above it: "PRESSINBJUDAN"."""
    if page.title is None:
        return {}
    above = page.text[: page.title.start]
    title = page.title.text
    told = TITLE_INVITES.is_in(title) or TITLE_INVITES.is_in(above)
    invites = (
        3.0 if told else 2.0 if TITLE_PRESS.is_in(title) or KINDS.is_in(title) else 1.0 if PRESS.is_in(title) else 0.0
    )
    weights = {
        "title-invites": invites,
        "title-desk": -6.5 if _DESK.is_in(f"{above[-200:]} {title}") and not told else 0.0,
        "title-ends": -6.0 if _ENDS.is_in(title) and not told else 0.0,
    }
    return {code: weight for code, weight in weights.items() if weight}


def _of_labels(page: Page, slot: Slot) -> dict[str, float]:
    """Labels of time and place, most where the slot's own time stands under one."""
    main = [stretch for stretch in page.stretches if stretch.part != "footer"]
    labels = {kind for stretch in main for _, kind, _ in stretch.labels}
    when = bool(labels & {"time", "date", "time-place"})
    where = bool(labels & {"place", "time-place"})
    found = {"labels": 1.5 if when and where else 0.5 if when or where else 0.0}
    if labels & {"registration", "participants"}:
        found["people-label"] = 1.0
    elif when and where and _TAKES_PART.is_in(_flowing(page, ("lead", "body"))) and not PUBLIC.is_in(page.text):
        found["people-told"] = 1.0
    if slot.clock is not None and slot.clock.score >= _CERTAIN_CLOCK:
        found["clear-time"] = 0.5
    return found


def _of_words(page: Page) -> dict[str, float]:
    """Who is invited in so many words: the press, or the public; or nobody any more."""
    main = _flowing(page, ("title", "lead", "body"))
    welcome = PRESS_WELCOME.is_in(main)
    invited = welcome or PRESS_INVITED.is_in(main)
    named, told = PRESS.is_in(main), TITLE_INVITES.is_in(main)
    found = {"press-welcome": 3.0 if welcome else 2.0 if invited else 0.5 if named and INVITES.is_in(main) else 0.0}
    if KINDS.is_in(main):
        found["kind"] = 0.5
    elif not named and not told:
        found["no-press"] = -0.5 if _FROM_PRESS.is_in(page.text) else -1.0
    public = len({match[0].casefold() for match in PUBLIC.finditer(without_the_public(main))})
    held = bool(page.title and TITLE_PRESS.is_in(page.title.text))
    if public and not (welcome or told or held or _TO_PRESS.is_in(main)):
        found["public"] = (-0.5 if invited else -1.5) * min(public, 3)
    return {**found, **_of_voice(page, main)}


def _of_voice(page: Page, main: str) -> dict[str, float]:
    """How the text speaks: to somebody who may come and take pictures, or of what has been."""
    hints = len({match[0].casefold()[:6] for match in HINTS.finditer(main)})
    title = page.title.text if page.title else ""
    asked = asks_to_register(page)
    sits = SITTING.count(main) > 1 and SITTING.is_in(title) and not PRESS.is_in(title)
    told = {
        "welcome-line": 1.0 if _WELCOME_LINE.is_in(main) else 0.0,
        "hints": 1.5 * min(hints, 2),
        "sitting": -4.5 if sits else 0.0,
        "registration": 0.5 if asked else 0.0,
        "moved": 1.5
        if NEW_TIME.is_in(main) and TITLE_INVITES.is_in(main)
        else 1.0
        if NEW_TIME.is_in(main) and KINDS.is_in(main)
        else 0.0,
        "addressed": (1.5 if asked else 1.0) if ADDRESSED.is_in(main) else 0.0,
        "you-welcome": 1.5 if _YOU_WELCOME.is_in(main) else 0.0,
        "from-press": 1.0 if ADDRESSED.is_in(main) and _FROM_PRESS.is_in(page.text) and not PUBLIC.is_in(main) else 0.0,
        "to-the-press": 2.0 if _TO_PRESS.is_in(main) else 0.0,
        "others-invited": _others_weight(main, title),
        "to-investors": -4.0 if _INVESTORS.is_in(main) and not PRESS.is_in(main) else 0.0,
        "to-members": -8.0 if _MEMBERS.is_in(main) else 0.0,
        "list-of-news": -4.0 if _READ_MORE.count(main) > _SEVERAL else 0.0,
        "reports": -3.0 if REPORTS.is_in(main) else 0.0,
        "no-invitation": -6.0 if tells_of_no_invitation(main) else 0.0,
    }
    return {code: weight for code, weight in told.items() if weight}


def _others_weight(main: str, title: str) -> float:
    """What speaks against an invitation of the press where others are asked to come."""
    if _ASKED.is_in(main) and not PRESS.is_in(main):
        return -8.0
    if not _OTHERS.is_in(main):
        return 0.0
    return -1.5 if _invites_press(title) and not _OTHERS.is_in(title) else -6.0


def _invites_press(title: str) -> bool:
    """Tell whether a headline is of an invitation that names the press: no "Inbjudan: nya regler för butiker"."""
    return TITLE_INVITES.is_in(title) and ("press" in fold(title) or "medi" in fold(title))


def _flowing(page: Page, parts: tuple[str, ...]) -> str:
    """The text of some parts, a line a stretch, so that a hard line break parts no sentence."""
    return "\n".join(stretch.text.replace("\n", " ") for stretch in page.stretches if stretch.part in parts)


def _of_slot(page: Page, slot: Slot, published: dt.date | None) -> dict[str, float]:
    """The sentence of the time: whether it is about a meeting of the press."""
    stretch = page.stretch(slot.span[0])
    sentence = stretch.sentence(slot.span[0])[0].replace("\n", " ")
    told = any(words.is_in(sentence) for words in (PRESS, KINDS, PRESS_INVITED, HINTS))
    invites = bool(page.title and TITLE_INVITES.is_in(page.title.text))
    labelled, set_off = stretch.label_at(slot.span[0]) is not None, _is_set_off(page, slot)
    plain = labelled and not PUBLIC.is_in(page.text)
    found: dict[str, float] = {}
    if told:
        found["press-sentence"] = 1.0
    elif not (labelled or invites or set_off):
        found["other-sentence"] = -0.5
    if PUBLIC.is_in(without_the_public(sentence)) and not told:
        found["public-sentence"] = -2.0
    elif not PUBLIC.is_in(page.text) and (_WELCOMED.is_in(sentence) or _WELCOMED.is_in(_sentence_of_date(page, slot))):
        found["welcomed"] = 1.0
    if set_off and not labelled:
        found["set-off"] = 1.0
    if published is not None and slot.date.date <= published and _TOLD.is_in(sentence):
        found["has-been"] = -5.0
    return {**found, **_of_moment(page, slot, published, told=told or plain, invites=invites)}


def _sentence_of_date(page: Page, slot: Slot) -> str:
    return page.stretch(slot.date.day.start).sentence(slot.date.day.start)[0]


def _of_moment(page: Page, slot: Slot, published: dt.date | None, *, told: bool, invites: bool) -> dict[str, float]:
    """The date and the time themselves: whether they are a meeting's at all."""
    clock, date = slot.clock, slot.date
    weights = {
        "timetable": -4.5 if _is_timetable(page) and not _names_meeting(page) else 0.0,
        "weekday-alone": -2.0 if clock is None and date.day.day is None and not told else 0.0,
        "habit": (-1.0 if told else -2.5) if _is_habit(page, slot) else 0.0,
        "standing": -4.5 if date.day.day is None and _STANDING.is_in(page.text) else 0.0,
        "no-time": (-1.0 if _names_meeting(page) else -2.0)
        if (clock is None or clock.score < _LEAST_CLOCK) and not invites
        else 0.0,
        "past": _past_weight(page, slot) if published is not None and date.date < published else 0.0,
        "other-purpose": -2.0 if clock is not None and clock.reason == "other-purpose" and not told else 0.0,
        "other-day": (-1.0 if PRESS_WELCOME.is_in(page.text) else -2.0)
        if date.reason == "other-purpose" and not told
        else 0.0,
        "doubtful-date": (-1.5 if clock is not None and clock.score >= _CERTAIN_CLOCK else -5.0)
        if date.score < -_DOUBTFUL_CLOCK
        else 0.0,
    }
    return {code: weight for code, weight in weights.items() if weight}


def _names_meeting(page: Page) -> bool:
    """Tell whether the headline is of meetings of the press: "Pressträffar i tre kommuner"."""
    return page.title is not None and KINDS.is_in(page.title.text)


def _past_weight(page: Page, slot: Slot) -> float:
    """A day that has been: under a label a stale copy of an invitation, in running text a report."""
    return -1.5 if page.stretch(slot.span[0]).label_at(slot.span[0]) is not None else -4.0


def _is_habit(page: Page, slot: Slot) -> bool:
    """Tell whether the day is a bare weekday in running text: "tisdag och torsdag 10.30" is of every week."""
    day = slot.date.day
    if (
        day.weekday is None
        or not (day.day is None and day.week is None and not day.is_next)
        or page.stretch(day.start).label_at(day.start) is not None
    ):
        return False
    dated = any(one.weekday == day.weekday and one.day is not None for one in page.days)
    if dated:
        return False
    before = fold(page.text[max(0, day.start - 5) : day.start])
    return not before.endswith(("på ", "nu ", "on ", "gon ", "dag "))


def _is_set_off(page: Page, slot: Slot) -> bool:
    """Tell whether the time stands on a line of its own, or a line begins with it."""
    if slot.clock is None:
        return False
    start = page.text.rfind("\n", 0, slot.clock.clock.start) + 1
    leads = slot.date.day.start - start < 4 and slot.clock.clock.start - slot.date.day.end < 20
    return leads or stands_alone(page, slot.clock.clock)


def _is_timetable(page: Page) -> bool:
    """Tell whether one stretch of running text gives several dates a clock time each."""
    listed = [page.stretch(day.start).start for day in page.days if _has_own_clock(page, day)]
    return any(listed.count(start) > _TIMETABLE for start in listed)


def _has_own_clock(page: Page, day: Day) -> bool:
    """Tell whether a clock time follows the date in running text, as in a timetable of sittings."""
    stretch = page.stretch(day.start)
    told = (choice.clock.start for choice in clock_choices(page) if choice.reason != "stamp")
    near = any(day.end <= start < day.end + _CLOSE for start in told)
    if KINDS.search(page.text, day.end, day.end + 40):
        return False
    return day.day is not None and near and stretch.part in ("lead", "body") and stretch.label_at(day.start) is None


_TOLD = Lexicon(
    r"\b(?:presenterade|berättade|visade|redovisade|talade|medverkade|invigde|öppnade|klippte|presented|told|showed)\b",
    "presenterade|berättade|visade|redovisade|talade|medverkade|invigde|öppnade|klippte|presented|told|showed",
)
"""What has been done already, in the sentence of the time."""
_WELCOMED = Words("välkomna|välkommen")
_TAKES_PART = Words("medverkar|deltar|närvarar|medverkande|deltagare")
_CLOSE = 16
_TIMETABLE = 2
_CERTAIN_CLOCK = 8.0
_DOUBTFUL_CLOCK = 2.0
_LEAST_CLOCK = 1.0
_FROM_PRESS = Lexicon(
    r"\b(?:pressmeddelande|presskontakt|press(?:chef|ansvarig|sekreterare|jour|tjänst|informatör|kommunikatör)|presstalesperson|press release|nyhetsredaktion)",
    "nyhetsredaktion|press",
)
_DESK = Lexicon(
    r"\b(?:nya? (?:tider|telefontid\w*)|telefontid\w*|öppettider|\w*(?:jourens|pressens|tjänstens) tider|hours|byte av (?:telefon)?nummer|ackreditering 20\d\d|accreditation|pressbilder|får nya? (?:tid|tider|nummer|adress)|frågor och svar|så når|så hittar|så gör du som|kallelser)\b",
    "nya |ny |telefontid|öppettider|tider|hours|byte av|ackreditering|accreditation|pressbild|får n|frågor och|så når|så hittar|så gör|kallelser",
)
"""A headline of standing information: when and how the press desk is reached."""
_ENDS = Lexicon(
    r"\b(?:läggs? ner|upphör|avslutar|avslutas|slut på|slut med|(?:sommar|jul)?uppehåll|pausas?|ändrade (?:mötes|förhandlings)?dagar|summer break|discontinued)\b",
    "lägg|upphör|avsluta|slut |uppehåll|paus|ändrade|summer break|discontinued",
)
"""A headline that tells of meetings which are no more."""
_OTHERS = Lexicon(
    r"\b(?:anbud\w*|upphandling\w*|leverantör\w*|rekryter\w*|jobbmässa\w*|inbjudna gäster|arbetssökande|tenders?|stipendi\w*[^.!?]{0,40}\b(?:sök|ansök|utlys)\w*|(?:sök|ansök|utlys)\w*[^.!?]{0,40}stipendi\w*|sista dag att söka|din ansökan|kursavgift\w*|pris:? \d[\d ]* kr\w*|kostar \d[\d ]* kr\w*(?= per| exkl))\b",
    "kursavgift|pris|kostar|sista dag att söka|din ansökan|stipendi|anbud|inbjudna gäster|arbetssökande|jobbmässa|leverantör|rekryter|tender|upphandling",
)
_ASKED = Lexicon(
    r"\b(?:bjuder|bjuds|inbjud\w+|välkomnar|kallar)[^.!?\n]{0,25} (?:in )?(?:alla |kommunens |ortens |våra |dess )*(?:företag(?:are)?|näringsidkare|föreningar|föräldrar|fastighetsägare|lantbrukare|seniorer|pensionärer|ungdomar|elever|studenter|kunder|grannar|närboende|hyresgäster|medlemmar)(?: \w+){0,4} till\b",
    "bjud|välkomnar|kallar",
)
"""Some group of people is asked to come."""
_INVESTORS = Lexicon(
    r"\b(?:analytiker|investerare|aktieägar\w+|analysts|investors|shareholders)\b",
    "analytiker|investerare|aktieägar|analysts|investors|shareholders",
)
_MEMBERS = Lexicon(
    r"\b(?:kära medlem|dig som är medlem|medlemsblad\w*|alla medlemmar|oss funktionärer|klubbnytt|nästa hemmamatch)\b",
    "medlem|funktionär|klubbnytt|hemmamatch",
)
_TO_PRESS = Lexicon(
    r"^(?:till|hej\w*|hallå|bästa|kära|to)\b[^.!?\n]{0,30}(?:redaktion|nyhetschef|redaktör|journalist|report(?:er|rar)|fotografer|medier|pressen|pressfolk|editors|planering)",
    "editors|journalist|medier|nyhetschef|planering|pressen|pressfolk|redaktion|redaktör|reporter|reportrar|fotografer",
    flags=re.MULTILINE,
)
_READ_MORE = Lexicon(r"\b(?:läs (?:mer|vidare)|read more)\b", "läs |read more")
_SEVERAL = 2
_STANDING = Lexicon(
    r"\b(?:i regel|oftast|så här fungerar|här samlar vi|samlat för dig som|ansvarig för sidan|sidan (?:granskad|uppdaterad)|innehållet granskat)\b",
    "i regel|oftast|så här fungerar|här samlar|samlat för|ansvarig för|sidan |innehållet",
)
"""A page that stands all year, of how the press may follow an organisation."""
_YOU_WELCOME = Lexicon(
    r"\b(?:är (?:ni|du) intresserade? av att|vill (?:ni|du) vara med|intresserade? av att (?:vara med|komma|bevaka))\b|\b(?:ni|er)\b(?: som \w+(?: \w+){0,3})?(?: (?:är|hälsas|så|mycket|hjärtligt|varmt|alla|också|även))* välkom|\b(?:får|kan) ni (?:\w+ ){0,2}(?:följa|titta|se|höra|träffa|möta|prova|fota|filma|svaret|komma)\b"
    r"|\b(?:om|att|hur många) (?:ni|du) (?:\w+ ){0,2}(?:kommer|tänker komma|dyker upp|blir|vill komma|vill med|vill vara med)\b|\byou are (?:\w+ )?welcome|\bom (?:ni|du) (?:tänker|vill) ",
    "intressera|vara med|välkom|får ni|kan ni|om ni|om du|att ni|att du|hur många|welcome",
)
"""Who is spoken to may come: to the press as to a friend, where no word is of the public."""
_WELCOME_LINE = Lexicon(r"välkom(?:men|na)\W*$|\bwelcome\b", "välkom|welcome", flags=re.MULTILINE)


def kind_of(page: Page) -> str | None:
    """Return the kind of meeting: a press meeting of some sort where one is named, else what is held."""
    texts = [stretch.text for stretch in page.stretches if stretch.part in ("title", "lead", "body")]
    return kind_in(*texts)


def kind_in(*texts: str) -> str | None:
    """Return the kind that the first of the texts names, a press meeting of some sort before anything else."""
    for pattern in (KINDS, OTHER_KINDS):
        for text in texts:
            found = pattern.search(text)
            if found:
                return found[1].lower()
    return None


def published_day(page: Page) -> dt.date | None:
    """Return the day of the page's own time stamp, None where it has none."""
    for line in page.lines:
        if line.part == "footer":
            return None
        if line.text and is_stamp(line.text):
            found = next(
                (day for day in page.days if line.start <= day.start <= line.start + len(line.text) and day.year), None
            )
            if found and found.year and found.month and found.day:
                try:
                    return dt.date(found.year, found.month, found.day)
                except ValueError:
                    return None
    return None
