"""What chat programs, Markdown and mail put around the words goes; the words keep their place in the source."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressinvite.reading.release import read_release
from pressinvite.reading.release.plain import PlainText

DAY = dt.date(2027, 2, 20)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("**Plats:** Torget", "Plats: Torget"),
        ("*Plats:* Torget", "Plats: Torget"),
        ("***Tid*** kl. 10", "Tid kl. 10"),
        ("* Ada Berg\n* Bo Dahl*", "* Ada Berg\n* Bo Dahl*"),
        ("5*6*7 och **", "5*6*7 och **"),
        ("| Tid | onsdag |\n|---|:-:|\n| Plats | Torget", "Tid | onsdag\n\nPlats | Torget"),
        ("Lund | Malmö", "Lund | Malmö"),
        ("## Pressträff\nRum #3", "Pressträff\nRum #3"),
        ("> Pressträff\n>\n> > Plats: Torget\n", "Pressträff\n\nPlats: Torget\n"),
        ("Hej!\n> Plats: Torget\n", "Hej!\n> Plats: Torget\n"),
        ("📍 Torget 1", "Plats: Torget 1"),
        ("📍 Plats: Torget 1", "Plats: Torget 1"),
        ("  ☎️ 040-628 04 00", "Kontakt: 040-628 04 00"),
        ("🎉 Fest", "🎉 Fest"),
        ("kl. 10.45Plats: Torget", "kl. 10.45\nPlats: Torget"),
        ("Mötesplats: Torget, SamlingPlats: x", "Mötesplats: Torget, Samling\nPlats: x"),
        ("Plats： Torget １０．００", "Plats: Torget 10.00"),
    ],
)
def test_the_words_are_left(source: str, text: str) -> None:
    assert PlainText(source).text == text


def test_what_was_put_in_stands_where_the_sign_does() -> None:
    plain = PlainText("Bron\u200b\n📍 **Torget** 1\n10.45Plats: Salen")
    assert plain.text == "Bron\nPlats: Torget 1\n10.45\nPlats: Salen"
    at = plain.text.index("Torget")
    assert plain.spot(at, at + 6) == (2, 5, "Torget")
    at = plain.text.index("Plats: T")
    assert plain.spot(at, at + 6)[:2] == (2, 1)
    at = plain.text.index("Salen")
    assert plain.spot(at, at + 5) == (3, 13, "Salen")
    assert plain.offset(len(plain.text)) == len(plain.source)


@pytest.mark.parametrize(
    "lines",
    [
        ("**Tid:** {time}", "**Plats:** {place}"),
        ("*Tid:* {time}", "*Plats:* {place}"),
        ("🗓️ Tid: {time}", "📍 {place}"),
        ("| Tid | {time} |", "| Plats | {place} |"),
        ("Tid： {time}", "Plats： {place}"),
        ("Tid: {time}Plats: {place}",),
    ],
)
def test_marked_lines_are_read_as_plain_ones(lines: tuple[str, ...]) -> None:
    words = {"time": "onsdag 10 mars 2027 kl. 10.00–11.00", "place": "Stora salen, Rådhuset, Stortorget 7, Lund"}
    reading = read_release(
        "\n\n".join(["Pressträff om bron", "\n".join(lines).format(**words)]), published=DAY, today=DAY
    )
    (meeting,) = reading.meetings
    assert (meeting.title, meeting.start) == ("Pressträff om bron", dt.datetime(2027, 3, 10, 10))
    assert meeting.place is not None
    assert (meeting.place.venue, meeting.place.street, meeting.place.city) == ("Stora salen", "Stortorget 7", "Lund")
    assert not [finding for finding in reading.findings if finding.severity != "note"]


@given(st.text(alphabet="*|>#📍☎️ \n\tPlats:aä1.", max_size=60))
def test_every_place_is_in_the_source(source: str) -> None:
    plain = PlainText(source)
    places = [plain.offset(at) for at in range(len(plain.text))]
    assert places == sorted(places)
    assert all(0 <= at < len(source) for at in places)
