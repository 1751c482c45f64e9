"""Revisions: what people must be told raises SEQUENCE, is written back and shown; a typo only changes the moment."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from publishing_cases import NOW, SETTINGS, Desk

DAY = dt.timedelta(days=1)
PAGE = "2027/05/20-nya-bron-oppnar/index.html"


@pytest.fixture
def desk(tmp_path) -> Desk:
    made = Desk(tmp_path / "desk", SETTINGS + "formats = []\n")
    made.write(
        "bron.yaml", uid="bron@bjorkvik.example", created="2027-02-01T08:00:00Z", modified="2027-02-01T08:00:00Z"
    )
    made.publish(NOW)
    return made


def event(desk: Desk, path: str = "calendar.ics") -> dict[str, str]:
    (found,) = re.findall(r"BEGIN:VEVENT\r\n(.*?)END:VEVENT", desk.tree()[path].decode(), re.DOTALL)
    lines = re.sub(r"\r\n[ \t]", "", found).split("\r\n")
    return {re.split("[;:]", line, maxsplit=1)[0]: line for line in lines if line}


def stamped(moment: dt.datetime) -> str:
    return f"{moment.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"start": "2027-05-20T12:00"}, "Ny tid: kl. 12.00–14.00 (tidigare kl. 13.00–14.00)"),
        ({"place": {"text": "Stadshuset"}}, "Ny plats: Stadshuset (tidigare Stortorget 7, Lund)"),
        ({"status": "cancelled"}, "Inställt"),
        ({"status": "postponed"}, "Uppskjut"),
    ],
)
def test_what_people_must_be_told_raises_the_sequence_and_is_shown(desk, change, told):
    kept = (desk.top / "meetings/bron.yaml").read_text("utf-8")
    desk.edit("bron.yaml", **change)
    done = desk.publish(NOW + DAY)
    text = (desk.top / "meetings/bron.yaml").read_text("utf-8")
    assert (done.stopped, done.sources) == ((), ("meetings/bron.yaml",))
    assert text.startswith("# the desk's own notes\ntitle:")
    lines = [line for line in kept.splitlines() if line.partition(":")[0] not in (*change, "modified")]
    assert [line for line in text.splitlines() if line in lines] == lines, "comments and order stay"
    assert "\nsequence: 1\n" in text
    assert f"\nmodified: {NOW + DAY:%Y-%m-%dT%H:%M:%SZ}\n" in text
    assert "created: 2027-02-01T08:00:00Z" in text
    assert told in desk.tree()[PAGE].decode().replace("\xa0", " ").replace("\u2060", "")
    found = event(desk)
    assert found["SEQUENCE"] == "SEQUENCE:1"
    assert found["LAST-MODIFIED"] == f"LAST-MODIFIED:{stamped(NOW + DAY)}"
    assert found["DTSTAMP"] == f"DTSTAMP:{stamped(NOW + DAY)}"
    assert event(desk, "en/calendar.ics")["SEQUENCE"] == "SEQUENCE:1"
    assert desk.publish(NOW + 2 * DAY).outcome.total == 0
    assert (desk.top / "meetings/bron.yaml").read_text("utf-8") == text


def test_a_typo_changes_the_moment_alone(desk):
    desk.edit("bron.yaml", title="Nya bron öppnar!")
    desk.publish(NOW + DAY)
    found = event(desk)
    assert found["SEQUENCE"] == "SEQUENCE:0"
    assert found["LAST-MODIFIED"] == f"LAST-MODIFIED:{stamped(NOW + DAY)}"
    text = (desk.top / "meetings/bron.yaml").read_text("utf-8")
    assert "sequence" not in text
    assert "previous" not in text


def test_a_file_that_is_only_touched_or_reordered_changes_nothing(desk):
    text = (desk.top / "meetings/bron.yaml").read_text("utf-8")
    before, stamps = desk.tree(), desk.stamps()
    lines = text.splitlines()
    desk.put("bron.yaml", "\n".join([*reversed(lines), "# more notes"]) + "\n")
    done = desk.publish(NOW + DAY)
    assert (done.outcome.total, done.sources, desk.tree() == before, desk.stamps() == stamps) == (0, (), True, True)


def test_every_change_is_a_step_and_one_taken_back_is_one_too(desk):
    for number, hour in enumerate((12, 11, 13), 1):
        desk.edit("bron.yaml", start=f"2027-05-20T{hour}:00")
        desk.publish(NOW + number * DAY)
        assert event(desk)["SEQUENCE"] == f"SEQUENCE:{number}"
    page = desk.tree()[PAGE].decode().replace("\xa0", " ").replace("\u2060", "")
    assert "Ny tid: kl. 13.00–14.00 (tidigare kl. 11.00–14.00)" in page
    assert "tidigare kl. 12.00" in page, "and all that was told before"


def test_a_sequence_that_was_raised_by_hand_is_not_raised_again(desk):
    desk.edit("bron.yaml", start="2027-05-20T12:00", sequence=5)
    desk.publish(NOW + DAY)
    assert event(desk)["SEQUENCE"] == "SEQUENCE:5"


def test_what_was_sent_in_between_is_never_told_with_a_lower_sequence(desk):
    """Sending has told another time and taken it back: its SEQUENCE is in the file, the words are those of before."""
    desk.edit("bron.yaml", sequence=2, modified="2027-03-01T20:00:00Z")
    desk.publish(NOW + DAY)
    assert event(desk)["SEQUENCE"] == "SEQUENCE:2"
    assert "sequence: 2" in (desk.top / "meetings/bron.yaml").read_text("utf-8")
    assert desk.publish(NOW + DAY).outcome.total == 0


def test_a_sequence_that_was_lost_by_hand_is_put_right(desk):
    desk.edit("bron.yaml", start="2027-05-20T12:00")
    desk.publish(NOW + DAY)
    desk.edit("bron.yaml", sequence=None, previous=None)
    desk.put("bron.yaml", re.sub(r"\n  .*", "", (desk.top / "meetings/bron.yaml").read_text("utf-8")))
    desk.publish(NOW + 2 * DAY)
    assert event(desk)["SEQUENCE"] == "SEQUENCE:1"
    assert "sequence: 1" in (desk.top / "meetings/bron.yaml").read_text("utf-8")


TWO = """\
title: Ett
start: 2027-05-20T{hour}:00
place: {{text: Torget}}
contacts: [{{name: Siv Almgren, phones: [070-174 06 21]}}]
uid: ett@bjorkvik.example
---
title: Två
start: 2027-05-21T10:00
place: {{text: Torget}}
contacts: [{{name: Siv Almgren, phones: [070-174 06 21]}}]
uid: tva@bjorkvik.example
"""


def test_what_a_file_of_two_cannot_keep_is_remembered(desk):
    desk.remove("bron.yaml")
    desk.put("both.yaml", TWO.format(hour=10))
    desk.publish(NOW)
    path = "2027/05/20-ett/2027-05-20-ett.ics"
    first = event(desk, path)
    desk.put("both.yaml", TWO.format(hour=12))
    desk.publish(NOW + DAY)
    assert (desk.top / "meetings/both.yaml").read_text("utf-8") == TWO.format(hour=12)
    assert event(desk, path)["SEQUENCE"] == "SEQUENCE:1"
    assert event(desk, path)["CREATED"] == first["CREATED"]
    shown = desk.tree()
    assert "tidigare kl.\xa010.00" in shown["2027/05/20-ett/index.html"].decode()
    desk.put("both.yaml", TWO.format(hour=12) + "# touched\n")
    assert desk.publish(NOW + 2 * DAY).outcome.total == 0
    (desk.top / "pressinvite.toml").write_text(
        SETTINGS.replace("[sender]", 'accent = "#5b2a86"\n[sender]') + "formats = []\n"
    )
    desk.publish(NOW + 2 * DAY)
    assert event(desk, path) == event(desk, path) | {"SEQUENCE": "SEQUENCE:1"}
    assert "tidigare kl.\xa010.00" in desk.tree()["2027/05/20-ett/index.html"].decode()


def test_a_file_in_another_encoding_is_published_and_left_as_it_is(desk):
    octets = "title: Åbron\nstart: 2027-06-20T13:00\nend: 2027-06-20T14:00\nplace: {text: Torget}\n".encode("latin-1")
    octets += b"contacts: [{name: Siv Almgren, phones: [070-174 06 21]}]\n"
    desk.put("latin.yaml", octets)
    done = desk.publish(NOW)
    assert (desk.top / "meetings/latin.yaml").read_bytes() == octets
    assert (done.stopped, done.sources, done.meetings) == ((), (), 2)
    assert desk.publish(NOW + DAY).outcome.total == 0


def test_the_listings_of_exchange_formats_have_what_was_told_not_what_an_erroneous_file_says(tmp_path):
    desk = Desk(tmp_path / "all")
    desk.write("bron.yaml", uid="bron@bjorkvik.example")
    desk.write("torg.yaml", title="Torget", uid="torg@bjorkvik.example")
    desk.publish(NOW)
    listings = [path for path in desk.tree() if path.rpartition("/")[2].startswith("events")]
    assert listings
    desk.edit("bron.yaml", title="Kvastmötet", start="2027-05-32T10:00")
    desk.edit("torg.yaml", title="Torget flyttar")
    desk.publish(NOW + DAY)
    tree = desk.tree()
    for path in listings:
        assert "Kvast" not in tree[path].decode()
        assert "Nya bron" in tree[path].decode()
        assert "Torget flyttar" in tree[path].decode()


def test_a_uid_that_was_lost_with_another_title_is_told(desk):
    desk.edit("bron.yaml", title="Något annat", uid=None)
    done = desk.publish(NOW + DAY)
    (reading,) = [each for each in done.readings if each.source == "meetings/bron.yaml"]
    assert [(each.code, each.values["uid"]) for each in reading.findings] == [("uid-lost", "bron@bjorkvik.example")]
    desk.edit("bron.yaml", uid="bron@bjorkvik.example")
    done = desk.publish(NOW + DAY)
    assert (done.readings, done.meetings) == ((), 1)
    assert event(desk)["UID"] == "UID:bron@bjorkvik.example"
