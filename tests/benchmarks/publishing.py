"""A press calendar of 10,000 meetings: the first run, a run with nothing and one with one meeting changed, and memory.

The first run reads every meeting file and writes pages, calendar files and feeds; with the exchange formats it is a row of
its own. Peers: Pelican with its default theme and Hugo on as many articles with the same words, as their users run them;
where Hugo (Debian: hugo) is not installed, its row is left out and that is said. CPU time of whole processes.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.rows import Row, child_cpu

MANY = 10_000
FEW = 1_000
ROUNDS = 5
_WORDS = [
    "skola",
    "bro",
    "park",
    "budget",
    "trafik",
    "bibliotek",
    "vatten",
    "energi",
    "kultur",
    "idrott",
    "hamn",
    "torg",
    "cykel",
    "klimat",
    "omsorg",
    "bostad",
    "äldre",
    "buss",
]
_SETTINGS = """[organisation]
name = "Björkviks kommun"
accessibility_statement = "https://www.bjorkvik.example/tillganglighet"
[sender]
email = "press@bjorkvik.example"
[publish]
url = "https://press.bjorkvik.example/"
"""
_PELICAN = """AUTHOR = SITENAME = "Björkvik"
SITEURL = "https://press.bjorkvik.example"
PATH = "content"
TIMEZONE = "Europe/Stockholm"
DEFAULT_LANG = "sv"
FEED_ALL_ATOM = "feeds/all.atom.xml"
DEFAULT_PAGINATION = 100
ARTICLE_URL = "{date:%Y}/{date:%m}/{slug}/"
ARTICLE_SAVE_AS = "{date:%Y}/{date:%m}/{slug}/index.html"
YEAR_ARCHIVE_SAVE_AS = "{date:%Y}/index.html"
MONTH_ARCHIVE_SAVE_AS = "{date:%Y}/{date:%m}/index.html"
"""
_HUGO = """baseURL = "https://press.bjorkvik.example/"
title = "Björkvik"
[taxonomies]
topic = "topics"
"""
_HUGO_PAGE = """<!DOCTYPE html><html lang="sv"><head><title>{{ .Title }}</title></head><body><h1>{{ .Title }}</h1>
<p>{{ .Date.Format "2006-01-02" }}</p>{{ .Content }}
{{ range .Params.topics }}<a href="/topics/{{ . }}/">{{ . }}</a>{{ end }}</body></html>
"""
_HUGO_LIST = """<!DOCTYPE html><html lang="sv"><head><title>{{ .Title }}</title></head><body><h1>{{ .Title }}</h1>
{{ range (.Paginate .Pages 100).Pages }}<p><a href="{{ .RelPermalink }}">{{ .Title }}</a></p>{{ end }}</body></html>
"""


class Told(NamedTuple):
    """One meeting, in the same words for all."""

    number: int
    day: dt.date
    title: str
    lead: str
    body: str
    topics: tuple[str, str]


def rows() -> list[Row]:
    """Measure and return the rows."""
    with tempfile.TemporaryDirectory() as name:
        top = Path(name)
        meetings = [_told(number, random.Random(number)) for number in range(MANY)]  # noqa: S311 -- the same each time
        ours, whole = top / "press", top / "whole"
        _write_ours(ours, meetings, formats="formats = []\n")
        _write_ours(whole, meetings, formats="")
        _write_pelican(top / "pelican", meetings)
        has_hugo = shutil.which("hugo") is not None
        _write_hugo(top / "hugo", meetings)
        figures: dict[str, list[float]] = {}
        for turn in range(ROUNDS):
            took = {"first": _publish(ours, fresh=True), "unchanged": _publish(ours)}
            _change(ours, turn)
            took |= {"one changed": _publish(ours), "pelican": _run_pelican(top / "pelican")}
            took |= {"hugo": _run_hugo(top / "hugo")} if has_hugo else {}
            took |= {"whole": _publish(whole, fresh=True)}
            for key, value in took.items():
                figures.setdefault(key, []).append(value)
        found = {key: statistics.median(values) for key, values in figures.items()}
        return [*_rows(found), _memory(top, meetings)]


def _rows(took: dict[str, float]) -> list[Row]:
    """CPU milliseconds of whole runs, as pages a second and as shares of the first."""
    rate = {key: MANY / (value / 1000) for key, value in took.items()}
    made = [
        Row("publishing: first run", rate["first"], "Pelican", rate["pelican"], 5.0, "pages/s", more=True),
        Row("publishing: with exchange formats", rate["whole"], "Pelican", rate["pelican"], None, "pages/s", more=True),
        Row("publishing: nothing changed", took["unchanged"], "its first run", took["first"], 0.03),
        Row("publishing: one changed", took["one changed"], "its first run", took["first"], 0.04),
    ]
    if "hugo" in rate:
        made.append(Row("publishing: beside Hugo", rate["first"], "Hugo", rate["hugo"], None, "pages/s", more=True))
    else:
        sys.stderr.write("publishing: Hugo is not installed, its row is left out\n")
    return made


def _memory(top: Path, meetings: list[Told]) -> Row:
    """How much a further meeting takes at the peak, kB."""
    peaks = []
    for number in (FEW, MANY):
        folder = top / f"memory{number}"
        _write_ours(folder, meetings[:number], formats="")
        peaks.append(_peak(folder))
    return Row("publishing: memory for a meeting", (peaks[1] - peaks[0]) / (MANY - FEW), "the bound", 20.0, 1.0, "kB")


def _publish(folder: Path, *, fresh: bool = False) -> float:
    if fresh:
        shutil.rmtree(folder / "public", ignore_errors=True)
        (folder / "published.db").unlink(missing_ok=True)
    return child_cpu([sys.executable, "-m", "pressinvite", "publish"], folder)


def _peak(folder: Path) -> float:
    """The most memory that a first run holds, kB."""
    with subprocess.Popen(
        [sys.executable, "-m", "pressinvite", "publish"],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(folder)
    return float(used.ru_maxrss)


def _run_pelican(folder: Path) -> float:
    shutil.rmtree(folder / "output", ignore_errors=True)
    return child_cpu([sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", "-q"], folder)


def _run_hugo(folder: Path) -> float:
    shutil.rmtree(folder / "public", ignore_errors=True)
    return child_cpu(["hugo", "--quiet"], folder)


def _told(number: int, choice: random.Random) -> Told:
    """One of ten years, the last weeks of which are to come."""
    day = dt.datetime.now(tz=dt.UTC).date() - dt.timedelta(days=choice.randrange(-120, 3530))
    topics = (choice.choice(_WORDS), choice.choice(_WORDS))
    body = "\n\n".join(" ".join(choice.choices(_WORDS, k=length)) + "." for length in (60, 80))
    lead = f"Kommunen bjuder in till en pressträff om {topics[0]} och {topics[1]}, nummer {number}."
    return Told(number, day, f"{topics[0].capitalize()} i Björkvik, etapp {number}", lead, body, topics)


def _write_ours(folder: Path, meetings: list[Told], *, formats: str) -> None:
    (folder / "meetings").mkdir(parents=True)
    (folder / "pressinvite.toml").write_text(_SETTINGS + formats, "utf-8")
    for told in meetings:
        (folder / "meetings" / f"m{told.number:05d}.yaml").write_text(_yaml(told), "utf-8")


def _yaml(told: Told) -> str:
    body = told.body.replace("\n\n", "\n\n  ")
    moment = f"{told.day - dt.timedelta(days=10)}T08:00:00Z"
    return f"""title: {told.title}
