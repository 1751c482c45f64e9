"""The ledger by itself: planning, claiming, recording, taking over, and what can go wrong with its file."""

from __future__ import annotations

import os
import sqlite3
import stat
import threading

import pytest
from delivery_samples import MAILING, NOW, SHELL, addresses, claim_in_threads, ledger_url, plan, plan_message
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from pressinvite.delivery import schema
from pressinvite.delivery.addresses import address_key
from pressinvite.delivery.database import open_database
from pressinvite.delivery.ledger import open_ledger
from pressinvite.delivery.migrations import migrate
from pressinvite.delivery.senders import LEASE, Sender, describe_sender, judge_life
from pressinvite.delivery.states import DEFERRED, REFUSED, SENT, STATES, UNCERTAIN, WAITS, Outcome, decide_retry
from pressinvite.errors import SettingsError


@pytest.fixture
def ledger(tmp_path):
    with open_ledger(ledger_url(tmp_path)) as opened:
        yield opened


def code_of(act) -> str:
    with pytest.raises(SettingsError) as stopped:
        act()
    return stopped.value.findings[0].code


# planning


def test_the_second_plan_adds_only_those_who_are_new(ledger):
    assert plan(ledger, 1200) == 1200
    assert plan(ledger, 1203) == 3
    assert ledger.count(MAILING) == {state: 1203 * (state == "planned") for state in STATES}


def test_a_plan_keeps_what_it_was_given(ledger):
    message = plan_message("åsa@tidning.example")
    ledger.plan(MAILING, [SHELL], [message], now=NOW)
    row = next(ledger.rows(MAILING))
    assert (row.recipient, row.parts, row.message_id, row.date, row.digest) == (
        message.recipient, message.parts, message.message_id, message.date, message.digest,
    )  # fmt: skip
    assert ledger.shell(row.shell) == SHELL
    assert ledger.mailings() == [MAILING]
    assert [event.state for event in ledger.events(row)] == ["planned"]


def test_one_mailbox_in_two_spellings_is_one_recipient(ledger):
    two = [plan_message("Anna@Tidning.example"), plan_message("anna@tidning.example")]
    assert ledger.plan(MAILING, [SHELL], two, now=NOW) == 1
    assert address_key("A\u030asa@x.example") == address_key("\xe5sa@x.example")


def test_other_revisions_and_purposes_are_other_messages(ledger):
    for number, mailing in enumerate((MAILING, MAILING._replace(revision=2), MAILING._replace(purpose="reminder:1"))):
        message = plan_message("anna@tidning.example", salt=str(number))
        assert ledger.plan(mailing, [SHELL], [message], now=NOW) == 1
    assert len(ledger.mailings()) == 3


def test_the_database_itself_refuses_a_second_message(ledger):
    plan(ledger, 1)
    copied = (
        "INSERT INTO messages (mailing, shell, recipient, address_key, parts, message_id, date, digest, state, tries, due, lane) "
        "SELECT mailing, shell, recipient, address_key, parts, 'other', date, digest, state, tries, due, lane FROM messages"
    )
    with pytest.raises(SettingsError) as stopped, ledger.database.writing() as connection:
        connection.execute(text(copied))
    assert isinstance(stopped.value.__cause__, IntegrityError)


def test_another_shell_for_the_same_mailing_is_refused(ledger):
    plan(ledger, 1)
    other = SHELL._replace(octets=b"Subject: other\r\n\r\n%s")
    assert code_of(lambda: ledger.plan(MAILING, [other], [], now=NOW)) == "ledger-other-shell"


# claiming and recording


def test_claims_are_in_order_and_never_shared(ledger):
    plan(ledger, 40)
    one, two = ledger.enlist("1" * 32, now=NOW), ledger.enlist("2" * 32, now=NOW)
    first = ledger.claim(MAILING, one, 0, 16, now=NOW)
    second = ledger.claim(MAILING, two, 0, 16, now=NOW)
    third = ledger.claim(MAILING, one, 1, 16, now=NOW)
    assert [row.recipient for row in first + second + third] == addresses(40)
    assert {row.state for row in first} == {"sending"}
    assert ledger.claim(MAILING, one, 2, 16, now=NOW) == ()


