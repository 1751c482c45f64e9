"""What a web server is told of addresses: which have moved, and which are gone. Written beside the site, never in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressinvite.newsroom.addresses import former_addresses

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pressinvite.newsroom.site import Site


def render_nginx(site: Site, paths: Mapping[str, tuple[str, str]], current: Mapping[str, str]) -> bytes:
    """Return nginx's locations for addresses that meetings had: 301 to where they are now (`current`: uid → path), 410
    where they are withdrawn; nothing of those that must not be known. All are of our own making, ASCII without blanks.
    """
    lines = ["# Written by pressinvite publish; include it in the site's server block.\n"]
    for old, new in former_addresses(site, paths, current):
        answer = f"301 {new}" if new else "410"
        lines.append(f"location = {old} {{ return {answer}; }}\n")
    return "".join(lines).encode("ascii")
