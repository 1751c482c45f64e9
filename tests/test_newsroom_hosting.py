"""What the README says of hosting holds for a real nginx: types, policy, addresses that moved or are gone, ETag."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import socket
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from newsroom_demo import publish_demo

from pressinvite.meeting import Organisation
from pressinvite.newsroom.hosting import render_nginx
from pressinvite.newsroom.site import Site

if TYPE_CHECKING:
    from collections.abc import Iterator

README = Path(__file__).parent.parent / "README.md"


def test_moved_addresses_lead_on_and_withdrawn_ones_are_gone() -> None:
    site = Site("https://www.bjorkvik.example/press/", Organisation(), ("sv", "en"))
    paths = {"2027/03/10-b/": ("1", "current"), "2027/03/09-a/": ("1", "moved"), "2027/04/01-c/": ("2", "gone")}
    assert render_nginx(site, paths, {"1": "2027/03/10-b/"}).decode().splitlines()[1:] == [
        "location = /press/2027/03/09-a/ { return 301 /press/2027/03/10-b/; }",
        "location = /press/2027/03/09-a/2027-03-09-a.ics { return 301 /press/2027/03/10-b/2027-03-10-b.ics; }",
        "location = /press/en/2027/03/09-a/ { return 301 /press/en/2027/03/10-b/; }",
        "location = /press/en/2027/03/09-a/2027-03-09-a.ics { return 301 /press/en/2027/03/10-b/2027-03-10-b.ics; }",
        "location = /press/2027/04/01-c/ { return 410; }",
        "location = /press/2027/04/01-c/2027-04-01-c.ics { return 410; }",
        "location = /press/en/2027/04/01-c/ { return 410; }",
        "location = /press/en/2027/04/01-c/2027-04-01-c.ics { return 410; }",
    ]


@pytest.fixture(scope="module")
def nginx(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The README's server, as it stands there but for its name, certificate and places, at a port of its own."""
    top = tmp_path_factory.mktemp("nginx")
    public = publish_demo(top / "press", url="https://press.bjorkvik.example/")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (block,) = re.findall(r"```nginx\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    block = block.replace("listen 443 ssl", f"listen 127.0.0.1:{port}").replace("/srv/press", str(public))
    block = block.replace("/etc/nginx/press-addresses.conf", str(top / "press" / "published.nginx.conf"))
    scratch = "".join(
        f"{name}_temp_path {top}/{name}; " for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root; " if os.geteuid() == 0 else ""  # its workers would else be nobody, who may not look into /tmp
    whole = f"{user}daemon off; pid {top}/pid; error_log {top}/errors;\nevents {{}}\nhttp {{ access_log off; {scratch}\n{block}\n}}\n"
    (top / "nginx.conf").write_text(whole, "utf-8")
    program = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin:/opt/homebrew/bin")
    assert program, "nginx is not installed"
    server = subprocess.Popen([program, "-c", top / "nginx.conf", "-e", top / "errors"])
    try:
        until = time.monotonic() + 20
        while server.poll() is None and time.monotonic() < until:
            with socket.socket() as door:
                if door.connect_ex(("127.0.0.1", port)) == 0:
                    break
        assert server.poll() is None, (top / "errors").read_text("utf-8")
        yield port
    finally:
        server.terminate()
        server.wait()


def ask(port: int, path: str, **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path, headers={"Host": "press.bjorkvik.example", **headers})
    try:
        answer = connection.getresponse()
        answer.read()
    finally:
        connection.close()
    return answer


@pytest.mark.peer
@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/en/search/", "text/html; charset=utf-8"),
        ("/calendar.ics", "text/calendar; charset=utf-8"),
        ("/atom.xml", "application/atom+xml"),
        ("/en/feed.json", "application/feed+json"),
        ("/search/meetings.json", "application/json"),
        ("/events.ninjs.json", "application/json"),
        ("/events.eventsml.xml", "application/xml"),
        ("/events.csv", "text/csv; charset=utf-8"),
        ("/style.css", "text/css; charset=utf-8"),
        ("/search.js", "application/javascript; charset=utf-8"),
        ("/icon.svg", "image/svg+xml"),
    ],
)
def test_every_file_has_its_type_the_policy_and_an_etag(nginx: int, path: str, kind: str) -> None:
    answer = ask(nginx, path)
    assert (answer.status, answer.getheader("Content-Type")) == (200, kind)
    policy = answer.getheader("Content-Security-Policy") or ""
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    again = ask(nginx, path, **{"If-None-Match": answer.getheader("ETag") or ""})
    assert again.status == 304


@pytest.mark.peer
def test_addresses_that_moved_are_gone_or_never_were(nginx: int) -> None:
    moved = ask(nginx, "/2027/04/21-biblioteket-far-ny-chef/")
    assert (moved.status, (moved.getheader("Location") or "").partition("/2027/")[2]) == (
        301,
        "04/22-biblioteket-far-ny-chef-och-nya-oppettider/",
    )
    calendar = ask(nginx, "/2027/04/21-biblioteket-far-ny-chef/2027-04-21-biblioteket-far-ny-chef.ics")
    assert calendar.status == 301
    new = (calendar.getheader("Location") or "").partition("/2027/")[2]
    assert ask(nginx, f"/2027/{new}").status == 200
    for ending in ("ninjs.json", "ttninjs.json", "superdesk.json", "eventsml.xml", "csv"):
        old = ask(nginx, f"/2027/04/21-biblioteket-far-ny-chef/2027-04-21-biblioteket-far-ny-chef.{ending}")
        assert old.status == 301
        assert ask(nginx, f"/2027/{(old.getheader('Location') or '').partition('/2027/')[2]}").status == 200
    assert ask(nginx, "/en/2027/03/29-en-hemlighet-som-inte-skulle-ut/").status == 410
    assert ask(nginx, "/2027/03/01-aldrig/").status == 404
