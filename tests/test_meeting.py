"""The meeting's identity."""

from __future__ import annotations

import datetime as dt
import uuid

from hypothesis import given
from hypothesis import strategies as st

from pressinvite.meeting import derive_uid, normalise


@given(st.text(max_size=40), st.text(max_size=40), st.none() | st.dates())
def test_a_derived_uid_is_the_name_based_one_of_the_standard_library(
    organiser: str, title: str, day: dt.date | None
) -> None:
    name = "\n".join((normalise(organiser), normalise(title), day.isoformat() if day else ""))
    assert derive_uid(organiser, title, day) == str(uuid.uuid5(uuid.NAMESPACE_URL, f"pressinvite:{name}"))


def test_spelling_and_hour_do_not_change_who_a_meeting_is() -> None:
    start = dt.datetime(2027, 3, 11, 10, 0)
    assert derive_uid("Björkviks kommun", "Ny bro!", start) == derive_uid("BJÖRKVIKS  KOMMUN", "ny bro", start.date())
