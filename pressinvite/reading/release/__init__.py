"""The text of a release → the meetings it invites the press to."""

from __future__ import annotations

from pressinvite.reading.release.assembly import read_release

__all__ = ["read_release"]
