"""The words that tell what a sentence is about: the meeting, the invitation, something else on the same day."""

from __future__ import annotations

from pressinvite.reading.release.lexicon import Lexicon, Words

_PRESS_KINDS = (
    "träff|konferens|visning|lunch|frukost|brunch|briefing|möte|seminarium|samtal|event|tillfälle|information|resa|rundtur|rundvandring|dag|info|fika|mingel|genomgång|"
    r"förhandsvisning|förhandstitt|tid\b|tiden\b|tider\b|mottagning|samling|invigning|repetition|uppdatering|stund|premiär|syn|pass|aktivitet|tur|workshop|tårta|kaffe|middag|kväll|besök"
)
KINDS = Lexicon(
    rf"\b((?:digital(?:a|t)?\s+)?(?:(?:press|media|medie|mass-?medie)-?(?:{_PRESS_KINDS})(?!s?ansvarig|skontakt|sbild|material|center|chef)|"
    r"(?:visning|förhandsvisning|genomgång|träff|informationsträff|mottagning|lunch|frukost) för (?:press|medi|journalister)\w*|frukostseminarium|webbinarium|frågestund|informationsträff|webbsänd pressträff|presse(?:konferanse|konference|treff|møde|møte|brief)\w*|(?:press|media|news) (?:conference|meeting|briefing|event|preview|breakfast|lunch|tour|viewing|day|advisory|call)))",
    "frukostseminarium|frågestund|informationsträff|media|medie|news|press|webbinarium",
)
OTHER_KINDS = Lexicon(
    r"\b(invigning|ceremoni|första spadtaget|spadtag|öppet hus|startskott|lansering\w*|frukostseminarium|seminarium|visning|"
    r"vernissage|premiär|inauguration|opening|studiebesök|signering|prisutdelning|manifestation|utställning)\b",
    "ceremoni|inauguration|invigning|lansering|manifestation|opening|premiär|prisutdelning|seminarium|signering|spadtag|startskott|studiebesök|utställning|vernissage|visning|öppet hus",
)
MEETING_WORDS = Words(
    *(
        f"*press{dash}{kind}*"
        for dash in ("", "-")
        for kind in (
            "träff", "konferens", "lunch", "frukost", "möte", "event", "tillfälle", "syn", "förhandsvisning", "rundtur", "samtal", "conference",
            "meeting", "inbjud",
        )
    ),
    "*mediaträff*|*medieträff*|*webbkonferens*|*telefonkonferens*|*pressen|*invig*|*frågestund*|*briefing*|*vernissage*|*spadtag*"
    "|*ceremoni*|*seminari*|*webbinari*|*visning*|*lanser*|*startskott*|*press conference*|*media event*|*launch*|*opening*",
)  # fmt: skip
INVITES = Words(
    "*inviter*|*velkom*|*innkall*|*indbyd*|*inbjud*|*bjuder*|*bjuds*|*välkom*|*vi ses*|*följ med*|*häng med*|*kallar*|*hälsas*|*tar emot*"
    "|*möter*|*möt|*får gärna*|*invite*|*welcome*|*håller*|*hålls*|*anordna*|*ordnar*|*arrangera*|*äger rum*|*mediernas*"
    "|*journalister*|*reporter*",
)
PRESS = Words(
    "press|pressen|pressens|mediernas|journalisternas|pressfolk|pressfotograf*|presse|massmedia|massmedier|massmedierna|media|medier|medierna|nyhetsmedier",
    *(
        f"media{kind}*"
        for kind in ("träff", "info", "dag", "frukost", "lunch", "visning", "tillfälle", "rundtur", "event")
    ),
    *(f"medie{kind}*" for kind in ("träff", "dag", "frukost", "lunch", "visning", "tillfälle", "information")),
    "*reportrar|*reportrarna|*journalister|*journalisterna|journalist|journalisterne|journalists|*redaktion|*redaktioner|*redaktionerna|*redaktionen",
    "redaktör|redaktörer|*reporter|reporters|nyhetschef|nyhetschefer|fotografer|recensent|recensenter|kritiker",
    "skribenter|ledarskribenter|tidningar|tidningarna|radio och tv|radio och teve|tv-team|correspondents|editors|newsrooms",
    "mikrofoner|skrivande och sändande|du som skriver|den som skriver|dig som skriver|er som skriver|ni som skriver|som bevakar",
)
_WHO = (
    r"(?:presse?n?|(?:mass)?(?:media|medier(?:na)?)|journalist(?:er(?:na|ne)?|ene|s)|redaktioner(?:na)?|redaktörer(?:na)?"
    r"|reportrar|reporters|(?:ledar)?skribenter|fotografer|tidningar|recensenter|radio|tv)"
)
_MAY = r"(?:välkomn|välkommen|inbjud|bjuds|bjudna|får |som vill |kan (?:komma|följa|fotografera|filma|träffa|möta|hälsa|intervjua)|tas emot|erbjuds|ges möjlighet|har möjlighet|har (?:två|tre|flera|en) (?:tillfällen|tillfälle|chans)|är med|invited|welcome|can meet|may )"
_HOLDS = r"(?:inviter|innkall|indbyd|velkommen|välkomn|välkommen|inbjud|bjuder|bjuds|kallar|kom på|kom till|håller|möter|tar [^.!?]{0,40}emot|hålls|invite|welcome|ordna|arrangera|anordna|blir det|ses på|presentera(?!de)|ställa frågor|redogör|berätta(?!de)|visar|visas|svarar|vill ha|ha med|får|går [^.!?]{0,80}igenom|träffa[rs]?|ger|bjuda)"
PRESS_INVITED = Lexicon(
    rf"(?:\b{_WHO}\b[^.!?]{{0,70}}?(?:{_MAY}|ordnas|hålls|anordnas|arrangeras))|\b(?:fram|in)för {_WHO}\b|(?:{_HOLDS}[^.!?]{{0,90}}?(?:\b{_WHO}\b|\b(?:press|medi[ae])(?:{_PRESS_KINDS})))",
    "press|media|medi|journalist|redakt|report|skribent|fotograf|tidning|recensent|radio|tv",
)
"""Something is held for the press."""
PRESS_WELCOME = Lexicon(
    rf"\bni på (?:tidningen|redaktionen|lokalredaktionen|radion|lokalradion|tv\b)|\b(?:kommenterar|berättar|informerar|redogör|presenterar)\b[^.!?\n]{{0,60}} för (?:pressen|media|medier(?:na)?|journalister(?:na)?)\b|(?<!inte )(?<!ej )\böpp(?:en|et|na) för {_WHO}\b|\bvälkom\w+ (?:att|och|in för att) (?:rapportera|bevaka|filma|fotografera|fota|intervjua)\b|\bden som vill (?:ta bilder|filma|fotografera|bevaka|rapportera|intervjua)\b|\b(?:ni|er|alla) (?:fotografer|reportrar|journalister|skribenter|redaktioner)\b|\btillgänglig(?:a|t)? för (?:{_WHO}|intervju)|\btid (?:är )?(?:avsatt )?för (?:pressens|mediernas|journalisternas|era) |\bavailable (?:to the (?:press|media)|for interviews?)|\b(?:för|till|bland) (?:er|dig|alla er|oss) (?:i|på|inom|från) (?:press\w*|medi\w+|redaktion\w*)\b|\b(?:du|ni|dig|er) som (?:är (?:journalist|reporter|fotograf|redaktör)\w*|(?:har |ska )?(?:bevaka\w*|rapportera\w*|skrivit om|skriver om|skriver|filmar|fotograferar|följt))\b|\b{_WHO}\b[^.!?]{{0,50}}?(?:välkom|inbjud|bjuds|bjudna|tas emot|släpps (?:in|fram)|får (?:gärna|titta|en|se|följa|komma|träffa|möta|vara|chans)\b|invited|welcome)"
    rf"|(?:tar|möter|möt|bjuder|bjuds|bjudna|välkomnar|kallar|inbjud\w+)\b[^.!?]{{0,60}}?\b(?:emot )?{_WHO}\b|får {_WHO}\b[^.!?]{{0,40}}?\b(?:se|titta|följa|träffa|möta|komma|höra|prova)\b"
    rf"|(?:meets?|invites?|welcomes?) (?:the )?(?:press|media|journalists)|välkommen till (?:en )?(?:press|media|medie)",
    "ni på |kommenterar|berättar|informerar|redogör|presenterar|välkom|den som vill|press|media|medi|journalist|redakt|report|skribent|fotograf|tidning|recensent|radio|tv|för era |bevaka|rapportera|skriver|skrivit|filmar|fotograferar|tillgänglig|available|följt",
)
"""The press itself is named as who may come."""
TITLE_INVITES = Words(
    "*pressinbjud*|*press-inbjud*|*presseinvita*|*invitasjon*|*inviterer*|*indbyd*|*mediainbjud*|*medieinbjud*|*inbjudan*"
    "|*presskallelse*|*press invitation*|*media invitation*|*invitation to*|*kom på*|*följ med*|*häng med*|*var med när*"
    "|*medie välkom*|*medier välkom*|*medie är välkom*|*medier är välkom*|*media välkom*|*pressen välkom*|*pressen är välkom*",
)
TITLE_PRESS = Words(
    *(
        f"*press{dash}{kind}*"
        for dash in ("", "-")
        for kind in (
            "träff", "konferens", "visning", "förhandsvisning", "genomgång", "briefing", "lunch", "frukost", "conference", "samtal", "möte", "seminarium",
            "event", "info",
        )
    ),
    *(
        f"*{media}{dash}{kind}*"
        for media in ("media", "medie")
        for dash in ("", "-")
        for kind in ("träff", "dag", "frukost", "lunch", "info", "visning", "tillfälle")
    ),
    "*media:*",
)  # fmt: skip
_NO_INVITATIONS = {
    "held": Lexicon(
        r"(?:\bhöll\b|hölls|deltog|sades|sagt)\b[^.!?\n]{0,60}press(?:träff|konferens)|hölls en press|\b(?:was|were) held\b",
        "hölls| höll |deltog|sades|sagt|was held|were held",
    ),
    "over": Lexicon(
        r"press\w*[^.!?\n]{0,60}(?:upphör|ställs in tills|hölls|avslöjades|presenterades)",
        "upphör|ställs in tills|hölls|avslöjades|presenterades",
    ),
    "told there": Lexicon(
        r"(?:berätta|visa|presentera|sa|sade|avslöja|redovisa)(?:de|des)?\b[^.!?\n]{0,60}\b(?:på|vid) en (?:\w+ )?press"
        r"|(?:på|vid) en (?:\w+ )?press\w+[^.!?\n]{0,50}(?:i förmiddags|i morse|tidigare i\s?dag|i går|igår|förmiddagen|eftermiddagen)[^.!?\n]{0,30}(?:visade|berättade|presenterade|sade|sa\b|avslöjade|där)"
        r"|på en pressträff\b[^.!?\n]{0,40}(?:idag|igår|i går)\b",
        "på en|vid en",
    ),
    "of that day": Lexicon(
        r"på (?:dagens|gårdagens|torsdagens|fredagens|onsdagens|tisdagens|måndagens) press|(?:vid|på) (?:\w+dagens|gårdagens|dagens) press",
        "dagens press",
    ),
    "not": Lexicon(
        r"(?:media|medier\w*|press\w*|journalist\w*)\b[^.!?\n]{0,30}\b(?<!som )inte (?:\w+ )?(?:välkom|komma\b|tillträde|inbjud)"
        r"|(?:mejlar|skickar|sänder) (?:inga|inte ut) (?:kallelser|inbjud\w+)",
        " inte | inga",
    ),
    "none": Lexicon(
        r"\b(?:ingen|inga|varken|inte någon)\b[^.!?\n]{0,70}press(?:konferens|träff|meeting)|ingen egen inbjudan"
        r"|\bno (?:\w+ )?(?:press|media|news) (?:conference|meeting|briefing|event|call)\b|\b(?:någon|några|något) (?:\w+ )?(?:press|medie?a?)\w+ [^.!?\n]{0,30}\binte\b",
        "ingen|inga|varken|inte någon|no press|no media|no news|no |någon|några|något",
    ),
    "for them alone": Lexicon(
        r"\b(?:bara|endast|enbart)\b[^.!?\n]{0,20}\bför (?:journalister|medier|pressen)\b[^.!?\n]{0,20}, men (?:du|alla|allmänheten|publiken)\b",
        "bara|endast|enbart",
    ),
    "thanks": Lexicon(
        r"\btack (?:för visat intresse|till (?:alla )?(?:er|dem|de|dig) som (?:kom|var med|deltog))\b",
        "tack för|tack till",
    ),
    "other": Lexicon(r"nytt avsnitt|sidan beskriver hur", "nytt avsnitt|sidan beskriver hur"),
}
"""What says that the press is invited to nothing: it has been, is over, is denied."""


