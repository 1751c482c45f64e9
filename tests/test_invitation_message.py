from __future__ import annotations

import datetime as dt
import email
import email.policy
import html.parser
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressinvite.calendar import Address
from pressinvite.errors import UsageError
from pressinvite.invitation import build_message, compose, file_stem, render_ics, render_mail, render_page, render_text
from pressinvite.invitation.characters import clean_block
from pressinvite.invitation.headers import ascii_address, header_line
from pressinvite.language import open_language
from pressinvite.meeting import Contact, Meeting, Organisation, Participant, Place, Sender
from pressinvite.reading.datafile import read_data
from pressinvite.templating import open_templates

SAMPLES = Path(__file__).parent.parent / "samples"
SV = open_language("sv")
TEMPLATES = open_templates(None, SV)
MOMENT = dt.datetime(2027, 1, 4, 8, tzinfo=dt.UTC)
SENDER = Sender(email="press@bjorkvik.example", name="Björkviks press")
ORGANISATION = Organisation(name="Björkviks kommun", sender=SENDER)
DESK = Address("redaktion@tidning.example", "Redaktionen på Åäö")


def sample(name: str) -> Meeting:
    (meeting,) = read_data((SAMPLES / name).read_text("utf-8")).meetings
    return meeting


def invite(meeting: Meeting, organisation: Organisation = ORGANISATION, tag: str = "sv"):
    return compose(meeting, organisation=organisation, language=open_language(tag))


class Texts(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []
        self.tags: list[str] = []
        self.hrefs: list[str] = []
        self.data: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.hrefs += [value for key, value in attrs if key == "href"]

    def handle_data(self, data):
        (self.data if self.tags and self.tags[-1] == "script" else self.shown).append(data)


def parse(page: str) -> Texts:
    texts = Texts()
    texts.feed(page)
    texts.close()
    return texts


def test_the_subject_says_what_and_when():
    assert (
        invite(sample("malmo-lund-2012.yaml")).subject
        == "Pressinbjudan: Dags för nästa steg i MalmöLundsamarbetet, onsdag 25 januari 2012 kl. 15.00"
    )


def test_the_prefix_is_not_repeated():
    meeting = Meeting(title="Pressinbjudan: Ny bro", start=dt.date(2027, 3, 10))
    assert invite(meeting).subject == "Pressinbjudan: Ny bro, onsdag 10 mars 2027"


@pytest.mark.parametrize(
    ("name", "subject", "banner"),
    [
        ("bjorkvik/cancelled.yaml", "Inställt: Invigning av Sjöparken, torsdag 3 juni 2027 kl. 11.00", "Inställt"),
        (
            "bjorkvik/moved.yaml",
            "Ändrad tid och plats: Så ska Storgatan byggas om, onsdag 10 mars 2027 kl. 16.00",
            "Ny tid: kl.\u00a016.00–16.45 (tidigare kl.\u00a015.00–15.45)",
        ),
    ],
)
def test_a_change_is_told_first(name, subject, banner):
    invitation = invite(sample(name))
    assert (invitation.subject, invitation.banners[0].title) == (subject, banner)
    assert banner.casefold() in render_text(invitation, TEMPLATES).split("\n")[0].casefold()


def test_old_values_stand_in_the_facts_in_words():
    rows = {row.key: [line.text for line in row.lines] for row in invite(sample("bjorkvik/moved.yaml")).rows}
    assert "tidigare kl.\u00a015.00–15.45" in rows["time"]
    assert "tidigare Biblioteket, Kyrkogatan 8, Björkvik" in rows["place"]


def test_a_meeting_without_title_is_named_by_kind_and_organiser():
    meeting = Meeting(kind="pressträff", organisers=("Lunds kommun",), start=dt.date(2027, 3, 10))
    assert invite(meeting).heading.text == "Pressträff, Lunds kommun"
    assert file_stem(meeting, SV) == "2027-03-10-presstraff-lunds-kommun"


def test_an_original_shown_in_another_language_is_marked():
    invitation = invite(sample("malmo-lund-2012.yaml"), tag="en")
    assert invitation.heading.lang == "sv"
    assert '<span lang="sv" dir="auto">Dags' in render_page(invitation, open_templates(None, open_language("en")))


def test_the_text_keeps_to_72_columns():
    text = render_text(invite(sample("malmo-lund-2012.yaml")), TEMPLATES)
    assert all(len(line) <= 72 or "https://" in line for line in text.split("\n"))
    assert "070-349 53 50\n" in text


def test_no_end_is_told_in_the_calendar_only():
    meeting = Meeting(uid="a", title="Ny bro", start=dt.datetime(2027, 3, 10, 9), modified=MOMENT)
    invitation = invite(meeting)
    assert b"Sluttid ej angiven" in render_ics(invitation)
    assert "Sluttid ej angiven" not in render_page(invitation, TEMPLATES)


def structure(octets: bytes) -> list[str]:
    return [part.get_content_type() for part in email.message_from_bytes(octets).walk()]


def test_a_quiet_message_has_the_calendar_as_a_file_only():
    octets = build_message(invite(sample("malmo-lund-2012.yaml")), TEMPLATES, draft=True)
    assert structure(octets) == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "application/ics",
    ]
    message = email.message_from_bytes(octets, policy=email.policy.default)
    assert (message["X-Unsent"], message["To"], message["Date"]) == ("1", None, None)
    (attachment,) = message.iter_attachments()
    assert attachment.get_filename() == "inbjudan.ics"
    assert b"METHOD:PUBLISH\r\n" in attachment.get_content()


