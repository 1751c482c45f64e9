"""Whatever has happened to the files and whatever the clock says: what stands is what a run from nothing makes."""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from publishing_cases import SETTINGS, Desk, dead_links, differing, tree_of

EXAMPLES = settings(max_examples=max(20, settings.default.max_examples // 4), deadline=None)
TITLES = ("Nya bron", "Nya bron!", "Torget", "مؤتمر صحفي", "CON", "..", "🎉", "Nya  bron")
ZONES = ("Europe/Stockholm", "America/New_York", "Pacific/Kiritimati", "UTC")
FIRST = dt.datetime(2027, 3, 20, 12)

moments = st.integers(0, 240 * 24).map(lambda hours: (FIRST + dt.timedelta(hours=hours)).replace(tzinfo=dt.UTC))
walls = st.integers(0, 60 * 24).map(lambda hours: (FIRST + dt.timedelta(hours=hours)).isoformat(timespec="minutes"))


@st.composite
def meetings(draw: st.DrawFn) -> dict[str, Any]:
    start = draw(walls)
    days = draw(st.sampled_from([0, 0, 1, 40]))
    all_day = draw(st.booleans())
    last = (dt.datetime.fromisoformat(start) + dt.timedelta(days=days, hours=1)).isoformat(timespec="minutes")
    return {
        "title": draw(st.sampled_from(TITLES)),
        "start": start[:10] if all_day else start,
        "end": last[:10] if all_day else last,
        "timezone": draw(st.sampled_from(ZONES)),
        "place": {"text": "Stortorget 7, Lund"},
        "topics": draw(st.lists(st.sampled_from(["Trafik", "trafik", "Skola"]), max_size=2, unique=True)),
        "regions": draw(st.lists(st.sampled_from(["Skåne", "Aux"]), max_size=1)),
        "contacts": [{"name": "Siv Almgren", "phones": ["070-174 06 21"]}],
        "status": draw(st.sampled_from(["confirmed", "confirmed", "cancelled", "postponed", "tentative"])),
        "audience": draw(st.sampled_from(["open", "open", "open", "limited"])),
        "embargo": draw(st.none() | st.none() | walls),
    }


def rebuilt(desk: Desk, now: dt.datetime, *, history: bool) -> dict[str, bytes]:
    """The site as it is made from nothing at a moment; with `history` the store knows the addresses that were given, and
    what was told.
    """
    with tempfile.TemporaryDirectory() as folder:
        other = Desk(Path(folder) / "desk", (desk.top / "pressinvite.toml").read_text("utf-8"))
        if history:
            shutil.copy(desk.top / "published.db", other.top)
            with closing(sqlite3.connect(other.top / "published.db")) as store:
                store.executescript(
                    "delete from sources; delete from pieces; update files set print = ''; update entries set shown = 0;"
                    " update facts set value = '' where name = 'recipe'"
                )
        shutil.copytree(desk.top / "meetings", other.top / "meetings", dirs_exist_ok=True)
        other.publish(now)
        return tree_of(other.site)


@EXAMPLES
@given(st.lists(meetings(), min_size=1, max_size=4), moments, moments)
def test_only_the_moments_that_are_told_change_the_site(told, one, other):
    first, second = sorted((one, other))
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder) / "desk")
        desk.publish(first)  # an empty feed tells when the site began
        for number, meeting in enumerate(told):
            desk.write(f"{number}.yaml", meeting, uid=f"{number}@bjorkvik.example")
        done = desk.publish(first)
        assert done.stopped == ()
        stamps = desk.stamps()
        expected = desk.publish(second, check=True)
        assert desk.stamps() == stamps
        assert desk.publish(second).outcome == expected.outcome
        if done.next_change is None or done.next_change[0] > second:
            assert desk.stamps() == stamps
        after = desk.tree()
        assert dead_links(after) == set()
        anew = Desk(Path(folder) / "anew")
        anew.publish(first)
        shutil.copytree(desk.top / "meetings", anew.top / "meetings", dirs_exist_ok=True)
        anew.publish(second)
        assert differing(anew.tree(), after) == set()


EDITS = ("title", "start", "end", "timezone", "topics", "regions", "status", "audience", "embargo")
STEPS = st.one_of(
    st.tuples(st.just("write"), st.integers(0, 2), meetings()),
    st.tuples(st.just("edit"), st.integers(0, 2), st.sampled_from(EDITS), meetings()),
    st.tuples(st.just("remove"), st.integers(0, 2)),
    st.tuples(st.just("rename"), st.integers(0, 2), st.integers(0, 2)),
    st.tuples(st.just("wait"), st.integers(1, 60)),
    st.tuples(st.just("lose"), st.integers(0, 200)),
    st.tuples(st.just("settings"), st.sampled_from(["#00558c", "#5b2a86"])),
)


class Desktop:
    """A folder whose files are numbered; each step is what a press officer may do between two runs."""

    def __init__(self, top: Path) -> None:
        self.desk = Desk(top)
        self.now = FIRST.replace(tzinfo=dt.UTC)

    def file(self, number: int) -> Path:
        return self.desk.top / "meetings" / f"{number}.yaml"

    def do(self, step: tuple[Any, ...]) -> None:
        kind, *given_ = step
        if kind == "wait":
            self.now += dt.timedelta(days=given_[0])
        elif kind == "settings":
            (self.desk.top / "pressinvite.toml").write_text(
                SETTINGS.replace("[sender]", f'accent = "{given_[0]}"\n[sender]'), "utf-8"
            )
        elif kind == "lose":
            files = sorted(path for path in self.desk.site.rglob("*") if path.is_file())
            for path in files[given_[0] :: 7] if given_[0] % 3 else files:
                path.unlink()
        elif kind == "write":
            number, meeting = given_
            if not self.file(number).exists():
                self.desk.write(f"{number}.yaml", meeting, uid=f"{number}@bjorkvik.example")
        elif self.file(given_[0]).exists():
            self.change(kind, *given_)

    def change(self, kind: str, number: int, *more: Any) -> None:
        path = self.file(number)
        if kind == "edit":
            key, meeting = more
            told = (
                {"start": meeting["start"], "end": meeting["end"]} if key in ("start", "end") else {key: meeting[key]}
            )
            self.desk.edit(path.name, **told)
        elif kind == "remove":
            path.unlink()
        elif not self.file(more[0]).exists():
            path.rename(self.file(more[0]))


@EXAMPLES
@given(st.lists(meetings(), min_size=1, max_size=2), st.lists(STEPS, min_size=1, max_size=6))
def test_any_history_ends_in_what_a_run_from_nothing_makes(told, steps):
    with tempfile.TemporaryDirectory() as folder:
        table = Desktop(Path(folder) / "desk")
        desk = table.desk
        for number, meeting in enumerate(told):
            desk.write(f"{number}.yaml", meeting, uid=f"{number}@bjorkvik.example")
        desk.publish(table.now)
        for step in steps:
            table.do(step)
            files = tree_of(desk.top)
            expected = desk.publish(table.now, check=True)
            assert tree_of(desk.top) == files, "nothing is written, not even the store"
            done = desk.publish(table.now)
            assert (done.outcome, done.sources, done.stopped) == (expected.outcome, expected.sources, expected.stopped)
            assert dead_links(desk.tree()) == set()
            stamps = desk.stamps()
            assert desk.publish(table.now).outcome.total == 0
            assert desk.stamps() == stamps
        assert differing(rebuilt(desk, table.now, history=True), desk.tree()) == set()
