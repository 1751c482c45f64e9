"""The local view of the published site: what a good host answers, and what it answers those who mean harm. A real server on
a free port, asked octet by octet.
"""

from __future__ import annotations

import json
import re
import shutil
import socket
from contextlib import contextmanager
from http.client import HTTPConnection
from typing import TYPE_CHECKING, NamedTuple

import pytest
from newsroom_demo import SITE

from pressinvite.errors import SettingsError, UsageError
from pressinvite.language import open_language
from pressinvite.studio.changes import Changes
from pressinvite.studio.listening import Server
from pressinvite.studio.serving import LONGEST_HEAD, POLICY, Shown, create_app
from pressinvite.templating import open_templates

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

GONE = "2027/03/29-en-hemlighet-som-inte-skulle-ut/"
SECRET = b"what nobody may read"


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    octets: bytes


class Running(NamedTuple):
    """A server that shows a copy of the demo site."""

    port: int
    site: Path
    shown: Shown

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Ask for an address below the site's; the connection ends with the answer."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            told = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, headers={"Connection": "close", **told})
            answer = connection.getresponse()
            names = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, names, answer.read())
        finally:
            connection.close()

    def send(self, octets: bytes) -> bytes:
        """What comes back for these octets until the server ends the connection."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=30) as line:
            line.sendall(octets)
            return b"".join(iter(lambda: line.recv(65536), b""))

    def raw(self, target: bytes) -> bytes:
        """The answer to a target that no well-kept client would ask for."""
        return self.send(b"GET " + target + b" HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n\r\n" % self.port)


@contextmanager
def serving(folder: Path, base: str = "/press/") -> Iterator[Running]:
    """A server that shows a folder."""
    changes, server = Changes(), Server(0)
    shown = Shown(folder, base, changes)
    language = open_language("sv")
    server.start(create_app(shown, open_templates(None, language), language, port=server.port))
    try:
        yield Running(server.port, folder, shown)
    finally:
        changes.close()
        server.end()


@pytest.fixture(scope="module")
def running(demo_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A server that shows the demo site, with a secret beside it and snares in it; tests leave its pages as they are."""
    folder = tmp_path_factory.mktemp("serving")
    site = folder / "public"
    shutil.copytree(demo_site, site)
    (folder / "secret.txt").write_bytes(SECRET)
    (site / ".hidden").write_bytes(SECRET)
    (site / "link.txt").symlink_to(folder / "secret.txt")
    (site / "linked").symlink_to(folder)
    (site / "loop").symlink_to("loop")
    for name in ("a\rX-Evil", "a\r\nX-Evil", "möte"):
        (site / name).mkdir()
        (site / name / "index.html").write_text("x", "utf-8")
    (site / "empty" / "inside").mkdir(parents=True)
    (site / "empty" / "inside" / "file.txt").write_text("x", "utf-8")
    with serving(site) as found:
        found.shown.gone = frozenset({GONE, f"en/{GONE}"})
        yield found


# what a good host answers


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("", "text/html; charset=utf-8"),
        ("en/", "text/html; charset=utf-8"),
        ("index.html", "text/html; charset=utf-8"),
        ("calendar.ics", "text/calendar; charset=utf-8"),
        ("atom.xml", "application/atom+xml"),
        ("feed.json", "application/feed+json"),
        ("sitemap.xml", "application/xml"),
        ("search/meetings.json", "application/json"),
        ("style.css", "text/css; charset=utf-8"),
        ("search.js", "text/javascript; charset=utf-8"),
        ("icon.svg", "image/svg+xml"),
        ("robots.txt", "text/plain; charset=utf-8"),
    ],
)
def test_files_have_their_types_and_the_headers_of_a_good_host(running, path, media_type) -> None:
    answer = running.ask(f"/press/{path}")
    assert (answer.status, answer.headers["content-type"]) == (200, media_type)
    assert answer.headers["content-security-policy"] == POLICY
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert answer.headers["cache-control"] == "no-cache"
    assert "server" not in answer.headers
    assert not {name for name in answer.headers if name.startswith("access-control")}


def test_the_policy_is_strict() -> None:
    directives = dict(part.strip().split(" ", 1) for part in POLICY.split(";"))
    assert directives["default-src"] == directives["base-uri"] == directives["frame-ancestors"] == "'none'"
    assert directives["script-src"] == directives["style-src"] == directives["connect-src"] == "'self'"
    assert "unsafe" not in POLICY


