"""What came back, in words: for the terminal, the officer and whoever asks what is held of them."""

from __future__ import annotations

import pytest
from dispatch_cases import MEETING

from pressinvite.answers import answer_word, count_words, parse_mark, render_attendance, render_taken
from pressinvite.delivery.replies.attendance import Guest, Other
from pressinvite.delivery.replies.kinds import Reply
from pressinvite.delivery.replies.taking import Taken, TakenReply
from pressinvite.errors import UsageError
from pressinvite.language import open_language
from pressinvite.reading.datafile import read_data
from pressinvite.templating import open_templates

SV, EN = open_language("sv"), open_language("en")
(BRIDGE,) = read_data(MEETING).meetings
BO = Guest("Bo", "Radion", "bo@radion.example", "rsvp")


def notes(guest: Guest, language=SV) -> list[str]:
    """What stands below somebody's row in the table."""
    shown = render_attendance([guest], BRIDGE, language, open_templates(None, language))
    return [line.strip().replace("\u00a0", " ") for line in shown.splitlines() if line.startswith("    ")]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, "inget svar"),
        ({"answer": "accepted", "coming": True}, "kommer"),
        ({"answer": "accepted", "coming": False, "is_marked": True}, "kommer inte (enligt er)"),
        ({"answer": "delegated", "delegate": "ida@radion.example"}, "skickar ida@radion.example"),
        (
            {"answer": "delegated", "delegate": "ida@radion.example", "delegate_answer": "accepted"},
            "skickar ida@radion.example (kommer)",
        ),
        ({"answer": "bounced"}, "gick inte att nå"),
    ],
)
def test_what_somebody_answered(change, words) -> None:
    assert answer_word(BO._replace(**change), SV) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2027-05-20T13:00:00+00:00", "2027-05-20T14:00:00+00:00", "föreslår torsdag 20 maj 2027 kl. 15.00–16.00"),
        ("2027-05-21T08:00:00+00:00", "", "föreslår fredag 21 maj 2027 kl. 10.00"),
        ("2027-05-21", "2027-05-22", "föreslår fredag 21 maj 2027"),
        ("2027-05-21T10:00:00", "", "föreslår fredag 21 maj 2027 kl. 10.00"),
    ],
)
def test_a_proposed_time_is_told_on_the_meetings_clock(start, end, words) -> None:
    assert notes(BO._replace(answer="counter", start=start, end=end)) == [words]


def test_a_proposal_that_is_no_time_is_told_without_one() -> None:
    assert notes(BO._replace(answer="counter", start="9999-99-99T99")) == ["föreslår"]
    assert notes(BO._replace(answer="counter")) == []


def test_what_is_odd_stands_below() -> None:
    other = Other("x@y.example", "accepted", "", ("not-invited", "other-attendee"))
    guest = BO._replace(
        answer="accepted", words="Ja\nkanske " + "x" * 300, doubts=("older-sequence", "wrote-after"), others=(other,)
    )
    assert notes(guest, EN) == [
        f"“Ja kanske {'x' * 149}…”",
        "note: of the earlier time or place, wrote again after answering",
        "not counted: x@y.example: comes (from an address that was not invited, the calendar answers for another than the sender)",
    ]


def test_nothing_that_was_written_steers_the_terminal() -> None:
    evil = "\x1b[2J\u202e\r\nBcc:"
    guest = Guest(
        evil, evil, "a@b.example", "rsvp", "answered", None, 1.8e9, evil, others=(Other(evil, "accepted", evil, ()),)
    )
    shown = render_attendance([guest], BRIDGE, SV, open_templates(None, SV))
    taken = Taken(1, 0, 0, (TakenReply("x", evil, Reply("answered", evil, evil, words=evil, counts=True)),), ())
    for text in (shown, render_taken(taken, {evil: evil}, SV)):
        assert all(char.isprintable() or char in "\n\u00a0" for char in text)


def test_how_many_come() -> None:
    guests = [
        BO._replace(coming=True), BO._replace(coming=False), BO._replace(answer="tentative"), BO._replace(answer="opted-out"),
        BO._replace(answer="accepted", doubts=("older-sequence",)), BO, BO._replace(form="", coming=True), BO._replace(answer="bounced"),
        BO._replace(answer="opted-out", coming=False, is_marked=True),
    ]  # fmt: skip
    assert count_words(guests, SV) == (
        "8 inbjudna: 1 kommer, 2 kommer inte, 1 är obestämd, 2 har inte svarat, 1 vill inte ha fler inbjudningar, "
        "1 gick inte att nå"
    )
    assert count_words([], EN) == "0 invited"


def test_what_was_found_under_each_meeting() -> None:
    replies = [
        Reply("accepted", "one", "a@x.example", counts=True),
        Reply("opted-out", "", "b@x.example", counts=True),
        Reply("answered", "one", "c@x.example", counts=True, doubts=("other-sender", "cut"), words="Ja"),
        Reply("accepted", "two", "d@x.example", doubts=("unknown-meeting",)),
    ]
    taken = Taken(6, 1, 1, tuple(TakenReply("x", "s@x.example", each) for each in replies), ())
    assert taken.counts == {"accepted": 2, "opted-out": 1, "answered": 1}
    assert render_taken(taken, {"one": "The bridge"}, EN).splitlines() == [
        "The bridge",
        "  a@x.example: comes",
        "  c@x.example: has written, by s@x.example",
        "    note: too large to be read to its end",
        "    “Ja”",
        "",
        "No meeting",
        "  b@x.example: wants no more invitations",
        "",
        "two",
        "  d@x.example: comes",
        "    not counted: of a meeting that has not been sent from here",
        "",
        "6 mails were read: 4 replies, 1 read before, 1 about something else.",
    ]


@pytest.mark.parametrize(
    ("written", "mark"),
    [
        ("a@b.example=yes", True),
        ("a@b.example = NEJ ", False),
        ("a@b.example=okänt", None),
        ("a=b@c.example=no", False),
    ],
)
def test_marks(written, mark) -> None:
    assert parse_mark(written, SV) == (written.rpartition("=")[0].strip(), mark)


@pytest.mark.parametrize("written", ["a@b.example", "=yes", "a@b.example=oui", "a@b.example=ja"])
def test_marks_that_are_none(written) -> None:
    with pytest.raises(UsageError):
        parse_mark(written, EN)
