"""The pages that hold many meetings: coming, month, year, topic, region, organiser; the archive, search, subscription; and
those that a host shows where there is nothing, or nothing any more.
"""

from __future__ import annotations

import datetime as dt
import json
from itertools import groupby
from typing import TYPE_CHECKING, Literal, NamedTuple
from urllib.parse import quote

from pressinvite.exchange.formats import FORMATS
from pressinvite.newsroom.entries import digest_of
from pressinvite.newsroom.layout import Crumb, Head, brief_words
from pressinvite.newsroom.listings import COMING, KINDS
from pressinvite.newsroom.meetings import HERE, LABELS
from pressinvite.newsroom.months import month_weeks
from pressinvite.newsroom.site import root_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from pressinvite.newsroom.entries import Entry
    from pressinvite.newsroom.layout import Layout
    from pressinvite.newsroom.listings import Listing
    from pressinvite.newsroom.months import Week

    Part = Literal["card", "search"]
    Parts = Callable[[Part, Iterable[str]], Mapping[str, str]]  # gives those parts of the uids that are asked for


_CELL = 60
"""Signs of a title on the month's leaf; the list below it has more."""
_ABSENT = "newsroom/absent.html"
_CELLS = 4
"""Titles on a day of the leaf."""


class Group(NamedTuple):
    """Cards below one heading."""

    title: str
    anchor: str
    cards: str
    """HTML."""
    path: str = ""
    """In the site, where the heading leads to a page of its own."""


class Key(NamedTuple):
    """A topic, region or organiser."""

    name: str
    path: str
    coming: int
    """How many meetings are."""
    lang: str
    """As in Words."""

    @property
    def slug(self) -> str:
        """What addresses tell it by, and the search's records."""
        return self.path.rstrip("/").rpartition("/")[2]


class Cell(NamedTuple):
    """A meeting on a day of the month's leaf."""

    clock: str
    """ "kl. 15.00"; "" where it is all day, and on further days."""
    state: str
    title: str
    lang: str
    href: str


class Choice(NamedTuple):
    """What can be chosen of one kind."""

    kind: str
    label: str
    each: str
    """Of one: "Topic"."""
    rows: list[Key]
    """In the order of names."""


class Overview(NamedTuple):
    """All lists of the site, as its front page, archive and search show them."""

    by_kind: Mapping[str, tuple[Listing, ...]]

    @property
    def fingerprint(self) -> str:
        """What pages that show all lists are made of: names, and how many are coming and in all."""
        return digest_of(
            *(
                f"{each.kind}\n{each.key}\n{each.path}\n{len(each.coming)}\n{len(each.members)}"
                for listings in self.by_kind.values()
                for each in listings
            )
        )

    @property
    def years(self) -> dict[str, list[Listing]]:
        """The months by year, the latest year first, months in their order."""
        years: dict[str, list[Listing]] = {}
        for month in self.by_kind.get("month", ()):
            if not month.members:  # its address stays, nothing leads there
                continue
            years.setdefault(month.key[:4], []).append(month)
        return dict(sorted(years.items(), reverse=True))

    def links(self, layout: Layout) -> list[Choice]:
        """Topics, regions and organisers; not who invites where that is always the same."""
        _ = layout.language.text
        labels = {"topics": _("Topics"), "regions": _("Regions"), "organisers": _("Organisers")}
        singular = {"topics": _("Topic"), "regions": _("Region"), "organisers": _("Organiser")}
        own = layout.site.folder(layout.tag)
        found = []
        for kind in KINDS:
            rows = [
                Key(each.key, own + each.path, len(each.coming), layout.other(each.language))
                for each in self.by_kind.get(kind, ())
                if each.members  # else its address stays, nothing leads there
            ]
            rows.sort(key=lambda row: row.name.casefold())
            if rows and not (kind == "organisers" and len(rows) == 1):
                found.append(Choice(kind, labels[kind], singular[kind], rows))
        return found


def render_listing(listing: Listing, layout: Layout, parts: Parts, overview: Overview) -> bytes:
    """Return the page of a list."""
    makers = {"coming": _coming, "month": _month, "year": _year}
    return makers.get(listing.kind, _named)(listing, layout, parts, overview)


def feeds_of(listing: Listing, layout: Layout) -> dict[str, str]:
    """Return the feeds of a list: title → path."""
    _ = layout.language.text
    own = layout.site.folder(layout.tag) + listing.path
    if listing.kind == "month":
        return {}
    feeds = {_("Calendar"): f"{own}calendar.ics"}
    if listing.kind != "year":
        feeds |= {"Atom": f"{own}atom.xml", "JSON Feed": f"{own}feed.json"}
    return feeds


def title_of(listing: Listing, layout: Layout) -> str:
    """Return the heading of a list."""
    _ = layout.language.text
    if listing.kind == "coming":
        return _("Coming press meetings")
    if listing.kind == "month":
        return layout.language.month_title(_first_day(listing.key)).capitalize()
    return _("Press meetings {year}", year=listing.key) if listing.kind == "year" else listing.key


