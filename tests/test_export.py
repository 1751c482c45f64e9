"""From generated texts to all files: whatever is read can be written, and other programs' parsers take it."""

from __future__ import annotations

import datetime as dt
import email
import email.policy
from pathlib import Path

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressinvite.checks import check_meeting
from pressinvite.errors import UsageError
from pressinvite.exchange.formats import FORMATS
from pressinvite.export import Exporter, spoken_languages
from pressinvite.meeting import Meeting, Organisation, Place, Sender, with_identity, with_text
from pressinvite.reading.release import read_release
from pressinvite.reading.seal import read_seal, sealed, state_of
from pressinvite.workspace import Workspace

DAY = dt.date(2027, 3, 1)
ORGANISATION = Organisation(name="Björkviks kommun", sender=Sender(email="press@bjorkvik.example", name="Pressen"))
WORKSPACE = Workspace(None, ORGANISATION)

dates = st.builds(
    "{} {} {}{}".format,
    st.sampled_from(["måndag", "onsdagen den", "", "den"]),
    st.integers(0, 32),
    st.sampled_from(["mars", "februari", "oktober", "december", "foo", "/ 3"]),
    st.sampled_from(["", " 2027", " 0", " 9999", " 2038"]),
)
clocks = st.builds(
    "{} {}{}".format,
    st.sampled_from(["kl.", "klockan", "", "kl"]),
    st.sampled_from(["10", "25.99", "02.30", "00.00", "23.59"]),
    st.sampled_from(["", "–11", "-01.00", " – 24.00"]),
)
words = st.text(max_size=20) | st.sampled_from(
    ["Rådhuset, Storgatan 1, Lund", "Anna Alm (S), chef", "070-174 06 05", "{{ x }}"]
)
lines = st.one_of(
    st.builds("Tid: {}, {}".format, dates, clocks),
    st.builds("Plats: {}".format, words),
    st.builds("Medverkande: {}".format, words),
    st.builds("Kontakt: {}".format, words),
    st.builds("Anmälan: senast {} till a@b.example".format, dates),
    words,
    dates,
    clocks,
)
texts = st.lists(lines, max_size=12).map(lambda parts: "\n".join(("Pressinbjudan: pressträff om bron", *parts)))


def rendered(meeting: Meeting) -> dict[str, bytes]:
    return {path.suffix: octets for path, octets in Exporter(Path("o")).render(meeting, WORKSPACE).items()}


@given(texts)
def test_what_is_read_from_any_text_can_be_written(text: str) -> None:
    for read in read_release(text, published=DAY, today=DAY).meetings:
        meeting = with_identity(read, organiser=ORGANISATION.name, moment=dt.datetime(2027, 3, 1, tzinfo=dt.UTC))
        findings = check_meeting(meeting, today=DAY, organisation=ORGANISATION)
        if any(finding.severity == "error" for finding in findings):
            continue
        files = rendered(meeting)
        (event,) = icalendar.Calendar.from_ical(files[".ics"]).walk("VEVENT")
        assert event["UID"] == meeting.uid
        message = email.message_from_bytes(files[".eml"], policy=email.policy.default)
        assert [part.get_content_type() for part in message.walk()][-1] == "application/ics"
        assert not message.defects


def test_a_place_of_parts_alone_is_shown_whole() -> None:
    place = with_text(Place(venue="Salen", street="Storgatan 1", postal_code="222 22", city="Lund"))
    meeting = Meeting(title="x", start=DAY, place=place, uid="x", modified=dt.datetime(2027, 3, 1, tzinfo=dt.UTC))
    assert b"LOCATION:Salen\\, Storgatan 1\\, 222 22 Lund" in rendered(meeting)[".ics"]


def test_without_settings_the_meeting_speaks_its_own_language() -> None:
    for own, spoken in (("sv", "sv"), ("en-GB", "en"), ("fi", "fi"), ("et", "sv")):
        assert spoken_languages(Meeting(language=own), WORKSPACE) == (spoken,)
    bilingual = Workspace(Path(), Organisation(languages=("sv", "en")))
    assert spoken_languages(Meeting(language="en"), bilingual) == ("en", "sv")
    assert spoken_languages(Meeting(language="fi"), bilingual) == ("sv", "en")


def test_a_seal_tells_what_was_changed_since() -> None:
    meeting = Meeting(title="x", start=DAY, uid="x", sequence=2)
    made = sealed("title: x\n", meeting)
    assert read_seal(made) == (False, 2, state_of(meeting))
    assert read_seal(made.replace("title: x", "title: y")).is_broken
    assert read_seal(made + "# note\n").is_broken
    assert read_seal("title: x\n") is None
    assert state_of(meeting) == state_of(meeting._replace(title="y"))
    assert state_of(meeting) != state_of(meeting._replace(status="cancelled"))


MEETING = Meeting(title="x", start=DAY, uid="x", modified=dt.datetime(2027, 3, 1, tzinfo=dt.UTC))


@pytest.mark.parametrize(
    ("formats", "endings"),
    [
        (("ics",), {".ics", ".yaml"}),
        (("eml", "ninjs"), {".eml", ".ninjs.json", ".yaml"}),
        # page and text tell of the calendar file beside them
        (("html",), {".html", ".ics", ".yaml"}),
        (("txt",), {".txt", ".ics", ".yaml"}),
        (("csv", "csv", "ttninjs", "superdesk"), {".csv", ".ttninjs.json", ".superdesk.json", ".yaml"}),
    ],
)
def test_what_is_asked_for_is_made_and_the_yaml_always(formats: tuple[str, ...], endings: set[str]) -> None:
    files = Exporter(Path("o"), formats=formats).render(MEETING, WORKSPACE)
    assert {path.name.removeprefix("2027-03-01-x") for path in files} == endings


def test_every_exchange_format_has_an_ending_of_its_own() -> None:
    files = Exporter(Path("o"), formats=tuple(FORMATS)).render(MEETING, WORKSPACE)
    assert len(files) == len(FORMATS) + 1
    assert len({entry.ending for entry in FORMATS.values()}) == len(FORMATS)


def test_an_unknown_format_is_told_with_the_known_ones() -> None:
    with pytest.raises(UsageError) as refused:
        Exporter(Path("o"), formats=("ics", "nijs"))
    (finding,) = refused.value.findings
    assert (finding.code, finding.values["format"]) == ("unknown-format", "nijs")
    assert set(FORMATS) | {"ics", "html", "eml", "txt"} == set(finding.values["known"])
