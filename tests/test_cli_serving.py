"""`publish --watch` and `serve` as a press officer runs them: processes of their own, real files, a real port."""

from __future__ import annotations

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
from contextlib import contextmanager
from http.client import HTTPConnection
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

import pytest
from dispatch_cases import MEETING, make_folder
from worker_cases import ROOT, Reader, run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from http.client import HTTPResponse
    from pathlib import Path

PUBLISH = '\n[publish]\nurl = "https://press.bjorkvik.example/press/"\nformats = []\n'
STATEMENT = 'accessibility_statement = "https://www.bjorkvik.example/tillganglighet"\n'
PAGE = "2027/05/20-nya-bron-oppnas/"
LINE = r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d  "


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """An organisation's folder with one meeting."""
    folder = make_folder(tmp_path / "office").parent.parent
    settings = folder / "pressinvite.toml"
    told = settings.read_text("utf-8").replace("[sender]", f"{STATEMENT}[sender]") + PUBLISH
    settings.write_text(told, "utf-8")
    return folder


@pytest.fixture
def start(office: Path) -> Iterator[Callable[..., Reader]]:
    """Start a command in the folder."""
    started: list[Reader] = []

    def start(*arguments: str, **environ: str) -> Reader:
        started.append(Reader(run(office, *arguments, environ=environ)))
        return started[-1]

    yield start
    for each in started:
        each.__exit__()


def address_of(serving: Reader) -> str:
    serving.wait_for("\n")
    return serving.lines[0].split()[0]


@contextmanager
def asking(address: str) -> Iterator[HTTPResponse]:
    parts = urlsplit(address)
    connection = HTTPConnection(parts.netloc, timeout=60)
    try:
        connection.request("GET", parts.path)
        with connection.getresponse() as answer:
            yield answer
    finally:
        connection.close()


def get(address: str) -> tuple[int, str]:
    with asking(address) as answer:
        return answer.status, answer.read().decode()


def changes_of(address: str) -> str:
    return urljoin(address, "/-/changes")


def wait_until(reader: Reader, holds: Callable[[], bool]) -> None:
    """Look at each line that comes, until it holds."""
    seen = 0
    with reader._said:
        while not holds():
            assert reader._said.wait_for(lambda seen=seen: len(reader.lines) > seen, 60), reader.text
            seen = len(reader.lines)


# serve


def test_the_address_comes_first_and_shows_what_is_published(start, office) -> None:
    serving = start("serve", "--port", "0")
    address = address_of(serving)
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/press/  \(Ctrl-C ends it\)\n", serving.lines[0])
    serving.wait_for("1 meeting is public")
    assert re.search(
        LINE + r".*public: \d+ files new, 0 changed, 0 removed; 1 meeting is public$", serving.text, re.MULTILINE
    )
    status, page = get(address)
    assert (status, "Nya bron öppnas" in page, "/-/reload.js" in page) == (200, True, True)
    assert all(b"/-/" not in path.read_bytes() for path in (office / "public").rglob("*.html"))
    assert (office / "public" / PAGE / "index.html").is_file()


def test_a_changed_meeting_is_published_and_the_page_told(start, office) -> None:
    serving = start("serve", "--port", "0")
    address = address_of(serving)
    serving.wait_for("1 meeting is public")
    with asking(changes_of(address)) as told:
        before = next(line for line in told if line.startswith(b"data: "))
        path = office / "meetings" / "bron.yaml"
        path.write_text(path.read_text("utf-8").replace("Norra kajen 2", "Södra kajen 3"), "utf-8")
        after = next(line for line in told if line.startswith(b"data: "))
    assert after != before
    assert "Södra kajen 3" in get(address + PAGE)[1]


def test_a_withdrawn_meeting_is_gone_at_once(start, office) -> None:
    serving = start("serve", "--port", "0")
    address = address_of(serving)
    serving.wait_for("1 meeting is public")
    assert get(address + PAGE)[0] == 200
    (office / "meetings" / "bron.yaml").unlink()
    serving.wait_for("0 meetings are public")
    assert get(address + PAGE)[0] == 410
    assert get(f"{address}2027/05/21-annat/")[0] == 404


