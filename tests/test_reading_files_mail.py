"""E-mail: the release in it, whatever mail programs did to it on its way, and what is attached."""

from __future__ import annotations

import datetime as dt
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pressinvite.errors import SourceError
from pressinvite.fence.limits import Limits
from pressinvite.reading.files.forwarding import forwarded_part, unflowed, unquoted
from pressinvite.reading.files.mail import extract_eml
from pressinvite.reading.sources import read_octets

if TYPE_CHECKING:
    from pressinvite.reading.files.extract import Extract

FOLDER = Path(__file__).parent.parent / "samples" / "files"
pytestmark = pytest.mark.usefixtures("without_child")

TODAY = dt.date(2027, 4, 1)
TEXT = """Pressinbjudan: så byggs torget om

Välkommen till pressträff om det nya torget!

Tid: på onsdag kl. 15.00–15.45
Plats: Vita salen, Kommunhuset, Kyrkogatan 2, Björkvik

Kontakt: Anna Berg, presschef, 070-174 06 21, anna.berg@bjorkvik.example
"""
HEAD = "From: Anna Berg <anna.berg@bjorkvik.example>\r\nTo: redaktioner@bjorkvik.example\r\nDate: Fri, 5 Mar 2027 23:30:00 -0500\r\nMIME-Version: 1.0\r\n"


def mail(text: str = TEXT, *, subject: str = "Pressinbjudan: så byggs torget om", subtype: str = "plain", cte: str | None = None, charset: str = "utf-8") -> EmailMessage:  # fmt: skip
    message = EmailMessage()
    message["From"] = "Anna Berg <anna.berg@bjorkvik.example>"
    message["To"] = "redaktioner@bjorkvik.example"
    message["Date"] = "Fri, 05 Mar 2027 10:15:00 +0100"
    message["Subject"] = subject
    message.set_content(text, subtype=subtype, cte=cte, charset=charset)
    return message


def extracted(message: EmailMessage | bytes) -> Extract:
    return extract_eml(message if isinstance(message, bytes) else message.as_bytes(), Limits())


@pytest.mark.parametrize(("cte", "charset"), [("quoted-printable", "utf-8"), ("base64", "utf-8"), ("8bit", "utf-8"), ("quoted-printable", "iso-8859-1"), ("base64", "windows-1252")])  # fmt: skip
def test_encodings(cte: str, charset: str) -> None:
    text = TEXT if charset != "iso-8859-1" else TEXT.replace("–", "-")
    found = extracted(mail(text, cte=cte, charset=charset))
    assert found.text == text.strip()
    assert (found.published, found.title) == ("2027-03-05", "Pressinbjudan: så byggs torget om")


def test_a_charset_that_lies_or_is_missing() -> None:
    octets = (
        HEAD.encode()
        + b"Subject: x\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\n"
        + "Rådhuset – Växjö".encode("cp1252")
    )
    assert "Rådhuset – Växjö" in extracted(octets).text
    octets = HEAD.encode() + b"Subject: x\r\nContent-Type: text/plain; charset=klingon\r\n\r\n" + "Växjö".encode()
    assert "Växjö" in extracted(octets).text


def test_the_day_is_that_in_sweden() -> None:
    assert extracted(HEAD.encode() + b"Subject: x\r\n\r\ntext\r\n").published == "2027-03-06"
    (meeting,) = read_octets(mail().as_bytes(), "x.eml", published=None, today=TODAY).meetings
    assert meeting.start == dt.datetime(2027, 3, 10, 15, 0)
    assert meeting.published == dt.date(2027, 3, 5)


def test_the_subject_is_the_headline_where_the_text_has_none() -> None:
    bare = TEXT.partition("\n\n")[2]
    assert extracted(mail(bare, subject="VB: Sv: Så byggs torget om")).text.startswith(
        "Så byggs torget om\n\nVälkommen"
    )
    assert extracted(mail(TEXT, subject="Inbjudan")).text.startswith("Pressinbjudan: så byggs")
    assert extracted(mail("Hej!\n\n" + bare, subject="Torget")).text.startswith("Torget\n\nHej!")


PAGE = """<html><head><style>p.MsoNormal{margin:0cm}</style></head><body lang=SV><div class=WordSection1><p class=MsoNormal>Hej!</p><p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoNormal>V&auml;lkommen till presstr&auml;ff!</p><p class=MsoNormal><b>Tid:</b> onsdag 10 mars 2027 kl. 15.00</p><p class=MsoNormal>Plats: R&aring;dhuset</p>
<table border=1><tr><td>Anm&auml;lan</td><td><a href="mailto:press@bjorkvik.example">Svara p&aring; mejlet</a></td></tr></table></div></body></html>"""


def test_html_alone_and_html_beside_an_empty_text() -> None:
    wanted = "Torget\n\nHej!\n\nVälkommen till pressträff!\nTid: onsdag 10 mars 2027 kl. 15.00\nPlats: Rådhuset\n\nAnmälan: Svara på mejlet (press@bjorkvik.example)"
    assert extracted(mail(PAGE, subtype="html", subject="Torget")).text == wanted
    both = mail("Ditt program visar inte HTML.", subject="Torget")
    both.add_alternative(PAGE, subtype="html")
    assert extracted(both).text == wanted


