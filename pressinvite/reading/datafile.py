"""Meetings from YAML and JSON, strictly: every key known, every value of its kind, every error told with its place.

A file may hold several documents, a list of meetings, or what `read --format json` prints (`meetings` and `findings`).
Absent and null mean the same. All errors of a file are found in one go.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pressinvite.errors import Alternative, Evidence, Finding, SourceError, Spot
from pressinvite.meeting import Meeting, Place, Revision, with_text
from pressinvite.reading.answer import Reading
from pressinvite.reading.guesses import find_guesses
from pressinvite.reading.keys import (
    ALTERNATIVE,
    CHOICES,
    DESCRIPTIONS,
    EVIDENCE,
    REVISED,
    REVISION_HEAD,
    Key,
    table,
)
from pressinvite.reading.marks import find_marks
from pressinvite.reading.nodes import MAX_DEPTH, NEWS_DEPTH, Node, parse_json, parse_yaml
from pressinvite.reading.values import BOOLEANS, NULLS, PARSERS, TEXTUAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_EVIDENCE, _ALTERNATIVE = {key.name: key for key in EVIDENCE}, {key.name: key for key in ALTERNATIVE}


def read_data(text: str, *, source: str = "", json: bool = False) -> Reading:
    """Return the meetings of a YAML or JSON text (DESIGN, "The meeting format"), with an error finding for each fault;
    of JSON that holds an agency's news items, the events among them.

    A meeting with a fault is left out, so what is returned is sound in form; what it says is for `checks`.
    """
    news = json and '"uri"' in text and '"type"' in text  # of an agency, perhaps, whose items nest deeper than meetings
    try:
        documents = parse_json(text, deepest=NEWS_DEPTH if news else MAX_DEPTH) if json else parse_yaml(text)
    except SourceError as error:
        return Reading(source, text, (), error.findings)
    if news:
        from pressinvite.reading.exchanged import read_exchanged  # noqa: PLC0415 -- few data files are news items

        exchanged = read_exchanged(documents[0], text, source=source)
        if exchanged is not None:
            return exchanged
    loader = _Loader(text)
    meetings = []
    for index, node in enumerate(_meeting_nodes(documents)):
        before = len(loader.findings)
        meeting = loader.meeting(node, f"meetings[{index}]")
        if len(loader.findings) == before:
            meetings.append(meeting)
            doubts = (*find_guesses(meeting), *(() if json else find_marks(text, node)))
            loader.findings += [finding.within(f"meetings[{index}]") for finding in doubts]
    if not meetings and not loader.findings:
        loader.findings.append(Finding("no-meeting", "note"))
    return Reading(source, text, tuple(meetings), tuple(loader.findings))


def _meeting_nodes(documents: list[Node]) -> Iterator[Node]:
    """The nodes that should be meetings: one a document, of a list, or below the key `meetings`."""
    for document in documents:
        node = document
        if node.kind == "map":
            node = next((value for key, value in node.pairs if key.value == "meetings"), node)
        if node.kind == "list":
            yield from node.items
        elif not _is_null(node):
            yield node


def _is_null(node: Node) -> bool:
    return node.kind == "scalar" and (node.value in NULLS if node.plain else not node.value)


class _Loader:
    """One file's nodes → typed values; faults gather in `findings`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.findings: list[Finding] = []

    def complain(self, code: str, node: Node, path: str, **values: object) -> None:
        self.findings.append(Finding(code, "error", path, values, node.spot(self.text)))

    def meeting(self, node: Node, path: str) -> Meeting:
        values = self.mapping(node, path, table(Meeting))
        read = {field: Evidence(spot) for field, spot in self.spots(node, "")}
        values["evidence"] = {**read, **values.get("evidence", {})}
        return Meeting(**values)

    def spots(self, node: Node, path: str) -> Iterator[tuple[str, Spot]]:
        """Every value's place in the file, by its path within the meeting."""
        if path:
            yield path, node.spot(self.text)
        if node.kind == "map":
            for key, value in node.pairs:
                if path or key.value not in ("evidence", "previous"):
                    yield from self.spots(value, f"{path}.{key.value}" if path else key.value)
        elif node.kind == "list":
            for index, item in enumerate(node.items):
                yield from self.spots(item, f"{path}[{index}]")

    def mapping(self, node: Node, path: str, keys: dict[str, Key]) -> dict[str, Any]:
        """The mapping's values by key, nulls left out; {} with a finding where it is no mapping."""
        if node.kind != "map":
            self.complain(
                "not-a-mapping", node, path, found=_described(node), allowed=tuple(keys), example=next(iter(keys))
            )
            return {key.name: "" for key in keys.values() if key.required}
        values: dict[str, Any] = {}
        for name, value in node.pairs:
            below = f"{path}.{name.value}"
            key = keys.get(name.value)
            if key is None:
                nearest = _nearest(name.value, keys)
                code = "misspelt-key" if nearest else "unknown-key"
                self.complain(code, name, below, key=name.value, nearest=nearest, allowed=tuple(keys))
            elif not _is_null(value):
                found = self.shaped(value, below, key)
                if found is not None:
                    values[name.value] = found
        missing = [key.name for key in keys.values() if key.required and key.name not in values]
        for wanted in missing:
            if not any(finding.field == f"{path}.{wanted}" for finding in self.findings):
                self.complain("missing-key", node, path, key=wanted)
        return {**dict.fromkeys(missing, ""), **values}

    def shaped(self, node: Node, path: str, key: Key) -> Any:
        """The value of a key that may hold one thing, a list or a mapping of free names; None after a complaint."""
        if key.shape == "one":
            return self.one(node, path, key)
        if key.shape == "many" and node.kind != "list":
            self.complain("not-a-list", node, path, found=_described(node))
            return None
        if key.shape == "named" and node.kind != "map":
            example = "en" if key.name == "translations" else "start"
            self.complain("not-a-mapping", node, path, found=_described(node), allowed=(example, "…"), example=example)
            return None
        if key.shape == "many":
            items = [self.one(item, f"{path}[{i}]", key) for i, item in enumerate(node.items) if not _is_null(item)]
            return tuple(item for item in items if item is not None)
        named = {}
        for name, value in node.pairs:
            if key.name == "translations" and PARSERS["language"](name.value) is None:
                self.complain(
                    "wrong-type", name, f"{path}.{name.value}", found=name.value, expected=DESCRIPTIONS["language"]
                )
            elif not _is_null(value):
                named[name.value] = self.one(value, f"{path}.{name.value}", key)
        return named

    def one(self, node: Node, path: str, key: Key) -> Any:
        if isinstance(key.holds, type):
            made = key.holds(**self.mapping(node, path, table(key.holds)))
            return with_text(made) if isinstance(made, Place) else made
        if key.holds == "revision":
            return self.revision(node, path)
        if key.holds in ("evidence", "alternative"):
            return self.evidence(node, path, is_rejected=key.holds == "alternative")
        if node.kind != "scalar":
            self.complain("wrong-type", node, path, found=_described(node), expected=DESCRIPTIONS[key.holds])
            return None
        truth = node.plain and node.value in BOOLEANS and key.holds in TEXTUAL
        value = None if truth else PARSERS[key.holds](node.value)
        blank = key.holds in TEXTUAL and not node.value.strip()
        if value is None and not blank:
            nearest = _nearest_choice(node.value, CHOICES.get(key.holds, ()))
            code = "misspelt-value" if nearest else "wrong-type"
            self.complain(code, node, path, found=node.value, nearest=nearest, expected=DESCRIPTIONS[key.holds])
        return value

    def evidence(self, node: Node, path: str, *, is_rejected: bool) -> Evidence | Alternative:
        """What `read --format json` tells of a field, or of what was rejected for it."""
        values = self.mapping(node, path, _ALTERNATIVE if is_rejected else _EVIDENCE)
        spot = Spot(values.get("line") or 0, values.get("column") or 0, values.get("words", ""))
        if is_rejected:
            return Alternative(spot, values.get("reason", ""))
        return Evidence(spot, values.get("certainty", "sure"), values.get("rejected", ()))

    def revision(self, node: Node, path: str) -> Revision | None:
        before = len(self.findings)
        values = self.mapping(node, path, {key.name: key for key in (*REVISION_HEAD, *REVISED)})
        if len(self.findings) > before:
            return None
        heads = {key.name for key in REVISION_HEAD}
        absent = {key.value: None for key, value in node.pairs if _is_null(value) and key.value not in heads}
        sequence, modified, moment = (values.pop(key, None) for key in ("sequence", "modified", "moment"))
        return Revision(sequence=sequence, modified=modified or moment, values={**absent, **values})


def _described(node: Node) -> str:
    """What was found, in one word of the messages: "list", "mapping" or the scalar's text."""
    return {"list": "[…]", "map": "{…}"}.get(node.kind, node.value)


def _nearest(word: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 -- only a misspelt word needs it

    return next(iter(get_close_matches(word.lower(), list(known), n=1, cutoff=0.5)), "")


def _nearest_choice(word: str, choices: tuple[str, ...]) -> str:
    """The allowed value that the word is like, or like the word of a language for: "cancelled" for "inställt" too."""
    from pressinvite.language import open_language  # noqa: PLC0415 -- only a misspelt word needs it
    from pressinvite.language.catalogues import SPOKEN  # noqa: PLC0415 -- as above

    spoken = {open_language(tag).text(choice): choice for tag in SPOKEN for choice in choices}
    nearest = _nearest(word, (*choices, *spoken))
    return spoken.get(nearest, nearest)
