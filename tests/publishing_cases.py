"""A press officer's folder for the tests of publishing: meetings go in as files, the site comes out as a tree."""

from __future__ import annotations

import datetime as dt
import json
import os
from contextlib import suppress
from functools import cache
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from unittest.mock import patch
from urllib.parse import unquote, urljoin, urlsplit

from pressinvite.publication import open_site, publish
from pressinvite.templating import open_templates
from pressinvite.workspace import open_workspace

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pressinvite.language import Language
    from pressinvite.publication import Published
    from pressinvite.templating import Templates

URL = "https://press.bjorkvik.example/kalender/"
SETTINGS = """\
[organisation]
name = "Björkviks kommun"
languages = ["sv", "en"]
accessibility_statement = "https://bjorkvik.example/tillganglighet"
[sender]
email = "press@bjorkvik.example"
[publish]
url = "https://press.bjorkvik.example/kalender/"
"""
NOW = dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC)
BRIDGE = {
    "title": "Nya bron öppnar",
    "start": "2027-05-20T13:00",
    "end": "2027-05-20T14:00",
    "place": {"text": "Stortorget 7, Lund"},
    "topics": ["Trafik"],
    "contacts": [{"name": "Siv Almgren", "phones": ["070-174 06 21"]}],
}


class Desk:
    """The folder. Each file that is written is a second younger than the one before, whatever the disk's clock says."""

    def __init__(self, top: Path, settings: str = SETTINGS) -> None:
        self.top = top
        self.site = top / "public"
        self._second = 1_790_000_000
        (top / "meetings").mkdir(parents=True)
        (top / "pressinvite.toml").write_text(settings, "utf-8")

    def write(self, name: str, meeting: Mapping[str, Any] | None = None, **changes: Any) -> Path:
        """A meeting's file, BRIDGE but for the changes; None takes a key away."""
        told = {key: value for key, value in {**(meeting or BRIDGE), **changes}.items() if value is not None}
        lines = [
            f"{key}: {value if key in _BARE else json.dumps(value, ensure_ascii=False)}" for key, value in told.items()
        ]
        return self.put(name, "# the desk's own notes\n" + "\n".join(lines) + "\n")

    def edit(self, name: str, **changes: Any) -> Path:
        """Change single lines of a file by hand; what publishing has written into it stays."""
        path = self.top / "meetings" / name
        lines = [line for line in path.read_text("utf-8").splitlines() if line.partition(":")[0] not in changes]
        for key, value in changes.items():
            if value is not None:
                lines.append(f"{key}: {value if key in _BARE else json.dumps(value, ensure_ascii=False)}")
        return self.put(name, "\n".join(lines) + "\n")

    def put(self, name: str, text: str | bytes) -> Path:
        path = self.top / "meetings" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        self._second += 1
        os.utime(path, (self._second, self._second))
        return path

    def remove(self, name: str) -> None:
        (self.top / "meetings" / name).unlink()

    def publish(self, now: dt.datetime = NOW, *, check: bool = False, folder: Path | None = None) -> Published:
        workspace = open_workspace(self.top / "pressinvite.toml", environ={}, sender=None)
        with (
            patch("pressinvite.publication.open_templates", _open_templates),
            patch("os.fsync"),
        ):  # nobody pulls the plug
            return publish(workspace, open_site(workspace), folder or self.site, now=now, check=check)

    def tree(self) -> dict[str, bytes]:
        return tree_of(self.site)

    def stamps(self) -> dict[str, int]:
        return {path: (self.site / path).stat().st_mtime_ns for path in self.tree()}


_compiled = cache(open_templates)


def _open_templates(folder: Path | None, language: Language) -> Templates:
    """The templates, compiled once for all tests that have none of their own: half of a small run goes into that."""
    return open_templates(folder, language) if folder else _compiled(None, language)


_BARE = ("start", "end", "embargo", "created", "modified", "sequence")


def tree_of(folder: Path) -> dict[str, bytes]:
    """The files of a folder: path with "/" → octets."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def codes(done: Published) -> set[str]:
    return {finding.code for reading in done.readings for finding in reading.findings}


def differing(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> set[str]:
    """Paths that are not the same in both."""
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("href", "src") and value:
                self.found.append(value)
            if tag == "meta" and name == "content" and value and value.startswith("0; url="):
                self.found.append(value.removeprefix("0; url="))


def links_of(path: str, octets: bytes) -> set[str]:
    """The files of the site that a page leads to."""
    parser = _Links()
    parser.feed(octets.decode())
    found = set()
    for link in parser.found:
        whole = urljoin(URL + path, link)
        if whole.startswith(URL):
            target = unquote(urlsplit(whole).path).removeprefix(urlsplit(URL).path)
            found.add(target + "index.html" if target.endswith("/") or not target else target)
    return found


def dead_links(tree: Mapping[str, bytes], start: tuple[str, ...] | None = None) -> set[tuple[str, str]]:
    """Links that lead nowhere, as (page, path): of all pages, or of those that a reader can come to from `start`."""
    dead = set()
    waiting = list(start) if start else [path for path in tree if path.endswith(".html")]
    seen = set(waiting)
    while waiting:
        page = waiting.pop()
        if not page.endswith(".html") or page not in tree:
            continue
        for target in links_of(page, tree[page]):
            if target not in tree:
                dead.add((page, target))
            elif start and target not in seen:
                seen.add(target)
                waiting.append(target)
    return dead


def without(tree: dict[str, bytes], *paths: str) -> dict[str, bytes]:
    for path in paths:
        with suppress(KeyError):
            del tree[path]
    return tree
