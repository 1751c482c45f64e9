"""Who has answered what: the latest answer holds, in whatever order mails come, and from however many places."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reply_cases import (
    ASA,
    CASES,
    INVITED,
    NILS,
    NOW,
    RADIO,
    RUT,
    SENT_AT,
    UID,
    arrive,
    calendar_mail,
    case,
    message_id,
    send,
    take,
)
from sqlalchemy import text

from pressinvite.delivery.ledger import open_ledger
from pressinvite.delivery.opt_outs import OptOuts
from pressinvite.delivery.replies.attendance import answered, attendance, mark, opt_outs, undelivered
from pressinvite.delivery.replies.taking import read_place, take_replies
from pressinvite.errors import SourceError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressinvite.delivery.replies.sources import Arrived

DAY = 86_400.0


@pytest.fixture
def ledger(tmp_path):
    with open_ledger(f"sqlite:///{tmp_path / 'pressinvite.db'}") as opened:
        send(opened)
        yield opened


def guest(ledger, address=ASA):
    (found,) = [each for each in attendance(ledger, UID) if each.address == address]
    return found


def note(words: str, *, to: str = ASA, sender: str | None = None, day: int = 4, hour: int = 12) -> bytes:
    """An answer by hand to the message to somebody."""
    return (
        f"From: {sender or to}\r\nTo: press@malmo.example\r\nSubject: Re: inbjudan\r\nIn-Reply-To: {message_id(to)}\r\n"
        f"Message-ID: <{day}.{hour}.{sender or to}>\r\nDate: Thu, {day} Mar 2027 {hour}:00:00 +0000\r\n\r\n{words}\r\n"
    ).encode()


# the table


def test_whoever_was_invited_stands_in_the_table_by_outlet(ledger) -> None:
    assert [(each.outlet, each.name, each.address, each.form, each.answer) for each in attendance(ledger, UID)] == [
        ("Bladet", "Rut Ek", RUT, "rsvp", ""),
        ("Radions nyheter", "", RADIO, "quiet", ""),
        ("Tidningen Ö", "Åsa Öberg", ASA, "rsvp", ""),
        ("TV", "Nils Holm", NILS, "rsvp", ""),
    ]


@pytest.mark.parametrize(
    ("name", "coming"),
    [("outlook-accepted", True), ("gmail-declined-with-note", False), ("thunderbird-tentative", None),
     ("outlook-new-time", None), ("gmail-plain-answer", None), ("exchange-absence", None), ("qmail-bounce", None)],
)  # fmt: skip
def test_what_says_yes_and_what_says_no(ledger, name, coming) -> None:
    (reply,) = take(ledger, name).replies
    assert guest(ledger, reply.reply.address).coming is coming
    assert guest(ledger, reply.reply.address).answer == reply.reply.kind


def test_a_proposed_time_is_kept(ledger) -> None:
    take(ledger, "outlook-new-time")
    assert (guest(ledger).start, guest(ledger).end) == ("2027-03-10T15:00:00+00:00", "2027-03-10T15:45:00+00:00")


# the same mail again


def test_the_same_mail_from_two_sources_counts_once(ledger) -> None:
    first = take(ledger, "outlook-accepted")
    copy = b"X-Spam-Status: No\r\n" + case("outlook-accepted").replace(b"\n", b"\r\n")
    second = take(ledger, copy, "outlook-accepted")
    assert (len(first.replies), len(second.replies), second.repeated) == (1, 0, 2)


def test_a_mail_without_message_id_is_known_by_its_words(ledger) -> None:
    plain = case("qmail-bounce")
    assert b"Message-Id" not in plain.partition(b"\n\n")[0]
    other_way = b"Received: from elsewhere\r\n" + plain.replace(b"\n", b"\r\n").rstrip()
    assert len(take(ledger, plain).replies) == 1
    assert take(ledger, other_way).repeated == 1
    assert take(ledger, plain.replace(b"no mailbox", b"no inbox")).repeated == 0


def test_one_message_id_from_two_senders_is_two_mails(ledger) -> None:
    """Or else a stranger could keep somebody's answer out by being first."""
    take(ledger, calendar_mail(name="same@x.example", sender="framling@annan.example"))
    assert len(take(ledger, calendar_mail(name="same@x.example")).replies) == 1
    assert guest(ledger).coming is True


# order


ANSWERS = [
    calendar_mail("ACCEPTED", stamp="20270304T100000Z"),
    calendar_mail("DECLINED", stamp="20270304T110000Z"),
    calendar_mail("TENTATIVE", stamp="20270304T120000Z"),
]


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_the_latest_stamp_holds_in_any_order_of_arrival(ledger, order) -> None:
    for index in order:
        take(ledger, ANSWERS[index])
    assert guest(ledger).answer == "tentative"


