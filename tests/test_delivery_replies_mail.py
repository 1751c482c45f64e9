"""Anybody can write to the mailbox: whatever comes is read in a moment, and never stops the rest."""

from __future__ import annotations

import base64
import io
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reply_cases import ASA, CASES, UID, calendar_mail, message_id, send, take

from pressinvite.delivery.ledger import open_ledger
from pressinvite.delivery.replies.answers import read_answers
from pressinvite.delivery.replies.attendance import attendance
from pressinvite.delivery.replies.automatic import is_automatic
from pressinvite.delivery.replies.bounces import read_bounces
from pressinvite.delivery.replies.mail import HEAD, decode_text, decode_words, read_mail
from pressinvite.delivery.replies.quoting import own_words
from pressinvite.delivery.replies.wishes import is_wish, read_wish_token

MOST_SECONDS = 5.0
"""On a slow machine that does other things too; each takes less than one on its own."""


@pytest.fixture
def ledger(tmp_path):
    with open_ledger(f"sqlite:///{tmp_path / 'pressinvite.db'}") as opened:
        send(opened)
        yield opened


def read_all(octets: bytes) -> None:
    """Everything that is asked of a mail."""
    mail = read_mail(octets)
    read_answers(mail)
    read_bounces(mail)
    is_automatic(mail)
    read_wish_token(mail)
    is_wish(mail, own_words(mail))


def bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("invite.ics", b"\0" * 50_000_000)
    return packed.getvalue()


HEAD_LINES = f"From: {ASA}\r\nMessage-ID: <x@x.example>\r\nIn-Reply-To: {message_id(ASA)}\r\n".encode()


def nested(depth: int) -> bytes:
    parts = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (level, level) for level in range(depth)
    )
    return HEAD_LINES + parts + b"Content-Type: text/plain\r\n\r\nhej\r\n"


def attached(depth: int) -> bytes:
    return HEAD_LINES + b"Content-Type: message/rfc822\r\n\r\n" * depth + b"Content-Type: text/plain\r\n\r\nhej\r\n"


def multipart(kind: bytes, body: bytes, more: bytes = b"") -> bytes:
    return HEAD_LINES + b"Content-Type: " + kind + b"\r\n" + more + b"\r\n" + body