def tells_of_no_invitation(text: str) -> bool:
    """Tell whether a text says that the press is invited to nothing."""
    return any(lexicon.is_in(text) for lexicon in _NO_INVITATIONS.values())


PUBLIC = Lexicon(
    r"\b(?:invånar\w+|allmänhetens?|bor du|tyck till|barn får|boende|gratis|biljett\w*|fritt inträde|fri entré|inträde|samråd\w*|för alla|(?:alla|är alla|hälsas alla) (?:\w+ ){0,2}välkomna|öppet hus|alla som vill|alla andra|alla intresserade|barnfamiljer|besökar\w+|publiken|"
    r"(?:alla|den|de) som bor|utan att betala|kostnadsfritt|åhörar\w+|för journalister redan|du som bor|dig som|hela programmet|fri entré|öppet för allmänheten|självkostnad\w*|synpunkter|medborgar\w+|kommunens företagare|föräldrar|the public|residents|free admission|tickets)\b",
    "åhörar|för journalister redan|alla andra|alla intresserade|som bor|utan att betala|kostnadsfritt|alla som vill|välkomna|öppet hus|allmänheten|barn får|barnfamiljer|besökar|biljett|boende|bor du|dig som|du som bor|free admission|fri entré|för alla|föräldrar|gratis|hela programmet|inträde|invånar|kommunens företagare|medborgar|publiken|residents|samråd|självkostnad|synpunkter|the public|tickets|tyck till",
)
"""Words of what is for everybody, and not for the press."""
_BEFORE_PUBLIC = Lexicon(
    r"\b(?:innan|före|before)\b[^.!?\n]{0,60}\b(?:allmänheten|publiken|besökar\w+|gäster\w*|the public|visitors)\b",
    "allmänheten|publiken|besökar|gäster|the public|visitors",
)


