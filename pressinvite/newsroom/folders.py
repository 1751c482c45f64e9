"""Where the site lies: a folder of its own, in which nothing is taken away that publishing has not made.

One organisation may publish into several folders in turn; what was made in each is remembered.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pressinvite.errors import Finding, SettingsError
from pressinvite.newsroom.meeting_files import MEETINGS
from pressinvite.newsroom.writing import finish

if TYPE_CHECKING:
    from pathlib import Path

    from pressinvite.newsroom.store import Store


def checked_folder(folder: Path, top: Path) -> Path:
    """The site's folder, links followed. SettingsError where it can be none."""
    whole = folder.resolve()
    if whole.exists() and not whole.is_dir():
        raise SettingsError(Finding("output-no-folder", "error", "", {"name": str(folder)}))
    meetings = top / MEETINGS
    if whole == top or whole.is_relative_to(meetings) or top.is_relative_to(whole):
        raise SettingsError(Finding("output-among-sources", "error", "", {"name": str(folder)}))
    return whole


def change_folder(store: Store, folder: Path, top: Path, *, look: bool) -> frozenset[str]:
    """Return the files that were made in the site's folder before another one was published into; none where it is the
    same as the last time. SettingsError where files lie there and none is known to be ours.
    """
    last, place = store.fact("folder"), _place_of(folder, top)
    if last == place:
        return frozenset()
    known = store.fact(f"files of {place}")
    if not known and _holds_files(folder):
        raise SettingsError(Finding("folder-not-ours", "error", "", {"name": str(folder)}))
    if last:
        if not look:
            finish(top / last, store.fact("run"))
        store.keep_fact(f"files of {last}", json.dumps(sorted(store.all_files())))
    store.keep_fact("folder", place)
    return frozenset(json.loads(known or "[]"))


def _place_of(folder: Path, top: Path) -> str:
    """The site's folder as it is remembered: an organisation's folder may be moved with all that is in it."""
    return (folder.relative_to(top) if folder.is_relative_to(top) else folder).as_posix()


def _holds_files(folder: Path) -> bool:
    """Tell whether anything lies there but what hosts and version control hide."""
    return folder.is_dir() and any(not path.name.startswith(".") for path in folder.iterdir())
