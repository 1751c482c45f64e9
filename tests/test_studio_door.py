from __future__ import annotations

import pytest
from starlette.testclient import TestClient
from studio_cases import HOME, PORT, Studio

from pressinvite.studio.door import COOKIE, MAX_OCTETS

ONCE = "once"


@pytest.fixture
def studio(tmp_path):
    return Studio(tmp_path)


def stranger(studio: Studio, **headers: str) -> TestClient:
    return TestClient(studio.app, base_url=HOME, follow_redirects=False, headers=headers)


def test_the_cookie_is_for_this_page_alone(tmp_path):
    studio = Studio(tmp_path)
    fresh = Studio(tmp_path / "other")
    token = fresh.keys.token
    assert token is None  # it was used
    cookie = next(iter(studio.browser.cookies.jar))
    assert (cookie.name, cookie.path, cookie.has_nonstandard_attr("HttpOnly")) == (COOKIE, "/", True)
    assert cookie.get_nonstandard_attr("SameSite") == "strict"


def test_a_token_is_good_once(tmp_path):
    studio = Studio(tmp_path)
    studio.keys.token = ONCE
    first = stranger(studio).get("/", params={"token": ONCE})
    assert (first.status_code, first.headers["location"]) == (303, "/")
    again = stranger(studio).get("/", params={"token": ONCE})
    assert again.status_code == 403
    assert "Adressen är redan använd" in again.text
    assert "set-cookie" not in again.headers
    assert stranger(studio).get("/", params={"token": "guessed"}).status_code == 403


def test_a_token_leads_nowhere_else(tmp_path):
    studio = Studio(tmp_path)
    studio.keys.token = ONCE
    assert stranger(studio).get("//evil.example/", params={"token": ONCE}).headers["location"] == "/"


@pytest.mark.parametrize("path", ["/", "/new", "/drafts/abcdefgh", "/open/meetings/x.yaml"])
def test_nobody_gets_in_without_the_cookie(studio, path):
    answer = stranger(studio).get(path)
    assert answer.status_code == 403
    assert "Björkviks kommun" not in stranger(studio, cookie=f"{COOKIE}=x").get(path).text or answer.status_code == 403


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        f"evil.example:{PORT}",
        "127.0.0.1",
        f"127.0.0.1.evil.example:{PORT}",
        f"127.0.0.1:{PORT + 1}",
        "",
    ],
)
def test_a_foreign_name_for_this_computer_is_refused(studio, host):
    answer = studio.browser.get("/", headers={"host": host})
    assert answer.status_code == 421


def test_both_of_this_computers_names_are_known(studio):
    assert studio.browser.get("/", headers={"host": f"127.0.0.1:{PORT}"}).status_code == 200
    assert stranger(studio).get("/static/studio.css", headers={"host": f"LOCALHOST:{PORT}"}).status_code == 200


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", f"https://127.0.0.1:{PORT}", f"http://127.0.0.1:{PORT}0", ""]
)
def test_another_sites_form_changes_nothing(studio, origin):
    data = {"csrf": studio.keys.form_token, "text": "x"}
    assert studio.browser.post("/drafts", data=data, headers={"origin": origin}).status_code == 403
    assert not (studio.top / "drafts").exists()


@pytest.mark.parametrize("token", ["", "0" * 64, "å"])
def test_a_form_needs_the_runs_own_token(studio, token):
    assert studio.browser.post("/drafts", data={"csrf": token, "text": "x"}).status_code == 403
    path = studio.paste()
    assert studio.browser.post(path, data={"csrf": token, "act": "drop"}).status_code == 403
    assert studio.get(path)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(studio, method):
    assert studio.browser.request(method, "/").status_code == 405


def test_what_is_too_large_is_refused_before_it_is_read(studio):
    headers = {"content-length": str(MAX_OCTETS + 1), "content-type": "application/x-www-form-urlencoded"}
    assert studio.browser.post("/drafts", headers=headers).status_code == 413
    assert studio.browser.post("/drafts", headers={"content-length": "x"}).status_code == 413


def test_a_body_without_a_length_is_refused(studio):
    assert studio.browser.post("/drafts", content=iter([b"text=x"])).status_code == 413


def test_every_answer_has_the_policy(studio):
    path = studio.paste()
    for address in ("/", "/new", path, "/static/studio.js", "/drafts/missing1"):
        policy = studio.browser.get(address).headers["content-security-policy"]
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
    shown = studio.browser.get(f"{path}/preview/page").headers["content-security-policy"]
    assert shown.startswith("sandbox;")
    assert "script-src" not in shown  # default-src 'none' holds
    assert studio.browser.get("/").headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/static/../desk.py", "/static/%2e%2e%2fbase.html", "/static/base.html", "/static/"])
def test_only_the_style_and_the_script_are_static(studio, path):
    assert studio.browser.get(path).status_code in {403, 404}