def test_threads_that_claim_at_once_share_nothing(ledger):
    assert sorted(claim_in_threads(ledger, 300)) == list(range(1, 301))


def test_a_deferred_message_is_claimed_when_due_and_not_before(ledger):
    plan(ledger, 1)
    sender = ledger.enlist("1" * 32, now=NOW)
    (row,) = ledger.claim(MAILING, sender, 0, 16, now=NOW)
    assert ledger.record(row, sender, decide_retry("450 busy", tries=1, now=NOW), now=NOW)
    assert ledger.next_due(MAILING) == NOW + WAITS[0]
    assert ledger.claim(MAILING, sender, 0, 16, now=NOW + WAITS[0] - 1) == ()
    (again,) = ledger.claim(MAILING, sender, 0, 16, now=NOW + WAITS[0])
    assert (again.id, again.tries) == (row.id, 1)


def test_after_the_last_wait_the_message_is_refused():
    outcomes = [decide_retry("450 busy", tries=tries, now=NOW) for tries in range(1, len(WAITS) + 2)]
    assert [outcome.due - NOW for outcome in outcomes[:-1]] == list(WAITS)
    assert outcomes[-1] == Outcome(REFUSED, "450 busy")
    assert list(WAITS) == sorted(WAITS)


def test_words_are_kept_on_one_line_of_bounded_length(ledger):
    plan(ledger, 1)
    sender = ledger.enlist("1" * 32, now=NOW)
    (row,) = ledger.claim(MAILING, sender, 0, 1, now=NOW)
    ledger.record(row, sender, Outcome(REFUSED, "550 no\n" + "really " * 500), now=NOW)
    words = ledger.events(row)[-1].words
    assert words.startswith("550 no really really")
    assert len(words) == 500


# a sender that is no more


def claimed_by(ledger, sender: Sender, number: int = 5) -> None:
    """A group held by this sender, of which the first is sent; as seen from another process."""
    plan(ledger, number)
    ledger.enlist(sender.id, now=NOW)
    rows = ledger.claim(MAILING, sender, 0, number, now=NOW)
    ledger.record(rows[0], sender, Outcome(SENT, "250 taken"), now=NOW)
    values = {**sender._asdict(), "name": sender.id}
    with ledger.database.writing() as connection:
        change = "UPDATE senders SET boot=:boot, space=:space, pid=:pid, born=:born WHERE id=:name"
        connection.execute(text(change), values)


HERE = describe_sender("1" * 32)


def test_a_killed_senders_first_message_is_uncertain_the_rest_planned(ledger):
    claimed_by(ledger, HERE._replace(pid=2**22 + 1))
    assert ledger.take_over(now=NOW) == {"uncertain": 1, "planned": 3}
    assert [row.state for row in ledger.rows(MAILING)] == ["sent", "uncertain", "planned", "planned", "planned"]


def test_after_a_restart_of_the_machine_the_whole_group_is_uncertain(ledger):
    claimed_by(ledger, HERE._replace(boot="before"))
    assert ledger.take_over(now=NOW) == {"uncertain": 4}


def test_a_living_sender_keeps_its_messages_however_long_it_is_silent(ledger):
    claimed_by(ledger, HERE)
    assert not ledger.take_over(now=NOW + 100 * LEASE)
    assert ledger.count(MAILING)["sending"] == 4


def test_a_sender_out_of_sight_keeps_them_for_its_lease(ledger):
    claimed_by(ledger, HERE._replace(space="another container"))
    assert not ledger.take_over(now=NOW + LEASE)
    assert ledger.take_over(now=NOW + LEASE + 1) == {"uncertain": 1, "planned": 3}


