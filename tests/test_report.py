"""What the command line tells of a meeting, as text."""

from __future__ import annotations

import datetime as dt

from pressinvite.errors import Finding, Spot
from pressinvite.language import open_language
from pressinvite.meeting import Meeting, Participant, Place, Registration
from pressinvite.report import render_meeting, sentences

MEETING = Meeting(
    title="Så blir det nya torget",
    kind="pressträff",
    start=dt.datetime(2027, 3, 10, 10),
    place=Place(text="Rådhuset, Lund", directions="ingång från torget"),
    participants=(Participant(name="Ada Berg", party="S"), Participant(name="Bo Dahl", role="arkitekt")),
    registration=Registration(required=True, deadline=dt.date(2027, 3, 9), email="press@bjorkvik.example"),
    accreditation="Ta med presslegitimation.",
    access="Hörslinga finns.\n\nHiss till plan 2.",
    interviews="Efter mötet.",
    photo="Kl. 9.30.",
    organisers=("Björkviks kommun", "Lunds kommun"),
)


def test_all_that_was_understood_is_shown() -> None:
    assert render_meeting(MEETING, open_language("sv")).replace("\u00a0", " ") == (
        "Rubrik                      Så blir det nya torget\n"
        "Typ                         pressträff\n"
        "Tid                         onsdag 10 mars 2027 kl. 10.00\n"
        "Plats                       Rådhuset, Lund (ingång från torget)\n"
        "Medverkande                 Ada Berg (S)\n"
        "                            Bo Dahl, arkitekt\n"
        "Anmälan                     obligatorisk, press@bjorkvik.example, senast tisdag 9 mars 2027\n"
        "Ackreditering               Ta med presslegitimation.\n"
        "Tillgänglighet och insläpp  Hörslinga finns. Hiss till plan 2.\n"
        "Intervjuer                  Efter mötet.\n"
        "Fotografering               Kl. 9.30.\n"
        "Arrangör                    Björkviks kommun och Lunds kommun\n"
    )


def test_what_was_not_found_is_said() -> None:
    assert render_meeting(Meeting(), open_language("en")).splitlines() == [
        "Title  not found",
        "Kind   not found",
        "Time   not found",
        "Place  not found",
    ]


def test_programs_are_told_both_places_where_two_disagree() -> None:
    values = {"date": dt.date(2027, 3, 10), "other": dt.date(2027, 3, 11)}
    one = Finding("two-dates", "warning", "meetings[0].start", values, Spot(3, 6, "10 mars"))
    plain, both = sentences([one, one._replace(other=Spot(9, 2, "11 mars"))], open_language("en"))
    assert plain.keys() == {"code", "severity", "field", "text", "line", "column"}
    assert (both["line"], both["column"]) == (3, 6)
    assert both["other"] == {"line": 9, "column": 2, "words": "11 mars"}