HOSTILE = {
    "many parts": multipart(b"multipart/mixed; boundary=b", b"--b\r\n\r\n\r\n" * 200_000),
    "many short lines": multipart(b"multipart/mixed; boundary=b", b"--b\r\n\r\n" + b"\n" * 3_000_000),
    "lines ended by carriage returns alone": multipart(b"multipart/mixed; boundary=b", b"--b\r\r" + b"x\r" * 1_500_000),
    "boundaries after carriage returns": multipart(b"multipart/mixed; boundary=b", b"--b\r\r\r" * 200_000),
    "nested parts": nested(5_000),
    "attached in attached": attached(5_000),
    "a header of megabytes": b"Subject: " + b"a" * 3_000_000 + b"\r\n" + HEAD_LINES + b"\r\nhej",
    "many headers": b"X-A: b\r\n" * 300_000 + HEAD_LINES + b"\r\nhej",
    "many recipients": b"To: " + b"a <a@b.example>,\r\n " * 100_000 + b"c@d.example\r\n" + HEAD_LINES + b"\r\nhej",
    "brackets in an address": b"From: " + b"(" * 100_000 + b"\r\n" + HEAD_LINES + b"\r\nhej",
    "quotes in an address": b"From: " + b'"\\' * 100_000 + b"\r\n" + HEAD_LINES + b"\r\nhej",
    "angles in an address": b"From: " + b"<" * 100_000 + b"\r\n" + HEAD_LINES + b"\r\nhej",
    "encoded words without end": b"Subject: " + b"=?utf-8?q?" * 100_000 + b"\r\n" + HEAD_LINES + b"\r\nhej",
    "a subject of broken Base64": b"Subject: =?utf-8?b?not base64?=\r\n" + HEAD_LINES + b"\r\nhej",
    "references": b"References: " + b"<a@b.example> " * 100_000 + b"\r\n" + HEAD_LINES + b"\r\nhej",
    "references that no database takes": b"References: <\xff\x00\xfe@x.example> <a\x00b@x.example>\r\n" + HEAD_LINES + b"\r\nhej",
    "a Message-ID that no database takes": b"Message-ID: <\xff\x00@x.example>\r\nFrom: \xff\x00 <\xff@x.example>\r\nSubject: \xff\x00\r\n\r\nhej",
    "an answer that no database takes": multipart(b"text/plain", b"\x00\xff\xed\xa0\x80 hej"),
    "a reference without end": b"References: <" + b"a" * 1_000_000 + b"\r\n" + HEAD_LINES + b"\r\nhej",
    "a slow codec": multipart(b"text/plain; charset=punycode", b"hej-" + b"a9" * 400_000),
    "a codec that unpacks": multipart(b"text/plain; charset=zlib_codec", bomb()),
    "an unknown codec": multipart(b'text/plain; charset="\xff\x00no"', b"hej"),
    "a zip bomb": multipart(b"application/zip; name=invite.ics", base64.b64encode(bomb()), b"Content-Transfer-Encoding: base64\r\n"),
    "comments in a page": multipart(b"text/html", b"<!--" * 200_000),
    "tags without end in a page": multipart(b"text/html", b"<div class=" * 100_000),
    "blockquotes in a page": multipart(b"text/html", b"<blockquote>" * 100_000 + b"hej"),
    "attribution without end": multipart(b"text/plain", b"On " + b"wrote " * 300_000),
    "an angle without end": multipart(b"text/plain", b"<a" * 400_000),
    "a word without end": multipart(b"text/plain", b"avregistrera" * 100_000),
    "long lines in a calendar": multipart(b"text/calendar; method=REPLY", b"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\n" + b"X:" + b"a" * 1_000_000),
    "components in a calendar": multipart(b"text/calendar; method=REPLY", b"METHOD:REPLY\r\n" + b"BEGIN:VEVENT\r\n" * 12_000),
    "parameters in a calendar": multipart(b"text/calendar; method=REPLY", b"BEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nATTENDEE" + b";A=b" * 40_000 + b":x\r\n"),
    "a rule without end": calendar_mail(more="RRULE:FREQ=SECONDLY;COUNT=999999999\r\n"),
    "numbers in a calendar": calendar_mail(more="SEQUENCE:" + "9" * 5_000 + "\r\n"),
    "quoted-printable": multipart(b"text/plain", b"=" * 2_000_000, b"Content-Transfer-Encoding: quoted-printable\r\n"),
    "uuencoded": multipart(b"text/plain", b"begin 644 x\r\n" + b"M" * 2_000_000, b"Content-Transfer-Encoding: x-uuencode\r\n"),
    "Base64 that is none": multipart(b"text/plain", b"=" * 2_000_000, b"Content-Transfer-Encoding: base64\r\n"),
    "parameters of RFC 2231": multipart(b"text/plain; " + b"; ".join(b"name*%d*=a" % n for n in range(20_000)), b"hej"),
    "a status without end": multipart(b"multipart/report; boundary=b", b"--b\r\nContent-Type: message/delivery-status\r\n\r\n" + b"Action: failed\r\n\r\n" * 100_000),
    "nothing": b"",
    "line ends alone": b"\r\n" * 10,
    "octets alone": bytes(range(256)) * 100,
    "a header that is none": b"\0\0\0: \r\n\r\n",
    "a day that is none": HEAD_LINES + b"Date: Tue, 99 Foo 99999 99:99:99 +9999999\r\n\r\nhej",
    "the year 9999": HEAD_LINES + b"Date: Fri, 31 Dec 9999 23:59:59 -2359\r\n\r\nhej",
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_mail_made_to_harm_costs_a_moment(ledger, name) -> None:
    began = time.process_time()
    read_all(HOSTILE[name])
    taken = take(ledger, HOSTILE[name], calendar_mail("ACCEPTED"))
    assert time.process_time() - began < 2 * MOST_SECONDS
    assert taken.mails == 2
    (asa,) = [guest for guest in attendance(ledger, UID) if guest.address == ASA]
    assert asa.coming is True or name in ("a rule without end", "numbers in a calendar")


def test_an_answer_behind_a_large_picture_is_cut_and_says_so(ledger) -> None:
    picture = (
        b"--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\n" + b"A" * 76 * 30_000 + b"\r\n"
    )
    octets = (
        HEAD_LINES
        + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nJag kommer.\r\n"
        + picture
        + b"--b--\r\n"
    )
    assert len(octets) > HEAD
    (told,) = take(ledger, octets).replies
    assert (told.reply.kind, told.reply.words, told.reply.doubts) == ("answered", "Jag kommer.", ("cut",))


def test_a_calendar_that_cannot_be_read_is_told_of_beside_its_recipient(ledger) -> None:
    octets = HEAD_LINES + b"Content-Type: text/calendar; method=REPLY\r\n\r\nBEGIN:VCALENDAR\r\nMETHOD:REPLY\r\n:::\r\n"
    (told,) = take(ledger, octets).replies
    assert (told.reply.kind, told.reply.doubts, told.reply.counts) == ("unreadable", ("unread-calendar",), False)
    (asa,) = [guest for guest in attendance(ledger, UID) if guest.address == ASA]
    assert [other.kind for other in asa.others] == ["unreadable"]


@pytest.mark.parametrize(
    "value",
    [
        "Ja\r\n\tBcc: x@y.example",
        "Ja\rBcc: x@y.example",
        "=?utf-8?q?Ja=0D=0ABcc=3A_x=40y.example?=",
        "Ja\x00\x1b[31m\u202e",
    ],
)
def test_no_header_brings_a_line_or_a_control_character_along(value) -> None:
    mail = read_mail(f"From: =?utf-8?q?=0A=1B?= <{ASA}>\r\nSubject: {value}\r\n\r\nhej".encode())
    for text in (mail.subject, mail.sender_name):
        assert text.isprintable()
    assert "\n" not in mail.subject


@pytest.mark.parametrize(
    ("octets", "charset", "text"),
    [
        ("Åsa".encode(), "utf-8", "Åsa"),
        ("Åsa".encode("latin-1"), "iso-8859-1", "Åsa"),
        ("”Åsa”".encode("cp1252"), "iso-8859-1", "”Åsa”"),
        ("Åsa".encode("latin-1"), "utf-8", "Åsa"),
        ("Åsa".encode(), "us-ascii", "Åsa"),
        ("Åsa".encode(), "", "Åsa"),
        ("Åsa".encode(), "no-such", "Åsa"),
        ("Åsa".encode("utf-16"), "utf-16", "Åsa"),
        ("\ufeffÅsa".encode(), "utf-8", "Åsa"),
        (b"YQ==", "base64", "YQ=="),
        (b"abc", "punycode", "abc"),
    ],
)
def test_letters_come_out_whatever_is_said_of_them(octets, charset, text) -> None:
    assert decode_text(octets, charset) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("=?utf-8?q?S=C3=A5_byggs?= bron", "Så byggs bron"),
        ("=?iso-8859-1?Q?S=E5?=\r\n =?iso-8859-1?Q?_byggs?=", "Så byggs"),
        ("=?utf-8?b?U8OlIGJ5Z2dz?=", "Så byggs"),
        ("=?no-such?q?S=C3=A5?=", "Så"),
        ("=?utf-8?b?not base64?=", "=?utf-8?b?not base64?="),
        ("S\udcc3\udca5 byggs", "Så byggs"),
    ],
)
def test_encoded_words(value, text) -> None:
    assert decode_words(value) == text


