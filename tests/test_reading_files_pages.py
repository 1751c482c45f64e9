"""Web pages in the shapes of Swedish newsrooms: the release and its contacts, and nothing of what stands around them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from pressinvite.fence.limits import FileError, Limits
from pressinvite.reading.files.webpage import decode_page, extract_html
from pressinvite.reading.sources import read_octets

PAGES = Path(__file__).parent / "cases" / "pages"
pytestmark = pytest.mark.usefixtures("without_child")

TODAY = dt.date(2027, 3, 6)


def text_of(page: str | bytes) -> str:
    return extract_html(page.encode() if isinstance(page, str) else page, Limits()).text


@pytest.mark.parametrize(
    ("name", "kept", "gone"),
    [
        (
            "cision",
            ("Tid: Torsdag den 14 januari, kl. 09:30\nPlats: Kraftsalen, Älvgatan 14, Norrälv\nMedverkande:\nLotta Hedström, vd\nPer Åkerlund, elhandelschef", "vår presstjänst (press@norralven.example)", "Mats Lindqvist, kommunikationschef, 031-390 06 12\nmats.lindqvist@norralven.example"),
            ("3 februari", "Bokslut", "Logga in", "Dela", "Hem"),
        ),
        (
            "sitevision",
            ("Tid: Måndag 10 maj klockan 13.30\nPlats: Solgläntans förskola, Ängsvägen 3, Älvsunda", "Ylva Sund\nKommunikatör\nTelefon: 040-628 04 12\nE-post: ylva.sund@alvsunda.example"),
            ("Valborg", "kommun@alvsunda", "11 maj", "Bygga och bo", "Till innehåll"),
        ),
        (
            "episerver",
            ("Tid: fredagen den 3 september, klockan 10.00\u00a0-\u00a011.00\nPlats: Helikopterplattan", "Jonas Hall\npressekreterare\n031-390 06 40\njonas.hall@fjallmark.example"),
            ("Vaccinationer", "390 06 00", "Pressbilder", "Nytt avtal"),
        ),
        (
            "wordpress",
            ("torsdag 11 februari kl. 10.00 i Granviks konsthall", "070-174 06 33, olle.frisk@konsthallen.example"),
            ("24 januari", "3 maj", "vardagar", "Öppet", "Publicerat i", "email"),
        ),
    ],
)  # fmt: skip
def test_the_release_and_its_contacts_alone(name: str, kept: tuple[str, ...], gone: tuple[str, ...]) -> None:
    text = text_of((PAGES / f"{name}.html").read_bytes())
    assert [words for words in kept if words not in text] == []
    assert [words for words in gone if words in text] == []


def test_the_newsroom_sample_loses_all_furniture() -> None:
    sample = PAGES.parent.parent.parent / "samples" / "files" / "storgatan.html"
    extract = extract_html(sample.read_bytes(), Limits())
    for words in ("kakor", "Badhuset", "2 april", "Växel", "Trafik", "Gå direkt", "Relaterat", "Sök"):
        assert words not in extract.text
    assert "Anna Berg\n\nPresschef\nanna.berg@bjorkvik.example\n070-174 06 21" in extract.text
    assert "Anmäl dig här (https://forms.bjorkvik.example/press/42)" in extract.text
    assert extract.title == "Pressinbjudan: Så ska Storgatan byggas om"
    assert extract.organiser == "Björkviks kommun"
    assert extract.published == "2027-03-05"
    assert extract.url == "https://nyheter.bjorkvik.example/pressreleases/sa-ska-storgatan-byggas-om-3121001"


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>a\n  b<br>c</p><p>d</p>", "a b\nc\n\nd"),
        ("<div>a</div><div>b</div><div><br></div><div>c</div>", "a\nb\n\nc"),
        ("<ul><li>a</li><li><p>b</p></li></ul><ol><li>c<li>d</ol>", "• a\n• b\n\n1. c\n2. d"),
        ("<table><tr><td>Tid</td><td>kl. 10</td></tr><tr><td>Plats:</td><td>A<br>B</td></tr></table>", "Tid: kl. 10\nPlats:\nA\nB"),
        ("<table><tr><th>Tid</th><th>Plats</th></tr><tr><td>kl. 10</td><td>Rådhuset</td></tr></table>", "Tid: kl. 10\nPlats: Rådhuset"),
        ("<table><tr><td>10.00</td><td>Kaffe</td></tr><tr><td>A</td><td>B</td><td>C</td></tr></table>", "10.00 Kaffe\nA, B, C"),
        ("<table><tr><td><table><tr><td>a</td></tr></table></td></tr><tr><td>b</td></tr></table>", "a\n\nb"),
        ("<dl><dt>Tid</dt><dd>kl. 10</dd><dt>Plats:</dt><dd>A</dd><dd>B</dd></dl>", "Tid: kl. 10\nPlats: A\nB"),
        ("<p>kl.&nbsp;10 <b>x</b>y <i> z</i></p>", "kl.\u00a010 xy z"),
        ("<p>a<span style='display:none'>b</span><del>c</del><s>kl. 9</s> d<script>e</script></p>", "a d"),
        ("<p>a</p><p hidden>b</p><p aria-hidden=true>c</p>", "a\n\nc"),
        ("<p style='margin-bottom: 0cm'>a</p><p style='margin-bottom: 0cm'>b<p><br></p><p style='margin-bottom: 0.25cm'>c</p><p style='margin:0'>d</p><p style='margin:0;margin-bottom:.0001pt'>e</p>f", "a\nb\n\nc\n\nd\ne\nf"),
        ("<pre>a\n  b</pre>c", "a\nb\n\nc"),
        ("<p><a href='mailto:a@x.example'>a@x.example</a> <a href='mailto:b@x.example?subject=x'>Mejla</a></p>", "a@x.example Mejla (b@x.example)"),
        ("<p><a href='tel:+46701740621'>Ring oss</a>, <a href='tel:+46701740621'>070-174 06 21</a></p>", "Ring oss (+46701740621), 070-174 06 21"),
        ("<p><a href='https://x.example/1'>Läs om oss</a> <a href='https://x.example/2'>Anmälan</a></p>", "Läs om oss Anmälan (https://x.example/2)"),
        ("<p>pressträﬀ i Malmo\u0308 \uf0b7 x\u00ad</p>", "pressträff i Malmö • x\u00ad"),
    ],
)  # fmt: skip
def test_lines_are_as_a_reader_sees_them(page: str, text: str) -> None:
    assert text_of(f"<html><body>{page}</body></html>") == text


WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta charset="windows-1252"><style><!-- p.MsoNormal {margin:0cm} --></style></head>
<body lang=SV><div class=WordSection1>
<p class=MsoNormal><b>Pressinbjudan: nytt torg<o:p></o:p></b></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoNormal>Tid: onsdag 10 mars 2027 kl. 10<o:p></o:p></p>
<p class=MsoNormal>Plats: R\u00e5dhuset, Lund</p>
<p class=MsoListParagraph><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>\u00b7<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>Anna Berg</p>
<p class=MsoListParagraph><span style='mso-list:Ignore'>1.&nbsp;&nbsp;</span>Kaffe</p>
<!--[if gte mso 9]><p>dold</p><![endif]--><p class=MsoNormal><span style='mso-hide:all;display:none'>dold</span></p>
</div></body></html>"""


