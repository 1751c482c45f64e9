"""`publish`: the organisation's meeting files → its press calendar, a folder that any web host serves.

Every meeting file is read and checked like any other source. One with errors stops only itself: what was published of it
stays, unless the file says that it must not be public.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, NamedTuple

from pressinvite import __version__
from pressinvite.dispatch.revising import edited, parse_content, read_text, revise, seal_sequence_of, write_back
from pressinvite.errors import Finding, PressinviteError, SettingsError
from pressinvite.exchange.formats import FORMATS
from pressinvite.intake import examine_source, is_blocked
from pressinvite.language import open_language
from pressinvite.newsroom.entries import digest_of, local_moment, next_moment
from pressinvite.newsroom.fields import web_address
from pressinvite.newsroom.folders import change_folder, checked_folder
from pressinvite.newsroom.meeting_files import scan_meetings
from pressinvite.newsroom.publishing import Publishing
from pressinvite.newsroom.secrecy import has_secret, is_secret
from pressinvite.newsroom.site import Site
from pressinvite.newsroom.store import Last, open_store
from pressinvite.newsroom.writing import Outcome, Writer, finish, unfinished
from pressinvite.reading.answer import Reading
from pressinvite.reading.document import to_data
from pressinvite.templating import open_templates, template_folders
from pressinvite.workspace import write_whole

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pressinvite.meeting import Meeting
    from pressinvite.newsroom.entries import Entry
    from pressinvite.newsroom.store import Store
    from pressinvite.workspace import Workspace

STORE_NAME = "published.db"
NGINX_NAME = "published.nginx.conf"
_KEPT = ("uid", "created", "modified")
"""Keys that a published meeting's file has."""
_OWN = frozenset({"stale-sequence", "uid-not-kept", "in-the-past"})
"""Findings that are none here: what publishing puts right itself, and that an archive holds meetings of the past."""


class Published(NamedTuple):
    """What a run did."""

    outcome: Outcome
    sources: tuple[str, ...]
    """Files beside the site that were written: meetings with their identity, moments and a raised SEQUENCE; nginx's."""
    readings: tuple[Reading, ...]
    """Of files that have something to tell: errors, warnings, or no meeting."""
    stopped: tuple[str, ...]
    """Files that were not taken: errors."""
    withheld: tuple[str, ...]
    """Those of them of which all that was published was taken away, for they say that it must not be public."""
    meetings: int
    """Public ones."""
    next_change: tuple[dt.datetime, str] | None
    """When the site changes although no file does, on the organisation's clock, and the file by which it does."""
    gone: frozenset[str] = frozenset()
    """Pages of withdrawn meetings in each language, relative to the site."""
    new_titles: tuple[str, ...] = ()
    """Of meetings whose page is new, in order of time."""
    changed_titles: tuple[str, ...] = ()


def open_site(workspace: Workspace, url: str | None = None) -> Site:
    """Return the site that the settings speak of; `url` wins. Raises SettingsError where there is no folder or address."""
    if workspace.folder is None:
        raise SettingsError(Finding("no-workspace-to-publish", "error"))
    address = url or workspace.settings.get("publish", {}).get("url")
    if not address:
        raise SettingsError(Finding("no-publish-url", "error"))
    whole = web_address(_with_ascii_host(address))
    if not whole or "?" in whole or "#" in whole:
        raise SettingsError(Finding("bad-publish-url", "error", "", {"address": address}))
    formats = tuple(workspace.settings.get("publish", {}).get("formats", FORMATS))
    for name in formats:
        if name not in FORMATS:
            values = {"format": name, "known": tuple(FORMATS)}
            raise SettingsError(Finding("unknown-publish-format", "error", "", values))
    return Site(whole.rstrip("/") + "/", workspace.organisation, workspace.organisation.languages, formats)


def _with_ascii_host(address: str) -> str:
    """The address with its host as the domain name system has it; "" where it can have no such."""
    scheme, colon, rest = address.strip().partition("://")
    host, slash, path = rest.partition("/")
    try:
        return f"{scheme}{colon}{host.encode('idna').decode()}{slash}{path}"
    except UnicodeError:
        return ""


