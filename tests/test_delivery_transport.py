"""One connection: encryption, login, what is said on the envelope, and answers that have an end."""

from __future__ import annotations

import ssl
import threading
from collections import Counter

import pytest
from delivery_samples import transport
from hypothesis import given
from hypothesis import strategies as st
from mail_servers import EXTENSIONS, MailServer

from pressinvite.delivery.connecting import LineError, Timeouts, Transport
from pressinvite.delivery.credentials import Secret, Server, ask_keyring, find_secret, parse_server
from pressinvite.delivery.rates import BURST_SECONDS, Bucket, Rates
from pressinvite.delivery.transport import Letter, Line
from pressinvite.errors import SettingsError

FROM, TO = "press@malmo.example", "anna@tidning.example"
SECRET = "hemligt"  # noqa: S105 -- a made-up one
OCTETS = b"Subject: x\r\n\r\nhej\r\n"


def code_of(act) -> str:
    with pytest.raises(SettingsError) as stopped:
        act()
    return stopped.value.findings[0].code


def login(port: int, security, context, *, secret=SECRET, method="password", user="anna@malmo.example") -> Transport:
    quick = Timeouts(connect=5, command=2, body=5, dot=2)
    server = Server("127.0.0.1", port, security, user, method)
    return Transport(server, lambda: Secret(secret), timeouts=quick, context=context)


def deliver(line: Line, octets: bytes = OCTETS, to: str = TO):
    try:
        return line.deliver(FROM, to, octets)
    finally:
        line.close()


# encryption and login


@pytest.mark.parametrize("security", ["starttls", "tls"])
@pytest.mark.parametrize("method", ["password", "xoauth2"])
def test_encrypted_and_logged_in(security, method, server_context, client_context):
    logins = {"anna@malmo.example": "hemligt"}
    with MailServer(context=server_context, implicit=security == "tls", logins=logins) as server:
        answer = deliver(Line(login(server.port, security, client_context, method=method)))
    assert answer == ("taken", "250 2.0.0 taken", "dot")
    assert [command for command in server.commands if "AUTH" in command] == [
        "AUTH PLAIN AGFubmFAbWFsbW8uZXhhbXBsZQBoZW1saWd0"
        if method == "password"
        else "AUTH XOAUTH2 dXNlcj1hbm5hQG1hbG1vLmV4YW1wbGUBYXV0aD1CZWFyZXIgaGVtbGlndAEB"
    ]


@pytest.mark.parametrize("method", ["password", "xoauth2"])
def test_a_wrong_secret_is_told_and_never_shown(method, server_context, client_context):
    with (
        MailServer(context=server_context, logins={"anna@malmo.example": "annat"}) as server,
        pytest.raises(SettingsError) as stopped,
    ):
        Line(login(server.port, "starttls", client_context, method=method))
    (finding,) = stopped.value.findings
    assert finding.code == "smtp-login"
    assert "hemligt" not in repr(finding)
    assert finding.values["problem"] == "535 5.7.8 wrong name or password"


def test_login_where_only_login_is_offered(server_context, client_context):
    server = MailServer(context=server_context, logins={"anna@malmo.example": "hemligt"})
    server.methods = "LOGIN"
    with server:
        assert deliver(Line(login(server.port, "starttls", client_context))).kind == "taken"
    server = MailServer(context=server_context, logins={"anna@malmo.example": "hemligt"})
    server.methods = "GSSAPI"
    with server:
        assert code_of(lambda: Line(login(server.port, "starttls", client_context))) == "smtp-no-login"


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_that_nobody_vouches_for(security, server_context):
    with MailServer(context=server_context, implicit=security == "tls") as server:
        assert code_of(lambda: Line(login(server.port, security, None))) == "smtp-certificate"
        assert not any("AUTH" in command for command in server.commands)


def test_a_certificate_for_another_name(authority, client_context):
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("other.example").configure_cert(context)
    with MailServer(context=context) as server:
        assert code_of(lambda: Line(login(server.port, "starttls", client_context))) == "smtp-certificate"


def test_without_starttls_nothing_is_said_in_the_open(client_context):
    with MailServer(logins={"anna@malmo.example": "hemligt"}) as server:
        assert code_of(lambda: Line(login(server.port, "starttls", client_context))) == "smtp-no-starttls"
        assert all(command.upper().startswith("EHLO") for command in server.commands)


@pytest.mark.parametrize("fault", ["454 4.7.0 later", "garbage", "drop"])
@pytest.mark.parametrize("step", ["connect", "starttls", "auth"])
def test_what_may_pass_is_a_line_that_broke(step, fault, server_context, client_context):
    logins = {"anna@malmo.example": "hemligt"}
    with (
        MailServer(lambda now, _: fault if now == step else None, context=server_context, logins=logins) as server,
        pytest.raises(LineError),
    ):
        Line(login(server.port, "starttls", client_context))