ANSWERS_BY_HAND = [
    ("Ja!\n\nOn Wed, Mar 3, 2027 at 8:00 AM Press <press@malmo.example> wrote:\n\n> Hej", "Ja!"),
    ("Ja!\n\nOn Wed, Mar 3, 2027 at 8:00 AM Press <\npress@malmo.example> wrote:\n\n> Hej", "Ja!"),
    ("Ja!\n\nDen 2027-03-03 kl. 08:00, skrev Press:\n> Hej", "Ja!"),
    ("Den 2027-03-03 kl. 08:00, skrev Press:\n> Kommer du?\nJa, gärna.\n> Hälsningar", "Ja, gärna."),
    ("Ja\n\n> 3 mars 2027 kl. 08:00 skrev Press <press@malmo.example>:\n> \n> Hej", "Ja"),
    ("Ja\n\n-----Ursprungligt meddelande-----\nFrån: Press\nSkickat: den 3 mars\n\nHej", "Ja"),
    ("Ja\n\nFrån: Press <p@m.example>\nDatum: onsdag 3 mars\nTill: Rut\nÄmne: x\n\nHej", "Ja"),
    ("Ja\n\n*From:* Press <p@m.example>\n*Sent:* Wednesday\n\nHej", "Ja"),
    ("Ja\n\nHämta Outlook för iOS<https://aka.example/o0ukef>\n________________________________\nFrån: x", "Ja"),
    ("Ja\n-- \nRut Ek\nBladet", "Ja"),
    ("Från: Malmö till Lund går inga tåg, så nej.", "Från: Malmö till Lund går inga tåg, så nej."),
    ("1\n2\n3\n4\n5\n6\n7", "1\n2\n3\n4\n5"),
    ("\u202eaJ\x1b[31m", "aJ [31m"),
    ("", ""),
    ("> Hej", ""),
]


