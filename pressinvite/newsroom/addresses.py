"""Addresses for life: each meeting's path, and what becomes of the paths that it had.

A meeting whose day or title changes gets a new path; the old one leads there. One that is withdrawn leaves "gone" behind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressinvite.exchange.formats import FORMATS
from pressinvite.invitation.names import file_stem
from pressinvite.language import open_language

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pressinvite.meeting import Meeting
    from pressinvite.newsroom.site import Site


def path_of(meeting: Meeting, given: Mapping[str, tuple[str, str]], language: str) -> str:
    """Return where a meeting lies, "2027/03/10-slug/"; `given` is every path ever given, with whose it is and what became of it.

    A path that another has, or had, is never given again: a number is put behind it.
    """
    stem = file_stem(meeting, open_language(language))
    year, month, rest = stem.split("-", 2)
    number, path = 1, f"{year}/{month}/{rest}/"
    while path in given and given[path][0] != meeting.uid:
        number += 1
        path = f"{year}/{month}/{rest}-{number}/"
    return path


def stem_of(path: str) -> str:
    """Return the name of the files that lie beside a meeting's page: "2027-03-10-slug"."""
    return path.strip("/").replace("/", "-")


def calendar_path(path: str) -> str:
    """Return where the calendar file lies of the meeting that lies there."""
    return f"{path}{stem_of(path)}.ics"


def file_paths(path: str, site: Site) -> list[str]:
    """Return where the calendar file and the exchange files lie of the meeting that lies there."""
    return [calendar_path(path), *(f"{path}{stem_of(path)}{FORMATS[name].ending}" for name in site.formats)]


def former_addresses(
    site: Site, paths: Mapping[str, tuple[str, str]], current: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield the addresses that meetings had, below the host, each with the one that it leads to, "" where it is gone: pages
    and files in every language. `current` is where public meetings are now, by uid; what must not be known is
    passed over.
    """
    for path, (uid, state) in sorted(paths.items()):
        if state in ("current", "hidden"):
            continue
        now = current.get(uid, "") if state == "moved" else ""
        for tag in site.languages:
            own = site.base + site.folder(tag)
            yield own + path, now and own + now
            for old, new in zip(file_paths(path, site), file_paths(now or path, site), strict=True):
                yield own + old, now and own + new
