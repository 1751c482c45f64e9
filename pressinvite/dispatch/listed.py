"""Where somebody's address stands in an organisation's files, for them to know and for the officer to remove."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from pressinvite.delivery.addresses import address_key, normalise_address, split_addresses
from pressinvite.delivery.lists import open_list
from pressinvite.dispatch.posting import list_files
from pressinvite.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pressinvite.workspace import Workspace


class Listed(NamedTuple):
    """A row of a list."""

    file: str
    row: int
    """As a spreadsheet counts; of a vCard, the line it begins on."""
    opt_out: bool
    """Whether the file is one of those who asked for no more."""


def find_in_lists(workspace: Workspace, email: str) -> list[Listed]:
    """Return every row that holds a normalised address, in whatever column, of lists and of opt-outs."""
    lists, opt_outs = list_files(workspace)
    files = (*((name, False) for name in lists), *((name, True) for name in opt_outs))
    return [Listed(name, row, opt_out) for name, opt_out in files for row in _rows_with(name, address_key(email))]


def _rows_with(name: str, key: str) -> Iterator[int]:
    """The numbers of the rows that hold the mailbox, hidden ones too; none of a file that cannot be read."""
    try:
        with open_list(name) as opened:
            has_header = opened.columns is not None and opened.columns.header >= 0
            for row in opened.rows if has_header else chain(opened.above, opened.rows):
                if any(_holds(cell, key) for cell in row.cells):
                    yield row.number
    except (SourceError, OSError):
        return


def _holds(cell: str, key: str) -> bool:
    for written in split_addresses(cell) if "@" in cell else ():
        try:
            if address_key(normalise_address(written.address)) == key:
                return True
        except SourceError:
            continue
    return False
