"""The site on the disk: what is cut off, refused or done twice at a time leaves the old site or the new one."""

from __future__ import annotations

import errno
import os
import resource
import shutil
import signal
import sys
import warnings
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pytest
from publishing_cases import SETTINGS, Desk, dead_links, differing, tree_of

from pressinvite.errors import PressinviteError, SettingsError
from pressinvite.newsroom.store import Store, open_store
from pressinvite.newsroom.writing import Writer, finish

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FRONTS = ("index.html", "en/index.html", "404.html", "archive/index.html")


SMALL = SETTINGS + "formats = []\n"


def begun(top: Path) -> Desk:
    """A published site of four meetings."""
    desk = Desk(top, SMALL)
    desk.write("bron.yaml")
    desk.write("torg.yaml", title="Torget", start="2027-06-01T10:00", end="2027-06-01T11:00", topics=["Handel"])
    desk.write("skola.yaml", title="Skolan", start="2027-06-02T10:00", end="2027-06-02T11:00", topics=["Trafik"])
    desk.write(
        "hemligt.yaml", title="Hemligheten", start="2027-07-02T10:00", end="2027-07-02T11:00", topics=["Zoologi"]
    )
    desk.publish()
    return desk


def change(desk: Desk) -> None:
    """All kinds of edits: new with a new topic and month, another title, withdrawn, limited."""
    desk.write("ny.yaml", title="Badet", start="2027-08-02T10:00", end="2027-08-02T11:00", topics=["Fritid"])
    desk.edit("bron.yaml", title="Bron dröjer")
    desk.remove("torg.yaml")
    desk.edit("hemligt.yaml", audience="limited")


class Folders:
    """Copies of one folder: as it was published, and as it stood once its edits had been published."""

    def __init__(self, top: Path) -> None:
        self.top = top
        desk = begun(top / "old")
        self.old = desk.tree()
        change(desk)
        done = self.copy("done")
        done.publish()
        self.new = done.tree()

    def copy(self, name: str) -> Desk:
        desk = Desk.__new__(Desk)
        desk.top, desk.site, desk._second = self.top / name, self.top / name / "public", 1_800_000_000
        shutil.rmtree(desk.top, ignore_errors=True)
        shutil.copytree(self.top / "old", desk.top)
        return desk


@pytest.fixture(scope="module")
def folders(tmp_path_factory) -> Folders:
    return Folders(tmp_path_factory.mktemp("writing"))


@contextmanager
def each_step(act: Callable[[str], None]) -> Iterator[None]:
    """Call `act` before each step on the disk: a file or folder made, renamed or removed, a commit."""

    def before(name: str, real: Any) -> Any:
        def step(*args: Any, **more: Any) -> Any:
            act(name)
            return real(*args, **more)

        return step

    with ExitStack() as stack:
        for name in ("replace", "unlink", "rmdir", "mkdir"):
            stack.enter_context(patch(f"os.{name}", before(name, getattr(os, name))))
        stack.enter_context(patch.object(Path, "write_bytes", before("write", Path.write_bytes)))
        stack.enter_context(patch.object(Store, "commit", before("commit", Store.commit)))
        yield


def steps_of(desk: Desk) -> list[str]:
    found: list[str] = []
    with each_step(found.append):
        desk.publish()
    return found


def some(steps: list[str], apart: int) -> list[int]:
    """Steps to stop at: all in the full run, else some, and those around the commit."""
    if os.environ.get("CI"):
        return list(range(len(steps)))
    commit = steps.index("commit")
    return [*range(0, commit - 1, 4 * apart), commit - 1, commit, commit + 1, *range(commit + 2, len(steps), apart)]


