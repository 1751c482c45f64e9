"""A real mailbox: Dovecot, over TLS, with every mail of the cases in it."""

from __future__ import annotations

import datetime as dt
import imaplib
import ssl

import pytest
from imap_servers import PASSWORD, USER, Dovecot
from reply_cases import ASA, CASES, NOW, UID, calendar_mail, case, send

from pressinvite.cli import main
from pressinvite.delivery.credentials import Secret, Server
from pressinvite.delivery.ledger import open_ledger
from pressinvite.delivery.replies.attendance import attendance
from pressinvite.delivery.replies.imap import Mailbox, read_mailbox
from pressinvite.delivery.replies.mail import LARGEST
from pressinvite.delivery.replies.taking import read_place, take_replies
from pressinvite.errors import SettingsError

pytestmark = pytest.mark.peer

SENT_LONG_AGO = dt.datetime(2021, 3, 3, 7, tzinfo=dt.UTC).timestamp()
NAMES = sorted(path.stem for path in CASES.glob("*.eml"))


@pytest.fixture(scope="module")
def dovecot():
    with Dovecot() as server:
        yield server


@pytest.fixture
def client(dovecot):
    """The officer's own mail program, with an empty inbox."""
    opened = imaplib.IMAP4_SSL("localhost", dovecot.secure_port, ssl_context=dovecot.context)
    opened.authenticate("PLAIN", lambda _: f"\0{USER}\0{PASSWORD}".encode())
    if opened.select("INBOX")[1] != [b"0"]:
        opened.store("1:*", "+FLAGS", "\\Deleted")
        opened.expunge()
    yield opened
    opened.logout()


@pytest.fixture
def ledger(tmp_path):
    with open_ledger(f"sqlite:///{tmp_path / 'pressinvite.db'}") as opened:
        send(opened)
        yield opened


def mailbox(dovecot, security="tls", folder="INBOX", password=PASSWORD, context=True):
    port = dovecot.secure_port if security == "tls" else dovecot.port
    server = Server("localhost", port, security, USER, protocol="imap")
    return Mailbox(server, folder, lambda: Secret(password), dovecot.context if context is True else context)


def read(ledger, box, since=SENT_LONG_AGO):
    arrived = read_mailbox(box, read_before=read_place(ledger, box.name), since=since)
    return take_replies(ledger, arrived, now=NOW, own=["press@malmo.example"])


def put(client, octets: bytes, folder: str = "INBOX") -> None:
    """A mail that arrives now; Dovecot lets none arrive in the future."""
    assert client.append(folder, None, None, octets)[0] == "OK"


def flags(client) -> list[bytes]:
    return sorted(client.fetch("1:*", "(UID FLAGS)")[1])


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_what_is_new_is_read_once_and_left_as_it_was(dovecot, client, ledger, security):
    for name in NAMES:
        put(client, case(name))
    client.noop()
    before = flags(client)
    box = mailbox(dovecot, security)
    first = read(ledger, box)
    assert first.mails == len(NAMES)
    assert first.unrelated == 4
    assert read(ledger, box).mails == 0
    put(client, calendar_mail("DECLINED", stamp="20270305T200000Z"))
    again = read(ledger, box)
    assert (again.mails, [each.reply.kind for each in again.replies]) == (1, ["declined"])
    client.noop()
    after = flags(client)
    assert len(after) == len(before) + 1
    assert not any(b"\\Seen" in line or b"\\Deleted" in line for line in after)
    (asa,) = [guest for guest in attendance(ledger, UID) if guest.address == ASA]
    assert asa.coming is False


def test_a_folder_made_anew_is_read_again_and_counts_once(dovecot, client, ledger):
    box = mailbox(dovecot, folder="Svar på inbjudan")
    for _ in range(2):
        client.create('"Svar p&AOU- inbjudan"')
        put(client, case("gmail-accepted"), '"Svar p&AOU- inbjudan"')
        taken = read(ledger, box)
        assert taken.mails == 1
        client.delete('"Svar p&AOU- inbjudan"')
    assert (taken.repeated, len(taken.replies)) == (1, 0)


def test_a_mail_that_is_too_large_is_told_of_and_left(dovecot, client, ledger):
    put(client, case("gmail-accepted") + b"x" * LARGEST)
    put(client, b"X-Large: 1\r\n" + case("apple-declined") + b"x\r\n" * 2_000_000)
    taken = read(ledger, mailbox(dovecot))
    assert [finding.code for finding in taken.findings] == ["reply-too-large"]
    assert [each.reply.kind for each in taken.replies] == ["declined"]


def test_mail_from_before_the_first_mailing_is_not_asked_for(dovecot, client, ledger):
    client.append("INBOX", None, '"01-Mar-2021 12:00:00 +0000"', case("gmail-accepted"))
    client.append("INBOX", None, '"03-Mar-2021 12:00:00 +0000"', case("apple-declined"))
    assert read(ledger, mailbox(dovecot)).mails == 1


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"password": "wrong"}, "imap-login"),
        ({"folder": "Nowhere"}, "imap-folder"),
        ({"context": None}, "imap-certificate"),
    ],
)
def test_what_is_wrong_is_told(dovecot, ledger, change, code):
    if code == "imap-certificate":
        change = {"context": ssl.create_default_context()}
    with pytest.raises(SettingsError) as caught:
        read(ledger, mailbox(dovecot, **change))
    assert [finding.code for finding in caught.value.findings] == [code]


def test_the_command_reads_the_mailbox_of_the_settings(dovecot, client, tmp_path, monkeypatch, capsys):
    (tmp_path / "pressinvite.toml").write_text(
        f'[sender]\nemail = "press@malmo.example"\n[imap]\nurl = "imap://{USER}@127.0.0.1:{dovecot.port}"\n', "utf-8"
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PRESSINVITE_IMAP_PASSWORD", PASSWORD)
    monkeypatch.setenv("PRESSINVITE_LANGUAGE", "sv")
    with open_ledger(f"sqlite:///{tmp_path / 'pressinvite.db'}") as opened:
        send(opened, now=SENT_LONG_AGO)
    put(client, calendar_mail("ACCEPTED", stamp="20210304T100000Z", more="COMMENT:Jag kommer gärna.\r\n"))
    assert main(["replies"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Så byggs bron\n  asa.oberg@tidningen.example: kommer\n    ”Jag kommer gärna.”\n")
    assert main(["replies"]) == 0
    assert capsys.readouterr().out == "0 meddelanden lästes: 0 svar, 0 lästa förut, 0 om annat.\n"