def test_flowed_lines_are_joined() -> None:
    flowed = "Välkommen till \npressträff.\n-- \nAnna\n>> citat \n>> mer\n > stuvad\n"
    assert unflowed(flowed, delete_space=False) == "Välkommen till pressträff.\n-- \nAnna\n>> citat mer\n> stuvad\n"
    assert unflowed("kom \nmun", delete_space=True) == "kommun"
    octets = (
        HEAD.encode()
        + b"Subject: x\r\nContent-Type: text/plain; format=flowed\r\n\r\nTid: onsdag \r\n10 mars\r\nPlats: Lund\r\n"
    )
    assert extracted(octets).text == "x\n\nTid: onsdag 10 mars\nPlats: Lund"


OUTLOOK = "Hej, tar du den?\n/Kim\n\n________________________________\nFrån: Anna Berg <anna@x.example>\nSkickat: den 5 mars 2027 10:15\nTill: alla\nÄmne: Pressinbjudan: så byggs torget om\n\n"
GMAIL = "Se nedan\n\n---------- Forwarded message ---------\nFrån: Anna Berg <anna@x.example>\nDate: fre 5 mars 2027 kl 10:15\nSubject: Pressinbjudan: så byggs torget om\nTo: <alla@x.example>\n\n\n"
APPLE = "Begin forwarded message:\n\nFrom: Anna Berg <anna@x.example>\nSubject: Pressinbjudan: så byggs torget om\nDate: 5 March 2027 at 10:15:00 CET\nTo: alla@x.example\n\n"
ENGLISH = "-----Original Message-----\nFrom: Anna Berg\nSent: Friday, March 5, 2027 10:15 AM\nTo: alla\nSubject: Pressinbjudan: så byggs torget om\n\n"
ISO = "*Från:* Anna Berg\n*Skickat:* 2027-03-05 10:15\n*Till:* alla\n*Ämne:* Pressinbjudan: så byggs torget om\n\n"


@pytest.mark.parametrize(
    "head", [OUTLOOK, GMAIL, APPLE, ENGLISH, ISO], ids=["outlook", "gmail", "apple", "english", "iso"]
)
@pytest.mark.parametrize("quote", ["", "> "])
def test_forwarded_inline(head: str, quote: str) -> None:
    body = "".join(f"{quote}{line}\n" for line in (head + TEXT).split("\n"))
    found = extracted(mail(body, subject="VB: Pressinbjudan: så byggs torget om"))
    assert found.text == TEXT.strip()
    assert found.published == "2027-03-05"


def test_forwarded_as_html_and_quoted_in_an_answer() -> None:
    head = "<p>FYI</p><hr><p class=MsoNormal><b>Från:</b> Anna Berg &lt;<a href='mailto:anna@x.example'>anna@x.example</a>&gt;<br><b>Skickat:</b> den 5 mars 2027 10:15<br><b>Till:</b> alla<br><b>Ämne:</b> Pressinbjudan: så byggs torget om</p>"
    body = "".join(f"<p class=MsoNormal>{line or '&nbsp;'}</p>" for line in TEXT.split("\n"))
    found = extracted(
        mail(f"<html><body>{head}{body}</body></html>", subtype="html", subject="VB: Pressinbjudan: så byggs torget om")
    )
    assert (found.text, found.published) == (TEXT.strip(), "2027-03-05")
    answer = "Den fre 5 mars 2027 kl 10:15 skrev Anna Berg <anna@x.example>:\n" + "".join(
        f"> {line}\n" for line in TEXT.split("\n")
    )
    assert extracted(mail(answer, subject="SV: Pressinbjudan: så byggs torget om")).text == TEXT.strip()


def test_forwarded_twice_the_innermost_counts() -> None:
    twice = "Hej\n\n" + OUTLOOK.replace("5 mars", "6 mars") + OUTLOOK + TEXT
    found = forwarded_part(twice, is_forward=True)
    assert (found.text.strip(), found.sent) == (TEXT.strip(), "2027-03-05")


def test_an_answer_s_own_text_counts_and_not_what_it_answers() -> None:
    long = TEXT + " ".join(["Vi ser fram emot att träffa er alla på torget den dagen."] * 8)
    found = forwarded_part(long + "\n\n" + OUTLOOK.partition("____")[2] + "Kan ni komma?", is_forward=False)
    assert found.text.strip() == long.strip()
    assert unquoted(long + "\n> Kan ni komma?\n") == long + "\n"


