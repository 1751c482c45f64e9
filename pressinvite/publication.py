"""`publish`: the organisation's meeting files → its press calendar, a folder that any web host serves.

Every meeting file is read and checked like any other source. One with errors stops only itself: what was published of it
stays, unless the file says that it must not be public.
"""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from pressinvite import __version__
from pressinvite.dispatch.revising import read_text, revise, seal_sequence_of, write_back
from pressinvite.errors import Finding, PressinviteError, SettingsError
from pressinvite.exchange.formats import FORMATS
from pressinvite.intake import examine_source, is_blocked
from pressinvite.language import open_language
from pressinvite.newsroom.entries import digest_of, next_moment
from pressinvite.newsroom.publishing import Publishing
from pressinvite.newsroom.site import Site
from pressinvite.newsroom.store import Last, open_store
from pressinvite.newsroom.writing import Outcome, Writer, finish
from pressinvite.reading.answer import Reading
from pressinvite.templating import open_templates, template_folders

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pressinvite.meeting import Meeting
    from pressinvite.newsroom.entries import Entry
    from pressinvite.newsroom.store import Store
    from pressinvite.workspace import Workspace

STORE_NAME = "published.db"
_ENDINGS = (".yaml", ".yml", ".json")
_OWN = ("uid", "created", "modified")
"""Keys that a published meeting's file has."""
_LEFT = (".md", ".bak", ".orig", ".tmp", ".swp")
"""Endings of files that nobody takes for a meeting."""


class Published(NamedTuple):
    """What a run did."""

    outcome: Outcome
    readings: tuple[Reading, ...]
    """Of files that have something to tell: errors, warnings, or no meeting."""
    stopped: tuple[str, ...]
    """Files that were not taken: errors."""
    meetings: int
    """Public ones."""
    next_change: tuple[dt.datetime, str] | None
    """When the site changes although no file does, and the file by which it does."""
    written: frozenset[Path] = frozenset()
    """Meeting files into which the run wrote what a published meeting keeps: uid, moments, SEQUENCE."""
    gone: frozenset[str] = frozenset()
    """Pages of withdrawn meetings in each language, relative to the site."""


def open_site(workspace: Workspace, url: str | None = None) -> Site:
    """Return the site that the settings speak of; `url` wins. Raises SettingsError where there is no folder or address."""
    if workspace.folder is None:
        raise SettingsError(Finding("no-workspace-to-publish", "error"))
    address = url or workspace.settings.get("publish", {}).get("url")
    if not address:
        raise SettingsError(Finding("no-publish-url", "error"))
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise SettingsError(Finding("bad-publish-url", "error", "", {"address": address}))
    formats = tuple(workspace.settings.get("publish", {}).get("formats", FORMATS))
    for name in formats:
        if name not in FORMATS:
            values = {"format": name, "known": tuple(FORMATS)}
            raise SettingsError(Finding("unknown-publish-format", "error", "", values))
    return Site(address.rstrip("/") + "/", workspace.organisation, workspace.organisation.languages, formats)


def publish(workspace: Workspace, site: Site, folder: Path, *, now: dt.datetime, check: bool = False) -> Published:
    """Bring the site in `folder` up to date, or with `check` only tell what that would write.

    Raises SettingsError where another run is at it, or the disk refuses; then the old site stands as it was.
    """
    assert workspace.folder is not None  # noqa: S101 -- open_site has told of it
    place = workspace.folder / STORE_NAME
    with open_store(Path(":memory:") if check and not place.exists() else place) as store:
        if not check:
            finish(folder)
        run = _Run(workspace, site, folder, store, now=now, check=check)
        run.read_files()
        run.read_due()
        run.publishing.finish(run.read_again)
        outcome = run.writer.commit(store.commit)
        return run.told(outcome)


