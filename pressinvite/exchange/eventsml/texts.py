"""The words of an event in all their languages: gathered by what they are, then parted into a meeting's own and the rest."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pressinvite.exchange.told import same_language
from pressinvite.meeting import Translation

if TYPE_CHECKING:
    from pressinvite.exchange.eventsml.codes import Codes
    from pressinvite.exchange.eventsml.tree import Node

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z", re.ASCII)
_NOTES = frozenset({"access", "interviews", "photo"})


class Texts:
    """The words of one event by field and language."""

    def __init__(self) -> None:
        self._fields: dict[str, dict[str, list[str]]] = {}

    def add(self, field: str, language: str, text: str) -> None:
        """Take in a text; "" as language is that of the event."""
        if text:
            self._fields.setdefault(field, {}).setdefault(language if _TAG.match(language) else "", []).append(text)

    def first_language(self) -> str:
        """Return the language of the title, "" where none is told."""
        return next(iter(self._fields.get("title", {})), "")

    def parted(self, language: str) -> tuple[dict[str, Any], dict[str, Translation]]:
        """Return the words in the event's language, and all others as translations.

        A field that is told in other languages alone is told in the first of them rather than not at all.
        """
        own: dict[str, Any] = {}
        others: dict[str, dict[str, Any]] = {}
        for field, texts in self._fields.items():
            found = [tag for tag in texts if not tag or same_language(tag, language)] or [next(iter(texts))]
            for tag, rows in texts.items():
                value = tuple(rows) if field == "about" else "\n\n".join(rows)
                if tag == found[0]:
                    own[field] = value
                elif not same_language(tag or language, language):
                    others.setdefault(tag, {})[field] = value
        return own, {tag: Translation(**words) for tag, words in others.items()}


def is_language(tag: str) -> bool:
    """Tell whether a text is the tag of a language."""
    return bool(_TAG.match(tag))


def read_texts(concept: Node, codes: Codes) -> Texts:
    """Return the words of a concept: names, definitions, notes, what kind it is, how to get in, what to bring."""
    texts = Texts()
    titled: set[str] = set()
    for name in concept.children("name"):
        if codes.own(name) != "composed" and name.language not in titled and name.text:
            titled.add(name.language)
            texts.add("title", name.language, name.text)
    for told in concept.children("definition"):
        field = "lead" if "short" in codes.roles(told) else "body"
        texts.add(field, told.language, told.block)
    for note in concept.children("note"):
        code = codes.own(note)
        texts.add(code if code in _NOTES or code == "about" else "body", note.language, note.block)
    kinds = (node for node in concept.children("broader") if "event" not in codes.roles(node, "type"))
    kind = next(kinds, None)
    for name in kind.children("name") if kind else ():
        texts.add("kind", name.language, name.text)
    details = concept.child("eventDetails")
    if details:
        _add_details(texts, details)
    return texts


def _add_details(texts: Texts, details: Node) -> None:
    for told in details.children("location", "POIDetails", "access"):
        texts.add("directions", told.language, " ".join(told.block.split("\n")))
    for requirement in details.children("participationRequirement"):
        blocks = list(requirement.children("definition")) or list(requirement.children("name"))
        for told in blocks:
            texts.add("accreditation", told.language, told.block)
