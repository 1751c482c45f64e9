"""Findings of lists, gathered: each with its file, row and column, and no more of a kind than a person reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pressinvite.delivery.columns import column_letters
from pressinvite.errors import Finding, SourceError, Spot

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pressinvite.delivery.columns import Columns
    from pressinvite.delivery.tables import Row
    from pressinvite.errors import Severity

MOST = 100
"""Findings of one kind in one file that are told one by one; the others are counted."""


class Remarks:
    """What there is to tell of the lists so far. Every finding's values hold `file`, and `row` and `column` where it has them."""

    def __init__(self) -> None:
        self._found: list[Finding] = []
        self._counts: dict[tuple[str, str, Severity], int] = {}

    def tell(self, file: str, finding: Finding) -> None:
        """Add a finding of a file as a whole, or of a row that its values already name."""
        key = (file, finding.code, finding.severity)
        self._counts[key] = self._counts.get(key, 0) + 1
        if self._counts[key] <= MOST:
            self._found.append(finding._replace(values={"file": file, **finding.values}))

    def tell_row(
        self, file: str, row: Row, code: str, severity: Severity, *, place: int | None = None,
        columns: Columns | None = None, values: Mapping[str, object] | None = None,
    ) -> None:  # fmt: skip
        """Add a finding of a row, and of the cell at that place."""
        known = place is not None and place < len(row.cells)
        words = row.cells[place] if known and place is not None else ""
        column = "" if place is None else columns.name_of(place) if columns else column_letters(place)
        spot = Spot(row.number, (place or 0) + 1, words)
        told = {"row": row.number, "column": column, **(values or {})}
        self.tell(file, Finding(code, severity, f"rows[{row.number}]", told, spot))

    def tell_error(self, error: SourceError, file: str) -> None:
        """Add why a file could not be read."""
        for finding in error.findings:
            self.tell(file, finding)

    def all(self) -> tuple[Finding, ...]:
        """All findings in the order of the files, with the number of those that were only counted."""
        more = [
            Finding("list-more", severity, "", {"file": file, "count": count - MOST, "code": code})
            for (file, code, severity), count in self._counts.items()
            if count > MOST
        ]
        return (*self._found, *more)
