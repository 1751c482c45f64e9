"""Recipients: lists in CSV, Excel and vCard → one row for each person, each mailbox once, nobody who has opted out.

A list is read once, from its first row to its last, and what is sound is kept in a file without a name; so a hundred
thousand recipients take the memory of one, and what is sent is what was checked. Nothing may be sent while a row is
wrong: `require` sees to that. Names and other words have lost their line breaks and control characters here.
"""

from __future__ import annotations

import json
import tempfile
import weakref
from typing import TYPE_CHECKING, Literal, NamedTuple

from pressinvite.delivery.addresses import address_key, needs_utf8, normalise_address, split_addresses
from pressinvite.delivery.columns import parse_form, parse_language, split_topics
from pressinvite.delivery.lists import open_list
from pressinvite.delivery.opt_outs import OptOuts, read_opt_outs
from pressinvite.delivery.remarks import Remarks
from pressinvite.errors import Finding, SettingsError, SourceError
from pressinvite.language.reasons import explain_reading, explain_writing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from pressinvite.delivery.addresses import Written
    from pressinvite.delivery.columns import Columns, Field
    from pressinvite.delivery.lists import OpenList
    from pressinvite.delivery.tables import Row
    from pressinvite.errors import Severity

_LONGEST = 200
"""Characters of a name or an outlet; what is longer is a column gone astray."""
_IN_MEMORY = 1024 * 1024
"""Octets of recipients that are kept without a file."""
_BLOCK = 64 * 1024


class Recipient(NamedTuple):
    """Whom one message goes to."""

    email: str
    """Normalised: the domain in lower case and ASCII, the local part as given."""
    name: str = ""
    """One line without control characters, as all words here."""
    outlet: str = ""
    language: str | None = None
    """`sv` or `en`; None where the list does not tell."""
    form: Literal["quiet", "rsvp"] | None = None
    """None where the list does not tell."""
    topics: tuple[str, ...] = ()
    source: str = ""
    """Name of the list."""
    row: int = 0
    """Its row there, as a spreadsheet counts; of a vCard, the line it begins on."""

    @property
    def needs_utf8(self) -> bool:
        """True where only a server with SMTPUTF8 (RFC 6531) takes the address."""
        return needs_utf8(self.email)


class Skipped(NamedTuple):
    """How many rows were left out, and why."""

    opted_out: int = 0
    duplicates: int = 0
    bad: int = 0


