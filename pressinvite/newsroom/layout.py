"""What every page of the site has around its content: head, navigation, languages, foot."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pressinvite.invitation.characters import clean_words, language_tag, web_address
from pressinvite.invitation.page import direction
from pressinvite.invitation.typography import shown_words
from pressinvite.language import open_language
from pressinvite.newsroom.logos import logo_of
from pressinvite.newsroom.site import root_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pressinvite.newsroom.site import Site
    from pressinvite.templating import Templates

_BRIEF = 160
"""Signs of a text in a list; the page that it leads to has all."""
_TURNING = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
"""Bidirectional embeddings, overrides and isolates: feeds leave them out too."""
_LANGUAGE_NAMES = {"sv": "Svenska", "en": "English", "fi": "Suomi"}
"""Each in itself: that is what its readers look for."""


class Crumb(NamedTuple):
    """A page above this one."""

    text: str
    path: str
    """In the site."""
    lang: str = ""


class Head(NamedTuple):
    """What a page tells of itself to browsers, search engines and those who share it."""

    title: str
    description: str = ""
    kind: str = "website"
    """og:type."""
    updated: str = ""
    """ISO 8601; "" where it is not told."""
    data: str = ""
    """JSON-LD, fit for a script element."""
    indexed: bool = True
    """False where search engines are to leave it."""


class Layout:
    """One language's pages."""

    def __init__(self, site: Site, language: str, templates: Templates) -> None:
        self.site = site
        self.tag = language
        self.language = open_language(language)
        self._templates = templates
        self._organisation = clean_words(site.organisation)
        self._logo = logo_of(site.organisation)

    def render(
        self,
        template: str,
        path: str,
        *,
        head: Head,
        crumbs: tuple[Crumb, ...] = (),
        feeds: Mapping[str, str] | None = None,
        alternates: Mapping[str, str] | None = None,
        fixed: bool = False,
        **values: object,
    ) -> bytes:
        """Return a page.

        `path` is the page's own, `alternates` the same page's in other languages (tag → path; None: they are where the
        languages' folders say). A `fixed` page links from the host's top: it is shown at any address.
        """
        own = self.site.folder(self.tag)
        if alternates is None:
            alternates = {tag: self.site.folder(tag) + path.removeprefix(own) for tag in self.site.languages}
        root = self.site.base if fixed else root_of(path)
        logo = self._logo
        page = self._templates.render(
            template,
            root=root,
            home=root + own,
            site=self.site,
            name=self._organisation.name or self.language.text("Press calendar"),
            path=path,
            address=self.site.address(path),
            head=head,
            crumbs=crumbs,
            feeds=feeds or {},
            languages=[
                (tag, _LANGUAGE_NAMES.get(tag, tag), root + other, self.site.address(other))
                for tag, other in alternates.items()
            ]
            if len(self.site.languages) > 1
            else [],
            lang=self.tag,
            direction=direction(self.tag),
            shown=shown_words,
            brief=brief_words,
            other=self.other,
            logo=root + logo.path if logo.path else logo.address,
            website=web_address(self._organisation.website),
            statement=web_address(self._organisation.accessibility_statement),
            **values,
        )
        return straight_words(page).encode()

    def part(self, template: str, **values: object) -> str:
        """Return a part of pages, without what stands around it."""
        part = self._templates.render(template, shown=shown_words, brief=brief_words, lang=self.tag, **values)
        return straight_words(part)

    def other(self, tag: str) -> str:
        """Return a language's tag where it is not the pages' own, else "": for `lang`."""
        return "" if tag == self.tag else language_tag(tag)


def straight_words(text: str) -> str:
    """Return the text without the characters that turn the words after them; `dir` does that (W3C, Unicode in XML, 3.2)."""
    return text.translate(_TURNING) if any(chr(sign) in text for sign in _TURNING) else text


def brief_words(text: str, most: int = _BRIEF) -> str:
    """Return the text, or its beginning where it is so long that a list would be nothing else."""
    if len(text) <= most:
        return text
    return (text[: most - 1].rpartition(" ")[0] or text[: most - 1]) + "…"