def test_whoever_was_taken_for_dead_can_claim_no_more_but_its_last_word_counts(ledger):
    plan(ledger, 5)
    sender = ledger.enlist("1" * 32, now=NOW)
    rows = ledger.claim(MAILING, sender, 0, 3, now=NOW)
    ledger.abandon(sender)
    ledger.take_over(now=NOW)
    assert not ledger.beat(sender, now=NOW)
    assert ledger.claim(MAILING, sender, 0, 3, now=NOW) == ()
    assert ledger.record(rows[0], sender, Outcome(SENT, "250 taken"), now=NOW)
    assert not ledger.record(rows[1], sender, Outcome(SENT, "250 taken"), now=NOW)
    assert [row.state for row in ledger.rows(MAILING)] == ["sent"] + 4 * ["planned"]


def test_a_late_word_does_not_count_for_a_message_that_another_holds(ledger):
    plan(ledger, 2)
    late, other = ledger.enlist("1" * 32, now=NOW), ledger.enlist("2" * 32, now=NOW)
    rows = ledger.claim(MAILING, late, 0, 2, now=NOW)
    ledger.abandon(late)
    ledger.take_over(now=NOW)
    (again,) = ledger.claim(MAILING, other, 0, 2, now=NOW)
    assert again.id == rows[1].id
    assert not ledger.record(rows[1], late, Outcome(REFUSED, "550 no"), now=NOW)
    assert [row.state for row in ledger.rows(MAILING)] == ["uncertain", "sending"]


def test_the_outcomes_of_several_lanes_share_a_transaction(ledger):
    plan(ledger, 4)
    sender = ledger.enlist("1" * 32, now=NOW)
    rows = ledger.claim(MAILING, sender, 0, 4, now=NOW)
    asked: list[str] = []
    ledger.database.driver.set_trace_callback(asked.append)
    tried = [(row, Outcome(SENT, f"250 {row.id}")) for row in rows]
    assert ledger.record_all(tried, sender, now=NOW) == [True] * 4
    ledger.database.driver.set_trace_callback(None)
    assert asked.count("COMMIT") == 1
    assert ledger.count(MAILING)["sent"] == 4
    assert [ledger.events(row)[-1].words for row in rows] == [f"250 {row.id}" for row in rows]


def test_what_a_sender_claimed_last_is_found_also_where_it_lies_before_what_it_claimed_first(ledger):
    plan(ledger, 3)
    other, sender = ledger.enlist("1" * 32, now=NOW), ledger.enlist("2" * 32, now=NOW)
    (row,) = ledger.claim(MAILING, other, 0, 1, now=NOW)
    ledger.record(row, other, Outcome(DEFERRED, "450 later", NOW + 60), now=NOW)
    assert [each.id for each in ledger.claim(MAILING, sender, 0, 2, now=NOW)] == [2, 3]
    assert [each.id for each in ledger.claim(MAILING, sender, 1, 1, now=NOW + 60)] == [1]
    ledger.abandon(sender)
    assert ledger.take_over(now=NOW + 60) == {"uncertain": 2, "planned": 1}


def test_of_outcomes_that_come_late_those_count_that_nobody_else_holds(ledger):
    plan(ledger, 4)
    late, other = ledger.enlist("1" * 32, now=NOW), ledger.enlist("2" * 32, now=NOW)
    rows = [ledger.claim(MAILING, late, lane, 2, now=NOW) for lane in range(2)]
    ledger.abandon(late)
    ledger.take_over(now=NOW)
    ledger.claim(MAILING, other, 0, 1, now=NOW)
    tried = [(row, Outcome(SENT, f"250 {row.id}")) for row in (rows[0][0], rows[0][1], rows[1][0], rows[1][1])]
    assert ledger.record_all(tried, late, now=NOW) == [True, False, True, False]
    assert [row.state for row in ledger.rows(MAILING)] == ["sent", "sending", "sent", "planned"]
    for row, _ in tried:
        assert [event.words for event in ledger.events(row)].count(f"250 {row.id}") == (row.id in (1, 3))


