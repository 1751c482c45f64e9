"""Finnish invitations as they are read: page, mail, text and calendar entry; what is Swedish in them says so."""

from __future__ import annotations

import email
import email.policy
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import icalendar
import pytest
from delivery_cases import ASA, DATE, MESSAGE_ID, ORGANISATION, plan

from pressinvite.answers import render_door_list
from pressinvite.delivery.composing import build_shell
from pressinvite.delivery.composing import compose as compose_message
from pressinvite.delivery.letters import Occasion
from pressinvite.delivery.replies.attendance import Guest
from pressinvite.invitation import compose, render_ics, render_mail, render_page, render_text
from pressinvite.language import open_language
from pressinvite.reading.datafile import read_data
from pressinvite.templating import open_templates

if TYPE_CHECKING:
    from pressinvite.meeting import Meeting

SAMPLES = Path(__file__).parent.parent / "samples"
FINNISH = open_language("fi")
TEMPLATES = open_templates(None, FINNISH)


def sample(name: str) -> Meeting:
    (meeting,) = read_data((SAMPLES / name).read_text("utf-8")).meetings
    return meeting


BRIDGE, LIBRARY = sample("alvnas/bron.yaml"), sample("alvnas/kirjasto.yaml")
CANCELLED, TALKS = sample("bjorkvik/cancelled.yaml"), sample("bjorkvik/registration.yaml")


def invitation(meeting: Meeting):
    return compose(meeting, organisation=ORGANISATION, language=FINNISH)


def letter(purpose: str, meeting: Meeting, *, form: str = "quiet", first: bool = False, **given: Any):
    shell = build_shell(plan(purpose, form, meeting, tag="fi", **given))
    octets = compose_message(shell, ASA, message_id=MESSAGE_ID, date=DATE, first=first)
    return email.message_from_bytes(octets, policy=email.policy.default)


def text_of(message) -> str:
    return " ".join(message.get_body(("plain",)).get_content().replace("\u00a0", " ").split())


def marked(html: str) -> set[tuple[str, str]]:
    """Language and words of each part that is marked as of its own."""
    return set(re.findall(r'<(?!html)[^>]* lang="(\w+)"[^>]*>,? ?([^<]+)', html.replace("\u2060", "")))


def test_the_page_is_finnish_and_what_is_not_translated_is_marked_as_swedish() -> None:
    page = render_page(invitation(BRIDGE), TEMPLATES)
    assert '<html lang="fi"' in page
    assert "Tällainen on uusi silta joen yli" in page
    assert "sisäänkäynti torilta" in page
    assert "Kommunens gatuchef" not in page  # a translation takes the original's place
    assert marked(page) == {
        ("sv", "kommunstyrelsens ordförande"),
        ("sv", "gatuchef"),
        ("sv", "Entrén är öppen kl.\u00a015.30–16.00."),
        ("sv", "kommunikatör"),
    }


def test_a_meeting_in_finnish_has_no_part_of_another_language() -> None:
    page = render_page(invitation(LIBRARY), TEMPLATES)
    assert marked(page) == set()
    assert "31.\u00a0tammikuuta–1.\u00a0helmikuuta\u00a02027" in page
    assert "<span>tammi</span><b>31</b>" in page


def test_the_mail_is_finnish() -> None:
    mail = render_mail(invitation(BRIDGE), TEMPLATES)
    assert '<html lang="fi"' in mail
    assert ("sv", "gatuchef") in marked(mail)
    message = letter("invitation", LIBRARY, first=True)
    assert message["Content-Language"] == "fi"
    assert message["Subject"] == (
        "Mediakutsu: Kirjaston lukupiirit täyttävät kymmenen vuotta, 31. tammikuuta–1. helmikuuta 2027"
    )
    assert text_of(message).endswith(
        "Björkviks kommun säilyttää sähköpostiosoitteesi voidakseen kutsua sinut mediatilaisuuksiin. Olemme saaneet osoitteen"
        " täältä: Medieregistret Vastaa tähän viestiin, jos haluat tietää, mitä tietoja sinusta säilytetään, tai haluat"
        " oikaista tai poistaa ne. Voit tehdä valituksen valvontaviranomaiselle, Ruotsissa IMY (imy.se). Etkö halua enää"
        " kutsuja? Vastaa sanalla ”poista”."
    )