@pytest.mark.parametrize(("hidden", "shown"), [("3a5b7a421410424a", "visa"), ("00000000", "visa"), ("3a", "visa"), ("205b40584e59460e4558414d504c45", "visa")])  # fmt: skip
def test_addresses_hidden_from_programs_are_shown_where_they_are_some(hidden: str, shown: str) -> None:
    assert text_of(f"<p>Mejl: <a class='__cf_email__' data-cfemail='{hidden}'>visa</a></p>") == f"Mejl: {shown}"
    octets = bytes([0x20, *(octet ^ 0x20 for octet in b"anna@x.example")]).hex()
    assert text_of(f"<p>Mejl: <a data-cfemail='{octets}'><b>visa</b></a></p>") == "Mejl: anna@x.example"


def test_word_s_and_outlook_s_paragraphs_are_lines() -> None:
    wanted = "Pressinbjudan: nytt torg\n\nTid: onsdag 10 mars 2027 kl. 10\nPlats: Rådhuset, Lund\n• Anna Berg\n1. Kaffe"
    assert text_of(WORD.encode("cp1252")) == wanted
    clipboard = f"Version:0.9\r\nStartHTML:0000000105\r\nSourceURL:x\r\n<html><body><!--StartFragment-->{WORD}<!--EndFragment-->"
    assert text_of(clipboard.encode()) == wanted


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "iso-8859-1", "cp850"])
def test_the_encoding_is_what_the_octets_and_the_page_say(encoding: str) -> None:
    page = f"<html><head><meta charset={encoding}></head><body><p>Åsa Öberg, Växjö</p></body></html>"
    assert "Åsa Öberg, Växjö" in decode_page(page.encode(encoding))
    undeclared = "<html><body>Åsa Öberg</body></html>".encode("cp1252")
    assert "Åsa Öberg" in decode_page(undeclared)
    assert "Å" in decode_page("<meta charset=klingon>Å".encode("cp1252"))


