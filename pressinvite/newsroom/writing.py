"""The site on the disk: what changed is staged beside it, then put in its place; the rest keeps octets and time stamps.

Until everything is staged nothing of the site is touched. Then a journal is written, and the store's commit decides: a run
that is cut off before it leaves the old site, and what it staged is dropped; one that is cut off after it is finished by the
next. Files are put in place in an order in which nothing that a reader can come to leads nowhere: new ones, to which no page
leads yet, before those that were changed, removals last.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from pressinvite.errors import Finding, SettingsError
from pressinvite.language.reasons import explain_writing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

_JOURNAL = "journal.json"
_FILES = "files"
_SYNCED = 500
"""Files that are synced one by one; of more, the system is asked once."""


class Outcome(NamedTuple):
    """What a run did to the site, or would do."""

    made: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def total(self) -> int:
        """How many files."""
        return len(self.made) + len(self.changed) + len(self.removed)


class Writer:
    """Stages into a folder beside the site's; `dry` only tells what would be written."""

    def __init__(self, folder: Path, *, dry: bool = False) -> None:
        self._folder = folder
        self._staging = _staging(folder)
        self._dry = dry
        self._moves: dict[str, bool] = {}
        self._removals: dict[str, None] = {}
        self._parents: set[Path] = set()

    def write(self, path: str, octets: bytes) -> None:
        """Stage a file unless it stands there as it is; the last word on a path counts."""
        self._removals.pop(path, None)
        stands = self._folder / path
        with suppress(OSError):
            if stands.read_bytes() == octets:
                self._unstage(path)
                return
        self._moves[path] = stands.is_file()
        if not self._dry:
            with _told(stands):
                self._stage(path, octets)

    def remove(self, path: str) -> None:
        """Have a file removed at the end, with the folders that it leaves empty."""
        self._unstage(path)
        if (self._folder / path).is_file():
            self._removals[path] = None

    def commit(self, keep: Callable[[str], None]) -> Outcome:
        """Put all in its place; `keep` is called when nothing can be lost any more, before the first file moves, with the
        name of the run, which `finish` asks for.
        """
        made = tuple(path for path, stands in self._moves.items() if not stands)
        changed = tuple(path for path, stands in self._moves.items() if stands)
        outcome = Outcome(made, changed, tuple(self._removals))
        if self._dry:
            return outcome
        run = ""
        with _told(self._folder):
            if outcome.total:
                run = os.urandom(8).hex()
                self._sync()
                _write_journal(self._staging, run, (*made, *changed), outcome.removed)
            keep(run)
        finish(self._folder, run)
        return outcome

    def _stage(self, path: str, octets: bytes) -> None:
        place = self._staging / _FILES / path
        if place.parent not in self._parents:
            place.parent.mkdir(parents=True, exist_ok=True)
            self._parents.add(place.parent)
        place.write_bytes(octets)

    def _unstage(self, path: str) -> None:
        if path in self._moves:
            del self._moves[path]
            if not self._dry:
                (self._staging / _FILES / path).unlink(missing_ok=True)

    def _sync(self) -> None:
        if len(self._moves) > _SYNCED and hasattr(os, "sync"):
            os.sync()
            return
        for path in self._moves:
            with (self._staging / _FILES / path).open("rb+") as file:
                os.fsync(file.fileno())


def finish(folder: Path, run: str) -> None:
    """Do what the journal of `run` says, where that run was cut off while it did so; drop what another staged.

    Raises SettingsError where the disk or the rights do not allow it.
    """
    staging = _staging(folder)
    if not staging.is_dir():
        return
    with _told(folder, "site-unfinished"):
        journal = _read_journal(staging, run)
        if journal:
            _put_in_place(folder, staging / _FILES, journal.made)
            _remove(folder, journal.removed)
        shutil.rmtree(staging)


def unfinished(folder: Path, run: str) -> Outcome:
    """Return what `finish` has left to do."""
    journal = _read_journal(_staging(folder), run)
    if not journal:
        return Outcome((), (), ())
    staged = tuple(path for path in journal.made if (_staging(folder) / _FILES / path).is_file())
    return Outcome((), staged, tuple(path for path in journal.removed if (folder / path).is_file()))


def _staging(folder: Path) -> Path:
    return folder.parent / f".{folder.name}-staging"


def _put_in_place(folder: Path, staged: Path, paths: Iterable[str]) -> None:
    if not folder.exists() and staged.is_dir():
        staged.replace(folder)
        return
    parents: set[Path] = set()
    for path in paths:
        place, source = folder / path, staged / path
        if place.parent not in parents:
            place.parent.mkdir(parents=True, exist_ok=True)
            parents.add(place.parent)
        with suppress(FileNotFoundError):  # put in its place before the run was cut off
            _move(source, place)


def _move(source: Path, place: Path) -> None:
    """Rename; where the site is a disk of its own (a mounted folder), copy beside the place first."""
    try:
        source.replace(place)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        beside = place.with_name(f".{place.name}-new")
        shutil.copyfile(source, beside)
        beside.replace(place)


def _remove(folder: Path, paths: Iterable[str]) -> None:
    for path in paths:
        place = folder / path
        place.unlink(missing_ok=True)
        for parent in place.parents:
            if parent == folder:
                break
            with suppress(OSError):  # not empty
                parent.rmdir()


def _write_journal(staging: Path, run: str, moves: Iterable[str], removals: Iterable[str]) -> None:
    """The journal, whole or not at all."""
    (staging / _FILES).mkdir(parents=True, exist_ok=True)
    draft = staging / f"{_JOURNAL}.new"
    with draft.open("w", encoding="utf-8") as file:
        json.dump({"run": run, "moves": list(moves), "removals": list(removals)}, file)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(staging / _JOURNAL)


def _read_journal(staging: Path, run: str) -> Outcome | None:
    """What the journal of `run` says; None where there is none."""
    try:
        journal = json.loads((staging / _JOURNAL).read_text("utf-8"))
    except FileNotFoundError:
        return None
    return Outcome(tuple(journal["moves"]), (), tuple(journal["removals"])) if journal["run"] == run else None


class _told:  # noqa: N801 -- used as a function: with _told(path)
    """What the system refuses, as an error of ours."""

    def __init__(self, path: Path, code: str = "disk") -> None:
        self._path, self._code = path, code

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, OSError):
            values = {"name": str(error.filename or self._path), "reason": explain_writing(error)}
            raise SettingsError(Finding(self._code, "error", "", values)) from error
