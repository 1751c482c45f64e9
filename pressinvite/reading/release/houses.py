"""The words that places are made of: houses and rooms, streets, floors, what stands before and between them."""

from __future__ import annotations

from pressinvite.reading.release.lexicon import Lexicon
from pressinvite.reading.release.towns import parse_words

_HOUSES = parse_words(
    """airport anläggning anläggningen arbetsplatsen arena arenan avspärrning avspärrningen mejeri mejeriet sågverket tegelbruk tegelbruket värdshus värdshuset spinneri spinneriet bryggeri bryggeriet tryckeri tryckeriet gjuteri gjuteriet övningsfältet hållplats hållplatsen grinden varvet ladugården baksida baksidan framsida framsidan byggbarack byggbaracken ateljé ateljén auditoriet auditorium aula aulan
    avdelningen bad badet badhus balkongen banan bandyhall baren berget bibliotek biblioteket boendet borgen
    brandstation bro bron bruket brygga bryggan building butik butiken byggarbetsplatsen bygget byggnad byggnaden båt
    båten café caféet campus castle center centralen centre centret centrum centrumet bruk lantbruk pappersbruk glasbruk järnbruk sågverk jernverk järnverk central dagis perrong depå depån disk disken
    domkyrkan domstolen embassy entré entréhallen entrén fabriken fartyg fartyget fjäll fjället flygplats flygplatsen
    foajé foajén fontänen forum fritidsgård fritidsgården färjan fäste fästet fästning fästningen förskolan
    försöksstation galleri galleria gallerian galleriet garaget garnisonen gate gavel golfbana grinden gruvan gågatan
    gångtunneln gård gården hall hallen hamn hamnen hamnplan hangar hangaren headquarters hemmet hotel hotell hotellet
    house hovrätten hus husen huset hyllan hälsocentral högkvarteret hörnet hörsal hörsalen idrottsplats idrottsplatsen
    innergård innergården ip isbrytaren ishall kabinett kaffestuga kafé kaféet kaj kajen kansli kansliet kapell kapellet
    kasern kasernen katedralen kiosk kliniken konferens konferensen konferensrum kontor kontoret korsningen kraftverk
    kraftverket kraftvärmeverket krogen kullen kvarn kvarnen kvarteret kyrka kyrkan kyrkogård kyrkogården kyrksal
    källaren köket lab labbet laboratoriet lada ladan lasarett lasarettet library lobby lobbyn lokal lokalen lokaler
    lokalerna lounge loungen lund lunden läger lägret läktaren macken magasin magasinet matsal matsalen minneslunden
    monter montern monumentet mottagningen museet museets museum mässan naturum office område området djurpark nöjespark naturpark temapark rastplats badplats campingplats lekplats flygplatsen konstmuseum gästhamn park parken
    parkeringen passagen pavilion paviljong paviljongen perrongen piazza pir piren plan planen platsen plaza
    polisstation ponton pontonen portalen porten presscenter rampen rastplatsen receptionen regementet reningsverk
    reningsverket residenset restaurang restaurangen rondellen room rum rummet sal salar salen salong salongen scen
    scenen school silon simhall sjukhus sjukhuset sjön skogen skola skolan slakteriet slott slottet slussen smedjan
    sporthall spåret square stadion stadsdelskontor stallet station stationen statyn stranden studio studion stuga
    stugan sågen taket tandklinik teater teatern terminal terminalen terrassen theatre tingsrätt tingsrätten torg torget
    torn tornet trappan travbana travbanan trädgård trädgården tunneln täkten tält tältet udden university utrymmet
    vakten vallen vandrarhem vandrarhemmet varuhus varuhuset vattentornet vattenverk vattenverket verkstad verkstaden
    viadukten viken vändplatsen värmeverket växthuset tomten tomt äng sjö skog strand kulle udde fyr fyren camping campingen kajplatsen hägnet sakristia sakristian flygfält flygfältet vindkraftpark vindkraftparken solpark solcellspark solcellsparken industripark industriparken stadspark folkpark nationalpark naturreservat naturreservatet skolgård reservat reservatet vindskyddet grillplatsen vårdcentral vårdcentralen yta ytan äldreboende äldreboendet ängen"""
)
"""Endings of nouns; most stand at the end of a longer word too: "Vigselrummet", "driftledningscentralen"."""
_WHOLE = parse_words(
    """bruk lantbruk pappersbruk glasbruk järnbruk sågverk jernverk järnverk bad central perrong bar berget boendet bro bron building bygget castle center centre disk disken embassy fäste gate hall
    hamn headquarters hemmet house hus hylla ip kaj kiosk konferensen köket lab lada lobby lokal lund läger office
    område park pir plan plaza room rum sal scen school silon skogen square station stuga taket torg torn udden
    university yta tomten tomt äng sjö skog strand kulle udde fyr camping solpark reservat"""
)
"""Of these the word itself, since too many others end alike ("Berglund", "olympiad")."""
_ENDINGS = tuple(
    word for word in _HOUSES if word not in _WHOLE or word in ("hus", "sal", "rum", "hall", "center", "scen")
)
_NO_HOUSES = parse_words(
    """kommunikationsavdelningen informationsavdelningen pressavdelningen personalavdelningen ekonomiavdelningen marknadsavdelningen
    arbetsmarknadsområdet arbetsområde arbetsplan beredskapsplan boverket budgetplan budgetplanen detaljplan
    detaljplanen flerårsplan flerårsplanen forskningsområdet förskoleplan handlingsplan handlingsplanen insatsområde
    kompetensområde konferensen krisplan naturvårdsverket plan politikområdet presskonferensen skolverket
    telefonkonferensen tidsplan tidsplanen trafikverket universal utrymmet verksamhetsområde verksamhetsplan
    verksamhetsplanen webbkonferensen ämnesområde ämnesområdet åtgärdsplan översiktsplan översiktsplanen"""
)
_SURNAMES = parse_words("äng sjö skog strand kulle udde fyr lund")
"""Nouns that are surnames where they begin with a capital."""
_VAGUE = parse_words(
    """anläggningen arbetsplatsen avdelningen byggarbetsplatsen bygget byggnaden båten center entrén förskolan hemmet huset
    ingången konferensen kontor kontoret kyrkan köket lokal lokalen lokaler lokalerna området parkeringen platsen
    receptionen rummet salen sjukhus sjukhuset skogen skolan taket vallen"""
)
"""Alone they tell little of where: of which house?"""
ROOMS = parse_words(
    """aula avd avd. avdelning avsnitt biograf biografen booth box building byggnad café disk dörr entré fack fartyget
    floor foajé galleri gate quay pier grind hall hallen hangar hotel hotell house hus hörsal incheckningsdisk ingång isbrytaren
    kabinett kafé kajplats kasern klass konferenslokal konferensrum konferensrummet kv kv. kvarteret kyrkan level linje
    loge lokal lokalen länsväg m/s magasin monter mötesrum mötesrummet nr nr. paviljong pir plan plats port postbox pressrum
    pressrummet restaurang riksväg room rum rummet sal salen salong salongen samlingssal samlingssalen sammanträdeslokal
    sammanträdesrum sammanträdesrummet scen sessionssal spår studio suite terminal uppgång väg vägg vån vån. våning
    våningen"""
)
"""What stands behind them names or numbers them: "rum Hangö 2" is no street."""
STREET_ENDINGS = ("gatan", "vägen", "gränd", "gränden", "allén", "alléen", "esplanaden", "stigen", "backen", "leden", "kajen", "torget",
                  "torg", "gata", "väg", "gate", "gade", "vej", "veien", "katu", "tie", "straße", "strasse", "straat", "platz", "platsen",
                  "boulevarden", "promenaden", "kroken", "ringen", "liden", "gången", "viadukten", "slingan", "svängen", "rundan", "stråket", "bron", "brinken", "strand")  # fmt: skip
