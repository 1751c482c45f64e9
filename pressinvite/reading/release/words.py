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
PRESS = re.compile(
    r"\b(?:press(?:en|folk|fotograf\w*)?|mass-?media|mass-?medier(?:na)?|media|medier(?:na)?|media-?(?:träff|info|dag|frukost|lunch|visning|tillfälle|information|rundtur|event)\w*|medie(?:träff|dag|frukost|lunch|visning|tillfälle|information)\w*|"
    r"journalist(?:er(?:na)?)?|\w*redaktion(?:er(?:na)?|en)?|redaktör(?:er)?|reporter|reportrar|nyhetsmedier|nyhetschef(?:er)?|fotografer|recensent(?:er)?|kritiker|skribenter|ledarskribenter|"
    r"tidningar(?:na)?|radio och tv|radio och teve|tv-team|journalists?|reporters|correspondents|editors|newsrooms)\b",
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
    r"press-?inbjud|(?:media|medie)inbjud|inbjudan|presskallelse|press invitation|media invitation|invitation to|kom på|följ med|häng med|var med när|medier? (?:är )?välkom|media välkom|pressen (?:är )?välkom",
    re.IGNORECASE,
)
TITLE_PRESS = re.compile(
    r"press-?(?:träff|konferens|visning|briefing|lunch|frukost|conference|samtal|möte|seminarium|event|info)|medi[ae]-?(?:träff|dag|frukost|lunch|info|visning|tillfälle)|media:",
    re.IGNORECASE,
)
NO_INVITATION = re.compile(
    r"(?:press\w*[^.!?\n]{0,60}(?:upphör|ställs in tills|hölls|avslöjades|presenterades))|hölls en press|(?:berätta|visa|presentera|sa|sade|avslöja|redovisa)(?:de|des)?\b[^.!?\n]{0,60}\b(?:på|vid) en press|(?:på|vid) en press\w+[^.!?\n]{0,50}(?:i förmiddags|i morse|tidigare i\s?dag|i går|igår|förmiddagen|eftermiddagen)[^.!?\n]{0,30}(?:visade|berättade|presenterade|sade|sa\b|avslöjade|där)|på (?:dagens|gårdagens|torsdagens|fredagens|onsdagens|tisdagens|måndagens) press|på en pressträff\b[^.!?\n]{0,40}(?:idag|igår|i går)\b|ingen egen inbjudan",
    re.IGNORECASE,
)
PUBLIC = re.compile(
    r"\b(?:invånar\w+|allmänheten|boende|gratis|biljett\w*|fritt inträde|fri entré|inträde|samråd\w*|för alla|alla är välkomna|alla intresserade|barnfamiljer|besökare|publiken|"
    r"medborgar\w+|kommunens företagare|föräldrar|the public|residents|free admission|tickets)\b",
    re.IGNORECASE,
)
"""Words of what is for everybody, and not for the press."""
ADDRESSED = re.compile(
    r"\b(?:häng med|kom och|kom förbi|var med när|vara med när|ni får|ni är|ni möter|ni kan|du får|för er som|visa \w+ för er|ska du med|kommer du|vi ses|ses vi|vi möts|låna (?:er|dig)|slår upp|passa på|ta chansen|tas ni|ställa frågor|join us|you are)\b",
    re.IGNORECASE,
)
"""The reader is spoken to as somebody who may come."""
REPORTS = re.compile(r"\b(?:säger|sade|menar|konstaterar|berättade|says|said)\b", re.IGNORECASE)
"""A quotation: news more often than invitations."""