def test_octets_are_those_of_the_file_and_a_page_has_one_script_more(running) -> None:
    for path in ("calendar.ics", "style.css", "feed.json"):
        assert running.ask(f"/press/{path}").octets == (running.site / path).read_bytes()
    page = (running.site / "index.html").read_bytes()
    shown = running.ask("/press/").octets
    script = re.compile(rb'<script src="/-/reload.js" data-version="[0-9a-f]{8}-0" defer></script>\n')
    assert len(script.findall(shown)) == 1
    assert script.sub(b"", shown) == page
    assert shown.index(b"/-/reload.js") < shown.index(b"</head>")
    assert (running.site / "index.html").read_bytes() == page  # on the disk nothing has changed


def test_head_is_answered_without_a_body(running) -> None:
    got, head = running.ask("/press/calendar.ics"), running.ask("/press/calendar.ics", "HEAD")
    assert (head.status, head.octets) == (200, b"")
    ignored = {"date"}
    assert {k: v for k, v in head.headers.items() if k not in ignored} == {
        k: v for k, v in got.headers.items() if k not in ignored
    }


@pytest.mark.parametrize("form", ["{tag}", "W/{tag}", '"other", {tag}', "*"])
def test_who_has_it_already_is_told_so(running, form) -> None:
    tag = running.ask("/press/atom.xml").headers["etag"]
    assert re.fullmatch(r'"[\w-]+"', tag)
    answer = running.ask("/press/atom.xml", If_None_Match=form.format(tag=tag))
    assert (answer.status, answer.octets, answer.headers["etag"]) == (304, b"", tag)
    assert answer.headers["cache-control"] == "no-cache"


def test_what_has_changed_has_another_tag(running) -> None:
    (running.site / "own.xml").write_bytes(b"<entry/>")
    tag = running.ask("/press/own.xml").headers["etag"]
    (running.site / "own.xml").write_bytes(b"<feed/>")
    answer = running.ask("/press/own.xml", If_None_Match=tag)
    assert (answer.status, answer.octets) == (200, b"<feed/>")
    assert answer.headers["etag"] != tag


def test_a_folder_is_its_page_behind_a_slash_and_never_a_list(running) -> None:
    answer = running.ask("/press/archive?a=1&b=%22")
    assert (answer.status, answer.headers["location"]) == (301, "/press/archive/?a=1&b=%22")
    assert running.ask("/press/archive/").status == 200
    for path in ("empty", "empty/", "empty/inside/"):
        answer = running.ask(f"/press/{path}")
        assert answer.status == 404
        assert b"file.txt" not in answer.octets


def test_the_site_lies_where_it_does_on_the_web(running) -> None:
    assert SITE.endswith("/press/")
    for path in ("/", "/press"):
        answer = running.ask(path)
        assert (answer.status, answer.headers["location"]) == (302, "/press/")
    assert running.ask("/calendar.ics").status == 404


def test_what_is_not_there_is_answered_with_the_sites_own_page(running) -> None:
    answer = running.ask("/press/2019/01/02-gammal/")
    own = (running.site / "404.html").read_bytes()
    assert answer.status == 404
    assert re.sub(rb"<script src=\"/-/.*?</script>\n", b"", answer.octets) == own
    assert running.ask("/press/2019/01/02-gammal/", If_None_Match=answer.headers["etag"]).status == 404


@pytest.mark.parametrize("folder", ["", "en/"])
def test_a_withdrawn_meeting_is_gone(running, folder) -> None:
    answer = running.ask(f"/press/{folder}{GONE}")
    assert answer.status == 410
    assert b"noindex" in answer.octets
    assert running.ask(f"/press/{folder}{GONE.rstrip('/')}").headers["location"] == f"/press/{folder}{GONE}"


def test_before_anything_is_published_a_page_waits_for_it(tmp_path) -> None:
    with serving(tmp_path / "public", "/") as running:
        answer = running.ask("/")
        assert answer.status == 404
        assert "Ingenting är publicerat ännu" in answer.octets.decode()
        assert b"/-/reload.js" in answer.octets
        (tmp_path / "public").mkdir()
        (tmp_path / "public" / "index.html").write_text("<p>Without a head", "utf-8")
        answer = running.ask("/")
        assert answer.status == 200
        assert answer.octets.startswith(b"<p>Without a head<script src=")