def test_a_forwarded_message_attached_comes_before_what_the_forwarder_wrote() -> None:
    outer = mail("Hej, den här är på torsdag tror jag.", subject="VB: Pressinbjudan")
    outer.replace_header("Date", "Mon, 08 Mar 2027 10:15:00 +0100")
    outer.add_attachment(mail())
    reading = read_octets(outer.as_bytes(), "x.eml", published=None, today=TODAY)
    assert reading.meetings[0].start == dt.datetime(2027, 3, 10, 15, 0)
    assert [found.values["name"] for found in reading.findings if found.code == "attachment-read"] == [
        mail()["Subject"]
    ]
    assert reading.text == TEXT.strip()
    (told,) = [found for found in reading.findings if found.code == "attachment-start"]
    assert told.uncertain
    assert told.values["other"] == dt.date(2027, 3, 11)


@pytest.mark.parametrize("ending", ["docx", "odt", "pdf", "rtf", "ics", "txt"])
def test_what_is_attached_is_read_where_the_message_only_points_to_it(ending: str) -> None:
    message = mail("Hej!\n\nSe bifogad inbjudan.\n\nHälsningar\nAnna", subject="Inbjudan")
    octets = TEXT.encode() if ending == "txt" else (FOLDER / f"storgatan.{ending}").read_bytes()
    types = {"txt": ("text", "plain"), "ics": ("text", "calendar"), "pdf": ("application", "pdf")}
    main, sub = types.get(ending, ("application", "octet-stream"))
    message.add_attachment(octets, maintype=main, subtype=sub, filename=f"Inbjudan å.{ending}")
    reading = read_octets(message.as_bytes(), "x.eml", published=None, today=TODAY)
    (meeting,) = reading.meetings
    assert meeting.start == dt.datetime(2027, 3, 10, 15, 0)
    assert f"Inbjudan å.{ending}" in [found.values.get("name") for found in reading.findings]


def test_a_meeting_request_is_held_to_the_text() -> None:
    message = mail(TEXT)
    calendar = (FOLDER / "storgatan.ics").read_bytes()
    message.add_attachment(
        calendar.replace(b"T150000", b"T140000"), maintype="text", subtype="calendar", filename="i.ics"
    )
    reading = read_octets(message.as_bytes(), "x.eml", published=None, today=TODAY)
    (told,) = [found for found in reading.findings if found.code == "data-start"]
    assert told.values == {"start": dt.datetime(2027, 3, 10, 15, 0), "other": dt.datetime(2027, 3, 10, 14, 0)}
    message = mail(TEXT)
    message.add_attachment(calendar, maintype="text", subtype="calendar", filename="i.ics")
    (meeting,) = read_octets(message.as_bytes(), "x.eml", published=None, today=TODAY).meetings
    assert (meeting.uid, meeting.sequence) == ("storgatan-2027@bjorkvik.example", 2)


def test_what_is_attached_beside_the_invitation_is_named_or_held_to_it() -> None:
    message = mail(TEXT)
    message.add_attachment("Torget byggdes 1962.", filename="bakgrund.txt")
    message.add_attachment(
        (FOLDER / "storgatan.pdf").read_bytes(), maintype="application", subtype="pdf", filename="samma.pdf"
    )
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="torget.png")
    reading = read_octets(message.as_bytes(), "x.eml", published=None, today=TODAY)
    assert [found.values for found in reading.findings if found.code.startswith("attach")] == [
        {"names": "bakgrund.txt"}
    ]
    message.add_attachment(TEXT.replace("15.00–15.45", "14.00"), filename="gammal.txt")
    reading = read_octets(message.as_bytes(), "x.eml", published=None, today=TODAY)
    (told,) = [found for found in reading.findings if found.code == "attachment-start"]
    assert told.values == {
        "start": dt.datetime(2027, 3, 10, 15, 0),
        "other": dt.datetime(2027, 3, 10, 14, 0),
        "name": "gammal.txt",
    }


def test_a_broken_attachment_does_not_spoil_the_message() -> None:
    message = mail(TEXT)
    message.add_attachment(b"PK\x03\x04", maintype="application", subtype="octet-stream", filename="x.docx")
    assert extracted(message).text == TEXT.strip()


def test_outlook_s_doubled_addresses_are_one() -> None:
    text = "Kontakt: anna@x.example<mailto:anna@x.example>, Anmälan<https://x.example/f>, 070-174 06 21<tel:+46701740621>\n"
    wanted = "Kontakt: anna@x.example, Anmälan (https://x.example/f), 070-174 06 21"
    assert extracted(mail(text, subject="Kontakt")).text == f"Kontakt\n\n{wanted}"


def test_a_saved_web_page_in_one_file_is_read_as_a_page() -> None:
    page = (FOLDER / "storgatan.html").read_bytes()
    head = b'From: <Saved by Blink>\r\nSnapshot-Content-Location: https://x.example/\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: binary\r\n\r\n'
    found = extracted(head + page + b"\r\n--b--\r\n")
    assert (found.title, found.published) == ("Pressinbjudan: Så ska Storgatan byggas om", "2027-03-05")
    assert "Badhuset" not in found.text


def test_a_message_of_nothing_is_told() -> None:
    with pytest.raises(SourceError) as told:
        read_octets(HEAD.encode() + b"Subject: x\r\n\r\n", "x.eml", published=None, today=TODAY)
    assert told.value.findings[0].code == "no-words"
