"""Towns whose name alone tells that it is one: the seats of Sweden's municipalities and smaller places there, larger
ones of the Nordic countries and of Europe.
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
_SMALLER = """
abborrberget akalla alafors alby alnö alnön alunda anderslöv anderstorp angered ankarsrum arholma arkelstorp arlandastad asarum
askim asmundtorp aspudden backaryd backefors bagarmossen bandhagen bankeryd barsebäck bergkvara bergnäset bergsjön bettna
billdal billeberga billesholm billinge biskopsgården bjursås bjärnum bjärred bjästa björbo björklinge björksele blackeberg
blattnicksele blidsberg blomstermåla borensberg borggård borrby braås bredaryd bredbyn bredäng bruksvallarna brunflo bräkne-
hoby brösarp bunkeflostrand bureå burgsvik burseryd burträsk byske bäckefors bäckhammar bålsta båraryd bårslöv dalby dalsjöfors
degeberga deje delsbo dingle domsjö drottningholm duvbo duved dyltabruk eckerö edsbro edsbruk edsbyn edsvalla ekshärad
emmaljunga enskede enviken ersboda everöd fagerhult fagersanna falerum farsta finnerödja finspong finström fittja fjugesta
fjällbacka fjärås flisby floby floda fredriksberg fridlevstad frillesås fristad fritsla fränsta frölunda frösön funäsdalen
furudal furusund färila fårösund föllinge förslöv gamleby gammelstad gantofta garphyttan gemla genarp gesunda gideå gimo
glimåkra glommersträsk gnarp gottne gottsunda grebbestad grisslehamn grundsund grycksbo grythyttan gränby grängesberg gräsö
gullbrandstorp gunnarskog gustavsberg gusum gysinge gällstad gånghester hagsätra hallstavik hallunda hammarbyhöjden
hammarkullen hammarstrand harmånger hasslö havdhem heby hemavan hemse hestra hillerstorp hindås hisingen hjorted hjortkvarn
hjällbo hjältevad hjärup holmsund hoting hova hovmantorp hovås hultsbruk hurva husie husum hyltebruk hägersten hällabrottet
hälleforsnäs hällestad hällevik hällingsjö hässelby högdalen hökåsen höllviken hörnefors idre iggesund immeln ingelstad
innertavle jomala jordbro jäderfors jämjö järna järnforsen järpen järvsö kalixfors kallinge karesuando karlholmsbruk kattarp
kimstad kinnarp klagshamn klagstorp klintehamn klågerup klövsjö knislinge knäred kolbäck kolmården kolsva kopparberg kopparmora
korpilombolo kortedala koskullskulle kosta krylbo kullavik kungshamn kungsängen kvibille kvissleby kvänum kyrkhult källby kåge
kågeröd kållered lammhult landeryd landvetter likenäs limhamn limmared lindome lindsdal linghem linneryd ljungaverk ljungbyhed
ljungsbro ljungskile ljusfallshammar ljusne ljusterö lofsdalen lotorp lovikka lugnvik lyrestad länghem länna långedrag
långsele långshyttan löberöd löddeköpinge lönneberga löttorp malmberget malmbäck malmslätt mantorp marieholm matfors mellösa
merlänna milsbo mjällom mjöbäck moheda moliden morgongåva morjärv mullhyttan myggenäs månkarbo mårdaklev möllevången mörarp
mörlunda mörrum nattavaara nikkala nissafors njurunda norrfjärden norrhult norrsunda norrsundet norsborg norsholm nossebro
nusnäs nyhammar nykroppa nykyrka nälden näsum nättraby nävekvarn obbola odensbacken olofstorp olshammar onsala orrefors
orrviken ovesholm oxie porjus påarp påskallavik rabbalshede ramnäs ramsberg ramsele ramvik ransta rejmyre resarö riksgränsen
rimbo rimforsa ringarum rinkeby roknäs romelanda rosengård rosersberg rosvik rottne rottneros rusksele rydaholm rydebäck
rydsgård rydsnäs rävlanda råcksta rågsved råneå rångedala rånäs röbäck rödbo rökland rönninge rörö saltsjöbaden sandared
sandhamn sandhem sandöverken sexdrega sibbhult sikeå sillhövda silverdalen skanör skattkärr skattungbyn skebobruk skegrie
skepplanda skillingaryd skillinge skoghall skogås skultorp skultuna skutskär skyttorp skärblacka skärhamn skärholmen
skönsberg slite slottsbron smygehamn smögen snöstorp solberga sollebrunn sommen sorunda sparreholm spånga stavsnäs stehag
stenhamra stenkullen stigtomta stjärnhov stocka storebro storlien storvik storvreta strömsbruk strömsholm strömsnäsbruk
strömtorp stugun sturefors stånga sundborn sunderbyn sundsbruk sunnanå surte svalsta svaneholm svappavaara svartvik sveg
svenshögen svenstavik svärtinge sysslebäck säbyholm sälen särna särö sätila sävar sävast sävedalen sävja sårby söderbärke
söderfors sörberge sösdala tallåsen tandsbyn tannefors tavelsjö teckomatorp tenhult tensta timmersdala tingstäde tjörnarp tobo
tollarp tommelilla torekov torestorp torpshammar torslanda tungelsta tväråbäck tvååker tygelsjö tystberga täfteå tällberg
tänndalen tärnaby tärnsjö tåbro ucklum ullared ullervad ullånger ulriksfors undersåker unnaryd ursviken utansjö vadsbro valbo
valskog vaplan vargön vattholma vattjom veberöd veddige veinge vejbystrand vendelsö vidsel vikarbyn vikingstad vikmanshyttan
vilshult vinninga vinslöv virserum vislanda vittangi vittaryd vittinge vittsjö vittskövle voxna vrena vrigstad väckelsång
väderstad väggarö vällingby vänge väring väröbacka västanvik västerhaninge västermyckeläng vålberg vålådalen vårberg vårby
yngsjö ytterby ytterhogdal älandsbro älghult älmeboda älvsjö ängsholmen ärla åbyggeby åkarp ålem ånn ånäset årsta årsunda åryd
åsarna åsbro åsensbruk åtorp örbyhus örkened örserum österbybruk österbymo östervåla östmark östraby övertänger öxabäck
"""
_FURTHER = """
alfta alsike alstermo anneberg arbrå arlöv axvall barkarby bergby bergshamra bergsviken billingsfors bispgården björnlunda
blentarp bodafors boliden bollstabruk brastad broby brålanda bua bygdsiljum dala-järna dalarö dals-långed degerhamn dingtuna
diö djurås docksta dösjebro edane ekenässjön ellös falsterbo figeholm fisksätra fjälkinge flyinge frändefors furulund furuvik
fågelfors fårbo fårö garpenberg getinge glommen glumslöv gothenburg grangärde grevie gräddö gränna gråbo gällö gärsnäs hackås
hallsta hamburgsund hammenhög hammerdal hamrånge handen harads harlösa hassela hedenäset henån hishult hjärnarp horndal horred
hortlax häggvik häljarp hällevadsholm hällnäs häverödal håknäs indal ingatorp irsta johannishus jonstorp jukkasjärvi junsele
jursla jädraås jämshög järpås jörlanda jörn kallhäll katthammarsvik kilafors killeberg kivik klevshult kristdala krokek
kvicksund kvidinge kälarne köpingebro köpingsvik köpmanholmen lagan landsbro lenhovda lerberget lidhult listerby ljugarn
loftahammar ludvigsborg läckeby lärbro löderup lödöse lönsboda lövestad lövånger malmo mariannelund mellansel mellbystrand
mjällby mockfjärd molkom munka-ljungby målilla mölle mörsil nordingrå norrahammar norrviken nyhamnsläge näsåker nödinge
orminge oskarström pålsboda ransäter reftele rockneby rotebro rundvik rödeby rönnäng siljansnäs singö sjuntorp skee
skelleftehamn skene skruv skummeslövsstrand slöinge smedby smedstorp smålandsstenar stallarholmen stensele stenstorp stockaryd
strålsnäs strövelstorp stöde svanesund svängsta svärdsjö sågmyra söderala taberg timmernabben torsåker träslövsläge tyringe
töcksta töre tösse urshult vagnhärad vessigebro viksjö visingsö viskafors vollsjö vuollerim väddö vännäsby väse älmsta älta
älvängen äppelbo åled åmotfors åseda ödåkra öjebyn öregrund ösmo överum
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
TOWNS = parse_words(f"{_SWEDEN}{_SMALLER}{_FURTHER}{_NORDIC}{_EUROPE}")
_LONG = frozenset(
    (
        "upplands väsby", "upplands bro", "mora", "new york", "the hague", "dals ed", "östra göinge", "lilla edet", "norra djurgården",
        "malmö stad", "stockholm city", "göteborg city", "åre by", "abisko", "saltsjöbaden", "vällingby", "kirseberg", "den haag",
    )
)  # fmt: skip
COUNTRIES = parse_words(
    """sverige sweden finland norge norway danmark denmark island iceland tyskland germany deutschland belgien belgium frankrike
    france storbritannien england estland lettland litauen polen polska schweiz österrike
    ukraina ryssland kina usa israel palestina gaza syrien irak iran turkiet italien spanien afghanistan japan indien"""
)
NO_PLACES = COUNTRIES | parse_words(
    """genomgången presentationen rapporten träffen mötet pressträffen presskonferensen visningen seminariet utställningen invigningen
    beslutet programmet föreställningen informationen juldagen julafton nyårsafton nyårsdagen nationaldagen luciadagen trettondagen
    valborgsmässoafton midsommarafton påskafton skärtorsdagen"""
)
"""What alone is never where a meeting is."""
PROVINCES = parse_words(
    """skåne småland värmland dalarna halland blekinge gotland öland västergötland östergötland norrbotten västerbotten jämtland
    härjedalen medelpad ångermanland hälsingland gästrikland uppland södermanland sörmland närke västmanland dalsland bohuslän
    lappland västernorrland gävleborg norrland svealand götaland åland nyland österbotten norrbottens almedalen"""
)


def is_town(name: str) -> bool:
    """Tell whether the name is that of a town that everybody knows."""
    key = name.casefold()
    if key[-2:-1] == " " and name[-1].isupper():
        key = key[:-2]  # "København S"
    return key in TOWNS or key in _LONG


def is_in_sweden(name: str) -> bool:
    """Tell whether the name is that of a town in Sweden: five digits before it are a postal code in two groups."""
    return name.casefold() in parse_words(f"{_SWEDEN}{_SMALLER}{_FURTHER}")
