"""The site on the disk: what changed is staged beside it, then put in its place; the rest keeps octets and time stamps.

Until everything is staged nothing of the site is touched. Then a journal is written, and what stands in it is done in an
order in which no link ever leads nowhere: meetings before the lists that name them, removals last. A run that is cut off
before the journal leaves the old site; one that is cut off after it is finished by the next.
"""

from __future__ import annotations

import json
import os
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from pressinvite.errors import Finding, SettingsError
from pressinvite.language.reasons import explain_writing

if TYPE_CHECKING:
    from collections.abc import Callable
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
        self._staging = folder.parent / f".{folder.name}-staging"
        self._dry = dry
        self._moves: list[str] = []
        self._changed: set[str] = set()
        self._removals: list[str] = []
        self._parents: set[Path] = set()

    def write(self, path: str, octets: bytes) -> None:
        """Stage a file unless it stands there as it is. Paths come in the order in which they are put in place."""
        stands = self._folder / path
        with suppress(OSError):
            if stands.read_bytes() == octets:
                return
            self._changed.add(path)
        self._moves.append(path)
        if not self._dry:
            with _told(stands):
                self._stage(path, octets)

    def remove(self, path: str) -> None:
        """Have a file removed at the end, with the folders that it leaves empty."""
        if (self._folder / path).is_file():
            self._removals.append(path)

    def read(self, path: str) -> bytes:
        """Return a file as it will be: staged, or standing; empty where there is none."""
        for place in (self._staging / _FILES / path, self._folder / path):
            with suppress(OSError):
                return place.read_bytes()
        return b""

    def commit(self, keep: Callable[[], None]) -> Outcome:
        """Put all in its place; `keep` is called when nothing can be lost any more, before the first file moves."""
        outcome = Outcome(
            tuple(path for path in self._moves if path not in self._changed),
            tuple(path for path in self._moves if path in self._changed),
            tuple(self._removals),
        )
        if self._dry:
            return outcome
        with _told(self._folder):
            if self._moves or self._removals:
                self._sync()
                _write_journal(self._staging, self._moves, self._removals)
            keep()
            finish(self._folder)
        return outcome

    def _stage(self, path: str, octets: bytes) -> None:
        place = self._staging / _FILES / path
        if place.parent not in self._parents:
            place.parent.mkdir(parents=True, exist_ok=True)
            self._parents.add(place.parent)
        place.write_bytes(octets)

    def _sync(self) -> None:
        if len(self._moves) > _SYNCED and hasattr(os, "sync"):
            os.sync()
            return
        for path in self._moves:
            with (self._staging / _FILES / path).open("rb+") as file:
                os.fsync(file.fileno())


def finish(folder: Path) -> None:
    """Do what a journal says, where a run was cut off while it did so; drop what one that was cut off earlier staged.

    Raises SettingsError where the disk or the rights do not allow it.
    """
    staging = folder.parent / f".{folder.name}-staging"
    if not staging.is_dir():
        return
    with _told(folder):
        with suppress(FileNotFoundError):
            journal = json.loads((staging / _JOURNAL).read_text("utf-8"))
            _put_in_place(folder, staging / _FILES, journal["moves"])
            _remove(folder, journal["removals"])
        shutil.rmtree(staging)


def _put_in_place(folder: Path, staged: Path, moves: list[str]) -> None:
    if not folder.exists():
        staged.replace(folder)
        return
    parents: set[Path] = set()
    for path in moves:
        place, source = folder / path, staged / path
        if place.parent not in parents:
            place.parent.mkdir(parents=True, exist_ok=True)
            parents.add(place.parent)
        with suppress(FileNotFoundError):  # put in its place before the run was cut off
            source.replace(place)


def _remove(folder: Path, removals: list[str]) -> None:
    for path in removals:
        place = folder / path
        place.unlink(missing_ok=True)
        for parent in place.parents:
            if parent == folder:
                break
            with suppress(OSError):  # not empty
                parent.rmdir()


def _write_journal(staging: Path, moves: list[str], removals: list[str]) -> None:
    """The journal, whole or not at all."""
    (staging / _FILES).mkdir(parents=True, exist_ok=True)
    draft = staging / f"{_JOURNAL}.new"
    with draft.open("w", encoding="utf-8") as file:
        json.dump({"moves": moves, "removals": removals}, file)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(staging / _JOURNAL)


class _told:  # noqa: N801 -- used as a function: with _told(path)
    """What the system refuses, as an error of ours."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, OSError):
            values = {"name": str(error.filename or self._path), "reason": explain_writing(error)}
            raise SettingsError(Finding("disk", "error", "", values)) from error