def test_outcomes_told_at_once_are_each_written_down(ledger):
    plan(ledger, 200)
    sender = ledger.enlist("1" * 32, now=NOW)
    groups = [ledger.claim(MAILING, sender, lane, 50, now=NOW) for lane in range(4)]
    held: list[bool] = []

    def tell(rows) -> None:
        held.extend(ledger.record(row, sender, Outcome(SENT, f"250 {row.id}"), now=NOW) for row in rows)

    threads = [threading.Thread(target=tell, args=(rows,)) for rows in groups]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert held == [True] * 200
    for row in ledger.rows(MAILING):
        assert [event.words for event in ledger.events(row)] == ["", "", f"250 {row.id}"]


@pytest.mark.parametrize(
    ("change", "in_file", "seconds", "life"),
    [
        ({}, True, 0, "alive"),
        ({"id": "9" * 32}, True, 0, "killed"),  # an older run of this very process
        ({"born": "1"}, True, 0, "killed"),  # its number was given to another process
        ({"pid": os.getppid(), "born": ""}, True, 10_000, "alive"),
        ({"boot": "x"}, True, 0, "lost"),
        ({"boot": "x"}, False, 0, "alive"),
        ({"boot": "x"}, False, LEASE + 1, "killed"),  # a server has kept every word
        ({"boot": ""}, True, LEASE + 1, "lost"),
    ],
)
def test_whether_a_sender_lives(change, in_file, seconds, life):
    sender = HERE._replace(**change)
    running = frozenset({HERE.id})
    assert judge_life(sender, HERE, seen=NOW, now=NOW + seconds, running=running, in_file=in_file) == life


# on the user's word


def test_only_uncertain_and_refused_messages_are_planned_again(ledger):
    plan(ledger, 4)
    sender = ledger.enlist("1" * 32, now=NOW)
    for row, state in zip(ledger.claim(MAILING, sender, 0, 4, now=NOW), (SENT, UNCERTAIN, REFUSED), strict=False):
        ledger.record(row, sender, Outcome(state, "words"), now=NOW)
    assert ledger.resend(MAILING, now=NOW) == 1
    assert ledger.resend(MAILING, ("sent", "sending", "refused"), now=NOW) == 1
    assert [row.state for row in ledger.rows(MAILING)] == ["sent", "planned", "planned", "sending"]


def test_what_is_not_begun_is_given_back(ledger):
    plan(ledger, 4)
    sender = ledger.enlist("1" * 32, now=NOW)
    rows = ledger.claim(MAILING, sender, 0, 4, now=NOW)
    ledger.release(rows[2:], sender, now=NOW)
    ledger.dismiss(sender, now=NOW)
    assert [row.state for row in ledger.rows(MAILING)] == ["uncertain", "planned", "planned", "planned"]


# the file


def test_the_file_is_its_owners_alone(tmp_path):
    before = os.umask(0)
    try:
        with open_ledger(ledger_url(tmp_path)) as ledger:
            plan(ledger, 10)
            modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    finally:
        os.umask(before)
    assert modes == {f"pressinvite.db{end}": 0o600 for end in ("", "-wal", "-shm")}


def test_what_is_written_is_there_when_it_is_opened_again(tmp_path):
    with open_ledger(ledger_url(tmp_path)) as ledger:
        plan(ledger, 3)
    with open_ledger(ledger_url(tmp_path)) as ledger:
        assert ledger.count(MAILING)["planned"] == 3


def test_a_read_only_ledger(tmp_path):
    open_ledger(ledger_url(tmp_path)).close()
    url = f"sqlite:///file:{tmp_path / 'pressinvite.db'}?mode=ro&uri=true"
    with open_ledger(url) as ledger:
        assert code_of(lambda: plan(ledger, 1)) == "ledger-read-only"


def test_a_full_disk(ledger):
    with ledger.database.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")
    assert code_of(lambda: plan(ledger, 1000)) == "ledger-full"


