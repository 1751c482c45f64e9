"""The words that titles and duties are made of, in their Swedish forms: chef, chefen, chefer, cheferna.

Most titles are compounds ("fastighetschef", "trafikborgarråd"), so it is the end of a word that tells. Some hundred ends
are listed; behind them the endings that make somebody who does a thing ("-are", "-ist", "-log").
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from pressinvite.records import NamedTuple

Form = Literal["base", "definite", "plural", "definite plural"]


class Title(NamedTuple):
    """A word of a title."""

    form: Form
    singular: str
    """The word for one person, indefinite: "kommunalråden" → "kommunalråd"."""
    known: bool
    """False where only a common ending speaks for it."""


_EN = """
chef direktör minister sekreterare informatör kommunikatör strateg rektor professor hövding redaktör kurator intendent
producent president expert koordinator inspektör kapten doktorand arkitekt ekonom biskop författare ingenjör jurist
assistent kommissarie åklagare advokat ledare ordförande handläggare samordnare utredare forskare läkare historiker tränare
planerare analytiker grundare utvecklare rådgivare kännare dirigent regissör koreograf skådespelare dramaturg scenograf
konferencier fotograf journalist kansler ambassadör konsul inspirator entreprenör ägare mästare instruktör spelare controller
revisor konsult specialist tekniker operatör förvaltare präst pastor diakon prost komminister kaplan meteorolog hydrolog
ekolog biolog geolog arkeolog psykolog sociolog kriminolog epidemiolog virolog antikvarie bibliotekarie docent lektor
adjunkt lärare pedagog logoped dietist agronom astronom veterinär tandläkare talesperson kontaktperson nyckelperson
ombudsperson generalsekreterare föreståndare byggherre värd general överste major löjtnant amiral sergeant fänrik korpral
brigadör kommendör kurir kock skeppare befälhavare lagkapten förbundskapten koordinatör curator handledare administratör
kanslist politiker företrädare representant förtroendevald sakkunnig ansvarig vetenskapsman forskningsledare spanare
kartograf etnolog teolog filosof poet kompositör tonsättare librettist producer coach manager designer konservator
statistiker rapportör moderator mentor delegat vinnare pristagare stipendiat uppfinnare konstnär musiker sångare artist
chaufför lantbrukare fiskare brandman styrman förman talman ombudsman tjänsteman riksspelman landsman besättningsman
kassör notarie kommissionär målvakt elev student doktor rådman nämndeman lagman häradshövding nyhetsankare programledare tecknare numismatiker landsfiskal assessor hovmästare domare jägare vaktmästare domprost kyrkoherde rabbin imam borgmästare
talesman fysiker kamrer profil kvinna skötare captain shipwright pilot lots astronaut kosmonaut flygare
"""
_ET = """
kommunalråd oppositionsråd borgarråd länsråd statsråd regionråd landstingsråd justitieråd kammarråd regeringsråd
ambassadråd departementsråd hovrättsråd kansliråd biträde befäl ombud språkrör vittne
"""
_OTHER: dict[str, tuple[Form, str]] = {
    "ledamot": ("base", "ledamot"), "ledamoten": ("definite", "ledamot"), "ledamöter": ("plural", "ledamot"),
    "ledamöterna": ("definite plural", "ledamot"), "sköterska": ("base", "sköterska"), "sköterskan": ("definite", "sköterska"),
    "sköterskor": ("plural", "sköterska"), "sköterskorna": ("definite plural", "sköterska"),
    "ombudsmannen": ("definite", "ombudsman"), "ombudsmännen": ("definite plural", "ombudsman"),
    "ombudsmän": ("plural", "ombudsman"), "talmannen": ("definite", "talman"), "styrmannen": ("definite", "styrman"),
    "barnmorska": ("base", "barnmorska"), "barnmorskan": ("definite", "barnmorska"), "kvinna": ("base", "kvinna"),
    "ansvariga": ("definite", "ansvarig"), "sakkunniga": ("definite", "sakkunnig"), "polis": ("base", "polis"), "poliser": ("plural", "polis"), "presidium": ("definite plural", "presidium"),
    "stjärnan": ("definite", "stjärna"), "stjärnorna": ("definite plural", "stjärna"), "stjärnor": ("plural", "stjärna"),
    "byggherren": ("definite", "byggherre"), "drottningen": ("definite", "drottning"), "proffset": ("definite", "proffs"), "borgmästarinna": ("base", "borgmästarinna"),
}  # fmt: skip
_WHOLE_WORDS = """
vd vd:n vvd gd gd:n öb tf t.f. vice biträdande tillförordnad ställföreträdande verkställande ceo cfo cto coo cio chair chairman
chief conservator curator archaeologist archivist economist technician treasurer historian biologist inspector colonel commander
admiral lecturer superintendent physician specialist strategist planner
chairwoman chairperson head director officer secretary co-author co-chair advisor adviser editor mayor spokesperson spokesman spokeswoman
engineer researcher scientist author ambassador commissioner governor coordinator analyst founder partner fellow lead
prefekt dekan polis vaktchef bonde soldat författarinna kung drottning prins prinsessa kronprinsessa
kronprins minister speaker chef general överintendent superintendent dekanus
"""
_WHOLE = frozenset(_WHOLE_WORDS.split())
"""Words that are titles as they are, and end nothing else."""
_LOOSE: tuple[tuple[str, Form, str], ...] = (
    ("arna", "definite plural", "are"), ("aren", "definite", "are"), ("isterna", "definite plural", "ist"),
    ("isten", "definite", "ist"), ("logerna", "definite plural", "log"), ("logen", "definite", "log"),
    ("törerna", "definite plural", "tör"), ("tören", "definite", "tör"), ("sören", "definite", "sör"),
    ("atorn", "definite", "ator"), ("atorerna", "definite plural", "ator"), ("erskan", "definite", "erska"),
    ("innan", "definite", "inna"), ("mannen", "definite", "man"),
    ("männen", "definite plural", "man"), ("kvinnan", "definite", "kvinna"), ("skänkan", "definite", "skänka"),
    ("flickan", "definite", "flicka"), ("pojken", "definite", "pojke"), ("iaten", "definite", "iat"),
    ("nären", "definite", "när"), ("ären", "definite", "är"), ("anten", "definite", "ant"), ("värden", "definite", "värd"),
    ("enten", "definite", "ent"), ("ikern", "definite", "iker"), ("nomen", "definite", "nom"), ("grafen", "definite", "graf"),
    ("råd", "base", "råd"), ("are", "base", "are"), ("ist", "base", "ist"), ("olog", "base", "olog"), ("tör", "base", "tör"), ("nom", "base", "nom"),
    ("iker", "base", "iker"), ("graf", "base", "graf"), ("pedagog", "base", "pedagog"), ("smän", "plural", "sman"),
)  # fmt: skip
_NO_TITLE_WORDS = """
talare talarna deltagare deltagarna medverkande tidigare senare närmare vidare ytterligare snarare snabbare dyrare längre
tryggare säkrare renare bredare starkare svårare tätare kortare varmare kallare friskare klokare ljusare rikare klarare
bekvämare invånare invånarna besökare besökarna läsare läsarna åskådare åskådarna lyssnare lyssnarna boende innan
användare användarna medborgare medborgarna utgivare avsändare mottagare väljare väljarna passagerare faktor faktorn
partnern paragraf biograf biografen motorn datorn sektorn restauranten elefanten varianten garanten sidansvarig
lagarna dagarna högtalare högtalarna behållare hållare datorerna motorerna
"""
_NO_TITLES = frozenset(_NO_TITLE_WORDS.split())
_COMPARATIVE = ("igare", "ligare", "astare", "sammare")


@cache
def _forms() -> dict[str, tuple[Form, str]]:
    """Every form of the listed words."""
    forms: dict[str, tuple[Form, str]] = dict(_OTHER)
    for stem in _EN.split():
        for form, written in _common_forms(stem):
            forms.setdefault(written, (form, stem))
    for stem in _ET.split():
        end = stem.removesuffix("e")
        forms |= {stem: ("base", stem), end + "et": ("definite", stem), end + "en": ("definite plural", stem)}
    return forms


def _common_forms(stem: str) -> tuple[tuple[Form, str], ...]:
    """The forms of a word of common gender: chef, chefen, chefer, cheferna; ledare, ledaren, ledarna."""
    if stem.endswith("are"):
        return ("base", stem), ("definite", stem + "n"), ("definite plural", stem[:-1] + "na")
    if stem.endswith("ie"):
        return ("base", stem), ("definite", stem + "n"), ("plural", stem + "r"), ("definite plural", stem + "rna")
    if stem.endswith("e"):
        plural = stem if stem.endswith("nde") else stem[:-1] + "ar"
        return (
            ("base", stem), ("definite", stem + "n"), ("plural", plural), ("definite plural", plural + "na"),
        )  # fmt: skip
    if stem.endswith(("iker", "minister")):
        end = stem if stem.endswith("iker") else stem[:-2] + "rar"
        last = stem + "na" if stem.endswith("iker") else end + "na"
        return ("base", stem), ("definite", stem + "n"), ("plural", end), ("definite plural", last)
    if stem.endswith("man"):
        return (
            ("base", stem), ("definite", stem + "nen"), ("plural", stem[:-2] + "än"), ("definite plural", stem[:-2] + "ännen"),
        )  # fmt: skip
    definite = stem + ("n" if stem.endswith(("or", "er")) else "en")
    return (
        ("base", stem), ("definite", definite), ("plural", stem + "er"), ("definite plural", stem + "erna"),
        ("plural", stem + "ar"), ("definite plural", stem + "arna"),
    )  # fmt: skip


@cache
def read_title(word: str) -> Title | None:
    """Return the title that a word is, or ends with; None for what is none."""
    word = word.replace("\x01", "")
    plain = word.strip(" ,.:;–-•()\"”'").casefold()
    if plain in _WHOLE:
        return Title("base", plain, known=True)
    if not plain or plain in _NO_TITLES or plain.endswith(_COMPARATIVE):
        return None
    forms = _forms()
    for at in range(max(0, len(plain) - 26), len(plain) - 2):
        found = forms.get(plain[at:])
        if found and (at != 1):
            form, singular = found
            return Title(form, word.strip(" ,.:;–-•()\"”'")[:at] + _cased(word, at, singular), known=True)
    for end, form, singular in _LOOSE if len(plain) > 5 else ():
        if plain.endswith(end):
            return Title(form, word.strip(" ,.:;–-•()\"”'")[: -len(end)] + singular, known=False)
    return None


def _cased(word: str, at: int, singular: str) -> str:
    """The singular as capital as the word was."""
    return singular.capitalize() if at == 0 and word.strip(" –-•")[:1].isupper() else singular


def is_title(word: str) -> bool:
    """Tell whether a word is a known title, or ends with one."""
    found = read_title(word)
    return found is not None and found.known


def waits_for_name(word: str) -> bool:
    """Tell whether a title at the end of a line goes on with whose it is: "hos finansminister", not "hos finansministern"."""
    title = read_title(word)
    return title is not None and title.known and not title.form.startswith("definite")
