from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressinvite.checks import check_meeting, is_email, is_web_address
from pressinvite.language import open_language
from pressinvite.language.telling import finding_sentence
from pressinvite.meeting import Contact, Meeting, Online, Organisation, Participant, Place, Registration, Sender

TODAY = dt.date(2026, 8, 20)
SENDING = Organisation(name="Björkviks kommun", sender=Sender(email="press@bjorkvik.example"))
SOUND = Meeting(
    title="Så blir det nya torget",
    start=dt.datetime(2026, 9, 3, 10),
    end=dt.datetime(2026, 9, 3, 11),
    place=Place(text="Stora salen, Rådhuset, Storgatan 1, 222 22 Lund", venue="Stora salen", postal_code="22222"),
    participants=(Participant(name="Ada Berg", party="S"),),
    contacts=(Contact(name="Bo Dahl", phones=("+46701740605",), emails=("bo.dahl@bjorkvik.example",)),),
)


def at(written: str) -> dt.date:
    return dt.datetime.fromisoformat(written) if "T" in written else dt.date.fromisoformat(written)


def found(
    meeting: Meeting, *, organisation: Organisation = SENDING, sending: bool = False
) -> set[tuple[str, str, str]]:
    findings = check_meeting(meeting, today=TODAY, organisation=organisation, sending=sending)
    return {(finding.severity, finding.code, finding.field) for finding in findings}


def test_a_sound_meeting_gives_no_finding() -> None:
    assert found(SOUND) == set()