def test_a_higher_sequence_goes_before_a_later_stamp(ledger) -> None:
    send(ledger, sequence=1, start="2027-03-10T16:00")
    take(ledger, calendar_mail("ACCEPTED", sequence=1, stamp="20270304T100000Z"))
    take(ledger, calendar_mail("DECLINED", sequence=0, stamp="20270304T110000Z"))
    assert (guest(ledger).answer, guest(ledger).coming, guest(ledger).doubts) == ("accepted", True, ())


def test_an_answer_to_the_earlier_time_is_none_to_the_new_one(ledger) -> None:
    take(ledger, calendar_mail("ACCEPTED"))
    assert address_keys(ledger) == {ASA}
    send(ledger, sequence=1, start="2027-03-10T16:00", to=[ASA])
    assert (guest(ledger).answer, guest(ledger).coming, guest(ledger).doubts) == ("accepted", None, ("older-sequence",))
    assert address_keys(ledger) == set()


def test_a_corrected_word_leaves_answers_as_they_are(ledger) -> None:
    take(ledger, calendar_mail("ACCEPTED"))
    send(ledger, sequence=0, title="Så byggs den nya bron")
    assert (guest(ledger).coming, guest(ledger).doubts) == (True, ())


def test_a_clock_in_the_future_does_not_outlive_later_answers(ledger) -> None:
    take(ledger, calendar_mail("ACCEPTED", stamp="20990101T000000Z"))
    assert guest(ledger).doubts == ("clock-ahead",)
    assert guest(ledger).at == dt.datetime(2027, 3, 4, 10, tzinfo=dt.UTC).timestamp()
    take(ledger, calendar_mail("DECLINED", stamp="20270305T100000Z"))
    assert guest(ledger).coming is False


def test_of_two_with_one_stamp_the_later_mail_holds(ledger) -> None:
    """Some programs copy the invitation's DTSTAMP into every answer."""
    later = calendar_mail("DECLINED").replace(b"4 Mar 2027 10:00:00", b"4 Mar 2027 11:00:00")
    take(ledger, later, calendar_mail("ACCEPTED"))
    assert guest(ledger).coming is False


def test_who_takes_an_answer_back_has_not_answered(ledger) -> None:
    take(ledger, calendar_mail("ACCEPTED"), calendar_mail("NEEDS-ACTION", stamp="20270304T110000Z"))
    assert (guest(ledger).answer, guest(ledger).coming, address_keys(ledger)) == ("undecided", None, set())


# whom to believe


@pytest.mark.parametrize(
    "mail",
    [
        calendar_mail(sender="framling@annan.example"),  # ATTENDEE is Åsa, the mail is not
        calendar_mail(address="framling@annan.example", sender=ASA),
        calendar_mail(sender=f"{ASA}, framling@annan.example"),
        calendar_mail(head=f"From: {ASA}\r\n", sender="framling@annan.example"),
        calendar_mail(sender=f'"{ASA}" <framling@annan.example>'),
        calendar_mail(sender=f"=?utf-8?q?=3C{ASA.replace('@', '=40')}=3E?= <framling@annan.example>"),
        calendar_mail(sequence=1),
        calendar_mail(more="RECURRENCE-ID:20270310T140000Z\r\n"),
        calendar_mail(method="COUNTER"),
        calendar_mail(sender=""),
    ],
)
def test_what_does_not_fit_is_kept_and_not_believed(ledger, mail) -> None:
    (told,) = take(ledger, mail).replies
    assert told.reply.doubts
    assert not told.reply.counts
    assert (guest(ledger).coming, guest(ledger).answer) == (None, "")
    assert address_keys(ledger) == set()


def test_a_strangers_answer_stands_below_and_is_not_counted(ledger) -> None:
    take(ledger, "stranger-accepts")
    assert [(each.address, each.coming, each.doubts) for each in attendance(ledger, UID)[4:]] == [
        ("framling@annan.example", None, ("not-invited",))
    ]


def test_an_answer_from_another_of_ones_addresses_is_shown_beside_the_invited_one(ledger) -> None:
    """As Exchange does for whoever is invited at an alias: the thread tells whose message it answers."""
    other = calendar_mail(address="asa@tidningen.example", head=f"In-Reply-To: {message_id(ASA)}\r\n")
    take(ledger, other)
    assert [(each.sender, each.kind, each.doubts) for each in guest(ledger).others] == [
        ("asa@tidningen.example", "accepted", ("not-invited",))
    ]
    assert guest(ledger).coming is None
    assert len(attendance(ledger, UID)) == 4


