"""A meeting told: its identities, its version, and the words that the invitation chose."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from exchange_cases import MOMENT, is_uri, sample_meetings, tell
from hypothesis import given
from hypothesis import strategies as st

from pressinvite.exchange.told import item_uri, paragraphs_of, schema_status, version_of, web_uri
from pressinvite.meeting import Meeting, Online, Place, Revision, Translation

SAMPLES = dict(sample_meetings())
START = dt.datetime(2027, 3, 10, 16)


@pytest.mark.parametrize(
    ("uid", "uri"),
    [
        ("http://byra.example/event/1", "http://byra.example/event/1"),
        ("urn:newsml:byra.example:1", "urn:newsml:byra.example:1"),
        ("2EA6A3C4-e68f-5739-ac35-898a9d77fb96", "urn:uuid:2ea6a3c4-e68f-5739-ac35-898a9d77fb96"),
        ("a@b.example", uuid.uuid5(uuid.NAMESPACE_URL, "pressinvite:a@b.example").urn),
        ("C:\\x y", uuid.uuid5(uuid.NAMESPACE_URL, "pressinvite:C:\\x y").urn),
    ],
)
def test_a_uid_as_a_uri(uid: str, uri: str) -> None:
    assert item_uri(Meeting(uid=uid)) == uri


@given(st.text(min_size=1).filter(lambda uid: uid.isprintable()), st.sampled_from(["", "en", "sv-FI"]))
def test_every_uid_is_a_uri_of_its_own_in_each_language(uid: str, language: str) -> None:
    meeting = Meeting(uid=uid)
    assert is_uri(item_uri(meeting, language))
    assert (item_uri(meeting, language) == item_uri(meeting)) is (not language)
    assert item_uri(meeting, "EN") == item_uri(meeting, "en")


@pytest.mark.parametrize(
    ("address", "uri"),
    [
        ("https://b.example/m?a=1#b", "https://b.example/m?a=1#b"),
        ("https://b.example/å", "https://b.example/%C3%A5"),
        ("javascript:alert(1)", None),
        ("https://b.example/a b", None),
        (None, None),
    ],
)
def test_a_web_address_as_a_uri(address: str | None, uri: str | None) -> None:
    assert web_uri(address) == uri


def test_the_own_language_bears_the_meetings_own_identity() -> None:
    meeting = Meeting(title="x", start=START, uid="a@b.example", language="sv-FI")
    assert tell(meeting).identity == item_uri(meeting)
    assert tell(meeting).language == "sv-FI"
    assert tell(meeting, "en").identity == item_uri(meeting, "en")


@pytest.mark.parametrize(("sequence", "kept", "version"), [(0, 0, 1), (3, 0, 4), (1, 1, 2), (0, 2, 3)])
def test_versions_count_from_one(sequence: int, kept: int, version: int) -> None:
    revision = Revision(0, MOMENT, {"title": "y"})
    assert version_of(Meeting(sequence=sequence, previous=(revision,) * kept)) == version


@pytest.mark.parametrize(
    ("meeting", "status"),
    [
        (Meeting(start=START), "EventScheduled"),
        (Meeting(start=START, status="cancelled"), "EventCancelled"),
        (Meeting(start=START, status="postponed"), "EventPostponed"),
        (Meeting(start=START, previous=(Revision(0, None, {"start": dt.date(2027, 3, 9)}),)), "EventRescheduled"),
        (Meeting(start=START, previous=(Revision(0, None, {"start": START}),)), "EventScheduled"),
        (Meeting(online=Online(), previous=(Revision(0, None, {"place": Place("Lund")}),)), "EventMovedOnline"),
    ],
)
def test_status_in_schema_orgs_words(meeting: Meeting, status: str) -> None:
    assert schema_status(meeting) == status


def test_the_words_are_the_languages_else_the_originals() -> None:
    meeting = SAMPLES["registration.yaml[0]"]
    swedish, english = tell(meeting), tell(meeting, "en", url="https://b.example/m", calendar_url="https://b.example/i")
    assert english.words == Translation(**meeting.translations["en"]._asdict())
    assert (english.title, english.kind) == (meeting.translations["en"].title, "press conference")
    assert swedish.lead == (meeting.lead,)
    assert swedish.words.directions == "entré från gården"
    assert (english.url, english.calendar_url, swedish.url) == ("https://b.example/m", "https://b.example/i", None)
    assert english.fact("registration").startswith("Required, no later than Monday 10 May 2027")
    assert english.fact("embargo") == ""
    without = tell(SAMPLES["moved.yaml[0]"], "en")
    assert (without.title, without.words.title) == ("Så ska Storgatan byggas om",) * 2


def test_what_changed_is_told_first() -> None:
    (time, place) = tell(SAMPLES["moved.yaml[0]"]).notices[0].split(". Ny plats: ")
    assert time.replace("\u00a0", " ") == "Ny tid: kl. 16.00–16.45 (tidigare kl. 15.00–15.45)"
    assert place == "Vita salen, Kommunhuset, Kyrkogatan 2, Björkvik (tidigare Biblioteket, Kyrkogatan 8, Björkvik)"
    assert tell(SAMPLES["cancelled.yaml[0]"]).notices[0].startswith("Inställt. ")
    assert tell(SAMPLES["teams.yaml[0]"]).notices == ()


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [(None, ()), ("", ()), ("a\n b \n\n\n\nc", ("a\nb", "c")), ("a\n \nb", ("a", "b")), ("\n\na\n", ("a",))],
)
def test_paragraphs(text: str | None, paragraphs: tuple[str, ...]) -> None:
    assert paragraphs_of(text) == paragraphs
