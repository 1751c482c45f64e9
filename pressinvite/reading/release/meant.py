"""What stands as if it were the meeting's own date or time, by the place where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressinvite.reading.release.purposes import is_invited_apart
from pressinvite.reading.release.words import KINDS, PRESS_INVITED

if TYPE_CHECKING:
    from pressinvite.reading.release.page import Page

MAIN = ("title", "lead", "body")
OWN_PURPOSE = ("programme", "registration", "access", "accreditation", "interviews", "photo", "contact")
"""Labels of what has times of its own."""
TIME_LABELS = ("time", "date", "time-place")
NOT_MEANT = ("other-purpose", "no-longer", "stamp", "elsewhere", "programme")
"""Why a date or time is surely not the meeting's."""
CLOSE = 6
"""Characters between a date and the time that goes with it."""


def stands_for_meeting(page: Page, at: int) -> bool:
    """Tell whether a date or time at this place is the meeting's by where it stands: label, headline, its sentence."""
    stretch = page.stretch(at)
    if stretch.part == "title" or stretch.label_at(at) in TIME_LABELS:
        return True
    sentence = stretch.sentence(at)[0].replace("\n", " ")
    return (KINDS.is_in(sentence) or PRESS_INVITED.is_in(sentence)) and not is_invited_apart(sentence)