def test_errors_are_told_and_it_goes_on(start, office) -> None:
    serving = start("serve", "--port", "0")
    address = address_of(serving)
    serving.wait_for("1 meeting is public")
    bad = office / "meetings" / "bad.yaml"
    bad.write_text(MEETING.replace("bron@", "bad@").replace("11:00", "09:00"), "utf-8")
    serving.wait_for("1 file has errors")
    assert "meetings/bad.yaml" in serving.text
    assert "error:" in serving.text
    settings = office / "pressinvite.toml"
    told = settings.read_text("utf-8")
    settings.write_text(told.replace("[sender]", "[sender"), "utf-8")
    serving.wait_for("[toml-syntax]")
    serving.wait_for("Not published. It is tried again when a file changes.")
    assert get(address)[0] == 200  # the old site stands
    bad.unlink()
    settings.write_text(told.replace("/press/", "/kalender/"), "utf-8")
    serving.wait_for("/kalender/\n")
    assert get(address.replace("/press/", "/kalender/"))[0] == 200


def test_the_settings_first_found_stay_the_ones_that_hold(start, office) -> None:
    """While an editor puts new ones in place, those of a folder above are not taken instead."""
    above = office.parent / "pressinvite.toml"
    above.write_text((office / "pressinvite.toml").read_text("utf-8").replace("/press/", "/above/"), "utf-8")
    serving = start("serve", "--port", "0")
    serving.wait_for("1 meeting is public")
    (office / "pressinvite.toml").rename(office / "old.txt")
    serving.wait_for("Not published")
    assert "/above/" not in serving.text
    (office / "old.txt").rename(office / "pressinvite.toml")
    serving.wait_for("nothing has changed")


def test_another_run_is_waited_for(start, office) -> None:
    holder = sqlite3.connect(office / "published.db", isolation_level=None)
    holder.execute("begin immediate")
    serving = start("serve", "--port", "0")
    serving.wait_for("[publishing-already]")
    serving.wait_for("It is tried again in 5 seconds.")
    holder.close()
    serving.wait_for("1 meeting is public")


def test_before_anything_is_published_it_says_so(start, office) -> None:
    holder = sqlite3.connect(office / "published.db", isolation_level=None)
    holder.execute("begin immediate")
    serving = start("serve", "--port", "0")
    serving.wait_for("[publishing-already]")
    status, page = get(address_of(serving))
    assert (status, "Nothing is published yet" in page) == (404, True)
    holder.close()


def test_the_browser_is_opened_when_there_is_something_to_see(start, office) -> None:
    serving = start("serve", "--port", "0", "--open", BROWSER="echo opened %s")
    serving.wait_for("opened ")
    serving.wait_for("1 meeting is public")
    assert f"opened {address_of(serving)}\n" in serving.text


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("arguments", [("serve", "--port", "0"), ("publish", "--watch")])
def test_it_ends_quietly(start, office, arguments, number) -> None:
    running = start(*arguments)
    running.wait_for("1 meeting is public")
    said = running.text
    assert running.end(by=number) == 0
    assert running.text == said
    assert (office / "public" / "index.html").is_file()


def test_it_ends_although_pages_follow(start) -> None:
    serving = start("serve", "--port", "0")
    serving.wait_for("1 meeting is public")
    with asking(changes_of(address_of(serving))) as told:
        assert told.readline()
        assert serving.end(by=signal.SIGINT) == 0
    assert "Traceback" not in serving.text


def test_a_port_that_is_taken(start, office) -> None:
    with socket.create_server(("127.0.0.1", 0)) as holder:
        port = holder.getsockname()[1]
        serving = start("serve", "--port", str(port))
        assert serving.status() == 4
        assert f"another program listens at port {port} already [port-taken]" in serving.text
        assert "--port 0" in serving.text
    assert not (office / "public").exists()


@pytest.mark.parametrize("port", ["65536", "-1", "http"])
def test_what_is_no_port_is_told(run_command, port) -> None:
    status, out, err = run_command("serve", "--port", port)
    assert (status, out) == (2, "")
    assert "[bad-port]" in err or "[usage]" in err


@pytest.fixture
def run_command(run, office, monkeypatch):
    monkeypatch.chdir(office)
    return run


