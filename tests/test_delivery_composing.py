from __future__ import annotations

import datetime as dt
import email
import email.policy
import email.utils
import html.parser
import json
import subprocess
import sys
import unicodedata
from email.header import decode_header, make_header
from pathlib import Path

import icalendar
import pytest
import vobject
from delivery_cases import (
    ASA,
    DATE,
    KINDS,
    LIST,
    MESSAGE_ID,
    NASTY,
    PEOPLE,
    Person,
    plan,
    planned,
    sample,
    shell_of,
)
from hypothesis import given
from hypothesis import strategies as st

from pressinvite.delivery.composing import (
    MailingList,
    build_shell,
    build_whole,
    compose,
    load_shell,
    message_id_of,
    sha256_of,
)
from pressinvite.errors import SettingsError, UsageError
from pressinvite.invitation.characters import clean_line
from pressinvite.language import open_language
from pressinvite.meeting import Contact, Organisation, Participant, Place, Sender
from pressinvite.templating import open_templates

PEERS = Path(__file__).parent / "peers"
TURNING = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
POLICIES = [email.policy.default, email.policy.SMTP, email.policy.SMTPUTF8, email.policy.compat32]
HEADERS = [
    "From", "To", "Subject", "Date", "Message-ID", "List-Id", "List-Unsubscribe", "Content-Language", "MIME-Version",
    "Content-Type",
]  # fmt: skip


def composed(purpose: str, form: str, person: Person, *, first: bool = False) -> bytes:
    return compose(shell_of(purpose, form), person, message_id=MESSAGE_ID, date=DATE, first=first)


def read(octets: bytes, policy=email.policy.default):
    return email.message_from_bytes(octets, policy=policy)


def parts(octets: bytes) -> dict[str, bytes]:
    return {
        part.get_content_type(): part.get_payload(decode=True)
        for part in email.message_from_bytes(octets).walk()
        if not part.is_multipart()
    }


def shown_name(name: str) -> str:
    """What is left of a name, told in another way than the program's."""
    chars = ["" if char in TURNING | {"\ufeff"} else char for char in name]
    gone = [" " if unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} else char for char in chars if char]
    kept = [" " if 0xFDD0 <= ord(char) <= 0xFDEF or char in "\ufffe\uffff" else char for char in gone]
    return " ".join("".join(char for char in kept if ord(char) & 0xFFFE != 0xFFFE).split())[:200].strip()


