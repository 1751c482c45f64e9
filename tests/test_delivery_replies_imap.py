"""A mailbox on a server that misbehaves: never a hang, never a password in the open, and a clear word on what is wrong."""

from __future__ import annotations

import base64
import socket

import pytest
from imap_servers import ScriptedServer
from reply_cases import SENT_AT

from pressinvite.delivery.credentials import Secret, Server, find_secret, parse_server
from pressinvite.delivery.replies.imap import Mailbox, _quote, read_mailbox
from pressinvite.errors import SettingsError

MAIL = b"From: a@b.example\r\nMessage-ID: <1@b.example>\r\n\r\nhej\r\n"


def usual(line: bytes, **others: list[bytes] | None) -> list[bytes] | None:
    """What a sound server with one mail answers."""
    words = line.split(b" ")
    if len(words) < 2 or not line.isascii():  # the beginning of an encryption
        return None
    command = b" ".join(words[1:3] if words[1] == b"UID" else words[1:2]).decode().replace(" ", "_")
    if command in others:
        return others[command]
    done = b"{tag} OK done\r\n"
    return {
        "CAPABILITY": [b"* CAPABILITY IMAP4rev1 AUTH=XOAUTH2\r\n", done],
        "LOGIN": [done],
        "EXAMINE": [b"* 1 EXISTS\r\n* OK [UIDVALIDITY 5] ok\r\n", done],
        "UID_SEARCH": [b"* SEARCH 4\r\n", done],
        "UID_FETCH": (
            [b"* 1 FETCH (UID 4 RFC822.SIZE %d)\r\n" % len(MAIL), done]
            if b"RFC822.SIZE" in line
            else [b"* 1 FETCH (UID 4 BODY[]<0> {%d}\r\n" % len(MAIL) + MAIL + b")\r\n", done]
        ),
    }.get(command, [b"{tag} BAD what?\r\n"])


def read(
    server: ScriptedServer, seconds: float = 0.5, before: tuple[int, int] = (0, 0), **more: str
) -> list[bytes | None]:
    asked = Server("127.0.0.1", server.port, "plain", **{"user": "press", "protocol": "imap", **more})
    box = Mailbox(asked, secret=lambda: Secret("hemlig"), seconds=seconds)
    return [each.octets for each in read_mailbox(box, read_before=before, since=SENT_AT)]


def failure(answer, greeting: bytes = b"* OK ready\r\n", **more: str) -> tuple[str, str]:
    """The finding's code, and the problem that it tells."""
    with ScriptedServer(answer, greeting) as server, pytest.raises(SettingsError) as caught:
        read(server, **more)
    (finding,) = caught.value.findings
    assert "hemlig" not in str(finding)
    return finding.code, str(finding.values.get("problem", ""))


def test_what_is_asked_of_a_server() -> None:
    with ScriptedServer(usual) as server:
        assert read(server) == [MAIL]
    asked = [line.split(b" ", 1)[1] for line in server.lines]
    assert asked == [
        b"CAPABILITY", b'LOGIN press "hemlig"', b'EXAMINE "INBOX"', b"UID SEARCH UID 1:* SINCE 2-Mar-2027",
        b"UID FETCH 4 (UID RFC822.SIZE)", b"UID FETCH 4 (UID BODY.PEEK[]<0.2097153>)",
    ]  # fmt: skip


@pytest.mark.parametrize(("before", "asked"), [((5, 3), b"UID 4:*"), ((6, 9), b"UID 1:*"), ((5, 4), b"UID 5:*")])
def test_only_what_is_new_is_asked_for(before, asked) -> None:
    with ScriptedServer(usual) as server:
        found = read(server, before=before)
    (line,) = [line for line in server.lines if b"SEARCH" in line]
    assert asked in line
    assert found == ([] if before == (5, 4) else [MAIL])  # "5:*" gives the last one there is, 4


ENDLESS = b"* OK " + b"x" * 9_000_000


