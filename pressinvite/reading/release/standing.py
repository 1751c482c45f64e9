"""Which contacts are the newsroom's standing ones, and which are this meeting's.

Standing are press services by their name, the newsroom's list below its heading or below what the organisation says of
itself. Somebody whom the text itself names as its contact is the meeting's, and so is one who is the only contact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressinvite.reading.release.layout import is_contact_heading, is_footer_heading
from pressinvite.reading.release.lexicon import Lexicon, Words

if TYPE_CHECKING:
    from pressinvite.reading.release.drafts import Draft
    from pressinvite.reading.release.layout import Line
    from pressinvite.reading.release.page import Page
    from pressinvite.reading.release.traces import Span


_DESK = Lexicon(
    r"press(?:tjänst|jour|avdelning|rum|kontor|telefon|num|cent|sekretariat|service|linje|enhet|stab|funktion|växel|grupp)\w{0,30}"
    r"|medie?a?(?:center|centrum|service|tjänst|jour|enhet|telefon|relation)\w{0,30}|jour(?:linje|telefon|nummer)\w{0,30}"
    r"|\b(?:jour|vakt)havande (?:press)?(?:kommunikatör|informatör|sekreterare|talesperson|talesman|befäl|officer|tjänsteman)\w{0,3}|\b\w+s jour\b|\b(?:press|media) (?:office|service|desk|line|relations)\b",
    "s jour|presstjänst|pressjour|pressavdelning|pressrum|presskontor|presstelefon|pressnum|presscent|presssekretariat|pressservice"
    "|presslinje|pressenhet|pressstab|pressfunktion|pressväxel|pressgrupp|medi|jourlinje|jourtelefon|journummer|havande "
    "| office | service | desk | line | relations ",
)
_SOMEBODYS_DESK = Lexicon(
    r"\b(?:presskontakt|mediekontakt|kommunikationsavdelning\w{0,12})\b",
    " presskontakt | mediekontakt |kommunikationsavdelning",
)
"""Names of a desk only behind whose it is: "Diabetesfondens presskontakt"."""
_COMMUNICATES = Words(
    "*kommunik*|*press*|*inform*|*media*|*medie*|*redaktör*|*webb*|*communic*|*public relations*|pr",
)
CARD = Lexicon(r"(?:presskontakt|press contact|mediekontakt)\s+(?=\S)", "presskontakt|press contact|mediekontakt")
SENDER = Lexicon(r"(?:avsändare|utskickat av|skickat av|sent by)\b", "avsändare|skickat av|sent by")
_SECTION = Lexicon(
    r"(?:pressansvariga?|ansvarig för press\w*)\W*$|(?:press|media|medie)?kontakt(?:er|person(?:er)?)?\W*$|(?:press |media )?contacts?\W*$",
    "pressansvarig|ansvarig för|kontakt|contact",
)
_SPEAKS_TO_PRESS = Words(
    "ni|er|du|dig|vi ses|press*|media*|medie*|journalist*|redaktion*|välkom*|intervju*|frågor|anmäl*|you",
)


def is_heading(line: Line) -> bool:
    """Tell whether a line only says that contacts follow, or begins another part of the footer."""
    if line.label is not None:
        return line.label.kind == "contact" and not line.value
    text = line.text
    return is_footer_heading(text) or (
        is_contact_heading(text) and (len(text) < 24 or text.endswith(":")) and not CARD.match(text)
    )


def find_desk(text: str) -> Span | None:
    """Return where a press service is named, with whose it is: "Kyrkokansliets presstjänst"."""
    found = _DESK.search(text)
    owned = None if found else _SOMEBODYS_DESK.search(text)
    match = found or owned
    if match is None:
        return None
    start = max(text.rfind(" ", 0, match.start()), text.rfind("\n", 0, match.start())) + 1
    first = start
    for _ in range(3):
        before = text[max(0, first - 60) : first].rstrip(" ")
        word = before.rpartition(" ")[2].rpartition("\n")[2]
        if not (word.endswith("s") and word not in ("hos", "finns", "nås", "via")):
            break
        first = len(text[:first].rstrip(" ")) - len(word)
    if match is owned and first == start == match.start():
        return None
    return first, match.end()


def find_newsroom_lines(page: Page) -> set[int]:
    """Return where the lines begin that stand in the newsroom's own list of contacts."""
    inside, found = False, set()
    before: Line | None = None
    in_list = timed = False
    heads = headed_names(page)
    for line in page.lines:
        if not line.text:
            continue
        if line.part == "footer":
            inside = _heads_contacts(line.text) or line.start in heads or (inside and not is_footer_heading(line.text))
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
        and line.part in ("body", "contacts")
        and line.label is None
        and not line.is_bullet
        and not any(line.start <= clock.start < end for clock in page.clocks)
        and not any(line.start <= day.start < end for day in page.days)
        and not any(line.start <= reach.start < end for reach in page.reaches if reach.kind != "url")
        and not _SPEAKS_TO_PRESS.is_in(line.text)
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
    own = any(draft.zone != "newsroom" and (draft.name or draft.zone == "own") for draft in people)
    listed = [draft for draft in people if draft.zone == "newsroom"]
    is_list = len(listed) >= 3 and all(_communicates(draft) for draft in listed)
    return [
        draft.desk or (draft.zone == "newsroom" and (draft.card or is_list or (own and _communicates(draft))))
        for draft in drafts
    ]


def _communicates(draft: Draft) -> bool:
    return draft.role is not None and _COMMUNICATES.is_in(draft.role)