def test_words_slipped_in_before_the_encryption_are_not_heard(server_context, client_context):
    logins = {"anna@malmo.example": "hemligt"}

    def slip(step, _words) -> str | None:
        return "250 lab.example" if step == "behind starttls" else None

    with MailServer(slip, context=server_context, logins=logins) as server:
        assert deliver(Line(login(server.port, "starttls", client_context))).kind == "taken"


def test_a_server_that_does_not_speak_tls(client_context):
    with MailServer() as server, pytest.raises(LineError):
        Line(login(server.port, "tls", client_context, user=""))


# the envelope


def test_what_is_said_where_everything_is_offered():
    with MailServer() as server:
        assert deliver(Line(transport(server.port))).kind == "taken"
        assert (
            deliver(Line(transport(server.port)), "Subject: å\r\n\r\n".encode(), "åsa@tidning.example").kind == "taken"
        )
    mails = [command for command in server.commands if command.startswith("MAIL")]
    assert mails == [f"MAIL FROM:<{FROM}> SIZE=19", f"MAIL FROM:<{FROM}> SIZE=15 BODY=8BITMIME SMTPUTF8"]
    assert server.recipients() == [TO, "åsa@tidning.example"]


@pytest.mark.parametrize(
    ("missing", "octets", "to", "words"),
    [
        ("SMTPUTF8", OCTETS, "åsa@tidning.example", "SMTPUTF8"),
        ("8BITMIME", "Subject: å\r\n\r\n".encode(), TO, "8BITMIME"),
        ("", OCTETS, "anna@tidning.example>\r\nRCPT TO:<all@tidning.example", "cannot be written"),
        ("", OCTETS, "anna", "cannot be written"),
        ("", OCTETS, "", "cannot be written"),
    ],
)
def test_what_the_server_cannot_take_is_refused_before_it_is_asked(missing, octets, to, words):
    offered = tuple(extension for extension in EXTENSIONS if extension != missing)
    with MailServer(extensions=offered) as server:
        answer = deliver(Line(transport(server.port)), octets, to)
    assert (answer.kind, answer.step) == ("never", "")
    assert words in answer.words
    assert not any(command.startswith("MAIL") for command in server.commands)


def test_a_message_larger_than_the_server_takes():
    with MailServer(extensions=("SIZE 10",)) as server:
        assert deliver(Line(transport(server.port))).kind == "never"


@given(st.lists(st.binary(max_size=80).map(lambda line: line.replace(b"\r", b"").replace(b"\n", b"")), max_size=20))
def test_any_lines_arrive_as_they_are(lines):
    octets = b"".join(line + b"\r\n" for line in [b"Subject: x", b"", *lines])
    with MailServer() as server:
        assert deliver(Line(transport(server.port)), octets).kind == "taken"
    assert server.taken[0].octets == octets


@pytest.mark.parametrize("end", [b"\n", b"\r", b"\n.\n", b"\r\n.\rQUIT\r\n", b"\n\r\n"])
def test_a_line_end_that_could_smuggle_a_second_message_is_never_sent(end):
    with MailServer() as server:
        line = Line(transport(server.port))
        with pytest.raises(ValueError, match="CRLF"):
            deliver(line, OCTETS + b"a" + end)


def test_one_connection_carries_many_messages_and_survives_a_refusal():
    def refuse(step, words) -> str | None:
        return "550 5.1.1 no such user" if step == "rcpt" and "nobody" in words else None

    for extensions in (EXTENSIONS, ()):
        with MailServer(refuse, extensions=extensions) as server:
            line = Line(transport(server.port))
            kinds = [line.deliver(FROM, to, OCTETS).kind for to in (TO, "nobody@tidning.example", TO, TO)]
            line.close()
        assert kinds == ["taken", "never", "taken", "taken"]
        assert server.connections == 1


def test_a_server_that_asks_for_the_message_of_a_refused_recipient_gets_none():
    with MailServer(lambda step, _: "550 5.1.1 no" if step == "rcpt" else None) as server:
        server.lenient = True
        line = Line(transport(server.port))
        assert line.deliver(FROM, TO, OCTETS).kind == "never"
        assert not line.is_open
    assert not server.taken


