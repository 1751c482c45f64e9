"""The files that the site has once, or once in each language: archive, search, subscription, style, sitemap."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from pressinvite.invitation.page import colours
from pressinvite.newsroom.addresses import former_addresses
from pressinvite.newsroom.entries import digest_of
from pressinvite.newsroom.logos import logo_of
from pressinvite.newsroom.pages import render_absent, render_archive, render_search, render_subscribe
from pressinvite.newsroom.sitemap import SitemapPage, render_robots, render_sitemap

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from pressinvite.newsroom.entries import Entry
    from pressinvite.newsroom.layout import Layout
    from pressinvite.newsroom.pages import Overview
    from pressinvite.newsroom.site import Site
    from pressinvite.newsroom.store import Store
    from pressinvite.templating import Templates


class Made(NamedTuple):
    """A file, made where it is needed."""

    told: str
    """Fingerprint of what it is made of, beside what all files share."""
    render: Callable[[], bytes]


def shared_files(
    layout: Layout,
    overview: Overview,
    public: Sequence[Entry],
    store: Store,
    templates: Templates,
    paths: Mapping[str, tuple[str, str]],
) -> dict[str, Made]:
    """Return the files of a language by path; with the first, those of the whole site."""
    site, tag = layout.site, layout.tag
    own = site.folder(tag)
    lists = overview.fingerprint
    everything = digest_of(*sorted(entry.digest + entry.path for entry in public))
    files = {
        f"{own}archive/index.html": Made(lists, lambda: render_archive(overview, layout)),
        f"{own}search/index.html": Made(lists, lambda: render_search(overview, layout)),
        f"{own}search/meetings.json": Made(everything, lambda: _records(public, store, tag)),
        f"{own}subscribe/index.html": Made(lists, lambda: render_subscribe(overview, layout)),
    }
    if own:
        return files
    files |= {
        "404.html": Made("", lambda: render_absent("404", layout)),
        "410.html": Made("", lambda: render_absent("410", layout)),
        "style.css": Made(
            "", lambda: templates.render("newsroom/style.css", colours=colours(site.organisation)).encode()
        ),
        "icon.svg": Made(
            "", lambda: templates.render("newsroom/icon.svg", colours=colours(site.organisation)).encode()
        ),
        "search.js": Made("", lambda: templates.render("newsroom/search.js").encode()),
        "robots.txt": Made("", lambda: render_robots(site.address("sitemap.xml"))),
        "_redirects": Made(digest_of(repr(sorted(paths.items()))), lambda: _redirects(site, public, paths)),
    }
    logo = logo_of(site.organisation)
    if logo.path:
        files[logo.path] = Made("", lambda: logo.octets)
    sitemaps = Made(everything + lists, lambda: b"")
    for name, octets in render_sitemap(_pages(site, overview, public), base_url=site.url):
        files[name] = sitemaps._replace(render=partial(bytes, octets))
    return files


def _records(public: Sequence[Entry], store: Store, tag: str) -> bytes:
    """The search's records, in the order of time."""
    kept = store.column("search", tag)
    ordered = sorted(public, key=lambda entry: (entry.begins, entry.uid))
    return ("[" + ",\n".join(kept[entry.uid] for entry in ordered if entry.uid in kept) + "]\n").encode()


def _redirects(site: Site, public: Iterable[Entry], paths: Mapping[str, tuple[str, str]]) -> bytes:
    """Old addresses and new ones, as Netlify, Cloudflare Pages and GitLab Pages read them."""
    now = {entry.uid: entry.path for entry in public}
    return "".join(f"{old} {new} 301\n" for old, new in former_addresses(site, paths, now) if new).encode()


def _pages(site: Site, overview: Overview, public: Sequence[Entry]) -> list[SitemapPage]:
    """All pages in all languages."""
    paths: list[tuple[str, dt.date | None]] = [
        (listing.path, None) for listings in overview.by_kind.values() for listing in listings if listing.members
    ]
    paths += [("archive/", None), ("subscribe/", None)]
    paths += [(entry.path, dt.datetime.fromtimestamp(entry.modified, dt.UTC)) for entry in public]
    found = []
    for path, changed in paths:
        alternates = tuple((tag, site.address(site.folder(tag) + path)) for tag in site.languages)
        several = alternates if len(alternates) > 1 else ()
        found += [SitemapPage(address, changed, several) for _tag, address in alternates]
    return found