@pytest.mark.parametrize(("body", "words"), ANSWERS_BY_HAND)
def test_what_somebody_wrote_themselves(body, words) -> None:
    octets = f"From: {ASA}\nContent-Type: text/plain; charset=utf-8\n\n{body}".encode()
    assert own_words(read_mail(octets)) == words


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("<p>Jag&nbsp;kommer &amp; Rut</p><div id='divRplyFwdMsg'><b>Från:</b> Press</div>", "Jag kommer & Rut"),
        (
            "<style>p{color:red}</style><p>Ja</p><blockquote>a<blockquote>b</blockquote>c</blockquote><p>då</p>",
            "Ja\ndå",
        ),
        ("<!-- <p>Nej</p> --><p>Ja<br>då", "Ja\ndå"),
        ("<script>alert('Nej')</script>Ja", "Ja"),
        ("<p>Ja <3 det</p>", "Ja <3 det"),
        ("2 < 3 > 1", "2 < 3 > 1"),
    ],
)
def test_what_somebody_wrote_in_a_page(page, words) -> None:
    octets = f"From: {ASA}\nContent-Type: text/html; charset=utf-8\n\n{page}".encode()
    assert own_words(read_mail(octets)) == words


@pytest.mark.parametrize("word", ["Avregistrera", "avregistrera mig.", "AVREGISTRERA!", "Unsubscribe", "”avregistrera”", "Avsluta",
                                  "Hej, avregistrera mig tack", "Please unsubscribe me", "Ta bort mig från listan", "STOPP", "Poista",
                                  "Hei, poista minut listalta, kiitos.", "En halua enää kutsuja"])  # fmt: skip
def test_words_that_ask_for_no_more(word) -> None:
    mail = read_mail(f"From: {ASA}\n\n{word}\n\nRut".encode())
    assert is_wish(mail, own_words(mail))


@pytest.mark.parametrize("word", ["Kan jag avregistrera mig?", "Hur gör man för att avregistrera sig", "Jag kommer", "", "Stoppet i trafiken",
                                  "Avregistrera bilen är temat, jag kommer", "Nej tack", "En pääse tulemaan, kiitos",
                                  "Voiko osoitteeni poistaa?"])  # fmt: skip
def test_words_that_do_not(word) -> None:
    mail = read_mail(f"From: {ASA}\n\n{word}\n\nRut".encode())
    assert not is_wish(mail, own_words(mail))


CORPUS = [path.read_bytes() for path in sorted(CASES.glob("*.eml"))]


@settings(deadline=None)
@given(st.sampled_from(CORPUS), st.lists(st.tuples(st.integers(0, 4000), st.binary(max_size=6)), max_size=8))
def test_a_damaged_mail_is_read_or_left(octets, damages) -> None:
    for place, more in damages:
        octets = octets[:place] + more + octets[place + len(more) // 2 :]
    read_all(octets)


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_octets_are_read(octets) -> None:
    read_all(octets)
    read_all(b"Content-Type: text/calendar; method=REPLY\r\n\r\nMETHOD:REPLY\r\n" + octets)
