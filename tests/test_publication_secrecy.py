"""Nothing out of turn: what is limited, under embargo, withdrawn or doubtful is nowhere in the site, not a byte of it."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from publishing_cases import BRIDGE, NOW, Desk, codes, dead_links, differing

SECRET = {
    "title": "Qvastmöte zylofon",
    "lead": "Wexiöfrågan behandlas.",
    "body": "Hemlige Xerxes kommer.",
    "start": "2027-07-14T10:00",
    "end": "2027-07-14T11:00",
    "place": {"text": "Zinkgruvan, Qvarnby"},
    "participants": [{"name": "Yxhild Zetterqvist", "party": "S", "role": "quartermaster"}],
    "topics": ["Zoologi"],
    "regions": ["Qvistofta"],
    "organisers": ["Xylofonnämnden"],
    "contacts": [{"name": "Wiktoria Quiding", "phones": ["070-174 06 33"], "emails": ["quiding@zinkgruvan.example"]}],
    "translations": {"en": {"title": "Quince xenon gathering"}},
    "uid": "zq-hemlig-uid@qvarnby.example",
    "about": ["Zinkgruvan är nedlagd sedan länge."],
}
_WRITTEN = (
    "qvast zylofon wexi xerxes zinkgruvan qvarnby yxhild zetterqvist quartermaster zoologi qvistofta xylofonn xylofonnamnden"
    " wiktoria quiding quince xenon zq-hemlig 1740633 06_33"
)
WORDS = [word.replace("_", " ") for word in _WRITTEN.split()]
"""What tells of SECRET alone, folded; parts of words where they are written in several ways."""
LIMITED = {"audience": "limited"}
LATER = {"embargo": "2027-03-02T08:00"}
DAY = dt.timedelta(days=1)


def traces(desk: Desk) -> set[tuple[str, str]]:
    """Words of the secret meeting, with the file whose name or content has them; in any case, and as addresses have them."""
    found = set()
    for path, octets in desk.tree().items():
        text = (path + "\n" + octets.decode("utf-8", "replace")).casefold()
        text += re.sub(r"[\r\n]+[ \t]", "", text)  # calendar lines are folded
        found |= {(word, path) for word in WORDS if word in text}
    return found


@pytest.fixture
def desk(tmp_path) -> Desk:
    made = Desk(tmp_path / "desk")
    made.write("bron.yaml")
    return made


def test_the_words_are_found_where_the_meeting_is_public(desk):
    desk.write("secret.yaml", SECRET)
    desk.publish()
    assert {word for word, _path in traces(desk)} >= set(WORDS) - {"wexi", "xerxes"}


@pytest.mark.parametrize("why", [LIMITED, LATER], ids=["limited", "embargo"])
def test_one_that_was_never_public_changes_no_octet_of_the_site(desk, tmp_path, why):
    desk.publish()
    without = desk.tree()
    desk.write("secret.yaml", SECRET, **why)
    done = desk.publish()
    assert (done.outcome.total, done.meetings, done.stopped) == (0, 1, ())
    assert desk.tree() == without
    both = Desk(tmp_path / "both")
    both.write("bron.yaml")
    both.write("secret.yaml", SECRET, **why)
    both.publish()
    assert differing(both.tree(), without) == set()
    assert traces(both) == set()


def test_an_embargoed_one_is_there_at_its_moment_and_not_a_second_before(desk):
    desk.write("secret.yaml", SECRET, **LATER)
    ends = dt.datetime(2027, 3, 2, 7, tzinfo=dt.UTC)  # 8 o'clock in Stockholm's winter
    done = desk.publish()
    assert done.next_change is not None
    assert (done.next_change[0], done.next_change[1]) == (ends, "meetings/secret.yaml")
    assert desk.publish(ends - dt.timedelta(seconds=1)).outcome.total == 0
    assert traces(desk) == set()
    assert desk.publish(ends).meetings == 2
    assert "2027/07/14-qvastmote-zylofon/index.html" in desk.tree()
    assert dead_links(desk.tree()) == set()


@pytest.mark.parametrize("why", [LIMITED, LATER], ids=["limited", "embargo"])
@pytest.mark.parametrize("title", ["Qvastmöte zylofon", "Qvastmöte flyttas"])
def test_one_that_was_public_leaves_no_trace(desk, why, title):
    desk.publish()
    before = desk.tree()
    desk.write("secret.yaml", SECRET)
    desk.publish()
    desk.edit("secret.yaml", title="Qvastmöte flyttas")  # an old address
    desk.publish()
    desk.edit("secret.yaml", title=title, **why)
    done = desk.publish()
    assert (done.meetings, done.stopped) == (1, ())
    assert traces(desk) == set()
    assert not any("2027/07" in path or "/14-" in path for path in desk.tree())
    assert differing(desk.tree(), before) == set()


def test_withdrawing_what_must_not_be_known_brings_nothing_back(desk):
    desk.write("secret.yaml", SECRET)
    desk.publish()
    desk.edit("secret.yaml", **LIMITED)
    desk.publish()
    desk.remove("secret.yaml")
    desk.publish()
    assert traces(desk) == set()


def test_a_withdrawn_one_becomes_limited_without_leaving_its_address(desk):
    desk.write("secret.yaml", SECRET)
    desk.publish()
    kept = (desk.top / "meetings/secret.yaml").read_text("utf-8")
    desk.remove("secret.yaml")
    desk.publish()
    assert "2027/07/14-qvastmote-zylofon/index.html" in desk.tree()
    desk.put("secret.yaml", kept + "audience: limited\n")
    desk.publish()
    assert traces(desk) == set()


@pytest.mark.parametrize(
    "broken",
    [
        "audience: limited\nstart: 2027-07-32T10:00\n",
        "audience: limited\nstarrt: 2027-07-14\n",
        "audience: limited\ntitle: [unclosed\n",
        'audience: "limited"\n\ttabs: 1\n',
        "audience: limitd\n",
        "audience: begränsad\nstart: 2027-07-14T10:00\n",
        "embargo: 2027-09-01T08:00\nstart: 2027-07-32T10:00\n",
        "embargo: 2027-09-01T08:00\ntitle: [unclosed\n",
        "embargo: på tisdag\n",
        "embargo: 1 september 2027 kl. 8\ntitle: [unclosed\n",
    ],
)
def test_an_erroneous_file_that_speaks_of_secrecy_is_taken_away(desk, broken):
    desk.write("secret.yaml", SECRET)
    desk.publish()
    path = desk.top / "meetings/secret.yaml"
    keys = {line.partition(":")[0] for line in broken.splitlines()}
    kept = [line for line in path.read_text("utf-8").splitlines() if line.partition(":")[0] not in keys]
    desk.put("secret.yaml", "\n".join(kept) + "\n" + broken)
    done = desk.publish()
    assert done.stopped == ("meetings/secret.yaml",)
    assert traces(desk) == set()
    assert desk.publish().stopped == ("meetings/secret.yaml",)
    assert traces(desk) == set()
    desk.put(
        "secret.yaml",
        "\n".join(line for line in kept if not line.startswith("start:")) + '\nstart: "2027-07-14T10:00"\n',
    )
    done = desk.publish()
    if broken.startswith(("audience", "embargo")) and "title" not in keys:
        assert done.stopped == ()
        assert "2027/07/14-qvastmote-zylofon/index.html" in desk.tree()


@pytest.mark.parametrize("secret", ["audience: limited\n", "embargo: 2027-09-01T08:00\n"])
def test_an_erroneous_file_without_its_uid_is_taken_away_by_its_name(desk, secret):
    desk.write("secret.yaml", SECRET)
    desk.publish()
    desk.put("secret.yaml", f"title: Något annat\nstart: 2027-07-32\n{secret}")
    assert desk.publish().stopped == ("meetings/secret.yaml",)
    assert traces(desk) == set()


@pytest.mark.parametrize(
    "broken",
    [
        "start: 2027-07-32T10:00\n",
        "title: [unclosed\n",
        "audience: open\nstart: x\n",
        "embargo: 2020-01-01T08:00\nstart: x\n",
    ],
)
def test_of_another_erroneous_file_stays_what_stood(desk, broken):
    desk.write("secret.yaml", SECRET)
    desk.publish()
    before = desk.tree()
    path = desk.top / "meetings/secret.yaml"
    keys = {line.partition(":")[0] for line in broken.splitlines()}
    kept = [line for line in path.read_text("utf-8").splitlines() if line.partition(":")[0] not in keys]
    desk.put("secret.yaml", "\n".join(kept) + "\n" + broken)
    done = desk.publish()
    assert (done.stopped, done.outcome.total, done.meetings) == (("meetings/secret.yaml",), 0, 2)
    assert any(reading.source == "meetings/secret.yaml" and reading.findings for reading in done.readings)
    assert desk.tree() == before


def test_an_erroneous_file_is_never_published_by_its_ended_embargo(desk):
    desk.write("secret.yaml", SECRET, **LATER)
    desk.publish()
    desk.edit("secret.yaml", start="2027-07-32T10:00")
    desk.publish(NOW + 2 * DAY)
    assert traces(desk) == set()


def test_one_of_two_in_a_file_is_limited(desk):
    two = "---\n".join(
        f"title: {title}\nstart: 2027-07-1{day}T10:00\nend: 2027-07-1{day}T11:00\nplace: {{text: Torget}}\n"
        f"contacts: [{{name: Siv Almgren, phones: [070-174 06 21]}}]\n{more}"
        for day, title, more in ((1, "Bron", ""), (4, "Qvastmöte zylofon", "audience: limited\n"))
    )
    desk.put("both.yaml", two)
    done = desk.publish()
    assert (done.stopped, done.meetings) == ((), 2)
    assert traces(desk) == set()
    desk.put("both.yaml", two.replace("audience: limited\n", ""))
    assert desk.publish().meetings == 3
    assert traces(desk) != set()
    desk.put("both.yaml", two)
    assert desk.publish().meetings == 2
    assert traces(desk) == set()


def test_a_withdrawn_one_is_gone_and_its_addresses_say_so(desk):
    desk.write("secret.yaml", SECRET)
    desk.publish()
    desk.edit("secret.yaml", title="Qvastmöte flyttas")
    desk.publish()
    desk.remove("secret.yaml")
    done = desk.publish()
    assert done.meetings == 1
    tree = desk.tree()
    gone = {
        f"{folder}2027/07/14-{slug}/index.html"
        for folder in ("", "en/")
        for slug in ("qvastmote-zylofon", "qvastmote-flyttas")
    }
    assert {path for path in tree if "/14-" in path} == gone
    for path in gone:
        page = tree[path].decode()
        body = re.sub(r'<a href="[^"]*"', "", page).casefold()
        assert [word for word in WORDS if word in body] == []
        assert '<meta name="robots" content="noindex">' in page
    elsewhere = {path for word, path in traces(desk)} - gone
    assert elsewhere == set()
    assert "2027/07/index.html" in tree, "the month's address is for life"
    assert dead_links(tree) == set()
    assert desk.publish().outcome.total == 0


def test_one_that_comes_back_is_shown_at_its_address_again(desk):
    desk.write("secret.yaml", SECRET)
    desk.publish()
    whole, text = desk.tree(), (desk.top / "meetings/secret.yaml").read_text("utf-8")
    desk.remove("secret.yaml")
    desk.publish()
    desk.put("again.yaml", text)
    done = desk.publish(NOW + DAY)
    assert done.stopped == ()
    assert differing(desk.tree(), whole) == set()


def test_what_comes_back_without_its_sequence_is_no_older_than_what_was_told(desk):
    desk.write("secret.yaml", SECRET)
    desk.publish()
    desk.edit("secret.yaml", start="2027-07-14T09:00")
    desk.publish(NOW + DAY)
    desk.remove("secret.yaml")
    desk.publish(NOW + DAY)
    desk.write("secret.yaml", SECRET)
    desk.publish(NOW + 2 * DAY)
    assert re.findall(r"SEQUENCE:(\d+)", desk.tree()["topics/zoologi/calendar.ics"].decode()) == ["2"]


def test_a_file_that_errs_stops_only_itself(desk):
    desk.write("secret.yaml", SECRET, start="2027-07-32T10:00")
    desk.write("tunnel.yaml", title="Tunneln")
    done = desk.publish()
    assert (done.stopped, done.meetings) == (("meetings/secret.yaml",), 2)
    assert traces(desk) == set()


def test_a_renamed_file_with_errors_does_not_withdraw_its_meeting(desk):
    desk.write("secret.yaml", SECRET)
    desk.publish()
    before = desk.tree()
    text = (desk.top / "meetings/secret.yaml").read_text("utf-8")
    desk.remove("secret.yaml")
    desk.put("flyttad.yaml", text.replace("2027-07-14T11:00", "2027-07-14T09:00"))  # ends before it begins
    done = desk.publish()
    assert (done.stopped, done.meetings) == (("meetings/flyttad.yaml",), 2)
    assert desk.tree() == before


def test_the_archive_is_no_news(desk):
    assert "in-the-past" not in codes(desk.publish(dt.datetime(2030, 1, 1, tzinfo=dt.UTC)))
    assert BRIDGE["title"] in desk.tree()["2027/index.html"].decode()


def test_what_stands_of_an_erroneous_file_keeps_up_with_the_clock_and_the_settings(desk):
    desk.write("secret.yaml", SECRET)
    desk.publish()
    page = "2027/07/14-qvastmote-zylofon/index.html"
    desk.edit("secret.yaml", start="2027-07-32", title="Aldrig utgivet")
    assert desk.publish().outcome.total == 0
    before = desk.tree()[page]
    done = desk.publish(dt.datetime(2027, 7, 20, tzinfo=dt.UTC))
    assert done.stopped == ("meetings/secret.yaml",)
    assert b"calendar.google.com" in before
    assert b"calendar.google.com" not in desk.tree()[page]
    (desk.site / page).unlink()
    desk.publish(dt.datetime(2027, 7, 20, tzinfo=dt.UTC))
    assert page in desk.tree()
    settings = desk.top / "pressinvite.toml"
    settings.write_text(settings.read_text("utf-8").replace('["sv", "en"]', '["sv"]'), "utf-8")
    desk.publish(dt.datetime(2027, 7, 20, tzinfo=dt.UTC))
    assert [path for path in desk.tree() if path.startswith("en/")] == []
    assert dead_links(desk.tree()) == set()
    assert not any(b"Aldrig" in octets for octets in desk.tree().values())


def test_one_that_was_hidden_again_is_not_shown_by_a_file_with_errors(desk):
    desk.write("secret.yaml", SECRET)
    desk.publish()
    desk.edit("secret.yaml", embargo="2027-03-05T08:00")
    desk.publish()
    desk.edit("secret.yaml", start="2027-07-32")
    desk.publish()
    desk.publish(NOW + 10 * DAY)
    assert traces(desk) == set()
