"""A saved web page → the release's own text, its day of publication, and the event that the page describes as data.

Rules of our own choose the release: on pages of five newsroom systems they kept all 18 facts and contacts and nothing
else, where trafilatura lost 5 (4 when asked for more) and readability 7, those that stand beside the article. They take
away what is plainly something else (menus, cookie notices, neighbouring releases, tag lists) and keep the rest: the
release's reader knows furniture of its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pressinvite.fence.limits import FileError
from pressinvite.reading.files.extract import Extract, Said
from pressinvite.reading.files.letters import clean_letters
from pressinvite.reading.files.rendering import is_hidden, render_element
from pressinvite.reading.release.layout import is_organisation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressinvite.fence.limits import Limits

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:-]{2,40})", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_-]{2,40})", re.IGNORECASE)
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_ROLES = frozenset({"navigation", "search", "dialog", "alertdialog", "menu", "menubar", "banner", "contentinfo"})
_OTHER_NAMES = re.compile(
    r"(?:^|[\s_-])(?:breadcrumbs?|brodsmul\w*|menu|meny|navbar|nav|navigation|share|sharing|social|dela"
    r"|related|relaterat|relaterade|latest|senaste|more-?(?:news|releases)|newsletter|nyhetsbrev|subscribe|prenumerera"
    r"|sitemap|site-?header|site-?footer|page-?footer|pagination|pager|comments?|taglist|tag-?list|tags|topics|categories|search"
    r"|popup|modal|banner|advert\w*|readspeaker|attachments?-meta|embed-code)"
    r"(?=$|[\s_-])",
    re.IGNORECASE,
)
_NOTICES = re.compile(r"(?:^|[\s_-])(?:cookie\w*|consent|gdpr)(?=$|[\s_-])", re.IGNORECASE)
_UNSEEN_NAMES = re.compile(
    r"(?:^|\s)(?:skip-?(?:link|to)[\w-]*|sr-only|visually-?hidden|screen-?reader[\w-]*|print-?only)(?=$|\s)",
    re.IGNORECASE,
)
_PAGE_PARTS = frozenset(
    {"header", "footer", "top", "sidhuvud", "sidfot", "masthead", "colophon", "page-header", "page-footer"}
)
_OTHER_HEADINGS = re.compile(
    r"\s*(?:relatera(?:t|de)\b.*|liknande (?:nyheter|pressmeddelanden|artiklar).*|(?:fler|andra|senaste|övriga|tidigare) (?:nyhete?r?n?a?|nytt|pressmedd\w+|inbjud\w+|artiklar)\b.*"
    r"|läs (?:också|även|vidare|mer från)\b.*|mer från .{2,60}|mest lästa.*|senaste nytt|senast publicera\w+.*|related.*|latest (?:news|releases).*|more from .*|read (?:also|more).*"
    r"|ämnen|kategorier|regioner|taggar|nyckelord|topics|categories|tags|dela(?: sidan| den här sidan| på| detta)?|share|följ oss.*|prenumerera.*|subscribe.*|hjälpte (?:den här )?.*|hittade du .*)\s*:?\s*$",
    re.IGNORECASE,
)
_REACHES = re.compile(r"\+46|\b0\d{1,3}[\s–-]{0,3}\d|[\w.+-]+@[\w-]+\.\w", re.IGNORECASE)
_CONTACTS = re.compile(r"kontakt|contact|frågor|information|press", re.IGNORECASE)
_HEADING_TAGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def extract_html(octets: bytes, limits: Limits) -> Extract:
    """Return what a saved page holds; FileError where it holds no words."""
    return extract_page(decode_page(octets), limits)


def extract_page(page: str, _limits: Limits) -> Extract:
    """Return what a page holds."""
    document = open_page(page)
    data = _structured(document, page)
    show_addresses(document)
    root = _article(document)
    text = render_element(root, furniture=frozenset(_furniture(root)))
    title = _title(document, root)
    if title and _squeezed(title) not in _squeezed(text[: len(title) + 1500]):
        text = f"{title}\n\n{text}"
    if not text.strip():
        raise FileError("no-words")
    is_struck = any(element.text_content().strip() for element in root.iter("s", "del", "strike"))
    return data._replace(
        text=text,
        title=title,
        organiser=data.organiser or _site_name(document),
        said=(Said("struck-out", "note"),) if is_struck else (),
    )


def decode_page(octets: bytes) -> str:
    """Return the page's characters: by its mark, by what it declares, by what its octets can be."""
    for mark, encoding in _MARKS:
        if octets.startswith(mark):
            return octets[len(mark) :].decode(encoding, "replace")
    if octets[:2] == b"<\0":
        return octets.decode("utf-16-le", "replace")
    try:
        return octets.decode("utf-8")
    except UnicodeDecodeError:
        declared = _CHARSET.search(octets[:8192]) or _XML_ENCODING.search(octets[:200])
    name = declared[1].decode("ascii").lower() if declared else "cp1252"
    if name in ("utf-8", "utf8", "iso-8859-1", "latin1", "us-ascii", "ascii", "utf-16", "utf-16le"):
        name = "cp1252"  # as browsers do (WHATWG Encoding, section 4.2)
    try:
        return octets.decode(name, "replace")
    except LookupError:
        return octets.decode("cp1252", "replace")


