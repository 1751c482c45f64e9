"""What the tests of sending a meeting file share: an organisation's folder, its server, and its mail as it arrived."""

from __future__ import annotations

import email
import email.policy
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import icalendar

if TYPE_CHECKING:
    from email.message import EmailMessage

    from mail_servers import MailServer

SAMPLES = Path(__file__).parent.parent / "samples"
SETTINGS = """\
[organisation]
name = "Björkviks kommun"
languages = ["sv", "en"]

[sender]
name = "Björkviks press"
email = "press@bjorkvik.example"
"""
MEETING = """\
# Bron är klar.
title: Nya bron öppnas
kind: pressträff
start: 2027-05-20T10:00
end: 2027-05-20T11:00
place:
  text: Norra kajen 2, Björkvik
contacts:
  - name: Siv Almgren
    phones: [070-174 06 21]
uid: bron@bjorkvik.example
"""
MEDIA = "namn;e-post;redaktion;språk;läge\nÅsa Ek;asa@posten.example;Posten;sv;tyst\nBo Ström;bo@radion.example;Radion;;rsvp\n"
DESK = "name,email,language\nThe Desk,desk@wire.example,en\n"


def make_folder(path: Path, meeting: str = MEETING) -> Path:
    """An organisation's folder with one meeting and two lists; the meeting file."""
    shutil.rmtree(path, ignore_errors=True)
    (path / "meetings").mkdir(parents=True)
    (path / "lists").mkdir()
    (path / "pressinvite.toml").write_text(SETTINGS, "utf-8")
    (path / "lists" / "media.csv").write_text(MEDIA, "utf-8")
    (path / "lists" / "desk.csv").write_text(DESK, "utf-8")
    file = path / "meetings" / "bron.yaml"
    file.write_text(meeting, "utf-8")
    return file


class Arrived(NamedTuple):
    """A message as the server took it."""

    to: str
    subject: str
    text: list[str]
    method: str
    sequence: int
    status: str
    uid: str
    message: EmailMessage


def arrived(server: MailServer) -> list[Arrived]:
    """All that the server took, by recipient; what was sent earlier first."""
    found = []
    for taken in server.taken:
        message = email.message_from_bytes(taken.octets, policy=email.policy.default)
        part = next(part for part in message.walk() if part.get_content_type() in {"text/calendar", "application/ics"})
        calendar = icalendar.Calendar.from_ical(part.get_payload(decode=True))
        (event,) = calendar.walk("VEVENT")
        text = message.get_body(("plain",)).get_content().replace("\u00a0", " ").splitlines()
        told = (calendar["METHOD"], int(event["SEQUENCE"]), event["STATUS"], event["UID"])
        found.append(Arrived(taken.recipient, message["Subject"], text, *map(_plain, told), message))
    return found


def _plain(value: object) -> object:
    return value if isinstance(value, int) else str(value)
