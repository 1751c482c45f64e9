"""One run of publishing: meetings come in one by one, then what the clock changed, then lists and feeds.

What each file is made of has a fingerprint; a file is only made again where that differs, and only written where its
octets do. `now` is whole seconds since 1970.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from pressinvite.newsroom.addresses import file_paths, path_of
from pressinvite.newsroom.entries import digest_of, entry_of
from pressinvite.newsroom.feeds import render_feeds
from pressinvite.newsroom.hosting import render_nginx
from pressinvite.newsroom.layout import Layout
from pressinvite.newsroom.listings import KINDS, Listing, find_listings, months_of
from pressinvite.newsroom.meetings import compose_public, listing_paths, render_meeting, tell
from pressinvite.newsroom.pages import Overview, render_gone, render_listing, render_moved
from pressinvite.newsroom.shared import shared_files
from pressinvite.newsroom.store import SHOWN, SHOWN_PAST, Last

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from pressinvite.meeting import Meeting
    from pressinvite.newsroom.entries import Entry
    from pressinvite.newsroom.pages import Part
    from pressinvite.newsroom.site import Site
    from pressinvite.newsroom.store import Store
    from pressinvite.newsroom.writing import Writer
    from pressinvite.templating import Templates

    Read = Callable[[Sequence[Entry]], Mapping[str, Meeting]]


class Publishing:
    """A run. `recipe` is what all pages share: settings, templates, words; where it differs, all is made again."""

    def __init__(
        self, site: Site, templates: Mapping[str, Templates], *, store: Store, writer: Writer, folder: Path, now: int,
        recipe: str,
    ) -> None:  # fmt: skip
        self.site, self.now = site, now
        self._layouts = {tag: Layout(site, tag, templates[tag]) for tag in site.languages}
        self._templates = templates
        self._store, self._writer, self._folder = store, writer, folder
        self._is_stale = store.fact("recipe") != recipe
        self._recipe = recipe
        self.entries = store.entries()
        self._paths = store.paths()
        self._had: dict[str, list[str]] = {}
        for path, (uid, _state) in self._paths.items():
            self._had.setdefault(uid, []).append(path)
        self._fresh: set[str] = set()
        self._taken: dict[str, Meeting] = {}
        self._files = store.meeting_files()
        self._hushed: set[str] = set()
        self._has_taken = False
        """Whether a meeting that was public has been taken away in this run."""

    # meetings

    def take(self, meeting: Meeting, source: str, last: Last) -> None:
        """Take a meeting as it is now; `last` is what is told of it by this, where it is public."""
        uid = meeting.uid or ""
        before, shown = self.entries.get(uid, (None, 0))
        entry = entry_of(meeting, source, path=before.path if before else "")
        if not entry.is_public(self.now):
            self._fresh.add(uid)
            self._hide(entry, "hidden")
            return
        entry = entry._replace(path=self._path(meeting, entry))
        wanted = self._wanted(entry)
        if before is None or before != entry or shown != wanted or self._needs(entry):
            self._show(meeting, entry, wanted)
        if self.site.formats and entry.is_in_feeds(self.now):
            self._taken[uid] = meeting
        self._store.keep_told(uid, last)
        self._fresh.add(uid)

    def drop(self, uid: str) -> None:
        """Take a meeting away whose file is no more. One that must not be known leaves no "gone" behind."""
        entry, _shown = self.entries[uid]
        self._hide(entry, "gone" if entry.is_public(self.now) else "hidden")
        self.entries.pop(uid, None)
        self._store.drop_entry(uid)

    def restrict(self, uid: str) -> None:
        """Take a meeting away of which no more is known than that it must not be public."""
        entry, _shown = self.entries[uid]
        self._hide(entry._replace(audience="limited"), "hidden")

    def due(self) -> list[Entry]:
        """Return the meetings, not taken in this run, that have to be taken again: an embargo has ended, a day has passed,
        the settings have changed, or a page is missing.
        """
        found = []
        for uid, (entry, shown) in self.entries.items():
            if uid in self._fresh:
                continue
            wanted = self._wanted(entry)
            if wanted != shown or (wanted and self._needs(entry)):
                found.append(entry)
        return found

    def _wanted(self, entry: Entry) -> int:
        if not entry.is_public(self.now):
            return 0
        return SHOWN_PAST if entry.is_past(self.now) else SHOWN

    def _needs(self, entry: Entry) -> bool:
        """Tell whether a meeting's files have to be made, though nothing is known to have changed in it."""
        if self._is_stale:
            return True
        files = self._files.get(entry.uid)
        return not files or not all(os.path.exists(f"{self._folder}/{path}") for path in files)  # noqa: PTH110 -- of tens of thousands

    def _path(self, meeting: Meeting, entry: Entry) -> str:
        path = path_of(meeting, self._paths, self.site.languages[0])
        if entry.path and entry.path != path:
            self._keep_path(entry.path, entry.uid, "moved")
        if self._paths.get(path) != (entry.uid, "current"):
            self._keep_path(path, entry.uid, "current")
        return path

    def _keep_path(self, path: str, uid: str, state: str) -> None:
        if path not in self._paths:
            self._had.setdefault(uid, []).append(path)
        self._paths[path] = (uid, state)
        self._store.keep_path(path, uid, state)

    def _show(self, meeting: Meeting, entry: Entry, wanted: int) -> None:
        fed = entry.is_in_feeds(self.now)
        rendered = render_meeting(meeting, entry, self._layouts, is_past=wanted == SHOWN_PAST, fed=fed)
        files = rendered.files
        for path in self._had[entry.uid]:
            if path != entry.path:
                files |= self._moved(path, entry.path, rendered.files)
        for path in self._store.files_of(entry.uid) - files.keys():
            self._writer.remove(path)
        self._store.drop_files(self._store.files_of(entry.uid) - files.keys())
        for path, octets in files.items():
            self._writer.write(path, octets)
        self._store.keep_entry(entry, shown=wanted)
        self._store.keep_pieces(entry.uid, rendered.pieces)
        self._store.keep_files((path, entry.uid, "") for path in files)
        self.entries[entry.uid] = (entry, wanted)

    def _moved(self, old: str, new: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
        """The pages that lead from an old address to the new one, in each language, and the files as they are now: who has
        their old addresses has no page to follow.
        """
        if self._paths[old][1] != "moved":
            self._keep_path(old, self._paths[old][0], "moved")
        folders = [(self.site.folder(tag), layout) for tag, layout in self._layouts.items()]
        made = {f"{own}{old}index.html": render_moved(own + old, own + new, layout) for own, layout in folders}
        pairs = list(zip(file_paths(old, self.site), file_paths(new, self.site), strict=True))
        return made | {own + was: files[own + now] for own, _layout in folders for was, now in pairs}

    def _hide(self, entry: Entry, state: str) -> None:
        """Take all of a meeting away. Where its file is no more, its addresses say that it is gone; where it must not be
        known, its addresses go too.
        """
        files = self._store.files_of(entry.uid)
        before, shown = self.entries.get(entry.uid, (entry, 0))
        self._has_taken |= bool(shown)
        if shown and state == "hidden":
            periods = months_of(before)
            self._hushed.update(periods, (period[:4] for period in periods))
        for path in files:
            self._writer.remove(path)
        self._store.drop_files(files)
        self._store.drop_pieces(entry.uid)
        for path in self._had.get(entry.uid, ()):
            self._keep_path(path, entry.uid, state)
        self._store.keep_entry(entry, shown=0)
        self.entries[entry.uid] = (entry, 0)

    # lists, feeds, and what all share

    def finish(self, read: Read) -> None:
        """Make the lists, the feeds and the files of the whole site, and forget those that are no more.

        `read` gives the meetings that were not taken in this run, for the listings of exchange formats.
        """
        public = [entry for entry, shown in self.entries.values() if shown]
        public.sort(key=lambda entry: (entry.begins, entry.uid))  # however they came in
        listings = find_listings(public, self.now)
        old = self._store.files()
        listings += _emptied(listings, old, self._hushed - self._open_months())
        listings += self._deserted(listings, old)
        overview = _overview(listings)
        if not self._store.fact("begun"):
            self._store.keep_fact("begun", str(self.now))
        if not self._store.fact("born"):
            self._store.keep_fact("born", self.site.url)
        made: dict[str, str] = {}
        for listing in sorted(listings, key=lambda each: each.kind == "coming"):
            made |= self._list(listing, overview, old)
        made |= self._gone(old)
        for layout in self._layouts.values():
            made |= self._shared(layout, overview, public, old)
            made |= self._exchanged(layout, listings[0], read, old)
        for path in old.keys() - made.keys():
            self._writer.remove(path)
            self._store.drop_fact(path.removesuffix("index.html"))
        self._store.drop_files(old.keys() - made.keys())
        self._store.keep_files((path, "", print_) for path, print_ in made.items() if old.get(path) != print_)
        self._store.keep_fact("recipe", self._recipe)

    def _deserted(self, listings: Iterable[Listing], old: Iterable[str]) -> list[Listing]:
        """Topics, regions and organisers that had a page and have no meeting any more: page and feeds stay, for life, for
        others subscribe to them. Not so where a meeting was taken away: of that no word is left, and any of them may have
        been of it alone.
        """
        if self._has_taken:
            return []
        now = {listing.path for listing in listings}
        found = []
        for page in sorted(old):
            path = page.removesuffix("index.html")
            kind = path.partition("/")[0]
            language, _, name = (
                self._store.fact(path).partition(" ") if kind in KINDS and path != page else ("", "", "")
            )
            if name and path not in now:
                found.append(Listing(kind, name, path, (), (), last_language=language))
        return found

    def _open_months(self) -> set[str]:
        """Months and years of addresses that are shown, if only as moved or gone."""
        shown = [path for path, (_uid, state) in self._paths.items() if state != "hidden"]
        return {path[:7] for path in shown} | {path[:4] for path in shown}

    def nginx(self) -> bytes:
        """Return what nginx is told of addresses that have moved or are gone."""
        current = {uid: entry.path for uid, (entry, shown) in self.entries.items() if shown}
        return render_nginx(self.site, self._paths, current)

    def _list(self, listing: Listing, overview: Overview, old: Mapping[str, str]) -> dict[str, str]:
        made: dict[str, str] = {}
        for tag, layout in self._layouts.items():
            own = self.site.folder(tag) + listing.path
            beside = overview.fingerprint if listing.kind == "coming" else ""
            fingerprint = digest_of(listing.fingerprint, self._recipe, tag, beside)
            page = f"{own}index.html"
            names = [page, *(own + name for name in _feed_names(listing.kind))]
            made |= dict.fromkeys(names, fingerprint)
            if self._stands(names, fingerprint, old):
                continue

            def parts(name: Part, uids: Iterable[str], tag: str = tag) -> Mapping[str, str]:
                return self._store.column(name, tag, uids)

            begun, born = int(self._store.fact("begun")), self._store.fact("born")
            for path, octets in render_feeds(listing, layout, self._store, begun=begun, born=born).items():
                self._writer.write(path, octets)
            self._writer.write(page, render_listing(listing, layout, parts, overview))
            if listing.kind in KINDS:
                self._store.keep_fact(listing.path, f"{listing.language} {listing.key}")
        return made

    def titles(self, paths: Iterable[str]) -> tuple[str, ...]:
        """Return the titles of the meetings whose pages in the site's first language are among the paths, in order of time."""
        tag, among = self.site.languages[0], frozenset(paths)
        own = self.site.folder(tag)
        shown = [entry for entry, how in self.entries.values() if how and f"{own}{entry.path}index.html" in among]
        shown.sort(key=lambda entry: (entry.begins, entry.uid))
        told = self._store.items(tag, [entry.uid for entry in shown])
        return tuple(told[entry.uid][0] for entry in shown if entry.uid in told)

    def gone(self) -> frozenset[str]:
        """Return the pages of withdrawn meetings, in each language."""
        paths = [path for path, (_uid, state) in self._paths.items() if state == "gone"]
        return frozenset(self.site.folder(tag) + path for tag in self._layouts for path in paths)

    def _gone(self, old: Mapping[str, str]) -> dict[str, str]:
        made: dict[str, str] = {}
        for path, (_uid, state) in self._paths.items():
            if state != "gone":
                continue
            for tag, layout in self._layouts.items():
                page = f"{self.site.folder(tag)}{path}index.html"
                made[page] = digest_of("gone", self._recipe)
                if not self._stands([page], made[page], old):
                    self._writer.write(page, render_gone(self.site.folder(tag) + path, layout))
        return made

    def _shared(
        self, layout: Layout, overview: Overview, public: list[Entry], old: Mapping[str, str]
    ) -> dict[str, str]:
        made: dict[str, str] = {}
        files = shared_files(layout, overview, public, self._store, self._templates[layout.tag], self._paths)
        for path, (told, render) in files.items():
            made[path] = digest_of(told, self._recipe)
            if not self._stands([path], made[path], old):
                self._writer.write(path, render())
        return made

    def _exchanged(self, layout: Layout, coming: Listing, read: Read, old: Mapping[str, str]) -> dict[str, str]:
        """The listings of exchange formats: what the calendar feed of all meetings holds."""
        own = self.site.folder(layout.tag)
        paths = listing_paths(self.site, own)
        fingerprint = digest_of("exchange", coming.fingerprint, self._recipe, layout.tag)
        if paths and not self._stands(paths, fingerprint, old):
            missing = [entry for entry in coming.feed if entry.uid not in self._taken]
            self._taken |= read(missing) if missing else {}
            told = []
            for entry in coming.feed:
                if entry.uid in self._taken:
                    past = entry.is_past(self.now)
                    invitation = compose_public(self._taken[entry.uid], entry, layout, past=past)
                    told.append(tell(invitation, own + entry.path, layout))
            for path, render in paths.items():
                self._writer.write(path, render(told))
        return dict.fromkeys(paths, fingerprint)

    def _stands(self, paths: Iterable[str], fingerprint: str, old: Mapping[str, str]) -> bool:
        return all(old.get(path) == fingerprint and (self._folder / path).is_file() for path in paths)


def _feed_names(kind: str) -> tuple[str, ...]:
    if kind == "month":
        return ()
    return ("calendar.ics",) if kind == "year" else ("calendar.ics", "atom.xml", "feed.json")


def _overview(listings: Iterable[Listing]) -> Overview:
    by_kind: dict[str, list[Listing]] = {}
    for listing in listings:
        by_kind.setdefault(listing.kind, []).append(listing)
    return Overview({kind: tuple(each) for kind, each in by_kind.items()})


def _emptied(listings: Iterable[Listing], old: Iterable[str], hushed: Iterable[str]) -> list[Listing]:
    """Months and years that had a page and have no meeting any more: their addresses stay, for life; not `hushed` ones,
    which would tell of a meeting that must not be known.
    """
    now = {listing.key for listing in listings if listing.kind in ("month", "year")}
    now.update(hushed)
    found = []
    for path in sorted(old):
        key = path.removesuffix("/index.html")
        if key != path and key not in now and key.replace("/", "").isdigit() and len(key) in (4, 7):
            found.append(Listing("year" if len(key) == 4 else "month", key, f"{key}/", (), (), (), ("", "")))
    return found
