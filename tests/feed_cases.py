"""Feeds that the tests of all formats share: one that is plain, texts that mean harm, and what may be left of a text."""

from __future__ import annotations

import datetime as dt
import unicodedata

from hypothesis import strategies as st

from pressinvite.newsroom.items import FeedEvent, FeedHead, FeedItem

SITE = "https://press.bjorkvik.example"
CET = dt.timezone(dt.timedelta(hours=1))
CEST = dt.timezone(dt.timedelta(hours=2))

HEAD = FeedHead(
    id=f"{SITE}/sv/",
    title="Pressträffar i Björkvik",
    home_url=f"{SITE}/sv/",
    self_url=f"{SITE}/sv/feed.atom",
    updated=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
    author="Björkviks kommun",
    subtitle="Allt som pressen bjuds in till",
    language="sv",
    website="https://www.bjorkvik.example/",
    icon_url=f"{SITE}/icon.png",
)
BRIDGE = FeedItem(
    uid="2F1B4C3E-5B7A-4F0E-9F53-5C5B0A6C9B11",
    url=f"{SITE}/sv/2026/2026-09-03-bron-oppnar.html",
    title="Bron öppnar <3 & invigs",
    summary="Torsdagen den 3 september 2026 kl.\u00a010.00 i Björkvik.",
    html='<p lang="sv">Välkommen till <a href="https://press.bjorkvik.example/?a=1&amp;b=2">bron</a>.</p>\n',
    updated=dt.datetime(2026, 8, 20, 10, 30, tzinfo=CEST),
    published=dt.datetime(2026, 8, 19, 6, 0, 0, 999999, tzinfo=dt.UTC),
    language="sv",
    categories=("Trafik", "Bygg & bo", "Trafik", ""),
    calendar_url=f"{SITE}/sv/2026/2026-09-03-bron-oppnar.ics",
    authors=("Björkviks kommun", "Brobolaget"),
    event=FeedEvent(
        start=dt.datetime(2026, 9, 3, 10, tzinfo=CEST),
        end=dt.datetime(2026, 9, 3, 10, 45, tzinfo=CEST),
        location="Bron, Hamngatan 1, Björkvik",
        status="https://schema.org/EventScheduled",
    ),
)
BUDGET = FeedItem(
    uid="budget-2027@bjorkvik.example",
    url=f"{SITE}/en/2026/2026-10-01-budget.html",
    title="The budget",
    summary="",
    html="<p>Welcome.</p>",
    updated=dt.datetime(2026, 8, 21, tzinfo=dt.UTC),
    language="en",
    authors=("Björkviks kommun",),
    event=FeedEvent(start=dt.date(2026, 10, 1)),
)
ITEMS = [BRIDGE, BUDGET]

NASTY = (
    "]]>",
    "<!--",
    "<script>alert(1)</script>",
    "&amp;",
    "&#0;",
    "\"'",
    "\x00",
    "\x08",
    "\x1b[31m",
    "\x85",
    "\ufffe",
    "\uffff",
    "\U0001fffe",
    "\ud800",
    "\udfff",
    "\u202e",
    "\u2066",
    "\u200f",
    "\ufeff",
    "\u2028",
    "\r\n",
    "\r",
    "\t",
    "  ",
    "\u00a0",
    "x" * 10_000,
    "{{ 7*7 }}",
    "å",
    "👩‍👩‍👧",
)
ANY_TEXT = st.one_of(
    st.text(st.characters(exclude_categories=())),
    st.lists(st.sampled_from(NASTY) | st.text(max_size=3), max_size=6).map("".join),
)
"""Lone surrogates and noncharacters too."""
ANY_ADDRESS = st.one_of(ANY_TEXT, ANY_TEXT.map(lambda text: f"{SITE}/{text}"))
ANY_MOMENT = st.datetimes(dt.datetime(1970, 1, 1), dt.datetime(2100, 1, 1), timezones=st.sampled_from((dt.UTC, CEST)))
ANY_EVENT = st.builds(FeedEvent, ANY_MOMENT | st.dates(), st.none() | ANY_MOMENT, st.none() | ANY_TEXT, ANY_TEXT)
ANY_ITEM = st.builds(
    FeedItem,
    uid=ANY_TEXT,
    url=ANY_ADDRESS,
    title=ANY_TEXT,
    summary=ANY_TEXT,
    html=ANY_TEXT,
    updated=ANY_MOMENT,
    published=st.none() | ANY_MOMENT,
    language=ANY_TEXT | st.sampled_from(("sv", "en")),
    categories=st.lists(ANY_TEXT, max_size=3).map(tuple),
    calendar_url=ANY_ADDRESS,
    authors=st.lists(ANY_TEXT, max_size=2).map(tuple),
    event=st.none() | ANY_EVENT,
)
ANY_HEAD = st.builds(
    FeedHead,
    id=ANY_TEXT,
    title=ANY_TEXT,
    home_url=ANY_ADDRESS,
    self_url=ANY_ADDRESS,
    updated=ANY_MOMENT,
    author=ANY_TEXT,
    subtitle=ANY_TEXT,
    language=ANY_TEXT | st.just("sv"),
    website=ANY_ADDRESS,
    icon_url=ANY_ADDRESS,
)


def as_block(text: str) -> str:
    """What a feed may show of the text, character by character and by the names that Unicode gives them."""
    for line_end in ("\r\n", "\r", "\x85", "\u2028", "\u2029"):
        text = text.replace(line_end, "\n")
    return "".join(_as_shown(sign) for sign in text)


def as_line(text: str) -> str:
    """The same on one line."""
    return " ".join(word for word in as_block(text).replace("\n", " ").replace("\t", " ").split(" ") if word)


def as_lines(texts: tuple[str, ...]) -> list[str]:
    """The same of several, none of them empty and none twice."""
    shown: list[str] = []
    for line in map(as_line, texts):
        if line and line not in shown:
            shown.append(line)
    return shown


def as_utc(moment: dt.datetime) -> str:
    return f"{moment.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"


def _as_shown(sign: str) -> str:
    if unicodedata.category(sign) == "Cs":
        return "\ufffd"
    turning = unicodedata.bidirectional(sign) in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    control = unicodedata.category(sign) == "Cc" and sign not in "\t\n"
    noncharacter = "\ufdd0" <= sign <= "\ufdef" or sign in "\ufffe\uffff"
    return "" if turning or control or noncharacter or sign == "\ufeff" else sign