def in_child(run: Callable[[], object]) -> int:
    """Run in a process of its own; its exit status as os.waitpid has it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of threads that other tests have left: none is used here
        child = os.fork()
    if child == 0:
        status = 1
        try:
            run()
            status = 0
        finally:
            os._exit(status)
    return os.waitpid(child, 0)[1]


def killed_at(number: int) -> Callable[[str], None]:
    left = [number]

    def act(_name: str) -> None:
        left[0] -= 1
        if left[0] < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    return act


def check_whole(desk: Desk, folders: Folders) -> None:
    """The site is the old one, or no link of what a reader can come to leads nowhere; the next run finishes it."""
    tree = desk.tree()
    if tree != folders.old:
        assert dead_links(tree, FRONTS) == set()
    desk.publish()
    assert differing(desk.tree(), folders.new) == set()
    assert not list(desk.top.glob(".*-staging"))
    assert desk.publish().outcome.total == 0


def test_killed_at_any_step_it_leaves_a_site_and_the_next_run_finishes(folders):
    steps = steps_of(folders.copy("counted"))
    assert steps.count("commit") == 1
    assert {"replace", "unlink", "rmdir", "mkdir", "write"} <= set(steps)
    partly = 0
    for number in some(steps, 11):
        desk = folders.copy("killed")

        def run(desk: Desk = desk, number: int = number) -> None:
            with each_step(killed_at(number)):
                desk.publish()

        assert in_child(run) == signal.SIGKILL, number
        if number <= steps.index("commit"):
            assert desk.tree() == folders.old, number
        partly += desk.tree() not in (folders.old, folders.new)
        check_whole(desk, folders)
    assert partly > 5, "killed between the renames too"


def test_killed_at_any_time_it_leaves_a_site_and_the_next_run_finishes(folders):
    calls = [0]

    def count(_frame: object, _event: str, _argument: object) -> None:
        calls[0] += 1

    desk = folders.copy("counted")
    sys.setprofile(count)
    try:
        desk.publish()
    finally:
        sys.setprofile(None)
    for part in range(1, 15):
        desk = folders.copy("killed")

        def run(desk: Desk = desk, last: int = calls[0] * part // 15) -> None:
            left = [last]

            def profile(_frame: object, _event: str, _argument: object) -> None:
                left[0] -= 1
                if left[0] < 0:
                    os.kill(os.getpid(), signal.SIGKILL)

            sys.setprofile(profile)
            desk.publish()

        assert in_child(run) == signal.SIGKILL
        check_whole(desk, folders)


def test_what_changes_between_a_cut_and_the_next_run_leaves_nothing_behind(folders):
    steps = steps_of(folders.copy("counted"))
    commit = steps.index("commit")
    for number in (commit, commit + 1, commit + 5, commit + 20, len(steps) - 1):
        desk = folders.copy("killed")

        def run(desk: Desk = desk, number: int = number) -> None:
            with each_step(killed_at(number)):
                desk.publish()

        assert in_child(run) == signal.SIGKILL
        desk.edit("ny.yaml", title="Kvastarna", audience="limited")
        desk.edit("bron.yaml", title="Bron är öppen")
        desk.publish()
        tree = desk.tree()
        assert [
            path for path, octets in tree.items() if "badet" in path or b"Badet" in octets or b"fritid" in octets
        ] == []
        assert "2027/05/20-bron-ar-oppen/index.html" in tree
        assert dead_links(tree) == set()


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EROFS])
def test_what_the_disk_refuses_is_told_and_the_next_run_finishes(folders, number):
    steps = steps_of(folders.copy("counted"))
    commit = steps.index("commit")
    told = set()
    for index in some(steps, 25 if number == errno.ENOSPC else 60):
        if steps[index] == "commit":
            continue
        desk = folders.copy("refused")
        left = [index]

        def act(_name: str, left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] < 0:
                raise OSError(number, os.strerror(number), "a file")

        with each_step(act):
            try:
                desk.publish()
            except SettingsError as error:
                told |= {finding.code for finding in error.findings}
                assert error.findings[0].values["reason"], "in words"
            else:
                assert steps[index] in ("unlink", "rmdir"), index
        if index <= commit:
            assert desk.tree() == folders.old, index
        check_whole(desk, folders)
    assert told == {"disk", "site-unfinished"}


def test_a_file_that_may_not_grow_so_long_is_told(folders):
    desk = folders.copy("short")

    def run() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
        try:
            desk.publish()
        except PressinviteError as error:
            os._exit(error.exit_status)

    assert os.waitstatus_to_exitcode(in_child(run)) == 4
    check_whole(desk, folders)


def test_a_disk_of_its_own_gets_the_files_copied(folders):
    desk = folders.copy("mounted")
    real = os.replace

    def replace(source: Any, place: Any) -> None:
        if "-staging" in str(source) and "-staging" not in str(place):
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))
        real(source, place)

    with patch("os.replace", replace):
        desk.publish()
    assert differing(desk.tree(), folders.new) == set()


def test_the_second_of_two_runs_is_told_whenever_it_comes(folders):
    steps = steps_of(folders.copy("counted"))
    seen = []
    desk = folders.copy("twice")
    run = [True]

    def act(name: str) -> None:
        if run[0]:
            run[0] = False
            with pytest.raises(SettingsError) as refused:
                desk.publish()
            seen.append((name, refused.value.findings[0].code))
            run[0] = True

    with each_step(act):
        desk.publish()
    assert {code for _name, code in seen} == {"publishing-already"}
    assert len(seen) >= len(steps) - 2
    check_whole(desk, folders)


def test_a_look_while_another_run_writes_waits_for_it_too(folders):
    desk = folders.copy("looked")
    with open_store(desk.top / "published.db") as store:
        store.keep_fact("x", "y")
        assert desk.publish(check=True).outcome.total > 0, "nothing is written yet"
        store.commit("")
        with pytest.raises(SettingsError) as refused:
            desk.publish(check=True)
    assert refused.value.findings[0].code == "publishing-already"


def test_a_look_tells_what_a_cut_run_has_left(folders):
    steps = steps_of(folders.copy("counted"))
    desk = folders.copy("cut")

    def run() -> None:
        with each_step(killed_at(steps.index("commit") + 4)):
            desk.publish()

    assert in_child(run) == signal.SIGKILL
    before = tree_of(desk.top)
    looked = desk.publish(check=True).outcome
    assert tree_of(desk.top) == before
    stands = desk.tree()
    desk.publish()
    assert {*looked.made, *looked.changed, *looked.removed} == differing(stands, desk.tree())


# the writer alone


def committed(writer: Writer) -> list[str]:
    runs: list[str] = []
    writer.commit(runs.append)
    return runs


def test_the_last_word_on_a_path_counts(tmp_path):
    site = tmp_path / "public"
    site.mkdir()
    for name in ("kept", "back", "gone"):
        (site / name).write_bytes(name.encode())
    writer = Writer(site)
    writer.remove("kept")
    writer.write("kept", b"kept")
    writer.write("back", b"other")
    writer.write("back", b"back")
    writer.write("gone", b"other")
    writer.remove("gone")
    writer.write("never", b"x")
    writer.remove("never")
    stamp = (site / "kept").stat().st_mtime_ns
    outcome = writer.commit(lambda _run: None)
    assert outcome == ((), (), ("gone",))
    assert tree_of(site) == {"kept": b"kept", "back": b"back"}
    assert (site / "kept").stat().st_mtime_ns == stamp


def test_new_files_are_in_place_before_changed_ones(tmp_path):
    site = tmp_path / "public"
    site.mkdir()
    (site / "index.html").write_bytes(b"old")
    writer = Writer(site)
    writer.write("index.html", b"links to new")
    writer.write("new/index.html", b"new")
    order: list[str] = []
    real = os.replace
    with patch("os.replace", lambda source, place: (order.append(Path(place).parent.name), real(source, place))):
        committed(writer)
    assert order[-2:] == ["new", "public"]


def test_a_journal_of_a_run_that_was_not_kept_is_dropped(tmp_path):
    site = tmp_path / "public"
    site.mkdir()
    writer = Writer(site)
    writer.write("a", b"a")

    def refuse(_run: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        writer.commit(refuse)
    assert tree_of(site) == {}
    finish(site, "another run")
    assert tree_of(tmp_path) == {}


def test_files_that_are_not_ours_stay_with_their_folders(folders):
    desk = folders.copy("foreign")
    (desk.site / "CNAME").write_text("press.bjorkvik.example")
    (desk.site / "topics" / "handel" / "egen.txt").write_text("kvar")
    desk.publish()
    tree = desk.tree()
    assert tree.pop("CNAME") == b"press.bjorkvik.example"
    assert tree.pop("topics/handel/egen.txt") == b"kvar"
    assert differing(tree, folders.new) == set()


def test_a_site_that_is_taken_away_is_made_again_even_after_a_cut(folders):
    steps = steps_of(folders.copy("counted"))
    desk = folders.copy("cut")

    def run() -> None:
        with each_step(killed_at(steps.index("commit") + 6)):
            desk.publish()

    assert in_child(run) == signal.SIGKILL
    shutil.rmtree(desk.site)
    desk.publish()
    assert differing(desk.tree(), folders.new) == set()
