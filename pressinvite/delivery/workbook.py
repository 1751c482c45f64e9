"""Lists as Excel workbooks: taken apart in a child process, row by row, one line of JSON each (ECMA-376).

The first visible sheet with an address column is the list. Formulas give the values that were last calculated. Hidden
rows are marked. Run by `lists`, with a fence.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import sys
import warnings
import zipfile
from itertools import chain, islice
from typing import TYPE_CHECKING, Any

from pressinvite.delivery.columns import SEARCHED, find_columns
from pressinvite.fence.archive import check_archive
from pressinvite.fence.child import fence_in
from pressinvite.fence.limits import FileError, Limits

if TYPE_CHECKING:
    from collections.abc import Iterator

LIMITS = Limits(seconds=120.0, cpu=90, memory=1536 * 1024 * 1024, output=128 * 1024 * 1024, unpacked=256 * 1024 * 1024)
"""A list may be longer than any invitation: measured, 100,000 rows of seven columns unpack to 35 MB and take 5 seconds and 124 MB."""
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_NUMBER = re.compile(rb'\br="(\d+)"')
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')


def child_command() -> list[str]:
    """How the child is started: never with a module of the folder that the user stands in."""
    return [sys.executable, "-P", "-m", "pressinvite.delivery.workbook", json.dumps(LIMITS)]


def read_workbook(octets: bytes, limits: Limits) -> Iterator[Any]:
    """First what there is to tell of the workbook, then the rows of its list (`tables.Row`); FileError where it is none."""
    check_archive(octets, limits)
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        if not any(name.lower().endswith("workbook.xml") for name in archive.namelist()):
            raise FileError("list-format")
    import openpyxl  # noqa: PLC0415 -- an extra

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on what it does not keep: styles, validation, drawings
        try:
            workbook = openpyxl.load_workbook(io.BytesIO(octets), read_only=True, data_only=True, keep_links=False)
            visible = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
            sheet = next((sheet for sheet in visible if _has_addresses(sheet)), None)
            hidden = _hidden_rows(octets, sheet) if sheet else set()
            yield {
                "sheet": sheet.title if sheet else "",
                "others": [other.title for other in visible if other is not sheet and sheet and _has_addresses(other)],
                "hidden": [
                    other.title for other in workbook.worksheets if other not in visible and _has_addresses(other)
                ],
            }
            for number, cells in _rows(sheet) if sheet else ():
                yield (number, cells, "", True) if number in hidden else (number, cells)
        except (FileError, ImportError, MemoryError):
            raise
        except Exception as error:  # whatever the library raises, the file is what is wrong
            raise FileError("file-damaged") from error


def _has_addresses(sheet: Any) -> bool:
    """Tell whether the sheet begins as a list does."""
    return find_columns([cells for _, cells in islice(_rows(sheet), SEARCHED)]) is not None


def _rows(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold anything, with their numbers."""
    sheet.reset_dimensions()  # what a sheet says of its size is often wrong
    for number, values in enumerate(sheet.iter_rows(values_only=True), start=1):
        cells = [value if isinstance(value, str) else _shown(value) for value in values]
        if any(cells):
            while not cells[-1]:
                cells.pop()
            yield number, cells


def _shown(value: Any) -> str:
    """A cell's value as text."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if isinstance(value, dt.date | dt.time) else str(value)


def _hidden_rows(octets: bytes, sheet: Any) -> set[int]:
    """The numbers of the rows that the sheet hides, by hand or by a filter; the library does not tell of them."""
    path = str(getattr(sheet, "_worksheet_path", ""))
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        xml = archive.read(path) if path in archive.namelist() else b""
    hidden, number = set(), 0
    for row in _ROW.finditer(xml):
        told = _NUMBER.search(row[1])
        number = int(told[1]) if told else number + 1
        if _HIDDEN.search(row[1]):
            hidden.add(number)
    return hidden


def run(octets: bytes, limits: Limits) -> Iterator[Any]:
    """The answer to a workbook, the last of it None; or code of what is wrong."""
    try:
        yield from chain(read_workbook(octets, limits), [None])
    except FileError as error:
        yield {"code": error.code}
    except ImportError:
        yield {"code": "list-library"}
    except (MemoryError, RecursionError):
        yield {"code": "list-too-heavy"}


if __name__ == "__main__":
    fence_in(Limits(*json.loads(sys.argv[1])))
    write = sys.stdout.write
    for answer in run(sys.stdin.buffer.read(), Limits(*json.loads(sys.argv[1]))):
        write(json.dumps(answer) + "\n")