@pytest.mark.parametrize(
    "page", ["<html></html>", "<html><body><script>1</script></body></html>", "<html><body>&nbsp;"]
)
def test_a_page_without_words_is_told(page: str) -> None:
    with pytest.raises(FileError) as told:
        text_of(page)
    assert told.value.code == "no-words"


def json_page(data: str, body: str) -> bytes:
    return f'<html><head><script type="application/ld+json">{data}</script></head><body><main>{body}</main></body></html>'.encode()


BODY = "<h1>Pressträff om torget</h1><p>Välkommen till pressträff!</p><p>Tid: onsdag 10 mars 2027 kl. 10.00–11.00<br>Plats: Rådhuset, Storgatan 1, Lund</p><p>Kontakt: Anna Berg, 070-174 06 21</p>"
EVENT = '{"@type":"Event","name":"Pressträff","startDate":"%s","endDate":"%s","location":{"@type":"Place","name":"%s"}}'


@pytest.mark.parametrize(
    ("start", "end", "place", "codes"),
    [
        ("2027-03-10T10:00:00+01:00", "2027-03-10T11:00:00+01:00", "Rådhuset", []),
        ("2027-03-10T10:00", "2027-03-10T11:00", "Rådhuset, Storgatan 1", []),
        ("2027-03-10", "", "Rådhuset", []),
        ("2027-03-10T10:00:00Z", "2027-03-10T11:00:00Z", "Rådhuset", [("data-start", "warning", "meetings[0].start", True)]),
        ("2027-03-11T10:00:00+01:00", "", "Rådhuset", [("data-start", "warning", "meetings[0].start", True)]),
        ("2027-03-10T10:00:00+01:00", "2027-03-10T12:00:00+01:00", "Rådhuset", [("data-end", "warning", "meetings[0].end", False)]),
        ("2027-03-10T10:00:00+01:00", "", "Folkets park", [("data-place", "note", "meetings[0].place", False)]),
    ],
)  # fmt: skip
def test_data_that_contradicts_the_text_is_told(start: str, end: str, place: str, codes: list[object]) -> None:
    reading = read_octets(json_page(EVENT % (start, end, place), BODY), "x.html", published=None, today=TODAY)
    assert [(found.code, found.severity, found.field, found.uncertain) for found in reading.findings] == codes
    assert reading.meetings[0].start == dt.datetime(2027, 3, 10, 10, 0)
    assert all(found.spot is not None and len(found.values) == 2 for found in reading.findings)


def test_data_fills_in_what_the_text_leaves_out() -> None:
    body = "<h1>Pressträff om torget</h1><p>Välkommen till pressträff onsdag 10 mars kl. 10.00!</p>"
    data = """{"@graph":[{"@type":["NewsArticle"],"datePublished":"2027-03-01T23:30:00Z"},{"@type":"BusinessEvent","name":"x","startDate":"2027-03-10T10:00+01:00","endDate":"2027-03-10T10:45+01:00",
    "eventStatus":"https://schema.org/EventScheduled","url":"https://x.example/1","location":[{"@type":"Place","name":"Vita salen","address":{"streetAddress":"Kyrkogatan 2","postalCode":"123 45","addressLocality":"Björkvik"}},{"@type":"VirtualLocation","url":"https://teams.microsoft.com/l/meetup-join/1"}]}]}"""
    (meeting,) = read_octets(json_page(data, body), "x.html", published=None, today=TODAY).meetings
    assert meeting.published == dt.date(2027, 3, 2)  # half past midnight in Sweden
    assert meeting.end == dt.datetime(2027, 3, 10, 10, 45)
    assert meeting.place is not None
    assert meeting.place.text == "Vita salen, Kyrkogatan 2, 123 45 Björkvik"
    assert (meeting.place.venue, meeting.place.street, meeting.place.city) == ("Vita salen", "Kyrkogatan 2", "Björkvik")
    assert meeting.online is not None
    assert (meeting.online.platform, meeting.online.url) == ("Teams", "https://teams.microsoft.com/l/meetup-join/1")
    assert meeting.url == "https://x.example/1"


