from __future__ import annotations

import pytest

from pressinvite.invitation.typography import dash_times, mail_words, shown_words, tie_words


@pytest.mark.parametrize(
    ("text", "tied"),
    [
        ("onsdag 25 januari 2012 kl. 15.00", "onsdag 25~januari~2012 kl.~15.00"),
        ("31 januari–1 februari 2012", "31~januari–1~februari~2012"),
        ("keskiviikko 25. tammikuuta 2012 klo 15.00–16.00", "keskiviikko 25.~tammikuuta~2012 klo~15.00–16.00"),
        ("31. tammikuuta–1. helmikuuta 2012", "31.~tammikuuta–1.~helmikuuta~2012"),
        ("Kirkkokatu 8. Kirjasto on avoinna.", "Kirkkokatu~8. Kirjasto on avoinna."),
        ("Rådhuset, Stortorget 7, Lund", "Rådhuset, Stortorget~7, Lund"),
        ("Kyrkogatan 12", "Kyrkogatan~12"),
        ("350 000 kronor till 222 22 Lund", "350~000 kronor till 222~22 Lund"),
        ("S = Socialdemokraterna, M = Moderaterna", "S~=~Socialdemokraterna, M~=~Moderaterna"),
        ("filen 2027-05-11-a.ics", "filen 2027-05-11-a.ics"),
        ("Välkommen till oss", "Välkommen till oss"),
    ],
)
def test_what_belongs_together_stays_together(text, tied):
    assert tie_words(text, "~") == tied


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("vardagar 8-17, helger 10-12", "vardagar 8–17, helger 10–12"),
        ("kl. 8.00 - 17.00", "kl. 8.00–17.00"),
        ("08-465 004 00", "08-465 004 00"),
        ("08-12 34 56", "08-12 34 56"),
        ("2027-05-10", "2027-05-10"),
    ],
)
def test_clock_times_get_an_en_dash_and_numbers_keep_their_hyphen(written, shown):
    assert dash_times(written) == shown


def test_an_address_may_break_at_its_seams():
    assert shown_words("a.b@c.example", "mailto:a.b@c.example") == "a<wbr>.b@<wbr>c<wbr>.example"
    assert mail_words("a.b@c.example", "mailto:a.b@c.example") == "a.b@c.example"
    assert shown_words("https://a.example/?a&b", "https://a.example/") == "https://<wbr>a<wbr>.example/<wbr>?a&amp;b"


def test_words_are_escaped():
    assert shown_words("<b>", "") == "&lt;b&gt;"
    assert mail_words("<b> kl. 9.00–9.30") == "&lt;b&gt; kl.\u00a09.00–9.30"


def test_a_range_does_not_break_at_its_dash():
    assert shown_words("kl. 9–15") == "kl.\u00a09\u2060–\u206015"