@pytest.mark.parametrize("order", [0, 1])
def test_a_delegate_answers_for_who_sent_them(ledger, order) -> None:
    names = ["evolution-delegated", "evolution-delegate-accepts"]
    for name in names[:: -1 if order else 1]:
        take(ledger, name)
    told = guest(ledger, RADIO)
    assert (told.answer, told.delegate, told.delegate_answer) == ("delegated", "ida.lund@radion.example", "accepted")
    assert told.coming is True
    assert len(attendance(ledger, UID)) == 4


def test_only_who_was_named_answers_for_somebody(ledger) -> None:
    take(ledger, "evolution-delegated", "stranger-accepts")
    assert guest(ledger, RADIO).coming is None
    assert guest(ledger, "framling@annan.example").answer == "accepted"


def test_a_meeting_is_answered_for_itself_alone(ledger) -> None:
    take(ledger, "unknown-meeting")
    assert guest(ledger).answer == ""
    assert [each.doubts for each in attendance(ledger, "another@malmo.example")] == [("unknown-meeting",)]


# by hand


def test_words_stand_beside_an_answer_and_ask_for_a_look_where_they_are_later(ledger) -> None:
    take(ledger, calendar_mail("ACCEPTED"), note("Förresten, jag hinner inte."))
    assert (guest(ledger).answer, guest(ledger).coming) == ("accepted", True)
    assert (guest(ledger).words, guest(ledger).doubts) == ("Förresten, jag hinner inte.", ("wrote-after",))


def test_the_officers_word_holds_until_a_later_answer(ledger) -> None:
    take(ledger, note("Kanske."))
    mark(ledger, UID, ASA.upper(), True, now=NOW)
    assert (guest(ledger).coming, guest(ledger).is_marked) == (True, True)
    take(ledger, calendar_mail("DECLINED", stamp="20270305T100000Z"))  # given before the officer's word
    assert guest(ledger).coming is True
    take(ledger, calendar_mail("DECLINED", stamp="20270307T100000Z"), now=NOW + 2 * DAY)
    assert (guest(ledger).coming, guest(ledger).is_marked) == (False, False)
    mark(ledger, UID, ASA, True, now=NOW + 3 * DAY)
    assert guest(ledger).coming is True


def test_the_officers_word_can_be_taken_back(ledger) -> None:
    take(ledger, calendar_mail("ACCEPTED"))
    mark(ledger, UID, ASA, False, now=NOW)
    assert guest(ledger).coming is False
    mark(ledger, UID, ASA, None, now=NOW)
    assert (guest(ledger).coming, guest(ledger).is_marked) == (True, False)


def test_the_officers_word_is_of_the_time_that_was_known(ledger) -> None:
    mark(ledger, UID, ASA, True, now=NOW)
    send(ledger, sequence=1, start="2027-03-10T16:00")
    assert guest(ledger).coming is None


def test_only_who_is_known_can_be_marked(ledger) -> None:
    take(ledger, "registration-of-somebody-not-invited")
    mark(ledger, UID, "ove@frilans.example", True, now=NOW)
    assert guest(ledger, "ove@frilans.example").coming is True
    with pytest.raises(UsageError) as caught:
        mark(ledger, UID, "nobody@frilans.example", True, now=NOW)
    assert caught.value.findings[0].code == "unknown-guest"
    with pytest.raises(SourceError):
        mark(ledger, UID, "no address", True, now=NOW)


# whom not to remind, whom not to write to


def address_keys(ledger) -> set[str]:
    return set(answered(ledger, UID))


@pytest.mark.parametrize(
    ("name", "is_left_alone"),
    [("outlook-accepted", True), ("apple-declined", True), ("thunderbird-tentative", True), ("outlook-new-time", True),
     ("evolution-delegated", True), ("gmail-plain-answer", True), ("opt-out-by-button", True), ("qmail-bounce", True),
     ("outlook-plain-answer-from-a-colleague", True), ("postfix-delay", False), ("exchange-absence", False),
     ("bounce-without-our-message", False), ("stranger-accepts", False), ("about-something-else", False)],
)  # fmt: skip
def test_whom_a_reminder_leaves_alone(ledger, name, is_left_alone) -> None:
    take(ledger, name)
    assert bool(address_keys(ledger) & set(INVITED)) == is_left_alone


def test_whom_the_officer_has_marked_is_not_reminded(ledger) -> None:
    mark(ledger, UID, RUT, False, now=NOW)
    assert address_keys(ledger) == {RUT}