STREET_NOUNS = parse_words(
    """allé allén avenue backe boulevard bro brygga centrum drive esplanaden gade gata gatan gate gränd hamn hamngata kaj
    kyrkogata kyrkoplan lane place plads plan plass plats platz road skolgata slätt square stationsgata stig storgata
    strand strandväg strasse straße street torg torget tvärgata veg vei vej väg vägen"""
)
"""Nouns of their own, behind a name in the genitive: "Drottning Kristinas väg"."""
ENGLISH_STREETS = ("street", "road", "avenue", "square", "lane", "drive", "place", "way", "st")
_DIRECTION_ADJECTIVES = "norra södra östra västra nordöstra nordvästra sydöstra sydvästra stora lilla gamla nya övre nedre inre yttre mellersta"
BEFORE_STREET = parse_words(f"{_DIRECTION_ADJECTIVES} sankt s:t sankta första andra tredje st. st")
FIRST_NAMES = parse_words(
    """adolf albert alfred allan anders anna annie arvid astrid august axel barbro bengt bertil birger biskop bror carl
    charlotte christian dag doktor drottning edvard elin ellen elsa emil erik ernst eugen eva evert fabian ferdinand
    fredrik fridtjof general georg greta grev greve gunnar gustaf gustav göran h.c. hanna hans hantverkare harald harry
    helena henrik herman hertig hjalmar hugo ingmar ivar jan johan john josef kapten karin karl katarina kjell knut
    kristina kung lars magnus maria martin moa nelson nikolai nils olaf olof oscar oskar otto per peter prins prinsessan
    ragnar raoul richard robert rosa ruben rudolf selma sigrid sigurd sixten sofia sten sture sven tage thomas tor
    torsten ulla ulrika valdemar valter viktor vilhelm volrat wilhelm åke överste"""
)
MODIFIERS = parse_words(
    f"""{_DIRECTION_ADJECTIVES} nybyggda nyrenoverade ombyggda nyöppnade kommande tillfälliga kungliga svenska gemensamma tidigare vita
    röda gröna blå gula bakre främre första andra tredje fjärde femte sjätte sjunde åttonde den det de en ett vår våra vårt sin sitt sina
    kommunens the our new old main ground kombinerade norska finska danska tyska brittiska amerikanska franska små runda kommunala
    lokala centrala publika öppna fd f.d. ombyggda planerade blivande moderna egna"""
)
CONNECTORS = parse_words(
    """at av bakom bredvid de den der des du emot framför för hos i in inne intill inuti la mellan mitt mittemot mot near
    nedanför next nära of opposite outside ovanför på the to und under utanför över van vid von within"""
)
_FLOOR = Lexicon(
    r"(?:(?:våning(?:en)?|vån\.?|plan|floor|level|etage)\s?\d+(?:\s?tr)?|\d+\s?(?:tr\.?|trappor|vån\.?)(?: upp)?|\d+(?::?[ae]|st|nd|rd|th)\s(?:våningen|floor)"
    r"|(?:bottenvåningen|bottenplan|entréplan|gatuplan|markplan|källarplan|bv|nb|ground floor|översta våningen|\w+ våningen|\w+ trappor(?: upp)?|övre plan|nedre plan|\w+ trappa(?: upp)?|våningsplan \d+))\Z",
    "vån|plan|floor|level|etage|tr|bv|nb",
)


def bare(word: str) -> str:
    """Return the word in small letters without what quotes or ends it."""
    return word.strip("\"”“»«',.:;()!?").casefold()


def is_house(word: str) -> bool:
    """Tell whether a word names a house, a room or a spot where people may meet."""
    key = bare(word)
    if key in _NO_HOUSES or (key in _SURNAMES and word[:1].isupper()):
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