def test_a_locked_ledger(tmp_path):
    open_ledger(ledger_url(tmp_path)).close()
    other = sqlite3.connect(tmp_path / "pressinvite.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert code_of(lambda: open_ledger(ledger_url(tmp_path), lock_seconds=0.01)) == "ledger-locked"
    other.close()


def test_a_file_that_is_no_ledger(tmp_path):
    (tmp_path / "pressinvite.db").write_bytes(b"namn;e-post\n" * 1000)
    assert code_of(lambda: open_ledger(ledger_url(tmp_path))) == "ledger-damaged"


def test_a_folder_that_is_not_there(tmp_path):
    assert code_of(lambda: open_ledger(ledger_url(tmp_path / "none"))) == "ledger-not-made"


@pytest.mark.parametrize("url", ["", "pressinvite.db", "sqlite://", "oracle://x", "nonsense://x/y"])
def test_an_address_that_names_no_ledger(url):
    assert code_of(lambda: open_ledger(url)) == "ledger-url"


def test_a_password_in_the_address_is_not_shown():
    with pytest.raises(SettingsError) as stopped:
        open_ledger("nonsense://anna:hemligt@host/name")
    assert "hemligt" not in str(stopped.value.findings)


def test_a_clock_set_back_stops_planning_and_little_does_not(ledger):
    plan(ledger, 1)
    assert plan(ledger, 2, now=NOW - 60) == 1
    assert code_of(lambda: plan(ledger, 3, now=NOW - 3600)) == "clock-behind"


# versions


def test_a_newer_ledger_is_refused_untouched(tmp_path):
    with open_ledger(ledger_url(tmp_path)) as ledger, ledger.database.writing() as connection:
        connection.execute(text("UPDATE ledger_version SET version = 99"))
    with pytest.raises(SettingsError) as stopped:
        open_ledger(ledger_url(tmp_path))
    finding = stopped.value.findings[0]
    assert (finding.code, finding.values) == ("ledger-newer", {"found": 99, "known": schema.VERSION})


def test_a_ledger_of_version_1_opens_and_what_a_dead_sender_holds_in_it_is_found(tmp_path):
    with open_ledger(ledger_url(tmp_path)) as ledger:
        plan(ledger, 3)
        ledger.claim(MAILING, ledger.enlist("1" * 32, now=NOW), 0, 2, now=NOW)
        path = ledger.database.name
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE ledger_version SET version = 1")
        connection.execute("ALTER TABLE senders DROP COLUMN first")
        connection.execute("CREATE INDEX messages_held ON messages (sender) WHERE state = 'sending'")
    with open_ledger(ledger_url(tmp_path)) as ledger:
        assert ledger.take_over(now=NOW) == {"uncertain": 1, "planned": 1}
        assert ledger.count(MAILING)["planned"] == 2
        plan(ledger, 4)
        assert len(ledger.claim(MAILING, ledger.enlist("2" * 32, now=NOW), 0, 9, now=NOW)) == 3
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT version FROM ledger_version").fetchall() == [(schema.VERSION,)]


def test_an_older_ledger_is_led_through_every_step_or_none(tmp_path):
    database = open_database(ledger_url(tmp_path))
    first, second = schema.VERSION + 1, schema.VERSION + 2
    good = {first: ("ALTER TABLE mailings ADD COLUMN note VARCHAR",), second: ("UPDATE mailings SET note = uid",)}
    with pytest.raises(SettingsError), database.writing() as connection:
        migrate(connection, steps={**good, second: ("UPDATE nothing SET note = 1",)})
    with database.reading() as connection:
        assert connection.execute(text("SELECT version FROM ledger_version")).scalar() == schema.VERSION
        assert "note" not in str(
            connection.execute(text("SELECT sql FROM sqlite_master WHERE name='mailings'")).scalar()
        )
    with database.writing() as connection:
        assert migrate(connection, steps=good) == second
    with database.reading() as connection:
        assert connection.execute(text("SELECT note FROM mailings")).all() == []
    database.close()