class Shown(html.parser.HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_data(self, data):
        self.words.append(data)


@pytest.mark.parametrize(("purpose", "form"), KINDS)
@given(person=PEOPLE, first=st.booleans())
def test_a_filled_shell_is_the_message_that_is_built_whole(purpose, form, person, first):
    whole = build_whole(planned(purpose, form), person, message_id=MESSAGE_ID, date=DATE, first=first)
    assert composed(purpose, form, person, first=first) == whole


@pytest.mark.parametrize("name", NASTY)
def test_a_nasty_name_is_encoded_as_in_the_message_that_is_built_whole(name):
    person = Person("a@b.example", name, name, name)
    whole = build_whole(planned("invitation", "rsvp"), person, message_id=MESSAGE_ID, date=DATE, first=True)
    assert composed("invitation", "rsvp", person, first=True) == whole


@given(person=PEOPLE, first=st.booleans())
def test_parsers_find_one_recipient_and_no_defect(person, first):
    octets = composed("invitation", "rsvp", person, first=first)
    name = shown_name(person.name)
    for policy in POLICIES:
        message = read(octets, policy)
        assert message.keys() == HEADERS
        assert [defect for part in message.walk() for defect in part.defects] == []
        assert [part.get_content_type() for part in message.walk()] == [
            "multipart/mixed",
            "multipart/alternative",
            "text/plain",
            "text/html",
            "text/calendar",
            "application/ics",
        ]
    (to,) = read(octets)["To"].addresses
    assert to.addr_spec == person.email
    # the parser of Python 3.11 puts a blank between two encoded words of a name (RFC 2047 section 6.2 takes it away)
    (raw,) = email.utils.getaddresses([read(octets, email.policy.compat32)["To"]])
    assert (str(make_header(decode_header(raw[0]))), raw[1]) == (name, person.email)
    assert b"\n" not in octets.replace(b"\r\n", b"")
    assert b"\r" not in octets.replace(b"\r\n", b"")
    assert octets.isascii()
    assert max(map(len, octets.split(b"\r\n"))) <= 998
    assert not TURNING & set("".join(map(str, read(octets).values())))


@given(person=PEOPLE, first=st.booleans())
def test_both_bodies_say_to_whom_it_is_sent(person, first):
    found = parts(composed("invitation", "rsvp", person, first=first))
    who = ", ".join(filter(None, (shown_name(person.name), shown_name(person.outlet), person.email)))
    text = found["text/plain"].decode()
    assert f"Mejlet har skickats till:\n{who}\n" in text.replace("\r\n", "\n")
    assert who in [words.strip() for words in Shown(found["text/html"].decode()).words]
    told = [f"Adressen har vi fått från: {shown_name(person.source)}"] if first and shown_name(person.source) else []
    assert [line for line in text.splitlines() if line.startswith("Adressen har vi")] == told
    assert ("imy.se" in text) is first


@pytest.mark.usefixtures("fresh_vobject")
@given(person=PEOPLE)
def test_calendar_programs_find_one_attendee(person):
    found = parts(composed("invitation", "rsvp", person))
    assert found["text/calendar"] == found["application/ics"]
    calendar = icalendar.Calendar.from_ical(found["text/calendar"])
    (event,) = calendar.walk("VEVENT")
    assert [part.errors for part in calendar.walk() if getattr(part, "errors", [])] == []
    attendee = event["ATTENDEE"]
    name = " ".join(shown_name(person.name).replace('"', "'").replace("\\", "/").replace("^", " ").split())
    assert (str(attendee), attendee.params.get("CN", "")) == (f"mailto:{person.email}", name)
    assert attendee.params["RSVP"] == "TRUE"
    assert max(map(len, found["text/calendar"].split(b"\r\n"))) <= 75
    (line,) = vobject.readOne(found["text/calendar"].decode()).vevent.contents["attendee"]
    assert line.value == f"mailto:{person.email}"


@pytest.mark.peer
@pytest.mark.parametrize("name", NASTY)
def test_ical_js_finds_one_attendee(name, tmp_path):
    file = tmp_path / "meeting.ics"
    file.write_bytes(parts(composed("invitation", "rsvp", Person("a@b.example", name)))["text/calendar"])
    done = subprocess.run(["node", str(PEERS / "icaljs.mjs"), str(file)], capture_output=True, check=True, timeout=60)
    (event,) = json.loads(done.stdout)
    assert (event["attendees"], event["complaints"], event["organizer"]) == (
        ["a@b.example"],
        [],
        "press@bjorkvik.example",
    )


@pytest.mark.parametrize(("purpose", "form"), KINDS)
def test_a_stored_shell_gives_the_same_octets(purpose, form):
    shell = shell_of(purpose, form)
    stored = (bytes(bytearray(shell.octets)), str(json.loads(json.dumps(shell.table))))
    loaded = load_shell(*stored)
    assert loaded[:4] == shell[:4]
    again = compose(loaded, ASA, message_id=MESSAGE_ID, date=DATE, first=True)
    assert sha256_of(again) == sha256_of(composed(purpose, form, ASA, first=True))
    assert build_shell(plan(purpose, form)).sha256 == shell.sha256


def test_a_newer_stored_shell_is_refused():
    shell = shell_of("invitation", "quiet")
    with pytest.raises(ValueError, match="2"):
        load_shell(shell.octets, shell.table.replace('"version":1', '"version":2'))


def test_no_message_names_another():
    one, other = (composed("invitation", "rsvp", Person(f"{who}@b.example", who.upper())) for who in ("anna", "bo"))
    assert b"bo@b.example" not in one + parts(one)["text/calendar"]
    assert b"anna@b.example" not in other + parts(other)["text/calendar"]
    assert b"X-Unsent" not in one


@pytest.mark.parametrize(
    "address",
    ["a@b.example\r\nBcc: c@d.example", "a b@c.example", "a@b", "a@b.example>, <c@d.example", "", "å\u202e@b.example",
     "å b@c.example", "å..b@c.example", "å\x00@b.example", "å,c@b.example", "<å@b.example", "å" * 40 + "@b.example"],
)  # fmt: skip
def test_an_address_that_is_none_is_refused(address):
    with pytest.raises(UsageError):
        composed("invitation", "rsvp", Person(address))


def test_an_address_outside_ascii_is_written_in_utf8_and_percent_encoded_in_the_calendar():
    octets = composed("invitation", "rsvp", Person("åsa@xn--land-poa.example", "Åsa"))
    head = octets.partition(b"\r\n\r\n")[0].decode()
    assert "\r\nTo: =?utf-8?q?=C3=85sa?= <åsa@xn--land-poa.example>\r\n" in head
    calendar = icalendar.Calendar.from_ical(parts(octets)["text/calendar"])
    assert str(calendar.walk("VEVENT")[0]["ATTENDEE"]) == "mailto:%C3%A5sa@xn--land-poa.example"


@pytest.mark.parametrize("message_id", ["", "<a@b>\r\nBcc: c@d.example", "<a b@c>", "a@b", "<a@b", "<a%20@b>"])
def test_a_message_id_that_is_none_is_refused(message_id):
    with pytest.raises(ValueError, match=r"^"):
        compose(shell_of("invitation", "quiet"), ASA, message_id=message_id, date=DATE)


def test_a_message_id_is_the_same_every_time_and_anothers_for_all_else():
    given = ("uid", 1, "invitation", "a@b.example", "salt")
    usual = message_id_of(*given, domain="bjorkvik.example")
    others = [("uid2", *given[1:]), ("uid", 2, *given[2:]), ("uid", 1, "update", *given[3:]),
              (*given[:3], "c@b.example", "salt"), (*given[:4], "pepper")]  # fmt: skip
    assert usual == message_id_of(*given, domain="bjorkvik.example")
    assert len({usual, *(message_id_of(*other, domain="bjorkvik.example") for other in others)}) == 6


INJECTED = "x\r\nBcc: b@c.example\r\n\r\nATTENDEE:mailto:b@c.example\x00\u202e\ufdd0\ufdd4"


def test_no_field_of_the_meeting_or_the_organisation_begins_a_header_or_a_property():
    meeting = sample("malmo-lund-2012.yaml")._replace(title=INJECTED, lead=INJECTED, kind=INJECTED, place=Place(text=INJECTED), url=INJECTED,
        uid=INJECTED, participants=(Participant(name=INJECTED, role=INJECTED),), organisers=(INJECTED,),
        contacts=(Contact(name=INJECTED, phones=(INJECTED,), emails=(INJECTED,)),), categories=(INJECTED,), topics=(INJECTED,),
    )  # fmt: skip
    organisation = Organisation(name=INJECTED, sender=Sender(email="press@b.example", name=INJECTED), website=INJECTED)
    shell = build_shell(plan("invitation", "rsvp", meeting, organisation=organisation))
    octets = compose(
        shell, Person("a@b.example", INJECTED, INJECTED, INJECTED), message_id=MESSAGE_ID, date=DATE, first=True
    )
    message = read(octets)
    assert message.keys() == HEADERS
    assert not TURNING & set("".join(map(str, message.values())))
    calendar = icalendar.Calendar.from_ical(parts(octets)["text/calendar"])
    assert str(calendar.walk("VEVENT")[0]["ATTENDEE"]) == "mailto:a@b.example"


@pytest.mark.parametrize(
    "given_list",
    [
        LIST._replace(list_id="x>\r\nBcc: b@c.example"),
        LIST._replace(list_id="åsa.example"),
        LIST._replace(list_id="alone"),
        LIST._replace(one_click="http://kommun.example/av/"),
        LIST._replace(one_click="https://kommun.example/av/>\r\nBcc: b@c.example"),
        LIST._replace(one_click="https://kommun.example/å/"),
    ],
)
def test_a_list_that_no_header_can_name_is_refused(given_list):
    with pytest.raises(ValueError, match="list_id"):
        plan("invitation", "quiet", mailing_list=given_list)


def test_an_address_for_opt_outs_is_written_as_an_address_on_the_web():
    shell = build_shell(plan("invitation", "quiet", mailing_list=LIST._replace(unsubscribe="a&b+c@å.example")))
    message = read(compose(shell, ASA, message_id=MESSAGE_ID, date=DATE))
    assert message["List-Unsubscribe"].startswith("<mailto:a%26b+c@xn--5ca.example?subject=unsubscribe%20")


def test_an_address_for_opt_outs_that_is_none_is_refused():
    with pytest.raises(UsageError):
        plan("invitation", "quiet", mailing_list=LIST._replace(unsubscribe="b@c.example\r\nBcc: d@e.example"))


def test_without_a_sender_nothing_is_planned():
    with pytest.raises(SettingsError):
        plan("invitation", "quiet", organisation=Organisation())


def test_opt_outs_go_by_mail_and_by_one_click_where_that_is_set_up():
    token = MESSAGE_ID[1:33]
    by_mail = read(composed("invitation", "quiet", ASA))
    assert by_mail["List-Unsubscribe"] == f"<mailto:press@bjorkvik.example?subject=unsubscribe%20{token}>"
    assert by_mail["List-Unsubscribe-Post"] is None
    assert by_mail["List-Id"] == "<press.bjorkvik.example>"
    clicked = MailingList(*LIST[:2], "https://bjorkvik.example/av/")
    shell = build_shell(plan("invitation", "quiet", mailing_list=clicked))
    message = read(compose(shell, ASA, message_id=MESSAGE_ID, date=DATE))
    assert message["List-Unsubscribe"].split(", ")[1] == f"<https://bjorkvik.example/av/{token}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def own_templates(folder: Path, name: str, old: str, new: str):
    (folder / "invitation").mkdir()
    usual = (Path(__file__).parent.parent / "templates" / "invitation" / name).read_text("utf-8")
    assert old in usual
    (folder / "invitation" / name).write_text(usual.replace(old, new), "utf-8")
    return open_templates(folder, open_language("sv"))


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("mail.html", "{% if i.letter %}", "{% if false %}"),
        ("text.txt", ", letter]", "]"),
        ("mail.html", "{{ i.letter.who }}", "{{ i.letter.who|upper }}"),
        ("mail.html", "{{ i.letter.who }}", "{{ i.letter.who[:9] }}"),
        ("mail.html", '<span dir="auto">', '<span title="{{ i.letter.name }}">'),
        (
            "text.txt",
            "{{ heading }}",
            "{{ heading }}{% if i.letter.name == 'x' %}{{ i.letter.who }}{% endif %} {{ i.letter.name }}",
        ),
    ],
)
def test_an_own_template_that_turns_the_recipients_parts_is_refused(tmp_path, name, old, new):
    templates = own_templates(tmp_path, name, old, new)
    with pytest.raises(SettingsError):
        build_shell(plan("invitation", "quiet", templates=templates))


