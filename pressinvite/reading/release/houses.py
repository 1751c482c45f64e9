"""The words that places are made of: houses and rooms, streets, floors, what stands before and between them."""

from __future__ import annotations

import re

from pressinvite.reading.release.towns import parse_words

_HOUSES = parse_words(
    """huset hus husen salen sal salar rummet rum hallen hall gården gård skolan skola kyrkan kyrka kapellet kapell domkyrkan katedralen
    stationen station museet museum museets teatern teater arenan arena stadion parken park slottet slott borgen fästning fästningen
    residenset hotellet hotell hotel center centret centrum centralen centrumet kontoret kontor kansliet kansli byggnaden byggnad lokal
    lokaler lokalen lokalerna entré entrén entréhallen receptionen foajén foajé lobby lobbyn restaurangen restaurang caféet café kafé
    kaféet krogen baren auditorium auditoriet aulan aula hörsal hörsalen biblioteket bibliotek galleriet galleri gallerian galleria
    torget torg platsen planen vallen banan plan stranden badet bad badhus hamnen hamn kajen kaj bryggan brygga bron bro piren pir slussen tunneln
    fästet fäste rampen viadukten rondellen korsningen hörnet grinden porten portalen vakten området område ytan yta ängen udden kullen
    ladan lada stallet fabriken verkstaden verkstad garaget depån depå terminalen terminal perrongen spåret tältet tält scenen scen
    studion studio ateljén ateljé mottagningen kliniken sjukhuset sjukhus lasarettet lasarett vårdcentralen vårdcentral högkvarteret
    kvarteret campus labbet laboratoriet lab växthuset trädgården trädgård skogen fjället fjäll fartyget fartyg båten båt isbrytaren färjan
    salongen salong läktaren regementet kasernen kasern garnisonen tornet torn taket källaren kyrksal matsalen matsal köket flygplatsen flygplats airport
    disken disk gate loungen lounge kabinett paviljongen paviljong sal konferensen presscenter läger lägret dagis förskolan
    fritidsgården fritidsgård brandstation polisstation försöksstation reningsverk reningsverket vattenverket vattenverk kraftverket kraftverk värmeverket
    kraftvärmeverket vattentornet anläggningen anläggning macken bygget byggarbetsplatsen arbetsplatsen vändplatsen rastplatsen parkeringen slakteriet bruket
    gruvan täkten golfbana gågatan gångtunneln passagen trappan terrassen balkongen innergården innergård gavel mässan
    vandrarhem vandrarhemmet stugan stuga boendet äldreboendet äldreboende hemmet konferensrum hyllan vaktgrinden tingsrätt tingsrätten domstolen hovrätten kaffestuga utrymmet sjön stranden viken sågen hamnplan konferens tält naturum hälsocentral vårdcentral tandklinik berget ponton pontonen monter montern hangaren hangar kyrkogård kyrkogården
    minneslunden lunden lund monumentet statyn fontänen piazza kiosk butiken butik varuhuset varuhus magasinet magasin silon kvarnen kvarn smedjan
    ishall simhall sporthall bandyhall idrottsplats idrottsplatsen ip travbana travbanan avdelningen stadsdelskontor
    room hall house building centre center office hotel auditorium library museum school university station square park theatre castle
    headquarters studio campus arena airport terminal embassy  plaza pavilion forum"""
)
"""Endings of nouns; most stand at the end of a longer word too: "Vigselrummet", "driftledningscentralen"."""
_WHOLE = parse_words(
    """hus sal rum hall lund bad bar bro plan disk gate kaj lab park pir bron fäste taket scen hamn torn torg lada yta silon lokal
    center köket ip lund konferensen hemmet avdelningen berget disken lobby kiosk hylla stuga boendet område bygget läger skogen udden
    room house building centre office school university square castle headquarters embassy plaza station"""
)
"""Of these the word itself, since too many others end alike ("Berglund", "olympiad")."""
_ENDINGS = tuple(
    word for word in _HOUSES if word not in _WHOLE or word in ("hus", "sal", "rum", "hall", "center", "scen")
)
_NO_HOUSES = parse_words(
    """arbetsplan detaljplan handlingsplan översiktsplan verksamhetsplan flerårsplan budgetplan tidsplan åtgärdsplan universal
    ämnesområdet ämnesområde arbetsområde verksamhetsområde kompetensområde forskningsområdet politikområdet insatsområde
    presskonferensen konferensen telefonkonferensen webbkonferensen trafikverket naturvårdsverket skolverket boverket
    arbetsmarknadsområdet skyddsrummet utrymmet perspektivet förhållandet mellanrum utrum förskoleplan krisplan samråd plan
    beredskapsplan handlingsplanen detaljplanen verksamhetsplanen tidsplanen flerårsplanen översiktsplanen budgetplanen"""
)
_VAGUE = parse_words(
    """platsen arbetsplatsen området avdelningen hemmet center kontor skolan förskolan kyrkan båten skogen bygget anläggningen
    sjukhuset sjukhus lokalen lokaler lokalerna köket vallen rummet salen byggnaden huset entrén receptionen ingången lokal
    byggarbetsplatsen konferensen taket kontoret parkeringen"""
)
"""Alone they tell little of where: of which house?"""
ROOMS = parse_words(
    """rum rummet sal salen lokal lokalen hall hallen hus plan våning våningen vån vån. studio terminal pir port grind gate kajplats plats disk
    incheckningsdisk spår byggnad hangar avd avd. avdelning entré ingång uppgång dörr paviljong monter linje väg riksväg länsväg nr nr.
    kabinett konferensrum sammanträdesrum mötesrum sessionssal hörsal aula foajé room hall building floor gate booth suite level house
    hotell hotel restaurang klass avsnitt magasin mötesrummet konferenslokal konferensrummet sammanträdesrummet sammanträdeslokal vägg scen
    samlingssal samlingssalen kvarteret kv kv. box postbox fack bokbåten fartyget isbrytaren m/s salong salongen biograf biografen
    café kafé galleri pressrum pressrummet kyrkan kasern"""
)
"""What stands behind them names or numbers them: "rum Hangö 2" is no street."""
STREET_ENDINGS = ("gatan", "vägen", "gränd", "gränden", "allén", "alléen", "esplanaden", "stigen", "backen", "leden", "kajen", "torget",
                  "torg", "gata", "väg", "gate", "gade", "vej", "veien", "katu", "tie", "straße", "strasse", "straat", "platz", "platsen",
                  "boulevarden", "promenaden", "kroken", "ringen", "liden", "gången", "viadukten", "slingan", "svängen", "rundan", "stråket", "bron", "brinken", "strand")  # fmt: skip
