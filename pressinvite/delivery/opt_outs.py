"""Who has asked not to be written to: addresses and whole domains, which win over every list.

The same kinds of file as lists, or one address a line; `@domain` means everybody there, its subdomains too; `#` begins
a remark. In place of an address may stand the token of a message, or the one-click address (RFC 8058) that ends in it, as
the web server that takes such clicks notes it; only the ledger knows whose it is. What cannot be read here is an
error: a wish not to be written to is never passed over. In files that a web page writes, a line without an "@" that is
nothing of this names nobody, and anybody can have it written: it is a warning.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from pressinvite.delivery.addresses import address_key, normalise_address, split_addresses
from pressinvite.delivery.columns import Columns
from pressinvite.delivery.lists import open_list
from pressinvite.errors import Finding, SourceError
from pressinvite.language.reasons import explain_reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pressinvite.delivery.remarks import Remarks
    from pressinvite.delivery.tables import Row


_UNREAD = frozenset({"list-sheets", "list-hidden-sheets"})
"""What of a list is no matter, or a warning, and of opt-outs an error: addresses that were not read. Hidden rows are."""
_TOKEN = re.compile(r"(?:^|[/=?])([0-9a-f]{32})$")
_NO_COLUMNS = Columns({}, -1, 0)


class OptOuts:
    """Addresses and domains that are not written to."""

    def __init__(self) -> None:
        self._keys: set[str] = set()
        self._domains: set[str] = set()
        self.tokens: set[str] = set()
        """Of messages whose recipients want no more, as files told them."""

    def __bool__(self) -> bool:
        """Whether anybody has opted out."""
        return bool(self._keys or self._domains)

    def holds(self, email: str) -> bool:
        """Tell whether the normalised address, or its domain, has opted out."""
        key = address_key(email)
        if key in self._keys:
            return True
        if not self._domains:
            return False
        labels = key.rpartition("@")[2].split(".")
        return any(".".join(labels[start:]) in self._domains for start in range(len(labels)))

    def add_keys(self, keys: Iterable[str]) -> None:
        """Take mailboxes by their keys."""
        self._keys.update(keys)

    def add(self, written: str) -> None:
        """Take an address or `@domain`; SourceError where it is neither."""
        if written.startswith("@") and "@" not in written[1:]:
            self._domains.add(normalise_address(f"x{written}").rpartition("@")[2])
        else:
            self._keys.add(address_key(normalise_address(written)))


def read_opt_outs(names: Sequence[str], remarks: Remarks, *, noted: Sequence[str] = ()) -> OptOuts:
    """All that the named files hold; what is wrong with them goes to the remarks, as errors.

    In those that are `noted` by a program, rows that name nobody are warnings.
    """
    opt_outs = OptOuts()
    for name in names:
        try:
            with open_list(name) as opened:
                columns = opened.columns or _NO_COLUMNS
                for finding in opened.said:
                    if finding.code in _UNREAD:
                        remarks.tell(name, finding._replace(severity="error"))
                for row in opened.rows if columns.header >= 0 else chain(opened.above, opened.rows):
                    if name in noted and row.cells and not any("@" in cell or _find_token(cell) for cell in row.cells):
                        _pass_over(row, columns, name, remarks)
                    else:
                        _take(opt_outs, row, columns, name, remarks)
        except OSError as error:  # while it was read
            values = {"name": name, "reason": explain_reading(error)}
            remarks.tell(name, Finding("unreadable", "error", "", values))
        except SourceError as error:
            # an empty list is a sound one: nobody has opted out
            if [finding.code for finding in error.findings] != ["list-no-addresses"]:
                remarks.tell_error(error, name)
    return opt_outs


def _find_token(cell: str) -> str:
    found = _TOKEN.search(cell.strip())
    return found[1] if found else ""


def _pass_over(row: Row, columns: Columns, name: str, remarks: Remarks) -> None:
    """Warn of a row that names nobody, where it is neither a remark nor the header."""
    if not row.cells[0].lstrip().startswith("#") and row.cells != list(columns.names):
        remarks.tell_row(name, row, "list-opt-out-odd", "warning", place=0, columns=columns)


def _take(opt_outs: OptOuts, row: Row, columns: Columns, name: str, remarks: Remarks) -> None:
    """Add every address of a row."""
    if row.fault or not row.cells:
        remarks.tell_row(name, row, row.fault or "list-opt-out", "error")
        return
    if row.cells[0].lstrip().startswith("#") or row.cells == list(columns.names):
        return
    tokens = [token for cell in row.cells if (token := _find_token(cell))]
    if tokens:
        opt_outs.tokens.update(tokens)
        return
    named = (*columns.places.get("email", ()), *columns.places.get("email2", ()))
    places = [place for place, cell in enumerate(row.cells) if ("@" in cell if not named else place in named)]
    taken = 0
    for place in places:
        for written in split_addresses(row.cells[place]):
            try:
                opt_outs.add(written.address)
                taken += 1
            except SourceError as error:
                values = error.findings[0].values
                remarks.tell_row(name, row, "list-address", "error", place=place, columns=columns, values=values)
                taken += 1
    if not taken:
        remarks.tell_row(name, row, "list-opt-out", "error", place=0, columns=columns)
