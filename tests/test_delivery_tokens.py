"""Access tokens from a real https server: fetched once, renewed in time, and never sent anywhere else."""

from __future__ import annotations

import json
import ssl
import threading
import warnings
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pytest

from pressinvite.delivery.tokens import Endpoint, Tokens, parse_endpoint
from pressinvite.errors import SettingsError

REFRESH = "förnya-mig"
NAMED = {"PRESSINVITE_OAUTH_REFRESH_TOKEN": REFRESH}


class Giver:
    """A token endpoint with scripted answers (status, body), the last one for ever."""

    def __init__(self, *answers: tuple[int, object], headers: dict[str, str] | None = None) -> None:
        self.answers, self.headers = list(answers), headers or {}
        self.asked: list[dict[str, str]] = []

    def start(self) -> int:
        giver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                octets = self.rfile.read(int(self.headers["Content-Length"]))
                giver.asked.append({key: values[0] for key, values in parse_qs(octets.decode()).items()})
                status, body = giver.answers.pop(0) if len(giver.answers) > 1 else giver.answers[0]
                self.send_response(status)
                for name, value in giver.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body if isinstance(body, bytes) else json.dumps(body).encode())

            def log_message(self, *_: object) -> None:
                pass

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what trustme's own parts will stop doing one day
            import trustme

            authority = trustme.CA()
            served = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            authority.issue_cert("127.0.0.1").configure_cert(served)
            self.trust = ssl.create_default_context()
            authority.configure_trust(self.trust)
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.socket = served.wrap_socket(self.server.socket, server_side=True)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self.server.server_address[1]


@pytest.fixture
def give():
    started = []

    def give(*answers: tuple[int, object], trusted: bool = True, **more: object) -> tuple[Giver, Endpoint]:
        giver = Giver(*answers, **more)
        port = giver.start()
        started.append(giver)
        endpoint = Endpoint(f"https://127.0.0.1:{port}/token", "klient", "smtp.send", giver.trust if trusted else None)
        return giver, endpoint

    yield give
    for giver in started:
        giver.server.shutdown()
        giver.server.server_close()


def tokens(endpoint: Endpoint, *, environ=NAMED, keyring=lambda *_: None, keep=None, now=lambda: 1000.0) -> Tokens:
    return Tokens(endpoint, environ, keyring=keyring, keep=keep or (lambda *_: None), now=now)


def code_of(act) -> str:
    with pytest.raises(SettingsError) as stopped:
        act()
    assert REFRESH not in str(stopped.value.findings)
    return stopped.value.findings[0].code


def test_a_token_is_fetched_once_and_renewed_before_it_ends(give):
    giver, endpoint = give((200, {"access_token": "ett", "expires_in": 3600}), (200, {"access_token": "två"}))
    clock = [1000.0]
    source = tokens(endpoint, now=lambda: clock[0])
    assert [source().reveal() for _ in range(3)] == ["ett"] * 3
    clock[0] += 3500
    assert source().reveal() == "två"
    assert (
        giver.asked
        == [{"grant_type": "refresh_token", "client_id": "klient", "scope": "smtp.send", "refresh_token": REFRESH}] * 2
    )


@pytest.mark.parametrize(("life", "good", "late"), [(60, 29, 31), (200, 99, 101), (240, 119, 121), (600, 479, 481)])
def test_a_token_is_renewed_two_minutes_before_its_end_or_at_half_a_short_life(give, life, good, late):
    giver, endpoint = give((200, {"access_token": "ett", "expires_in": life}), (200, {"access_token": "två"}))
    clock = [1000.0]
    source = tokens(endpoint, now=lambda: clock[0])
    assert source().reveal() == "ett"
    clock[0] = 1000.0 + good
    assert source().reveal() == "ett"
    clock[0] = 1000.0 + late
    assert source().reveal() == "två"
    assert len(giver.asked) == 2


@pytest.mark.parametrize("status", [200, 400])
def test_an_answer_that_breaks_off_is_told_as_a_line_that_broke(give, status):
    _, endpoint = give((status, b"40\r\n{"), headers={"Transfer-Encoding": "chunked", "Connection": "close"})
    assert code_of(tokens(endpoint)) == "oauth-unreachable"


def test_many_threads_ask_once(give):
    giver, endpoint = give((200, {"access_token": "ett", "expires_in": 3600}))
    source = tokens(endpoint)
    threads = [threading.Thread(target=source) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(giver.asked) == 1


@pytest.mark.parametrize(("environ", "kept"), [({}, [("pressinvite", "refresh-token@127.0.0.1", "ny")]), (NAMED, [])])
def test_a_renewed_refresh_token_is_used_and_kept_where_the_old_one_was(give, environ, kept):
    giver, endpoint = give((200, {"access_token": "ett", "expires_in": 1, "refresh_token": "ny"}))
    clock, keeping = [1000.0], []
    source = tokens(
        endpoint, environ=environ, keyring=lambda *_: REFRESH, keep=lambda *told: keeping.append(told),
        now=lambda: clock[0],
    )  # fmt: skip
    source()
    clock[0] += 500
    source()
    assert [asked["refresh_token"] for asked in giver.asked] == [REFRESH, "ny"]
    assert keeping == kept


@pytest.mark.parametrize(
    ("status", "body", "code"),
    [
        (400, {"error": "invalid_grant", "error_description": "AADSTS700082: expired\r\nX: y"}, "oauth-refused"),
        (200, {"access_token": "ett\r\nBcc: x"}, "oauth-refused"),
        (200, b"<html>", "oauth-refused"),
        (200, [1], "oauth-refused"),
        (503, b"", "oauth-unreachable"),
    ],
)
def test_what_is_no_token_is_told(give, status, body, code):
    _, endpoint = give((status, body))
    assert code_of(tokens(endpoint)) == code


def test_a_redirect_is_not_followed(give):
    other, _ = give((200, {"access_token": "ett"}))
    _, endpoint = give((302, b""), headers={"Location": f"https://127.0.0.1:{other.server.server_address[1]}/"})
    assert code_of(tokens(endpoint)) == "oauth-refused"
    assert other.asked == []


def test_a_certificate_of_nobody_is_not_believed(give):
    giver, endpoint = give((200, {"access_token": "ett"}), trusted=False)
    assert code_of(tokens(endpoint)) == "oauth-unreachable"
    assert giver.asked == []


def test_without_a_refresh_token_nothing_is_begun():
    assert code_of(lambda: tokens(Endpoint("https://login.example/token", "klient"), environ={})) == "oauth-no-secret"


def test_the_endpoint_of_the_settings():
    told = {"token_url": "https://login.example/token", "client_id": "klient", "scope": "a b"}
    assert parse_endpoint(told) == Endpoint("https://login.example/token", "klient", "a b")
    assert parse_endpoint({}) is None
    for half in ({"client_id": "x"}, {**told, "client_id": ""}, {**told, "token_url": "http://login.example/token"}):
        assert code_of(lambda half=half: parse_endpoint(half)) == "oauth-settings"