kind: pressträff
lead: {told.lead}
body: |
  {body}
start: {told.day}T{8 + told.number % 9:02d}:00
end: {told.day}T{8 + told.number % 9:02d}:45
place:
  text: Vita salen, Kommunhuset, Kyrkogatan 2, Björkvik
contacts:
  - name: Siv Almgren
    phones: [070-174 06 21]
    emails: [siv.almgren@bjorkvik.example]
topics: [{", ".join(told.topics)}]
uid: 00000000-0000-4000-8000-{told.number:012d}
created: {moment}
modified: {moment}
"""


def _change(folder: Path, turn: int) -> None:
    """One word of one coming meeting."""
    for path in sorted((folder / "meetings").iterdir()):
        text = path.read_text("utf-8")
        day = dt.date.fromisoformat(text.partition("start: ")[2][:10])
        if day > dt.datetime.now(tz=dt.UTC).date() + dt.timedelta(days=10):
            path.write_text(text.replace("Kommunen bjuder", f"Kommunen bjuder{'  ' * turn} nu"), "utf-8")
            return


def _article(told: Told) -> str:
    return f"{told.lead}\n\n{told.body}\n\n- Tid: {told.day} kl. 10.00\n- Plats: Vita salen, Kyrkogatan 2, Björkvik\n"


def _write_pelican(folder: Path, meetings: list[Told]) -> None:
    (folder / "content").mkdir(parents=True)
    (folder / "pelicanconf.py").write_text(_PELICAN, "utf-8")
    for told in meetings:
        head = (
            f"Title: {told.title}\nDate: {told.day} 08:00\nCategory: {told.topics[0]}\nTags: {', '.join(told.topics)}\n"
        )
        text = f"{head}Slug: {told.day}-m{told.number}\n\n{_article(told)}"
        (folder / "content" / f"m{told.number:05d}.md").write_text(text, "utf-8")


def _write_hugo(folder: Path, meetings: list[Told]) -> None:
    posts, layouts = folder / "content" / "post", folder / "layouts" / "_default"
    posts.mkdir(parents=True)
    layouts.mkdir(parents=True)
    (folder / "config.toml").write_text(_HUGO, "utf-8")
    (layouts / "single.html").write_text(_HUGO_PAGE, "utf-8")
    (layouts / "list.html").write_text(_HUGO_LIST, "utf-8")
    (folder / "layouts" / "index.html").write_text(_HUGO_LIST, "utf-8")
    for told in meetings:
        head = f'title: "{told.title}"\ndate: {told.day}T08:00:00Z\ntopics: [{", ".join(told.topics)}]\n'
        (posts / f"{told.day}-m{told.number}.md").write_text(f"---\n{head}---\n\n{_article(told)}", "utf-8")
