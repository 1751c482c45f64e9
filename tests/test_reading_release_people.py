"""Who takes part and whom the press may call, as read from the case files."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pressinvite.reading.release import read_release

if TYPE_CHECKING:
    from pressinvite.meeting import Contact, Meeting, Participant

DAY = dt.date(2026, 9, 1)
CASES = Path(__file__).parent / "cases" / "reading"


def _rows(name: str) -> list[list[str]]:
    lines = (CASES / name).read_text("utf-8").splitlines()
    return [
        [cell.strip() for cell in f"{line} ".split(" | ", 1)] for line in lines if line and not line.startswith("#")
    ]


def _blocks(name: str) -> list[list[str]]:
    blocks = (CASES / name).read_text("utf-8").strip("\n").split("\n====\n")
    return [[part.strip("\n") for part in block.split("\n--\n")] for block in blocks]


def _meeting(text: str) -> Meeting:
    return read_release(text, published=DAY, today=DAY).meetings[0]


def _told(participant: Participant) -> str:
    party = f" ({participant.party})" if participant.party else ""
    return f"{participant.name}{party}: {participant.role or '-'}"


def _reached(contact: Contact) -> str:
    phones = " ".join(contact.phones) or "-"
    emails = " ".join(contact.emails) or "-"
    kind = "standing" if contact.standing else "own"
    return f"{contact.name or '-'} | {contact.role or '-'} | {phones} | {emails} | {kind}"


@pytest.mark.parametrize(("written", "expected"), _rows("people.txt"))
def test_who_takes_part(written: str, expected: str) -> None:
    text = (
        "Pressträff om nya bron\n\nPressen bjuds in till en pressträff i Björkvik.\n\n"
        f"{written}\n\nTid: tisdag 8 september kl. 10.00\n\nPlats: Rådhuset, Lund\n"
    )
    assert "; ".join(_told(participant) for participant in _meeting(text).participants) == expected


@pytest.mark.parametrize(("title", "written", "expected"), _blocks("contacts.txt"), ids=lambda value: value[:50])
def test_whom_to_call(title: str, written: str, expected: str) -> None:
    text = (
        "Pressträff om nya bron\n\nPressen bjuds in till en pressträff i Björkvik.\n\n"
        f"Tid: tisdag 8 september kl. 10.00\n\nPlats: Rådhuset, Lund\n\n{written}\n"
    )
    assert "\n".join(_reached(contact) for contact in _meeting(text).contacts) == expected.strip(), title


def test_each_part_tells_where_it_was_read() -> None:
    text = (
        "Pressträff om nya bron\n\nPå pressträffen deltar Alva Renkvist, gatuchef.\n\n"
        "Tid: tisdag 8 september kl. 10.00\nPlats: Rådhuset, Lund\n\n"
        "Kontakt: Ove Tallin, pressekreterare, 070-174 06 05, ove.tallin@bjorkvik.example\n"
    )
    evidence = _meeting(text).evidence
    words = {path: evidence[path].spot.words for path in evidence if path.startswith(("participants", "contacts"))}
    assert words["participants[0].name"] == "Alva Renkvist"
    assert words["participants[0].role"] == "gatuchef"
    assert words["contacts[0].name"] == "Ove Tallin"
    assert words["contacts[0].role"] == "pressekreterare"
    assert words["contacts[0].phones[0]"] == "070-174 06 05"
    assert words["contacts[0].emails[0]"] == "ove.tallin@bjorkvik.example"


@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("head", ["Medverkande: ", "Medverkande:\n", "På plats:\n• "])
def test_an_address_for_the_registration_makes_no_signature_of_a_participant(head: str, between: str) -> None:
    text = (
        "Pressträff om nya bron\n\nPressen bjuds in.\n\nTid: tisdag 8 september kl. 10.00\nPlats: Rådhuset, Lund\n"
        f"{head}Siv Tallin, kommunalråd{between}Anmälan: senast 4 september till press@bjorkvik.example\n"
    )
    assert [_told(participant) for participant in _meeting(text).participants] == ["Siv Tallin: kommunalråd"]


def test_a_name_above_an_address_of_nobody_is_read_without_fault() -> None:
    text = (
        "Björkviks Energi bjuder in press och me 8 september, kl. 09:30.example“/a>\nMats Tållin, 90 06 12\n"
        'mats.tallin@bjorkvik.example">mats.tallin@bjorkvik.example'
    )
    assert [contact.emails for contact in _meeting(text).contacts] == [("mats.tallin@bjorkvik.example",)]


@pytest.mark.parametrize("behind", ["\r", "\r,,", " \x0b", ", \x0c,", "\xa0", " (", ", från \r\r\r"])
def test_blanks_of_all_kinds_behind_a_name_are_read_without_fault(behind: str) -> None:
    text = f"Pressträff om nya bron\n\nTid: tisdag 8 september kl. 10.00\n\nPå plats finns Siri Mobäck{behind} Ove Tallin{behind}\n"
    assert "Siri Mobäck" in [participant.name for participant in _meeting(text).participants]