def publish(workspace: Workspace, site: Site, folder: Path, *, now: dt.datetime, check: bool = False) -> Published:
    """Bring the site in `folder` up to date, or with `check` only tell what that would write.

    Raises SettingsError where another run is at it, where the folder holds what is not ours, or the disk refuses; then the
    old site stands as it was.
    """
    top = (workspace.folder or folder).resolve()  # open_site has told where there is none
    folder = checked_folder(folder, top)
    with open_store(top / STORE_NAME, look=check) as store:
        earlier = change_folder(store, folder, top, look=check)
        left = unfinished(folder, store.fact("run"))
        if not check:
            finish(folder, store.fact("run"))
        run = _Run(workspace, site, folder, store, now=now, check=check)
        run.read_files()
        run.read_due()
        run.drop_gone()
        run.publishing.finish(run.read_again)
        for path in earlier - store.all_files():
            run.writer.remove(path)
        outcome = run.writer.commit(store.commit)
        run.write_beside(top / NGINX_NAME, run.publishing.nginx())
        return run.told(_joined(left, outcome) if check else outcome)


def _joined(left: Outcome, outcome: Outcome) -> Outcome:
    """What an earlier run has left to do, and what this one would, each file once."""
    of_new = {*outcome.made, *outcome.changed, *outcome.removed}
    changed = (*(path for path in left.made + left.changed if path not in of_new), *outcome.changed)
    return outcome._replace(
        changed=changed, removed=(*(path for path in left.removed if path not in of_new), *outcome.removed)
    )