@pytest.mark.parametrize(
    ("name", "method"), [("malmo-lund-2012.yaml", "REQUEST"), ("bjorkvik/cancelled.yaml", "CANCEL")]
)
def test_the_rsvp_form_has_the_calendar_as_the_last_alternative(name, method):
    octets = build_message(
        invite(sample(name)), TEMPLATES, form="rsvp", recipient=DESK, date=MOMENT, message_id="<1@bjorkvik.example>"
    )
    message = email.message_from_bytes(octets, policy=email.policy.default)
    calendar = list(message.walk())[4]
    assert (calendar.get_content_type(), calendar.get_param("method")) == ("text/calendar", method)
    assert calendar["Content-Transfer-Encoding"] == "base64"
    assert "Content-Disposition" not in calendar
    assert f"METHOD:{method}\r\n" in calendar.get_payload(decode=True).decode()
    assert message["To"].addresses[0].display_name == "Redaktionen på Åäö"
    assert message["X-Unsent"] is None


def test_a_message_is_the_same_octets_every_time_with_crlf():
    first, second = (
        build_message(invite(sample("malmo-lund-2012.yaml")), TEMPLATES, message_id="<1@a.example>") for _ in "ab"
    )
    assert first == second
    assert b"\n" not in first.replace(b"\r\n", b"")
    assert max(map(len, first.split(b"\r\n"))) <= 76


def test_without_a_sender_a_draft_names_nobody():
    octets = build_message(
        invite(sample("malmo-lund-2012.yaml"), Organisation()), TEMPLATES, recipient=DESK, draft=True
    )
    message = email.message_from_bytes(octets)
    assert (message["From"], message["To"]) == (None, None)
    assert b"METHOD" not in render_ics(invite(sample("malmo-lund-2012.yaml"), Organisation()))


def test_the_rsvp_form_needs_both_parties():
    with pytest.raises(UsageError):
        render_ics(invite(sample("malmo-lund-2012.yaml")), form="rsvp")
    with pytest.raises(UsageError):
        render_ics(invite(sample("malmo-lund-2012.yaml"), Organisation()), form="rsvp", recipient=DESK)


@pytest.mark.parametrize(
    ("address", "expected"),
    [("press@kommun.example", "press@kommun.example"), ("a@åland.example", "a@xn--land-poa.example")],
)
def test_domains_are_written_in_ascii(address, expected):
    assert ascii_address(address) == expected


@pytest.mark.parametrize(
    "address",
    ["å@kommun.example", "a b@kommun.example", "a@kommun.example\r\nBcc: b@c.example", "a@", "@b.example", "a@b"],
)
def test_an_address_that_is_none_is_refused(address):
    with pytest.raises(UsageError):
        ascii_address(address)


@given(st.text(alphabet=st.characters(), max_size=300))
def test_a_header_is_one_header_in_short_encoded_words(text):
    line = header_line("Subject", text)
    message = email.message_from_string(line + "\r\n", policy=email.policy.default)
    assert message.keys() == ["Subject"]
    assert all(len(word) <= 75 for word in re.findall(r"=\?\S+", line))


ANY = st.text(alphabet=st.characters(), max_size=40) | st.sampled_from(
    [
        "</script><b>",
        "<!--",
        "{{ 7*7 }}",
        "{% raw %}",
        "a\r\nBcc: b@c.example",
        "\u202eabc",
        "שלום",
        "\ud800",
        "\x00",
        "javascript:alert(1)",
    ]
)


@given(title=ANY, other=ANY, status=st.sampled_from(["confirmed", "postponed", "cancelled", "tentative"]))
def test_any_words_stay_words(title, other, status):
    meeting = Meeting(
        uid="a", title=title, lead=other, body=title, kind=other, url=other, start=dt.date(2027, 3, 10), status=status,
        place=Place(text=other, directions=title, map_url=title), participants=(Participant(name=title, role=other),),
        contacts=(Contact(name=other, role=title, phones=(other,), emails=(title,), hours=other),),
        about=(other,), access=title, organisers=(other,), modified=MOMENT,
    )  # fmt: skip
    invitation = invite(meeting)
    page = render_page(invitation, TEMPLATES)
    texts = parse(page)
    assert clean_block(title).split() == [] or " ".join(clean_block(title).split()) in " ".join(
        " ".join(texts.shown).split()
    )
    assert texts.tags.count("script") == 1
    assert json.loads("".join(texts.data))["@type"] == "Event"
    assert all(re.match(r"https?://|mailto:|tel:|#|[^:]*\.ics$", href) for href in texts.hrefs)
    assert "script" not in parse(render_mail(invitation, TEMPLATES)).tags
    message = email.message_from_bytes(build_message(invitation, TEMPLATES, draft=True))
    assert "Bcc" not in message
    assert len(message.get_all("Subject")) == 1


def test_the_mail_keeps_its_rules_for_dark_programs_and_is_not_clipped():
    mail = render_mail(invite(sample("malmo-lund-2012.yaml")), TEMPLATES)
    assert "prefers-color-scheme:dark" in mail.replace(" ", "")
    assert len(mail.encode()) < 100_000