def test_the_text_has_labels_and_forms_of_its_own() -> None:
    lines = render_text(invitation(BRIDGE), TEMPLATES).replace("\u00a0", " ").splitlines()
    assert lines[0] == "Uusi aika: keskiviikko 10. maaliskuuta 2027 klo 16.00–16.45 (aiemmin:"
    shown = " ".join(" ".join(lines).split())
    assert "Aika: keskiviikko 10. maaliskuuta 2027 klo 16.00–16.45" in shown
    assert "Ilmoittautuminen: Vaaditaan. Määräaika: tiistai 9. maaliskuuta 2027 klo 12.00" in shown
    assert "Puhelin: +46 70 174 06 31" in shown
    assert "S = Sosiaalidemokraatit" in shown
    assert "Järjestäjät: Älvnäs kommun ja Tornedalens trafikbolag" in shown


def test_a_line_of_text_ends_at_no_day() -> None:
    lines = render_text(invitation(BRIDGE), TEMPLATES).splitlines()
    assert [line for line in lines if re.search(r"(?<![.\d])\d\d?\.$", line)] == []


def test_the_calendar_entry_is_finnish() -> None:
    calendar = icalendar.Calendar.from_ical(render_ics(invitation(BRIDGE)))
    (event,) = calendar.walk("VEVENT")
    assert str(event["SUMMARY"]) == "Tällainen on uusi silta joen yli"
    assert "Aika: keskiviikko 10. maaliskuuta 2027 klo 16.00–16.45" in str(event["DESCRIPTION"]).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("purpose", "meeting", "subject", "told"),
    [
        (
            "cancellation",
            CANCELLED,
            "Peruttu: Invigning av Sjöparken, torstai 3. kesäkuuta 2027 klo 11.00",
            "Tilaisuutta, joka oli tarkoitus pitää torstaina 3. kesäkuuta 2027 klo 11.00–12.00, ei järjestetä.",
        ),
        (
            "invitation",
            TALKS._replace(status="postponed"),
            "Siirretty: Kommunen, regionen och polisen om tryggheten i sommar, tiistai 11. toukokuuta 2027 klo 13.00",
            "Tilaisuutta ei pidetä tiistaina 11. toukokuuta 2027. Uusi aika ilmoitetaan myöhemmin.",
        ),
        (
            "update",
            BRIDGE,
            "Uusi aika: Tällainen on uusi silta joen yli, keskiviikko 10. maaliskuuta 2027 klo 16.00",
            "(aiemmin: torstai 11. maaliskuuta 2027 klo 15.00–15.45)",
        ),
        (
            "reminder:1",
            LIBRARY,
            "Muistutus: Kirjaston lukupiirit täyttävät kymmenen vuotta, 31. tammikuuta–1. helmikuuta 2027",
            "TULETKO? Emme ole saaneet sinulta vastausta. Vastaa tähän viestiin kyllä tai ei.",
        ),
    ],
)
def test_what_changed_is_told_in_whole_sentences(purpose, meeting, subject, told) -> None:
    message = letter(purpose, meeting)
    assert message["Subject"] == subject
    assert told in text_of(message)


def test_a_reason_stands_in_the_officers_own_words() -> None:
    message = letter("cancellation", CANCELLED, occasion=Occasion(reason="Ministern är sjuk."))
    assert "Syy: Ministern är sjuk." in text_of(message)


def test_the_reception_s_list_is_finnish_and_the_title_swedish() -> None:
    guests = [
        Guest("Bo", "Radion", "bo@radion.example", "rsvp", "accepted", True),
        Guest("Eva", "TV", "eva@tv.example", "rsvp", "declined", False),
    ]
    page = render_door_list(guests, CANCELLED, FINNISH, TEMPLATES)
    assert '<html lang="fi"' in page
    assert '<h1 lang="sv">Invigning av Sjöparken</h1>' in page
    assert "2 kutsuttu: 1 tulee, 1 ei tule" in page
    assert '<h1 lang="' not in render_door_list(guests, LIBRARY, FINNISH, TEMPLATES)