def test_an_own_template_may_greet_by_name(tmp_path):
    greeting = "{% if i.letter.name %}\n<p>Hej {{ i.letter.name }}!</p>\n{% endif %}\n"
    templates = own_templates(
        tmp_path, "mail.html", "{% for banner in i.banners %}", greeting + "{% for banner in i.banners %}"
    )
    shell = build_shell(plan("invitation", "quiet", templates=templates))
    greeted, not_greeted = (
        parts(compose(shell, person, message_id=MESSAGE_ID, date=DATE))["text/html"].decode()
        for person in (Person("a@b.example", "R&D Åsa"), Person("a@b.example"))
    )
    assert "Hej R&amp;D Åsa!</p>" in greeted
    assert "Hej" not in not_greeted


@pytest.mark.parametrize(("hours", "told"), [(2, b"09:30:00 +0200"), (0, b"07:30:00 +0000"), (-4, b"03:30:00 -0400")])
def test_the_dates_zone_is_kept(hours, told):
    date = dt.datetime(2027, 7, 1, 7, 30, tzinfo=dt.UTC).astimezone(dt.timezone(dt.timedelta(hours=hours)))
    octets = compose(shell_of("invitation", "quiet"), ASA, message_id=MESSAGE_ID, date=date)
    assert b"\r\nDate: Thu, 01 Jul 2027 " + told + b"\r\n" in octets


def test_the_module_alone_loads_no_writer():
    code = "import sys, pressinvite.delivery.composing; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not set(done.stdout.split()) & {
        "icalendar",
        "jinja2",
        "babel",
        "css_inline",
        "email.message",
        "pytz",
        "sqlalchemy",
    }


def test_what_a_name_may_hold_is_known_here_too():
    assert clean_line("a\u2028b") == "a b"
    assert shown_name("Åsa\r\n\u202eÖ") == "Åsa Ö"