class _Run:
    """The files of one run."""

    def __init__(
        self, workspace: Workspace, site: Site, folder: Path, store: Store, *, now: dt.datetime, check: bool
    ) -> None:
        self._workspace, self._store, self._check = workspace, store, check
        self._now = now.astimezone(dt.UTC).replace(microsecond=0)
        self._clock = now
        self._top = workspace.folder or folder
        self.writer = Writer(folder, dry=check)
        self.publishing = Publishing(
            site,
            {tag: open_templates(workspace.templates, open_language(tag)) for tag in site.languages},
            store=store,
            writer=self.writer,
            folder=folder,
            now=int(self._now.timestamp()),
            recipe=_recipe(workspace, site, store.fact("folder")),
        )
        self._readings: list[Reading] = []
        self._stopped: dict[str, None] = {}
        self._withheld: dict[str, None] = {}
        self._written: list[str] = []
        self._standing: frozenset[str] = frozenset()
        self._claims: dict[str, str] = {}
        """uid → the standing file that has it."""
        self._uids: dict[str, set[str]] = {}
        """File → the uids that it had before."""

    def read_files(self) -> None:
        """Take the files that are new or changed."""
        scan = scan_meetings(self._top)
        self._readings += [Reading(name, "", (), (note,)) for name, note in sorted(scan.notes.items())]
        for name, finding in sorted(scan.closed.items()):
            self._stopped[name] = None
            self._readings.append(Reading(name, "", (), (finding,)))
        for uid, (entry, _shown) in self.publishing.entries.items():
            if entry.source in scan.files or scan.is_closed(entry.source):
                self._claims[uid] = entry.source
            self._uids.setdefault(entry.source, set()).add(uid)
        self._standing = frozenset(scan.files)
        known = self._store.sources()
        unread = {name for name, stamp in scan.files.items() if known.get(name) != stamp}
        self._read_all(unread)
        for name in known.keys() - scan.files.keys():
            if not scan.is_closed(name):
                self._store.drop_source(name)

    def read_due(self) -> None:
        """Take again what is due though its file is as it was; what stands of one with errors, as it was last told."""
        due = self.publishing.due()
        readable = self._standing - self._stopped.keys()
        self._read_all({entry.source for entry in due} & readable)
        for entry in due:
            _entry, shown = self.publishing.entries[entry.uid]
            last = self._store.last_told(entry.uid)
            if entry.source not in readable and entry.uid in self._claims and shown and last:
                self.publishing.take(_as_told(entry.uid, last), entry.source, last)

    def drop_gone(self) -> None:
        """Take away what no file has any more."""
        for uid in sorted(self.publishing.entries.keys() - self._claims.keys()):
            self.publishing.drop(uid)

    def read_again(self, entries: Sequence[Entry]) -> dict[str, Meeting]:
        """Return meetings by uid as they were last told, which is how their pages stand, whatever their files say now."""
        told = ((entry.uid, self._store.last_told(entry.uid)) for entry in entries)
        return {uid: _as_told(uid, last) for uid, last in told if last}

    def write_beside(self, path: Path, octets: bytes) -> None:
        """Write a file beside the site unless it stands there as it is."""
        if not path.is_file() or path.read_bytes() != octets:
            self._written.append(path.name)
            if not self._check:
                write_whole(path, octets)

    def told(self, outcome: Outcome) -> Published:
        """What the run did."""
        entries = [entry for entry, _shown in self.publishing.entries.values()]
        found = next_moment(entries, int(self._now.timestamp()))
        change = None
        if found:
            change = local_moment(found[0], self._workspace.organisation.timezone), found[1].source
        shown = sum(bool(shown) for _entry, shown in self.publishing.entries.values())
        return Published(
            outcome,
            tuple(self._written),
            tuple(self._readings),
            tuple(self._stopped),
            tuple(self._withheld),
            shown,
            change,
            self.publishing.gone(),
            self.publishing.titles(outcome.made),
            self.publishing.titles(outcome.changed),
        )

    def _read_all(self, unread: set[str]) -> None:
        """Read files; one that has a meeting of a file that is still to be read waits for it: they may have changed names."""
        waiting = []
        for name in sorted(unread):
            unread.discard(name)
            stamp, reading = self._examine(name)
            if reading is None:
                continue
            if any(self._other(name, meeting) in unread for meeting in reading.meetings):
                self._release(name)
                waiting.append((name, stamp, reading))
            else:
                self._take_file(name, stamp, reading)
        for name, stamp, reading in waiting:
            self._take_file(name, stamp, reading)

    def _examine(self, name: str) -> tuple[tuple[int, int], Reading | None]:
        """A file's reading with its stamp from before; None where it has errors."""
        path, stamp = self._top / name, (0, 0)
        try:
            stat = path.stat()
            stamp = stat.st_mtime_ns, stat.st_size
            reading = examine_source(
                str(path), organisation=self._workspace.organisation, published=None, now=self._clock
            )
        except (PressinviteError, OSError) as error:
            findings = error.findings if isinstance(error, PressinviteError) else ()
            found = findings or (Finding("system", "error", "", {"name": name, "reason": ""}),)
            self._stop(Reading(name, getattr(error, "text", ""), (), found))
            return stamp, None
        kept = tuple(finding for finding in reading.findings if finding.code not in _OWN)
        reading = reading._replace(source=name, findings=kept)
        if is_blocked(reading, accept_uncertain=False):
            self._stop(reading)
            return stamp, None
        if any(finding.severity != "note" for finding in kept):
            self._readings.append(reading)
        return stamp, reading

    def _other(self, name: str, meeting: Meeting) -> str:
        """Another standing file that has the meeting; "" where there is none."""
        other = self._claims.get(meeting.uid or "", name)
        return other if other != name else ""

    def _release(self, name: str) -> None:
        for uid in self._uids.get(name, ()):
            if self._claims.get(uid) == name:
                del self._claims[uid]

    def _take_file(self, name: str, stamp: tuple[int, int], reading: Reading) -> None:
        """Take one file's meetings, unless another file has one of them: neither is to win unseen."""
        for meeting in reading.meetings:
            other = self._other(name, meeting)
            if other:
                values = {"uid": meeting.uid, "other": other}
                self._stop(reading._replace(findings=(Finding("uid-in-two-files", "error", "uid", values),)))
                return
        self._tell_of_lost_uid(name, reading)
        self._release(name)
        path = self._top / name
        try:
            text = read_text(path) if len(reading.meetings) == 1 else None
        except ValueError:  # in another encoding than the one that is written
            text = None
        for meeting in reading.meetings:
            self._claims[meeting.uid or ""] = name
            text = self._take(meeting, reading, text, name)
        if text is not None and not self._check and name in self._written:
            stat = path.stat()
            if read_text(path) == text:
                stamp = stat.st_mtime_ns, stat.st_size
        self._store.keep_source(name, *stamp)

    def _tell_of_lost_uid(self, name: str, reading: Reading) -> None:
        """Warn of a file whose meeting was known by another uid and now has none: it is a new one to all who have it."""
        had = self._uids.get(name, set())
        if len(reading.meetings) == len(had) == 1:
            (meeting,), (uid,) = reading.meetings, had
            if "uid" not in meeting.evidence and meeting.uid != uid and self._claims.get(uid) == name:
                finding = Finding("uid-lost", "warning", "", {"uid": uid, "new": meeting.uid})
                self._readings.append(reading._replace(findings=(finding,)))

    def _stop(self, reading: Reading) -> None:
        """A file with errors: what stands of it stays, but for what must not be public."""
        name = reading.source
        self._stopped[name] = None
        self._store.drop_source(name)
        self._readings = [told for told in self._readings if told.source != name]
        self._readings.append(reading)
        entries = self.publishing.entries
        told = {meeting.uid or "" for meeting in reading.meetings}
        before = self._uids.get(name, set())
        secret = {meeting.uid or "" for meeting in reading.meetings if is_secret(meeting, self._now)}
        unclear = has_secret(reading.text, reading.findings, self._now) and not reading.meetings
        if unclear or not secret <= entries.keys():
            secret |= before - told
        for uid in told | before:
            if uid in entries:
                self._claims.setdefault(uid, name)
        for uid in secret:
            if uid in entries and self._claims.get(uid) == name:
                self.publishing.restrict(uid)
                self._withheld[name] = None

    def _take(self, meeting: Meeting, reading: Reading, text: str | None, name: str) -> str | None:
        """Publish a meeting as its next revision, written back into its file where `text` is its own; the text then."""
        latest = self._store.last_told(meeting.uid or "")
        new = text
        if text is None:
            meeting = _with_kept(meeting, latest)
        revised = revise(meeting, latest=latest, seal_sequence=seal_sequence_of(reading.text, meeting), now=self._now)
        ours, made = revised.meeting, self._now.timestamp()
        if latest and revised.before is None:
            made = latest.made
            ours = ours._replace(sequence=max(meeting.sequence, latest.sequence))
        is_kept = ours == meeting and all(key in meeting.evidence for key in _KEPT)
        if text is not None and meeting.audience == "open" and not is_kept:
            new = self._write_back(name, text, ours)
        if latest and revised.before is None and ours.sequence == latest.sequence:
            # a file without moments of its own would tell those of its last touch
            stood = dt.datetime.fromtimestamp(latest.modified, dt.UTC)
            ours = ours._replace(modified=stood, created=min(ours.created or stood, stood))
        moment = int((ours.modified or self._now).timestamp())
        self.publishing.take(ours, name, Last(ours.sequence, revised.content, made, moment, _kept(ours)))
        return new

    def _write_back(self, name: str, text: str, meeting: Meeting) -> str:
        """The file's text with what publishing made of the meeting."""
        path = self._top / name
        try:
            new = edited(path, text, meeting)
        except (ValueError, PressinviteError):  # prose, which can keep nothing
            return text
        if new != text:
            self._written.append(name)
            return new if self._check else write_back(path, text, meeting)
        return text