# reload


def test_pages_that_follow_are_told_of_each_version(demo_site) -> None:
    with serving(demo_site) as running, socket.create_connection(("127.0.0.1", running.port), timeout=30) as line:
        (version,) = re.findall(rb'data-version="([^"]+)"', running.ask("/press/").octets)
        line.sendall(b"GET /-/changes HTTP/1.1\r\nHost: localhost:%d\r\nConnection: close\r\n\r\n" % running.port)
        with line.makefile("rb") as told:
            seen = b"".join(iter(told.readline, b"data: " + version + b"\n"))
            assert seen.startswith(b"HTTP/1.1 200 OK\r\n")
            assert b"content-type: text/event-stream; charset=utf-8\r\n" in seen
            running.shown.changes.tell()
            lines = iter(told.readline, b"")
            after = next(line for line in lines if line.startswith(b"data: ")).removeprefix(b"data: ").strip()
            assert after != version
            assert b'data-version="%b"' % after in running.ask("/press/").octets
            running.shown.changes.close()
            assert list(lines)[-1:] == [b"\r\n"]  # the server ends its answer


def test_head_of_the_changes_ends(running) -> None:
    answer = running.ask("/-/changes", "HEAD")
    assert (answer.status, answer.octets) == (200, b"")


def test_another_run_is_another_version() -> None:
    assert Changes().version != Changes().version


def test_the_script_asks_for_the_changes(running) -> None:
    answer = running.ask("/-/reload.js")
    assert (answer.status, answer.headers["content-type"]) == (200, "text/javascript; charset=utf-8")
    assert b'EventSource("/-/changes")' in answer.octets


# those who mean harm


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "localhost", "127.0.0.1.evil.example:{port}",
     "localhost.:{port}", "[::1]:{port}", "0.0.0.0:{port}", "127.0.0.1:{port}@evil.example", "a@127.0.0.1:{port}", ""],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/press/", "/-/changes", "/-/reload.js"])
def test_another_hosts_name_is_not_answered_to(running, path, host) -> None:
    answer = running.ask(path, Host=host.format(port=running.port))
    assert answer.status in (400, 421)
    assert b"Bj" not in answer.octets
    assert "etag" not in answer.headers


@pytest.mark.parametrize("host", ["localhost:{port}", "LOCALHOST:{port}", "127.0.0.1:{port}"])
def test_this_computers_names_are_answered_to(running, host) -> None:
    assert running.ask("/press/", Host=host.format(port=running.port)).status == 200


def test_no_host_two_hosts_and_whole_addresses(running) -> None:
    own = b"Host: 127.0.0.1:%d\r\n" % running.port
    close = b"Connection: close\r\n\r\n"
    for request in (
        b"GET /press/ HTTP/1.1\r\n" + close,
        b"GET /press/ HTTP/1.0\r\n" + close,
        b"GET /press/ HTTP/1.1\r\n" + own + b"Host: evil.example\r\n" + close,
        b"GET /press/ HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: 127.0.0.1:%d\r\n" % running.port + close,
        b"GET http://evil.example/press/ HTTP/1.1\r\n" + own + close,
    ):
        answer = running.send(request)
        assert re.match(rb"HTTP/1.1 4(00|04|21) ", answer), request
        assert b"Kommande" not in answer


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "get"])
def test_nothing_but_reading_is_allowed(running, method) -> None:
    before = (running.site / "index.html").read_bytes()
    for path in ("/press/", "/-/changes", "/-/reload.js"):
        answer = running.ask(path, method)
        assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")
        assert answer.headers["content-security-policy"] == POLICY
    assert (running.site / "index.html").read_bytes() == before


