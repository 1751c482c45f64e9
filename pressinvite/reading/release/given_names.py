"""Given names common in Sweden and Finland, as a sign that capitals are a person: never the only one.

From the name statistics' upper parts for all ages, and frequent ones of other languages; spelling variants side by side.
"""

from __future__ import annotations

_COMMON = """
abdi abdul abdullah abraham ada adam adrian agata agda agne agnes agneta ahmad ahmed aino aisha albert albin alejandro
aleksandra alex alexander alexandra alf alfred algot ali alice alicia alina alma altan alva alvar alvin amanda amelia
amelie amina amir amira amy ana anastasia anders andré andrea andreas andrzej anette angela angelica anita anja ann anna
anna-karin annalena anne anneli annelie anni annie annika anton antonia antonio anu arian arja arne aron arthur artur
arvid asta astrid athena august aurora axel barbara barbro beata beatrice bella ben bengt benita benjamin benny berit
bernt bert berta bertil bianca birger birgit birgitta björn bo bob bodil boel boris bosse brian britt britta bror bruno
burak börje camilla carin carina carl carla carlos carmen carola carolina caroline cassandra catarina catharina cathrine
cecilia charles charlie charlotta charlotte chris christel christer christian christin christina christine christoffer
christopher cia claes clara claudia clas conny conrad cornelia cristina dag dagmar dagny dan daniel daniela daniella danny
dario david denise dennis desirée diana dick didrik dieter dimitri disa dmitri dominic donald doris douglas ebba eddie
edgar edit edith eduardo edvard edvin edward egil egon eila eino eira ekaterina elena eleni eleonor eleonora eli elias
elif elin elina elis elisa elisabet elisabeth elise elisif elizabeth ella ellen ellinor elliot elof elsa elsie elvira
elvis emanuel emelie emil emilia emilie emily emma emmy enar engla enrico eric erica erik erika erkki erland erling ernst
esko ester esther ettore eugen eva evelina everett evert ewa fabian fadi fanny farah fatima fatma felicia felix ferdinand
filip filippa finn folke franck frank frans franz fredrica fredrik fredrika freja frida fritz gabriel gabriella gabrielle
george georg gerd gerda gertrud giovanni gisela goran gordon greger greta gudmund gudrun gull gun gunborg gunhild gunilla
gunn gunnar gunnel gunvor gurli gustaf gustav gusten gustavo göran gösta göte hadi halima hamid hampus hanna hannah hanne
hannele hannes hannu hans harald harri harriet harry hasan hassan hedda hedvig heidi heikki helen helena helene helga helge
helmer helmi helmut henning henri henric henrietta henrik henrika henry herbert herman hermann hilda hilding hilma hillevi
hjalmar hjördis holger hugo hussein ian ibrahim ida igor ilkka ilmari ilona imre ina inez inga ingalill ingeborg ingegerd
ingela ingemar inger ingmar ingrid ingvar irena irene irina iris irma irmeli isa isabel isabella isabelle isac isak iskra
ismail ivan ivar iwona jack jacob jakob jalmari james jamal jan jana jane janet janina janne jannike jari jarl jarmo jasmin
jasmine javier jean jeanette jelena jennie jennifer jenny jens jeremy jerker jerry jesper jessica jessika jill jim jimmie
jimmy joachim joakim joanna joar joel johan johanna johannes john johnny jon jonas jonatan jonathan jonna jonny jorma jose
josef josefin josefina josefine joseph josephine joshua juan juha juhani jukka julia julian juliana julie julius justus
jussi jörgen jörn kaarina kai kaisa kaj kajsa kalle kamilla karen kari karim karin karina karl karla karolin karolina
karoline kasper katarina kate katharina katja katrin kay keijo keith kenneth kennet kent kenth kerstin kevin khadija khalid
kicki kiki kim kira kirsi kirsten kjell klara klas klaus knut konrad konstantin krister kristian kristin kristina kristoffer
krzysztof kurt kåre käthe laila lage lars larsa lasse laura lauri laurentius lea leena leif leila lena lennart leo leon
leonard leonardo leonid leonora leopold liisa lili lilian lilly lillemor lily lina linda line linn linnea linnéa linus lisa
lisbet lisbeth liselott liselotte lisen liv liza lizette lo lola loella lotta lotte louis louise lova lovisa lucas lucia
ludvig ludwig luis luisa lukas lydia magda magdalena magnus mahmoud mai maj maja malcolm malena malin malte malou manfred
manuel manuela marcel marcela marcus marek margaret margareta margaretha margit margot mari maria mariam marian mariana
marianne marie mariette marika marina mario marion marit marita marja mark markku marko markus marta martha marthe marti
martin martina mary maryam mateo matias matilda mats matti mattias matts maud maurice max maxim may mehmet melker melissa
melvin merit merja mia michael michaela michal michelle miguel mika mikael mikaela mike mikko milan mildred milena milla
milo mimmi mina minna mira miranda mirja miriam mirjam moa mohamed mohammad mohammed moltas molly mona monica monika montse
morgan moritz mostafa muhammad mustafa mårten märit märta måns ninni vendela gry roffe lars klas claes jens nadia nadja naemi nahid nancy naomi nasrin natalia natalie
natanael nathalie nelly nellie nicklas niclas nicolas nicole nike niklas niko nikola nikolaj nils nina noah noel noela noomi
nora nour nuri odd ola olaf olav ole oleg olena olga olivia oliver olle oluf olof ordell orvar oscar oskar osman ossian
osvald otto ottilia ove owe paavo pablo paolo patricia patrick patrik paul paula pauli paulina pauline pavel pedro pehr
peder pekka pelle per pernilla pertti peter petra petrus petter pia piotr pirjo pontus preben pär päivi rachel rafael ragna
ragnar ragnhild raija raili raimo ralf ralph ramona ramin rana randi rasmus rauno rebecca rebecka regina reidar reijo reine
reino rein renata renate rené reza rhonda ricardo richard rickard riitta rikard rita ritva robert roberta roberto robin
rodrigo roger roine roland rolf roman ronald ronja ronny rosa rose rosita roy ruben rudolf rui rune rurik ruslan russell rut
ruth sabina sabine saga said salma sam samir samira samuel sandra sanna sara sarah sari sebastian seija selma serge sergej
severin sharon shirin signe sigrid sigurd sigvard silje silvia simon simone sindre siri siv sixten slavica sofia sofie
solbritt solveig solvig sonja sonny sophia sophie staffan stefan stella stellan sten steven stig stina sture styrbjörn
stephanie stephen sune susan susann susanna susanne suzanne svante sven svea svetlana sverker sylvia sylvie sölve sören
tage taina tania tanja tapio tarja tatiana tatjana ted teodor terese teresia tereza teuvo tea theo theodor theresa therese
theres thim thomas thor thora thorbjörn thord thore thorsten tilda tilde tim timo timothy tina tindra tiina tobias tom tomas
tommy toni tony tor torbjörn tord tore torgny torkel torsten torvald tova tove tracy tuomas tuula ture tuva tyra tyko ulf
ulla ulrica ulrik ulrika urban urho ursula uwe vadim valdemar valentin valentina valfrid valter vanessa vanja vega veera
veikko vera verena verner vernon veronica veronika vesa vidar victor victoria vigdis viggo viktor viktoria vilgot vilhelm
ville vilma vincent viola virpi vivan vivianne viveca viveka vivi vladimir walter werner wilhelm wille william willy wilma
wim wolfgang xenia yasmin yasmine ylva yngve yngvar yonas yosef younes yusuf yvonne zacharias zahra zara zeinab zeynep zlatan
zoran zuzana åke åsa åsk åse åshild älva änni ärla öjvind örjan östen
"""
_MORE = """
abigail alastair alessandra alessandro alfhild alrik alvida amalia amélie anki annbritt annegret anneliese annica annmarie
anouk ante antero antje aoife arvo asger aslan astri atle aud axelina ayla aylin aziz azra babak bahar bashir bassam beatrix
behnaz benoît berndt berthold bettan bettina birgitte birk bitte bjarne bodvar brendan brita britten bruce buster cajsa calle
camille carolin carsten cathrin cathrina catrin cay chiara chloé cissi claus clemens colin conni conor constance cordelia curt
cyrus céline dagfinn dalia damir danuta dara daria darko davor deborah declan deniz detlef diba dilan dino djamila dorotéa
dragan dylan ebon edda eddy edla edwin efva egill einar eivor elaine elinor elize ellinore ellis elmer elna eloise elvy emelina
emina emine emir engelbrekt erhard erna ernestine ervin ethel eufemia evalena evalotta evamarie ewan eyvind ezra fadumo faisal
fanni farid farshad fatemeh fawzi federico fereshteh fia fiona fjodor flemming folmer francesca francesco françois françoise
fredric frej fride fridolf fridtjof friedrich frits frode gabriela gardar gareth geoffrey georgina gerhard germund gillian
gillis gina gittan giulia giuseppe gladys glenn gottfrid graham grete gritt gudmar gudula guillaume gullan gullbritt gullvi
gunbritt gunnhild gunni gunno gunvi gurra gustafva gustava gwen gyda göta günther haakon habib haidar haider hakan hala halvar
halvard hamed hampan hanan hani hanife hardy hartmut hasse hatice haydar heather heike helle heléne hemming hera herta hiba
hildur hilkka holmfrid homa houda hulda humberto husein håkan hårek håvard ia ib ibolya ibrahima idar idris idun ifrah ilias
ilir ilse imad iman imran inari indra inge ingegärd ingolf ingri ingrun ingunn ingvild inkeri iréne isaac isidor isolde istvan
iva ivana iver ivor jaakko jaana jabbar jacqueline jacques jadwiga jaime jalal jalle jamila janken jannica janos jaroslav
jasmina jawad jelka jenni jerzy jessie jette jimmi joacim joanne jocke joe johann jolanta jompa joni joost jorge jorunn josie
josip jouni jovana juhan julien jun justin justyna jutta jytte jöns jörg jürgen kamal kamran karam karol karsten katalin
katharine katinka kattis kettil kia kie kitty kjerstin klemens konny krille kristiina kristján kristofer krystyna lambert lana
latifa laurens laurent lave leah leiv lelle lenita lennarth levi liam lidia lill lillan lillebil lillian lindy linnèa lisette
livia ljiljana loa loke lolita lollo loreen lorens lorentz lorenzo lorna lotten lovis luca lucie ludde luna lutz lykke lynn
macke madelaine madeleine maggan maggie magni mahsa maiju maiken maisa majbrit majbritt majken majlis majsan malak malva mandus
manne mansour mansur marc marco margaretta margarida margrethe mariann maris marjatta marjut marlene marlène marten marthin
marwan mathias mathilda matteo matthias matthis mattis maximilian maya medina mehdi mehran meja melina mette micael micke
mihaela milad milica milos minoo mio mirela mirella mirza mitra mohsen moncef monique morten mouna muna munira musa myra märet
märtha nabila nadine naima nanna naser nasser natascha natasha nathan nazanin neda negar neil nermin nettan nette newroz
niamh nicke nicola nicoletta nigel nikita ninos nisse nizar njord noelle noor noora nooshin norbert nore nuno ocke oddvar
ofelia oili okko olaug olavi oleksandr oliwia omar omid oona orla oskari otte outi owen pam pamela paola pascal patrizia
pauliina payam pedram peggy peo pernille perolof petronella petteri philip philippa philippe pierre pille pirkka pirkko poul
poya preet radek radmila rafal ragne rahel raji ramazan rami rania rasha rashid raul raymond rebaz rebeka reima
renée ressa reyhaneh rhys ricard ridwan rikke rikki ringo risto roar rolle romina roni ronnie roosa rosalie rosalind rosanna
rosemarie roshan rosmarie rozita ruba rufus runa runo ruslana rustan ryan rüdiger sabrina sadia saeed safa sahar saida sakari
saku salah saleh salim sallie samantha sami samia sammy samuli sanaz sandro sanela sanja sanni santeri sasha saskia sauli
scarlett sean seppo sergio seth shabnam shadi shahin shahram sharif shilan shirley sibylle sickan sigbritt sigfrid sigge
sigmund sigrun sigurdur sigvald silke silvio simona sindy sinikka siobhan sirkka sirpa sissel sissela sivan siw slobodan
snezana sofi sofija soile soili solbrit solvej somaya soraya soren stanislav stanislaw stefania stefano stephan
stine stoffe suad suha suleiman sulejman suna sussi suzanna svenerik svenne sverre swante sylvain synnöve szymon sølvi tabita
tadeusz tahir taimi talvikki tamara tanita tarek tariq tarmo taru tatu teemu tekla teo teofil terhi terje terttu tessan thea
thelma therése thierry thomasine thorild thorleif thorvald tibor tilly timmy titti tiziana tjalve tobbe toivo tolle tomasz
tommi toralf torborg toril torleif tormod torunn totte trine troels trond tryggve tua turid tyyne uffe ulrich ulrike unni uno
urs urszula vahid valborg valdis valeria valerie valle valon vasilij vedran veijo veiko vendla venla vesna vibeke vidkun vilja
vincenzo vineta violetta viorica vitus vivian vjollca vlado vuokko véronique waldemar wanda wanja wenche wenke wictor wiebke
wiggo wilfred wilhelmina wiveca wivi xander xerxes yael yahya yaman yasin yasmina yasser yelena ylwa ymer yrjö yrsa yuri yvette
zacharina zaid zainab zaki zana zdenka zelma zenita zenobia zina zita zohreh zoltan zoya zsuzsa åge åsmund åsta öivind ørjan
øystein øyvind
"""
GIVEN_NAMES = frozenset(f"{_COMMON} {_MORE}".split())
"""Case-folded; of a double name ("Britt-Inger") each part is looked up."""


def is_given_name(word: str) -> bool:
    """Tell whether a word with a capital is a given name that many bear, or a double one of such."""
    parts = word.casefold().split("-")
    return parts[0] in GIVEN_NAMES or (len(parts) > 1 and parts[1] in GIVEN_NAMES)