def test_what_the_data_filled_in_tells_where_it_was_read() -> None:
    body = "<h1>Pressträff om torget</h1><p>Välkommen till pressträff onsdag 10 mars 2027!</p>"
    data = EVENT % ("2027-03-10T10:00+01:00", "2027-03-10T11:00+01:00", "Rådhuset i Lund")
    reading = read_octets(json_page(data, body), "x.html", published=None, today=TODAY)
    lines, (meeting,) = reading.text.split("\n"), reading.meetings
    for field, words in (("start", "2027-03-10T10:00"), ("end", "2027-03-10T11:00"), ("place", "Rådhuset i Lund")):
        spot = meeting.evidence[field].spot
        assert spot.words == words
        assert lines[spot.line - 1][spot.column - 1 :] == words
    assert lines[-4] == "[data] Pressträff"


def test_both_places_of_a_contradiction_are_told() -> None:
    data = EVENT % ("2027-03-10T12:00:00+01:00", "", "Rådhuset")
    reading = read_octets(json_page(data, BODY), "x.html", published=None, today=TODAY)
    (told,) = reading.findings
    assert told.spot is not None
    assert told.other is not None
    assert told.other.words == "2027-03-10T12:00"
    assert reading.text.split("\n")[told.other.line - 1].endswith("start: 2027-03-10T12:00")


def test_a_page_s_list_of_other_events_says_nothing_of_the_meeting() -> None:
    events = ",".join(
        EVENT.replace("Pressträff", name) % (f"2027-05-0{n}T18:00", "", "Parken")
        for n, name in enumerate(("Konsert", "Loppis"), 1)
    )
    reading = read_octets(json_page(f"[{events}]", BODY), "x.html", published=None, today=TODAY)
    assert reading.findings == ()
    assert reading.meetings[0].start == dt.datetime(2027, 3, 10, 10, 0)


def test_microdata_is_read_like_json_ld() -> None:
    page = """<html><body><div itemscope itemtype="https://schema.org/Event"><h1 itemprop="name">Pressträff om torget</h1><p>Välkommen till pressträff onsdag 10 mars 2027!</p>
    <time itemprop="startDate" datetime="2027-03-10T10:00:00+01:00"></time><div itemprop="location" itemscope itemtype="https://schema.org/Place"><span itemprop="name">Rådhuset</span></div></div></body></html>"""
    (meeting,) = read_octets(page.encode(), "x.html", published=None, today=TODAY).meetings
    assert meeting.start == dt.datetime(2027, 3, 10, 10, 0)
    assert meeting.place is not None
    assert meeting.place.text == "Rådhuset"


def test_an_event_that_invites_nobody_of_the_press_makes_no_meeting() -> None:
    body = "<h1>Sommarkonsert i parken</h1><p>Kom och lyssna på blåsorkestern. Ta med filt och picknick.</p>"
    data = EVENT % ("2027-06-10T18:00:00+02:00", "", "Parken")
    reading = read_octets(json_page(data, body), "x.html", published=None, today=TODAY)
    assert reading.meetings == ()
    assert [found.code for found in reading.findings] == ["no-meeting", "event-without-invitation"]


@pytest.mark.parametrize("data", ["{", "[1, 2]", '"x"', "null", '{"@type":"Event","startDate":[]}', '{"@type":"Event","startDate":"9999-12-31T23:59:59-12:00"}', "[" * 3000])  # fmt: skip
def test_broken_data_does_not_hide_the_text(data: str) -> None:
    reading = read_octets(json_page(data, BODY), "x.html", published=None, today=TODAY)
    assert reading.meetings[0].start == dt.datetime(2027, 3, 10, 10, 0)
    assert reading.findings == ()