def test_with_pipelining_the_commands_of_a_message_leave_together():
    for extensions, behind in ((EXTENSIONS, b"RCPT TO:<anna@tidning.example>\r\nDATA\r\n"), ((), b"")):
        with MailServer(extensions=extensions) as server:
            deliver(Line(transport(server.port)))
        verbs = [command.split(" ")[0].upper() for command in server.commands]
        assert verbs == ["EHLO", "MAIL", "RCPT", "DATA", "QUIT"]
        assert server.behind[1] == behind


@pytest.mark.parametrize("fault", ["drip", "silence", "garbage"])
def test_no_answer_is_waited_for_longer_than_was_said(fault):
    with MailServer(lambda step, _: fault if step == "mail" else None) as server:
        line = Line(transport(server.port))
        answer = deliver(line)
    assert (answer.kind, line.is_open) == ("line", False)


# which server, and its secret


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://localhost", Server("localhost", 25, "plain")),
        ("smtp://localhost:2525", Server("localhost", 2525, "plain")),
        ("smtps://mail.example", Server("mail.example", 465, "tls")),
        ("smtp+starttls://anna@mail.example", Server("mail.example", 587, "starttls", "anna")),
        ("smtps://anna@malmo.example@mail.example:466", Server("mail.example", 466, "tls", "anna@malmo.example")),
        ("smtps://a%40b@mail.example?auth=xoauth2", Server("mail.example", 465, "tls", "a@b", "xoauth2")),
    ],
)
def test_addresses_of_servers(url, server):
    assert parse_server(url) == server


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("", "smtp-url"),
        ("mail.example", "smtp-url"),
        ("http://mail.example", "smtp-url"),
        ("smtp://", "smtp-url"),
        ("smtp://mail.example:port", "smtp-url"),
        ("smtp://mail.example/path", "smtp-url"),
        ("smtps://anna@mail.example?auth=magic", "smtp-url"),
        ("smtps://anna@mail.example?other=1", "smtp-url"),
        ("smtps://anna:hemligt@mail.example", "secret-in-settings"),
        ("smtp://anna@mail.example", "smtp-login-unencrypted"),
    ],
)
def test_addresses_that_are_refused(url, code):
    with pytest.raises(SettingsError) as stopped:
        parse_server(url)
    assert stopped.value.findings[0].code == code
    assert "hemligt" not in repr(stopped.value.findings)


def test_a_secret_from_the_environment_wins_over_the_keyring():
    server = Server("mail.example", 465, "tls", "anna")
    keyring = {("pressinvite", "anna@mail.example"): "ur ringen"}

    def ask(service: str, name: str) -> str | None:
        return keyring.get((service, name))

    given_secret = find_secret(server, {"PRESSINVITE_SMTP_PASSWORD": "ur miljön"}, keyring=ask)
    assert given_secret.reveal() == "ur miljön"
    assert find_secret(server, {}, keyring=ask).reveal() == "ur ringen"
    token = find_secret(server._replace(method="xoauth2"), {"PRESSINVITE_SMTP_TOKEN": "nyckel"}, keyring=ask)
    assert token.reveal() == "nyckel"
    assert code_of(lambda: find_secret(server._replace(user="eva"), {}, keyring=ask)) == "smtp-no-secret"


def test_a_secret_shows_itself_nowhere():
    secret = Secret("hemligt")
    assert "hemligt" not in f"{secret!r} {secret} {[secret]} {Transport(Server('h', 1, 'tls'), lambda: secret)}"


def test_the_keyring_is_asked_as_users_fill_it(monkeypatch):
    import keyring
    from keyring.backend import KeyringBackend
    from keyring.errors import KeyringLocked

    class Ring(KeyringBackend):
        priority = 1
        locked = False

        def set_password(self, service, username, password) -> None:
            raise NotImplementedError

        def get_password(self, service, username) -> str | None:
            if self.locked:
                raise KeyringLocked
            return "hemligt" if (service, username) == ("pressinvite", "anna@mail.example") else None

    before = keyring.get_keyring()
    try:
        keyring.set_keyring(Ring())
        assert ask_keyring("pressinvite", "anna@mail.example") == "hemligt"
        assert ask_keyring("pressinvite", "eva@mail.example") is None
        monkeypatch.setattr(Ring, "locked", True)
        assert ask_keyring("pressinvite", "anna@mail.example") is None
    finally:
        keyring.set_keyring(before)


# how fast


@given(st.integers(1, 600), st.lists(st.floats(0, 30), min_size=1, max_size=80))
def test_in_no_minute_leave_more_than_the_limit_and_its_burst(per_minute, gaps):
    bucket, now, left = Bucket(per_minute), 1000.0, []
    for gap in gaps:
        now += gap
        now += bucket.delay(now)
        bucket.take(now)
        left.append(now)
    burst = per_minute * BURST_SECONDS / 60 + 1
    for start in left:
        assert sum(start <= moment < start + 60 for moment in left) <= per_minute + burst + 1e-6


