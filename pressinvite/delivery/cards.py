"""Lists as vCards: 2.1 of older phones and Outlook, 3.0 (RFC 2426) of Google and Apple, 4.0 (RFC 6350).

A file is cut into cards by its lines, so that a whole address book takes the memory of one; each card is read by itself,
in its own encoding.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from pressinvite.delivery.columns import Columns, parse_language
from pressinvite.delivery.tables import Row, Script, open_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

COLUMNS = Columns(
    {"name": (0,), "email": (1,), "outlet": (2,), "language": (3,), "topics": (4,), "email2": (5,)},
    0,
    0,
    ("FN", "EMAIL", "ORG", "LANG", "CATEGORIES", "EMAIL"),
)
"""Where `read_cards` puts what a card says."""
_USED = frozenset(
    "BEGIN END VERSION FN N EMAIL ORG LANG CATEGORIES KIND X-ADDRESSBOOKSERVER-KIND".split()  # noqa: SIM905 -- a table
)
"""What is read of a card; a photograph that is damaged is no matter."""
_PROPERTY = re.compile(r"(?:[\w-]+\.)?([\w-]+)((?:;[^:]*)?):")
_LONGEST = 4 * 1024 * 1024
"""Characters of one card; a photograph has some hundred thousand. Lines behind that are not read."""


def read_cards(file: BinaryIO, script: Script) -> Iterator[Row]:
    """The cards of a file that is written so, as rows; those of groups are left out. ImportError without the extra."""
    import vobject  # noqa: PLC0415 -- an extra

    is_wide = script.encoding.startswith("utf-16")
    text = open_text(file, script if is_wide else Script("latin-1", script.start))
    for number, lines in _cut(text):
        card = lines if is_wide else _decode(lines)
        try:
            read = next(vobject.readComponents(io.StringIO(card), allowQP=True), None)
            row = _row(read, number) if read is not None else Row(number, [], "list-card")
        except Exception:  # noqa: BLE001 -- whatever the library raises, the card is what is wrong
            row = Row(number, [], "list-card")
        if row is not None:
            yield row


def _cut(text: io.TextIOWrapper) -> Iterator[tuple[int, str]]:
    """Each card, as far as it is used, with the line that it begins on; a card within a card (AGENT of 2.1) belongs to it."""
    lines: list[str] = []
    first, depth, size = 0, 0, 0
    is_used = is_soft = is_quoted = False
    for number, line in enumerate(text, start=1):
        word = line.strip().upper()
        if word == "BEGIN:VCARD":
            if not depth:
                first, lines, size = number, [], 0
            depth += 1
        if depth:
            if not is_soft and not line.startswith((" ", "\t")):
                found = _PROPERTY.match(line)
                is_used = found is not None and found[1].upper() in _USED
                is_quoted = found is not None and "QUOTED-PRINTABLE" in found[2].upper()
            is_soft = is_quoted and word.endswith("=")  # the line goes on, RFC 2045 section 6.7
            size += len(line)
            if is_used and size <= _LONGEST:
                lines.append(line.rstrip("\r\n") + "\n")
        if word == "END:VCARD" and depth:
            depth -= 1
            if not depth:
                yield first, "".join(lines)
    if depth:
        yield first, ""


def _decode(card: str) -> str:
    octets = card.encode("latin-1")
    try:
        return octets.decode("utf-8")
    except UnicodeDecodeError:
        return octets.decode("cp1252", "replace")


def _row(card: Any, number: int) -> Row | None:
    """What a card says; None of a group."""
    kinds = _texts(card, "kind") + _texts(card, "x-addressbookserver-kind")
    if any(kind.lower() == "group" for kind in kinds):
        return None
    emails = sorted(card.contents.get("email", ()), key=_preference)
    addresses = [address for email in emails if (address := str(email.value).strip())]
    name = next(iter(_texts(card, "fn")), "") or _composed_name(card)
    return Row(number, [
        name,
        addresses[0] if addresses else "",
        next(iter(_texts(card, "org")), ""),
        _language(card),
        ",".join(_texts(card, "categories")),
        ";".join(addresses[1:]),
    ])  # fmt: skip


def _texts(card: Any, name: str) -> list[str]:
    """The values of a property; of a list (ORG, CATEGORIES) the first part of ORG, all of CATEGORIES."""
    texts: list[str] = []
    for line in card.contents.get(name, ()):
        parts = line.value if isinstance(line.value, list) else [line.value]
        texts += [str(part) for part in (parts[:1] if name == "org" else parts) if str(part).strip()]
    return texts


def _composed_name(card: Any) -> str:
    """The name by its parts (N), where a card of version 2.1 has no other."""
    value = next((line.value for line in card.contents.get("n", ())), None)
    parts = (getattr(value, "given", ""), getattr(value, "family", ""))
    return " ".join(" ".join(part) if isinstance(part, list) else str(part) for part in parts if part).strip()


def _language(card: Any) -> str:
    """The language that the person prefers, among those that invitations are written in; "" for none of them."""
    told = sorted(card.contents.get("lang", ()), key=_preference)
    return next((language for line in told if (language := parse_language(str(line.value)))), "")


def _preference(line: Any) -> int:
    """1 for the address or language that is preferred most, 101 for one of which nothing is said (RFC 6350 section 5.3)."""
    params = {name.upper(): values for name, values in line.params.items()}
    words = [word.lower() for value in params.get("TYPE", []) for word in str(value).split(",")]
    words += [str(word).lower() for word in line.singletonparams]
    if "pref" in words:
        return 1
    told = str((params.get("PREF") or ["101"])[0])
    return min(max(int(told), 1), 101) if told.isdecimal() and len(told) < 5 else 101