def open_page(page: str) -> Any:
    """Return the page's tree. Nothing that it names is fetched."""
    from lxml import etree, html  # noqa: PLC0415 -- an extra, only needed for pages

    at = page.find("<!--StartFragment-->") if page.startswith("Version:") else -1
    page = page[at:] if at >= 0 else page
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    octets = page.replace("\0", "").encode("utf-8", "replace")
    try:
        document = html.document_fromstring(octets, parser=parser, ensure_head_body=True)
    except (etree.ParserError, ValueError, AssertionError) as error:
        raise FileError("no-words") from error
    return document


def _structured(document: Any, page: str) -> Extract:
    """What the page says as data, where it does."""
    from pressinvite.reading.files.schema_data import read_structured  # noqa: PLC0415 -- see there

    return read_structured(document, page)


def show_addresses(document: Any) -> None:
    """Put e-mail addresses back that Cloudflare hides from programs until the page's script shows them."""
    for element in document.iter("a", "span"):
        hidden = element.get("data-cfemail") or ""
        if len(hidden) > 6 and re.fullmatch(r"(?:[0-9a-fA-F]{2})+", hidden):
            octets = bytes.fromhex(hidden)
            address = clean_letters(bytes(octet ^ octets[0] for octet in octets[1:]).decode("utf-8", "replace"))
            if re.fullmatch(r"[\w.+-]{1,64}@[\w.-]{3,100}", address):
                for child in list(element):
                    element.remove(child)
                element.text = address


def _site_name(document: Any) -> str | None:
    """Who publishes, where the page's own name is an organisation's."""
    metas = (meta for meta in document.iter("meta") if (meta.get("property") or "").lower() == "og:site_name")
    names = [meta.get("content") or "" for meta in metas]
    names += [re.split(r"\s[|–—-]\s", title.text_content())[-1] for title in document.iter("title")]
    return next((" ".join(name.split()) for name in names if is_organisation(" ".join(name.split()))), None)


def _title(document: Any, root: Any) -> str | None:
    """The headline: h1 of the article, else what the page says of itself to others (og:title, title)."""
    for heading in [*root.iter("h1"), *document.iter("h1")]:
        text = " ".join(heading.text_content().split())
        if len(text) > 8 and not is_hidden(heading):
            return text
    for meta in document.iter("meta"):
        if (meta.get("property") or meta.get("name") or "").lower() in ("og:title", "twitter:title"):
            return " ".join((meta.get("content") or "").split()) or None
    return None


