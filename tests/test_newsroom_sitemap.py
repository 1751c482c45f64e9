"""Sitemaps by sitemaps.org's schema, and as other programs read them; robots.txt as Python's own reader takes it."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
from pathlib import Path
from typing import Any
from urllib.robotparser import RobotFileParser

import pytest
from feed_cases import ANY_ADDRESS, ANY_MOMENT, ANY_TEXT, CEST, SITE
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pressinvite.newsroom.fields import language_tag, web_address
from pressinvite.newsroom.sitemap import SitemapPage, render_robots, render_sitemap

HERE = Path(__file__).parent
SCHEMAS = HERE / "schemas"
PAGES = etree.XMLSchema(file=str(SCHEMAS / "sitemap.xsd"))
INDEX = etree.XMLSchema(file=str(SCHEMAS / "siteindex.xsd"))
BASE = f"{SITE}/"

HOME = (("sv", f"{SITE}/sv/"), ("en", f"{SITE}/en/"), ("x-default", BASE))
SOME = [
    SitemapPage(f"{SITE}/sv/", dt.datetime(2026, 9, 3, 1, 30, tzinfo=CEST), HOME),
    SitemapPage(f"{SITE}/sv/ämnen/?a=1&b=2", dt.date(2026, 9, 1), (("en", f"{SITE}/en/topics/?a=1&b=2"),)),
    SitemapPage(f"{SITE}/sv/2026/"),
]
WHOLE = """\
<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
<url><loc>https://press.bjorkvik.example/sv/</loc><lastmod>2026-09-02T23:30:00Z</lastmod>\
<xhtml:link rel="alternate" hreflang="sv" href="https://press.bjorkvik.example/sv/"/>\
<xhtml:link rel="alternate" hreflang="en" href="https://press.bjorkvik.example/en/"/>\
<xhtml:link rel="alternate" hreflang="x-default" href="https://press.bjorkvik.example/"/></url>
<url><loc>https://press.bjorkvik.example/sv/%C3%A4mnen/?a=1&amp;b=2</loc><lastmod>2026-09-01</lastmod>\
<xhtml:link rel="alternate" hreflang="en" href="https://press.bjorkvik.example/en/topics/?a=1&amp;b=2"/></url>
<url><loc>https://press.bjorkvik.example/sv/2026/</loc></url>
</urlset>
"""


def judged(octets: bytes, schema: etree.XMLSchema) -> Any:
    document = etree.fromstring(octets)
    schema.assertValid(document)
    assert len(octets) <= 52_428_800  # 50 MB, as the protocol counts them
    assert len(document) <= 50_000
    return document


def addresses(document: Any) -> list[str]:
    return [element.text for element in document.findall("{*}*/{*}loc")]


def test_a_sitemap_whole() -> None:
    ((name, octets),) = render_sitemap(SOME, base_url=BASE)
    assert (name, octets.decode()) == ("sitemap.xml", WHOLE)
    judged(octets, PAGES)


def test_no_page_no_sitemap() -> None:
    assert render_sitemap([], base_url=BASE) == []
    assert render_sitemap([SitemapPage("/sv/")], base_url=BASE) == []


def test_an_address_is_shorter_than_2048_characters() -> None:
    fits, is_too_long = (f"{BASE}{'x' * (length - len(BASE))}" for length in (2047, 2048))
    ((_, octets),) = render_sitemap([SitemapPage(is_too_long), SitemapPage(fits)], base_url=BASE)
    assert addresses(judged(octets, PAGES)) == [fits]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("<loc>https://press.bjorkvik.example/sv/2026/</loc>", ""),
        ("2026-09-01", "1 september"),
        (' hreflang="en"', ""),
        ("xhtml:link", "xhtml:a"),
        ("</loc><lastmod>2026-09-01</lastmod>", "</loc><lastmod>2026-09-01</lastmod><loc>x</loc>"),
    ],
)
def test_the_schema_judges(old: str, new: str) -> None:
    assert not PAGES.validate(etree.fromstring(WHOLE.replace(old, new).encode()))


def page(number: int) -> SitemapPage:
    return SitemapPage(f"{BASE}{number}.html", dt.date(2020, 1, 1) + dt.timedelta(number % 1000))


@pytest.mark.parametrize(
    ("pages", "sizes"), [(50_000, [50_000]), (50_001, [50_000, 1]), (100_001, [50_000, 50_000, 1])]
)
def test_50_000_pages_to_a_file(pages: int, sizes: list[int]) -> None:
    files = render_sitemap((page(number) for number in range(pages)), base_url=BASE)
    parts = files if len(sizes) == 1 else files[1:]
    read = [addresses(judged(octets, PAGES)) for _, octets in parts]
    assert [len(part) for part in read] == sizes
    assert [url for part in read for url in part] == [f"{BASE}{number}.html" for number in range(pages)]
    if len(sizes) > 1:
        name, octets = files[0]
        index = judged(octets, INDEX)
        assert name == "sitemap.xml"
        assert addresses(index) == [f"{BASE}sitemap-{number}.xml" for number in range(1, len(sizes) + 1)]
        assert [name for name, _ in parts] == [f"sitemap-{number}.xml" for number in range(1, len(sizes) + 1)]
        first = index.find("{*}sitemap/{*}lastmod").text
        assert first == (dt.date(2020, 1, 1) + dt.timedelta(999)).isoformat()


def test_50_megabytes_to_a_file() -> None:
    long = f"{BASE}{'x' * 2000}"
    pages = [SitemapPage(f"{BASE}{number}/", None, (("sv", long),) * 12) for number in range(2200)]
    (_, index), *parts = render_sitemap(pages, base_url=BASE)
    read = [addresses(judged(octets, PAGES)) for _, octets in parts]
    assert addresses(judged(index, INDEX)) == [f"{BASE}sitemap-1.xml", f"{BASE}sitemap-2.xml"]
    assert [url for part in read for url in part] == [page.url for page in pages]
    assert len(parts[0][1]) > 52_428_800 - 30_000  # as full as it can be


@given(
    st.lists(
        st.builds(
            SitemapPage,
            ANY_ADDRESS,
            st.none() | ANY_MOMENT | st.dates(),
            st.lists(st.tuples(ANY_TEXT | st.just("sv"), ANY_ADDRESS), max_size=2).map(tuple),
        ),
        max_size=4,
    )
)
def test_any_address_stays_in_its_place(pages: list[SitemapPage]) -> None:
    files = render_sitemap([*pages, SitemapPage(BASE)], base_url=BASE)
    ((_, octets),) = files
    document = judged(octets, PAGES)
    shown = [page for page in pages if 0 < len(web_address(page.url)) < 2048]
    assert addresses(document) == [*(web_address(page.url) for page in shown), BASE]
    links = [(link.get("hreflang"), link.get("href")) for link in document.iter("{*}link")]
    assert links == [
        (language_tag(tag), web_address(url))
        for page in shown
        for tag, url in page.alternates
        if language_tag(tag) and web_address(url)
    ]


def read_robots(octets: bytes) -> RobotFileParser:
    robots = RobotFileParser()
    robots.parse(octets.decode("ascii").splitlines())
    return robots


def test_robots_may_read_everything() -> None:
    assert render_robots(f"{SITE}/sitemap.xml") == (
        b"User-agent: *\nDisallow:\n\nSitemap: https://press.bjorkvik.example/sitemap.xml\n"
    )
    robots = read_robots(render_robots(f"{SITE}/sitemap.xml"))
    assert robots.can_fetch("any", f"{SITE}/sv/")
    assert robots.site_maps() == [f"{SITE}/sitemap.xml"]


@given(ANY_ADDRESS)
def test_robots_tell_one_sitemap_or_none(address: str) -> None:
    octets = render_robots(address)
    assert len(octets.splitlines()) == (4 if web_address(address) else 2)
    assert read_robots(octets).can_fetch("any", f"{SITE}/sv/")


@pytest.mark.peer
def test_the_published_schema_finds_no_fault() -> None:
    published = HERE / "peers" / "node_modules" / "sitemap" / "schema" / "sitemap.xsd"
    both = etree.fromstring(
        f'<schema xmlns="http://www.w3.org/2001/XMLSchema">'
        f'<import namespace="http://www.w3.org/1999/xhtml" schemaLocation="{(SCHEMAS / "xhtml-link.xsd").as_uri()}"/>'
        f'<import namespace="http://www.sitemaps.org/schemas/sitemap/0.9" schemaLocation="{published.as_uri()}"/>'
        "</schema>"
    )
    schema = etree.XMLSchema(both)
    judged(render_sitemap(SOME, base_url=BASE)[0][1], schema)
    assert not schema.validate(etree.fromstring(WHOLE.replace("2026-09-01", "1 september").encode()))


@pytest.mark.peer
def test_the_sitemap_package_reads_all_that_was_meant(tmp_path: Path) -> None:
    file = tmp_path / "sitemap.xml"
    file.write_bytes(render_sitemap(SOME, base_url=BASE)[0][1])
    command = ["node", str(HERE / "peers" / "sitemap.mjs"), str(file)]
    read = json.loads(subprocess.run(command, capture_output=True, check=True, timeout=60).stdout)
    assert [entry["url"] for entry in read] == [web_address(page.url) for page in SOME]
    assert [entry.get("lastmod") for entry in read] == ["2026-09-02T23:30:00Z", "2026-09-01", None]
    assert [(link["lang"], link["url"]) for link in read[0]["links"]] == list(HOME)
