"""The words that tell what a sentence is about: the meeting, the invitation, something else on the same day."""

from __future__ import annotations

import re

KINDS = re.compile(
    r"\b((?:digital(?:a|t)?\s+)?(?:press(?:träff|konferens|visning|lunch|frukost|briefing|möte|seminarium|samtal|event|tillfälle|information|resa|rundtur)|"
    r"mediaträff|medieträff|mediekonferens|frukostseminarium|webbinarium|frågestund|press conference|press meeting|press briefing|press event|media briefing|press preview))",
    re.IGNORECASE,
)
OTHER_KINDS = re.compile(
    r"\b(invigning|ceremoni|första spadtaget|spadtag|öppet hus|startskott|lansering\w*|frukostseminarium|seminarium|visning|"
    r"vernissage|premiär|inauguration|opening|studiebesök|signering|prisutdelning|manifestation|utställning)\b",
    re.IGNORECASE,
)
MEETING_WORDS = re.compile(
    r"press-?(?:träff|konferens|visning|lunch|frukost|briefing|möte|event|tillfälle|syn|rundtur|seminari|samtal|conference|meeting|inbjud)|mediaträff|medieträff|"
    r"webbkonferens|telefonkonferens|pressen\b|invig|frågestund|briefing|vernissage|spadtag|ceremoni|seminari|webbinari|visning|lanser|startskott|press conference|media event|launch|opening",
    re.IGNORECASE,
)
INVITES = re.compile(
    r"inbjud|inbjuds|bjuder|bjuds|välkom|vi ses|följ med|kallar|hälsas|tar emot|möter|möt\b|får gärna|invite|welcome|håller|hålls|anordna|ordnar|arrangera|äger rum|mediernas|journalister|reporter",
    re.IGNORECASE,
)
NOT_THE_MEETING = re.compile(
    r"anmäl|senast|registr|o\.?s\.?a\b|deadline|inpasser|insläpp|insläpp|samling|samlas|dörrarna|embargo|offentliggör|publicer|släpp(?:er|s)\b|sammanträ|sammn|nämndens? möte|fullmäktige|"
    r"vardagar|helger|öppet(?:tid)|öppen\b|bemannad|svarar\b|bussen|avgår|avfärd|ackredit|ansök|före den|buss\b|konserten|starten går|sänd(?:s|ning)|uppdaterad|öppnar\b|register|no later than|deadline|"
    r"arbetsutskottet har|har möte|gäller från|träder i kraft|festival|beslutade|beslut(?:as)?\b|började|sedan den|invigdes|bildades|stängs?\b|igår|premiär|första gången|intervjuer|fika\b|lunch\b",
    re.IGNORECASE,
)
PRESS = re.compile(
    r"\b(?:press(?:en|folk)?|media|medier(?:na)?|journalist(?:er)?|redaktion(?:er(?:na)?)?|reportrar|nyhetsmedier|fotografer)\b",
    re.IGNORECASE,
)
PRESS_INVITED = re.compile(
    r"(?:\b(?:press(?:en)?|media|medier(?:na)?|journalister|redaktioner(?:na)?|reportrar|ni|ledarskribenter|media representatives|journalists|the media)\b[^.!?\n]{0,70}"
    r"(?:välkomn|välkommen|inbjud|bjuds|får (?:gärna|också|även|då)|får (?:titta|komma|följa|se|träffa|möta|vara|höra|prova|besöka|ställa|en egen)|invited|welcome|möjlighet|erbjuds|får möta|får följa|är med))"
    r"|(?:(?:välkomn|välkommen|inbjud|bjuder|bjuds|kallar|kom på|kom till|håller|möter|tar [^.!?\n]{0,40}emot|hålls|invite|welcome|ordnar|arrangerar|anordnar|står|blir det|blir|ses på|presenteras|ställa frågor)[^.!?\n]{0,90}"
    r"(?:\bpress\w*|\bmedia\b|medier|journalist|redaktion|the media))",
    re.IGNORECASE,
)
PRESS_WELCOME = re.compile(
    r"(?:\b(?:press(?:en)?|media|medier(?:na)?|journalister|redaktioner(?:na)?|reportrar|the media|journalists)\b[^.!?\n]{0,50}(?:välkom|inbjud|bjuds|får (?:gärna|titta|en|se|följa|komma|träffa|möta|vara)\b|invited|welcome))"
    r"|(?:tar|möter|möt|bjuder|bjuds|välkomnar|kallar)\b[^.!?\n]{0,60}\b(?:pressen|journalister|medierna|press och media|medier)\b|meet(?:s)? the press",
    re.IGNORECASE,
)
"""The press itself is named as who may come."""
TITLE_INVITES = re.compile(
    r"press-?inbjud|inbjudan|presskallelse|press invitation|media invitation|invitation to|kom på|följ med",
    re.IGNORECASE,
)
TITLE_PRESS = re.compile(
    r"press-?(?:träff|konferens|visning|briefing|lunch|frukost|conference)|mediaträff|medieträff", re.IGNORECASE
)
NO_INVITATION = re.compile(
    r"(?:press\w*[^.!?\n]{0,60}(?:upphör|ställs in tills|hölls|avslöjades|presenterades))|ingen (?:press)?träff|hölls en press|på en pressträff\b[^.!?\n]{0,40}(?:idag|igår|i går)\b|ingen egen inbjudan",
    re.IGNORECASE,
)