class _Run:
    """The files of one run."""

    def __init__(
        self, workspace: Workspace, site: Site, folder: Path, store: Store, *, now: dt.datetime, check: bool
    ) -> None:
        self._workspace, self._store, self._check = workspace, store, check
        self._now = now.astimezone(dt.UTC).replace(microsecond=0)
        self._clock = now
        self._top = workspace.folder or Path()
        self.writer = Writer(folder, dry=check)
        self.publishing = Publishing(
            site,
            {tag: open_templates(workspace.templates, open_language(tag)) for tag in site.languages},
            store=store,
            writer=self.writer,
            folder=folder,
            now=int(self._now.timestamp()),
            recipe=_recipe(workspace, site),
        )
        self._readings: list[Reading] = []
        self._stopped: list[str] = []
        self._written: set[Path] = set()

    def read_files(self) -> None:
        """Take the files that are new or changed; what was read from files that are no more is taken away."""
        known = self._store.sources()
        by_source: dict[str, set[str]] = {}
        for uid, (entry, _shown) in self.publishing.entries.items():
            by_source.setdefault(entry.source, set()).add(uid)
        standing = {}
        for name, stamp, octets in self._scan():
            standing[name] = (stamp, octets)
            if known.get(name) != (stamp, octets):
                self._read(name, by_source.get(name, set()))
        for name in by_source.keys() - standing.keys():
            for uid in by_source[name]:
                if self.publishing.entries[uid][0].source == name:  # else it has moved to another file
                    self.publishing.drop(uid)
        for name in known.keys() - standing.keys():
            self._store.drop_source(name)

    def read_due(self) -> None:
        """Take again what is due though its file is as it was."""
        sources = dict.fromkeys(entry.source for entry in self.publishing.due())
        for name in sources:
            if name not in self._stopped and (self._top / name).is_file():
                self._read(name, set())

    def read_again(self, entries: Sequence[Entry]) -> dict[str, Meeting]:
        """Return meetings by uid from files that are as they were; without those whose file has errors now."""
        found = {}
        wanted = {entry.uid: entry for entry in entries}
        for name in dict.fromkeys(entry.source for entry in entries):
            for meeting in self._meetings_of(name):
                if entry := wanted.get(meeting.uid or ""):
                    stood = dt.datetime.fromtimestamp(entry.modified, dt.UTC)
                    found[entry.uid] = meeting._replace(modified=stood)
        return found

    def _meetings_of(self, name: str) -> tuple[Meeting, ...]:
        try:
            organisation = self._workspace.organisation
            return examine_source(
                str(self._top / name), organisation=organisation, published=None, now=self._clock
            ).meetings
        except (PressinviteError, OSError):
            return ()

    def told(self, outcome: Outcome) -> Published:
        """What the run did."""
        entries = [entry for entry, _shown in self.publishing.entries.values()]
        found = next_moment(entries, int(self._now.timestamp()))
        change = None
        if found:
            change = dt.datetime.fromtimestamp(found[0], self._clock.tzinfo), found[1].source
        shown = sum(bool(shown) for _entry, shown in self.publishing.entries.values())
        return Published(
            outcome, tuple(self._readings), tuple(self._stopped), shown, change,
            frozenset(self._written), self.publishing.gone(),
        )  # fmt: skip

    def _scan(self) -> Iterator[tuple[str, int, int]]:
        """The meeting files: name below the organisation's folder, time stamp and size."""
        meetings = self._top / "meetings"
        if not meetings.is_dir():
            raise SettingsError(Finding("no-meetings-folder", "error", "", {"name": str(meetings)}))
        for name, stat in sorted(_walk(meetings, "meetings")):
            if name.lower().endswith(_ENDINGS):
                yield name, stat.st_mtime_ns, stat.st_size
            elif not name.lower().endswith(_LEFT) and not name.rpartition("/")[2].startswith((".", "~")):
                note = Finding("not-a-meeting-file", "note", "", {"name": name})
                self._readings.append(Reading(name, "", (), (note,)))

    def _read(self, name: str, had: set[str]) -> None:
        """Take one file's meetings; `had` are the uids that it had before."""
        path = self._top / name
        stat = path.stat()
        try:
            reading = examine_source(
                str(path), organisation=self._workspace.organisation, published=None, now=self._clock
            )
        except (PressinviteError, OSError) as error:
            findings = error.findings if isinstance(error, PressinviteError) else ()
            self._stop(Reading(name, getattr(error, "text", ""), (), findings))
            return
        reading = reading._replace(source=name)
        blocked = is_blocked(_without_stale(reading), accept_uncertain=False)
        if any(finding.severity != "note" for finding in _without_stale(reading).findings):
            self._readings.append(_without_stale(reading))
        if blocked:
            self._stop(reading)
            return
        for meeting in reading.meetings:
            had.discard(meeting.uid or "")
            self._take(meeting, reading, path, name)
        for uid in had:
            self.publishing.drop(uid)
        after = path.stat()
        same = after.st_mtime_ns == stat.st_mtime_ns or not self._check
        self._store.keep_source(name, after.st_mtime_ns if same else 0, after.st_size)

    def _stop(self, reading: Reading) -> None:
        """A file with errors: what stands of it stays, but for what must not be public."""
        self._stopped.append(reading.source)
        self._store.drop_source(reading.source)
        if reading not in self._readings and not reading.meetings:
            self._readings.append(reading)
        for meeting in reading.meetings:
            entry, shown = self.publishing.entries.get(meeting.uid or "", (None, 0))
            if entry and shown and (meeting.audience == "limited" or meeting.embargo) and meeting.start:
                self.publishing.take(meeting, reading.source, Last(0, "", 0))

    def _take(self, meeting: Meeting, reading: Reading, path: Path, name: str) -> None:
        """Publish a meeting as its next revision, written back into its file."""
        latest = self._store.last_told(meeting.uid or "")
        revised = revise(meeting, latest=latest, seal_sequence=seal_sequence_of(reading.text, meeting), now=self._now)
        is_kept = revised.meeting == meeting and all(key in meeting.evidence for key in _OWN)
        meeting = revised.meeting
        if len(reading.meetings) == 1 and meeting.audience == "open" and not (is_kept or self._check):
            write_back(path, read_text(path), meeting)
            self._written.add(path)
        made = self._now.timestamp()
        if latest and revised.before is None:  # a file without moments of its own would tell those of its last touch
            made = latest.made
            stood = dt.datetime.fromtimestamp(self.publishing.entries[meeting.uid or ""][0].modified, dt.UTC)
            meeting = meeting._replace(modified=stood, created=min(meeting.created or stood, stood))
        self.publishing.take(meeting, name, Last(meeting.sequence, revised.content, made))


def _without_stale(reading: Reading) -> Reading:
    """The reading without what publishing puts right itself (SEQUENCE, a uid that is written back), and without what every
    archive has.
    """
    own = {"stale-sequence", "uid-not-kept", "in-the-past"}
    return reading._replace(findings=tuple(finding for finding in reading.findings if finding.code not in own))


def _walk(folder: Path, name: str) -> Iterator[tuple[str, os.stat_result]]:
    """The files of a folder and of those in it, names with "/"."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(Path(entry.path), f"{name}/{entry.name}")
            elif entry.is_file():
                yield f"{name}/{entry.name}", entry.stat()


def _recipe(workspace: Workspace, site: Site) -> str:
    """What all pages share: the version, the settings and the templates."""
    folders = ([workspace.templates] if workspace.templates else []) + template_folders()
    files = sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())
    return digest_of(__version__, repr(site), *(path.read_bytes().decode("utf-8", "replace") for path in files))