@pytest.mark.parametrize(
    ("head", "body", "day", "url"),
    [
        ('<meta property="article:published_time" content="2027-03-01T23:30:00Z">', "", "2027-03-02", None),
        ('<meta name="DC.date" content="2027-03-01">', "", "2027-03-01", None),
        ('<meta name="DC.date" content="i mars">', "", None, None),
        ("", '<time class="entry-date published" datetime="2027-03-01T08:00+01:00">1 mars</time>', "2027-03-01", None),
        ("", '<time datetime="2027-03-10T15:00">onsdag</time>', None, None),
        ('<link rel="canonical" href="https://x.example/1">', "", None, "https://x.example/1"),
        ('<link rel="canonical" href="javascript:alert(1)">', "", None, None),
        ('<meta property="og:url" content="https://x.example/2">', "", None, "https://x.example/2"),
        ("<!-- saved from url=(0019)https://x.example/3 -->", "", None, "https://x.example/3"),
    ],
)
def test_the_page_s_day_and_address(head: str, body: str, day: str | None, url: str | None) -> None:
    found = extract_html(f"<html><head>{head}</head><body><p>Tid: kl. 10</p>{body}</body></html>".encode(), Limits())
    assert (found.published, found.url) == (day, url)


def test_struck_words_are_left_out_and_that_is_said() -> None:
    page = BODY.replace("kl. 10.00–11.00", "kl. <s>9.00</s> 10.00–11.00").encode()
    reading = read_octets(b"<html><body>" + page, "x.html", published=None, today=TODAY)
    assert reading.meetings[0].start == dt.datetime(2027, 3, 10, 10, 0)
    assert [found.code for found in reading.findings] == ["struck-out"]


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<div class='page menu-open'><p>Tid: kl. 10</p><p>Plats: Lund</p></div><p>x</p>", "Tid: kl. 10\n\nPlats: Lund\n\nx"),
        ("<div class='cookie-bar'><p>Vi använder kakor på den här sidan och mycket annat</p></div><p>Tid</p>", "Tid"),
        ("<article><h1>Pressträff</h1><p>Tid: kl. 10</p><footer>Anna Berg, 070-174 06 21</footer></article>", "Pressträff\n\nTid: kl. 10\n\nAnna Berg, 070-174 06 21"),
        ("<article><h1>Pressträff</h1><p>Tid: kl. 10</p><footer>Publicerat i Press</footer></article>", "Pressträff\n\nTid: kl. 10"),
        ("<main><h1>Pressträff</h1><p>Tid: kl. 10</p><h2>Läs också</h2><p>Konsert 3 maj kl. 9</p><h2>Kontakt</h2><p>Anna Berg</p></main>", "Pressträff\n\nTid: kl. 10\n\nKontakt\n\nAnna Berg"),
        ("<main><h1>Pressträff</h1><p>Tid: kl. 10</p><div><h3>Fler nyheter</h3><ul><li>Konsert 3 maj</li></ul></div></main>", "Pressträff\n\nTid: kl. 10"),
        ("<p>Tid: kl. 10</p><ul><li><a>Ett</a><li><a>Två</a><li><a>Tre</a><li><a>Fyra</a></ul><p>Plats: Rådhuset i Lund</p>", "Tid: kl. 10\n\nPlats: Rådhuset i Lund"),
        ("<nav>Meny</nav><div><article><h1>Pressträff om torget</h1><p>" + "Vi bygger om torget. " * 6 + "</p></article><aside><h2>Kontakt</h2><p>Anna Berg, 070-174 06 21</p></aside></div><div>Annat</div>", "Pressträff om torget\n\n" + ("Vi bygger om torget. " * 6).strip() + "\n\nKontakt\n\nAnna Berg, 070-174 06 21"),
        ("<div class='related'><h2>Kontakt</h2><p>Anna Berg, 070-174 06 21</p></div><p>Tid: onsdag 10 mars 2027 kl. 10 på rådhuset i Lund</p>", "Kontakt\n\nAnna Berg, 070-174 06 21\n\nTid: onsdag 10 mars 2027 kl. 10 på rådhuset i Lund"),
    ],
)  # fmt: skip
def test_what_is_not_the_release_goes_and_nothing_else(page: str, text: str) -> None:
    assert text_of(f"<html><body>{page}</body></html>") == text
