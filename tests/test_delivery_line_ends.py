"""Line ends: what could smuggle a second message is seen, and what was looked at is not looked at again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressinvite.delivery.line_ends import WholeLines, has_whole_lines


@pytest.mark.parametrize(
    ("octets", "is_whole"),
    [
        (b"", True),
        (b"a", True),
        (b"a\r\n", True),
        (b"\r\n\r\na\r\n", True),
        (b"a\n", False),
        (b"a\r", False),
        (b"a\n\rb", False),
        (b"a\r\r\n\nb", False),
        (b"\n\r\n\r", False),
        (b"a\r\n.\n", False),
    ],
)
def test_no_return_stands_without_its_line_feed(octets, is_whole):
    assert has_whole_lines(octets) == is_whole


@given(st.lists(st.sampled_from([b"", b"a", b"\r\n", b".\r\n", b"\r", b"\n"]), max_size=8))
def test_whole_lines_are_those_that_end_in_crlf_alone(pieces):
    octets = b"".join(pieces)
    assert has_whole_lines(octets) == (b"\r" not in (rest := octets.replace(b"\r\n", b"")) and b"\n" not in rest)


@given(st.lists(st.sampled_from([b"a\r\n", b"\r\n", b"a", b"\r\n."])))
def test_what_is_joined_of_whole_lines_is_whole(pieces):
    assert all(map(has_whole_lines, pieces))
    assert has_whole_lines(b"".join(pieces))


def test_whoever_says_that_they_are_whole_is_believed():
    assert has_whole_lines(WholeLines(b"a\r\n"))
    assert WholeLines(b"a\r\n") == b"a\r\n"