def _kept(meeting: Meeting) -> str:
    """What a file of several meetings, or of prose, cannot keep of one."""
    data = to_data(meeting._replace(evidence={}))
    return json.dumps({key: data[key] for key in ("created", "previous") if key in data}, ensure_ascii=False)


def _as_told(uid: str, last: Last) -> Meeting:
    kept = parse_content(last.kept)
    return parse_content(last.content)._replace(
        uid=uid,
        sequence=last.sequence,
        created=kept.created,
        modified=dt.datetime.fromtimestamp(last.modified, dt.UTC),
        previous=kept.previous,
    )


def _with_kept(meeting: Meeting, latest: Last | None) -> Meeting:
    if latest is None or not latest.kept:
        return meeting
    kept = parse_content(latest.kept)
    return meeting._replace(
        created=meeting.created if "created" in meeting.evidence else kept.created,
        previous=meeting.previous or kept.previous,
    )


def _recipe(workspace: Workspace, site: Site, place: str) -> str:
    """What all pages share: the version, the settings and the templates; and where they lie, for what stands in one folder
    tells nothing of another.
    """
    folders = ([workspace.templates] if workspace.templates else []) + template_folders()
    files = sorted(path for folder in folders for path in folder.rglob("*") if path.is_file())
    return digest_of(__version__, place, repr(site), *(path.read_bytes().decode("utf-8", "replace") for path in files))
