from __future__ import annotations

import datetime as dt
import email
import email.policy
from typing import Any

import icalendar
import pytest
from delivery_cases import ASA, DATE, MESSAGE_ID, ORGANISATION, Person, plan, sample

from pressinvite.delivery.composing import build_shell, compose
from pressinvite.delivery.letters import Occasion, notice_lines
from pressinvite.language import open_language
from pressinvite.language.catalogues import SPOKEN
from pressinvite.meeting import Organisation, Participant, Registration, Sender

MOVED = sample("bjorkvik/moved.yaml")
CANCELLED = sample("bjorkvik/cancelled.yaml")
TITLED = sample("malmo-lund-2012.yaml")._replace(previous=())


def sent(purpose="invitation", form="rsvp", meeting=None, *, first=False, person=ASA, **given: Any):
    octets = compose(
        build_shell(plan(purpose, form, meeting, **given)), person, message_id=MESSAGE_ID, date=DATE, first=first
    )
    return email.message_from_bytes(octets, policy=email.policy.default)


def text_of(message) -> list[str]:
    return message.get_body(("plain",)).get_content().splitlines()


def events(message) -> list[tuple[str, str, int, str]]:
    """Where the calendar stands, with METHOD, SEQUENCE and STATUS."""
    found = []
    for part in message.walk():
        if part.get_content_type() in {"text/calendar", "application/ics"}:
            calendar = icalendar.Calendar.from_ical(part.get_payload(decode=True))
            (event,) = calendar.walk("VEVENT")
            assert part.get_param("method", calendar["METHOD"]) == calendar["METHOD"]
            found.append((part.get_content_type(), calendar["METHOD"], event["SEQUENCE"], event["STATUS"]))
    return found


def test_an_invitation_is_as_it_is_shown_elsewhere():
    message = sent()
    subject = "Pressinbjudan: Dags för nästa steg i MalmöLundsamarbetet, onsdag 25 januari 2012 kl. 15.00"
    assert message["Subject"] == subject
    assert [method for _, method, _, _ in events(message)] == ["REQUEST", "REQUEST"]
    assert message["Auto-Submitted"] is None


def test_who_is_invited_first_is_not_told_what_was_said_before():
    message = sent("invitation", "quiet", MOVED)
    assert message["Subject"] == "Pressinbjudan: Så ska Storgatan byggas om, onsdag 10 mars 2027 kl. 16.00"
    assert text_of(message)[0] == "Pressinbjudan · pressträff"
    assert not any("tidigare" in line for line in text_of(message))


@pytest.mark.parametrize(
    ("form", "calendars"),
    [
        ("rsvp", [("text/calendar", "REQUEST", 1, "CONFIRMED"), ("application/ics", "REQUEST", 1, "CONFIRMED")]),
        ("quiet", [("application/ics", "PUBLISH", 1, "CONFIRMED")]),
    ],
)
def test_an_update_says_first_what_changed(form, calendars):
    message = sent("update", form)
    assert message["Subject"] == "Ändrad tid och plats: Så ska Storgatan byggas om, onsdag 10 mars 2027 kl. 16.00"
    assert text_of(message)[0] == "Ny tid: kl.\u00a016.00–16.45 (tidigare kl.\u00a015.00–15.45)".replace(
        "\u00a0", "\u00a0"
    )
    assert events(message) == calendars


def test_an_update_tells_what_changed_since_the_revision_that_the_recipient_has():
    new = TITLED._replace(
        title="Ny bro",
        body="Annat",
        participants=(Participant(name="Rut Ek"),),
        registration=Registration(deadline=dt.date(2012, 1, 23)),
    )
    message = sent("update", "quiet", new, occasion=Occasion(since=TITLED))
    assert message["Subject"] == "Uppdaterad pressinbjudan: Ny bro, onsdag 25 januari 2012 kl. 15.00"
    told = " ".join(text_of(message)[: text_of(message).index("")])
    assert told == (
        "Rubrik: Ny bro (tidigare Dags för nästa steg i MalmöLundsamarbetet) "
        "Medverkande: Rut Ek (tidigare Ilmar Reepalu och Mats Helmfrid) "
        "Sista dag: måndag 23 januari 2012 (tidigare inget) Också ändrat: brödtext"
    )


def test_an_update_of_time_and_more_tells_both():
    new = TITLED._replace(start=dt.datetime(2012, 1, 25, 14), title="Ny bro")
    message = sent("update", "rsvp", new, occasion=Occasion(since=TITLED))
    assert message["Subject"] == "Ändrad tid: Ny bro, onsdag 25 januari 2012 kl. 14.00"
    assert text_of(message)[:2] == [
        "Ny tid: kl.\u00a014.00–15.45 (tidigare kl.\u00a015.00–15.45)",
        "Rubrik: Ny bro (tidigare Dags för nästa steg i MalmöLundsamarbetet)",
    ]


