"""The site as a whole: its address, its languages, and where in it things lie.

Every path is relative to the site, in ASCII, and ends in "/" where it is a page. The first language lies at the top,
each further one in a folder of its tag.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from pressinvite.invitation.names import slug_of

if TYPE_CHECKING:
    from pressinvite.meeting import Organisation

_DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)))
)


class Site(NamedTuple):
    """What all pages share."""

    url: str
    """The address of the front page, with a "/" at its end."""
    organisation: Organisation
    languages: tuple[str, ...] = ("sv",)
    """The first is the site's own."""
    formats: tuple[str, ...] = ()
    """Names of the exchange formats that lie beside each meeting."""

    def folder(self, language: str) -> str:
        """Return where a language's pages lie: "" or "en/"."""
        return "" if language == self.languages[0] else f"{language.lower()}/"

    def address(self, path: str) -> str:
        """Return the whole address of a path."""
        return self.url + path

    @property
    def base(self) -> str:
        """The address's path, "/" or "/press/": for the pages that a host shows at any address."""
        return "/" + self.url.partition("://")[2].partition("/")[2]

    @property
    def name(self) -> str:
        """Whose site it is."""
        return self.organisation.name or ""


def root_of(path: str) -> str:
    """Return the way from a page back to the top: "../../"; links within the site work in any folder and from a disk."""
    return "../" * path.count("/") or "./"


def key_slug(name: str) -> str:
    """Return a topic's, region's or organiser's part of an address; a digest where it has no letter of ours, or where
    Windows takes it for a device.
    """
    slug = slug_of(name)
    return (
        slug
        if slug and slug not in _DEVICES
        else "x" + hashlib.sha256((slug or name).encode("utf-8", "replace")).hexdigest()[:8]
    )