# What is changed in the sound meeting → what is found.
CASES = [
    ("no date", {"start": None, "end": None}, {("error", "no-start", "start")}),
    ("a date alone", {"start": at("2026-09-03"), "end": None}, {("note", "no-time", "start")}),
    ("two whole days", {"start": at("2026-09-03"), "end": at("2026-09-04")}, set()),
    ("no end", {"end": None}, {("note", "no-end", "end")}),
    ("ends before it begins", {"end": at("2026-09-03T09:00")}, {("error", "end-before-start", "end")}),
    ("ends when it begins", {"end": at("2026-09-03T10:00")}, {("error", "end-before-start", "end")}),
    ("a time and a date", {"end": at("2026-09-04")}, {("error", "end-differs-in-kind", "end")}),
    ("over midnight", {"start": at("2026-09-03T23:30"), "end": at("2026-09-04T00:30")}, set()),
    ("two days", {"end": at("2026-09-04T15:00")}, set()),
    ("thirteen hours", {"end": at("2026-09-03T23:00")}, {("warning", "long-meeting", "end")}),
    ("a month", {"end": at("2026-10-05T11:00")}, {("warning", "long-meeting", "end")}),
    ("three at night", {"start": at("2026-09-03T03:00")}, {("warning", "at-night", "start")}),
    ("unknown zone", {"timezone": "Europe/Lund"}, {("error", "unknown-zone", "timezone")}),
    (
        "in the gap of spring",
        {"start": at("2027-03-28T02:30"), "end": at("2027-03-28T04:00")},
        {("error", "time-in-gap", "start"), ("warning", "at-night", "start"), ("warning", "holiday", "start")},
    ),
    (
        "in the overlap of autumn",
        {"start": at("2026-10-25T01:00"), "end": at("2026-10-25T02:30")},
        {("warning", "time-in-overlap", "end"), ("warning", "at-night", "start")},
    ),
    (
        "after the tables",
        {"start": at("2038-09-03T10:00"), "end": at("2038-09-03T11:00")},
        {("error", "beyond-tables", "start"), ("error", "beyond-tables", "end")},
    ),
    (
        "in the past",
        {"start": at("2026-08-19T10:00"), "end": at("2026-08-19T11:00")},
        {("warning", "in-the-past", "start")},
    ),
    ("today", {"start": at("2026-08-20T00:00"), "end": at("2026-08-20T01:00")}, {("warning", "at-night", "start")}),
    ("goes on today", {"start": at("2026-08-19T10:00"), "end": at("2026-08-20T11:00")}, set()),
    (
        "cancelled and past",
        {"start": at("2026-08-19T10:00"), "end": at("2026-08-19T11:00"), "status": "cancelled"},
        set(),
    ),
    (
        "Christmas Eve",
        {"start": at("2026-12-24T10:00"), "end": at("2026-12-24T11:00")},
        {("warning", "holiday-eve", "start")},
    ),
    (
        "Boxing Day",
        {"start": at("2026-12-26T10:00"), "end": at("2026-12-26T11:00")},
        {("warning", "holiday", "start")},
    ),
    (
        "Christmas in Helsinki",
        {"start": at("2026-12-24T10:00"), "end": at("2026-12-24T11:00"), "timezone": "Europe/Helsinki"},
        set(),
    ),
    (
        "title and text differ",
        {"title": "Torget invigs 4 september", "body": "Den 3 september 2026 invigs torget."},
        {("warning", "dates-differ", "title")},
    ),
    ("title and text agree", {"title": "Torget invigs 3 september", "lead": "Den 3 september invigs torget."}, set()),
    ("title and meeting differ", {"title": "Torget invigs 4 september"}, {("warning", "title-date", "title")}),
    ("title and meeting agree", {"title": "Torget invigs 3 september 2026"}, set()),
    ("no place", {"place": None}, {("warning", "no-place", "place")}),
    ("an empty place", {"place": Place()}, {("warning", "no-place", "place")}),
    ("online alone", {"place": None, "online": Online(platform="Teams", url="https://teams.example/1")}, set()),
    ("online without link", {"online": Online(platform="Teams")}, {("warning", "online-without-address", "online")}),
    (
        "parts elsewhere",
        {"place": Place(text="Rådhuset, Lund", street="Storgatan 1", city="LUND", postal_code="222 23")},
        {("error", "place-parts-differ", "place.street"), ("error", "place-parts-differ", "place.postal_code")},
    ),
    (
        "half a word is no part",
        {"place": Place(text="Rådhuset, Lundby", city="Lund")},
        {("error", "place-parts-differ", "place.city")},
    ),
    (
        "an unknown party",
        {"participants": (Participant(name="A"), Participant(name="Ada Berg", party="BJP"))},
        {("warning", "unknown-party", "participants[1].party")},
    ),
    ("no contact", {"contacts": (Contact(name="Bo Dahl"),)}, {("warning", "no-contact", "contacts")}),
    (
        "a broken number",
        {"contacts": (Contact(phones=("+46701740605", "070-174 06")),)},
        {("warning", "phone", "contacts[0].phones[1]")},
    ),
    (
        "a broken number for registration",
        {"registration": Registration(phone="växeln")},
        {("warning", "phone", "registration.phone")},
    ),
    (
        "a broken address",
        {"contacts": (Contact(phones=("+46701740605",), emails=("bo@a.example\r\nBcc: x@y.example",)),)},
        {("error", "bad-email", "contacts[0].emails[0]")},
    ),
    (
        "broken links",
        {
            "url": "www.bjorkvik.example",
            "online": Online(url="javascript:alert(1)"),
            "registration": Registration(url="https://a b.example", email="anmälan"),
        },
        {
            ("error", "bad-url", "url"),
            ("error", "bad-url", "online.url"),
            ("error", "bad-url", "registration.url"),
            ("error", "bad-email", "registration.email"),
        },
    ),
    (
        "registration closes too late",
        {"registration": Registration(url="https://a.example", deadline=at("2026-09-04"))},
        {("warning", "deadline-after-meeting", "registration.deadline")},
    ),
    (
        "registration closes an hour too late",
        {"registration": Registration(email="a@b.example", deadline=at("2026-09-03T11:00"))},
        {("warning", "deadline-after-meeting", "registration.deadline")},
    ),
    (
        "registration closes that day",
        {"registration": Registration(phone="+46701740605", deadline=at("2026-09-03"))},
        set(),
    ),
    (
        "a deadline without an address",
        {"registration": Registration(deadline=at("2026-09-01"))},
        {("warning", "registration-without-address", "registration")},
    ),
    (
        "required without an address",
        {"registration": Registration(required=True)},
        {("warning", "registration-without-address", "registration")},
    ),
    ("not needed", {"registration": Registration(required=False, deadline=at("2026-09-01"))}, set()),
]