@pytest.mark.parametrize(
    ("form", "calendars"),
    [
        ("rsvp", [("text/calendar", "CANCEL", 1, "CANCELLED"), ("application/ics", "CANCEL", 1, "CANCELLED")]),
        ("quiet", [("application/ics", "PUBLISH", 1, "CANCELLED")]),
    ],
)
def test_a_cancellation_says_why(form, calendars):
    message = sent("cancellation", form, occasion=Occasion(reason="Snö\r\nBcc: b@c.example"))
    assert message["Subject"] == "Inställt: Invigning av Sjöparken, torsdag 3 juni 2027 kl. 11.00"
    assert text_of(message)[0] == "INSTÄLLT"
    assert "Anledning: Snö Bcc: b@c.example" in text_of(message)
    assert events(message) == calendars
    assert message["Bcc"] is None


@pytest.mark.parametrize(
    ("form", "how"),
    [("rsvp", "Svara i kalendern eller på det här mejlet."), ("quiet", "Svara ja eller nej på det här mejlet.")],
)
def test_a_reminder_asks_for_an_answer_and_changes_no_entry(form, how):
    message, invitation = sent("reminder:2", form, TITLED), sent("invitation", form, TITLED)
    assert (
        message["Subject"] == "Påminnelse: Dags för nästa steg i MalmöLundsamarbetet, onsdag 25 januari 2012 kl. 15.00"
    )
    assert text_of(message)[:3] == ["KOMMER DU?", "Vi har inte fått något svar från dig.", how]
    assert message["Auto-Submitted"] == "auto-generated"
    assert "Snart har de två städerna" not in "\n".join(text_of(message))
    files = [next(one.iter_attachments()).get_payload(decode=True) for one in (message, invitation)]
    assert files[0] == files[1]


@pytest.mark.parametrize(
    ("purpose", "meeting"),
    [("cancellation", MOVED), ("invitation", CANCELLED), ("reminder:1", CANCELLED), ("reminder", MOVED),
     ("reminder:x", MOVED), ("update:1", MOVED), ("other", MOVED), ("reminder:²", MOVED), ("reminder:1\r\nBcc: b@c.example", MOVED)],
)  # fmt: skip
def test_a_purpose_that_does_not_fit_is_refused(purpose, meeting):
    with pytest.raises(ValueError, match=purpose.partition(":")[0]):
        plan(purpose, "quiet", meeting)


def test_the_first_message_tells_where_the_address_is_from():
    lines = text_of(sent(first=True))
    assert lines[lines.index("Mejlet har skickats till:") :] == [
        "Mejlet har skickats till:",
        "Åsa Öberg, Tidningen Ö, asa.oberg@tidningen.example",
        "Björkviks kommun har sparat din e-postadress för att bjuda in dig till pressträffar.",
        "Adressen har vi fått från: Medieregistret",
        "Svara om du vill veta vad som är sparat om dig, eller få det ändrat eller raderat.",
        "Klaga kan du göra hos tillsynsmyndigheten, i Sverige IMY (imy.se).",
        "Vill du inte få fler inbjudningar? Svara med ordet ”avregistrera”.",
    ]


def test_later_messages_tell_how_to_have_no_more():
    lines = text_of(sent(person=Person("a@b.example")))
    assert lines[lines.index("Mejlet har skickats till:") :] == [
        "Mejlet har skickats till:",
        "a@b.example",
        "Vill du inte få fler inbjudningar? Svara med ordet ”avregistrera”.",
    ]


def test_english_and_an_organisation_without_a_name():
    organisation = Organisation(sender=Sender(email="press@bjorkvik.example"))
    message = sent("reminder:1", "quiet", TITLED, tag="en", first=True, organisation=organisation)
    assert message["Subject"].startswith("Reminder: ")
    assert "We keep your e-mail address to invite you to press meetings." in text_of(message)
    assert message["From"] == "press@bjorkvik.example"


@pytest.mark.parametrize("tag", SPOKEN)
def test_no_sentence_of_the_notice_is_one_of_all_messages(tag):
    always = notice_lines(ORGANISATION, open_language(tag), source="", first=False)
    assert len(always) == 1
    assert set(always) & set(notice_lines(ORGANISATION, open_language(tag), source="x", first=True)) == set(always)