def _squeezed(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _article(document: Any) -> Any:
    """The element that holds the release: the page's main part, else the article with its headline, else the body."""
    for found in (*document.iter("main"), *document.xpath("//*[@role='main']")):
        if len(found.text_content().split()) > 20:
            return found
    articles = [found for found in document.iter("article") if found.find(".//h1") is not None]
    if len(articles) == 1 and len(articles[0].text_content().split()) > 20:
        return _with_contacts(articles[0])
    body = document.find("body")
    return body if body is not None else document


def _with_contacts(article: Any) -> Any:
    """The article, or what holds it together with the contacts that stand beside it."""
    for above in article.iterancestors():
        beside = [child for child in above if child is not article and article not in child.iter()]
        if above.tag == "body" or any(_holds_contacts(child) for child in beside):
            return above
    return article


def _holds_contacts(element: Any) -> bool:
    if not isinstance(element.tag, str) or element.tag in ("nav", "footer", "header"):
        return False
    text = element.text_content()
    return len(text) < 3000 and bool(_REACHES.search(text)) and bool(_CONTACTS.search(text))


def _furniture(root: Any) -> Iterator[Any]:
    """Yield the elements within that are not the release."""
    own = _own_article(root)
    keep = set(own.iterancestors()) | {own} if own is not None else {root}
    whole = len(root.text_content())
    for element in root.iter():
        if element in keep or not isinstance(element.tag, str) or element.find(".//h1") is not None:
            continue
        if _is_furniture(element, own):
            is_most = len(element.text_content()) * 2 > whole and not _is_plain(element)
            yield from () if is_most else (element,)  # a wrapper of the whole page may be called "menu-open"
        elif element.tag in _HEADING_TAGS and _OTHER_HEADINGS.match(" ".join(element.text_content().split())):
            yield from _section_of(element, keep)


def _own_article(root: Any) -> Any:
    """The one article of several that is the release: it has the headline. None where the headline stands outside."""
    articles = list(root.iter("article"))
    with_title = [article for article in articles if article.find(".//h1") is not None]
    if with_title or root.tag == "article":
        return (with_title or [root])[0]
    if root.find(".//h1") is not None:
        return None
    return max(articles, key=lambda article: len(article.text_content()), default=None)


def _is_furniture(element: Any, own: Any) -> bool:
    tag = element.tag
    role = (element.get("role") or "").lower()
    if tag == "nav" or role in _ROLES:
        return True
    if tag in ("header", "footer") and not _is_within_article(element):
        return True
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    if tag == "footer" and not _REACHES.search(element.text_content()[:1500]):
        return True
    if tag == "article" and (own is None or (element is not own and own not in set(element.iterancestors()))):
        return True
    if _UNSEEN_NAMES.search(names) or (element.get("id") or "").lower() in _PAGE_PARTS:
        return True
    if tag in ("p", "span", "a", "li", "td", "strong", "b", "em", *_HEADING_TAGS):
        return False
    if _NOTICES.search(names):
        return True
    return (_OTHER_NAMES.search(names) or _is_list_of_links(element)) and not _is_contact_block(element)


def _is_plain(element: Any) -> bool:
    """Tell whether an element is furniture by what it is, however long: a menu, a notice."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return element.tag == "nav" or (element.get("role") or "").lower() in _ROLES or bool(_NOTICES.search(names))


def _is_within_article(element: Any) -> bool:
    return any(above.tag in ("article", "main") or above.get("role") == "main" for above in element.iterancestors())


def _is_contact_block(element: Any) -> bool:
    text = element.text_content()
    return len(text) < 1500 and bool(_REACHES.search(text)) and bool(re.search(r"kontakt|contact", text, re.IGNORECASE))


def _is_list_of_links(element: Any) -> bool:
    """Tell whether an element only leads elsewhere: a menu, however it is called."""
    if element.tag not in ("ul", "ol", "div", "section", "aside"):
        return False
    links = list(element.iter("a"))
    if len(links) < 4:
        return False
    whole = len("".join(element.text_content().split()))
    linked = sum(len("".join(link.text_content().split())) for link in links)
    return linked > whole * 0.75 and not _REACHES.search(element.text_content()[:5000])


def _section_of(heading: Any, keep: set[Any]) -> Iterator[Any]:
    """Yield what stands under a heading of something else: its own box, or all up to the next heading as high."""
    box = heading
    while (above := box.getparent()) is not None and above not in keep and above.find(".//h1") is None:
        first = next((child for child in above.iter(*_HEADING_TAGS)), heading)
        if first is not heading or above.tag in ("body", "main", "html"):
            break
        box = above
    if box is not heading:
        yield box
        return
    yield heading
    for sibling in heading.itersiblings():
        if isinstance(sibling.tag, str) and sibling.tag in _HEADING_TAGS and sibling.tag <= heading.tag:
            return
        if _holds_contacts(sibling) and _CONTACTS.search(sibling.text_content()[:60]):
            return
        yield sibling