@pytest.mark.parametrize(("changes", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_rules(changes: dict[str, object], expected: set[tuple[str, str, str]]) -> None:
    assert found(SOUND._replace(**changes)) == expected


def test_the_past_stops_a_sending() -> None:
    past = SOUND._replace(start=at("2026-08-19T10:00"), end=at("2026-08-19T11:00"))
    assert found(past, sending=True) == {("error", "in-the-past", "start")}


def test_the_press_service_of_the_organisation_is_a_contact() -> None:
    organisation = SENDING._replace(contacts=(Contact(name="Presstjänst", phones=("+46846500400",)),))
    assert found(SOUND._replace(contacts=()), organisation=organisation) == set()


def test_no_sender() -> None:
    assert found(SOUND, organisation=Organisation()) == {("note", "no-sender", "")}


def test_a_finding_in_words() -> None:
    finding = check_meeting(SOUND._replace(end=at("2026-09-03T09:00")), today=TODAY, organisation=SENDING)[0]
    assert finding_sentence(finding, open_language("sv")).replace("\u00a0", " ") == (
        "Mötet slutar innan det börjar. Det börjar torsdag 3 september 2026 kl. 10.00 och slutar "
        "torsdag 3 september 2026 kl. 09.00. Rätta starttiden eller sluttiden."
    )


@pytest.mark.parametrize(
    ("address", "sound"),
    [
        ("press@bjorkvik.example", True),
        ("anna.o'neill+press@stad.björkvik.example", True),
        ("press", False),
        ("press@localhost", False),
        ("@bjorkvik.example", False),
        ("press@@bjorkvik.example", False),
        ("press @bjorkvik.example", False),
        ("press@bjorkvik..example", False),
        (".press@bjorkvik.example", False),
        ("björn@bjorkvik.example", False),
        ("press@bjorkvik.example\n", False),
        ("<press@bjorkvik.example>", False),
        ("a@b.example,c@d.example", False),
        ("x" * 250 + "@b.example", False),
    ],
)
def test_email_addresses(address: str, sound: bool) -> None:
    assert is_email(address) is sound


@pytest.mark.parametrize(
    ("address", "sound"),
    [
        ("https://www.björkvik.example/press?a=1&b=2#x", True),
        ("http://bjorkvik.example:8080", True),
        ("HTTPS://bjorkvik.example", True),
        ("ftp://bjorkvik.example", False),
        ("mailto:press@bjorkvik.example", False),
        ("https://", False),
        ("https:///press", False),
        ("https://a..example", False),
        ("https://user@bjorkvik.example", False),
        ("https://bjorkvik.example/a b", False),
        ('https://bjorkvik.example/"onload=', False),
        ("https://bjorkvik.example/\r\nX: y", False),
        ("https://bjorkvik.example:x", False),
    ],
)
def test_web_addresses(address: str, sound: bool) -> None:
    assert is_web_address(address) is sound


@given(st.text(), st.text())
def test_whatever_is_called_sound_stands_on_one_line(local: str, rest: str) -> None:
    for address in (f"{local}@{rest}.example", f"https://{local}.example/{rest}"):
        if is_email(address) or is_web_address(address):
            assert address.isprintable()
            assert " " not in address


@given(
    st.one_of(st.none(), st.dates(), st.datetimes()),
    st.one_of(st.none(), st.dates(), st.datetimes()),
    st.text(),
    st.text(),
)
def test_any_meeting_can_be_checked(start: dt.date | None, end: dt.date | None, title: str, place: str) -> None:
    meeting = SOUND._replace(start=start, end=end, title=title, body=place, place=Place(text=place, city=title))
    for finding in check_meeting(meeting, today=TODAY):
        assert finding_sentence(finding, open_language("sv"))
