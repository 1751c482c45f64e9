"""Which contacts are the newsroom's standing ones, and which are this meeting's.

Standing are press services by their name, the newsroom's list below its heading or below what the organisation says of
itself. Somebody whom the text itself names as its contact is the meeting's, and so is one who is the only contact.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pressinvite.reading.release.layout import is_contact_heading, is_footer_heading

if TYPE_CHECKING:
    from pressinvite.reading.release.drafts import Draft
    from pressinvite.reading.release.layout import Line
    from pressinvite.reading.release.page import Page


DESK = re.compile(
    r"(?:[A-ZÅÄÖ][\w:åäö-]*s\s){0,3}\b[\w:åäö-]*(?:press(?:tjänst|jour|avdelning|rum|kontor|telefon|num|cent|jour|sekretariat|service|linje|enhet|stab|funktion|växel|grupp)\w*"
    r"|(?:media|medie)(?:center|centrum|service|tjänst|jour|enhet|telefon|relation)\w*)|\bjour(?:linje|telefon|nummer)\w*|(?:[A-ZÅÄÖ][\w:åäö-]*s\s){1,3}(?:kommunikationsavdelning\w*|presskontakt|mediekontakt)\b"
    r"|(?:[A-Z][\w-]*\s){0,3}(?:press|media) (?:office|service|desk|line|relations)\b",
    re.IGNORECASE,
)
_DESKS_START = re.compile(r"press|medi[ae]|jour|kommunikationsavd", re.IGNORECASE)
_COMMUNICATES = re.compile(
    r"kommunik|press|inform|medi[ae]|redaktör|webb|communic|public relations|\bpr\b", re.IGNORECASE
)
CARD = re.compile(r"(?:presskontakt|press contact|mediekontakt)\s+(?=\S)", re.IGNORECASE)
SENDER = re.compile(r"(?:avsändare|utskickat av|skickat av|sent by)\b", re.IGNORECASE)
_SECTION = re.compile(
    r"(?:pressansvariga?|ansvarig för press\w*)\W*$|(?:press|media|medie)?kontakt(?:er|person(?:er)?)?\W*$|(?:press |media )?contacts?\W*$",
    re.IGNORECASE,
)
_SPEAKS_TO_PRESS = re.compile(
    r"\b(?:ni|er|du|dig|vi ses|press\w*|medi[ae]\w*|journalist\w*|redaktion\w*|välkom\w*|intervju\w*|frågor|anmäl\w*|you)\b",
    re.IGNORECASE,
)


def find_desk(text: str) -> re.Match[str] | None:
    """Return the name of a press service in a text."""
    return DESK.search(text) if _DESKS_START.search(text) else None


def find_newsroom_lines(page: Page) -> set[int]:
    """Return where the lines begin that stand in the newsroom's own list of contacts."""
    inside, found = False, set()
    before: Line | None = None
    in_list = timed = False
    for line in page.lines:
        if not line.text:
            continue
        if line.part == "footer":
            inside = _heads_contacts(line.text) or (inside and not is_footer_heading(line.text))
            in_list = False
        else:
            end = line.start + len(line.text)
            timed = timed or any(line.start <= clock.start < end for clock in page.clocks)
            starts = before is not None and timed and _is_boilerplate(page, before) and _may_be_listed(page, line)
            in_list = starts or (in_list and (line.part == "contacts" or _may_be_listed(page, line)))
        if (inside or in_list) and not SENDER.match(line.text):
            found.add(line.start)
        before = line
    return found


def _heads_contacts(text: str) -> bool:
    return len(text) < 40 and bool(_SECTION.match(text) or (is_contact_heading(text) and not CARD.match(text)))


def _may_be_listed(page: Page, line: Line) -> bool:
    end = line.start + len(line.text)
    reached = any(line.start <= reach.start < end for reach in page.reaches if reach.kind != "url")
    return is_contact_heading(line.text) or line.part == "contacts" or (reached and len(line.text) < 120)


def _is_boilerplate(page: Page, line: Line) -> bool:
    """Tell whether a paragraph tells what the organisation is, and nothing of the meeting."""
    end = line.start + len(line.text)
    return (
        len(line.text) >= 55
        and line.text.endswith(".")
        and line.part == "body"
        and line.label is None
        and not line.is_bullet
        and not any(line.start <= clock.start < end for clock in page.clocks)
        and not any(line.start <= reach.start < end for reach in page.reaches if reach.kind != "url")
        and not _SPEAKS_TO_PRESS.search(line.text)
    )


def headed_names(page: Page) -> dict[int, bool]:
    """Where lines begin that the next line calls a press contact: desks in the newsroom's list; True for names doubled."""
    lines = [line for line in page.lines if line.text]
    found: dict[int, bool] = {}
    for index, line in enumerate(lines[:-1]):
        below = next((other for other in lines[index + 1 : index + 3] if other.text != line.text), None)
        if below is not None and CARD.match(below.text) and len(line.text) < 80:
            found[line.start] = line.text in (lines[index + 1].text, lines[index - 1].text)
    return found


def mark_standing(drafts: list[Draft]) -> list[bool]:
    """Return for each contact whether it is a standing one."""
    people = [draft for draft in drafts if not draft.desk and draft.reaches]
    own = any(draft.zone != "newsroom" for draft in people)
    listed = [draft for draft in people if draft.zone == "newsroom"]
    is_list = len(listed) >= 3 and all(_communicates(draft) for draft in listed)
    return [
        draft.desk or (draft.zone == "newsroom" and (draft.card or is_list or (own and _communicates(draft))))
        for draft in drafts
    ]


def _communicates(draft: Draft) -> bool:
    return bool(draft.role and _COMMUNICATES.search(draft.role))
