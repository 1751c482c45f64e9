"""Runs something again whenever what it is made of changes, and when its next moment of the clock comes.

The organisation's folder is watched as such, for its settings, its logo, and folders that come and go; `meetings/` and
`templates/` with all that is in them. `public/`, which is large and our own, is not. What changes during a run is not lost:
the next one begins at once.
"""

from __future__ import annotations

import threading
import tomllib
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

from watchfiles._rust_notify import RustNotify

from pressinvite.workspace import SETTINGS_NAME

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

_FOLDERS = ("meetings", "templates")
_IMAGES = (".svg", ".png", ".jpg", ".jpeg", ".webp")
_LEFT = ("~", ".bak", ".orig", ".tmp", ".swp")
"""Endings of what editors leave beside a file."""
_DEBOUNCE, _STEP = 1000, 50
"""Milliseconds: changes are one until so many have passed without another, at most the first number."""
_POLL = 500
_LONGEST = 60.0
"""Seconds after which the clock is looked at anew: a computer that slept wakes to another time."""


class Ran(NamedTuple):
    """What a run leaves to wait for."""

    next_moment: dt.datetime | None = None
    """When it has to run although nothing changes."""
    written: frozenset[Path] = frozenset()
    """Files of those watched that the run itself wrote."""


class Watching:
    """Runs at once, and then again and again, in a thread; between `with` and its end, or until a run raises.

    `run` is told whether only what the last run wrote has changed. `clock` tells the moment, aware.
    """

    def __init__(
        self,
        top: Path,
        run: Callable[[bool], Ran],
        *,
        clock: Callable[[], dt.datetime],
        environ: Mapping[str, str],
        force_polling: bool = False,
    ) -> None:
        self._top, self._run, self._clock, self._environ = top.resolve(), run, clock, environ
        self._force_polling = force_polling
        self.ended = threading.Event()
        """Set when no run will follow."""
        self._error: BaseException | None = None
        self._told = threading.Condition()
        self._changed: set[Path] = set()
        self._stopping = False
        self._watched: dict[tuple[Path, int, int], _Watcher] = {}
        self._logo: Path | None = None
        self._thread = threading.Thread(target=self._go_on, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """End when the run in hand is done."""
        with self._told:
            self._stopping = True
            self._told.notify_all()
        self._thread.join()

    def wait(self) -> None:
        """Return when it has ended, raising what a run raised."""
        while not self.ended.wait(1.0):  # Windows tells of Ctrl-C only between two waits
            pass
        if self._error:
            raise self._error

    def _go_on(self) -> None:
        try:
            echo = False
            while not self._stopping:
                self._aim()
                ran = self._run(echo)
                changed = self._wait(ran.next_moment)
                echo = bool(changed) and changed <= ran.written
        except BaseException as error:  # noqa: BLE001 -- raised where it is waited for
            self._error = error
        finally:
            for watcher in self._watched.values():
                watcher.close()
            self.ended.set()

    def _aim(self) -> None:
        """Watch what stands there now; a folder that was made anew is another one."""
        self._logo = find_logo(self._top / SETTINGS_NAME, self._environ)
        whole = {self._top / name for name in _FOLDERS}
        wanted: dict[tuple[Path, int, int], bool] = {}
        for path in {self._top, *whole, *([self._logo.parent] if self._logo else ())}:
            with suppress(OSError):
                stat = path.stat()
                wanted[path, stat.st_dev, stat.st_ino] = path in whole
        for key in self._watched.keys() - wanted.keys():
            self._watched.pop(key).close()
        for key, recursive in wanted.items():
            if key not in self._watched:
                with suppress(FileNotFoundError):  # gone since: the folder above tells when it comes back
                    self._watched[key] = _Watcher(
                        key[0], self._note, recursive=recursive, force_polling=self._force_polling
                    )

    def _note(self, paths: set[Path]) -> None:
        counted = {path for path in paths if self._counts(path)}
        if counted:
            with self._told:
                self._changed |= counted
                self._told.notify_all()

    def _counts(self, path: Path) -> bool:
        """Tell whether it is a change of what is published."""
        if path == self._logo:
            return True
        if not path.is_relative_to(self._top):
            return False
        parts = path.relative_to(self._top).parts
        if len(parts) <= 1:
            return bool(parts) and (parts[0] in (SETTINGS_NAME, *_FOLDERS) or path.suffix.lower() in _IMAGES)
        passing = any(part.startswith(".") for part in parts) or path.name.endswith(_LEFT)
        return parts[0] in _FOLDERS and not passing

    def _wait(self, moment: dt.datetime | None) -> set[Path]:
        """What has changed; nothing where the moment has come, or the end."""
        with self._told:
            while not self._changed and not self._stopping:
                left = (moment - self._clock()).total_seconds() if moment else _LONGEST
                if left <= 0:
                    break
                self._told.wait(min(left, _LONGEST))
            changed, self._changed = self._changed, set()
            return changed


class _Watcher:
    """Tells of changes below a folder, from the moment it is made."""

    def __init__(
        self, folder: Path, note: Callable[[set[Path]], None], *, recursive: bool, force_polling: bool
    ) -> None:
        self._note = note
        self._ending = threading.Event()
        try:
            self._notify = _notify(folder, recursive=recursive, polling=force_polling)
        except FileNotFoundError:
            raise
        except OSError:  # the system watches no more, or not there: it is looked at now and then instead
            self._notify = _notify(folder, recursive=recursive, polling=True)
        self._thread = threading.Thread(target=self._follow, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._ending.set()
        self._thread.join()
        self._notify.close()

    def _follow(self) -> None:
        while not self._ending.is_set():
            found = self._notify.watch(_DEBOUNCE, _STEP, 0, self._ending)
            if isinstance(found, set):
                self._note({Path(path) for _kind, path in found})


def _notify(folder: Path, *, recursive: bool, polling: bool) -> RustNotify:
    return RustNotify([str(folder)], False, polling, _POLL, recursive, True)


def find_logo(settings: Path, environ: Mapping[str, str]) -> Path | None:
    """Return the logo's file, standing or not, as the environment or the settings name it; None where it is none of ours."""
    told = environ.get("PRESSINVITE_ORGANISATION_LOGO")
    if not told:
        with suppress(
            OSError, ValueError, RecursionError, AttributeError
        ):  # settings that are wrong are told of by the run
            told = tomllib.loads(settings.read_text("utf-8-sig")).get("organisation", {}).get("logo")
    if not isinstance(told, str) or not told or told.startswith("https://"):
        return None
    path = settings.parent / told
    return path.parent.resolve() / path.name
