from __future__ import annotations

import datetime as dt
from pathlib import Path
from urllib.parse import unquote

import pytest

from pressinvite.invitation import compose, render_ics, render_mail, render_page, render_text
from pressinvite.language import open_language
from pressinvite.meeting import Contact, Meeting, Online, Organisation, Participant, Registration, Revision
from pressinvite.reading.datafile import read_data
from pressinvite.templating import open_templates

SAMPLES = Path(__file__).parent.parent / "samples" / "bjorkvik"
SV = open_language("sv")
TEMPLATES = open_templates(None, SV)
ORGANISATION = Organisation(name="Björkviks kommun")
START = dt.datetime(2027, 3, 10, 15)
MOMENT = dt.datetime(2027, 3, 1, 8, tzinfo=dt.UTC)


def sample(name: str) -> Meeting:
    (meeting,) = read_data((SAMPLES / name).read_text("utf-8")).meetings
    return meeting


def invite(meeting: Meeting, organisation: Organisation = ORGANISATION):
    return compose(meeting, organisation=organisation, language=SV)


def lines(invitation, key: str) -> list[str]:
    return [line.text for row in invitation.rows if row.key == key for line in row.lines]


@pytest.mark.parametrize(
    ("organisers", "shown"),
    [
        (("Björkviks kommun",), []),
        ((), []),
        (("Region Mellansjö",), ["Region Mellansjö"]),
        (("Björkviks kommun", "Region Mellansjö", "Polisen"), ["Björkviks kommun, Region Mellansjö och Polisen"]),
    ],
)
def test_organisers_are_told_where_the_page_does_not_bear_their_name(organisers, shown):
    assert lines(invite(Meeting(title="a", start=START, organisers=organisers)), "organisers") == shown


def test_a_cancelled_meeting_says_so_in_banner_heading_facts_and_preheader():
    invitation = invite(sample("cancelled.yaml"))
    (banner,) = invitation.banners
    assert banner.lines == (
        "Det som var planerat till torsdagen den 3 juni 2027 kl.\u00a011.00–12.00 blir inte av.",
        "Har du lagt in tiden i kalendern? Ta då bort den själv, om den inte försvinner.",
    )
    assert lines(invitation, "time") == ["Inställt", "skulle ha varit torsdag 3 juni 2027 kl.\u00a011.00–12.00"]
    assert invitation.preheader.startswith("Inställt: torsdag 3 juni 2027")


def test_a_postponed_meeting_says_so():
    invitation = invite(sample("cancelled.yaml")._replace(status="postponed"))
    assert invitation.banners[0].lines == ("Det blir inte torsdagen den 3 juni 2027. En ny tid meddelas senare.",)
    assert "<h1>UPPSKJUTET: " in render_page(invitation, TEMPLATES)


def test_two_changes_are_both_strong_and_begin_the_preheader():
    invitation = invite(sample("moved.yaml"))
    assert render_page(invitation, TEMPLATES).count('<p class="news">Ny ') == 2
    assert invitation.preheader.startswith(
        "Ny tid: kl.\u00a016.00–16.45 (tidigare kl.\u00a015.00–15.45), onsdag 10 mars"
    )


def test_the_banner_stands_above_everything_in_the_mail():
    mail = render_mail(invite(sample("moved.yaml")), TEMPLATES)
    assert mail.partition("<body")[2].index("Ny tid: ") < mail.partition("<body")[2].index("Björkviks kommun")


def test_links_of_an_online_meeting_lead_to_it():
    address = "https://teams.example/l/1"
    meeting = Meeting(
        title="a",
        start=START,
        online=Online(platform="Teams", url=address),
        registration=Registration(required=True, deadline=dt.date(2027, 3, 9), email="press@bjorkvik.example"),
        contacts=(Contact(name="Siv Almgren"),),
    )
    invitation = invite(meeting)
    google = unquote(invitation.links["google"])
    assert f"&location={address}&details={address}\nAnmälan: Obligatorisk, senast tisdag 9 mars 2027" in google
    assert "press@bjorkvik.example" in google
    assert unquote(invitation.text_links["google"]).endswith(f"&location={address}")


def test_the_text_ends_with_the_calendar_and_names_the_file():
    invitation = invite(sample("moved.yaml"))
    alone, attached = render_text(invitation, TEMPLATES), render_text(invitation, TEMPLATES, attached=True)
    assert "Öppna filen 2027-03-10-sa-ska-storgatan-byggas-om.ics, som ligger" in alone
    assert "Öppna den bifogade filen inbjudan.ics, eller" in attached
    assert alone.index("Källa: ") < alone.index("Lägg till i kalendern")
    assert "\n\nOutlook.com:\n" in alone