def test_opt_outs_are_for_all_meetings_and_for_good(ledger) -> None:
    take(ledger, "opt-out-by-button", "opt-out-of-a-new-mail")
    assert opt_outs(ledger) == [NILS, "uno@byn.example"]
    take(ledger, calendar_mail("ACCEPTED", address=NILS))
    assert opt_outs(ledger) == [NILS, "uno@byn.example"]
    assert (guest(ledger, NILS).answer, guest(ledger, NILS).doubts) == ("accepted", ("opted-out",))
    assert {NILS, "uno@byn.example"} <= set(answered(ledger, "another meeting"))
    held = OptOuts()
    for address in opt_outs(ledger):
        held.add(address)
    assert held.holds("Nils.Holm@TV.example")


def test_a_wish_from_another_address_is_respected_for_both(ledger) -> None:
    """Whoever answers a message has it, as its Message-ID shows."""
    take(ledger, note("Avregistrera", to=RADIO, sender="kim.sand@radion.example"))
    assert opt_outs(ledger) == ["kim.sand@radion.example", RADIO]


@pytest.mark.parametrize("subject", ["unsubscribe 0123456789abcdef", "unsubscribe %", "unsubscribe " + "_" * 32])
def test_a_made_up_token_takes_nobody_off_but_the_sender(ledger, subject) -> None:
    take(
        ledger, f"From: framling@annan.example\r\nSubject: {subject}\r\nMessage-ID: <x@annan.example>\r\n\r\n".encode()
    )
    assert set(opt_outs(ledger)) <= {"framling@annan.example"}


def test_bounces_are_told_of_each_message_the_final_word_last(ledger) -> None:
    take(ledger, "postfix-delay", "qmail-bounce", "exim-bounce", "bounce-without-our-message")
    assert [(each.message_id, each.recipient, each.is_final, each.status) for each in undelivered(ledger, UID)] == [
        (message_id(RUT), RUT, True, "5.0.0"),
        (message_id(NILS), NILS, True, "5.1.1"),
    ]


# the register


def test_a_registration_is_of_the_meeting_that_its_sender_was_asked_to(ledger) -> None:
    with ledger.database.writing() as connection:  # another meeting with the same address, not sent to anybody
        connection.execute(
            text("INSERT INTO revisions SELECT 'other', revision, sequence, digest, content, made FROM revisions")
        )
    (told,) = take(ledger, "registration-by-mail").replies
    assert (told.reply.uid, told.reply.doubts) == (UID, ())


def test_mail_to_the_registration_address_after_the_meeting_is_about_something_else(ledger) -> None:
    late = case("registration-by-mail").replace(b"5 Mar 2027", b"15 Mar 2027")
    assert take(ledger, late, now=NOW + 20 * DAY).unrelated == 1


# the ledger


def test_nothing_is_kept_of_what_is_about_something_else(ledger, tmp_path) -> None:
    take(ledger, "about-something-else", "the-officers-own-answer")
    with ledger.database.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM mails")).scalar() == 0
        assert connection.execute(text("SELECT count(*) FROM replies")).scalar() == 0


def test_our_own_message_in_the_mailbox_is_no_answer(ledger) -> None:
    copy = f"From: press@malmo.example\r\nTo: {ASA}\r\nMessage-ID: {message_id(ASA)}\r\nReferences: {message_id(ASA)}\r\n\r\nHej\r\n"
    assert take(ledger, copy.encode(), own=()).unrelated == 1


def test_what_was_taken_before_a_source_broke_stays_taken(ledger) -> None:
    def source() -> Iterator[Arrived]:
        for index in range(30):
            yield arrive(calendar_mail("ACCEPTED", more=f"X-N:{index}\r\n"))
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        take_replies(ledger, source(), now=NOW)
    assert guest(ledger).coming is True


def test_how_far_a_mailbox_has_been_read_is_written_with_its_mails(ledger) -> None:
    from pressinvite.delivery.replies.sources import Place

    mails = [arrive(mail)._replace(place=Place("box", 7, number)) for number, mail in enumerate(ANSWERS, 11)]
    assert read_place(ledger, "box") == (0, 0)
    take_replies(ledger, mails, now=NOW)
    assert read_place(ledger, "box") == (7, 13)
    take_replies(ledger, [mails[0]._replace(place=Place("box", 8, 2))], now=NOW)
    assert read_place(ledger, "box") == (8, 2)


