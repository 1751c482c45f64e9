"""The organisation's logo as a file of the site: pages link to it, none carries it along."""

from __future__ import annotations

from base64 import b64decode
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pressinvite.meeting import Organisation

_ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/svg+xml": "svg", "image/webp": "webp"}


class Logo(NamedTuple):
    """Where the logo lies."""

    path: str = ""
    """In the site; "" where it lies elsewhere, or there is none."""
    octets: bytes = b""
    address: str = ""
    """On the web; "" where it is a file of the site."""


def logo_of(organisation: Organisation) -> Logo:
    """Return the logo, which the settings give as an https address or as a data: address of their file."""
    given = organisation.logo or ""
    kind, comma, data = given.removeprefix("data:").partition(";base64,")
    if given.startswith("data:") and comma and kind in _ENDINGS:
        return Logo(path=f"logo.{_ENDINGS[kind]}", octets=b64decode(data))
    return Logo(address=given) if given.startswith("https://") else Logo()