TRAVERSALS = [
    b"/press/../secret.txt",
    b"/press/../../secret.txt",
    b"/press/%2e%2e/secret.txt",
    b"/press/%2E%2E%2Fsecret.txt",
    b"/press/..%2fsecret.txt",
    b"/press/en/../../secret.txt",
    b"/press/.%2e/secret.txt",
    b"/press/..%5csecret.txt",
    b"/press/..\\secret.txt",
    b"/press/%252e%252e/secret.txt",
    b"/press/%252e%252e%252fsecret.txt",
    b"/press/%c0%ae%c0%ae/secret.txt",
    b"/press/%uff0e%uff0e/secret.txt",
    b"/press/..%00/secret.txt",
    b"/press/index.html%00.txt",
    b"/press/....//secret.txt",
    b"/press/;/../secret.txt",
    b"/press//etc/passwd",
    b"/press/%2fetc/passwd",
    b"//etc/passwd",
    b"/press/%2e",
    b"/press/./index.html",
    b"/press/C:/secret.txt",
    b"/press/.hidden",
    b"/press/link.txt",
    b"/press/linked/secret.txt",
    b"/press/linked",
    b"/press/loop",
    b"/press/loop/",
    b"/press/" + b"a" * 300,
    b"/press/" + b"a/" * 3000,
    b"/press/\xff\xfe",
    b"/press/%ff%fe",
    b"*",
]


@pytest.mark.parametrize("target", TRAVERSALS, ids=lambda target: repr(target[:40]))
def test_nothing_beside_the_site_is_reached(running, target) -> None:
    answer = running.raw(target)
    assert re.match(rb"HTTP/1.1 40[04] ", answer), answer[:200]
    assert SECRET not in answer
    assert b"root:" not in answer
    assert running.ask("/press/").status == 200  # and it goes on


@pytest.mark.parametrize(
    "target", [b"//evil.example", b"//evil.example/", b"/press//evil.example/..", b"/\\evil.example"]
)
def test_no_redirection_leads_away(running, target) -> None:
    assert b"location:" not in running.raw(target).lower()


def test_a_redirection_holds_no_header_of_others(running) -> None:
    for name in (b"a%0d%0aX-Evil", b"a%0dX-Evil"):
        answer = running.raw(b"/press/" + name)
        assert answer.startswith(b"HTTP/1.1 404 ")
        assert b"X-Evil" not in answer
    assert b"location: /press/m%C3%B6te/\r\n" in running.raw(b"/press/m%C3%B6te")


@pytest.mark.parametrize(
    "head",
    [b"X-Long: " + b"a" * (4 * LONGEST_HEAD), b"".join(b"X-%d: a\r\n" % number for number in range(9999)) + b"X: a",
     b"Cookie" * LONGEST_HEAD],
)  # fmt: skip
def test_huge_headers_are_refused_and_the_server_goes_on(running, head) -> None:
    request = b"GET /press/ HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n%b\r\n\r\n" % (running.port, head)
    with socket.create_connection(("127.0.0.1", running.port), timeout=30) as line:
        try:
            line.sendall(request)
            answer = line.recv(65536)
        except ConnectionError:  # it had enough before all was sent
            answer = b"HTTP/1.1 400 "
    assert re.match(rb"HTTP/1.1 4(00|31) ", answer), answer[:200]
    assert running.ask("/press/").status == 200


@pytest.mark.parametrize(
    "octets", [b"\x16\x03\x01\x02\x00\x01\x00", b"GET\r\n\r\n", b"\r\n\r\n\r\n\x00\x00", b"GET / HTTP/9.9\r\n\r\n"]
)
def test_what_is_no_http_is_refused_and_the_server_goes_on(running, octets) -> None:
    with socket.create_connection(("127.0.0.1", running.port), timeout=30) as line:
        line.sendall(octets)
        line.shutdown(socket.SHUT_WR)
        assert b"200 OK" not in line.recv(65536)
    assert running.ask("/press/").status == 200


def test_a_file_that_may_not_be_read_is_not_there(running, monkeypatch) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "", str(path))

    monkeypatch.setattr("pathlib.Path.read_bytes", refuse)
    assert running.ask("/press/calendar.ics").status == 404


# the port


def test_only_this_computer_is_listened_to() -> None:
    server = Server(0)
    try:
        assert server._socket.getsockname()[0] == "127.0.0.1"
        with pytest.raises(SettingsError, match="port-taken"):
            Server(server.port)
    finally:
        server.end()
    again = Server(server.port)  # given back
    again.end()


@pytest.mark.parametrize("port", [-1, 65536, 10**9])
def test_what_is_no_port(port) -> None:
    with pytest.raises(UsageError, match="bad-port"):
        Server(port)


def test_search_finds_its_records_below_the_sites_path(running) -> None:
    records = json.loads(running.ask("/press/search/meetings.json").octets)
    assert len(records) > 20
    assert all(running.ask(f"/press/{record['p']}").status == 200 for record in records[:5])
