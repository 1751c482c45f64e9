"""The shape of a finding's texts."""

from __future__ import annotations

from pressinvite.records import NamedTuple


class Words(NamedTuple):
    """What a finding says: three msgids."""

    found: str
    expected: str
    """"" where `found` says it all."""
    fix: str
    """"" where nothing need be done."""
