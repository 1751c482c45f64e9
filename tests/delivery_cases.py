"""What the tests of messages share: an organisation, its meetings, recipients that do not exist."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from hypothesis import strategies as st

from pressinvite.delivery.composing import Blueprint, MailingList, Shell, build_shell, plan_message
from pressinvite.language import open_language
from pressinvite.meeting import Meeting, Organisation, Sender
from pressinvite.reading.datafile import read_data
from pressinvite.templating import open_templates

SAMPLES = Path(__file__).parent.parent / "samples"
SENDER = Sender(email="press@bjorkvik.example", name="Björkviks press")
ORGANISATION = Organisation(name="Björkviks kommun", sender=SENDER)
LIST = MailingList("press.bjorkvik.example", "press@bjorkvik.example")
DATE = dt.datetime(2027, 1, 4, 8, tzinfo=dt.UTC)
MESSAGE_ID = "<0123456789abcdef0123456789abcdef@bjorkvik.example>"
MEETINGS = {
    "invitation": "malmo-lund-2012.yaml",
    "update": "bjorkvik/moved.yaml",
    "cancellation": "bjorkvik/cancelled.yaml",
    "reminder:1": "bjorkvik/registration.yaml",
}
KINDS = [(purpose, form) for purpose in MEETINGS for form in ("quiet", "rsvp")]


class Person(NamedTuple):
    email: str
    name: str = ""
    outlet: str = ""
    source: str = ""


ASA = Person("asa.oberg@tidningen.example", "Åsa Öberg", "Tidningen Ö", "Medieregistret")


def sample(name: str) -> Meeting:
    (meeting,) = read_data((SAMPLES / name).read_text("utf-8")).meetings
    return meeting


def plan(purpose: str = "invitation", form: Any = "rsvp", meeting: Meeting | None = None, **given: Any) -> Blueprint:
    language = open_language(given.pop("tag", "sv"))
    usual = {
        "organisation": ORGANISATION,
        "language": language,
        "templates": open_templates(None, language),
        "mailing_list": LIST,
    }
    return plan_message(meeting or sample(MEETINGS[purpose]), form=form, purpose=purpose, **(usual | given))


@cache
def planned(purpose: str, form: str) -> Blueprint:
    return plan(purpose, form)


@cache
def shell_of(purpose: str, form: str) -> Shell:
    return build_shell(planned(purpose, form))


NASTY = [
    "Ek, Rut; redaktionen", 'Rut "Ruttan" Ek', "O'Brien", "Åsa\r\nBcc: b@c.example", "Rut\nATTENDEE:mailto:b@c.example",
    "\u202eabc\u202c", "\u2067שלום\u2069", "مؤتمر صحفي", "🎉👩‍👩‍👧 Ek", "=?utf-8?q?Bcc?=", "<b@c.example>", "Rut <b@c.example>",
    "a\\b\\", "\\", "^", "^n ^' ^^", "Ek:Rut", "R&D <b>&amp;</b>", "{{ 7*7 }}", "\ufdd0\ufdd4", "\x00\x07\x85\u2028\u2029", "\ud800",
    "lång " * 60, "x" * 300, "=" * 80, "å" * 90, "a  b", " ", "\u00a0Rut\u00a0Ek\u00a0", "-- ", ".", "From Rut", "Ⅻ ½ ٣",
    "a" * 75 + "=", "a" * 76, "a" * 77, "\t", "Rut’s", "Rut^Ek", "e\u0301 \u00ad x", "\U0001fffe\U0010ffff", "--=_x",
]  # fmt: skip
WORDS = st.text(alphabet=st.characters(), max_size=60) | st.text(max_size=300) | st.sampled_from(NASTY)
EMAILS = st.from_regex(
    r"[a-z0-9!#$%&'*+/=?^_`{|}~-]{1,30}(\.[a-z0-9+-]{1,20})?@([a-z0-9]{1,20}\.){1,4}example", fullmatch=True
)
PEOPLE = st.builds(Person, EMAILS, WORDS, WORDS, WORDS)