def _coming(listing: Listing, layout: Layout, parts: Parts, overview: Overview) -> bytes:
    _ = layout.language.text
    shown = listing.coming[:COMING]
    name = layout.site.name
    title = _("Press calendar of {name}", name=name) if name else _("Press calendar")
    groups = _by_month(shown, layout, parts, layout.site.folder(layout.tag))
    return layout.render(
        "newsroom/list.html",
        layout.site.folder(layout.tag),
        head=Head(title=title, description=_("Coming press meetings, to read here or in your own calendar.")),
        feeds=feeds_of(listing, layout),
        here="coming",
        heading=title,
        groups=groups,
        left=len(listing.coming) - len(shown),
        links=overview.links(layout),
        empty=_("No press meeting is planned at present. Subscribe, and you will see the next one at once."),
    )


def _named(listing: Listing, layout: Layout, parts: Parts, _overview: Overview) -> bytes:
    _ = layout.language.text
    own = layout.site.folder(layout.tag)
    path = own + listing.path
    labels = {"topics": _("Topic"), "regions": _("Region"), "organisers": _("Organiser")}
    groups = [Group(_("Coming"), "coming", _joined(listing.coming[:COMING], parts, path))] if listing.coming else []
    if listing.past:
        groups.append(Group(_("Past"), "past", _joined(listing.past, parts, path)))
    return layout.render(
        "newsroom/list.html",
        path,
        head=Head(
            title=listing.key,
            description=_("Press meetings: {name}", name=listing.key),
            indexed=bool(listing.members),
        ),
        feeds=feeds_of(listing, layout),
        crumbs=(Crumb(_("Press calendar"), own),),
        here="",
        label=labels[listing.kind],
        heading=listing.key,
        heading_lang=layout.other(listing.language),
        groups=groups,
        left=max(0, len(listing.coming) - COMING),
        links=[],
        empty=_("No press meetings are listed here any more."),
    )


def _year(listing: Listing, layout: Layout, parts: Parts, _overview: Overview) -> bytes:
    _ = layout.language.text
    own = layout.site.folder(layout.tag)
    path = own + listing.path
    heading = title_of(listing, layout)
    return layout.render(
        "newsroom/list.html",
        path,
        head=Head(title=heading, indexed=bool(listing.members)),
        feeds=feeds_of(listing, layout),
        crumbs=(Crumb(_("Press calendar"), own), Crumb(_("All months"), f"{own}archive/")),
        here="",
        heading=heading,
        groups=_by_month(listing.members, layout, parts, path),
        turning=[(key, f"{own}{key}/") for key in listing.beside],
        left=0,
        links=[],
        empty=_("No press meetings are listed here any more."),
    )


def _month(listing: Listing, layout: Layout, parts: Parts, _overview: Overview) -> bytes:
    _ = layout.language.text
    language, own = layout.language, layout.site.folder(layout.tag)
    path = own + listing.path
    heading = title_of(listing, layout)
    weeks = month_weeks(listing.key, listing.members)
    turning = [(language.month_title(_first_day(key)) if key else "", f"{own}{key}/") for key in listing.beside]
    uids = [entry.uid for entry in listing.members]
    cards = parts("card", uids)
    root = root_of(path)
    days = [day for week in weeks for day in week.days if day.inside and day.entries]
    groups = [
        Group(
            language.date_label(day.date),
            f"d{day.date.day}",
            "".join(cards[entry.uid] for entry in day.entries if entry.uid in cards).replace(HERE, root),
        )
        for day in days
    ]
    return layout.render(
        "newsroom/month.html",
        path,
        head=Head(title=heading, indexed=bool(listing.members)),
        crumbs=(
            Crumb(_("Press calendar"), own),
            Crumb(_("All months"), f"{own}archive/"),
            Crumb(listing.key[:4], f"{own}{listing.key[:4]}/"),
        ),
        here="",
        heading=heading,
        weeks=weeks,
        cells=_cells(weeks, parts("search", uids), root),
        most=_CELLS,
        weekdays=[language.weekday_name(number) for number in range(7)],
        language=language,
        counted=lambda count: language.plural("{count} meeting", "{count} meetings", count),
        groups=groups,
        turning=turning,
        empty=_("No press meetings are listed here any more."),
    )


def _cells(weeks: Iterable[Week], records: Mapping[str, str], root: str) -> dict[dt.date, list[Cell]]:
    """What stands on each day of the leaf where there is room for titles."""
    told = {uid: json.loads(record) for uid, record in records.items()}
    found: dict[dt.date, list[Cell]] = {}
    for day in (day for week in weeks for day in week.days if day.inside):
        for entry in day.entries:
            if record := told.get(entry.uid):
                clock = record["c"] if entry.first == day.date.isoformat() else ""
                cell = Cell(clock, record["s"], brief_words(record["t"], _CELL), record["l"], root + record["p"])
                found.setdefault(day.date, []).append(cell)
    return found


