"""A feed as Atom (RFC 4287): the same octets for the same meetings, for the clock is not asked.

An entry says all of itself, so that its octets, made once for a revision, can stand in every feed that the meeting is in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressinvite.newsroom.fields import (
    clean_block,
    clean_line,
    distinct_lines,
    language_tag,
    stable_id,
    utc_moment,
    web_address,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pressinvite.newsroom.items import FeedHead, FeedItem

MEDIA_TYPE = "application/atom+xml"
NAMESPACE = "http://www.w3.org/2005/Atom"
_QUOTE = '"'


def render_atom(head: FeedHead, items: Sequence[FeedItem]) -> bytes:
    """Return the Atom feed document of the items, in their order; it was updated when the newest of them was."""
    updated = max((item.updated for item in items), default=head.updated)
    return join_entries(head._replace(updated=updated), map(render_entry, items))


def join_entries(head: FeedHead, entries: Iterable[bytes]) -> bytes:
    """Return the Atom feed document of entries that are made already; the head tells when it was updated."""
    language = language_tag(head.language)
    author = clean_line(head.author) or clean_line(head.title)
    parts = [
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="{NAMESPACE}"{_attribute("xml:lang", language)}>\n',
        f"<id>{_escape(stable_id(head.id))}</id>\n<title>{_escape(clean_line(head.title))}</title>\n",
        _element("subtitle", clean_line(head.subtitle)),
        f"<updated>{utc_moment(head.updated)}</updated>\n",
        f"<author><name>{_escape(author)}</name>{_element('uri', web_address(head.website), end='')}</author>\n",
        _link("self", web_address(head.self_url), MEDIA_TYPE),
        _link("alternate", web_address(head.home_url), "text/html", language),
        _element("icon", web_address(head.icon_url)),
        "<generator>pressinvite</generator>\n",
    ]
    return b"".join(("".join(parts).encode("utf-8"), *entries, b"</feed>\n"))


def render_entry(item: FeedItem) -> bytes:
    """Return the entry, the same in whatever feed it stands."""
    language = language_tag(item.language)
    published = f"<published>{utc_moment(item.published)}</published>\n" if item.published else ""
    authors = [f"<author><name>{_escape(name)}</name></author>\n" for name in distinct_lines(item.authors)]
    words = [f"<category{_attribute('term', word)}/>\n" for word in distinct_lines(item.categories)]
    return (
        f"<entry{_attribute('xml:lang', language)}>\n"
        f"<id>{_escape(stable_id(item.uid))}</id>\n<title>{_escape(clean_line(item.title))}</title>\n"
        f"<updated>{utc_moment(item.updated)}</updated>\n{published}{''.join(authors)}"
        f"{_link('alternate', web_address(item.url), 'text/html', language)}"
        f"{_link('enclosure', web_address(item.calendar_url), 'text/calendar')}"
        f"{''.join(words)}{_element('summary', clean_line(item.summary))}"
        f'<content type="html">{_escape(clean_block(item.html))}</content>\n</entry>\n'
    ).encode()


def _link(relation: str, address: str, media_type: str, language: str = "") -> str:
    if not address:
        return ""
    where = _attribute("hreflang", language) + _attribute("href", address)
    return f'<link rel="{relation}" type="{media_type}"{where}/>\n'


def _element(name: str, text: str, *, end: str = "\n") -> str:
    return f"<{name}>{_escape(text)}</{name}>{end}" if text else ""


def _attribute(name: str, text: str) -> str:
    return f' {name}="{_escape(text).replace(_QUOTE, "&quot;")}"' if text else ""


def _escape(text: str) -> str:
    """The text as an element's; > too, since "]]>" may not stand there (XML 1.0 section 2.4)."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
