"""Towns whose name alone tells that it is one: the seats of Sweden's municipalities, larger places of the Nordic countries
and of Europe.
"""

from __future__ import annotations


def parse_words(text: str) -> frozenset[str]:
    """Return the words of a table."""
    return frozenset(text.split())


_SWEDEN = """
ale alingsås alvesta aneby arboga arjeplog arvidsjaur arvika askersund avesta bengtsfors berg bergsjö bjurholm bjuv boden
bollebygd bollnäs borgholm borlänge borås botkyrka boxholm bromma bromölla bräcke burlöv båstad charlottenberg dals-ed
danderyd degerfors dorotea ed eda ekerö eksjö emmaboda enköping eskilstuna eslöv essunga fagersta falkenberg falköping falun
fellingsbro filipstad finspång flen forshaga frövi färgelanda färjestaden gagnef gislaved gnesta gnosjö grums grästorp
gullspång gällivare gävle göteborg götene habo hagfors hallsberg hallstahammar halmstad hammarö haninge haparanda hedemora
helsingborg herrljunga hjo hofors huddinge hudiksvall hultsfred huskvarna hylte hällefors härnösand härryda hässleholm höganäs
högsby hörby höör insjön jakobsberg jokkmokk järfälla jönköping kalix kalmar karlsborg karlshamn karlskoga karlskrona
karlstad katrineholm kil kinna kiruna kista kisa klippan knivsta kramfors kristianstad kristinehamn krokom kumla kungsbacka
kungsör kungälv kävlinge köping laholm landskrona laxå leksand lerum lessebo lidingö lidköping lindesberg linköping
ljungby ljusdal ljusnarsberg lomma ludvika luleå lund lycksele lysekil malmköping malmö malung malå mariefred mariestad
markaryd marstrand mellerud mjölby mora motala mullsjö munkedal munkfors mölndal mölnlycke mönsterås mörbylånga nacka nora norberg
nordanstig nordmaling norrköping norrtälje norsjö nybro nykvarn nyköping nynäshamn nässjö ockelbo olofström orsa osby
oskarshamn ovanåker oxelösund pajala partille perstorp piteå ragunda robertsfors ronneby rättvik sala salem sandviken sigtuna
simrishamn sjöbo skara skellefteå skinnskatteberg skurup skänninge skövde smedjebacken sollefteå sollentuna solna sorsele sotenäs
staffanstorp stenungsund stockholm storfors storuman strängnäs strömstad strömsund sundbyberg sundsvall sunne surahammar svalöv
svedala svenljunga säffle säter sävsjö söderhamn söderköping södertälje sölvesborg tanumshede tibro tidaholm tierp timrå
tingsryd tomelilla torsby torshälla torsås tranemo tranås trelleborg trollhättan trosa tullinge tumba tyresö täby töreboda uddevalla
ulricehamn umeå upplands-bro upplands-väsby uppsala uppvidinge vadstena vaggeryd valdemarsvik vallentuna vansbro vara varberg
vaxholm vellinge vemdalen vetlanda vilhelmina vimmerby vindeln vingåker visby vårgårda vänersborg vännäs värmdö värnamo västervik
västerås växjö ydre ystad älmhult älvdalen älvkarleby älvsbyn ängelholm åhus åkersberga åmål ånge åre årjäng åsele åstorp åtvidaberg
öckerö ödeshög örebro örkelljunga örnsköldsvik östersund österåker östhammar östra-göinge överkalix övertorneå alnarp arlanda märsta
"""
_NORDIC = """
helsingfors helsinki esbo espoo vanda vantaa åbo turku tammerfors tampere uleåborg oulu vasa vaasa borgå porvoo ekenäs raseborg
hangö hanko lovisa mariehamn jakobstad pietarsaari karleby kokkola kristinestad närpes nykarleby pargas kimito kyrkslätt
sibbo grankulla lahtis lahti kuopio jyväskylä björneborg pori rovaniemi joensuu villmanstrand kotka tavastehus torneå
oslo bergen trondheim stavanger tromsø kristiansand drammen fredrikstad bodø narvik ålesund hamar lillehammer halden moss svolvær
köpenhamn københavn copenhagen århus aarhus odense aalborg ålborg helsingør helsingör roskilde esbjerg rønne køge billund
reykjavik reykjavík tórshavn nuuk
"""
_EUROPE = """
berlin hamburg münchen munich köln frankfurt bonn leipzig dresden lübeck kiel rostock düsseldorf stuttgart wien vienna zürich
genève geneva bern basel davos bryssel brussels bruxelles brussel strasbourg luxemburg luxembourg paris lyon cannes london
manchester edinburgh glasgow dublin amsterdam rotterdam haag madrid barcelona lissabon lisbon rom roma rome milano milan
venedig aten athens prag prague budapest warszawa warsaw gdansk gdańsk krakow riga tallinn vilnius kaunas tartu
moskva kiev kyiv istanbul ankara washington boston chicago tokyo peking beijing
"""
TOWNS = parse_words(f"{_SWEDEN}{_NORDIC}{_EUROPE}")
_LONG = frozenset(
    (
        "upplands väsby", "upplands bro", "mora", "new york", "the hague", "dals ed", "östra göinge", "lilla edet", "norra djurgården",
        "malmö stad", "stockholm city", "göteborg city", "åre by", "abisko", "saltsjöbaden", "vällingby", "kirseberg", "den haag",
    )
)  # fmt: skip
COUNTRIES = parse_words(
    """sverige sweden finland norge norway danmark denmark island iceland tyskland germany deutschland belgien belgium frankrike
    france storbritannien england estland lettland litauen polen polska schweiz österrike"""
)
PROVINCES = parse_words(
    """skåne småland värmland dalarna halland blekinge gotland öland västergötland östergötland norrbotten västerbotten jämtland
    härjedalen medelpad ångermanland hälsingland gästrikland uppland södermanland sörmland närke västmanland dalsland bohuslän
    lappland västernorrland gävleborg norrland svealand götaland åland nyland österbotten norrbottens almedalen"""
)


def is_town(name: str) -> bool:
    """Tell whether the name is that of a town that everybody knows."""
    key = name.casefold()
    return key in TOWNS or key in _LONG


def is_in_sweden(name: str) -> bool:
    """Tell whether the name is that of a town in Sweden: five digits before it are a postal code in two groups."""
    return name.casefold() in parse_words(_SWEDEN)
