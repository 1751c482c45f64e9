"""Calendar files of other programs: the right clock, whatever they call their zone, and nothing kept silently wrong."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
import pytz
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from pressinvite.errors import SourceError
from pressinvite.fence.limits import FileError, Limits
from pressinvite.reading.files.agenda import extract_ics
from pressinvite.reading.files.zone_names import known_zone
from pressinvite.reading.sources import read_octets

if TYPE_CHECKING:
    from pressinvite.reading.answer import Reading

pytestmark = pytest.mark.usefixtures("without_child")

TODAY = dt.date(2027, 3, 1)


def calendar(*lines: str, around: tuple[str, ...] = (), title: str = "Pressträff om torget") -> bytes:
    """A calendar of one event, lines as Outlook writes them."""
    event = ("BEGIN:VEVENT", f"SUMMARY:{title}", *lines, "END:VEVENT")
    return "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", *around, *event, "END:VCALENDAR", "")).encode()


def read(octets: bytes) -> Reading:
    return read_octets(octets, "x.ics", published=None, today=TODAY)


def codes(reading: Reading) -> list[str]:
    return [finding.code for finding in reading.findings]


def described_zone(name: str, winter: str, summer: str) -> tuple[str, ...]:
    """A VTIMEZONE as Outlook writes it."""
    return (
        "BEGIN:VTIMEZONE", f"TZID:{name}",
        "BEGIN:STANDARD", "DTSTART:16010101T030000", f"TZOFFSETFROM:{summer}", f"TZOFFSETTO:{winter}", "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10", "END:STANDARD",
        "BEGIN:DAYLIGHT", "DTSTART:16010101T020000", f"TZOFFSETFROM:{winter}", f"TZOFFSETTO:{summer}", "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3", "END:DAYLIGHT",
        "END:VTIMEZONE",
    )  # fmt: skip


@pytest.mark.parametrize("name", sorted(WINDOWS_TO_OLSON))
def test_every_zone_of_windows_is_one_that_pytz_has(name: str) -> None:
    zone = known_zone(name)
    assert zone in pytz.all_timezones_set
    if name != "W. Europe Standard Time":
        assert zone == (WINDOWS_TO_OLSON[name] if WINDOWS_TO_OLSON[name] not in ("Etc/UTC", "Etc/GMT") else "UTC")


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("W. Europe Standard Time", "Europe/Stockholm"),
        ("w. europe standard time", "Europe/Stockholm"),
        ("Västeuropa, normaltid", "Europe/Stockholm"),
        ("FLE Standard Time", "Europe/Kiev"),
        ("GMT Standard Time", "Europe/London"),
        ("Romance Standard Time", "Europe/Paris"),
        ("Europe/Helsinki", "Europe/Helsinki"),
        ("/freeassociation.sourceforge.net/Europe/Stockholm", "Europe/Stockholm"),
        ("/citadel.org/20210210_1/America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ('"Europe/Oslo"', "Europe/Oslo"),
        ("(UTC+01:00) Amsterdam, Berlin, Bern, Rom, Stockholm, Wien", "Europe/Stockholm"),
        ("tzone://Microsoft/Utc", "UTC"),
        ("Customized Time Zone", None),
        ("", None),
        ("../../etc/passwd", None),
    ],
)
def test_names_of_zones(name: str, zone: str | None) -> None:
    assert known_zone(name) == zone


@pytest.mark.parametrize(
    ("start", "around", "wall", "zone", "found"),
    [
        (";TZID=W. Europe Standard Time:20270310T150000", described_zone("W. Europe Standard Time", "+0100", "+0200"), "2027-03-10T15:00", "Europe/Stockholm", []),
        (";TZID=W. Europe Standard Time:20270610T150000", (), "2027-06-10T15:00", "Europe/Stockholm", []),
        (';TZID="FLE Standard Time":20270310T150000', (), "2027-03-10T15:00", "Europe/Kiev", []),
        (";TZID=Customized Time Zone:20270310T150000", described_zone("Customized Time Zone", "+0100", "+0200"), "2027-03-10T15:00", "Europe/Stockholm", ["zone-by-offset"]),
        (";TZID=Min zon:20270610T150000", described_zone("Min zon", "+0200", "+0300"), "2027-06-10T15:00", "Europe/Helsinki", ["zone-by-offset"]),
        (";TZID=Fjärran:20270310T150000", described_zone("Fjärran", "+0545", "+0545"), "2027-03-10T10:15", "Europe/Stockholm", ["zone-by-offset"]),
        (";TZID=Okänd zon:20270310T150000", (), "2027-03-10T15:00", "Europe/Stockholm", ["unknown-zone-name"]),
        (":20270310T150000", (), "2027-03-10T15:00", "Europe/Stockholm", ["floating-time"]),
        (":20270310T150000", ("X-WR-TIMEZONE:Europe/Helsinki",), "2027-03-10T15:00", "Europe/Helsinki", []),
        (":20270310T140000Z", (), "2027-03-10T15:00", "Europe/Stockholm", []),
        (":20270610T130000Z", ("X-WR-TIMEZONE:Europe/Helsinki",), "2027-06-10T16:00", "Europe/Helsinki", []),
    ],
)  # fmt: skip
def test_the_clock_is_right(start: str, around: tuple[str, ...], wall: str, zone: str, found: list[str]) -> None:
    reading = read(calendar(f"DTSTART{start}", around=around))
    (meeting,) = reading.meetings
    assert meeting.start == dt.datetime.fromisoformat(wall)
    assert meeting.timezone == zone
    assert codes(reading) == found
    assert all(finding.spot is not None for finding in reading.findings)


def test_a_floating_time_is_left_to_the_organisation_s_clock() -> None:
    assert "timezone" not in read(calendar("DTSTART:20270310T150000")).meetings[0].evidence
    assert "timezone" in read(calendar("DTSTART:20270310T150000Z")).meetings[0].evidence


@pytest.mark.parametrize(
    ("lines", "start", "end"),
    [
        (("DTSTART;VALUE=DATE:20270310", "DTEND;VALUE=DATE:20270311"), dt.date(2027, 3, 10), None),
        (("DTSTART;VALUE=DATE:20270310", "DTEND;VALUE=DATE:20270313"), dt.date(2027, 3, 10), dt.date(2027, 3, 12)),
        (("DTSTART;VALUE=DATE:20270310", "DURATION:P2D"), dt.date(2027, 3, 10), dt.date(2027, 3, 11)),
        (("DTSTART:20270310T140000Z", "DURATION:PT45M"), dt.datetime(2027, 3, 10, 15, 0), dt.datetime(2027, 3, 10, 15, 45)),
        (("DTSTART:20270310T140000Z", "DTEND;TZID=Europe/Helsinki:20270310T170000"), dt.datetime(2027, 3, 10, 15, 0), dt.datetime(2027, 3, 10, 16, 0)),
        (("DTSTART:20270310T140000Z", "DTEND:20270310T140000Z"), dt.datetime(2027, 3, 10, 15, 0), None),
        (("DTSTART:20270310T140000Z", "DTEND:20270310T130000Z"), dt.datetime(2027, 3, 10, 15, 0), None),
    ],
)  # fmt: skip
def test_ends(lines: tuple[str, ...], start: dt.date, end: dt.date | None) -> None:
    (meeting,) = read(calendar(*lines)).meetings
    assert (meeting.start, meeting.end) == (start, end)
    assert type(meeting.start) is type(start)


@pytest.mark.parametrize(
    ("location", "place", "platform", "url"),
    [
        ("Vita salen\\, Kommunhuset\\, Kyrkogatan 2\\, Björkvik", "Vita salen, Kommunhuset, Kyrkogatan 2, Björkvik", None, None),
        ("Microsoft Teams-möte", None, "Teams", None),
        ("Vita salen\\; Microsoft Teams Meeting", "Vita salen", "Teams", None),
        ("https://zoom.us/j/123456", None, "Zoom", "https://zoom.us/j/123456"),
        ("Rådhuset\\nLund", "Rådhuset Lund", None, None),
    ],
)  # fmt: skip
def test_places(location: str, place: str | None, platform: str | None, url: str | None) -> None:
    (meeting,) = read(calendar("DTSTART:20270310T140000Z", f"LOCATION:{location}")).meetings
    assert (meeting.place.text if meeting.place else None) == place
    assert (meeting.online.platform if meeting.online else None) == platform
    assert (meeting.online.url if meeting.online else None) == url


def test_an_address_to_join_is_found_in_outlook_s_own_property_and_in_the_text() -> None:
    url = "https://teams.microsoft.com/l/meetup-join/19%3ameeting"
    for line in (
        f"X-MICROSOFT-SKYPETEAMSMEETINGURL:{url}",
        f"DESCRIPTION:Anslut här: {url}",
        f"CONFERENCE;VALUE=URI:{url}",
    ):
        (meeting,) = read(calendar("DTSTART:20270310T140000Z", line)).meetings
        assert meeting.online is not None
        assert (meeting.online.platform, meeting.online.url) == ("Teams", url)


def test_what_teams_says_of_joining_is_no_part_of_the_invitation() -> None:
    rule = "_" * 80
    blurb = f"{rule}\\nMicrosoft Teams-möte\\nAnslut på datorn\\nKlicka här<https://teams.microsoft.com/l/meetup-join/1>\\nLösenord: aBc\\n{rule}"
    reading = read(
        calendar(
            "DTSTART:20270310T140000Z",
            f"DESCRIPTION:Välkommen till pressträff<https://x.example/1>.\\n\\n{blurb}\\nKontakt: Anna Berg\\, 070-174 06 21",
        )
    )
    (meeting,) = reading.meetings
    assert codes(reading) == ["joining-left-out"]
    assert "aBc" not in reading.text
    assert meeting.online is not None
    assert meeting.online.url == "https://teams.microsoft.com/l/meetup-join/1"
    assert [contact.phones for contact in meeting.contacts] == [("+46701740621",)]
    assert "Välkommen till pressträff." in reading.text


@pytest.mark.parametrize(
    ("title", "lines", "around", "status"),
    [
        ("Pressträff", (), (), "confirmed"),
        ("Pressträff", ("STATUS:TENTATIVE",), (), "tentative"),
        ("Pressträff", ("STATUS:CANCELLED",), (), "cancelled"),
        ("Pressträff", (), ("METHOD:CANCEL",), "cancelled"),
        ("Inställt: Pressträff", (), ("METHOD:PUBLISH",), "cancelled"),
        ("Canceled: Pressträff", (), (), "cancelled"),
    ],
)
def test_status(title: str, lines: tuple[str, ...], around: tuple[str, ...], status: str) -> None:
    (meeting,) = read(calendar("DTSTART:20270310T140000Z", *lines, around=around, title=title)).meetings
    assert (meeting.title, meeting.status) == ("Pressträff", status)


def test_what_the_entry_says_besides() -> None:
    lines = ("DTSTART:20270310T140000Z", "UID:abc@x.example", "SEQUENCE:3", "URL:https://x.example/1", "CLASS:PRIVATE", "CATEGORIES:Trafik,Torg", "GEO:55.7;13.19",
             "LOCATION:Rådhuset", "CREATED:20270101T080000Z", "LAST-MODIFIED:20270102T080000Z", "ORGANIZER;CN=Björkviks kommun:mailto:press@bjorkvik.example", "CONTACT:Anna Berg\\, presschef\\, 070-174 06 21",
             "DESCRIPTION:Välkommen till pressträff om torget.")  # fmt: skip
    (meeting,) = read(calendar(*lines)).meetings
    assert (meeting.uid, meeting.sequence, meeting.url) == ("abc@x.example", 3, "https://x.example/1")
    assert (meeting.audience, meeting.categories, meeting.organisers) == (
        "limited",
        ("Trafik", "Torg"),
        ("Björkviks kommun",),
    )
    assert (meeting.created, meeting.modified) == (
        dt.datetime(2027, 1, 1, 8, tzinfo=dt.UTC),
        dt.datetime(2027, 1, 2, 8, tzinfo=dt.UTC),
    )
    assert meeting.place is not None
    assert (meeting.place.latitude, meeting.place.longitude) == (55.7, 13.19)
    assert [(contact.name, contact.phones) for contact in meeting.contacts] == [("Anna Berg", ("+46701740621",))]


def test_the_description_tells_whom_to_ask_and_who_comes() -> None:
    described = "Välkomna!\\n\\nMedverkande:\\nSiv Almgren\\, kommunalråd\\nOskar Fjällström\\, stadsarkitekt\\n\\nKontakt:\\nAnna Berg\\, presschef\\, 070-174 06 21"
    (meeting,) = read(calendar("DTSTART:20270310T140000Z", f"DESCRIPTION:{described}", title="Torget")).meetings
    assert [person.name for person in meeting.participants] == ["Siv Almgren", "Oskar Fjällström"]
    assert [contact.phones for contact in meeting.contacts] == [("+46701740621",)]
    assert (meeting.title, meeting.kind) == ("Torget", None)


def test_a_description_of_another_time_is_told() -> None:
    described = "Pressträff om torget.\\n\\nTid: torsdag 11 mars 2027 kl. 15.00\\nPlats: Rådhuset\\, Lund"
    reading = read(calendar("DTSTART:20270310T140000Z", "LOCATION:Rådhuset\\, Lund", f"DESCRIPTION:{described}"))
    assert reading.meetings[0].start == dt.datetime(2027, 3, 10, 15, 0)
    assert [finding for finding in reading.findings if finding.field == "meetings[0].start" and finding.uncertain]
    agreeing = described.replace("torsdag 11", "onsdag 10")
    assert (
        codes(read(calendar("DTSTART:20270310T140000Z", "LOCATION:Rådhuset\\, Lund", f"DESCRIPTION:{agreeing}"))) == []
    )


def test_html_alone_is_read_too() -> None:
    page = "<html><body><p class=MsoNormal>Välkommen till pressträff.</p><p class=MsoNormal>Kontakt: Anna Berg\\, 070-174 06 21</p></body></html>"
    (meeting,) = read(calendar("DTSTART:20270310T140000Z", f"X-ALT-DESC;FMTTYPE=text/html:{page}")).meetings
    assert [contact.phones for contact in meeting.contacts] == [("+46701740621",)]


def test_google_s_description_of_tags_is_read_as_a_reader_sees_it() -> None:
    told = '<p>Välkommen till <b>pressträff</b>.<br>Kontakt: Anna Berg\\, <a href="mailto:anna@x.example">mejl</a></p>'
    reading = read(calendar("DTSTART:20270310T140000Z", f"DESCRIPTION:{told}"))
    assert "Välkommen till pressträff.\nKontakt: Anna Berg, anna@x.example" in reading.text
    plain = read(calendar("DTSTART:20270310T140000Z", "DESCRIPTION:Ring <Anna> 1 < 2"))
    assert "Ring <Anna> 1 < 2" in plain.text


def test_several_events_are_several_meetings() -> None:
    events = "".join(
        f"BEGIN:VEVENT\nUID:{n}\nSUMMARY:Pressträff {n}\nDTSTART:2027031{n}T090000Z\nLOCATION:Rum {n}\nEND:VEVENT\n"
        for n in range(3)
    )
    reading = read(f"BEGIN:VCALENDAR\n{events}END:VCALENDAR".encode())
    assert [(meeting.title, meeting.uid) for meeting in reading.meetings] == [
        (f"Pressträff {n}", str(n)) for n in range(3)
    ]
    lines = reading.text.split("\n")
    for meeting in reading.meetings:
        spot = meeting.evidence["start"].spot
        assert lines[spot.line - 1][spot.column - 1 :] == spot.words
        assert meeting.place is not None
        assert lines[meeting.evidence["place"].spot.line - 1] == f"Plats: {meeting.place.text}"


def test_of_a_series_the_first_is_taken_and_that_is_said() -> None:
    series = calendar("UID:1", "DTSTART:20270310T140000Z", "RRULE:FREQ=WEEKLY;COUNT=4")
    other = b"BEGIN:VEVENT\r\nUID:1\r\nRECURRENCE-ID:20270317T140000Z\r\nDTSTART:20270318T140000Z\r\nSUMMARY:x\r\nEND:VEVENT\r\nEND:VCALENDAR"
    reading = read(series.replace(b"END:VCALENDAR", other))
    assert [meeting.start for meeting in reading.meetings] == [dt.datetime(2027, 3, 10, 15, 0)]
    (said,) = reading.findings
    assert (said.code, said.field, said.values) == (
        "recurring",
        "meetings[0].start",
        {"start": dt.datetime(2027, 3, 10, 15, 0)},
    )


def test_alarms_and_the_invited_are_left_out_and_that_is_said() -> None:
    alarm = ("BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT15M", "DESCRIPTION:x", "END:VALARM")
    reading = read(calendar("DTSTART:20270310T140000Z", "ATTENDEE:mailto:a@x.example", *alarm))
    assert codes(reading) == ["calendar-parts-left-out"]
    assert "a@x.example" not in repr(reading)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str) -> None:
    octets = calendar("DTSTART:20270310T140000Z", "LOCATION:Åhlénsgården").decode().encode(encoding)
    assert (
        read(octets).meetings[0].place
        == read(calendar("DTSTART:20270310T140000Z", "LOCATION:Åhlénsgården")).meetings[0].place
    )


def test_a_letter_folded_in_its_middle_is_put_together() -> None:
    octets = calendar("DTSTART:20270310T140000Z", "LOCATION:Malmö").replace("ö".encode(), b"\xc3\r\n \xb6")
    assert extract_ics(octets, Limits()).events[0].place == "Malmö"


@pytest.mark.parametrize("octets", [b"BEGIN:VCALENDAR", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", b"BEGIN:VCALENDAR\r\nx\r\nEND:VCALENDAR\r\nEND:VCALENDAR"])  # fmt: skip
def test_a_damaged_calendar_is_told(octets: bytes) -> None:
    try:
        extract = extract_ics(octets, Limits())
    except FileError as error:
        assert error.code == "file-damaged"
    else:
        assert extract.events == ()


@pytest.mark.parametrize("line", ["VERSION 2.0", "TZOFFSETTO +0100", "skräp", "METHOD", ""])
def test_a_line_that_is_none_does_not_hide_the_event(line: str) -> None:
    zone = described_zone("W. Europe Standard Time", "+0100", "+0200")
    octets = calendar("DTSTART;TZID=W. Europe Standard Time:20270310T150000", "LOCATION:Rådhuset", around=(line, *zone))
    reading = read(octets.replace(b"LOCATION", line.encode() + b"\r\nLOCATION"))
    assert reading.meetings[0].start == dt.datetime(2027, 3, 10, 15, 0)
    assert reading.meetings[0].place is not None
    cut = octets.replace(b"END:STANDARD\r\n", b"")
    assert read(cut).meetings[0].start == dt.datetime(2027, 3, 10, 15, 0)


def test_an_event_whose_time_cannot_be_read_is_told() -> None:
    with pytest.raises(SourceError) as told:
        read(calendar("DTSTART:20271310T150000"))
    assert told.value.findings[0].code == "file-damaged"


def test_a_calendar_without_events_has_no_meeting() -> None:
    reading = read(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n")
    assert (reading.meetings, codes(reading)) == ((), ["no-meeting"])


def test_more_events_than_a_press_officer_can_mean_are_cut_and_that_is_said() -> None:
    events = "BEGIN:VEVENT\nSUMMARY:x\nDTSTART:20270310T090000Z\nEND:VEVENT\n" * 60
    reading = read(f"BEGIN:VCALENDAR\n{events}END:VCALENDAR".encode())
    assert (len(reading.meetings), codes(reading)) == (50, ["events-left-out"])


def test_the_text_of_an_entry_of_the_whole_day_may_tell_the_time() -> None:
    described = "Välkommen till pressträff om torget kl. 15.00 i Rådhuset."
    (meeting,) = read(calendar("DTSTART;VALUE=DATE:20270310", f"DESCRIPTION:{described}")).meetings
    assert meeting.start == dt.datetime(2027, 3, 10, 15, 0)


def test_an_endless_title_leaves_the_time_readable() -> None:
    (meeting,) = read(calendar("DTSTART:20270310T140000Z", "LOCATION:Torget", title="a" * 300_000)).meetings
    assert (meeting.start, meeting.place and meeting.place.text) == (dt.datetime(2027, 3, 10, 15), "Torget")
    assert meeting.evidence["start"].spot.line == 2


def test_entries_beyond_what_is_read_of_a_file_still_have_their_time() -> None:
    long, late = f"DESCRIPTION:{'Torget. ' * 30_000}", "DTSTART:20270311T140000Z"
    octets = calendar(
        "DTSTART:20270310T140000Z", long, "END:VEVENT", "BEGIN:VEVENT", "SUMMARY:Två", late, "LOCATION:Salen"
    )
    first, second = read(octets).meetings
    assert (first.start, second.start) == (dt.datetime(2027, 3, 10, 15), dt.datetime(2027, 3, 11, 15))
    assert "start" not in second.evidence


def test_a_zone_that_the_file_describes_by_a_foreign_clock_is_warned_of() -> None:
    name = "W. Europe Standard Time"
    line = f"DTSTART;TZID={name}:20270610T150000"
    reading = read(calendar(line, around=described_zone(name, "-0500", "-0400")))
    assert reading.meetings[0].start == dt.datetime(2027, 6, 10, 15)
    assert "zone-against-file" in codes(reading)
    for offsets in (("+0100", "+0200"), ("+0100", "+0100")):  # without summer time, as small programs write it
        assert "zone-against-file" not in codes(read(calendar(line, around=described_zone(name, *offsets))))