def without_the_public(text: str) -> str:
    """Return a text without what tells that others come later: "innan parken öppnar för besökare"."""
    if not _BEFORE_PUBLIC.is_in(text):
        return text
    parts, at = [], 0
    for found in _BEFORE_PUBLIC.finditer(text):
        parts.append(text[at : found.start()])
        at = found.end()
    return "".join((*parts, text[at:]))


HINTS = Lexicon(
    r"\b(?:mikrofon\b|block eller kamera|(?:kan|får|ska|vill) (?:ni|du) (?:\w+ )?(?:bevaka|filma|träffa|möta|prova|intervjua|fråga|ställa|höra|se|följa|smygtitta|kika|titta)|ni (?:kan|får|ska få) (?:träffa|möta|prova|intervjua|ställa|höra|se|följa|fota|filma|gå|åka|komma)|filma\w*|fotografera\w*|fotograf(?:er|erna)?\b(?!/)|ta (?:en )?bild(?:er)?|fota|intervjuas?|intervjuer|med kamera(?:n|or|orna|team)?|presslegitimation|presskort|press-id|släpps fram|finns att tala med|kan ni fråga|fritt att fråga|"
    r"svarar på (?:era )?frågor|svara på (?:era )?frågor|frågestund|står till förfogande|tillgänglig(?:a)? för|granskas|bildtillfälle|fototillfälle|på bild|komma ombord|kliva in|photo opportunity|available for interviews?|q&a)",
    "mikrofon |block eller kamera|available for interview|bild|komma ombord|kliva in|kan ni |får ni |ska ni |vill ni |kan du |får du |ska du |vill du |ni kan |ni får |ni ska få |med kamera|filma|finns att tala med|fota|fotograf|fototillfälle|fritt att fråga|frågestund|granskas|intervjua|intervjuer|kan ni fråga|photo opportunity|press-id|presskort|presslegitimation|q&a|släpps fram|står till förfogande|svara på |svarar på |tillgänglig",
)
"""What only those do who report: pictures, interviews, questions."""
PICTURES = Lexicon(
    r"\b(?:foto|bild|film)-?(?:pass|tillfälle|visning|repetition|session|stund|call)\w*|\bfotografering(?:en)?\b|\bphoto ?calls?\b",
    "foto|bild|film|photo call|photocall",
)
"""A time for taking pictures."""
SITTING = Lexicon(
    r"\b(?:kallelse|sammanträder|sammanträdet|föredragningslista\w*|dagordning|handlingarna|protokoll)\b",
    "dagordning|föredragningslista|handlingarna|kallelse|protokoll|sammanträder|sammanträdet",
)
"""A sitting of a council or a board."""
ADDRESSED = Words(
    "ni|er|ert|era|du får|kan vara där|kan vara med|ska du med|kommer du|vill du filma|låna dig|you are|join us|vi ses|ses vi|vi möts|kom och|kom förbi"
    "|häng med|var med när|vara med när|kan passa på|passa på|ta chansen|slår upp|ställa frågor|kameror och|tar emot er|dyker upp|möt oss|möter er|frågor kan ställas|kan ni höra"
    "|för dig som ska rapportera|för den som ska rapportera|tillfällen för media",
)
"""The reader is spoken to as somebody who may come."""
REPORTS = Words(
    "sade|berättade|konstaterade|redogjorde|skriver förbundet|he said|she said|said that|said the|har i dag fattat|beslutade",
)
"""What has been: news more often than invitations."""
CALLED_OFF = Lexicon(
    r"\binställ(?:d|t|da)\b|\bställ(?:s|a|er) (?:tyvärr )?in\b|\bcancelled\b|\bcalled off\b|\butgår\b|\bavlys\w+|\bblir inte av\b|\b(?:kommer|kan)\b[^.!?\n]{0,12} inte (?:att )?(?:kunna )?(?:genomföras|hållas|äga rum)|\bwill not take place\b|\bskulle ha hållits\b|\bskjut(?:a|er|s|its)? upp\b|\bpostponed\b",
    "genomföras|hållas|hållits|äga rum|will not take place|avlys|blir inte av|called off|cancelled|postponed|skjut|ställ|utgår",
)
NEW_TIME = Lexicon(
    r"\bny(?:tt)? (?:tid|datum|dag)\b(?! (?:är (?:ännu )?inte|ännu|meddelas|kommer|bestäms|senare|får vänta|finns inte))|\bflytta(?:s|d|t|ts)?\b(?=[^.!?\n]{0,60}\b(?:till|fram|framåt|en|två|tre|\d+)\b)|\bi\s?stället (?:den|på|kl|\w+dag)|\bnew (?:time|date)\b|\bmoved to\b"
    r"|\b(?:postponed|rescheduled) (?:to|until) (?:the |\w+day,? )?(?:\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w* \d)|\bskjut(?:s|its|en)? (?:upp|fram) till (?:den |\w+dag|\d|kl)",
    "dag|datum|flytta|stället|moved to|new |tid|postponed|rescheduled|skjut",
)