class RecipientFile:
    """Recipients in the order of their lists, in a file without a name; may be gone through many times."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 -- as long as its owner
        weakref.finalize(self, self._file.close)
        self._count = 0
        self._end = 0

    def append(self, recipient: Recipient) -> None:
        """Add one at the end; SettingsError where the disk does not take it."""
        line = json.dumps(recipient, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        try:
            self._file.seek(self._end)
            self._end += self._file.write(line)
        except OSError as error:
            values = {"name": tempfile.gettempdir(), "reason": explain_writing(error)}
            raise SettingsError(Finding("disk", "error", "", values)) from None
        self._count += 1

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Recipient]:
        place = 0
        while place < self._end:
            self._file.seek(place)
            lines = self._file.readlines(_BLOCK)
            place = self._file.tell()
            for line in lines:
                email, name, outlet, language, form, topics, source, row = json.loads(line)
                yield Recipient(email, name, outlet, language, form, tuple(topics), source, row)


class Recipients(NamedTuple):
    """What the lists hold."""

    recipients: RecipientFile
    """Each mailbox once, without those who have opted out and without rows that are wrong."""
    findings: tuple[Finding, ...]
    """Their values hold `file`, and `row` and `column` where they concern one; the spot is row and number of the column."""
    skipped: Skipped
    wishes: OptOuts
    """Who is not written to."""

    @property
    def is_sound(self) -> bool:
        """True where nothing must be put right before anything is sent."""
        return not any(finding.severity == "error" for finding in self.findings)

    def require(self) -> RecipientFile:
        """The recipients, for sending; SourceError with the errors where something must be put right first."""
        errors = [finding for finding in self.findings if finding.severity == "error"]
        if errors:
            raise SourceError(*errors, source=str(errors[0].values.get("file", "")))
        return self.recipients


def read_lists(
    names: Sequence[str],
    *,
    opt_outs: Sequence[str] = (),
    noted: Sequence[str] = (),
    opted_out: Callable[[OptOuts], None] = lambda _read: None,
    skip_bad: bool = False,
) -> Recipients:
    """All recipients of the named lists. With `skip_bad` rows that are wrong are warnings and left out.

    `opt_outs` are files, `noted` those of them that a program writes; `opted_out` adds those that other places know of to what the files told. What cannot be read at all, or hides other rows, is an error in any case, and so is a fault in an opt-out list. Nothing is
    raised for what the user can get wrong; SettingsError where the disk is full.
    """
    remarks = Remarks()
    wishes = read_opt_outs(opt_outs, remarks, noted=noted)
    opted_out(wishes)
    taker = _Taker(names, remarks, wishes, "warning" if skip_bad else "error")
    for index, name in enumerate(names):
        try:
            with open_list(name) as opened:
                taker.take_list(opened, index)
        except SourceError as error:
            remarks.tell_error(error, name)
        except OSError as error:  # while it was read
            values = {"name": name, "reason": explain_reading(error)}
            remarks.tell(name, Finding("unreadable", "error", "", values))
    taker.tell_counts()
    skipped = Skipped(taker.opted_out, taker.duplicates, taker.bad)
    return Recipients(taker.kept, remarks.all(), skipped, wishes)


class _First(NamedTuple):
    """Where a mailbox stood first, and how it is written to."""

    source: int
    row: int
    language: str | None
    form: str | None


_LANGUAGES: tuple[str | None, ...] = (None, "sv", "en", "fi")
_FORMS: tuple[str | None, ...] = (None, "quiet", "rsvp")
_KINDS = len(_LANGUAGES) * len(_FORMS)
_MOST_LISTS = 1 << 20


class _Taker:
    """Rows in, recipients and remarks out."""

    def __init__(self, names: Sequence[str], remarks: Remarks, opt_outs: OptOuts, severity: Severity) -> None:
        self.kept = RecipientFile()
        self.opted_out = self.duplicates = self.bad = 0
        self._remarks, self._opt_outs, self._severity = remarks, opt_outs, severity
        self._seen: dict[str, int] = {}
        self._names = names
        self._others = 0

    def take_list(self, opened: OpenList, index: int) -> None:
        """Read the list of that index to its end."""
        name, columns = self._names[index], opened.columns
        if columns is None:
            raise SourceError(Finding("list-no-addresses", "error"), source=name)
        if columns.header < 0:
            self._remarks.tell(name, Finding("list-no-header", "note"))
        self._check_columns(columns, name)
        before, self._others = len(self.kept), 0
        rows = hidden = 0
        for row in opened.rows:
            rows += 1
            hidden += row.is_hidden
            if not row.is_hidden:
                self._take_row(row, columns, opened.kind == "csv", index)
        if not rows and len(self.kept) == before:
            self._remarks.tell(name, Finding("list-no-addresses", "error"))
        if self._others:
            self._remarks.tell(name, Finding("list-other-addresses", "note", "", {"count": self._others}))
        if hidden:
            self._remarks.tell(name, Finding("list-hidden-rows", "warning", "", {"count": hidden}))
        for finding in opened.said:
            self._remarks.tell(name, finding)

    def tell_counts(self) -> None:
        """Tell how many were left out."""
        if self.opted_out:
            self._remarks.tell("", Finding("list-opted-out", "note", "", {"count": self.opted_out}))
        if self.bad and self._severity == "warning":
            self._remarks.tell("", Finding("list-skipped", "warning", "", {"count": self.bad}))

    def _check_columns(self, columns: Columns, name: str) -> None:
        """Two columns of one meaning cannot both be right where a value is one of a few."""
        fields: tuple[Field, ...] = ("language", "form")
        for field in fields:
            places = columns.places.get(field, ())
            if len(places) > 1:
                both = tuple(columns.name_of(place) for place in places)
                self._remarks.tell(name, Finding("list-two-columns", "error", "", {"columns": both}))
        known = {place for places in columns.places.values() for place in places}
        unused = tuple(cell.strip() for place, cell in enumerate(columns.names) if cell.strip() and place not in known)
        if unused:
            self._remarks.tell(name, Finding("list-unused-columns", "note", "", {"columns": unused[:20]}))

    def _take_row(self, row: Row, columns: Columns, is_text: bool, index: int) -> None:
        """Take the recipients of a row, mostly one; or tell what is wrong with it."""
        if row.fault:
            self._refuse(row, row.fault, index)
            return
        cells = row.cells
        if cells == list(columns.names):  # lists put together, each with its header
            return
        width = len(columns.names)
        if is_text and width and len(cells) > width and any(map(str.strip, cells[width:])):
            self._refuse(row, "list-extra-cells", index, place=width, values={"expected": width, "found": len(cells)})
            return
        place, written = self._find_addresses(cells, columns)
        if not written:
            self._refuse(row, "list-no-address", index)
            return
        for one in written:
            self._take_address(one, row, place, columns, index)

    def _find_addresses(self, cells: list[str], columns: Columns) -> tuple[int, list[Written]]:
        """The column that is used in this row, and what is written there; without a header, all addresses of the row."""
        if columns.header < 0:
            places = [place for place, cell in enumerate(cells) if "@" in cell]
            return (places or [0])[0], [one for place in places for one in split_addresses(cells[place])]
        found: tuple[int, list[Written]] = (0, [])
        for place in (*columns.places.get("email", ()), *columns.places.get("email2", ())):
            written = split_addresses(cells[place]) if place < len(cells) else []
            if written and found[1]:
                self._others += len(written)
            elif written:
                found = (place, written)
        return found

    def _take_address(self, one: Written, row: Row, place: int, columns: Columns, index: int) -> None:
        """Take one recipient: sound, not opted out, not there before."""
        try:
            email = normalise_address(one.address)
        except SourceError as error:
            self._refuse(row, "list-address", index, place=place, columns=columns, values=error.findings[0].values)
            return
        if self._opt_outs.holds(email):
            self.opted_out += 1
            return
        recipient = self._describe(email, one, row, columns, index)
        if recipient is None or self._is_duplicate(recipient, row, place, columns, index):
            return
        if recipient.needs_utf8:
            values = {"address": email}
            self._remarks.tell_row(
                self._names[index], row, "list-utf8", "note", place=place, columns=columns, values=values
            )
        self.kept.append(recipient)

    def _describe(self, email: str, one: Written, row: Row, columns: Columns, index: int) -> Recipient | None:
        """The recipient with all that the row says; None, and told, where some of that cannot be right."""
        cells, places = row.cells, columns.places

        def cell(field: Field) -> tuple[str, int]:
            """The first of the field's cells that is filled."""
            for place in places.get(field, ()):
                if place < len(cells) and cells[place].strip():
                    return cells[place], place
            return "", (places.get(field) or (0,))[0]

        (told, language_place), (mode, form_place) = cell("language"), cell("form")
        language, form = parse_language(told), parse_form(mode, answers=columns.answers)
        if language is None:
            self._refuse(row, "list-language", index, place=language_place, columns=columns, values={"found": told})
            return None
        if form is None:
            self._refuse(row, "list-form", index, place=form_place, columns=columns, values={"found": mode})
            return None
        names = clean_words(cell("name")[0]), clean_words(f"{cell('first')[0]} {cell('last')[0]}")
        name = names[0] or names[1] or clean_words(one.name)
        outlet, outlet_place = cell("outlet")
        outlet = clean_words(outlet)
        topics = tuple(map(clean_words, split_topics(cell("topics")[0])))
        if len(name) > _LONGEST or len(outlet) > _LONGEST or any(len(topic) > _LONGEST for topic in topics):
            self._refuse(row, "list-long", index, place=outlet_place, columns=columns, values={"limit": _LONGEST})
            return None
        return Recipient(email, name, outlet, language or None, form or None, topics, self._names[index], row.number)

    def _is_duplicate(self, new: Recipient, row: Row, place: int, columns: Columns, index: int) -> bool:
        """Tell whether the mailbox stood in a row before, and say so; twice in one row is a slip without consequence."""
        key = address_key(new.email)
        before = self._seen.get(key)
        if before is None:
            self._seen[key] = _pack(_First(index, new.row, new.language, new.form))
            return False
        first = _unpack(before)
        if (first.source, first.row) == (index, new.row):
            return True
        self.duplicates += 1
        differs = any(a and b and a != b for a, b in ((first.language, new.language), (first.form, new.form)))
        is_here = first.source == index
        code = "list-duplicate-differs" if differs else "list-duplicate" if is_here else "list-duplicate-elsewhere"
        severity = self._severity if differs or is_here else "note"
        values = {"address": new.email, "first": first.row, "other": self._names[first.source]}
        self._remarks.tell_row(self._names[index], row, code, severity, place=place, columns=columns, values=values)
        return True

    def _refuse(
        self, row: Row, code: str, index: int, *, place: int | None = None, columns: Columns | None = None,
        values: Mapping[str, object] | None = None,
    ) -> None:  # fmt: skip
        """Leave a row out and tell why."""
        self.bad += 1
        name = self._names[index]
        severity = "error" if code == "list-quote" else self._severity  # it has swallowed the rows of others
        self._remarks.tell_row(name, row, code, severity, place=place, columns=columns, values=values)


def clean_words(text: str) -> str:
    """The text as one line that can stand in a header: line breaks, control and invisible characters are blanks."""
    if not text.isprintable():
        text = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(text.split())


def _pack(first: _First) -> int:
    """The place in one number, for a tuple each would cost more than the address."""
    kinds = _LANGUAGES.index(first.language) * len(_FORMS) + _FORMS.index(first.form)
    return (first.row * _MOST_LISTS + first.source) * _KINDS + kinds


def _unpack(packed: int) -> _First:
    rest, kinds = divmod(packed, _KINDS)
    row, index = divmod(rest, _MOST_LISTS)
    return _First(index, row, _LANGUAGES[kinds // len(_FORMS)], _FORMS[kinds % len(_FORMS)])
