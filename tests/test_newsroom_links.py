"""No link within the published site is broken: in pages, feeds, calendar files, sitemap and redirections, in each language,
with the site below a path of its host.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import lxml.html
import pytest
from icalendar import Calendar
from lxml import etree
from newsroom_demo import SITE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LINKS = ("href", "src", "action", "data-records", "data-root")
OUTSIDE = {"https", "mailto", "tel"}
FIXED = ("404.html", "410.html")
ATOM = "{http://www.w3.org/2005/Atom}"


def address_of(path: Path, site: Path) -> str:
    return SITE + path.relative_to(site).as_posix().removesuffix("index.html")


def file_of(address: str, site: Path) -> Path | None:
    """The file that a plain host gives for an address of the site; None where the address lies elsewhere."""
    address = re.sub(r"^webcal:", "https:", address)
    if not address.startswith(SITE):
        assert urlsplit(address).netloc != urlsplit(SITE).netloc, f"{address} leads out of the site"
        assert urlsplit(address).scheme in OUTSIDE, address
        return None
    path = site / unquote(urlsplit(address).path.removeprefix(urlsplit(SITE).path))
    return path / "index.html" if address.partition("?")[0].endswith("/") else path


def links_of(page: lxml.html.HtmlElement) -> Iterator[str]:
    for element in page.iter(etree.Element):
        yield from (element.get(name) for name in LINKS if element.get(name) is not None)
        if element.get("http-equiv") == "refresh":
            yield element.get("content").partition("url=")[2]
        if element.get("property") == "og:url":
            yield element.get("content")


@pytest.fixture(scope="module")
def pages(demo_site: Path) -> dict[Path, lxml.html.HtmlElement]:
    found = {path: lxml.html.fromstring(path.read_bytes()) for path in sorted(demo_site.rglob("*.html"))}
    assert len(found) > 200
    return found


def test_no_link_in_a_page_is_broken(pages: dict[Path, lxml.html.HtmlElement], demo_site: Path) -> None:
    ids = {path: {element.get("id") for element in page.iter(etree.Element)} for path, page in pages.items()}
    broken = []
    for path, page in pages.items():
        own = address_of(path, demo_site)
        for at in (own, SITE, f"{SITE}2019/01/02-gammal/") if path.name in FIXED else (own,):
            for link in links_of(page):
                address, fragment = urldefrag(urljoin(at, link))
                target = path if address == at else file_of(address, demo_site)
                if target is None:
                    continue
                if not target.is_file() or (fragment and fragment not in ids[target]):
                    broken.append((own, link))
    assert broken == []


def test_no_link_names_the_host_where_a_relative_one_does(pages: dict[Path, lxml.html.HtmlElement]) -> None:
    """So that the site works on a disk, below another path and on a test host."""
    for path, page in pages.items():
        if path.name not in FIXED:
            for link in page.xpath("//body//a/@href | //link[@rel='stylesheet']/@href | //script/@src | //img/@src"):
                assert not link.startswith(("/", SITE)), (path, link)


def test_every_page_is_linked_to(pages: dict[Path, lxml.html.HtmlElement], demo_site: Path) -> None:
    """From another page of its language; but for those that stand where something was, which no search is to find."""
    linked = set()
    past = {path for path, page in pages.items() if page.xpath("//meta[@name='robots'][@content='noindex']")}
    for path, page in ((path, page) for path, page in pages.items() if path not in past):
        own = address_of(path, demo_site)
        links = page.xpath("//body//a[not(@hreflang)]/@href")
        linked |= {target for link in links if (target := file_of(urljoin(own, urldefrag(link)[0]), demo_site)) != path}
    emptied = {demo_site / own / month / "index.html" for own in ("", "en") for month in ("2028", "2028/04")}
    assert emptied < past
    assert pages.keys() - linked - past == set()
    assert emptied & linked == set()


def test_languages_point_at_each_other(pages: dict[Path, lxml.html.HtmlElement], demo_site: Path) -> None:
    told = {}
    for path, page in pages.items():
        if not page.xpath("//meta[@name='robots']"):
            alternates = {link.get("hreflang"): link.get("href") for link in page.xpath("//link[@hreflang]")}
            (canonical,) = page.xpath("//link[@rel='canonical']/@href")
            assert canonical == address_of(path, demo_site)
            assert alternates.pop("x-default") == alternates["sv"]
            assert alternates[page.get("lang")] == canonical
            told[canonical] = alternates
    assert all(told[address] == alternates for alternates in told.values() for address in alternates.values())


def test_no_link_in_a_feed_is_broken(demo_site: Path) -> None:
    addresses = set()
    for path in demo_site.rglob("atom.xml"):
        feed = etree.parse(path)
        addresses |= {link.get("href") for link in feed.iter(f"{ATOM}link")}
        addresses |= {urljoin(address_of(path, demo_site), icon.text) for icon in feed.iter(f"{ATOM}icon")}
        for content in feed.iter(f"{ATOM}content"):
            addresses |= set(lxml.html.fromstring(f"<div>{content.text}</div>").xpath("//a/@href"))
    for path in demo_site.rglob("feed.json"):
        feed = json.loads(path.read_text("utf-8"))
        addresses |= {feed["home_page_url"], feed["feed_url"], *(item["url"] for item in feed["items"])}
        addresses |= {file["url"] for item in feed["items"] for file in item.get("attachments", ())}
    for path in demo_site.rglob("*.ics"):
        calendar = Calendar.from_ical(path.read_bytes())
        addresses |= {str(event["URL"]) for event in calendar.walk("VEVENT") if "URL" in event}
    assert len(addresses) > 100
    broken = [address for address in addresses if (target := file_of(address, demo_site)) and not target.is_file()]
    assert broken == []


def test_no_link_for_machines_is_broken(demo_site: Path) -> None:
    sitemap = etree.parse(demo_site / "sitemap.xml")
    addresses = {text.strip() for text in sitemap.xpath("//*[local-name()='loc']/text() | //@href")}
    addresses |= set(re.findall(r"^Sitemap: (\S+)", (demo_site / "robots.txt").read_text("utf-8"), re.MULTILINE))
    for line in (demo_site / "_redirects").read_text("utf-8").splitlines():
        addresses |= {urljoin(SITE, word) for word in line.split()[:2]}
    for folder in ("", "en/"):
        records = json.loads((demo_site / folder / "search/meetings.json").read_text("utf-8"))
        addresses |= {SITE + record["p"] for record in records}
    assert len(addresses) > 200
    assert [
        address for address in addresses if not (target := file_of(address, demo_site)) or not target.is_file()
    ] == []
