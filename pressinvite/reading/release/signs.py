"""Why a text was not taken for an invitation: the signs that were weighed, for `read --explain`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressinvite.reading.release.page import open_page
from pressinvite.reading.release.plain import PlainText
from pressinvite.reading.release.schedule import choose_slots
from pressinvite.reading.release.verdict import published_day, weigh_invitation

if TYPE_CHECKING:
    import datetime as dt


def find_signs(text: str, *, published: dt.date | None, today: dt.date) -> tuple[str, ...]:
    """Return what speaks for and against an invitation, as codes with weights: `press-welcome +3.0`.

    () where the text names no day at all, so that there was nothing to weigh.
    """
    page = open_page(PlainText(text))
    day = published or published_day(page) or today
    slots = choose_slots(page, day)
    return weigh_invitation(page, slots[0], day)[1] if slots else ()
