"""Codes of a document: qcodes by the aliases that it declares, URIs, and what is left of either when nobody knows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pressinvite.exchange.eventsml.terms import OWN_ALIAS, OWN_SCHEME

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pressinvite.exchange.eventsml.tree import Node


class Codes(NamedTuple):
    """What stands for what in one document."""

    schemes: Mapping[str, str]
    """Alias → URI, of the catalogues within the document; those elsewhere are not fetched."""

    def uri(self, node: Node, name: str = "qcode") -> str:
        """Return the URI of a property ("qcode", else "uri"); the qcode itself where its alias is not declared here."""
        qcode = node.get(name)
        if not qcode:
            return node.get("uri" if name == "qcode" else f"{name}uri")
        alias, _, code = qcode.partition(":")
        return self.schemes.get(alias, f"{alias}:") + code

    def roles(self, node: Node, name: str = "role") -> set[str]:
        """Return the last part of each code of a role: {"short"} of "drol:short"; our own as "pressinvite:photo"."""
        found = set()
        for qcode in node.get(name).split():
            alias, _, code = qcode.partition(":")
            scheme = self.schemes.get(alias, f"{alias}:")
            found.add(f"{OWN_ALIAS}:{code}" if scheme == OWN_SCHEME else code)
        return found | {last_part(uri) for uri in node.get(f"{name}uri").split()}

    def own(self, node: Node, name: str = "role") -> str:
        """Return the code of our own that a role has, without its alias; "" where it has none."""
        prefix = f"{OWN_ALIAS}:"
        return next((role.removeprefix(prefix) for role in self.roles(node, name) if role.startswith(prefix)), "")


def read_codes(root: Node) -> Codes:
    """Return the codes of a document."""
    schemes: dict[str, str] = {}
    for node in walk(root):
        if node.tag == "scheme" and node.get("alias") and node.get("uri"):
            schemes.setdefault(node.get("alias"), node.get("uri"))
    return Codes(schemes)


def walk(root: Node) -> Iterator[Node]:
    """Yield all elements of a tree, whose depth is bounded, parents first."""
    yield root
    for child in root.elements():
        yield from walk(child)


def last_part(uri: str) -> str:
    """Return what stands behind the last slash, colon or number sign: "eos5"."""
    return uri.rstrip("/").replace("#", "/").replace(":", "/").rpartition("/")[2]
