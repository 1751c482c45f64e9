"""JSON as the exchange formats write it: a line for each key of an item, so that people find their way and versions compare.

Deeper indentation would be Python's own encoder instead of the one in C, which takes four times as long.
"""

from __future__ import annotations

from json import JSONEncoder
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_encode = JSONEncoder(ensure_ascii=False).encode


def render_item(item: Mapping[str, Any]) -> bytes:
    """Return the item as a file, UTF-8."""
    return f"{_laid_out(item)}\n".encode()


def render_items(items: Iterable[Mapping[str, Any]]) -> bytes:
    """Return the items as one array, UTF-8."""
    told = ",\n".join(map(_laid_out, items))
    return (f"[\n{told}\n]\n" if told else "[]\n").encode()


def _laid_out(item: Mapping[str, Any]) -> str:
    lines = ",\n".join(f"  {_encode(key)}: {_encode(value)}" for key, value in item.items())
    return f"{{\n{lines}\n}}"
