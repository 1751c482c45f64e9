"""Release text → meetings: what a careful person reads in it, with the places it was read from and what is doubtful.

The text is laid out in parts (`layout`), its dates, times, names and numbers are found where they stand (`moments`,
`reach`, `names`), and what is the meeting's is chosen among them by score (`schedule`, `places`, `people`).
"""

from __future__ import annotations

from pressinvite.reading.release.assembly import read_release

__all__ = ["read_release"]