def test_every_case_at_once_in_any_order_comes_to_the_same(tmp_path_factory) -> None:
    names = sorted(path.stem for path in CASES.glob("*.eml"))

    def come_to(order: list[str]) -> list[object]:
        with open_ledger(f"sqlite:///{tmp_path_factory.mktemp('ledger') / 'p.db'}") as ledger:
            send(ledger)
            take(ledger, *order)
            return [
                [each._replace(others=tuple(sorted(each.others))) for each in attendance(ledger, UID)],
                opt_outs(ledger),
                address_keys(ledger),
                undelivered(ledger, UID),
            ]

    forwards = come_to(names)
    assert come_to(names[::-1]) == forwards
    assert come_to(names[1::2] + names[::2] + names) == forwards


@given(
    st.lists(
        st.tuples(st.sampled_from(["ACCEPTED", "DECLINED", "TENTATIVE"]), st.integers(0, 23), st.integers(0, 2)),
        max_size=6,
    )
)
def test_the_answer_that_holds_is_the_highest_in_sequence_then_stamp(tmp_path_factory, answers) -> None:
    with open_ledger(f"sqlite:///{tmp_path_factory.mktemp('ledger') / 'p.db'}") as ledger:
        for sequence in range(3):
            send(ledger, sequence=sequence, start=f"2027-03-10T1{sequence}:00", now=SENT_AT + sequence, to=[ASA])
        mails = [calendar_mail(what, stamp=f"20270304T{hour:02}0000Z", sequence=seq) for what, hour, seq in answers]
        take(ledger, *mails)
        latest = max(answers, key=lambda each: (each[2], each[1]), default=None)
        same = {each[0].lower() for each in answers if latest and each[1:] == latest[1:]}
        assert guest(ledger).answer in (same or {""})
        assert (guest(ledger).coming is not None) == bool(
            latest and latest[2] == 2 and guest(ledger).answer != "tentative"
        )


# odd calendars


def test_of_several_attendees_the_sender_is_who_answers(ledger) -> None:
    """As programs did that copied the whole list of those invited into their answer."""
    both = f"ATTENDEE;PARTSTAT=DECLINED:mailto:{RUT}\r\n"
    take(ledger, calendar_mail("ACCEPTED", more=both))
    assert (guest(ledger, ASA).coming, guest(ledger, RUT).answer) == (True, "")


@pytest.mark.parametrize(
    ("told", "start"),
    [
        ("DTSTART;VALUE=DATE:20270311", "2027-03-11"),
        ("DTSTART:20270311T090000", "2027-03-11T09:00:00"),
        ("DTSTART;TZID=Nowhere/At all:20270311T090000", "2027-03-11T09:00:00"),
        ("DTSTART:none", ""),
    ],
)
def test_a_proposed_time_of_any_sort(ledger, told, start) -> None:
    mail = calendar_mail("TENTATIVE", more=f"{told}\r\n", method="COUNTER").replace(b"METHOD:REPLY", b"METHOD:COUNTER")
    take(ledger, mail)
    assert (guest(ledger).answer, guest(ledger).start) == ("counter", start)


@pytest.mark.parametrize(
    "attendee",
    [
        "mailto:asa.oberg%40tidningen.example",
        "MAILTO:Asa.Oberg@TIDNINGEN.example",
        '"mailto:asa.oberg@tidningen.example"',
    ],
)
def test_spellings_of_one_address(ledger, attendee) -> None:
    take(ledger, calendar_mail().replace(f"mailto:{ASA}".encode(), attendee.encode()))
    assert guest(ledger).coming is True


@pytest.mark.parametrize(
    "stamp", [b"", b"DTSTAMP:soon\r\n", b"DTSTAMP;VALUE=DATE:20270301\r\n", b"SEQUENCE:first\r\nDTSTAMP:\r\n"]
)
def test_without_a_stamp_the_mails_date_holds(ledger, stamp) -> None:
    take(ledger, calendar_mail("ACCEPTED").replace(b"DTSTAMP:20270304T100000Z\r\n", stamp))
    assert guest(ledger).at == dt.datetime(2027, 3, 4, 10, tzinfo=dt.UTC).timestamp()


def test_a_calendar_too_large_to_be_an_answer_is_told_of(ledger) -> None:
    large = calendar_mail("ACCEPTED", more="X-A:b\r\n" * 40_000, head=f"In-Reply-To: {message_id(ASA)}\r\n")
    (told,) = take(ledger, large).replies
    assert (told.reply.kind, told.reply.counts, guest(ledger).coming) == ("unreadable", False, None)


def test_mails_left_unread_are_told_of(ledger) -> None:
    left = [
        arrive(b"")._replace(octets=None, size=30_000_000),
        arrive(b"")._replace(octets=None, reason="it does not exist"),
    ]
    taken = take_replies(ledger, left, now=NOW)
    assert [finding.code for finding in taken.findings] == ["reply-too-large", "unreadable"]
    assert taken.mails == 2
