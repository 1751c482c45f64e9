"""The site's addresses for search engines: sitemaps (sitemaps.org protocol 0.9) with each page's other languages, robots.txt
(RFC 9309).
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape

from pressinvite.newsroom.fields import language_tag, utc_moment, web_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MOST_PAGES = 50_000
MOST_OCTETS = 50 * 1024 * 1024
LONGEST_ADDRESS = 2047
"""What the protocol lets a file and an address hold ("less than 2,048 characters")."""

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_HEAD = f'{_DECLARATION}<urlset xmlns="{_NAMESPACE}" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'.encode()
_END = b"</urlset>\n"


class SitemapPage(NamedTuple):
    """One page."""

    url: str
    """Its absolute address."""
    changed: dt.date | None = None
    """An aware datetime, or a date alone; None where unknown."""
    alternates: tuple[tuple[str, str], ...] = ()
    """Language tag (or "x-default") and absolute address of the same page in each language, this one too."""


class _Entry(NamedTuple):
    octets: bytes
    changed: str
    """W3C's form, "" where unknown."""


def render_sitemap(pages: Iterable[SitemapPage], *, base_url: str) -> list[tuple[str, bytes]]:
    """Return file names and contents, the first of them the one to tell of: sitemap.xml with all pages, or, where they are
    more than one file may hold, with the addresses of sitemap-1.xml and so on below `base_url` (which ends with a slash).

    Nothing where there is no page: an empty sitemap is not allowed. A page whose address is none is left out.
    """
    entries = [entry for page in pages if (entry := _entry(page))]
    parts = list(_parts(entries))
    if not parts:
        return []
    files = [_HEAD + b"".join(entry.octets for entry in part) + _END for part in parts]
    if len(files) == 1:
        return [("sitemap.xml", files[0])]
    names = [f"sitemap-{number}.xml" for number in range(1, len(files) + 1)]
    newest = [max(entry.changed for entry in part) for part in parts]
    index = _index([f"{base_url}{name}" for name in names], newest)
    return [("sitemap.xml", index), *zip(names, files, strict=True)]


def render_robots(sitemap_url: str = "") -> bytes:
    """Return a robots.txt that lets everybody read everything, with the sitemap's absolute address where there is one."""
    address = web_address(sitemap_url)
    return ("User-agent: *\nDisallow:\n" + (f"\nSitemap: {address}\n" if address else "")).encode("ascii")


def _entry(page: SitemapPage) -> _Entry | None:
    address = web_address(page.url)
    if not address or len(address) > LONGEST_ADDRESS:
        return None
    changed = _moment(page.changed)
    links = "".join(_alternate(tag, web_address(url)) for tag, url in page.alternates)
    text = f"<url><loc>{escape(address)}</loc>{_last_changed(changed)}{links}</url>\n"
    return _Entry(text.encode("ascii"), changed)


def _alternate(tag: str, address: str) -> str:
    shown = tag if tag == "x-default" else language_tag(tag)
    if not shown or not address:
        return ""
    return f'<xhtml:link rel="alternate" hreflang="{shown}" href="{escape(address)}"/>'


def _parts(entries: Sequence[_Entry]) -> Iterator[list[_Entry]]:
    """The entries in as many parts as files are needed."""
    part: list[_Entry] = []
    room = MOST_OCTETS - len(_HEAD) - len(_END)
    for entry in entries:
        if len(part) == MOST_PAGES or len(entry.octets) > room:
            yield part
            part, room = [], MOST_OCTETS - len(_HEAD) - len(_END)
        part.append(entry)
        room -= len(entry.octets)
    if part:
        yield part


def _index(addresses: Sequence[str], newest: Sequence[str]) -> bytes:
    entries = [
        f"<sitemap><loc>{escape(web_address(address))}</loc>{_last_changed(changed)}</sitemap>\n"
        for address, changed in zip(addresses, newest, strict=True)
    ]
    text = "".join((_DECLARATION, f'<sitemapindex xmlns="{_NAMESPACE}">\n', *entries, "</sitemapindex>\n"))
    return text.encode("ascii")


def _moment(moment: dt.date | None) -> str:
    if isinstance(moment, dt.datetime):
        return utc_moment(moment)
    return moment.isoformat() if moment else ""


def _last_changed(changed: str) -> str:
    return f"<lastmod>{changed}</lastmod>" if changed else ""