STREET_NOUNS = parse_words(
    """gata väg gränd plan plats torg allé backe stig centrum kyrkogata tvärgata strandväg kaj slätt strand brygga bro hamn
    gate vei veg plass gade vej plads allé boulevard straße strasse platz street road avenue square lane drive place
    esplanaden torget gatan vägen allén kyrkoplan stationsgata storgata hamngata skolgata"""
)
"""Nouns of their own, behind a name in the genitive: "Drottning Kristinas väg"."""
ENGLISH_STREETS = ("street", "road", "avenue", "square", "lane", "drive", "place", "way", "st")
_DIRECTION_ADJECTIVES = "norra södra östra västra nordöstra nordvästra sydöstra sydvästra stora lilla gamla nya övre nedre inre yttre mellersta"
BEFORE_STREET = parse_words(f"{_DIRECTION_ADJECTIVES} sankt s:t sankta första andra tredje st. st")
FIRST_NAMES = parse_words(
    """adolf albert alfred allan anders anna annie arvid astrid august axel barbro bengt bertil birger bror carl charlotte christian
    dag drottning edvard elin ellen elsa emil erik ernst eva evert fredrik fridtjof georg greta gunnar gustaf gustav göran hanna hans harald
    harry helena henrik herman hjalmar hugo ingmar ivar jan johan john josef karin karl katarina kjell knut kristina kung lars magnus
    maria martin moa nils olaf olof oscar oskar otto per peter prins prinsessan ragnar richard robert rosa ruben rudolf selma sigrid
    sigurd sixten sofia sten sture sven thomas tor torsten tage ulla ulrika valdemar valter viktor vilhelm volrat wilhelm åke august raoul
    dag h.c. hans hantverkare greve grev hertig biskop kapten general överste doktor nikolai martin nelson eugen fabian ferdinand"""
)
MODIFIERS = parse_words(
    f"""{_DIRECTION_ADJECTIVES} nybyggda nyrenoverade ombyggda nyöppnade kommande tillfälliga kungliga svenska gemensamma tidigare vita
    röda gröna blå gula bakre främre första andra tredje fjärde femte sjätte sjunde åttonde den det de en ett vår våra vårt sin sitt sina
    kommunens the our new old main ground kombinerade norska finska danska tyska brittiska amerikanska franska små runda kommunala
    lokala centrala publika öppna fd f.d. ombyggda planerade blivande moderna egna"""
)
CONNECTORS = parse_words(
    """i på vid hos in at av of the intill bredvid bakom framför utanför mittemot nedanför ovanför under inne inuti mitt emot mot mellan
    nära för within outside opposite near next to von van de der den la du des und"""
)
_FLOOR = re.compile(
    r"(?:(?:våning(?:en)?|vån\.?|plan|floor|level|etage)\s?\d+(?:\s?tr)?|\d+\s?(?:tr\.?|trappor|vån\.?)(?: upp)?|\d+(?::?[ae]|st|nd|rd|th)\s(?:våningen|floor)"
    r"|(?:bottenvåningen|bottenplan|entréplan|gatuplan|markplan|källarplan|bv|nb|ground floor|översta våningen|\w+ våningen|\w+ trappor(?: upp)?|övre plan|nedre plan|\w+ trappa(?: upp)?|våningsplan \d+))\Z",
    re.IGNORECASE,
)


def bare(word: str) -> str:
    """Return the word in small letters without what quotes or ends it."""
    return word.strip("\"”“»«',.:;()!?").casefold()


def is_house(word: str) -> bool:
    """Tell whether a word names a house, a room or a spot where people may meet."""
    key = bare(word)
    if key in _NO_HOUSES:
        return False
    if key in _HOUSES:
        return True
    return len(key) > 5 and (key.endswith(_ENDINGS) or (key.endswith("s") and key[:-1].endswith(_ENDINGS)))


def is_vague(word: str) -> bool:
    """Tell whether the noun alone tells little of where: "på platsen"."""
    return bare(word) in _VAGUE


def is_street_word(word: str) -> bool:
    """Tell whether a word is the name of a street: "Storgatan", "Lundbohmsvägen"."""
    key = bare(word)
    return key.endswith(STREET_ENDINGS) and key not in STREET_ENDINGS and len(key) > 5


def is_floor(part: str) -> bool:
    """Tell whether a part of an address is a floor: "våning 4", "3 tr"."""
    return bool(_FLOOR.match(part))
