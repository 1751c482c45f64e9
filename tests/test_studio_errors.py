"""Where something fails, the user reads a page in their own language, and the console what it was."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from studio_cases import HOME, PORT, RELEASE, Studio

from pressinvite.studio.door import COOKIE, MAX_OCTETS, Door, Keys
from pressinvite.studio.previews import Previews

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import Message


@pytest.fixture
def studio(tmp_path):
    return Studio(tmp_path)


def break_down(*_: object) -> str:
    raise RuntimeError("secret words of the program")


def test_what_should_not_happen_gives_a_page_and_is_told_on_the_console(studio, monkeypatch, caplog):
    path = studio.paste()
    monkeypatch.setattr(Previews, "page", break_down)
    answer = studio.browser.get(f"{path}/preview/page")
    assert answer.status_code == 500
    assert '<html lang="sv">' in answer.text
    assert "Något gick fel" in answer.text
    assert "secret words" not in answer.text
    assert "Traceback" not in answer.text
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert "secret words of the program" in caplog.text


def test_an_address_with_nothing_at_it_says_so(studio):
    answer = studio.browser.get("/nothing-here")
    assert answer.status_code == 404
    assert "Det finns inget på den här adressen." in answer.text


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b'--x\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n', "multipart/form-data; boundary=x"),
        (b"no multipart at all", "multipart/form-data; boundary=x"),
        (b"--x", "multipart/form-data"),
        (b"", "multipart/form-data; boundary=" + "b" * 5000),
        (b'--x\r\nContent-Disposition: form-data; name="' + b"n" * 100_000 + b'"\r\n\r\nv\r\n--x--\r\n', "multipart/form-data; boundary=x"),
        (b"".join(b'--x\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\nv\r\n' for _ in range(50)) + b"--x--\r\n", "multipart/form-data; boundary=x"),
        (b"&".join(b"f%d=v" % number for number in range(5000)), "application/x-www-form-urlencoded"),
        (b"\xff\xfe=\xff&csrf=%ff", "application/x-www-form-urlencoded"),
        (b"{}", "application/json"),
        (b"--x\r\nContent-Disposition: form-data; name=\"csrf\"; filename*=UTF-16''%00%ff\r\n\r\nv\r\n--x--\r\n", "multipart/form-data; boundary=x"),
    ],
    ids=["no end", "no part", "no boundary", "long boundary", "long name", "many files", "many fields", "no text", "json", "charset"],
)  # fmt: skip
@pytest.mark.parametrize("address", ["/drafts", "draft", "/send/meetings/x.yaml", "/publish", "/replies"])
def test_a_malformed_form_gets_an_answer(studio, body, kind, address):
    path = studio.paste() if address == "draft" else address
    answer = studio.browser.post(path, content=body, headers={"content-type": kind})
    assert answer.status_code in {400, 403, 413}
    assert '<html lang="sv">' in answer.text


def test_rows_without_end_and_odd_names_are_not_taken(studio):
    path = studio.paste()
    odd = {
        "participants-99999999999-name": "x",
        "contacts-0-__class__": "x",
        "contacts-٣-name": "x",
        "participants-0-name-x": "x",
        "participants": "x",
        "uid": "x",
        "pick:uid": "ours",
        f"participants-{'9' * 5000}-name": "x",
    }
    answer = studio.browser.post(path, data=studio.form(path) | odd | {"act": "keep"})
    assert answer.status_code == 303
    assert set(studio.form(path)) & set(odd) == set()


def test_a_name_of_a_file_is_shown_and_never_markup(studio):
    files = {"file": ("<img src=x onerror=alert(1)>\"'{{7*7}}.txt", RELEASE.encode())}
    answer = studio.browser.post("/drafts", data={"csrf": studio.keys.form_token, "text": ""}, files=files)
    assert answer.status_code == 303
    for address in ("/", answer.headers["location"]):
        assert "<img src=x" not in studio.get(address)


@pytest.mark.parametrize(
    "octets",
    [
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>',
        b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
        b"%PDF-1.7\n%%EOF",
        b"PK\x05\x06" + bytes(18),
        b"\x00" * 1000,
        b"BEGIN:VCALENDAR\r\n",
        b"[" * 100_000,
        b"a: &a [*a, *a]\n",
    ],
)
@pytest.mark.parametrize("name", ["x.xml", "x.docx", "x.pdf", "x.ics", "x.yaml", "x.json", "x.eml", "x.html", "x"])
def test_a_malformed_source_gets_an_answer(studio, name, octets):
    data = {"csrf": studio.keys.form_token, "text": ""}
    answer = studio.browser.post("/drafts", data=data, files={"file": (name, octets)})
    assert answer.status_code == 422
    assert "root:" not in answer.text
    assert '<html lang="sv">' in answer.text


async def ask(app: Door, body: list[bytes], *, cookie: str) -> list[int]:
    """The statuses of the answers to a request whose body comes in these pieces, and then nothing more."""
    pieces = iter(body)
    statuses: list[int] = []

    async def receive() -> Message:
        piece = next(pieces, None)
        if piece is None:
            await asyncio.Event().wait()
        return {"type": "http.request", "body": piece, "more_body": True}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    headers = [("host", f"127.0.0.1:{PORT}"), ("origin", HOME), ("cookie", f"{COOKIE}={cookie}"), ("content-type", "application/x-www-form-urlencoded")]  # fmt: skip
    scope = {
        "type": "http", "method": "POST", "path": "/", "raw_path": b"/", "query_string": b"", "scheme": "http",
        "headers": [(name.encode(), value.encode()) for name, value in headers], "server": ("127.0.0.1", PORT),
    }  # fmt: skip
    await app(scope, receive, send)
    return statuses


def behind_a_door(keys: Keys) -> Door:
    async def take(request: Request) -> PlainTextResponse:
        await request.body()
        return PlainTextResponse("taken")

    return Door(Starlette(routes=[Route("/", take, methods=["POST"])]), keys, PORT, lambda code: code, patience=0.05)


@pytest.mark.parametrize(("body", "status"), [([b"a="], 408), ([b"x" * MAX_OCTETS, b"x"], 413)])
def test_a_body_that_never_ends_is_ended(body, status):
    keys = Keys()
    session = keys.exchange(keys.token or "") or ""
    assert asyncio.run(ask(behind_a_door(keys), body, cookie=session)) == [status]


def test_two_clicks_at_once_save_one_meeting(studio):
    path = studio.paste()
    form = studio.form(path) | {"act": "save"}
    cookie = {"cookie": f"{COOKIE}={next(iter(studio.browser.cookies.jar)).value}", "origin": HOME}
    answers = []

    def click() -> None:
        browser = TestClient(studio.app, base_url=HOME, follow_redirects=False, headers=cookie)
        answers.append(browser.post(path, data=form).status_code)

    threads = [threading.Thread(target=click) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [303, 404, 404, 404]
    assert len(list((studio.top / "meetings").iterdir())) == 1


@pytest.mark.parametrize(
    "file",
    ["meetings/x%00.yaml", f"meetings/{'x' * 300}.yaml", "meetings/loop.yaml", "meetings/%ff.yaml", "meetings/..%5cx.yaml", "meetings/.yaml", "meetings//etc/passwd.yaml", "meetings/outside.yaml"],
)  # fmt: skip
@pytest.mark.parametrize("page", ["open", "send", "attendance", "door"])
def test_a_name_that_no_meeting_file_has_finds_none(studio, page, file):
    (studio.top / "meetings" / "loop.yaml").symlink_to("loop.yaml")
    (studio.top / "meetings" / "outside.yaml").symlink_to(studio.top / "outside.yaml")
    (studio.top / "outside.yaml").write_text("title: Utanför\nstart: 2027-04-01T10:00\n", "utf-8")
    answer = studio.browser.get(f"/{page}/{file}")
    assert answer.status_code == 404
    assert '<html lang="sv">' in answer.text
    assert studio.browser.get("/").status_code == 200


@pytest.mark.parametrize("name", ["x" * 300, "\u0000", "a\nb", "😀" * 70])
def test_a_name_that_no_list_has_is_told_of(studio, name):
    studio.act(studio.paste(), "save")
    address = "/send/meetings/2027-03-10-sa-ska-storgatan-byggas-om.yaml"
    query = {"look": "1", "list": name}
    answer = studio.browser.get(address, params=query)
    assert answer.status_code in {200, 422}
    assert '<html lang="sv">' in answer.text