def render_archive(overview: Overview, layout: Layout) -> bytes:
    """Return the page of all months and years."""
    _ = layout.language.text
    own = layout.site.folder(layout.tag)
    years = [
        (
            year,
            f"{own}{year}/",
            [
                (layout.language.month_name(_first_day(month.key)), own + month.path, len(month.members))
                for month in months
            ],
        )
        for year, months in overview.years.items()
    ]
    return layout.render(
        "newsroom/archive.html",
        f"{own}archive/",
        head=Head(title=_("All months"), description=_("All press meetings, by year and month.")),
        crumbs=(Crumb(_("Press calendar"), own),),
        here="archive",
        years=years,
        language=layout.language,
    )


def render_search(overview: Overview, layout: Layout) -> bytes:
    """Return the search page; without script it leads to the same meetings by topic, region, organiser and year."""
    _ = layout.language.text
    own = layout.site.folder(layout.tag)
    return layout.render(
        "newsroom/search.html",
        f"{own}search/",
        head=Head(title=_("Search"), description=_("Search all press meetings.")),
        crumbs=(Crumb(_("Press calendar"), own),),
        here="search",
        links=overview.links(layout),
        years=[(year, f"{own}{year}/") for year in overview.years],
    )


def render_subscribe(overview: Overview, layout: Layout) -> bytes:
    """Return the page that tells how to subscribe, with every feed of the site."""
    _ = layout.language.text
    site, own = layout.site, layout.site.folder(layout.tag)
    groups = [("", [Key(_("All press meetings"), own, 0, "")])]
    groups += [(each.label, each.rows) for each in overview.links(layout)]
    whole = site.address(f"{own}calendar.ics")
    webcal = "webcal" + whole[whole.index("://") :]
    cid, address, name = (quote(text, safe="") for text in (webcal, whole, site.name))
    programs = [
        (_("Apple Calendar, Outlook for Windows and others"), webcal),
        ("Google", f"https://calendar.google.com/calendar/render?cid={cid}"),
        ("Outlook.com", f"https://outlook.live.com/calendar/0/addfromweb?url={address}&name={name}"),
        ("Microsoft 365", f"https://outlook.office.com/calendar/0/addfromweb?url={address}&name={name}"),
    ]
    archives = [(year, f"{own}{year}/calendar.ics") for year in overview.years]
    return layout.render(
        "newsroom/subscribe.html",
        f"{own}subscribe/",
        head=Head(title=_("Subscribe"), description=_("The press calendar in your own calendar or feed reader.")),
        crumbs=(Crumb(_("Press calendar"), own),),
        here="subscribe",
        programs=programs,
        whole=whole,
        groups=groups,
        archives=archives,
        listings=[
            (LABELS[name], f"{own}events{FORMATS[name].ending}")
            for name in site.formats
            if FORMATS[name].render_listing
        ],
    )


def render_absent(name: str, layout: Layout) -> bytes:
    """Return the page that a host shows for an address with nothing ("404") or with nothing any more ("410")."""
    _ = layout.language.text
    alternates = {tag: layout.site.folder(tag) for tag in layout.site.languages}
    path = layout.site.folder(layout.tag) + f"{name}.html"
    if name == "410":
        return render_gone(path, layout, alternates=alternates, fixed=True)
    told = _("The address may be misspelt, or the page may have moved.")
    head = Head(title=_("There is no such page"), indexed=False)
    return layout.render(
        _ABSENT, path, head=head, alternates=alternates, fixed=True, here="", heading=head.title, told=told
    )


def render_gone(
    path: str, layout: Layout, *, alternates: Mapping[str, str] | None = None, fixed: bool = False
) -> bytes:
    """Return what stands at a withdrawn meeting's address: nothing of it, and not to be found by search."""
    _ = layout.language.text
    told = _("What stood here has been withdrawn.")
    head = Head(title=_("This page is gone"), indexed=False)
    return layout.render(
        _ABSENT, path, head=head, alternates=alternates, fixed=fixed, here="", heading=head.title, told=told
    )


def render_moved(old: str, new: str, layout: Layout) -> bytes:
    """Return what stands at an address that a meeting had before: the way to the new one."""
    return layout.render(
        "newsroom/moved.html",
        old,
        head=Head(title=layout.language.text("This page has moved"), indexed=False),
        here="",
        target=root_of(old) + new,
        whole=layout.site.address(new),
    )


def _by_month(entries: Sequence[Entry], layout: Layout, parts: Parts, path: str) -> list[Group]:
    return [
        Group(
            layout.language.month_title(_first_day(month.replace("-", "/"))).capitalize(),
            f"m{month}",
            _joined(list(members), parts, path),
            f"{layout.site.folder(layout.tag)}{month.replace('-', '/')}/",
        )
        for month, members in groupby(entries, key=lambda entry: entry.first[:7])
    ]


def _joined(entries: Sequence[Entry], parts: Parts, path: str) -> str:
    cards = parts("card", [entry.uid for entry in entries])
    return "".join(cards[entry.uid] for entry in entries if entry.uid in cards).replace(HERE, root_of(path))


def _first_day(month: str) -> dt.date:
    return dt.date(int(month[:4]), int(month[5:7]), 1)