def test_one_domain_waits_and_another_does_not():
    rates = Rates(per_domain=10)
    assert rates.take("a@x.example", 0.0) == 0
    assert rates.take("b@X.example", 0.0) == 6
    assert rates.take("c@y.example", 0.0) == 0
    assert rates.take("d@x.example", 6.0) == 6


def test_a_clock_set_back_does_not_stop_the_flow():
    rates = Rates(per_minute=60)
    for _ in range(10):
        rates.take("a@x.example", 1_000_000.0)
    assert rates.take("a@x.example", 10.0) == 0


# what is sent ahead

NEXT = Letter(FROM, "bo@tidning.example", b"Subject: y\r\n\r\nhej\r\n")


def follow(line: Line, following: Letter = NEXT):
    """The answers to a message and to the one whose commands went ahead with it."""
    first = line.deliver(FROM, TO, OCTETS, following)
    return first.kind, line.deliver(*following).kind


def test_the_next_messages_commands_go_ahead_and_nothing_of_itself():
    ahead = threading.Event()
    with MailServer(lambda step, who: ahead.set() if (step, who) == ("data", NEXT.recipient) else None) as server:
        line = Line(transport(server.port))
        assert line.deliver(FROM, TO, OCTETS, NEXT).kind == "taken"
        assert ahead.wait(10)
        assert server.recipients() == [TO]
        assert line.deliver(*NEXT).kind == "taken"
        line.close()
    assert server.recipients() == [TO, NEXT.recipient]
    assert server.taken[1].octets == NEXT.octets
    verbs = [command.split(" ")[0] for command in server.commands]
    assert verbs == ["ehlo", "MAIL", "RCPT", "DATA", "MAIL", "RCPT", "DATA", "quit"]


def test_without_pipelining_nothing_goes_ahead():
    with MailServer(extensions=()) as server:
        line = Line(transport(server.port))
        assert line.deliver(FROM, TO, OCTETS, NEXT).kind == "taken"
        assert line.close() is None
    assert [command.split(" ")[0] for command in server.commands] == ["ehlo", "MAIL", "RCPT", "DATA", "quit"]


@pytest.mark.parametrize(
    ("step", "fault", "kinds"),
    [
        ("rcpt", "550 5.1.1 no", ("taken", "never")),
        ("data", "451 4.3.0 later", ("taken", "later")),
        ("mail", "421 4.7.0 enough", ("taken", "line")),
        ("mail", "drop", ("taken", "line")),
        ("dot", "451 4.3.0 later", ("later", "taken")),
        ("dot", "550 5.7.1 spam", ("never", "taken")),
        ("dot", "drop", ("unknown", "line")),
        ("dot", "take garbage", ("unknown", "line")),
    ],
)
def test_each_message_has_its_own_answer(step, fault, kinds):
    """The second message's step, but for the dot: there the first message's."""
    number = 1 if step == "dot" else 2
    reached = Counter()

    def faults(now, _words) -> str | None:
        reached[now] += 1
        return fault if now == step and reached[now] == number else None

    with MailServer(faults) as server:
        line = Line(transport(server.port))
        assert follow(line) == kinds
        line.close()


def test_a_line_that_waits_for_one_message_takes_no_other_and_hears_no_farewell():
    with MailServer() as server:
        line = Line(transport(server.port))
        assert line.deliver(FROM, TO, OCTETS, NEXT).kind == "taken"
        assert line.deliver(FROM, "carl@tidning.example", OCTETS).kind == "line"
        assert not line.is_open
        line = Line(transport(server.port))
        assert line.deliver(FROM, TO, OCTETS, NEXT).kind == "taken"
        line.close()
    assert server.recipients() == [TO, TO]
    assert "quit" not in server.commands


# the greeting


@pytest.mark.parametrize("fault", ["451 4.3.0 later", "421 4.3.2 closing", "550 5.7.1 not you", "garbage", "drop"])
def test_a_server_that_does_not_answer_the_greeting_now_is_not_taken_for_one_that_can_do_nothing(fault):
    with (
        MailServer(lambda step, _: fault if step == "ehlo" else None) as server,
        pytest.raises(LineError),
    ):
        Line(transport(server.port))
    assert not any(command.upper().startswith("HELO") for command in server.commands)


def test_a_server_that_does_not_know_ehlo_is_greeted_as_of_old():
    with MailServer(lambda step, _: "502 5.5.1 what?" if step == "ehlo" else None) as server:
        assert deliver(Line(transport(server.port))).kind == "taken"
    assert server.commands[1].upper().startswith("HELO")
