"""Running again with every change: real files and the system's own word of them; each test waits for runs, never for time."""

from __future__ import annotations

import datetime as dt
import os
import queue
import shutil
from typing import TYPE_CHECKING

import pytest

from pressinvite.studio.watching import Ran, Watching, find_logo

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LONG = 60.0
"""Seconds after which a test gives up."""


class Runs:
    """Notes each run: whether it was an echo, and what stood in the folder."""

    def __init__(self, top: Path) -> None:
        self.top = top
        self.clock = lambda: dt.datetime.now(dt.UTC)
        self.seen: queue.Queue[tuple[bool, str]] = queue.Queue()
        self.answers: list[Ran] = []

    def run(self, echo: bool) -> Ran:
        meetings = self.top / "meetings"
        names = sorted(path.name for path in meetings.rglob("*")) if meetings.is_dir() else []
        self.seen.put((echo, " ".join(names)))
        return self.answers.pop(0) if self.answers else Ran()

    def wait_for(self, words: str) -> bool:
        """Whether the run that saw this was an echo; runs before it are passed over."""
        while True:
            echo, seen = self.seen.get(timeout=LONG)
            if words == seen:
                return echo

    def next(self) -> bool:
        """Whether the next run is an echo."""
        return self.seen.get(timeout=LONG)[0]


@pytest.fixture
def top(tmp_path: Path) -> Path:
    (tmp_path / "meetings").mkdir()
    (tmp_path / "public").mkdir()
    put(tmp_path / "pressinvite.toml", "[organisation]\n", seconds=100)
    return tmp_path


def put(path: Path, text: str, *, seconds: int) -> None:
    """Put a file in place as editors do, that many seconds older than one of long ago: who looks now and then sees only
    that a file is newer, in whole seconds.
    """
    new = path.parent.parent / "new"
    new.write_text(text, "utf-8")
    os.utime(new, (1_700_000_000 - seconds,) * 2)
    new.replace(path)


@pytest.fixture(params=["as the system tells", "looked at now and then"])
def runs(top: Path, request: pytest.FixtureRequest) -> Iterator[Runs]:
    found = Runs(top)
    polling = request.param == "looked at now and then"
    with Watching(top, found.run, clock=found.clock, environ={}, force_polling=polling):
        found.wait_for("")
        yield found


def test_a_new_changed_and_removed_meeting(runs: Runs) -> None:
    path = runs.top / "meetings" / "a.yaml"
    put(path, "title: a", seconds=2)
    assert runs.wait_for("a.yaml") is False
    put(path, "title: another", seconds=1)
    runs.wait_for("a.yaml")
    path.unlink()
    runs.wait_for("")


def test_folders_within_and_folders_that_are_made_anew(runs: Runs) -> None:
    meetings = runs.top / "meetings"
    (meetings / "2027").mkdir()
    (meetings / "2027" / "a.yaml").write_text("title: a", "utf-8")
    runs.wait_for("2027 a.yaml")
    shutil.rmtree(meetings)
    runs.wait_for("")
    meetings.mkdir()
    (meetings / "b.yaml").write_text("title: b", "utf-8")
    runs.wait_for("b.yaml")
    (meetings / "c.yaml").write_text("title: c", "utf-8")
    runs.wait_for("b.yaml c.yaml")


def test_settings_put_in_place_as_editors_do(runs: Runs) -> None:
    for number in (2, 1):
        put(runs.top / "pressinvite.toml", f"[organisation]\nname = '{number}'\n", seconds=number)
        assert runs.next() is False


def test_templates_that_come_later(runs: Runs) -> None:
    (runs.top / "templates" / "newsroom").mkdir(parents=True)
    runs.next()
    (runs.top / "templates" / "newsroom" / "style.css").write_text("a {}", "utf-8")
    runs.next()


def test_the_logo_wherever_it_lies(runs: Runs) -> None:
    (runs.top / "images").mkdir()
    (runs.top / "pressinvite.toml").write_text("[organisation]\nlogo = 'images/logo.svg'\n", "utf-8")
    runs.next()
    (runs.top / "images" / "logo.svg").write_text("<svg/>", "utf-8")
    runs.next()


@pytest.fixture
def watching(top: Path) -> Iterator[tuple[Runs, Watching]]:
    found = Runs(top)
    with Watching(top, found.run, clock=found.clock, environ={}) as watching:
        found.wait_for("")
        yield found, watching