def test_parties_are_named_once_below_the_people():
    people = (
        Participant(name="Yrsa Lindmark", party="C", role="ordförande"),
        Participant(name="Olof Tallgren", party="S", role="oppositionsråd"),
    )
    invitation = invite(Meeting(uid="a", title="a", start=START, participants=people, modified=START))
    told = "Olof Tallgren (S), oppositionsråd\n             C = Centerpartiet, S = Socialdemokraterna\n"
    assert told in render_text(invitation, TEMPLATES)
    assert '(<abbr title="Centerpartiet">C</abbr>)' in render_page(invitation, TEMPLATES)
    entry = render_ics(invitation).replace(b"\r\n ", b"").decode()
    assert r"Medverkande:\n– Yrsa Lindmark (C)\, ordförande\n– Olof" in entry


def test_the_calendar_entry_has_the_place_on_one_line_and_the_old_time_in_brackets():
    entry = render_ics(invite(sample("moved.yaml"))).replace(b"\r\n ", b"").decode()
    assert r"Plats: Vita salen\, Kommunhuset\, Kyrkogatan 2\, Björkvik (tidigare Biblioteket" in entry
    assert "16.00–16.45 (tidigare kl.\u00a015.00–15.45)" in entry


def test_several_days_stand_in_subject_and_leaf():
    invitation = invite(sample("two-days.yaml"))
    assert invitation.subject.endswith(", 18–19 maj 2027")
    assert invitation.leaf == ("18–19", "maj")


def test_a_role_that_repeats_its_heading_is_not_shown():
    desk = Contact(name="Presstjänst", role="Presstjänst", hours="8-17", standing=True)
    (card,) = invite(Meeting(title="a", start=START, contacts=(desk,))).standing
    assert (card.role, card.hours.text) == (None, "8–17")


def test_about_texts_name_whom_they_are_about():
    about = Meeting(title="a", start=START, about=("Text.",), organisers=("Region Mellansjö",))
    assert invite(about).about_title == "Om Region Mellansjö"
    assert invite(about._replace(organisers=("A", "B"))).about_title == "Om oss"


def test_an_embargo_is_told() -> None:
    meeting = Meeting(title="x", start=dt.datetime(2027, 5, 6, 9), embargo=dt.datetime(2027, 5, 5, 17), uid="x")
    rows = {row.key: row for row in compose(meeting, organisation=Organisation(), language=open_language("sv")).rows}
    assert rows["embargo"].lines[0].text.replace("\xa0", " ") == "Får publiceras tidigast onsdag 5 maj 2027 kl. 17.00."


@pytest.mark.parametrize(
    ("old", "now", "told"),
    [
        ({"online": Online(platform="Zoom")}, {}, "Det går inte längre att delta på distans"),
        ({"online": None}, {"online": Online(platform="Teams")}, "Det går nu att delta på distans"),
        ({"online": Online(url="https://a.example")}, {"online": Online(url="https://b.example")}, "Ny länk för att delta på distans"),
        ({"status": "cancelled"}, {}, "Det som var planerat blir ändå av"),
        ({"timezone": "Europe/Helsinki"}, {}, "Ny tidszon: Europe/Stockholm (tidigare Europe/Helsinki)"),
    ],
)  # fmt: skip
def test_every_change_that_a_calendar_must_know_is_told_first(old, now, told) -> None:
    earlier = Revision(sequence=0, modified=None, values=old)
    meeting = Meeting(title="x", start=dt.datetime(2027, 5, 6, 9), uid="x", sequence=1, previous=(earlier,), **now)
    invitation = compose(meeting, organisation=Organisation(), language=open_language("sv"))
    assert [(banner.kind, banner.title) for banner in invitation.banners] == [("changed", told)]


def test_a_leaf_of_days_that_end_at_a_clock_time():
    meeting = Meeting(title="Mässan", start=dt.date(2027, 5, 18), end=dt.datetime(2027, 5, 19, 16))
    assert compose(meeting, organisation=Organisation(), language=open_language("sv")).leaf == ("18–19", "maj")


def test_no_text_turns_the_words_around_it():
    turning = "Bron\u202e öppnar\u2066"
    meeting = Meeting(
        title=turning, lead=turning, start=START, uid="1", created=MOMENT, modified=MOMENT, contacts=(Contact(turning),)
    )
    invitation = compose(meeting, organisation=Organisation(name=turning), language=SV)
    calendar = render_ics(invitation).decode()
    for made in (render_page(invitation, TEMPLATES), render_mail(invitation, TEMPLATES), invitation.subject, calendar):
        assert "Bron öppnar" in made
        assert not set(made) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
