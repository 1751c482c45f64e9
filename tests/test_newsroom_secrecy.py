"""What an erroneous file's text tells of who may see it: in doubt nobody."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from pressinvite.errors import Finding
from pressinvite.meeting import Meeting, Organisation
from pressinvite.newsroom.hosting import render_nginx
from pressinvite.newsroom.secrecy import has_secret, is_secret
from pressinvite.newsroom.site import Site

NOW = dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    "text",
    [
        "audience: limited", "audience : limited", "  audience: 'limited'", "- audience: limited  # inbjudna", '{"audience": "limited"}',
        '{"title": "x",\n "audience" :"limited"}', "audience: begränsad", "AUDIENCE: limited", "audience: open x", "title: [\r\naudience: limited\r\n",
        "embargo: 2027-03-02T08:00", "embargo: 2027-03-02", "embargo: i morgon", "embargo: 2027-03-01T22:00",
        "audience: open\nembargo: 2027-03-02T08:00", "embargo: 2027-03-02T08:00+01:00",
    ],
)  # fmt: skip
def test_these_are_secret(text):
    assert has_secret(text, (), NOW)


@pytest.mark.parametrize(
    "text",
    [
        "", "audience: open", "audience: 'open'", "audience:", "audience: ~", "embargo: null", "embargo: 2027-02-27T08:00",
        "body: |\n  Vår audience är limited", "title: Embargo hävt", "# audience: limited", "embargoes: 2030",
    ],
)  # fmt: skip
def test_these_are_not(text):
    assert not has_secret(text, (), NOW)


@pytest.mark.parametrize(
    "text", ["\n" * 1_000_000, " " * 1_000_000, "{," * 500_000, "-" * 1_000_000, "audience" * 100_000]
)
def test_a_long_text_is_searched_in_no_time(text):
    began = time.process_time()
    assert not has_secret(text, (), NOW)
    assert time.process_time() - began < 2


def test_an_error_in_the_key_itself_is_secret():
    assert has_secret("", (Finding("choice", "error", "meetings[0].audience"),), NOW)
    assert has_secret("", (Finding("date", "error", "embargo"),), NOW)
    assert not has_secret("", (Finding("date", "error", "meetings[0].start"),), NOW)
    assert not has_secret("", (Finding("embargo", "warning", "embargo"),), NOW)


def test_a_meeting_is_secret_until_its_embargo_ends():
    assert is_secret(Meeting(audience="limited"), NOW)
    assert not is_secret(Meeting(), NOW)
    ends = Meeting(embargo=dt.datetime(2027, 3, 1, 10))
    assert not is_secret(ends, NOW)
    assert is_secret(ends, NOW - dt.timedelta(seconds=1))
    assert is_secret(ends._replace(timezone="America/New_York"), NOW)


def test_a_web_server_is_told_nothing_of_them():
    paths = {"2027/05/20-a/": ("a", "hidden"), "2027/05/20-b/": ("b", "gone"), "2027/05/20-c/": ("c", "current")}
    told = render_nginx(Site("https://x.example/", Organisation()), paths, {"c": "2027/05/20-c/"}).decode()
    assert "20-b/ { return 410; }" in told
    assert "20-a" not in told
    assert "20-c" not in told