@pytest.mark.parametrize("arguments", [("serve", "--port", "0"), ("publish", "--watch")])
def test_what_is_wrong_at_the_start_ends_it(run_command, office, arguments) -> None:
    settings = (office / "pressinvite.toml").read_text("utf-8")
    (office / "pressinvite.toml").write_text(settings.replace(PUBLISH, ""), "utf-8")
    status, out, err = run_command(*arguments)
    assert (status, out, "[no-publish-url]" in err) == (4, "", True)
    (office / "pressinvite.toml").unlink()
    status, out, err = run_command(*arguments)
    assert (status, out, "[no-workspace-to-publish]" in err) == (4, "", True)


@pytest.mark.parametrize("package", ["starlette", "uvicorn", "watchfiles"])
@pytest.mark.parametrize("arguments", [["serve"], ["publish", "--watch"]])
def test_without_the_extra_the_user_is_told_what_to_install(office, package, arguments) -> None:
    code = f"import sys; sys.modules[{package!r}] = None; from pressinvite.cli import run; run()"
    command = [sys.executable, "-c", code, *arguments]
    environ = {**os.environ, "PYTHONPATH": str(ROOT), "PRESSINVITE_LANGUAGE": "en"}
    done = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", check=False, cwd=office, env=environ
    )
    assert (done.returncode, done.stdout, "[serving-not-installed]" in done.stderr) == (4, "", True), done.stderr
    assert f'"{arguments[0]}" needs packages' in done.stderr


def test_publish_once_needs_none_of_it(office) -> None:
    names = ("starlette", "uvicorn", "watchfiles")
    code = f"import sys; sys.modules |= dict.fromkeys({names}); from pressinvite.cli import run; run()"
    command = [sys.executable, "-c", code, "publish"]
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, check=False, cwd=office, env=environ)
    assert done.returncode == 0, done.stderr


# publish --watch


def test_watching_publishes_each_change_and_tells_each_in_a_line(start, office) -> None:
    watching = start("publish", "--watch", "--output", "site")
    watching.wait_for("1 meeting is public")
    other = MEETING.replace("bron@", "torget@").replace("Nya bron öppnas", "Nya torget öppnas")
    (office / "meetings" / "torget.yaml").write_text(other, "utf-8")
    watching.wait_for("2 meetings are public")
    assert (office / "site" / "2027/05/20-nya-torget-oppnas/index.html").is_file()
    settings = office / "pressinvite.toml"
    settings.write_text(settings.read_text("utf-8").replace("Björkviks kommun", "Sjöbo stad"), "utf-8")
    wait_until(watching, lambda: "Sjöbo stad" in (office / "site" / "index.html").read_text("utf-8"))
    (office / "templates" / "newsroom").mkdir(parents=True)
    (office / "templates" / "newsroom" / "search.js").write_text("// ours\n", "utf-8")
    wait_until(watching, lambda: (office / "site" / "search.js").read_text("utf-8") == "// ours")
    assert watching.end(by=signal.SIGINT) == 0
    lines = [line for line in watching.lines if "public" in line]
    assert len(lines) >= 3
    assert all(re.match(LINE + r"site: .*meetings? (is|are) public\n", line) for line in lines)
    assert not (office / "public").exists()


def test_what_publishing_writes_into_meetings_is_not_told_again(start, office) -> None:
    path = office / "meetings" / "bron.yaml"
    watching = start("publish", "--watch")
    watching.wait_for("1 meeting is public")
    assert "modified:" in path.read_text("utf-8")  # written back
    path.write_text(path.read_text("utf-8").replace("Norra kajen 2", "Norra kajen 4"), "utf-8")
    watching.wait_for(" 0 removed; 1 meeting is public\n")
    (office / "meetings" / "tva.yaml").write_text(MEETING.replace("bron@", "tva@"), "utf-8")
    watching.wait_for("2 meetings are public\n")
    assert "nothing has changed" not in watching.text


def test_watching_and_checking_exclude_each_other(run_command) -> None:
    status, out, err = run_command("publish", "--watch", "--check")
    assert (status, out, "[usage]" in err) == (2, "", True)