@pytest.mark.parametrize(
    ("answer", "code", "problem"),
    [
        ({"CAPABILITY": None}, "imap-unreachable", "the server closed the line"),
        ({"EXAMINE": []}, "imap-unreachable", "no answer in time"),
        ({"EXAMINE": [b"* OK still here\r\n" * 10]}, "imap-unreachable", "no answer in time"),
        ({"EXAMINE": [ENDLESS]}, "imap-unreachable", "a line without an end"),
        ({"UID_SEARCH": [b"* SEARCH one two\r\n", b"{tag} OK x\r\n"]}, "imap-unreachable", ""),
        ({"UID_SEARCH": [b"{tag} NO not today\r\n"]}, "imap-unreachable", "not today"),
        ({"UID_FETCH": [b"* 1 FETCH (UID 4 BODY[] {99999999999}\r\n"]}, "imap-unreachable", "an answer without an end"),
        ({"UID_FETCH": [b"* BYE going down\r\n"]}, "imap-unreachable", ""),
        ({"EXAMINE": [b"{tag} NO no such folder\r\n"]}, "imap-folder", "no such folder"),
        ({"LOGIN": [b"{tag} NO [AUTHENTICATIONFAILED] no\r\n"]}, "imap-login", "[AUTHENTICATIONFAILED] no"),
        ({"LOGIN": [b"{tag} NO [UNAVAILABLE] later\r\n"]}, "imap-unreachable", "[UNAVAILABLE] later"),
        ({"CAPABILITY": [b"* CAPABILITY IMAP4rev1 LOGINDISABLED\r\n{tag} OK x\r\n"]}, "imap-no-login", ""),
    ],
)  # fmt: skip
def test_what_a_server_can_do_to_us(answer, code, problem) -> None:
    found, told = failure(lambda line: usual(line, **answer))
    assert found == code
    assert problem in told


def test_many_lines_are_no_answer_either() -> None:
    lines = [b"* OK %s\r\n" % (b"x" * 1_000_000)] * 100
    with ScriptedServer(lambda line: usual(line, EXAMINE=lines)) as server, pytest.raises(SettingsError) as caught:
        read(server, seconds=30)
    assert "an answer without an end" in str(caught.value.findings[0].values["problem"])


def test_a_greeting_that_is_none() -> None:
    assert failure(usual, b"220 smtp here\r\n")[0] == "imap-unreachable"
    assert failure(usual, b"* BYE too many\r\n")[0] == "imap-unreachable"


def test_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as held:
        port = held.getsockname()[1]
    with pytest.raises(SettingsError) as caught:
        list(read_mailbox(Mailbox(Server("127.0.0.1", port, "plain")), read_before=(0, 0), since=SENT_AT))
    assert caught.value.findings[0].values["problem"] == "Connection refused"


def test_a_server_without_encryption_gets_no_password() -> None:
    with ScriptedServer(usual) as server:
        box = Mailbox(
            Server("127.0.0.1", server.port, "starttls", "press", protocol="imap"), secret=lambda: Secret("hemlig")
        )
        with pytest.raises(SettingsError) as caught:
            list(read_mailbox(box, read_before=(0, 0), since=SENT_AT))
    assert [finding.code for finding in caught.value.findings] == ["imap-no-starttls"]
    assert not any(b"hemlig" in line or b"LOGIN" in line for line in server.lines)


def test_what_comes_before_the_encryption_is_not_believed() -> None:
    """CVE-2021-33515 and its kin: a line that somebody put behind the answer to STARTTLS."""

    def answer(line: bytes) -> list[bytes] | None:
        if b"STARTTLS" in line:
            return [b"{tag} OK go on\r\n* 1 EXISTS\r\n"]
        return usual(line, CAPABILITY=[b"* CAPABILITY IMAP4rev1 STARTTLS\r\n", b"{tag} OK x\r\n"])

    with ScriptedServer(answer) as server:
        box = Mailbox(
            Server("127.0.0.1", server.port, "starttls", "press", protocol="imap"),
            secret=lambda: Secret("x"),
            seconds=0.5,
        )
        with pytest.raises(SettingsError):
            list(read_mailbox(box, read_before=(0, 0), since=SENT_AT))
    assert not any(b"LOGIN" in line for line in server.lines)