def test_what_is_no_source_starts_nothing(watching: tuple[Runs, Watching]) -> None:
    runs, _ = watching
    for name in ("public/index.html", "published.db", "notes.txt", "meetings/.a.yaml.swp", "meetings/a.yaml~", "lists"):
        (runs.top / name).write_text("x", "utf-8")
    (runs.top / "meetings" / "b.yaml").write_text("title: b", "utf-8")
    runs.wait_for(".a.yaml.swp a.yaml~ b.yaml")  # the first run that any of them started came with the meeting's
    assert runs.seen.empty()


def test_what_a_run_wrote_itself_is_an_echo(top: Path) -> None:
    runs = Runs(top)
    path = (top / "meetings" / "a.yaml").resolve()
    path.write_text("title: a", "utf-8")
    runs.answers = [Ran(written=frozenset({path})), Ran(), Ran()]
    with Watching(top, runs.run, clock=runs.clock, environ={}):
        assert runs.next() is False
        path.write_text("title: b", "utf-8")
        assert runs.next() is True
        path.write_text("title: c", "utf-8")
        assert runs.next() is False


def test_another_change_with_ones_own_is_no_echo(top: Path) -> None:
    runs = Runs(top)
    path = (top / "meetings" / "a.yaml").resolve()
    runs.answers = [Ran(written=frozenset({path}))]
    with Watching(top, runs.run, clock=runs.clock, environ={}):
        assert runs.next() is False
        (top / "meetings" / "b.yaml").write_text("title: b", "utf-8")
        assert runs.wait_for("b.yaml") is False


def test_a_change_during_a_run_is_not_lost(top: Path) -> None:
    runs = Runs(top)
    written = []

    def run(echo: bool) -> Ran:
        ran = runs.run(echo)
        if not written:
            written.append((top / "meetings" / "late.yaml").write_text("title: late", "utf-8"))
        return ran

    with Watching(top, run, clock=runs.clock, environ={}):
        runs.wait_for("")
        assert runs.wait_for("late.yaml") is False


def test_the_next_moment_starts_a_run_although_nothing_changes(top: Path) -> None:
    runs = Runs(top)
    begun = dt.datetime.now(dt.UTC)
    noon = dt.datetime(2027, 3, 10, 12, tzinfo=dt.timezone(dt.timedelta(hours=1)))
    seen = []

    def clock() -> dt.datetime:
        return noon - dt.timedelta(milliseconds=200) + (dt.datetime.now(dt.UTC) - begun)

    def run(echo: bool) -> Ran:
        seen.append(clock())
        return runs.run(echo)

    runs.answers = [Ran(noon)]
    with Watching(top, run, clock=clock, environ={}):
        assert [runs.next(), runs.next()] == [False, False]
    assert seen[0] < noon <= seen[1]


def test_a_moment_that_has_passed_meanwhile_starts_a_run_at_once(top: Path) -> None:
    runs = Runs(top)
    runs.answers = [Ran(runs.clock() - dt.timedelta(days=1))]
    with Watching(top, runs.run, clock=runs.clock, environ={}):
        assert [runs.next(), runs.next()] == [False, False]


def test_what_a_run_raises_is_raised_where_it_is_waited_for(top: Path) -> None:
    def run(_echo: bool) -> Ran:
        raise ZeroDivisionError

    with Watching(top, run, clock=Runs(top).clock, environ={}) as watching, pytest.raises(ZeroDivisionError):
        watching.wait()


def test_it_ends_while_it_waits(watching: tuple[Runs, Watching]) -> None:
    runs, running = watching
    running.__exit__()
    assert running.ended.is_set()
    running.wait()
    assert runs.seen.empty()


@pytest.mark.parametrize(
    ("settings", "environ", "expected"),
    [
        ("[organisation]\nlogo = 'a/logo.svg'", {}, "a/logo.svg"),
        ("[organisation]\nlogo = 'logo.svg'", {"PRESSINVITE_ORGANISATION_LOGO": "own.png"}, "own.png"),
        ("[organisation]\nlogo = 'https://kommun.example/logo.svg'", {}, None),
        ("[organisation]\nlogo = 3", {}, None),
        ("organisation = 3", {}, None),
        ("[organisation\nlogo = 'logo.svg'", {}, None),
        ("", {}, None),
        (None, {}, None),
    ],
)
def test_the_logo_that_the_settings_name(tmp_path: Path, settings, environ, expected) -> None:
    if settings is not None:
        (tmp_path / "pressinvite.toml").write_text(settings, "utf-8")
    found = find_logo(tmp_path / "pressinvite.toml", environ)
    assert found == (tmp_path.resolve() / expected if expected else None)
