"""The meeting's online side: Teams, Zoom, a webcast, a telephone conference; and where it is joined.

A word such as "digitalt" counts where its sentence tells of the meeting; a recording shown later, the newsroom's own
channels and a broadcast that is denied do not.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from pressinvite.meeting import Online
from pressinvite.reading.release.lexicon import Lexicon

if TYPE_CHECKING:
    from pressinvite.reading.release.page import Page, Stretch
    from pressinvite.reading.release.reach import Reach

PLATFORM = Lexicon(
    r"\b(?:(?P<named>(?:Teams|Zoom|Skype|Webex|Google Meet|Facebook|You[Tt]ube|Instagram|LinkedIn|Twitch|Periscope|Bambuser|TEAMS|ZOOM)(?!-?(?:sponsor|teve))|(?i:telefonkonferens|telefonmöte|conference call|dial-?in\b|dial in\b|ringe?r? in\b|ringa in\b))"
    r"|(?i:(?P<strong>live-?(?:sänd|stream|ström)|live stream|web-?stream|webbsänd|webb-?utsänd|webb-?kast|webcast|webbinari|webinar|direktsänd|direktutsänd|direktström|strea?mas|streaming|streamad|strömmas|a (?:live |video )?stream (?:is|will|of the (?:press|briefing|conference|meeting))\b|webbkonferens|"
    r"webbmöte|online (?:press |media )?(?:briefing|conference|meeting|event|seminar)|länk till (?:mötet|träffen|press(?:träffen|konferensen|mötet)|sändningen)|videokonferens|videomöte|digital(?:t|a)? (?:press|träff|möte|event|evenemang|seminari|lansering|genomgång|lägesrapport|konferens|visning|frukost|sändning|mediaträff|medieträff|briefing|frågestund))"
    r"|(?P<weak>webb-?tv|digitalt|online|på (?:webben|nätet|internet|webbplatsen|distans)|webbsid|webbplats|hemsid|via (?:länk|video)|videolänk|möteslänk|uppkoppl(?!ad|at)|koppla (?:er )?upp|kopplar upp|länk\b|sänds|sändning|via webb|i mobilen|digital länk|remotely)))",
    "teams|zoom|skype|webex|google meet|facebook|youtube|instagram|linkedin|twitch|periscope|bambuser|telefonkonferens|telefonmöte"
    "|conference call|dial-in|dialin|dial in|ring in|ringer in|ringa in|livesänd|live-sänd|webb|webcast|webinar|strea|ström|direktsänd|direktut"
    "|video|digital|online|nätet|internet|distans|hemsid|länk|koppl|sänd|i mobilen|remotely",
    cased=True,
)
_NAMES = {"youtube": "Youtube", "teams": "Teams", "zoom": "Zoom", "telefonkonferens": "telefon", "telefonmöte": "telefon",
          "conference call": "telefon", "dial-in": "telefon", "dial in": "telefon", "ring in": "telefon", "ringer in": "telefon", "ringa in": "telefon"}  # fmt: skip
_SHOWN = (
    r"\b(?:live|direkt|i realtid|samtidigt|delta(?:r|ga)?\b|vara med|är med|var med|medverka\w*|följ(?:a|s|er)?|titta|se (?:den|det|hela|allt|träffen|pressträffen|sändningen|presskonferensen)|ser sändningen|visas|"
    r"sänds|sänder|sändning\w*|anslut\w*|koppla|kopplar|uppkoppl\w*|lyssna\w*|hålls|genomförs|sker|äger rum|ses|möts|streama\w*|strömma\w*|broadcast|watch|follow|join|attend|live|plats|hybrid|också|även|via|filmar|ringer? in)\b"
)
_MEETING = (
    r"press(?:träff|konferens|meet|möte|brief|info|sam)|media(?:träff|info)|medieträff|träffen|konferensen|mötet|evenemanget|seminari|sändningen(?! av)|"
    r"\b(?:live|direkt|delta|deltar|deltagande|medverka\w*|vara med|är med|var med|kopplar? (?:er )?upp|distans|länk|titta|följa?|följs|journalist\w*|allt|den|ni|you)\b|press conference|briefing"
)
_DENIED = (
    r"\b(?:ingen|inget|inga|no)\s(?:\w+\s)?(?:länk|\w*sänd\w*|uppkoppl\w*|\w*stream\w*|digital\w*|webcast|teams|zoom)|(?:sänder|sänds|streamas|strömmas|webbsänds|livesänds)\s(?:\w+\s)?(?:inte|ej)\b"
    r"|\b(?:inte|ej|not)\s(?:att\s|be\s)?(?:\w+\s)?(?:sänd\w*|streama\w*|streamed|webbsänd\w*|livesänd\w*|digitalt|via länk)|uppkoppl[^.!?]{0,50}\b(?:inte|ej)\b|sändning(?:en)? (?:sker|görs|blir det) (?:inte|ej)\b"
)
_OTHER = (
    r"läs mer|läs hela|gilla oss|följ oss|hitta oss|mer information (?:finns )?på|prenumerera|dela (?:på|detta|sidan)|bilder|pressbilder|handlingar|program(?:met|blad)? (?:finns|ligger)|anmäl (?:dig|er)|anmälan (?:görs|via|sker)|"
    r"ansök|läggs (?:ut|upp)|publicera|ladda|formulär|besök vår|närradio|fullmäktige|sammanträdet|invånar|medverkar [^.]*via (?:länk|video)"
)
_LATER = r"i efterhand|efteråt|inspel|senare (?:på|i)|samma eftermiddag|recording|afterwards"
_LIVE = r"\b(?:live\w*|direkt\w*|streama\w*|stream\b|delta|sänds|antingen|även|också|webcast)\b|sändningen"
_HOSTS = {"teams.": "Teams", "zoom.": "Zoom", "skype.": "Skype", "webex.": "Webex", "meet.google.": "Google Meet",
          "youtube.": "Youtube", "youtu.be": "Youtube"}  # fmt: skip
"""Parts of an address → the platform."""
_MOST = 40
"""So many words of a paragraph are weighed; time grows with the text alone."""
_JOIN = r"teams|zoom|meet|webex|skype|live|youtu|play|stream|solidtango|bambuser|webcast|webbinar"


def _has(words: str, sentence: str) -> bool:
    """Tell whether a pattern is found; it is compiled when a text first needs it, since most starts need none."""
    return re.search(words, sentence, re.IGNORECASE) is not None


def platform_of(text: str) -> str | None:
    """Return the platform that a text names, "webb" for a broadcast without one; None for a text of no online side."""
    named = next((match for match in PLATFORM.finditer(text) if match["named"]), None)
    if named:
        return _NAMES.get(named["named"].casefold(), named["named"])
    return "webb" if PLATFORM.search(text) else None


def find_online(page: Page) -> Online | None:
    """Return the online side that the text tells anywhere; None where it tells of none."""
    for stretch in page.stretches:
        late = stretch.part in ("footer", "furniture", "contacts")
        for match in islice(PLATFORM.finditer(stretch.text), _MOST):
            sentence, start = stretch.sentence(stretch.start + match.start())
            if _is_told(stretch, match, sentence, start, late=late):
                url = join_url(page, start, start + len(sentence))
                return made_online(platform_of(sentence) or "webb", url)
    followed = next((reach.value for reach in page.reaches if _is_followed(page, reach)), None)
    return made_online("webb", followed) if followed else None


def _is_followed(page: Page, reach: Reach) -> bool:
    """Tell whether the meeting may be followed at a web address: "följ infon på vasa.example/live"."""
    stretch = page.stretch(reach.start)
    if reach.kind != "url" or stretch.part not in ("lead", "body"):
        return False
    sentence, start = stretch.sentence(reach.start)
    return _FOLLOWED.search(sentence[: reach.start - start]) is not None and not _has(_LATER, sentence)


_FOLLOWED = Lexicon(
    r"\b(?:följ(?:a|er|s)?|se|titta på|follow|watch)\b[^.!?]{0,40}?\b(?:\w*infon|\w*träffen|press\w+en|mötet|genomgången|the (?:press )?(?:briefing|presentation|conference|meeting|event))\b"
    r"[^.!?]{0,30}\b(?:på|via|at|on|här)\b[^.!?\w]*(?:adressen |länken )?$",
    "infon|träffen|press|mötet|genomgången|the ",
)


def made_online(platform: str, url: str | None) -> Online:
    """Return the online side; the platform by its address where no word names it: "https://teams.microsoft.com/…"."""
    host = (url or "").partition("://")[2].partition("/")[0].casefold()
    named = next((name for part, name in _HOSTS.items() if part in host), None) if platform == "webb" else None
    return Online(platform=named or platform, url=url)


def _is_told(stretch: Stretch, match: re.Match[str], sentence: str, start: int, *, late: bool) -> bool:
    """Tell whether the sentence tells that the meeting is online too."""
    if _has(_DENIED, sentence) or (_has(_LATER, sentence) and not _has(_LIVE, sentence)):
        return False
    if late:
        shown = re.search(r"\b(?:live|direkt på|webbsänds|livesänds|streamas)\b", sentence, re.IGNORECASE)
        heading = bool(match["strong"]) and len(sentence.split()) <= 2
        return (bool(shown) or heading) and not _has(_OTHER, sentence) and (stretch.part != "furniture")
    if match["strong"]:
        return not re.search(r"läs mer|i efterhand på|vill (?:direkt|live)", sentence, re.IGNORECASE)
    begins = stretch.start + match.start() - start <= 3
    if match["named"]:
        own = match["named"] in ("Facebook", "Instagram", "LinkedIn", "Youtube", "YouTube")
        other = _has(_OTHER, sentence) and not re.search(r"\b(?:live|direkt)\b", sentence, re.IGNORECASE)
        if own and (other or not _has(_SHOWN, sentence)):
            return False
        return begins or not own or bool(_has(_SHOWN, sentence))
    if _has(_OTHER, sentence):
        return False
    told = _has(_MEETING, sentence) or _has(r"\b(?:sänds|streama|sändning sker)", sentence)
    return bool(_has(_SHOWN, sentence) and told) and _is_weak_enough(match["weak"].casefold(), sentence)


def _is_weak_enough(word: str, sentence: str) -> bool:
    """Tell whether a word of many uses stands for a broadcast here."""
    if word.startswith(("sänd", "länk", "webbplats", "hemsid", "webbsid", "på webbplatsen", "webb-tv", "webbtv")):
        return bool(
            re.search(
                r"\b(?:live|direkt|sänds (?:på|via|även|också|live)|sändningen|sändning sker|sänder|streama\w*|titta|följa?s?|länk (?:till|för att|skickas|får)|delta via)\b",
                sentence,
                re.IGNORECASE,
            )
        )
    return True


def join_url(page: Page, start: int, end: int) -> str | None:
    """Return the web address to join: that of the sentence, else one of the text that names a platform."""
    urls = [reach for reach in page.reaches if reach.kind == "url" and reach.value.startswith("http")]
    told = next((reach.value for reach in urls if start <= reach.start < end), None)
    return told or next((reach.value for reach in urls if _has(_JOIN, reach.value)), None)
