"""The reception's list as a browser shows and prints it, judged by axe and the Nu checker."""

from __future__ import annotations

import pytest
from dispatch_cases import MEETING
from test_invitation_browser import look, nu_errors

from pressinvite.answers import render_door_list
from pressinvite.delivery.replies.attendance import Guest
from pressinvite.language import open_language
from pressinvite.language.catalogues import SPOKEN
from pressinvite.reading.datafile import read_data
from pressinvite.templating import open_templates

pytestmark = pytest.mark.browser

PEOPLE = [
    Guest("Bo Ström", "Radion", "bo@radion.example", "rsvp", "accepted", True),
    Guest("", "Tidningen med ett mycket långt namn som ingen rad rymmer i sin helhet", "redaktion@tidningen.example", "quiet",
          "accepted", True),
    Guest("Åsa Ek", "Posten", "asa@posten.example", "rsvp", "tentative"),
    Guest("Rut Lund", "", "rut@wire.example", "rsvp", "delegated", True, delegate="ida.med.langt.namn@annan-redaktion.example"),
    Guest("<b>Nils</b> & Co", "\"'", "nils@x.example", "rsvp", "accepted", True),
    Guest("Eva", "TV", "eva@tv.example", "rsvp", "declined", False),
]  # fmt: skip


@pytest.mark.parametrize("tag", SPOKEN)
@pytest.mark.parametrize(("number", "sheets"), [(6, 1), (0, 1), (66, 4)])
def test_the_door_list_reads_well_on_a_phone_and_on_paper(tmp_path, tag, number, sheets):
    language = open_language(tag)
    (meeting,) = read_data(MEETING).meetings
    guests = [PEOPLE[index % len(PEOPLE)]._replace(address=f"{index}@x.example") for index in range(number)]
    path = tmp_path / "door.html"
    path.write_text(render_door_list(guests, meeting, language, open_templates(None, language)), "utf-8")
    assert nu_errors(path) == []
    seen = look(path)
    assert (seen["violations"], seen["sideways"]) == ([], 0)
    assert seen["sheets"] <= sheets
