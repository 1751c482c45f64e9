"""What a date or a clock time is for when it is not the meeting's: entry, gathering, a deadline, a sitting, office hours.

The words that stand before a time in its clause tell most; some stand behind it ("9.30 bussen avgår").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressinvite.reading.release.lexicon import Lexicon, later
from pressinvite.reading.release.words import KINDS, PRESS

if TYPE_CHECKING:
    from collections.abc import Sequence

_PURPOSES = {
    "registration": r"anmäl\w*|r\.?s\.?v\.?p|senast|registr\w*|\bo\.?s\.?a\b|deadline|ackredit\w*|ansök\w*|no later than|let us know by|register|hör av (?:dig|er)|länk(?:en)? (?:kommer|skickas|mejlas)|besked lämnas",
    "gathering": r"ombordstigning|påstigning|boarding|embarkation|(?:ska|skall|måste|bör) vara (?:på plats|inne)|står på plats|samling\w*|samlas|möt upp|möter upp|mötesplats|dörr\w* låses|grind\w* stängs|mötas? upp|hämtas|hämtar|inpasser\w*|insläpp\w*|(?<!pressen )(?<!medierna )(?<!media )(?<!medier )släpps in|dörrarna|dörrar öppn\w*|entrén öppn\w*|grindarna öppn\w*|incheckning|gather\w*|doors",
    "food": r"kaffe\w*|fika|frukost serveras|lunch|smörgås|mingel|mingla|förfriskningar|coffee",
    "travel": r"(?:den|båten|färjan|bussen) går från|(?:mini)?buss(?:en)? (?:går|avgår|från|lämnar|hämtar)|bussarna (?:går|avgår)|(?:mini)?bussavg\w*|bussresa\w*|(?:kommer|åker|reser|går) (?:med|av|på) buss(?:en)?|buss till|båten|tåget|avgår|avgång|avfärd|avresa|hemresa|rullar|färjan|departs?|leaves for|sets sail|flyget",
    "publication": r"embargo\w*|(?:skickas|mejlas|mailas|läggs) (?:ut|hem|till)|offentliggör\w*|publicer(?!ingsdagen)\w*|(?<!\w)lämnar (?:sin|sitt)|publish\w*|släpp(?:er|s)(?! (?:vi |dig |er )?(?:in|er|fram)\b)|ges ut|ger ut|läggs ut|lägger ut|finns att läsa|finns på (?:webben|nätet)|fritt att publicera|rapporten kommer|uppdatera(?:d|des|ts)|published",
    "sitting": r"(?:träffas|möts|samlas) \w*(?:styrelsen|nämnden|utskottet|fullmäktige)|\w*(?:styrelsen|nämnden|utskottet) (?:träffas|möts|samlas|har möte)|samm\w*träd\w*|avgör|fastställer|klubbar|röstar|tar ställning|diskuterar|\w*(?:styrelsens|nämndens|utskottets|fullmäktiges) (?:möte|sammanträde) som (?:börjar|startar|inleds)|nämndens? (?:möte|sammanträde)|fullmäktige\w*|arbetsutskottet har|har möte|behandla\w*|tar beslut|beslutade|beslut(?:as)?|meddelar dom\w*|meddelas dom\w*|dom i mål\w*|domen meddelas",
    "hours": r"avstäng[dt]a?|stängs av|avspärra[dt]e?|vardagar|helger|öppet (?:vardagar|mellan|från|\d)|öppettid\w*|är öppen|bemann\w*|svarar(?! på (?:\w+ )?frågor (?:på|via|om|i) )|(?:kan|går att|får|bra att) (?:ni |du |man )?(?:i stället |också |även )?ringa?|telefontid|växeln|tar emot samtal|nås mellan|open to visitors|open daily|opening hours",
    "public": r"för analytiker|analyst call|(?<!\bvi )öppnar(?! vi)|offentligt|öppn?a? föreläsning\w*|alla andra|\w*biljett\w*|firas|turn[eé]\w*|vidare till|\w*premiär\w*|konsert(?!hus)\w*|föreställning\w*|match\w*|festival\w*|allmänheten|samråd\w*|starten går|går starten|sänd(?:s|ning\w*)|webb-tv|stäng(?:s|t|d|da|er)?|gäller från|träder i kraft|i tjänst|tas i (?:bruk|drift)|spelas|pågår",
    "limit": r"(?:före|innan|efter|fram till|till och med|t\.?o\.?m\.?|från och med|fr\.?o\.?m\.?|från den|before|after|until)(?: kl(?:ockan)?\.?| den)?\s*$",
    "later": r"efteråt|därefter|sedan blir det|avslut\w*|slutar|tillbaka|åter |intervju\w*|interviews?|efter (?:infon|träffen|mötet|visningen|lunchen|genomgången|briefingen|press\w+n)|före den|därpå|nästa (?:träff|möte|pressträff)",
    "history": r"började|sedan den|invigdes|bildades|igår|i går|(?<!för )första gången(?! (?:är|blir|den|på)\b)|grundades",
}
_BEFORE = Lexicon(
    rf"\b(?:(?:{'|'.join(words for key, words in _PURPOSES.items() if key != 'limit')})\b|{_PURPOSES['limit']})",
    "avstäng|stängs av|avspärra|tillbaka|åter |ombordstig|påstig|boarding|embark|styrelsens|nämndens|utskottets|fullmäktiges|offentligt|analyst|analytiker|vara inne|på plats|föreläsning|går från| ring|skickas |mejlas |mailas |läggs |styrelsen|nämnden|utskottet|fullmäktige| lämnar |biljett| öppet |är öppen| ackredit| after|alla andra| allmänheten| anmäl| ansök|arbetsutskottet har| avfärd| avgång| avgår| avgör| fastställer| klubbar| avresa| avslut| before| behandla| bemann| beslut| bildades| buss| minibuss| båten| började| coffee| deadline| depart|leaves for|sets sail|let us know by|länk|besked lämnas| interview|efter infon|efter träffen|efter mötet|efter visningen|efter lunchen|efter genomgången|efter briefingen|efter press|open to visitors|open daily|opening hours| diskuterar|domen meddelas| doors|dom i mål| därpå| därefter|dörrar öppn| dörrarna| efter| embargo|entrén öppn| festival| fika|finns att läsa|finns på | ges ut| ger ut| firas| flyget|från den| fr.o|fram till| fro.| from|frukost serveras|från och med| färjan| före| förfriskningar|första gången| gather|grindarna öppn| grundades|gäller från|har möte| helger| hemresa| hämtas|hör av |i går| igår| incheckning| innan| inpasser| intervju| invigdes| kaffe| konsert| lunch|lägger ut|läggs ut| match|meddelar dom|meddelas dom| mingel| mingla|möt upp| möter upp| mötesplats| dörr| grind| hämtar| möta|no later than| nästa |nås mellan| o.s| offentliggör| os.| osa|premiär| publicer| publish| pågår| r.s|rapporten kommer| register| registr| rs.| rsv| rullar| röstar| samlas| samling| samm| samråd|sedan blir det|sedan den| senast| slutar| släpp| insläpp| föreställ| smörgås| spelas|starten går|går starten| stäng| svarar| sänd| t.o|tar emot samtal|tar ställning| telefontid|till och med| to.| tom|träder i kraft|i tjänst| bruk| drift| turn| tåget| until| uppdatera| vardagar|vidare till| växeln| webb-tv| öppen| öppet| öppnar",
)
_DENIED = Lexicon(
    r"\b(?:ingen|inga|inget|inte|ej|no|not)\b(?:(?!,\smen\b|,\sbut\b)[^.!?]){0,40}$|(?:\btidigare|\bi ?stället för)\s*(?:kl(?:ockan)?\.?)?\s*$",
    " ej | inga | ingen | inget | inte | no | not |stället för| tidigare",
)
_APART = (
    r"(?:inbjudan|kallelse) till den|inbjudan kommer|(?:egen|eget|annan|annat|separata?|särskil[dt]) (?:press|medie|inbjudan|kallelse)|kallelsen dit|inbjudan dit"
    r"|(?:bjuder|kallar) vi (?:in )?(?:till )?(?:särskilt|separat|senare)|another (?:press|media)|separate (?:press|media|invitation)"
)
_APART_STEMS = "egen |eget |annan|annat|dit|till den|inbjudan kommer|separat|särskil| senare|another|separate"
_NEXT = Lexicon(
    rf"\b(?:nästa (?!mån|tis|ons|tors|fre|lör|sön|vecka)|en egen|för sig (?:på|vid)|{_APART})",
    f"nästa|en egen|för sig |{_APART_STEMS}",
)
_INVITED_APART = Lexicon(rf"\b(?:{_APART})", _APART_STEMS)
_BEHIND = Lexicon(
    r"(?:"
    + "|".join(
        _PURPOSES[key] for key in ("registration", "gathering", "food", "travel", "publication", "sitting", "public")
    )
    + r")\b",
    "ombordstig|påstig|boarding|embark|styrelsens|nämndens|utskottets|fullmäktiges|offentligt|analyst|analytiker|vara inne|på plats|föreläsning|går från| ring|skickas |mejlas |mailas |läggs |styrelsen|nämnden|utskottet|fullmäktige|lämnar |biljett|ackredit|alla andra|allmänheten|anmäl|ansök|arbetsutskottet har|avfärd|avgång|avgår|avgör|fastställer|klubbar|avresa|behandla|beslut|buss|båten|coffee|deadline|depart|leaves for|sets sail|let us know by|länk|besked lämnas|dom i mål|diskuterar|domen meddelas|doors|dörrar öppn|dörrarna|embargo|entrén öppn|festival|fika|finns att läsa|finns på |ges ut|ger ut|firas|flyget|frukost serveras|fullmäktige|färjan|föreställning|förfriskningar|gather|grindarna öppn|gäller från|har möte|hemresa|hämtas|hör av |incheckning|inpasser|kaffe|konsert|lunch|lägger ut|läggs ut|match|meddelar dom|meddelas dom|mingel|mingla|möt upp|möter upp|mötesplats|dörr|grind|hämtar|möta|no later than|nämnden|o.s|offentliggör|os.|osa|premiär|publicer|publish|pågår|r.s|rapporten kommer|register|registr|rs.|rsv|rullar|röstar|samlas|samling|samm|samråd|senast|släpp|smörgås|spelas|starten går|går starten|stäng|sänd|tar ställning|träder i kraft|i tjänst| bruk| drift|turn|tåget|uppdatera|vidare till|webb-tv|öppnar",
)


def is_of_something_else(words: str) -> bool:
    """Tell whether the words before a time say that it is not the meeting's start: the nearest to it tells.

    "Efter sammanträdet bjuds medierna in till pressträff klockan 14.30" is about the press meeting.
    """
    last = max((found.end() for found in _BEFORE.finditer(words) if not _is_treat(words, found.start())), default=None)
    return last is not None and KINDS.search(words, last) is None


def is_of_the_public(text: str, at: int) -> bool:
    """Tell whether the line of a date or time begins with what everybody may come to, in a text that names a meeting of the
    press: "Vernissage: lördag 3/9 kl 12–16".
    """
    begin = text.rfind("\n", 0, at) + 1
    return _PUBLIC_HEAD.match(text[begin:at].lstrip(" •*-–|")) is not None and (KINDS.is_in(text) or PRESS.is_in(text))


_PUBLIC_HEAD = later(
    r"(?:vernissage|(?:ny)?premiär|föreställning(?:ar)?|öppet(?: hus)?|öppettider|biljettsläpp|(?:direkt|tv-)?sändning(?:en)?|matchstart|konserten|(?:för )?allmänheten|utställningen|visning för allmänheten)"
    r"\b[^.!?:\n]{0,25}:[^.!?:]{0,30}$",
    re.IGNORECASE,
)


def own_lines(before: str, ends: Sequence[int]) -> str:
    """Return what stands before a time without the lines of a list that tell other times, which end at `ends`: "Samling
    9.45" above "Spadtag 10.00".
    """
    last = before.rfind("\n") + 1
    begin = before.rfind("\n", 0, max(0, last - 1)) + 1
    return before[last:] if last and any(begin < end <= last for end in ends) else before


def _is_treat(words: str, at: int) -> bool:
    """Tell whether what is eaten or drunk is what people are asked to: "Välkomna på kaffe fredag klockan 10"."""
    return _ASKED_TO.search(words, max(0, at - _SHORT), at) is not None


_SHORT = 40
_ASKED_TO = Lexicon(
    r"\b(?:välkom\w+|kom|bjud\w+|inbjud\w+|ses|träffas)(?: (?:alla|er|in|då|också|pressen|medierna))* (?:på|till|över) (?:en )?(?:kopp )?$"
    r"|\b(?:press|medi|journalist|redaktion)\w*[^.!?]{0,20} får (?:nu |då )?en $|\bfår (?:nu |då |ni )+en $",
    "får |press|medi|journalist|redaktion|välkom| kom |bjud| ses |träffas",
)


def is_deadline(words: str) -> bool:
    """Tell whether the words before a date or time end with those for a last moment: "senast den"."""
    return bool(_DEADLINE.search(words))


_DEADLINE = Lexicon(
    r"\b(?:senast|no later than|sista dag(?:en)?(?: för anmälan)?(?: är)?)(?: den| på)?(?: kl(?:ockan)?\.?)?\s*$"
    r"|\b(?:anmäl\w+|ackredit\w+|registration|accreditation)\b[^.!?]{0,40}\b(?:closes|ends|stänger|stängs|går ut|avslutas)(?: on| at| den| kl(?:ockan)?\.?)?\s*$"
    r"|\b(?:register|sign up|let us know|tell|r\.?s\.?v\.?p|accreditation|registration|reply|confirm|apply|e-?mail|respond)\b[^.!?]{0,60}\bby(?: the| noon on)?\s*$",
    "senast|no later than|sista dag| by|anmäl|ackredit|registration|accreditation",
)


def is_of_the_press(words: str) -> bool:
    """Tell whether a sentence names the press or a meeting of it."""
    return PRESS.is_in(words) or KINDS.is_in(words)


def is_denied(words: str) -> bool:
    """Tell whether the words before a time say that it is not, or no longer, so: "i stället för 15.00"."""
    return _DENIED.is_in(words)


_CALLED_OFF = Lexicon(
    r"\b(?:uteblir|utgår|ställs in|inställ\w+|blir det (?:inte|ingen|inget)|hålls (?:ingen|inte)|is cancelled|no meeting)\b",
    "uteblir|utgår|ställ|blir det in|hålls in|cancelled|no meeting",
)


def is_called_off_behind(words: str) -> bool:
    """Tell whether the words behind a date say that nothing happens then: "den 9 april är det påsklov och då uteblir …"."""
    return bool(_CALLED_OFF.search(words))


def is_of_next(words: str) -> bool:
    """Tell whether the words around a time speak of a meeting that is invited to elsewhere: "en egen pressträff"."""
    return _NEXT.is_in(words)


def is_invited_apart(sentence: str) -> bool:
    """Tell whether a sentence tells of another meeting of the press, to which there is an invitation of its own."""
    return _INVITED_APART.is_in(sentence)


def ends_otherwise(words: str) -> bool:
    """Tell whether the words behind a time say so."""
    found = None if _LASTS.match(words) else _BEHIND.search(words)
    return found is not None and not _BEFORE_THAT.search(words, 0, found.start())


def is_in_parentheses(text: str, at: int) -> bool:
    """Tell whether a place of the text stands within parentheses: "(frallor från 7.45)"."""
    before = text[max(0, at - _ASIDE) : at].rpartition("\n")[2]
    return before.rfind("(") > before.rfind(")")


_ASIDE = 80


def is_of_all(words: str) -> bool:
    """Tell whether the words behind a time give it to everybody: "17:00 (allmänheten)"."""
    return _OF_ALL.match(words) is not None


def is_of_press_alone(words: str) -> bool:
    """Tell whether the press is the last thing named before a time: "pressen 15:30"."""
    return _PRESS_AT.search(words) is not None


_PRESS_AT = later(
    r"\b(?:pressen|media|medierna|journalister(?:na)?)\W{1,3}(?:kl\.?\s)?\Z", holds="press media medierna journalister"
)
_OF_ALL = later(r"\s?\((?:för\s)?(?:allmänheten|publiken|besökare|övriga)\b", holds="(")
_LASTS = later(
    r"\s?(?:och|samt|and)\s(?:det\s)?(?:pågår|varar|håller på|beräknas|väntas|lasts)\b", holds="och samt and"
)
"""What tells how long that which begins at the time goes on: "startar 18.30 och pågår till ca 21"."""
_BEFORE_THAT = Lexicon(r"\b(?:timm\w+|minuter|kvart|hours?|minutes) (?:innan|före|before)\b", "innan|före|before")


def welcomes(words: str) -> bool:
    """Tell whether the words behind a time ask the reader himself to come, whatever else happens then."""
    return _WELCOMES.is_in(words)


_WELCOMES = Lexicon(r"\b(?:ni|du) är (?:varmt |hjärtligt )?(?:välkom\w+|inbjud\w+|bjud\w+)", "välkom|inbjud|bjud")
_GATHERING = Lexicon(
    rf"\W*(?:{_PURPOSES['gathering']}|{_PURPOSES['food']}|{_PURPOSES['travel']})\b",
    "ombordstig|påstig|boarding|embark|vara inne|på plats|går från|avfärd|avgång|avgår|avresa|buss|båten|coffee|depart|leaves for|sets sail|doors|dörrar öppn|dörrarna|entrén öppn|fika|flyget|frukost serveras|färjan|förfriskningar|gather|grindarna öppn|hemresa|hämtas|incheckning|inpasser|insläpp|kaffe|lunch|mingel|mingla|möt upp|möter upp|mötesplats|dörr|grind|hämtar|möta|rullar|samlas|samling|släpps in|smörgås|tåget",
)


def is_gathering(words: str) -> bool:
    """Tell whether the words behind a time begin with people coming together, coffee or a bus."""
    return bool(_GATHERING.match(words))


def speaks_of_gathering(words: str) -> bool:
    """Tell whether a line of a programme is about people coming together, coffee or a bus."""
    return _GATHERING.is_in(words.split("\n", 1)[0])


def own_words(behind: str, others: Sequence[int]) -> str:
    """What stands behind a moment in its sentence, up to the clause of the next one of its kind: offsets from its end."""
    nearest = next((at for at in others if _TWIN < at < len(behind)), None)
    if nearest is None:
        return behind
    ends = [found.start() for found in _CLAUSE_END.finditer(behind, 0, nearest)]
    return behind[: ends[-1]] if ends else ""


def near_words(behind: str, others: Sequence[int]) -> str:
    """What stands right behind a moment, without what leads to the next: "10.00 och slut senast 11.30"."""
    nearest = next((at for at in others if _BOTH < at < _NEAR), None)
    if nearest is None:
        return behind[:_NEAR]
    ends = [found.start() for found in _CLAUSE_END.finditer(behind, 0, nearest)]
    return behind[: ends[-1] if ends else nearest]


_BOTH, _NEAR = 8, 45
_TWIN = 3
"""So near stands the same time on another clock: "11.15 (10.15 CET)"."""
_CLAUSE_END = later(r"[,;]|–|\s(?:men|och|samt|and|but)\s", re.IGNORECASE)