def test_a_token_is_given_as_microsoft_and_google_want_it() -> None:
    def answer(line: bytes) -> list[bytes] | None:
        if b"AUTHENTICATE" in line:
            return [b"+ \r\n"]
        if b" " not in line:
            given.append(base64.b64decode(line))
            return [b"A1 OK in\r\n".replace(b"A1", server.lines[-2].partition(b" ")[0])]
        return usual(line)

    given: list[bytes] = []
    with ScriptedServer(answer) as server:
        assert read(server, method="xoauth2") == [MAIL]
    assert given == [b"user=press\x01auth=Bearer hemlig\x01\x01"]


def test_a_token_that_is_refused() -> None:
    def answer(line: bytes) -> list[bytes] | None:
        if b"AUTHENTICATE" in line:
            return [b"+ \r\n"]
        if line == b"":
            return [server.lines[-3].partition(b" ")[0] + b" NO AUTHENTICATE failed.\r\n"]
        if b" " not in line:
            return [b"+ eyJzdGF0dXMiOiI0MDEifQ==\r\n"]
        return usual(line)

    with ScriptedServer(answer) as server, pytest.raises(SettingsError) as caught:
        read(server, method="xoauth2")
    assert caught.value.findings[0].code == "imap-login"


@pytest.mark.parametrize(
    ("folder", "told"),
    [
        ("INBOX", '"INBOX"'),
        ("Svar på inbjudan", '"Svar p&AOU- inbjudan"'),
        ("R&D", '"R&-D"'),
        ("台北", '"&U,BTFw-"'),  # RFC 3501 section 5.1.3
        ('a"b\\c', '"a\\"b\\\\c"'),
        ("a\r\nA2 DELETE x", '"a&AA0ACg-A2 DELETE x"'),
    ],
)
def test_names_of_folders(folder, told) -> None:
    assert _quote(folder) == told


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("imaps://press@malmo.example@mail.example/", ("mail.example", 993, "tls", "press@malmo.example", "password")),
        ("imap+starttls://press@mail.example:1143", ("mail.example", 1143, "starttls", "press", "password")),
        ("imaps://press@mail.example?auth=xoauth2", ("mail.example", 993, "tls", "press", "xoauth2")),
        ("imap://press@localhost", ("localhost", 143, "plain", "press", "password")),
    ],
)
def test_addresses_of_mailboxes(url, server) -> None:
    assert parse_server(url, "imap") == (*server, "imap")


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("smtps://press@mail.example", "imap-url"),
        ("https://mail.example", "imap-url"),
        ("imaps://", "imap-url"),
        ("imaps://mail.example/INBOX", "imap-url"),
        ("imaps://mail.example:x", "imap-url"),
        ("imap://press@mail.example", "imap-login-unencrypted"),
        ("imaps://press:hemlig@mail.example", "secret-in-settings"),
    ],
)
def test_addresses_that_are_none(url, code) -> None:
    with pytest.raises(SettingsError) as caught:
        parse_server(url, "imap")
    assert [(finding.code, finding.field) for finding in caught.value.findings] == [(code, "imap.url")]
    assert "hemlig" not in str(caught.value.findings)


def test_the_secret_is_the_mailboxs_own() -> None:
    server = parse_server("imaps://press@mail.example", "imap")
    environ = {"PRESSINVITE_SMTP_PASSWORD": "other", "PRESSINVITE_IMAP_PASSWORD": "own"}
    assert find_secret(server, environ, keyring=lambda *_: None).reveal() == "own"
    with pytest.raises(SettingsError) as caught:
        find_secret(server, {"PRESSINVITE_SMTP_PASSWORD": "other"}, keyring=lambda *_: None)
    assert caught.value.findings[0].code == "imap-no-secret"
