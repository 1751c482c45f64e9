"""An address of the local view → the file of the published folder, as a careful web host finds it.

Nothing outside the folder is reachable: not by "..", not by an absolute name, not by a symbolic link; nothing whose name
begins with a point; no folder is listed.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote

HTML = "text/html; charset=utf-8"
_BY_NAME = {"atom.xml": "application/atom+xml", "feed.json": "application/feed+json"}
_BY_ENDING = {
    ".html": HTML,
    ".ics": "text/calendar; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".json": "application/json",
    ".xml": "application/xml",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
}


class Found(NamedTuple):
    """What stands at an address."""

    status: int
    """200; 301 and 302 where it lies elsewhere; 404; 410 where a meeting was withdrawn."""
    octets: bytes = b""
    media_type: str = HTML
    location: str = ""
    """Where it lies, a path of the same host."""


def media_type(name: str) -> str:
    """Return the type that a file of this name is served with."""
    return _BY_NAME.get(name) or _BY_ENDING.get(Path(name).suffix.lower(), "application/octet-stream")


def find_file(folder: Path, path: str, *, base: str = "/", gone: frozenset[str] = frozenset()) -> Found:
    """Return what stands at a path, decoded once; the site lies below `base`, which begins and ends with "/".

    `gone` are the pages, relative to the site, of withdrawn meetings. A 404 without octets: the site has no page for it.
    """
    base = unquote(base)
    if not path.startswith(base):
        to_base = f"{path}/" if f"{path}/" == base else base if path == "/" else ""
        return Found(302, location=quote(to_base)) if to_base else _absent(folder)
    inside = path.removeprefix(base)
    try:
        return _find(folder.resolve(), inside, path, gone) or _absent(folder)
    except (
        OSError,
        RuntimeError,
        ValueError,
    ):  # a name that is too long, a loop of links, a NUL, a file that is none's
        return _absent(folder)


def _find(folder: Path, inside: str, path: str, gone: frozenset[str]) -> Found | None:
    *parents, name = inside.split("/")
    parts = parents if name == "" else [*parents, name]
    if not all(map(_is_plain, parts)):
        return None
    place = folder.joinpath(*parts)
    if name and place.is_dir():
        return Found(301, location=f"{quote(path)}/") if (place / "index.html").is_file() else None
    place = (place if name else place / "index.html").resolve()
    if not place.is_relative_to(folder) or not place.is_file():
        return None
    return Found(410 if inside in gone else 200, place.read_bytes(), media_type(place.name))


def _is_plain(part: str) -> bool:
    """Tell whether it is the name of one file on every system, without controls: Windows parts names at some characters."""
    return part.isprintable() and bool(part) and not part.startswith(".") and "\\" not in part and ":" not in part


def _absent(folder: Path) -> Found:
    try:
        return Found(404, (folder / "404.html").read_bytes())
    except OSError:
        return Found(404)
